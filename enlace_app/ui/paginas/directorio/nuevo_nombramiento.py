"""Naming a person to a role: what, for whom, where and from when."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas import opciones
from enlace_app.errores import ErrorDeEnlace
from enlace_app.servicios import nombramientos
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.campo_de_fecha import CampoDeFecha
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.completado import CampoConSugerencias, Sugerencia, buscador_de
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.formulario import Formulario
from enlace_app.ui.entorno import Entorno

_CALIDADES = ("titular", "suplente")


class NuevoNombramiento(QWidget):
    """`cerrado` is emitted when it was recorded or given up."""

    cerrado = Signal()

    def __init__(self, entorno: Entorno, hoy: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno, self._persona = entorno, ""
        lectura = entorno.contexto.almacen.lectura
        formulario = Formulario()
        self.rol = formulario.agregar(
            "Papel",
            CampoConSugerencias(
                buscador_de(Sugerencia(nombre) for nombre in opciones.roles(lectura)),
                sugerencia="Enlace regional, representante… o como lo diga el oficio",
            ),
            obligatorio=True,
        )
        self.calidad = formulario.agregar("Calidad", _combo([("Sin anotar", None), *((c, c) for c in _CALIDADES)]))
        self.parte = formulario.agregar("Parte", CampoDeTexto(sugerencia="sociedad civil, autoridad local…"))
        self.region = formulario.agregar(
            "Región", _combo([("Ninguna", None), *((r.nombre, r.uuid) for r in opciones.regiones(lectura))])
        )
        self.desde = formulario.agregar("Desde", CampoDeFecha(hoy=hoy))
        self.hasta = formulario.agregar("Hasta", CampoDeFecha(hoy=hoy), ayuda="Vacío si sigue en él.")
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.guardar = BotonPrimario("Anotar nombramiento", al_pulsar=self._guardar)
        botones = QHBoxLayout()
        botones.addWidget(self.guardar)
        botones.addWidget(BotonSecundario("Cancelar", al_pulsar=self.cerrado.emit))
        botones.addStretch(1)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(formulario)
        caja.addWidget(self.error)
        caja.addLayout(botones)

    def abrir(self, persona: str) -> None:
        """Begin an empty one for a person, unless one was begun for her."""
        if persona != self._persona:
            self._persona = persona
            self._limpiar()
        self.rol.setFocus(Qt.FocusReason.OtherFocusReason)

    def _limpiar(self) -> None:
        for campo in (self.rol, self.parte):
            campo.poner_valor("")
        for combo in (self.calidad, self.region):
            combo.setCurrentIndex(0)
        for fecha in (self.desde, self.hasta):
            fecha.poner_fecha(None)
        self._decir("")

    def _decir(self, texto: ErrorDeEnlace | str) -> None:
        self.error.setText(str(texto))
        self.error.setVisible(bool(str(texto)))

    def _guardar(self) -> None:
        problema = self.desde.problema() or self.hasta.problema()
        self._decir(problema or "")
        if problema:
            return
        almacen, region = self._entorno.contexto.almacen, self.region.currentData()
        hecho = self._entorno.operaciones.hacer(
            lambda: nombramientos.nombrar(
                almacen,
                persona=UUID(self._persona),
                rol=self.rol.valor(),
                calidad=self.calidad.currentData(),
                parte=self.parte.valor() or None,
                region=UUID(region) if region else None,
                desde=self.desde.dia(),
                hasta=self.hasta.dia(),
            ),
            dicho="Se anotó el nombramiento. Ctrl+Z lo deshace.",
            al_rehusar=self._decir,
        )
        if hecho is not None:
            self._persona = ""
            self.cerrado.emit()


def _combo(opciones_: list[tuple[str, str | None]]) -> QComboBox:
    combo = QComboBox()
    for texto, valor in opciones_:
        combo.addItem(texto, valor)
    return combo
