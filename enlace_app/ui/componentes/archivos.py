"""Asking for a file without stopping the window: the dialog is open beside it, the answer comes by itself."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def pedir_destino(
    padre: QWidget, titulo: str, sugerido: Path, filtro: str, al_elegir: Callable[[Path], object]
) -> QFileDialog:
    """Ask where to write; `filtro` as in «Libro de Excel (*.xlsx)». The dialog asks before an existing file."""
    dialogo = QFileDialog(padre, titulo, str(sugerido), filtro)
    dialogo.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialogo.setDefaultSuffix(sugerido.suffix.lstrip("."))
    dialogo.selectFile(sugerido.name)
    return _abrir(dialogo, lambda rutas: al_elegir(rutas[0]))


def pedir_archivo(padre: QWidget, titulo: str, filtro: str, al_elegir: Callable[[Path], object]) -> QFileDialog:
    """Ask for one existing file."""
    dialogo = QFileDialog(padre, titulo, "", filtro)
    dialogo.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _abrir(dialogo, lambda rutas: al_elegir(rutas[0]))


def pedir_archivos(padre: QWidget, titulo: str, filtro: str, al_elegir: Callable[[list[Path]], object]) -> QFileDialog:
    """Ask for one or more existing files."""
    dialogo = QFileDialog(padre, titulo, "", filtro)
    dialogo.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return _abrir(dialogo, al_elegir)


def pedir_carpeta(padre: QWidget, titulo: str, al_elegir: Callable[[Path], object]) -> QFileDialog:
    """Ask for an existing folder."""
    dialogo = QFileDialog(padre, titulo)
    dialogo.setFileMode(QFileDialog.FileMode.Directory)
    dialogo.setOption(QFileDialog.Option.ShowDirsOnly)
    return _abrir(dialogo, lambda rutas: al_elegir(rutas[0]))


def _abrir(dialogo: QFileDialog, al_elegir: Callable[[list[Path]], object]) -> QFileDialog:
    def elegidos(rutas: Sequence[str]) -> None:
        if rutas:
            al_elegir([Path(ruta) for ruta in rutas])

    dialogo.filesSelected.connect(elegidos)
    dialogo.finished.connect(dialogo.deleteLater)
    dialogo.open()
    return dialogo
