import errno
import os
import re
import tempfile
import tracemalloc
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.salida.excel.hojas import Celda, ColumnaDeSalida, HojaDeSalida, Propiedades, TipoDeCelda
from enlace_app.salida.excel.libro import escribir_libro
from enlace_app.salida.excel.valores import motivo_de_texto

COLUMNAS = [
    ColumnaDeSalida("clave", ancho=10),
    ColumnaDeSalida("n", TipoDeCelda.ENTERO, 8),
    ColumnaDeSalida("fecha", TipoDeCelda.FECHA, 12),
]


def hoja_de(filas: list[list[Celda]], **otros: object) -> HojaDeSalida:
    return HojaDeSalida("Hoja", COLUMNAS, filas, **otros)  # type: ignore[arg-type]


def escribir_y_abrir(ruta: Path, *hojas: HojaDeSalida) -> openpyxl.Workbook:
    escribir_libro(ruta, hojas)
    return openpyxl.load_workbook(ruta)


def activa(libro: openpyxl.Workbook) -> Worksheet:
    return libro.worksheets[0]


@pytest.mark.parametrize(
    "texto",
    ["=CMD()", "=1+1", "+1", "-x", "@SUM(A1)", "05028", "#N/A", "TRUE", "1e5", "2017-07-18", " x ", "a\nb", "😀\xa0ñ"],
)
def test_el_texto_queda_como_texto_y_sin_alterar(tmp_path: Path, texto: str) -> None:
    celda = activa(escribir_y_abrir(tmp_path / "l.xlsx", hoja_de([[texto, None, None]])))["A2"]
    assert (celda.value, celda.data_type) == (texto, "s")
    assert celda.number_format == "@"


def test_ninguna_formula_ni_celda_booleana_en_el_archivo(tmp_path: Path) -> None:
    ruta = tmp_path / "l.xlsx"
    escribir_libro(ruta, [hoja_de([["=CMD()", 1, date(2017, 7, 18)], ["TRUE", None, None]])])
    with ZipFile(ruta) as comprimido:
        xml = comprimido.read("xl/worksheets/sheet1.xml").decode()
        nombres = comprimido.namelist()
    assert not re.search(r"<f[ >/]", xml)
    assert 't="b"' not in xml and "mergeCell" not in xml
    assert not [n for n in nombres if "vba" in n.lower() or "external" in n.lower()]


def test_numeros_y_fechas_van_con_su_tipo(tmp_path: Path) -> None:
    hoja = activa(escribir_y_abrir(tmp_path / "l.xlsx", hoja_de([["x", 10**15 - 1, date(1900, 3, 1)]])))
    assert hoja["B2"].value == 10**15 - 1
    assert hoja["C2"].value == datetime(1900, 3, 1)  # noqa: DTZ001
    assert hoja["C2"].number_format == "dd/mm/yyyy"


def test_cada_hoja_es_una_tabla_con_encabezado_fijo(tmp_path: Path) -> None:
    libro = escribir_y_abrir(
        tmp_path / "l.xlsx", hoja_de([["a", 1, None], ["b", 2, None]]), HojaDeSalida("Otra", COLUMNAS, [])
    )
    primera, segunda = libro.worksheets
    tabla, vacia = next(iter(primera.tables.values())), next(iter(segunda.tables.values()))
    assert (tabla.ref, tabla.autoFilter.ref, vacia.ref) == ("A1:C3", "A1:C3", "A1:C2")
    assert [c.name for c in tabla.tableColumns] == [c.value for c in primera[1]] == ["clave", "n", "fecha"]
    assert tabla.displayName != vacia.displayName
    assert primera.freeze_panes == "A2"
    assert primera.column_dimensions["A"].width == 12
    assert primera.column_dimensions["A"].number_format == "@"
    assert primera.sheet_state == "visible"


