"""The directory in the real window: persons, institutions, nombramientos, and names that match none of them."""

from datetime import date
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from enlace_app.consultas import personas
from enlace_app.consultas.nombres_sueltos import NombreSuelto, nombres_sueltos
from enlace_app.consultas.registro_de_organizacion import RegistroDeOrganizacion, traer
from enlace_app.servicios.organizaciones import agregar_organizacion
from enlace_app.servicios.personas import agregar_persona
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.componentes.botones import BotonPrimario, Enlace
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.directorio.instituciones import PanelDeInstituciones
from enlace_app.ui.paginas.directorio.nombramientos import PanelDeNombramientos
from enlace_app.ui.paginas.directorio.nombres_sueltos import PanelDeNombresSueltos
from enlace_app.ui.paginas.directorio.pagina import PaginaDeDirectorio
from enlace_app.ui.paginas.directorio.panel import Panel
from enlace_app.ui.paginas.directorio.personas import PanelDePersonas

HOY = date(2017, 11, 21)
HOSTIL = "<b>negritas</b> &amp; & " + "x" * 3_000
P = TypeVar("P", bound=Panel)


def abrir(programa: Programa, parte: int, clase: type[P]) -> P:
    programa.entorno.navegacion.ir(Destino(Seccion.DIRECTORIO))
    assert programa.ventana is not None
    pagina = programa.ventana.pagina_actual
    assert isinstance(pagina, PaginaDeDirectorio)
    pagina.vistas.setCurrentIndex(parte)
    panel = pagina.panel
    assert isinstance(panel, clase)
    return panel


def textos(dentro: QWidget) -> str:
    return "\n".join(e.text() for e in dentro.findChildren(QLabel) if e.isVisibleTo(dentro))


def persona(programa: Programa, nombre: str) -> personas.FilaPersona | None:
    todas = personas.listar(programa.entorno.contexto.almacen.lectura, hoy=HOY, texto=nombre)
    return next((fila for fila in todas if fila.nombre == nombre), None)


def institucion(programa: Programa, nombre: str) -> RegistroDeOrganizacion:
    lectura = programa.entorno.contexto.almacen.lectura
    fila = lectura.fila("SELECT uuid FROM organizacion WHERE nombre = :nombre AND NOT baja", {"nombre": nombre})
    assert fila is not None
    registro = traer(lectura, fila["uuid"])
    assert registro is not None
    return registro


def boton(dentro: QWidget, nombre: str) -> QPushButton:
    return next(b for b in dentro.findChildren(QPushButton) if b.accessibleName() == nombre and b.isVisibleTo(dentro))


def test_una_persona_se_agrega_y_se_nombra_con_el_teclado(programa_vacio: Programa, qtbot: QtBot) -> None:
    panel = abrir(programa_vacio, 0, PanelDePersonas)
    assert QApplication.focusWidget() is panel.alta.campo  # nobody yet: adding comes first
    qtbot.keyClicks(panel.alta.campo, "Persona Dos")
    qtbot.keyClick(panel.alta.campo, Qt.Key.Key_Return)
    fila = persona(programa_vacio, "Persona Dos")
    assert fila is not None and panel.alta.campo.text() == ""
    qtbot.keyClick(panel.registro.nombrar, Qt.Key.Key_Return)
    nuevo = panel.registro.nuevo
    assert QApplication.focusWidget() is nuevo.rol
    qtbot.keyClicks(nuevo.rol, "Enlace regional")
    nuevo.rol.cerrar()
    nuevo.desde.linea.setFocus()
    qtbot.keyClicks(nuevo.desde.linea, "1/3/2017")
    qtbot.keyClick(nuevo.guardar, Qt.Key.Key_Return)
    registro = personas.traer(programa_vacio.entorno.contexto.almacen.lectura, fila.uuid, hoy=HOY)
    assert registro is not None
    (nombramiento,) = registro.nombramientos
    assert (nombramiento.rol, nombramiento.desde, nombramiento.vigente) == ("Enlace regional", date(2017, 3, 1), True)
    assert "desde 1 mar 2017 en adelante" in textos(panel.registro)
    qtbot.mouseClick(boton(panel.registro, "Terminar el nombramiento Enlace regional"), Qt.MouseButton.LeftButton)
    linea = panel.registro.ultimo_dia.linea
    linea.selectAll()
    qtbot.keyClicks(linea, "31/10/2017")
    qtbot.keyClick(boton(panel.registro, "Terminar ese día"), Qt.Key.Key_Return)
    despues = personas.traer(programa_vacio.entorno.contexto.almacen.lectura, fila.uuid, hoy=HOY)
    assert despues is not None
    assert (despues.nombramientos[0].hasta, despues.nombramientos[0].vigente) == (date(2017, 10, 31), False)


