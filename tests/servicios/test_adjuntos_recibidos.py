"""Files that come in a zip: those of the package's documents are stored, whole and with it, or nothing is."""

import errno
import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from enlace_app.archivos import PREFIJO_TEMPORAL
from enlace_app.consultas import registro_de_documento
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lote import Lote
from enlace_app.datos.provisionales import Provisionales
from enlace_app.dominio.adjuntos import TAMANO_MAXIMO
from enlace_app.dominio.recepcion import EstadoDeRecepcion
from enlace_app.dominio.textos import Alfabeto
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios.acuses import exportar_acuse
from enlace_app.servicios.adjuntos import preparar_para_ver
from enlace_app.servicios.adjuntos_recibidos import AdjuntosDelEnvio
from enlace_app.servicios.documentos import registrar_documento
from enlace_app.servicios.paquetes import exportar_paquete
from enlace_app.servicios.recepcion import recibir_paquete, revisar_paquete
from enlace_app.servicios.recepcion_en_curso import Recepcion
from enlace_app.servicios.sitios import iniciar
from enlace_app.sincronizacion.formato import leer_formato
from enlace_app.sincronizacion.lector import limites
from enlace_app.sincronizacion.lector.lectura import leer_paquete
from tests.servicios.escenario import FECHA, escrito
from tests.sincronizacion.envios import con_portada
from tests.sincronizacion.lector.libros import comprimir

FORMATO = leer_formato(carpeta_recursos() / "formato_paquete.csv")
OFICIO, OTRO, AJENO = b"%PDF-1.7 oficio" * 9, os.urandom(3 << 20), b"de nadie"


def huella(datos: bytes) -> str:
    return hashlib.sha256(datos).hexdigest()


def ruta_de(datos: bytes) -> str:
    return f"adjuntos/{huella(datos)[:2]}/{huella(datos)}"


