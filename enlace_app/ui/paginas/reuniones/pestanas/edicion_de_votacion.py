"""The fields in which one vote is corrected."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.partes_de_reunion import PuntoDeReunion, VotacionDeReunion
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.renglon_de_excusas import escribir_excusas, leer_excusas
from enlace_app.dominio.votaciones import Modalidad, Sentido
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.campo_de_fecha import CampoDeHora
from enlace_app.ui.componentes.campos import CampoDeNumero, CampoDeTexto
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.formulario import Formulario

if TYPE_CHECKING:
    from enlace_app.servicios.votaciones import CambiosDeVotacion

MODALIDADES = ((Modalidad.CONSENSO, "Consenso"), (Modalidad.MAYORIA, "Mayoría"))
_MAXIMO = 9_999


class EdicionDeVotacion(QWidget):
    """The fields of one vote; a vote by party is corrected party by party, and its counts follow."""

    def __init__(
        self, votacion: VotacionDeReunion, puntos: tuple[PuntoDeReunion, ...], presentes: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.votacion, self._presentes = votacion, presentes
        self.formulario = Formulario()
        self.punto = self.formulario.agregar("Punto", QComboBox())
        self.punto.addItem("Ninguno", None)
        for punto in puntos:
            self.punto.addItem(f"{punto.n}. {' '.join(punto.asunto.split())}"[:120], punto.uuid)
        self.punto.setCurrentIndex(max(self.punto.findData(votacion.punto), 0))
        self.punto.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.modalidad = self.formulario.agregar("Modalidad", QComboBox())
        for modalidad, nombre in MODALIDADES:
            self.modalidad.addItem(nombre, str(modalidad))
        self.modalidad.setCurrentIndex(max(self.modalidad.findData(votacion.modalidad), 0))
        self.asunto = self.formulario.agregar("Sobre qué", CampoDeTexto(votacion.asunto or ""))
        self.hora = self.formulario.agregar("Hora", CampoDeHora(votacion.hora or ""))
        self.evidente = self.formulario.agregar("Evidente", QCheckBox("La mayoría se vio y no se contó"))
        self.evidente.setChecked(votacion.evidente)
        self._partes = {parte: self._parte(parte, sentido) for parte, sentido in votacion.sentidos}
        self.a_favor = self._numero("A favor", votacion.a_favor)
        self.en_contra = self._numero("En contra", votacion.en_contra)
        self.abstenciones = self._numero("Abstenciones", votacion.abstenciones)
        self.sin_votar = self._numero("Presentes sin votar", votacion.presentes_sin_votar)
        self.resultado = self.formulario.agregar("Resultado", CampoDeTexto(votacion.resultado), obligatorio=True)
        self.disenso = self.formulario.agregar("Disenso razonado", CampoDeTexto(votacion.disenso or ""))
        self.excusas = self.formulario.agregar(
            "Se excusan",
            CampoDeTexto(escribir_excusas(dict(votacion.excusas))),
            ayuda="Quién, dos puntos y por qué; si son varias personas, sepárelas con punto y coma.",
        )
        self.evidente.toggled.connect(self._ver_conteos)
        self._ver_conteos(evidente=votacion.evidente)
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.error.hide()
        self.guardar = BotonPrimario("Guardar la corrección")
        self.salir = BotonSecundario("Dejarla como estaba  (Esc)")
        botones = QHBoxLayout()
        botones.addWidget(self.guardar)
        botones.addWidget(self.salir)
        botones.addStretch(1)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(self.formulario)
        caja.addWidget(self.error)
        caja.addLayout(botones)

    def _numero(self, nombre: str, valor: int | None) -> CampoDeNumero:
        return self.formulario.agregar(nombre, CampoDeNumero(valor, maximo=_MAXIMO))

    def _parte(self, parte: str, sentido: str) -> QComboBox:
        combo = self.formulario.agregar(parte.replace("&", "&&"), QComboBox())
        combo.setAccessibleName(f"Voto de {parte}")
        for posible in dict.fromkeys((*Sentido, sentido)):
            combo.addItem(str(posible), str(posible))
        combo.setCurrentIndex(combo.findData(sentido))
        combo.activated.connect(lambda _: self._recontar())
        return combo

    def _recontar(self) -> None:
        votos = list(self.sentidos().values())
        for campo, sentido in (
            (self.a_favor, Sentido.A_FAVOR),
            (self.en_contra, Sentido.EN_CONTRA),
            (self.abstenciones, Sentido.ABSTENCION),
            (self.sin_votar, Sentido.PRESENTE_SIN_VOTAR),
        ):
            campo.poner_numero(votos.count(sentido) or (None if campo is self.sin_votar else 0))

    def _ver_conteos(self, evidente: bool) -> None:
        for campo in self._conteos():
            self.formulario.mostrar_renglon(campo, visible=not evidente)

    def _conteos(self) -> tuple[CampoDeNumero, ...]:
        return (self.a_favor, self.en_contra, self.abstenciones, self.sin_votar)

    def datos(self) -> "CambiosDeVotacion":
        """What `corregir_votacion` takes; an evident majority has no counts."""
        contada = not self.evidente.isChecked()
        punto = self.punto.currentData()
        suyos = [h[0] for h in self.votacion.habilitados] + [e[0] for e in self.votacion.excusas]
        conocidos = {plegar(nombre): nombre for nombre in (*self._presentes, *suyos)}
        a_favor, en_contra, abstenciones, sin_votar = (c.numero() if contada else None for c in self._conteos())
        return {
            "punto": UUID(punto) if punto else None,
            "modalidad": self.modalidad.currentData() if contada else Modalidad.MAYORIA,
            "evidente": not contada,
            "asunto": self.asunto.valor() or None,
            "hora": self.hora.hora(),
            "a_favor": a_favor,
            "en_contra": en_contra,
            "abstenciones": abstenciones,
            "presentes_sin_votar": sin_votar,
            "resultado": self.resultado.valor(),
            "disenso": self.disenso.valor() or None,
            "sentido_por_parte": self.sentidos() or None,
            "excusas": leer_excusas(self.excusas.valor(), conocidos),
        }

    def sentidos(self) -> dict[str, str]:
        """How each party voted; empty for a vote that was only counted."""
        return {parte: str(combo.currentData()) for parte, combo in self._partes.items()}

    def lineas(self) -> tuple[CampoDeTexto, ...]:
        """The fields in which Enter saves."""
        return (self.asunto, self.hora, *self._conteos(), self.resultado, self.disenso, self.excusas)

    def valida(self) -> bool:
        """Whether it can be saved; tells under each field what is wrong with it."""
        self.mostrar_error("")
        self.formulario.limpiar_errores()
        for campo in self._conteos():
            self.formulario.mostrar_error(campo, campo.problema() or "")
        self.formulario.mostrar_error(self.hora, self.hora.problema() or "")
        if not self.resultado.valor():
            self.formulario.mostrar_error(self.resultado, "Escriba qué se decidió.")
        return not self.formulario.ir_al_primer_error()

    def mostrar_error(self, error: ErrorDeEnlace | str) -> None:
        """Say why it was refused."""
        self.error.setText(str(error))
        self.error.setVisible(bool(self.error.text()))
