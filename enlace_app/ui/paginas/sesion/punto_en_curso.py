"""The middle: the current point with its notes, what was agreed and voted under it, and the lines that add to it."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from enlace_app.consultas.partes_de_reunion import (
    AcuerdoDeReunion,
    DocumentoDeReunion,
    IntervencionDeReunion,
    VotacionDeReunion,
)
from enlace_app.dominio.intervenciones import ClaseDeIntervencion
from enlace_app.ui.componentes.escritura import escribir_dia
from enlace_app.ui.componentes.etiquetas import EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.renglon_de_acuerdo import SIN_RESPONSABLE
from enlace_app.ui.paginas.sesion.acuerdo_en_linea import AcuerdoEnLinea, cola_de_folio
from enlace_app.ui.paginas.sesion.cierre import FranjaDeCierre
from enlace_app.ui.paginas.sesion.conocidos import Conocidos
from enlace_app.ui.paginas.sesion.documento_en_linea import FranjaDeDocumento
from enlace_app.ui.paginas.sesion.intervencion_en_linea import FranjaDeIntervencion
from enlace_app.ui.paginas.sesion.notas import NotasDelPunto
from enlace_app.ui.paginas.sesion.renglones import ListaDeRenglones, Renglon
from enlace_app.ui.paginas.sesion.sesion_abierta import SesionAbierta
from enlace_app.ui.paginas.sesion.votacion import FranjaDeVotacion
from enlace_app.ui.tema import Icono, Rol

_ACUERDO, _VOTACION, _INTERVENCION = "acuerdo:", "votacion:", "intervencion:"
_Franja = FranjaDeVotacion | FranjaDeIntervencion | FranjaDeDocumento | FranjaDeCierre


class PuntoEnCurso(QWidget):
    """One strip (vote, document, end) is open at a time, beneath the rest; Esc gives it up."""

    def __init__(self, sesion: SesionAbierta, conocidos: Conocidos, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self.titulo = EtiquetaElidida("", RolDeEtiqueta.SUBTITULO)
        self.notas = NotasDelPunto(sesion)
        self.rotulo = EtiquetaElidida("", RolDeEtiqueta.DETALLE)
        self.lista = ListaDeRenglones("Acuerdos y votaciones de este punto", ajustar=True)
        self.documentos = EtiquetaElidida("", RolDeEtiqueta.DETALLE)
        self.acuerdo = AcuerdoEnLinea(sesion, conocidos.nombres)
        self.votacion = FranjaDeVotacion(sesion)
        self.intervencion = FranjaDeIntervencion(sesion)
        self.documento = FranjaDeDocumento(sesion, conocidos.nombres)
        self.cierre = FranjaDeCierre(sesion)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(4)
        caja.addWidget(self.titulo)
        caja.addWidget(self.notas, 3)
        caja.addWidget(self.rotulo)
        caja.addWidget(self.lista, 2)
        caja.addWidget(self.documentos)
        for control in (self.acuerdo, *self.franjas):
            caja.addWidget(control)
        self.lista.setMinimumHeight(round(self.fontMetrics().height() * 2))
        self.lista.activado.connect(self._corregir)
        self.lista.retirado.connect(self._retirar)
        for franja in self.franjas:
            franja.cerrada.connect(self._volver)
        self.refrescar()

    @property
    def franjas(self) -> tuple[_Franja, ...]:
        """What opens beneath."""
        return self.votacion, self.intervencion, self.documento, self.cierre

    def refrescar(self) -> None:
        """Show the current point as it was read last."""
        r, punto = self._sesion.registro, self._sesion.punto
        if punto is not None:
            n = [p.uuid for p in r.puntos].index(punto.uuid) + 1
            self.titulo.setText(f"{n} {punto.asunto}")
        else:
            self.titulo.setText("Sin punto del orden del día")
        clave = punto.uuid if punto else None
        votaciones, acuerdos, dichas = r.votaciones_de(clave), r.acuerdos_de(clave), r.intervenciones_de(clave)
        renglones = [*map(_de_votacion, votaciones), *map(_de_intervencion, dichas), *map(self._de_acuerdo, acuerdos)]
        self.lista.poner(renglones, al_final=True)
        # Who has just emptied the list is still in it, and may want to take that back.
        self.lista.setVisible(bool(renglones) or self.lista.hasFocus())
        cuantos = f"ACUERDOS DE ESTE PUNTO {len(acuerdos)}"
        self.rotulo.setText(f"{cuantos} · Enter corrige, Supr retira" if acuerdos else cuantos)
        self.documentos.setText(_escribir_documentos(r.documentos))
        self.documentos.setVisible(bool(r.documentos))
        self.notas.refrescar()
        self.acuerdo.refrescar()

    def abrir_franja(self, franja: QFrame, abrir: Callable[[], object]) -> None:
        """Open one strip in place of another."""
        for otra in self.franjas:
            if otra is not franja and not otra.isHidden():
                otra.hide()
        # On a small screen the room goes to what is being asked; F4 brings the line back.
        self.acuerdo.setVisible(bool(self.acuerdo.campo.text()))
        abrir()

    def escribir_acuerdo(self) -> None:
        """Take the keyboard for an agreement."""
        self.acuerdo.show()
        self.acuerdo.tomar_teclado()

    def abrir_intervencion(self) -> None:
        """Ask what somebody wants to be put on record."""
        self.abrir_franja(self.intervencion, self.intervencion.abrir)

    def franja_abierta(self) -> _Franja | None:
        """The strip that is open."""
        return next((franja for franja in self.franjas if not franja.isHidden()), None)

    def capturas(self) -> dict[str, str]:
        """What a power cut must not take."""
        return {
            **self.notas.capturas(),
            **self.acuerdo.capturas(),
            **self.votacion.capturas(),
            **self.intervencion.capturas(),
            **self.documento.capturas(),
        }

    def recuperar(self, capturas: dict[str, str]) -> None:
        """Put back what an earlier run was typing."""
        for parte in (self.notas, self.votacion, self.intervencion, self.documento):
            parte.recuperar(capturas)
        self.acuerdo.recuperar_capturas(capturas)

    def tomar_teclado(self) -> None:
        """Take the keyboard where one goes on writing."""
        (self.notas if self.notas.isEnabled() else self.acuerdo.campo).setFocus(Qt.FocusReason.OtherFocusReason)

    def _de_acuerdo(self, a: AcuerdoDeReunion) -> Renglon:
        quien = ", ".join(a.responsables) or SIN_RESPONSABLE
        cuando = escribir_dia(a.plazo_acordado) if a.plazo_acordado else a.plazo_literal or "sin fecha"
        completo = a.responsables and a.plazo_literal
        return Renglon(
            f"{_ACUERDO}{a.uuid}",
            f"{cola_de_folio(a.folio)} {a.texto}",
            f"{quien} · {cuando}",
            icono=Icono.ACUERDOS if completo else Icono.PENDIENTE,
            rol=Rol.ACENTO if completo else Rol.AVISO,
            signo="acuerdo",
        )

    def _volver(self) -> None:
        if self.franja_abierta() is None:
            self.acuerdo.show()
            self.tomar_teclado()

    def _corregir(self, clave: str) -> None:
        if clave.startswith(_ACUERDO):
            self.acuerdo.show()
            self.acuerdo.corregir(clave.removeprefix(_ACUERDO))
        elif clave.startswith(_INTERVENCION):
            dichas = self._sesion.registro.intervenciones
            dicha = next(i for i in dichas if i.uuid == clave.removeprefix(_INTERVENCION))
            self.abrir_franja(self.intervencion, lambda: self.intervencion.corregir(dicha))

    def _retirar(self, clave: str) -> None:
        sesion, r = self._sesion, self._sesion.registro
        if clave.startswith(_ACUERDO):
            from enlace_app.servicios.acuerdos import retirar_acuerdo

            acuerdo = next(a for a in r.acuerdos if a.uuid == clave.removeprefix(_ACUERDO))
            sesion.hacer(
                lambda: retirar_acuerdo(sesion.almacen, acuerdo=UUID(acuerdo.uuid), rev=acuerdo.rev),
                dicho=f"Se retiró el acuerdo {cola_de_folio(acuerdo.folio)}. Ctrl+Z lo devuelve.",
            )
        elif clave.startswith(_INTERVENCION):
            from enlace_app.servicios.intervenciones import retirar_intervencion

            dicha = next(i for i in r.intervenciones if i.uuid == clave.removeprefix(_INTERVENCION))
            sesion.hacer(
                lambda: retirar_intervencion(sesion.almacen, intervencion=UUID(dicha.uuid), rev=dicha.rev),
                dicho=f"Se retiró lo asentado de {dicha.persona}. Ctrl+Z lo devuelve.",
            )
        else:
            from enlace_app.servicios.votaciones import retirar_votacion

            votacion = next(v for v in r.votaciones if v.uuid == clave.removeprefix(_VOTACION))
            sesion.hacer(
                lambda: retirar_votacion(sesion.almacen, votacion=UUID(votacion.uuid), rev=votacion.rev),
                dicho="Se retiró la votación. Ctrl+Z la devuelve.",
            )


def _de_votacion(v: VotacionDeReunion) -> Renglon:
    por_parte = ", ".join(f"{parte}: {sentido}" for parte, sentido in v.sentidos)
    excusas = f"se excusa {', '.join(quien for quien, _ in v.excusas)}" if v.excusas else ""
    detalle = " · ".join(d for d in (por_parte, excusas, v.disenso) if d)
    dicho = f"{v.asunto}: {v.resultado}" if v.asunto else f"{v.resultado[:1].upper()}{v.resultado[1:]}"
    return Renglon(
        f"{_VOTACION}{v.uuid}", dicho, detalle, v.hora or "", icono=Icono.VOTAR, rol=Rol.NEUTRO, signo="votación"
    )


def _de_intervencion(i: IntervencionDeReunion) -> Renglon:
    nombre = ClaseDeIntervencion(i.clase).nombre
    dicho = f"{nombre[:1].upper()}{nombre[1:]} de {i.persona}: {i.texto}"
    return Renglon(f"{_INTERVENCION}{i.uuid}", dicho, "", i.hora or "", icono=Icono.USUARIO, signo=nombre)


def _escribir_documentos(documentos: Sequence[DocumentoDeReunion]) -> str:
    dichos = [" de ".join(d for d in (doc.descripcion or doc.tipo, doc.remitente) if d) for doc in documentos]
    return f"DOCUMENTOS DE LA REUNIÓN {len(documentos)}: {'; '.join(dichos)}"
