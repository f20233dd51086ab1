"""What we write, opened and saved by LibreOffice, comes back: accepted, the same by its hash, as easy to read."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.puntos import PuntoOrdenDia
from enlace_app.dominio.recepcion import EstadoDeRecepcion
from enlace_app.dominio.textos import Alfabeto
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios.importacion import importar
from enlace_app.servicios.paquetes import exportar_paquete, plantilla_de_captura
from enlace_app.servicios.recepcion import recibir_paquete
from enlace_app.servicios.sitios import iniciar
from enlace_app.sincronizacion import manifiesto
from enlace_app.sincronizacion.contenido import reunir
from enlace_app.sincronizacion.firma import comprobar
from enlace_app.sincronizacion.formato import leer_formato
from enlace_app.sincronizacion.lector.lectura import ErrorDeContrasena, leer_paquete
from tests.cli.captura import texto_largo
from tests.servicios.escenario import completa
from tests.servicios.test_plantilla_de_captura import ESPERADOS, MALAS, llenar
from tests.sincronizacion.lector.test_lectura import FORMULAS
from tests.sincronizacion.oficina import ODS, Guardado, guardar

FORMATO = leer_formato(carpeta_recursos() / "formato_paquete.csv")
CLAVE = "tres palabras sueltas ñ"
TEXTOS = [*FORMULAS[:45:4], "05028", "1e5", "TRUE", "3/4", " con espacios ", "dos\nlíneas", "«ñÑáü» €", texto_largo()]
FECHAS = ((date(1900, 3, 1), Precision.dia), (date(1950, 1, 1), Precision.anio), (date(2017, 2, 1), Precision.mes))
PROPIAS = ("Reuniones", "Asistencia", "OrdenDelDia", "Votaciones", "Acuerdos", "Documentos")
"""Sheets of which nothing is in the authority's data before."""


class Libros(NamedTuple):
    """The package as it was written, and as LibreOffice saved it: sorted, edited, under its password, from .ods."""

    original: Path
    ordenado: Path
    editado: Path
    cerrado: Path
    ods: Path
    de_ods: Path
    captura: Path
    captura_guardada: Path


