"""Plain reads: rows by name, one moment at a time, and never a write."""

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.personas import Persona
from enlace_app.errores import ErrorDeEntorno


def contar(almacen: Almacen) -> int:
    fila = almacen.lectura.fila("SELECT count(*) AS n FROM persona")
    assert fila is not None
    return int(fila["n"])


def agregar(almacen: Almacen) -> None:
    with almacen.escribir("Agregar persona") as u:
        u.agregar(Persona(nombre="Persona Nueva"))


def test_da_filas_por_nombre_con_parametros(almacen: Almacen) -> None:
    filas = almacen.lectura.filas("SELECT clave, nombre AS llamada FROM region WHERE clave = :clave", {"clave": "CAR"})
    assert [set(f) for f in filas] == [{"clave", "llamada"}]
    assert almacen.lectura.fila("SELECT clave FROM region WHERE clave = :clave", {"clave": "XXX"}) is None


def test_un_parametro_no_es_sql(almacen: Almacen) -> None:
    cuantas = contar(almacen)
    malicia = "CAR'; DELETE FROM persona; --"
    assert almacen.lectura.filas("SELECT * FROM region WHERE clave = :clave", {"clave": malicia}) == []
    assert contar(almacen) == cuantas


def test_ve_lo_que_se_acaba_de_escribir(almacen: Almacen) -> None:
    antes = contar(almacen)
    agregar(almacen)
    assert contar(almacen) == antes + 1


def test_un_momento_termina_aunque_falle(almacen: Almacen) -> None:
    with pytest.raises(RuntimeError), almacen.lectura.momento():
        contar(almacen)
        raise RuntimeError
    antes = contar(almacen)
    agregar(almacen)
    assert contar(almacen) == antes + 1, "la lectura anterior ya no detiene a quien escribe"


@pytest.mark.parametrize("sql", ["DELETE FROM persona", "UPDATE sitio SET nombre = 'x'", "CREATE TABLE t (a)"])
def test_no_escribe(almacen: Almacen, sql: str) -> None:
    with pytest.raises(ErrorDeEntorno, match="No se permite escribir"):
        almacen.lectura.filas(sql)
