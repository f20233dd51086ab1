"""Agreements: their rows in a package, and the list with state and overdue derived from their follow-up."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from enlace_app.consultas.acuses import folios_oficiales
from enlace_app.consultas.conjuntos import agrupar, compromisos_por, regiones_por, uno_de
from enlace_app.consultas.listado import Condicion, Filtro, Listado, Pedido, Recorrido, Termino, si_o_no
from enlace_app.consultas.listado_expresiones import (
    con_nombre,
    con_nombre_exacto,
    en_orden,
    enlazado_con,
    plegado,
    primero_de,
)
from enlace_app.consultas.nombres_reservados import leer_nombres_reservados
from enlace_app.consultas.respuesta_de_autoridad import en_una_palabra, respuestas
from enlace_app.consultas.reuniones import SIN_REUNION, columnas_derivadas
from enlace_app.consultas.seguimientos import entradas_por_acuerdo, situacion
from enlace_app.consultas.valores import FilaDePaquete, leer_fecha, si_no, unir
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.fechas import FechaImprecisa, Precision
from enlace_app.dominio.seguimientos import EstadoAcuerdo, vencido

_JUNTAS = {
    "situacion": "JOIN situacion ON situacion.acuerdo = acuerdo.uuid",
    "ejercicio": "LEFT JOIN ejercicio ON ejercicio.uuid = acuerdo.ejercicio",
    "reunion": "LEFT JOIN reunion ON reunion.uuid = acuerdo.reunion",
}
_COLUMNAS = """
acuerdo.uuid, acuerdo.rev, acuerdo.baja, coalesce(acuerdo.folio, acuerdo.folio_provisional) AS folio,
  acuerdo.reunion, ejercicio.clave AS ejercicio, acuerdo.n, acuerdo.texto, acuerdo.plazo_literal, acuerdo.plazo,
  acuerdo.deriva_de, acuerdo.fuente, coalesce(reunion.folio, reunion.folio_provisional) AS folio_reunion,
  reunion.fecha AS fecha_reunion, reunion.precision AS precision_reunion, reunion.fecha_fin AS fin_reunion
"""
_DE_PAQUETE = f"""
SELECT {_COLUMNAS} FROM acuerdo {_JUNTAS["ejercicio"]} {_JUNTAS["reunion"]}
ORDER BY reunion.fecha IS NULL, reunion.fecha, reunion.folio_provisional, acuerdo.reunion, acuerdo.n, acuerdo.uuid
"""
_CAMPOS = f"""
SELECT {_COLUMNAS}, situacion.estado, situacion.plazo AS plazo_vigente FROM acuerdo {" ".join(_JUNTAS.values())}
"""
_RESPONSABLES = """
SELECT acuerdo AS duenio, literal AS miembro FROM acuerdo_responsable {donde} ORDER BY acuerdo, orden, id
"""
# A withdrawn meeting takes its agreements with it; those sets are small and are looked up once.
VIGENTES = """
NOT acuerdo.baja AND coalesce(acuerdo.reunion, '') NOT IN (SELECT retirada.uuid FROM reunion AS retirada
  WHERE retirada.baja)
