"""An open data folder: one lock, one engine, one way to write and two ways to read."""

import hashlib
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from uuid import UUID

import sqlcipher3.dbapi2 as sqlite

from enlace_app.datos.adjuntos import AlmacenAdjuntos
from enlace_app.datos.capturas import Capturas
from enlace_app.datos.cerrojo import Cerrojo
from enlace_app.datos.conexion import ErrorDeClave, esta_sin_cifrar, revisar_identidad, traducir
from enlace_app.datos.lectura import Lectura
from enlace_app.datos.lecturas import Lecturas
from enlace_app.datos.respaldos import Motivo, Respaldo, crear_respaldo, listar_respaldos, rotar
from enlace_app.datos.restauracion import completar_restauracion
from enlace_app.datos.verificacion import Verificacion, verificar_respaldo
from enlace_app.datos.version import ESQUEMA
from enlace_app.dominio.identidad import uuid_nuevo
from enlace_app.dominio.registros import CAMBIO_AJENO
from enlace_app.dominio.textos import Alfabeto
from enlace_app.errores import ErrorDeEnlace, ErrorDeEntorno, ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from enlace_app.datos.unidad import Unidad
    from enlace_app.dominio.sitios import Sitio


class Almacen:
    """The data of one site; close it, or use it as a context manager.

    SQLAlchemy is imported at the first write: reads alone must not wait for it.
    """

    def __init__(
        self, carpeta: CarpetaDatos, *, alfabeto: Alfabeto, clave: str | None = None, integridad: bool = True
    ) -> None:
        """Open, and bring up to date; ``integridad=False`` leaves reading the whole file to `comprobar_integridad`."""
        self.carpeta = carpeta
        self.alfabeto = alfabeto
        self._clave = clave
        self._integridad = integridad
        self._cerrojo = Cerrojo(carpeta)
        self._lecturas = Lecturas(carpeta.base, clave)
        self.capturas = Capturas(carpeta.base, clave, self._lecturas.de_este_hilo)
        self._respaldado_hasta: int | None = None
        self._motor_hecho: Engine | None = None
        self._turno_de_motor = Lock()
        carpeta.preparar()
        self._cerrojo.tomar()
        try:
            with self._traducir():
                self._poner_al_dia()
        except BaseException:
            self.cerrar()
            raise

    def _poner_al_dia(self) -> None:
        completar_restauracion(self.carpeta)
        self.adjuntos.barrer()
        try:
            identidad = revisar_identidad(self.carpeta.base, self._clave, ESQUEMA, integridad=self._integridad)
        except ErrorDeClave as error:
            if self._clave is None and self._respaldos_sin_cifrar():
                raise ErrorDeEntorno(
                    f"El archivo de datos «{self.carpeta.base}» está dañado: le falta su encabezado. No se cambió. "
                    "Recupere el último respaldo con «enlace respaldo listar» y «enlace respaldo restaurar ARCHIVO»."
                ) from error
            raise
        if identidad.nueva and listar_respaldos(self.carpeta):
            raise ErrorDeEntorno(
                f"En «{self.carpeta.raiz}» falta el archivo de datos, pero hay respaldos. No se creó nada nuevo: "
                "recupere uno con «enlace respaldo listar» y «enlace respaldo restaurar ARCHIVO»."
            )
        if identidad.version < ESQUEMA:
            from enlace_app.datos.migracion import migrar

            if identidad.nueva:
                self.carpeta.base.touch(mode=0o600)  # also in a folder that others may read
            else:
                crear_respaldo(self.carpeta, self._clave, "migracion")
            migrar(self.carpeta, self._clave)
        self._respaldado_hasta = self._ultima_secuencia()

    def comprobar_integridad(self) -> None:
        """Read the whole file, in any thread; raises `BaseDanada` if its content is broken."""
        revisar_identidad(self.carpeta.base, self._clave, ESQUEMA)

    @property
    def cifrado(self) -> bool:
        """Whether the database is kept under a passphrase."""
        return self._clave is not None

    def secreto_derivado(self, sal: bytes) -> bytes | None:
        """Return a password for another file of the folder, derived from the passphrase; None where there is none.

        As slow to guess as the database's own (scrypt, 32 MB): a file with a quick derivation beside it would be the
        way to the passphrase.
        """
        if self._clave is None:
            return None
        derivado = hashlib.scrypt(self._clave.encode(), salt=sal, n=1 << 15, r=8, p=1, maxmem=1 << 26, dklen=32)
        return derivado.hex().encode("ascii")

    def _respaldos_sin_cifrar(self) -> bool:
        """Whether the newest backup is plain: then what cannot be read was not encrypted either, but damaged."""
        respaldos = listar_respaldos(self.carpeta)
        return bool(respaldos) and esta_sin_cifrar(respaldos[0].ruta)

    @property
    def lectura(self) -> Lectura:
        """The plain reads of the calling thread."""
        return self._lecturas.de_este_hilo()

    @cached_property
    def adjuntos(self) -> AlmacenAdjuntos:
        """The stored files."""
        return AlmacenAdjuntos(self.carpeta.adjuntos)

    @property
    def _motor(self) -> "Engine":
        # The window prepares it in a thread while the first write may already be asked for.
        with self._turno_de_motor:
            if self._motor_hecho is None:
                self._motor_hecho = self._crear_motor()
            return self._motor_hecho

    def _crear_motor(self) -> "Engine":
        from enlace_app.datos.bitacora import instalar
        from enlace_app.datos.mapeo import mapear
        from enlace_app.datos.motor import crear_motor

        mapear()
        instalar()
        return crear_motor(self.carpeta.base, self._clave)

    def preparar_escritura(self) -> None:
        """Import and map now, in any thread, what the first write would otherwise wait for."""
        _ = self._motor

    @contextmanager
    def escribir(self, intencion: str, *, deshace: UUID | None = None) -> Iterator["Unidad"]:
        """Open a transaction that commits at the end of the block, or leaves nothing behind if it raises.

        `deshace` names the operation that this one takes back.
        """
        from enlace_app.datos.bitacora import Operacion, SesionConBitacora
        from enlace_app.datos.unidad import Unidad

        with self._traducir(), SesionConBitacora(self._motor, autoflush=False) as sesion, sesion.begin():
            sitio = _sitio(sesion)
            sesion.operacion = Operacion(
                uuid=uuid_nuevo(),
                intencion=intencion,
                instante=datetime.now(UTC),
                sitio=sitio,
                dispositivo=platform.node(),
                alfabeto=self.alfabeto,
                deshace=deshace,
            )
            yield Unidad(sesion, sitio)

    @contextmanager
    def consultar(self) -> Iterator["Unidad"]:
        """Open a unit that reads whole aggregates for a rule to look at; it cannot write."""
        from enlace_app.datos.bitacora import SesionConBitacora
        from enlace_app.datos.motor import SOLO_LECTURA
        from enlace_app.datos.unidad import Unidad

        motor = self._motor.execution_options(**{SOLO_LECTURA: True})
        with self._traducir(), SesionConBitacora(motor, autoflush=False) as sesion:
            yield Unidad(sesion, _sitio(sesion))

    @contextmanager
    def _traducir(self) -> Iterator[None]:
        try:
            yield
        except ErrorDeEnlace:
            raise
        except Exception as error:
            traducido = _de_una_regla(error) or traducir(error, self.carpeta.base)
            if traducido is None:
                raise
            raise traducido from error

    def fundar(self, *, nombre: str, rol: str, region: str | None, zona: str, ejemplo: bool) -> None:
        """Make this data folder a site of its own; raises `ErrorDeNegocio` if it is somebody's already."""
        motor = self._motor  # maps the records: one made before would not be storable
        from sqlalchemy import select
        from sqlalchemy.orm import Session

        from enlace_app.dominio.numeracion import marca_de_equipo
        from enlace_app.dominio.sitios import RolDeSitio, Sitio

        uuid = uuid_nuevo()
        sitio = Sitio(
            uuid=uuid,
            nombre=self.alfabeto.limpiar("Nombre", nombre),
            region=region,
            rol=RolDeSitio(rol),
            marca=marca_de_equipo(uuid),
            zona=zona,
            ejemplo=ejemplo,
            creado=datetime.now(UTC),
        )
        with self._traducir(), Session(motor) as sesion, sesion.begin():
            if sesion.scalars(select(Sitio)).first() is not None:
                raise ErrorDeNegocio(f"La carpeta «{self.carpeta.raiz}» ya está iniciada; use otra con --datos.")
            sesion.add(sitio)

    def _ultima_secuencia(self) -> int:
        fila = self.lectura.fila("SELECT coalesce(max(secuencia), 0) AS n FROM bitacora")
        return int(fila["n"]) if fila else 0

    @property
    def cambio_desde_el_respaldo(self) -> bool:
        """Whether something was written since this folder was opened or last backed up."""
        return self._ultima_secuencia() != self._respaldado_hasta

    def respaldar(self, motivo: Motivo, *, conservar: int = 10, dias: int = 30) -> Respaldo:
        """Make a verified backup and let old ones go."""
        respaldo = crear_respaldo(self.carpeta, self._clave, motivo)
        rotar(self.carpeta, conservar=conservar, dias=dias, proteger=[respaldo.ruta])
        self._respaldado_hasta = self._ultima_secuencia()
        return respaldo

    def verificar_respaldo(self, respaldo: Path) -> Verificacion:
        """Read a whole backup of this folder and say whether it may be restored; in any thread."""
        return verificar_respaldo(respaldo, clave=self._clave, carpeta=self.carpeta)

    def cerrar(self) -> None:
        """Let go of the files and of the folder."""
        self.capturas.cerrar()
        self._lecturas.cerrar()
        if self._motor_hecho is not None:
            self._motor_hecho.dispose()
        self._cerrojo.soltar()

    def __enter__(self) -> "Almacen":
        return self

    def __exit__(self, *_: object) -> None:
        self.cerrar()


def _de_una_regla(error: Exception) -> ErrorDeNegocio | None:
    """What the database refused by a rule of ours (a trigger, the count of changes): no fault of the environment."""
    original = getattr(error, "orig", error)
    # The driver gives no extended code; SQLite's own constraints all say "constraint failed", in English.
    if isinstance(original, sqlite.IntegrityError) and "constraint failed" not in str(original):
        return ErrorDeNegocio(f"No se guardó: {original}.")
    # By its name: reads alone must not import SQLAlchemy.
    if type(error).__name__ == "StaleDataError":
        return ErrorDeNegocio(CAMBIO_AJENO)
    return None


def _sitio(sesion: "Session") -> "Sitio":
    from sqlalchemy import select

    from enlace_app.dominio.sitios import Sitio

    sitio = sesion.scalars(select(Sitio)).one_or_none()
    if sitio is None:
        raise ErrorDeNegocio("Esta carpeta de datos aún no tiene dueño; comience con: enlace iniciar --nombre …")
    return sitio
