from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
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
        ("{{ reunion.preside }}", "{{ reunion.__class__ }}", "presidencia", "no se permite"),
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
        muestra.imprimir(muestra.acta_minima(), muestra.BORRADOR, plantilla, fuentes)
    mensaje = str(caso.value)
    assert mensaje.startswith("propia.toml")
    assert donde in mensaje
    assert por_que in mensaje


def test_lo_que_escribe_una_persona_no_es_plantilla_ni_marcado(fuentes: Fuentes, tmp_path: Path) -> None:
    contenido = muestra.acta_rica()
    contenido["reunion"]["preside"] = '</p><p estilo="titulo">{{ folio }}<b>'
    assert muestra.imprimir(contenido, muestra.PARA_FIRMA, leer_plantilla(muestra.RUTA_DE_PLANTILLA), fuentes)


def test_en_oficio_la_hoja_mide_216_por_340(fuentes: Fuentes, tmp_path: Path) -> None:
    plantilla = leer_plantilla(_con(tmp_path, 'tamano = "carta"', 'tamano = "oficio"'))
    pdf = muestra.imprimir(muestra.acta_rica(), muestra.PARA_FIRMA, plantilla, fuentes)
    with pikepdf.open(BytesIO(pdf)) as documento:
        assert [float(x) for x in documento.pages[0].mediabox] == [0, 0, 612.2835, 963.7795]


@pytest.mark.parametrize(
    ("fuente", "dice"),
    [
        (b"[pagina]\n= nada", "propia.toml, línea 2: no es un archivo TOML"),
        (b"[pagina]\n\xff\xfe", "propia.toml, línea 2: el archivo no está en UTF-8"),
        (b"a = " + b"[" * 5_000, "propia.toml: hay demasiados corchetes"),
        (b"#" * 600_000, "propia.toml: la plantilla pasa de 512 kB"),
    ],
)
def test_lo_que_no_es_toml_lo_dice_con_su_renglon(fuente: bytes, dice: str, tmp_path: Path) -> None:
    ruta = tmp_path / "propia.toml"
    ruta.write_bytes(fuente)
    with pytest.raises(ErrorDeNegocio) as caso:
        leer_plantilla(ruta)
    assert str(caso.value).startswith(dice)


def test_si_falta_el_archivo_es_del_entorno(tmp_path: Path) -> None:
    with pytest.raises(ErrorDeEntorno, match=r"propia\.toml"):
        leer_plantilla(tmp_path / "propia.toml")


_LARGO = "a" * 99_000
_VICTIMA = "<p>Preside: {{ reunion.preside }}"


