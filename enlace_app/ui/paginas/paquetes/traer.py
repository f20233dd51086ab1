"""Bringing in what was kept in Excel: files are reviewed first, and nothing is kept before one says so."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from enlace_app.errores import ErrorDeEnlace
from enlace_app.servicios.importacion.informe import Informe
from enlace_app.ui.componentes.archivos import pedir_carpeta, pedir_destino
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.zona_de_archivos import ReceptorDeArchivos, ZonaDeArchivos
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.paquetes.informe_de_importacion import InformeDeImportacion
from enlace_app.ui.tareas import Progreso, Tarea
from enlace_app.ui.tema import Icono

_EXPLICACION = (
    "Libros de captura llenos, o carpetas con los archivos CSV publicados. Enlace primero los revisa y dice qué "
    "entraría; nada se guarda hasta que usted pulse «Importar». Lo que ya esté no se repite."
)
_SIN_PLANTILLA = "Si todavía no tiene un libro de captura, obtenga aquí arriba la plantilla y llénela en Excel."


class TraerLoQueTengo(QWidget):
    """Files are dropped, pasted or chosen; each change of them is reviewed at once."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._tarea: Tarea | None = None
        self.zona = ZonaDeArchivos(recibe=False)
        self.carpeta = BotonSecundario("Elegir carpeta…", con_icono=Icono.CARPETA, al_pulsar=self._elegir_carpeta)
        self.plantilla = BotonSecundario(
            "Obtener la plantilla de captura…", con_icono=Icono.EXPORTAR, al_pulsar=self._pedir_plantilla
        )
        self.boton = BotonPrimario("Importar", con_icono=Icono.IMPORTAR, al_pulsar=self.importar)
        self.cancelar = BotonSecundario("Cancelar", con_icono=Icono.CERRAR, al_pulsar=self._cancelar)
        self.otra_vez = BotonSecundario("Revisar de nuevo", con_icono=Icono.REHACER, al_pulsar=self.revisar)
        self.estado = Etiqueta("", RolDeEtiqueta.SUBTITULO, ajustar=True)
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.informe = InformeDeImportacion(entorno)
        self._nada = EstadoVacio(Icono.IMPORTAR, "Suelte aquí lo que ya tiene", f"{_EXPLICACION} {_SIN_PLANTILLA}")
        self._vacio = QWidget()
        self._pila = QStackedWidget()
        self._armar()
        receptor = ReceptorDeArchivos(self)
        receptor.recibidos.connect(self.recibir)
        receptor.rechazado.connect(self.zona.mostrar_error)
        self.zona.cambiados.connect(self.revisar)
        self._poner_en_marcha(None)

    def _armar(self) -> None:
        botones = QHBoxLayout()
        botones.addWidget(self.carpeta)
        botones.addWidget(self.plantilla)
        botones.addStretch(1)
        decision = QHBoxLayout()
        decision.addWidget(self.estado, 1)
        decision.addWidget(self.cancelar)
        decision.addWidget(self.otra_vez)
        decision.addWidget(self.boton)
        caja = QVBoxLayout(self)
        caja.addWidget(self._crear_marco_de_la_zona())
        caja.addLayout(botones)
        caja.addLayout(decision)
        caja.addWidget(self.error)
        caja.addWidget(self._pila, 1)
        for vista in (self._nada, self._vacio, self.informe):
            self._pila.addWidget(vista)
        self.error.hide()

    def _crear_marco_de_la_zona(self) -> QScrollArea:
        """Many files must not push the report out of the window."""
        marco = QScrollArea()
        marco.setWidget(self.zona)
        marco.setWidgetResizable(True)
        marco.setFrameShape(QScrollArea.Shape.NoFrame)
        marco.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        marco.setAccessibleName("Archivos elegidos")
        maximo = self.fontMetrics().height() * 10

        def ajustar() -> None:
            marco.setFixedHeight(min(self.zona.sizeHint().height() + 2, maximo))

        # A line that was just put in counts only after it is shown.
        self.zona.cambiados.connect(lambda: QTimer.singleShot(0, marco, ajustar))
        ajustar()
        return marco

    def enfocar(self) -> None:
        """Put the keyboard where files are chosen."""
        self.zona.boton.setFocus(Qt.FocusReason.OtherFocusReason)

    def recibir(self, archivos: Sequence[Path]) -> None:
        """Take these files or folders too."""
        self.zona.agregar(archivos)

    def revisar(self) -> None:
        """See what the chosen files would bring, keeping nothing."""
        self._cancelar()
        self._mostrar_error("")
        hay = bool(self.zona.archivos())
        self._pila.setCurrentWidget(self._vacio if hay else self._nada)
        if hay:
            self._lanzar("Revisando los archivos", solo_revisar=True)
        else:
            self._poner_en_marcha(None)

    def importar(self) -> None:
        """Bring in what the review found good."""
        self._mostrar_error("")
        self._lanzar("Importando", solo_revisar=False)

    def _lanzar(self, titulo: str, *, solo_revisar: bool) -> None:
        rutas, contexto = self.zona.archivos(), self._entorno.contexto

        def traer(progreso: Progreso) -> Informe:
            from enlace_app.servicios.importacion import importar  # heavy, and only here

            progreso.exigir_seguir()
            return importar(
                contexto.almacen, rutas, formato=contexto.formato, solo_revisar=solo_revisar, avance=progreso
            )

        def terminar(informe: Informe) -> None:
            if tarea is self._tarea:
                self._mostrar(informe)

        def rehusar(error: ErrorDeEnlace) -> None:
            if tarea is self._tarea:
                self._mostrar_error(str(error))

        tarea = self._entorno.operaciones.en_tarea(
            titulo, traer, al_terminar=terminar, al_rehusar=rehusar, para=self, cancelable=True
        )
        tarea.al_concluir(lambda: self._concluir(tarea), para=self)
        self._poner_en_marcha(tarea)

    def _poner_en_marcha(self, tarea: Tarea | None) -> None:
        self._tarea = tarea
        self.estado.setText(f"{tarea.titulo}…" if tarea is not None else "")
        self.cancelar.setVisible(tarea is not None)
        self.boton.hide()
        self.otra_vez.hide()

    def _cancelar(self) -> None:
        if self._tarea is not None:
            self._tarea.cancelar()

    def _concluir(self, tarea: Tarea) -> None:
        if tarea is not self._tarea:
            return
        self._tarea = None
        self.cancelar.hide()
        informe = self.informe.informe if self._pila.currentWidget() is self.informe else None
        if informe is not None and self.error.isHidden():
            trae = any(h.nuevas or h.cambiadas for h in informe.hojas)
            self.estado.setText(self.informe.resumen())
            self.boton.setVisible(informe.solo_revisar and trae)
            if not self.boton.isHidden():
                self.boton.setFocus(Qt.FocusReason.OtherFocusReason)
            elif self.informe.enlaces:
                self.informe.enlaces[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.error.isHidden():
            self.estado.setText("Se canceló: no se guardó nada.")
            self.otra_vez.show()
        else:
            self.estado.setText("")
            self.otra_vez.show()

    def _mostrar(self, informe: Informe) -> None:
        self.informe.mostrar(informe)
        self._pila.setCurrentWidget(self.informe)

    def _mostrar_error(self, texto: str) -> None:
        self.error.setText(texto)
        self.error.setVisible(bool(texto))

    def _elegir_carpeta(self) -> None:
        pedir_carpeta(self, "Elegir la carpeta con los archivos CSV", lambda carpeta: self.recibir([carpeta]))

    def _pedir_plantilla(self) -> None:
        sugerido = Path.home() / "captura.xlsx"
        pedir_destino(self, "Plantilla de captura", sugerido, "Libro de Excel (*.xlsx)", self.escribir_plantilla_en)

    def escribir_plantilla_en(self, destino: Path) -> None:
        """Write the empty capture workbook to that file."""
        contexto = self._entorno.contexto

        def escribir(_progreso: Progreso) -> None:
            from enlace_app.servicios.paquetes import plantilla_de_captura

            plantilla_de_captura(contexto.almacen.carpeta, destino, contexto.formato)

        self._entorno.operaciones.en_tarea(
            "Escribiendo la plantilla",
            escribir,
            al_terminar=lambda _: self._entorno.avisos.hecho(
                f"Se escribió «{destino.name}». Llénelo en Excel, guárdelo y suéltelo aquí."
            ),
        )
