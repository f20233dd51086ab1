"""Help in the real window: the right chapter, words found, nothing fetched, and a table of keys that is true."""

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from enlace_app.rutas import carpeta_ayuda
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.ayuda import pagina as modulo
from enlace_app.ui.paginas.ayuda.capitulos import Capitulo, capitulo_de, plegar_letras
from enlace_app.ui.paginas.ayuda.pagina import PaginaDeAyuda
from enlace_app.ui.paginas.ayuda.teclas import TECLAS, en_markdown, escribir
from enlace_app.ui.paginas.ayuda.visor import Visor

RAIZ = Path(__file__).parents[4]


def abrir(programa: Programa, destino: Destino | None = None) -> PaginaDeAyuda:
    programa.entorno.navegacion.ir(destino or Destino(Seccion.AYUDA))
    assert programa.ventana is not None
    pagina = programa.ventana.pagina_actual
    assert isinstance(pagina, PaginaDeAyuda)
    return pagina


def elegido(pagina: PaginaDeAyuda) -> str:
    return pagina.contenido.currentItem().text()


def test_f1_abre_el_capitulo_de_donde_se_estaba(programa_vacio: Programa, qtbot: QtBot) -> None:
    ventana = programa_vacio.ventana
    assert ventana is not None
    vistos = {}
    for seccion in (Seccion.REUNIONES, Seccion.DOCUMENTOS, Seccion.PAQUETES, Seccion.AJUSTES):
        programa_vacio.entorno.navegacion.ir(Destino(seccion))
        ventana.activateWindow()
        qtbot.mouseClick(ventana.lateral.boton(Seccion.AYUDA), Qt.MouseButton.LeftButton)
        qtbot.wait(20)
        pagina = ventana.pagina_actual
        assert isinstance(pagina, PaginaDeAyuda)
        vistos[seccion] = elegido(pagina)
    assert len(set(vistos.values())) == 4, vistos


def test_cada_seccion_tiene_capitulo(programa_vacio: Programa) -> None:
    """A manual written anew, whose headings nothing leads to, is noticed here."""
    capitulos = abrir(programa_vacio).visor.capitulos()
    for seccion in set(Seccion) - {Seccion.AYUDA}:
        assert capitulo_de(Destino(seccion), capitulos) is not None, seccion
    assert capitulo_de(Destino(Seccion.REUNIONES, "reunion", "u", sesion=True), capitulos) is not None


def test_la_sesion_lleva_a_su_capitulo() -> None:
    capitulos = [Capitulo("La reunión", 2, 1), Capitulo("El modo sesión", 2, 2), Capitulo("Cerrar el acta", 2, 3)]
    assert capitulo_de(Destino(Seccion.REUNIONES, sesion=True), capitulos) == capitulos[1]
    assert capitulo_de(Destino(Seccion.REUNIONES, campo="acta"), capitulos) == capitulos[2]
    assert capitulo_de(Destino(Seccion.REUNIONES), capitulos) == capitulos[0]
    assert capitulo_de(None, capitulos) is None


def test_elegir_un_capitulo_lo_pone_arriba(programa_vacio: Programa, qtbot: QtBot) -> None:
    pagina = abrir(programa_vacio)
    pagina.contenido.setFocus()
    qtbot.keyClick(pagina.contenido, Qt.Key.Key_Home)
    for _ in range(3):
        qtbot.keyClick(pagina.contenido, Qt.Key.Key_Down)
    capitulo = pagina.visor.capitulos()[3]
    assert pagina.visor.verticalScrollBar().value() == pagina.visor.altura_de(capitulo.bloque)
    assert elegido(pagina).strip() == capitulo.titulo


