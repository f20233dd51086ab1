"""Persons of the directory, named only as published or as they gave their name."""

from dataclasses import dataclass

from enlace_app.dominio.registros import Registro, campo


@dataclass(eq=False, kw_only=True)
class Persona(Registro):
    """A person; nothing but the name is kept here (no telephone, address, RFC or CURP)."""

    nombre: str = campo("Nombre de la persona")
    fuente: str | None = campo("Fuente", default=None)
