"""`enlace paquete propuestas`: what regions propose about the authority's data, and what it answers."""

from collections.abc import Iterable, Mapping
from typing import Annotated
from uuid import UUID

import typer

from enlace_app.cli.sesion import LARGO_DE_CLAVE, Sesion, decir, decir_json, decir_tabla
from enlace_app.cli.uso import Grupo, Orden
from enlace_app.consultas import propuestas as consulta
from enlace_app.consultas.propuestas import FilaPropuesta
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios import propuestas as servicio
from enlace_app.servicios.contexto import Contexto

PROPUESTAS = typer.Typer(
    cls=Grupo,
    help="Lo que las regiones proponen sobre los datos de la autoridad.",
    rich_markup_mode=None,
    no_args_is_help=True,
)
ComoJson = Annotated[bool, typer.Option("--json", help="Responde con JSON.")]
Cual = Annotated[str, typer.Argument(metavar="PROPUESTA", help="La clave que da «propuestas listar».")]


@PROPUESTAS.command("listar", cls=Orden)
def listar(
    ctx: typer.Context,
    todas: Annotated[bool, typer.Option("--todas", help="También las ya respondidas.")] = False,
    como_json: ComoJson = False,
) -> None:
    """Lista lo que espera respuesta, con el valor de aquí y el propuesto."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        lectura = contexto.almacen.lectura
        filas = consulta.listar(lectura, **({"estado": None} if todas else {}))
        filas = servicio.al_dia(lectura, filas, contexto.formato)
    if como_json:
        decir_json([_en_json(fila) for fila in filas])
        return
    columnas = {"clave": 8, "hoja": 14, "campo": 16, "aquí": 32, "propuesto": 32, "de": 20, "estado": 10}
    if not decir_tabla(columnas, (renglon for fila in filas for renglon in _renglones(fila))):
        decir("No hay propuestas por responder.")


@PROPUESTAS.command("tomar", cls=Orden)
def tomar(
    ctx: typer.Context,
    cual: Cual,
    respuesta: Annotated[str | None, typer.Option("--respuesta", help="Lo que leerá quien lo propuso.")] = None,
) -> None:
    """Cambia el dato de aquí por el propuesto; se le dice en el próximo acuse."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        fila = _una(contexto, cual)
        servicio.tomar_propuesta(
            contexto.almacen, propuesta=UUID(fila.uuid), rev=fila.rev, formato=contexto.formato, respuesta=respuesta
        )
    decir(f"Tomada: {fila.hoja}, {', '.join(campo for campo, _, _ in fila.campos)}.")


@PROPUESTAS.command("declinar", cls=Orden)
def declinar(
    ctx: typer.Context,
    cual: Cual,
    respuesta: Annotated[str, typer.Option("--respuesta", help="Por qué; lo leerá quien lo propuso.")],
) -> None:
    """Deja el dato de aquí como está; se le dice en el próximo acuse."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        fila = _una(contexto, cual)
        servicio.declinar_propuesta(contexto.almacen, propuesta=UUID(fila.uuid), rev=fila.rev, respuesta=respuesta)
    decir(f"Declinada: {fila.hoja}, {', '.join(campo for campo, _, _ in fila.campos)}.")


def _una(contexto: Contexto, cual: str) -> FilaPropuesta:
    filas = [f for f in consulta.listar(contexto.almacen.lectura, estado=None) if f.uuid.endswith(cual.lower())]
    if len(filas) != 1 or len(cual) < LARGO_DE_CLAVE:
        raise ErrorDeNegocio(f"«{cual}» no es la clave de una propuesta; véalas con: enlace paquete propuestas listar")
    return filas[0]


def _renglones(fila: FilaPropuesta) -> Iterable[Mapping[str, object]]:
    for campo, propio, propuesto in fila.campos:
        yield {
            "clave": fila.uuid[-LARGO_DE_CLAVE:],
            "hoja": fila.hoja,
            "campo": campo,
            "aquí": propio if fila.existe else "(no existe)",
            "propuesto": propuesto,
            "de": fila.remitente,
            "estado": fila.estado,
        }


def _en_json(fila: FilaPropuesta) -> dict[str, object]:
    return {
        "propuesta": fila.uuid,
        "hoja": fila.hoja,
        "uuid": fila.registro,
        "remitente": fila.remitente,
        "secuencia": fila.secuencia,
        "estado": fila.estado,
        "existe": fila.existe,
        "campos": [{"columna": c, "antes": a, "ahora": b} for c, a, b in fila.campos],
        "recibida": fila.creado,
        "respuesta": fila.respuesta,
        "quien": fila.quien,
        "respondida": fila.respondida,
    }
