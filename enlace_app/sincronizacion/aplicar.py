"""Writes what a package changes, inside the transaction of the unit that it is given: all of it or nothing."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from enlace_app.datos.lote import Cambio, Guardado, Lote, Remitente
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.identidad import uuid_nuevo
from enlace_app.dominio.recepcion import EstadoDePropuesta, Resultado
from enlace_app.sincronizacion.avance import Progreso, por_partes
from enlace_app.sincronizacion.comparar import Comparacion, Propuesta
from enlace_app.sincronizacion.manifiesto import Manifiesto
from enlace_app.sincronizacion.proyeccion.plan import Plan

_TABLA_DE_PROPUESTAS = "propuesta_de_catalogo"


def aplicar(
    u: Unidad,
    manifiesto: Manifiesto,
    recibido: str,
    comparacion: Comparacion,
    *,
    progreso: Progreso | None = None,
) -> None:
    """Write it; `recibido` is the row of `paquete_recibido` that it belongs to.

    The comparison must be of this same transaction: nothing may have changed since. `progreso` hears how far it has
    come, and at the end that it is done; what it raises stops the work.
    """
    filas, indices = por_partes(progreso, 1, 1)
    avance = _contador(filas, _cuantas(comparacion))
    lote = Lote(u, Remitente(manifiesto.sitio, manifiesto.epoca, manifiesto.remitente), avance=avance)
    _guardar_filas(lote, manifiesto, recibido, comparacion)
    escribir_plan(lote, comparacion.plan)
    _escribir_propuestas(lote, u, manifiesto, recibido, comparacion)
    lote.guardar("resultado_de_paquete", [{"recibido": recibido, "resultados": _resultados(comparacion)}])
    lote.terminar(indices)
    indices(1, 1)


def _contador(progreso: Progreso, total: int) -> Callable[[int], None]:
    hechas = 0

    def contar_mas(cuantas: int) -> None:
        nonlocal hechas
        hechas += cuantas
        progreso(hechas, total)

    return contar_mas


def _cuantas(comparacion: Comparacion) -> int:
    """How many rows there are to write, more or less: each record has an entry of the log too."""
    plan = comparacion.plan
    registros = sum(map(len, plan.altas.values())) + len(plan.cambios) + len(comparacion.propuestas)
    miembros = sum(len(filas) for _, filas in plan.listas.values())
    propias = len(comparacion.guardar) + len(comparacion.sellar) + len(plan.actas) + len(plan.listos)
    return 2 * registros + miembros + propias


def _resultados(comparacion: Comparacion) -> str:
    """What became of every row, as the receipt will tell it: sheet, identity, result, reason."""
    filas = [[r.hoja, r.uuid, str(r.resultado), r.motivo] for r in comparacion.renglones]
    return json.dumps(filas, ensure_ascii=False, separators=(",", ":"))


def contar(comparacion: Comparacion) -> dict[Resultado, int]:
    """Return how many rows had each result, all results named."""
    cuentas = dict.fromkeys(Resultado, 0)
    for renglon in comparacion.renglones:
        cuentas[renglon.resultado] += 1
    return cuentas


def _guardar_filas(lote: Lote, manifiesto: Manifiesto, recibido: str, comparacion: Comparacion) -> None:
    lote.guardar("fila_recibida", [f | {"recibido": f["recibido"] or recibido} for f in comparacion.guardar])
    sellos = []
    for marca in comparacion.sellar:
        hoja, _, uuid = marca.partition("/")
        sellos.append({"sitio": manifiesto.sitio, "hoja": hoja, "uuid": uuid, **_sello(manifiesto, recibido)})
    lote.poner("fila_recibida", sellos)


def _sello(manifiesto: Manifiesto, recibido: str) -> dict[str, Guardado]:
    return {"epoca": manifiesto.epoca, "secuencia": manifiesto.secuencia, "recibido": recibido}


def escribir_plan(lote: Lote, plan: Plan) -> None:
    """Write records, their lists and what still waits."""
    # The hash of an acta before its meeting: without it no meeting counts as closed.
    lote.guardar("acta_recibida", plan.actas)
    lote.poner("acta_recibida", plan.firmas)
    lote.permitir(plan.permisos)
    for tabla, filas in plan.altas.items():
        lote.insertar(tabla, filas)
    lote.cambiar(plan.cambios)
    for lista, (duenios, filas) in plan.listas.items():
        lote.sustituir(lista, duenios, filas)
    claves = ("sitio", "hoja", "uuid")
    lote.quitar("fila_en_espera", [dict(zip(claves, clave, strict=True)) for clave in sorted(plan.listos)])
    lote.guardar(
        "fila_en_espera",
        [dict(zip(claves, clave, strict=True)) | {"motivo": motivo} for clave, motivo in sorted(plan.esperas.items())],
    )


def _escribir_propuestas(
    lote: Lote, u: Unidad, manifiesto: Manifiesto, recibido: str, comparacion: Comparacion
) -> None:
    ahora = u.operacion.instante.isoformat(timespec="microseconds")
    for caduca in comparacion.caducas:
        lote.cambiar([Cambio(_TABLA_DE_PROPUESTAS, caduca, _siguiente(caduca, ahora) | {"baja": True})])
    nuevas = []
    for propuesta in comparacion.propuestas:
        valores = _valores(propuesta, manifiesto, recibido)
        if propuesta.pendiente is not None:
            if any(propuesta.pendiente[columna] != valor for columna, valor in valores.items()):
                fila = _siguiente(propuesta.pendiente, ahora) | valores
                lote.cambiar([Cambio(_TABLA_DE_PROPUESTAS, propuesta.pendiente, fila)])
            continue
        nuevas.append(
            {
                "uuid": str(uuid_nuevo()),
                "rev": 1,
                "creado": ahora,
                "modificado": ahora,
                "origen": str(u.sitio.uuid),
                "baja": False,
                **valores,
            }
        )
    lote.insertar(_TABLA_DE_PROPUESTAS, nuevas)


def _siguiente(actual: Mapping[str, Any], ahora: str) -> dict[str, Guardado]:
    return {"uuid": actual["uuid"], "rev": int(actual["rev"]) + 1, "modificado": ahora}


def _valores(propuesta: Propuesta, manifiesto: Manifiesto, recibido: str) -> dict[str, Guardado]:
    return {
        "hoja": propuesta.hoja,
        "registro": propuesta.uuid,
        "sitio": manifiesto.sitio,
        "recibido": recibido,
        "remitente": manifiesto.remitente,
        "campos": json.dumps(propuesta.campos, ensure_ascii=False),
        "valor_propio": _json(propuesta.propia),
        "valor_propuesto": _json(propuesta.propuesta),
        "estado": str(EstadoDePropuesta.PENDIENTE),
    }


def _json(fila: Mapping[str, str | int] | None) -> str | None:
    if fila is None:
        return None
    return json.dumps(fila, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
