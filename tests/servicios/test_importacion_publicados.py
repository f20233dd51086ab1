"""The published history of 2015-2017: what it says, and only that, and only once."""

import csv
import itertools
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.identidad import ORIGEN_PUBLICADO, uuid_publicado
from enlace_app.dominio.organizaciones import Organizacion
from enlace_app.dominio.reuniones import Reunion
from enlace_app.servicios.importacion import importar
from enlace_app.sincronizacion.formato import Formato, leer_formato

RECURSOS = Path(__file__).resolve().parents[2] / "recursos"
FORMATO = leer_formato(RECURSOS / "formato_paquete.csv")


@pytest.fixture(scope="module")
def formato() -> Formato:
    return FORMATO


@pytest.fixture
def historia(almacen: Almacen, formato: Formato, carpeta_datos_reales: Path) -> Almacen:
    informe = importar(almacen, [carpeta_datos_reales], formato=formato)
    assert not informe.hubo_rechazos, informe.lineas()
    return almacen


@pytest.fixture
def copia(tmp_path: Path, carpeta_datos_reales: Path) -> Path:
    return shutil.copytree(carpeta_datos_reales, tmp_path / "datos")


def contar(almacen: Almacen, tabla: str = "bitacora") -> int:
    fila = almacen.lectura.fila(f"SELECT count(*) AS n FROM {tabla}")
    assert fila is not None
    return int(fila["n"])


def una(almacen: Almacen, sql: str, **parametros: Any) -> dict[str, Any]:
    filas = almacen.lectura.filas(sql, parametros)
    assert len(filas) == 1, filas
    return filas[0]


def reescribir(ruta: Path, cambiar: Callable[[list[dict[str, str]]], None]) -> None:
    with ruta.open(encoding="utf-8", newline="") as archivo:
        filas = list(csv.DictReader(archivo))
    columnas = list(filas[0])
    cambiar(filas)
    with ruta.open("w", encoding="utf-8", newline="") as archivo:
        escritor = csv.DictWriter(archivo, columnas)
        escritor.writeheader()
        escritor.writerows(filas)


def test_cuentas(historia: Almacen) -> None:
    esperadas = {
        "reunion": 51, "acuerdo": 36, "documento": 11, "compromiso": 12, "organizacion": 68, "seguimiento": 36,
        "nombramiento": 32, "region": 5, "municipio": 38,
    }  # fmt: skip
    assert {tabla: contar(historia, tabla) for tabla in esperadas} == esperadas


def test_lo_publicado_es_de_la_autoridad_y_su_identidad_no_depende_del_equipo(historia: Almacen) -> None:
    r047 = una(historia, "SELECT * FROM reunion WHERE folio_provisional = 'PAL1-R047'")
    assert r047["uuid"] == str(uuid_publicado("reunion", "PAL1-R047"))
    for tabla in ("reunion", "acuerdo", "documento", "asistencia", "seguimiento", "nombramiento", "persona"):
        origenes = historia.lectura.filas(f"SELECT DISTINCT origen FROM {tabla}")
        assert origenes == [{"origen": str(ORIGEN_PUBLICADO)}], tabla
    assert r047["estado"] == "celebrada"
    assert r047["folio"] is None


def test_segunda_vez_no_anota_nada(historia: Almacen, formato: Formato, carpeta_datos_reales: Path) -> None:
    antes = contar(historia)
    informe = importar(historia, [carpeta_datos_reales], formato=formato)
    assert contar(historia) == antes
    assert all(h.iguales == h.leidas for h in informe.hojas)
    assert informe.de("Reuniones").iguales == 51


def test_tras_los_catalogos_no_cambian_las_organizaciones(
    almacen: Almacen, formato: Formato, carpeta_datos_reales: Path
) -> None:
    informe = importar(almacen, [carpeta_datos_reales], formato=formato)
    assert informe.de("Organizaciones").iguales == 68
    assert una(almacen, "SELECT count(*) AS n FROM organizacion WHERE rev > 1")["n"] == 0


