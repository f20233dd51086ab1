"""Published files that went wrong: what Excel does to them, what is damaged, and anything at all."""

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enlace_app.errores import ErrorDeNegocio
from enlace_app.sincronizacion.lectura_csv import NO_SE_IMPORTAN, LecturaCsv, leer_archivo, leer_carpeta

EJEMPLO = Path(__file__).parents[3] / "recursos" / "ejemplo"
ARCHIVOS = sorted(ruta.name for ruta in EJEMPLO.glob("*.csv"))


@pytest.fixture(scope="module")
def ejemplo() -> LecturaCsv:
    return leer_carpeta(EJEMPLO)


def _tabla(nombre: str) -> list[list[str]]:
    with (EJEMPLO / nombre).open(encoding="utf-8", newline="") as archivo:
        return list(csv.reader(archivo))


def _escribir(carpeta: Path, nombre: str, filas: list[list[str]], *, separador: str = ",") -> Path:
    salida = io.StringIO(newline="")
    csv.writer(salida, delimiter=separador, lineterminator="\r\n").writerows(filas)
    ruta = carpeta / nombre
    ruta.write_bytes(salida.getvalue().encode())
    return ruta


def _cambiar(carpeta: Path, nombre: str, fila: int, /, **celdas: str) -> Path:
    """Copy a file of the example with some cells changed; `fila` as Excel counts it."""
    filas = _tabla(nombre)
    for columna, valor in celdas.items():
        filas[fila - 1][filas[0].index(columna)] = valor
    return _escribir(carpeta, nombre, filas)


@pytest.mark.parametrize("codificacion", ["latin-1", "cp1252"])
def test_un_csv_que_no_es_utf8_no_se_lee_y_dice_como_guardarlo(tmp_path: Path, codificacion: str) -> None:
    texto = (EJEMPLO / "acuerdos.csv").read_text(encoding="utf-8")
    (tmp_path / "acuerdos.csv").write_bytes(texto.encode(codificacion))
    lectura = leer_archivo(tmp_path / "acuerdos.csv")
    assert not lectura.filas
    (problema,) = lectura.problemas
    assert problema.grave
    assert "CSV UTF-8" in problema.motivo
    assert "línea 2." in problema.motivo


def test_utf16_de_excel_se_nombra(tmp_path: Path) -> None:
    (tmp_path / "acuerdos.csv").write_bytes("id\tx\r\n".encode("utf-16"))
    (problema,) = leer_archivo(tmp_path / "acuerdos.csv").problemas
    assert "UTF-16" in problema.motivo


@pytest.mark.parametrize("nombre", sorted(set(ARCHIVOS) - NO_SE_IMPORTAN))
@pytest.mark.parametrize("separador", [";", "\t"])
def test_excel_en_espanol_con_bom_y_otro_separador_da_lo_mismo(tmp_path: Path, nombre: str, separador: str) -> None:
    ruta = _escribir(tmp_path, nombre, _tabla(nombre), separador=separador)
    ruta.write_bytes(b"\xef\xbb\xbf" + ruta.read_bytes())
    shutil.copy(EJEMPLO / "reuniones.csv", tmp_path) if nombre != "reuniones.csv" else None
    lectura = leer_archivo(ruta)
    assert lectura.filas == leer_archivo(EJEMPLO / nombre).filas
    assert not lectura.problemas


@pytest.mark.parametrize("nombre", ["reuniones.csv", "organizaciones.csv", "personas_roles.csv", "municipios.csv"])
def test_el_orden_de_las_columnas_no_importa(tmp_path: Path, nombre: str) -> None:
    shutil.copy(EJEMPLO / "reuniones.csv", tmp_path)
    ruta = _escribir(tmp_path, nombre, [fila[::-1] for fila in _tabla(nombre)])
    assert leer_archivo(ruta).filas == leer_archivo(EJEMPLO / nombre).filas


def test_faltan_columnas(tmp_path: Path) -> None:
    ruta = _escribir(tmp_path, "acuerdos.csv", [fila[:-2] for fila in _tabla("acuerdos.csv")])
    lectura = leer_archivo(ruta)
    assert not lectura.filas
    (problema,) = lectura.problemas
    assert problema.grave
    assert "fecha_resultado, fuente" in problema.motivo


def test_una_columna_desconocida_se_avisa_y_lo_demas_se_lee(tmp_path: Path, ejemplo: LecturaCsv) -> None:
    filas = [[*fila, "x"] for fila in _tabla("acuerdos.csv")]
    filas[0][-1] = "Color"
    lectura = leer_archivo(_escribir(tmp_path, "acuerdos.csv", filas))
    assert lectura.de("Acuerdos") == ejemplo.de("Acuerdos")
    (problema,) = lectura.problemas
    assert not problema.grave
    assert "color" in problema.motivo


