"""Every hostile workbook is refused by its reason, in a sentence, within its limits, and nothing is touched."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import carpeta_recursos
from enlace_app.servicios.recepcion import recibir_paquete
from enlace_app.sincronizacion.formato import leer_formato
from enlace_app.sincronizacion.lector.lectura import leer_paquete
from enlace_app.sincronizacion.lector.rechazo import MOTIVOS
from tests.sincronizacion.lector.hostiles import HOSTILES
from tests.sincronizacion.lector.libros import comprimir

FORMATO = leer_formato(carpeta_recursos() / "formato_paquete.csv")
MB = 2**20
LIMITE = 200 * MB
GRUPOS = 3
EN_UN_ZIP = {
    "hoja de 2 GB",
    "partes repetidas",
    "macros",
    "entidades en la hoja",
    "cifrado",
    "xls",
}
"""A few of them once more inside the zip that attachments come in."""
MEDIR = """
import sys
def pico():
    with open("/proc/self/status") as estado:
        return next(int(r.split()[1]) for r in estado if r.startswith("VmHWM")) * 1024
import os; antes = pico(); numero = int(sys.argv[2])
{guion}
os.write(numero, b"%d %.2f" % (pico() - antes, __import__("time").process_time()))
"""


class Medidor:
    """Starts the reading process as the program does, and lets it say at its end what it took."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.original = subprocess.Popen
        self.lectura, self.escritura = os.pipe()
        monkeypatch.setattr(subprocess, "Popen", self.comenzar)

    def comenzar(self, orden: list[str], **opciones: Any) -> "subprocess.Popen[bytes]":
        *antes, guion, raiz = orden
        medido = [*antes, MEDIR.format(guion=guion), raiz, str(self.escritura)]
        return self.original(medido, pass_fds=[self.escritura], **opciones)

    def tomar(self) -> str:
        """Return bytes and seconds of the last process, empty if its limits ended it before it could say so."""
        os.set_blocking(self.lectura, False)
        try:
            return os.read(self.lectura, 100).decode()
        except BlockingIOError:
            return ""


@pytest.fixture
def medidor(monkeypatch: pytest.MonkeyPatch) -> Iterator[Medidor]:
    hecho = Medidor(monkeypatch)
    yield hecho
    os.close(hecho.lectura)
    os.close(hecho.escritura)


def memoria_propia(campo: str) -> int:
    estado = Path("/proc/self/status").read_text()
    return next(int(r.split()[1]) * 1024 for r in estado.splitlines() if r.startswith(campo))


def contenido_de(carpeta: Path) -> dict[str, str]:
    return {
        str(r.relative_to(carpeta)): hashlib.sha256(r.read_bytes()).hexdigest()
        for r in sorted(carpeta.rglob("*"))
        if r.is_file()
    }


def rechazar(almacen: Almacen, ruta: Path) -> str:
    """Receive it, as the command and the window do, and return why it was refused."""
    with pytest.raises(ErrorDeNegocio) as error:
        recibir_paquete(almacen, leer_paquete(ruta, FORMATO), formato=FORMATO, archivo=ruta)
    return str(error.value)


@pytest.mark.parametrize("grupo", range(GRUPOS))
def test_cada_libro_hostil_se_rechaza(
    almacen: Almacen, tmp_path: Path, medidor: Medidor, capsys: pytest.CaptureFixture[str], grupo: int
) -> None:
    """By its reason, in words for a person, with the memory of both processes counted, and no byte of data changed."""
    antes = contenido_de(almacen.carpeta.raiz)
    for hostil in HOSTILES[grupo::GRUPOS]:
        ruta = tmp_path / f"{hostil.nombre}.xlsx".replace("/", "-")
        ruta.write_bytes(hostil.hacer())
        Path("/proc/self/clear_refs").write_text("5")  # forgets the peak
        antes_de_leer = memoria_propia("VmRSS")
        mensaje = rechazar(almacen, ruta)
        propia = memoria_propia("VmHWM") - antes_de_leer
        medido = medidor.tomar()
        ajena = int(medido.split()[0]) if medido else 0
        with capsys.disabled():
            sys.stdout.write(
                f"\n{hostil.nombre}: {propia // MB} MB; {ajena // MB} MB, {medido or 'detenido'}; {mensaje}"
            )
        inicios = [MOTIVOS[motivo].split("{")[0] for motivo in hostil.motivos.split()]
        assert any(mensaje.startswith(f"{ruta.name} {inicio}") for inicio in inicios), mensaje
        assert "No se recibió ni se cambió nada." in mensaje
        assert mensaje.rstrip(".").rsplit(". ", 1)[-1].split()[0] in {"Pida", "Confirme", "Busque", "Vuelva"}
        assert propia < LIMITE and ajena < LIMITE, hostil.nombre
        assert medido or hostil.motivos in {"tarda", "contrasena"}, hostil.nombre
        if hostil.nombre in EN_UN_ZIP:
            envio = tmp_path / "envio.zip"
            envio.write_bytes(comprimir({"enlace-CAR-0001.xlsx": ruta.read_bytes()}))
            assert rechazar(almacen, envio).startswith(tuple(f"{envio.name} {inicio}" for inicio in inicios))
        ruta.unlink()
    assert contenido_de(almacen.carpeta.raiz) == antes
