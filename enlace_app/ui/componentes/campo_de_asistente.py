"""Who came, by three letters, or somebody who walks in, in one line."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from enlace_app.consultas.candidatos import Candidato
from enlace_app.consultas.partes_de_reunion import AsistenciaDeReunion
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.renglon_de_asistencia import leer_asistente
from enlace_app.dominio.sugerencias import sugerir
from enlace_app.ui.componentes.campo_de_linea import CampoDeLinea
from enlace_app.ui.componentes.completado import Sugerencia

_LARGO_DE_DETALLE = 44


class CampoDeAsistente(CampoDeLinea):
    """Emits `anotado` with a `Candidato`: the one that was taken, or what was understood of the line as typed.

    `candidatos` gives whom to propose, in this order where they are equally likely; `senalar` what is said of who is
    on the list already. After `anotado` the line is empty again; `reponer` gives back what was refused.
    """

    anotado = Signal(object)
    aceptada = Signal()
    """Ctrl+Enter on an empty line: yes to what was asked last."""

    def __init__(
        self,
        candidatos: Callable[[], Sequence[Candidato]],
        *,
        senalar: Callable[[AsistenciaDeReunion], str] = lambda _: "ya está en la lista",
        sugerencia: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self._proponer, minimo_de_letras=2, sugerencia=sugerencia, parent=parent)
        self._candidatos, self._senalar = candidatos, senalar
        self._listados: Sequence[AsistenciaDeReunion] = ()
        self.elegida.connect(self._tomar_candidato)
        self.tecleada.connect(self._leer_linea)
        self.confirmada.connect(self._confirmar)

    def poner_listados(self, asistencias: Sequence[AsistenciaDeReunion]) -> None:
        """Tell who is on the list by now, so that nobody needs to be read again after each one."""
        self._listados = asistencias

    def listado(self, candidato: Candidato) -> AsistenciaDeReunion | None:
        """Return the last row of who is meant; one may have left and come back."""
        suyas = [a for a in self._listados if a.uuid == candidato.asistencia or _nombre(a) == _nombre(candidato)]
        return suyas[-1] if suyas else None

    def anotar(self) -> None:
        """Take the line as it was typed, as Ctrl+Enter does."""
        self.cerrar()
        self._leer_linea(self.valor())

    def reponer(self, texto: str) -> None:
        """Give back what was refused."""
        self.setText(texto)

    def _confirmar(self) -> None:
        if self.text():
            self.anotar()
        else:
            self.aceptada.emit()

    def _proponer(self, texto: str) -> list[Sugerencia]:
        return [self._sugerencia(c) for c in sugerir(self._candidatos(), texto, lambda c: c.plegado)]

    def _sugerencia(self, candidato: Candidato) -> Sugerencia:
        fila, texto = self.listado(candidato), candidato.persona or candidato.organizacion or ""
        # A post of many words would make the list wider than the window.
        dichos = [candidato.etiqueta.removeprefix(texto).strip(" ·"), candidato.calidad or ""]
        conocido = " · ".join(_abreviar(dicho) for dicho in dict.fromkeys(dichos) if dicho)
        senal = self._senalar(fila) if fila is not None else ""
        return Sugerencia(texto, " — ".join(d for d in (conocido, senal) if d), self._al_dia(candidato))

    def _al_dia(self, candidato: Candidato) -> Candidato:
        """Who was noted or withdrawn since the candidates were read."""
        fila = self.listado(candidato)
        return replace(candidato, asistencia=fila.uuid if fila is not None else None)

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
        escrito = Candidato(persona, organizacion, cargo, None, None, texto, "")
        for c in self._candidatos():
            if _nombre(c) == _nombre(escrito):
                return self._al_dia(replace(c, organizacion=organizacion or c.organizacion, cargo=cargo or c.cargo))
        return self._al_dia(escrito)


def _nombre(de: Candidato | AsistenciaDeReunion) -> tuple[bool, str]:
    return bool(de.persona), plegar(de.persona or de.organizacion or "")


def _abreviar(texto: str) -> str:
    return texto if len(texto) <= _LARGO_DE_DETALLE else f"{texto[:_LARGO_DE_DETALLE].rstrip()}…"
