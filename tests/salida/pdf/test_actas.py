import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from enlace_app.dominio.actas import huella
from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.pdf.actas import Estampa, FirmaImpresa, acta_en_pdf
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.plantilla import Plantilla
from tests.salida.pdf import muestra
from tests.salida.pdf.lectura_de_pdf import hojas, necesita_poppler, palabras

RAIZ = Path(__file__).parents[3]
SIN_CERRAR = muestra.acta_rica() | {"cerrada": None, "folio": "NTE-K7Q2-0007"}

TITULOS = (
    "Proemio",
    "Asistencia",
    "Quórum",
    "Presidenciayfacilitación",
    "Ordendeldía",
    "Actaanterior",
    "Seguimientodeacuerdosanteriores",
    "Desarrollo",
    "Votaciones",
    "Acuerdos",
    "Documentosrecibidosoturnados",
    "Visitasasitio",
    "Asuntosgenerales",
    "Clausura",
    "Firmasalcalce",
    "Anexos",
    "Avisodeprivacidad",
    "Hojadefirmas",
)


@necesita_poppler
@pytest.mark.parametrize(
    ("contenido", "estampa"),
    [
        (SIN_CERRAR, muestra.BORRADOR),
        (muestra.acta_rica(), muestra.PARA_FIRMA),
        (muestra.acta_rica(), muestra.FIRMADA),
        (muestra.acta_numerosa(), muestra.PARA_FIRMA),
        (muestra.acta_minima(), muestra.BORRADOR),
    ],
    ids=["borrador", "para_firma", "firmada", "numerosa", "minima"],
)
def test_cada_hoja_dice_de_que_documento_es(
    contenido: dict[str, Any], estampa: Estampa, plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path
) -> None:
    paginas = hojas(muestra.imprimir(contenido, estampa, plantilla, fuentes), tmp_path)
    for n, pagina in enumerate(paginas, start=1):
        mobiliario = pagina[:200]
        assert contenido["folio"] in mobiliario
        assert f"foja{n}de{len(paginas)}" in mobiliario
        assert "Versión1·" + ("sinhuella" if estampa.sha256 is None else f"huella{huella(contenido)[:8]}") in mobiliario
        assert mobiliario.count("EJEMPLO,SINVALIDEZ") == (1 if estampa.etapa == "borrador" else 2)
        assert ("BORRADOR" in mobiliario) is (estampa.etapa == "borrador")
        assert "None" not in pagina
        assert "Undefined" not in pagina


@necesita_poppler
def test_las_secciones_van_en_su_orden(plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path) -> None:
    texto = "".join(hojas(muestra.imprimir(muestra.acta_rica(), muestra.FIRMADA, plantilla, fuentes), tmp_path))
    posicion = 0
    for titulo in TITULOS:
        posicion = texto.index(titulo, posicion) + len(titulo)


@necesita_poppler
@pytest.mark.parametrize(
    "frase",
    [
        "siendo las nueve horas con treinta minutos del día catorce de agosto de dos mil veintiuno "
        "(hora de Piedras Negras, zona America/Matamoros)",
        "Siendo las trece horas con treinta y un minutos",
        "En suplencia de Persona Cinco",
        "Se incorporó a las 09:50 h",
        "Se retiró a las 12:45 h",
        "al menos 30 personas presentes",
        "Ausente: Persona Seis, Organismo Operador de Ejemplo; ausencia justificada",
        "Se declara reunido el quórum, con la presencia de las tres partes",
        "se sometió a decisión en el punto 1, votación 1 (consenso): aprobado",
        "Votación 2 (mayoría): aprobado. Acuerdos tomados en este punto",
        "«última semana de octubre»; a más tardar el treinta y uno de octubre de dos mil veintiuno",
        "Sin plazo: es una actividad permanente",
        "Acuerdo 3 (folio RT/NTE-K7Q2/2021-001/03). Revisar el padrón de ejemplo. "
        "Responsables: sin registro. Plazo: sin registro.",
        "Acuerdos tomados en este punto: RT/NTE-K7Q2/2021-001/01",
        "más de 469",
        "se cerró el 16 de agosto de 2021, 17:40 horas",
        "Firma simple: nombre, fecha y huella; no equivale a la autógrafa",
        "Firma autógrafa en papel, con escaneo adjunto",
    ],
)
def test_dice_lo_que_consta(frase: str, plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path) -> None:
    texto = "".join(hojas(muestra.imprimir(muestra.acta_rica(), muestra.FIRMADA, plantilla, fuentes), tmp_path))
    assert "".join(frase.split()) in texto


