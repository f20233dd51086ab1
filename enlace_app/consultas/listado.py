"""What a list of the window asks: how many rows, one page of them, and where a record stands.

The SQL is put together from constants of the code alone; every value is a parameter. A page is found by its keys
first, over indexes, and only its own rows are then read whole: a list of a hundred thousand rows costs what its page
costs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from enlace_app.consultas.busqueda import expresion
from enlace_app.datos.lectura import Lectura

_BLOQUE = 500
"""Rows composed at once where a whole list is asked for; bounds the parameters of one query."""


class Fila(Protocol):
    """A row that a list can hold."""

    @property
    def uuid(self) -> str:
        """The record's identity."""

    @property
    def rev(self) -> int:
        """The revision that the person sees."""


F = TypeVar("F", bound=Fila)


@dataclass(frozen=True, slots=True)
class Pedido:
    """What a person asks of a list.

    `texto` are words that must all appear, each the beginning of a word, found through the search index; `filtros` has
    a value per key of a filter, None where it is not set; `orden` is the key of a column, None the list's natural
    order, which `descendente` turns around as well. A key that the list does not know raises KeyError.
    """

    texto: str = ""
    filtros: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    orden: str | None = None
    descendente: bool = False


@dataclass(frozen=True, slots=True)
class Condicion:
    """SQL that a row must meet, with the values of its named parameters."""

    sql: str
    parametros: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


Filtro = str | Callable[[Lectura, Any], Condicion]
"""SQL with the filter's own key as its parameter, or what makes the condition of a value."""


@dataclass(frozen=True, slots=True)
class Termino:
    """A term of an order; rows without a value come last in either direction."""

    sql: str
    descendente: bool = False

    def escribir(self, *, volteado: bool) -> str:
        """Return it as SQL, the other way around if `volteado`."""
        return f"{self.sql} {'DESC' if self.descendente != volteado else 'ASC'} NULLS LAST"


@dataclass(frozen=True, slots=True)
class Recorrido:
    """What a query reads first, already in the order of its first term, and how the list's table hangs on it."""

    nombre: str
    desde: str
    une: str


