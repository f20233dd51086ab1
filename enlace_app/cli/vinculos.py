"""`enlace paquete vinculos`: what may be one and the same under two identities, and what was said of it."""

from typing import Annotated
from uuid import UUID

import typer

from enlace_app.cli.sesion import LARGO_DE_CLAVE, Sesion, decir, decir_json, decir_tabla, resolver
from enlace_app.cli.uso import Grupo, Orden
from enlace_app.consultas import vinculos as consulta
from enlace_app.consultas.duplicados import PosibleDuplicado, posibles_duplicados
from enlace_app.consultas.registro_de_organizacion import organizaciones
from enlace_app.consultas.vinculos import FilaVinculo
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.recepcion import ClaseDeVinculo
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios import vinculos as servicio
from enlace_app.servicios.contexto import Contexto

VINCULOS = typer.Typer(
    cls=Grupo,
    help="Lo que quizá es lo mismo con dos nombres, o registrado por dos regiones. Nada se junta: sólo se vincula.",
    rich_markup_mode=None,
    no_args_is_help=True,
)
Cual = Annotated[str, typer.Argument(metavar="CLAVE", help="La clave que da «vinculos listar», o un folio o nombre.")]
Otro = Annotated[
    str | None, typer.Argument(metavar="OTRO", help="Con un folio o nombre en vez de clave: el otro registro.")
]


@VINCULOS.command("listar", cls=Orden)
def listar(
    ctx: typer.Context,
    decididos: Annotated[bool, typer.Option("--decididos", help="Los que ya se vincularon o descartaron.")] = False,
    como_json: Annotated[bool, typer.Option("--json", help="Responde con JSON.")] = False,
) -> None:
    """Lista lo que espera decisión, con el porqué."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        lectura = contexto.almacen.lectura
        if decididos:
            dichos = consulta.listar(lectura, decision=None)
            nombres = consulta.nombres(lectura, {(v.tabla, uuid) for v in dichos for uuid in (v.uno, v.otro)})
            filas = [_dicho(v, nombres[v.uno][0], nombres[v.otro][0]) for v in dichos]
        else:
            filas = [_posible(p) for p in posibles_duplicados(lectura)]
    if como_json:
        decir_json(filas)
        return
    columnas = {"clave": 17, "clase": 11, "decision": 10, "uno": 30, "otro": 30, "motivo": 60}
    if not decididos:
        del columnas["decision"]
    if not decir_tabla(columnas, filas):
        decir("No hay nada decidido." if decididos else "No hay nada que parezca lo mismo y no se haya decidido.")


@VINCULOS.command("vincular", cls=Orden)
def vincular(ctx: typer.Context, cual: Cual, otro: Otro = None) -> None:
    """Dice que son la misma; ninguna cambia, y las listas cuentan las dos."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        par = _par(contexto, cual, otro)
        servicio.vincular(
            contexto.almacen, clase=par.clase, uno=UUID(par.uno), otro=UUID(par.otro), nota=par.motivo or None
        )
    decir(f"Vinculadas, y ninguna cambió: {par.nombre_de_uno} y {par.nombre_de_otro}")


@VINCULOS.command("descartar", cls=Orden)
def descartar(ctx: typer.Context, cual: Cual, otro: Otro = None) -> None:
    """Dice que no son la misma; no se vuelve a preguntar."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        par = _par(contexto, cual, otro)
        servicio.descartar(
            contexto.almacen, clase=par.clase, uno=UUID(par.uno), otro=UUID(par.otro), nota=par.motivo or None
        )
    decir(f"Distintas: {par.nombre_de_uno} y {par.nombre_de_otro}. No se volverá a preguntar.")


@VINCULOS.command("deshacer", cls=Orden)
def deshacer(ctx: typer.Context, cual: Cual) -> None:
    """Retira lo que se dijo de una pareja."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        dichos = [v for v in consulta.listar(contexto.almacen.lectura, decision=None) if _clave(v.uno, v.otro) == cual]
        if len(dichos) != 1:
            raise _sin_clave(cual, "vinculos listar --decididos")
        servicio.deshacer_vinculo(contexto.almacen, vinculo=UUID(dichos[0].uuid), rev=dichos[0].rev)
    decir("Se deshizo; si todavía parecen la misma, se volverá a preguntar.")


def _par(contexto: Contexto, cual: str, otro: str | None) -> PosibleDuplicado:
    if otro is None:
        posibles = [p for p in posibles_duplicados(contexto.almacen.lectura) if _clave(p.uno, p.otro) == cual.lower()]
        if len(posibles) != 1:
            raise _sin_clave(cual, "vinculos listar")
        return posibles[0]
    (una, de_una), (dos, de_dos) = (_institucion(contexto, dicho) for dicho in (cual, otro))
    if una and dos:
        return PosibleDuplicado(ClaseDeVinculo.INSTITUCION, una, de_una, dos, de_dos, "")
    uno, segundo = (resolver(contexto, folio, "reunion") for folio in (cual, otro))
    return PosibleDuplicado(ClaseDeVinculo.REUNION, str(uno.uuid), uno.folio, str(segundo.uuid), segundo.folio, "")


def _institucion(contexto: Contexto, nombre: str) -> tuple[str, str]:
    """Its identity and full name, empty where none has exactly that name or several do."""
    halladas = [o for o in organizaciones(contexto.almacen.lectura) if plegar(o.nombre) == plegar(nombre)]
    return (halladas[0].uuid, halladas[0].nombre) if len(halladas) == 1 else ("", "")


def _sin_clave(cual: str, orden: str) -> ErrorDeNegocio:
    return ErrorDeNegocio(f"«{cual}» no es la clave de una pareja; véalas con: enlace paquete {orden}")


def _clave(uno: str, otro: str) -> str:
    return f"{uno[-LARGO_DE_CLAVE:]}-{otro[-LARGO_DE_CLAVE:]}"


def _posible(p: PosibleDuplicado) -> dict[str, object]:
    return {
        "clave": _clave(p.uno, p.otro),
        "clase": p.clase,
        "uno_uuid": p.uno,
        "otro_uuid": p.otro,
        "uno": p.nombre_de_uno,
        "otro": p.nombre_de_otro,
        "motivo": p.motivo,
    }


def _dicho(v: FilaVinculo, uno: str, otro: str) -> dict[str, object]:
    return {
        "clave": _clave(v.uno, v.otro),
        "clase": v.clase,
        "decision": v.decision,
        "uno_uuid": v.uno,
        "otro_uuid": v.otro,
        "uno": uno,
        "otro": otro,
        "motivo": v.nota or "",
    }
