"""Hours as a person types them."""

from enlace_app.dominio.fechas import leer_hora
from enlace_app.errores import ErrorDeNegocio


def leer_hora_escrita(texto: str) -> str:
    """Return `HH:MM`, or raise `ErrorDeNegocio` quoting what was typed."""
    try:
        return leer_hora(texto)
    except ValueError as error:
        raise ErrorDeNegocio(f"«{texto}» no es una hora: {error}") from error
