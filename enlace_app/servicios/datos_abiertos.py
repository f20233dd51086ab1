"""What may be published, as a folder of CSV and JSON that any program reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from enlace_app.archivos import carpeta_atomica
from enlace_app.consultas import sitios
from enlace_app.datos.almacen import Almacen
from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.datos_abiertos.carpeta import es_de_enlace, escribir_datos
from enlace_app.sincronizacion.avance import Progreso
from enlace_app.sincronizacion.contenido import reunir
from enlace_app.sincronizacion.datos_abiertos import conjunto_publico, tablas_publicas
from enlace_app.sincronizacion.formato import Formato


@dataclass(frozen=True, slots=True)
class DatosAbiertos:
    """A folder that was written: `filas` counts the rows of each table, `quedan` names the documents left out."""

    carpeta: Path
    filas: Mapping[str, int]
    quedan: tuple[str, ...]
    nombres_reservados: int


def exportar_datos_abiertos(
    almacen: Almacen, carpeta: Path, *, formato: Formato, version_app: str, progreso: Progreso | None = None
) -> DatosAbiertos:
    """Write the folder whole or not at all; only an empty folder or an earlier export is replaced.

    What leaves is what a complete package holds, without what is withdrawn, without documents that are not public,
    without the change log. `progreso` hears of rows, each counted for its CSV and its JSON; what it raises leaves
    everything as it was.

    Raises:
        ErrorDeNegocio: the folder holds something else, or is inside the data.
        ErrorDeEntorno: the folder or disk refused.
    """
    _exigir_carpeta(almacen, carpeta)
    sitio = sitios.traer(almacen.lectura)
    contenido = reunir(almacen.lectura, formato)
    publicable = tablas_publicas(contenido, formato)
    conjunto = conjunto_publico(
        publicable.tablas,
        region=sitio.region,
        creado=datetime.now(ZoneInfo(sitio.zona)).replace(microsecond=0),
        version_app=version_app,
        ejemplo=sitio.ejemplo,
    )
    total = 2 * sum(len(tabla.filas) for tabla in conjunto.tablas)

    def avisar(n: int) -> None:
        if progreso is not None:
            progreso(n, total)

    with carpeta_atomica(carpeta) as temporal:
        escribir_datos(temporal, conjunto, avisar)
        avisar(total)
    return DatosAbiertos(
        carpeta=carpeta,
        filas={tabla.nombre: len(tabla.filas) for tabla in conjunto.tablas},
        quedan=tuple(map(str, publicable.quedan)),
        nombres_reservados=contenido.nombres_reservados,
    )


def _exigir_carpeta(almacen: Almacen, carpeta: Path) -> None:
    if carpeta.resolve().is_relative_to(almacen.carpeta.raiz.resolve()):
        raise ErrorDeNegocio(f"«{carpeta}» está en la carpeta de datos de Enlace; elija otra.")
    if almacen.carpeta.raiz.resolve().is_relative_to(carpeta.resolve()):
        raise ErrorDeNegocio(f"En «{carpeta}» está la carpeta de datos de Enlace; elija otra.")
    if carpeta.exists() and not carpeta.is_dir():
        raise ErrorDeNegocio(f"«{carpeta}» es un archivo; diga el nombre de una carpeta nueva.")
    if carpeta.is_dir() and any(carpeta.iterdir()) and not es_de_enlace(carpeta):
        raise ErrorDeNegocio(
            f"«{carpeta}» ya tiene otras cosas y no se tocó. Diga el nombre de una carpeta nueva, por ejemplo "
            f"«{carpeta / 'datos-abiertos'}»."
        )
