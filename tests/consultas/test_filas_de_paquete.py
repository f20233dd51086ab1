"""The rows of every sheet, from what is in the database."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from enlace_app.consultas import (
    actas,
    actividades,
    acuerdos,
    asistencias,
    bitacora,
    compromisos,
    documentos,
    nombramientos,
    organizaciones,
    paquetes,
    puntos,
    reuniones,
    seguimientos,
    votaciones,
)
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.actas import Rendicion
from enlace_app.sincronizacion.formato import leer_formato

HOJAS: Mapping[str, Callable[[Lectura], list[dict[str, Any]]]] = {
    "Reuniones": reuniones.filas_de_paquete,
    "Actas": actas.filas_de_paquete,
    "Asistencia": asistencias.filas_de_paquete,
    "OrdenDelDia": puntos.filas_de_paquete,
    "Votaciones": votaciones.filas_de_paquete,
    "Acuerdos": acuerdos.filas_de_paquete,
    "Seguimiento": seguimientos.filas_de_paquete,
    "Documentos": documentos.filas_de_paquete,
    "Compromisos": compromisos.filas_de_paquete,
    "Actividades": actividades.filas_de_paquete,
    "Organizaciones": organizaciones.filas_de_paquete,
    "Nombramientos": nombramientos.filas_de_paquete,
    "Bitacora": bitacora.filas_de_paquete,
}


@pytest.mark.parametrize("hoja", HOJAS)
def test_cada_hoja_da_justo_las_columnas_del_formato(lectura: Lectura, hoja: str) -> None:
    formato = leer_formato(Path(__file__).parents[2] / "recursos" / "formato_paquete.csv")
    filas = HOJAS[hoja](lectura)
    assert filas
    previstas = {columna.nombre for columna in formato.hoja(hoja).columnas} - {"observacion"}
    assert [set(fila) for fila in filas] == [previstas] * len(filas)


@pytest.mark.parametrize("hoja", HOJAS)
def test_los_valores_caben_en_una_celda(lectura: Lectura, hoja: str) -> None:
    formato = leer_formato(Path(__file__).parents[2] / "recursos" / "formato_paquete.csv")
    clases = {"entero": int, "fecha": date}
    for fila in HOJAS[hoja](lectura):
        for columna in formato.hoja(hoja).columnas:
            valor = fila.get(columna.nombre)
            assert valor is None or type(valor) is clases.get(columna.tipo.value, str), (columna.nombre, valor)
            if columna.valores and columna.tipo.value != "lista" and valor is not None:
                assert valor in columna.valores, (columna.nombre, valor)


def test_una_reunion_con_todo(lectura: Lectura, sembrado: Any) -> None:
    fila = next(f for f in reuniones.filas_de_paquete(lectura) if f["uuid"] == sembrado.sesion)
    assert fila["folio"] == "STGA/ORD-05/2026"
    assert (fila["tipo"], fila["ejercicio"], fila["cvegeo"]) == ("sesion_ordinaria", "PAL9", "05028")
    assert (fila["fecha"], fila["precision"], fila["hora_inicio"]) == (date(2026, 7, 18), "dia", "09:30")
    assert (fila["regiones"], fila["compromisos"]) == ("CAR; NTE", "PAL9-C10")
    assert (fila["estado"], fila["baja"], fila["presentes_n"]) == ("firmada", "no", 40)


def test_lo_dado_de_baja_viaja_y_lo_que_se_deja_fuera_no(lectura: Lectura, sembrado: Any) -> None:
    todas = {f["folio"]: f["baja"] for f in reuniones.filas_de_paquete(lectura)}
    assert todas["CAR-A2B3-0004"] == "sí"
    fuera = {sembrado.borrador}
    quedan = {f["uuid"] for f in reuniones.filas_de_paquete(lectura)} - {
        f["uuid"] for f in reuniones.filas_de_paquete(lectura, fuera=fuera)
    }
    assert quedan == fuera
    for hijas in (asistencias, puntos, votaciones, acuerdos, documentos):
        con, sin = hijas.filas_de_paquete(lectura), hijas.filas_de_paquete(lectura, fuera=fuera)
        assert len(con) == len(sin) + 1
        assert not any(f["reunion"] in fuera for f in sin)
    assert any(f["reunion"] is None for f in documentos.filas_de_paquete(lectura, fuera=fuera))


def test_quien_no_consintio_y_no_representa_a_nadie_es_particular(lectura: Lectura, sembrado: Any) -> None:
    filas = [f for f in asistencias.filas_de_paquete(lectura) if f["reunion"] == sembrado.sesion]
    assert [(f["persona"], f["suple_a"]) for f in filas] == [
        ("Persona Dos", "Persona Tres"),
        ("particular", "particular"),
        ("Vecino Público", None),
        ("Persona Cuatro", None),
    ]
    propias = asistencias.filas_de_paquete(lectura, reservar=False)
    assert "Vecina Reservada" in {f["persona"] for f in propias}


def test_una_ausencia_no_se_lee_como_presencia(lectura: Lectura) -> None:
    ausente = next(f for f in asistencias.filas_de_paquete(lectura) if f["persona"] == "Persona Cuatro")
    assert ausente["calidad"] == "titular (ausente, con justificación)"


def test_las_columnas_repetidas_son_las_de_su_reunion(lectura: Lectura) -> None:
    por_folio = {f["folio"]: f for f in acuerdos.filas_de_paquete(lectura)}
    primero = por_folio["STGA/ORD-05/2026/01"]
    assert (primero["region"], primero["folio_reunion"], primero["fecha_reunion"]) == (
        "CAR; NTE",
        "STGA/ORD-05/2026",
        date(2026, 7, 18),
    )
    suelto = next(f for f in documentos.filas_de_paquete(lectura) if f["reunion"] is None)
    assert (suelto["region"], suelto["folio_reunion"], suelto["fecha_reunion"]) == (None, None, None)


def test_el_estado_sale_del_seguimiento_y_el_plazo_es_el_acordado(lectura: Lectura) -> None:
    por_folio = {f["folio"]: f for f in acuerdos.filas_de_paquete(lectura)}
    assert (por_folio["STGA/ORD-05/2026/01"]["estado"], por_folio["STGA/ORD-05/2026/01"]["plazo"]) == (
        "en_proceso",
        date(2026, 11, 8),
    )
    assert por_folio["CAR-A2B3-0003/01"]["estado"] == "pendiente"
    assert por_folio["STGA/ORD-05/2026/01"]["responsables"] == "La Comisión; Vecinos de Prueba"


def test_un_seguimiento_dice_con_que_se_cumplio(lectura: Lectura, sembrado: Any) -> None:
    fila = next(f for f in seguimientos.filas_de_paquete(lectura) if f["acuerdo"] == sembrado.segundo)
    assert (fila["cumple_con"], fila["rev"], fila["baja"]) == (sembrado.oficio, 1, "no")


def test_el_sentido_de_cada_parte_va_en_su_orden(lectura: Lectura, sembrado: Any) -> None:
    fila = next(f for f in votaciones.filas_de_paquete(lectura) if f["reunion"] == sembrado.sesion)
    assert fila["sentido_por_parte"] == "sociedad civil: a favor; garante: en contra"


def test_un_acta_lleva_sus_momentos_en_la_hora_del_lugar(lectura: Lectura, sembrado: Any) -> None:
    (fila,) = actas.filas_de_paquete(lectura)
    assert (fila["uuid"], fila["reunion"]) == (sembrado.acta, sembrado.sesion)
    assert fila["cerrada"] == "2026-07-20T12:00:00-06:00"
    assert fila["firmada"] == "2026-07-21T12:30:00-06:00"
    assert fila["pdf_sha256"] == "ef" * 32


def test_la_ultima_rendicion_da_la_huella_y_no_mueve_el_momento_de_la_firma(almacen: Almacen, sembrado: Any) -> None:
    instante = datetime(2100, 7, 22, 6, 30, tzinfo=UTC)
    with almacen.escribir("Asentar") as u:
        acta = UUID(sembrado.acta)
        u.agregar(Rendicion(acta=acta, etapa="efirma", pdf_sha256="01" * 32, creado=instante))
    (fila,) = actas.filas_de_paquete(almacen.lectura)
    assert fila["firmada"] == "2026-07-21T12:30:00-06:00"
    assert fila["pdf_sha256"] == "01" * 32


def test_un_compromiso_estatal_lo_dice(lectura: Lectura, sembrado: Any) -> None:
    filas = compromisos.filas_de_paquete(lectura)
    assert [f["clave"] for f in filas] == ["PAL9-C9", "PAL9-C10"]
    assert (filas[1]["regiones"], filas[1]["osc"], filas[1]["instituciones"]) == (
        "Estatal; CAR",
        "Vecinos de Prueba",
        "CAP",
    )


def test_la_bitacora_calla_lo_que_no_tiene_hoja_y_quien_lo_hizo(lectura: Lectura, sembrado: Any) -> None:
    filas = bitacora.filas_de_paquete(lectura)
    assert {f["hoja"] for f in filas} == set(HOJAS) - {"Bitacora"}
    secuencias = [int(str(f["secuencia"])) for f in filas]
    assert secuencias == sorted(secuencias)
    assert "Persona" not in str(filas)
    solo = bitacora.filas_de_paquete(lectura, enviados={sembrado.sesion})
    assert {(f["hoja"], f["accion"]) for f in solo} == {("Reuniones", "alta"), ("Reuniones", "cambio")}


def test_lo_que_queda_se_nombra_con_su_razon(lectura: Lectura, sembrado: Any) -> None:
    assert paquetes.reuniones_que_quedan(lectura) == {sembrado.borrador}
    assert [str(queda) for queda in paquetes.quedan(lectura)] == [
        "CAR-A2B3-0003: es un borrador",
        "D-CAR-A2B3-0004: es de la reunión CAR-A2B3-0003, que aún no se celebra",
    ]


def test_sin_nada_no_hay_filas(almacen: Almacen) -> None:
    assert [hoja for hoja, filas in HOJAS.items() if filas(almacen.lectura)] == []
