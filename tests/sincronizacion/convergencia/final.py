"""The end of a run: what is missing is sent, and then everything is compared with everything."""

import json
from collections.abc import Iterable, Mapping
from random import Random
from typing import Any, Literal

from enlace_app.consultas import acuses
from enlace_app.consultas.incrementos import base_de_incremento
from enlace_app.consultas.paquetes_recibidos import con_identidad
from enlace_app.datos.derivados import reconstruir
from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.servicios.recepcion import recibir_paquete
from enlace_app.sincronizacion.contenido import reunir
from enlace_app.sincronizacion.paquete import Fila
from tests.sincronizacion.convergencia.envios import echar, entregar, propios
from tests.sincronizacion.convergencia.modelo import HOJAS, Clave, es_publicada, sin_rev, suya
from tests.sincronizacion.convergencia.mundo import Carta, Mundo, Sede, exigir

Cierre = Literal["lo que falta", "todo de nuevo"]
"""Either every package that ever was made arrives after all, or the lost ones stay lost and all send a complete one."""

_LOCALES = frozenset({"modificado", "recibido", "conocida", "id", "creado", "motivo"})
"""When something arrived here, by which row it is known, and in which words it waits."""
_TABLAS = (
    *("reunion", "asistencia", "punto_orden_dia", "votacion", "votacion_parte", "acuerdo", "acuerdo_responsable"),
    *("documento", "seguimiento", "organizacion", "organizacion_alias", "compromiso", "actividad", "nombramiento"),
    *("reunion_region", "reunion_compromiso", "acuerdo_compromiso", "documento_compromiso", "acta_recibida"),
    *("situacion", "fila_recibida", "fila_en_espera", "permiso_de_recepcion", "contenido_en_espera", "remitente"),
)
_DERIVADAS = ("situacion", "busqueda")


def terminar(mundo: Mundo, cierre: Cierre, azar: Random) -> None:
    """Send what is missing in a random order, then compare."""
    enviadas = {n: mundo.exportar_filas(sede) for n, sede in enumerate(mundo.sedes)}
    ultimas = mandar_lo_que_falta(mundo, cierre, azar)
    exigir(mundo.modelo.retenidos == 0, "al final quedan paquetes retenidos")
    comparar_con_el_modelo(mundo)
    comparar_con_los_sitios(mundo, enviadas)
    comparar_propuestas(mundo, mundo.garante, mundo.modelo.propuestas)
    comparar_derivadas(mundo)
    for carta in ultimas:
        comparar_respuesta(mundo, carta)
    comparar_con_otro_orden(mundo, azar)


def mandar_lo_que_falta(mundo: Mundo, cierre: Cierre, azar: Random) -> list[Carta]:
    """Deliver until nothing is missing any more; return the last package of every site."""
    tipo = TipoPaquete.COMPLETO
    if cierre == "lo que falta":
        faltan = list(mundo.cartas)
        azar.shuffle(faltan)
        for carta in faltan:
            entregar(mundo, carta)
    mundo.en_camino.clear()
    ultimas = [echar(mundo, n, None if cierre == "lo que falta" else tipo) for n in range(len(mundo.sedes))]
    azar.shuffle(ultimas)
    for carta in ultimas:
        entregar(mundo, carta)
    return ultimas


def comparar_con_el_modelo(mundo: Mundo) -> None:
    """Nothing lost, nothing doubled, nothing else."""
    esperadas, esperan = mundo.modelo.esperado()
    hay = _por_clave(mundo.exportar_filas(mundo.garante))
    regionales = {clave: fila for clave, fila in hay.items() if not es_publicada(clave[1])}
    _iguales("lo que la autoridad tiene de las regiones", regionales, esperadas)
    publicadas = {clave: sin_rev(fila) for clave, fila in hay.items() if es_publicada(clave[1])}
    propias = {clave: sin_rev(fila) for clave, fila in mundo.modelo.propias.items()}
    _iguales("lo publicado", publicadas, propias)
    filas = mundo.garante.lectura.filas("SELECT hoja, uuid, motivo FROM fila_en_espera")
    en_espera = {(f["hoja"], f["uuid"]): f["motivo"] for f in filas}
    exigir(
        en_espera.keys() == esperan.keys(), f"esperan: {sorted(en_espera.items())}; debían {sorted(esperan.items())}"
    )


def comparar_con_los_sitios(mundo: Mundo, enviadas: Mapping[int, Mapping[str, list[Fila]]]) -> None:
    """What every site has of its own stands at the authority too, and sending changed nothing of it."""
    hay = _por_clave(mundo.exportar_filas(mundo.garante))
    _, esperan = mundo.modelo.esperado()
    for numero, antes in enviadas.items():
        sede = mundo.sedes[numero]
        ahora = _por_clave(mundo.exportar_filas(sede))
        _iguales(f"lo del sitio {numero} después de enviar", ahora, _por_clave(antes))
        suyos = propios(sede)
        for clave, fila in ahora.items():
            if clave[1] not in suyos or clave in esperan or clave[0] == "Seguimiento":
                continue
            alla = hay.get(clave)
            exigir(alla is not None, f"no llegó {clave} del sitio {numero}: {fila}")
            retirada = {"baja": "sí"} if alla and alla.get("baja") == "sí" else {}
            exigir(alla == {**fila, **retirada}, f"{clave} del sitio {numero} es {alla}; debía ser {fila}")


