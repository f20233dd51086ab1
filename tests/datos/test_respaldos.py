import contextlib
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from enlace_app.datos.adjuntos import AlmacenAdjuntos
from enlace_app.datos.conexion import APLICACION_ID, ErrorDeClave, abrir_conexion, revisar_identidad
from enlace_app.datos.respaldos import crear_respaldo, listar_respaldos, rotar
from enlace_app.datos.restauracion import completar_restauracion
from enlace_app.datos.verificacion import verificar_respaldo
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos

# A raw key in SQLCipher's notation: as secret as a passphrase, without its quarter of a second of key derivation.
CLAVE = "x'" + "5a" * 32 + "'"
CLAVES = pytest.mark.parametrize("clave", [None, CLAVE], ids=["sin clave", "cifrada"])

_RESPALDAR_SIN_FIN = """
import sys
from pathlib import Path
from enlace_app.datos.respaldos import crear_respaldo
from enlace_app.rutas import CarpetaDatos
carpeta = CarpetaDatos(Path(sys.argv[1]))
print("listo", flush=True)
while True:
    crear_respaldo(carpeta, None, "manual")
"""


def _llenar(carpeta: CarpetaDatos, clave: str | None = None, *, filas: int = 50) -> CarpetaDatos:
    carpeta.preparar()
    with contextlib.closing(abrir_conexion(carpeta.base, clave=clave)) as conexion:
        conexion.execute("BEGIN IMMEDIATE")
        conexion.execute("CREATE TABLE padre (id INTEGER PRIMARY KEY, x TEXT)")
        conexion.execute("CREATE TABLE hija (padre INTEGER REFERENCES padre (id))")
        conexion.execute("CREATE TABLE adjunto (sha256 TEXT)")
        conexion.execute("CREATE VIRTUAL TABLE busqueda USING fts5 (texto)")
        conexion.executemany("INSERT INTO padre VALUES (?, ?)", [(n, "y" * 1000) for n in range(filas)])
        conexion.execute("INSERT INTO hija VALUES (1)")
        conexion.execute(f"PRAGMA application_id = {APLICACION_ID}")
        conexion.execute("PRAGMA user_version = 3")
        conexion.execute("COMMIT")
    return carpeta


@pytest.fixture
def carpeta(tmp_path: Path) -> CarpetaDatos:
    return _llenar(CarpetaDatos(tmp_path / "datos"))


def _nombres(carpeta: CarpetaDatos) -> list[str]:
    return sorted(ruta.name for ruta in carpeta.respaldos.iterdir())


@CLAVES
def test_un_respaldo_es_una_copia_completa_con_su_huella(tmp_path: Path, clave: str | None) -> None:
    carpeta = _llenar(CarpetaDatos(tmp_path / "datos"), clave)
    respaldo = crear_respaldo(carpeta, clave, "manual")
    assert _nombres(carpeta) == [respaldo.ruta.name, respaldo.ruta.name + ".sha256"]
    huella = hashlib.sha256(respaldo.ruta.read_bytes()).hexdigest()
    assert respaldo.ruta.with_name(respaldo.ruta.name + ".sha256").read_text() == f"{huella}  {respaldo.ruta.name}\n"
    verificacion = verificar_respaldo(respaldo.ruta, clave=clave, carpeta=carpeta)
    assert verificacion.correcta
    assert verificacion.avisos == ()
    assert (verificacion.version, verificacion.huella) == (3, huella)
    assert verificacion.filas == {"padre": 50, "hija": 1, "adjunto": 0}
    assert (b"yyyyyyyy" in respaldo.ruta.read_bytes()) == (clave is None)
    assert listar_respaldos(carpeta) == [respaldo]


