"""The letter of the window: the system's own, or the one of the actas where the system brings none."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

PUNTOS_MINIMOS = 10.0
"""Smaller than this, a list is a strain after four hours; bare X11 proposes 9."""


def fuente() -> QFont:
    """The base font: what the person's system uses, never below `PUNTOS_MINIMOS`.

    Each system looks like itself, and its size setting is respected. Only a system without any font gets Source Sans,
    which the actas embed anyway.
    """
    elegida = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    if not QFontInfo(elegida).family():
        elegida = QFont(_cargar_propia())
    # A font given in pixels (some desktops) has -1 points.
    puntos = elegida.pointSizeF() if elegida.pointSizeF() > 0 else QFontInfo(elegida).pointSizeF()
    elegida.setPointSizeF(max(puntos, PUNTOS_MINIMOS))
    return elegida


def fuente_escalada(factor: float, *, negrita: bool = False) -> QFont:
    """The application's font, larger or smaller; for titles and for small print."""
    escalada = QFont(QApplication.font())
    escalada.setPointSizeF(escalada.pointSizeF() * factor)
    if negrita:
        escalada.setWeight(QFont.Weight.DemiBold)
    return escalada


def _cargar_propia() -> str:
    import font_source_sans_pro

    familia = ""
    for archivo in ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf", "SourceSansPro-Bold.ttf"):
        numero = QFontDatabase.addApplicationFont(str(Path(font_source_sans_pro.font_directory) / archivo))
        familia = familia or next(iter(QFontDatabase.applicationFontFamilies(numero)), "")
    return familia
