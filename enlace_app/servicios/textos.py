"""Institutional wording that no code holds: it comes from the catalogue `textos.csv`."""

import csv
from dataclasses import dataclass
from pathlib import Path

from enlace_app.errores import ErrorDeEntorno


@dataclass(frozen=True)
class TextosInstitucionales:
    """The texts by their key."""

    por_clave: dict[str, str]

    @classmethod
    def leer(cls, ruta: Path) -> "TextosInstitucionales":
        """Read the catalogue; raises `ErrorDeEntorno` if the installation lacks it."""
        try:
            with ruta.open(encoding="utf-8", newline="") as archivo:
                return cls({fila["clave"]: fila["texto"] for fila in csv.DictReader(archivo)})
        except (OSError, KeyError, csv.Error) as error:
            raise ErrorDeEntorno(f"No se puede leer «{ruta}»; vuelva a instalar Enlace.") from error

    def aviso_privacidad(self, responsable: str) -> str | None:
        """Return the short privacy notice of who answers for the data; if nobody is named, the one that says so."""
        if not responsable.strip():
            return self.por_clave.get("aviso_privacidad_sin_responsable")
        texto = self.por_clave.get("aviso_privacidad_corto")
        return texto.replace("{responsable}", responsable) if texto else None

    @property
    def destinatario(self) -> str | None:
        """Who receives the packages unless a setting says otherwise."""
        return self.por_clave.get("paquete_destinatario")
