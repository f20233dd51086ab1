"""Taking in what the authority answered: dropped on the page or chosen, read apart, told in plain words."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.errores import ErrorDeEnlace
from enlace_app.servicios.acuses_recibidos import AcuseTomado, ErrorDeAutoridad
from enlace_app.ui.componentes.archivos import pedir_archivos
from enlace_app.ui.componentes.botones import BotonDePeligro, BotonSecundario
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.paquetes import palabras
from enlace_app.ui.tareas import Progreso
from enlace_app.ui.tema import Icono


class AcuseQueLlega(QWidget):
    """Several files are taken one after the other; what each said stays until others come."""

    tomado = Signal(str)
    """The package that a receipt answered, after it was taken in."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._pendiente: Path | None = None
        self._en_marcha = 0
        self.boton = BotonSecundario("Traer acuse…", con_icono=Icono.IMPORTAR, al_pulsar=self._elegir)
        self.dicho = Etiqueta("", ajustar=True)
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.palabras = Etiqueta("", RolDeEtiqueta.SUBTITULO, ajustar=True)
        self.aceptar = BotonDePeligro("Son las mismas palabras: aceptarla y tomar el acuse", al_pulsar=self._aceptar)
        fila = QHBoxLayout()
        fila.addWidget(self.boton)
        fila.addWidget(EtiquetaElidida("o suéltelo en cualquier parte de esta página", RolDeEtiqueta.TENUE), 1)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addLayout(fila)
        for etiqueta in (self.dicho, self.error, self.palabras):
            etiqueta.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            caja.addWidget(etiqueta)
        caja.addWidget(self.aceptar, alignment=Qt.AlignmentFlag.AlignLeft)
        self._limpiar()

    def recibir(self, archivos: Sequence[Path]) -> None:
        """Take these files, each of them a receipt or refused."""
        self._limpiar()
        for archivo in archivos:
            self._traer(archivo, aceptar=False)

    def rechazar(self, motivo: str) -> None:
        """Say that what was dropped is no file."""
        self._limpiar()
        self._anadir(self.error, motivo)

    def _traer(self, archivo: Path, *, aceptar: bool) -> None:
        almacen = self._entorno.contexto.almacen

        def traer(progreso: Progreso) -> AcuseTomado:
            from enlace_app.servicios.acuses_recibidos import (
                aceptar_clave_de_acuse,
                leer_archivo_de_acuse,
                recibir_acuse,
            )

            leido = leer_archivo_de_acuse(archivo)
            progreso.exigir_seguir()
            if aceptar:
                aceptar_clave_de_acuse(almacen, leido)
            return recibir_acuse(almacen, leido, archivo=archivo)

        tarea = self._entorno.operaciones.en_tarea(
            "Leyendo el acuse",
            traer,
            al_terminar=self._decir,
            al_rehusar=lambda error: self._rehusar(archivo, error),
            para=self,
            cancelable=True,
        )
        self._en_marcha += 1
        self.boton.setEnabled(False)
        tarea.al_concluir(self._concluir, para=self)

    def _concluir(self) -> None:
        self._en_marcha -= 1
        self.boton.setEnabled(self._en_marcha == 0)

    def _decir(self, tomado: AcuseTomado) -> None:
        self._anadir(self.dicho, palabras.lo_que_dice_el_acuse(tomado))
        self.tomado.emit(tomado.paquete)

    def _rehusar(self, archivo: Path, error: ErrorDeEnlace) -> None:
        dicho = str(error)
        self._anadir(self.error, dicho if archivo.name in dicho else f"{archivo.name}: {dicho}")
        if isinstance(error, ErrorDeAutoridad) and error.palabras and self._pendiente is None:
            self._pendiente = archivo
            self.palabras.setText(f"Este acuse viene firmado con: {' '.join(error.palabras)}")
            self.palabras.show()
            self.aceptar.show()

    def _aceptar(self) -> None:
        archivo = self._pendiente
        self._limpiar()
        if archivo is not None:
            self._traer(archivo, aceptar=True)

    def _elegir(self) -> None:
        pedir_archivos(self, "Traer acuse", "Libro de Excel (*.xlsx);;Todos los archivos (*)", self.recibir)

    def _limpiar(self) -> None:
        self._pendiente = None
        for etiqueta in (self.dicho, self.error, self.palabras):
            etiqueta.setText("")
            etiqueta.hide()
        self.aceptar.hide()

    @staticmethod
    def _anadir(etiqueta: Etiqueta, texto: str) -> None:
        etiqueta.setText("\n".join(parte for parte in (etiqueta.text(), texto) if parte))
        etiqueta.show()