def test_revisar_dice_lo_mismo_y_no_guarda(almacen: Almacen, formato: Formato, carpeta_datos_reales: Path) -> None:
    antes = contar(almacen), contar(almacen, "procedencia"), contar(almacen, "contador")
    revision = importar(almacen, [carpeta_datos_reales], formato=formato, solo_revisar=True)
    assert (contar(almacen), contar(almacen, "procedencia"), contar(almacen, "contador")) == antes
    real = importar(almacen, [carpeta_datos_reales], formato=formato)
    assert (revision.hojas, revision.problemas, revision.omitidos) == (real.hojas, real.problemas, real.omitidos)
    assert "sin guardar" in revision.lineas()[0]


def test_todo_es_una_operacion(historia: Almacen) -> None:
    operaciones = historia.lectura.filas("SELECT DISTINCT operacion, intencion FROM bitacora WHERE tabla <> 'region'")
    assert sorted(o["intencion"] for o in operaciones) == ["Cargar catálogos", "Importar ejemplo"]


def test_lo_que_no_se_importa_se_dice(almacen: Almacen, formato: Formato, carpeta_datos_reales: Path) -> None:
    informe = importar(almacen, [carpeta_datos_reales], formato=formato)
    assert {"hitos.csv", "indicadores.csv"} <= set(informe.omitidos)
    assert "hitos.csv" in informe.lineas()[-1]
    assert informe.datos()["hojas"][-1]["leidas"] == 36


def test_reuniones(historia: Almacen) -> None:
    def reunion(clave: str) -> dict[str, Any]:
        return una(historia, "SELECT * FROM reunion WHERE folio_provisional = :f", f=f"PAL1-{clave}")

    r002 = reunion("R002")
    assert (r002["presentes_n"], r002["presentes_es_minimo"], r002["presentes_nota"]) == (240, 1, "suma de las cinco")
    r014 = reunion("R014")
    assert (r014["fecha"], r014["precision"]) == ("2015-11-01", "mes")
    assert (reunion("R016")["fecha"], reunion("R016")["precision"]) == (None, "no_indicada")
    r047 = reunion("R047")
    assert (r047["zona"], r047["zona_supuesta"], r047["ciudad"]) == ("America/Matamoros", 0, "Piedras Negras")
    r048 = reunion("R048")
    assert (r048["municipio"], r048["zona_supuesta"]) == (None, 1)
    assert r048["presentes_nota"] == "Los mismos de la reunión del día"
    assert una(historia, "SELECT count(*) AS n FROM asistencia WHERE reunion = :r", r=r048["uuid"])["n"] == 0
    assert (
        len(historia.lectura.filas("SELECT * FROM reunion_region WHERE reunion = :r", {"r": reunion("R029")["uuid"]}))
        == 2
    )
    claves = historia.lectura.filas(
        "SELECT c.clave FROM reunion_compromiso rc JOIN compromiso c ON c.uuid = rc.compromiso "
        "WHERE rc.reunion = :r ORDER BY 1",
        {"r": reunion("R034")["uuid"]},
    )
    assert [c["clave"] for c in claves] == ["PAL1-C3", "PAL1-C4"]


def test_asistencias_de_r047(historia: Almacen) -> None:
    filas = historia.lectura.filas(
        "SELECT a.orden, a.organizacion, o.sigla FROM asistencia a JOIN reunion r ON r.uuid = a.reunion "
        "LEFT JOIN organizacion o ON o.uuid = a.organizacion_registrada "
        "WHERE r.folio_provisional = 'PAL1-R047' ORDER BY a.orden"
    )
    assert [f["orden"] for f in filas] == list(range(1, 11))
    assert filas[0] == {
        "orden": 1, "organizacion": "Sociedad civil, autoridad local y Presidente del STGA", "sigla": None,
    }  # fmt: skip
    assert [f["sigla"] for f in filas[2:7]] == ["CONAGUA", "PROFEPA", "SEMARNAT", "SEMA", "CEAS"]
    assert filas[-1]["organizacion"] == "colindantes"


