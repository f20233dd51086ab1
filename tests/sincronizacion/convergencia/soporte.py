"""What a package lies in on its way: a workbook, or the package itself where the workbook is not the point.

Both go through the same services. Without workbooks only the two functions that write one are replaced, so that
sequence numbers, bases, signatures and records of what was sent are the program's own.
"""

import json
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Protocol
from unittest import mock

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.servicios import acuses, paquetes
from enlace_app.servicios.acuses import hacer_acuse
from enlace_app.servicios.acuses_recibidos import leer_archivo_de_acuse
from enlace_app.servicios.paquetes import exportar_paquete
from enlace_app.sincronizacion.acuse import AcuseLeido, ContenidoDeAcuse, EncabezadoDeAcuse
from enlace_app.sincronizacion.contenido import Contenido
from enlace_app.sincronizacion.formato import Formato
from enlace_app.sincronizacion.lector.lectura import leer_paquete
from enlace_app.sincronizacion.paquete import CampoDePortada, PaqueteLeido
from enlace_app.sincronizacion.portada import Envio
from tests.sincronizacion.envios import armar_acuse, de_contenido

VERSION = "0.0"


class Soporte(Protocol):
    """How packages and receipts are written and read."""

    libros: bool

    def __enter__(self) -> object: ...

    def __exit__(
        self, clase: type[BaseException] | None, error: BaseException | None, traza: TracebackType | None
    ) -> None: ...

    def exportar(self, almacen: Almacen, formato: Formato, tipo: TipoPaquete | None) -> PaqueteLeido | Path:
        """Send: what lies in the mail then."""

    def abrir(self, cuerpo: PaqueteLeido | Path, formato: Formato) -> PaqueteLeido:
        """Read what came; errors of business where it cannot be read."""

    def acusar(self, almacen: Almacen, recibido: str) -> AcuseLeido | Path:
        """Make the receipt of a received package."""

    def abrir_acuse(self, cuerpo: AcuseLeido | Path) -> AcuseLeido:
        """Read a receipt that came."""


class Objetos:
    """No workbooks; the replaced writers keep what they were given."""

    libros = False

    def __init__(self, carpeta: Path) -> None:
        self._carpeta = carpeta
        self._escrito: tuple[Envio, Contenido] | None = None
        self._pila = ExitStack()
        self._n = 0

    def __enter__(self) -> "Objetos":
        self._pila.enter_context(mock.patch.object(paquetes, "escribir_sobre", self._escribir))
        self._pila.enter_context(mock.patch.object(acuses, "escribir_acuse", _escribir_acuse))
        return self

    def __exit__(
        self, clase: type[BaseException] | None, error: BaseException | None, traza: TracebackType | None
    ) -> None:
        self._pila.close()

    def _escribir(self, archivo: IO[bytes], envio: Envio, contenido: Contenido, *_: Any, **__: Any) -> None:
        self._escrito = envio, contenido

    def exportar(self, almacen: Almacen, formato: Formato, tipo: TipoPaquete | None) -> PaqueteLeido | Path:
        self._n += 1
        destino = self._carpeta / f"envio-{self._n}.xlsx"
        exportar_paquete(almacen, destino, formato=formato, destinatario=None, version_app=VERSION, tipo=tipo)
        destino.unlink()
        assert self._escrito is not None
        return de_contenido(destino.name, *self._escrito, formato)

    def abrir(self, cuerpo: PaqueteLeido | Path, formato: Formato) -> PaqueteLeido:
        assert isinstance(cuerpo, PaqueteLeido)
        return cuerpo

    def acusar(self, almacen: Almacen, recibido: str) -> AcuseLeido | Path:
        leido = json.loads(hacer_acuse(almacen, recibido=recibido).datos)
        return armar_acuse("acuse.xlsx", leido["portada"], leido["hojas"])

    def abrir_acuse(self, cuerpo: AcuseLeido | Path) -> AcuseLeido:
        assert isinstance(cuerpo, AcuseLeido)
        return cuerpo


class Libros:
    """Real workbooks, written and read by the program, the reading in its child process."""

    libros = True

    def __init__(self, carpeta: Path) -> None:
        self._carpeta = carpeta
        self._n = 0

    def __enter__(self) -> "Libros":
        return self

    def __exit__(
        self, clase: type[BaseException] | None, error: BaseException | None, traza: TracebackType | None
    ) -> None:
        return None

    def ruta(self) -> Path:
        self._n += 1
        return self._carpeta / f"envio-{self._n}.xlsx"

    def exportar(self, almacen: Almacen, formato: Formato, tipo: TipoPaquete | None) -> PaqueteLeido | Path:
        destino = self.ruta()
        exportar_paquete(almacen, destino, formato=formato, destinatario=None, version_app=VERSION, tipo=tipo)
        return destino

    def abrir(self, cuerpo: PaqueteLeido | Path, formato: Formato) -> PaqueteLeido:
        assert isinstance(cuerpo, Path)
        return leer_paquete(cuerpo, formato)

    def acusar(self, almacen: Almacen, recibido: str) -> AcuseLeido | Path:
        destino = self.ruta()
        destino.write_bytes(hacer_acuse(almacen, recibido=recibido).datos)
        return destino

    def abrir_acuse(self, cuerpo: AcuseLeido | Path) -> AcuseLeido:
        assert isinstance(cuerpo, Path)
        return leer_archivo_de_acuse(cuerpo)


def _escribir_acuse(
    archivo: IO[bytes],
    portada: Mapping[str, CampoDePortada],
    encabezado: EncabezadoDeAcuse,
    contenido: ContenidoDeAcuse,
) -> None:
    dicho = {"portada": dict(portada), "hojas": {h: [dict(f) for f in filas] for h, filas in contenido.hojas.items()}}
    archivo.write(json.dumps(dicho, ensure_ascii=False).encode())
