"""A file without the data of an acta: what do its own pages claim to be? Claims only, nothing here proves one."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from enlace_app.salida.verificacion.texto import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pikepdf import Pdf

_CREADOR: Final = "Enlace"
_DEL_SELLO: Final = b"pdfaid:part"
_METADATOS_MAXIMOS: Final = 1 << 20
_PIE: Final = re.compile(r"Versión(\d{1,4})(?:,sustituyealaversión\d{1,4})?·huella([0-9a-f]{8})")
"""As every page of an acta bears it; that of an extract or of a public version says whose hash it is."""
_CARATULA: Final = re.compile(r"Folio:(.{3,60}?)(?:Ejercicio:|Versión:)")
_HUELLA: Final = re.compile(r"HuellaSHA-256:([0-9a-f]{64})")


@dataclass(frozen=True)
class ActaDicha:
    """Which acta the pages say to be; `huella` is the whole hash or its first eight characters.

    `sellada`: it claims the form of PDF that this program makes since it attaches the data to every acta, so they
    were taken out. Without that it is of the earlier form, or was made to look so.
    """

    folio: str | None
    version: int
    huella: str
    sellada: bool


def es_de_enlace(documento: "Pdf") -> bool:
    """Whether the file says that this program made it."""
    return str(documento.docinfo.get("/Creator", "")) == _CREADOR


def dice_ser_publica(documento: "Pdf") -> bool:
    """Whether its title is the one of a public version."""
    return "versión pública" in str(documento.docinfo.get("/Title", "")).casefold()


def dice_ser_sellada(documento: "Pdf") -> bool:
    """Whether it bears the seal of PDF/A."""
    import pikepdf

    metadatos = documento.Root.get("/Metadata")
    if not isinstance(metadatos, pikepdf.Stream):
        return False
    return _DEL_SELLO in metadatos.read_bytes()[:_METADATOS_MAXIMOS]


def acta_dicha(hojas: "Sequence[str]", *, sellada: bool) -> ActaDicha | None:
    """Return what the words of the pages claim (as `hojas_de_texto` gives them); None where they name no acta."""
    pie = next((hallado for hoja in hojas if (hallado := _PIE.search(hoja))), None)
    if pie is None:
        return None
    folio = next((hallado for hoja in hojas if (hallado := _CARATULA.search(hoja))), None)
    entera = next((hallado for hoja in hojas if (hallado := _HUELLA.search(hoja))), None)
    huella = entera[1] if entera and entera[1].startswith(pie[2]) else pie[2]
    return ActaDicha(visible(folio[1]) if folio else None, int(pie[1]), huella, sellada)
