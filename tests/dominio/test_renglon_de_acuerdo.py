"""One typed line becomes text, responsibles and plazo, and no word of it is lost."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.menciones import leer_menciones, mencion_abierta
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.renglon_de_acuerdo import RenglonDeAcuerdo, leer_renglon

REUNION = date(2017, 10, 24)
CONOCIDOS = {
    plegar(nombre): nombre
    for nombre in ("Instituto", "Instituto de Aguas", "Grupo de Trabajo", "Concesionarios", "Aguas del Norte, A.C.")
}


def leer(linea: str, referencia: date | None = REUNION) -> RenglonDeAcuerdo:
    return leer_renglon(linea, referencia=referencia, conocidos=CONOCIDOS)


@pytest.mark.parametrize(
    ("linea", "texto", "responsables", "literal", "plazo"),
    [
        (
            "limpiar canales @concesionarios en 2 semanas",
            "limpiar canales",
            ["Concesionarios"],
            "en 2 semanas",
            date(2017, 11, 7),
        ),
        (
            'Entregar la delimitación @INSTITUTO @"Vecinos del Río" a más tardar el 8 nov',
            "Entregar la delimitación",
            ["Instituto", "Vecinos del Río"],
            "a más tardar el 8 nov",
            date(2017, 11, 8),
        ),
        ("Retirar el azolve @instituto de aguas lo antes posible", "Retirar el azolve", ["Instituto de Aguas"],
         "lo antes posible", None),
        ("Convocar a reunión @Instituto última semana de octubre", "Convocar a reunión", ["Instituto"],
         "última semana de octubre", date(2017, 10, 31)),
        ("Revisar la tarifa sin plazo: depende del presupuesto", "Revisar la tarifa", [],
         "sin plazo: depende del presupuesto", None),
        ("@aguas del norte, a.c. entrega el plano, el 8 de noviembre.", "entrega el plano", ["Aguas del Norte, A.C."],
         "el 8 de noviembre", date(2017, 11, 8)),
        ("limpiar @concesionarios, @«Vecinos del Río» y @otro mañana", "limpiar",
         ["Concesionarios", "Vecinos del Río", "otro"], "mañana", date(2017, 10, 25)),
        ("Solicitar a @Instituto y @Concesionarios el padrón el 8 de noviembre",
         "Solicitar a Instituto y Concesionarios el padrón", ["Instituto", "Concesionarios"], "el 8 de noviembre",
         date(2017, 11, 8)),
        ("Entregar a más tardar el 8 nov la delimitación", "Entregar la delimitación", [], "a más tardar el 8 nov",
         date(2017, 11, 8)),
        ("limpiar en 2 semanas a cargo de @Instituto", "limpiar a cargo de Instituto", ["Instituto"], "en 2 semanas",
         date(2017, 11, 7)),
        ("Limpiar en 15 días @otro", "Limpiar", ["otro"], "en 15 días", date(2017, 11, 8)),
        ("Limpiar @otro lunes", "Limpiar", ["otro"], "lunes", date(2017, 10, 30)),
        ("Entregar el plano 8/11", "Entregar el plano", [], "8/11", date(2017, 11, 8)),
        ("Cumplir en la próxima sesión", "Cumplir", [], "en la próxima sesión", None),
        ("Revisar sin plazo", "Revisar", [], "sin plazo", None),
    ],
)  # fmt: skip
def test_se_entiende_lo_que_se_dice(
    linea: str, texto: str, responsables: list[str], literal: str, plazo: date | None
) -> None:
    leido = leer(linea)
    assert (leido.texto, list(leido.responsables), leido.plazo_literal, leido.plazo) == (
        texto,
        responsables,
        literal,
        plazo,
    )


@pytest.mark.parametrize(
    "linea",
    [
        "entregar los 15 expedientes",
        "respetar los 15 días",
        "Aprobar el calendario; sesiones ordinarias cada dos meses",
        "Entregar el informe del mes de octubre",
        "Entregar el padrón de 2017",
        "Entregar el padrón 2017",
        "Publicar los datos de enero a noviembre",
        "Publicar los datos de enero hasta noviembre",
        "Nombrar a Julio Domingo",
        "Atender el oficio 8/11",
        "Recibir la minuta de la sesión del 8 de noviembre",
        "Dar seguimiento a lo ocurrido el 3 de marzo de 2016",
        "Capacitar durante 3 meses",
        "Atender a las tres",
        "Seguir el trámite sin plazo definido",
    ],
)
def test_lo_que_es_de_la_frase_no_es_plazo(linea: str) -> None:
    assert leer(linea) == RenglonDeAcuerdo(linea, (), None, None, None)


def test_los_nombres_conocidos_ganan_por_largos_y_lo_escrito_no_se_cambia_por_otro_nombre() -> None:
    alias = {**CONOCIDOS, plegar("La Comisión"): "Comisión de Aguas"}
    assert [m.nombre for m in leer_menciones("@instituto de aguas y @instituto de arte", CONOCIDOS)] == [
        "Instituto de Aguas",
        "Instituto",
    ]
    assert [m.nombre for m in leer_menciones("@la comisión", alias)] == ["la comisión"]


@pytest.mark.parametrize(
    "linea", ["Escribir a ana@ejemplo.mx", "a.b+c@d.mx", "correo a-b@c", "@", "@ hola", "uno @ dos"]
)
def test_una_direccion_o_una_arroba_sola_no_nombra_a_nadie(linea: str) -> None:
    assert leer(linea) == RenglonDeAcuerdo(linea, (), None, None, None)


def test_sin_la_fecha_de_la_reunion_se_reconoce_el_plazo_y_no_se_calcula() -> None:
    assert leer("limpiar en 2 semanas", None) == RenglonDeAcuerdo("limpiar", (), "en 2 semanas", None, None)
    assert leer("limpiar el 8 de noviembre de 2017", None).plazo_literal == "el 8 de noviembre de 2017"


def test_dos_veces_el_mismo_responsable_es_uno() -> None:
    leido = leer("limpiar @otro @OTRO @Instituto")
    assert [plegar(r) for r in leido.responsables] == ["otro", "instituto"]


def test_la_precision_acompana_al_plazo() -> None:
    assert leer("Celebrar mesas en noviembre").precision is Precision.mes
    assert leer("Celebrar mesas el 8 nov").precision is Precision.dia


@pytest.mark.parametrize(
    ("linea", "abierta"),
    [
        ("limpiar @con", (8, "con")),
        ("limpiar @grupo de t", (8, "grupo de t")),
        ('@"grupo de', (0, "grupo de")),
        ('@"Grupo" y', None),
        ("@", (0, "")),
        ("limpiar", None),
        ("ana@ejemplo", None),
        ("@uno @do", (5, "do")),
        ("@ hola", None),
    ],
)
def test_se_sabe_que_nombre_se_esta_escribiendo(linea: str, abierta: tuple[int, str] | None) -> None:
    assert mencion_abierta(linea, len(linea)) == abierta


def test_los_acuerdos_publicados_no_pierden_palabra_ni_ganan_plazo(carpeta_datos_reales: Path) -> None:
    with (carpeta_datos_reales / "acuerdos.csv").open(encoding="utf-8", newline="") as archivo:
        filas = list(csv.DictReader(archivo))
    assert len(filas) > 30
    for fila in filas:
        leido = leer_renglon(
            fila["parafrasis"],
            referencia=date.fromisoformat(fila["fecha_reunion"] or "2016-01-01"),
            conocidos=CONOCIDOS,
        )
        assert (leido.texto, leido.plazo_literal) == (fila["parafrasis"], None)


def test_los_acuerdos_publicados_dichos_en_un_renglon_se_entienden_enteros(carpeta_datos_reales: Path) -> None:
    with (carpeta_datos_reales / "acuerdos.csv").open(encoding="utf-8", newline="") as archivo:
        filas = list(csv.DictReader(archivo))
    for fila in filas:
        quienes = [r.strip() for r in fila["responsable"].split(";")]
        dicho = " ".join([fila["parafrasis"], *(f"@«{q}»" for q in quienes), "a más tardar el 8 de enero de 2019"])
        leido = leer_renglon(dicho, referencia=date.fromisoformat(fila["fecha_reunion"] or "2016-01-01"), conocidos={})
        assert (leido.texto, list(leido.responsables)) == (fila["parafrasis"], quienes)
        assert leido.plazo == date(2019, 1, 8)


_PALABRAS = st.sampled_from(
    ["entregar", "el", "la", "de", "a", "y", "@Instituto", "@otro,", "@", '@"Dos', 'cosas"', "@«Vecinos»", "8", "nov",
     "octubre", "en", "2", "semanas", "días", "antes", "sin", "plazo:", "porque", "lo", "posible", "lunes", ".", "—",
     "a@b.mx", "plano;", "2017", "más", "tardar", "cargo", "responsable:", "hasta", "¿qué?", "instituto", "aguas"]
)  # fmt: skip


def palabras(*textos: str | None) -> Counter[str]:
    return Counter(p for texto in textos for p in re.findall(r"\w+", plegar(texto or "")))


@given(st.lists(_PALABRAS | st.text(max_size=8), max_size=25).map(" ".join))
def test_ninguna_palabra_se_pierde(linea: str) -> None:
    leido = leer(linea)
    quedan = palabras(leido.texto, *leido.responsables, leido.plazo_literal)
    perdidas = set(palabras(linea)) - set(quedan)
    # Only what joined two names goes: the list of responsibles says it.
    assert perdidas <= {"y", "e", "o", "u"}


@given(st.lists(_PALABRAS.filter(lambda p: "@" not in p) | st.text(max_size=8), max_size=25).map(" ".join))
def test_sin_menciones_cada_palabra_queda_una_vez(linea: str) -> None:
    linea = linea.replace("@", "")
    leido = leer(linea)
    assert palabras(leido.texto, leido.plazo_literal) == palabras(linea)
    assert leido.responsables == ()
