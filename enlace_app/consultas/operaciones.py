"""What each operation did to each record, read from the change log, and which of it is still in force."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enlace_app.consultas.expedientes import Lector

_ASIENTOS = "SELECT secuencia, operacion, deshace, tabla, uuid, accion, antes, despues FROM bitacora"
_CABEZA = "SELECT operacion, intencion, instante, persona, sitio, recibido, deshace FROM bitacora"


@dataclass(frozen=True, slots=True)
class CambioDeRegistro:
    """What one operation did to one record in all: column -> value as the log writes it (lists of uuids or rows).

    `alta`: the record did not exist before; `primera` is the number of its first entry.
    """

    tabla: str
    uuid: str
    alta: bool
    primera: int
    antes: Mapping[str, Any]
    despues: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OperacionHecha:
    """One unit of work; `deshace` names the operation that it undid, `instante` is UTC as ISO text."""

    operacion: str
    intencion: str
    instante: str
    persona: str
    sitio: str
    recibida: bool
    deshace: str | None


@dataclass(frozen=True, slots=True)
class Vigencia:
    """Where a record stands: `actual` is the operation whose content it shows, counting what was undone since.

    `antes` tells, for each operation, what the record showed before it; `ultima` is the last that touched it.
    """

    actual: str
    antes: Mapping[str, str]
    ultima: str


def traer(lector: Lector, operacion: str) -> OperacionHecha | None:
    """Return an operation, or None if there was no such one."""
    filas = lector.filas(f"{_CABEZA} WHERE operacion = :operacion LIMIT 1", {"operacion": operacion})
    if not filas:
        return None
    fila = filas[0]
    recibida = bool(fila.pop("recibido"))
    return OperacionHecha(**fila, recibida=recibida)


def raiz(lector: Lector, hecha: OperacionHecha) -> tuple[OperacionHecha, bool]:
    """Return the ordinary operation behind a chain of undoing and redoing, and whether `hecha` undid it."""
    deshizo = False
    while hecha.deshace is not None:
        deshecha = traer(lector, hecha.deshace)
        if deshecha is None:
            break
        hecha, deshizo = deshecha, not deshizo
    return hecha, deshizo


def recientes(lector: Lector, sitio: str) -> Iterator[OperacionHecha]:
    """Give the operations that this site made itself, the newest first, reading each only when it is asked for."""
    donde, parametros = "NOT recibido AND sitio = :sitio", {"sitio": sitio}
    while filas := lector.filas(f"{_CABEZA} WHERE {donde} ORDER BY secuencia DESC LIMIT 1", parametros):
        hecha = traer(lector, filas[0]["operacion"])
        if hecha is None:
            return
        yield hecha
        donde = (
            "NOT recibido AND sitio = :sitio "
            "AND secuencia < (SELECT min(secuencia) FROM bitacora WHERE operacion = :operacion)"
        )
        parametros = {"sitio": sitio, "operacion": hecha.operacion}


def cambios(lector: Lector, operacion: str) -> tuple[CambioDeRegistro, ...]:
    """Return what an operation did to each record, in the order in which it wrote them."""
    filas = lector.filas(f"{_ASIENTOS} WHERE operacion = :operacion ORDER BY secuencia", {"operacion": operacion})
    por_registro: dict[str, list[dict[str, Any]]] = {}
    for fila in filas:
        por_registro.setdefault(fila["uuid"], []).append(fila)
    return tuple(c for asientos in por_registro.values() if (c := _resumir(asientos)) is not None)


def vigencia(lector: Lector, cambio: CambioDeRegistro) -> Vigencia:
    """Return where the record stands, following its log from that change on.

    Undoing brings back the content of before, though `rev` goes on rising: so the log tells it, not the count.
    """
    filas = lector.filas(
        f"{_ASIENTOS} WHERE uuid = :uuid AND secuencia >= :primera ORDER BY secuencia",
        {"uuid": cambio.uuid, "primera": cambio.primera},
    )
    por_operacion: dict[str, list[dict[str, Any]]] = {}
    for fila in filas:
        por_operacion.setdefault(fila["operacion"], []).append(fila)
    antes: dict[str, str] = {}
    actual = ultima = ""
    for operacion, asientos in por_operacion.items():
        if _resumir(asientos) is None:
            continue
        antes[operacion] = actual
        deshecha = asientos[0]["deshace"]
        # What was undone may lie before the first entry read here: its content then has a name of its own.
        actual = antes.get(deshecha, f"antes de {deshecha}") if deshecha else operacion
        ultima = operacion
    return Vigencia(actual, antes, ultima)


def valor_en(lector: Lector, uuid: str, columna: str, hasta: int) -> Any:
    """Return what a column held after the entry `hasta`, as the log wrote it; None where it never says."""
    filas = lector.filas(
        "SELECT despues FROM bitacora WHERE uuid = :uuid AND secuencia <= :hasta ORDER BY secuencia DESC",
        {"uuid": uuid, "hasta": hasta},
    )
    for fila in filas:
        despues = _leer(fila["despues"])
        if columna in despues:
            return despues[columna]
    return None


def _resumir(asientos: Sequence[Mapping[str, Any]]) -> CambioDeRegistro | None:
    """Several entries of one operation about one record as one; None if in the end nothing changed."""
    alta = any(asiento["accion"] == "alta" for asiento in asientos)
    antes: dict[str, Any] = {}
    despues: dict[str, Any] = {}
    for asiento in asientos:
        antes = _leer(asiento["antes"]) | antes
        despues |= _leer(asiento["despues"])
    if not alta:
        iguales = {clave for clave in despues if _comparable(antes.get(clave)) == _comparable(despues[clave])}
        antes = {clave: valor for clave, valor in antes.items() if clave not in iguales}
        despues = {clave: valor for clave, valor in despues.items() if clave not in iguales}
        if not despues:
            return None
    primero = asientos[0]
    return CambioDeRegistro(primero["tabla"], primero["uuid"], alta, primero["secuencia"], antes, despues)


def _comparable(valor: Any) -> Any:
    """The log writes the members of a list in no order that means anything."""
    return sorted(json.dumps(miembro, sort_keys=True) for miembro in valor) if isinstance(valor, list) else valor


def _leer(texto: str | None) -> dict[str, Any]:
    leido: dict[str, Any] = json.loads(texto) if texto else {}
    return leido
