"""The wording of a document: Jinja2 templates in a sandbox, whose every value is escaped and none vanishes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from jinja2 import Template, TemplateError, TemplateSyntaxError, Undefined, pass_context
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from enlace_app.dominio.fechas import FechaImprecisa, Precision, escribir_fecha
from enlace_app.dominio.palabras import fecha_en_palabras, fojas_en_palabras, hora_en_palabras, numero_en_palabras
from enlace_app.dominio.version_publica import es_sustituto
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.salida.pdf.filtros import medido
from enlace_app.salida.pdf.lugares import Lugar
from enlace_app.salida.pdf.marcado import BR, exigir_etiquetas, llano, marcar
from enlace_app.salida.pdf.recinto import Recinto, exigir_imprimible, gastar, presupuesto

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
    """One compiled wording; `lugar` tells the user its file, line and block."""

    lugar: Lugar
    plantilla: Template

    def rendir(self, contexto: Mapping[str, Any]) -> str:
        """Return ReportLab markup; raise `ErrorDeNegocio` naming the place if the template fails on this content."""
        with presupuesto():
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

    lugar: Lugar
    evaluar_en: Callable[..., Any]

    def evaluar(self, contexto: Mapping[str, Any]) -> Any:
        """Return the value; raise `ErrorDeNegocio` naming the place if it names what does not exist."""
        with presupuesto():
            valor = con_lugar(self.lugar, lambda: self.evaluar_en(**contexto))
        if isinstance(valor, Undefined):
            raise ErrorDeNegocio(f"{self.lugar}: la expresión nombra un dato que no existe: «{valor._undefined_name}».")
        return valor


class Redactor:
    """Compiles wordings; macros of the template's `comunes` are known to all of them."""

    def __init__(self, frases: Frases) -> None:
        self._frases = frases
        self._entorno = Recinto(self._imprimir)
        propios: dict[str, Callable[..., Any]] = {
            "fecha_en_palabras": _salvo_testado(lambda texto: fecha_en_palabras(date.fromisoformat(texto))),
            "fecha": _salvo_testado(_escribir),
            "hora_en_palabras": _salvo_testado(hora_en_palabras),
            "numero_en_palabras": numero_en_palabras,
            "fojas_en_palabras": fojas_en_palabras,
            "instante": _salvo_testado(_instante),
            "legible": frases.legible,
            "mayuscula_inicial": lambda texto: texto[:1].upper() + texto[1:],
        }
        self._entorno.filters |= {nombre: medido(filtro) for nombre, filtro in propios.items()}

    def incluir_comunes(self, lugar: Lugar, fuente: str) -> None:
        """Make the macros of `fuente` known to every wording compiled later."""
        plantilla = self._compilar(lugar, fuente)
        with presupuesto():
            modulo = con_lugar(lugar, lambda: plantilla.module)
        self._entorno.globals |= {n: m for n, m in vars(modulo).items() if isinstance(m, Macro)}

    def texto(self, lugar: Lugar, fuente: str) -> Texto:
        """Compile a wording or raise `ErrorDeNegocio` with file, line and reason."""
        return Texto(lugar, self._compilar(lugar, fuente))

    def expresion(self, lugar: Lugar, fuente: str) -> Expresion:
        """Compile an expression or raise `ErrorDeNegocio` with file, line and reason."""
        return Expresion(lugar, con_lugar(lugar, lambda: self._entorno.compilar_expresion(fuente)))

    def _compilar(self, lugar: Lugar, fuente: str) -> Template:
        def compilar() -> Template:
            codigo = self._entorno.compile(self._entorno.compilar(fuente, lugar.clave), filename=lugar.clave)
            return Template.from_code(self._entorno, codigo, self._entorno.make_globals(None))

        return con_lugar(lugar, compilar)

    @pass_context  # with the context Jinja2 cannot apply it to constants beforehand, when None is already "None"
    def _imprimir(self, _: Context, valor: Any) -> Any:
        if valor is None:
            return marcar(self._frases.sin_dato)
        if isinstance(valor, bool):
            return self._frases.si if valor else self._frases.no
        exigir_imprimible(valor)
        if isinstance(valor, str):
            gastar(0, len(valor))
            return valor if isinstance(valor, Markup) else marcar(valor)
        return valor


def _salvo_testado(escribir: Callable[..., str]) -> Callable[..., str]:
    """Print what a public version left out of a date or an hour as it is: there is nothing to put in words."""
    return lambda texto, *otros: texto if es_sustituto(texto) else escribir(texto, *otros)


def _escribir(fecha: str | None, precision: str = "dia", fin: str | None = None) -> str:
    """Write an ISO date with its precision as people do."""
    primero = date.fromisoformat(fecha) if fecha else None
    ultimo = date.fromisoformat(fin) if fin else None
    return escribir_fecha(FechaImprecisa(primero, Precision(precision), ultimo))


def _instante(texto: str, zona: str) -> str:
    """Write an instant as local date and hour of `zona`: "20 de julio de 2017, 10:00 horas"."""
    local = datetime.fromisoformat(texto).astimezone(ZoneInfo(zona))
    return f"{_escribir(local.date().isoformat())}, {local:%H:%M} horas"


def con_lugar(lugar: Lugar, accion: Callable[[], T]) -> T:
    """Do it; whatever a bad template makes fail becomes an `ErrorDeNegocio` that names file, line and reason."""
    try:
        return accion()
    except ErrorDeNegocio as error:
        raise ErrorDeNegocio(f"{_donde(lugar, error)}: {error}") from error
    except ErrorDeEntorno:
        raise
    except RecursionError as error:
        raise ErrorDeNegocio(f"{lugar}: la plantilla se llama a sí misma sin fin.") from error
    except MemoryError as error:
        raise ErrorDeNegocio(f"{_donde(lugar, error)}: la plantilla pide más memoria de la que hay.") from error
    except Exception as error:  # a template is somebody's text: no way in which it fails is a bug of the program
        raise ErrorDeNegocio(f"{_donde(lugar, error)}: la plantilla no se puede aplicar ({_razon(error)}).") from error


def _donde(lugar: Lugar, error: Exception) -> Lugar:
    """Return the line of the wording that failed, if it can be told: the innermost one, a macro's too."""
    if isinstance(error, TemplateSyntaxError):
        return lugar.mas(error.lineno - 1)
    hallado, traza = lugar, error.__traceback__
    while traza is not None:
        propio = Lugar.de_clave(traza.tb_frame.f_code.co_filename)
        if propio is not None:
            hallado = propio.mas(traza.tb_lineno - 1)
        traza = traza.tb_next
    return hallado


_RAZONES: Final = (
    (re.compile(r"No filter named '(.*?)'"), "no existe el filtro «{}»"),
    (re.compile(r"No test named '(.*?)'"), "no existe la prueba «{}»"),
    (re.compile(r"Encountered unknown tag '(.*?)'"), "no existe la orden «{{% {} %}}»"),
    (re.compile(r"unexpected '(.*?)'"), "no se esperaba «{}»"),
    (re.compile(r"unexpected end of template|Unexpected end of template"), "falta cerrar algo que se abrió"),
)


def _razon(error: Exception) -> str:
    texto = str(error.message) if isinstance(error, TemplateError) and error.message else str(error)
    for patron, razon in _RAZONES:
        if hallado := patron.search(texto):
            return razon.format(*hallado.groups())
    return texto or type(error).__name__
