"""What is wrong with files, folders and orders: a clear message, the right exit code, and nothing changed."""

import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.captura import LibroDeCaptura
from tests.cli.programa import EJEMPLO, Programa, entorno, fotografia

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
        (("--nombre", "Persona Uno"), "--region"),
        (("--nombre", "Persona Uno", "--region", "ZZZ"), "ZZZ"),
        (("--nombre", "Persona Uno", "--region", "CAR", "--rol", "garante"), "--region"),
        (("--nombre", "  ", "--region", "CAR"), "nombre"),
    ],
)
def test_iniciar_con_lo_que_no_puede_ser(vacio: Programa, argumentos: tuple[str, ...], falta: str) -> None:
    assert falta in vacio.rechazo(3, "iniciar", *argumentos)
    vacio("iniciar", "--nombre", "Persona Uno", "--region", "CAR")


def test_una_carpeta_de_datos_que_no_se_puede_escribir(vacio: Programa, tmp_path: Path) -> None:
    (tmp_path / "archivo").write_text("de otro")
    for datos in (tmp_path / "archivo", tmp_path / "archivo" / "datos", Path("/proc/enlace")):
        dicho = Programa(datos, tmp_path).rechazo(4, "iniciar", "--nombre", "Persona Uno", "--region", "CAR")
        assert str(datos) in dicho
    assert (tmp_path / "archivo").read_text() == "de otro"


@contextmanager
def _de_solo_lectura(carpeta: Path) -> Iterator[None]:
    """Root ignores permission bits: for it only a read-only mount is read-only."""
    if os.geteuid() != 0:
        for ruta in (carpeta, *carpeta.rglob("*")):
            ruta.chmod(0o500 if ruta.is_dir() else 0o400)
        try:
            yield
        finally:
            for ruta in (carpeta, *carpeta.rglob("*")):
                ruta.chmod(0o700 if ruta.is_dir() else 0o600)
        return
    montar = [["mount", "--bind", str(carpeta), str(carpeta)], ["mount", "-o", "remount,ro,bind", str(carpeta)]]
    if any(subprocess.run(orden, capture_output=True, check=False).returncode for orden in montar):
        subprocess.run(["umount", str(carpeta)], capture_output=True, check=False)
        pytest.skip("root sin permiso para montar: no hay cómo hacer una carpeta de sólo lectura")
    try:
        yield
    finally:
        subprocess.run(["umount", str(carpeta)], check=True)


def test_datos_en_un_disco_de_solo_lectura(publicado: Programa) -> None:
    antes = fotografia(publicado.datos)
    with _de_solo_lectura(publicado.datos):
        for argumentos in (("importar", EJEMPLO), ("listar", "reuniones"), ("acta", "cerrar", "R047")):
            assert str(publicado.datos) in publicado.rechazo(4, *argumentos)
    assert fotografia(publicado.datos) == antes
    publicado("listar", "reuniones")


def _sin_medio(base: bytes) -> bytes:
    medio = len(base) // 2 // 4096 * 4096
    return base[:medio] + b"\xa5" * 4096 * 20 + base[medio + 4096 * 20 :]