@pytest.mark.parametrize(
    ("anchos", "orientacion", "a_lo_ancho"),
    [((24, 72), "portrait", 1), ((24, 73), "landscape", 1), ((100, 100), "landscape", 1), ((100,) * 6, "landscape", 3)],
)
def test_se_imprime_en_carta_con_columnas_enteras_y_encabezado_en_cada_hoja(
    tmp_path: Path, anchos: tuple[int, ...], orientacion: str, a_lo_ancho: int
) -> None:
    columnas = [ColumnaDeSalida(f"c{n}", ancho=ancho) for n, ancho in enumerate(anchos)]
    hoja = activa(escribir_y_abrir(tmp_path / "l.xlsx", HojaDeSalida("H", columnas, [["x"] * len(columnas)])))
    pagina = hoja.page_setup
    assert hoja.sheet_properties.pageSetUpPr is not None
    assert hoja.sheet_properties.pageSetUpPr.fitToPage
    assert (pagina.orientation, pagina.fitToWidth, pagina.fitToHeight) == (orientacion, a_lo_ancho, 0)
    assert (pagina.paperSize, hoja.print_title_rows) == (1, "$1:$1")
    assert bool(hoja.print_options.headings) is (a_lo_ancho > 1)


def test_las_listas_cortas_se_despliegan_y_las_largas_no(tmp_path: Path) -> None:
    columnas = [
        ColumnaDeSalida("corta", valores=("sí", "no"), ayuda="Escriba sí o no."),
        ColumnaDeSalida("larga", valores=tuple(f"valor_numero_{n}" for n in range(30))),
        ColumnaDeSalida("con coma", valores=("a, b", "c")),
    ]
    libro = escribir_y_abrir(tmp_path / "l.xlsx", HojaDeSalida("H", columnas, [["x", "y", "z"]], filas_de_captura=100))
    reglas = activa(libro).data_validations.dataValidation
    listas = [r for r in reglas if r.type == "list"]
    assert [(r.formula1, str(r.sqref), r.errorStyle) for r in listas] == [('"sí,no"', "A2:A102", "warning")]
    assert [(r.prompt, str(r.sqref)) for r in reglas if r.prompt] == [("Escriba sí o no.", "A1")]


@pytest.mark.parametrize(
    ("valor", "motivo"),
    [
        ("a\x00b", r"carácter 2 \(U\+0000\)"),
        ("a\tb", r"U\+0009"),
        ("a\r\nb", r"U\+000D"),
        ("\x85", r"U\+0085"),
        ("\ud800", r"U\+D800"),
        ("\uffff", r"U\+FFFF"),
        ("x" * 32_768, "32,768"),
        ("😀" * 16_384, "32,768"),
        ("a_x000D_b", "_x000D_"),
        ("_x005f_", "x005f_"),
        ("_x005F_", "x005F_"),
        (10**15, "15 cifras"),
        (-(10**15), "15 cifras"),
        (date(1900, 2, 28), "1 de marzo de 1900"),
    ],
)
def test_lo_que_no_sobrevive_se_rechaza_con_su_lugar(tmp_path: Path, valor: Celda, motivo: str) -> None:
    ruta = tmp_path / "l.xlsx"
    with pytest.raises(ErrorDeNegocio, match=rf"Hoja «Hoja», fila 3, columna «n»: .*{motivo}"):
        escribir_libro(ruta, [hoja_de([["bien", 1, None], ["mal", valor, None]])])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("valor", [True, 1.5, datetime(2017, 7, 18, 9, 30)])  # noqa: DTZ001
def test_un_tipo_ajeno_es_un_error_del_programa(tmp_path: Path, valor: Celda) -> None:
    with pytest.raises(TypeError):
        escribir_libro(tmp_path / "l.xlsx", [hoja_de([["a", valor, None]])])
    assert list(tmp_path.iterdir()) == []


def test_una_fila_mas_corta_no_se_rellena_en_silencio(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="shorter"):
        escribir_libro(tmp_path / "l.xlsx", [hoja_de([["a", 1]])])


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_lo_que_se_admite_se_lee_igual(tmp_path_factory: pytest.TempPathFactory, texto: str) -> None:
    ruta = tmp_path_factory.getbasetemp() / "propiedad.xlsx"
    if motivo_de_texto(texto) is not None:
        with pytest.raises(ErrorDeNegocio):
            escribir_libro(ruta, [hoja_de([[texto, None, None]])])
        return
    celda = activa(escribir_y_abrir(ruta, hoja_de([[texto, None, None]])))["A2"]
    assert (celda.value or "") == texto


