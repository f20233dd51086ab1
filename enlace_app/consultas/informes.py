"""What the authority and the press ask for, counted from what is recorded; to be read in a worker on long data."""

from dataclasses import dataclass
from datetime import date

from enlace_app.consultas.acuerdos import VIGENTES
from enlace_app.consultas.compromisos import Fojas
from enlace_app.consultas.listado_expresiones import plegado
from enlace_app.consultas.valores import leer_fecha
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.organizaciones import plegar

SIN_REGION = "Sin región"
_SE_CELEBRARON = "reunion.estado IN ('celebrada', 'en_revision', 'cerrada', 'firmada') AND NOT reunion.baja"
_CUENTAS = """
count(*) AS total,
  sum(CASE WHEN situacion.estado = 'pendiente' THEN 1 ELSE 0 END) AS pendientes,
  sum(CASE WHEN situacion.estado = 'en_proceso' THEN 1 ELSE 0 END) AS en_proceso,
  sum(CASE WHEN situacion.estado = 'parcial' THEN 1 ELSE 0 END) AS parciales,
  sum(CASE WHEN situacion.estado = 'cumplido' THEN 1 ELSE 0 END) AS cumplidos,
  sum(CASE WHEN situacion.estado = 'no_procede' THEN 1 ELSE 0 END) AS no_proceden,
  sum(CASE WHEN situacion.concluido = FALSE AND situacion.plazo < :hoy THEN 1 ELSE 0 END) AS vencidos
"""
# An agreement is of the regions of its meeting, as in its list.
_POR_REGION = f"""
SELECT region.clave, region.nombre, {_CUENTAS}
FROM region JOIN reunion_region AS enlace ON enlace.region = region.uuid
JOIN acuerdo ON acuerdo.reunion = enlace.reunion
JOIN situacion ON situacion.acuerdo = acuerdo.uuid
WHERE {VIGENTES}
GROUP BY region.clave, region.nombre ORDER BY region.nombre
"""
_SIN_REGION = f"""
SELECT NULL AS clave, '{SIN_REGION}' AS nombre, {_CUENTAS}
FROM acuerdo JOIN situacion ON situacion.acuerdo = acuerdo.uuid
WHERE {VIGENTES} AND coalesce(acuerdo.reunion, '') NOT IN (SELECT reunion FROM reunion_region)
"""
_EN_TODO = f"""
SELECT NULL AS clave, 'Todos' AS nombre, {_CUENTAS}
FROM acuerdo JOIN situacion ON situacion.acuerdo = acuerdo.uuid WHERE {VIGENTES}
"""
# A visit that is part of a meeting's acta is a meeting of its own here: it was held.
_POR_ANIO = f"""
SELECT substr(reunion.fecha, 1, 4) AS anio, tipo_reunion.clave AS tipo, tipo_reunion.nombre, count(*) AS reuniones,
  sum(CASE WHEN reunion.estado = 'firmada' THEN 1 ELSE 0 END) AS firmadas
FROM reunion JOIN tipo_reunion ON tipo_reunion.uuid = reunion.tipo
WHERE {_SE_CELEBRARON}
GROUP BY substr(reunion.fecha, 1, 4), tipo_reunion.clave, tipo_reunion.nombre
ORDER BY anio IS NULL, anio DESC, reuniones DESC, tipo_reunion.nombre
"""
_ORDINARIAS = f"""
SELECT reunion.uuid, coalesce(reunion.folio, reunion.folio_provisional) AS folio, reunion.fecha,
  coalesce(municipio.nombre, reunion.ciudad) AS lugar, ejercicio.clave AS ejercicio,
  regla_decision.dias_entre_ordinarias AS maximo
FROM tipo_reunion CROSS JOIN reunion
LEFT JOIN municipio ON municipio.uuid = reunion.municipio
LEFT JOIN ejercicio ON ejercicio.uuid = reunion.ejercicio
LEFT JOIN regla_decision ON regla_decision.uuid = ejercicio.regla
WHERE reunion.tipo = tipo_reunion.uuid AND tipo_reunion.ordinaria AND {_SE_CELEBRARON}
  AND reunion.fecha IS NOT NULL AND reunion.precision = 'dia'
ORDER BY reunion.fecha, reunion.uuid
"""
# Who the directory does not know is told apart by her name as written, accents and case aside.
_ASISTENCIA = f"""
SELECT asistencia.organizacion_registrada AS uuid,
  min(coalesce(organizacion.nombre, asistencia.organizacion)) AS nombre,
  count(DISTINCT asistencia.reunion) AS reuniones, min(reunion.fecha) AS primera, max(reunion.fecha) AS ultima
FROM asistencia JOIN reunion ON reunion.uuid = asistencia.reunion
LEFT JOIN organizacion ON organizacion.uuid = asistencia.organizacion_registrada
WHERE NOT asistencia.baja AND NOT asistencia.ausente AND asistencia.organizacion IS NOT NULL AND {_SE_CELEBRARON}
GROUP BY asistencia.organizacion_registrada,
  CASE WHEN asistencia.organizacion_registrada IS NULL THEN {plegado("asistencia.organizacion")} END
"""
_CON_LISTA = f"""
SELECT count(DISTINCT asistencia.reunion) AS n FROM asistencia JOIN reunion ON reunion.uuid = asistencia.reunion
WHERE NOT asistencia.baja AND {_SE_CELEBRARON}
"""
_FOJAS = """
SELECT sum(fojas) AS numero, max(CASE WHEN es_minimo THEN 1 ELSE 0 END) AS minimo FROM documento
WHERE NOT baja AND fojas IS NOT NULL
  AND sentido NOT IN ('total_declarado', 'solicitud', 'compromiso_de_entrega', 'referencia')
  AND uuid IN (SELECT documento FROM documento_compromiso)
"""


