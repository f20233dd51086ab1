"""What mends a signed acta: what it may quote, and what it copies."""

from datetime import UTC, datetime
from typing import Any

import pytest

from enlace_app.dominio.actas import Cierre, ClaseDeActa, componer, huella
from enlace_app.dominio.correcciones import (
    Aclaracion,
    Correccion,
    Corregida,
    Errata,
    componer_correccion,
    exigir_que_corrija,
    folio_de_correccion,
    textos_de,
)
from enlace_app.errores import ErrorDeNegocio
from tests.dominio.fabrica import asistente, expediente, punto

INSTANTE = datetime(2017, 8, 1, 15, 0, tzinfo=UTC)


def acta() -> dict[str, Any]:
    caso = expediente(
        asistencias=[asistente("Persona Dos", cargo="Directora", llegada="10:15")],
        puntos=[punto(n=1, asunto="Único", desarrollo="Se acordó\nlimpiar el  canal.")],
    )
    return componer(caso, Cierre("RT/CAR-A2B3/2017-001", instante=INSTANTE))


def test_se_lee_lo_impreso_y_no_lo_que_sirve_a_la_maquina() -> None:
    contenido = acta()
    textos = set(textos_de(contenido))
    assert {"Persona Dos", "Directora", "10:15", "diez horas con quince minutos"} <= textos
    assert not textos & {contenido["reunion"]["uuid"], contenido["formato"], contenido["reunion"]["zona"]}


@pytest.mark.parametrize("dice", ["limpiar el canal", "Se acordó limpiar", "diez horas  con quince minutos"])
def test_se_cita_sin_que_importen_los_espacios(dice: str) -> None:
    correccion = Correccion(ClaseDeActa.FE_DE_ERRATAS, "Sí.", erratas=[Errata("Punto 1", dice, "otra cosa")])
    exigir_que_corrija(correccion, acta(), [])


@pytest.mark.parametrize("dice", ["limpiar el Canal", "canal. Único", "America/Monterrey"])
def test_lo_que_no_esta_asi_escrito_se_rehusa(dice: str) -> None:
    """Not across two fields either: nobody reads those as one text."""
    correccion = Correccion(ClaseDeActa.FE_DE_ERRATAS, "Sí.", erratas=[Errata("Punto 1", dice, "otra cosa")])
    with pytest.raises(ErrorDeNegocio, match="no dice"):
        exigir_que_corrija(correccion, acta(), [])


def test_copia_del_acta_y_no_inventa_a_quien_firma() -> None:
    corregida = acta()
    correccion = Correccion(
        ClaseDeActa.ACTA_ACLARATORIA,
        "Hubo dudas.",
        aclaraciones=[Aclaracion("Alcance", "Todo."), Aclaracion("Plazo", "Un mes.")],
        firmantes=["Persona Dos", "Persona Nueva", "Persona Dos"],
    )
    folio = folio_de_correccion(corregida["folio"], correccion.clase, 3)
    hecha = componer_correccion(
        correccion, Corregida(corregida, huella(corregida)), folio=folio, anterior_sha256="ab" * 32, instante=INSTANTE
    )
    assert (hecha["folio"], hecha["documento"]) == ("RT/CAR-A2B3/2017-001/AA-03", "acta aclaratoria")
    assert hecha["cerrada"] == "2017-08-01T10:00:00-05:00", "la hora es la del lugar de la reunión"
    assert hecha["reunion"]["tipo"] == {k: corregida["reunion"]["tipo"][k] for k in ("clave", "nombre")}
    assert [(a["n"], a["asunto"]) for a in hecha["aclaraciones"]] == [(1, "Alcance"), (2, "Plazo")]
    assert [(f["nombre"], f["cargo"]) for f in hecha["firmantes"]] == [
        ("Persona Dos", "Directora"),
        ("Persona Nueva", None),
    ]
