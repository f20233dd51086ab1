"""`enlace paquete` for what arrives: revisar, recibir, aceptar-clave, observar, folio-oficial."""

import sys
from collections.abc import Mapping
from dataclasses import asdict
from getpass import getpass
from pathlib import Path
from typing import Annotated

import typer

from enlace_app.cli.avance import con_avance
from enlace_app.cli.propuestas import PROPUESTAS
from enlace_app.cli.sesion import MAXIMO_DE_RENGLONES, Sesion, avisar, decir, decir_json, resolver
from enlace_app.cli.uso import Orden
from enlace_app.cli.vinculos import VINCULOS
from enlace_app.dominio.recepcion import EstadoDeRecepcion, Resultado
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios import acuses, remitentes
from enlace_app.servicios import recepcion as servicio
from enlace_app.servicios.contexto import Contexto
from enlace_app.servicios.recepcion_en_curso import Recepcion
from enlace_app.sincronizacion.lector.lectura import ErrorDeContrasena, leer_paquete
from enlace_app.sincronizacion.paquete import PaqueteLeido

Envio = Annotated[Path, typer.Argument(metavar="ARCHIVO", help="El libro que llegó, o el .zip con sus adjuntos.")]
Cerrado = Annotated[bool, typer.Option("--contrasena", help="Pregunta la contraseña con que viene cerrado el libro.")]
ComoJson = Annotated[bool, typer.Option("--json", help="Responde con JSON.")]


def agregar_ordenes(ordenes: typer.Typer) -> None:
    """Add what is done with packages that arrive to the group `paquete`."""
    ordenes.command("revisar", cls=Orden)(revisar)
    ordenes.command("recibir", cls=Orden)(recibir)
    ordenes.command("aceptar-clave", cls=Orden)(aceptar_clave)
    ordenes.command("observar", cls=Orden)(observar)
    ordenes.command("folio-oficial", cls=Orden)(folio_oficial)
    ordenes.add_typer(PROPUESTAS, name="propuestas")
    ordenes.add_typer(VINCULOS, name="vinculos")


def revisar(ctx: typer.Context, archivo: Envio, contrasena: Cerrado = False, como_json: ComoJson = False) -> None:
    """Dice quién envía qué y qué cambiaría, registro por registro; no escribe nada."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        paquete = _leer(archivo, contexto, contrasena=contrasena)
        with con_avance("Comparando") as progreso:
            revision = servicio.revisar_paquete(contexto.almacen, paquete, formato=contexto.formato, progreso=progreso)
    if como_json:
        decir_json(_revision_en_json(revision))
    else:
        _decir_revision(revision)
    if not revision.se_recibiria:
        raise ErrorDeNegocio(f"No se aplicaría: {revision.llegada.motivo}")


def recibir(
    ctx: typer.Context,
    archivo: Envio,
    acuse: Annotated[
        Path | None, typer.Option("--acuse", metavar="ACUSE.xlsx", help="Dónde se escribe el acuse.")
    ] = None,
    contrasena: Cerrado = False,
    como_json: ComoJson = False,
) -> None:
    """Recibe un paquete: entero o nada. El mismo otra vez no cambia nada."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        if acuse is not None:
            acuses.exigir_destino_de_acuse(contexto.almacen, acuse)
        paquete = _leer(archivo, contexto, contrasena=contrasena)
        with con_avance("Recibiendo") as progreso:
            hecha = servicio.recibir_paquete(
                contexto.almacen, paquete, formato=contexto.formato, archivo=archivo, progreso=progreso
            )
        aplicado = hecha.estado is EstadoDeRecepcion.APLICADO
        if acuse is not None and aplicado:
            acuses.exportar_acuse(contexto.almacen, recibido=hecha.recibido, destino=acuse)
    if como_json:
        decir_json(
            {
                "paquete": hecha.nombre,
                "estado": hecha.estado,
                "repetido": hecha.repetido,
                "motivo": hecha.motivo,
                "avisos": hecha.avisos,
                "resultados": hecha.cuentas,
                "liberados": hecha.liberados,
                "adjuntos": hecha.adjuntos and asdict(hecha.adjuntos),
                "acuse": acuse if aplicado else None,
            }
        )
    else:
        _decir_recepcion(hecha, acuse if aplicado else None)
    if not aplicado:
        raise ErrorDeNegocio(str(hecha.motivo))


def aceptar_clave(ctx: typer.Context, archivo: Envio, contrasena: Cerrado = False) -> None:
    """Acepta la clave con que viene firmado un paquete, después de comparar sus palabras por teléfono."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        paquete = _leer(archivo, contexto, contrasena=contrasena)
        palabras = remitentes.aceptar_clave(contexto.almacen, paquete)
    decir(f"Clave aceptada: {' '.join(palabras)}")
    decir(f"Ahora reciba el paquete con: enlace paquete recibir {archivo}")


def observar(
    ctx: typer.Context,
    folio: Annotated[str, typer.Argument(metavar="FOLIO", help="De una reunión, un acuerdo o un documento.")],
    texto: Annotated[str, typer.Option("--texto", help="Lo que la autoridad observa; irá en el próximo acuse.")],
) -> None:
    """Observa un registro que llegó: quien lo envió lo leerá junto a él."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        encontrado = resolver(contexto, folio)
        acuses.observar_registro(contexto.almacen, registro=encontrado.uuid, texto=texto)
    decir(f"Observado: {encontrado.folio}. Irá en el próximo acuse de su paquete.")


