"""A package as pure data, wherever it was read: from a workbook, from a held one, or straight from another site's rows.

Nothing here knows workbooks or databases: so what is decided about a package can be tried on thousands of them.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from enlace_app.sincronizacion.filas import Valor
from enlace_app.sincronizacion.formato import Formato, Hoja
from enlace_app.sincronizacion.huella import canonico, huella_hoja
from enlace_app.sincronizacion.problemas import Problema

Fila = Mapping[str, str | int]
"""A row under the format's column names: what the hash covers, one spelling per value, no empty ones."""

CampoDePortada = str | int | None

ComprobarFirma = Callable[[Mapping[str, CampoDePortada]], str | None]
"""Returns the key by which a Portada is signed, None if it is not; `ErrorDeNegocio` if its signature is false."""


@dataclass(frozen=True, slots=True)
class SobreLeido:
    """What came in the zip: the workbook's name, and the size in bytes that each file says to have, by its SHA-256.

    No file was read yet.
    """

    libro: str
    adjuntos: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PaqueteLeido:
    """What a workbook says, not yet believed.

    `huellas` are those of the rows as they came, by sheet; `problemas` what could not be read, by place; `sobre` is the
    zip that the workbook came in, None for a workbook alone.
    """

    archivo: str
    portada: Mapping[str, CampoDePortada]
    hojas: Mapping[str, Sequence[Fila]]
    huellas: Mapping[str, str]
    problemas: tuple[Problema, ...] = ()
    sobre: SobreLeido | None = None

    def filas(self, hoja: str) -> Sequence[Fila]:
        """Return the rows of a sheet, none if the package lacks it."""
        return self.hojas.get(hoja, ())

    @property
    def total(self) -> int:
        """How many rows it has in all."""
        return sum(map(len, self.hojas.values()))


def armar(
    archivo: str,
    portada: Mapping[str, CampoDePortada],
    hojas: Mapping[str, Iterable[Mapping[str, Valor]]],
    formato: Formato,
    problemas: Iterable[Problema] = (),
) -> PaqueteLeido:
    """Return a package of rows as any reader gives them; columns and sheets that the format lacks are left out.

    Raises:
        ErrorDeNegocio: a row has values but no identity.
    """
    crudas = {hoja.nombre: list(hojas.get(hoja.nombre, ())) for hoja in formato.hojas}
    return PaqueteLeido(
        archivo=archivo,
        portada=dict(portada),
        hojas={hoja.nombre: _filas(hoja, crudas[hoja.nombre]) for hoja in formato.hojas},
        huellas={hoja.nombre: huella_hoja(hoja, crudas[hoja.nombre]) for hoja in formato.hojas},
        problemas=tuple(problemas),
    )


def a_json(paquete: PaqueteLeido) -> str:
    """Return all of it as text, to be kept until it can be applied."""
    return json.dumps(
        {
            "archivo": paquete.archivo,
            "portada": dict(paquete.portada),
            "hojas": {nombre: [dict(f) for f in filas] for nombre, filas in paquete.hojas.items()},
            "huellas": dict(paquete.huellas),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def de_json(texto: str) -> PaqueteLeido:
    """Return what `a_json` wrote."""
    leido = json.loads(texto)
    return PaqueteLeido(leido["archivo"], leido["portada"], leido["hojas"], leido["huellas"])


def _filas(hoja: Hoja, filas: Iterable[Mapping[str, Valor]]) -> list[Fila]:
    columnas = hoja.columnas_de_huella
    limpias: list[Fila] = []
    for fila in filas:
        valores = {c.nombre: canonico(c, fila.get(c.nombre)) for c in columnas}
        llena = {nombre: valor for nombre, valor in valores.items() if valor is not None}
        if llena:
            limpias.append(llena)
    return limpias
