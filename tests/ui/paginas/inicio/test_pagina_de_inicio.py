"""Inicio in the real window: what is overdue is seen, and all on it leads somewhere, by keyboard and by mouse."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from enlace_app.arranque import leer_alfabeto
from enlace_app.consultas.inicio import EnCurso, Ritmo, UltimoPaquete, panorama
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.calendario import MESES
from enlace_app.errores import ErrorDeEntorno
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.servicios.seguimientos import dar_seguimiento
from enlace_app.servicios.sesiones import comenzar_sesion
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.inicio import noticias
from enlace_app.ui.paginas.inicio import pagina as modulo
from enlace_app.ui.paginas.inicio.pagina import PaginaDeInicio
from enlace_app.ui.paginas.inicio.pendientes import cuando, zona_del_boton
from enlace_app.ui.tema import Rol
from tests.servicios.escenario import celebrada, nueva, principal, rev_de
from tests.ui.conftest import AHORA, AbrirPrograma

HOY = date(2017, 11, 21)
HOSTIL = "<b>negritas</b> & &amp; \u202e" + "x" * 10_000


def pagina_de(programa: Programa) -> PaginaDeInicio:
    assert programa.ventana is not None
    pagina = programa.ventana.pagina_actual
    assert isinstance(pagina, PaginaDeInicio)
    return pagina


def acordar(almacen: Almacen, reunion: UUID, texto: str, dias: int) -> str:
    plazo = HOY + timedelta(days=dias)
    escrito = f"{plazo.day} de {MESES[plazo.month - 1]} de {plazo.year}"
    cambios = agregar_acuerdo(almacen, reunion=reunion, texto=texto, responsables=["Institución"], plazo=escrito)
    return str(principal(cambios))


@pytest.fixture
def lleno(abrir_programa: AbrirPrograma, carpeta_vacia: Path) -> Iterator[tuple[Programa, list[str]]]:
    """Ten overdue (the latest with a hostile text), one due today, one in fifteen days, one in sixteen."""
    with Almacen(CarpetaDatos(carpeta_vacia), alfabeto=leer_alfabeto()) as almacen:
        reunion = celebrada(almacen, fecha=date(2017, 7, 18))
        uuids = [acordar(almacen, reunion, f"Vencido {n}", n - 40) for n in range(9)]
        uuids.append(acordar(almacen, reunion, "Vencido ayer", -1))
        uuids += [acordar(almacen, reunion, f"Vence en {n}", n) for n in (0, 15, 16)]
    yield abrir_programa(carpeta_vacia), uuids


def destino(programa: Programa) -> Destino | None:
    return programa.entorno.navegacion.actual


def renglones(pagina: PaginaDeInicio) -> list[str]:
    modelo = pagina.lista.pendientes
    return [str(modelo.index(n).data()) for n in range(modelo.rowCount())]


def test_dice_lo_mismo_que_los_datos(lleno: tuple[Programa, list[str]]) -> None:
    programa, _ = lleno
    pagina, almacen = pagina_de(programa), programa.entorno.contexto.almacen
    leido = panorama(almacen.lectura, hoy=HOY, carpeta=almacen.carpeta)
    assert (
        (pagina.vencidos.cifra(), pagina.por_vencer.cifra())
        == ("10", "2")
        == (
            str(leido.vencidos_n),
            str(leido.por_vencer_n),
        )
    )
    assert pagina.sin_enviar.cifra() == str(leido.sin_enviar.total)
    assert renglones(pagina) == [
        "Vencidos",
        *(f"Vencido {n}" for n in range(8)),
        "Ver los 10 vencidos",
        "Por vencer en 15 días",
        "Vence en 0",
        "Vence en 15",
    ]


def test_las_flechas_saltan_los_titulos_y_enter_abre(lleno: tuple[Programa, list[str]], qtbot: QtBot) -> None:
    programa, uuids = lleno
    lista = pagina_de(programa).lista
    assert programa.ventana is not None
    assert programa.ventana.focusWidget() is lista, "el teclado empieza en lo vencido"
    assert lista.currentIndex().data() == "Vencido 0"
    for _ in range(9):
        qtbot.keyClick(lista, Qt.Key.Key_Down)
    assert lista.currentIndex().data() == "Vence en 0", "sobre el título se pasa"
    qtbot.keyClick(lista, Qt.Key.Key_Return)
    assert destino(programa) == Destino(Seccion.ACUERDOS, "acuerdo", uuids[10])


def test_flecha_derecha_y_enter_da_seguimiento(lleno: tuple[Programa, list[str]], qtbot: QtBot) -> None:
    programa, uuids = lleno
    lista = pagina_de(programa).lista
    qtbot.keyClick(lista, Qt.Key.Key_Down)
    qtbot.keyClick(lista, Qt.Key.Key_Right)
    qtbot.keyClick(lista, Qt.Key.Key_Return)
    assert destino(programa) == Destino(Seccion.ACUERDOS, "acuerdo", uuids[1], "seguimiento")


def test_otro_renglon_empieza_fuera_del_boton(lleno: tuple[Programa, list[str]], qtbot: QtBot) -> None:
    """Else Right on one line, Down and Enter would write a follow-up where one meant to look."""
    programa, uuids = lleno
    lista = pagina_de(programa).lista
    for tecla in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(lista, tecla)
    assert destino(programa) == Destino(Seccion.ACUERDOS, "acuerdo", uuids[1])


@pytest.mark.parametrize("en_boton", [True, False])
def test_con_el_raton(lleno: tuple[Programa, list[str]], qtbot: QtBot, en_boton: bool) -> None:
    programa, uuids = lleno
    lista = pagina_de(programa).lista
    zona = lista.visualRect(lista.pendientes.index(3))
    sitio = zona_del_boton(zona, QFontMetrics(lista.font())).center() if en_boton else zona.center()
    qtbot.mouseClick(lista.viewport(), Qt.MouseButton.LeftButton, pos=sitio)
    assert destino(programa) == Destino(Seccion.ACUERDOS, "acuerdo", uuids[2], "seguimiento" if en_boton else None)


def test_los_contadores_llevan_a_su_lista(lleno: tuple[Programa, list[str]], qtbot: QtBot) -> None:
    programa, _ = lleno
    pagina = pagina_de(programa)
    casos: list[tuple[QAbstractButton, Destino]] = [
        (pagina.vencidos, Destino(Seccion.ACUERDOS, filtro=("vencidos", "1"))),
        (pagina.por_vencer, Destino(Seccion.ACUERDOS, filtro=("por_vencer", "15"))),
        (pagina.sin_enviar, Destino(Seccion.PAQUETES)),
        (pagina.por_cerrar, Destino(Seccion.REUNIONES, filtro=("estado", "celebrada"))),
        (pagina.nueva, Destino(Seccion.REUNIONES, nuevo=True)),
        (pagina.documento, Destino(Seccion.DOCUMENTOS, nuevo=True)),
    ]
    for boton, debido in casos:
        programa.entorno.navegacion.ir(Destino(Seccion.INICIO))
        boton.setFocus()
        qtbot.keyClick(boton, Qt.Key.Key_Return)
        assert destino(programa) == debido


def test_ver_todos_lleva_al_filtro(lleno: tuple[Programa, list[str]], qtbot: QtBot) -> None:
    programa, _ = lleno
    lista = pagina_de(programa).lista
    for _ in range(8):
        qtbot.keyClick(lista, Qt.Key.Key_Down)
    assert lista.currentIndex().data() == "Ver los 10 vencidos"
    qtbot.keyClick(lista, Qt.Key.Key_Return)
    assert destino(programa) == Destino(Seccion.ACUERDOS, filtro=("vencidos", "1"))


def test_al_cumplirse_uno_se_va_y_el_renglon_elegido_queda(lleno: tuple[Programa, list[str]], qtbot: QtBot) -> None:
    programa, uuids = lleno
    pagina, almacen = pagina_de(programa), programa.entorno.contexto.almacen
    for _ in range(3):
        qtbot.keyClick(pagina.lista, Qt.Key.Key_Down)
    programa.entorno.operaciones.hacer(
        lambda: dar_seguimiento(almacen, acuerdo=UUID(uuids[0]), fecha=HOY, estado="cumplido", nota="Entregado.")
    )
    assert pagina.vencidos.cifra() == "9"
    assert "Vencido 0" not in renglones(pagina)
    assert pagina.lista.currentIndex().data() == "Vencido 3"


def test_el_modelo_cumple_con_qt(lleno: tuple[Programa, list[str]]) -> None:
    programa, _ = lleno
    modelo = pagina_de(programa).lista.pendientes
    probador = QAbstractItemModelTester(modelo, QAbstractItemModelTester.FailureReportingMode.Fatal)
    modelo.poner([])
    pagina_de(programa).refrescar(frozenset())
    assert probador.model() is modelo


def test_un_texto_hostil_es_texto(abrir_programa: AbrirPrograma, carpeta_vacia: Path, qtbot: QtBot) -> None:
    with Almacen(CarpetaDatos(carpeta_vacia), alfabeto=leer_alfabeto()) as almacen:
        acordar(almacen, celebrada(almacen), HOSTIL.replace("\u202e", ""), -3)
    programa = abrir_programa(carpeta_vacia)
    pagina = pagina_de(programa)
    indice = pagina.lista.pendientes.index(1)
    assert str(indice.data()).startswith("<b>negritas</b> & &amp;")
    assert "&lt;b&gt;" in str(indice.data(Qt.ItemDataRole.ToolTipRole)), "la ayuda emergente tampoco lo interpreta"
    assert not pagina.grab().isNull()


def test_vacio_dice_que_hacer_primero(programa_vacio: Programa, qtbot: QtBot) -> None:
    pagina = pagina_de(programa_vacio)
    botones = {b.text(): b for b in pagina.findChildren(QAbstractButton) if b.isVisible()}
    assert list(botones) == ["Registrar la primera reunión   Ctrl+N", "Traer lo que tengo en Excel"]
    assert botones["Registrar la primera reunión   Ctrl+N"].hasFocus() or not pagina.isActiveWindow()
    qtbot.keyClick(botones["Traer lo que tengo en Excel"], Qt.Key.Key_Return)
    assert destino(programa_vacio) == Destino(Seccion.PAQUETES, campo="importar")


def test_lo_primero_que_se_registra_quita_el_letrero(programa_vacio: Programa) -> None:
    pagina, almacen = pagina_de(programa_vacio), programa_vacio.entorno.contexto.almacen
    programa_vacio.entorno.operaciones.hacer(lambda: nueva(almacen, fecha=HOY))
    assert pagina.lista.isVisible()
    assert pagina.borradores.texto() == "Borradores y convocadas: 1"


def test_nada_vencido_es_buena_noticia_y_el_teclado_sigue(programa_real: Programa) -> None:
    pagina = pagina_de(programa_real)
    assert (pagina.vencidos.cifra(), renglones(pagina)) == ("0", [])
    assert pagina.lista.focusPolicy() is Qt.FocusPolicy.NoFocus, "sin renglones no es parada del tabulador"
    assert pagina.proxima.texto() == (
        "Próxima sesión: van 60 de 61 días desde la última (22 sep 2017, Monclova). Falta convocarla."
    )


def test_la_sesion_que_no_termino_se_continua(abrir_programa: AbrirPrograma, carpeta_vacia: Path, qtbot: QtBot) -> None:
    with Almacen(CarpetaDatos(carpeta_vacia), alfabeto=leer_alfabeto()) as almacen:
        reunion = nueva(almacen, fecha=HOY)
        comenzar_sesion(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), hora="10:05")
    programa = abrir_programa(carpeta_vacia)
    pagina = pagina_de(programa)
    assert pagina.continuar.text() == "Continuar la sesión de hoy: Reunión de trabajo, desde las 10:05 h"
    qtbot.keyClick(pagina.continuar, Qt.Key.Key_Return)
    assert destino(programa) == Destino(Seccion.REUNIONES, "reunion", str(reunion), sesion=True)


def test_si_no_se_puede_leer_se_dice_y_se_intenta_otra_vez(
    lleno: tuple[Programa, list[str]], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    programa, _ = lleno
    pagina = pagina_de(programa)

    def danada(*_: object, **__: object) -> None:
        raise ErrorDeEntorno("La base está <b>dañada</b>.")

    with monkeypatch.context() as rota:
        rota.setattr(modulo, "panorama", danada)
        pagina.refrescar(frozenset())
    dichos = [e for e in pagina.findChildren(QLabel) if e.isVisible()]
    assert any(e.text() == "La base está <b>dañada</b>." for e in dichos)
    assert all(e.textFormat() is Qt.TextFormat.PlainText for e in dichos)
    otra_vez = next(b for b in pagina.findChildren(QAbstractButton) if b.isVisible())
    qtbot.keyClick(otra_vez, Qt.Key.Key_Return)
    assert pagina.lista.isVisible()


def test_un_dia_nuevo_vence_lo_que_vencia_ayer(lleno: tuple[Programa, list[str]]) -> None:
    """A window that stays open over the night must not say «vence hoy» of yesterday."""
    programa, _ = lleno
    pagina = pagina_de(programa)
    programa.entorno.ahora = lambda: AHORA + timedelta(days=1)
    pagina.mostrar(Destino(Seccion.INICIO))
    assert (pagina.vencidos.cifra(), pagina.por_vencer.cifra()) == ("11", "2")


def test_todo_lo_que_recibe_el_teclado_tiene_nombre(lleno: tuple[Programa, list[str]]) -> None:
    pagina = pagina_de(lleno[0])
    enfocables = [
        w
        for w in pagina.findChildren(QWidget)
        if w.isVisible() and w.focusPolicy() is not Qt.FocusPolicy.NoFocus and w.focusProxy() is None
    ]
    assert enfocables
    assert [w for w in enfocables if not w.accessibleName()] == []


RITMO = Ritmo("u", "F", date(2017, 8, 16), "Sabinas", dias=58, maximo=61, proxima=None)


@pytest.mark.parametrize(
    ("ritmo", "rol", "debido"),
    [
        (
            replace(RITMO, dias=40),
            Rol.TEXTO,
            "Próxima sesión: van 40 de 61 días desde la última (16 ago 2017, Sabinas).",
        ),
        (RITMO, Rol.AVISO, "Falta convocarla."),
        (replace(RITMO, dias=61), Rol.AVISO, "van 61 de 61 días"),
        (replace(RITMO, dias=62), Rol.PELIGRO, "Sesión atrasada: van 62 días"),
        (replace(RITMO, proxima=HOY), Rol.TEXTO, "La próxima: 21 nov 2017, hoy."),
        (replace(RITMO, maximo=None, lugar=None), Rol.TEXTO, "van 58 días desde la última (16 ago 2017)"),
    ],
)
def test_el_ritmo_de_las_sesiones(ritmo: Ritmo, rol: Rol, debido: str) -> None:
    _, texto, dado = noticias.proxima_sesion(ritmo, HOY)
    assert debido in texto
    assert dado is rol


def test_las_noticias_en_palabras() -> None:
    paquete = UltimoPaquete(7, "2017-10-04T03:00:00+00:00", "a.xlsx", con_acuse=False)
    assert noticias.paquete_anterior(paquete, "America/Monterrey") == (
        "Paquete anterior: 7, sin acuse desde el 3 oct 2017"
    )
    assert noticias.paquete_anterior(None, "America/Monterrey") == "Aún no se ha enviado ningún paquete"
    assert noticias.ultimo_respaldo(datetime(2017, 11, 21, 9, 5), HOY) == "Último respaldo: hoy, 09:05"  # noqa: DTZ001
    ayer = EnCurso("u", "F", "Reunión de trabajo", date(2017, 11, 20), "10:05")
    assert "del 20 nov 2017, que quedó sin terminar" in noticias.sesion_en_curso(ayer, HOY)
    assert [cuando(n) for n in (-12, -1, 0, 1, 5)] == [
        "venció hace 12 días",
        "venció ayer",
        "vence hoy",
        "vence mañana",
        "vence en 5 días",
    ]
