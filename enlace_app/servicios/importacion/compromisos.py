"""Commitments of the plans and their activities."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from enlace_app.dominio.compromisos import (
    ESTADOS,
    Actividad,
    Compromiso,
    OrganizacionDeCompromiso,
    PapelEnCompromiso,
)
from enlace_app.dominio.organizaciones import plegar
from enlace_app.servicios.importacion.celdas import Rechazo
from enlace_app.servicios.importacion.materia import Entrada, Materia
from enlace_app.servicios.importacion.referencias import ejercicio_de, identidad_de, regiones_de

TIPOS = ("ordinario", "proactivo")
_ESTATAL = "estatal"


def _leer(entrada: Entrada) -> None:
    celdas = entrada.celdas
    entrada.poner_exigido("clave")
    entrada.poner_textos("numero", "objetivo", "producto", "estado_declarado", "fuente")
    if entrada.nueva or celdas.tiene("titulo"):
        entrada.valores["titulo"] = celdas.texto("titulo") or entrada.guardado("clave")
    entrada.poner("tipo", lambda c: celdas.opcion(c, TIPOS) or TIPOS[0])
    entrada.poner("estado", lambda c: celdas.opcion(c, ESTADOS))
    entrada.poner("avance", celdas.entero)
    entrada.poner("reuniones_declaradas", celdas.entero)
    entrada.poner("ejercicio", lambda _: ejercicio_de(entrada))
    _poner_fojas(entrada)
    _poner_ambito(entrada)
    _poner_organizaciones(entrada)


def _poner_fojas(entrada: Entrada) -> None:
    celdas = entrada.celdas
    if celdas.tiene("fojas_declaradas"):
        cantidad = celdas.cantidad("fojas_declaradas")
        es_minimo = bool(cantidad and cantidad.es_minimo) or bool(celdas.si_no("fojas_es_minimo"))
        entrada.valores["fojas_declaradas"] = cantidad.numero if cantidad else None
        entrada.valores["fojas_es_minimo"] = es_minimo


def _poner_ambito(entrada: Entrada) -> None:
    """Statewide or some regions; a name that is no region stays beside them as it was written."""
    celdas = entrada.celdas
    if not celdas.tiene("regiones"):
        return
    regiones, ajenos = regiones_de(entrada)
    estatal = celdas.si_no("estatal") or any(plegar(nombre) == _ESTATAL for nombre in ajenos)
    ajenos = [nombre for nombre in ajenos if plegar(nombre) != _ESTATAL]
    for nombre in ajenos:
        celdas.avisar("regiones", f"no se conoce la región «{nombre[:60]}»; quedó como nota")
    notas = [nota for nota in (celdas.texto("nota_region"), *ajenos) if nota]
    entrada.valores |= {"regiones": regiones, "estatal": bool(estatal), "nota_region": "; ".join(notas) or None}


def _poner_organizaciones(entrada: Entrada) -> None:
    """Two columns make one list: where the file has but one, the other part stays."""
    celdas = entrada.celdas
    if not celdas.tiene("osc", "instituciones"):
        return
    nombres = {
        papel: celdas.lista(columna) if celdas.tiene(columna) else _previas(entrada, papel)
        for papel, columna in ((PapelEnCompromiso.OSC, "osc"), (PapelEnCompromiso.INSTITUCION, "instituciones"))
    }
    pares = [(papel, literal) for papel, literales in nombres.items() for literal in literales]
    entrada.valores["organizaciones"] = [
        OrganizacionDeCompromiso(
            orden=orden, papel=papel, literal=literal, organizacion=entrada.lote.directorio.organizacion(literal)
        )
        for orden, (papel, literal) in enumerate(pares, start=1)
    ]


def _previas(entrada: Entrada, papel: PapelEnCompromiso) -> Sequence[str]:
    if entrada.nueva:
        return ()
    previas = sorted(entrada.registro.organizaciones, key=lambda o: o.orden)
    return [o.literal for o in previas if o.papel == papel]


def _enlaces_de_actividad(entrada: Entrada) -> dict[str, UUID | None]:
    uuid = identidad_de(entrada, Compromiso, "compromiso")
    if entrada.lote.directorio.de_uuid(Compromiso, uuid) is None:
        raise Rechazo("compromiso", "falta el compromiso, o no entró")
    return {"compromiso": uuid}


def _leer_actividad(entrada: Entrada) -> None:
    celdas = entrada.celdas
    entrada.valores["compromiso"] = entrada.enlaces["compromiso"]
    entrada.poner_exigido("actividad")
    entrada.poner_nombres("responsable")
    entrada.poner_textos("trimestre", "producto", "indicador")
    entrada.poner("n", celdas.entero)
    entrada.poner("plazo", celdas.dia)
    entrada.poner("estado", lambda c: celdas.opcion(c, ESTADOS))
    entrada.poner("avance", celdas.entero)


MATERIA = Materia("Compromisos", Compromiso, "compromiso", _leer, lambda e: e.celdas.exigir("clave"), natural="clave")
ACTIVIDADES = Materia(
    "Actividades", Actividad, "actividad", _leer_actividad, lambda e: e.clave, enlaces=_enlaces_de_actividad
)
