"""What holds for due dates on any day of meeting and for any wording."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.calendario import DIAS_DE_LA_SEMANA, MESES, PRIMERA_FECHA, fin_de_mes, sumar_meses
from enlace_app.dominio.fechas import FechaImprecisa, Precision, escribir_fecha
from enlace_app.dominio.palabras import numero_en_palabras
from enlace_app.dominio.plazos import leer_plazo

REUNION = date(2017, 10, 24)
REFERENCIAS = st.dates(PRIMERA_FECHA, date(2150, 12, 31))
PALABRAS = """
    el la los de del al a en para antes hasta entre y fin fines mediados este próximo que viene primera última segundo
    tercer semana quincena mes año trimestre semestre día días hábil hábiles hoy mañana lunes viernes enero febrero nov
    mar un dos quince 1 8 30 31 15 2017 2018 2200 9999 0001 8/11 12/2017 - / : . sin plazo horas presente curso término
    partir más tardar
"""
TROZOS = st.lists(st.sampled_from(PALABRAS.split()), max_size=7).map(" ".join)


@given(
    st.integers(1, 366),
    st.sampled_from([("días", False), ("días hábiles", False), ("semanas", True), ("meses", False), ("años", False)]),
    REFERENCIAS,
)
def test_numeros_en_palabras_y_en_cifras_son_lo_mismo(n: int, unidad: tuple[str, bool], referencia: date) -> None:
    nombre, femenino = unidad
    en_palabras = numero_en_palabras(n, femenino=femenino, apocope=True)
    con_cifras = leer_plazo(f"en {n} {nombre}", referencia)
    con_palabras = leer_plazo(f"en {en_palabras} {nombre}", referencia)
    assert con_palabras.fecha == con_cifras.fecha
    if n > 1 and nombre == "días":
        assert con_cifras.fecha == referencia + timedelta(days=n)
    if n > 1 and nombre == "meses":
        assert con_cifras.fecha == sumar_meses(referencia, n)


@given(st.one_of(st.text(), TROZOS), st.dates())
def test_cualquier_texto_se_guarda_o_pide_motivo(literal: str, referencia: date) -> None:
    try:
        plazo = leer_plazo(literal, referencia)
    except ValueError as error:
        assert "explique por qué" in str(error)
        return
    assert plazo.literal == literal.strip()
    assert (plazo.fecha is None) == (plazo.precision is None)
    assert plazo.sin_plazo == (plazo.motivo is not None)


@given(TROZOS.filter(lambda t: not any(c.isdigit() for c in t)), REFERENCIAS)
def test_sin_anio_nunca_es_anterior_a_la_reunion(literal: str, referencia: date) -> None:
    try:
        fecha = leer_plazo(literal, referencia).fecha
    except ValueError:
        return
    assert fecha is None or fecha >= referencia


@given(st.dates(PRIMERA_FECHA, date(2200, 12, 31)), REFERENCIAS)
def test_una_fecha_completa_no_depende_de_la_reunion(dia: date, referencia: date) -> None:
    escrita = escribir_fecha(FechaImprecisa(dia, Precision.dia))
    for literal in (escrita, f"a más tardar el {escrita}", dia.isoformat(), f"{dia:%d/%m/}{dia.year}"):
        assert leer_plazo(literal, referencia).fecha == dia


@given(REFERENCIAS, st.integers(0, 364))
def test_un_dia_sin_anio_es_el_siguiente(referencia: date, despues: int) -> None:
    dia = referencia + timedelta(days=despues)
    if (dia.month, dia.day) == (2, 29):
        return
    literal = f"{dia.day} de {MESES[dia.month - 1]}"
    assert leer_plazo(literal, referencia).fecha == dia


@given(REFERENCIAS, st.sampled_from(DIAS_DE_LA_SEMANA))
def test_el_dia_de_la_semana_es_uno_de_los_siete_siguientes(referencia: date, nombre: str) -> None:
    fecha = leer_plazo(f"el {nombre}", referencia).fecha
    assert fecha is not None
    assert 1 <= (fecha - referencia).days <= 7
    assert DIAS_DE_LA_SEMANA[fecha.weekday()] == nombre


@given(REFERENCIAS, st.integers(1, 200))
def test_dias_habiles_cuenta_de_lunes_a_viernes(referencia: date, n: int) -> None:
    fecha = leer_plazo(f"{n} días hábiles", referencia).fecha
    assert fecha is not None
    dias = (referencia + timedelta(days=d) for d in range(1, (fecha - referencia).days + 1))
    assert sum(d.weekday() < 5 for d in dias) == n
    assert fecha.weekday() < 5


@given(st.integers(1901, 2199), st.integers(1, 12))
def test_las_partes_del_mes_terminan_con_el(anio: int, mes: int) -> None:
    nombre, ultimo = f"{MESES[mes - 1]} de {anio}", fin_de_mes(anio, mes)
    for parte in ("", "última semana de ", "segunda quincena de ", "a fines de ", "fin de ", "último día de "):
        assert leer_plazo(parte + nombre, REUNION).fecha == ultimo
    assert leer_plazo(f"antes de {nombre}", REUNION).fecha == date(anio, mes, 1) - timedelta(days=1)
