"""`documentos.csv`: what was handed over, asked for, consulted, signed or published."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from enlace_app.sincronizacion.datos_publicados.celdas import como_lista, con_dato, lista
from enlace_app.sincronizacion.datos_publicados.tabla import Forma, Tabla
from enlace_app.sincronizacion.datos_publicados.traduccion import Traduccion, si_no

FORMA: Final = Forma(
    obligatorias=(
        "id", "fecha", "precision", "ejercicio", "sentido", "tipo", "remitente", "receptor", "medio", "fojas_minimo",
        "compromiso", "reunion_id", "descripcion", "fuente",
    ),
    clave="id",
)  # fmt: skip

_NOMBRES: Final = r"(?P<nombres>(?:[^()]|\([^()]*\))+?)"
_TURNADO: Final = re.compile(rf",?\s*\(?\bturnad[oa]s? a\s+{_NOMBRES}\)?$", re.IGNORECASE)
_COPIA: Final = re.compile(rf",?\s*\(?\bcon copia (?:a|para)\s+{_NOMBRES}\)?$", re.IGNORECASE)
_CONJUNCION: Final = re.compile(r"\s*,\s*|\s+[ye]\s+")


class Destino(NamedTuple):
    """The parts of a cell such as «ICAI (turnado a sociedad civil)»."""

    receptor: str | None
    turnado_a: str | None
    con_copia: str | None


def leer_destino(texto: str | None) -> Destino:
    """Tell who received from those to whom it was passed on and those who got a copy, in either order."""
    resto, turnado_a, con_copia = texto or "", None, None
    for _ in range(2):
        if turnado_a is None:
            resto, turnado_a = _apartar(_TURNADO, resto)
        if con_copia is None:
            resto, con_copia = _apartar(_COPIA, resto)
    return Destino(con_dato(resto.strip() or None), _nombres(turnado_a), _nombres(con_copia))


def _apartar(patron: re.Pattern[str], texto: str) -> tuple[str, str | None]:
    hallazgo = patron.search(texto)
    return (texto, None) if hallazgo is None else (texto[: hallazgo.start()], hallazgo["nombres"].strip())


def _nombres(texto: str | None) -> str | None:
    """Return the list of names; «y» and commas part it only between acronyms, since full names hold both."""
    if texto is None:
        return None
    siglas = _CONJUNCION.split(texto)
    return "; ".join(siglas) if all(sigla and " " not in sigla for sigla in siglas) else "; ".join(lista(texto)) or None


def traducir(tabla: Tabla) -> Traduccion:
    """Rows of Documentos. A figure in `fojas_minimo` is always a lower bound, whether or not it says «más de»."""
    traduccion = Traduccion(tabla.archivo)
    for registro in tabla.registros:
        destino = leer_destino(registro["receptor"])
        fojas = traduccion.entero(registro, "fojas_minimo")
        valores = {
            "fecha": registro["fecha"],
            "precision": registro["precision"],
            "ejercicio": registro["ejercicio"],
            "sentido": registro["sentido"],
            "tipo": registro["tipo"],
            "remitente": con_dato(registro["remitente"]),
            "receptor": destino.receptor,
            "con_copia": destino.con_copia,
            "turnado_a": destino.turnado_a,
            "medio": con_dato(registro["medio"]),
            "fojas": fojas,
            "es_minimo": None if fojas is None else si_no(True),
            "compromisos": como_lista(registro["compromiso"]),
            "reunion": registro["reunion_id"],
            "descripcion": registro["descripcion"],
            "fuente": registro["fuente"],
        }
        traduccion.agregar("Documentos", registro, registro["id"], valores)
    return traduccion
