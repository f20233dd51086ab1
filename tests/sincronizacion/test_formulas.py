"""Fifty texts that a spreadsheet would run, in every free text of every sheet, into another site and out again."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from enlace_app.consultas import sitios
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.recepcion import Resultado
from enlace_app.dominio.textos import Alfabeto
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.paquetes import exportar_paquete
from enlace_app.servicios.recepcion import recibir_paquete
from enlace_app.servicios.seguimientos import dar_seguimiento
from enlace_app.servicios.sitios import iniciar
from enlace_app.sincronizacion.contenido import Contenido, reunir
from enlace_app.sincronizacion.exportar import escribir_paquete
from enlace_app.sincronizacion.formato import TipoDeColumna
from enlace_app.sincronizacion.huella import huella_contenido
from enlace_app.sincronizacion.lector.lectura import leer_paquete
from tests.servicios.escenario import completa
from tests.sincronizacion.lector.paquetes import FORMATO, envio, huellas_de
from tests.sincronizacion.lector.test_lectura import FORMULAS

TABLAS = {
    "Reuniones": "reunion",
    "Asistencia": "asistencia",
    "OrdenDelDia": "punto_orden_dia",
    "Votaciones": "votacion",
    "Acuerdos": "acuerdo",
    "Seguimiento": "seguimiento",
    "Documentos": "documento",
    "Compromisos": "compromiso",
    "Actividades": "actividad",
    "Organizaciones": "organizacion",
    "Nombramientos": "nombramiento",
}
"""All sheets that people write in; the others hold hashes, what was done, and the dictionary."""
NO_SE_ESCRIBEN = {"sha256", "folio_oficial"}
Fila = dict[str, str | int | date | None]
OTRO_NOMBRE = {"folio": "folio_provisional", "persona": "persona_literal"}


@pytest.fixture
def garante(tmp_path: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    """An authority whose font also has the wide equals sign, which some spreadsheets take for one."""
    ancho = Alfabeto(alfabeto.imprimibles | {0xFF1D})
    with Almacen(CarpetaDatos(tmp_path / "garante"), alfabeto=ancho) as almacen:
        iniciar(almacen, nombre="Autoridad", rol="garante", region=None)
        yield almacen


def libres(hoja: str) -> list[str]:
    """The columns in which people write what they like."""
    return [
        c.nombre
        for c in FORMATO.hoja(hoja).columnas_de_huella
        if c.tipo is TipoDeColumna.TEXTO and not c.valores and c.nombre not in NO_SE_ESCRIBEN
    ]


def sembrar(contenido: Contenido, azar: Random) -> tuple[Contenido, Mapping[tuple[str, str], str]]:
    """Return the content with fifty more rows in each sheet, and which formula stands in each of them."""
    hojas, puestas = {n: list(filas) for n, filas in contenido.hojas.items()}, {}
    compromiso = next(f["uuid"] for f in contenido.hojas["Compromisos"])
    for hoja in TABLAS:
        columnas = [c.nombre for c in FORMATO.hoja(hoja).columnas]
        base: Fila = {"rev": 1, "baja": "no", "compromiso": compromiso, **(hojas[hoja][0] if hojas[hoja] else {})}
        for n, formula in enumerate(FORMULAS, start=100):
            uuid = str(UUID(int=azar.getrandbits(128), version=4))
            fila: Fila = {**base, "uuid": uuid, "n": n, **dict.fromkeys(libres(hoja), formula)}
            hojas[hoja].append({columna: fila.get(columna) for columna in columnas})
            puestas[hoja, uuid] = formula
    huellas = huellas_de(hojas)
    sello = huella_contenido(huellas.values())
    return Contenido(hojas, huellas, sello, None, contenido.bitacora_hasta, [], 0), puestas


def textos_del_libro(ruta: Path) -> list[str]:
    """Return every text of every sheet, after seeing by the kind of each cell that none is a formula."""
    textos: list[str] = []
    with zipfile.ZipFile(ruta) as libro:
        for parte in (p for p in libro.namelist() if p.startswith("xl/worksheets/sheet")):
            datos = libro.read(parte).decode().partition("<sheetData>")[2].partition("</sheetData>")[0]
            assert not re.search(r"<(\w+:)?f[\s/>]", datos) and not re.search(r'<c [^>]*t="(str|b|e)"', datos)
            textos += map(unescape, re.findall(r"<t[^>]*>([^<]*)</t>", datos))
    return textos


def test_los_mismos_textos_en_los_datos_de_la_autoridad(almacen: Almacen, garante: Almacen, tmp_path: Path) -> None:
    caso = completa(almacen)
    dar_seguimiento(almacen, acuerdo=caso.acuerdo, fecha=date(2017, 9, 1), estado="en_proceso", nota="Va.")
    contenido, puestas = sembrar(reunir(almacen.lectura, FORMATO), Random(5))
    with (tmp_path / "p.xlsx").open("wb") as archivo:
        escribir_paquete(archivo, replace(envio(), sitio_uuid=sitios.traer(almacen.lectura).uuid), contenido, FORMATO)
    dichos = textos_del_libro(tmp_path / "p.xlsx")
    assert sum(t in FORMULAS for t in dichos) >= sum(len(libres(hoja)) for hoja in TABLAS) * len(FORMULAS)
    hecha = recibir_paquete(garante, leer_paquete(tmp_path / "p.xlsx", FORMATO), formato=FORMATO)
    assert hecha.cuentas[Resultado.NUEVO] >= len(puestas) and not hecha.cuentas[Resultado.RECHAZADO]
    for (hoja, uuid), formula in puestas.items():
        fila = garante.lectura.fila(f"SELECT * FROM {TABLAS[hoja]} WHERE uuid = :uuid", {"uuid": uuid})
        assert fila is not None, (hoja, formula)
        for columna in libres(hoja):
            guardada = OTRO_NOMBRE.get(columna, columna)
            assert fila[guardada if guardada in fila else columna] == formula, (hoja, columna)
    exportar_paquete(garante, tmp_path / "estado.xlsx", formato=FORMATO, destinatario=None, version_app="1.0")
    devueltos = textos_del_libro(tmp_path / "estado.xlsx")
    assert {f for f in FORMULAS if f not in devueltos} == set()
