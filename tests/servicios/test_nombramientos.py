"""Who holds which role: nothing that contradicts, and the rights in open meetings follow."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.nombramientos import nombrar, retirar_nombramiento, terminar_nombramiento
from enlace_app.servicios.personas import agregar_persona, cambiar_persona, retirar_persona
from tests.servicios.escenario import celebrada, cerrar, fila_de, nueva, principal, uuid_de, volcado


def persona(almacen: Almacen, nombre: str = "Persona Dos") -> UUID:
    return principal(agregar_persona(almacen, nombre=nombre))


def test_el_papel_del_catalogo_se_guarda_con_su_nombre(almacen: Almacen) -> None:
    suyo = principal(nombrar(almacen, persona=persona(almacen), rol="enlace", region=uuid_de(almacen, "region", "CAR")))
    assert fila_de(almacen, "nombramiento", suyo)["rol"] == "Enlace regional"


REPRESENTANTE: dict[str, Any] = {"rol": "representante", "parte": "sociedad civil"}


@pytest.mark.parametrize(
    ("primero", "segundo", "misma", "pista"),
    [
        (REPRESENTANTE, REPRESENTANTE, False, "un solo titular"),
        (REPRESENTANTE, {**REPRESENTANTE, "rol": "suplente"}, False, None),
        (REPRESENTANTE, {**REPRESENTANTE, "parte": "órgano garante"}, False, None),
        (REPRESENTANTE, {**REPRESENTANTE, "parte": "órgano garante"}, True, "dos partes"),
        (REPRESENTANTE, {**REPRESENTANTE, "rol": "suplente"}, True, "suplirse a sí mismo"),
        (REPRESENTANTE, REPRESENTANTE, True, "ya tiene ese mismo"),
        (REPRESENTANTE, {"rol": "facilitador"}, True, "imparcial"),
        ({"rol": "facilitador"}, {"rol": "facilitador"}, False, "sólo una persona facilita"),
        ({"rol": "observador"}, {"rol": "observador"}, False, None),
        ({"rol": "enlace", "region": "CAR"}, {"rol": "enlace", "region": "CAR"}, False, "cada región"),
        ({"rol": "enlace", "region": "CAR"}, {"rol": "enlace_suplente", "region": "CAR"}, False, None),
        ({"rol": "enlace", "region": "CAR"}, {"rol": "enlace", "region": "NTE"}, False, None),
        (REPRESENTANTE, {"rol": "enlace", "region": "CAR"}, True, None),
        ({**REPRESENTANTE, "hasta": date(2020, 1, 31)}, {**REPRESENTANTE, "desde": date(2020, 2, 1)}, False, None),
        ({**REPRESENTANTE, "hasta": date(2020, 2, 1)}, {**REPRESENTANTE, "desde": date(2020, 2, 1)}, False, "un solo"),
        ({**REPRESENTANTE, "ejercicio": "PAL1"}, {**REPRESENTANTE, "ejercicio": "PAL2"}, False, None),
        ({**REPRESENTANTE, "ejercicio": "PAL1"}, REPRESENTANTE, False, "un solo"),
    ],
)
def test_solo_se_rehusa_lo_que_se_contradice(
    almacen: Almacen, primero: dict[str, Any], segundo: dict[str, Any], misma: bool, pista: str | None
) -> None:
    def con_claves(datos: dict[str, Any]) -> dict[str, Any]:
        return {n: uuid_de(almacen, n, v) if n in {"region", "ejercicio"} else v for n, v in datos.items()}

    una = persona(almacen)
    otra = una if misma else persona(almacen, "Persona Tres")
    nombrar(almacen, persona=una, **con_claves(primero))
    antes = volcado(almacen)
    if pista is None:
        nombrar(almacen, persona=otra, **con_claves(segundo))
    else:
        with pytest.raises(ErrorDeNegocio, match=pista):
            nombrar(almacen, persona=otra, **con_claves(segundo))
        assert volcado(almacen) == antes


def test_los_derechos_siguen_al_nombramiento_mientras_el_acta_este_abierta(almacen: Almacen) -> None:
    dos = persona(almacen)
    abierta, cerrada = (nueva(almacen, "sesion_ordinaria"), celebrada(almacen))
    cerrar(almacen, cerrada)
    asistencia = principal(registrar_asistencia(almacen, reunion=abierta, persona="Persona Dos"))
    ajena = almacen.lectura.filas("SELECT * FROM asistencia WHERE reunion = :r", {"r": str(cerrada)})

    def voto() -> int | None:
        valor = fila_de(almacen, "asistencia", asistencia)["voto"]
        return None if valor is None else int(valor)

    assert voto() is None
    suyo = principal(nombrar(almacen, persona=dos, **REPRESENTANTE))
    assert voto() == 1
    terminar_nombramiento(almacen, nombramiento=suyo, rev=1, hasta=date(2017, 7, 17))
    assert voto() == 0, "la reunión fue al día siguiente"
    terminar_nombramiento(almacen, nombramiento=suyo, rev=2, hasta=date(2017, 7, 18))
    assert voto() == 1, "el último día cuenta"
    retirar_nombramiento(almacen, nombramiento=suyo, rev=3)
    assert voto() is None
    assert almacen.lectura.filas("SELECT * FROM asistencia WHERE reunion = :r", {"r": str(cerrada)}) == ajena


@pytest.mark.parametrize("fin", [date(2015, 12, 31), date(201, 1, 1)])
def test_un_fin_imposible_se_rechaza(almacen: Almacen, fin: date) -> None:
    suyo = principal(nombrar(almacen, persona=persona(almacen), desde=date(2016, 1, 1), **REPRESENTANTE))
    with pytest.raises(ErrorDeNegocio):
        terminar_nombramiento(almacen, nombramiento=suyo, rev=1, hasta=fin)


def test_dos_personas_del_mismo_nombre_solo_si_se_dice(almacen: Almacen) -> None:
    dos = persona(almacen)
    with pytest.raises(ErrorDeNegocio, match="Ya hay en el directorio"):
        persona(almacen, "PERSONA DOS")
    otra = principal(agregar_persona(almacen, nombre="Persona dos", es_homonima=True))
    with pytest.raises(ErrorDeNegocio, match="Ya hay en el directorio"):
        cambiar_persona(almacen, persona=otra, rev=1, nombre="Persona Dos")
    cambiar_persona(almacen, persona=otra, rev=1, nombre="Persona Cinco")
    nombrar(almacen, persona=dos, **REPRESENTANTE)
    with pytest.raises(ErrorDeNegocio, match="tiene nombramientos"):
        retirar_persona(almacen, persona=dos, rev=1)
    registrar_asistencia(almacen, reunion=nueva(almacen), persona="Persona Cinco")
    retirar_persona(almacen, persona=otra, rev=2)
    (fila,) = almacen.lectura.filas("SELECT persona, persona_registrada FROM asistencia")
    assert (fila["persona"], fila["persona_registrada"]) == ("Persona Cinco", None), "lo escrito queda"
