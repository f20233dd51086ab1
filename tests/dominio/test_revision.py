"""What blocks closing and what warns: each rule fires, names its record, and is silent once mended."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from enlace_app.dominio.acuerdos import Responsable
from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.expedientes import Expediente, SesionPrevia
from enlace_app.dominio.reuniones import EstadoReunion, Reunion
from enlace_app.dominio.revision import Gravedad, Hallazgo, revisar_para_cerrar
from enlace_app.dominio.votaciones import Habilitado, SentidoDeParte, Votacion
from tests.dominio.fabrica import (
    acuerdo,
    asistente,
    ejercicio,
    expediente,
    publicado,
    punto,
    reunion,
    sabinas,
    sesion,
    tipo,
    titular,
)


def hallazgos(caso: Expediente, gravedad: Gravedad | None = None) -> list[Hallazgo]:
    return [h for h in revisar_para_cerrar(caso) if gravedad in {None, h.gravedad}]


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


CIVIL, GARANTE, LOCAL = "sociedad civil", "órgano garante", "autoridad local"


def en_sesion(*asistencias: Asistencia, **datos: Any) -> list[Hallazgo]:
    """Findings of a session in which nothing else is missing."""
    comunes: dict[str, Any] = {"tipo": sesion(), "numero": "5", "ejercicio": ejercicio()}
    return hallazgos(expediente(**(comunes | datos), asistencias=list(asistencias)))


def test_el_caso_en_que_nadie_representa_a_nadie() -> None:
    """A facilitador with a vote, a suplente of nobody and an observer with a vote are no quorum."""
    facilitador = asistente("Persona Uno", parte=GARANTE, calidad="facilitador", voto=True)
    suplente = asistente("Persona Dos", parte=LOCAL, calidad="suplente")
    observadora = asistente("Persona Tres", parte=CIVIL, calidad="observador", voto=True)
    halladas = en_sesion(facilitador, suplente, observadora)
    assert [(h.gravedad, h.uuid) for h in halladas[:1]] == [(Gravedad.BLOQUEA, facilitador.uuid)]
    avisos = {h.uuid: h.mensaje for h in halladas if h.gravedad == Gravedad.ADVIERTE and h.tabla == "asistencia"}
    assert "anote en «suple_a» a quién suplió" in avisos[suplente.uuid]
    assert "el voto de Persona Tres no cuenta: asiste como observador, sin voto" in avisos[observadora.uuid]
    assert any("no hubo quórum: sin la presencia de sociedad civil, órgano garante" in h.mensaje for h in halladas)


def test_el_titular_y_su_suplente_no_votan_los_dos() -> None:
    presentes = [titular(p) for p in (CIVIL, GARANTE, LOCAL)]
    suplente = asistente("Persona Dos", parte=CIVIL, calidad="suplente", suple_a=f"Titular de {CIVIL}", voto=True)
    (aviso,) = en_sesion(*presentes, suplente)
    assert (aviso.gravedad, aviso.uuid) == (Gravedad.ADVIERTE, suplente.uuid)
    assert "que está presente" in aviso.mensaje
    (doble,) = en_sesion(*presentes, asistente("Persona Tres", parte="Sociedad Civil", calidad="representante"))
    assert "por sociedad civil tienen voto a la vez Titular de sociedad civil y Persona Tres" in doble.mensaje
    presentes[0].salida, suplente.voto = "11:00", None
    assert en_sesion(*presentes, suplente) == [], "se turnan"


def test_una_parte_que_no_es_de_la_regla_se_nombra() -> None:
    presentes = [titular(p) for p in (CIVIL, "garante", LOCAL)]
    assert en_sesion(*presentes) == []
    presentes[2].parte = "gobierno"
    aviso, sin_quorum = en_sesion(*presentes)
    assert (aviso.uuid, aviso.campo) == (presentes[2].uuid, "parte")
    assert "las partes son sociedad civil, órgano garante y autoridad local" in aviso.mensaje
    assert "no hubo quórum" in sin_quorum.mensaje


@pytest.mark.parametrize(
    ("datos", "filas", "mensaje"),
    [
        ({}, [{}, {"persona": "PERSONA  dos"}], "está más de una vez en la asistencia"),
        ({}, [{"llegada": "12:01"}], "llega a las 12:01, después del término (12:00)"),
        ({}, [{"salida": "09:59"}], "sale a las 09:59, antes del inicio (10:00)"),
        ({}, [{"llegada": "11:00", "salida": "10:30"}], "sale (10:30) antes de llegar (11:00)"),
        ({"preside": "Persona Nueve"}, [{}], "Persona Nueve preside y no está en la asistencia"),
        ({"facilitador": "Persona Nueve"}, [{}], "Persona Nueve facilita y no está en la asistencia"),
    ],
)
def test_los_deslices_de_la_lista_se_avisan(datos: dict[str, Any], filas: list[dict[str, Any]], mensaje: str) -> None:
    (aviso,) = hallazgos(expediente(**datos, asistencias=[asistente(**fila) for fila in filas]))
    assert aviso.gravedad == Gravedad.ADVIERTE
    assert mensaje in aviso.mensaje


@pytest.mark.parametrize(
    ("datos", "filas"),
    [
        ({}, [{"persona": "particular"}, {"persona": "particular"}]),
        ({}, [{"persona": None, "organizacion": "Uno"}, {"persona": None, "organizacion": "Uno"}]),
        ({}, [{"llegada": "12:00", "salida": "12:00"}]),
        ({}, [{"llegada": "10:00", "salida": "10:30"}, {"llegada": "11:00"}]),
        ({"fecha_fin": date(2017, 7, 19)}, [{"salida": "02:00"}]),
        ({"preside": "persona DOS", "facilitador": "no precisado"}, [{}]),
        ({"preside": "Persona Nueve"}, [{"persona": None, "organizacion": "Uno"}]),
    ],
)
def test_lo_que_no_es_un_desliz_no_se_avisa(datos: dict[str, Any], filas: list[dict[str, Any]]) -> None:
    assert hallazgos(expediente(**datos, asistencias=[asistente(**fila) for fila in filas])) == []


@pytest.mark.parametrize(
    ("votacion", "mensaje"),
    [
        ({"a_favor": 50, "en_contra": 0}, "suma 50 votos y según la asistencia pueden votar 3"),
        ({"a_favor": 2, "en_contra": 1, "abstenciones": 1}, "suma 4 votos"),
        ({"a_favor": 1, "en_contra": 2}, "dice «aprobado» con 1 a favor y 2 en contra"),
        ({"a_favor": 1, "en_contra": 1, "resultado": "Se aprueba"}, "dice «Se aprueba» con 1 a favor y 1 en contra"),
        ({"a_favor": 2, "en_contra": 1}, None),
        ({"a_favor": 1, "en_contra": 2, "resultado": "no aprobado"}, None),
        ({"a_favor": 1, "en_contra": 2, "resultado": "rechazado"}, None),
        ({"modalidad": "consenso"}, None),
    ],
)
def test_los_conteos_que_no_cuadran_se_avisan(votacion: dict[str, Any], mensaje: str | None) -> None:
    suya = Votacion(**({"modalidad": "mayoria", "resultado": "aprobado"} | votacion))
    halladas = en_sesion(*(titular(p) for p in (CIVIL, GARANTE, LOCAL)), votaciones=[suya])
    assert [(h.gravedad, h.uuid) for h in halladas] == ([(Gravedad.ADVIERTE, suya.uuid)] if mensaje else [])
    assert mensaje is None or mensaje in halladas[0].mensaje


def test_los_votos_por_parte_tambien_se_cuentan() -> None:
    presentes = [titular(p) for p in (CIVIL, GARANTE, LOCAL)]
    sentidos = [SentidoDeParte(parte=p, sentido="a favor") for p in (CIVIL, GARANTE, LOCAL)]
    suya = Votacion(modalidad="mayoria", resultado="aprobado", sentidos=sentidos)
    assert en_sesion(*presentes, votaciones=[suya]) == []
    suya.sentidos.append(SentidoDeParte(parte="academia", sentido="a favor"))
    (aviso,) = en_sesion(*presentes, votaciones=[suya])
    assert "suma 4 votos" in aviso.mensaje


def test_una_votacion_donde_no_cabe_se_avisa() -> None:
    suya = Votacion(modalidad="consenso", resultado="aprobado")
    (aviso,) = hallazgos(expediente(votaciones=[suya]))
    assert (aviso.uuid, aviso.campo) == (suya.uuid, "modalidad")
    assert hallazgos(expediente(tipo=tipo(con_votacion=True), votaciones=[suya])) == []


@pytest.mark.parametrize(("presentes_n", "avisa"), [(None, True), (49, True), (50, False)])
def test_fuera_de_sesion_votan_a_lo_mas_los_presentes(presentes_n: int | None, avisa: bool) -> None:
    suya = Votacion(modalidad="mayoria", a_favor=50, resultado="aprobado")
    datos: dict[str, Any] = {"tipo": tipo(con_votacion=True), "votaciones": [suya], "presentes_n": presentes_n}
    assert bool(hallazgos(expediente(**datos))) is avisa
    institucion = asistente(None, organizacion="Varias Personas de Prueba")
    assert hallazgos(expediente(**datos, asistencias=[institucion])) == [], "de ella pudieron venir muchos"


def test_lo_que_guarda_la_votacion_y_ya_no_cuadra_se_avisa_con_su_remedio() -> None:
    """Corrected attendance, a quorum that no longer held, a result that the rule does not give."""
    garante = titular(GARANTE)
    suya = Votacion(
        modalidad="consenso",
        resultado="aprobado por consenso",
        hora="11:00",
        habilitados=[
            Habilitado(orden=n, persona=f"Titular de {p}", parte=p) for n, p in enumerate((CIVIL, GARANTE, LOCAL))
        ],
    )
    presentes = [titular(CIVIL), garante, titular(LOCAL)]
    assert en_sesion(*presentes, votaciones=[suya]) == []
    garante.salida = "10:30"
    sin_quorum, lista = en_sesion(*presentes, votaciones=[suya])
    assert (sin_quorum.campo, lista.campo) == ("hora", "habilitados")
    assert "se tomó a las 11:00 sin quórum: faltaba órgano garante" in sin_quorum.mensaje
    assert "podían Titular de sociedad civil y Titular de autoridad local" in lista.mensaje
    assert "Actualizar quién podía votar" in lista.mensaje


@pytest.mark.parametrize(
    ("resultado", "avisa"),
    [("aprobado", True), ("no aprobado", False), ("no aprobado sin el voto a favor de sociedad civil", False)],
)
def test_un_resultado_que_la_regla_no_da_se_avisa(resultado: str, avisa: bool) -> None:
    """Morelos: without civil society no majority counts."""
    sentidos = [SentidoDeParte(parte=p, sentido=s) for p, s in ((CIVIL, "en contra"), (GARANTE, "a favor"))]
    sentidos.append(SentidoDeParte(parte=LOCAL, sentido="a favor"))
    suya = Votacion(modalidad="mayoria", a_favor=2, en_contra=1, resultado=resultado, sentidos=sentidos)
    plan = ejercicio(indispensables=(CIVIL,))
    halladas = en_sesion(*(titular(p) for p in (CIVIL, GARANTE, LOCAL)), votaciones=[suya], ejercicio=plan)
    assert [h.campo for h in halladas] == (["resultado"] if avisa else [])
    assert not avisa or "según la regla es «no aprobado sin el voto a favor de sociedad civil" in halladas[0].mensaje


@pytest.mark.parametrize(
    ("cambios", "bloquea"),
    [
        ({}, True),
        ({"persona": "ASISTENTE HOMÓNIMA"}, True),
        ({"persona": "Asistente Homónima Dos"}, False),
        ({"organizacion": "ejido uno"}, False),
        ({"organizacion": None}, False),
        ({"ausente": True}, False),
        ({"calidad": "observador"}, False),
    ],
)
def test_dos_firmantes_del_mismo_nombre_se_distinguen(cambios: dict[str, Any], *, bloquea: bool) -> None:
    """One would sign for both: signatures are settled by name."""
    datos = {"organizacion": "Ejido Dos", "orden": 2, **cambios}
    otra = asistente(datos.pop("persona", "Asistente Homónima"), **datos)
    caso = expediente(asistencias=[asistente("Asistente Homónima", organizacion="Ejido Uno"), otra])
    halladas = [h for h in hallazgos(caso, Gravedad.BLOQUEA) if "dos firmantes con el mismo nombre" in h.mensaje]
    assert [h.uuid for h in halladas] == ([otra.uuid] if bloquea else [])


def test_una_misma_persona_del_directorio_por_dos_organizaciones_firma_una_vez() -> None:
    una = UUID(int=7)
    filas = [asistente("Persona Siete", organizacion=o, persona_registrada=una) for o in ("Ejido Uno", "Ejido Dos")]
    caso = expediente(asistencias=filas)
    assert not [h for h in hallazgos(caso, Gravedad.BLOQUEA) if "mismo nombre" in h.mensaje]
    assert [f.nombre for f in caso.firmantes()] == ["Persona Siete"]
