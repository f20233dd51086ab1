import json
import os
import platform
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from enlace_app.datos.cerrojo import Cerrojo
from enlace_app.errores import ErrorDeEntorno
from enlace_app.rutas import CarpetaDatos

_TOMAR_Y_ESPERAR = """
import sys
from pathlib import Path
from enlace_app.datos.cerrojo import Cerrojo
from enlace_app.rutas import CarpetaDatos
cerrojo = Cerrojo(CarpetaDatos(Path(sys.argv[1])))
cerrojo.tomar()
print("tomado", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def carpeta(tmp_path: Path) -> CarpetaDatos:
    carpeta = CarpetaDatos(tmp_path / "datos")
    carpeta.preparar()
    return carpeta


@contextmanager
def _otro_programa(carpeta: CarpetaDatos) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", _TOMAR_Y_ESPERAR, str(carpeta.raiz)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as proceso:
        assert proceso.stdout is not None
        assert proceso.stdout.readline() == "tomado\n"
        try:
            yield proceso
        finally:
            proceso.kill()


def _informe(carpeta: CarpetaDatos) -> Path:
    return carpeta.cerrojo.with_name("enlace.lock.json")


def test_el_segundo_programa_sabe_quien_tiene_la_carpeta(carpeta: CarpetaDatos) -> None:
    with _otro_programa(carpeta) as proceso, pytest.raises(ErrorDeEntorno) as caso:
        Cerrojo(carpeta).tomar()
    mensaje = str(caso.value)
    assert mensaje.startswith(
        f"Enlace ya está abierto con estos datos en este equipo (proceso {proceso.pid}, desde las "
    )
    assert str(carpeta.raiz) in mensaje


@pytest.mark.skipif(os.name != "posix", reason="kill -9 es de POSIX")
def test_un_programa_muerto_no_cierra_el_paso(carpeta: CarpetaDatos) -> None:
    with _otro_programa(carpeta) as proceso:
        proceso.send_signal(signal.SIGKILL)
        proceso.wait()
        assert _informe(carpeta).exists()
        with Cerrojo(carpeta):
            assert json.loads(_informe(carpeta).read_bytes())["proceso"] == os.getpid()
    assert not _informe(carpeta).exists()


def test_soltar_deja_entrar_a_otro_y_se_puede_volver_a_tomar(carpeta: CarpetaDatos) -> None:
    cerrojo = Cerrojo(carpeta)
    cerrojo.soltar()
    for _ in range(2):
        cerrojo.tomar()
        cerrojo.tomar()
        cerrojo.soltar()
        with _otro_programa(carpeta), pytest.raises(ErrorDeEntorno):
            cerrojo.tomar()
    with _otro_programa(carpeta):
        cerrojo.soltar()
        assert _informe(carpeta).exists(), "soltar sin tener borraría el informe del otro"


def test_tampoco_dos_veces_en_el_mismo_programa(carpeta: CarpetaDatos) -> None:
    with Cerrojo(carpeta), pytest.raises(ErrorDeEntorno, match="ya está abierto"):
        Cerrojo(carpeta).tomar()


@pytest.mark.parametrize(
    "informe",
    [b"", b"{", b"[]", b'{"proceso": "x"}', b"\xff", b'{"proceso": 1, "equipo": "e", "desde": 3}', None],
)
def test_un_informe_inservible_no_estorba_ni_miente(carpeta: CarpetaDatos, informe: bytes | None) -> None:
    with _otro_programa(carpeta):
        if informe is None:
            _informe(carpeta).unlink()
        else:
            _informe(carpeta).write_bytes(informe)
        with pytest.raises(ErrorDeEntorno, match=r"ya está abierto con estos datos\. Use esa ventana"):
            Cerrojo(carpeta).tomar()


@pytest.mark.skipif(os.name != "posix", reason="solo en POSIX se puede preguntar si vive un proceso sin matarlo")
def test_no_culpa_a_un_proceso_que_ya_no_existe(carpeta: CarpetaDatos) -> None:
    muerto = subprocess.Popen([sys.executable, "-c", ""])
    muerto.wait()
    with _otro_programa(carpeta):
        informe = {"proceso": muerto.pid, "equipo": platform.node(), "desde": "2026-11-21T10:42:00-06:00"}
        _informe(carpeta).write_text(json.dumps(informe))
        with pytest.raises(ErrorDeEntorno) as caso:
            Cerrojo(carpeta).tomar()
    assert str(muerto.pid) not in str(caso.value)


def test_dice_el_otro_equipo_y_la_fecha_si_no_es_de_hoy(carpeta: CarpetaDatos) -> None:
    with _otro_programa(carpeta):
        informe = {"proceso": 7, "equipo": "LAPTOP-EJEMPLO", "desde": "2016-03-05T12:00:00+00:00"}
        _informe(carpeta).write_text(json.dumps(informe))
        with pytest.raises(
            ErrorDeEntorno, match=r"en el equipo «LAPTOP-EJEMPLO» \(proceso 7, desde el 0\d/03/2016 a las "
        ):
            Cerrojo(carpeta).tomar()


# Even root cannot create files in sysfs: a folder that exists and refuses.
@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="necesita el sistema de archivos /sys de Linux")
def test_una_carpeta_de_solo_lectura_se_explica() -> None:
    with pytest.raises(ErrorDeEntorno, match="Sin permiso para usar «/sys/kernel/enlace"):
        Cerrojo(CarpetaDatos(Path("/sys/kernel"))).tomar()
