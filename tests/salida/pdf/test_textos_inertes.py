"""Nothing in a text reads a file, opens a connection or runs code."""

import json
import site
import subprocess
import sys
from pathlib import Path

from tests.salida.pdf.acta_vigilada import SIN_ESCAPAR, TEXTOS

Sucesos = dict[str, list[list[str]]]

RAIZ = Path(__file__).resolve().parents[3]
DE_ARCHIVOS = frozenset({"open", "os.listdir", "os.mkdir", "os.remove", "os.rename", "os.scandir", "os.chmod"})
"""What storing a PDF by its hash needs; nothing else is done at all, not even an import."""
DEL_PROGRAMA = tuple(f"{ruta}/" for ruta in (*site.getsitepackages(), (RAIZ / "plantillas_pdf").as_posix()))
"""Where the seal reads a colour profile and the template that it names."""


def _sucesos(carpeta: Path) -> Sucesos:
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


def test_ningun_texto_abre_ni_conecta_ni_corre_nada(tmp_path: Path) -> None:
    """One child process for all, and its control: the same text, not escaped, does open the bait."""
    for nombre in ("cebo.png", "cebo.ttf"):
        (tmp_path / nombre).write_bytes(b"cebo")
    sucesos = _sucesos(tmp_path)
    cebo = (tmp_path / "cebo.png").as_posix()
    assert any(s == "open" and cebo in d for s, d in sucesos.pop(SIN_ESCAPAR)), "the watch does not see"
    assert sucesos.keys() == TEXTOS.keys()
    for clase, suyos in sucesos.items():
        assert [(clase, s, d) for s, d in suyos if not _es_del_trabajo(s, d, tmp_path)] == []
        assert any(s == "open" for s, _ in suyos), f"{clase}: the watch slept, the PDF was stored unseen"
    assert not (tmp_path / "corrio").exists()
