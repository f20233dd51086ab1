"""Meetings: their rows in a package, and the list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from enlace_app.consultas.acuses import folios_oficiales
from enlace_app.consultas.conjuntos import compromisos_por, regiones_por, uno_de
from enlace_app.consultas.listado import Condicion, Filtro, Listado, Pedido, Termino
from enlace_app.consultas.listado_expresiones import cuantos, en_orden, enlazado_con, plegado, primero_de
from enlace_app.consultas.nombres_reservados import leer_nombres_reservados
from enlace_app.consultas.respuesta_de_autoridad import en_una_palabra, respuestas
from enlace_app.consultas.valores import Celda, FilaDePaquete, leer_fecha, si_no, unir
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.fechas import FechaImprecisa, Precision
from enlace_app.dominio.reuniones import EstadoReunion

_JUNTAS = {
    "tipo_reunion": "JOIN tipo_reunion ON tipo_reunion.uuid = reunion.tipo",
    "ejercicio": "LEFT JOIN ejercicio ON ejercicio.uuid = reunion.ejercicio",
    "municipio": "LEFT JOIN municipio ON municipio.uuid = reunion.municipio",
}
_CAMPOS = f"""
SELECT reunion.uuid, reunion.rev, reunion.baja, coalesce(reunion.folio, reunion.folio_provisional) AS folio,
  tipo_reunion.clave AS tipo, tipo_reunion.nombre AS tipo_nombre, reunion.numero, ejercicio.clave AS ejercicio,
  reunion.fecha, reunion.precision, reunion.fecha_fin, reunion.hora_inicio, reunion.hora_fin, reunion.zona,
  reunion.modalidad, municipio.cvegeo, municipio.nombre AS municipio, reunion.ciudad, reunion.sede, reunion.convoca,
  reunion.preside, reunion.facilitador, reunion.parte_de, reunion.presentes_n, reunion.presentes_es_minimo,
  reunion.estado, reunion.resumen, reunion.fuente
FROM reunion {" ".join(_JUNTAS.values())}
"""
_ORDEN = """
ORDER BY reunion.fecha IS NULL, reunion.fecha, reunion.hora_inicio, reunion.folio_provisional, reunion.uuid
"""
_CUENTA = "SELECT reunion, count(*) AS n FROM {tabla} WHERE NOT baja AND reunion IN {lista} GROUP BY reunion"
_FOLIO = "coalesce(reunion.folio, reunion.folio_provisional)"
# A period of a month or more is stored by its first day: it ends after a day if it begins in that day's own or later.
_TERMINA_DESPUES = """
CASE reunion.precision
  WHEN 'mes' THEN reunion.fecha >= :desde_mes
  WHEN 'semestre' THEN reunion.fecha >= :desde_semestre
  WHEN 'anio' THEN reunion.fecha >= :desde_anio
  WHEN 'posterior_a' THEN reunion.fecha IS NOT NULL
  WHEN 'no_indicada' THEN reunion.fecha IS NOT NULL
  ELSE coalesce(reunion.fecha_fin, reunion.fecha) >= :desde
