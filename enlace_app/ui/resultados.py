"""What the search found, under its box."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout

from enlace_app.consultas.busqueda import Grupo, expresion
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.modelos_tabla.hallados import ModeloDeHallados
from enlace_app.ui.pintor_de_hallados import PintorDeHallados

_ANCHO_EN_LETRAS = 96
_TECLAS = "↑ ↓ eligen · AvPág pasa a lo siguiente · Enter abre · Esc cierra"
_SIN_PALABRAS = "Escriba al menos una letra o un número: los signos solos no se buscan."
_QUE_PROBAR = (
    "Pruebe con menos palabras, o solo con su comienzo: «desaz» encuentra «desazolve». "
    "Los acentos y las mayúsculas no cuentan; también sirve un folio completo."
)


class PanelDeResultados(QFrame):
    """A child of the window, not a window of its own: the keyboard stays in the box whose keys move it."""

    elegido = Signal(object)
    """The `Hallado` that is to be opened."""
    pedida_clase = Signal(str)
    """The table of which all is to be seen."""

    def __init__(self, caja: QLineEdit) -> None:
        super().__init__(caja.window())
        self._caja = caja
        self.setProperty("papel", "tarjeta")
        self.setAccessibleName("Resultados de la búsqueda")
        self.modelo = ModeloDeHallados()
        self.modelo.setParent(self)
        self.lista = self._crear_lista()
        self.titulo = Etiqueta("", RolDeEtiqueta.SUBTITULO, ajustar=True)
        self.nota = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self._disposicion = disposicion = QVBoxLayout(self)
        disposicion.setContentsMargins(8, 8, 8, 8)
        disposicion.setSpacing(4)
        disposicion.addWidget(self.titulo)
        disposicion.addWidget(self.lista, 1)
        disposicion.addWidget(self.nota)
        caja.window().installEventFilter(self)
        caja.destroyed.connect(self.deleteLater)
        self.hide()

    def _crear_lista(self) -> QListView:
        lista = QListView()
        lista.setModel(self.modelo)
        lista.setItemDelegate(PintorDeHallados(lista))
        lista.setAccessibleName("Lo que se encontró")
        lista.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lista.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lista.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        lista.setFrameShape(QFrame.Shape.NoFrame)
        lista.clicked.connect(self._tomar)
        return lista

    def mostrar(self, texto: str, grupos: Sequence[Grupo], *, de_una_clase: bool) -> None:
        """Show what was found for a text, the first of it chosen; or say that there is nothing, and what to try."""
        self.modelo.poner(grupos, con_ver_mas=not de_una_clase)
        if grupos:
            self.titulo.hide()
            hay_mas = de_una_clase and any(grupo.hay_mas for grupo in grupos)
            self.nota.setText(f"Hay todavía más: escriba otra palabra.  {_TECLAS}" if hay_mas else _TECLAS)
            self._elegir(self._elegibles()[0])
        elif expresion(texto) is None:
            self._decir("No hay qué buscar", _SIN_PALABRAS)
        else:
            self._decir(f"No se encontró «{_corto(texto)}»", _QUE_PROBAR)
        self._aparecer()

    def mostrar_falla(self, motivo: str) -> None:
        """Say why nothing could be looked for."""
        self.modelo.poner([], con_ver_mas=False)
        self._decir("No se pudo buscar", motivo)
        self._aparecer()

    def _decir(self, titulo: str, nota: str) -> None:
        self.titulo.setText(titulo)
        self.titulo.show()
        self.nota.setText(nota)
        self._anunciar(f"{titulo}. {nota}")

    def mover(self, pasos: int) -> None:
        """Choose the next or the former line that can be; after the last comes the first."""
        elegibles = self._elegibles()
        if elegibles:
            actual = self.lista.currentIndex().row()
            lugar = elegibles.index(actual) if actual in elegibles else -1
            self._elegir(elegibles[(lugar + pasos) % len(elegibles)])

    def mover_de_clase(self, pasos: int) -> None:
        """Choose the first record of the next or the former kind."""
        renglones = self.modelo.renglones
        primeros = [n for n in self._elegibles() if not renglones[n - 1].elegible]
        if primeros:
            actual = self.lista.currentIndex().row()
            lugar = max((i for i, n in enumerate(primeros) if n <= actual), default=0)
            self._elegir(primeros[(lugar + pasos) % len(primeros)])

    def tomar(self) -> None:
        """Open the chosen line."""
        self._tomar(self.lista.currentIndex())

    def _tomar(self, indice: QModelIndex) -> None:
        if not indice.isValid():
            return
        renglon = self.modelo.renglones[indice.row()]
        if renglon.hallado is not None:
            self.elegido.emit(renglon.hallado)
        elif renglon.ver_mas:
            self.pedida_clase.emit(renglon.grupo.tabla)

    def _elegibles(self) -> list[int]:
        return [n for n, renglon in enumerate(self.modelo.renglones) if renglon.elegible]

    def _elegir(self, fila: int) -> None:
        indice = self.modelo.index(fila, 0)
        self.lista.setCurrentIndex(indice)
        encabezado = self.modelo.index(fila - 1, 0)
        if fila and not self.modelo.renglones[fila - 1].elegible:
            self.lista.scrollTo(encabezado)  # what kind it is must be in sight too
        self.lista.scrollTo(indice)
        self._anunciar(str(indice.data(Qt.ItemDataRole.AccessibleTextRole)))

    def _anunciar(self, dicho: str) -> None:
        self._caja.setAccessibleDescription(dicho)
        if QAccessible.isActive():  # the keyboard stays in the box, so nothing else would say it aloud
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._caja, dicho))

    def _aparecer(self) -> None:
        self.lista.setVisible(bool(self.modelo.renglones))
        self._colocar()
        self.show()
        self.raise_()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is chosen any more."""
        super().hideEvent(event)
        self._caja.setAccessibleDescription("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window of another size moves the box away from above the results."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._colocar()
        return super().eventFilter(watched, event)

    def _colocar(self) -> None:
        caja, ventana = self._caja, self._caja.window()
        esquina = caja.mapTo(ventana, QPoint(0, caja.height() + 2))
        ancho = min(max(caja.width(), self.fontMetrics().averageCharWidth() * _ANCHO_EN_LETRAS), ventana.width() - 16)
        x = max(min(esquina.x(), ventana.width() - ancho - 8), 8)
        margenes = self._disposicion.contentsMargins()
        interior = ancho - margenes.left() - margenes.right() - 2
        alto = margenes.top() + margenes.bottom() + 6 + self.nota.heightForWidth(interior)
        if self.modelo.renglones:
            alto += sum(self.lista.sizeHintForRow(n) for n in range(self.modelo.rowCount())) + 8
        else:
            alto += self.titulo.heightForWidth(interior) + 8
        self.setGeometry(QRect(x, esquina.y(), ancho, min(alto, ventana.height() - esquina.y() - 40)))


def _corto(texto: str) -> str:
    en_un_renglon = " ".join(texto.split())
    return en_un_renglon if len(en_un_renglon) <= 60 else f"{en_un_renglon[:60]}…"
