"""What an enlace records, corrects and withdraws."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from enlace_app.datos.almacen import Almacen
from tests.sincronizacion.convergencia.mundo import Mundo
from tests.sincronizacion.convergencia.pasos import actas, altas, ediciones, retiros
from tests.sincronizacion.convergencia.pasos.paso import intentar

Cosa = Literal[
    "reunion",
    "celebrada",
    "completa",
    "asistencia",
    "punto",
    "votacion",
    "acuerdo",
    "seguimiento",
    "seguimiento ajeno",
    "documento",
    "organizacion",
    "nombramiento",
    "en lo publicado",
]
Hacer = Callable[[Almacen, int, int], object]
"""Takes the folder, which record, and a number that the texts are made of; False where there was nothing there."""

ALTAS: Mapping[Cosa, Hacer] = {
    "reunion": altas.reunion,
    "celebrada": altas.reunion_celebrada,
    "completa": altas.reunion_completa,
    "asistencia": altas.asistencia,
    "punto": altas.punto,
    "votacion": altas.votacion,
    "acuerdo": altas.acuerdo,
    "seguimiento": altas.seguimiento,
    "seguimiento ajeno": altas.seguimiento_ajeno,
    "documento": altas.documento,
    "organizacion": altas.organizacion,
    "nombramiento": altas.nombramiento,
    "en lo publicado": altas.en_lo_publicado,
}
EDICIONES: Mapping[str, Hacer] = {
    "reunion": ediciones.reunion,
    "listas de reunion": ediciones.listas_de_reunion,
    "paso de reunion": ediciones.paso_de_reunion,
    "asistencia": ediciones.asistencia,
    "punto": ediciones.punto,
    "votacion": ediciones.votacion,
    "acuerdo": ediciones.acuerdo,
    "derivacion": ediciones.derivacion,
    "documento": ediciones.documento,
    "organizacion": ediciones.organizacion,
    "catalogo": ediciones.catalogo,
    "compromiso": ediciones.compromiso,
    "publicado": ediciones.publicado,
    "nombramiento": ediciones.nombramiento,
    "deshacer": ediciones.deshacer_lo_ultimo,
}
RETIROS: Mapping[str, Hacer] = {
    "reunion": retiros.reunion,
    "asistencia": retiros.asistencia,
    "punto": retiros.punto,
    "votacion": retiros.votacion,
    "acuerdo": retiros.acuerdo,
    "documento": retiros.documento,
    "organizacion": retiros.organizacion,
    "nombramiento": retiros.nombramiento,
}
ACTAS: Mapping[str, Hacer] = {
    "cerrar": actas.cerrar,
    "firmar": actas.firmar,
    "reabrir": actas.reabrir,
    "compartir": actas.compartir,
}


@dataclass(frozen=True)
class Alta:
    """Something new is recorded."""

    sitio: int
    que: Cosa
    cual: int
    n: int

    def dar(self, mundo: Mundo) -> None:
        almacen = mundo.sede(self.sitio).almacen
        intentar(mundo, f"alta de {self.que}", lambda: ALTAS[self.que](almacen, self.cual, self.n))


@dataclass(frozen=True)
class Edita:
    """Something is corrected."""

    sitio: int
    que: str
    cual: int
    n: int

    def dar(self, mundo: Mundo) -> None:
        almacen = mundo.sede(self.sitio).almacen
        intentar(mundo, f"cambio de {self.que}", lambda: EDICIONES[self.que](almacen, self.cual, self.n))


@dataclass(frozen=True)
class Retira:
    """Something is withdrawn."""

    sitio: int
    que: str
    cual: int

    def dar(self, mundo: Mundo) -> None:
        almacen = mundo.sede(self.sitio).almacen
        intentar(mundo, f"retiro de {self.que}", lambda: RETIROS[self.que](almacen, self.cual, 0))


@dataclass(frozen=True)
class Acta:
    """An acta is closed, signed, opened again or shared."""

    sitio: int
    que: str
    cual: int
    n: int

    def dar(self, mundo: Mundo) -> None:
        almacen = mundo.sede(self.sitio).almacen
        intentar(mundo, f"acta: {self.que}", lambda: ACTAS[self.que](almacen, self.cual, self.n))
