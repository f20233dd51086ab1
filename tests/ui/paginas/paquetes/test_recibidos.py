"""The authority's seat, with real files: five mails in, what they say, in few clicks their receipts out."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import sleep

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from enlace_app.arranque import leer_alfabeto, leer_formato_de_paquete
from enlace_app.consultas import acuerdos, acuses, documentos, historial_de_recibidos, remitentes, reuniones
from enlace_app.consultas.listado import Pedido
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lectura import Lectura
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.acuses import exportar_acuse
from enlace_app.servicios.acuses_recibidos import leer_archivo_de_acuse, recibir_acuse
from enlace_app.servicios.paquetes import exportar_paquete, plantilla_de_captura
from enlace_app.servicios.recepcion import recibir_paquete
from enlace_app.servicios.reuniones import vincular_regiones
from enlace_app.servicios.sitios import iniciar
from enlace_app.sincronizacion.lector.lectura import leer_paquete
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.componentes.lista import Lista
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.inicio.pagina import PaginaDeInicio
from enlace_app.ui.paginas.paquetes.pagina import PaginaDePaquetes
from enlace_app.ui.paginas.paquetes.recibidos.clave_distinta import ClaveDistinta
from enlace_app.ui.paginas.paquetes.recibidos.pestana import RecibidosDeRegiones
from tests.servicios.escenario import completa, rev_de, uuid_de
from tests.ui.test_todas_las_paginas import _con_foco as con_foco
from tests.ui.test_todas_las_paginas import _describir as describir
from tests.ui.test_todas_las_paginas import _paginas as paginas

AHORA = datetime(2017, 11, 21, 16, 30, tzinfo=UTC)
AbrirPrograma = Callable[[Path], Programa]
HOSTIL = "Persona <b>Seis</b> & Cía"
CONTRASENA = "tres gatos verdes"
PLAZO = 15_000


@pytest.fixture(scope="module")
def correo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is in the mail (`*.xlsx`), and the authority's data folder (`garante`), which knows car-1 and nte-1.

    nte-2 was lost and lies in `perdido`; of sur the key changed between sur-1, which is known, and sur-2.
    """
    raiz, formato = tmp_path_factory.mktemp("correo"), leer_formato_de_paquete()
    (raiz / "perdido").mkdir()

    def enviar(almacen: Almacen, nombre: str, contrasena: str | None = None) -> Path:
        ruta = raiz / nombre
        exportar_paquete(almacen, ruta, formato=formato, destinatario=None, version_app="0.0", contrasena=contrasena)
        return ruta

    def abrir(nombre: str) -> Almacen:
        return Almacen(CarpetaDatos(raiz / nombre), alfabeto=leer_alfabeto(), integridad=False)

    def reunirse(enlace: Almacen, region: str) -> None:
        reunion = completa(enlace).reunion
        vincular_regiones(
            enlace,
            reunion=reunion,
            rev=rev_de(enlace, "reunion", reunion),
            regiones=[uuid_de(enlace, "region", region)],
        )

    def acusar(garante: Almacen, enlace: Almacen, ruta: Path) -> None:
        hecha = recibir_paquete(garante, leer_paquete(ruta, formato), formato=formato, archivo=ruta)
        acuse = raiz / "perdido" / f"acuse-{ruta.name}"
        exportar_acuse(garante, recibido=hecha.recibido, destino=acuse)
        recibir_acuse(enlace, leer_archivo_de_acuse(acuse))

    with abrir("garante") as garante, abrir("car") as car, abrir("nte") as nte, abrir("sur") as sur:
        iniciar(garante, nombre="Autoridad de Prueba", rol="garante", region=None)
        for enlace, quien, region in ((car, "Persona Uno", "CAR"), (nte, "Persona Dos", "NTE"), (sur, HOSTIL, "SUR")):
            iniciar(enlace, nombre=quien, rol="enlace", region=region)
            reunirse(enlace, region)
        for enlace, nombre in ((car, "car"), (nte, "nte"), (sur, "sur")):
            acusar(garante, enlace, enviar(enlace, f"{nombre}-1.xlsx"))
        reunirse(nte, "NTE")
        perdido = enviar(nte, "perdido/nte-2.xlsx")
    shutil.copytree(raiz / "garante", raiz / "otra")
    with abrir("otra") as otra, abrir("car") as car, abrir("nte") as nte, abrir("sur") as sur:
        acusar(otra, nte, perdido)  # so that the next one builds on it
        shutil.copytree(raiz / "nte", raiz / "copia")
        with abrir("copia") as copia:
            for almacen, nombre in ((nte, "nte-3.xlsx"), (copia, "nte-3-de-la-copia.xlsx")):
                reunirse(almacen, "NTE")
                enviar(almacen, nombre)
        reunirse(car, "CAR")
        enviar(car, "car-2.xlsx")
        enviar(car, "car-3-con-contrasena.xlsx", CONTRASENA)
        (raiz / "sur" / "llave_de_envio.pem").unlink()
        enviar(sur, "sur-2.xlsx")
    (raiz / "roto.xlsx").write_bytes((raiz / "car-2.xlsx").read_bytes()[:4000])
    plantilla_de_captura(CarpetaDatos(raiz / "car"), raiz / "captura.xlsx", formato)
    return raiz


