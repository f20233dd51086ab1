"""The tab Datos: every field is saved as it is left, a refusal stays under its field, a closed acta is only read."""

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from enlace_app.consultas.registro_de_reunion import RegistroDeReunion, traer
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.navegacion import Seccion
from enlace_app.ui.paginas.reuniones.pagina import PaginaDeReuniones
from enlace_app.ui.paginas.reuniones.pestanas.datos import PestanaDeDatos

HOSTIL = "<b>x</b> & «y» O'Brien"


class Borrador:
    """A draft on show in an active window."""

    def __init__(self, programa: Programa, qtbot: QtBot) -> None:
        assert programa.ventana is not None
        programa.ventana.activateWindow()
        qtbot.waitUntil(programa.ventana.isActiveWindow)
        self.programa, self.qtbot = programa, qtbot
        programa.entorno.navegacion.nuevo(Seccion.REUNIONES)
        pagina = programa.ventana.pagina_actual
        assert isinstance(pagina, PaginaDeReuniones)
        self.pagina = pagina
        pagina.nueva.crear(sesion=False)
        pagina.registro.elegir_pestana(0)
        pestana = pagina.registro.findChild(PestanaDeDatos)
        assert isinstance(pestana, PestanaDeDatos)
        self.pestana = pestana
        self.f = pestana.formulario

    @property
    def guardado(self) -> RegistroDeReunion:
        assert self.pagina.registro.registro is not None
        return traer(self.programa.entorno.contexto.almacen.lectura, self.pagina.registro.registro.uuid)

    def enfocar(self, campo: QWidget) -> None:
        """Another window of the test may have taken the keyboard meanwhile."""
        campo.window().activateWindow()
        self.qtbot.waitUntil(campo.isActiveWindow)
        campo.setFocus()
        self.qtbot.waitUntil(campo.hasFocus)

    def escribir(self, campo: QWidget, texto: str) -> None:
        """Type and leave with Tab."""
        linea = campo.focusProxy() or campo
        self.enfocar(linea)
        self.qtbot.keyClick(linea, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.keyClick(linea, Qt.Key.Key_Delete)
        self.qtbot.keyClicks(linea, texto)
        self.qtbot.keyClick(linea, Qt.Key.Key_Tab)


@pytest.fixture
def borrador(programa_vacio: Programa, qtbot: QtBot) -> Borrador:
    return Borrador(programa_vacio, qtbot)


@pytest.mark.parametrize(
    "campo", ["ciudad", "sede", "convoca", "preside", "facilitador", "resumen", "asuntos_generales", "numero"]
)
def test_cada_texto_se_guarda_al_dejarlo_tal_como_se_escribio(borrador: Borrador, campo: str) -> None:
    borrador.escribir(borrador.f.textos[campo], HOSTIL)
    assert getattr(borrador.guardado, campo) == HOSTIL
    assert borrador.f.textos[campo].valor() == HOSTIL


def test_horas_y_fechas_se_guardan_como_se_entienden(borrador: Borrador) -> None:
    f = borrador.f
    borrador.escribir(f.horas["hora_inicio"], "930")
    borrador.escribir(f.horas["hora_fin"], "1:05 pm")
    borrador.escribir(f.fecha, "20 nov")
    borrador.escribir(f.programada, "18/11/2017")
    borrador.escribir(f.horas["hora_programada"], "9")
    borrador.escribir(f.convocada_el, "6 nov")
    guardado = borrador.guardado
    assert (guardado.hora_inicio, guardado.hora_fin, guardado.hora_programada) == ("09:30", "13:05", "09:00")
    assert guardado.convocada_el == date(2017, 11, 6)
    assert (guardado.fecha.fecha, guardado.programada) == (date(2017, 11, 20), date(2017, 11, 18))


def test_el_municipio_trae_su_hora_y_sin_el_se_dice_que_es_supuesta(borrador: Borrador) -> None:
    borrador.escribir(borrador.f.municipio, "piedras negras")
    assert (borrador.guardado.zona, borrador.guardado.zona_supuesta) == ("America/Matamoros", False)
    assert borrador.f.zona.text() == "hora de Matamoros"
    borrador.escribir(borrador.f.municipio, "")
    assert borrador.guardado.municipio is None
    assert "supuesta" in borrador.f.zona.text()


def test_regiones_y_compromisos_se_eligen_con_unas_letras_y_se_quitan(borrador: Borrador) -> None:
    f = borrador.f
    borrador.enfocar(f.regiones.linea)
    borrador.qtbot.keyClicks(f.regiones.linea, "nor")
    borrador.qtbot.keyClick(f.regiones.linea, Qt.Key.Key_Return)
    assert [r.clave for r in borrador.guardado.regiones] == ["CAR", "NTE"]
    f.regiones.quitar(f.regiones.elegidos()[0])
    assert [r.clave for r in borrador.guardado.regiones] == ["NTE"]
    borrador.enfocar(f.compromisos.linea)
    borrador.qtbot.keyClicks(f.compromisos.linea, "c6")
    borrador.qtbot.keyClick(f.compromisos.linea, Qt.Key.Key_Return)
    assert [c.clave for c in borrador.guardado.compromisos] == ["PAL1-C6"]


def test_lo_que_no_se_entiende_se_dice_bajo_su_campo_no_se_guarda_y_esc_lo_devuelve(borrador: Borrador) -> None:
    hora = borrador.f.horas["hora_inicio"]
    borrador.escribir(hora, "25:00")
    assert list(borrador.f.errores()) == ["Horas"]
    assert hora.text() == "25:00"
    assert borrador.guardado.hora_inicio is None
    assert not borrador.pestana.dejar()
    borrador.enfocar(hora)
    borrador.qtbot.keyClick(hora, Qt.Key.Key_Escape)
    assert (borrador.f.errores(), hora.text()) == ({}, "")
    assert borrador.pestana.dejar()


def test_un_cambio_ajeno_no_borra_lo_que_se_esta_escribiendo(borrador: Borrador) -> None:
    from enlace_app.servicios.reuniones import cambiar_datos

    resumen = borrador.f.textos["resumen"]
    borrador.enfocar(resumen)
    borrador.qtbot.keyClicks(resumen, "a medio escri")
    almacen = borrador.programa.entorno.contexto.almacen
    guardado = borrador.guardado
    borrador.programa.entorno.operaciones.hacer(
        lambda: cambiar_datos(almacen, reunion=UUID(guardado.uuid), rev=guardado.rev, sede="Otra sede")
    )
    assert resumen.valor() == "a medio escri"
    assert borrador.f.textos["sede"].valor() == "Otra sede"
    borrador.qtbot.keyClick(resumen, Qt.Key.Key_Tab)
    assert (borrador.guardado.resumen, borrador.guardado.sede) == ("a medio escri", "Otra sede")


def test_lo_que_un_corte_interrumpio_vuelve_a_su_campo(borrador: Borrador) -> None:
    resumen = borrador.f.textos["resumen"]
    borrador.enfocar(resumen)
    borrador.qtbot.keyClicks(resumen, "se fue la luz aqu")
    borrador.programa.entorno.autoguardado.esperar()
    uuid = borrador.guardado.uuid
    # Another tab of its own reads what an interrupted program left behind.
    otra = PestanaDeDatos(borrador.programa.entorno)
    borrador.qtbot.addWidget(otra)
    otra.poner(traer(borrador.programa.entorno.contexto.almacen.lectura, uuid))
    assert otra.formulario.textos["resumen"].valor() == "se fue la luz aqu"
    assert otra.dejar()
    assert borrador.guardado.resumen == "se fue la luz aqu"


def test_una_reunion_cancelada_solo_se_lee_y_dice_por_que(borrador: Borrador) -> None:
    from enlace_app.servicios.reuniones import cancelar_reunion

    almacen, guardado = borrador.programa.entorno.contexto.almacen, borrador.guardado
    borrador.programa.entorno.operaciones.hacer(
        lambda: cancelar_reunion(almacen, reunion=UUID(guardado.uuid), rev=guardado.rev, motivo=HOSTIL)
    )
    assert f"Motivo: {HOSTIL}." in borrador.pestana.aviso.text()
    assert all(linea.isReadOnly() for linea in borrador.f.lineas())
    assert not borrador.f.tipo.isEnabled()
    assert [linea.placeholderText() for linea in borrador.f.horas.values()] == ["", "", ""]
    borrador.escribir(borrador.f.textos["sede"], "no debe entrar")
    assert borrador.guardado.sede is None


def test_todo_control_tiene_nombre(borrador: Borrador) -> None:
    sin_nombre = [
        hijo
        for hijo in borrador.f.findChildren(QWidget)
        if hijo.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not hijo.accessibleName()
        and hijo.focusProxy() is None
        and hijo.isVisible()
    ]
    assert sin_nombre == []
