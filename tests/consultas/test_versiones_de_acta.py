"""The versions of an acta, with the reason for which an older one was opened again."""

from enlace_app.consultas.versiones_de_acta import versiones_de_acta
from enlace_app.datos.almacen import Almacen
from enlace_app.servicios.actas import reabrir_acta
from enlace_app.servicios.sitios import iniciar
from tests.servicios.escenario import celebrada, cerrar


def test_cada_version_con_el_motivo_por_el_que_se_reabrio(almacen_vacio: Almacen) -> None:
    almacen = almacen_vacio
    iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
    reunion, otra = celebrada(almacen), celebrada(almacen)
    assert versiones_de_acta(almacen.lectura, str(reunion)) == []
    cerrar(almacen, otra)
    cerrar(almacen, reunion)
    reabrir_acta(almacen, reunion=reunion, motivo="Faltó una firma")
    (primera,) = versiones_de_acta(almacen.lectura, str(reunion))
    assert (primera.version, primera.reabierta) == (1, "Faltó una firma")
    cerrar(almacen, reunion)
    versiones = versiones_de_acta(almacen.lectura, str(reunion))
    assert [(v.version, v.reabierta) for v in versiones] == [(1, "Faltó una firma"), (2, None)]
