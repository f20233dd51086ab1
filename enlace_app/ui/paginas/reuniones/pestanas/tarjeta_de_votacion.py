"""One vote of the meeting: what it decided and why, who could vote, and its correction in place."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from enlace_app.consultas.partes_de_reunion import PuntoDeReunion, VotacionDeReunion
from enlace_app.dominio.quorum import enumerar
from enlace_app.ui.componentes.botones import BotonDeIcono, BotonSecundario
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.reuniones.pestanas.edicion_de_votacion import MODALIDADES, EdicionDeVotacion
from enlace_app.ui.tema import Icono

if TYPE_CHECKING:
    from enlace_app.servicios.votaciones_explicadas import ExplicacionDeVotacion


class TarjetaDeVotacion(QFrame):
    """Shows a vote; «Corregir» opens its fields, Enter saves them, Esc leaves them as they were."""

    def __init__(self, entorno: Entorno, votacion: VotacionDeReunion) -> None:
        super().__init__()
        self._entorno, self.votacion = entorno, votacion
        self._puntos: tuple[PuntoDeReunion, ...] = ()
        self._presentes: tuple[str, ...] = ()
        self.edicion: EdicionDeVotacion | None = None
        self.setProperty("papel", "tarjeta")
        self.titulo = Etiqueta("", RolDeEtiqueta.DETALLE, ajustar=True)
        self.resultado = Etiqueta("", ajustar=True)
        self.cuentas = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self.explicacion = Etiqueta("", ajustar=True)
        self.votantes = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self.desfase = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.actualizar = BotonSecundario("Actualizar quién podía votar", al_pulsar=self.actualizar_lista)
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
        for control in (self.cuentas, self.explicacion, self.votantes, self.desfase):
            self._caja.addWidget(control)
        self._caja.addWidget(self.actualizar, 0, Qt.AlignmentFlag.AlignLeft)

    def poner(
        self,
        votacion: VotacionDeReunion,
        puntos: tuple[PuntoDeReunion, ...],
        *,
        editable: bool,
        explicada: "ExplicacionDeVotacion | None" = None,
        presentes: tuple[str, ...] = (),
    ) -> None:
        """Show the vote as it stands; fields that are open keep what was typed in them."""
        self.votacion, self._puntos, self._presentes = votacion, puntos, presentes
        hora = f" · {votacion.hora}" if votacion.hora else ""
        self.titulo.setText(f"Votación {votacion.orden} · {nombrar_punto(puntos, votacion.punto)}{hora}")
        self.setAccessibleName(f"Votación {votacion.orden}")
        self.resultado.setText(f"{votacion.asunto}: {votacion.resultado}" if votacion.asunto else votacion.resultado)
        self.cuentas.setText(_contar(votacion))
        self._explicar(votacion, explicada, editable=editable)
        for boton in (self.corregir, self.quitar):
            boton.setVisible(editable)
        if not editable:
            self.cerrar_edicion()

    def _explicar(
        self, votacion: VotacionDeReunion, explicada: "ExplicacionDeVotacion | None", *, editable: bool
    ) -> None:
        self.explicacion.setText(explicada.explicacion if explicada else "")
        self.votantes.setText(_quienes(votacion))
        podian = explicada.podian if explicada else None
        self.desfase.setText(_desfase(podian) if podian is not None else "")
        for etiqueta in (self.explicacion, self.votantes, self.desfase):
            etiqueta.setVisible(bool(etiqueta.text()))
        self.actualizar.setVisible(editable and (podian is not None or not votacion.habilitados))

    def actualizar_lista(self) -> None:
        """Keep anew who could vote, by the attendance as it is noted now."""
        from enlace_app.servicios.votaciones import actualizar_habilitados

        almacen, votacion = self._entorno.contexto.almacen, self.votacion
        self._entorno.operaciones.hacer(
            lambda: actualizar_habilitados(almacen, votacion=UUID(votacion.uuid), rev=votacion.rev),
            dicho="La votación guarda quién podía votar según la asistencia de ahora. Ctrl+Z lo deshace.",
        )

    def abrir_edicion(self) -> None:
        """Show the fields of the correction."""
        if self.edicion is None:
            self.edicion = EdicionDeVotacion(self.votacion, self._puntos, self._presentes)
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
        datos = edicion.datos()
        hecho = self._entorno.operaciones.hacer(
            lambda: corregir_votacion(almacen, votacion=uuid, rev=rev, **datos),
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


def nombrar_punto(puntos: tuple[PuntoDeReunion, ...], uuid: str | None) -> str:
    """Say of which point it is."""
    punto = next((p for p in puntos if p.uuid == uuid), None)
    return f"punto {punto.n}. {' '.join(punto.asunto.split())}" if punto else "de ningún punto"


def _contar(votacion: VotacionDeReunion) -> str:
    modalidad = {str(m): n for m, n in MODALIDADES}.get(votacion.modalidad, votacion.modalidad)
    conteos = (
        (votacion.a_favor, "a favor"),
        (votacion.en_contra, "en contra"),
        (votacion.abstenciones, "abstenciones"),
        (votacion.presentes_sin_votar, "presentes sin votar"),
    )
    modalidad = f"{modalidad} evidente, sin conteo" if votacion.evidente else modalidad
    partes = [modalidad, *(f"{n} {que}" for n, que in conteos if n is not None)]
    partes += [f"{parte}: {sentido}" for parte, sentido in votacion.sentidos]
    if votacion.disenso:
        partes.append(f"disenso: {votacion.disenso}")
    return " · ".join(partes)


def _quienes(votacion: VotacionDeReunion) -> str:
    podian = [
        f"{quien}{f', por {parte}' if parte else ''}{f', suplente de {suple_a}' if suple_a else ''}"
        for quien, parte, suple_a in votacion.habilitados
    ]
    excusas = [f"Se excusó {quien}{f': {motivo}' if motivo else ''}".rstrip(".") for quien, motivo in votacion.excusas]
    dichas = [*([f"Podían votar: {'; '.join(podian)}"] if podian else []), *excusas]
    return f"{'. '.join(dichas)}." if dichas else ""


def _desfase(podian: tuple[str, ...]) -> str:
    quienes = f"podían votar {enumerar(podian)}" if podian else "no podía votar nadie"
    return f"Según la asistencia de ahora {quienes}. Corrija la asistencia, o actualice la lista de la votación."
