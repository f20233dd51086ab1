"""The wording of a document: Jinja2 templates in a sandbox, whose every value is escaped and none vanishes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from jinja2 import StrictUndefined, Template, TemplateError, Undefined, pass_context
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEnvironment
from markupsafe import Markup

from enlace_app.dominio.fechas import FechaImprecisa, Precision, escribir_fecha
from enlace_app.dominio.palabras import fecha_en_palabras, fojas_en_palabras, hora_en_palabras, numero_en_palabras
from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.pdf.marcado import BR, exigir_etiquetas, llano, marcar

T = TypeVar("T")

_CLAVE: Final = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")


@dataclass(frozen=True)
class Frases:
    """What a template prints where a value is missing or is a yes or no, and for the codes of the catalogues."""

    sin_dato: str
    si: str
    no: str
    etiquetas: Mapping[str, str]

    def legible(self, texto: str) -> str:
        """Return the label of a code; what a person wrote comes back untouched."""
        if texto in self.etiquetas or not _CLAVE.fullmatch(texto):
            return self.etiquetas.get(texto, texto)
        return texto.replace("_", " ")


@dataclass(frozen=True)
class Texto:
    """One compiled wording; `lugar` names file and block for the user."""

    lugar: str
    plantilla: Template

    def rendir(self, contexto: Mapping[str, Any]) -> str:
        """Return ReportLab markup; raise `ErrorDeNegocio` naming the place if the template fails on this content."""
        return con_lugar(self.lugar, lambda: self.plantilla.render(contexto).strip())

    def rendir_linea(self, contexto: Mapping[str, Any]) -> str:
        """Return the markup of one cell or line, its tags checked; its own line ends in the template mean nothing."""
        marcado = " ".join(self.rendir(contexto).split("\n"))
        con_lugar(self.lugar, lambda: exigir_etiquetas(marcado))
        return marcado

    def rendir_llano(self, contexto: Mapping[str, Any]) -> str:
        """Return the characters that the wording prints, for what is drawn without markup."""
        return llano(BR.sub("\n", self.rendir(contexto)))


@dataclass(frozen=True)
class Expresion:
    """One compiled Jinja2 expression that yields a value: a list of rows, a condition."""

    lugar: str
    evaluar_en: Callable[..., Any]

    def evaluar(self, contexto: Mapping[str, Any]) -> Any:
        """Return the value; raise `ErrorDeNegocio` naming the place if it names what does not exist."""
        valor = con_lugar(self.lugar, lambda: self.evaluar_en(**contexto))
        if isinstance(valor, Undefined):
            raise ErrorDeNegocio(f"{self.lugar}: la expresión nombra un dato que no existe.")
        return valor


class Redactor:
    """Compiles wordings; macros of the template's `comunes` are known to all of them."""

    def __init__(self, frases: Frases) -> None:
        self._frases = frases
        self._entorno: SandboxedEnvironment = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined,
            autoescape=True,
            finalize=self._imprimir,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._entorno.filters |= {
            "fecha_en_palabras": lambda texto: fecha_en_palabras(date.fromisoformat(texto)),
            "fecha": _escribir,
            "hora_en_palabras": hora_en_palabras,
            "numero_en_palabras": numero_en_palabras,
            "fojas_en_palabras": fojas_en_palabras,
            "instante": _instante,
            "legible": frases.legible,
            "mayuscula_inicial": lambda texto: texto[:1].upper() + texto[1:],
        }

    def incluir_comunes(self, lugar: str, fuente: str) -> None:
        """Make the macros of `fuente` known to every wording compiled later."""
        modulo = con_lugar(lugar, lambda: self._entorno.from_string(fuente).module)
        self._entorno.globals |= {n: m for n, m in vars(modulo).items() if isinstance(m, Macro)}

    def texto(self, lugar: str, fuente: str) -> Texto:
        """Compile a wording or raise `ErrorDeNegocio` with file, block and reason."""
        return Texto(lugar, con_lugar(lugar, lambda: self._entorno.from_string(fuente)))

    def expresion(self, lugar: str, fuente: str) -> Expresion:
        """Compile an expression or raise `ErrorDeNegocio` with file, block and reason."""
        return Expresion(
            lugar, con_lugar(lugar, lambda: self._entorno.compile_expression(fuente, undefined_to_none=False))
        )

    @pass_context  # with the context Jinja2 cannot apply it to constants beforehand, when None is already "None"
    def _imprimir(self, _: Context, valor: Any) -> Any:
        if valor is None:
            return marcar(self._frases.sin_dato)
        if isinstance(valor, bool):
            return self._frases.si if valor else self._frases.no
        if isinstance(valor, str) and not isinstance(valor, Markup):
            return marcar(valor)
        return valor


def _escribir(fecha: str | None, precision: str = "dia", fin: str | None = None) -> str:
    """Write an ISO date with its precision as people do."""
    primero = date.fromisoformat(fecha) if fecha else None
    ultimo = date.fromisoformat(fin) if fin else None
    return escribir_fecha(FechaImprecisa(primero, Precision(precision), ultimo))


def _instante(texto: str, zona: str) -> str:
    """Write an instant as local date and hour of `zona`: "20 de julio de 2017, 10:00 horas"."""
    local = datetime.fromisoformat(texto).astimezone(ZoneInfo(zona))
    return f"{_escribir(local.date().isoformat())}, {local:%H:%M} horas"


def con_lugar(lugar: str, accion: Callable[[], T]) -> T:
    """Do it; whatever a bad template makes fail becomes an `ErrorDeNegocio` that names the place."""
    try:
        return accion()
    except ErrorDeNegocio as error:
        raise ErrorDeNegocio(f"{lugar}: {error}") from error
    except (TemplateError, TypeError, ValueError, KeyError, AttributeError, OverflowError, ArithmeticError) as error:
        raise ErrorDeNegocio(f"{lugar}: la plantilla no se puede aplicar ({error}).") from error
