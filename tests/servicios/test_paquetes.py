"""Exporting: the number, the record and the file agree, whatever fails in between."""

import os
import re
from datetime import date
from pathlib import Path

import pytest

from enlace_app.consultas import paquetes as consultas
from enlace_app.consultas import sitios
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.tipos_reunion import TipoReunion
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios import paquetes
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.paquetes import (
    PaqueteExportado,
    exportar_paquete,
    nombre_sugerido,
    plantilla_de_captura,
    vista_previa_de_paquete,
)
from enlace_app.sincronizacion import contenido
from enlace_app.sincronizacion.contenido import los_que_caben, reunir
from enlace_app.sincronizacion.formato import Formato, leer_formato
from enlace_app.sincronizacion.lectura_libro import leer_libro
from enlace_app.sincronizacion.sobre import escribir_sobre
from tests.servicios.escenario import completa, nueva, volcado
from tests.sincronizacion.libros_leidos import huellas_libro


@pytest.fixture(scope="module")
def formato() -> Formato:
    return leer_formato(Path(__file__).parents[2] / "recursos" / "formato_paquete.csv")


def _exportar(almacen: Almacen, destino: Path, formato: Formato) -> PaqueteExportado:
    return exportar_paquete(almacen, destino, formato=formato, destinatario="Autoridad de Prueba", version_app="0.1")


def _registrados(almacen: Almacen) -> list[consultas.FilaPaquete]:
    return consultas.listar(almacen.lectura, sitio=sitios.traer(almacen.lectura).uuid)


def test_el_archivo_y_el_registro_dicen_lo_mismo(almacen: Almacen, formato: Formato, tmp_path: Path) -> None:
    with almacen.escribir("Borrador") as u:
        tipo = u.uno(TipoReunion, clave="reunion_trabajo")
        assert tipo is not None
        u.agregar(Reunion(folio_provisional="CAR-X-0001", tipo=tipo))
    hecho = _exportar(almacen, tmp_path / "p.xlsx", formato)
    portada = leer_libro(hecho.ruta, formato).portada
    (registrado,) = _registrados(almacen)
    assert portada is not None
    assert (portada["paquete_uuid"], portada["contenido_sha256"]) == (registrado.uuid, registrado.contenido_sha256)
    assert (hecho.secuencia, hecho.tipo, hecho.contenido_sha256) == (1, "completo", registrado.contenido_sha256)
    assert (registrado.archivo, registrado.secuencia) == ("p.xlsx", 1)
    assert (portada["region"], portada["remitente"], portada["destinatario"]) == (
        "CAR",
        "Persona Uno",
        "Autoridad de Prueba",
    )
    assert hecho.quedan == ("CAR-X-0001: es un borrador",)
    assert hecho.filas["Reuniones"] == 0
    assert hecho.filas["Organizaciones"] > 0
    assert [p.name for p in tmp_path.glob("*.xlsx")] == ["p.xlsx"]


def test_cada_paquete_lleva_el_numero_que_sigue_y_reemplaza_al_archivo(
    almacen: Almacen, formato: Formato, tmp_path: Path
) -> None:
    primero = _exportar(almacen, tmp_path / "p.xlsx", formato)
    with almacen.escribir("Registrar") as u:
        u.agregar(Documento(folio="D1", sentido="entrega", tipo="oficio"))
    segundo = _exportar(almacen, tmp_path / "p.xlsx", formato)
    assert (primero.secuencia, segundo.secuencia) == (1, 2)
    assert primero.contenido_sha256 != segundo.contenido_sha256
    assert [p.secuencia for p in _registrados(almacen)] == [2, 1]
    portada = leer_libro(tmp_path / "p.xlsx", formato).portada
    assert portada is not None
    assert portada["secuencia"] == 2


def test_sin_cambios_el_contenido_es_el_mismo_aunque_el_numero_no(
    almacen: Almacen, formato: Formato, tmp_path: Path
) -> None:
    """Recording a package is no change of what travels: same package twice changes nothing at the receiver."""
    huellas = {_exportar(almacen, tmp_path / f"{n}.xlsx", formato).contenido_sha256 for n in range(2)}
    assert len(huellas) == 1


def test_una_carpeta_en_que_no_se_puede_escribir_no_gasta_numero(
    almacen: Almacen, formato: Formato, tmp_path: Path
) -> None:
    with pytest.raises(ErrorDeEntorno, match="carpeta"):
        _exportar(almacen, tmp_path / "no-existe" / "p.xlsx", formato)
    assert _registrados(almacen) == []
    assert _exportar(almacen, tmp_path / "p.xlsx", formato).secuencia == 1


