"""Any template through the engine of the acta."""

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import pdfa

from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.pdf.documentos import documento_en_pdf
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.lectura import leer_plantilla
from enlace_app.salida.pdf.plantilla import Plantilla
from tests.salida.pdf import muestra
from tests.salida.pdf.lectura_de_pdf import dentro, estructura, hojas, necesita_poppler

BLOQUES = """
[[bloque]]
clave = "cuerpo"
titulo = "Se convoca"
[[bloque.parte]]
tipo = "texto"
texto = '<p>A la reunión {{ clave }}.</p>{% for p in puntos %}<p estilo="punto">{{ p }}</p>{% endfor %}'
"""


@pytest.fixture
def otra(tmp_path: Path) -> Plantilla:
    """The acta's page with furniture and blocks of a document that has neither folio nor hash."""
    acta = muestra.RUTA_DE_PLANTILLA.read_text(encoding="utf-8")
    cabeza = acta[: acta.index("[[bloque]]")]
    for llave, dicho in {
        "titulo": "Convocatoria {{ clave }}",
        "encabezado": "Convocatoria",
        "pie": "Emitida",
        "pie_derecho": "",
        "aviso": "{% if ejemplo %}EJEMPLO{% endif %}",
        "marca_de_agua": "",
        "franja": "",
    }.items():
        # No backslash in `dicho`, which the replacement would read as an escape.
        cabeza = re.sub(rf'^{llave} = (?:"""[\s\S]*?"""|".*")$', f'{llave} = "{dicho}"', cabeza, flags=re.MULTILINE)
    ruta = tmp_path / "convocatoria.toml"
    ruta.write_text(cabeza + BLOQUES, encoding="utf-8")
    return leer_plantilla(ruta)


def _contenido(**otros: Any) -> dict[str, Any]:
    base = {"clave": "C-7", "puntos": ["Uno.", "Dos."], "ejemplo": False, "emitida": "2021-08-01T09:00:00-06:00"}
    return base | otros


@necesita_poppler
def test_se_imprime_sellado_con_la_fecha_en_que_se_emitio(otra: Plantilla, fuentes: Fuentes, tmp_path: Path) -> None:
    pdf = documento_en_pdf(_contenido(), otra, fuentes)
    assert documento_en_pdf(_contenido(), otra, fuentes) == pdf
    assert "SeconvocaAlareuniónC-7.Uno.Dos." in hojas(pdf, tmp_path)[0]
    assert pdfa.validate_written(BytesIO(pdf), "3b").passed
    with pikepdf.open(BytesIO(pdf)) as documento, documento.open_metadata() as metadatos:
        assert metadatos["dc:title"] == "Convocatoria C-7"
        assert datetime.fromisoformat(metadatos["xmp:CreateDate"]) == datetime.fromisoformat(_contenido()["emitida"])
        assert len(documento.attachments) == 0


def test_con_fuente_la_lleva_adjunta(otra: Plantilla, fuentes: Fuentes) -> None:
    with pikepdf.open(BytesIO(documento_en_pdf(_contenido(), otra, fuentes, fuente=b"{}"))) as documento:
        assert documento.attachments["acta.json"].get_file().read_bytes() == b"{}"


def test_un_ejemplo_lo_dice_en_cada_hoja(otra: Plantilla, fuentes: Fuentes, tmp_path: Path) -> None:
    assert documento_en_pdf(_contenido(ejemplo=True), otra, fuentes)
    sin_aviso = tmp_path / "sin_aviso.toml"
    sin_aviso.write_text(otra.ruta.read_text(encoding="utf-8").replace("EJEMPLO", ""), encoding="utf-8")
    with pytest.raises(ErrorDeNegocio, match=r"sin_aviso\.toml.*cada_hoja.*el aviso de ejemplo"):
        documento_en_pdf(_contenido(ejemplo=True), leer_plantilla(sin_aviso), fuentes)


LISTA = """
[[bloque.parte]]
tipo = "tabla"
filas = "puntos"
filas_en_blanco = 2
alto_mm = 10
columnas = [
  { titulo = "Nombre", ancho = 1, celda = "{{ fila or '' }}" },
  { titulo = "Firma", ancho = 1, celda = "" },
]
"""


@necesita_poppler
def test_una_celda_para_llenar_a_mano_sigue_siendo_celda(otra: Plantilla, fuentes: Fuentes, tmp_path: Path) -> None:
    ruta = tmp_path / "lista.toml"
    ruta.write_text(otra.ruta.read_text(encoding="utf-8") + LISTA, encoding="utf-8")
    elementos = estructura(documento_en_pdf(_contenido(), leer_plantilla(ruta), fuentes), tmp_path)
    filas = [n for n, e in enumerate(elementos) if e.clase == "TR"]
    assert [[e.clase for e in dentro(elementos, n)] for n in filas] == [["TH", "TH"], *([["TD", "TD"]] * 4)]
