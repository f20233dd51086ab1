"""Reading a package that somebody mailed: looked at, read and limited by another process, judged here."""

import os
import subprocess
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import chain
from pathlib import Path
from typing import IO, Any, NamedTuple

from enlace_app.archivos import traducir_oserror
from enlace_app.errores import ErrorDeNegocio
from enlace_app.sincronizacion.avance import Progreso
from enlace_app.sincronizacion.celdas import Celda
from enlace_app.sincronizacion.filas import FilaLeida
from enlace_app.sincronizacion.formato import Formato, Hoja
from enlace_app.sincronizacion.huella import canonico, huella_canonica
from enlace_app.sincronizacion.lector import limites
from enlace_app.sincronizacion.lector.adjuntos import sobre_dicho
from enlace_app.sincronizacion.lector.cuenta import con_avance
from enlace_app.sincronizacion.lector.descifrador import NO_ABRE, VARIABLE
from enlace_app.sincronizacion.lector.directorio import CIFRADO, OLE
from enlace_app.sincronizacion.lector.proceso import GUION_DE_DESCIFRADO, comenzar, mensajes
from enlace_app.sincronizacion.lector.rechazo import explicar
from enlace_app.sincronizacion.lectura_libro import Hallazgos, HojaLeida, leer_hojas
from enlace_app.sincronizacion.paquete import CampoDePortada, Fila, PaqueteLeido
from enlace_app.sincronizacion.pestanas import Pestana

_DIA_CERO = datetime(1899, 12, 30)  # noqa: DTZ001 - days of a spreadsheet have no zone
_DIA_CERO_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_UN_MOMENTO = 2
"""Seconds that a process may take to end once it has said all."""
_MAXIMO_DIA = 2_958_466
"""The day after 9999-12-31."""


class ErrorDeContrasena(ErrorDeNegocio):
    """The workbook is under a password and none was given, or another one opens it: ask for it and try again."""


def leer_paquete(
    ruta: Path, formato: Formato, *, contrasena: str | None = None, progreso: Progreso | None = None
) -> PaqueteLeido:
    """Read a workbook of which nothing is known yet; writes nothing, and may run in any thread.

    What it says is not believed yet: compare its hashes with its Portada, and its signature with its sender. `progreso`
    hears of rows, of as many as Portada announces; what it raises ends the work and every process of it.

    Raises:
        ErrorDeContrasena: it is under a password that was not given, or not this one.
        ErrorDeNegocio: it is refused, in a sentence for the person who got it.
        ErrorDeEntorno: the file cannot be opened, or no process started.
    """
    with traducir_oserror(ruta):
        archivo = ruta.open("rb")
    with archivo:
        tamano = os.fstat(archivo.fileno()).st_size
        cifrado = tamano <= limites.ARCHIVO and _esta_cifrado(archivo)
        if cifrado and contrasena is None:
            raise ErrorDeContrasena(explicar(ruta.name, "contrasena", None))
        with _descifrado(archivo, ruta.name, contrasena or "") if cifrado else nullcontext(archivo) as claro:
            flujo = mensajes(claro, ruta.name, tamano)
            try:
                primero = next(flujo, None)
                sobre = sobre_dicho(primero, ruta.name)
                resto = flujo if sobre else chain([primero] if primero is not None else [], flujo)
                contado = resto if progreso is None else con_avance(resto, progreso)
                return replace(_armar(ruta.name, _pestanas(contado, ruta.name), formato), sobre=sobre)
            finally:
                flujo.close()


def _esta_cifrado(archivo: IO[bytes]) -> bool:
    """Whether it is what Excel makes of a workbook under a password."""
    if archivo.read(len(OLE)) != OLE:
        return False
    resto = b""
    while bloque := archivo.read(limites.MB):
        if CIFRADO in resto + bloque:
            return True
        resto = bloque[-len(CIFRADO) :]
    return False


@contextmanager
def _descifrado(archivo: IO[bytes], nombre: str, contrasena: str) -> Iterator[IO[bytes]]:
    """Give the decrypted workbook as it comes out of a process of its own; it is on no disk and not in our memory."""
    otro = comenzar(GUION_DE_DESCIFRADO, archivo, aislado=False, variables={VARIABLE: contrasena})
    assert otro.stdout is not None  # noqa: S101 - it was asked for
    with otro:
        try:
            yield otro.stdout
        except ErrorDeNegocio as error:
            codigo = _final(otro)
            if codigo == NO_ABRE:
                raise ErrorDeContrasena(explicar(nombre, "no_abre", None)) from error
            if codigo:  # the reading process saw nothing, or half of it
                raise ErrorDeNegocio(explicar(nombre, "danado", None)) from error
            raise
        finally:
            otro.kill()


def _final(proceso: "subprocess.Popen[bytes]") -> int | None:
    """Return how a process ended to which nobody listens any more; None if it goes on."""
    if proceso.stdout is not None:
        proceso.stdout.close()
    try:
        return proceso.wait(timeout=_UN_MOMENTO)
    except subprocess.TimeoutExpired:
        return None


