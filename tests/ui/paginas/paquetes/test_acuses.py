"""The circle as the enlace sees it: what she sends, what comes back, and what is no answer of the authority's."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from enlace_app.arranque import leer_alfabeto, leer_formato_de_paquete
from enlace_app.consultas import acuses as consulta
from enlace_app.consultas.bitacora import ultima_secuencia
from enlace_app.datos.almacen import Almacen
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.acuses import asignar_folio_oficial, exportar_acuse, observar_registro
from enlace_app.servicios.clave_de_envio import clave_de_envio
from enlace_app.servicios.documentos import adjuntar_archivo
from enlace_app.servicios.recepcion import recibir_paquete
from enlace_app.servicios.sitios import iniciar
from enlace_app.sincronizacion.lector.lectura import leer_paquete
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.componentes.respuesta_de_autoridad import RespuestaDeAutoridad
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.inicio.pagina import PaginaDeInicio
from enlace_app.ui.paginas.paquetes.acuse_de_paquete import AcuseDePaquete
from enlace_app.ui.paginas.paquetes.enviar import Enviar
from enlace_app.ui.paginas.paquetes.pagina import PaginaDePaquetes
from tests.servicios.escenario import Completa, completa, rev_de

CONTRASENA = "mesa nube tren 7"
OBSERVACION = "Falta la lista <b>firmada</b>."


@pytest.fixture(scope="session")
def molde_garante(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A started data folder of the authority; copy it, never write to it."""
    raiz = tmp_path_factory.mktemp("molde") / "garante"
    with Almacen(CarpetaDatos(raiz), alfabeto=leer_alfabeto()) as almacen:
        iniciar(almacen, nombre="Autoridad de Prueba", rol="garante", region=None)
    return raiz


@pytest.fixture
def garante(molde_garante: Path, tmp_path: Path) -> Iterator[Almacen]:
    with Almacen(CarpetaDatos(shutil.copytree(molde_garante, tmp_path / "garante")), alfabeto=leer_alfabeto()) as suyo:
        yield suyo


@pytest.fixture
def caso(programa_vacio: Programa) -> Completa:
    hecha = completa(programa_vacio.entorno.contexto.almacen)
    programa_vacio.entorno.operaciones.anunciar()
    return hecha


def abrir(programa: Programa, qtbot: QtBot) -> Enviar:
    programa.entorno.navegacion.ir(Destino(Seccion.PAQUETES))
    assert programa.ventana is not None
    pagina = programa.ventana.pagina_actual
    assert isinstance(pagina, PaginaDePaquetes)
    enviar = pagina.enviar
    assert enviar is not None
    qtbot.waitUntil(lambda: enviar.lo_que_ira.vista is not None, timeout=15_000)
    return enviar


