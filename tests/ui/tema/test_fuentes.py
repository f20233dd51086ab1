"""The system's letter where there is one, ours where there is none."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from enlace_app.ui.tema import Preferencia, aplicar, fuente, fuente_escalada
from enlace_app.ui.tema.fuentes import PUNTOS_MINIMOS

RAIZ = Path(__file__).resolve().parents[3]


def test_la_letra_del_sistema_y_nunca_demasiado_chica(qapp: QApplication) -> None:
    assert QFontInfo(fuente()).family()
    assert fuente().pointSizeF() >= PUNTOS_MINIMOS
    aplicar(qapp, Preferencia.CLARO)
    assert fuente_escalada(1.5).pointSizeF() == qapp.font().pointSizeF() * 1.5


def test_un_sistema_sin_letras_recibe_la_nuestra(tmp_path: Path) -> None:
    """A bare server has no font: without ours every text would be empty boxes."""
    vacio = tmp_path / "fonts.conf"
    vacio.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>')
    guion = (
        "from PySide6.QtWidgets import QApplication\n"
        "from PySide6.QtGui import QFontInfo\n"
        "app = QApplication([])\n"
        "from enlace_app.ui.tema import aplicar\n"
        "aplicar(app)\n"
        "print(QFontInfo(app.font()).family())"
    )
    entorno = {**os.environ, "FONTCONFIG_FILE": str(vacio), "QT_QPA_PLATFORM": "offscreen"}
    hecho = subprocess.run(
        [sys.executable, "-c", guion], cwd=RAIZ, env=entorno, capture_output=True, text=True, check=True, timeout=60
    )
    assert hecho.stdout.strip() == "Source Sans Pro"
