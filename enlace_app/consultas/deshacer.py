"""What can be undone and redone now: the last edits of this site, by their names."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from enlace_app.consultas.expedientes import Lector
from enlace_app.consultas.impedimentos import NOMBRES, Vuelta, es_importacion, impedimento
from enlace_app.consultas.operaciones import OperacionHecha, cambios, raiz, recientes, traer
from enlace_app.errores import ErrorDeNegocio

_ALCANCE = 50
"""How many operations are looked at: whoever looks further back corrects the record itself."""
_LARGO = 60


@dataclass(frozen=True, slots=True)
class Deshacible:
    """What Ctrl+Z (or Ctrl+Shift+Z) would take back: `operacion` is what the service asks for.

    `sobre` names the record that it was about, by folio or name, None where it has none; `instante` is UTC, ISO text.
    """

    operacion: UUID
    intencion: str
    instante: str
    tabla: str
    sobre: str | None


def ultimo_deshacible(lector: Lector) -> Deshacible | None:
    """Return the newest operation that can be undone now; what cannot be is passed over."""
    return next(_deshacibles(lector), None)


def deshacibles(lector: Lector, limite: int = 20) -> list[Deshacible]:
    """Return what can be undone now, each for itself, the newest first.

    Of one record only its last change is there: the one before it follows once that is undone.
    """
    return list(islice(_deshacibles(lector), limite))


def ultimo_rehacible(lector: Lector) -> Deshacible | None:
    """Return the last undoing that can be taken back, as long as nothing else was done since."""
    sitio = _sitio(lector)
    for hecha in islice(recientes(lector, sitio), _ALCANCE):
        if hecha.deshace is None:
            return None
        deshecha, deshizo = raiz(lector, hecha)
        if deshizo and (vuelta := _posible(lector, deshecha, sitio, rehacer=True)):
            return _describir(lector, vuelta, hecha)
    return None


def exigir_vuelta(lector: Lector, operacion: UUID) -> Vuelta:
    """Return how an operation is undone (an undoing: done again); raises `ErrorDeNegocio` saying why it cannot be."""
    hecha = traer(lector, str(operacion))
    if hecha is None:
        raise ErrorDeNegocio("Esa operación ya no está en la bitácora de estos datos; no hay qué deshacer.")
    original, deshizo = raiz(lector, hecha)
    if es_importacion(lector, original):
        raise ErrorDeNegocio(
            "Una importación no se deshace: corrija el archivo e impórtelo de nuevo, o recupere un respaldo anterior."
        )
    vuelta = Vuelta(original, deshizo, cambios(lector, original.operacion))
    motivo = impedimento(lector, vuelta, _sitio(lector))
    if motivo:
        raise ErrorDeNegocio(motivo)
    return vuelta


def _deshacibles(lector: Lector) -> Iterator[Deshacible]:
    sitio = _sitio(lector)
    for hecha in islice(recientes(lector, sitio), _ALCANCE):
        if hecha.deshace is None and (vuelta := _posible(lector, hecha, sitio, rehacer=False)):
            yield _describir(lector, vuelta, hecha)


def _posible(lector: Lector, hecha: OperacionHecha, sitio: str, *, rehacer: bool) -> Vuelta | None:
    if es_importacion(lector, hecha):  # before its thousands of entries are read
        return None
    vuelta = Vuelta(hecha, rehacer, cambios(lector, hecha.operacion))
    return None if impedimento(lector, vuelta, sitio) else vuelta


def _describir(lector: Lector, vuelta: Vuelta, pedida: OperacionHecha) -> Deshacible:
    cambio = vuelta.cambios[0]
    sql = f"SELECT {NOMBRES[cambio.tabla]} AS nombre FROM {cambio.tabla} WHERE uuid = :uuid"
    nombre = lector.filas(sql, {"uuid": cambio.uuid})[0]["nombre"]
    if nombre and len(nombre) > _LARGO:
        nombre = f"{nombre[: _LARGO - 1].rstrip()}…"
    return Deshacible(UUID(pedida.operacion), vuelta.hecha.intencion, pedida.instante, cambio.tabla, nombre)


def _sitio(lector: Lector) -> str:
    """The owner of these data; of nobody before they have one, to whom no operation belongs."""
    filas = lector.filas("SELECT uuid FROM sitio")
    return str(filas[0]["uuid"]) if filas else ""
