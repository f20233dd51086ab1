"""`enlace listar` and `enlace mostrar`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Annotated, Any, Protocol, TypeVar

import typer

from enlace_app.cli.sesion import Sesion, decir, decir_json, decir_tabla, resolver
from enlace_app.cli.uso import Grupo, Orden
from enlace_app.consultas import actas, acuerdos, compromisos, documentos, fichas, organizaciones, reuniones
from enlace_app.consultas.filtros import Catalogo, clave_de, estado_de
from enlace_app.consultas.valores import FilaDePaquete
from enlace_app.dominio.fechas import escribir_fecha
from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.dominio.seguimientos import EstadoAcuerdo
from enlace_app.servicios.contexto import Contexto

ORDENES = typer.Typer(cls=Grupo, help="Lista lo registrado.", rich_markup_mode=None, no_args_is_help=True)
ComoJson = Annotated[bool, typer.Option("--json", help="Responde con una lista JSON, con las columnas del paquete.")]
Clave = Annotated[str | None, typer.Option(metavar="CLAVE")]
Dia = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="AAAA-MM-DD")]
Folio = Annotated[str | None, typer.Option(metavar="FOLIO")]
Texto = Annotated[str | None, typer.Option(metavar="TEXTO")]


class _Fila(Protocol):
    @property
    def uuid(self) -> str: ...


F = TypeVar("F", bound=_Fila)
Columnas = Mapping[str, tuple[int, Callable[[F], object]]]
"""What the table shows: under each heading its width and where its value comes from."""


# On this computer names are as written; they are withheld in what leaves it.
_FILAS_DE_PAQUETE: Mapping[str, Callable[..., list[FilaDePaquete]]] = {
    "reunion": partial(reuniones.filas_de_paquete, reservar=False),
    "acuerdo": partial(acuerdos.filas_de_paquete, reservar=False),
    "documento": partial(documentos.filas_de_paquete, reservar=False),
    "compromiso": compromisos.filas_de_paquete,
    "organizacion": organizaciones.filas_de_paquete,
    "acta": actas.correcciones_de_paquete,
}


def _listar(
    ctx: typer.Context,
    tabla: str,
    pedir: Callable[[Contexto], Sequence[F]],
    columnas: Columnas[F],
    *,
    como_json: bool,
    vacio: str,
) -> None:
    """Answer with what `pedir` finds: the package's rows of it as JSON, or a table and how many there are."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        filas = pedir(contexto)
        if como_json:
            de_paquete = _FILAS_DE_PAQUETE[tabla](contexto.almacen.lectura)
            decir_json(_solo(de_paquete, [fila.uuid for fila in filas]))
            return
    anchos = {titulo: ancho for titulo, (ancho, _) in columnas.items()}
    n = decir_tabla(anchos, ({titulo: valor(fila) for titulo, (_, valor) in columnas.items()} for fila in filas))
    decir(f"\n{n} en total" if n else vacio)


def _solo(filas: Sequence[Mapping[str, Any]], uuids: Collection[str]) -> list[Mapping[str, Any]]:
    """The package's rows of the listed records, in the order of the list."""
    por_uuid = {str(fila["uuid"]): fila for fila in filas}
    return [por_uuid[uuid] for uuid in uuids if uuid in por_uuid]


def _uuid_de_reunion(contexto: Contexto, folio: str | None) -> str | None:
    return str(resolver(contexto, folio, "reunion").uuid) if folio else None


_REUNIONES: Columnas[reuniones.FilaReunion] = {
    "folio": (22, lambda f: f.folio),
    "fecha": (30, lambda f: escribir_fecha(f.fecha)),
    "tipo": (28, lambda f: f"{f.tipo_nombre} {f.numero}" if f.numero else f.tipo_nombre),
    "lugar": (18, lambda f: f.lugar),
    "compromisos": (20, lambda f: "; ".join(f.compromisos)),
    "estado": (11, lambda f: f.estado),
    "acuerdos": (8, lambda f: f.acuerdos_n or None),
}
_ACUERDOS: Columnas[acuerdos.FilaAcuerdo] = {
    "folio": (26, lambda f: f.folio),
    "acuerdo": (60, lambda f: f.texto),
    "responsables": (30, lambda f: "; ".join(f.responsables)),
    "plazo": (26, lambda f: f.plazo.isoformat() if f.plazo else f.plazo_literal),
    "estado": (20, lambda f: f"{f.estado} · VENCIDO" if f.vencido else f.estado),
}
_DOCUMENTOS: Columnas[documentos.FilaDocumento] = {
    "folio": (18, lambda f: f.folio),
    "fecha": (26, lambda f: escribir_fecha(f.fecha)),
    "sentido": (12, lambda f: f.sentido),
    "tipo": (22, lambda f: f.tipo),
    "remitente": (30, lambda f: f.remitente),
    "fojas": (12, lambda f: f"más de {f.fojas}" if f.es_minimo and f.fojas is not None else f.fojas),
    "descripción": (50, lambda f: f.descripcion),
}
_COMPROMISOS: Columnas[compromisos.FilaCompromiso] = {
    "clave": (10, lambda f: f.clave),
    "título": (60, lambda f: f.titulo),
    "regiones": (12, lambda f: "; ".join(f.regiones)),
    "estado": (14, lambda f: f.estado),
    "reuniones": (9, lambda f: f.reuniones_n or None),
    "acuerdos": (8, lambda f: f.acuerdos_n or None),
    "documentos": (10, lambda f: f.documentos_n or None),
}
_ORGANIZACIONES: Columnas[organizaciones.FilaOrganizacion] = {
    "nombre": (60, lambda f: f.nombre),
    "sigla": (10, lambda f: f.sigla),
    "sector": (20, lambda f: f.sector),
    "alias": (40, lambda f: "; ".join(f.alias)),
}


