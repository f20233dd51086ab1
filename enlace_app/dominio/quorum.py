"""Whether the parties that must be present were, at the opening or from which hour."""

from collections.abc import Sequence
from dataclasses import dataclass

from enlace_app.dominio.asistencias import PRIMERA_HORA
from enlace_app.dominio.ejercicios import ReglaDecision, ReglaDeQuorum
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.palabras import numero_en_palabras
from enlace_app.dominio.votantes import Votante


@dataclass(frozen=True)
class Quorum:
    """The answer with its explanation; `desde` is the local hour at which it was reached if after the opening."""

    reunido: bool
    explicacion: str
    regla: str
    presentes: tuple[str, ...]
    faltan: tuple[str, ...]
    desde: str | None = None

    @property
    def partes_conocidas(self) -> bool:
        """Whether the rule names any party."""
        return bool(self.presentes or self.faltan)


def votos_por_parte(regla: ReglaDecision, votantes: Sequence[Votante], hora: str) -> dict[str, Votante]:
    """Return who casts the vote of each party at that hour, in the order of the rule: one vote per party.

    The titular's goes before the suplente's, then the order in which they were listed. Source: «Informe ICAI,
    ejercicio local 2015-2017»: one representante and one suplente per party.
    """
    presentes = sorted((v for v in votantes if v.vota_a(hora)), key=lambda v: v.suple)
    por_parte: dict[str | None, Votante] = {}
    for votante in presentes:
        por_parte.setdefault(regla.parte_de(votante.parte), votante)
    return {parte: por_parte[parte] for parte in regla.nombres_de_partes if parte in por_parte}


def evaluar(regla: ReglaDecision, votantes: Sequence[Votante], hora_inicio: str | None) -> Quorum:
    """Judge the quorum at the opening; where it was reached later, say from which hour.

    The law gives no figure («Informe ICAI, ejercicio local 2015-2017» neither): the rule is data of the ejercicio.
    """
    # The one whom a suplente substituted may leave, and only then does that one vote: departures are moments too.
    horas = {h for v in votantes for h in (v.asistencia.llegada, *(s.salida for s in v.suplidos)) if h}
    momentos = sorted(h for h in horas if not hora_inicio or h > hora_inicio)
    mejor: list[str] = []
    # Without an opening hour, whoever noted no arrival counts as there from the beginning.
    for hora in [hora_inicio or PRIMERA_HORA, *momentos]:
        presentes = list(votos_por_parte(regla, votantes, hora))
        if _basta(regla, presentes):
            return _respuesta(regla, presentes, reunido=True, desde=hora if hora in momentos else None)
        mejor = max(mejor, presentes, key=len)
    # The fullest moment, not all who ever came: one may have left before another arrived.
    return _respuesta(regla, mejor, reunido=False, desde=None)


def _basta(regla: ReglaDecision, presentes: Sequence[str]) -> bool:
    total = len(regla.partes)
    if total == 0:
        return False
    necesarias = total if regla.quorum == ReglaDeQuorum.TODAS_LAS_PARTES else total // 2 + 1
    indispensables = [p.parte for p in regla.partes if p.indispensable]
    return len(presentes) >= necesarias and all(parte in presentes for parte in indispensables)


def _respuesta(regla: ReglaDecision, presentes: Sequence[str], *, reunido: bool, desde: str | None) -> Quorum:
    partes = regla.nombres_de_partes
    faltan = tuple(parte for parte in partes if parte not in presentes)
    if reunido:
        cuantas = (
            f"las {numero_en_palabras(len(partes), femenino=True)} partes"
            if not faltan
            else f"{numero_en_palabras(len(presentes), femenino=True)} de las "
            f"{numero_en_palabras(len(partes), femenino=True)} partes"
        )
        explicacion = f"con la presencia de {cuantas}: {enumerar(presentes)}"
        explicacion += f", desde las {desde} horas" if desde else ""
    else:
        explicacion = f"sin la presencia de {enumerar(faltan)}" if partes else "la regla del ejercicio no nombra partes"
    texto = {
        ReglaDeQuorum.TODAS_LAS_PARTES: "todas las partes presentes por titular o suplente",
        ReglaDeQuorum.MAYORIA_DE_PARTES: "más de la mitad de las partes presentes por titular o suplente",
    }[ReglaDeQuorum(regla.quorum)]
    return Quorum(reunido, explicacion, texto, tuple(presentes), faltan, desde)


def enumerar(nombres: Sequence[str]) -> str:
    """Join names as Spanish does: «a, b y c» («e» before an i sound)."""
    if len(nombres) < 2:
        return "".join(nombres)
    ultimo = nombres[-1]
    inicial = plegar(ultimo)
    conjuncion = "e" if inicial.startswith(("i", "hi")) and not inicial.startswith(("hia", "hie")) else "y"
    return f"{', '.join(nombres[:-1])} {conjuncion} {ultimo}"
