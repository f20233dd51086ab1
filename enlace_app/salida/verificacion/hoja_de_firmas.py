"""The copy with the sheet of signatures: the pages before the sheet must be those that are printed to be signed.

What a signature left in its own cell, and the sheet itself, are in no attachment: from the first cell on only the
values of the data are looked for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_TITULO: Final = "hojadefirmas"
_CADA_HOJA: Final = re.compile(r"(foja)\d+de\d+(.{0,200}?)(?:Parafirma|Firmada)")
"""What the furniture of the two copies says differently: how many pages there are, and what they are for."""
_POR_FIRMAR: Final = re.compile(r"Firmaautógrafasobreimpreso")
_AL_CALCE: Final = "Firmasalcalce"


@dataclass(frozen=True)
class Antes:
    """How the pages before the sheet agree; `distinta` is the number of the first that does not."""

    distinta: int | None = None
    sin_comparar: str | None = None


def primera_de_la_hoja(hojas: Sequence[str], sha256: str) -> int | None:
    """Return the index of the page on which the sheet begins: it bears its title and the whole hash of the data.

    It is the last such page, for nothing but the sheet may follow it.
    """
    con_titulo = [n for n, hoja in enumerate(hojas) if _TITULO in hoja.casefold() and sha256 in hoja]
    return con_titulo[-1] if con_titulo else None


def es_la_hoja_sola(hojas: Sequence[str]) -> bool:
    """Whether each page says that it is of the sheet."""
    return all(_TITULO in hoja.casefold() for hoja in hojas)


def antes_de_la_hoja(suyas: Sequence[str], nuestras: Sequence[str]) -> Antes:
    """Compare the pages before the sheet (`suyas`) with our own print of the same data to be signed."""
    if any(_CADA_HOJA.search(hoja) is None for hoja in nuestras):
        return Antes(sin_comparar="su plantilla no imprime cada hoja como la de este programa")
    if len(suyas) < len(nuestras):
        return Antes(distinta=len(suyas) + 1)
    # Where nobody signs in a cell, the whole document is compared.
    calce = next((n for n, hoja in enumerate(nuestras) if _POR_FIRMAR.search(hoja)), len(nuestras))
    for n, (suya, nuestra) in enumerate(zip(suyas[: calce + 1], nuestras[: calce + 1], strict=False)):
        fijo = _llana(nuestra)
        if n == calce:
            fijo = fijo[: _hasta_el_calce(fijo)]
        llana = _llana(suya)
        if not llana.startswith(fijo) or (n < calce and llana != fijo):
            return Antes(distinta=n + 1)
    if len(suyas) > len(nuestras):
        return Antes(sin_comparar="tiene más hojas que las que salen de esos datos")
    return Antes()


def _llana(hoja: str) -> str:
    return _CADA_HOJA.sub(r"\1\2", hoja, count=1)


def _hasta_el_calce(hoja: str) -> int:
    """Up to where a page is the same in both copies: taller cells may take their heading to the next page."""
    por_firmar = _POR_FIRMAR.search(hoja)
    return max(hoja.rfind(_AL_CALCE, 0, por_firmar.start() if por_firmar else len(hoja)), 0)
