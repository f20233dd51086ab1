"""The plain connection under the engine, the reads and the backups: pragmas that hold, or no connection at all."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as sqlite

from enlace_app.archivos import explicar_oserror
from enlace_app.errores import ErrorDeEnlace, ErrorDeEntorno, ErrorDeNegocio

if TYPE_CHECKING:
    # sqlcipher3 is a fork of the standard module without type hints: checked against the original's.
    from sqlite3 import Connection
else:
    from sqlcipher3.dbapi2 import Connection

Conexion = Connection

APLICACION_ID = 0x456E6C63  # "Enlc"; PRAGMA application_id of every database of ours
VERSION_MINIMA_SQLITE = (3, 53, 2)
ESPERA_MILISEGUNDOS = 5000

_CABECERA = b"SQLite format 3\x00"
_PRAGMAS: tuple[tuple[str, str, object], ...] = (
    # name, what is set, what must be read back
    ("busy_timeout", str(ESPERA_MILISEGUNDOS), ESPERA_MILISEGUNDOS),
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", 3),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("secure_delete", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", "0", 0),
    ("cache_spill", "0", 0),
)

# Primary result codes of SQLite; https://sqlite.org/rescode.html
_PERM, _BUSY, _LOCKED, _NOMEM, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = (
    3,
    5,
    6,
    7,
    8,
    10,
    11,
    13,
    14,
    26,
)
_POR_TEXTO = {
    "database is locked": _BUSY,
    "database table is locked": _LOCKED,
    "attempt to write a readonly database": _READONLY,
    "disk I/O error": _IOERR,
    "database disk image is malformed": _CORRUPT,
    "database or disk is full": _FULL,
    "unable to open database file": _CANTOPEN,
    "file is not a database": _NOTADB,
}


class ErrorDeClave(ErrorDeNegocio):
    """The passphrase is missing, wrong or superfluous: the caller may ask for it again."""


class BaseDanada(ErrorDeEntorno):
    """The file is a database, and its content is broken."""


@dataclass(frozen=True)
class Identidad:
    """What a database file says of itself."""

    nueva: bool  # missing or without content: there is nothing to migrate, it has to be created
    version: int  # user_version, the number of its schema; 0 if nueva


def abrir_conexion(
    ruta: Path, *, clave: str | None = None, solo_lectura: bool = False, entre_hilos: bool = False
) -> Conexion:
    """Open with every pragma set and read back, in autocommit (``isolation_level=None``).

    A writable connection creates a missing file. A read-only one fails if the file is missing, and lets SQLite roll
    back first what a power cut left half-written: that is the only write it ever causes. ``entre_hilos`` lifts
    Python's check that only the opening thread uses it. Raises ErrorDeClave, ErrorDeEntorno.
    """
    if not solo_lectura:
        return _abrir(ruta, clave, "mode=rwc", entre_hilos)
    try:
        return _abrir(ruta, clave, "mode=ro", entre_hilos)
    except ErrorDeEntorno as error:
        # A first read refused as "readonly" can only be a hot journal that this connection may not roll back.
        if getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF != _READONLY:
            raise
    _abrir(ruta, clave, "mode=rw", entre_hilos).close()
    return _abrir(ruta, clave, "mode=ro", entre_hilos)


def abrir_inmutable(ruta: Path, *, clave: str | None = None) -> Conexion:
    """Read exactly the bytes of a file that nobody writes, a backup: no lock, no journal beside it is looked at."""
    return _abrir(ruta, clave, "mode=ro&immutable=1", entre_hilos=False)


def _exigir_sqlite() -> None:
    if sqlite.sqlite_version_info < VERSION_MINIMA_SQLITE:
        minima = ".".join(map(str, VERSION_MINIMA_SQLITE))
        raise ErrorDeEntorno(
            f"Este Enlace trae SQLite {sqlite.sqlite_version}, que tiene fallas conocidas; hace falta {minima} o más "
            "nueva. Sus datos no se tocaron. Vuelva a instalar Enlace."
        )


def _abrir(ruta: Path, clave: str | None, opciones: str, entre_hilos: bool) -> Conexion:
    _exigir_sqlite()
    with traducir_errores(ruta):
        conexion: Conexion = sqlite.connect(
            _uri(ruta, opciones), uri=True, isolation_level=None, check_same_thread=not entre_hilos
        )
        try:
            if clave is not None:
                aplicar_clave(conexion, clave)
            # The first read: here a wrong passphrase, a hot journal or a file that is no database shows itself.
            conexion.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            for nombre, valor, esperado in _PRAGMAS:
                _fijar(conexion, nombre, valor, esperado)
        except BaseException:
            conexion.close()
            raise
        return conexion


def _uri(ruta: Path, opciones: str) -> str:
    uri = ruta.absolute().as_uri()
    if not uri.startswith("file:///"):  # \\server\share: SQLite takes no host name, but takes the path with //
        uri = uri.replace("file://", "file:////", 1)
    return f"{uri}?{opciones}"


def aplicar_clave(conexion: Conexion, clave: str) -> None:
    """Give a fresh connection its passphrase, before anything else is done with it."""
    if not clave or "\x00" in clave:
        raise ErrorDeClave("La contraseña (variable ENLACE_CLAVE) no puede estar vacía. Escríbala de nuevo.")
    conexion.execute("PRAGMA cipher_log_level = NONE")  # else a wrong passphrase prints internals to stderr
    conexion.execute("PRAGMA key = '{}'".format(clave.replace("'", "''")))
    # Plain SQLite ignores an unknown pragma: without this check it would store in the clear without a word.
    if not conexion.execute("PRAGMA cipher_version").fetchone():
        raise ErrorDeEntorno("Este Enlace no puede cifrar: le falta SQLCipher. Vuelva a instalar Enlace.")


def _fijar(conexion: Conexion, nombre: str, valor: str, esperado: object) -> None:
    conexion.execute(f"PRAGMA {nombre} = {valor}")
    leido = conexion.execute(f"PRAGMA {nombre}").fetchone()
    # Where mmap is compiled out the pragma answers nothing: then it is off for certain.
    if leido is None and nombre == "mmap_size":
        return
    if leido is None or leido[0] != esperado:
        raise ErrorDeEntorno(
            f"La base de datos no aceptó la protección «{nombre}» (respondió «{leido and leido[0]}»). Enlace no "
            "escribe sin ella; sus datos no se tocaron. Cierre otros programas que usen la carpeta o reinstale Enlace."
        )


def revisar_identidad(ruta: Path, clave: str | None, version_conocida: int, *, integridad: bool = True) -> Identidad:
    """Decide whether this program may use the file, without changing it.

    ``integridad=False`` skips ``quick_check``, which reads the whole file. Raises ErrorDeClave (encrypted, or wrong
    passphrase), ErrorDeNegocio (another program's, or written by a newer Enlace), ErrorDeEntorno (damaged, unreadable).
    Call ``restauracion.completar_restauracion`` before: an interrupted restore can leave the file missing.
    """
    with traducir_errores(ruta):
        if not ruta.exists() or ruta.stat().st_size == 0:
            return Identidad(nueva=True, version=0)
    with contextlib.closing(abrir_conexion(ruta, clave=clave, solo_lectura=True)) as conexion, traducir_errores(ruta):
        aplicacion = _entero(conexion, "PRAGMA application_id")
        version = _entero(conexion, "PRAGMA user_version")
        objetos = _entero(conexion, "SELECT count(*) FROM sqlite_schema")
        if aplicacion == 0 and version == 0 and objetos == 0:
            return Identidad(nueva=True, version=0)
        if aplicacion != APLICACION_ID:
            raise ErrorDeNegocio(
                f"«{ruta}» es de otro programa, no de Enlace; no se tocó. Elija otra carpeta de datos."
            )
        if version > version_conocida:
            raise ErrorDeNegocio(
                f"Esta carpeta la escribió una versión más nueva de Enlace (datos {version}, este programa conoce "
                f"hasta {version_conocida}); no se tocó nada. Actualice Enlace en este equipo: «{ruta.parent}»."
            )
        if integridad and conexion.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise BaseDanada(_danada(ruta))
    return Identidad(nueva=False, version=version)


def _entero(conexion: Conexion, consulta: str) -> int:
    return int(conexion.execute(consulta).fetchone()[0])


def _danada(ruta: Path) -> str:
    return (
        f"El archivo de datos «{ruta}» está dañado. No se cambió nada. Vea sus respaldos con «enlace respaldo listar» "
        "y recupere el último bueno con «enlace respaldo restaurar ARCHIVO»; lo dañado se aparta, no se borra."
    )


@contextlib.contextmanager
def traducir_errores(ruta: Path) -> Iterator[None]:
    """Turn the driver's and the operating system's errors of the block into ours; what is a bug passes unchanged."""
    try:
        yield
    except (sqlite.Error, OSError) as error:
        traducido = traducir(error, ruta)
        if traducido is None:
            raise
        raise traducido from error


def traducir(error: BaseException, ruta: Path) -> ErrorDeEnlace | None:
    """Say what an error of the driver means for the user, or None if it is no matter of the environment.

    Takes SQLAlchemy's wrapper too (looks at its ``orig``). ``ruta`` is the database that was in use.
    """
    original = getattr(error, "orig", None)
    if isinstance(original, BaseException):
        error = original
    if isinstance(error, OSError):
        return explicar_oserror(error, ruta)
    if not isinstance(error, sqlite.Error):
        return None
    # The backup call of the driver sets no code, only SQLite's fixed English text.
    codigo = getattr(error, "sqlite_errorcode", None) or _POR_TEXTO.get(str(error), 0)
    return _explicar(codigo & 0xFF, ruta)


def _explicar(codigo: int, ruta: Path) -> ErrorDeEnlace | None:
    if codigo == _NOTADB:
        return _explicar_ilegible(ruta)
    if codigo == _CORRUPT:
        return BaseDanada(_danada(ruta))
    guardado = "Lo que ya estaba guardado no cambió."
    textos = {
        _FULL: f"El disco está lleno: no se pudo guardar en «{ruta}». {guardado} Libere espacio y repita lo último.",
        _READONLY: f"No se permite escribir en «{ruta}». {guardado} Revise los permisos del archivo y su carpeta.",
        _PERM: f"Sin permiso para usar «{ruta}». {guardado} Revise los permisos del archivo y su carpeta.",
        _IOERR: f"El disco falló con «{ruta}». {guardado} Revise el disco o la memoria USB y repita lo último.",
        _CANTOPEN: f"No se puede abrir «{ruta}». Revise que la carpeta exista, el disco y los permisos.",
        _NOMEM: f"No alcanzó la memoria del equipo. {guardado} Cierre otros programas y repita lo último.",
        _BUSY: f"Otro programa, o lo que Enlace aún está haciendo, tiene ocupados los datos de «{ruta}». {guardado} "
        "Espere un momento y repita lo último.",
    }
    textos[_LOCKED] = textos[_BUSY]
    return ErrorDeEntorno(textos[codigo]) if codigo in textos else None


def esta_sin_cifrar(ruta: Path) -> bool:
    """Whether the file begins as a plain database does; an encrypted one looks like noise from its first byte."""
    try:
        with ruta.open("rb") as archivo:
            return archivo.read(len(_CABECERA)) == _CABECERA
    except OSError:
        return False


def _explicar_ilegible(ruta: Path) -> ErrorDeEnlace:
    """Tell apart what SQLite calls "file is not a database"; an encrypted file looks like noise, by design."""
    try:
        with ruta.open("rb") as archivo:
            cabecera = archivo.read(len(_CABECERA))
        tamano = ruta.stat().st_size
    except OSError as error:
        return explicar_oserror(error, ruta)
    if cabecera == _CABECERA:
        return ErrorDeClave(
            f"Los datos de «{ruta}» no están cifrados, pero la variable ENLACE_CLAVE da una contraseña. Ábralos sin "
            "ella; si se esperaba que estuvieran cifrados, este no es el archivo correcto."
        )
    if tamano % 512 == 0:
        return ErrorDeClave(
            f"No se pueden leer los datos de «{ruta}»: están cifrados y falta la contraseña, o no es la correcta. "
            "No se cambió nada. Póngala en la variable ENLACE_CLAVE, tal como se puso al comenzar; si está seguro de "
            "ella, el archivo puede estar dañado: vea sus respaldos con «enlace respaldo listar»."
        )
    return ErrorDeNegocio(
        f"«{ruta}» no es una base de datos de Enlace; no se tocó. Elija otra carpeta de datos, o recupere un respaldo "
        "con «enlace respaldo listar» y «enlace respaldo restaurar ARCHIVO»."
    )
