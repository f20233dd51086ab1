"""Settings of a data folder: what is not written keeps its default, what is wrong is named."""

from dataclasses import fields
from pathlib import Path

import pytest

from enlace_app.ajustes import ARCHIVO, Ajustes, leer_ajustes
from enlace_app.errores import ErrorDeNegocio


def escribir(carpeta: Path, texto: str) -> None:
    (carpeta / ARCHIVO).write_text(texto, encoding="utf-8")


def test_sin_archivo_o_con_uno_vacio_valen_los_predeterminados(tmp_path: Path) -> None:
    assert leer_ajustes(tmp_path) == Ajustes()
    escribir(tmp_path, "# nada todavía\n")
    assert leer_ajustes(tmp_path) == Ajustes()


def test_lo_escrito_vale_y_lo_demas_queda(tmp_path: Path) -> None:
    escribir(tmp_path, 'destinatario = "Órgano de prueba"\nrespaldos_a_conservar = 3\n')
    leidos = leer_ajustes(tmp_path)
    assert (leidos.destinatario, leidos.respaldos_a_conservar) == ("Órgano de prueba", 3)
    assert leidos.dias_de_respaldos == Ajustes().dias_de_respaldos


@pytest.mark.parametrize(
    ("texto", "pista"),
    [
        ("respaldo = 3", "desconocido: «respaldo»"),
        ('respaldos_a_conservar = "3"', "«respaldos_a_conservar» debe ser un número entero"),
        ("respaldos_a_conservar = 0", "mayor que cero"),
        ("dias_de_respaldos = -1", "mayor que cero"),
        ("respaldos_a_conservar = true", "número entero"),
        ("respaldos_a_conservar = 2.5", "número entero"),
        ("destinatario = 5", "«destinatario» debe ser un texto"),
        ("destinatario = ", "No se entienden"),
        ("[destinatario]\na = 1", "«destinatario» debe ser un texto"),
    ],
)
def test_lo_que_no_sirve_se_nombra(tmp_path: Path, texto: str, pista: str) -> None:
    escribir(tmp_path, texto)
    with pytest.raises(ErrorDeNegocio, match=pista) as error:
        leer_ajustes(tmp_path)
    assert ARCHIVO in str(error.value)


def test_un_archivo_en_otra_codificacion_se_dice(tmp_path: Path) -> None:
    (tmp_path / ARCHIVO).write_bytes('destinatario = "Órgano"'.encode("latin-1"))
    with pytest.raises(ErrorDeNegocio, match="No se entienden"):
        leer_ajustes(tmp_path)


def test_cada_ajuste_tiene_nombre_y_predeterminado() -> None:
    for ajuste in fields(Ajustes):
        assert ajuste.metadata["etiqueta"]
        assert type(ajuste.default) in {str, int}
