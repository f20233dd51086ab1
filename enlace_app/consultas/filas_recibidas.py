"""Rows as other sites sent them: what comparing a package needs."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from enlace_app.consultas.conjuntos import uno_de
from enlace_app.consultas.expedientes import Lector
from enlace_app.datos.lotes import en_lotes

_COLUMNAS = "sitio, hoja, uuid, epoca, secuencia, recibido, retirada, valores"
_EN_ESPERA = f"""
SELECT {", ".join(f"fila_recibida.{c.strip()}" for c in _COLUMNAS.split(","))}
FROM fila_en_espera JOIN fila_recibida ON fila_recibida.sitio = fila_en_espera.sitio
  AND fila_recibida.hoja = fila_en_espera.hoja AND fila_recibida.uuid = fila_en_espera.uuid
ORDER BY fila_recibida.sitio, fila_recibida.hoja, fila_recibida.uuid
"""


@dataclass(frozen=True, slots=True)
class FilaGuardada:
    """The row of a site's latest package under one identity; `retirada` once any of them said so."""

    sitio: str
    hoja: str
    uuid: str
    sello: tuple[int, int]
    recibido: str
    retirada: bool
    valores: Mapping[str, str | int]


def filas_guardadas(lector: Lector, *, sitio: str, hoja: str, uuids: Iterable[str]) -> dict[str, FilaGuardada]:
    """Return what that site sent before under these identities."""
    guardadas = {}
    for lote in en_lotes(set(uuids)):
        lista, parametros = uno_de("uuid", lote)
        sql = f"SELECT {_COLUMNAS} FROM fila_recibida WHERE sitio = :sitio AND hoja = :hoja AND uuid IN {lista}"
        for fila in lector.filas(sql, {"sitio": sitio, "hoja": hoja, **parametros}):
            guardadas[str(fila["uuid"])] = _guardada(fila)
    return guardadas


def sin_retirar(lector: Lector, *, sitio: str, antes_de: tuple[int, int]) -> list[tuple[str, str]]:
    """Return sheet and identity of what a site sent in earlier packages, but published rows and what it withdrew."""
    sql = (
        "SELECT hoja, uuid FROM fila_recibida WHERE sitio = :sitio AND NOT retirada AND substr(uuid, 15, 1) <> '5' "
        "AND (epoca, secuencia) < (:epoca, :secuencia)"
    )
    parametros = {"sitio": sitio, "epoca": antes_de[0], "secuencia": antes_de[1]}
    return [(str(f["hoja"]), str(f["uuid"])) for f in lector.filas(sql, parametros)]


def en_espera(lector: Lector) -> list[FilaGuardada]:
    """Return the rows of all sites that name something which was not here yet."""
    return [_guardada(fila) for fila in lector.filas(_EN_ESPERA)]


def identidades(lector: Lector, tabla: str, uuids: Iterable[str]) -> frozenset[str]:
    """Return which of these records there are in a table."""
    hallados: set[str] = set()
    for lote in en_lotes(set(uuids)):
        lista, parametros = uno_de("uuid", lote)
        hallados.update(f["uuid"] for f in lector.filas(f"SELECT uuid FROM {tabla} WHERE uuid IN {lista}", parametros))
    return frozenset(hallados)


def _guardada(fila: Mapping[str, object]) -> FilaGuardada:
    return FilaGuardada(
        sitio=str(fila["sitio"]),
        hoja=str(fila["hoja"]),
        uuid=str(fila["uuid"]),
        sello=(int(str(fila["epoca"])), int(str(fila["secuencia"]))),
        recibido=str(fila["recibido"]),
        retirada=bool(fila["retirada"]),
        valores=json.loads(str(fila["valores"])),
    )
