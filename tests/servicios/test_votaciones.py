"""Votes taken in a meeting."""

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.puntos import agregar_punto, retirar_punto
from enlace_app.servicios.votaciones import registrar_votacion, retirar_votacion
from tests.servicios.escenario import fila_de, nueva, principal, volcado


def test_se_anota_con_el_sentido_de_cada_parte(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    punto = principal(agregar_punto(almacen, reunion=reunion, asunto="Uno"))
    votacion = principal(
        registrar_votacion(
            almacen,
            reunion=reunion,
            punto=punto,
            modalidad="mayoria",
            resultado="aprobado",
            sentido_por_parte={"sociedad civil": "a favor", "autoridad local": "en contra"},
            disenso="  ",
        )
    )
    assert fila_de(almacen, "votacion", votacion)["disenso"] is None
    sentidos = almacen.lectura.filas("SELECT parte, sentido FROM votacion_parte ORDER BY orden")
    assert [tuple(s.values()) for s in sentidos] == [("sociedad civil", "a favor"), ("autoridad local", "en contra")]


def test_lo_contradictorio_se_rechaza_y_nada_queda(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match="no hay consenso"):
        registrar_votacion(almacen, reunion=reunion, modalidad="consenso", resultado="aprobado", en_contra=1)
    with pytest.raises(ErrorDeNegocio, match="Resultado: no puede quedar vacío"):
        registrar_votacion(almacen, reunion=reunion, modalidad="consenso", resultado=" ")
    assert volcado(almacen) == antes


def test_el_punto_es_de_esa_reunion_y_sigue_en_el_orden(almacen: Almacen) -> None:
    reunion, otra = nueva(almacen), nueva(almacen)
    ajeno = principal(agregar_punto(almacen, reunion=otra, asunto="Ajeno"))
    retirado = principal(agregar_punto(almacen, reunion=reunion, asunto="Retirado"))
    retirar_punto(almacen, punto=retirado, rev=1)
    for punto in (ajeno, retirado):
        with pytest.raises(ErrorDeNegocio, match="no es del orden del día"):
            registrar_votacion(almacen, reunion=reunion, punto=punto, modalidad="consenso", resultado="aprobado")


def test_lo_anotado_por_error_se_retira(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    votacion = principal(registrar_votacion(almacen, reunion=reunion, modalidad="consenso", resultado="aprobado"))
    retirar_votacion(almacen, votacion=votacion, rev=1)
    assert fila_de(almacen, "votacion", votacion)["baja"] == 1
