"""Files that come in and go out, with real ones: odd, huge, vanishing, dangerous."""

import hashlib
import os
import stat
import zipfile
from pathlib import Path

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.adjuntos import TAMANO_MAXIMO
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.servicios.adjuntos import (
    apertura,
    guardar_adjunto,
    guardar_copia,
    lo_mismo_que,
    preparar_para_ver,
)
from enlace_app.servicios.documentos import registrar_documento, retirar_documento
from tests.servicios.escenario import PDF, escrito, principal


def _archivos(carpeta: Path) -> list[Path]:
    return [ruta for ruta in carpeta.rglob("*") if ruta.is_file() or ruta.is_symlink()]


def _zip(ruta: Path, *partes: str) -> Path:
    with zipfile.ZipFile(ruta, "w") as comprimido:
        for parte in partes:
            comprimido.writestr(parte, "x")
    return ruta


def test_se_guarda_por_su_contenido_con_un_nombre_inofensivo(almacen: Almacen, tmp_path: Path) -> None:
    guardado = guardar_adjunto(almacen, escrito(tmp_path, "nul .pdf", PDF))
    assert guardado.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (guardado.nombre, guardado.tamano) == ("_nul .pdf", len(PDF))
    assert almacen.adjuntos.leer(guardado.sha256) == PDF


def test_lo_que_no_es_un_archivo_comun_se_rechaza_y_nada_se_guarda(almacen: Almacen, tmp_path: Path) -> None:
    tubo = tmp_path / "tubo"
    os.mkfifo(tubo)  # reading it would wait for ever
    enorme = tmp_path / "película.pdf"
    with enorme.open("wb") as archivo:
        archivo.truncate(TAMANO_MAXIMO + 1)
    casos: list[tuple[Path, type[Exception], str]] = [
        (tmp_path, ErrorDeNegocio, "es una carpeta; elija los archivos"),
        (tubo, ErrorDeNegocio, "no es un archivo"),
        (Path(os.devnull), ErrorDeNegocio, "no es un archivo"),
        (enorme, ErrorDeNegocio, "mide 200 MB y caben 200 MB"),
        (escrito(tmp_path, "vacío.pdf", b""), ErrorDeNegocio, "está vacío"),
        (tmp_path / "no-hay.pdf", ErrorDeEntorno, "No se encontró"),
        (tmp_path / ("x" * 300), ErrorDeEntorno, "nombre demasiado largo"),
    ]
    for ruta, clase, pista in casos:
        for funcion in (guardar_adjunto, lo_mismo_que):
            with pytest.raises(clase, match=pista):
                funcion(almacen, ruta)
    assert _archivos(almacen.carpeta.adjuntos) == []


@pytest.mark.parametrize("cuando", [1, 2])
def test_un_archivo_que_desaparece_mientras_se_lee(
    almacen: Almacen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cuando: int
) -> None:
    """A USB stick pulled out before the first reading, or before the second."""
    origen = escrito(tmp_path, "plano.pdf", PDF)
    abrir, abiertas = Path.open, []

    def quitar_y_abrir(ruta: Path, *args: str, **kw: str) -> object:
        if ruta == origen:
            abiertas.append(ruta)
            if len(abiertas) == cuando:
                origen.unlink()
        return abrir(ruta, *args, **kw)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", quitar_y_abrir)
    with pytest.raises(ErrorDeEntorno, match="No se encontró"):
        registrar_documento(almacen, sentido="entrega", tipo="plano", archivo=origen)
    assert len(abiertas) == cuando
    assert _archivos(almacen.carpeta.adjuntos) == []
    assert almacen.lectura.filas("SELECT * FROM documento") == []


@pytest.mark.parametrize(
    ("numero", "pista"), [(13, "Sin permiso para usar"), (5, "Falló el disco al usar"), (2, "No se encontró")]
)
def test_un_archivo_que_no_se_deja_leer(
    almacen: Almacen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, numero: int, pista: str
) -> None:
    """Open in another program, on a scratched CD, or on a drive that is gone."""
    origen = escrito(tmp_path, "plano.pdf", PDF)
    abrir = Path.open

    def negarse(ruta: Path, *args: str, **kw: str) -> object:
        if ruta == origen:
            raise OSError(numero, "in English")
        return abrir(ruta, *args, **kw)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", negarse)
    for funcion in (guardar_adjunto, lo_mismo_que):
        with pytest.raises(ErrorDeEntorno, match=pista) as caso:
            funcion(almacen, origen)
        assert "in English" not in str(caso.value)
    assert _archivos(almacen.carpeta.adjuntos) == []


