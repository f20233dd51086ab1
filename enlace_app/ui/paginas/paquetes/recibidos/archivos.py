"""The files that came in, one line each: who, which number, what it would change, or why it is refused."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from enlace_app.dominio.adjuntos import nombre_seguro
from enlace_app.dominio.recepcion import EstadoDeRecepcion
from enlace_app.sincronizacion.llegada import Destino
from enlace_app.ui.componentes.senales import Aspecto
from enlace_app.ui.componentes.tabla_de_renglones import TablaDeRenglones
from enlace_app.ui.modelos_tabla.historial_de_recibidos import ASPECTOS
from enlace_app.ui.modelos_tabla.modelo_de_filas import ColumnaDeFilas, ModeloDeFilas
from enlace_app.ui.modelos_tabla.remitentes import numero
from enlace_app.ui.paginas.paquetes.recibidos import palabras
from enlace_app.ui.paginas.paquetes.recibidos.bandeja import Bandeja, Llegado, Situacion
from enlace_app.ui.tema import Icono, Rol

_DE_DESTINO = {
    Destino.APLICAR: Aspecto("Por recibir", Icono.IMPORTAR, Rol.ACENTO),
    Destino.RETENER: Aspecto("Le falta otro", Icono.PENDIENTE, Rol.AVISO),
    Destino.REPETIDO: Aspecto("Repetido", Icono.INFORMACION, Rol.NEUTRO),
    Destino.CONFLICTO: ASPECTOS[EstadoDeRecepcion.EN_CONFLICTO],
    Destino.CLAVE_DISTINTA: Aspecto("Otra clave", Icono.CANDADO, Rol.PELIGRO),
}
_DE_SITUACION = {
    Situacion.LEYENDO: Aspecto("Leyendo", Icono.RELOJ, Rol.NEUTRO),
    Situacion.CON_CONTRASENA: Aspecto("Pide contraseña", Icono.CANDADO, Rol.AVISO),
    Situacion.RECHAZADO: Aspecto("No se recibe", Icono.ERROR, Rol.PELIGRO),
}


def aspecto(llegado: Llegado) -> Aspecto:
    """How a file stands, at a glance."""
    if llegado.recepcion is not None:
        return ASPECTOS[llegado.recepcion.estado]
    if llegado.destino is not None:
        return _DE_DESTINO[llegado.destino]
    return _DE_SITUACION.get(llegado.situacion, _DE_SITUACION[Situacion.LEYENDO])


def en_una_linea(llegado: Llegado) -> str:
    """What it would change or did, or why it is refused."""
    if llegado.recepcion is not None:
        return palabras.que_paso(llegado.recepcion)
    if llegado.revision is not None and llegado.situacion is Situacion.REVISADO:
        return palabras.que_haria(llegado.revision)
    return llegado.motivo.removeprefix(f"{llegado.ruta.name} ")


def de_quien(llegado: Llegado, nombre_de_region: Callable[[str | None], str]) -> str:
    """Region, number and who sends it; the file's name while nobody knows."""
    if llegado.revision is None:
        return nombre_seguro(llegado.ruta.name)
    m = llegado.revision.manifiesto
    return f"{nombre_de_region(m.region)} {numero(m.epoca, m.secuencia)} · {' '.join(m.remitente.split())}"


class ListaDeArchivos(QWidget):
    """Follows the tray; `elegido` tells that the cursor is on another file, on none, or that its file tells more."""

    elegido = Signal()

    def __init__(
        self, bandeja: Bandeja, nombre_de_region: Callable[[str | None], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bandeja = bandeja
        self.modelo: ModeloDeFilas[Llegado] = ModeloDeFilas(
            (
                ColumnaDeFilas("estado", "Estado", lambda a: aspecto(a).palabra, ancho=15, senal=aspecto),
                ColumnaDeFilas("quien", "Paquete", lambda a: de_quien(a, nombre_de_region), ancho=25),
                ColumnaDeFilas("que", "Qué trae", self._que_trae, ancho=30, estira=True),
            ),
            self,
        )
        self.tabla = TablaDeRenglones(self.modelo, "Archivos que llegan")
        letra = self.tabla.fontMetrics().averageCharWidth()
        for n, columna in enumerate(self.modelo.columnas):
            self.tabla.horizontalHeader().resizeSection(n, (columna.ancho + 2) * letra)
            if columna.estira:
                self.tabla.horizontalHeader().setSectionResizeMode(n, QHeaderView.ResizeMode.Stretch)
        self.tabla.selectionModel().currentRowChanged.connect(lambda *_: self.elegido.emit())
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(self.tabla)
        self.setFocusProxy(self.tabla)
        bandeja.cambiada.connect(self.leer)

    def _que_trae(self, llegado: Llegado) -> str:
        if self._bandeja.tiene_rival(llegado):
            return "otro de estos archivos lleva su mismo número y dice otra cosa"
        return " ".join(en_una_linea(llegado).split())

    @property
    def actual(self) -> Llegado | None:
        """The file under the cursor."""
        return self.modelo.fila(self.tabla.currentIndex().row()) if self.tabla.currentIndex().isValid() else None

    def leer(self) -> None:
        """Show the tray as it is now, the cursor on the same file, on the first one where it was on none."""
        antes = self.actual
        self.modelo.poner(self._bandeja.archivos)
        if not self.modelo.filas:
            self.elegido.emit()
            return
        self.seleccionar(antes if antes in self.modelo.filas else self.modelo.filas[0])

    def seleccionar(self, llegado: Llegado | None) -> None:
        """Put the cursor on a file and tell of it, also where it was there already."""
        if llegado not in self.modelo.filas:
            return
        self.tabla.selectRow(self.modelo.filas.index(llegado))

    def enfocar(self) -> None:
        """Put the keyboard on the list."""
        self.tabla.setFocus(Qt.FocusReason.OtherFocusReason)
