"""The same marks in another month's workbook, rows that are gone or withdrawn, and what only time changes."""

import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.salida.excel.libro import escribir_libro
from enlace_app.servicios.importacion import Informe, importar
from enlace_app.sincronizacion.formato import leer_formato
from enlace_app.sincronizacion.lectura_libro import leer_libro
from enlace_app.sincronizacion.plantilla import hojas_de_plantilla, propiedades_de_plantilla
from tests.servicios.test_importacion_captura import cerrar_por_fuera, guardar

RECURSOS = Path(__file__).resolve().parents[2] / "recursos"
FORMATO = leer_formato(RECURSOS / "formato_paquete.csv")

Filas = Sequence[Mapping[str, Any]]

ENERO = {
    "ref": "R1", "tipo": "reunion_trabajo", "fecha": date(2024, 1, 15), "hora_inicio": "10:00", "cvegeo": "05028",
    "regiones": "CAR", "sede": "Biblioteca municipal",
}  # fmt: skip
FEBRERO = {**ENERO, "fecha": date(2024, 2, 19)}


def hijas(mes: str) -> dict[str, Filas]:
    return {
        "Asistencia": [{"ref": "A1", "reunion": "R1", "persona": f"Persona de {mes}", "organizacion": "X"}],
        "OrdenDelDia": [{"ref": "P1", "reunion": "R1", "n": 1, "asunto": f"Tema de {mes}", "desarrollo": "Se dijo."}],
        "Acuerdos": [{"ref": "K1", "reunion": "R1", "texto": f"Acuerdo de {mes}", "responsables": "CONAGUA"}],
    }


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    return tmp_path


def traer(almacen: Almacen, carpeta: Path, hojas: Mapping[str, Filas], nombre: str = "captura.xlsx") -> Informe:
    return importar(almacen, [guardar(carpeta / nombre, hojas)], formato=FORMATO)


def filas(almacen: Almacen, sql: str) -> list[dict[str, Any]]:
    return almacen.lectura.filas(sql)


def textos(almacen: Almacen) -> list[str]:
    return [
        *(f["f"] for f in filas(almacen, "SELECT fecha AS f FROM reunion ORDER BY fecha")),
        *(f["t"] for f in filas(almacen, "SELECT persona AS t FROM asistencia ORDER BY persona")),
        *(f["t"] for f in filas(almacen, "SELECT asunto AS t FROM punto_orden_dia ORDER BY asunto")),
        *(f["t"] for f in filas(almacen, "SELECT texto AS t FROM acuerdo ORDER BY texto")),
    ]


def motivos(informe: Informe) -> str:
    return "\n".join(p.motivo for p in informe.problemas)


def test_el_libro_del_mes_siguiente_con_el_mismo_nombre_no_pisa_al_anterior(almacen: Almacen, carpeta: Path) -> None:
    """Same file name, same marks, same place and hour: only the day and what was said tell January from February."""
    traer(almacen, carpeta, {"Reuniones": [ENERO], **hijas("enero")})
    antes = textos(almacen)
    informe = traer(almacen, carpeta, {"Reuniones": [FEBRERO], **hijas("febrero")})
    assert textos(almacen) == antes
    (problema,) = informe.problemas
    assert (problema.hoja, problema.fila, problema.grave) == ("Reuniones", 2, True)
    assert "era de la reunión del 15 de enero de 2024" in problema.motivo
    assert "3 filas que dependen de ella" in problema.motivo
    informe = traer(almacen, carpeta, {"Reuniones": [FEBRERO], **hijas("febrero")}, "febrero.xlsx")
    assert not informe.hubo_rechazos, "con otro nombre, como dice el mensaje, entra"
    assert len(filas(almacen, "SELECT 1 FROM reunion")) == 2


