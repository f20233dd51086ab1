"""The record of an agreement: its words, the plazo in force, and why the words may not be changed."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from enlace_app.consultas import acuerdos
from enlace_app.consultas.registro_de_acuerdo import RegistroDeAcuerdo, acuerdo_de, traer
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.tipos_reunion import TipoReunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.acuerdos import agregar_acuerdo, corregir_acuerdo, retirar_acuerdo
from enlace_app.servicios.reuniones import cancelar_reunion
from enlace_app.servicios.seguimientos import dar_seguimiento
from tests.servicios.escenario import FECHA, cerrar, completa, nueva, principal, rev_de, uuid_de

HOY = date(2017, 11, 21)
NADIE = "00000000-0000-7000-8000-000000000000"


def ver(lectura: Lectura, uuid: UUID | str) -> RegistroDeAcuerdo:
    registro = traer(lectura, str(uuid))
    assert registro is not None
    return registro


def test_todo_lo_publicado_dice_lo_que_su_lista(historia: Lectura) -> None:
    filas = acuerdos.listar(historia, hoy=HOY)
    assert len(filas) > 30
    for fila in filas:
        visto = ver(historia, fila.uuid)
        for campo in ("folio", "texto", "responsables", "plazo", "plazo_literal", "estado", "reunion", "fecha_reunion"):
            assert getattr(visto, campo) == getattr(fila, campo), (campo, fila.folio)
        assert tuple(c.clave for c in visto.compromisos) == fila.compromisos


def test_el_plazo_vigente_es_el_ultimo_al_que_se_amplio(iniciado: Almacen) -> None:
    acuerdo = completa(iniciado).acuerdo
    antes = ver(iniciado.lectura, acuerdo)
    assert (antes.plazo_acordado, antes.plazo, antes.ampliaciones) == (date(2017, 10, 31), date(2017, 10, 31), ())
    assert antes.punto == "Primero"
    for dia in (date(2017, 11, 15), date(2017, 12, 1)):
        dar_seguimiento(iniciado, acuerdo=acuerdo, fecha=HOY, plazo_nuevo=dia, nota="Se amplió.")
    visto = ver(iniciado.lectura, acuerdo)
    assert visto.plazo_acordado == date(2017, 10, 31), "lo acordado no cambia"
    assert visto.ampliaciones == (date(2017, 11, 15), date(2017, 12, 1))
    assert (visto.plazo, visto.concluido) == (date(2017, 12, 1), False)
    dar_seguimiento(iniciado, acuerdo=acuerdo, fecha=HOY, estado="cumplido", nota="Consta.")
    assert ver(iniciado.lectura, acuerdo).concluido


def ajeno(almacen: Almacen) -> UUID:
    """An agreement of a meeting that another computer recorded."""
    with almacen.escribir("Recibir") as u:
        otro = uuid4()
        tipo = u.traer(TipoReunion, uuid_de(almacen, "tipo_reunion", "taller"))
        reunion = Reunion(folio_provisional="NTE-A1-0001", tipo=tipo, origen=otro)
        u.agregar(reunion)
        u.asentar()
        acuerdo = Acuerdo(folio_provisional="NTE-A1-0001/01", reunion=reunion.uuid, texto="De allá", origen=otro)
        u.agregar(acuerdo)
        return acuerdo.uuid


@pytest.mark.parametrize(
    ("caso", "dicho"),
    [
        ("abierto", None),
        ("retirado", "se retiró"),
        ("cerrada", "en el seguimiento"),
        ("cancelada", "ya no se modifica"),
        ("de otro sitio", "de otra computadora"),
    ],
)
def test_lo_que_el_servicio_negaria_se_dice_antes(iniciado: Almacen, caso: str, dicho: str | None) -> None:
    completo = completa(iniciado)
    acuerdo = completo.acuerdo
    match caso:
        case "retirado":
            retirar_acuerdo(iniciado, acuerdo=acuerdo, rev=1)
        case "cerrada":
            cerrar(iniciado, completo.reunion)
        case "cancelada":
            reunion = nueva(iniciado)
            acuerdo = principal(agregar_acuerdo(iniciado, reunion=reunion, texto="Algo", responsables=[], plazo=None))
            cancelar_reunion(iniciado, reunion=reunion, rev=rev_de(iniciado, "reunion", reunion), motivo="Nadie fue")
        case "de otro sitio":
            acuerdo = ajeno(iniciado)
    impedimento = ver(iniciado.lectura, acuerdo).impedimento
    assert (dicho or "") in (impedimento or "")
    rev = rev_de(iniciado, "acuerdo", acuerdo)
    if impedimento is None:
        corregir_acuerdo(iniciado, acuerdo=acuerdo, rev=rev, texto="Otro texto")
    else:
        with pytest.raises(ErrorDeNegocio):
            corregir_acuerdo(iniciado, acuerdo=acuerdo, rev=rev, texto="Otro texto")


def test_un_seguimiento_lleva_a_su_acuerdo(iniciado: Almacen) -> None:
    uno, otro = completa(iniciado).acuerdo, completa(iniciado).acuerdo
    for acuerdo in (uno, otro):
        dar_seguimiento(iniciado, acuerdo=acuerdo, fecha=FECHA, nota="Se habló.")
    filas = iniciado.lectura.filas("SELECT uuid, acuerdo FROM seguimiento")
    assert {f["acuerdo"] for f in filas} == {str(uno), str(otro)}
    assert all(acuerdo_de(iniciado.lectura, f["uuid"]) == f["acuerdo"] for f in filas)
    assert acuerdo_de(iniciado.lectura, NADIE) is None


def test_de_uno_que_no_existe_nada(historia: Lectura) -> None:
    assert traer(historia, NADIE) is None