def elegir(enviar: Enviar, destino: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answer the system's file dialog; return the names that it will have been opened with."""
    sugeridos: list[str] = []

    def pedir(_padre: object, _titulo: str, sugerido: Path, _filtro: str, al_elegir: object) -> None:
        sugeridos.append(sugerido.name)
        assert callable(al_elegir)
        al_elegir(destino)

    monkeypatch.setattr("enlace_app.ui.paginas.paquetes.lo_que_ira.pedir_destino", pedir)
    return sugeridos


def crear(enviar: Enviar, qtbot: QtBot) -> None:
    qtbot.mouseClick(enviar.lo_que_ira.boton, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(enviar.lo_que_ira.boton.isEnabled, timeout=15_000)


def soltar(enviar: Enviar, archivos: Sequence[Path], qtbot: QtBot) -> None:
    """Drop files on the page as the file manager does, and wait until all were told of."""
    datos = QMimeData()
    datos.setUrls([QUrl.fromLocalFile(str(archivo)) for archivo in archivos])
    accion, boton, nada = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entra = QDragEnterEvent(QPointF(60, 90), accion, datos, boton, nada)
    QApplication.sendEvent(enviar, entra)
    assert entra.isAccepted()
    QApplication.sendEvent(enviar, QDropEvent(QPointF(60, 90), accion, datos, boton, nada))
    qtbot.waitUntil(lambda: not enviar.acuse.boton.isEnabled())
    qtbot.waitUntil(enviar.acuse.boton.isEnabled, timeout=30_000)


def arrastrar(ruta: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Drag from the path outwards; the drag itself is the desktop's. Return the files that would be dropped."""
    llevados: list[str] = []

    def llevar(arrastre: QDrag, _accion: Qt.DropAction) -> Qt.DropAction:
        llevados.extend(url.toLocalFile() for url in arrastre.mimeData().urls())
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", llevar)
    qtbot.mousePress(ruta, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.mouseMove(ruta, QPoint(90, 6))
    qtbot.mouseRelease(ruta, Qt.MouseButton.LeftButton, pos=QPoint(90, 6))
    return llevados


def recibir(garante: Almacen, paquete: Path) -> str:
    formato = leer_formato_de_paquete()
    return recibir_paquete(garante, leer_paquete(paquete, formato), formato=formato).recibido


def respuestas(detalle: AcuseDePaquete) -> list[tuple[str, str]]:
    return [(str(r.clase), r.texto) for r in detalle.respuesta.modelo.filas]


def sin_leer(programa: Programa) -> str:
    """What Inicio says of remarks."""
    programa.entorno.navegacion.ir(Destino(Seccion.INICIO))
    assert programa.ventana is not None
    pagina = programa.ventana.pagina_actual
    assert isinstance(pagina, PaginaDeInicio)
    return pagina.observaciones.texto()


def test_el_circulo_en_dos_clics_y_un_archivo_soltado(
    programa_vacio: Programa,
    garante: Almacen,
    caso: Completa,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entorno = programa_vacio.entorno
    enviar = abrir(programa_vacio, qtbot)
    elegir(enviar, tmp_path / "p1.xlsx", monkeypatch)
    crear(enviar, qtbot)
    hecho = enviar.lo_que_ira.paquete
    qtbot.mouseClick(hecho.copiar, Qt.MouseButton.LeftButton)
    copiado = QGuiApplication.clipboard().mimeData()
    assert copiado is not None
    assert [url.toLocalFile() for url in copiado.urls()] == [str(tmp_path / "p1.xlsx")]
    assert arrastrar(hecho.ruta, qtbot, monkeypatch) == [str(tmp_path / "p1.xlsx")]
    palabras = " ".join(clave_de_envio(entorno.contexto.almacen).palabras)
    assert palabras in enviar.clave.texto.text()
    assert palabras in hecho.telefono.text()
    recibido = recibir(garante, tmp_path / "p1.xlsx")
    observar_registro(garante, registro=caso.reunion, texto=OBSERVACION)
    asignar_folio_oficial(garante, registro=caso.reunion, folio="OFICIAL/1")
    exportar_acuse(garante, recibido=recibido, destino=tmp_path / "acuse.xlsx")
    soltar(enviar, [tmp_path / "acuse.xlsx"], qtbot)
    assert enviar.acuse.error.isHidden()
    assert "Autoridad de Prueba recibió su paquete 1" in enviar.acuse.dicho.text()
    assert "1 observación nueva y 1 folio oficial" in enviar.acuse.dicho.text()
    assert respuestas(enviar.detalle)[0] == ("Observación", OBSERVACION)
    assert "acuse 1 del " in enviar.historial.modelo.index(0, 4).data()
    # Now what is new goes by itself, and everything only for who asks for it.
    qtbot.waitUntil(lambda: enviar.lo_que_ira.opciones.tipo.valor() == "incremental", timeout=15_000)
    qtbot.waitUntil(lambda: "Nada cambió" in enviar.lo_que_ira.contenido.text(), timeout=15_000)
    qtbot.mouseClick(enviar.lo_que_ira.opciones.tipo.boton("completo"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: enviar.lo_que_ira.contenido.text().startswith("El libro lleva todo"), timeout=15_000)
    # Unread until the record was on show, which says it without a click.
    assert sin_leer(programa_vacio) == "1 observación de la autoridad sin leer"
    entorno.navegacion.ir(Destino(Seccion.PAQUETES))
    qtbot.mouseClick(enviar.detalle.abrir, Qt.MouseButton.LeftButton)
    assert entorno.navegacion.actual == Destino(Seccion.REUNIONES, "reunion", str(caso.reunion))
    assert programa_vacio.ventana is not None
    [panel] = programa_vacio.ventana.findChildren(RespuestaDeAutoridad)
    assert panel.isVisible()
    assert OBSERVACION in panel.observaciones.text()
    assert panel.folio.texto_completo() == "Folio oficial OFICIAL/1"
    assert panel.envio.texto_completo().startswith("La autoridad lo recibió el ")
    assert sin_leer(programa_vacio) == ""


def test_la_contrasena_cierra_el_libro_y_no_queda_en_ningun_lado(
    programa_vacio: Programa, caso: Completa, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    enviar = abrir(programa_vacio, qtbot)
    opciones, destino = enviar.lo_que_ira.opciones, tmp_path / "p1.xlsx"
    sugeridos = elegir(enviar, destino, monkeypatch)
    qtbot.mouseClick(opciones.con_contrasena, Qt.MouseButton.LeftButton, pos=opciones.con_contrasena.rect().center())
    if not opciones.con_contrasena.isChecked():  # a click beside the words
        qtbot.keyClick(opciones.con_contrasena, Qt.Key.Key_Space)
    assert opciones.contrasena.hasFocus()
    qtbot.keyClicks(opciones.contrasena, CONTRASENA)
    qtbot.keyClicks(opciones.otra_vez, "mesa nube tren 8")
    qtbot.mouseClick(enviar.lo_que_ira.boton, Qt.MouseButton.LeftButton)
    assert "no se escribió lo mismo" in opciones.error.text()
    assert sugeridos == []
    opciones.otra_vez.selectAll()
    qtbot.keyClicks(opciones.otra_vez, CONTRASENA)
    crear(enviar, qtbot)
    assert destino.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    assert "contraseña por teléfono" in enviar.lo_que_ira.paquete.siguiente.text()
    assert (opciones.contrasena.text(), opciones.otra_vez.text(), opciones.con_contrasena.isChecked()) == (
        "",
        "",
        False,
    )
    # Half-typed and left: nothing of it stays either.
    qtbot.keyClick(opciones.con_contrasena, Qt.Key.Key_Space)
    qtbot.keyClicks(opciones.contrasena, CONTRASENA)
    programa_vacio.entorno.navegacion.ir(Destino(Seccion.INICIO))
    assert opciones.contrasena.text() == ""
    programa_vacio.entorno.memoria.asentar()
    for archivo in (tmp_path / "datos").rglob("*"):
        assert not archivo.is_file() or CONTRASENA.encode() not in archivo.read_bytes(), archivo


def test_con_adjuntos_va_un_zip_y_dice_lo_que_se_queda(
    programa_vacio: Programa, caso: Completa, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    almacen = programa_vacio.entorno.contexto.almacen
    (tmp_path / "oficio.pdf").write_bytes(b"%PDF-1.4 " + b"x" * 2_000)
    rev = rev_de(almacen, "documento", caso.documento)
    adjuntar_archivo(almacen, documento=caso.documento, rev=rev, archivo=tmp_path / "oficio.pdf")
    enviar = abrir(programa_vacio, qtbot)
    envio = enviar.lo_que_ira
    qtbot.waitUntil(lambda: "1 archivo, 2 KB" in envio.opciones.adjuntos.text(), timeout=15_000)
    sugeridos = elegir(enviar, tmp_path / "p1.zip", monkeypatch)
    qtbot.keyClick(envio.opciones.adjuntos, Qt.Key.Key_Space)
    assert not envio.opciones.con_contrasena.isEnabled()
    assert envio.opciones.no_juntos.isVisible()
    crear(enviar, qtbot)
    assert sugeridos[0].endswith(".zip")
    with ZipFile(tmp_path / "p1.zip") as comprimido:
        assert [nombre.split("/")[0] for nombre in comprimido.namelist()][1:] == ["adjuntos"]
    assert "con 1 archivo" in envio.paquete.titulo.text()


def test_lo_que_no_es_su_acuse_se_dice_y_no_se_toma(
    programa_vacio: Programa,
    garante: Almacen,
    caso: Completa,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    almacen = programa_vacio.entorno.contexto.almacen
    enviar = abrir(programa_vacio, qtbot)
    elegir(enviar, tmp_path / "p1.xlsx", monkeypatch)
    crear(enviar, qtbot)
    recibido = recibir(garante, tmp_path / "p1.xlsx")
    exportar_acuse(garante, recibido=recibido, destino=tmp_path / "uno.xlsx")
    observar_registro(garante, registro=caso.reunion, texto=OBSERVACION)
    exportar_acuse(garante, recibido=recibido, destino=tmp_path / "dos.xlsx")
    openpyxl.Workbook().save(tmp_path / "cuentas.xlsx")
    (tmp_path / "carta.pdf").write_bytes(b"%PDF-1.4")
    antes = ultima_secuencia(almacen.lectura)
    soltar(enviar, [tmp_path / n for n in ("p1.xlsx", "cuentas.xlsx", "carta.pdf", "falta.xlsx")], qtbot)
    motivos = enviar.acuse.error.text().split("\n")
    for motivo, parte in zip(
        motivos,
        ("Los paquetes los recibe la autoridad", "libro de captura", "no es un libro de Excel", "falta.xlsx"),
        strict=True,
    ):
        assert parte in motivo
    assert ultima_secuencia(almacen.lectura) == antes
    soltar(enviar, [tmp_path / "dos.xlsx"], qtbot)
    assert enviar.acuse.error.isHidden()
    soltar(enviar, [tmp_path / "dos.xlsx", tmp_path / "uno.xlsx"], qtbot)
    assert "ya se tenía" in enviar.acuse.dicho.text()
    assert "un acuse posterior" in enviar.acuse.error.text()
    assert len(consulta.listar(almacen.lectura)) == 1


def test_otra_autoridad_no_pasa_hasta_que_una_persona_compara_sus_palabras(
    programa_vacio: Programa,
    garante: Almacen,
    molde_garante: Path,
    caso: Completa,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever gets hold of a package could answer it."""
    lectura = programa_vacio.entorno.contexto.almacen.lectura
    enviar = abrir(programa_vacio, qtbot)
    for numero in (1, 2):
        elegir(enviar, tmp_path / f"p{numero}.xlsx", monkeypatch)
        crear(enviar, qtbot)
    exportar_acuse(garante, recibido=recibir(garante, tmp_path / "p1.xlsx"), destino=tmp_path / "bueno.xlsx")
    with Almacen(CarpetaDatos(tmp_path / "otra"), alfabeto=leer_alfabeto()) as otra:
        iniciar(otra, nombre="Otra Persona", rol="garante", region=None)
        exportar_acuse(otra, recibido=recibir(otra, tmp_path / "p2.xlsx"), destino=tmp_path / "otro.xlsx")
        suyas = " ".join(clave_de_envio(otra).palabras)
    soltar(enviar, [tmp_path / "bueno.xlsx"], qtbot)
    soltar(enviar, [tmp_path / "otro.xlsx"], qtbot)
    assert "comparen las seis palabras" in enviar.acuse.error.text()
    assert suyas in enviar.acuse.palabras.text()
    assert len(consulta.listar(lectura)) == 1
    qtbot.mouseClick(enviar.acuse.aceptar, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(consulta.listar(lectura)) == 2, timeout=30_000)
    assert not enviar.acuse.aceptar.isVisible()


def test_un_registro_que_nadie_envio_no_dice_nada(programa_vacio: Programa, caso: Completa, qtbot: QtBot) -> None:
    panel = RespuestaDeAutoridad(programa_vacio.entorno)
    qtbot.addWidget(panel)
    panel.mostrar(str(caso.reunion))
    assert not panel.isVisible()
    panel.mostrar(str(uuid4()))
    assert not panel.isVisible()
