"""What the window remembers on this computer: its size, the columns of its lists, the choices of its owner.

Kept beside the data, not in the system's registry: who copies the folder to another laptop finds the window as it was.
Nothing of the record itself is kept here.
"""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

ARCHIVO = "ventana.ini"


class Memoria:
    """Values by key; what is missing or damaged reads as nothing."""

    def __init__(self, carpeta: Path) -> None:
        self._valores = QSettings(str(carpeta / ARCHIVO), QSettings.Format.IniFormat)

    def bytes_de(self, clave: str) -> QByteArray | None:
        """Return what Qt saved of a window or a header."""
        valor = self._valores.value(clave)
        return valor if isinstance(valor, QByteArray) else None

    def texto_de(self, clave: str) -> str | None:
        """Return a text."""
        valor = self._valores.value(clave)
        return valor if isinstance(valor, str) and valor else None

    def textos_de(self, clave: str) -> list[str]:
        """Return a list of texts; empty where there is none."""
        valor = self._valores.value(clave)
        if isinstance(valor, str):
            return [valor] if valor else []
        return [v for v in valor if isinstance(v, str)] if isinstance(valor, list) else []

    def guardar(self, clave: str, valor: QByteArray | str | list[str]) -> None:
        """Remember a value."""
        self._valores.setValue(clave, valor)

    def asentar(self) -> None:
        """Write to the disk what is still in memory."""
        self._valores.sync()
