"""`enlace paquete`: exportar, clave, plantilla."""

import sys
from getpass import getpass
from pathlib import Path
from typing import Annotated

import typer

from enlace_app.cli.recepcion import agregar_ordenes
from enlace_app.cli.sesion import Sesion, decir, decir_json
from enlace_app.cli.uso import Grupo, Orden
from enlace_app.consultas import incrementos, sitios
from enlace_app.consultas import paquetes as consulta
from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios import paquetes as servicio
from enlace_app.servicios.clave_de_envio import clave_de_envio

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
    completo: Annotated[
        bool, typer.Option("--completo", help="Todo, aunque haya un acuse. Mientras no lo haya, siempre va todo.")
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
    if destino is not None:
        _exigir_archivo(destino)
    clave_del_libro = _preguntar_contrasena() if contrasena else None
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        hecho = servicio.exportar_paquete(
            contexto.almacen,
            (destino or Path.cwd()).absolute(),
            formato=contexto.formato,
            destinatario=contexto.destinatario,
            version_app=contexto.version_app,
            tipo=TipoPaquete.COMPLETO if completo else None,
            con_adjuntos=con_adjuntos,
            contrasena=clave_del_libro,
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
                "adjuntos": hecho.adjuntos,
            }
        )
        return
    decir(f"Escrito: {hecho.ruta}")
    decir(f"Paquete {hecho.secuencia}, {hecho.tipo}; huella del contenido {hecho.contenido_sha256}")
    if hecho.nombres_reservados:
        decir(f"Nombres reservados: {hecho.nombres_reservados} en la asistencia; en su lugar dice «particular».")
    if con_adjuntos:
        decir(f"Adjuntos: {hecho.adjuntos}")
    if contrasena:
        decir("Dé la contraseña a quien recibe por otro medio (por teléfono, no en el mismo correo). No se guardó.")
    for queda in hecho.quedan:
        decir(f"  no va: {queda}")


@ORDENES.command("enviados", cls=Orden)
def enviados(
    ctx: typer.Context,
    como_json: Annotated[bool, typer.Option("--json", help="Responde con JSON.")] = False,
) -> None:
    """Lista los paquetes hechos aquí, el último primero, con su huella: es la constancia de lo que envió."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        lectura = contexto.almacen.lectura
        hechos = consulta.listar(lectura, sitio=sitios.traer(lectura).uuid)
        con_acuse = incrementos.acusados(lectura)
    filas = [
        {
            "epoca": hecho.epoca,
            "secuencia": hecho.secuencia,
            "tipo": hecho.tipo,
            "generado": hecho.generado,
            "acuse": hecho.uuid in con_acuse,
            "archivo": hecho.archivo,
            "contenido_sha256": hecho.contenido_sha256,
            "anterior_sha256": hecho.anterior_sha256,
        }
        for hecho in hechos
    ]
    if como_json:
        decir_json(filas)
        return
    for fila in filas:
        acuse = "con acuse" if fila["acuse"] else "sin acuse"
        decir(f"Paquete {fila['secuencia']}, {fila['tipo']}, {acuse}: {fila['archivo']}")
        decir(f"  {fila['contenido_sha256']}")
    if not filas:
        decir("Aún no se ha hecho ningún paquete; haga uno con «enlace paquete exportar».")


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
    primera = getpass("Contraseña del libro (no se ve al escribirla): ")
    if getpass("Otra vez, igual: ") != primera:
        raise ErrorDeNegocio("Las dos veces no se escribió lo mismo; no se hizo nada. Repita la orden.")
    return primera


def _exigir_archivo(destino: Path) -> None:
    if destino.is_dir():
        raise ErrorDeNegocio(
            f"«{destino}» es una carpeta; diga también el nombre del archivo, por ejemplo paquete.xlsx."
        )


agregar_ordenes(ORDENES)
