"""The least that a window with a table costs: what `benchmarks.arranque` compares the program with."""

import sys

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView


def main() -> None:
    """Show fifty rows in a table of the size of the program's window."""
    app = QApplication(sys.argv)
    modelo = QStandardItemModel()
    for fila in range(50):
        modelo.appendRow([QStandardItem(f"renglón {fila}, columna {columna}") for columna in range(6)])
    tabla = QTableView()
    tabla.setModel(modelo)
    ventana = QMainWindow()
    ventana.setCentralWidget(tabla)
    ventana.resize(1280, 720)
    ventana.show()
    app.exec()


if __name__ == "__main__":
    main()
