"""What a person must look at before a public version is right: what the program can only suspect."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from enlace_app.dominio.datos_personales import domicilios
from enlace_app.dominio.letras import Hallado, palabras
from enlace_app.dominio.nombres_reservados import BuscadorDeNombres
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.pasajes_de_acta import Pasaje

_PLAZAS: Final = 3
"""Places that a warning names."""


@dataclass(frozen=True, slots=True)
class Aviso:
    """A passage that still stands, where and why it was noticed; as a text, all of it in sentences.

    `ruta` and the code points are those of the first place, empty where it is about the acta as a whole; `causal` is
    the one that fits it.
    """

    dato: str
    motivo: str
    frase: str
    donde: str = ""
    ruta: str = ""
    desde: int = 0
    hasta: int = 0
    causal: str = ""

    def __str__(self) -> str:
        return self.frase


@dataclass(frozen=True, slots=True)
class _Lugar:
    pasaje: Pasaje
    desde: int = 0
    hasta: int = 0


class PorRevisar:
    """`libres` are the texts with the code points that are left out, `nuevos` those that changed, as they are now."""

    def __init__(
        self, textos: Sequence[Pasaje], tachados: Mapping[str, Sequence[tuple[int, int]]], nuevos: Mapping[str, str]
    ) -> None:
        self._textos = textos
        self._tachados = tachados
        self._nuevos = nuevos

    def repetidos(self, datos: Iterable[tuple[str, str]]) -> list[Aviso]:
        """Say where else these passages, each with its causal, still stand, in whatever case and accents."""
        causales = {" ".join(dato.split()): causal for dato, causal in reversed([*datos])}
        if not causales:
            return []
        quedan = [(p, f" {plegar(self._nuevos.get(p.ruta, p.texto))} ") for p in self._textos]
        avisos = []
        for dato, causal in reversed(causales.items()):
            lugares = [_Lugar(p, *self._primero(p, dato)) for p, plegado in quedan if plegar(dato) in plegado]
            if lugares:
                donde = _donde(lugares)
                frase = f"El mismo texto «{dato}» aparece también en: {donde}."
                avisos.append(_aviso(dato, "También está aquí; véalo", frase, lugares, causal))
        return avisos

    def sueltas(self, buscador: BuscadorDeNombres) -> list[Aviso]:
        """Say where one word of a withheld name still stands: alone it may be anybody's, or hers."""
        return self._avisar(
            buscador.sueltas,
            "Parte de un nombre que se reserva",
            "«{}», parte de un nombre que se reserva, aparece en: {}. Vea si habla de esa persona.",
        )

    def domicilios(self, sin: str) -> list[Aviso]:
        """Say where something looks like an address, but in the text at that pointer."""
        return self._avisar(
            domicilios,
            "Parece un domicilio",
            "«{}» parece parte de un domicilio; está en: {}. Si es de una persona, téstelo.",
            sin,
        )

    def _avisar(
        self, buscar: Callable[[str], Sequence[Hallado]], motivo: str, frase: str, sin: str = ""
    ) -> list[Aviso]:
        lugares: defaultdict[str, list[_Lugar]] = defaultdict(list)
        causales: dict[str, str] = {}
        for pasaje in self._textos:
            for hallado in buscar(pasaje.texto) if not pasaje.fijo and pasaje.ruta != sin else ():
                if self._libre(pasaje, hallado.desde, hallado.hasta):
                    dato = " ".join(pasaje.texto[hallado.desde : hallado.hasta].split())
                    lugares[dato].append(_Lugar(pasaje, hallado.desde, hallado.hasta))
                    causales[dato] = hallado.causal
        return [
            _aviso(dato, motivo, frase.format(dato, _donde(suyos)), suyos, causales[dato])
            for dato, suyos in sorted(lugares.items())
        ]

    def _libre(self, pasaje: Pasaje, desde: int, hasta: int) -> bool:
        return not any(a < hasta and desde < b for a, b in self._tachados.get(pasaje.ruta, ()))

    def _primero(self, pasaje: Pasaje, dato: str) -> tuple[int, int]:
        return next((lugar for lugar in apariciones(pasaje, dato) if self._libre(pasaje, *lugar)), (0, 0))


def _aviso(dato: str, motivo: str, frase: str, lugares: Sequence[_Lugar], causal: str) -> Aviso:
    uno = lugares[0]
    return Aviso(dato, motivo, frase, _donde(lugares), uno.pasaje.ruta, uno.desde, uno.hasta, causal)


def _donde(lugares: Sequence[_Lugar]) -> str:
    unicos = list(dict.fromkeys(lugar.pasaje.donde for lugar in lugares))
    resto = len(unicos) - _PLAZAS
    return "; ".join(unicos[:_PLAZAS]) + (f" y {resto} más" if resto > 0 else "")


def apariciones(pasaje: Pasaje, texto: str) -> list[tuple[int, int]]:
    """Return the code points of every occurrence of a passage in a text, whatever its case, accents and blanks.

    What is not made of whole words is only found as it is written.
    """
    buscadas = [p.plegada for p in palabras(texto)]
    if not texto.strip() or pasaje.fijo:
        return []
    todas = palabras(pasaje.texto)
    enteras = [
        (todas[n].desde, todas[n + len(buscadas) - 1].hasta)
        for n in range(len(todas) - len(buscadas) + 1)
        if buscadas and [p.plegada for p in todas[n : n + len(buscadas)]] == buscadas
    ]
    return enteras or [hallada.span() for hallada in re.finditer(re.escape(texto.strip()), pasaje.texto)]
