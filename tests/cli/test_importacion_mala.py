"""Files that are not what their name says, and cells that cannot be taken: named, and the rest goes in."""

import zipfile
from collections.abc import Callable

import pytest

from tests.cli.captura import LibroDeCaptura
from tests.cli.estropear import escribir
from tests.cli.programa import EJEMPLO, Programa, fotografia

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
    malo = escribir(iniciado.lugar / f"{clase}.xlsx", romper(libro.escribir().read_bytes()))
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
