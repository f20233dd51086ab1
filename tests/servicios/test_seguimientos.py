"""Follow-up: only ever added, also after the acta is signed."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.acuerdos import retirar_acuerdo
from enlace_app.servicios.documentos import retirar_documento
from enlace_app.servicios.seguimientos import dar_seguimiento
from tests.servicios.escenario import Completa, cerrar, completa, escrito, fila_de, firmar, volcado

DIA = date(2017, 9, 1)


@pytest.fixture
def caso(almacen: Almacen) -> Completa:
    return completa(almacen)


def test_se_agrega_antes_y_despues_de_firmar_sin_tocar_el_acta(almacen: Almacen, caso: Completa) -> None:
    dar_seguimiento(almacen, acuerdo=caso.acuerdo, fecha=DIA, nota="Se llamó.")
    cerrar(almacen, caso.reunion)
    dar_seguimiento(almacen, acuerdo=caso.acuerdo, fecha=DIA, estado="en_proceso")
    firmar(almacen, caso.reunion)
    antes = volcado(almacen)
    dar_seguimiento(
        almacen,
        acuerdo=caso.acuerdo,
        fecha=DIA,
        estado="cumplido",
        cumple_documento=caso.documento,
        cumple_reunion=caso.reunion,
    )
    despues = volcado(almacen)
    cambiadas = {tabla for tabla in antes if antes[tabla] != despues[tabla]}
    derivadas = {tabla for tabla in cambiadas if tabla == "situacion" or tabla.startswith("busqueda")}
    assert cambiadas - derivadas == {"seguimiento", "bitacora", "sqlite_sequence"}
    assert [s["estado"] for s in despues["seguimiento"]] == [None, "en_proceso", "cumplido"]
    assert {s["autor"] for s in despues["seguimiento"]} == {"Persona Uno"}


@pytest.mark.parametrize(
    ("datos", "pista"),
    [
        ({}, "está vacío"),
        ({"nota": "  ", "evidencia": " "}, "está vacío"),
        ({"plazo_nuevo": date(2018, 1, 1)}, "escriba la razón"),
        ({"plazo_nuevo": date(2018, 1, 1), "nota": " "}, "escriba la razón"),
        ({"plazo_nuevo": date(18, 1, 1), "nota": "Más tiempo."}, "Plazo nuevo: el año 18"),
        ({"fecha": date(217, 9, 1), "nota": "Algo."}, "Fecha del seguimiento: el año 217"),
        ({"estado": "vencido"}, "No existe el estado «vencido»"),
        ({"cumple_reunion": uuid4()}, "ya no existe"),
        ({"cumple_documento": uuid4()}, "ya no existe"),
        ({"nota": "漢"}, "^Nota: "),
    ],
)
def test_lo_que_no_dice_nada_o_no_puede_ser_se_rechaza(
    almacen: Almacen, caso: Completa, datos: dict[str, Any], pista: str
) -> None:
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match=pista):
        argumentos: dict[str, Any] = {"acuerdo": caso.acuerdo, "fecha": DIA} | datos
        dar_seguimiento(almacen, **argumentos)
    assert volcado(almacen) == antes


def test_ampliar_un_plazo_no_cambia_el_acordado(almacen: Almacen, caso: Completa) -> None:
    dar_seguimiento(almacen, acuerdo=caso.acuerdo, fecha=DIA, plazo_nuevo=date(2017, 12, 31), nota="Llovió.")
    assert fila_de(almacen, "acuerdo", caso.acuerdo)["plazo"] == "2017-10-31"
    assert [s["plazo_nuevo"] for s in almacen.lectura.filas("SELECT plazo_nuevo FROM seguimiento")] == ["2017-12-31"]


def test_un_acuerdo_retirado_no_lleva_seguimiento(almacen: Almacen, caso: Completa) -> None:
    retirar_acuerdo(almacen, acuerdo=caso.acuerdo, rev=1)
    with pytest.raises(ErrorDeNegocio, match="se retiró"):
        dar_seguimiento(almacen, acuerdo=caso.acuerdo, fecha=DIA, nota="Algo.")
    with pytest.raises(ErrorDeNegocio, match="ya no existe"):
        dar_seguimiento(almacen, acuerdo=uuid4(), fecha=DIA, nota="Algo.")


@pytest.mark.parametrize(
    ("escrito", "dia"),
    [("8 nov", "2017-11-08"), ("en dos semanas", "2017-09-15"), ("31/12/2017", "2017-12-31"), (" ", None)],
)
def test_el_plazo_nuevo_se_escribe_como_se_habla(
    almacen: Almacen, caso: Completa, escrito: str, dia: str | None
) -> None:
    dar_seguimiento(almacen, acuerdo=caso.acuerdo, fecha=DIA, plazo_nuevo=escrito, nota="Llovió.")
    assert almacen.lectura.filas("SELECT plazo_nuevo FROM seguimiento") == [{"plazo_nuevo": dia}]


@pytest.mark.parametrize("escrito", ["cuando se pueda", "sin plazo", "sin plazo: depende de otros"])
def test_un_plazo_que_no_es_un_dia_no_amplia_nada(almacen: Almacen, caso: Completa, escrito: str) -> None:
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match="No se entiende hasta cuándo"):
        dar_seguimiento(almacen, acuerdo=caso.acuerdo, fecha=DIA, plazo_nuevo=escrito, nota="Llovió.")
    assert volcado(almacen) == antes


def _entrada(almacen: Almacen) -> dict[str, Any]:
    (fila,) = almacen.lectura.filas("SELECT * FROM seguimiento")
    return fila


def test_un_archivo_es_el_documento_con_que_se_cumplio(almacen: Almacen, caso: Completa, tmp_path: Path) -> None:
    """Also when its acta is signed: nothing of it changes."""
    cerrar(almacen, caso.reunion)
    firmar(almacen, caso.reunion)
    fotos = [escrito(tmp_path, "foto.jpg", b"\xff\xd8\xff1"), escrito(tmp_path, "otra?.jpg", b"\xff\xd8\xff2")]
    cambios = dar_seguimiento(almacen, acuerdo=caso.acuerdo, fecha=DIA, estado="cumplido", archivos=fotos)
    assert cambios.principal == caso.acuerdo
    entrada = _entrada(almacen)
    primera, otra = almacen.lectura.filas("SELECT * FROM documento WHERE tipo = 'evidencia' ORDER BY folio")
    assert entrada["cumple_documento"] == primera["uuid"]
    assert entrada["evidencia"] == f"{otra['folio']} (otra_.jpg)"
    for documento, foto in zip((primera, otra), fotos, strict=True):
        assert (documento["acuerdo"], documento["reunion"]) == (str(caso.acuerdo), None)
        assert (documento["fecha"], documento["precision"]) == ("2017-09-01", "dia")
        assert almacen.adjuntos.leer(documento["sha256"]) == foto.read_bytes()
    enlaces = almacen.lectura.filas("SELECT * FROM documento_compromiso WHERE documento = :d", {"d": primera["uuid"]})
    assert len(enlaces) == 1


def test_lo_que_solo_sustenta_no_cumple(almacen: Almacen, caso: Completa, tmp_path: Path) -> None:
    """Of an agreement still under way nothing may say «se cumplió con»."""
    foto = escrito(tmp_path, "foto.jpg", b"\xff\xd8\xff1")
    dar_seguimiento(
        almacen,
        acuerdo=caso.acuerdo,
        fecha=DIA,
        estado="en_proceso",
        evidencia="llamada",
        archivos=[foto],
        documentos=[caso.documento],
        reuniones=[caso.reunion],
    )
    entrada = _entrada(almacen)
    assert (entrada["cumple_documento"], entrada["cumple_reunion"]) == (None, None)
    (nuevo,) = almacen.lectura.filas("SELECT folio, acuerdo FROM documento WHERE tipo = 'evidencia'")
    oficio, reunion = (fila_de(almacen, t, u) for t, u in (("documento", caso.documento), ("reunion", caso.reunion)))
    assert nuevo["acuerdo"] is None
    assert entrada["evidencia"] == (
        f"llamada; {oficio['folio']}; {nuevo['folio']} (foto.jpg); {reunion['folio_provisional']}"
    )


def test_lo_que_ya_estaba_registrado_tambien_cumple(almacen: Almacen, caso: Completa) -> None:
    dar_seguimiento(
        almacen,
        acuerdo=caso.acuerdo,
        fecha=DIA,
        estado="parcial",
        documentos=[caso.documento],
        reuniones=[caso.reunion],
    )
    entrada = _entrada(almacen)
    assert (entrada["cumple_documento"], entrada["cumple_reunion"]) == (str(caso.documento), str(caso.reunion))
    assert entrada["evidencia"] is None


def test_si_algo_falla_no_queda_ni_el_archivo(almacen: Almacen, caso: Completa, tmp_path: Path) -> None:
    buena, retirado = escrito(tmp_path, "buena.jpg", b"\xff\xd8\xff1"), completa(almacen)
    retirar_acuerdo(almacen, acuerdo=retirado.acuerdo, rev=1)
    retirar_documento(almacen, documento=retirado.documento, rev=1)
    antes = volcado(almacen)
    argumentos: list[tuple[dict[str, Any], str]] = [
        ({"acuerdo": retirado.acuerdo, "archivos": [buena]}, "se retiró"),
        ({"acuerdo": uuid4(), "archivos": [buena]}, "ya no existe"),
        ({"acuerdo": caso.acuerdo, "archivos": [tmp_path]}, "es una carpeta"),
        ({"acuerdo": caso.acuerdo, "documentos": [retirado.documento]}, "se retiró; elija otro"),
    ]
    for dados, pista in argumentos:
        with pytest.raises(ErrorDeNegocio, match=pista):
            dar_seguimiento(almacen, fecha=DIA, **dados)
    assert volcado(almacen) == antes
    assert not [ruta for ruta in almacen.carpeta.adjuntos.rglob("*") if ruta.is_file()]


def test_al_acuerdo_de_otro_sitio_tambien(almacen: Almacen, caso: Completa, tmp_path: Path) -> None:
    with almacen.escribir("Recibir") as u:
        ajeno = Acuerdo(folio_provisional="NTE-A1-0001/01", texto="Entregar.", origen=uuid4())
        u.agregar(ajeno)
        uuid = ajeno.uuid
    foto = escrito(tmp_path, "foto.jpg", b"\xff\xd8\xff1")
    dar_seguimiento(almacen, acuerdo=uuid, fecha=DIA, estado="cumplido", archivos=[foto])
    sitio = almacen.lectura.fila("SELECT uuid FROM sitio")
    assert sitio is not None
    assert _entrada(almacen)["origen"] == sitio["uuid"]
    assert fila_de(almacen, "acuerdo", uuid)["rev"] == 1