@necesita_poppler
@pytest.mark.parametrize(
    ("precision", "fecha", "fin", "frase"),
    [
        ("mes", "2017-02-01", None, "febrero de 2017"),
        ("rango", "2019-07-12", "2019-07-16", "12 al 16 de julio de 2019"),
        ("posterior_a", "2017-07-20", None, "después del 20 de julio de 2017"),
        ("no_indicada", None, None, "con fecha sin registro"),
    ],
)
def test_una_fecha_imprecisa_se_imprime_como_tal(
    precision: str,
    fecha: str | None,
    fin: str | None,
    frase: str,
    plantilla: Plantilla,
    fuentes: Fuentes,
    tmp_path: Path,
) -> None:
    contenido = muestra.acta_rica()
    contenido["reunion"] |= {"fecha": fecha, "precision": precision, "fecha_fin": fin}
    texto = "".join(hojas(muestra.imprimir(contenido, muestra.PARA_FIRMA, plantilla, fuentes), tmp_path))
    assert "".join(frase.split()) in texto
    assert "deldía" not in texto.split("Asistencia")[0]


@necesita_poppler
def test_de_lo_que_no_se_sabe_dice_sin_registro(plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path) -> None:
    texto = "".join(hojas(muestra.imprimir(muestra.acta_minima(), muestra.BORRADOR, plantilla, fuentes), tmp_path))
    for frase in (
        "Enciudadsinregistro",
        "horadeiniciosinregistro",
        "ensedesinregistro",
        "supuesta",
        "Nohayfirmantesprevistos.",
    ):
        assert frase in texto
    assert "Quórum" not in texto


@necesita_poppler
@pytest.mark.parametrize("ciudad", [None, "Sabinas"])
def test_el_lugar_se_escribe_sin_espacio_antes_de_la_coma(
    ciudad: str | None, plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path
) -> None:
    contenido = muestra.acta_rica() | {"ejemplo": False}  # its watermark is drawn letter by letter
    lugar = {"ciudad": ciudad, "municipio": {"cvegeo": "05028", "nombre": "Sabinas"}}
    contenido["reunion"] |= lugar
    contenido["visitas"][0] |= lugar
    texto = palabras(muestra.imprimir(contenido, muestra.PARA_FIRMA, plantilla, fuentes), tmp_path)
    dicho = "En la ciudad de Sabinas, municipio de Sabinas" if ciudad else "En el municipio de Sabinas"
    assert texto.count(f"{dicho}, Coahuila de Zaragoza, ") == 2
    assert " ," not in texto


@necesita_poppler
def test_cada_votacion_consta_entera_una_sola_vez_y_lo_que_no_se_conto_no_se_dice(
    plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path
) -> None:
    contenido = muestra.acta_rica()
    contenido["votaciones"][1] |= {"a_favor": 7351, "en_contra": None, "abstenciones": None}
    texto = palabras(muestra.imprimir(contenido, muestra.PARA_FIRMA, plantilla, fuentes), tmp_path)
    assert texto.count("7351") == 1
    assert texto.count("sociedad civil: a favor") == 1
    desarrollo = texto[texto.index("Desarrollo") : texto.index("Votaciones")]
    assert "Votación 2 (mayoría): aprobado." in desarrollo
    assert "sin registro" not in desarrollo
    votaciones = texto[texto.index("Votaciones") : texto.index("Disenso razonado")]
    assert "sin registro" not in votaciones


