"""A canvas whose PDF depends on nothing but what is drawn, and may become PDF/A."""

from collections.abc import Callable
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFPage
from reportlab.pdfgen.canvas import Canvas


class Lienzo(Canvas):
    """Calls `al_cerrar(canvas, pages)` before saving; `fecha` replaces the fixed date of invariant documents."""

    _doc: Any

    def __init__(
        self,
        *argumentos: Any,
        al_cerrar: Callable[["Lienzo", int], None],
        fecha: tuple[int, ...] | None,
        **opciones: Any,
    ) -> None:
        super().__init__(*argumentos, **opciones)
        self._al_cerrar = al_cerrar
        if fecha is not None:
            sello = self._doc._timeStamp
            sello.YMDhms = fecha[:6]
            signo = -1 if fecha[6] < 0 else 1
            sello.dhh, sello.dmm = signo * (abs(fecha[6]) // 60), abs(fecha[6]) % 60

    def save(self) -> None:
        """Finish what needed the number of pages, drop the transitions that PDF/A forbids, and write."""
        self._al_cerrar(self, self.getPageNumber() - 1)
        for objeto in self._doc.idToObject.values():
            if isinstance(objeto, PDFPage):
                objeto.Trans = None
        super().save()
