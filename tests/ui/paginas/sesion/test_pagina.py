"""The session from its beginning to its end, left and come back to."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from enlace_app.datos.almacen import Almacen
from enlace_app.servicios.reuniones import cancelar_reunion
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.navegacion import Seccion
from enlace_app.ui.paginas.reuniones.pagina import PaginaDeReuniones
from enlace_app.ui.paginas.sesion.pagina import PaginaDeSesion
from tests.ui.conftest import AbrirPrograma
from tests.ui.paginas.sesion.conftest import SentarEn
from tests.ui.paginas.sesion.escenario import HORA, HOY, PUNTOS, Mesa, Modificador

K, CTRL = Qt.Key, Modificador.ControlModifier


def test_abrirla_la_comienza(sentar: SentarEn) -> None:
    mesa = sentar(fecha=None)
    assert (mesa.registro.hora_inicio, mesa.registro.fecha.fecha) == (HORA, HOY)
    assert mesa.pagina.encabezado.duracion.text() == "00:00"


def test_terminar_pone_la_hora_y_abre_el_registro(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F4)
    mesa.escribir("a medias")
    mesa.tecla(K.Key_F10)
    cierre = mesa.pagina.medio.cierre
    assert "Quedó a medias: un acuerdo." in cierre.pendientes.text()
    assert "No consta quién asistió." in cierre.pendientes.text()
    assert cierre.hora.text() == HORA
    mesa.tecla(K.Key_Return)
    assert (mesa.registro.hora_fin, mesa.registro.estado) == (HORA, "celebrada")
    assert isinstance(mesa.ventana.pagina_actual, PaginaDeReuniones)
    mesa.programa.entorno.navegacion.sesion(str(mesa.reunion))
    assert mesa.pagina.medio.acuerdo.campo.text() == "a medias", "terminar no tira lo que no se agregó"


def test_terminar_sin_nada_a_medias_no_deja_rastro(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F2, K.Key_F10, K.Key_Return)
    mesa.programa.autoguardado.esperar()
    assert mesa.almacen.capturas.leer(f"sesion:{mesa.reunion}") == {}


def test_deshacer_el_comienzo_no_lo_repite(mesa: Mesa) -> None:
    mesa.tecla(K.Key_Z, con=CTRL)
    assert mesa.registro.hora_inicio is None
    assert mesa.pagina.sesion is not None
    mesa.pagina.sesion.reloj.cambiado.emit()
    assert mesa.registro.hora_inicio is None


def test_seguir_en_vez_de_terminar(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F10, K.Key_Escape)
    assert mesa.registro.hora_fin is None
    assert mesa.pagina.medio.notas.hasFocus()


@pytest.mark.parametrize("tecla", [K.Key_F11, K.Key_Escape])
def test_volver_al_registro_sin_terminar_guarda_lo_escrito(mesa: Mesa, tecla: Qt.Key) -> None:
    mesa.pagina.medio.tomar_teclado()
    mesa.escribir("lo dicho")
    mesa.tecla(tecla)
    assert isinstance(mesa.ventana.pagina_actual, PaginaDeReuniones)
    assert mesa.registro.puntos[0].desarrollo == "lo dicho"
    assert mesa.registro.estado == "borrador"


def test_lo_que_quedo_a_medias_espera_al_volver(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F2, K.Key_F4)
    mesa.escribir("limpiar los can")
    mesa.tecla(K.Key_F3)
    mesa.escribir("Persona Do")
    mesa.tecla(K.Key_F11)
    mesa.programa.entorno.navegacion.sesion(str(mesa.reunion))
    assert mesa.pagina.sesion is not None
    assert mesa.pagina.sesion.punto == mesa.registro.puntos[1]
    assert mesa.pagina.medio.acuerdo.campo.text() == "limpiar los can"
    assert mesa.pagina.asistencia.campo.text() == "Persona Do"
    assert mesa.pagina.asistencia.campo.hasFocus()


def test_tras_un_corte_todo_esta_donde_estaba(
    carpeta_con_reunion: tuple[Path, UUID], abrir_programa: AbrirPrograma, qtbot: QtBot, tmp_path: Path
) -> None:
    """The folder is copied while it is open, as a power cut leaves it; then it is opened anew."""
    import shutil

    raiz, reunion = carpeta_con_reunion
    mesa = Mesa(abrir_programa(raiz), reunion)
    mesa.tecla(K.Key_F2)
    mesa.escribir("notas a medi")
    mesa.tecla(K.Key_F5)
    mesa.escribir("12")
    mesa.programa.autoguardado.esperar()
    copia = Path(shutil.copytree(raiz, tmp_path / "copia", ignore=shutil.ignore_patterns("*.lock", "cerrojo*")))
    despues = abrir_programa(copia)
    assert despues.ventana is not None
    pagina = despues.ventana.pagina_actual
    assert isinstance(pagina, PaginaDeSesion)
    assert pagina.sesion is not None
    assert pagina.sesion.punto is not None
    assert pagina.sesion.punto.asunto == PUNTOS[1]
    assert pagina.medio.notas.valor() == "notas a medi"
    assert pagina.medio.votacion.isVisible()
    assert pagina.medio.votacion.lados[0].text() == "12"


def test_un_acuerdo_ya_agregado_no_vuelve_a_la_linea(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F4)
    mesa.escribir("limpiar los canales")
    capturado = mesa.pagina.capturas()
    mesa.tecla(K.Key_Return, K.Key_F11)
    # As if the power had gone between the operation and the next saving.
    mesa.programa.autoguardado.esperar()
    mesa.almacen.capturas.guardar(f"sesion:{mesa.reunion}", capturado)
    mesa.programa.autoguardado.soltar(f"sesion:{mesa.reunion}")
    mesa.programa.autoguardado.esperar()
    mesa.almacen.capturas.guardar(f"sesion:{mesa.reunion}", {k: v for k, v in capturado.items() if v})
    mesa.programa.entorno.navegacion.sesion(str(mesa.reunion))
    assert mesa.pagina.medio.acuerdo.campo.text() == ""


def _cancelada(almacen: Almacen, reunion: UUID) -> None:
    fila = almacen.lectura.fila("SELECT rev FROM reunion WHERE uuid = :u", {"u": str(reunion)})
    assert fila is not None
    cancelar_reunion(almacen, reunion=reunion, rev=fila["rev"], motivo="lluvia")


def test_una_que_ya_no_se_modifica_abre_su_registro(sentar: SentarEn, qtbot: QtBot) -> None:
    mesa = sentar(_cancelada)
    qtbot.waitUntil(lambda: isinstance(mesa.ventana.pagina_actual, PaginaDeReuniones))
    assert "está cancelada y ya no se modifica" in mesa.avisos()[-1]
    assert mesa.registro.hora_inicio is None


def test_una_que_no_existe_no_rompe_nada(programa_vacio: Programa, qtbot: QtBot) -> None:
    ventana = programa_vacio.ventana
    assert ventana is not None
    programa_vacio.entorno.navegacion.sesion("01a1fde4-d371-75be-84f5-af5ffdb6c18f")
    qtbot.waitUntil(lambda: isinstance(ventana.pagina_actual, PaginaDeReuniones))
    assert "ya no existe" in programa_vacio.avisos.recientes[-1].texto


def test_el_orden_del_dia_con_el_teclado(mesa: Mesa) -> None:
    orden = mesa.pagina.orden
    mesa.tecla(K.Key_P, con=CTRL)
    for asunto in ("Cuatro", "<b>Cinco</b> & más"):
        mesa.escribir(asunto)
        mesa.tecla(K.Key_Return)
    assert [p.asunto for p in mesa.registro.puntos] == [*PUNTOS, "Cuatro", "<b>Cinco</b> & más"]
    orden.lista.tomar_teclado()
    mesa.tecla(K.Key_Down, con=CTRL)
    assert [p.asunto for p in mesa.registro.puntos][:2] == [PUNTOS[1], PUNTOS[0]]
    mesa.tecla(K.Key_R, con=CTRL)
    mesa.escribir("Otro asunto")
    mesa.tecla(K.Key_Return)
    assert mesa.registro.puntos[1].asunto == "Otro asunto"
    orden.lista.tomar_teclado()
    mesa.tecla(K.Key_Delete)
    assert len(mesa.registro.puntos) == 4
    mesa.tecla(K.Key_Z, con=CTRL)
    assert len(mesa.registro.puntos) == 5


def test_un_punto_con_acuerdos_no_se_retira(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F4)
    mesa.escribir("algo")
    mesa.tecla(K.Key_Return)
    mesa.pagina.orden.lista.tomar_teclado()
    mesa.tecla(K.Key_Delete)
    assert len(mesa.registro.puntos) == 3
    assert "retírelos antes" in mesa.avisos()[-1]


def test_el_clic_en_un_punto_va_a_el_y_lo_anterior_queda_tratado(mesa: Mesa, qtbot: QtBot) -> None:
    lista = mesa.pagina.orden.lista
    mesa.tecla(K.Key_F2)
    zona = lista.visualRect(lista.modelo.index(2))
    qtbot.mouseClick(lista.viewport(), Qt.MouseButton.LeftButton, pos=zona.center())
    assert mesa.pagina.sesion is not None
    assert mesa.pagina.sesion.punto == mesa.registro.puntos[2]
    signos = [lista.modelo.renglon(n).signo for n in range(3)]  # type: ignore[union-attr]
    assert signos == ["tratado", "", "punto actual"]


def test_cada_control_tiene_nombre_y_ningun_texto_se_interpreta(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F5, K.Key_F6, K.Key_F10)
    mesa.pagina.asistencia.contar()
    con_teclado = [
        w
        for w in mesa.pagina.findChildren(QWidget)
        if w.focusPolicy() != Qt.FocusPolicy.NoFocus and not w.objectName().startswith("qt_")
    ]
    sin_nombre = [type(w).__name__ for w in con_teclado if not w.accessibleName() and w.focusProxy() is None]
    assert sin_nombre == []
    assert all(e.textFormat() == Qt.TextFormat.PlainText for e in mesa.pagina.findChildren(QLabel))


def test_f1_abre_la_ayuda_y_no_pierde_nada(mesa: Mesa) -> None:
    mesa.pagina.medio.tomar_teclado()
    mesa.escribir("lo dicho")
    mesa.tecla(K.Key_F1)
    assert mesa.registro.puntos[0].desarrollo == "lo dicho"
    assert mesa.programa.entorno.navegacion.actual is not None
    assert mesa.programa.entorno.navegacion.actual.seccion is Seccion.AYUDA
