"""Signatures al calce: a grid that never stands on a page without saying whose document it signs."""

from collections.abc import Mapping
from typing import Any, Final

from reportlab.platypus import Flowable, HRFlowable, Spacer, TableStyle

from enlace_app.salida.pdf.estilos import FILETE, TINTA
from enlace_app.salida.pdf.etiquetas import Nodo, Rejilla, contener, lista, nodos
from enlace_app.salida.pdf.fuentes import NORMAL
from enlace_app.salida.pdf.marcado import parrafos
from enlace_app.salida.pdf.parrafos import Compositor
from enlace_app.salida.pdf.plantilla import ParteFirmas
from enlace_app.salida.pdf.redaccion import con_lugar
from enlace_app.salida.pdf.tablas import celda

_ESPACIO_DE_FIRMA: Final = 54.0
"""Height of the blank to sign in, by hand or with the visible block of an e.firma (at least 48 points)."""
_MARGEN: Final = 2.0
_RELLENO: Final = 6.0
_DEMASIADO: Final = 900
"""Characters from which a cell may not fit on a page: a signature's row is split, a sentence is not repeated."""


class EspacioDeFirma(Spacer):
    """The blank above the line of the n-th signature, whose free rectangle is named `firma-n`."""

    canv: Any

    def __init__(self, n: int, ancho: float) -> None:
        super().__init__(ancho, _ESPACIO_DE_FIRMA)
        self._nombre = f"firma-{n}"

    def draw(self) -> None:
        """Draw nothing; name where it is."""
        self.canv.casilla(self._nombre, self.width, self.height - _MARGEN)


class _Raya(HRFlowable):
    canv: Any

    def draw(self) -> None:
        self.canv.abrir(None)
        super().draw()
        self.canv.cerrar()


def rejilla_de_firmas(
    parte: ParteFirmas, contexto: Mapping[str, Any], compositor: Compositor, ancho: float
) -> list[Flowable]:
    """Return the grid; its first row, repeated on each page, is the sentence that identifies the document."""
    firmantes = list(parte.firmantes.evaluar(contexto))
    if not firmantes:
        return []
    lugar = parte.identificacion.lugar
    trozos = con_lugar(lugar, lambda: list(parrafos(parte.identificacion.rendir(contexto))))
    identificacion = con_lugar(lugar, lambda: compositor.parrafos(trozos))
    columnas = parte.por_renglon
    nombres = [
        celda(parte.firma, {**contexto, **firmante, "n": n}, compositor, "firma")
        for n, firmante in enumerate(firmantes, start=1)
    ]
    estructura = lista(contener(Nodo("LBody"), nombre) for nombre in nombres)
    celdas: list[list[Flowable]] = [
        [
            EspacioDeFirma(n, ancho / columnas - 2 * _RELLENO),
            _Raya(width=0.8 * ancho / columnas, thickness=0.7, color=TINTA, spaceBefore=0, spaceAfter=2),
            *nombre,
        ]
        for n, nombre in enumerate(nombres, start=1)
    ]
    renglones: list[list[Any]] = [celdas[i : i + columnas] for i in range(0, len(celdas), columnas)]
    sobran = columnas - len(renglones[-1])
    renglones[-1] += [""] * sobran
    largo = max(sum(len(str(v)) for v in firmante["firmante"].values()) for firmante in firmantes)
    repetir = sum(len(trozo.marcado) for trozo in trozos) <= _DEMASIADO
    rejilla = Rejilla(
        [[identificacion if repetir else "", *([""] * (columnas - 1))], *renglones],
        colWidths=[ancho / columnas] * columnas,
        repeatRows=1,
        splitInRow=1 if largo > _DEMASIADO else 0,
        style=_estilo(sobran),
    )
    rejilla.nodo = Nodo("Div", [*nodos(identificacion), estructura]) if repetir else estructura
    return [*([] if repetir else identificacion), rejilla, Spacer(1, 8)]


def _estilo(sobran: int) -> TableStyle:
    return TableStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), NORMAL),
            ("SPAN", (0, 0), (-1, 0)),
            # The last signature takes the whole rest of its row: an empty cell could be filled in later.
            ("SPAN", (-1 - sobran, -1), (-1, -1)),
            ("LEFTPADDING", (0, 0), (-1, 0), 0),
            ("RIGHTPADDING", (0, 0), (-1, 0), 0),
            ("LEFTPADDING", (0, 1), (-1, -1), _RELLENO),
            ("RIGHTPADDING", (0, 1), (-1, -1), _RELLENO),
            ("GRID", (0, 1), (-1, -1), 0.25, FILETE),
            ("ALIGN", (0, 1), (-1, -1), "CENTER"),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
    )
