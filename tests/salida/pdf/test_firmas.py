"""The blank where each person signs: large enough for a visible e.firma, free, and where its name says."""

import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from enlace_app.salida.efirma.casillas import Casilla
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.plantilla import Plantilla
from tests.salida.pdf import muestra
from tests.salida.pdf.lectura_de_pdf import hojas, necesita_poppler

ANCHO, ALTO = 200, 48


def _casillas(pdf: bytes) -> dict[str, Casilla]:
    with pikepdf.open(BytesIO(pdf)) as documento:
        paginas: dict[Any, int] = {pagina.objgen: n for n, pagina in enumerate(documento.pages)}
        halladas = {}
        for nombre, destino in pikepdf.NameTree(documento.Root.Names.Dests).items():
            hoja, tipo, *lados = list(destino)
            assert tipo == pikepdf.Name.FitR
            izquierda, abajo, derecha, arriba = map(float, lados)
            halladas[str(nombre)] = Casilla(str(nombre), paginas[hoja.objgen], (izquierda, abajo, derecha, arriba))
        return halladas


def _recorte(pdf: bytes, carpeta: Path, pagina: Plantilla, casilla: Casilla, mas_abajo: float) -> str:
    """Return the text in the rectangle, made longer at its foot."""
    izquierda, abajo, derecha, arriba = casilla.rectangulo
    ruta = carpeta / "casilla.pdf"
    ruta.write_bytes(pdf)
    medidas = (izquierda, pagina.pagina.alto - arriba, derecha - izquierda, arriba - abajo + mas_abajo)
    lados = [parte for letra, valor in zip("xyWH", medidas, strict=True) for parte in (f"-{letra}", str(int(valor)))]
    hoja = str(casilla.pagina + 1)
    orden = ["pdftotext", "-f", hoja, "-l", hoja, *lados, str(ruta), "-"]
    return subprocess.run(orden, capture_output=True, check=True, text=True).stdout.strip()


@necesita_poppler
@pytest.mark.parametrize("hacer", [muestra.acta_rica, muestra.acta_numerosa])
def test_cada_quien_tiene_donde_poner_su_efirma(
    hacer: Any, plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path
) -> None:
    contenido = hacer() | {"ejemplo": False}
    pdf = muestra.imprimir(contenido, muestra.PARA_FIRMA, plantilla, fuentes)
    casillas = _casillas(pdf)
    assert set(casillas) == {f"firma-{n}" for n in range(1, len(contenido["firmantes"]) + 1)}
    for n, firmante in list(enumerate(contenido["firmantes"], start=1))[:9]:
        casilla = casillas[f"firma-{n}"]
        izquierda, abajo, derecha, arriba = casilla.rectangulo
        assert derecha - izquierda >= ANCHO
        assert arriba - abajo >= ALTO
        assert plantilla.pagina.izquierdo <= izquierda
        assert derecha <= plantilla.pagina.ancho - plantilla.pagina.derecho
        assert _recorte(pdf, tmp_path, plantilla, casilla, 0) == ""
        assert firmante["nombre"] in _recorte(pdf, tmp_path, plantilla, casilla, 24)


def test_las_casillas_no_se_enciman(plantilla: Plantilla, fuentes: Fuentes) -> None:
    pdf = muestra.imprimir(muestra.acta_numerosa(), muestra.PARA_FIRMA, plantilla, fuentes)
    todas = list(_casillas(pdf).values())
    assert not [(una, otra) for una in todas for otra in todas if una.nombre < otra.nombre and una.ocupada(otra)]


@necesita_poppler
@pytest.mark.parametrize("firmantes", range(1, 13))
def test_con_cualquier_numero_de_firmas_ninguna_hoja_lleva_solo_firmas(
    firmantes: int, plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path
) -> None:
    contenido = muestra.acta_minima()
    contenido["firmantes"] = muestra.acta_numerosa()["firmantes"][:firmantes]
    paginas = hojas(muestra.imprimir(contenido, muestra.BORRADOR, plantilla, fuentes), tmp_path)
    con_firmas = [pagina for pagina in paginas if "Borrador:nosefirma" in pagina]
    assert con_firmas
    assert "sedioporconcluidoelacto" in con_firmas[0]
    assert all("Lasfirmassiguientescorresponden" in pagina for pagina in con_firmas)
