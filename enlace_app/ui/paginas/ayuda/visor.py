"""The manual as one reads it: pictures no wider than the page, nothing fetched from outside, words found and marked."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument, QTextImageFormat
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from enlace_app.ui.paginas.ayuda.capitulos import Capitulo, plegar_letras
from enlace_app.ui.tema import Rol, actual

_NADA = QImage()


class Visor(QTextBrowser):
    """Shows Markdown of ours with the pictures of one folder; it is the only rich text in the program."""

    def __init__(self, carpeta: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._carpeta = carpeta.resolve()
        self._hallados: list[tuple[int, int]] = []
        self._cual = -1
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setAccessibleName("Manual")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(self.fontMetrics().height())
        self._anclado: int | None = None
        self.verticalScrollBar().actionTriggered.connect(lambda _: self._soltar())

    def poner(self, markdown: str) -> None:
        """Show this text, in the colours of the theme that is on."""
        hoja = f"a {{ color: {actual().valor(Rol.ACENTO)}; }}"
        self.document().setDefaultStyleSheet(hoja)
        self.setMarkdown(markdown)
        self._espaciar()
        self._ajustar_figuras()

    def loadResource(self, tipo: int, nombre: QUrl | str) -> object:
        """Only files of the manual's own folder: whatever else a text may name is nothing."""
        ruta = QUrl(nombre).toString()
        archivo = (self._carpeta / ruta).resolve()
        if not archivo.is_relative_to(self._carpeta) or not archivo.is_file():
            return _NADA
        return QImage(str(archivo)) if tipo == QTextDocument.ResourceType.ImageResource.value else _NADA

    def capitulos(self) -> list[Capitulo]:
        """The headings, from top to bottom."""
        hallados, bloque = [], self.document().begin()
        while bloque.isValid():
            if nivel := bloque.blockFormat().headingLevel():
                hallados.append(Capitulo(bloque.text(), nivel, bloque.blockNumber()))
            bloque = bloque.next()
        return hallados

    def ir_a(self, bloque: int) -> None:
        """Bring the beginning of a block to the top."""
        self._anclado = bloque
        self.verticalScrollBar().setValue(self.altura_de(bloque))

    def altura_de(self, bloque: int) -> int:
        """How far down a block begins."""
        hallado = self.document().findBlockByNumber(bloque)
        return round(self.document().documentLayout().blockBoundingRect(hallado).top())

    def _soltar(self) -> None:
        """Whoever scrolls has left the place that was asked for."""
        self._anclado = None

    def buscar(self, palabras: str) -> int:
        """Mark each place where the words stand, accents and capitals apart, and go to the first; how many."""
        buscado = plegar_letras(" ".join(palabras.split()))
        texto = plegar_letras(self.toPlainText())
        self._hallados, desde = [], texto.find(buscado) if buscado else -1
        while desde >= 0:
            self._hallados.append((desde, desde + len(buscado)))
            desde = texto.find(buscado, desde + len(buscado))
        self._cual = -1
        self.siguiente()
        return len(self._hallados)

    @property
    def cuantos(self) -> int:
        """How many places were found."""
        return len(self._hallados)

    def siguiente(self, paso: int = 1) -> int:
        """Go to the next place found, around the end; its number from 1, 0 where there is none."""
        if self._hallados:
            self._cual = (self._cual + paso) % len(self._hallados) if self._cual >= 0 else 0
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._hallados[self._cual][0])
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        self._marcar()
        return self._cual + 1 if self._hallados else 0

    def _marcar(self) -> None:
        marcas = []
        for numero, (desde, hasta) in enumerate(self._hallados):
            marca, formato = QTextEdit.ExtraSelection(), QTextCharFormat()
            formato.setBackground(actual().color(Rol.ACENTO if numero == self._cual else Rol.SELECCION))
            formato.setForeground(actual().color(Rol.TEXTO_SOBRE_ACENTO if numero == self._cual else Rol.TEXTO))
            cursor = QTextCursor(self.document())
            cursor.setPosition(desde)
            cursor.setPosition(hasta, QTextCursor.MoveMode.KeepAnchor)
            marca.cursor, marca.format = cursor, formato
            marcas.append(marca)
        self.setExtraSelections(marcas)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures to the new width."""
        super().resizeEvent(event)
        self._ajustar_figuras()
        if self._anclado is not None:
            self.ir_a(self._anclado)

    def _espaciar(self) -> None:
        """Air above headings; lines of commands wrap rather than run out of the page."""
        alto, cursor = self.fontMetrics().height(), QTextCursor(self.document())
        bloque = self.document().begin()
        while bloque.isValid():
            formato = bloque.blockFormat()
            formato.setNonBreakableLines(False)
            if formato.headingLevel():
                formato.setTopMargin(alto)
            cursor.setPosition(bloque.position())
            cursor.setBlockFormat(formato)
            bloque = bloque.next()

    def _ajustar_figuras(self) -> None:
        ancho = self.viewport().width() - 2 * self.document().documentMargin() - 4
        bloque = self.document().begin()
        while bloque.isValid():
            trozos = bloque.begin()
            while not trozos.atEnd():
                trozo = trozos.fragment()
                if trozo.charFormat().isImageFormat():
                    self._ajustar(trozo.position(), trozo.length(), trozo.charFormat().toImageFormat(), ancho)
                trozos += 1
            bloque = bloque.next()
        # Qt lays out only from the figures that changed on, and leaves paragraphs before them without height.
        self.document().markContentsDirty(0, self.document().characterCount())

    def _ajustar(self, desde: int, largo: int, formato: QTextImageFormat, ancho: float) -> None:
        figura = QImage(str(self._carpeta / formato.name()))
        if figura.isNull():
            return
        debido = min(float(figura.width()), ancho)
        if formato.width() == debido:
            return
        formato.setWidth(debido)
        formato.setHeight(debido * figura.height() / figura.width())
        cursor = QTextCursor(self.document())
        cursor.setPosition(desde)
        cursor.setPosition(desde + largo, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(formato)
