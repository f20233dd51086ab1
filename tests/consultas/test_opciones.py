"""What a form offers: what is in use, in an order that can be read, and nothing withdrawn."""

from datetime import date

import pytest

from enlace_app.consultas import opciones
from enlace_app.consultas.compromisos import orden_de_clave
from enlace_app.consultas.opciones import CampoUsado
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.reuniones import Reunion
from enlace_app.servicios.personas import agregar_persona, retirar_persona
from enlace_app.servicios.reuniones import cambiar_datos, compartir_acta, crear_reunion, retirar_reunion
from tests.servicios.escenario import celebrada, cerrar, nueva, principal, rev_de, uuid_de


def test_los_catalogos_publicados_estan_enteros(historia: Lectura) -> None:
    assert len(opciones.tipos_de_reunion(historia)) == 21
    assert len(opciones.regiones(historia)) == 5
    municipios = opciones.municipios(historia)
    assert len({m.clave for m in municipios}) == len(municipios) == 38
    assert all(m.detalle for m in municipios), "cada municipio es de una región"


def test_los_compromisos_van_por_su_numero(historia: Lectura) -> None:
    claves = [o.clave for o in opciones.compromisos(historia)]
    assert claves == sorted(claves, key=orden_de_clave)
    assert {"PAL1-C1", "PAL1-C6"} <= set(claves)
    assert all(o.detalle for o in opciones.compromisos(historia))


def test_una_persona_retirada_ya_no_se_ofrece(iniciado: Almacen) -> None:
    antes = opciones.personas(iniciado.lectura)
    uuid = principal(agregar_persona(iniciado, nombre="Persona Ofrecida"))
    assert [p.nombre for p in opciones.personas(iniciado.lectura) if p not in antes] == ["Persona Ofrecida"]
    retirar_persona(iniciado, persona=uuid, rev=1)
    assert opciones.personas(iniciado.lectura) == antes


def test_comparten_acta_solo_las_abiertas_que_llevan_una(iniciado: Almacen) -> None:
    esta, abierta, visita = nueva(iniciado), nueva(iniciado, fecha=date(2017, 7, 19)), nueva(iniciado)
    cerrada, retirada = celebrada(iniciado), nueva(iniciado)
    cerrar(iniciado, cerrada)
    retirar_reunion(iniciado, reunion=retirada, rev=1)
    compartir_acta(iniciado, reunion=visita, rev=rev_de(iniciado, "reunion", visita), con=abierta)
    ofrecidas = opciones.que_llevan_acta(iniciado.lectura, str(esta))
    assert [o.uuid for o in ofrecidas] == [str(abierta)]
    assert ofrecidas[0].detalle is not None
    assert "2017-07-19" in ofrecidas[0].detalle


def test_lo_mas_escrito_va_primero_y_lo_de_retiradas_no_cuenta(iniciado: Almacen) -> None:
    for sede in ("Sala Dos", "Sala Uno", "Sala Uno"):
        nueva(iniciado, sede=sede)
    retirada = nueva(iniciado, sede="Sala Retirada")
    retirar_reunion(iniciado, reunion=retirada, rev=1)
    assert opciones.usados(iniciado.lectura, CampoUsado.SEDE) == ["Sala Uno", "Sala Dos"]
    assert opciones.usados(iniciado.lectura, CampoUsado.CONVOCA) == []


@pytest.mark.parametrize("campo", CampoUsado)
def test_lo_publicado_se_ofrece_sin_repetir(historia: Lectura, campo: CampoUsado) -> None:
    usados = opciones.usados(historia, campo)
    assert len(set(usados)) == len(usados)
    assert all(texto.strip() for texto in usados)


def test_la_primera_reunion_es_de_trabajo_del_ejercicio_que_corre_en_la_sede(iniciado: Almacen) -> None:
    propuesta = opciones.propuesta(iniciado.lectura, region="CAR", hoy=date(2017, 11, 21))
    assert propuesta.tipo == str(uuid_de(iniciado, "tipo_reunion", "reunion_trabajo"))
    assert propuesta.region == str(uuid_de(iniciado, "region", "CAR"))
    assert propuesta.ejercicio == str(uuid_de(iniciado, "ejercicio", "PAL1"))
    assert propuesta.municipio is not None
    antes = opciones.propuesta(iniciado.lectura, region="CAR", hoy=date(1990, 1, 1))
    assert antes.ejercicio is None, "ningún ejercicio había comenzado"


def test_la_siguiente_empieza_como_la_ultima_de_esta_computadora(iniciado: Almacen) -> None:
    mesa = uuid_de(iniciado, "tipo_reunion", "mesa_regional")
    crear_reunion(iniciado, tipo=mesa, fecha=date(2017, 7, 1), ejercicio=uuid_de(iniciado, "ejercicio", "PAL1"))
    retirada = nueva(iniciado, tipo="taller")
    retirar_reunion(iniciado, reunion=retirada, rev=1)
    propuesta = opciones.propuesta(iniciado.lectura, region=None, hoy=date(2017, 11, 21))
    assert (propuesta.tipo, propuesta.region, propuesta.municipio) == (str(mesa), None, None)


def test_lo_que_se_recibio_de_otra_no_dice_como_empieza_la_siguiente(iniciado: Almacen) -> None:
    from uuid import uuid4

    with iniciado.escribir("Recibir") as u:
        from enlace_app.dominio.tipos_reunion import TipoReunion

        taller = u.traer(TipoReunion, uuid_de(iniciado, "tipo_reunion", "taller"))
        u.agregar(Reunion(folio_provisional="NTE-A1-0001", tipo=taller, origen=uuid4()))
    propuesta = opciones.propuesta(iniciado.lectura, region="CAR", hoy=date(2017, 11, 21))
    assert propuesta.tipo == str(uuid_de(iniciado, "tipo_reunion", "reunion_trabajo"))


def test_lo_de_un_campo_que_se_corrigio_no_queda(iniciado: Almacen) -> None:
    reunion = nueva(iniciado, sede="Sala Mal Escrita")
    cambiar_datos(iniciado, reunion=reunion, rev=1, sede="Sala Bien Escrita")
    assert opciones.usados(iniciado.lectura, CampoUsado.SEDE) == ["Sala Bien Escrita"]
