"""The page that makes packages: what it says is what the workbook holds afterwards."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from enlace_app.arranque import leer_alfabeto
from enlace_app.consultas import paquetes
from enlace_app.datos.almacen import Almacen
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.reuniones import crear_reunion
from enlace_app.servicios.sitios import iniciar
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.componentes.botones import Enlace
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.paquetes.lo_que_ira import LoQueIra
from enlace_app.ui.paginas.paquetes.pagina import PaginaDePaquetes
from enlace_app.ui.tareas import Cancelada

AbrirPrograma = Callable[[Path], Programa]


def abrir_paquetes(programa: Programa, qtbot: QtBot) -> PaginaDePaquetes:
    programa.entorno.navegacion.ir(Destino(Seccion.PAQUETES))
    assert programa.ventana is not None
    pagina = programa.ventana.pagina_actual
    assert isinstance(pagina, PaginaDePaquetes)
    if pagina.lo_que_ira is not None:
        qtbot.waitUntil(lambda: pagina.lo_que_ira is not None and pagina.lo_que_ira.vista is not None, timeout=15_000)
    return pagina


def envio_de(pagina: PaginaDePaquetes) -> LoQueIra:
    assert pagina.lo_que_ira is not None
    return pagina.lo_que_ira


def crear(pagina: PaginaDePaquetes, destino: Path, qtbot: QtBot) -> None:
    """Press the button; the file dialog, which is the system's, answers with `destino`."""
    envio = envio_de(pagina)
    qtbot.keyClick(envio.boton, Qt.Key.Key_Return)
    assert not envio.boton.isEnabled()
    qtbot.waitUntil(envio.boton.isEnabled, timeout=15_000)


