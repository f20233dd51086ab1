"""F5: a vote in two keys; who may vote, what the result will say and why stand there before Enter."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.quorum import enumerar
from enlace_app.dominio.renglon_de_excusas import leer_excusas
from enlace_app.dominio.resultados import ReglaDeVoto, decidir
from enlace_app.dominio.votaciones import Conteo
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.campos import CampoDeNumero, CampoDeTexto
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.paginas.sesion.partes_que_votan import PartesQueVotan
from enlace_app.ui.paginas.sesion.sesion_abierta import SesionAbierta

if TYPE_CHECKING:
    from enlace_app.servicios.derechos import DerechosDeReunion

_TECLAS = "Una tecla por parte: F a favor, C en contra, A abstención, N presente sin votar"
_LADOS = ("A favor", "En contra", "Abstenciones", "Sin votar")
_CAPTURAS = ("voto_a_favor", "voto_en_contra", "voto_abstenciones", "voto_sin_votar")
_EVIDENTE, _CONTADA = "Evidente E", "Con conteo E"
_LUEGO = "Después, Mayús+F5: voto particular o manifestación."


class FranjaDeVotacion(QFrame):
    """Enter with nothing typed is consensus; digits are counts.

    P asks each party, E is an evident majority that nobody counts, X leads to who recuses herself; Esc gives up.
    """

    cerrada = Signal()

    def __init__(self, sesion: SesionAbierta, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._derechos: DerechosDeReunion | None = None
        self._de_todos_modos = False
        self._evidente = False
        self._excusados: dict[str, str | None] = {}
        self._habilitados = ""
        self.setProperty("papel", "tarjeta")
        self.habilitados = EtiquetaElidida("", RolDeEtiqueta.TENUE)
        self.lados = tuple(_CampoDeLado(lado) for lado in _LADOS)
        self.por_parte = PartesQueVotan()
        self.boton_por_parte = BotonSecundario("Por parte P", al_pulsar=self.alternar_partes)
        self.boton_evidente = BotonSecundario(_EVIDENTE, al_pulsar=self.alternar_evidente)
        self.excusas = CampoDeTexto(sugerencia="se excusa (X): quién, dos puntos y por qué")
        self.excusas.setAccessibleName("Quién se excusa de votar y por qué")
        self.asunto = CampoDeTexto(sugerencia="sobre qué (opcional)")
        self.asunto.setAccessibleName("Sobre qué se vota")
        self.disenso = CampoDeTexto(sugerencia="disenso razonado (opcional)")
        self.disenso.setAccessibleName("Disenso razonado")
        self.resultado = Etiqueta("", ajustar=True)
        self.explicacion = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self._armar()
        self._conectar()
        self.hide()

    def _armar(self) -> None:
        cuentas = QHBoxLayout()
        self._rotulos = [Etiqueta(lado) for lado in _LADOS]
        for rotulo, campo in zip(self._rotulos, self.lados, strict=True):
            cuentas.addWidget(rotulo)
            cuentas.addWidget(campo)
        cuentas.addWidget(self.por_parte, 1)
        cuentas.addStretch(0)
        modos = QHBoxLayout()
        for control in (self.boton_por_parte, self.boton_evidente):
            modos.addWidget(control)
        modos.addWidget(self.excusas, 1)
        textos = QHBoxLayout()
        for texto in (self.asunto, self.disenso):
            textos.addWidget(texto, 1)
        pie = QHBoxLayout()
        pie.addWidget(EtiquetaElidida(_LUEGO, RolDeEtiqueta.TENUE), 1)
        pie.addWidget(BotonPrimario("Anotar Enter", al_pulsar=self.anotar))
        pie.addWidget(BotonSecundario("Cancelar Esc", al_pulsar=self.cerrar))
        caja = QVBoxLayout(self)
        caja.setContentsMargins(8, 6, 8, 6)
        caja.setSpacing(4)
        caja.addWidget(self.habilitados)
        for fila in (cuentas, modos, textos):
            caja.addLayout(fila)
        for etiqueta in (self.error, self.resultado, self.explicacion):
            caja.addWidget(etiqueta)
        caja.addLayout(pie)

    def _conectar(self) -> None:
        for campo in self.lados:
            campo.textChanged.connect(self._contar)
            campo.por_parte.connect(self.alternar_partes)
            campo.evidente.connect(self.alternar_evidente)
            campo.excusa.connect(self._ir_a_la_excusa)
        for texto in (*self.lados, self.excusas, self.asunto, self.disenso):
            texto.returnPressed.connect(self.anotar)
        self.excusas.textChanged.connect(self._excusar)
        self.disenso.textChanged.connect(self._mostrar)
        self.por_parte.cambiado.connect(self._mostrar)
        self.por_parte.aceptado.connect(self.anotar)
        self.por_parte.por_conteo.connect(self.alternar_partes)
        self.por_parte.evidente.connect(self.alternar_evidente)
        self.por_parte.excusa.connect(self._ir_a_la_excusa)

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

    def alternar_evidente(self) -> None:
        """The majority was plain to see and nobody counts, or they are counted after all."""
        evidente = not self._evidente
        for campo in self.lados:
            campo.clear()
        self._poner_evidente(evidente=evidente)
        self._mostrar()
        (self.lados[0] if self.por_parte.isHidden() else self.por_parte).setFocus(Qt.FocusReason.OtherFocusReason)

    def conteo(self) -> Conteo | None:
        """What was counted; None is consensus."""
        if not self.por_parte.isHidden() and (self.por_parte.sentidos() or self._evidente):
            return Conteo.de_partes(self.por_parte.sentidos(), evidente=self._evidente)
        if self._evidente:
            return Conteo(evidente=True)
        numeros = [campo.numero() for campo in self.lados]
        if not self.por_parte.isHidden() or all(n is None for n in numeros):
            return None
        a_favor, en_contra, abstenciones, sin_votar = (n or 0 for n in numeros)
        return Conteo(a_favor, en_contra, abstenciones, sin_votar)

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
        return {
            "voto": "partes" if not self.por_parte.isHidden() else "conteo",
            **{nombre: campo.text() for nombre, campo in zip(_CAPTURAS, self.lados, strict=True)},
            "voto_partes": self.por_parte.capturado(),
            "voto_evidente": "sí" if self._evidente else "",
            "voto_excusas": self.excusas.text(),
            "voto_asunto": self.asunto.text(),
            "voto_disenso": self.disenso.text(),
        }

    def recuperar(self, capturas: dict[str, str]) -> None:
        """Put back what an earlier run was noting."""
        if "voto" not in capturas:
            return
        self._preparar()
        for nombre, campo in zip(_CAPTURAS, self.lados, strict=True):
            campo.setText(capturas.get(nombre, ""))
        self.por_parte.recuperar(capturas.get("voto_partes", ""))
        self._ver_partes(visibles=capturas["voto"] == "partes" and bool(self.por_parte.partes))
        self._poner_evidente(evidente=bool(capturas.get("voto_evidente")))
        self.excusas.setText(capturas.get("voto_excusas", ""))
        self.asunto.setText(capturas.get("voto_asunto", ""))
        self.disenso.setText(capturas.get("voto_disenso", ""))
        self._mostrar()
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.cerrar()
        else:
            super().keyPressEvent(event)

    def _preparar(self) -> None:
        from enlace_app.servicios.derechos import derechos

        sesion = self._sesion
        self._derechos = suyos = derechos(
            sesion.almacen, reunion=sesion.uuid, hora=sesion.reloj.hora, excusados=list(self._excusados)
        )
        votan = [f"{d.quien} ({d.parte})" if d.parte else d.quien for d in suyos.asistencias if d.vota]
        if suyos.habilitados is None:
            dicho = "No consta cuántos pueden votar."
        else:
            puede = "Puede votar 1" if suyos.habilitados == 1 else f"Pueden votar {suyos.habilitados}"
            dicho = f"{puede}{': ' if votan else '.'}{', '.join(votan)}"
        if self._excusados:
            dicho = f"Se excusa {enumerar(list(self._excusados))}. {dicho}"
        if suyos.hay_quorum is False:
            dicho = f"Sin quórum: falta {enumerar(suyos.partes_que_faltan)}. {dicho}"
        if not sesion.registro.con_votacion:
            dicho = f"En este tipo de reunión no se prevén votaciones; el acta lo advertirá. {dicho}"
        self._habilitados = dicho
        self._ver_partes(visibles=not self.por_parte.isHidden())
        self.por_parte.poner(suyos.partes, suyos.partes_presentes)
        self.boton_por_parte.setVisible(bool(suyos.partes))
        self._mostrar()

    def _ver_partes(self, *, visibles: bool) -> None:
        for control in (*self._rotulos, *self.lados):
            control.setVisible(not visibles)
        self.por_parte.setVisible(visibles)
        self.habilitados.setText(_TECLAS if visibles and not self._excusados else self._habilitados)
        self.boton_por_parte.setText("Por conteo P" if visibles else "Por parte P")

    def _poner_evidente(self, *, evidente: bool) -> None:
        self._evidente = evidente
        self.boton_evidente.setText(_CONTADA if evidente else _EVIDENTE)

    def _contar(self) -> None:
        if self._evidente and any(campo.text() for campo in self.lados):
            self._poner_evidente(evidente=False)
        self._mostrar()

    def _ir_a_la_excusa(self) -> None:
        self.excusas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _excusar(self) -> None:
        presentes = {plegar(a.quien): a.quien for a in self._sesion.registro.asistencias if a.presente}
        leidas = leer_excusas(self.excusas.valor(), presentes)
        otras = leidas.keys() != self._excusados.keys()
        self._excusados = leidas
        if otras:
            self._preparar()

    def _mostrar(self) -> None:
        self.error.hide()
        self._de_todos_modos = False
        suyos = self._derechos
        decision = decidir(
            suyos.regla if suyos else ReglaDeVoto(),
            self.conteo(),
            habilitados=suyos.con_voto if suyos else (),
            excusadas=suyos.partes_excusadas if suyos else (),
            con_disenso=bool(self.disenso.valor()),
        )
        self.resultado.setText(f"Enter: {decision.resultado}")
        self.explicacion.setText(decision.explicacion)
        self.setAccessibleDescription(f"{self.resultado.text()}. {decision.explicacion}")

    def _orden(self) -> Callable[[], object]:
        from enlace_app.servicios import votaciones as servicio

        sesion, conteo, otra_vez = self._sesion, self.conteo(), self._de_todos_modos
        almacen, reunion = sesion.almacen, sesion.uuid
        como: servicio.ComoSeVoto = {
            "punto": sesion.uuid_de_punto,
            "asunto": self.asunto.valor() or None,
            "disenso": self.disenso.valor() or None,
            "hora": sesion.reloj.hora,
            "excusas": self._excusados or None,
        }
        if conteo is None:
            return lambda: servicio.votar_consenso(almacen, reunion=reunion, **como)
        if conteo.evidente or conteo.por_parte is not None:
            sentidos = {parte: str(sentido) for parte, sentido in (conteo.por_parte or {}).items()}
            votar = servicio.votar_evidente if conteo.evidente else servicio.votar_por_parte
            return lambda: votar(almacen, reunion=reunion, sentidos=sentidos, de_todos_modos=otra_vez, **como)
        return lambda: servicio.votar_conteo(
            almacen, reunion=reunion, a_favor=conteo.a_favor, en_contra=conteo.en_contra,
            abstenciones=conteo.abstenciones, sin_votar=conteo.sin_votar, de_todos_modos=otra_vez, **como,
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
        self._poner_evidente(evidente=False)
        for campo in (*self.lados, self.excusas, self.asunto, self.disenso):
            campo.clear()
        self._excusados = {}
        self.por_parte.limpiar()
        self._ver_partes(visibles=False)
        self.error.hide()


class _CampoDeLado(CampoDeNumero):
    """P asks each party instead, E is an evident majority, X who recuses herself."""

    por_parte = Signal()
    evidente = Signal()
    excusa = Signal()

    def __init__(self, lado: str) -> None:
        super().__init__(maximo=9_999)
        self.setAccessibleName(f"Votos: {lado.lower()}")
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        senal = {"p": self.por_parte, "e": self.evidente, "x": self.excusa}.get(event.text().lower())
        if senal is not None:
            senal.emit()
        else:
            super().keyPressEvent(event)
