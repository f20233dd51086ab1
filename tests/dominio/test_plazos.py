import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.calendario import PRIMERA_FECHA
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.plazos import dias_de_atraso, leer_motivo_sin_plazo, leer_plazo, vencido

# A Tuesday.
REUNION = date(2017, 10, 24)
REFERENCIAS = st.dates(PRIMERA_FECHA, date(2150, 12, 31))

ENTENDIDOS = [
    # A day
    ("8 nov", "2017-11-08"),
    ("8 nov.", "2017-11-08"),
    ("8 de noviembre", "2017-11-08"),
    ("08/11/2017", "2017-11-08"),
    ("8/11", "2017-11-08"),
    ("8/11/17", "2017-11-08"),
    ("8-nov-17", "2017-11-08"),
    ("8-nov-2017", "2017-11-08"),
    ("2017-11-08", "2017-11-08"),
    ("2017/11/08", "2017-11-08"),
    ("8 de noviembre del año 2017", "2017-11-08"),
    ("8 de noviembre del presente año", "2017-11-08"),
    ("8 de noviembre del año en curso", "2017-11-08"),
    ("ocho de noviembre de dos mil diecisiete", "2017-11-08"),
    ("miércoles 8 de noviembre", "2017-11-08"),
    ("el próximo 8 de noviembre", "2017-11-08"),
    ("8 de noviembre próximo", "2017-11-08"),
    ("8 de noviembre a las 10:00 h", "2017-11-08"),
    ("primero de noviembre", "2017-11-01"),
    ("1º de mayo", "2018-05-01"),
    ("24 de octubre", "2017-10-24"),
    ("23 de octubre", "2018-10-23"),
    ("29 de febrero", "2020-02-29"),
    ("8 de noviembre de 2016", "2016-11-08"),
    ("el 15", "2017-11-15"),
    ("el día 31", "2017-10-31"),
    ("lunes 13", "2017-11-13"),
    ("28 del presente mes", "2017-10-28"),
    ("15 del mes entrante", "2017-11-15"),
    # A part of a month
    ("última semana de octubre de 2017", "2017-10-31"),
    ("primera semana de noviembre", "2017-11-07"),
    ("1a. semana de nov.", "2017-11-07"),
    ("segunda semana de noviembre", "2017-11-14"),
    ("tercera semana de noviembre", "2017-11-21"),
    ("cuarta semana del mes de noviembre", "2017-11-28"),
    ("cuarta semana de febrero de 2018", "2018-02-28"),
    ("semana del 6 de noviembre", "2017-11-12"),
    ("semana del 6 al 10 de noviembre", "2017-11-10"),
    ("del 6 al 10 de noviembre", "2017-11-10"),
    ("entre el 6 y el 10 de noviembre", "2017-11-10"),
    ("del 28 de diciembre de 2017 al 3 de enero de 2018", "2018-01-03"),
    ("primera quincena de noviembre", "2017-11-15"),
    ("segunda quincena de noviembre de 2017", "2017-11-30"),
    ("a principios de noviembre", "2017-11-10"),
    ("a mediados de noviembre", "2017-11-20"),
    ("a fines de noviembre", "2017-11-30"),
    ("a finales del mes de febrero", "2018-02-28"),
    ("primer lunes de noviembre", "2017-11-06"),
    ("último viernes de noviembre", "2017-11-24"),
    ("último día de noviembre", "2017-11-30"),
    ("último día hábil de diciembre", "2017-12-29"),
    ("fin de mes", "2017-10-31"),
    ("al término del mes en curso", "2017-10-31"),
    # A month
    ("noviembre de 2017", "2017-11-30"),
    ("nov 2017", "2017-11-30"),
    ("noviembre", "2017-11-30"),
    ("octubre", "2017-10-31"),
    ("septiembre", "2018-09-30"),
    ("durante el mes de noviembre", "2017-11-30"),
    ("enero del próximo año", "2018-01-31"),
    ("este mes", "2017-10-31"),
    ("el próximo mes", "2017-11-30"),
    ("el mes que viene", "2017-11-30"),
    # A longer period
    ("primer trimestre de 2018", "2018-03-31"),
    ("cuarto trimestre", "2017-12-31"),
    ("tercer trimestre", "2018-09-30"),
    ("2º semestre de 2018", "2018-12-31"),
    ("primer semestre", "2018-06-30"),
    ("este semestre", "2017-12-31"),
    ("próximo trimestre", "2018-03-31"),
    ("2018", "2018-12-31"),
    ("en 2018", "2018-12-31"),
    ("fin de año", "2017-12-31"),
    ("a finales de 2018", "2018-12-31"),
    ("el próximo año", "2018-12-31"),
    # Counted from the meeting
    ("hoy", "2017-10-24"),
    ("mañana", "2017-10-25"),
    ("pasado mañana", "2017-10-26"),
    ("en 48 horas", "2017-10-26"),
    ("en dos semanas", "2017-11-07"),
    ("en 15 días", "2017-11-08"),
    ("en quince días", "2017-11-08"),
    ("15 días", "2017-11-08"),
    ("15 días naturales", "2017-11-08"),
    ("dentro de los próximos 15 días", "2017-11-08"),
    ("15 días a partir de esta fecha", "2017-11-08"),
    ("15 días hábiles", "2017-11-14"),
    ("en un plazo no mayor a diez días hábiles", "2017-11-07"),
    ("en un término de 10 días", "2017-11-03"),
    ("un mes", "2017-11-24"),
    ("en tres meses", "2018-01-24"),
    ("un año", "2018-10-24"),
    ("próximo lunes", "2017-10-30"),
    ("el lunes", "2017-10-30"),
    ("el martes", "2017-10-31"),
    ("viernes de la próxima semana", "2017-11-03"),
    ("esta semana", "2017-10-29"),
    ("próxima semana", "2017-11-05"),
    ("fin de semana", "2017-10-29"),
    ("esta quincena", "2017-10-31"),
    ("la próxima quincena", "2017-11-15"),
    # A limit
    ("antes del 8 de noviembre", "2017-11-07"),
    ("antes del mes de noviembre", "2017-10-31"),
    ("antes de 2018", "2017-12-31"),
    ("antes del lunes", "2017-10-29"),
    ("antes de fin de año", "2017-12-31"),
    ("antes de que termine el mes", "2017-10-31"),
    ("a más tardar el 8 de noviembre", "2017-11-08"),
    ("8 de noviembre a más tardar", "2017-11-08"),
    ("a más tardar en quince días", "2017-11-08"),
    ("hasta el 8 de noviembre", "2017-11-08"),
    ("para el 8 de noviembre de 2017", "2017-11-08"),
    ("plazo: 8 nov", "2017-11-08"),
]