def test_dos_personas_del_mismo_nombre_solo_si_alguien_lo_dice(programa_vacio: Programa, qtbot: QtBot) -> None:
    panel = abrir(programa_vacio, 0, PanelDePersonas)
    for _ in range(2):
        qtbot.keyClicks(panel.alta.campo, "Persona Dos")
        qtbot.keyClick(panel.alta.campo, Qt.Key.Key_Return)
        panel.alta.campo.setFocus()
    assert panel.lista.modelo.rowCount() == 1
    assert "Ya hay" in panel.alta.error.text() and panel.alta.campo.text() == "Persona Dos"
    qtbot.keyClick(panel.alta.insistir, Qt.Key.Key_Return)
    assert panel.lista.modelo.rowCount() == 2


def test_el_nombre_hostil_se_ve_tal_cual(programa_vacio: Programa) -> None:
    almacen = programa_vacio.entorno.contexto.almacen
    suya = agregar_persona(almacen, nombre=HOSTIL).principal
    otra = agregar_organizacion(almacen, nombre=HOSTIL, alias=[f"{HOSTIL}y"]).principal
    programa_vacio.entorno.operaciones.anunciar()
    for tabla, uuid in (("persona", suya), ("organizacion", otra)):
        programa_vacio.entorno.navegacion.abrir(tabla, str(uuid))
        ventana = programa_vacio.ventana
        assert ventana is not None and isinstance(ventana.pagina_actual, PaginaDeDirectorio)
        assert "<b>negritas</b> &amp; &" in textos(ventana.pagina_actual.panel)
        assert ventana.width() == 1366


def test_una_institucion_se_corrige_campo_por_campo(programa_vacio: Programa, qtbot: QtBot) -> None:
    panel = abrir(programa_vacio, 1, PanelDeInstituciones)
    panel.nuevo()
    qtbot.keyClicks(panel.alta.campo, "Instituto Inventado")
    qtbot.keyClick(panel.alta.campo, Qt.Key.Key_Return)
    registro = panel.registro
    qtbot.keyClicks(registro.campos["sigla"], "INVX")
    qtbot.keyClick(registro.campos["sigla"], Qt.Key.Key_Return)
    registro.alias.setFocus()
    qtbot.keyClicks(registro.alias, "El Inventado")
    qtbot.keyClick(registro.alias, Qt.Key.Key_Return)
    qtbot.keyClicks(registro.dias["hasta"].linea, "30/6/2017")
    qtbot.keyClick(registro.dias["hasta"].linea, Qt.Key.Key_Return)
    guardada = institucion(programa_vacio, "Instituto Inventado")
    assert (guardada.sigla, guardada.alias, guardada.hasta) == ("INVX", ("El Inventado",), date(2017, 6, 30))
    qtbot.mouseClick(boton(registro, "Quitar El Inventado"), Qt.MouseButton.LeftButton)
    assert institucion(programa_vacio, "Instituto Inventado").alias == ()
    qtbot.mouseClick(registro.retirar, Qt.MouseButton.LeftButton)
    lectura = programa_vacio.entorno.contexto.almacen.lectura
    fila = lectura.fila("SELECT baja FROM organizacion WHERE nombre = 'Instituto Inventado'")
    assert fila is not None and fila["baja"]


