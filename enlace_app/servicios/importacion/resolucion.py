"""From what a cell says (a mark, a folio, a key, a uuid, a name) to the record that it means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.compromisos import Actividad, Compromiso
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.ejercicios import Ejercicio, ReglaDecision
from enlace_app.dominio.nombramientos import Nombramiento, Rol
from enlace_app.dominio.organizaciones import Organizacion, indice_de_nombres, plegar
from enlace_app.dominio.personas import Persona
from enlace_app.dominio.puntos import PuntoOrdenDia
from enlace_app.dominio.regiones import Municipio, Region
from enlace_app.dominio.registros import Constancia, Registro
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.seguimientos import Seguimiento
from enlace_app.dominio.testados import Causal
from enlace_app.dominio.tipos_reunion import TipoReunion
from enlace_app.dominio.votaciones import Votacion

if TYPE_CHECKING:
    from enlace_app.datos.unidad import Unidad
    from enlace_app.servicios.importacion.fuentes import Renglon

T = TypeVar("T", bound=Registro | Constancia)

_CLASES: tuple[type[Registro | Constancia], ...] = (
    Region, Municipio, ReglaDecision, Ejercicio, TipoReunion, Rol, Causal, Organizacion, Persona, Nombramiento,
    Compromiso, Actividad, Reunion, Asistencia, PuntoOrdenDia, Votacion, Acuerdo, Seguimiento, Documento,
)  # fmt: skip
"""Loaded in this order: a meeting brings its children, so that these find themselves already there."""


class Directorio:
    """All records of the site, those of this import included, by uuid and by every name that people use for them."""

    def __init__(self, unidad: Unidad) -> None:
        self._por_clase: dict[type, dict[UUID, Any]] = {
            clase: {r.uuid: r for r in unidad.varios(clase)} for clase in _CLASES
        }
        self._nombres: dict[type, dict[str, Any]] = {clase: {} for clase in _CLASES}
        self._marcas: dict[tuple[str, str, str], UUID] = {}
        self._organizaciones: Mapping[str, UUID] | None = None
        self._llamadas: Mapping[str, list[Organizacion]] | None = None
        for clase in _CLASES:
            for registro in self._por_clase[clase].values():
                self._nombrar(clase, registro)

    def todos(self, clase: type[T]) -> Iterable[T]:
        """Return every record of a class, withdrawn ones too."""
        return self._por_clase[clase].values()

    def de_uuid(self, clase: type[T], uuid: UUID | None) -> T | None:
        """Return the record with that identity."""
        return self._por_clase[clase].get(uuid) if uuid else None

    def agregar(self, registro: Registro | Constancia) -> None:
        """Take in a record of this import, or its new names."""
        clase = type(registro)
        self._por_clase[clase][registro.uuid] = registro
        self._nombrar(clase, registro)

    def marcar(self, renglon: Renglon, hoja: str, marca: str | None, uuid: UUID) -> None:
        """Remember what a row of this import is called in its own files; the first to take a mark keeps it."""
        if marca:
            self._marcas.setdefault((renglon.grupo, hoja, plegar(marca)), uuid)

    def marcado(self, renglon: Renglon, hoja: str, marca: str) -> UUID | None:
        """Return the identity of the row of the same files that bears this mark."""
        return self._marcas.get((renglon.grupo, hoja, plegar(marca)))

    def nombrado(self, clase: type[T], nombre: str) -> T | None:
        """Return the record by its uuid or by any of its names, withdrawn ones left out."""
        try:
            encontrado = self.de_uuid(clase, UUID(nombre.strip()))
        except ValueError:
            encontrado = self._nombres[clase].get(plegar(nombre))
        return None if encontrado is None or getattr(encontrado, "baja", False) else encontrado

    def organizacion(self, literal: str | None) -> UUID | None:
        """Return the organisation that a literal name means, if it means one alone."""
        if self._organizaciones is None:
            self._organizaciones = indice_de_nombres(self.todos(Organizacion))
        return self._organizaciones.get(plegar(literal)) if literal else None

    def organizaciones_llamadas(self, nombre: str) -> list[Organizacion]:
        """Return all organisations of which that is a name, acronym or alias."""
        if self._llamadas is None:
            llamadas: dict[str, dict[UUID, Organizacion]] = defaultdict(dict)
            for organizacion in self.todos(Organizacion):
                for suyo in () if organizacion.baja else organizacion.nombres:
                    llamadas[plegar(suyo)][organizacion.uuid] = organizacion
            self._llamadas = {suyo: list(o.values()) for suyo, o in llamadas.items()}
        return self._llamadas.get(plegar(nombre), [])

    def enlaces_de_nombres(self, literales: Iterable[str]) -> dict[str, UUID]:
        """Map each literal name that the directory knows to its organisation."""
        hallados = {literal: self.organizacion(literal) for literal in literales}
        return {literal: uuid for literal, uuid in hallados.items() if uuid}

    def compromiso(self, nombre: str, ejercicio: Ejercicio | None) -> Compromiso | None:
        """Return a commitment by key, or by its number («C6», «6») within the ejercicio."""
        hallado = self.nombrado(Compromiso, nombre)
        if hallado is None and ejercicio is not None:
            corto = nombre.strip().upper()
            hallado = self.nombrado(Compromiso, f"{ejercicio.clave}-{corto if corto.startswith('C') else 'C' + corto}")
        return hallado

    def _nombrar(self, clase: type, registro: Any) -> None:
        if clase is Organizacion:
            self._organizaciones = self._llamadas = None
        for nombre in () if getattr(registro, "baja", False) else _nombres_de(registro):
            self._nombres[clase].setdefault(plegar(nombre), registro)


def _nombres_de(registro: Any) -> list[str]:
    """Every name by which a cell may mean the record."""
    nombres: list[str | None] = []
    match registro:
        case Region():
            nombres = [registro.clave, registro.nombre, f"Región {registro.nombre}", registro.variantes]
        case Municipio():
            nombres = [registro.cvegeo, registro.nombre, registro.cabecera]
        case Ejercicio() | TipoReunion() | Rol():
            nombres = [registro.clave, registro.nombre]
        case Compromiso():
            nombres = [registro.clave, registro.titulo]
        case Reunion() | Acuerdo():
            nombres = [registro.folio_provisional, registro.folio]
        case Documento():
            nombres = [registro.folio]
        case Persona() | Organizacion():
            nombres = [registro.nombre]
    return [nombre for nombre in nombres if nombre]
