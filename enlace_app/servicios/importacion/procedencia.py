"""Where each imported row came from: what makes a second import change nothing."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from enlace_app.datos.unidad import Procedencia

if TYPE_CHECKING:
    from enlace_app.datos.unidad import Unidad
    from enlace_app.sincronizacion.filas import FilaLeida

_MAXIMO_REF = 200
_SIN_MARCA = "#"
"""How the key of a row begins that has neither `ref` nor uuid."""


def contenido_propio(fila: FilaLeida) -> str:
    """Return what a row without mark is known by: its values, but not whether it is withdrawn.

    Somebody who writes «sí» under `baja` withdraws that very row.
    """
    return huella(replace(fila, valores={c: v for c, v in fila.valores.items() if c != "baja"}), {})


def huella(fila: FilaLeida, enlaces: Mapping[str, UUID | None]) -> str:
    """Return the SHA-256 of a row's values, with what its references mean instead of how the file calls it.

    Two workbooks may both have a meeting «1»: the attendance of one is then not that of the other.
    """
    valores = {c: fila.texto(c) for c, v in fila.valores.items() if v is not None and c not in {"uuid", "rev"}}
    valores |= {columna: str(uuid) for columna, uuid in enlaces.items() if uuid}
    canonico = json.dumps(valores, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonico.encode("ascii")).hexdigest()


class Memoria:
    """What earlier imports, and the rows of this one, are remembered by.

    A workbook is known by its file name and, if it has one, by the identifier that the template gave it: two templates
    may both be saved as `captura.xlsx`. The identifier alone would not do: everybody fills in copies of one template.
    """

    def __init__(self, unidad: Unidad, libros: Mapping[str, str | None]) -> None:
        self._unidad = unidad
        self._por_clave = unidad.procedencias()
        conocidos = {archivo for archivo, _, _ in self._por_clave}
        self._libros = {archivo: _nombre_de_libro(archivo, marca, conocidos) for archivo, marca in libros.items()}
        self._por_contenido = {(p.hoja, p.ref, p.huella): p.registro for p in self._por_clave.values()}
        self._por_renglon = {
            (p.archivo, p.hoja, p.renglon): p for p in self._por_clave.values() if p.ref.startswith(_SIN_MARCA)
        }
        self._presentes: set[tuple[str, str, str]] = set()
        self._sin_ref: Counter[tuple[str, str, str]] = Counter()
        self._usadas: set[tuple[str, str, str]] = set()
        self._vistas: set[tuple[str, str, str]] = set()
        self._en_camino: dict[tuple[str, str, str], UUID] = {}

    def clave(self, fila: FilaLeida, contenido: str) -> str:
        """Return by what the row is remembered in its sheet: its mark, its uuid, or its content and a count."""
        if fila.ref is not None:
            return fila.ref if len(fila.ref) <= _MAXIMO_REF else f"{fila.ref[:40]}…{_resumen(fila.ref)}"
        if identidad := fila.texto("uuid"):
            return f"uuid:{_resumen(identidad.strip().casefold())}"
        lugar = self._lugar(fila, contenido)
        self._sin_ref[lugar] += 1
        return f"{_SIN_MARCA}{contenido[:32]}/{self._sin_ref[lugar]}"

    def presenciar(self, filas: Iterable[FilaLeida]) -> None:
        """Note which contents the files have now, before any of their rows is looked at."""
        self._presentes |= {self._lugar(fila, contenido_propio(fila)[:32]) for fila in filas if fila.ref is None}

    def en_su_lugar(self, fila: FilaLeida) -> Procedencia | None:
        """Return what stood in this place of the file before, if its old content is nowhere in the file any more.

        Somebody who corrects a row where it stands has changed that row, not written another one.
        """
        previa = self._por_renglon.get((self._libro(fila.archivo), fila.hoja, fila.numero))
        if previa is None or fila.ref is not None or fila.texto("uuid"):
            return None
        anterior = previa.ref.removeprefix(_SIN_MARCA).partition("/")[0]
        return None if self._lugar(fila, anterior) in self._presentes else previa

    def olvidar(self, procedencia: Procedencia) -> None:
        """Forget a row that was changed where it stood: should its old content return, that is a change again."""
        self._unidad.olvidar_procedencia(procedencia)
        self._por_clave.pop((procedencia.archivo, procedencia.hoja, procedencia.ref), None)
        self._por_contenido.pop((procedencia.hoja, procedencia.ref, procedencia.huella), None)

    def repetida(self, fila: FilaLeida, clave: str) -> bool:
        """Whether an earlier row of this import has the same place; remembers this one."""
        lugar = self._lugar(fila, clave)
        repetida = lugar in self._usadas
        self._usadas.add(lugar)
        return repetida

    def ver(self, fila: FilaLeida) -> None:
        """Note that a workbook still has the row of a mark, though it cannot be taken in."""
        self._vistas.add(self._lugar(fila, self.clave(fila, "")))

    def recordada(self, fila: FilaLeida, clave: str) -> Procedencia | None:
        """Return what is remembered of that place."""
        return self._por_clave.get(self._lugar(fila, clave))

    def del_libro(self, archivo: str) -> Iterator[tuple[Procedencia, bool]]:
        """Yield what is remembered of a workbook, each with whether it has that row now."""
        presentes = self._usadas | self._vistas
        for lugar, procedencia in self._por_clave.items():
            if procedencia.archivo == self._libro(archivo):
                yield procedencia, lugar in presentes

    def misma_en_otro_archivo(self, fila: FilaLeida, clave: str, contenido: str) -> UUID | None:
        """Return the record of the same row, unchanged, of a file with another name, perhaps one of this import."""
        lugar = (fila.hoja, clave, contenido)
        return self._por_contenido.get(lugar) or self._en_camino.get(lugar)

    def anunciar(self, fila: FilaLeida, clave: str, contenido: str, registro: UUID) -> None:
        """Let the rows that follow know of one that is on its way in."""
        self._en_camino[fila.hoja, clave, contenido] = registro

    def registro_de_marca(self, archivo: str, hoja: str, marca: str) -> UUID | None:
        """Return the record of a row that the same file had in an earlier import."""
        procedencia = self._por_clave.get((self._libro(archivo), hoja, marca))
        return procedencia.registro if procedencia else None

    def recordar(self, fila: FilaLeida, clave: str, contenido: str, registro: UUID) -> None:
        """Remember the row, unless it is remembered just so."""
        previa = self.recordada(fila, clave)
        if previa and (previa.huella, previa.registro, previa.renglon) == (contenido, registro, fila.numero):
            return
        nueva = Procedencia(self._libro(fila.archivo), fila.hoja, clave, fila.numero, contenido, registro)
        self._unidad.recordar_procedencia(nueva)
        self._por_clave[self._lugar(fila, clave)] = nueva
        self._por_contenido[fila.hoja, clave, contenido] = registro

    def _libro(self, archivo: str) -> str:
        return self._libros.get(archivo) or _nombre_de_libro(archivo, None, ())

    def _lugar(self, fila: FilaLeida, que: str) -> tuple[str, str, str]:
        return (self._libro(fila.archivo), fila.hoja, que)


def _nombre_de_libro(archivo: str, marca: str | None, conocidos: Collection[str]) -> str:
    """Return under what name a file is remembered.

    A workbook that lost its identifier on the way (not every program keeps it) is the only known one of that name.
    """
    nombre = archivo.encode("utf-8", "backslashreplace").decode("utf-8")
    if marca:
        return f"{nombre} [{marca}]"
    marcados = [c for c in conocidos if c.startswith(f"{nombre} [")]
    return marcados[0] if len(marcados) == 1 and nombre not in conocidos else nombre


def _resumen(texto: str) -> str:
    return hashlib.sha256(texto.encode("utf-8", "surrogatepass")).hexdigest()[:16]
