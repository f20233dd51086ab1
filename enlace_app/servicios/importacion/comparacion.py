"""What a row changes of a record, and how that is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from enlace_app.dominio.registros import Registro, Valor

_LARGO = 40


def iguales(uno: Any, otro: Any) -> bool:
    """Whether two values of a record are the same, lists in any order."""
    if isinstance(uno, list) and isinstance(otro, list):
        return _miembros(uno) == _miembros(otro)
    if isinstance(uno, Registro) and isinstance(otro, Registro):
        return uno.uuid == otro.uuid
    return bool(uno == otro)


def distintos(registro: Any, valores: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that the record does not have yet."""
    return {nombre: valor for nombre, valor in valores.items() if not iguales(getattr(registro, nombre), valor)}


def contar_cambios(registro: Any, cambios: Mapping[str, Any]) -> str:
    """Return what the record had and is about to have: «fecha 2026-01-15 → 2026-01-16; sede «A» → «B»»."""
    return "; ".join(
        f"{nombre} {_mostrado(getattr(registro, nombre))} → {_mostrado(valor)}" for nombre, valor in cambios.items()
    )


def _mostrado(valor: Any) -> str:
    if valor is None or valor in ("", []):
        return "(vacío)"
    if isinstance(valor, bool):
        return "sí" if valor else "no"
    if isinstance(valor, list):
        return _citado(", ".join(sorted(_nombre(v) for v in valor)))
    if isinstance(valor, Registro):
        return _nombre(valor)
    # an enumeration is its own word; free text is quoted
    return _citado(valor) if type(valor) is str and len(valor.split()) > 1 else str(valor)


def _nombre(registro: Any) -> str:
    for atributo in ("clave", "nombre"):
        if nombre := getattr(registro, atributo, None):
            return str(nombre)
    return str(getattr(registro, "uuid", registro))


def _citado(texto: str) -> str:
    return f"«{texto if len(texto) <= _LARGO else texto[: _LARGO - 1] + '…'}»"


def _miembros(lista: Iterable[Any]) -> list[str]:
    """Return what a list holds in an order of its own: the store gives its members in any."""
    return sorted(
        repr(tuple(getattr(m, f.name) for f in fields(m) if f.name != "id")) if isinstance(m, Valor) else str(m.uuid)
        for m in lista
    )
