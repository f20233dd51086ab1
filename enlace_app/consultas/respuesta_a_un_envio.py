"""One package that was sent, with all that the authority answered to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from enlace_app.consultas import paquetes
from enlace_app.consultas.acuses import Observacion, ResumenDeAcuse
from enlace_app.consultas.nombres_de_registros import RegistroNombrado, nombrar
from enlace_app.consultas.paquetes import FilaPaquete
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.recepcion import VEA_OBSERVACIONES, Resultado

_FILAS = """
SELECT registro, hoja, resultado, motivo FROM resultado_de_acuse
WHERE acuse = :acuse ORDER BY hoja, registro
"""
_FOLIOS = "SELECT registro, folio FROM folio_oficial WHERE acuse IN (SELECT uuid FROM acuse WHERE paquete = :paquete)"
_OBSERVACIONES = """
SELECT uuid, registro, texto, autor, creado, acuse FROM observacion_de_autoridad
WHERE acuse IN (SELECT uuid FROM acuse WHERE paquete = :paquete) ORDER BY creado, uuid
"""


class ClaseDeRespuesta(StrEnum):
    """What a line of the answer is, the most urgent first."""

    RECHAZADO = "No se tomó"
    OBSERVACION = "Observación"
    POR_REVISAR = "Por revisar"
    RESPONDIDO = "Respondido"
    FOLIO = "Folio oficial"


@dataclass(frozen=True, slots=True)
class RenglonDeRespuesta:
    """A line of the answer; `registro` is None of what is not here any more, `observacion` only of a remark."""

    clase: ClaseDeRespuesta
    nombre: str
    texto: str
    registro: RegistroNombrado | None
    observacion: str | None = None


@dataclass(frozen=True, slots=True)
class Detalle:
    """`renglones` are what the last receipt says of the rows, and the remarks and folios that all of them brought."""

    paquete: FilaPaquete
    renglones: tuple[RenglonDeRespuesta, ...]

    @property
    def acuse(self) -> ResumenDeAcuse | None:
        """The receipt that counts: the last one, for it says all again."""
        return self.paquete.acuse


def detalle(lectura: Lectura, paquete: str) -> Detalle | None:
    """Return it, None if this site did not make that package."""
    fila = paquetes.uno(lectura, paquete)
    if fila is None:
        return None
    vigente = fila.acuse
    if vigente is None:
        return Detalle(fila, ())
    dichas = lectura.filas(_FILAS, {"acuse": vigente.uuid})
    observadas = [Observacion(**f) for f in lectura.filas(_OBSERVACIONES, {"paquete": paquete})]
    folios = lectura.filas(_FOLIOS, {"paquete": paquete})
    nombres = nombrar(
        lectura, [f["registro"] for f in dichas] + [o.registro for o in observadas] + [f["registro"] for f in folios]
    )

    def renglon(
        clase: ClaseDeRespuesta, registro: str, texto: str, *, hoja: str = "", observacion: str | None = None
    ) -> RenglonDeRespuesta:
        suyo = nombres.get(registro)
        nombre = suyo.nombre if suyo else f"{hoja or 'Registro'} que ya no está aquí"
        return RenglonDeRespuesta(clase, nombre, texto, suyo, observacion)

    renglones = [
        renglon(_clase(f["resultado"]), f["registro"], f["motivo"] or "", hoja=f["hoja"])
        for f in dichas
        if f["motivo"] != VEA_OBSERVACIONES
    ]
    renglones += [renglon(ClaseDeRespuesta.OBSERVACION, o.registro, o.texto, observacion=o.uuid) for o in observadas]
    renglones += [renglon(ClaseDeRespuesta.FOLIO, f["registro"], f["folio"]) for f in folios]
    orden = list(ClaseDeRespuesta)
    return Detalle(fila, tuple(sorted(renglones, key=lambda r: orden.index(r.clase))))


def _clase(resultado: str) -> ClaseDeRespuesta:
    match Resultado(resultado):
        case Resultado.RECHAZADO:
            return ClaseDeRespuesta.RECHAZADO
        case Resultado.OBSERVADO | Resultado.PROPUESTO:
            return ClaseDeRespuesta.POR_REVISAR
        case _:
            return ClaseDeRespuesta.RESPONDIDO


def decir_acuse(acuse: ResumenDeAcuse | None, *, zona: str, dia: Callable[[date], str]) -> str:
    """Say in one line what the receipt of a package says; without one, that there is none."""
    if acuse is None:
        return "sin acuse"
    recibido = datetime.fromisoformat(acuse.recibido)
    cuando = (recibido if recibido.tzinfo else recibido.replace(tzinfo=UTC)).astimezone(ZoneInfo(zona)).date()
    llegaron = f"{acuse.llegaron:,} {'llegó' if acuse.llegaron == 1 else 'llegaron'}"
    revisar = f", {acuse.por_revisar:,} por revisar" if acuse.por_revisar else ""
    return f"acuse {acuse.numero} del {dia(cuando)}: {llegaron}{revisar}"
