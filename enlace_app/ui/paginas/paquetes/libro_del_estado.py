"""The state-wide workbook: everything of all regions in one package, written by the authority."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from enlace_app.consultas import remitentes
from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.errores import ErrorDeEnlace
from enlace_app.servicios.paquetes import (
    PaqueteExportado,
    VistaDePaquete,
    exportar_paquete,
    vista_previa_de_paquete,
)
from enlace_app.ui.componentes.archivos import pedir_destino
from enlace_app.ui.componentes.botones import BotonPrimario
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.paquetes import palabras
from enlace_app.ui.paginas.paquetes.palabras_de_mi_clave import PalabrasDeMiClave
from enlace_app.ui.paginas.paquetes.paquete_hecho import PaqueteHecho
from enlace_app.ui.tareas import Progreso
from enlace_app.ui.tema import Icono

_CARPETA = "paquetes/carpeta"
_EXPLICACION = (
    "Un solo libro de Excel con todo lo recibido de las regiones y lo registrado aquí: cada reunión, acuerdo y "
    "documento una sola vez. Sirve para publicar, para respaldar y para trabajar en Excel."
)
_QUE_SIGUE = "Ábralo en Excel o adjúntelo a un correo. Lleva la firma de este equipo y su número, como todo paquete."


class LibroDelEstado(QWidget):
    """Read beside the window whenever what it tells may have changed."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._pedida = 0
        self.vista: VistaDePaquete | None = None
        self.contenido = Etiqueta("Viendo qué llevaría…", ajustar=True)
        self.regiones = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self.nombres = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self.boton = BotonPrimario("Hacer el libro del estado…", con_icono=Icono.EXPORTAR, al_pulsar=self.crear)
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.hecho = PaqueteHecho(entorno)
        self.clave = PalabrasDeMiClave(entorno)  # an enlace compares them before it takes a receipt
        caja = QVBoxLayout(self)
        caja.addWidget(Etiqueta("Libro del estado", RolDeEtiqueta.SUBTITULO))
        for etiqueta in (Etiqueta(_EXPLICACION, ajustar=True), self.contenido, self.regiones, self.nombres):
            caja.addWidget(etiqueta)
        caja.addWidget(self.boton, alignment=Qt.AlignmentFlag.AlignLeft)
        caja.addWidget(self.error)
        caja.addWidget(self.hecho)
        caja.addStretch(1)
        caja.addWidget(self.clave)
        self.error.hide()
        self.nombres.hide()

    def leer(self) -> None:
        """Look again at what it would hold; what is shown stays until the answer is there."""
        self._pedida += 1
        numero, contexto = self._pedida, self._entorno.contexto

        def mirar(_progreso: Progreso) -> VistaDePaquete | None:
            if numero != self._pedida:  # asked again meanwhile
                return None
            return vista_previa_de_paquete(contexto.almacen, formato=contexto.formato, tipo=TipoPaquete.COMPLETO)

        def poner(vista: VistaDePaquete | None) -> None:
            if vista is not None and numero == self._pedida:
                self.vista = vista
                self._mostrar(vista)

        def rehusar(error: ErrorDeEnlace) -> None:
            self.contenido.setText(f"No se pudo ver qué llevaría. {error}")

        self._entorno.tareas.lanzar(
            "Viendo qué llevaría el libro", mirar, al_terminar=poner, al_fallar=rehusar, para=self, callada=True
        )

    def _mostrar(self, vista: VistaDePaquete) -> None:
        self.contenido.setText(palabras.lo_que_lleva(vista))
        self.nombres.setText(palabras.nombres_que_no_van(vista.nombres_reservados))
        self.nombres.setVisible(vista.nombres_reservados > 0)
        regiones = remitentes.listar(self._entorno.contexto.almacen.lectura)
        han_enviado = [r.nombre for r in regiones if r.sitios]
        faltan = [r.nombre for r in regiones if not r.sitios]
        dicho = f"Con lo enviado por {palabras.enumerar(han_enviado)}." if han_enviado else ""
        sin = f" De {palabras.enumerar(faltan)} no ha llegado nada todavía." if faltan else ""
        self.regiones.setText(f"{dicho}{sin}".strip())

    def crear(self) -> None:
        """Ask where the workbook goes, and make it."""
        nombre = self.vista.nombre if self.vista is not None else "libro-del-estado.xlsx"
        anterior = self._entorno.memoria.texto_de(_CARPETA)
        carpeta = Path(anterior) if anterior else Path.home()
        pedir_destino(self, "Libro del estado", carpeta / nombre, "Libro de Excel (*.xlsx)", self.crear_en)

    def crear_en(self, destino: Path) -> None:
        """Make the workbook in that file."""
        contexto = self._entorno.contexto
        self._mostrar_error("")
        self.hecho.hide()
        self.boton.setEnabled(False)

        def exportar(progreso: Progreso) -> PaqueteExportado:
            return exportar_paquete(
                contexto.almacen,
                destino,
                formato=contexto.formato,
                destinatario=contexto.destinatario,
                version_app=contexto.version_app,
                tipo=TipoPaquete.COMPLETO,
                progreso=progreso,
            )

        tarea = self._entorno.operaciones.en_tarea(
            "Haciendo el libro del estado",
            exportar,
            al_terminar=self._mostrar_hecho,
            al_rehusar=lambda error: self._mostrar_error(str(error)),
            para=self,
            cancelable=True,
        )
        tarea.al_concluir(lambda: self.boton.setEnabled(True), para=self)

    def _mostrar_hecho(self, hecho: PaqueteExportado) -> None:
        self._entorno.memoria.guardar(_CARPETA, str(hecho.ruta.parent))
        self.hecho.mostrar("El libro del estado está hecho", hecho, _QUE_SIGUE)

    def _mostrar_error(self, texto: str) -> None:
        self.error.setText(texto)
        self.error.setVisible(bool(texto))
