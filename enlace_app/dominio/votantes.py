"""Who of those listed has voz and voto in a meeting: the one rule, for capture, import, quorum and review."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.nombramientos import (
    Cargo,
    DerechoDeVoto,
    Nombramiento,
    Rol,
    Roles,
    cargo_de_nombramiento,
    cargo_de_rol,
)
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.reuniones import Reunion


@dataclass(frozen=True)
class Directorio:
    """What is known of persons and roles; `personas` maps a folded name to the one person who bears it."""

    roles: Sequence[Rol] = ()
    nombramientos: Sequence[Nombramiento] = ()
    personas: Mapping[str, UUID] = field(default_factory=dict)


@dataclass(frozen=True)
class Votante:
    """An attendance with its rights.

    `voz` and `voto` are what the rule gives, None where it knows nothing of the person; `razon` says why. What was
    written expressly stays in `asistencia`. `suple_a` is whom she substitutes, `suplidos` the rows of that one
    that keep her from voting.
    """

    asistencia: Asistencia
    voz: bool | None
    voto: bool | None
    razon: str
    parte: str | None = None
    facilita: bool = False
    excusada: bool = False
    por_excusa: bool = False
    """She votes only because the one she substitutes recused herself: what was kept of her right knew nothing of it."""
    suple: bool = False
    suple_a: str | None = None
    suplidos: tuple[Asistencia, ...] = ()

    @property
    def vota(self) -> bool:
        """Whether she may vote at some hour; a vote denied in writing is denied, one written cannot overrule a role."""
        escrito = None if self.por_excusa else self.asistencia.voto
        return (escrito is True) if self.voto is None else (self.voto and escrito is not False)

    def vota_a(self, hora: str) -> bool:
        """Whether she is there at that hour and votes: a suplente not while the one she substitutes is there too."""
        return self.vota and self.asistencia.presente_a(hora) and not any(s.presente_a(hora) for s in self.suplidos)


def votantes(reunion: Reunion, directorio: Directorio, excusados: Collection[str] = ()) -> list[Votante]:
    """Return the rights of each attendance of a meeting, in their order; `excusados` recused themselves from a vote.

    Who recuses herself does not vote, and a suplente of her party who is there does, as if she were away. Source: usage
    of collegiate bodies; the published rules of the Technical Secretariat do not mention recusals.

    Source: «Informe ICAI, ejercicio local 2015-2017»: enlaces attend with voz, the vote is cast by their
    representante or, in that one's absence, the suplente; the facilitador directs and is impartial. Decision of ours:
    the nombramientos of that day come first, else the catalogue's role of the capacity that was written; where votes
    are taken outside the Technical Secretariat (an election, the enlaces among themselves) its roles say nothing.
    """
    sala = _Sala(reunion, reunion.asistencias_vigentes(), directorio, excusados)
    return [sala.juzgar(asistencia) for asistencia in sala.asistencias]


def votante(asistencia: Asistencia, reunion: Reunion, otras: Iterable[Asistencia], directorio: Directorio) -> Votante:
    """Return the rights of one more attendance, `otras` being those that the meeting has already."""
    presentes = [a for a in otras if not a.baja and a.uuid != asistencia.uuid]
    return _Sala(reunion, [*presentes, asistencia], directorio).juzgar(asistencia)


class _Sala:
    """One meeting while its attendance is judged."""

    def __init__(
        self,
        reunion: Reunion,
        asistencias: Sequence[Asistencia],
        directorio: Directorio,
        excusados: Collection[str] = (),
    ) -> None:
        self.asistencias = asistencias
        self._excusados = {plegar(nombre) for nombre in excusados}
        self._reunion = reunion
        self._personas = directorio.personas
        self._roles = Roles(directorio.roles)
        self._regla = reunion.ejercicio.regla if reunion.ejercicio else None
        self._nombramientos: dict[UUID, list[Nombramiento]] = {}
        for n in directorio.nombramientos:
            if n.persona and not n.baja and n.es_del_ejercicio(reunion.ejercicio):
                self._nombramientos.setdefault(n.persona, []).append(n)

    def juzgar(self, asistencia: Asistencia) -> Votante:
        cargos = self._cargos(asistencia)
        parte = next((c.parte for c in cargos or () if c.parte and c.voto != DerechoDeVoto.NO), None)
        parte = parte or next((c.parte for c in cargos or () if c.parte), self._parte(asistencia.parte))
        if self._facilita(asistencia, cargos):
            return Votante(asistencia, True, False, "facilita la sesión y no vota", parte, facilita=True)
        juzgada = self._juzgar_cargos(asistencia, cargos, parte)
        return (
            replace(juzgada, voto=False, razon="se excusó de esta votación", excusada=True)
            if self._excusada(asistencia)
            else juzgada
        )

    def _excusada(self, asistencia: Asistencia) -> bool:
        return plegar(asistencia.persona or asistencia.organizacion or "") in self._excusados

    def _juzgar_cargos(self, asistencia: Asistencia, cargos: Sequence[Cargo] | None, parte: str | None) -> Votante:
        tipo = self._reunion.tipo
        if tipo.con_votacion and not tipo.con_quorum:
            return Votante(asistencia, None, None, "en este tipo de reunión vota quien se anota", parte)
        if cargos is None:
            return Votante(asistencia, None, None, "no consta con qué carácter asistió", parte)
        if not cargos:
            return Votante(asistencia, False, False, "no tiene nombramiento vigente ese día", parte)
        titular = next((c for c in cargos if c.voto == DerechoDeVoto.SI), None)
        if titular:
            return Votante(asistencia, True, True, f"es {titular.nombre}", titular.parte or parte)
        suplentes = [c for c in cargos if c.voto == DerechoDeVoto.AL_SUPLIR]
        if suplentes:
            return self._juzgar_suplente(asistencia, suplentes, parte)
        voz, razon = any(c.voz for c in cargos), f"asiste como {cargos[0].nombre}, sin voto"
        return Votante(asistencia, voz, False, razon, parte)

    def _cargos(self, asistencia: Asistencia) -> list[Cargo] | None:
        """Return what she holds that day; None where nothing is known, empty where her nombramientos are over."""
        dia, persona = self._reunion.fecha, asistencia.persona_registrada
        suyos = self._nombramientos.get(persona, []) if persona and dia else []
        if suyos and dia:
            cargos = [cargo_de_nombramiento(n, self._roles) for n in suyos if n.vigente(dia)]
            return [replace(c, parte=self._parte(c.parte or asistencia.parte)) for c in cargos]
        rol = self._roles.de(asistencia.calidad)
        return [cargo_de_rol(rol, self._parte(asistencia.parte))] if rol else None

    def _parte(self, texto: str | None) -> str | None:
        """Return the party of the rule that a text means, or the text where it means none."""
        return (self._regla.parte_de(texto) if self._regla else None) or texto

    def _facilita(self, asistencia: Asistencia, cargos: Sequence[Cargo] | None) -> bool:
        """Whether she is the impartial one by nombramiento, capacity or post, or named as such for the meeting."""
        escritos = [self._roles.de(asistencia.calidad), self._roles.de(asistencia.cargo)]
        nombrado = plegar(self._reunion.facilitador or "")
        return (
            any(c.facilita for c in cargos or ())
            or any(rol.facilita for rol in escritos if rol)
            or bool(nombrado and asistencia.persona and plegar(asistencia.persona) == nombrado)
        )

    def _juzgar_suplente(self, asistencia: Asistencia, suplentes: Sequence[Cargo], parte: str | None) -> Votante:
        """A suplente votes while she substitutes someone of her party who has the vote and is not there to cast it."""
        suple_a = asistencia.suple_a or self._titular_excusado(suplentes)
        nombre = plegar(suple_a or "")
        suplidos = [a for a in self.asistencias if nombre and nombre == plegar(a.persona or a.organizacion or "")]
        presentes = tuple(a for a in suplidos if not self._excusada(a))

        def sin_voto(razon: str) -> Votante:
            return Votante(asistencia, True, False, razon, parte, suple=True, suple_a=suple_a, suplidos=presentes)

        if not nombre:
            return sin_voto("es suplente y no consta a quién suple")
        if nombre == plegar(asistencia.persona or ""):
            return sin_voto("nadie se suple a sí mismo")
        partes = self._partes_suplidas(nombre, suplidos)
        if partes is not None and not partes:
            return sin_voto(f"suple a {suple_a}, que no tiene voto")
        for cargo in suplentes:
            if cargo.parte and _misma_parte(cargo.parte, partes):
                if any(not a.ausente and a.llegada is None and a.salida is None for a in presentes):
                    return sin_voto(f"suple a {suple_a}, que está presente")
                razon = f"suple a {suple_a}"
                return Votante(
                    asistencia,
                    True,
                    True,
                    razon,
                    cargo.parte,
                    por_excusa=not asistencia.suple_a or len(presentes) < len(suplidos),
                    suple=True,
                    suple_a=suple_a,
                    suplidos=presentes,
                )
        return sin_voto(f"no consta que sea de la parte de {suple_a}")

    def _titular_excusado(self, suplentes: Sequence[Cargo]) -> str | None:
        """Return who of the suplente's party is there with a vote and recused herself."""
        suyas = {plegar(c.parte) for c in suplentes if c.parte}
        for asistencia in self.asistencias:
            if self._excusada(asistencia) and not asistencia.ausente:
                cargos = self._cargos(asistencia) or ()
                if any(c.voto == DerechoDeVoto.SI and c.parte and plegar(c.parte) in suyas for c in cargos):
                    return asistencia.persona or asistencia.organizacion
        return None

    def _partes_suplidas(self, nombre: str, suplidos: Sequence[Asistencia]) -> list[str | None] | None:
        """Return the parties for which the one substituted votes, empty where she has no vote, None if unknown."""
        persona = self._personas.get(nombre)
        # One who is absent and not in the directory is known by the suplente's word alone.
        fila = suplidos[0] if suplidos else Asistencia(persona=nombre)
        ficha = Asistencia(
            persona=fila.persona,
            calidad=fila.calidad,
            cargo=fila.cargo,
            parte=fila.parte,
            persona_registrada=persona or fila.persona_registrada,
        )
        cargos = self._cargos(ficha)
        if self._facilita(ficha, cargos):
            return []
        if cargos is None:
            return [self._parte(fila.parte)] if fila.voto is not False else []
        return [c.parte for c in cargos if c.voto == DerechoDeVoto.SI]


def _misma_parte(parte: str, suplidas: Sequence[str | None] | None) -> bool:
    return suplidas is None or any(otra is None or plegar(otra) == plegar(parte) for otra in suplidas)
