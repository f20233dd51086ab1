import hashlib
import random
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.excel.hojas import ColumnaDeSalida, HojaDeSalida
from enlace_app.salida.excel.libro import escribir_libro
from enlace_app.salida.excel.valores import motivo_de_texto
from enlace_app.sincronizacion.filas import Valor
from enlace_app.sincronizacion.formato import Hoja, TipoDeColumna, leer_formato
from enlace_app.sincronizacion.hojas_de_libro import hoja_de_libro
from enlace_app.sincronizacion.huella import huella_contenido, huella_hoja
from enlace_app.sincronizacion.lectura_libro import leer_libro
from tests.sincronizacion.libros_leidos import huellas_libro

FORMATO = leer_formato(Path(__file__).parents[2] / "recursos" / "formato_paquete.csv")
ACTAS = FORMATO.hoja("Actas")
Datos = dict[str, list[dict[str, Valor]]]

HOSTILES = [
    *("=CMD()", "+1", "-x", "@SUM(A1)", "05028", "0", "007", "1e5", "TRUE", "VERDADERO", "#N/A", "2017-07-18", "09:30"),
    *("18/07/2017", " espacios  dobles ", "   ", "\n", "dos\nrenglones\n", "Múzquiz—Kikapú «ñ»", "e\u0301 NFD"),
    *("\xa0nbsp\xa0", "a\u200bb", "\ufeffBOM", "línea\u2028párrafo\u2029", "\u202ederecha a izquierda", "שלום"),
    *(
        "😀👩\u200d👧",
        "<b>&amp;</b>",
        "'apóstrofo",
        '"comillas"',
        "&#10;",
        "12345678901234567890",
        "3.14",
        "50%",
        "{=1}",
    ),
    *("x" * 32_767, "😀" * 16_383),
]


def datos_al_azar(semilla: int, por_hoja: int) -> Datos:
    azar = random.Random(semilla)

    def texto() -> str:
        if azar.random() < 0.3:
            return azar.choice(HOSTILES)
        letras = [
            chr(azar.choice([azar.randrange(32, 0x250), azar.randrange(0x2000, 0x2C00), 0x1F600, 10])) for _ in range(9)
        ]
        limpio = "".join(letras)
        return limpio if motivo_de_texto(limpio) is None else "ilegal"

    def valor(tipo: TipoDeColumna) -> Valor:
        if azar.random() < 0.2:
            return None
        if tipo is TipoDeColumna.ENTERO:
            return azar.choice((0, 1, -5, 10**15 - 1, azar.randrange(10_000)))
        if tipo is TipoDeColumna.FECHA:
            fechas: list[Valor] = [date(1900, 3, 1), date(2017, 7, 18), date(9999, 12, 31), texto()]
            return azar.choice(fechas)
        return texto()

    def fila(hoja: Hoja) -> dict[str, Valor]:
        nuevo = str(UUID(int=azar.getrandbits(128), version=4))
        return {c.nombre: nuevo if c.identidad else valor(c.tipo) for c in hoja.columnas}

    datos: Datos = {hoja.nombre: [fila(hoja) for _ in range(por_hoja)] for hoja in FORMATO.hojas}
    datos["Bitacora"] = [
        {"sitio": "s", "epoca": 1 + n % 2, "secuencia": n, "accion": "cambio", "rev": n} for n in range(por_hoja)
    ]
    datos["Diccionario"] = [dict(fila) for fila in FORMATO.diccionario()]
    return datos


def escribir(ruta: Path, datos: Datos) -> None:
    escribir_libro(
        ruta, [hoja_de_libro(hoja.nombre, hoja.columnas, datos.get(hoja.nombre, [])) for hoja in FORMATO.hojas]
    )


def huellas(ruta: Path) -> dict[str, str]:
    libro = leer_libro(ruta, FORMATO)
    assert [str(p) for p in libro.problemas if p.grave] == []
    return huellas_libro(libro, FORMATO)


@pytest.fixture(scope="module")
def datos() -> Datos:
    return datos_al_azar(2017, 25)


