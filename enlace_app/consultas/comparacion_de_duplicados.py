"""Two records that may be one, side by side: for the person who has to decide."""

from collections.abc import Sequence
from typing import Any

from enlace_app.consultas.conjuntos import agrupar, compromisos_por, regiones_por, uno_de
from enlace_app.consultas.valores import leer_fecha
from enlace_app.consultas.vinculos import duenios
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.fechas import FechaImprecisa, Precision, escribir_fecha
from enlace_app.dominio.recepcion import ClaseDeVinculo

Renglon = tuple[str, str, str]
"""What is compared, and how it stands in each of the two; empty where it does not say."""

_REUNION = """
SELECT reunion.uuid, coalesce(reunion.folio, reunion.folio_provisional) AS folio, reunion.fecha, reunion.precision,
  reunion.fecha_fin, reunion.numero, reunion.hora_inicio, reunion.hora_fin, reunion.sede, reunion.origen,
  reunion.estado, reunion.resumen, coalesce(municipio.nombre, reunion.ciudad) AS lugar, tipo_reunion.nombre AS tipo,
  (SELECT count(*) FROM acuerdo WHERE acuerdo.reunion = reunion.uuid AND NOT acuerdo.baja) AS acuerdos,
  (SELECT count(*) FROM documento WHERE documento.reunion = reunion.uuid AND NOT documento.baja) AS documentos
FROM reunion JOIN tipo_reunion ON tipo_reunion.uuid = reunion.tipo
LEFT JOIN municipio ON municipio.uuid = reunion.municipio WHERE reunion.uuid IN {lista}
"""
_PRESENTES = """
SELECT reunion AS duenio, coalesce(persona || ' (' || organizacion || ')', persona, organizacion) AS miembro
FROM asistencia WHERE NOT baja AND NOT ausente AND reunion IN {lista} ORDER BY reunion, orden
"""
_INSTITUCION = """
SELECT uuid, nombre, sigla, sector, ambito, papel, nota, fuente, origen,
  (SELECT count(DISTINCT asistencia.reunion) FROM asistencia
    WHERE asistencia.organizacion_registrada = organizacion.uuid AND NOT asistencia.baja) AS reuniones,
  (SELECT count(*) FROM documento
    WHERE organizacion.uuid IN (remitente_registrado, receptor_registrado) AND NOT documento.baja) AS documentos
FROM organizacion WHERE uuid IN {lista}
"""
_ALIAS = (
    "SELECT organizacion AS duenio, alias AS miembro FROM organizacion_alias WHERE organizacion IN {lista} ORDER BY id"
)
_PUNTO_Y_COMA = "; "


def comparar(lectura: Lectura, clase: ClaseDeVinculo, uno: str, otro: str) -> list[Renglon]:
    """Return what both say, line by line, without the lines on which neither says anything; none if one is gone."""
    datos = (_reuniones if clase is ClaseDeVinculo.REUNION else _instituciones)(lectura, [uno, otro])
    if uno not in datos or otro not in datos:
        return []
    de_uno, de_otro = datos[uno], datos[otro]
    return [(titulo, de_uno[titulo], de_otro[titulo]) for titulo in de_uno if de_uno[titulo] or de_otro[titulo]]


def _reuniones(lectura: Lectura, uuids: Sequence[str]) -> dict[str, dict[str, str]]:
    lista, parametros = uno_de("uuid", uuids)
    regiones, compromisos = regiones_por(lectura, "reunion", uuids), compromisos_por(lectura, "reunion", uuids)
    presentes = agrupar(lectura, _PRESENTES.format(lista=lista), parametros)
    quienes = duenios(lectura)
    return {
        f["uuid"]: {
            "La registró": quienes.get(f["origen"], ""),
            "Folio": f["folio"],
            "Fecha": escribir_fecha(_fecha(f)),
            "Horas": " a ".join(h for h in (f["hora_inicio"], f["hora_fin"]) if h),
            "Tipo": " ".join(p for p in (f["tipo"], f["numero"]) if p),
            "Lugar": f["lugar"] or "",
            "Sede": f["sede"] or "",
            "Regiones": ", ".join(regiones.get(f["uuid"], ())),
            "Compromisos": ", ".join(compromisos.get(f["uuid"], ())),
            "Presentes": _PUNTO_Y_COMA.join(presentes.get(f["uuid"], ())),
            "Acuerdos": str(f["acuerdos"] or ""),
            "Documentos": str(f["documentos"] or ""),
            "Resumen": f["resumen"] or "",
        }
        for f in lectura.filas(_REUNION.format(lista=lista), parametros)
    }


def _fecha(f: dict[str, Any]) -> FechaImprecisa:
    return FechaImprecisa(leer_fecha(f["fecha"]), Precision(f["precision"]), leer_fecha(f["fecha_fin"]))


def _instituciones(lectura: Lectura, uuids: Sequence[str]) -> dict[str, dict[str, str]]:
    lista, parametros = uno_de("uuid", uuids)
    alias, quienes = agrupar(lectura, _ALIAS.format(lista=lista), parametros), duenios(lectura)
    return {
        f["uuid"]: {
            "La registró": quienes.get(f["origen"], ""),
            "Nombre": f["nombre"],
            "Sigla": f["sigla"] or "",
            "Otros nombres": _PUNTO_Y_COMA.join(alias.get(f["uuid"], ())),
            "Sector": f["sector"] or "",
            "Ámbito": f["ambito"] or "",
            "Papel": f["papel"] or "",
            "Reuniones": str(f["reuniones"] or ""),
            "Documentos": str(f["documentos"] or ""),
            "Nota": f["nota"] or "",
            "Fuente": f["fuente"] or "",
        }
        for f in lectura.filas(_INSTITUCION.format(lista=lista), parametros)
    }
