"""Where each imported row came from: what makes a second import change nothing."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from enlace_app.datos.unidad import Procedencia

if TYPE_CHECKING:
    from enlace_app.datos.unidad import Unidad
    from enlace_app.sincronizacion.filas import FilaLeida

_MAXIMO_REF = 200


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
        self._sin_ref: Counter[tuple[str, str, str]] = Counter()
        self._usadas: set[tuple[str, str, str]] = set()

    def clave(self, fila: FilaLeida, contenido: str) -> str:
        """Return by what the row is remembered in its sheet: its mark, its uuid, or its content and a count."""
        if fila.ref is not None:
            return fila.ref if len(fila.ref) <= _MAXIMO_REF else f"{fila.ref[:40]}…{_resumen(fila.ref)}"
        if identidad := fila.texto("uuid"):
            return f"uuid:{identidad.strip().casefold()[:_MAXIMO_REF]}"
        lugar = (fila.archivo, fila.hoja, contenido)
        self._sin_ref[lugar] += 1
        return f"#{contenido[:32]}/{self._sin_ref[lugar]}"

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
        """Return the record of the same row, unchanged, of a file with another name."""
        return self._por_contenido.get((fila.hoja, clave, contenido))

    def registro_de_marca(self, archivo: str, hoja: str, marca: str) -> UUID | None:
        """Return the record of a row that the same file had in an earlier import."""
        procedencia = self._por_clave.get((archivo, hoja, marca))
        return procedencia.registro if procedencia else None

    def recordar(self, fila: FilaLeida, clave: str, contenido: str, registro: UUID) -> None:
        """Remember the row, unless it is remembered just so."""
        previa = self.recordada(fila, clave)
        if previa and previa.huella == contenido and previa.registro == registro:
            return
        nueva = Procedencia(fila.archivo, fila.hoja, clave, fila.numero, contenido, registro)
        self._unidad.recordar_procedencia(nueva)
        self._por_clave[fila.archivo, fila.hoja, clave] = nueva
        self._por_contenido[fila.hoja, clave, contenido] = registro


def _resumen(texto: str) -> str:
    return hashlib.sha256(texto.encode("utf-8", "surrogatepass")).hexdigest()[:16]
