"""Reading of the published data: the real folder, and the same with some cells changed."""

import csv
import io
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from enlace_app.sincronizacion.datos_publicados.documentos import Destino, leer_destino
from enlace_app.sincronizacion.datos_publicados.organizaciones import leer_alias
from enlace_app.sincronizacion.filas import FilaLeida, Valor
from enlace_app.sincronizacion.lectura_csv import LecturaCsv, leer_archivo, leer_carpeta

EJEMPLO = Path(__file__).parents[2] / "recursos" / "ejemplo"


@pytest.fixture(scope="module")
def ejemplo() -> LecturaCsv:
    return leer_carpeta(EJEMPLO)


def _fila(lectura: LecturaCsv, hoja: str, ref: str) -> FilaLeida:
    return next(fila for fila in lectura.de(hoja) if fila.ref == ref)


def _subconjunto(valores: Mapping[str, Valor], **esperados: Valor) -> None:
    assert {columna: valores[columna] for columna in esperados} == esperados


def _tabla(nombre: str) -> list[list[str]]:
    with (EJEMPLO / nombre).open(encoding="utf-8", newline="") as archivo:
        return list(csv.reader(archivo))


def _escribir(carpeta: Path, nombre: str, filas: list[list[str]], *, separador: str = ",") -> Path:
    salida = io.StringIO(newline="")
    csv.writer(salida, delimiter=separador, lineterminator="\r\n").writerows(filas)
    ruta = carpeta / nombre
    ruta.write_bytes(salida.getvalue().encode())
    return ruta


def _cambiar(carpeta: Path, nombre: str, fila: int, /, **celdas: str) -> Path:
    """Copy a file of the example with some cells changed; `fila` as Excel counts it."""
    filas = _tabla(nombre)
    for columna, valor in celdas.items():
        filas[fila - 1][filas[0].index(columna)] = valor
    return _escribir(carpeta, nombre, filas)


# --- the whole folder ---------------------------------------------------------------------------------------------


def test_la_carpeta_real_da_todas_sus_filas_sin_nada_grave(ejemplo: LecturaCsv) -> None:
    assert Counter(fila.hoja for fila in ejemplo.filas) == {
        "Ejercicios": 2, "Regiones": 5, "Municipios": 38, "Organizaciones": 68, "Compromisos": 12,
        "Nombramientos": 32, "Reuniones": 51, "Asistencia": 166, "Acuerdos": 36, "Seguimiento": 36, "Documentos": 11,
    }  # fmt: skip
    assert not ejemplo.graves
    assert {p.archivo for p in ejemplo.problemas} == {"hitos.csv", "indicadores.csv", "diccionario_datos.csv"}


def test_lo_referido_va_antes_que_quien_lo_refiere(ejemplo: LecturaCsv) -> None:
    vistas: set[str | None] = set()
    for fila in ejemplo.filas:
        vistas.add(fila.ref)
        for columna in ("reunion", "acuerdo", "ejercicio"):
            assert fila.texto(columna) is None or fila.texto(columna) in vistas
        for compromiso in (fila.texto("compromisos") or "").split("; "):
            assert not compromiso or compromiso in vistas


def test_cada_fila_tiene_una_ref_propia_y_ninguna_celda_vacia_es_texto(ejemplo: LecturaCsv) -> None:
    refs = Counter((fila.hoja, fila.ref) for fila in ejemplo.filas)
    assert set(refs.values()) == {1}
    assert all(fila.ref for fila in ejemplo.filas)
    assert not [fila for fila in ejemplo.filas for valor in fila.valores.values() if valor == ""]


def test_leer_dos_veces_da_lo_mismo(ejemplo: LecturaCsv) -> None:
    assert leer_carpeta(EJEMPLO) == ejemplo


# --- meetings -----------------------------------------------------------------------------------------------------


def test_una_reunion_conserva_a_los_presentes_como_estan_escritos(ejemplo: LecturaCsv) -> None:
    _subconjunto(
        _fila(ejemplo, "Reuniones", "R047").valores,
        tipo="reunion_trabajo", fecha="2017-07-18", precision="dia", cvegeo="05025", ciudad="Piedras Negras",
        regiones="NTE", compromisos="PAL1-C6", convoca="ICAI", presentes_n=None, presentes_nota=None, numero=None,
    )  # fmt: skip
    presentes = [fila for fila in ejemplo.de("Asistencia") if fila.valores["reunion"] == "R047"]
    assert [fila.valores["n"] for fila in presentes] == list(range(1, 11))
    assert presentes[0].valores["organizacion"] == "Sociedad civil, autoridad local y Presidente del STGA"
    assert presentes[-1].valores["organizacion"] == "colindantes"


