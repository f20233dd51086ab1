import contextlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from enlace_app.datos import conexion as modulo
from enlace_app.datos.conexion import (
    APLICACION_ID,
    BaseDanada,
    ErrorDeClave,
    Identidad,
    abrir_conexion,
    abrir_inmutable,
    revisar_identidad,
    traducir,
    traducir_errores,
)
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio

# A raw key in SQLCipher's notation: as secret as a passphrase, without its quarter of a second of key derivation.
CLAVE = "x'" + "5a" * 32 + "'"
CLAVES = pytest.mark.parametrize("clave", [None, CLAVE], ids=["sin clave", "cifrada"])

_MORIR_A_MEDIA_TRANSACCION = """
import os, signal, sys
from pathlib import Path
from enlace_app.datos.conexion import abrir_conexion
con = abrir_conexion(Path(sys.argv[1]), clave=sys.argv[2] or None)
con.execute("PRAGMA cache_spill = 1")
con.execute("PRAGMA cache_size = 2")
con.execute("BEGIN IMMEDIATE")
con.execute("UPDATE t SET x = 'a medias'")
con.executemany("INSERT INTO t VALUES (?)", [("z" * 3000,)] * 200)
os.kill(os.getpid(), signal.SIGKILL)
"""


def _crear(ruta: Path, clave: str | None = None, *, version: int = 3, filas: int = 200) -> Path:
    with contextlib.closing(abrir_conexion(ruta, clave=clave)) as conexion:
        conexion.execute("BEGIN IMMEDIATE")
        conexion.execute("CREATE TABLE t (x TEXT)")
        conexion.executemany("INSERT INTO t VALUES (?)", [(f"{n} " + "y" * 500,) for n in range(filas)])
        conexion.execute(f"PRAGMA application_id = {APLICACION_ID}")
        conexion.execute(f"PRAGMA user_version = {version}")
        conexion.execute("COMMIT")
    return ruta


@contextlib.contextmanager
def _intacto(ruta: Path) -> Iterator[None]:
    """Whatever happens inside, no byte of the file changes and nothing appears beside it."""
    antes, vecinos = ruta.read_bytes(), sorted(ruta.parent.iterdir())
    yield
    assert ruta.read_bytes() == antes
    assert sorted(ruta.parent.iterdir()) == vecinos


@CLAVES
@pytest.mark.parametrize("solo_lectura", [False, True])
def test_cada_pragma_quedo_puesto(tmp_path: Path, clave: str | None, solo_lectura: bool) -> None:
    esperados = {
        "journal_mode": "truncate",
        "synchronous": 3,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "cache_spill": 0,
        "busy_timeout": 5000,
    }
    ruta = _crear(tmp_path / "enlace.db", clave)
    with contextlib.closing(abrir_conexion(ruta, clave=clave, solo_lectura=solo_lectura)) as conexion:
        leidos = {nombre: conexion.execute(f"PRAGMA {nombre}").fetchone()[0] for nombre in esperados}
        assert conexion.isolation_level is None
    assert leidos == esperados


def test_un_pragma_que_no_prende_impide_abrir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # SQLite takes page sizes that are powers of two and passes over any other without a word.
    monkeypatch.setattr(modulo, "_PRAGMAS", (*modulo._PRAGMAS, ("page_size", "1000", 1000)))
    with pytest.raises(ErrorDeEntorno, match="no aceptó la protección «page_size»"):
        abrir_conexion(tmp_path / "enlace.db")


def test_una_sqlite_vieja_se_rechaza_antes_de_tocar_nada(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "sqlite_version_info", (3, 53, 1))
    with pytest.raises(ErrorDeEntorno, match=r"hace falta 3\.53\.2"):
        abrir_conexion(tmp_path / "enlace.db")
    assert list(tmp_path.iterdir()) == []


def test_solo_lectura_no_escribe_ni_crea(tmp_path: Path) -> None:
    with pytest.raises(ErrorDeEntorno, match="No se puede abrir"):
        abrir_conexion(tmp_path / "no.db", solo_lectura=True)
    assert list(tmp_path.iterdir()) == []
    ruta = _crear(tmp_path / "enlace.db")
    with (
        contextlib.closing(abrir_conexion(ruta, solo_lectura=True)) as conexion,
        pytest.raises(ErrorDeEntorno, match="No se permite escribir"),
        traducir_errores(ruta),
    ):
        conexion.execute("DELETE FROM t")


