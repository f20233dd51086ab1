"""Maps the records of `dominio` to their tables, from outside: `dominio` does not know that it is stored.

Every relationship is `lazy="raise"`: what an operation needs is loaded by the options of its aggregate, or the
access fails at once instead of costing a query per row.
"""

from functools import cache
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.orm import InstrumentedAttribute, registry, relationship, selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from enlace_app.datos.tablas import actas as ta
from enlace_app.datos.tablas import acuerdos as tc
from enlace_app.datos.tablas import catalogos as tk
from enlace_app.datos.tablas import compromisos as tp
from enlace_app.datos.tablas import documentos as td
from enlace_app.datos.tablas import paquetes as tq
from enlace_app.datos.tablas import recepcion as te
from enlace_app.datos.tablas import reuniones as tr
from enlace_app.dominio.actas import Acta, Reapertura, Rendicion
from enlace_app.dominio.acuerdos import Acuerdo, Responsable
from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.compromisos import Actividad, Compromiso, OrganizacionDeCompromiso
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.ejercicios import Ejercicio, ParteDeRegla, ReglaDecision
from enlace_app.dominio.firmas import Firma
from enlace_app.dominio.intervenciones import Intervencion
from enlace_app.dominio.nombramientos import Nombramiento, Rol
from enlace_app.dominio.observaciones import Observacion, Resolucion
from enlace_app.dominio.organizaciones import Alias, Organizacion
from enlace_app.dominio.paquetes import Paquete
from enlace_app.dominio.personas import Persona
from enlace_app.dominio.puntos import PuntoOrdenDia
from enlace_app.dominio.recepcion import (
    Acuse,
    AcuseEmitido,
    FolioOficial,
    ObservacionDeAutoridad,
    PaqueteRecibido,
    PasoDePaquete,
    PropuestaDeCatalogo,
    Vinculo,
)
from enlace_app.dominio.regiones import Municipio, Region
from enlace_app.dominio.reuniones import Receso, Reunion
from enlace_app.dominio.seguimientos import Seguimiento
from enlace_app.dominio.sitios import Sitio
from enlace_app.dominio.testados import Causal, Testado
from enlace_app.dominio.tipos_reunion import TipoReunion
from enlace_app.dominio.votaciones import Excusa, Habilitado, SentidoDeParte, Votacion


def _uno(clase: type, columna: Column[Any]) -> Any:
    return relationship(clase, foreign_keys=[columna], lazy="raise")


def _hijos(clase: type, columna: Column[Any]) -> Any:
    return relationship(clase, foreign_keys=[columna], lazy="raise", cascade="save-update")


def _valores(clase: type) -> Any:
    return relationship(clase, lazy="raise", cascade="all, delete-orphan")


def _muchos(clase: type, secundaria: Table) -> Any:
    return relationship(clase, secondary=secundaria, lazy="raise", cascade="save-update")


@cache
def mapear() -> registry:
    """Map all records once per process; later calls cost nothing."""
    registro = registry()
    _mapear_catalogos(registro)
    _mapear_reuniones(registro)
    for clase, tabla in (
        (Acta, ta.ACTA),
        (Reapertura, ta.REAPERTURA),
        (Rendicion, ta.RENDICION),
        (Firma, ta.FIRMA),
        (Observacion, ta.OBSERVACION),
        (Resolucion, ta.RESOLUCION),
        (Seguimiento, tc.SEGUIMIENTO),
        (Paquete, tq.PAQUETE),
        (Sitio, tq.SITIO),
        (PaqueteRecibido, te.PAQUETE_RECIBIDO),
        (PasoDePaquete, te.PASO_DE_PAQUETE),
        (AcuseEmitido, te.ACUSE_EMITIDO),
        (FolioOficial, te.FOLIO_OFICIAL),
        (ObservacionDeAutoridad, te.OBSERVACION_DE_AUTORIDAD),
        (Acuse, te.ACUSE),
    ):
        registro.map_imperatively(clase, tabla)
    _registro(registro, Testado, ta.TESTADO)
    _registro(registro, PropuestaDeCatalogo, te.PROPUESTA_DE_CATALOGO)
    _registro(registro, Vinculo, te.VINCULO)
    registro.configure()
    return registro


def _registro(registro: registry, clase: type, tabla: Table, **relaciones: Any) -> None:
    """Map a `Registro`; a column that a relationship replaces stays reachable as `_<name>`."""
    propiedades = dict(relaciones)
    propiedades |= {f"_{nombre}": tabla.c[nombre] for nombre in relaciones if nombre in tabla.c}
    registro.map_imperatively(
        clase, tabla, properties=propiedades, version_id_col=tabla.c.rev, version_id_generator=False
    )


