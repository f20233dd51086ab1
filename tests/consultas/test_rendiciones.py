"""Which stored PDF of an acta is the last one, whatever the clock said when it was stored."""

import sqlite3
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from enlace_app.consultas.rendiciones import rendicion_de_pdf, rendiciones_de, rendiciones_en_orden
from enlace_app.datos.almacen import Almacen
from tests.servicios.escenario import celebrada, cerrar, firmar


class _Guardadas:
    """The rows of one acta in a database of their own; the real one lets nobody set a clock."""

    def __init__(self, *filas: tuple[str, str, int, str]) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.row_factory = sqlite3.Row
        self._base.execute("CREATE TABLE rendicion (uuid, acta, etapa, pdf_sha256, creado)")
        self._base.execute("CREATE TABLE adjunto (sha256, tamano)")
        for n, (etapa, sha256, tamano, creado) in enumerate(filas):
            self._base.execute(
                "INSERT INTO rendicion VALUES (?, ?, ?, ?, ?)", (9 - n, str(ACTA), etapa, sha256, creado)
            )
            self._base.execute("INSERT INTO adjunto VALUES (?, ?)", (sha256, tamano))

    def filas(self, sql: str, parametros: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        return [dict(fila) for fila in self._base.execute(sql, dict(parametros or {}))]

    def cerrar(self) -> None:
        self._base.close()


ACTA = UUID(int=7)


def test_la_ultima_es_la_que_tiene_mas_firmas_aunque_el_reloj_se_atrase() -> None:
    guardadas = _Guardadas(
        ("hoja_de_firmas", "h", 10, "2026-01-01"),
        ("efirma", "dos", 300, "2026-01-02"),
        ("efirma", "una", 200, "2026-01-03"),
        ("para_firma", "p", 100, "2026-01-04"),
    )
    assert [r.pdf_sha256 for r in rendiciones_en_orden(guardadas, ACTA)] == ["p", "una", "dos", "h"]
    assert rendiciones_de(guardadas, ACTA) == {"para_firma": "p", "efirma": "dos", "hoja_de_firmas": "h"}
    guardadas.cerrar()


def test_la_firmada_sigue_a_la_que_se_firma_aunque_mida_menos() -> None:
    guardadas = _Guardadas(("firmada", "f", 50, "2026-01-01"), ("para_firma", "p", 100, "2026-01-02"))
    assert [r.pdf_sha256 for r in rendiciones_en_orden(guardadas, str(ACTA))] == ["p", "f"]
    guardadas.cerrar()


def test_de_que_acta_son_unos_bytes(iniciado: Almacen) -> None:
    reunion = celebrada(iniciado)
    cerrar(iniciado, reunion)
    firmar(iniciado, reunion)
    fila = iniciado.lectura.fila("SELECT uuid FROM acta")
    assert fila is not None
    for una in rendiciones_en_orden(iniciado.lectura, fila["uuid"]):
        assert rendicion_de_pdf(iniciado.lectura, una.pdf_sha256) == una
    assert list(rendiciones_de(iniciado.lectura, UUID(fila["uuid"]))) == ["para_firma", "firmada"]
    assert rendicion_de_pdf(iniciado.lectura, "0" * 64) is None
