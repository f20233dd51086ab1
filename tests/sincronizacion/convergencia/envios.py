"""Sending and delivering, whichever step asks for it."""

from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.errores import ErrorDeNegocio
from tests.sincronizacion.convergencia.mundo import Carta, Mundo, Sede, exigir

_PROPIOS = " UNION ALL ".join(
    f"SELECT uuid FROM {tabla} WHERE origen = (SELECT uuid FROM sitio)"
    for tabla in (
        *("reunion", "acta", "asistencia", "punto_orden_dia", "votacion", "acuerdo", "seguimiento", "documento"),
        *("organizacion", "nombramiento"),
    )
)
_ANOTADO = "SELECT DISTINCT tabla FROM bitacora WHERE secuencia > :desde"
_ULTIMA = "SELECT coalesce(max(secuencia), 0) AS n FROM bitacora"


def propios(sede: Sede) -> frozenset[str]:
    """The records of regions that this site made."""
    return frozenset(fila["uuid"] for fila in sede.lectura.filas(_PROPIOS))


def echar(mundo: Mundo, numero: int, tipo: TipoPaquete | None) -> Carta:
    """Make a package of a site; it goes into the mail only if the caller puts it there."""
    sede = mundo.sede(numero)
    desde = sede.lectura.filas(_ULTIMA)[0]["n"]
    cuerpo = mundo.soporte.exportar(sede.almacen, mundo.formato, tipo)
    anotadas = {fila["tabla"] for fila in sede.lectura.filas(_ANOTADO, {"desde": desde})}
    exigir(anotadas == {"paquete"}, f"enviar anotó cambios de {sorted(anotadas)}")
    carta = Carta(numero % len(mundo.sedes), mundo.soporte.abrir(cuerpo, mundo.formato), propios(sede), cuerpo)
    mundo.cartas.append(carta)
    mundo.cuentas[f"paquete {carta.paquete.portada['tipo']}"] += 1
    return carta


def echar_si_se_puede(mundo: Mundo, numero: int, tipo: TipoPaquete | None) -> Carta | None:
    """The same where there may be nothing to start an increment from."""
    try:
        return echar(mundo, numero, tipo)
    except ErrorDeNegocio:
        mundo.cuentas["incremento sin acuse"] += 1
        return None


def entregar(mundo: Mundo, carta: Carta) -> None:
    """Give a package to the authority."""
    mundo.recibir(mundo.soporte.abrir(carta.cuerpo, mundo.formato), carta.propios)
