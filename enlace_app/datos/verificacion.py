"""Proof that a database file is whole and ours: what a backup must show when it is made and before it is restored."""

import contextlib
from dataclasses import dataclass, field
from pathlib import Path

from enlace_app.archivos import huella_archivo, traducir_oserror
from enlace_app.datos.adjuntos import AlmacenAdjuntos
from enlace_app.datos.conexion import APLICACION_ID, BaseDanada, Conexion, abrir_inmutable, traducir_errores
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos


@dataclass(frozen=True)
class Examen:
    """What the content of a database file showed."""

    problemas: tuple[str, ...]
    version: int = 0
    filas: dict[str, int] = field(default_factory=dict)
    adjuntos: tuple[str, ...] = ()  # SHA-256 named by its rows


@dataclass(frozen=True)
class Verificacion:
    """What reading a whole backup showed."""

    ruta: Path
    huella: str  # SHA-256 of the file as it is
    problemas: tuple[str, ...]  # any of these forbids restoring it
    avisos: tuple[str, ...]  # worth telling
    version: int  # user_version; 0 if unreadable
    filas: dict[str, int]  # table -> rows
    adjuntos_faltantes: tuple[str, ...]  # SHA-256 of attachments that its rows name and the data folder lacks

    @property
    def correcta(self) -> bool:
        """Whether it may be restored."""
        return not self.problemas


def ruta_huella(ruta: Path) -> Path:
    """The file beside a backup that holds its SHA-256, in the format of sha256sum."""
    return ruta.with_name(ruta.name + ".sha256")


def verificar_respaldo(ruta: Path, *, clave: str | None = None, carpeta: CarpetaDatos | None = None) -> Verificacion:
    """Read the whole backup: hash, integrity, foreign keys, whose it is, and what it holds. Changes nothing.

    ``carpeta`` is where its attachments are looked for; without it they are not. What is wrong with the backup is in
    the result; raises ErrorDeNegocio if it does not exist, ErrorDeClave for the passphrase, ErrorDeEntorno if the
    disk cannot read it.
    """
    if not ruta.is_file():
        raise ErrorDeNegocio(f"No existe el respaldo «{ruta}». Vea los que hay con «enlace respaldo listar».")
    huella = huella_archivo(ruta)
    problemas, avisos = _revisar_alrededor(ruta, huella)
    examen = Examen(problemas) if problemas else examinar(ruta, clave)
    faltantes: tuple[str, ...] = ()
    if carpeta is not None:
        almacen = AlmacenAdjuntos(carpeta.adjuntos)
        faltantes = tuple(nombrado for nombrado in examen.adjuntos if not _existe(almacen, nombrado))
        if faltantes:
            avisos = (*avisos, f"faltan {len(faltantes)} archivos adjuntos en «{carpeta.adjuntos}»")
    return Verificacion(ruta, huella, examen.problemas, avisos, examen.version, examen.filas, faltantes)


def _revisar_alrededor(ruta: Path, huella: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Problems and warnings that lie in the files beside the backup."""
    for sufijo in ("-journal", "-wal"):
        vecino = ruta.with_name(ruta.name + sufijo)
        if vecino.is_file() and vecino.stat().st_size > 0:
            return (f"no es un respaldo terminado: tiene al lado «{vecino.name}», con cambios a medias",), ()
    acompanante = ruta_huella(ruta)
    if not acompanante.is_file():
        return (), (f"no tiene al lado su archivo «{acompanante.name}»: se revisó sin comparar la huella",)
    with traducir_oserror(acompanante):
        esperada = acompanante.read_bytes()[:64].decode("ascii", "replace")
    if esperada != huella:
        return ("su contenido no es el que se guardó: la huella no coincide",), ()
    return (), ()


def _existe(almacen: AlmacenAdjuntos, huella: str) -> bool:
    try:
        return almacen.ruta(huella).is_file()
    except ValueError:
        return False


def examinar(ruta: Path, clave: str | None) -> Examen:
    """Read the whole content of a file that nobody writes; raises as ``verificar_respaldo``."""
    try:
        with contextlib.closing(abrir_inmutable(ruta, clave=clave)) as conexion, traducir_errores(ruta):
            problema = _problema(conexion)
            if problema:
                return Examen((problema,))
            version = int(conexion.execute("PRAGMA user_version").fetchone()[0])
            return Examen((), version, _contar(conexion), _adjuntos_nombrados(conexion))
    except BaseDanada:
        return Examen(("está dañado: no se puede leer completo",))


def _problema(conexion: Conexion) -> str | None:
    if conexion.execute("PRAGMA application_id").fetchone()[0] != APLICACION_ID:
        return "no es una base de datos de Enlace"
    if conexion.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        return "está dañado: no pasa la revisión de integridad"
    suelto = conexion.execute("PRAGMA foreign_key_check").fetchone()
    return f"está incompleto: filas de «{suelto[0]}» apuntan a otras que no existen" if suelto else None


def _contar(conexion: Conexion) -> dict[str, int]:
    # Without virtual tables and their shadows: the search index is rebuilt, it holds nothing of its own.
    consulta = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name"
    tablas = [str(fila[0]) for fila in conexion.execute(consulta) if not str(fila[0]).startswith("sqlite_")]
    return {tabla: int(conexion.execute(f"SELECT count(*) FROM {_citar(tabla)}").fetchone()[0]) for tabla in tablas}


def _citar(nombre: str) -> str:
    return '"' + nombre.replace('"', '""') + '"'


def _adjuntos_nombrados(conexion: Conexion) -> tuple[str, ...]:
    hay = conexion.execute("SELECT count(*) FROM pragma_table_info('adjunto') WHERE name = 'sha256'").fetchone()[0]
    if not hay:
        return ()
    consulta = "SELECT DISTINCT sha256 FROM adjunto WHERE sha256 IS NOT NULL ORDER BY sha256"
    return tuple(str(fila[0]) for fila in conexion.execute(consulta))
