"""Votes taken in a meeting."""

from collections.abc import Mapping, Sequence
from typing import TypedDict, Unpack
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios, Unidad
from enlace_app.dominio.quorum import enumerar
from enlace_app.dominio.resultados import ConVoto, decidir
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.votaciones import (
    Conteo,
    Excusa,
    Habilitado,
    Modalidad,
    Sentido,
    SentidoDeParte,
    Votacion,
)
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.derechos import DerechosDeReunion, derechos
from enlace_app.servicios.edicion import exigir_vigente, parte_editable, reunion_editable, texto_o_nada
from enlace_app.servicios.horas import leer_hora_escrita

_SIMPLES = (
    "punto", "modalidad", "resultado", "a_favor", "en_contra", "abstenciones", "presentes_sin_votar", "evidente",
)  # fmt: skip


class VotosDeMas(ErrorDeNegocio):
    """More votes than who may vote, or the vote of a party that has nobody there who votes.

    Who asked the person whether it is right all the same repeats the order with `de_todos_modos=True`.
    """


class DatosDeVotacion(TypedDict, total=False):
    """What can be noted of a vote; `sentido_por_parte` and `excusas` (person and reason) are the whole lists.

    `hora` is when it was taken; without one, who may vote is judged as the room stands now.
    """

    punto: UUID | None
    asunto: str | None
    hora: str | None
    a_favor: int | None
    en_contra: int | None
    abstenciones: int | None
    presentes_sin_votar: int | None
    evidente: bool
    sentido_por_parte: Mapping[str, str] | None
    disenso: str | None
    excusas: Mapping[str, str | None] | None


class CambiosDeVotacion(DatosDeVotacion, total=False):
    """What can be corrected; only the keys that are given change."""

    modalidad: str
    resultado: str


class ComoSeVoto(TypedDict, total=False):
    """What a vote may carry however it was taken; see `DatosDeVotacion`."""

    punto: UUID | None
    asunto: str | None
    hora: str | None
    disenso: str | None
    excusas: Mapping[str, str | None] | None


def registrar_votacion(
    almacen: Almacen, *, reunion: UUID, modalidad: str, resultado: str, **datos: Unpack[DatosDeVotacion]
) -> Cambios:
    """Note how a decision was taken, and keep who could vote then; counts that contradict the modality are refused."""
    sala = derechos(almacen, reunion=reunion, hora=datos.get("hora"), excusados=_excusados(datos))
    return _registrar(almacen, sala, {**datos, "modalidad": modalidad, "resultado": resultado})


def votar_consenso(almacen: Almacen, *, reunion: UUID, **como: Unpack[ComoSeVoto]) -> Cambios:
    """Note that all agreed, without counting; a `disenso` is a reasoned one that does not stand against the decision.

    `asunto` says on what, where the point does not.
    """
    sala = derechos(almacen, reunion=reunion, hora=como.get("hora"), excusados=_excusados(como))
    return _registrar(almacen, sala, {**como, **_decidido(sala, None, como), "modalidad": Modalidad.CONSENSO})


def votar_conteo(
    almacen: Almacen,
    *,
    reunion: UUID,
    a_favor: int,
    en_contra: int = 0,
    abstenciones: int = 0,
    sin_votar: int = 0,
    de_todos_modos: bool = False,
    **como: Unpack[ComoSeVoto],
) -> Cambios:
    """Note a vote by its counts; modality and words of the result follow from them.

    Raises:
        VotosDeMas: more votes than who may vote.
        ErrorDeNegocio: nothing or less than nothing was counted.
    """
    conteo = Conteo(a_favor, en_contra, abstenciones, sin_votar)
    if min(a_favor, en_contra, abstenciones, sin_votar) < 0:
        raise ErrorDeNegocio("Un conteo de votos no puede ser negativo.")
    if not conteo.emitidos:
        raise ErrorDeNegocio("Escriba cuántos votaron a favor, cuántos en contra y cuántos se abstuvieron.")
    sala = derechos(almacen, reunion=reunion, hora=como.get("hora"), excusados=_excusados(como))
    if not de_todos_modos:
        _exigir_habilitados(conteo, sala)
    return _votar(almacen, conteo, sala, como)


