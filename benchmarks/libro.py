"""The package's workbook against plain openpyxl write-only and XlsxWriter: `python -m benchmarks.libro`.

A limit is checked, with exit code 1: the whole export takes at most `LIMITE` times as long as openpyxl takes to write
rows that it has at hand.
"""

import sys
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO
from uuid import UUID, uuid5

import xlsxwriter
from openpyxl import Workbook

from benchmarks.ejemplo import ejemplo_hecho
from benchmarks.envios import region_con
from benchmarks.medicion import Contendiente, comparar, ya
from enlace_app.arranque import abrir_contexto
from enlace_app.consultas.valores import FilaDePaquete
from enlace_app.servicios.paquetes import exportar_paquete
from enlace_app.sincronizacion.contenido import Contenido, reunir
from enlace_app.sincronizacion.exportar import escribir_paquete
from enlace_app.sincronizacion.formato import Formato
from enlace_app.sincronizacion.huella import huella_hoja
from enlace_app.sincronizacion.portada import Envio, campos_de_portada

REPETICIONES = {1_000: 9, 50_000: 3}
_HOJAS = {"Reuniones": 10, "Asistencia": 40, "OrdenDelDia": 10, "Acuerdos": 20, "Documentos": 10, "Bitacora": 10}
"""How many of a hundred rows stand in each sheet."""
_ESPACIO = UUID(int=0)
LIMITE = 1.2
_EXPORTAR = "enlace paquete exportar: read, hash, write, sign, record"


def main() -> None:
    """Print the comparison at both sizes, and what a row costs in memory."""
    with ejemplo_hecho() as contexto:
        real = reunir(contexto.almacen.lectura, contexto.formato)
    peor = 0.0
    for total, repeticiones in REPETICIONES.items():
        contenido = _muchos(real, contexto.formato, total)
        _comparar(contenido, contexto.formato, repeticiones)
        _medir_memoria(contenido, contexto.formato)
        peor = max(peor, _comparar_exportacion(total, repeticiones))
    if peor > LIMITE:
        sys.exit(f"exporting took {peor:.2f} x of openpyxl write-only; at most {LIMITE} x")


def _comparar_exportacion(total: int, repeticiones: int) -> float:
    """What a person waits for, from the database to the file and its record, against writing rows at hand."""
    with TemporaryDirectory() as temporal, abrir_contexto(region_con(Path(temporal) / "datos", total)) as contexto:
        contexto.almacen.preparar_escritura()
        contenido = reunir(contexto.almacen.lectura, contexto.formato)
        envio, formato = _envio(contenido), contexto.formato
        destino = Path(temporal) / "paquete.xlsx"

        def exportar() -> None:
            exportar_paquete(contexto.almacen, destino, formato=formato, destinatario=None, version_app="0")

        def escribir() -> None:
            with TemporaryFile() as archivo:
                _con_openpyxl(archivo, envio, contenido, formato)

        razones = comparar(
            f"{_filas(contenido)} rows of invented data, the whole export",
            Contendiente("plain openpyxl, write-only, of the rows at hand", ya(escribir)),
            [Contendiente(_EXPORTAR, ya(exportar))],
            repeticiones=repeticiones,
        )
    return razones[_EXPORTAR]


def _comparar(contenido: Contenido, formato: Formato, repeticiones: int) -> None:
    envio = _envio(contenido)

    def paquete() -> None:
        with TemporaryFile() as archivo:
            escribir_paquete(archivo, envio, contenido, formato)

    def exportacion() -> None:
        _huellas(contenido, formato)
        paquete()

    def a_archivo(escribir: Callable[[IO[bytes], Envio, Contenido, Formato], None]) -> Callable[[], None]:
        def hacer() -> None:
            with TemporaryFile() as archivo:
                escribir(archivo, envio, contenido, formato)

        return hacer

    comparar(
        f"{_filas(contenido)} rows of the published example, over and over",
        Contendiente("plain openpyxl, write-only", ya(a_archivo(_con_openpyxl))),
        [
            Contendiente("plain XlsxWriter, constant_memory", ya(a_archivo(_con_xlsxwriter))),
            Contendiente("package", ya(paquete)),
            Contendiente("  its hashes alone", ya(lambda: _huellas(contenido, formato))),
            Contendiente("package and hashes", ya(exportacion)),
        ],
        repeticiones=repeticiones,
    )


