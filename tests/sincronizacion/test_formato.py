import csv
from collections.abc import Iterable
from pathlib import Path

import pytest

from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.nombramientos import DerechoDeVoto
from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.dominio.seguimientos import EstadoAcuerdo
from enlace_app.dominio.votaciones import Modalidad
from enlace_app.errores import ErrorDeEntorno
from enlace_app.sincronizacion.formato import Formato, TipoDeColumna, leer_formato

RUTA = Path(__file__).parents[2] / "recursos" / "formato_paquete.csv"

# Format version 1: an asterisk marks what a capture workbook needs. It may not change without a new version.
VERSION_1 = {
    "Reuniones": "uuid rev baja folio folio_oficial *tipo numero ejercicio *fecha precision fecha_fin hora_inicio "
    "hora_fin zona modalidad cvegeo sede regiones convoca preside facilitador compromisos parte_de presentes_n estado "
    "resumen fuente",
    "Actas": "uuid reunion version sha256 anterior_sha256 cerrada firmada pdf_sha256",
    "Asistencia": "uuid rev baja *reunion persona *organizacion cargo parte calidad voz voto suple_a llegada salida",
    "OrdenDelDia": "uuid rev baja *reunion *n *asunto desarrollo",
    "Votaciones": "uuid rev baja *reunion punto *modalidad a_favor en_contra abstenciones sentido_por_parte disenso "
    "*resultado",
    "Acuerdos": "uuid rev baja folio folio_oficial reunion ejercicio compromisos *texto responsables plazo_literal "
    "plazo estado deriva_de fuente",
    "Seguimiento": "uuid rev baja *acuerdo *fecha estado nota plazo_nuevo cumple_con evidencia autor",
    "Documentos": "uuid rev baja folio *fecha precision ejercicio *sentido *tipo *remitente receptor con_copia "
    "turnado_a medio formato periodo fojas es_minimo compromisos reunion acuerdo descripcion clasificacion archivo "
    "sha256 fuente",
    "Compromisos": "uuid rev baja *clave ejercicio numero tipo titulo regiones osc instituciones objetivo "
    "fojas_declaradas estado avance",
    "Actividades": "uuid rev baja *compromiso n *actividad responsable trimestre plazo producto indicador estado "
    "avance",
    "Organizaciones": "uuid rev baja *nombre sigla sector ambito alias desde hasta sucede_a",
    "Nombramientos": "uuid rev baja *persona *rol organo parte calidad region ejercicio desde hasta voz voto",
    "Bitacora": "instante sitio epoca secuencia accion hoja uuid rev",
    "Diccionario": "hoja columna descripcion tipo valores",
}


@pytest.fixture(scope="module")
def formato() -> Formato:
    return leer_formato(RUTA)


def test_las_hojas_y_columnas_son_las_de_la_version_1(formato: Formato) -> None:
    leido = {
        hoja.nombre: " ".join(("*" if c.captura else "") + c.nombre for c in hoja.columnas_de_huella)
        for hoja in formato.hojas
    }
    assert leido == VERSION_1
    assert list(leido) == list(VERSION_1)


def test_las_derivadas_van_al_final_y_fuera_de_la_huella(formato: Formato) -> None:
    derivadas = {hoja.nombre: [c.nombre for c in hoja.columnas if c.derivada] for hoja in formato.hojas}
    for nombre in ("Asistencia", "Acuerdos", "Documentos"):
        assert derivadas[nombre] == ["region", "folio_reunion", "fecha_reunion", "observacion"]
    assert derivadas["Reuniones"] == ["observacion"]
    assert derivadas["Bitacora"] == derivadas["Diccionario"] == []


def test_la_identidad_ordena_cada_hoja(formato: Formato) -> None:
    identidades = {hoja.nombre: [c.nombre for c in hoja.identidad] for hoja in formato.hojas}
    assert identidades.pop("Bitacora") == ["sitio", "epoca", "secuencia"]
    assert identidades.pop("Diccionario") == ["hoja", "columna"]
    assert all(i == ["uuid"] for i in identidades.values())


def test_las_listas_que_otros_usan(formato: Formato) -> None:
    estados = ("pendiente", "en_proceso", "parcial", "cumplido", "no_procede")
    assert formato.hoja("Acuerdos").columna("estado").valores == estados
    assert formato.hoja("Seguimiento").columna("estado").valores == estados
    assert len(formato.hoja("Reuniones").columna("tipo").valores) == 21
    assert formato.hoja("Reuniones").columna("cvegeo").tipo is TipoDeColumna.CLAVE
    assert all(
        c.valores == ("sí", "no") for hoja in formato.hojas for c in hoja.columnas if c.tipo is TipoDeColumna.SI_NO
    )


def test_el_diccionario_describe_todo(formato: Formato) -> None:
    filas = formato.diccionario()
    assert len(filas) == sum(len(hoja.columnas) for hoja in formato.hojas)
    assert len({(f["hoja"], f["columna"]) for f in filas}) == len(filas)
    assert all(f["descripcion"] for f in filas)


@pytest.mark.parametrize(
    ("antes", "despues"),
    [
        ("hoja,columna", "columna,hoja"),
        ("Reuniones,rev,entero", "Reuniones,rev,decimal"),
        ("Reuniones,rev,entero", "Reuniones,uuid,entero"),
        ("Actas,uuid,uuid,no,no,sí", "Actas,uuid,uuid,no,no,no"),
        ("Actas,uuid,uuid,no,no,sí", "Actas,uuid,uuid,no,talvez,sí"),
        ("Actas,version,entero,no,no", "Actas,version,entero,no,sí"),
        ("Actas,version", "Reuniones,otra"),
        (",Revisión,", ",,"),
    ],
)
def test_una_definicion_danada_se_rechaza(tmp_path: Path, antes: str, despues: str) -> None:
    texto = RUTA.read_text(encoding="utf-8")
    assert antes in texto
    ruta = tmp_path / "formato.csv"
    ruta.write_text(texto.replace(antes, despues, 1), encoding="utf-8")
    with pytest.raises(ErrorDeEntorno, match=r"formato\.csv"):
        leer_formato(ruta)


def test_sin_definicion_se_dice_que_hacer(tmp_path: Path) -> None:
    with pytest.raises(ErrorDeEntorno, match="Vuelva a instalar"):
        leer_formato(tmp_path / "no_existe.csv")


def test_las_listas_son_las_del_dominio_y_los_catalogos(formato: Formato) -> None:
    with (RUTA.parent / "catalogos" / "tipos_reunion.csv").open(encoding="utf-8", newline="") as archivo:
        tipos = [fila["clave"] for fila in csv.DictReader(archivo)]
    esperadas: dict[tuple[str, str], Iterable[str]] = {
        ("Reuniones", "tipo"): tipos,
        ("Reuniones", "estado"): EstadoReunion,
        ("Reuniones", "precision"): [p for p in Precision if p is not Precision.agregado],
        ("Documentos", "precision"): Precision,
        ("Acuerdos", "estado"): EstadoAcuerdo,
        ("Votaciones", "modalidad"): Modalidad,
        ("Nombramientos", "voto"): DerechoDeVoto,
    }
    assert {(h, c): sorted(formato.hoja(h).columna(c).valores) for h, c in esperadas} == {
        lugar: sorted(valores) for lugar, valores in esperadas.items()
    }
