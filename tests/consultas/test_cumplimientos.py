"""Which agreements a document may fulfil: the sender's first, whatever name it writes itself by."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from enlace_app.consultas.cumplimientos import MAXIMO, Sugerencia, acuerdos_que_cumpliria
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.compromisos import Compromiso
from enlace_app.dominio.organizaciones import Alias, Organizacion
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.seguimientos import EstadoAcuerdo, Seguimiento

HOY = date(2026, 11, 21)


def _pedir(almacen: Almacen, **datos: Any) -> list[Sugerencia]:
    return acuerdos_que_cumpliria(almacen.lectura, hoy=HOY, **datos)


def _textos(almacen: Almacen, **datos: Any) -> list[str]:
    return [s.texto for s in _pedir(almacen, **datos)]


@pytest.mark.parametrize(
    "remitente",
    [
        "Comisión de Aguas de Prueba",
        "COMISION  DE AGUAS DE PRUEBA",
        "cap",
        "Aguas de Prueba",
        "la comisión",
        "Instituto de Pruebas",
        "IDP",
        "Vecinos de Prueba",
        "Otros; CAP",
        "Organismo de Cuenca (CAP)",
    ],
)
def test_el_remitente_se_reconoce_por_cualquiera_de_sus_nombres(
    almacen: Almacen, sembrado: Any, remitente: str
) -> None:
    """Alias, acronym, predecessor, part of a list, or as written where the directory does not know it."""
    (sugerida,) = _pedir(almacen, remitente=remitente)
    assert (sugerida.acuerdo, sugerida.folio) == (sembrado.primero, "STGA/ORD-05/2026/01")
    assert sugerida.responsables == ("La Comisión", "Vecinos de Prueba")
    assert (sugerida.plazo, sugerida.vencido) == (date(2026, 11, 20), True)  # the extended one
    assert sugerida.fecha_reunion is not None
    assert sugerida.fecha_reunion.fecha == date(2026, 7, 18)
    assert sugerida.porque.startswith("le toca a ")


@pytest.mark.parametrize("remitente", [None, "", "Otra institución", "los mismos", "No precisado", "Comisión", "%"])
def test_de_quien_no_debe_nada_no_se_sugiere_nada(almacen: Almacen, sembrado: Any, remitente: str | None) -> None:
    assert _pedir(almacen, remitente=remitente) == []


def test_lo_concluido_y_lo_retirado_no_se_sugiere(almacen: Almacen, sembrado: Any) -> None:
    assert len(_pedir(almacen, reunion=sembrado.trabajo)) == 0  # its only one is cumplido
    with almacen.escribir("Agregar") as u:
        for texto, baja in (("vigente", False), ("retirado", True)):
            u.agregar(Acuerdo(folio_provisional=texto, texto=texto, reunion=UUID(sembrado.borrador), baja=baja))
    assert _textos(almacen, reunion=sembrado.borrador) == ["Secreto del borrador", "vigente"]
    with almacen.escribir("Retirar") as u:
        u.traer(Reunion, UUID(sembrado.borrador)).baja = True
    assert _textos(almacen, reunion=sembrado.borrador) == []
    with almacen.escribir("Seguir") as u:
        cumplido = Seguimiento(acuerdo=UUID(sembrado.primero), fecha=HOY, estado=EstadoAcuerdo.NO_PROCEDE)
        u.agregar(cumplido)
    assert _textos(almacen, remitente="CAP") == []


def test_primero_a_quien_le_toca_luego_la_reunion_luego_el_compromiso(almacen: Almacen, sembrado: Any) -> None:
    with almacen.escribir("Agregar") as u:
        compromiso = u.traer(Compromiso, UUID(sembrado.compromiso))
        casos = [
            ("sólo compromiso", None, [compromiso], [], date(2026, 1, 1)),
            ("sólo reunión", UUID(sembrado.borrador), [], [], date(2027, 1, 1)),
            ("le toca tarde", None, [], ["CAP"], date(2026, 12, 31)),
            ("le toca pronto", None, [], ["cap"], date(2026, 12, 1)),
            ("le toca y es de la reunión", UUID(sembrado.borrador), [], ["CAP"], None),
            ("de nadie", None, [], ["Otros"], date(2026, 1, 1)),
        ]
        for texto, reunion, compromisos, responsables, plazo in casos:
            acuerdo = Acuerdo(
                folio_provisional=texto, texto=texto, reunion=reunion, plazo=plazo, compromisos=compromisos
            )
            acuerdo.nombrar_responsables(responsables)
            u.agregar(acuerdo)
    hallados = _pedir(almacen, remitente="CAP", reunion=sembrado.borrador, compromisos=[sembrado.compromiso])
    assert len(hallados) == MAXIMO
    assert [s.texto for s in hallados] == [
        "le toca y es de la reunión",
        "Entregar la delimitación",
        "le toca pronto",
        "le toca tarde",
        "sólo reunión",
    ]
    assert hallados[0].porque == "le toca a CAP · es de la misma reunión"
    assert hallados[1].porque == "le toca a La Comisión · es del mismo compromiso"
    assert "sólo compromiso" in _textos(almacen, compromisos=[sembrado.compromiso])


def test_un_nombre_de_varias_no_es_de_ninguna_y_un_circulo_de_sucesiones_se_acaba(
    almacen: Almacen, sembrado: Any
) -> None:
    with almacen.escribir("Agregar") as u:
        una = Organizacion(nombre="Sistema Uno", alias=[Alias(alias="SISTEMA")])
        otra = Organizacion(nombre="Sistema Dos", alias=[Alias(alias="SISTEMA")], sucede_a=una.uuid)
        una.sucede_a = otra.uuid
        tercera = Organizacion(nombre="Sistema Tres", alias=[Alias(alias="SISTEMA")])
        acuerdo = Acuerdo(folio_provisional="S/1", texto="Desazolvar")
        acuerdo.nombrar_responsables(["Sistema Uno"], {"Sistema Uno": una.uuid})
        for registro in (una, otra, tercera, acuerdo):
            u.agregar(registro)
    assert _textos(almacen, remitente="Sistema Dos") == ["Desazolvar"]
    assert _textos(almacen, remitente="SISTEMA") == []
    assert _textos(almacen, remitente="Sistema Tres") == []