def test_varios_en_un_segundo_no_se_pisan(carpeta: CarpetaDatos) -> None:
    hechos = [crear_respaldo(carpeta, None, "salida") for _ in range(4)]
    assert len({respaldo.ruta for respaldo in hechos}) == 4
    assert listar_respaldos(carpeta) == hechos[::-1]
    assert all(verificar_respaldo(respaldo.ruta).correcta for respaldo in hechos)


def test_lo_que_se_esta_escribiendo_no_entra_a_medias(carpeta: CarpetaDatos) -> None:
    with contextlib.closing(abrir_conexion(carpeta.base)) as conexion:
        conexion.execute("BEGIN IMMEDIATE")
        conexion.execute("DELETE FROM padre WHERE id > 1")
        respaldo = crear_respaldo(carpeta, None, "manual")
        conexion.execute("COMMIT")
    assert verificar_respaldo(respaldo.ruta).filas["padre"] == 50
    assert verificar_respaldo(crear_respaldo(carpeta, None, "manual").ruta).filas["padre"] == 2


def test_cancelar_desde_el_avance_no_deja_nada(carpeta: CarpetaDatos) -> None:
    avances: list[tuple[int, int]] = []

    def cancelar(hechas: int, total: int) -> None:
        avances.append((hechas, total))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crear_respaldo(carpeta, None, "manual", al_avanzar=cancelar)
    assert avances
    assert 0 <= avances[0][0] <= avances[0][1]
    assert _nombres(carpeta) == []


def test_sin_datos_no_hay_que_respaldar(tmp_path: Path) -> None:
    carpeta = CarpetaDatos(tmp_path)
    carpeta.preparar()
    with pytest.raises(ErrorDeNegocio, match="Todavía no hay datos"):
        crear_respaldo(carpeta, None, "manual")
    assert not carpeta.base.exists()
    assert listar_respaldos(CarpetaDatos(tmp_path / "no")) == []


def test_una_base_danada_no_da_un_respaldo_y_no_borra_los_buenos(carpeta: CarpetaDatos) -> None:
    bueno = crear_respaldo(carpeta, None, "manual")
    contenido = bytearray(carpeta.base.read_bytes())
    contenido[4096 * 6 : 4096 * 7] = b"\xff" * 4096
    carpeta.base.write_bytes(contenido)
    with pytest.raises(ErrorDeEntorno, match="no pasó la revisión"):
        crear_respaldo(carpeta, None, "salida")
    assert listar_respaldos(carpeta) == [bueno]
    assert len(_nombres(carpeta)) == 2
    assert carpeta.base.read_bytes() == contenido


def test_una_fila_que_apunta_a_nada_no_pasa(carpeta: CarpetaDatos) -> None:
    with contextlib.closing(sqlite.connect(str(carpeta.base), isolation_level=None)) as sin_llaves:
        sin_llaves.execute("INSERT INTO hija VALUES (999)")
    with pytest.raises(ErrorDeEntorno, match="filas de «hija» apuntan a otras que no existen"):
        crear_respaldo(carpeta, None, "manual")
    assert _nombres(carpeta) == []


def test_cualquier_cambio_de_un_byte_se_nota(carpeta: CarpetaDatos) -> None:
    ruta = crear_respaldo(carpeta, None, "manual").ruta
    original = ruta.read_bytes()
    for posicion in random.Random(7).sample(range(len(original)), 25):
        cambiado = bytearray(original)
        cambiado[posicion] ^= 1
        ruta.write_bytes(cambiado)
        assert verificar_respaldo(ruta).problemas == ("su contenido no es el que se guardó: la huella no coincide",)
    ruta.write_bytes(original[:-4096])
    assert not verificar_respaldo(ruta).correcta


