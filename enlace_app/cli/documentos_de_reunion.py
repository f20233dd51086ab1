"""`enlace reunion` y `enlace acuerdo`: los documentos en PDF alrededor de una reunión."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from enlace_app.cli.sesion import Sesion, decir, resolver
from enlace_app.cli.uso import Grupo, Orden
from enlace_app.servicios import documentos_de_reunion as servicio
from enlace_app.servicios.contexto import Contexto

REUNION = typer.Typer(
    cls=Grupo, help="Convocatoria y lista de asistencia.", rich_markup_mode=None, no_args_is_help=True
)
ACUERDO = typer.Typer(cls=Grupo, help="Relación y extracto de acuerdos.", rich_markup_mode=None, no_args_is_help=True)
Folio = Annotated[str, typer.Argument(metavar="FOLIO", help="Folio de la reunión, provisional o definitivo.")]
Destino = Annotated[Path, typer.Option("-o", "--salida", metavar="ARCHIVO.pdf", help="Dónde se escribe el PDF.")]


@REUNION.command("convocatoria", cls=Orden)
def convocatoria(
    ctx: typer.Context,
    folio: Folio,
    destino: Destino,
    ics: Annotated[
        Path | None, typer.Option("--ics", metavar="ARCHIVO.ics", help="También el archivo de calendario.")
    ] = None,
) -> None:
    """Escribe la convocatoria con su orden del día."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        reunion = resolver(contexto, folio, "reunion")
        contenido = servicio.convocatoria(contexto.almacen, reunion.uuid)
        _exportar(contexto, destino, contenido)
        if ics is not None:
            decir(f"Escrito: {servicio.exportar_calendario(contexto.almacen, destino=ics, contenido=contenido)}")


@REUNION.command("asistencia", cls=Orden)
def asistencia(ctx: typer.Context, folio: Folio, destino: Destino) -> None:
    """Escribe la lista de asistencia para firmar a mano."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        reunion = resolver(contexto, folio, "reunion")
        contenido = servicio.lista_de_asistencia(
            contexto.almacen, reunion.uuid, aviso_privacidad=contexto.aviso_privacidad
        )
        _exportar(contexto, destino, contenido)


@ACUERDO.command("relacion", cls=Orden)
def relacion(ctx: typer.Context, folio: Folio, destino: Destino) -> None:
    """Escribe la relación de los acuerdos de una reunión, con su estado de hoy."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        reunion = resolver(contexto, folio, "reunion")
        _exportar(contexto, destino, servicio.relacion_de_acuerdos(contexto.almacen, reunion.uuid))


@ACUERDO.command("extracto", cls=Orden)
def extracto(
    ctx: typer.Context,
    folio: Annotated[str, typer.Argument(metavar="FOLIO", help="Folio del acuerdo.")],
    destino: Destino,
) -> None:
    """Escribe el extracto de un acuerdo: lo que dice su acta y qué ha pasado con él."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        acuerdo = resolver(contexto, folio, "acuerdo")
        _exportar(contexto, destino, servicio.extracto_de_acuerdo(contexto.almacen, acuerdo.uuid))


def _exportar(contexto: Contexto, destino: Path, contenido: Mapping[str, Any]) -> None:
    hecho = servicio.exportar_documento(
        contexto.almacen, destino=destino, imprenta=contexto.imprenta, contenido=contenido
    )
    decir(f"Escrito: {hecho.ruta} ({hecho.folio}, {contenido['documento']})")
