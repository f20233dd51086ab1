"""Which chapter of the manual explains which part of the window."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from enlace_app.ui.navegacion import Destino, Seccion

_PISTAS: dict[Seccion, tuple[str, ...]] = {
    Seccion.INICIO: ("inicio", "comenzar"),
    Seccion.REUNIONES: ("reunion",),
    Seccion.ACUERDOS: ("acuerdo", "seguimiento"),
    Seccion.DOCUMENTOS: ("documento",),
    Seccion.COMPROMISOS: ("compromiso", "seguimiento"),
    Seccion.DIRECTORIO: ("directorio", "reunion"),
    Seccion.PAQUETES: ("enviar", "paquete"),
    Seccion.INFORMES: ("informe", "enviar"),
    Seccion.VERIFICAR: ("verificar", "acta"),
    Seccion.AJUSTES: ("ajuste", "respaldo"),
    Seccion.AYUDA: (),
}
"""Words of a heading, folded; the first that a heading has wins. A manual divided anew needs no change here."""
_PISTAS_DE_LA_AUTORIDAD = ("asiento",)
"""Of Paquetes where the regions' packages are received."""
_NIVEL = 2
_PISTAS_DE_LA_SESION = ("modo sesion", "sesion", "reunion")
_PISTAS_DEL_ACTA = ("acta", "cerrar")


@dataclass(frozen=True)
class Capitulo:
    """A heading and the number of its block in the document."""

    titulo: str
    nivel: int
    bloque: int


def capitulo_de(destino: Destino | None, capitulos: Sequence[Capitulo], *, recibe: bool = False) -> Capitulo | None:
    """Return the chapter about a place of the window, `recibe` at the authority; None where the manual has none."""
    if destino is None:
        return None
    pistas = _PISTAS[destino.seccion]
    if recibe and destino.seccion is Seccion.PAQUETES:
        pistas = (*_PISTAS_DE_LA_AUTORIDAD, *pistas)
    if destino.sesion:
        pistas = _PISTAS_DE_LA_SESION
    elif destino.campo == "acta":
        pistas = _PISTAS_DEL_ACTA
    for pista in pistas:
        for capitulo in capitulos:
            if capitulo.nivel == _NIVEL and pista in plegar_letras(capitulo.titulo):
                return capitulo
    return None


def plegar_letras(texto: str) -> str:
    """Lower case without accents, letter by letter: each place in the result is the same place in the text."""
    return "".join((unicodedata.normalize("NFD", letra)[0].lower() or letra)[0] for letra in texto)
