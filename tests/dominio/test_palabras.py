import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.palabras import fecha_en_palabras, fojas_en_palabras, hora_en_palabras, numero_en_palabras
from enlace_app.dominio.plazos import leer_plazo

HORAS_DEL_DIA = [f"{h:02d}:{m:02d}" for h in range(24) for m in range(60)]
# The only words of Spanish numbers that carry an accent, so that a missing or an extra one stands out.
ACENTUADAS = {"dieciséis", "veintidós", "veintitrés", "veintiséis", "veintiún", "millón", "billón"}


@pytest.mark.parametrize(
    ("dia", "palabras"),
    [
        (date(2017, 7, 18), "dieciocho de julio de dos mil diecisiete"),
        (date(2016, 5, 1), "primero de mayo de dos mil dieciséis"),
        (date(2021, 8, 14), "catorce de agosto de dos mil veintiuno"),
        (date(2022, 10, 31), "treinta y uno de octubre de dos mil veintidós"),
        (date(2023, 2, 21), "veintiuno de febrero de dos mil veintitrés"),
        (date(2000, 12, 26), "veintiséis de diciembre de dos mil"),
        (date(1999, 9, 16), "dieciséis de septiembre de mil novecientos noventa y nueve"),
        (date(2100, 1, 30), "treinta de enero de dos mil cien"),
    ],
)
def test_fecha(dia: date, palabras: str) -> None:
    assert fecha_en_palabras(dia) == palabras


def test_dos_dias_distintos_nunca_se_escriben_igual() -> None:
    primero = date(1900, 1, 1)
    dias = (date(2200, 12, 31) - primero).days + 1
    # Every day of some years, then a stride that visits each day of the month and each month elsewhere.
    muestra = {primero + timedelta(days=n) for n in range(0, dias, 17)}
    muestra |= {date(anio, 1, 1) + timedelta(days=n) for anio in (1900, 2016, 2017, 2100, 2200) for n in range(365)}
    assert len({fecha_en_palabras(dia) for dia in muestra}) == len(muestra)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_fecha_solo_tiene_palabras(dia: date) -> None:
    palabras = fecha_en_palabras(dia)
    assert re.fullmatch(r"[a-záéíóúñ]+(?: [a-záéíóúñ]+)*", palabras)
    assert palabras.startswith("primero de ") == (dia.day == 1)


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_la_fecha_en_palabras_se_lee_como_la_misma_fecha(dia: date) -> None:
    assert leer_plazo(fecha_en_palabras(dia), dia).fecha == dia


@pytest.mark.parametrize(
    ("hora", "palabras"),
    [
        ("09:30", "nueve horas con treinta minutos"),
        ("9:30 h", "nueve horas con treinta minutos"),
        ("01:01", "una hora con un minuto"),
        ("01:00", "una hora"),
        ("00:00", "cero horas"),
        ("00:01", "cero horas con un minuto"),
        ("10:00", "diez horas"),
        ("21:00", "veintiuna horas"),
        ("21:21", "veintiuna horas con veintiún minutos"),
        ("23:31", "veintitrés horas con treinta y un minutos"),
        ("16:41", "dieciséis horas con cuarenta y un minutos"),
        ("22:22", "veintidós horas con veintidós minutos"),
    ],
)
def test_hora(hora: str, palabras: str) -> None:
    assert hora_en_palabras(hora) == palabras


def test_todas_las_horas_del_dia() -> None:
    escritas = [hora_en_palabras(hora) for hora in HORAS_DEL_DIA]
    assert len(set(escritas)) == 24 * 60
    for palabras in escritas:
        assert re.fullmatch(r"[a-záéíóúñ]+ horas?(?: con [a-záéíóúñ ]+ minutos?)?", palabras)
        assert "uno" not in palabras.split()
        assert "veintiuno" not in palabras


@pytest.mark.parametrize("hora", ["24:10", "9:60", "", "nueve"])
def test_hora_imposible(hora: str) -> None:
    with pytest.raises(ValueError, match="hora"):
        hora_en_palabras(hora)


@pytest.mark.parametrize(
    ("numero", "solo", "femenino", "apocope"),
    [
        (0, "cero", "cero", "cero"),
        (1, "uno", "una", "un"),
        (16, "dieciséis", "dieciséis", "dieciséis"),
        (21, "veintiuno", "veintiuna", "veintiún"),
        (22, "veintidós", "veintidós", "veintidós"),
        (31, "treinta y uno", "treinta y una", "treinta y un"),
        (100, "cien", "cien", "cien"),
        (101, "ciento uno", "ciento una", "ciento un"),
        (121, "ciento veintiuno", "ciento veintiuna", "ciento veintiún"),
        (200, "doscientos", "doscientas", "doscientos"),
        (500, "quinientos", "quinientas", "quinientos"),
        (901, "novecientos uno", "novecientas una", "novecientos un"),
        (1000, "mil", "mil", "mil"),
        (2737, "dos mil setecientos treinta y siete", "dos mil setecientas treinta y siete", None),
        (21_000, "veintiún mil", "veintiún mil", "veintiún mil"),
        (31_021, "treinta y un mil veintiuno", "treinta y un mil veintiuna", "treinta y un mil veintiún"),
        (200_500, "doscientos mil quinientos", "doscientas mil quinientas", None),
        (1_000_000, "un millón", "un millón", "un millón"),
        (21_000_001, "veintiún millones uno", "veintiún millones una", "veintiún millones un"),
        (300_200_000, "trescientos millones doscientos mil", "trescientos millones doscientas mil", None),
    ],
)
def test_numero(numero: int, solo: str, femenino: str, apocope: str | None) -> None:
    assert numero_en_palabras(numero) == solo
    assert numero_en_palabras(numero, femenino=True) == femenino
    assert numero_en_palabras(numero, apocope=True) == (apocope or solo)


@given(st.integers(0, 10**12), st.booleans(), st.booleans())
def test_numero_bien_escrito(numero: int, femenino: bool, apocope: bool) -> None:
    palabras = numero_en_palabras(numero, femenino=femenino, apocope=apocope)
    assert re.fullmatch(r"[a-záéíóúñ]+(?: [a-záéíóúñ]+)*", palabras)
    assert not re.search(r"uno (?:mil|millon|millón)", palabras)
    assert not (femenino and re.search(r"cientos$|uno$", palabras))
    assert not (apocope and palabras.endswith("uno"))
    for palabra in palabras.split():
        sin_acento = palabra.translate(str.maketrans("áéíóú", "aeiou"))
        assert (palabra != sin_acento) == (palabra in ACENTUADAS), palabra


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.booleans())
def test_numeros_distintos_palabras_distintas(uno: int, otro: int, femenino: bool) -> None:
    iguales = numero_en_palabras(uno, femenino=femenino) == numero_en_palabras(otro, femenino=femenino)
    assert iguales == (uno == otro)


@pytest.mark.parametrize(
    ("fojas", "es_minimo", "palabras"),
    [
        (0, False, "cero fojas"),
        (1, False, "una foja"),
        (31, False, "treinta y una fojas"),
        (2737, True, "más de dos mil setecientas treinta y siete fojas"),
        (1_000_000, False, "un millón de fojas"),
    ],
)
def test_fojas(fojas: int, es_minimo: bool, palabras: str) -> None:
    assert fojas_en_palabras(fojas, es_minimo=es_minimo) == palabras
