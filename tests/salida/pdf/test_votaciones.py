"""Quorum and votes as the acta prints them: the sentence, the rule, who could vote and why it came out so."""

from pathlib import Path
from typing import Any

import pytest

from enlace_app.dominio.actas import Cierre, componer
from enlace_app.dominio.ejercicios import Ejercicio, ReglaDeQuorum
from enlace_app.dominio.habilitados import con_voto
from enlace_app.dominio.intervenciones import ClaseDeIntervencion, Intervencion
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.votaciones import Excusa, Habilitado, SentidoDeParte, Votacion
from enlace_app.dominio.votantes import votantes
from enlace_app.salida.pdf.actas import Estampa, acta_en_pdf
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.plantilla import Plantilla
from tests.dominio.fabrica import PARTES, asistente, ejercicio, expediente, punto, regla, reunion, sesion, titular
from tests.salida.pdf.lectura_de_pdf import palabras

CIVIL, GARANTE, LOCAL = PARTES
DE_MORELOS = ("poder ejecutivo", "poder legislativo", GARANTE, CIVIL)
FAVOR, CONTRA = "a favor", "en contra"


def votada(suya: Reunion, sentidos: dict[str, str], *excusados: str, **datos: Any) -> Votacion:
    """A vote by party that keeps who could vote at eleven."""
    lista = con_voto(suya, votantes(suya, expediente().directorio, excusados), "11:00")
    votos = list(sentidos.values())
    comunes: dict[str, Any] = {"modalidad": "mayoria", "hora": "11:00", "punto": suya.puntos[0].uuid}
    if votos:
        comunes |= {"a_favor": votos.count(FAVOR), "en_contra": votos.count(CONTRA), "abstenciones": 0}
    return Votacion(
        **comunes | datos,
        sentidos=[SentidoDeParte(orden=n, parte=p, sentido=s) for n, (p, s) in enumerate(sentidos.items(), 1)],
        habilitados=[
            Habilitado(orden=n, persona=c.persona, parte=c.parte, suple_a=c.suple_a) for n, c in enumerate(lista, 1)
        ],
        excusas=[Excusa(persona=nombre, motivo="Tiene interés.") for nombre in excusados],
    )


def impresa(suya: Reunion, plantilla: Plantilla, fuentes: Fuentes, carpeta: Path) -> str:
    contenido = componer(expediente(reunion=suya), Cierre("STGA/ORD-05/2017"))
    return palabras(acta_en_pdf(contenido, Estampa("borrador", None), plantilla, fuentes), carpeta)


@pytest.fixture
def tres() -> Reunion:
    """Coahuila's three parties; civil society's suplente is there, the body's titular leaves."""
    plan = ejercicio()
    assert plan.regla is not None
    plan.regla.fuente = "Informe de Ejemplo."
    asistencias = [titular(CIVIL), titular(GARANTE, salida="11:30"), titular(LOCAL)]
    asistencias.append(asistente("Persona Suplente", parte=CIVIL, calidad="suplente"))
    for n, asistencia in enumerate(asistencias):
        asistencia.orden = n
    return reunion(tipo=sesion(), ejercicio=plan, asistencias=asistencias, puntos=[punto(n=1)])


def test_el_quorum_se_declara_con_quien_estuvo_por_cada_parte(
    tres: Reunion, plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path
) -> None:
    texto = impresa(tres, plantilla, fuentes, tmp_path)
    assert (
        "Con la presencia de las tres partes: sociedad civil (por Titular de sociedad civil, titular), órgano garante "
        "(por Titular de órgano garante, titular) y autoridad local (por Titular de autoridad local, titular), se "
        "declara que hay quórum. A las 11:30 horas, al retirarse Titular de órgano garante, dejó de haber quórum: sin "
        "órgano garante. Regla aplicada: todas las partes presentes por titular o suplente. Fuente de la regla: "
        "Informe de Ejemplo."
    ) in texto
    assert "Votos particulares" not in texto


