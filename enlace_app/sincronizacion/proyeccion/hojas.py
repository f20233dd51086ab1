"""What a row of every sheet is in the database, column by column."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from enlace_app.consultas.asistencias import leer_calidad
from enlace_app.consultas.compromisos import ESTATAL
from enlace_app.datos.lote import Guardado
from enlace_app.dominio.compromisos import PapelEnCompromiso
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.nombramientos import DerechoDeVoto
from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.dominio.seguimientos import EstadoAcuerdo
from enlace_app.sincronizacion.paquete import Fila
from enlace_app.sincronizacion.proyeccion import celdas
from enlace_app.sincronizacion.proyeccion.celdas import entero, fecha, hora, lista, si_no, texto, texto_obligatorio
from enlace_app.sincronizacion.proyeccion.referencias import PUBLICADO, Referencias
from enlace_app.sincronizacion.proyeccion.tipos import Candidato, FilaEnEspera, FilaRechazada, Miembro, Proyeccion

_NUMERO_DE_ACUERDO = re.compile(r"/(\d{1,6})$")


def proyectar(candidato: Candidato, referencias: Referencias) -> Proyeccion:
    """Return what the row is in the database; `rev`, `origen` and instants are the writer's.

    Raises:
        FilaRechazada: a value is not what its column holds.
        FilaEnEspera: it cannot be without something that is not here yet.
    """
    return _DE_HOJA[candidato.hoja](candidato, referencias)


def _textos(fila: Fila, *columnas: str) -> dict[str, Guardado]:
    return {columna: texto(fila, columna) for columna in columnas}


def _organizacion(c: Candidato, r: Referencias) -> Proyeccion:
    p = Proyeccion(
        {
            "nombre": texto_obligatorio(c.fila, "nombre"),
            **_textos(c.fila, "sigla", "sector", "ambito"),
            "desde": fecha(c.fila, "desde"),
            "hasta": fecha(c.fila, "hasta"),
        }
    )
    p.columnas["sucede_a"] = _una(p, c, r, "sucede_a", ("organizacion",))
    p.listas["alias"] = [{"alias": alias} for alias in lista(c.fila, "alias")]
    return p


def _compromiso(c: Candidato, r: Referencias) -> Proyeccion:
    regiones = lista(c.fila, "regiones")
    p = Proyeccion(
        {
            "clave": texto_obligatorio(c.fila, "clave"),
            "tipo": texto_obligatorio(c.fila, "tipo"),
            "titulo": texto_obligatorio(c.fila, "titulo"),
            **_textos(c.fila, "numero", "objetivo", "estado"),
            "estatal": ESTATAL in regiones,
            "fojas_declaradas": entero(c.fila, "fojas_declaradas"),
            "avance": entero(c.fila, "avance"),
        }
    )
    p.columnas["ejercicio"] = _catalogo(p, r, "ejercicio", texto(c.fila, "ejercicio"))
    p.listas["regiones"] = _regiones(p, r, [clave for clave in regiones if clave != ESTATAL])
    p.listas["organizaciones"] = [
        {"orden": orden, "papel": str(papel), "literal": literal}
        for columna, papel in (("osc", PapelEnCompromiso.OSC), ("instituciones", PapelEnCompromiso.INSTITUCION))
        for orden, literal in enumerate(lista(c.fila, columna), start=1)
    ]
    return p


def _actividad(c: Candidato, r: Referencias) -> Proyeccion:
    p = Proyeccion(
        {
            "actividad": texto_obligatorio(c.fila, "actividad"),
            **_textos(c.fila, "responsable", "trimestre", "producto", "indicador", "estado"),
            "n": entero(c.fila, "n"),
            "plazo": fecha(c.fila, "plazo"),
            "avance": entero(c.fila, "avance"),
        }
    )
    p.columnas["compromiso"] = _una(p, c, r, "compromiso", ("compromiso",))
    return p


def _nombramiento(c: Candidato, r: Referencias) -> Proyeccion:
    p = Proyeccion(
        {
            "persona_literal": texto(c.fila, "persona"),
            "rol": texto_obligatorio(c.fila, "rol"),
            **_textos(c.fila, "organo", "parte", "calidad"),
            "desde": fecha(c.fila, "desde"),
            "hasta": fecha(c.fila, "hasta"),
            "voz": si_no(c.fila, "voz"),
            "voto": celdas.opcion(DerechoDeVoto, c.fila, "voto"),
        }
    )
    p.columnas["region"] = _catalogo(p, r, "region", texto(c.fila, "region"))
    p.columnas["ejercicio"] = _catalogo(p, r, "ejercicio", texto(c.fila, "ejercicio"))
    return p


def _acta(c: Candidato, r: Referencias) -> Proyeccion:
    reunion = celdas.identidad(c.fila, "reunion")
    if reunion is None:
        raise FilaRechazada("no dice de qué reunión es")
    return Proyeccion(
        {
            "reunion": reunion,
            "version": celdas.entero_obligatorio(c.fila, "version"),
            "sha256": celdas.huella(c.fila, "sha256", obligatoria=True),
            "anterior_sha256": celdas.huella(c.fila, "anterior_sha256"),
            "cerrada": texto_obligatorio(c.fila, "cerrada"),
            "firmada": texto(c.fila, "firmada"),
            "pdf_sha256": celdas.huella(c.fila, "pdf_sha256"),
        }
    )


def _reunion(c: Candidato, r: Referencias) -> Proyeccion:
    tipo = r.catalogos["tipo_reunion"].get(clave := texto_obligatorio(c.fila, "tipo"))
    if tipo is None:
        raise FilaEnEspera(f"no se conoce el tipo de reunión «{clave}»; falta en el catálogo de este equipo")
    estado = celdas.opcion(EstadoReunion, c.fila, "estado")
    if estado is None:
        raise FilaRechazada("falta «estado»")
    folio = texto_obligatorio(c.fila, "folio")
    p = Proyeccion(
        {
            "folio_provisional": folio,
            "folio": folio if estado in {EstadoReunion.CERRADA, EstadoReunion.FIRMADA} else None,
            "tipo": tipo,
            **_textos(c.fila, "numero", "sede", "modalidad", "convoca", "preside", "facilitador", "resumen", "fuente"),
            "fecha": fecha(c.fila, "fecha"),
            "fecha_fin": fecha(c.fila, "fecha_fin"),
            "precision": celdas.opcion(Precision, c.fila, "precision") or str(Precision.dia),
            "hora_inicio": hora(c.fila, "hora_inicio"),
            "hora_fin": hora(c.fila, "hora_fin"),
            "zona": celdas.zona(texto(c.fila, "zona") or r.zona),
            "presentes_n": entero(c.fila, "presentes_n"),
            "estado": estado,
        }
    )
    p.columnas["ejercicio"] = _catalogo(p, r, "ejercicio", texto(c.fila, "ejercicio"))
    p.columnas["municipio"] = _catalogo(p, r, "municipio", texto(c.fila, "cvegeo"))
    p.columnas["parte_de"] = _una(p, c, r, "parte_de", ("reunion",))
    p.listas["regiones"] = _regiones(p, r, lista(c.fila, "regiones"))
    p.listas["compromisos"] = _compromisos(p, c, r)
    return p


def _punto(c: Candidato, r: Referencias) -> Proyeccion:
    n = entero(c.fila, "n")
    if n is None:
        raise FilaRechazada("falta «n»")
    asunto = texto_obligatorio(c.fila, "asunto")
    return Proyeccion({"reunion": _su_reunion(c, r), "n": n, "asunto": asunto, **_textos(c.fila, "desarrollo")})


def _asistencia(c: Candidato, r: Referencias) -> Proyeccion:
    calidad = leer_calidad(texto(c.fila, "calidad"))
    return Proyeccion(
        {
            "reunion": _su_reunion(c, r),
            **_textos(c.fila, "persona", "organizacion", "cargo", "parte", "suple_a"),
            "calidad": calidad.calidad,
            "ausente": calidad.ausente,
            "justificada": calidad.justificada,
            "voz": si_no(c.fila, "voz"),
            "voto": si_no(c.fila, "voto"),
            "llegada": hora(c.fila, "llegada"),
            "salida": hora(c.fila, "salida"),
            # What a package names its sender may publish, and what she may not never came.
            "consiente_publicar": True,
        }
    )


def _votacion(c: Candidato, r: Referencias) -> Proyeccion:
    p = Proyeccion(
        {
            "reunion": _su_reunion(c, r),
            "modalidad": texto_obligatorio(c.fila, "modalidad"),
            "resultado": texto_obligatorio(c.fila, "resultado"),
            **{columna: entero(c.fila, columna) for columna in ("a_favor", "en_contra", "abstenciones")},
            **_textos(c.fila, "disenso"),
        }
    )
    p.columnas["punto"] = _una(p, c, r, "punto", ("punto_orden_dia",))
    p.listas["sentidos"] = []
    for orden, miembro in enumerate(lista(c.fila, "sentido_por_parte"), start=1):
        parte, separador, sentido = miembro.partition(": ")
        if not separador:
            raise FilaRechazada(f"«sentido_por_parte» no dice «parte: sentido»: {miembro}")
        p.listas["sentidos"].append({"orden": orden, "parte": parte, "sentido": sentido})
    return p


def _acuerdo(c: Candidato, r: Referencias) -> Proyeccion:
    folio = texto_obligatorio(c.fila, "folio")
    numero = _NUMERO_DE_ACUERDO.search(folio)
    p = Proyeccion(
        {
            "folio_provisional": folio,
            "n": int(numero[1]) if numero else 0,
            "texto": texto_obligatorio(c.fila, "texto"),
            **_textos(c.fila, "plazo_literal", "fuente"),
            "plazo": fecha(c.fila, "plazo"),
        }
    )
    p.columnas["reunion"] = _una_reunion(p, c, r)
    # Of the row alone, for its meeting may be closed or reopened by a package that does not bring this row again:
    # only a definitive folio, which begins with that of a closed acta, has a second slash.
    p.columnas["folio"] = folio if "/" in folio.rpartition("/")[0] else None
    p.columnas["ejercicio"] = _catalogo(p, r, "ejercicio", texto(c.fila, "ejercicio"))
    p.columnas["deriva_de"] = _una(p, c, r, "deriva_de", ("acuerdo",))
    p.listas["responsables"] = [
        {"orden": orden, "literal": literal} for orden, literal in enumerate(lista(c.fila, "responsables"), start=1)
    ]
    p.listas["compromisos"] = _compromisos(p, c, r)
    return p


def _documento(c: Candidato, r: Referencias) -> Proyeccion:
    p = Proyeccion(
        {
            **{columna: texto_obligatorio(c.fila, columna) for columna in ("folio", "sentido", "tipo")},
            "fecha": fecha(c.fila, "fecha"),
            "precision": celdas.opcion(Precision, c.fila, "precision") or str(Precision.dia),
            **_textos(c.fila, "remitente", "receptor", "con_copia", "turnado_a", "medio", "formato", "periodo"),
            **_textos(c.fila, "descripcion", "clasificacion", "archivo", "fuente"),
            "fojas": entero(c.fila, "fojas"),
            "es_minimo": bool(si_no(c.fila, "es_minimo")),
            "sha256": celdas.huella(c.fila, "sha256"),
        }
    )
    p.columnas["reunion"] = _una_reunion(p, c, r)
    p.columnas["acuerdo"] = _una(p, c, r, "acuerdo", ("acuerdo",))
    p.columnas["ejercicio"] = _catalogo(p, r, "ejercicio", texto(c.fila, "ejercicio"))
    p.listas["compromisos"] = _compromisos(p, c, r)
    return p


def _seguimiento(c: Candidato, r: Referencias) -> Proyeccion:
    acuerdo = celdas.identidad(c.fila, "acuerdo")
    if acuerdo is None:
        raise FilaRechazada("no dice de qué acuerdo es")
    if not r.existe("acuerdo", acuerdo):
        raise FilaEnEspera("espera a que llegue el acuerdo del que informa")
    dia = fecha(c.fila, "fecha")
    # When it was written down is what orders the entries; no column tells it, a v7 identity does.
    milisegundos = celdas.instante_de(c.uuid)
    escrito = (
        datetime.fromisoformat(dia or "1900-03-01").replace(tzinfo=UTC)
        if milisegundos is None
        else datetime.fromtimestamp(milisegundos / 1000, tz=UTC)
    )
    con = texto(c.fila, "cumple_con")
    identidad = con if con is not None and celdas.es_identidad(con) else None
    reunion = identidad if identidad and r.existe("reunion", identidad) else None
    documento = identidad if identidad and not reunion and r.existe("documento", identidad) else None
    p = Proyeccion(
        {
            "creado": escrito.isoformat(timespec="microseconds"),
            "acuerdo": acuerdo,
            "fecha": dia,
            "estado": celdas.opcion(EstadoAcuerdo, c.fila, "estado"),
            **_textos(c.fila, "nota", "evidencia", "autor"),
            "plazo_nuevo": fecha(c.fila, "plazo_nuevo"),
            "cumple_reunion": reunion,
            "cumple_documento": documento,
            "cumple_literal": None if reunion or documento else con,
        }
    )
    if identidad and not reunion and not documento:
        p.faltan.append("aquello con lo que se cumplió")
    return p


_DE_HOJA: Mapping[str, Callable[[Candidato, Referencias], Proyeccion]] = {
    "Organizaciones": _organizacion,
    "Compromisos": _compromiso,
    "Actividades": _actividad,
    "Nombramientos": _nombramiento,
    "Actas": _acta,
    "Reuniones": _reunion,
    "OrdenDelDia": _punto,
    "Asistencia": _asistencia,
    "Votaciones": _votacion,
    "Acuerdos": _acuerdo,
    "Documentos": _documento,
    "Seguimiento": _seguimiento,
}


def _una(p: Proyeccion, c: Candidato, r: Referencias, columna: str, tablas: Sequence[str]) -> str | None:
    """The record that a reference names, if it is here."""
    uuid = celdas.identidad(c.fila, columna)
    if uuid is None or any(r.existe(tabla, uuid) for tabla in tablas):
        return uuid
    p.faltan.append(columna)
    return None


def _catalogo(p: Proyeccion, r: Referencias, tabla: str, clave: str | None) -> str | None:
    uuid = r.catalogos[tabla].get(clave) if clave else None
    if clave and uuid is None:
        p.faltan.append(f"{tabla} {clave}")
    return uuid


def _regiones(p: Proyeccion, r: Referencias, claves: Sequence[str]) -> list[Miembro]:
    uuids = [_catalogo(p, r, "region", clave) for clave in dict.fromkeys(claves)]
    return [{"region": uuid} for uuid in uuids if uuid]


def _compromisos(p: Proyeccion, c: Candidato, r: Referencias) -> list[Miembro]:
    uuids: dict[str, None] = {}
    for clave in lista(c.fila, "compromisos"):
        uuid, definitivo = r.compromiso(clave, c.sitio)
        if not definitivo:
            p.faltan.append(f"compromiso {clave}")
        if uuid:
            uuids[uuid] = None
    return [{"compromiso": uuid} for uuid in uuids]


def _su_reunion(c: Candidato, r: Referencias) -> str:
    """The meeting that the row cannot be without."""
    uuid = celdas.identidad(c.fila, "reunion")
    if uuid is None:
        raise FilaRechazada("no dice de qué reunión es")
    if motivo := por_que_no(c, r, uuid):
        raise FilaEnEspera(motivo)
    return uuid


def _una_reunion(p: Proyeccion, c: Candidato, r: Referencias) -> str | None:
    """The meeting that the row may also be without."""
    uuid = celdas.identidad(c.fila, "reunion")
    if uuid is not None and (motivo := por_que_no(c, r, uuid)):
        p.faltan.append(motivo)
        return None
    return uuid


def por_que_no(c: Candidato, r: Referencias, reunion: str) -> str | None:
    """Return why a row of this site does not belong to that meeting, None if it may."""
    origen = r.origen("reunion", reunion)
    if origen is None:
        return "espera a que llegue su reunión"
    if origen not in {c.sitio, PUBLICADO}:
        return "su reunión es de otro sitio: sólo quien la hizo le agrega"
    if not r.cerrada_aqui(reunion):
        return None
    parte_de = r.registros["reunion"][reunion]["parte_de"]
    if {reunion, parte_de} & r.con_acta_propia:
        return "su reunión está cerrada con el acta que se hizo aquí"
    recibidas = r.actas_de(reunion, parte_de)
    if origen != c.sitio and not any(a["origen"] == c.sitio for a in recibidas):
        return "su reunión está cerrada con el acta de otro sitio"
    return None
