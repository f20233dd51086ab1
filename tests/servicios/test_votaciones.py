"""Votes taken in a meeting."""

from typing import Any
from uuid import UUID

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.ejercicios import ParteDeRegla, ReglaDecision
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.actas import revisar_acta
from enlace_app.servicios.asistencias import registrar_asistencia, registrar_salida
from enlace_app.servicios.puntos import agregar_punto, retirar_punto
from enlace_app.servicios.votaciones import (
    VotosDeMas,
    actualizar_habilitados,
    corregir_votacion,
    registrar_votacion,
    retirar_votacion,
    votar_consenso,
    votar_conteo,
    votar_evidente,
    votar_por_parte,
)
from tests.servicios.escenario import fila_de, nueva, principal, rev_de, uuid_de, volcado, vuelta


def test_se_anota_con_el_sentido_de_cada_parte(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    punto = principal(agregar_punto(almacen, reunion=reunion, asunto="Uno"))
    votacion = principal(
        registrar_votacion(
            almacen,
            reunion=reunion,
            punto=punto,
            modalidad="mayoria",
            resultado="aprobado",
            sentido_por_parte={"sociedad civil": "a favor", "autoridad local": "en contra"},
            disenso="  ",
        )
    )
    assert fila_de(almacen, "votacion", votacion)["disenso"] is None
    sentidos = almacen.lectura.filas("SELECT parte, sentido FROM votacion_parte ORDER BY orden")
    assert [tuple(s.values()) for s in sentidos] == [("sociedad civil", "a favor"), ("autoridad local", "en contra")]


def test_lo_contradictorio_se_rechaza_y_nada_queda(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match="no hay consenso"):
        registrar_votacion(almacen, reunion=reunion, modalidad="consenso", resultado="aprobado", en_contra=1)
    with pytest.raises(ErrorDeNegocio, match="Resultado: no puede quedar vacío"):
        registrar_votacion(almacen, reunion=reunion, modalidad="consenso", resultado=" ")
    assert volcado(almacen) == antes


def test_el_punto_es_de_esa_reunion_y_sigue_en_el_orden(almacen: Almacen) -> None:
    reunion, otra = nueva(almacen), nueva(almacen)
    ajeno = principal(agregar_punto(almacen, reunion=otra, asunto="Ajeno"))
    retirado = principal(agregar_punto(almacen, reunion=reunion, asunto="Retirado"))
    retirar_punto(almacen, punto=retirado, rev=1)
    for punto in (ajeno, retirado):
        with pytest.raises(ErrorDeNegocio, match="no es del orden del día"):
            registrar_votacion(almacen, reunion=reunion, punto=punto, modalidad="consenso", resultado="aprobado")


def test_lo_anotado_por_error_se_retira(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    votacion = principal(registrar_votacion(almacen, reunion=reunion, modalidad="consenso", resultado="aprobado"))
    retirar_votacion(almacen, votacion=votacion, rev=1)
    assert fila_de(almacen, "votacion", votacion)["baja"] == 1


def sesion(almacen: Almacen, *partes: str) -> UUID:
    """A session with the titular of each of these parties."""
    reunion = nueva(almacen, "sesion_ordinaria")
    for n, parte in enumerate(partes, start=1):
        registrar_asistencia(
            almacen, reunion=reunion, persona=f"Persona {n}", parte=parte, calidad="titular", llegada="10:00"
        )
    return reunion


def fila(almacen: Almacen, cambios: Any) -> dict[str, Any]:
    return fila_de(almacen, "votacion", principal(cambios))


def test_un_consenso_no_pide_conteo(almacen: Almacen) -> None:
    reunion = sesion(almacen, "sociedad civil", "órgano garante", "autoridad local")
    punto = principal(agregar_punto(almacen, reunion=reunion, asunto="Uno"))
    votada = fila(almacen, votar_consenso(almacen, reunion=reunion, punto=punto, asunto=" la sede "))
    assert (votada["modalidad"], votada["asunto"], votada["resultado"]) == (
        "consenso", "la sede", "aprobado por consenso",
    )  # fmt: skip
    assert (votada["punto"], votada["a_favor"]) == (str(punto), None)


def test_mas_votos_que_votantes_se_dice_con_las_cifras(almacen: Almacen) -> None:
    reunion = sesion(almacen, "sociedad civil", "órgano garante")
    with pytest.raises(VotosDeMas, match="Se contaron 3 votos y según la asistencia pueden votar 2"):
        votar_conteo(almacen, reunion=reunion, a_favor=2, en_contra=1)
    votada = fila(almacen, votar_conteo(almacen, reunion=reunion, a_favor=2, en_contra=1, de_todos_modos=True))
    assert (votada["modalidad"], votada["a_favor"], votada["en_contra"], votada["abstenciones"]) == (
        "mayoria",
        2,
        1,
        0,
    )
    assert votada["resultado"] == "aprobado: 2 votos a favor, 1 en contra, 0 abstenciones"


def test_quien_salio_ya_no_vota(almacen: Almacen) -> None:
    reunion = sesion(almacen, "sociedad civil", "órgano garante")
    (primera, _) = almacen.lectura.filas("SELECT uuid FROM asistencia ORDER BY orden")
    registrar_salida(almacen, asistencia=UUID(primera["uuid"]), rev=1, hora="11:00")
    with pytest.raises(VotosDeMas, match="pueden votar 1"):
        votar_conteo(almacen, reunion=reunion, a_favor=2)
    assert votar_conteo(almacen, reunion=reunion, a_favor=2, hora="10:30").principal


def test_cada_parte_vota_y_los_conteos_se_siguen(almacen: Almacen) -> None:
    reunion = sesion(almacen, "sociedad civil", "órgano garante")
    votada = fila(
        almacen,
        votar_por_parte(
            almacen, reunion=reunion, sentidos={"sociedad civil": "a favor", "órgano garante": "abstención"}
        ),
    )
    assert (votada["modalidad"], votada["a_favor"], votada["abstenciones"]) == ("mayoria", 1, 1)
    with pytest.raises(VotosDeMas, match="nadie presente vota por autoridad local"):
        votar_por_parte(almacen, reunion=reunion, sentidos={"autoridad local": "a favor"})
    with pytest.raises(ErrorDeNegocio, match="no es una parte"):
        votar_por_parte(almacen, reunion=reunion, sentidos={"vecinos": "a favor"})
    with pytest.raises(ErrorDeNegocio, match="No existe el sentido"):
        votar_por_parte(almacen, reunion=reunion, sentidos={"sociedad civil": "quizá"})


@pytest.mark.parametrize(("en_contra", "motivo"), [(0, "Escriba cuántos"), (-1, "negativo")])
def test_sin_votos_o_con_menos_que_nada_no_hay_votacion(almacen: Almacen, en_contra: int, motivo: str) -> None:
    reunion = sesion(almacen, "sociedad civil")
    with pytest.raises(ErrorDeNegocio, match=motivo):
        votar_conteo(almacen, reunion=reunion, a_favor=0, en_contra=en_contra)


def test_una_votacion_se_corrige_y_lo_contradictorio_se_rechaza(almacen: Almacen) -> None:
    votacion = principal(
        registrar_votacion(almacen, reunion=nueva(almacen), modalidad="mayoria", resultado="aprobado", a_favor=2)
    )
    corregir_votacion(almacen, votacion=votacion, rev=1, en_contra=1, sentido_por_parte={"sociedad civil": "a favor"})
    corregida = fila_de(almacen, "votacion", votacion)
    assert (corregida["a_favor"], corregida["en_contra"], corregida["resultado"]) == (2, 1, "aprobado")
    with pytest.raises(ErrorDeNegocio, match="no hay consenso"):
        corregir_votacion(almacen, votacion=votacion, rev=2, modalidad="consenso")
    assert fila_de(almacen, "votacion", votacion)["modalidad"] == "mayoria"


CIVIL, GARANTE, LOCAL = "sociedad civil", "órgano garante", "autoridad local"


def hijas(almacen: Almacen, tabla: str, votacion: UUID) -> list[tuple[Any, ...]]:
    """The rows of a list of the vote, without their keys."""
    filas = almacen.lectura.filas(
        f"SELECT * FROM votacion_{tabla} WHERE votacion = :uuid ORDER BY orden", {"uuid": str(votacion)}
    )
    return [tuple(v for k, v in fila.items() if k not in {"id", "votacion", "orden"}) for fila in filas]


def test_la_votacion_guarda_quien_podia_votar_aunque_la_asistencia_cambie(almacen: Almacen) -> None:
    reunion = sesion(almacen, CIVIL, GARANTE)
    votacion = principal(votar_consenso(almacen, reunion=reunion, hora="10:30"))
    guardados = [("Persona 1", CIVIL, None), ("Persona 2", GARANTE, None)]
    assert hijas(almacen, "habilitado", votacion) == guardados
    (primera, _) = almacen.lectura.filas("SELECT uuid FROM asistencia ORDER BY orden")
    registrar_salida(almacen, asistencia=UUID(primera["uuid"]), rev=1, hora="10:15")
    assert hijas(almacen, "habilitado", votacion) == guardados
    corregir_votacion(almacen, votacion=votacion, rev=1, disenso="Habría preferido otra sede.")
    assert hijas(almacen, "habilitado", votacion) == guardados, "una corrección no mueve la lista"
    actualizar_habilitados(almacen, votacion=votacion, rev=rev_de(almacen, "votacion", votacion))
    assert hijas(almacen, "habilitado", votacion) == guardados[1:]


def test_quien_se_excusa_no_vota_y_su_suplente_si(almacen: Almacen) -> None:
    reunion = sesion(almacen, CIVIL, GARANTE, LOCAL)
    registrar_asistencia(almacen, reunion=reunion, persona="Suplente", parte=CIVIL, calidad="suplente", llegada="10:00")
    excusa = {"Persona 1": "La sede es suya.", "Persona 2": None}
    with pytest.raises(ErrorDeNegocio, match="se excusó y nadie más de esa parte"):
        votar_por_parte(almacen, reunion=reunion, sentidos={GARANTE: "a favor"}, excusas=excusa, de_todos_modos=True)
    votacion = principal(
        votar_por_parte(almacen, reunion=reunion, sentidos={CIVIL: "a favor", LOCAL: "en contra"}, excusas=excusa)
    )
    assert hijas(almacen, "habilitado", votacion) == [
        ("Suplente", CIVIL, "Persona 1"), ("Persona 3", LOCAL, None),
    ]  # fmt: skip
    assert hijas(almacen, "excusa", votacion) == list(excusa.items())
    corregir_votacion(almacen, votacion=votacion, rev=1, excusas={})
    assert [h[0] for h in hijas(almacen, "habilitado", votacion)] == ["Persona 1", "Persona 2", "Persona 3"]


def test_abstenerse_y_callar_no_son_lo_mismo(almacen: Almacen) -> None:
    reunion = sesion(almacen, CIVIL, GARANTE, LOCAL)
    votada = fila(
        almacen,
        votar_por_parte(
            almacen,
            reunion=reunion,
            sentidos={CIVIL: "a favor", GARANTE: "abstención", LOCAL: "presente sin votar"},
        ),
    )
    assert (votada["a_favor"], votada["abstenciones"], votada["presentes_sin_votar"]) == (1, 1, 1)
    with pytest.raises(VotosDeMas, match="Se contaron 4 votos"):
        votar_conteo(almacen, reunion=reunion, a_favor=3, sin_votar=1)


def test_una_mayoria_evidente_no_lleva_conteos(almacen: Almacen) -> None:
    reunion = sesion(almacen, CIVIL, GARANTE)
    votada = fila(almacen, votar_evidente(almacen, reunion=reunion, asunto="la sede"))
    assert (votada["modalidad"], votada["evidente"], votada["a_favor"]) == ("mayoria", 1, None)
    assert votada["resultado"] == "aprobado por mayoría evidente, sin conteo"
    with pytest.raises(ErrorDeNegocio, match="la que no se contó"):
        corregir_votacion(almacen, votacion=UUID(votada["uuid"]), rev=1, a_favor=2)


def test_una_regla_que_pide_tres_de_cuatro_con_sociedad_civil_decide_asi(almacen: Almacen) -> None:
    """As in Morelos: the same services, another rule in the data."""
    partes = ("poder ejecutivo", "poder legislativo", GARANTE, CIVIL)
    with almacen.escribir("Otra regla") as u:
        from enlace_app.dominio.ejercicios import Ejercicio

        suya = ReglaDecision(votos_necesarios=3)
        suya.partes = [ParteDeRegla(orden=n, parte=p, indispensable=p == CIVIL) for n, p in enumerate(partes, 1)]
        u.agregar(suya)
        u.traer(Ejercicio, uuid_de(almacen, "ejercicio", "PAL1")).regla = suya
    reunion = sesion(almacen, *partes)

    def resultado(*sentidos: str) -> str:
        dichos = dict(zip(partes, sentidos, strict=False))
        return str(fila(almacen, votar_por_parte(almacen, reunion=reunion, sentidos=dichos))["resultado"])

    assert resultado("a favor", "a favor", "en contra", "a favor").startswith("aprobado:")
    assert resultado("a favor", "a favor", "a favor", "en contra").startswith("no aprobado sin el voto a favor de soc")
    assert resultado("a favor", "a favor", "a favor").startswith("mayoría a favor; no consta el voto")
    assert "no consta que reuniera 3 votos" in fila(almacen, votar_evidente(almacen, reunion=reunion))["resultado"]
    assert fila(almacen, votar_consenso(almacen, reunion=reunion))["resultado"] == "aprobado por consenso"
    sin_ella = fila(almacen, votar_consenso(almacen, reunion=reunion, excusas={"Persona 4": None}))["resultado"]
    assert sin_ella == "consenso; no consta que participara sociedad civil"


def test_deshacer_y_rehacer_devuelven_las_listas(almacen: Almacen) -> None:
    reunion = sesion(almacen, CIVIL, GARANTE)
    excusas = {"Persona 1": "Tiene interés."}
    votacion = principal(votar_consenso(almacen, reunion=reunion, excusas=excusas))
    vuelta(almacen)
    assert fila_de(almacen, "votacion", votacion)["baja"] == 1
    vuelta(almacen)
    assert fila_de(almacen, "votacion", votacion)["baja"] == 0
    assert hijas(almacen, "habilitado", votacion) == [("Persona 2", GARANTE, None)]
    rev = rev_de(almacen, "votacion", votacion)
    corregir_votacion(almacen, votacion=votacion, rev=rev, excusas={}, hora="10:30")
    assert hijas(almacen, "excusa", votacion) == []
    vuelta(almacen)
    assert hijas(almacen, "excusa", votacion) == list(excusas.items())
    assert hijas(almacen, "habilitado", votacion) == [("Persona 2", GARANTE, None)]


def test_el_voto_de_una_parte_ausente_no_cuenta_y_la_revision_lo_dice(almacen: Almacen) -> None:
    reunion = sesion(almacen, "autoridad local", "órgano garante")
    sentidos = {"sociedad civil": "a favor", "autoridad local": "a favor"}
    votada = fila(almacen, votar_por_parte(almacen, reunion=reunion, sentidos=sentidos, de_todos_modos=True))
    assert votada["resultado"].startswith("aprobado sin votos en contra: 1 voto a favor")
    mensajes = " ".join(h.mensaje for h in revisar_acta(almacen, reunion=reunion, responsable_de_datos="X"))
    assert "tiene anotado el voto de sociedad civil" in mensajes
