"""Whether the parties that must be present were, at the opening or from which hour."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from enlace_app.dominio.asistencias import PRIMERA_HORA
from enlace_app.dominio.ejercicios import ReglaDecision, ReglaDeQuorum
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.palabras import numero_en_palabras
from enlace_app.dominio.votantes import Votante


@dataclass(frozen=True)
class Quorum:
    """The answer with its explanation; `desde` is the local hour at which it was reached if after the opening.

    `declaracion` are the sentences that the acta prints: who was there for which party, and whether it was lost later.
    """

    reunido: bool
    explicacion: str
    regla: str
    presentes: tuple[str, ...]
    faltan: tuple[str, ...]
    desde: str | None = None
    declaracion: str = ""
    fuente: str | None = None

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


def faltan_a(regla: ReglaDecision, votantes: Sequence[Votante], hora: str) -> tuple[str, ...]:
    """Return the parties that are missing for a quorum at that hour, empty where there is one."""
    presentes = votos_por_parte(regla, votantes, hora)
    return () if _basta(regla, list(presentes)) else tuple(p for p in regla.nombres_de_partes if p not in presentes)


@dataclass(frozen=True)
class _Momento:
    """Who votes for each party from an hour on, and whether that makes a quorum."""

    hora: str
    votan: Mapping[str, Votante]
    basta: bool


def evaluar(
    regla: ReglaDecision, votantes: Sequence[Votante], hora_inicio: str | None, hora_fin: str | None = None
) -> Quorum:
    """Judge the quorum at the opening; where it was reached later, or lost before the end, say at which hour.

    The law gives no figure («Informe ICAI, ejercicio local 2015-2017» neither): the rule is data of the ejercicio.
    """
    # Without an opening hour, whoever noted no arrival counts as there from the beginning.
    inicio = hora_inicio or PRIMERA_HORA
    filas = [a for v in votantes for a in (v.asistencia, *v.suplidos)]
    horas = sorted({h for a in filas for h in (a.llegada, a.salida) if h and h > inicio})
    cierre = hora_fin if hora_fin and hora_fin > inicio else None
    momentos = [_juzgar(regla, votantes, h) for h in (inicio, *(h for h in horas if cierre is None or h < cierre))]
    primero = next((n for n, momento in enumerate(momentos) if momento.basta), None)
    if primero is None:
        # The fullest moment, not all who ever came: one may have left before another arrived.
        mejor = max(momentos, key=lambda momento: len(momento.votan))
        respuesta = _respuesta(regla, list(mejor.votan), reunido=False, desde=None)
        return replace(respuesta, declaracion=_negar(regla, mejor))
    logrado = momentos[primero]
    respuesta = _respuesta(regla, list(logrado.votan), reunido=True, desde=logrado.hora if primero else None)
    sucesos = [_declarar(regla, logrado, momentos[0] if primero else None), *_perdidas(regla, momentos[primero:])]
    return replace(respuesta, declaracion=" ".join(sucesos))


def _juzgar(regla: ReglaDecision, votantes: Sequence[Votante], hora: str) -> _Momento:
    votan = votos_por_parte(regla, votantes, hora)
    return _Momento(hora, votan, _basta(regla, list(votan)))


def _declarar(regla: ReglaDecision, momento: _Momento, apertura: _Momento | None) -> str:
    """Source of the form: usage of actas («con la presencia de…, se declara que hay quórum»)."""
    presentes = enumerar([f"{parte} ({_por(votante)})" for parte, votante in momento.votan.items()])
    con = f"on la presencia de {_cuantas(regla, len(momento.votan))}: {presentes}, se declara que hay quórum"
    if apertura is None:
        return f"C{con}."
    faltaban = [p for p in regla.nombres_de_partes if p not in apertura.votan]
    pues = f"pues {'faltaba' if len(faltaban) == 1 else 'faltaban'} {enumerar(faltaban)}"
    return f"A las {momento.hora} horas, c{con}; antes de esa hora no lo había, {pues}."


def _perdidas(regla: ReglaDecision, momentos: Sequence[_Momento]) -> Iterator[str]:
    for antes, despues in pairwise(momentos):
        if antes.basta and not despues.basta:
            perdidas = [p for p in regla.nombres_de_partes if p in antes.votan and p not in despues.votan]
            idos = [v.asistencia.quien for p in perdidas if (v := antes.votan[p]).asistencia.salida == despues.hora]
            al_irse = f", al retirarse {enumerar(idos)}" if idos else ""
            yield f"A las {despues.hora} horas{al_irse}, dejó de haber quórum: sin {enumerar(perdidas)}."
        elif despues.basta and not antes.basta:
            vuelven = [p for p in despues.votan if p not in antes.votan]
            yield f"Lo hubo de nuevo desde las {despues.hora} horas, con {enumerar(vuelven)}."


def _negar(regla: ReglaDecision, mejor: _Momento) -> str:
    if not regla.partes:
        return "La regla del ejercicio no nombra partes y el quórum no se declara."
    faltan = [p for p in regla.nombres_de_partes if p not in mejor.votan]
    presentes = enumerar([f"{parte} ({_por(votante)})" for parte, votante in mejor.votan.items()])
    estuvieron = (
        f"sólo estuvo representada la parte {presentes}"
        if len(mejor.votan) == 1
        else (f"estuvieron representadas {presentes}" if mejor.votan else "ninguna parte estuvo representada")
    )
    return f"No hay quórum: {'faltó' if len(faltan) == 1 else 'faltaron'} {enumerar(faltan)}; {estuvieron}."


def _por(votante: Votante) -> str:
    calidad = (votante.asistencia.calidad or "").strip().lower() or ("titular" if votante.voto else "")
    if votante.suple:
        calidad = f"suplente de {votante.suple_a}"
    return f"por {votante.asistencia.quien}{f', {calidad}' if calidad else ''}"


def _cuantas(regla: ReglaDecision, presentes: int) -> str:
    todas = len(regla.partes)
    if presentes == todas:
        return f"las {numero_en_palabras(todas, femenino=True)} partes" if todas > 1 else "la parte"
    return f"{numero_en_palabras(presentes, femenino=True)} de las {numero_en_palabras(todas, femenino=True)} partes"


def partes_de_quorum(regla: ReglaDecision) -> int:
    """Return how many parties make a quorum."""
    total = len(regla.partes)
    return total if regla.quorum == ReglaDeQuorum.TODAS_LAS_PARTES else total // 2 + 1


def _basta(regla: ReglaDecision, presentes: Sequence[str]) -> bool:
    if not regla.partes:
        return False
    return len(presentes) >= partes_de_quorum(regla) and all(parte in presentes for parte in regla.indispensables)


def _respuesta(regla: ReglaDecision, presentes: Sequence[str], *, reunido: bool, desde: str | None) -> Quorum:
    partes = regla.nombres_de_partes
    faltan = tuple(parte for parte in partes if parte not in presentes)
    if reunido:
        explicacion = f"con la presencia de {_cuantas(regla, len(presentes))}: {enumerar(presentes)}"
        explicacion += f", desde las {desde} horas" if desde else ""
    else:
        explicacion = f"sin la presencia de {enumerar(faltan)}" if partes else "la regla del ejercicio no nombra partes"
    texto = {
        ReglaDeQuorum.TODAS_LAS_PARTES: "todas las partes presentes por titular o suplente",
        ReglaDeQuorum.MAYORIA_DE_PARTES: "más de la mitad de las partes presentes por titular o suplente",
    }[ReglaDeQuorum(regla.quorum)]
    return Quorum(reunido, explicacion, texto, tuple(presentes), faltan, desde, fuente=regla.fuente)


def enumerar(nombres: Sequence[str]) -> str:
    """Join names as Spanish does: «a, b y c» («e» before an i sound)."""
    if len(nombres) < 2:
        return "".join(nombres)
    ultimo = nombres[-1]
    inicial = plegar(ultimo)
    conjuncion = "e" if inicial.startswith(("i", "hi")) and not inicial.startswith(("hia", "hie")) else "y"
    return f"{', '.join(nombres[:-1])} {conjuncion} {ultimo}"
