"""Who is offered when a few letters are typed."""

from datetime import date
from uuid import UUID

import pytest

from enlace_app.consultas.candidatos import Candidato, candidatos_de_asistencia, nombres_conocidos
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lectura import Lectura
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.nombramientos import DerechoDeVoto, Nombramiento
from enlace_app.dominio.organizaciones import Alias, Organizacion, plegar
from enlace_app.dominio.personas import Persona
from enlace_app.dominio.regiones import Region
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.sugerencias import sugerir
from enlace_app.dominio.tipos_reunion import TipoReunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.asistencias import registrar_asistencia, retirar_asistencia
from enlace_app.servicios.organizaciones import agregar_organizacion, retirar_organizacion
from enlace_app.servicios.personas import agregar_persona, retirar_persona
from enlace_app.servicios.reuniones import retirar_reunion
from tests.servicios.escenario import FIRMANTE, celebrada, cerrar, nueva, principal, rev_de


def reunion(u: Unidad, tipo: TipoReunion, region: Region, fecha: date | None) -> Reunion:
    nueva = Reunion(
        folio_provisional=f"X-{fecha}-{region.clave}",
        tipo=tipo,
        fecha=fecha,
        precision=Precision.dia if fecha else Precision.no_indicada,
        regiones=[region],
    )
    u.agregar(nueva)
    u.asentar()
    return nueva


@pytest.fixture
def esta(almacen: Almacen) -> str:
    """A meeting of today in one region, after others in it and elsewhere."""
    with almacen.escribir("Sembrar") as u:
        tipo = TipoReunion(clave="t", nombre="Reunión", serie="RT", formato_folio="{serie}")
        suya, ajena = Region(clave="CAR", nombre="Una"), Region(clave="NTE", nombre="Otra")
        persona = Persona(nombre="Persona Directora")
        for registro in (
            tipo,
            suya,
            ajena,
            persona,
            Persona(nombre="Persona Suelta"),
            Organizacion(nombre="Comisión de Aguas", sigla="CDA", alias=[Alias(alias="La Comisión")]),
            Organizacion(nombre="Sistema Uno", sigla="SIS"),
            Organizacion(nombre="Sistema Dos", sigla="SIS"),
            Organizacion(nombre="Instituto Viejo", sigla="IV", hasta=date(2020, 1, 1)),
            Nombramiento(persona=persona.uuid, rol="Enlace", calidad="enlace", region=suya, voto=DerechoDeVoto.NO),
            Nombramiento(persona=persona.uuid, rol="Representante", parte="civil", voto=DerechoDeVoto.SI),
            Nombramiento(persona_literal="(no publicado)", rol="Enlace"),
        ):
            u.agregar(registro)
        lejos = reunion(u, tipo, ajena, date(2026, 3, 1))
        antes = reunion(u, tipo, suya, date(2026, 1, 1))
        luego = reunion(u, tipo, suya, date(2026, 2, 1))
        hoy = reunion(u, tipo, suya, date(2026, 4, 1))
        for donde, persona_escrita, organizacion, cargo in (
            (lejos, "Persona Lejana", None, None),
            (antes, "Persona Cercana", "Vecinos", "Vocal"),
            (luego, "persona  cercana", "Vecinos", "Presidenta"),
            (luego, None, "CDA", None),
            (luego, "particular", None, None),
            (hoy, "Persona Cercana", None, None),
        ):
            u.agregar(Asistencia(reunion=donde.uuid, persona=persona_escrita, organizacion=organizacion, cargo=cargo))
        acuerdo = Acuerdo(folio_provisional="X/1", reunion=antes.uuid, texto="Algo")
        acuerdo.nombrar_responsables(["Ejido de Prueba", "los mismos"])
        u.agregar(acuerdo)
        return str(hoy.uuid)


def nombres(candidatos: list[Candidato]) -> list[str]:
    return [c.persona or c.organizacion or "" for c in candidatos]


def test_primero_quien_vino_a_la_region_y_cada_quien_una_vez(almacen: Almacen, esta: str) -> None:
    candidatos = candidatos_de_asistencia(almacen.lectura, esta)
    assert nombres(candidatos)[:3] in (
        ["persona  cercana", "CDA", "Persona Lejana"],
        ["CDA", "persona  cercana", "Persona Lejana"],
    )
    assert sorted(nombres(candidatos)[3:]) == ["Persona Directora", "Persona Suelta", "Sistema Dos", "Sistema Uno"]


def test_se_ofrece_el_ultimo_cargo_y_se_sabe_quien_ya_esta(almacen: Almacen, esta: str) -> None:
    cercana = next(c for c in candidatos_de_asistencia(almacen.lectura, esta) if c.cargo == "Presidenta")
    assert cercana.etiqueta == "persona  cercana · Presidenta · Vecinos"
    assert cercana.asistencia is not None
    assert UUID(cercana.asistencia)


def test_el_nombramiento_con_mas_voto_da_calidad_y_parte(almacen: Almacen, esta: str) -> None:
    directora = next(c for c in candidatos_de_asistencia(almacen.lectura, esta) if c.persona == "Persona Directora")
    assert (directora.calidad, directora.parte, directora.asistencia) == ("Representante", "civil", None)