@ORDENES.command("reuniones", cls=Orden)
def listar_reuniones(
    ctx: typer.Context,
    region: Clave = None,
    compromiso: Clave = None,
    tipo: Clave = None,
    estado: Texto = None,
    desde: Dia = None,
    hasta: Dia = None,
    como_json: ComoJson = False,
) -> None:
    """Reuniones por fecha."""

    def pedir(contexto: Contexto) -> list[reuniones.FilaReunion]:
        lectura = contexto.almacen.lectura
        return reuniones.listar(
            lectura,
            region=clave_de(lectura, Catalogo.REGION, region),
            compromiso=clave_de(lectura, Catalogo.COMPROMISO, compromiso),
            tipo=clave_de(lectura, Catalogo.TIPO, tipo),
            estado=estado_de(EstadoReunion, estado),
            desde=desde.date() if desde else None,
            hasta=hasta.date() if hasta else None,
        )

    filtrada = any((region, compromiso, tipo, estado, desde, hasta))
    vacio = "No hay reuniones así." if filtrada else "Aún no hay reuniones: tráigalas con «enlace importar RUTA»."
    _listar(ctx, "reunion", pedir, _REUNIONES, como_json=como_json, vacio=vacio)


@ORDENES.command("acuerdos", cls=Orden)
def listar_acuerdos(
    ctx: typer.Context,
    vencidos: Annotated[bool, typer.Option("--vencidos", help="Sólo los que pasaron su plazo sin cumplirse.")] = False,
    estado: Texto = None,
    responsable: Texto = None,
    compromiso: Clave = None,
    reunion: Folio = None,
    como_json: ComoJson = False,
) -> None:
    """Acuerdos con su estado y su plazo."""

    def pedir(contexto: Contexto) -> list[acuerdos.FilaAcuerdo]:
        lectura = contexto.almacen.lectura
        return acuerdos.listar(
            lectura,
            hoy=date.today(),  # noqa: DTZ011  # a plazo is a local day
            vencidos=vencidos,
            estado=estado_de(EstadoAcuerdo, estado, aparte={"vencido": "--vencidos"}),
            responsable=responsable,
            compromiso=clave_de(lectura, Catalogo.COMPROMISO, compromiso),
            reunion=_uuid_de_reunion(contexto, reunion),
        )

    _listar(ctx, "acuerdo", pedir, _ACUERDOS, como_json=como_json, vacio="No hay acuerdos así.")


@ORDENES.command("documentos", cls=Orden)
def listar_documentos(
    ctx: typer.Context,
    compromiso: Clave = None,
    reunion: Folio = None,
    remitente: Texto = None,
    como_json: ComoJson = False,
) -> None:
    """Documentos recibidos, pedidos o turnados."""

    def pedir(contexto: Contexto) -> list[documentos.FilaDocumento]:
        lectura = contexto.almacen.lectura
        return documentos.listar(
            lectura,
            compromiso=clave_de(lectura, Catalogo.COMPROMISO, compromiso),
            reunion=_uuid_de_reunion(contexto, reunion),
            remitente=remitente,
        )

    _listar(ctx, "documento", pedir, _DOCUMENTOS, como_json=como_json, vacio="No hay documentos así.")


@ORDENES.command("compromisos", cls=Orden)
def listar_compromisos(ctx: typer.Context, ejercicio: Clave = None, como_json: ComoJson = False) -> None:
    """Compromisos con lo que llevan."""

    def pedir(contexto: Contexto) -> list[compromisos.FilaCompromiso]:
        lectura = contexto.almacen.lectura
        return compromisos.listar(lectura, ejercicio=clave_de(lectura, Catalogo.EJERCICIO, ejercicio))

    _listar(ctx, "compromiso", pedir, _COMPROMISOS, como_json=como_json, vacio="No hay compromisos así.")


@ORDENES.command("organizaciones", cls=Orden)
def listar_organizaciones(
    ctx: typer.Context,
    texto: Annotated[str | None, typer.Option(metavar="TEXTO", help="Busca en nombre, sigla y alias.")] = None,
    como_json: ComoJson = False,
) -> None:
    """Instituciones y organizaciones con sus otros nombres."""

    def pedir(contexto: Contexto) -> list[organizaciones.FilaOrganizacion]:
        return organizaciones.listar(contexto.almacen.lectura, texto=texto)

    _listar(ctx, "organizacion", pedir, _ORGANIZACIONES, como_json=como_json, vacio="No hay organizaciones así.")


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
            decir_json(_solo(_FILAS_DE_PAQUETE[encontrado.tabla](lectura), [str(encontrado.uuid)])[0])
            return
        ficha = fichas.ficha(lectura, encontrado.tabla, str(encontrado.uuid), hoy=date.today())  # noqa: DTZ011
    for seccion in ficha.secciones:
        decir(seccion.titulo.upper())
        for renglon in seccion.renglones:
            decir(f"  {renglon.etiqueta}: {renglon.valor}" if renglon.etiqueta else f"  {renglon.valor}")
        decir()
