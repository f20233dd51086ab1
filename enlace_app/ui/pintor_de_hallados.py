"""Paints what a search found: the words found stand out, and whatever a text contains is shown as it is."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from enlace_app.consultas.busqueda import Hallado, Marcas
from enlace_app.ui.modelos_tabla.hallados import RENGLON, Renglon
from enlace_app.ui.tema import Rol, actual

_EN_UN_RENGLON = dict.fromkeys(map(ord, "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")
"""One character for one: the marks keep their places."""

Indice = QModelIndex | QPersistentModelIndex


class PintorDeHallados(QStyledItemDelegate):
    """Headings are small and quiet; a record takes two lines, its name and where the words stand."""

    def __init__(self, lista: QListView) -> None:
        super().__init__(lista)
        self._lista = lista

    def sizeHint(self, option: QStyleOptionViewItem, index: Indice) -> QSize:
        """Two lines for a record with a text, one for the rest."""
        renglon: Renglon = index.data(RENGLON)
        lineas = 2.45 if renglon.hallado is not None and renglon.hallado.fragmento else 1.5
        return QSize(0, round(option.fontMetrics.height() * lineas))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Indice) -> None:
        """Paint the background as the style does, then the texts."""
        renglon: Renglon = index.data(RENGLON)
        celda = QStyleOptionViewItem(option)
        self.initStyleOption(celda, index)
        celda.text = ""
        self._lista.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, celda, painter, self._lista)
        margen = celda.fontMetrics.height() * 2 // 3
        zona: QRect = celda.rect.adjusted(margen, 0, -margen, 0)
        painter.save()
        if renglon.hallado is not None:
            self._pintar_hallado(painter, zona, celda.font, renglon.hallado)
        else:
            self._pintar_rotulo(painter, zona, celda.font, renglon)
        painter.restore()

    @staticmethod
    def _pintar_rotulo(painter: QPainter, zona: QRect, fuente: QFont, renglon: Renglon) -> None:
        letra = QFont(fuente)
        letra.setBold(not renglon.ver_mas)
        letra.setUnderline(renglon.ver_mas)
        painter.setFont(letra)
        painter.setPen(actual().color(Rol.ACENTO if renglon.ver_mas else Rol.TEXTO_TENUE))
        painter.drawText(zona, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, renglon.texto)

    @staticmethod
    def _pintar_hallado(painter: QPainter, zona: QRect, fuente: QFont, hallado: Hallado) -> None:
        tema, metrica = actual(), QFontMetrics(fuente)
        alto = metrica.height()
        lineas = 2 if hallado.fragmento else 1
        arriba = zona.y() + (zona.height() - lineas * alto) // 2
        ancho = zona.width()
        if hallado.folio_reunion and hallado.tabla != "reunion" and hallado.folio_reunion not in hallado.titulo:
            painter.setFont(fuente)
            painter.setPen(tema.color(Rol.TEXTO_TENUE))
            derecha = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRect(zona.x(), arriba, ancho, alto), derecha, hallado.folio_reunion)
            ancho -= metrica.horizontalAdvance(f"{hallado.folio_reunion}   ")
        painter.setFont(fuente)
        painter.setPen(tema.color(Rol.TEXTO))
        titulo = QRect(zona.x(), arriba, ancho, alto)
        pintar_con_marcas(painter, titulo, hallado.titulo, hallado.marcas_titulo)
        painter.setPen(tema.color(Rol.TEXTO_TENUE))
        fragmento = QRect(zona.x(), arriba + alto, zona.width(), alto)
        pintar_con_marcas(painter, fragmento, hallado.fragmento, hallado.marcas)


def pintar_con_marcas(pintor: QPainter, zona: QRect, texto: str, marcas: Marcas) -> None:
    """Paint one line of plain text, shortened to the room there is; what is marked is heavier and underlined."""
    pesada = QFont(pintor.font())
    pesada.setBold(True)
    # Measured as if all of it were heavy: then it fits whatever is marked.
    ancho = max(zona.width(), 1)
    corto = QFontMetrics(pesada).elidedText(texto.translate(_EN_UN_RENGLON), Qt.TextElideMode.ElideRight, ancho)
    formato = QTextCharFormat()
    formato.setFontWeight(QFont.Weight.Bold)
    formato.setFontUnderline(True)
    formato.setForeground(actual().color(Rol.TEXTO))
    disposicion = QTextLayout(corto, pintor.font())
    opcion = QTextOption(Qt.AlignmentFlag.AlignLeft)
    opcion.setWrapMode(QTextOption.WrapMode.NoWrap)
    disposicion.setTextOption(opcion)
    disposicion.setFormats([_tramo(corto, inicio, fin, formato) for inicio, fin in marcas if inicio < len(corto)])
    disposicion.beginLayout()
    linea = disposicion.createLine()
    if linea.isValid():
        linea.setLineWidth(ancho)
    disposicion.endLayout()
    disposicion.draw(pintor, QPointF(zona.topLeft()))


def _tramo(texto: str, inicio: int, fin: int, formato: QTextCharFormat) -> QTextLayout.FormatRange:
    tramo = QTextLayout.FormatRange()
    tramo.start = unidades(texto[:inicio])
    tramo.length = unidades(texto[inicio:fin])
    tramo.format = formato
    return tramo


def unidades(texto: str) -> int:
    """Return how long Qt holds a text to be: it counts in UTF-16, where some characters take two."""
    return len(texto.encode("utf-16-le", "surrogatepass")) // 2
