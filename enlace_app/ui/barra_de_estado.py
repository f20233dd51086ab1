"""The foot of the window: saved or not, what runs and how to stop it, what Ctrl+Z would undo."""

from datetime import datetime

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from enlace_app.ui.autoguardado import Autoguardado
from enlace_app.ui.avisos import Aviso, Avisos
from enlace_app.ui.barra_de_avisos import HistorialDeAvisos
from enlace_app.ui.componentes.botones import BotonDeIcono
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.tareas import Desenlace, Tarea, Tareas
from enlace_app.ui.tema import Icono


class BarraDeEstado(QWidget):
    """Quiet while nothing is to be said."""

    def __init__(
        self, avisos: Avisos, tareas: Tareas, autoguardado: Autoguardado, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._avisos = avisos
        self._tarea: Tarea | None = None
        self._guardado = Etiqueta("", RolDeEtiqueta.TENUE)
        self._deshacer = EtiquetaElidida("", RolDeEtiqueta.TENUE)
        self._titulo = Etiqueta("", RolDeEtiqueta.TENUE)
        self._avance = QProgressBar()
        self._avance.setMaximumWidth(180)
        self._avance.setTextVisible(False)
        self._cancelar = BotonDeIcono(Icono.CERRAR, "Cancelar lo que está en marcha", al_pulsar=self._pedir_que_pare)
        self._historial = BotonDeIcono(Icono.INFORMACION, "Avisos recientes", al_pulsar=self._mostrar_historial)
        disposicion = QHBoxLayout(self)
        disposicion.setContentsMargins(12, 2, 12, 2)
        disposicion.addWidget(self._guardado)
        disposicion.addWidget(self._deshacer, 1)
        for control in (self._titulo, self._avance, self._cancelar, self._historial):
            disposicion.addWidget(control)
        self._mostrar_tarea(None)
        tareas.iniciada.connect(self._mostrar_tarea)
        tareas.avanzada.connect(self._avanzar)
        tareas.concluida.connect(self._concluir)
        autoguardado.guardado.connect(self._decir_guardado)
        autoguardado.fallado.connect(self._decir_sin_guardar)
        avisos.nuevo.connect(self._contar)

    def decir_deshacer(self, intencion: str | None) -> None:
        """Name what Ctrl+Z would undo."""
        self._deshacer.setText(f"Ctrl+Z deshace: {intencion}" if intencion else "")

    def _decir_guardado(self, instante: datetime) -> None:
        self._guardado.setText(f"guardado {instante:%H:%M}")

    def _decir_sin_guardar(self, motivo: str) -> None:
        self._guardado.setText("sin guardar")
        if self._tarea is not None:
            return  # what runs may hold the data; it is tried again every moment, and told if it lasts
        self._avisos.error(f"Lo que se escribe no se está guardando. {motivo}")

    def _contar(self, _: Aviso) -> None:
        cuantos = len(self._avisos.recientes)
        self._historial.setToolTip(f"Avisos recientes: {cuantos}")

    def _mostrar_tarea(self, tarea: Tarea | None) -> None:
        self._tarea = tarea
        for control in (self._titulo, self._avance):
            control.setVisible(tarea is not None)
        self._cancelar.setVisible(tarea is not None and tarea.cancelable)
        if tarea is None:
            return
        self._titulo.setText(tarea.titulo)
        self._avance.setAccessibleName(tarea.titulo)
        self._avance.setRange(0, 0)

    def _avanzar(self, tarea: Tarea, hecho: int, total: int) -> None:
        if tarea is self._tarea:
            self._avance.setRange(0, total)
            self._avance.setValue(hecho)

    def _concluir(self, tarea: Tarea) -> None:
        if tarea.desenlace is Desenlace.CANCELADA:
            self._avisos.hecho(f"{tarea.titulo}: se canceló; no quedó nada a medias.")
        if tarea is self._tarea:
            self._mostrar_tarea(None)

    def _pedir_que_pare(self) -> None:
        if self._tarea is not None:
            self._tarea.cancelar()
            self._titulo.setText("Cancelando…")

    def _mostrar_historial(self) -> None:
        historial = HistorialDeAvisos(self._avisos, self)
        historial.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        esquina = self._historial.mapToGlobal(QPoint(self._historial.width(), 0))
        historial.move(esquina - QPoint(historial.width(), historial.height()))
        historial.show()
