"""The meeting that is being held: its record as last read, the point one is at, and how something is noted in it."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from enlace_app.consultas.partes_de_reunion import PuntoDeReunion
from enlace_app.consultas.registro_de_reunion import RegistroDeReunion, traer
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.sesion.reloj import RelojDeSesion

R = TypeVar("R")

FALTA_LA_HORA = "Falta la hora: esta reunión no es de hoy. Escríbala con Ctrl+H y repita."


class SesionAbierta(QObject):
    """Shared by the parts of the page; each writes through `hacer` and shows what `registro` says after `leida`.

    Services are imported where they are called, within the action: the mapping that they load is not needed to show
    the page, and before it is waited for what is being typed must be stored.
    """

    leida = Signal(object)
    """The record was read again; the tables that were written, as a frozenset of their names."""
    punto_cambiado = Signal()

    def __init__(self, entorno: Entorno, uuid: str, parent: QObject | None = None) -> None:
        """Raise `ErrorDeNegocio` where there is no such meeting."""
        super().__init__(parent)
        self.entorno = entorno
        self.almacen = entorno.contexto.almacen
        self.lectura = self.almacen.lectura
        self.uuid = UUID(uuid)
        self.registro: RegistroDeReunion = traer(self.lectura, uuid)
        self.reloj = RelojDeSesion(entorno, self)
        self.reloj.poner(self.registro.zona, self.registro.fecha)
        self.tratados: set[str] = set()
        """Points that were left for the next one in this session."""
        self._escribio = False
        self._punto: str | None = self.registro.puntos[0].uuid if self.registro.puntos else None

    @property
    def punto(self) -> PuntoDeReunion | None:
        """The point that is being dealt with."""
        return next((p for p in self.registro.puntos if p.uuid == self._punto), None)

    @property
    def uuid_de_punto(self) -> UUID | None:
        """Its identity, for services."""
        punto = self.punto
        return UUID(punto.uuid) if punto else None

    def ir_a(self, punto: str | None) -> None:
        """Deal with this point; None is what belongs to no point."""
        if punto != self._punto:
            self._punto = punto
            self.punto_cambiado.emit()

    def avanzar(self, pasos: int) -> str | None:
        """Return the point that many places further on, or None at the end; the one that is left is treated."""
        claves = [p.uuid for p in self.registro.puntos]
        if not claves:
            return None
        lugar = claves.index(self._punto) + pasos if self._punto in claves else 0
        if self._punto in claves and pasos > 0:
            self.tratados.add(str(self._punto))
        return claves[lugar] if 0 <= lugar < len(claves) else None

    def esta_tratado(self, punto: PuntoDeReunion) -> bool:
        """Whether something was noted under it, or it was left for the next one."""
        r = self.registro
        return bool(
            punto.uuid in self.tratados
            or (punto.desarrollo or "").strip()
            or r.acuerdos_de(punto.uuid)
            or r.votaciones_de(punto.uuid)
        )

    def releer(self, tablas: frozenset[str] = frozenset()) -> None:
        """Read the record again and tell it."""
        anteriores = [p.uuid for p in self.registro.puntos]
        self.registro = traer(self.lectura, str(self.uuid))
        self.reloj.poner(self.registro.zona, self.registro.fecha)
        claves = [p.uuid for p in self.registro.puntos]
        if self._punto not in claves and (self._punto in anteriores or (self._punto is None and not anteriores)):
            lugar = anteriores.index(self._punto) if self._punto in anteriores else 0
            self.ir_a(claves[min(lugar, len(claves) - 1)] if claves else None)
        self.leida.emit(tablas)

    def hacer(
        self,
        accion: Callable[[], R],
        *,
        dicho: str | None = None,
        al_rehusar: Callable[[ErrorDeEnlace], object] | None = None,
    ) -> R | None:
        """Run one service; a refusal goes to the notices unless the caller shows it beside its field."""
        if not self._escribio:
            # The first one waits for the libraries that write, seconds on an old computer: nothing is saved meanwhile.
            self._escribio = True
            self.entorno.autoguardado.esperar()
        return self.entorno.operaciones.hacer(accion, dicho=dicho, al_rehusar=al_rehusar)

    def asentar_capturas(self) -> None:
        """Store now what the fields hold: a line that became an operation must not come back after a power cut."""
        self.entorno.autoguardado.guardar()

    def exigir_hora(self) -> str | None:
        """Return the hour to stamp, or say that it must be set first."""
        hora = self.reloj.hora
        if hora is None:
            self.entorno.avisos.aviso(FALTA_LA_HORA)
        return hora
