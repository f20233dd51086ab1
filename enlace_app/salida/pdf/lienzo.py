"""A canvas whose PDF depends on nothing but what is drawn, says what each mark belongs to, and may become PDF/A."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFPage
from reportlab.pdfgen.canvas import Canvas

from enlace_app.salida.pdf.etiquetas import Nodo
from enlace_app.salida.pdf.etiquetas_pdf import Casilla, escribir_estructura

_LARGO_DE_MARCADOR: Final = 120


class Lienzo(Canvas):
    """Calls `al_cerrar(canvas, pages)` before saving; `fecha` replaces the fixed date of invariant documents."""

    _doc: Any
    _code: list[str]
    _pageNumber: int  # noqa: N815 -- ReportLab's name

    def __init__(
        self,
        *argumentos: Any,
        al_cerrar: Callable[["Lienzo", int], None],
        fecha: datetime | None,
        arbol: Nodo,
        **opciones: Any,
    ) -> None:
        super().__init__(*argumentos, **opciones)
        self._al_cerrar = al_cerrar
        self._arbol = arbol
        self._marcados: list[list[Nodo]] = []
        self._casillas: dict[str, Casilla] = {}
        self._secciones = 0
        self._nivel = -1
        if fecha is not None:
            sello, desfase = self._doc._timeStamp, fecha.utcoffset()
            minutos = int(desfase.total_seconds() // 60) if desfase is not None else 0
            sello.YMDhms = fecha.timetuple()[:6]
            sello.dhh, sello.dmm = (-1 if minutos < 0 else 1) * (abs(minutos) // 60), abs(minutos) % 60

    def abrir(self, nodo: Nodo | None) -> None:
        """Begin what `nodo` prints on this page, or an artifact; every `abrir` ends with its `cerrar`, none inside."""
        if nodo is None:
            self._code.append("/Artifact BMC")
            return
        pagina = self._pageNumber - 1
        while len(self._marcados) <= pagina:
            self._marcados.append([])
        marcados = self._marcados[pagina]
        nodo.marcas.append((pagina, len(marcados)))
        self._code.append(f"/{nodo.clase} <</MCID {len(marcados)}>> BDC")
        marcados.append(nodo)

    def abrir_mobiliario(self) -> None:
        """Begin what every page bears: an artifact that readers may tell from the rest."""
        self._code.append("/Artifact <</Type /Pagination>> BDC")

    def cerrar(self) -> None:
        """End what `abrir` began."""
        self._code.append("EMC")

    def seccion(self, titulo: str, nivel: int, altura: float) -> None:
        """Add an entry to the outline, `altura` points above the current origin."""
        self._nivel = min(nivel, self._nivel + 1)
        self._secciones += 1
        clave = f"seccion-{self._secciones}"
        corto = titulo if len(titulo) <= _LARGO_DE_MARCADOR else f"{titulo[: _LARGO_DE_MARCADOR - 1]}…"
        self.bookmarkHorizontal(clave, 0, altura)
        self.addOutlineEntry(corto, clave, self._nivel)

    def casilla(self, nombre: str, ancho: float, alto: float) -> None:
        """Name the rectangle from the current origin, free for a visible signature; the first of a name holds."""
        esquinas = (*self.absolutePosition(0, 0), *self.absolutePosition(ancho, alto))
        self._casillas.setdefault(nombre, (self._pageNumber - 1, esquinas))

    def save(self) -> None:
        """Finish what needed the number of pages, drop the transitions that PDF/A forbids, and write."""
        self._al_cerrar(self, self.getPageNumber() - 1)
        self._quitar_transiciones()
        escribir_estructura(self._doc, self._arbol, self._marcados, self._casillas)
        super().save()

    def _quitar_transiciones(self) -> None:
        for objeto in self._doc.idToObject.values():
            if isinstance(objeto, PDFPage):
                objeto.Trans = None
