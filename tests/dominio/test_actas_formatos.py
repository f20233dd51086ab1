"""Actas that were closed before a format was told more: read with today's keys, their own words untouched."""

import contextlib
import copy
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from enlace_app.datos.conexion import abrir_conexion
from enlace_app.dominio.actas import FORMATO, componer, huella
from enlace_app.dominio.actas_formatos import completar
from enlace_app.errores import ErrorDeNegocio
from tests.dominio.test_actas import CIERRE, llena

BASE = Path(__file__).parents[1] / "datos" / "bases" / "esquema-2.db"


@pytest.fixture
def guardada(tmp_path: Path) -> dict[str, Any]:
    """The content of an acta as the program of schema 2 closed it."""
    copia = Path(shutil.copy(BASE, tmp_path))
    with contextlib.closing(abrir_conexion(copia)) as conexion:
        texto, sha256 = conexion.execute("SELECT contenido, sha256 FROM acta").fetchone()
    contenido: dict[str, Any] = json.loads(texto)
    assert huella(contenido) == sha256
    return contenido


def _formas(valor: Any, camino: str = "") -> set[str]:
    if isinstance(valor, dict):
        return {f"{camino}.{clave}" for clave in valor} | {
            forma for clave, dentro in valor.items() for forma in _formas(dentro, f"{camino}.{clave}")
        }
    return {forma for dentro in valor for forma in _formas(dentro, camino)} if isinstance(valor, list) else set()


def test_un_acta_del_formato_1_tiene_las_claves_de_hoy_y_lo_suyo_no_cambia(guardada: dict[str, Any]) -> None:
    antes = copy.deepcopy(guardada)
    completa = completar(guardada)
    assert guardada == antes, "lo guardado no se toca"
    hoy = componer(llena(), CIERRE)
    assert set(completa) == set(hoy)
    assert set(completa["reunion"]) == set(hoy["reunion"])
    assert {k: completa[k] for k in antes if k not in {"reunion", "votaciones", "quorum"}} == {
        k: v for k, v in antes.items() if k not in {"reunion", "votaciones", "quorum"}
    }
    assert (completa["clase"], completa["intervenciones"]) == ("acta", [])


def test_a_lo_mas_lleno_del_formato_1_no_le_falta_una_clave() -> None:
    hoy = componer(llena(), CIERRE)
    vieja = copy.deepcopy(hoy) | {"formato": "enlace-acta/1"}
    del vieja["clase"], vieja["intervenciones"]
    for clave in ("hora_programada", "convocada_el"):
        del vieja["reunion"][clave]
    for clave in ("declaracion", "fuente"):
        del vieja["quorum"][clave]
    nuevas = (
        "n",
        "hora",
        "asunto",
        "presentes_sin_votar",
        "evidente",
        "habilitados",
        "excusas",
        "regla",
        "explicacion",
    )
    for votacion in vieja["votaciones"]:
        for clave in nuevas:
            del votacion[clave]
    completa = completar(vieja)
    de_lo_nuevo = {
        f
        for f in _formas(hoy)
        if f.startswith((".intervenciones.", ".votaciones.habilitados.", ".votaciones.excusas."))
    }
    assert _formas(completa) == _formas(hoy) - de_lo_nuevo
    assert [v["n"] for v in completa["votaciones"]] == [1, 2]
    assert completa["quorum"]["explicacion"] == hoy["quorum"]["explicacion"]


def test_lo_de_hoy_y_las_correcciones_quedan_como_estan() -> None:
    for formato in (FORMATO, "enlace-correccion/1"):
        contenido = {"formato": formato, "otra": 1}
        assert completar(contenido) == contenido


@pytest.mark.parametrize("formato", ["enlace-acta/3", "otra-cosa", None])
def test_un_formato_que_no_se_conoce_se_rechaza(formato: str | None) -> None:
    with pytest.raises(ErrorDeNegocio, match="versión más nueva"):
        completar({"formato": formato})
