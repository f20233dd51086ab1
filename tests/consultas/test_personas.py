"""Persons of the directory as screens show them."""

from datetime import date

from enlace_app.consultas import nombramientos, personas
from enlace_app.consultas.listado import Pedido
from enlace_app.datos.almacen import Almacen
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.nombramientos import nombrar
from enlace_app.servicios.personas import agregar_persona, retirar_persona
from tests.servicios.escenario import nueva, principal, rev_de

HOY = date(2026, 6, 1)


def test_cada_persona_con_lo_que_es_ese_dia_y_donde_estuvo(iniciado: Almacen) -> None:
    dos = principal(agregar_persona(iniciado, nombre="Persona Dos"))
    agregar_persona(iniciado, nombre="Álvaro de Prueba")
    nombrar(iniciado, persona=dos, rol="enlace", desde=date(2025, 1, 1), hasta=date(2026, 5, 31))
    nombrar(iniciado, persona=dos, rol="observador", desde=date(2026, 6, 1))
    for ausente in (False, True):
        registrar_asistencia(
            iniciado, reunion=nueva(iniciado), persona="Persona Dos", organizacion="Comité de Prueba", ausente=ausente
        )
    filas = personas.listar(iniciado.lectura, hoy=HOY)
    assert [f.nombre for f in filas] == ["Álvaro de Prueba", "Persona Dos"], "sin acentos al ordenar"
    assert (filas[1].papeles, filas[1].reuniones_n, filas[1].publicada) == (("Observador",), 1, False)
    assert [f.nombre for f in personas.listar(iniciado.lectura, hoy=HOY, texto="alvaro")] == ["Álvaro de Prueba"]
    con_papel = personas.listado(hoy=HOY).todas(iniciado.lectura, Pedido(filtros={"con_papel": True}))
    assert [f.uuid for f in con_papel] == [str(dos)]
    ficha = personas.traer(iniciado.lectura, str(dos), hoy=HOY)
    assert ficha is not None
    assert [(n.rol, n.vigente) for n in ficha.nombramientos] == [("Observador", True), ("Enlace regional", False)]
    assert [(o.literal, o.veces) for o in ficha.organizaciones] == [("Comité de Prueba", 2)]
    assert sorted(r.ausente for r in ficha.reuniones) == [False, True]


def test_un_fin_que_solo_se_dijo_en_palabras_no_es_ni_si_ni_no(iniciado: Almacen) -> None:
    from enlace_app.dominio.nombramientos import Nombramiento

    with iniciado.escribir("Sembrar") as u:
        u.agregar(Nombramiento(persona_literal="Persona Tres", rol="Titular", hasta_literal="hasta la 2ª sesión"))
    (fila,) = nombramientos.listar(iniciado.lectura, hoy=HOY)
    assert fila.vigente is None
    assert nombramientos.listar(iniciado.lectura, hoy=HOY, vigentes=True) == []


def test_quien_se_retiro_ya_no_esta(iniciado: Almacen) -> None:
    dos = principal(agregar_persona(iniciado, nombre="Persona Dos"))
    retirar_persona(iniciado, persona=dos, rev=rev_de(iniciado, "persona", dos))
    assert personas.listar(iniciado.lectura, hoy=HOY) == []
    assert personas.traer(iniciado.lectura, str(dos), hoy=HOY) is None
