"""What a user typed is on the page, whole, wherever it was typed and however long it is."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.salida.pdf import documentos
from enlace_app.salida.pdf.actas import Estampa, FirmaImpresa
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.marcado import BR, exigir_etiquetas, llano, marcar, parrafos
from enlace_app.salida.pdf.plantilla import Plantilla
from tests.salida.pdf import muestra
from tests.salida.pdf.lectura_de_pdf import cuerpo, necesita_poppler, se_imprime

DIFICIL = (
    "Ana <ana@x.mx> dijo: 5 < 7 & «ñ» > 3; <b>no</b> &amp; &#60; \\{{ x }} {% y %}"
    "  dos  espacios\ty\ttabulador\n\n\n  fin"
)
Contenido = dict[str, Any]


def _largo(separadores: tuple[str, ...]) -> str:
    azar = random.Random(7)
    texto = ""
    while len(texto) < 32_767:
        texto += "".join(azar.choices("abcdehilmnorsuñáéí57<&»'\"%", k=azar.randint(1, 9))) + azar.choice(separadores)
    return texto[:32_767]


TEXTOS = {
    "dificil": DIFICIL,
    "con_saltos": _largo((" ", " ", " ", " ", "  ", "\n", "\t")),
    "un_parrafo": _largo((" ",)),
    "sin_espacios": _largo(("",)),
}


def _desarrollo(contenido: Contenido, texto: str) -> None:
    contenido["orden_del_dia"][1]["desarrollo"] = texto


def _asunto(contenido: Contenido, texto: str) -> None:
    contenido["orden_del_dia"][1]["asunto"] = texto


def _acuerdo(contenido: Contenido, texto: str) -> None:
    contenido["acuerdos"][0]["texto"] = texto


def _motivo(contenido: Contenido, texto: str) -> None:
    contenido.update(version=2, motivo_version=texto)


def _celda(contenido: Contenido, texto: str) -> None:
    contenido["asistencia"][1]["persona"] = texto


def _firmante(contenido: Contenido, texto: str) -> None:
    contenido["firmantes"][1]["cargo"] = texto


def _tipo(contenido: Contenido, texto: str) -> None:
    contenido["reunion"]["tipo"]["nombre"] = texto


@pytest.fixture(autouse=True)
def sin_sello(monkeypatch: pytest.MonkeyPatch) -> None:
    """The seal does not touch what the pages say (`test_sellado`) and would double the time of these tests."""
    monkeypatch.setattr(documentos, "sellar", lambda pdf, **_: pdf)


@necesita_poppler
@pytest.mark.parametrize("clase", TEXTOS)
@pytest.mark.parametrize("poner", [_desarrollo, _asunto, _acuerdo, _motivo, _celda, _firmante, _tipo])
def test_el_texto_se_imprime_entero(
    poner: Callable[[Contenido, str], None], clase: str, plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path
) -> None:
    contenido = muestra.acta_rica() | {"ejemplo": False}
    poner(contenido, TEXTOS[clase])
    pdf = muestra.imprimir(contenido, muestra.PARA_FIRMA, plantilla, fuentes)
    assert se_imprime(TEXTOS[clase], cuerpo(pdf, tmp_path, plantilla.pagina))


@necesita_poppler
def test_una_nota_de_firma_larga_se_imprime_entera(plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path) -> None:
    nota = TEXTOS["con_saltos"]
    firma = FirmaImpresa("Persona Uno", "simple", "se negó", "2021-08-17T10:00:00-05:00", nota=nota)
    contenido = muestra.acta_rica() | {"ejemplo": False}
    pdf = muestra.imprimir(contenido, Estampa("firmada", "", (firma,)), plantilla, fuentes)
    assert se_imprime(nota, cuerpo(pdf, tmp_path, plantilla.pagina))


@necesita_poppler
def test_la_comprobacion_nota_una_letra_que_falta(plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path) -> None:
    contenido = muestra.acta_rica() | {"ejemplo": False}
    _celda(contenido, TEXTOS["un_parrafo"])
    paginas = cuerpo(muestra.imprimir(contenido, muestra.PARA_FIRMA, plantilla, fuentes), tmp_path, plantilla.pagina)
    cambiado = TEXTOS["un_parrafo"][:20_000] + "Ω" + TEXTOS["un_parrafo"][20_001:]
    assert not se_imprime(cambiado, paginas)


@given(st.text(alphabet=st.sampled_from("a <>&'\"\n\t\r{}ñ«»/bp"), max_size=60))
def test_marcar_no_cambia_ni_un_caracter_visible(texto: str) -> None:
    marcado = str(marcar(texto))
    exigir_etiquetas(marcado)
    impreso = llano(BR.sub("\n", marcado)).replace("\u00a0", " ")
    assert impreso == texto.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")


@given(st.text(alphabet=st.sampled_from("ab <>&\n"), max_size=60))
def test_los_parrafos_conservan_el_texto_y_cierran_sus_etiquetas(texto: str) -> None:
    trozos = list(parrafos(f"<p><b>{marcar(texto)}</b></p>"))
    for trozo in trozos:
        exigir_etiquetas(trozo.marcado)
    assert "".join("".join(llano(t.marcado).split()) for t in trozos) == "".join(texto.split())
