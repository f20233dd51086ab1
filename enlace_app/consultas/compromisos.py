"""Commitments: their rows in a package, and the list with what was done for each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from enlace_app.consultas.conjuntos import regiones_por, uno_de
from enlace_app.consultas.listado import Filtro, Listado, Pedido, Termino
from enlace_app.consultas.listado_expresiones import cuantos_enlazados, plegado, primero_de
from enlace_app.consultas.respuesta_de_autoridad import en_una_palabra, respuestas
from enlace_app.consultas.valores import FilaDePaquete, si_no, unir
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.compromisos import ESTADOS, PapelEnCompromiso

ESTATAL = "Estatal"
"""What the list of regions says of a commitment for the whole state."""

_JUNTAS = {"ejercicio": "LEFT JOIN ejercicio ON ejercicio.uuid = compromiso.ejercicio"}
_CAMPOS = f"""
SELECT compromiso.uuid, compromiso.rev, compromiso.baja, compromiso.clave, ejercicio.clave AS ejercicio,
  compromiso.numero, compromiso.tipo, compromiso.titulo, compromiso.estatal, compromiso.objetivo,
  compromiso.fojas_declaradas, compromiso.fojas_es_minimo, compromiso.reuniones_declaradas, compromiso.estado,
  compromiso.avance
FROM compromiso {" ".join(_JUNTAS.values())}
"""
_ORGANIZACIONES = """
SELECT compromiso AS duenio, papel, literal FROM compromiso_organizacion {donde} ORDER BY compromiso, orden, id
"""
_CUENTA = """
SELECT enlace.compromiso, count(*) AS n
FROM {tabla}_compromiso AS enlace JOIN {tabla} AS contado ON contado.uuid = enlace.{tabla}
WHERE NOT contado.baja AND enlace.compromiso IN {lista}
GROUP BY enlace.compromiso
"""
_FOJAS = """
SELECT enlace.compromiso, sum(documento.fojas) AS numero, max(CASE WHEN documento.es_minimo THEN 1 ELSE 0 END) AS minimo
FROM documento_compromiso AS enlace JOIN documento ON documento.uuid = enlace.documento
WHERE NOT documento.baja AND documento.fojas IS NOT NULL AND enlace.compromiso IN {lista}
  AND documento.sentido NOT IN ('total_declarado', 'solicitud', 'compromiso_de_entrega', 'referencia')
GROUP BY enlace.compromiso
"""
_RECIBIDAS = """
(SELECT sum(documento.fojas) FROM documento_compromiso AS enlace JOIN documento ON documento.uuid = enlace.documento
  WHERE enlace.compromiso = compromiso.uuid AND NOT documento.baja
    AND documento.sentido NOT IN ('total_declarado', 'solicitud', 'compromiso_de_entrega', 'referencia'))
