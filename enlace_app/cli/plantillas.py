"""`enlace plantillas`: listar, copiar, revisar."""

from typing import Annotated

import typer

from enlace_app.cli.sesion import Sesion, avisar, decir, decir_json
from enlace_app.cli.uso import Grupo, Orden
from enlace_app.servicios import plantillas as servicio

ORDENES = typer.Typer(
    cls=Grupo, help="Las plantillas de los documentos en PDF.", rich_markup_mode=None, no_args_is_help=True
)
ComoJson = Annotated[bool, typer.Option("--json", help="Responde con una lista JSON.")]


@ORDENES.command("listar", cls=Orden)
def listar(ctx: typer.Context, como_json: ComoJson = False) -> None:
    """Lista los documentos y de dónde sale la plantilla de cada uno."""
    sesion: Sesion = ctx.obj
    _decir(servicio.listar(sesion.carpeta), como_json=como_json)


@ORDENES.command("copiar", cls=Orden)
def copiar(
    ctx: typer.Context, nombre: Annotated[str, typer.Argument(metavar="NOMBRE", help="Por ejemplo, acta.")]
) -> None:
    """Deja en la carpeta de datos una copia de una plantilla, para cambiarla con un editor de texto."""
    sesion: Sesion = ctx.obj
    destino = servicio.copiar(sesion.carpeta, nombre)
    decir(f"Plantilla copiada: {destino}")
    decir(f"Cámbiela con un editor de texto y revísela con: enlace plantillas revisar {nombre}")


@ORDENES.command("revisar", cls=Orden)
def revisar(
    ctx: typer.Context,
    cual: Annotated[
        str | None, typer.Argument(metavar="[NOMBRE|ARCHIVO.toml]", help="Si no se da, todas las propias.")
    ] = None,
    como_json: ComoJson = False,
) -> None:
    """Dice si una plantilla sirve, con el renglón y la razón si no; no cambia nada."""
    sesion: Sesion = ctx.obj
    revisadas = servicio.revisar(sesion.carpeta, cual)
    _decir(revisadas, como_json=como_json)
    if not revisadas and not como_json:
        decir("No hay plantillas propias; los documentos se imprimen con las incluidas.")
    if any(plantilla.problema for plantilla in revisadas):
        raise typer.Exit(3)


def _decir(plantillas: list[servicio.PlantillaListada], *, como_json: bool) -> None:
    if como_json:
        decir_json(
            [{"nombre": p.nombre, "archivo": p.archivo, "propia": p.propia, "problema": p.problema} for p in plantillas]
        )
        return
    for plantilla in plantillas:
        origen = f"propia, {plantilla.archivo}" if plantilla.propia else "incluida"
        decir(f"{'✗' if plantilla.problema else '✓'} {plantilla.nombre}: {origen}")
        if plantilla.problema:
            avisar(f"    {plantilla.problema}")
