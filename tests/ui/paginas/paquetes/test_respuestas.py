"""The authority answers in the window: proposals, likenesses, remarks and official folios, by keys and mouse."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from enlace_app.consultas import acuses, propuestas, vinculos
from enlace_app.consultas.acuses_por_hacer import por_enviar
from enlace_app.consultas.duplicados import posibles_duplicados
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.organizaciones import Organizacion
from enlace_app.servicios.acuses import hacer_acuse, observar_registro
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.componentes.etiquetas import EtiquetaElidida
from enlace_app.ui.componentes.respuesta_a_la_region import RespuestaALaRegion
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.acuerdos.pagina import PaginaDeAcuerdos
from enlace_app.ui.paginas.documentos.pagina import PaginaDeDocumentos
from enlace_app.ui.paginas.paquetes.duplicados import PosiblesDuplicados
from enlace_app.ui.paginas.paquetes.pagina import PaginaDePaquetes
from enlace_app.ui.paginas.paquetes.por_contestar import PorContestar
from enlace_app.ui.paginas.paquetes.propuestas import PropuestasDeRegiones
from enlace_app.ui.paginas.reuniones.pagina import PaginaDeReuniones
from tests.servicios.autoridad import PUBLICADA, Autoridad
from tests.servicios.escenario import fila_de, nueva
from tests.ui.conftest import AbrirPrograma

HOSTIL = "<b>No</b> & &amp; <script>"


@pytest.fixture
def programa(molde_de_autoridad: Autoridad, tmp_path: Path, abrir_programa: AbrirPrograma) -> Programa:
    return abrir_programa(molde_de_autoridad.copia(tmp_path / "garante"))


def almacen_de(programa: Programa) -> Almacen:
    return programa.entorno.contexto.almacen


def lectura_de(programa: Programa) -> Lectura:
    return almacen_de(programa).lectura


def pagina_de_paquetes(programa: Programa) -> PaginaDePaquetes:
    assert programa.ventana is not None
    programa.entorno.navegacion.ir(Destino(Seccion.PAQUETES))
    pagina = programa.ventana.pagina_actual
    assert isinstance(pagina, PaginaDePaquetes)
    return pagina


def ver_propuestas(programa: Programa) -> PropuestasDeRegiones:
    pagina = pagina_de_paquetes(programa)
    assert pagina.propuestas is not None
    pagina.pestanas.setCurrentWidget(pagina.propuestas)
    return pagina.propuestas


def ver_duplicados(programa: Programa, qtbot: QtBot) -> PosiblesDuplicados:
    pagina = pagina_de_paquetes(programa)
    assert pagina.duplicados is not None
    pagina.pestanas.setCurrentWidget(pagina.duplicados)
    duplicados = pagina.duplicados
    qtbot.waitUntil(lambda: duplicados.pareja is not None)
    return duplicados


def pulsar(qtbot: QtBot, boton: QWidget) -> None:
    qtbot.mouseClick(boton, Qt.MouseButton.LeftButton)


def test_una_propuesta_se_declina_se_deshace_y_se_toma(programa: Programa, qtbot: QtBot) -> None:
    ver = ver_propuestas(programa)
    assert ver.comparacion.renglones == (("Sigla", "", "ODP"),)
    assert "Persona Uno (Carbonífera) lo propuso en su paquete 1" in ver.quien.text()
    assert ver.vistas.tabText(0) == "Por responder: 1"
    pulsar(qtbot, ver.declinar)
    assert "por qué" in ver.error.text()
    assert ver.respuesta.hasFocus()
    qtbot.keyClicks(ver.respuesta, HOSTIL)
    ver.leer()
    assert ver.respuesta.valor() == HOSTIL, "leer de nuevo no borra lo que se escribe"
    pulsar(qtbot, ver.declinar)
    assert propuestas.listar(lectura_de(programa)) == []
    assert ver.propuesta is None
    ver.vistas.setCurrentIndex(1)
    assert ver.respondida.text().startswith("La declinó Autoridad el ")
    assert ver.respondida.text().endswith(f": «{HOSTIL}»")
    pulsar(qtbot, ver.deshacer)
    ver.vistas.setCurrentIndex(0)
    pulsar(qtbot, ver.tomar)
    assert fila_de(almacen_de(programa), "organizacion", PUBLICADA)["sigla"] == "ODP"
    assert programa.ventana is not None
    qtbot.keyClick(programa.ventana, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert fila_de(almacen_de(programa), "organizacion", PUBLICADA)["sigla"] is None
    assert ver.vistas.tabText(0) == "Por responder: 1", "Ctrl+Z la vuelve a poner en espera"


def test_lo_tomado_que_ya_no_se_deshace_dice_por_que(programa: Programa, qtbot: QtBot) -> None:
    ver = ver_propuestas(programa)
    pulsar(qtbot, ver.tomar)
    with almacen_de(programa).escribir("Corregir") as u:
        u.traer(Organizacion, PUBLICADA).sigla = "OTRA"
    programa.entorno.operaciones.anunciar()
    ver.vistas.setCurrentIndex(1)
    ver.leer()
    assert ver.propuesta is not None
    ver._mostrar(ver.propuesta)
    assert ver.deshacer.isHidden()
    assert "lo cambió después" in ver.por_que_no.text()


def test_una_pareja_se_vincula_y_lo_dicen_las_dos(
    programa: Programa, qtbot: QtBot, molde_de_autoridad: Autoridad
) -> None:
    ver = ver_duplicados(programa, qtbot)
    assert (ver.vistas.tabText(0), ver.titulo.text()) == ("Por revisar: 2", "¿Es la misma reunión?")
    assert ("Sede", "Sala de pruebas", "Sala de pruebas") in ver.comparacion.renglones
    pulsar(qtbot, ver.son)
    qtbot.waitUntil(lambda: ver.vistas.tabText(0) == "Por revisar: 1")
    assert ver.titulo.text() == "¿Es la misma institución?"
    ver.no_son.setFocus()
    qtbot.keyClick(ver.no_son, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ver.pareja is None)
    assert posibles_duplicados(lectura_de(programa)) == []
    programa.entorno.navegacion.abrir("reunion", str(molde_de_autoridad.de_una.reunion))
    assert programa.ventana is not None
    pagina = programa.ventana.pagina_actual
    assert isinstance(pagina, PaginaDeReuniones)
    (enlace,) = pagina.registro.la_misma_que.enlaces
    (dicho,) = pagina.registro.la_misma_que.findChildren(EtiquetaElidida)
    assert dicho.texto_completo().startswith("Es la misma que NTE-")
    pulsar(qtbot, enlace)
    assert pagina.registro.registro is not None
    assert pagina.registro.registro.uuid == str(molde_de_autoridad.de_otra.reunion)
    assert pagina.lista.modelo.rowCount() == 2, "la lista cuenta las dos"
    ver = pagina_de_paquetes(programa).duplicados or ver
    ver.vistas.setCurrentIndex(1)
    while ver.pareja is None or ver.pareja.posible.clase.value != "reunión":
        qtbot.keyClick(ver.lista.tabla, Qt.Key.Key_Down)
    pulsar(qtbot, ver.deshacer)
    qtbot.waitUntil(lambda: ver.vistas.tabText(0) == "Por revisar: 1")
    assert [v.clase for v in vinculos.listar(lectura_de(programa), decision=None)] == ["institución"]


def test_se_observa_y_se_asigna_folio_desde_el_registro(
    programa: Programa, qtbot: QtBot, molde_de_autoridad: Autoridad
) -> None:
    una = molde_de_autoridad.de_una
    assert programa.ventana is not None
    for tabla, uuid, clase in (
        ("reunion", una.reunion, PaginaDeReuniones),
        ("acuerdo", una.acuerdo, PaginaDeAcuerdos),
        ("documento", una.documento, PaginaDeDocumentos),
    ):
        programa.entorno.navegacion.abrir(tabla, str(uuid))
        pagina = programa.ventana.pagina_actual
        assert isinstance(pagina, (PaginaDeReuniones, PaginaDeAcuerdos, PaginaDeDocumentos))
        assert isinstance(pagina, clase)
        responder(pagina.registro.a_la_region, pagina.lista.tabla.actions(), tabla, qtbot)
        dichas = acuses.observaciones(lectura_de(programa), [str(uuid)])
        assert [o.texto for o in dichas] == [f"{HOSTIL} {tabla}"]
        assert acuses.folios_oficiales(lectura_de(programa))[str(uuid)] == f"OF/{tabla}"


def responder(panel: RespuestaALaRegion, acciones: list[QAction], tabla: str, qtbot: QtBot) -> None:
    assert panel.isVisible()
    assert "Persona Uno (Carbonífera)" in panel.origen.texto_completo()
    pulsar(qtbot, panel.observar)
    pulsar(qtbot, panel.guardar)
    assert "Escriba" in panel.error.text()
    qtbot.keyClicks(panel.texto, f"{HOSTIL} {tabla}")
    qtbot.keyClick(panel.texto, Qt.Key.Key_Escape)
    assert panel.forma.isHidden()
    assert [a.text() for a in acciones] == ["Observar…", "Asignar folio oficial…"]
    acciones[0].trigger()
    assert panel.texto.valor() == f"{HOSTIL} {tabla}", "lo escrito espera a que se pregunte otra vez"
    pulsar(qtbot, panel.guardar)
    assert f"Se observó: {HOSTIL} {tabla} · aún no se envía" in panel.observaciones.text()
    acciones[1].trigger()
    qtbot.keyClicks(panel.oficial, f"OF/{tabla}")
    qtbot.keyClick(panel.oficial, Qt.Key.Key_Return)
    assert panel.folio.texto_completo().startswith(f"Folio oficial OF/{tabla} · aún no se envía")


def test_lo_hostil_se_ve_literal_y_nada_se_ensancha(programa: Programa, qtbot: QtBot) -> None:
    """Names without a single blank, ten thousand letters long, that differ in the last one."""
    largo = f"{HOSTIL.replace(' ', '')}{'x' * 10_000}"
    with almacen_de(programa).escribir("Dos nombres largos") as u:
        for nombre in (f"{largo} Comité", f"{largo} COMITÉ"):
            u.agregar(Organizacion(nombre=nombre))
    programa.entorno.operaciones.anunciar()
    ver = ver_duplicados(programa, qtbot)
    qtbot.waitUntil(lambda: ver.vistas.tabText(0) == "Por revisar: 3")
    largas = next(p for p in ver.lista.modelo.todas if "script" in p.posible.nombre_de_uno)
    assert ver.lista.seleccionar(largas)
    assert ver.pareja == largas
    assert any(texto.startswith(largo) for _, texto, _ in ver.comparacion.renglones)
    dentro = ver.son.parentWidget()
    assert dentro is not None
    assert dentro.minimumSizeHint().width() < 500
    pulsar(qtbot, ver.son)
    assert programa.ventana is not None
    programa.entorno.navegacion.abrir("organizacion", largas.clave[0])
    qtbot.wait(50)
    assert programa.ventana.minimumSizeHint().width() < 1366


def test_lo_propio_de_la_autoridad_no_se_observa(programa: Programa, qtbot: QtBot) -> None:
    propia = nueva(almacen_de(programa))
    programa.entorno.operaciones.anunciar()
    programa.entorno.navegacion.abrir("reunion", str(propia))
    assert programa.ventana is not None
    pagina = programa.ventana.pagina_actual
    assert isinstance(pagina, PaginaDeReuniones)
    assert pagina.registro.a_la_region.isHidden()
    pagina.lista.tabla.actions()[0].trigger()
    assert "no llegó en ningún paquete" in programa.avisos.recientes[-1].texto
    assert acuses.observaciones(lectura_de(programa)) == []


def test_dice_que_acuses_hay_que_hacer(programa: Programa, qtbot: QtBot, molde_de_autoridad: Autoridad) -> None:
    linea = PorContestar(programa.entorno)
    qtbot.addWidget(linea)
    almacen = almacen_de(programa)
    for recibido in molde_de_autoridad.recibidos:
        hacer_acuse(almacen, recibido=recibido)
    linea.leer()
    assert linea.isHidden()
    observar_registro(almacen, registro=UUID(str(molde_de_autoridad.de_otra.reunion)), texto="Falta.")
    with qtbot.waitSignal(linea.cuantos, check_params_cb=lambda n: n == 1):
        linea.leer()
    assert linea.texto.text() == "Sin enviar: 1 observación. Haga acuse del paquete 1 de Persona Cuatro (Norte)."
    assert [p.recibido for p in por_enviar(almacen.lectura)] == [molde_de_autoridad.recibidos[1]]