"""
# As the count of agreements leaves them out: withdrawn ones, and those of a withdrawn meeting.
_ABIERTOS = """
FROM acuerdo_compromiso AS enlace JOIN situacion ON situacion.acuerdo = enlace.acuerdo
JOIN acuerdo ON acuerdo.uuid = enlace.acuerdo
LEFT JOIN reunion ON reunion.uuid = acuerdo.reunion
WHERE situacion.concluido = FALSE AND NOT acuerdo.baja AND NOT coalesce(reunion.baja, FALSE)
"""
_PENDIENTES = f"""
SELECT enlace.compromiso, count(*) AS abiertos, sum(CASE WHEN situacion.plazo < :hoy THEN 1 ELSE 0 END) AS vencidos
{_ABIERTOS} AND enlace.compromiso IN {{lista}} GROUP BY enlace.compromiso
"""
_GENERAL = """
SELECT compromiso.tipo, compromiso.estado, compromiso.avance FROM compromiso
LEFT JOIN ejercicio ON ejercicio.uuid = compromiso.ejercicio
WHERE NOT compromiso.baja AND (:ejercicio IS NULL OR ejercicio.clave = :ejercicio)
"""
_PROACTIVO = "proactivo"
_ORDENES = {
    "clave": "compromiso.clave",
    "ejercicio": "ejercicio.clave",
    "tipo": plegado("compromiso.tipo"),
    "titulo": plegado("compromiso.titulo"),
    "regiones": primero_de("compromiso", "region"),
    "estado": plegado("compromiso.estado"),
    "avance": "compromiso.avance",
    "reuniones": cuantos_enlazados("compromiso", "reunion"),
    "acuerdos": cuantos_enlazados("compromiso", "acuerdo"),
    "documentos": cuantos_enlazados("compromiso", "documento"),
    "fojas_declaradas": "compromiso.fojas_declaradas",
}
_FILTROS: dict[str, Filtro] = {
    "ejercicio": "ejercicio.clave = upper(:ejercicio)",
    "tipo": "compromiso.tipo = :tipo",
    "estado": "compromiso.estado = :estado",
    "region": "compromiso.estatal OR compromiso.uuid IN (SELECT enlace.compromiso FROM compromiso_region AS enlace "
    "JOIN region ON region.uuid = enlace.region WHERE region.clave = upper(:region))",
}
# PAL1-C10 after PAL1-C9: what stands before the last number, then that number, which has no leading zeros.
_SIN_NUMERO = "rtrim({0}, '0123456789')"
NATURAL = [
    Termino(sql.format(columna))
    for columna in ("ejercicio.clave", "compromiso.clave")
    for sql in (_SIN_NUMERO, "length({0})", "{0}")
]
"""The order of the keys."""
_IGUALES = [
    "uuid",
    "rev",
    "clave",
    "ejercicio",
    "numero",
    "tipo",
    "titulo",
    "objetivo",
    "fojas_declaradas",
    "estado",
    "avance",
]


@dataclass(frozen=True, slots=True)
class Fojas:
    """A count of sheets; `es_minimo` says «más de»."""

    numero: int
    es_minimo: bool


@dataclass(frozen=True, slots=True)
class FilaCompromiso:
    """A commitment in a list; `fojas` adds up its documents, `fojas_declaradas` is what its source declares."""

    uuid: str
    rev: int
    clave: str
    ejercicio: str | None
    numero: str | None
    tipo: str
    titulo: str
    regiones: tuple[str, ...]
    osc: tuple[str, ...]
    instituciones: tuple[str, ...]
    estado: str | None
    avance: int | None
    reuniones_n: int
    acuerdos_n: int
    documentos_n: int
    fojas: Fojas | None
    fojas_declaradas: Fojas | None
    abiertos_n: int = 0
    vencidos_n: int = 0
    """Agreements not concluded, and those of them overdue; counted only where the list was asked for a day."""
    autoridad: str = ""
    """Where it stands with the authority, in a word."""

    @property
    def proactivo(self) -> bool:
        """Whether it starts only if another ends early, and so stays out of overall progress."""
        return self.tipo == _PROACTIVO


@dataclass(frozen=True, slots=True)
class AvanceGeneral:
    """How far the commitments are together, proactive ones left out; `promedio` of the percents that were noted."""

    total: int
    por_estado: tuple[tuple[str, int], ...]
    con_avance: int
    promedio: int | None
    proactivos: int


def filas_de_paquete(lectura: Lectura) -> list[FilaDePaquete]:
    """Return the rows of the sheet Compromisos in the order of their keys."""
    regiones, organizaciones = regiones_por(lectura, "compromiso"), _organizaciones(lectura)
    return [
        {
            **{nombre: fila[nombre] for nombre in _IGUALES},
            "baja": si_no(fila["baja"]),
            "regiones": unir(_regiones(fila, regiones.get(fila["uuid"], ()))),
            "osc": unir(organizaciones.get((fila["uuid"], PapelEnCompromiso.OSC), ())),
            "instituciones": unir(organizaciones.get((fila["uuid"], PapelEnCompromiso.INSTITUCION), ())),
        }
        for fila in sorted(lectura.filas(_CAMPOS), key=lambda fila: orden_de_clave(fila["clave"]))
    ]


def listar(lectura: Lectura, *, ejercicio: str | None = None) -> list[FilaCompromiso]:
    """Return the commitments in the order of their keys, withdrawn ones left out; `ejercicio` is a key.

    What was only asked for, promised, cited or declared as a total does not count among the sheets received.
    """
    return listado().todas(lectura, Pedido(filtros={"ejercicio": ejercicio}))


def listado(*, hoy: date | None = None) -> Listado[FilaCompromiso]:
    """Return the list of commitments in the order of their keys, without the withdrawn ones.

    With a day it counts the agreements that are open and overdue on it, and can be ordered by them.
    """
    return Listado(
        tabla="compromiso",
        juntas=_JUNTAS,
        condicion="NOT compromiso.baja",
        natural=NATURAL,
        ordenes=_ORDENES if hoy is None else {**_ORDENES, **_ordenes_del_dia(hoy)},
        filtros=_FILTROS,
        componer=lambda lectura, uuids: _componer(lectura, uuids, hoy),
    )


def avance_general(lectura: Lectura, *, ejercicio: str | None = None) -> AvanceGeneral:
    """Return how far the commitments of a round (its key), or all, are together."""
    filas = lectura.filas(_GENERAL, {"ejercicio": ejercicio})
    cuentan = [fila for fila in filas if fila["tipo"] != _PROACTIVO]
    avances = [int(fila["avance"]) for fila in cuentan if fila["avance"] is not None]
    estados = [fila["estado"] for fila in cuentan]
    return AvanceGeneral(
        total=len(cuentan),
        por_estado=tuple((estado, estados.count(estado)) for estado in reversed(ESTADOS) if estado in estados),
        con_avance=len(avances),
        promedio=round(sum(avances) / len(avances)) if avances else None,
        proactivos=len(filas) - len(cuentan),
    )


def _ordenes_del_dia(hoy: date) -> dict[str, str]:
    suyos = f"{_ABIERTOS} AND enlace.compromiso = compromiso.uuid"
    return {
        "fojas": _RECIBIDAS,
        "abiertos": f"(SELECT count(*) {suyos})",
        "vencidos": f"(SELECT count(*) {suyos} AND situacion.plazo < '{hoy.isoformat()}')",
    }


def traer(lectura: Lectura, uuid: str, *, hoy: date | None = None) -> FilaCompromiso | None:
    """Return one commitment, withdrawn or not; None if there is none such."""
    return _componer(lectura, [uuid], hoy).get(uuid)


def _componer(lectura: Lectura, uuids: Sequence[str], hoy: date | None = None) -> dict[str, FilaCompromiso]:
    lista, parametros = uno_de("compromiso", uuids)
    regiones = regiones_por(lectura, "compromiso", uuids)
    organizaciones = _organizaciones(lectura, f"WHERE compromiso IN {lista}", parametros)
    fojas = {
        fila["compromiso"]: Fojas(fila["numero"], bool(fila["minimo"]))
        for fila in lectura.filas(_FOJAS.format(lista=lista), parametros)
    }
    cuentas = {
        tabla: {
            fila["compromiso"]: fila["n"]
            for fila in lectura.filas(_CUENTA.format(tabla=tabla, lista=lista), parametros)
        }
        for tabla in ("reunion", "acuerdo", "documento")
    }
    pendientes = (
        {
            fila["compromiso"]: (int(fila["abiertos"]), int(fila["vencidos"]))
            for fila in lectura.filas(_PENDIENTES.format(lista=lista), {**parametros, "hoy": hoy.isoformat()})
        }
        if hoy
        else {}
    )
    dichos = respuestas(lectura, uuids, tabla="compromiso")
    return {
        fila["uuid"]: FilaCompromiso(
            uuid=fila["uuid"],
            rev=fila["rev"],
            clave=fila["clave"],
            ejercicio=fila["ejercicio"],
            numero=fila["numero"],
            tipo=fila["tipo"],
            titulo=fila["titulo"],
            regiones=_regiones(fila, regiones.get(fila["uuid"], ())),
            osc=tuple(organizaciones.get((fila["uuid"], PapelEnCompromiso.OSC), ())),
            instituciones=tuple(organizaciones.get((fila["uuid"], PapelEnCompromiso.INSTITUCION), ())),
            estado=fila["estado"],
            avance=fila["avance"],
            reuniones_n=cuentas["reunion"].get(fila["uuid"], 0),
            acuerdos_n=cuentas["acuerdo"].get(fila["uuid"], 0),
            documentos_n=cuentas["documento"].get(fila["uuid"], 0),
            fojas=fojas.get(fila["uuid"]),
            fojas_declaradas=_declaradas(fila),
            abiertos_n=pendientes.get(fila["uuid"], (0, 0))[0],
            vencidos_n=pendientes.get(fila["uuid"], (0, 0))[1],
            autoridad=en_una_palabra(dichos[fila["uuid"]]),
        )
        for fila in lectura.filas(f"{_CAMPOS} WHERE compromiso.uuid IN {lista}", parametros)
    }


def orden_de_clave(clave: str) -> list[tuple[int, int, str]]:
    """Return a sort key under which PAL1-C10 comes after PAL1-C9."""
    partes = re.findall(r"[0-9]+|[^0-9]+", clave)
    return [(0, int(parte), "") if parte.isdecimal() else (1, 0, parte) for parte in partes]


def _regiones(fila: dict[str, Any], claves: tuple[str, ...]) -> tuple[str, ...]:
    return (ESTATAL, *claves) if fila["estatal"] else claves


def _organizaciones(
    lectura: Lectura, donde: str = "", parametros: Mapping[str, Any] | None = None
) -> dict[tuple[str, str], list[str]]:
    grupos: dict[tuple[str, str], list[str]] = {}
    for fila in lectura.filas(_ORGANIZACIONES.format(donde=donde), parametros):
        grupos.setdefault((fila["duenio"], fila["papel"]), []).append(fila["literal"])
    return grupos


def _declaradas(fila: dict[str, Any]) -> Fojas | None:
    numero = fila["fojas_declaradas"]
    return None if numero is None else Fojas(numero, bool(fila["fojas_es_minimo"]))
