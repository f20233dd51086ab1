"""`enlace paquete`: exportar, clave, plantilla; what is answered and what arrives stands beside it."""

import sys
from getpass import getpass
from pathlib import Path
from typing import Annotated

import typer

from enlace_app.cli import acuses, recepcion
from enlace_app.cli.avance import con_avance
from enlace_app.cli.sesion import Sesion, decir, decir_json
from enlace_app.cli.uso import Grupo, Orden
from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios import paquetes as servicio
from enlace_app.servicios.clave_de_envio import clave_de_envio

ORDENES = typer.Typer(
    cls=Grupo, help="Los paquetes: hacerlos, recibirlos y responderlos.", rich_markup_mode=None, no_args_is_help=True
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
    completo: Annotated[
        bool, typer.Option("--completo", help="Todo, aunque haya un acuse. Mientras no lo haya, siempre va todo.")
    ] = False,
    incremental: Annotated[
        bool, typer.Option("--incremental", help="Sólo lo nuevo desde el último paquete con acuse, o nada.")
    ] = False,
    con_adjuntos: Annotated[
        bool, typer.Option("--con-adjuntos", help="En un .zip, junto con los archivos de los documentos que van.")
    ] = False,
    contrasena: Annotated[
        bool, typer.Option("--contrasena", help="Pregunta una contraseña y cierra el libro con ella.")
    ] = False,
    como_json: Annotated[bool, typer.Option("--json", help="Responde con un objeto JSON.")] = False,
) -> None:
    """Escribe el paquete: el mismo libro se lee en Excel y se consolida sin volver a capturar."""
    if completo and incremental:
        raise typer.BadParameter("elija --completo o --incremental, uno solo")
    if contrasena and con_adjuntos:
        raise typer.BadParameter(
            "elija --contrasena o --con-adjuntos: la contraseña cierra el libro, y los archivos irían sin ella"
        )
    tipo = TipoPaquete.COMPLETO if completo else TipoPaquete.INCREMENTAL if incremental else None
    if destino is not None:
        _exigir_archivo(destino)
    clave_del_libro = _preguntar_contrasena() if contrasena else None
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto, con_avance("Haciendo el paquete") as progreso:
        hecho = servicio.exportar_paquete(
            contexto.almacen,
            (destino or Path.cwd()).absolute(),
            formato=contexto.formato,
            destinatario=contexto.destinatario,
            version_app=contexto.version_app,
            tipo=tipo,
            con_adjuntos=con_adjuntos,
            contrasena=clave_del_libro,
            progreso=progreso,
        )
    if como_json:
        decir_json(_en_json(hecho))
        return
    decir(f"Escrito: {hecho.ruta}")
    decir(f"Paquete {hecho.secuencia}, {hecho.tipo}; huella del contenido {hecho.contenido_sha256}")
    if hecho.nombres_reservados:
        decir(f"Nombres reservados: {hecho.nombres_reservados} en la asistencia; en su lugar dice «particular».")
    if con_adjuntos:
        decir(f"Adjuntos: {hecho.adjuntos}")
    if contrasena:
        decir("Diga la contraseña por teléfono a quien recibe, no en el correo. No se guardó: nadie puede recuperarla.")
    for queda in hecho.quedan:
        decir(f"  no va: {queda}")


def _en_json(hecho: servicio.PaqueteExportado) -> dict[str, object]:
    return {
        "archivo": hecho.ruta,
        "tipo": hecho.tipo,
        "secuencia": hecho.secuencia,
        "contenido_sha256": hecho.contenido_sha256,
        "filas": hecho.filas,
        "quedan": hecho.quedan,
        "nombres_reservados": hecho.nombres_reservados,
        "adjuntos": hecho.adjuntos,
    }


@ORDENES.command("clave", cls=Orden)
def clave(
    ctx: typer.Context,
    como_json: Annotated[bool, typer.Option("--json", help="Responde con un objeto JSON.")] = False,
) -> None:
    """Dice las palabras con las que la autoridad reconoce sus paquetes; léaselas por teléfono."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        propia = clave_de_envio(contexto.almacen)
    if como_json:
        decir_json({"clave_publica": propia.publica, "palabras": propia.palabras})
        return
    decir(f"Sus palabras: {' '.join(propia.palabras)}")
    decir(f"Clave pública: {propia.publica}")
    decir("Léalas por teléfono a quien recibe sus paquetes: en su pantalla deben aparecer las mismas, en este orden.")
    if propia.recien_hecha:
        decir("La llave se acaba de hacer. Si ya había enviado paquetes firmados, avise que cambió.")


@ORDENES.command("plantilla", cls=Orden)
def plantilla(ctx: typer.Context, destino: Destino) -> None:
    """Escribe el libro de captura vacío, para quien no tiene el programa."""
    _exigir_archivo(destino)
    sesion: Sesion = ctx.obj
    servicio.plantilla_de_captura(sesion.carpeta, destino.absolute(), sesion.leer_formato())
    decir(f"Escrito: {destino.absolute()}")
    decir(f"Llénelo y tráigalo con: enlace importar {destino}")


def _preguntar_contrasena() -> str:
    """Ask twice without showing it: one that was mistyped could never be opened. A script gives it in one line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    primera = getpass("Contraseña del libro, de 10 caracteres o más (no se ve al escribirla): ")
    servicio.exigir_contrasena(primera)
    if getpass("Otra vez, igual: ") != primera:
        raise ErrorDeNegocio("Las dos veces no se escribió lo mismo; no se hizo nada. Repita la orden.")
    return primera


def _exigir_archivo(destino: Path) -> None:
    if destino.is_dir():
        raise ErrorDeNegocio(
            f"«{destino}» es una carpeta; diga también el nombre del archivo, por ejemplo paquete.xlsx."
        )


acuses.agregar_ordenes(ORDENES)
recepcion.agregar_ordenes(ORDENES)
