"""The records and their tables say the same: nothing is forgotten between the two."""

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Table, inspect
from sqlalchemy.orm import Mapper

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.mapeo import mapear
from enlace_app.datos.tablas import METADATOS
from enlace_app.dominio.organizaciones import Alias, Organizacion
from enlace_app.dominio.registros import Constancia, Registro, Valor, etiqueta
from enlace_app.dominio.reuniones import EstadoReunion, Reunion
from tests.servicios.escenario import completa

MAPEADOS: list[Mapper[Any]] = sorted(mapear().mappers, key=lambda m: m.class_.__name__)
SIN_CLASE = {
    "acta_recibida",
    "adjunto",
    "bitacora",
    "busqueda",
    "captura",
    "contador",
    "contenido_en_espera",
    "fila_en_espera",
    "fila_recibida",
    "folio_emitido",
    "permiso_de_recepcion",
    "procedencia",
    "remitente",
    "resultado_de_acuse",
    "resultado_de_paquete",
    "situacion",
}
"""Written with plain statements by `datos` itself."""


def tabla_de(mapeador: Mapper[Any]) -> str:
    tabla = mapeador.local_table
    assert isinstance(tabla, Table)
    return tabla.name


def por_nombre(mapeador: Mapper[Any]) -> str:
    return str(mapeador.class_.__name__)


def test_cada_tabla_tiene_su_clase_o_es_un_enlace() -> None:
    con_clase = {tabla_de(m) for m in MAPEADOS}
    enlaces = {t for t, tabla in METADATOS.tables.items() if len(tabla.primary_key) == 2}
    assert set(METADATOS.tables) == con_clase | enlaces | SIN_CLASE


@pytest.mark.parametrize("mapeador", MAPEADOS, ids=por_nombre)
def test_cada_campo_se_guarda(mapeador: Mapper[Any]) -> None:
    """A field that no column or list holds would be lost at the end of its transaction."""
    campos = {f.name for f in fields(mapeador.class_)}
    assert campos - set(mapeador.attrs.keys()) == set()


@pytest.mark.parametrize("mapeador", MAPEADOS, ids=por_nombre)
def test_nada_se_carga_por_sorpresa(mapeador: Mapper[Any]) -> None:
    assert {r.lazy for r in mapeador.relationships} <= {"raise"}


@pytest.mark.parametrize("mapeador", MAPEADOS, ids=por_nombre)
def test_solo_los_valores_se_borran_con_su_duenio(mapeador: Mapper[Any]) -> None:
    for relacion in mapeador.relationships:
        if relacion.cascade.delete or relacion.cascade.delete_orphan:
            assert issubclass(relacion.mapper.class_, Valor), relacion
        if relacion.uselist and issubclass(relacion.mapper.class_, Valor):
            assert relacion.cascade.delete_orphan, relacion


@pytest.mark.parametrize("mapeador", MAPEADOS, ids=por_nombre)
def test_cada_registro_lleva_la_cuenta_de_sus_cambios(mapeador: Mapper[Any]) -> None:
    clase = mapeador.class_
    assert (mapeador.version_id_col is not None) == issubclass(clase, Registro)
    if issubclass(clase, Registro):
        assert mapeador.version_id_generator is False, "sólo la bitácora sube rev"


@pytest.mark.parametrize("mapeador", MAPEADOS, ids=por_nombre)
def test_cada_texto_tiene_nombre_en_espanol(mapeador: Mapper[Any]) -> None:
    """The message that refuses a text names its field with it."""
    if not issubclass(mapeador.class_, Registro | Valor):
        return
    sin_nombre = [
        f.name for f in fields(mapeador.class_) if "str" in str(f.type) and etiqueta(mapeador.class_, f.name) == f.name
    ]
    assert sin_nombre == []


def test_mapear_otra_vez_no_cuesta_ni_cambia() -> None:
    assert mapear() is mapear()


def test_lo_guardado_vuelve_con_sus_tipos(almacen: Almacen) -> None:
    caso = completa(almacen)
    with almacen.consultar() as u:
        reunion = u.traer(Reunion, caso.reunion)
        assert reunion.uuid == caso.reunion
        assert reunion.estado is EstadoReunion.CELEBRADA
        assert reunion.creado is not None
        assert reunion.creado.tzinfo is not None
        assert reunion.creado <= datetime.now(UTC)
        assert [r.inicio for r in reunion.recesos] == ["11:00"]
        assert [s.parte for s in reunion.votaciones[0].sentidos] == ["sociedad civil", "autoridad local"]
        assert isinstance(inspect(reunion).attrs["baja"].loaded_value, bool)


def test_un_instante_sin_zona_no_se_guarda(almacen: Almacen) -> None:
    sin_zona = Organizacion(nombre="Organización de Prueba", creado=datetime(2017, 7, 18))  # noqa: DTZ001
    with pytest.raises(Exception, match="sin zona"), almacen.escribir("Probar") as u:
        u.agregar(sin_zona)


def test_un_valor_quitado_de_su_lista_se_borra(almacen: Almacen) -> None:
    organizacion = Organizacion(nombre="Organización de Prueba", alias=[Alias(alias="OP"), Alias(alias="ODP")])
    uuid = organizacion.uuid
    with almacen.escribir("Agregar") as u:
        u.agregar(organizacion)
    with almacen.escribir("Quitar alias") as u:
        guardada = u.traer(Organizacion, uuid)
        guardada.alias = [a for a in guardada.alias if a.alias == "OP"]
    filas = almacen.lectura.filas(
        "SELECT a.alias FROM organizacion_alias a WHERE organizacion = :uuid", {"uuid": str(uuid)}
    )
    assert filas == [{"alias": "OP"}]


def test_cada_constancia_es_de_una_clase_que_solo_se_agrega() -> None:
    constancias = {tabla_de(m) for m in MAPEADOS if issubclass(m.class_, Constancia)}
    assert constancias == {
        "acta",
        "acuse",
        "acuse_emitido",
        "firma",
        "folio_oficial",
        "observacion",
        "observacion_de_autoridad",
        "paquete",
        "paquete_recibido",
        "paso_de_paquete",
        "reapertura",
        "rendicion",
        "resolucion",
        "seguimiento",
    }
