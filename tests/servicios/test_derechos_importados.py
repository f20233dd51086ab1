"""Voting rights of an attendance list that comes in a capture workbook, and what its acta may then declare."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.actas import Cierre, componer
from enlace_app.dominio.revision import Gravedad
from enlace_app.rutas import carpeta_recursos
from enlace_app.servicios.actas import ErrorDeCierre, revisar_acta
from enlace_app.servicios.expedientes import reunir_expediente
from enlace_app.servicios.importacion import Informe, importar
from enlace_app.sincronizacion.formato import leer_formato
from tests.servicios.escenario import RESPONSABLE, cerrar
from tests.servicios.test_asistencias import nombrar

SESION = {
    "ref": "S1", "tipo": "sesion_ordinaria", "numero": "5", "fecha": date(2025, 11, 15), "hora_inicio": "9:00",
    "hora_fin": "10:00", "cvegeo": "05028", "sede": "Sala de prueba", "ejercicio": "PAL2",
}  # fmt: skip
PUNTO = {"ref": "P1", "reunion": "S1", "n": 1, "asunto": "Único", "desarrollo": "Se trató."}
FACILITADOR = {"persona": "Facil Uno", "calidad": "facilitador", "parte": "órgano garante", "voto": "sí"}
SUPLENTE = {"persona": "Persona Suplente", "calidad": "suplente", "parte": "autoridad local"}
OBSERVADOR = {"persona": "Persona Observadora", "calidad": "observador", "parte": "sociedad civil", "voto": "sí"}


def traer(almacen: Almacen, carpeta: Path, *asistencia: dict[str, Any], **sesion: Any) -> Informe:
    libro = openpyxl.Workbook()
    libro.remove(libro.worksheets[0])
    filas = [{"ref": f"A{n}", "reunion": "S1", "organizacion": "Prueba", **a} for n, a in enumerate(asistencia, 1)]
    for nombre, suyas in {"Reuniones": [SESION | sesion], "OrdenDelDia": [PUNTO], "Asistencia": filas}.items():
        hoja = libro.create_sheet(nombre)
        columnas = list(dict.fromkeys(c for fila in suyas for c in fila))
        hoja.append(columnas)
        for fila in suyas:
            hoja.append([fila.get(c) for c in columnas])
    libro.save(carpeta / "sesion.xlsx")
    formato = leer_formato(carpeta_recursos() / "formato_paquete.csv")
    return importar(almacen, [carpeta / "sesion.xlsx"], formato=formato)


def reunion_de(almacen: Almacen) -> UUID:
    (fila,) = almacen.lectura.filas("SELECT uuid FROM reunion")
    return UUID(fila["uuid"])


def quorum(almacen: Almacen) -> dict[str, Any]:
    """What the acta would say."""
    with almacen.consultar() as u:
        contenido = componer(reunir_expediente(u, reunion_de(almacen), aviso_privacidad=None), Cierre("X"))
    declarado: dict[str, Any] = contenido["quorum"]
    return declarado


def votos(almacen: Almacen) -> dict[str, Any]:
    return {f["persona"]: f["voto"] for f in almacen.lectura.filas("SELECT persona, voto FROM asistencia")}


def test_quien_no_puede_votar_no_hace_quorum_diga_lo_que_diga_el_libro(almacen: Almacen, tmp_path: Path) -> None:
    informe = traer(almacen, tmp_path, FACILITADOR, SUPLENTE, OBSERVADOR, facilitador="Facil Uno")
    assert not informe.hubo_rechazos
    remarcadas = {p.fila for p in informe.problemas if p.hoja == "Asistencia" and p.columna == "voto"}
    assert remarcadas == {2, 4}, "lo que contradice a su calidad se dice al importar"
    assert votos(almacen) == {"Facil Uno": 1, "Persona Suplente": 0, "Persona Observadora": 1}, "queda como se escribió"
    assert quorum(almacen)["reunido"] is False
    bloqueos = [
        h.mensaje
        for h in revisar_acta(almacen, reunion=reunion_de(almacen), responsable_de_datos=RESPONSABLE)
        if h.gravedad == Gravedad.BLOQUEA
    ]
    assert len(bloqueos) == 1
    assert "quien facilita no vota" in bloqueos[0]
    with pytest.raises(ErrorDeCierre, match="quien facilita no vota"):
        cerrar(almacen, reunion_de(almacen))


def test_quienes_si_pueden_hacen_quorum(almacen: Almacen, tmp_path: Path) -> None:
    informe = traer(
        almacen,
        tmp_path,
        FACILITADOR | {"voto": None},
        SUPLENTE | {"parte": "gobierno", "suple_a": "Persona Ausente"},
        {"persona": "Persona Civil", "calidad": "representante", "parte": "OSC"},
        {"persona": None, "calidad": "titular", "parte": "garante"},
    )
    assert not informe.hubo_rechazos
    assert votos(almacen) == {"Facil Uno": 0, "Persona Suplente": 1, "Persona Civil": 1, None: 1}
    assert quorum(almacen)["explicacion"] == (
        "con la presencia de las tres partes: sociedad civil, órgano garante y autoridad local"
    )
    advertencias = [h.mensaje for h in cerrar(almacen, reunion_de(almacen)).advertencias]
    assert not [a for a in advertencias if "quórum" in a or "parte" in a]


def test_el_nombramiento_de_ese_dia_vale_mas_que_la_calidad(almacen: Almacen, tmp_path: Path) -> None:
    nombrar(almacen, "Persona Titular", "representante")
    nombrar(almacen, "Persona Cesada", "representante", hasta=date(2025, 11, 14))
    nombrar(almacen, "Persona Imparcial", "Facilitadora", parte="órgano garante")
    traer(
        almacen,
        tmp_path,
        {"persona": "persona titular"},
        {"persona": "Persona Cesada", "calidad": "titular"},
        {"persona": "Persona Imparcial", "calidad": "titular"},
    )
    assert votos(almacen) == {"persona titular": 1, "Persona Cesada": 0, "Persona Imparcial": 0}


def test_a_una_homonima_no_se_le_da_el_voto_de_otra(almacen: Almacen, tmp_path: Path) -> None:
    nombrar(almacen, "Persona Doble", "representante")
    nombrar(almacen, "Persona Doble", "observador")
    traer(almacen, tmp_path, {"persona": "Persona Doble"})
    assert votos(almacen) == {"Persona Doble": None}
