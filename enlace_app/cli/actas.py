"""`enlace acta`: revisar, cerrar, reabrir, firmar, exportar."""

from pathlib import Path
from typing import Annotated

import typer

from enlace_app.cli.sesion import Sesion, avisar, decir, decir_json, resolver
from enlace_app.cli.uso import Grupo, Orden
from enlace_app.dominio.revision import Gravedad
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios import actas as servicio
from enlace_app.servicios import firmas

ORDENES = typer.Typer(cls=Grupo, help="Cierra, firma y exporta actas.", rich_markup_mode=None, no_args_is_help=True)
Folio = Annotated[str, typer.Argument(metavar="FOLIO", help="Folio de la reunión, provisional o definitivo.")]
ComoJson = Annotated[bool, typer.Option("--json", help="Responde con un objeto JSON.")]


@ORDENES.command("revisar", cls=Orden)
def revisar(ctx: typer.Context, folio: Folio, como_json: ComoJson = False) -> None:
    """Dice qué falta para cerrar el acta, sin cambiar nada."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        reunion = resolver(contexto, folio, "reunion")
        hallazgos = servicio.revisar_acta(
            contexto.almacen, reunion=reunion.uuid, responsable_de_datos=contexto.ajustes.responsable_de_datos
        )
    if como_json:
        decir_json(
            [
                {"gravedad": h.gravedad, "tabla": h.tabla, "uuid": h.uuid, "campo": h.campo, "mensaje": h.mensaje}
                for h in hallazgos
            ]
        )
    else:
        for hallazgo in hallazgos:
            decir(f"{'✗ impide cerrar' if hallazgo.gravedad == Gravedad.BLOQUEA else '· aviso'}: {hallazgo.mensaje}")
        if not hallazgos:
            decir("No falta nada; el acta se puede cerrar.")
    if any(h.gravedad == Gravedad.BLOQUEA for h in hallazgos):
        raise typer.Exit(3)


@ORDENES.command("cerrar", cls=Orden)
def cerrar(ctx: typer.Context, folio: Folio, como_json: ComoJson = False) -> None:
    """Cierra el acta de una reunión celebrada: folio definitivo, huella y PDF para firma."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        reunion = resolver(contexto, folio, "reunion")
        cerrada = servicio.cerrar_acta(
            contexto.almacen,
            reunion=reunion.uuid,
            imprenta=contexto.imprenta,
            aviso_privacidad=contexto.aviso_privacidad,
        )
    if como_json:
        decir_json({"folio": cerrada.folio, "version": cerrada.version, "sha256": cerrada.sha256})
    else:
        decir(f"Acta cerrada: {cerrada.folio}, versión {cerrada.version}, huella {cerrada.sha256}")
        decir(f"Siga con: enlace acta exportar {cerrada.folio} -o acta.pdf")
    for advertencia in cerrada.advertencias:
        avisar(f"Aviso: {advertencia.mensaje}")


@ORDENES.command("reabrir", cls=Orden)
def reabrir(
    ctx: typer.Context, folio: Folio, motivo: Annotated[str, typer.Option("--motivo", help="Por qué se reabre.")]
) -> None:
    """Reabre un acta cerrada que aún no está firmada; al cerrarla otra vez será la versión siguiente."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        reunion = resolver(contexto, folio, "reunion")
        servicio.reabrir_acta(contexto.almacen, reunion=reunion.uuid, motivo=motivo)
    decir(f"Acta reabierta: {reunion.folio} está en revisión. Lo cerrado se conserva como versión anterior.")


@ORDENES.command("firmar", cls=Orden)
def firmar(
    ctx: typer.Context,
    folio: Folio,
    escaneo: Annotated[
        Path | None, typer.Option("--escaneo", metavar="ARCHIVO", help="PDF o foto (JPG, PNG) del acta firmada.")
    ] = None,
    simple: Annotated[
        str | None,
        typer.Option("--simple", metavar="NOMBRE", help="Nombre de quien firma; no equivale a la autógrafa."),
    ] = None,
    firmante: Annotated[
        list[str] | None,
        typer.Option("--firmante", metavar="NOMBRE", help="Con --escaneo: sólo quienes ya firmaron en ese papel."),
    ] = None,
) -> None:
    """Asienta firmas en un acta cerrada."""
    if (escaneo is None) == (simple is None):
        raise typer.BadParameter("elija --escaneo ARCHIVO o --simple NOMBRE, una de las dos")
    if firmante and escaneo is None:
        raise typer.BadParameter("--firmante acompaña a --escaneo")
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        reunion = resolver(contexto, folio, "reunion")
        if escaneo is not None:
            asiento = firmas.firmar_con_escaneo(
                contexto.almacen,
                reunion=reunion.uuid,
                archivo=escaneo,
                imprenta=contexto.imprenta,
                firmantes=tuple(firmante or ()),
            )
        else:
            asiento = firmas.firmar_simple(
                contexto.almacen, reunion=reunion.uuid, nombre=simple or "", imprenta=contexto.imprenta
            )
    decir(f"Firma asentada en {asiento.folio}: {', '.join(asiento.asentadas)}")
    if asiento.firmada:
        decir("El acta está firmada.")
    else:
        decir(f"Faltan por firmar: {', '.join(asiento.pendientes)}")


@ORDENES.command("exportar", cls=Orden)
def exportar(
    ctx: typer.Context,
    folio: Folio,
    destino: Annotated[Path, typer.Option("-o", "--salida", metavar="ARCHIVO.pdf", help="Dónde se escribe el PDF.")],
    version: Annotated[
        int | None, typer.Option("--version", metavar="N", help="Una versión anterior de un acta que se reabrió.")
    ] = None,
) -> None:
    """Escribe el acta en PDF; la que no está cerrada lleva BORRADOR en cada foja."""
    if destino.is_dir():
        raise ErrorDeNegocio(f"«{destino}» es una carpeta; diga también el nombre del archivo, por ejemplo acta.pdf.")
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        reunion = resolver(contexto, folio, "reunion")
        exportada = servicio.exportar_acta(
            contexto.almacen,
            reunion=reunion.uuid,
            destino=destino,
            imprenta=contexto.imprenta,
            aviso_privacidad=contexto.aviso_privacidad,
            version=version,
        )
    que = {"borrador": "borrador", "para_firma": "cerrada, para firma", "firmada": "firmada"}[exportada.etapa]
    decir(f"Escrito: {exportada.ruta} ({exportada.folio}, {que})")
