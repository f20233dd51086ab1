"""The packages that this site made, and what does not travel yet."""

from dataclasses import dataclass

from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.reuniones import EstadoReunion

BORRADORES = (EstadoReunion.BORRADOR, EstadoReunion.CONVOCADA)
"""States in which a meeting stays here: nothing happened yet that could be reported."""

_MOTIVOS = {"borrador": "es un borrador", "convocada": "está convocada y aún no se celebra"}

_CAMPOS = """
SELECT uuid, origen, epoca, secuencia, tipo, generado, contenido_sha256, anterior_sha256, archivo, bitacora_hasta
FROM paquete ORDER BY epoca DESC, secuencia DESC, uuid
"""
_SIGUIENTE = "SELECT max(secuencia) AS ultima FROM paquete WHERE origen = :sitio AND epoca = :epoca"
_QUEDAN = """
SELECT uuid, coalesce(folio, folio_provisional) AS folio, estado, baja FROM reunion
WHERE estado IN (:borrador, :convocada) ORDER BY folio_provisional, uuid
"""


@dataclass(frozen=True, slots=True)
class FilaPaquete:
    """A package that was made; `generado` is an instant in UTC as ISO text."""

    uuid: str
    epoca: int
    secuencia: int
    tipo: str
    generado: str
    contenido_sha256: str
    anterior_sha256: str | None
    archivo: str
    bitacora_hasta: int


@dataclass(frozen=True, slots=True)
class Queda:
    """A record that does not travel yet, and why, in words for its owner."""

    tabla: str
    uuid: str
    folio: str
    motivo: str

    def __str__(self) -> str:
        return f"{self.folio}: {self.motivo}"


def listar(lectura: Lectura, *, sitio: str) -> list[FilaPaquete]:
    """Return the packages that a site made, the latest first."""
    filas = [fila for fila in lectura.filas(_CAMPOS) if fila.pop("origen") == sitio]
    return [FilaPaquete(**fila) for fila in filas]


def siguiente_secuencia(lectura: Lectura, *, sitio: str, epoca: int) -> int:
    """Return the number that the next package of this site and época bears."""
    fila = lectura.fila(_SIGUIENTE, {"sitio": sitio, "epoca": epoca})
    return int(fila["ultima"] or 0) + 1 if fila else 1


def reuniones_que_quedan(lectura: Lectura) -> frozenset[str]:
    """Return the uuids of the meetings that stay here with all that belongs to them, withdrawn drafts included."""
    return frozenset(fila["uuid"] for fila in _que_quedan(lectura))


def quedan(lectura: Lectura) -> list[Queda]:
    """Return what a package leaves here: drafts, and the documents registered in them; withdrawn ones are not named."""
    reuniones = [fila for fila in _que_quedan(lectura) if not fila["baja"]]
    folios = {fila["uuid"]: fila["folio"] for fila in reuniones}
    documentos = lectura.filas(
        "SELECT uuid, folio, reunion FROM documento WHERE reunion IS NOT NULL AND NOT baja ORDER BY folio, uuid"
    )
    return [
        *(Queda("reunion", f["uuid"], f["folio"], _MOTIVOS[f["estado"]]) for f in reuniones),
        *(
            Queda("documento", d["uuid"], d["folio"], f"es de la reunión {folios[d['reunion']]}, que aún no se celebra")
            for d in documentos
            if d["reunion"] in folios
        ),
    ]


def _que_quedan(lectura: Lectura) -> list[dict[str, str]]:
    borrador, convocada = BORRADORES
    return lectura.filas(_QUEDAN, {"borrador": str(borrador), "convocada": str(convocada)})