@pytest.mark.parametrize(
    "otra",
    [
        {"Reuniones": [{**FEBRERO, "hora_inicio": "16:00"}]},
        {"Reuniones": [FEBRERO]},
        {"Reuniones": [FEBRERO], "Asistencia": [{"ref": "A9", "reunion": "R1", "persona": "Nueva"}]},
        {"Reuniones": [{**FEBRERO, "hora_inicio": "25:00"}], **hijas("febrero")},
        {"Reuniones": [{**FEBRERO, "sede": "=A1"}], **hijas("febrero")},
        {"Reuniones": [{**FEBRERO, "fecha": "un martes"}], **hijas("febrero")},
    ],
    ids=["otra hora", "sin las filas de enero", "con filas nuevas", "mal la hora", "una fórmula", "mal la fecha"],
)
def test_ni_cuando_cambia_menos_o_la_fila_no_se_puede_leer(
    almacen: Almacen, carpeta: Path, otra: Mapping[str, Filas]
) -> None:
    traer(almacen, carpeta, {"Reuniones": [ENERO], **hijas("enero")})
    antes = textos(almacen)
    informe = traer(almacen, carpeta, otra)
    assert informe.de("Reuniones").rechazadas == 1
    assert textos(almacen) == antes


def test_corregir_solo_la_fecha_si_es_un_cambio_y_se_nombra(almacen: Almacen, carpeta: Path) -> None:
    traer(almacen, carpeta, {"Reuniones": [ENERO], **hijas("enero")})
    informe = traer(almacen, carpeta, {"Reuniones": [{**ENERO, "fecha": date(2024, 1, 16)}], **hijas("enero")})
    assert not informe.hubo_rechazos, informe.lineas()
    assert informe.de("Reuniones").cambiadas == 1
    (aviso,) = informe.problemas
    assert "R1 (" in aviso.motivo
    assert "fecha 2024-01-15 → 2024-01-16" in aviso.motivo
    assert textos(almacen)[0] == "2024-01-16"


def test_el_mismo_dia_se_cambia_lo_demas(almacen: Almacen, carpeta: Path) -> None:
    """Control: with its day, a row and what hangs on it may change, and a bad cell keeps only its own row out."""
    traer(almacen, carpeta, {"Reuniones": [{**ENERO, "fecha": "enero de 2024"}], **hijas("enero")})
    informe = traer(almacen, carpeta, {"Reuniones": [{**ENERO, "sede": "Otra"}], **hijas("enero corregido")})
    assert informe.de("Reuniones").cambiadas == 1, "precisar el mes con su día no es otra reunión"
    assert "sede «Biblioteca municipal» → Otra" in motivos(informe)
    informe = traer(almacen, carpeta, {"Reuniones": [{**ENERO, "hora_inicio": "25:00"}], **hijas("enero final")})
    assert (informe.de("Reuniones").rechazadas, informe.de("Asistencia").cambiadas) == (1, 1)


def test_de_lo_cerrado_no_se_dice_que_se_reabra_si_es_otro_dia(almacen: Almacen, carpeta: Path) -> None:
    traer(almacen, carpeta, {"Reuniones": [ENERO], **hijas("enero")})
    cerrar_por_fuera(almacen)
    otro_dia = motivos(traer(almacen, carpeta, {"Reuniones": [FEBRERO], **hijas("enero")}))
    assert "15 de enero" in otro_dia
    assert "reábrala" not in otro_dia
    assert "reábrala" in motivos(traer(almacen, carpeta, {"Reuniones": [{**ENERO, "sede": "Otra"}]}))


def test_un_documento_de_otro_dia_no_pisa_al_de_la_misma_marca(almacen: Almacen, carpeta: Path) -> None:
    uno = {"ref": "D1", "fecha": date(2024, 1, 15), "sentido": "entrega", "tipo": "oficio", "remitente": "CEAS"}
    otro = {**uno, "fecha": date(2024, 2, 20), "descripcion": "Otro asunto"}
    traer(almacen, carpeta, {"Documentos": [uno]})
    assert traer(almacen, carpeta, {"Documentos": [otro]}).de("Documentos").rechazadas == 1
    assert filas(almacen, "SELECT fecha FROM documento") == [{"fecha": "2024-01-15"}]
    assert (
        traer(almacen, carpeta, {"Documentos": [{**uno, "fecha": date(2024, 1, 16)}]}).de("Documentos").cambiadas == 1
    )


def _de_plantilla(carpeta: Path, hojas: Mapping[str, Filas]) -> Path:
    """Fill in a new template, named like all others."""
    import openpyxl

    ruta = carpeta / "captura.xlsx"
    escribir_libro(ruta, list(hojas_de_plantilla(FORMATO)), propiedades=propiedades_de_plantilla())
    libro = openpyxl.load_workbook(ruta)
    for nombre, renglones in hojas.items():
        encabezado = [celda.value for celda in libro[nombre][1]]
        for numero, fila in enumerate(renglones, start=2):
            for columna, valor in fila.items():
                libro[nombre].cell(numero, encabezado.index(columna) + 1).value = valor
    libro.save(ruta)
    return ruta


