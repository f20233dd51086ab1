"""What a package made now would hold, what stays and why, and the button that makes it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from enlace_app.consultas.paquetes import Queda
from enlace_app.errores import ErrorDeEnlace
from enlace_app.servicios.paquetes import (
    PaqueteExportado,
    VistaDePaquete,
    exportar_paquete,
    vista_previa_de_paquete,
)
from enlace_app.ui.componentes.archivos import pedir_destino
from enlace_app.ui.componentes.botones import BotonPrimario, Enlace
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.senales import Aspecto, Senal
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.paquetes import palabras
from enlace_app.ui.paginas.paquetes.opciones_de_paquete import OpcionesDePaquete
from enlace_app.ui.paginas.paquetes.paquete_hecho import PaqueteHecho
from enlace_app.ui.tareas import Progreso
from enlace_app.ui.tema import Icono, Rol

_CARPETA = "paquetes/carpeta"
_PRIMEROS = 8
_TODOS = 200
"""More lines than that nobody reads; the list of drafts has the rest."""


class LoQueIra(QScrollArea):
    """Read beside the window whenever what it tells may have changed."""

    hecho = Signal(str)
    """The file of a package that was just written."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._pedida = 0
        self._todos_los_que_quedan = False
        self._renglones: list[QWidget] = []
        self.vista: VistaDePaquete | None = None
        self.titulo = Etiqueta("Lo que irá", RolDeEtiqueta.SUBTITULO, ajustar=True)
        self.cambios = Etiqueta("Viendo qué ha cambiado…", ajustar=True)
        self.sin_cambios = Senal(Aspecto("Sin cambios", Icono.INFORMACION, Rol.AVISO))
        self.contenido = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self.nombres = Etiqueta("", ajustar=True)
        self.quedan = Etiqueta("", RolDeEtiqueta.SUBTITULO, ajustar=True)
        self.archivo = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self.opciones = OpcionesDePaquete()
        self.boton = BotonPrimario("Crear paquete…", con_icono=Icono.PAQUETES, al_pulsar=self.crear)
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.paquete = PaqueteHecho(entorno)
        self._armar()
        self._mostrar_vista()

    def _armar(self) -> None:
        cuerpo = QWidget()
        caja = QVBoxLayout(cuerpo)
        caja.addWidget(self.titulo)
        caja.addWidget(self.sin_cambios)
        for parte in (self.cambios, self.opciones, self.contenido, self.nombres, self.archivo):
            caja.addWidget(parte)
        caja.addWidget(self.boton, alignment=Qt.AlignmentFlag.AlignLeft)
        caja.addWidget(self.error)
        caja.addWidget(self.paquete)
        caja.addWidget(self.quedan)
        self._caja_de_quedan = QVBoxLayout()
        self._caja_de_quedan.setSpacing(2)
        caja.addLayout(self._caja_de_quedan)
        caja.addStretch(1)
        self.setWidget(cuerpo)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Lo que irá en el paquete")
        self.error.hide()
        self.opciones.tipo_elegido.connect(self.leer)
        self.opciones.adjuntos.toggled.connect(lambda _: self._mostrar_vista())

    def leer(self) -> None:
        """Look again at what would go; what is shown stays until the answer is there."""
        self._pedida += 1
        numero, contexto, tipo = self._pedida, self._entorno.contexto, self.opciones.pedido

        def mirar(_progreso: Progreso) -> VistaDePaquete | None:
            if numero != self._pedida:  # asked again meanwhile
                return None
            return vista_previa_de_paquete(contexto.almacen, formato=contexto.formato, tipo=tipo)

        def poner(vista: VistaDePaquete | None) -> None:
            if vista is not None and numero == self._pedida:
                self.vista = vista
                self.opciones.poner(vista)
                self._mostrar_vista()

        def rehusar(error: ErrorDeEnlace) -> None:
            self.cambios.setText(f"No se pudo ver qué iría. {error}")

        self._entorno.tareas.lanzar(
            "Viendo qué irá", mirar, al_terminar=poner, al_fallar=rehusar, para=self, callada=True
        )

    def _mostrar_vista(self) -> None:
        vista = self.vista
        for etiqueta in (self.contenido, self.archivo):
            etiqueta.setVisible(vista is not None)
        self.sin_cambios.setVisible(vista is not None and vista.igual_al_anterior)
        self.nombres.setVisible(vista is not None and vista.nombres_reservados > 0)
        if vista is None:
            self.quedan.hide()
            return
        self.titulo.setText(f"Lo que irá en el paquete {vista.secuencia}")
        self.cambios.setText(palabras.lo_que_cambio(vista))
        self.contenido.setText(palabras.lo_que_lleva(vista))
        self.nombres.setText(palabras.nombres_que_no_van(vista.nombres_reservados))
        self.archivo.setText(f"El archivo se llamará {self._nombre()}")
        self._mostrar_quedan(self._lo_que_queda(vista))

    def _nombre(self) -> str:
        nombre = self.vista.nombre if self.vista is not None else "paquete.xlsx"
        return str(Path(nombre).with_suffix(".zip")) if self.opciones.con_adjuntos else nombre

    def _lo_que_queda(self, vista: VistaDePaquete) -> tuple[Queda, ...]:
        return (*vista.quedan, *(vista.adjuntos.quedan if self.opciones.con_adjuntos else ()))

    def _mostrar_quedan(self, quedan: tuple[Queda, ...]) -> None:
        for renglon in self._renglones:
            self._caja_de_quedan.removeWidget(renglon)
            renglon.hide()
            renglon.deleteLater()
        self.quedan.setVisible(bool(quedan))
        self.quedan.setText(f"No va todavía: {len(quedan):,}")
        a_la_vista = quedan[: _TODOS if self._todos_los_que_quedan else _PRIMEROS]
        self._renglones = [self._renglon(queda) for queda in a_la_vista]
        if len(quedan) > len(a_la_vista):
            self._renglones.append(self._renglon_de_los_demas(len(quedan)))
        for renglon in self._renglones:
            self._caja_de_quedan.addWidget(renglon)

    def _renglon(self, queda: Queda) -> QWidget:
        renglon = QWidget()
        caja = QHBoxLayout(renglon)
        caja.setContentsMargins(0, 0, 0, 0)
        abrir = self._entorno.navegacion.abrir
        caja.addWidget(Enlace(queda.folio, al_activar=lambda: abrir(queda.tabla, queda.uuid)))
        caja.addWidget(EtiquetaElidida(queda.motivo, RolDeEtiqueta.TENUE), 1)
        return renglon

    def _renglon_de_los_demas(self, cuantos: int) -> QWidget:
        if not self._todos_los_que_quedan:
            return Enlace(f"Ver los {cuantos:,}", al_activar=self._ver_todos)
        borradores = Destino(Seccion.REUNIONES, filtro=("estado", "borrador"))
        ir = self._entorno.navegacion.ir
        return Enlace("Ver los borradores en Reuniones", al_activar=lambda: ir(borradores))

    def _ver_todos(self) -> None:
        self._todos_los_que_quedan = True
        if self.vista is not None:
            self._mostrar_quedan(self._lo_que_queda(self.vista))
            self._renglones[0].findChildren(Enlace)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def crear(self) -> None:
        """Ask where the package goes, and make it."""
        try:
            self.opciones.tomar_contrasena()
        except ErrorDeEnlace:  # told under its field, before anybody chooses a place in vain
            self.ensureWidgetVisible(self.opciones.error)
            return
        nombre = self._nombre()
        tipo = "Libro y sus archivos (*.zip)" if self.opciones.con_adjuntos else "Libro de Excel (*.xlsx)"
        anterior = self._entorno.memoria.texto_de(_CARPETA)
        carpeta = Path(anterior) if anterior else Path.home()
        pedir_destino(self, "Crear paquete", carpeta / nombre, tipo, self.crear_en)

    def crear_en(self, destino: Path) -> None:
        """Make the package in that file."""
        contexto, tipo, con_adjuntos = self._entorno.contexto, self.opciones.pedido, self.opciones.con_adjuntos
        try:
            contrasena = self.opciones.tomar_contrasena()
        except ErrorDeEnlace:
            return
        self._mostrar_error("")
        self.paquete.hide()
        self.boton.setEnabled(False)

        def exportar(progreso: Progreso) -> PaqueteExportado:
            return exportar_paquete(
                contexto.almacen,
                destino,
                formato=contexto.formato,
                destinatario=contexto.destinatario,
                version_app=contexto.version_app,
                tipo=tipo,
                con_adjuntos=con_adjuntos,
                contrasena=contrasena,
                progreso=progreso,
            )

        tarea = self._entorno.operaciones.en_tarea(
            "Haciendo el paquete",
            exportar,
            al_terminar=lambda hecho: self._mostrar_hecho(hecho, con_contrasena=contrasena is not None),
            al_rehusar=lambda error: self._mostrar_error(str(error)),
            para=self,
            cancelable=True,
        )
        tarea.al_concluir(self._concluir, para=self)

    def _concluir(self) -> None:
        self.boton.setEnabled(True)
        if not self.error.isHidden() and self.isVisible():
            self.boton.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mostrar_hecho(self, hecho: PaqueteExportado, *, con_contrasena: bool) -> None:
        self._entorno.memoria.guardar(_CARPETA, str(hecho.ruta.parent))
        self.opciones.olvidar()
        self.paquete.mostrar(
            f"El paquete {hecho.secuencia} está hecho: {palabras.lo_que_llevo(hecho)}",
            hecho,
            palabras.que_sigue(self._entorno.contexto.destinatario, con_contrasena=con_contrasena),
        )
        self.hecho.emit(str(hecho.ruta))

    def _mostrar_error(self, texto: str) -> None:
        self.error.setText(texto)
        self.error.setVisible(bool(texto))
