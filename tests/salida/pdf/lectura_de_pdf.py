"""Reads a rendered PDF the way a sceptic would: with poppler's tools, page by page, without white space."""

import shutil
import subprocess
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


def se_imprime(texto: str, paginas: list[str]) -> bool:
    """Whether the text is there whole and in order; other cells may only come between pages."""
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
        if menor >= min(len(resto), 40):
            resto = resto[menor:]
        if not resto:
            return True
    return False
