"""A region's computer makes backups, and goes back to one."""

from dataclasses import dataclass

from enlace_app.servicios.respaldos import crear
from tests.sincronizacion.convergencia.mundo import Mundo, exigir


@dataclass(frozen=True)
class Respalda:
    """A backup is made."""

    sitio: int

    def dar(self, mundo: Mundo) -> None:
        sede = mundo.sede(self.sitio)
        sede.respaldos.append(crear(sede.almacen).ruta)
        mundo.cuentas["respalda"] += 1


@dataclass(frozen=True)
class Restaura:
    """The site goes back to one of its backups: a new época, in which nothing must be skipped."""

    sitio: int
    cual: int

    def dar(self, mundo: Mundo) -> None:
        sede = mundo.sede(self.sitio)
        respaldos = [ruta for ruta in sede.respaldos if ruta.exists()]
        if not respaldos:
            return
        antes = _epoca(mundo, self.sitio)
        sede.restaurar(respaldos[self.cual % len(respaldos)])
        exigir(_epoca(mundo, self.sitio) > antes, "recuperar un respaldo no empezó otra época")
        mundo.cuentas["restaura"] += 1


@dataclass(frozen=True)
class RespaldaAutoridad:
    """The authority makes a backup of its own."""

    def dar(self, mundo: Mundo) -> None:
        mundo.respaldar_garante()
        mundo.cuentas["respalda la autoridad"] += 1


@dataclass(frozen=True)
class RestauraAutoridad:
    """The authority goes back to one: it forgets packages that it acknowledged, and must hold what builds on them."""

    cual: int

    def dar(self, mundo: Mundo) -> None:
        if mundo.restaurar_garante(self.cual):
            mundo.cuentas["restaura la autoridad"] += 1


def _epoca(mundo: Mundo, numero: int) -> int:
    return int(mundo.sede(numero).lectura.filas("SELECT epoca FROM sitio")[0]["epoca"])