def test_dos_plantillas_con_el_mismo_nombre_son_dos_libros(almacen: Almacen, carpeta: Path) -> None:
    (carpeta / "uno").mkdir()
    (carpeta / "dos").mkdir()
    uno = _de_plantilla(carpeta / "uno", {"Reuniones": [ENERO], **hijas("enero")})
    dos = _de_plantilla(carpeta / "dos", {"Reuniones": [FEBRERO], **hijas("febrero")})
    assert leer_libro(uno, FORMATO).identificador != leer_libro(dos, FORMATO).identificador
    for ruta in (uno, dos):
        assert not importar(almacen, [ruta], formato=FORMATO).hubo_rechazos
    assert len(filas(almacen, "SELECT 1 FROM reunion")) == 2
    copia = Path(shutil.copy(dos, carpeta / "marzo.xlsx"))
    assert importar(almacen, [copia], formato=FORMATO).de("Reuniones").iguales == 1, "una copia es la misma"


def test_un_libro_que_perdio_su_identificador_sigue_siendo_el_mismo(almacen: Almacen, carpeta: Path) -> None:
    """Not every program keeps document properties: by then a corrected row must not enter as another."""
    importar(almacen, [_de_plantilla(carpeta, {"Reuniones": [ENERO]})], formato=FORMATO)
    informe = traer(almacen, carpeta, {"Reuniones": [{**ENERO, "sede": "Otra"}]})
    assert informe.de("Reuniones").cambiadas == 1
    assert len(filas(almacen, "SELECT 1 FROM reunion")) == 1


def test_las_filas_que_ya_no_estan_se_dicen_por_hoja(almacen: Almacen, carpeta: Path) -> None:
    puntos = [{"reunion": "R1", "n": n, "asunto": f"Asunto {n}"} for n in (1, 2, 3)]
    completo = {"Reuniones": [ENERO], **hijas("enero"), "OrdenDelDia": puntos}
    assert not traer(almacen, carpeta, completo).problemas
    informe = traer(almacen, carpeta, {"Reuniones": [ENERO], "OrdenDelDia": puntos[:1]})
    avisos = {p.hoja: p.motivo for p in informe.problemas}
    assert set(avisos) == {"OrdenDelDia", "Asistencia", "Acuerdos"}
    assert avisos["OrdenDelDia"].startswith("2 filas que este libro traía antes ya no están")
    assert "«baja»" in avisos["Asistencia"]
    assert not informe.hubo_rechazos
    assert not traer(almacen, carpeta, completo).problemas


@pytest.mark.parametrize("con_ref", [True, False])
def test_baja_en_su_lugar_retira_la_fila(almacen: Almacen, carpeta: Path, con_ref: bool) -> None:
    reunion = {**ENERO, "baja": None}
    documento = {"ref": "D1", "fecha": date(2024, 1, 15), "sentido": "entrega", "tipo": "oficio", "remitente": "CEAS"}
    todo: dict[str, list[dict[str, Any]]] = {
        "Reuniones": [reunion], **{h: [dict(f) for f in fs] for h, fs in hijas("enero").items()},
        "Documentos": [documento],
    }  # fmt: skip
    if not con_ref:
        for hoja in ("Asistencia", "OrdenDelDia", "Acuerdos", "Documentos"):
            todo[hoja] = [{c: v for c, v in f.items() if c != "ref"} for f in todo[hoja]]
    traer(almacen, carpeta, todo)
    for hoja in ("Asistencia", "OrdenDelDia", "Acuerdos", "Documentos"):
        todo[hoja] = [{**f, "baja": "sí"} for f in todo[hoja]]
    informe = traer(almacen, carpeta, todo)
    assert not informe.hubo_rechazos, informe.lineas()
    for tabla in ("asistencia", "punto_orden_dia", "acuerdo", "documento"):
        assert filas(almacen, f"SELECT baja FROM {tabla}") == [{"baja": 1}], tabla
    otra_vez = traer(almacen, carpeta, todo)
    assert not otra_vez.problemas, "retirada está; repetirlo no cambia nada ni estorba"
    assert otra_vez.de("Asistencia").iguales == 1


