"""Logos at the head of a document: pictures from a template's folder, made harmless for archiving."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from enlace_app.errores import ErrorDeNegocio

if TYPE_CHECKING:
    from PIL.Image import Image

    from enlace_app.salida.pdf.tabla_toml import TablaToml

Posicion = Literal["izquierda", "centro", "derecha"]

_MAYOR_ARCHIVO: Final = 4 * 1024 * 1024
_MAYOR_LADO: Final = 6_000
_PUNTOS_POR_PULGADA: Final = 300
_ALTO_MAYOR: Final = 40 * mm
_FORMATOS: Final = ("PNG", "JPEG")
_ABAJO: Final = 10.0


@dataclass(frozen=True)
class Logo:
    """A picture as a template names it; `ancho` is in points."""

    archivo: Path
    texto_alternativo: str
    ancho: float
    posicion: Posicion

    @cached_property
    def imagen(self) -> "Image":
        """The picture in RGB without transparency, no finer than 300 points per inch of its printed width."""
        from PIL import Image

        with Image.open(BytesIO(self.archivo.read_bytes()), formats=_FORMATOS) as leida:
            leida.load()
            con_alfa = leida.convert("RGBA")
        lisa = Image.new("RGB", con_alfa.size, "white")
        lisa.paste(con_alfa, mask=con_alfa.getchannel("A"))
        ancho = int(self.ancho / 72 * _PUNTOS_POR_PULGADA)
        if lisa.width <= ancho:
            return lisa
        return lisa.resize((ancho, max(1, round(lisa.height * ancho / lisa.width))), Image.Resampling.LANCZOS)

    @property
    def alto(self) -> float:
        """Its printed height in points."""
        return self.ancho * self.imagen.height / self.imagen.width


class Encabezado(Flowable):
    """All logos of a document in one row; `texto_alternativo` is what a screen reader says instead."""

    def __init__(self, logos: Sequence[Logo], ancho: float) -> None:
        super().__init__()
        self._logos = logos
        self.texto_alternativo = "; ".join(logo.texto_alternativo for logo in logos)
        self.width, self.height = ancho, max(logo.alto for logo in logos) + _ABAJO

    def wrap(self, ancho: float, alto: float) -> tuple[float, float]:
        """Return its fixed size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw each group at its side, the pictures of a group one after the other, all at the same middle line."""
        from reportlab.lib.utils import ImageReader

        lienzo: Any = self.canv
        for posicion in ("izquierda", "centro", "derecha"):
            grupo = [logo for logo in self._logos if logo.posicion == posicion]
            largo = sum(logo.ancho for logo in grupo) + _ABAJO * (len(grupo) - 1)
            sobra = self.width - largo
            x = {"izquierda": 0.0, "centro": sobra / 2, "derecha": sobra}[posicion]
            for logo in grupo:
                y = _ABAJO + (self.height - _ABAJO - logo.alto) / 2
                lienzo.drawImage(ImageReader(logo.imagen), x, y, logo.ancho, logo.alto)
                x += logo.ancho + _ABAJO


def encabezado_de_logos(logos: Sequence[Logo], ancho: float) -> list[Flowable]:
    """Return what goes before the first block: one row of logos, or nothing."""
    return [Encabezado(logos, ancho)] if logos else []


def leer_logo(tabla: "TablaToml", buscar: Callable[[str], Path]) -> Logo:
    """Read one `[[logo]]`; raises `ErrorDeNegocio` for a name that leaves the folder, or what is no picture."""
    lugar, nombre = tabla.lugar_de("archivo"), tabla.nombre_de_archivo("archivo")
    texto = tabla.texto("texto_alternativo").strip()
    if not texto:
        raise tabla.rehusar("texto_alternativo", "el logo necesita un texto alternativo: lo lee quien no puede verlo.")
    posiciones: dict[str, Posicion] = {"izquierda": "izquierda", "centro": "centro", "derecha": "derecha"}
    ancho = tabla.numero("ancho_mm", 5, 180) * mm
    posicion: Posicion = tabla.uno_de("posicion", posiciones, "izquierda")
    tabla.terminar()
    try:
        archivo = _exigir_imagen(nombre, buscar)
    except ErrorDeNegocio as error:
        raise ErrorDeNegocio(f"{lugar}: {error}") from error
    logo = Logo(archivo, texto, ancho, posicion)
    if logo.alto > _ALTO_MAYOR:
        raise ErrorDeNegocio(f"{lugar}: el logo «{nombre}» mediría más de 40 mm de alto; póngale menos ancho_mm.")
    return logo


def _exigir_imagen(nombre: str, buscar: Callable[[str], Path]) -> Path:
    archivo = buscar(nombre)
    if archivo.is_symlink() or not archivo.is_file():
        raise ErrorDeNegocio(f"no está el logo «{nombre}»; póngalo en la misma carpeta que la plantilla.")
    if archivo.stat().st_size > _MAYOR_ARCHIVO:
        raise ErrorDeNegocio(f"el logo «{nombre}» pesa más de {_MAYOR_ARCHIVO // 2**20} MB.")
    _exigir_legible(archivo)
    return archivo


def _exigir_legible(archivo: Path) -> None:
    import warnings

    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what the library calls a decompression bomb is a warning at first
            with Image.open(archivo, formats=_FORMATOS) as imagen:
                if max(imagen.size) > _MAYOR_LADO:
                    raise ErrorDeNegocio(f"el logo «{archivo.name}» mide más de {_MAYOR_LADO} puntos por lado.")
                imagen.load()
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError, Warning, Image.DecompressionBombError) as error:
        raise ErrorDeNegocio(f"el logo «{archivo.name}» no es una imagen PNG o JPG que se pueda leer.") from error
