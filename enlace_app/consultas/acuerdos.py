"""Agreements: their rows in a package, and the list with state and overdue derived from their follow-up."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from enlace_app.consultas.conjuntos import Conjuntos, agrupar, compromisos_por, regiones_por
from enlace_app.consultas.nombres_reservados import leer_nombres_reservados
from enlace_app.consultas.reuniones import SIN_REUNION, columnas_derivadas
from enlace_app.consultas.seguimientos import Situacion, entradas_por_acuerdo, situacion
from enlace_app.consultas.valores import FilaDePaquete, leer_fecha, si_no, unir
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.fechas import FechaImprecisa, Precision
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.seguimientos import vencido

_CAMPOS = """
SELECT acuerdo.uuid, acuerdo.rev, acuerdo.baja, coalesce(acuerdo.folio, acuerdo.folio_provisional) AS folio,
  acuerdo.reunion, ejercicio.clave AS ejercicio, acuerdo.n, acuerdo.texto, acuerdo.plazo_literal, acuerdo.plazo,
  acuerdo.deriva_de, acuerdo.fuente, coalesce(reunion.folio, reunion.folio_provisional) AS folio_reunion,
  reunion.fecha AS fecha_reunion, reunion.precision AS precision_reunion, reunion.fecha_fin AS fin_reunion
FROM acuerdo
LEFT JOIN ejercicio ON ejercicio.uuid = acuerdo.ejercicio
LEFT JOIN reunion ON reunion.uuid = acuerdo.reunion
ORDER BY reunion.fecha IS NULL, reunion.fecha, reunion.folio_provisional, acuerdo.reunion, acuerdo.n, acuerdo.uuid
"""
_RESPONSABLES = "SELECT acuerdo AS duenio, literal AS miembro FROM acuerdo_responsable ORDER BY acuerdo, orden, id"
_NOMBRES_DE_RESPONSABLES = """
SELECT responsable.acuerdo AS duenio, organizacion.nombre || ' ' || coalesce(organizacion.sigla, '') AS miembro
FROM acuerdo_responsable AS responsable JOIN organizacion ON organizacion.uuid = responsable.organizacion
"""


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


def filas_de_paquete(
    lectura: Lectura, *, fuera: Collection[str] = frozenset(), reservar: bool = True
) -> list[FilaDePaquete]:
    """Return the rows of the sheet Acuerdos, meeting by meeting, without those of the meetings in `fuera`.

    `plazo` is the one agreed on: extensions stand in Seguimiento, and `estado` follows from it. `reservar` withholds
    the names that their meeting's attendance withholds.
    """
    reservados = leer_nombres_reservados(lectura, reservar=reservar)
    responsables, compromisos = agrupar(lectura, _RESPONSABLES), compromisos_por(lectura, "acuerdo")
    derivadas, entradas = columnas_derivadas(lectura), entradas_por_acuerdo(lectura)
    return [
        {
            "uuid": fila["uuid"],
            "rev": fila["rev"],
            "baja": si_no(fila["baja"]),
            "folio": fila["folio"],
            "folio_oficial": None,
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
        for fila in lectura.filas(_CAMPOS)
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
    nombres = agrupar(lectura, _NOMBRES_DE_RESPONSABLES)
    buscado = plegar(responsable or "")
    elegidos = [
        fila
        for fila in _componer(lectura, hoy)
        if (fila.vencido or not vencidos)
        and (estado is None or fila.estado == estado)
        and (compromiso is None or compromiso.upper() in fila.compromisos)
        and (reunion is None or fila.reunion == reunion)
        and (not buscado or any(buscado in plegar(n) for n in (*fila.responsables, *nombres.get(fila.uuid, ()))))
    ]
    return sorted(elegidos, key=lambda f: (f.plazo is None, f.plazo or date.max))


def _componer(lectura: Lectura, hoy: date) -> list[FilaAcuerdo]:
    responsables, compromisos = agrupar(lectura, _RESPONSABLES), compromisos_por(lectura, "acuerdo")
    regiones, entradas = regiones_por(lectura, "reunion"), entradas_por_acuerdo(lectura)
    retiradas = {fila["uuid"] for fila in lectura.filas("SELECT uuid FROM reunion WHERE baja")}
    return [
        _fila(
            fila,
            situacion(leer_fecha(fila["plazo"]), entradas.get(fila["uuid"], [])),
            hoy,
            {"responsables": responsables, "compromisos": compromisos},
            regiones.get(fila["reunion"], ()),
        )
        for fila in lectura.filas(_CAMPOS)
        if not fila["baja"] and fila["reunion"] not in retiradas
    ]


def _fila(
    fila: Mapping[str, Any], hoy_esta: Situacion, hoy: date, listas: Mapping[str, Conjuntos], regiones: tuple[str, ...]
) -> FilaAcuerdo:
    return FilaAcuerdo(
        uuid=fila["uuid"],
        rev=fila["rev"],
        folio=fila["folio"],
        texto=fila["texto"],
        responsables=listas["responsables"].get(fila["uuid"], ()),
        plazo_literal=fila["plazo_literal"],
        plazo=hoy_esta.plazo,
        estado=str(hoy_esta.estado),
        vencido=vencido(hoy_esta.plazo, hoy_esta.estado, hoy),
        reunion=fila["reunion"],
        folio_reunion=fila["folio_reunion"],
        fecha_reunion=FechaImprecisa(
            leer_fecha(fila["fecha_reunion"]), Precision(fila["precision_reunion"]), leer_fecha(fila["fin_reunion"])
        )
        if fila["reunion"]
        else None,
        regiones=regiones,
        compromisos=listas["compromisos"].get(fila["uuid"], ()),
        ejercicio=fila["ejercicio"],
        deriva_de=fila["deriva_de"],
    )
