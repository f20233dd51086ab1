"""What the rules on voz, voto and quorum look at, of one meeting, without the mapping: asked after each arrival."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from enlace_app.consultas.expedientes import Lector
from enlace_app.consultas.valores import leer_fecha
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.ejercicios import Ejercicio, ParteDeRegla, ReglaDecision, ReglaDeQuorum
from enlace_app.dominio.nombramientos import DerechoDeVoto, Nombramiento, Rol
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.reuniones import EstadoReunion, Reunion
from enlace_app.dominio.tipos_reunion import TipoReunion
from enlace_app.dominio.votantes import Directorio
from enlace_app.errores import ErrorDeNegocio

_REUNION = """
SELECT reunion.uuid, reunion.fecha, reunion.hora_inicio, reunion.facilitador, reunion.estado, reunion.folio_provisional,
  reunion.presentes_n, reunion.presentes_es_minimo, reunion.ejercicio, ejercicio.clave AS ejercicio_clave,
  ejercicio.nombre AS ejercicio_nombre, regla.uuid AS regla, regla.quorum, regla.consenso_primero,
  regla.votos_necesarios, regla.fuente AS regla_fuente, tipo.clave AS tipo_clave,
  tipo.nombre AS tipo_nombre, tipo.serie, tipo.formato_folio, tipo.con_quorum, tipo.con_votacion
FROM reunion
JOIN tipo_reunion AS tipo ON tipo.uuid = reunion.tipo
LEFT JOIN ejercicio ON ejercicio.uuid = reunion.ejercicio
LEFT JOIN regla_decision AS regla ON regla.uuid = ejercicio.regla
WHERE reunion.uuid = :uuid
"""
_PARTES = """
SELECT orden, parte, sinonimos, indispensable FROM parte_de_regla WHERE regla_decision = :regla ORDER BY orden, id
"""
_ASISTENCIAS = """
SELECT uuid, rev, orden, persona, persona_registrada, organizacion, cargo, parte, calidad, voz, voto, suple_a, llegada,
  salida, ausente FROM asistencia WHERE reunion = :uuid AND NOT baja ORDER BY orden, uuid
"""
_ROLES = "SELECT clave, nombre, variantes, voz, voto, facilita, firma FROM rol WHERE NOT baja ORDER BY uuid"
_NOMBRAMIENTOS = """
SELECT uuid, persona, rol, parte, calidad, desde, hasta, voz, voto FROM nombramiento
WHERE NOT baja AND persona IS NOT NULL AND (ejercicio IS NULL OR :ejercicio IS NULL OR ejercicio = :ejercicio)
ORDER BY uuid
"""
_PERSONAS = "SELECT uuid, nombre FROM persona WHERE NOT baja"


def personas_por_nombre(lector: Lector, nombres: Collection[str] | None = None) -> Mapping[str, UUID]:
    """Map each folded name, or those in `nombres`, to the one person of the directory who bears it."""
    hallados: dict[str, set[str]] = {}
    for fila in lector.filas(_PERSONAS):
        nombre = plegar(fila["nombre"])
        if nombres is None or nombre in nombres:
            hallados.setdefault(nombre, set()).add(fila["uuid"])
    return {nombre: UUID(next(iter(uuids))) for nombre, uuids in hallados.items() if len(uuids) == 1}


def leer_sala(lectura: Lectura, reunion: str) -> tuple[Reunion, Directorio]:
    """Return a meeting with what tells the rights of those present, and of the directory what bears on them.

    These are copies for the rules to look at; nothing can be written through them. Only the persons whom somebody
    substitutes are looked up by their name: the others are linked.
    """
    with lectura.momento():
        fila = lectura.fila(_REUNION, {"uuid": reunion})
        if fila is None:
            raise ErrorDeNegocio("Esa reunión ya no existe en estos datos.")
        partes = lectura.filas(_PARTES, {"regla": fila["regla"]})
        asistencias = [_asistencia(f) for f in lectura.filas(_ASISTENCIAS, {"uuid": reunion})]
        nombramientos = lectura.filas(_NOMBRAMIENTOS, {"ejercicio": fila["ejercicio"]})
        suplidos = {plegar(a.suple_a) for a in asistencias if a.suple_a}
        personas = personas_por_nombre(lectura, suplidos) if suplidos else {}
        roles = lectura.filas(_ROLES)
    directorio = Directorio(
        roles=[_rol(f) for f in roles],
        nombramientos=[_nombramiento(f) for f in nombramientos],
        personas=personas,
    )
    return _reunion(fila, partes, asistencias), directorio


def _reunion(fila: dict[str, Any], partes: list[dict[str, Any]], asistencias: list[Asistencia]) -> Reunion:
    regla = ReglaDecision(
        quorum=ReglaDeQuorum(fila["quorum"] or ReglaDeQuorum.TODAS_LAS_PARTES),
        consenso_primero=fila["consenso_primero"] != 0,
        votos_necesarios=fila["votos_necesarios"],
        fuente=fila["regla_fuente"],
        partes=[ParteDeRegla(**{**p, "indispensable": bool(p["indispensable"])}) for p in partes],
    )
    ejercicio = Ejercicio(
        clave=fila["ejercicio_clave"] or "",
        nombre=fila["ejercicio_nombre"] or "",
        regla=regla if fila["regla"] else None,
    )
    return Reunion(
        uuid=UUID(fila["uuid"]),
        folio_provisional=fila["folio_provisional"],
        tipo=TipoReunion(
            clave=fila["tipo_clave"],
            nombre=fila["tipo_nombre"],
            serie=fila["serie"],
            formato_folio=fila["formato_folio"],
            con_quorum=bool(fila["con_quorum"]),
            con_votacion=bool(fila["con_votacion"]),
        ),
        estado=EstadoReunion(fila["estado"]),
        fecha=leer_fecha(fila["fecha"]),
        hora_inicio=fila["hora_inicio"],
        facilitador=fila["facilitador"],
        presentes_n=fila["presentes_n"],
        presentes_es_minimo=bool(fila["presentes_es_minimo"]),
        ejercicio=ejercicio if fila["ejercicio"] else None,
        asistencias=asistencias,
    )


def _asistencia(fila: dict[str, Any]) -> Asistencia:
    return Asistencia(
        **fila
        | {
            "uuid": UUID(fila["uuid"]),
            "persona_registrada": UUID(fila["persona_registrada"]) if fila["persona_registrada"] else None,
            "voz": _logico(fila["voz"]),
            "voto": _logico(fila["voto"]),
            "ausente": bool(fila["ausente"]),
        }
    )


def _rol(fila: dict[str, Any]) -> Rol:
    logicos = {nombre: bool(fila[nombre]) for nombre in ("voz", "facilita", "firma")}
    return Rol(**fila | logicos | {"voto": DerechoDeVoto(fila["voto"])})


def _nombramiento(fila: dict[str, Any]) -> Nombramiento:
    return Nombramiento(
        **fila
        | {
            "uuid": UUID(fila["uuid"]),
            "persona": UUID(fila["persona"]),
            "desde": leer_fecha(fila["desde"]),
            "hasta": leer_fecha(fila["hasta"]),
            "voz": _logico(fila["voz"]),
            "voto": DerechoDeVoto(fila["voto"]) if fila["voto"] else None,
        }
    )


def _logico(valor: object) -> bool | None:
    return None if valor is None else bool(valor)
