"""Attendance as written, with the rights that each one's nombramiento gives."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.nombramientos import DerechoDeVoto, Nombramiento
from enlace_app.dominio.personas import Persona
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.asistencias import registrar_asistencia, registrar_salida, retirar_asistencia
from tests.servicios.escenario import fila_de, nueva, principal, volcado

CIVIL = "sociedad civil"


def registrada(almacen: Almacen, reunion: UUID, **datos: Any) -> dict[str, Any]:
    return fila_de(almacen, "asistencia", principal(registrar_asistencia(almacen, reunion=reunion, **datos)))


def nombrar(almacen: Almacen, nombre: str, rol: str, **datos: Any) -> UUID:
    with almacen.escribir("Nombrar") as u:
        persona = Persona(nombre=nombre)
        u.agregar(persona)
        u.asentar()
        u.agregar(Nombramiento(persona=persona.uuid, rol=rol, **({"parte": CIVIL} | datos)))
        return persona.uuid


def test_una_institucion_conocida_queda_enlazada_y_otra_como_se_escribio(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    conocida = registrada(almacen, reunion, organizacion="cna")
    otra = registrada(almacen, reunion, organizacion="Vecinos de Prueba")
    assert conocida["organizacion"] == "cna", "el nombre queda como se escribió"
    assert fila_de(almacen, "organizacion", UUID(conocida["organizacion_registrada"]))["sigla"] == "CONAGUA"
    assert otra["organizacion_registrada"] is None
    assert (conocida["orden"], otra["orden"]) == (1, 2)
    assert (conocida["voz"], conocida["voto"]) == (None, None), "sin nombramiento no se inventa un derecho"


@pytest.mark.parametrize("datos", [{}, {"persona": "  "}, {"persona": "", "organizacion": "\t"}])
def test_sin_nombre_no_hay_asistencia(almacen: Almacen, datos: dict[str, str]) -> None:
    reunion = nueva(almacen)
    with pytest.raises(ErrorDeNegocio, match="Escriba el nombre"):
        registrar_asistencia(almacen, reunion=reunion, **datos)  # type: ignore[arg-type]


def test_el_nombramiento_de_ese_dia_da_voz_y_voto(almacen: Almacen) -> None:
    nombrar(almacen, "Persona Titular", "representante", desde=date(2017, 1, 1), hasta=date(2017, 12, 31))
    nombrar(almacen, "Persona Suplente", "suplente")
    nombrar(almacen, "Persona Enlace", "enlace", voto=DerechoDeVoto.NO, voz=True)
    reunion, despues = nueva(almacen), nueva(almacen, fecha=date(2018, 1, 1))
    titular = registrada(almacen, reunion, persona="persona  TITULAR")
    assert (titular["voz"], titular["voto"], titular["parte"]) == (1, 1, CIVIL)
    assert registrada(almacen, despues, persona="Persona Titular")["voto"] == 0, "su nombramiento ya terminó"
    suplente = registrada(almacen, reunion, persona="Persona Suplente")
    assert (suplente["voz"], suplente["voto"]) == (1, 0)
    supliendo = registrada(almacen, nueva(almacen), persona="Persona Suplente", suple_a="Persona Titular")
    assert supliendo["voto"] == 1
    acompanando = registrada(almacen, reunion, persona="Persona Suplente", suple_a="Persona Titular")
    assert acompanando["voto"] == 0, "la titular está presente"
    enlace = registrada(almacen, reunion, persona="Persona Enlace")
    assert (enlace["voz"], enlace["voto"]) == (1, 0)


@pytest.mark.parametrize(
    ("calidad", "voz", "voto"),
    [("titular", 1, 1), ("Observadora", 0, 0), ("Facilitadora", 1, 0), ("suplente", 1, 0), ("vocal", None, None)],
)
def test_sin_nombramiento_decide_la_calidad_segun_el_catalogo(
    almacen: Almacen, calidad: str, voz: int | None, voto: int | None
) -> None:
    fila = registrada(almacen, nueva(almacen), organizacion="Vecinos de Prueba", parte=CIVIL, calidad=calidad)
    assert (fila["voz"], fila["voto"]) == (voz, voto)


def test_a_una_homonima_no_se_le_da_el_voto_de_otra(almacen: Almacen) -> None:
    nombrar(almacen, "Persona Doble", "representante", voto=DerechoDeVoto.SI)
    nombrar(almacen, "Persona Doble", "observador", voto=DerechoDeVoto.NO)
    fila = registrada(almacen, nueva(almacen), persona="Persona Doble")
    assert (fila["persona_registrada"], fila["voto"]) == (None, None)


def test_la_salida_no_es_antes_de_la_llegada(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    asistencia = principal(registrar_asistencia(almacen, reunion=reunion, persona="Persona Dos", llegada="10:30"))
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match="no puede ser antes de la llegada"):
        registrar_salida(almacen, asistencia=asistencia, rev=1, hora="10:00")
    with pytest.raises(ErrorDeNegocio, match="no es una hora"):
        registrar_salida(almacen, asistencia=asistencia, rev=1, hora="tarde")
    assert volcado(almacen) == antes
    registrar_salida(almacen, asistencia=asistencia, rev=1, hora="11.15")
    assert fila_de(almacen, "asistencia", asistencia)["salida"] == "11:15"


def test_lo_retirado_queda_y_ya_no_cambia(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    asistencia = principal(registrar_asistencia(almacen, reunion=reunion, persona="Persona Dos", llegada=" "))
    retirar_asistencia(almacen, asistencia=asistencia, rev=1)
    assert fila_de(almacen, "asistencia", asistencia)["baja"] == 1
    with pytest.raises(ErrorDeNegocio, match="ya se retiró"):
        registrar_salida(almacen, asistencia=asistencia, rev=2, hora="11:00")
    otra = registrada(almacen, reunion, persona="Persona Tres")
    assert otra["orden"] == 2, "el orden de una retirada no se vuelve a usar"
