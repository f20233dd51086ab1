"""The one style sheet: only what Fusion with a palette cannot say, for each rule costs start-up time.

Lengths are logical pixels, which Qt scales, or em where something stands beside text; a ring of 2 takes 1 from the
padding, so that nothing moves when the focus comes.

Which look a widget has is told by its property `papel` (buttons, panels) or `rol` (labels), never by its class.
"""

from string import Template

from enlace_app.rutas import carpeta_recursos
from enlace_app.ui.tema.colores import Rol, Tema

_HOJA = Template("""
QLabel[rol="tenue"], QLabel[rol="detalle"] { color: $texto_tenue; }
QLabel[rol="error"] { color: $peligro; }
QLineEdit, QPlainTextEdit, QComboBox {
  background: $superficie; border: 1px solid $borde; border-radius: 4px; padding: 3px 6px;
}
QPlainTextEdit { padding: 1px 3px; }
QLineEdit:focus, QComboBox:focus { border: 2px solid $foco; padding: 2px 5px; }
QPlainTextEdit:focus { border: 2px solid $foco; padding: 0 2px; }
QLineEdit[erroneo="true"] { border: 2px solid $peligro; padding: 2px 5px; }
QPlainTextEdit[erroneo="true"] { border: 2px solid $peligro; padding: 0 2px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { border-style: dashed; background: $fondo; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 1.7em; }
QComboBox::down-arrow { image: url("$galon"); width: 0.9em; height: 0.9em; }
QCheckBox::indicator, QRadioButton::indicator {
  width: 0.95em; height: 0.95em; border: 1px solid $borde; border-radius: 3px; background: $superficie;
}
QRadioButton::indicator { border-radius: 0.5em; }
QCheckBox::indicator:checked { background: $acento; border-color: $acento; image: url("$marca"); }
QRadioButton::indicator:checked { border: 4px solid $acento; width: 0.5em; height: 0.5em; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $foco; }
QCheckBox, QRadioButton { border: 2px solid transparent; border-radius: 4px; padding: 1px; }
QCheckBox:focus, QRadioButton:focus { border-color: $foco; }
QAbstractItemView { border: 1px solid $linea; padding: 1px; background: $superficie; }
QAbstractItemView:focus { border: 2px solid $foco; padding: 0; }
QComboBox QAbstractItemView {
  border: 1px solid $borde; padding: 0; selection-background-color: $seleccion; selection-color: $texto;
}
QCalendarWidget QAbstractItemView, QCalendarWidget QAbstractItemView:focus {
  border: none; padding: 0; selection-background-color: $acento; selection-color: $texto_sobre_acento;
}
QHeaderView, QHeaderView:focus { border: none; padding: 0; background: $fondo; }
QHeaderView::section { border: none; border-bottom: 1px solid $linea; background: $fondo; padding: 2px 4px; }
QHeaderView::down-arrow, QHeaderView::up-arrow { image: url("$galon"); width: 0.8em; height: 0.8em; }
QHeaderView::up-arrow { image: url("$galon_arriba"); }
QListView[papel="sugerencias"] { border: 1px solid $borde; border-radius: 4px; padding: 0; }
QTabWidget::pane { border: none; border-top: 1px solid $linea; }
QTabBar::tab { padding: 4px 12px; border: 2px solid transparent; border-radius: 4px; color: $texto_tenue; }
QTabBar::tab:hover { background: $seleccion; }
QTabBar::tab:selected { color: $texto; border-bottom: 3px solid $acento; border-radius: 0; }
QTabBar::tab:focus { border: 2px solid $foco; border-radius: 4px; }
QPushButton[papel] { border-radius: 4px; padding: 5px 11px; border: 1px solid $borde; background: $superficie; }
QPushButton[papel]:hover { background: $seleccion; }
QPushButton[papel="primario"] { background: $acento; color: $texto_sobre_acento; border-color: $acento; }
QPushButton[papel="primario"]:hover { background: $acento; border-color: $texto; }
QPushButton[papel="peligro"] { color: $peligro; border-color: $peligro; }
QPushButton[papel]:focus { border: 2px solid $foco; padding: 4px 10px; }
QPushButton[papel="primario"]:focus { border: 2px solid $texto; }
QPushButton[papel]:disabled { color: $texto_tenue; border: 1px dashed $borde; background: $fondo; }
QPushButton[papel="enlace"], QPushButton[papel="icono"], QPushButton[papel="plegar"] {
  border: 2px solid transparent; background: transparent; padding: 1px 2px; text-align: left;
}
QPushButton[papel="enlace"] { color: $acento; text-decoration: underline; }
QPushButton[papel="enlace"]:disabled { color: $texto_tenue; text-decoration: none; }
QPushButton[papel="icono"] { padding: 3px; text-align: center; }
QPushButton[papel="icono"]:hover, QPushButton[papel="plegar"]:hover { background: $seleccion; }
QPushButton[papel="enlace"]:focus, QPushButton[papel="plegar"]:focus { border-color: $foco; padding: 1px 2px; }
QPushButton[papel="icono"]:focus { border-color: $foco; padding: 3px; }
QProgressBar { border: 1px solid $borde; border-radius: 4px; background: $superficie; text-align: center; }
QProgressBar::chunk { background: $seleccion; border-right: 3px solid $acento; }
QFrame[papel="tarjeta"] { background: $superficie; border: 1px solid $linea; border-radius: 5px; }
QToolTip { background: $superficie; color: $texto; border: 1px solid $borde; }
""")


def hoja_de_estilo(tema: Tema) -> str:
    """The style sheet in the colours of a theme."""
    figuras = carpeta_recursos() / "iconos" / "estilo"
    # A style sheet takes pictures only from files: the two of each cannot take the colour of a role.
    trazo, marca = ("blanca", "negra") if tema.es_oscuro else ("negra", "blanca")
    archivos = {"galon": f"galon_{trazo}", "galon_arriba": f"galon_arriba_{trazo}", "marca": f"marca_{marca}"}
    rutas = {nombre: (figuras / f"{archivo}.svg").as_posix() for nombre, archivo in archivos.items()}
    return _HOJA.substitute({rol.value: tema.valor(rol) for rol in Rol}, **rutas)
