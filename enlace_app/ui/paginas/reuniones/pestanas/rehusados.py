"""What was typed in the cells of a table and not accepted, told beneath it with the way out."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.tabla_editable import TablaEditable
from enlace_app.ui.modelos_tabla.modelo_de_partes import ModeloDePartes, P, Parte, Rehusado


class Rehusados(QWidget):
    """Shows the first refusal of a table; the cell keeps what was typed until it is mended or discarded."""

    def __init__(self, modelo: ModeloDePartes[P], tabla: TablaEditable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modelo: ModeloDePartes[Parte] = modelo  # type: ignore[assignment]
        self._tabla = tabla
        self.texto = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.corregir = BotonSecundario("Corregir", al_pulsar=self.ir)
        self.descartar = BotonSecundario("Descartar lo escrito", al_pulsar=self._descartar)
        fila = QHBoxLayout(self)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.addWidget(self.texto, 1)
        fila.addWidget(self.corregir)
        fila.addWidget(self.descartar)
        self.hide()
        modelo.rehusados_cambiaron.connect(self._mostrar)

    def _primero(self) -> Rehusado | None:
        return next(iter(self._modelo.rehusados()), None)

    def _mostrar(self) -> None:
        rehusado = self._primero()
        self.setVisible(rehusado is not None)
        if rehusado is None:
            return
        renglon, columna = self._modelo.renglon(rehusado.uuid), self._modelo.columna(rehusado.columna)
        de_quien = self._modelo.nombrar(self._modelo.filas[renglon]) if renglon is not None else ""
        titulo = self._modelo.columnas[columna].titulo if columna is not None else ""
        self.texto.setText(f"{titulo} de {de_quien}: {rehusado.problema}")

    def ir(self) -> bool:
        """Open the cell that was refused; whether there is one."""
        rehusado = self._primero()
        return rehusado is not None and self._tabla.abrir(rehusado.uuid, rehusado.columna)

    def _descartar(self) -> None:
        if (rehusado := self._primero()) is not None:
            self._modelo.descartar(rehusado)
            self._tabla.elegir(rehusado.uuid, rehusado.columna)
            self._tabla.setFocus()
