"""The colours of the window by the role that they play, in three themes whose contrast a test checks."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor


class Rol(StrEnum):
    """What a colour is for; never which colour it is."""

    FONDO = "fondo"
    """The window behind everything."""
    SUPERFICIE = "superficie"
    """Lists, fields and cards."""
    LINEA = "linea"
    """Quiet separators; nothing depends on seeing them."""
    BORDE = "borde"
    """Edges of what one types into or presses."""
    TEXTO = "texto"
    TEXTO_TENUE = "texto_tenue"
    ACENTO = "acento"
    TEXTO_SOBRE_ACENTO = "texto_sobre_acento"
    PELIGRO = "peligro"
    AVISO = "aviso"
    BIEN = "bien"
    NEUTRO = "neutro"
    SELECCION = "seleccion"
    """Behind the selected row; every text role is legible on it."""
    FOCO = "foco"
    """The ring around what has the keyboard."""


@dataclass(frozen=True)
class Tema:
    """One set of colours, each `#rrggbb`."""

    nombre: str
    es_oscuro: bool
    fondo: str
    superficie: str
    linea: str
    borde: str
    texto: str
    texto_tenue: str
    acento: str
    texto_sobre_acento: str
    peligro: str
    aviso: str
    bien: str
    neutro: str
    seleccion: str
    foco: str
    fuerza_del_tinte: float = 0.1

    def valor(self, rol: Rol) -> str:
        """The colour of a role as `#rrggbb`."""
        return str(getattr(self, rol.value))

    def color(self, rol: Rol) -> QColor:
        """The colour of a role."""
        return QColor(self.valor(rol))

    def tinte(self, rol: Rol) -> QColor:
        """The quiet background of a sign whose word is written in the role's own colour."""
        fuerte, fondo, parte = self.color(rol), self.color(Rol.SUPERFICIE), self.fuerza_del_tinte
        return QColor.fromRgbF(
            fondo.redF() + (fuerte.redF() - fondo.redF()) * parte,
            fondo.greenF() + (fuerte.greenF() - fondo.greenF()) * parte,
            fondo.blueF() + (fuerte.blueF() - fondo.blueF()) * parte,
        )


CLARO = Tema(
    nombre="claro",
    es_oscuro=False,
    fondo="#f3f5f7",
    superficie="#ffffff",
    linea="#d9dee4",
    borde="#7d8794",
    texto="#1a2430",
    texto_tenue="#525d6b",
    acento="#1c5a9c",
    texto_sobre_acento="#ffffff",
    peligro="#a8201a",
    aviso="#7a4d00",
    bien="#1b6236",
    neutro="#4d5866",
    seleccion="#d5e5f6",
    foco="#1c5a9c",
)
OSCURO = Tema(
    nombre="oscuro",
    es_oscuro=True,
    fondo="#161b21",
    superficie="#1f262e",
    linea="#363f4b",
    borde="#7f8b99",
    texto="#e9edf2",
    texto_tenue="#aeb8c4",
    acento="#82b7f2",
    texto_sobre_acento="#0a1520",
    peligro="#ff9c93",
    aviso="#f3c05c",
    bien="#7bd897",
    neutro="#b4bdc8",
    seleccion="#29435f",
    foco="#9ac6f7",
    fuerza_del_tinte=0.14,
)
ALTO_CONTRASTE = Tema(
    nombre="alto_contraste",
    es_oscuro=True,
    fondo="#000000",
    superficie="#000000",
    linea="#ffffff",
    borde="#ffffff",
    texto="#ffffff",
    texto_tenue="#f0f0f0",
    acento="#ffe14d",
    texto_sobre_acento="#000000",
    peligro="#ffb3b3",
    aviso="#ffe14d",
    bien="#8cffa8",
    neutro="#f0f0f0",
    seleccion="#00336b",
    foco="#00e5ff",
    fuerza_del_tinte=0.0,
)


def contraste(uno: QColor | str, otro: QColor | str) -> float:
    """Contrast ratio of WCAG 2.2, from 1 (the same) to 21 (black on white)."""
    claro, oscuro = sorted((_luminancia(QColor(uno)), _luminancia(QColor(otro))), reverse=True)
    return (claro + 0.05) / (oscuro + 0.05)


def _luminancia(color: QColor) -> float:
    rojo, verde, azul = (
        canal / 12.92 if canal <= 0.04045 else ((canal + 0.055) / 1.055) ** 2.4
        for canal in (color.redF(), color.greenF(), color.blueF())
    )
    return 0.2126 * rojo + 0.7152 * verde + 0.0722 * azul
