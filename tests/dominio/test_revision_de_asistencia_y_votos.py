"""What review finds in attendance, votes and signatories: each rule fires, and is silent where all is well."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.revision import Gravedad, Hallazgo
from enlace_app.dominio.votaciones import Habilitado, SentidoDeParte, Votacion
from tests.dominio.fabrica import (
    asistente,
    ejercicio,
    expediente,
    hallazgos,
    sesion,
    tipo,
    titular,
)

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
