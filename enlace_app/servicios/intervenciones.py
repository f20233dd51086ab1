"""What somebody asks to be put on record in a meeting, in their own words."""

from typing import TypedDict, Unpack
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios
from enlace_app.dominio.intervenciones import ClaseDeIntervencion, Intervencion
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.votaciones import Votacion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.derechos import derechos
from enlace_app.servicios.edicion import exigir_texto, exigir_vigente, parte_editable, reunion_editable
from enlace_app.servicios.horas import leer_hora_escrita

_PIDE_PERSONA = "Escriba quién lo pidió."
_PIDE_TEXTO = "Escriba qué pidió que constara, con sus palabras."


class SinDerechoAVotar(ErrorDeNegocio):
    """A voto particular of one who could not vote: what she says is on record as a manifestación, if it is wanted."""


class DatosDeIntervencion(TypedDict):
    """All that is noted of one."""

    clase: str
    persona: str
    texto: str
    punto: UUID | None
    votacion: UUID | None
    hora: str | None


class CambiosDeIntervencion(TypedDict, total=False):
    """What can be corrected; only the keys that are given change."""

    clase: str
    persona: str
    texto: str
    punto: UUID | None
    votacion: UUID | None
    hora: str | None


def agregar_intervencion(
    almacen: Almacen,
    *,
    reunion: UUID,
    persona: str,
    texto: str,
    clase: str = ClaseDeIntervencion.INTERVENCION,
    punto: UUID | None = None,
    votacion: UUID | None = None,
    hora: str | None = None,
) -> Cambios:
    """Put on record what somebody says; a voto particular names the vote that it dissents from.

    Raises:
        SinDerechoAVotar: a voto particular of one who could not cast that vote.
        ErrorDeNegocio: nobody or nothing is named, the point or the vote is of another meeting.
    """
    suya = _clase(clase)
    with almacen.escribir("Asentar intervención") as u:
        encontrada = reunion_editable(u, reunion)
        orden = max((i.orden for i in encontrada.intervenciones), default=0) + 1
        intervencion = Intervencion(reunion=reunion, orden=orden, clase=suya, persona=persona, texto=texto)
        datos: CambiosDeIntervencion = {"persona": persona, "texto": texto, "punto": punto, "votacion": votacion}
        _llenar(almacen, intervencion, encontrada, {**datos, "hora": hora})
        u.agregar(intervencion)
        u.principal = intervencion.uuid
        u.asentar()
        return u.cambios


def corregir_intervencion(
    almacen: Almacen, *, intervencion: UUID, rev: int, **datos: Unpack[CambiosDeIntervencion]
) -> Cambios:
    """Correct what was put on record; only the keys that are given change.

    Raises:
        SinDerechoAVotar, ErrorDeNegocio: as `agregar_intervencion`.
    """
    with almacen.escribir("Corregir intervención") as u:
        encontrada = u.traer(Intervencion, intervencion)
        if encontrada.reunion is None:
            raise ErrorDeNegocio("Esa intervención no es de ninguna reunión.")
        reunion = reunion_editable(u, encontrada.reunion)
        exigir_vigente(encontrada, rev)
        if "clase" in datos:
            encontrada.clase = _clase(datos["clase"])
        _llenar(almacen, encontrada, reunion, datos)
        u.principal = intervencion
        u.asentar()
        return u.cambios


def retirar_intervencion(almacen: Almacen, *, intervencion: UUID, rev: int) -> Cambios:
    """Withdraw what was put on record by mistake."""
    with almacen.escribir("Retirar intervención") as u:
        parte_editable(u, Intervencion, intervencion, rev).baja = True
        u.asentar()
        return u.cambios


def _clase(escrita: str) -> ClaseDeIntervencion:
    try:
        return ClaseDeIntervencion(escrita)
    except ValueError:
        raise ErrorDeNegocio(
            f"No existe la clase «{escrita}»; elija una de: {', '.join(ClaseDeIntervencion)}."
        ) from None


def _llenar(almacen: Almacen, intervencion: Intervencion, reunion: Reunion, datos: CambiosDeIntervencion) -> None:
    if "persona" in datos:
        intervencion.persona = exigir_texto(datos["persona"], _PIDE_PERSONA)
    if "texto" in datos:
        intervencion.texto = exigir_texto(datos["texto"], _PIDE_TEXTO)
    if "hora" in datos:
        intervencion.hora = leer_hora_escrita(datos["hora"]) if datos["hora"] else None
    if "punto" in datos:
        intervencion.punto = datos["punto"]
    if "votacion" in datos:
        intervencion.votacion = datos["votacion"]
    votada = next((v for v in reunion.votaciones_vigentes() if v.uuid == intervencion.votacion), None)
    if intervencion.votacion is not None and votada is None:
        raise ErrorDeNegocio("Esa votación no es de esta reunión, o se retiró.")
    if votada is not None and intervencion.punto is None:
        intervencion.punto = votada.punto
    if intervencion.punto is not None and intervencion.punto not in {p.uuid for p in reunion.puntos_vigentes()}:
        raise ErrorDeNegocio("Ese punto no es del orden del día de esta reunión.")
    if intervencion.clase == ClaseDeIntervencion.VOTO_PARTICULAR:
        if votada is None:
            raise ErrorDeNegocio("Un voto particular disiente de una votación: diga de cuál.")
        _exigir_derecho(almacen, intervencion.persona, votada)
    elif intervencion.votacion is not None:
        intervencion.votacion = None


def _exigir_derecho(almacen: Almacen, persona: str, votada: Votacion) -> None:
    """Only one who could vote dissents with a voto particular. Source: usage of collegiate bodies."""
    if any(plegar(e.persona) == plegar(persona) for e in votada.excusas):
        raise SinDerechoAVotar(
            f"{persona} se excusó de esa votación y no emite voto particular; asiéntelo como manifestación."
        )
    con_voto = [h.persona for h in votada.habilitados]
    if not con_voto and votada.reunion is not None:
        con_voto = [c.persona for c in derechos(almacen, reunion=votada.reunion, hora=votada.hora).con_voto]
    if plegar(persona) not in {plegar(nombre) for nombre in con_voto}:
        raise SinDerechoAVotar(
            f"Según la asistencia {persona} no podía votar entonces, y sólo quien vota emite voto particular; "
            "asiéntelo como manifestación, o corrija la asistencia y actualice la votación."
        )
