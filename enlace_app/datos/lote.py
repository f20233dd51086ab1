"""Rows of another site, written as they are: in bulk, with the sender's `rev`, and told by the change log as received.

It is the one place beside the flush hook that writes records. What the hook does for a person's change is not wanted
here (raising `rev`, setting `origen`); what nobody may skip is done at the end: the log and the derived indexes.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, text

from enlace_app.datos.busqueda import Progreso
from enlace_app.datos.derivados import poner_al_dia
from enlace_app.datos.fuentes_de_busqueda import DUENIOS
from enlace_app.datos.lotes import en_lotes
from enlace_app.datos.tablas import METADATOS
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.paquetes import NOMBRE_RESERVADO

Guardado = str | int | bool | None
"""A value as the database keeps it: dates and identities are text."""

_PARAMETRO = re.compile(r":([a-z_0-9]+)")
_SIN_ANOTAR = frozenset({"rev", "creado", "modificado"})
_NO_SON_NOMBRES = frozenset({"calidad", "rol"})
_EN_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_POR_VEZ = 500
"""Rows that are written between two looks at whether the person cancelled."""
_COLUMNAS_DE_ASIENTO = (
    *("operacion", "intencion", "instante", "persona", "sitio", "epoca", "dispositivo", "tabla", "uuid", "accion"),
    *("rev_antes", "rev", "antes", "despues", "recibido"),
)

Avance = Callable[[int], None]
"""Hears how many more rows were written; what it raises stops the work."""


@dataclass(frozen=True, slots=True)
class Remitente:
    """Who made the change that is being taken over, as the log names it."""

    sitio: str
    epoca: int
    nombre: str


@dataclass(frozen=True, slots=True)
class ListaDeUno:
    """Where the members of one list of a record stand: the table and its column that names the owner."""

    tabla: str
    duenio: str


@dataclass(frozen=True, slots=True)
class Cambio:
    """A record that is here: all its columns as they are, and those that are to be set, `uuid` among them."""

    tabla: str
    anterior: Mapping[str, Any]
    fila: Mapping[str, Guardado]


class Lote:
    """What one package writes, inside the transaction of `u`; `terminar` must be called at its end.

    `avance` hears of the rows of records, lists, packages and the log, each time that a portion of them was written.
    """

    def __init__(self, u: Unidad, de: Remitente, *, recibido: bool = True, avance: Avance | None = None) -> None:
        self._u = u
        self._de = de
        self._recibido = recibido
        self._avance = avance
        self._asientos: list[tuple[Guardado, ...]] = []
        self._tocados: set[tuple[str, UUID]] = set()

    def permitir(self, reuniones: Iterable[str]) -> None:
        """Let the closed meetings of others be rewritten until `terminar`; one whose acta was made here is refused."""
        filas = [{"reunion": reunion} for reunion in sorted(set(reuniones))]
        self._ejecutar("INSERT INTO permiso_de_recepcion (reunion) VALUES (:reunion)", filas)

    def insertar(self, tabla: str, filas: Sequence[Mapping[str, Guardado]]) -> None:
        """Add records, each with all its columns but those that may be null, and log them."""
        por_columnas: dict[tuple[str, ...], list[Mapping[str, Guardado]]] = defaultdict(list)
        for fila in filas:
            por_columnas[tuple(fila)].append(fila)
        for columnas, iguales in por_columnas.items():
            self._ejecutar(self._sql_de_alta(tabla, columnas), iguales)
        for fila in filas:
            self._anotar(tabla, fila, "alta", None, {})

    def cambiar(self, cambios: Sequence[Cambio]) -> None:
        """Set the columns of records that are here, and log what differs."""
        por_columnas: dict[tuple[str, ...], list[Mapping[str, Guardado]]] = defaultdict(list)
        for cambio in cambios:
            por_columnas[(cambio.tabla, *cambio.fila)].append(cambio.fila)
        for (tabla, *columnas), iguales in por_columnas.items():
            pone = ", ".join(f"{c} = :{c}" for c in columnas if c != "uuid")
            self._ejecutar(f"UPDATE {tabla} SET {pone} WHERE uuid = :uuid", iguales)
        for cambio in cambios:
            self._anotar_cambio(cambio.tabla, cambio.anterior, cambio.fila)

    def _anotar_cambio(self, tabla: str, anterior: Mapping[str, Any], fila: Mapping[str, Guardado]) -> None:
        antes = {c: anterior[c] for c in fila if c not in _SIN_ANOTAR and anterior[c] != fila[c]}
        if self._recibido:  # a name that its sender withholds now is not to stay in the log, which never forgets
            antes |= {c: NOMBRE_RESERVADO for c in antes if c not in _NO_SON_NOMBRES and _reserva(fila[c])}
        accion = "baja" if fila.get("baja") is True and not anterior["baja"] else "cambio"
        self._anotar(tabla, fila, accion, antes, {c: fila[c] for c in antes}, rev_antes=anterior.get("rev"))
        duenio = DUENIOS.get(tabla, "")
        if anterior.get(duenio):
            self._tocados.add((duenio, UUID(anterior[duenio])))

    def sustituir(self, lista: ListaDeUno, duenios: Sequence[str], filas: Sequence[Mapping[str, Guardado]]) -> None:
        """Put `filas` in place of the members that these owners have in that list; the owner's entry tells of it."""
        for lote in en_lotes(duenios):
            borra = text(f"DELETE FROM {lista.tabla} WHERE {lista.duenio} IN :duenios")
            self._u.conexion.execute(borra.bindparams(bindparam("duenios", expanding=True)), {"duenios": lote})
        if filas:
            self._ejecutar(self._sql_de_alta(lista.tabla, tuple(filas[0])), filas)

    def guardar(self, tabla: str, filas: Sequence[Mapping[str, Guardado]]) -> None:
        """Write rows of a table that only tells of packages: none of them is a record, so nothing is logged.

        A row with the same key is replaced.
        """
        if not filas:
            return
        claves = [c.name for c in METADATOS.tables[tabla].primary_key]
        otras = [c for c in filas[0] if c not in claves]
        pone = ", ".join(f"{c} = excluded.{c}" for c in otras)
        sql = self._sql_de_alta(tabla, tuple(filas[0]))
        self._ejecutar(
            f"{sql} ON CONFLICT ({', '.join(claves)}) DO {f'UPDATE SET {pone}' if pone else 'NOTHING'}", filas
        )

    def poner(self, tabla: str, filas: Sequence[Mapping[str, Guardado]]) -> None:
        """Set columns of such rows that are there, by their key."""
        if not filas:
            return
        claves = [c.name for c in METADATOS.tables[tabla].primary_key]
        pone = ", ".join(f"{c} = :{c}" for c in filas[0] if c not in claves)
        donde = " AND ".join(f"{c} = :{c}" for c in claves)
        self._ejecutar(f"UPDATE {tabla} SET {pone} WHERE {donde}", filas)

    def quitar(self, tabla: str, claves: Sequence[Mapping[str, Guardado]]) -> None:
        """Let go of such rows by their key."""
        if claves:
            donde = " AND ".join(f"{c} = :{c}" for c in claves[0])
            self._ejecutar(f"DELETE FROM {tabla} WHERE {donde}", claves)

    def terminar(self, progreso: Progreso | None = None) -> None:
        """Write the log, bring the derived indexes in line and take every permit back.

        `progreso` hears of rows of those indexes, done and in all; what it raises stops the work.
        """
        self._escribir_asientos()
        if self._tocados:
            poner_al_dia(self._u.conexion, self._tocados, progreso)
            self._u.operacion.tocados.update(dict.fromkeys(self._tocados))
        self._u.conexion.execute(text("DELETE FROM permiso_de_recepcion"))
        self._asientos, self._tocados = [], set()

    @staticmethod
    def _sql_de_alta(tabla: str, columnas: Sequence[str]) -> str:
        return f"INSERT INTO {tabla} ({', '.join(columnas)}) VALUES ({', '.join(f':{c}' for c in columnas)})"

    def _ejecutar(self, sql: str, filas: Sequence[Mapping[str, Guardado]]) -> None:
        """Run it for every row, past SQLAlchemy's own binding: that costs as much as the writing."""
        if filas:
            nombres = _PARAMETRO.findall(sql)
            toma = itemgetter(*nombres) if len(nombres) > 1 else lambda fila: (fila[nombres[0]],)
            self._por_partes(sql, filas, toma)

    def _por_partes(self, sql: str, filas: Sequence[Any], toma: Callable[[Any], tuple[Guardado, ...]] = tuple) -> None:
        conexion = self._u.conexion
        listo = _PARAMETRO.sub("?" if conexion.dialect.paramstyle == "qmark" else "%s", sql)
        for desde in range(0, len(filas), _POR_VEZ):
            parte = filas[desde : desde + _POR_VEZ]
            conexion.exec_driver_sql(listo, list(map(toma, parte)))
            if self._avance is not None:
                self._avance(len(parte))

    def _escribir_asientos(self) -> None:
        self._por_partes(self._sql_de_alta("bitacora", _COLUMNAS_DE_ASIENTO), self._asientos)
        self._asientos = []

    def _anotar(
        self,
        tabla: str,
        fila: Mapping[str, Guardado],
        accion: str,
        antes: Mapping[str, Guardado] | None,
        despues: Mapping[str, Guardado],
        *,
        rev_antes: int | None = None,
    ) -> None:
        operacion = self._u.operacion
        uuid = str(fila["uuid"])
        self._tocados.add((tabla, UUID(uuid)))
        self._asientos.append(
            (
                *(str(operacion.uuid), operacion.intencion, operacion.instante.isoformat(timespec="microseconds")),
                *(self._de.nombre, self._de.sitio, self._de.epoca, operacion.dispositivo),
                *(tabla, uuid, accion, rev_antes, fila.get("rev", 1)),
                *(None if antes is None else _json(antes), _json(despues), self._recibido),
            )
        )
        if len(self._asientos) >= _POR_VEZ:
            self._escribir_asientos()


def _reserva(valor: Guardado) -> bool:
    return isinstance(valor, str) and NOMBRE_RESERVADO in valor.split("; ")


def _json(valores: Mapping[str, Guardado]) -> str:
    return _EN_JSON.encode(valores)
