"""Persons of the directory, named only as published or as they gave their name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.registros import Registro, campo


@dataclass(eq=False, kw_only=True)
class Persona(Registro):
    """A person; nothing but the name is kept here (no telephone, address, RFC or CURP)."""

    nombre: str = campo("Nombre de la persona")
    fuente: str | None = campo("Fuente", default=None)


def indice_de_personas(personas: Iterable[Persona]) -> Mapping[str, UUID]:
    """Map each folded name to its person; a name that two persons share resolves to neither."""
    homonimas: dict[str, list[UUID]] = {}
    for persona in personas:
        if not persona.baja:
            homonimas.setdefault(plegar(persona.nombre), []).append(persona.uuid)
    return {nombre: uuids[0] for nombre, uuids in homonimas.items() if len(uuids) == 1}
