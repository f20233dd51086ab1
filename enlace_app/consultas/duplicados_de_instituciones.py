"""Two entries of the directory that may be one institution: by their names, one word apart at most."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from typing import TypeVar

from enlace_app.consultas.expedientes import Lector
from enlace_app.consultas.parecidos import palabras_de
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.vinculos import Par, par

_T = TypeVar("_T")

_INSTITUCIONES = "SELECT uuid, nombre, sigla, sucede_a FROM organizacion WHERE NOT baja ORDER BY uuid"
_ALIAS = "SELECT organizacion, alias FROM organizacion_alias ORDER BY organizacion, id"
_LUGARES = "SELECT nombre FROM municipio UNION SELECT cabecera FROM municipio UNION SELECT nombre FROM region"
_AMBIGUO = 4
"""A name that more entries than these share tells nothing of any of them: SIMAS, or «el Instituto»."""
_COMUN = 20
"""Words that so many names share but for one are a kind of institution, not a name: «Ayuntamiento de …»."""
_PARECIDA = 0.75
_LARGO = 90
"""Of a name within a reason; the names themselves are shown whole beside it."""
_LARGO_DE_SIGLA = 5
_INICIALES = 3
_CASI_ENTERO = 3


@dataclass(slots=True)
class _Entrada:
    """One entry with every name by which it is meant; the first is its full name."""

    uuid: str
    nombres: list[str] = field(default_factory=list)
    plegados: list[str] = field(default_factory=list)

    def agregar(self, nombre: str | None) -> None:
        if nombre and (plegado := plegar(nombre)) not in self.plegados:
            self.nombres.append(nombre)
            self.plegados.append(plegado)


def instituciones_parecidas(lector: Lector) -> dict[Par, tuple[str, str, str]]:
    """Return both names and the reason of every pair that a person should look at.

    Who succeeded whom is told apart: the old one stays in the old actas.
    """
    entradas, sucesiones = _leer(lector)
    hallados: dict[Par, tuple[str, str, str]] = {}
    for una, otra, motivo in (
        *_mismo_nombre(entradas),
        *_mismas_palabras(entradas),
        *_casi_las_mismas(entradas, _palabras_de_lugares(lector)),
        *_casi_la_misma_sigla(entradas),
        *_por_sus_iniciales(entradas),
    ):
        clave = par(una.uuid, otra.uuid)
        if una.uuid != otra.uuid and clave not in sucesiones:
            primera, segunda = (una, otra) if clave[0] == una.uuid else (otra, una)
            hallados.setdefault(clave, (primera.nombres[0], segunda.nombres[0], motivo))
    return hallados


def _leer(lector: Lector) -> tuple[Sequence[_Entrada], frozenset[Par]]:
    entradas: dict[str, _Entrada] = {}
    sucesiones = set()
    for fila in lector.filas(_INSTITUCIONES):
        entradas[fila["uuid"]] = entrada = _Entrada(fila["uuid"])
        entrada.agregar(fila["nombre"])
        entrada.agregar(fila["sigla"])
        if fila["sucede_a"]:
            sucesiones.add(par(fila["uuid"], fila["sucede_a"]))
    for fila in lector.filas(_ALIAS):
        if fila["organizacion"] in entradas:
            entradas[fila["organizacion"]].agregar(fila["alias"])
    return list(entradas.values()), frozenset(sucesiones)


def _palabras_de_lugares(lector: Lector) -> frozenset[str]:
    return frozenset(p for f in lector.filas(_LUGARES) if f["nombre"] for p in _raices(plegar(f["nombre"])))


def _mismo_nombre(entradas: Sequence[_Entrada]) -> Iterator[tuple[_Entrada, _Entrada, str]]:
    """A name of one is a name of the other; an acronym that both only bear beside their full names is not enough."""
    grupos = _grupos((plegado, (e, n)) for e in entradas for n, plegado in enumerate(e.plegados))
    for iguales in grupos:
        oficiales = [e for e, n in iguales if n == 0]
        for una, otra in pairwise(oficiales):
            yield una, otra, f"las dos se llaman «{_corto(otra.nombres[0])}»"
        if len(iguales) > _AMBIGUO:
            continue
        for (una, n), (otra, m) in combinations(iguales, 2):
            larga = len(palabras_de(una.plegados[n])) > 1
            if (n == 0) != (m == 0) or (n and m and larga and len(iguales) == 2):
                yield una, otra, f"también se llama «{_corto(otra.nombres[m] if m else una.nombres[n])}»"


def _mismas_palabras(entradas: Sequence[_Entrada]) -> Iterator[tuple[_Entrada, _Entrada, str]]:
    largos = [((e, n), p) for e in entradas for n in range(len(e.plegados)) if len(p := _raices(e.plegados[n])) > 1]
    for iguales in _grupos((p, nombre) for nombre, p in largos):
        if len(iguales) <= _AMBIGUO:
            for (una, n), (otra, m) in combinations(iguales, 2):
                if una is not otra and una.plegados[n] != otra.plegados[m]:
                    yield una, otra, f"tiene las mismas palabras que «{_corto(otra.nombres[m])}»"


def _casi_las_mismas(entradas: Sequence[_Entrada], lugares: frozenset[str]) -> Iterator[tuple[_Entrada, _Entrada, str]]:
    """One word is written in another way, or one has a word more: each name is filed without each of its words."""
    claves = []
    for e in entradas:
        for n, plegado in enumerate(e.plegados):
            raices = _raices(plegado)
            if len(raices) > 1 or (plegado.isalpha() and len(plegado) >= _INICIALES):
                claves.append((raices, (e, n, "")))
            if len(raices) > 1:
                claves += [(raices - {r}, (e, n, r)) for r in raices]
    for parecidos in _grupos(claves):
        if len(parecidos) > _COMUN:
            continue
        enteros = len({e.uuid for e, _, sin in parecidos if not sin})
        for (una, n, de_una), (otra, m, de_otra) in combinations(parecidos, 2):
            if una is otra or de_una == de_otra:
                continue
            comunes = len(_raices(una.plegados[n])) - bool(de_una)
            if de_una and de_otra:
                motivo = f"se escribe casi como «{_corto(otra.nombres[m])}»"
                parecen = _variante(de_una, de_otra, lugares)
            else:
                corto = otra.nombres[m] if de_una else una.nombres[n]
                motivo = f"se llama igual que «{_corto(corto)}» con una palabra más"
                parecen = _cabe(de_una or de_otra, comunes, lugares) and (comunes > 1 or enteros == 1)
            if parecen:
                yield una, otra, motivo


def _cabe(palabra: str, comunes: int, lugares: frozenset[str]) -> bool:
    """Whether one word more may leave it the same: not a number, nor a place beside a short name."""
    return not palabra.isdigit() and (palabra not in lugares or comunes >= _CASI_ENTERO)


def _variante(una: str, otra: str, lugares: frozenset[str]) -> bool:
    """Whether it may be one word, misspelt; two places are two."""
    if any(c.isdigit() for c in una + otra) or {una, otra} <= lugares:
        return False
    cambiadas = sum(a != b for a, b in zip(una, otra, strict=False))
    return (len(una) == len(otra) and cambiadas == 1 and len(una) >= _LARGO_DE_SIGLA) or (
        SequenceMatcher(None, una, otra, autojunk=False).ratio() >= _PARECIDA
    )


def _casi_la_misma_sigla(entradas: Sequence[_Entrada]) -> Iterator[tuple[_Entrada, _Entrada, str]]:
    """One letter more, less, changed or moved in a name of one word."""
    claves = []
    for e in entradas:
        for n, plegado in enumerate(e.plegados):
            if len(plegado) >= _LARGO_DE_SIGLA and plegado.isalpha():
                claves.append((plegado, (e, n)))
                claves += [(plegado[:k] + plegado[k + 1 :], (e, n)) for k in range(len(plegado))]
    for parecidos in _grupos(claves):
        if len(parecidos) > _COMUN:
            continue
        for (una, n), (otra, m) in combinations(parecidos, 2):
            if una is not otra and una.plegados[n] != otra.plegados[m] and 0 in {n, m}:
                yield una, otra, f"«{_corto(una.nombres[n])}» se escribe casi como «{_corto(otra.nombres[m])}»"


def _por_sus_iniciales(entradas: Sequence[_Entrada]) -> Iterator[tuple[_Entrada, _Entrada, str]]:
    """An entry that is only an acronym, and one whose words begin with its letters."""
    siglas = {e.plegados[0]: e for e in entradas if e.plegados[0].isalpha() and len(e.plegados[0]) >= _INICIALES}
    for e in entradas:
        palabras = re.findall(r"\w+", e.plegados[0])
        contadas = palabras_de(e.plegados[0])
        todas = "".join(p[0] for p in palabras)
        for iniciales in {todas, "".join(p[0] for p in palabras if p in contadas)}:
            if len(palabras) > 1 and (sigla := siglas.get(iniciales)) is not None:
                yield e, sigla, f"sus iniciales son «{_corto(sigla.nombres[0])}»"


def _corto(nombre: str) -> str:
    return nombre if len(nombre) <= _LARGO else f"{nombre[: _LARGO - 1]}…"


def _raices(plegado: str) -> frozenset[str]:
    """The words without their plural: «aguas» and «agua» are one."""
    return frozenset(re.sub(r"(?<=\w{3}[^aeiou])es$|(?<=\w{3}[aeiou])s$", "", p) for p in palabras_de(plegado))


def _grupos(pares: Iterable[tuple[object, _T]]) -> Iterator[list[_T]]:
    grupos: dict[object, list[_T]] = defaultdict(list)
    for clave, miembro in pares:
        grupos[clave].append(miembro)
    return (miembros for miembros in grupos.values() if len(miembros) > 1)
