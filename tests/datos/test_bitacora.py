"""The one flush hook: nothing is written without its entry, its revision and its owner."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, insert, update

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.compromisos import Compromiso
from enlace_app.dominio.identidad import ORIGEN_PUBLICADO, uuid_nuevo
from enlace_app.dominio.puntos import PuntoOrdenDia
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.seguimientos import Seguimiento
from enlace_app.dominio.tipos_reunion import TipoReunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.acuerdos import agregar_acuerdo, corregir_acuerdo
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.reuniones import cambiar_datos, situar_reunion
from enlace_app.servicios.seguimientos import dar_seguimiento
from tests.servicios.escenario import completa, fila_de, municipio_de, nueva, principal, rev_de, uuid_de


def asientos(almacen: Almacen, uuid: UUID | None = None) -> list[dict[str, Any]]:
    """The entries of one record, or all, oldest first, with their columns decoded."""
    donde = "WHERE uuid = :uuid" if uuid else ""
    filas = almacen.lectura.filas(
        f"SELECT * FROM bitacora {donde} ORDER BY secuencia", {"uuid": str(uuid)} if uuid else {}
    )
    return [
        f | {"antes": json.loads(f["antes"]) if f["antes"] else None, "despues": json.loads(f["despues"])}
        for f in filas
    ]


def test_un_alta_queda_con_quien_cuando_y_en_que_operacion(almacen: Almacen) -> None:
    sitio = almacen.lectura.fila("SELECT uuid, nombre, epoca FROM sitio")
    assert sitio is not None
    reunion = nueva(almacen, sede="Sala")
    (alta,) = asientos(almacen, reunion)
    assert (alta["tabla"], alta["accion"], alta["intencion"]) == ("reunion", "alta", "Crear reunión")
    assert (alta["rev_antes"], alta["rev"], alta["antes"]) == (None, 1, None)
    assert (alta["persona"], alta["sitio"], alta["epoca"]) == (sitio["nombre"], sitio["uuid"], sitio["epoca"])
    assert (alta["despues"]["sede"], alta["despues"]["fecha"]) == ("Sala", "2017-07-18")
    assert alta["despues"]["tipo"] == str(uuid_de(almacen, "tipo_reunion", "reunion_trabajo"))
    assert "resumen" not in alta["despues"], "lo que no se llenó no se anota"
    fila = fila_de(almacen, "reunion", reunion)
    assert fila["origen"] == sitio["uuid"]
    assert fila["creado"] == fila["modificado"] == alta["instante"]


def test_un_cambio_dice_lo_de_antes_y_lo_de_despues(almacen: Almacen) -> None:
    reunion = nueva(almacen, sede="Sala A")
    cambiar_datos(almacen, reunion=reunion, rev=1, sede="Sala B")
    cambio = asientos(almacen, reunion)[-1]
    assert (cambio["accion"], cambio["rev_antes"], cambio["rev"]) == ("cambio", 1, 2)
    assert (cambio["antes"], cambio["despues"]) == ({"sede": "Sala A"}, {"sede": "Sala B"})


def test_una_referencia_se_anota_por_su_columna(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    acuna = municipio_de(almacen, "Acuña")
    situar_reunion(almacen, reunion=reunion, rev=1, municipio=acuna)
    cambio = asientos(almacen, reunion)[-1]
    assert cambio["antes"]["municipio"] == str(municipio_de(almacen, "Sabinas"))
    assert cambio["despues"]["municipio"] == str(acuna)
    assert cambio["despues"]["zona"] == "America/Matamoros"


def test_escribir_lo_mismo_no_es_un_cambio(almacen: Almacen) -> None:
    reunion = nueva(almacen, sede="Sala")
    antes = len(asientos(almacen))
    cambios = cambiar_datos(almacen, reunion=reunion, rev=1, sede="Sala", ciudad="   ")
    assert (rev_de(almacen, "reunion", reunion), len(asientos(almacen))) == (1, antes)
    assert cambios.tocados == frozenset()


def test_una_operacion_agrupa_sus_asientos_y_sube_rev_una_vez(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    with almacen.escribir("Probar dos veces") as u:
        encontrada = u.traer(Reunion, reunion)
        encontrada.sede = "Una"
        u.asentar()
        encontrada.sede = "Otra"
        nuevo = PuntoOrdenDia(reunion=reunion, asunto="Primero")
        u.agregar(nuevo)
        u.asentar()
        nuevo.asunto = "Segundo"
        u.asentar()
        tocados, punto = u.cambios.tocados, nuevo.uuid
    assert rev_de(almacen, "reunion", reunion) == 2
    suyos = [a for a in asientos(almacen) if a["intencion"] == "Probar dos veces"]
    assert len({a["operacion"] for a in suyos}) == 1
    assert [(a["accion"], a["rev_antes"], a["rev"]) for a in suyos if a["tabla"] == "reunion"] == [("cambio", 1, 2)] * 2
    assert [(a["accion"], a["rev_antes"], a["rev"]) for a in suyos if a["tabla"] == "punto_orden_dia"] == [
        ("alta", None, 1),
        ("cambio", None, 1),
    ]
    assert tocados == {("reunion", reunion), ("punto_orden_dia", punto)}


def test_cambiar_solo_un_enlace_sube_rev(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    compromiso = uuid_de(almacen, "compromiso", "PAL1-C6")
    with almacen.escribir("Enlazar") as u:
        encontrada = u.traer(Reunion, reunion)
        encontrada.compromisos.append(u.traer(Compromiso, compromiso))
    assert rev_de(almacen, "reunion", reunion) == 2
    assert rev_de(almacen, "compromiso", compromiso) == 1, "el otro extremo no cambió"
    cambio = asientos(almacen, reunion)[-1]
    assert (cambio["antes"], cambio["despues"]) == ({"compromisos": []}, {"compromisos": [str(compromiso)]})


def test_agregar_una_hija_no_cambia_a_la_reunion(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    agregar_punto(almacen, reunion=reunion, asunto="Primero")
    with almacen.escribir("Por la lista") as u:
        encontrada = u.traer(Reunion, reunion)
        encontrada.puntos.append(PuntoOrdenDia(asunto="Segundo", n=2))
    assert rev_de(almacen, "reunion", reunion) == 1
    assert len(asientos(almacen, reunion)) == 1
    assert [f["reunion"] for f in almacen.lectura.filas("SELECT reunion FROM punto_orden_dia")] == [str(reunion)] * 2


def test_sustituir_valores_es_un_cambio_de_su_duenio(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    acuerdo = principal(
        agregar_acuerdo(almacen, reunion=reunion, texto="Algo", responsables=["CONAGUA"], plazo="30 de agosto de 2017")
    )
    corregir_acuerdo(almacen, acuerdo=acuerdo, rev=1, responsables=["Persona Tres", "Persona Cuatro"])
    assert rev_de(almacen, "acuerdo", acuerdo) == 2
    cambio = asientos(almacen, acuerdo)[-1]
    assert [r["literal"] for r in cambio["antes"]["responsables"]] == ["CONAGUA"]
    assert [r["literal"] for r in cambio["despues"]["responsables"]] == ["Persona Tres", "Persona Cuatro"]
    filas = almacen.lectura.filas("SELECT literal FROM acuerdo_responsable WHERE acuerdo = :a", {"a": str(acuerdo)})
    assert {f["literal"] for f in filas} == {"Persona Tres", "Persona Cuatro"}, "los sustituidos no quedan sueltos"


def test_un_valor_no_se_cambia_en_su_sitio(almacen: Almacen) -> None:
    """Its change would have no entry and no revision of its owner."""
    caso = completa(almacen)
    with pytest.raises(TypeError, match="se sustituye"), almacen.escribir("Probar") as u:
        u.traer(Acuerdo, caso.acuerdo).responsables[0].literal = "Otro"
    assert rev_de(almacen, "acuerdo", caso.acuerdo) == 1


def test_los_textos_se_limpian_al_guardar(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    punto = principal(agregar_punto(almacen, reunion=reunion, asunto="Uno", desarrollo="a\r\nb\tc\rjose\u0301"))
    assert fila_de(almacen, "punto_orden_dia", punto)["desarrollo"] == "a\nb c\njos\u00e9"
    assert asientos(almacen, punto)[-1]["despues"]["desarrollo"] == "a\nb c\njos\u00e9"


@pytest.mark.parametrize(
    ("texto", "motivo"),
    [
        ("campana \x07", "invisible"),
        ("漢", "no se puede imprimir"),
        ("a" * 32_768, "32,767"),
        ("_x000D_", "hoja de cálculo"),
    ],
)
def test_un_texto_que_no_se_puede_guardar_nombra_su_campo(almacen: Almacen, texto: str, motivo: str) -> None:
    reunion = nueva(almacen, sede="Sala")
    with pytest.raises(ErrorDeNegocio, match=f"^Asuntos generales: .*{motivo}"):
        cambiar_datos(almacen, reunion=reunion, rev=1, asuntos_generales=texto)
    assert rev_de(almacen, "reunion", reunion) == 1


def test_tambien_los_textos_de_los_valores(almacen: Almacen) -> None:
    caso = completa(almacen)
    with pytest.raises(ErrorDeNegocio, match=r"^Responsable: "):
        corregir_acuerdo(almacen, acuerdo=caso.acuerdo, rev=1, responsables=["漢"])


def test_un_texto_vacio_no_es_un_texto(almacen: Almacen) -> None:
    """Stored as such it would look filled to every rule that asks whether it is there."""
    caso = completa(almacen)
    with almacen.escribir("Vaciar") as u:
        u.traer(PuntoOrdenDia, caso.punto).desarrollo = " \n "
    assert fila_de(almacen, "punto_orden_dia", caso.punto)["desarrollo"] is None
    with pytest.raises(ErrorDeNegocio, match=r"^Asunto: no puede quedar vacío$"), almacen.escribir("Vaciar") as u:
        u.traer(PuntoOrdenDia, caso.punto).asunto = "  "


def test_nada_se_borra(almacen: Almacen) -> None:
    caso = completa(almacen)
    with pytest.raises(TypeError, match="no se borra"), almacen.escribir("Borrar") as u:
        u._sesion.delete(u.traer(Asistencia, caso.asistencia))
    assert fila_de(almacen, "asistencia", caso.asistencia)["baja"] == 0


@pytest.mark.parametrize("sentencia", [insert, update, delete])
def test_nada_pasa_de_largo_en_bloque(almacen: Almacen, sentencia: Callable[[type], Any]) -> None:
    with pytest.raises(TypeError, match="bitácora"), almacen.escribir("En bloque") as u:
        u._sesion.execute(sentencia(Asistencia))


def test_una_constancia_no_cambia(almacen: Almacen) -> None:
    caso = completa(almacen)
    dar_seguimiento(almacen, acuerdo=caso.acuerdo, fecha=date(2017, 9, 1), nota="Uno")
    with pytest.raises(TypeError, match="sólo se agrega"), almacen.escribir("Corregir") as u:
        u.varios(Seguimiento, acuerdo=caso.acuerdo)[0].nota = "Dos"
    (fila,) = almacen.lectura.filas("SELECT nota FROM seguimiento")
    assert fila["nota"] == "Uno"


def _de_otro_sitio(almacen: Almacen) -> tuple[UUID, UUID]:
    """A meeting with an agreement that another site recorded."""
    ajeno = uuid_nuevo()
    with almacen.escribir("Recibir") as u:
        tipo = u.traer(TipoReunion, uuid_de(almacen, "tipo_reunion", "reunion_trabajo"))
        reunion = Reunion(folio_provisional="NTE-X9X9-0001", tipo=tipo, fecha=date(2017, 7, 18), origen=ajeno)
        acuerdo = Acuerdo(reunion=reunion.uuid, texto="Ajeno", folio_provisional="NTE-X9X9-0001/01", origen=ajeno)
        u.agregar(reunion)
        u.agregar(acuerdo)
        return reunion.uuid, acuerdo.uuid


def test_lo_de_otro_sitio_solo_admite_seguimiento(almacen: Almacen) -> None:
    reunion, acuerdo = _de_otro_sitio(almacen)
    with pytest.raises(ErrorDeNegocio, match="otro sitio"):
        cambiar_datos(almacen, reunion=reunion, rev=1, sede="Sala")
    with pytest.raises(ErrorDeNegocio, match="otro sitio"):
        agregar_punto(almacen, reunion=reunion, asunto="Intruso")
    with pytest.raises(ErrorDeNegocio, match="otro sitio"):
        agregar_acuerdo(almacen, reunion=reunion, texto="Intruso")
    with pytest.raises(ErrorDeNegocio, match="otro sitio"), almacen.escribir("Directo") as u:
        u.traer(Reunion, reunion).sede = "Sala"
    dar_seguimiento(almacen, acuerdo=acuerdo, fecha=date(2017, 9, 1), nota="Visto.")
    assert rev_de(almacen, "reunion", reunion) == 1


def test_lo_publicado_si_cambia_y_sigue_siendo_de_la_autoridad(almacen: Almacen) -> None:
    compromiso = uuid_de(almacen, "compromiso", "PAL1-C6")
    with almacen.escribir("Proponer") as u:
        u.traer(Compromiso, compromiso).objetivo = "Otro objetivo."
    fila = fila_de(almacen, "compromiso", compromiso)
    assert (fila["rev"], fila["origen"]) == (2, str(ORIGEN_PUBLICADO))


def test_lo_que_falla_no_deja_ni_asiento(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    antes = asientos(almacen)
    with pytest.raises(RuntimeError), almacen.escribir("Fallar") as u:
        u.traer(Reunion, reunion).sede = "Sala"
        u.asentar()
        assert len(u.filas("SELECT 1 FROM bitacora")) == len(antes) + 1, "sí estaba escrito cuando falló"
        raise RuntimeError
    assert asientos(almacen) == antes
    assert rev_de(almacen, "reunion", reunion) == 1


def test_quien_edita_lo_que_otro_cambio_se_entera(almacen: Almacen) -> None:
    """The record changes below an edit: the revision in the UPDATE notices, and the user reads what to do."""
    reunion = nueva(almacen)
    with pytest.raises(ErrorDeNegocio, match="cambió después de que usted lo abrió"), almacen.escribir("Editar") as u:
        encontrada = u.traer(Reunion, reunion)
        u._sesion.connection().exec_driver_sql("UPDATE reunion SET rev = 7, sede = 'ajena'")
        encontrada.sede = "mía"
    assert fila_de(almacen, "reunion", reunion)["sede"] is None


def test_la_rev_que_se_vio_es_la_que_vale(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    cambiar_datos(almacen, reunion=reunion, rev=1, sede="Una")
    with pytest.raises(ErrorDeNegocio, match="vuelva a abrirlo"):
        cambiar_datos(almacen, reunion=reunion, rev=1, sede="Otra")
    assert fila_de(almacen, "reunion", reunion)["sede"] == "Una"


def test_quien_solo_consulta_no_escribe(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    with pytest.raises(TypeError, match="sólo lee"), almacen.consultar() as u:
        u.traer(Reunion, reunion).sede = "Sala"
        u.asentar()
    with almacen.consultar() as u:
        u.traer(Reunion, reunion).sede = "Sala"
    assert fila_de(almacen, "reunion", reunion)["sede"] is None
