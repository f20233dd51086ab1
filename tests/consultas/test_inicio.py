"""The first page says what the lists say, without reading them whole."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from enlace_app.consultas import acuerdos, paquetes
from enlace_app.consultas.inicio import DIAS_POR_VENCER, FILAS, Panorama, panorama
from enlace_app.datos.almacen import Almacen
from enlace_app.rutas import carpeta_recursos
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.servicios.documentos import registrar_documento
from enlace_app.servicios.importacion.importacion import importar
from enlace_app.servicios.paquetes import exportar_paquete
from enlace_app.servicios.reuniones import crear_reunion, dar_paso
from enlace_app.servicios.seguimientos import dar_seguimiento
from enlace_app.sincronizacion.formato import Formato, leer_formato
from tests.servicios.escenario import celebrada, cerrar, firmar, nueva, principal, rev_de, uuid_de

HOY = date(2017, 9, 15)


@pytest.fixture(scope="module")
def formato() -> Formato:
    return leer_formato(carpeta_recursos() / "formato_paquete.csv")


def ver(almacen: Almacen, hoy: date = HOY) -> Panorama:
    return panorama(almacen.lectura, hoy=hoy, carpeta=almacen.carpeta)


def acordar(almacen: Almacen, reunion: UUID, plazo: str) -> UUID:
    return principal(
        agregar_acuerdo(
            almacen, reunion=reunion, texto=f"Entregar antes del {plazo}.", responsables=["Vecinos"], plazo=plazo
        )
    )


def test_un_programa_recien_iniciado_esta_vacio(iniciado: Almacen) -> None:
    visto = ver(iniciado)
    assert visto.vacio
    assert (visto.vencidos_n, visto.por_vencer_n, visto.sin_enviar.total) == (0, 0, 0), "los catálogos no son de nadie"
    assert (visto.ritmo, visto.ultimo_paquete, visto.ultimo_respaldo) == (None, None, None)


def test_vencido_es_lo_que_paso_de_su_ultimo_dia(iniciado: Almacen) -> None:
    reunion = celebrada(iniciado)
    hoy = acordar(iniciado, reunion, "15 de septiembre de 2017")
    acordar(iniciado, reunion, "14 de septiembre de 2017")
    acordar(iniciado, reunion, "30 de septiembre de 2017")
    acordar(iniciado, reunion, "1 de octubre de 2017")
    visto = ver(iniciado)
    assert [(a.dias, a.responsables) for a in visto.vencidos] == [(-1, ("Vecinos",))]
    assert [a.dias for a in visto.por_vencer] == [0, DIAS_POR_VENCER]
    assert (visto.vencidos_n, visto.por_vencer_n, visto.vacio) == (1, 2, False)
    dar_seguimiento(iniciado, acuerdo=hoy, fecha=HOY, estado="cumplido")
    assert ver(iniciado).por_vencer_n == 1


def test_se_muestran_los_mas_viejos_y_se_cuentan_todos(iniciado: Almacen) -> None:
    reunion = celebrada(iniciado)
    for dia in range(1, FILAS + 3):
        acordar(iniciado, reunion, f"{dia} de agosto de 2017")
    visto = ver(iniciado)
    assert visto.vencidos_n == FILAS + 2
    assert [a.plazo.day for a in visto.vencidos] == list(range(1, FILAS + 1))


def test_dice_lo_mismo_que_las_listas_con_los_datos_publicados(
    iniciado: Almacen, formato: Formato, carpeta_datos_reales: Path
) -> None:
    importar(iniciado, [carpeta_datos_reales], formato=formato)
    listados = acuerdos.listar(iniciado.lectura, hoy=HOY)
    for acuerdo in listados[::2]:
        dar_seguimiento(iniciado, acuerdo=UUID(acuerdo.uuid), fecha=HOY, estado="pendiente")
    for n, acuerdo in enumerate(listados[::3]):
        plazo = HOY + timedelta(days=n - 6)
        dar_seguimiento(iniciado, acuerdo=UUID(acuerdo.uuid), fecha=HOY, plazo_nuevo=plazo, nota="Se amplió.")
    for hoy in (HOY - timedelta(days=4), HOY, HOY + timedelta(days=400)):
        visto = ver(iniciado, hoy)
        todos = acuerdos.listar(iniciado.lectura, hoy=hoy)
        vencidos = {a.uuid for a in todos if a.vencido}
        limite = hoy + timedelta(days=DIAS_POR_VENCER)
        proximos = {
            a.uuid for a in todos if a.plazo and hoy <= a.plazo <= limite and a.estado not in {"cumplido", "no_procede"}
        }
        assert vencidos | proximos, "sin plazos no se prueba nada"
        assert (visto.vencidos_n, visto.por_vencer_n) == (len(vencidos), len(proximos))
        assert {a.uuid for a in visto.vencidos} <= vencidos
        assert {a.uuid for a in visto.por_vencer} <= proximos


def test_el_ritmo_cuenta_desde_la_ultima_ordinaria_celebrada(iniciado: Almacen) -> None:
    celebrada(iniciado, "sesion_ordinaria", date(2017, 7, 20), numero="5")
    celebrada(iniciado, "sesion_extraordinaria", date(2017, 8, 20), numero="1")
    nueva(iniciado, "sesion_ordinaria", date(2017, 9, 1))
    visto = ver(iniciado).ritmo
    assert visto is not None
    assert (visto.fecha, visto.lugar, visto.dias, visto.maximo) == (date(2017, 7, 20), "Sabinas", 57, 61)
    assert visto.proxima is None, "la que ya pasó no es la próxima"
    nueva(iniciado, "sesion_ordinaria", None, programada=date(2017, 9, 19))
    despues = ver(iniciado).ritmo
    assert despues is not None
    assert despues.proxima == date(2017, 9, 19)


def test_las_actas_se_cuentan_por_el_paso_que_les_falta(iniciado: Almacen) -> None:
    nueva(iniciado)
    celebrada(iniciado)
    cerrar(iniciado, celebrada(iniciado))
    firmada = celebrada(iniciado)
    cerrar(iniciado, firmada)
    firmar(iniciado, firmada)
    visto = ver(iniciado)
    assert (visto.borradores, visto.por_cerrar, visto.por_firmar) == (1, 1, 1)


def test_sin_enviar_cuenta_asuntos_y_no_renglones(iniciado: Almacen, formato: Formato, tmp_path: Path) -> None:
    reunion = celebrada(iniciado)
    acuerdo = acordar(iniciado, reunion, "30 de octubre de 2017")
    borrador = principal(crear_reunion(iniciado, tipo=uuid_de(iniciado, "tipo_reunion", "taller"), fecha=HOY))
    registrar_documento(iniciado, sentido="entrega", tipo="oficio", fecha=HOY, reunion=borrador)
    registrar_documento(iniciado, sentido="entrega", tipo="oficio", fecha=HOY)
    assert ver(iniciado).sin_enviar.por_tabla == {"reunion": 1, "documento": 1}, "lo del borrador se queda"
    exportar_paquete(iniciado, tmp_path / "p.xlsx", formato=formato, destinatario=None, version_app="0.1")
    visto = ver(iniciado)
    assert (visto.sin_enviar.total, visto.sin_enviar.es_minimo) == (0, False)
    (enviado,) = paquetes.listar(iniciado.lectura, sitio=iniciado.lectura.filas("SELECT uuid FROM sitio")[0]["uuid"])
    assert visto.ultimo_paquete is not None
    assert (visto.ultimo_paquete.secuencia, visto.ultimo_paquete.con_acuse) == (enviado.secuencia, False)
    dar_seguimiento(iniciado, acuerdo=acuerdo, fecha=HOY, nota="Se preguntó.")
    dar_seguimiento(iniciado, acuerdo=acuerdo, fecha=HOY, nota="Se volvió a preguntar.")
    dar_paso(iniciado, reunion=borrador, rev=rev_de(iniciado, "reunion", borrador), estado="celebrada")
    assert ver(iniciado).sin_enviar.por_tabla == {"acuerdo": 1, "reunion": 1}


def test_el_ultimo_respaldo_es_el_que_esta_en_la_carpeta(iniciado: Almacen) -> None:
    hecho = iniciado.respaldar("manual")
    assert ver(iniciado).ultimo_respaldo == hecho.instante
