"""What happens to the session as a whole: it begins, pauses, goes on."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.escritura import escribir_fecha
from enlace_app.ui.paginas.sesion.sesion_abierta import SesionAbierta

_NO_CELEBRADAS = frozenset({EstadoReunion.BORRADOR, EstadoReunion.CONVOCADA})


class OrdenesDeSesion(QObject):
    """Acts on the meeting that is being held."""

    def __init__(self, sesion: SesionAbierta, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sesion = sesion
        self._comenzada = False

    def comenzar(self) -> None:
        """Note the beginning by the clock where nobody noted it; a draft without a day is held today."""
        r, sesion = self._sesion.registro, self._sesion
        if EstadoReunion(r.estado) not in _NO_CELEBRADAS:
            return
        if r.fecha.fecha is None:
            from enlace_app.servicios.reuniones import cambiar_fecha

            sesion.hacer(lambda: cambiar_fecha(sesion.almacen, reunion=sesion.uuid, rev=r.rev, fecha=sesion.reloj.hoy))
            sesion.releer()
        self._comenzar()

    def comenzar_al_fijar(self) -> None:
        """Note the beginning of another day's meeting by the first hour that is set."""
        if self._sesion.reloj.fijada is not None:
            self._comenzar()

    def _comenzar(self) -> None:
        sesion = self._sesion
        r, hora = sesion.registro, sesion.reloj.hora
        if self._comenzada or r.hora_inicio or hora is None or EstadoReunion(r.estado) not in _NO_CELEBRADAS:
            return
        from enlace_app.servicios.sesiones import comenzar_sesion

        self._comenzada = True  # once: who takes it back with Ctrl+Z means it
        sesion.hacer(
            lambda: comenzar_sesion(sesion.almacen, reunion=sesion.uuid, rev=r.rev, hora=hora),
            dicho=f"La sesión comenzó a las {hora}. Si fue a otra hora, corríjala en los datos de la reunión.",
        )
        sesion.releer()

    def avisar_de_otro_dia(self) -> None:
        """Say that nothing is stamped by the clock on the wall, and what to do."""
        reloj, r = self._sesion.reloj, self._sesion.registro
        if not reloj.es_de_hoy and reloj.fijada is None:
            self._sesion.entorno.avisos.aviso(
                f"Esta reunión no es de hoy ({escribir_fecha(r.fecha)}): lo que anote queda sin hora hasta que fije "
                "una con Ctrl+H."
            )

    def receso(self) -> None:
        """Begin a recess by the hour, or end the one that is open."""
        hora = self._sesion.exigir_hora()
        if hora is not None:
            self._anotar_receso(hora, al_dia_siguiente=False)

    def _anotar_receso(self, hora: str, *, al_dia_siguiente: bool) -> None:
        from enlace_app.servicios import sesiones as servicio

        sesion, r = self._sesion, self._sesion.registro
        abierto = r.receso_abierto is not None
        orden = servicio.cerrar_receso if abierto else servicio.abrir_receso

        def rehusar(error: ErrorDeEnlace) -> None:
            if isinstance(error, servicio.AntesDelInicio):
                self._preguntar(error, lambda: self._anotar_receso(hora, al_dia_siguiente=True))
            else:
                sesion.entorno.avisos.error(str(error))

        sesion.hacer(
            lambda: orden(sesion.almacen, reunion=sesion.uuid, rev=r.rev, hora=hora, al_dia_siguiente=al_dia_siguiente),
            dicho=f"Se reanudó a las {hora}." if abierto else f"Receso desde las {hora}. F8 anota cuándo se reanuda.",
            al_rehusar=rehusar,
        )

    def _preguntar(self, error: ErrorDeEnlace, accion: Callable[[], object]) -> None:
        self._sesion.entorno.avisos.aviso(str(error), opcion="Fue después de la medianoche", accion=accion)
