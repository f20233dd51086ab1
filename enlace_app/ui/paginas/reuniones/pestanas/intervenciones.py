"""Votos particulares, manifestaciones and statements of the meeting: each a card, corrected in place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.partes_de_reunion import IntervencionDeReunion
from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.dominio.intervenciones import ClaseDeIntervencion
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.botones import BotonDeIcono, BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.campo_de_fecha import CampoDeHora
from enlace_app.ui.componentes.campos import CampoDeTexto, CampoLargo
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.formulario import Formulario
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.tema import Icono

if TYPE_CHECKING:
    from enlace_app.servicios.intervenciones import DatosDeIntervencion

_CLASES = (
    ClaseDeIntervencion.VOTO_PARTICULAR,
    ClaseDeIntervencion.MANIFESTACION,
    ClaseDeIntervencion.INTERVENCION,
)
_LARGO = 120


class Intervenciones(QWidget):
    """The cards, and a button for one more."""

    def __init__(self, entorno: Entorno) -> None:
        super().__init__()
        self._entorno = entorno
        self._registro: RegistroDeReunion | None = None
        self.tarjetas: dict[str, TarjetaDeIntervencion] = {}
        self.nueva: EdicionDeIntervencion | None = None
        self.titulo = Etiqueta("", RolDeEtiqueta.SUBTITULO)
        self.agregar = BotonSecundario(
            "Asentar voto particular o manifestación", con_icono=Icono.MAS, al_pulsar=self.abrir_nueva
        )
        self._caja = QVBoxLayout(self)
        self._caja.setContentsMargins(0, 0, 0, 0)
        self._caja.addWidget(self.titulo)
        self._caja.addWidget(self.agregar, 0, Qt.AlignmentFlag.AlignLeft)

    def poner(self, registro: RegistroDeReunion) -> None:
        """Show what is on record; a card that is being corrected keeps what was typed."""
        if self._registro is None or self._registro.uuid != registro.uuid:
            self._cerrar_nueva()
        self._registro = registro
        dichas = registro.intervenciones
        for uuid in [uuid for uuid in self.tarjetas if uuid not in {i.uuid for i in dichas}]:
            sobra = self.tarjetas.pop(uuid)
            self._caja.removeWidget(sobra)
            sobra.hide()
            sobra.deleteLater()
        for n, dicha in enumerate(dichas, start=1):
            tarjeta = self.tarjetas.get(dicha.uuid)
            if tarjeta is None:
                tarjeta = self.tarjetas[dicha.uuid] = TarjetaDeIntervencion(self._entorno)
            if self._caja.indexOf(tarjeta) != n:
                self._caja.insertWidget(n, tarjeta)
                tarjeta.show()
            tarjeta.poner(dicha, registro)
        total = len(dichas)
        self.titulo.setText(f"Lo que se pidió que constara: {total:,}")
        self.titulo.setVisible(total > 0)
        self.agregar.setVisible(registro.editable and self.nueva is None)
        if not registro.editable:
            self._cerrar_nueva()

    def ir_a(self, uuid: str) -> QWidget | None:
        """Put the keyboard on one and return its card, None where there is no such one."""
        tarjeta = self.tarjetas.get(uuid)
        if tarjeta is not None:
            tarjeta.corregir.setFocus(Qt.FocusReason.OtherFocusReason)
        return tarjeta

    def abrir_nueva(self) -> None:
        """Show empty fields."""
        if self._registro is None or self.nueva is not None:
            return
        self.nueva = EdicionDeIntervencion(None, self._registro)
        self.nueva.guardar.clicked.connect(lambda _: self._asentar())
        self.nueva.salir.clicked.connect(lambda _: self._cerrar_nueva())
        self._caja.addWidget(self.nueva)
        self.agregar.hide()
        self.nueva.persona.setFocus(Qt.FocusReason.OtherFocusReason)

    def _asentar(self) -> None:
        from enlace_app.servicios.intervenciones import agregar_intervencion

        edicion, registro, almacen = self.nueva, self._registro, self._entorno.contexto.almacen
        if edicion is None or registro is None or not edicion.valida():
            return
        reunion, datos = UUID(registro.uuid), edicion.datos()
        hecho = self._entorno.operaciones.hacer(
            lambda: agregar_intervencion(almacen, reunion=reunion, **datos), al_rehusar=edicion.mostrar_error
        )
        if hecho is not None:
            self._cerrar_nueva()

    def _cerrar_nueva(self) -> None:
        if self.nueva is not None:
            edicion, self.nueva = self.nueva, None
            edicion.hide()
            edicion.deleteLater()
            self.agregar.show()
            self.agregar.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up the new one."""
        if event.key() == Qt.Key.Key_Escape and self.nueva is not None:
            self._cerrar_nueva()
        else:
            super().keyPressEvent(event)


