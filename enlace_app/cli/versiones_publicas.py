"""`enlace acta testar` and `testados`: what a public version leaves out; `acta exportar --publica` writes it."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from enlace_app.cli.sesion import Sesion, avisar, decir, decir_json, decir_tabla, resolver, resolver_acta
from enlace_app.dominio.version_publica import NO_SE_BUSCA, Tachado
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios import testados as servicio
from enlace_app.servicios.contexto import Contexto
from enlace_app.servicios.versiones_publicas import exportar_version_publica

Folio = Annotated[str, typer.Argument(metavar="FOLIO", help="Folio de la reunión cuya acta está cerrada.")]
_COLUMNAS = {"n": 4, "dato": 34, "dónde": 30, "motivo": 34, "cómo": 12}
_APROBACION = "La aprueba el Comité de Transparencia; mientras tanto es una propuesta y no se publica."


def testar(
    ctx: typer.Context,
    folio: Folio,
    causal: Annotated[str, typer.Option("--causal", metavar="CLAVE", help="Por qué se testa: una clave del catálogo.")],
    texto: Annotated[
        str | None, typer.Option("--texto", metavar="PASAJE", help="El pasaje; se testa dondequiera que aparezca.")
    ] = None,
    aparicion: Annotated[
        int | None, typer.Option("--aparicion", metavar="N", min=1, help="Con --texto: sólo la enésima aparición.")
    ] = None,
    ruta: Annotated[
        str | None,
        typer.Option("--ruta", metavar="RUTA", help="Todo el texto de ese lugar, por ejemplo /acuerdos/0/texto."),
    ] = None,
    nota: Annotated[str | None, typer.Option("--nota", help="Para quien revise; no se imprime.")] = None,
) -> None:
    """Señala un pasaje que la versión pública no debe llevar; el acta no cambia."""
    if (texto is None) == (ruta is None):
        raise typer.BadParameter("elija --texto PASAJE o --ruta RUTA, una de las dos")
    if aparicion is not None and texto is None:
        raise typer.BadParameter("--aparicion acompaña a --texto")
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        reunion, almacen = resolver(contexto, folio, "reunion").uuid, contexto.almacen
        if texto is not None:
            cuantas = servicio.marcar_texto(
                almacen, reunion=reunion, texto=texto, causal=causal, aparicion=aparicion, nota=nota
            )
        else:
            servicio.marcar(almacen, reunion=reunion, ruta=ruta or "", causal=causal, nota=nota)
            cuantas = 1
        avisos = servicio.propuesta_de_version_publica(almacen, reunion).avisos
    decir("Ya estaba testado." if not cuantas else f"Testado: {cuantas} {'pasaje' if cuantas == 1 else 'pasajes'}.")
    for aviso in avisos:
        avisar(f"Aviso: {aviso}")


def listar(
    ctx: typer.Context,
    folio: Folio,
    quitar: Annotated[
        int | None, typer.Option("--quitar", metavar="N", min=1, help="Quita lo que se testó a mano con ese número.")
    ] = None,
    conservar: Annotated[
        int | None, typer.Option("--conservar", metavar="N", min=1, help="Deja lo que el programa propone testar.")
    ] = None,
    motivo: Annotated[str | None, typer.Option("--motivo", help="Con --conservar: por qué se deja.")] = None,
    todas: Annotated[bool, typer.Option("--todas", help="Con --conservar: el mismo dato en toda el acta.")] = False,
    como_json: Annotated[bool, typer.Option("--json", help="Responde con un objeto JSON.")] = False,
) -> None:
    """Dice qué no llevaría la versión pública: lo que propone el programa y lo que se testó a mano."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        reunion = resolver(contexto, folio, "reunion").uuid
        if quitar is not None:
            _quitar(contexto, reunion, quitar)
        if conservar is not None:
            _conservar(contexto, reunion, conservar, motivo, todas=todas)
        vista = servicio.propuesta_de_version_publica(contexto.almacen, reunion)
    if como_json:
        decir_json(
            {
                "folio": vista.folio,
                "version": vista.version,
                "testados": [_fila(t) | {"ruta": t.ruta, "desde": t.desde, "hasta": t.hasta} for t in _tachados(vista)],
                "conservados": [
                    {"dónde": c.donde, "dato": c.dato, "motivo": c.motivo} for c in vista.propuesta.conservados
                ],
                "avisos": [str(aviso) for aviso in vista.avisos],
            }
        )
        return
    if not decir_tabla(_COLUMNAS, (_fila(t) for t in _tachados(vista))):
        decir("No se testa nada: el acta se propone íntegra.")
    for conservado in vista.propuesta.conservados:
        decir(f"Se conserva «{conservado.dato}» ({conservado.donde}): {conservado.motivo}")
    decir(NO_SE_BUSCA)
    for aviso in vista.avisos:
        avisar(f"Aviso: {aviso}")


