"""Wrong usage and help in Spanish: the library behind the command line speaks English only."""

import re

from typer.core import TyperCommand, TyperGroup

_TITULOS = {
    "Usage:": "Uso:",
    "Arguments:": "Argumentos:",
    "Options:": "Opciones:",
    "Commands:": "Órdenes:",
    "Show this message and exit.": "Muestra esta ayuda y termina.",
    "[OPTIONS]": "[OPCIONES]",
    "COMMAND [ARGS]...": "ORDEN [ARGUMENTOS]...",
    "[required]": "[obligatorio]",
    "env var:": "variable:",
    "default:": "si no se da:",
}
_ERRORES = (
    (r"No such command ['\"](?P<x>.*?)['\"]\.?", "No existe la orden «{x}»."),
    (r"No such option: (?P<x>\S+)", "No existe la opción «{x}»."),
    (r"Missing argument ['\"](?P<x>.*?)['\"]\.?", "Falta {x}."),
    (r"Missing option ['\"](?P<x>.*?)['\"]\.?", "Falta la opción {x}."),
    (r"Missing (argument|option|parameter)\.?", "Falta un dato."),
    (r"Missing command\.", "Falta la orden."),
    (r"Got unexpected extra argument(s|\(s\))? \((?P<x>.*)\)", "Sobra «{x}»."),
    (r"Option ['\"]?(?P<x>[^'\" ]+)['\"]? requires (?P<y>[2-9]) arguments\.?", "La opción {x} necesita {y} valores."),
    (r"Option ['\"]?(?P<x>[^'\" ]+)['\"]? requires (an|\d+) arguments?\.?", "La opción {x} necesita un valor."),
    (r"Option ['\"]?(?P<x>[^'\" ]+)['\"]? does not take a value\.?", "La opción {x} no lleva valor."),
    (r"Invalid value for ['\"](?P<x>.*?)['\"]: (?P<y>.*)", "{x}: {y}"),
    (r"Invalid value: (?P<x>.*)", "{x}"),
)
_DETALLES = (
    (r"['\"](?P<x>.*?)['\"] is not one of (?P<y>.*?)\.?$", "«{x}» no es ninguno de {y}."),
    (r"['\"](?P<x>.*?)['\"] is not a valid (integer|int)\.?", "«{x}» no es un número entero."),
    (r"['\"](?P<x>[^'\"]*)['\"] does not match the formats? .*", "«{x}» no es una fecha AAAA-MM-DD."),
)
_SUGERENCIA = re.compile(r"\s*\(?Did you mean (one of: )?(?P<x>.*?)\??\)?$", re.IGNORECASE)


def traducir_uso(mensaje: str) -> str:
    """Return a usage error in Spanish; what is not known is quoted as it came."""
    if mensaje.startswith(_TITULOS["Usage:"]):
        return mensaje  # a group without an order answers with its whole help, which is translated already
    plano = " ".join(mensaje.split()).replace("Value error, ", "").replace("' / '", " o ")
    sugerencia = _SUGERENCIA.search(plano)
    if sugerencia:
        plano = plano[: sugerencia.start()].strip()
    texto = _aplicar(_ERRORES, plano) or f"Uso incorrecto: {plano}"
    for patron, plantilla in _DETALLES:
        if encontrado := re.search(patron, texto):
            texto = texto[: encontrado.start()] + plantilla.format(**encontrado.groupdict())
            break
    return f"{texto} ¿Quiso decir {sugerencia.group('x').rstrip('?. ')}?" if sugerencia else texto


def _aplicar(patrones: tuple[tuple[str, str], ...], mensaje: str) -> str | None:
    for patron, plantilla in patrones:
        if encontrado := re.fullmatch(patron, mensaje):
            return plantilla.format(**encontrado.groupdict())
    return None


def traducir_ayuda(ayuda: str) -> str:
    """Return a help text with its headings in Spanish."""
    for ingles, espanol in _TITULOS.items():
        ayuda = ayuda.replace(ingles, espanol)
    return ayuda


class Orden(TyperCommand):
    """A command whose help is in Spanish."""

    def get_help(self, ctx: object) -> str:
        """Return the translated help."""
        return traducir_ayuda(super().get_help(ctx))  # type: ignore[arg-type]  # the context's class is private


class Grupo(TyperGroup):
    """A group of commands whose help is in Spanish."""

    def get_help(self, ctx: object) -> str:
        """Return the translated help."""
        return traducir_ayuda(super().get_help(ctx))  # type: ignore[arg-type]  # the context's class is private
