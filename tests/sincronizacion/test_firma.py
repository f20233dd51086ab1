"""The sender's signature: what it covers, where its key lies, and where it must never be."""

import re
import stat
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.textos import Alfabeto
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios.clave_de_envio import clave_de_envio
from enlace_app.servicios.paquetes import exportar_paquete
from enlace_app.servicios.sitios import iniciar
from enlace_app.sincronizacion.filas import Valor
from enlace_app.sincronizacion.firma import bytes_firmados, comprobar, huella_en_palabras, llave_de_envio
from enlace_app.sincronizacion.formato import leer_formato
from enlace_app.sincronizacion.lectura_libro import leer_libro

FORMATO = leer_formato(carpeta_recursos() / "formato_paquete.csv")
CLAVE = "una contraseña de prueba"
FIRMADOS: dict[str, Valor] = {
    "formato": "enlace-paquete",
    "formato_version": 1,
    "anterior_sha256": None,
    "secuencia": 7,
    "remitente": "Persona Uno",
    "contenido_sha256": "ab" * 32,
    "clave_publica": "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8",
    "firma": "e6511fd55e9d1360aba7d7b59271fed5de4dcb19f63bd25d7f3178e0a5ae84f9"
    "3dbb827da68969ec887834810d29064ee3c4a83e50915c946932a4edbb7c4205",
}
"""Made once by the key 00 01 02… 1f."""

PALABRAS_FIJAS = ("tolerar", "angosto", "jurado", "lago", "pedir", "pivote")