@pytest.mark.parametrize(
    ("escrito", "primero"),
    [("cda", "CDA"), ("comi", "CDA"), ("la com", "CDA"), ("cer", "persona  cercana"), ("sistema d", "Sistema Dos"),
     ("presid", "persona  cercana")],
)  # fmt: skip
def test_con_tres_letras_se_halla(almacen: Almacen, esta: str, escrito: str, primero: str) -> None:
    hallados = sugerir(candidatos_de_asistencia(almacen.lectura, esta), escrito, lambda c: c.plegado)
    assert nombres(hallados)[0] == primero


def test_lo_que_ya_no_existe_ese_dia_y_lo_reservado_no_se_ofrecen(almacen: Almacen, esta: str) -> None:
    todos = nombres(candidatos_de_asistencia(almacen.lectura, esta))
    assert not {"IV", "Instituto Viejo", "particular", "(no publicado)"} & set(todos)


def test_la_arroba_conoce_instituciones_con_sus_otros_nombres_personas_y_responsables(
    almacen: Almacen, esta: str
) -> None:
    conocidos = nombres_conocidos(almacen.lectura, esta)
    assert conocidos["la comision"] == "La Comisión"
    assert {"cda", "comision de aguas", "ejido de prueba", "persona suelta", "persona cercana"} <= set(conocidos)
    assert not {"los mismos", "instituto viejo", "particular"} & set(conocidos)
    assert next(iter(conocidos)) == "persona cercana", "quien está va antes"


def test_lo_retirado_no_se_ofrece(iniciado: Almacen) -> None:
    esta, antes = nueva(iniciado, fecha=date(2017, 9, 1)), nueva(iniciado, fecha=date(2017, 7, 1))
    equivocada = registrar_asistencia(iniciado, reunion=antes, persona="Persona Equivocada")
    otra = nueva(iniciado, fecha=date(2017, 7, 2))
    registrar_asistencia(iniciado, reunion=otra, persona="Persona de la Retirada")
    persona = principal(agregar_persona(iniciado, nombre="Persona del Directorio"))
    organizacion = principal(agregar_organizacion(iniciado, nombre="Ejido Ficticio", sigla="EJF"))

    def ofrecidos() -> set[str]:
        return set(nombres(candidatos_de_asistencia(iniciado.lectura, str(esta))))

    retirables = {"Persona Equivocada", "Persona de la Retirada", "Persona del Directorio", "EJF"}
    assert retirables <= ofrecidos()
    retirar_asistencia(iniciado, asistencia=principal(equivocada), rev=1)
    retirar_reunion(iniciado, reunion=otra, rev=rev_de(iniciado, "reunion", otra))
    retirar_persona(iniciado, persona=persona, rev=1)
    retirar_organizacion(iniciado, organizacion=organizacion, rev=1)
    assert not retirables & ofrecidos()
    assert "ejf" not in nombres_conocidos(iniciado.lectura, str(esta))


def test_lo_que_paso_despues_no_se_ofrece_a_una_reunion_anterior(iniciado: Almacen) -> None:
    antes, luego = nueva(iniciado, fecha=date(2017, 7, 1)), nueva(iniciado, fecha=date(2017, 9, 1))
    registrar_asistencia(iniciado, reunion=luego, persona="Persona Posterior")
    registrar_asistencia(iniciado, reunion=antes, persona="Persona Anterior")
    lectura = iniciado.lectura
    assert "Persona Posterior" not in nombres(candidatos_de_asistencia(lectura, str(antes)))
    assert nombres(candidatos_de_asistencia(lectura, str(luego)))[0] == "Persona Anterior"


def test_a_una_cerrada_se_le_sabe_quien_estuvo(iniciado: Almacen) -> None:
    reunion = celebrada(iniciado)
    cerrar(iniciado, reunion)
    candidatos = candidatos_de_asistencia(iniciado.lectura, str(reunion))
    presentes = [c.persona for c in candidatos if c.asistencia]
    assert presentes in ([], [FIRMANTE])
    assert plegar(FIRMANTE) in nombres_conocidos(iniciado.lectura, str(reunion))


def test_en_las_publicadas_nadie_se_ofrece_dos_veces(historia: Lectura) -> None:
    for fila in historia.filas("SELECT uuid FROM reunion ORDER BY uuid LIMIT 40"):
        candidatos = candidatos_de_asistencia(historia, fila["uuid"])
        assert len(candidatos) > 30
        personas = [plegar(c.persona) for c in candidatos if c.persona]
        assert len(set(personas)) == len(personas)
        assert all(c.etiqueta.strip() and c.plegado.strip() for c in candidatos)
        assert not any((c.persona or c.organizacion or "(").startswith("(") for c in candidatos)


def test_de_una_reunion_que_no_existe_se_dice(almacen: Almacen) -> None:
    for consulta in (candidatos_de_asistencia, nombres_conocidos):
        with pytest.raises(ErrorDeNegocio, match="ya no existe"):
            consulta(almacen.lectura, "00000000-0000-7000-8000-000000000000")
