"""The packages that this site made, and what does not travel yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enlace_app.consultas.acuses import ResumenDeAcuse, resumenes
from enlace_app.consultas.bitacora import HOJA_DE_TABLA
from enlace_app.consultas.conjuntos import uno_de
from enlace_app.consultas.listado import Condicion, Listado, Termino
from enlace_app.consultas.listado_sin_indice import ListadoSinIndice
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.identidad import ORIGEN_PUBLICADO
from enlace_app.dominio.reuniones import EstadoReunion

BORRADORES = (EstadoReunion.BORRADOR, EstadoReunion.CONVOCADA)
"""States in which a meeting stays here: nothing happened yet that could be reported."""

_MOTIVOS = {"borrador": "es un borrador", "convocada": "está convocada y aún no se celebra"}

_COLUMNAS = "uuid, epoca, secuencia, tipo, generado, contenido_sha256, anterior_sha256, archivo, bitacora_hasta, filas"
_CAMPOS = f"SELECT {_COLUMNAS}, origen FROM paquete ORDER BY epoca DESC, secuencia DESC, uuid"
_ORDENES = {
    "secuencia": "paquete.epoca * 1000000 + paquete.secuencia",
    "generado": "paquete.generado",
    "archivo": "paquete.archivo",
    "huella": "paquete.contenido_sha256",
    "tipo": "paquete.tipo",
    "acuse": "(SELECT max(acuse.creado) FROM acuse WHERE acuse.paquete = paquete.uuid)",
}
_CON_ACUSE = "EXISTS (SELECT 1 FROM acuse WHERE acuse.paquete = paquete.uuid)"
_POR_REVISAR = """
EXISTS (SELECT 1 FROM acuse JOIN resultado_de_acuse AS fila ON fila.acuse = acuse.uuid
  WHERE acuse.paquete = paquete.uuid AND fila.resultado IN ('rechazado', 'propuesto', 'observado')
  AND acuse.numero = (SELECT max(otro.numero) FROM acuse AS otro WHERE otro.paquete = paquete.uuid))
"""
CON_ACUSE, SIN_ACUSE, POR_REVISAR = "con", "sin", "por revisar"
"""The values of the filter `acuse`."""
_BUSCABLE = "paquete.secuencia || ' ' || lower(paquete.archivo) || ' ' || paquete.contenido_sha256"
_SIGUIENTE = "SELECT max(secuencia) AS ultima FROM paquete WHERE origen = :sitio AND epoca = :epoca"
_QUEDAN = """
SELECT uuid, coalesce(folio, folio_provisional) AS folio, estado, baja FROM reunion
WHERE estado IN (:borrador, :convocada) ORDER BY folio_provisional, uuid
"""


def _con_acuse(_lectura: Lectura, valor: str) -> Condicion:
    return Condicion({CON_ACUSE: _CON_ACUSE, SIN_ACUSE: f"NOT {_CON_ACUSE}", POR_REVISAR: _POR_REVISAR}[valor])


_AJENOS = " UNION ALL ".join(
    f"SELECT uuid FROM {tabla} WHERE origen NOT IN ((SELECT uuid FROM sitio), :publicado)"
    for tabla in (*HOJA_DE_TABLA, "acta_recibida")
)


@dataclass(frozen=True, slots=True)
class FilaPaquete:
    """A package that was made; `generado` is an instant in UTC as ISO text.

    `filas` counts the rows of its records, where that was noted; `acuses` are the receipts that came for it, the
    earlier first: only the list and `uno` read them.
    """

    uuid: str
    epoca: int
    secuencia: int
    tipo: str
    generado: str
    contenido_sha256: str
    anterior_sha256: str | None
    archivo: str
    bitacora_hasta: int
    filas: int | None = None
    acuses: tuple[ResumenDeAcuse, ...] = ()

    @property
    def acuse(self) -> ResumenDeAcuse | None:
        """The receipt that counts: the last one, for it says all again."""
        return max(self.acuses, key=lambda acuse: acuse.numero, default=None)

    @property
    def rev(self) -> int:
        """Always the first: what was sent is not changed."""
        return 1


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


def listado() -> Listado[FilaPaquete]:
    """Return the list of the packages that this site made, the latest first."""
    return ListadoSinIndice(
        buscable=_BUSCABLE,
        tabla="paquete",
        condicion="paquete.origen = (SELECT sitio.uuid FROM sitio)",
        natural=[Termino("paquete.epoca", descendente=True), Termino("paquete.secuencia", descendente=True)],
        ordenes=_ORDENES,
        filtros={"tipo": "paquete.tipo = :tipo", "acuse": _con_acuse},
        componer=_componer,
    )


def _componer(lectura: Lectura, uuids: Sequence[str]) -> Mapping[str, FilaPaquete]:
    lista, parametros = uno_de("u", uuids)
    filas = lectura.filas(f"SELECT {_COLUMNAS} FROM paquete WHERE uuid IN {lista}", parametros)
    recibidos = resumenes(lectura, uuids)
    return {fila["uuid"]: FilaPaquete(**fila, acuses=recibidos.get(fila["uuid"], ())) for fila in filas}


def uno(lectura: Lectura, uuid: str) -> FilaPaquete | None:
    """Return a package with its receipts, None if this site did not make it."""
    return _componer(lectura, [uuid]).get(uuid)


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


def ajenos(lectura: Lectura) -> frozenset[str]:
    """Return the other sites' records that are here: who made them sends them, whatever one's own follow-up changes."""
    return frozenset(fila["uuid"] for fila in lectura.filas(_AJENOS, {"publicado": str(ORIGEN_PUBLICADO)}))


def _que_quedan(lectura: Lectura) -> list[dict[str, str]]:
    borrador, convocada = BORRADORES
    return lectura.filas(_QUEDAN, {"borrador": str(borrador), "convocada": str(convocada)})
