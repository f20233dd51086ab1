"""An acta of an older format reads like one of today's, and is not changed by that."""

import copy
from typing import Any

from enlace_app.dominio.actas import Cierre, componer
from enlace_app.dominio.actas_formatos import completar
from enlace_app.dominio.votaciones import Votacion
from tests.dominio.fabrica import ejercicio, expediente, punto, sesion, titular

DE_LA_VOTACION = ("n", "hora", "asunto", "presentes_sin_votar", "evidente", "habilitados", "excusas")


def de_hoy() -> dict[str, Any]:
    primero = punto(n=1, asunto="Primero")
    votaciones = [Votacion(orden=n, punto=primero.uuid, modalidad="mayoria", resultado="aprobado") for n in (1, 2)]
    caso = expediente(
        tipo=sesion(),
        numero="5",
        ejercicio=ejercicio(),
        asistencias=[titular("sociedad civil", orden=1)],
        puntos=[primero],
        votaciones=votaciones,
    )
    return componer(caso, Cierre("STGA/ORD-05/2017"))


def del_primer_formato() -> dict[str, Any]:
    """What version 1 of the format had, of the same meeting."""
    viejo = copy.deepcopy(de_hoy()) | {"formato": "enlace-acta/1"}
    for clave in ("clase", "intervenciones"):
        viejo.pop(clave, None)
    for clave in ("hora_programada", "convocada_el"):
        viejo["reunion"].pop(clave)
    for votacion in viejo["votaciones"]:
        for clave in (*DE_LA_VOTACION, "regla", "explicacion"):
            votacion.pop(clave, None)
    viejo["quorum"].pop("declaracion", None)
    return viejo


def claves(valor: Any, camino: str = "") -> set[str]:
    if isinstance(valor, dict):
        return {camino}.union(*(claves(v, f"{camino}.{k}") for k, v in valor.items()))
    if isinstance(valor, list):
        return {camino}.union(*(claves(v, camino) for v in valor))
    return {camino}


def test_lo_viejo_gana_las_claves_que_le_faltan_y_conserva_lo_suyo() -> None:
    viejo = del_primer_formato()
    antes = copy.deepcopy(viejo)
    completo = completar(viejo)
    assert viejo == antes, "lo guardado, que es lo que la huella cubre, no se toca"
    assert claves(de_hoy()) <= claves(completo)
    assert [v["n"] for v in completo["votaciones"]] == [1, 2]
    assert (completo["clase"], completo["formato"]) == ("acta", "enlace-acta/1")
    assert {k: completo[k] for k in ("folio", "asistencia", "acuerdos")} == {
        k: viejo[k] for k in ("folio", "asistencia", "acuerdos")
    }


def test_lo_de_hoy_se_queda_como_esta() -> None:
    hoy = de_hoy()
    assert completar(hoy) == hoy


def test_una_visita_sin_intervenciones_las_gana_vacias() -> None:
    """The first actas of the present format had none in the part of their visits."""
    viejo = de_hoy() | {"visitas": [{"folio": "VS/1"}]}
    for formato in ("enlace-acta/1", "enlace-acta/2"):
        assert completar({**viejo, "formato": formato})["visitas"] == [{"folio": "VS/1", "intervenciones": []}]
