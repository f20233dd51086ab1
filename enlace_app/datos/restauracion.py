"""Put a backup in the place of the database so that a power cut at any point leaves the old one or the new one, whole.

The new database is made ready beside the old one first. Then an intention file is written; while it exists, whoever
starts next finishes what it says. The order of the moves carries the rest: the old database leaves before its
journal, and comes back after it, so that a database in its place always has all of its own journal beside it and
never one of another database, which SQLite would roll back into it.
"""

import contextlib
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from enlace_app.archivos import (
    archivo_atomico,
    borrar_temporales,
    crear_carpeta,
    escribir_atomico,
    huella_archivo,
    sincronizar_archivo,
    sincronizar_carpeta,
    traducir_oserror,
)
from enlace_app.datos.conexion import Conexion, abrir_conexion, traducir_errores
from enlace_app.datos.verificacion import examinar, ruta_huella, verificar_respaldo
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos

AlRestaurar = Callable[[Conexion], object]  # what it returns is not looked at

_ACOMPANANTES = ("-journal", "-wal", "-shm")
_APARTADO = re.compile(r"apartado-[0-9T-]+", re.ASCII)


@dataclass(frozen=True)
class _Intencion:
    apartado: str  # name of the folder in respaldos/ that receives the old database
    huella: str  # SHA-256 of the prepared one


def restaurar(
    carpeta: CarpetaDatos,
    respaldo: Path,
    clave: str | None,
    *,
    al_restaurar: AlRestaurar | None = None,
    version_conocida: int | None = None,
) -> Path:
    """Verify a backup, put it in place of the database, and return the folder where the old one lies now.

    The caller holds the Cerrojo and has closed every connection. ``al_restaurar`` runs on the new database before it
    takes its place, inside one transaction that is begun and committed here. Whatever fails, also in there, the
    previous database stays or comes back. ErrorDeNegocio if the backup is damaged, foreign or newer than
    ``version_conocida``; ErrorDeEntorno if the disk refuses.
    """
    completar_restauracion(carpeta)
    verificacion = verificar_respaldo(respaldo, clave=clave)
    if not verificacion.correcta:
        raise ErrorDeNegocio(
            f"El respaldo «{respaldo}» no se puede usar: {verificacion.problemas[0]}. Sus datos actuales no cambiaron. "
            "Pruebe con otro de «enlace respaldo listar»."
        )
    if version_conocida is not None and verificacion.version > version_conocida:
        raise ErrorDeNegocio(
            f"El respaldo «{respaldo}» lo escribió una versión más nueva de Enlace. Sus datos actuales no cambiaron. "
            "Actualice Enlace en este equipo."
        )
    try:
        _preparar(carpeta, respaldo, verificacion.huella, clave, al_restaurar)
        with traducir_oserror(carpeta.raiz):
            intencion = _Intencion(_crear_apartado(carpeta), huella_archivo(_preparada(carpeta)))
            escribir_atomico(_ruta_intencion(carpeta), json.dumps(asdict(intencion)).encode())
            _avanzar(carpeta, intencion)
    except BaseException:
        with contextlib.suppress(OSError, ErrorDeEntorno):
            _deshacer(carpeta)
        raise
    return carpeta.respaldos / intencion.apartado


def completar_restauracion(carpeta: CarpetaDatos) -> bool:
    """Finish or undo a restore that was cut off; call at every start, with the Cerrojo, before opening the database.

    Also sweeps files that were left half-written. Returns whether there was a restore to finish or undo.
    """
    with traducir_oserror(carpeta.raiz):
        for lugar in (carpeta.raiz, carpeta.respaldos):
            borrar_temporales(lugar)
        _borrar_huellas_sueltas(carpeta)
        if not _ruta_intencion(carpeta).exists():
            _borrar_preparada(carpeta)
            return False
        intencion = _leer_intencion(carpeta)
        if _preparada(carpeta).is_file() and huella_archivo(_preparada(carpeta)) == intencion.huella:
            _avanzar(carpeta, intencion)
        else:
            _deshacer(carpeta)
        if not carpeta.base.exists():
            raise ErrorDeEntorno(
                f"Una restauración quedó a medias y no se encuentra la base de datos en «{carpeta.raiz}». No se "
                f"borró nada: busque «{carpeta.base.name}» en «{carpeta.respaldos / intencion.apartado}» o restaure un "
                "respaldo."
            )
        return True


def _preparada(carpeta: CarpetaDatos) -> Path:
    return carpeta.raiz / "restauracion.db"


def _ruta_intencion(carpeta: CarpetaDatos) -> Path:
    return carpeta.raiz / "restauracion.json"


