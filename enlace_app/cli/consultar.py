"""`enlace listar` and `enlace mostrar`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any

import typer

from enlace_app.cli.sesion import Sesion, decir, decir_json, decir_tabla, resolver
from enlace_app.cli.uso import Grupo, Orden
from enlace_app.consultas import acuerdos, compromisos, documentos, fichas, organizaciones, reuniones
from enlace_app.dominio.fechas import escribir_fecha

ORDENES = typer.Typer(cls=Grupo, help="Lista lo registrado.", rich_markup_mode=None, no_args_is_help=True)
ComoJson = Annotated[bool, typer.Option("--json", help="Responde con una lista JSON, con las columnas del paquete.")]
Dia = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="AAAA-MM-DD")]
Texto = Annotated[str | None, typer.Option(metavar="TEXTO")]


def _decir_filas(columnas: Mapping[str, int], filas: Sequence[Mapping[str, object]], *, vacio: str) -> None:
    n = decir_tabla(columnas, filas)
    decir(f"\n{n} en total" if n else vacio)


def _solo(filas: Sequence[Mapping[str, Any]], uuids: Collection[str]) -> list[Mapping[str, Any]]:
    """The package's rows of the listed records, in the order of the list."""
    por_uuid = {str(fila["uuid"]): fila for fila in filas}
    return [por_uuid[uuid] for uuid in uuids if uuid in por_uuid]


@ORDENES.command("reuniones", cls=Orden)
def listar_reuniones(
    ctx: typer.Context,
    region: Texto = None,
    compromiso: Texto = None,
    tipo: Texto = None,
    estado: Texto = None,
    desde: Dia = None,
    hasta: Dia = None,
    como_json: ComoJson = False,
) -> None:
    """Reuniones por fecha."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        lectura = contexto.almacen.lectura
        filas = reuniones.listar(
            lectura,
            region=region,
            compromiso=compromiso,
            tipo=tipo,
            estado=estado,
            desde=desde.date() if desde else None,
            hasta=hasta.date() if hasta else None,
        )
        if como_json:
            decir_json(_solo(reuniones.filas_de_paquete(lectura), [f.uuid for f in filas]))
            return
    _decir_filas(
        {"folio": 22, "fecha": 30, "tipo": 28, "lugar": 18, "compromisos": 20, "estado": 11, "acuerdos": 8},
        [
            {
                "folio": f.folio,
                "fecha": escribir_fecha(f.fecha),
                "tipo": f"{f.tipo_nombre} {f.numero}" if f.numero else f.tipo_nombre,
                "lugar": f.lugar,
                "compromisos": "; ".join(f.compromisos),
                "estado": f.estado,
                "acuerdos": f.acuerdos_n or None,
            }
            for f in filas
        ],
        vacio="No hay reuniones así. Traiga lo que ya tiene con «enlace importar RUTA».",
    )


@ORDENES.command("acuerdos", cls=Orden)
def listar_acuerdos(
    ctx: typer.Context,
    vencidos: Annotated[bool, typer.Option("--vencidos", help="Sólo los que pasaron su plazo sin cumplirse.")] = False,
    estado: Texto = None,
    responsable: Texto = None,
    compromiso: Texto = None,
    reunion: Annotated[str | None, typer.Option(metavar="FOLIO")] = None,
    como_json: ComoJson = False,
) -> None:
    """Acuerdos con su estado y su plazo."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        lectura = contexto.almacen.lectura
        de_reunion = str(resolver(contexto, reunion, "reunion").uuid) if reunion else None
        filas = acuerdos.listar(
            lectura,
            hoy=date.today(),  # noqa: DTZ011  # a plazo is a local day
            vencidos=vencidos,
            estado=estado,
            responsable=responsable,
            compromiso=compromiso,
            reunion=de_reunion,
        )
        if como_json:
            decir_json(_solo(acuerdos.filas_de_paquete(lectura), [f.uuid for f in filas]))
            return
    _decir_filas(
        {"folio": 26, "acuerdo": 60, "responsables": 30, "plazo": 26, "estado": 20},
        [
            {
                "folio": f.folio,
                "acuerdo": f.texto,
                "responsables": "; ".join(f.responsables),
                "plazo": f.plazo.isoformat() if f.plazo else f.plazo_literal,
                "estado": f"{f.estado} · VENCIDO" if f.vencido else f.estado,
            }
            for f in filas
        ],
        vacio="No hay acuerdos así.",
    )


