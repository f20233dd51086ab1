"""The sentences of the page, number and gender included."""

from dataclasses import replace

import pytest

from enlace_app.consultas.paquetes import FilaPaquete
from enlace_app.consultas.sin_enviar import SinEnviar
from enlace_app.servicios.importacion.informe import ConteoDeHoja, Informe
from enlace_app.servicios.paquetes import VistaDePaquete
from enlace_app.ui.paginas.paquetes import palabras


def vista(secuencia: int, cambiados: dict[str, int], filas: dict[str, int], *, igual: bool = False) -> VistaDePaquete:
    sin_enviar = SinEnviar(sum(cambiados.values()), cambiados, es_minimo=False)
    return VistaDePaquete("x.xlsx", secuencia, filas, sin_enviar, (), 0, igual)


def test_lo_que_cambio_cuenta_por_clase() -> None:
    dicho = palabras.lo_que_cambio(vista(3, {"documento": 1, "reunion": 12, "acuerdo": 2}, {}))
    assert dicho == "Ha cambiado desde el paquete 2: 12 reuniones, 2 acuerdos con seguimiento y 1 documento."


def test_sin_cambios_gana_a_lo_demas() -> None:
    assert "No ha cambiado nada desde el paquete 2" in palabras.lo_que_cambio(vista(3, {"acta": 1}, {}, igual=True))


def test_el_primero_no_compara_con_ninguno() -> None:
    assert palabras.lo_que_cambio(vista(1, {}, {})) == "Es el primer paquete."
    assert "paquete 0" not in palabras.lo_que_cambio(vista(1, {"reunion": 1}, {}))


def test_un_libro_sin_nada_se_dice() -> None:
    assert palabras.lo_que_lleva(vista(1, {}, {"Reuniones": 0, "Diccionario": 80})) == "Todavía no hay nada que enviar."


def test_un_incremento_dice_desde_cual() -> None:
    base = FilaPaquete("u", 1, 2, "completo", "2026-01-01T00:00:00+00:00", "a" * 64, None, "x.xlsx", 9)
    con_algo = replace(vista(3, {}, {"Reuniones": 1, "Diccionario": 80}), base=base)
    assert palabras.lo_que_lleva(con_algo).startswith("El libro lleva lo que cambió desde el paquete 2")
    sin_nada = replace(vista(3, {}, {"Diccionario": 80}), base=base)
    assert palabras.lo_que_lleva(sin_nada) == "Nada cambió desde el paquete 2, que ya tiene acuse."


@pytest.mark.parametrize(("cuantos", "comienzo"), [(1, "1 asistencia va sin"), (2_000, "2,000 asistencias van sin")])
def test_nombres_que_no_van(cuantos: int, comienzo: str) -> None:
    assert palabras.nombres_que_no_van(cuantos).startswith(comienzo)


def test_sin_destinatario_no_se_inventa_uno() -> None:
    assert palabras.que_sigue(None) == "Lo que sigue: adjunte este archivo a un correo y envíelo."


@pytest.mark.parametrize(
    ("revisar", "esperado"),
    [
        (True, "Revisado; todavía no se guarda nada: 1 fila nueva, 2 cambiadas, 1 que ya estaba y 3 que no entran."),
        (False, "Traído y guardado: 1 fila nueva, 2 cambiadas, 1 que ya estaba y 3 que no entraron."),
    ],
)
def test_el_resumen_de_un_informe(revisar: bool, esperado: str) -> None:
    hoja = ConteoDeHoja("Reuniones", nuevas=1, cambiadas=2, iguales=1, rechazadas=3)
    assert palabras.resumen_de(Informe((hoja,), (), (), revisar)) == esperado


def test_un_informe_de_nada() -> None:
    assert palabras.resumen_de(Informe((), (), (), solo_revisar=True)) == "No se encontró ninguna fila que traer."
