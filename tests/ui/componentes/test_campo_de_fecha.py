"""Days and hours in ordinary Spanish, by keyboard."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from enlace_app.dominio.calendario import MESES
from enlace_app.dominio.fechas import FechaImprecisa, Precision
from enlace_app.ui.componentes.campo_de_fecha import CampoDeFecha, CampoDeHora
from enlace_app.ui.componentes.fechas_escritas import Sentido, leer_fecha_escrita, leer_hora_escrita

HOY = date(2017, 7, 20)  # a Thursday


@pytest.mark.parametrize(
    ("escrita", "sentido", "dia"),
    [
        ("hoy", Sentido.PASADO, date(2017, 7, 20)),
        ("Ayer", Sentido.PASADO, date(2017, 7, 19)),
        ("antier", Sentido.PASADO, date(2017, 7, 18)),
        ("mañana", Sentido.FUTURO, date(2017, 7, 21)),
        ("18/7/2017", Sentido.PASADO, date(2017, 7, 18)),
        ("18/7/17", Sentido.PASADO, date(2017, 7, 18)),
        ("18 jul", Sentido.PASADO, date(2017, 7, 18)),
        ("18 jul", Sentido.FUTURO, date(2018, 7, 18)),
        ("18 de julio", Sentido.PASADO, date(2017, 7, 18)),
        ("18/7", Sentido.PASADO, date(2017, 7, 18)),
        ("8 nov", Sentido.PASADO, date(2016, 11, 8)),
        ("8 nov", Sentido.FUTURO, date(2017, 11, 8)),
        ("30 ago", Sentido.PASADO, date(2017, 8, 30)),
        ("29 feb", Sentido.PASADO, date(2016, 2, 29)),
        ("29 feb", Sentido.FUTURO, date(2020, 2, 29)),
        ("el lunes", Sentido.FUTURO, date(2017, 7, 24)),
        ("18 de julio de 2017", Sentido.PASADO, date(2017, 7, 18)),
    ],
)
def test_se_entiende(escrita: str, sentido: Sentido, dia: date) -> None:
    assert leer_fecha_escrita(escrita, HOY, sentido) == FechaImprecisa(dia, Precision.dia)


@pytest.mark.parametrize("escrita", ["31/2", "30 feb", "32/1/2017", "mayo fue", "18/13", "7"])
def test_no_se_adivina(escrita: str) -> None:
    with pytest.raises(ValueError, match="fecha"):
        leer_fecha_escrita(escrita, HOY)


@given(st.dates(date(1901, 1, 1), date(2190, 12, 31)), st.dates(date(1901, 1, 1), date(2190, 12, 31)))
def test_un_dia_sin_anio_cae_del_lado_debido(dia: date, hoy: date) -> None:
    """Whatever today is: in the future field never before it, in the past one at most two months after."""
    escrita = f"{dia.day} de {MESES[dia.month - 1]}"
    futura = leer_fecha_escrita(escrita, hoy, Sentido.FUTURO).fecha
    pasada = leer_fecha_escrita(escrita, hoy, Sentido.PASADO).fecha
    assert futura is not None
    assert pasada is not None
    assert (futura.day, futura.month) == (pasada.day, pasada.month) == (dia.day, dia.month)
    assert futura >= hoy
    assert (pasada - hoy).days <= 60


@pytest.mark.parametrize(
    ("escrita", "hora"),
    [("930", "09:30"), ("9:30", "09:30"), ("9", "09:00"), ("2105", "21:05"), ("9:30 pm", "21:30"), ("0", "00:00")],
)
def test_horas(escrita: str, hora: str) -> None:
    assert leer_hora_escrita(escrita) == hora


@pytest.mark.parametrize("escrita", ["25", "2460", "970", "mañana", "12345"])
def test_horas_que_no_existen(escrita: str) -> None:
    with pytest.raises(ValueError, match=r"hora .* (no existe|escríbala)"):
        leer_hora_escrita(escrita)


@pytest.fixture
def campo(qtbot: QtBot) -> CampoDeFecha:
    campo = CampoDeFecha(hoy=lambda: HOY)
    qtbot.addWidget(campo)
    with qtbot.waitActive(campo):
        campo.show()
        campo.activateWindow()
    campo.setFocus()
    return campo


def test_lo_entendido_se_ve_antes_de_salir(campo: CampoDeFecha, qtbot: QtBot) -> None:
    avisos: list[int] = []
    campo.dejado.connect(lambda: avisos.append(1))
    qtbot.keyClicks(campo.linea, "18 ju")
    assert campo.entendida.text() == "Aún no se entiende la fecha."
    qtbot.keyClicks(campo.linea, "l")
    assert campo.entendida.text() == "martes 18 de julio de 2017"
    assert not avisos
    qtbot.keyClick(campo.linea, Qt.Key.Key_Return)
    qtbot.keyClick(campo.linea, Qt.Key.Key_Return)
    assert len(avisos) == 1
    assert (campo.linea.text(), campo.dia()) == ("18 de julio de 2017", date(2017, 7, 18))


def test_lo_que_no_se_entiende_se_conserva(campo: CampoDeFecha, qtbot: QtBot) -> None:
    qtbot.keyClicks(campo.linea, "<b>luego</b>")
    qtbot.keyClick(campo.linea, Qt.Key.Key_Return)
    assert campo.linea.text() == "<b>luego</b>"
    assert campo.fecha() is None
    assert "<b>luego</b>" in (campo.problema() or "")


def test_un_mes_solo_donde_se_admite(campo: CampoDeFecha, qtbot: QtBot) -> None:
    qtbot.keyClicks(campo.linea, "noviembre de 2016")
    assert campo.fecha() is None
    assert "Falta el día" in (campo.problema() or "")
    amplio = CampoDeFecha(hoy=lambda: HOY, solo_dia=False)
    qtbot.addWidget(amplio)
    qtbot.keyClicks(amplio.linea, "noviembre de 2016")
    assert amplio.fecha() == FechaImprecisa(date(2016, 11, 1), Precision.mes)
    assert amplio.dia() is None


def test_flechas_y_calendario(campo: CampoDeFecha, qtbot: QtBot) -> None:
    qtbot.keyClick(campo.linea, Qt.Key.Key_Up)
    qtbot.keyClick(campo.linea, Qt.Key.Key_Up)
    assert campo.dia() == date(2017, 7, 21)
    campo.confirmar()
    avisos: list[int] = []
    campo.dejado.connect(lambda: avisos.append(1))
    qtbot.keyClick(campo.linea, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert campo.calendario is not None
    assert campo.calendario.isVisible()
    assert campo.calendario.selectedDate() == QDate(2017, 7, 21)
    assert campo.calendario.locale().monthName(7) == "julio"
    campo.calendario.activated.emit(QDate(2017, 7, 3))
    assert not campo.calendario.isVisible()
    assert campo.dia() == date(2017, 7, 3)
    assert avisos == [1]


def test_el_nombre_llega_a_donde_esta_el_teclado(campo: CampoDeFecha) -> None:
    campo.setAccessibleName("Fecha de la reunión")
    assert campo.linea.accessibleName() == "Fecha de la reunión"
    assert campo.boton.accessibleName()


def test_la_hora_se_escribe_entera_al_salir(qtbot: QtBot) -> None:
    campo = CampoDeHora("09:00")
    qtbot.addWidget(campo)
    avisos: list[str] = []
    campo.dejado.connect(avisos.append)
    campo.selectAll()
    qtbot.keyClicks(campo, "1015")
    qtbot.keyClick(campo, Qt.Key.Key_Return)
    assert (campo.text(), campo.hora(), avisos) == ("10:15", "10:15", ["10:15"])
    campo.selectAll()
    qtbot.keyClicks(campo, "2580")
    assert campo.hora() is None
    assert "no existe" in (campo.problema() or "")
