import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from enlace_app.rutas import carpeta_plantillas
from enlace_app.salida.pdf.lugares import Lugar, Ruta, renglones_de

PLANTILLAS = sorted(carpeta_plantillas().glob("*.toml"))
RARA = '''# [no.es] = "tabla"
a.b = 'x#y'   # comentario con "comillas
lista = [
  1, [2, 3],
  { c = "]}", "clave rara" = """
dos
renglones \\""" de verdad""" },
]

[[t.u]]
v = """sin salto"""
[[t.u]]
v = \'\'\'
con "salto"\'\'\'
[t.u.w]
x = 10.5
'''


def _hojas(datos: Any, ruta: Ruta = ()) -> Iterator[tuple[Ruta, Any]]:
    if isinstance(datos, dict):
        for clave, valor in datos.items():
            yield from _hojas(valor, (*ruta, clave))
    elif isinstance(datos, list):
        for n, valor in enumerate(datos):
            yield from _hojas(valor, (*ruta, n))
    else:
        yield ruta, datos


@pytest.mark.parametrize("texto", [RARA, *(p.read_text(encoding="utf-8") for p in PLANTILLAS)])
def test_cada_valor_esta_en_el_renglon_que_se_dice(texto: str) -> None:
    renglones, lineas = renglones_de(texto), texto.splitlines()
    hojas = list(_hojas(tomllib.loads(texto)))
    assert hojas
    for ruta, valor in hojas:
        escrito = lineas[renglones[ruta] - 1].replace(r"\n", "\n").replace(r"\"", '"')
        assert str(valor).lower().split("\n")[0] in escrito.lower(), ruta


def test_los_renglones_de_un_documento_raro() -> None:
    renglones = renglones_de(RARA)
    rutas: list[Ruta] = [("a", "b"), ("lista", 1), ("lista", 2, "c"), ("lista", 2, "clave rara"), ("t", "u", 0, "v")]
    assert [renglones[ruta] for ruta in rutas] == [2, 4, 5, 6, 11]
    assert renglones["t", "u", 1, "v"] == 14
    assert renglones["t", "u", 1, "w", "x"] == 16


def test_un_lugar_sobrevive_como_una_palabra() -> None:
    lugar = Lugar("acta.toml", 7, "bloque «a|b», «texto»")
    assert Lugar.de_clave(lugar.clave) == lugar
    assert Lugar.de_clave("/usr/lib/python3/x.py") is None
