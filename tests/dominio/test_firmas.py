"""Who is settled and when an acta is."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.firmas import ClaseDeFirma, Firma, Resultado, asentada, pendientes
from tests.dominio.fabrica import asistente, expediente, uuid

AHORA = datetime(2017, 7, 20, 15, 0, tzinfo=UTC)


def firma(nombre: str, resultado: Resultado = Resultado.FIRMO) -> Firma:
    return Firma(acta=uuid(1), nombre=nombre, clase=ClaseDeFirma.SIMPLE, instante=AHORA, resultado=resultado)


def test_quedan_quienes_no_han_firmado() -> None:
    esperados = ["José Prueba", "Ana Prueba"]
    assert pendientes(esperados, []) == esperados
    assert pendientes(esperados, [firma("JOSE  prueba")]) == ["Ana Prueba"]
    assert not asentada(esperados, [firma("José Prueba")])
    assert asentada(esperados, [firma("José Prueba"), firma("ana prueba"), firma("Otra Persona")])


def test_sin_nadie_esperado_basta_una_firma() -> None:
    assert not asentada([], [])
    assert asentada([], [firma("Persona Dos")])


def test_lo_que_nadie_firmo_no_esta_firmado_aunque_no_falte_nadie() -> None:
    nadie = [firma("Ana Prueba", Resultado.SE_NEGO), firma("José Prueba", Resultado.SE_RETIRO)]
    assert pendientes(["Ana Prueba", "José Prueba"], nadie) == []
    assert not asentada(["Ana Prueba", "José Prueba"], nadie)
    assert asentada(["Ana Prueba", "José Prueba"], [*nadie, firma("Persona Dos", Resultado.BAJO_PROTESTA)])


NOMBRES = st.lists(st.sampled_from(["Ana", "Bruno", "Carla", "Darío"]), unique=True)


@given(esperados=NOMBRES, firmaron=NOMBRES, otra=st.sampled_from(["Ana", "Zoé"]))
def test_una_firma_mas_nunca_deshace_lo_asentado(esperados: list[str], firmaron: list[str], otra: str) -> None:
    firmas = [firma(nombre) for nombre in firmaron]
    mas = [*firmas, firma(otra)]
    assert set(pendientes(esperados, mas)) <= set(pendientes(esperados, firmas))
    assert asentada(esperados, mas) or not asentada(esperados, firmas)


def test_firman_quienes_estuvieron_quien_preside_y_quien_facilita() -> None:
    caso = expediente(
        preside="Persona Presidenta",
        facilitador=" Persona Dos ",
        asistencias=[
            asistente("Persona Dos", cargo="Directora"),
            asistente("PERSONA DOS"),
            asistente("Persona Ausente", ausente=True),
            asistente("Persona Retirada", baja=True),
            asistente("Persona Observadora", calidad="Observadora"),
            asistente(persona=None, organizacion="Institución de Prueba"),
        ],
    )
    assert [(f.nombre, f.calidad) for f in caso.firmantes()] == [
        ("Persona Dos", None),
        ("Persona Presidenta", "preside"),
    ]
    assert caso.firmantes()[0].cargo == "Directora"
