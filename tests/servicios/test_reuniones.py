"""What a person does to a meeting before its acta is closed."""

from datetime import date
from typing import Any

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.reuniones import (
    anotar_receso,
    cambiar_datos,
    cambiar_fecha,
    cancelar_reunion,
    compartir_acta,
    crear_reunion,
    dar_paso,
    situar_reunion,
)
from tests.servicios.escenario import (
    celebrada,
    cerrar,
    fila_de,
    municipio_de,
    nueva,
    principal,
    rev_de,
    uuid_de,
    volcado,
)


def test_para_empezar_basta_el_tipo(almacen: Almacen) -> None:
    reunion = principal(crear_reunion(almacen, tipo=uuid_de(almacen, "tipo_reunion", "mesa_regional")))
    fila = fila_de(almacen, "reunion", reunion)
    sitio = almacen.lectura.fila("SELECT marca, zona FROM sitio")
    assert sitio is not None
    assert fila["folio_provisional"] == f"CAR-{sitio['marca']}-0001"
    assert (fila["estado"], fila["precision"], fila["folio"]) == ("borrador", "no_indicada", None)
    assert (fila["zona"], fila["zona_supuesta"]) == (sitio["zona"], 1)
    otra = fila_de(almacen, "reunion", nueva(almacen))
    assert otra["folio_provisional"].endswith("-0002")


def test_el_municipio_da_la_hora(almacen: Almacen) -> None:
    reunion = nueva(almacen, municipio=municipio_de(almacen, "Piedras Negras"))
    assert fila_de(almacen, "reunion", reunion)["zona"] == "America/Matamoros"
    situar_reunion(almacen, reunion=reunion, rev=1, municipio=None)
    assert fila_de(almacen, "reunion", reunion)["zona_supuesta"] == 1


def test_se_llena_lo_que_se_da_y_lo_demas_queda(almacen: Almacen) -> None:
    reunion = nueva(almacen, sede="Sala", hora_inicio="9:30 a. m.")
    cambiar_datos(almacen, reunion=reunion, rev=1, hora_fin="13 h", sede="  Otra sala ")
    fila = fila_de(almacen, "reunion", reunion)
    assert (fila["hora_inicio"], fila["hora_fin"], fila["sede"]) == ("09:30", "13:00", "Otra sala")


@pytest.mark.parametrize("vacio", ["", "   ", "\n", None])
def test_lo_que_se_vacia_queda_sin_registro(almacen: Almacen, vacio: str | None) -> None:
    reunion = nueva(almacen, sede="Sala", hora_inicio="10:00", preside="Persona Dos")
    cambiar_datos(almacen, reunion=reunion, rev=1, sede=vacio, hora_inicio=vacio, preside=vacio)
    fila = fila_de(almacen, "reunion", reunion)
    assert (fila["sede"], fila["hora_inicio"], fila["preside"]) == (None, None, None)


@pytest.mark.parametrize(
    ("datos", "pista"),
    [
        ({"hora_inicio": "mañana"}, "«mañana» no es una hora"),
        ({"hora_fin": "25:00"}, "no es una hora"),
        ({"presentes_n": -1}, "negativo"),
        ({"programada": date(217, 7, 18)}, "Fecha programada: el año 217"),
        ({"sede": "漢"}, "^Sede: "),
    ],
)
def test_lo_que_no_puede_ser_se_rechaza_y_nada_cambia(almacen: Almacen, datos: dict[str, Any], pista: str) -> None:
    reunion = nueva(almacen)
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match=pista):
        cambiar_datos(almacen, reunion=reunion, rev=1, **datos)
    assert volcado(almacen) == antes


