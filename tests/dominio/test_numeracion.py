"""Folios: of this form, never the same twice, never the same on two computers."""

import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from enlace_app.dominio import numeracion
from enlace_app.dominio.numeracion import folio_definitivo, folio_provisional, marca_de_equipo, serie_de_numeracion
from enlace_app.errores import ErrorDeNegocio
from tests.dominio.fabrica import FECHA, sesion, tipo

COMUNES: dict[str, Any] = {"fecha": FECHA, "numero": None, "region": "NTE", "marca": "K7Q2", "consecutivo": 3}


def folio(de: Any, **datos: Any) -> str:
    return folio_definitivo(de, **(COMUNES | datos)).folio


def test_las_formas_del_folio() -> None:
    assert folio(tipo()) == "RT/NTE-K7Q2/2017-003"
    assert folio(tipo(), region=None) == "RT/EST-K7Q2/2017-003"
    assert folio(tipo(), consecutivo=1234) == "RT/NTE-K7Q2/2017-1234"
    assert folio_provisional("NTE", "K7Q2", 7) == "NTE-K7Q2-0007"
    assert folio_provisional(None, "K7Q2", 12345) == "EST-K7Q2-12345"
    assert numeracion.folio_de_acuerdo("STGA/ORD-05/2016", 3) == "STGA/ORD-05/2016/03"
    assert numeracion.folio_de_documento("NTE", "K7Q2", 3) == "NTE-K7Q2-D0003"
    assert numeracion.folio_de_acuerdo_suelto("NTE", "K7Q2", 1) == "NTE-K7Q2-A0001"


@pytest.mark.parametrize(
    ("numero", "esperado"),
    [
        ("5", "STGA/ORD-05/2017"),
        (" 05 ", "STGA/ORD-05/2017"),
        ("12", "STGA/ORD-12/2017"),
        ("STGA/ORD-05/2017", "STGA/ORD-05/2017"),
        ("stga/ord-5/2017", "STGA/ORD-05/2017"),
    ],
)
def test_el_numero_del_secretariado_se_escribe(numero: str, esperado: str) -> None:
    emitido = folio_definitivo(sesion(), **(COMUNES | {"numero": numero}))
    assert (emitido.folio, emitido.consecutivo) == (esperado, None)


@pytest.mark.parametrize(
    "numero", ["../../x", "A/B", "V bis", "0", "STGA/ORD-05/2016", "STGA/EXT-05/2017", "CAR-T9K7-0001", "5\n", "99999"]
)
def test_lo_que_no_es_un_numero_de_esa_sesion_no_da_folio(numero: str) -> None:
    """A folio is given for ever: another year, another series or a slip must not become one."""
    if numero.strip() == "5":
        assert folio(sesion(), numero=numero) == "STGA/ORD-05/2017"
        return
    with pytest.raises(ErrorDeNegocio, match=r"no es de una sesión ordinaria de 2017.*STGA/ORD-05/2017"):
        folio(sesion(), numero=numero)


@pytest.mark.parametrize("numero", [None, "", "   "])
def test_sin_ese_numero_no_hay_folio(numero: str | None) -> None:
    with pytest.raises(ErrorDeNegocio, match="Falta el número que el secretariado dio a esta sesión ordinaria"):
        folio(sesion(), numero=numero)


@pytest.mark.parametrize("formato", ["{serie}/{otro}", "{serie:05d}", "{", "{0}", "{serie.algo}"])
def test_un_formato_que_no_sirve_se_nombra(formato: str) -> None:
    with pytest.raises(ErrorDeNegocio, match="formato de folio"):
        folio(tipo(formato_folio=formato))


SITIOS = st.uuids()
REGIONES = st.sampled_from(["CAR", "CEN", "LAG", "NTE", "SUR", None])
SERIES = st.sampled_from(["RT", "MCO", "VS"])
FECHAS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
CUENTAS = st.integers(1, 5000)


@given(sitio=SITIOS)
def test_la_marca_no_se_confunde_al_leerla(sitio: UUID) -> None:
    marca = marca_de_equipo(sitio)
    assert re.fullmatch(r"[A-HJ-NP-RT-Z][2-9][A-HJ-NP-RT-Z][2-9]", marca), "sin 0/O, 1/I ni 5/S que se confundan"
    assert marca == marca_de_equipo(sitio)


def test_las_marcas_se_reparten() -> None:
    marcas = {marca_de_equipo(UUID(int=n)) for n in range(500)}
    assert len(marcas) > 480


@given(uno=SITIOS, otro=SITIOS, region=REGIONES, serie=SERIES, fecha=FECHAS, n=CUENTAS, m=CUENTAS)
def test_dos_equipos_no_dan_el_mismo_folio(
    uno: UUID, otro: UUID, region: str | None, serie: str, fecha: date, n: int, m: int
) -> None:
    marcas = marca_de_equipo(uno), marca_de_equipo(otro)
    assume(marcas[0] != marcas[1])
    suyo, ajeno = (
        folio(tipo(serie=serie), region=region, fecha=fecha, marca=marca, consecutivo=cuenta)
        for marca, cuenta in zip(marcas, (n, m), strict=True)
    )
    assert suyo != ajeno
    assert folio_provisional(region, marcas[0], n) != folio_provisional(region, marcas[1], m)


@given(a=st.tuples(SERIES, REGIONES, FECHAS, CUENTAS), b=st.tuples(SERIES, REGIONES, FECHAS, CUENTAS))
def test_un_equipo_no_repite_folio(a: tuple[str, str | None, date, int], b: tuple[str, str | None, date, int]) -> None:
    """Whatever counts apart (series, region, year) also shows in the folio."""

    def emitir(de: tuple[str, str | None, date, int]) -> numeracion.FolioEmitido:
        serie, region, fecha, cuenta = de
        return folio_definitivo(
            tipo(serie=serie), fecha=fecha, numero=None, region=region, marca="K7Q2", consecutivo=cuenta
        )

    uno, otro = emitir(a), emitir(b)
    cuentan_igual = (uno.serie, uno.anio, uno.consecutivo) == (otro.serie, otro.anio, otro.consecutivo)
    assert (uno.folio == otro.folio) == cuentan_igual


def test_la_serie_es_de_este_equipo_y_de_esa_region() -> None:
    assert serie_de_numeracion(tipo(), "NTE", "K7Q2") == "RT/NTE-K7Q2"
    assert serie_de_numeracion(tipo(), None, "K7Q2") == "RT/EST-K7Q2"
