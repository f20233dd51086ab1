"""The filters that a template may use: each pays for its work, and none makes much out of little."""

from collections.abc import Callable, Iterable, Mapping, Sized
from functools import wraps
from math import isfinite
from typing import Any, Final

from jinja2 import Undefined, pass_environment, pass_eval_context
from jinja2.environment import Environment
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS, do_float, do_int, do_round, do_trim, sync_do_join, sync_do_sum
from jinja2.nodes import EvalContext

from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.pdf.gasto import gastar

Filtro = Callable[..., Any]

_DE_JINJA: Final = frozenset(
    (
        *("abs", "capitalize", "count", "d", "default", "dictsort", "first", "items", "last", "length", "list"),
        *("lower", "map", "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr", "sort"),
        *("title", "truncate", "unique", "upper"),
    )
)
"""Those that neither make a long text out of a short one nor hand out markup or chance."""
_MAYOR_NUMERO: Final = 10**15
_DECIMALES: Final = 15
_CADA: Final = 100
"""Characters or elements that cost one step."""
_MAYOR_LISTA: Final = 100_000
_RECORTES: Final = 100


def filtros() -> dict[str, Filtro]:
    """Return them by their name in a template."""
    propios: dict[str, Filtro] = {
        "join": _unir,
        "sum": _sumar,
        "round": _redondear,
        "int": _entero,
        "float": _decimal,
        "trim": _recortar,
    }
    return {nombre: medido(filtro) for nombre, filtro in FILTERS.items() if nombre in _DE_JINJA} | {
        nombre: medido(filtro) for nombre, filtro in propios.items()
    }


def medido(filtro: Filtro) -> Filtro:
    """Return it so that each use is paid by the length of what it is given."""
    donde = 1 if hasattr(filtro, "jinja_pass_arg") else 0

    @wraps(filtro)
    def pagado(*args: Any, **kwargs: Any) -> Any:
        pesar(args[donde] if len(args) > donde else None)
        return filtro(*args, **kwargs)

    return pagado


def pesar(valor: Any) -> None:
    """Pay for going once over a text or a list."""
    gastar(1 + (len(valor) // _CADA if isinstance(valor, Sized) and not isinstance(valor, Undefined) else 0), 0)


def exigir_numero(valor: Any) -> Any:
    """Return a number of a size that a document may have; raise `SecurityError` for any other."""
    if isinstance(valor, int | float) and not (isfinite(valor) and abs(valor) <= _MAYOR_NUMERO):
        raise SecurityError("el número es demasiado grande")
    return valor


def exigir_imprimible(valor: Any) -> None:
    """Raise `ErrorDeNegocio` for a list or another whole thing: what a wording prints is a text or a number."""
    if not isinstance(valor, str | int | float | Undefined | None):
        raise ErrorDeNegocio("imprime una lista o una tabla entera; recórrala con {% for %} o use |join")


def exigir_lista_corta(valor: Any) -> None:
    """Raise `ErrorDeNegocio` for lists within lists that all in all hold too much: comparing them would not end."""
    elementos, pendientes = 0, [valor]
    while pendientes:
        uno = pendientes.pop()
        if isinstance(uno, list | tuple | Mapping):
            elementos += 1 + len(uno)
            if elementos > _MAYOR_LISTA:
                raise ErrorDeNegocio("hace una lista demasiado grande; revise lo que junta")
            pendientes += uno.values() if isinstance(uno, Mapping) else uno
    gastar(1 + elementos // _CADA, 0)


@pass_eval_context
def _unir(evaluacion: EvalContext, valores: Iterable[Any], d: str = "") -> str:
    partes = list(valores)
    for parte in partes:
        exigir_imprimible(parte)
    gastar(len(partes), len(d) * len(partes) + sum(len(str(parte)) for parte in partes))
    return sync_do_join(evaluacion, partes, d)


@pass_environment
def _sumar(entorno: Environment, valores: Iterable[Any], attribute: str | int | None = None) -> Any:
    """Of numbers alone: of lists the sum would double them at each use."""
    numeros = list(valores)
    if attribute is None and not all(isinstance(n, int | float) for n in numeros):
        raise SecurityError("sólo se suman números")
    try:
        return exigir_numero(sync_do_sum(entorno, numeros, attribute))
    except TypeError:  # it begins with a 0, to which neither a text nor a list can be added
        raise SecurityError("sólo se suman números") from None


def _redondear(valor: Any, precision: int = 0, method: Any = "common") -> Any:
    if not isinstance(precision, int) or abs(precision) > _DECIMALES:
        raise SecurityError(f"«round» da a lo más {_DECIMALES} decimales")
    return exigir_numero(do_round(exigir_numero(valor), precision, method))


def _entero(valor: Any, default: int = 0, base: int = 10) -> Any:
    return exigir_numero(do_int(valor, default, base))


def _decimal(valor: Any, default: float = 0.0) -> Any:
    return exigir_numero(do_float(valor, default))


def _recortar(valor: str, chars: str | None = None) -> str:
    if chars is not None and len(chars) > _RECORTES:
        raise SecurityError(f"«trim» quita a lo más {_RECORTES} caracteres distintos")
    return do_trim(valor, chars)
