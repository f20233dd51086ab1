"""Every icon exists, can be seen, is ours to colour, and is sharp at any scale."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from enlace_app.rutas import carpeta_recursos
from enlace_app.ui.tema import CLARO, OSCURO, Icono, Preferencia, Rol, aplicar, dibujo, icono


def _pintados(imagen: QImage) -> set[tuple[int, int]]:
    return {
        (x, y) for x in range(imagen.width()) for y in range(imagen.height()) if imagen.pixelColor(x, y).alpha() > 60
    }


def test_cada_icono_tiene_su_archivo_y_cada_archivo_su_nombre() -> None:
    archivos = {archivo.stem for archivo in (carpeta_recursos() / "iconos").glob("*.svg")}
    assert archivos == {figura.value for figura in Icono}


@pytest.mark.parametrize("figura", list(Icono))
def test_se_ve_cabe_y_toma_el_color(qapp: QApplication, figura: Icono) -> None:
    """A path with an error draws nothing; one that leaves the grid is cut; a fixed colour ignores the theme."""
    imagen = dibujo(figura, "#ff0000", 24).toImage()
    pintados = _pintados(imagen)
    assert len(pintados) >= 20
    assert not {(x, y) for x, y in pintados if x in (0, 23) or y in (0, 23)}
    fuertes = [imagen.pixelColor(x, y) for x, y in pintados if imagen.pixelColor(x, y).alpha() > 200]
    assert fuertes
    assert {color.name() for color in fuertes} == {"#ff0000"}


def test_no_hay_dos_iguales(qapp: QApplication) -> None:
    """A state must be told by its sign without its colour."""
    figuras = [frozenset(_pintados(dibujo(figura, "#000000", 24).toImage())) for figura in Icono]
    assert len(set(figuras)) == len(Icono)


def test_el_icono_sigue_al_tema(qapp: QApplication) -> None:
    aplicar(qapp, Preferencia.CLARO)
    figura = icono(Icono.MAS, Rol.PELIGRO)
    assert figura.pixmap(24, 24).toImage().pixelColor(12, 12).name() == CLARO.peligro
    aplicar(qapp, Preferencia.OSCURO)
    assert figura.pixmap(24, 24).toImage().pixelColor(12, 12).name() == OSCURO.peligro


def test_es_nitido_en_una_pantalla_densa(qapp: QApplication) -> None:
    denso = icono(Icono.MAS).pixmap(QSize(20, 20), 1.5)
    assert (denso.width(), denso.devicePixelRatio()) == (30, 1.5)
