"""`enlace datos`: exportar."""

from pathlib import Path
from typing import Annotated

import typer

from enlace_app.cli.sesion import Sesion, decir, decir_json
from enlace_app.cli.uso import Grupo, Orden
from enlace_app.servicios import datos_abiertos as servicio

ORDENES = typer.Typer(
    cls=Grupo, help="Escribe lo publicable como datos abiertos.", rich_markup_mode=None, no_args_is_help=True
)


@ORDENES.callback()
def datos() -> None:
    """Escribe lo publicable como datos abiertos."""


@ORDENES.command("exportar", cls=Orden)
def exportar(
    ctx: typer.Context,
    carpeta: Annotated[
        Path, typer.Option("-o", "--salida", metavar="CARPETA", help="Carpeta nueva, o la de una exportación anterior.")
    ],
    como_json: Annotated[bool, typer.Option("--json", help="Responde con un objeto JSON.")] = False,
) -> None:
    """Escribe una carpeta con las tablas en CSV y JSON, su descripción (datapackage.json) y un LEEME."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        hecho = servicio.exportar_datos_abiertos(
            contexto.almacen, carpeta.absolute(), formato=contexto.formato, version_app=contexto.version_app
        )
    if como_json:
        decir_json(
            {
                "carpeta": hecho.carpeta,
                "filas": hecho.filas,
                "quedan": hecho.quedan,
                "nombres_reservados": hecho.nombres_reservados,
            }
        )
        return
    decir(f"Escrito: {hecho.carpeta}")
    decir(", ".join(f"{tabla} {n}" for tabla, n in hecho.filas.items() if n))
    if hecho.nombres_reservados:
        decir(f"Nombres reservados: {hecho.nombres_reservados} en la asistencia; en su lugar dice «particular».")
    for queda in hecho.quedan:
        decir(f"  no va: {queda}")
