import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.listados import exportar_listado

COLUMNAS = [("Folio", 12), ("Texto", 40)]
FILAS = [["CAR-1", "=1+1"], ["CAR-2", '«niño», "comillas"\ny otra línea'], ["007", "-x"]]


class Parar(Exception):
    pass


def _nada(hecho: int, total: int) -> None:
    return None


def _exportar(tmp_path: Path, nombre: str) -> Path:
    destino = tmp_path / nombre
    exportar_listado(
        CarpetaDatos(tmp_path / "datos"),
        destino,
        titulo="Acuerdos",
        columnas=COLUMNAS,
        filas=FILAS,
        total=3,
        progreso=_nada,
    )
    return destino


def test_el_libro_dice_lo_que_decia_la_lista_y_nada_es_formula(tmp_path: Path) -> None:
    hoja = load_workbook(_exportar(tmp_path, "lista.xlsx"))["Acuerdos"]
    assert [[celda.value for celda in fila] for fila in hoja.iter_rows()] == [["Folio", "Texto"], *FILAS]
    assert {celda.data_type for fila in hoja.iter_rows() for celda in fila} == {"s"}


def test_el_csv_abre_en_excel_con_acentos_y_sin_formulas(tmp_path: Path) -> None:
    destino = _exportar(tmp_path, "lista.csv")
    assert destino.read_bytes().startswith(b"\xef\xbb\xbf")
    with destino.open(encoding="utf-8-sig", newline="") as archivo:
        filas = list(csv.reader(archivo))
    assert filas == [["Folio", "Texto"], ["CAR-1", "'=1+1"], FILAS[1], ["007", "'-x"]]


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
def test_si_se_cancela_no_queda_nada_y_lo_anterior_sigue(tmp_path: Path, extension: str) -> None:
    destino = tmp_path / f"lista.{extension}"
    destino.write_text("lo de ayer")

    def muchas() -> Iterator[list[str]]:
        for n in range(2000):
            yield [str(n), "x"]

    def progreso(hecho: int, total: int) -> None:
        assert total == 2000
        if hecho >= 512:
            raise Parar

    with pytest.raises(Parar):
        exportar_listado(
            CarpetaDatos(tmp_path / "datos"),
            destino,
            titulo="Acuerdos",
            columnas=COLUMNAS,
            filas=muchas(),
            total=2000,
            progreso=progreso,
        )
    assert destino.read_text() == "lo de ayer"
    assert [p.name for p in tmp_path.iterdir()] == [destino.name]


def test_ni_otra_extension_ni_la_carpeta_de_datos(tmp_path: Path) -> None:
    with pytest.raises(ErrorDeNegocio, match=r"\.xlsx .* \.csv"):
        _exportar(tmp_path, "lista.pdf")
    (tmp_path / "datos").mkdir()
    with pytest.raises(ErrorDeNegocio, match="carpeta de datos"):
        _exportar(tmp_path, "datos/lista.csv")
