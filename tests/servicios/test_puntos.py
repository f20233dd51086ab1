"""The agenda."""

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.puntos import agregar_punto, redactar_punto, retirar_punto
from tests.servicios.escenario import fila_de, nueva, principal


def test_los_puntos_se_numeran_conforme_llegan(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    puntos = [principal(agregar_punto(almacen, reunion=reunion, asunto=f" Asunto {n} ")) for n in (1, 2, 3)]
    filas = [fila_de(almacen, "punto_orden_dia", p) for p in puntos]
    assert [(f["n"], f["asunto"]) for f in filas] == [(1, "Asunto 1"), (2, "Asunto 2"), (3, "Asunto 3")]


@pytest.mark.parametrize("asunto", ["", "  ", "\n"])
def test_un_punto_sin_asunto_se_rechaza(almacen: Almacen, asunto: str) -> None:
    reunion = nueva(almacen)
    with pytest.raises(ErrorDeNegocio, match="Escriba el asunto"):
        agregar_punto(almacen, reunion=reunion, asunto=asunto)


def test_se_redacta_tal_como_se_dijo(almacen: Almacen) -> None:
    punto = principal(agregar_punto(almacen, reunion=nueva(almacen), asunto="Uno"))
    texto = "  Primer párrafo.\n\nSegundo: 5 < 7 & «ñ» <ana@x.mx>  "
    redactar_punto(almacen, punto=punto, rev=1, desarrollo=texto)
    assert fila_de(almacen, "punto_orden_dia", punto)["desarrollo"] == texto
    with pytest.raises(ErrorDeNegocio, match="vuelva a abrirlo"):
        redactar_punto(almacen, punto=punto, rev=1, desarrollo="De otra ventana.")
    assert fila_de(almacen, "punto_orden_dia", punto)["desarrollo"] == texto


def test_lo_retirado_no_se_redacta(almacen: Almacen) -> None:
    punto = principal(agregar_punto(almacen, reunion=nueva(almacen), asunto="Uno"))
    retirar_punto(almacen, punto=punto, rev=1)
    with pytest.raises(ErrorDeNegocio, match="ya se retiró"):
        redactar_punto(almacen, punto=punto, rev=2, desarrollo="Tarde.")