def test_acuerdos(historia: Almacen) -> None:
    a041 = una(historia, "SELECT * FROM acuerdo WHERE folio_provisional = 'PAL1-A041'")
    assert (a041["plazo"], a041["plazo_literal"]) == ("2017-10-31", "última semana de octubre de 2017")
    a012 = una(historia, "SELECT * FROM acuerdo WHERE folio_provisional = 'PAL1-A012'")
    assert (a012["plazo"], a012["plazo_precision"]) == ("2016-11-30", "mes")
    a037 = una(
        historia,
        "SELECT s.* FROM seguimiento s JOIN acuerdo a ON a.uuid = s.acuerdo WHERE a.folio_provisional = 'PAL1-A037'",
    )
    assert (a037["estado"], a037["fecha"]) == ("en_proceso", "2017-09-27")
    assert a037["nota"] == "CEAS remitió el expediente técnico a validación"
    responsables = historia.lectura.filas(
        "SELECT r.literal, o.sigla FROM acuerdo_responsable r JOIN acuerdo a ON a.uuid = r.acuerdo "
        "LEFT JOIN organizacion o ON o.uuid = r.organizacion WHERE a.folio_provisional = 'PAL1-A050' ORDER BY r.orden"
    )
    assert [(r["literal"], r["sigla"]) for r in responsables] == [
        ("CONAGUA", "CONAGUA"), ("SEMARNAT", "SEMARNAT"), ("PROFEPA", "PROFEPA"), ("concesionarios", None),
    ]  # fmt: skip
    sin_responsable = una(
        historia,
        "SELECT count(*) AS n FROM acuerdo_responsable r JOIN acuerdo a ON a.uuid = r.acuerdo "
        "WHERE a.folio_provisional = 'PAL1-A035'",
    )
    assert sin_responsable["n"] == 0, "«No precisado» no es nadie"
    numeros = historia.lectura.filas(
        "SELECT a.n FROM acuerdo a JOIN reunion r ON r.uuid = a.reunion WHERE r.folio_provisional = 'PAL1-R062' "
        "ORDER BY a.folio_provisional"
    )
    assert [n["n"] for n in numeros] == [1, 2, 3, 4, 5, 6]
    assert una(historia, "SELECT reunion FROM acuerdo WHERE folio_provisional = 'PAL1-A005'")["reunion"] is None


def test_documentos(historia: Almacen) -> None:
    def documento(folio: str) -> dict[str, Any]:
        return una(historia, "SELECT * FROM documento WHERE folio = :f", f=folio)

    d018 = documento("PAL1-D018")
    assert (d018["fojas"], d018["es_minimo"], d018["precision"], d018["fecha"]) == (469, 1, "agregado", None)
    d017 = documento("PAL1-D017")
    assert (d017["receptor"], d017["turnado_a"]) == ("ICAI", "sociedad civil")
    icai = uuid_publicado("organizacion", "Instituto Coahuilense de Acceso a la Información Pública")
    assert d017["receptor_registrado"] == str(icai)
    assert documento("PAL1-D016")["con_copia"] == "ICAI; OSC"
    assert documento("PAL1-D020")["reunion"] == str(uuid_publicado("reunion", "PAL1-R064"))


