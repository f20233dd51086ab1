"""The agreements of a meeting as text for a message."""

from uuid import UUID

from enlace_app.consultas.mensaje_de_acuerdos import texto_para_mensaje
from enlace_app.consultas.registro_de_reunion import traer
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.asistencias import Asistencia
from tests.consultas.conftest import Sembrado


def test_cada_acuerdo_con_su_folio_su_texto_quien_y_cuando(almacen: Almacen, sembrado: Sembrado) -> None:
    texto = texto_para_mensaje(almacen.lectura, traer(almacen.lectura, sembrado.sesion))
    assert texto == (
        "Acuerdos · Sesión ordinaria STGA/ORD-05/2026, 18 de julio de 2026, Sabinas\n\n"
        "STGA/ORD-05/2026/01  Entregar la delimitación\n"
        "Responsables: La Comisión y Vecinos de Prueba\n"
        "Plazo: 8 de noviembre (8 de noviembre de 2026); ampliado al 20 de noviembre de 2026"
    )


def test_lo_que_falta_se_dice_y_el_folio_provisional_tambien(almacen: Almacen, sembrado: Sembrado) -> None:
    texto = texto_para_mensaje(almacen.lectura, traer(almacen.lectura, sembrado.trabajo))
    assert "Responsable: sin responsable anotado\nPlazo: sin plazo: depende del deshielo" in texto
    assert texto.endswith("El acta aún no está cerrada: los folios son provisionales.")
    borrador = texto_para_mensaje(almacen.lectura, traer(almacen.lectura, sembrado.borrador))
    assert "Plazo: sin plazo anotado" in borrador


def test_sin_acuerdos_se_dice(almacen: Almacen, sembrado: Sembrado) -> None:
    with almacen.escribir("Retirar") as u:
        for acuerdo in u.varios(Acuerdo, reunion=UUID(sembrado.borrador)):
            acuerdo.baja = True
    texto = texto_para_mensaje(almacen.lectura, traer(almacen.lectura, sembrado.borrador))
    assert texto.endswith("No se tomaron acuerdos.")


def test_el_nombre_de_una_vecina_no_sale_en_un_mensaje(almacen: Almacen, sembrado: Sembrado) -> None:
    with almacen.escribir("Anotar") as u:
        (acuerdo,) = u.varios(Acuerdo, reunion=UUID(sembrado.borrador))
        acuerdo.nombrar_responsables(["Vecina Reservada"])
        u.agregar(Asistencia(reunion=UUID(sembrado.borrador), orden=9, persona="Vecina Reservada"))
    texto = texto_para_mensaje(almacen.lectura, traer(almacen.lectura, sembrado.borrador))
    assert "Vecina" not in texto
    assert "Responsable: particular" in texto
