"""Writer of open data: tables in, a folder with CSV, JSON, `datapackage.json` and `LEEME.md` out."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from enlace_app.salida.datos_abiertos.descriptor import GENERADOR, Archivo, describir
from enlace_app.salida.datos_abiertos.leeme import escribir_leeme
from enlace_app.salida.datos_abiertos.tablas import Celda, ClaseDeCampo, Conjunto, Tabla

DESCRIPTOR = "datapackage.json"
LEEME = "LEEME.md"
_DATOS = "datos"
_FILAS_POR_AVISO = 200

Avisar = Callable[[int], None]
"""Gets how many rows were written in all, each table counted twice; what it raises stops the work."""


def escribir_datos(carpeta: Path, conjunto: Conjunto, avisar: Avisar) -> None:
    """Write everything into an empty folder, row by row; raises OSError.

    The same tables give the same files, but for the moment in the two that describe them.
    """
    (carpeta / _DATOS).mkdir()
    archivos: list[Archivo] = []
    antes = 0
    for tabla in conjunto.tablas:
        for formato, lineas in (("csv", _en_csv), ("json", _en_json)):
            ruta = f"{_DATOS}/{tabla.nombre}.{formato}"
            desde = antes
            octetos, sha256 = _escribir(carpeta / ruta, lineas(tabla), lambda n, desde=desde: avisar(desde + n))  # type: ignore[misc]
            archivos.append(Archivo(tabla, ruta, formato, octetos, sha256))
            antes += len(tabla.filas)
    descriptor = json.dumps(describir(conjunto, archivos), ensure_ascii=False, indent=2)
    (carpeta / DESCRIPTOR).write_text(f"{descriptor}\n", encoding="utf-8", newline="\n")
    (carpeta / LEEME).write_text(escribir_leeme(conjunto, archivos), encoding="utf-8", newline="\n")


def es_de_enlace(carpeta: Path) -> bool:
    """Whether a folder holds nothing but what an earlier export wrote."""
    try:
        descriptor = json.loads((carpeta / DESCRIPTOR).read_text(encoding="utf-8"))
        suyas = {DESCRIPTOR, LEEME, _DATOS, *(recurso["path"] for recurso in descriptor["resources"])}
        hay = {ruta.relative_to(carpeta).as_posix() for ruta in carpeta.rglob("*")}
        return str(descriptor["generator"]).startswith(GENERADOR) and hay <= suyas
    except (OSError, ValueError, LookupError, TypeError):
        return False


def _escribir(ruta: Path, lineas: Iterator[str], avisar: Avisar) -> tuple[int, str]:
    """Write the lines and return length and SHA-256 of the file."""
    suma, octetos = hashlib.sha256(), 0
    with ruta.open("wb") as archivo:
        for n, linea in enumerate(lineas):
            if n % _FILAS_POR_AVISO == 0:
                avisar(n)
            datos = linea.encode()
            suma.update(datos)
            octetos += len(datos)
            archivo.write(datos)
    return octetos, suma.hexdigest()


def _en_csv(tabla: Tabla) -> Iterator[str]:
    """Yield the lines as RFC 4180 has them; a text is quoted where it must be and never altered."""
    bufer = io.StringIO(newline="")
    escritor = csv.writer(bufer, lineterminator="\r\n")
    nombres = [campo.nombre for campo in tabla.campos]
    for fila in (nombres, *([_texto(fila.get(nombre)) for nombre in nombres] for fila in tabla.filas)):
        escritor.writerow(fila)
        yield bufer.getvalue()
        bufer.seek(0)
        bufer.truncate()


def _en_json(tabla: Tabla) -> Iterator[str]:
    """Yield a list of objects, one line each."""
    separador = "[\n"
    for fila in tabla.filas:
        yield separador + json.dumps(_objeto(tabla, fila), ensure_ascii=False)
        separador = ",\n"
    yield "[]\n" if separador == "[\n" else "\n]\n"


def _objeto(tabla: Tabla, fila: Mapping[str, Celda]) -> dict[str, Any]:
    objeto: dict[str, Any] = {}
    for campo in tabla.campos:
        valor = fila.get(campo.nombre)
        if campo.clase is ClaseDeCampo.SI_NO and valor is not None:
            objeto[campo.nombre] = valor == "sí"
        else:
            objeto[campo.nombre] = valor.isoformat() if isinstance(valor, date) else valor
    return objeto


def _texto(valor: Celda) -> str:
    if valor is None:
        return ""
    return valor.isoformat() if isinstance(valor, date) else str(valor)