def test_nombramientos(historia: Almacen) -> None:
    filas = historia.lectura.filas(
        "SELECT n.*, p.nombre FROM nombramiento n LEFT JOIN persona p ON p.uuid = n.persona ORDER BY n.desde"
    )
    por_nombre = {f["nombre"]: f for f in filas if f["nombre"] and "Secretario de" in f["rol"]}
    assert por_nombre["Jorge E. Verastegui Saucedo"]["hasta"] == "2015-12-02"
    assert por_nombre["Jorge E. Verastegui Saucedo"]["hasta_literal"] == "hasta la 2ª sesión ordinaria"
    assert por_nombre["Carlos Eduardo Cabello Gutiérrez"]["desde"] == "2016-02-16"
    ruben = [f for f in filas if f["nombre"] == "Rubén Canseco López"]
    assert sorted(str(f["voto"]) for f in ruben) == ["no", "sí"]
    assert len({f["persona"] for f in ruben}) == 1
    assert all(f["persona"] is None for f in filas if f["persona_literal"] is None)
    dos_mil_diecinueve = [f for f in filas if f["desde_literal"] == "2019"]
    assert [f["desde"] for f in dos_mil_diecinueve] == ["2019-01-01"]


def test_compromisos(historia: Almacen) -> None:
    c4 = una(historia, "SELECT * FROM compromiso WHERE clave = 'PAL1-C4'")
    assert (c4["estatal"], c4["nota_region"], c4["fojas_declaradas"], c4["fojas_es_minimo"]) == (
        1,
        "38 municipios",
        4016,
        1,
    )
    c6 = historia.lectura.filas(
        "SELECT o.papel, o.literal, g.sigla FROM compromiso_organizacion o JOIN compromiso c ON c.uuid = o.compromiso "
        "LEFT JOIN organizacion g ON g.uuid = o.organizacion WHERE c.clave = 'PAL1-C6' ORDER BY o.orden"
    )
    assert c6[0]["papel"] == "osc"
    assert {"papel": "institucion", "literal": "PROPAEC", "sigla": "PROPAEC"} in c6
    assert {"papel": "institucion", "literal": "concesionarios", "sigla": None} in c6


def test_un_alias_resuelve_y_lo_compartido_no(almacen: Almacen, formato: Formato, copia: Path) -> None:
    def cambiar(filas: list[dict[str, str]]) -> None:
        filas[0]["responsable"] = "CNA; SIMAS; secretaria de finanzas"

    reescribir(copia / "acuerdos.csv", cambiar)
    importar(almacen, [copia], formato=formato)
    filas = almacen.lectura.filas(
        "SELECT r.literal, o.nombre FROM acuerdo_responsable r JOIN acuerdo a ON a.uuid = r.acuerdo "
        "LEFT JOIN organizacion o ON o.uuid = r.organizacion WHERE a.folio_provisional = 'PAL1-A001' ORDER BY r.orden"
    )
    assert [(f["literal"], f["nombre"]) for f in filas] == [
        ("CNA", "Comisión Nacional del Agua"),
        ("SIMAS", None),
        ("secretaria de finanzas", "Secretaría de Finanzas"),
    ]


def test_lo_que_alguien_corrigio_en_el_programa_no_lo_pisa_el_mismo_archivo(
    historia: Almacen, formato: Formato, carpeta_datos_reales: Path
) -> None:
    with historia.escribir("Corregir") as u:
        u.traer(Reunion, uuid_publicado("reunion", "PAL1-R047")).sede = "Otra sede"
        u.traer(Organizacion, uuid_publicado("organizacion", "Comisión Nacional del Agua")).nota = "Corregida"
    importar(historia, [carpeta_datos_reales], formato=formato)
    assert una(historia, "SELECT sede FROM reunion WHERE folio_provisional = 'PAL1-R047'")["sede"] == "Otra sede"
    assert una(historia, "SELECT nota FROM organizacion WHERE sigla = 'CONAGUA'")["nota"] == "Corregida"


