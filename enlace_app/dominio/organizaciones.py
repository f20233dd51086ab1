"""Institutions and organisations, their other names, and who succeeded whom."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from enlace_app.dominio.registros import Registro, Valor, campo


@dataclass(eq=False, kw_only=True)
class Alias(Valor):
    """Another name under which sources mention an organisation."""

    alias: str = campo("Alias")


@dataclass(eq=False, kw_only=True)
class Organizacion(Registro):
    """An institution or organisation; old actas keep the name it had (`sucede_a` points to its predecessor)."""

    nombre: str = campo("Nombre de la organización")
    sigla: str | None = campo("Sigla", default=None)
    sector: str | None = campo("Sector", default=None)
    ambito: str | None = campo("Ámbito", default=None)
    papel: str | None = campo("Papel", default=None)
    nota: str | None = campo("Nota", default=None)
    desde: date | None = campo("Existe desde", default=None)
    hasta: date | None = campo("Existió hasta", default=None)
    sucede_a: UUID | None = campo("Sucede a", default=None)
    fuente: str | None = campo("Fuente", default=None)
    alias: list[Alias] = campo("Alias", default_factory=list)

    @property
    def nombres(self) -> list[str]:
        """Every name by which it may be meant."""
        return [n for n in (self.nombre, self.sigla, *(a.alias for a in self.alias)) if n]


def plegar(texto: str) -> str:
    """Return the text without accents, case or repeated spaces: how two spellings of a name are compared."""
    sin_acentos = "".join(c for c in unicodedata.normalize("NFD", texto) if not unicodedata.combining(c))
    return " ".join(sin_acentos.casefold().split())


def indice_de_nombres(organizaciones: Iterable[Organizacion]) -> Mapping[str, UUID]:
    """Map each folded name to its organisation; a name that several share (SIMAS) resolves to none of them.

    The full name of one wins over an alias or acronym of another. Source: decision of ours; published lists of aliases
    share acronyms.
    """
    vigentes = [o for o in organizaciones if not o.baja]
    candidatos: dict[str, set[UUID]] = {}
    for organizacion in vigentes:
        for nombre in organizacion.nombres:
            candidatos.setdefault(plegar(nombre), set()).add(organizacion.uuid)
    unicos = {nombre: next(iter(uuids)) for nombre, uuids in candidatos.items() if len(uuids) == 1}
    return unicos | {plegar(o.nombre): o.uuid for o in vigentes}
