"""Backups as a person asks for them."""

from pathlib import Path

from enlace_app.ajustes import Ajustes
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.cerrojo import Cerrojo
from enlace_app.datos.conexion import BaseDanada, ErrorDeClave, revisar_identidad
from enlace_app.datos.continuidad import continuar, recordar_lo_dado
from enlace_app.datos.respaldos import Respaldo, listar_respaldos
from enlace_app.datos.restauracion import restaurar
from enlace_app.datos.verificacion import Verificacion, verificar_respaldo
from enlace_app.datos.version import ESQUEMA
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos

__all__ = [
    "Respaldo",
    "Verificacion",
    "crear",
    "hace_falta",
    "listar",
    "restaurar_respaldo",
    "verificar",
    "verificar_abierta",
]


def crear(almacen: Almacen, ajustes: Ajustes | None = None) -> Respaldo:
    """Make a verified backup now; old ones go as the settings say, or by their defaults."""
    regla = ajustes or Ajustes()
    return almacen.respaldar("manual", conservar=regla.respaldos_a_conservar, dias=regla.dias_de_respaldos)


def listar(carpeta: CarpetaDatos) -> list[Respaldo]:
    """Return the backups of a data folder, newest first."""
    return listar_respaldos(carpeta)


def hace_falta(carpeta: CarpetaDatos, clave: str | None) -> bool:
    """Whether a backup is what would help: the file of the data is missing, damaged, or no database any more."""
    if not carpeta.base.exists() or carpeta.base.stat().st_size == 0:
        return True
    try:
        revisar_identidad(carpeta.base, clave, ESQUEMA)
    except BaseDanada:
        return True
    except ErrorDeClave:
        return clave is None  # without a header it looks encrypted, although nobody ever set a passphrase
    except (ErrorDeNegocio, ErrorDeEntorno):
        return False
    return False


def verificar(carpeta: CarpetaDatos, respaldo: Path, clave: str | None) -> Verificacion:
    """Read a whole backup and say whether it may be restored."""
    return verificar_respaldo(respaldo, clave=clave, carpeta=carpeta)


def verificar_abierta(almacen: Almacen, respaldo: Path) -> Verificacion:
    """Do the same for a folder that is open, with the passphrase that it was opened with."""
    return almacen.verificar_respaldo(respaldo)


def restaurar_respaldo(carpeta: CarpetaDatos, respaldo: Path, clave: str | None) -> Path:
    """Put a backup in place of the database; return the folder where the present one was set aside.

    The site starts a new época, so that packages never repeat a sequence that was sent already, and the folios that
    were given out since that backup stay given out.
    """
    carpeta.preparar()
    with Cerrojo(carpeta):
        bases = [respaldo_hecho.ruta for respaldo_hecho in listar_respaldos(carpeta)]
        dado = recordar_lo_dado([ruta for ruta in (carpeta.base, *bases) if ruta.exists()], clave)
        return restaurar(
            carpeta,
            respaldo,
            clave,
            al_restaurar=lambda conexion: continuar(conexion, dado),
            version_conocida=ESQUEMA,
        )