def comparar_propuestas(mundo: Mundo, sede: Sede, esperadas: Mapping[tuple[str, str, str], Fila]) -> None:
    """Every change of a published row waits once for an answer."""
    filas = sede.lectura.filas(
        "SELECT sitio, hoja, registro, valor_propuesto FROM propuesta_de_catalogo "
        "WHERE NOT baja AND estado = 'pendiente'"
    )
    hay = {(f["sitio"], f["hoja"], f["registro"]): json.loads(f["valor_propuesto"]) for f in filas}
    exigir(len(hay) == len(filas), "una propuesta está dos veces")
    _iguales("las propuestas por responder", hay, esperadas)


def comparar_derivadas(mundo: Mundo) -> None:
    """Both derived indexes are what making them anew gives."""
    antes = {tabla: _volcar(mundo.garante, tabla) for tabla in _DERIVADAS}
    with mundo.garante.almacen.escribir("Rehacer los índices") as u:
        reconstruir(u.conexion)
    for tabla in _DERIVADAS:
        _mismas(f"{tabla} rehecha", antes[tabla], _volcar(mundo.garante, tabla))


def comparar_respuesta(mundo: Mundo, carta: Carta) -> None:
    """With the receipt of its last package a site has the authority's folios and remarks, and nothing new to send."""
    sede, garante = mundo.sedes[carta.sitio], mundo.garante
    recibido = con_identidad(garante.lectura, str(carta.paquete.portada["paquete_uuid"]))[0].uuid
    acuse = mundo.soporte.abrir_acuse(mundo.soporte.acusar(garante.almacen, recibido))
    exigir(mundo.recibir_acuse(sede, acuse), "no se tomó el acuse del último paquete")
    enviados = {str(fila["uuid"]) for hoja in HOJAS for fila in carta.paquete.filas(hoja)}
    folios = acuses.folios_oficiales(garante.lectura, enviados)
    aqui = acuses.folios_oficiales(sede.lectura, enviados)
    _iguales(f"los folios oficiales del sitio {carta.sitio}", {r: aqui.get(r) for r in folios}, folios)
    dichas = {(o.registro, o.texto) for o in acuses.observaciones(garante.lectura, enviados)}
    sabidas = {(o.registro, o.texto) for o in acuses.observaciones(sede.lectura, enviados)}
    exigir(dichas <= sabidas, f"al sitio {carta.sitio} no le llegó la observación {sorted(dichas - sabidas)[:2]}")
    epoca = int(str(carta.paquete.portada["epoca"]))
    base = base_de_incremento(sede.lectura, sitio=mundo.uuids[carta.sitio], epoca=epoca)
    siguiente = reunir(sede.lectura, mundo.formato, base=base)
    rechazadas = {str(f["uuid"]) for f in acuse.contenido.resultado if f["resultado"] == "rechazado"}
    van = {str(fila["uuid"]) for hoja in HOJAS for fila in siguiente.hojas[hoja]}
    exigir(van <= rechazadas, f"el sitio {carta.sitio} mandaría otra vez {sorted(van - rechazadas)[:3]}")


def comparar_con_otro_orden(mundo: Mundo, azar: Random) -> None:
    """A second authority that gets the same packages in another order, some of them twice, ends with the same."""
    paquetes = list(mundo.admitidos)
    azar.shuffle(paquetes)
    otra = mundo.otra_autoridad("otra-autoridad")
    for paquete in (*paquetes, *azar.sample(paquetes, min(2, len(paquetes)))):
        recibir_paquete(otra.almacen, paquete, formato=mundo.formato)
    for tabla in _TABLAS:
        _mismas(f"{tabla} en otro orden", _volcar(mundo.garante, tabla), _volcar(otra, tabla))


def _por_clave(hojas: Mapping[str, Iterable[Fila]]) -> dict[Clave, Fila]:
    return {(hoja, str(fila["uuid"])): suya(fila, hoja) for hoja in HOJAS for fila in hojas[hoja]}


def _volcar(sede: Sede, tabla: str) -> list[str]:
    """The rows of a table without what is local; published ones are the authority's own and tell nothing."""
    filas = sede.lectura.filas(f"SELECT * FROM {tabla}")
    duenio = "uuid" if filas and "uuid" in filas[0] else tabla.partition("_")[0]
    return sorted(
        repr(sorted((c, v) for c, v in fila.items() if c not in _LOCALES))
        for fila in filas
        if tabla == "fila_recibida" or not _publicada(fila.get(duenio))
    )


def _publicada(uuid: Any) -> bool:
    return isinstance(uuid, str) and len(uuid) == 36 and es_publicada(uuid)


def _iguales(que: str, hay: Mapping[Any, Any], debe: Mapping[Any, Any]) -> None:
    distintas = [c for c in {*hay, *debe} if hay.get(c) != debe.get(c)]
    dicho = "\n".join(f"  {c}\n    es    {hay.get(c)}\n    debía {debe.get(c)}" for c in sorted(distintas)[:4])
    exigir(not distintas, f"{que}: {len(distintas)} distintas\n{dicho}")


def _mismas(que: str, unas: list[str], otras: list[str]) -> None:
    if unas != otras:
        solo = [f for f in unas if f not in otras][:3], [f for f in otras if f not in unas][:3]
        exigir(False, f"{que}:\n  sólo en uno {solo[0]}\n  sólo en otro {solo[1]}")
