"""Identity of records: v7 for what a user records, v5 for catalogues and published data."""

from uuid import UUID, uuid5

from uuid_utils.compat import uuid7

ESPACIO = UUID("6f1d2f0e-54a5-5d0c-9a7e-0c0a5b1d7e01")
"""Namespace of every v5 identity: changing it would make five laptops speak of different rows."""

ORIGEN_PUBLICADO = uuid5(ESPACIO, "origen:autoridad")
"""The fixed owner of v5 rows: what a region changes in them travels as a proposal."""


def uuid_nuevo() -> UUID:
    """Return a time-ordered v7 identity for a record that a user makes."""
    return uuid7()


def uuid_publicado(tabla: str, clave: str) -> UUID:
    """Return the identity that every laptop gives to the published row `clave` of `tabla`."""
    return uuid5(ESPACIO, f"{tabla}:{clave}")
