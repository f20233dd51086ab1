from pathlib import Path

import pytest

from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.salida.pdf.actas import acta_en_pdf
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.lectura import leer_plantilla
from tests.salida.pdf import muestra

FUENTE = muestra.RUTA_DE_PLANTILLA.read_text(encoding="utf-8")


def _con(carpeta: Path, busca: str, pone: str) -> Path:
    assert FUENTE.count(busca) >= 1
    ruta = carpeta / "propia.toml"
    ruta.write_text(FUENTE.replace(busca, pone, 1), encoding="utf-8")
    return ruta


@pytest.mark.parametrize(
    ("busca", "pone", "donde", "por_que"),
    [
        ('clave = "quórum"', 'clave = "quórum"\ncolor = 3', "quórum", "color"),
        ('tamano = "carta"', 'tamano = "A4"', "pagina", "carta u oficio"),
        ("margen_superior_mm = 27", 'margen_superior_mm = "27"', "pagina", "margen_superior_mm"),
        ("franja_mm = 17", "franja_mm = 29", "pagina", "margen derecho"),
        ('filas = "anexos"', 'filas = "anexos ||"', "anexos", "filas"),
        ('tipo = "firmas"', 'tipo = "rubricas"', "firmas", "rubricas"),
        ("{% macro zona(r) %}", "{% macro zona(r %}", "comunes", "plantilla"),
        ('pie_derecho = "', 'pie_derecha = "', "cada_hoja", "pie_derecho"),
        ("<p>Preside: {{ reunion.preside }}", "<p>Preside: {{ reunion.preside }", "presidencia", "texto"),
    ],
)
def test_una_plantilla_mala_dice_donde_y_por_que(
    busca: str, pone: str, donde: str, por_que: str, tmp_path: Path
) -> None:
    with pytest.raises(ErrorDeNegocio) as caso:
        leer_plantilla(_con(tmp_path, busca, pone))
    mensaje = str(caso.value)
    assert mensaje.startswith("propia.toml")
    assert donde in mensaje
    assert por_que in mensaje


@pytest.mark.parametrize(
    ("busca", "pone", "donde", "por_que"),
    [
        ("<p>Preside: {{ reunion.preside }}", "<p>Preside: {{ reunion.presidenta }}", "presidencia", "presidenta"),
        ("<p>Preside:", "Preside: <p>", "presidencia", "fuera de <p>"),
        ("<p>Preside:", '<p estilo="grande">Preside:', "presidencia", "grande"),
        ("<p>Preside:", "<p><b>Preside:", "presidencia", "no se cierra"),
        ("<p>Preside:", '<p><img src="x.png"/>Preside:', "presidencia", "no se permite"),
        ("{{ reunion.preside }}", "{{ reunion.preside|fecha_en_palabras }}", "presidencia", "plantilla"),
        ("{{ reunion.preside }}", "{{ reunion.__class__ }}", "presidencia", "unsafe"),
        ('filas = "anexos"', 'filas = "anejos"', "anexos", "no existe"),
        ("<b>{{ folio }}</b>  ·", "", "cada_hoja", "el folio"),
        ("{% if etapa == 'borrador' %}BORRADOR", "{% if false %}", "cada_hoja", "marca de borrador"),
        ("{% if ejemplo %}EJEMPLO, SIN VALIDEZ{% endif %}", "", "cada_hoja", "aviso de ejemplo"),
        ("de {{ fojas }}", "", "cada_hoja", "foja n de m"),
    ],
)
def test_una_plantilla_que_falla_al_imprimir_dice_donde_y_por_que(
    busca: str, pone: str, donde: str, por_que: str, fuentes: Fuentes, tmp_path: Path
) -> None:
    plantilla = leer_plantilla(_con(tmp_path, busca, pone))
    with pytest.raises(ErrorDeNegocio) as caso:
        acta_en_pdf(muestra.acta_minima(), muestra.BORRADOR, plantilla, fuentes)
    mensaje = str(caso.value)
    assert mensaje.startswith("propia.toml")
    assert donde in mensaje
    assert por_que in mensaje


def test_lo_que_escribe_una_persona_no_es_plantilla_ni_marcado(fuentes: Fuentes, tmp_path: Path) -> None:
    contenido = muestra.acta_rica()
    contenido["reunion"]["preside"] = '</p><p estilo="titulo">{{ folio }}<b>'
    assert acta_en_pdf(contenido, muestra.PARA_FIRMA, leer_plantilla(muestra.RUTA_DE_PLANTILLA), fuentes)


def test_en_oficio_la_hoja_mide_216_por_340(fuentes: Fuentes, tmp_path: Path) -> None:
    plantilla = leer_plantilla(_con(tmp_path, 'tamano = "carta"', 'tamano = "oficio"'))
    pdf = acta_en_pdf(muestra.acta_rica(), muestra.PARA_FIRMA, plantilla, fuentes)
    assert b"/MediaBox [ 0 0 612.2835 963.7795 ]" in pdf


@pytest.mark.parametrize("fuente", [b"= nada", b"\xff\xfe"])
def test_lo_que_no_es_toml_lo_dice(fuente: bytes, tmp_path: Path) -> None:
    ruta = tmp_path / "propia.toml"
    ruta.write_bytes(fuente)
    with pytest.raises(ErrorDeNegocio, match=r"propia\.toml: no es un archivo TOML"):
        leer_plantilla(ruta)


def test_si_falta_el_archivo_es_del_entorno(tmp_path: Path) -> None:
    with pytest.raises(ErrorDeEntorno, match=r"propia\.toml"):
        leer_plantilla(tmp_path / "propia.toml")