SIN_FECHA_CIERTA = [
    "",
    "lo antes posible",
    "de inmediato",
    "a la brevedad",
    "permanente",
    "próxima sesión",
    "por definir",
    "2",
    "15",
    "2737",
    "8 acuerdos",
    "30 de febrero",
    "31 de noviembre de 2017",
    "2017-02-30",
    "8/13",
    "jueves 8 de noviembre",  # it is a Wednesday
    "lunes 14",
    "este martes",  # said on a Tuesday
    "próximo octubre",  # said in October
    "los lunes",
    "al mes",
    "cada mes",
    "una vez al mes",
    "en la mañana",
    "la mañana",
    "mar",
    "mar 3",
    "nov-17",
    "mayo 18",
    "8/11/16",
    "a partir del 8 de noviembre",
    "después del 8 de noviembre",
    "no antes del 8 de noviembre",
    "15 de este mes",  # already past
    "antes de octubre",  # said in October
    "antes de dos semanas",
    "antes de mediados de noviembre",
    "15 días a partir de la firma",
    "15 días antes de la sesión",
    "hace 15 días",
    "2 a 3 semanas",
    "0 días",
    "28 mes",
    "1 próximo mes",
    "28 año",
    "tercera nov",
    "tercer noviembre 2018",
    "8 nov 31",
    "30 horas",
    "quinto lunes de noviembre",
    "quinta semana de febrero",
    "8 y 9 de noviembre",
    "octubre o noviembre",
    "10 al 6 de noviembre",
    "1² de noviembre",
    "15 nov 2017 (tentativo)",
    "sin plazos definidos",
    "ayer",
    "9" * 200,
]


@pytest.mark.parametrize(("literal", "esperada"), ENTENDIDOS)
def test_entiende(literal: str, esperada: str) -> None:
    plazo = leer_plazo(literal, REUNION)
    assert (plazo.literal, plazo.fecha) == (literal, date.fromisoformat(esperada))
    assert plazo.precision is not None
    assert (plazo.sin_plazo, plazo.motivo) == (False, None)


@pytest.mark.parametrize("literal", SIN_FECHA_CIERTA)
def test_lo_incierto_no_tiene_fecha(literal: str) -> None:
    plazo = leer_plazo(literal, REUNION)
    assert (plazo.literal, plazo.fecha, plazo.precision, plazo.sin_plazo) == (literal, None, None, False)


@pytest.mark.parametrize(
    ("literal", "precision"),
    [
        ("8 nov", Precision.dia),
        ("antes de noviembre", Precision.dia),
        ("en quince días", Precision.dia),
        ("fin de mes", Precision.dia),
        ("última semana de octubre de 2017", Precision.rango),
        ("próxima semana", Precision.rango),
        ("a mediados de noviembre", Precision.rango),
        ("primer trimestre de 2018", Precision.rango),
        ("noviembre", Precision.mes),
        ("este mes", Precision.mes),
        ("segundo semestre de 2018", Precision.semestre),
        ("2018", Precision.anio),
    ],
)
def test_precision(literal: str, precision: Precision) -> None:
    assert leer_plazo(literal, REUNION).precision is precision