class Listado(Generic[F]):
    """The list of one noun; `ordenes` and `filtros` say by what it can be ordered and narrowed."""

    def __init__(
        self,
        *,
        tabla: str,
        juntas: Mapping[str, str] = MappingProxyType({}),
        condicion: str,
        natural: Sequence[Termino],
        ordenes: Mapping[str, str],
        filtros: Mapping[str, Filtro],
        componer: Callable[[Lectura, Sequence[str]], Mapping[str, F]],
        recorrido: Recorrido | None = None,
    ) -> None:
        """Define a list.

        `juntas` are joins that add and take no rows, by the name under which a condition or an order speaks of them: a
        query gets only those that it needs. `condicion` holds for every row of the list. `componer` reads the rows of
        the given uuids whole. `recorrido` is a faster way to the first rows of the whole list in its natural order.
        """
        self.ordenes = ordenes
        self.filtros = filtros
        self._uuid = f"{tabla}.uuid"
        self._tabla = tabla
        self._juntas = juntas
        self._condicion = condicion
        self._natural = (*natural, Termino(self._uuid, natural[-1].descendente))
        self._componer = componer
        self._recorrido = recorrido

    def contar(self, lectura: Lectura, pedido: Pedido) -> int:
        """Return how many rows the whole list has."""
        donde, parametros = self._donde(lectura, pedido)
        fila = lectura.fila(f"SELECT count(*) AS n FROM {self._desde(donde)} WHERE {donde}", parametros)
        return int(fila["n"]) if fila else 0

    def pagina(self, lectura: Lectura, pedido: Pedido, desde: int, cuantas: int) -> list[F]:
        """Return up to that many rows from a row number on, counted from 0."""
        return self._filas(lectura, self._uuids(lectura, pedido, desde, cuantas))

    def todas(self, lectura: Lectura, pedido: Pedido) -> list[F]:
        """Return the whole list."""
        return self._filas(lectura, self._uuids(lectura, pedido, 0, -1))

    def posicion(self, lectura: Lectura, pedido: Pedido, uuid: str) -> int | None:
        """Return the row number of a record in that list; None if it is not in it."""
        donde, parametros = self._donde(lectura, pedido)
        orden = self._orden(pedido)
        numerada = (
            f"SELECT {self._uuid} AS uuid, row_number() OVER (ORDER BY {orden}) - 1 AS n "
            f"FROM {self._desde(donde, orden)} WHERE {donde}"
        )
        fila = lectura.fila(f"SELECT n FROM ({numerada}) AS numerada WHERE uuid = :uuid", parametros | {"uuid": uuid})
        return int(fila["n"]) if fila else None

    def _uuids(self, lectura: Lectura, pedido: Pedido, desde: int, cuantas: int) -> list[str]:
        donde, parametros = self._donde(lectura, pedido)
        orden = self._orden(pedido)
        desde_tablas = self._desde(donde, orden)
        if self._recorrido is not None and pedido == Pedido():
            desde_tablas = self._desde(donde, orden, recorrido=self._recorrido)
            donde = f"{donde} AND {self._recorrido.une}"
        limite = "" if cuantas < 0 else " LIMIT :cuantas OFFSET :desde_fila"
        filas = lectura.filas(
            f"SELECT {self._uuid} AS uuid FROM {desde_tablas} WHERE {donde} ORDER BY {orden}{limite}",
            parametros | ({"cuantas": cuantas, "desde_fila": desde} if limite else {}),
        )
        return [fila["uuid"] for fila in filas]

    def _filas(self, lectura: Lectura, uuids: Sequence[str]) -> list[F]:
        filas: list[F] = []
        for inicio in range(0, len(uuids), _BLOQUE):
            bloque = uuids[inicio : inicio + _BLOQUE]
            por_uuid = self._componer(lectura, bloque)
            filas += [por_uuid[uuid] for uuid in bloque if uuid in por_uuid]
        return filas

    def _desde(self, *partes: str, recorrido: Recorrido | None = None) -> str:
        nombradas = [
            junta
            for nombre, junta in self._juntas.items()
            if any(f"{nombre}." in parte for parte in partes) and not (recorrido and nombre == recorrido.nombre)
        ]
        primera = f"{recorrido.desde} AS {recorrido.nombre} CROSS JOIN {self._tabla}" if recorrido else self._tabla
        return " ".join([primera, *nombradas])

    def _donde(self, lectura: Lectura, pedido: Pedido) -> tuple[str, dict[str, object]]:
        condiciones = [Condicion(self._condicion), *_con_palabras(self._tabla, pedido.texto)]
        for clave, valor in pedido.filtros.items():
            filtro = self.filtros[clave]
            if valor is None:
                continue
            condiciones.append(Condicion(filtro, {clave: valor}) if isinstance(filtro, str) else filtro(lectura, valor))
        parametros = {nombre: _valor(v) for c in condiciones for nombre, v in c.parametros.items()}
        return " AND ".join(f"({c.sql})" for c in condiciones), parametros

    def _orden(self, pedido: Pedido) -> str:
        if pedido.orden is None:
            return ", ".join(t.escribir(volteado=pedido.descendente) for t in self._natural)
        primero = Termino(self.ordenes[pedido.orden], pedido.descendente)
        otros = [t for t in self._natural if t.sql != primero.sql]
        return ", ".join(t.escribir(volteado=False) for t in (primero, *otros))


def _con_palabras(tabla: str, texto: str) -> list[Condicion]:
    """Return the condition that all words appear; none where nothing was typed that could be searched."""
    buscado = expresion(texto)
    if buscado is None:
        return []
    hallados = (
        "SELECT busqueda.uuid FROM busqueda_fts JOIN busqueda ON busqueda.id = busqueda_fts.rowid "
        f"WHERE busqueda_fts MATCH :palabras AND busqueda.tabla = '{tabla}'"
    )
    return [Condicion(f"{tabla}.uuid IN ({hallados})", {"palabras": buscado})]


def _valor(valor: object) -> object:
    """Return the value as the database holds it."""
    if isinstance(valor, Enum):
        return valor.value
    if isinstance(valor, date):
        return valor.isoformat()
    return str(valor) if isinstance(valor, UUID) else valor


def si_o_no(cumple: str) -> Callable[[Lectura, Any], Condicion]:
    """Return the filter of a yes/no question: what meets the condition, or what does not."""
    return lambda _lectura, valor: Condicion(cumple if valor else f"NOT ({cumple})")
