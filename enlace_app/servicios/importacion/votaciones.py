"""Votes."""

from __future__ import annotations

from uuid import UUID

from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.puntos import PuntoOrdenDia
from enlace_app.dominio.votaciones import MAYORIA_EVIDENTE, Modalidad, SentidoDeParte, Votacion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.importacion.celdas import Rechazo
from enlace_app.servicios.importacion.materia import Entrada, Materia
from enlace_app.servicios.importacion.referencias import enlazar_reunion, identidad_posible, sin_mudarse

_CONTEOS = ("a_favor", "en_contra", "abstenciones")


def _leer(entrada: Entrada) -> None:
    celdas = entrada.celdas
    sin_mudarse(entrada)
    entrada.valores["reunion"] = entrada.enlaces["reunion"]
    entrada.poner_exigido("resultado")
    _quitar_asunto(entrada)
    if entrada.nueva or celdas.tiene("modalidad"):
        celdas.exigir("modalidad")
        entrada.valores["modalidad"] = celdas.opcion("modalidad", Modalidad)
    for columna in _CONTEOS:
        entrada.poner(columna, celdas.entero)
    entrada.poner_textos("disenso")
    entrada.poner("punto", lambda _: _punto(entrada))
    if celdas.tiene("sentido_por_parte"):
        entrada.valores["sentidos"] = _sentidos(entrada)
    _poner_evidente(entrada)
    _exigir_coherencia(entrada)


def _quitar_asunto(entrada: Entrada) -> None:
    """The sheet has no column for what was voted on: it precedes the result, and comes back as it went."""
    asunto, resultado = entrada.guardado("asunto"), entrada.valores.get("resultado")
    if asunto and resultado:
        entrada.valores["resultado"] = resultado.removeprefix(f"{asunto}: ")


def _poner_evidente(entrada: Entrada) -> None:
    """The sheet has no column for it either: the words of a result without counts say that it was evident."""
    contada = any(entrada.guardado(columna) is not None for columna in _CONTEOS)
    if contada or entrada.guardado("modalidad") != Modalidad.MAYORIA:
        evidente = False
    else:
        evidente = plegar(MAYORIA_EVIDENTE) in plegar(entrada.guardado("resultado") or "")
    if evidente or entrada.guardado("evidente"):
        entrada.valores["evidente"] = evidente


def _punto(entrada: Entrada) -> UUID | None:
    """Return the point that was voted: by its mark, its number in the meeting, or its subject."""
    texto = entrada.celdas.texto("punto")
    if texto is None:
        return None
    directorio, reunion = entrada.lote.directorio, entrada.enlaces["reunion"]
    suyos = [p for p in directorio.todos(PuntoOrdenDia) if p.reunion == reunion and not p.baja]
    uuid = identidad_posible(entrada, PuntoOrdenDia, texto)
    por_marca = [p for p in suyos if p.uuid == uuid]
    hallados = por_marca or [p for p in suyos if str(p.n) == texto or plegar(p.asunto) == plegar(texto)]
    if len(hallados) != 1:
        raise Rechazo("punto", f"no se encontró un punto «{texto[:60]}», y sólo uno, en el orden del día de la reunión")
    return hallados[0].uuid


def _sentidos(entrada: Entrada) -> list[SentidoDeParte]:
    sentidos = []
    for orden, elemento in enumerate(entrada.celdas.lista("sentido_por_parte"), start=1):
        parte, dos_puntos, sentido = elemento.partition(":")
        if not (dos_puntos and parte.strip() and sentido.strip()):
            raise Rechazo(
                "sentido_por_parte",
                f"«{elemento[:60]}» no dice quién y cómo; escriba «sociedad civil: a favor; órgano garante: en contra»",
            )
        sentidos.append(SentidoDeParte(orden=orden, parte=parte.strip(), sentido=sentido.strip()))
    return sentidos


def _exigir_coherencia(entrada: Entrada) -> None:
    nombres = ("modalidad", "resultado", "sentidos", *_CONTEOS)
    completa = {n: entrada.guardado(n) for n in nombres} | {"evidente": bool(entrada.guardado("evidente"))}
    ensayo = Votacion(**completa | {"sentidos": _copias(completa["sentidos"] or [])})
    try:
        ensayo.exigir_coherencia()
    except ErrorDeNegocio as error:
        raise Rechazo("modalidad", str(error)) from error


def _copias(sentidos: list[SentidoDeParte]) -> list[SentidoDeParte]:
    """A value belongs to one vote alone: the one that is only tried must not take it."""
    return [SentidoDeParte(orden=s.orden, parte=s.parte, sentido=s.sentido) for s in sentidos]


def _completar(votacion: Votacion, entrada: Entrada) -> None:
    votacion.orden = entrada.lote.siguiente_en(Votacion, "orden", votacion.reunion)


MATERIA = Materia(
    "Votaciones", Votacion, "votacion", _leer, lambda e: e.clave, enlaces=enlazar_reunion, completar=_completar
)
