from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from enlace_app.datos.conexion import BaseDanada
from enlace_app.errores import ErrorDeEntorno
from enlace_app.servicios.reuniones import crear_reunion
from enlace_app.ui import recuperacion
from enlace_app.ui.barra_de_avisos import BarraDeAvisos
from tests.servicios.escenario import uuid_de
from tests.ui.conftest import AbrirPrograma


def _danar(base: Path) -> None:
    with base.open("r+b") as archivo:
        archivo.seek(base.stat().st_size // 2)
        archivo.write(b"\xff" * 4096)


def test_un_dano_se_nota_despues_de_abrir_y_ofrece_los_respaldos(
    abrir_programa: AbrirPrograma, carpeta_real: Path, qtbot: QtBot
) -> None:
    _danar(carpeta_real / "enlace.db")
    programa = abrir_programa(carpeta_real)
    assert programa.ventana is not None
    barra: BarraDeAvisos = programa.ventana.avisos
    qtbot.waitUntil(lambda: "dañado" in barra.texto, timeout=10_000)
    ultimo = programa.avisos.recientes[-1]
    assert ultimo.opcion == "Cerrar y recuperar un respaldo…"
    assert ultimo.accion is not None
    ultimo.accion()
    assert not programa.ventana.isVisible()
    with pytest.raises(BaseDanada):
        programa.terminar()


def test_sin_dano_no_se_dice_nada(abrir_programa: AbrirPrograma, carpeta_real: Path, qtbot: QtBot) -> None:
    """Control of the look over the whole file."""
    programa = abrir_programa(carpeta_real)
    qtbot.wait(600)  # the look begins 0.4 s after the window
    qtbot.waitUntil(lambda: not programa.tareas.ocupada, timeout=10_000)
    assert list(programa.avisos.recientes) == []
    programa.terminar()


def test_al_cerrar_se_respalda_lo_escrito_y_si_no_se_puede_se_dice(
    abrir_programa: AbrirPrograma, carpeta_vacia: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programa = abrir_programa(carpeta_vacia)
    almacen = programa.entorno.contexto.almacen
    programa.terminar()
    assert list((carpeta_vacia / "respaldos").glob("*.db")) == [], "no había nada que respaldar"
    crear_reunion(almacen, tipo=uuid_de(almacen, "tipo_reunion", "reunion_trabajo"))
    programa.terminar()
    assert len(list((carpeta_vacia / "respaldos").glob("*.db"))) == 1

    dichos: list[str] = []
    monkeypatch.setattr(recuperacion, "mostrar_impedimento", lambda mensaje, titulo: dichos.append(mensaje))

    def fallar(*_: object, **__: object) -> None:
        raise ErrorDeEntorno("El disco está lleno.")

    monkeypatch.setattr(almacen, "respaldar", fallar)
    crear_reunion(almacen, tipo=uuid_de(almacen, "tipo_reunion", "taller"))
    programa.terminar()
    assert dichos == ["Lo escrito quedó guardado, pero no se pudo respaldar. El disco está lleno."]


def test_dos_ventanas_sobre_los_mismos_datos_no(abrir_programa: AbrirPrograma, carpeta_vacia: Path) -> None:
    abrir_programa(carpeta_vacia)
    with pytest.raises(ErrorDeEntorno, match="ya está abierto"):
        abrir_programa(carpeta_vacia)