def test_con_el_disco_lleno_no_queda_nada_a_medias(
    almacen: Almacen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    origen = escrito(tmp_path, "plano.pdf", PDF)

    def llenarse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", llenarse)
    with pytest.raises(ErrorDeEntorno, match="El disco está lleno"):
        registrar_documento(almacen, sentido="entrega", tipo="plano", archivo=origen)
    monkeypatch.undo()
    assert _archivos(almacen.carpeta.adjuntos) == []
    assert almacen.lectura.filas("SELECT * FROM documento") == []


def test_la_copia_para_ver_es_de_solo_lectura_y_de_nombre_inofensivo(almacen: Almacen, tmp_path: Path) -> None:
    sha256, temporal = almacen.adjuntos.guardar(PDF), tmp_path / "ver"
    temporal.mkdir()
    copia = preparar_para_ver(almacen, sha256=sha256, nombre="../../../plano\u202e.pdf", carpeta_temporal=temporal)
    assert copia.name == "plano.pdf"
    assert copia.resolve().is_relative_to(temporal.resolve())
    assert copia.read_bytes() == PDF
    assert stat.S_IMODE(copia.stat().st_mode) & 0o222 == 0
    copia.chmod(0o600)
    copia.write_bytes(b"MZ otra cosa")
    assert preparar_para_ver(almacen, sha256=sha256, nombre="plano.pdf", carpeta_temporal=temporal) == copia
    assert copia.read_bytes() == PDF
    otro = almacen.adjuntos.guardar(PDF + b"2")
    assert preparar_para_ver(almacen, sha256=otro, nombre="plano.pdf", carpeta_temporal=temporal) != copia


@pytest.mark.parametrize(
    ("nombre", "datos", "pista"),
    [
        ("plano.exe", b"MZ\x90", "no se abren desde aquí"),
        ("plano.pdf.exe", PDF, "no se abren desde aquí"),
        ("plano.pdf", b"MZ\x90", "El contenido no es"),
        ("plano.docx", b"PK\x03\x04 roto", "El contenido no es"),
        ("página.html", b"<html>", "no se abren desde aquí"),
        ("plano", PDF, "sin extensión"),
    ],
)
def test_lo_peligroso_no_se_abre_nunca(almacen: Almacen, tmp_path: Path, nombre: str, datos: bytes, pista: str) -> None:
    sha256, temporal = almacen.adjuntos.guardar(datos), tmp_path / "ver"
    temporal.mkdir()
    assert not apertura(almacen, sha256=sha256, nombre=nombre).permitida
    with pytest.raises(ErrorDeNegocio, match=pista):
        preparar_para_ver(almacen, sha256=sha256, nombre=nombre, carpeta_temporal=temporal)
    assert list(temporal.iterdir()) == []
    guardar_copia(almacen, sha256=sha256, destino=tmp_path / "copia")
    assert (tmp_path / "copia").read_bytes() == datos


def test_un_oficio_con_macros_no_se_abre_y_uno_sin_ellas_si(almacen: Almacen, tmp_path: Path) -> None:
    limpio = _zip(tmp_path / "limpio", "[Content_Types].xml", "word/document.xml")
    con_macros = _zip(tmp_path / "macros", "[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")
    permitidas = [
        apertura(almacen, sha256=almacen.adjuntos.guardar_archivo(ruta), nombre="oficio.docx").permitida
        for ruta in (limpio, con_macros)
    ]
    assert permitidas == [True, False]


def test_lo_que_falta_o_se_dano_se_dice_y_no_se_entrega(almacen: Almacen, tmp_path: Path) -> None:
    sha256 = almacen.adjuntos.guardar(PDF)
    almacen.adjuntos.ruta(sha256).write_bytes(PDF[:-1] + b"x")
    with pytest.raises(ErrorDeEntorno, match="está dañado"):
        guardar_copia(almacen, sha256=sha256, destino=tmp_path / "copia.pdf")
    with pytest.raises(ErrorDeEntorno, match="está dañado"):
        preparar_para_ver(almacen, sha256=sha256, nombre="plano.pdf", carpeta_temporal=tmp_path)
    assert [ruta.name for ruta in _archivos(tmp_path) if ruta.suffix == ".pdf"] == []
    with pytest.raises(ErrorDeEntorno, match="Falta el archivo adjunto"):
        guardar_copia(almacen, sha256="0" * 64, destino=tmp_path / "copia.pdf")
    with pytest.raises(ErrorDeEntorno, match="No se encontró"):
        apertura(almacen, sha256="0" * 64, nombre="plano.pdf")


def test_una_copia_no_pisa_nada_sin_preguntar(almacen: Almacen, tmp_path: Path) -> None:
    sha256, ajeno = almacen.adjuntos.guardar(PDF), escrito(tmp_path, "mio.pdf", b"mio")
    with pytest.raises(ErrorDeNegocio, match="ya existe; no se tocó"):
        guardar_copia(almacen, sha256=sha256, destino=ajeno)
    assert ajeno.read_bytes() == b"mio"
    guardar_copia(almacen, sha256=sha256, destino=ajeno, sustituir=True)
    assert ajeno.read_bytes() == PDF
    with pytest.raises(ErrorDeNegocio, match="es una carpeta"):
        guardar_copia(almacen, sha256=sha256, destino=tmp_path, sustituir=True)
    for destino in (almacen.carpeta.base, almacen.carpeta.raiz / "nuevo.pdf"):
        with pytest.raises(ErrorDeNegocio, match="carpeta de datos de Enlace"):
            guardar_copia(almacen, sha256=sha256, destino=destino, sustituir=True)
    with pytest.raises(ErrorDeEntorno, match="No se encontró"):
        guardar_copia(almacen, sha256=sha256, destino=tmp_path / "no-hay" / "copia.pdf")


def test_el_mismo_archivo_se_reconoce_con_otro_nombre(almacen: Almacen, tmp_path: Path) -> None:
    primero, retirado, _ = (
        principal(registrar_documento(almacen, sentido="entrega", tipo="plano", fecha=fecha, archivo=archivo))
        for fecha, archivo in (
            ("mayo de 2017", escrito(tmp_path, "uno.pdf", PDF)),
            ("12 de mayo de 2017", escrito(tmp_path, "dos.pdf", PDF)),
            (None, escrito(tmp_path, "otro.pdf", PDF + b"2")),
        )
    )
    retirar_documento(almacen, documento=retirado, rev=1)
    (hallado,) = lo_mismo_que(almacen, escrito(tmp_path, "tres.pdf", PDF))
    assert (hallado.uuid, hallado.archivo, hallado.fecha.precision) == (str(primero), "uno.pdf", "mes")
    assert lo_mismo_que(almacen, escrito(tmp_path, "nuevo.pdf", b"nuevo")) == []
