"""The proposal of a public version in the window: what is left out, marking by hand, and writing the file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QHeaderView, QSplitter, QVBoxLayout, QWidget

from enlace_app.dominio.datos_personales import causal_por_su_forma
from enlace_app.dominio.version_publica import NO_SE_BUSCA
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.archivos import pedir_destino
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.tabla_de_renglones import TablaDeRenglones
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.modelo_de_filas import ModeloDeFilas
from enlace_app.ui.modelos_tabla.testados import COLUMNAS_DE_TESTADOS, Como, RenglonDeTestado, renglones_de_propuesta
from enlace_app.ui.paginas.reuniones.combos import combo_angosto
from enlace_app.ui.paginas.reuniones.paneles import Panel
from enlace_app.ui.paginas.reuniones.version_publica_texto import TextoPorTestar
from enlace_app.ui.tareas import Progreso
from enlace_app.ui.tema import Icono

if TYPE_CHECKING:
    from enlace_app.servicios.testados import PropuestaDeVersionPublica
    from enlace_app.servicios.versiones_publicas import VersionPublicaExportada

_APROBACION = (
    "Es una propuesta: la aprueba el Comité de Transparencia. Revise la lista; lo testado se elimina del archivo, "
    f"no se cubre. El acta no cambia. {NO_SE_BUSCA}"
)
_OTRA_CAUSAL = "otro"
_TABLAS = frozenset({"testado", "causal", "acta", "firma"})


class RevisionDeVersionPublica(Panel):
    """Takes the place of the tabs; lists first what a person should look at. Ctrl+Z undoes a mark, Esc closes."""

    llena = True

    def __init__(self, entorno: Entorno, reunion: UUID, parent: QWidget | None = None) -> None:
        super().__init__(
            "Propuesta de versión pública", _APROBACION, "Exportar propuesta…", self.pedir_archivo, parent=parent
        )
        self.salir.setText("Volver al acta  (Esc)")
        self.salir.setAccessibleName("Volver al acta")
        self._entorno = entorno
        self._reunion = reunion
        self.vista: PropuestaDeVersionPublica | None = None
        self.resumen = Etiqueta("", RolDeEtiqueta.SUBTITULO, ajustar=True)
        self.modelo: ModeloDeFilas[RenglonDeTestado] = ModeloDeFilas(COLUMNAS_DE_TESTADOS, self)
        self.tabla = self._crear_tabla()
        self.detalle = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self.texto = TextoPorTestar()
        self.causal = combo_angosto()
        self.causal.setAccessibleName("Por qué se testa")
        self.causal.activated.connect(lambda _: self._tomar_causal())
        self._causal_elegida = False
        self.nota = CampoDeTexto(sugerencia="Nota o motivo (no se imprime)")
        self.nota.textChanged.connect(lambda _: self._permitir())
        self.nota.setAccessibleName("Nota, o motivo para conservar")
        self.todas = QCheckBox("En toda el &acta")
        self.todas.setToolTip("Testa o conserva el mismo texto dondequiera que aparezca")
        self.testar = BotonSecundario("&Testar lo seleccionado", con_icono=Icono.CANDADO, al_pulsar=self.marcar)
        self.conservar = BotonSecundario("&Conservar", con_icono=Icono.CUMPLIDO, al_pulsar=self.conservar_elegido)
        self.quitar = BotonSecundario("&Quitar marca", con_icono=Icono.QUITAR, al_pulsar=self.quitar_elegido)
        self._acomodar()
        self.tabla.selectionModel().currentRowChanged.connect(lambda *_: self._elegir())
        self.texto.cambio.connect(self._cambiar_seleccion)
        entorno.operaciones.cambiado.connect(self._refrescar)
        self._poner()

    def _crear_tabla(self) -> TablaDeRenglones:
        tabla = TablaDeRenglones(self.modelo, "Lo que se testa, lo que se conserva y lo que hay que revisar")
        tabla.setWordWrap(True)
        # Two lines: a reason must be legible beside the list of meetings on a small screen.
        tabla.verticalHeader().setDefaultSectionSize(round(tabla.fontMetrics().lineSpacing() * 2.4))
        encabezado, letra = tabla.horizontalHeader(), tabla.fontMetrics().averageCharWidth()
        for n, columna in enumerate(COLUMNAS_DE_TESTADOS):
            encabezado.resizeSection(n, (columna.ancho + 2) * letra)
            if columna.estira:
                encabezado.setSectionResizeMode(n, QHeaderView.ResizeMode.Stretch)
        return tabla

    def _acomodar(self) -> None:
        de_la_lista = QHBoxLayout()
        de_la_lista.addWidget(self.nota, 1)
        de_la_lista.addWidget(self.todas)
        de_la_lista.addWidget(self.conservar)
        de_la_lista.addWidget(self.quitar)
        del_texto = QHBoxLayout()
        del_texto.addWidget(Etiqueta("Causal", RolDeEtiqueta.TENUE))
        del_texto.addWidget(self.causal, 1)
        del_texto.addWidget(self.testar)
        partes = QSplitter(Qt.Orientation.Vertical)
        for dentro, debajo in ((self.tabla, de_la_lista), (self.texto, del_texto)):
            hoja = QWidget()
            caja = QVBoxLayout(hoja)
            caja.setContentsMargins(0, 0, 0, 0)
            caja.addWidget(dentro, 1)
            if dentro is self.tabla:
                caja.addWidget(self.detalle)
            caja.addLayout(debajo)
            partes.addWidget(hoja)
        partes.setChildrenCollapsible(False)
        partes.setStretchFactor(0, 3)
        partes.setStretchFactor(1, 2)
        antes = self.caja.indexOf(self.formulario)
        self.caja.insertWidget(antes, self.resumen)
        self.caja.insertWidget(antes + 1, partes, 1)

    def _refrescar(self, tocados: frozenset[tuple[str, str]]) -> None:
        if not _TABLAS.isdisjoint(tabla for tabla, _ in tocados):
            self._poner()

    def _poner(self) -> None:
        from enlace_app.servicios.testados import propuesta_de_version_publica

        elegido, causal = self._renglon(), self.causal.currentData() if self._causal_elegida else None
        try:
            self.vista = propuesta_de_version_publica(self._entorno.contexto.almacen, self._reunion)
        except ErrorDeEnlace as error:
            self.vista = None
            self.mostrar_error(error)
            self.modelo.poner([])
            self._permitir()
            return
        propuesta = self.vista.propuesta
        filas = renglones_de_propuesta(propuesta, self.vista.avisos)
        self.modelo.poner(filas)
        if elegido in filas:
            self.tabla.selectRow(filas.index(elegido))
        self.texto.poner(self.vista.textos, propuesta.tachados)
        self._llenar_causales(causal)
        n, revisar = len(propuesta.tachados), len(self.vista.avisos)
        dicho = f"{self.vista.folio}, versión {self.vista.version}: {n} {'testado' if n == 1 else 'testados'}"
        self.resumen.setText(f"{dicho}{f', {revisar} por revisar' if revisar else ''}")
        self._permitir()

    def _llenar_causales(self, elegida: str | None) -> None:
        self.causal.clear()
        for causal in self.vista.causales if self.vista is not None else ():
            self.causal.addItem(causal.motivo, causal.clave)
        self._causal_elegida = elegida is not None
        self._poner_causal(elegida or _OTRA_CAUSAL)
        self._cambiar_seleccion()

    def _poner_causal(self, clave: str) -> None:
        lugares = (self.causal.findData(una) for una in (clave, _OTRA_CAUSAL))
        self.causal.setCurrentIndex(next((n for n in lugares if n >= 0), 0))

    def _tomar_causal(self) -> None:
        self._causal_elegida = True

    def _cambiar_seleccion(self) -> None:
        """What is selected says which causal fits, until somebody chose one."""
        seleccion = self.texto.seleccion()
        if seleccion is not None and not self._causal_elegida:
            ruta, desde, hasta = seleccion
            self._poner_causal(self._causal_de(self.texto.pasaje(ruta)[desde:hasta]))
        self._permitir()

    def _causal_de(self, dato: str) -> str:
        """The causal of a passage by what it looks like, or by the row that it comes from."""
        renglon = self._renglon()
        if renglon is not None and renglon.causal and dato.strip() and dato.strip() in renglon.dato:
            return renglon.causal
        return causal_por_su_forma(dato) or _OTRA_CAUSAL

    def _renglon(self) -> RenglonDeTestado | None:
        indice = self.tabla.currentIndex()
        return self.modelo.fila(indice.row()) if indice.isValid() else None

    def _elegir(self) -> None:
        renglon = self._renglon()
        self._causal_elegida = False
        partes = (renglon.dato, renglon.donde, renglon.motivo) if renglon is not None else ()
        dicho = renglon.explicacion if renglon is not None else ""
        self.detalle.setText(dicho or " · ".join(parte for parte in partes if parte))
        if renglon is not None and renglon.ruta:
            self.texto.ir_a(renglon.ruta, renglon.desde, renglon.hasta)
        self._permitir()

    def _permitir(self) -> None:
        renglon = self._renglon()
        self.boton.setEnabled(self.vista is not None)
        self.testar.setEnabled(self.texto.seleccion() is not None and self.causal.count() > 0)
        propuesto = renglon is not None and renglon.como is Como.AUTOMATICO
        self.conservar.setEnabled(propuesto and bool(self.nota.valor()))
        self.conservar.setToolTip("Escriba primero por qué se conserva" if propuesto and not self.nota.valor() else "")
        self.quitar.setEnabled(renglon is not None and renglon.marca is not None)
        dicho = "&Volver a testar" if renglon is not None and renglon.como is Como.CONSERVADO else "&Quitar marca"
        self.quitar.setText(dicho)
        self.quitar.setAccessibleName(dicho.replace("&", ""))

    def marcar(self) -> None:
        """Leave out what is selected in the text."""
        from enlace_app.servicios import testados

        seleccion, reunion, causal = self.texto.seleccion(), self._reunion, self.causal.currentData()
        if seleccion is None or causal is None:
            return
        ruta, desde, hasta = seleccion
        almacen, nota = self._entorno.contexto.almacen, self.nota.valor()

        def testar() -> object:
            if self.todas.isChecked():
                return testados.marcar_texto(
                    almacen, reunion=reunion, texto=self.texto.pasaje(ruta)[desde:hasta], causal=str(causal), nota=nota
                )
            return testados.marcar(
                almacen, reunion=reunion, ruta=ruta, desde=desde, hasta=hasta, causal=str(causal), nota=nota
            )

        self._hacer(testar, "Quedó testado en la versión pública; el acta no cambia. Ctrl+Z lo deshace.")

    def conservar_elegido(self) -> None:
        """Keep what the program proposes, with the reason in the line above the text."""
        from enlace_app.servicios import testados

        renglon, reunion, motivo = self._renglon(), self._reunion, self.nota.valor()
        if renglon is None or renglon.como is not Como.AUTOMATICO or not motivo:
            return
        almacen, r, todas = self._entorno.contexto.almacen, renglon, self.todas.isChecked()
        self._hacer(
            lambda: testados.conservar(
                almacen, reunion=reunion, ruta=r.ruta, desde=r.desde, hasta=r.hasta, motivo=motivo, todas=todas
            ),
            "Se conserva en la versión pública. Ctrl+Z lo deshace.",
        )

    def quitar_elegido(self) -> None:
        """Take back the mark of the chosen row, or the decision to keep it."""
        from enlace_app.servicios import testados

        renglon = self._renglon()
        if renglon is None or renglon.marca is None:
            return
        almacen, marca, rev = self._entorno.contexto.almacen, renglon.marca, renglon.rev
        self._hacer(
            lambda: testados.desmarcar(almacen, testado=marca, rev=rev), "Se quitó la marca. Ctrl+Z lo deshace."
        )

    def _hacer(self, accion: Callable[[], object], dicho: str) -> None:
        self.mostrar_error("")
        if self._entorno.operaciones.hacer(accion, dicho=dicho, al_rehusar=self.mostrar_error) is not None:
            self.nota.poner_valor("")

    def pedir_archivo(self) -> bool:
        """Ask where to write the proposal; the panel stays."""
        from enlace_app.servicios.versiones_publicas import nombre_de_version_publica

        if self.vista is not None:
            nombre = nombre_de_version_publica(self.vista.folio, self.vista.version)
            pedir_destino(
                self, "Exportar propuesta de versión pública", Path.home() / nombre, "PDF (*.pdf)", self.exportar_a
            )
        return False

    def exportar_a(self, destino: Path) -> None:
        """Write the proposal to that file, made anew from the data."""
        contexto, reunion = self._entorno.contexto, self._reunion

        def trabajo(progreso: Progreso) -> "VersionPublicaExportada":
            from enlace_app.servicios.versiones_publicas import exportar_version_publica

            return exportar_version_publica(
                contexto.almacen,
                reunion=reunion,
                destino=destino,
                imprenta=contexto.imprenta,
                unidad=contexto.ajustes.unidad_que_clasifica,
                progreso=progreso,
            )

        self._entorno.operaciones.en_tarea(
            "Exportando la propuesta de versión pública",
            trabajo,
            al_terminar=lambda _: self._entorno.avisos.hecho(
                f"Se escribió «{destino}». Entréguela al Comité de Transparencia."
            ),
            cancelable=True,
        )

    def mostrar_error(self, error: ErrorDeEnlace | str) -> None:
        """Say why it was not done; the file can be written all the same."""
        super().mostrar_error(error)
        self.boton.setEnabled(self.vista is not None)

    def enfocar(self) -> None:
        """Put the keyboard on the list, or on the text where nothing is listed."""
        (self.tabla if self.modelo.rowCount() else self.texto.texto).setFocus(Qt.FocusReason.OtherFocusReason)
