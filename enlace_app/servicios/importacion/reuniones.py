"""Meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.numeracion import folio_provisional
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.regiones import Municipio
from enlace_app.dominio.reuniones import CONGELADOS, PASOS, EstadoReunion, Reunion
from enlace_app.dominio.tipos_reunion import TipoReunion
from enlace_app.servicios.edicion import hoy_en_el_sitio
from enlace_app.servicios.importacion.catalogos import zona_valida
from enlace_app.servicios.importacion.celdas import Rechazo
from enlace_app.servicios.importacion.materia import Entrada, Materia
from enlace_app.servicios.importacion.referencias import (
    compromisos_de,
    ejercicio_de,
    identidad_de,
    regiones_de,
)

MODALIDADES = ("presencial", "videoconferencia", "mixta", "no_indicada")


def _leer(entrada: Entrada) -> None:
    celdas = entrada.celdas
    if not entrada.nueva:
        entrada.reuniones.append(entrada.registro)
    if entrada.nueva or celdas.tiene("tipo"):
        entrada.valores["tipo"] = _tipo(entrada)
    entrada.poner_textos("numero", "sede", "resumen", "fuente")
    entrada.poner_nombres("convoca", "preside", "facilitador")
    entrada.poner("ejercicio", lambda _: ejercicio_de(entrada))
    entrada.poner("modalidad", lambda c: celdas.opcion(c, MODALIDADES))
    entrada.poner("hora_inicio", celdas.hora)
    entrada.poner("hora_fin", celdas.hora)
    entrada.poner("regiones", lambda _: _regiones(entrada))
    entrada.poner("parte_de", lambda _: _parte_de(entrada))
    _poner_fecha(entrada)
    # After the day, which may tell of which round «C6» is.
    entrada.poner("compromisos", lambda _: compromisos_de(entrada))
    _poner_lugar(entrada)
    _poner_presentes(entrada)
    _poner_estado(entrada)


def _tipo(entrada: Entrada) -> TipoReunion:
    texto = entrada.celdas.exigir("tipo")
    directorio = entrada.lote.directorio
    tipo = directorio.nombrado(TipoReunion, texto) or directorio.nombrado(TipoReunion, texto.replace(" ", "_"))
    if tipo is None:
        tipos = sorted((t for t in directorio.todos(TipoReunion) if not t.baja), key=lambda t: plegar(t.nombre))
        cuales = ", ".join(f"{t.nombre} ({t.clave})" for t in tipos)
        raise Rechazo("tipo", f"no se conoce el tipo de reunión «{texto[:60]}»; los que hay son: {cuales}")
    return tipo


def _regiones(entrada: Entrada) -> list[object]:
    regiones, ajenos = regiones_de(entrada)
    for nombre in ajenos:
        motivo = f"no se conoce la región «{nombre[:60]}» y no quedó; si son varias, sepárelas con punto y coma"
        entrada.celdas.avisar("regiones", motivo)
    return list(regiones)


def _parte_de(entrada: Entrada) -> UUID | None:
    uuid = identidad_de(entrada, Reunion, "parte_de")
    principal = entrada.lote.directorio.de_uuid(Reunion, uuid)
    if principal is not None:
        entrada.reuniones.append(principal)
    return uuid


def _poner_fecha(entrada: Entrada) -> None:
    if not entrada.celdas.tiene("fecha"):
        return
    leida = entrada.celdas.fecha("fecha")
    if leida.precision is Precision.agregado:
        raise Rechazo("precision", "«agregado» es sólo para totales declarados de documentos")
    entrada.valores |= {"fecha": leida.fecha, "precision": leida.precision, "fecha_fin": leida.fin}


def _poner_lugar(entrada: Entrada) -> None:
    """Municipality by key or name, with it the time zone; a name that is none stays as the city."""
    celdas, directorio = entrada.celdas, entrada.lote.directorio
    if celdas.tiene("cvegeo", "ciudad") or entrada.nueva:
        clave, ciudad = celdas.texto("cvegeo"), celdas.texto("ciudad")
        if clave and clave.isascii() and clave.isdigit() and len(clave) == 4:
            celdas.avisar("cvegeo", f"«{clave}» perdió el cero inicial (lo quita Excel): se leyó «0{clave}»")
            clave = f"0{clave}"
        municipio = directorio.nombrado(Municipio, clave or ciudad or "")
        if clave and municipio is None:
            motivo = f"no se conoce el municipio «{clave[:60]}»; quedó como texto, sin zona horaria propia"
            celdas.avisar("cvegeo", motivo)
        ciudad = ciudad or (clave if municipio is None else None)
        supuesta = _zona_publicada(entrada) if entrada.renglon.publicado else entrada.lote.unidad.sitio.zona
        entrada.valores |= {
            "municipio": municipio,
            "ciudad": ciudad,
            "zona": municipio.zona if municipio else supuesta,
            "zona_supuesta": municipio is None,
        }
    if celdas.texto("zona"):
        entrada.valores |= {"zona": zona_valida(entrada, "zona"), "zona_supuesta": False}


def _zona_publicada(entrada: Entrada) -> str:
    """Zone of a published meeting of no municipality: the one that most municipalities have.

    It may not depend on the laptop, for the record is the same on all of them.
    """
    zonas = Counter(m.zona for m in entrada.lote.directorio.todos(Municipio) if m.publicado and not m.baja)
    return max(sorted(zonas), key=lambda zona: zonas[zona]) if zonas else Reunion.zona


def _poner_presentes(entrada: Entrada) -> None:
    celdas = entrada.celdas
    if not celdas.tiene("presentes_n"):
        return
    cantidad = celdas.cantidad("presentes_n")
    notas = [nota for nota in (cantidad.nota if cantidad else None, celdas.texto("presentes_nota")) if nota]
    es_minimo = bool(cantidad and (cantidad.es_minimo or celdas.si_no("presentes_es_minimo")))
    entrada.valores |= {
        "presentes_n": cantidad.numero if cantidad else None,
        "presentes_es_minimo": es_minimo,
        "presentes_nota": "; ".join(notas) or None,
    }


def _poner_estado(entrada: Entrada) -> None:
    """Published meetings were held; a captured one says so, or its date does. Nothing arrives closed."""
    if entrada.renglon.publicado:
        if entrada.nueva:
            entrada.valores["estado"] = EstadoReunion.CELEBRADA
        return
    escrito = entrada.celdas.opcion("estado", EstadoReunion)
    if escrito is None or escrito not in set(EstadoReunion):
        if entrada.nueva or (escrito is None and _ya_se_celebro(entrada)):
            entrada.valores["estado"] = _estado_supuesto(entrada)
        return
    estado = EstadoReunion(escrito)
    if estado in CONGELADOS:
        if not entrada.nueva:
            return
        motivo = f"«{escrito}» se tomó como celebrada: un acta se cierra y se firma en el programa"
        entrada.celdas.avisar("estado", motivo)
        estado = EstadoReunion.CELEBRADA
    if entrada.nueva or estado == entrada.registro.estado or estado in PASOS[entrada.registro.estado]:
        entrada.valores["estado"] = estado
    else:
        motivo = (
            f"en el programa está {entrada.registro.estado.etiqueta} y no puede pasar a {estado.etiqueta}; quedó así"
        )
        entrada.celdas.avisar("estado", motivo)


def _estado_supuesto(entrada: Entrada) -> EstadoReunion:
    fecha: date | None = entrada.guardado("fecha")
    hoy = hoy_en_el_sitio(entrada.lote.unidad)
    return EstadoReunion.CELEBRADA if fecha is not None and fecha <= hoy else EstadoReunion.BORRADOR


def _ya_se_celebro(entrada: Entrada) -> bool:
    """Whether a meeting that was imported before its day, and that nobody moved on since, is past its day now."""
    es_borrador = entrada.registro.estado == EstadoReunion.BORRADOR
    return es_borrador and _estado_supuesto(entrada) == EstadoReunion.CELEBRADA


def _con_el_tiempo(entrada: Entrada) -> Mapping[str, Any]:
    _regiones(entrada)
    compromisos_de(entrada)
    propia = not entrada.renglon.publicado and entrada.celdas.texto("estado") is None
    return {"estado": EstadoReunion.CELEBRADA} if propia and _ya_se_celebro(entrada) else {}


def _clave(entrada: Entrada) -> str:
    """A published meeting is known by its round and its key: PAL1-R047."""
    partes = (entrada.celdas.texto("ejercicio"), entrada.renglon.fila.ref)
    return "-".join(parte for parte in partes if parte)


def _completar(reunion: Reunion, entrada: Entrada) -> None:
    unidad = entrada.lote.unidad
    if entrada.renglon.publicado:
        reunion.folio_provisional = _clave(entrada)
        return
    numero = unidad.siguiente("folio_provisional")
    reunion.folio_provisional = folio_provisional(unidad.sitio.region, unidad.sitio.marca, numero)


MATERIA = Materia(
    "Reuniones",
    Reunion,
    "reunion",
    _leer,
    _clave,
    completar=_completar,
    interna="parte_de",
    senas=("fecha", "municipio", "sede", "regiones", "hora_inicio", "resumen"),
    fechada="la reunión",
    hijas=("OrdenDelDia", "Votaciones", "Asistencia", "Acuerdos"),
    con_el_tiempo=_con_el_tiempo,
    narrada=True,
)
