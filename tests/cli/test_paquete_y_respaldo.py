"""What leaves in a package and what stays, and backups as a person names them."""

import re
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from enlace_app.rutas import carpeta_recursos
from enlace_app.sincronizacion.formato import leer_formato
from enlace_app.sincronizacion.lectura_libro import leer_libro
from tests.cli.captura import LibroDeCaptura
from tests.cli.programa import Programa, fotografia

RESERVADAS = ("Pedro Particular", "María Vecina", "Sin Organización")


@pytest.fixture
def con_particulares(iniciado: Programa) -> Programa:
    """A meeting to which private persons came, whose names stand in other columns too."""
    libro = LibroDeCaptura(
        iniciado.lugar / "captura.xlsx",
        {
            "Reuniones": [
                {
                    "ref": "R1",
                    "tipo": "reunion_trabajo",
                    "fecha": date(2026, 3, 15),
                    "regiones": "CAR",
                    "cvegeo": "05028",
                    "preside": "María Vecina",
                    "facilitador": "Persona Facilitadora",
                }
            ],
            "Asistencia": [
                {"ref": "A1", "reunion": "R1", "persona": "Ana Funcionaria", "organizacion": "CONAGUA"},
                {"ref": "A2", "reunion": "R1", "persona": RESERVADAS[0], "organizacion": "x", "calidad": "Particular"},
                {"ref": "A3", "reunion": "R1", "persona": RESERVADAS[1], "organizacion": "vecina del ejido"},
                {"ref": "A4", "reunion": "R1", "persona": RESERVADAS[2]},
            ],
            "OrdenDelDia": [{"ref": "P1", "reunion": "R1", "n": 1, "asunto": "Único", "desarrollo": "Se trató."}],
            "Acuerdos": [
                {
                    "ref": "AC1",
                    "reunion": "R1",
                    "texto": "Entregar el padrón",
                    "responsables": "CONAGUA; pedro particular",
                    "plazo_literal": "sin plazo: es de prueba",
                }
            ],
            "Documentos": [
                {
                    "ref": "D1",
                    "fecha": date(2026, 3, 15),
                    "sentido": "entrega",
                    "tipo": "oficio",
                    "remitente": "María Vecina (particular)",
                    "receptor": "Ana Funcionaria",
                    "reunion": "R1",
                }
            ],
            "Seguimiento": [
                {
                    "ref": "S1",
                    "acuerdo": "AC1",
                    "fecha": date(2026, 3, 20),
                    "estado": "cumplido",
                    "autor": RESERVADAS[2],
                }
            ],
        },
    )
    iniciado("importar", libro.escribir())
    return iniciado


def _todo_el_texto(ruta: Path) -> str:
    with ZipFile(ruta) as comprimido:
        return "".join(comprimido.read(nombre).decode("utf-8", "replace") for nombre in comprimido.namelist())


def test_ningun_nombre_de_particular_esta_en_los_bytes_del_paquete(con_particulares: Programa) -> None:
    respuesta = con_particulares("paquete", "exportar", "-o", "p.xlsx")
    assert "Nombres reservados: 3" in respuesta.salida
    texto = _todo_el_texto(con_particulares.lugar / "p.xlsx").casefold()
    assert not [nombre for nombre in RESERVADAS if nombre.casefold() in texto]
    assert "ana funcionaria" in texto
    assert "persona facilitadora" in texto
    formato = leer_formato(carpeta_recursos() / "formato_paquete.csv")
    libro = leer_libro(con_particulares.lugar / "p.xlsx", formato)
    (acuerdo,), (reunion,) = libro.filas("Acuerdos"), libro.filas("Reuniones")
    assert "CONAGUA; particular" in str(acuerdo)
    assert "particular" in str(reunion)


def test_en_este_equipo_los_nombres_se_leen_como_se_escribieron(con_particulares: Programa) -> None:
    (reunion,) = con_particulares("listar", "reuniones", "--json").json()
    assert reunion["preside"] == "María Vecina"
    assert RESERVADAS[0] in con_particulares("mostrar", reunion["folio"]).salida


def test_sin_decir_donde_el_paquete_toma_su_nombre_en_la_carpeta_actual(publicado: Programa) -> None:
    hechos: list[dict[str, Any]] = [publicado("paquete", "exportar", "--json").json() for _ in range(2)]
    rutas = [Path(hecho["archivo"]) for hecho in hechos]
    assert all(ruta.parent == publicado.lugar and ruta.stat().st_size > 0 for ruta in rutas)
    for n, ruta in enumerate(rutas, start=1):
        assert re.fullmatch(rf"enlace-CAR-000{n}-\d{{4}}-\d\d-\d\d\.xlsx", ruta.name)
    assert hechos[0]["nombres_reservados"] == 0


def test_el_ultimo_respaldo_se_nombra_asi(publicado: Programa) -> None:
    antes = publicado("listar", "reuniones").salida
    publicado("respaldo", "crear")
    listado = publicado("respaldo", "listar").salida
    assert re.search(r"\d (kB|MB) ", listado)
    assert "bytes" not in listado
    (ultimo, *_) = publicado("respaldo", "listar", "--json").json()
    assert Path(ultimo["ruta"]).name in publicado("respaldo", "verificar", "ultimo").salida
    publicado("respaldo", "restaurar", "Último")
    assert publicado("listar", "reuniones").salida == antes


def test_sin_respaldos_no_hay_ultimo(vacio: Programa) -> None:
    vacio.datos.mkdir()
    antes = fotografia(vacio.datos)
    assert "Aún no hay respaldos" in vacio.rechazo(3, "respaldo", "restaurar", "ultimo")
    assert fotografia(vacio.datos) == antes


def test_las_palabras_de_la_clave_son_las_del_paquete_que_sale(iniciado: Programa) -> None:
    """Read out on the telephone, they must be those of what the other side got; asking again changes nothing."""
    dicho = iniciado("paquete", "clave").salida
    propia = iniciado("paquete", "clave", "--json").json()
    assert f"Sus palabras: {' '.join(propia['palabras'])}\n" in dicho and propia["clave_publica"] in dicho
    assert len(propia["palabras"]) == 6 and "se acaba de hacer" not in dicho
    hecho = iniciado("paquete", "exportar", "--json").json()
    portada = leer_libro(Path(hecho["archivo"]), leer_formato(carpeta_recursos() / "formato_paquete.csv")).portada
    assert portada is not None and portada["clave_publica"] == propia["clave_publica"]
    (iniciado.datos / "llave_de_envio.pem").unlink()
    assert "se acaba de hacer" in iniciado("paquete", "clave").salida