@pytest.mark.parametrize("ref", ["R048", "R050"])
def test_los_mismos_no_es_una_institucion(ejemplo: LecturaCsv, ref: str) -> None:
    assert _fila(ejemplo, "Reuniones", ref).valores["presentes_nota"] == "Los mismos de la reunión del día"
    assert not [fila for fila in ejemplo.de("Asistencia") if fila.valores["reunion"] == ref]


def test_la_cota_de_asistentes_conserva_su_aclaracion(ejemplo: LecturaCsv) -> None:
    _subconjunto(
        _fila(ejemplo, "Reuniones", "R002").valores,
        presentes_n=240, presentes_es_minimo="sí", presentes_nota="suma de las cinco",
    )  # fmt: skip


def test_no_precisado_es_vacio(tmp_path: Path) -> None:
    lectura = leer_archivo(_cambiar(tmp_path, "reuniones.csv", 2, presentes="No precisado", convoca="No precisado"))
    assert lectura.de("Reuniones")[0].valores["convoca"] is None
    assert not [fila for fila in lectura.de("Asistencia") if fila.valores["reunion"] == "R001"]


def test_una_cifra_que_no_se_entiende_avisa_y_queda_como_texto(tmp_path: Path) -> None:
    lectura = leer_archivo(_cambiar(tmp_path, "reuniones.csv", 3, asistentes_min="un centenar"))
    _subconjunto(_fila(lectura, "Reuniones", "R002").valores, presentes_n=None, presentes_nota="un centenar")
    assert [(p.fila, p.columna, p.grave) for p in lectura.problemas] == [(3, "asistentes_min", False)]


def test_la_clave_municipal_recupera_el_cero_que_excel_quita(tmp_path: Path) -> None:
    lectura = leer_archivo(_cambiar(tmp_path, "reuniones.csv", 3, cvegeo="5030"))
    assert _fila(lectura, "Reuniones", "R002").valores["cvegeo"] == "05030"
    assert [(p.fila, p.columna, p.grave) for p in lectura.problemas] == [(3, "cvegeo", False)]


# --- agreements, documents, commitments ---------------------------------------------------------------------------


def test_un_acuerdo_y_lo_que_fue_de_el(ejemplo: LecturaCsv) -> None:
    _subconjunto(
        _fila(ejemplo, "Acuerdos", "A041").valores,
        reunion="R061", fecha_reunion="2017-10-04", ejercicio="PAL1", compromisos="PAL1-C6", responsables="ICAI",
        plazo_literal="última semana de octubre de 2017", estado="cumplido",
    )  # fmt: skip
    seguimiento = next(fila for fila in ejemplo.de("Seguimiento") if fila.valores["acuerdo"] == "A041")
    assert seguimiento.valores == {
        "acuerdo": "A041", "fecha": "2017-10-24", "estado": "cumplido", "nota": "Reunión del 24 de octubre",
    }  # fmt: skip


def test_responsables_y_reunion_que_la_fuente_no_dice(ejemplo: LecturaCsv) -> None:
    assert _fila(ejemplo, "Acuerdos", "A035").valores["responsables"] is None
    assert _fila(ejemplo, "Acuerdos", "A005").valores["reunion"] is None
    assert _fila(ejemplo, "Acuerdos", "A050").valores["responsables"] == "CONAGUA; SEMARNAT; PROFEPA; concesionarios"


def test_otro_resultado_de_un_acuerdo_es_otro_seguimiento(tmp_path: Path, ejemplo: LecturaCsv) -> None:
    """Follow-ups are only added: were the ref the same, a correction in the CSV would be lost."""
    lectura = leer_archivo(_cambiar(tmp_path, "acuerdos.csv", 2, resultado_declarado="Otra cosa"))
    antes, ahora = ({fila.ref for fila in una.de("Seguimiento")} for una in (ejemplo, lectura))
    assert len(ahora - antes) == 1


