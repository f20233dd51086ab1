import importlib.machinery
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from enlace_app.ui import pantalla
from enlace_app.ui.pantalla import Pantalla, revisar_pantalla

linux = pytest.mark.skipif(sys.platform != "linux", reason="solo en Linux puede faltar la pantalla o sus bibliotecas")
_SIN_QT_AQUI = """
import sys
from enlace_app.ui.pantalla import revisar_pantalla
print(revisar_pantalla().puede_abrir, any(nombre.startswith(("PySide6", "shiboken6")) for nombre in sys.modules))
"""
_ABRIR_DE_VERDAD = "from PySide6.QtWidgets import QApplication, QWidget; a = QApplication([]); QWidget().show()"


@pytest.fixture(autouse=True)
def _sin_pantalla(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)


def _fingir_pyside(monkeypatch: pytest.MonkeyPatch, carpeta: Path | None) -> None:
    modulo = None
    if carpeta is not None:
        modulo = importlib.machinery.ModuleSpec("PySide6", None, is_package=True)
        modulo.submodule_search_locations = [str(carpeta)]
    monkeypatch.setattr(importlib.util, "find_spec", lambda _nombre: modulo)


@linux
def test_sin_pantalla_lo_dice_en_una_linea_y_ofrece_los_comandos() -> None:
    respuesta = revisar_pantalla()
    assert not respuesta.puede_abrir
    assert respuesta.motivo is not None
    assert respuesta.motivo.startswith("No hay una pantalla")
    assert "\n" not in respuesta.motivo


def test_sin_pyside6_lo_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    _fingir_pyside(monkeypatch, None)
    assert revisar_pantalla() == Pantalla(False, "Para abrir la ventana falta PySide6: vuelva a instalar Enlace.")


@pytest.mark.parametrize("sistema", ["win32", "darwin"])
def test_windows_y_mac_siempre_tienen_pantalla(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sistema: str) -> None:
    _fingir_pyside(monkeypatch, tmp_path)
    monkeypatch.setattr(sys, "platform", sistema)
    assert revisar_pantalla() == Pantalla(True)


@linux
@pytest.mark.parametrize("con_ldd", [True, False])
def test_ve_lo_que_le_falta_a_un_complemento_de_verdad(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, con_ldd: bool
) -> None:
    """Qt's own plugin, far from Qt's libraries: the linker finds none of them."""
    especificacion = importlib.util.find_spec("PySide6")
    assert especificacion is not None
    assert especificacion.submodule_search_locations
    qt = Path(next(iter(especificacion.submodule_search_locations))) / "Qt"
    for parte in (Path("plugins/platforms/libqxcb.so"), Path("lib/libQt6Widgets.so.6")):
        (tmp_path / "Qt" / parte).parent.mkdir(parents=True)
        shutil.copyfile(qt / parte, tmp_path / "Qt" / parte)
    _fingir_pyside(monkeypatch, tmp_path)
    monkeypatch.setenv("DISPLAY", ":0")
    if con_ldd and shutil.which("ldd") is None:
        pytest.skip("este sistema no tiene ldd")
    if not con_ldd:
        monkeypatch.setattr(shutil, "which", lambda _nombre: None)
    respuesta = revisar_pantalla()
    assert not respuesta.puede_abrir
    assert respuesta.motivo is not None
    assert "libQt6" in respuesta.motivo
    if con_ldd:
        assert {"libQt6Core.so.6", "libQt6Gui.so.6"} <= set(respuesta.motivo.split())


_LDD = """/x/libqxcb.so:
\tlinux-vdso.so.1 (0x00007ffc)
\tlibxcb-keysyms.so.1 => not found
\tlibxcb-icccm.so.4 => not found
\tlibQt6Gui.so.6 => /x/libQt6Gui.so.6 (0x00007f)
\tlibgthread-2.0.so.0 => not found
\tlibglib-2.0.so.0 => not found
\tlibxcb-icccm.so.4 => not found
"""


def _explicar(monkeypatch: pytest.MonkeyPatch, ldd: str, *, apt: bool = True) -> str | None:
    monkeypatch.setattr(shutil, "which", lambda nombre: f"/usr/bin/{nombre}" if apt else None)
    return pantalla._explicar_enlazador(ldd)