@pytest.mark.parametrize("nombre", ["año ñ 100%.db", "a?mode=memory.db", "a#b.db", "a b'c.db"])
def test_nombres_raros_llegan_enteros_a_sqlite(tmp_path: Path, nombre: str) -> None:
    if os.name == "nt" and "?" in nombre:
        pytest.skip("Windows no admite «?» en un nombre")
    ruta = _crear(tmp_path / nombre)
    assert ruta.stat().st_size > 0
    assert revisar_identidad(ruta, None, 3) == Identidad(nueva=False, version=3)


def test_entre_hilos_solo_si_se_pide(tmp_path: Path) -> None:
    fallas: list[str] = []

    def leer(conexion: modulo.Conexion) -> None:
        try:
            conexion.execute("SELECT 1").fetchone()
        except sqlite.ProgrammingError:
            fallas.append("rechazada")

    for entre_hilos in (False, True):
        with contextlib.closing(abrir_conexion(tmp_path / "a.db", entre_hilos=entre_hilos)) as conexion:
            hilo = threading.Thread(target=leer, args=(conexion,))
            hilo.start()
            hilo.join()
    assert fallas == ["rechazada"]


@CLAVES
def test_la_clave_cifra_de_verdad(tmp_path: Path, clave: str | None) -> None:
    ruta = _crear(tmp_path / "enlace.db", clave)
    assert (b"yyyyyyyy" in ruta.read_bytes()) == (clave is None)


