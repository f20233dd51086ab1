"""At the authority, on a record that a region sent: remarks on it and its official folio, for the next receipt."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from enlace_app.consultas.acuses_por_hacer import Respondido, respondido
from enlace_app.dominio.sitios import RolDeSitio
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.campos import CampoDeTexto, CampoLargo
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.tema import Icono

_ALTO_EN_LINEAS = 6
_LARGO = 600
"""More of one remark than that is read in the record's sheet, not above it."""


class RespuestaALaRegion(QWidget):
    """Hidden everywhere but at the authority, and there on what no package brought."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._registro: str | None = None
        self._es_folio = False
        self._borradores: dict[tuple[str, bool], str] = {}
        """What was typed about a record and not saved, by the record and whether it is a folio."""
        self.origen = EtiquetaElidida("", RolDeEtiqueta.TENUE)
        self.observar = BotonSecundario("Observar…", con_icono=Icono.EDITAR, al_pulsar=self.pedir_observacion)
        self.asignar = BotonSecundario("Asignar folio oficial…", con_icono=Icono.FIRMA, al_pulsar=self.pedir_folio)
        self.folio = EtiquetaElidida("")
        self.observaciones = Etiqueta("", ajustar=True)
        self.observaciones.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.observaciones.setMinimumWidth(1)
        self.pregunta = Etiqueta("", ajustar=True)
        self.texto = CampoLargo(minimo=2, maximo=_ALTO_EN_LINEAS)
        self.texto.setAccessibleName("Observación")
        self.oficial = CampoDeTexto()
        self.oficial.setAccessibleName("Folio oficial")
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.guardar = BotonPrimario("Guardar", al_pulsar=self._guardar)
        self.cancelar = BotonSecundario("Cancelar", al_pulsar=self.cerrar)
        self.forma = self._armar_forma()
        renglon = QHBoxLayout()
        renglon.addWidget(self.origen, 1)
        renglon.addWidget(self.observar)
        renglon.addWidget(self.asignar)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 2, 0, 2)
        caja.setSpacing(2)
        caja.addLayout(renglon)
        for parte in (self.folio, self.observaciones, self.forma):
            caja.addWidget(parte)
        self.hide()

    def _armar_forma(self) -> QFrame:
        forma = QFrame()
        forma.setProperty("papel", "tarjeta")
        botones = QHBoxLayout()
        botones.addWidget(self.guardar)
        botones.addWidget(self.cancelar)
        botones.addStretch(1)
        caja = QVBoxLayout(forma)
        for parte in (self.pregunta, self.texto, self.oficial, self.error):
            caja.addWidget(parte)
        caja.addLayout(botones)
        self.oficial.returnPressed.connect(self._guardar)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), forma)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.cerrar)
        forma.hide()
        return forma

    def mostrar(self, registro: str | None) -> None:
        """Show what was answered about a record; what is being typed about it stays."""
        if registro != self._registro:
            self._apartar()
        self._registro = registro
        dicho = None
        if registro is not None and self._entorno.sitio.rol == RolDeSitio.GARANTE:
            dicho = respondido(self._entorno.contexto.almacen.lectura, registro)
        if dicho is not None:
            self._poner(dicho)
        self.setVisible(dicho is not None)

    def _poner(self, dicho: Respondido) -> None:
        self.origen.setText(f"Llegó de {dicho.de}, en su paquete {dicho.secuencia}")
        self.folio.setVisible(dicho.folio is not None)
        if dicho.folio is not None:
            self.folio.setText(f"Folio oficial {dicho.folio} · {_envio(dicho, dicho.folio)}")
        self.observaciones.setVisible(bool(dicho.observaciones))
        self.observaciones.setText(
            "\n".join(f"Se observó: {_corto(o.texto)} · {_envio(dicho, o.texto)}" for o in dicho.observaciones)
        )

    def pedir_observacion(self) -> None:
        """Ask for the remark, under the buttons."""
        self._pedir(
            "Qué se observa. Lo leerá quien envió el registro, junto a él, cuando traiga el próximo acuse.",
            es_folio=False,
        )

    def pedir_folio(self) -> None:
        """Ask for the official folio, under the buttons."""
        self._pedir(
            "Folio oficial. Se muestra junto al propio, que no cambia ni en lo impreso; va en el próximo acuse.",
            es_folio=True,
        )

    def _pedir(self, pregunta: str, *, es_folio: bool) -> None:
        if self.isHidden() or self._registro is None:
            self._entorno.avisos.aviso(
                "Ese registro no llegó en ningún paquete: no hay a quién responder. Si es de aquí, corríjalo."
            )
            return
        if not self.forma.isHidden():
            self._apartar()
        self._es_folio = es_folio
        self.pregunta.setText(pregunta)
        self.texto.setVisible(not es_folio)
        self.oficial.setVisible(es_folio)
        anterior = self._borradores.get((self._registro, es_folio), "")
        self._decir("")
        if es_folio:
            self.oficial.poner_valor(anterior)
        else:
            self.texto.poner_valor(anterior)
        self.forma.show()
        (self.oficial if es_folio else self.texto).setFocus(Qt.FocusReason.OtherFocusReason)

    def cerrar(self) -> None:
        """Put the question away; what was typed is there when it is asked again."""
        self._apartar()
        (self.asignar if self._es_folio else self.observar).setFocus(Qt.FocusReason.OtherFocusReason)

    def _apartar(self) -> None:
        if self._registro is not None and not self.forma.isHidden():
            campo = self.oficial if self._es_folio else self.texto
            self._borradores[self._registro, self._es_folio] = campo.valor()
        self.forma.hide()

    def _decir(self, texto: ErrorDeEnlace | str) -> None:
        self.error.setText(str(texto))
        self.error.setVisible(bool(str(texto)))
        for campo in (self.texto, self.oficial):
            campo.setAccessibleDescription(str(texto))

    def _guardar(self) -> None:
        from enlace_app.servicios.acuses import asignar_folio_oficial, observar_registro

        registro, almacen, es_folio = self._registro, self._entorno.contexto.almacen, self._es_folio
        if registro is None:
            return
        campo = self.oficial if es_folio else self.texto
        dicho = campo.valor()

        def responder() -> bool:
            if es_folio:
                asignar_folio_oficial(almacen, registro=UUID(registro), folio=dicho)
            else:
                observar_registro(almacen, registro=UUID(registro), texto=dicho)
            return True

        hecho = self._entorno.operaciones.hacer(
            responder,
            dicho=f"{'Folio oficial asignado' if es_folio else 'Observado'}: irá en el próximo acuse de su paquete.",
            al_rehusar=self._decir,
        )
        if hecho is None:
            campo.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.cerrar()
        self._borradores.pop((registro, es_folio), None)
        self.mostrar(registro)


def ofrecer_respuestas(
    entorno: Entorno, tabla: QTableView, respuesta: RespuestaALaRegion, *, antes: Callable[[], object] = lambda: None
) -> None:
    """Put both answers into the context menu of a list, at the authority.

    `respuesta` is of the record beside the list, `antes` puts that on show where it may be hidden.
    """
    if entorno.sitio.rol != RolDeSitio.GARANTE:
        return
    tabla.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    for texto, pedir in (
        ("Observar…", respuesta.pedir_observacion),
        ("Asignar folio oficial…", respuesta.pedir_folio),
    ):
        accion = QAction(texto, tabla)
        accion.triggered.connect(lambda _=False, hacer=pedir: (antes(), hacer()))
        tabla.addAction(accion)


def _envio(dicho: Respondido, texto: str) -> str:
    return "ya fue en un acuse" if texto in dicho.enviado else "aún no se envía: irá en el próximo acuse"


def _corto(texto: str) -> str:
    llano = " ".join(texto.split())
    return llano if len(llano) <= _LARGO else f"{llano[: _LARGO - 1]}…"
