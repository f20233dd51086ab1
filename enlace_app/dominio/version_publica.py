"""What the public version of an acta leaves out, and the content that is left: made anew, nothing is painted over."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from enlace_app.dominio.datos_personales import datos_con_forma
from enlace_app.dominio.letras import Hallado
from enlace_app.dominio.nombres_reservados import BuscadorDeNombres
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.pasajes_de_acta import Pasaje, con_textos, pasajes
from enlace_app.dominio.por_revisar import Aviso, PorRevisar
from enlace_app.dominio.testados import Causal, Testado
from enlace_app.errores import ErrorDeNegocio

FORMATO_PUBLICO: Final = "enlace-version-publica/1"
CONSERVAR: Final = "conservar"
"""Instead of a causal: somebody decided, and said why, that what the program proposes to leave out stays."""
_SEPARADOR: Final = ";"
_SUSTITUTO: Final = re.compile(r"\[Testado \d+\]")
_SIN_PATRONES: Final = "/aviso_privacidad"
"""The notice names the institution that answers for the data, with its address: that is what it is for."""
NO_SE_BUSCA: Final = (
    "El programa no busca domicilios (sólo avisa de lo que parece uno) ni datos sensibles, como la salud o las "
    "creencias: lea el acta y téstelos a mano."
)
_NOMBRE: Final = "nombre"
_OTRA: Final = "otro"
_QUIEN: Final = frozenset({"persona", "nombre", "remitente"})
_DE_QUIEN: Final = ("organizacion", "cargo")
_LA_IDENTIFICA: Final = "Dato que identifica a un particular"


@dataclass(frozen=True, slots=True)
class FirmaPublica:
    """How a signature ended: nothing else of it is public."""

    nombre: str
    resultado: str


@dataclass(frozen=True, slots=True)
class Tachado:
    """A passage that is left out: `n` is what stands in its place; `dato` is the passage itself, never to be printed.

    `marca` and `rev` are those of the mark by hand, None where the program told it by its form or its name.
    """

    n: int
    ruta: str
    desde: int
    hasta: int
    donde: str
    dato: str
    causal: str
    motivo: str
    fundamento: str | None
    marca: UUID | None = None
    rev: int = 0
    nota: str | None = None


@dataclass(frozen=True, slots=True)
class Conservado:
    """A passage that the program would leave out and somebody decided to keep, with the reason."""

    marca: UUID
    rev: int
    donde: str
    dato: str
    motivo: str


@dataclass(frozen=True, slots=True)
class Propuesta:
    """The public content, what is not in it, what was kept on purpose, and what a person should look at."""

    contenido: dict[str, Any]
    tachados: tuple[Tachado, ...]
    conservados: tuple[Conservado, ...]
    avisos: tuple[Aviso, ...]


@dataclass(frozen=True, slots=True)
class _Tramo:
    desde: int
    hasta: int
    causal: str
    marca: Testado | None = None
    motivo: str | None = None


def sustituto(n: int) -> str:
    """Return what stands in the place of a passage: it tells nothing of what it was, nor how long."""
    return f"[Testado {n}]"


def es_sustituto(valor: object) -> bool:
    """Whether a value is one that was left out as a whole."""
    return isinstance(valor, str) and _SUSTITUTO.fullmatch(valor) is not None


def con_resultados(contenido: Mapping[str, Any], firmas: Iterable[FirmaPublica]) -> dict[str, Any]:
    """Return the content of an acta with how each signatory ended; who signed without being expected follows."""
    pendientes = list(firmas)
    firmantes = []
    for firmante in contenido["firmantes"]:
        firma = next((f for f in pendientes if plegar(f.nombre) == plegar(firmante["nombre"])), None)
        if firma is not None:
            pendientes.remove(firma)
        firmantes.append({**firmante, "resultado": firma.resultado if firma else None})
    nadie = {"organizacion": None, "cargo": None, "calidad": None}
    inesperados = [{**nadie, "nombre": f.nombre, "resultado": f.resultado} for f in pendientes]
    return {**contenido, "firmantes": [*firmantes, *inesperados]}


def proponer(
    contenido: Mapping[str, Any],
    *,
    reservados: Iterable[str],
    marcas: Sequence[Testado],
    causales: Iterable[Causal],
) -> Propuesta:
    """Take out of an acta what is personal or was marked; pure, the same arguments give the same proposal.

    `reservados` are the names withheld in that meeting, folded. Each occurrence has its own number: one number for the
    same datum would tell which passages speak of one person. No hash of the acta, of the one before, of a scan or of an
    annex remains: with it a guess at what was left out could be confirmed.

    Raises:
        ErrorDeNegocio: a mark does not fit the content: nothing is proposed rather than something left standing.
    """
    textos = pasajes(contenido)
    nombres = frozenset(reservados)
    por_ruta = _marcas_por_ruta(textos, marcas)
    buscador = BuscadorDeNombres(nombres, _publicos(textos, nombres))
    catalogo = {causal.clave: causal for causal in causales if not causal.baja}
    identifican = _identifican(textos, por_ruta, buscador, nombres)
    tachados: list[Tachado] = []
    conservados: list[Conservado] = []
    nuevos: dict[str, str] = {}
    for pasaje in textos:
        propios = _automaticos(pasaje, buscador, nombres, identifica=pasaje.ruta in identifican)
        tramos, guardados = _tramos(pasaje, por_ruta.get(pasaje.ruta, []), propios)
        conservados += guardados
        primero = len(tachados) + 1
        tachados += [_tachado(n, pasaje, tramo, catalogo) for n, tramo in enumerate(tramos, start=primero)]
        if tramos:
            nuevos[pasaje.ruta] = _sin_tramos(pasaje.texto, tramos, primero)
    publico = con_textos(contenido, nuevos)
    publico |= {
        "formato": FORMATO_PUBLICO,
        "formato_del_acta": contenido["formato"],
        "testados": [
            {"n": t.n, "donde": t.donde, "causal": t.causal, "motivo": t.motivo, "fundamento": t.fundamento}
            for t in tachados
        ],
    }
    avisos = _avisos(textos, tachados, nuevos, buscador)
    return Propuesta(publico, tuple(tachados), tuple(conservados), avisos)


def _avisos(
    textos: Sequence[Pasaje], tachados: Sequence[Tachado], nuevos: Mapping[str, str], buscador: BuscadorDeNombres
) -> tuple[Aviso, ...]:
    lugares: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for t in tachados:
        lugares[t.ruta].append((t.desde, t.hasta))
    por_revisar = PorRevisar(textos, lugares, nuevos)
    buscados = [(t.dato, t.causal) for t in tachados if t.marca is not None or t.motivo == _LA_IDENTIFICA]
    return (
        *por_revisar.repetidos(buscados),
        *por_revisar.sueltas(buscador),
        *por_revisar.domicilios(sin=_SIN_PATRONES),
    )


def _identifican(
    textos: Sequence[Pasaje],
    marcas: Mapping[str, Sequence[Testado]],
    buscador: BuscadorDeNombres,
    reservados: frozenset[str],
) -> frozenset[str]:
    """The pointers of the organisation and the office of whoever is not named: with them she would be known.

    Not in the same row as a name that may appear, nor where it was decided to keep the name.
    """
    de_quien = set()
    for pasaje in textos:
        fila, _, clave = pasaje.ruta.rpartition("/")
        if clave in _QUIEN and not pasaje.fijo:
            propios = _automaticos(pasaje, buscador, reservados)
            tramos, _ = _tramos(pasaje, marcas.get(pasaje.ruta, []), propios)
            if any(tramo.causal == _NOMBRE for tramo in tramos):
                de_quien |= {f"{fila}/{suya}" for suya in _DE_QUIEN}
    return frozenset(de_quien)


def _publicos(textos: Iterable[Pasaje], reservados: frozenset[str]) -> set[str]:
    """The names that may appear: of servants, representatives, and who consented."""
    dichos = {parte.strip() for p in textos if p.de_persona for parte in p.texto.split(_SEPARADOR)}
    return {dicho for dicho in dichos if plegar(dicho) not in reservados}


def _marcas_por_ruta(textos: Iterable[Pasaje], marcas: Sequence[Testado]) -> dict[str, list[Testado]]:
    conocidos = {pasaje.ruta: pasaje for pasaje in textos}
    por_ruta: defaultdict[str, list[Testado]] = defaultdict(list)
    for marca in marcas:
        if not marca.baja:
            exigir_lugar(conocidos.get(marca.ruta), marca.desde, marca.hasta)
            por_ruta[marca.ruta].append(marca)
    return por_ruta


def exigir_lugar(pasaje: Pasaje | None, desde: int | None, hasta: int | None) -> None:
    """Raise `ErrorDeNegocio` unless these code points are a passage of that text that may be left out."""
    if pasaje is None:
        raise ErrorDeNegocio("El acta no tiene ningún texto en ese lugar; elija el pasaje en la lista de sus textos.")
    if pasaje.fijo:
        raise ErrorDeNegocio(
            f"{pasaje.donde}: no se testa, porque dice de qué documento se trata o viene de un catálogo."
        )
    inicio, fin = desde or 0, len(pasaje.texto) if hasta is None else hasta
    if not 0 <= inicio < fin <= len(pasaje.texto) or not pasaje.texto[inicio:fin].strip():
        raise ErrorDeNegocio(f"{pasaje.donde}: ahí no hay ningún texto que testar; elija el pasaje otra vez.")


def _tramos(pasaje: Pasaje, marcas: Sequence[Testado], propios: list[_Tramo]) -> tuple[list[_Tramo], list[Conservado]]:
    """What is left out of one text, in order and apart from each other; a mark by hand says why wherever it stands."""
    guardados = []
    for marca in (m for m in marcas if m.causal == CONSERVAR):
        igual = next((t for t in propios if (t.desde, t.hasta) == (marca.desde, marca.hasta)), None)
        if igual is not None:
            propios.remove(igual)
            dato = pasaje.texto[igual.desde : igual.hasta]
            guardados.append(Conservado(marca.uuid, marca.rev, pasaje.donde, dato, marca.nota or ""))
    a_mano = [
        _Tramo(m.desde or 0, len(pasaje.texto) if m.hasta is None else m.hasta, m.causal, m)
        for m in marcas
        if m.causal != CONSERVAR
    ]
    return _juntar(pasaje.texto, [*a_mano, *propios]), guardados


def _automaticos(
    pasaje: Pasaje, buscador: BuscadorDeNombres, reservados: frozenset[str], *, identifica: bool = False
) -> list[_Tramo]:
    if pasaje.fijo:
        return []
    if identifica and pasaje.texto.strip():
        return [_Tramo(0, len(pasaje.texto), _NOMBRE, motivo=_LA_IDENTIFICA)]
    hallados = buscador.buscar(pasaje.texto)
    if pasaje.de_persona:
        hallados += _enteros(pasaje.texto, reservados)
    if pasaje.ruta != _SIN_PATRONES:
        hallados += datos_con_forma(pasaje.texto)
    return _juntar(pasaje.texto, [_Tramo(h.desde, h.hasta, h.causal) for h in hallados])


def _enteros(texto: str, reservados: frozenset[str]) -> list[Hallado]:
    """Items of a list of names that are a withheld name as a whole, remark in brackets included: «Persona (vecina)»."""
    hallados, desde = [], 0
    for parte in texto.split(_SEPARADOR):
        sin_nota = parte.rpartition("(")[0] if parte.rstrip().endswith(")") else parte
        if not {plegar(parte), plegar(sin_nota)}.isdisjoint(reservados) and parte.strip():
            inicio = desde + len(parte) - len(parte.lstrip())
            hallados.append(Hallado(inicio, inicio + len(parte.strip()), "nombre"))
        desde += len(parte) + len(_SEPARADOR)
    return hallados


def _juntar(texto: str, tramos: Sequence[_Tramo]) -> list[_Tramo]:
    """Merge what overlaps, and take along the accents of a last letter: half a letter tells which one it was."""
    juntos: list[_Tramo] = []
    for tramo in sorted(tramos, key=lambda t: (t.desde, -t.hasta, t.marca is None)):
        hasta = tramo.hasta
        while hasta < len(texto) and unicodedata.combining(texto[hasta]):
            hasta += 1
        if juntos and tramo.desde < juntos[-1].hasta:
            previo = juntos.pop()
            manda = tramo if previo.marca is None and tramo.marca is not None else previo
            juntos.append(replace(manda, desde=previo.desde, hasta=max(previo.hasta, hasta)))
        else:
            juntos.append(replace(tramo, hasta=hasta))
    return juntos


def _tachado(n: int, pasaje: Pasaje, tramo: _Tramo, catalogo: Mapping[str, Causal]) -> Tachado:
    # Data of an earlier version, or an institution, may lack a reason that the program knows.
    causal = catalogo.get(tramo.causal) or catalogo.get(_OTRA)
    return Tachado(
        n=n,
        ruta=pasaje.ruta,
        desde=tramo.desde,
        hasta=tramo.hasta,
        donde=pasaje.donde,
        dato=pasaje.texto[tramo.desde : tramo.hasta],
        causal=tramo.causal,
        motivo=tramo.motivo or (causal.motivo if causal else "Dato confidencial"),
        fundamento=causal.fundamento if causal else None,
        marca=tramo.marca.uuid if tramo.marca else None,
        rev=tramo.marca.rev if tramo.marca else 0,
        nota=tramo.marca.nota if tramo.marca else None,
    )


def _sin_tramos(texto: str, tramos: Sequence[_Tramo], primero: int) -> str:
    partes, fin = [], 0
    for n, tramo in enumerate(tramos, start=primero):
        partes += [texto[fin : tramo.desde], sustituto(n)]
        fin = tramo.hasta
    return "".join([*partes, texto[fin:]])