def test_una_fecha_imposible_se_queda_bajo_su_campo(programa_vacio: Programa, qtbot: QtBot) -> None:
    panel = abrir(programa_vacio, 1, PanelDeInstituciones)
    panel.nuevo()
    qtbot.keyClicks(panel.alta.campo, "Instituto Inventado")
    qtbot.keyClick(panel.alta.campo, Qt.Key.Key_Return)
    for clave, dia in (("desde", "1/1/2017"), ("hasta", "1/1/2016")):
        qtbot.keyClicks(panel.registro.dias[clave].linea, dia)
        qtbot.keyClick(panel.registro.dias[clave].linea, Qt.Key.Key_Return)
    assert "Existió hasta" in panel.registro.formulario.errores()
    assert institucion(programa_vacio, "Instituto Inventado").hasta is None
    assert not panel.dejar()


def test_la_sucesion_se_recorre_con_clics(programa_real: Programa, qtbot: QtBot) -> None:
    nueva = institucion(programa_real, "Información y Transparencia de Coahuila")
    vieja = nueva.cadena[0]
    programa_real.entorno.navegacion.abrir("organizacion", nueva.uuid)
    ventana = programa_real.ventana
    assert ventana is not None and isinstance(ventana.pagina_actual, PaginaDeDirectorio)
    panel = ventana.pagina_actual.panel
    assert isinstance(panel, PanelDeInstituciones)
    enlace = next(e for e in panel.findChildren(Enlace) if e.text() == vieja.nombre)
    enlace.setFocus()
    qtbot.keyClick(enlace, Qt.Key.Key_Return)
    assert panel.registro.registro is not None and panel.registro.registro.uuid == vieja.uuid
    assert "Le sucede" in textos(panel.registro)
    assert "reuniones en que estuvo" in textos(panel.registro)


def test_una_institucion_en_uso_no_se_retira(programa_real: Programa, qtbot: QtBot) -> None:
    uuid = institucion(programa_real, "Comisión Nacional del Agua").uuid
    programa_real.entorno.navegacion.abrir("organizacion", uuid)
    panel = abrir(programa_real, 1, PanelDeInstituciones)
    qtbot.mouseClick(panel.registro.retirar, Qt.MouseButton.LeftButton)
    assert "está en uso" in programa_real.avisos.recientes[-1].texto
    assert institucion(programa_real, "Comisión Nacional del Agua").uuid == uuid


def test_los_nombramientos_vigentes_y_su_persona(programa_real: Programa, qtbot: QtBot) -> None:
    panel = abrir(programa_real, 2, PanelDeNombramientos)
    todos = panel.lista.modelo.rowCount()
    qtbot.keyClick(panel.vigentes, Qt.Key.Key_Space)
    assert 0 < panel.lista.modelo.rowCount() < todos
    assert {fila.vigente for fila in panel.lista.modelo.filas} == {True}
    suyo = next(fila for fila in panel.lista.modelo.filas if fila.persona)
    panel.enfocar()
    panel.lista.seleccionar(suyo)
    qtbot.keyClick(panel.lista.tabla, Qt.Key.Key_Return)
    actual = programa_real.entorno.navegacion.actual
    assert actual is not None and (actual.tabla, actual.uuid) == ("persona", suyo.persona)


@pytest.fixture
def sueltos(programa_real: Programa, qtbot: QtBot) -> PanelDeNombresSueltos:
    panel = abrir(programa_real, 3, PanelDeNombresSueltos)
    qtbot.waitUntil(lambda: panel.lista.modelo.rowCount() > 0)
    return panel


def leidos(programa: Programa) -> dict[str, NombreSuelto]:
    return {n.literal: n for n in nombres_sueltos(programa.entorno.contexto.almacen.lectura)}