def test_una_frase_con_comillas_abre_lo_que_cifro(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    frase = "l'ñandú \"dice\" ;-- '' \\"
    ruta = _crear(tmp_path / "enlace.db", frase)
    assert revisar_identidad(ruta, frase, 3).version == 3
    for otra in (None, frase + "x"):
        with _intacto(ruta), pytest.raises(ErrorDeClave, match="falta la contraseña, o no es la correcta") as caso:
            revisar_identidad(ruta, otra, 3)
        assert frase not in str(caso.value)
    assert capfd.readouterr() == ("", ""), "SQLCipher escribe sus internos en la terminal"


def test_clave_vacia_o_de_mas(tmp_path: Path) -> None:
    ruta = _crear(tmp_path / "enlace.db")
    for vacia in ("", "a\x00b"):
        with pytest.raises(ErrorDeClave, match="no puede estar vacía"):
            abrir_conexion(tmp_path / "otra.db", clave=vacia)
    with _intacto(ruta), pytest.raises(ErrorDeClave, match="no están cifrados"):
        revisar_identidad(ruta, CLAVE, 3)


@CLAVES
def test_identidad_de_lo_propio_y_de_lo_nuevo(tmp_path: Path, clave: str | None) -> None:
    ruta = tmp_path / "enlace.db"
    assert revisar_identidad(ruta, clave, 3) == Identidad(nueva=True, version=0)
    assert not ruta.exists()
    ruta.touch()
    assert revisar_identidad(ruta, clave, 3) == Identidad(nueva=True, version=0)
    assert ruta.stat().st_size == 0
    _crear(ruta, clave, version=2)
    with _intacto(ruta):
        assert revisar_identidad(ruta, clave, 3) == Identidad(nueva=False, version=2)
        assert revisar_identidad(ruta, clave, 2, integridad=False).version == 2


@CLAVES
def test_lo_de_una_version_mas_nueva_se_rechaza_intacto(tmp_path: Path, clave: str | None) -> None:
    ruta = _crear(tmp_path / "enlace.db", clave, version=4)
    with _intacto(ruta), pytest.raises(ErrorDeNegocio, match=r"la escribió una versión más nueva de Enlace.*Actualice"):
        revisar_identidad(ruta, clave, 3)


@pytest.mark.parametrize("aplicacion", [0, 77])
def test_lo_de_otro_programa_se_rechaza_intacto(tmp_path: Path, aplicacion: int) -> None:
    ruta = _crear(tmp_path / "enlace.db")
    with contextlib.closing(abrir_conexion(ruta)) as conexion:
        conexion.execute(f"PRAGMA application_id = {aplicacion}")
    with _intacto(ruta), pytest.raises(ErrorDeNegocio, match="es de otro programa"):
        revisar_identidad(ruta, None, 3)


def test_lo_que_no_es_base_de_datos_se_rechaza_intacto(tmp_path: Path) -> None:
    ruta = tmp_path / "enlace.db"
    ruta.write_bytes(b"%PDF-1.7 no soy una base de datos" * 20)
    with _intacto(ruta), pytest.raises(ErrorDeNegocio, match="no es una base de datos de Enlace"):
        revisar_identidad(ruta, None, 3)


@CLAVES
def test_una_pagina_danada_manda_a_los_respaldos(tmp_path: Path, clave: str | None) -> None:
    ruta = _crear(tmp_path / "enlace.db", clave)
    contenido = bytearray(ruta.read_bytes())
    contenido[4096 * 5 : 4096 * 5 + 200] = b"\xff" * 200
    ruta.write_bytes(contenido)
    with _intacto(ruta), pytest.raises(BaseDanada, match="enlace respaldo restaurar"):
        revisar_identidad(ruta, clave, 3)


def test_un_archivo_cortado_manda_a_los_respaldos(tmp_path: Path) -> None:
    ruta = _crear(tmp_path / "enlace.db")
    with ruta.open("rb+") as archivo:
        archivo.truncate(4096 * 3)
    with _intacto(ruta), pytest.raises(BaseDanada, match="enlace respaldo listar"):
        revisar_identidad(ruta, None, 3)


@pytest.mark.skipif(os.name != "posix", reason="kill -9 es de POSIX")
@CLAVES
def test_un_corte_a_media_transaccion_se_deshace_al_revisar(tmp_path: Path, clave: str | None) -> None:
    ruta = _crear(tmp_path / "enlace.db", clave)
    subprocess.run([sys.executable, "-c", _MORIR_A_MEDIA_TRANSACCION, str(ruta), clave or ""], check=False)
    diario = tmp_path / "enlace.db-journal"
    assert diario.stat().st_size > 0, "la prueba necesita un diario caliente"
    if clave is None:
        assert b"a medias" in ruta.read_bytes(), "control: lo nunca confirmado ya está en el archivo"
    assert revisar_identidad(ruta, clave, 3).version == 3
    with contextlib.closing(abrir_conexion(ruta, clave=clave, solo_lectura=True)) as conexion:
        assert conexion.execute("SELECT count(*), count(*) FILTER (WHERE x = 'a medias') FROM t").fetchone() == (200, 0)


def test_disco_ocupado_se_explica(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ruta = _crear(tmp_path / "enlace.db")
    with contextlib.closing(abrir_conexion(ruta)) as una, contextlib.closing(abrir_conexion(ruta)) as otra:
        una.execute("BEGIN IMMEDIATE")
        otra.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(ErrorDeEntorno, match="tiene ocupados los datos"), traducir_errores(ruta):
            otra.execute("BEGIN IMMEDIATE")


def test_disco_lleno_se_explica_y_no_se_pierde_lo_anterior(tmp_path: Path) -> None:
    ruta = _crear(tmp_path / "enlace.db")
    with contextlib.closing(abrir_conexion(ruta)) as conexion:
        paginas = conexion.execute("PRAGMA page_count").fetchone()[0]
        conexion.execute(f"PRAGMA max_page_count = {paginas}")
        with pytest.raises(ErrorDeEntorno, match="El disco está lleno"), traducir_errores(ruta):
            conexion.executemany("INSERT INTO t VALUES (?)", [("z" * 3000,)] * 20)
    assert revisar_identidad(ruta, None, 3).version == 3


def test_traducir_entiende_la_envoltura_de_sqlalchemy_y_deja_pasar_los_errores_de_programa(tmp_path: Path) -> None:
    import sqlalchemy as sa

    ruta = tmp_path / "enlace.db"
    ruta.write_bytes(b"x" * 1000)
    motor = sa.create_engine("sqlite://", module=sqlite, creator=lambda: sqlite.connect(str(ruta)))
    with pytest.raises(sa.exc.DBAPIError) as caso, motor.connect() as conexion:
        conexion.execute(sa.text("SELECT * FROM sqlite_schema"))
    motor.dispose()
    assert isinstance(traducir(caso.value, ruta), ErrorDeNegocio)
    with pytest.raises(sqlite.OperationalError) as sintaxis, traducir_errores(ruta):
        sqlite.connect(":memory:").execute("SELEC 1")
    assert traducir(sintaxis.value, ruta) is None
    assert traducir(ValueError("x"), ruta) is None


def test_abrir_inmutable_no_toca_un_diario_vecino(tmp_path: Path) -> None:
    ruta = _crear(tmp_path / "enlace.db")
    shutil.copy(ruta, tmp_path / "enlace.db-journal")
    with _intacto(ruta), contextlib.closing(abrir_inmutable(ruta)) as conexion:
        assert conexion.execute("SELECT count(*) FROM t").fetchone() == (200,)