@pytest.fixture
def programa(correo: Path, tmp_path: Path, abrir_programa: AbrirPrograma) -> Programa:
    return abrir_programa(Path(shutil.copytree(correo / "garante", tmp_path / "garante")))


@pytest.fixture
def sede(programa: Programa) -> RecibidosDeRegiones:
    recibidos = pagina_de(programa).recibidos
    assert recibidos is not None
    return recibidos


def pagina_de(programa: Programa) -> PaginaDePaquetes:
    programa.entorno.navegacion.ir(Destino(Seccion.PAQUETES))
    assert programa.ventana is not None
    pagina = programa.ventana.pagina_actual
    assert isinstance(pagina, PaginaDePaquetes)
    return pagina


def soltar(sede: RecibidosDeRegiones, qtbot: QtBot, *archivos: Path) -> None:
    """Drop the files on the page, as a file manager does, and wait until all were read."""
    datos = QMimeData()
    datos.setUrls([QUrl.fromLocalFile(str(archivo)) for archivo in archivos])
    donde, boton, teclas = QPointF(200, 500), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(sede, QDragEnterEvent(donde, Qt.DropAction.CopyAction, datos, boton, teclas))
    QApplication.sendEvent(sede, QDropEvent(donde, Qt.DropAction.CopyAction, datos, boton, teclas))
    qtbot.waitUntil(lambda: sede.bandeja.ocupada, timeout=PLAZO)
    quieta(sede, qtbot)


def quieta(sede: RecibidosDeRegiones, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not sede.bandeja.ocupada, timeout=PLAZO)


def sin_fin(*_: object, progreso: Callable[[int, int], None], **__: object) -> None:
    """Receiving that goes on until it is cancelled."""
    while True:
        progreso(0, 1)
        sleep(0.005)


def elegir(sede: RecibidosDeRegiones, nombre: str) -> None:
    sede.archivos.seleccionar(next(a for a in sede.bandeja.archivos if a.ruta.name == nombre))


def estados(sede: RecibidosDeRegiones) -> dict[str, str]:
    modelo = sede.archivos.modelo
    return {a.ruta.name: str(modelo.index(n, 0).data()) for n, a in enumerate(modelo.filas)}


def renglon_de(sede: RecibidosDeRegiones, region: str) -> dict[str, str]:
    modelo = sede.regiones.modelo
    n = next(n for n in range(modelo.rowCount()) if modelo.index(n, 0).data() == region)
    return {columna.clave: str(modelo.index(n, k).data()) for k, columna in enumerate(modelo.columnas)}