@pytest.fixture(scope="module")
def esperadas(datos: Datos) -> dict[str, str]:
    return {hoja.nombre: huella_hoja(hoja, datos[hoja.nombre]) for hoja in FORMATO.hojas}


@pytest.fixture
def paquete(tmp_path: Path, datos: Datos) -> Path:
    ruta = tmp_path / "paquete.xlsx"
    escribir(ruta, datos)
    return ruta


def en_libreoffice(ruta: Path) -> Path:
    programa = shutil.which("soffice")
    if programa is None:
        pytest.skip("falta LibreOffice (soffice)")
    salida = ruta.parent / "reguardado"
    perfil = (ruta.parent / "perfil").as_uri()
    subprocess.run(
        [programa, f"-env:UserInstallation={perfil}", "--headless", "--convert-to", "xlsx", "--outdir", salida, ruta],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return salida / ruta.name


def test_las_lineas_son_las_del_formato() -> None:
    """The bytes are spelled out here: another program must arrive at the same ones."""
    filas: list[dict[str, Valor]] = [
        {"uuid": "b", "version": 2, "cerrada": "2017-07-18T10:00:00-05:00", "observacion": "no cuenta", "ref": "x"},
        {"uuid": "a", "reunion": 'ñ "😀"\n', "version": 1, "firmada": ""},
        {"observacion": "fila en blanco"},
    ]
    lineas = (
        '["Actas",["uuid","reunion","version","sha256","anterior_sha256","cerrada","firmada","pdf_sha256"]]\n'
        '["a","ñ \\"😀\\"\\n",1,null,null,null,null,null]\n'
        '["b",null,2,null,null,"2017-07-18T10:00:00-05:00",null,null]\n'
    )
    assert huella_hoja(ACTAS, filas) == hashlib.sha256(lineas.encode()).hexdigest()


def test_la_del_contenido_sigue_el_orden_de_las_hojas() -> None:
    assert huella_contenido(["ab", "cd"]) == hashlib.sha256(b"abcd").hexdigest()
    assert huella_contenido(["cd", "ab"]) != huella_contenido(["ab", "cd"])


def test_la_bitacora_se_ordena_por_numero() -> None:
    hoja = FORMATO.hoja("Bitacora")
    filas: list[dict[str, Valor]] = [{"sitio": "s", "epoca": 1, "secuencia": n, "uuid": "u"} for n in (10, 9)]
    lineas = (
        '["Bitacora",["instante","sitio","epoca","secuencia","accion","hoja","uuid","rev"]]\n'
        '[null,"s",1,9,null,null,"u",null]\n[null,"s",1,10,null,null,"u",null]\n'
    )
    assert huella_hoja(hoja, filas) == hashlib.sha256(lineas.encode()).hexdigest()


@given(st.permutations(range(6)))
def test_el_orden_de_las_filas_no_cuenta(orden: list[int]) -> None:
    filas: list[dict[str, Valor]] = [{"uuid": f"u{n}", "version": n} for n in range(6)]
    assert huella_hoja(ACTAS, [filas[n] for n in orden]) == huella_hoja(ACTAS, filas)


@given(
    st.sampled_from([c.nombre for c in FORMATO.hoja("Acuerdos").columnas_de_huella if not c.identidad]),
    st.one_of(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.integers(), st.dates()),
)
def test_cualquier_valor_cambiado_se_nota(columna: str, valor: Valor) -> None:
    hoja = FORMATO.hoja("Acuerdos")
    fila: dict[str, Valor] = {"uuid": "a", "texto": "x"}
    assert (huella_hoja(hoja, [{**fila, columna: valor}]) == huella_hoja(hoja, [fila])) == (
        str(valor) == str(fila.get(columna, ""))
    )


def test_un_valor_no_puede_pasar_a_la_columna_vecina() -> None:
    hoja = FORMATO.hoja("Acuerdos")
    assert huella_hoja(hoja, [{"uuid": "a", "folio": "x"}]) != huella_hoja(hoja, [{"uuid": "a", "folio_oficial": "x"}])


def test_una_fila_sin_identidad_es_un_error() -> None:
    with pytest.raises(ErrorDeNegocio, match=r"«Actas» tiene una fila sin uuid"):
        huella_hoja(ACTAS, [{"version": 1}])


def test_un_texto_que_no_es_unicode_es_un_error() -> None:
    with pytest.raises(ErrorDeNegocio, match="«Actas»"):
        huella_hoja(ACTAS, [{"uuid": "a", "reunion": "\ud800"}])


def test_lo_leido_da_la_misma_huella_que_lo_escrito(paquete: Path, esperadas: dict[str, str]) -> None:
    assert huellas(paquete) == esperadas


def test_sobrevive_a_libreoffice(paquete: Path, esperadas: dict[str, str]) -> None:
    assert huellas(en_libreoffice(paquete)) == esperadas


def abrir_como_texto(ruta: Path) -> openpyxl.Workbook:
    """Open a workbook for changes; openpyxl would turn every text that begins with «=» into a formula."""
    libro = openpyxl.load_workbook(ruta)
    for celda in (celda for hoja in libro.worksheets for fila in hoja.iter_rows() for celda in fila):
        if isinstance(celda.value, str):
            celda.data_type = "s"
    return libro


def _ordenar(hoja: Worksheet) -> None:
    filas = [[c.value for c in fila] for fila in hoja.iter_rows(min_row=2)]
    for numero, fila in enumerate(reversed(filas), start=2):
        for columna, valor in enumerate(fila, start=1):
            celda = hoja.cell(numero, columna)
            celda.value = valor
            if isinstance(valor, str):
                celda.data_type = "s"


def _columna_nueva(hoja: Worksheet) -> None:
    hoja.cell(1, hoja.max_column + 1, "revisado")
    hoja.cell(2, hoja.max_column, "visto")


def _observar(hoja: Worksheet) -> None:
    columna = next(c.column for c in hoja[1] if c.value == "observacion")
    hoja.cell(3, columna, "favor de precisar")


def _hoja_nueva(hoja: Worksheet) -> None:
    libro = hoja.parent
    assert libro is not None
    libro.create_sheet("Notas", 0)["A1"] = "algo"


def _fila_vacia(hoja: Worksheet) -> None:
    hoja.cell(hoja.max_row + 3, 4, "   ")


def _otro_formato_de_fecha(hoja: Worksheet) -> None:
    for fila in hoja.iter_rows(min_row=2):
        for celda in fila:
            if isinstance(celda.value, datetime):
                celda.number_format = "mmm yy"


CAMBIOS_INOCUOS = [_ordenar, _columna_nueva, _observar, _hoja_nueva, _fila_vacia, _otro_formato_de_fecha]


@pytest.mark.parametrize("cambio", CAMBIOS_INOCUOS)
def test_lo_que_un_funcionario_hace_al_leer_no_la_altera(
    paquete: Path, esperadas: dict[str, str], cambio: Callable[[Worksheet], None]
) -> None:
    libro = abrir_como_texto(paquete)
    cambio(libro["Acuerdos"])
    libro.save(paquete)
    assert huellas(paquete) == esperadas


def test_un_valor_cambiado_senala_su_hoja(paquete: Path, esperadas: dict[str, str]) -> None:
    libro = abrir_como_texto(paquete)
    hoja = libro["Documentos"]
    columna = next(c.column for c in hoja[1] if c.value == "descripcion")
    hoja.cell(4, columna, "otra descripción")
    libro.save(paquete)
    distintas = {nombre for nombre, huella in huellas(paquete).items() if huella != esperadas[nombre]}
    assert distintas == {"Documentos"}


def test_una_hoja_que_falta_cuenta_como_vacia(tmp_path: Path) -> None:
    ruta = tmp_path / "una.xlsx"
    escribir_libro(ruta, [HojaDeSalida("Actas", [ColumnaDeSalida("uuid")], [["a"]])])
    leidas = huellas(ruta)
    assert leidas["Actas"] == huella_hoja(ACTAS, [{"uuid": "a"}])
    assert leidas["Reuniones"] == huella_hoja(FORMATO.hoja("Reuniones"), [])
