"""The program as a person opens and closes it, and the answer of the system's file dialog."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from enlace_app.arranque import abrir_contexto
from enlace_app.rutas import CarpetaDatos
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.componentes import archivos
from tests.ui.conftest import AHORA
from tests.ui.trabajo_principal.teclado import Teclado

Encender = Callable[..., AbstractContextManager[Teclado]]


@pytest.fixture
def encender(qtbot: QtBot, qapp: QApplication) -> Encender:
    """Open the program on a folder, `with encender(raiz) as teclado:`; at the end the window is closed and it ends.

    The hour is `AHORA` unless another is given: the plazos of the story are counted from it.
    """

    @contextmanager
    def abrir(raiz: Path, *, ahora: datetime = AHORA) -> Iterator[Teclado]:
        with abrir_contexto(CarpetaDatos(raiz), integridad=False) as contexto:
            programa = Programa(qapp, contexto, ahora=lambda: ahora)
            try:
                programa.abrir()
                qtbot.waitUntil(lambda: QApplication.activeWindow() is not None)
                yield Teclado(qtbot)
            finally:
                ventana = programa.ventana
                cerrada = ventana is not None and ventana.close()
                if ventana is not None:
                    ventana.deleteLater()
                programa.terminar()
                qtbot.wait(1)
        assert cerrada, "la ventana no se dejó cerrar"

    return abrir


@pytest.fixture
def guardar_en(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder into which everything goes that is asked where to write, with the name that the window suggests."""
    carpeta = tmp_path / "salidas"
    carpeta.mkdir()

    def responder(dialogo: QFileDialog, al_elegir: Callable[[list[Path]], object]) -> QFileDialog:
        (sugerido,) = dialogo.selectedFiles()
        al_elegir([carpeta / Path(sugerido).name])
        dialogo.deleteLater()
        return dialogo

    monkeypatch.setattr(archivos, "_abrir", responder)
    return carpeta