@pytest.fixture(scope="module")
def enlace(tmp_path_factory: pytest.TempPathFactory, molde_iniciado: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    """A site with texts that spreadsheets like to interpret, and dates that they like to move."""
    raiz = shutil.copytree(molde_iniciado, tmp_path_factory.mktemp("enlace") / "datos")
    with Almacen(CarpetaDatos(raiz), alfabeto=alfabeto) as almacen:
        caso = completa(almacen)
        with almacen.escribir("Sembrar") as u:
            for n, texto in enumerate(TEXTOS, start=10):
                u.agregar(PuntoOrdenDia(reunion=caso.reunion, n=n, asunto=texto[:200], desarrollo=texto))
            for n, (fecha, precision) in enumerate(FECHAS):
                u.agregar(
                    Documento(
                        folio=f"00{n}", sentido="entrega", tipo="oficio", fecha=fecha, precision=precision, fojas=n
                    )
                )
        yield almacen


@pytest.fixture(scope="module")
def libros(tmp_path_factory: pytest.TempPathFactory, enlace: Almacen) -> Libros:
    lugar = tmp_path_factory.mktemp("libros")
    hechos = Libros(
        *(lugar / n for n in ("p.xlsx", "o.xlsx", "e.xlsx", "c.xlsx", "p.ods", "d.xlsx", "m.xlsx", "g.xlsx"))
    )
    exportar_paquete(enlace, hechos.original, formato=FORMATO, destinatario=None, version_app="1.0")
    con_clave = lugar / "clave.xlsx"
    exportar_paquete(enlace, con_clave, formato=FORMATO, destinatario=None, version_app="1.0", contrasena=CLAVE)
    plantilla_de_captura(CarpetaDatos(lugar / "otros-datos"), hechos.captura, FORMATO)
    llenar(hechos.captura, MALAS)
    pasos = [
        Guardado(hechos.original, hechos.ordenado, "Ordenar(documento)"),
        Guardado(hechos.original, hechos.editado, 'Cambiar(documento, "Reuniones", "sede", "Otra sala")'),
        Guardado(con_clave, hechos.cerrado, contrasena=CLAVE),
        Guardado(hechos.original, hechos.ods, filtro=ODS),
        Guardado(hechos.ods, hechos.de_ods),
        Guardado(hechos.captura, hechos.captura_guardada),
    ]
    guardar(pasos, lugar / "perfil")
    return hechos


@pytest.fixture
def garante(tmp_path: Path, molde_garante: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    with Almacen(CarpetaDatos(shutil.copytree(molde_garante, tmp_path / "garante")), alfabeto=alfabeto) as almacen:
        yield almacen


@pytest.fixture(scope="module")
def molde_garante(tmp_path_factory: pytest.TempPathFactory, alfabeto: Alfabeto) -> Path:
    raiz = tmp_path_factory.mktemp("molde") / "garante"
    with Almacen(CarpetaDatos(raiz), alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Autoridad", rol="garante", region=None)
    return raiz


def test_lo_que_guarda_libreoffice_se_recibe_igual(enlace: Almacen, garante: Almacen, libros: Libros) -> None:
    """Sorted, with blank rows, values edited and put back: signature, hashes and every value are as they were sent."""
    original, ordenado = leer_paquete(libros.original, FORMATO), leer_paquete(libros.ordenado, FORMATO)
    primeros = [[fila["uuid"] for fila in p.filas("OrdenDelDia")] for p in (original, ordenado)]
    assert primeros[0] != primeros[1] and sorted(map(str, primeros[0])) == sorted(map(str, primeros[1]))
    assert (ordenado.portada, ordenado.huellas, ordenado.problemas) == (original.portada, original.huellas, ())
    assert comprobar(ordenado.portada) == original.portada["clave_publica"]
    assert recibir_paquete(garante, ordenado, formato=FORMATO).estado is EstadoDeRecepcion.APLICADO
    suyo, nuestro = reunir(enlace.lectura, FORMATO), reunir(garante.lectura, FORMATO)
    for hoja in PROPIAS:
        assert nuestro.huellas[hoja] == suyo.huellas[hoja], hoja
    guardados = {f["desarrollo"] for f in garante.lectura.filas("SELECT desarrollo FROM punto_orden_dia")}
    assert guardados >= set(TEXTOS)
    fechas = garante.lectura.filas("SELECT fecha, precision FROM documento WHERE folio LIKE '00%' ORDER BY folio")
    assert [(f["fecha"], f["precision"]) for f in fechas] == [(str(d), str(p)) for d, p in FECHAS]
    for ruta in (libros.original, libros.de_ods):
        assert recibir_paquete(garante, leer_paquete(ruta, FORMATO), formato=FORMATO).repetido


def test_lo_editado_se_rechaza_con_su_hoja(garante: Almacen, libros: Libros, monkeypatch: pytest.MonkeyPatch) -> None:
    """And only because of its hash: without that look it would have gone in."""
    editado = leer_paquete(libros.editado, FORMATO)
    with pytest.raises(ErrorDeNegocio, match="la hoja «Reuniones» no es la que se envió"):
        recibir_paquete(garante, editado, formato=FORMATO)
    monkeypatch.setattr(manifiesto, "_exigir_huellas", lambda *_: None)
    recibir_paquete(garante, editado, formato=FORMATO)
    assert [f["sede"] for f in garante.lectura.filas("SELECT sede FROM reunion")] == ["Otra sala"]


def test_con_contrasena_y_con_otro_formato(garante: Almacen, libros: Libros) -> None:
    with pytest.raises(ErrorDeContrasena):
        leer_paquete(libros.cerrado, FORMATO)
    cerrado = leer_paquete(libros.cerrado, FORMATO, contrasena=CLAVE)
    assert comprobar(cerrado.portada)
    assert recibir_paquete(garante, cerrado, formato=FORMATO).estado is EstadoDeRecepcion.APLICADO
    with pytest.raises(ErrorDeNegocio, match="guárdelo como libro de Excel"):
        leer_paquete(libros.ods, FORMATO)


def test_sigue_siendo_agradable_de_leer(libros: Libros) -> None:
    """Header, filters, widths, dropdowns and Diccionario, as we write them and after LibreOffice."""
    antes, despues = (openpyxl.load_workbook(ruta) for ruta in (libros.original, libros.de_ods))
    assert antes.sheetnames == despues.sheetnames
    assert all(hoja.sheet_state == "visible" for hoja in despues.worksheets)
    for nombre in antes.sheetnames:
        una, otra = antes[nombre], despues[nombre]
        assert isinstance(una, Worksheet) and isinstance(otra, Worksheet)
        assert (una.freeze_panes, otra.freeze_panes) == ("A2", "A2"), nombre
        assert _filtro(una) == _filtro(otra) and _filtro(una), nombre
        assert _listas(una) <= _listas(otra), nombre
        for columna, medida in una.column_dimensions.items():
            assert abs(medida.width - _ancho(otra, columna)) < 2, (nombre, columna)
        assert (
            otra["A1"].font.bold
            and str(otra["A1"].fill.start_color.rgb)[-6:] == str(una["A1"].fill.start_color.rgb)[-6:]
        )
        assert not una.merged_cells.ranges and not otra.merged_cells.ranges
    assert any(_listas(hoja) for hoja in antes.worksheets)
    descritas = {(fila[0], fila[1]) for fila in despues["Diccionario"].iter_rows(min_row=2, values_only=True)}
    assert {(h.nombre, c.nombre) for h in FORMATO.hojas for c in h.columnas} <= descritas


def _filtro(hoja: Worksheet) -> set[str]:
    return {t.autoFilter.ref for t in hoja.tables.values() if t.autoFilter} or {str(hoja.auto_filter.ref)} - {"None"}


def _listas(hoja: Worksheet) -> set[tuple[str, str]]:
    """Column and list of every dropdown."""
    return {
        (str(v.sqref).rstrip("0123456789:").split(":")[0][:2].rstrip("0123456789"), str(v.formula1))
        for v in hoja.data_validations.dataValidation
        if v.type == "list"
    }


def _ancho(hoja: Worksheet, columna: str) -> float:
    numero = openpyxl.utils.column_index_from_string(columna)
    for medida in hoja.column_dimensions.values():
        if medida.min and medida.max and medida.min <= numero <= medida.max:
            return float(medida.width)
    return -1


def test_los_errores_de_captura_se_dicen_igual(almacen: Almacen, libros: Libros) -> None:
    """By cell, whichever program stored what was typed; but for an escape that LibreOffice reads as what it means."""
    propios, guardados = (
        {(p.hoja, p.fila, p.columna) for p in importar(almacen, [r], formato=FORMATO, solo_revisar=True).problemas}
        for r in (libros.captura, libros.captura_guardada)
    )
    assert propios - guardados == {("Reuniones", 17, "resumen")}
    assert propios >= ESPERADOS and guardados <= propios
