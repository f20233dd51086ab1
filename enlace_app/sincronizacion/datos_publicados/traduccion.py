"""What a published file becomes: rows under the package's names, and remarks about what was not understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from enlace_app.dominio.cantidades import Cantidad, leer_minimo
from enlace_app.errores import ErrorDeNegocio
from enlace_app.sincronizacion.datos_publicados.tabla import Registro
from enlace_app.sincronizacion.filas import FilaLeida, Valor
from enlace_app.sincronizacion.problemas import Problema


@dataclass
class Traduccion:
    """Collects the rows and findings of one file."""

    archivo: str
    filas: list[FilaLeida] = field(default_factory=list)
    problemas: list[Problema] = field(default_factory=list)

    def agregar(self, hoja: str, registro: Registro, ref: str | None, valores: Mapping[str, Valor]) -> None:
        """Add a row of the sheet `hoja` that came from `registro`."""
        self.filas.append(FilaLeida(self.archivo, hoja, registro.numero, ref, valores))

    def avisar(self, registro: Registro, columna: str | None, motivo: str) -> None:
        """Add a remark that keeps nothing out."""
        self.problemas.append(Problema(self.archivo, None, registro.numero, columna, motivo, grave=False))

    def rechazar(self, registro: Registro, columna: str | None, motivo: str) -> None:
        """Add a finding that keeps the row out."""
        self.problemas.append(Problema(self.archivo, None, registro.numero, columna, motivo, grave=True))

    def cantidad(self, registro: Registro, columna: str) -> Cantidad | None:
        """Count in that cell; None when it is empty, or with a remark when it is no count."""
        texto = registro[columna]
        if texto is None:
            return None
        try:
            return leer_minimo(texto)
        except ErrorDeNegocio as error:
            self.avisar(registro, columna, f"{error} La celda quedó sin número.")
            return None

    def entero(self, registro: Registro, columna: str) -> int | None:
        """Whole number in that cell, under the same rules."""
        cantidad = self.cantidad(registro, columna)
        return None if cantidad is None else cantidad.numero

    def cvegeo(self, registro: Registro, columna: str, cifras: int = 5) -> str | None:
        """INEGI key in that cell, with the leading zeros that Excel takes away when it saves a CSV."""
        texto = registro[columna]
        if texto is None or not texto.isascii() or not texto.isdigit() or len(texto) >= cifras:
            return texto
        completa = texto.zfill(cifras)
        self.avisar(registro, columna, f"«{texto}» perdió el cero inicial (lo quita Excel): se leyó «{completa}».")
        return completa


def si_no(respuesta: bool | None) -> str | None:
    """Return a yes or no as the package writes it."""
    if respuesta is None:
        return None
    return "sí" if respuesta else "no"
