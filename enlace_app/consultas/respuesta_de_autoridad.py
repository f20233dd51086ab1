"""Where a record of this site stands with the authority: whether it has it as it is now, and what it said of it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from enlace_app.consultas import acuses
from enlace_app.consultas.acuses import Observacion, ResultadoDeRegistro
from enlace_app.consultas.conjuntos import uno_de
from enlace_app.consultas.expedientes import Lector
from enlace_app.datos.lotes import en_lotes
from enlace_app.dominio.recepcion import SIN_NOVEDAD, VEA_OBSERVACIONES, Resultado

_ENVIADOS = """
SELECT paquete.uuid, paquete.secuencia, paquete.bitacora_hasta, (
  SELECT min(acuse.recibido) FROM acuse
  WHERE acuse.paquete = paquete.uuid AND acuse.contenido_sha256 = paquete.contenido_sha256
) AS recibido
FROM paquete JOIN sitio ON sitio.uuid = paquete.origen ORDER BY paquete.epoca, paquete.secuencia
"""
_PROPIOS = """
SELECT uuid AS registro, min(secuencia) AS primero, max(secuencia) AS ultimo FROM bitacora
WHERE uuid IN {lista} AND NOT recibido GROUP BY uuid
"""
_DE_PARTES = """
SELECT parte.{duenio} AS registro, max(bitacora.secuencia) AS ultimo
FROM {tabla} AS parte JOIN bitacora ON bitacora.uuid = parte.uuid
WHERE parte.{duenio} IN {lista} AND NOT bitacora.recibido GROUP BY parte.{duenio}
"""
_PARTES = (
    ("asistencia", "reunion"),
    ("punto_orden_dia", "reunion"),
    ("votacion", "reunion"),
    ("acta", "reunion"),
    ("seguimiento", "acuerdo"),
    ("actividad", "compromiso"),
)
"""What is part of a record for whoever reads it: a change there is one of the record."""
_REUNIONES = """
SELECT registro.uuid AS registro, reunion.uuid AS reunion, reunion.estado IN ('borrador', 'convocada') AS se_queda
FROM {tabla} AS registro JOIN reunion ON reunion.uuid = registro.{reunion} WHERE registro.uuid IN {lista}
"""
_CON_REUNION = (("reunion", "uuid"), ("acuerdo", "reunion"), ("documento", "reunion"))
_SALIDAS = """
SELECT uuid AS reunion, max(secuencia) AS salida FROM bitacora
WHERE uuid IN {lista} AND NOT recibido
  AND (antes LIKE '%"estado": "borrador"%' OR antes LIKE '%"estado": "convocada"%')
