"""Which steps a run takes: a list drawn from a seed, before anything happens."""

from collections.abc import Callable, Mapping
from random import Random
from typing import TypeVar

from tests.sincronizacion.convergencia.molde import REGIONES
from tests.sincronizacion.convergencia.pasos.autoridad import (
    Acusa,
    AcuseRepetido,
    CorrigeCatalogo,
    LlegaAcuse,
    Observa,
    Responde,
    Vincula,
)
from tests.sincronizacion.convergencia.pasos.captura import Acta, Alta, Cosa, Edita, Retira
from tests.sincronizacion.convergencia.pasos.correo import (
    Comparte,
    Envia,
    Llega,
    LlegaDanado,
    SePierde,
    SeRegraba,
    SeRepite,
)
from tests.sincronizacion.convergencia.pasos.paso import Paso
from tests.sincronizacion.convergencia.pasos.respaldos import Respalda, RespaldaAutoridad, Restaura, RestauraAutoridad

_GRANDE = 10_000
_SITIOS = (50, 22, 13, 9, 6)
"""Some regions are busier than others: what happens twice in one of them is what breaks."""
_ALTAS: Mapping[Cosa, int] = {
    **{"celebrada": 5, "completa": 4, "reunion": 3, "asistencia": 2, "punto": 2, "votacion": 2, "acuerdo": 4},
    **{"seguimiento": 4, "seguimiento ajeno": 4, "documento": 4, "organizacion": 2, "nombramiento": 1},
    **{"en lo publicado": 3},
}
_EDICIONES: Mapping[str, int] = {
    **{"paso de reunion": 5, "listas de reunion": 4, "reunion": 2, "asistencia": 3, "punto": 2, "votacion": 2},
    **{"acuerdo": 5, "derivacion": 3, "documento": 3, "organizacion": 1, "catalogo": 4, "compromiso": 2},
    **{"publicado": 4, "nombramiento": 1, "deshacer": 2},
}
_RETIROS: Mapping[str, int] = {
    **{"reunion": 2, "asistencia": 2, "punto": 1, "votacion": 2, "acuerdo": 4, "documento": 4, "organizacion": 1},
    "nombramiento": 1,
}
_ACTAS: Mapping[str, int] = {"cerrar": 5, "firmar": 2, "reabrir": 2, "compartir": 2}
C = TypeVar("C", bound=str)


def sortear(semilla: int, cuantos: int) -> tuple[Paso, ...]:
    """Draw that many steps."""
    azar = Random(semilla)
    pesos = [peso for peso, _ in _HACEDORES]
    hacedores = azar.choices([hacer for _, hacer in _HACEDORES], weights=pesos, k=cuantos)
    return tuple(hacer(azar) for hacer in hacedores)


def _n(azar: Random) -> int:
    return azar.randrange(_GRANDE)


def _sitio(azar: Random) -> int:
    return azar.choices(range(len(REGIONES)), weights=_SITIOS)[0]


def _una(azar: Random, pesos: Mapping[C, int]) -> C:
    return azar.choices(list(pesos), weights=list(pesos.values()))[0]


_HACEDORES: tuple[tuple[float, Callable[[Random], Paso]], ...] = (
    (21, lambda r: Alta(_sitio(r), _una(r, _ALTAS), _n(r), _n(r))),
    (19, lambda r: Edita(_sitio(r), _una(r, _EDICIONES), _n(r), _n(r))),
    (6, lambda r: Retira(_sitio(r), _una(r, _RETIROS), _n(r))),
    (6, lambda r: Acta(_sitio(r), _una(r, _ACTAS), _n(r), _n(r))),
    (9, lambda r: Envia(_sitio(r), r.choice(("completo", "el que toque", "el que toque")), True)),
    (7, lambda r: Envia(_sitio(r), "el que toque", False)),
    (1, lambda r: Envia(_sitio(r), "incremental", True)),
    (6, lambda r: Llega(_n(r))),
    (2, lambda r: SePierde(_n(r))),
    (2, lambda r: SeRepite(_n(r))),
    (2, lambda r: SeRegraba(_n(r), r.choice(("openpyxl", "xlsxwriter", "libreoffice")), _n(r))),
    (1.5, lambda r: LlegaDanado(_n(r), _n(r), _n(r))),
    (3.5, lambda r: Comparte(_n(r), _n(r))),
    (8, lambda r: Acusa(_n(r), r.random() < 0.8)),
    (2, lambda r: LlegaAcuse(_n(r), r.random() < 0.3)),
    (1.5, lambda r: AcuseRepetido(_n(r), _n(r))),
    (3, lambda r: Responde(_n(r), r.random() < 0.5)),
    (0.7, lambda r: CorrigeCatalogo(_n(r), _n(r))),
    (1.5, lambda r: Observa(r.choice(("folio", "observación")), _n(r), _n(r))),
    (0.7, lambda r: Vincula(_n(r), r.random() < 0.3)),
    (2, lambda r: Respalda(_sitio(r))),
    (1.2, lambda r: Restaura(_sitio(r), _n(r))),
    (1.2, lambda _: RespaldaAutoridad()),
    (1, lambda r: RestauraAutoridad(_n(r))),
)
