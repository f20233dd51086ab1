"""The package as a workbook."""

from collections.abc import Iterator
from datetime import UTC
from typing import IO

from enlace_app.salida.excel.hojas import ColumnaDeSalida, HojaDeSalida, Propiedades
from enlace_app.sincronizacion.contenido import Contenido
from enlace_app.sincronizacion.formato import COLUMNAS_DE_PORTADA, HOJA_PORTADA, Formato
from enlace_app.sincronizacion.hojas_de_libro import hoja_de_libro
from enlace_app.sincronizacion.portada import Envio, campos_de_portada

_ANCHOS_DE_PORTADA = (24, 72)


def escribir_paquete(archivo: IO[bytes], envio: Envio, contenido: Contenido, formato: Formato) -> None:
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
    escribir_hojas(archivo, list(hojas_de_paquete(envio, contenido, formato)), propiedades)


def hojas_de_paquete(envio: Envio, contenido: Contenido, formato: Formato) -> Iterator[HojaDeSalida]:
    """Yield Portada and then every sheet of the format, in its order."""
    columnas = [
        ColumnaDeSalida(nombre, ancho=ancho)
        for nombre, ancho in zip(COLUMNAS_DE_PORTADA, _ANCHOS_DE_PORTADA, strict=True)
    ]
    yield HojaDeSalida(HOJA_PORTADA, columnas, campos_de_portada(envio, contenido))
    for hoja in formato.hojas:
        yield hoja_de_libro(hoja.nombre, hoja.columnas, contenido.hojas[hoja.nombre])
