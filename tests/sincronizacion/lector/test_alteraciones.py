"""A thousand times one value of a good package is changed in its file: each time it is refused, and where is named."""

import random
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape, unescape
from pathlib import Path
from typing import IO, Any, NamedTuple

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.errores import ErrorDeNegocio
from enlace_app.sincronizacion import manifiesto
from enlace_app.sincronizacion.firma import comprobar, llave_de_envio
from enlace_app.sincronizacion.lector import hijo, lectura
from enlace_app.sincronizacion.lector.rechazo import Rechazo, explicar
from enlace_app.sincronizacion.manifiesto import leer_manifiesto
from enlace_app.sincronizacion.paquete import PaqueteLeido
from tests.sincronizacion.lector.libros import ESTILOS, LIBRO, OFICINA, RELACIONES, TIPOS, comprimir, libro, relaciones
from tests.sincronizacion.lector.paquetes import FORMATO, contenido, escribir

CELDA = re.compile(r'<c r="([A-Z]+)([0-9]+)"[^>]*>(?:<is><t[^>]*>([^<]*)</t></is>|<v>([^<]*)</v>)</c>')
VECES = 1_000


class Celda(NamedTuple):
    """A cell of a part: where what stands in it begins and ends, and whether it is a text."""

    hoja: str
    parte: str
    desde: int
    hasta: int
    es_texto: bool


@pytest.fixture
def partes(almacen: Almacen, tmp_path: Path) -> dict[str, bytes]:
    """A signed package, one part after the other."""
    ruta = escribir(tmp_path / "bueno.xlsx", contenido(1), llave=llave_de_envio(almacen))
    with zipfile.ZipFile(ruta) as libro:
        return {nombre: libro.read(nombre) for nombre in libro.namelist()}