def test_una_columna_repetida_no_se_adivina(tmp_path: Path) -> None:
    lectura = leer_archivo(_escribir(tmp_path, "acuerdos.csv", [[*fila, fila[0]] for fila in _tabla("acuerdos.csv")]))
    assert not lectura.filas
    assert "id" in lectura.graves[0].motivo


def test_las_columnas_sin_nombre_que_deja_excel_no_estorban(tmp_path: Path, ejemplo: LecturaCsv) -> None:
    ruta = _escribir(tmp_path, "acuerdos.csv", [[*fila, "", ""] for fila in _tabla("acuerdos.csv")])
    lectura = leer_archivo(ruta)
    assert lectura.de("Acuerdos") == ejemplo.de("Acuerdos")
    assert not lectura.problemas


def test_una_fila_con_otro_numero_de_celdas_se_rechaza_con_su_fila(tmp_path: Path) -> None:
    filas = _tabla("acuerdos.csv")
    filas[4] = filas[4][:-1]
    lectura = leer_archivo(_escribir(tmp_path, "acuerdos.csv", filas))
    assert [(p.fila, p.grave) for p in lectura.problemas] == [(5, True)]
    assert {fila.ref for fila in lectura.de("Acuerdos")} == {fila[0] for fila in filas[1:]} - {filas[4][0]}


@pytest.mark.parametrize(("nombre", "columna"), [("acuerdos.csv", "id"), ("organizaciones.csv", "nombre")])
def test_una_clave_repetida_o_vacia_se_rechaza(tmp_path: Path, nombre: str, columna: str) -> None:
    clave = _tabla(nombre)[1][0]
    repetida = leer_archivo(_cambiar(tmp_path, nombre, 6, **{columna: clave}))
    assert [(p.fila, p.columna) for p in repetida.graves] == [(6, columna)]
    assert "fila 2" in repetida.graves[0].motivo
    vacia = leer_archivo(_cambiar(tmp_path, nombre, 6, **{columna: " "}))
    assert [(p.fila, p.columna) for p in vacia.graves] == [(6, columna)]


def test_las_filas_se_cuentan_como_en_excel(tmp_path: Path) -> None:
    """A line break inside a cell does not begin a row; a blank row counts."""
    filas = _tabla("acuerdos.csv")[:4]
    filas[1][filas[0].index("parafrasis")] = "Primera línea\r\nsegunda\tlínea"
    filas.insert(2, [""] * len(filas[0]))
    lectura = leer_archivo(_escribir(tmp_path, "acuerdos.csv", filas))
    assert [fila.numero for fila in lectura.de("Acuerdos")] == [2, 4, 5]
    assert lectura.de("Acuerdos")[0].valores["texto"] == "Primera línea\nsegunda línea"
    assert not lectura.problemas


@pytest.mark.parametrize(
    ("cola", "motivo"),
    [
        (b'A900,"sin cierre,', "no se cierran"),
        (b'A900,"x"y,', "comillas"),
        (b"A900,\0,", "nulos"),
        (b"A900," + b"x" * 200_000, "caracteres"),
    ],
)
def test_un_archivo_danado_no_se_lee_a_medias(tmp_path: Path, cola: bytes, motivo: str) -> None:
    (tmp_path / "acuerdos.csv").write_bytes((EJEMPLO / "acuerdos.csv").read_bytes() + cola)
    lectura = leer_archivo(tmp_path / "acuerdos.csv")
    assert not lectura.filas
    (problema,) = lectura.problemas
    assert problema.grave
    assert motivo in problema.motivo


@pytest.mark.parametrize("contenido", [b"", b"\n\n", b"\xef\xbb\xbf", b" , ,\r\n"])
def test_un_archivo_vacio_se_dice(tmp_path: Path, contenido: bytes) -> None:
    (tmp_path / "acuerdos.csv").write_bytes(contenido)
    (problema,) = leer_archivo(tmp_path / "acuerdos.csv").problemas
    assert problema.grave
    assert "vacío" in problema.motivo


def test_una_clave_municipal_que_no_concuerda_se_rechaza(tmp_path: Path) -> None:
    lectura = leer_archivo(_cambiar(tmp_path, "municipios.csv", 3, cvegeo="05099"))
    assert [(p.fila, p.columna) for p in lectura.graves] == [(3, "cvegeo")]
    assert len(lectura.de("Municipios")) == 37


