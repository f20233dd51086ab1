"""Where each imported row came from: what makes a second import change nothing."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from enlace_app.datos.unidad import Procedencia

if TYPE_CHECKING:
    from enlace_app.datos.unidad import Unidad
    from enlace_app.sincronizacion.filas import FilaLeida

_MAXIMO_REF = 200
_SIN_MARCA = "#"
"""How the key of a row begins that has neither `ref` nor uuid."""


def huella(fila: FilaLeida, enlaces: Mapping[str, UUID | None]) -> str:
    """Return the SHA-256 of a row's values, with what its references mean instead of how the file calls it.

    Two workbooks may both have a meeting «1»: the attendance of one is then not that of the other.
    """
    valores = {c: fila.texto(c) for c, v in fila.valores.items() if v is not None and c not in {"uuid", "rev"}}
    valores |= {columna: str(uuid) for columna, uuid in enlaces.items() if uuid}
    canonico = json.dumps(valores, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonico.encode("ascii")).hexdigest()


class Memoria:
    """What earlier imports, and the rows of this one, are remembered by."""

    def __init__(self, unidad: Unidad) -> None:
        self._unidad = unidad
        self._por_clave = unidad.procedencias()
        self._por_contenido = {(p.hoja, p.ref, p.huella): p.registro for p in self._por_clave.values()}
        self._por_renglon = {
            (p.archivo, p.hoja, p.renglon): p for p in self._por_clave.values() if p.ref.startswith(_SIN_MARCA)
        }
        self._presentes: set[tuple[str, str, str]] = set()
        self._sin_ref: Counter[tuple[str, str, str]] = Counter()
        self._usadas: set[tuple[str, str, str]] = set()
        self._en_camino: dict[tuple[str, str, str], UUID] = {}

    def clave(self, fila: FilaLeida, contenido: str) -> str:
        """Return by what the row is remembered in its sheet: its mark, its uuid, or its content and a count."""
        if fila.ref is not None:
            return fila.ref if len(fila.ref) <= _MAXIMO_REF else f"{fila.ref[:40]}…{_resumen(fila.ref)}"
        if identidad := fila.texto("uuid"):
            return f"uuid:{_resumen(identidad.strip().casefold())}"
        lugar = (fila.archivo, fila.hoja, contenido)
        self._sin_ref[lugar] += 1
        return f"{_SIN_MARCA}{contenido[:32]}/{self._sin_ref[lugar]}"

    def presenciar(self, filas: Iterable[FilaLeida]) -> None:
        """Note which contents the files have now, before any of their rows is looked at."""
        self._presentes |= {(fila.archivo, fila.hoja, huella(fila, {})[:32]) for fila in filas if fila.ref is None}

    def en_su_lugar(self, fila: FilaLeida) -> Procedencia | None:
        """Return what stood in this place of the file before, if its old content is nowhere in the file any more.

        Somebody who corrects a row where it stands has changed that row, not written another one.
        """
        previa = self._por_renglon.get((fila.archivo, fila.hoja, fila.numero))
        if previa is None or fila.ref is not None or fila.texto("uuid"):
            return None
        contenido = previa.ref.removeprefix(_SIN_MARCA).partition("/")[0]
        return None if (fila.archivo, fila.hoja, contenido) in self._presentes else previa

    def olvidar(self, procedencia: Procedencia) -> None:
        """Forget a row that was changed where it stood: should its old content return, that is a change again."""
        self._unidad.olvidar_procedencia(procedencia)
        self._por_clave.pop((procedencia.archivo, procedencia.hoja, procedencia.ref), None)
        self._por_contenido.pop((procedencia.hoja, procedencia.ref, procedencia.huella), None)

    def repetida(self, fila: FilaLeida, clave: str) -> bool:
        """Whether an earlier row of this import has the same place; remembers this one."""
        lugar = (fila.archivo, fila.hoja, clave)
        repetida = lugar in self._usadas
        self._usadas.add(lugar)
        return repetida

    def recordada(self, fila: FilaLeida, clave: str) -> Procedencia | None:
        """Return what is remembered of that place."""
        return self._por_clave.get((fila.archivo, fila.hoja, clave))

    def misma_en_otro_archivo(self, fila: FilaLeida, clave: str, contenido: str) -> UUID | None:
        """Return the record of the same row, unchanged, of a file with another name, perhaps one of this import."""
        lugar = (fila.hoja, clave, contenido)
        return self._por_contenido.get(lugar) or self._en_camino.get(lugar)

    def anunciar(self, fila: FilaLeida, clave: str, contenido: str, registro: UUID) -> None:
        """Let the rows that follow know of one that is on its way in."""
        self._en_camino[fila.hoja, clave, contenido] = registro

    def registro_de_marca(self, archivo: str, hoja: str, marca: str) -> UUID | None:
        """Return the record of a row that the same file had in an earlier import."""
        procedencia = self._por_clave.get((archivo, hoja, marca))
        return procedencia.registro if procedencia else None

    def recordar(self, fila: FilaLeida, clave: str, contenido: str, registro: UUID) -> None:
        """Remember the row, unless it is remembered just so."""
        previa = self.recordada(fila, clave)
        if previa and (previa.huella, previa.registro, previa.renglon) == (contenido, registro, fila.numero):
            return
        archivo = fila.archivo.encode("utf-8", "backslashreplace").decode("utf-8")
        nueva = Procedencia(archivo, fila.hoja, clave, fila.numero, contenido, registro)
        self._unidad.recordar_procedencia(nueva)
        self._por_clave[fila.archivo, fila.hoja, clave] = nueva
        self._por_contenido[fila.hoja, clave, contenido] = registro


def _resumen(texto: str) -> str:
    return hashlib.sha256(texto.encode("utf-8", "surrogatepass")).hexdigest()[:16]
