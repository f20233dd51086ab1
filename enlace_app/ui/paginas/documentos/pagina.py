"""Documentos: the register, its form, and the record of each."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from enlace_app.consultas import compromisos, documentos, opciones
from enlace_app.consultas.opciones_de_documento import reunion_elegida
from enlace_app.dominio.documentos import Sentido
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.lista import TEXTO, Filtro, Lista
from enlace_app.ui.componentes.lista_y_registro import ListaYRegistro
from enlace_app.ui.componentes.respuesta_a_la_region import ofrecer_respuestas
from enlace_app.ui.componentes.zona_de_archivos import ReceptorDeArchivos
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.columna import con_regiones
from enlace_app.ui.modelos_tabla.documentos import COLUMNAS_DE_DOCUMENTOS
from enlace_app.ui.navegacion import Destino
from enlace_app.ui.paginas.documentos.nuevo import DocumentoNuevo
from enlace_app.ui.paginas.documentos.registro import RegistroDeUnDocumento
from enlace_app.ui.paginas.pagina import DE_LA_AUTORIDAD, Pagina
from enlace_app.ui.tema import Icono

_PANTALLA = "documento:nuevo"
_SIN_COMBO = {"reunion": "de una reunión", "acuerdo": "de un acuerdo", "tipo": "de un tipo"}
"""Filters that other pages ask for and that nobody chooses here."""


class PaginaDeDocumentos(Pagina):
    """List, and beside it the form or the record; a file dropped anywhere begins a new document."""

    titulo = "Documentos"
    tablas = DE_LA_AUTORIDAD | {"documento", "reunion", "acuerdo", "seguimiento", "compromiso", "organizacion"}

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(entorno, parent)
        self.lista = self._crear_lista()
        self.pie = Etiqueta("", RolDeEtiqueta.TENUE)
        self.nuevo = DocumentoNuevo(entorno)
        self.registro = RegistroDeUnDocumento(entorno)
        ofrecer_respuestas(entorno, self.lista.tabla, self.registro.a_la_region)
        self._nada = EstadoVacio(
            Icono.DOCUMENTOS,
            "Elija un documento de la lista",
            "O registre uno: Ctrl+D, o suelte su archivo en cualquier parte de esta página.",
        )
        self.lado = QStackedWidget()
        for vista in (self._nada, self.nuevo, self.registro):
            self.lado.addWidget(vista)
        self._armar()
        self._receptor = ReceptorDeArchivos(self)
        self._receptor.recibidos.connect(self.recibir)
        self._receptor.rechazado.connect(entorno.avisos.error)
        self.lista.elegida.connect(self._elegir)
        self.lista.abierta.connect(self._abrir)
        self.lista.modelo.modelReset.connect(self._actualizar_pie)
        self.nuevo.cerrado.connect(self._cerrar_nuevo)
        self.registro.retirado.connect(self._tras_retirar)
        self._escrito: dict[str, str] = {}
        self._recuperado = entorno.autoguardado.vigilar(_PANTALLA, self._leer_nuevo)
        if self._recuperado:
            self.nuevo.recuperar(self._recuperado)
        self._actualizar_pie()

    def _leer_nuevo(self) -> dict[str, str]:
        if isValid(self.nuevo):  # the last saving may come when the window is gone
            self._escrito = self.nuevo.textos()
        return self._escrito

    def _crear_lista(self) -> Lista[documentos.FilaDocumento]:
        lectura = self.entorno.contexto.almacen.lectura
        filtros = [
            Filtro("sentido", "Sentido", [(sentido.etiqueta, sentido.value) for sentido in Sentido]),
            Filtro("compromiso", "Compromiso", [(c.clave, c.clave) for c in opciones.compromisos(lectura)]),
            Filtro("region", "Región", [(r.nombre, r.clave) for r in opciones.regiones(lectura)]),
            Filtro("con_archivo", "Archivo", [("con archivo", True), ("sin archivo", False)]),
        ]
        vacio = EstadoVacio(
            Icono.DOCUMENTOS,
            "Todavía no hay documentos",
            "Cuando llegue uno, presione Ctrl+D o suelte aquí su archivo. Se anota quién lo entrega, qué es y para "
            "qué compromiso; el programa avisa si cumple un acuerdo o si ya había llegado.",
            [BotonPrimario("Registrar documento  (Ctrl+D)", al_pulsar=self.abrir_nuevo)],
        )
        return Lista(
            self.entorno,
            nombre="documentos",
            que="documentos",
            listado=documentos.listado(),
            columnas=con_regiones(COLUMNAS_DE_DOCUMENTOS, self.entorno.sitio.rol),
            vacio=vacio,
            filtros=filtros,
        )

    def _armar(self) -> None:
        self.boton = BotonPrimario(
            "Registrar documento  (Ctrl+D)", con_icono=Icono.DOCUMENTO_NUEVO, al_pulsar=self.abrir_nuevo
        )
        self._solo = EtiquetaElidida("", RolDeEtiqueta.TENUE)
        self._quitar_solo = BotonSecundario("Ver todos", al_pulsar=self.lista.limpiar)
        cabeza = QHBoxLayout()
        cabeza.addWidget(self.boton)
        cabeza.addWidget(self._solo, 1)
        cabeza.addWidget(self._quitar_solo)
        izquierda = QWidget()
        caja = QVBoxLayout(izquierda)
        caja.addLayout(cabeza)
        caja.addWidget(self.lista, 1)
        caja.addWidget(self.pie)
        todo = QVBoxLayout(self)
        todo.setContentsMargins(0, 0, 0, 0)
        memoria = self.entorno.memoria
        todo.addWidget(ListaYRegistro(memoria, "documentos", izquierda, self.lado, reparto=(3, 2)))

    def mostrar(self, destino: Destino) -> None:
        """Show a document, a filtered list, the form, or just the list."""
        if destino.nuevo:
            self._empezar(destino)
        elif destino.uuid is not None:
            self._mostrar_uno(destino.uuid, destino.campo)
        elif destino.filtro is not None:
            self._filtrar(*destino.filtro)
            self.lista.enfocar()
        elif self._recuperado:
            self.abrir_nuevo()
        else:
            self.lista.enfocar()
        self._recuperado = {}

    def refrescar(self, tocados: frozenset[tuple[str, str]]) -> None:
        """Read the list and the record again."""
        self.lista.recargar()
        self.registro.refrescar()

    def dejar(self) -> bool:
        """Save the field that is being edited; the form is kept as it is."""
        self.entorno.autoguardado.guardar()
        return self.lado.currentWidget() is not self.registro or self.registro.confirmar()

    def abrir_nuevo(self) -> None:
        """Show the form with what was begun in it."""
        if self.lado.currentWidget() is self.registro and not self.registro.confirmar():
            return
        self.lado.setCurrentWidget(self.nuevo)
        self.nuevo.abrir()

    def recibir(self, archivos: list[Path]) -> None:
        """Begin a document for each of these files, one after the other."""
        self.abrir_nuevo()
        self.nuevo.recibir(archivos)

    def _empezar(self, destino: Destino) -> None:
        """Show the form, for the meeting and with the files that another page names."""
        self.abrir_nuevo()
        if destino.filtro is not None and destino.filtro[0] == "reunion":
            reunion = reunion_elegida(self.entorno.contexto.almacen.lectura, destino.filtro[1])
            if reunion is None:
                self.entorno.avisos.error("A esa reunión ya no se le agregan documentos: su acta se cerró o se retiró.")
                return
            if not self.nuevo.para_la_reunion(reunion):
                return
        if destino.archivos:
            self.nuevo.recibir(list(destino.archivos))

    def _elegir(self, uuid: str) -> None:
        if self.lado.currentWidget() is self.registro and not self.registro.confirmar():
            return
        if self.registro.mostrar(uuid):
            self.lado.setCurrentWidget(self.registro)

    def _abrir(self, uuid: str) -> None:
        self._elegir(uuid)
        if self.lado.currentWidget() is self.registro:
            self.registro.campos.remitente.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mostrar_uno(self, uuid: str, campo: str | None) -> None:
        self.lista.seleccionar(uuid)
        if not self.registro.mostrar(uuid, campo):
            self.entorno.avisos.error("Ese documento ya no está en estos datos.")
            return
        self.lado.setCurrentWidget(self.registro)
        if campo is None:
            self.lista.enfocar()

    def _cerrar_nuevo(self) -> None:
        uuid = self.lista.uuid_actual
        if uuid is None or not self.registro.mostrar(uuid):
            self.lado.setCurrentWidget(self._nada)
        else:
            self.lado.setCurrentWidget(self.registro)
        self.lista.enfocar()

    def _tras_retirar(self) -> None:
        self.lado.setCurrentWidget(self._nada)
        self.lista.enfocar()

    def _filtrar(self, clave: str, valor: str) -> None:
        if clave == "con_archivo":
            self.lista.filtrar(clave, valor in {"True", "sí", "1"})
        elif clave in {"sentido", "compromiso", "region", TEXTO}:
            self.lista.filtrar(clave, valor)
        elif clave == "remitente":
            self.lista.filtrar(TEXTO, valor)
        elif clave in _SIN_COMBO:
            self.lista.limpiar()
            modelo = self.lista.modelo
            modelo.pedido = replace(modelo.pedido, filtros={clave: valor})
            self.lista.recargar()

    def _actualizar_pie(self) -> None:
        filtros = self.lista.modelo.pedido.filtros
        solo = next((dicho for clave, dicho in _SIN_COMBO.items() if clave in filtros), "")
        self._solo.setText(f"Sólo los documentos {solo}" if solo else "")
        self._quitar_solo.setVisible(bool(solo))
        clave = filtros.get("compromiso")
        self.pie.setText(self._fojas_de(str(clave)) if clave else "")
        self.pie.setVisible(bool(self.pie.text()))

    def _fojas_de(self, clave: str) -> str:
        """«PAL1-C6: 1,245 fojas y más»; what was only asked for, promised, cited or declared does not count."""
        lectura = self.entorno.contexto.almacen.lectura
        uuid = next((c.uuid for c in opciones.compromisos(lectura) if c.clave == clave), None)
        compromiso = compromisos.traer(lectura, uuid) if uuid else None
        if compromiso is None or compromiso.fojas is None:
            return f"{clave}: sin fojas contadas"
        fojas = compromiso.fojas
        y_mas = " y más" if fojas.es_minimo else ""
        return f"{clave}: {fojas.numero:,} {'foja' if fojas.numero == 1 else 'fojas'}{y_mas} recibidas en total"
