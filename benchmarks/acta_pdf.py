"""A closed acta as PDF against others that print the same text: `python -m benchmarks.acta_pdf` (needs poppler-utils).

Times of 6 and 60 pages, in turns; then pages, size and peak memory at 60 and 600, each in a process of its own. Exit
code 1 where a limit was passed: three times plain ReportLab at 60 pages, or not ahead of WeasyPrint and LibreOffice.
"""

import json
import pickle
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks.ejemplo import ejemplo_hecho
from benchmarks.guion import Guion, leer_guion, letras, repetido
from benchmarks.imprentas_ajenas import Imprenta, con_reportlab, imprentas
from benchmarks.medicion import Contendiente, comparar, ya
from enlace_app.arranque import crear_imprenta
from enlace_app.dominio.actas import huella
from enlace_app.salida.pdf import documentos
from enlace_app.salida.pdf.sellado import sellar

REPETICIONES = 5
TAMANOS = {6: (3, 5, 8), 60: (50, 102, 150), 600: (520, 1055, 1545)}
"""Pages, more or less, and how many points, agreements and attendances make them."""
LIMITE = 3.0
SENCILLO = "plain ReportLab: SimpleDocTemplate, Paragraph, LongTable"
NUESTRA = "acta: PDF/A-3b, tagged, its source inside"
SIN_JUICIO = "  the same, not judged by the validator"
BORRADOR = "  its draft: laid out and tagged, not sealed"
_PALABRAS = """la institución expuso el avance de las actividades y puso a la vista el expediente que respalda cada una
quienes asistieron preguntaron por fechas presupuesto ejercido obra drenaje pozos análisis calidad del agua municipio
vecinas comité acuerdo plazo entrega informe ciudadanía consulta resultados compromiso cumplimiento dependencia"""


@dataclass(frozen=True)
class Trabajo:
    """One acta: its content, the script of what it prints, its pages."""

    contenido: dict[str, Any]
    guion: Guion
    paginas: int

    @property
    def cabeza(self) -> str:
        """What the others write at the head of each page."""
        return str(self.contenido["folio"])


def main() -> None:
    """Print both comparisons, or do one piece of work of them in this process (`--uno NOMBRE ARCHIVO`)."""
    if shutil.which("pdfinfo") is None:
        sys.exit("pdfinfo is missing: install poppler-utils")
    if sys.argv[1:2] == ["--uno"]:
        _uno(sys.argv[2], Path(sys.argv[3]))
        return
    with ejemplo_hecho() as contexto:
        fila = contexto.almacen.lectura.fila("SELECT contenido FROM acta ORDER BY folio")
        assert fila is not None
        chica = json.loads(fila["contenido"])
    trabajos = {cuantas: _trabajo(chica, cuantas) for cuantas in (6, 60)}
    trabajos[600] = _trabajo(chica, 600, corta=trabajos[60])
    with imprentas() as (ajenas, faltan):
        for nombre in faltan:
            sys.stdout.write(f"MISSING on this computer, not measured: {nombre}\n")
        _comparar(trabajos[6], ajenas)
        razones = _comparar(trabajos[60], ajenas)
        for cuantas in (60, 600):
            _pesar(trabajos[cuantas], [NUESTRA, SENCILLO, *ajenas])
    lentas = [n for n in ajenas if n != "fpdf2" and razones[n] <= razones[NUESTRA]]
    if razones[NUESTRA] > LIMITE or lentas:
        sys.exit(f"LIMIT passed: {razones[NUESTRA]:.2f} x plain ReportLab (at most {LIMITE}); not ahead of: {lentas}")


def _trabajo(chica: dict[str, Any], cuantas: int, corta: Trabajo | None = None) -> Trabajo:
    contenido = _agrandar(chica, *TAMANOS[cuantas])
    pdf = crear_imprenta().para_firma(contenido, huella(contenido))
    if corta is not None:  # poppler takes minutes for the structure of hundreds of pages
        return Trabajo(contenido, repetido(corta.guion, round(cuantas / corta.paginas)), _paginas(pdf))
    return Trabajo(contenido, leer_guion(pdf), _paginas(pdf))


