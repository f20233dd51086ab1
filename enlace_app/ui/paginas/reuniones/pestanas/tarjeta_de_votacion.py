"""One vote of the meeting: what it decided, how it was counted, and its correction in place."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.partes_de_reunion import PuntoDeReunion, VotacionDeReunion
from enlace_app.dominio.votaciones import Modalidad, Sentido
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.botones import BotonDeIcono, BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.campos import CampoDeNumero, CampoDeTexto
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.formulario import Formulario
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.tema import Icono

_MODALIDADES = ((Modalidad.CONSENSO, "Consenso"), (Modalidad.MAYORIA, "Mayoría"))
_MAXIMO = 9_999


class TarjetaDeVotacion(QFrame):
    """Shows a vote; «Corregir» opens its fields, Enter saves them, Esc leaves them as they were."""

    def __init__(self, entorno: Entorno, votacion: VotacionDeReunion) -> None:
        super().__init__()
        self._entorno, self.votacion = entorno, votacion
        self._puntos: tuple[PuntoDeReunion, ...] = ()
        self.edicion: EdicionDeVotacion | None = None
        self.setProperty("papel", "tarjeta")
        self.titulo = Etiqueta("", RolDeEtiqueta.DETALLE, ajustar=True)
        self.resultado = Etiqueta("", ajustar=True)
        self.cuentas = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self.corregir = BotonDeIcono(Icono.EDITAR, "Corregir la votación", al_pulsar=self.abrir_edicion)
        self.quitar = BotonDeIcono(Icono.QUITAR, "Retirar la votación", al_pulsar=self.retirar)
        cabeza = QHBoxLayout()
        cabeza.addWidget(self.titulo, 1)
        cabeza.addWidget(self.corregir)
        cabeza.addWidget(self.quitar)
        self._caja = QVBoxLayout(self)
        alto = self.fontMetrics().height()
        self._caja.setContentsMargins(alto // 2, alto // 4, alto // 2, alto // 3)
        self._caja.setSpacing(2)
        self._caja.addLayout(cabeza)
        self._caja.addWidget(self.resultado)
        self._caja.addWidget(self.cuentas)

    def poner(self, votacion: VotacionDeReunion, puntos: tuple[PuntoDeReunion, ...], *, editable: bool) -> None:
        """Show the vote as it stands; fields that are open keep what was typed in them."""
        self.votacion, self._puntos = votacion, puntos
        self.titulo.setText(f"Votación {votacion.orden} · {nombrar_punto(puntos, votacion.punto)}")
        self.setAccessibleName(f"Votación {votacion.orden}")
        self.resultado.setText(votacion.resultado)
        self.cuentas.setText(_contar(votacion))
        for boton in (self.corregir, self.quitar):
            boton.setVisible(editable)
        if not editable:
            self.cerrar_edicion()

    def abrir_edicion(self) -> None:
        """Show the fields of the correction."""
        if self.edicion is None:
            self.edicion = EdicionDeVotacion(self.votacion, self._puntos)
            self.edicion.guardar.clicked.connect(lambda _: self.guardar())
            self.edicion.salir.clicked.connect(lambda _: self.cerrar_edicion())
            for linea in self.edicion.lineas():
                linea.returnPressed.connect(self.guardar)
            self._caja.addWidget(self.edicion)
        self.edicion.modalidad.setFocus(Qt.FocusReason.OtherFocusReason)

    def cerrar_edicion(self) -> None:
        """Put the fields away; what was not saved is as it was."""
        if self.edicion is not None:
            edicion, self.edicion = self.edicion, None
            edicion.hide()
            edicion.deleteLater()
            self.corregir.setFocus(Qt.FocusReason.OtherFocusReason)

    def guardar(self) -> None:
        """Save the correction; what contradicts itself is told under the fields."""
        from enlace_app.servicios.votaciones import corregir_votacion

        edicion, almacen = self.edicion, self._entorno.contexto.almacen
        if edicion is None or not edicion.valida():
            return
        uuid, rev = UUID(edicion.votacion.uuid), edicion.votacion.rev
        punto = edicion.punto.currentData()
        hecho = self._entorno.operaciones.hacer(
            lambda: corregir_votacion(
                almacen,
                votacion=uuid,
                rev=rev,
                punto=UUID(punto) if punto else None,
                modalidad=edicion.modalidad.currentData(),
                a_favor=edicion.a_favor.numero(),
                en_contra=edicion.en_contra.numero(),
                abstenciones=edicion.abstenciones.numero(),
                resultado=edicion.resultado.valor(),
                disenso=edicion.disenso.valor() or None,
                sentido_por_parte=edicion.sentidos() or None,
            ),
            dicho="Se corrigió la votación. Ctrl+Z lo deshace.",
            al_rehusar=edicion.mostrar_error,
        )
        if hecho is not None:
            self.cerrar_edicion()

    def retirar(self) -> None:
        """Withdraw the vote; Ctrl+Z brings it back."""
        from enlace_app.servicios.votaciones import retirar_votacion

        almacen, votacion = self._entorno.contexto.almacen, self.votacion
        self._entorno.operaciones.hacer(
            lambda: retirar_votacion(almacen, votacion=UUID(votacion.uuid), rev=votacion.rev),
            dicho=f"Se retiró la votación {votacion.orden}. Ctrl+Z la recupera.",
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the fields."""
        if event.key() == Qt.Key.Key_Escape and self.edicion is not None:
            self.cerrar_edicion()
        else:
            super().keyPressEvent(event)


