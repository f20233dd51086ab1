"""The page of compromisos in the real window: progress noted by keyboard, what was done for each, and the sum."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from enlace_app.consultas.compromisos import avance_general
from enlace_app.consultas.registro_de_compromiso import RegistroDeCompromiso, traer
from enlace_app.dominio.compromisos import Actividad
from enlace_app.servicios.compromisos import anotar_avance
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.compromisos.pagina import PaginaDeCompromisos
from enlace_app.ui.paginas.pagina import Pagina

HOY = date(2017, 11, 21)
HOSTIL = "<b>negritas</b> &amp; & " + "x" * 3_000


@dataclass
class Abierta:
    programa: Programa
    pagina: PaginaDeCompromisos

    @property
    def actual(self) -> Pagina | None:
        assert self.programa.ventana is not None
        return self.programa.ventana.pagina_actual

    def uuid(self, clave: str) -> str:
        fila = self.programa.entorno.contexto.almacen.lectura.fila(
            "SELECT uuid FROM compromiso WHERE clave = :clave", {"clave": clave}
        )
        assert fila is not None
        return str(fila["uuid"])

    def registro(self, clave: str) -> RegistroDeCompromiso:
        registro = traer(self.programa.entorno.contexto.almacen.lectura, self.uuid(clave), hoy=HOY)
        assert registro is not None
        return registro

    def mostrar(self, clave: str, *, campo: str | None = None) -> None:
        self.programa.entorno.navegacion.ir(Destino(Seccion.COMPROMISOS, "compromiso", self.uuid(clave), campo=campo))


def abrir(programa: Programa) -> Abierta:
    programa.entorno.navegacion.ir(Destino(Seccion.COMPROMISOS))
    assert programa.ventana is not None
    pagina = programa.ventana.pagina_actual
    assert isinstance(pagina, PaginaDeCompromisos)
    return Abierta(programa, pagina)


@pytest.fixture
def real(programa_real: Programa) -> Abierta:
    return abrir(programa_real)


def textos(dentro: QWidget) -> str:
    return "\n".join(e.text() for e in dentro.findChildren(QLabel) if e.isVisibleTo(dentro))


def test_el_avance_se_anota_con_enter_el_numero_y_enter(real: Abierta, qtbot: QtBot) -> None:
    real.pagina.lista.seleccionar(real.uuid("PAL1-C5"))
    qtbot.keyClick(real.pagina.lista.tabla, Qt.Key.Key_Return)
    campo = real.pagina.registro.avance.avance
    assert QApplication.focusWidget() is campo
    qtbot.keyClicks(campo, "42")
    qtbot.keyClick(campo, Qt.Key.Key_Return)
    fila = real.registro("PAL1-C5").fila
    assert (fila.avance, fila.estado) == (42, "sustancial")
    assert real.pagina.registro.avance.barra.texto() == "42 % · sustancial"
    assert "propuesta" in real.pagina.registro.avance.nota.text()
    assert "promedio 42 %" in real.pagina.general.text()


def test_un_avance_imposible_se_queda_con_su_razon(real: Abierta, qtbot: QtBot) -> None:
    real.mostrar("PAL1-C5", campo="avance")
    campo = real.pagina.registro.avance.avance
    qtbot.keyClicks(campo, "142")
    qtbot.keyClick(campo, Qt.Key.Key_Return)
    assert real.registro("PAL1-C5").fila.avance is None
    assert campo.text() == "142"
    assert "0 a 100" in real.pagina.registro.avance.error.text()
    assert not real.pagina.dejar()


def test_otra_persona_lo_cambio_mientras_tanto(real: Abierta, qtbot: QtBot) -> None:
    real.mostrar("PAL1-C5", campo="avance")
    fila = real.registro("PAL1-C5").fila
    anotar_avance(
        real.programa.entorno.contexto.almacen, compromiso=UUID(fila.uuid), rev=fila.rev, avance=10, estado=fila.estado
    )
    campo = real.pagina.registro.avance.avance
    qtbot.keyClicks(campo, "90")
    qtbot.keyClick(campo, Qt.Key.Key_Return)
    assert real.registro("PAL1-C5").fila.avance == 10
    assert campo.text() == "90" and real.pagina.registro.avance.error.text()


def test_el_proactivo_no_cuenta_y_se_dice(real: Abierta) -> None:
    general = avance_general(real.programa.entorno.contexto.almacen.lectura)
    assert (general.total, general.proactivos) == (11, 1)
    assert real.pagina.general.text().startswith("Avance general: 11 compromisos")
    assert "el proactivo no cuenta" in real.pagina.general.text()
    proactivo = real.registro("PAL1-CP").fila
    anotar_avance(
        real.programa.entorno.contexto.almacen, compromiso=UUID(proactivo.uuid), rev=proactivo.rev, avance=100
    )
    assert avance_general(real.programa.entorno.contexto.almacen.lectura).promedio is None
    real.pagina.lista.filtrar("ejercicio", "PAL2")
    assert "5 compromisos de PAL2" in real.pagina.general.text()
    assert "proactivo" not in real.pagina.general.text()


def test_la_lista_guarda_el_mas_de_y_cuenta_los_abiertos(real: Abierta) -> None:
    modelo = real.pagina.lista.modelo
    fila = next(f for n in range(modelo.rowCount()) if (f := modelo.fila(n)) and f.clave == "PAL1-C6")
    dichos = {columna.clave: columna.texto(fila) for columna in modelo.columnas}
    assert dichos["fojas"] == "más de 322"
    assert dichos["abiertos"] == "11"
    assert dichos["vencidos"] == ""


def test_sus_acuerdos_se_abren_con_enter(real: Abierta, qtbot: QtBot) -> None:
    real.mostrar("PAL1-C6")
    registro = real.pagina.registro
    assert [registro.pestanas.tabText(n) for n in range(5)] == [
        "Datos",
        "Actividades",
        "Reuniones 8",
        "Acuerdos 16",
        "Documentos 4",
    ]
    registro.pestanas.setCurrentWidget(registro.acuerdos)
    assert registro.acuerdos.pie.text() == "11 sin concluir, ninguno vencido"
    registro.acuerdos.vista.setFocus()
    registro.acuerdos.vista.selectRow(0)
    abierto = registro.acuerdos.modelo.fila(0)
    qtbot.keyClick(registro.acuerdos.vista, Qt.Key.Key_Return)
    actual = real.programa.entorno.navegacion.actual
    assert actual is not None and abierto is not None
    assert (actual.seccion, actual.uuid) == (Seccion.ACUERDOS, abierto.uuid)


def con_actividad(real: Abierta, texto: str) -> str:
    almacen = real.programa.entorno.contexto.almacen
    with almacen.escribir("Sembrar") as u:
        nueva = Actividad(
            compromiso=UUID(real.uuid("PAL1-C5")),
            n=1,
            actividad=texto,
            trimestre="T4 2017",
            responsable="Persona Uno",
            indicador="Planos",
        )
        u.agregar(nueva)
        u.asentar()
        uuid = str(nueva.uuid)
    real.programa.entorno.operaciones.anunciar()
    return uuid


def test_el_avance_de_una_actividad_se_escribe_en_su_celda(real: Abierta, qtbot: QtBot) -> None:
    uuid = con_actividad(real, "Levantar el plano")
    real.programa.entorno.navegacion.abrir("actividad", uuid)
    rejilla = real.pagina.registro.actividades.rejilla
    qtbot.keyClick(rejilla, Qt.Key.Key_Return)
    editor = rejilla.editor_abierto()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "60")
    qtbot.keyPress(editor, Qt.Key.Key_Return)  # the editor is gone before the key is let go
    qtbot.waitUntil(lambda: real.registro("PAL1-C5").actividades[0].avance == 60)
    rejilla.abrir(uuid, "avance")
    editor = rejilla.editor_abierto()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "bastante")
    qtbot.keyPress(editor, Qt.Key.Key_Return)  # the editor is gone before the key is let go
    qtbot.waitUntil(lambda: bool(real.pagina.registro.actividades.error.text()))
    assert real.registro("PAL1-C5").actividades[0].avance == 60


def test_un_texto_hostil_se_ve_tal_cual(real: Abierta, qtbot: QtBot) -> None:
    uuid = con_actividad(real, HOSTIL)
    real.programa.entorno.navegacion.abrir("actividad", uuid)
    qtbot.waitUntil(lambda: "<b>negritas</b> &amp; &" in textos(real.pagina.registro.actividades))
    assert real.programa.ventana is not None and real.programa.ventana.width() == 1366


def test_los_modelos_cumplen_las_reglas_de_qt(real: Abierta) -> None:
    registro = real.pagina.registro
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    modelos = (real.pagina.lista.modelo, registro.acuerdos.modelo, registro.actividades.modelo)
    probadores = [QAbstractItemModelTester(modelo, fatal) for modelo in modelos]
    con_actividad(real, "Otra")
    for clave in ("PAL1-C5", "PAL1-C1"):
        real.mostrar(clave)
    assert len(probadores) == 3


def test_sin_compromisos_se_dice_de_donde_llegan(programa_vacio: Programa) -> None:
    vacia = abrir(programa_vacio)
    almacen = programa_vacio.entorno.contexto.almacen
    hay = almacen.lectura.fila("SELECT count(*) AS n FROM compromiso")
    assert hay is not None
    assert vacia.pagina.general.isVisibleTo(vacia.pagina) == bool(hay["n"])
    if not hay["n"]:
        assert "libro de datos de la autoridad" in textos(vacia.pagina)


def test_un_compromiso_que_ya_no_esta_se_dice(real: Abierta) -> None:
    real.programa.entorno.navegacion.ir(Destino(Seccion.COMPROMISOS, "compromiso", str(UUID(int=7))))
    assert "ya no está" in real.programa.avisos.recientes[-1].texto