def test_buscar_sin_acentos_marca_y_avanza(programa_vacio: Programa, qtbot: QtBot) -> None:
    pagina = abrir(programa_vacio)
    pagina.window().activateWindow()
    qtbot.keyClick(pagina.visor, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert pagina.window().focusWidget() is pagina.busqueda
    qtbot.keyClicks(pagina.busqueda, "REUNION")
    cuantos = pagina.visor.cuantos
    assert cuantos == len(re.findall("reunion", plegar_letras(pagina.visor.toPlainText()))) > 1
    assert len(pagina.visor.extraSelections()) == cuantos
    assert pagina.cuenta.text() == f"1 de {cuantos} · Enter: el siguiente"
    qtbot.keyClick(pagina.busqueda, Qt.Key.Key_Return)
    assert pagina.cuenta.text().startswith("2 de ")
    marcas = pagina.visor.extraSelections()  # kept: its cursors go with it
    assert {plegar_letras(marca.cursor.selectedText()) for marca in marcas} == {"reunion"}


@pytest.mark.parametrize("palabras", ["<b>zzz</b>", "x" * 10_000, "[a(", "\\w+"])
def test_lo_que_no_esta_se_dice(programa_vacio: Programa, palabras: str) -> None:
    pagina = abrir(programa_vacio)
    pagina.busqueda.setText(palabras)
    pagina.busqueda.textEdited.emit(palabras)
    assert pagina.cuenta.text() == "No está en el manual; pruebe con otra palabra."


def test_un_enlace_no_abre_nada_solo(programa_vacio: Programa) -> None:
    pagina = abrir(programa_vacio)
    assert not pagina.visor.openExternalLinks()
    pagina.visor.anchorClicked.emit(QUrl("https://example.org/"))
    assert "https://example.org/" in pagina.entorno.avisos.recientes[-1].texto


def test_sin_manual_quedan_las_teclas(
    programa_vacio: Programa, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(modulo, "carpeta_ayuda", lambda: tmp_path)
    pagina = abrir(programa_vacio)
    assert "No se encontró el manual" in pagina.visor.toPlainText()
    assert "Teclas" in [c.titulo for c in pagina.visor.capitulos()]


def test_las_figuras_caben_y_solo_se_leen_de_su_carpeta(qtbot: QtBot, tmp_path: Path) -> None:
    carpeta = tmp_path / "ayuda"
    carpeta.mkdir()
    figura = QImage(2000, 1000, QImage.Format.Format_RGB32)
    figura.fill(Qt.GlobalColor.red)
    assert figura.save(str(carpeta / "ancha.png"))
    assert figura.save(str(tmp_path / "ajena.png"))
    visor = Visor(carpeta)
    qtbot.addWidget(visor)
    visor.resize(500, 400)
    visor.show()
    visor.poner("![Figura](ancha.png)\n\ntexto")
    formato = next(f for f in visor.document().allFormats() if f.isImageFormat() and f.toImageFormat().width() > 0)
    ancho = formato.toImageFormat().width()
    assert 0 < ancho <= visor.viewport().width()
    assert formato.toImageFormat().height() == pytest.approx(ancho / 2)
    imagen = QTextDocument.ResourceType.ImageResource.value
    assert not visor.loadResource(imagen, QUrl("ancha.png")).isNull()  # type: ignore[attr-defined]
    for ajena in ("../ajena.png", (tmp_path / "ajena.png").as_uri(), "https://example.org/a.png"):
        assert visor.loadResource(imagen, QUrl(ajena)).isNull()  # type: ignore[attr-defined]


def test_el_manual_viaja_con_el_programa() -> None:
    """What the manual shows must be in the wheel, or the installed program has a book with holes."""
    proyecto = tomllib.loads((RAIZ / "pyproject.toml").read_text(encoding="utf-8"))
    incluido = proyecto["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert incluido["docs/manual.md"] == "enlace_app/_ayuda/manual.md"
    texto = (carpeta_ayuda() / "manual.md").read_text(encoding="utf-8")
    for figura in re.findall(r"!\[[^]]*\]\(([^)]+)\)", texto):
        assert (RAIZ / "docs" / figura).is_file(), figura
        carpeta = Path(figura).parts[0]
        assert incluido.get(f"docs/{carpeta}") == f"enlace_app/_ayuda/{carpeta}", figura


def _atajos(raiz: QWidget) -> set[str]:
    hallados = {tecla.toString() for atajo in raiz.findChildren(QShortcut) for tecla in QShortcut.keys(atajo)}
    botones = {b.shortcut().toString() for b in raiz.findChildren(QAbstractButton) if not b.shortcut().isEmpty()}
    # The Enter of the number block is the same key to a person.
    return {tecla.replace("Enter", "Return") for tecla in hallados | botones if tecla}


def test_toda_tecla_de_la_ventana_esta_en_la_tabla(programa_real: Programa, qtbot: QtBot) -> None:
    """A shortcut that nobody wrote down is one that nobody finds."""
    ventana = programa_real.ventana
    assert ventana is not None
    for seccion in Seccion:
        programa_real.entorno.navegacion.ir(Destino(seccion))
        qtbot.wait(10)
    escritas = {QKeySequence(t).toString() for grupo in TECLAS.values() for e in grupo for t in e.teclas}
    escritas |= {f"Ctrl+{n}" for n in range(1, 9)} | {f"Alt+{n}" for n in range(1, 7)}
    atajos = {tecla for tecla in _atajos(ventana) if not re.fullmatch(r"Alt\+[A-ZÑ]", tecla)}
    assert atajos - escritas == set(), "faltan en ui/paginas/ayuda/teclas.py"


def test_cada_tecla_es_una_tecla_y_se_escribe_en_espanol() -> None:
    for grupo in TECLAS.values():
        for explicada in grupo:
            for tecla in explicada.teclas:
                assert QKeySequence(tecla).toString() == tecla
    assert [escribir(t) for t in ("Ctrl+Shift+Z", "Alt+Left", "Ctrl++", "Ctrl+-")] == [
        "Ctrl+Mayús+Z",
        "Alt+←",
        "Ctrl++",
        "Ctrl+-",
    ]
    assert all(renglon.count("|") == 3 for renglon in en_markdown().splitlines() if renglon.startswith("|"))
