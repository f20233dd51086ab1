"""Shift+F5: what somebody asks to be put on record, in one line, right after a vote or at any time."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.partes_de_reunion import IntervencionDeReunion, VotacionDeReunion
from enlace_app.dominio.intervenciones import ClaseDeIntervencion
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.renglon_de_intervencion import IntervencionEscrita, leer_intervencion
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.paginas.sesion.sesion_abierta import SesionAbierta

_CLASES = (
    ClaseDeIntervencion.VOTO_PARTICULAR,
    ClaseDeIntervencion.MANIFESTACION,
    ClaseDeIntervencion.INTERVENCION,
)
_INVITA = "quién, dos puntos y sus palabras · Enter lo asienta"


class FranjaDeIntervencion(QFrame):
    """Who could cast the last vote of the point states a voto particular, anybody else a manifestación.

    Shift+F5 again goes through the three kinds.
    """

    cerrada = Signal()

    def __init__(self, sesion: SesionAbierta, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._elegida: ClaseDeIntervencion | None = None
        self._como_manifestacion = False
        self._corregida: IntervencionDeReunion | None = None
        self.setProperty("papel", "tarjeta")
        self.campo = CampoDeTexto(sugerencia=_INVITA)
        self.campo.setAccessibleName("Quién pide que conste, y qué")
        self.leido = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.boton_de_clase = BotonSecundario("Otra clase Mayús+F5", al_pulsar=self.cambiar_clase)
        linea = QHBoxLayout()
        linea.addWidget(Etiqueta("Mayús+F5"))
        linea.addWidget(self.campo, 1)
        pie = QHBoxLayout()
        pie.addStretch(1)
        pie.addWidget(self.boton_de_clase)
        pie.addWidget(BotonPrimario("Asentar Enter", al_pulsar=self.asentar))
        pie.addWidget(BotonSecundario("Cancelar Esc", al_pulsar=self.cerrar))
        caja = QVBoxLayout(self)
        caja.setContentsMargins(8, 6, 8, 6)
        caja.setSpacing(4)
        caja.addLayout(linea)
        caja.addWidget(self.leido)
        caja.addWidget(self.error)
        caja.addLayout(pie)
        self.campo.textChanged.connect(self._mostrar)
        self.campo.returnPressed.connect(self.asentar)
        self.hide()

    def abrir(self) -> None:
        """Ask; while it is open, the next kind."""
        if not self.isHidden():
            self.cambiar_clase()
        self._mostrar()
        self.show()
        self.campo.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def corregir(self, intervencion: IntervencionDeReunion) -> None:
        """Put one that was noted back into the line."""
        self._corregida = intervencion
        self._elegida = ClaseDeIntervencion(intervencion.clase)
        self.campo.setText(f"{intervencion.persona}: {' '.join(intervencion.texto.split())}")
        self._mostrar()
        self.show()
        self.campo.setFocus(Qt.FocusReason.OtherFocusReason)

    def cerrar(self) -> None:
        """Put it away; nothing was noted."""
        self.hide()
        self._limpiar()
        self.cerrada.emit()

    def cambiar_clase(self) -> None:
        """The next of the three kinds."""
        self._elegida = _CLASES[(_CLASES.index(self.clase()) + 1) % len(_CLASES)]
        self._mostrar()

    def clase(self) -> ClaseDeIntervencion:
        """The one that was chosen, else the one that fits who speaks."""
        if self._elegida is not None:
            return self._elegida
        return ClaseDeIntervencion.VOTO_PARTICULAR if self._votada_por() else ClaseDeIntervencion.MANIFESTACION

    def asentar(self) -> None:
        """Note what the line says."""
        if self._sesion.hacer(self._orden(), al_rehusar=self._rehusar) is not None:
            self.cerrar()
            self._sesion.asentar_capturas()

    def capturas(self) -> dict[str, str]:
        """What a power cut must not take."""
        if self.isHidden() or self._corregida is not None:
            return {}
        return {"intervencion": self.campo.text(), "intervencion_clase": self._elegida or ""}

    def recuperar(self, capturas: dict[str, str]) -> None:
        """Put back what an earlier run was typing."""
        if capturas.get("intervencion"):
            clase = capturas.get("intervencion_clase")
            self._elegida = ClaseDeIntervencion(clase) if clase in set(ClaseDeIntervencion) else None
            self.campo.setText(capturas["intervencion"])
            self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.cerrar()
        else:
            super().keyPressEvent(event)

    def _leer(self) -> IntervencionEscrita:
        conocidos = {plegar(a.quien): a.quien for a in self._sesion.registro.asistencias}
        return leer_intervencion(self.campo.valor(), conocidos)

    def _votada(self) -> VotacionDeReunion | None:
        r, punto = self._sesion.registro, self._sesion.punto
        corregida = self._corregida
        if corregida is not None and corregida.votacion is not None:
            return next((v for v in r.votaciones if v.uuid == corregida.votacion), None)
        suyas = r.votaciones_de(punto.uuid if punto else None)
        return suyas[-1] if suyas else None

    def _votada_por(self) -> bool:
        votada, persona = self._votada(), plegar(self._leer().persona)
        return votada is not None and persona in {plegar(h[0]) for h in votada.habilitados}

    def _mostrar(self) -> None:
        self.error.hide()
        self._como_manifestacion = False
        leido, clase, votada = self._leer(), self.clase(), self._votada()
        de = f" de {leido.persona}" if leido.persona else ""
        sobre = ""
        if clase == ClaseDeIntervencion.VOTO_PARTICULAR:
            sobre = f", sobre «{votada.resultado}»" if votada is not None else "; falta la votación de este punto"
        self.leido.setText(f"Enter: {clase.nombre}{de}{sobre}")
        self.setAccessibleDescription(self.leido.text())

    def _orden(self) -> Callable[[], object]:
        from enlace_app.servicios import intervenciones as servicio

        sesion, leido, votada = self._sesion, self._leer(), self._votada()
        clase = ClaseDeIntervencion.MANIFESTACION if self._como_manifestacion else self.clase()
        de_voto = clase == ClaseDeIntervencion.VOTO_PARTICULAR and votada is not None
        votacion = UUID(votada.uuid) if de_voto and votada is not None else None
        corregida = self._corregida
        if corregida is not None:
            uuid, rev = UUID(corregida.uuid), corregida.rev
            return lambda: servicio.corregir_intervencion(
                sesion.almacen, intervencion=uuid, rev=rev, persona=leido.persona, texto=leido.texto, clase=clase,
                votacion=votacion,
            )  # fmt: skip
        return lambda: servicio.agregar_intervencion(
            sesion.almacen, reunion=sesion.uuid, persona=leido.persona, texto=leido.texto, clase=clase,
            punto=sesion.uuid_de_punto, votacion=votacion, hora=sesion.reloj.hora,
        )  # fmt: skip

    def _rehusar(self, error: ErrorDeEnlace) -> None:
        from enlace_app.servicios.intervenciones import SinDerechoAVotar

        sin_voto = isinstance(error, SinDerechoAVotar)
        self.error.setText(f"{error} Enter otra vez: manifestación." if sin_voto else str(error))
        self.error.show()
        self._como_manifestacion = sin_voto

    def _limpiar(self) -> None:
        self._elegida = self._corregida = None
        self.campo.clear()
        self.error.hide()
