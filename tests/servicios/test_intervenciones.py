"""What somebody asks to be put on record: who may dissent, and what happens to the others."""

from typing import Any
from uuid import UUID

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.intervenciones import (
    SinDerechoAVotar,
    agregar_intervencion,
    corregir_intervencion,
    retirar_intervencion,
)
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.votaciones import retirar_votacion, votar_consenso
from tests.servicios.escenario import cerrar, completa, fila_de, nueva, principal, rev_de, volcado, vuelta


def sesion(almacen: Almacen) -> tuple[UUID, UUID, UUID]:
    """A session with a titular and an observer, its point and a vote on it."""
    reunion = nueva(almacen, "sesion_ordinaria")
    registrar_asistencia(
        almacen, reunion=reunion, persona="Persona Uno", parte="sociedad civil", calidad="titular", llegada="10:00"
    )
    registrar_asistencia(almacen, reunion=reunion, persona="Persona Dos", calidad="observador", llegada="10:00")
    punto = principal(agregar_punto(almacen, reunion=reunion, asunto="Uno"))
    return reunion, punto, principal(votar_consenso(almacen, reunion=reunion, punto=punto, hora="10:30"))


def test_lo_que_alguien_pide_que_conste_queda_con_sus_palabras(almacen: Almacen) -> None:
    reunion, punto, _ = sesion(almacen)
    hecha = agregar_intervencion(
        almacen, reunion=reunion, persona=" Persona Dos ", texto="«Así no», dijo.", clase="manifestacion", punto=punto,
        hora="10:45",
    )  # fmt: skip
    asentada = fila_de(almacen, "intervencion", principal(hecha))
    assert (asentada["persona"], asentada["texto"], asentada["hora"], asentada["clase"]) == (
        "Persona Dos", "«Así no», dijo.", "10:45", "manifestacion",
    )  # fmt: skip
    vuelta(almacen)
    assert fila_de(almacen, "intervencion", principal(hecha))["baja"] == 1
    vuelta(almacen)
    rev = rev_de(almacen, "intervencion", principal(hecha))
    corregir_intervencion(almacen, intervencion=principal(hecha), rev=rev, texto="Otra cosa.", clase="intervencion")
    corregida = fila_de(almacen, "intervencion", principal(hecha))
    assert (corregida["texto"], corregida["clase"], corregida["persona"]) == (
        "Otra cosa.", "intervencion", "Persona Dos",
    )  # fmt: skip
    retirar_intervencion(almacen, intervencion=principal(hecha), rev=rev + 1)
    assert fila_de(almacen, "intervencion", principal(hecha))["baja"] == 1


def test_voto_particular_solo_de_quien_podia_votar_lo_demas_es_manifestacion(almacen: Almacen) -> None:
    reunion, punto, votacion = sesion(almacen)
    particular: dict[str, Any] = {"clase": "voto_particular", "texto": "Disiento."}
    suyo = agregar_intervencion(almacen, reunion=reunion, persona="PERSONA UNO", votacion=votacion, **particular)
    asentado = fila_de(almacen, "intervencion", principal(suyo))
    assert (asentado["votacion"], asentado["punto"]) == (str(votacion), str(punto)), "es del punto que se votó"
    antes = volcado(almacen)
    with pytest.raises(SinDerechoAVotar, match="asiéntelo como manifestación"):
        agregar_intervencion(almacen, reunion=reunion, persona="Persona Dos", votacion=votacion, **particular)
    with pytest.raises(ErrorDeNegocio, match="diga de cuál"):
        agregar_intervencion(almacen, reunion=reunion, persona="Persona Uno", **particular)
    assert volcado(almacen) == antes
    otra = agregar_intervencion(
        almacen, reunion=reunion, persona="Persona Dos", texto="Disiento.", clase="manifestacion", votacion=votacion
    )
    assert fila_de(almacen, "intervencion", principal(otra))["votacion"] is None


def test_quien_se_excuso_no_disiente_de_lo_que_no_voto(almacen: Almacen) -> None:
    reunion, punto, _ = sesion(almacen)
    votacion = principal(votar_consenso(almacen, reunion=reunion, punto=punto, excusas={"Persona Uno": None}))
    with pytest.raises(SinDerechoAVotar, match="se excusó"):
        agregar_intervencion(
            almacen, reunion=reunion, persona="persona uno", texto="Disiento.", clase="voto_particular",
            votacion=votacion,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("datos", "motivo"),
    [
        ({"persona": " "}, "Escriba quién"),
        ({"texto": " "}, "Escriba qué"),
        ({"clase": "queja"}, "No existe la clase"),
        ({"hora": "25:00"}, "no es una hora"),
        ({"punto": UUID(int=1)}, "no es del orden del día"),
        ({"votacion": UUID(int=1)}, "no es de esta reunión"),
    ],
)
def test_lo_que_no_se_entiende_se_rechaza_y_nada_queda(almacen: Almacen, datos: dict[str, object], motivo: str) -> None:
    reunion, _, _ = sesion(almacen)
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match=motivo):
        agregar_intervencion(almacen, **({"reunion": reunion, "persona": "Persona Uno", "texto": "Dice."} | datos))  # type: ignore[arg-type]
    assert volcado(almacen) == antes


def test_una_votacion_con_voto_particular_no_se_retira_sin_el(almacen: Almacen) -> None:
    reunion, _, votacion = sesion(almacen)
    suyo = principal(
        agregar_intervencion(
            almacen, reunion=reunion, persona="Persona Uno", texto="Disiento.", clase="voto_particular",
            votacion=votacion,
        )
    )  # fmt: skip
    with pytest.raises(ErrorDeNegocio, match="voto particular de Persona Uno"):
        retirar_votacion(almacen, votacion=votacion, rev=1)
    retirar_intervencion(almacen, intervencion=suyo, rev=1)
    retirar_votacion(almacen, votacion=votacion, rev=1)


def test_en_un_acta_cerrada_no_entra_ni_sale_nada(almacen: Almacen) -> None:
    caso = completa(almacen)
    (suya,) = almacen.lectura.filas("SELECT uuid FROM intervencion")
    cerrar(almacen, caso.reunion)
    with pytest.raises(ErrorDeNegocio, match="cerrada"):
        agregar_intervencion(almacen, reunion=caso.reunion, persona="Persona Dos", texto="Tarde.")
    with pytest.raises(ErrorDeNegocio, match="cerrada"):
        corregir_intervencion(almacen, intervencion=UUID(suya["uuid"]), rev=1, texto="Otra.")
    with pytest.raises(ErrorDeNegocio, match="cerrada"):
        retirar_intervencion(almacen, intervencion=UUID(suya["uuid"]), rev=1)