def test_pide_todos_los_paquetes_de_una_vez_y_sin_repetir(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _explicar(monkeypatch, _LDD) == (
        "Para abrir la ventana falta instalar: sudo apt-get install libglib2.0-0 libxcb-icccm4 libxcb-keysyms1"
    )


def test_lo_que_no_conoce_lo_nombra_por_su_archivo(monkeypatch: pytest.MonkeyPatch) -> None:
    motivo = _explicar(monkeypatch, _LDD + "\tlibrara.so.9 => not found\n")
    assert motivo is not None
    assert motivo.endswith("libxcb-keysyms1 (y las bibliotecas librara.so.9)")
    solas = _explicar(monkeypatch, "\tlibrara.so.9 => not found\n")
    assert solas == "Para abrir la ventana faltan en este sistema las bibliotecas: librara.so.9"


def test_donde_no_hay_apt_no_lo_recomienda(monkeypatch: pytest.MonkeyPatch) -> None:
    motivo = _explicar(monkeypatch, _LDD, apt=False)
    assert motivo is not None
    assert "apt-get" not in motivo
    assert "libxcb-icccm.so.4" in motivo


def test_un_sistema_demasiado_viejo_se_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    ldd = "/x/a.so: /lib/libc.so.6: version `GLIBC_2.34' not found (required by /x/a.so)\n"
    assert "GLIBC_2.34" in (_explicar(monkeypatch, ldd) or "")
    assert _explicar(monkeypatch, "\tlibQt6Gui.so.6 => /x/libQt6Gui.so.6 (0x00007f)\n") is None


@linux
@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_una_pantalla_que_no_contesta_no_se_intenta(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setattr(pantalla, "_resolver", lambda _bibliotecas: "")
    monkeypatch.setenv(variable, ":4321")
    if not shutil.which("ldconfig", path="/sbin:/usr/sbin:" + os.environ["PATH"]):
        pytest.skip("no se puede saber si están las bibliotecas del cliente")
    conocidas = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=False).stdout
    if ("libxcb.so.1" if variable == "DISPLAY" else "libwayland-client.so.0") not in conocidas:
        pytest.skip("falta la biblioteca del cliente de pantalla")
    respuesta = revisar_pantalla()
    assert not respuesta.puede_abrir
    assert "«:4321» no responde" in (respuesta.motivo or "")


@linux
def test_qt_elegido_a_mano_y_mal_escrito(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "inventada")
    assert "QT_QPA_PLATFORM" in (revisar_pantalla().motivo or "")


@linux
def test_basta_con_que_una_de_las_elegidas_sirva(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pantalla, "_resolver", lambda _bibliotecas: "")
    monkeypatch.setenv("QT_QPA_PLATFORM", "inventada;offscreen:size=10")
    assert revisar_pantalla().puede_abrir


@pytest.fixture
def xvfb() -> Iterator[str]:
    if sys.platform != "linux" or shutil.which("Xvfb") is None:
        pytest.skip("necesita Xvfb")
    lee, escribe = os.pipe()
    orden = ["Xvfb", "-displayfd", str(escribe), "-screen", "0", "800x600x24", "-noreset", "-nolisten", "tcp"]
    with subprocess.Popen(orden, pass_fds=[escribe], stderr=subprocess.DEVNULL) as servidor:
        os.close(escribe)
        with os.fdopen(lee) as tubo:
            numero = tubo.readline().strip()
        yield f":{numero}"
        servidor.terminate()


def _comparar_con_qt(entorno: dict[str, str]) -> tuple[bool, bool]:
    completo = {**os.environ, **entorno}
    revision = subprocess.run(
        [sys.executable, "-c", _SIN_QT_AQUI], env=completo, capture_output=True, text=True, check=True
    )
    dice, importo_qt = (palabra == "True" for palabra in revision.stdout.split())
    assert not importo_qt
    abre = subprocess.run([sys.executable, "-c", _ABRIR_DE_VERDAD], env=completo, capture_output=True, check=False)
    return dice, abre.returncode == 0


@linux
@pytest.mark.parametrize("entorno", [{}, {"DISPLAY": ":4321"}, {"QT_QPA_PLATFORM": "offscreen"}])
def test_dice_lo_mismo_que_pasa_al_abrir_qt(entorno: dict[str, str]) -> None:
    dice, abre = _comparar_con_qt(entorno)
    assert dice == abre


def test_con_una_pantalla_de_verdad_dice_lo_mismo_que_qt(xvfb: str) -> None:
    dice, abre = _comparar_con_qt({"DISPLAY": xvfb})
    assert dice == abre
