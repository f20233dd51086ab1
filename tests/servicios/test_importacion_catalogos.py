"""Catalogues are data: an edited copy of their files is imported like any other."""

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.ejercicios import Ejercicio
from enlace_app.dominio.resultados import ReglaDeVoto
from enlace_app.dominio.textos import Alfabeto
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.importacion import importar
from enlace_app.servicios.sitios import iniciar
from enlace_app.sincronizacion.formato import leer_formato

RECURSOS = Path(__file__).resolve().parents[2] / "recursos"
FORMATO = leer_formato(RECURSOS / "formato_paquete.csv")


def agregar(carpeta: Path, archivo: str, como: str, **cambios: str) -> Path:
    """Copy a catalogue of the program with one more row, made from its first one."""
    ruta = carpeta / archivo
    origen = ruta if ruta.exists() else RECURSOS / "catalogos" / archivo
    with origen.open(encoding="utf-8", newline="") as abierto:
        lector = csv.DictReader(abierto)
        columnas, renglones = list(lector.fieldnames or ()), list(lector)
    base = next(r for r in renglones if como in r.values())
    with ruta.open("w", encoding="utf-8", newline="") as abierto:
        escritor = csv.DictWriter(abierto, columnas)
        escritor.writeheader()
        escritor.writerows([*renglones, {**base, **cambios}])
    return ruta


def ejercicio(almacen: Almacen, clave: str) -> dict[str, Any]:
    with almacen.consultar() as u:
        (suyo,) = u.varios(Ejercicio, clave=clave)
        regla = suyo.regla
        return {} if regla is None else {"uuid": regla.uuid, "partes": regla.nombres_de_partes, "fuente": regla.fuente}


@pytest.mark.parametrize("orden", [("ejercicios.csv", "reglas.csv"), ("reglas.csv", "ejercicios.csv"), ()])
def test_se_agrega_un_ejercicio_con_su_regla(almacen: Almacen, tmp_path: Path, orden: tuple[str, ...]) -> None:
    carpeta = tmp_path / "edicion"
    carpeta.mkdir()
    agregar(carpeta, "ejercicios.csv", "PAL1", clave="PAL3", nombre="Tercer Plan", fuente="Ejemplo")
    agregar(carpeta, "reglas.csv", "PAL1", ejercicio="PAL3", partes="una; otra", sinonimos="", fuente="Ejemplo")
    for ruta in [carpeta / nombre for nombre in orden] or [carpeta]:
        informe = importar(almacen, [ruta], formato=FORMATO)
        assert not informe.hubo_rechazos, informe.lineas()
    assert ejercicio(almacen, "PAL3")["partes"] == ["una", "otra"]
    antes = almacen.lectura.filas("SELECT count(*) AS n FROM bitacora")
    importar(almacen, [carpeta], formato=FORMATO)
    assert almacen.lectura.filas("SELECT count(*) AS n FROM bitacora") == antes


def test_una_regla_de_cuatro_partes_llega_a_quien_vota(almacen: Almacen, tmp_path: Path) -> None:
    """Morelos, by data alone: three of four, civil society among them."""
    partes = ("poder ejecutivo", "poder legislativo", "órgano garante", "sociedad civil")
    regla = {"partes": "; ".join(partes), "partes_indispensables": partes[3], "votos_necesarios": "3", "sinonimos": ""}
    rutas = [
        agregar(tmp_path, "ejercicios.csv", "PAL1", clave="PAL3", nombre="Plan de ejemplo"),
        agregar(tmp_path, "reglas.csv", "PAL1", ejercicio="PAL3", **regla),
    ]
    informe = importar(almacen, rutas, formato=FORMATO)
    assert not informe.hubo_rechazos, informe.lineas()
    with almacen.consultar() as u:
        suyo = u.uno(Ejercicio, clave="PAL3")
        suya = ReglaDeVoto.de(suyo.regla if suyo else None)
    assert (suya.partes, suya.indispensables, suya.votos_necesarios) == (partes, partes[3:], 3)
    assert suya.texto == (
        "consenso y, si hay posturas distintas, al menos 3 votos a favor de 4, uno por parte, entre ellos el de "
        "sociedad civil"
    )


