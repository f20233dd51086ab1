"""Can a window open here? Asked before Qt starts, because Qt ends the process when a system library is missing."""

import ctypes
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

# Which Debian and Ubuntu package brings each library that PySide6's wheels expect of the system. Names of Debian 12;
# later releases that renamed some (t64) still accept them.
_PAQUETES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libGLdispatch.so.0": "libglvnd0",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libXau.so.6": "libxau6",
    "libXdmcp.so.6": "libxdmcp6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgbm.so.1": "libgbm1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libpng16.so.16": "libpng16-16",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xinput.so.0": "libxcb-xinput0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

_FALTA = re.compile(r"^\s*(\S+) => not found", re.MULTILINE)
_VERSION_VIEJA = re.compile(r"version `([^']+)' not found")
_CARGAR = """
import ctypes, sys
for ruta in sys.argv[1:]:
    try:
        ctypes.CDLL(ruta)
    except OSError as error:
        print(str(error).replace(": cannot open shared object file", " => not found"))
"""
_PLATAFORMA_X11, _PLATAFORMA_WAYLAND = "xcb", "wayland"


@dataclass(frozen=True)
class Pantalla:
    """Whether a window can open, and if not, one Spanish line that says why and what to do."""

    puede_abrir: bool
    motivo: str | None = None


def revisar_pantalla(*, bibliotecas: bool = True) -> Pantalla:
    """Look for a display and for every library that Qt's platform plugin needs; never imports Qt, never aborts.

    Without `bibliotecas` only whether the display answers is asked: enough where a window has opened before.
    """
    instalada = importlib.util.find_spec("PySide6")
    if instalada is None or not instalada.submodule_search_locations:
        return Pantalla(False, "Para abrir la ventana falta PySide6: vuelva a instalar Enlace.")
    if sys.platform in ("win32", "darwin"):
        return Pantalla(True)
    qt = Path(next(iter(instalada.submodule_search_locations))) / "Qt"
    motivos = [_motivo(qt, plataforma, bibliotecas=bibliotecas) for plataforma in _plataformas(os.environ)]
    if not motivos:
        return Pantalla(
            False, "No hay una pantalla donde abrir la ventana; los comandos sí funcionan: vea «enlace --help»."
        )
    # Qt tries the next platform when one does not load: one that works is enough.
    return Pantalla(True) if None in motivos else Pantalla(False, motivos[-1])


def _plataformas(entorno: Mapping[str, str]) -> list[str]:
    """The plugins that Qt would try, X11 last: its packages are the ones to recommend."""
    elegidas = entorno.get("QT_QPA_PLATFORM", "")
    if elegidas:
        return [parte.split(":")[0] for parte in elegidas.split(";") if parte]
    plataformas = []
    if entorno.get("WAYLAND_DISPLAY"):
        plataformas.append(_PLATAFORMA_WAYLAND)
    if entorno.get("DISPLAY"):
        plataformas.append(_PLATAFORMA_X11)
    return plataformas


def _motivo(qt: Path, plataforma: str, *, bibliotecas: bool) -> str | None:
    """Why this platform cannot open a window, or None if it can."""
    archivo = _PLATAFORMA_WAYLAND if plataforma.startswith(_PLATAFORMA_WAYLAND) else plataforma
    complemento = qt / "plugins" / "platforms" / f"libq{archivo}.so"
    if not complemento.is_file():
        return f"La pantalla «{plataforma}» no viene con Enlace: quite la variable QT_QPA_PLATFORM."
    motivo = None
    if bibliotecas:
        motivo = _explicar_enlazador(_resolver([complemento, qt / "lib" / "libQt6Widgets.so.6"]))
    if motivo is None and not _responde(archivo):
        variable = "WAYLAND_DISPLAY" if archivo == _PLATAFORMA_WAYLAND else "DISPLAY"
        motivo = (
            f"La pantalla «{os.environ.get(variable, '')}» no responde: abra Enlace desde el escritorio del equipo."
        )
    return motivo


def _resolver(bibliotecas: Iterable[Path]) -> str:
    """What the dynamic linker says when it looks for everything these need, and what that needs, and so on."""
    ldd = shutil.which("ldd")
    # Without ldd a child loads them; that names only the first one missing, and cannot harm this process.
    orden = [ldd] if ldd else [sys.executable, "-I", "-S", "-c", _CARGAR]
    try:
        hecho = subprocess.run(  # noqa: S603 - our own library files, no shell
            [*orden, *map(str, bibliotecas)],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=20,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return hecho.stdout + hecho.stderr


def _explicar_enlazador(respuesta: str) -> str | None:
    faltan = sorted(set(_FALTA.findall(respuesta)))
    if faltan:
        return _pedir(faltan, con_apt=shutil.which("apt-get") is not None)
    viejas = sorted(set(_VERSION_VIEJA.findall(respuesta)))
    if viejas:
        return f"Este sistema es demasiado antiguo para la ventana (le falta {', '.join(viejas)}): actualícelo."
    return None


def _pedir(faltan: list[str], *, con_apt: bool) -> str:
    desconocidas = [nombre for nombre in faltan if nombre not in _PAQUETES]
    if not con_apt or len(desconocidas) == len(faltan):
        return f"Para abrir la ventana faltan en este sistema las bibliotecas: {' '.join(faltan)}"
    paquetes = sorted({_PAQUETES[nombre] for nombre in faltan if nombre in _PAQUETES})
    resto = f" (y las bibliotecas {' '.join(desconocidas)})" if desconocidas else ""
    return f"Para abrir la ventana falta instalar: sudo apt-get install {' '.join(paquetes)}{resto}"


def _responde(plataforma: str) -> bool:
    """Whether the display answers. A variable that points to a closed display makes Qt abort, too."""
    conectar: dict[str, Callable[[], bool]] = {_PLATAFORMA_X11: _responde_x11, _PLATAFORMA_WAYLAND: _responde_wayland}
    try:
        return conectar[plataforma]() if plataforma in conectar else True
    except (OSError, AttributeError):
        return True  # no way to ask: let Qt try


def _responde_x11() -> bool:
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    conexion = ctypes.c_void_p(xcb.xcb_connect(None, None))
    falla: int = xcb.xcb_connection_has_error(conexion)
    xcb.xcb_disconnect(conexion)
    return falla == 0


def _responde_wayland() -> bool:
    wayland = ctypes.CDLL("libwayland-client.so.0")
    wayland.wl_display_connect.restype = ctypes.c_void_p
    pantalla = wayland.wl_display_connect(None)
    if pantalla is None:
        return False
    wayland.wl_display_disconnect(ctypes.c_void_p(pantalla))
    return True
