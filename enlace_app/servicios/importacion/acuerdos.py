"""Agreements, and the first follow-up of those that say in which state they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from enlace_app.dominio.acuerdos import Acuerdo, Responsable
from enlace_app.dominio.ejercicios import Ejercicio
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.numeracion import folio_de_acuerdo, folio_de_acuerdo_suelto
from enlace_app.dominio.plazos import leer_plazo
from enlace_app.dominio.plazos.tipos import Plazo
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.seguimientos import EstadoAcuerdo, Seguimiento
from enlace_app.servicios.importacion.celdas import Rechazo
from enlace_app.servicios.importacion.materia import Entrada, Materia
from enlace_app.servicios.importacion.referencias import (
    compromisos_de,
    ejercicio_de,
    identidad_de,
    repasar_compromisos,
    reunion_de,
)

_LEJOS = (date(1950, 1, 1), date(2150, 1, 1))
"""A due date that is the same for someone who speaks on either day does not depend on the day."""


def _enlaces(entrada: Entrada) -> dict[str, UUID | None]:
    reunion = reunion_de(entrada)
    return {"reunion": reunion.uuid if reunion else None}


def _leer(entrada: Entrada) -> None:
    celdas = entrada.celdas
    if celdas.tiene("reunion"):
        _poner_reunion(entrada)
    elif not entrada.nueva:
        _guardar_su_reunion(entrada)
    entrada.poner_exigido("texto")
    entrada.poner_textos("fuente")
    entrada.poner("ejercicio", lambda _: ejercicio_de(entrada) or _ejercicio_de_su_reunion(entrada))
    entrada.poner("compromisos", lambda _: compromisos_de(entrada))
    entrada.poner("deriva_de", lambda _: identidad_de(entrada, Acuerdo, "deriva_de"))
    if celdas.tiene("responsables"):
        entrada.valores["responsables"] = _responsables(entrada)
    _poner_plazo(entrada)
    if celdas.tiene("estado") and not entrada.renglon.publicado:
        celdas.opcion("estado", EstadoAcuerdo)
    celdas.usadas.add("estado")


def _poner_reunion(entrada: Entrada) -> None:
    nueva = entrada.enlaces["reunion"]
    if not entrada.nueva and entrada.registro.reunion not in {None, nueva}:
        raise Rechazo(
            "reunion",
            "ese acuerdo ya se importó en otra reunión, que le dio su folio; use otra «ref», o guarde el libro con "
            "otro nombre",
        )
    entrada.valores["reunion"] = nueva


def _guardar_su_reunion(entrada: Entrada) -> None:
    reunion = entrada.lote.directorio.de_uuid(Reunion, entrada.registro.reunion)
    if reunion is not None:
        entrada.reuniones.append(reunion)


def _ejercicio_de_su_reunion(entrada: Entrada) -> Ejercicio | None:
    reunion = entrada.lote.directorio.de_uuid(Reunion, entrada.guardado("reunion"))
    return reunion.ejercicio if reunion else None


def _responsables(entrada: Entrada) -> list[Responsable]:
    literales = entrada.celdas.lista("responsables")
    conocidas = entrada.lote.directorio.enlaces_de_nombres(literales)
    return [
        Responsable(orden=orden, literal=literal, organizacion=conocidas.get(literal))
        for orden, literal in enumerate(literales, start=1)
    ]


def _poner_plazo(entrada: Entrada) -> None:
    """A typed date is taken as given; otherwise the wording is read as said on the day of the meeting."""
    celdas = entrada.celdas
    if not celdas.tiene("plazo", "plazo_literal"):
        return
    literal, dia = celdas.texto("plazo_literal"), celdas.dia("plazo")
    precision: str | None = Precision.dia if dia else None
    if dia is None and literal is not None:
        leido = _leer_plazo(entrada, literal)
        dia, precision = (leido.fecha, leido.precision) if leido else (None, None)
        if dia is None and not (leido and leido.sin_plazo):
            celdas.avisar("plazo_literal", f"de «{literal[:60]}» no se pudo sacar una fecha; se conservó como se dijo")
    if celdas.tiene("plazo_literal"):
        entrada.valores["plazo_literal"] = literal
    entrada.valores |= {"plazo": dia, "plazo_precision": None if precision is None else str(precision)}


def _leer_plazo(entrada: Entrada, literal: str) -> Plazo | None:
    reunion = entrada.lote.directorio.de_uuid(Reunion, entrada.guardado("reunion"))
    referencia = (reunion.fecha if reunion else None) or entrada.celdas.dia("fecha_reunion")
    try:
        if referencia is not None:
            return leer_plazo(literal, referencia)
        temprano, tarde = (leer_plazo(literal, dia) for dia in _LEJOS)
    except ValueError as error:
        entrada.celdas.avisar("plazo_literal", str(error))
        return None
    return temprano if temprano.fecha == tarde.fecha else None


def _clave(entrada: Entrada) -> str:
    """A published agreement is known by its round and its key: PAL1-A034."""
    partes = (entrada.celdas.texto("ejercicio"), entrada.renglon.fila.ref)
    return "-".join(parte for parte in partes if parte)


def _completar(acuerdo: Acuerdo, entrada: Entrada) -> None:
    lote, sitio = entrada.lote, entrada.lote.unidad.sitio
    reunion = lote.directorio.de_uuid(Reunion, acuerdo.reunion)
    if reunion is not None:
        acuerdo.n = lote.siguiente_en(Acuerdo, "n", reunion.uuid)
        acuerdo.ejercicio = acuerdo.ejercicio or reunion.ejercicio
    if entrada.renglon.publicado:
        acuerdo.folio_provisional = _clave(entrada)
    elif reunion is not None:
        acuerdo.folio_provisional = folio_de_acuerdo(reunion.folio_visible, acuerdo.n)
    else:
        numero = lote.unidad.siguiente("folio_de_acuerdo")
        acuerdo.folio_provisional = folio_de_acuerdo_suelto(sitio.region, sitio.marca, numero)


def primeros_seguimientos(nuevas: Iterable[Entrada], seguimientos: Iterable[Seguimiento]) -> None:
    """Turn the state that a captured agreement tells into its first follow-up, unless the file has follow-up of it."""
    contados = {s.acuerdo for s in seguimientos if s.estado}
    for entrada in nuevas:
        acuerdo = entrada.registro
        if acuerdo is None or entrada.renglon.publicado or acuerdo.uuid in contados:
            continue
        escrito = entrada.celdas.texto("estado")
        if escrito is None:
            continue
        conocidos = {e.replace("_", " "): e for e in EstadoAcuerdo}
        estado = conocidos.get(escrito.casefold().replace("_", " "))
        reunion = entrada.lote.directorio.de_uuid(Reunion, acuerdo.reunion)
        seguimiento = Seguimiento(
            acuerdo=acuerdo.uuid,
            fecha=reunion.fecha if reunion else None,
            estado=estado,
            nota=None if estado else f"Estado según el libro: {escrito}",
        )
        entrada.lote.unidad.agregar(seguimiento)
        entrada.lote.directorio.agregar(seguimiento)


MATERIA = Materia(
    "Acuerdos",
    Acuerdo,
    "acuerdo",
    _leer,
    _clave,
    enlaces=_enlaces,
    completar=_completar,
    interna="deriva_de",
    senas=("texto", "responsables", "plazo_literal", "compromisos"),
    con_el_tiempo=repasar_compromisos,
)