END
"""
_ORDENES = {
    "folio": _FOLIO,
    "fecha": "reunion.fecha",
    "tipo": plegado("tipo_reunion.nombre"),
    "numero": "reunion.numero",
    "ejercicio": "ejercicio.clave",
    "lugar": plegado("coalesce(municipio.nombre, reunion.ciudad)"),
    "sede": plegado("reunion.sede"),
    "estado": en_orden("reunion.estado", EstadoReunion),
    "presentes": "reunion.presentes_n",
    "regiones": primero_de("reunion", "region"),
    "compromisos": primero_de("reunion", "compromiso"),
    "acuerdos": cuantos("reunion", "acuerdo"),
    "documentos": cuantos("reunion", "documento"),
}


def _desde(_lectura: Lectura, dia: date) -> Condicion:
    """Meetings whose period ends on that day or later; an open one («después del…») has no last day."""
    semestre = dia.replace(month=1 if dia.month <= 6 else 7, day=1)
    return Condicion(
        _TERMINA_DESPUES,
        {
            "desde": dia,
            "desde_mes": dia.replace(day=1),
            "desde_semestre": semestre,
            "desde_anio": dia.replace(month=1, day=1),
        },
    )


_FILTROS: dict[str, Filtro] = {
    "estado": "reunion.estado = :estado",
    "tipo": "tipo_reunion.clave = :tipo",
    "ejercicio": "ejercicio.clave = upper(:ejercicio)",
    "region": enlazado_con("reunion", "region"),
    "compromiso": enlazado_con("reunion", "compromiso"),
    "desde": _desde,
    "hasta": "reunion.fecha <= :hasta",
}
_IGUALES = [
    "numero",
    "hora_inicio",
    "hora_fin",
    "zona",
    "modalidad",
    "cvegeo",
    "sede",
    "parte_de",
    "presentes_n",
    "estado",
    "resumen",
    "fuente",
]

_NOMBRES = ["convoca", "preside", "facilitador"]

SIN_REUNION: FilaDePaquete = {"region": None, "folio_reunion": None, "fecha_reunion": None}
"""The columns that are repeated for the reader, of a row that belongs to no meeting."""


@dataclass(frozen=True, slots=True)
class FilaReunion:
    """A meeting in a list; `lugar` is its municipality, or the city as written."""

    uuid: str
    rev: int
    folio: str
    tipo: str
    tipo_nombre: str
    numero: str | None
    ejercicio: str | None
    fecha: FechaImprecisa
    hora_inicio: str | None
    lugar: str | None
    sede: str | None
    regiones: tuple[str, ...]
    compromisos: tuple[str, ...]
    estado: str
    presentes_n: int | None
    presentes_es_minimo: bool
    acuerdos_n: int
    documentos_n: int
    resumen: str | None
    autoridad: str = ""
    """Where it stands with the authority, in a word."""


def filas_de_paquete(
    lectura: Lectura, *, fuera: Collection[str] = frozenset(), reservar: bool = True
) -> list[FilaDePaquete]:
    """Return the rows of the sheet Reuniones in the order of their dates, without those whose uuid is in `fuera`.

    `reservar` withholds the names that their attendance withholds, as in every sheet that has names.
    """
    reservados = leer_nombres_reservados(lectura, reservar=reservar)
    regiones, compromisos = regiones_por(lectura, "reunion"), compromisos_por(lectura, "reunion")
    oficiales = folios_oficiales(lectura)
    return [
        {
            "uuid": fila["uuid"],
            "rev": fila["rev"],
            "baja": si_no(fila["baja"]),
            "folio": fila["folio"],
            "folio_oficial": oficiales.get(fila["uuid"]),
            "tipo": fila["tipo"],
            "ejercicio": fila["ejercicio"],
            "fecha": leer_fecha(fila["fecha"]),
            "precision": fila["precision"],
            "fecha_fin": leer_fecha(fila["fecha_fin"]),
            "regiones": unir(regiones.get(fila["uuid"], ())),
            "compromisos": unir(compromisos.get(fila["uuid"], ())),
            **{nombre: fila[nombre] for nombre in _IGUALES},
            **{n: reservados.tapar(fila["uuid"], fila[n]) for n in _NOMBRES},
        }
        for fila in lectura.filas(_CAMPOS + _ORDEN)
        if fila["uuid"] not in fuera
    ]


def columnas_derivadas(lectura: Lectura) -> dict[str, dict[str, Celda]]:
    """Return what Asistencia, Acuerdos and Documentos repeat of each meeting: region, folio_reunion, fecha_reunion."""
    regiones = regiones_por(lectura, "reunion")
    filas = lectura.filas("SELECT uuid, coalesce(folio, folio_provisional) AS folio, fecha FROM reunion")
    return {
        fila["uuid"]: {
            "region": unir(regiones.get(fila["uuid"], ())),
            "folio_reunion": fila["folio"],
            "fecha_reunion": leer_fecha(fila["fecha"]),
        }
        for fila in filas
    }


def listar(
    lectura: Lectura,
    *,
    region: str | None = None,
    compromiso: str | None = None,
    tipo: str | None = None,
    desde: date | None = None,
    hasta: date | None = None,
    estado: str | None = None,
) -> list[FilaReunion]:
    """Return the meetings, the latest first and those without date last; withdrawn ones are left out.

    `region`, `compromiso` and `tipo` are keys. `desde` and `hasta` take in every meeting whose period touches them: one
    of «julio de 2017» may have been on the 3rd.
    """
    filtros = {
        "region": region,
        "compromiso": compromiso,
        "tipo": tipo,
        "desde": desde,
        "hasta": hasta,
        "estado": estado,
    }
    return listado().todas(lectura, Pedido(filtros=filtros))


def listado() -> Listado[FilaReunion]:
    """Return the list of meetings, the latest first and those without date last, without the withdrawn ones."""
    return Listado(
        tabla="reunion",
        juntas=_JUNTAS,
        condicion="NOT reunion.baja",
        natural=[Termino(sql, descendente=True) for sql in ("reunion.fecha", "reunion.hora_inicio", _FOLIO)],
        ordenes=_ORDENES,
        filtros=_FILTROS,
        componer=_componer,
    )


def _componer(lectura: Lectura, uuids: Sequence[str]) -> dict[str, FilaReunion]:
    regiones, compromisos = regiones_por(lectura, "reunion", uuids), compromisos_por(lectura, "reunion", uuids)
    acuerdos, documentos = _contar(lectura, "acuerdo", uuids), _contar(lectura, "documento", uuids)
    lista, parametros = uno_de("uuid", uuids)
    dichos = respuestas(lectura, uuids, tabla="reunion")
    return {
        fila["uuid"]: FilaReunion(
            uuid=fila["uuid"],
            rev=fila["rev"],
            folio=fila["folio"],
            tipo=fila["tipo"],
            tipo_nombre=fila["tipo_nombre"],
            numero=fila["numero"],
            ejercicio=fila["ejercicio"],
            fecha=FechaImprecisa(
                leer_fecha(fila["fecha"]), Precision(fila["precision"]), leer_fecha(fila["fecha_fin"])
            ),
            hora_inicio=fila["hora_inicio"],
            lugar=fila["municipio"] or fila["ciudad"],
            sede=fila["sede"],
            regiones=regiones.get(fila["uuid"], ()),
            compromisos=compromisos.get(fila["uuid"], ()),
            estado=fila["estado"],
            presentes_n=fila["presentes_n"],
            presentes_es_minimo=bool(fila["presentes_es_minimo"]),
            acuerdos_n=acuerdos.get(fila["uuid"], 0),
            documentos_n=documentos.get(fila["uuid"], 0),
            resumen=fila["resumen"],
            autoridad=en_una_palabra(dichos[fila["uuid"]]),
        )
        for fila in lectura.filas(f"{_CAMPOS} WHERE reunion.uuid IN {lista}", parametros)
    }


def _contar(lectura: Lectura, tabla: str, uuids: Sequence[str]) -> dict[str, int]:
    lista, parametros = uno_de("reunion", uuids)
    return {fila["reunion"]: fila["n"] for fila in lectura.filas(_CUENTA.format(tabla=tabla, lista=lista), parametros)}
