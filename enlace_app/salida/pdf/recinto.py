"""Where wordings run: what a template may name and call is listed here, and its work and size have an end."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import StrictUndefined, Undefined, nodes, pass_context, pass_eval_context
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.filters import FILTERS, sync_do_join
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from enlace_app.errores import ErrorDeNegocio

_FILTROS: Final = frozenset(
    (
        *("abs", "capitalize", "count", "d", "default", "dictsort", "first", "float", "int", "items", "last", "length"),
        *("list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round", "select", "selectattr"),
        *("sort", "sum", "title", "trim", "truncate", "unique", "upper"),
    )
)
"""Those of Jinja2 that neither make a long text out of a short one nor hand out markup or chance."""
_METODOS: Final[Mapping[type, frozenset[str]]] = {
    dict: frozenset(("get", "items", "keys", "values")),
    str: frozenset(
        (
            *("startswith", "endswith", "lower", "upper", "strip", "lstrip", "rstrip", "split", "casefold"),
            *("removeprefix", "removesuffix", "isdecimal"),
        )
    ),
}
_DEL_CICLO: Final = frozenset(
    (
        *("index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0"),
        *("previtem", "nextitem", "cycle", "changed"),
    )
)
_PROHIBIDAS: Final = (
    *(nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Block),
    *(nodes.EvalContextModifier, nodes.ScopedEvalContextModifier),
)
_GASTAR: Final = "|gastar"
_MEDIR: Final = "|medir"
"""Names that no template can write."""
_MAYOR_RANGO: Final = 1_000
_MAYOR_NUMERO: Final = 10**15


@dataclass
class Presupuesto:
    """What the wordings of one document may still do: rounds and calls, characters."""

    pasos: int = 500_000
    caracteres: int = 20_000_000

    def gastar(self, pasos: int, caracteres: int) -> None:
        """Take off, or raise `ErrorDeNegocio`: no document needs that much."""
        self.pasos -= pasos
        self.caracteres -= caracteres
        if self.pasos < 0:
            raise ErrorDeNegocio("la plantilla da demasiadas vueltas; revise sus ciclos {% for %} y sus macros")
        if self.caracteres < 0:
            raise ErrorDeNegocio("la plantilla produce demasiado texto; revise lo que repite")


_VIGENTE: ContextVar[Presupuesto | None] = ContextVar("presupuesto", default=None)


@contextmanager
def presupuesto() -> Iterator[Presupuesto]:
    """Let all wordings of the block share one budget; without it, each wording has its own."""
    nuevo = _VIGENTE.get() or Presupuesto()
    ficha = _VIGENTE.set(nuevo)
    try:
        yield nuevo
    finally:
        _VIGENTE.reset(ficha)


def gastar(pasos: int, caracteres: int) -> None:
    """Take off the budget in force."""
    vigente = _VIGENTE.get()
    if vigente is not None:
        vigente.gastar(pasos, caracteres)


class Inexistente(StrictUndefined):
    """What a template names and nobody knows; says so in Spanish."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return str(self._undefined_hint)
        return f"nombra un dato que no existe: «{self._undefined_name}»"


