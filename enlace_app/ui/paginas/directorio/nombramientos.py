"""Who holds which role from when to when, of everybody."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from enlace_app.consultas.nombramientos import FilaNombramiento, listar
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.lista_corta import ListaCorta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.personas import COLUMNAS_DE_NOMBRAMIENTOS
from enlace_app.ui.paginas.directorio.panel import Panel
from enlace_app.ui.tema import Icono


class PanelDeNombramientos(Panel):
    """Enter on a line leads to the person, where nombramientos are added and ended."""

    def __init__(self, entorno: Entorno, hoy: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(entorno, parent)
        self._hoy = hoy
        self.vigentes = QCheckBox("Sólo los &vigentes hoy")
        self.vigentes.setAccessibleName("Sólo los vigentes hoy")
        self.lista: ListaCorta[FilaNombramiento] = ListaCorta(
            entorno,
            nombre="nombramientos",
            que="nombramientos",
            columnas=COLUMNAS_DE_NOMBRAMIENTOS,
            vacio=EstadoVacio(
                Icono.FIRMA,
                "No hay nombramientos así",
                "Un nombramiento se agrega en el registro de su persona, en la pestaña Personas.",
            ),
        )
        nota = Etiqueta("Enter abre a la persona: ahí se agregan y se terminan.", RolDeEtiqueta.DETALLE)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(self.vigentes)
        caja.addWidget(self.lista, 1)
        caja.addWidget(nota)
        self.vigentes.toggled.connect(lambda _: self.refrescar())
        self.lista.abierta.connect(self._abrir)
        self.refrescar()

    def mostrar(self, uuid: str) -> bool:
        """Put the cursor on a nombramiento."""
        self.vigentes.setChecked(False)
        fila = next((f for f in self.lista.modelo.todas if f.uuid == uuid), None)
        return fila is not None and self.lista.seleccionar(fila)

    def enfocar(self) -> None:
        """Put the keyboard on the list."""
        self.lista.enfocar()

    def refrescar(self) -> None:
        """Read again what is shown."""
        lectura = self.entorno.contexto.almacen.lectura
        self.lista.poner(listar(lectura, hoy=self._hoy(), vigentes=self.vigentes.isChecked()))

    def _abrir(self, fila: FilaNombramiento) -> None:
        if fila.persona is not None:
            self.entorno.navegacion.abrir("persona", fila.persona)
        elif fila.nombre is None:
            self.entorno.avisos.aviso("La fuente no dice quién tuvo ese nombramiento.")
        else:
            self.entorno.avisos.aviso(
                "Ese nombre no está vinculado con nadie del directorio: búsquelo en la pestaña Nombres sueltos."
            )
