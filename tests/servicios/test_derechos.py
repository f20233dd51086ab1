"""Who may vote at an hour, why, and the quorum: the same answer as the rule gives on what is stored."""

from datetime import date
from uuid import UUID

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.nombramientos import DerechoDeVoto, Nombramiento
from enlace_app.dominio.personas import Persona
from enlace_app.dominio.quorum import evaluar
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.votantes import votantes
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.asistencias import registrar_asistencia, registrar_salida
from enlace_app.servicios.derechos import DerechosDeReunion, derechos
from enlace_app.servicios.expedientes import reunir_directorio
from tests.servicios.escenario import nueva, principal

CIVIL, GARANTE, LOCAL = "sociedad civil", "órgano garante", "autoridad local"


def llega(almacen: Almacen, reunion: UUID, persona: str, llegada: str = "10:00", **datos: str) -> UUID:
    return principal(registrar_asistencia(almacen, reunion=reunion, persona=persona, llegada=llegada, **datos))  # type: ignore[arg-type]


def votan(respuesta: DerechosDeReunion) -> list[str]:
    return [d.quien for d in respuesta.asistencias if d.vota]


def test_la_suplente_vota_mientras_no_esta_la_titular_y_de_cada_parte_uno(almacen: Almacen) -> None:
    reunion = nueva(almacen, "sesion_ordinaria")
    llega(almacen, reunion, "Suplente", parte=CIVIL, calidad="suplente", suple_a="Titular")
    titular = llega(almacen, reunion, "Titular", "11:00", parte=CIVIL, calidad="titular")
    llega(almacen, reunion, "Otra titular", "11:30", parte=CIVIL, calidad="titular")
    registrar_salida(almacen, asistencia=titular, rev=1, hora="12:00")
    assert votan(derechos(almacen, reunion=reunion, hora="10:30")) == ["Suplente"]
    assert votan(derechos(almacen, reunion=reunion, hora="11:45")) == ["Titular"]
    ahora = derechos(almacen, reunion=reunion)
    assert len(votan(ahora)) == 1
    assert ahora.presentes == 2
    assert ahora.habilitados == 1


def test_el_quorum_es_el_de_esa_hora_y_dice_que_falta(almacen: Almacen) -> None:
    reunion = nueva(almacen, "sesion_ordinaria")
    nadie = derechos(almacen, reunion=reunion)
    assert (nadie.hay_quorum, nadie.presentes, nadie.habilitados) == (False, 0, 0)
    llega(almacen, reunion, "Uno", parte=CIVIL, calidad="titular")
    llega(almacen, reunion, "Dos", parte=GARANTE, calidad="titular")
    falta = derechos(almacen, reunion=reunion)
    assert (falta.hay_quorum, falta.partes_que_faltan) == (False, (LOCAL,))
    assert falta.explicacion == f"sin la presencia de {LOCAL}"
    llega(almacen, reunion, "Tres", "10:40", parte=LOCAL, calidad="titular")
    completo = derechos(almacen, reunion=reunion)
    assert (completo.hay_quorum, completo.habilitados) == (True, 3)
    assert set(completo.partes_presentes) == {CIVIL, GARANTE, LOCAL}
    assert derechos(almacen, reunion=reunion, hora="10:20").hay_quorum is False


def test_cada_quien_con_su_razon_y_quien_facilita_no_vota(almacen: Almacen) -> None:
    reunion = nueva(almacen, "sesion_ordinaria", facilitador="Persona Imparcial")
    imparcial = llega(almacen, reunion, "Persona Imparcial", parte=CIVIL, calidad="titular")
    sin_datos = llega(almacen, reunion, "Vecina")
    respuesta = derechos(almacen, reunion=reunion)
    suyo = respuesta.de(str(imparcial))
    assert suyo is not None
    assert (suyo.facilita, suyo.vota, suyo.razon) == (True, False, "facilita la sesión y no vota")
    otro = respuesta.de(str(sin_datos))
    assert otro is not None
    assert (otro.voz, otro.voto, otro.razon) == (None, None, "no consta con qué carácter asistió")
    assert respuesta.de("otra") is None


def test_donde_no_hay_quorum_votan_los_que_estan_si_se_saben_cuantos(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    llega(almacen, reunion, "Uno")
    llega(almacen, reunion, "Dos")
    respuesta = derechos(almacen, reunion=reunion)
    assert (respuesta.hay_quorum, respuesta.explicacion, respuesta.habilitados) == (None, "", 2)
    registrar_asistencia(almacen, reunion=reunion, organizacion="Institución de Prueba")
    assert derechos(almacen, reunion=reunion).habilitados is None


def test_dice_lo_mismo_que_la_regla_sobre_lo_guardado(almacen: Almacen) -> None:
    """The copy that is read for speed leaves nothing out that the rule looks at."""
    with almacen.escribir("Nombrar") as u:
        for nombre, rol, voto in (
            ("Con nombramiento", "representante", DerechoDeVoto.SI),
            ("Suplente nombrada", "suplente", None),
            ("Terminada", "representante", DerechoDeVoto.SI),
        ):
            persona = Persona(nombre=nombre)
            u.agregar(persona)
            u.asentar()
            hasta = date(2016, 1, 1) if nombre == "Terminada" else None
            u.agregar(Nombramiento(persona=persona.uuid, rol=rol, voto=voto, parte=CIVIL, hasta=hasta))
    reunion = nueva(almacen, "sesion_ordinaria", hora_inicio="10:00")
    llega(almacen, reunion, "Con nombramiento", "10:30")
    llega(almacen, reunion, "Suplente nombrada", suple_a="Con nombramiento")
    llega(almacen, reunion, "Terminada")
    llega(almacen, reunion, "Garante", parte="garante", calidad="presidente")
    registrar_asistencia(almacen, reunion=reunion, persona="Ausente", parte=LOCAL, calidad="titular", ausente=True)
    with almacen.consultar() as u:
        guardada = u.traer(Reunion, reunion)
        todos = votantes(guardada, reunir_directorio(u))
        esperados = [(str(v.asistencia.uuid), v.voz, v.voto, v.razon, v.parte) for v in todos]
        assert guardada.ejercicio is not None
        assert guardada.ejercicio.regla is not None
        quorum = evaluar(guardada.ejercicio.regla, todos, "10:00")
    respuesta = derechos(almacen, reunion=reunion, hora="10:00")
    assert [(d.asistencia, d.voz, d.voto, d.razon, d.parte) for d in respuesta.asistencias] == esperados
    assert (respuesta.hay_quorum, respuesta.partes_que_faltan) == (quorum.reunido, quorum.faltan)
    assert votan(respuesta) == ["Suplente nombrada", "Garante"]


def test_lo_que_no_existe_y_lo_que_no_es_hora_se_dicen(almacen: Almacen) -> None:
    with pytest.raises(ErrorDeNegocio, match="ya no existe"):
        derechos(almacen, reunion=UUID(int=0))
    with pytest.raises(ErrorDeNegocio, match="no es una hora"):
        derechos(almacen, reunion=nueva(almacen), hora="25:00")