def _medir_memoria(contenido: Contenido, formato: Formato) -> None:
    envio = _envio(contenido)
    tracemalloc.start()
    with TemporaryFile() as archivo:
        escribir_paquete(archivo, envio, contenido, formato)
    _, maximo = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    sys.stdout.write(f"  memory of writing it: {maximo / 2**20:.1f} MB at most, beside the rows themselves\n")


def _con_openpyxl(archivo: IO[bytes], envio: Envio, contenido: Contenido, formato: Formato) -> None:
    """The same cells in the same sheets: no styles, widths, tables, dropdowns or checks."""
    libro = Workbook(write_only=True)
    portada = libro.create_sheet("Portada")
    portada.append(["campo", "valor"])
    for campo in campos_de_portada(envio, contenido):
        portada.append(list(campo))
    for hoja in formato.hojas:
        destino = libro.create_sheet(hoja.nombre)
        nombres = [columna.nombre for columna in hoja.columnas]
        destino.append(nombres)
        for fila in contenido.hojas[hoja.nombre]:
            destino.append([fila.get(nombre) for nombre in nombres])
    libro.save(archivo)


def _con_xlsxwriter(archivo: IO[bytes], envio: Envio, contenido: Contenido, formato: Formato) -> None:
    """The same cells, written by the method of their kind; nothing else."""
    with xlsxwriter.Workbook(archivo, {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}) as libro:
        portada = libro.add_worksheet("Portada")
        _escribir_filas(portada, [["campo", "valor"], *map(list, campos_de_portada(envio, contenido))])
        for hoja in formato.hojas:
            nombres = [columna.nombre for columna in hoja.columnas]
            filas = [[fila.get(nombre) for nombre in nombres] for fila in contenido.hojas[hoja.nombre]]
            _escribir_filas(libro.add_worksheet(hoja.nombre), [nombres, *filas])


def _escribir_filas(destino: xlsxwriter.worksheet.Worksheet, filas: Sequence[Sequence[object]]) -> None:
    for n, fila in enumerate(filas):
        for m, valor in enumerate(fila):
            if isinstance(valor, str):
                destino.write_string(n, m, valor)
            elif isinstance(valor, int):
                destino.write_number(n, m, valor)
            elif valor is not None:
                destino.write_datetime(n, m, valor)


def _huellas(contenido: Contenido, formato: Formato) -> None:
    for hoja in formato.hojas:
        huella_hoja(hoja, contenido.hojas[hoja.nombre])


def _muchos(real: Contenido, formato: Formato, total: int) -> Contenido:
    """Rows of the real data over and over, each with an identity of its own."""
    hojas: dict[str, Sequence[FilaDePaquete]] = {hoja.nombre: [] for hoja in formato.hojas}
    for hoja, de_cada_cien in _HOJAS.items():
        modelo = real.hojas[hoja]
        hojas[hoja] = [
            {**modelo[n % len(modelo)], "uuid": str(uuid5(_ESPACIO, f"{hoja}{n}"))}
            for n in range(total * de_cada_cien // 100)
        ]
    return replace(real, hojas=hojas)


def _filas(contenido: Contenido) -> int:
    return sum(map(len, contenido.hojas.values()))


def _envio(contenido: Contenido) -> Envio:
    return Envio(
        paquete_uuid=uuid5(_ESPACIO, "paquete"),
        tipo="completo",
        sitio_uuid=str(uuid5(_ESPACIO, "sitio")),
        epoca=1,
        secuencia=1,
        anterior_sha256=None,
        region="CAR",
        remitente="Persona Uno",
        destinatario=None,
        ejercicio=contenido.ejercicios,
        generado=datetime(2026, 1, 1, tzinfo=UTC),
        zona_horaria="UTC",
        version_app="0",
    )


if __name__ == "__main__":
    main()