def test_sin_su_huella_se_revisa_el_contenido_y_se_avisa(carpeta: CarpetaDatos, tmp_path: Path) -> None:
    suelto = tmp_path / "copia del USB.db"
    shutil.copy(crear_respaldo(carpeta, None, "manual").ruta, suelto)
    verificacion = verificar_respaldo(suelto)
    assert verificacion.correcta
    assert "se revisó sin comparar la huella" in verificacion.avisos[0]
    contenido = bytearray(suelto.read_bytes())
    contenido[4096 * 6 : 4096 * 7] = b"\xff" * 4096
    suelto.write_bytes(contenido)
    assert verificar_respaldo(suelto).problemas[0].startswith("está dañado")


def test_lo_ajeno_lo_inconcluso_y_lo_inexistente_se_rechazan(carpeta: CarpetaDatos, tmp_path: Path) -> None:
    ajena = tmp_path / "ajena.db"
    with contextlib.closing(sqlite.connect(str(ajena), isolation_level=None)) as conexion:
        conexion.execute("CREATE TABLE t (x)")
    assert verificar_respaldo(ajena).problemas == ("no es una base de datos de Enlace",)
    inconclusa = tmp_path / "inconclusa.db"
    shutil.copy(carpeta.base, inconclusa)
    (tmp_path / "inconclusa.db-journal").write_bytes(b"\xd9\xd5")
    assert "cambios a medias" in verificar_respaldo(inconclusa).problemas[0]
    with pytest.raises(ErrorDeNegocio, match="No existe el respaldo"):
        verificar_respaldo(tmp_path / "no.db")
    with pytest.raises(ErrorDeClave):
        verificar_respaldo(crear_respaldo(carpeta, None, "manual").ruta, clave=CLAVE)


def test_dice_que_adjuntos_faltan(carpeta: CarpetaDatos) -> None:
    presente, ausente = AlmacenAdjuntos(carpeta.adjuntos).guardar(b"uno"), "ab" * 32
    with contextlib.closing(abrir_conexion(carpeta.base)) as conexion:
        conexion.executemany("INSERT INTO adjunto VALUES (?)", [(presente,), (ausente,), (None,), ("../x",)])
    verificacion = verificar_respaldo(crear_respaldo(carpeta, None, "manual").ruta, carpeta=carpeta)
    assert verificacion.correcta
    assert verificacion.adjuntos_faltantes == ("../x", ausente)
    assert "faltan 2 archivos adjuntos" in verificacion.avisos[0]


def test_la_lista_pasa_por_alto_lo_que_no_es_respaldo(carpeta: CarpetaDatos) -> None:
    (carpeta.respaldos / "enlace-2026-99-21T101530-manual.db").touch()
    (carpeta.respaldos / "enlace-2026-11-21T101530-otro.db").touch()
    (carpeta.respaldos / "enlace-2026-11-21T101530-manual.db.sha256").touch()
    (carpeta.respaldos / "enlace-2026-11-21T101530-manual.db").mkdir()
    (carpeta.respaldos / "notas.txt").touch()
    assert listar_respaldos(carpeta) == []


def _fingir(carpeta: CarpetaDatos, nombre: str) -> None:
    (carpeta.respaldos / f"enlace-{nombre}.db").touch()
    (carpeta.respaldos / f"enlace-{nombre}.db.sha256").touch()


def _rotar(carpeta: CarpetaDatos, conservar: int, dias: int, *proteger: str) -> set[str]:
    rotar(carpeta, conservar, dias, proteger=[carpeta.respaldos / f"enlace-{nombre}.db" for nombre in proteger])
    return {respaldo.ruta.stem.removeprefix("enlace-") for respaldo in listar_respaldos(carpeta)}


