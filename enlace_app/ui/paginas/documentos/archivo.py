"""The file of a registered document: what it is, see it, keep a copy, put another in its place."""

import shutil
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from enlace_app.consultas.registro_de_documento import Adjunto, RegistroDeDocumento
from enlace_app.dominio.adjuntos import Apertura, nombre_seguro
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.archivos import pedir_archivo, pedir_destino
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.escritura import escribir_tamano
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.zona_de_archivos import ReceptorDeArchivos
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.documentos.repetidos import Repetidos
from enlace_app.ui.tareas import Progreso
from enlace_app.ui.tema import Icono


class PanelDeArchivo(QFrame):
    """Shows the file of one document; every step that reads it runs beside the window."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._registro: RegistroDeDocumento | None = None
        self._examinado: str | None = None
        self._carpeta: Path | None = None
        self.setProperty("papel", "tarjeta")
        self.setAccessibleName("Archivo del documento")
        self.nombre = EtiquetaElidida("")
        self.detalle = EtiquetaElidida("", RolDeEtiqueta.DETALLE)
        self.motivo = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self.repetidos = Repetidos(entorno)
        self.ver = BotonPrimario("&Ver", con_icono=Icono.ABRIR, al_pulsar=self.abrir)
        self.copiar = BotonSecundario("&Guardar una copia…", con_icono=Icono.EXPORTAR, al_pulsar=self._pedir_destino)
        self.poner_otro = BotonSecundario("", con_icono=Icono.ADJUNTAR, al_pulsar=self._pedir_archivo)
        self.quitar = BotonSecundario("Quitar", con_icono=Icono.QUITAR, al_pulsar=self.quitar_archivo)
        self.quitar.setAccessibleName("Quitar el archivo del documento")
        caja = QVBoxLayout(self)
        caja.setSpacing(3)
        for parte in (self.nombre, self.detalle, self.motivo, self.repetidos):
            caja.addWidget(parte)
        for pareja in ((self.ver, self.copiar), (self.poner_otro, self.quitar)):
            botones = QHBoxLayout()
            for boton in pareja:
                botones.addWidget(boton)
            botones.addStretch(1)
            caja.addLayout(botones)
        self._receptor = ReceptorDeArchivos(self, pegar=False)
        self._receptor.recibidos.connect(self._soltados)
        self._receptor.rechazado.connect(entorno.avisos.error)

    def poner(self, registro: RegistroDeDocumento) -> None:
        """Show the file of this document, or the offer to attach one."""
        self._registro = registro
        adjunto, editable = registro.adjunto, registro.impedimento is None
        self.nombre.setText(nombre_seguro(adjunto.nombre) if adjunto else "Sin archivo")
        self.detalle.setText(_describir(adjunto) if adjunto else "")
        self.detalle.setVisible(adjunto is not None)
        self.repetidos.poner(registro.duplicados)
        for boton in (self.ver, self.copiar):
            boton.setVisible(adjunto is not None)
        self.poner_otro.setText("Sustituir…" if adjunto else "Adjuntar un archivo…")
        self.poner_otro.setAccessibleName("Sustituir el archivo…" if adjunto else "Adjuntar un archivo…")
        self.poner_otro.setVisible(editable)
        self.quitar.setVisible(editable and adjunto is not None)
        self.setAcceptDrops(editable)
        sha256 = adjunto.sha256 if adjunto else None
        if sha256 != self._examinado or adjunto is None:
            self._examinado = sha256
            self.ver.setEnabled(False)
            self.motivo.setText("" if adjunto or not editable else "Suelte aquí el archivo, o elíjalo.")
            self.motivo.setVisible(bool(self.motivo.text()))
            if adjunto:
                self._examinar(adjunto)

    def _examinar(self, adjunto: Adjunto) -> None:
        """Ask whether the system's viewer may open it."""
        almacen = self._entorno.contexto.almacen

        def examinar(_progreso: Progreso) -> Apertura:
            from enlace_app.servicios.adjuntos import apertura

            return apertura(almacen, sha256=adjunto.sha256, nombre=adjunto.nombre)

        def terminar(permiso: Apertura) -> None:
            if self._examinado == adjunto.sha256:
                self._permitir(permiso)

        self._entorno.tareas.lanzar(
            "Examinando el archivo",
            examinar,
            al_terminar=terminar,
            al_fallar=lambda error: terminar(Apertura(permitida=False, motivo=str(error))),
            para=self,
            callada=True,
        )

    def _permitir(self, permiso: Apertura) -> None:
        self.ver.setEnabled(permiso.permitida)
        self.ver.setVisible(permiso.permitida)
        self.motivo.setText(permiso.motivo or "")
        self.motivo.setVisible(bool(permiso.motivo))

    def abrir(self) -> None:
        """Open a copy with the system's viewer; only what cannot run anything."""
        almacen, adjunto = self._entorno.contexto.almacen, self._registro.adjunto if self._registro else None
        if adjunto is None:
            return
        carpeta = self._temporal()

        def preparar(_progreso: Progreso) -> Path:
            from enlace_app.servicios.adjuntos import preparar_para_ver

            return preparar_para_ver(almacen, sha256=adjunto.sha256, nombre=adjunto.nombre, carpeta_temporal=carpeta)

        def mostrar(copia: Path) -> None:
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copia))):
                self._entorno.avisos.error(
                    "Esta computadora no tiene con qué abrir ese archivo. Guarde una copia y ábrala donde se pueda."
                )

        self._entorno.operaciones.en_tarea(f"Abriendo {nombre_seguro(adjunto.nombre)}", preparar, al_terminar=mostrar)

    def _temporal(self) -> Path:
        if self._carpeta is None:
            self._carpeta = carpeta = Path(tempfile.mkdtemp(prefix="enlace-ver-"))
            self.destroyed.connect(lambda: borrar_copias(carpeta))
        return self._carpeta

    def _pedir_destino(self) -> None:
        adjunto = self._registro.adjunto if self._registro else None
        if adjunto is not None:
            sugerido = Path.home() / nombre_seguro(adjunto.nombre)
            pedir_destino(self, "Guardar una copia", sugerido, "Todos los archivos (*)", self.guardar_copia_a)

    def guardar_copia_a(self, destino: Path) -> None:
        """Write a copy there; the dialog asked before an existing file was chosen."""
        almacen, adjunto = self._entorno.contexto.almacen, self._registro.adjunto if self._registro else None
        if adjunto is None:
            return

        def copiar(_progreso: Progreso) -> None:
            from enlace_app.servicios.adjuntos import guardar_copia

            guardar_copia(almacen, sha256=adjunto.sha256, destino=destino, sustituir=True)

        self._entorno.operaciones.en_tarea(
            "Guardando una copia",
            copiar,
            al_terminar=lambda _: self._entorno.avisos.hecho(f"Se guardó la copia «{destino.name}»."),
        )

    def _pedir_archivo(self) -> None:
        pedir_archivo(self, "Elegir archivo", "Todos los archivos (*)", self.adjuntar)

    def _soltados(self, archivos: list[Path]) -> None:
        self.adjuntar(archivos[0])
        if len(archivos) > 1:
            self._entorno.avisos.aviso(
                "Un documento lleva un archivo: se tomó el primero. Suelte los demás en la lista para registrarlos."
            )

    def adjuntar(self, archivo: Path) -> None:
        """Attach a file, in place of the one that is there."""
        registro, almacen = self._registro, self._entorno.contexto.almacen
        if registro is None:
            return
        uuid, rev, sustituye = UUID(registro.uuid), registro.rev, registro.adjunto is not None

        def adjuntar(_progreso: Progreso) -> None:
            from enlace_app.servicios.documentos import adjuntar_archivo, sustituir_archivo

            (sustituir_archivo if sustituye else adjuntar_archivo)(almacen, documento=uuid, rev=rev, archivo=archivo)

        dicho = "Se sustituyó el archivo. Ctrl+Z devuelve el anterior." if sustituye else "Se adjuntó el archivo."
        self._en_tarea(f"Adjuntando {nombre_seguro(archivo.name)}", adjuntar, dicho)

    def quitar_archivo(self) -> None:
        """Take the file off; Ctrl+Z brings it back."""
        from enlace_app.servicios.documentos import quitar_archivo

        registro, almacen = self._registro, self._entorno.contexto.almacen
        if registro is not None:
            self._entorno.operaciones.hacer(
                lambda: quitar_archivo(almacen, documento=UUID(registro.uuid), rev=registro.rev),
                dicho="Se quitó el archivo del documento. Ctrl+Z lo devuelve.",
            )

    def _en_tarea(self, titulo: str, trabajo: Callable[[Progreso], None], dicho: str) -> None:
        for boton in (self.poner_otro, self.quitar):
            boton.setEnabled(False)

        def soltar() -> None:
            if isValid(self):
                for boton in (self.poner_otro, self.quitar):
                    boton.setEnabled(True)

        def terminar(_: None) -> None:
            soltar()
            self._entorno.avisos.hecho(dicho)

        def rehusar(error: ErrorDeEnlace) -> None:
            soltar()
            self._entorno.avisos.error(str(error))

        self._entorno.operaciones.en_tarea(titulo, trabajo, al_terminar=terminar, al_rehusar=rehusar)


def _describir(adjunto: Adjunto) -> str:
    partes = [
        escribir_tamano(adjunto.tamano) if adjunto.tamano is not None else "",
        f"archivo .{adjunto.extension}" if adjunto.extension else "sin extensión",
        f"huella {adjunto.sha256[:12]}",
    ]
    return " · ".join(parte for parte in partes if parte)


def borrar_copias(carpeta: Path) -> None:
    """Remove the copies that were made to be seen; Windows deletes no read-only file, nor one still open."""
    for copia in carpeta.rglob("*"):
        if copia.is_file():
            try:
                copia.chmod(stat.S_IRUSR | stat.S_IWUSR)
            except OSError:
                continue
    shutil.rmtree(carpeta, ignore_errors=True)
