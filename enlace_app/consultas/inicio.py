"""What the first page says: what is overdue, what comes next, what waits to be closed, signed or sent.

It is read before the window stands, with nothing but indexed SQL: no list of all agreements is ever in memory.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from enlace_app.consultas.sin_enviar import SinEnviar, contar_sin_enviar
from enlace_app.consultas.valores import leer_fecha
from enlace_app.datos.lectura import Lectura
from enlace_app.datos.respaldos import listar_respaldos
from enlace_app.rutas import CarpetaDatos

DIAS_POR_VENCER = 15
FILAS = 8
TOPE_SIN_ENVIAR = 100
"""Nobody reads a longer count; the first page must not wait for one."""
_VIGENTES = """
FROM situacion
JOIN acuerdo ON acuerdo.uuid = situacion.acuerdo
WHERE situacion.concluido = FALSE AND NOT acuerdo.baja
  AND (acuerdo.reunion IS NULL OR acuerdo.reunion NOT IN (SELECT uuid FROM reunion WHERE baja))
  AND situacion.plazo >= :desde AND situacion.plazo < :hasta
"""
# Withdrawn agreements have no situation, so the index alone can count; what hangs on withdrawn
# meetings is subtracted. CROSS JOIN begins with those meetings, which are few or none.
_CUANTOS = """
SELECT (
  SELECT count(*) FROM situacion
  WHERE situacion.concluido = FALSE AND situacion.plazo >= :desde AND situacion.plazo < :hasta
) - (
  SELECT count(*) FROM reunion CROSS JOIN acuerdo CROSS JOIN situacion
  WHERE reunion.baja AND acuerdo.reunion = reunion.uuid AND situacion.acuerdo = acuerdo.uuid
    AND situacion.concluido = FALSE AND situacion.plazo >= :desde AND situacion.plazo < :hasta
) AS n
"""
_PRIMEROS = f"""
SELECT acuerdo.uuid, acuerdo.rev, coalesce(acuerdo.folio, acuerdo.folio_provisional) AS folio, acuerdo.texto,
  situacion.estado, situacion.plazo {_VIGENTES}
ORDER BY situacion.plazo, situacion.acuerdo LIMIT :cuantas
"""
_RESPONSABLES = """
SELECT acuerdo, literal FROM acuerdo_responsable WHERE acuerdo IN ({}) ORDER BY acuerdo, orden, id
"""
# CROSS JOIN keeps SQLite from reading every meeting in those states: sessions are few, and found by their kind.
_ULTIMA_ORDINARIA = """
SELECT reunion.uuid, coalesce(reunion.folio, reunion.folio_provisional) AS folio, reunion.fecha,
  coalesce(municipio.nombre, reunion.ciudad) AS lugar, regla_decision.dias_entre_ordinarias AS ritmo
FROM tipo_reunion CROSS JOIN reunion
LEFT JOIN municipio ON municipio.uuid = reunion.municipio
LEFT JOIN ejercicio ON ejercicio.uuid = reunion.ejercicio
LEFT JOIN regla_decision ON regla_decision.uuid = ejercicio.regla
WHERE reunion.tipo = tipo_reunion.uuid AND tipo_reunion.ordinaria AND NOT reunion.baja
  AND reunion.fecha <= :hoy AND reunion.precision = 'dia'
  AND reunion.estado IN ('celebrada', 'en_revision', 'cerrada', 'firmada')
ORDER BY reunion.fecha DESC, reunion.uuid DESC LIMIT 1
"""
_PROXIMA_ORDINARIA = """
SELECT min(coalesce(reunion.programada, reunion.fecha)) AS fecha
FROM tipo_reunion CROSS JOIN reunion
WHERE reunion.tipo = tipo_reunion.uuid AND tipo_reunion.ordinaria AND NOT reunion.baja
  AND reunion.estado IN ('borrador', 'convocada') AND coalesce(reunion.programada, reunion.fecha) >= :hoy
"""
# Not `parte_de IS NULL`: SQLite would look up all the meetings that are no visit.
_ESTADOS = """
SELECT estado, count(*) AS n FROM reunion
WHERE estado IN ('borrador', 'convocada', 'celebrada', 'en_revision', 'cerrada') AND coalesce(parte_de, '') = ''
  AND NOT baja
