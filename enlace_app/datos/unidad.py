"""A unit of work: one intention of a person, one transaction, its changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, select, text
from sqlalchemy.orm import raiseload

from enlace_app.datos.bitacora import Operacion, SesionConBitacora, exigir_propio
from enlace_app.datos.mapeo import atributo, cargas_del_agregado
from enlace_app.datos.tablas.actas import FOLIO_EMITIDO
from enlace_app.datos.tablas.documentos import ADJUNTO
from enlace_app.datos.tablas.paquetes import CONTADOR, PROCEDENCIA
from enlace_app.dominio.numeracion import FolioEmitido
from enlace_app.dominio.registros import Registro
from enlace_app.dominio.sitios import Sitio
from enlace_app.errores import ErrorDeNegocio

T = TypeVar("T")


@dataclass(frozen=True)
class Cambios:
    """What an operation changed, as (table, uuid); `principal` is the record that it was about."""

    principal: UUID | None
    tocados: frozenset[tuple[str, UUID]]


@dataclass(frozen=True)
class Procedencia:
    """Where an imported record came from; `huella` tells whether that row of the source changed since."""

    archivo: str
    hoja: str
    ref: str
    renglon: int
    huella: str
    registro: UUID


class Unidad:
    """Loads whole aggregates, takes in new records, counts; domain objects never leave its transaction."""

    def __init__(self, sesion: SesionConBitacora, sitio: Sitio) -> None:
        self._sesion = sesion
        self.sitio = sitio
        self.principal: UUID | None = None

    @property
    def operacion(self) -> Operacion:
        """The operation that this unit writes under; only a writing unit has one."""
        if self._sesion.operacion is None:
            raise TypeError("esta unidad sólo lee")
        return self._sesion.operacion

    @property
    def conexion(self) -> Connection:
        """The transaction itself, for the bulk statements of `datos.lote` alone."""
        return self._sesion.connection()

    @property
    def cambios(self) -> Cambios:
        """What was changed so far."""
        return Cambios(self.principal, frozenset(self.operacion.tocados))

    def traer(self, clase: type[T], uuid: UUID) -> T:
        """Return the whole aggregate; raises `ErrorDeNegocio` if there is no such record."""
        # Not `Session.get`: of a record that came along with another it would leave the lists unloaded.
        objeto = self.uno(clase, uuid=uuid)
        if objeto is None:
            raise ErrorDeNegocio("Ese registro ya no existe en estos datos.")
        return objeto

    def exigir_propio(self, registro: Registro) -> None:
        """Raise `ErrorDeNegocio` if the record is another site's, to which nothing but follow-up may be added."""
        exigir_propio(registro, self.sitio)

    def varios(self, clase: type[T], **iguales: Any) -> list[T]:
        """Return all records whose columns equal the given values (or one of a list), whole, in a stable order."""
        consulta = select(clase).options(*cargas_del_agregado(clase), raiseload("*"))
        for nombre, valor in iguales.items():
            columna = atributo(clase, nombre)
            uno_de = isinstance(valor, list | tuple | set | frozenset)
            consulta = consulta.where(columna.in_(valor) if uno_de else columna == valor)
        return list(self._sesion.scalars(consulta.order_by(atributo(clase, "uuid"))))

    def uno(self, clase: type[T], **iguales: Any) -> T | None:
        """Return the first such record or None."""
        encontrados = self.varios(clase, **iguales)
        return encontrados[0] if encontrados else None

    def agregar(self, objeto: object) -> None:
        """Take in a new record."""
        self._sesion.add(objeto)

    def asentar(self) -> None:
        """Write what is pending now: for rows that a trigger must find before the next one."""
        self._sesion.flush()

    def filas(self, sql: str, parametros: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Run a plain query inside this transaction; same contract as `Lectura.filas`."""
        conexion, valores = self._sesion.connection(), dict(parametros or {})
        # SQLite knows `:name` by itself; SQLAlchemy's own reading of hundreds of them costs more than the query.
        como_es = conexion.dialect.paramstyle == "qmark"
        hallado = conexion.exec_driver_sql(sql, valores) if como_es else conexion.execute(text(sql), valores)
        columnas = tuple(hallado.keys())
        return [dict(zip(columnas, fila, strict=True)) for fila in hallado]

    def registrar_adjunto(self, sha256: str, nombre: str, tipo: str, tamano: int) -> None:
        """Name a stored file; a file known by its hash keeps its first name."""
        if self.filas("SELECT sha256 FROM adjunto WHERE sha256 = :sha256", {"sha256": sha256}):
            return
        self._sesion.connection().execute(
            ADJUNTO.insert().values(
                sha256=sha256,
                nombre=self.operacion.alfabeto.limpiar("Nombre del archivo", nombre),
                tipo=tipo,
                tamano=tamano,
                creado=self.operacion.instante,
            )
        )

    def siguiente(self, contador: str) -> int:
        """Return the next value of a counter of this data folder; rolled back with the unit."""
        conexion = self._sesion.connection()
        fila = conexion.execute(select(CONTADOR.c.valor).where(CONTADOR.c.clave == contador)).one_or_none()
        valor = (fila[0] if fila else 0) + 1
        if fila:
            conexion.execute(CONTADOR.update().where(CONTADOR.c.clave == contador).values(valor=valor))
        else:
            conexion.execute(CONTADOR.insert().values(clave=contador, valor=valor))
        return valor

    def siguiente_consecutivo(self, serie: str, anio: int) -> int:
        """Return the number after the highest that was ever given out in that series and year."""
        maximo = self._sesion.connection().execute(
            text("SELECT max(consecutivo) FROM folio_emitido WHERE serie = :serie AND anio = :anio"),
            {"serie": serie, "anio": anio},
        )
        return int(maximo.scalar_one() or 0) + 1

    def emitir_folio(self, folio: FolioEmitido, reunion: UUID) -> None:
        """Give out a definitive folio; raises `ErrorDeNegocio` if it was ever given to another meeting."""
        conexion = self._sesion.connection()
        duenio = conexion.execute(
            select(FOLIO_EMITIDO.c.reunion).where(FOLIO_EMITIDO.c.folio == folio.folio)
        ).scalar_one_or_none()
        if duenio == reunion:
            return
        if duenio is not None:
            raise ErrorDeNegocio(f"El folio {folio.folio} ya es de otra reunión; revise el número de la sesión.")
        conexion.execute(
            FOLIO_EMITIDO.insert().values(
                folio=folio.folio,
                serie=folio.serie,
                anio=folio.anio,
                consecutivo=folio.consecutivo,
                reunion=reunion,
                creado=self.operacion.instante,
            )
        )

    def procedencias(self) -> dict[tuple[str, str, str], Procedencia]:
        """Return where every imported record came from, by (file, sheet, ref)."""
        columnas = [PROCEDENCIA.c[n] for n in ("archivo", "hoja", "ref", "renglon", "huella", "registro")]
        filas = self._sesion.connection().execute(select(*columnas))
        return {(f.archivo, f.hoja, f.ref): Procedencia(*f) for f in filas}

    def olvidar_procedencia(self, procedencia: Procedencia) -> None:
        """Forget what was remembered for that file, sheet and ref."""
        self._sesion.connection().execute(
            PROCEDENCIA.delete().where(
                PROCEDENCIA.c.archivo == procedencia.archivo,
                PROCEDENCIA.c.hoja == procedencia.hoja,
                PROCEDENCIA.c.ref == procedencia.ref,
            )
        )

    def recordar_procedencia(self, procedencia: Procedencia) -> None:
        """Remember where a record came from, in place of what was remembered for that file, sheet and ref."""
        self.olvidar_procedencia(procedencia)
        conexion = self._sesion.connection()
        conexion.execute(PROCEDENCIA.insert().values(**vars(procedencia), instante=self.operacion.instante))