def _mapear_catalogos(registro: registry) -> None:
    registro.map_imperatively(ParteDeRegla, tk.PARTE_DE_REGLA)
    registro.map_imperatively(Alias, tk.ALIAS)
    registro.map_imperatively(OrganizacionDeCompromiso, tp.COMPROMISO_ORGANIZACION)
    for clase, tabla in (
        (Region, tk.REGION),
        (Rol, tk.ROL),
        (Persona, tk.PERSONA),
        (TipoReunion, tk.TIPO_REUNION),
        (Causal, tk.CAUSAL),
        (Actividad, tp.ACTIVIDAD),
    ):
        _registro(registro, clase, tabla)
    _registro(registro, Municipio, tk.MUNICIPIO, region=_uno(Region, tk.MUNICIPIO.c.region))
    _registro(registro, ReglaDecision, tk.REGLA_DECISION, partes=_valores(ParteDeRegla))
    _registro(registro, Ejercicio, tk.EJERCICIO, regla=_uno(ReglaDecision, tk.EJERCICIO.c.regla))
    _registro(registro, Organizacion, tk.ORGANIZACION, alias=_valores(Alias))
    _registro(
        registro,
        Nombramiento,
        tk.NOMBRAMIENTO,
        region=_uno(Region, tk.NOMBRAMIENTO.c.region),
        ejercicio=_uno(Ejercicio, tk.NOMBRAMIENTO.c.ejercicio),
    )
    _registro(
        registro,
        Compromiso,
        tp.COMPROMISO,
        ejercicio=_uno(Ejercicio, tp.COMPROMISO.c.ejercicio),
        regiones=_muchos(Region, tp.COMPROMISO_REGION),
        organizaciones=_valores_de_compromiso(),
    )


def _valores_de_compromiso() -> Any:
    columna = tp.COMPROMISO_ORGANIZACION.c.compromiso
    return relationship(OrganizacionDeCompromiso, foreign_keys=[columna], lazy="raise", cascade="all, delete-orphan")


def _mapear_reuniones(registro: registry) -> None:
    registro.map_imperatively(Receso, tr.RECESO)
    registro.map_imperatively(SentidoDeParte, tr.SENTIDO_DE_PARTE)
    registro.map_imperatively(Habilitado, tr.HABILITADO)
    registro.map_imperatively(Excusa, tr.EXCUSA)
    registro.map_imperatively(Responsable, tc.ACUERDO_RESPONSABLE)
    _registro(registro, Asistencia, tr.ASISTENCIA)
    _registro(registro, PuntoOrdenDia, tr.PUNTO_ORDEN_DIA)
    _registro(registro, Intervencion, tr.INTERVENCION)
    _registro(
        registro,
        Votacion,
        tr.VOTACION,
        sentidos=_valores(SentidoDeParte),
        habilitados=_valores(Habilitado),
        excusas=_valores(Excusa),
    )
    _registro(
        registro,
        Acuerdo,
        tc.ACUERDO,
        ejercicio=_uno(Ejercicio, tc.ACUERDO.c.ejercicio),
        responsables=relationship(
            Responsable,
            foreign_keys=[tc.ACUERDO_RESPONSABLE.c.acuerdo],
            lazy="raise",
            cascade="all, delete-orphan",
        ),
        compromisos=_muchos(Compromiso, tc.ACUERDO_COMPROMISO),
    )
    _registro(
        registro,
        Reunion,
        tr.REUNION,
        tipo=_uno(TipoReunion, tr.REUNION.c.tipo),
        ejercicio=_uno(Ejercicio, tr.REUNION.c.ejercicio),
        municipio=_uno(Municipio, tr.REUNION.c.municipio),
        regiones=_muchos(Region, tr.REUNION_REGION),
        compromisos=_muchos(Compromiso, tr.REUNION_COMPROMISO),
        recesos=_valores(Receso),
        asistencias=_hijos(Asistencia, tr.ASISTENCIA.c.reunion),
        puntos=_hijos(PuntoOrdenDia, tr.PUNTO_ORDEN_DIA.c.reunion),
        votaciones=_hijos(Votacion, tr.VOTACION.c.reunion),
        intervenciones=_hijos(Intervencion, tr.INTERVENCION.c.reunion),
        acuerdos=_hijos(Acuerdo, tc.ACUERDO.c.reunion),
    )
    _registro(
        registro,
        Documento,
        td.DOCUMENTO,
        ejercicio=_uno(Ejercicio, td.DOCUMENTO.c.ejercicio),
        compromisos=_muchos(Compromiso, td.DOCUMENTO_COMPROMISO),
    )


def atributo(clase: type, nombre: str) -> InstrumentedAttribute[Any]:
    """Return the mapped attribute: mypy sees only the dataclass field."""
    mapeado: InstrumentedAttribute[Any] = getattr(clase, nombre)
    return mapeado


def _cargas(clase: type, *nombres: str) -> list[_AbstractLoad]:
    return [selectinload(atributo(clase, nombre)) for nombre in nombres]


def cargas_del_agregado(clase: type) -> list[_AbstractLoad]:
    """Return what is loaded together with one record of `clase`: all that its rules look at."""
    if clase is Ejercicio:
        return [selectinload(atributo(Ejercicio, "regla")).options(*_cargas(ReglaDecision, "partes"))]
    if clase is Acuerdo:
        return _cargas(Acuerdo, "ejercicio", "responsables", "compromisos")
    if clase is Reunion:
        return [
            *_cargas(Reunion, "tipo", "municipio", "regiones", "compromisos", "recesos", "asistencias", "puntos"),
            selectinload(atributo(Reunion, "ejercicio")).options(*cargas_del_agregado(Ejercicio)),
            selectinload(atributo(Reunion, "votaciones")).options(*cargas_del_agregado(Votacion)),
            *_cargas(Reunion, "intervenciones"),
            selectinload(atributo(Reunion, "acuerdos")).options(*cargas_del_agregado(Acuerdo)),
        ]
    nombres = {
        Municipio: ("region",),
        ReglaDecision: ("partes",),
        Organizacion: ("alias",),
        Nombramiento: ("region", "ejercicio"),
        Compromiso: ("ejercicio", "regiones", "organizaciones"),
        Votacion: ("sentidos", "habilitados", "excusas"),
        Documento: ("ejercicio", "compromisos"),
    }
    return _cargas(clase, *nombres.get(clase, ()))
