"""Search in everything that was written down: what was found, by kind, with the words found in their place."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from enlace_app.datos.fuentes_de_busqueda import banda
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.busqueda import palabras, plegar_en_palabras

CLASES: Mapping[str, str] = {
    "reunion": "Reuniones",
    "acuerdo": "Acuerdos",
    "documento": "Documentos",
    "compromiso": "Compromisos",
    "organizacion": "Instituciones",
    "persona": "Personas",
    "punto_orden_dia": "Puntos del orden del día",
    "asistencia": "Asistencia",
    "seguimiento": "Seguimiento",
    "intervencion": "Intervenciones",
}
"""What each searched table is called, in the order in which the kinds are shown."""

_MAXIMO_DE_PALABRAS = 16
"""A pasted page is found by its first words: more of them narrow nothing down and only cost time."""
_LARGO_DEL_FRAGMENTO = 160
_ANTES_DE_LA_MARCA = 50
_SEPARADOR = " · "

_CAMPOS = """
SELECT busqueda.tabla, busqueda.uuid, busqueda.reunion, busqueda.titulo, busqueda.texto,
  coalesce(reunion.folio, reunion.folio_provisional) AS folio_reunion
"""
# No rank: the best of a hundred thousand would cost many times the first few, of which the newest are shown.
_POR_PALABRAS = f"""
{_CAMPOS}
FROM busqueda_fts JOIN busqueda ON busqueda.id = busqueda_fts.rowid
LEFT JOIN reunion ON reunion.uuid = busqueda.reunion
WHERE busqueda_fts MATCH :expresion AND busqueda_fts.rowid BETWEEN :desde AND :hasta
ORDER BY busqueda_fts.rowid DESC LIMIT :limite
"""
_POR_FOLIO = f"""
{_CAMPOS}
FROM busqueda LEFT JOIN reunion ON reunion.uuid = busqueda.reunion
WHERE busqueda.folio = :folio
ORDER BY busqueda.id DESC LIMIT :limite
"""

Marcas = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hallado:
    """One record; marks are slices of the text they belong to, as it was written, accents and all.

    `reunion` is the uuid of the meeting that opens it, `folio_reunion` how that one is called.
    """

    tabla: str
    uuid: str
    reunion: str | None
    titulo: str
    fragmento: str
    marcas: Marcas
    marcas_titulo: Marcas
    folio_reunion: str | None


@dataclass(frozen=True, slots=True)
class Grupo:
    """What was found of one kind; `hay_mas` says that there is more than is shown."""

    tabla: str
    nombre: str
    hallados: tuple[Hallado, ...]
    hay_mas: bool


def expresion(texto: str) -> str | None:
    """Return the MATCH for `busqueda_fts` of what a person typed, None if there is no word in it.

    Every word must appear, each as the beginning of one. Words have only letters and digits and are quoted: no sign
    and no word (`AND`, `*`, `"`) means anything to the full text.
    """
    buscadas = _buscadas(texto)
    return " ".join(f'"{palabra}"*' for palabra in buscadas) if buscadas else None


def buscar(lectura: Lectura, texto: str, *, limite_por_clase: int = 8) -> list[Grupo]:
    """Return what has all the words typed, by kind; kinds without any are left out.

    A record whose folio or key is what was typed comes first, and its kind too; then the newest.
    """
    buscadas = _buscadas(texto)
    consulta = expresion(texto)
    if consulta is None:
        return []
    exactas = lectura.filas(_POR_FOLIO, {"folio": plegar_en_palabras(texto), "limite": limite_por_clase * len(CLASES)})
    con_folio = {fila["tabla"] for fila in exactas}
    grupos = []
    for tabla in sorted(CLASES, key=lambda t: t not in con_folio):
        propias = [fila for fila in exactas if fila["tabla"] == tabla]
        vistas = {fila["uuid"] for fila in propias}
        desde, hasta = banda(tabla)
        limite = limite_por_clase + len(propias) + 1
        parametros = {"expresion": consulta, "desde": desde, "hasta": hasta, "limite": limite}
        propias += [fila for fila in lectura.filas(_POR_PALABRAS, parametros) if fila["uuid"] not in vistas]
        if propias:
            hallados = tuple(_hallado(fila, buscadas) for fila in propias[:limite_por_clase])
            grupos.append(Grupo(tabla, CLASES[tabla], hallados, hay_mas=len(propias) > limite_por_clase))
    return grupos


def marcar(texto: str, buscadas: Collection[str]) -> Marcas:
    """Return where the words of `texto` stand that begin with one of the folded words."""
    comienzos = tuple(buscadas)
    return tuple((p.inicio, p.fin) for p in palabras(texto) if p.plegada.startswith(comienzos))


def _buscadas(texto: str) -> Sequence[str]:
    distintas: Iterable[str] = dict.fromkeys(p.plegada for p in palabras(texto))
    return list(islice(distintas, _MAXIMO_DE_PALABRAS))


def _hallado(fila: Mapping[str, Any], buscadas: Sequence[str]) -> Hallado:
    fragmento = _fragmento(fila["texto"], buscadas)
    return Hallado(
        tabla=fila["tabla"],
        uuid=fila["uuid"],
        reunion=fila["reunion"],
        titulo=fila["titulo"],
        fragmento=fragmento,
        marcas=marcar(fragmento, buscadas),
        marcas_titulo=marcar(fila["titulo"], buscadas),
        folio_reunion=fila["folio_reunion"],
    )


def _fragmento(texto: str, buscadas: Sequence[str]) -> str:
    """The text around the first word found, or its beginning; cut between words and on one line."""
    comienzos = tuple(buscadas)
    primera = next((p.inicio for p in palabras(texto) if p.plegada.startswith(comienzos)), 0)
    desde = max(0, primera - _ANTES_DE_LA_MARCA)
    if desde:
        # Not inside a word; a single word longer than the way back is cut, rather than the one that was found.
        espacio = max(texto.find(" ", desde, primera), texto.find("\n", desde, primera))
        desde = espacio + 1 if espacio >= 0 else desde
    hasta = desde + _LARGO_DEL_FRAGMENTO
    if hasta < len(texto):
        espacio = max(texto.rfind(" ", primera, hasta), texto.rfind("\n", primera, hasta))
        hasta = espacio if espacio > primera else hasta
    recorte = texto[desde:hasta].strip()
    en_un_renglon = _SEPARADOR.join(renglon.strip() for renglon in recorte.split("\n") if renglon.strip())
    return f"{'…' if desde else ''}{en_un_renglon}{'…' if hasta < len(texto) else ''}"