def test_una_fila_corregida_en_el_archivo_cambia_solo_lo_suyo(historia: Almacen, formato: Formato, copia: Path) -> None:
    def cambiar(filas: list[dict[str, str]]) -> None:
        filas[0]["resumen"] = "Firma corregida"

    reescribir(copia / "reuniones.csv", cambiar)
    antes = contar(historia)
    informe = importar(historia, [copia], formato=formato)
    assert (informe.de("Reuniones").cambiadas, informe.de("Reuniones").iguales) == (1, 50)
    asientos = historia.lectura.filas("SELECT * FROM bitacora ORDER BY secuencia DESC LIMIT 1")
    assert contar(historia) == antes + 1
    assert asientos[0]["despues"] == '{"resumen": "Firma corregida"}'


def test_un_seguimiento_cambiado_se_agrega_y_el_anterior_queda(
    historia: Almacen, formato: Formato, copia: Path
) -> None:
    def cambiar(filas: list[dict[str, str]]) -> None:
        fila = next(f for f in filas if f["id"] == "A035")
        fila["estado_sugerido"], fila["resultado_declarado"] = "cumplido", "Se creó"

    reescribir(copia / "acuerdos.csv", cambiar)
    importar(historia, [copia], formato=formato)
    importar(historia, [copia], formato=formato)
    estados = historia.lectura.filas(
        "SELECT s.estado FROM seguimiento s JOIN acuerdo a ON a.uuid = s.acuerdo "
        "WHERE a.folio_provisional = 'PAL1-A035' ORDER BY s.creado"
    )
    assert [e["estado"] for e in estados] == ["pendiente", "cumplido"]


def test_un_csv_ajeno_no_pisa_la_historia_publicada(historia: Almacen, formato: Formato, copia: Path) -> None:
    def cambiar(filas: list[dict[str, str]]) -> None:
        for fila in filas:
            fila["resumen"], fila["fuente"], fila["presentes"] = "Inventado", "Mis notas", "Nadie"

    reescribir(copia / "reuniones.csv", cambiar)
    antes = contar(historia)
    informe = importar(historia, [copia / "reuniones.csv"], formato=formato)
    assert informe.de("Reuniones").rechazadas == 51
    assert contar(historia) == antes, "tampoco entra la asistencia que cuelga de ellas"
    assert "R001 ya existe y viene de otra fuente" in informe.problemas[0].motivo
    assert (informe.problemas[0].fila, informe.problemas[0].columna) == (2, "fuente")


def test_una_reunion_que_falta_rechaza_sus_filas(almacen: Almacen, formato: Formato, copia: Path) -> None:
    informe = importar(almacen, [copia / "acuerdos.csv"], formato=formato)
    assert informe.de("Acuerdos").nuevas == 3, "sólo los que la fuente no asigna a ninguna reunión"
    assert informe.de("Acuerdos").rechazadas == 33
    assert informe.de("Seguimiento").rechazadas == 33
    (problema,) = [p for p in informe.problemas if p.grave]
    assert problema.motivo.startswith("33 filas (")
    assert "importe la carpeta completa" in problema.motivo
    assert "33 filas que dependen" in problema.motivo, "sus seguimientos tampoco"
    importar(almacen, [copia / "reuniones.csv"], formato=formato)
    completo = importar(almacen, [copia / "acuerdos.csv"], formato=formato)
    assert not completo.hubo_rechazos
    assert (completo.de("Acuerdos").nuevas, completo.de("Acuerdos").iguales) == (33, 3)


@pytest.mark.parametrize("permutacion", range(4))
def test_el_orden_de_los_archivos_no_importa(
    almacen: Almacen, formato: Formato, carpeta_datos_reales: Path, permutacion: int
) -> None:
    nombres = ["reuniones.csv", "acuerdos.csv", "documentos.csv", "personas_roles.csv", "compromisos.csv"]
    ordenes = list(itertools.permutations(nombres))
    rutas = [carpeta_datos_reales / n for n in ordenes[permutacion * 37]]
    informe = importar(almacen, rutas, formato=formato)
    assert not informe.hubo_rechazos
    antes = contar(almacen)
    importar(almacen, [carpeta_datos_reales], formato=formato)
    assert contar(almacen) == antes
    assert una(almacen, "SELECT n FROM acuerdo WHERE folio_provisional = 'PAL1-A049'")["n"] == 6


