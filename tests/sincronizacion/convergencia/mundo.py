"""What a run happens in: five data folders, the authority's, and the mail between them."""

import hashlib
import pickle
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from enlace_app.consultas import sitios
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lectura import Lectura
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.acuses_recibidos import recibir_acuse
from enlace_app.servicios.recepcion import recibir_paquete
from enlace_app.servicios.recepcion_en_curso import Recepcion
from enlace_app.servicios.respaldos import crear, restaurar_respaldo
from enlace_app.sincronizacion.acuse import AcuseLeido
from enlace_app.sincronizacion.contenido import reunir
from enlace_app.sincronizacion.paquete import Fila, PaqueteLeido, armar
from tests.sincronizacion.convergencia.modelo import HOJAS, Modelo
from tests.sincronizacion.convergencia.molde import GARANTE, REGIONES, Molde
from tests.sincronizacion.convergencia.soporte import Soporte


class Divergencia(AssertionError):
    """The program did what it must not; the message says what."""


@dataclass
class Carta:
    """A package that was made: `cuerpo` is what lies in the mail, a workbook or the package itself.

    `paquete` is what its sender meant, `propios` the records in it that are the sender's own.
    """

    sitio: int
    paquete: PaqueteLeido
    propios: frozenset[str]
    cuerpo: PaqueteLeido | Path


@dataclass
class Respuesta:
    """A receipt that was made for a package of a site."""

    sitio: int
    cuerpo: AcuseLeido | Path


@dataclass
class Sede:
    """One data folder; it can be closed and opened again."""

    raiz: Path
    abrir: Callable[[Path], Almacen]
    almacen: Almacen
    respaldos: list[Path] = field(default_factory=list)
    recuerdos: dict[Path, bytes] = field(default_factory=dict)
    """What the model knew when the authority made a backup."""

    @property
    def lectura(self) -> Lectura:
        return self.almacen.lectura

    @property
    def uuid(self) -> str:
        return sitios.traer(self.lectura).uuid

    def huella(self) -> str:
        """Hash of the bytes of the database: equal means that nothing at all was written."""
        return hashlib.sha256(self.almacen.carpeta.base.read_bytes()).hexdigest()

    def cerrar(self) -> None:
        """Let go of the folder as it is open now."""
        self.almacen.cerrar()

    def restaurar(self, respaldo: Path) -> None:
        """Go back to a backup, as a person does it: with the folder closed."""
        self.almacen.cerrar()
        try:
            restaurar_respaldo(self.almacen.carpeta, respaldo, None)
        finally:
            self.almacen = self.abrir(self.raiz)