def test_los_correos_del_dia_en_cuatro_teclas(
    sede: RecibidosDeRegiones, correo: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    carpeta = tmp_path / "acuses"
    carpeta.mkdir()
    monkeypatch.setattr(
        "enlace_app.ui.paginas.paquetes.recibidos.acuses.pedir_carpeta", lambda _padre, _titulo, al: al(carpeta)
    )
    lectura = sede._entorno.contexto.almacen.lectura
    antes = len(reuniones.listar(lectura))
    assert sede.elegir.hasFocus()
    soltar(sede, qtbot, correo / "nte-3.xlsx", correo / "car-2.xlsx", correo / "car-1.xlsx")
    assert estados(sede) == {"nte-3.xlsx": "Le falta otro", "car-2.xlsx": "Por recibir", "car-1.xlsx": "Repetido"}
    assert len(reuniones.listar(lectura)) == antes, "looking writes nothing"
    assert sede.todos.hasFocus()
    leidos = estados(sede)
    with monkeypatch.context() as lento:
        lento.setattr("enlace_app.ui.paginas.paquetes.recibidos.bandeja.recibir_paquete", sin_fin)
        qtbot.keyClick(sede.todos, Qt.Key.Key_Return)
        qtbot.mouseClick(sede.cancelar, Qt.MouseButton.LeftButton)
        quieta(sede, qtbot)
    assert estados(sede) == leidos, "cancelled: nothing came in, and all can be received still"
    assert len(reuniones.listar(lectura)) == antes
    qtbot.keyClick(sede.todos, Qt.Key.Key_Return)
    quieta(sede, qtbot)
    assert estados(sede) == {"nte-3.xlsx": "En espera", "car-2.xlsx": "Aplicado", "car-1.xlsx": "Repetido"}
    assert renglon_de(sede, "Norte")["huecos"] == "falta el 2; el 3 espera el 2"
    assert renglon_de(sede, "Carbonífera")["acuse"] == "falta el del 2"
    assert sede.acuses.hasFocus()
    qtbot.keyClick(sede.acuses, Qt.Key.Key_Return)
    qtbot.waitUntil(sede.acuses.isHidden, timeout=PLAZO)
    assert [ruta.name for ruta in carpeta.iterdir()] == ["acuse-CAR-0002.xlsx"]
    assert leer_archivo_de_acuse(carpeta / "acuse-CAR-0002.xlsx").encabezado.numero == 1
    soltar(sede, qtbot, correo / "perdido" / "nte-2.xlsx")
    assert estados(sede) == {"car-1.xlsx": "Repetido", "nte-2.xlsx": "Por recibir"}, "what was received is put away"
    elegir(sede, "nte-2.xlsx")
    qtbot.mouseClick(sede.revision.recibir, Qt.MouseButton.LeftButton)
    quieta(sede, qtbot)
    assert "se aplicó también el paquete 3 de Persona Dos" in sede.revision.motivo.text()
    assert renglon_de(sede, "Norte")["huecos"] == ""
    assert len(reuniones.listar(lectura)) == antes + 3


def test_lo_que_no_se_recibe_se_explica(sede: RecibidosDeRegiones, correo: Path, tmp_path: Path, qtbot: QtBot) -> None:
    protegido = correo / "car-3-con-contrasena.xlsx"
    soltar(sede, qtbot, correo / "roto.xlsx", correo / "captura.xlsx", protegido, correo / "perdido")
    assert list(estados(sede).values()) == ["No se recibe", "No se recibe", "Pide contraseña", "No se recibe"]
    elegir(sede, "captura.xlsx")
    assert "«Traer lo que ya tengo»" in sede.revision.motivo.text()
    assert sede.revision.recibir.isHidden()
    elegir(sede, protegido.name)
    campo = sede.revision.contrasena
    for tecleada, estado in (("otra cosa", "Pide contraseña"), (CONTRASENA, "Por recibir")):
        qtbot.keyClicks(campo, tecleada)
        qtbot.keyClick(campo, Qt.Key.Key_Return)
        quieta(sede, qtbot)
        assert estados(sede)[protegido.name] == estado
        assert not campo.text()
        assert (campo if estado == "Pide contraseña" else sede.revision.recibir).hasFocus()
    assert sede.todos.isHidden(), "one alone is received where it is looked at"
    assert sede.revision.recibir.text() == "Recibir"
    copia = Path(shutil.copy(correo / "car-2.xlsx", tmp_path / "cambia.xlsx"))
    soltar(sede, qtbot, copia)
    copia.write_bytes(copia.read_bytes() + b" ")
    elegir(sede, copia.name)
    qtbot.mouseClick(sede.revision.recibir, Qt.MouseButton.LeftButton)
    quieta(sede, qtbot)
    assert "cambió después de que se leyó" in sede.revision.motivo.text()
    assert len(remitentes.sin_acuse(sede._entorno.contexto.almacen.lectura)) == 0


def test_otra_clave_pide_una_llamada(sede: RecibidosDeRegiones, correo: Path, qtbot: QtBot) -> None:
    soltar(sede, qtbot, correo / "sur-2.xlsx")
    assert sede.revision.recibir.isHidden()
    assert "clave distinta" in sede.revision.clave.text()
    assert HOSTIL in sede.revision.motivo.text()
    qtbot.mouseClick(sede.revision.comparar, Qt.MouseButton.LeftButton)
    dialogo = sede.findChild(ClaveDistinta)
    assert dialogo is not None
    qtbot.mouseClick(dialogo.aceptar, Qt.MouseButton.LeftButton)
    assert dialogo.isVisible(), "nothing is accepted before one says that one telephoned"
    qtbot.keyClick(dialogo.hable, Qt.Key.Key_Space)
    qtbot.mouseClick(dialogo.aceptar, Qt.MouseButton.LeftButton)
    quieta(sede, qtbot)
    assert estados(sede) == {"sur-2.xlsx": "Por recibir"}
    assert sede.revision.clave.text().endswith("clave conocida")


def test_de_dos_con_el_mismo_numero_escoge_la_persona(sede: RecibidosDeRegiones, correo: Path, qtbot: QtBot) -> None:
    soltar(sede, qtbot, correo / "nte-3.xlsx", correo / "nte-3-de-la-copia.xlsx", correo / "car-2.xlsx")
    assert sede.todos.isHidden(), "of the two none, and one alone needs no button for several"
    modelo = sede.archivos.modelo
    assert "lleva su mismo número" in modelo.index(0, 2).data()
    elegir(sede, "nte-3.xlsx")
    qtbot.mouseClick(sede.revision.recibir, Qt.MouseButton.LeftButton)
    quieta(sede, qtbot)
    assert estados(sede)["nte-3-de-la-copia.xlsx"] == "En conflicto"
    elegir(sede, "nte-3-de-la-copia.xlsx")
    assert sede.revision.recibir.text() == "Guardar sin aplicar"
    qtbot.mouseClick(sede.revision.recibir, Qt.MouseButton.LeftButton)
    quieta(sede, qtbot)
    assert "el 3 en conflicto" in renglon_de(sede, "Norte")["huecos"]
    assert {f.estado for f in _historial(sede) if f.secuencia == 3} == {"retenido", "en conflicto"}


def test_campo_por_campo_y_el_historial(sede: RecibidosDeRegiones, correo: Path, qtbot: QtBot) -> None:
    soltar(sede, qtbot, correo / "nte-3.xlsx")
    vista = sede.revision.renglones
    vista.hoja.setCurrentIndex(vista.hoja.findData("Acuerdos"))
    (acuerdo,) = vista.lista.modelo.filas
    campos = {c.columna: c.ahora for c in vista.campos.filas}
    assert (acuerdo.hoja, campos["texto"]) == ("Acuerdos", "Entregar la relación de pozos.")
    qtbot.keyClicks(vista.lista.buscador, "no hay tal")
    assert vista.lista.modelo.rowCount() == 0
    qtbot.mouseClick(sede.revision.recibir, Qt.MouseButton.LeftButton)
    quieta(sede, qtbot)
    sede.regiones.tabla.setFocus()
    modelo = sede.regiones.modelo
    norte = next(n for n in range(modelo.rowCount()) if modelo.index(n, 0).data() == "Norte")
    sede.regiones.tabla.selectRow(norte)
    vistos = [sede.historial.modelo.fila(n) for n in range(sede.historial.modelo.rowCount())]
    assert [(f.region, f.secuencia) for f in vistos if f is not None] == [("NTE", 3), ("NTE", 1)]
    retenido = next(f for f in _historial(sede) if f.estado == "retenido")
    assert sede.historial.seleccionar(retenido.uuid)
    qtbot.waitUntil(lambda: bool(vista.contenido.renglones), timeout=PLAZO)
    assert {r.hoja for r in vista.contenido.renglones} >= {"Reuniones", "Acuerdos"}
    assert "retenido" in sede.revision.clave.text()
    assert sede.revision.acuse.isHidden(), "nothing to acknowledge yet"


def _lectura(sede: RecibidosDeRegiones) -> Lectura:
    return sede._entorno.contexto.almacen.lectura


def _historial(sede: RecibidosDeRegiones) -> list[historial_de_recibidos.FilaRecibida]:
    return historial_de_recibidos.listado().todas(_lectura(sede), Pedido())


def test_otro_acuse_de_lo_recibido(sede: RecibidosDeRegiones, tmp_path: Path, qtbot: QtBot) -> None:
    recibido = _historial(sede)[0].uuid
    sede.mostrar(recibido)
    qtbot.waitUntil(lambda: bool(sede.revision.renglones.contenido.renglones), timeout=PLAZO)
    assert sede.revision.acuse.text() == "Hacer acuse…"
    sede.acuses.guardar_en(recibido, tmp_path / "otra vez.xlsx")
    qtbot.waitUntil((tmp_path / "otra vez.xlsx").exists, timeout=PLAZO)
    qtbot.waitUntil(lambda: not sede.revision.carpeta.isHidden(), timeout=PLAZO)
    assert len(acuses.emitidos(_lectura(sede), recibido)) == 1, "nothing new to say: the same receipt"


def test_las_listas_y_el_libro_del_estado(programa: Programa, correo: Path, tmp_path: Path, qtbot: QtBot) -> None:
    lectura = programa.entorno.contexto.almacen.lectura
    for listado in (reuniones.listado(), acuerdos.listado(hoy=AHORA.date()), documentos.listado()):
        todas = listado.todas(lectura, Pedido())
        norte = listado.todas(lectura, Pedido(filtros={"region": "NTE"}))
        assert {fila.regiones for fila in norte} == {("NTE",)}
        assert 0 < len(norte) < len(todas)
    for seccion in (Seccion.REUNIONES, Seccion.ACUERDOS, Seccion.DOCUMENTOS):
        programa.entorno.navegacion.ir(Destino(seccion, filtro=("region", "SUR")))
        assert programa.ventana is not None
        lista = getattr(programa.ventana.pagina_actual, "lista", None)
        assert isinstance(lista, Lista)
        numero = next(n for n, c in enumerate(lista.modelo.columnas) if c.clave == "regiones")
        assert not lista.tabla.isColumnHidden(numero)
        assert {lista.modelo.index(n, numero).data() for n in range(lista.modelo.rowCount())} == {"SUR"}
    pagina = pagina_de(programa)
    assert pagina.libro is not None
    pagina.libro.crear_en(tmp_path / "libro.xlsx")
    qtbot.waitUntil(lambda: pagina.libro is not None and pagina.libro.hecho.isVisibleTo(pagina.libro), timeout=PLAZO)
    libro = openpyxl.load_workbook(tmp_path / "libro.xlsx", read_only=True)
    uuids = [str(f[0]) for f in libro["Reuniones"].iter_rows(min_row=2, values_only=True) if f[0]]
    libro.close()
    assert sorted(uuids) == sorted(r.uuid for r in reuniones.listar(lectura))


def test_inicio_y_el_ritmo_que_se_espera(programa: Programa, correo: Path, qtbot: QtBot) -> None:
    contexto = programa.entorno.contexto
    recibidos = pagina_de(programa).recibidos
    assert recibidos is not None
    soltar(recibidos, qtbot, correo / "nte-3.xlsx")
    qtbot.mouseClick(recibidos.revision.recibir, Qt.MouseButton.LeftButton)
    quieta(recibidos, qtbot)
    contexto.cambiar_ajustes(replace(contexto.ajustes, dias_entre_paquetes=45))
    programa.entorno.navegacion.ir(Destino(Seccion.INICIO))
    assert programa.ventana is not None
    inicio = programa.ventana.pagina_actual
    assert isinstance(inicio, PaginaDeInicio)
    assert inicio.sede is not None
    assert inicio.sede.atrasadas.cifra() == "2"
    assert "Centro, Laguna" in inicio.sede.atrasadas.accessibleName()
    assert inicio.sede.retenidos.accessibleName() == "1 paquete espera otro que falta"
    pagina_de(programa)
    assert "cada 45 días" in recibidos.invitacion.texto_completo()


def test_toda_la_sede_tiene_nombres_y_texto_llano(
    programa: Programa, sede: RecibidosDeRegiones, correo: Path, qtbot: QtBot
) -> None:
    """What holds on every page holds at the authority too, with files waiting and one of them hostile."""
    vigilantes = [
        QAbstractItemModelTester(vista.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
        for vista in pagina_de(programa).findChildren(QTableView)
    ]
    soltar(sede, qtbot, correo / "nte-3.xlsx", correo / "sur-2.xlsx", correo / "roto.xlsx")
    sin_nombre, ricos = set(), set()
    for n in range(len(sede.bandeja.archivos)):
        sede.archivos.tabla.selectRow(n)
        sin_nombre |= {describir(c) for c in con_foco(pagina_de(programa)) if not nombrado(c)}
    for donde, pagina in paginas(programa, qtbot):
        sin_nombre |= {f"{donde}: {describir(c)}" for c in con_foco(pagina) if not nombrado(c)}
        ricos |= {
            f"{donde}: {e.text()[:40]}"
            for e in pagina.findChildren(QLabel)
            if e.textFormat() != Qt.TextFormat.PlainText and not e.pixmap()
        }
    assert not sin_nombre, "\n".join(sorted(sin_nombre))
    assert not ricos, "\n".join(sorted(ricos))
    assert len(vigilantes) >= 6
    assert [a.texto for a in programa.avisos.recientes if a.clase == "error"] == []


def nombrado(control: QWidget) -> bool:
    return bool((control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")).strip())


def test_de_dos_claves_nuevas_del_mismo_la_segunda_espera_la_llamada(
    correo: Path, tmp_path: Path, abrir_programa: AbrirPrograma, qtbot: QtBot
) -> None:
    with Almacen(CarpetaDatos(tmp_path / "nueva"), alfabeto=leer_alfabeto()) as almacen:
        iniciar(almacen, nombre="Autoridad de Prueba", rol="garante", region=None)
    sede = pagina_de(abrir_programa(tmp_path / "nueva")).recibidos
    assert sede is not None
    soltar(sede, qtbot, correo / "sur-1.xlsx", correo / "sur-2.xlsx")
    qtbot.mouseClick(sede.todos, Qt.MouseButton.LeftButton)
    quieta(sede, qtbot)
    elegir(sede, "sur-2.xlsx")
    assert not sede.revision.comparar.isHidden(), "it can be compared at once, without being read again"
