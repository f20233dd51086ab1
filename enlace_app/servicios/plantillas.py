"""The templates of an institution: which there are, a copy to edit, and whether one is sound."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from enlace_app.archivos import crear_carpeta, escribir_atomico, traducir_oserror
from enlace_app.errores import ErrorDeEnlace, ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos, carpeta_plantillas

if TYPE_CHECKING:
    from enlace_app.salida.pdf.estante import Estante

_EXTENSION: Final = ".toml"


@dataclass(frozen=True)
class PlantillaListada:
    """A document's template; `problema` says with file, line and reason why the institution's own is not used."""

    nombre: str
    archivo: Path
    propia: bool
    problema: str | None


def listar(carpeta: CarpetaDatos) -> list[PlantillaListada]:
    """Return the templates of all documents, each tried out where the institution has its own."""
    estante = _estante(carpeta)
    return [_listada(estante, nombre) for nombre in estante.nombres]


def copiar(carpeta: CarpetaDatos, nombre: str) -> Path:
    """Put a copy of a built-in template into the data folder, to be edited; one that is there is never replaced."""
    estante = _estante(carpeta)
    origen, destino = estante.ruta_incluida(nombre), carpeta.plantillas / f"{nombre}{_EXTENSION}"
    if destino.exists():
        raise ErrorDeNegocio(
            f"Ya hay una plantilla propia en «{destino}»; no se tocó. Edítela, o quítela de ahí para empezar otra vez."
        )
    with traducir_oserror(destino):
        crear_carpeta(carpeta.plantillas)
        escribir_atomico(destino, origen.read_bytes())
    return destino


def revisar(carpeta: CarpetaDatos, cual: str | None = None) -> list[PlantillaListada]:
    """Try out one template, by the name of its document or by its file, or all of the institution's own.

    Raises:
        ErrorDeNegocio: there is no such document or file.
    """
    estante = _estante(carpeta)
    if cual is None:
        return [_listada(estante, nombre) for nombre in estante.nombres if estante.ruta_propia(nombre)]
    archivo = Path(cual)
    if archivo.suffix != _EXTENSION:
        return [_listada(estante, cual)]
    if not archivo.is_file():
        raise ErrorDeNegocio(f"No existe el archivo «{cual}».")
    return [PlantillaListada(archivo.stem, archivo, propia=True, problema=_problema(estante, archivo))]


def _listada(estante: "Estante", nombre: str) -> PlantillaListada:
    incluida, propia = estante.ruta_incluida(nombre), estante.ruta_propia(nombre)
    archivo = propia or incluida
    return PlantillaListada(nombre, archivo, propia is not None, _problema(estante, archivo))


def _problema(estante: "Estante", archivo: Path) -> str | None:
    try:
        estante.revisar(archivo, archivo.stem)
    except ErrorDeEnlace as error:
        return str(error)
    return None


def _estante(carpeta: CarpetaDatos) -> "Estante":
    from enlace_app.salida.pdf.estante import Estante

    return Estante(carpeta_plantillas(), carpeta.plantillas)