def _preparar(
    carpeta: CarpetaDatos, respaldo: Path, huella: str, clave: str | None, al_restaurar: AlRestaurar | None
) -> None:
    """Make the new database ready beside the old one, under its own name; nothing else changes."""
    preparada = _preparada(carpeta)
    with traducir_oserror(respaldo), respaldo.open("rb") as fuente, archivo_atomico(preparada) as copia:
        shutil.copyfileobj(fuente, copia)
    if huella_archivo(preparada) != huella:
        raise ErrorDeEntorno(
            f"El disco no copió bien «{respaldo}». Sus datos actuales no cambiaron; repita la operación."
        )
    if al_restaurar is not None:
        with contextlib.closing(abrir_conexion(preparada, clave=clave)) as conexion, traducir_errores(preparada):
            conexion.execute("BEGIN IMMEDIATE")
            al_restaurar(conexion)
            conexion.execute("COMMIT")
        if examinar(preparada, clave).problemas:
            raise ErrorDeEntorno("La base restaurada no pasó la revisión. Sus datos actuales no cambiaron.")
    with traducir_oserror(preparada):
        for sufijo in _ACOMPANANTES:
            preparada.with_name(preparada.name + sufijo).unlink(missing_ok=True)
        sincronizar_archivo(preparada)
        sincronizar_carpeta(carpeta.raiz)


def _crear_apartado(carpeta: CarpetaDatos) -> str:
    nombre = base = f"apartado-{datetime.now().astimezone():%Y-%m-%dT%H%M%S}"
    numero = 1
    while (carpeta.respaldos / nombre).exists():
        numero += 1
        nombre = f"{base}-{numero}"
    crear_carpeta(carpeta.respaldos / nombre)
    return nombre


def _archivos(carpeta: CarpetaDatos) -> list[Path]:
    """The database and everything SQLite keeps beside it, in the order in which they leave."""
    return [carpeta.base, *(carpeta.base.with_name(carpeta.base.name + sufijo) for sufijo in _ACOMPANANTES)]


def _avanzar(carpeta: CarpetaDatos, intencion: _Intencion) -> None:
    apartado = carpeta.respaldos / intencion.apartado
    crear_carpeta(apartado)
    for archivo in _archivos(carpeta):
        if archivo.exists():
            archivo.rename(apartado / archivo.name)
            # Each step on the disk before the next: the order is what makes a power cut harmless.
            sincronizar_carpeta(apartado)
            sincronizar_carpeta(carpeta.raiz)
    _preparada(carpeta).replace(carpeta.base)
    # Done. What fails from here on does not make it undone, and the next start repeats it.
    with contextlib.suppress(OSError):
        sincronizar_carpeta(carpeta.raiz)
        _ruta_intencion(carpeta).unlink()
        sincronizar_carpeta(carpeta.raiz)


def _deshacer(carpeta: CarpetaDatos) -> None:
    """Bring the old database back if it had left; a database in its place, old or new, is left alone."""
    if _ruta_intencion(carpeta).exists():
        apartado = carpeta.respaldos / _leer_intencion(carpeta).apartado
        if not carpeta.base.exists():
            for archivo in reversed(_archivos(carpeta)):
                if (apartado / archivo.name).exists():
                    (apartado / archivo.name).replace(archivo)
                    sincronizar_carpeta(carpeta.raiz)
        with contextlib.suppress(OSError):
            apartado.rmdir()  # only if empty
    _borrar_preparada(carpeta)
    if carpeta.base.exists():
        _ruta_intencion(carpeta).unlink(missing_ok=True)
        sincronizar_carpeta(carpeta.raiz)


def _borrar_preparada(carpeta: CarpetaDatos) -> None:
    preparada = _preparada(carpeta)
    for sufijo in ("", *_ACOMPANANTES):
        preparada.with_name(preparada.name + sufijo).unlink(missing_ok=True)


def _leer_intencion(carpeta: CarpetaDatos) -> _Intencion:
    ruta = _ruta_intencion(carpeta)
    try:
        leida = json.loads(ruta.read_bytes())
        intencion = _Intencion(str(leida["apartado"]), str(leida["huella"]))
    except (ValueError, KeyError, TypeError):
        intencion = _Intencion("", "")
    if not _APARTADO.fullmatch(intencion.apartado):
        raise ErrorDeEntorno(
            f"No se entiende «{ruta}», que dejó una restauración a medias. No se tocó nada: si «{carpeta.base.name}» "
            f"está en su carpeta, borre ese archivo; si no, búsquelo en «{carpeta.respaldos}»."
        )
    return intencion


def _borrar_huellas_sueltas(carpeta: CarpetaDatos) -> None:
    """A backup cut off between its hash and its name leaves the hash alone."""
    for huella in carpeta.respaldos.glob("enlace-*.db.sha256"):
        base = huella.with_name(huella.name.removesuffix(".sha256"))
        if ruta_huella(base) == huella and not base.exists():
            huella.unlink()