def test_una_reunion_retirada_no_recibe_nada_mas(almacen: Almacen, carpeta: Path) -> None:
    traer(almacen, carpeta, {"Reuniones": [ENERO]})
    informe = traer(almacen, carpeta, {"Reuniones": [{**ENERO, "baja": "sí"}], **hijas("enero")})
    assert filas(almacen, "SELECT baja FROM reunion") == [{"baja": 1}]
    assert informe.de("Asistencia").rechazadas == 1
    assert "se retiró" in motivos(informe)


@pytest.mark.parametrize("cambia", [False, True])
def test_lo_planeado_pasa_a_celebrado_cuando_llega_su_dia(almacen: Almacen, carpeta: Path, cambia: bool) -> None:
    fila = {**ENERO, "fecha": date(2031, 3, 10)}
    with time_machine.travel(datetime(2031, 3, 1, 18, tzinfo=UTC)):
        traer(almacen, carpeta, {"Reuniones": [fila]})
        assert traer(almacen, carpeta, {"Reuniones": [fila]}).de("Reuniones").iguales == 1
        assert filas(almacen, "SELECT estado FROM reunion") == [{"estado": "borrador"}]
    with time_machine.travel(datetime(2031, 3, 11, 18, tzinfo=UTC)):
        informe = traer(almacen, carpeta, {"Reuniones": [{**fila, "hora_fin": "12:00"} if cambia else fila]})
    assert informe.de("Reuniones").cambiadas == 1
    assert "borrador → celebrada" in motivos(informe)
    assert filas(almacen, "SELECT estado FROM reunion") == [{"estado": "celebrada"}]


def test_lo_que_alguien_dijo_en_borrador_sigue_en_borrador(almacen: Almacen, carpeta: Path) -> None:
    fila = {**ENERO, "estado": "borrador"}
    traer(almacen, carpeta, {"Reuniones": [fila]})
    assert traer(almacen, carpeta, {"Reuniones": [fila]}).de("Reuniones").iguales == 1
    assert filas(almacen, "SELECT estado FROM reunion") == [{"estado": EstadoReunion.BORRADOR}]


@pytest.mark.parametrize(
    ("fila", "columna"),
    [
        ({"nombre": "CONAGUA", "sigla": "CNA"}, "nombre"),
        ({"nombre": "cna"}, "nombre"),
        ({"nombre": "SIMAS"}, "nombre"),
        ({"nombre": "Otra institución", "sigla": "CNA"}, "sigla"),
        ({"nombre": "Otra institución", "alias": "Una; conagua"}, "alias"),
    ],
)
def test_otro_nombre_de_una_institucion_no_hace_una_segunda(
    almacen: Almacen, carpeta: Path, fila: Mapping[str, Any], columna: str
) -> None:
    antes = len(filas(almacen, "SELECT 1 FROM organizacion"))
    informe = traer(almacen, carpeta, {"Organizaciones": [fila]})
    (problema,) = [p for p in informe.problemas if p.grave]
    assert problema.columna == columna
    assert fila["nombre"] == "SIMAS" or "Comisión Nacional del Agua (CONAGUA)" in problema.motivo
    assert len(filas(almacen, "SELECT 1 FROM organizacion")) == antes


def test_una_sigla_que_ya_comparten_varias_la_puede_llevar_otra_mas(almacen: Almacen, carpeta: Path) -> None:
    informe = traer(almacen, carpeta, {"Organizaciones": [{"nombre": "Sistema de Aguas de Prueba", "sigla": "SIMAS"}]})
    assert informe.de("Organizaciones").nuevas == 1


def test_agregar_un_alias_a_la_del_catalogo_no_le_quita_los_que_tiene(almacen: Almacen, carpeta: Path) -> None:
    fila = {"nombre": "Comisión Nacional del Agua", "sigla": None, "alias": "La del agua", "sector": None}
    assert traer(almacen, carpeta, {"Organizaciones": [fila]}).de("Organizaciones").cambiadas == 1
    (guardada,) = filas(almacen, "SELECT sigla, sector FROM organizacion WHERE nombre = 'Comisión Nacional del Agua'")
    assert guardada["sigla"] == "CONAGUA"
    assert guardada["sector"]
    asistencias = [{"ref": f"A{n}", "reunion": "R1", "organizacion": o} for n, o in enumerate(("CNA", "la del agua"))]
    traer(almacen, carpeta, {"Reuniones": [ENERO], "Asistencia": asistencias})
    ligadas = filas(almacen, "SELECT DISTINCT organizacion_registrada AS o FROM asistencia")
    assert len(ligadas) == 1
    assert ligadas[0]["o"]


