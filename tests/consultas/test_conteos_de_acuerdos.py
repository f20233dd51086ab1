"""Who has how much open: one group for one name however it is spelled, and its list has just those."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from enlace_app.consultas import acuerdos
from enlace_app.consultas.conteos_de_acuerdos import GrupoDeAcuerdos, por_compromiso, por_responsable
from enlace_app.consultas.listado import Pedido
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.organizaciones import plegar
from enlace_app.servicios.acuerdos import agregar_acuerdo, retirar_acuerdo
from enlace_app.servicios.organizaciones import agregar_organizacion
from enlace_app.servicios.seguimientos import dar_seguimiento
from tests.servicios.escenario import celebrada, principal

HOY = date(2017, 11, 21)
CERCANO = HOY + timedelta(days=15)


def contar(lectura: Lectura, hoy: date, **filtros: object) -> int:
    return acuerdos.listado(hoy=hoy).contar(lectura, Pedido(filtros=filtros))


def comprobar(lectura: Lectura, grupo: GrupoDeAcuerdos, filtro: str, hoy: date) -> None:
    suyo = {filtro: grupo.clave}
    assert grupo.abiertos == contar(lectura, hoy, abiertos=True, **suyo), grupo
    assert grupo.vencidos == contar(lectura, hoy, vencidos=True, **suyo), grupo
    assert grupo.por_vencer == contar(lectura, hoy, por_vencer=15, **suyo), grupo


@pytest.mark.parametrize("hoy", [date(2015, 1, 1), date(2017, 10, 25), HOY])
def test_cada_grupo_de_los_datos_publicados_tiene_los_de_su_lista(historia: Lectura, hoy: date) -> None:
    responsables, compromisos = por_responsable(historia, hoy), por_compromiso(historia, hoy)
    assert len(responsables) == 10
    assert len(compromisos) > 1
    for grupo in responsables:
        comprobar(historia, grupo, "responsable_exacto", hoy)
    for grupo in compromisos:
        comprobar(historia, grupo, "compromiso", hoy)


def test_ningun_responsable_publicado_esta_en_dos_grupos(historia: Lectura) -> None:
    """«Concesionarios» and «concesionarios» are written in the published list."""
    grupos = por_responsable(historia, HOY)
    assert len({plegar(g.nombre) for g in grupos}) == len(grupos)
    assert all(g.clave == plegar(g.nombre) for g in grupos)
    (concesionarios,) = (g for g in grupos if g.clave == "concesionarios")
    assert concesionarios.abiertos >= 2


def acordar(almacen: Almacen, reunion: UUID, *responsables: str, plazo: str = "sin plazo: de prueba") -> UUID:
    return principal(
        agregar_acuerdo(almacen, reunion=reunion, texto="Entregar algo.", responsables=responsables, plazo=plazo)
    )


def test_las_grafias_se_juntan_y_un_acuerdo_cuenta_una_vez(iniciado: Almacen) -> None:
    reunion = celebrada(iniciado)
    acordar(iniciado, reunion, "Ejido Ficticio", plazo=CERCANO.isoformat())
    acordar(iniciado, reunion, "EJIDO  FICTICIO", "Ejido Ficticio", plazo="1 de noviembre de 2017")
    acordar(iniciado, reunion, "ejído ficticio")
    acordar(iniciado, reunion, "Ejido Ficticio del Norte")
    retirar_acuerdo(iniciado, acuerdo=acordar(iniciado, reunion, "Ejido Ficticio"), rev=1)
    hecho = acordar(iniciado, reunion, "Ejido Ficticio")
    dar_seguimiento(iniciado, acuerdo=hecho, fecha=HOY, estado="cumplido", nota="Consta.")
    lectura = iniciado.lectura
    grupos = {g.clave: g for g in por_responsable(lectura, HOY)}
    assert grupos["ejido ficticio"] == GrupoDeAcuerdos("ejido ficticio", "Ejido Ficticio", 3, 1, 1)
    for grupo in grupos.values():
        comprobar(lectura, grupo, "responsable_exacto", HOY)
    assert contar(lectura, HOY, abiertos=True, responsable="ejido ficticio") == 4, "lo tecleado es parte de un nombre"


def test_lo_enlazado_es_de_su_institucion_se_escriba_como_se_escriba(iniciado: Almacen) -> None:
    reunion = celebrada(iniciado)
    acordar(iniciado, reunion, "CFC")  # nobody's yet: the directory did not know it
    agregar_organizacion(iniciado, nombre="Comité Ficticio de Cuenca", sigla="CFC")
    acordar(iniciado, reunion, "CFC")
    acordar(iniciado, reunion, "comite ficticio de cuenca")
    grupos = por_responsable(iniciado.lectura, HOY)
    assert grupos == [
        GrupoDeAcuerdos("comite ficticio de cuenca", "Comité Ficticio de Cuenca", 2, 0, 0),
        GrupoDeAcuerdos("cfc", "CFC", 1, 0, 0),
    ]
    for grupo in grupos:
        comprobar(iniciado.lectura, grupo, "responsable_exacto", HOY)
    assert contar(iniciado.lectura, HOY, responsable_exacto="Comité Ficticio de Cuenca") == 2
    assert contar(iniciado.lectura, HOY, responsable_exacto="cfc") == 1, "lo enlazado ya no es de su sigla"
    assert contar(iniciado.lectura, HOY, responsable="cfc") == 3
    assert contar(iniciado.lectura, HOY, responsable_exacto="") == 0
