"""A table of whole rows: one is chosen at a time, nothing is typed in it."""

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from enlace_app.ui.componentes.senales import PintorDeSenal
from enlace_app.ui.modelos_tabla.modelo_de_listado import SENAL


class TablaDeRenglones(QTableView):
    """Paints the signs that the model gives; `nombre` is for who hears the window."""

    def __init__(self, modelo: QAbstractItemModel, nombre: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(modelo)
        self.setAccessibleName(nombre)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(PintorDeSenal(lambda indice: indice.data(SENAL), self))
        self.verticalHeader().hide()
        # A fixed height: Qt would ask 100,000 rows for theirs.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.7))
        self.horizontalHeader().setHighlightSections(False)
