"""Asking for the passphrase of encrypted data; it is kept nowhere."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout

from enlace_app.ui.componentes.etiquetas import Etiqueta


def pedir_clave(motivo: str) -> str | None:
    """Ask, telling why; None if the person gives up."""
    dialogo = QDialog()
    dialogo.setWindowTitle("Enlace: contraseña de los datos")
    explicacion = Etiqueta(motivo, ajustar=True)
    campo = QLineEdit()
    campo.setEchoMode(QLineEdit.EchoMode.Password)
    campo.setAccessibleName("Contraseña de los datos")
    botones = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    botones.accepted.connect(dialogo.accept)
    botones.rejected.connect(dialogo.reject)
    disposicion = QVBoxLayout(dialogo)
    for control in (explicacion, campo, botones):
        disposicion.addWidget(control)
    campo.setFocus()
    aceptada = dialogo.exec() == QDialog.DialogCode.Accepted
    return campo.text() if aceptada and campo.text() else None
