"""Nothing in a text reads a file, opens a connection or runs code."""

import json
import site
import subprocess
import sys
from pathlib import Path

import pytest

from tests.salida.pdf.acta_vigilada import SIN_ESCAPAR, TEXTOS

Sucesos = dict[str, list[list[str]]]

RAIZ = Path(__file__).resolve().parents[3]
DE_ARCHIVOS = frozenset({"open", "os.listdir", "os.mkdir", "os.remove", "os.rename", "os.scandir", "os.chmod"})
"""What storing a PDF by its hash needs; nothing else is done at all, not even an import."""
DEL_PROGRAMA = tuple(f"{ruta}/" for ruta in (*site.getsitepackages(), (RAIZ / "plantillas_pdf").as_posix()))
"""Where the seal reads a colour profile and the template that it names."""


@pytest.fixture(scope="module")
def carpeta(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the data are and, beside them, the bait."""
    carpeta = tmp_path_factory.mktemp("cebo")
    for nombre in ("cebo.png", "cebo.ttf"):
        (carpeta / nombre).write_bytes(b"cebo")
    return carpeta


@pytest.fixture(scope="module")
def sucesos(carpeta: Path) -> Sucesos:
    """What Python did, by class of text."""
    orden = [sys.executable, "-m", "tests.salida.pdf.acta_vigilada", carpeta.as_posix()]
    hecho = subprocess.run(orden, cwd=RAIZ, capture_output=True, text=True, check=False)
    assert hecho.returncode == 0, hecho.stderr[-2000:]
    leidos: Sucesos = json.loads(hecho.stdout.splitlines()[-1])
    return leidos


def _es_del_trabajo(suceso: str, detalle: str, carpeta: Path) -> bool:
    if suceso == "open" and detalle.startswith(DEL_PROGRAMA):
        return detalle.rpartition(" ")[2] in {"r", "rb"}
    propias = tuple((carpeta / nombre).as_posix() for nombre in ("datos", "salida"))
    return suceso in DE_ARCHIVOS and detalle.startswith(propias)


@pytest.mark.parametrize("clase", TEXTOS)
def test_un_texto_no_abre_ni_conecta_ni_corre_nada(clase: str, sucesos: Sucesos, carpeta: Path) -> None:
    assert [suceso for suceso in sucesos[clase] if not _es_del_trabajo(suceso[0], suceso[1], carpeta)] == []
    assert any(s == "open" for s, _ in sucesos[clase]), "the watch slept: the PDF was stored unseen"
    assert not (carpeta / "corrio").exists()


def test_sin_escapar_el_vigia_lo_ve(sucesos: Sucesos, carpeta: Path) -> None:
    """The control: the same text, not escaped, does open the bait."""
    assert any(s == "open" and (carpeta / "cebo.png").as_posix() in d for s, d in sucesos[SIN_ESCAPAR])
