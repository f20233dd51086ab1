"""The `datapackage.json` of a folder (Data Package 1.0): types, keys and a dictionary, for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from enlace_app.salida.datos_abiertos.tablas import Campo, ClaseDeCampo, Conjunto, Tabla

_TIPOS: Mapping[ClaseDeCampo, Mapping[str, Any]] = {
    ClaseDeCampo.TEXTO: {"type": "string"},
    ClaseDeCampo.ENTERO: {"type": "integer"},
    ClaseDeCampo.FECHA: {"type": "date"},
    ClaseDeCampo.HORA: {"type": "time", "format": "%H:%M"},
    ClaseDeCampo.INSTANTE: {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%S%z"},
    ClaseDeCampo.SI_NO: {"type": "boolean", "trueValues": ["sí"], "falseValues": ["no"]},
    ClaseDeCampo.UUID: {"type": "string", "format": "uuid"},
}
GENERADOR = "Enlace"


@dataclass(frozen=True, slots=True)
class Archivo:
    """A file of the folder that was written: where, how long and with which SHA-256."""

    tabla: Tabla
    ruta: str
    formato: str
    octetos: int
    sha256: str

    @property
    def recurso(self) -> str:
        """The name of the resource: the table's own for its CSV."""
        return self.tabla.nombre if self.formato == "csv" else f"{self.tabla.nombre}-{self.formato}"


def describir(conjunto: Conjunto, archivos: Sequence[Archivo]) -> dict[str, Any]:
    """Return the content of `datapackage.json`."""
    return {
        "profile": "data-package",
        "name": conjunto.nombre,
        "title": conjunto.titulo,
        "description": conjunto.descripcion,
        "created": conjunto.creado.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "generator": f"{GENERADOR} {conjunto.version_app}",
        "resources": [_recurso(archivo) for archivo in archivos],
    }


def _recurso(archivo: Archivo) -> dict[str, Any]:
    comun = {
        "name": archivo.recurso,
        "title": archivo.tabla.titulo,
        "path": archivo.ruta,
        "format": archivo.formato,
        "encoding": "utf-8",
    }
    if archivo.formato == "csv":
        return {
            "profile": "tabular-data-resource",
            **comun,
            "mediatype": "text/csv",
            "bytes": archivo.octetos,
            "hash": f"sha256:{archivo.sha256}",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
            "schema": _esquema(archivo.tabla),
        }
    if archivo.tabla.filas:  # the tools that read tables in JSON do not measure their files
        return {
            "profile": "tabular-data-resource",
            **comun,
            "mediatype": "application/json",
            "schema": _esquema(archivo.tabla),
        }
    # a list without objects names no field: to those tools it is no table
    return {
        "profile": "data-resource",
        **comun,
        "mediatype": "application/json",
        "bytes": archivo.octetos,
        "hash": f"sha256:{archivo.sha256}",
    }


def _esquema(tabla: Tabla) -> dict[str, Any]:
    """Return types and keys; references are to the CSV of the other table, which always is one."""
    esquema: dict[str, Any] = {
        "fields": [_campo(campo, obligatorio=campo.nombre in tabla.identidad) for campo in tabla.campos],
        "primaryKey": list(tabla.identidad),
        "missingValues": [""],
    }
    if tabla.referencias:
        esquema["foreignKeys"] = [
            {
                "fields": [referencia.campo],
                "reference": {
                    # within one table the standard wants no name
                    "resource": "" if referencia.tabla == tabla.nombre else referencia.tabla,
                    "fields": ["uuid"],
                },
            }
            for referencia in tabla.referencias
        ]
    return esquema


def _campo(campo: Campo, *, obligatorio: bool) -> dict[str, Any]:
    descrito = {"name": campo.nombre, **_TIPOS[campo.clase], "title": campo.titulo, "description": campo.descripcion}
    if campo.valores and campo.clase is not ClaseDeCampo.SI_NO:
        # not a constraint: what people wrote outside the list was kept as they wrote it
        descrito["expectedValues"] = list(campo.valores)
    if obligatorio:
        descrito["constraints"] = {"required": True}
    return descrito
