"""Who is expected to sign the acta of a meeting, or a document that mends it, and how each was settled."""

import json
from dataclasses import dataclass
from typing import Any

from enlace_app.consultas.valores import instante_local
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.firmas import Resultado, salidas_de
from enlace_app.dominio.organizaciones import plegar

_VIGENTE = """
SELECT acta.uuid, acta.contenido, reunion.zona FROM acta JOIN reunion ON reunion.uuid = acta.reunion
WHERE acta.reunion = :reunion AND acta.clase = 'acta' ORDER BY acta.version DESC LIMIT 1
"""
_UNA = """
SELECT acta.uuid, acta.contenido, reunion.zona FROM acta JOIN reunion ON reunion.uuid = acta.reunion
WHERE acta.reunion = :reunion AND acta.uuid = :acta
"""
_FIRMAS = """
SELECT nombre, clase, resultado, instante, hora, motivo, adjunto_sha256, certificado
FROM firma WHERE acta = :acta ORDER BY instante, uuid
"""


@dataclass(frozen=True, slots=True)
class Firmante:
    """A signatory; `clase` and `instante` (ISO 8601 in the meeting's zone) are None while it is open.

    `salida` is the hour at which the attendance says that she left, for one who is open; the rest is as in `Firma`.
    """

    nombre: str
    clase: str | None = None
    resultado: str | None = None
    instante: str | None = None
    hora: str | None = None
    motivo: str | None = None
    adjunto_sha256: str | None = None
    certificado: str | None = None
    salida: str | None = None

    @property
    def pendiente(self) -> bool:
        """Whether it is not settled yet."""
        return self.clase is None

    @property
    def firmo(self) -> bool:
        """Whether there is a signature, under protest or not."""
        return self.resultado is not None and Resultado(self.resultado).firma


def firmantes(lectura: Lectura, reunion: str, *, acta: str | None = None) -> list[Firmante]:
    """Return those whom the last version expects in its order, then who signed besides; none before it was closed.

    `acta` asks for a document that mends it instead.
    """
    fila = lectura.fila(_VIGENTE if acta is None else _UNA, {"reunion": reunion, "acta": acta})
    if fila is None:
        return []
    contenido = json.loads(fila["contenido"])
    asentadas = {plegar(f["nombre"]): f for f in lectura.filas(_FIRMAS, {"acta": fila["uuid"]})}
    salidas = salidas_de(contenido)
    hallados = []
    for nombre in (str(f["nombre"]) for f in contenido["firmantes"]):
        firma = asentadas.pop(plegar(nombre), None)
        abierta = Firmante(nombre, salida=salidas.get(plegar(nombre)))
        hallados.append(abierta if firma is None else _asentado(firma, fila["zona"]))
    return [*hallados, *(_asentado(firma, fila["zona"]) for firma in asentadas.values())]


def _asentado(firma: dict[str, Any], zona: str) -> Firmante:
    return Firmante(**{**firma, "instante": instante_local(firma["instante"], zona)})
