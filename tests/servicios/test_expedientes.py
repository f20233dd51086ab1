"""What surrounds a meeting in its acta, as it stood on the day of the meeting."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.actas import Cierre, componer
from enlace_app.dominio.expedientes import Expediente
from enlace_app.dominio.seguimientos import EstadoAcuerdo
from enlace_app.servicios.actas import revisar_acta
from enlace_app.servicios.acuerdos import agregar_acuerdo, retirar_acuerdo
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.documentos import registrar_documento
from enlace_app.servicios.expedientes import reunir_expediente
from enlace_app.servicios.reuniones import compartir_acta
from enlace_app.servicios.seguimientos import dar_seguimiento
from tests.servicios.escenario import (
    RESPONSABLE,
    celebrada,
    cerrar,
    completa,
    municipio_de,
    nueva,
    principal,
    rev_de,
    uuid_de,
)

ANTES, DIA, DESPUES = date(2017, 5, 18), date(2017, 7, 18), date(2017, 8, 18)


def reunido(almacen: Almacen, reunion: UUID) -> Expediente:
    with almacen.consultar() as u:
        return reunir_expediente(u, reunion, aviso_privacidad="Aviso.")


def con_acuerdo(almacen: Almacen, tipo: str, fecha: date, **datos: Any) -> UUID:
    reunion = celebrada(almacen, tipo, fecha, **datos)
    return principal(
        agregar_acuerdo(
            almacen, reunion=reunion, texto="Algo", responsables=["Vecinos"], plazo="31 de diciembre de 2017"
        )
    )


def test_los_acuerdos_abiertos_de_sesiones_anteriores(almacen: Almacen) -> None:
    abierto = con_acuerdo(almacen, "sesion_ordinaria", ANTES)
    cumplido = con_acuerdo(almacen, "sesion_extraordinaria", ANTES)
    retirado = con_acuerdo(almacen, "sesion_ordinaria", ANTES)
    con_acuerdo(almacen, "sesion_ordinaria", DESPUES)
    con_acuerdo(almacen, "reunion_trabajo", ANTES)
    retirar_acuerdo(almacen, acuerdo=retirado, rev=1)
    dar_seguimiento(almacen, acuerdo=cumplido, fecha=ANTES, estado="cumplido")
    sesion = celebrada(almacen, "sesion_ordinaria", DIA)
    assert [a.acuerdo.uuid for a in reunido(almacen, sesion).anteriores] == [abierto]


def test_una_reunion_de_trabajo_sigue_los_de_sus_compromisos(almacen: Almacen) -> None:
    seis, uno = (uuid_de(almacen, "compromiso", f"PAL1-C{n}") for n in (6, 1))
    suyo = con_acuerdo(almacen, "reunion_trabajo", ANTES, compromisos=(seis,))
    con_acuerdo(almacen, "reunion_trabajo", ANTES, compromisos=(uno,))
    reunion = celebrada(almacen, fecha=DIA, compromisos=(seis,))
    assert [a.acuerdo.uuid for a in reunido(almacen, reunion).anteriores] == [suyo]


def test_su_estado_es_el_del_dia_de_la_reunion(almacen: Almacen) -> None:
    """The acta tells what was known then, also when it is closed weeks later."""
    acuerdo = con_acuerdo(almacen, "sesion_ordinaria", ANTES)
    dar_seguimiento(almacen, acuerdo=acuerdo, fecha=DIA, estado="en_proceso", nota="Va bien.")
    nuevo = date(2018, 3, 31)
    dar_seguimiento(almacen, acuerdo=acuerdo, fecha=DESPUES, estado="cumplido", nota="Listo.", plazo_nuevo=nuevo)
    (anterior,) = reunido(almacen, celebrada(almacen, "sesion_ordinaria", DIA)).anteriores
    assert (anterior.estado, anterior.nota, anterior.fecha) == (EstadoAcuerdo.EN_PROCESO, "Va bien.", DIA)
    assert anterior.plazo == date(2017, 12, 31)
    assert reunido(almacen, celebrada(almacen, "sesion_ordinaria", DESPUES + timedelta(days=30))).anteriores == []


def test_sin_fecha_no_hay_pasado(almacen: Almacen) -> None:
    con_acuerdo(almacen, "sesion_ordinaria", ANTES)
    caso = reunido(almacen, nueva(almacen, "sesion_ordinaria", fecha=None))
    assert (caso.anteriores, caso.acta_anterior, caso.sesion_previa) == ([], None, None)


def test_el_acta_anterior_es_la_ultima_cerrada(almacen: Almacen) -> None:
    previa = celebrada(almacen, "sesion_ordinaria", ANTES, numero="4")
    celebrada(almacen, "sesion_ordinaria", ANTES + timedelta(days=9), numero="6")
    sesion = celebrada(almacen, "sesion_ordinaria", DIA, numero="5")
    assert reunido(almacen, sesion).acta_anterior is None, "la que no está cerrada no tiene acta"
    folio = cerrar(almacen, previa).folio
    referencia = reunido(almacen, sesion).acta_anterior
    assert referencia is not None
    assert (referencia.folio, referencia.fecha) == (folio, ANTES.isoformat())


@pytest.mark.parametrize(("dias", "avisa"), [(61, False), (62, True)])
def test_avisa_a_los_sesenta_y_dos_dias_y_si_la_sede_no_rota(almacen: Almacen, dias: int, avisa: bool) -> None:
    celebrada(almacen, "sesion_ordinaria", DIA - timedelta(days=dias), numero="4")
    celebrada(almacen, "sesion_extraordinaria", DIA - timedelta(days=3), numero="1")
    misma = celebrada(almacen, "sesion_ordinaria", DIA, numero="5")
    mensajes = " ".join(h.mensaje for h in revisar_acta(almacen, reunion=misma, responsable_de_datos=RESPONSABLE))
    assert ("el ritmo es de 61" in mensajes) is avisa
    assert "la sede no rotó" in mensajes
    otra = celebrada(almacen, "sesion_ordinaria", DIA, numero="6", municipio=municipio_de(almacen, "Acuña"))
    assert "la sede no rotó" not in " ".join(
        h.mensaje for h in revisar_acta(almacen, reunion=otra, responsable_de_datos=RESPONSABLE)
    )


def test_los_documentos_son_los_de_la_reunion_y_sus_visitas_por_fecha(almacen: Almacen) -> None:
    reunion, visita = celebrada(almacen), celebrada(almacen)
    compartir_acta(almacen, reunion=visita, rev=rev_de(almacen, "reunion", visita), con=reunion)
    registrar_documento(almacen, sentido="entrega", tipo="ajeno", fecha=DIA)
    for tipo, donde, fecha in (("b", reunion, DIA), ("a", visita, ANTES), ("c", reunion, DESPUES)):
        registrar_documento(almacen, sentido="entrega", tipo=tipo, fecha=fecha, reunion=donde)
    caso = reunido(almacen, reunion)
    assert [d.tipo for d in caso.documentos] == ["a", "b", "c"]
    assert [v.uuid for v in caso.visitas] == [visita]


def test_deriva_de_se_dice_aunque_el_de_origen_ya_concluyo(almacen: Almacen) -> None:
    origen = con_acuerdo(almacen, "mesa_regional", ANTES)
    dar_seguimiento(almacen, acuerdo=origen, fecha=ANTES, estado="cumplido")
    caso = completa(almacen, fecha=DIA)
    agregar_acuerdo(almacen, reunion=caso.reunion, texto="Sigue", deriva_de=origen, plazo="sin plazo: es continuo")
    folio = reunido(almacen, caso.reunion).folios_de_origen[origen]
    assert folio.endswith("/01")
    with almacen.consultar() as u:
        acuerdos = componer(reunir_expediente(u, caso.reunion, aviso_privacidad=None), Cierre("F"))["acuerdos"]
    assert [a["deriva_de"] for a in acuerdos] == [None, folio]


def test_quien_observa_no_firma_segun_el_catalogo(almacen: Almacen) -> None:
    reunion = celebrada(almacen)
    for nombre, calidad in (
        ("Persona Tres", "Observador"),
        ("Persona Cuatro", "invitado"),
        ("Persona Cinco", "titular"),
    ):
        registrar_asistencia(almacen, reunion=reunion, persona=nombre, calidad=calidad)
    assert [f.nombre for f in reunido(almacen, reunion).firmantes()] == ["Persona Dos", "Persona Cinco"]
