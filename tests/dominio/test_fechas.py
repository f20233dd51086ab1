from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.calendario import DIAS_DE_LA_SEMANA, PRIMERA_FECHA, ULTIMA_FECHA, sumar_meses
from enlace_app.dominio.fechas import (
    FechaImprecisa,
    Precision,
    escribir_fecha,
    leer_fecha,
    leer_hora,
    leer_precision,
    ultimo_dia,
)

DIAS = st.dates(PRIMERA_FECHA, ULTIMA_FECHA)
ANIOS = st.integers(1901, 2200)
FECHAS = st.one_of(
    DIAS.map(lambda d: FechaImprecisa(d, Precision.dia)),
    DIAS.map(lambda d: FechaImprecisa(d.replace(day=1), Precision.mes)),
    st.builds(lambda a, m: FechaImprecisa(date(a, m, 1), Precision.semestre), ANIOS, st.sampled_from([1, 7])),
    ANIOS.map(lambda a: FechaImprecisa(date(a, 1, 1), Precision.anio)),
    st.builds(
        lambda d, n: FechaImprecisa(d, Precision.rango, d + timedelta(days=n)),
        st.dates(PRIMERA_FECHA, date(2198, 12, 31)),
        st.integers(1, 700),
    ),
    DIAS.map(lambda d: FechaImprecisa(d, Precision.posterior_a)),
    st.just(FechaImprecisa(None, Precision.no_indicada)),
    DIAS.map(lambda d: FechaImprecisa(d, Precision.agregado)),
    st.just(FechaImprecisa(None, Precision.agregado)),
)


@pytest.mark.parametrize(
    ("texto", "primero", "ultimo", "precision"),
    [
        ("2017-07-18", "2017-07-18", "2017-07-18", "dia"),
        ("2017-07-18T00:00:00", "2017-07-18", "2017-07-18", "dia"),
        ("18/07/2017", "2017-07-18", "2017-07-18", "dia"),
        ("8/7/2017", "2017-07-08", "2017-07-08", "dia"),
        ("18-07-2017", "2017-07-18", "2017-07-18", "dia"),
        ("18 de julio de 2017", "2017-07-18", "2017-07-18", "dia"),
        ("  18  DE Julio del año 2017 ", "2017-07-18", "2017-07-18", "dia"),
        ("martes 18 de julio de 2017", "2017-07-18", "2017-07-18", "dia"),
        ("1º de mayo de 2016", "2016-05-01", "2016-05-01", "dia"),
        ("primero de mayo de 2016", "2016-05-01", "2016-05-01", "dia"),
        ("18 sept. 2017", "2017-09-18", "2017-09-18", "dia"),
        ("18 de setiembre de 2017", "2017-09-18", "2017-09-18", "dia"),
        ("29/02/2016", "2016-02-29", "2016-02-29", "dia"),
        ("2017-11", "2017-11-01", "2017-11-30", "mes"),
        ("11/2017", "2017-11-01", "2017-11-30", "mes"),
        ("Noviembre de 2017", "2017-11-01", "2017-11-30", "mes"),
        ("febrero 2016", "2016-02-01", "2016-02-29", "mes"),
        ("2º semestre de 2018", "2018-07-01", "2018-12-31", "semestre"),
        ("primer semestre de 2018", "2018-01-01", "2018-06-30", "semestre"),
        ("2017", "2017-01-01", "2017-12-31", "anio"),
        ("del 12 al 16 de julio de 2019", "2019-07-12", "2019-07-16", "rango"),
        ("12-16 jul 2019", "2019-07-12", "2019-07-16", "rango"),
        ("del 28 de julio al 2 de agosto de 2019", "2019-07-28", "2019-08-02", "rango"),
        ("del 28 de diciembre de 2018 al 3 de enero de 2019", "2018-12-28", "2019-01-03", "rango"),
        ("después del 11 de noviembre de 2015", "2015-11-11", None, "posterior_a"),
        ("posterior a noviembre de 2015", "2015-11-30", None, "posterior_a"),
        ("", None, None, "no_indicada"),
        ("sin fecha", None, None, "no_indicada"),
        ("total declarado", None, None, "agregado"),
    ],
)
def test_lee_cada_forma(texto: str, primero: str | None, ultimo: str | None, precision: str) -> None:
    leida = leer_fecha(texto)
    assert leida.fecha == (date.fromisoformat(primero) if primero else None)
    assert ultimo_dia(leida) == (date.fromisoformat(ultimo) if ultimo else None)
    assert leida.precision == precision


