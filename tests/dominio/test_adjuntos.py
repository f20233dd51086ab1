"""Names and kinds of files from outside: harmless whatever they are, and still recognisable."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.adjuntos import (
    es_de_oficina,
    extension,
    nombre_imprimible,
    nombre_seguro,
    puede_abrirse,
)
from enlace_app.dominio.textos import Alfabeto

RAROS = [
    "..", "/", "\\", ":", "C:", "CON", "nul", "COM1", "LPT¹", ".", " ", "\u202e", "\u200b", "\u200f", "\ufeff", "\x00",
    "\n", "\x9f", "e\u0301", "\u0301", "ñ", "?", "*", "|", "<", ">", '"', "~", "\udc80", "\ue000", "\u3164", "\ufe0f",
    "📷", ".pdf", ".exe", "$DATA", "_x000D_", "a" * 300, "á" * 200, "\u2028", "\xa0",
]  # fmt: skip
nombres = st.one_of(st.text(), st.lists(st.sampled_from(RAROS) | st.text(max_size=3), max_size=12).map("".join))


@given(nombres)
def test_ningun_nombre_hace_dano(nombre: str) -> None:
    seguro = nombre_seguro(nombre)
    assert seguro
    assert seguro.encode()  # no half of a character is left
    assert len(seguro.encode()) <= 150
    assert seguro not in {".", ".."}
    assert not set(seguro) & set('<>:"/\\|?*')
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} for c in seguro)
    assert seguro[-1] not in ". "
    assert seguro[0] not in ". "
    raiz = seguro.split(".")[0].strip().upper()
    assert raiz not in {
        "CON",
        "PRN",
        "AUX",
        "NUL",
        "CONIN$",
        "CONOUT$",
        *(f"{p}{n}" for p in ("COM", "LPT") for n in "0123456789¹²³"),
    }
    assert unicodedata.is_normalized("NFC", seguro)


@given(nombres)
def test_dos_veces_es_como_una(nombre: str) -> None:
    una = nombre_seguro(nombre)
    assert nombre_seguro(una) == una


@given(nombres)
def test_lo_que_se_guarda_se_puede_imprimir(nombre: str) -> None:
    alfabeto = Alfabeto.de_lineas(["0020-007E", "00A0-017F"])
    imprimible = nombre_imprimible(nombre, alfabeto)
    assert alfabeto.limpiar("Nombre", imprimible) == imprimible
    assert nombre_seguro(imprimible) == imprimible
    assert nombre_imprimible(imprimible, alfabeto) == imprimible


@given(
    st.from_regex(r"[A-Za-zÁÉÍÓÚáéíóúñÑ0-9][A-Za-zÁÉÍÓÚáéíóúñÑ0-9 ()_,-]{0,40}[A-Za-z0-9)]\.[a-z]{3,4}", fullmatch=True)
)
def test_un_nombre_comun_se_queda_como_es(nombre: str) -> None:
    esperado = " ".join(nombre.split())
    if esperado.split(".")[0].strip().lower()[:3] in {"con", "prn", "aux", "nul", "com", "lpt"}:
        return
    assert nombre_seguro(nombre) == esperado


@pytest.mark.parametrize(
    ("nombre", "seguro"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\system32\\calc.exe", "calc.exe"),
        ("C:plano.pdf", "C_plano.pdf"),
        ("..", "archivo"),
        ("", "archivo"),
        (" . ", "archivo"),
        ("carpeta/", "carpeta"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("Aux .pdf", "_Aux .pdf"),
        ("COM¹.pdf", "_COM¹.pdf"),
        ("CONTRATO.pdf", "CONTRATO.pdf"),
        ("informe.pdf:oculto.exe", "informe.pdf_oculto.exe"),
        ("plano.pdf. . ", "plano.pdf"),
        ("informe\u202efdp.exe", "informefdp.exe"),
        ("in\u200bforme\ufeff.pdf", "informe.pdf"),
        ("a\x00b\nc.pdf", "ab c.pdf"),
        ("relacio\u0301n.pdf", "relación.pdf"),
        ("relacio\u200b\u0301n.pdf", "relación.pdf"),
        (".htaccess", "htaccess"),
        ("foto  de\u00a0ayer.jpg", "foto de ayer.jpg"),
        ("mal\udce1.pdf", "mal_.pdf"),
    ],
)
def test_de_lo_hostil_queda_lo_que_se_reconoce(nombre: str, seguro: str) -> None:
    assert nombre_seguro(nombre) == seguro


def test_un_nombre_largo_conserva_su_extension_y_no_parte_letras() -> None:
    seguro = nombre_seguro("á" * 300 + ".pdf")
    assert seguro.endswith("á.pdf")
    assert 148 <= len(seguro.encode()) <= 150
    assert extension(seguro) == "pdf"
    assert len(nombre_seguro("x." + "y" * 300)) == 150


def test_lo_que_no_se_imprime_se_sustituye_en_vez_de_rechazarse() -> None:
    alfabeto = Alfabeto.de_lineas(["0020-007E", "00A0-017F"])
    assert nombre_imprimible("漢.pdf", alfabeto) == "_.pdf"
    assert nombre_imprimible("📷 visita.jpg", alfabeto) == "_ visita.jpg"
    assert nombre_imprimible("foto_x000D_.jpg", alfabeto) == "foto_-000D_.jpg"


PDF, PNG, ZIP = b"%PDF-1.4\n", b"\x89PNG\r\n\x1a\n....", b"PK\x03\x04\x14\x00"
ODT = ZIP + b"\x00" * 20 + b"mimetypeapplication/vnd.oasis.opendocument.textPK"
DOCX = ("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("nombre", "cabeza", "partes"),
    [
        ("plano.PDF", PDF, ()),
        ("foto.jpeg", b"\xff\xd8\xff\xe0..JFIF", ()),
        ("foto.png", PNG, ()),
        ("hoja.tiff", b"II*\x00\x08", ()),
        ("nota.txt", "Se entregó.\r\n\tTodo.".encode(), ()),
        ("nota.txt", "Se entregó".encode("cp1252"), ()),
        ("nota.txt", "Se entregó".encode("utf-16"), ()),
        ("lista.csv", b"\xef\xbb\xbfa;b\n1;2\n", ()),
        ("vacia.csv", b"", ()),
        ("oficio.docx", ZIP, DOCX),
        ("oficio.odt", ODT, ("mimetype", "content.xml")),
        ("tabla.xlsx", ZIP, ("xl/workbook.xml", "xl/embeddings/Microsoft_Excel_Sheet1.xlsx")),
    ],
)
def test_lo_de_siempre_se_abre(nombre: str, cabeza: bytes, partes: tuple[str, ...]) -> None:
    permiso = puede_abrirse(nombre, cabeza, partes)
    assert permiso.permitida
    assert permiso.motivo is None


PELIGROSOS = [
    "exe", "bat", "cmd", "com", "js", "jse", "vbs", "vbe", "wsf", "ps1", "lnk", "url", "html", "htm", "mht", "svg",
    "docm", "xlsm", "xlsb", "pptm", "dotm", "xltm", "doc", "xls", "rtf", "zip", "rar", "7z", "iso", "desktop", "sh",
    "jar", "msi", "scr", "hta", "cpl", "reg", "chm", "py", "appref-ms", "settingcontent-ms", "pdf.exe", "pdf:x.exe",
    "exe. ", "\u202efdp.exe",
]  # fmt: skip


@pytest.mark.parametrize("nombre", ["factura", *(f"factura.{final}" for final in PELIGROSOS)])
def test_lo_demas_solo_se_guarda_diga_lo_que_diga_su_contenido(nombre: str) -> None:
    for cabeza in (PDF, PNG, b"texto llano", b"MZ\x90\x00", b""):
        permiso = puede_abrirse(nombre, cabeza, DOCX)
        assert not permiso.permitida
        assert "guardar una copia" in (permiso.motivo or "")


@pytest.mark.parametrize(
    ("nombre", "cabeza", "partes"),
    [
        ("plano.pdf", b"MZ\x90\x00", ()),
        ("plano.pdf", b"", ()),
        ("plano.pdf", b"\n%PDF-1.4", ()),
        ("foto.jpg", PNG, ()),
        ("nota.txt", b"MZ\x90\x00\x03", ()),
        ("nota.txt", b"#!/bin/sh\nrm", ()),
        ("nota.txt", b"\x00\x01\x02", ()),
        ("nota.txt", b"  <html><script>", ()),
        ("nota.csv", b"ID;PWXL;N;E\n", ()),
        ("nota.csv", b"{\\rtf1", ()),
        ("oficio.docx", PDF, DOCX),
        ("oficio.docx", ZIP, ()),
        ("oficio.docx", ZIP, ("xl/workbook.xml",)),
        ("oficio.docx", b"\xd0\xcf\x11\xe0", DOCX),
        ("oficio.ods", ODT, ("content.xml",)),
    ],
)
def test_lo_que_se_contradice_no_se_abre(nombre: str, cabeza: bytes, partes: tuple[str, ...]) -> None:
    permiso = puede_abrirse(nombre, cabeza, partes)
    assert not permiso.permitida
    assert "El contenido no es" in (permiso.motivo or "")


@pytest.mark.parametrize(
    "parte",
    ["word/vbaProject.bin", "WORD/VBAPROJECT.BIN", "xl/macrosheets/sheet1.xml", "word/activeX/activeX1.xml",
     "word/embeddings/oleObject1.bin", "word/vbaData.xml"],
)  # fmt: skip
def test_las_macros_no_se_abren_aunque_el_nombre_las_calle(parte: str) -> None:
    permiso = puede_abrirse("oficio.docx", ZIP, (*DOCX, parte))
    assert not permiso.permitida
    assert "macros" in (permiso.motivo or "")


@pytest.mark.parametrize("parte", ["Basic/Standard/Module1.xml", "Scripts/python/x.py", "Object 1"])
def test_ni_las_de_libreoffice(parte: str) -> None:
    assert not puede_abrirse("oficio.odt", ODT, ("content.xml", parte)).permitida


def test_de_que_archivos_hay_que_ver_las_partes() -> None:
    assert es_de_oficina("Oficio.DOCX")
    assert not es_de_oficina("oficio.pdf")
    assert not es_de_oficina("oficio.zip")


@given(nombres, st.binary(max_size=60))
def test_ningun_archivo_tumba_la_revision(nombre: str, cabeza: bytes) -> None:
    permiso = puede_abrirse(nombre, cabeza)
    assert permiso.permitida is (permiso.motivo is None)
    assert permiso == puede_abrirse(nombre_seguro(nombre), cabeza)
