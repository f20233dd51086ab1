"""The record of a meeting: its steps, the one button, what is missing, what is asked inside it, its tabs."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from enlace_app.consultas.registro_de_reunion import RegistroDeReunion, traer
from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.avisos import Aviso, Clase
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.reuniones.firma import PanelDeFirma
from enlace_app.ui.paginas.reuniones.pagina import PaginaDeReuniones
from enlace_app.ui.paginas.reuniones.pasos import pasos_de

MOTIVO = "<b>Sin luz</b> & sin sala"


class Caso:
    """A draft of today on show, and hands to work it."""

    def __init__(self, programa: Programa, qtbot: QtBot) -> None:
        assert programa.ventana is not None
        self.programa, self.qtbot, self.ventana = programa, qtbot, programa.ventana
        programa.entorno.navegacion.nuevo(Seccion.REUNIONES)
        pagina = programa.ventana.pagina_actual
        assert isinstance(pagina, PaginaDeReuniones)
        self.pagina, self.r = pagina, pagina.registro
        pagina.nueva.crear(sesion=False)
        self.almacen = programa.entorno.contexto.almacen

    @property
    def guardado(self) -> RegistroDeReunion:
        assert self.r.registro is not None
        return traer(self.almacen.lectura, self.r.registro.uuid)

    @property
    def uuid(self) -> UUID:
        return UUID(self.guardado.uuid)

    @property
    def pregunta(self) -> bool:
        """Whether a panel is open."""
        return self.r.panel is not None

    def elegir(self, texto: str) -> None:
        """Choose something of the menu, as its entry does."""
        accion = next(a for a in self.r._acciones.otras() if a.texto == texto)
        self.r._hacer(accion.hacer)

    def aceptar(self, texto: str = "") -> None:
        """Fill in the panel that is open, and press its button."""
        panel = self.r.panel
        assert panel is not None
        if texto:
            campo, *_ = panel.formulario.findChildren(CampoDeTexto)
            self.qtbot.keyClicks(campo, texto)
        self.qtbot.mouseClick(panel.boton, Qt.MouseButton.LeftButton)

    def pulsar(self) -> None:
        """Press the one button that leads on."""
        self.qtbot.mouseClick(self.r.boton, Qt.MouseButton.LeftButton)

    def hacer_cerrable(self) -> None:
        """Write what an acta cannot do without, and take it to its review."""
        from enlace_app.servicios.asistencias import registrar_asistencia
        from enlace_app.servicios.puntos import agregar_punto
        from enlace_app.servicios.reuniones import cambiar_datos

        uuid = self.uuid
        agregar_punto(self.almacen, reunion=uuid, asunto="Asunto", desarrollo="Se expuso.")
        registrar_asistencia(self.almacen, reunion=uuid, persona="Persona Dos", calidad="facilitador")
        cambiar_datos(self.almacen, reunion=uuid, rev=self.guardado.rev, facilitador="Persona Dos")
        self.programa.entorno.operaciones.anunciar()
        self.elegir("Dar por celebrada")
        self.pulsar()

    def cerrar(self) -> None:
        self.hacer_cerrable()
        self.pulsar()
        self.aceptar()
        self.qtbot.waitUntil(lambda: self.guardado.estado == "cerrada", timeout=20_000)
        self.qtbot.waitUntil(lambda: self.r.boton.text() == "Firmar…")


@pytest.fixture
def caso(programa_vacio: Programa, qtbot: QtBot) -> Caso:
    return Caso(programa_vacio, qtbot)


@pytest.mark.parametrize("estado", list(EstadoReunion))
def test_los_pasos_dicen_lo_hecho_lo_actual_y_lo_que_falta(estado: EstadoReunion) -> None:
    pasos = pasos_de(estado)
    assert sum(paso.actual for paso in pasos) == 1
    if estado in {EstadoReunion.CANCELADA, EstadoReunion.NO_CELEBRADA}:
        assert len(pasos) == 1
    else:
        assert [p.palabra for p in pasos][0::5] == ["Borrador", "Firmada"]
        antes = [p.dicho.rpartition(": ")[2] for p in pasos]
        lugar = antes.index("aquí está")
        assert antes == ["hecho"] * lugar + ["aquí está"] + ["falta"] * (5 - lugar)


def test_el_camino_completo_por_el_boton_que_sigue(caso: Caso) -> None:
    """Borrador → celebrada → en revisión → cerrada → firmada, each step read back from the data."""
    assert caso.r.boton.text() == "Empezar la sesión"
    caso.cerrar()
    assert caso.guardado.folio.startswith("RT/CAR-")
    caso.pulsar()
    panel = caso.r.panel
    assert isinstance(panel, PanelDeFirma)
    assert [f.nombre for f in panel.firmantes if f.pendiente] == ["Persona Dos"]
    caso.qtbot.keyClicks(panel.nombre, "persona dos")
    panel.firmar_simple()
    caso.qtbot.waitUntil(lambda: caso.guardado.estado == "firmada", timeout=20_000)
    caso.qtbot.waitUntil(lambda: caso.r.boton.text() == "Exportar acta PDF…")


def test_el_escaneo_asienta_a_los_marcados_y_uno_que_no_sirve_se_dice(caso: Caso, tmp_path: Path) -> None:
    caso.cerrar()
    caso.pulsar()
    panel = caso.r.panel
    assert isinstance(panel, PanelDeFirma)
    malo = tmp_path / "escaneo.pdf"
    malo.write_bytes(b"nada")
    panel.firmar_con(malo)
    caso.qtbot.waitUntil(lambda: "no es un PDF" in panel.error.text(), timeout=20_000)
    assert panel.boton.isEnabled()
    bueno = tmp_path / "escaneo.jpg"
    bueno.write_bytes(b"\xff\xd8\xff" + b"0" * 100 + b"\xff\xd9")
    panel.firmar_con(bueno)
    caso.qtbot.waitUntil(lambda: caso.guardado.estado == "firmada", timeout=20_000)


def test_lo_que_impide_cerrar_se_ve_y_cada_renglon_lleva_a_su_campo(caso: Caso) -> None:
    caso.elegir("Dar por celebrada")
    with caso.qtbot.waitSignal(caso.r.pendientes.revisado, timeout=20_000):
        caso.pulsar()
    caso.pulsar()
    caso.aceptar()
    caso.qtbot.waitUntil(caso.r.pendientes.lista.isVisible, timeout=20_000)
    assert caso.guardado.estado == "en_revision"
    assert {h.campo for h in caso.r.pendientes.bloqueos} == {"presentes_n", "orden_del_dia"}
    lista = caso.r.pendientes.lista
    textos = [lista.item(n).text() for n in range(lista.count())]
    lista.setCurrentRow(next(n for n, texto in enumerate(textos) if "sede" in texto.casefold()))
    caso.qtbot.keyClick(lista, Qt.Key.Key_Return)
    enfocado = caso.ventana.focusWidget()
    assert enfocado is not None and enfocado.accessibleName() == "Sede"


def test_la_cuenta_de_lo_que_falta_se_pone_al_dia_con_cada_cambio(caso: Caso) -> None:
    from enlace_app.servicios.puntos import agregar_punto

    pendientes = caso.r.pendientes
    with caso.qtbot.waitSignal(pendientes.revisado, timeout=20_000):
        pass
    assert pendientes.encabezado.text() == "Lo que falta para cerrar el acta: 2 · 4 avisos"
    agregar_punto(caso.almacen, reunion=caso.uuid, asunto="Asunto", desarrollo="Se expuso.")
    with caso.qtbot.waitSignal(pendientes.revisado, timeout=20_000):
        caso.programa.entorno.operaciones.anunciar()
    assert pendientes.encabezado.text() == "Lo que falta para cerrar el acta: 1 · 4 avisos"


def test_cancelar_pide_el_motivo_y_lo_muestra_tal_como_se_escribio(caso: Caso) -> None:
    caso.elegir("Cancelar con motivo…")
    caso.aceptar()
    assert caso.r.panel is not None and caso.r.panel.error.text() == "Escriba el motivo."
    assert caso.guardado.estado == "borrador"
    caso.aceptar(MOTIVO)
    assert (caso.guardado.estado, caso.guardado.motivo_estado) == ("cancelada", MOTIVO)
    assert not caso.pregunta
    con_motivo = [e for e in caso.r.findChildren(QLabel) if MOTIVO in e.text() and e.isVisible()]
    assert con_motivo and all(e.textFormat() == Qt.TextFormat.PlainText for e in con_motivo)
    assert not caso.r.pendientes.isVisible()


def test_reabrir_con_motivo_vuelve_a_revision(caso: Caso) -> None:
    caso.cerrar()
    caso.elegir("Reabrir con motivo…")
    caso.aceptar("Falta un nombre")
    assert caso.guardado.estado == "en_revision"
    assert caso.guardado.folio.startswith("RT/CAR-")


def test_convocar_anota_el_dia_y_sin_quorum_no_se_celebra(caso: Caso) -> None:
    caso.elegir("Convocar…")
    caso.aceptar()
    assert (caso.guardado.estado, str(caso.guardado.programada)) == ("convocada", "2017-11-21")
    caso.elegir("No celebrada por falta de quórum…")
    caso.aceptar()
    assert caso.guardado.estado == "no_celebrada"
    assert caso.r.boton.text() == "Nueva a partir de esta…"


def test_esc_cierra_lo_que_se_pregunta_y_nada_cambia(caso: Caso) -> None:
    caso.elegir("Retirar borrador…")
    assert caso.r.panel is not None
    caso.qtbot.keyClick(caso.r.panel.boton, Qt.Key.Key_Escape)
    assert not caso.pregunta
    assert not caso.guardado.baja


def test_retirar_el_borrador_lo_quita_de_la_lista_y_de_la_vista(caso: Caso) -> None:
    caso.elegir("Retirar borrador…")
    caso.aceptar()
    assert caso.guardado.baja
    assert caso.pagina.lista.modelo.rowCount() == 0
    assert not caso.r.isVisible()


def test_nueva_a_partir_de_esta_se_muestra_con_sus_asuntos(caso: Caso) -> None:
    caso.hacer_cerrable()
    anterior = caso.uuid
    caso.elegir("Nueva a partir de esta…")
    caso.aceptar()
    assert caso.uuid != anterior
    assert [p.asunto for p in caso.guardado.puntos] == ["Asunto"]
    assert caso.pagina.lista.uuid_actual == str(caso.uuid)


def test_copiar_los_acuerdos_pone_el_texto_en_el_portapapeles(caso: Caso) -> None:
    caso.elegir("Copiar los acuerdos como texto")
    assert "No se tomaron acuerdos." in QGuiApplication.clipboard().text()


def test_el_borrador_se_exporta_en_pdf(caso: Caso, tmp_path: Path) -> None:
    destino = tmp_path / "acta.pdf"
    caso.r.ordenes.exportar_a(destino)
    caso.qtbot.waitUntil(destino.exists, timeout=20_000)
    assert destino.read_bytes().startswith(b"%PDF-")


def test_las_pestanas_se_cambian_con_el_teclado_y_se_recuerda_la_ultima(caso: Caso) -> None:
    caso.ventana.activateWindow()
    caso.qtbot.waitUntil(caso.ventana.isActiveWindow)
    caso.qtbot.keyClick(caso.r, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert caso.r.pestanas.currentIndex() == 2
    caso.qtbot.keyClick(caso.r, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    caso.qtbot.keyClick(caso.r, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    caso.qtbot.keyClick(caso.r, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert caso.r.pestanas.currentIndex() == 1
    assert PaginaDeReuniones(caso.programa.entorno).registro.pestanas.currentIndex() == 1


def test_un_error_en_un_campo_no_deja_irse_sin_decirlo(caso: Caso) -> None:
    from enlace_app.ui.paginas.reuniones.pestanas.datos import PestanaDeDatos

    avisos: list[Aviso] = []
    caso.programa.entorno.avisos.nuevo.connect(avisos.append)
    caso.r.elegir_pestana(0)
    datos = caso.r.findChild(PestanaDeDatos)
    assert isinstance(datos, PestanaDeDatos)
    datos.formulario.horas["hora_fin"].setText("99")
    caso.programa.entorno.navegacion.ir(Destino(Seccion.INICIO))
    assert caso.ventana.pagina_actual is caso.pagina
    assert [(a.clase, "Horas" in a.texto) for a in avisos] == [(Clase.ERROR, True)]
