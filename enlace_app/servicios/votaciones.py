"""Votes taken in a meeting."""

from collections.abc import Mapping
from typing import TypedDict, Unpack
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios
from enlace_app.dominio.quorum import enumerar
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.votaciones import Conteo, Modalidad, Sentido, SentidoDeParte, Votacion, resultado_propuesto
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.derechos import DerechosDeReunion, derechos
from enlace_app.servicios.edicion import exigir_vigente, parte_editable, reunion_editable, texto_o_nada


class VotosDeMas(ErrorDeNegocio):
    """More votes than who may vote, or the vote of a party that has nobody there who votes.

    Who asked the person whether it is right all the same repeats the order with `de_todos_modos=True`.
    """


class DatosDeVotacion(TypedDict, total=False):
    """What can be noted of a vote; `sentido_por_parte` is the whole list."""

    punto: UUID | None
    a_favor: int | None
    en_contra: int | None
    abstenciones: int | None
    sentido_por_parte: Mapping[str, str] | None
    disenso: str | None


class CambiosDeVotacion(DatosDeVotacion, total=False):
    """What can be corrected; only the keys that are given change."""

    modalidad: str
    resultado: str


def registrar_votacion(
    almacen: Almacen, *, reunion: UUID, modalidad: str, resultado: str, **datos: Unpack[DatosDeVotacion]
) -> Cambios:
    """Note how a decision was taken; counts that contradict the modality are refused."""
    with almacen.escribir("Registrar votación") as u:
        encontrada = reunion_editable(u, reunion)
        orden = max((v.orden for v in encontrada.votaciones), default=0) + 1
        votacion = Votacion(reunion=reunion, orden=orden, modalidad=modalidad, resultado=resultado)
        _llenar(votacion, encontrada, {**datos, "modalidad": modalidad, "resultado": resultado})
        u.agregar(votacion)
        u.principal = votacion.uuid
        u.asentar()
        return u.cambios


def votar_consenso(almacen: Almacen, *, reunion: UUID, punto: UUID | None = None, asunto: str | None = None) -> Cambios:
    """Note that all agreed, without counting; `asunto` says on what, where the point does not."""
    return registrar_votacion(
        almacen,
        reunion=reunion,
        punto=punto,
        modalidad=Modalidad.CONSENSO,
        resultado=_sobre(resultado_propuesto(None), asunto),
    )


def votar_conteo(
    almacen: Almacen,
    *,
    reunion: UUID,
    a_favor: int,
    en_contra: int = 0,
    abstenciones: int = 0,
    punto: UUID | None = None,
    asunto: str | None = None,
    disenso: str | None = None,
    hora: str | None = None,
    de_todos_modos: bool = False,
) -> Cambios:
    """Note a vote by its counts; modality and words of the result follow from them.

    `hora` is when it was taken, where that is not now: who may vote is judged at it.

    Raises:
        VotosDeMas: more votes than who may vote.
        ErrorDeNegocio: nothing or less than nothing was counted.
    """
    conteo = Conteo(a_favor, en_contra, abstenciones)
    if min(a_favor, en_contra, abstenciones) < 0:
        raise ErrorDeNegocio("Un conteo de votos no puede ser negativo.")
    if not conteo.emitidos:
        raise ErrorDeNegocio("Escriba cuántos votaron a favor, cuántos en contra y cuántos se abstuvieron.")
    sala = derechos(almacen, reunion=reunion, hora=hora)
    if not de_todos_modos:
        _exigir_habilitados(conteo, sala)
    return _votar(almacen, conteo, sala, asunto, {"punto": punto, "disenso": disenso})


