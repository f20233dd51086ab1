"""What is answered about a PDF that somebody brings: one verdict, and each check that led to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Veredicto(StrEnum):
    """The one plain answer."""

    VIGENTE = "auténtica y vigente"
    SUPERADA = "auténtica, pero hay otra posterior"
    ALTERADA = "alterada"
    NO_COMPROBABLE = "no se puede comprobar aquí"
    AJENA = "no es un acta de este programa"


class Juicio(StrEnum):
    """How one check ended; what could not be looked at is not counted as good."""

    BIEN = "bien"
    MAL = "mal"
    NO_COMPROBADO = "no comprobado"


@dataclass(frozen=True)
class Comprobacion:
    """One question that was asked of the file, and its answer in plain words."""

    nombre: str
    resultado: Juicio
    explicacion: str


@dataclass(frozen=True)
class Dictamen:
    """The answer: `frase` says it in one sentence, `siguiente` what to do now; `sha256` is that of the file's bytes."""

    veredicto: Veredicto
    frase: str
    siguiente: str
    comprobaciones: tuple[Comprobacion, ...]
    sha256: str
    folio: str | None = None
    version: int | None = None

    @property
    def favorable(self) -> bool:
        """Whether the paper may be relied on as it is: genuine, and the latest."""
        return self.veredicto is Veredicto.VIGENTE


def hay_mal(comprobaciones: Iterable[Comprobacion]) -> bool:
    """Whether one of the checks failed."""
    return any(c.resultado is Juicio.MAL for c in comprobaciones)
