"""What happened to agreements: rows of a package, and the state that follows from them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from enlace_app.consultas.nombres_reservados import leer_nombres_reservados
from enlace_app.consultas.valores import FilaDePaquete, leer_fecha, si_no
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.seguimientos import EstadoAcuerdo, Seguimiento, estado_vigente, ordenados, plazo_vigente

_CAMPOS = """
SELECT uuid, creado, acuerdo, fecha, estado, nota, plazo_nuevo, cumple_reunion, cumple_documento, cumple_literal,
  evidencia, autor
FROM seguimiento
"""


@dataclass(frozen=True, slots=True)
class Situacion:
    """An agreement as it stands today: its state, the plazo in force and its entries in the order they were written."""

    estado: EstadoAcuerdo
    plazo: date | None
    entradas: tuple[Seguimiento, ...]


def filas_de_paquete(lectura: Lectura, *, fuera: Collection[str] = frozenset()) -> list[FilaDePaquete]:
    """Return the rows of the sheet Seguimiento as they were written down, without those of the acuerdos in `fuera`.

    An author whose name the attendance of the acuerdo's meeting withholds appears as `particular`.
    """
    reservados = leer_nombres_reservados(lectura)
    reunion_de = {fila["uuid"]: fila["reunion"] for fila in lectura.filas("SELECT uuid, reunion FROM acuerdo")}
    return [
        {
            "uuid": fila["uuid"],
            "rev": 1,
            "baja": si_no(False),
            "acuerdo": fila["acuerdo"],
            "fecha": leer_fecha(fila["fecha"]),
            "estado": fila["estado"],
            "nota": fila["nota"],
            "plazo_nuevo": leer_fecha(fila["plazo_nuevo"]),
            "cumple_con": fila["cumple_reunion"] or fila["cumple_documento"] or fila["cumple_literal"],
            "evidencia": fila["evidencia"],
            "autor": reservados.tapar(reunion_de.get(fila["acuerdo"]), fila["autor"]),
        }
        for fila in lectura.filas(f"{_CAMPOS} ORDER BY creado, uuid")
        if fila["acuerdo"] not in fuera
    ]


def entradas_por_acuerdo(lectura: Lectura, *, reunion: str | None = None) -> dict[str, list[Seguimiento]]:
    """Return the entries of every agreement that has any, or of one meeting's, for the rules of the domain."""
    entradas: dict[str, list[Seguimiento]] = {}
    sql = _CAMPOS if reunion is None else f"{_CAMPOS} WHERE acuerdo IN (SELECT uuid FROM acuerdo WHERE reunion = :uuid)"
    for fila in lectura.filas(sql, None if reunion is None else {"uuid": reunion}):
        entradas.setdefault(fila["acuerdo"], []).append(_entrada(fila))
    return entradas


def entradas_de(lectura: Lectura, acuerdo: str) -> list[Seguimiento]:
    """Return the entries of one agreement, in no order of their own."""
    return [_entrada(fila) for fila in lectura.filas(f"{_CAMPOS} WHERE acuerdo = :acuerdo", {"acuerdo": acuerdo})]


def situacion(plazo: date | None, entradas: Collection[Seguimiento]) -> Situacion:
    """Return how an agreement with that plazo of its own stands after its entries."""
    return Situacion(estado_vigente(entradas), plazo_vigente(plazo, entradas), tuple(ordenados(entradas)))


def _entrada(fila: dict[str, Any]) -> Seguimiento:
    return Seguimiento(
        uuid=UUID(fila["uuid"]),
        creado=datetime.fromisoformat(fila["creado"]),
        acuerdo=UUID(fila["acuerdo"]),
        fecha=leer_fecha(fila["fecha"]),
        estado=EstadoAcuerdo(fila["estado"]) if fila["estado"] else None,
        nota=fila["nota"],
        plazo_nuevo=leer_fecha(fila["plazo_nuevo"]),
        cumple_reunion=_uuid(fila["cumple_reunion"]),
        cumple_documento=_uuid(fila["cumple_documento"]),
        cumple_literal=fila["cumple_literal"],
        evidencia=fila["evidencia"],
        autor=fila["autor"],
    )


def _uuid(texto: str | None) -> UUID | None:
    return UUID(texto) if texto else None