@dataclass(frozen=True, slots=True)
class AcuerdosDeRegion:
    """The agreements of the meetings of a region by state; overdue ones are among those not concluded."""

    clave: str | None
    nombre: str
    total: int
    pendientes: int
    en_proceso: int
    parciales: int
    cumplidos: int
    no_proceden: int
    vencidos: int


@dataclass(frozen=True, slots=True)
class ReunionesDelAnio:
    """How many meetings of a kind were held in a year (None: of unknown date), and how many have their acta signed."""

    anio: str | None
    tipo: str
    nombre: str
    reuniones: int
    firmadas: int


@dataclass(frozen=True, slots=True)
class SesionOrdinaria:
    """An ordinary session with the days since the one before it; `maximo` is what the rule of its round allows."""

    uuid: str
    folio: str
    fecha: date
    lugar: str | None
    ejercicio: str | None
    dias: int | None
    maximo: int | None

    @property
    def tarde(self) -> bool:
        """Whether it came later than the rule allows."""
        return self.dias is not None and self.maximo is not None and self.dias > self.maximo


@dataclass(frozen=True, slots=True)
class AsistenciaDeInstitucion:
    """In how many meetings an institution was present, of those that have a list; without `uuid` as it was written."""

    uuid: str | None
    nombre: str
    reuniones: int
    de: int
    primera: date | None
    ultima: date | None


def acuerdos_por_region(lectura: Lectura, hoy: date) -> tuple[list[AcuerdosDeRegion], AcuerdosDeRegion | None]:
    """Return the agreements of each region, and of all: one of a meeting of two regions is in both and once in all."""
    dia = {"hoy": hoy.isoformat()}
    with lectura.momento():
        filas = [AcuerdosDeRegion(**fila) for fila in lectura.filas(_POR_REGION, dia)]
        sueltos, todos = lectura.fila(_SIN_REGION, dia), lectura.fila(_EN_TODO, dia)
    if sueltos and sueltos["total"]:
        filas.append(AcuerdosDeRegion(**sueltos))
    return filas, AcuerdosDeRegion(**todos) if todos and todos["total"] else None


def reuniones_por_anio(lectura: Lectura) -> list[ReunionesDelAnio]:
    """Return the meetings that were held, by year and kind, the latest year first."""
    return [ReunionesDelAnio(**fila) for fila in lectura.filas(_POR_ANIO)]


def ritmo_de_ordinarias(lectura: Lectura) -> list[SesionOrdinaria]:
    """Return the ordinary sessions whose day is known, the latest first; a round counts its days from its own first."""
    sesiones: list[SesionOrdinaria] = []
    ultima: dict[str | None, date] = {}
    for fila in lectura.filas(_ORDINARIAS):
        fecha = date.fromisoformat(fila.pop("fecha"))
        antes = ultima.get(fila["ejercicio"])
        sesiones.append(SesionOrdinaria(**fila, fecha=fecha, dias=(fecha - antes).days if antes else None))
        ultima[fila["ejercicio"]] = fecha
    return sesiones[::-1]


def fojas_recibidas(lectura: Lectura) -> Fojas | None:
    """Return the sheets received for any commitment, a document of several counted once; None if none were counted."""
    fila = lectura.fila(_FOJAS)
    return Fojas(int(fila["numero"]), bool(fila["minimo"])) if fila and fila["numero"] is not None else None


def asistencia_por_institucion(lectura: Lectura) -> list[AsistenciaDeInstitucion]:
    """Return who was present in how many meetings, the most frequent first; spellings of one name are one."""
    with lectura.momento():
        filas, con_lista = lectura.filas(_ASISTENCIA), lectura.fila(_CON_LISTA)
    de = int(con_lista["n"]) if con_lista else 0
    presentes = [
        AsistenciaDeInstitucion(
            uuid=fila["uuid"],
            nombre=fila["nombre"],
            reuniones=int(fila["reuniones"]),
            de=de,
            primera=leer_fecha(fila["primera"]),
            ultima=leer_fecha(fila["ultima"]),
        )
        for fila in filas
    ]
    return sorted(presentes, key=lambda f: (-f.reuniones, plegar(f.nombre)))
