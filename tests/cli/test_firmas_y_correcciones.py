"""From review to a mended acta, by orders: remarks, every way in which a signatory ends, and a fe de erratas."""

from collections.abc import Callable
from pathlib import Path

import pytest

from enlace_app.arranque import ejecutar
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.textos import Alfabeto
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.reuniones import dar_paso
from enlace_app.servicios.sitios import iniciar
from tests.cli.papel import contiene, necesita_poppler
from tests.servicios.escenario import celebrada, rev_de

Correr = Callable[..., str]


@pytest.fixture
def correr(tmp_path: Path, alfabeto: Alfabeto, capsys: pytest.CaptureFixture[str]) -> Correr:
    """Run one order inside this process on data with one acta in review, of three signatories."""
    with Almacen(CarpetaDatos(tmp_path / "datos"), alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        reunion = celebrada(almacen, preside="Persona Tres")
        registrar_asistencia(almacen, reunion=reunion, persona="Persona Cuatro", organizacion="De Prueba")
        dar_paso(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), estado="en_revision")

    def correr(*argumentos: object, codigo: int = 0) -> str:
        capsys.readouterr()
        assert ejecutar(["--datos", str(tmp_path / "datos"), *map(str, argumentos)]) == codigo
        dicho = capsys.readouterr()
        return dicho.err if codigo else dicho.out

    return correr


def acta(correr: Correr, *argumentos: object, codigo: int = 0) -> str:
    return correr("acta", *argumentos, codigo=codigo)


@necesita_poppler
def test_de_las_observaciones_a_la_fe_de_erratas(correr: Correr, tmp_path: Path) -> None:
    folio = "0001"
    assert "No hay observaciones." in acta(correr, "observaciones", folio)
    acta(correr, "observar", folio, "--autor", "Persona Dos", "--texto", "Falta algo.", "--seccion", "Punto 1")
    assert "1. Persona Dos (Punto 1), versión 1: Falta algo.\n   ABIERTA" in acta(correr, "observaciones", folio)
    assert "la observación de Persona Dos está abierta" in acta(correr, "cerrar", folio, codigo=3)
    assert "por qué queda no atendida" in acta(correr, "resolver", folio, 1, "--resultado", "no atendida", codigo=3)
    assert "No hay una observación 7" in acta(correr, "resolver", folio, 7, "--resultado", "retirada", codigo=3)
    assert "es uno de" in acta(correr, "resolver", folio, 1, "--resultado", "quizá", codigo=2)
    assert "Abiertas: 0" in acta(correr, "resolver", folio, 1, "--resultado", "atendida")
    assert "no puede pasar a en revisión" in acta(correr, "a-revision", folio, codigo=3)

    folio = acta(correr, "cerrar", folio).split(": ")[1].split(",")[0]
    assert "elija --se-retiro o --se-nego" in acta(correr, "sin-firma", folio, "Persona Dos", codigo=2)
    assert "a qué hora" in acta(correr, "sin-firma", folio, "Persona Cuatro", "--se-retiro", codigo=3)
    acta(correr, "sin-firma", folio, "Persona Cuatro", "--se-retiro", "--hora", "1:05 pm")
    acta(correr, "sin-firma", folio, "Persona Tres", "--se-nego", "--motivo", "no dio razón")
    dicho = acta(correr, "firmar", folio, "--simple", "Persona Dos", "--bajo-protesta", "No hubo copia.", "--siguen")
    assert "Nadie falta, y aún no está firmada" in dicho
    assert "El acta está firmada." in acta(correr, "dar-por-firmada", folio)

    errata = ("--donde", "Punto 1", "--dice", "el punto", "--debe-decir", "el asunto", "--motivo", "Un desliz.")
    correccion = f"{folio}/FE-01"
    assert "cada errata lleva las tres" in acta(correr, "corregir", folio, *errata, "--donde", "Otra", codigo=2)
    assert correccion in acta(correr, "corregir", folio, *errata)
    assert "ya es una corrección" in acta(correr, "corregir", correccion, *errata, codigo=3)
    assert "/AA-01" in acta(correr, "aclarar", folio, "--asunto", "Alcance", "--texto", "Todo.", "--motivo", "Sí.")
    acta(correr, "firmar", correccion, "--simple", "Persona Dos")
    acta(correr, "exportar", correccion, "-o", tmp_path / "correccion.pdf")
    assert contiene(tmp_path / "correccion.pdf", "el asunto")
    mostrado = correr("mostrar", folio)
    for parte in ("se retiró a las 13:05", "se negó · no dio razón", "firmó bajo protesta · No hubo copia."):
        assert parte in mostrado
    assert f"FE DE ERRATAS {correccion}" in mostrado
    assert "debe decir: el asunto" in correr("mostrar", correccion)
    assert '"clase": "fe_de_erratas"' in correr("mostrar", correccion, "--json")