@pytest.fixture
def destino(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the person chooses to write, whatever the page suggests."""
    ruta = tmp_path / "mi paquete.xlsx"
    monkeypatch.setattr(
        "enlace_app.ui.paginas.paquetes.lo_que_ira.pedir_destino",
        lambda _padre, _titulo, _sugerido, _filtro, al_elegir: al_elegir(ruta),
    )
    return ruta


def test_el_libro_lleva_lo_que_la_pagina_dijo(programa_real: Programa, destino: Path, qtbot: QtBot) -> None:
    pagina = abrir_paquetes(programa_real, qtbot)
    envio = envio_de(pagina)
    assert envio.titulo.text() == "Lo que irá en el paquete 1"
    assert envio.archivo.text().startswith("El archivo se llamará enlace-CAR-0001-")
    crear(pagina, destino, qtbot)
    libro = openpyxl.load_workbook(destino, read_only=True)
    for hoja, singular, plural in (
        ("Reuniones", "reunión", "reuniones"),
        ("Acuerdos", "acuerdo", "acuerdos"),
        ("Documentos", "documento", "documentos"),
    ):
        filas = sum(1 for fila in libro[hoja].iter_rows(min_row=2, values_only=True) if any(fila))
        assert f"{filas:,} {singular if filas == 1 else plural}" in envio.contenido.text()
    portada = {str(fila[0]): fila[1] for fila in libro["Portada"].iter_rows(values_only=True)}
    libro.close()
    assert "1" in {str(valor) for valor in portada.values()}
    [hecho] = paquetes.listar(programa_real.entorno.contexto.almacen.lectura, sitio=programa_real.entorno.sitio.uuid)
    assert hecho.contenido_sha256 in {str(valor) for valor in portada.values()}


def test_despues_dice_donde_quedo_y_que_sigue(programa_real: Programa, destino: Path, qtbot: QtBot) -> None:
    pagina = abrir_paquetes(programa_real, qtbot)
    envio = envio_de(pagina)
    crear(pagina, destino, qtbot)
    assert envio.paquete.isVisible()
    assert envio.paquete.ruta.text() == str(destino)
    destinatario = programa_real.entorno.contexto.destinatario
    assert destinatario is not None
    assert destinatario in envio.paquete.siguiente.text()
    qtbot.mouseClick(envio.paquete.copiar, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == str(destino)
    # The history shows it, and the page says that another one would be the same.
    assert pagina.historial.modelo.rowCount() == 1
    qtbot.waitUntil(envio.sin_cambios.isVisible, timeout=15_000)
    assert envio.cambios.text() == "No ha cambiado nada desde el paquete 1: otro llevaría lo mismo."


def test_mostrar_en_la_carpeta_abre_la_del_archivo(
    programa_real: Programa, destino: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pagina = abrir_paquetes(programa_real, qtbot)
    crear(pagina, destino, qtbot)
    pedidos: list[Path] = []
    respuestas = iter([True, False])

    def abrir(archivo: Path) -> bool:
        pedidos.append(archivo)
        return next(respuestas)

    monkeypatch.setattr("enlace_app.ui.paginas.paquetes.paquete_hecho.mostrar_en_la_carpeta", abrir)
    boton = envio_de(pagina).paquete.mostrar_carpeta
    qtbot.keyClick(boton, Qt.Key.Key_Space)
    assert pedidos == [destino]
    qtbot.keyClick(boton, Qt.Key.Key_Space)
    assert str(destino) in programa_real.avisos.recientes[-1].texto


def test_lo_que_se_queda_lleva_a_su_registro(programa_vacio: Programa, qtbot: QtBot) -> None:
    entorno = programa_vacio.entorno
    crear_borradores(entorno.contexto.almacen, 10)
    pagina = abrir_paquetes(programa_vacio, qtbot)
    envio = envio_de(pagina)
    assert envio.quedan.text() == "No va todavía: 10"
    qtbot.waitUntil(lambda: len(enlaces_de(envio)) == 9)
    enlaces = enlaces_de(envio)
    qtbot.keyClick(enlaces[-1], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(enlaces_de(envio)) == 10)
    enlaces = enlaces_de(envio)
    vista = envio.vista
    assert vista is not None
    qtbot.mouseClick(enlaces[3], Qt.MouseButton.LeftButton)
    assert entorno.navegacion.actual == Destino(Seccion.REUNIONES, "reunion", vista.quedan[3].uuid)


def enlaces_de(envio: LoQueIra) -> list[Enlace]:
    return [enlace for enlace in envio.findChildren(Enlace) if enlace.isVisible()]


def crear_borradores(almacen: Almacen, cuantos: int) -> None:
    tipo = almacen.lectura.fila("SELECT uuid FROM tipo_reunion ORDER BY clave")
    assert tipo is not None
    for dia in range(1, cuantos + 1):
        crear_reunion(almacen, tipo=UUID(tipo["uuid"]), fecha=date(2017, 10, dia))


@pytest.mark.parametrize("nombre", ["paquete.pdf", "ajeno.xlsx"])
def test_un_destino_que_no_sirve_se_dice_y_no_gasta_numero(
    programa_vacio: Programa, tmp_path: Path, qtbot: QtBot, nombre: str
) -> None:
    ajeno = tmp_path / "ajeno.xlsx"
    openpyxl.Workbook().save(ajeno)
    antes = ajeno.read_bytes()
    envio = envio_de(abrir_paquetes(programa_vacio, qtbot))
    envio.crear_en(tmp_path / nombre)
    qtbot.waitUntil(envio.boton.isEnabled, timeout=15_000)
    assert nombre in envio.error.text()
    assert envio.error.isVisible()
    assert not envio.paquete.isVisible()
    assert ajeno.read_bytes() == antes
    lectura = programa_vacio.entorno.contexto.almacen.lectura
    assert paquetes.listar(lectura, sitio=programa_vacio.entorno.sitio.uuid) == []


def test_cancelado_no_deja_archivo_ni_numero(
    programa_real: Programa, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    envio = envio_de(abrir_paquetes(programa_real, qtbot))

    def cancelar(*_: object, **__: object) -> None:
        raise Cancelada

    monkeypatch.setattr("enlace_app.servicios.paquetes.escribir_sobre", cancelar)
    envio.crear_en(tmp_path / "p.xlsx")
    qtbot.waitUntil(envio.boton.isEnabled, timeout=15_000)
    assert list(tmp_path.glob("*.xlsx")) == []
    lectura = programa_real.entorno.contexto.almacen.lectura
    assert paquetes.listar(lectura, sitio=programa_real.entorno.sitio.uuid) == []
    assert "se canceló" in programa_real.avisos.recientes[-1].texto


def test_el_historial_se_filtra_y_se_exporta(programa_vacio: Programa, tmp_path: Path, qtbot: QtBot) -> None:
    pagina = abrir_paquetes(programa_vacio, qtbot)
    envio = envio_de(pagina)
    for nombre in ("enero <b>.xlsx", "febrero.xlsx", "marzo.xlsx"):
        envio.crear_en(tmp_path / nombre)
        qtbot.waitUntil(envio.boton.isEnabled, timeout=15_000)
    lista = pagina.historial
    numeros = [lista.modelo.index(n, 0).data() for n in range(lista.modelo.rowCount())]
    assert numeros == ["3", "2", "1"]
    qtbot.keyClicks(lista.buscador, "ENER")
    qtbot.waitUntil(lambda: lista.modelo.rowCount() == 1)
    archivo = [columna.clave for columna in lista.modelo.columnas].index("archivo")
    assert lista.modelo.index(0, archivo).data() == "enero <b>.xlsx"
    lista.exportar_a(tmp_path / "lista.xlsx")
    qtbot.waitUntil(lambda: not programa_vacio.tareas.ocupada, timeout=15_000)
    hoja = openpyxl.load_workbook(tmp_path / "lista.xlsx").worksheets[0]
    filas = list(hoja.iter_rows(values_only=True))
    assert filas[0] == ("Núm.", "Hecho el", "Lleva", "Registros", "Acuse")
    assert [(fila[0], fila[2], fila[4]) for fila in filas[1:]] == [("1", "todo", "sin acuse")]
    lista.buscador.setText("'; % _ " + "zq " * 5000)
    qtbot.waitUntil(lambda: lista.modelo.rowCount() == 0)


def test_un_destino_de_navegacion_elige_ese_paquete(programa_vacio: Programa, tmp_path: Path, qtbot: QtBot) -> None:
    pagina = abrir_paquetes(programa_vacio, qtbot)
    envio = envio_de(pagina)
    for nombre in ("uno.xlsx", "dos.xlsx"):
        envio.crear_en(tmp_path / nombre)
        qtbot.waitUntil(envio.boton.isEnabled, timeout=15_000)
    entorno = programa_vacio.entorno
    primero = paquetes.listar(entorno.contexto.almacen.lectura, sitio=entorno.sitio.uuid)[-1]
    entorno.navegacion.abrir("paquete", primero.uuid)
    assert pagina.historial.uuid_actual == primero.uuid


def test_la_autoridad_no_envia_y_no_se_le_promete_nada(
    abrir_programa: AbrirPrograma, tmp_path: Path, qtbot: QtBot
) -> None:
    raiz = tmp_path / "garante"
    with Almacen(CarpetaDatos(raiz), alfabeto=leer_alfabeto()) as almacen:
        iniciar(almacen, nombre="Persona Dos", rol="garante", region=None)
    pagina = abrir_paquetes(abrir_programa(raiz), qtbot)
    assert (pagina.lo_que_ira, pagina.enviar) == (None, None)
