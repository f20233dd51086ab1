"""Reads a PDF file with poppler's tools, as somebody who was handed it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

necesita_poppler = pytest.mark.skipif(
    not all(shutil.which(programa) for programa in ("pdftotext", "pdffonts", "pdfinfo")),
    reason="faltan pdftotext, pdffonts y pdfinfo (poppler)",
)


def _correr(*argumentos: object) -> str:
    return subprocess.run(list(map(str, argumentos)), capture_output=True, check=True).stdout.decode("utf-8")


def fojas(pdf: Path) -> list[str]:
    """The text of each page as it was drawn, without white space: lines break where the page wants them to."""
    return ["".join(hoja.split()) for hoja in _correr("pdftotext", "-raw", pdf, "-").split("\f")[:-1]]


def renglones(pdf: Path) -> str:
    """The text as it is laid out, with single spaces."""
    return " ".join(_correr("pdftotext", "-layout", pdf, "-").split())


def contiene(pdf: Path, texto: str) -> bool:
    """Whether the text stands on one page, white space aside."""
    buscado = "".join(texto.split())
    return any(buscado in foja for foja in fojas(pdf))


def cuerpo_seguido(pdf: Path) -> str:
    """All pages one after the other without header, footer and the strip for rubrics, which would part a long text."""
    # Letter is 612 x 792 pt; the margins are those of the template.
    recorte = ("-x", "0", "-y", "74", "-W", "535", "-H", "652")
    return "".join(_correr("pdftotext", "-raw", *recorte, pdf, "-").split())


def tamano(pdf: Path) -> str:
    (encontrado,) = re.findall(r"^Page size:\s*(.*)$", _correr("pdfinfo", pdf), re.MULTILINE)
    return str(encontrado)


def fuentes(pdf: Path) -> list[tuple[str, str]]:
    """(type, embedded) of every font; only the columns from the type on, because names may hold spaces."""
    renglones_de_fuentes = _correr("pdffonts", pdf).splitlines()[2:]
    return [(r[37:54].strip(), r[72:75].strip()) for r in renglones_de_fuentes]
