"""To whom a document was passed on: one line adds, whoever had it before stays noted."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from enlace_app.consultas.opciones_de_documento import usados
from enlace_app.consultas.registro_de_documento import RegistroDeDocumento
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.completado import CampoConSugerencias, Sugerencia, buscador_de
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno


class Turnado(QWidget):
    """Enter turns it over; what was typed stays if that is refused."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._registro: RegistroDeDocumento | None = None
        self.consta = Etiqueta("", ajustar=True)
        self.linea = CampoConSugerencias(self._sugerir, sugerencia="Turnar a… y Enter")
        self.linea.setAccessibleName("Turnar a")
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.error.hide()
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        for parte in (self.consta, self.linea, self.error):
            caja.addWidget(parte)
        self.setFocusProxy(self.linea)
        self.linea.elegida.connect(lambda sugerencia: self._turnar(sugerencia.texto))
        self.linea.tecleada.connect(self._turnar)

    def poner(self, registro: RegistroDeDocumento) -> None:
        """Show who has it; what is being typed for the same document stays."""
        if self._registro is None or self._registro.uuid != registro.uuid:
            self.linea.poner_valor("")
            self._decir("")
        self._registro = registro
        self.consta.setText(f"Turnado a: {registro.turnado_a}" if registro.turnado_a else "No se ha turnado.")
        self.linea.setVisible(registro.impedimento is None)

    def _sugerir(self, texto: str) -> list[Sugerencia]:
        nombres = usados(self._entorno.contexto.almacen.lectura).nombres
        return buscador_de(Sugerencia(nombre, otros) for nombre, otros in nombres)(texto)

    def _turnar(self, a: str) -> None:
        registro, almacen = self._registro, self._entorno.contexto.almacen
        if registro is None or not a.strip():
            return
        from enlace_app.servicios.documentos import turnar_documento

        self._decir("")
        cambios = self._entorno.operaciones.hacer(
            lambda: turnar_documento(almacen, documento=UUID(registro.uuid), rev=registro.rev, a=a),
            dicho=f"{registro.folio} se turnó.",
            al_rehusar=self._decir,
        )
        if cambios is not None:
            self.linea.poner_valor("")
            self.linea.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decir(self, error: ErrorDeEnlace | str) -> None:
        self.error.setText(str(error))
        self.error.setVisible(bool(str(error)))