@ORDENES.command("documentos", cls=Orden)
def listar_documentos(
    ctx: typer.Context,
    compromiso: Texto = None,
    reunion: Annotated[str | None, typer.Option(metavar="FOLIO")] = None,
    remitente: Texto = None,
    como_json: ComoJson = False,
) -> None:
    """Documentos recibidos, pedidos o turnados."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        lectura = contexto.almacen.lectura
        de_reunion = str(resolver(contexto, reunion, "reunion").uuid) if reunion else None
        filas = documentos.listar(lectura, compromiso=compromiso, reunion=de_reunion, remitente=remitente)
        if como_json:
            decir_json(_solo(documentos.filas_de_paquete(lectura), [f.uuid for f in filas]))
            return
    _decir_filas(
        {"folio": 18, "fecha": 26, "sentido": 12, "tipo": 22, "remitente": 30, "fojas": 12, "descripción": 50},
        [
            {
                "folio": f.folio,
                "fecha": escribir_fecha(f.fecha),
                "sentido": f.sentido,
                "tipo": f.tipo,
                "remitente": f.remitente,
                "fojas": f"más de {f.fojas}" if f.es_minimo and f.fojas is not None else f.fojas,
                "descripción": f.descripcion,
            }
            for f in filas
        ],
        vacio="No hay documentos así.",
    )


@ORDENES.command("compromisos", cls=Orden)
def listar_compromisos(
    ctx: typer.Context,
    ejercicio: Annotated[str | None, typer.Option(metavar="CLAVE")] = None,
    como_json: ComoJson = False,
) -> None:
    """Compromisos con lo que llevan."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        lectura = contexto.almacen.lectura
        filas = compromisos.listar(lectura, ejercicio=ejercicio)
        if como_json:
            decir_json(_solo(compromisos.filas_de_paquete(lectura), [f.uuid for f in filas]))
            return
    _decir_filas(
        {"clave": 10, "título": 60, "regiones": 12, "estado": 14, "reuniones": 9, "acuerdos": 8, "documentos": 10},
        [
            {
                "clave": f.clave,
                "título": f.titulo,
                "regiones": "; ".join(f.regiones),
                "estado": f.estado,
                "reuniones": f.reuniones_n or None,
                "acuerdos": f.acuerdos_n or None,
                "documentos": f.documentos_n or None,
            }
            for f in filas
        ],
        vacio="No hay compromisos así.",
    )


@ORDENES.command("organizaciones", cls=Orden)
def listar_organizaciones(
    ctx: typer.Context,
    texto: Annotated[str | None, typer.Option(metavar="TEXTO", help="Busca en nombre, sigla y alias.")] = None,
    como_json: ComoJson = False,
) -> None:
    """Instituciones y organizaciones con sus otros nombres."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        lectura = contexto.almacen.lectura
        filas = organizaciones.listar(lectura, texto=texto)
        if como_json:
            decir_json(_solo(organizaciones.filas_de_paquete(lectura), [f.uuid for f in filas]))
            return
    _decir_filas(
        {"nombre": 60, "sigla": 10, "sector": 20, "alias": 40},
        [{"nombre": f.nombre, "sigla": f.sigla, "sector": f.sector, "alias": "; ".join(f.alias)} for f in filas],
        vacio="No hay organizaciones así.",
    )


def mostrar(
    ctx: typer.Context,
    folio: Annotated[
        str, typer.Argument(metavar="FOLIO", help="De una reunión, un acuerdo, un documento o un compromiso.")
    ],
    como_json: Annotated[bool, typer.Option("--json", help="Responde con un objeto JSON.")] = False,
) -> None:
    """Muestra todo lo que se sabe de un registro."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        encontrado = resolver(contexto, folio)
        lectura = contexto.almacen.lectura
        if como_json:
            modulos = {"reunion": reuniones, "acuerdo": acuerdos, "documento": documentos, "compromiso": compromisos}
            filas = modulos[encontrado.tabla].filas_de_paquete(lectura)
            decir_json(_solo(filas, [str(encontrado.uuid)])[0])
            return
        ficha = fichas.ficha(lectura, encontrado.tabla, str(encontrado.uuid), hoy=date.today())  # noqa: DTZ011
    for seccion in ficha.secciones:
        decir(seccion.titulo.upper())
        for renglon in seccion.renglones:
            decir(f"  {renglon.etiqueta}: {renglon.valor}" if renglon.etiqueta else f"  {renglon.valor}")
        decir()
