"""Writes the structure tree, the outline's targets and the named destinations into ReportLab's document."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFObject, PDFPage

from enlace_app.salida.pdf.etiquetas import Nodo, recorrer

Casilla = tuple[int, tuple[float, float, float, float]]
"""A free rectangle for a visible signature: page from 0; left, bottom, right and top in points of the page."""
_CELDAS: Final = frozenset({"TH", "TD"})
"""Kept even where nothing is printed, or the row would lose a column."""
_ATRIBUTOS: Final[Mapping[str, str]] = {"TH": "/A <</O /Table /Scope /Column>>"}


class _Crudo(PDFObject):
    """An indirect object written as it is: thousands of them through PDFDictionary would cost more than the layout."""

    __RefOnly__ = 1
    contenido = b""

    def format(self, documento: Any) -> bytes:
        """Return its bytes."""
        return self.contenido


def escribir_estructura(
    documento: Any, raiz: Nodo, paginas: Sequence[Sequence[Nodo]], casillas: Mapping[str, Casilla]
) -> None:
    """Give the finished document its tree, the way back from each page's marks to it, and the names of `casillas`."""
    hojas: list[Any] = [objeto for objeto in documento.idToObject.values() if isinstance(objeto, PDFPage)]
    numeros = [documento.idToObjectNumberAndVersion[hoja.__InternalName__][0] for hoja in hojas]
    for n, hoja in enumerate(hojas):
        hoja.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
        hoja.StructParents, hoja.Tabs = n, "/S"
    arbol, numero = _nuevo(documento)
    escritor = _Escritor(documento, numeros)
    primero = escritor.escribir(raiz, numero)
    regreso = " ".join(
        f"{n} [{' '.join(f'{escritor.numero_de[id(nodo)]} 0 R' for nodo in marcados)}]"
        for n, marcados in enumerate(paginas)
    )
    arbol.contenido = (
        f"<</Type /StructTreeRoot /K {primero} 0 R /ParentTreeNextKey {len(hojas)} /ParentTree <</Nums [{regreso}]>>>>"
    ).encode()
    documento.Catalog.StructTreeRoot = arbol
    marcas, _ = _nuevo(documento)
    marcas.contenido = b"<</Marked true>>"
    documento.Catalog.MarkInfo = marcas
    if casillas:
        nombres, _ = _nuevo(documento)
        nombres.contenido = _nombres(casillas, numeros)
        documento.Catalog.Names = nombres


class _Escritor:
    def __init__(self, documento: Any, paginas: Sequence[int]) -> None:
        self._documento = documento
        self._paginas = paginas
        self.numero_de: dict[int, int] = {}

    def escribir(self, nodo: Nodo, padre: int) -> int | None:
        """Write an element and what is below it; return its object number, None if nothing of it was printed."""
        objeto, numero = _nuevo(self._documento)
        self.numero_de[id(nodo)] = numero
        if nodo.marcas:
            contenido = self._marcas(nodo.marcas)
        else:
            hijos = [hijo for hijo in (self.escribir(hijo, numero) for hijo in nodo.hijos) if hijo is not None]
            if not hijos and nodo.clase not in _CELDAS:
                objeto.contenido = b"null"
                return None
            contenido = f"/K [{' '.join(f'{hijo} 0 R' for hijo in hijos)}]{self._pagina_de_tabla(nodo)}"
        objeto.contenido = (
            f"<</Type /StructElem /S /{nodo.clase} /P {padre} 0 R {contenido}{self._atributos(nodo)}>>".encode()
        )
        return numero

    def _marcas(self, marcas: Sequence[tuple[int, int]]) -> str:
        pagina = marcas[0][0]
        partes = " ".join(
            str(mcid) if hoja == pagina else f"<</Type /MCR /Pg {self._paginas[hoja]} 0 R /MCID {mcid}>>"
            for hoja, mcid in marcas
        )
        return f"/Pg {self._paginas[pagina]} 0 R /K {partes if len(marcas) == 1 else f'[{partes}]'}"

    def _pagina_de_tabla(self, nodo: Nodo) -> str:
        # Only tables: there are readers that look for a table on the page that it names.
        if nodo.clase != "Table":
            return ""
        return next((f" /Pg {self._paginas[n.marcas[0][0]]} 0 R" for n in recorrer(nodo) if n.marcas), "")

    def _atributos(self, nodo: Nodo) -> str:
        if nodo.alternativo is None or nodo.caja is None:
            return _ATRIBUTOS.get(nodo.clase, "")
        caja = " ".join(f"{valor:.2f}" for valor in nodo.caja)
        return (
            f"/Alt <FEFF{nodo.alternativo.encode('utf-16-be').hex().upper()}>/A <</O /Layout /Placement /Block "
            f"/BBox [{caja}]>>"
        )


def _nuevo(documento: Any) -> tuple[_Crudo, int]:
    objeto = _Crudo()
    documento.Reference(objeto)
    return objeto, documento.objectcounter


def _nombres(casillas: Mapping[str, Casilla], paginas: Sequence[int]) -> bytes:
    destinos = " ".join(
        f"({nombre}) [{paginas[pagina]} 0 R /FitR {' '.join(f'{valor:.2f}' for valor in rectangulo)}]"
        for nombre, (pagina, rectangulo) in sorted(casillas.items())
    )
    return f"<</Dests <</Names [{destinos}]>>>>".encode()
