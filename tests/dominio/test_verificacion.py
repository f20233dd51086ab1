"""The table of verdicts, row by row, and what no combination of facts may ever answer."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.verificacion import (
    TABLA,
    Caso,
    Comprobacion,
    Emision,
    Firmado,
    Hechos,
    Juicio,
    Renglon,
    Veredicto,
    dictaminar,
)

BIEN, MAL = Comprobacion("Algo", Juicio.BIEN, "Se vio bien."), Comprobacion("Algo", Juicio.MAL, "Se vio mal.")
SIN_VER = Comprobacion("Algo", Juicio.NO_COMPROBADO, "No se vio.")
ACTA = "el acta F-1, versión 1"
AJENA, ALTERADA, NO_COMPROBABLE, SUPERADA, VIGENTE = (
    Veredicto.AJENA,
    Veredicto.ALTERADA,
    Veredicto.NO_COMPROBABLE,
    Veredicto.SUPERADA,
    Veredicto.VIGENTE,
)


def hechos(caso: Caso, **otros: Any) -> Hechos:
    sabidos: dict[str, Any] = {"nombre": ACTA, "porque": "Es otra cosa.", "firmantes": "Persona Uno"}
    return Hechos(caso=caso, sha256="0" * 64, **{**sabidos, "vigencia": BIEN, "copia": BIEN, **otros})


def guardado(firmaron: int = 2, **otros: Any) -> Hechos:
    return hechos(Caso.GUARDADO, firmado=Firmado(esperadas=2, firmaron=firmaron), **otros)


RENGLONES = {
    "ajeno": (hechos(Caso.AJENO), AJENA, "Es otra cosa."),
    "alterado por sí": (hechos(Caso.SIN_REGISTRO, del_archivo=(BIEN, MAL)), ALTERADA, "Se vio mal."),
    "registro roto": (guardado(integridad=MAL, del_archivo=(MAL,)), NO_COMPROBABLE, "no es íntegro"),
    "contra el registro": (hechos(Caso.SIN_GUARDAR, del_registro=(MAL,)), ALTERADA, "Se vio mal."),
    "borrador": (hechos(Caso.BORRADOR), NO_COMPROBABLE, "borrador"),
    "pública": (hechos(Caso.VERSION_PUBLICA), NO_COMPROBABLE, "versión pública"),
    "más nueva": (hechos(Caso.MAS_NUEVA), NO_COMPROBABLE, "versión más nueva"),
    "otro documento": (hechos(Caso.OTRO_DOCUMENTO), NO_COMPROBABLE, "otro documento"),
    "escaneo de una anterior": (hechos(Caso.ESCANEO, vigencia=MAL), NO_COMPROBABLE, "ya no es la última"),
    "escaneo": (hechos(Caso.ESCANEO), NO_COMPROBABLE, "se adjuntó al acta F-1, versión 1; su contenido no lo puede"),
    "de otro emisor": (hechos(Caso.SIN_REGISTRO, emision=Emision.DE_OTRO), NO_COMPROBABLE, "Nadie responde"),
    "firma que falta": (
        hechos(Caso.SIN_GUARDAR, firma_sin_asentar=True, emision=Emision.SIN_COMPROBAR),
        NO_COMPROBABLE,
        "no tiene (Persona Uno); nadie comprobó quién emitió los certificados.",
    ),
    "sin datos": (hechos(Caso.SIN_DATOS), NO_COMPROBABLE, "no trae los datos"),
    "lejos, emisor comprobado": (
        hechos(Caso.SIN_REGISTRO, emision=Emision.COMPROBADA),
        NO_COMPROBABLE,
        "se sostienen (Persona Uno)",
    ),
    "lejos, emisor sin comprobar": (
        hechos(Caso.SIN_REGISTRO, emision=Emision.SIN_COMPROBAR),
        NO_COMPROBABLE,
        "nadie comprobó quién emitió los certificados",
    ),
    "lejos, sin firmas": (hechos(Caso.SIN_REGISTRO), NO_COMPROBABLE, "por sí mismo no prueba nada"),
    "hay otra versión": (guardado(vigencia=MAL), SUPERADA, f"{ACTA}, pero ya no es la última. Se vio mal."),
    "hay otra copia": (guardado(copia=MAL), SUPERADA, f"{ACTA}. Se vio mal."),
    "nadie ha firmado": (guardado(0), VIGENTE, "nadie la ha firmado todavía; se espera a 2 personas."),
    "faltan firmas": (guardado(1), VIGENTE, "hay 1 firma de 2; falta 1."),
    "corregida": (guardado(corregida=True, correcciones=BIEN), VIGENTE, "Se vio bien."),
    "en papel": (guardado(), VIGENTE, f"Es auténtica y es la última: {ACTA}. Según el registro, hay 2 firmas de 2."),
    "con e.firma": (guardado(emision=Emision.AVALADA), VIGENTE, "Es auténtica y es la última"),
    "ninguno de los guardados": (hechos(Caso.SIN_GUARDAR), ALTERADA, "No es ninguno de los archivos"),
}


def renglon_de(vistos: Hechos) -> Renglon:
    return next(r for r in TABLA if r.cuando(vistos))


@pytest.mark.parametrize("cual", RENGLONES)
def test_cada_renglon(cual: str) -> None:
    vistos, veredicto, dicho = RENGLONES[cual]
    dictamen = dictaminar(vistos)
    assert dictamen.veredicto is veredicto
    assert dicho in dictamen.frase
    assert dictamen.siguiente
    assert "{" not in dictamen.frase + dictamen.siguiente


def test_a_cada_renglon_se_llega_y_en_su_orden() -> None:
    assert [renglon_de(vistos) for vistos, *_ in RENGLONES.values()] == list(TABLA)


juicios = st.sampled_from([BIEN, MAL, SIN_VER])
posibles = st.builds(
    Hechos,
    caso=st.sampled_from(Caso),
    sha256=st.just("0" * 64),
    nombre=st.sampled_from([ACTA, "la fe de erratas {h.sha256}"]),
    del_archivo=st.lists(juicios, max_size=2).map(tuple),
    del_registro=st.lists(juicios, max_size=2).map(tuple),
    emision=st.sampled_from(Emision),
    firma_sin_asentar=st.booleans(),
    integridad=st.none() | juicios,
    vigencia=st.none() | juicios,
    copia=st.none() | juicios,
    firmado=st.none() | st.builds(Firmado, st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)),
    correcciones=st.none() | juicios,
    corregida=st.booleans(),
)


@given(posibles)
def test_autentica_solo_es_lo_guardado_en_un_registro_integro(vistos: Hechos) -> None:
    dictamen = dictaminar(vistos)
    if dictamen.veredicto in {VIGENTE, SUPERADA}:
        assert vistos.caso is Caso.GUARDADO
        assert not vistos.mala
        assert vistos.integridad is not MAL
    assert dictamen.favorable == (
        vistos.caso is Caso.GUARDADO
        and not vistos.mala
        and MAL not in (vistos.integridad, vistos.vigencia, vistos.copia)
    )


@given(posibles)
def test_un_texto_con_llaves_se_dice_como_es(vistos: Hechos) -> None:
    """What a folio or a reason says is never read as a place to fill in."""
    assert "0" * 64 not in dictaminar(vistos).frase


@pytest.mark.parametrize(
    ("cuentas", "completo", "frase"),
    [
        (Firmado(0, 0), False, "Según el registro, nadie la ha firmado todavía."),
        (Firmado(1, 0), False, "Según el registro, nadie la ha firmado todavía; se espera a 1 persona."),
        (
            Firmado(3, 1, 1),
            False,
            "Según el registro, hay 1 firma de 3; de 1 persona consta por qué no firmó; falta 1.",
        ),
        (Firmado(4, 2, 0), False, "Según el registro, hay 2 firmas de 4; faltan 2."),
        (Firmado(3, 2, 1), True, "Según el registro, hay 2 firmas de 3; de 1 persona consta por qué no firmó."),
        (Firmado(2, 0, 2), False, "Según el registro, hay 0 firmas de 2; de 2 personas consta por qué no firmaron."),
        (Firmado(1, 1), True, "Según el registro, hay 1 firma de 1."),
    ],
)
def test_cuantas_firmas_de_cuantas(cuentas: Firmado, completo: bool, frase: str) -> None:
    assert (cuentas.completo, cuentas.frase) == (completo, frase)
