"""Names that the directory does not know: all of them, each once, with honest suggestions."""

from datetime import date

import pytest

from enlace_app.consultas.nombres_sueltos import ClaseDeNombre, NombreSuelto, nombres_sueltos
from enlace_app.consultas.parecidos import Conocido, Parecidos
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.organizaciones import plegar
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.documentos import registrar_documento
from tests.servicios.escenario import celebrada, cerrar, nueva


def buscar(almacen: Almacen, literal: str) -> NombreSuelto | None:
    return next((n for n in nombres_sueltos(almacen.lectura) if plegar(n.literal) == plegar(literal)), None)


def test_lo_escrito_de_varias_maneras_es_un_solo_nombre(iniciado: Almacen) -> None:
    base = {n.literal for n in nombres_sueltos(iniciado.lectura)}
    reunion = nueva(iniciado, convoca="Comité de Prueba")
    registrar_asistencia(iniciado, reunion=reunion, organizacion="COMITE  de prueba")
    registrar_asistencia(iniciado, reunion=reunion, organizacion="Comité de Prueba")
    agregar_acuerdo(iniciado, reunion=reunion, texto="Revisar.", responsables=["comité de prueba", "CONAGUA"])
    registrar_documento(
        iniciado, sentido="entrega", tipo="oficio", fecha=date(2017, 7, 1), remitente="Comité de Prueba"
    )
    (suelto,) = [n for n in nombres_sueltos(iniciado.lectura) if n.literal not in base]
    assert (suelto.literal, suelto.veces) == ("Comité de Prueba", 5)
    assert len(suelto.donde) == 3


@pytest.mark.parametrize("nadie", ["No precisado", "los mismos", "N/A", "por definir", "—"])
def test_lo_que_no_nombra_a_nadie_no_se_ofrece(iniciado: Almacen, nadie: str) -> None:
    registrar_documento(iniciado, sentido="entrega", tipo="oficio", fecha=date(2017, 7, 1), remitente=nadie)
    assert buscar(iniciado, nadie) is None


def test_una_celda_con_dos_nombres_son_dos(iniciado: Almacen) -> None:
    registrar_documento(
        iniciado, sentido="entrega", tipo="oficio", fecha=date(2017, 7, 1), turnado_a="CONAGUA; Comité Nuevo"
    )
    assert buscar(iniciado, "Comité Nuevo") is not None
    assert buscar(iniciado, "CONAGUA") is None


def test_un_nombre_que_varias_comparten_se_ofrece_con_todas(iniciado: Almacen) -> None:
    registrar_asistencia(iniciado, reunion=nueva(iniciado), organizacion="SIMAS")
    suelto = buscar(iniciado, "SIMAS")
    assert suelto is not None
    assert len(suelto.sugerencias) > 1
    assert all("también se llama" in s.porque for s in suelto.sugerencias)


def test_una_persona_de_un_acta_cerrada_ya_no_se_ofrece(iniciado: Almacen) -> None:
    reunion = celebrada(iniciado)
    visto = buscar(iniciado, "Persona Dos")
    assert visto is not None
    assert visto.clase == ClaseDeNombre.PERSONA
    cerrar(iniciado, reunion)
    assert buscar(iniciado, "Persona Dos") is None
    assert buscar(iniciado, "Institución de Prueba") is not None, "a una organización aún se le puede dar el alias"


@pytest.mark.parametrize(
    ("escrito", "esperado"),
    [
        ("CONAUGA", "Comisión Nacional del Agua"),
        ("Comisión Nacional de Aguas", "Comisión Nacional del Agua"),
        ("la comision nacional del agua (CONAGUA)", "Comisión Nacional del Agua"),
        ("Zapatería La Esperanza", None),
        ("agua", None),
    ],
)
def test_sugiere_lo_que_se_parece_y_dice_por_que(escrito: str, esperado: str | None) -> None:
    nombres = [("Comisión Nacional del Agua", "CONAGUA"), ("Secretaría de Salud", "SS"), ("Comisión de Búsqueda", "CB")]
    conocidos = [
        Conocido("organizacion", oficial, oficial, escrita, plegar(escrita))
        for oficial, sigla in nombres
        for escrita in (oficial, sigla)
    ]
    sugerencias = Parecidos(conocidos).de(escrito)
    assert (sugerencias[0].nombre if sugerencias else None) == esperado
    assert len({s.uuid for s in sugerencias}) == len(sugerencias), "cada una una sola vez"
