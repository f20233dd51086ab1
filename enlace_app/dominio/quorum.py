"""Whether the parties that must be present were, at the opening or from which hour."""

from collections.abc import Sequence
from dataclasses import dataclass

from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.ejercicios import ReglaDecision, ReglaDeQuorum
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.palabras import numero_en_palabras

PRIMERA_HORA = "00:00"


@dataclass(frozen=True)
class Quorum:
    """The answer with its explanation; `desde` is the local hour at which it was reached if after the opening."""

    reunido: bool
    explicacion: str
    regla: str
    presentes: tuple[str, ...]
    faltan: tuple[str, ...]
    desde: str | None = None


def partes_presentes(regla: ReglaDecision, asistencias: Sequence[Asistencia], hora: str) -> list[str]:
    """Return the parties present at that hour through a titular or a suplente who substitutes."""
    representadas = {plegar(a.parte) for a in asistencias if a.parte and a.representa_a_su_parte and a.presente_a(hora)}
    return [parte for parte in regla.nombres_de_partes if plegar(parte) in representadas]


def evaluar(regla: ReglaDecision, asistencias: Sequence[Asistencia], hora_inicio: str | None) -> Quorum:
    """Judge the quorum at the opening; where it was reached later, say from which hour.

    The law gives no figure («Informe ICAI, ejercicio local 2015-2017» neither): the rule is data of the ejercicio.
    """
    llegadas = sorted({a.llegada for a in asistencias if a.llegada and (not hora_inicio or a.llegada > hora_inicio)})
    mejor: list[str] = []
    # Without an opening hour, whoever noted no arrival counts as there from the beginning.
    for hora in [hora_inicio or PRIMERA_HORA, *llegadas]:
        presentes = partes_presentes(regla, asistencias, hora)
        if _basta(regla, presentes):
            return _respuesta(regla, presentes, reunido=True, desde=hora if hora in llegadas else None)
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
