"""The institution's own templates: used where sound, told and left aside where not."""

import json
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from enlace_app.dominio.actas import huella
from enlace_app.rutas import carpeta_plantillas
from enlace_app.salida.pdf.estante import Estante
from enlace_app.salida.pdf.imprenta import ImprentaDePlantillas
from tests.salida.pdf.lectura_de_pdf import necesita_poppler, palabras

INCLUIDAS = carpeta_plantillas()
NOMBRES = Estante(INCLUIDAS).nombres
LOGO = """
[[logo]]
archivo = "{archivo}"
texto_alternativo = "{texto}"
ancho_mm = {ancho}
posicion = "centro"
"""


@pytest.fixture
def propias(tmp_path: Path) -> Path:
    carpeta = tmp_path / "plantillas"
    carpeta.mkdir()
    return carpeta


def _propia(carpeta: Path, nombre: str, busca: str = "", pone: str = "", *, y_ademas: str = "") -> Path:
    fuente = (INCLUIDAS / f"{nombre}.toml").read_text(encoding="utf-8")
    assert busca in fuente
    ruta = carpeta / f"{nombre}.toml"
    ruta.write_text(fuente.replace(busca, pone, 1) + y_ademas, encoding="utf-8")
    return ruta


def _ejemplo(nombre: str) -> dict[str, Any]:
    contenido: dict[str, Any] = json.loads((INCLUIDAS / "ejemplos" / f"{nombre}.json").read_text(encoding="utf-8"))
    return contenido


def _borrador(imprenta: ImprentaDePlantillas) -> bytes:
    return imprenta.borrador(_ejemplo("acta") | {"cerrada": None})


def _png(carpeta: Path, nombre: str, tamano: tuple[int, int], modo: str = "RGBA") -> Path:
    ruta = carpeta / nombre
    Image.new(modo, tamano, (20, 90, 160, 128)[: len(modo)]).save(ruta)
    return ruta


@pytest.mark.parametrize("nombre", NOMBRES)
def test_cada_plantilla_incluida_imprime_su_ejemplo(nombre: str) -> None:
    Estante(INCLUIDAS).revisar(INCLUIDAS / f"{nombre}.toml", nombre)


@pytest.mark.parametrize("nombre", NOMBRES)
def test_los_ejemplos_son_de_personas_inventadas_y_lo_dicen(nombre: str) -> None:
    ejemplo = _ejemplo(nombre)
    assert ejemplo["ejemplo"] is True
    assert all("Persona " in f["nombre"] for f in ejemplo.get("firmantes", []) if "Testado" not in f["nombre"])


def test_en_carta_y_en_oficio(propias: Path, tmp_path: Path) -> None:
    _propia(propias, "convocatoria", 'tamano = "carta"', 'tamano = "oficio"')
    medidas = {}
    for nombre in ("convocatoria", "lista_de_asistencia"):
        pdf = ImprentaDePlantillas(INCLUIDAS, propias).documento(nombre, _ejemplo(nombre))
        with pikepdf.open(BytesIO(pdf)) as documento:
            medidas[nombre] = [round(float(x) / 72 * 25.4) for x in documento.pages[0].mediabox[2:]]
    assert medidas == {"convocatoria": [216, 340], "lista_de_asistencia": [216, 279]}


