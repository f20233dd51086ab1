"""A document's template as typed data: page, furniture and blocks, as `lectura` reads them from TOML."""

from dataclasses import dataclass
from pathlib import Path

from enlace_app.salida.pdf.logos import Logo
from enlace_app.salida.pdf.redaccion import Expresion, Texto


@dataclass(frozen=True)
class Pagina:
    """Page and margins in points; `franja` is the width of the strip for rúbricas inside the right margin (0: none)."""

    ancho: float
    alto: float
    superior: float
    inferior: float
    izquierdo: float
    derecho: float
    franja: float

    @property
    def ancho_util(self) -> float:
        """Width of the text."""
        return self.ancho - self.izquierdo - self.derecho

    @property
    def alto_util(self) -> float:
        """Height of the text."""
        return self.alto - self.superior - self.inferior


@dataclass(frozen=True)
class Letra:
    """Size and leading of the running text, in points; every other style derives from them."""

    cuerpo: float
    interlinea: float


@dataclass(frozen=True)
class Mobiliario:
    """What every page bears. `foja` also knows `foja` and `fojas`; the others know the document's content."""

    titulo: Texto
    encabezado: Texto
    foja: Texto
    pie: Texto
    pie_derecho: Texto
    aviso: Texto
    marca_de_agua: Texto
    franja: Texto


@dataclass(frozen=True)
class ParteTexto:
    """Paragraphs `<p>`; with `qr`, beside a QR code of what that wording yields (nothing: no code)."""

    texto: Texto
    qr: Texto | None


@dataclass(frozen=True)
class Columna:
    """A column: its heading, its share of the width, the wording of a cell (knows `fila`)."""

    titulo: Texto
    ancho: float
    celda: Texto


@dataclass(frozen=True)
class ParteTabla:
    """A bordered table, one row per item of `filas`; prints nothing when there are none.

    To be filled in by hand: after the rows come `filas_en_blanco`, whose `fila` is None; where a row is at least `alto`
    points high, what its wordings leave empty stays empty.
    """

    filas: Expresion
    columnas: tuple[Columna, ...]
    filas_en_blanco: int
    alto: float


@dataclass(frozen=True)
class ParteFirmas:
    """A grid of signatures under a sentence that is repeated on each page of them."""

    firmantes: Expresion
    identificacion: Texto
    firma: Texto
    por_renglon: int


Parte = ParteTexto | ParteTabla | ParteFirmas


@dataclass(frozen=True)
class Bloque:
    """A section, printed if `cuando`; `vacio` is what it says when its parts say nothing (None: not even a title)."""

    clave: str
    titulo: Texto | None
    cuando: Expresion | None
    vacio: Texto | None
    hoja_nueva: bool
    junto_al_anterior: bool
    partes: tuple[Parte, ...]


@dataclass(frozen=True)
class Plantilla:
    """A whole template; `ruta` is where it was read, for messages.

    `archivos` are the names of its file and of its base, each with the SHA-256 of the bytes that were read.
    """

    ruta: Path
    archivos: tuple[tuple[str, str], ...]
    pagina: Pagina
    letra: Letra
    mobiliario: Mobiliario
    logos: tuple[Logo, ...]
    bloques: tuple[Bloque, ...]