def folio_oficial(
    ctx: typer.Context,
    folio: Annotated[str, typer.Argument(metavar="FOLIO", help="El propio del registro.")],
    oficial: Annotated[str, typer.Argument(metavar="OFICIAL", help="El que la autoridad le asigna.")],
) -> None:
    """Asigna un folio oficial, que queda junto al propio; irá en el próximo acuse."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        encontrado = resolver(contexto, folio)
        acuses.asignar_folio_oficial(contexto.almacen, registro=encontrado.uuid, folio=oficial)
    decir(f"{encontrado.folio} lleva ahora el folio oficial {oficial}.")


def _leer(archivo: Path, contexto: Contexto, *, contrasena: bool) -> PaqueteLeido:
    """Read what arrived; a script gives the password in one line."""
    clave = None
    if contrasena and sys.stdin.isatty():
        clave = getpass("Contraseña del libro (no se ve al escribirla): ")
    elif contrasena:
        clave = sys.stdin.readline().rstrip("\r\n")
    try:
        with con_avance("Leyendo") as progreso:
            return leer_paquete(archivo, contexto.formato, contrasena=clave, progreso=progreso)
    except ErrorDeContrasena as error:
        como = "" if contrasena else " Para escribirla, repita la orden con --contrasena."
        raise ErrorDeNegocio(f"{error}{como}") from error


def _decir_revision(revision: servicio.Revision) -> None:
    m = revision.manifiesto
    decir(
        f"Paquete {m.secuencia} ({m.tipo}) de {m.remitente}, región {m.region or 'sin región'}, "
        f"hecho el {m.generado:%Y-%m-%d}"
    )
    if revision.clave:
        conocida = "la de sus envíos anteriores" if revision.clave_conocida else "no se conocía"
        decir(f"Firmado con la clave: {' '.join(revision.palabras)} ({conocida})")
    for aviso in revision.llegada.avisos:
        avisar(f"Aviso: {aviso}")
    for problema in revision.problemas:
        avisar(str(problema))
    decir(en_palabras(revision.cuentas) or str(revision.llegada.destino))
    if revision.adjuntos is not None:
        decir(str(revision.adjuntos))
    cambian = [r for r in revision.renglones if r.resultado is not Resultado.IGUAL]
    for renglon in cambian[:MAXIMO_DE_RENGLONES]:
        motivo = f" — {renglon.motivo}" if renglon.motivo else ""
        decir(f"  {renglon.resultado}: {renglon.hoja} «{renglon.nombre}»{motivo}")
        for campo in renglon.campos:
            decir(f"      {campo.columna}: {campo.antes or '(vacío)'} → {campo.ahora or '(vacío)'}")
    if len(cambian) > MAXIMO_DE_RENGLONES:
        decir(f"  … y {len(cambian) - MAXIMO_DE_RENGLONES} más; véalos todos con --json.")


def _revision_en_json(revision: servicio.Revision) -> dict[str, object]:
    m = revision.manifiesto
    return {
        "paquete_uuid": m.paquete,
        "tipo": m.tipo,
        "sitio_uuid": m.sitio,
        "epoca": m.epoca,
        "secuencia": m.secuencia,
        "region": m.region,
        "remitente": m.remitente,
        "generado": m.generado,
        "destino": revision.llegada.destino,
        "motivo": revision.llegada.motivo,
        "avisos": revision.llegada.avisos,
        "clave_publica": revision.clave,
        "palabras": revision.palabras,
        "clave_conocida": revision.clave_conocida,
        "adjuntos": revision.adjuntos and asdict(revision.adjuntos),
        "resultados": revision.cuentas,
        "problemas": [
            {"hoja": p.hoja, "fila": p.fila, "columna": p.columna, "motivo": p.motivo, "grave": p.grave}
            for p in revision.problemas
        ],
        "registros": [
            {
                "hoja": r.hoja,
                "uuid": r.uuid,
                "nombre": r.nombre,
                "resultado": r.resultado,
                "motivo": r.motivo,
                "campos": [{"columna": c.columna, "antes": c.antes, "ahora": c.ahora} for c in r.campos],
            }
            for r in revision.renglones
        ],
    }


def en_palabras(cuentas: Mapping[Resultado, int]) -> str:
    """Return how many rows had each result, empty where there were none."""
    return "; ".join(f"{resultado}: {n}" for resultado, n in cuentas.items() if n)


def _decir_recepcion(hecha: Recepcion, acuse: Path | None) -> None:
    for aviso in hecha.avisos:
        avisar(f"Aviso: {aviso}")
    if hecha.estado is EstadoDeRecepcion.APLICADO:
        if hecha.repetido:
            decir(f"El {hecha.nombre} ya se había recibido; no cambió nada.")
        else:
            decir(f"Recibido: {hecha.nombre}")
            decir(en_palabras(hecha.cuentas) or "Sin registros.")
        for liberado in hecha.liberados:
            decir(f"Con éste se aplicó también el {liberado}, que estaba en espera.")
    if hecha.adjuntos is not None:
        decir(str(hecha.adjuntos))
    if acuse is not None:
        decir(f"Acuse escrito: {acuse}")