def test_lo_mismo_da_los_mismos_bytes(tmp_path: Path) -> None:
    propiedades = Propiedades(titulo="Paquete", autor="Enlace", creado=datetime(2017, 7, 18, 10, 0))  # noqa: DTZ001
    rutas = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for ruta in rutas:
        escribir_libro(ruta, [hoja_de([["a", 1, date(2017, 1, 1)]])], propiedades=propiedades)
        os.utime(ruta, (0, 0))
    assert rutas[0].read_bytes() == rutas[1].read_bytes()
    libro = openpyxl.load_workbook(rutas[0])
    assert (libro.properties.creator, libro.properties.title) == ("Enlace", "Paquete")
    assert libro.properties.created == libro.properties.modified == propiedades.creado


def test_reemplaza_lo_anterior_solo_si_termina(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ruta = tmp_path / "l.xlsx"
    ruta.write_bytes(b"lo anterior")

    def sin_espacio(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as parche:
        parche.setattr(os, "fsync", sin_espacio)
        with pytest.raises(ErrorDeEntorno, match="El disco está lleno"):
            escribir_libro(ruta, [hoja_de([["a", 1, None]])])
    assert ruta.read_bytes() == b"lo anterior"
    assert [r.name for r in tmp_path.iterdir()] == ["l.xlsx"]
    escribir_libro(ruta, [hoja_de([["a", 1, None]])])
    assert openpyxl.load_workbook(ruta).sheetnames == ["Hoja"]


def test_un_disco_que_se_llena_a_media_escritura_no_deja_restos(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = pytest.importorskip("resource", reason="sólo hay límites de tamaño de archivo en POSIX")
    temporales = tmp_path / "temporales"
    temporales.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporales))
    suave, duro = resource.getrlimit(resource.RLIMIT_FSIZE)
    filas: list[list[Celda]] = [[f"{n} {n * 7919}" * 20, n, None] for n in range(3000)]
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, duro))
        with pytest.raises(ErrorDeEntorno, match="El disco está lleno"):
            escribir_libro(tmp_path / "l.xlsx", [hoja_de(filas)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (suave, duro))
    assert [r.name for r in tmp_path.iterdir()] == ["temporales"]
    assert list(temporales.iterdir()) == []


@pytest.mark.parametrize(
    ("lugar", "mensaje"), [("no_existe/l.xlsx", "Revise que la carpeta exista"), ("carpeta", "es una carpeta")]
)
def test_una_carpeta_mala_se_explica(tmp_path: Path, lugar: str, mensaje: str) -> None:
    (tmp_path / "carpeta").mkdir()
    with pytest.raises(ErrorDeEntorno, match=mensaje):
        escribir_libro(tmp_path / lugar, [hoja_de([])])
    assert [r.name for r in tmp_path.iterdir()] == ["carpeta"]


def test_si_quien_da_las_filas_falla_no_queda_nada(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporales = tmp_path / "temporales"
    temporales.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporales))

    def filas() -> Iterator[list[Celda]]:
        yield ["a", 1, None]
        raise ErrorDeNegocio("cancelado")

    with pytest.raises(ErrorDeNegocio, match="cancelado"):
        escribir_libro(tmp_path / "l.xlsx", [hoja_de([]), HojaDeSalida("Otra", COLUMNAS, filas())])
    assert [r.name for r in tmp_path.iterdir()] == ["temporales"]
    assert list(temporales.iterdir()) == []


def test_un_texto_largo_cabe_a_la_vista(tmp_path: Path) -> None:
    hoja = activa(escribir_y_abrir(tmp_path / "l.xlsx", hoja_de([["corto", 1, None], ["largo " * 20, 2, None]])))
    assert hoja.row_dimensions[2].height is None
    alto = hoja.row_dimensions[3].height
    assert alto is not None and 100 < alto <= 409


def test_la_memoria_no_crece_con_las_filas(tmp_path: Path) -> None:
    """An object per row anywhere, a height or a cell that openpyxl keeps, would be megabytes here."""

    def maximo(cuantas: int) -> int:
        filas: Iterator[list[Celda]] = ([f"texto largo {n} " * 9, n, date(2017, 7, 18)] for n in range(cuantas))
        tracemalloc.start()
        try:
            escribir_libro(tmp_path / "l.xlsx", [HojaDeSalida("Hoja", COLUMNAS, filas)])
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    maximo(2_000)  # imports, and what the libraries keep once
    assert maximo(12_000) - maximo(2_000) < 400_000