def test_un_disco_lleno_no_gasta_numero_ni_toca_el_archivo_anterior(
    almacen: Almacen, formato: Formato, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _exportar(almacen, tmp_path / "p.xlsx", formato)
    antes = (tmp_path / "p.xlsx").read_bytes()

    def lleno(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", lleno)
    with pytest.raises(ErrorDeEntorno, match="lleno"):
        _exportar(almacen, tmp_path / "p.xlsx", formato)
    monkeypatch.undo()
    assert (tmp_path / "p.xlsx").read_bytes() == antes
    assert len(_registrados(almacen)) == 1
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["p.xlsx"]


def test_si_no_se_pudo_registrar_no_queda_archivo(
    almacen: Almacen, formato: Formato, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def falla(*_: object) -> None:
        raise ErrorDeEntorno("La base no aceptó el registro.")

    monkeypatch.setattr(paquetes, "_registrar", falla)
    with pytest.raises(ErrorDeEntorno, match="registro"):
        _exportar(almacen, tmp_path / "p.xlsx", formato)
    assert [p for p in tmp_path.iterdir() if p.is_file()] == []


def test_un_corte_entre_el_registro_y_el_archivo_deja_un_hueco_y_no_un_numero_repetido(
    almacen: Almacen, formato: Formato, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file must not be under its name before the record: killed there, its number would be given out again."""

    def corte(origen: Path, destino: Path) -> Path:
        assert len(_registrados(almacen)) == 1, "el archivo aparece antes de quedar registrado"
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", corte)
    with pytest.raises(KeyboardInterrupt):
        _exportar(almacen, tmp_path / "p.xlsx", formato)
    monkeypatch.undo()
    assert not (tmp_path / "p.xlsx").exists()
    assert _exportar(almacen, tmp_path / "p.xlsx", formato).secuencia == 2


def test_dos_a_la_vez_no_comparten_numero(
    almacen: Almacen, formato: Formato, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = escribir_sobre

    def con_otro_en_medio(*argumentos: object, **opciones: object) -> None:
        monkeypatch.setattr(paquetes, "escribir_sobre", original)
        _exportar(almacen, tmp_path / "otro.xlsx", formato)
        original(*argumentos, **opciones)  # type: ignore[arg-type]

    monkeypatch.setattr(paquetes, "escribir_sobre", con_otro_en_medio)
    with pytest.raises(ErrorDeNegocio, match="Expórtelo de nuevo"):
        _exportar(almacen, tmp_path / "p.xlsx", formato)
    assert not (tmp_path / "p.xlsx").exists()
    assert [p.archivo for p in _registrados(almacen)] == ["otro.xlsx"]


def test_en_una_carpeta_toma_el_nombre_sugerido(almacen: Almacen, formato: Formato, tmp_path: Path) -> None:
    for n in (1, 2):
        hecho = _exportar(almacen, tmp_path, formato)
        generado = _registrados(almacen)[0]
        assert re.fullmatch(rf"enlace-CAR-000{n}-\d{{4}}-\d\d-\d\d\.xlsx", hecho.ruta.name)
        assert (hecho.ruta.parent, generado.archivo) == (tmp_path, hecho.ruta.name)
        assert hecho.ruta.stat().st_size > 0


def test_sin_duenio_no_hay_paquete(almacen_vacio: Almacen, formato: Formato, tmp_path: Path) -> None:
    with pytest.raises(ErrorDeNegocio, match="enlace iniciar"):
        _exportar(almacen_vacio, tmp_path / "p.xlsx", formato)


def test_nombre_sugerido() -> None:
    assert nombre_sugerido("CAR", 7, date(2017, 7, 18)) == "enlace-CAR-0007-2017-07-18.xlsx"
    assert nombre_sugerido(None, 12, date(2017, 7, 18)) == "enlace-EST-0012-2017-07-18.xlsx"


def test_la_plantilla_se_lee_sin_problemas(formato: Formato, tmp_path: Path) -> None:
    plantilla_de_captura(CarpetaDatos(tmp_path / "datos"), tmp_path / "captura.xlsx", formato)
    libro = leer_libro(tmp_path / "captura.xlsx", formato)
    assert libro.problemas == ()
    assert libro.portada is None
    assert all(not libro.filas(hoja.nombre) for hoja in formato.hojas if hoja.nombre != "Diccionario")
    with pytest.raises(ErrorDeEntorno, match="carpeta"):
        plantilla_de_captura(CarpetaDatos(tmp_path / "datos"), tmp_path / "no-existe" / "captura.xlsx", formato)


def test_la_vista_previa_dice_lo_que_despues_se_exporta(almacen: Almacen, formato: Formato, tmp_path: Path) -> None:
    caso = completa(almacen)
    registrar_asistencia(almacen, reunion=caso.reunion, persona="Persona Tres", calidad="particular")
    borrador = nueva(almacen)
    antes = volcado(almacen)
    vista = vista_previa_de_paquete(almacen, formato=formato)
    assert volcado(almacen) == antes
    assert vista.cambiados.por_tabla == {"reunion": 1, "documento": 1}
    assert [(q.tabla, q.uuid) for q in vista.quedan] == [("reunion", str(borrador))]
    assert (vista.secuencia, vista.igual_al_anterior) == (1, False)
    hecho = exportar_paquete(almacen, tmp_path, formato=formato, destinatario=None, version_app="0.1")
    assert vista.filas == hecho.filas
    assert (vista.nombre, vista.secuencia) == (hecho.ruta.name, hecho.secuencia)
    assert vista.nombres_reservados == hecho.nombres_reservados > 0
    despues = vista_previa_de_paquete(almacen, formato=formato)
    assert (despues.secuencia, despues.igual_al_anterior, despues.cambiados.total) == (2, True, 0)


class Basta(Exception):
    """What the person's cancelling raises."""


@pytest.mark.parametrize("en", [0.0, 0.5, 1.0])
def test_cancelar_no_deja_archivo_ni_numero(almacen: Almacen, formato: Formato, tmp_path: Path, en: float) -> None:
    completa(almacen)
    antes, vistos = volcado(almacen), []

    def progreso(hecho: int, total: int) -> None:
        vistos.append(hecho)
        assert 0 <= hecho <= total
        if hecho >= en * total:
            raise Basta

    with pytest.raises(Basta):
        exportar_paquete(
            almacen, tmp_path / "p.xlsx", formato=formato, destinatario=None, version_app="0.1", progreso=progreso
        )
    assert [p for p in tmp_path.iterdir() if p.is_file()] == []
    assert volcado(almacen) == antes
    assert vistos == sorted(vistos)
    assert _exportar(almacen, tmp_path / "p.xlsx", formato).secuencia == 1


def test_nunca_se_hace_un_paquete_que_no_se_pueda_recibir(
    almacen: Almacen, formato: Formato, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a log that grew too long the latest entries go, and those of records made elsewhere; of records, all do."""
    completa(almacen)
    entero = reunir(almacen.lectura, formato)
    asientos = entero.hojas["Bitacora"]
    registros = sum(map(len, entero.hojas.values())) - len(asientos)
    monkeypatch.setattr(contenido, "MAXIMO_DE_FILAS", registros + 3)
    assert list(reunir(almacen.lectura, formato).hojas["Bitacora"]) == list(asientos[-3:])
    ajeno = {**asientos[0], "accion": "alta", "sitio": "otro"}
    assert los_que_caben([ajeno, *asientos[1:]], 3, sitio=str(asientos[1]["sitio"])) == [ajeno, *asientos[-2:]]
    monkeypatch.setattr(paquetes, "MAXIMO_DE_FILAS", registros - 1)
    with pytest.raises(ErrorDeNegocio, match=f"hasta {registros - 1}"):
        _exportar(almacen, tmp_path / "p.xlsx", formato)
    assert not list(tmp_path.glob("*.xlsx"))
    assert _registrados(almacen) == []


def test_con_progreso_o_sin_el_el_paquete_es_el_mismo(almacen: Almacen, formato: Formato, tmp_path: Path) -> None:
    completa(almacen)
    vistos: list[tuple[int, int]] = []
    hecho = exportar_paquete(
        almacen,
        tmp_path / "a.xlsx",
        formato=formato,
        destinatario=None,
        version_app="0.1",
        progreso=lambda n, total: vistos.append((n, total)),
    )
    ((ultimo, total),) = vistos[-1:]
    assert ultimo == total
    assert {de for _, de in vistos} == {total}
    assert len(vistos) > len(formato.hojas)
    assert hecho.contenido_sha256 == _exportar(almacen, tmp_path / "b.xlsx", formato).contenido_sha256
    libros = [leer_libro(tmp_path / nombre, formato) for nombre in ("a.xlsx", "b.xlsx")]
    assert huellas_libro(libros[0], formato) == huellas_libro(libros[1], formato)