"""
"""Which agreements a list or a count takes in."""
# With its limit the inner order is kept, and only agreements of the same day are left to sort: the first page of fifty
# thousand costs what it shows.
_POR_PLAZO = Recorrido(
    "situacion",
    "(SELECT acuerdo, plazo FROM situacion ORDER BY plazo ASC NULLS LAST LIMIT 1000000000)",
    "situacion.acuerdo = acuerdo.uuid",
)
_FOLIO = "coalesce(acuerdo.folio, acuerdo.folio_provisional)"
_ORDENES = {
    "folio": _FOLIO,
    "texto": plegado("acuerdo.texto"),
    "responsables": plegado(
        "(SELECT literal FROM acuerdo_responsable WHERE acuerdo = acuerdo.uuid ORDER BY orden, id LIMIT 1)"
    ),
    "plazo": "situacion.plazo",
    "estado": en_orden("situacion.estado", EstadoAcuerdo),
    "reunion": "coalesce(reunion.folio, reunion.folio_provisional)",
    "fecha_reunion": "reunion.fecha",
    "compromisos": primero_de("acuerdo", "compromiso"),
    "regiones": "(SELECT min(region.clave) FROM reunion_region JOIN region ON region.uuid = reunion_region.region "
    "WHERE reunion_region.reunion = acuerdo.reunion)",
    "ejercicio": "ejercicio.clave",
}


def _de_responsable(nombrado: Callable[..., Condicion]) -> Filtro:
    def filtro(lectura: Lectura, nombre: str) -> Condicion:
        suyo = nombrado(lectura, nombre, tabla="acuerdo_responsable", literal="literal", enlace="organizacion")
        quienes = f"SELECT acuerdo_responsable.acuerdo FROM acuerdo_responsable WHERE {suyo.sql}"
        return Condicion(f"acuerdo.uuid IN ({quienes})", suyo.parametros)

    return filtro


def _filtros(hoy: date) -> dict[str, Filtro]:
    def por_vencer(_lectura: Lectura, dias: int) -> Condicion:
        cercano = "situacion.concluido = FALSE AND situacion.plazo >= :hoy AND situacion.plazo <= :cercano"
        return Condicion(cercano, {"hoy": hoy, "cercano": hoy + timedelta(days=dias)})

    def vencidos(_lectura: Lectura, solo: bool) -> Condicion:
        return Condicion("situacion.concluido = FALSE AND situacion.plazo < :hoy" if solo else "1 = 1", {"hoy": hoy})

    return {
        "estado": "situacion.estado = :estado",
        "vencidos": vencidos,
        "por_vencer": por_vencer,
        "abiertos": si_o_no("situacion.concluido = FALSE"),
        "responsable": _de_responsable(con_nombre),
        "responsable_exacto": _de_responsable(con_nombre_exacto),
        "compromiso": enlazado_con("acuerdo", "compromiso"),
        "reunion": "acuerdo.reunion = :reunion",
        "region": "acuerdo.reunion IN (SELECT enlace.reunion FROM reunion_region AS enlace "
        "JOIN region ON region.uuid = enlace.region WHERE region.clave = upper(:region))",
        "ejercicio": "ejercicio.clave = upper(:ejercicio)",
    }


@dataclass(frozen=True, slots=True)
class FilaAcuerdo:
    """An agreement in a list; `plazo` is the one in force, extensions included; `vencido` is as of the day asked."""

    uuid: str
    rev: int
    folio: str
    texto: str
    responsables: tuple[str, ...]
    plazo_literal: str | None
    plazo: date | None
    estado: str
    vencido: bool
    reunion: str | None
    folio_reunion: str | None
    fecha_reunion: FechaImprecisa | None
    regiones: tuple[str, ...]
    compromisos: tuple[str, ...]
    ejercicio: str | None
    deriva_de: str | None
    autoridad: str = ""
    """Where it stands with the authority, in a word."""


def filas_de_paquete(
    lectura: Lectura, *, fuera: Collection[str] = frozenset(), reservar: bool = True
) -> list[FilaDePaquete]:
    """Return the rows of the sheet Acuerdos, meeting by meeting, without those of the meetings in `fuera`.

    `plazo` is the one agreed on: extensions stand in Seguimiento, and `estado` follows from it. `reservar` withholds
    the names that their meeting's attendance withholds.
    """
    reservados = leer_nombres_reservados(lectura, reservar=reservar)
    responsables, compromisos = agrupar(lectura, _RESPONSABLES.format(donde="")), compromisos_por(lectura, "acuerdo")
    derivadas, entradas = columnas_derivadas(lectura), entradas_por_acuerdo(lectura)
    oficiales = folios_oficiales(lectura)
    return [
        {
            "uuid": fila["uuid"],
            "rev": fila["rev"],
            "baja": si_no(fila["baja"]),
            "folio": fila["folio"],
            "folio_oficial": oficiales.get(fila["uuid"]),
            "reunion": fila["reunion"],
            "ejercicio": fila["ejercicio"],
            "compromisos": unir(compromisos.get(fila["uuid"], ())),
            "texto": fila["texto"],
            "responsables": unir(reservados.tapar_cada_uno(fila["reunion"], responsables.get(fila["uuid"], ()))),
            "plazo_literal": fila["plazo_literal"],
            "plazo": leer_fecha(fila["plazo"]),
            "estado": str(situacion(None, entradas.get(fila["uuid"], [])).estado),
            "deriva_de": fila["deriva_de"],
            "fuente": fila["fuente"],
            **derivadas.get(fila["reunion"], SIN_REUNION),
        }
        for fila in lectura.filas(_DE_PAQUETE)
        if fila["reunion"] not in fuera
    ]


def listar(
    lectura: Lectura,
    *,
    hoy: date,
    vencidos: bool = False,
    estado: str | None = None,
    responsable: str | None = None,
    compromiso: str | None = None,
    reunion: str | None = None,
) -> list[FilaAcuerdo]:
    """Return the agreements by plazo, those without one last; withdrawn ones, and those of such meetings, left out.

    `hoy` is the day on which something is overdue or not, `vencidos` keeps only what is. `responsable` is part of a
    name as written or as the directory has it, whatever its accents; `compromiso` a key, `reunion` a uuid.
    """
    filtros = {
        "vencidos": vencidos,
        "estado": estado,
        "responsable": responsable,
        "compromiso": compromiso,
        "reunion": reunion,
    }
    return listado(hoy=hoy).todas(lectura, Pedido(filtros=filtros))


def listado(*, hoy: date) -> Listado[FilaAcuerdo]:
    """Return the list of agreements by the plazo in force, those without one last, meeting by meeting.

    Withdrawn ones, and those of withdrawn meetings, are left out. `hoy` is the day on which something is overdue.
    """
    return Listado(
        tabla="acuerdo",
        juntas=_JUNTAS,
        condicion=VIGENTES,
        natural=[
            Termino(sql)
            for sql in ("situacion.plazo", "reunion.fecha", "reunion.folio_provisional", "acuerdo.reunion", "acuerdo.n")
        ],
        ordenes=_ORDENES,
        filtros=_filtros(hoy),
        componer=partial(_componer, hoy=hoy),
        recorrido=_POR_PLAZO,
    )


def _componer(lectura: Lectura, uuids: Sequence[str], *, hoy: date) -> dict[str, FilaAcuerdo]:
    lista, parametros = uno_de("acuerdo", uuids)
    responsables = agrupar(lectura, _RESPONSABLES.format(donde=f"WHERE acuerdo IN {lista}"), parametros)
    compromisos = compromisos_por(lectura, "acuerdo", uuids)
    filas = lectura.filas(f"{_CAMPOS} WHERE acuerdo.uuid IN {lista}", parametros)
    dichos = respuestas(lectura, uuids, tabla="acuerdo")
    regiones = regiones_por(lectura, "reunion", sorted({fila["reunion"] for fila in filas if fila["reunion"]}))
    return {
        fila["uuid"]: _fila(
            fila,
            hoy,
            responsables=responsables.get(fila["uuid"], ()),
            compromisos=compromisos.get(fila["uuid"], ()),
            regiones=regiones.get(fila["reunion"], ()),
            autoridad=en_una_palabra(dichos[fila["uuid"]]),
        )
        for fila in filas
    }


def _fila(
    fila: Mapping[str, Any],
    hoy: date,
    *,
    responsables: tuple[str, ...],
    compromisos: tuple[str, ...],
    regiones: tuple[str, ...],
    autoridad: str,
) -> FilaAcuerdo:
    plazo = leer_fecha(fila["plazo_vigente"])
    return FilaAcuerdo(
        uuid=fila["uuid"],
        rev=fila["rev"],
        folio=fila["folio"],
        texto=fila["texto"],
        responsables=responsables,
        plazo_literal=fila["plazo_literal"],
        plazo=plazo,
        estado=fila["estado"],
        vencido=vencido(plazo, EstadoAcuerdo(fila["estado"]), hoy),
        reunion=fila["reunion"],
        folio_reunion=fila["folio_reunion"],
        fecha_reunion=FechaImprecisa(
            leer_fecha(fila["fecha_reunion"]), Precision(fila["precision_reunion"]), leer_fecha(fila["fin_reunion"])
        )
        if fila["reunion"]
        else None,
        regiones=regiones,
        compromisos=compromisos,
        ejercicio=fila["ejercicio"],
        deriva_de=fila["deriva_de"],
        autoridad=autoridad,
    )
