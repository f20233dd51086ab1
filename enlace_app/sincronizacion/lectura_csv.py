"""Reading of the published history: a folder of CSV files, or one of them, as rows for the importer.

Files are recognised by name. Nothing is written here and nothing is resolved: references stay the keys and names that
the files have (`R047`, `PAL1-C6`, «CONAGUA»).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.sincronizacion.datos_publicados import (
    acuerdos,
    catalogos,
    compromisos,
    documentos,
    nombramientos,
    organizaciones,
    reuniones,
)
from enlace_app.sincronizacion.datos_publicados.tabla import Tabla, leer_tabla
from enlace_app.sincronizacion.datos_publicados.traduccion import Traduccion
from enlace_app.sincronizacion.datos_publicados.vigencias import Sesiones, sesiones_de
from enlace_app.sincronizacion.filas import FilaLeida
from enlace_app.sincronizacion.problemas import Problema

Traductor = Callable[[Tabla], Traduccion]

REUNIONES: Final = "reuniones.csv"
PERSONAS: Final = "personas_roles.csv"
NO_SE_IMPORTAN: Final = frozenset({"hitos.csv", "indicadores.csv", "diccionario_datos.csv"})
"""Published beside the rest, but nothing that the program keeps records of."""

_FORMAS: Final = {
    "reglas.csv": catalogos.REGLAS,
    "tipos_reunion.csv": catalogos.TIPOS,
    "roles.csv": catalogos.ROLES,
    "causales.csv": catalogos.CAUSALES,
    "ejercicios.csv": catalogos.EJERCICIOS,
    "regiones.csv": catalogos.REGIONES,
    "municipios.csv": catalogos.MUNICIPIOS,
    "organizaciones.csv": organizaciones.FORMA,
    "compromisos.csv": compromisos.FORMA,
    PERSONAS: nombramientos.FORMA,
    REUNIONES: reuniones.FORMA,
    "acuerdos.csv": acuerdos.FORMA,
    "documentos.csv": documentos.FORMA,
}
"""The files in the order in which they may refer to each other."""

_TRADUCTORES: Final[dict[str, Traductor]] = {
    "reglas.csv": partial(catalogos.traducir_catalogo, hoja="Reglas", forma=catalogos.REGLAS),
    "tipos_reunion.csv": partial(catalogos.traducir_catalogo, hoja="Tipos de reunión", forma=catalogos.TIPOS),
    "roles.csv": partial(catalogos.traducir_catalogo, hoja="Roles", forma=catalogos.ROLES),
    "causales.csv": partial(catalogos.traducir_catalogo, hoja="Causales", forma=catalogos.CAUSALES),
    "ejercicios.csv": catalogos.traducir_ejercicios,
    "regiones.csv": catalogos.traducir_regiones,
    "municipios.csv": catalogos.traducir_municipios,
    "organizaciones.csv": organizaciones.traducir,
    "compromisos.csv": compromisos.traducir,
    REUNIONES: reuniones.traducir,
    "acuerdos.csv": acuerdos.traducir,
    "documentos.csv": documentos.traducir,
}


@dataclass(frozen=True)
class LecturaCsv:
    """Rows in an order in which what is referred to comes first, and what was found wrong or left out."""

    filas: tuple[FilaLeida, ...]
    problemas: tuple[Problema, ...]
    leidos: tuple[str, ...]

    @property
    def graves(self) -> tuple[Problema, ...]:
        """The findings that keep a row or a file out."""
        return tuple(problema for problema in self.problemas if problema.grave)

    def de(self, hoja: str) -> tuple[FilaLeida, ...]:
        """Rows of one sheet."""
        return tuple(fila for fila in self.filas if fila.hoja == hoja)


def leer_carpeta(ruta: Path) -> LecturaCsv:
    """Read every CSV that stands directly in a folder.

    Raises:
        ErrorDeNegocio: it is no folder, or no CSV in it has a known name.
        ErrorDeEntorno: the folder or a file could not be opened.
    """
    if not ruta.is_dir():
        raise ErrorDeNegocio(f"No existe la carpeta «{ruta}»: revise el nombre.")
    try:
        archivos = [archivo for archivo in ruta.iterdir() if archivo.suffix.casefold() == ".csv" and archivo.is_file()]
    except OSError as error:
        raise ErrorDeEntorno(f"No se pudo abrir la carpeta «{ruta}»: revise sus permisos.") from error
    if not any(archivo.name.casefold() in _FORMAS for archivo in archivos):
        raise ErrorDeNegocio(f"En la carpeta «{ruta}» no hay ninguno de estos archivos: {', '.join(_FORMAS)}.")
    return _juntar(_leer(archivo, en_carpeta=True) for archivo in sorted(archivos, key=_orden))


def leer_archivo(ruta: Path) -> LecturaCsv:
    """Read one file; a `reuniones.csv` beside `personas_roles.csv` tells the days of the sessions it mentions.

    Raises:
        ErrorDeNegocio: there is no such file.
        ErrorDeEntorno: it could not be opened.
    """
    return _leer(ruta, en_carpeta=False)


def _orden(ruta: Path) -> tuple[int, str]:
    nombres = list(_FORMAS)
    nombre = ruta.name.casefold()
    return (nombres.index(nombre) if nombre in nombres else len(nombres), ruta.name)


def _juntar(lecturas: Iterable[LecturaCsv]) -> LecturaCsv:
    todas = list(lecturas)
    return LecturaCsv(
        tuple(fila for lectura in todas for fila in lectura.filas),
        tuple(problema for lectura in todas for problema in lectura.problemas),
        tuple(nombre for lectura in todas for nombre in lectura.leidos),
    )


def _leer(ruta: Path, *, en_carpeta: bool) -> LecturaCsv:
    nombre = ruta.name.casefold()
    forma = _FORMAS.get(nombre)
    if forma is None:
        return _ajeno(ruta, en_carpeta=en_carpeta)
    tabla = leer_tabla(ruta, forma)
    if not tabla.leida:
        return LecturaCsv((), tabla.problemas, ())
    traduccion = _traductor(ruta)(tabla)
    return LecturaCsv(tuple(traduccion.filas), (*tabla.problemas, *traduccion.problemas), (ruta.name,))


def _traductor(ruta: Path) -> Traductor:
    nombre = ruta.name.casefold()
    if nombre == PERSONAS:
        return partial(nombramientos.traducir, sesiones=_sesiones_junto_a(ruta))
    return _TRADUCTORES[nombre]


def _sesiones_junto_a(ruta: Path) -> Sesiones:
    """Sessions of the `reuniones.csv` in the same folder; what is wrong with that file is said when it is read."""
    vecino = ruta.with_name(REUNIONES)
    return sesiones_de(leer_tabla(vecino, reuniones.FORMA)) if vecino.is_file() else {}


def _ajeno(ruta: Path, *, en_carpeta: bool) -> LecturaCsv:
    if ruta.name.casefold() in NO_SE_IMPORTAN:
        motivo, grave = "No se importa: el programa no lleva registro de lo que contiene.", False
    else:
        motivo = f"No se reconoce por su nombre y no se leyó; los que se leen son: {', '.join(_FORMAS)}."
        grave = not en_carpeta
    return LecturaCsv((), (Problema(ruta.name, None, None, None, motivo, grave),), ())
