"""`enlace acta verificar`: is this PDF the acta? Answers on any computer, with or without a record."""

from pathlib import Path
from typing import Annotated

import typer

from enlace_app.cli.sesion import Sesion, decir, decir_json
from enlace_app.dominio.verificacion import Dictamen, Juicio
from enlace_app.servicios.verificacion import verificar_archivo, verificar_pdf

_SIGNOS = {Juicio.BIEN: "✓", Juicio.MAL: "✗", Juicio.NO_COMPROBADO: "·"}
_NO = 3


def verificar(
    ctx: typer.Context,
    archivo: Annotated[Path, typer.Argument(metavar="ARCHIVO.pdf", help="El PDF del acta, o su escaneo.")],
    como_json: Annotated[bool, typer.Option("--json", help="Responde con un objeto JSON.")] = False,
) -> None:
    """Dice si un PDF es el acta que se cerró y firmó, y por qué; no cambia nada."""
    sesion: Sesion = ctx.obj
    if sesion.carpeta.base.exists():
        with sesion.abrir() as contexto:
            dictamen = verificar_pdf(contexto, archivo)
    else:  # a computer that never ran the program: no folder is made for a question
        dictamen = verificar_archivo(archivo, lectura=None, imprenta=sesion.crear_imprenta())
    if como_json:
        decir_json(_objeto(archivo, dictamen))
    else:
        _decir(dictamen)
    if not dictamen.favorable:
        raise typer.Exit(_NO)


def _decir(dictamen: Dictamen) -> None:
    decir(dictamen.veredicto.upper())
    decir(dictamen.frase)
    for comprobacion in dictamen.comprobaciones:
        decir(f"  {_SIGNOS[comprobacion.resultado]} {comprobacion.nombre}: {comprobacion.explicacion}")
    decir(f"Qué hacer: {dictamen.siguiente}")
    if dictamen.sha256:
        decir(f"SHA-256 del archivo: {dictamen.sha256}")


def _objeto(archivo: Path, dictamen: Dictamen) -> dict[str, object]:
    return {
        "archivo": archivo.name,
        "sha256": dictamen.sha256,
        "veredicto": dictamen.veredicto,
        "folio": dictamen.folio,
        "version": dictamen.version,
        "frase": dictamen.frase,
        "siguiente": dictamen.siguiente,
        "comprobaciones": [
            {"nombre": c.nombre, "resultado": c.resultado, "explicacion": c.explicacion}
            for c in dictamen.comprobaciones
        ],
    }