def _armar(archivo: str, pestanas: Iterable[Pestana], formato: Formato) -> PaqueteLeido:
    """Return the package, made sheet by sheet: what a sheet was read from goes before the next one comes."""
    hallazgos = Hallazgos(archivo)
    portada: dict[str, CampoDePortada] = {}
    hojas: dict[str, Sequence[Fila]] = {}
    for leida in leer_hojas(pestanas, formato, hallazgos):
        if isinstance(leida, HojaLeida):
            hoja, pendientes = formato.hoja(leida.nombre), deque(leida.filas)
            del leida
            hojas[hoja.nombre] = list(_canonicas(hoja, pendientes))
        else:
            portada = {c: v if isinstance(v, int) or v is None else str(v) for c, v in leida.items()}
    # A capture workbook has rows without identity and nothing to compare a hash with: who reads its Portada refuses it.
    con_huella = formato.hojas if portada else ()
    return PaqueteLeido(
        archivo=archivo,
        portada=portada,
        hojas={hoja.nombre: hojas.get(hoja.nombre, []) for hoja in formato.hojas},
        huellas={hoja.nombre: _huella(hoja, hojas.get(hoja.nombre, [])) for hoja in con_huella},
        problemas=tuple(hallazgos.lista),
    )


def _huella(hoja: Hoja, filas: Sequence[Fila]) -> str:
    nombres = [c.nombre for c in hoja.columnas_de_huella]
    return huella_canonica(hoja, ([fila.get(nombre) for nombre in nombres] for fila in filas))


def _canonicas(hoja: Hoja, pendientes: deque[FilaLeida]) -> Iterator[Fila]:
    """Yield the rows of a sheet as a package holds them; each takes the memory of the one that it was read from."""
    columnas = hoja.columnas_de_huella
    while pendientes:
        valores = pendientes.popleft().valores
        fila = {c.nombre: v for c in columnas if (v := canonico(c, valores.get(c.nombre))) is not None}
        if fila:
            yield fila


class _Celda(NamedTuple):
    value: object
    data_type: str
    number_format: str | None = None


_VACIA = _Celda(None, "n")


class _Pestana:
    """A sheet of the stream; what nobody read of it is skipped by the next one."""

    def __init__(self, flujo: Iterator[Any], cabeza: dict[str, Any], archivo: str) -> None:
        self._flujo, self._archivo = flujo, archivo
        self.titulo = str(cabeza["hoja"])
        self.visible = bool(cabeza.get("visible"))
        self._cero = _DIA_CERO_1904 if cabeza.get("desde_1904") else _DIA_CERO
        self.siguiente: dict[str, Any] | None = None
        self._agotada = False
        self._celdas = 0

    def filas(self) -> Iterator[tuple[int, Sequence[Celda]]]:
        """Yield number and cells of every row that holds anything."""
        for mensaje in self._flujo:
            if isinstance(mensaje, dict):
                self.siguiente = mensaje
                break
            try:
                numero, pares = mensaje
                celdas = _celdas(pares, self._cero)
            except (TypeError, ValueError, IndexError, OverflowError) as error:
                raise ErrorDeNegocio(explicar(self._archivo, "danado", None)) from error
            yield numero, celdas
        self._agotada = True

    def agotar(self) -> None:
        """Read to its end, without keeping anything."""
        if not self._agotada:
            for _ in self.filas():
                pass


def _pestanas(flujo: Iterator[Any], archivo: str) -> Iterator[Pestana]:
    cabeza = next(flujo, None)
    while isinstance(cabeza, dict) and "hoja" in cabeza:
        pestana = _Pestana(flujo, cabeza, archivo)
        yield pestana
        pestana.agotar()
        cabeza = pestana.siguiente
    if cabeza is not None:
        raise ErrorDeNegocio(explicar(archivo, "danado", None))


def _celdas(pares: list[Any], cero: datetime) -> list[_Celda]:
    """Return the cells up to the last that holds anything; `pares` alternates columns and values."""
    celdas = [_VACIA] * (pares[-2] + 1 if 0 <= pares[-2] < limites.COLUMNAS else 0)
    for posicion in range(0, len(pares), 2):
        valor = pares[posicion + 1]
        celdas[pares[posicion]] = _Celda(valor, "s") if isinstance(valor, str) else _otra(valor[0], valor[1], cero)
    return celdas


def _otra(clase: str, valor: Any, cero: datetime) -> _Celda:
    if clase == "n":
        return _Celda(valor, "n")
    if clase == "d":
        return _fecha(valor, cero)
    if clase == "%":
        return _Celda(valor, "n", "0%")
    if clase == "b":
        return _Celda(bool(valor), "b")
    if clase == "i":
        leida = datetime.fromisoformat(valor.removesuffix("Z"))
        return _Celda(leida, "d")
    return _Celda(valor, "f" if clase == "f" else "e")


def _fecha(numero: float, cero: datetime) -> _Celda:
    """Return the date, hour or both that a number of days stands for; one beyond the calendar is an error cell."""
    if not 0 <= numero < _MAXIMO_DIA:
        return _Celda("#¡NUM!", "e")
    dias, resto = divmod(numero, 1)
    momento = cero + timedelta(days=dias, seconds=round(resto * 86_400))
    if numero < 1 and cero is _DIA_CERO:
        return _Celda(time(momento.hour, momento.minute, momento.second), "d")
    if dias < 60 and cero is _DIA_CERO:  # Excel has a 29 February 1900
        momento += timedelta(days=1)
    valor: date = momento if resto else momento.date()
    return _Celda(valor, "d")
