"""To which meeting a part belongs, for a link to lead there."""

import pytest

from enlace_app.consultas.partes_de_reunion import reunion_de
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lectura import Lectura
from enlace_app.servicios.documentos import registrar_documento, retirar_documento
from tests.servicios.escenario import cerrar, completa, principal

NADIE = "00000000-0000-7000-8000-000000000000"


def test_cada_parte_lleva_a_su_reunion_abierta_o_cerrada(iniciado: Almacen) -> None:
    una, otra = completa(iniciado), completa(iniciado)
    for _ in ("abierta", "cerrada"):
        for caso in (una, otra):
            for tabla, parte in (
                ("asistencia", caso.asistencia),
                ("punto_orden_dia", caso.punto),
                ("votacion", caso.votacion),
                ("acuerdo", caso.acuerdo),
                ("documento", caso.documento),
            ):
                assert reunion_de(iniciado.lectura, tabla, str(parte)) == str(caso.reunion)
        if not iniciado.lectura.filas("SELECT uuid FROM acta"):
            cerrar(iniciado, una.reunion)


def test_lo_que_no_es_de_ninguna_reunion_no_lleva_a_ninguna(iniciado: Almacen) -> None:
    suelto = principal(registrar_documento(iniciado, sentido="entrega", tipo="oficio"))
    assert reunion_de(iniciado.lectura, "documento", str(suelto)) is None
    assert reunion_de(iniciado.lectura, "documento", NADIE) is None


def test_lo_retirado_sigue_diciendo_de_cual_era(iniciado: Almacen) -> None:
    caso = completa(iniciado)
    retirar_documento(iniciado, documento=caso.documento, rev=1)
    assert reunion_de(iniciado.lectura, "documento", str(caso.documento)) == str(caso.reunion)


@pytest.mark.parametrize("tabla", ["persona", "organizacion", "bitacora", "documento; DROP TABLE reunion", ""])
def test_una_tabla_que_no_tiene_reunion_ni_se_consulta(historia: Lectura, tabla: str) -> None:
    assert reunion_de(historia, tabla, NADIE) is None


def test_todo_acuerdo_publicado_lleva_a_su_reunion(historia: Lectura) -> None:
    filas = historia.filas(
        "SELECT acuerdo.uuid, acuerdo.reunion FROM acuerdo JOIN reunion ON reunion.uuid = acuerdo.reunion"
    )
    assert len(filas) > 30
    assert all(reunion_de(historia, "acuerdo", fila["uuid"]) == fila["reunion"] for fila in filas)