def test_un_acuerdo_sin_estado_ni_resultado_no_tiene_seguimiento(tmp_path: Path) -> None:
    vacio = {"estado_sugerido": "", "resultado_declarado": "", "fecha_resultado": ""}
    lectura = leer_archivo(_cambiar(tmp_path, "acuerdos.csv", 2, **vacio))
    assert len(lectura.de("Acuerdos")) == 36
    assert len(lectura.de("Seguimiento")) == 35


def test_un_acuerdo_sin_texto_se_rechaza_y_los_demas_no(tmp_path: Path) -> None:
    lectura = leer_archivo(_cambiar(tmp_path, "acuerdos.csv", 4, parafrasis="  "))
    assert [(p.fila, p.columna) for p in lectura.graves] == [(4, "parafrasis")]
    assert len(lectura.de("Acuerdos")) == 35


@pytest.mark.parametrize(
    ("celda", "destino"),
    [
        ("ICAI (turnado a sociedad civil)", Destino("ICAI", "sociedad civil", None)),
        (
            "Organismo de Cuenca Río Bravo (CONAGUA), con copia a ICAI y OSC",
            Destino("Organismo de Cuenca Río Bravo (CONAGUA)", None, "ICAI; OSC"),
        ),
        ("ICAI (turnada a OSC), con copia a SEMA", Destino("ICAI", "OSC", "SEMA")),
        ("ICAI, con copia a SEMA (turnado a OSC)", Destino("ICAI", "OSC", "SEMA")),
        (
            "ICAI, con copia a Secretaría de Medio Ambiente y Recursos Naturales",
            Destino("ICAI", None, "Secretaría de Medio Ambiente y Recursos Naturales"),
        ),
        ("Periódico Oficial del Estado", Destino("Periódico Oficial del Estado", None, None)),
        (None, Destino(None, None, None)),
    ],
)
def test_quien_recibe_a_quien_se_turna_y_con_copia(celda: str | None, destino: Destino) -> None:
    assert leer_destino(celda) == destino


def test_un_documento_con_su_minimo_de_fojas(ejemplo: LecturaCsv) -> None:
    _subconjunto(
        _fila(ejemplo, "Documentos", "D018").valores,
        fecha=None, precision="agregado", fojas=469, es_minimo="sí", medio=None, receptor="Sociedad civil",
    )  # fmt: skip
    _subconjunto(
        _fila(ejemplo, "Documentos", "D020").valores,
        fojas=None, es_minimo=None, reunion="R064", medio="físico (consulta en la reunión)", sentido="consulta",
    )  # fmt: skip


def test_mas_de_tantas_fojas_escrito_con_palabras(tmp_path: Path) -> None:
    lectura = leer_archivo(_cambiar(tmp_path, "documentos.csv", 2, fojas_minimo="más de 2 737 fojas"))
    _subconjunto(_fila(lectura, "Documentos", "D016").valores, fojas=2737, es_minimo="sí")


def test_un_compromiso_estatal_no_tiene_regiones(ejemplo: LecturaCsv) -> None:
    c4 = _fila(ejemplo, "Compromisos", "PAL1-C4").valores
    _subconjunto(c4, regiones=None, estatal="sí", nota_region="38 municipios", fojas_declaradas=4016)
    _subconjunto(_fila(ejemplo, "Compromisos", "PAL1-C6").valores, regiones="NTE", estatal="no", nota_region=None)
    proactivo = _fila(ejemplo, "Compromisos", "PAL1-CP").valores
    _subconjunto(proactivo, tipo="proactivo", numero=None, estatal="sí", fojas_es_minimo=None, estado="no iniciado")


def test_las_instituciones_de_un_compromiso_solo_se_separan_en_punto_y_coma(ejemplo: LecturaCsv) -> None:
    instituciones = _fila(ejemplo, "Compromisos", "PAL1-C3").texto("instituciones")
    assert instituciones is not None
    primera, segunda = instituciones.split("; ")
    assert primera.startswith("Municipios de Acuña, Frontera")
    assert primera.endswith("San Pedro y Torreón")
    assert segunda == "Secretariado Ejecutivo del Consejo Estatal de Seguridad Pública"
    assert _fila(ejemplo, "Compromisos", "PAL2-C3").valores["instituciones"] is None