@pytest.mark.parametrize("anio", [1, 217, 1899, 2201, 9999])
def test_un_anio_imposible_se_rechaza(almacen: Almacen, anio: int) -> None:
    reunion = nueva(almacen)
    with pytest.raises(ErrorDeNegocio, match=f"el año {anio} no es posible"):
        cambiar_fecha(almacen, reunion=reunion, rev=1, fecha=date(anio, 2, 1))
    with pytest.raises(ErrorDeNegocio, match="no es posible"):
        nueva(almacen, fecha=date(anio, 2, 1))
    cambiar_fecha(almacen, reunion=reunion, rev=1, fecha=date(2017, 7, 19))
    assert fila_de(almacen, "reunion", reunion)["fecha"] == "2017-07-19"


def test_los_recesos_se_anotan_en_orden_o_se_rechazan(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    with pytest.raises(ErrorDeNegocio, match="antes de empezar"):
        anotar_receso(almacen, reunion=reunion, rev=1, inicio="11:00", fin="10:00", motivo=None)
    anotar_receso(almacen, reunion=reunion, rev=1, inicio="11:00", fin=None, motivo=" ")
    assert rev_de(almacen, "reunion", reunion) == 2, "un receso es un cambio de la reunión"
    (receso,) = almacen.lectura.filas("SELECT inicio, fin, motivo FROM receso")
    assert receso == {"inicio": "11:00", "fin": None, "motivo": None}


def test_los_pasos_y_los_que_tienen_orden_propia(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    for rev, estado in enumerate(("convocada", "celebrada", "en_revision", "celebrada"), start=1):
        dar_paso(almacen, reunion=reunion, rev=rev, estado=estado)
    for estado in ("cerrada", "firmada", "cancelada"):
        with pytest.raises(ErrorDeNegocio, match="su propia orden"):
            dar_paso(almacen, reunion=reunion, rev=5, estado=estado)
    with pytest.raises(ErrorDeNegocio, match="No existe el estado «lista»"):
        dar_paso(almacen, reunion=reunion, rev=5, estado="lista")
    with pytest.raises(ErrorDeNegocio, match="no puede pasar a convocada"):
        dar_paso(almacen, reunion=reunion, rev=5, estado="convocada")


def test_lo_cancelado_ya_no_se_modifica(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    with pytest.raises(ErrorDeNegocio, match="motivo"):
        cancelar_reunion(almacen, reunion=reunion, rev=1, motivo=" ")
    cancelar_reunion(almacen, reunion=reunion, rev=1, motivo="Lluvia.")
    with pytest.raises(ErrorDeNegocio, match="ya no se modifica"):
        cambiar_datos(almacen, reunion=reunion, rev=2, sede="Sala")
    with pytest.raises(ErrorDeNegocio, match="ya no se modifica"):
        dar_paso(almacen, reunion=reunion, rev=2, estado="celebrada")


def test_una_visita_comparte_el_acta_y_vuelve_a_tener_la_suya(almacen: Almacen) -> None:
    anfitriona, visita, tercera = (celebrada(almacen) for _ in range(3))

    def compartir(reunion: Any, con: Any) -> None:
        compartir_acta(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), con=con)

    compartir(visita, anfitriona)
    assert fila_de(almacen, "reunion", visita)["parte_de"] == str(anfitriona)
    with pytest.raises(ErrorDeNegocio, match="parte de sí misma"):
        compartir(tercera, tercera)
    with pytest.raises(ErrorDeNegocio, match="ya es parte de otra acta"):
        compartir(tercera, visita)
    with pytest.raises(ErrorDeNegocio, match="no puede ceder la suya"):
        compartir(anfitriona, tercera)
    compartir(visita, None)
    assert fila_de(almacen, "reunion", visita)["parte_de"] is None
    cerrar(almacen, anfitriona)
    with pytest.raises(ErrorDeNegocio, match="está cerrada"):
        compartir(visita, anfitriona)


def test_el_estado_se_lee_como_lo_dice_la_gente() -> None:
    assert EstadoReunion.EN_REVISION.etiqueta == "en revisión"
    assert EstadoReunion.NO_CELEBRADA.etiqueta == "no celebrada por falta de quórum"
    assert EstadoReunion.CERRADA.etiqueta == "cerrada"
