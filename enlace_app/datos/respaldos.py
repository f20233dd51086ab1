"""Backups that were opened and checked before they got their name; a file with that name is a good one."""

import contextlib
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, get_args

import sqlcipher3.dbapi2 as sqlite

from enlace_app.archivos import (
    escribir_atomico,
    huella_archivo,
    ruta_temporal,
    sincronizar_archivo,
    sincronizar_carpeta,
    traducir_oserror,
)
from enlace_app.datos.conexion import abrir_conexion, aplicar_clave, traducir_errores
from enlace_app.datos.verificacion import examinar, ruta_huella
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos

Motivo = Literal["salida", "migracion", "manual", "restauracion"]
AlAvanzar = Callable[[int, int], None]  # pages done, pages in all; what it raises cancels the backup

_NOMBRE = re.compile(
    rf"enlace-(\d{{4}}-\d{{2}}-\d{{2}}T\d{{6}})-({'|'.join(get_args(Motivo))})(?:-(\d+))?\.db", re.ASCII
)
_INSTANTE = "%Y-%m-%dT%H%M%S"
_PAGINAS_POR_PASO = 1000
_MIGRACIONES_INTOCABLES = 2
_PEDIDOS_INTOCABLES = 5


@dataclass(frozen=True)
class Respaldo:
    """A backup in the folder, known by its name; ``verificar_respaldo`` says whether it is good."""

    ruta: Path
    instante: datetime  # local time of the computer that made it
    motivo: Motivo
    numero: int  # 1, or more when several were made within one second
    tamano: int  # bytes


def crear_respaldo(
    carpeta: CarpetaDatos, clave: str | None, motivo: Motivo, *, al_avanzar: AlAvanzar | None = None
) -> Respaldo:
    """Copy the database while it may be in use, prove the copy, and give it its name.

    ErrorDeNegocio if there is no database yet, ErrorDeEntorno if the disk refuses or the copy does not pass; then
    nothing of it stays and the database is as it was. Attachments are immutable files of their own, not copied.
    """
    if not carpeta.base.exists():
        raise ErrorDeNegocio(f"Todavía no hay datos que respaldar en «{carpeta.raiz}».")
    temporal = ruta_temporal(carpeta.respaldos)
    try:
        with traducir_errores(carpeta.respaldos):
            _copiar(carpeta.base, temporal, clave, al_avanzar)
            sincronizar_archivo(temporal)
        examen = examinar(temporal, clave)
        if examen.problemas:
            raise ErrorDeEntorno(
                f"La copia de seguridad no pasó la revisión y no se guardó: {examen.problemas[0]}. Sus datos "
                "siguen como estaban; revise el disco y sus respaldos anteriores con «enlace respaldo listar»."
            )
        return _nombrar(temporal, carpeta.respaldos, motivo)
    finally:
        with contextlib.suppress(OSError):
            temporal.unlink(missing_ok=True)


def _copiar(origen: Path, destino: Path, clave: str | None, al_avanzar: AlAvanzar | None) -> None:
    with (
        contextlib.closing(abrir_conexion(origen, clave=clave, solo_lectura=True)) as fuente,
        contextlib.closing(sqlite.connect(str(destino), isolation_level=None)) as copia,
    ):
        if clave is not None:
            aplicar_clave(copia, clave)
        # Nobody else knows the file and a failed one is thrown away: no journal to leave behind, one fsync at the end.
        copia.execute("PRAGMA journal_mode = OFF")
        copia.execute("PRAGMA synchronous = OFF")
        fuente.backup(copia, pages=_PAGINAS_POR_PASO, progress=_progreso(al_avanzar), sleep=0.01)


def _progreso(al_avanzar: AlAvanzar | None) -> Callable[[int, int, int], None] | None:
    if al_avanzar is None:
        return None

    def avisar(_estado: int, faltan: int, total: int) -> None:
        al_avanzar(total - faltan, total)

    return avisar


def _nombrar(temporal: Path, respaldos: Path, motivo: Motivo) -> Respaldo:
    """Sidecar first, database last: a database with a backup's name always has its hash beside it."""
    with traducir_oserror(respaldos):
        huella = huella_archivo(temporal)
        instante = datetime.now().astimezone().replace(microsecond=0)
        numero, destino = 1, respaldos / f"enlace-{instante:{_INSTANTE}}-{motivo}.db"
        while destino.exists():
            numero += 1
            destino = respaldos / f"enlace-{instante:{_INSTANTE}}-{motivo}-{numero}.db"
        escribir_atomico(ruta_huella(destino), f"{huella}  {destino.name}\n".encode())
        temporal.replace(destino)
        sincronizar_carpeta(respaldos)
        return Respaldo(destino, instante, motivo, numero, destino.stat().st_size)


def listar_respaldos(carpeta: CarpetaDatos) -> list[Respaldo]:
    """The backups of the folder, newest first; anything with another name is left out."""
    if not carpeta.respaldos.is_dir():
        return []
    with traducir_oserror(carpeta.respaldos):
        hallados = [respaldo for ruta in carpeta.respaldos.iterdir() if (respaldo := _reconocer(ruta))]
    return sorted(hallados, key=lambda r: (r.instante, r.numero, r.motivo), reverse=True)


def _reconocer(ruta: Path) -> Respaldo | None:
    partes = _NOMBRE.fullmatch(ruta.name)
    if partes is None or not ruta.is_file():
        return None
    try:
        instante = datetime.strptime(partes[1], _INSTANTE).astimezone()
    except ValueError:
        return None
    motivo: Motivo = next(conocido for conocido in get_args(Motivo) if conocido == partes[2])
    return Respaldo(ruta, instante, motivo, int(partes[3] or 1), ruta.stat().st_size)


def rotar(carpeta: CarpetaDatos, conservar: int, dias: int, *, proteger: Collection[Path] = ()) -> list[Path]:
    """Delete old backups and return which.

    Kept are the newest ``conservar``, the last one of each of the ``dias`` newest days that have any, the last two
    made before a migration, the last five that a person asked for, and ``proteger``. Days are counted among the
    backups, not from today: a laptop whose clock jumped would otherwise lose them all; hand the one just made to
    ``proteger`` for the same reason.
    """
    if conservar < 1 or dias < 0:
        raise ValueError("conservar debe ser al menos 1, y dias no puede ser negativo")
    todos = listar_respaldos(carpeta)
    ultimo_del_dia = {respaldo.instante.date(): respaldo.ruta for respaldo in reversed(todos)}
    migraciones = [respaldo.ruta for respaldo in todos if respaldo.motivo == "migracion"]
    pedidos = [respaldo.ruta for respaldo in todos if respaldo.motivo == "manual"]
    intocables = {
        *(respaldo.ruta for respaldo in todos[:conservar]),
        *(ultimo_del_dia[dia] for dia in sorted(ultimo_del_dia, reverse=True)[:dias]),
        *migraciones[:_MIGRACIONES_INTOCABLES],
        *pedidos[:_PEDIDOS_INTOCABLES],
        *proteger,
    }
    borrados = [respaldo.ruta for respaldo in todos if respaldo.ruta not in intocables]
    for ruta in borrados:
        with traducir_oserror(ruta):
            ruta.unlink()
            ruta_huella(ruta).unlink(missing_ok=True)
    return borrados
