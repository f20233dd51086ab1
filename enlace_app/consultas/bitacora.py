"""The change log as a package tells it: what changed and when, never who did or what it said."""

from collections.abc import Collection

from enlace_app.consultas.valores import FilaDePaquete, instante_local
from enlace_app.datos.lectura import Lectura

HOJA_DE_TABLA = {
    "reunion": "Reuniones",
    "acta": "Actas",
    "asistencia": "Asistencia",
    "punto_orden_dia": "OrdenDelDia",
    "votacion": "Votaciones",
    "acuerdo": "Acuerdos",
    "seguimiento": "Seguimiento",
    "documento": "Documentos",
    "compromiso": "Compromisos",
    "actividad": "Actividades",
    "organizacion": "Organizaciones",
    "nombramiento": "Nombramientos",
}
"""The sheet in which the rows of a table travel; those of other tables travel in none."""


def filas_de_paquete(
    lectura: Lectura,
    *,
    enviados: Collection[str] | None = None,
    desde: int = 0,
    desde_siempre: Collection[str] = frozenset(),
) -> list[FilaDePaquete]:
    """Return the rows of the sheet Bitacora in their order: entries about rows that have a sheet.

    `enviados` keeps only those about these uuids: nothing is said about what stays. With `desde` they begin after that
    entry of this computer's log, but for the uuids in `desde_siempre`, of which nothing was told before.
    """
    filas = lectura.filas(
        "SELECT instante, sitio, epoca, secuencia, accion, tabla, uuid, rev, recibido FROM bitacora "
        "ORDER BY sitio, epoca, secuencia"
    )
    return [
        {
            "instante": instante_local(fila["instante"]),
            "sitio": fila["sitio"],
            "epoca": fila["epoca"],
            "secuencia": fila["secuencia"],
            "accion": fila["accion"],
            "hoja": HOJA_DE_TABLA[fila["tabla"]],
            "uuid": fila["uuid"],
            "rev": fila["rev"],
        }
        for fila in filas
        if fila["tabla"] in HOJA_DE_TABLA
        and (enviados is None or fila["uuid"] in enviados)
        and (desde == 0 or fila["uuid"] in desde_siempre or (fila["secuencia"] > desde and not fila["recibido"]))
    ]


def ultima_secuencia(lectura: Lectura) -> int:
    """Return the number of the latest entry, 0 if there is none."""
    fila = lectura.fila("SELECT coalesce(max(secuencia), 0) AS ultima FROM bitacora")
    return int(fila["ultima"]) if fila else 0


def tocados_desde(lectura: Lectura, secuencia: int) -> tuple[frozenset[tuple[str, str]], int]:
    """Return which rows (table, uuid) were written after that entry of the log, and the number of the last entry."""
    filas = lectura.filas(
        "SELECT tabla, uuid, secuencia FROM bitacora WHERE secuencia > :secuencia", {"secuencia": secuencia}
    )
    ultima = max((fila["secuencia"] for fila in filas), default=secuencia)
    return frozenset((fila["tabla"], fila["uuid"]) for fila in filas), ultima