class TarjetaDeIntervencion(QFrame):
    """Shows one; «Corregir» opens its fields, Esc leaves them as they were."""

    def __init__(self, entorno: Entorno) -> None:
        super().__init__()
        self._entorno = entorno
        self._dicha: IntervencionDeReunion | None = None
        self._registro: RegistroDeReunion | None = None
        self.edicion: EdicionDeIntervencion | None = None
        self.setProperty("papel", "tarjeta")
        self.titulo = Etiqueta("", RolDeEtiqueta.DETALLE, ajustar=True)
        self.texto = Etiqueta("", ajustar=True)
        self.corregir = BotonDeIcono(Icono.EDITAR, "Corregir lo asentado", al_pulsar=self.abrir_edicion)
        self.quitar = BotonDeIcono(Icono.QUITAR, "Retirar lo asentado", al_pulsar=self.retirar)
        cabeza = QHBoxLayout()
        cabeza.addWidget(self.titulo, 1)
        cabeza.addWidget(self.corregir)
        cabeza.addWidget(self.quitar)
        self._caja = QVBoxLayout(self)
        alto = self.fontMetrics().height()
        self._caja.setContentsMargins(alto // 2, alto // 4, alto // 2, alto // 3)
        self._caja.setSpacing(2)
        self._caja.addLayout(cabeza)
        self._caja.addWidget(self.texto)

    def poner(self, dicha: IntervencionDeReunion, registro: RegistroDeReunion) -> None:
        """Show it as it stands."""
        self._dicha, self._registro = dicha, registro
        nombre = ClaseDeIntervencion(dicha.clase).nombre.capitalize()
        votada = next((v for v in registro.votaciones if v.uuid == dicha.votacion), None)
        sobre = f" · sobre la votación {votada.orden}" if votada else ""
        hora = f" · {dicha.hora}" if dicha.hora else ""
        self.titulo.setText(f"{nombre} de {dicha.persona}{sobre}{hora}")
        self.setAccessibleName(self.titulo.text())
        self.texto.setText(dicha.texto)
        for boton in (self.corregir, self.quitar):
            boton.setVisible(registro.editable)
        if not registro.editable:
            self.cerrar_edicion()

    def abrir_edicion(self) -> None:
        """Show the fields of the correction."""
        if self.edicion is None and self._dicha is not None and self._registro is not None:
            self.edicion = EdicionDeIntervencion(self._dicha, self._registro)
            self.edicion.guardar.clicked.connect(lambda _: self.guardar())
            self.edicion.salir.clicked.connect(lambda _: self.cerrar_edicion())
            self._caja.addWidget(self.edicion)
            self.edicion.clase.setFocus(Qt.FocusReason.OtherFocusReason)

    def cerrar_edicion(self) -> None:
        """Put the fields away; what was not saved is as it was."""
        if self.edicion is not None:
            edicion, self.edicion = self.edicion, None
            edicion.hide()
            edicion.deleteLater()
            self.corregir.setFocus(Qt.FocusReason.OtherFocusReason)

    def guardar(self) -> None:
        """Save the correction; a refusal is told under the fields."""
        from enlace_app.servicios.intervenciones import corregir_intervencion

        edicion, dicha, almacen = self.edicion, self._dicha, self._entorno.contexto.almacen
        if edicion is None or dicha is None or not edicion.valida():
            return
        datos = edicion.datos()
        hecho = self._entorno.operaciones.hacer(
            lambda: corregir_intervencion(almacen, intervencion=UUID(dicha.uuid), rev=dicha.rev, **datos),
            dicho="Se corrigió lo asentado. Ctrl+Z lo deshace.",
            al_rehusar=edicion.mostrar_error,
        )
        if hecho is not None:
            self.cerrar_edicion()

    def retirar(self) -> None:
        """Withdraw it; Ctrl+Z brings it back."""
        from enlace_app.servicios.intervenciones import retirar_intervencion

        dicha, almacen = self._dicha, self._entorno.contexto.almacen
        if dicha is not None:
            self._entorno.operaciones.hacer(
                lambda: retirar_intervencion(almacen, intervencion=UUID(dicha.uuid), rev=dicha.rev),
                dicho=f"Se retiró lo asentado de {dicha.persona}. Ctrl+Z lo recupera.",
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the fields."""
        if event.key() == Qt.Key.Key_Escape and self.edicion is not None:
            self.cerrar_edicion()
        else:
            super().keyPressEvent(event)


class EdicionDeIntervencion(QWidget):
    """The fields of one; a voto particular says of which vote."""

    def __init__(self, dicha: IntervencionDeReunion | None, registro: RegistroDeReunion) -> None:
        super().__init__()
        self.formulario = Formulario()
        clases = [(clase.nombre.capitalize(), str(clase)) for clase in _CLASES]
        self.clase = self._combo("Clase", clases, dicha.clase if dicha else None)
        self.persona = self.formulario.agregar("Quién", CampoDeTexto(dicha.persona if dicha else ""), obligatorio=True)
        votaciones = [(f"{v.orden}. {v.asunto or v.resultado}", v.uuid) for v in registro.votaciones]
        self.votacion = self._combo("Votación", [("Ninguna", None), *votaciones], dicha.votacion if dicha else None)
        puntos = [(f"{p.n}. {p.asunto}", p.uuid) for p in registro.puntos]
        self.punto = self._combo("Punto", [("Ninguno", None), *puntos], dicha.punto if dicha else None)
        self.hora = self.formulario.agregar("Hora", CampoDeHora((dicha and dicha.hora) or ""))
        self.texto = self.formulario.agregar("Sus palabras", CampoLargo(dicha.texto if dicha else ""), obligatorio=True)
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.error.hide()
        self.guardar = BotonPrimario("Guardar la corrección" if dicha else "Asentar")
        self.salir = BotonSecundario("Dejarlo como estaba  (Esc)" if dicha else "Cancelar  (Esc)")
        botones = QHBoxLayout()
        botones.addWidget(self.guardar)
        botones.addWidget(self.salir)
        botones.addStretch(1)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(self.formulario)
        caja.addWidget(self.error)
        caja.addLayout(botones)
        self.clase.currentIndexChanged.connect(lambda _: self._ver_votacion())
        self._ver_votacion()

    def _combo(self, nombre: str, opciones: Sequence[tuple[str, str | None]], actual: str | None) -> QComboBox:
        combo = self.formulario.agregar(nombre, QComboBox())
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for texto, dato in opciones:
            combo.addItem(" ".join(texto.split())[:_LARGO], dato)
        combo.setCurrentIndex(max(combo.findData(actual), 0))
        return combo

    def _ver_votacion(self) -> None:
        particular = self.clase.currentData() == ClaseDeIntervencion.VOTO_PARTICULAR
        self.formulario.mostrar_renglon(self.votacion, visible=particular)

    def datos(self) -> "DatosDeIntervencion":
        """What the services take."""
        votacion, punto = self.votacion.currentData(), self.punto.currentData()
        particular = self.clase.currentData() == ClaseDeIntervencion.VOTO_PARTICULAR
        return {
            "clase": self.clase.currentData(),
            "persona": self.persona.valor(),
            "texto": self.texto.valor(),
            "votacion": UUID(votacion) if votacion and particular else None,
            "punto": UUID(punto) if punto else None,
            "hora": self.hora.hora(),
        }

    def valida(self) -> bool:
        """Whether it can be saved; tells under each field what is wrong with it."""
        self.mostrar_error("")
        self.formulario.limpiar_errores()
        self.formulario.mostrar_error(self.hora, self.hora.problema() or "")
        if not self.persona.valor():
            self.formulario.mostrar_error(self.persona, "Escriba quién lo pidió.")
        if not self.texto.valor().strip():
            self.formulario.mostrar_error(self.texto, "Escriba qué pidió que constara, con sus palabras.")
        return not self.formulario.ir_al_primer_error()

    def mostrar_error(self, error: ErrorDeEnlace | str) -> None:
        """Say why it was refused."""
        self.error.setText(str(error))
        self.error.setVisible(bool(self.error.text()))
