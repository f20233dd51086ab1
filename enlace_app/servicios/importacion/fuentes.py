"""From the paths that a person names to the rows that are to be imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.servicios.importacion.celdas import Lugar
from enlace_app.servicios.importacion.informe import Cuenta
from enlace_app.sincronizacion.filas import FilaLeida
from enlace_app.sincronizacion.formato import Formato
from enlace_app.sincronizacion.lectura_csv import NO_SE_IMPORTAN, LecturaCsv, leer_archivo, leer_carpeta
from enlace_app.sincronizacion.lectura_libro import leer_libro
from enlace_app.sincronizacion.problemas import Problema

_HOJA_DE_ARCHIVO = {
    "reglas.csv": "Reglas",
    "tipos_reunion.csv": "Tipos de reunión",
    "roles.csv": "Roles",
    "ejercicios.csv": "Ejercicios",
    "regiones.csv": "Regiones",
    "municipios.csv": "Municipios",
    "organizaciones.csv": "Organizaciones",
    "compromisos.csv": "Compromisos",
    "personas_roles.csv": "Nombramientos",
    "reuniones.csv": "Reuniones",
    "acuerdos.csv": "Acuerdos",
    "documentos.csv": "Documentos",
}
_FIRMA_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Renglon:
    """A row with what its file tells about it: rows of one `grupo` may refer to each other by their refs.

    `libro` is the identifier that the template gave to the workbook, if it still has it.
    """

    fila: FilaLeida
    grupo: str
    publicado: bool
    libro: str | None = None


@dataclass(frozen=True)
class Caido:
    """A row that reading rejected, and where the report says why."""

    renglon: Renglon
    lugar: Lugar


@dataclass(frozen=True)
class Fuentes:
    """All rows of one import call, in the order of the files; `libros` are the workbooks that could be read."""

    renglones: tuple[Renglon, ...]
    omitidos: tuple[str, ...]
    caidos: tuple[Caido, ...] = ()
    libros: tuple[str, ...] = ()


def leer_fuentes(rutas: Sequence[Path], formato: Formato, cuenta: Cuenta) -> Fuentes:
    """Read every path; what cannot be read is counted as rejected and named, and the rest goes on.

    Raises:
        ErrorDeEntorno: a file or folder exists but the system does not let it be read.
    """
    renglones: list[Renglon] = []
    caidos: list[Caido] = []
    libros: list[str] = []
    omitidos: list[str] = []
    vistos: dict[str, Path] = {}
    for ruta in dict.fromkeys(Path(r).resolve() for r in rutas):
        try:
            if _es_libro(ruta):
                _exigir_nombre_propio(ruta, vistos)
                buenos, malos = _de_libro(ruta, formato, cuenta)
                renglones += buenos
                caidos += malos
                libros.append(ruta.name)
            else:
                lectura = leer_carpeta(ruta) if ruta.is_dir() else leer_archivo(_existente(ruta))
                renglones += _de_csv(lectura, ruta, cuenta)
                omitidos += _omitidos(ruta)
        except ErrorDeNegocio as error:
            cuenta.problemas.append(Problema(ruta.name, None, None, None, str(error), grave=True))
    return Fuentes(tuple(renglones), tuple(dict.fromkeys(omitidos)), tuple(caidos), tuple(libros))


def de_catalogo(lectura: LecturaCsv) -> list[Renglon]:
    """Return the rows of a catalogue of the program, remembered apart from a user's file of the same name."""
    return [
        Renglon(replace(fila, archivo=f"catálogo {fila.archivo}"), grupo="catálogo", publicado=True)
        for fila in lectura.filas
    ]


def _exigir_nombre_propio(ruta: Path, vistos: dict[str, Path]) -> None:
    if vistos.setdefault(ruta.name.casefold(), ruta) != ruta:
        raise ErrorDeNegocio("Hay dos libros con el mismo nombre: cambie el nombre de uno e importe de nuevo.")


def _existente(ruta: Path) -> Path:
    if not ruta.is_file():
        raise ErrorDeNegocio(f"No existe el archivo «{ruta}»: revise el nombre.")
    return ruta


def _es_libro(ruta: Path) -> bool:
    if not ruta.is_file():
        return False
    if ruta.suffix.casefold() in {".xlsx", ".xlsm", ".xls", ".ods"}:
        return True
    try:
        with ruta.open("rb") as archivo:
            return archivo.read(4) == _FIRMA_ZIP
    except OSError as error:
        raise ErrorDeEntorno(f"No se pudo abrir «{ruta.name}»: revise sus permisos.") from error


def _omitidos(ruta: Path) -> list[str]:
    candidatos = [ruta] if ruta.is_file() else sorted(ruta.iterdir())
    return [c.name for c in candidatos if c.name.casefold() in NO_SE_IMPORTAN]


def _de_csv(lectura: LecturaCsv, ruta: Path, cuenta: Cuenta) -> list[Renglon]:
    cuenta.problemas += [p for p in lectura.problemas if p.archivo.casefold() not in NO_SE_IMPORTAN]
    for archivo, _ in {(p.archivo, p.fila) for p in lectura.problemas if p.grave and p.fila is not None}:
        cuenta.sumar(_HOJA_DE_ARCHIVO.get(archivo.casefold(), archivo), "rechazadas")
    grupo = str(ruta if ruta.is_dir() else ruta.parent)
    return [Renglon(fila, grupo, publicado=True) for fila in lectura.filas]


def _de_libro(ruta: Path, formato: Formato, cuenta: Cuenta) -> tuple[list[Renglon], list[Caido]]:
    """Rows of a capture workbook, and those that have a grave problem of their own.

    A sheet whose header is wrong stays out as a whole: taking its rows without a column would look like emptying it.
    """
    libro = leer_libro(ruta, formato)
    if libro.portada is not None:
        raise ErrorDeNegocio(
            "Es un paquete o un acuse, no un libro de captura: aquí se traen libros de captura y archivos CSV. No se "
            "tomó nada de él. El acuse que mandó la autoridad se trae en Paquetes, «Traer acuse…» (enlace paquete "
            "acuse); un paquete lo recibe la autoridad (enlace paquete recibir)."
        )
    cuenta.problemas += libro.problemas
    renglones: list[Renglon] = []
    caidos: list[Caido] = []
    for nombre in libro.hojas:
        malas = libro.rechazadas(nombre)
        de_la_hoja = [p for p in libro.problemas if p.grave and p.hoja == nombre and p.fila in {None, 1}]
        antes = len(caidos)
        for fila in libro.filas(nombre):
            renglon = Renglon(fila, str(ruta), publicado=False, libro=libro.identificador)
            if de_la_hoja or fila.numero in malas:
                numero = de_la_hoja[0].fila if de_la_hoja else fila.numero
                caidos.append(Caido(renglon, Lugar(fila.archivo, nombre, numero)))
            else:
                renglones.append(renglon)
        if len(caidos) > antes:
            cuenta.sumar(nombre, "rechazadas", len(caidos) - antes)
    return renglones, caidos
