"""Verificar: drop a PDF, and be told in one answer whether it is the acta that was closed and signed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from enlace_app.consultas.folios import buscar_folio
from enlace_app.dominio.adjuntos import nombre_seguro
from enlace_app.dominio.verificacion import Dictamen
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.archivos import pedir_archivo
from enlace_app.ui.componentes.area import AreaDeFormulario
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.zona_de_archivos import ReceptorDeArchivos
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.navegacion import Destino
from enlace_app.ui.paginas.pagina import Pagina
from enlace_app.ui.paginas.verificar.razones import Razones
from enlace_app.ui.paginas.verificar.veredicto import PanelDeVeredicto
from enlace_app.ui.tareas import Progreso, Tarea
from enlace_app.ui.tema import Icono

_EXPLICACION = (
    "Suelte aquí el PDF de un acta, péguelo con Ctrl+V o elíjalo. Enlace dice si está entero, si sus firmas "
    "electrónicas se sostienen, si es el que se cerró en este equipo y si hay otro posterior. El archivo no se guarda "
    "ni se cambia."
)
_UNO_POR_VEZ = "Se verifica un archivo por vez; se tomó el primero."


class PaginaDeVerificar(Pagina):
    """Empty until a file comes; then the answer, its reasons, and what to do with it."""

    titulo = "Verificar"

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(entorno, parent)
        self._tarea: Tarea | None = None
        self.dictamen: Dictamen | None = None
        self.elegir = BotonPrimario("Elegir PDF…  (Ctrl+O)", con_icono=Icono.ABRIR, al_pulsar=self.pedir)
        self.vacio = EstadoVacio(Icono.VERIFICAR, "¿Es auténtica esta acta?", _EXPLICACION, [self.elegir])
        self.espera = EstadoVacio(Icono.RELOJ, "Verificando…")
        self.otra = BotonSecundario("Elegir otro PDF…", con_icono=Icono.ABRIR, al_pulsar=self.pedir)
        self.falla = EstadoVacio(Icono.ALERTA, "No se pudo leer el archivo", "", [self.otra])
        self.archivo = EtiquetaElidida("", RolDeEtiqueta.SUBTITULO)
        self.veredicto = PanelDeVeredicto()
        self.razones = Razones()
        self.siguiente = BotonPrimario("Verificar otro PDF…", con_icono=Icono.ABRIR, al_pulsar=self.pedir)
        self.copiar = BotonSecundario("Copiar el resultado", con_icono=Icono.COPIAR, al_pulsar=self._copiar)
        self.ver = BotonSecundario("Abrir la reunión", con_icono=Icono.REUNIONES, al_pulsar=self._abrir)
        self.pila = QStackedWidget()
        for vista in (self.vacio, self.espera, self.falla, self._crear_respuesta()):
            self.pila.addWidget(vista)
        caja = QVBoxLayout(self)
        alto = self.fontMetrics().height()
        caja.setContentsMargins(alto, alto, alto, alto)
        caja.addWidget(self.pila)
        receptor = ReceptorDeArchivos(self)
        receptor.recibidos.connect(self.recibir)
        receptor.rechazado.connect(self._fallar)
        abrir = QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self)
        abrir.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        abrir.activated.connect(self.pedir)

    def _crear_respuesta(self) -> QWidget:
        botones = QHBoxLayout()
        for boton in (self.siguiente, self.copiar, self.ver):
            botones.addWidget(boton)
        botones.addStretch(1)
        columna = QWidget()
        columna.setMaximumWidth(self.fontMetrics().averageCharWidth() * 130)
        caja = QVBoxLayout(columna)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(self.fontMetrics().height() // 2)
        caja.addWidget(self.archivo)
        caja.addWidget(self.veredicto)
        caja.addLayout(botones)
        caja.addWidget(AreaDeFormulario(self.razones), 1)
        respuesta = QWidget()
        centro = QHBoxLayout(respuesta)
        centro.setContentsMargins(0, 0, 0, 0)
        centro.addWidget(columna, 100)
        centro.addStretch(1)
        return respuesta

    def mostrar(self, destino: Destino) -> None:
        """Verify the file that was brought along; without one, show what was answered last."""
        if destino.archivos:
            self.recibir(destino.archivos)
        elif self.pila.currentWidget() is self.vacio:
            self.elegir.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.veredicto.setFocus(Qt.FocusReason.OtherFocusReason)

    def pedir(self) -> None:
        """Ask for a file beside the window."""
        pedir_archivo(
            self, "Verificar un PDF", "Actas en PDF, o su escaneo (*.pdf *.jpg *.jpeg *.png)", self.verificar_a
        )

    def recibir(self, archivos: Sequence[Path]) -> None:
        """Take what was dropped or pasted."""
        if len(archivos) > 1:
            self.entorno.avisos.aviso(_UNO_POR_VEZ)
        self.verificar_a(archivos[0])

    def verificar_a(self, ruta: Path) -> None:
        """Verify this file beside the window; a later one takes the place of an earlier one."""
        contexto = self.entorno.contexto

        def trabajo(progreso: Progreso) -> Dictamen:
            from enlace_app.servicios.verificacion import verificar_pdf  # brings the PDF libraries

            progreso.exigir_seguir()
            return verificar_pdf(contexto, ruta)

        def terminar(dictamen: Dictamen) -> None:
            if tarea is self._tarea:
                self._responder(ruta, dictamen)

        def rehusar(error: ErrorDeEnlace) -> None:
            if tarea is self._tarea:
                self._fallar(str(error))

        if self._tarea is not None:
            self._tarea.cancelar()
        self.pila.setCurrentWidget(self.espera)
        tarea = self.entorno.operaciones.en_tarea(
            "Verificando el PDF", trabajo, al_terminar=terminar, al_rehusar=rehusar, para=self, cancelable=True
        )
        self._tarea = tarea
        tarea.al_concluir(lambda: self._concluir(tarea), para=self)

    def _concluir(self, tarea: Tarea) -> None:
        """Nothing was answered because it was cancelled: back to where one may choose."""
        if tarea is self._tarea and self.pila.currentWidget() is self.espera:
            self.pila.setCurrentWidget(self.vacio)
            self.elegir.setFocus(Qt.FocusReason.OtherFocusReason)

    def _responder(self, ruta: Path, dictamen: Dictamen) -> None:
        self.dictamen = dictamen
        self.archivo.setText(nombre_seguro(ruta.name))
        self.veredicto.poner(dictamen)
        self.razones.poner(dictamen.comprobaciones)
        self.ver.setVisible(self._reunion() is not None)
        self.pila.setCurrentIndex(self.pila.count() - 1)
        if self.isVisible():
            self.veredicto.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fallar(self, motivo: str) -> None:
        self.falla.explicacion.setText(motivo)
        self.falla.explicacion.show()
        self.pila.setCurrentWidget(self.falla)
        if self.isVisible():
            self.otra.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reunion(self) -> str | None:
        folio = self.dictamen.folio if self.dictamen is not None else None
        hallado = buscar_folio(self.entorno.contexto.almacen.lectura, folio) if folio else None
        return hallado.uuid if hallado is not None and hallado.tabla == "reunion" else None

    def _abrir(self) -> None:
        reunion = self._reunion()
        if reunion is not None:
            self.entorno.navegacion.abrir("reunion", reunion, campo="acta")

    def _copiar(self) -> None:
        if self.dictamen is None:
            return
        renglones = [self.archivo.texto_completo(), self.veredicto.accessibleName()]
        renglones += [r.accessibleName() for r in self.razones.renglones]
        renglones.append(f"SHA-256 del archivo: {self.dictamen.sha256}")
        QGuiApplication.clipboard().setText("\n".join(renglones))
        self.entorno.avisos.hecho("Se copió el resultado; péguelo en un correo o en un documento.")
