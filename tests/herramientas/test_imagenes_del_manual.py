"""The manual's pictures are those that the script makes, and what the manual says of plazos and keys holds."""

import re
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from enlace_app.dominio.calendario import MESES
from enlace_app.dominio.plazos import leer_plazo
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.ayuda.capitulos import Capitulo, capitulo_de
from enlace_app.ui.paginas.ayuda.teclas import TECLAS, escribir
from herramientas.imagenes_del_manual import BIENVENIDA, DE_LA_AUTORIDAD, ESCENAS, IMAGENES

RAIZ = Path(__file__).parents[2]
MANUAL = RAIZ / "docs" / "manual.md"
LEAME = RAIZ / "README.md"
TODAS_JUNTAS = 2_500_000
"""Bytes: they travel with every installation."""
REUNION = date(2017, 9, 20)
"""The day of the meeting in the manual's table of plazos."""


def _figuras(documento: Path) -> list[tuple[str, Path]]:
    halladas = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", documento.read_text(encoding="utf-8"))
    return [(texto, (documento.parent / ruta).resolve()) for texto, ruta in halladas]


def _tabla(encabezado: str) -> list[tuple[str, str]]:
    lineas = MANUAL.read_text(encoding="utf-8").splitlines()
    filas = []
    for linea in lineas[lineas.index(encabezado) + 2 :]:
        if not linea.startswith("|"):
            break
        izquierda, derecha = (celda.strip() for celda in linea.strip("|").split("|"))
        filas.append((izquierda, derecha))
    return filas


def test_el_manual_muestra_todas_las_imagenes_que_se_hacen_y_ninguna_mas() -> None:
    hechas = {
        IMAGENES / nombre for nombre in (BIENVENIDA, *(escena.archivo for escena in (*ESCENAS, *DE_LA_AUTORIDAD)))
    }
    nombradas = [ruta for _, ruta in _figuras(MANUAL)]
    assert sorted(nombradas) == sorted(hechas)
    assert {ruta for _, ruta in _figuras(LEAME)} <= hechas
    assert set(IMAGENES.iterdir()) == hechas


def test_cada_imagen_dice_que_muestra_a_quien_no_la_ve() -> None:
    assert all(texto.strip() for documento in (MANUAL, LEAME) for texto, _ in _figuras(documento))


def test_las_imagenes_caben_juntas_y_son_de_la_pantalla_mas_chica() -> None:
    assert sum(ruta.stat().st_size for ruta in IMAGENES.iterdir()) < TODAS_JUNTAS
    for escena in (*ESCENAS, *DE_LA_AUTORIDAD):
        with Image.open(IMAGENES / escena.archivo) as imagen:
            assert imagen.size == (1366, 768), escena.archivo


@pytest.mark.parametrize(("dicho", "vence"), _tabla("| se dijo | vence |"))
def test_los_plazos_del_manual_vencen_ese_dia(dicho: str, vence: str) -> None:
    dia = leer_plazo(dicho, REUNION).fecha
    assert vence == (f"{dia.day} de {MESES[dia.month - 1]}" if dia else "no es una fecha")


def test_las_teclas_de_funcion_del_modo_sesion_estan_en_el_manual() -> None:
    filas = _tabla("| tecla | qué hace |")
    assert ("Ctrl+N", "comienza una reunión") in filas, "la primera tabla es la de todas partes"
    texto = MANUAL.read_text(encoding="utf-8")
    sesion = texto[texto.index("## 4. Modo sesión") : texto.index("### El orden del día")]
    for explicada in TECLAS["En el modo sesión"]:
        for tecla in explicada.teclas:
            assert re.search(rf"^\|[^|]*(?<![\w+]){re.escape(escribir(tecla))}(?!\w)", sesion, re.MULTILINE), tecla


@pytest.mark.parametrize(
    ("destino", "capitulo"),
    [
        (Destino(Seccion.INICIO), "2."),
        (Destino(Seccion.REUNIONES), "3."),
        (Destino(Seccion.REUNIONES, "reunion", "x", sesion=True), "4."),
        (Destino(Seccion.REUNIONES, "reunion", "x", campo="acta"), "5."),
        (Destino(Seccion.ACUERDOS), "6."),
        (Destino(Seccion.DOCUMENTOS), "7."),
        (Destino(Seccion.COMPROMISOS), "8."),
        (Destino(Seccion.DIRECTORIO), "9."),
        (Destino(Seccion.PAQUETES), "12."),
        (Destino(Seccion.INFORMES), "12."),
        (Destino(Seccion.AJUSTES), "13."),
    ],
)
def test_cada_seccion_abre_su_capitulo(destino: Destino, capitulo: str) -> None:
    titulos = re.findall(r"^## (.+)$", MANUAL.read_text(encoding="utf-8"), re.MULTILINE)
    hallado = capitulo_de(destino, [Capitulo(titulo, 2, n) for n, titulo in enumerate(titulos)])
    assert hallado is not None
    assert hallado.titulo.startswith(capitulo)


def test_la_autoridad_abre_el_capitulo_de_su_asiento() -> None:
    titulos = re.findall(r"^## (.+)$", MANUAL.read_text(encoding="utf-8"), re.MULTILINE)
    capitulos = [Capitulo(titulo, 2, n) for n, titulo in enumerate(titulos)]
    hallado = capitulo_de(Destino(Seccion.PAQUETES), capitulos, recibe=True)
    assert hallado is not None
    assert hallado.titulo.startswith("16.")
