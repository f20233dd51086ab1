"""Who comes, leaves, returns and substitutes, noted with real keys."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from enlace_app.datos.almacen import Almacen
from enlace_app.servicios.asistencias import registrar_asistencia
from tests.ui.paginas.sesion.conftest import SentarEn
from tests.ui.paginas.sesion.escenario import HORA, Mesa, Modificador

K = Qt.Key


def test_enter_otra_vez_es_salida_y_luego_regreso(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F3)
    for _ in range(3):
        mesa.escribir("con")
        mesa.tecla(K.Key_Return)
    antes, despues = mesa.registro.asistencias
    assert (antes.llegada, antes.salida) == (HORA, HORA)
    assert (despues.llegada, despues.salida) == (HORA, None)
    assert mesa.pagina.asistencia.presentes.text() == "PRESENTES 1"


def test_quien_no_esta_en_el_directorio_queda_como_se_escribio(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F3)
    mesa.escribir("Persona Uno, directora, Instituto X")
    mesa.tecla(K.Key_Return)
    (fila,) = mesa.registro.asistencias
    assert (fila.persona, fila.cargo, fila.organizacion) == ("Persona Uno", "directora", "Instituto X")
    assert fila.organizacion_registrada is None
    assert mesa.pagina.asistencia.campo.text() == ""


def test_lo_hostil_queda_literal(mesa: Mesa) -> None:
    escrito = '<b>x</b> & "Y" %s'
    mesa.tecla(K.Key_F3)
    mesa.escribir(escrito)
    mesa.tecla(K.Key_Return)
    (fila,) = mesa.registro.asistencias
    assert fila.persona == escrito
    assert mesa.pagina.asistencia.lista.modelo.index(0).data() == escrito


def test_lo_que_no_se_puede_imprimir_se_rehusa_y_sigue_en_la_linea(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F3)
    mesa.escribir("Persona \u202egpj")
    mesa.tecla(K.Key_Return)
    assert mesa.registro.asistencias == ()
    assert mesa.pagina.asistencia.campo.text() == "Persona \u202egpj"
    assert mesa.avisos()[-1]


def test_un_error_se_quita_y_se_devuelve(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F3)
    mesa.escribir("con")
    mesa.tecla(K.Key_Return)
    mesa.tecla(K.Key_F3, con=Modificador.ShiftModifier)
    assert mesa.pagina.asistencia.lista.hasFocus()
    mesa.tecla(K.Key_Delete)
    assert mesa.registro.asistencias == ()
    mesa.tecla(K.Key_Z, con=Modificador.ControlModifier)
    assert len(mesa.registro.asistencias) == 1


def test_control_z_en_la_linea_vacia_deshace_lo_anotado(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F3)
    mesa.escribir("con")
    mesa.tecla(K.Key_Return)
    mesa.tecla(K.Key_Z, con=Modificador.ControlModifier)
    assert mesa.registro.asistencias == ()
    assert mesa.pagina.asistencia.campo.hasFocus()


def _titular_y_suplente(almacen: Almacen, reunion: UUID) -> None:
    from enlace_app.servicios.reuniones import crear_reunion

    fila = almacen.lectura.fila("SELECT tipo, ejercicio FROM reunion WHERE uuid = :u", {"u": str(reunion)})
    assert fila is not None
    anterior = crear_reunion(almacen, tipo=UUID(fila["tipo"]), ejercicio=UUID(fila["ejercicio"])).principal
    assert anterior is not None
    for persona, calidad in (("Persona Titular", "representante"), ("Persona Suplente", "suplente")):
        registrar_asistencia(almacen, reunion=anterior, persona=persona, calidad=calidad, parte="sociedad civil")


def test_un_suplente_suple_en_una_tecla(sentar: SentarEn) -> None:
    mesa = sentar(_titular_y_suplente, tipo="sesion_ordinaria")
    mesa.tecla(K.Key_F3)
    mesa.escribir("persona sup")
    mesa.tecla(K.Key_Return)
    assert "Persona Titular" in mesa.pagina.asistencia.suplencia.text()
    mesa.tecla(K.Key_Return, con=Modificador.ControlModifier)
    (fila,) = mesa.registro.asistencias
    assert fila.suple_a == "Persona Titular"
    assert fila.voto is True


def test_suple_a_quien_se_escriba(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F3)
    mesa.escribir("Persona Dos, Grupo Dos")
    mesa.tecla(K.Key_Return)
    mesa.tecla(K.Key_F3, con=Modificador.ShiftModifier)
    mesa.escribir("s")
    mesa.escribir("Persona Tres")
    mesa.tecla(K.Key_Return)
    assert [a.suple_a for a in mesa.registro.asistencias] == ["Persona Tres"]


def test_el_quorum_dice_por_que(sentar: SentarEn, qtbot: QtBot) -> None:
    mesa = sentar(tipo="sesion_ordinaria")
    panel = mesa.pagina.asistencia
    qtbot.waitUntil(panel.quorum.isVisible)
    assert panel.quorum.text() == "sin quórum ✗"
    qtbot.mouseClick(panel.quorum, Qt.MouseButton.LeftButton)
    assert "sociedad civil" in panel.explicacion.text()
    assert panel.explicacion.isVisible()


def test_el_conteo_con_la_foto_de_la_lista(mesa: Mesa, qtbot: QtBot, tmp_path: Path) -> None:
    foto = tmp_path / "lista.jpg"
    foto.write_bytes(b"\xff\xd8\xff\xe0 foto")
    datos = QMimeData()
    datos.setUrls([QUrl.fromLocalFile(str(foto))])
    panel = mesa.pagina.asistencia
    copia, boton, nada = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Modificador.NoModifier
    QApplication.sendEvent(panel, QDragEnterEvent(QPointF(5, 5), copia, datos, boton, nada))
    QApplication.sendEvent(panel, QDropEvent(QPointF(5, 5), copia, datos, boton, nada))
    qtbot.waitUntil(panel.franja.isVisible)
    mesa.escribir("31 personas")
    mesa.tecla(K.Key_Return)
    qtbot.waitUntil(lambda: mesa.registro.presentes_n == 31)
    (documento,) = mesa.registro.documentos
    assert documento.archivo == "lista.jpg"
    qtbot.waitUntil(lambda: not panel.franja.isVisible())
    assert panel.conteo.text() == "31 personas contadas"


def test_un_conteo_que_no_se_entiende_no_se_pierde(mesa: Mesa) -> None:
    mesa.pagina.asistencia.contar()
    mesa.escribir("muchas")
    mesa.tecla(K.Key_Return)
    franja = mesa.pagina.asistencia.franja
    assert franja.conteo.error.isVisible()
    assert franja.campo.text() == "muchas"
    assert mesa.registro.presentes_n is None
