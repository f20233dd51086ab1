"""Import of the published data against raw executemany: `python -m benchmarks.importar`."""

import csv
import sys
import tempfile
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.ejemplo import carpeta_ejemplo
from benchmarks.medicion import Contendiente, Trabajo, comparar
from enlace_app.arranque import leer_alfabeto, leer_formato_de_paquete
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.conexion import Conexion, abrir_conexion
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.importacion import importar
from enlace_app.servicios.sitios import iniciar

REPETICIONES = 9
Filas = list[tuple[Any, ...]]


class Banco:
    """Fresh places for every repetition, and the rows that the raw contenders write."""

    def __init__(self, raiz: Path, pila: ExitStack) -> None:
        self._numeros = count()
        self._raiz = raiz
        self._pila = pila
        self._alfabeto = leer_alfabeto()
        self._formato = leer_formato_de_paquete()
        almacen = self._sitio_nuevo()
        antes = _contenido(almacen.carpeta.base)
        informe = importar(almacen, [carpeta_ejemplo()], formato=self._formato)
        despues = _contenido(almacen.carpeta.base)
        self.guardadas = {tabla: [f for f in filas if f not in set(antes[tabla])] for tabla, filas in despues.items()}
        self.esquema = _esquema(almacen.carpeta.base)
        self.archivos = [r for r in sorted(carpeta_ejemplo().glob("*.csv")) if r.name not in informe.omitidos]

    def importacion(self) -> Trabajo:
        """Import into a site that was founded, with its catalogues."""
        almacen = self._sitio_nuevo()
        return lambda: importar(almacen, [carpeta_ejemplo()], formato=self._formato)

    def leer_y_meter(self) -> Trabajo:
        """Read the same files with `csv` and insert their rows as text, one table per file."""
        conexion = self._base_nueva()
        return lambda: self._meter_csv(conexion)

    def meter_lo_guardado(self) -> Trabajo:
        """Insert the very rows that the import leaves (records, links, change log, where they came from)."""
        conexion = self._base_nueva()
        for orden in self.esquema:
            conexion.execute(orden)
        conexion.execute("PRAGMA foreign_keys = OFF")
        return lambda: _meter(conexion, self.guardadas)

    def _meter_csv(self, conexion: Conexion) -> None:
        tablas: dict[str, Filas] = {}
        for ruta in self.archivos:
            with ruta.open(encoding="utf-8", newline="") as archivo:
                encabezado, *filas = csv.reader(archivo)
            columnas = ", ".join(f'"{columna}" TEXT' for columna in encabezado)
            conexion.execute(f'CREATE TABLE "{ruta.stem}" ({columnas})')
            tablas[ruta.stem] = [tuple(fila) for fila in filas]
        _meter(conexion, tablas)

    def _sitio_nuevo(self) -> Almacen:
        carpeta = CarpetaDatos(self._raiz / f"sitio-{next(self._numeros)}")
        almacen = self._pila.enter_context(Almacen(carpeta, alfabeto=self._alfabeto))
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        return almacen

    def _base_nueva(self) -> Conexion:
        conexion = abrir_conexion(self._raiz / f"cruda-{next(self._numeros)}.db")
        self._pila.callback(conexion.close)
        return conexion


def _meter(conexion: Conexion, tablas: dict[str, Filas]) -> None:
    conexion.execute("BEGIN IMMEDIATE")
    for tabla, filas in tablas.items():
        if filas:
            marcas = ", ".join("?" * len(filas[0]))
            conexion.executemany(f'INSERT INTO "{tabla}" VALUES ({marcas})', filas)
    conexion.execute("COMMIT")


def _esquema(base: Path) -> list[str]:
    conexion = abrir_conexion(base, solo_lectura=True)
    sql = (
        "SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL "
        "AND name NOT LIKE 'sqlite_%' ORDER BY type DESC"
    )
    ordenes = [str(sql) for (sql,) in conexion.execute(sql)]
    conexion.close()
    return ordenes


def _contenido(base: Path) -> dict[str, Filas]:
    conexion = abrir_conexion(base, solo_lectura=True)
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    nombres = [str(nombre) for (nombre,) in conexion.execute(sql).fetchall()]
    contenido = {nombre: [tuple(f) for f in conexion.execute(f'SELECT * FROM "{nombre}"')] for nombre in nombres}
    conexion.close()
    return contenido


def main() -> None:
    """Print the comparison."""
    with tempfile.TemporaryDirectory() as temporal, ExitStack() as pila:
        banco = Banco(Path(temporal), pila)
        guardadas = sum(map(len, banco.guardadas.values()))
        comparar(
            "Import of the published data",
            Contendiente("raw executemany of the files' rows, read with csv", banco.leer_y_meter),
            [
                Contendiente(
                    f"raw executemany of the {guardadas} rows that the import leaves", banco.meter_lo_guardado
                ),
                Contendiente("enlace importar", banco.importacion),
            ],
            repeticiones=REPETICIONES,
        )
    sys.stdout.write("  Same pragmas for all three (rollback journal, synchronous=EXTRA), one transaction each.\n")


if __name__ == "__main__":
    main()