@pytest.mark.parametrize(
    ("texto", "razon"),
    [
        ("2017-02-30", "febrero de 2017 va del 1 al 28"),
        ("31/04/2017", "abril de 2017 va del 1 al 30"),
        ("29 de febrero de 2100", "va del 1 al 28"),
        ("0/07/2017", "no tiene día 0"),
        ("2017-13", "no hay mes 13"),
        ("0000-01-01", "no hay año 0"),
        ("1900-02-28", "1 de marzo de 1900"),
        ("1900", "1 de marzo de 1900"),
        ("2201-01-01", "31 de diciembre de 2200"),
        ("9999-12", "31 de diciembre de 2200"),
        ("lunes 18 de julio de 2017", "sino martes"),
        ("18/07/17", "No se entiende"),
        ("18 de julio", "No se entiende"),
        ("julio", "No se entiende"),
        ("tercer semestre de 2017", "No se entiende"),
        ("1² de julio de 2017", "No se entiende"),
        ("٢٠١٧-٠٧-١٨", "No se entiende"),
        ("del 16 al 12 de julio de 2019", "termina"),
        ("del 31 de junio al 2 de julio de 2019", "junio de 2019 va del 1 al 30"),
    ],
)
def test_rechaza_con_la_razon(texto: str, razon: str) -> None:
    with pytest.raises(ValueError, match=razon):
        leer_fecha(texto)


@pytest.mark.parametrize(
    ("texto", "precision", "fin", "esperada"),
    [
        ("2017-11-01", "mes", None, FechaImprecisa(date(2017, 11, 1), Precision.mes)),
        ("2017-11-18", "mes", "", FechaImprecisa(date(2017, 11, 1), Precision.mes)),
        ("2018-07-01", "semestre", None, FechaImprecisa(date(2018, 7, 1), Precision.semestre)),
        ("2018-11", "semestre", None, FechaImprecisa(date(2018, 7, 1), Precision.semestre)),
        ("2014", "año", None, FechaImprecisa(date(2014, 1, 1), Precision.anio)),
        ("2014-01-01", "anio", None, FechaImprecisa(date(2014, 1, 1), Precision.anio)),
        ("2019-07-12", "rango", "2019-07-16", FechaImprecisa(date(2019, 7, 12), Precision.rango, date(2019, 7, 16))),
        ("2019-07-12", None, "16/07/2019", FechaImprecisa(date(2019, 7, 12), Precision.rango, date(2019, 7, 16))),
        ("2019-07-12", "rango", "2019-07-12", FechaImprecisa(date(2019, 7, 12), Precision.dia)),
        ("2019-07-12", "Día", "2019-07-12", FechaImprecisa(date(2019, 7, 12), Precision.dia)),
        ("2017-11", "mes", "2017-11-30", FechaImprecisa(date(2017, 11, 1), Precision.mes)),
        ("2015-11-11", "posterior a", None, FechaImprecisa(date(2015, 11, 11), Precision.posterior_a)),
        ("", "no_indicada", None, FechaImprecisa(None, Precision.no_indicada)),
        ("", "agregado", None, FechaImprecisa(None, Precision.agregado)),
        ("2017-11-14", "agregado", None, FechaImprecisa(date(2017, 11, 14), Precision.agregado)),
    ],
)
def test_la_precision_de_al_lado_ensancha(
    texto: str, precision: str | None, fin: str | None, esperada: FechaImprecisa
) -> None:
    assert leer_fecha(texto, precision, fin) == esperada


@pytest.mark.parametrize(
    ("texto", "precision", "fin", "razon"),
    [
        ("2017-11", "dia", None, "se contradicen"),
        ("2017", "mes", None, "se contradicen"),
        ("2017", "semestre", None, "se contradicen"),
        ("2017-11-01", "no_indicada", None, "se contradicen"),
        ("2017-11", "rango", None, "se contradicen"),
        ("después del 11 de noviembre de 2015", "dia", None, "se contradicen"),
        ("2019-07-12", "dia", "2019-07-16", "se contradicen"),
        ("2019-07-12", "rango", None, "Falta la fecha final"),
        ("2019-07-12", "rango", "2019-07-11", "termina"),
        ("2019-07-12", None, "julio de 2019", "debe ser un día"),
        ("2017-11", None, "2017-11-29", "no termina"),
        ("", "dia", None, "Falta la fecha"),
        ("2017-11-01", "siglo", None, "No se conoce la precisión «siglo»"),
    ],
)
def test_la_precision_de_al_lado_no_inventa(texto: str, precision: str | None, fin: str | None, razon: str) -> None:
    with pytest.raises(ValueError, match=razon):
        leer_fecha(texto, precision, fin)


@given(FECHAS)
def test_lo_escrito_se_lee_igual(fecha: FechaImprecisa) -> None:
    assert leer_fecha(escribir_fecha(fecha)) == fecha
    assert leer_fecha(escribir_fecha(fecha).upper()) == fecha


@given(FECHAS.filter(lambda f: f.precision is not Precision.no_indicada))
def test_lo_guardado_en_la_hoja_se_lee_igual(fecha: FechaImprecisa) -> None:
    columnas = (
        fecha.fecha.isoformat() if fecha.fecha else "",
        fecha.precision.value,
        fecha.fin.isoformat() if fecha.fin else "",
    )
    assert leer_fecha(*columnas) == fecha