def test_municipios_guardados_por_excel_sin_ceros(tmp_path: Path, ejemplo: LecturaCsv) -> None:
    filas = _tabla("municipios.csv")
    sin_ceros = [[*(celda.lstrip("0") for celda in fila[:3]), *fila[3:]] for fila in filas[1:]]
    lectura = leer_archivo(_escribir(tmp_path, "municipios.csv", [filas[0], *sin_ceros]))
    assert lectura.de("Municipios") == ejemplo.de("Municipios")
    assert not lectura.graves


@pytest.mark.parametrize("nombre", ["personas_roles.csv", "acuerdos.csv"])
def test_fechas_como_las_deja_excel_dan_las_mismas_refs(tmp_path: Path, nombre: str) -> None:
    """Otherwise a file that somebody only opened and saved would bring everything a second time."""
    patron = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
    filas = [
        [patron.sub(r"\3/\2/\1", celda) if patron.fullmatch(celda) else celda for celda in fila]
        for fila in _tabla(nombre)
    ]
    reuniones = [[patron.sub(r"\3/\2/\1", celda) for celda in fila] for fila in _tabla("reuniones.csv")]
    _escribir(tmp_path, "reuniones.csv", reuniones)
    lectura, original = leer_archivo(_escribir(tmp_path, nombre, filas)), leer_archivo(EJEMPLO / nombre)
    assert [(f.hoja, f.ref) for f in lectura.filas] == [(f.hoja, f.ref) for f in original.filas]
    assert lectura.de("Nombramientos") == original.de("Nombramientos")
    assert lectura.de("Seguimiento") == original.de("Seguimiento")


def test_un_nombre_desconocido_solo_es_grave_si_se_pidio_ese_archivo(tmp_path: Path) -> None:
    (tmp_path / "notas.csv").write_text("a,b\n", encoding="utf-8")
    shutil.copy(EJEMPLO / "regiones.csv", tmp_path / "Regiones.CSV")
    assert leer_archivo(tmp_path / "notas.csv").graves
    lectura = leer_carpeta(tmp_path)
    assert not lectura.graves
    assert lectura.leidos == ("Regiones.CSV",)
    assert [p.archivo for p in lectura.problemas] == ["notas.csv"]


def test_sin_nada_que_leer_se_dice_que_se_esperaba(tmp_path: Path) -> None:
    with pytest.raises(ErrorDeNegocio, match=r"reuniones\.csv"):
        leer_carpeta(tmp_path)
    with pytest.raises(ErrorDeNegocio):
        leer_carpeta(tmp_path / "no_existe")
    with pytest.raises(ErrorDeNegocio):
        leer_archivo(tmp_path / "reuniones.csv")


CELDAS = st.text(alphabet=st.sampled_from('a1ñ;,"\n\r\t ()-ª«»/\x00\x1c\u2028'), max_size=12)


@given(nombre=st.sampled_from(ARCHIVOS), contenido=st.binary(max_size=300) | CELDAS.map(str.encode))
def test_cualquier_contenido_da_filas_o_problemas(
    tmp_path_factory: pytest.TempPathFactory, nombre: str, contenido: bytes
) -> None:
    ruta = tmp_path_factory.mktemp("b") / nombre
    ruta.write_bytes(contenido)
    lectura = leer_archivo(ruta)
    assert not lectura.filas
    assert lectura.problemas


@settings(max_examples=150)
@given(nombre=st.sampled_from(ARCHIVOS), datos=st.data())
def test_cualquier_celda_llega_entera_o_con_un_problema(
    tmp_path_factory: pytest.TempPathFactory, nombre: str, datos: st.DataObject
) -> None:
    """One row of a real file with arbitrary cells: what is read lost no row without a word."""
    encabezado = _tabla(nombre)[0]
    celdas = [datos.draw(CELDAS.filter(lambda t: "\0" not in t)) for _ in encabezado]
    ruta = _escribir(tmp_path_factory.mktemp("c"), nombre, [encabezado, celdas])
    lectura = leer_archivo(ruta)
    vacia = not any(celda.strip() for celda in celdas)
    assert vacia or lectura.filas or lectura.problemas
    assert all(fila.numero == 2 for fila in lectura.filas)
    assert all(valor != "" for fila in lectura.filas for valor in fila.valores.values())


@given(dano=st.integers(0, 2**16), byte=st.integers(0, 255), nombre=st.sampled_from(ARCHIVOS))
def test_un_byte_cambiado_nunca_tira_el_programa(
    tmp_path_factory: pytest.TempPathFactory, dano: int, byte: int, nombre: str
) -> None:
    contenido = bytearray((EJEMPLO / nombre).read_bytes())
    contenido[dano % len(contenido)] = byte
    ruta = tmp_path_factory.mktemp("d") / nombre
    ruta.write_bytes(contenido)
    lectura = leer_archivo(ruta)
    assert lectura.filas or lectura.problemas