@pytest.mark.parametrize(
    ("literal", "referencia", "esperada"),
    [
        ("un mes", date(2018, 1, 31), date(2018, 2, 28)),
        ("un mes", date(2018, 1, 1), date(2018, 2, 1)),
        ("un año", date(2018, 1, 1), date(2019, 1, 1)),
        ("un mes", date(2016, 1, 31), date(2016, 2, 29)),
        ("en un año", date(2016, 2, 29), date(2017, 2, 28)),
        ("un día hábil", date(2017, 10, 27), date(2017, 10, 30)),
        ("un día hábil", date(2017, 10, 28), date(2017, 10, 30)),
        ("cinco días hábiles", date(2017, 10, 29), date(2017, 11, 3)),
        ("esta semana", date(2017, 10, 29), date(2017, 10, 29)),
        ("próxima semana", date(2017, 10, 29), date(2017, 11, 5)),
        ("el próximo mes", date(2017, 12, 31), date(2018, 1, 31)),
        ("próximo semestre", date(2017, 12, 1), date(2018, 6, 30)),
        ("el 31", date(2018, 4, 10), date(2018, 5, 31)),
        ("antes de mañana", date(2017, 10, 24), date(2017, 10, 24)),
        ("primera semana de noviembre", date(2017, 11, 7), date(2017, 11, 7)),
        ("primera semana de noviembre", date(2017, 11, 8), date(2018, 11, 7)),
        ("próxima quincena", date(2018, 2, 15), date(2018, 2, 28)),
        ("29 de febrero", date(2096, 3, 1), date(2104, 2, 29)),
        ("último día hábil de marzo", date(2018, 3, 1), date(2018, 3, 30)),
    ],
)
def test_segun_el_dia_de_la_reunion(literal: str, referencia: date, esperada: date) -> None:
    assert leer_plazo(literal, referencia).fecha == esperada


@pytest.mark.parametrize(
    ("literal", "motivo"),
    [
        ("sin plazo: depende de la obra", "depende de la obra"),
        ("  Sin  Plazo :  permanente\nmientras dure ", "permanente\nmientras dure"),
        ("SIN PLAZO:Depende de CEAS: 2 etapas", "Depende de CEAS: 2 etapas"),
    ],
)
def test_sin_plazo_con_motivo(literal: str, motivo: str) -> None:
    plazo = leer_plazo(literal, REUNION)
    assert (plazo.literal, plazo.fecha, plazo.sin_plazo, plazo.motivo) == (literal.strip(), None, True, motivo)


@pytest.mark.parametrize("literal", ["sin plazo", "Sin plazo.", "sin plazo:", "sin plazo: -", "sin plazo definido"])
def test_sin_plazo_pide_el_motivo(literal: str) -> None:
    with pytest.raises(ValueError, match="explique por qué"):
        leer_plazo(literal, REUNION)


def test_motivo_solo_de_lo_que_dice_sin_plazo() -> None:
    assert leer_motivo_sin_plazo("8 de noviembre") is None
    assert leer_motivo_sin_plazo("") is None


def _deformar(literal: str, modo: int) -> str:
    if modo == 0:
        return literal.upper()
    if modo == 1:
        return "  " + literal.replace(" ", " \u00a0 ") + "\t"
    if modo == 2:
        return unicodedata.normalize("NFD", literal)
    return "".join(c for c in unicodedata.normalize("NFD", literal) if not unicodedata.combining(c)) + "."


@given(st.sampled_from(ENTENDIDOS), st.integers(0, 3))
def test_mayusculas_acentos_y_espacios_no_importan(caso: tuple[str, str], modo: int) -> None:
    literal = _deformar(caso[0], modo)
    plazo = leer_plazo(literal, REUNION)
    assert plazo.fecha == date.fromisoformat(caso[1])
    assert plazo.literal == literal.strip()


@given(st.sampled_from(ENTENDIDOS), REFERENCIAS)
def test_lo_relativo_nunca_es_anterior_a_la_reunion(caso: tuple[str, str], referencia: date) -> None:
    fecha = leer_plazo(caso[0], referencia).fecha
    dice_el_anio = "201" in caso[0] or "dos mil" in caso[0]
    assert dice_el_anio or fecha is None or fecha >= referencia


@given(st.dates(), st.dates())
def test_vence_solo_despues_del_ultimo_dia(fecha: date, hoy: date) -> None:
    assert vencido(fecha, hoy) == (dias_de_atraso(fecha, hoy) > 0) == (hoy > fecha)
    assert not vencido(fecha, fecha)
    assert dias_de_atraso(fecha, fecha) == 0


def test_sin_fecha_nunca_vence() -> None:
    assert not vencido(None, date.max)
    assert dias_de_atraso(None, date.max) == 0


def test_dias_de_atraso() -> None:
    assert dias_de_atraso(date(2017, 10, 31), date(2017, 11, 1)) == 1
    assert dias_de_atraso(date(2017, 10, 31), date(2018, 10, 31)) == 365