@pytest.fixture
def cifrado(tmp_path: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    with Almacen(CarpetaDatos(tmp_path / "cifrados"), alfabeto=alfabeto, clave=CLAVE) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        yield almacen


def exportado(almacen: Almacen, destino: Path) -> dict[str, Valor]:
    exportar_paquete(almacen, destino, formato=FORMATO, destinatario=None, version_app="1.0")
    portada = leer_libro(destino, FORMATO).portada
    assert portada is not None
    return dict(portada)


def test_un_paquete_sale_firmado_por_la_llave_de_la_carpeta(almacen: Almacen, tmp_path: Path) -> None:
    portada = exportado(almacen, tmp_path / "p.xlsx")
    assert comprobar(portada) == llave_de_envio(almacen).publica == clave_de_envio(almacen).publica
    assert list(portada)[-2:] == ["clave_publica", "firma"]


def test_iniciar_hace_la_llave_y_una_carpeta_anterior_la_recibe_al_exportar(almacen: Almacen, tmp_path: Path) -> None:
    ruta = almacen.carpeta.llave_de_envio
    primera = clave_de_envio(almacen)
    assert ruta.is_file() and not primera.recien_hecha
    ruta.unlink()
    otra = comprobar(exportado(almacen, tmp_path / "p.xlsx"))
    assert otra is not None and otra != primera.publica
    assert clave_de_envio(almacen).publica == otra


def test_el_archivo_es_solo_de_su_dueno(almacen: Almacen) -> None:
    ruta = almacen.carpeta.llave_de_envio
    assert stat.S_IMODE(ruta.stat().st_mode) == 0o600
    ruta.chmod(0o644)
    llave_de_envio(almacen)
    assert stat.S_IMODE(ruta.stat().st_mode) == 0o600
    assert b"BEGIN PRIVATE KEY" in ruta.read_bytes()


def test_con_contrasena_la_llave_va_cifrada_y_no_con_la_contrasena_misma(cifrado: Almacen) -> None:
    """The PEM's own derivation is quick: with the passphrase itself in it, the passphrase could be guessed there."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    pem = cifrado.carpeta.llave_de_envio.read_bytes()
    assert b"BEGIN ENCRYPTED PRIVATE KEY" in pem
    for intento in (None, CLAVE.encode()):
        with pytest.raises((TypeError, ValueError)):
            load_pem_private_key(pem, intento)
    assert llave_de_envio(cifrado).publica == llave_de_envio(cifrado).publica


def test_una_llave_de_otros_datos_o_danada_no_se_reemplaza(cifrado: Almacen, almacen: Almacen, tmp_path: Path) -> None:
    ruta, ajena = almacen.carpeta.llave_de_envio, cifrado.carpeta.llave_de_envio.read_bytes()
    propia = ruta.read_bytes()
    for contenido in (ajena, propia[:40], b""):
        ruta.write_bytes(contenido)
        with pytest.raises(ErrorDeEntorno, match="No se cambió nada"):
            exportado(almacen, tmp_path / "p.xlsx")
        assert ruta.read_bytes() == contenido
    assert not (tmp_path / "p.xlsx").exists()


def test_la_parte_privada_no_esta_en_ningun_otro_lugar(
    almacen: Almacen, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Not in the database, not in backups, not in packages, as bytes, hexadecimal or base64; not in what is logged."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    pem = almacen.carpeta.llave_de_envio.read_bytes()
    privada = load_pem_private_key(pem, None)
    crudo: bytes = privada.private_bytes_raw()  # type: ignore[union-attr]  # Ed25519 has it
    base64 = b"".join(pem.splitlines()[1:-1])[-43:]
    exportado(almacen, tmp_path / "p.xlsx")
    almacen.respaldar("manual")
    archivos = [r for r in almacen.carpeta.raiz.rglob("*") if r.is_file() and r != almacen.carpeta.llave_de_envio]
    assert any(r.parent == almacen.carpeta.respaldos for r in archivos)
    with ZipFile(tmp_path / "p.xlsx") as paquete:
        contenidos = [r.read_bytes() for r in archivos] + [paquete.read(n) for n in paquete.namelist()]
    dichos = f"{llave_de_envio(almacen)!r} {clave_de_envio(almacen)!r} {caplog.text}".encode()
    for contenido in [*contenidos, dichos]:
        for secreto in (crudo, crudo.hex().encode(), base64):
            assert secreto not in contenido


@given(st.data())
def test_cualquier_campo_alterado_se_descubre(datos: st.DataObject) -> None:
    campos = dict(FIRMADOS)
    campo = datos.draw(st.sampled_from(sorted(campos)))
    nuevo = datos.draw(st.one_of(st.none(), st.text(max_size=8), st.integers(-5, 10**15), st.just(f"{campos[campo]} ")))
    if nuevo == campos[campo] or (not nuevo and nuevo != 0 and not campos[campo]):
        return
    if campo in {"clave_publica", "firma"} and str(nuevo).lower() == campos[campo]:
        return
    campos[campo] = nuevo
    with pytest.raises(ErrorDeNegocio, match="No se recibió nada"):
        comprobar(campos)


def test_un_campo_de_mas_se_descubre_y_uno_vacio_no_importa() -> None:
    with pytest.raises(ErrorDeNegocio, match="no corresponde"):
        comprobar({**FIRMADOS, "nota": "agregada"})
    assert comprobar({**FIRMADOS, "nota": None, "otra": ""}) == FIRMADOS["clave_publica"]
    assert comprobar({c: v for c, v in FIRMADOS.items() if v is not None}) == FIRMADOS["clave_publica"]


def test_sin_clave_ni_firma_no_hay_quien_firme() -> None:
    sin = {c: v for c, v in FIRMADOS.items() if c not in {"clave_publica", "firma"}}
    assert comprobar(sin) is None
    for campo in ("clave_publica", "firma"):
        with pytest.raises(ErrorDeNegocio, match="no corresponde"):
            comprobar({**sin, campo: FIRMADOS[campo]})


def test_los_bytes_firmados_son_los_documentados() -> None:
    """RFC 8785: names in the order of their UTF-16 units, no spaces, only the escapes that JSON requires."""
    campos: dict[str, Valor] = {"z": 'á"\n', "\ufb33": 1, "\U0001f600": "x", "a": 0, "vacio": None, "firma": "no"}
    assert bytes_firmados(campos).decode() == '{"a":0,"z":"á\\"\\n","\U0001f600":"x","\ufb33":1}'


def test_el_vector_fijo_sigue_valiendo() -> None:
    """Packages that were sent must be verifiable for ever."""
    assert comprobar(FIRMADOS) == FIRMADOS["clave_publica"]
    assert huella_en_palabras(str(FIRMADOS["clave_publica"])) == PALABRAS_FIJAS


def test_las_palabras_no_se_confunden_por_telefono() -> None:
    palabras = (carpeta_recursos() / "palabras.txt").read_text(encoding="ascii").split()
    assert len(palabras) == len({p[:4] for p in palabras}) == 2048 and palabras == sorted(palabras)
    assert all(re.fullmatch("[a-z]{4,10}", p) for p in palabras)
    sonidos = {
        re.sub("ll", "y", p).replace("v", "b").replace("z", "s").replace("ce", "se").replace("ci", "si")
        for p in palabras
    }
    assert len(sonidos) == len(palabras)


def test_la_huella_usa_toda_la_clave() -> None:
    base = bytes(range(32))
    vistas = {huella_en_palabras((base[:n] + bytes([base[n] ^ 1]) + base[n + 1 :]).hex()) for n in range(32)}
    assert len(vistas | {huella_en_palabras(base.hex())}) == 33
    with pytest.raises(ErrorDeNegocio, match="64 cifras"):
        huella_en_palabras("abc")