def test_la_misma_historia_dos_veces_en_una_importacion(almacen: Almacen, formato: Formato, copia: Path) -> None:
    otra = shutil.copytree(copia, copia.parent / "otra")
    informe = importar(almacen, [copia, otra], formato=formato)
    assert not informe.hubo_rechazos, informe.lineas()
    assert (informe.de("Reuniones").nuevas, informe.de("Reuniones").iguales) == (51, 51)
    assert contar(almacen, "reunion") == 51
    assert contar(almacen, "asistencia") == 166


def test_dos_versiones_de_una_fila_en_una_importacion(almacen: Almacen, formato: Formato, copia: Path) -> None:
    otra = shutil.copytree(copia, copia.parent / "otra")

    def cambiar(filas: list[dict[str, str]]) -> None:
        filas[0]["resumen"] = "Otra cosa"

    reescribir(otra / "reuniones.csv", cambiar)
    informe = importar(almacen, [copia, otra], formato=formato)
    assert informe.de("Reuniones").rechazadas == 1
    assert una(almacen, "SELECT resumen FROM reunion WHERE folio_provisional = 'PAL1-R001'")["resumen"] != "Otra cosa"


def test_lo_dado_de_baja_no_vuelve(historia: Almacen, formato: Formato, copia: Path) -> None:
    with historia.escribir("Dar de baja") as u:
        u.traer(Acuerdo, uuid_publicado("acuerdo", "PAL1-A035")).baja = True

    def cambiar(filas: list[dict[str, str]]) -> None:
        next(f for f in filas if f["id"] == "A035")["parafrasis"] = "Otra redacción"

    reescribir(copia / "acuerdos.csv", cambiar)
    informe = importar(historia, [copia], formato=formato)
    assert informe.de("Acuerdos").rechazadas == 1
    assert una(historia, "SELECT baja FROM acuerdo WHERE folio_provisional = 'PAL1-A035'")["baja"] == 1


def test_una_celda_ilegible_rechaza_su_fila_y_dice_donde(almacen: Almacen, formato: Formato, copia: Path) -> None:
    def cambiar(filas: list[dict[str, str]]) -> None:
        filas[2]["fecha"] = "un martes"
        filas[3]["tipo"] = "merienda"
        filas[4]["resumen"] = "signo raro \U0001f600"

    reescribir(copia / "reuniones.csv", cambiar)
    informe = importar(almacen, [copia], formato=formato)
    lugares = [(p.archivo, p.fila, p.columna) for p in informe.problemas if p.grave and p.hoja == "Reuniones"]
    assert lugares == [("reuniones.csv", 4, "fecha"), ("reuniones.csv", 5, "tipo"), ("reuniones.csv", 6, "resumen")]
    assert informe.de("Reuniones").nuevas == 48
    assert any("sesion_ordinaria" in p.motivo for p in informe.problemas), "dice qué tipos hay"


def test_un_archivo_que_no_existe_no_detiene_a_los_demas(almacen: Almacen, formato: Formato, copia: Path) -> None:
    informe = importar(almacen, [copia / "nada.csv", copia / "reuniones.csv"], formato=formato)
    assert informe.hubo_rechazos
    assert informe.de("Reuniones").nuevas == 51


def test_cancelar_no_deja_nada(almacen: Almacen, formato: Formato, carpeta_datos_reales: Path) -> None:
    class CanceladoError(Exception):
        pass

    def avance(hechas: int, total: int) -> None:
        assert 0 < hechas <= total
        if hechas == 150:
            raise CanceladoError

    antes = contar(almacen), contar(almacen, "procedencia")
    with pytest.raises(CanceladoError):
        importar(almacen, [carpeta_datos_reales], formato=formato, avance=avance)
    assert (contar(almacen), contar(almacen, "procedencia")) == antes
