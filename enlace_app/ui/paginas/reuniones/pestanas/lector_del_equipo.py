"""Handing a PDF to the reader that the computer has: a copy of its own, gone when the program ends."""

import stat
from pathlib import Path

from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from enlace_app.archivos import traducir_oserror
from enlace_app.errores import ErrorDeEntorno


class LectorDelEquipo:
    """Keeps the copies in a folder of its own; read-only, so that nobody takes them for the record."""

    def __init__(self) -> None:
        self._carpeta: QTemporaryDir | None = None
        self._hechas = 0

    def abrir(self, datos: bytes, nombre: str) -> bool:
        """Open a PDF under that name; raises `ErrorDeEntorno` where the disk is full or there is no reader."""
        if self._carpeta is None:
            self._carpeta = QTemporaryDir()
            if not self._carpeta.isValid():
                raise ErrorDeEntorno("No se pudo hacer la copia para el lector: revise que haya espacio en el disco.")
        self._hechas += 1
        # A folder for each: on Windows a reader holds fast the copy that it shows.
        copia = Path(self._carpeta.path()) / str(self._hechas) / nombre
        with traducir_oserror(copia):
            copia.parent.mkdir()
            copia.write_bytes(datos)
            copia.chmod(stat.S_IRUSR)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copia))):
            raise ErrorDeEntorno(
                "Este equipo no tiene con qué abrir un PDF. Véalo aquí mismo, o instale un lector de PDF."
            )
        return True
