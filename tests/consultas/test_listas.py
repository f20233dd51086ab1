"""The lists that screens and commands show."""

from datetime import date
from typing import Any

import pytest

from enlace_app.consultas import acuerdos, compromisos, documentos, organizaciones, reuniones
from enlace_app.datos.lectura import Lectura

HOY = date(2026, 11, 21)


def test_las_reuniones_van_de_la_ultima_a_la_primera_sin_las_retiradas(lectura: Lectura) -> None:
    filas = reuniones.listar(lectura)
    assert [f.folio for f in filas] == ["CAR-A2B3-0002", "STGA/ORD-05/2026", "CAR-A2B3-0003"]
    sesion = filas[1]
    assert (sesion.lugar, sesion.acuerdos_n, sesion.documentos_n) == ("Sabinas", 1, 1)
    assert (sesion.presentes_n, sesion.presentes_es_minimo) == (40, True)


@pytest.mark.parametrize(
    ("filtro", "folios"),
    [
        ({"region": "nte"}, ["STGA/ORD-05/2026"]),
        ({"compromiso": "pal9-c10"}, ["STGA/ORD-05/2026"]),
        ({"tipo": "reunion_trabajo", "estado": "celebrada"}, ["CAR-A2B3-0002"]),
        ({"estado": "borrador"}, ["CAR-A2B3-0003"]),
        ({"hasta": date(2026, 7, 18)}, ["STGA/ORD-05/2026"]),
        ({"desde": date(2026, 7, 19)}, ["CAR-A2B3-0002"]),
        ({"desde": date(2026, 7, 19), "hasta": date(2026, 8, 31)}, []),
        ({"region": "SUR"}, []),
    ],
)
def test_filtros_de_reuniones(lectura: Lectura, filtro: dict[str, Any], folios: list[str]) -> None:
    assert [f.folio for f in reuniones.listar(lectura, **filtro)] == folios


def test_una_reunion_de_un_mes_pudo_ser_cualquiera_de_sus_dias(lectura: Lectura) -> None:
    dentro = reuniones.listar(lectura, desde=date(2026, 9, 30), hasta=date(2026, 10, 5))
    assert [f.folio for f in dentro] == ["CAR-A2B3-0002"]
    assert reuniones.listar(lectura, desde=date(2026, 10, 1)) == []


def test_un_acuerdo_vence_despues_del_plazo_ampliado(lectura: Lectura) -> None:
    ampliado = date(2026, 11, 20)
    (vencido,) = acuerdos.listar(lectura, hoy=HOY, vencidos=True)
    assert (vencido.folio, vencido.plazo, vencido.vencido) == ("STGA/ORD-05/2026/01", ampliado, True)
    assert acuerdos.listar(lectura, hoy=ampliado, vencidos=True) == []


def test_los_acuerdos_van_por_plazo_y_los_que_no_tienen_al_final(lectura: Lectura) -> None:
    assert [f.folio for f in acuerdos.listar(lectura, hoy=HOY)] == [
        "STGA/ORD-05/2026/01",
        "CAR-A2B3-0002/01",
        "CAR-A2B3-0003/01",
    ]


@pytest.mark.parametrize("responsable", ["comision", "VECINOS", "aguas de prueba", "cap"])
def test_un_responsable_se_halla_por_cualquiera_de_sus_nombres(lectura: Lectura, responsable: str) -> None:
    filas = acuerdos.listar(lectura, hoy=HOY, responsable=responsable)
    assert [f.folio for f in filas] == ["STGA/ORD-05/2026/01"]


def test_filtros_de_acuerdos(lectura: Lectura, sembrado: Any) -> None:
    assert [f.uuid for f in acuerdos.listar(lectura, hoy=HOY, estado="cumplido")] == [sembrado.segundo]
    assert [f.uuid for f in acuerdos.listar(lectura, hoy=HOY, compromiso="PAL9-C10")] == [sembrado.primero]
    assert [f.uuid for f in acuerdos.listar(lectura, hoy=HOY, reunion=sembrado.trabajo)] == [sembrado.segundo]
    assert acuerdos.listar(lectura, hoy=HOY, responsable="nadie así") == []


def test_los_documentos_se_hallan_por_remitente_como_se_escribio_o_del_directorio(lectura: Lectura) -> None:
    for remitente in ("AGUAS", "comisión de", "cap"):
        assert [f.folio for f in documentos.listar(lectura, remitente=remitente)] == ["D-CAR-A2B3-0001"]


def test_filtros_de_documentos(lectura: Lectura, sembrado: Any) -> None:
    (uno,) = documentos.listar(lectura, reunion=sembrado.sesion)
    assert (uno.uuid, uno.fojas, uno.es_minimo) == (sembrado.oficio, 31, True)
    assert len(documentos.listar(lectura, compromiso="PAL9-C10")) == 3
    assert documentos.listar(lectura)[0].uuid == sembrado.oficio


def test_las_fojas_de_un_compromiso_suman_lo_recibido_y_conservan_el_mas_de(lectura: Lectura) -> None:
    """A declared total must not be added to what it is the total of."""
    octavo, noveno = compromisos.listar(lectura, ejercicio="pal9")
    assert noveno.fojas == compromisos.Fojas(40, es_minimo=True)
    assert noveno.fojas_declaradas == compromisos.Fojas(469, es_minimo=True)
    assert (noveno.reuniones_n, noveno.acuerdos_n, noveno.documentos_n) == (1, 1, 3)
    assert (octavo.fojas, octavo.fojas_declaradas, octavo.reuniones_n) == (None, None, 0)
    assert compromisos.listar(lectura, ejercicio="PAL1") == []


@pytest.mark.parametrize("texto", ["comision", "CAP", "aguas de", "la comisión"])
def test_una_organizacion_se_halla_por_nombre_sigla_o_alias(lectura: Lectura, texto: str) -> None:
    (fila,) = organizaciones.listar(lectura, texto=texto)
    assert (fila.sigla, fila.sucede_a) == ("CAP", "Instituto de Pruebas")
