"""Noting how far a compromiso is: percent and state, each saved when one leaves it."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.registro_de_compromiso import RegistroDeCompromiso
from enlace_app.servicios import compromisos
from enlace_app.ui.componentes.barra_de_avance import BarraDeAvance
from enlace_app.ui.componentes.campos import CampoDeNumero
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.compromisos import OPCIONES_DE_ESTADO

VIAJA = "Lo que anote aquí viaja como propuesta: el dato publicado es de la autoridad."


class AvanceDelCompromiso(QWidget):
    """The bar with its words, the two fields, and why they cannot be changed where they cannot."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._registro: RegistroDeCompromiso | None = None
        self._error = ""
        self.barra = BarraDeAvance()
        self.avance = CampoDeNumero(maximo=100)
        self.avance.setAccessibleName("Avance en por ciento")
        self.avance.setPlaceholderText("sin anotar")
        self.avance.setMaximumWidth(self.fontMetrics().averageCharWidth() * 15)
        self.estado = QComboBox()
        self.estado.setAccessibleName("Estado del compromiso")
        for texto, valor in OPCIONES_DE_ESTADO:
            self.estado.addItem(texto, valor)
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.nota = Etiqueta("", RolDeEtiqueta.DETALLE, ajustar=True)
        self._campos = QWidget()
        fila = QHBoxLayout(self._campos)
        fila.setContentsMargins(0, 0, 0, 0)
        for texto, campo in (("A&vance", self.avance), ("E&stado", self.estado)):
            etiqueta = Etiqueta(texto)
            etiqueta.setBuddy(campo)
            fila.addWidget(etiqueta)
            fila.addWidget(campo)
            if campo is self.avance:
                fila.addWidget(Etiqueta("%"))
        fila.addStretch(1)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(3)
        for parte in (self.barra, self._campos, self.error, self.nota):
            caja.addWidget(parte)
        self.avance.dejado.connect(lambda _: self._guardar())
        self.estado.activated.connect(lambda _: self._guardar())
        self._decir_error("")

    def mostrar(self, registro: RegistroDeCompromiso) -> None:
        """Show what is stored; what is being typed, or was refused, of the same compromiso stays."""
        antes, self._registro = self._registro, registro
        fila, mismo = registro.fila, antes is not None and antes.fila.uuid == registro.fila.uuid
        if not mismo:
            self._decir_error("")
        escrito = "" if antes is None or antes.fila.avance is None else str(antes.fila.avance)
        if not mismo or self.avance.valor() == escrito:
            self.avance.poner_numero(fila.avance)
        self.estado.setCurrentIndex(max(self.estado.findData(fila.estado or ""), 0))
        self.barra.poner(None if fila.avance is None else fila.avance / 100, escribir_avance_y_estado(registro))
        self._campos.setVisible(registro.impedimento is None)
        self.nota.setText(registro.impedimento or (VIAJA if registro.publicado else ""))
        self.nota.setVisible(bool(self.nota.text()))

    def confirmar(self) -> bool:
        """Save what is typed; False if it was refused and would be lost."""
        self.avance.confirmar()
        return not self._error

    def enfocar(self) -> None:
        """Put the keyboard on the percent."""
        self.avance.setFocus(Qt.FocusReason.OtherFocusReason)

    def _guardar(self) -> None:
        registro = self._registro
        if registro is None or registro.impedimento is not None:
            return
        self._decir_error(self.avance.problema() or "")
        avance, estado = self.avance.numero(), self.estado.currentData() or None
        if self._error or (avance, estado) == (registro.fila.avance, registro.fila.estado):
            return
        almacen, fila = self._entorno.contexto.almacen, registro.fila
        self._entorno.operaciones.hacer(
            lambda: compromisos.anotar_avance(
                almacen, compromiso=UUID(fila.uuid), rev=fila.rev, avance=avance, estado=estado
            ),
            al_rehusar=lambda error: self._decir_error(str(error)),
        )

    def _decir_error(self, texto: str) -> None:
        self._error = texto
        self.error.setText(texto)
        self.error.setVisible(bool(texto))
        self.avance.setAccessibleDescription(f"Error: {texto}" if texto else "De 0 a 100; vacío si nadie lo sabe")


def escribir_avance_y_estado(registro: RegistroDeCompromiso) -> str:
    """«42 % · limitado», «sustancial, sin porcentaje anotado», «sin avance anotado»."""
    avance, estado = registro.fila.avance, registro.fila.estado
    if avance is not None:
        return f"{avance} %{f' · {estado}' if estado else ''}"
    return f"{estado.capitalize()}, sin porcentaje anotado" if estado else "Sin avance anotado"
