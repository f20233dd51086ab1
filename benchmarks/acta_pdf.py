"""The acta as PDF against plain ReportLab with the same text: `python -m benchmarks.acta_pdf` (needs pdftotext)."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

from benchmarks.ejemplo import ejemplo_hecho
from benchmarks.medicion import Contendiente, comparar, ya
from enlace_app.salida.pdf.fuentes import NORMAL
from enlace_app.servicios.contexto import Contexto

REPETICIONES = 9
PUNTOS, ACUERDOS, ASISTENTES = 40, 80, 120
DESARROLLO = "Se expuso el avance y se respondieron las preguntas de quienes asistieron. " * 25


def main() -> None:
    """Print the comparison for a small and a large acta."""
    if shutil.which("pdftotext") is None:
        sys.exit("pdftotext is missing: install poppler-utils")
    with ejemplo_hecho() as contexto:
        fila = contexto.almacen.lectura.fila("SELECT contenido FROM acta ORDER BY folio")
        assert fila is not None
        chica = json.loads(fila["contenido"])
        _comparar(contexto, "Small acta, of the demonstration", chica)
        _comparar(contexto, "Large acta, synthetic", _agrandar(chica))


def _comparar(contexto: Contexto, titulo: str, contenido: Mapping[str, Any]) -> None:
    imprenta, sha256 = contexto.imprenta, "0" * 64
    parrafos = _texto(imprenta.para_firma(contenido, sha256))
    letras = sum(map(len, parrafos))
    hojas = imprenta.para_firma(contenido, sha256).count(b"/Type /Page\n")
    comparar(
        f"{titulo}: {letras} characters, {hojas} pages",
        Contendiente("plain ReportLab: SimpleDocTemplate, one Paragraph per block", ya(lambda: _sencillo(parrafos))),
        [Contendiente("acta from its template", ya(lambda: imprenta.para_firma(contenido, sha256)))],
        repeticiones=REPETICIONES,
    )


def _texto(pdf: bytes) -> list[str]:
    orden = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    texto = subprocess.run(orden, input=pdf, capture_output=True, check=True).stdout.decode()
    bloques = texto.replace("\f", "\n\n").split("\n\n")
    return [" ".join(bloque.split()) for bloque in bloques if bloque.strip()]


def _sencillo(parrafos: list[str]) -> bytes:
    """The same font, embedded too; nothing else of ours."""
    estilo = ParagraphStyle("sencillo", fontName=NORMAL, fontSize=10, leading=13)
    archivo = BytesIO()
    SimpleDocTemplate(archivo, pagesize=LETTER, invariant=1).build([Paragraph(escape(p), estilo) for p in parrafos])
    return archivo.getvalue()


def _agrandar(contenido: Mapping[str, Any]) -> dict[str, Any]:
    """Many points, agreements and attendances, of nobody in particular."""
    acuerdo, asistencia = contenido["acuerdos"][0], contenido["asistencia"][0]
    return {
        **contenido,
        "orden_del_dia": [
            {"n": n, "asunto": f"Punto número {n}", "desarrollo": DESARROLLO} for n in range(1, PUNTOS + 1)
        ],
        "acuerdos": [{**acuerdo, "n": n, "folio": f"{contenido['folio']}/{n:02}"} for n in range(1, ACUERDOS + 1)],
        "asistencia": [{**asistencia, "organizacion": f"Organización {n}"} for n in range(1, ASISTENTES + 1)],
    }


if __name__ == "__main__":
    main()
