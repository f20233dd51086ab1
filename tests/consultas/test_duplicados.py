"""What is offered as one and the same: what regions really write twice, and of the published history nothing."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, cast
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enlace_app.consultas.duplicados import posibles_duplicados
from enlace_app.consultas.duplicados_de_instituciones import instituciones_parecidas
from enlace_app.consultas.duplicados_de_reuniones import reuniones_parecidas
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.vinculos import par

BASE = "PAL1-R047"
"""A working meeting in Piedras Negras about one compromiso, with its venue."""
SESION = "PAL1-R060"
PERSONAS = ("Persona Uno", "Persona Dos")


class ConMas:
    """The published history, and rows that it does not have."""

    def __init__(self, historia: Lectura, **de_mas: Sequence[Mapping[str, Any]]) -> None:
        self._historia, self._de_mas = historia, de_mas

    def filas(self, sql: str, parametros: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        lugar = next((tabla for tabla in self._de_mas if re.search(rf"FROM {tabla}\s", sql)), None)
        if lugar == "asistencia" and "coalesce(persona" not in sql:
            lugar = None
        return [*self._historia.filas(sql, parametros), *(dict(f) for f in self._de_mas.get(lugar or "", ()))]


def test_de_lo_publicado_no_se_ofrece_nada(historia: Lectura) -> None:
    """68 institutions, six of them called SIMAS; 51 meetings, some of them on one day in one place."""
    assert posibles_duplicados(historia) == []


def otra_version(historia: Lectura, folio: str, cambios: Mapping[str, Any]) -> tuple[str, str, str | None]:
    """The meeting as another region would have recorded it; its identity, the first one's, and the reason if asked."""
    sonda: list[dict[str, Any]] = []

    class Sonda(ConMas):
        def filas(self, sql: str, parametros: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
            filas = super().filas(sql, parametros)
            if "FROM reunion JOIN" in sql:
                sonda.extend(filas)
            return filas

    reuniones_parecidas(cast("Lectura", Sonda(historia)))
    (suya,) = [f for f in sonda if f["nombre"] == folio]
    datos = dict(cambios)
    datos["fecha"] = str(date.fromisoformat(suya["fecha"]) + timedelta(days=datos.pop("dias", 0)))
    personas, sobre = datos.pop("personas", False), datos.pop("sobre", "PAL1-C6")
    hora = datos.pop("hora_de_aqui", None)
    uuid = str(uuid4())
    presentes = [{"duenio": u, "miembro": p} for u in (suya["uuid"], uuid) for p in PERSONAS] if personas else []
    otra = {**suya, "uuid": uuid, "nombre": "CAR-A1-0007", "origen": str(uuid4()), **datos}
    mas = ConMas(
        cast(
            "Lectura", ConMas(historia, asistencia=presentes, reunion_compromiso=[{"duenio": uuid, "miembro": sobre}])
        ),
        reunion=[otra],
    )
    if hora:
        suya["hora_inicio"] = hora
    hallados = reuniones_parecidas(cast("Lectura", mas))
    motivo = hallados.get(par(suya["uuid"], uuid))
    assert all(uuid in clave for clave in hallados), "nada más se ofrece por eso"
    return suya["uuid"], uuid, motivo[2] if motivo else None


@pytest.mark.parametrize(
    ("folio", "cambios", "dice"),
    [
        (BASE, {}, "mismo día (18 de julio de 2017); misma sede; mismo tipo; sobre PAL1-C6"),
        (BASE, {"sede": "ESCUELA DE MEDICINA UAdeC"}, "mismo municipio"),
        (BASE, {"sede": None, "dias": 1}, "fechas cercanas (18 de julio de 2017 y 19 de julio de 2017)"),
        (BASE, {"fecha": "2017-07-01", "precision": "mes", "dias": -17}, "fechas que pueden ser la misma"),
        (
            BASE,
            {"tipo": "mesa_regional", "sede": None, "personas": True},
            "2 personas en común (Persona Uno, Persona D",
        ),
        (SESION, {"lugar": "Saltillo", "dias": 20, "sede": None}, "las dos son sesión ordinaria 7"),
        (BASE, {"dias": 3}, None),
        (BASE, {"lugar": "Sabinas"}, None),
        (BASE, {"tipo": "mesa_regional", "sede": None}, None),
        (BASE, {"sobre": "PAL1-C5", "sede": None}, None),
        (SESION, {"numero": "8", "sede": None}, None),
    ],
)
def test_dos_versiones_de_una_reunion(
    historia: Lectura, folio: str, cambios: Mapping[str, Any], dice: str | None
) -> None:
    *_, motivo = otra_version(historia, folio, cambios)
    assert (motivo is None) if dice is None else (motivo is not None and dice in motivo), motivo


def con_otra_institucion(historia: Lectura, nombre: str) -> dict[str, str]:
    """What is offered for an institution of that name: the other's name and the reason."""
    nueva = {"uuid": "f" * 36, "nombre": nombre, "sigla": None, "sucede_a": None}
    hallados = instituciones_parecidas(ConMas(historia, organizacion=[nueva]))
    assert all("f" * 36 in clave for clave in hallados)
    return {uno: motivo for (uno, _, motivo) in hallados.values()}


@pytest.mark.parametrize(
    ("escrito", "es", "motivo"),
    [
        ("CONAGUA", "Comisión Nacional del Agua", "también se llama «CONAGUA»"),
        ("Comision Estatal de Aguas y Saneamiento", "Comisión Estatal de Aguas y Saneamiento", "las dos se llaman"),
        ("AYUNTAMIENTO SABINAS", "Ayuntamiento de Sabinas", "tiene las mismas palabras"),
        (
            "Secretaría de Salud",
            "Secretaría de Salud del Estado",
            "igual que «Secretaría de Salud» con una palabra más",
        ),
        ("Universidad Autónoma de Coahiula", "Universidad Autónoma de Coahuila", "se escribe casi como"),
        ("CONAGUA Coahuila", "Comisión Nacional del Agua", "igual que «CONAGUA» con una palabra más"),
        ("PROFEPPA", "Procuraduría Federal de Protección al Ambiente", "«PROFEPA»"),
        ("GECZ", "Gobierno del Estado de Coahuila de Zaragoza", "sus iniciales son «GECZ»"),
    ],
)
def test_dos_nombres_de_una_institucion(historia: Lectura, escrito: str, es: str, motivo: str) -> None:
    hallados = con_otra_institucion(historia, escrito)
    assert set(hallados) == {es}
    assert motivo in hallados[es]


@pytest.mark.parametrize(
    "escrito",
    [
        "SIMAS",
        "SIMAS Allende",
        "Ayuntamiento de Allende",
        "Participación Ciudadana 31",
        "CONAGUA Sabinas",
        "CEAC",
        "A.C.",
        "🌵",
    ],
)
def test_lo_que_sólo_se_parece_no_se_ofrece(historia: Lectura, escrito: str) -> None:
    assert con_otra_institucion(historia, escrito) == {}


LETRAS = st.text("abcdefghijklmnñopqrstuvwxyzáéíóú", min_size=5, max_size=9)


@settings(max_examples=60)
@given(palabras=st.lists(LETRAS, min_size=3, max_size=5, unique=True), n=st.integers(0, 99), datos=st.data())
def test_un_dedazo_no_hace_otra_institucion(
    historia: Lectura, palabras: list[str], n: int, datos: st.DataObject
) -> None:
    """One letter changed in one word of a name of several: the two are offered, in any case and order."""
    cual = n % len(palabras)
    palabra = palabras[cual]
    lugar = datos.draw(st.integers(1, len(palabra) - 2))
    mala = [*palabras[:cual], palabra[:lugar] + "x" + palabra[lugar + 1 :], *palabras[cual + 1 :]]
    mala = datos.draw(st.permutations(mala))
    filas = [
        {"uuid": u * 36, "nombre": nombre, "sigla": None, "sucede_a": None}
        for u, nombre in (("e", " de ".join(palabras)), ("f", " ".join(mala).upper()))
    ]
    assert ("e" * 36, "f" * 36) in instituciones_parecidas(ConMas(historia, organizacion=filas))
