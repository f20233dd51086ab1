"""The agenda."""

from uuid import UUID

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.puntos import agregar_punto, mover_punto, redactar_punto, renombrar_punto, retirar_punto
from tests.servicios.escenario import fila_de, nueva, principal, rev_de


def test_los_puntos_se_numeran_conforme_llegan(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    puntos = [principal(agregar_punto(almacen, reunion=reunion, asunto=f" Asunto {n} ")) for n in (1, 2, 3)]
    filas = [fila_de(almacen, "punto_orden_dia", p) for p in puntos]
    assert [(f["n"], f["asunto"]) for f in filas] == [(1, "Asunto 1"), (2, "Asunto 2"), (3, "Asunto 3")]


@pytest.mark.parametrize("asunto", ["", "  ", "\n"])
def test_un_punto_sin_asunto_se_rechaza(almacen: Almacen, asunto: str) -> None:
    reunion = nueva(almacen)
    with pytest.raises(ErrorDeNegocio, match="Escriba el asunto"):
        agregar_punto(almacen, reunion=reunion, asunto=asunto)


def test_se_redacta_tal_como_se_dijo(almacen: Almacen) -> None:
    punto = principal(agregar_punto(almacen, reunion=nueva(almacen), asunto="Uno"))
    texto = "  Primer párrafo.\n\nSegundo: 5 < 7 & «ñ» <ana@x.mx>  "
    redactar_punto(almacen, punto=punto, rev=1, desarrollo=texto)
    assert fila_de(almacen, "punto_orden_dia", punto)["desarrollo"] == texto
    with pytest.raises(ErrorDeNegocio, match="vuelva a abrirlo"):
        redactar_punto(almacen, punto=punto, rev=1, desarrollo="De otra ventana.")
    assert fila_de(almacen, "punto_orden_dia", punto)["desarrollo"] == texto


def test_lo_retirado_no_se_redacta(almacen: Almacen) -> None:
    punto = principal(agregar_punto(almacen, reunion=nueva(almacen), asunto="Uno"))
    retirar_punto(almacen, punto=punto, rev=1)
    with pytest.raises(ErrorDeNegocio, match="ya se retiró"):
        redactar_punto(almacen, punto=punto, rev=2, desarrollo="Tarde.")


def orden(almacen: Almacen, reunion: UUID) -> list[tuple[int, str, int]]:
    sql = "SELECT n, asunto, rev FROM punto_orden_dia WHERE reunion = :uuid AND NOT baja ORDER BY n, uuid"
    return [(f["n"], f["asunto"], f["rev"]) for f in almacen.lectura.filas(sql, {"uuid": str(reunion)})]


def con_puntos(almacen: Almacen, *asuntos: str) -> tuple[UUID, list[UUID]]:
    reunion = nueva(almacen)
    return reunion, [principal(agregar_punto(almacen, reunion=reunion, asunto=a)) for a in asuntos]


def test_un_punto_se_inserta_en_su_lugar(almacen: Almacen) -> None:
    reunion, _ = con_puntos(almacen, "A", "B")
    agregar_punto(almacen, reunion=reunion, asunto="Primero", posicion=1)
    agregar_punto(almacen, reunion=reunion, asunto="Último", posicion=4)
    assert [(n, a) for n, a, _ in orden(almacen, reunion)] == [(1, "Primero"), (2, "A"), (3, "B"), (4, "Último")]
    for posicion in (0, 6, -1):
        with pytest.raises(ErrorDeNegocio, match="no hay un lugar"):
            agregar_punto(almacen, reunion=reunion, asunto="X", posicion=posicion)


@pytest.mark.parametrize(
    ("cual", "a", "esperado"), [(0, 3, "BCAD"), (3, 1, "DABC"), (2, 2, "ACBD"), (1, 4, "ACDB"), (1, 2, "ABCD")]
)
def test_un_punto_se_mueve_y_los_demas_se_recorren(almacen: Almacen, cual: int, a: int, esperado: str) -> None:
    reunion, puntos = con_puntos(almacen, *"ABCD")
    mover_punto(almacen, punto=puntos[cual], rev=1, posicion=a)
    assert [(n, asunto) for n, asunto, _ in orden(almacen, reunion)] == list(enumerate(esperado, start=1))
    quietos = [asunto for asunto, antes in zip(esperado, "ABCD", strict=True) if asunto == antes]
    assert {asunto for _, asunto, rev in orden(almacen, reunion) if rev == 1} == set(quietos)


def test_tras_retirar_uno_los_lugares_son_los_que_se_ven(almacen: Almacen) -> None:
    reunion, puntos = con_puntos(almacen, *"ABCD")
    retirar_punto(almacen, punto=puntos[1], rev=1)
    mover_punto(almacen, punto=puntos[3], rev=1, posicion=2)
    assert "".join(asunto for _, asunto, _ in orden(almacen, reunion)) == "ADC"
    with pytest.raises(ErrorDeNegocio, match="tiene 3 lugares"):
        mover_punto(almacen, punto=puntos[0], rev=rev_de(almacen, "punto_orden_dia", puntos[0]), posicion=4)


def test_se_corrige_el_asunto_y_lo_dicho_queda(almacen: Almacen) -> None:
    punto = principal(agregar_punto(almacen, reunion=nueva(almacen), asunto="Uno", desarrollo="Se dijo."))
    renombrar_punto(almacen, punto=punto, rev=1, asunto=" Dos ")
    fila = fila_de(almacen, "punto_orden_dia", punto)
    assert (fila["asunto"], fila["desarrollo"]) == ("Dos", "Se dijo.")
    with pytest.raises(ErrorDeNegocio, match="Escriba el asunto"):
        renombrar_punto(almacen, punto=punto, rev=2, asunto=" ")