@pytest.fixture
def garante(tmp_path: Path, molde_garante: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    raiz = shutil.copytree(molde_garante, tmp_path / "garante")
    with Almacen(CarpetaDatos(raiz), alfabeto=alfabeto) as almacen:
        yield almacen


@pytest.fixture(scope="module")
def molde_garante(tmp_path_factory: pytest.TempPathFactory, alfabeto: Alfabeto) -> Path:
    raiz = tmp_path_factory.mktemp("molde") / "garante"
    with Almacen(CarpetaDatos(raiz), alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Autoridad", rol="garante", region=None)
    return raiz


@pytest.fixture(scope="module")
def envios(tmp_path_factory: pytest.TempPathFactory, molde_iniciado: Path, alfabeto: Alfabeto) -> Mapping[str, Path]:
    """The same content as a workbook and as the program's own zip."""
    lugar = tmp_path_factory.mktemp("envios")
    with Almacen(CarpetaDatos(shutil.copytree(molde_iniciado, lugar / "datos")), alfabeto=alfabeto) as almacen:
        for nombre, datos in (("oficio ñ.pdf", OFICIO), ("anexo.bin", OTRO)):
            registrar_documento(
                almacen, sentido="recibido", tipo="oficio", fecha=FECHA, archivo=escrito(lugar, nombre, datos)
            )
        exportar_paquete(
            almacen, lugar / "e.zip", formato=FORMATO, destinatario=None, version_app="1.0", con_adjuntos=True
        )
    with zipfile.ZipFile(lugar / "e.zip") as sobre:
        (lugar / "e.xlsx").write_bytes(sobre.read(sobre.namelist()[0]))
    return {"zip": lugar / "e.zip", "xlsx": lugar / "e.xlsx"}


def sobre(envios: Mapping[str, Path], destino: Path, **archivos: bytes) -> Path:
    """The workbook in another zip, with these entries by their names."""
    destino.write_bytes(comprimir({"enlace-CAR-0001.xlsx": envios["xlsx"].read_bytes()} | archivos))
    return destino


def recibir(garante: Almacen, ruta: Path, progreso: Callable[[int, int], None] | None = None) -> Recepcion:
    paquete = leer_paquete(ruta, FORMATO)
    return recibir_paquete(garante, paquete, formato=FORMATO, archivo=ruta, progreso=progreso)


def fotografia(almacen: Almacen) -> dict[str, str]:
    return {
        str(r.relative_to(almacen.carpeta.raiz)): huella(r.read_bytes())
        for r in almacen.carpeta.raiz.rglob("*")
        if r.is_file()
    }


def guardados(almacen: Almacen) -> set[str]:
    return {r.name for r in almacen.carpeta.adjuntos.rglob("*") if r.is_file()}


def test_lo_recibido_se_abre_como_lo_propio(garante: Almacen, envios: Mapping[str, Path], tmp_path: Path) -> None:
    antes = fotografia(garante)
    revision = revisar_paquete(garante, leer_paquete(envios["zip"], FORMATO), formato=FORMATO)
    assert revision.adjuntos == AdjuntosDelEnvio(vienen=2, faltan=(), sobran=0)
    assert fotografia(garante) == antes
    hecha = recibir(garante, envios["zip"])
    assert (hecha.adjuntos, hecha.repetido) == (revision.adjuntos, False)
    assert guardados(garante) == {huella(OFICIO), huella(OTRO), huella(envios["xlsx"].read_bytes())}
    uuid = garante.lectura.filas("SELECT uuid FROM documento WHERE sha256 = :h", {"h": huella(OFICIO)})[0]["uuid"]
    registro = registro_de_documento.traer(garante.lectura, uuid)
    assert registro is not None and registro.adjunto is not None
    adjunto = registro.adjunto
    assert (adjunto.nombre, adjunto.tamano, adjunto.extension) == ("oficio ñ.pdf", len(OFICIO), "pdf")
    (tmp_path / "ver").mkdir()
    copia = preparar_para_ver(garante, sha256=adjunto.sha256, nombre=adjunto.nombre, carpeta_temporal=tmp_path / "ver")
    assert copia.read_bytes() == OFICIO
    assert garante.adjuntos.revisar() == []


def test_primero_el_libro_y_luego_el_zip(garante: Almacen, envios: Mapping[str, Path], tmp_path: Path) -> None:
    """The files are added, a lost one comes back, and neither the records nor the receipt change."""
    primera = recibir(garante, envios["xlsx"])
    acuse = exportar_acuse(garante, recibido=primera.recibido, destino=tmp_path / "uno.xlsx")
    solo_uno = sobre(envios, tmp_path / "uno.zip", **{ruta_de(OFICIO): OFICIO})
    segunda = recibir(garante, solo_uno)
    assert segunda.adjuntos is not None
    assert (segunda.repetido, segunda.recibido, segunda.adjuntos.vienen) == (True, primera.recibido, 1)
    assert len(segunda.adjuntos.faltan) == 1
    assert recibir(garante, envios["zip"]).adjuntos == AdjuntosDelEnvio(2, (), 0)
    antes = fotografia(garante)
    recibir(garante, envios["zip"])
    assert fotografia(garante) == antes, "una vez más no escribe nada"
    garante.adjuntos.ruta(huella(OTRO)).unlink()
    garante.adjuntos.ruta(huella(OFICIO)).write_bytes(b"roto")
    recibir(garante, envios["zip"])
    assert fotografia(garante) == antes
    otra_vez = exportar_acuse(garante, recibido=primera.recibido, destino=tmp_path / "dos.xlsx")
    assert (otra_vez.nuevo, otra_vez.numero) == (False, acuse.numero)
    assert (tmp_path / "uno.xlsx").read_bytes() == (tmp_path / "dos.xlsx").read_bytes()


def test_lo_que_no_es_de_nadie_se_dice_y_no_se_guarda(
    garante: Almacen, envios: Mapping[str, Path], tmp_path: Path
) -> None:
    hecha = recibir(garante, sobre(envios, tmp_path / "x.zip", **{ruta_de(AJENO): AJENO}))
    assert hecha.adjuntos is not None
    assert (hecha.adjuntos.vienen, len(hecha.adjuntos.faltan), hecha.adjuntos.sobran) == (0, 2, 1)
    assert "faltan (de " in str(hecha.adjuntos) and "1 no es de ningún documento" in str(hecha.adjuntos)
    assert guardados(garante) == {huella(envios["xlsx"].read_bytes())}
    with pytest.raises(ErrorDeEntorno, match="Falta el archivo adjunto"):
        garante.adjuntos.leer(huella(OFICIO))


def test_de_uno_que_contradice_a_otro_no_se_guardan(garante: Almacen, envios: Mapping[str, Path]) -> None:
    """Its workbook is, for a person to look at; no document of it is in the register."""
    recibir(garante, envios["xlsx"])
    paquete = leer_paquete(envios["zip"], FORMATO)
    filas = [dict(fila) | {"descripcion": "Otra"} for fila in paquete.filas("Documentos")]
    otro = con_portada(paquete, FORMATO, dict(paquete.hojas) | {"Documentos": filas})
    hecha = recibir_paquete(
        garante,
        replace(otro, sobre=paquete.sobre),
        formato=FORMATO,
        archivo=envios["zip"],
        comprobar_firma=lambda portada: str(portada["clave_publica"]),
    )
    assert (hecha.estado, hecha.adjuntos) == (EstadoDeRecepcion.EN_CONFLICTO, None)
    assert guardados(garante) == {huella(envios["xlsx"].read_bytes())}


def cifrada(datos: bytes) -> bytes:
    """Entries that say to be encrypted, in both of their headers."""
    cambiado = bytearray(datos)
    for firma, lugar in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        cambiado[datos.rfind(firma) + lugar] |= 1
    return bytes(cambiado)


def enlace_simbolico(datos: bytes) -> bytes:
    donde = datos.rfind(b"PK\x01\x02") + 38
    return datos[:donde] + (0o120777 << 16).to_bytes(4, "little") + datos[donde + 4 :]


def repetida(datos: bytes) -> bytes:
    return datos.replace(ruta_de(OTRO).encode(), ruta_de(OFICIO).encode())


def con_medida(mide: int) -> Callable[[bytes], bytes]:
    """The last entry says to unpack to so many bytes, in both of its headers."""

    def estropear(datos: bytes) -> bytes:
        cambiado = bytearray(datos)
        for firma, lugar in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            donde = datos.rfind(firma) + lugar
            cambiado[donde : donde + 4] = mide.to_bytes(4, "little")
        return bytes(cambiado)

    return estropear


def con_cuenta(entradas: int) -> Callable[[bytes], bytes]:
    return lambda datos: datos[:-14] + 2 * entradas.to_bytes(2, "little") + datos[-10:]


def con_un_bit_cambiado(datos: bytes) -> bytes:
    """Within what is packed last, far from any heading."""
    return datos[:-2_000_000] + bytes([datos[-2_000_000] ^ 1]) + datos[-1_999_999:]


NADA = {ruta_de(OFICIO): OFICIO}
MALOS: Mapping[str, tuple[dict[str, bytes], Callable[[bytes], bytes], str]] = {
    "miente": ({ruta_de(OFICIO): OFICIO + b"x"}, bytes, "no es el que dice ser"),
    "miente el ajeno": ({ruta_de(AJENO): OFICIO}, bytes, "no es el que dice ser"),
    "miente el segundo": (NADA | {ruta_de(OTRO): OTRO[:-1]}, bytes, "no es el que dice ser"),
    "vacío": ({ruta_de(OFICIO): b""}, bytes, "no es el que dice ser"),
    "sube": ({"adjuntos/../../enlace.db": b"x"}, bytes, "nombres de partes"),
    "absoluto": ({"/etc/x": b"x"}, bytes, "nombres de partes"),
    "otra carpeta": ({f"adjuntos/zz/{huella(OFICIO)}": OFICIO}, bytes, "algo que un envío no lleva"),
    "un programa": (NADA | {"abrir.exe": b"MZ"}, bytes, "abrir.exe"),
    "dos libros": (NADA | {"otro.xlsx": b"PK"}, bytes, "más de un libro"),
    "zip en zip": (NADA | {"otro.zip": b"PK\x03\x04"}, bytes, "otro.zip"),
    "bomba": (NADA | {ruta_de(AJENO): bytes(40 << 20)}, bytes, "crece demasiado"),
    "bomba que se esconde": ({ruta_de(OTRO): OTRO}, con_medida(limites.ADJUNTO + 1), "crece demasiado"),
    "dice medir menos": ({ruta_de(OTRO): OTRO}, con_medida(1000), "dañado"),
    "demasiados": (NADA, con_cuenta(limites.ADJUNTOS + 1), "crece demasiado"),
    "repetida": (NADA | {ruta_de(OTRO): OTRO[:99]}, repetida, "partes repetidas"),
    "cifrada": (NADA, cifrada, "zip con contraseña"),
    "enlace": (NADA, enlace_simbolico, "enlaces"),
    "cortado": (NADA, lambda datos: datos[:-30], "dañado"),
    "estropeado": ({ruta_de(OTRO): OTRO}, con_un_bit_cambiado, "dañado"),
    "algo después": (NADA, lambda datos: datos + b"x", "directorio"),
}


def test_un_zip_hostil_se_rechaza_entero(garante: Almacen, envios: Mapping[str, Path], tmp_path: Path) -> None:
    """Though its workbook is good: nothing of it is received, and no file stays."""
    antes = fotografia(garante)
    for malo, (archivos, estropear, dicho) in MALOS.items():
        ruta = sobre(envios, tmp_path / "malo.zip", **archivos)
        ruta.write_bytes(estropear(ruta.read_bytes()))
        with pytest.raises(ErrorDeNegocio, match=dicho) as error:
            recibir(garante, ruta)
        assert "No se recibió ni se cambió nada." in str(error.value), malo
        assert fotografia(garante) == antes, malo


def fallar(*_: object, **__: object) -> None:
    raise RuntimeError("se fue la luz")


@pytest.mark.parametrize("donde", ["transaccion", "final", "cancelar", "disco"])
def test_una_falla_no_deja_archivos(
    garante: Almacen, envios: Mapping[str, Path], monkeypatch: pytest.MonkeyPatch, donde: str
) -> None:
    """Wherever it stops: in the rows, when the transaction ends, by the person, or because the disk is full."""
    antes, avisos = fotografia(garante), 0

    def progreso(_hechas: int, _total: int) -> None:
        nonlocal avisos
        avisos += 1
        if donde == "cancelar" and avisos == 4:
            raise KeyboardInterrupt

    if donde == "transaccion":
        monkeypatch.setattr(Lote, "terminar", fallar)
    elif donde == "final":
        colocar = Provisionales.colocar

        def despues(este: Provisionales, huellas: Collection[str]) -> None:
            colocar(este, huellas)
            fallar()

        monkeypatch.setattr(Provisionales, "colocar", despues)
    elif donde == "disco":
        original = os.fsync

        def lleno(descriptor: int) -> None:
            if PREFIJO_TEMPORAL in str(Path(f"/proc/self/fd/{descriptor}").readlink()):
                raise OSError(errno.ENOSPC, "lleno")
            original(descriptor)

        monkeypatch.setattr(os, "fsync", lleno)
    with pytest.raises((RuntimeError, KeyboardInterrupt, ErrorDeEntorno)) as error:
        recibir(garante, envios["zip"], progreso)
    assert donde != "disco" or "disco está lleno" in str(error.value)
    monkeypatch.undo()
    assert fotografia(garante) == antes
    assert recibir(garante, envios["zip"]).estado is EstadoDeRecepcion.APLICADO


def test_lo_que_deja_un_apagon_se_barre(garante: Almacen) -> None:
    resto = escrito(garante.carpeta.adjuntos, f"{PREFIJO_TEMPORAL}x", b"a medias")
    garante.adjuntos.barrer()
    assert not resto.exists()


def test_no_se_hace_un_envio_que_nadie_recibiria(
    almacen: Almacen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert limites.ADJUNTO == TAMANO_MAXIMO
    registrar_documento(
        almacen, sentido="recibido", tipo="oficio", fecha=FECHA, archivo=escrito(tmp_path, "a.pdf", OFICIO)
    )
    monkeypatch.setattr(limites, "ADJUNTOS", 1)
    with pytest.raises(ErrorDeNegocio, match="No se hizo nada"):
        exportar_paquete(
            almacen, tmp_path / "e.zip", formato=FORMATO, destinatario=None, version_app="1.0", con_adjuntos=True
        )
    assert not (tmp_path / "e.zip").exists()
