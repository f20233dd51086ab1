"""The documents around a meeting, asked for from its record, and the extract from an agreement's."""

from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from enlace_app.ui import documentos_impresos as escritura
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.acuerdos.registro import RegistroDelAcuerdo
from enlace_app.ui.paginas.reuniones import documentos_impresos
from enlace_app.ui.paginas.reuniones.documentos_impresos import DocumentosImpresos
from tests.salida.pdf.lectura_de_pdf import palabras
from tests.servicios.escenario import completa
from tests.ui.paginas.reuniones.registro_abierto import abrir_pestana


@pytest.fixture
def destinos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Answers each dialog with a file of the suggested name."""
    pedidos: list[Path] = []

    def elegir(_padre: object, _titulo: str, sugerido: Path, _filtro: str, al_elegir: Any) -> None:
        pedidos.append(tmp_path / sugerido.name)
        al_elegir(pedidos[-1])

    for modulo in (escritura, documentos_impresos):
        monkeypatch.setattr(modulo, "pedir_destino", elegir)
    return pedidos


def _boton(programa: Programa, qtbot: QtBot) -> DocumentosImpresos:
    c = completa(programa.entorno.contexto.almacen)
    abrir_pestana(programa, qtbot, c.reunion, "datos")
    assert programa.ventana is not None
    (boton,) = programa.ventana.findChildren(DocumentosImpresos)
    return boton


@pytest.mark.parametrize(
    ("orden", "archivo", "dice"),
    [
        ("convocatoria", "convocatoria-", "1. Primero"),
        ("lista_de_asistencia", "lista-de-asistencia-", "Persona Dos"),
        ("relacion_de_acuerdos", "relación-de-acuerdos-", "Entregar la relación de pozos."),
    ],
)
def test_cada_documento_se_escribe_donde_se_pide(
    orden: str, archivo: str, dice: str, programa_vacio: Programa, qtbot: QtBot, destinos: list[Path], tmp_path: Path
) -> None:
    getattr(_boton(programa_vacio, qtbot), orden)()
    (destino,) = destinos
    assert destino.name.startswith(archivo)
    qtbot.waitUntil(destino.exists, timeout=20_000)
    assert dice in palabras(destino.read_bytes(), tmp_path)
    qtbot.waitUntil(lambda: any(str(destino) in aviso.texto for aviso in programa_vacio.avisos.recientes))


def test_el_menu_se_abre_con_su_tecla_y_ofrece_los_cuatro(programa_vacio: Programa, qtbot: QtBot) -> None:
    boton = _boton(programa_vacio, qtbot)
    qtbot.keyClick(boton, Qt.Key.Key_Space)
    (menu,) = boton.findChildren(QMenu)
    textos = [accion.text() for accion in menu.actions()]
    menu.close()
    assert [texto.split()[0] for texto in textos] == ["Convocatoria…", "Archivo", "Lista", "Relación"]


def test_el_calendario_se_escribe(programa_vacio: Programa, qtbot: QtBot, destinos: list[Path]) -> None:
    _boton(programa_vacio, qtbot).calendario()
    (destino,) = destinos
    qtbot.waitUntil(destino.exists, timeout=20_000)
    assert "Reunión de trabajo" in str(Calendar.from_ical(destino.read_bytes()).events[0].summary)


def test_una_plantilla_propia_mala_se_dice_y_el_documento_sale(
    programa_vacio: Programa, qtbot: QtBot, destinos: list[Path]
) -> None:
    propias = programa_vacio.entorno.contexto.almacen.carpeta.plantillas
    propias.mkdir()
    (propias / "convocatoria.toml").write_text("[pagina\n", encoding="utf-8")
    _boton(programa_vacio, qtbot).convocatoria()
    qtbot.waitUntil(destinos[0].exists, timeout=20_000)
    qtbot.waitUntil(
        lambda: any("convocatoria.toml, línea 1" in aviso.texto for aviso in programa_vacio.avisos.recientes)
    )


def test_el_extracto_sale_del_registro_del_acuerdo(
    programa_vacio: Programa, qtbot: QtBot, destinos: list[Path], tmp_path: Path
) -> None:
    c = completa(programa_vacio.entorno.contexto.almacen)
    programa_vacio.entorno.operaciones.anunciar()
    programa_vacio.entorno.navegacion.ir(Destino(Seccion.ACUERDOS, "acuerdo", str(c.acuerdo)))
    assert programa_vacio.ventana is not None
    (registro,) = programa_vacio.ventana.findChildren(RegistroDelAcuerdo)
    qtbot.waitUntil(registro.extracto.isVisible)
    qtbot.mouseClick(registro.extracto, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(destinos[0].exists, timeout=20_000)
    assert "Entregar la relación de pozos." in palabras(destinos[0].read_bytes(), tmp_path)
