"""The file of a public version: where it may be written, that it is made anew, and what the data say of it after."""

import shutil
from pathlib import Path
from uuid import UUID

import pytest

from enlace_app.arranque import abrir_contexto
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.textos import Alfabeto
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios.importacion import importar
from enlace_app.servicios.testados import propuesta_de_version_publica
from enlace_app.servicios.versiones_publicas import exportar_version_publica
from enlace_app.sincronizacion.formato import leer_formato
from tests.servicios.escenario import ImprentaFalsa, celebrada, cerrar, completa, firmar, volcado

BASES = Path(__file__).parents[1] / "datos" / "bases"


def exportar(almacen: Almacen, reunion: UUID, destino: Path) -> ImprentaFalsa:
    imprenta = ImprentaFalsa()
    exportar_version_publica(almacen, reunion=reunion, destino=destino, imprenta=imprenta, unidad=" ")
    return imprenta


@pytest.mark.parametrize("firmada", [False, True])
def test_se_hace_de_nuevo_y_no_deja_rastro_en_los_datos(almacen: Almacen, tmp_path: Path, firmada: bool) -> None:
    reunion = celebrada(almacen)
    cerrar(almacen, reunion)
    if firmada:
        firmar(almacen, reunion, "Testiga Imprevista")
        firmar(almacen, reunion)
    antes = volcado(almacen)
    destino = tmp_path / "publica.pdf"
    assert exportar(almacen, reunion, destino).pedidas == ["version_publica"]
    assert exportar(almacen, reunion, destino).pedidas == ["version_publica"]  # our own file is replaced
    assert volcado(almacen) == antes
    firmantes = propuesta_de_version_publica(almacen, reunion).propuesta.contenido["firmantes"]
    assert {f["resultado"] for f in firmantes} == ({"firmó"} if firmada else {None})
    assert "Testiga" not in str(firmantes)
    assert len(firmantes) == (2 if firmada else 1)


def test_no_se_escribe_de_lo_abierto_ni_sobre_lo_ajeno_ni_en_los_datos(almacen: Almacen, tmp_path: Path) -> None:
    abierta = celebrada(almacen)
    with pytest.raises(ErrorDeNegocio, match="no está cerrada"):
        exportar(almacen, abierta, tmp_path / "publica.pdf")
    cerrar(almacen, abierta)
    ajeno = tmp_path / "escaneo.pdf"
    ajeno.write_bytes(b"%PDF-1.4 de otra parte")
    for destino in (ajeno, tmp_path / "publica.txt", almacen.carpeta.raiz / "publica.pdf", tmp_path):
        with pytest.raises(ErrorDeNegocio):
            exportar(almacen, abierta, destino)
    assert ajeno.read_bytes() == b"%PDF-1.4 de otra parte"
    assert not (tmp_path / "publica.pdf").exists()


def test_nada_de_lo_propio_queda_en_el_contenido_de_un_acta_completa(almacen: Almacen) -> None:
    """Every table of the meeting has a row: what the canonical content gains some day is walked through too."""
    todo = completa(almacen)
    cerrada = cerrar(almacen, todo.reunion)
    contenido = propuesta_de_version_publica(almacen, todo.reunion).propuesta.contenido
    assert cerrada.sha256 not in str(contenido)
    assert contenido["formato"] == "enlace-version-publica/1"
    assert (contenido["folio"], contenido["version"]) == (cerrada.folio, 1)


def test_las_causales_se_corrigen_con_una_copia_de_su_archivo(almacen: Almacen, tmp_path: Path) -> None:
    ruta = Path(shutil.copy(carpeta_recursos() / "catalogos" / "causales.csv", tmp_path / "causales.csv"))
    texto = ruta.read_text(encoding="utf-8").replace(
        "telefono,Teléfono personal,", "telefono,Teléfono,Artículo de prueba"
    )
    ruta.write_text(f"{texto}placa,Placa de un vehículo,\n", encoding="utf-8")
    formato = leer_formato(carpeta_recursos() / "formato_paquete.csv")
    informe = importar(almacen, [ruta], formato=formato)
    assert (informe.de("Causales").nuevas, informe.de("Causales").cambiadas, informe.hubo_rechazos) == (1, 1, False)
    reunion = celebrada(almacen)
    cerrar(almacen, reunion)
    causales = {c.clave: c for c in propuesta_de_version_publica(almacen, reunion).causales}
    assert (causales["telefono"].motivo, causales["telefono"].fundamento) == ("Teléfono", "Artículo de prueba")
    assert causales["placa"].fundamento is None
    ruta.write_text("clave,motivo,fundamento\nconservar,Algo,\n", encoding="utf-8")
    assert importar(almacen, [ruta], formato=formato).hubo_rechazos


def test_los_datos_de_antes_reciben_las_causales_al_abrirlos_y_nada_mas(tmp_path: Path, alfabeto: Alfabeto) -> None:
    carpeta = CarpetaDatos(tmp_path / "antes")
    carpeta.raiz.mkdir()
    shutil.copy(BASES / "esquema-2.db", carpeta.base)
    with Almacen(carpeta, alfabeto=alfabeto) as almacen:
        antes = {tabla: filas for tabla, filas in volcado(almacen).items() if tabla not in _CAMBIAN}
    for _ in range(2):
        with abrir_contexto(carpeta) as contexto:
            assert len(contexto.almacen.lectura.filas("SELECT 1 FROM causal")) == 11
            assert {t: f for t, f in volcado(contexto.almacen).items() if t not in _CAMBIAN} == antes


_CAMBIAN = frozenset({"causal", "bitacora", "operacion", "procedencia", "sqlite_sequence"})
