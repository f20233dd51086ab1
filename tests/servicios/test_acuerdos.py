"""Agreements: in one line, with who and by when."""

from datetime import date
from uuid import UUID, uuid4

import pytest
import time_machine

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios import acuerdos
from enlace_app.servicios.acuerdos import agregar_acuerdo, corregir_acuerdo
from enlace_app.servicios.puntos import agregar_punto
from tests.servicios.escenario import fila_de, nueva, principal, rev_de, uuid_de


def test_guarda_lo_dicho_y_la_fecha_que_nombra(almacen: Almacen) -> None:
    compromiso = uuid_de(almacen, "compromiso", "PAL1-C6")
    reunion = nueva(almacen, compromisos=(compromiso,))
    acuerdo = principal(
        agregar_acuerdo(
            almacen,
            reunion=reunion,
            texto="  Entregar la relación. ",
            responsables=["cna", "", "Vecinos de Prueba"],
            plazo="última semana de octubre",
        )
    )
    fila = fila_de(almacen, "acuerdo", acuerdo)
    assert (fila["texto"], fila["plazo_literal"]) == ("Entregar la relación.", "última semana de octubre")
    assert (fila["plazo"], fila["n"]) == ("2017-10-31", 1)
    assert fila["folio_provisional"] == fila_de(almacen, "reunion", reunion)["folio_provisional"] + "/01"
    assert fila["ejercicio"] == str(uuid_de(almacen, "ejercicio", "PAL1"))
    responsables = almacen.lectura.filas(
        "SELECT r.literal, o.sigla FROM acuerdo_responsable r LEFT JOIN organizacion o ON o.uuid = r.organizacion "
        "ORDER BY r.orden"
    )
    assert responsables == [
        {"literal": "cna", "sigla": "CONAGUA"},
        {"literal": "Vecinos de Prueba", "sigla": None},
    ]
    assert almacen.lectura.filas("SELECT compromiso FROM acuerdo_compromiso") == [{"compromiso": str(compromiso)}]


def test_un_plazo_que_no_es_fecha_queda_como_se_dijo(almacen: Almacen) -> None:
    acuerdo = principal(agregar_acuerdo(almacen, reunion=nueva(almacen), texto="Algo", plazo="a la brevedad"))
    fila = fila_de(almacen, "acuerdo", acuerdo)
    assert (fila["plazo_literal"], fila["plazo"]) == ("a la brevedad", None)
    corregir_acuerdo(almacen, acuerdo=acuerdo, rev=1, plazo="sin plazo: depende de la lluvia")
    assert fila_de(almacen, "acuerdo", acuerdo)["plazo_literal"] == "sin plazo: depende de la lluvia"
    with pytest.raises(ErrorDeNegocio, match="explique por qué"):
        corregir_acuerdo(almacen, acuerdo=acuerdo, rev=2, plazo="sin plazo")
    corregir_acuerdo(almacen, acuerdo=acuerdo, rev=2, plazo="  ")
    assert fila_de(almacen, "acuerdo", acuerdo)["plazo_literal"] is None


def test_sin_fecha_de_la_reunion_no_se_calcula_un_plazo(almacen: Almacen) -> None:
    reunion = nueva(almacen, fecha=None)
    with pytest.raises(ErrorDeNegocio, match="falta la fecha de la reunión"):
        agregar_acuerdo(almacen, reunion=reunion, texto="Algo", plazo="en 15 días")
    assert almacen.lectura.filas("SELECT * FROM acuerdo") == []


@time_machine.travel("2017-07-19T03:00:00+00:00", tick=True)
def test_el_plazo_de_un_acuerdo_suelto_cuenta_desde_hoy(almacen: Almacen) -> None:
    """In Sabinas it is still the 18th, although UTC says the 19th."""
    with almacen.escribir("Sembrar") as u:
        suelto = Acuerdo(texto="Algo", folio_provisional="CAR-A2B3-A0001")
        u.agregar(suelto)
        uuid = suelto.uuid
    corregir_acuerdo(almacen, acuerdo=uuid, rev=1, plazo="en 15 días")
    assert fila_de(almacen, "acuerdo", uuid)["plazo"] == "2017-08-02"


