"""Signing from the record: the ways in which somebody ends, what each of them asks, and what mends a signed acta."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from enlace_app.consultas.actas import correcciones
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.paginas.reuniones.correcciones import PanelDeFeDeErratas
from enlace_app.ui.paginas.reuniones.firma import PanelDeFirma
from enlace_app.ui.paginas.reuniones.pagina import PaginaDeReuniones
from enlace_app.ui.paginas.reuniones.pestanas.acta import PestanaDeActa
from enlace_app.ui.paginas.reuniones.registro import Registro
from tests.servicios.escenario import celebrada, cerrar, escrito, firmar
from tests.ui.paginas.reuniones.registro_abierto import abrir_pestana, leer


class Caso:
    """A closed acta of four persons on show; one of them left at 13:05."""

    def __init__(self, programa: Programa, qtbot: QtBot) -> None:
        self.programa, self.qtbot = programa, qtbot
        self.almacen = programa.entorno.contexto.almacen
        self.reunion = celebrada(self.almacen, preside="Persona Tres", facilitador="Persona Cinco")
        registrar_asistencia(
            self.almacen, reunion=self.reunion, persona="Persona Cuatro", organizacion="De Prueba", salida="13:05"
        )
        cerrar(self.almacen, self.reunion, programa.entorno.contexto.imprenta)
        pestana = abrir_pestana(programa, qtbot, self.reunion, "acta")
        assert isinstance(pestana, PestanaDeActa)
        self.pestana = pestana

    @property
    def registro(self) -> Registro:
        assert self.programa.ventana is not None
        pagina = self.programa.ventana.pagina_actual
        assert isinstance(pagina, PaginaDeReuniones)
        return pagina.registro

    def abrir(self) -> PanelDeFirma:
        self.qtbot.mouseClick(self.registro.boton, Qt.MouseButton.LeftButton)
        panel = self.registro.panel
        assert isinstance(panel, PanelDeFirma)
        return panel

    def elegir_del_menu(self, panel: PanelDeFirma, nombre: str, comienzo: str) -> None:
        """Open the menu of that person and go down to the line that begins so, with the keyboard."""
        boton = next(b for b in panel.findChildren(QPushButton) if b.accessibleName().startswith(f"{nombre}: "))
        boton.setFocus()
        self.qtbot.keyClick(boton, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in menu.actions():
            self.qtbot.keyClick(menu, Qt.Key.Key_Down)
            if menu.activeAction().text().replace("&", "").startswith(comienzo):
                break
        self.qtbot.keyClick(menu, Qt.Key.Key_Return)
        assert self.programa.ventana is not None
        self.programa.ventana.activateWindow()  # no window manager does so when the menu is gone
        self.qtbot.waitUntil(self.programa.ventana.isActiveWindow)

    def de_otro_modo(self, panel: PanelDeFirma, nombre: str, comienzo: str) -> None:
        """Choose from the menu what opens a form."""
        self.elegir_del_menu(panel, nombre, comienzo)
        self.qtbot.waitUntil(panel.termino.isVisible)

    def teclado(self) -> QWidget:
        """What has the keyboard."""
        con_foco = QApplication.focusWidget()
        assert isinstance(con_foco, QWidget)
        return con_foco

    def firmas(self) -> list[tuple[Any, ...]]:
        filas = self.almacen.lectura.filas("SELECT nombre, resultado, hora, motivo FROM firma ORDER BY rowid")
        return [tuple(f.values()) for f in filas]

    def esperar_firmas(self, cuantas: int) -> None:
        self.qtbot.waitUntil(lambda: len(self.firmas()) == cuantas, timeout=20_000)


@pytest.fixture
def caso(programa_vacio: Programa, qtbot: QtBot) -> Caso:
    return Caso(programa_vacio, qtbot)


def test_cada_quien_a_su_modo_y_el_escaneo_por_los_demas(caso: Caso, tmp_path: Path) -> None:
    panel = caso.abrir()
    caso.de_otro_modo(panel, "Persona Cuatro", "Se retir")
    assert panel.termino.isVisible() and not panel.usual.isVisible()
    assert panel.termino.hora.text() == "13:05", "la de la asistencia"
    caso.qtbot.keyClicks(caso.teclado(), "Otra junta.")
    caso.qtbot.keyClick(caso.teclado(), Qt.Key.Key_Return)
    caso.esperar_firmas(1)
    caso.qtbot.waitUntil(panel.usual.isVisible)
    caso.de_otro_modo(panel, "Persona Tres", "Se neg")
    caso.qtbot.keyClick(caso.teclado(), Qt.Key.Key_Return)
    assert "por qué se negó" in panel.error.text(), "sin razón no se asienta"
    caso.qtbot.keyClicks(caso.teclado(), "no dijo")
    caso.qtbot.keyClick(caso.teclado(), Qt.Key.Key_Return)
    caso.esperar_firmas(2)
    caso.qtbot.waitUntil(panel.usual.isVisible)
    caso.de_otro_modo(panel, "Persona Dos", "Firmó bajo")
    caso.qtbot.keyClick(caso.teclado(), Qt.Key.Key_Escape)
    assert panel.usual.isVisible() and caso.registro.panel is panel, "Esc cierra lo de adentro"
    caso.de_otro_modo(panel, "Persona Dos", "Firmó bajo")
    caso.qtbot.keyClicks(caso.teclado(), "No hubo <b>copia</b> & ya.")
    caso.qtbot.mouseClick(panel.termino.boton, Qt.MouseButton.LeftButton)
    caso.esperar_firmas(3)
    caso.qtbot.waitUntil(panel.usual.isVisible)
    panel.firmar_con(escrito(tmp_path, "hoja.jpg", b"\xff\xd8\xff" + b"0" * 100 + b"\xff\xd9"))
    caso.esperar_firmas(4)
    assert caso.firmas() == [
        ("Persona Cuatro", "se retiró", "13:05", "Otra junta."),
        ("Persona Tres", "se negó", None, "no dijo"),
        ("Persona Dos", "firmó bajo protesta", None, "No hubo <b>copia</b> & ya."),
        ("Persona Cinco", "firmó", None, None),
    ]
    caso.qtbot.waitUntil(lambda: leer(caso.programa, caso.reunion).estado == "firmada", timeout=20_000)
    caso.qtbot.waitUntil(lambda: "2 de 4 · 2 no firmaron" in caso.pestana.firmas.resumen.texto_completo())


def test_la_contrasena_no_se_queda_en_la_ventana(caso: Caso, tmp_path: Path) -> None:
    panel = caso.abrir()
    panel.abrir_efirma()
    caso.qtbot.mouseClick(panel.efirma.boton, Qt.MouseButton.LeftButton)
    assert "los dos archivos" in panel.error.text()
    for nombre in ("de-prueba.cer", "de-prueba.key"):
        assert panel.efirma.tomar(escrito(tmp_path, nombre, b"no es una e.firma"))
    caso.qtbot.mouseClick(panel.efirma.boton, Qt.MouseButton.LeftButton)
    assert panel.error.text() == "Escriba la contraseña de la llave."
    assert panel.efirma.contrasena.echoMode() is QLineEdit.EchoMode.Password
    caso.qtbot.keyClicks(panel.efirma.contrasena, "secreta-de-prueba")
    caso.qtbot.keyClick(panel.efirma.contrasena, Qt.Key.Key_Return)
    assert panel.efirma.contrasena.text() == ""
    assert not panel.efirma.contrasena.isUndoAvailable()
    caso.qtbot.waitUntil(lambda: panel.boton.isEnabled() and bool(panel.error.text()), timeout=20_000)
    assert "secreta-de-prueba" not in panel.error.text()
    assert caso.firmas() == []


def test_una_fe_de_erratas_se_hace_se_mira_y_se_firma(caso: Caso) -> None:
    for nombre in ("Persona Dos", "Persona Tres", "Persona Cuatro", "Persona Cinco"):
        firmar(caso.almacen, caso.reunion, nombre)
    caso.programa.entorno.operaciones.anunciar()
    accion = next(a for a in caso.registro._acciones.otras() if a.texto == "Corregir: fe de erratas…")
    accion.hacer()
    panel = caso.registro.panel
    assert isinstance(panel, PanelDeFeDeErratas)
    caso.qtbot.waitUntil(panel.isVisible)
    for texto in ("Punto 1", "Se acordo", "Se discutio"):
        caso.qtbot.keyClicks(caso.teclado(), texto)
        caso.qtbot.keyClick(caso.teclado(), Qt.Key.Key_Tab)
    caso.qtbot.keyClicks(panel.motivo, "Un desliz.")
    caso.qtbot.keyClick(panel.motivo, Qt.Key.Key_Return)
    caso.qtbot.waitUntil(lambda: "no dice «Se acordo»" in panel.error.text(), timeout=20_000)
    dice = panel.renglones[0][1]
    dice.selectAll()
    caso.qtbot.keyClicks(dice, "el punto")
    caso.qtbot.mouseClick(panel.boton, Qt.MouseButton.LeftButton)
    caso.qtbot.waitUntil(lambda: len(correcciones(caso.almacen.lectura)) == 1, timeout=20_000)
    caso.qtbot.waitUntil(lambda: caso.pestana.versiones.correccion is not None, timeout=20_000)
    (hecha,) = correcciones(caso.almacen.lectura)
    assert caso.pestana.versiones.currentText() == "Fe de erratas FE-01, por firmar"
    caso.qtbot.waitUntil(lambda: caso.pestana.estado.texto_completo().startswith("Para firma"), timeout=20_000)
    assert "faltan: Persona Dos, Persona Cuatro, Persona Tres" in caso.pestana.firmas.resumen.texto_completo()
    caso.qtbot.mouseClick(caso.pestana.firmas.firmar, Qt.MouseButton.LeftButton)
    de_firma = caso.pestana.panel
    assert isinstance(de_firma, PanelDeFirma)
    caso.qtbot.keyClicks(de_firma.nombre, "Persona Dos")
    de_firma.firmar_simple()
    caso.qtbot.waitUntil(lambda: len(correcciones(caso.almacen.lectura)[0].firmas) == 1, timeout=20_000)
    assert caso.almacen.lectura.filas("SELECT acta FROM firma WHERE acta = :a", {"a": hecha.uuid})
    assert UUID(hecha.reunion) == caso.reunion


def test_la_firma_simple_del_menu_espera_otro_enter(caso: Caso) -> None:
    """A signature cannot be taken back: one slip in a menu makes none."""
    panel = caso.abrir()
    assert panel.lista.verticalScrollBar().maximum() == 0, "cuatro caben sin recorrer la lista"
    caso.elegir_del_menu(panel, "Persona Tres", "Firma simple")
    caso.qtbot.waitUntil(panel.nombre.hasFocus)
    assert "una firma no se retira" in panel.error.text()
    assert (panel.nombre.text(), caso.firmas()) == ("Persona Tres", [])
    assert panel.boton.text() == "Adjuntar el acta firmada…", "no se está asentando nada"
    caso.qtbot.keyClick(panel.nombre, Qt.Key.Key_Return)
    caso.esperar_firmas(1)
    assert caso.firmas()[0][:2] == ("Persona Tres", "firmó")


@pytest.mark.parametrize("alto", [600, 768])
def test_en_una_pantalla_baja_se_ven_todos_los_firmantes(caso: Caso, alto: int) -> None:
    assert caso.programa.ventana is not None
    caso.programa.ventana.resize(1024, alto)
    panel = caso.abrir()
    caso.qtbot.waitUntil(panel.isVisible)
    caso.qtbot.waitUntil(lambda: panel.lista.verticalScrollBar().maximum() == 0)
    abajo = panel.lista.mapTo(panel, panel.lista.rect().bottomLeft()).y()
    assert abajo <= panel.nombre.mapTo(panel, panel.nombre.rect().topLeft()).y(), "nada se encima"


def test_la_efirma_siguiente_no_hereda_quien_era_en_el_acta(caso: Caso) -> None:
    panel = caso.abrir()
    panel.abrir_efirma()
    panel.efirma.quien.setCurrentText("Persona Tres")
    caso.qtbot.keyClick(panel.efirma.contrasena, Qt.Key.Key_Escape)
    panel.abrir_efirma()
    assert panel.efirma.quien.currentText() == "Quien diga el certificado"