GROUP BY uuid
"""
"""The entry by which a meeting was no longer a draft: only from there on it travels, with all that is its own."""


class Envio(StrEnum):
    """How far a record came on its way to the authority."""

    SIN_ENVIAR = "sin enviar"
    SIN_ACUSE = "sin acuse"
    RECIBIDO = "recibido"
    CAMBIO = "cambió después"
    POR_REVISAR = "por revisar"
    RECHAZADO = "rechazado"


@dataclass(frozen=True, slots=True)
class Respuesta:
    """What is to be told about one record.

    `recibido` is when the authority received the state that it has, as UTC text; `secuencia` the package that took the
    present one there and has no receipt yet. `motivo` is why it was rejected, or is being looked at.
    """

    envio: Envio
    recibido: str | None = None
    secuencia: int | None = None
    quien: str | None = None
    motivo: str | None = None
    folio: str | None = None
    observaciones: tuple[Observacion, ...] = ()


@dataclass(frozen=True, slots=True)
class _Enviado:
    uuid: str
    secuencia: int
    bitacora_hasta: int
    recibido: str | None


def respuesta_de(lector: Lector, registro: str) -> Respuesta:
    """Return what is to be told about one record."""
    return respuestas(lector, [registro])[registro]


def respuestas(lector: Lector, registros: Collection[str], *, tabla: str | None = None) -> dict[str, Respuesta]:
    """Return that of each of these meetings, agreements, documents or commitments; cheap while nothing was sent.

    `tabla` says that all of them are of one table, which spares looking into the others.
    """
    enviados = [_Enviado(**fila) for fila in lector.filas(_ENVIADOS)]
    folios, dichos = acuses.folios_oficiales(lector, registros), acuses.resultados_de(lector, registros)
    observadas: dict[str, list[Observacion]] = defaultdict(list)
    for observacion in acuses.observaciones(lector, registros):
        observadas[observacion.registro].append(observacion)
    lapsos = _lapsos(lector, registros, tabla) if enviados else {}
    return {
        registro: _responder(
            enviados,
            lapsos.get(registro),
            dichos.get(registro),
            folio=folios.get(registro),
            observaciones=tuple(observadas.get(registro, ())),
        )
        for registro in registros
    }


def _responder(
    enviados: Sequence[_Enviado],
    lapso: tuple[int, int] | None,
    dicho: ResultadoDeRegistro | None,
    *,
    folio: str | None,
    observaciones: tuple[Observacion, ...],
) -> Respuesta:
    if lapso is None:
        return Respuesta(Envio.SIN_ENVIAR, folio=folio, observaciones=observaciones)
    primero, ultimo = lapso
    con_el = [e for e in enviados if e.bitacora_hasta >= primero]
    de_ahora = [e for e in con_el if e.bitacora_hasta >= ultimo]
    recibidos = [e.recibido for e in de_ahora if e.recibido]
    antes = [e.recibido for e in con_el if e.recibido]
    sin_acuse = next((e.secuencia for e in de_ahora if not e.recibido), None)
    if recibidos:
        envio, cuando, secuencia = Envio.RECIBIDO, min(recibidos), None
    elif antes:
        envio, cuando, secuencia = Envio.CAMBIO, max(antes), sin_acuse
    else:
        envio, cuando, secuencia = (Envio.SIN_ACUSE if de_ahora else Envio.SIN_ENVIAR), None, sin_acuse
    hallado = Respuesta(envio, cuando, secuencia, folio=folio, observaciones=observaciones)
    return hallado if dicho is None else _con_lo_dicho(hallado, dicho, con_el, ultimo)


def _con_lo_dicho(
    hallado: Respuesta, dicho: ResultadoDeRegistro, enviados: Sequence[_Enviado], ultimo: int
) -> Respuesta:
    """Return it with what the receipt said, unless that was of an earlier state than the one that arrived since."""
    suyo = next((e for e in enviados if e.uuid == dicho.paquete), None)
    superado = suyo is None or (hallado.envio is Envio.RECIBIDO and suyo.bitacora_hasta < ultimo)
    resultado = Resultado(dicho.resultado)
    arribo = resultado in SIN_NOVEDAD
    if superado or dicho.motivo == VEA_OBSERVACIONES or (arribo and hallado.envio is not Envio.RECIBIDO):
        return hallado
    envio = hallado.envio
    if not arribo:
        envio = Envio.RECHAZADO if resultado is Resultado.RECHAZADO else Envio.POR_REVISAR
    return Respuesta(
        envio, dicho.recibido, hallado.secuencia, dicho.quien, dicho.motivo, hallado.folio, hallado.observaciones
    )


def _lapsos(lector: Lector, registros: Collection[str], de_tabla: str | None) -> dict[str, tuple[int, int]]:
    """Return the entries of the log by which each record could travel and was last changed; of what stays, nothing."""
    lapsos: dict[str, tuple[int, int]] = {}
    for lote in en_lotes(set(registros)):
        lista, parametros = uno_de("registro", lote)
        propios = {f["registro"]: (f["primero"], f["ultimo"]) for f in _leer(lector, _PROPIOS, lista, parametros)}
        for tabla, duenio in _PARTES:
            if de_tabla not in {None, duenio}:
                continue
            for fila in _leer(lector, _DE_PARTES, lista, parametros, tabla=tabla, duenio=duenio):
                if fila["registro"] in propios:
                    primero, ultimo = propios[fila["registro"]]
                    propios[fila["registro"]] = primero, max(ultimo, fila["ultimo"])
        _desde_su_salida(lector, propios, lista, parametros, de_tabla)
        lapsos |= propios
    return lapsos


def _desde_su_salida(
    lector: Lector,
    lapsos: dict[str, tuple[int, int]],
    lista: str,
    parametros: Mapping[str, object],
    de_tabla: str | None,
) -> None:
    """Take out what is of a draft, and let the rest count from when its meeting was none any more."""
    de_reunion = [
        fila
        for tabla, reunion in _CON_REUNION
        if de_tabla in {None, tabla}
        for fila in _leer(lector, _REUNIONES, lista, parametros, tabla=tabla, reunion=reunion)
    ]
    salidas: dict[str, int] = {}
    for lote in en_lotes({fila["reunion"] for fila in de_reunion}):
        de_estas, suyos = uno_de("reunion", lote)
        salidas |= {f["reunion"]: f["salida"] for f in _leer(lector, _SALIDAS, de_estas, suyos)}
    for fila in de_reunion:
        if fila["se_queda"]:
            lapsos.pop(fila["registro"], None)
        elif fila["registro"] in lapsos and fila["reunion"] in salidas:
            salida, (primero, ultimo) = salidas[fila["reunion"]], lapsos[fila["registro"]]
            lapsos[fila["registro"]] = max(primero, salida), max(ultimo, salida)


def _leer(
    lector: Lector, sql: str, lista: str, parametros: Mapping[str, object], **partes: str
) -> list[dict[str, Any]]:
    return lector.filas(sql.format(lista=lista, **partes), parametros)


def decir_envio(respuesta: Respuesta, *, zona: str, dia: Callable[[date], str]) -> str:
    """Say in one sentence where the record stands; of what was never sent, nothing."""
    cuando = f" el {dia(_dia(respuesta.recibido, zona))}" if respuesta.recibido else ""
    motivo = f": {respuesta.motivo.rstrip('.')}" if respuesta.motivo else ""
    cambio = f"Cambió después; la autoridad tiene lo {f'que recibió{cuando}' if cuando else 'anterior'}"
    return {
        Envio.SIN_ENVIAR: "",
        Envio.SIN_ACUSE: f"Se puso en el paquete {respuesta.secuencia}, que aún no tiene acuse.",
        Envio.RECIBIDO: f"La autoridad lo recibió{cuando}{motivo}.",
        Envio.CAMBIO: f"{cambio}. El cambio fue en el paquete {respuesta.secuencia}, aún sin acuse."
        if respuesta.secuencia
        else f"{cambio}.",
        Envio.POR_REVISAR: f"La autoridad lo está revisando; llegó{cuando}{motivo}.",
        Envio.RECHAZADO: f"La autoridad no lo tomó{cuando}{motivo}.",
    }[respuesta.envio]


def en_una_palabra(respuesta: Respuesta) -> str:
    """Say it for the cell of a list; remarks are counted, for they are what one has to read."""
    partes = [str(respuesta.envio) if respuesta.envio is not Envio.SIN_ENVIAR else ""]
    cuantas = len(respuesta.observaciones)
    partes.append(f"{cuantas} {'observación' if cuantas == 1 else 'observaciones'}" if cuantas else "")
    return " · ".join(parte for parte in partes if parte)


def _dia(instante: str, zona: str) -> date:
    leido = datetime.fromisoformat(instante)
    return (leido if leido.tzinfo else leido.replace(tzinfo=UTC)).astimezone(ZoneInfo(zona)).date()
