"""The history of what arrived: every package with how it stands, its steps and the receipts made for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enlace_app.consultas.conjuntos import uno_de
from enlace_app.consultas.expedientes import Lector
from enlace_app.consultas.listado import Listado, Termino
from enlace_app.consultas.listado_expresiones import plegado
from enlace_app.consultas.listado_sin_indice import ListadoSinIndice
from enlace_app.datos.lectura import Lectura

_ESTADO = (
    "(SELECT paso.estado FROM paso_de_paquete AS paso WHERE paso.recibido = paquete_recibido.uuid "
    "ORDER BY paso.creado DESC, paso.uuid DESC LIMIT 1)"
)
_REGION = "(SELECT region.nombre FROM region WHERE region.clave = paquete_recibido.region)"
_ACUSES = "(SELECT count(*) FROM acuse_emitido WHERE acuse_emitido.recibido = paquete_recibido.uuid)"
_COLUMNAS = f"""
paquete_recibido.uuid, paquete_recibido.region, {_REGION} AS nombre_de_region, paquete_recibido.remitente,
paquete_recibido.epoca, paquete_recibido.secuencia, paquete_recibido.tipo, paquete_recibido.generado,
paquete_recibido.creado AS llegada, paquete_recibido.archivo, paquete_recibido.filas, {_ESTADO} AS estado,
{_ACUSES} AS acuses
"""
_ORDENES = {
    "region": _REGION,
    "remitente": plegado("paquete_recibido.remitente"),
    "secuencia": "paquete_recibido.epoca * 1000000 + paquete_recibido.secuencia",
    "llegada": "paquete_recibido.creado",
    "generado": "paquete_recibido.generado",
    "estado": _ESTADO,
    "acuses": _ACUSES,
    "archivo": plegado("paquete_recibido.archivo"),
}
_BUSCABLE = plegado(
    "paquete_recibido.secuencia || ' ' || paquete_recibido.remitente || ' ' || "
    f"coalesce({_REGION}, '') || ' ' || paquete_recibido.archivo"
)


@dataclass(frozen=True, slots=True)
class FilaRecibida:
    """A package that arrived; instants are UTC, ISO text. `acuses` counts the receipts that were made for it."""

    uuid: str
    region: str | None
    nombre_de_region: str | None
    remitente: str
    epoca: int
    secuencia: int
    tipo: str
    generado: str
    llegada: str
    archivo: str
    filas: int
    estado: str
    acuses: int

    @property
    def rev(self) -> int:
        """Always the first: what arrived is not changed."""
        return 1


@dataclass(frozen=True, slots=True)
class Paso:
    """What became of a package at one moment (UTC, ISO text)."""

    estado: str
    motivo: str | None
    cuando: str


def listado() -> Listado[FilaRecibida]:
    """Return the list of what arrived, the latest first; filters are `region` (its key) and `estado`."""
    return ListadoSinIndice(
        buscable=_BUSCABLE,
        tabla="paquete_recibido",
        condicion="1 = 1",
        natural=[Termino("paquete_recibido.creado", descendente=True)],
        ordenes=_ORDENES,
        filtros={"region": "paquete_recibido.region = :region", "estado": f"{_ESTADO} = :estado"},
        componer=_componer,
    )


def traer(lector: Lector, recibido: str) -> FilaRecibida | None:
    """Return one of them, None if there is no such package."""
    filas = lector.filas(f"SELECT {_COLUMNAS} FROM paquete_recibido WHERE uuid = :uuid", {"uuid": recibido})
    return FilaRecibida(**filas[0]) if filas else None


def pasos(lector: Lector, recibido: str) -> list[Paso]:
    """Return what became of a package, the earlier first."""
    filas = lector.filas(
        "SELECT estado, motivo, creado AS cuando FROM paso_de_paquete WHERE recibido = :recibido ORDER BY creado, uuid",
        {"recibido": recibido},
    )
    return [Paso(**fila) for fila in filas]


def _componer(lectura: Lectura, uuids: Sequence[str]) -> Mapping[str, FilaRecibida]:
    lista, parametros = uno_de("u", uuids)
    filas = lectura.filas(f"SELECT {_COLUMNAS} FROM paquete_recibido WHERE uuid IN {lista}", parametros)
    return {fila["uuid"]: FilaRecibida(**fila) for fila in filas}
