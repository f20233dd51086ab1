"""Bordered tables that repeat their heading and survive a cell longer than a page."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from reportlab.platypus import Flowable, Spacer, TableStyle

from enlace_app.salida.pdf.estilos import FILETE, FONDO
from enlace_app.salida.pdf.etiquetas import Nodo, Rejilla, contener
from enlace_app.salida.pdf.fuentes import NORMAL
from enlace_app.salida.pdf.marcado import Trozo, renglones
from enlace_app.salida.pdf.parrafos import Compositor
from enlace_app.salida.pdf.plantilla import ParteTabla
from enlace_app.salida.pdf.redaccion import Texto

_REJILLA: Final = (
    ("FONTNAME", (0, 0), (-1, -1), NORMAL),
    ("GRID", (0, 0), (-1, -1), 0.5, FILETE),
    ("BACKGROUND", (0, 0), (-1, 0), FONDO),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
)


def tabla(parte: ParteTabla, contexto: Mapping[str, Any], compositor: Compositor, ancho: float) -> list[Flowable]:
    """Return the table with space around it, or nothing when it has no rows."""
    filas = [*parte.filas.evaluar(contexto), *([None] * parte.filas_en_blanco)]
    if not filas:
        return []
    total = sum(columna.ancho for columna in parte.columnas)
    encabezados = [celda(columna.titulo, contexto, compositor, "columna") for columna in parte.columnas]
    cuerpo = [
        [
            _celda_o_blanco(columna.celda, {**contexto, "fila": fila, "n": n}, compositor, parte.alto)
            for columna in parte.columnas
        ]
        for n, fila in enumerate(filas, start=1)
    ]
    rejilla = Rejilla(
        [encabezados, *cuerpo],
        colWidths=[ancho * columna.ancho / total for columna in parte.columnas],
        repeatRows=1,
        splitInRow=1,
        style=TableStyle(_REJILLA),
    )
    rejilla.nodo = Nodo(
        "Table",
        [
            Nodo("TR", [contener(Nodo(clase), celda) for celda in fila])
            for clase, fila in (("TH", encabezados), *(("TD", fila) for fila in cuerpo))
        ],
    )
    return [Spacer(1, 3), rejilla, Spacer(1, 7)]


def _celda_o_blanco(texto: Texto, contexto: Mapping[str, Any], compositor: Compositor, alto: float) -> list[Flowable]:
    """Return a cell; in a table to be filled in by hand an empty one keeps the height that a hand needs."""
    if alto and not texto.rendir_linea(contexto):
        return [Spacer(1, alto)]
    return celda(texto, contexto, compositor, "celda")


def celda(texto: Texto, contexto: Mapping[str, Any], compositor: Compositor, estilo: str) -> list[Flowable]:
    """Return one cell: a paragraph per line of its text, so that it can be split between pages."""
    return compositor.parrafos(_sin_vacios(texto.rendir_linea(contexto), estilo))


def _sin_vacios(marcado: str, estilo: str) -> Iterator[Trozo]:
    vacio = True
    for trozo in renglones(marcado, estilo):
        vacio = False
        yield trozo
    if vacio:
        yield Trozo(estilo, "—")
