"""Settings in the real window: kept when a field is left, in force at once, and the backups."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from enlace_app.ajustes import leer_ajustes
from enlace_app.consultas import sitios
from enlace_app.datos.almacen import Almacen
from enlace_app.errores import ErrorDeEntorno
from enlace_app.servicios import ajustes as servicio
from enlace_app.servicios import respaldos
from enlace_app.ui import tema
from enlace_app.ui.aplicacion import PREFERENCIA_DE_TEMA, Programa
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.ajustes.pagina import PaginaDeAjustes
from tests.ui.conftest import AHORA


@pytest.fixture
def pagina(programa_vacio: Programa) -> PaginaDeAjustes:
    programa_vacio.entorno.navegacion.ir(Destino(Seccion.AJUSTES))
    assert programa_vacio.ventana is not None
    actual = programa_vacio.ventana.pagina_actual
    assert isinstance(actual, PaginaDeAjustes)
    return actual


def test_un_ajuste_se_guarda_al_dejarlo_y_rige_ya(pagina: PaginaDeAjustes, qtbot: QtBot) -> None:
    contexto = pagina.entorno.contexto
    campo = pagina.campos["responsable_de_datos"]
    campo.setFocus()
    qtbot.keyClicks(campo, "<b>Grupo</b> & Ejemplo")
    qtbot.keyClick(campo, Qt.Key.Key_Return)
    assert leer_ajustes(contexto.almacen.carpeta.raiz).responsable_de_datos == "<b>Grupo</b> & Ejemplo"
    assert "<b>Grupo</b> & Ejemplo" in (contexto.aviso_privacidad or ""), "sin cerrar la ventana"


@pytest.mark.parametrize("escrito", ["0", "", "doce mil", "-3"])
def test_un_numero_imposible_se_dice_y_no_se_guarda(pagina: PaginaDeAjustes, qtbot: QtBot, escrito: str) -> None:
    campo = pagina.campos["dias_de_respaldos"]
    campo.setFocus()
    campo.selectAll()
    qtbot.keyClick(campo, Qt.Key.Key_Delete)
    qtbot.keyClicks(campo, escrito)
    qtbot.keyClick(campo, Qt.Key.Key_Return)
    assert len(pagina.valores.errores()) == 1
    assert campo.text() == escrito
    assert pagina.entorno.contexto.ajustes.dias_de_respaldos == 30
    assert not pagina.dejar(), "no se sale sin haberlo visto"
    campo.setText("46")
    assert pagina.dejar()
    assert pagina.entorno.contexto.ajustes.dias_de_respaldos == 46


def test_si_el_disco_rehusa_no_cambia_nada(
    pagina: PaginaDeAjustes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lleno(*_: object) -> None:
        raise ErrorDeEntorno("El disco está lleno.")

    monkeypatch.setattr(servicio, "guardar_ajustes", lleno)
    campo = pagina.campos["destinatario"]
    qtbot.keyClicks(campo, "Alguien")
    qtbot.keyClick(campo, Qt.Key.Key_Return)
    assert list(pagina.valores.errores().values()) == ["El disco está lleno."]
    assert (campo.text(), pagina.entorno.contexto.ajustes.destinatario) == ("Alguien", "")


def test_la_zona_rige_en_cuanto_se_elige(pagina: PaginaDeAjustes, qtbot: QtBot) -> None:
    otra = next(i for i in range(pagina.zona.count()) if pagina.zona.itemData(i) != pagina.entorno.sitio.zona)
    elegida = str(pagina.zona.itemData(otra))
    pagina.zona.setFocus()
    qtbot.keyClick(pagina.zona, Qt.Key.Key_Home)
    while pagina.zona.currentIndex() != otra:
        qtbot.keyClick(pagina.zona, Qt.Key.Key_Down)
    assert sitios.traer(pagina.entorno.contexto.almacen.lectura).zona == elegida
    assert pagina.entorno.ahora_en(None) == AHORA.astimezone(ZoneInfo(elegida))
    assert pagina.entorno.ahora_en(None).tzinfo == ZoneInfo(elegida)


def test_los_colores_cambian_y_se_recuerdan(pagina: PaginaDeAjustes, qapp: QApplication, qtbot: QtBot) -> None:
    try:
        qtbot.mouseClick(pagina.tema.boton("oscuro"), Qt.MouseButton.LeftButton)
        assert tema.actual() is tema.OSCURO
        assert pagina.entorno.memoria.texto_de(PREFERENCIA_DE_TEMA) == "oscuro"
    finally:
        tema.aplicar(qapp, tema.Preferencia.SISTEMA)


def test_respaldar_y_verificar(pagina: PaginaDeAjustes, qtbot: QtBot) -> None:
    panel, carpeta = pagina.respaldos, pagina.entorno.contexto.almacen.carpeta
    antes = len(respaldos.listar(carpeta))
    qtbot.keyClick(panel.crear, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.lista.count() == antes + 1, timeout=20_000)
    assert len(respaldos.listar(carpeta)) == antes + 1
    assert "hecho a mano" in panel.lista.item(0).text()
    qtbot.keyClick(panel.verificar, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.resultado.text().startswith("✓"), timeout=20_000)


def test_un_respaldo_danado_se_dice(pagina: PaginaDeAjustes, qtbot: QtBot) -> None:
    panel, almacen = pagina.respaldos, pagina.entorno.contexto.almacen
    ruta = respaldos.crear(almacen).ruta
    ruta.chmod(0o600)
    ruta.write_bytes(ruta.read_bytes()[:5000])
    panel.leer()
    panel.lista.setCurrentRow(0)
    qtbot.mouseClick(panel.verificar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(panel.resultado.isVisible, timeout=20_000)
    assert panel.resultado.text().startswith("✗")


def test_respaldar_a_mano_conserva_lo_que_dicen_los_ajustes(pagina: PaginaDeAjustes) -> None:
    """With the defaults an own choice of keeping fewer (or more) would be ignored by the button."""
    contexto = pagina.entorno.contexto
    contexto.cambiar_ajustes(replace(contexto.ajustes, respaldos_a_conservar=2, dias_de_respaldos=1))
    for _ in range(8):
        respaldos.crear(contexto.almacen, contexto.ajustes)
    assert len(respaldos.listar(contexto.almacen.carpeta)) < 8


def test_la_carpeta_se_copia(pagina: PaginaDeAjustes) -> None:
    pagina._copiar_carpeta()
    assert QApplication.clipboard().text() == str(pagina.entorno.contexto.almacen.carpeta.raiz)


def test_dice_si_esta_cifrado(pagina: PaginaDeAjustes) -> None:
    almacen: Almacen = pagina.entorno.contexto.almacen
    assert not almacen.cifrado
    textos = [e.text() for e in pagina.findChildren(type(pagina.respaldos.resultado))]
    assert any("no están cifrados" in t for t in textos)


def test_lo_que_se_esta_escribiendo_no_se_pierde_al_refrescar(pagina: PaginaDeAjustes, qtbot: QtBot) -> None:
    campo = pagina.campos["destinatario"]
    pagina.activateWindow()
    campo.setFocus()
    qtbot.keyClicks(campo, "A med")
    pagina.refrescar(frozenset({("sitio", "x")}))
    assert campo.text() == "A med"


def test_la_rueda_sobre_la_zona_no_la_cambia(pagina: PaginaDeAjustes) -> None:
    antes = pagina.entorno.sitio.zona
    centro = QPointF(pagina.zona.rect().center())
    for giro in (120, -120, -120):
        rueda = QWheelEvent(
            centro,
            pagina.zona.mapToGlobal(centro),
            QPoint(),
            QPoint(0, giro),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(pagina.zona, rueda)
        assert sitios.traer(pagina.entorno.contexto.almacen.lectura).zona == antes
