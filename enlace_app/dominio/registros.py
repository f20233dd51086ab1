"""What every stored record has in common, and how its fields are declared."""

from dataclasses import MISSING, dataclass, field, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from enlace_app.dominio.identidad import ORIGEN_PUBLICADO, uuid_nuevo
from enlace_app.errores import ErrorDeNegocio

CAMBIO_AJENO = "Este registro cambió después de que usted lo abrió; vuelva a abrirlo y repita el cambio."


def campo(etiqueta: str, default: Any = MISSING, *, default_factory: Any = MISSING) -> Any:
    """Declare a dataclass field with the Spanish name that messages and screens give it."""
    metadatos = {"etiqueta": etiqueta}
    if default_factory is not MISSING:
        return field(default_factory=default_factory, metadata=metadatos)
    return field(default=default, metadata=metadatos)


def etiqueta(clase: type, nombre: str) -> str:
    """Return the Spanish name of a field, or the field's own name where none was declared."""
    declarados = {f.name: f.metadata.get("etiqueta", f.name) for f in fields(clase)}
    return str(declarados.get(nombre, nombre))


@dataclass(eq=False, kw_only=True)
class Registro:
    """A row that travels in packages.

    `rev` counts its changes, `origen` is the site that owns it, `baja` marks it withdrawn (withdrawn ids never come
    back). The flush hook of `datos` sets `rev`, `creado`, `modificado` and a missing `origen`: nobody else does.
    """

    uuid: UUID = field(default_factory=uuid_nuevo)
    rev: int = 0
    creado: datetime | None = None
    modificado: datetime | None = None
    origen: UUID | None = None
    baja: bool = campo("Baja", default=False)

    @property
    def publicado(self) -> bool:
        """Whether this row comes from a catalogue or published data (v5 identity, the authority's origin)."""
        return self.origen == ORIGEN_PUBLICADO

    def exigir_rev(self, rev_vista: int) -> None:
        """Raise `ErrorDeNegocio` if the record changed after the person saw revision `rev_vista`."""
        if self.rev != rev_vista:
            raise ErrorDeNegocio(CAMBIO_AJENO)


@dataclass(eq=False, kw_only=True)
class Valor:
    """A small row that belongs to one record and is only ever replaced; its change counts as its owner's."""

    id: int | None = None


@dataclass(eq=False, kw_only=True)
class Constancia:
    """A row that is only ever added (acta, firma, seguimiento…): it proves what happened."""

    uuid: UUID = field(default_factory=uuid_nuevo)
    creado: datetime | None = None
    origen: UUID | None = None
