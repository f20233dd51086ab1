import json
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import carpeta_plantillas
from enlace_app.salida.calendario import calendario_de

HOSTIL = 'Sala "A"; piso 2, ala\nEND:VEVENT\r\nBEGIN:VEVENT\nATTENDEE:mailto:x@example.com\u2028UID:otro\\n\x85\x0b\x00'


def _convocatoria(**cambios: Any) -> dict[str, Any]:
    ruta = carpeta_plantillas() / "ejemplos" / "convocatoria.json"
    contenido: dict[str, Any] = json.loads(ruta.read_text(encoding="utf-8"))
    reunion = cambios.pop("reunion", {})
    return contenido | cambios | {"reunion": contenido["reunion"] | reunion}


def _evento(convocatoria: dict[str, Any]) -> Any:
    """The one event of the file as another program reads it."""
    calendario = Calendar.from_ical(calendario_de(convocatoria))
    assert [c.name for c in calendario.subcomponents if c.name != "VTIMEZONE"] == ["VEVENT"]
    assert calendario["METHOD"] == "PUBLISH"
    return calendario.events[0]


def test_la_hora_es_la_del_municipio_y_el_archivo_trae_su_zona() -> None:
    datos = calendario_de(_convocatoria())
    assert b"BEGIN:VTIMEZONE\r\nTZID:America/Matamoros" in datos
    evento = Calendar.from_ical(datos).events[0]
    assert evento.start == datetime(2021, 8, 14, 9, 0, tzinfo=ZoneInfo("America/Matamoros"))
    assert isinstance(evento.start, datetime)
    assert evento.start.astimezone(UTC) == datetime(2021, 8, 14, 14, 0, tzinfo=UTC)
    assert "DTEND" not in evento


def test_identidad_y_revision_para_que_el_siguiente_lo_sustituya() -> None:
    evento = _evento(_convocatoria(revision=7))
    assert (evento["UID"], evento["SEQUENCE"]) == ("01890000-0000-7000-8000-000000000001", 7)
    assert "ATTENDEE" not in evento
    assert "ORGANIZER" not in evento
    assert calendario_de(_convocatoria()) == calendario_de(_convocatoria())


def test_con_hora_de_termino_y_sin_hora() -> None:
    assert _evento(_convocatoria(termina="12:30"))["DTEND"].dt.hour == 12
    evento = _evento(_convocatoria(hora=None))
    assert evento["DTSTART"].dt == date(2021, 8, 14)
    assert not isinstance(evento["DTSTART"].dt, datetime)
    assert "Hora: sin registro" in evento["DESCRIPTION"]


def test_la_cancelada_lo_dice_y_sin_dia_no_hay_archivo() -> None:
    assert _evento(_convocatoria(reunion={"estado": "cancelada"}))["STATUS"] == "CANCELLED"
    with pytest.raises(ErrorDeNegocio, match="falta el día"):
        calendario_de(_convocatoria(dia=None))


def test_el_ejemplo_se_anuncia_como_ejemplo() -> None:
    assert str(_evento(_convocatoria())["SUMMARY"]).startswith("EJEMPLO, SIN VALIDEZ")
    assert "EJEMPLO" not in _evento(_convocatoria(ejemplo=False))["SUMMARY"]


def test_un_texto_hostil_sigue_siendo_texto() -> None:
    largo = "x" * 5_000
    puntos = [{"n": 1, "asunto": HOSTIL}, {"n": 2, "asunto": largo}]
    evento = _evento(_convocatoria(reunion={"sede": HOSTIL, "convoca": HOSTIL}, orden_del_dia=puntos))
    assert set(evento) == {
        *("UID", "DTSTAMP", "SEQUENCE", "STATUS", "DTSTART", "SUMMARY", "LOCATION", "DESCRIPTION"),
    }
    assert str(evento["UID"]) == "01890000-0000-7000-8000-000000000001"
    assert "ATTENDEE:mailto:x@example.com" in evento["LOCATION"]
    assert f"2. {largo}" in evento["DESCRIPTION"]


@given(st.text(max_size=300), st.text(max_size=300))
def test_ningun_texto_agrega_un_campo(sede: str, asunto: str) -> None:
    evento = _evento(_convocatoria(reunion={"sede": sede}, orden_del_dia=[{"n": 1, "asunto": asunto}]))
    assert set(evento) <= {
        *("UID", "DTSTAMP", "SEQUENCE", "STATUS", "DTSTART", "SUMMARY", "LOCATION", "DESCRIPTION"),
    }


def test_los_renglones_no_pasan_de_75_bytes() -> None:
    datos = calendario_de(_convocatoria(orden_del_dia=[{"n": 1, "asunto": "ñandú " * 200}]))
    assert max(map(len, datos.split(b"\r\n"))) <= 75