def votar_por_parte(
    almacen: Almacen,
    *,
    reunion: UUID,
    sentidos: Mapping[str, str],
    punto: UUID | None = None,
    asunto: str | None = None,
    disenso: str | None = None,
    hora: str | None = None,
    de_todos_modos: bool = False,
) -> Cambios:
    """Note how each party voted: `a favor`, `en contra` or `abstención`; the counts follow, one vote per party.

    Raises:
        VotosDeMas: a party voted that has nobody there who votes for it.
        ErrorDeNegocio: nothing was noted, a word is none of the three, or the rule has no such party.
    """
    if not sentidos:
        raise ErrorDeNegocio("Escriba cómo votó cada parte.")
    sala = derechos(almacen, reunion=reunion, hora=hora)
    leidos = {parte.strip(): _sentido(sentido) for parte, sentido in sentidos.items()}
    ajenas = [parte for parte in leidos if sala.partes and parte not in sala.partes]
    if ajenas:
        raise ErrorDeNegocio(f"«{ajenas[0]}» no es una parte de la regla; las partes son {enumerar(sala.partes)}.")
    ausentes = [parte for parte in leidos if sala.partes and parte not in sala.partes_presentes]
    if ausentes and not de_todos_modos:
        raise VotosDeMas(
            f"Según la asistencia nadie presente vota por {enumerar(ausentes)}; revise quién asiste, o confirme que "
            "así fue."
        )
    conteo = Conteo.de_partes(leidos)
    return _votar(almacen, conteo, sala, asunto, {"punto": punto, "disenso": disenso})


def corregir_votacion(almacen: Almacen, *, votacion: UUID, rev: int, **datos: Unpack[CambiosDeVotacion]) -> Cambios:
    """Correct a vote; only the keys that are given change, and what then contradicts itself is refused."""
    with almacen.escribir("Corregir votación") as u:
        encontrada = u.traer(Votacion, votacion)
        if encontrada.reunion is None:
            raise ErrorDeNegocio("Esa votación no es de ninguna reunión.")
        reunion = reunion_editable(u, encontrada.reunion)
        exigir_vigente(encontrada, rev)
        _llenar(encontrada, reunion, datos)
        u.principal = votacion
        u.asentar()
        return u.cambios


def retirar_votacion(almacen: Almacen, *, votacion: UUID, rev: int) -> Cambios:
    """Withdraw a vote noted by mistake."""
    with almacen.escribir("Retirar votación") as u:
        parte_editable(u, Votacion, votacion, rev).baja = True
        u.asentar()
        return u.cambios


def _votar(
    almacen: Almacen, conteo: Conteo, sala: DerechosDeReunion, asunto: str | None, datos: DatosDeVotacion
) -> Cambios:
    return registrar_votacion(
        almacen,
        reunion=sala.reunion,
        modalidad=conteo.modalidad,
        resultado=_sobre(resultado_propuesto(conteo, sala.indispensables), asunto),
        a_favor=conteo.a_favor,
        en_contra=conteo.en_contra,
        abstenciones=conteo.abstenciones,
        sentido_por_parte=conteo.por_parte,
        punto=datos["punto"],
        disenso=datos["disenso"],
    )


def _sobre(resultado: str, asunto: str | None) -> str:
    limpio = texto_o_nada(asunto)
    return f"{limpio}: {resultado}" if limpio else resultado


def _exigir_habilitados(conteo: Conteo, sala: DerechosDeReunion) -> None:
    if sala.habilitados is not None and conteo.emitidos > sala.habilitados:
        raise VotosDeMas(
            f"Se contaron {conteo.emitidos} votos y según la asistencia pueden votar {sala.habilitados}; revise el "
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
    for nombre in ("punto", "modalidad", "resultado", "a_favor", "en_contra", "abstenciones", "disenso"):
        if nombre in datos:
            setattr(votacion, nombre, datos[nombre])
    if "sentido_por_parte" in datos:
        votacion.sentidos = [
            SentidoDeParte(orden=orden, parte=parte, sentido=sentido)
            for orden, (parte, sentido) in enumerate((datos["sentido_por_parte"] or {}).items(), start=1)
        ]
    votacion.exigir_coherencia()