def test_una_regla_se_corrige_con_su_nueva_fuente(almacen: Almacen, tmp_path: Path) -> None:
    antes = ejercicio(almacen, "PAL1")["uuid"]
    ruta = Path(shutil.copy(RECURSOS / "catalogos" / "reglas.csv", tmp_path / "reglas.csv"))
    texto = ruta.read_text(encoding="utf-8")
    ruta.write_text(
        texto.replace("Informe ICAI, ejercicio local 2015-2017: consenso", "Acta de prueba: consenso"), "utf-8"
    )
    informe = importar(almacen, [ruta], formato=FORMATO)
    assert (informe.de("Reglas").cambiadas, informe.hubo_rechazos) == (1, False)
    despues = ejercicio(almacen, "PAL1")
    assert despues["uuid"] == antes
    assert despues["fuente"].startswith("Acta de prueba")


def test_tipos_y_roles(almacen: Almacen, tmp_path: Path) -> None:
    rutas = [
        agregar(tmp_path, "tipos_reunion.csv", "taller", clave="foro", nombre="Foro", serie="FOR"),
        agregar(tmp_path, "roles.csv", "observador", clave="relator", nombre="Relator", variantes="Relatora"),
    ]
    informe = importar(almacen, rutas, formato=FORMATO)
    assert not informe.problemas, informe.lineas()
    assert (informe.de("Tipos de reunión").nuevas, informe.de("Roles").nuevas) == (1, 1)


@pytest.mark.parametrize(
    ("archivo", "como", "columna", "valor"),
    [
        ("tipos_reunion.csv", "taller", "formato_folio", "{serie}/{otra}"),
        ("tipos_reunion.csv", "taller", "formato_folio", "{serie"),
        ("tipos_reunion.csv", "taller", "formato_folio", "fijo"),
        ("tipos_reunion.csv", "taller", "numera", "nadie"),
        ("roles.csv", "observador", "voto", "quizá"),
        ("reglas.csv", "PAL1", "quorum", "mitad"),
        ("reglas.csv", "PAL1", "sinonimos", "sin dos puntos"),
        ("reglas.csv", "PAL1", "partes_indispensables", "ninguna"),
        ("reglas.csv", "PAL1", "votos_necesarios", "4"),
        ("reglas.csv", "PAL1", "votos_necesarios", "0"),
    ],
)
def test_un_catalogo_mal_escrito_rechaza_la_fila_y_dice_la_columna(
    almacen: Almacen, tmp_path: Path, archivo: str, como: str, columna: str, valor: str
) -> None:
    clave = "ejercicio" if archivo == "reglas.csv" else "clave"
    ruta = agregar(tmp_path, archivo, como, **{clave: "nueva", columna: valor})
    informe = importar(almacen, [ruta], formato=FORMATO)
    (problema,) = [p for p in informe.problemas if p.grave]
    assert (problema.columna, sum(h.rechazadas for h in informe.hojas)) == (columna, 1)


def test_lo_publicado_es_igual_en_todos_los_equipos(
    tmp_path: Path, alfabeto: Alfabeto, carpeta_datos_reales: Path
) -> None:
    """A meeting of no municipality has the same hour zone on the laptop of Sabinas and on that of Piedras Negras."""
    guardadas = []
    for region in ("CAR", "NTE"):
        with Almacen(CarpetaDatos(tmp_path / region), alfabeto=alfabeto) as almacen:
            iniciar(almacen, nombre="Persona Uno", rol="enlace", region=region)
            importar(almacen, [carpeta_datos_reales], formato=FORMATO)
            guardadas.append(almacen.lectura.filas("SELECT uuid, zona, zona_supuesta FROM reunion ORDER BY uuid"))
    assert guardadas[0] == guardadas[1]
    assert {f["zona"] for f in guardadas[0] if f["zona_supuesta"]} == {"America/Monterrey"}
