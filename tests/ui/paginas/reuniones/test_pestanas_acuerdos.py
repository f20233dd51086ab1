"""The agreements of a meeting: added in a line, corrected in place, withdrawn and brought back; its votes beneath."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from enlace_app.consultas.partes_de_reunion import AcuerdoDeReunion
from enlace_app.servicios.actas import cerrar_acta
from enlace_app.servicios.acuerdos import corregir_acuerdo
from enlace_app.servicios.votaciones import votar_por_parte
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.avisos import Aviso
from enlace_app.ui.navegacion import Destino
from enlace_app.ui.paginas.reuniones.pestanas.acuerdos import PestanaDeAcuerdos
from enlace_app.ui.paginas.reuniones.pestanas.tarjeta_de_acuerdo import TarjetaDeAcuerdo
from tests.servicios.escenario import AVISO, Completa, ImprentaFalsa, completa
from tests.ui.paginas.reuniones.registro_abierto import abrir_pestana, leer

HOSTIL = "<b>x</b> & «y»"


class Caso:
    """A held meeting of 18 July 2017 with one agreement and one vote, its tab on show."""

    def __init__(self, programa: Programa, qtbot: QtBot) -> None:
        self.programa, self.qtbot = programa, qtbot
        self.almacen = programa.entorno.contexto.almacen
        self.c: Completa = completa(self.almacen)
        pestana = abrir_pestana(programa, qtbot, self.c.reunion, "acuerdos")
        assert isinstance(pestana, PestanaDeAcuerdos)
        self.pestana = pestana

    @property
    def acuerdos(self) -> tuple[AcuerdoDeReunion, ...]:
        return leer(self.programa, self.c.reunion).acuerdos

    @property
    def tarjeta(self) -> TarjetaDeAcuerdo:
        return self.pestana.tarjetas[str(self.c.acuerdo)]

    @property
    def errores(self) -> list[Aviso]:
        return [a for a in self.programa.entorno.avisos.recientes if a.clase == "error"]

    def teclear(self, campo: QLineEdit | QPlainTextEdit, texto: str) -> None:
        """Replace what a field holds and leave it."""
        campo.setFocus()
        campo.selectAll()
        escribir(self.qtbot, campo, texto)
        self.qtbot.keyClick(campo, Qt.Key.Key_Tab)


def escribir(qtbot: QtBot, campo: QWidget, texto: str) -> None:
    """Type, or paste what no key of the test library writes."""
    if texto.isascii():
        qtbot.keyClicks(campo, texto)
        return
    QGuiApplication.clipboard().setText(texto)
    qtbot.keyClick(campo, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def caso(programa_real: Programa, qtbot: QtBot) -> Caso:
    return Caso(programa_real, qtbot)


def test_un_renglon_agrega_un_acuerdo_y_queda_listo_para_el_siguiente(caso: Caso) -> None:
    assert caso.programa.ventana is not None
    caso.qtbot.keyClick(caso.programa.ventana, Qt.Key.Key_F4)
    campo = caso.pestana.linea.campo
    assert campo.hasFocus()
    caso.pestana.punto.setCurrentIndex(1)
    caso.qtbot.keyClicks(campo, "Limpiar el canal @conagu")
    caso.qtbot.keyClick(campo, Qt.Key.Key_Return)  # takes the suggestion
    caso.qtbot.keyClicks(campo, "en dos semanas")
    assert caso.pestana.linea.plazo.text() == "Plazo: 1 ago 2017"
    caso.qtbot.keyClick(campo, Qt.Key.Key_Return)
    nuevo = caso.acuerdos[-1]
    assert (nuevo.texto, nuevo.responsables) == ("Limpiar el canal", ("CONAGUA",))
    assert nuevo.plazo_literal == "en dos semanas"
    assert str(nuevo.plazo) == "2017-08-01"
    assert nuevo.punto == str(caso.c.punto)
    assert campo.text() == "" and campo.hasFocus()
    assert caso.pestana.tarjetas[nuevo.uuid].entendido.texto_completo() == "→ martes 1 ago 2017"


def test_solo_nombres_no_son_un_acuerdo(caso: Caso) -> None:
    campo = caso.pestana.linea.campo
    campo.setFocus()
    caso.qtbot.keyClicks(campo, '@"CONAGUA"')
    caso.qtbot.keyClick(campo, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(caso.acuerdos) == 1
    assert "Falta qué se acordó" in caso.pestana.linea.error.text()
    assert campo.text()


def test_cada_campo_se_guarda_al_dejarlo(caso: Caso) -> None:
    t = caso.tarjeta
    caso.teclear(t.texto, HOSTIL)
    caso.teclear(t.responsables, "CONAGUA; Vecinos de Prueba; SEMA")
    caso.teclear(t.plazo, "8 nov")
    (acuerdo,) = caso.acuerdos
    assert acuerdo.texto == HOSTIL
    assert acuerdo.responsables == ("CONAGUA", "Vecinos de Prueba", "SEMA")
    assert (acuerdo.plazo_literal, str(acuerdo.plazo)) == ("8 nov", "2017-11-08")
    assert t.texto.toPlainText() == HOSTIL
    assert caso.errores == []
    for etiqueta in caso.pestana.findChildren(QLabel):
        assert etiqueta.textFormat() == Qt.TextFormat.PlainText


def test_completa_el_ultimo_de_varios_responsables(caso: Caso) -> None:
    campo = caso.tarjeta.responsables
    campo.setFocus()
    campo.selectAll()
    caso.qtbot.keyClicks(campo, "Vecinos de Prueba; conagu")
    assert [s.texto for s in campo.propuestas()][:1] == ["Vecinos de Prueba; CONAGUA"]
    caso.qtbot.keyClick(campo, Qt.Key.Key_Return)
    caso.qtbot.keyClick(campo, Qt.Key.Key_Tab)
    assert caso.acuerdos[0].responsables == ("Vecinos de Prueba", "CONAGUA")


def test_el_plazo_dice_lo_que_entiende_antes_de_guardarse(caso: Caso) -> None:
    plazo = caso.tarjeta.plazo
    plazo.setFocus()
    plazo.selectAll()
    caso.qtbot.keyClicks(plazo, "cuando llueva")
    assert caso.tarjeta.entendido.texto_completo() == "Se guarda como está; no nombra un día"
    plazo.selectAll()
    escribir(caso.qtbot, plazo, "última semana de octubre")
    assert caso.tarjeta.entendido.texto_completo() == "→ martes 31 oct 2017"


def test_lo_rehusado_se_queda_escrito_y_no_deja_salir(caso: Caso) -> None:
    caso.teclear(caso.tarjeta.plazo, "sin plazo")
    assert caso.tarjeta.plazo.text() == "sin plazo"
    assert "explique por qué" in caso.tarjeta.error.text()
    assert not caso.pestana.dejar()
    caso.qtbot.keyClick(caso.tarjeta.plazo, Qt.Key.Key_Escape)
    assert caso.pestana.dejar()
    assert caso.tarjeta.plazo.text() == (caso.acuerdos[0].plazo_literal or "")
    assert not caso.tarjeta.error.isVisible()


def test_deriva_de_un_acuerdo_anterior_elegido_por_sus_palabras(caso: Caso) -> None:
    origen = caso.tarjeta.origen
    origen.setFocus()
    caso.qtbot.keyClicks(origen, "mamparas concreto")
    propuesta = origen.propuestas()[0]
    caso.qtbot.keyClick(origen, Qt.Key.Key_Return)
    (acuerdo,) = caso.acuerdos
    assert acuerdo.deriva_de == propuesta.dato
    assert acuerdo.folio_de_origen == propuesta.texto
    caso.teclear(origen, "no-existe-999")
    assert "No hay un acuerdo con el folio" in caso.tarjeta.error.text()
    assert caso.acuerdos[0].deriva_de == propuesta.dato


def test_lo_que_se_escribe_no_se_pierde_si_otro_cambia_el_acuerdo(caso: Caso) -> None:
    responsables = caso.tarjeta.responsables
    responsables.setFocus()
    responsables.selectAll()
    caso.qtbot.keyClicks(responsables, "A medio escr")
    corregir_acuerdo(caso.almacen, acuerdo=caso.c.acuerdo, rev=caso.acuerdos[0].rev, texto="Otro texto")
    caso.programa.entorno.operaciones.anunciar()
    assert caso.tarjeta.texto.toPlainText() == "Otro texto"
    assert responsables.text() == "A medio escr" and responsables.hasFocus()
    caso.qtbot.keyClick(responsables, Qt.Key.Key_Tab)
    assert caso.acuerdos[0].responsables == ("A medio escr",)


def test_lo_que_espera_en_el_renglon_es_de_su_reunion(caso: Caso) -> None:
    caso.qtbot.keyClicks(caso.pestana.linea.campo, "A medias")
    otra = completa(caso.almacen)
    abrir_pestana(caso.programa, caso.qtbot, otra.reunion, "acuerdos")
    assert caso.pestana.linea.campo.text() == ""
    abrir_pestana(caso.programa, caso.qtbot, caso.c.reunion, "acuerdos")
    assert caso.pestana.linea.campo.text() == "A medias"


def test_lo_que_quedo_a_medias_vuelve_tras_un_apagon(caso: Caso) -> None:
    caso.qtbot.keyClicks(caso.pestana.linea.campo, "A medias")
    caso.programa.entorno.autoguardado.esperar()
    despues = PestanaDeAcuerdos(caso.programa.entorno)
    caso.qtbot.addWidget(despues)
    assert caso.pestana.registro is not None
    despues.poner(caso.pestana.registro)
    assert despues.linea.campo.text() == "A medias"
    caso.qtbot.keyClick(caso.pestana.linea.campo, Qt.Key.Key_Return)
    caso.programa.entorno.autoguardado.esperar()
    otra = PestanaDeAcuerdos(caso.programa.entorno)
    caso.qtbot.addWidget(otra)
    otra.poner(caso.pestana.registro)
    assert otra.linea.campo.text() == ""


def test_retirar_y_ctrl_z(caso: Caso) -> None:
    caso.qtbot.mouseClick(caso.tarjeta.quitar, Qt.MouseButton.LeftButton)
    assert caso.acuerdos == ()
    assert caso.pestana.tarjetas == {}
    assert caso.pestana.cuenta.text() == "Todavía no hay acuerdos"
    assert caso.programa.ventana is not None
    caso.qtbot.keyClick(caso.programa.ventana, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    caso.qtbot.waitUntil(lambda: list(caso.pestana.tarjetas) == [str(caso.c.acuerdo)])


def test_copiar_como_texto_incluye_lo_que_se_esta_escribiendo(caso: Caso) -> None:
    caso.tarjeta.texto.setFocus()
    caso.tarjeta.texto.selectAll()
    escribir(caso.qtbot, caso.tarjeta.texto, "Texto recién escrito")
    caso.qtbot.mouseClick(caso.pestana.copiar, Qt.MouseButton.LeftButton)
    assert "Texto recién escrito" in QGuiApplication.clipboard().text()


def test_el_folio_lleva_a_su_pagina(caso: Caso) -> None:
    pedidos: list[Destino] = []
    caso.programa.entorno.navegacion.pedido.connect(pedidos.append)
    caso.qtbot.mouseClick(caso.tarjeta.folio, Qt.MouseButton.LeftButton)
    assert (pedidos[-1].tabla, pedidos[-1].uuid) == ("acuerdo", str(caso.c.acuerdo))


def test_corregir_un_voto_por_parte_recuenta_y_lo_contradictorio_se_dice(caso: Caso) -> None:
    votar_por_parte(
        caso.almacen,
        reunion=caso.c.reunion,
        sentidos={"sociedad civil": "a favor", "autoridad local": "en contra"},
        punto=caso.c.punto,
        de_todos_modos=True,
    )
    caso.programa.entorno.operaciones.anunciar()
    uuid = leer(caso.programa, caso.c.reunion).votaciones[-1].uuid
    tarjeta = caso.pestana.votaciones[uuid]
    assert "punto 1. Primero" in tarjeta.titulo.text()
    caso.qtbot.mouseClick(tarjeta.corregir, Qt.MouseButton.LeftButton)
    edicion = tarjeta.edicion
    assert edicion is not None
    edicion.modalidad.setCurrentIndex(0)
    caso.qtbot.mouseClick(edicion.guardar, Qt.MouseButton.LeftButton)
    assert "no hay consenso" in edicion.error.text()
    combo = edicion._partes["autoridad local"]
    combo.setFocus()
    caso.qtbot.keyClick(combo, Qt.Key.Key_Home)
    combo.activated.emit(combo.currentIndex())
    assert edicion.en_contra.numero() == 0
    edicion.resultado.clear()
    caso.qtbot.keyClicks(edicion.resultado, "aprobado por todos")
    caso.qtbot.keyClick(edicion.resultado, Qt.Key.Key_Return)
    votacion = leer(caso.programa, caso.c.reunion).votaciones[-1]
    assert (votacion.modalidad, votacion.a_favor, votacion.en_contra) == ("consenso", 2, 0)
    assert dict(votacion.sentidos) == {"sociedad civil": "a favor", "autoridad local": "a favor"}
    assert tarjeta.resultado.text() == "aprobado por todos"
    assert tarjeta.edicion is None


def test_retirar_una_votacion(caso: Caso) -> None:
    (tarjeta,) = caso.pestana.votaciones.values()
    caso.qtbot.mouseClick(tarjeta.quitar, Qt.MouseButton.LeftButton)
    assert leer(caso.programa, caso.c.reunion).votaciones == ()
    assert caso.pestana.titulo_de_votaciones.isHidden()


def test_cerrada_solo_se_lee_y_se_da_seguimiento(caso: Caso) -> None:
    cerrar_acta(caso.almacen, reunion=caso.c.reunion, imprenta=ImprentaFalsa(), aviso_privacidad=AVISO)
    caso.programa.entorno.operaciones.anunciar()
    t = caso.tarjeta
    assert all(campo.isReadOnly() for campo in t.campos.values())
    assert caso.pestana.linea.isHidden() and t.quitar.isHidden()
    assert "cerrada" in caso.pestana.aviso.text()
    pedidos: list[Destino] = []
    caso.programa.entorno.navegacion.pedido.connect(pedidos.append)
    caso.qtbot.mouseClick(t.seguimiento, Qt.MouseButton.LeftButton)
    assert (pedidos[-1].uuid, pedidos[-1].campo) == (str(caso.c.acuerdo), "seguimiento")


def test_lo_que_falta_lleva_a_su_campo(caso: Caso) -> None:
    uuid = UUID(str(caso.c.acuerdo))
    assert caso.pestana.ir_a("plazo", str(uuid))
    assert caso.tarjeta.plazo.hasFocus()
    assert not caso.pestana.ir_a("plazo", str(caso.c.punto))
    assert not caso.pestana.ir_a("sede", None)


def test_un_texto_largo_cabe_entero(caso: Caso) -> None:
    largo = "agua " * 2_000
    corregir_acuerdo(caso.almacen, acuerdo=caso.c.acuerdo, rev=caso.acuerdos[0].rev, texto=largo)
    caso.programa.entorno.operaciones.anunciar()
    assert isinstance(caso.tarjeta.texto, QPlainTextEdit)
    assert caso.tarjeta.texto.toPlainText() == largo.strip()
    assert caso.programa.ventana is not None and caso.programa.ventana.width() == 1366
