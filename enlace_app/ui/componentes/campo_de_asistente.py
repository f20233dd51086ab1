"""Who came, by three letters, or somebody who walks in, in one line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from enlace_app.consultas.candidatos import Candidato
from enlace_app.consultas.partes_de_reunion import AsistenciaDeReunion
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.renglon_de_asistencia import leer_asistente
from enlace_app.dominio.sugerencias import sugerir
from enlace_app.ui.componentes.completado import CampoConSugerencias, Sugerencia


class CampoDeAsistente(CampoConSugerencias):
    """Emits `anotado` with a `Candidato`: the one that was taken, or what was understood of the line as typed.

    After that the line is empty again; `reponer` gives back what was refused.
    """

    anotado = Signal(object)

    def __init__(self, *, sugerencia: str = "", parent: QWidget | None = None) -> None:
        super().__init__(self._proponer, sugerencia=sugerencia, parent=parent)
        self._leer: Callable[[], Sequence[Candidato]] = tuple
        self._leidos: Sequence[Candidato] | None = None
        self._listados: Mapping[str, str] = {}
        self.elegida.connect(self._tomar_candidato)
        self.tecleada.connect(self._leer_linea)

    def poner_candidatos(self, leer: Callable[[], Sequence[Candidato]]) -> None:
        """Propose whom `leer` gives, in this order where they are equally likely; it is asked at the first letter."""
        self._leer, self._leidos = leer, None

    def poner_listados(self, asistencias: Sequence[AsistenciaDeReunion]) -> None:
        """Tell who is on the list by now, so that nobody needs to be read again after each one."""
        self._listados = {plegar(a.quien): a.uuid for a in asistencias}

    def anotar(self) -> None:
        """Take the line as it was typed, as Ctrl+Enter does."""
        self.cerrar()
        self._leer_linea(self.valor())

    def reponer(self, texto: str) -> None:
        """Give back what was refused."""
        self.setText(texto)

    def _proponer(self, texto: str) -> list[Sugerencia]:
        return [_sugerencia(self._al_dia(c)) for c in sugerir(self._candidatos(), texto, lambda c: c.plegado)]

    def _candidatos(self) -> Sequence[Candidato]:
        if self._leidos is None:
            self._leidos = self._leer()
        return self._leidos

    def _al_dia(self, c: Candidato) -> Candidato:
        """Who was noted or withdrawn since the candidates were read."""
        suya = self._listados.get(plegar(c.persona or c.organizacion or ""))
        aun = c.asistencia if c.asistencia in self._listados.values() else None
        return replace(c, asistencia=suya or aun)

    def _tomar_candidato(self, sugerencia: Sugerencia) -> None:
        self.poner_valor("")
        self.anotado.emit(sugerencia.dato)

    def _leer_linea(self, texto: str) -> None:
        instituciones = {plegar(c.organizacion) for c in self._candidatos() if c.organizacion}
        leido = leer_asistente(texto, instituciones)
        if not (leido.persona or leido.organizacion):
            return
        self.poner_valor("")
        self.anotado.emit(self._conocido(leido.persona, leido.organizacion, leido.cargo, texto))

    def _conocido(self, persona: str | None, organizacion: str | None, cargo: str | None, texto: str) -> Candidato:
        """Of whom is known who bears that very name, what is known goes with what was typed."""
        nombre = plegar(persona or organizacion or "")
        for c in self._candidatos():
            if plegar((c.persona if persona else c.organizacion) or "") == nombre and bool(c.persona) is bool(persona):
                return self._al_dia(replace(c, organizacion=organizacion or c.organizacion, cargo=cargo or c.cargo))
        return self._al_dia(Candidato(persona, organizacion, cargo, None, None, texto, ""))


def _sugerencia(candidato: Candidato) -> Sugerencia:
    texto = candidato.persona or candidato.organizacion or ""
    detalle = candidato.etiqueta.removeprefix(texto).removeprefix(" · ")
    return Sugerencia(texto, f"{detalle} — ya está en la lista" if candidato.asistencia else detalle, candidato)
