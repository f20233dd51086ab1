"""The planned activities of a compromiso; how far each is can be written in its row."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from enlace_app.consultas.registro_de_compromiso import ActividadDeCompromiso, RegistroDeCompromiso
from enlace_app.dominio.cantidades import leer_minimo
from enlace_app.errores import ErrorDeEnlace, ErrorDeNegocio
from enlace_app.servicios import compromisos
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.tabla_editable import TablaEditable
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.compromisos import COLUMNAS_DE_ACTIVIDADES
from enlace_app.ui.modelos_tabla.modelo_de_partes import ModeloDePartes
from enlace_app.ui.paginas.compromisos.avance import VIAJA
from enlace_app.ui.tema import Icono

_COMO = "Avance y estado se escriben en su celda: Enter o F2 la abre, Tab pasa a la siguiente, Esc la devuelve."


class Actividades(QWidget):
    """The table, what was refused under it, and what to do while there are none."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self.modelo: ModeloDePartes[ActividadDeCompromiso] = ModeloDePartes(
            COLUMNAS_DE_ACTIVIDADES, self._guardar, nombrar=lambda fila: fila.actividad[:60], parent=self
        )
        self.rejilla = TablaEditable(self.modelo, "Actividades del compromiso")
        self.detalle = Etiqueta("", ajustar=True)
        self.detalle.setMinimumWidth(1)
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.nota = Etiqueta("", RolDeEtiqueta.DETALLE, ajustar=True)
        lleno = QWidget()
        caja = QVBoxLayout(lleno)
        caja.setContentsMargins(0, 4, 0, 0)
        caja.addWidget(self.rejilla, 1)
        for parte in (self.detalle, self.error, self.nota):
            caja.addWidget(parte)
        vacio = EstadoVacio(
            Icono.COMPROMISOS,
            "Este compromiso no tiene actividades",
            "Las actividades del Plan de Acción Local llegan en un libro de Excel, hoja Actividades: tráigalo desde "
            "Paquetes.",
        )
        self._pila = QStackedWidget()
        self._pila.addWidget(lleno)
        self._pila.addWidget(vacio)
        todo = QVBoxLayout(self)
        todo.setContentsMargins(0, 0, 0, 0)
        todo.addWidget(self._pila)
        self.rejilla.actual.connect(lambda _: self._detallar())
        self.modelo.rehusados_cambiaron.connect(self._decir_rehusados)

    def mostrar(self, registro: RegistroDeCompromiso, *, otro: bool) -> None:
        """Show those of a compromiso; `otro` says that it is another one than before."""
        if otro:
            self.modelo.olvidar()
        self.modelo.poner(registro.actividades, editable=registro.impedimento is None)
        publicadas = any(a.publicada for a in registro.actividades)
        self.nota.setText(registro.impedimento or f"{_COMO} {VIAJA if publicadas else ''}".strip())
        self._pila.setCurrentIndex(0 if registro.actividades else 1)
        self._detallar()

    def elegir(self, actividad: str) -> None:
        """Put the keyboard on the progress of one of them."""
        if self.rejilla.elegir(actividad, "avance"):
            self.rejilla.setFocus(Qt.FocusReason.OtherFocusReason)

    def confirmar(self) -> bool:
        """Save the cell that is open; False if something was refused and would be lost."""
        self.rejilla.confirmar()
        return not self.modelo.rehusados()

    def _detallar(self) -> None:
        """What the narrow cells cut off, of the row under the cursor."""
        uuid = self.rejilla.uuid_actual
        fila = next((a for a in self.modelo.filas if a.uuid == uuid), None)
        partes = (
            []
            if fila is None
            else [
                fila.actividad,
                *(
                    f"{que}: {dicho}"
                    for que, dicho in (
                        ("Responsable", fila.responsable),
                        ("Producto", fila.producto),
                        ("Indicador", fila.indicador),
                    )
                    if dicho
                ),
            ]
        )
        self.detalle.setText("\n".join(partes)[:2_000])
        self.detalle.setVisible(bool(partes))

    def _decir_rehusados(self) -> None:
        rehusados = self.modelo.rehusados()
        self.error.setText(f"No se guardó «{rehusados[0].texto[:40]}»: {rehusados[0].problema}" if rehusados else "")
        self.error.setVisible(bool(rehusados))

    def _guardar(self, fila: ActividadDeCompromiso, clave: str, texto: str) -> str | None:
        try:
            avance = _leer_avance(texto) if clave == "avance" else fila.avance
        except ErrorDeNegocio as error:
            return str(error)
        estado = (texto or None) if clave == "estado" else fila.estado
        problemas: list[ErrorDeEnlace] = []
        almacen = self._entorno.contexto.almacen
        self._entorno.operaciones.hacer(
            lambda: compromisos.anotar_avance_de_actividad(
                almacen, actividad=UUID(fila.uuid), rev=fila.rev, avance=avance, estado=estado
            ),
            al_rehusar=problemas.append,
        )
        return str(problemas[0]) if problemas else None


def _leer_avance(texto: str) -> int | None:
    limpio = texto.replace("%", "").strip()
    return leer_minimo(limpio).numero if limpio else None
