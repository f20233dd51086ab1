"""Who is to sign, who did, and that a new version begins anew."""

from datetime import datetime

from enlace_app.consultas.firmas import firmantes
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.firmas import Resultado
from enlace_app.servicios.actas import reabrir_acta
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.firmas import asentar_sin_firma
from tests.servicios.escenario import FIRMANTE, ImprentaFalsa, celebrada, cerrar, firmar


def test_antes_de_cerrar_no_se_espera_a_nadie(iniciado: Almacen, historia: Lectura) -> None:
    assert firmantes(iniciado.lectura, str(celebrada(iniciado))) == []
    assert firmantes(iniciado.lectura, "00000000-0000-7000-8000-000000000000") == []
    for fila in historia.filas("SELECT uuid FROM reunion LIMIT 3"):
        assert firmantes(historia, fila["uuid"]) == [], "lo publicado se cerró fuera"


def test_los_esperados_en_su_orden_y_luego_quien_firmo_ademas(iniciado: Almacen) -> None:
    reunion = celebrada(iniciado)
    registrar_asistencia(iniciado, reunion=reunion, persona="Persona Tres", organizacion="Otra de Prueba")
    cerrar(iniciado, reunion)
    lectura = iniciado.lectura
    esperados = firmantes(lectura, str(reunion))
    assert [(f.nombre, f.pendiente) for f in esperados] == [(FIRMANTE, True), ("Persona Tres", True)]
    firmar(iniciado, reunion, "persona  TRES")  # the same person in other letters
    firmar(iniciado, reunion, "Persona Agregada")
    vistos = firmantes(lectura, str(reunion))
    assert [f.pendiente for f in vistos] == [True, False, False]
    assert vistos[0].nombre == FIRMANTE
    assert vistos[2].nombre == "Persona Agregada"
    assert (vistos[2].clase, vistos[2].resultado) == ("simple", "firmó")
    assert vistos[2].instante is not None
    assert datetime.fromisoformat(vistos[2].instante).tzinfo is not None, "la hora dice su zona"


def test_una_version_nueva_se_firma_de_nuevo(iniciado: Almacen) -> None:
    reunion = celebrada(iniciado)
    registrar_asistencia(iniciado, reunion=reunion, persona="Persona Tres", organizacion="Otra de Prueba")
    cerrar(iniciado, reunion)
    reabrir_acta(iniciado, reunion=reunion, motivo="Faltó un nombre")
    registrar_asistencia(iniciado, reunion=reunion, persona="Persona Cuatro", organizacion="Otra de Prueba")
    assert [f.nombre for f in firmantes(iniciado.lectura, str(reunion))] == [FIRMANTE, "Persona Tres"]
    cerrar(iniciado, reunion)
    assert [(f.nombre, f.pendiente) for f in firmantes(iniciado.lectura, str(reunion))] == [
        (FIRMANTE, True),
        ("Persona Tres", True),
        ("Persona Cuatro", True),
    ]


def test_de_quien_falta_se_propone_la_hora_en_que_salio(iniciado: Almacen) -> None:
    reunion = celebrada(iniciado)
    registrar_asistencia(iniciado, reunion=reunion, persona="Persona Tres", organizacion="De Prueba", salida="12:10")
    cerrar(iniciado, reunion)
    assert [f.salida for f in firmantes(iniciado.lectura, str(reunion))] == [None, "12:10"]
    asentar_sin_firma(
        iniciado,
        reunion=reunion,
        nombre="Persona Tres",
        resultado=Resultado.SE_RETIRO,
        motivo="Tenía otra reunión.",
        imprenta=ImprentaFalsa(),
    )
    suya = firmantes(iniciado.lectura, str(reunion))[1]
    assert (suya.pendiente, suya.firmo, suya.hora, suya.motivo) == (False, False, "12:10", "Tenía otra reunión.")
