"""From one cell of a package to one value of the database; what does not fit refuses its row."""

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from enlace_app.consultas.valores import SEPARADOR
from enlace_app.sincronizacion.paquete import Fila
from enlace_app.sincronizacion.proyeccion.tipos import FilaRechazada

_HORA = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_HUELLA = re.compile(r"[0-9a-f]{64}")
_PRIMERA = date(1900, 3, 1)
_FIN_DEL_TIEMPO = 253_402_300_800_000
_IDENTIDAD = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
Opciones = TypeVar("Opciones", bound=StrEnum)


def texto(fila: Fila, columna: str) -> str | None:
    """Return a text, None where the cell is empty."""
    valor = fila.get(columna)
    return None if valor is None else str(valor)


def texto_obligatorio(fila: Fila, columna: str) -> str:
    """Return a text that must be there."""
    valor = texto(fila, columna)
    if valor is None or not valor.strip():
        raise FilaRechazada(f"falta «{columna}»")
    return valor


def entero(fila: Fila, columna: str) -> int | None:
    """Return an integer."""
    valor = fila.get(columna)
    if valor is not None and not isinstance(valor, int):
        raise FilaRechazada(f"«{columna}» no es un número entero: {valor}")
    return valor


def entero_obligatorio(fila: Fila, columna: str) -> int:
    """Return an integer that must be there, from 1 on."""
    valor = entero(fila, columna)
    if valor is None or valor < 1:
        raise FilaRechazada(f"falta «{columna}», un número a partir de 1")
    return valor


def fecha(fila: Fila, columna: str) -> str | None:
    """Return a date as the database keeps it."""
    valor = fila.get(columna)
    if valor is None:
        return None
    try:
        leida = date.fromisoformat(str(valor))
    except ValueError as error:
        raise FilaRechazada(f"«{columna}» no es una fecha: {valor}") from error
    if leida < _PRIMERA:
        raise FilaRechazada(f"«{columna}» es anterior a {_PRIMERA.isoformat()}: {valor}")
    return leida.isoformat()


def hora(fila: Fila, columna: str) -> str | None:
    """Return an hour `HH:MM`."""
    valor = texto(fila, columna)
    if valor is not None and not _HORA.fullmatch(valor):
        raise FilaRechazada(f"«{columna}» no es una hora como 09:30: {valor}")
    return valor


def si_no(fila: Fila, columna: str) -> bool | None:
    """Return a truth value, None where nobody said."""
    valor = texto(fila, columna)
    if valor not in {None, "sí", "no"}:
        raise FilaRechazada(f"«{columna}» dice «{valor}»; se espera sí o no")
    return None if valor is None else valor == "sí"


def opcion(enumeracion: type[Opciones], fila: Fila, columna: str) -> str | None:
    """Return a value of a fixed list."""
    valor = texto(fila, columna)
    if valor is None:
        return None
    try:
        return str(enumeracion(valor))
    except ValueError as error:
        raise FilaRechazada(f"«{columna}» dice «{valor}», que este programa no conoce; actualícelo") from error


def lista(fila: Fila, columna: str) -> list[str]:
    """Return the members of a list."""
    valor = texto(fila, columna)
    return valor.split(SEPARADOR) if valor else []


def huella(fila: Fila, columna: str, *, obligatoria: bool = False) -> str | None:
    """Return a SHA-256 in hexadecimal."""
    valor = texto(fila, columna)
    if (valor is None and obligatoria) or (valor is not None and not _HUELLA.fullmatch(valor)):
        raise FilaRechazada(f"«{columna}» no es una huella de 64 cifras")
    return valor


def identidad(fila: Fila, columna: str) -> str | None:
    """Return the identity that a reference holds; a reference in words is none."""
    valor = texto(fila, columna)
    return valor if valor is not None and es_identidad(valor) else None


def es_identidad(valor: str) -> bool:
    """Whether this is a UUID in its one spelling."""
    return _IDENTIDAD.fullmatch(valor) is not None


def es_publicado(uuid: str) -> bool:
    """Whether this identity is that of a catalogue or of published data (v5)."""
    return uuid[14] == "5"


def instante_de(uuid: str) -> int | None:
    """Return the Unix milliseconds that a v7 identity was made at, None for any other and after the year 9999."""
    valor = UUID(uuid)
    milisegundos = valor.int >> 80
    return milisegundos if valor.version == 7 and milisegundos < _FIN_DEL_TIEMPO else None


@lru_cache(maxsize=64)
def zona(nombre: str) -> str:
    """Return an IANA zone that this computer knows."""
    try:
        return ZoneInfo(nombre).key
    except (KeyError, ValueError, OSError) as error:
        raise FilaRechazada(f"la zona horaria «{nombre}» no se conoce") from error
