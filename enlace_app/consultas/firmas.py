"""Who is expected to sign the acta of a meeting, and who did."""

import json
from dataclasses import dataclass

from enlace_app.consultas.valores import instante_local
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.organizaciones import plegar

_ACTA = """
SELECT acta.uuid, acta.contenido, reunion.zona FROM acta JOIN reunion ON reunion.uuid = acta.reunion
WHERE acta.reunion = :reunion AND acta.clase = 'acta' ORDER BY acta.version DESC LIMIT 1
"""
_FIRMAS = "SELECT nombre, clase, resultado, instante FROM firma WHERE acta = :acta ORDER BY instante, uuid"


@dataclass(frozen=True, slots=True)
class Firmante:
    """A signatory; `clase` and `instante` (ISO 8601 in the meeting's zone) are None while it is open."""

    nombre: str
    clase: str | None = None
    resultado: str | None = None
    instante: str | None = None

    @property
    def pendiente(self) -> bool:
        """Whether it is not settled yet."""
        return self.clase is None


def firmantes(lectura: Lectura, reunion: str) -> list[Firmante]:
    """Return those whom the last version expects in its order, then who signed besides; none before it was closed."""
    acta = lectura.fila(_ACTA, {"reunion": reunion})
    if acta is None:
        return []
    asentadas = {plegar(f["nombre"]): f for f in lectura.filas(_FIRMAS, {"acta": acta["uuid"]})}
    nombres = [str(f["nombre"]) for f in json.loads(acta["contenido"])["firmantes"]]
    hallados = []
    for nombre in nombres:
        firma = asentadas.pop(plegar(nombre), None)
        hallados.append(Firmante(nombre) if firma is None else _asentado(firma, acta["zona"]))
    return [*hallados, *(_asentado(firma, acta["zona"]) for firma in asentadas.values())]


def _asentado(firma: dict[str, str], zona: str) -> Firmante:
    return Firmante(firma["nombre"], firma["clase"], firma["resultado"], instante_local(firma["instante"], zona))
