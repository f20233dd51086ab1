"""Backups as a person asks for them."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.cerrojo import Cerrojo
from enlace_app.datos.conexion import Conexion, abrir_conexion, traducir_errores
from enlace_app.datos.respaldos import Respaldo, listar_respaldos
from enlace_app.datos.restauracion import restaurar
from enlace_app.datos.verificacion import Verificacion, verificar_respaldo
from enlace_app.datos.version import ESQUEMA
from enlace_app.errores import ErrorDeEnlace
from enlace_app.rutas import CarpetaDatos

__all__ = ["Respaldo", "Verificacion", "crear", "listar", "restaurar_respaldo", "verificar"]


def crear(almacen: Almacen) -> Respaldo:
    """Make a verified backup now."""
    return almacen.respaldar("manual")


def listar(carpeta: CarpetaDatos) -> list[Respaldo]:
    """Return the backups of a data folder, newest first."""
    return listar_respaldos(carpeta)


def verificar(carpeta: CarpetaDatos, respaldo: Path, clave: str | None) -> Verificacion:
    """Read a whole backup and say whether it may be restored."""
    return verificar_respaldo(respaldo, clave=clave, carpeta=carpeta)


def restaurar_respaldo(carpeta: CarpetaDatos, respaldo: Path, clave: str | None) -> Path:
    """Put a backup in place of the database; return the folder where the present one was set aside.

    The site starts a new época: packages made from here on never repeat a sequence number that was sent already.
    """
    carpeta.preparar()
    with Cerrojo(carpeta):
        presente = _epoca_presente(carpeta, clave)

        def comenzar_epoca(conexion: Conexion) -> None:
            """A backup older than an earlier restore must not bring its época back."""
            reloj = int(datetime.now(UTC).strftime("%y%m%d%H%M%S"))
            fila = conexion.execute("SELECT epoca FROM sitio").fetchone()
            epoca = max(presente, int(fila[0]) if fila else 0) + 1
            conexion.execute("UPDATE sitio SET epoca = ?", (max(epoca, reloj),))

        return restaurar(carpeta, respaldo, clave, al_restaurar=comenzar_epoca, version_conocida=ESQUEMA)


def _epoca_presente(carpeta: CarpetaDatos, clave: str | None) -> int:
    """The época of the data that are about to be set aside, or 0 where they cannot be read any more."""
    if not carpeta.base.exists():
        return 0
    try:
        with (
            closing(abrir_conexion(carpeta.base, clave=clave, solo_lectura=True)) as conexion,
            traducir_errores(carpeta.base),
        ):
            fila = conexion.execute("SELECT epoca FROM sitio").fetchone()
            return int(fila[0]) if fila else 0
    except ErrorDeEnlace:
        return 0
