"""Reading the cells of one row: every value as the record keeps it, or the reason why the row stays out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from enlace_app.dominio.cantidades import Cantidad, leer_minimo
from enlace_app.dominio.fechas import FechaImprecisa, Precision, leer_fecha, leer_hora, leer_precision
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.textos import ErrorDeTexto
from enlace_app.errores import ErrorDeNegocio
from enlace_app.sincronizacion.datos_publicados.celdas import con_dato
from enlace_app.sincronizacion.problemas import Problema

if TYPE_CHECKING:
    from enlace_app.dominio.textos import Alfabeto
    from enlace_app.servicios.importacion.fuentes import Renglon

T = TypeVar("T")
_SI = frozenset({"si", "s", "x", "1", "verdadero"})
_NO = frozenset({"no", "n", "0", "falso"})
_ANIO_DE_DOS_CIFRAS = re.compile(
    r"(?P<antes>\d{1,2}[/. -](?:\d{1,2}|[a-zñ]{3,10}\.?)[/. -])(?P<anio>\d{2})", re.IGNORECASE
)


@dataclass(frozen=True)
class Lugar:
    """Where a problem stands: a row of a sheet, or the whole sheet."""

    archivo: str
    hoja: str
    fila: int | None


class Rechazo(Exception):
    """Why a row stays out, and the column that says so.

    `raiz` is the rejected row on which this one hangs; `falta` says what kind of thing it names that is nowhere.
    """

    def __init__(
        self, columna: str | None, motivo: str, *, raiz: Lugar | None = None, falta: str | None = None
    ) -> None:
        super().__init__(motivo)
        self.columna = columna
        self.motivo = motivo
        self.raiz = raiz
        self.falta = falta


@dataclass(frozen=True)
class Celdas:
    """One row; a column that its file lacks reads as empty.

    `avisos` collects remarks that keep nothing out, `usadas` the columns that were asked for.
    """

    renglon: Renglon
    alfabeto: Alfabeto
    avisos: list[Problema]
    usadas: set[str] = field(default_factory=set)

    def tiene(self, *columnas: str) -> bool:
        """Whether the file has one of these columns at all."""
        return any(c in self.renglon.fila.valores for c in columnas)

    def avisar(self, columna: str | None, motivo: str) -> None:
        """Add a remark."""
        fila = self.renglon.fila
        self.avisos.append(Problema(fila.archivo, fila.hoja, fila.numero, columna, motivo, grave=False))

    def texto(self, columna: str) -> str | None:
        """Return the text as it may be kept, without outer blanks; None when nothing is left."""
        self.usadas.add(columna)
        crudo = self.renglon.fila.texto(columna)
        if crudo is None:
            return None
        try:
            return self.alfabeto.limpiar(columna, crudo).strip() or None
        except ErrorDeTexto as error:
            raise Rechazo(columna, error.motivo) from error

    def nombre(self, columna: str) -> str | None:
        """Return who it was as written; None also where the source only says that it does not tell."""
        return con_dato(self.texto(columna))

    def exigir(self, columna: str) -> str:
        """Return the text, or reject the row for lack of it."""
        texto = self.texto(columna)
        if texto is None:
            raise Rechazo(columna, "está vacía y hace falta")
        return texto

    def lista(self, columna: str) -> list[str]:
        """Return the elements between semicolons, once each."""
        partes = (con_dato(parte.strip()) for parte in re.split(r"[;\n]", self.texto(columna) or ""))
        return list(dict.fromkeys(parte for parte in partes if parte))

    def cantidad(self, columna: str) -> Cantidad | None:
        """Return a count with its «más de»."""
        texto = self.texto(columna)
        return None if texto is None else self._leer(columna, leer_minimo, texto)

    def entero(self, columna: str) -> int | None:
        """Return a whole number from 0 on; what stands beside the figure is remarked."""
        cantidad = self.cantidad(columna)
        if cantidad is not None and (cantidad.nota or cantidad.es_minimo):
            self.avisar(columna, f"se tomó sólo el número {cantidad.numero} de «{self.texto(columna)}»")
        return None if cantidad is None else cantidad.numero

    def si_no(self, columna: str) -> bool | None:
        """Return a yes or no."""
        texto = self.texto(columna)
        plegado = plegar(texto or "").rstrip(".")
        if texto is not None and plegado not in _SI | _NO:
            raise Rechazo(columna, f"«{_corto(texto)}» no es «sí» ni «no»")
        return None if texto is None else plegado in _SI

    def hora(self, columna: str) -> str | None:
        """Return a local hour `HH:MM`."""
        texto = self.texto(columna)
        return None if texto is None else self._leer(columna, leer_hora, texto)

    def fecha(self, columna: str) -> FechaImprecisa:
        """Return a date with its precision, taking the columns `precision` and `fecha_fin` into account."""
        precision, fin = self.texto("precision"), self.texto("fecha_fin")
        if precision is not None:  # read by itself first: the column to be mended is this one
            self._leer("precision", leer_precision, precision)
        return self._leer(columna, lambda texto: _leer_fecha(texto, precision, fin), self.texto(columna) or "")

    def dia(self, columna: str) -> date | None:
        """Return one day."""
        texto = self.texto(columna)
        leida = None if texto is None else self._leer(columna, _leer_fecha, texto)
        if leida is None or leida.fecha is None:
            return None
        if leida.precision is not Precision.dia:
            raise Rechazo(columna, f"«{_corto(texto or '')}» no es un día; escríbalo como 18/07/2017")
        return leida.fecha

    def opcion(self, columna: str, valores: Iterable[str]) -> str | None:
        """Return the value of a fixed list however it was spelled; another one is remarked and returned as it is."""
        texto = self.texto(columna)
        if texto is None:
            return None
        conocidos = {_llano(valor): valor for valor in valores}
        if _llano(texto) not in conocidos:
            lista = ", ".join(conocidos.values())
            self.avisar(columna, f"«{_corto(texto)}» no está en la lista ({lista}); se conservó")
        return str(conocidos.get(_llano(texto), texto))

    def otras_malas(self, ya: str | None) -> list[Rechazo]:
        """Return what else of a rejected row cannot be read, so that a person can mend all of it at once.

        `ya` is the column that was told. Columns that are looked up in the directory or the catalogues are left out.
        """
        lectores: dict[str, Callable[[str], object]] = {
            **dict.fromkeys(("hora_inicio", "hora_fin", "llegada", "salida"), self.hora),
            **dict.fromkeys(("presentes_n", "a_favor", "en_contra", "abstenciones"), self.cantidad),
            "fecha": self.fecha,
            "plazo_nuevo": self.dia,
        }
        malas: dict[str | None, Rechazo] = {}
        for columna in self.renglon.fila.valores:
            try:
                lectores.get(columna, self.texto)(columna)
            except Rechazo as rechazo:
                malas.setdefault(rechazo.columna, rechazo)
        return [rechazo for columna, rechazo in malas.items() if columna != ya]

    def _leer(self, columna: str, leer: Callable[[str], T], texto: str) -> T:
        try:
            return leer(texto)
        except (ValueError, ErrorDeNegocio) as error:
            raise Rechazo(columna, str(error)) from error


def _leer_fecha(texto: str, precision: str | None = None, fin: str | None = None) -> FechaImprecisa:
    if partes := _ANIO_DE_DOS_CIFRAS.fullmatch(texto):
        raise ValueError(
            f"el año de «{texto}» tiene sólo dos cifras; escríbalo completo, por ejemplo "
            f"{partes['antes']}20{partes['anio']}"
        )
    return leer_fecha(texto, precision, fin)


def _llano(texto: str) -> str:
    return plegar(texto).replace("_", " ")


def _corto(texto: str) -> str:
    return texto if len(texto) <= 60 else f"{texto[:59]}…"
