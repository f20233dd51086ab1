"""Help: the manual inside the program, opened at the chapter of what one was looking at."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from enlace_app.dominio.sitios import RolDeSitio
from enlace_app.errores import ErrorDeEntorno
from enlace_app.rutas import carpeta_ayuda
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.ayuda import teclas
from enlace_app.ui.paginas.ayuda.capitulos import Capitulo, capitulo_de
from enlace_app.ui.paginas.ayuda.visor import Visor
from enlace_app.ui.paginas.pagina import Pagina

_BLOQUE = Qt.ItemDataRole.UserRole
_MANUAL = "manual.md"


class PaginaDeAyuda(Pagina):
    """Contents and search on the left, the manual on the right."""

    titulo = "Ayuda"

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(entorno, parent)
        self._texto, carpeta = _leer_manual()
        self.busqueda = CampoDeTexto(sugerencia="Buscar en el manual  (Ctrl+F)")
        self.busqueda.setAccessibleName("Buscar en el manual")
        self.busqueda.setClearButtonEnabled(True)
        self.cuenta = Etiqueta("", RolDeEtiqueta.DETALLE, ajustar=True)
        self.contenido = QListWidget()
        self.contenido.setAccessibleName("Capítulos del manual")
        self.visor = Visor(carpeta)
        self._capitulos: list[Capitulo] = []
        self._disponer()
        self.busqueda.textEdited.connect(self._buscar)
        self.contenido.currentItemChanged.connect(self._elegir)
        self.contenido.itemActivated.connect(lambda _: self.visor.setFocus(Qt.FocusReason.OtherFocusReason))
        self.visor.anchorClicked.connect(self._seguir)
        self.visor.verticalScrollBar().valueChanged.connect(lambda _: self._marcar_capitulo())
        for tecla, accion in (
            (QKeySequence(QKeySequence.StandardKey.Find), self._enfocar_busqueda),
            (QKeySequence(QKeySequence.StandardKey.FindNext), lambda: self._saltar(1)),
        ):
            QShortcut(tecla, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(accion)
        self.busqueda.returnPressed.connect(lambda: self._saltar(1))
        self._poner()

    def _disponer(self) -> None:
        alto = self.fontMetrics().height()
        izquierda = QVBoxLayout()
        izquierda.addWidget(self.busqueda)
        izquierda.addWidget(self.cuenta)
        izquierda.addWidget(self.contenido, 1)
        lado = QWidget()
        lado.setLayout(izquierda)
        lado.setFixedWidth(self.fontMetrics().averageCharWidth() * 36)
        izquierda.setContentsMargins(0, 0, 0, 0)
        self.visor.setMaximumWidth(self.fontMetrics().averageCharWidth() * 125)
        caja = QHBoxLayout(self)
        caja.setContentsMargins(alto, alto, alto, alto)
        caja.addWidget(lado)
        caja.addWidget(self.visor, 1)
        caja.addStretch(0)

    def _poner(self) -> None:
        self.visor.poner(f"{self._texto}\n\n{teclas.en_markdown()}")
        self._capitulos = self.visor.capitulos()
        self.contenido.blockSignals(True)
        self.contenido.clear()
        for capitulo in self._capitulos:
            renglon = QListWidgetItem("    " * max(capitulo.nivel - 2, 0) + capitulo.titulo)
            renglon.setData(_BLOQUE, capitulo.bloque)
            self.contenido.addItem(renglon)
        self.contenido.blockSignals(False)

    def mostrar(self, destino: Destino) -> None:
        """Open at the chapter `campo` names («Teclas»), or at that of the place one came from."""
        pedido = next((c for c in self._capitulos if c.titulo == destino.campo), None)
        anterior = self.entorno.navegacion.anterior
        if pedido is None and anterior is not None and anterior.seccion is not Seccion.AYUDA:
            recibe = self.entorno.sitio.rol == RolDeSitio.GARANTE
            pedido = capitulo_de(anterior, self._capitulos, recibe=recibe)
        if pedido is not None:
            self.contenido.setCurrentRow(self._capitulos.index(pedido))
        self.visor.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme has other colours for links and for what was found."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._capitulos:
            arriba = self.visor.verticalScrollBar().value()
            self._poner()
            self.visor.verticalScrollBar().setValue(arriba)
            self._buscar(self.busqueda.text(), quieto=True)

    def _enfocar_busqueda(self) -> None:
        self.busqueda.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.busqueda.selectAll()

    def _buscar(self, palabras: str, *, quieto: bool = False) -> None:
        arriba = self.visor.verticalScrollBar().value()
        cuantos = self.visor.buscar(palabras)
        if quieto:
            self.visor.verticalScrollBar().setValue(arriba)
        self._decir_cuenta(1 if cuantos else 0, cuantos)

    def _saltar(self, paso: int) -> None:
        self._decir_cuenta(self.visor.siguiente(paso), self.visor.cuantos)

    def _decir_cuenta(self, cual: int, cuantos: int) -> None:
        if not self.busqueda.text().strip():
            self.cuenta.setText("")
        elif not cuantos:
            self.cuenta.setText("No está en el manual; pruebe con otra palabra.")
        else:
            self.cuenta.setText(f"{cual} de {cuantos} · Enter: el siguiente")

    def _elegir(self, renglon: QListWidgetItem | None, _: QListWidgetItem | None) -> None:
        if renglon is not None:
            self.visor.ir_a(int(renglon.data(_BLOQUE)))

    def _marcar_capitulo(self) -> None:
        """Show in the contents what is being read."""
        arriba = self.visor.verticalScrollBar().value() + self.fontMetrics().height()
        leidos = [n for n, capitulo in enumerate(self._capitulos) if self.visor.altura_de(capitulo.bloque) <= arriba]
        self.contenido.blockSignals(True)
        self.contenido.setCurrentRow(leidos[-1] if leidos else 0)
        self.contenido.blockSignals(False)

    def _seguir(self, enlace: QUrl) -> None:
        """A link stays inside: the program opens no browser by itself."""
        self.entorno.avisos.aviso(f"Ese enlace lleva fuera del manual: {enlace.toString()}")


def _leer_manual() -> tuple[str, Path]:
    """The text and its folder; an incomplete installation says so here, and the keys can be read all the same."""
    try:
        carpeta = carpeta_ayuda()
        return (carpeta / _MANUAL).read_text(encoding="utf-8"), carpeta
    except (ErrorDeEntorno, OSError) as error:
        return f"# Manual\n\nNo se encontró el manual. {error}", Path()
