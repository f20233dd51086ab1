"""The three commands that must survive anything, each with the data it starts from and the state it must reach."""

import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from enlace_app.sincronizacion.formato import Formato
from tests.cli.captura import jornada_propia
from tests.cli.programa import EJEMPLO
from tests.fallas.estado import Estado, leer_estado, problemas, problemas_del_paquete
from tests.vivero import Corrida, Falla, Final, Vivero

PAQUETE = "paquete.xlsx"
ORDENES = ("importar", "cerrar", "exportar")


@dataclass(frozen=True)
class Orden:
    """A command on a template folder, with the states of the data before and after a run that nothing hit."""

    nombre: str
    plantilla: Path
    argumentos: tuple[str, ...]
    antes: Estado
    despues: Estado
    duracion: float
    formato: Formato

    def preparar(self, lugar: Path) -> "Intento":
        """Copy the template to a new folder."""
        shutil.copytree(self.plantilla, lugar)
        return Intento(self, lugar)


@dataclass(frozen=True)
class Intento:
    """One copy of the template that something will happen to."""

    orden: Orden
    lugar: Path

    @property
    def datos(self) -> Path:
        return self.lugar / "datos"

    @property
    def completos(self) -> tuple[str, ...]:
        """The whole command line."""
        return ("--datos", str(self.datos), *(a.replace("{lugar}", str(self.lugar)) for a in self.orden.argumentos))

    def comenzar(self, vivero: Vivero, falla: Falla | None = None) -> Corrida:
        return vivero.comenzar(self.completos, falla)

    def correr(self, vivero: Vivero, falla: Falla | None = None) -> Final:
        return self.comenzar(vivero, falla).esperar()

    def revisar(self) -> list[str]:
        """Say what is wrong now: damage, half a result, or a state that is neither before nor after."""
        paquete = self.lugar / PAQUETE
        hallados = problemas(self.datos)
        if hallados:
            return hallados
        hallados += problemas_del_paquete(paquete, self.datos, self.orden.formato)
        estado = leer_estado(self.datos)
        if estado not in (self.orden.antes, self.orden.despues):
            hallados.append(
                f"el estado no es el de antes, y del de después lo separa {self._diferencias(self.orden.despues)}"
            )
        return hallados

    def hecho(self) -> bool:
        """Whether the command's work is stored."""
        return leer_estado(self.datos) == self.orden.despues

    def repetir(self, vivero: Vivero) -> list[str]:
        """Run the same command again with nothing in its way and say what is not as if nothing had happened."""
        ya_estaba = self.hecho()
        final = self.correr(vivero)
        hallados = problemas(self.datos) + problemas_del_paquete(self.lugar / PAQUETE, self.datos, self.orden.formato)
        hallados += [f"resto sin barrer: {r}" for r in self.datos.rglob(".*")]
        # What is closed already cannot be closed again; everything else can be repeated.
        if final.codigo != (3 if ya_estaba and self.orden.nombre == "cerrar" else 0):
            hallados.append(f"repetir terminó con {final.codigo}: {final.error}")
        if self.orden.nombre == "exportar":
            if not (self.lugar / PAQUETE).exists():
                hallados.append("repetir no dejó el paquete")
            paquetes = len(leer_estado(self.datos)["paquete"])
            if paquetes != len(self.orden.despues["paquete"]) + ya_estaba:
                hallados.append(f"hay {paquetes} paquetes registrados")
        elif leer_estado(self.datos) != self.orden.despues:
            distintas = self._diferencias(self.orden.despues)
            hallados.append(f"repetir no llevó al mismo estado que una corrida sin tropiezos: {distintas}")
        return hallados

    def _diferencias(self, otro: Estado) -> list[str]:
        """The rows that only one of the two states has."""
        propio = leer_estado(self.datos)
        return [f"{t}: {f[:300]}" for t in propio for f in sorted(set(propio[t]) ^ set(otro[t]))]


def matar_al_escribir(intento: Intento, vivero: Vivero, demora: float) -> Final:
    """Kill while the database file is being written: it is, from its first change to the end of the commit."""
    base = intento.datos / "enlace.db"
    anterior = base.stat().st_mtime_ns
    corrida = intento.comenzar(vivero)
    while base.stat().st_mtime_ns == anterior and _corre(corrida.pid):
        time.sleep(0.0001)
    limite = time.perf_counter() + demora
    while time.perf_counter() < limite:
        pass
    corrida.matar()
    return corrida.esperar()


def _corre(pid: int) -> bool:
    """Whether the process has not ended; one that ended stays a zombie until it is collected."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def preparar_ordenes(lugar: Path, vivero: Vivero, formato: Formato) -> dict[str, Orden]:
    """Make the three templates by running the program, and measure each command once more without a fault."""

    def enlace(datos: Path, *argumentos: str) -> None:
        final = vivero.correr("--datos", datos, *argumentos)
        assert final.codigo == 0, final

    iniciados, capturados = lugar / "importar", lugar / "cerrar"
    enlace(iniciados / "datos", "iniciar", "--nombre", "Persona Uno", "--region", "CAR")
    shutil.copytree(iniciados, capturados)
    enlace(capturados / "datos", "importar", str(jornada_propia(capturados / "jornada.xlsx").escribir()))
    folio = _folio_provisional(capturados / "datos")
    por_enviar = lugar / "exportar"
    shutil.copytree(capturados, por_enviar)
    enlace(por_enviar / "datos", "acta", "cerrar", folio)
    enlace(por_enviar / "datos", "paquete", "exportar", "-o", str(por_enviar / PAQUETE))
    argumentos = {
        "importar": ("importar", str(EJEMPLO)),
        "cerrar": ("acta", "cerrar", folio),
        "exportar": ("paquete", "exportar", "-o", "{lugar}/" + PAQUETE),
    }
    nuevas = {n: Orden(n, lugar / n, argumentos[n], {}, {}, 0, formato) for n in ORDENES}
    intentos = [orden.preparar(lugar / f"ensayo-{nombre}") for nombre, orden in nuevas.items()]
    assert set(vivero.calentar(*(intento.completos for intento in intentos))) == {0}
    return {nombre: _medir(orden, lugar, vivero) for nombre, orden in nuevas.items()}


def _folio_provisional(datos: Path) -> str:
    (fila,) = leer_estado(datos)["reunion"]
    return str(fila.split('"folio_provisional": "')[1].split('"')[0])


def _medir(orden: Orden, lugar: Path, vivero: Vivero) -> Orden:
    intento = orden.preparar(lugar / f"medida-{orden.nombre}")
    comienzo = time.perf_counter()
    final = intento.correr(vivero)
    duracion = time.perf_counter() - comienzo
    assert final.codigo == 0, final
    antes, despues = leer_estado(orden.plantilla / "datos"), leer_estado(intento.datos)
    assert antes != despues
    return Orden(orden.nombre, orden.plantilla, orden.argumentos, antes, despues, duracion, orden.formato)