def test_se_corrige_mientras_esta_abierto(almacen: Almacen) -> None:
    acuerdo = principal(agregar_acuerdo(almacen, reunion=nueva(almacen), texto="Algo"))
    corregir_acuerdo(almacen, acuerdo=acuerdo, rev=1, texto="Otra cosa")
    corregir_acuerdo(almacen, acuerdo=acuerdo, rev=2, responsables=["Vecinos de Prueba"])
    with pytest.raises(ErrorDeNegocio, match="vuelva a abrirlo"):
        corregir_acuerdo(almacen, acuerdo=acuerdo, rev=2, texto="Tarde")
    for vacio in ("", "  "):
        with pytest.raises(ErrorDeNegocio, match="Escriba el texto"):
            corregir_acuerdo(almacen, acuerdo=acuerdo, rev=3, texto=vacio)
    assert (fila_de(almacen, "acuerdo", acuerdo)["texto"], rev_de(almacen, "acuerdo", acuerdo)) == ("Otra cosa", 3)


def test_varios_campos_se_corrigen_en_una_operacion_o_ninguno(almacen: Almacen) -> None:
    acuerdo = principal(agregar_acuerdo(almacen, reunion=nueva(almacen), texto="Algo", responsables=["Vecinos"]))
    with pytest.raises(ErrorDeNegocio, match="explique por qué"):
        corregir_acuerdo(almacen, acuerdo=acuerdo, rev=1, texto="Otra cosa", plazo="sin plazo")
    assert (fila_de(almacen, "acuerdo", acuerdo)["texto"], rev_de(almacen, "acuerdo", acuerdo)) == ("Algo", 1)
    corregir_acuerdo(almacen, acuerdo=acuerdo, rev=1, texto="Otra cosa", plazo="a la brevedad")
    fila = fila_de(almacen, "acuerdo", acuerdo)
    assert (fila["texto"], fila["plazo_literal"], fila["rev"]) == ("Otra cosa", "a la brevedad", 2)
    assert almacen.lectura.filas("SELECT literal FROM acuerdo_responsable") == [{"literal": "Vecinos"}]


def test_un_acuerdo_retirado_no_deja_su_numero_a_otro(almacen: Almacen) -> None:
    """Its provisional folio may be noted on somebody's paper already."""
    reunion = nueva(almacen)
    retirado = principal(agregar_acuerdo(almacen, reunion=reunion, texto="Uno"))
    acuerdos.retirar_acuerdo(almacen, acuerdo=retirado, rev=1)
    with pytest.raises(ErrorDeNegocio, match="ya se retiró"):
        corregir_acuerdo(almacen, acuerdo=retirado, rev=2, texto="Otra vez")
    otro = principal(agregar_acuerdo(almacen, reunion=reunion, texto="Dos"))
    folios = {fila_de(almacen, "acuerdo", a)["folio_provisional"][-3:] for a in (retirado, otro)}
    assert folios == {"/01", "/02"}


def test_lo_que_nombra_tiene_que_existir(almacen: Almacen) -> None:
    reunion, otra = nueva(almacen), nueva(almacen)
    ajeno = principal(agregar_punto(almacen, reunion=otra, asunto="Ajeno"))
    with pytest.raises(ErrorDeNegocio, match="no es del orden del día"):
        agregar_acuerdo(almacen, reunion=reunion, texto="Algo", punto=ajeno)
    inexistente: UUID = uuid4()
    with pytest.raises(ErrorDeNegocio, match="ya no existe"):
        agregar_acuerdo(almacen, reunion=reunion, texto="Algo", deriva_de=inexistente)
    origen = principal(agregar_acuerdo(almacen, reunion=otra, texto="Origen"))
    derivado = principal(agregar_acuerdo(almacen, reunion=reunion, texto="Algo", deriva_de=origen))
    assert fila_de(almacen, "acuerdo", derivado)["deriva_de"] == str(origen)
    assert date.fromisoformat(fila_de(almacen, "reunion", reunion)["fecha"]) == date(2017, 7, 18)


def test_deriva_de_uno_anterior_y_nunca_de_si_mismo(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    uno, dos, tres = (principal(agregar_acuerdo(almacen, reunion=reunion, texto=t)) for t in ("Uno", "Dos", "Tres"))
    acuerdos.derivar_de(almacen, acuerdo=dos, rev=1, de=uno)
    acuerdos.derivar_de(almacen, acuerdo=tres, rev=1, de=dos)
    assert fila_de(almacen, "acuerdo", tres)["deriva_de"] == str(dos)
    for de in (uno, tres):
        with pytest.raises(ErrorDeNegocio, match="de sí mismo"):
            acuerdos.derivar_de(almacen, acuerdo=uno, rev=1, de=de)
    acuerdos.derivar_de(almacen, acuerdo=tres, rev=2, de=None)
    assert fila_de(almacen, "acuerdo", tres)["deriva_de"] is None
    acuerdos.retirar_acuerdo(almacen, acuerdo=tres, rev=3)
    with pytest.raises(ErrorDeNegocio, match="se retiró"):
        acuerdos.derivar_de(almacen, acuerdo=uno, rev=1, de=tres)