class Mundo:
    """The folders of one run, opened; steps change it."""

    def __init__(self, molde: Molde, raiz: Path, soporte: Soporte) -> None:
        self.molde = molde
        self.formato = molde.formato
        self.soporte = soporte
        self.cuentas: Counter[str] = Counter()
        self.cartas: list[Carta] = []
        self.en_camino: list[Carta] = []
        self.respuestas: list[Respuesta] = []
        self.respuestas_en_camino: list[Respuesta] = []
        self.admitidos: list[PaqueteLeido] = []
        """What the authority took or holds, in the order in which it came."""
        self._pila = ExitStack()
        self._raiz = raiz
        molde.copiar(raiz)
        try:
            self.sedes = [self._sede(raiz / str(n)) for n in range(len(REGIONES))]
            self.garante = self._sede(raiz / GARANTE)
            self.uuids = [sede.uuid for sede in self.sedes]
            self.modelo = Modelo(catalogo=self.exportar_filas(self.garante))
            self._pila.enter_context(soporte)
        except BaseException:
            self._pila.close()
            raise

    def __enter__(self) -> "Mundo":
        return self

    def __exit__(
        self, clase: type[BaseException] | None, error: BaseException | None, traza: TracebackType | None
    ) -> None:
        self._pila.close()

    def _sede(self, raiz: Path) -> Sede:
        sede = Sede(raiz, self._abrir, self._abrir(raiz))
        self._pila.callback(sede.cerrar)
        return sede

    def _abrir(self, raiz: Path) -> Almacen:
        return Almacen(CarpetaDatos(raiz), alfabeto=self.molde.alfabeto, integridad=False)

    def sede(self, numero: int) -> Sede:
        return self.sedes[numero % len(self.sedes)]

    def otra_autoridad(self, nombre: str) -> Sede:
        """An authority that received nothing yet, under a folder of its own."""
        raiz = self._raiz / nombre
        shutil.copytree(self.molde.raiz / GARANTE, raiz)
        return self._sede(raiz)

    def exportar_filas(self, sede: Sede) -> dict[str, list[Fila]]:
        """All rows that a data folder would send, in the one spelling of hashes."""
        contenido = reunir(sede.lectura, self.formato)
        armado = armar("todo", {}, {h: contenido.hojas[h] for h in HOJAS}, self.formato)
        return {hoja: list(armado.filas(hoja)) for hoja in HOJAS}

    def recibir(self, paquete: PaqueteLeido, propios: frozenset[str]) -> Recepcion:
        """Give a package to the authority and compare with what the model says becomes of it."""
        esperado = self.modelo.recibir(paquete, propios)
        antes = self.garante.huella() if esperado == "repetido" else ""
        hecha = recibir_paquete(self.garante.almacen, paquete, formato=self.formato)
        estado = "repetido" if hecha.repetido else str(hecha.estado)
        exigir(estado == esperado, f"el paquete {hecha.nombre} quedó {estado}; se esperaba {esperado}")
        if esperado == "repetido":
            exigir(antes == self.garante.huella(), f"el paquete repetido {hecha.nombre} cambió los datos")
        else:
            self.admitidos.append(paquete)
        self.cuentas[f"paquete {estado}"] += 1
        self.cuentas["paquete liberado"] += len(hecha.liberados)
        return hecha

    def respaldar_garante(self) -> None:
        """The authority makes a backup; what the model knows is put aside with it."""
        respaldo = crear(self.garante.almacen).ruta
        self.garante.recuerdos[respaldo] = pickle.dumps((self.modelo, self.admitidos))

    def restaurar_garante(self, cual: int) -> bool:
        """The authority goes back to a backup, and the model with it; False where there is none."""
        respaldos = [ruta for ruta in self.garante.recuerdos if ruta.exists()]
        if not respaldos:
            return False
        respaldo = respaldos[cual % len(respaldos)]
        self.garante.restaurar(respaldo)
        self.modelo, self.admitidos = pickle.loads(self.garante.recuerdos[respaldo])
        return True

    def exigir_rechazo(self, sede: Sede, hacer: Callable[[], object], que: str) -> None:
        """Whatever it is, it must be refused in words and leave every byte as it was."""
        antes = sede.huella()
        try:
            hacer()
        except ErrorDeNegocio:
            self.cuentas[f"{que} rechazado"] += 1
        else:
            raise Divergencia(f"se aceptó: {que}")
        exigir(antes == sede.huella(), f"{que} se rechazó, pero cambió los datos")

    def recibir_acuse(self, sede: Sede, acuse: AcuseLeido) -> bool:
        """Give a receipt to a site; False where it was refused, which then must have changed nothing."""
        antes = sede.huella()
        try:
            tomado = recibir_acuse(sede.almacen, acuse)
        except ErrorDeNegocio:
            exigir(antes == sede.huella(), "un acuse rechazado cambió los datos")
            self.cuentas["acuse rechazado"] += 1
            return False
        if tomado.repetido:
            exigir(antes == sede.huella(), "un acuse repetido cambió los datos")
        self.cuentas["acuse repetido" if tomado.repetido else "acuse tomado"] += 1
        return True


def exigir(cierto: bool, que: str) -> None:
    """Fail the run unless it is so."""
    if not cierto:
        raise Divergencia(que)
