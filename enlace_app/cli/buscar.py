"""`enlace buscar`."""

from dataclasses import asdict
from typing import Annotated

import typer

from enlace_app.cli.sesion import Sesion, decir, decir_json
from enlace_app.consultas import busqueda


def buscar(
    ctx: typer.Context,
    texto: Annotated[
        list[str], typer.Argument(metavar="TEXTO", help="Palabras, o el comienzo de ellas; también un folio.")
    ],
    como_json: Annotated[bool, typer.Option("--json", help="Responde con una lista JSON.")] = False,
) -> None:
    """Busca palabras en todo lo registrado."""
    sesion: Sesion = ctx.obj
    pedido = " ".join(texto)
    with sesion.abrir() as contexto:
        grupos = busqueda.buscar(contexto.almacen.lectura, pedido)
    if como_json:
        decir_json([{"clase": grupo.nombre, **asdict(hallado)} for grupo in grupos for hallado in grupo.hallados])
        return
    if busqueda.expresion(pedido) is None:
        decir("No hay qué buscar: escriba al menos una letra o una cifra.")
    elif not grupos:
        decir(f"No se encontró nada con «{pedido}». Pruebe con menos palabras o con el comienzo de una.")
    for grupo in grupos:
        decir(grupo.nombre.upper())
        for hallado in grupo.hallados:
            de_la_reunion = f" (reunión {hallado.folio_reunion})" if _dice_mas(hallado) else ""
            decir(f"  {hallado.titulo}{de_la_reunion}")
            if hallado.fragmento:
                decir(f"    {hallado.fragmento}")
        if grupo.hay_mas:
            decir("  y más; agregue otra palabra para acotar")
        decir()


def _dice_mas(hallado: busqueda.Hallado) -> bool:
    return hallado.folio_reunion is not None and hallado.tabla != "reunion"