def votar_por_parte(
    almacen: Almacen,
    *,
    reunion: UUID,
    sentidos: Mapping[str, str],
    de_todos_modos: bool = False,
    **como: Unpack[ComoSeVoto],
) -> Cambios:
    """Note how each party voted, a word of `Sentido` for each; the counts follow, one vote per party.

    Raises:
        VotosDeMas: a party voted that has nobody there who votes for it.
        ErrorDeNegocio: nothing was noted, a word is none of them, the rule has no such party, or who would vote for it
            recused herself.
    """
    if not sentidos:
        raise ErrorDeNegocio("Escriba cómo votó cada parte.")
    sala = derechos(almacen, reunion=reunion, hora=como.get("hora"), excusados=_excusados(como))
    leidos = _leer_sentidos(sala, sentidos, de_todos_modos=de_todos_modos)
    return _votar(almacen, Conteo.de_partes(leidos), sala, como)


def votar_evidente(
    almacen: Almacen,
    *,
    reunion: UUID,
    sentidos: Mapping[str, str] | None = None,
    de_todos_modos: bool = False,
    **como: Unpack[ComoSeVoto],
) -> Cambios:
    """Note that the majority in favour was plain to see and nobody counted.

    `sentidos` is how single parties voted: where the rule asks for one of them, only this tells that it was in favour.

    Raises:
        VotosDeMas, ErrorDeNegocio: as `votar_por_parte`.
    """
    sala = derechos(almacen, reunion=reunion, hora=como.get("hora"), excusados=_excusados(como))
    leidos = _leer_sentidos(sala, sentidos or {}, de_todos_modos=de_todos_modos)
    return _votar(almacen, Conteo.de_partes(leidos, evidente=True), sala, como)


def corregir_votacion(almacen: Almacen, *, votacion: UUID, rev: int, **datos: Unpack[CambiosDeVotacion]) -> Cambios:
    """Correct a vote; only the keys that are given change, and what then contradicts itself is refused.

    Who could vote stays as it was kept, unless the hour or the recusals are corrected: then it is judged anew.
    """
    with almacen.escribir("Corregir votación") as u:
        encontrada, reunion = _editable(u, votacion, rev)
        antes = (encontrada.hora, [e.persona for e in encontrada.excusas])
        _llenar(encontrada, reunion, datos)
        hora, excusados = encontrada.hora, [e.persona for e in encontrada.excusas]
        if antes != (hora, excusados):
            _congelar(encontrada, derechos(almacen, reunion=reunion.uuid, hora=hora, excusados=excusados).con_voto)
        u.principal = votacion
        u.asentar()
        return u.cambios


def actualizar_habilitados(almacen: Almacen, *, votacion: UUID, rev: int) -> Cambios:
    """Keep anew who could vote, by the attendance as it is noted now; what was voted stays."""
    with almacen.escribir("Actualizar quién podía votar") as u:
        encontrada, reunion = _editable(u, votacion, rev)
        excusados = [e.persona for e in encontrada.excusas]
        sala = derechos(almacen, reunion=reunion.uuid, hora=encontrada.hora, excusados=excusados)
        _congelar(encontrada, sala.con_voto)
        u.principal = votacion
        u.asentar()
        return u.cambios


def retirar_votacion(almacen: Almacen, *, votacion: UUID, rev: int) -> Cambios:
    """Withdraw a vote noted by mistake; a voto particular would dissent from nothing, so it goes first."""
    with almacen.escribir("Retirar votación") as u:
        retirada = parte_editable(u, Votacion, votacion, rev)
        if retirada.reunion is not None:
            suyas = u.traer(Reunion, retirada.reunion).intervenciones_vigentes()
            if particular := next((i for i in suyas if i.votacion == votacion), None):
                raise ErrorDeNegocio(
                    f"La votación tiene el voto particular de {particular.persona}; retírelo antes, o corrija la "
                    "votación."
                )
        retirada.baja = True
        u.asentar()
        return u.cambios


def _excusados(datos: DatosDeVotacion | ComoSeVoto) -> Sequence[str]:
    return [nombre for nombre in (datos.get("excusas") or {}) if nombre.strip()]


def _decidido(sala: DerechosDeReunion, conteo: Conteo | None, como: ComoSeVoto) -> CambiosDeVotacion:
    decision = decidir(
        sala.regla,
        conteo,
        habilitados=sala.con_voto,
        excusadas=sala.partes_excusadas,
        con_disenso=texto_o_nada(como.get("disenso")) is not None,
    )
    return {"resultado": decision.resultado}


def _votar(almacen: Almacen, conteo: Conteo, sala: DerechosDeReunion, como: ComoSeVoto) -> Cambios:
    contado: CambiosDeVotacion = {
        "modalidad": Modalidad.MAYORIA if conteo.evidente else conteo.modalidad,
        "evidente": conteo.evidente,
        "sentido_por_parte": conteo.por_parte,
    }
    if not conteo.evidente:
        contado |= {
            "a_favor": conteo.a_favor,
            "en_contra": conteo.en_contra,
            "abstenciones": conteo.abstenciones,
            "presentes_sin_votar": conteo.sin_votar or None,
        }
    return _registrar(almacen, sala, {**como, **contado, **_decidido(sala, conteo, como)})