@given(FECHAS)
def test_el_ultimo_dia_no_es_anterior_al_primero(fecha: FechaImprecisa) -> None:
    ultimo = ultimo_dia(fecha)
    if fecha.precision in (Precision.posterior_a, Precision.no_indicada) or fecha.fecha is None:
        assert ultimo is None
    else:
        assert ultimo is not None
        assert ultimo >= fecha.fecha
        siguiente = ultimo + timedelta(days=1)
        if fecha.precision in (Precision.mes, Precision.semestre, Precision.anio):
            assert siguiente.day == 1


@pytest.mark.parametrize(
    ("fecha", "texto"),
    [
        (FechaImprecisa(date(2017, 7, 18), Precision.dia), "18 de julio de 2017"),
        (FechaImprecisa(date(2017, 11, 1), Precision.mes), "noviembre de 2017"),
        (FechaImprecisa(date(2018, 7, 1), Precision.semestre), "segundo semestre de 2018"),
        (FechaImprecisa(date(2018, 1, 1), Precision.semestre), "primer semestre de 2018"),
        (FechaImprecisa(date(2014, 1, 1), Precision.anio), "2014"),
        (
            FechaImprecisa(date(2019, 7, 12), Precision.rango, date(2019, 7, 16)),
            "del 12 al 16 de julio de 2019",
        ),
        (
            FechaImprecisa(date(2019, 7, 28), Precision.rango, date(2019, 8, 2)),
            "del 28 de julio al 2 de agosto de 2019",
        ),
        (
            FechaImprecisa(date(2018, 12, 28), Precision.rango, date(2019, 1, 3)),
            "del 28 de diciembre de 2018 al 3 de enero de 2019",
        ),
        (FechaImprecisa(date(2015, 11, 11), Precision.posterior_a), "después del 11 de noviembre de 2015"),
        (FechaImprecisa(None, Precision.no_indicada), "sin fecha indicada"),
        (FechaImprecisa(None, Precision.agregado), "total declarado"),
    ],
)
def test_escribe_como_se_dice(fecha: FechaImprecisa, texto: str) -> None:
    assert escribir_fecha(fecha) == texto


@given(DIAS, st.integers(0, 6))
def test_el_dia_de_la_semana_debe_coincidir(dia: date, semana: int) -> None:
    texto = f"{DIAS_DE_LA_SEMANA[semana]} {escribir_fecha(FechaImprecisa(dia, Precision.dia))}"
    if semana == dia.weekday():
        assert leer_fecha(texto).fecha == dia
    else:
        with pytest.raises(ValueError, match="sino"):
            leer_fecha(texto)


@given(st.text() | st.from_regex(r"[0-9/. -]{1,12}( de )?[a-z]{0,10}( [0-9]{4})?", fullmatch=True))
def test_ningun_texto_falla_de_otro_modo(texto: str) -> None:
    for leer in (leer_fecha, leer_hora, leer_precision):
        try:
            leer(texto)
        except ValueError as error:
            assert len(str(error)) < 250


@pytest.mark.parametrize(
    ("texto", "hora"),
    [
        ("9:30", "09:30"),
        ("09:30", "09:30"),
        (" 9:30 h ", "09:30"),
        ("9:30 hrs.", "09:30"),
        ("9.30 horas", "09:30"),
        ("21:05:00", "21:05"),
        ("21:05:59", "21:05"),
        ("9 h", "09:00"),
        ("0:00", "00:00"),
        ("23:59", "23:59"),
        ("9:30 p. m.", "21:30"),
        ("9:30 AM", "09:30"),
        ("12:00 p.m.", "12:00"),
        ("12:15 am", "00:15"),
    ],
)
def test_lee_la_hora(texto: str, hora: str) -> None:
    assert leer_hora(texto) == hora


@pytest.mark.parametrize(
    "texto", ["24:10", "24:00", "9:60", "13:00 pm", "0:30 am", "9", "", "930", "a las nueve", "-1:30"]
)
def test_rechaza_la_hora(texto: str) -> None:
    with pytest.raises(ValueError, match="hora"):
        leer_hora(texto)


@given(st.integers(0, 23), st.integers(0, 59))
def test_la_hora_normalizada_no_cambia(hora: int, minuto: int) -> None:
    normal = f"{hora:02d}:{minuto:02d}"
    assert leer_hora(f"{hora}:{minuto:02d}") == leer_hora(normal) == normal


@given(st.dates(PRIMERA_FECHA, ULTIMA_FECHA), st.integers(0, 500))
def test_sumar_meses_nunca_salta_un_mes(fecha: date, meses: int) -> None:
    suma = sumar_meses(fecha, meses)
    assert (suma.year * 12 + suma.month) - (fecha.year * 12 + fecha.month) == meses
    assert suma.day == fecha.day or (suma.day < fecha.day and (suma + timedelta(days=1)).day == 1)