def test_rotar_conserva_los_nuevos_uno_por_dia_y_las_dos_ultimas_migraciones(tmp_path: Path) -> None:
    carpeta = CarpetaDatos(tmp_path)
    carpeta.preparar()
    migraciones = [f"2016-0{mes}-01T080000-migracion" for mes in (1, 2, 3)]
    dias = [f"2017-01-{dia:02d}T{hora}0000-salida" for dia in range(1, 11) for hora in ("09", "18")]
    for nombre in [*migraciones, *dias]:
        _fingir(carpeta, nombre)
    (carpeta.respaldos / "apartado-2016-01-01T080000").mkdir()
    quedan = _rotar(carpeta, 3, 4, "2017-01-01T090000-salida")
    assert quedan == {
        "2017-01-10T180000-salida",
        "2017-01-10T090000-salida",
        "2017-01-09T180000-salida",
        "2017-01-08T180000-salida",
        "2017-01-07T180000-salida",
        "2016-03-01T080000-migracion",
        "2016-02-01T080000-migracion",
        "2017-01-01T090000-salida",
    }
    assert len(_nombres(carpeta)) == 2 * len(quedan) + 1, "cada huella se va con su respaldo y nada más"
    assert _rotar(carpeta, 3, 4, "2017-01-01T090000-salida") == quedan


def test_un_reloj_atrasado_no_borra_el_que_se_acaba_de_hacer(carpeta: CarpetaDatos) -> None:
    futuro = datetime.now().astimezone() + timedelta(days=400)
    for dia in range(12):
        _fingir(carpeta, f"{futuro + timedelta(days=dia):%Y-%m-%dT%H%M%S}-salida")
    respaldo = crear_respaldo(carpeta, None, "salida")
    rotar(carpeta, 5, 5, proteger=[respaldo.ruta])
    assert respaldo.ruta.exists()


def test_rotar_no_acepta_borrar_todo(carpeta: CarpetaDatos) -> None:
    crear_respaldo(carpeta, None, "manual")
    with pytest.raises(ValueError, match="al menos 1"):
        rotar(carpeta, 0, 0)
    assert len(listar_respaldos(carpeta)) == 1


@pytest.mark.skipif(os.name != "posix", reason="kill -9 es de POSIX")
def test_matado_en_cualquier_momento_solo_quedan_respaldos_buenos(tmp_path: Path) -> None:
    carpeta = _llenar(CarpetaDatos(tmp_path / "datos"), filas=3000)
    for _ in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", _RESPALDAR_SIN_FIN, str(carpeta.raiz)], stdout=subprocess.PIPE, text=True
        ) as proceso:
            assert proceso.stdout is not None
            proceso.stdout.readline()
            time.sleep(random.uniform(0.0, 0.15))
            proceso.send_signal(signal.SIGKILL)
        for respaldo in listar_respaldos(carpeta):
            verificacion = verificar_respaldo(respaldo.ruta)
            assert (verificacion.problemas, verificacion.avisos) == ((), ())
            assert verificacion.filas["padre"] == 3000
        completar_restauracion(carpeta)
        assert len(_nombres(carpeta)) == 2 * len(listar_respaldos(carpeta)), "sobra algo a medias"
        for respaldo in listar_respaldos(carpeta):
            respaldo.ruta.unlink()
        assert revisar_identidad(carpeta.base, None, 3).version == 3


@pytest.fixture
def disco_chico(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 2 MB."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("montar un disco de prueba necesita Linux y ser root")
    punto = tmp_path / "disco"
    punto.mkdir()
    orden = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(punto)]
    if subprocess.run(orden, capture_output=True, check=False).returncode != 0:
        pytest.skip("aquí no se permite montar un disco de prueba")
    yield punto
    subprocess.run(["umount", str(punto)], check=True)


@CLAVES
def test_disco_lleno_ni_respaldo_a_medias_ni_dano(disco_chico: Path, clave: str | None) -> None:
    carpeta = _llenar(CarpetaDatos(disco_chico), clave, filas=1200)
    antes = carpeta.base.read_bytes()
    assert len(antes) > 1_100_000, "la prueba necesita que no quepan dos"
    with pytest.raises(ErrorDeEntorno, match="El disco está lleno"):
        crear_respaldo(carpeta, clave, "manual")
    assert _nombres(carpeta) == []
    assert carpeta.base.read_bytes() == antes
