"""Who sends: every region with its sites, what came last from each, what is missing, waits or contradicts itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from enlace_app.consultas import paquetes_recibidos as llegados
from enlace_app.consultas.expedientes import Lector
from enlace_app.consultas.paquetes_recibidos import Recibido
from enlace_app.dominio.recepcion import EstadoDeRecepcion, ausentes

_REGIONES = "SELECT clave, nombre FROM region WHERE NOT baja ORDER BY clave"
_CONOCIDOS = "SELECT sitio, nombre, region FROM remitente"
_ACUSADOS = """
SELECT paquete.sitio, paquete.secuencia, acuse.creado
FROM acuse_emitido AS acuse JOIN paquete_recibido AS paquete ON paquete.uuid = acuse.recibido
ORDER BY acuse.creado, acuse.numero
"""
_SIN_ACUSE = """
SELECT paquete.uuid FROM paquete_recibido AS paquete
WHERE NOT EXISTS (SELECT 1 FROM acuse_emitido AS acuse WHERE acuse.recibido = paquete.uuid)
  AND EXISTS (SELECT 1 FROM resultado_de_paquete AS resultado WHERE resultado.recibido = paquete.uuid)
ORDER BY paquete.creado, paquete.uuid
"""
_RETENIDOS = """
SELECT count(*) AS n FROM contenido_en_espera AS espera
JOIN paso_de_paquete AS paso ON paso.uuid = (
  SELECT ultimo.uuid FROM paso_de_paquete AS ultimo WHERE ultimo.recibido = espera.recibido
  ORDER BY ultimo.creado DESC, ultimo.uuid DESC LIMIT 1
)
WHERE paso.estado = 'retenido'
"""


@dataclass(frozen=True, slots=True)
class Retenido:
    """A package that is held; `espera` are the numbers that it waits for, none where nobody can tell which."""

    uuid: str
    epoca: int
    secuencia: int
    espera: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SitioQueEnvia:
    """One computer that sent something, by its latest package; instants are UTC, ISO text.

    `faltan` are numbers of the latest época that never came and that something held waits for; `sin_llegar` those
    whose content came later in another. `epocas` counts how often its data were begun anew, the first time included.
    """

    sitio: str
    nombre: str
    region: str | None
    recibido: str
    epoca: int
    epocas: int
    secuencia: int
    generado: str
    llegada: str
    faltan: tuple[int, ...]
    sin_llegar: tuple[int, ...]
    retenidos: tuple[Retenido, ...]
    en_conflicto: tuple[int, ...]
    acuse: str | None
    """When the last receipt for it was made."""
    acuse_de: int | None
    """The number of the package that it acknowledges."""
    sin_acuse: tuple[int, ...]
    """The numbers of those that were applied and never acknowledged."""

    @property
    def cuando(self) -> str:
        """When it last told something: as its clock says, but never after it came, for that clock may be ahead."""
        return min(self.generado, self.llegada)


@dataclass(frozen=True, slots=True)
class RegionQueEnvia:
    """A region of the catalogue, the computer that sent last first; `clave` is None for those that name no region."""

    clave: str | None
    nombre: str
    sitios: tuple[SitioQueEnvia, ...]

    @property
    def cuando(self) -> str | None:
        """When any of its computers last told something."""
        return max((s.cuando for s in self.sitios), default=None)


def listar(lector: Lector) -> list[RegionQueEnvia]:
    """Return every region of the catalogue in its order, and after them whoever sends for none of them."""
    regiones = [(str(f["clave"]), str(f["nombre"])) for f in lector.filas(_REGIONES)]
    sitios = _sitios(lector)
    por_region = {clave: [s for s in sitios if s.region == clave] for clave, _ in regiones}
    otros = [s for s in sitios if s.region not in por_region]
    filas = [RegionQueEnvia(clave, nombre, tuple(por_region[clave])) for clave, nombre in regiones]
    return [*filas, *([RegionQueEnvia(None, "Sin región", tuple(otros))] if otros else [])]


def sin_acuse(lector: Lector) -> list[str]:
    """Return the received packages that were applied and never acknowledged, in the order in which they came."""
    return [str(f["uuid"]) for f in lector.filas(_SIN_ACUSE)]


def contar_retenidos(lector: Lector) -> int:
    """Return how many packages wait for another one."""
    return int(lector.filas(_RETENIDOS)[0]["n"])


def _sitios(lector: Lector) -> list[SitioQueEnvia]:
    conocidos = {str(f["sitio"]): f for f in lector.filas(_CONOCIDOS)}
    por_acusar = set(sin_acuse(lector))
    acusados = {str(f["sitio"]): f for f in lector.filas(_ACUSADOS)}  # the last of each site remains
    sitios = []
    for clave, grupo in groupby(llegados.listar(lector), lambda recibido: recibido.sitio):
        recibidos = list(grupo)
        ultimo = max(_sin_conflicto(recibidos) or recibidos, key=lambda r: r.sello)
        conocido, acuse = conocidos.get(clave), acusados.get(clave)
        faltan, sin_llegar = _huecos(recibidos, ultimo.epoca)
        sitios.append(
            SitioQueEnvia(
                sitio=clave,
                nombre=str(conocido["nombre"]) if conocido else ultimo.remitente,
                region=conocido["region"] if conocido else ultimo.region,
                recibido=ultimo.uuid,
                epoca=ultimo.epoca,
                epocas=len({r.epoca for r in recibidos}),
                secuencia=ultimo.secuencia,
                generado=ultimo.generado,
                llegada=ultimo.llegada,
                faltan=faltan,
                sin_llegar=sin_llegar,
                retenidos=_retenidos(recibidos),
                en_conflicto=tuple(r.secuencia for r in recibidos if r.estado == EstadoDeRecepcion.EN_CONFLICTO),
                acuse=str(acuse["creado"]) if acuse else None,
                acuse_de=int(acuse["secuencia"]) if acuse else None,
                sin_acuse=tuple(r.secuencia for r in recibidos if r.uuid in por_acusar),
            )
        )
    return sorted(sitios, key=lambda s: s.cuando, reverse=True)


def _sin_conflicto(recibidos: Iterable[Recibido]) -> list[Recibido]:
    return [r for r in recibidos if r.estado != EstadoDeRecepcion.EN_CONFLICTO]


def _retenidos(recibidos: Sequence[Recibido]) -> tuple[Retenido, ...]:
    numeros = {r.contenido_sha256: r.secuencia for r in _sin_conflicto(recibidos)}
    hallados = []
    for r in recibidos:
        if r.estado != EstadoDeRecepcion.RETENIDO:
            continue
        # What it builds on may have come and be held itself; else it is among the numbers before it that never came.
        base = numeros.get(r.anterior_sha256 or "")
        espera = (base,) if base is not None else _ausentes(recibidos, r.epoca, antes_de=r.secuencia)
        hallados.append(Retenido(r.uuid, r.epoca, r.secuencia, espera))
    return tuple(hallados)


def _huecos(recibidos: Sequence[Recibido], epoca: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    esperados = {n for r in _retenidos(recibidos) if r.epoca == epoca for n in r.espera}
    ausentes = _ausentes(recibidos, epoca)
    return (
        tuple(n for n in ausentes if n in esperados),
        tuple(n for n in ausentes if n not in esperados),
    )


def _ausentes(recibidos: Sequence[Recibido], epoca: int, *, antes_de: int | None = None) -> tuple[int, ...]:
    """The numbers between the first and the last of an época that came that did not come themselves."""
    hay = {r.secuencia for r in _sin_conflicto(recibidos) if r.epoca == epoca}
    ultimo = antes_de or max(hay, default=0)
    return ausentes(hay, ultimo)