@pytest.mark.parametrize(
    ("busca", "pone", "por_que"),
    [
        ("[letra]", "[letra", "no es un archivo TOML"),
        ('clave = "presidencia"', 'clave = "presidencia"\ncolor = 3', "no se conoce la clave «color»"),
        ("{{ reunion.preside }}", "{{ reunion.presidenta }}", "«presidenta»"),
        ("{{ reunion.preside }}", "{{ reunion.preside|mayusculas }}", "no existe el filtro «mayusculas»"),
        ("{{ reunion.preside }}", "{% if %}", "no se puede aplicar"),
        ("<p>Preside:", '<p estilo="enorme">Preside:', "no existe el estilo «enorme»"),
        ("<p>Preside:", "<p><img src='x'/>Preside:", "no se permite"),
        ('filas = "anexos"', 'filas = "anejos"', "«anejos»"),
        ("{% if fila.nota %}", "{% if fila.notas %}", "«notas»"),
    ],
)
def test_una_plantilla_mala_se_dice_con_su_renglon_y_sirve_la_incluida(
    busca: str, pone: str, por_que: str, propias: Path
) -> None:
    ruta = _propia(propias, "acta", busca, pone)
    renglon = ruta.read_text(encoding="utf-8").split(pone)[0].count("\n") + 1 + pone.count("\n")
    estante = Estante(INCLUIDAS, propias)
    assert estante.dar("acta").ruta == INCLUIDAS / "acta.toml"
    (aviso,) = estante.avisos
    assert por_que in aviso
    assert any(f"acta.toml, línea {n}" in aviso for n in range(renglon - 3, renglon + 2)), aviso


def test_al_componerla_deja_de_avisarse_sin_reiniciar(propias: Path, tmp_path: Path) -> None:
    _propia(propias, "acta", "{{ reunion.preside }}", "{{ reunion.presidenta }}")
    imprenta = ImprentaDePlantillas(INCLUIDAS, propias)
    _borrador(imprenta)
    assert imprenta.avisos
    _propia(propias, "acta", "Preside:", "Dirige la sesión:")
    assert "Dirige la sesión:" in palabras(_borrador(imprenta), tmp_path)
    assert imprenta.avisos == []


@necesita_poppler
def test_el_orden_de_los_bloques_es_el_del_archivo(propias: Path, tmp_path: Path) -> None:
    fuente = (INCLUIDAS / "acta.toml").read_text(encoding="utf-8")
    cabeza, *bloques = fuente.split("[[bloque]]\n")
    quorum = next(b for b in bloques if b.startswith('clave = "presidencia"'))
    bloques.remove(quorum)
    (propias / "acta.toml").write_text("[[bloque]]\n".join([cabeza, quorum, *bloques]), encoding="utf-8")
    texto = palabras(_borrador(ImprentaDePlantillas(INCLUIDAS, propias)), tmp_path)
    assert texto.index("Presidencia y facilitación") < texto.index("Proemio")


@necesita_poppler
def test_con_una_base_propia_cambian_los_documentos_que_la_toman(propias: Path, tmp_path: Path) -> None:
    _propia(propias, "acta", 'sin_dato = "sin registro"', 'sin_dato = "(no consta)"')
    contenido = _ejemplo("convocatoria") | {"dia": None}
    assert "(no consta)" in palabras(
        ImprentaDePlantillas(INCLUIDAS, propias).documento("convocatoria", contenido), tmp_path
    )
    assert "sin registro" in palabras(ImprentaDePlantillas(INCLUIDAS).documento("convocatoria", contenido), tmp_path)