@necesita_poppler
@pytest.mark.parametrize(("version", "provisional"), [(1, True), (2, False)])
def test_un_borrador_de_segunda_version_ya_tiene_su_folio(
    version: int, provisional: bool, plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path
) -> None:
    contenido = muestra.acta_rica() | {"cerrada": None, "version": version}
    texto = palabras(muestra.imprimir(contenido, muestra.BORRADOR, plantilla, fuentes), tmp_path)
    assert ("(provisional)" in texto) is provisional
    assert "Motivo: sin registro" not in texto
    assert ("Esta versión 2 sustituye a la versión 1." in texto) is (version == 2)


@necesita_poppler
def test_ninguna_hoja_lleva_solo_firmas(plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path) -> None:
    paginas = hojas(muestra.imprimir(muestra.acta_numerosa(), muestra.PARA_FIRMA, plantilla, fuentes), tmp_path)
    con_firmas = [pagina for pagina in paginas if "Firmaautógrafasobreimpreso" in pagina]
    assert len(con_firmas) >= 3
    assert "sedioporconcluidoelacto" in con_firmas[0]
    assert all("Lasfirmassiguientescorrespondenalactacircunstanciadaconfolio" in pagina for pagina in con_firmas)
    assert sum(pagina.count("Firmaautógrafasobreimpreso") for pagina in paginas) == 25


@necesita_poppler
def test_la_tabla_larga_empieza_bajo_su_titulo(plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path) -> None:
    paginas = hojas(muestra.imprimir(muestra.acta_numerosa(), muestra.PARA_FIRMA, plantilla, fuentes), tmp_path)
    assert "PersonaNúmero1Institución" in paginas[0]


@necesita_poppler
def test_una_version_posterior_dice_a_cual_sustituye_y_por_que(
    plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path
) -> None:
    paginas = hojas(muestra.imprimir(muestra.segunda_version(), muestra.PARA_FIRMA, plantilla, fuentes), tmp_path)
    assert all("Versión2,sustituyealaversión1" in pagina[:200] for pagina in paginas)
    assert "Motivo:Secorrigeelnúmerodefojasdeundocumento(ejemplo)." in paginas[0]


@necesita_poppler
def test_quien_firmo_sin_estar_previsto_tambien_consta(plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path) -> None:
    contenido = muestra.acta_rica() | {"firmantes": []}
    firma = FirmaImpresa("Persona Diez", "escaneo", "firmó", "2021-08-17T10:00:00-05:00")
    estampa = Estampa("firmada", "", (firma,))
    texto = "".join(hojas(muestra.imprimir(contenido, estampa, plantilla, fuentes), tmp_path))
    assert "Nohayfirmantesprevistos;constanlasfirmassiguientes." in texto
    assert texto.count("PersonaDiez") == 2


@necesita_poppler
def test_la_hoja_dice_de_quien_es_cada_certificado(plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path) -> None:
    """The name in the certificate may be more than the acta's, or another's: whoever reads the sheet can compare."""
    firma = FirmaImpresa(
        "Persona Diez", "efirma", "firmó", "2021-08-17T10:00:00-05:00", certificado="3000100", titular="DIEZ INVENTADA"
    )
    estampa = Estampa("firmada", "", (firma,))
    texto = "".join(hojas(muestra.imprimir(muestra.acta_rica(), estampa, plantilla, fuentes), tmp_path))
    assert "CertificadoanombredeDIEZINVENTADA,número3000100." in texto


