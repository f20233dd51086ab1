"""The circle by the commands alone, through real workbooks: sent, looked at, received, answered, and seen."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.captura import Celda, LibroDeCaptura
from tests.cli.programa import Programa


@pytest.fixture
def autoridad(tmp_path: Path) -> Programa:
    programa = Programa(tmp_path / "autoridad", tmp_path)
    programa("iniciar", "--nombre", "Autoridad de Prueba", "--rol", "garante")
    return programa


def test_el_circulo_entero(
    iniciado: Programa,
    autoridad: Programa,
    importar_libro: Callable[[LibroDeCaptura], str],
    libro: LibroDeCaptura,
    tmp_path: Path,
) -> None:
    folio = importar_libro(libro)
    iniciado("paquete", "exportar", "-o", tmp_path / "envío.xlsx")
    antes = autoridad.base.read_bytes()
    revision = autoridad("paquete", "revisar", tmp_path / "envío.xlsx", "--json").json()
    assert revision["remitente"] == "Persona Uno"
    assert "Reuniones" in {r["hoja"] for r in revision["registros"] if r["resultado"] == "nuevo"}
    assert len(revision["palabras"]) == 6
    assert autoridad.base.read_bytes() == antes, "revisar no escribe"
    autoridad("paquete", "recibir", tmp_path / "envío.xlsx")
    assert folio in autoridad("listar", "reuniones").salida
    autoridad("paquete", "observar", folio, "--texto", "Falta la lista de asistencia.")
    autoridad("paquete", "folio-oficial", folio, "OFICIAL/2026/1")
    autoridad("paquete", "recibir", tmp_path / "envío.xlsx", "--acuse", tmp_path / "acuse.xlsx")
    assert "Autoridad de Prueba recibió el paquete 1" in iniciado("paquete", "acuse", tmp_path / "acuse.xlsx").salida
    assert "acuse 1 del " in iniciado("paquete", "enviados").salida
    [enviado] = iniciado("paquete", "enviados", "--json").json()
    [acuse] = enviado["acuses"]
    assert acuse["llegaron"] + acuse["por_revisar"] == enviado["filas"]
    visto = iniciado("mostrar", folio).salida
    assert "La autoridad lo recibió el " in visto
    assert "Falta la lista de asistencia." in visto
    assert "OFICIAL/2026/1" in visto
    assert "ya se tenía" in iniciado("paquete", "acuse", tmp_path / "acuse.xlsx").salida
    siguiente = iniciado("paquete", "exportar", "-o", tmp_path / "siguiente.xlsx", "--json").json()
    assert siguiente["tipo"] == "incremental"


def test_lo_que_no_es_un_paquete_se_dice(iniciado: Programa, autoridad: Programa, tmp_path: Path) -> None:
    iniciado("paquete", "plantilla", "-o", tmp_path / "captura.xlsx")
    iniciado("paquete", "exportar", "-o", tmp_path / "p.xlsx")
    autoridad("paquete", "recibir", tmp_path / "p.xlsx", "--acuse", tmp_path / "a.xlsx")
    assert "enlace importar" in autoridad.rechazo(3, "paquete", "recibir", tmp_path / "captura.xlsx")
    assert "es un acuse" in autoridad.rechazo(3, "paquete", "recibir", tmp_path / "a.xlsx")
    assert "no es un acuse" in iniciado.rechazo(3, "paquete", "acuse", tmp_path / "p.xlsx")
    assert "este mismo equipo" in iniciado.rechazo(3, "paquete", "recibir", tmp_path / "p.xlsx")
    assert "otro equipo" in autoridad.rechazo(3, "paquete", "acuse", tmp_path / "a.xlsx")
    antes = (tmp_path / "p.xlsx").read_bytes()
    assert "ya existe" in autoridad.rechazo(
        3, "paquete", "recibir", tmp_path / "p.xlsx", "--acuse", tmp_path / "p.xlsx"
    )
    assert (tmp_path / "p.xlsx").read_bytes() == antes, "un acuse no tapa un paquete"


def test_otra_autoridad_se_acepta_por_una_persona(iniciado: Programa, autoridad: Programa, tmp_path: Path) -> None:
    otra = Programa(tmp_path / "otra", tmp_path)
    otra("iniciar", "--nombre", "Otra Persona", "--rol", "garante")
    for numero, quien in enumerate((autoridad, otra)):
        iniciado("paquete", "exportar", "-o", tmp_path / f"p{numero}.xlsx")
        quien("paquete", "recibir", tmp_path / f"p{numero}.xlsx", "--acuse", tmp_path / f"a{numero}.xlsx")
    iniciado("paquete", "acuse", tmp_path / "a0.xlsx")
    assert "seis palabras" in iniciado.rechazo(3, "paquete", "acuse", tmp_path / "a1.xlsx")
    aceptado = iniciado("paquete", "acuse", tmp_path / "a1.xlsx", "--aceptar-clave").salida
    assert " ".join(otra("paquete", "clave", "--json").json()["palabras"]) in aceptado


def test_opciones_que_no_van_juntas(iniciado: Programa, tmp_path: Path) -> None:
    for juntas in (("--completo", "--incremental"), ("--contrasena", "--con-adjuntos")):
        iniciado.rechazo(2, "paquete", "exportar", *juntas, "-o", tmp_path / "p.xlsx")
    assert "ningún paquete" in iniciado.rechazo(3, "paquete", "exportar", "--incremental", "-o", tmp_path / "p.xlsx")
    assert not (tmp_path / "p.xlsx").exists()


def test_otra_clave_se_acepta_por_una_persona(iniciado: Programa, autoridad: Programa, tmp_path: Path) -> None:
    iniciado("paquete", "exportar", "-o", tmp_path / "uno.xlsx")
    autoridad("paquete", "recibir", tmp_path / "uno.xlsx")
    (iniciado.datos / "llave_de_envio.pem").unlink()
    iniciado("paquete", "exportar", "-o", tmp_path / "dos.xlsx")
    assert "otra clave" in autoridad.rechazo(3, "paquete", "recibir", tmp_path / "dos.xlsx")
    palabras = " ".join(autoridad.rechazo(3, "paquete", "revisar", tmp_path / "dos.xlsx").split())
    assert "otra clave" in palabras
    autoridad("paquete", "aceptar-clave", tmp_path / "dos.xlsx")
    autoridad("paquete", "recibir", tmp_path / "dos.xlsx")


def test_sin_propuestas_lo_dice(autoridad: Programa) -> None:
    assert "No hay propuestas" in autoridad("paquete", "propuestas", "listar").salida
    assert "propuestas listar" in autoridad.rechazo(3, "paquete", "propuestas", "tomar", "abcdef12")


def test_una_pareja_se_vincula_se_descarta_y_se_deshace(autoridad: Programa) -> None:
    nombres: list[dict[str, Celda]] = [{"nombre": "Vecinos de Prueba"}, {"nombre": "Vecinos de la Prueba"}]
    autoridad(
        "importar", LibroDeCaptura(autoridad.datos.parent / "catálogo.xlsx", {"Organizaciones": nombres}).escribir()
    )
    listar, decididos = ("paquete", "vinculos", "listar"), ("paquete", "vinculos", "listar", "--decididos")
    (posible,) = autoridad(*listar, "--json").json()
    assert {posible["uno"], posible["otro"]} == {"Vecinos de Prueba", "Vecinos de la Prueba"}
    assert posible["motivo"] in autoridad(*listar).salida
    autoridad("paquete", "vinculos", "vincular", posible["clave"])
    assert "No hay nada" in autoridad(*listar).salida
    autoridad.rechazo(3, "paquete", "vinculos", "vincular", "vecinos de prueba", "VECINOS DE LA PRUEBA")
    (dicho,) = autoridad(*decididos, "--json").json()
    assert (dicho["clave"], dicho["decision"]) == (posible["clave"], "la misma")
    autoridad("paquete", "vinculos", "deshacer", dicho["clave"])
    autoridad("paquete", "vinculos", "descartar", "vecinos de prueba", "VECINOS DE LA PRUEBA")
    assert "No hay nada" in autoridad(*listar).salida
    assert "distintas" in autoridad(*decididos).salida
    assert "vinculos listar" in autoridad.rechazo(3, "paquete", "vinculos", "vincular", dicho["clave"])