@pytest.mark.parametrize(
    ("fuente", "por_que"),
    [
        ("{{ ''.__class__.__mro__ }}", "no se permite"),
        ("{{ reunion.keys.__self__ }}", "no se permite"),
        ("{{ cycler.__init__.__globals__ }}", "no se permite"),
        ("{% include '/etc/passwd' %}", "no se permite"),
        ("{% import '/etc/passwd' as x %}", "no se permite"),
        ("{% extends 'acta.toml' %}", "no se permite"),
        ("{{ folio|safe }}", "no existe el filtro «safe»"),
        ("{{ folio|center(100000000) }}", "no existe el filtro «center»"),
        ("{{ folio.ljust(100000000) }}", "no se permite"),
        ("{{ '{:100000000d}'.format(1) }}", "no se permite"),
        ("{{ '%100000000d' % 1 }}", "no se permite"),
        ("{{ 'a' * 100000000 }}", "sólo se multiplican números"),
        ("{{ [folio] * 100000000 }}", "sólo se multiplican números"),
        ("{{ 9 ** 9 ** 9 }}", "no se permite"),
        ("{% for a in range(100000000) %}{% endfor %}", "«range» da a lo más"),
        (
            "{% set r = range(999) %}" + "{% for a in r %}" * 3 + "{% endfor %}" * 3,
            "vueltas",
        ),
        (
            "{% set r = range(999) %}" + "{% for a in r %}" * 2 + "{% for c in r if 0 %}" + "{% endfor %}" * 3,
            "vueltas",
        ),
        ("{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}", "sin fin"),
        ("{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}", "vueltas"),
        ("{% set a = folio %}" + "{% set a = a ~ a %}" * 40 + "{{ a|length }}", "demasiado texto"),
        ("{% set a = [1] %}" + "{% set a = a + a %}" * 40 + "{{ a|length }}", "demasiado texto"),
        ("{% set a = [1] %}" + "{% set a = [a, a] %}" * 40 + "{{ a }}", "lista"),
        ("{% set a = [1] %}" + "{% set a = [a, a] %}" * 40 + "{{ a|join }}", "lista"),
        (
            "{% set x %}{% for a in range(1000) %}{% for b in range(1000) %}"
            + "x" * 1000
            + "{% endfor %}{% endfor %}{% endset %}",
            "demasiado texto",
        ),
        ("{% set a = [1] %}" + "{% set a = [a, a]|sum(start=[]) %}" * 40 + "{{ a|length }}", "start"),
        ("{{ [[1], [2]]|sum }}", "sólo se suman números"),
        ("{% set a = [1] %}" + "{% set a = [a, a] %}" * 40 + "{{ a ~ '' }}", "lista"),
        ("{% set a = [1] %}" + "{% set a = [a, a] %}" * 40 + "{{ a == a }}", "lista demasiado grande"),
        ("{% set a = {'b': 1} %}" + "{% set a = {'b': a, 'c': a} %}" * 40, "lista demasiado grande"),
        ("{{ 15|round(-9999999) }}", "«round» da a lo más"),
        ("{{ 1.5|round(400000) }}", "«round» da a lo más"),
        ("{{ '1e400'|float }}", "el número es demasiado grande"),
        ("{{ 1e400 }}", "el número es demasiado grande"),
        ("{% if 1e400 > 2 %}x{% endif %}", "el número es demasiado grande"),
        ("{{ 'ffffffffffffffffffffff'|int(0, 16) }}", "el número es demasiado grande"),
        ("{{ folio|truncate(1) }}", "expected length"),
        (f"{{{{ '{_LARGO[:999]}'|list|join('{_LARGO[:999]}')|list|join('{_LARGO[:999]}') }}}}", "vueltas"),
        (f"{{% set t = '{_LARGO}' %}}{{% for a in range(999) %}}{{{{ t|upper|length }}}}{{% endfor %}}", "vueltas"),
        (f"{{% set t = '{_LARGO}' %}}{{% for a in range(999) %}}{{{{ t == t ~ '' }}}}{{% endfor %}}", "texto"),
        ("{{ 'aaa'.strip('" + "b" * 101 + "a') }}", "a lo más 100"),
        ("{% for a in b %}" * 22 + "{% endfor %}" * 22, "too many statically nested blocks"),
        ("{{ reunion }}", "lista"),
        ("<font file='/etc/passwd'>x</font>", "no se permite"),
        ("<a href='http://example.com'>x</a>", "no se permite"),
    ],
)
def test_una_plantilla_hostil_se_rehusa_con_su_renglon(
    fuente: str, por_que: str, fuentes: Fuentes, tmp_path: Path
) -> None:
    ruta = _con(tmp_path, _VICTIMA, f"\n<p>{fuente} {{{{ reunion.preside }}}}")
    renglon = next(n for n, r in enumerate(ruta.read_text(encoding="utf-8").splitlines(), start=1) if fuente[:30] in r)
    with pytest.raises(ErrorDeNegocio) as caso:
        muestra.imprimir(muestra.acta_minima(), muestra.BORRADOR, leer_plantilla(ruta), fuentes)
    mensaje = str(caso.value)
    assert por_que in mensaje
    # Markup is judged when the whole wording is rendered: then the line is that of its beginning, a blank one here.
    assert f"propia.toml, línea {renglon} " in mensaje


def test_en_una_redaccion_de_varios_renglones_se_dice_el_suyo(tmp_path: Path) -> None:
    ruta = _con(tmp_path, "<p>Regiones:", "{% orden %}<p>Regiones:")
    renglon = ruta.read_text(encoding="utf-8").split("{% orden %}")[0].count("\n") + 1
    with pytest.raises(ErrorDeNegocio, match=rf"propia\.toml, línea {renglon} \(bloque «proemio».*\{{% orden %\}}"):
        leer_plantilla(ruta)


def test_el_error_dentro_de_un_macro_dice_el_renglon_del_macro(fuentes: Fuentes, tmp_path: Path) -> None:
    ruta = _con(tmp_path, "{% if r.ciudad %}en la ciudad de", "{% if r.ciudadela %}en la ciudad de")
    renglon = ruta.read_text(encoding="utf-8").split("r.ciudadela")[0].count("\n") + 1
    with pytest.raises(ErrorDeNegocio, match=rf"propia\.toml, línea {renglon} \(«comunes»\).*«ciudadela»"):
        muestra.imprimir(muestra.acta_minima(), muestra.BORRADOR, leer_plantilla(ruta), fuentes)
