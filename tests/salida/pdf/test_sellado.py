"""The seal: only what the validator approves, with exactly the source inside, and the same bytes every time."""

import hashlib
import subprocess
import tempfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import pdfa
from reportlab.pdfgen.canvas import Canvas

from enlace_app.dominio.actas import canonico, huella
from enlace_app.errores import ErrorDeEntorno
from enlace_app.salida.pdf.actas import Estampa, acta_en_pdf
from enlace_app.salida.pdf.fuentes import NORMAL, Fuentes
from enlace_app.salida.pdf.lienzo import Lienzo
from enlace_app.salida.pdf.plantilla import Plantilla
from enlace_app.salida.pdf.sellado import sellar
from tests.salida.pdf import muestra
from tests.salida.pdf.lectura_de_pdf import necesita_poppler

FECHA = datetime.fromisoformat("2021-08-16T17:40:00-05:00")


def _hoja(letra: str = NORMAL, *, con_transicion: bool = False) -> bytes:
    crudo, salida = BytesIO(), BytesIO()
    opciones: dict[str, Any] = {"invariant": 1, "initialFontName": letra}
    lienzo = Canvas(crudo, **opciones)
    lienzo.setFont(letra, 12)
    lienzo.drawString(72, 720, "Hoja de prueba")
    lienzo.save()
    with pikepdf.open(crudo) as documento:
        if not con_transicion:
            del documento.pages[0]["/Trans"]
        documento.save(salida)
    return salida.getvalue()


def _sellar(pdf: bytes, **otros: Any) -> bytes:
    valores: dict[str, Any] = {"fuente": b'{"a":1}', "titulo": "Prueba", "idioma": "es-MX", "fecha": FECHA}
    return sellar(pdf, **(valores | otros))


@pytest.mark.parametrize("etapa", ["para_firma", "firmada"])
@pytest.mark.parametrize("hacer", [muestra.acta_rica, muestra.acta_numerosa])
def test_el_validador_aprueba_el_acta(etapa: Any, hacer: Any, plantilla: Plantilla, fuentes: Fuentes) -> None:
    estampa = muestra.FIRMADA if etapa == "firmada" else muestra.PARA_FIRMA
    pdf = muestra.imprimir(hacer(), estampa, plantilla, fuentes)
    assert pdfa.validate_written(BytesIO(pdf), "3b").findings == []


@pytest.mark.parametrize(
    ("hoja", "defecto"),
    [({"letra": "Helvetica"}, "embedded"), ({"con_transicion": True}, "Trans")],
    ids=["letra_sin_incrustar", "con_transicion"],
)
def test_lo_que_no_pasa_no_se_sella_y_se_dice_que_fallo(hoja: dict[str, Any], defecto: str, fuentes: Fuentes) -> None:
    with pytest.raises(ErrorDeEntorno, match=defecto):
        _sellar(_hoja(**hoja))
    assert _sellar(_hoja())


def test_un_acta_que_no_pasa_no_sale(plantilla: Plantilla, fuentes: Fuentes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Lienzo, "_quitar_transiciones", lambda self: None)
    with pytest.raises(ErrorDeEntorno, match="Trans"):
        muestra.imprimir(muestra.acta_rica(), muestra.PARA_FIRMA, plantilla, fuentes)


@necesita_poppler
def test_el_contenido_va_adjunto_byte_por_byte(plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path) -> None:
    contenido = muestra.acta_rica()
    sha256 = huella(contenido)
    ruta, salida = tmp_path / "acta.pdf", tmp_path / "acta.json"
    ruta.write_bytes(acta_en_pdf(contenido, Estampa("para_firma", sha256), plantilla, fuentes))
    subprocess.run(["pdfdetach", "-savefile", "acta.json", "-o", salida, ruta], check=True, capture_output=True)
    assert salida.read_bytes() == canonico(contenido)
    assert hashlib.sha256(salida.read_bytes()).hexdigest() == sha256
    with pikepdf.open(ruta) as documento:
        (ficha,) = documento.Root.AF
        assert ficha.AFRelationship == pikepdf.Name.Source
        assert sha256 in str(ficha.Desc)
        assert f"acta.toml: {hashlib.sha256(plantilla.ruta.read_bytes()).hexdigest()}" in str(ficha.Desc)
        assert ficha.EF.F.Subtype == pikepdf.Name("/application/json")
        assert {str(ficha.EF.F.Params[f"/{clave}"]) for clave in ("CreationDate", "ModDate")} == {
            "D:20210816174000-05'00"
        }


@pytest.mark.parametrize("fuente", [b"", b"\x00\xff\r\n", b'{"a":"\xc3\xb1"}\n'])
def test_la_fuente_sale_como_entro(fuente: bytes, fuentes: Fuentes) -> None:
    with pikepdf.open(BytesIO(_sellar(_hoja(), fuente=fuente))) as documento:
        assert documento.attachments["acta.json"].get_file().read_bytes() == fuente


def test_un_documento_sin_fuente_no_lleva_adjuntos(fuentes: Fuentes) -> None:
    with pikepdf.open(BytesIO(_sellar(_hoja(), fuente=None))) as documento:
        assert len(documento.attachments) == 0
        assert "/AF" not in documento.Root


def test_los_bytes_dependen_solo_de_lo_que_se_da(fuentes: Fuentes) -> None:
    hoja = _hoja()
    pdf = _sellar(hoja)
    assert _sellar(hoja) == pdf
    assert _sellar(hoja, validar=False) == pdf
    otra = datetime.fromisoformat("2021-08-16T17:40:01-05:00")
    assert len({pdf, _sellar(hoja, fecha=otra), _sellar(hoja, fuente=b"{}"), _sellar(hoja, titulo="Otra")}) == 4


def test_al_sellar_no_queda_nada_en_un_archivo_de_paso(fuentes: Fuentes, monkeypatch: pytest.MonkeyPatch) -> None:
    """The data lie encrypted: a temporary file would hold them in the clear."""

    def ninguno(*_: Any, **__: Any) -> None:
        raise AssertionError("temporary file")

    for nombre in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, nombre, ninguno)
    assert _sellar(_hoja())