@necesita_poppler
def test_toda_letra_va_incrustada(plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path) -> None:
    ruta = tmp_path / "acta.pdf"
    ruta.write_bytes(muestra.imprimir(muestra.acta_rica(), muestra.FIRMADA, plantilla, fuentes))
    filas = subprocess.run(["pdffonts", ruta], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert filas
    assert all("SourceSansPro" in fila and fila.split()[-5] == "yes" for fila in filas)


def test_el_mismo_contenido_da_los_mismos_bytes_en_cualquier_proceso(plantilla: Plantilla, fuentes: Fuentes) -> None:
    aqui = muestra.imprimir(muestra.acta_rica(), muestra.FIRMADA, plantilla, fuentes)
    assert muestra.imprimir(muestra.acta_rica(), muestra.FIRMADA, plantilla, fuentes) == aqui
    programa = (
        "import sys; from tests.salida.pdf import muestra as m;"
        "from enlace_app.salida.pdf.fuentes import Fuentes;"
        "from enlace_app.salida.pdf.lectura import leer_plantilla;"
        "plantilla = leer_plantilla(m.RUTA_DE_PLANTILLA);"
        "sys.stdout.buffer.write(m.imprimir(m.acta_rica(), m.FIRMADA, plantilla, Fuentes.cargar()))"
    )
    for semilla, zona in (("1", "Asia/Tokyo"), ("2", "America/Mexico_City")):
        entorno = os.environ | {"PYTHONHASHSEED": semilla, "TZ": zona}
        otro = subprocess.run([sys.executable, "-c", programa], cwd=RAIZ, env=entorno, capture_output=True, check=True)
        assert otro.stdout == aqui


def test_los_metadatos_son_los_del_acta(plantilla: Plantilla, fuentes: Fuentes) -> None:
    pdf = muestra.imprimir(muestra.acta_rica(), muestra.FIRMADA, plantilla, fuentes)
    with pikepdf.open(BytesIO(pdf)) as documento, documento.open_metadata() as metadatos:
        assert {
            llave: str(valor) for llave, valor in documento.docinfo.items() if llave not in {"/Producer", "/Trapped"}
        } == {
            "/Title": "RT/NTE-K7Q2/2021-001",
            "/Creator": "Enlace",
            "/CreationDate": "D:20210816174000-05'00",
            "/ModDate": "D:20210816174000-05'00",
        }
        assert str(documento.Root.Lang) == "es-MX"
        assert bool(documento.Root.ViewerPreferences.DisplayDocTitle)
        assert metadatos["dc:title"] == "RT/NTE-K7Q2/2021-001"
        assert metadatos["dc:language"] == {"es-MX"}
        assert metadatos["dc:date"] == ["2021-08-16T17:40:00-05:00"]
        assert metadatos["xmp:MetadataDate"] == "2021-08-16T17:40:00-05:00"
        assert not any("/Trans" in pagina for pagina in documento.pages)


@pytest.mark.parametrize("caracter", ["😀", "\u200b", "\u202e", "א"])
def test_un_caracter_sin_glifo_no_se_pierde_en_silencio(caracter: str, plantilla: Plantilla, fuentes: Fuentes) -> None:
    contenido = muestra.acta_rica()
    contenido["acuerdos"][0]["texto"] = f"Publicar{caracter} el expediente"
    with pytest.raises(ErrorDeNegocio, match=f"U\\+{ord(caracter):04X}"):
        muestra.imprimir(contenido, muestra.PARA_FIRMA, plantilla, fuentes)


@pytest.mark.parametrize("estampa", [Estampa("para_firma", None), Estampa("borrador", "ab" * 32)])
def test_la_etapa_y_la_huella_no_se_contradicen(estampa: Estampa, plantilla: Plantilla, fuentes: Fuentes) -> None:
    with pytest.raises(ErrorDeNegocio, match="huella"):
        acta_en_pdf(muestra.acta_rica(), estampa, plantilla, fuentes)


def test_un_acta_no_se_imprime_con_la_huella_de_otra(plantilla: Plantilla, fuentes: Fuentes) -> None:
    otra = replace(muestra.PARA_FIRMA, sha256=huella(muestra.acta_numerosa()))
    with pytest.raises(ErrorDeNegocio, match="La huella no es la de este contenido"):
        acta_en_pdf(muestra.acta_rica(), otra, plantilla, fuentes)
