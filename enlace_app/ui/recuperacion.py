"""When the data cannot be opened: say why, and offer the backups to whoever has no terminal."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QMessageBox, QVBoxLayout

from enlace_app.errores import ErrorDeEnlace
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios import respaldos
from enlace_app.ui.componentes.etiquetas import Etiqueta

_RESPALDO = Qt.ItemDataRole.UserRole


def ofrecer_recuperacion(carpeta: CarpetaDatos, mensaje: str, clave: str | None) -> bool:
    """Show why the data did not open; True if a backup was put in their place and opening is worth another try.

    What is there now is set aside, never deleted. Backups are offered only where the file of the data is damaged or
    missing: a folder that is open in another window, or that a newer program wrote, needs none.
    """
    disponibles = respaldos.listar(carpeta)
    if not disponibles or not respaldos.hace_falta(carpeta, clave):
        mostrar_impedimento(mensaje)
        return False
    dialogo = QDialog()
    dialogo.setWindowTitle("Enlace no pudo abrir sus datos")
    explicacion = Etiqueta(mensaje, ajustar=True)
    lista = QListWidget()
    lista.setAccessibleName("Respaldos que se pueden recuperar")
    for respaldo in disponibles:
        renglon = QListWidgetItem(f"{respaldo.instante.astimezone():%d/%m/%Y %H:%M}   {respaldo.ruta.name}")
        renglon.setData(_RESPALDO, respaldo.ruta)
        lista.addItem(renglon)
    lista.setCurrentRow(0)
    botones = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    recuperar = botones.addButton("Recuperar este respaldo", QDialogButtonBox.ButtonRole.AcceptRole)
    botones.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
    recuperar.setDefault(True)
    lista.setFocus()
    botones.accepted.connect(dialogo.accept)
    botones.rejected.connect(dialogo.reject)
    disposicion = QVBoxLayout(dialogo)
    aparte = Etiqueta("Lo que hay ahora se aparta en la carpeta de respaldos; no se borra.")
    for control in (explicacion, lista, aparte, botones):
        disposicion.addWidget(control)
    dialogo.resize(620, 380)
    if dialogo.exec() != QDialog.DialogCode.Accepted:
        return False
    return _recuperar(carpeta, Path(lista.currentItem().data(_RESPALDO)), clave)


def _recuperar(carpeta: CarpetaDatos, respaldo: Path, clave: str | None) -> bool:
    try:
        respaldos.restaurar_respaldo(carpeta, respaldo, clave)
    except ErrorDeEnlace as error:
        mostrar_impedimento(str(error))
        return False
    return True


def mostrar_impedimento(mensaje: str, titulo: str = "Enlace no pudo abrir") -> None:
    """Say in a window of its own what keeps the program from going on; there may be no terminal to say it in."""
    cuadro = QMessageBox(QMessageBox.Icon.Warning, titulo, "")
    cuadro.setTextFormat(Qt.TextFormat.PlainText)
    cuadro.setText(mensaje)
    cuadro.exec()
