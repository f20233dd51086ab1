"""How each signatory of an acta ended, in one line, and how many are settled."""

from collections.abc import Sequence
from datetime import datetime

from enlace_app.consultas.firmas import Firmante
from enlace_app.dominio.firmas import ClaseDeFirma, Resultado
from enlace_app.ui.componentes.escritura import escribir_instante

_COMO = {
    ClaseDeFirma.ESCANEO: "firmó en papel, con su escaneo",
    ClaseDeFirma.SIMPLE: "firma simple",
    ClaseDeFirma.EFIRMA: "firmó con e.firma",
}


def escribir_firma(firmante: Firmante) -> str:
    """Say how that person ended: by sign and by word."""
    if firmante.clase is None or firmante.instante is None or firmante.resultado is None:
        return f"○ {firmante.nombre} — falta su firma"
    cuando = escribir_instante(datetime.fromisoformat(firmante.instante))
    resultado = Resultado(firmante.resultado)
    motivo = f": {firmante.motivo}" if firmante.motivo else ""
    if resultado is Resultado.SE_RETIRO:
        return f"– {firmante.nombre} — se retiró a las {firmante.hora}{motivo}"
    if resultado is Resultado.SE_NEGO:
        return f"✗ {firmante.nombre} — se negó a firmar{motivo}"
    protesta = ", bajo protesta" if resultado is Resultado.BAJO_PROTESTA else ""
    return f"✓ {firmante.nombre} — {_COMO[ClaseDeFirma(firmante.clase)]}{protesta}, {cuando}{motivo}"


def escribir_cuenta_de_firmas(quienes: Sequence[Firmante]) -> str:
    """Say how many signed, how many will not, and who is open."""
    faltan = [f.nombre for f in quienes if f.pendiente]
    sin_firmar = sum(not f.pendiente and not f.firmo for f in quienes)
    partes = [f"Firmas: {sum(f.firmo for f in quienes)} de {len(quienes)}"]
    if sin_firmar:
        partes.append("1 no firmó" if sin_firmar == 1 else f"{sin_firmar} no firmaron")
    partes.append(f"faltan: {', '.join(faltan)}" if faltan else "completas")
    return " · ".join(partes)