def exportar(contexto: Contexto, folio: str, destino: Path) -> None:
    """Write the proposal; part of `enlace acta exportar`."""
    cual = resolver_acta(contexto, folio)
    if cual.correccion is not None:
        raise ErrorDeNegocio(
            f"{folio} corrige un acta, y de lo que corrige no se hace propuesta; propóngala del acta, con su folio."
        )
    exportada = exportar_version_publica(
        contexto.almacen,
        reunion=cual.reunion,
        destino=destino,
        imprenta=contexto.imprenta,
        unidad=contexto.ajustes.unidad_que_clasifica,
    )
    n = exportada.testados
    decir(f"Escrito: {exportada.ruta} ({exportada.folio}, propuesta de versión pública)")
    decir(f"Lleva {n} {'pasaje testado' if n == 1 else 'pasajes testados'}. {_APROBACION}")
    decir(NO_SE_BUSCA)
    for aviso in exportada.avisos:
        avisar(f"Aviso: {aviso}")


def _tachados(vista: servicio.PropuestaDeVersionPublica) -> tuple[Tachado, ...]:
    return vista.propuesta.tachados


def _fila(tachado: Tachado) -> dict[str, object]:
    return {
        "n": tachado.n,
        "dato": tachado.dato,
        "dónde": tachado.donde,
        "motivo": tachado.motivo,
        "cómo": "a mano" if tachado.marca else "automático",
    }


def _numero(contexto: Contexto, reunion: UUID, n: int) -> Tachado:
    vista = servicio.propuesta_de_version_publica(contexto.almacen, reunion)
    tachado = next((t for t in _tachados(vista) if t.n == n), None)
    if tachado is None:
        raise ErrorDeNegocio(f"No hay un testado {n}; vea los números con «enlace acta testados {vista.folio}».")
    return tachado


def _quitar(contexto: Contexto, reunion: UUID, n: int) -> None:
    tachado = _numero(contexto, reunion, n)
    if tachado.marca is None:
        raise ErrorDeNegocio(f"El testado {n} lo propone el programa; para dejarlo use --conservar {n} --motivo «…».")
    servicio.desmarcar(contexto.almacen, testado=tachado.marca, rev=tachado.rev)
    decir(f"Se quitó el testado {n}; los demás números pueden haber cambiado.")


def _conservar(contexto: Contexto, reunion: UUID, n: int, motivo: str | None, *, todas: bool) -> None:
    t = _numero(contexto, reunion, n)
    if t.marca is not None:
        raise ErrorDeNegocio(f"El testado {n} se hizo a mano; para quitarlo use --quitar {n}.")
    servicio.conservar(
        contexto.almacen,
        reunion=reunion,
        ruta=t.ruta,
        desde=t.desde,
        hasta=t.hasta,
        motivo=motivo or "",
        todas=todas,
    )
    decir(f"Se conserva el {n}; los demás números pueden haber cambiado.")
