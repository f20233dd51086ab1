"""One agreement of the meeting, each field of it saved as it is left."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.partes_de_reunion import AcuerdoDeReunion
from enlace_app.dominio.calendario import DIAS_DE_LA_SEMANA
from enlace_app.dominio.plazos import leer_plazo
from enlace_app.errores import ErrorDeEnlace, ErrorDeNegocio
from enlace_app.ui.componentes.botones import BotonDeIcono, Enlace
from enlace_app.ui.componentes.campos import CampoDeTexto, CampoLargo
from enlace_app.ui.componentes.completado import CampoConSugerencias, Sugerencia
from enlace_app.ui.componentes.escritura import escribir_dia
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.renglon_de_acuerdo import sugerir_nombres
from enlace_app.ui.componentes.senales import Senal, aspecto_de_acuerdo
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.tema import Icono

_SEPARADOR = "; "
Linea = CampoDeTexto | CampoLargo


@dataclass(frozen=True)
class Vecindad:
    """What an agreement is written among: asked each time, for it changes while the tab is open."""

    referencia: Callable[[], date | None]
    """The day of the meeting, from which a plazo counts."""
    conocidos: Callable[[], Mapping[str, str]]
    anteriores: Callable[[str], list[Sugerencia]]
    """Earlier agreements that a few letters may mean: folio, text, and uuid as `dato`."""
    buscar: Callable[[str], str | None]
    """The uuid of the agreement that bears a folio."""


class TarjetaDeAcuerdo(QFrame):
    """Text, who, by when, and from which agreement it comes; Esc gives back what is stored."""

    def __init__(self, entorno: Entorno, acuerdo: AcuerdoDeReunion, vecindad: Vecindad) -> None:
        super().__init__()
        self._entorno, self.acuerdo, self._vecindad = entorno, acuerdo, vecindad
        self._editable = True
        self.setProperty("papel", "tarjeta")
        self.folio = Enlace("", al_activar=lambda: self._abrir(None))
        self.folio.setToolTip("Abrir en Acuerdos")
        self.estado = Senal(aspecto_de_acuerdo(acuerdo.estado))
        self.punto = EtiquetaElidida("", RolDeEtiqueta.DETALLE)
        self.seguimiento = Enlace("Dar seguimiento", al_activar=lambda: self._abrir("seguimiento"))
        self.quitar = BotonDeIcono(Icono.QUITAR, "Retirar el acuerdo", al_pulsar=self.retirar)
        self.texto = CampoLargo(minimo=1, maximo=12)
        self.responsables = CampoConSugerencias(self._sugerir_responsables, sugerencia="quién; quién más")
        self.plazo = CampoDeTexto(sugerencia="8 nov, en dos semanas…")
        self.entendido = EtiquetaElidida("", RolDeEtiqueta.DETALLE)
        self.origen = CampoConSugerencias(vecindad.anteriores, sugerencia="folio o palabras")
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.error.hide()
        self.campos: dict[str, Linea] = {
            "texto": self.texto,
            "responsables": self.responsables,
            "plazo": self.plazo,
            "deriva_de": self.origen,
        }
        self._armar()
        self.texto.dejado.connect(self._guardar_texto)
        self.responsables.dejado.connect(self._guardar_responsables)
        self.plazo.dejado.connect(self._guardar_plazo)
        self.plazo.textChanged.connect(lambda _: self._mostrar_entendido())
        self.origen.dejado.connect(self._guardar_origen)
        self.origen.elegida.connect(lambda _: self.origen.confirmar())

    def _armar(self) -> None:
        cabeza = QHBoxLayout()
        for parte in (self.folio, self.estado):
            cabeza.addWidget(parte)
        cabeza.addWidget(self.punto, 1)
        cabeza.addWidget(self.seguimiento)
        cabeza.addWidget(self.quitar)
        rejilla = QGridLayout()
        rejilla.setVerticalSpacing(0)
        for n, (titulo, campo, ancho) in enumerate(
            (("Responsables", self.responsables, 4), ("Plazo", self.plazo, 3), ("Deriva de", self.origen, 3))
        ):
            etiqueta = Etiqueta(titulo, RolDeEtiqueta.DETALLE)
            etiqueta.setBuddy(campo)
            rejilla.addWidget(etiqueta, 0, n)
            rejilla.addWidget(campo, 1, n)
            rejilla.setColumnStretch(n, ancho)
        rejilla.addWidget(self.entendido, 2, 1, 1, 2)
        caja = QVBoxLayout(self)
        alto = self.fontMetrics().height()
        caja.setContentsMargins(alto // 2, alto // 4, alto // 2, alto // 3)
        caja.setSpacing(2)
        caja.addLayout(cabeza)
        caja.addWidget(self.texto)
        caja.addLayout(rejilla)
        caja.addWidget(self.error)

    def poner(self, acuerdo: AcuerdoDeReunion, *, punto: str, hoy: date, editable: bool) -> None:
        """Show the agreement as it stands; a field in which somebody is typing keeps what was typed."""
        self.acuerdo, self._editable = acuerdo, editable
        self.folio.poner_texto(acuerdo.folio)
        self.estado.poner(aspecto_de_acuerdo(acuerdo.estado, vencido=acuerdo.vencido(hoy)))
        self.punto.setText(punto)
        valores = {
            "texto": acuerdo.texto,
            "responsables": _SEPARADOR.join(acuerdo.responsables),
            "plazo": acuerdo.plazo_literal or "",
            "deriva_de": acuerdo.folio_de_origen or "",
        }
        nombres = {"texto": "Texto", "responsables": "Responsables", "plazo": "Plazo", "deriva_de": "Deriva de"}
        self.setAccessibleName(f"Acuerdo {acuerdo.folio}")
        for clave, campo in self.campos.items():
            campo.setAccessibleName(f"{nombres[clave]} del acuerdo {acuerdo.folio}")
            poner_sin_pisar(campo, valores[clave])
            solo_lectura(campo, si=not editable)
        self.quitar.setVisible(editable)
        self.quitar.setAccessibleName(f"Retirar el acuerdo {acuerdo.folio}")
        self.seguimiento.setVisible(not editable)
        self.seguimiento.setAccessibleName(f"Dar seguimiento al acuerdo {acuerdo.folio}")
        self._mostrar_entendido()

    def _mostrar_entendido(self) -> None:
        acuerdo = self.acuerdo
        ampliado = acuerdo.plazo != acuerdo.plazo_acordado and acuerdo.plazo is not None
        despues = f" · ampliado al {escribir_dia(acuerdo.plazo)}" if ampliado and acuerdo.plazo else ""
        self.entendido.setText(f"{self._entender(self.plazo.valor())}{despues}")
        self.plazo.setAccessibleDescription(self.entendido.texto_completo())

    def _entender(self, literal: str) -> str:
        if not literal:
            return "Sin plazo anotado"
        if literal == (self.acuerdo.plazo_literal or "") and self.acuerdo.plazo_acordado is not None:
            return _decir_dia(self.acuerdo.plazo_acordado)
        referencia = self._vecindad.referencia()
        if referencia is None:
            return "Falta la fecha de la reunión para calcular el día"
        try:
            plazo = leer_plazo(literal, referencia)
        except ValueError as error:
            return str(error)
        if plazo.fecha is not None:
            return _decir_dia(plazo.fecha)
        return "Sin plazo, con su motivo" if plazo.sin_plazo else "Se guarda como está; no nombra un día"

    def _sugerir_responsables(self, texto: str) -> list[Sugerencia]:
        """Complete the last name of the list; taking one leaves those before it."""
        antes, _, ultimo = texto.rpartition(";")
        cabeza = f"{antes.strip()}{_SEPARADOR}" if antes.strip() else ""
        halladas = sugerir_nombres(self._vecindad.conocidos(), ultimo.strip())
        return [Sugerencia(f"{cabeza}{hallada.texto}") for hallada in halladas]

    def _guardar_texto(self, texto: str) -> None:
        from enlace_app.servicios.acuerdos import corregir_acuerdo

        almacen = self._entorno.contexto.almacen
        self._guardar(self.texto, lambda uuid, rev: corregir_acuerdo(almacen, acuerdo=uuid, rev=rev, texto=texto))

    def _guardar_responsables(self, escrito: str) -> None:
        from enlace_app.servicios.acuerdos import corregir_acuerdo

        almacen = self._entorno.contexto.almacen
        nombres = [nombre.strip() for nombre in escrito.split(";") if nombre.strip()]
        self._guardar(
            self.responsables,
            lambda uuid, rev: corregir_acuerdo(almacen, acuerdo=uuid, rev=rev, responsables=nombres),
        )

    def _guardar_plazo(self, literal: str) -> None:
        from enlace_app.servicios.acuerdos import corregir_acuerdo

        almacen = self._entorno.contexto.almacen
        self._guardar(
            self.plazo, lambda uuid, rev: corregir_acuerdo(almacen, acuerdo=uuid, rev=rev, plazo=literal or None)
        )

    def _guardar_origen(self, escrito: str) -> None:
        from enlace_app.servicios.acuerdos import derivar_de

        almacen = self._entorno.contexto.almacen
        de: str | None = None
        if escrito:
            try:
                de = self._vecindad.buscar(escrito)
            except ErrorDeNegocio as error:
                self._rehusar(self.origen, error)
                return
            if de is None:
                self._rehusar(self.origen, f"No hay un acuerdo con el folio «{escrito}»; elija uno de la lista.")
                return
        self._guardar(
            self.origen,
            lambda uuid, rev: derivar_de(almacen, acuerdo=uuid, rev=rev, de=UUID(de) if de else None),
        )

    def _guardar(self, campo: Linea, accion: Callable[[UUID, int], object]) -> None:
        if not self._editable:
            return
        self._rehusar(campo, "")
        acuerdo = self.acuerdo
        self._entorno.operaciones.hacer(
            lambda: accion(UUID(acuerdo.uuid), acuerdo.rev), al_rehusar=lambda error: self._rehusar(campo, error)
        )

    def _rehusar(self, campo: Linea, error: ErrorDeEnlace | str) -> None:
        texto = str(error)
        marcar_error(campo, si=bool(texto))
        campo.setAccessibleDescription(texto)
        if texto or not self.con_errores():
            self.error.setText(texto)
            self.error.setVisible(bool(texto))

    def con_errores(self) -> list[Linea]:
        """The fields whose text was refused and is not stored."""
        return [campo for campo in self.campos.values() if campo.property("erroneo")]

    def confirmar(self) -> None:
        """Save what is being typed."""
        for campo in self.campos.values():
            campo.confirmar()

    def retirar(self) -> None:
        """Withdraw the agreement; Ctrl+Z brings it back."""
        from enlace_app.servicios.acuerdos import retirar_acuerdo

        almacen, acuerdo = self._entorno.contexto.almacen, self.acuerdo
        self._entorno.operaciones.hacer(
            lambda: retirar_acuerdo(almacen, acuerdo=UUID(acuerdo.uuid), rev=acuerdo.rev),
            dicho=f"Se retiró el acuerdo {acuerdo.folio}. Ctrl+Z lo recupera.",
        )

    def _abrir(self, campo: str | None) -> None:
        self._entorno.navegacion.abrir("acuerdo", self.acuerdo.uuid, campo=campo)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives back what is stored, and takes the error away."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        for campo in self.campos.values():
            campo.poner_valor(str(campo.property("puesto") or ""))
            self._rehusar(campo, "")


def poner_sin_pisar(campo: Linea, valor: str) -> None:
    """Show what is stored, unless somebody is typing in the field or what was typed was refused."""
    anterior = str(campo.property("puesto") or "")
    campo.setProperty("puesto", valor)
    if not ((campo.hasFocus() and campo.valor() != anterior) or campo.property("erroneo")):
        campo.poner_valor(valor)


def solo_lectura(campo: Linea, *, si: bool) -> None:
    """Let read and copy only, and look like it."""
    if campo.isReadOnly() is not si:
        campo.setReadOnly(si)
        if si:
            campo.setProperty("invitacion", campo.placeholderText())
        # What one might type is no advice where nothing can be typed.
        campo.setPlaceholderText("" if si else str(campo.property("invitacion") or ""))
        _repintar(campo)


def marcar_error(campo: Linea, *, si: bool) -> None:
    """Give a field the frame of what was refused."""
    if bool(campo.property("erroneo")) is not si:
        campo.setProperty("erroneo", si)
        _repintar(campo)


def _repintar(campo: QWidget) -> None:
    campo.style().unpolish(campo)
    campo.style().polish(campo)


def _decir_dia(dia: date) -> str:
    return f"→ {DIAS_DE_LA_SEMANA[dia.weekday()]} {escribir_dia(dia)}"
