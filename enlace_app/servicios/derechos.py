"""Who may speak and vote in a meeting at an hour, why, and whether there is a quorum."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from enlace_app.consultas.derechos import leer_sala
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio import quorum
from enlace_app.dominio.asistencias import PRIMERA_HORA
from enlace_app.dominio.ejercicios import ReglaDecision
from enlace_app.dominio.habilitados import con_voto, cuantos_votan, partes_excusadas, regla_de, se_juzga_a
from enlace_app.dominio.quorum import votos_por_parte
from enlace_app.dominio.resultados import ConVoto, ReglaDeVoto
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.votantes import Votante, votantes
from enlace_app.servicios.horas import leer_hora_escrita

_ULTIMA_HORA = "23:59"


@dataclass(frozen=True, slots=True)
class DerechosDeAsistencia:
    """What one attendance may do; `voz` and `voto` are None where the rule knows nothing of the person.

    `razon` says why. `presente` and `vota` are at the hour that was asked: a suplente does not vote while the one she
    substitutes is there, and of a party only one does.
    """

    asistencia: str
    quien: str
    voz: bool | None
    voto: bool | None
    razon: str
    parte: str | None
    facilita: bool
    presente: bool
    vota: bool


@dataclass(frozen=True, slots=True)
class DerechosDeReunion:
    """Everybody's rights at an hour, and the quorum.

    `partes_presentes` are those of the rule with somebody who votes for them, `partes_que_faltan` the others.
    `hay_quorum` is None in a kind of meeting that needs none, or where no rule names parties; `explicacion` is then
    empty. `habilitados` is how many votes can be cast: one per party in a session, elsewhere whoever is there; None
    where nobody can tell, because institutions are listed or «más de» so many came. `con_voto` are their names, empty
    where not all are known. `partes_excusadas` have somebody who recused herself from the vote and nobody else.
    """

    reunion: UUID
    asistencias: tuple[DerechosDeAsistencia, ...]
    presentes: int
    partes: tuple[str, ...]
    partes_presentes: tuple[str, ...]
    partes_que_faltan: tuple[str, ...]
    partes_excusadas: tuple[str, ...]
    regla: ReglaDeVoto
    hay_quorum: bool | None
    explicacion: str
    habilitados: int | None
    con_voto: tuple[ConVoto, ...]

    @property
    def indispensables(self) -> tuple[str, ...]:
        """The parties without whose vote no majority counts."""
        return self.regla.indispensables

    def de(self, asistencia: str) -> DerechosDeAsistencia | None:
        """Return the rights of one attendance."""
        return next((d for d in self.asistencias if d.asistencia == asistencia), None)


def derechos(
    almacen: Almacen, *, reunion: UUID, hora: str | None = None, excusados: Collection[str] = ()
) -> DerechosDeReunion:
    """Return the rights at a local hour; without one, as the room stands now: of whoever came and has not left.

    `excusados` recuse themselves from the vote that is about to be taken. The quorum is judged at that hour too, and
    they are present for it: whether there was one at the opening, and from when, is told by the acta. An hour before
    the opening is one after midnight: as the room stands.
    """
    sala, directorio = leer_sala(almacen.lectura, str(reunion))
    leida = leer_hora_escrita(hora) if hora else None
    if leida is None or not se_juzga_a(sala, leida):
        leida = _ahora(sala)
    regla = regla_de(sala)
    todos = votantes(sala, directorio, excusados)
    suyos = _asistencias(todos, regla, leida)
    # Only who is there: a later arrival makes no quorum now.
    presentes = [v for v in votantes(sala, directorio) if v.vota_a(leida)]
    vigente = quorum.evaluar(regla, presentes, leida) if regla else None
    votan = votos_por_parte(regla, todos, leida) if regla else {}
    return DerechosDeReunion(
        reunion=reunion,
        asistencias=suyos,
        presentes=sum(1 for d in suyos if d.presente),
        partes=tuple(regla.nombres_de_partes) if regla else (),
        partes_presentes=tuple(votan),
        partes_que_faltan=vigente.faltan if vigente else (),
        partes_excusadas=tuple(partes_excusadas(sala, directorio, excusados, leida)),
        regla=ReglaDeVoto.de(regla),
        hay_quorum=vigente.reunido if vigente else None,
        explicacion=vigente.explicacion if vigente else "",
        habilitados=cuantos_votan(sala, todos, leida),
        con_voto=tuple(con_voto(sala, todos, leida)),
    )


def derechos_de_la_sesion(almacen: Almacen, *, reunion: UUID) -> tuple[DerechosDeReunion, str | None]:
    """Return the rights as the room stands, or of a session that is over at the hour at which it had its quorum.

    Once people have left, the room of the end says nothing about the session: that hour comes second, None for now.
    """
    ahora = derechos(almacen, reunion=reunion)
    sala, directorio = leer_sala(almacen.lectura, str(reunion))
    presentes = sala.asistencias_vigentes()
    se_acabo = sala.hora_fin is not None or (not ahora.presentes and any(a.salida for a in presentes))
    if not se_acabo or not presentes:
        return ahora, None
    regla = sala.ejercicio.regla if sala.ejercicio and sala.tipo.con_quorum else None
    juicio = quorum.evaluar(regla, votantes(sala, directorio), sala.hora_inicio) if regla else None
    hora = (juicio.desde if juicio else None) or sala.hora_inicio or PRIMERA_HORA
    return derechos(almacen, reunion=reunion, hora=hora), None if hora == PRIMERA_HORA else hora


def _asistencias(todos: Sequence[Votante], regla: ReglaDecision | None, hora: str) -> tuple[DerechosDeAsistencia, ...]:
    de_parte = set(map(id, quorum.votos_por_parte(regla, todos, hora).values())) if regla else set()
    return tuple(
        DerechosDeAsistencia(
            asistencia=str(v.asistencia.uuid),
            quien=v.asistencia.quien,
            voz=v.voz,
            voto=v.voto,
            razon=v.razon,
            parte=v.parte,
            facilita=v.facilita,
            presente=v.asistencia.presente_a(hora),
            vota=v.vota_a(hora) and (regla is None or regla.parte_de(v.parte) is None or id(v) in de_parte),
        )
        for v in todos
    )


def _ahora(sala: Reunion) -> str:
    """Return an hour after every arrival and departure that was noted: who left is gone, the others are there."""
    horas = [h for a in sala.asistencias for h in (a.llegada, a.salida) if h]
    return max([PRIMERA_HORA, *horas, *([sala.hora_inicio] if sala.hora_inicio else [])]) if horas else _ULTIMA_HORA