def _comparar(trabajo: Trabajo, ajenas: Mapping[str, Imprenta]) -> dict[str, float]:
    nuestra, sha256 = crear_imprenta(), huella(trabajo.contenido)
    abierta = trabajo.contenido | {"cerrada": None}

    def sin_juicio() -> bytes:
        with _sin_juicio():
            return nuestra.para_firma(trabajo.contenido, sha256)

    razones = comparar(
        f"Acta of {trabajo.paginas} pages, {letras(trabajo.guion)} characters",
        Contendiente(SENCILLO, ya(lambda: con_reportlab(trabajo.guion, trabajo.cabeza))),
        [
            Contendiente(NUESTRA, ya(lambda: nuestra.para_firma(trabajo.contenido, sha256))),
            Contendiente(SIN_JUICIO, ya(sin_juicio)),
            Contendiente(BORRADOR, ya(lambda: nuestra.borrador(abierta))),
            *(Contendiente(n, ya(partial(a, trabajo.guion, trabajo.cabeza))) for n, a in ajenas.items()),
        ],
        repeticiones=REPETICIONES,
    )
    sys.stdout.write(f"  validation apart: {razones[NUESTRA] - razones[SIN_JUICIO]:.2f} x\n")
    return razones


@contextmanager
def _sin_juicio() -> Iterator[None]:
    """Seal without asking the validator, as the program never does."""
    with mock.patch.object(documentos, "sellar", partial(sellar, validar=False)):
        yield


def _pesar(trabajo: Trabajo, nombres: list[str]) -> None:
    """Print pages, size and peak memory of each, in a process of its own."""
    sys.stdout.write(f"\nActa of {trabajo.paginas} pages, each in a process of its own\n")
    ancho = max(map(len, nombres))
    with tempfile.NamedTemporaryFile() as archivo:
        Path(archivo.name).write_bytes(pickle.dumps(trabajo))
        for nombre in nombres:
            orden = [sys.executable, "-m", "benchmarks.acta_pdf", "--uno", nombre, archivo.name]
            salida = subprocess.run(orden, capture_output=True, text=True, check=True).stdout
            paginas, largo, memoria, reposo = map(int, salida.split())
            sys.stdout.write(
                f"  {nombre:<{ancho}}  {paginas:4} pages  {largo / 1024:7.0f} kB  peak {memoria / 1024:5.0f} MB"
                f" ({reposo / 1024:.0f} MB before)\n"
            )


def _uno(nombre: str, archivo: Path) -> None:
    """Print one acta once; write its pages, its bytes, the peak of memory and that before it was printed, in KiB."""
    trabajo: Trabajo = pickle.loads(archivo.read_bytes())
    with imprentas() as (ajenas, _):
        antes = _memoria()
        if nombre == NUESTRA:
            pdf = crear_imprenta().para_firma(trabajo.contenido, huella(trabajo.contenido))
        else:
            pdf = ({SENCILLO: con_reportlab} | ajenas)[nombre](trabajo.guion, trabajo.cabeza)
        # What a program of its own takes is its own; ours, and what prints in this process, are this process.
        memoria = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss if "headless" in nombre else _memoria()
    sys.stdout.write(f"{_paginas(pdf)} {len(pdf)} {memoria} {antes}\n")


def _memoria() -> int:
    """Return the peak of this process in KiB; what getrusage says of a process began in its parent, before exec."""
    estado = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(linea.split()[1] for linea in estado.splitlines() if linea.startswith("VmHWM:")))


def _paginas(pdf: bytes) -> int:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as archivo:
        Path(archivo.name).write_bytes(pdf)
        salida = subprocess.run(["pdfinfo", archivo.name], capture_output=True, text=True, check=True).stdout
    return int(next(linea.split()[1] for linea in salida.splitlines() if linea.startswith("Pages:")))


def _agrandar(contenido: Mapping[str, Any], puntos: int, acuerdos: int, asistentes: int) -> dict[str, Any]:
    """Many points, agreements and attendances, of nobody in particular, in words of no sense and never the same."""
    azar = random.Random(puntos)
    acuerdo, asistencia = contenido["acuerdos"][0], contenido["asistencia"][0]

    vocabulario = _PALABRAS.split()

    def frase(palabras: int) -> str:
        return " ".join(azar.choices(vocabulario, k=palabras)).capitalize() + "."

    return {
        **contenido,
        "orden_del_dia": [
            {"n": n, "asunto": frase(6), "desarrollo": "\n".join(frase(75) for _ in range(4))}
            for n in range(1, puntos + 1)
        ],
        "acuerdos": [
            {**acuerdo, "n": n, "folio": f"{contenido['folio']}/{n:02}", "texto": frase(25)}
            for n in range(1, acuerdos + 1)
        ],
        "asistencia": [
            {**asistencia, "persona": f"Persona {n}", "organizacion": frase(5), "cargo": frase(2)}
            for n in range(1, asistentes + 1)
        ],
    }


if __name__ == "__main__":
    main()
