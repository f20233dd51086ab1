"""`enlace paquete`: exportar, plantilla."""

from pathlib import Path
from typing import Annotated

import typer

from enlace_app.cli.sesion import Sesion, decir, decir_json
from enlace_app.cli.uso import Grupo, Orden
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios import paquetes as servicio

ORDENES = typer.Typer(
    cls=Grupo, help="Hace el libro que se envía a la autoridad.", rich_markup_mode=None, no_args_is_help=True
)
Destino = Annotated[Path, typer.Option("-o", "--salida", metavar="ARCHIVO.xlsx", help="Dónde se escribe el libro.")]
_SIN_NOMBRE = "Dónde se escribe el libro; si no se dice, en la carpeta actual con un nombre que lleva región y número."
DestinoSugerido = Annotated[
    Path | None, typer.Option("-o", "--salida", metavar="ARCHIVO.xlsx", help=_SIN_NOMBRE, show_default=False)
]


@ORDENES.command("exportar", cls=Orden)
def exportar(
    ctx: typer.Context,
    destino: DestinoSugerido = None,
    completo: Annotated[  # what every package is until acuses can be received
        bool, typer.Option("--completo", help="Todo, aunque haya un acuse. Mientras no lo haya, siempre va todo.")
    ] = False,
    como_json: Annotated[bool, typer.Option("--json", help="Responde con un objeto JSON.")] = False,
) -> None:
    """Escribe el paquete: el mismo libro se lee en Excel y se consolida sin volver a capturar."""
    if destino is not None:
        _exigir_archivo(destino)
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        hecho = servicio.exportar_paquete(
            contexto.almacen,
            (destino or Path.cwd()).absolute(),
            formato=contexto.formato,
            destinatario=contexto.destinatario,
            version_app=contexto.version_app,
        )
    if como_json:
        decir_json(
            {
                "archivo": hecho.ruta,
                "tipo": hecho.tipo,
                "secuencia": hecho.secuencia,
                "contenido_sha256": hecho.contenido_sha256,
                "filas": hecho.filas,
                "quedan": hecho.quedan,
                "nombres_reservados": hecho.nombres_reservados,
            }
        )
        return
    decir(f"Escrito: {hecho.ruta}")
    decir(f"Paquete {hecho.secuencia}, {hecho.tipo}; huella del contenido {hecho.contenido_sha256}")
    if hecho.nombres_reservados:
        decir(f"Nombres reservados: {hecho.nombres_reservados} en la asistencia; en su lugar dice «particular».")
    for queda in hecho.quedan:
        decir(f"  no va: {queda}")


@ORDENES.command("plantilla", cls=Orden)
def plantilla(ctx: typer.Context, destino: Destino) -> None:
    """Escribe el libro de captura vacío, para quien no tiene el programa."""
    _exigir_archivo(destino)
    sesion: Sesion = ctx.obj
    servicio.plantilla_de_captura(sesion.carpeta, destino.absolute(), sesion.leer_formato())
    decir(f"Escrito: {destino.absolute()}")
    decir(f"Llénelo y tráigalo con: enlace importar {destino}")


def _exigir_archivo(destino: Path) -> None:
    if destino.is_dir():
        raise ErrorDeNegocio(
            f"«{destino}» es una carpeta; diga también el nombre del archivo, por ejemplo paquete.xlsx."
        )
