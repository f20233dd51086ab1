"""What can be done with a meeting in its state: the one thing that leads on, and everything else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from enlace_app.dominio.reuniones import CONGELADOS, PASOS, EstadoReunion
from enlace_app.ui.paginas.reuniones.ordenes import Ordenes
from enlace_app.ui.tema import Icono

_POR_CELEBRAR = frozenset({EstadoReunion.BORRADOR, EstadoReunion.CONVOCADA})
_POR_CERRAR = frozenset({EstadoReunion.CELEBRADA, EstadoReunion.EN_REVISION})


@dataclass(frozen=True)
class Accion:
    """Something to do: its words, and what happens when it is chosen."""

    texto: str
    icono: Icono
    hacer: Callable[[], object]
    peligro: bool = False


class Acciones:
    """Chooses among the orders by the state of the meeting that they act on."""

    def __init__(self, ordenes: Ordenes) -> None:
        self.ordenes = ordenes

    def principal(self) -> Accion | None:
        """The one thing that leads on; None where nothing does (another site's meeting)."""
        r = self.ordenes.registro
        estado = EstadoReunion(r.estado)
        if r.parte_de is not None and estado in {*_POR_CERRAR, *CONGELADOS}:
            return Accion(f"Ir al acta compartida ({r.folio_anfitriona})", Icono.ABRIR, self.ordenes.ir_a_la_anfitriona)
        if estado is EstadoReunion.FIRMADA:
            return Accion("Exportar acta PDF…", Icono.EXPORTAR, self.ordenes.exportar)
        if not r.propia or r.baja:
            return None
        return self._para_celebrar(estado) if estado in _POR_CELEBRAR else self._siguiente(estado)

    def _siguiente(self, estado: EstadoReunion) -> Accion:
        return {
            EstadoReunion.CELEBRADA: Accion("Enviar a revisión", Icono.BUSCAR, self.ordenes.enviar_a_revision),
            EstadoReunion.EN_REVISION: Accion("Cerrar acta…", Icono.CANDADO, self.ordenes.cerrar),
            EstadoReunion.CERRADA: Accion("Firmar…", Icono.FIRMA, self.ordenes.firmar),
        }.get(estado, Accion("Nueva a partir de esta…", Icono.MAS, self.ordenes.nueva_desde))

    def _para_celebrar(self, estado: EstadoReunion) -> Accion:
        r, hoy = self.ordenes.registro, self.ordenes.hoy
        dia = r.fecha.fecha or r.programada
        if r.hora_inicio or any(a.llegada for a in r.asistencias):
            if r.hora_fin or (dia and dia < hoy):
                return Accion("Dar por celebrada", Icono.CUMPLIDO, self.ordenes.dar_por_celebrada)
            return Accion("Continuar la sesión", Icono.REUNIONES, self.ordenes.abrir_sesion)
        if dia and dia < hoy:
            return Accion("Dar por celebrada", Icono.CUMPLIDO, self.ordenes.dar_por_celebrada)
        if dia and dia > hoy and estado is EstadoReunion.BORRADOR:
            return Accion("Convocar…", Icono.CORREO, self.ordenes.convocar)
        return Accion("Empezar la sesión", Icono.REUNIONES, self.ordenes.abrir_sesion)

    def otras(self) -> list[Accion]:
        """Everything else that the state allows."""
        primera = self.principal()
        return [a for a in self._todas() if primera is None or a.texto != primera.texto]

    def _todas(self) -> Iterator[Accion]:
        r = self.ordenes.registro
        estado = EstadoReunion(r.estado)
        if r.propia and not r.baja:
            yield from self._de_su_estado(estado)
        yield Accion("Nueva a partir de esta…", Icono.MAS, self.ordenes.nueva_desde)
        yield Accion("Copiar los acuerdos como texto", Icono.COPIAR, self.ordenes.copiar_acuerdos)
        if estado not in {EstadoReunion.CANCELADA, EstadoReunion.NO_CELEBRADA} and r.parte_de is None:
            nombre = "Exportar acta PDF…" if estado in CONGELADOS else "Exportar borrador en PDF…"
            yield Accion(nombre, Icono.EXPORTAR, self.ordenes.exportar)
        if estado in CONGELADOS and r.parte_de is None:
            yield Accion("Propuesta de versión pública…", Icono.CANDADO, self.ordenes.proponer_version_publica)
        if r.propia and not r.baja:
            yield from self._para_deshacerse(estado)

    def _de_su_estado(self, estado: EstadoReunion) -> Iterator[Accion]:
        propia = self.ordenes.registro.parte_de is None
        if estado in {*_POR_CELEBRAR, EstadoReunion.CELEBRADA}:
            yield Accion("Abrir modo sesión", Icono.REUNIONES, self.ordenes.abrir_sesion)
        if EstadoReunion.CONVOCADA in PASOS[estado]:
            yield Accion("Convocar…", Icono.CORREO, self.ordenes.convocar)
        if estado in _POR_CELEBRAR:
            yield Accion("Dar por celebrada", Icono.CUMPLIDO, self.ordenes.dar_por_celebrada)
        if estado in _POR_CERRAR and propia:
            yield Accion("Cerrar acta…", Icono.CANDADO, self.ordenes.cerrar)
        if estado is EstadoReunion.EN_REVISION:
            yield Accion("Regresar a celebrada", Icono.DESHACER, self.ordenes.regresar_a_celebrada)
        if estado is EstadoReunion.CERRADA and propia:
            yield Accion("Reabrir con motivo…", Icono.EDITAR, self.ordenes.reabrir)
        if estado is EstadoReunion.FIRMADA and propia:
            yield Accion("Corregir: fe de erratas…", Icono.EDITAR, self.ordenes.corregir)
            yield Accion("Corregir: acta aclaratoria…", Icono.EDITAR, self.ordenes.aclarar)

    def _para_deshacerse(self, estado: EstadoReunion) -> Iterator[Accion]:
        if EstadoReunion.NO_CELEBRADA in PASOS[estado]:
            yield Accion("No celebrada por falta de quórum…", Icono.ALERTA, self.ordenes.no_celebrada)
        if EstadoReunion.CANCELADA in PASOS[estado]:
            yield Accion("Cancelar con motivo…", Icono.NO_PROCEDE, self.ordenes.cancelar, peligro=True)
        if estado is EstadoReunion.BORRADOR:
            yield Accion("Retirar borrador…", Icono.QUITAR, self.ordenes.retirar, peligro=True)
