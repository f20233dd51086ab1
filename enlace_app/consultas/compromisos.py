"""Commitments: their rows in a package, and the list with what was done for each."""

import re
from dataclasses import dataclass
from typing import Any

from enlace_app.consultas.conjuntos import regiones_por
from enlace_app.consultas.valores import FilaDePaquete, si_no, unir
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.compromisos import PapelEnCompromiso

ESTATAL = "Estatal"
"""What the list of regions says of a commitment for the whole state."""

_CAMPOS = """
SELECT compromiso.uuid, compromiso.rev, compromiso.baja, compromiso.clave, ejercicio.clave AS ejercicio,
  compromiso.numero, compromiso.tipo, compromiso.titulo, compromiso.estatal, compromiso.objetivo,
  compromiso.fojas_declaradas, compromiso.fojas_es_minimo, compromiso.reuniones_declaradas, compromiso.estado,
  compromiso.avance
FROM compromiso LEFT JOIN ejercicio ON ejercicio.uuid = compromiso.ejercicio
"""
_ORGANIZACIONES = """
SELECT compromiso AS duenio, papel, literal FROM compromiso_organizacion ORDER BY compromiso, orden, id
"""
_CUENTA = """
SELECT compromiso.clave, count(*) AS n
FROM {tabla}_compromiso AS enlace
JOIN {tabla} AS contado ON contado.uuid = enlace.{tabla}
JOIN compromiso ON compromiso.uuid = enlace.compromiso
WHERE NOT contado.baja
GROUP BY compromiso.clave
"""
_FOJAS = """
SELECT compromiso.clave, documento.fojas, documento.es_minimo
FROM documento_compromiso AS enlace
JOIN documento ON documento.uuid = enlace.documento
JOIN compromiso ON compromiso.uuid = enlace.compromiso
WHERE NOT documento.baja AND documento.fojas IS NOT NULL
  AND documento.sentido NOT IN ('total_declarado', 'solicitud', 'compromiso_de_entrega', 'referencia')
"""
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
    filas = [
        fila
        for fila in _componer(lectura, "WHERE NOT compromiso.baja")
        if ejercicio is None or fila.ejercicio == ejercicio.upper()
    ]
    return sorted(filas, key=lambda fila: orden_de_clave(fila.clave))


def traer(lectura: Lectura, uuid: str) -> FilaCompromiso | None:
    """Return one commitment, withdrawn or not; None if there is none such."""
    return next((fila for fila in _componer(lectura, "") if fila.uuid == uuid), None)


def _componer(lectura: Lectura, condicion: str) -> list[FilaCompromiso]:
    regiones, organizaciones, fojas = regiones_por(lectura, "compromiso"), _organizaciones(lectura), _fojas(lectura)
    cuentas = {
        tabla: {fila["clave"]: fila["n"] for fila in lectura.filas(_CUENTA.format(tabla=tabla))}
        for tabla in ("reunion", "acuerdo", "documento")
    }
    return [
        FilaCompromiso(
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
            reuniones_n=cuentas["reunion"].get(fila["clave"], 0),
            acuerdos_n=cuentas["acuerdo"].get(fila["clave"], 0),
            documentos_n=cuentas["documento"].get(fila["clave"], 0),
            fojas=fojas.get(fila["clave"]),
            fojas_declaradas=_declaradas(fila),
        )
        for fila in lectura.filas(_CAMPOS + condicion)
    ]


def orden_de_clave(clave: str) -> list[tuple[int, int, str]]:
    """Return a sort key under which PAL1-C10 comes after PAL1-C9."""
    partes = re.findall(r"[0-9]+|[^0-9]+", clave)
    return [(0, int(parte), "") if parte.isdecimal() else (1, 0, parte) for parte in partes]


def _regiones(fila: dict[str, Any], claves: tuple[str, ...]) -> tuple[str, ...]:
    return (ESTATAL, *claves) if fila["estatal"] else claves


def _organizaciones(lectura: Lectura) -> dict[tuple[str, str], list[str]]:
    grupos: dict[tuple[str, str], list[str]] = {}
    for fila in lectura.filas(_ORGANIZACIONES):
        grupos.setdefault((fila["duenio"], fila["papel"]), []).append(fila["literal"])
    return grupos


def _fojas(lectura: Lectura) -> dict[str, Fojas]:
    """A sum with one «más de» in it is itself a lower bound."""
    sumas: dict[str, Fojas] = {}
    for fila in lectura.filas(_FOJAS):
        antes = sumas.get(fila["clave"], Fojas(0, es_minimo=False))
        sumas[fila["clave"]] = Fojas(antes.numero + fila["fojas"], antes.es_minimo or bool(fila["es_minimo"]))
    return sumas


def _declaradas(fila: dict[str, Any]) -> Fojas | None:
    numero = fila["fojas_declaradas"]
    return None if numero is None else Fojas(numero, bool(fila["fojas_es_minimo"]))
