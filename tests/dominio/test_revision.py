"""What blocks closing and what warns: each rule fires, names its record, and is silent once mended."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from enlace_app.dominio.acuerdos import Responsable
from enlace_app.dominio.expedientes import SesionPrevia
from enlace_app.dominio.reuniones import EstadoReunion, Reunion
from enlace_app.dominio.revision import Gravedad
from enlace_app.dominio.votaciones import Votacion
from tests.dominio.fabrica import (
    acuerdo,
    asistente,
    ejercicio,
    expediente,
    hallazgos,
    publicado,
    punto,
    reunion,
    sabinas,
    sesion,
    tipo,
    titular,
)


def test_a_una_reunion_completa_no_le_falta_nada() -> None:
    assert hallazgos(expediente(acuerdos=[acuerdo()])) == []


@dataclass(frozen=True)
class Falta:
    """How to make a meeting lack something, how to mend it, and what must be said about it."""

    estropear: Callable[[Reunion], Any]
    remediar: Callable[[Reunion], Any]
    tabla: str
    campo: str
    mensaje: str


def poner(nombre: str, valor: Any) -> Callable[[Reunion], None]:
    """Set a field; records are made by a function when they are needed, not while the tests are collected."""
    return lambda r: setattr(r, nombre, valor() if callable(valor) else valor)


BLOQUEOS = {
    "fecha": Falta(poner("fecha", None), poner("fecha", date(2017, 7, 18)), "reunion", "fecha", "falta la fecha"),
    "asistencia": Falta(
        poner("asistencias", lambda: []), poner("presentes_n", 30), "reunion", "presentes_n", "no hay asistencia"
    ),
    "todos ausentes": Falta(
        poner("asistencias", lambda: [asistente(ausente=True)]),
        lambda r: r.asistencias.append(asistente("Persona Tres")),
        "reunion",
        "presentes_n",
        "no hay asistencia",
    ),
    "asistencia retirada": Falta(
        poner("asistencias", lambda: [asistente(baja=True)]),
        lambda r: r.asistencias.append(asistente(persona=None, organizacion="Institución de Prueba")),
        "reunion",
        "presentes_n",
        "no hay asistencia",
    ),
    "cero presentes": Falta(
        lambda r: (poner("asistencias", lambda: [])(r), poner("presentes_n", 0)(r)),
        poner("presentes_n", 1),
        "reunion",
        "presentes_n",
        "no hay asistencia",
    ),
    "orden del día": Falta(
        poner("puntos", lambda: []),
        poner("puntos", lambda: [punto()]),
        "reunion",
        "orden_del_dia",
        "orden del día está vacío",
    ),
    "punto sin desarrollo": Falta(
        lambda r: r.puntos.append(punto(n=2, asunto="Informe", desarrollo=None)),
        lambda r: setattr(r.puntos[-1], "desarrollo", "Se informó."),
        "punto_orden_dia",
        "desarrollo",
        "el punto 2 «Informe» no tiene desarrollo",
    ),
    "punto con espacios": Falta(
        lambda r: r.puntos.append(punto(n=2, desarrollo=" \n ")),
        lambda r: setattr(r.puntos[-1], "baja", True),
        "punto_orden_dia",
        "desarrollo",
        "no tiene desarrollo",
    ),
    "acuerdo sin responsable": Falta(
        poner("acuerdos", lambda: [acuerdo(responsables=[])]),
        lambda r: r.acuerdos[0].nombrar_responsables(["Vecinos de Prueba"]),
        "acuerdo",
        "responsables",
        "CAR-A2B3-0001/01 no tiene responsable",
    ),
    "responsable que no nombra a nadie": Falta(
        poner("acuerdos", lambda: [acuerdo(responsables=[Responsable(literal=t) for t in ("Los mismos", "-")])]),
        lambda r: r.acuerdos[0].responsables.append(Responsable(literal="Vecinos de Prueba")),
        "acuerdo",
        "responsables",
        "CAR-A2B3-0001/01 dice «Los mismos» y «-» y no nombra a nadie",
    ),
    "quien facilita con voto": Falta(
        lambda r: r.asistencias.append(asistente("Persona Imparcial", calidad="facilitador", voto=True)),
        lambda r: setattr(r.asistencias[-1], "voto", False),
        "asistencia",
        "voto",
        "CAR-A2B3-0001: Persona Imparcial facilita la reunión y tiene anotado voto",
    ),
    "acuerdo sin plazo": Falta(
        poner("acuerdos", lambda: [acuerdo(plazo=None, plazo_literal=None)]),
        lambda r: setattr(r.acuerdos[0], "plazo", date(2017, 10, 31)),
        "acuerdo",
        "plazo",
        "no tiene plazo",
    ),
    "plazo que no es fecha": Falta(
        poner("acuerdos", lambda: [acuerdo(plazo=None, plazo_literal="pronto")]),
        lambda r: setattr(r.acuerdos[0], "plazo_literal", "sin plazo: depende de la lluvia"),
        "acuerdo",
        "plazo",
        "«pronto» no es una fecha",
    ),
    "sin plazo y sin razón": Falta(
        poner("acuerdos", lambda: [acuerdo(plazo=None, plazo_literal="sin plazo")]),
        lambda r: setattr(r.acuerdos[0], "baja", True),
        "acuerdo",
        "plazo",
        "no es una fecha",
    ),
    "número de la sesión": Falta(
        lambda r: (poner("tipo", sesion(con_quorum=False))(r), poner("numero", " ")(r)),
        poner("numero", "5"),
        "reunion",
        "numero",
        "falta el número que el secretariado dio",
    ),
}


@pytest.mark.parametrize("nombre", BLOQUEOS)
def test_cada_falta_impide_cerrar_hasta_que_se_remedia(nombre: str) -> None:
    falta, caso = BLOQUEOS[nombre], reunion()
    falta.estropear(caso)
    (hallazgo,) = hallazgos(expediente(reunion=caso), Gravedad.BLOQUEA)
    suyos: dict[str, list[Any]] = {
        "reunion": [caso], "punto_orden_dia": caso.puntos, "acuerdo": caso.acuerdos, "asistencia": caso.asistencias,
    }  # fmt: skip
    assert (hallazgo.tabla, hallazgo.campo) == (falta.tabla, falta.campo)
    assert hallazgo.uuid in {r.uuid for r in suyos[falta.tabla]}
    assert falta.mensaje in hallazgo.mensaje
    assert "CAR-A2B3-0001" in hallazgo.mensaje, "dice de qué reunión es"
    falta.remediar(caso)
    assert hallazgos(expediente(reunion=caso), Gravedad.BLOQUEA) == []


def test_lo_publicado_solo_advierte() -> None:
    """Only 8 of 59 published agreements carry a due date."""
    historico = expediente(acuerdos=[publicado(responsables=[], plazo=None, plazo_literal=None)])
    assert hallazgos(historico, Gravedad.BLOQUEA) == []
    assert {h.campo for h in hallazgos(historico, Gravedad.ADVIERTE)} == {"responsables", "plazo"}


def test_lo_de_una_visita_tambien_se_revisa() -> None:
    visita = reunion(puntos=[punto(desarrollo=None)], acuerdos=[acuerdo(responsables=[])], asistencias=[])
    caso = expediente(visitas=[visita])
    assert {(h.tabla, h.uuid) for h in hallazgos(caso, Gravedad.BLOQUEA)} == {
        ("punto_orden_dia", visita.puntos[0].uuid),
        ("acuerdo", visita.acuerdos[0].uuid),
    }


@pytest.mark.parametrize("estado", [EstadoReunion.BORRADOR, EstadoReunion.CONVOCADA])
def test_una_visita_que_no_se_ha_celebrado_impide_cerrar(estado: EstadoReunion) -> None:
    visita = reunion(estado=estado, asistencias=[])
    (hallazgo,) = hallazgos(expediente(visitas=[visita]), Gravedad.BLOQUEA)
    assert (hallazgo.uuid, hallazgo.campo) == (visita.uuid, "estado")
    visita.estado = EstadoReunion.CELEBRADA
    assert hallazgos(expediente(visitas=[visita])) == []


def test_se_avisa_de_lo_que_el_acta_compartida_no_cuenta() -> None:
    visita = reunion(asistencias=[], votaciones=[Votacion(modalidad="consenso", resultado="aprobado")])
    (aviso,) = hallazgos(expediente(visitas=[visita]))
    assert (aviso.gravedad, aviso.uuid) == (Gravedad.ADVIERTE, visita.uuid)
    assert "no salen en el acta" in aviso.mensaje


@pytest.mark.parametrize(
    ("campo", "valor", "mensaje"),
    [
        ("hora_inicio", None, "sin hora de inicio"),
        ("hora_fin", None, "sin hora de término"),
        ("sede", None, "sin sede"),
        ("municipio", None, "se supone la hora de America/Monterrey"),
        ("hora_fin", "09:00", "termina antes de empezar"),
    ],
)
def test_lo_que_saldra_sin_registro_se_avisa(campo: str, valor: Any, mensaje: str) -> None:
    (aviso,) = hallazgos(expediente(**{campo: valor}))
    assert (aviso.gravedad, aviso.campo) == (Gravedad.ADVIERTE, campo)
    assert mensaje in aviso.mensaje


def test_un_plazo_anterior_a_la_reunion_se_avisa() -> None:
    """The commonest slip: last year's number."""
    (aviso,) = hallazgos(expediente(acuerdos=[acuerdo(plazo=date(2016, 10, 31))]))
    assert (aviso.gravedad, aviso.campo) == (Gravedad.ADVIERTE, "plazo")
    assert "2016-10-31" in aviso.mensaje
    assert hallazgos(expediente(acuerdos=[acuerdo(plazo=date(2017, 7, 18))])) == []


