"""Files on their way into the store: none is there before the transaction that names it is about to end."""

import contextlib
import hashlib
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from enlace_app.archivos import crear_carpeta, ruta_temporal, sincronizar_carpeta, traducir_oserror
from enlace_app.datos.adjuntos import AlmacenAdjuntos

_BLOQUE = 1 << 20


class Guardado(NamedTuple):
    """What was written: its SHA-256 and its size in bytes."""

    huella: str
    tamano: int


class Provisionales:
    """Files under temporary names beside the store; `colocar` gives them their own. See `provisionales`."""

    def __init__(self, adjuntos: AlmacenAdjuntos, carpeta: Path) -> None:
        self._adjuntos = adjuntos
        self._carpeta = carpeta
        self._esperan: dict[str, Path] = {}
        self._colocados: list[Path] = []

    def guardar(self, bloques: Iterable[bytes]) -> Guardado:
        """Write them to a file that waits, unless the store has it whole; what `bloques` raises stops it.

        Raises:
            ErrorDeEntorno: the disk refused; what was written of it is gone.
        """
        temporal, suma, tamano = ruta_temporal(self._carpeta), hashlib.sha256(), 0
        with traducir_oserror(temporal):
            try:
                with temporal.open("xb") as archivo:
                    for bloque in bloques:
                        archivo.write(bloque)
                        suma.update(bloque)
                        tamano += len(bloque)
                    archivo.flush()
                    os.fsync(archivo.fileno())
            except BaseException:
                with contextlib.suppress(OSError):
                    temporal.unlink()
                raise
            huella = suma.hexdigest()
            if huella in self._esperan or self._adjuntos.esta_sano(huella):
                temporal.unlink()
            else:
                self._esperan[huella] = temporal
        return Guardado(huella, tamano)

    def copiar(self, origen: Path) -> Guardado:
        """The same with the content of a file; `ErrorDeEntorno` also if it cannot be read."""
        return self.guardar(_bloques(origen))

    @property
    def esperan(self) -> frozenset[str]:
        """The SHA-256 of what the store does not have yet."""
        return frozenset(self._esperan)

    def colocar(self, huellas: Collection[str]) -> None:
        """Store those that wait, durably: the last thing before the transaction that names them ends.

        Raises:
            ErrorDeEntorno: the disk refused.
        """
        for huella in sorted(self._esperan.keys() & set(huellas)):
            temporal, destino = self._esperan[huella], self._adjuntos.ruta(huella)
            with traducir_oserror(destino):
                crear_carpeta(destino.parent)
                estaba = destino.exists()  # damaged, or it would not wait
                temporal.replace(destino)
                if not estaba:
                    self._colocados.append(destino)
                sincronizar_carpeta(destino.parent)
            del self._esperan[huella]

    def soltar(self) -> None:
        """Throw away what still waits."""
        for temporal in self._esperan.values():
            with contextlib.suppress(OSError):
                temporal.unlink()
        self._esperan.clear()

    def deshacer(self) -> None:
        """Throw away what was placed, too."""
        self.soltar()
        for ruta in self._colocados:
            with contextlib.suppress(OSError):
                ruta.unlink()


def _bloques(origen: Path) -> Iterator[bytes]:
    with traducir_oserror(origen), origen.open("rb") as fuente:
        while bloque := fuente.read(_BLOQUE):
            yield bloque


@contextmanager
def provisionales(adjuntos: AlmacenAdjuntos, carpeta: Path) -> Iterator[Provisionales]:
    """Give files that are stored together or not at all: if the block raises, those that it placed are gone again.

    `carpeta` is the store's own. Put the transaction inside the block, so that it has ended well when this does.
    """
    llegan = Provisionales(adjuntos, carpeta)
    try:
        yield llegan
    except BaseException:
        llegan.deshacer()
        raise
    llegan.soltar()
