"""Everything about one record on one page."""

from datetime import date
from typing import Any

import pytest

from enlace_app.consultas.fichas import ficha
from enlace_app.consultas.secciones import Ficha
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.correcciones import Errata
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.correcciones import hacer_fe_de_erratas
from tests.servicios.escenario import ImprentaFalsa, celebrada, cerrar, firmar

HOY = date(2026, 11, 21)


def _textos(hecha: Ficha) -> dict[str, dict[str, str]]:
    return {s.titulo: {r.etiqueta: r.valor for r in s.renglones} for s in hecha.secciones}


def test_una_reunion(lectura: Lectura, sembrado: Any) -> None:
    secciones = _textos(ficha(lectura, "reunion", sembrado.sesion, hoy=HOY))
    assert list(secciones) == [
        "Reunión STGA/ORD-05/2026",
        "Asistencia",
        "Orden del día",
        "Votaciones",
        "Acuerdos",
        "Documentos",
        "Acta STGA/ORD-05/2026, versión 1",
    ]
    datos = secciones["Reunión STGA/ORD-05/2026"]
    assert (datos["Fecha"], datos["Estado"]) == ("18 de julio de 2026", "firmada")
    assert datos["Receso"] == "11:00 a 11:15 · café"
    assert datos["Número de presentes"] == "más de 40"
    assert "Vecina Reservada" in secciones["Asistencia"]
    assert "VENCIDO" in secciones["Acuerdos"]["STGA/ORD-05/2026/01"]
    assert "más de 31 fojas" in secciones["Documentos"]["D-CAR-A2B3-0001"]
    assert secciones["Acta STGA/ORD-05/2026, versión 1"]["Firma de Persona Dos"].startswith(
        "firmó · simple · 2026-07-21"
    )


def test_un_acuerdo_con_su_seguimiento_y_su_cadena(lectura: Lectura, sembrado: Any) -> None:
    primero = _textos(ficha(lectura, "acuerdo", sembrado.primero, hoy=HOY))
    datos = primero["Acuerdo STGA/ORD-05/2026/01"]
    assert (datos["Estado"], datos["Vencido"]) == ("en proceso", "hace 1 día")
    assert (datos["Plazo"], datos["Plazo ampliado"]) == ("8 de noviembre de 2026", "20 de noviembre de 2026")
    assert primero["De él derivan"] == {"CAR-A2B3-0002/01": "Revisar el plano"}
    assert "D-CAR-A2B3-0001" in primero["Documentos"]
    segundo = _textos(ficha(lectura, "acuerdo", sembrado.segundo, hoy=HOY))
    assert segundo["Deriva de"] == {"STGA/ORD-05/2026/01": "Entregar la delimitación"}
    assert segundo["Seguimiento"]["1 de octubre de 2026"].endswith("se cumplió con D-CAR-A2B3-0001")
    assert segundo["Acuerdo CAR-A2B3-0002/01"]["Reunión"] == "CAR-A2B3-0002 · septiembre de 2026"


def test_un_circulo_de_acuerdos_se_acaba(almacen: Almacen, sembrado: Any) -> None:
    with almacen.escribir("Cerrar el círculo") as u:
        uno, otro = Acuerdo(folio_provisional="X/1", texto="uno"), Acuerdo(folio_provisional="X/2", texto="otro")
        uno.deriva_de, otro.deriva_de = otro.uuid, uno.uuid
        u.agregar(uno)
        u.agregar(otro)
        uuid = str(uno.uuid)
    assert _textos(ficha(almacen.lectura, "acuerdo", uuid, hoy=HOY))["Deriva de"] == {"X/2": "otro"}


def test_un_documento_y_un_compromiso(lectura: Lectura, sembrado: Any) -> None:
    documento = _textos(ficha(lectura, "documento", sembrado.oficio, hoy=HOY))["Documento D-CAR-A2B3-0001"]
    assert (documento["Fojas"], documento["Acuerdo que cumple"]) == ("más de 31 fojas", "STGA/ORD-05/2026/01")
    compromiso = _textos(ficha(lectura, "compromiso", sembrado.compromiso, hoy=HOY))
    assert compromiso["Compromiso PAL9-C10"]["Fojas declaradas"] == "más de 469 fojas"
    assert {"Actividades", "Reuniones", "Acuerdos", "Documentos"} <= set(compromiso)


@pytest.mark.parametrize("tabla", ["reunion", "acuerdo", "documento", "compromiso", "acta"])
def test_lo_que_no_existe_se_dice(lectura: Lectura, tabla: str) -> None:
    with pytest.raises(ErrorDeNegocio, match="ya no existe"):
        ficha(lectura, tabla, "00000000-0000-7000-8000-000000000000", hoy=HOY)


def test_una_fe_de_erratas(iniciado: Almacen) -> None:
    reunion = celebrada(iniciado)
    cerrar(iniciado, reunion)
    firmar(iniciado, reunion)
    hecha = hacer_fe_de_erratas(
        iniciado,
        reunion=reunion,
        erratas=[Errata("Punto 1", "Se trató", "Se discutió")],
        motivo="Se escribió mal.",
        imprenta=ImprentaFalsa(),
    )
    secciones = _textos(ficha(iniciado.lectura, "acta", str(hecha.acta), hoy=HOY))
    assert secciones[f"Fe de erratas {hecha.folio}"]["Motivo"] == "Se escribió mal."
    assert secciones["Corrige"]["Folio"] == hecha.corrige
    assert secciones["Erratas"] == {"1. Punto 1": "dice: Se trató · debe decir: Se discutió"}
    de_la_reunion = _textos(ficha(iniciado.lectura, "reunion", str(reunion), hoy=HOY))
    assert f"Fe de erratas {hecha.folio}" in de_la_reunion, "el registro de la reunión la nombra"