class Recinto(ImmutableSandboxedEnvironment):
    """Jinja2 for templates that came from anywhere: no files, no internals, no endless work, no giant texts."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, finalize: Callable[..., Any]) -> None:
        super().__init__(
            undefined=Inexistente, autoescape=True, finalize=finalize, trim_blocks=True, lstrip_blocks=True
        )
        self.filters = {nombre: filtro for nombre, filtro in FILTERS.items() if nombre in _FILTROS}
        self.filters |= {"join": _unir, _GASTAR: _gastar, _MEDIR: _medir}
        self.globals.clear()
        self.globals["range"] = _rango

    def compilar(self, fuente: str, lugar: str) -> nodes.Template:
        """Return the tree of a wording, with its rounds and texts counted; refuses what reads other files."""
        arbol = self.parse(fuente, lugar, lugar)
        for prohibida in arbol.find_all(_PROHIBIDAS):
            raise TemplateSyntaxError("esa orden no se permite en una plantilla", prohibida.lineno, lugar, lugar)
        repiten: list[nodes.For | nodes.Macro | nodes.CallBlock] = [
            *arbol.find_all(nodes.For),
            *arbol.find_all(nodes.Macro),
            *arbol.find_all(nodes.CallBlock),
        ]
        for nodo in repiten:
            nodo.body.insert(0, _cuenta(nodo))
            if isinstance(nodo, nodes.For) and nodo.test is not None:
                # What a condition leaves out is work too.
                vuelta = nodes.Filter(nodes.Const(0), _GASTAR, [], [], None, None, lineno=nodo.lineno)
                nodo.test = nodes.And(vuelta, nodo.test, lineno=nodo.lineno)
        _Medidor().visit(arbol)
        arbol.set_environment(self)
        return arbol

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow only what is listed, by the kind of value."""
        if isinstance(obj, LoopContext):
            return attr in _DEL_CICLO
        return any(isinstance(obj, clase) and attr in metodos for clase, metodos in _METODOS.items())

    def unsafe_undefined(self, obj: Any, attribute: str) -> Any:
        """Return what raises when it is used."""
        return self.undefined(f"«{attribute}» no se permite en una plantilla", obj, attribute, SecurityError)

    def wrap_str_format(self, value: Any) -> None:
        """`format` is no method that a template may call."""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Do the sum; of texts and lists only what stays short."""
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            raise SecurityError(f"la operación «{operator}» no se permite en una plantilla")
        if operator == "*" and not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise SecurityError("sólo se multiplican números")
        valor = super().call_binop(context, operator, left, right)
        if isinstance(valor, int | float):
            if abs(valor) > _MAYOR_NUMERO:
                raise SecurityError("el número es demasiado grande")
        else:
            gastar(1, len(valor))
        return valor

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call what is allowed, and count it."""
        gastar(1, 0)
        return super().call(context, obj, *args, **kwargs)


def _cuenta(nodo: nodes.Node) -> nodes.Node:
    """The statement that pays for one round of a loop or one call of a macro, with the text that it holds."""
    largo = sum(len(dato.data) for dato in nodo.find_all(nodes.TemplateData))
    filtro = nodes.Filter(nodes.Const(largo), _GASTAR, [], [], None, None, lineno=nodo.lineno)
    return nodes.ExprStmt(filtro, lineno=nodo.lineno)


class _Medidor(NodeTransformer):
    """Has each text that `~` puts together counted."""

    def visit_Concat(self, nodo: nodes.Concat) -> nodes.Node:  # noqa: N802 -- Jinja2's name
        return nodes.Filter(self.generic_visit(nodo), _MEDIR, [], [], None, None, lineno=nodo.lineno)


@pass_context  # with the context Jinja2 cannot work it out beforehand
def _gastar(_: Context, caracteres: int) -> bool:
    gastar(1, caracteres)
    return True


@pass_context
def _medir(_: Context, texto: str) -> str:
    gastar(0, len(texto))
    return texto


@pass_eval_context
def _unir(evaluacion: EvalContext, valores: Iterable[Any], d: str = "") -> str:
    partes = list(valores)
    for parte in partes:
        exigir_imprimible(parte)
    gastar(len(partes), len(d) * len(partes) + sum(len(str(parte)) for parte in partes))
    return sync_do_join(evaluacion, partes, d)


def _rango(*limites: int) -> range:
    rango = range(*limites)
    if len(rango) > _MAYOR_RANGO:
        raise ErrorDeNegocio(f"«range» da a lo más {_MAYOR_RANGO} números")
    return rango


def exigir_imprimible(valor: Any) -> None:
    """Raise `ErrorDeNegocio` for a list or another whole thing: what a wording prints is a text or a number."""
    if not isinstance(valor, str | int | float | Undefined | None):
        raise ErrorDeNegocio("imprime una lista o una tabla entera; recórrala con {% for %} o use |join")
