"""Where wordings run: what a template may name and call is listed here, and its work and size have an end."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from jinja2 import StrictUndefined, nodes, pass_context
from jinja2.environment import TemplateExpression
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.parser import Parser
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.pdf.filtros import exigir_imprimible, exigir_lista_corta, exigir_numero, filtros, pesar
from enlace_app.salida.pdf.gasto import gastar, presupuesto

__all__ = ["Inexistente", "Recinto", "exigir_imprimible", "gastar", "presupuesto"]

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
_PIEZA: Final = "|pieza"
_LISTA: Final = "|lista"
_COMPARAR: Final = "|comparar"
"""Names that no template can write."""
_MAYOR_RANGO: Final = 1_000
_RECORTAN: Final = frozenset(("strip", "lstrip", "rstrip"))
_RESULTADO: Final = "result"
"""The name that `TemplateExpression` reads."""


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
            undefined=Inexistente,
            autoescape=True,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            optimized=False,  # what is worked out beforehand is in no budget
        )
        propios = {_GASTAR: _gastar, _MEDIR: _medir, _PIEZA: _pieza, _LISTA: _lista, _COMPARAR: _comparar}
        self.filters = filtros() | propios
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

    def compilar_expresion(self, fuente: str) -> TemplateExpression:
        """Return a wording that yields a value instead of a text; what it puts together is counted too."""
        analizador = Parser(self, fuente, state="variable")
        expresion = analizador.parse_expression()
        if not analizador.stream.eos:
            raise TemplateSyntaxError("sobra algo después de la expresión", analizador.stream.current.lineno)
        asignada = nodes.Assign(nodes.Name(_RESULTADO, "store"), expresion, lineno=1)
        arbol = nodes.Template([asignada], lineno=1)
        _Medidor().visit(arbol)
        arbol.set_environment(self)
        return TemplateExpression(self.from_string(arbol), undefined_to_none=False)

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
            return exigir_numero(valor)
        gastar(1, len(valor))
        return valor

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call what is allowed, and count it; a method of a text pays by its length."""
        suyo = getattr(obj, "__self__", None)
        pesar(suyo if isinstance(suyo, str) else None)
        if isinstance(suyo, str) and obj.__name__ in _RECORTAN and args:
            return self.filters["trim"](suyo, *args)
        return super().call(context, obj, *args, **kwargs)


def _cuenta(nodo: nodes.Node) -> nodes.Node:
    """The statement that pays for one round of a loop or one call of a macro, with the text that it holds."""
    largo = sum(len(dato.data) for dato in nodo.find_all(nodes.TemplateData))
    filtro = nodes.Filter(nodes.Const(largo), _GASTAR, [], [], None, None, lineno=nodo.lineno)
    return nodes.ExprStmt(filtro, lineno=nodo.lineno)


class _Medidor(NodeTransformer):
    """Has each text that `~` puts together, each list that is made and each comparison counted."""

    def visit_Concat(self, nodo: nodes.Concat) -> nodes.Node:  # noqa: N802 -- Jinja2's name
        self.generic_visit(nodo)
        nodo.nodes = [_pasado_por(_PIEZA, pieza) for pieza in nodo.nodes]
        return _pasado_por(_MEDIR, nodo)

    def visit_List(self, nodo: nodes.List) -> nodes.Node:  # noqa: N802 -- Jinja2's name
        return _pasado_por(_LISTA, self.generic_visit(nodo))

    def visit_Dict(self, nodo: nodes.Dict) -> nodes.Node:  # noqa: N802 -- Jinja2's name
        return _pasado_por(_LISTA, self.generic_visit(nodo))

    def visit_Tuple(self, nodo: nodes.Tuple) -> nodes.Node:  # noqa: N802 -- Jinja2's name
        self.generic_visit(nodo)
        return _pasado_por(_LISTA, nodo) if nodo.ctx == "load" else nodo

    def visit_Compare(self, nodo: nodes.Compare) -> nodes.Node:  # noqa: N802 -- Jinja2's name
        self.generic_visit(nodo)
        nodo.expr = _pasado_por(_COMPARAR, nodo.expr)
        for operando in nodo.ops:
            operando.expr = _pasado_por(_COMPARAR, operando.expr)
        return nodo

    def visit_Const(self, nodo: nodes.Const) -> nodes.Node:  # noqa: N802 -- Jinja2's name
        try:
            exigir_numero(nodo.value)
        except SecurityError as error:
            raise TemplateSyntaxError(str(error), nodo.lineno) from None
        return nodo


def _pasado_por(filtro: str, nodo: nodes.Node) -> nodes.Filter:
    return nodes.Filter(nodo, filtro, [], [], None, None, lineno=nodo.lineno)


@pass_context  # with the context Jinja2 cannot work it out beforehand
def _gastar(_: Context, caracteres: int) -> bool:
    gastar(1, caracteres)
    return True


@pass_context
def _medir(_: Context, texto: str) -> str:
    gastar(0, len(texto))
    return texto


@pass_context
def _pieza(_: Context, valor: Any) -> Any:
    exigir_imprimible(valor)
    return valor


@pass_context
def _lista(_: Context, valor: Any) -> Any:
    exigir_lista_corta(valor)
    return valor


@pass_context
def _comparar(_: Context, valor: Any) -> Any:
    if isinstance(valor, str | list | tuple):
        pesar(valor)
    return valor


def _rango(*limites: int) -> range:
    rango = range(*limites)
    if len(rango) > _MAYOR_RANGO:
        raise ErrorDeNegocio(f"«range» da a lo más {_MAYOR_RANGO} números")
    return rango
