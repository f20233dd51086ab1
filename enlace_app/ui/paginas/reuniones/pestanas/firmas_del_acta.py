"""Who signed the acta and how, and who is open: one line, and the list of them when one asks for it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from enlace_app.consultas.actas import FilaActa
from enlace_app.consultas.firmas import firmantes
from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.dominio.reuniones import CONGELADOS, EstadoReunion
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.componentes.etiquetas import EtiquetaElidida
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.reuniones.firmas_escritas import escribir_cuenta_de_firmas, escribir_firma
from enlace_app.ui.tema import Icono

_A_LA_VISTA = 6


class FirmasDelActa(QWidget):
    """Shows nothing while the acta is open: nobody signs a draft."""

    def __init__(self, entorno: Entorno, *, al_firmar: Callable[[], object]) -> None:
        super().__init__()
        self._entorno = entorno
        self.resumen = EtiquetaElidida("")
        self.boton = BotonSecundario("&Ver firmas", al_pulsar=self._alternar)
        self.firmar = BotonSecundario("&Firmar…", con_icono=Icono.FIRMA, al_pulsar=al_firmar)
        self._lista = QWidget()
        self._renglones = QVBoxLayout(self._lista)
        self._renglones.setContentsMargins(0, 0, 0, 0)
        self._renglones.setSpacing(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setAccessibleName("Firmas del acta")
        self.area.setWidget(self._lista)
        self.area.hide()
        fila = QHBoxLayout()
        fila.addWidget(self.resumen, 1)
        fila.addWidget(self.boton)
        fila.addWidget(self.firmar)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addLayout(fila)
        caja.addWidget(self.area)

    def poner(self, registro: RegistroDeReunion, correccion: FilaActa | None = None) -> None:
        """Read who signed the version in force, or the document that mends it, which is signed from here."""
        congelada = EstadoReunion(registro.estado) in CONGELADOS
        lectura = self._entorno.contexto.almacen.lectura
        quienes = firmantes(lectura, registro.uuid, acta=correccion.uuid if correccion else None) if congelada else []
        self.firmar.setVisible(correccion is not None and correccion.firmada is None and registro.propia)
        self.setVisible(bool(quienes))
        self.resumen.setText(escribir_cuenta_de_firmas(quienes))
        while (sobra := self._renglones.takeAt(0)) is not None:
            if (widget := sobra.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for firmante in quienes:
            self._renglones.addWidget(EtiquetaElidida(escribir_firma(firmante)))
        renglon = round(self.fontMetrics().height() * 1.3)
        self.area.setFixedHeight(min(len(quienes), _A_LA_VISTA) * renglon + 4)

    def enfocar(self) -> bool:
        """Open the list; False where there is none."""
        if self.isHidden():
            return False
        self._mostrar_lista(si=True)
        self.boton.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _alternar(self) -> None:
        self._mostrar_lista(si=self.area.isHidden())

    def _mostrar_lista(self, *, si: bool) -> None:
        self.area.setVisible(si)
        texto = "Ocultar firmas" if si else "&Ver firmas"
        self.boton.setText(texto)
        self.boton.setAccessibleName(texto.replace("&", ""))