def test_sin_quorum_se_avisa_y_no_se_impide() -> None:
    datos: dict[str, Any] = {"tipo": sesion(), "numero": "5", "ejercicio": ejercicio()}
    (aviso,) = hallazgos(expediente(**datos, asistencias=[titular("sociedad civil")]))
    assert aviso.gravedad == Gravedad.ADVIERTE
    assert "no hubo quórum: sin la presencia de órgano garante y autoridad local" in aviso.mensaje
    todas = [titular(p) for p in ("sociedad civil", "órgano garante", "autoridad local")]
    assert hallazgos(expediente(**datos, asistencias=todas)) == []
    (sin_ejercicio,) = hallazgos(expediente(**(datos | {"ejercicio": None})))
    assert "asigne el ejercicio" in sin_ejercicio.mensaje
    sin_regla, sin_partes = ejercicio(), ejercicio(partes=())
    sin_regla.regla = None
    for plan in (sin_regla, sin_partes):
        (aviso,) = hallazgos(expediente(**(datos | {"ejercicio": plan})))
        assert "el ejercicio PAL1 no tiene regla" in aviso.mensaje
        assert "asigne el ejercicio" not in aviso.mensaje


def test_el_ritmo_y_la_sede_se_avisan() -> None:
    def avisos(previa: SesionPrevia, **regla: Any) -> list[str]:
        plan = ejercicio(**({"dias_entre_ordinarias": 61, "sede_rotativa": True} | regla))
        todas = [titular(p) for p in ("sociedad civil", "órgano garante", "autoridad local")]
        caso = expediente(tipo=sesion(), numero="5", ejercicio=plan, asistencias=todas, sesion_previa=previa)
        assert hallazgos(caso, Gravedad.BLOQUEA) == []
        return [h.mensaje for h in hallazgos(caso)]

    justo = SesionPrevia("STGA/ORD-04/2017", date(2017, 5, 18), "Acuña")
    assert avisos(justo) == [], "61 días exactos todavía son el ritmo"
    (tarde,) = avisos(SesionPrevia("STGA/ORD-04/2017", date(2017, 5, 17), "Acuña"))
    assert "pasaron 62 días desde STGA/ORD-04/2017; el ritmo es de 61" in tarde
    (misma,) = avisos(SesionPrevia("STGA/ORD-04/2017", date(2017, 6, 18), "SABINAS"))
    assert "la sede no rotó" in misma
    assert (
        avisos(SesionPrevia("X", date(2016, 9, 10), "Sabinas"), dias_entre_ordinarias=None, sede_rotativa=False) == []
    )


def test_lo_que_impide_va_primero() -> None:
    caso = expediente(sede=None, municipio=None, puntos=[punto(desarrollo=None)])
    gravedades = [h.gravedad for h in hallazgos(caso)]
    assert gravedades == sorted(gravedades, key=lambda g: g != Gravedad.BLOQUEA)
    assert gravedades[0] == Gravedad.BLOQUEA
    assert hallazgos(expediente(tipo=tipo(), municipio=sabinas())) == []
