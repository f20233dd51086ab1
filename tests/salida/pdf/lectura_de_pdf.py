"""Reads a rendered PDF the way a sceptic would: with poppler's tools, page by page, without white space."""

import shutil
import subprocess
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import pytest

from enlace_app.salida.pdf.plantilla import Pagina

necesita_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None or shutil.which("pdffonts") is None,
    reason="faltan pdftotext y pdffonts (poppler)",
)


def sin_blancos(texto: str) -> str:
    return "".join(texto.split())


def hojas(pdf: bytes, carpeta: Path, *recorte: str) -> list[str]:
    """Return the text of each page in the order in which it was drawn, without white space."""
    ruta = carpeta / "acta.pdf"
    ruta.write_bytes(pdf)
    salida = subprocess.run(["pdftotext", "-raw", *recorte, ruta, "-"], capture_output=True, check=True).stdout
    return [sin_blancos(hoja) for hoja in salida.decode("utf-8").split("\f")[:-1]]


def palabras(pdf: bytes, carpeta: Path) -> str:
    """Return the whole text with single spaces, for what depends on a space."""
    ruta = carpeta / "acta.pdf"
    ruta.write_bytes(pdf)
    salida = subprocess.run(["pdftotext", "-raw", ruta, "-"], capture_output=True, check=True).stdout
    return " ".join(salida.decode("utf-8").split())


def cuerpo(pdf: bytes, carpeta: Path, pagina: Pagina) -> list[str]:
    """Return the text of each page without header, footer and strip; a watermark stays."""
    ancho, alto = int(pagina.ancho - pagina.derecho + 6), int(pagina.alto_util) + 8
    return hojas(pdf, carpeta, "-x", "0", "-y", str(int(pagina.superior) - 4), "-W", str(ancho), "-H", str(alto))


def se_imprime(texto: str, paginas: list[str], *, trozo: int = 40) -> bool:
    """Whether the text is there whole and in order; other cells may only come between pages.

    `trozo`: the fewest characters that a page holds of it, fewer only where a text begins with a mark of its own.
    """
    resto = sin_blancos(texto)
    for pagina in paginas:
        menor, mayor = 0, min(len(resto), len(pagina))
        while menor < mayor:
            medio = (menor + mayor + 1) // 2
            if resto[:medio] in pagina:
                menor = medio
            else:
                mayor = medio - 1
        # A chance hit of a few characters before the text begins must not eat its beginning.
        if menor >= min(len(resto), trozo):
            resto = resto[menor:]
        if not resto:
            return True
    return False


@dataclass
class Elemento:
    """A structure element as poppler tells it: its depth, its type, the text that it prints itself."""

    nivel: int
    clase: str
    texto: str = ""


def estructura(pdf: bytes, carpeta: Path) -> list[Elemento]:
    """Return the elements in reading order."""
    ruta = carpeta / "acta.pdf"
    ruta.write_bytes(pdf)
    salida = subprocess.run(["pdfinfo", "-struct-text", ruta], capture_output=True, check=True).stdout.decode("utf-8")
    elementos: list[Elemento] = []
    for linea in salida.splitlines():
        dicho = linea.strip()
        if dicho.startswith('"'):
            elementos[-1].texto += dicho.strip('"')
        elif dicho and not dicho.startswith("/"):
            elementos.append(
                Elemento((len(linea) - len(dicho)) // 2, dicho.removesuffix(" (block)").removesuffix(":").strip())
            )
    return elementos


def dentro(elementos: list[Elemento], de: int) -> list[Elemento]:
    """Return what is below the element at that position."""
    return list(takewhile(lambda e: e.nivel > elementos[de].nivel, elementos[de + 1 :]))
