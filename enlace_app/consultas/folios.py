"""From what a person types or reads on paper to the record that it means."""

from collections.abc import Iterator
from dataclasses import dataclass

from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.organizaciones import plegar
from enlace_app.errores import ErrorDeNegocio

_DE_ACTAS = """
SELECT acta.reunion AS uuid, acta.folio, reunion.baja FROM acta JOIN reunion ON reunion.uuid = acta.reunion
WHERE acta.clase = 'acta'
"""
_FOLIOS = (
    ("reunion", "SELECT uuid, folio, folio_provisional, numero, baja FROM reunion"),
    ("reunion", _DE_ACTAS),
    ("acta", "SELECT uuid, folio, 0 AS baja FROM acta WHERE clase <> 'acta'"),
    ("acuerdo", "SELECT uuid, folio, folio_provisional, baja FROM acuerdo"),
    ("documento", "SELECT uuid, folio, baja FROM documento"),
    ("compromiso", "SELECT uuid, clave AS folio, baja FROM compromiso"),
)
_ENTERO, _PROVISIONAL, _NUMERO, _COLA = range(4)
"""How well what was typed names a record, the best first."""

_MUESTRA = 6


@dataclass(frozen=True, slots=True)
class Encontrado:
    """The record that was meant; `folio` is the one it bears now."""

    tabla: str
    uuid: str
    folio: str


@dataclass(frozen=True, slots=True)
class _Candidato:
    encontrado: Encontrado
    rango: tuple[bool, bool, int]


def buscar_folio(lectura: Lectura, folio: str) -> Encontrado | None:
    """Return the reunion, acuerdo, documento or compromiso that bears this folio; None if nothing does.

    The folio of an acta names its meeting; that of a document which mends one names that document (table `acta`).
    Taken are the definitive folio (or key), the provisional one, the session's number, or the end of any of them from a
    sign on (`R047`), whatever its case, accents and spaces, and the uuid. A record that was withdrawn is found only
    where no other fits as well.

    Raises:
        ErrorDeNegocio: several records fit equally well; the message names them.
    """
    buscado = plegar(folio)
    if not buscado:
        return None
    candidatos = sorted(_candidatos(lectura, buscado), key=lambda c: c.rango)
    mejores = {c.encontrado: None for c in candidatos if c.rango == candidatos[0].rango}
    if len(mejores) > 1:
        nombres = sorted(encontrado.folio for encontrado in mejores)
        cuales = ", ".join(nombres[:_MUESTRA]) + (" y otros" if len(nombres) > _MUESTRA else "")
        raise ErrorDeNegocio(f"«{folio.strip()}» puede ser {cuales}; escriba el folio completo.")
    return next(iter(mejores), None)


def _candidatos(lectura: Lectura, buscado: str) -> Iterator[_Candidato]:
    for tabla, sql in _FOLIOS:
        for fila in lectura.filas(sql):
            nombres = [fila.get(nombre) for nombre in ("folio", "folio_provisional", "numero")]
            rangos = [r for n, texto in enumerate(nombres) if (r := _rango(buscado, texto, n)) is not None]
            if fila["uuid"] == buscado:
                rangos.append(_ENTERO)
            if rangos:
                visible = next(str(n) for n in nombres if n)
                clase = min(rangos)
                rango = (clase == _COLA, bool(fila["baja"]), clase)
                yield _Candidato(Encontrado(tabla, fila["uuid"], visible), rango)


def _rango(buscado: str, texto: str | None, clase: int) -> int | None:
    """Return how well a name fits, None if it does not; a tail begins after a sign, not inside a word."""
    nombre = plegar(texto or "")
    if nombre == buscado:
        return clase
    cabeza = nombre.removesuffix(buscado)
    if cabeza != nombre and cabeza and not (cabeza[-1].isalnum() and buscado[0].isalnum()):
        return _COLA
    return None
