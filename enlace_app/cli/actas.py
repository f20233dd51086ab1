"""`enlace acta`: revisar, cerrar, reabrir, exportar; its other orders are in the modules that it gathers."""

from pathlib import Path
from typing import Annotated

import typer

from enlace_app.cli import correcciones, firmas, observaciones, verificar, versiones_publicas
from enlace_app.cli.sesion import Sesion, avisar, decir, decir_json, resolver, resolver_acta
from enlace_app.cli.uso import Grupo, Orden
from enlace_app.consultas.firmas import firmantes
from enlace_app.dominio.quorum import enumerar
from enlace_app.dominio.revision import Gravedad
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios import actas as servicio

ORDENES = typer.Typer(cls=Grupo, help="Cierra, firma y exporta actas.", rich_markup_mode=None, no_args_is_help=True)
Folio = Annotated[str, typer.Argument(metavar="FOLIO", help="Folio de la reunión, provisional o definitivo.")]
_QUE = {
    "borrador": "borrador",
    "para_firma": "cerrada, para firma",
    "firmada": "firmada",
    "efirma": "con e.firma",
}
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
        firmaron = [f.nombre for f in firmantes(contexto.almacen.lectura, str(reunion.uuid)) if not f.pendiente]
        servicio.reabrir_acta(contexto.almacen, reunion=reunion.uuid, motivo=motivo)
    decir(f"Acta reabierta: {reunion.folio} está en revisión. Lo cerrado se conserva como versión anterior.")
    if firmaron:
        decir(f"Lo asentado en ella de {enumerar(firmaron)} no vale para la versión nueva, que se firma de nuevo.")


@ORDENES.command("exportar", cls=Orden)
def exportar(
    ctx: typer.Context,
    folio: Folio,
    destino: Annotated[Path, typer.Option("-o", "--salida", metavar="ARCHIVO.pdf", help="Dónde se escribe el PDF.")],
    version: Annotated[
        int | None, typer.Option("--version", metavar="N", help="Una versión anterior de un acta que se reabrió.")
    ] = None,
    publica: Annotated[
        bool, typer.Option("--publica", help="La propuesta de versión pública: sin los datos personales.")
    ] = False,
) -> None:
    """Escribe el acta en PDF; la que no está cerrada lleva BORRADOR en cada foja."""
    if publica and version is not None:
        raise typer.BadParameter("la versión pública es siempre la del acta vigente; quite --version")
    if destino.is_dir():
        raise ErrorDeNegocio(f"«{destino}» es una carpeta; diga también el nombre del archivo, por ejemplo acta.pdf.")
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        if publica:
            versiones_publicas.exportar(contexto, folio, destino)
            return
        cual = resolver_acta(contexto, folio)
        exportada = servicio.exportar_acta(
            contexto.almacen,
            reunion=cual.reunion,
            acta=cual.correccion,
            destino=destino,
            imprenta=contexto.imprenta,
            aviso_privacidad=contexto.aviso_privacidad,
            version=version,
        )
    decir(f"Escrito: {exportada.ruta} ({exportada.folio}, {_QUE[exportada.etapa]})")
    if exportada.hoja is not None:
        decir(f"Escrito: {exportada.hoja} (hoja de firmas, aparte)")


ORDENES.command("firmar", cls=Orden)(firmas.firmar)
ORDENES.command("sin-firma", cls=Orden)(firmas.sin_firma)
ORDENES.command("dar-por-firmada", cls=Orden)(firmas.dar_por_firmada)
ORDENES.command("a-revision", cls=Orden)(observaciones.a_revision)
ORDENES.command("observar", cls=Orden)(observaciones.observar)
ORDENES.command("observaciones", cls=Orden)(observaciones.listar)
ORDENES.command("resolver", cls=Orden)(observaciones.contestar)
ORDENES.command("corregir", cls=Orden)(correcciones.corregir)
ORDENES.command("aclarar", cls=Orden)(correcciones.aclarar)
ORDENES.command("verificar", cls=Orden)(verificar.verificar)
ORDENES.command("testar", cls=Orden)(versiones_publicas.testar)
ORDENES.command("testados", cls=Orden)(versiones_publicas.listar)