@pytest.mark.parametrize(
    ("valores", "claves"),
    [
        ({"fecha": date(2017, 7, 18), "compromisos": "C6; 5"}, ["PAL1-C5", "PAL1-C6"]),
        ({"ejercicio": "PAL1", "compromisos": "C5, 6"}, ["PAL1-C5", "PAL1-C6"]),
        ({"compromisos": "PAL1-C5, PAL1-C6"}, ["PAL1-C5", "PAL1-C6"]),
        ({"compromisos": "C6"}, []),
    ],
)
def test_compromisos_por_numero(
    almacen: Almacen, carpeta: Path, valores: Mapping[str, Any], claves: Sequence[str]
) -> None:
    hojas = {"Reuniones": [{**ENERO, **valores}], "Acuerdos": [{"ref": "K1", "reunion": "R1", "texto": "t"}]}
    hojas["Acuerdos"][0]["compromisos"] = valores["compromisos"]
    for _ in range(2):
        informe = traer(almacen, carpeta, hojas)
        avisadas = [p.hoja for p in informe.problemas if p.columna == "compromisos" and not p.grave]
        assert avisadas == ([] if claves else ["Reuniones", "Acuerdos"]), "también cuando la fila no cambió"
        assert bool(claves) or "punto y coma" in motivos(informe)
    with almacen.consultar() as u:
        (acuerdo,) = u.varios(Acuerdo)
        assert sorted(c.clave for c in acuerdo.compromisos) == claves


def test_regiones_separadas_con_coma(almacen: Almacen, carpeta: Path) -> None:
    assert not traer(almacen, carpeta, {"Reuniones": [{**ENERO, "regiones": "car, nte"}]}).problemas
    assert len(filas(almacen, "SELECT 1 FROM reunion_region")) == 2
    otra = {**ENERO, "ref": "R2", "regiones": "car, Atlántida"}
    for _ in range(2):
        informe = traer(almacen, carpeta, {"Reuniones": [otra]}, "otro.xlsx")
        assert [p.columna for p in informe.problemas] == ["regiones"]


@pytest.mark.parametrize(("titulo", "propuesta"), [("Asistencias", "Asistencia"), ("Acuerdo", "Acuerdos")])
def test_una_hoja_casi_bien_llamada_se_rechaza_y_se_sugiere(
    almacen: Almacen, carpeta: Path, titulo: str, propuesta: str
) -> None:
    renglones = hijas("enero")[propuesta]
    informe = traer(almacen, carpeta, {"Reuniones": [ENERO], titulo: renglones, "Notas": [{"x": "y"}]})
    (grave,) = [p for p in informe.problemas if p.grave]
    assert grave.hoja == titulo
    assert f"«{propuesta}»" in grave.motivo


def test_el_anio_de_dos_cifras_tiene_su_propio_mensaje(almacen: Almacen, carpeta: Path) -> None:
    informe = traer(almacen, carpeta, {"Reuniones": [{**ENERO, "fecha": "14-nov-25"}, {**ENERO, "fecha": "1/3/26"}]})
    assert "14-nov-2025" in motivos(informe)
    assert "tiene sólo dos cifras" in motivos(informe)


def test_los_problemas_van_por_hoja_y_fila(almacen: Almacen, carpeta: Path) -> None:
    malas = [
        {**ENERO, "ref": f"R{n}", "fecha": "x" if n % 2 else date(2024, 1, n), "modalidad": "y"} for n in (1, 2, 3)
    ]
    informe = traer(almacen, carpeta, {"Asistencia": hijas("enero")["Asistencia"], "Reuniones": malas})
    lugares = [(p.hoja, p.fila) for p in informe.problemas]
    assert lugares == sorted(lugares, key=lambda lugar: (lugar[0] != "Reuniones", lugar[1] or 0))
