"""A follow-up that is being written, as it is kept against a power cut and while another agreement is looked at."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Sustento:
    """A document or meeting chosen as evidence (`tabla`); `titulo` is how it is shown."""

    tabla: str
    uuid: str
    titulo: str


@dataclass(frozen=True)
class Borrador:
    """What the fields hold; `fecha` as typed, empty while it is the present day."""

    linea: str = ""
    fecha: str = ""
    archivos: tuple[Path, ...] = ()
    sustentos: tuple[Sustento, ...] = ()

    @property
    def vacio(self) -> bool:
        """Whether nothing would be lost; a date alone says nothing."""
        return not (self.linea.strip() or self.archivos or self.sustentos)

    def textos(self) -> dict[str, str]:
        """Field by field, to be stored."""
        if self.vacio:
            return {}
        sustentos = [[s.tabla, s.uuid, s.titulo] for s in self.sustentos]
        return {
            "linea": self.linea,
            "fecha": self.fecha,
            "archivos": json.dumps([str(a) for a in self.archivos]) if self.archivos else "",
            "sustentos": json.dumps(sustentos) if sustentos else "",
        }


def leer_borrador(textos: Mapping[str, str]) -> Borrador:
    """Read what `textos` gave; a damaged list is left out, for the line matters more."""
    return Borrador(
        linea=textos.get("linea", ""),
        fecha=textos.get("fecha", ""),
        archivos=tuple(Path(a) for a in _lista(textos.get("archivos")) if isinstance(a, str)),
        sustentos=tuple(
            Sustento(*map(str, s)) for s in _lista(textos.get("sustentos")) if isinstance(s, list) and len(s) == 3
        ),
    )


def _lista(texto: str | None) -> list[object]:
    try:
        leida = json.loads(texto or "[]")
    except ValueError:
        return []
    return leida if isinstance(leida, list) else []