DANOS: dict[str, Callable[[bytes], bytes]] = {
    "paginas": _sin_medio,
    "cabecera": lambda base: b"\x00" * 512 + base[512:],
    "truncada": lambda base: base[: len(base) // 3],
    "truncada-a-media-pagina": lambda base: base[: len(base) // 2 // 4096 * 4096 + 1000],
}


@pytest.mark.parametrize("dano", DANOS)
def test_una_base_danada_no_se_toca_y_el_respaldo_la_recupera(publicado: Programa, dano: str) -> None:
    publicado("respaldo", "crear")
    respaldo = publicado("respaldo", "listar", "--json").json()[0]["ruta"]
    publicado.base.write_bytes(DANOS[dano](publicado.base.read_bytes()))
    antes = fotografia(publicado.datos)
    for argumentos in (("listar", "reuniones"), ("importar", EJEMPLO), ("paquete", "exportar", "-o", "p.xlsx")):
        respuesta = (
            publicado("listar", "reuniones", codigo=3) if dano == "cabecera" else publicado(*argumentos, codigo=4)
        )
        assert "enlace respaldo" in respuesta.error
    assert fotografia(publicado.datos) == antes
    publicado("respaldo", "restaurar", respaldo)
    assert len(publicado("listar", "reuniones", "--json").json()) == 51


def test_una_base_de_otro_programa_no_se_toca(vacio: Programa) -> None:
    vacio.datos.mkdir()
    conexion = sqlite3.connect(vacio.base)
    conexion.executescript("CREATE TABLE recetas (nombre TEXT); INSERT INTO recetas VALUES ('mole')")
    conexion.close()
    antes = fotografia(vacio.datos)
    for argumentos in (("listar", "reuniones"), ("iniciar", "--nombre", "Persona Uno", "--region", "CAR")):
        assert "otro programa" in vacio.rechazo(3, *argumentos)
    assert fotografia(vacio.datos) == antes


def test_un_archivo_cualquiera_en_lugar_de_la_base(vacio: Programa) -> None:
    vacio.datos.mkdir()
    vacio.base.write_text("lista del mandado\n" * 40)
    antes = fotografia(vacio.datos)
    assert "no es una base de datos" in vacio.rechazo(3, "listar", "reuniones")
    assert fotografia(vacio.datos) == antes


def test_una_base_mas_nueva_no_se_toca(publicado: Programa) -> None:
    conexion = sqlite3.connect(publicado.base)
    conexion.execute("PRAGMA user_version = 99")
    conexion.close()
    antes = fotografia(publicado.datos)
    for argumentos in (("listar", "reuniones"), ("importar", EJEMPLO), ("demo", "--sin-ventana")):
        assert "más nueva" in publicado.rechazo(3, *argumentos)
    assert fotografia(publicado.datos) == antes


def test_datos_cifrados_sin_contrasena_o_con_otra(vacio: Programa) -> None:
    clave = {"ENLACE_CLAVE": "correcta"}
    vacio("iniciar", "--nombre", "Persona Uno", "--region", "CAR", cambios=clave)
    assert not vacio.base.read_bytes().startswith(b"SQLite format 3")
    antes = fotografia(vacio.datos)
    for cambios in ({}, {"ENLACE_CLAVE": "otra"}):
        dicho = vacio.rechazo(3, "listar", "reuniones", cambios=cambios)
        assert "contraseña" in dicho
        assert "correcta" not in dicho.replace("no es la correcta", "")
    assert fotografia(vacio.datos) == antes
    vacio("listar", "organizaciones", cambios=clave)


def test_otro_programa_con_los_mismos_datos(publicado: Programa) -> None:
    tomar = (
        "import sys; from pathlib import Path; from enlace_app.datos.cerrojo import Cerrojo; "
        "from enlace_app.rutas import CarpetaDatos; c = Cerrojo(CarpetaDatos(Path(sys.argv[1]))); c.tomar(); "
        "print('listo', flush=True); sys.stdin.read()"
    )
    otro = subprocess.Popen(
        [sys.executable, "-c", tomar, publicado.datos], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=entorno()
    )
    assert otro.stdout is not None
    assert otro.stdout.readline() == b"listo\n"
    antes = fotografia(publicado.datos)
    try:
        for argumentos in (("listar", "reuniones"), ("importar", EJEMPLO), ("respaldo", "crear")):
            assert f"proceso {otro.pid}" in publicado.rechazo(4, *argumentos)
        assert fotografia(publicado.datos) == antes
    finally:
        otro.communicate(b"")
    publicado("listar", "reuniones")


def _roto(ruta: Path, contenido: bytes) -> Path:
    ruta.write_bytes(contenido)
    return ruta


LIBROS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "texto": (lambda _: b"tipo,fecha\nreunion_trabajo,2026-03-12\n", "no es un libro de Excel"),
    "vacio": (lambda _: b"", "está vacío"),
    "truncado": (lambda bueno: bueno[: len(bueno) // 2], "dañado"),
    "con-basura": (lambda bueno: bueno[:300] + b"\x00" * 300 + bueno[600:], "dañado"),
    "xls": (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4000, ".xls"),
    "cifrado": (
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 4000,
        "contraseña",
    ),
}


@pytest.mark.parametrize("clase", LIBROS)
def test_un_libro_que_no_lo_es_se_rechaza_y_lo_demas_entra(
    iniciado: Programa, libro: LibroDeCaptura, clase: str
) -> None:
    romper, dicho = LIBROS[clase]
    malo = _roto(iniciado.lugar / f"{clase}.xlsx", romper(libro.escribir().read_bytes()))
    antes = fotografia(iniciado.datos)
    error = iniciado.rechazo(3, "importar", malo)
    assert dicho in error
    assert malo.name in error
    assert fotografia(iniciado.datos) == antes
    iniciado("importar", malo, libro.ruta, codigo=3)
    assert len(iniciado("listar", "reuniones", "--json").json()) == 1


def test_un_paquete_no_se_importa_como_captura(publicado: Programa) -> None:
    publicado("paquete", "exportar", "-o", "paquete.xlsx")
    antes = fotografia(publicado.datos)
    assert "paquete" in publicado.rechazo(3, "importar", publicado.lugar / "paquete.xlsx")
    assert fotografia(publicado.datos) == antes


def test_un_zip_que_no_es_libro(iniciado: Programa) -> None:
    with zipfile.ZipFile(iniciado.lugar / "fotos.xlsx", "w") as comprimido:
        comprimido.writestr("foto.jpg", b"\xff\xd8\xff")
    assert "fotos.xlsx" in iniciado.rechazo(3, "importar", "fotos.xlsx")


def test_csv_en_latin1_o_sin_columnas_no_entra(iniciado: Programa) -> None:
    bueno = (EJEMPLO / "reuniones.csv").read_text(encoding="utf-8")
    latin = iniciado.lugar / "latin" / "reuniones.csv"
    latin.parent.mkdir()
    latin.write_bytes(bueno.encode("latin-1", errors="replace"))
    antes = fotografia(iniciado.datos)
    dicho = iniciado.rechazo(3, "importar", latin)
    assert "reuniones.csv" in dicho
    assert "UTF-8" in dicho
    renglones = [renglon.split(",", 2) for renglon in bueno.splitlines()]
    sin_fecha = iniciado.lugar / "reuniones.csv"
    sin_fecha.write_text("\n".join(f"{primera},{resto}" for primera, _, resto in renglones), encoding="utf-8")
    dicho = iniciado.rechazo(3, "importar", sin_fecha)
    assert "fecha" in dicho
    assert "columna" in dicho
    assert fotografia(iniciado.datos) == antes


def test_importar_lo_que_no_existe(iniciado: Programa) -> None:
    antes = fotografia(iniciado.datos)
    for ruta in ("no-existe.xlsx", "no-existe", "no-existe/reuniones.csv"):
        assert "no-existe" in iniciado.rechazo(3, "importar", ruta)
    (iniciado.lugar / "vacia").mkdir()
    assert "vacia" in iniciado.rechazo(3, "importar", "vacia")
    assert fotografia(iniciado.datos) == antes


@pytest.mark.parametrize(
    ("hoja", "columna", "valor"),
    [
        ("Reuniones", "fecha", "ayer no más"),
        ("Reuniones", "tipo", "fiesta"),
        ("Reuniones", "hora_inicio", "25:99"),
        ("OrdenDelDia", "desarrollo", "un emoji 🎉 no se imprime"),
        ("OrdenDelDia", "desarrollo", "una secuencia _x000D_ escondida"),
        ("Acuerdos", "texto", "un invisible \u200b aquí"),
        ("Acuerdos", "texto", None),
    ],
)
def test_una_celda_mala_se_nombra_por_hoja_fila_y_columna(
    iniciado: Programa, libro: LibroDeCaptura, hoja: str, columna: str, valor: str | None
) -> None:
    libro.hojas[hoja][0][columna] = valor
    error = iniciado.rechazo(3, "importar", libro.escribir())
    assert f"{libro.ruta.name}, hoja «{hoja}», fila 2, columna «{columna}»" in error


def test_lo_que_no_se_puede_hacer_con_un_acta(
    iniciado: Programa, libro: LibroDeCaptura, importar_libro: Callable[[LibroDeCaptura], str]
) -> None:
    folio = importar_libro(libro)
    escaneo = _roto(iniciado.lugar / "escaneo.pdf", b"%PDF-1.4 papel")
    texto = _roto(iniciado.lugar / "texto.pdf", b"esto no es un PDF")
    antes = fotografia(iniciado.datos)
    assert "ciérrela antes" in iniciado.rechazo(3, "acta", "firmar", folio, "--simple", "Persona Dos")
    assert "ciérrela antes" in iniciado.rechazo(3, "acta", "firmar", folio, "--escaneo", escaneo)
    assert "no está cerrada" in iniciado.rechazo(3, "acta", "reabrir", folio, "--motivo", "Porque sí")
    for orden in ("cerrar", "revisar"):
        assert "«NO-EXISTE»" in iniciado.rechazo(3, "acta", orden, "NO-EXISTE")
    assert fotografia(iniciado.datos) == antes
    iniciado("acta", "cerrar", folio)
    antes = fotografia(iniciado.datos)
    assert "cerrada" in iniciado.rechazo(3, "acta", "cerrar", folio)
    assert "motivo" in iniciado.rechazo(3, "acta", "reabrir", folio, "--motivo", "   ")
    assert "texto.pdf" in iniciado.rechazo(3, "acta", "firmar", folio, "--escaneo", texto)
    assert "no-existe.pdf" in iniciado.rechazo(4, "acta", "firmar", folio, "--escaneo", "no-existe.pdf")
    assert "Persona Nadie" in iniciado.rechazo(
        3, "acta", "firmar", folio, "--escaneo", escaneo, "--firmante", "Persona Nadie"
    )
    iniciado("acta", "firmar", folio, "--simple", "Persona Dos")
    despues = fotografia(iniciado.datos)
    assert "ya firmó" in iniciado.rechazo(3, "acta", "firmar", folio, "--simple", "PERSONA DOS")
    assert {k: v for k, v in fotografia(iniciado.datos).items() if "respaldos" not in k} == {
        k: v for k, v in despues.items() if "respaldos" not in k
    }
    assert antes.keys() <= despues.keys()


def test_una_salida_que_no_se_puede_escribir(publicado: Programa) -> None:
    (publicado.lugar / "carpeta").mkdir()
    antes = fotografia(publicado.datos)
    for orden in (("acta", "exportar", "R047"), ("paquete", "exportar"), ("paquete", "plantilla")):
        assert "carpeta" in publicado.rechazo(3, *orden, "-o", "carpeta")
        assert "no-existe" in publicado.rechazo(4, *orden, "-o", "no-existe/archivo")
        assert "enlace" in publicado.rechazo(4, *orden, "-o", "/proc/enlace.out")
    with _de_solo_lectura(publicado.lugar / "carpeta"):
        for orden in (("acta", "exportar", "R047"), ("paquete", "exportar")):
            assert "carpeta" in publicado.rechazo(4, *orden, "-o", "carpeta/archivo")
    assert list((publicado.lugar / "carpeta").iterdir()) == []
    assert fotografia(publicado.datos) == antes


def test_un_respaldo_danado_no_se_restaura(publicado: Programa) -> None:
    publicado("respaldo", "crear")
    (bueno, *_) = (Path(r["ruta"]) for r in publicado("respaldo", "listar", "--json").json())
    malo = publicado.lugar / "malo.db"
    malo.write_bytes(_sin_medio(bueno.read_bytes()))
    shutil.copy(bueno.with_name(bueno.name + ".sha256"), publicado.lugar / "malo.db.sha256")
    texto = _roto(publicado.lugar / "texto.db", b"no es una base")
    antes = fotografia(publicado.datos)
    for ruta, codigo in ((malo, 3), (texto, 3)):
        publicado("respaldo", "verificar", ruta, codigo=codigo)
        respuesta = publicado.rechazo(codigo, "respaldo", "restaurar", ruta)
        assert ruta.name in respuesta
    assert "no-existe.db" in publicado.rechazo(3, "respaldo", "restaurar", "no-existe.db")
    assert fotografia(publicado.datos) == antes
    publicado("respaldo", "verificar", bueno)


def test_ajustes_que_no_se_entienden_se_nombran(publicado: Programa) -> None:
    for malo in ("respaldos = 3\n", "respaldos_a_conservar = 'muchos'\n", "esto no es toml", "\udce9"):
        (publicado.datos / "ajustes.toml").write_text(malo, encoding="utf-8", errors="surrogateescape")
        assert "ajustes.toml" in publicado.rechazo(3, "listar", "reuniones")


def test_un_disco_lleno_para_la_respuesta(publicado: Programa) -> None:
    with Path("/dev/full").open("w") as lleno:
        proceso = subprocess.run(
            [sys.executable, "-m", "enlace_app", "--datos", publicado.datos, "listar", "reuniones"],
            stdout=lleno,
            stderr=subprocess.PIPE,
            env=entorno(),
            check=False,
        )
    assert proceso.returncode == 4
    assert "lleno" in proceso.stderr.decode()
