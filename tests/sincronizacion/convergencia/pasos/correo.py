"""What happens to packages between a region and the authority."""

from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.servicios.recepcion import recibir_paquete
from enlace_app.sincronizacion.paquete import PaqueteLeido, armar
from tests.sincronizacion.convergencia.envios import echar_si_se_puede, entregar
from tests.sincronizacion.convergencia.modelo import HOJAS
from tests.sincronizacion.convergencia.mundo import Carta, Mundo
from tests.sincronizacion.convergencia.pasos.paso import intentar
from tests.sincronizacion.convergencia.regrabado import Regrabador, regrabar

Clase = Literal["completo", "incremental", "el que toque"]
_TIPOS = {"completo": TipoPaquete.COMPLETO, "incremental": TipoPaquete.INCREMENTAL, "el que toque": None}


@dataclass(frozen=True)
class Envia:
    """A region makes a package; it is on its way, or arrives at once."""

    sitio: int
    clase: Clase
    llega: bool

    def dar(self, mundo: Mundo) -> None:
        carta = echar_si_se_puede(mundo, self.sitio, _TIPOS[self.clase])
        if carta is None:
            return
        mundo.cuentas["envía"] += 1
        if self.llega:
            entregar(mundo, carta)
        else:
            mundo.en_camino.append(carta)


@dataclass(frozen=True)
class Llega:
    """One of the packages on their way arrives: whichever, so that they overtake each other."""

    cual: int

    def dar(self, mundo: Mundo) -> None:
        if mundo.en_camino:
            entregar(mundo, mundo.en_camino.pop(self.cual % len(mundo.en_camino)))
            mundo.cuentas["llega tarde"] += 1


@dataclass(frozen=True)
class SePierde:
    """One of those on their way does not arrive; its sender still has it."""

    cual: int

    def dar(self, mundo: Mundo) -> None:
        if mundo.en_camino:
            mundo.en_camino.pop(self.cual % len(mundo.en_camino))
            mundo.cuentas["se pierde"] += 1


@dataclass(frozen=True)
class SeRepite:
    """Any package that was ever made arrives, perhaps again."""

    cual: int

    def dar(self, mundo: Mundo) -> None:
        if mundo.cartas:
            entregar(mundo, mundo.cartas[self.cual % len(mundo.cartas)])
            mundo.cuentas["se repite"] += 1


@dataclass(frozen=True)
class SeRegraba:
    """One on its way is saved again by another program: sorted otherwise, with more columns, other formats."""

    cual: int
    como: Regrabador
    n: int

    def dar(self, mundo: Mundo) -> None:
        if not mundo.en_camino:
            return
        carta = mundo.en_camino[self.cual % len(mundo.en_camino)]
        if isinstance(carta.cuerpo, Path):
            carta.cuerpo = regrabar(carta.cuerpo, self.como, Random(self.n))
        else:
            carta.cuerpo = _revolver(mundo, carta.cuerpo, Random(self.n))
        mundo.cuentas[f"se regraba ({self.como})" if mundo.soporte.libros else "se revuelve"] += 1


@dataclass(frozen=True)
class LlegaDanado:
    """A package arrives cut short or altered: refused, and nothing changes; it may arrive whole later."""

    cual: int
    hoja: int
    n: int

    def dar(self, mundo: Mundo) -> None:
        if not mundo.cartas:
            return
        carta = mundo.cartas[self.cual % len(mundo.cartas)]
        cuerpo = _cortar(carta.cuerpo, self.n) if isinstance(carta.cuerpo, Path) else self._alterar(mundo, carta)
        if cuerpo is None:
            return

        def hacer() -> object:
            leido = mundo.soporte.abrir(cuerpo, mundo.formato)
            return recibir_paquete(mundo.garante.almacen, leido, formato=mundo.formato)

        mundo.exigir_rechazo(mundo.garante, hacer, "paquete dañado")

    def _alterar(self, mundo: Mundo, carta: Carta) -> PaqueteLeido | None:
        """Rows that are missing, or one value that is another, under the same Portada."""
        paquete = carta.paquete
        con_filas = [h for h in HOJAS if paquete.filas(h)]
        if not con_filas:
            return None
        hoja = con_filas[self.hoja % len(con_filas)]
        filas = [dict(f) for f in paquete.filas(hoja)]
        if self.n % 2:
            del filas[self.n % len(filas) :]
        else:
            filas[self.n % len(filas)]["baja" if "baja" in filas[0] else "uuid"] = "0190-alterado"
        return armar(paquete.archivo, paquete.portada, {**paquete.hojas, hoja: filas}, mundo.formato)


@dataclass(frozen=True)
class Comparte:
    """A package goes to a colleague in another region, who takes it in to follow up what was agreed."""

    cual: int
    con: int

    def dar(self, mundo: Mundo) -> None:
        if not mundo.cartas:
            return
        carta = mundo.cartas[self.cual % len(mundo.cartas)]
        colega = mundo.sede(self.con)
        if colega is mundo.sede(carta.sitio):
            return
        leido = mundo.soporte.abrir(carta.cuerpo, mundo.formato)
        intentar(mundo, "comparte", lambda: recibir_paquete(colega.almacen, leido, formato=mundo.formato))


def _cortar(libro: Path, n: int) -> Path:
    datos = libro.read_bytes()
    cortado = libro.with_name(f"cortado-{n}-{libro.name}")
    cortado.write_bytes(datos[: len(datos) * (10 + n % 85) // 100])
    return cortado


def _revolver(mundo: Mundo, paquete: PaqueteLeido, azar: Random) -> PaqueteLeido:
    hojas = {hoja: azar.sample(list(filas), len(filas)) for hoja, filas in paquete.hojas.items()}
    return armar(paquete.archivo, paquete.portada, hojas, mundo.formato)
