"""Attachments by content: the name of a file is the SHA-256 of its bytes, so it is written once and never changed."""

import contextlib
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from enlace_app.archivos import archivo_atomico, borrar_temporales, crear_carpeta, huella_archivo, traducir_oserror
from enlace_app.errores import ErrorDeEntorno

_HUELLA = re.compile(r"[0-9a-f]{64}")
_BLOQUE = 1 << 20


@dataclass(frozen=True)
class ProblemaAdjunto:
    """A file in the store that is not what its name promises."""

    ruta: Path
    motivo: str


class AlmacenAdjuntos:
    """The folder ``adjuntos`` of one data folder; the folder itself must exist."""

    def __init__(self, carpeta: Path) -> None:
        self._carpeta = carpeta

    def ruta(self, huella: str) -> Path:
        """Where the content is or would be. ValueError for anything but 64 lower-case hex digits.

        The check is what keeps a name that came in a package from climbing out of the folder.
        """
        if not _HUELLA.fullmatch(huella):
            raise ValueError("la huella de un adjunto son 64 cifras hexadecimales")
        return self._carpeta / huella[:2] / huella

    def guardar(self, datos: bytes) -> str:
        """Store bytes durably and return their SHA-256; ErrorDeEntorno if the disk refuses."""
        huella = hashlib.sha256(datos).hexdigest()
        destino = self._reservar(huella)
        if not self._esta_sano(destino, huella):
            with archivo_atomico(destino) as archivo:
                archivo.write(datos)
        return huella

    def guardar_archivo(self, origen: Path) -> str:
        """Store a copy of a file without holding it in memory; otherwise as ``guardar``."""
        huella = huella_archivo(origen)
        destino = self._reservar(huella)
        if self._esta_sano(destino, huella):
            return huella
        with traducir_oserror(origen), origen.open("rb") as fuente, archivo_atomico(destino) as archivo:
            copiada = _copiar(fuente, archivo, origen)
            # Inside the block: what must not get this name is thrown away instead of stored.
            if copiada != huella:
                raise ErrorDeEntorno(
                    f"«{origen}» cambió mientras se copiaba; no se guardó. Ciérrelo en el otro programa y repita."
                )
        return huella

    def leer(self, huella: str) -> bytes:
        """The content, proved against its name; ErrorDeEntorno if it is missing or damaged."""
        ruta = self._existente(huella)
        with traducir_oserror(ruta):
            datos = ruta.read_bytes()
        if hashlib.sha256(datos).hexdigest() != huella:
            raise _danado(ruta)
        return datos

    def copiar(self, huella: str, destino: Path) -> None:
        """Write the content to a file, whole or not at all, without holding it in memory; errors as in ``leer``.

        A file that is there is replaced: the caller asks before.
        """
        self._existente(huella)
        with archivo_atomico(destino) as archivo:
            self.volcar(huella, archivo)

    def volcar(self, huella: str, archivo: IO[bytes]) -> None:
        """Write the content into an open file, block by block; errors as in ``leer``, after it was written.

        What `archivo` itself raises comes as it is.
        """
        ruta = self._existente(huella)
        with traducir_oserror(ruta):
            fuente = ruta.open("rb")
        with fuente:
            if _copiar(fuente, archivo, ruta) != huella:
                raise _danado(ruta)

    def revisar(self) -> list[ProblemaAdjunto]:
        """Read the whole store and report every file that is damaged or does not belong, in order of path."""
        with traducir_oserror(self._carpeta):
            rutas = sorted(ruta for ruta in self._carpeta.rglob("*") if not ruta.is_dir())
        return [ProblemaAdjunto(ruta, motivo) for ruta in rutas if (motivo := self._motivo(ruta))]

    def barrer(self) -> None:
        """Delete what a power cut left half-written; only while nobody stores anything."""
        for carpeta in (self._carpeta, *self._carpeta.glob("[0-9a-f][0-9a-f]")):
            borrar_temporales(carpeta)

    def tamano(self, huella: str) -> int | None:
        """The size in bytes of a stored content, without looking whether it is whole; None if it is not there."""
        try:
            return self.ruta(huella).stat().st_size
        except OSError:
            return None

    def esta_sano(self, huella: str) -> bool:
        """Whether that content is stored and whole: it is read to its end."""
        return self._esta_sano(self.ruta(huella), huella)

    def _existente(self, huella: str) -> Path:
        ruta = self.ruta(huella)
        if not ruta.is_file():
            raise ErrorDeEntorno(
                f"Falta el archivo adjunto «{ruta}». Si tiene el original, adjúntelo otra vez; si no, cópielo de otra "
                "copia de la carpeta «adjuntos». Si el documento llegó en un paquete, pida el envío con sus adjuntos."
            )
        return ruta

    def _motivo(self, ruta: Path) -> str | None:
        if not _HUELLA.fullmatch(ruta.name) or ruta != self.ruta(ruta.name):
            return "no es un adjunto: sobra en esta carpeta"
        try:
            return None if huella_archivo(ruta) == ruta.name else "está dañado: su contenido no es el que se guardó"
        except ErrorDeEntorno as error:
            return str(error)

    def _reservar(self, huella: str) -> Path:
        destino = self.ruta(huella)
        with traducir_oserror(destino):
            crear_carpeta(destino.parent)
        return destino

    @staticmethod
    def _esta_sano(ruta: Path, huella: str) -> bool:
        """A file of the right name may still be damaged by the disk: then it is written again."""
        with contextlib.suppress(ErrorDeEntorno):
            return ruta.is_file() and huella_archivo(ruta) == huella
        return False


def _danado(ruta: Path) -> ErrorDeEntorno:
    return ErrorDeEntorno(
        f"El archivo adjunto «{ruta}» está dañado. Si tiene el original, adjúntelo otra vez y quedará reparado."
    )


def _copiar(fuente: IO[bytes], archivo: IO[bytes], origen: Path) -> str:
    suma = hashlib.sha256()
    while True:
        with traducir_oserror(origen):
            bloque = fuente.read(_BLOQUE)
        if not bloque:
            return suma.hexdigest()
        suma.update(bloque)
        archivo.write(bloque)
