"""Who signed the acta and how, and who is open: one line, and the list of them when one asks for it."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from enlace_app.consultas.firmas import Firmante, firmantes
from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.dominio.firmas import ClaseDeFirma
from enlace_app.dominio.reuniones import CONGELADOS, EstadoReunion
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.componentes.escritura import escribir_instante
from enlace_app.ui.componentes.etiquetas import EtiquetaElidida
from enlace_app.ui.entorno import Entorno

_COMO = {ClaseDeFirma.ESCANEO: "en papel, con su escaneo", ClaseDeFirma.SIMPLE: "firma simple"}
_A_LA_VISTA = 6


class FirmasDelActa(QWidget):
    """Shows nothing while the acta is open: nobody signs a draft."""

    def __init__(self, entorno: Entorno) -> None:
        super().__init__()
        self._entorno = entorno
        self.resumen = EtiquetaElidida("")
        self.boton = BotonSecundario("&Ver firmas", al_pulsar=self._alternar)
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
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addLayout(fila)
        caja.addWidget(self.area)

    def poner(self, registro: RegistroDeReunion) -> None:
        """Read who signed the version in force."""
        congelada = EstadoReunion(registro.estado) in CONGELADOS
        quienes = firmantes(self._entorno.contexto.almacen.lectura, registro.uuid) if congelada else []
        self.setVisible(bool(quienes))
        faltan = [f.nombre for f in quienes if f.pendiente]
        firmaron = len(quienes) - len(faltan)
        texto = f"Firmas: {firmaron} de {len(quienes)}"
        self.resumen.setText(f"{texto} · faltan: {', '.join(faltan)}" if faltan else f"{texto} · completas")
        while (sobra := self._renglones.takeAt(0)) is not None:
            if (widget := sobra.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for firmante in quienes:
            self._renglones.addWidget(EtiquetaElidida(_decir(firmante)))
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


def _decir(firmante: Firmante) -> str:
    if firmante.clase is None or firmante.instante is None:
        return f"○ {firmante.nombre} — falta su firma"
    cuando = escribir_instante(datetime.fromisoformat(firmante.instante))
    return f"✓ {firmante.nombre} — {_COMO[ClaseDeFirma(firmante.clase)]}, {cuando}"
