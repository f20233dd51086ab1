"""`enlace acta corregir` and `enlace acta aclarar`: what mends a signed acta."""

from typing import Annotated
from uuid import UUID

import typer

from enlace_app.cli.sesion import Sesion, decir, resolver_acta
from enlace_app.dominio.correcciones import Aclaracion, Errata
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios import correcciones as servicio
from enlace_app.servicios.contexto import Contexto

Folio = Annotated[str, typer.Argument(metavar="FOLIO", help="Folio del acta firmada.")]
Motivo = Annotated[str, typer.Option("--motivo", help="Por qué se hace.")]
Firmantes = Annotated[
    list[str] | None,
    typer.Option("--firmante", metavar="NOMBRE", help="Quién la firma; si no se dice, quienes debían firmar el acta."),
]


def corregir(
    ctx: typer.Context,
    folio: Folio,
    donde: Annotated[list[str], typer.Option("--donde", help="En qué parte del acta está la errata.")],
    dice: Annotated[list[str], typer.Option("--dice", help="Lo que dice, tal como está en el acta.")],
    debe_decir: Annotated[list[str], typer.Option("--debe-decir", help="Lo que debe decir.")],
    motivo: Motivo,
    firmante: Firmantes = None,
) -> None:
    """Hace la fe de erratas de un acta firmada; las tres opciones se repiten, en orden, por cada errata."""
    if not len(donde) == len(dice) == len(debe_decir):
        raise typer.BadParameter("cada errata lleva las tres: --donde, --dice y --debe-decir")
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        hecha = servicio.hacer_fe_de_erratas(
            contexto.almacen,
            reunion=_acta_firmada(contexto, folio),
            erratas=[Errata(*partes) for partes in zip(donde, dice, debe_decir, strict=True)],
            motivo=motivo,
            imprenta=contexto.imprenta,
            firmantes=tuple(firmante or ()),
        )
    _decir("Fe de erratas hecha", hecha)


def aclarar(
    ctx: typer.Context,
    folio: Folio,
    asunto: Annotated[list[str], typer.Option("--asunto", help="Qué se aclara.")],
    texto: Annotated[list[str], typer.Option("--texto", help="La aclaración.")],
    motivo: Motivo,
    firmante: Firmantes = None,
) -> None:
    """Hace el acta aclaratoria de un acta firmada; --asunto y --texto se repiten por cada aclaración."""
    if len(asunto) != len(texto):
        raise typer.BadParameter("cada aclaración lleva las dos: --asunto y --texto")
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        hecha = servicio.hacer_acta_aclaratoria(
            contexto.almacen,
            reunion=_acta_firmada(contexto, folio),
            aclaraciones=[Aclaracion(*partes) for partes in zip(asunto, texto, strict=True)],
            motivo=motivo,
            imprenta=contexto.imprenta,
            firmantes=tuple(firmante or ()),
        )
    _decir("Acta aclaratoria hecha", hecha)


def _acta_firmada(contexto: Contexto, folio: str) -> UUID:
    cual = resolver_acta(contexto, folio)
    if cual.correccion is not None:
        raise ErrorDeNegocio(f"{cual.folio} ya es una corrección; dé el folio del acta y se hará otra.")
    return cual.reunion


def _decir(que: str, hecha: servicio.CorreccionHecha) -> None:
    decir(f"{que}: {hecha.folio}, de {hecha.corrige}, huella {hecha.sha256}")
    decir(f"Siga con: enlace acta exportar {hecha.folio} -o correccion.pdf")
