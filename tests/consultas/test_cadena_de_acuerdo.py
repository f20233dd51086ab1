"""The chain of an agreement: every link leads to a record that is there, whatever circle the data hold."""

from datetime import date
from typing import Any
from uuid import UUID

from enlace_app.consultas.cadena_de_acuerdo import Cadena, Eslabon, cadena
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.seguimientos import EstadoAcuerdo, Seguimiento


def _traer(almacen: Almacen, uuid: object) -> Cadena:
    hallada = cadena(almacen.lectura, str(uuid))
    assert hallada is not None
    return hallada


def _donde(eslabones: tuple[Eslabon, ...]) -> list[tuple[str, str]]:
    return [(eslabon.tabla, eslabon.uuid) for eslabon in eslabones]


def test_de_donde_viene_y_que_salio_de_el(almacen: Almacen, sembrado: Any) -> None:
    primero, segundo = _traer(almacen, sembrado.primero), _traer(almacen, sembrado.segundo)
    assert primero.acuerdo == Eslabon(
        "acuerdo", sembrado.primero, "STGA/ORD-05/2026/01", "Entregar la delimitación", retirado=False
    )
    assert primero.antecedentes == ()
    assert primero.reunion is not None
    assert (primero.reunion.tabla, primero.reunion.uuid) == ("reunion", sembrado.sesion)
    assert primero.reunion.texto == "Sesión ordinaria · 18 de julio de 2026"
    assert _donde(primero.derivados) == [("acuerdo", sembrado.segundo)]
    assert _donde(primero.documentos) == [("documento", sembrado.oficio)]
    assert _donde(segundo.antecedentes) == [("acuerdo", sembrado.primero)]
    assert segundo.derivados == ()


def test_cada_entrada_lleva_a_lo_que_la_sustenta(almacen: Almacen, sembrado: Any) -> None:
    with almacen.escribir("Dar seguimiento") as u:
        u.agregar(
            Seguimiento(
                acuerdo=UUID(sembrado.segundo),
                fecha=date(2026, 10, 2),
                estado=EstadoAcuerdo.CUMPLIDO,
                cumple_reunion=UUID(sembrado.sesion),
                evidencia="llamada de 2026; D-CAR-A2B3-0002 (foto 1.jpg); CAR-A2B3-0002.",
            )
        )
    primera, segunda = _traer(almacen, sembrado.segundo).entradas
    assert _donde(primera.cumple) == [("documento", sembrado.oficio)]
    assert primera.cumple[0].texto == "plano · Aguas"
    assert (primera.estado, primera.nota) == (EstadoAcuerdo.CUMPLIDO, "Consta")
    assert _donde(segunda.cumple) == [("reunion", sembrado.sesion)]
    assert [(e.tabla, e.folio) for e in segunda.sustento] == [
        ("documento", "D-CAR-A2B3-0002"),
        ("reunion", "CAR-A2B3-0002"),
    ]


def test_lo_que_se_retiro_despues_se_dice(almacen: Almacen, sembrado: Any) -> None:
    with almacen.escribir("Retirar") as u:
        suelto = Documento(folio="D-9", sentido="entrega", tipo="foto", acuerdo=UUID(sembrado.segundo))
        u.agregar(suelto)
        uuid = suelto.uuid
        u.agregar(Seguimiento(acuerdo=UUID(sembrado.segundo), fecha=date(2026, 10, 2), cumple_documento=uuid))
    assert _donde(_traer(almacen, sembrado.segundo).documentos) == [("documento", str(uuid))]
    with almacen.escribir("Retirar") as u:
        u.traer(Documento, uuid).baja = True
    hallada = _traer(almacen, sembrado.segundo)
    assert [e.retirado for e in hallada.entradas[-1].cumple] == [True]
    assert hallada.documentos == ()


def test_un_circulo_se_acaba_y_una_cadena_larga_se_recorre(almacen: Almacen, sembrado: Any) -> None:
    with almacen.escribir("Encadenar") as u:
        cuantos = [Acuerdo(folio_provisional=f"X/{n}", texto=f"acuerdo {n}") for n in range(5)]
        for n, acuerdo in enumerate(cuantos):
            acuerdo.deriva_de = cuantos[n - 1].uuid  # the first derives from the last
            u.agregar(acuerdo)
        solo = Acuerdo(folio_provisional="Y/1", texto="de sí mismo")
        solo.deriva_de = solo.uuid
        u.agregar(solo)
        uuids = [acuerdo.uuid for acuerdo in (*cuantos, solo)]
    hallada = _traer(almacen, uuids[4])
    assert [e.folio for e in hallada.antecedentes] == ["X/3", "X/2", "X/1", "X/0"]
    assert [e.folio for e in hallada.derivados] == ["X/0"]
    propia = _traer(almacen, uuids[5])
    assert (propia.antecedentes, propia.derivados, propia.reunion) == ((), (), None)


def test_lo_que_no_existe_no_tiene_cadena(almacen: Almacen, sembrado: Any) -> None:
    assert cadena(almacen.lectura, "00000000-0000-7000-8000-000000000000") is None