class EdicionDeVotacion(QWidget):
    """The fields of one vote; a vote by party is corrected party by party, and its counts follow."""

    def __init__(self, votacion: VotacionDeReunion, puntos: tuple[PuntoDeReunion, ...]) -> None:
        super().__init__()
        self.votacion = votacion
        self.formulario = Formulario()
        self.punto = self.formulario.agregar("Punto", QComboBox())
        self.punto.addItem("Ninguno", None)
        for punto in puntos:
            self.punto.addItem(f"{punto.n}. {' '.join(punto.asunto.split())}"[:120], punto.uuid)
        self.punto.setCurrentIndex(max(self.punto.findData(votacion.punto), 0))
        self.punto.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.modalidad = self.formulario.agregar("Modalidad", QComboBox())
        for modalidad, nombre in _MODALIDADES:
            self.modalidad.addItem(nombre, str(modalidad))
        self.modalidad.setCurrentIndex(max(self.modalidad.findData(votacion.modalidad), 0))
        self._partes = {parte: self._parte(parte, sentido) for parte, sentido in votacion.sentidos}
        self.a_favor = self._numero("A favor", votacion.a_favor)
        self.en_contra = self._numero("En contra", votacion.en_contra)
        self.abstenciones = self._numero("Abstenciones", votacion.abstenciones)
        self.resultado = self.formulario.agregar("Resultado", CampoDeTexto(votacion.resultado), obligatorio=True)
        self.disenso = self.formulario.agregar("Disenso razonado", CampoDeTexto(votacion.disenso or ""))
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
        ):
            campo.poner_numero(votos.count(sentido))

    def sentidos(self) -> dict[str, str]:
        """How each party voted; empty for a vote that was only counted."""
        return {parte: str(combo.currentData()) for parte, combo in self._partes.items()}

    def lineas(self) -> tuple[CampoDeTexto, ...]:
        """The fields in which Enter saves."""
        return (self.a_favor, self.en_contra, self.abstenciones, self.resultado, self.disenso)

    def valida(self) -> bool:
        """Whether it can be saved; tells under each field what is wrong with it."""
        self.mostrar_error("")
        self.formulario.limpiar_errores()
        for campo in (self.a_favor, self.en_contra, self.abstenciones):
            self.formulario.mostrar_error(campo, campo.problema() or "")
        if not self.resultado.valor():
            self.formulario.mostrar_error(self.resultado, "Escriba qué se decidió.")
        return not self.formulario.ir_al_primer_error()

    def mostrar_error(self, error: ErrorDeEnlace | str) -> None:
        """Say why it was refused."""
        self.error.setText(str(error))
        self.error.setVisible(bool(self.error.text()))


def nombrar_punto(puntos: tuple[PuntoDeReunion, ...], uuid: str | None) -> str:
    """Say of which point it is."""
    punto = next((p for p in puntos if p.uuid == uuid), None)
    return f"punto {punto.n}. {' '.join(punto.asunto.split())}" if punto else "de ningún punto"


def _contar(votacion: VotacionDeReunion) -> str:
    modalidad = {str(m): n for m, n in _MODALIDADES}.get(votacion.modalidad, votacion.modalidad)
    conteos = (
        (votacion.a_favor, "a favor"),
        (votacion.en_contra, "en contra"),
        (votacion.abstenciones, "abstenciones"),
    )
    partes = [modalidad, *(f"{n} {que}" for n, que in conteos if n is not None)]
    partes += [f"{parte}: {sentido}" for parte, sentido in votacion.sentidos]
    if votacion.disenso:
        partes.append(f"disenso: {votacion.disenso}")
    return " · ".join(partes)
