"""What a public version is made from: the acta in force, how it was signed, whose names are withheld, the marks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from enlace_app.consultas.nombres_reservados import NombresReservados, leer_nombres_reservados
from enlace_app.consultas.valores import SEPARADOR
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.actas_formatos import completar
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.pasajes_de_acta import pasajes
from enlace_app.dominio.reuniones import CONGELADOS
from enlace_app.dominio.testados import Causal, Testado
from enlace_app.dominio.version_publica import FirmaPublica, con_resultados
from enlace_app.errores import ErrorDeNegocio

_REUNION = """
SELECT reunion.estado, coalesce(reunion.folio, reunion.folio_provisional) AS folio,
  coalesce(anfitriona.folio, anfitriona.folio_provisional) AS anfitriona
FROM reunion LEFT JOIN reunion AS anfitriona ON anfitriona.uuid = reunion.parte_de WHERE reunion.uuid = :reunion
"""
_ACTA = """
SELECT uuid, folio, version, contenido FROM acta WHERE reunion = :reunion AND clase = 'acta'
ORDER BY version DESC LIMIT 1
"""
_FIRMAS = "SELECT nombre, resultado FROM firma WHERE acta = :acta ORDER BY instante, uuid"
_MARCAS = """
SELECT uuid, rev, acta, ruta, desde, hasta, causal, nota FROM testado WHERE acta = :acta AND NOT baja
ORDER BY creado, uuid
"""
_ANTERIORES = """
SELECT count(*) AS cuantas FROM testado JOIN acta ON acta.uuid = testado.acta
WHERE acta.reunion = :reunion AND acta.clase = 'acta' AND acta.version < :version AND NOT testado.baja
"""
_CAUSALES = "SELECT clave, motivo, fundamento FROM causal WHERE NOT baja ORDER BY creado, clave"


@dataclass(frozen=True)
class ActaPorPublicar:
    """The acta of a meeting with all that decides what its public version leaves out.

    `de_versiones_anteriores` counts marks that hang on earlier versions: they say nothing about this one.
    """

    acta: UUID
    folio: str
    version: int
    contenido: dict[str, Any]
    reservados: frozenset[str]
    marcas: tuple[Testado, ...]
    causales: tuple[Causal, ...]
    de_versiones_anteriores: int


def acta_por_publicar(lectura: Lectura, reunion: UUID) -> ActaPorPublicar:
    """Return the closed acta in force of a meeting; raises `ErrorDeNegocio` where it has none of its own."""
    with lectura.momento():
        fila = _acta_vigente(lectura, reunion)
        de_la_reunion = {"reunion": str(reunion)}
        del_acta = {"acta": fila["uuid"]}
        firmas = [FirmaPublica(f["nombre"], f["resultado"]) for f in lectura.filas(_FIRMAS, del_acta)]
        marcas = tuple(
            Testado(**{**m, "uuid": UUID(m["uuid"]), "acta": UUID(m["acta"])}) for m in lectura.filas(_MARCAS, del_acta)
        )
        anteriores = lectura.fila(_ANTERIORES, {**de_la_reunion, "version": fila["version"]})
        nombres = leer_nombres_reservados(lectura)
        causales = tuple(leer_causales(lectura))
    contenido = con_resultados(completar(json.loads(fila["contenido"])), firmas)
    return ActaPorPublicar(
        acta=UUID(fila["uuid"]),
        folio=fila["folio"],
        version=int(fila["version"]),
        contenido=contenido,
        reservados=_reservados(nombres, str(reunion), contenido),
        marcas=marcas,
        causales=causales,
        de_versiones_anteriores=int(anteriores["cuantas"]) if anteriores else 0,
    )


def leer_causales(lectura: Lectura) -> list[Causal]:
    """Return the reasons for leaving something out, in the order of the catalogue."""
    return [Causal(**fila) for fila in lectura.filas(_CAUSALES)]


def _acta_vigente(lectura: Lectura, reunion: UUID) -> Mapping[str, Any]:
    de_la_reunion = {"reunion": str(reunion)}
    cual = lectura.fila(_REUNION, de_la_reunion)
    if cual is None:
        raise ErrorDeNegocio("Esa reunión no está en esta carpeta de datos.")
    if cual["anfitriona"]:
        raise ErrorDeNegocio(f"{cual['folio']} comparte el acta de {cual['anfitriona']}; use ese folio.")
    acta = lectura.fila(_ACTA, de_la_reunion) if cual["estado"] in CONGELADOS else None
    if acta is None:
        raise ErrorDeNegocio(
            f"El acta de {cual['folio']} no está cerrada; la versión pública se propone cuando ya no cambia."
        )
    return acta


def _reservados(nombres: NombresReservados, reunion: str, contenido: Mapping[str, Any]) -> frozenset[str]:
    """The names that the acta must not show, as packages withhold them.

    Those of the meeting itself, those that its acta calls «(particular)», who signed without being known as anything,
    and those of any other meeting, for earlier agreements and texts speak of them: but who came to this one with what
    lets her name appear is public here.
    """
    con_papel = _con_papel(contenido)
    dichos = {parte.strip() for p in pasajes(contenido) if p.de_persona for parte in p.texto.split(SEPARADOR.strip())}
    del_acta = {dicho for dicho in dichos if dicho and nombres.tapar(reunion, dicho) != dicho}
    sin_nota = {dicho.rpartition("(")[0] if dicho.endswith(")") else dicho for dicho in del_acta}
    por_reunion = nombres.por_reunion or {}
    suyos = {*por_reunion.get(reunion, ()), *map(plegar, del_acta), *map(plegar, sin_nota)}
    ajenos = {nombre for reservados in por_reunion.values() for nombre in reservados}
    sin_papel = {
        plegar(firmante["nombre"])
        for firmante in contenido["firmantes"]
        if not any(firmante[clave] for clave in ("organizacion", "cargo", "calidad"))
    }
    return frozenset(suyos | ((ajenos | sin_papel) - con_papel)) - {""}


def _con_papel(contenido: Mapping[str, Any]) -> set[str]:
    """The names of who was at the meeting, or led it, folded."""
    reunion = contenido["reunion"]
    presentes = [fila["persona"] for fila in (*contenido["asistencia"], *contenido["ausencias"])]
    return {plegar(nombre or "") for nombre in (*presentes, reunion["preside"], reunion["facilitador"])}
