"""F5: a vote in two keys; who may vote and what the result will say stand there before Enter."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.dominio.votaciones import Conteo, resultado_propuesto
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.campos import CampoDeNumero, CampoDeTexto
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.paginas.sesion.partes_que_votan import PartesQueVotan
from enlace_app.ui.paginas.sesion.sala import Sala
from enlace_app.ui.paginas.sesion.sesion_abierta import SesionAbierta

if TYPE_CHECKING:
    from enlace_app.servicios.derechos import DerechosDeReunion

_TECLAS = "Una tecla por parte: F a favor, C en contra, A abstención"
_LADOS = ("A favor", "En contra", "Abstenciones")


class FranjaDeVotacion(QFrame):
    """Enter with nothing typed is consensus; digits are counts, P the vote of each party; Esc gives up."""

    cerrada = Signal()

    def __init__(self, sesion: SesionAbierta, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._sala = Sala(sesion, self)
        self._derechos: DerechosDeReunion | None = None
        self._de_todos_modos = False
        self._habilitados = ""
        self.setProperty("papel", "tarjeta")
        self.habilitados = EtiquetaElidida("", RolDeEtiqueta.TENUE)
        self.lados = tuple(_CampoDeLado(lado) for lado in _LADOS)
        self.por_parte = PartesQueVotan()
        self.boton_por_parte = BotonSecundario("Por parte P", al_pulsar=self.alternar_partes)
        self.asunto = CampoDeTexto(sugerencia="sobre qué (opcional)")
        self.asunto.setAccessibleName("Sobre qué se vota")
        self.disenso = CampoDeTexto(sugerencia="disenso razonado (opcional)")
        self.disenso.setAccessibleName("Disenso razonado")
        self.resultado = Etiqueta("", ajustar=True)
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self._armar()
        self.hide()

    def _armar(self) -> None:
        cuentas = QHBoxLayout()
        self._rotulos = [Etiqueta(lado) for lado in _LADOS]
        for rotulo, campo in zip(self._rotulos, self.lados, strict=True):
            cuentas.addWidget(rotulo)
            cuentas.addWidget(campo)
            campo.textChanged.connect(self._mostrar)
            campo.returnPressed.connect(self.anotar)
            campo.por_parte.connect(self.alternar_partes)
        cuentas.addWidget(self.por_parte, 1)
        cuentas.addStretch(0)
        cuentas.addWidget(self.boton_por_parte)
        textos = QHBoxLayout()
        for texto in (self.asunto, self.disenso):
            textos.addWidget(texto, 1)
            texto.returnPressed.connect(self.anotar)
        pie = QHBoxLayout()
        pie.addWidget(self.resultado, 1)
        pie.addWidget(BotonPrimario("Anotar Enter", al_pulsar=self.anotar))
        pie.addWidget(BotonSecundario("Cancelar Esc", al_pulsar=self.cerrar))
        caja = QVBoxLayout(self)
        caja.setContentsMargins(8, 6, 8, 6)
        caja.setSpacing(4)
        caja.addWidget(self.habilitados)
        caja.addLayout(cuentas)
        caja.addLayout(textos)
        caja.addWidget(self.error)
        caja.addLayout(pie)
        self.por_parte.cambiado.connect(self._mostrar)
        self.por_parte.aceptado.connect(self.anotar)
        self.por_parte.por_conteo.connect(self.alternar_partes)

    def abrir(self) -> None:
        """Ask how the decision was taken; the keyboard stands where digits go."""
        if self.isHidden():
            self._limpiar()
        self._preparar()
        self.show()
        self.lados[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def cerrar(self) -> None:
        """Put it away; nothing was voted."""
        self.hide()
        self._limpiar()
        self.cerrada.emit()

    def alternar_partes(self) -> None:
        """Count hands, or ask each party."""
        partes = self.por_parte.isHidden() and bool(self.por_parte.partes)
        self._ver_partes(visibles=partes)
        self._mostrar()
        (self.por_parte if partes else self.lados[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def conteo(self) -> Conteo | None:
        """What was counted; None is consensus."""
        if not self.por_parte.isHidden():
            return Conteo.de_partes(self.por_parte.sentidos()) if self.por_parte.sentidos() else None
        a_favor, en_contra, abstenciones = (campo.numero() for campo in self.lados)
        if a_favor is None and en_contra is None and abstenciones is None:
            return None
        return Conteo(a_favor or 0, en_contra or 0, abstenciones or 0)

    def anotar(self) -> None:
        """Note the vote as it is shown."""
        if any(campo.problema() for campo in self.lados):
            self._decir_error("Escriba cada conteo sólo con dígitos.")
            return
        hecho = self._sesion.hacer(self._orden(), al_rehusar=self._rehusar)
        if hecho is not None:
            self.cerrar()
            self._sesion.asentar_capturas()

    def capturas(self) -> dict[str, str]:
        """What a power cut must not take."""
        if self.isHidden():
            return {}
        nombres = ("voto_a_favor", "voto_en_contra", "voto_abstenciones")
        return {
            "voto": "partes" if not self.por_parte.isHidden() else "conteo",
            **{nombre: campo.text() for nombre, campo in zip(nombres, self.lados, strict=True)},
            "voto_partes": self.por_parte.capturado(),
            "voto_asunto": self.asunto.text(),
            "voto_disenso": self.disenso.text(),
        }

    def recuperar(self, capturas: dict[str, str]) -> None:
        """Put back what an earlier run was noting."""
        if "voto" not in capturas:
            return
        self._preparar()
        for nombre, campo in zip(("voto_a_favor", "voto_en_contra", "voto_abstenciones"), self.lados, strict=True):
            campo.setText(capturas.get(nombre, ""))
        self.por_parte.recuperar(capturas.get("voto_partes", ""))
        self._ver_partes(visibles=capturas["voto"] == "partes" and bool(self.por_parte.partes))
        self.asunto.setText(capturas.get("voto_asunto", ""))
        self.disenso.setText(capturas.get("voto_disenso", ""))
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.cerrar()
        else:
            super().keyPressEvent(event)

    def _preparar(self) -> None:
        derechos = self._sala.juzgar()
        self._derechos = derechos
        votan = [f"{d.quien} ({d.parte})" if d.parte else d.quien for d in derechos.asistencias if d.vota]
        if derechos.habilitados is None:
            dicho = "No consta cuántos pueden votar."
        else:
            puede = "Puede votar 1" if derechos.habilitados == 1 else f"Pueden votar {derechos.habilitados}"
            dicho = f"{puede}{': ' if votan else '.'}{', '.join(votan)}"
        if not self._sesion.registro.con_votacion:
            dicho = f"En este tipo de reunión no se prevén votaciones; el acta lo advertirá. {dicho}"
        self._habilitados = dicho
        self._ver_partes(visibles=not self.por_parte.isHidden())
        self.por_parte.poner(derechos.partes, derechos.partes_presentes)
        self.boton_por_parte.setVisible(bool(derechos.partes))
        self._mostrar()

    def _ver_partes(self, *, visibles: bool) -> None:
        for control in (*self._rotulos, *self.lados):
            control.setVisible(not visibles)
        self.por_parte.setVisible(visibles)
        self.habilitados.setText(_TECLAS if visibles else self._habilitados)
        self.boton_por_parte.setText("Por conteo P" if visibles else "Por parte P")

    def _mostrar(self) -> None:
        self.error.hide()
        self._de_todos_modos = False
        conteo = self.conteo()
        indispensables = self._derechos.indispensables if self._derechos else ()
        propuesto = resultado_propuesto(conteo, indispensables)
        self.resultado.setText(f"Enter: {propuesto}" if conteo else "Enter: aprobado por consenso")
        self.setAccessibleDescription(self.resultado.text())

    def _orden(self) -> Callable[[], object]:
        from enlace_app.servicios import votaciones as servicio

        sesion, conteo, hora = self._sesion, self.conteo(), self._sesion.reloj.fijada
        asunto, disenso = self.asunto.valor() or None, self.disenso.valor() or None
        punto, otra_vez = sesion.uuid_de_punto, self._de_todos_modos
        if conteo is None and disenso is None:
            return lambda: servicio.votar_consenso(sesion.almacen, reunion=sesion.uuid, punto=punto, asunto=asunto)
        if conteo is not None and conteo.por_parte is not None:
            sentidos = {parte: str(sentido) for parte, sentido in conteo.por_parte.items()}
            return lambda: servicio.votar_por_parte(
                sesion.almacen, reunion=sesion.uuid, sentidos=sentidos, punto=punto, asunto=asunto, disenso=disenso,
                hora=hora, de_todos_modos=otra_vez,
            )  # fmt: skip
        contado = conteo or Conteo()
        return lambda: servicio.votar_conteo(
            sesion.almacen, reunion=sesion.uuid, a_favor=contado.a_favor, en_contra=contado.en_contra,
            abstenciones=contado.abstenciones, punto=punto, asunto=asunto, disenso=disenso, hora=hora,
            de_todos_modos=otra_vez,
        )  # fmt: skip

    def _rehusar(self, error: ErrorDeEnlace) -> None:
        from enlace_app.servicios.votaciones import VotosDeMas

        de_mas = isinstance(error, VotosDeMas)
        self._decir_error(f"{error} Enter otra vez: así fue." if de_mas else str(error))
        self._de_todos_modos = de_mas

    def _decir_error(self, texto: str) -> None:
        self.error.setText(texto)
        self.error.show()

    def _limpiar(self) -> None:
        for campo in (*self.lados, self.asunto, self.disenso):
            campo.clear()
        self.por_parte.limpiar()
        self._ver_partes(visibles=False)
        self.error.hide()


class _CampoDeLado(CampoDeNumero):
    """P asks each party instead."""

    por_parte = Signal()

    def __init__(self, lado: str) -> None:
        super().__init__(maximo=9_999)
        self.setAccessibleName(f"Votos: {lado.lower()}")
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().lower() == "p":
            self.por_parte.emit()
        else:
            super().keyPressEvent(event)
