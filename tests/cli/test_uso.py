"""Wrong usage and a wrong beginning: a clear message in Spanish, exit code 2 or 3, and nothing written."""

import pytest

from tests.cli.programa import EJEMPLO, Programa, fotografia

USOS = [
    ("foo",),
    ("acta",),
    ("acta", "cerrar"),
    ("acta", "firmar", "X"),
    ("acta", "firmar", "X", "--simple", "a", "--escaneo", "b.pdf"),
    ("acta", "firmar", "X", "--simple", "a", "--firmante", "b"),
    ("acta", "exportar", "X"),
    ("acta", "reabrir", "X"),
    ("importar",),
    ("iniciar",),
    ("iniciar", "--nombre", "Persona Uno", "--rol", "jefe"),
    ("listar", "reunione"),
    ("listar", "reuniones", "--desde", "julio"),
    ("listar", "reuniones", "sobra"),
    ("--foo",),
    ("mostrar", "X", "--json=1"),
]


@pytest.mark.parametrize("argumentos", USOS, ids=" ".join)
def test_un_uso_incorrecto_se_explica_en_espanol(vacio: Programa, argumentos: tuple[str, ...]) -> None:
    dicho = vacio.rechazo(2, *argumentos)
    for ingles in ("Missing", "Got ", "Try ", "option", "argument ", "Value", "must "):
        assert ingles not in dicho
    assert not vacio.datos.exists()


def test_la_ayuda_esta_en_espanol(vacio: Programa) -> None:
    for argumentos in ((), ("acta",), ("acta", "firmar"), ("importar",), ("listar", "acuerdos"), ("respaldo",)):
        ayuda = vacio(*argumentos, "--help").salida
        assert "Uso:" in ayuda
        for ingles in ("Usage", "Options", "Commands", "Arguments", "Show this", "required"):
            assert ingles not in ayuda


def test_sin_datos_dice_como_comenzar(vacio: Programa) -> None:
    for argumentos in (("listar", "reuniones"), ("importar", EJEMPLO), ("paquete", "exportar", "-o", "p.xlsx")):
        assert "enlace iniciar" in vacio.rechazo(3, *argumentos)
    assert not vacio.base.exists()


def test_iniciar_dos_veces_no_pisa_lo_que_hay(publicado: Programa) -> None:
    antes = fotografia(publicado.datos)
    assert "ya está iniciada" in publicado.rechazo(3, "iniciar", "--nombre", "Persona Dos", "--region", "NTE")
    assert fotografia(publicado.datos) == antes


@pytest.mark.parametrize(
    ("argumentos", "falta"),
    [
        (("--nombre", "Persona Uno"), "Falta la región del enlace; elija una de: CAR"),
        (("--nombre", "Persona Uno", "--region", "ZZZ"), "ZZZ"),
        (("--nombre", "Persona Uno", "--region", "CAR", "--rol", "garante"), "Quite la región"),
        (("--nombre", "  ", "--region", "CAR"), "nombre"),
    ],
)
def test_iniciar_con_lo_que_no_puede_ser(vacio: Programa, argumentos: tuple[str, ...], falta: str) -> None:
    assert falta in vacio.rechazo(3, "iniciar", *argumentos)
    vacio("iniciar", "--nombre", "Persona Uno", "--region", "CAR")