def test_cada_votacion_dice_quien_podia_votar_por_que_y_quien_se_excuso(
    tres: Reunion, plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path
) -> None:
    tres.votaciones = [
        votada(
            tres, {CIVIL: FAVOR, GARANTE: CONTRA, LOCAL: FAVOR}, f"Titular de {CIVIL}", resultado="aprobado: …",
            asunto="la sede",
        )
    ]  # fmt: skip
    particular, observadora = ClaseDeIntervencion.VOTO_PARTICULAR, ClaseDeIntervencion.MANIFESTACION
    comunes: dict[str, Any] = {"punto": tres.puntos[0].uuid, "hora": "11:05"}
    tres.intervenciones = [
        Intervencion(orden=1, persona="Persona Suplente", texto="Pide que conste la distancia.", **comunes),
        Intervencion(
            orden=2, clase=particular, persona=f"Titular de {GARANTE}", texto="Disiente: queda lejos.",
            votacion=tres.votaciones[0].uuid, **comunes,
        ),
        Intervencion(orden=3, clase=observadora, persona="Vecina", texto="Ofrece su sala."),
    ]  # fmt: skip
    texto = impresa(tres, plantilla, fuentes, tmp_path)
    for frase in (
        "Votación 1 (mayoría), sobre la sede, a las 11:00 h: aprobado: ….",
        "Votación 1, punto 1, sobre la sede, a las 11:00 h. Aprobado por mayoría: dos partes a favor (sociedad civil y "
        "autoridad local), una en contra (órgano garante); la regla del ejercicio pide más votos a favor que en "
        "contra, uno por parte.",
        "Podían votar 3: sociedad civil (por Persona Suplente, suplente de Titular de sociedad civil); órgano garante",
        "Se excusó de votar: Titular de sociedad civil. Motivo: Tiene interés.",
        "Regla del ejercicio para decidir: consenso y, si hay posturas distintas, más votos a favor que en contra",
        "Persona Suplente (suplente), a las 11:05 h: Pide que conste la distancia.",
        "Voto particular de Titular de órgano garante (titular), a las 11:05 h, sobre la votación 1, punto 1. "
        "Disiente: queda lejos.",
        "Manifestación de Vecina. Ofrece su sala.",
    ):
        assert frase in texto, frase
    assert texto.count("Pide que conste la distancia.") == 1, "lo que sólo se dijo está en su punto, y nada más"


def test_en_morelos_sin_sociedad_civil_la_mayoria_no_cuenta_y_el_acta_dice_por_que(
    plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path
) -> None:
    suya = regla(DE_MORELOS, ReglaDeQuorum.MAYORIA_DE_PARTES, (CIVIL,), votos_necesarios=3)
    asistencias = [titular(p, orden=n) for n, p in enumerate(DE_MORELOS)]
    morelos = reunion(
        tipo=sesion(), ejercicio=Ejercicio(clave="MOR", nombre="Plan de ejemplo", regla=suya), asistencias=asistencias,
        puntos=[punto(n=1)],
    )  # fmt: skip
    tres_de_cuatro = dict.fromkeys(DE_MORELOS[:3], FAVOR)
    morelos.votaciones = [
        votada(morelos, tres_de_cuatro | {CIVIL: CONTRA}, resultado="no aprobado", orden=1),
        votada(morelos, tres_de_cuatro | {GARANTE: CONTRA, CIVIL: FAVOR}, resultado="aprobado", orden=2),
        votada(morelos, {}, evidente=True, resultado="mayoría evidente", orden=3),
    ]
    texto = impresa(morelos, plantilla, fuentes, tmp_path)
    assert (
        "No aprobado sin el voto a favor de sociedad civil: tres partes a favor (poder ejecutivo, poder legislativo y "
        "órgano garante), una en contra (sociedad civil); sin él la mayoría no cuenta" in texto
    )
    assert "Aprobado por mayoría: tres partes a favor (poder ejecutivo, poder legislativo y sociedad civil)" in texto
    assert "no consta que reuniera 3 votos a favor ni el voto a favor de sociedad civil" in texto
    assert "al menos 3 votos a favor de 4, uno por parte, entre ellos el de sociedad civil" in texto
