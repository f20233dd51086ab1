"""All about one commitment."""

from datetime import date

from enlace_app.consultas import acuerdos, documentos, reuniones
from enlace_app.consultas.compromisos import FilaCompromiso, Fojas, traer
from enlace_app.consultas.ficha_de_reunion import estado_escrito
from enlace_app.consultas.secciones import Ficha, componer, con_contenido, escribir_fojas, juntar
from enlace_app.consultas.valores import Celda, leer_fecha, unir
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.fechas import escribir_fecha

_TEXTOS = """
SELECT objetivo, producto, nota_region, estado_declarado, reuniones_declaradas, fuente, baja FROM compromiso
WHERE uuid = :uuid
"""
_ACTIVIDADES = """
SELECT n, actividad, responsable, trimestre, plazo, producto, estado, avance FROM actividad
WHERE compromiso = :uuid AND NOT baja ORDER BY n, uuid
"""


def componer_ficha(lectura: Lectura, uuid: str, hoy: date) -> Ficha | None:
    """Return its data, its activities, and the meetings, agreements and documents that belong to it."""
    fila = traer(lectura, uuid)
    if fila is None:
        return None
    secciones = (
        componer(f"Compromiso {fila.clave}", _datos(lectura, fila)),
        componer(
            "Actividades",
            (
                (
                    f"{a['n'] or '·'}. {a['actividad']}",
                    juntar(a["responsable"], a["trimestre"], leer_fecha(a["plazo"]), a["producto"], a["estado"])
                    or "sin detalle",
                )
                for a in lectura.filas(_ACTIVIDADES, {"uuid": uuid})
            ),
        ),
        componer(
            "Reuniones",
            (
                (r.folio, juntar(escribir_fecha(r.fecha), r.tipo_nombre, r.lugar))
                for r in reuniones.listar(lectura, compromiso=fila.clave)
            ),
        ),
        componer(
            "Acuerdos",
            (
                (a.folio, juntar(a.texto, unir(a.responsables), estado_escrito(a)))
                for a in acuerdos.listar(lectura, hoy=hoy, compromiso=fila.clave)
            ),
        ),
        componer(
            "Documentos",
            (
                (d.folio, juntar(d.tipo, d.remitente, escribir_fojas(d.fojas, es_minimo=d.es_minimo), d.descripcion))
                for d in documentos.listar(lectura, compromiso=fila.clave)
            ),
        ),
    )
    return Ficha("compromiso", uuid, fila.clave, con_contenido(secciones))


def _datos(lectura: Lectura, fila: FilaCompromiso) -> list[tuple[str, Celda]]:
    textos = lectura.fila(_TEXTOS, {"uuid": fila.uuid}) or {}
    return [
        ("Título", fila.titulo),
        ("Tipo", fila.tipo),
        ("Dado de baja", "sí" if textos["baja"] else None),
        ("Ejercicio", fila.ejercicio),
        ("Regiones", juntar(unir(fila.regiones), textos["nota_region"])),
        ("Organizaciones civiles", unir(fila.osc)),
        ("Instituciones", unir(fila.instituciones)),
        ("Objetivo", textos["objetivo"]),
        ("Producto", textos["producto"]),
        ("Estado", fila.estado),
        ("Estado declarado", textos["estado_declarado"]),
        ("Avance", None if fila.avance is None else f"{fila.avance} %"),
        ("Fojas de sus documentos", _fojas(fila.fojas)),
        ("Fojas declaradas", _fojas(fila.fojas_declaradas)),
        ("Reuniones declaradas", textos["reuniones_declaradas"]),
        ("Fuente", textos["fuente"]),
    ]


def _fojas(fojas: Fojas | None) -> str | None:
    return escribir_fojas(fojas.numero, es_minimo=fojas.es_minimo) if fojas else None
