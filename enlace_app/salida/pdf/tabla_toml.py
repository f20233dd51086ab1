"""A table of a template's file that is read key by key: what is missing, of another kind or unknown is told."""

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.salida.pdf.lugares import Lugar, Ruta, renglones_de
from enlace_app.salida.pdf.redaccion import Expresion, Redactor, Texto

_MAYOR_ARCHIVO: Final = 512 * 1024


class TablaToml:
    """Knows its place in the file; keys that nobody asked for are errors (`terminar`).

    Of a whole file `sha256` is the hash of the bytes that were read.
    """

    sha256: str = ""

    def __init__(self, datos: Mapping[str, Any], lugar: Lugar, ruta: Ruta, renglones: Mapping[Ruta, int]) -> None:
        self.lugar = lugar
        self._datos = dict(datos)
        self._ruta = ruta
        self._renglones = renglones

    @classmethod
    def leer(cls, archivo: Path) -> "TablaToml":
        """Read a whole file.

        Raises:
            ErrorDeNegocio: it is not TOML, with the line.
            ErrorDeEntorno: it cannot be read.
        """
        try:
            datos = archivo.read_bytes()[: _MAYOR_ARCHIVO + 1]
        except OSError as error:
            raise ErrorDeEntorno(
                f"No se puede leer la plantilla {archivo.name}; revise que exista y sus permisos."
            ) from error
        if len(datos) > _MAYOR_ARCHIVO:
            raise ErrorDeNegocio(f"{archivo.name}: la plantilla pasa de {_MAYOR_ARCHIVO // 1024} kB.")
        try:
            texto = datos.decode("utf-8").replace("\r\n", "\n")
            tabla = cls(tomllib.loads(texto), Lugar(archivo.name, None), (), renglones_de(texto))
            tabla.sha256 = hashlib.sha256(datos).hexdigest()
            return tabla  # noqa: TRY300 -- what follows explains each error
        except UnicodeDecodeError as error:
            lugar = Lugar(archivo.name, datos[: error.start].count(b"\n") + 1)
            raise ErrorDeNegocio(f"{lugar}: el archivo no está en UTF-8; guárdelo con esa codificación.") from error
        except tomllib.TOMLDecodeError as error:
            raise ErrorDeNegocio(_explicar(archivo.name, str(error), texto)) from error
        except RecursionError as error:
            raise ErrorDeNegocio(f"{archivo.name}: hay demasiados corchetes uno dentro de otro.") from error

    def __contains__(self, clave: str) -> bool:
        return clave in self._datos

    def claves(self) -> list[str]:
        """The keys that were not read yet."""
        return list(self._datos)

    def lugar_de(self, *pasos: str | int) -> Lugar:
        """Return the place of something inside, by its keys and positions."""
        renglon = self._renglones.get((*self._ruta, *pasos), self.lugar.renglon)
        return Lugar(self.lugar.archivo, renglon, self.lugar.donde)

    def rehusar(self, clave: str, razon: str) -> ErrorDeNegocio:
        """Return the error that says what is wrong with a key."""
        return ErrorDeNegocio(f"{self.lugar_de(clave)}: {razon}")

    def valor(self, clave: str, tipo: type | tuple[type, ...], defecto: Any = None) -> Any:
        """Take a value, or the default where there is none; None as default makes it obligatory."""
        if clave not in self._datos:
            if defecto is None:
                raise ErrorDeNegocio(f"{self.lugar}: falta la clave «{clave}».")
            return defecto
        valor = self._datos.pop(clave)
        if not isinstance(valor, tipo) or (isinstance(valor, bool) and tipo is not bool):
            raise self.rehusar(clave, f"la clave «{clave}» no es del tipo esperado.")
        return valor

    def texto(self, clave: str, defecto: str | None = None) -> str:
        """Take a text."""
        return str(self.valor(clave, str, defecto))

    def nombre_de_archivo(self, clave: str) -> str:
        """Take the name of a file that lies in the folder of templates, and refuse one that leads out of it."""
        lugar, nombre = self.lugar_de(clave), self.texto(clave)
        if not nombre or Path(nombre).name != nombre or "\\" in nombre or ":" in nombre or nombre.startswith("."):
            raise ErrorDeNegocio(
                f"{lugar}: «{nombre[:60]}» debe ser el nombre de un archivo junto a la plantilla, sin carpetas."
            )
        return nombre

    def uno_de(self, clave: str, posibles: Mapping[str, Any], defecto: str | None = None) -> Any:
        """Take a text that must be one of the keys of `posibles`, and return what it stands for."""
        valor = self.texto(clave, defecto)
        if valor not in posibles:
            raise self.rehusar(clave, f"«{clave}» debe ser {' u '.join(posibles)}; dice «{valor[:40]}».")
        return posibles[valor]

    def numero(self, clave: str, minimo: float, maximo: float, defecto: float | None = None) -> float:
        """Take a number within its limits."""
        valor = float(self.valor(clave, (int, float), defecto))
        if not minimo <= valor <= maximo:
            raise self.rehusar(clave, f"«{clave}» va de {minimo:g} a {maximo:g}.")
        return valor

    def si_no(self, clave: str) -> bool:
        """Take a truth value; false where there is none."""
        return bool(self.valor(clave, bool, False))

    def redaccion(self, clave: str, redactor: Redactor, defecto: str | None = None) -> Texto:
        """Take a wording and compile it."""
        return redactor.texto(self.lugar_de_redaccion(clave), self.texto(clave, defecto))

    def redaccion_opcional(self, clave: str, redactor: Redactor) -> Texto | None:
        """Take a wording if there is one."""
        return self.redaccion(clave, redactor) if clave in self._datos else None

    def expresion(self, clave: str, redactor: Redactor) -> Expresion:
        """Take an expression and compile it."""
        return redactor.expresion(self.lugar_de_redaccion(clave), self.texto(clave))

    def expresion_opcional(self, clave: str, redactor: Redactor) -> Expresion | None:
        """Take an expression if there is one."""
        return self.expresion(clave, redactor) if clave in self._datos else None

    def lugar_de_redaccion(self, clave: str) -> Lugar:
        """Return the place of a wording, which is told by its key."""
        donde = f"{self.lugar.donde}, «{clave}»" if self.lugar.donde else f"«{clave}»"
        return Lugar(self.lugar.archivo, self.lugar_de(clave).renglon, donde)

    def tabla(self, clave: str) -> "TablaToml":
        """Take a table inside this one."""
        datos = self.valor(clave, dict)
        return TablaToml(datos, self._dentro(clave, (clave,)), (*self._ruta, clave), self._renglones)

    def tablas(self, clave: str, nombrar: str | None = None) -> "list[TablaToml]":
        """Take a list of tables; in messages each is told by its key `nombrar`, or by its number."""
        listas = self.valor(clave, list)
        if not all(isinstance(datos, dict) for datos in listas):
            raise self.rehusar(clave, f"«{clave}» debe ser una lista de tablas.")
        return [
            TablaToml(
                datos,
                self._dentro(f"{clave} «{datos[nombrar]}»" if nombrar in datos else f"{clave} {n}", (clave, n - 1)),
                (*self._ruta, clave, n - 1),
                self._renglones,
            )
            for n, datos in enumerate(listas, start=1)
        ]

    def _dentro(self, nombre: str, pasos: Ruta) -> Lugar:
        donde = f"{self.lugar.donde}, {nombre}" if self.lugar.donde else nombre
        return Lugar(self.lugar.archivo, self.lugar_de(*pasos).renglon, donde)

    def terminar(self) -> None:
        """Raise `ErrorDeNegocio` for the first key that nobody knows."""
        if self._datos:
            clave = min(self._datos, key=lambda c: (self.lugar_de(c).renglon or 0, c))
            raise self.rehusar(clave, f"no se conoce la clave «{clave}».")


def _explicar(archivo: str, error: str, texto: str) -> str:
    """Say on which line the file stops being TOML; the library tells it in English, at the end."""
    razon, _, posicion = error.rpartition(" (at ")
    numero = posicion.removeprefix("line ").split(",")[0]
    renglon = int(numero) if numero.isdecimal() else texto.count("\n") + 1
    return f"{Lugar(archivo, renglon)}: no es un archivo TOML válido ({razon or error})."
