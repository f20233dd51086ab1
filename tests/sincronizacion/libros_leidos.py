"""Workbooks as openpyxl's reader gives them: the hashes of their sheets, and the package that they hold."""

from enlace_app.sincronizacion.filas import Valor
from enlace_app.sincronizacion.formato import Formato
from enlace_app.sincronizacion.huella import huella_hoja
from enlace_app.sincronizacion.lectura_libro import LibroLeido
from enlace_app.sincronizacion.paquete import PaqueteLeido, armar


def huellas_libro(libro: LibroLeido, formato: Formato) -> dict[str, str]:
    """Return the hash of every sheet of the format in its order; a sheet that the workbook lacks counts as empty.

    What could not be read as a value (a formula, say) counts as empty too: look at `libro.problemas` first.
    """
    return {
        hoja.nombre: huella_hoja(hoja, (fila.valores for fila in libro.filas(hoja.nombre))) for hoja in formato.hojas
    }


def de_libro(libro: LibroLeido, formato: Formato) -> PaqueteLeido:
    """Return the package that a workbook holds; one without Portada has an empty one."""
    portada = {
        campo: valor if isinstance(valor, int) else _texto(valor) for campo, valor in (libro.portada or {}).items()
    }
    hojas = {hoja.nombre: [fila.valores for fila in libro.filas(hoja.nombre)] for hoja in formato.hojas}
    return armar(libro.archivo, portada, hojas, formato, libro.problemas)


def _texto(valor: Valor) -> str | None:
    return None if valor is None else str(valor)