def test_el_logo_va_al_principio_sin_transparencia_y_con_su_texto(propias: Path) -> None:
    _png(propias, "escudo.png", (800, 400))
    _propia(propias, "acta", y_ademas=LOGO.format(archivo="escudo.png", texto="Escudo de ejemplo", ancho=30))
    imprenta = ImprentaDePlantillas(INCLUIDAS, propias)
    acta = _ejemplo("acta")
    pdf = imprenta.para_firma(acta, huella(acta))
    assert imprenta.avisos == []
    with pikepdf.open(BytesIO(pdf)) as documento:
        imagenes = [i for hoja in documento.pages for i in hoja.get_images().values()]
        alternativos = [str(o.Alt) for o in documento.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
    assert len(imagenes) == 1
    assert "/SMask" not in imagenes[0]
    assert imagenes[0].ColorSpace in {"/DeviceRGB", "/ICCBased"} or imagenes[0].ColorSpace[0] == "/ICCBased"
    assert 300 < int(imagenes[0].Width) < 400  # 30 mm at 300 points per inch, not the 800 of the file
    assert "Escudo de ejemplo" in alternativos


@pytest.mark.parametrize(
    ("archivo", "texto", "ancho", "por_que"),
    [
        ("../fuera.png", "x", 30, "sin carpetas"),
        ("/etc/passwd", "x", 30, "sin carpetas"),
        ("enlace.png", "x", 30, "enlace"),
        ("falta.png", "x", 30, "no está"),
        ("texto.png", "x", 30, "no es una imagen"),
        ("gigante.png", "x", 30, "por lado"),
        ("alto.png", "x", 30, "40 mm"),
        ("bueno.png", " ", 30, "texto alternativo"),
        ("bueno.png", "x", 300, "ancho_mm"),
    ],
)
def test_un_logo_malo_no_se_usa(
    archivo: str, texto: str, ancho: int, por_que: str, propias: Path, tmp_path: Path
) -> None:
    _png(tmp_path, "fuera.png", (40, 40))
    _png(propias, "bueno.png", (40, 40))
    (propias / "enlace.png").symlink_to(tmp_path / "fuera.png")
    (propias / "texto.png").write_text("no soy una imagen", encoding="utf-8")
    _png(propias, "gigante.png", (6_001, 1), "RGB")
    _png(propias, "alto.png", (10, 100), "RGB")
    _propia(propias, "acta", y_ademas=LOGO.format(archivo=archivo, texto=texto, ancho=ancho))
    estante = Estante(INCLUIDAS, propias)
    assert estante.dar("acta").ruta == INCLUIDAS / "acta.toml"
    (aviso,) = estante.avisos
    assert por_que in aviso
    assert "acta.toml, línea " in aviso


def test_una_base_de_una_base_se_rehusa(propias: Path) -> None:
    (propias / "convocatoria.toml").write_text('base = "fe_de_erratas.toml"\n', encoding="utf-8")
    imprenta = ImprentaDePlantillas(INCLUIDAS, propias)
    imprenta.documento("convocatoria", _ejemplo("convocatoria"))
    assert "convocatoria.toml, línea 1: «fe_de_erratas.toml» tiene a su vez una base" in imprenta.avisos[0]


def test_las_plantillas_no_se_prueban_donde_no_hay_propias(tmp_path: Path) -> None:
    copia = tmp_path / "incluidas"
    shutil.copytree(INCLUIDAS, copia)
    shutil.rmtree(copia / "ejemplos")
    assert ImprentaDePlantillas(copia, tmp_path / "no hay").borrador(_ejemplo("acta") | {"cerrada": None})


@pytest.mark.parametrize("fuente", ["{{ '1e400'|float }}", "{{ folio|truncate(1) }}"])
def test_ninguna_falla_de_una_plantilla_propia_impide_imprimir(fuente: str, propias: Path) -> None:
    _propia(propias, "acta", "{{ reunion.preside }}", f"{{{{ reunion.preside }}}}{fuente}")
    imprenta = ImprentaDePlantillas(INCLUIDAS, propias)
    assert _borrador(imprenta) == _borrador(ImprentaDePlantillas(INCLUIDAS))
    (aviso,) = imprenta.avisos
    assert "se usó la incluida. acta.toml, línea" in aviso


@pytest.mark.parametrize("falla", [MemoryError(), AssertionError("x"), RecursionError()])
def test_lo_que_falla_fuera_de_una_redaccion_tambien_se_avisa(
    falla: BaseException, propias: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fallar(*_: object) -> None:
        raise falla

    _propia(propias, "acta")
    monkeypatch.setattr("enlace_app.salida.pdf.estante.probar", fallar)
    imprenta = ImprentaDePlantillas(INCLUIDAS, propias)
    assert _borrador(imprenta)
    assert f"acta.toml: la plantilla no se puede aplicar ({type(falla).__name__}" in imprenta.avisos[0]
