"""The package as a workbook."""

from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import IO

from enlace_app.consultas.valores import FilaDePaquete
from enlace_app.salida.excel.hojas import ColumnaDeSalida, HojaDeSalida, Propiedades
from enlace_app.sincronizacion.avance import Progreso
from enlace_app.sincronizacion.contenido import Contenido
from enlace_app.sincronizacion.formato import COLUMNAS_DE_PORTADA, HOJA_PORTADA, Formato
from enlace_app.sincronizacion.hojas_de_libro import hoja_de_libro
from enlace_app.sincronizacion.portada import Envio, campos_de_portada

_ANCHOS_DE_PORTADA = (24, 72)
_FILAS_POR_AVISO = 50


def escribir_paquete(
    archivo: IO[bytes], envio: Envio, contenido: Contenido, formato: Formato, progreso: Progreso | None = None
) -> None:
    """Write the whole workbook into an open file; the same envio and content give the same bytes.

    Raises:
        ErrorDeNegocio: a value would not survive in a cell; the message names sheet, row and column.
        OSError: the disk refused.
    """
    from enlace_app.salida.excel.escritura import escribir_hojas

    propiedades = Propiedades(
        titulo=f"Paquete {envio.secuencia} de {envio.remitente}",
        autor=envio.remitente,
        creado=envio.generado.astimezone(UTC).replace(tzinfo=None),
    )
    escribir_hojas(archivo, list(hojas_de_paquete(envio, contenido, formato, progreso)), propiedades)


def hojas_de_paquete(
    envio: Envio, contenido: Contenido, formato: Formato, progreso: Progreso | None = None
) -> Iterator[HojaDeSalida]:
    """Yield Portada and then every sheet of the format, in its order; `progreso` hears of rows as they are consumed."""
    columnas = [
        ColumnaDeSalida(nombre, ancho=ancho)
        for nombre, ancho in zip(COLUMNAS_DE_PORTADA, _ANCHOS_DE_PORTADA, strict=True)
    ]
    yield HojaDeSalida(HOJA_PORTADA, columnas, campos_de_portada(envio, contenido))
    total, antes = sum(map(len, contenido.hojas.values())), 0
    for hoja in formato.hojas:
        filas = contenido.hojas[hoja.nombre]
        contadas = filas if progreso is None else _contadas(filas, progreso, antes, total)
        yield hoja_de_libro(hoja.nombre, hoja.columnas, contadas)
        antes += len(filas)


def _contadas(filas: Sequence[FilaDePaquete], progreso: Progreso, antes: int, total: int) -> Iterator[FilaDePaquete]:
    for n, fila in enumerate(filas, start=antes):
        if n % _FILAS_POR_AVISO == 0:
            progreso(n, total)
        yield fila
