import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.sincronizacion import apertura_libro
from enlace_app.sincronizacion.formato import leer_formato
from enlace_app.sincronizacion.lectura_libro import LibroLeido, leer_libro

FORMATO = leer_formato(Path(__file__).parents[2] / "recursos" / "formato_paquete.csv")


def libro_de(ruta: Path, hoja: str, *filas: Sequence[object]) -> Path:
    libro = openpyxl.Workbook()
    activa = libro.worksheets[0]
    activa.title = hoja
    for fila in filas:
        activa.append(list(fila))
    libro.save(ruta)
    return ruta


def leer(ruta: Path) -> LibroLeido:
    return leer_libro(ruta, FORMATO)


@pytest.fixture
def ruta(tmp_path: Path) -> Path:
    return tmp_path / "captura.xlsx"


def reempacar(ruta: Path, cambio: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> None:
    with zipfile.ZipFile(ruta) as origen:
        partes = {n: cambio(n, origen.read(n)) for n in origen.namelist()} | (extra or {})
    with zipfile.ZipFile(ruta, "w", zipfile.ZIP_DEFLATED) as destino:
        for nombre, contenido in partes.items():
            destino.writestr(nombre, contenido)


def con_texto_compartido(ruta: Path, xml: str) -> None:
    """Put a text in the table of shared texts, where Excel and LibreOffice store every text."""
    espacio = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    tabla = f'<sst xmlns="{espacio}"><si><t>fecha</t></si><si>{xml}</si></sst>'
    registro = (
        b'<Override PartName="/xl/sharedStrings.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    celda = b'<c r="B2" t="inlineStr"><is><t>compartido</t></is></c>'

    def cambiar(nombre: str, contenido: bytes) -> bytes:
        if nombre == "[Content_Types].xml":
            return contenido.replace(b"</Types>", registro)
        if nombre.endswith("sheet1.xml"):
            assert celda in contenido
            return contenido.replace(celda, b'<c r="B2" t="s"><v>1</v></c>')
        return contenido

    libro_de(ruta, "Reuniones", ["tipo", "fecha"], ["taller", "compartido"])
    reempacar(ruta, cambiar, {"xl/sharedStrings.xml": tabla.encode()})


@pytest.mark.parametrize(
    ("xml", "esperado"),
    [
        ("<t>julio 2017</t>", "julio 2017"),
        ("<r><t>julio </t></r><r><rPr><b/></rPr><t>2017</t></r>", "julio 2017"),
        ("<t>julio_x000D_\n2017</t>", "julio\n2017"),
        ("<t>_x005F_x000D_</t>", None),
        ("<t>_x005F_x005F_</t>", None),
        ("<t>dox005F_</t>", None),
        ("<t></t>", None),
    ],
)
def test_los_textos_compartidos_no_pierden_nada(ruta: Path, xml: str, esperado: str | None) -> None:
    """openpyxl's own table of texts drops `x005F_` in silence; here it is refused."""
    con_texto_compartido(ruta, xml)
    leido = leer(ruta)
    assert leido.filas("Reuniones")[0].valores["fecha"] == esperado
    assert bool(leido.rechazadas("Reuniones")) == ("x005F_" in xml)


def test_un_texto_compartido_que_no_existe_es_dano(ruta: Path) -> None:
    con_texto_compartido(ruta, "<t>x</t>")
    reempacar(ruta, lambda n, c: c.replace(b"<v>1</v>", b"<v>7</v>") if "sheet1" in n else c)
    with pytest.raises(ErrorDeNegocio, match="dañado"):
        leer(ruta)


def valido(ruta: Path) -> Path:
    return libro_de(ruta, "Reuniones", ["tipo", "fecha"], ["taller", "2017-07-18"])


@pytest.mark.parametrize(
    ("contenido", "consejo"),
    [
        (b"", "0 bytes"),
        (b"hola, soy texto", "no es un libro de Excel"),
        (b"%PDF-1.7", "no es un libro de Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"\.xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "contraseña"),
        (b"PK\x03\x04" + bytes(50), "dañado"),
    ],
)
def test_lo_que_no_es_un_libro_dice_que_hacer(ruta: Path, contenido: bytes, consejo: str) -> None:
    ruta.write_bytes(contenido)
    with pytest.raises(ErrorDeNegocio, match=consejo):
        leer(ruta)


def test_un_archivo_que_no_existe_es_del_entorno(tmp_path: Path) -> None:
    with pytest.raises(ErrorDeEntorno, match="No existe"):
        leer(tmp_path / "nada.xlsx")
    with pytest.raises(ErrorDeEntorno, match="No se puede leer"):
        leer(tmp_path)


@pytest.mark.parametrize(
    ("extra", "consejo"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, r"\.ods"),
        ({"xl/vbaProject.bin": b"x"}, "sin macros"),
        ({"xl/workbook.bin": b"x"}, "formato binario"),
    ],
)
def test_otros_formatos_se_nombran(ruta: Path, extra: dict[str, bytes], consejo: str) -> None:
    reempacar(valido(ruta), lambda _n, c: c, extra)
    with pytest.raises(ErrorDeNegocio, match=consejo):
        leer(ruta)


@pytest.mark.parametrize(
    "parte", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"]
)
def test_un_dtd_se_rechaza_en_cualquier_parte(ruta: Path, parte: str) -> None:
    trampa = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'

    def con_trampa(nombre: str, contenido: bytes) -> bytes:
        return trampa + contenido.split(b"?>", 1)[-1] if nombre == parte else contenido

    con_texto_compartido(ruta, "<t>2017</t>")
    assert leer(ruta).filas("Reuniones")
    reempacar(ruta, con_trampa)
    with pytest.raises(ErrorDeNegocio, match="instrucciones"):
        leer(ruta)


def test_una_bomba_se_rechaza_por_su_directorio(ruta: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apertura_libro, "MAXIMO_DESCOMPRIMIDO", 2**20)
    reempacar(valido(ruta), lambda _n, c: c, {"xl/media/x.bin": bytes(2**21)})
    assert ruta.stat().st_size < 2**16
    with pytest.raises(ErrorDeNegocio, match="crece demasiado"):
        leer(ruta)


def test_partes_repetidas_se_rechazan(ruta: Path) -> None:
    valido(ruta)
    with zipfile.ZipFile(ruta, "a") as comprimido, pytest.warns(UserWarning, match="Duplicate"):
        comprimido.writestr("xl/worksheets/sheet1.xml", b"<worksheet/>")
    with pytest.raises(ErrorDeNegocio, match="dañado"):
        leer(ruta)


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(0, 255), st.booleans())
def test_un_libro_danado_nunca_es_un_error_del_programa(
    tmp_path_factory: pytest.TempPathFactory, lugar: int, byte: int, cortar: bool
) -> None:
    ruta = tmp_path_factory.getbasetemp() / "danado.xlsx"
    datos = bytearray(valido(ruta).read_bytes())
    lugar %= len(datos)
    datos[lugar] = byte
    ruta.write_bytes(datos[:lugar] if cortar else datos)
    try:
        leer(ruta)
    except ErrorDeNegocio as error:
        assert "danado.xlsx" in str(error)


@settings(max_examples=60)
@given(st.sampled_from(["sheet1", "workbook.xml", "sharedStrings", "styles", "Content_Types", ".rels"]), st.data())
def test_un_xml_alterado_nunca_es_un_error_del_programa(
    tmp_path_factory: pytest.TempPathFactory, parte: str, datos: st.DataObject
) -> None:
    ruta = tmp_path_factory.getbasetemp() / "alterado.xlsx"

    def alterar(nombre: str, contenido: bytes) -> bytes:
        if parte not in nombre:
            return contenido
        lugar = datos.draw(st.integers(0, len(contenido) - 1))
        return (
            contenido[:lugar]
            + datos.draw(st.sampled_from([b"", b"9", b"x", b"-", b"<", b"e"]))
            + contenido[lugar + 1 :]
        )

    reempacar(valido(ruta), alterar)
    try:
        leer(ruta)
    except ErrorDeNegocio as error:
        assert "alterado.xlsx" in str(error)
