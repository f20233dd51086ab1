"""What was said and done about one point, with the agreements and votes that came of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from enlace_app.consultas.partes_de_reunion import PuntoDeReunion, VotacionDeReunion
from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.dominio.intervenciones import ClaseDeIntervencion
from enlace_app.ui.componentes.botones import BotonSecundario, Enlace
from enlace_app.ui.componentes.campos import CampoLargo
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta

_LETRAS_DE_UN_ACUERDO = 90


class Desarrollo(QWidget):
    """The text of the point that `poner` shows; `dejado` tells (uuid, text) when it is left with another text."""

    dejado = Signal(str, str)
    acuerdo_pedido = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.punto: PuntoDeReunion | None = None
        self._puesto = ""
        self._consecuencias: object = None
        self.titulo = EtiquetaElidida("", RolDeEtiqueta.SUBTITULO)
        self.texto = CampoLargo(sugerencia="Qué se expuso, qué se discutió, qué se resolvió", minimo=4, maximo=400)
        self.texto.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.descartar = BotonSecundario("Descartar lo escrito", al_pulsar=self.reponer)
        self._fila_de_error = QWidget()
        fila = QHBoxLayout(self._fila_de_error)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.addWidget(self.error, 1)
        fila.addWidget(self.descartar)
        self._fila_de_error.hide()
        self._lista = QVBoxLayout()
        self._lista.setSpacing(0)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(3)
        caja.addWidget(self.titulo)
        caja.addWidget(self.texto, 1)
        caja.addWidget(self._fila_de_error)
        caja.addLayout(self._lista)
        self.texto.dejado.connect(self._dejar)

    @property
    def sin_guardar(self) -> bool:
        """Whether it holds another text than the one that is stored."""
        return self.punto is not None and self.texto.valor() != self._puesto

    def poner(self, registro: RegistroDeReunion, uuid: str | None) -> None:
        """Show a point, or the same one as it is now; what is being typed in it stays."""
        n, punto = next(((n, p) for n, p in enumerate(registro.puntos, 1) if p.uuid == uuid), (0, None))
        otro = punto is None or self.punto is None or self.punto.uuid != punto.uuid
        guardado = (punto.desarrollo or "") if punto is not None else ""
        if otro:
            self.decir("")
        if otro or not self.sin_guardar:
            self.texto.poner_valor(guardado)
            self._puesto = guardado
        elif self.texto.valor() == guardado:
            self._puesto = guardado
        self.punto = punto
        self.setVisible(punto is not None)
        self.texto.setReadOnly(not registro.editable)
        if punto is not None:
            self.titulo.setText(f"{n}. {punto.asunto}")
            self.texto.setAccessibleName(f"Desarrollo del punto {n}")
            self._mostrar_consecuencias(registro, punto.uuid)

    def escribir(self, texto: str) -> None:
        """Put back what was typed before the program ended, as if it had just been typed."""
        self.texto.setPlainText(texto)

    def confirmar(self) -> None:
        """Tell now what was typed, also what was refused before."""
        if self.sin_guardar and self.punto is not None:
            self.texto.poner_valor(self.texto.valor())
            self._dejar(self.texto.valor())

    def _dejar(self, texto: str) -> None:
        if self.punto is not None and texto != self._puesto:
            self.dejado.emit(self.punto.uuid, texto)

    def guardado(self, texto: str) -> None:
        """That text is stored now."""
        self._puesto = texto
        self.decir("")

    def reponer(self) -> None:
        """Give back what is stored."""
        self.texto.poner_valor(self._puesto)
        self.decir("")
        self.texto.setFocus(Qt.FocusReason.OtherFocusReason)

    def decir(self, problema: str) -> None:
        """Say why the text was not stored; an empty text takes that away."""
        self.error.setText(problema)
        self._fila_de_error.setVisible(bool(problema))

    def _mostrar_consecuencias(self, registro: RegistroDeReunion, punto: str) -> None:
        acuerdos, votaciones = registro.acuerdos_de(punto), registro.votaciones_de(punto)
        dichas = registro.intervenciones_de(punto)
        if (acuerdos, votaciones, dichas, punto) == self._consecuencias:
            return
        self._consecuencias = (acuerdos, votaciones, dichas, punto)
        while (sobra := self._lista.takeAt(0)) is not None:
            if (widget := sobra.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for votacion in votaciones:
            self._lista.addWidget(EtiquetaElidida(escribir_votacion(votacion)))
        for dicha in dichas:
            nombre = ClaseDeIntervencion(dicha.clase).nombre.capitalize()
            self._lista.addWidget(EtiquetaElidida(f"{nombre} de {dicha.persona}: {dicha.texto}"))
        for acuerdo in acuerdos:
            quienes = f" — {', '.join(acuerdo.responsables)}" if acuerdo.responsables else ""
            texto = f"/{acuerdo.n:02} {_corto(acuerdo.texto)}{quienes}"
            self._lista.addWidget(Enlace(texto, al_activar=self._pedir(acuerdo.uuid)))

    def _pedir(self, uuid: str) -> Callable[[], None]:
        return lambda: self.acuerdo_pedido.emit(uuid)


def escribir_votacion(v: VotacionDeReunion) -> str:
    """Say how it was decided: «Votación por mayoría: 3 a favor, 1 en contra, 0 abstenciones; se aprobó.»"""
    conteo = ", ".join(
        f"{cuantos} {sentido}"
        for cuantos, sentido in ((v.a_favor, "a favor"), (v.en_contra, "en contra"), (v.abstenciones, "abstenciones"))
        if cuantos is not None
    )
    modalidad = {"mayoria": "mayoría"}.get(v.modalidad, v.modalidad) + (" evidente" if v.evidente else "")
    disenso = f" Disenso: {v.disenso}" if v.disenso else ""
    sobre = f" sobre {v.asunto}" if v.asunto else ""
    return f"Votación{sobre} por {modalidad}{f': {conteo}' if conteo else ''}; {v.resultado}.{disenso}"


def _corto(texto: str) -> str:
    junto = " ".join(texto.split())
    return junto if len(junto) <= _LETRAS_DE_UN_ACUERDO else f"{junto[:_LETRAS_DE_UN_ACUERDO].rstrip()}…"
