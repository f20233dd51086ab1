"""The agenda at the left: where one is, what is done, what was added while people talk."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.partes_de_reunion import PuntoDeReunion
from enlace_app.ui.componentes.botones import BotonDeIcono
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.paginas.sesion.renglones import ListaDeRenglones, Renglon
from enlace_app.ui.paginas.sesion.sesion_abierta import SesionAbierta
from enlace_app.ui.tema import Icono, Rol

SIN_PUNTO = "sin_punto"
_AGREGA = "+ punto (Ctrl+P)"
_RENOMBRA = "Otro asunto para el punto"


class OrdenDelDia(QWidget):
    """A click or Enter goes to a point; the field below adds points, or renames the current one (Ctrl+R)."""

    elegido = Signal(object)
    """The uuid of a point, None for what belongs to none."""

    def __init__(self, sesion: SesionAbierta, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._renombrado: PuntoDeReunion | None = None
        self._a_medias = ""
        self.lista = ListaDeRenglones("Orden del día", ajustar=True)
        self.campo = CampoDePunto(sugerencia=_AGREGA)
        self.campo.setAccessibleName("Agregar punto")
        botones = QHBoxLayout()
        botones.setSpacing(2)
        ordenes: tuple[tuple[Icono, str, Callable[[], object]], ...] = (
            (Icono.EDITAR, "Cambiar el asunto del punto (Ctrl+R)", self.renombrar),
            (Icono.FLECHA_ARRIBA, "Subir el punto (Ctrl+Flecha arriba)", lambda: self._mover_actual(-1)),
            (Icono.FLECHA_ABAJO, "Bajar el punto (Ctrl+Flecha abajo)", lambda: self._mover_actual(1)),
            (Icono.QUITAR, "Retirar el punto (Supr en la lista)", self._retirar_actual),
        )
        for icono, nombre, accion in ordenes:
            boton = BotonDeIcono(icono, nombre, al_pulsar=accion)
            boton.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            botones.addWidget(boton)
        botones.addStretch(1)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(4)
        caja.addWidget(Etiqueta("ORDEN DEL DÍA", RolDeEtiqueta.DETALLE))
        caja.addWidget(self.lista, 1)
        caja.addWidget(self.campo)
        caja.addLayout(botones)
        self.lista.pulsado.connect(self._elegir)
        self.lista.activado.connect(self._elegir)
        self.lista.movido.connect(self._mover)
        self.lista.retirado.connect(self._retirar)
        self.campo.returnPressed.connect(self._entrar)
        self.campo.abandonado.connect(self._dejar_de_renombrar)
        self.refrescar()

    def refrescar(self) -> None:
        """Show the agenda as it was read last."""
        self.lista.poner(
            [*(self._renglon(n, p) for n, p in enumerate(self._sesion.registro.puntos, 1)), *self._sueltos()]
        )
        actual = self._sesion.punto
        self.lista.marcar(actual.uuid if actual else SIN_PUNTO)

    def capturas(self) -> dict[str, str]:
        """What a power cut must not take."""
        return {"punto_nuevo": self._a_medias if self._renombrado else self.campo.text()}

    def recuperar(self, capturas: dict[str, str]) -> None:
        """Put back what an earlier run was typing."""
        self.campo.setText(capturas.get("punto_nuevo", ""))

    def agregar(self) -> None:
        """Take the keyboard for a new point."""
        self._dejar_de_renombrar()
        self.campo.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def renombrar(self) -> None:
        """Put the subject of the current point into the field."""
        punto = self._sesion.punto
        if punto is None:
            return
        if self._renombrado is None:
            self._a_medias = self.campo.text()
        self._renombrado = punto
        self.campo.setPlaceholderText(_RENOMBRA)
        self.campo.setAccessibleName(_RENOMBRA)
        self.campo.setText(punto.asunto)
        self.campo.selectAll()
        self.campo.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _renglon(self, n: int, punto: PuntoDeReunion) -> Renglon:
        texto = f"{n} {punto.asunto}"
        actual = self._sesion.punto
        if actual is not None and punto.uuid == actual.uuid:
            return Renglon(
                punto.uuid, texto, icono=Icono.FLECHA_DERECHA, rol=Rol.ACENTO, signo="punto actual", fuerte=True
            )
        if self._sesion.esta_tratado(punto):
            return Renglon(punto.uuid, texto, icono=Icono.CUMPLIDO, rol=Rol.BIEN, signo="tratado", tenue=True)
        return Renglon(punto.uuid, texto)

    def _sueltos(self) -> list[Renglon]:
        """What was noted before there were points stays in reach."""
        r = self._sesion.registro
        if not r.puntos or not (r.acuerdos_de(None) or r.votaciones_de(None)):
            return []
        actual = self._sesion.punto is None
        icono = Icono.FLECHA_DERECHA if actual else None
        return [Renglon(SIN_PUNTO, "Sin punto", icono=icono, rol=Rol.ACENTO, fuerte=actual, tenue=not actual)]

    def _punto(self, clave: str) -> PuntoDeReunion | None:
        return next((p for p in self._sesion.registro.puntos if p.uuid == clave), None)

    def _elegir(self, clave: str) -> None:
        self.elegido.emit(None if clave == SIN_PUNTO else clave)

    def _entrar(self) -> None:
        asunto, sesion = self.campo.valor(), self._sesion
        if self._renombrado is not None:
            self._cambiar_asunto(self._renombrado, asunto)
            return
        if not asunto:
            return

        def agregar() -> object:
            from enlace_app.servicios.puntos import agregar_punto

            return agregar_punto(sesion.almacen, reunion=sesion.uuid, asunto=asunto)

        if sesion.hacer(agregar) is not None:
            self.campo.clear()
            self.lista.scrollToBottom()
            sesion.asentar_capturas()

    def _cambiar_asunto(self, punto: PuntoDeReunion, asunto: str) -> None:
        from enlace_app.servicios.puntos import renombrar_punto

        sesion = self._sesion
        if asunto != punto.asunto:
            uuid, rev = UUID(punto.uuid), punto.rev
            if sesion.hacer(lambda: renombrar_punto(sesion.almacen, punto=uuid, rev=rev, asunto=asunto)) is None:
                return
        self._dejar_de_renombrar()

    def _dejar_de_renombrar(self) -> None:
        if self._renombrado is None:
            return
        self._renombrado = None
        self.campo.setPlaceholderText(_AGREGA)
        self.campo.setAccessibleName("Agregar punto")
        self.campo.setText(self._a_medias)

    def _mover_actual(self, pasos: int) -> None:
        if self._sesion.punto is not None:
            self._mover(self._sesion.punto.uuid, pasos)

    def _mover(self, clave: str, pasos: int) -> None:
        punto, claves = self._punto(clave), [p.uuid for p in self._sesion.registro.puntos]
        if punto is None or not 0 <= claves.index(clave) + pasos < len(claves):
            return
        from enlace_app.servicios.puntos import mover_punto

        sesion, posicion = self._sesion, claves.index(clave) + pasos + 1
        sesion.hacer(lambda: mover_punto(sesion.almacen, punto=UUID(punto.uuid), rev=punto.rev, posicion=posicion))
        self.lista.marcar(clave)

    def _retirar_actual(self) -> None:
        if self._sesion.punto is not None:
            self._retirar(self._sesion.punto.uuid)

    def _retirar(self, clave: str) -> None:
        punto, sesion = self._punto(clave), self._sesion
        if punto is None:
            return
        if sesion.registro.acuerdos_de(clave) or sesion.registro.votaciones_de(clave):
            sesion.entorno.avisos.aviso("Ese punto tiene acuerdos o votaciones; retírelos antes, o cambie su asunto.")
            return
        from enlace_app.servicios.puntos import retirar_punto

        sesion.hacer(
            lambda: retirar_punto(sesion.almacen, punto=UUID(punto.uuid), rev=punto.rev),
            dicho="Se retiró el punto. Ctrl+Z lo devuelve.",
        )


class CampoDePunto(CampoDeTexto):
    """Esc gives up renaming, and then leaves the field."""

    abandonado = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if event.key() == Qt.Key.Key_Escape:
            self.abandonado.emit()
            event.ignore()
        else:
            super().keyPressEvent(event)