def test_un_nombre_se_vincula_con_lo_sugerido_y_se_deshace(
    programa_real: Programa, sueltos: PanelDeNombresSueltos, qtbot: QtBot
) -> None:
    nombre = leidos(programa_real)["SIMAS de la región"]
    sueltos.lista.seleccionar(nombre)
    sueltos.enfocar()
    assert nombre.sugerencias[0].porque in textos(sueltos)
    qtbot.keyClick(sueltos.lista.tabla, Qt.Key.Key_Return)
    vincular = QApplication.focusWidget()
    assert isinstance(vincular, BotonPrimario)
    qtbot.keyClick(vincular, Qt.Key.Key_Return)
    assert nombre.literal not in leidos(programa_real)
    qtbot.waitUntil(lambda: nombre not in sueltos.lista.modelo.todas)
    aviso = programa_real.avisos.recientes[-1]
    assert aviso.opcion == "Deshacer" and aviso.accion is not None and nombre.literal in aviso.texto
    aviso.accion()
    assert nombre.literal in leidos(programa_real)


def test_un_nombre_se_vincula_con_uno_buscado(
    programa_real: Programa, sueltos: PanelDeNombresSueltos, qtbot: QtBot
) -> None:
    sueltos.lista.seleccionar(leidos(programa_real)["comunidad"])
    sueltos.buscador.setFocus()
    qtbot.keyClicks(sueltos.buscador, "fundar")
    qtbot.keyClick(sueltos.buscador, Qt.Key.Key_Return)
    fundar = institucion(programa_real, "Fundar, Centro de Análisis e Investigación A.C.")
    assert "comunidad" in fundar.alias
    assert "comunidad" not in leidos(programa_real)


def test_crear_y_vincular_se_deshace_entero(
    programa_real: Programa, sueltos: PanelDeNombresSueltos, qtbot: QtBot
) -> None:
    sueltos.lista.seleccionar(leidos(programa_real)["clubes de servicio"])
    qtbot.keyClick(sueltos.crear_institucion, Qt.Key.Key_Return)
    assert institucion(programa_real, "clubes de servicio").usos.reuniones == 5
    assert "clubes de servicio" not in leidos(programa_real)
    qtbot.waitUntil(lambda: not programa_real.entorno.tareas.ocupada)
    accion = programa_real.avisos.recientes[-1].accion
    assert accion is not None
    accion()
    assert leidos(programa_real)["clubes de servicio"].veces == 5


def test_un_ejemplo_lleva_a_su_registro(programa_real: Programa, sueltos: PanelDeNombresSueltos, qtbot: QtBot) -> None:
    nombre = leidos(programa_real)["comunidad"]
    sueltos.lista.seleccionar(nombre)
    ejemplo = next(e for e in sueltos.findChildren(Enlace) if e.text().startswith("Asistencia de PAL1-"))
    ejemplo.setFocus()
    qtbot.keyClick(ejemplo, Qt.Key.Key_Return)
    actual = programa_real.entorno.navegacion.actual
    assert actual is not None and (actual.tabla, actual.uuid) == ("asistencia", nombre.donde[0].uuid)


def test_los_modelos_cumplen_las_reglas_de_qt(
    programa_real: Programa, sueltos: PanelDeNombresSueltos, qtbot: QtBot
) -> None:
    modelo = sueltos.lista.modelo
    probador = QAbstractItemModelTester(modelo, QAbstractItemModelTester.FailureReportingMode.Fatal)
    sueltos.lista.buscador.setText("simas")
    assert 0 < modelo.rowCount() < len(modelo.todas)
    for orden in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        sueltos.lista.tabla.horizontalHeader().setSortIndicator(1, orden)
    veces = [fila.veces for fila in modelo.filas]
    assert veces == sorted(veces, reverse=True)
    sueltos.lista.buscador.setText("nadie se llama así")
    assert "Nada coincide" in textos(sueltos)
    sueltos.lista.buscador.clear()
    assert probador is not None


def test_lo_que_ya_no_esta_se_dice(programa_real: Programa) -> None:
    programa_real.entorno.navegacion.abrir("persona", str(UUID(int=7)))
    assert "ya no está" in programa_real.avisos.recientes[-1].texto
