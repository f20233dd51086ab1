"""`enlace respaldo`: crear, listar, verificar, restaurar."""

from pathlib import Path
from typing import Annotated

import typer

from enlace_app.cli.sesion import Sesion, avisar, decir, decir_json
from enlace_app.cli.uso import Grupo, Orden
from enlace_app.dominio.organizaciones import plegar
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios import respaldos as servicio

_ULTIMO = "ultimo"
ORDENES = typer.Typer(cls=Grupo, help="Respalda los datos y los recupera.", rich_markup_mode=None, no_args_is_help=True)
Archivo = Annotated[
    Path,
    typer.Argument(metavar="ARCHIVO", help="Un respaldo: su ruta, su nombre en la carpeta de respaldos, o «ultimo»."),
]


@ORDENES.command("crear", cls=Orden)
def crear(ctx: typer.Context) -> None:
    """Hace un respaldo verificado."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        respaldo = servicio.crear(contexto.almacen)
    decir(f"Respaldo hecho y verificado: {respaldo.ruta}")


@ORDENES.command("listar", cls=Orden)
def listar(ctx: typer.Context, como_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Lista los respaldos, el más reciente primero."""
    sesion: Sesion = ctx.obj
    respaldos = servicio.listar(sesion.carpeta)
    if como_json:
        decir_json([{"ruta": r.ruta, "instante": r.instante, "motivo": r.motivo, "bytes": r.tamano} for r in respaldos])
        return
    for respaldo in respaldos:
        decir(
            f"{respaldo.instante:%Y-%m-%d %H:%M:%S}  {respaldo.motivo:<12} {_tamano(respaldo.tamano):>8}  "
            f"{respaldo.ruta.name}"
        )
    if not respaldos:
        decir(f"Aún no hay respaldos en «{sesion.carpeta.respaldos}»; haga uno con «enlace respaldo crear».")


@ORDENES.command("verificar", cls=Orden)
def verificar(ctx: typer.Context, archivo: Archivo) -> None:
    """Lee un respaldo entero y dice si sirve."""
    sesion: Sesion = ctx.obj
    ruta = _localizar(sesion, archivo)
    verificacion = servicio.verificar(sesion.carpeta, ruta, sesion.clave)
    for problema in verificacion.problemas:
        avisar(f"Problema: {problema}")
    for aviso in verificacion.avisos:
        avisar(f"Aviso: {aviso}")
    for huella in verificacion.adjuntos_faltantes:
        avisar(f"Aviso: falta el adjunto {huella} en «{sesion.carpeta.adjuntos}»")
    if not verificacion.correcta:
        decir(f"El respaldo «{ruta.name}» no sirve.")
        raise typer.Exit(3)
    filas = verificacion.filas
    decir(
        f"El respaldo «{ruta.name}» está completo: {filas.get('reunion', 0)} reuniones, "
        f"{filas.get('acuerdo', 0)} acuerdos, {filas.get('documento', 0)} documentos, {filas.get('acta', 0)} actas."
    )


@ORDENES.command("restaurar", cls=Orden)
def restaurar(ctx: typer.Context, archivo: Archivo) -> None:
    """Vuelve a un respaldo; los datos actuales se apartan, no se borran."""
    sesion: Sesion = ctx.obj
    apartado = servicio.restaurar_respaldo(sesion.carpeta, _localizar(sesion, archivo), sesion.clave)
    decir(f"Restaurado. Los datos anteriores quedaron en: {apartado}")


def _localizar(sesion: Sesion, archivo: Path) -> Path:
    """A bare name is looked for in the folder of backups, where `listar` found it; `ultimo` is the newest there."""
    if plegar(str(archivo)) == _ULTIMO and not archivo.exists():
        respaldos = servicio.listar(sesion.carpeta)
        if not respaldos:
            raise ErrorDeNegocio(f"Aún no hay respaldos en «{sesion.carpeta.respaldos}».")
        return respaldos[0].ruta
    en_carpeta = sesion.carpeta.respaldos / archivo.name
    return en_carpeta if not archivo.exists() and archivo.name == str(archivo) and en_carpeta.exists() else archivo


def _tamano(octetos: int) -> str:
    """A size as people read it: in MB from one on, else in kB."""
    return f"{octetos / 1e6:.1f} MB" if octetos >= 1_000_000 else f"{max(1, round(octetos / 1000))} kB"
