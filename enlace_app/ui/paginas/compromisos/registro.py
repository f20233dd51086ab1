"""The record of one compromiso: what it is, how far it is, and all that was done for it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from enlace_app.consultas import acuerdos, documentos, reuniones
from enlace_app.consultas.compromisos import Fojas
from enlace_app.consultas.listado import Listado
from enlace_app.consultas.registro_de_compromiso import RegistroDeCompromiso, traer
from enlace_app.consultas.secciones import escribir_fojas
from enlace_app.dominio.compromisos import PapelEnCompromiso
from enlace_app.ui.componentes.area import AreaDeFormulario
from enlace_app.ui.componentes.botones import Enlace
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.respuesta_de_autoridad import RespuestaDeAutoridad
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.acuerdos import columnas_de_acuerdos
from enlace_app.ui.modelos_tabla.columna import Columna
from enlace_app.ui.modelos_tabla.documentos import COLUMNAS_DE_DOCUMENTOS
from enlace_app.ui.modelos_tabla.reuniones import COLUMNAS_DE_REUNIONES
from enlace_app.ui.navegacion import Seccion
from enlace_app.ui.paginas.compromisos.actividades import Actividades
from enlace_app.ui.paginas.compromisos.avance import AvanceDelCompromiso
from enlace_app.ui.paginas.compromisos.enlazados import Enlazados, F
from enlace_app.ui.tema import Icono

_LARGO = 80
_PROACTIVO = "Proactivo: se inicia sólo si otro compromiso concluye antes, y no cuenta en el avance general."


class RegistroDelCompromiso(QWidget):
    """Tabs in the order in which one asks: what, who and how far; activities; meetings, agreements and documents."""

    def __init__(self, entorno: Entorno, hoy: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Registro del compromiso")
        self._entorno, self._hoy = entorno, hoy
        self.registro: RegistroDeCompromiso | None = None
        self.titulo = EtiquetaElidida("", RolDeEtiqueta.SUBTITULO)
        self.respuesta = RespuestaDeAutoridad(entorno)
        self.avance = AvanceDelCompromiso(entorno)
        self.actividades = Actividades(entorno)
        self.reuniones = self._enlazados(
            Seccion.REUNIONES,
            "Reuniones",
            reuniones.listado,
            _solo(COLUMNAS_DE_REUNIONES, "fecha", "tipo", "lugar", "estado"),
            tabla="reunion",
        )
        self.acuerdos = self._enlazados(
            Seccion.ACUERDOS,
            "Acuerdos",
            lambda: acuerdos.listado(hoy=hoy()),
            _solo(columnas_de_acuerdos(hoy), "estado", "texto", "responsables", "plazo"),
            tabla="acuerdo",
        )
        self.documentos = self._enlazados(
            Seccion.DOCUMENTOS,
            "Documentos",
            documentos.listado,
            _solo(COLUMNAS_DE_DOCUMENTOS, "fecha", "remitente", "tipo", "sentido", "fojas"),
            tabla="documento",
        )
        self._ficha = QVBoxLayout()
        self._dentro: QWidget | None = None
        self.pestanas = QTabWidget()
        self.pestanas.tabBar().setAccessibleName("Partes del compromiso")
        self._area = self._crear_area()
        for nombre, parte in (
            ("Datos", self._area),
            ("Actividades", self.actividades),
            ("Reuniones", self.reuniones),
            ("Acuerdos", self.acuerdos),
            ("Documentos", self.documentos),
        ):
            self.pestanas.addTab(parte, nombre)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(8, 0, 0, 0)
        caja.addWidget(self.titulo)
        caja.addWidget(self.respuesta)
        caja.addWidget(self.pestanas, 1)

    def _enlazados(
        self, seccion: Seccion, que: str, listado: Callable[[], Listado[F]], columnas: list[Columna[F]], *, tabla: str
    ) -> Enlazados[F]:
        vacio = EstadoVacio(
            Icono(seccion.value),
            f"Todavía no hay {que.lower()} de este compromiso",
            "Aparecen aquí cuando, al registrarlos, se les pone la clave de este compromiso.",
        )
        return Enlazados(
            self._entorno, tabla=tabla, seccion=seccion, que=que, listado=listado, columnas=columnas, vacio=vacio
        )

    def _crear_area(self) -> QScrollArea:
        dentro = QWidget()
        caja = QVBoxLayout(dentro)
        caja.setContentsMargins(0, 6, 8, 0)
        caja.addWidget(self.avance)
        caja.addLayout(self._ficha)
        caja.addStretch(1)
        return AreaDeFormulario(dentro)

    def mostrar(self, uuid: str) -> bool:
        """Show a compromiso; False if there is none such."""
        registro = traer(self._entorno.contexto.almacen.lectura, uuid, hoy=self._hoy())
        if registro is None:
            return False
        otro = self.registro is None or self.registro.fila.uuid != uuid
        antes, self.registro = self.registro, registro
        fila = registro.fila
        self.titulo.setText(f"{fila.clave} · {fila.titulo}")
        self.respuesta.mostrar(fila.uuid)
        self.avance.mostrar(registro)
        self.actividades.mostrar(registro, otro=otro)
        if registro != antes:
            self._escribir(registro)
        if otro:
            self._area.verticalScrollBar().setValue(0)
        cuantos = (
            len(registro.actividades),
            self.reuniones.mostrar(fila.clave),
            self.acuerdos.mostrar(fila.clave, _decir_pendientes(registro)),
            self.documentos.mostrar(fila.clave, _decir_fojas(registro)),
        )
        nombres = ("Actividades", "Reuniones", "Acuerdos", "Documentos")
        for n, (nombre, cuenta) in enumerate(zip(nombres, cuantos, strict=True), start=1):
            self.pestanas.setTabText(n, f"{nombre} {cuenta:,}" if cuenta else nombre)
        return True

    def mostrar_actividad(self, actividad: str) -> None:
        """Show one of its activities, with the keyboard on its progress."""
        self.pestanas.setCurrentWidget(self.actividades)
        self.actividades.elegir(actividad)

    def enfocar(self) -> None:
        """Put the keyboard on the progress."""
        self.pestanas.setCurrentWidget(self._area)
        self.avance.enfocar()

    def dejar(self) -> bool:
        """Save what is being edited; False if it was refused and must stay."""
        return self.avance.confirmar() and self.actividades.confirmar()

    def _escribir(self, registro: RegistroDeCompromiso) -> None:
        if self._dentro is not None:
            self._ficha.removeWidget(self._dentro)
            self._dentro.hide()
            self._dentro.deleteLater()
        self._dentro = QWidget()
        caja = QVBoxLayout(self._dentro)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(2)
        fila = registro.fila
        caja.addWidget(_parrafo(fila.titulo))
        tipo = f"{fila.tipo.capitalize()}, ejercicio {fila.ejercicio or 'sin anotar'}"
        caja.addWidget(_parrafo(_PROACTIVO if fila.proactivo else tipo, RolDeEtiqueta.TENUE))
        regiones = [*(["todo el estado"] if registro.estatal else []), *registro.regiones]
        for nombre, dicho in (
            ("Objetivo", registro.objetivo),
            ("Producto", registro.producto),
            ("Regiones", " · ".join(p for p in (", ".join(regiones), registro.nota_region) if p)),
            ("Según la fuente", registro.estado_declarado),
            ("Fojas de sus documentos", _decir_fojas(registro)),
        ):
            if dicho:
                caja.addWidget(_subtitulo(nombre))
                caja.addWidget(_parrafo(dicho))
        self._nombrar(caja, registro, PapelEnCompromiso.OSC, "Organizaciones de la sociedad civil")
        self._nombrar(caja, registro, PapelEnCompromiso.INSTITUCION, "Instituciones")
        if registro.fuente:
            caja.addWidget(_parrafo(f"Fuente: {registro.fuente}", RolDeEtiqueta.DETALLE))
        self._ficha.addWidget(self._dentro)

    def _nombrar(self, caja: QVBoxLayout, registro: RegistroDeCompromiso, papel: str, titulo: str) -> None:
        suyas = [o for o in registro.organizaciones if o.papel == papel]
        if suyas:
            caja.addWidget(_subtitulo(titulo))
        for organizacion in suyas:
            if organizacion.organizacion is None:
                caja.addWidget(_parrafo(organizacion.literal))
                continue
            renglon = QHBoxLayout()
            renglon.addWidget(self._enlace(organizacion.literal, organizacion.organizacion))
            renglon.addStretch(1)
            caja.addLayout(renglon)

    def _enlace(self, literal: str, organizacion: str) -> Enlace:
        corto = literal if len(literal) <= _LARGO else f"{literal[:_LARGO]}…"
        return Enlace(corto, al_activar=lambda: self._entorno.navegacion.abrir("organizacion", organizacion))


def _solo(columnas: tuple[Columna[F], ...], *claves: str) -> list[Columna[F]]:
    por_clave = {columna.clave: columna for columna in columnas}
    return [por_clave[clave] for clave in claves]


def _decir_fojas(registro: RegistroDeCompromiso) -> str:
    """What was received and what its source declares; the two need not agree, so both are said."""
    fila = registro.fila
    partes = []
    if fila.fojas is not None:
        partes.append(f"{_fojas(fila.fojas)} recibidas")
    if fila.fojas_declaradas is not None:
        partes.append(f"la fuente declara {_fojas(fila.fojas_declaradas)}")
    return "; ".join(partes)


def _fojas(fojas: Fojas) -> str:
    return escribir_fojas(fojas.numero, es_minimo=fojas.es_minimo) or ""


def _decir_pendientes(registro: RegistroDeCompromiso) -> str:
    fila = registro.fila
    if not fila.acuerdos_n:
        return ""
    vencidos = f", {fila.vencidos_n:,} de ellos vencidos" if fila.vencidos_n else ", ninguno vencido"
    return f"{fila.abiertos_n:,} sin concluir{vencidos}" if fila.abiertos_n else "Todos concluidos"


def _subtitulo(texto: str) -> Etiqueta:
    etiqueta = Etiqueta(texto, RolDeEtiqueta.TENUE)
    etiqueta.setContentsMargins(0, etiqueta.fontMetrics().height() // 3, 0, 0)
    return etiqueta


def _parrafo(texto: str, rol: RolDeEtiqueta = RolDeEtiqueta.NORMAL) -> Etiqueta:
    etiqueta = Etiqueta(texto, rol, ajustar=True)
    etiqueta.setMinimumWidth(1)  # one word of ten thousand letters must not widen the page
    etiqueta.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return etiqueta