def _registrar(almacen: Almacen, sala: DerechosDeReunion, datos: CambiosDeVotacion) -> Cambios:
    with almacen.escribir("Registrar votación") as u:
        encontrada = reunion_editable(u, sala.reunion)
        orden = max((v.orden for v in encontrada.votaciones), default=0) + 1
        votacion = Votacion(
            reunion=sala.reunion, orden=orden, modalidad=datos["modalidad"], resultado=datos["resultado"]
        )
        _llenar(votacion, encontrada, datos)
        _congelar(votacion, sala.con_voto)
        u.agregar(votacion)
        u.principal = votacion.uuid
        u.asentar()
        return u.cambios


def _editable(u: Unidad, votacion: UUID, rev: int) -> tuple[Votacion, Reunion]:
    encontrada = u.traer(Votacion, votacion)
    if encontrada.reunion is None:
        raise ErrorDeNegocio("Esa votación no es de ninguna reunión.")
    reunion = reunion_editable(u, encontrada.reunion)
    exigir_vigente(encontrada, rev)
    return encontrada, reunion


def _leer_sentidos(sala: DerechosDeReunion, sentidos: Mapping[str, str], *, de_todos_modos: bool) -> dict[str, Sentido]:
    leidos = {parte.strip(): _sentido(sentido) for parte, sentido in sentidos.items()}
    if ajenas := [parte for parte in leidos if sala.partes and parte not in sala.partes]:
        raise ErrorDeNegocio(f"«{ajenas[0]}» no es una parte de la regla; las partes son {enumerar(sala.partes)}.")
    if excusadas := [parte for parte in leidos if parte in sala.partes_excusadas]:
        raise ErrorDeNegocio(
            f"Quien votaría por {enumerar(excusadas)} se excusó y nadie más de esa parte puede votar; quite su voto o "
            "la excusa."
        )
    ausentes = [parte for parte in leidos if sala.partes and parte not in sala.partes_presentes]
    if ausentes and not de_todos_modos:
        raise VotosDeMas(
            f"Según la asistencia nadie presente vota por {enumerar(ausentes)}; revise quién asiste, o confirme que "
            "así fue."
        )
    return leidos


def _exigir_habilitados(conteo: Conteo, sala: DerechosDeReunion) -> None:
    if sala.habilitados is not None and conteo.contados > sala.habilitados:
        raise VotosDeMas(
            f"Se contaron {conteo.contados} votos y según la asistencia pueden votar {sala.habilitados}; revise el "
            "conteo o la asistencia, o confirme que así fue."
        )


def _sentido(escrito: str) -> Sentido:
    try:
        return Sentido(escrito.strip())
    except ValueError:
        raise ErrorDeNegocio(f"No existe el sentido «{escrito}»; elija uno de: {', '.join(Sentido)}.") from None


def _llenar(votacion: Votacion, reunion: Reunion, datos: CambiosDeVotacion) -> None:
    punto = datos.get("punto")
    if punto is not None and punto not in {p.uuid for p in reunion.puntos_vigentes()}:
        raise ErrorDeNegocio("Ese punto no es del orden del día de esta reunión.")
    for nombre in _SIMPLES:
        if nombre in datos:
            setattr(votacion, nombre, datos[nombre])  # type: ignore[literal-required]
    if "asunto" in datos:
        votacion.asunto = texto_o_nada(datos["asunto"])
    if "disenso" in datos:
        votacion.disenso = texto_o_nada(datos["disenso"])
    if "hora" in datos:
        votacion.hora = leer_hora_escrita(datos["hora"]) if datos["hora"] else None
    if "sentido_por_parte" in datos:
        votacion.sentidos = [
            SentidoDeParte(orden=orden, parte=parte, sentido=sentido)
            for orden, (parte, sentido) in enumerate((datos["sentido_por_parte"] or {}).items(), start=1)
        ]
    if "excusas" in datos:
        votacion.excusas = [
            Excusa(orden=orden, persona=persona.strip(), motivo=texto_o_nada(motivo))
            for orden, (persona, motivo) in enumerate((datos["excusas"] or {}).items(), start=1)
            if persona.strip()
        ]
    votacion.exigir_coherencia()


def _congelar(votacion: Votacion, con_voto: Sequence[ConVoto]) -> None:
    votacion.habilitados = [
        Habilitado(orden=orden, persona=quien.persona, parte=quien.parte, suple_a=quien.suple_a)
        for orden, quien in enumerate(con_voto, start=1)
    ]
