"""Which template prints a document: the institution's own where it is sound, the built-in one where it is not."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from enlace_app.errores import ErrorDeEnlace, ErrorDeNegocio
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.lectura import leer_plantilla
from enlace_app.salida.pdf.plantilla import Plantilla
from enlace_app.salida.pdf.prueba import probar

EXTENSION: Final = ".toml"
_EJEMPLOS: Final = "ejemplos"
Estado = tuple[tuple[str, int, int], ...]
"""Name, time of change and size of the files of a folder: unequal when one of them was edited."""


@dataclass(frozen=True)
class _Leida:
    plantilla: Plantilla
    aviso: str | None
    estado: Estado


@dataclass(eq=False)
class Estante:
    """The templates by name; `propias` is the institution's folder, which need not exist.

    A template of its own is tried out on an example before it prints anything, and again whenever a file of the folder
    changed.
    """

    incluidas: Path
    propias: Path | None = None
    _leidas: dict[str, _Leida] = field(default_factory=dict)

    @property
    def nombres(self) -> list[str]:
        """The documents that there are templates for."""
        return sorted(ruta.stem for ruta in self.incluidas.glob(f"*{EXTENSION}"))

    @property
    def avisos(self) -> list[str]:
        """What is wrong with the institution's templates that were asked for: the built-in ones serve instead."""
        return [leida.aviso for _, leida in sorted(self._leidas.items()) if leida.aviso]

    def dar(self, nombre: str) -> Plantilla:
        """Return the template of a document; a bad one of the institution is told in `avisos` and not used."""
        estado = self._estado()
        leida = self._leidas.get(nombre)
        if leida is None or leida.estado != estado:
            leida = self._leer(nombre, estado)
            self._leidas[nombre] = leida
        return leida.plantilla

    def _leer(self, nombre: str, estado: Estado) -> _Leida:
        if not estado:
            return _Leida(self._incluida(nombre), None, estado)
        propia = self.ruta_propia(nombre)
        # With a sound base of the institution a document that is not its own changes with it.
        try:
            return _Leida(self.revisar(propia or self.ruta_incluida(nombre), nombre), None, estado)
        except ErrorDeEnlace as error:
            aviso = f"La plantilla propia no sirve y se usó la incluida. {error}"
            return _Leida(self._incluida(nombre), aviso, estado)

    def revisar(self, ruta: Path, nombre: str) -> Plantilla:
        """Read a template and print the example of that document with it.

        Raises:
            ErrorDeNegocio: it is faulty; with file, line and reason.
            ErrorDeEntorno: it cannot be read.
        """
        ejemplo, fuentes = self.ejemplo(nombre), Fuentes.cargar()
        try:
            plantilla = leer_plantilla(ruta, lambda otro: self._hallar(otro, ruta.parent))
            probar(plantilla, ejemplo, fuentes)
        except ErrorDeEnlace:
            raise
        except Exception as error:  # MemoryError too: whatever a template brings about, it is the one at fault
            raise ErrorDeNegocio(
                f"{ruta.name}: la plantilla no se puede aplicar ({type(error).__name__}: {error}). Parta otra vez de "
                "la incluida y cambie menos."
            ) from error
        return plantilla

    def ejemplo(self, nombre: str) -> Mapping[str, Any]:
        """Return the content that a template of this document is tried out on."""
        ruta = self.incluidas / _EJEMPLOS / f"{nombre}.json"
        if not ruta.is_file():
            raise ErrorDeNegocio(f"No hay un documento «{nombre}»; los que hay: {', '.join(self.nombres)}.")
        ejemplo: Mapping[str, Any] = json.loads(ruta.read_text(encoding="utf-8"))
        return ejemplo

    def ruta_propia(self, nombre: str) -> Path | None:
        """Return the institution's file for a document, if it has one."""
        ruta = self.propias / f"{nombre}{EXTENSION}" if self.propias is not None else None
        return ruta if ruta is not None and ruta.exists() else None

    def _incluida(self, nombre: str) -> Plantilla:
        return leer_plantilla(self.ruta_incluida(nombre))

    def ruta_incluida(self, nombre: str) -> Path:
        """Return the built-in file of a document; raise `ErrorDeNegocio` naming those that there are."""
        if nombre not in self.nombres:
            raise ErrorDeNegocio(f"No hay un documento «{nombre}»; los que hay: {', '.join(self.nombres)}.")
        return self.incluidas / f"{nombre}{EXTENSION}"

    def _hallar(self, nombre: str, carpeta: Path) -> Path:
        """Return a base or a logo: beside the template, in the institution's folder or among the built-in ones."""
        for donde in filter(None, (self.propias, carpeta, self.incluidas)):
            ruta = donde / nombre
            if ruta.is_symlink():
                raise ErrorDeNegocio(f"«{nombre}» es un enlace a otro lugar; ponga ahí el archivo mismo.")
            if ruta.is_file():
                return ruta
        raise ErrorDeNegocio(f"no está «{nombre}»; póngalo en la misma carpeta que la plantilla.")

    def _estado(self) -> Estado:
        return tuple(sorted(self._huellas()))

    def _huellas(self) -> Iterator[tuple[str, int, int]]:
        if self.propias is None or not self.propias.is_dir():
            return
        for ruta in self.propias.iterdir():
            if ruta.is_file():
                datos = ruta.stat()
                yield ruta.name, datos.st_mtime_ns, datos.st_size
