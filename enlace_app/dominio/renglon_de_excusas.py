"""Who recuses herself and why, in one line: «Persona Uno: es de su organización; Persona Dos»."""

from collections.abc import Mapping

from enlace_app.dominio.sugerencias import sugerencias


def leer_excusas(texto: str, conocidos: Mapping[str, str]) -> dict[str, str | None]:
    """Return the reason of each, None where none is given; `conocidos` are the folded names of those who are there.

    A few letters mean the one who is likeliest. What follows a semicolon and names nobody known goes on with the
    reason.
    """
    excusas: dict[str, str | None] = {}
    ultima: str | None = None
    for trozo in texto.split(";"):
        quien, _, motivo = (parte.strip() for parte in trozo.partition(":"))
        hallados = sugerencias(conocidos, quien, limite=1) if quien else []
        if ultima is not None and not hallados:
            if trozo.strip() and excusas[ultima]:
                excusas[ultima] = f"{excusas[ultima]};{trozo.rstrip()}"
        elif quien:
            ultima = hallados[0] if hallados else quien
            excusas[ultima] = motivo or None
    return excusas


def escribir_excusas(excusas: Mapping[str, str | None]) -> str:
    """Write them as `leer_excusas` reads them."""
    return "; ".join(f"{quien}: {motivo}" if motivo else quien for quien, motivo in excusas.items())