@pytest.fixture
def sin_otro_proceso(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same reading in this process: starting another a thousand times is all that it would add."""

    def mensajes(archivo: IO[bytes], nombre: str, tamano: int) -> Iterator[Any]:
        dichos: list[Any] = []
        archivo.seek(0)
        try:
            hijo.leer(archivo, tamano, dichos.append)
        except Rechazo as rechazo:
            raise ErrorDeNegocio(explicar(nombre, rechazo.clave, rechazo.datos)) from rechazo
        yield from dichos[:-1]

    monkeypatch.setattr(lectura, "mensajes", mensajes)


def celdas(partes: dict[str, bytes]) -> list[Celda]:
    """Every cell that hashes or signature cover; those that repeat others for the reader are left out."""
    halladas = []
    for numero, nombre in enumerate(["Portada", *(h.nombre for h in FORMATO.hojas)], start=1):
        parte = f"xl/worksheets/sheet{numero}.xml"
        columnas = [c.derivada for c in FORMATO.hoja(nombre).columnas] if nombre != "Portada" else [True, False]
        for celda in CELDA.finditer(partes[parte].decode()):
            lugar = sum((ord(letra) - 64) * 26**n for n, letra in enumerate(reversed(celda[1]))) - 1
            if celda[2] != "1" and not columnas[lugar]:
                grupo = 3 if celda[3] is not None else 4
                halladas.append(Celda(nombre, parte, *celda.span(grupo), grupo == 3))
    return halladas


def alterar(azar: random.Random, valor: str, *, es_texto: bool) -> str:
    """Return another value, as near to the first one as a slip or a forger would put it."""
    if not es_texto:
        return azar.choice([str(int(valor) + 1), str(int(valor) - 1), f"{valor}.5", f"{valor}0", ""])
    lugar = azar.randrange(len(valor))
    opciones = [
        f"{valor} ",
        f" {valor}",
        f"{valor}\u200b",
        valor[:lugar] + "Z" + valor[lugar + 1 :],
        valor[:lugar] + valor[lugar + 1 :],
        valor[lugar:] + valor[:lugar],
        valor.swapcase(),
        f"={valor}",
        "",
    ]
    return azar.choice([otra for otra in opciones if otra != valor])


def recortado(partes: Mapping[str, bytes], nombre: str) -> dict[str, bytes]:
    """The same workbook with Portada and one more sheet alone: reading all of it a thousand times takes a minute."""
    nombres = ["Portada", *(h.nombre for h in FORMATO.hojas)]
    dos = dict.fromkeys(f"sheet{nombres.index(n) + 1}" for n in ("Portada", nombre))
    titulos = {f"sheet{numero}": n for numero, n in enumerate(nombres, start=1)}
    listadas = "".join(f'<sheet name="{titulos[s]}" sheetId="{n}" r:id="r{n}"/>' for n, s in enumerate(dos, start=1))
    enlaces = "".join(
        f'<Relationship Id="r{n}" Type="{OFICINA}/worksheet" Target="worksheets/{s}.xml"/>'
        for n, s in enumerate(dos, start=1)
    )
    estilos = f'<Relationship Id="r9" Type="{OFICINA}/styles" Target="styles.xml"/>'
    nuevas = {LIBRO: libro(listadas).encode(), RELACIONES: relaciones(enlaces + estilos).encode()}
    quedan = (TIPOS, "_rels/.rels", ESTILOS, *(f"xl/worksheets/{s}.xml" for s in dos))
    return {n: partes[n] for n in quedan} | nuevas


def juzgar(ruta: Path, bueno: PaqueteLeido, nombre: str) -> None:
    """Judge what a trimmed workbook says, the other sheets being as they were sent."""
    leido = lectura.leer_paquete(ruta, FORMATO)
    hojas, huellas = dict(bueno.hojas), dict(bueno.huellas)
    if nombre != "Portada":
        hojas[nombre], huellas[nombre] = leido.hojas[nombre], leido.huellas[nombre]
    leer_manifiesto(replace(leido, hojas=hojas, huellas=huellas))
    assert comprobar(leido.portada) is not None


@pytest.fixture
def bueno(partes: dict[str, bytes], tmp_path: Path) -> PaqueteLeido:
    ruta = tmp_path / "entero.xlsx"
    ruta.write_bytes(comprimir(partes))
    leido = lectura.leer_paquete(ruta, FORMATO)
    leer_manifiesto(leido)
    return leido


@pytest.mark.usefixtures("sin_otro_proceso")
def test_mil_alteraciones_de_un_valor_se_descubren(
    partes: dict[str, bytes], bueno: PaqueteLeido, tmp_path: Path
) -> None:
    azar, ruta = random.Random(7), tmp_path / "alterado.xlsx"
    recortados = {nombre: recortado(partes, nombre) for nombre in ["Portada", *(h.nombre for h in FORMATO.hojas)]}
    for nombre, unas in recortados.items():
        ruta.write_bytes(comprimir(unas))
        juzgar(ruta, bueno, nombre)
    todas = [celda for celda in celdas(partes) if celda.hasta > celda.desde]
    for veces in range(VECES):
        celda = azar.choice(todas)
        xml = partes[celda.parte].decode()
        antes = unescape(xml[celda.desde : celda.hasta])
        despues = alterar(azar, antes, es_texto=celda.es_texto)
        cambiado = (xml[: celda.desde] + escape(despues, quote=False) + xml[celda.hasta :]).encode()
        ruta.write_bytes(comprimir(recortados[celda.hoja] | {celda.parte: cambiado}))
        with pytest.raises(ErrorDeNegocio) as error:
            juzgar(ruta, bueno, celda.hoja)
        assert celda.hoja in str(error.value) or celda.hoja == "Portada", (veces, antes, despues, str(error.value))


@pytest.mark.usefixtures("sin_otro_proceso")
def test_es_la_huella_la_que_lo_descubre(
    partes: dict[str, bytes], bueno: PaqueteLeido, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ruta, todas = tmp_path / "alterado.xlsx", celdas(partes)
    celda = next(c for c in todas if partes[c.parte].decode()[c.desde : c.hasta].startswith("Texto con"))
    cambiado = partes[celda.parte].replace(b"Texto con", b"Testo con")
    ruta.write_bytes(comprimir(recortado(partes, celda.hoja) | {celda.parte: cambiado}))
    with pytest.raises(ErrorDeNegocio, match=f"la hoja «{celda.hoja}» no es la que se envió"):
        juzgar(ruta, bueno, celda.hoja)
    monkeypatch.setattr(manifiesto, "_exigir_huellas", lambda *_: None)
    juzgar(ruta, bueno, celda.hoja)
