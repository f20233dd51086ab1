"""The command line as a whole: global options, the commands, what `enlace` alone does."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from enlace_app.cli import (
    actas,
    buscar,
    consultar,
    datos_abiertos,
    documentos_de_reunion,
    importar,
    inicio,
    paquetes,
    plantillas,
    respaldos,
)
from enlace_app.cli.sesion import AbrirContexto, Sesion, decir
from enlace_app.cli.uso import Grupo, Orden
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.imprenta import Imprenta
from enlace_app.sincronizacion.formato import Formato


def crear_aplicacion(
    abrir_contexto: AbrirContexto,
    *,
    version: str,
    carpeta_predeterminada: Path,
    clave: str | None,
    leer_formato: Callable[[], Formato],
    crear_imprenta: Callable[[], Imprenta],
    abrir_ventana: Callable[[CarpetaDatos], int],
) -> typer.Typer:
    """Return the application; `arranque` says how data are opened."""
    aplicacion = typer.Typer(cls=Grupo, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

    @aplicacion.callback(invoke_without_command=True)
    def principal(
        ctx: typer.Context,
        datos: Annotated[
            Path | None, typer.Option("--datos", envvar="ENLACE_DATOS", help="Carpeta de datos.", metavar="CARPETA")
        ] = None,
        depurar: Annotated[bool, typer.Option("--depurar", help="Muestra la traza de un error.")] = False,
        ver_version: Annotated[bool, typer.Option("--version", help="Dice la versión y termina.")] = False,
    ) -> None:
        """Enlace: reuniones, acuerdos, documentos y actas, sin internet."""
        if ver_version:
            decir(f"Enlace {version}")
            raise typer.Exit
        ctx.obj = Sesion(
            carpeta=CarpetaDatos((datos or carpeta_predeterminada).absolute()),
            elegida=datos is not None,
            clave=clave,
            abrir_contexto=abrir_contexto,
            leer_formato=leer_formato,
            crear_imprenta=crear_imprenta,
            abrir_ventana=abrir_ventana,
        )
        if ctx.invoked_subcommand is None:
            raise typer.Exit(abrir_ventana(ctx.obj.carpeta))

    aplicacion.command("demo", cls=Orden)(inicio.demo)
    aplicacion.command("iniciar", cls=Orden)(inicio.iniciar)
    aplicacion.command("importar", cls=Orden)(importar.importar)
    aplicacion.command("mostrar", cls=Orden)(consultar.mostrar)
    aplicacion.command("buscar", cls=Orden)(buscar.buscar)
    aplicacion.add_typer(consultar.ORDENES, name="listar")
    aplicacion.add_typer(actas.ORDENES, name="acta")
    aplicacion.add_typer(documentos_de_reunion.REUNION, name="reunion")
    aplicacion.add_typer(documentos_de_reunion.ACUERDO, name="acuerdo")
    aplicacion.add_typer(plantillas.ORDENES, name="plantillas")
    aplicacion.add_typer(paquetes.ORDENES, name="paquete")
    aplicacion.add_typer(datos_abiertos.ORDENES, name="datos")
    aplicacion.add_typer(respaldos.ORDENES, name="respaldo")
    return aplicacion