# --- directory ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("celda", "alias"),
    [
        ("Secretariado Técnico Local; STL", ("Secretariado Técnico Local", "STL")),
        ("Sefir / SEFIR en prensa 2025 (las fuentes no usan sigla)", ("Sefir", "SEFIR")),
        ("CNA; CONAUGA (errata de la fuente)", ("CNA", "CONAUGA")),
        ("SSC (así en la fuente)", ("SSC",)),
        ("Comité (Norte)", ("Comité (Norte)",)),
        (None, ()),
    ],
)
def test_los_alias_pierden_su_aclaracion(celda: str | None, alias: tuple[str, ...]) -> None:
    assert leer_alias(celda) == alias


def test_una_columna_que_el_archivo_no_tiene_no_es_una_celda_vacia(ejemplo: LecturaCsv) -> None:
    """Importing the published directory must not erase the succession that the catalogue tells."""
    assert not [fila for fila in ejemplo.de("Organizaciones") if {"desde", "hasta", "sucede_a"} & fila.valores.keys()]
    catalogo = leer_carpeta(EJEMPLO.parent / "catalogos")
    intrac = _fila(catalogo, "Organizaciones", "Información y Transparencia de Coahuila")
    _subconjunto(intrac.valores, desde="2025-09-22", hasta=None)
    assert str(intrac.valores["sucede_a"]).startswith("Instituto Coahuilense")


def _del_organo(lectura: LecturaCsv, rol: str) -> Mapping[str, Valor]:
    return next(fila.valores for fila in lectura.de("Nombramientos") if fila.valores["rol"] == rol)


def test_la_vigencia_dicha_por_sesiones_se_vuelve_fecha(ejemplo: LecturaCsv) -> None:
    secretarios = [f.valores for f in ejemplo.de("Nombramientos") if "Fiscalización" in str(f.valores["rol"])]
    assert [(v["desde"], v["hasta"]) for v in secretarios] == [("2015-09-28", "2015-12-02"), ("2016-02-16", None)]
    assert secretarios[0]["hasta_literal"] == "hasta la 2ª sesión ordinaria"
    presidente = _del_organo(ejemplo, "Presidente del ICAI")
    _subconjunto(presidente, hasta="2017-09-21", hasta_literal="hasta antes de la 7ª sesión", desde_literal=None)
    _subconjunto(
        _del_organo(ejemplo, "Coordinadora de los enlaces de la sociedad civil"), desde="2015-11", persona=None
    )


def test_sin_reuniones_al_lado_la_sesion_queda_como_texto_y_se_avisa(tmp_path: Path) -> None:
    shutil.copy(EJEMPLO / "personas_roles.csv", tmp_path)
    lectura = leer_archivo(tmp_path / "personas_roles.csv")
    _subconjunto(_del_organo(lectura, "Presidente del ICAI"), hasta=None, hasta_literal="hasta antes de la 7ª sesión")
    assert [(p.fila, p.columna, p.grave) for p in lectura.problemas] == [(9, "hasta", False), (12, "hasta", False)]


def test_un_archivo_solo_consulta_las_reuniones_de_su_carpeta(ejemplo: LecturaCsv) -> None:
    assert leer_archivo(EJEMPLO / "personas_roles.csv").filas == ejemplo.de("Nombramientos")


def test_voz_y_voto(ejemplo: LecturaCsv) -> None:
    derechos = {str(f.valores["rol"]).split(" (")[0]: f.valores for f in ejemplo.de("Nombramientos")}
    _subconjunto(derechos["Representante de las OSC"], voz="sí", voto="sí")
    _subconjunto(derechos["Representante suplente de las OSC"], voz="sí", voto="al_suplir")
    _subconjunto(derechos["Facilitador"], voz="sí", voto=None)
    enlaces = [f.valores for f in ejemplo.de("Nombramientos") if f.valores["rol"] == "Enlace regional"]
    assert [(v["voz"], v["voto"]) for v in enlaces] == [("sí", "no")] * 5


def test_varias_regiones_en_una_celda_son_varios_nombramientos(ejemplo: LecturaCsv) -> None:
    suplentes = [f for f in ejemplo.de("Nombramientos") if f.numero == 20]
    assert [f.valores["region"] for f in suplentes] == ["CAR", "CEN", "LAG", "NTE", "SUR"]
    assert {f.valores["persona"] for f in suplentes} == {None}
