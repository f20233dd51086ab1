"""One run: its steps taken in fresh folders and then judged; one that fails can be made shorter and printed."""

import re
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from tests.sincronizacion.convergencia.final import Cierre, terminar
from tests.sincronizacion.convergencia.molde import REGIONES, Molde, lugar_de_trabajo
from tests.sincronizacion.convergencia.mundo import Mundo
from tests.sincronizacion.convergencia.pasos.paso import Paso
from tests.sincronizacion.convergencia.soporte import Libros, Objetos
from tests.sincronizacion.convergencia.sorteo import sortear


@dataclass(frozen=True)
class Corrida:
    """What is to happen; `semilla` orders what is sent at the end."""

    pasos: tuple[Paso, ...]
    cierre: Cierre
    semilla: int
    libros: bool = False


@dataclass(frozen=True)
class Resultado:
    """How a run ended: `falla` is None when all converged."""

    corrida: Corrida
    falla: str | None
    cuentas: Counter[str] = field(default_factory=Counter)

    @property
    def clase(self) -> str:
        """What tells one failure from another: its first words, up to where they name records."""
        return re.split(r"[\d\[:{]|(?<!^)\(", self.falla or "", maxsplit=1)[0]


def sorteada(semilla: int, cuantos: int, *, libros: bool = False) -> Corrida:
    """Return the run of a seed."""
    cierre: Cierre = "lo que falta" if Random(semilla).random() < 0.5 else "todo de nuevo"
    return Corrida(sortear(semilla, cuantos), cierre, semilla, libros)


def correr(corrida: Corrida, molde: Molde) -> Resultado:
    """Take its steps and judge the end; whatever is raised on the way is a failure too."""
    cuentas: Counter[str] = Counter()
    hechos = 0
    try:
        with lugar_de_trabajo() as lugar:
            soporte = Libros(lugar) if corrida.libros else Objetos(lugar)
            with Mundo(molde, lugar / "mundo", soporte) as mundo:
                cuentas = mundo.cuentas
                for paso in corrida.pasos:
                    paso.dar(mundo)
                    hechos += 1
                terminar(mundo, corrida.cierre, Random(corrida.semilla))
    except Exception as error:  # noqa: BLE001 - a bug anywhere is what this looks for
        traza = "".join(traceback.format_exception(error)[-4:])
        return Resultado(corrida, f"{error}\n  tras {hechos} de {len(corrida.pasos)} pasos\n{traza}", cuentas)
    return Resultado(corrida, None, cuentas)


def reducir(fallida: Resultado, molde: Molde, intentos: int = 100) -> Resultado:
    """Leave out steps while it still fails in the same way: whole sites first, then many at a time, then one by one."""
    reductor = _Reductor(fallida, molde, intentos)
    for numero in reversed(range(len(REGIONES))):  # the busiest last
        reductor.probar([p for p in reductor.pasos if getattr(p, "sitio", None) != numero])
    tamano = max(1, len(reductor.pasos) // 4)
    while reductor.quedan_intentos:
        quitado, desde = False, 0
        while desde < len(reductor.pasos) and reductor.quedan_intentos:
            if reductor.probar(reductor.pasos[:desde] + reductor.pasos[desde + tamano :]):
                quitado = True
            else:
                desde += tamano
        if tamano == 1 and not quitado:
            break
        tamano = max(1, tamano // 2)
    return reductor.mejor


class _Reductor:
    """The shortest run so far that fails like the first."""

    def __init__(self, fallida: Resultado, molde: Molde, intentos: int) -> None:
        self.mejor = fallida
        self._clase = fallida.clase
        self._molde = molde
        self._intentos = intentos

    @property
    def pasos(self) -> list[Paso]:
        return list(self.mejor.corrida.pasos)

    @property
    def quedan_intentos(self) -> bool:
        return self._intentos > 0

    def probar(self, pasos: Sequence[Paso]) -> bool:
        """Take these steps instead; whether it fails like the first."""
        if len(pasos) == len(self.mejor.corrida.pasos) or not self.quedan_intentos:
            return False
        self._intentos -= 1
        otra = correr(replace(self.mejor.corrida, pasos=tuple(pasos)), self._molde)
        igual = otra.falla is not None and otra.clase == self._clase
        if igual:
            self.mejor = otra
        return igual


def repetir(corrida: Corrida, preparar: Callable[[], Molde], veces: int = 3) -> Resultado:
    """Take a run again, a few times if need be: which of two identities is the lesser is chance."""
    molde = preparar()
    resultados: Sequence[Resultado] = ()
    for _ in range(veces):
        resultados = [*resultados, correr(corrida, molde)]
        if resultados[-1].falla is not None:
            break
    return resultados[-1]
