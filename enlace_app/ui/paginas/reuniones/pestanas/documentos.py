"""The documents of the meeting: what came in, from whom, and the way to register another one."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedWidget, QVBoxLayout

from enlace_app.consultas.partes_de_reunion import DocumentoDeReunion
from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.consultas.secciones import escribir_fojas
from enlace_app.dominio.adjuntos import nombre_seguro
from enlace_app.dominio.cantidades import escribir_minimo
from enlace_app.dominio.documentos import escribir_sentido
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.escritura import escribir_fecha
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.tabla_editable import TablaEditable
from enlace_app.ui.componentes.zona_de_archivos import ReceptorDeArchivos
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.columna import DERECHA
from enlace_app.ui.modelos_tabla.modelo_de_partes import ColumnaDePartes, ModeloDePartes
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.reuniones.pestana import Pestana
from enlace_app.ui.paginas.reuniones.solo_lectura import explicar_cierre
from enlace_app.ui.tema import Icono


def _que(documento: DocumentoDeReunion) -> str:
    return " · ".join(" ".join(parte.split()) for parte in (documento.tipo, documento.descripcion) if parte)


def _fojas(documento: DocumentoDeReunion) -> str:
    if documento.fojas is None:
        return ""
    return escribir_minimo(documento.fojas, es_minimo=documento.es_minimo)


COLUMNAS: tuple[ColumnaDePartes[DocumentoDeReunion], ...] = (
    ColumnaDePartes("folio", "Folio", lambda d: d.folio, ancho=12),
    ColumnaDePartes("fecha", "Fecha", lambda d: escribir_fecha(d.fecha), ancho=11),
    ColumnaDePartes("remitente", "Remitente", lambda d: d.remitente or "", ancho=15),
    ColumnaDePartes("que", "Qué", _que, ancho=20, estira=True),
    ColumnaDePartes("fojas", "Fojas", _fojas, ancho=7, alineacion=DERECHA),
    ColumnaDePartes("archivo", "Archivo", lambda d: nombre_seguro(d.archivo) if d.archivo else "", ancho=10),
    ColumnaDePartes("sentido", "Sentido", lambda d: escribir_sentido(d.sentido), ancho=10, visible=False),
)


class PestanaDeDocumentos(Pestana):
    """Enter or a double click opens a document in its section; a file dropped here begins a new one."""

    titulo = "Documentos"
    tabla = "documento"

    def __init__(self, entorno: Entorno) -> None:
        super().__init__(entorno)
        self.modelo: ModeloDePartes[DocumentoDeReunion] = ModeloDePartes(
            COLUMNAS, lambda *_: None, nombrar=lambda d: f"documento {d.folio}", parent=self
        )
        self.modelo.editable = False
        self.tabla_de_documentos = TablaEditable(self.modelo, "Documentos de la reunión")
        self.tabla_de_documentos.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.tabla_de_documentos.verticalHeader().hide()
        self.tabla_de_documentos.activated.connect(self._abrir)
        self.cuenta = Etiqueta("", RolDeEtiqueta.SUBTITULO)
        self.aviso = Etiqueta("", ajustar=True)
        self.registrar = BotonPrimario(
            "&Registrar documento…", con_icono=Icono.DOCUMENTO_NUEVO, al_pulsar=lambda: self.registrar_con([])
        )
        self.ver_todos = BotonSecundario("Ver en Documentos", con_icono=Icono.ABRIR, al_pulsar=self._ver_en_documentos)
        self.ver_todos.setToolTip("La lista de Documentos con los de esta reunión: ordenar, filtrar, exportar")
        self.invitacion = EtiquetaElidida(
            "Suelte aquí un archivo, o péguelo con Ctrl+V, para registrarlo en esta reunión.", RolDeEtiqueta.TENUE
        )
        self.vacio = EstadoVacio(
            Icono.DOCUMENTOS,
            "La reunión no tiene documentos",
            "Lo que se entregó, se pidió o se mostró. Suelte aquí un archivo, o use «Registrar documento…».",
        )
        self._pila = QStackedWidget()
        for vista in (self.vacio, self.tabla_de_documentos):
            self._pila.addWidget(vista)
        self._armar()
        self._receptor = ReceptorDeArchivos(self)
        self._receptor.recibidos.connect(self.registrar_con)
        self._receptor.rechazado.connect(entorno.avisos.error)

    def _armar(self) -> None:
        cabeza = QHBoxLayout()
        cabeza.addWidget(self.cuenta, 1)
        cabeza.addWidget(self.ver_todos)
        cabeza.addWidget(self.registrar)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(4)
        caja.addWidget(self.aviso)
        caja.addLayout(cabeza)
        caja.addWidget(self._pila, 1)
        caja.addWidget(self.invitacion)

    def poner(self, registro: RegistroDeReunion) -> None:
        """Show the documents; the cursor stays on the one it was on."""
        super().poner(registro)
        self.modelo.poner(registro.documentos, editable=False)
        total = len(registro.documentos)
        self._pila.setCurrentWidget(self.tabla_de_documentos if total else self.vacio)
        self.cuenta.setText(_contar(registro.documentos))
        explicacion = explicar_cierre(registro)
        self.aviso.setText(explicacion)
        self.aviso.setVisible(bool(explicacion))
        self.registrar.setVisible(registro.editable)
        self.invitacion.setVisible(registro.editable and total > 0)
        self.vacio.explicacion.setVisible(registro.editable)
        self.ver_todos.setVisible(total > 0)
        self.setAcceptDrops(registro.editable)

    def _abrir(self, indice: QModelIndex) -> None:
        if indice.isValid():
            self.entorno.navegacion.abrir("documento", self.modelo.filas[indice.row()].uuid)

    def _ver_en_documentos(self) -> None:
        if self.registro is not None:
            self.entorno.navegacion.ir(Destino(Seccion.DOCUMENTOS, filtro=("reunion", self.registro.uuid)))

    def registrar_con(self, archivos: list[Path]) -> None:
        """Begin a new document of this meeting in its section, with the files that were dropped."""
        if self.registro is None or not self.registro.editable:
            return
        suya = ("reunion", self.registro.uuid)
        self.entorno.navegacion.ir(Destino(Seccion.DOCUMENTOS, filtro=suya, nuevo=True, archivos=tuple(archivos)))

    def ir_a(self, campo: str | None, uuid: str | None) -> bool:
        """Put the keyboard on a document of the meeting, or on the list."""
        if uuid is not None:
            if not self.tabla_de_documentos.elegir(uuid):
                return False
            self.tabla_de_documentos.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if campo not in {None, "documentos"}:
            return False
        hay = bool(self.modelo.filas)
        (self.tabla_de_documentos if hay else self.registrar).setFocus(Qt.FocusReason.OtherFocusReason)
        return True


def _contar(documentos: tuple[DocumentoDeReunion, ...]) -> str:
    """Say how many there are, and how many fojas in all where some are counted; «más de» where one is."""
    if not documentos:
        return ""
    cuantos = "1 documento" if len(documentos) == 1 else f"{len(documentos):,} documentos"
    contadas = [d for d in documentos if d.fojas is not None]
    if not contadas:
        return cuantos
    total = sum(d.fojas or 0 for d in contadas)
    es_minimo = len(contadas) < len(documentos) or any(d.es_minimo for d in contadas)
    return f"{cuantos} · {escribir_fojas(total, es_minimo=es_minimo)}"
