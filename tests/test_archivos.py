import errno
import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enlace_app.archivos import (
    archivo_atomico,
    borrar_temporales,
    crear_archivo_privado,
    crear_carpeta,
    escribir_atomico,
    explicar_oserror,
    huella_archivo,
    ruta_temporal,
)
from enlace_app.errores import ErrorDeEntorno


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.lists(st.binary(max_size=5000), min_size=1, max_size=3))
def test_lo_ultimo_escrito_es_lo_que_se_lee_y_su_huella_coincide(tmp_path: Path, versiones: list[bytes]) -> None:
    destino = tmp_path / "acta ñ.pdf"
    for datos in versiones:
        escribir_atomico(destino, datos)
        assert destino.read_bytes() == datos
        assert huella_archivo(destino) == hashlib.sha256(datos).hexdigest()
    assert list(tmp_path.iterdir()) == [destino]


def _fallar(numero: int) -> Callable[..., Any]:
    def falla(*_args: object, **_kw: object) -> None:
        raise OSError(numero, os.strerror(numero))

    return falla


@pytest.mark.parametrize("paso", ["fsync", "replace"])
def test_si_el_disco_se_llena_queda_lo_anterior_y_nada_mas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paso: str
) -> None:
    destino = tmp_path / "a.bin"
    escribir_atomico(destino, b"anterior")
    with monkeypatch.context() as parche:
        if paso == "fsync":
            parche.setattr(os, "fsync", _fallar(errno.ENOSPC))
        else:
            parche.setattr(Path, "replace", _fallar(errno.ENOSPC))
        with pytest.raises(ErrorDeEntorno, match="El disco está lleno") as caso:
            escribir_atomico(destino, b"nuevo")
    assert str(destino) in str(caso.value)
    assert destino.read_bytes() == b"anterior"
    assert list(tmp_path.iterdir()) == [destino]


def test_si_quien_escribe_falla_no_cambia_nada(tmp_path: Path) -> None:
    destino = tmp_path / "a.bin"
    with pytest.raises(ZeroDivisionError), archivo_atomico(destino) as archivo:
        archivo.write(b"a medias")
        archivo.flush()
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_el_contenido_llega_al_disco_antes_que_el_nombre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Renamed before it was flushed, a power cut would leave an empty file under the good name."""
    orden: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def anotar_fsync(descriptor: int) -> None:
        carpeta = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        orden.append("fsync carpeta" if carpeta else f"fsync {os.fstat(descriptor).st_size} bytes")
        fsync(descriptor)

    def anotar_replace(origen: Path, destino: Path) -> Path:
        orden.append("replace")
        return replace(origen, destino)

    monkeypatch.setattr(os, "fsync", anotar_fsync)
    monkeypatch.setattr(Path, "replace", anotar_replace)
    escribir_atomico(tmp_path / "a", b"12345")
    esperado = ["fsync 5 bytes", "replace", "fsync carpeta"]
    assert orden == (esperado if os.name == "posix" else esperado[:2])


@pytest.mark.skipif(os.name != "posix", reason="los permisos de archivo son de POSIX")
def test_los_permisos_son_los_de_cualquier_archivo_nuevo_o_los_que_tenia(tmp_path: Path) -> None:
    comun, destino = tmp_path / "comun", tmp_path / "a"
    comun.touch()
    escribir_atomico(destino, b"")
    assert destino.stat().st_mode == comun.stat().st_mode
    destino.chmod(0o640)
    escribir_atomico(destino, b"x")
    assert destino.stat().st_mode & 0o777 == 0o640


def test_destinos_imposibles_se_explican(tmp_path: Path) -> None:
    with pytest.raises(ErrorDeEntorno, match="No se encontró"):
        escribir_atomico(tmp_path / "no" / "a", b"")
    with pytest.raises(ErrorDeEntorno):
        escribir_atomico(tmp_path, b"")
    with pytest.raises(ErrorDeEntorno, match="No se encontró"):
        huella_archivo(tmp_path / "no")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("numero", "texto"),
    [
        (errno.ENOSPC, "Libere espacio"),
        (errno.EDQUOT, "Libere espacio"),
        (errno.EROFS, "Sin permiso"),
        (errno.EACCES, "ciérrelo"),
        (errno.EIO, "Falló el disco"),
    ],
)
def test_cada_falla_del_sistema_dice_que_hacer(numero: int, texto: str) -> None:
    mensaje = str(explicar_oserror(OSError(numero, os.strerror(numero)), Path("/x/y.xlsx")))
    assert texto in mensaje
    assert "y.xlsx" in mensaje


def test_solo_se_barren_los_temporales_propios(tmp_path: Path) -> None:
    ajeno = tmp_path / "notas.tmp"
    ajeno.touch()
    ruta_temporal(tmp_path).touch()
    borrar_temporales(tmp_path)
    assert list(tmp_path.iterdir()) == [ajeno]


def test_crear_carpeta_dos_veces_no_estorba(tmp_path: Path) -> None:
    crear_carpeta(tmp_path / "a")
    crear_carpeta(tmp_path / "a")
    assert (tmp_path / "a").is_dir()


def test_un_archivo_privado_nace_asi_y_no_reemplaza_a_otro(tmp_path: Path) -> None:
    destino = tmp_path / "llave"
    assert crear_archivo_privado(destino, b"una")
    assert stat.S_IMODE(destino.stat().st_mode) == 0o600
    assert not crear_archivo_privado(destino, b"otra")
    assert destino.read_bytes() == b"una" and list(tmp_path.iterdir()) == [destino]


def test_un_archivo_privado_tambien_donde_no_hay_enlaces_duros(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", _fallar(errno.EPERM))
    destino = tmp_path / "llave"
    assert crear_archivo_privado(destino, b"una") and not crear_archivo_privado(destino, b"otra")
    assert destino.read_bytes() == b"una" and list(tmp_path.iterdir()) == [destino]


def test_un_archivo_privado_entero_o_nada(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", _fallar(errno.ENOSPC))
    with pytest.raises(ErrorDeEntorno, match="El disco está lleno"):
        crear_archivo_privado(tmp_path / "llave", b"una")
    assert list(tmp_path.iterdir()) == []
