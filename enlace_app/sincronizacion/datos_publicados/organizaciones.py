"""`organizaciones.csv`: the directory with the other names under which the sources mention each one."""

from __future__ import annotations

import re
from typing import Final

from enlace_app.sincronizacion.datos_publicados.celdas import lista
from enlace_app.sincronizacion.datos_publicados.tabla import Forma, Tabla
from enlace_app.sincronizacion.datos_publicados.traduccion import Traduccion

FORMA: Final = Forma(
    obligatorias=("nombre", "sigla", "sector", "ambito", "papel", "alias_o_variantes", "nota", "fuente"),
    opcionales=("desde", "hasta", "sucede_a", "fuente_vigencia"),
    clave="nombre",
)

_ACLARACION: Final = re.compile(r"\s*\([^()]*\b(?:fuentes?|errata)\b[^()]*\)$", re.IGNORECASE)
_EN_PRENSA: Final = re.compile(r"\s+en\s+(?:la\s+)?prensa\b.*$", re.IGNORECASE)


def leer_alias(texto: str | None) -> tuple[str, ...]:
    """Names in a cell, without the remarks about where they were found.

    «Sefir / SEFIR en prensa 2025 (las fuentes no usan sigla)» are two names, «CONAUGA (errata de la fuente)» is one.
    """
    alias: list[str] = []
    for elemento in lista(texto):
        for variante in _ACLARACION.sub("", elemento).split(" / "):
            nombre = _EN_PRENSA.sub("", variante).strip()
            if nombre and nombre not in alias:
                alias.append(nombre)
    return tuple(alias)


def traducir(tabla: Tabla) -> Traduccion:
    """Rows of Organizaciones; `desde`, `hasta` and `sucede_a` only when the file has these columns.

    Acronyms and aliases are not unique (SIMAS is the acronym of six operators): who resolves a literal name must
    leave alone one that several organisations share.
    """
    traduccion = Traduccion(tabla.archivo)
    for registro in tabla.registros:
        valores = {
            "nombre": registro["nombre"],
            "sigla": registro["sigla"],
            "sector": registro["sector"],
            "ambito": registro["ambito"],
            "papel": registro["papel"],
            "alias": "; ".join(leer_alias(registro["alias_o_variantes"])) or None,
            "nota": registro["nota"],
            "fuente": registro["fuente"],
        }
        valores |= {columna: registro[columna] for columna in FORMA.opcionales if columna in registro.celdas}
        traduccion.agregar("Organizaciones", registro, registro["nombre"], valores)
    return traduccion
