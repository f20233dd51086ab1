"""The one flush hook: cleans texts, counts revisions, keeps owners apart, and writes the change log.

It is the single place through which every change of a record passes, whatever service made it; the log feeds screen
refresh, audit, incremental packages and undo.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction
from sqlalchemy.orm.attributes import History
from sqlalchemy.orm.state import InstanceState

from enlace_app.datos.derivados import poner_al_dia
from enlace_app.datos.fuentes_de_busqueda import DUENIOS
from enlace_app.datos.tablas.bitacora import BITACORA
from enlace_app.dominio.identidad import ORIGEN_PUBLICADO
from enlace_app.dominio.registros import Constancia, Registro, Valor, etiqueta
from enlace_app.dominio.sitios import Sitio
from enlace_app.dominio.textos import Alfabeto, ErrorDeTexto
from enlace_app.errores import ErrorDeNegocio

_SIN_ANOTAR = frozenset({"rev", "creado", "modificado"})


@dataclass
class Operacion:
    """One unit of work as the log tells it.

    `tocados` are the rows it changed, as (table, uuid); `deshace` is the operation that it takes back.
    """

    uuid: UUID
    intencion: str
    instante: datetime
    sitio: Sitio
    dispositivo: str
    alfabeto: Alfabeto
    deshace: UUID | None = None
    tocados: dict[tuple[str, UUID], None] = field(default_factory=dict)
    rev_antes: dict[UUID, int | None] = field(default_factory=dict)
    """The `rev` that each record had before this operation; None where it did not exist."""


class SesionConBitacora(Session):
    """A session that carries the operation which its flushes belong to; without one it only reads."""

    operacion: Operacion | None = None


@cache
def instalar() -> None:
    """Attach the hook to every such session, once per process."""
    event.listen(SesionConBitacora, "before_flush", _antes_de_escribir)
    event.listen(SesionConBitacora, "after_flush", _anotar)
    event.listen(SesionConBitacora, "do_orm_execute", _rechazar_en_bloque)


def _rechazar_en_bloque(estado: ORMExecuteState) -> None:
    if estado.is_insert or estado.is_update or estado.is_delete:
        raise TypeError("los cambios en bloque pasan de largo la bitácora")


def _antes_de_escribir(sesion: SesionConBitacora, contexto: UOWTransaction, instancias: object) -> None:
    operacion = sesion.operacion
    if operacion is None:
        raise TypeError("esta sesión sólo lee")
    for objeto in sesion.deleted:
        if not isinstance(objeto, Valor):
            raise TypeError(f"{type(objeto).__name__} no se borra: se da de baja")
    for objeto in sesion.new:
        _limpiar_textos(objeto, operacion.alfabeto)
        if isinstance(objeto, Registro | Constancia):
            _sellar_alta(objeto, operacion)
    for objeto in sesion.dirty:
        if not sesion.is_modified(objeto):
            continue
        if isinstance(objeto, Constancia):
            raise TypeError(f"{type(objeto).__name__} sólo se agrega, no se cambia")
        if isinstance(objeto, Valor):
            raise TypeError(f"{type(objeto).__name__} no se cambia: se sustituye en la lista de su dueño")
        _limpiar_textos(objeto, operacion.alfabeto)
        if isinstance(objeto, Registro) and _cambio_propio(inspect(objeto)):
            _sellar_cambio(objeto, operacion)


def _sellar_alta(objeto: Registro | Constancia, operacion: Operacion) -> None:
    if objeto.origen is None:
        objeto.origen = ORIGEN_PUBLICADO if objeto.uuid.version == 5 else operacion.sitio.uuid
    objeto.creado = objeto.creado or operacion.instante
    if isinstance(objeto, Registro):
        objeto.rev = 1
        objeto.modificado = operacion.instante
        operacion.rev_antes[objeto.uuid] = None


def exigir_propio(objeto: Registro, sitio: Sitio) -> None:
    """Raise `ErrorDeNegocio` if the record is another site's; published ones anyone may change, as a proposal."""
    if objeto.origen not in {None, sitio.uuid, ORIGEN_PUBLICADO}:
        raise ErrorDeNegocio(
            "Este registro es de otro sitio: sólo quien lo hizo puede cambiarlo; agregue un seguimiento."
        )


def _sellar_cambio(objeto: Registro, operacion: Operacion) -> None:
    exigir_propio(objeto, operacion.sitio)
    objeto.modificado = operacion.instante
    # Once per operation: a second flush of the same operation is still the same change.
    if objeto.uuid not in operacion.rev_antes:
        operacion.rev_antes[objeto.uuid] = objeto.rev
        objeto.rev += 1


def _limpiar_textos(objeto: object, alfabeto: Alfabeto) -> None:
    estado: InstanceState[Any] = inspect(objeto, raiseerr=True)
    for atributo in estado.mapper.column_attrs:
        valor = estado.dict.get(atributo.key)
        if type(valor) is str and estado.attrs[atributo.key].history.has_changes():
            if type(objeto).__name__ == "Acta" and atributo.key == "contenido":
                continue  # canonical JSON of texts that were each cleaned already; longer than any one field may be
            limpio = _limpio(alfabeto, etiqueta(type(objeto), atributo.key), valor, atributo.columns[0].nullable)
            if limpio != valor:
                setattr(objeto, atributo.key, limpio)


