"""Files that would eat memory or time: each is put down before a library unpacks it."""

import base64
import tracemalloc
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from enlace_app.salida.verificacion.examen import Especie, examinar
from enlace_app.salida.verificacion.limites import TAMANO_MAXIMO, FueraDeLimites, Ilegible, inflar, medir

MEGA = 1 << 20
CIEN_MEGAS = 100 * MEGA


def _ceros(megas: int) -> bytes:
    maquina = zlib.compressobj(1)
    return b"".join(maquina.compress(bytes(16 * MEGA)) for _ in range(megas // 16)) + maquina.flush()


def _flujo(datos: bytes, llaves: bytes) -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(datos), llaves) + datos + b"\nendstream"


def _con_objetos_empacados(datos: bytes, filtro: bytes) -> bytes:
    """A PDF whose catalogue is said to lie in an object stream with this content."""
    pdf, lugares = bytearray(b"%PDF-1.7\n"), {}
    for numero, objeto in (
        (2, _flujo(datos, b"/Type /ObjStm /N 1 /First 10 " + filtro)),
        (4, b"<< /Type /Pages /Kids [] /Count 0 >>"),
    ):
        lugares[numero] = len(pdf)
        pdf += b"%d 0 obj\n" % numero + objeto + b"\nendobj\n"
    tabla = len(pdf)
    renglones = [(0, 0, 65535), (2, 2, 0), (1, lugares[2], 0), (1, tabla, 0), (1, lugares[4], 0)]
    datos_de_tabla = b"".join(bytes([c]) + a.to_bytes(4, "big") + b.to_bytes(2, "big") for c, a, b in renglones)
    pdf += b"3 0 obj\n" + _flujo(datos_de_tabla, b"/Type /XRef /W [1 4 2] /Size 5 /Root 1 0 R")
    return bytes(pdf + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % tabla)


def _arbol_hondo() -> bytes:
    pdf, lugares, hondo = bytearray(b"%PDF-1.7\n"), [], 30_000
    objetos = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    objetos += [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (n + 1, n - 1) for n in range(2, hondo)]
    objetos.append(b"<< /Type /Page /MediaBox [0 0 9 9] /Parent %d 0 R >>" % (hondo - 1))
    for numero, objeto in enumerate(objetos, start=1):
        lugares.append(len(pdf))
        pdf += b"%d 0 obj\n" % numero + objeto + b"\nendobj\n"
    tabla = len(pdf)
    pdf += b"xref\n0 %d\n0000000000 65535 f \n" % (len(lugares) + 1)
    pdf += b"".join(b"%010d 00000 n \n" % lugar for lugar in lugares)
    return bytes(pdf + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(lugares) + 1, tabla))


@pytest.mark.parametrize(
    ("hacer", "dice"),
    [
        pytest.param(
            lambda: _con_objetos_empacados(_ceros(1024), b"/Filter /FlateDecode"), "sin medida", id="1 GB de ceros"
        ),
        pytest.param(
            lambda: _con_objetos_empacados(
                base64.a85encode(_ceros(80)) + b"~>", b"/Filter [/ASCII85Decode /FlateDecode]"
            ),
            "sin medida",
            id="en letras",
        ),
        pytest.param(
            lambda: _con_objetos_empacados(zlib.compress(_ceros(128)), b"/Filter [/FlateDecode /FlateDecode]"),
            "compresión que este programa no usa",
            id="dos veces",
        ),
        pytest.param(
            lambda: _con_objetos_empacados(b"\x81\x00" * MEGA, b"/Filter /RunLengthDecode"),
            "compresión que este programa no usa",
            id="repeticiones",
        ),
        pytest.param(
            lambda: _con_objetos_empacados(b"\x81\x00" * MEGA, b"/Filter /RunLength#44ecode"),
            "no es la que escribe",
            id="con el nombre disfrazado",
        ),
        pytest.param(
            lambda: _con_objetos_empacados(b"\x81\x00" * MEGA, b"/Filter 4 0 R"),
            "compresión que este programa no usa",
            id="con el nombre en otra parte",
        ),
        pytest.param(_arbol_hondo, "estructura", id="árbol de hojas sin fondo"),
        pytest.param(lambda: b"%PDF-1.7\n" + b"1 0 obj" + b"[" * 3 * MEGA, "dañada", id="corchetes"),
        pytest.param(lambda: b"%PDF-1.7\n" + b">>\nstream\n\x78\x01" * MEGA, "estructura", id="muchos flujos"),
    ],
)
def test_se_detiene_antes_de_crecer(hacer: Callable[[], bytes], dice: str) -> None:
    pdf = hacer()
    tracemalloc.start()
    try:
        hecho = examinar(pdf, None)
        _, pico = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert hecho.especie is Especie.AJENO
    assert dice in hecho.por_que_no
    assert pico < CIEN_MEGAS


def test_muchos_flujos_pequenos_tienen_un_tope_entre_todos() -> None:
    uno = b"1 0 obj\n" + _flujo(zlib.compress(bytes(MEGA)), b"/Filter /FlateDecode") + b"\nendobj\n"
    medir(uno * 20)
    with pytest.raises(FueraDeLimites):
        medir(uno * 500)


class _Contado(bytes):
    """Bytes that count how many of them a search for the end of a stream may look at."""

    mirados = 0

    def find(self, buscado: Any, desde: Any = 0, hasta: Any = None) -> int:
        fin = super().find(buscado, desde, hasta)
        self.mirados += (fin if fin >= 0 else min(len(self), len(self) if hasta is None else hasta)) - desde
        return fin


_EN_LETRAS = b"1 0 obj<</Filter[/ASCII85Decode/FlateDecode]>>stream\n"


@pytest.mark.parametrize("cola", [b"", b"0" * 4 * MEGA, b"0" * 4 * MEGA + b"~>"], ids=["sin fin", "larga", "al final"])
def test_el_fin_de_las_letras_no_se_busca_una_y_otra_vez(cola: bytes) -> None:
    """Thousands of streams without an end of their own: what is looked at does not grow with their number."""
    pdf = _Contado(b"%PDF-1.7\n" + _EN_LETRAS * 3_000 + cola)
    with pytest.raises((FueraDeLimites, Ilegible)):
        medir(pdf)
    assert pdf.mirados < CIEN_MEGAS / 2


def test_lo_que_va_en_letras_y_tiene_fin_se_mide() -> None:
    letras = base64.a85encode(zlib.compress(b"x" * 1000)) + b"~>"
    medir((_EN_LETRAS + letras + b"\nendstream\nendobj\n") * 50)


def test_el_tamano_se_mira_primero() -> None:
    with pytest.raises(FueraDeLimites, match="60 MB"):
        medir(bytes(TAMANO_MAXIMO + 1))


def test_inflar_con_tope() -> None:
    assert inflar(zlib.compress(b"x" * 1000), 1000) == b"x" * 1000
    with pytest.raises(FueraDeLimites):
        inflar(zlib.compress(b"x" * 1001), 1000)
    for roto in (zlib.compress(b"x" * 1000)[:-5], b"", b"nada"):
        with pytest.raises(Ilegible):
            inflar(roto, 1000)