GROUP BY estado
"""
# Drafts are few; a meeting taken in from a file was held already and is none.
_EN_CURSO = """
SELECT reunion.uuid, coalesce(reunion.folio, reunion.folio_provisional) AS folio, tipo_reunion.nombre AS tipo,
  reunion.fecha, reunion.hora_inicio
FROM reunion JOIN tipo_reunion ON tipo_reunion.uuid = reunion.tipo
WHERE reunion.estado IN ('borrador', 'convocada') AND NOT reunion.baja
  AND reunion.hora_inicio IS NOT NULL AND reunion.hora_fin IS NULL
ORDER BY reunion.fecha DESC, reunion.hora_inicio DESC, reunion.uuid DESC LIMIT 1
"""
_ULTIMO_PAQUETE = """
SELECT paquete.secuencia, paquete.generado, paquete.archivo, paquete.bitacora_hasta,
  EXISTS (SELECT 1 FROM acuse WHERE acuse.paquete = paquete.uuid) AS con_acuse
FROM sitio JOIN paquete ON paquete.origen = sitio.uuid
ORDER BY paquete.epoca DESC, paquete.secuencia DESC LIMIT 1
"""
_OBSERVACIONES = """
SELECT observacion.uuid, acuse.paquete FROM observacion_de_autoridad AS observacion
JOIN acuse ON acuse.uuid = observacion.acuse ORDER BY observacion.creado, observacion.uuid
"""
_VACIO = "SELECT EXISTS (SELECT 1 FROM reunion) OR EXISTS (SELECT 1 FROM documento) AS algo"


@dataclass(frozen=True, slots=True)
class AcuerdoPendiente:
    """An agreement that is not concluded; `dias` to the plazo in force, negative once it is overdue."""

    uuid: str
    rev: int
    folio: str
    texto: str
    responsables: tuple[str, ...]
    estado: str
    plazo: date
    dias: int


@dataclass(frozen=True, slots=True)
class Ritmo:
    """The last ordinary session and the days since; `maximo` is what the rule of its ejercicio allows, if it says."""

    reunion: str
    folio: str
    fecha: date
    lugar: str | None
    dias: int
    maximo: int | None
    proxima: date | None


@dataclass(frozen=True, slots=True)
class EnCurso:
    """A session that began and did not end: it is being held now, or the power went before its end was noted."""

    reunion: str
    folio: str
    tipo: str
    fecha: date | None
    hora_inicio: str


@dataclass(frozen=True, slots=True)
class UltimoPaquete:
    """The package sent last; `generado` is an instant in UTC as ISO text."""

    secuencia: int
    generado: str
    archivo: str
    con_acuse: bool


@dataclass(frozen=True, slots=True)
class ObservacionRecibida:
    """A remark of the authority, and the package with whose receipt it came."""

    uuid: str
    paquete: str


@dataclass(frozen=True, slots=True)
class Panorama:
    """What there is to do on a day; the lists hold the first `FILAS`, the counts all of them."""

    vacio: bool
    vencidos_n: int
    vencidos: tuple[AcuerdoPendiente, ...]
    por_vencer_n: int
    por_vencer: tuple[AcuerdoPendiente, ...]
    sin_enviar: SinEnviar
    en_curso: EnCurso | None
    ritmo: Ritmo | None
    borradores: int
    por_cerrar: int
    por_firmar: int
    ultimo_paquete: UltimoPaquete | None
    observaciones: tuple[ObservacionRecibida, ...]
    ultimo_respaldo: datetime | None


def panorama(lectura: Lectura, *, hoy: date, carpeta: CarpetaDatos | None = None) -> Panorama:
    """Read it all at one moment; `carpeta` is where the last backup is looked for."""
    limite = hoy + timedelta(days=DIAS_POR_VENCER + 1)
    with lectura.momento():
        algo = lectura.fila(_VACIO)
        estados = {fila["estado"]: int(fila["n"]) for fila in lectura.filas(_ESTADOS)}
        paquete = lectura.fila(_ULTIMO_PAQUETE)
        return Panorama(
            vacio=not (algo and algo["algo"]),
            vencidos_n=_contar(lectura, date.min, hoy),
            vencidos=_primeros(lectura, date.min, hoy, hoy),
            por_vencer_n=_contar(lectura, hoy, limite),
            por_vencer=_primeros(lectura, hoy, limite, hoy),
            sin_enviar=contar_sin_enviar(
                lectura, desde=int(paquete["bitacora_hasta"]) if paquete else 0, tope=TOPE_SIN_ENVIAR
            ),
            en_curso=_en_curso(lectura),
            ritmo=_ritmo(lectura, hoy),
            borradores=estados.get("borrador", 0) + estados.get("convocada", 0),
            por_cerrar=estados.get("celebrada", 0) + estados.get("en_revision", 0),
            por_firmar=estados.get("cerrada", 0),
            ultimo_paquete=_paquete(paquete),
            observaciones=tuple(ObservacionRecibida(**fila) for fila in lectura.filas(_OBSERVACIONES)),
            ultimo_respaldo=_respaldo(carpeta),
        )


def _contar(lectura: Lectura, desde: date, hasta: date) -> int:
    fila = lectura.fila(_CUANTOS, _entre(desde, hasta))
    return int(fila["n"]) if fila else 0


def _primeros(lectura: Lectura, desde: date, hasta: date, hoy: date) -> tuple[AcuerdoPendiente, ...]:
    filas = lectura.filas(_PRIMEROS, {**_entre(desde, hasta), "cuantas": FILAS})
    responsables = _responsables(lectura, [fila["uuid"] for fila in filas])
    pendientes = []
    for fila in filas:
        plazo = date.fromisoformat(fila.pop("plazo"))
        suyos = tuple(responsables.get(fila["uuid"], ()))
        pendientes.append(AcuerdoPendiente(**fila, responsables=suyos, plazo=plazo, dias=(plazo - hoy).days))
    return tuple(pendientes)


def _entre(desde: date, hasta: date) -> dict[str, str]:
    return {"desde": desde.isoformat(), "hasta": hasta.isoformat()}


def _responsables(lectura: Lectura, acuerdos: list[str]) -> dict[str, list[str]]:
    marcas = {f"a{n}": uuid for n, uuid in enumerate(acuerdos)}
    sql = _RESPONSABLES.format(", ".join(f":{marca}" for marca in marcas))
    por_acuerdo: dict[str, list[str]] = {}
    for fila in lectura.filas(sql, marcas) if marcas else []:
        por_acuerdo.setdefault(fila["acuerdo"], []).append(fila["literal"])
    return por_acuerdo


def _en_curso(lectura: Lectura) -> EnCurso | None:
    fila = lectura.fila(_EN_CURSO)
    if fila is None:
        return None
    return EnCurso(fila["uuid"], fila["folio"], fila["tipo"], leer_fecha(fila["fecha"]), fila["hora_inicio"])


def _ritmo(lectura: Lectura, hoy: date) -> Ritmo | None:
    """Sessions are the secretariat's and their venue rotates among regions: the last one counts wherever it was."""
    fila = lectura.fila(_ULTIMA_ORDINARIA, {"hoy": hoy.isoformat()})
    if fila is None:
        return None
    fecha = date.fromisoformat(fila["fecha"])
    proxima = lectura.fila(_PROXIMA_ORDINARIA, {"hoy": hoy.isoformat()})
    return Ritmo(
        reunion=fila["uuid"],
        folio=fila["folio"],
        fecha=fecha,
        lugar=fila["lugar"],
        dias=(hoy - fecha).days,
        maximo=fila["ritmo"],
        proxima=leer_fecha(proxima["fecha"]) if proxima else None,
    )


def _paquete(fila: dict[str, Any] | None) -> UltimoPaquete | None:
    if fila is None:
        return None
    return UltimoPaquete(fila["secuencia"], fila["generado"], fila["archivo"], con_acuse=bool(fila["con_acuse"]))


def _respaldo(carpeta: CarpetaDatos | None) -> datetime | None:
    respaldos = listar_respaldos(carpeta) if carpeta else []
    return respaldos[0].instante if respaldos else None
