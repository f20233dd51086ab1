"""XML as it streams by, with nothing that it may ask for: no document types, no entities, no endless nesting.

Runs in the reading process, which imports nothing but the standard library's C parser.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any, Protocol
from xml.parsers import expat
from zipfile import BadZipFile

from enlace_app.sincronizacion.lector.limites import HONDURA
from enlace_app.sincronizacion.lector.rechazo import Rechazo

PRINCIPAL = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)
"""The namespace of a workbook's parts, as everybody writes it and as the standard's strict form does."""

_BLOQUE = 1 << 16

Atributos = Mapping[str, str]
AlEmpezar = Callable[[str, Atributos], object]
AlTerminar = Callable[[str], object]
AlLeer = Callable[[str], object]


class Manejador(Protocol):
    """Gets the tags and texts of one part; names are `namespace}tag`."""

    def empezar(self, nombre: str, atributos: Atributos) -> None:
        """A tag opens."""

    def terminar(self, nombre: str) -> None:
        """A tag closes."""

    def leer(self, texto: str) -> None:
        """Some text between tags; may come in several pieces."""


@contextmanager
def roto_es_dano() -> Iterator[None]:
    """Turn what zip, zlib and expat throw at broken parts into a refusal."""
    try:
        yield
    except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, expat.ExpatError) as error:
        raise Rechazo("danado") from error


def analizar(origen: IO[bytes], manejador: Manejador) -> None:
    """Hand one whole part to its handler, to the end, so that its checksum is proven too.

    Raises:
        Rechazo: it is no well-formed XML, or asks for what no workbook asks.
    """
    analizador = _crear()
    analizador.StartElementHandler = manejador.empezar
    analizador.EndElementHandler = manejador.terminar
    analizador.CharacterDataHandler = manejador.leer
    with roto_es_dano():
        while bloque := origen.read(_BLOQUE):
            analizador.Parse(bloque)
        analizador.Parse(b"", True)


def revisar_entero(origen: IO[bytes]) -> None:
    """Parse a part that nobody uses: what it holds must be XML all the same, without instructions."""
    analizar(origen, _Nada())


class Hondura:
    """Counts open tags; a base for handlers."""

    def __init__(self) -> None:
        self.hondura = 0

    def entrar(self) -> None:
        """Count one more, up to what any workbook needs."""
        self.hondura += 1
        if self.hondura > HONDURA:
            raise Rechazo("enganoso", detalle="etiquetas unas dentro de otras")


class _Nada(Hondura):
    def empezar(self, _nombre: str, _atributos: Atributos) -> None:
        self.entrar()

    def terminar(self, _nombre: str) -> None:
        self.hondura -= 1

    def leer(self, _texto: str) -> None:
        pass


def _crear() -> Any:
    analizador = expat.ParserCreate(namespace_separator="}")
    analizador.buffer_text = True
    analizador.buffer_size = 1 << 15
    analizador.StartDoctypeDeclHandler = _negar
    analizador.EntityDeclHandler = _negar
    analizador.ExternalEntityRefHandler = _negar
    analizador.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    return analizador


def _negar(*_: object) -> int:
    raise Rechazo("instrucciones")


def partir(nombre: str) -> tuple[str, str]:
    """Return namespace and tag."""
    espacio, _, etiqueta = nombre.rpartition("}")
    return espacio, etiqueta