def _limpio(alfabeto: Alfabeto, campo: str, valor: str, puede_faltar: bool | None) -> str | None:
    """A text of nothing but blanks is no text: none where there may be none, refused where there must be one."""
    limpio = alfabeto.limpiar(campo, valor)
    if limpio.strip():
        return limpio
    if not puede_faltar:
        raise ErrorDeTexto(campo, "no puede quedar vacío")
    return None


def _compuestos(estado: InstanceState[Any]) -> Iterable[str]:
    """Names of the lists whose change is their owner's change: N:M links and values, not children with a rev."""
    for relacion in estado.mapper.relationships:
        if relacion.uselist and (relacion.secondary is not None or issubclass(relacion.mapper.class_, Valor)):
            yield relacion.key


def _cambio_propio(estado: InstanceState[Any]) -> bool:
    """Whether the record itself changed, rather than one of its children."""
    propios = [a.key for a in estado.mapper.column_attrs]
    propios += [r.key for r in estado.mapper.relationships if not r.uselist]
    propios += _compuestos(estado)
    return any(estado.attrs[nombre].history.has_changes() for nombre in propios)


def _anotar(sesion: SesionConBitacora, contexto: UOWTransaction) -> None:
    """After the flush: histories are still there and `rev` is final."""
    operacion = sesion.operacion
    if operacion is None:
        return
    asientos = []
    anteriores: set[tuple[str, UUID]] = set()
    for objeto in (*sesion.new, *sesion.dirty):
        if not isinstance(objeto, Registro | Constancia):
            continue
        nuevo = objeto in sesion.new
        antes, despues = _diferencias(inspect(objeto), nuevo=nuevo)
        if not nuevo and not despues and not antes:
            continue
        asiento = _asiento(objeto, operacion, nuevo=nuevo, antes=antes, despues=despues)
        asientos.append(asiento)
        duenio = DUENIOS.get(asiento["tabla"], "")
        if antes.get(duenio):
            anteriores.add((duenio, UUID(antes[duenio])))
    if asientos:
        sesion.connection().execute(BITACORA.insert(), asientos)
        tocados = {(asiento["tabla"], asiento["uuid"]) for asiento in asientos}
        poner_al_dia(sesion.connection(), tocados | anteriores)


def _asiento(
    objeto: Registro | Constancia, operacion: Operacion, *, nuevo: bool, antes: dict[str, Any], despues: dict[str, Any]
) -> dict[str, Any]:
    tabla = str(inspect(type(objeto)).local_table.name)
    operacion.tocados[tabla, objeto.uuid] = None
    rev = objeto.rev if isinstance(objeto, Registro) else 1
    accion = "alta" if nuevo else ("baja" if despues.get("baja") is True else "cambio")
    return {
        "operacion": operacion.uuid,
        "intencion": operacion.intencion,
        "instante": operacion.instante,
        "persona": operacion.sitio.nombre,
        "sitio": operacion.sitio.uuid,
        "epoca": operacion.sitio.epoca,
        "dispositivo": operacion.dispositivo,
        "tabla": tabla,
        "uuid": objeto.uuid,
        "accion": accion,
        "rev_antes": operacion.rev_antes.get(objeto.uuid),
        "rev": rev,
        "antes": None if nuevo else _json(antes),
        "despues": _json(despues),
        "deshace": operacion.deshace,
        "recibido": False,
    }


def _diferencias(estado: InstanceState[Any], *, nuevo: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the changed columns before and after; lists as the texts or uuids of their members."""
    antes: dict[str, Any] = {}
    despues: dict[str, Any] = {}
    for atributo in estado.mapper.column_attrs:
        nombre = atributo.columns[0].name
        historia = estado.attrs[atributo.key].history
        if nombre in _SIN_ANOTAR or not historia.has_changes():
            continue
        nuevo_valor = historia.added[0] if historia.added else None
        if nuevo and nuevo_valor is None:
            continue
        antes[nombre] = _plano(historia.deleted[0]) if historia.deleted else None
        despues[nombre] = _plano(nuevo_valor)
    for nombre in _compuestos(estado):
        historia = estado.attrs[nombre].history
        if historia.has_changes():
            antes[nombre] = _lista(historia, anterior=True)
            despues[nombre] = _lista(historia, anterior=False)
    return antes, despues


def _lista(historia: History, *, anterior: bool) -> list[Any]:
    cambiados = historia.deleted if anterior else historia.added
    return [miembro_en_bitacora(m) for m in (*(historia.unchanged or ()), *(cambiados or ()))]


def miembro_en_bitacora(miembro: object) -> Any:
    """Return one member of a list as the log writes it: the uuid of a record, the columns of a value."""
    if isinstance(miembro, Registro):
        return str(miembro.uuid)
    columnas = inspect(miembro, raiseerr=True).mapper.column_attrs
    return {a.key: _plano(getattr(miembro, a.key)) for a in columnas if a.key != "id"}


def _plano(valor: Any) -> Any:
    if isinstance(valor, UUID):
        return str(valor)
    if isinstance(valor, date):  # datetime included
        return valor.isoformat()
    return valor


def _json(valores: dict[str, Any]) -> str:
    return json.dumps(valores, ensure_ascii=False, sort_keys=True)
