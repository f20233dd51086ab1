"""`enlace importar`: history in CSV and capture workbooks."""

from pathlib import Path
from typing import Annotated

import typer

from enlace_app.cli.sesion import Sesion, avisar, decir, decir_json
from enlace_app.servicios import importacion


def importar(
    ctx: typer.Context,
    rutas: Annotated[
        list[Path], typer.Argument(metavar="RUTA...", help="Carpetas o archivos CSV, o libros de captura .xlsx.")
    ],
    revisar: Annotated[bool, typer.Option("--revisar", help="Sólo dice qué pasaría; no guarda nada.")] = False,
    como_json: Annotated[bool, typer.Option("--json", help="Responde con un objeto JSON.")] = False,
) -> None:
    """Trae lo que ya existe; repetirlo no cambia nada."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        informe = importacion.importar(contexto.almacen, rutas, formato=contexto.formato, solo_revisar=revisar)
    if como_json:
        decir_json(informe.datos())
    else:
        for linea in informe.resumen():
            decir(linea)
        for linea in informe.hallazgos():
            avisar(linea)
    if informe.hubo_rechazos:
        raise typer.Exit(3)
