"""What a review finds."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

AJUSTES = "ajustes"
"""Stands for the table of a finding that is mended in the settings; its uuid is then the meeting's."""


class Gravedad(StrEnum):
    """Whether a finding stops the closing."""

    BLOQUEA = "bloquea"
    ADVIERTE = "advierte"


@dataclass(frozen=True)
class Hallazgo:
    """A finding that names its record (`tabla`, `uuid`), the field that mends it, and what to do, in Spanish."""

    gravedad: Gravedad
    tabla: str
    uuid: UUID
    campo: str
    mensaje: str
