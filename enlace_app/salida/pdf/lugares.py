"""Where in a template's file something stands: what a message needs so that a person finds it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

Ruta = tuple[str | int, ...]
"""From the root of a TOML document: keys, and positions in its lists from 0."""

_FICHA: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*|[\[\]{}=,.\n]"
    r"|[^\s\"'#\[\]{}=,.]+",
    re.DOTALL,
)


@dataclass(frozen=True)
class Lugar:
    """A file, a line of it from 1 (None: unknown), and what stands there in the template's own words."""

    archivo: str
    renglon: int | None
    donde: str = ""

    def __str__(self) -> str:
        linea = f", línea {self.renglon}" if self.renglon else ""
        return f"{self.archivo}{linea}{f' ({self.donde})' if self.donde else ''}"

    def mas(self, lineas: int) -> "Lugar":
        """Return the place so many lines further down."""
        return replace(self, renglon=self.renglon + lineas) if self.renglon else self

    @property
    def clave(self) -> str:
        """The place as one word, for libraries that know of a file name alone; see `de_clave`."""
        return f"plantilla|{self.archivo}|{self.renglon or ''}|{self.donde}"

    @classmethod
    def de_clave(cls, clave: str) -> "Lugar | None":
        """Return the place that a word means; None if it means none."""
        partes = clave.split("|", 3)
        if len(partes) != 4 or partes[0] != "plantilla":
            return None
        return cls(partes[1], int(partes[2]) if partes[2] else None, partes[3])


def renglones_de(texto: str) -> Mapping[Ruta, int]:
    """Return the line on which each value of a valid TOML document begins; of a text, its first line."""
    lector = _Lector(texto)
    lector.leer()
    return lector.renglones


class _Lector:
    """Walks over a document that `tomllib` accepted: only where things stand is of interest."""

    def __init__(self, texto: str) -> None:
        self.renglones: dict[Ruta, int] = {}
        self._listas: dict[Ruta, int] = {}
        self._fichas: list[tuple[str, int]] = []
        renglon, desde = 1, 0
        for ficha in _FICHA.finditer(texto):
            renglon += texto.count("\n", desde, ficha.start())
            desde = ficha.start()
            if not ficha.group().startswith("#"):
                self._fichas.append((ficha.group(), renglon))
        self._en = 0

    def leer(self) -> None:
        tabla: Ruta = ()
        while self._en < len(self._fichas):
            if self._ve("\n"):
                self._en += 1
            elif self._ve("["):
                tabla = self._encabezado()
            else:
                self._par(tabla)

    def _ve(self, ficha: str) -> bool:
        return self._en < len(self._fichas) and self._fichas[self._en][0] == ficha

    def _encabezado(self) -> Ruta:
        renglon = self._fichas[self._en][1]
        self._en += 1
        es_lista = self._ve("[")
        self._en += es_lista
        claves = self._claves("]")
        self._en += es_lista
        ruta: Ruta = ()
        for n, clave in enumerate(claves, start=1):
            ruta = (*ruta, clave)
            if n == len(claves) and es_lista:
                self._listas[ruta] = self._listas.get(ruta, -1) + 1
            if ruta in self._listas:
                ruta = (*ruta, self._listas[ruta])
        self.renglones.setdefault(ruta, renglon)
        return ruta

    def _claves(self, fin: str) -> list[str]:
        claves: list[str] = []
        while not self._ve(fin):
            ficha = self._fichas[self._en][0]
            if ficha != ".":
                claves.append(ficha.strip("\"'"))
            self._en += 1
        self._en += 1
        return claves

    def _par(self, tabla: Ruta) -> None:
        renglon = self._fichas[self._en][1]
        ruta: Ruta = (*tabla, *self._claves("="))
        self._valor(ruta, renglon)

    def _valor(self, ruta: Ruta, renglon: int) -> None:
        ficha, empieza = self._fichas[self._en]
        self._en += 1
        # The line break right after the quotes does not belong to the text.
        cae = ficha[:3] in {'"""', "'''"} and ficha[3:4] in {"\n", "\r"}
        self.renglones[ruta] = empieza + cae if ficha[:1] in {'"', "'"} else renglon
        if ficha == "[":
            self._lista(ruta)
        elif ficha == "{":
            while not self._ve("}"):
                if self._ve(",") or self._ve("\n"):
                    self._en += 1
                else:
                    self._par(ruta)
            self._en += 1
        elif ficha[:1] not in {'"', "'"}:
            while self._en < len(self._fichas) and self._fichas[self._en][0] not in {",", "]", "}", "\n"}:
                self._en += 1

    def _lista(self, ruta: Ruta) -> None:
        n = 0
        while not self._ve("]"):
            if self._ve(",") or self._ve("\n"):
                self._en += 1
            else:
                self._valor((*ruta, n), self._fichas[self._en][1])
                n += 1
        self._en += 1
