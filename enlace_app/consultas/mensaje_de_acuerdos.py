"""The agreements of a meeting as plain text, to be pasted into a message."""

from enlace_app.consultas.nombres_reservados import NombresReservados, leer_nombres_reservados
from enlace_app.consultas.partes_de_reunion import AcuerdoDeReunion
from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.consultas.secciones import escribir_dia
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.fechas import escribir_fecha
from enlace_app.dominio.plazos import leer_motivo_sin_plazo
from enlace_app.dominio.quorum import enumerar
from enlace_app.dominio.reuniones import CONGELADOS

_SIN_RESPONSABLE = "sin responsable anotado"
_SIN_PLAZO = "sin plazo anotado"


def texto_para_mensaje(lectura: Lectura, registro: RegistroDeReunion) -> str:
    """Return folio, text, responsible and plazo of each agreement; what is missing is said, not left out.

    A message leaves this computer: names that the meeting's attendance withholds are withheld, as in a package.
    """
    reservados = leer_nombres_reservados(lectura)
    lugar = registro.municipio_nombre or registro.ciudad
    fecha = escribir_fecha(registro.fecha) if registro.fecha.fecha else None
    titulo = ", ".join(parte for parte in (f"{registro.tipo_nombre} {registro.folio}", fecha, lugar) if parte)
    if not registro.acuerdos:
        return f"{titulo}\n\nNo se tomaron acuerdos."
    renglones = [f"Acuerdos · {titulo}"]
    renglones += [_acuerdo(acuerdo, registro.uuid, reservados) for acuerdo in registro.acuerdos]
    if registro.estado not in CONGELADOS:
        renglones.append("El acta aún no está cerrada: los folios son provisionales.")
    return "\n\n".join(renglones)


def _acuerdo(acuerdo: AcuerdoDeReunion, reunion: str, reservados: NombresReservados) -> str:
    quienes = reservados.tapar_cada_uno(reunion, acuerdo.responsables)
    etiqueta = "Responsables" if len(quienes) > 1 else "Responsable"
    return "\n".join(
        (
            f"{acuerdo.folio}  {acuerdo.texto}",
            f"{etiqueta}: {enumerar(quienes) or _SIN_RESPONSABLE}",
            f"Plazo: {_plazo(acuerdo)}",
        )
    )


def _plazo(acuerdo: AcuerdoDeReunion) -> str:
    literal = acuerdo.plazo_literal
    dia = escribir_dia(acuerdo.plazo_acordado) if acuerdo.plazo_acordado else None
    ampliado = (
        f"; ampliado al {escribir_dia(acuerdo.plazo)}"
        if acuerdo.plazo != acuerdo.plazo_acordado and acuerdo.plazo
        else ""
    )
    if literal and _sin_plazo(literal):
        return literal + ampliado
    if literal and dia and literal != dia:
        return f"{literal} ({dia}){ampliado}"
    return (dia or literal or _SIN_PLAZO) + ampliado


def _sin_plazo(literal: str) -> bool:
    try:
        return leer_motivo_sin_plazo(literal) is not None
    except ValueError:
        return False
