"""The register of documents and their files."""

import hashlib
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.documentos import Documento
from enlace_app.errores import ErrorDeEnlace, ErrorDeEntorno, ErrorDeNegocio
from enlace_app.servicios.acuerdos import agregar_acuerdo, retirar_acuerdo
from enlace_app.servicios.deshacer import deshacer
from enlace_app.servicios.documentos import (
    adjuntar_archivo,
    cambiar_documento,
    quitar_archivo,
    registrar_documento,
    retirar_documento,
    sustituir_archivo,
    turnar_documento,
)
from tests.servicios.escenario import (
    PDF,
    cerrar,
    completa,
    escrito,
    fila_de,
    nueva,
    principal,
    uuid_de,
    volcado,
)


def _registrado(almacen: Almacen, **datos: Any) -> UUID:
    return principal(registrar_documento(almacen, **({"sentido": "entrega", "tipo": "plano"} | datos)))


def _guardados(almacen: Almacen) -> list[Path]:
    return [ruta for ruta in almacen.carpeta.adjuntos.rglob("*") if ruta.is_file()]


def test_se_registra_con_su_folio_y_su_archivo(almacen: Almacen, tmp_path: Path) -> None:
    archivo = escrito(tmp_path, "Relación de pozos.PDF", PDF)
    documento = principal(
        registrar_documento(
            almacen, sentido=" entrega ", tipo="relación", remitente="cna", receptor="Vecinos", fojas=3, archivo=archivo
        )
    )
    fila = fila_de(almacen, "documento", documento)
    sitio = almacen.lectura.fila("SELECT marca FROM sitio")
    assert sitio is not None
    assert fila["folio"] == f"CAR-{sitio['marca']}-D0001"
    assert (fila["sentido"], fila["precision"], fila["fecha"]) == ("entrega", "no_indicada", None)
    assert fila_de(almacen, "organizacion", UUID(fila["remitente_registrado"]))["sigla"] == "CONAGUA"
    assert fila["receptor_registrado"] is None
    sha256 = hashlib.sha256(PDF).hexdigest()
    assert (fila["archivo"], fila["sha256"]) == ("Relación de pozos.PDF", sha256)
    assert almacen.adjuntos.leer(sha256) == PDF
    (adjunto,) = almacen.lectura.filas("SELECT nombre, tipo, tamano FROM adjunto")
    assert adjunto == {"nombre": "Relación de pozos.PDF", "tipo": "pdf", "tamano": len(PDF)}


def test_el_mismo_archivo_dos_veces_se_guarda_una(almacen: Almacen, tmp_path: Path) -> None:
    for nombre in ("uno.pdf", "dos.pdf"):
        registrar_documento(almacen, sentido="entrega", tipo="plano", archivo=escrito(tmp_path, nombre, PDF))
    assert len(almacen.lectura.filas("SELECT * FROM adjunto")) == 1
    nombres = almacen.lectura.filas("SELECT archivo FROM documento ORDER BY folio")
    assert [n["archivo"] for n in nombres] == ["uno.pdf", "dos.pdf"]


@pytest.mark.parametrize(
    ("datos", "pista"),
    [
        ({"fojas": -1}, "negativo"),
        ({"tipo": " "}, "qué documento es"),
        ({"sentido": ""}, "qué se hizo"),
        ({"es_minimo": True}, "sin decir cuántas"),
        ({"fojas": " ", "es_minimo": True}, "sin decir cuántas"),
        ({"fojas": "muchas"}, "No se entiende la cantidad"),
        ({"fojas": "10 páginas"}, "«páginas» va en la descripción"),
        ({"fecha": "ayer"}, "No se entiende la fecha"),
        ({"fecha": date(217, 5, 1)}, "el año 217"),
        ({"acuerdo": UUID(int=7)}, "ya no existe"),
        ({"reunion": UUID(int=7)}, "ya no existe"),
        ({"compromisos": (UUID(int=7),)}, "ya no existe"),
    ],
)
@pytest.mark.parametrize("con_archivo", [False, True])
def test_lo_que_falta_se_pide(
    almacen: Almacen, tmp_path: Path, datos: dict[str, object], pista: str, con_archivo: bool
) -> None:
    """What is refused leaves no file behind either."""
    archivo = escrito(tmp_path, "plano.pdf", PDF) if con_archivo else None
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match=pista):
        _registrado(almacen, archivo=archivo, **datos)
    assert volcado(almacen) == antes
    assert _guardados(almacen) == []


def test_un_archivo_que_no_esta_no_deja_registro(almacen: Almacen, tmp_path: Path) -> None:
    antes = volcado(almacen)
    with pytest.raises(ErrorDeEntorno, match="No se encontró"):
        registrar_documento(almacen, sentido="entrega", tipo="plano", archivo=tmp_path / "no-hay.pdf")
    assert volcado(almacen) == antes


def test_a_un_acta_cerrada_no_se_le_agregan_documentos(almacen: Almacen) -> None:
    caso, abierta = completa(almacen), nueva(almacen)
    cerrar(almacen, caso.reunion)
    with pytest.raises(ErrorDeNegocio, match="está cerrada"):
        registrar_documento(almacen, sentido="entrega", tipo="plano", reunion=caso.reunion)
    registrar_documento(almacen, sentido="entrega", tipo="plano", reunion=abierta)


@pytest.mark.parametrize(
    ("escrita", "guardada"),
    [
        ("mayo de 2017", ("2017-05-01", "mes", None)),
        ("18/07/2017", ("2017-07-18", "dia", None)),
        ("2017", ("2017-01-01", "anio", None)),
        ("después del 3 de mayo de 2017", ("2017-05-03", "posterior_a", None)),
        ("del 1 al 15 de mayo de 2017", ("2017-05-01", "rango", "del 1 al 15 de mayo de 2017")),
        ("", (None, "no_indicada", None)),
        (None, (None, "no_indicada", None)),
        (date(2017, 7, 18), ("2017-07-18", "dia", None)),
    ],
)
def test_la_fecha_guarda_lo_que_se_sabe(almacen: Almacen, escrita: Any, guardada: tuple[object, ...]) -> None:
    fila = fila_de(almacen, "documento", _registrado(almacen, fecha=escrita))
    assert (fila["fecha"], fila["precision"], fila["periodo"]) == guardada


@pytest.mark.parametrize(
    ("fojas", "marca", "guardado"),
    [
        ("más de 469", False, (469, 1)),
        ("2,737 fojas", False, (2737, 0)),
        ("31", True, (31, 1)),
        (31, True, (31, 1)),
        ("", False, (None, 0)),
        (0, False, (0, 0)),
    ],
)
def test_mas_de_se_conserva(almacen: Almacen, fojas: Any, marca: bool, guardado: tuple[object, ...]) -> None:
    fila = fila_de(almacen, "documento", _registrado(almacen, fojas=fojas, es_minimo=marca))
    assert (fila["fojas"], fila["es_minimo"]) == guardado


def test_se_guarda_todo_lo_que_el_modelo_tiene(almacen: Almacen) -> None:
    caso = completa(almacen)
    textos = {
        "con_copia": "Vecinos",
        "turnado_a": "Archivo",
        "medio": "CD",
        "formato": "Excel",
        "periodo": "2015 a 2017",
        "descripcion": "Padrón",
        "clasificacion": "un texto de antes",
    }
    fila = fila_de(almacen, "documento", _registrado(almacen, acuerdo=caso.acuerdo, receptor=" cna ", **textos))
    assert {nombre: fila[nombre] for nombre in textos} == textos
    assert fila["acuerdo"] == str(caso.acuerdo)
    assert fila["ejercicio"] == str(uuid_de(almacen, "ejercicio", "PAL1"))
    assert fila["receptor"] == "cna"
    assert fila_de(almacen, "organizacion", UUID(fila["receptor_registrado"]))["sigla"] == "CONAGUA"


def test_cambiar_toca_solo_lo_que_se_da(almacen: Almacen) -> None:
    caso = completa(almacen)
    antes = fila_de(almacen, "documento", caso.documento)
    cambiar_documento(almacen, documento=caso.documento, rev=antes["rev"], remitente="CONAGUA", fojas="más de 40")
    despues = fila_de(almacen, "documento", caso.documento)
    cambiados = {nombre for nombre in antes if antes[nombre] != despues[nombre]}
    assert cambiados == {"rev", "modificado", "remitente", "remitente_registrado", "fojas", "es_minimo"}
    cambiar_documento(almacen, documento=caso.documento, rev=despues["rev"], remitente=None, fojas=None)
    final = fila_de(almacen, "documento", caso.documento)
    assert [final[n] for n in ("remitente", "remitente_registrado", "fojas", "es_minimo")] == [None, None, None, 0]
    enlaces = almacen.lectura.filas("SELECT * FROM documento_compromiso WHERE documento = :d", {"d": final["uuid"]})
    assert len(enlaces) == 1


def test_lo_que_otro_cambio_antes_no_se_pisa(almacen: Almacen, tmp_path: Path) -> None:
    documento = _registrado(almacen)
    cambiar_documento(almacen, documento=documento, rev=1, tipo="oficio")
    antes = volcado(almacen)
    archivo = escrito(tmp_path, "plano.pdf", PDF)
    intentos: list[Callable[[], object]] = [
        lambda: cambiar_documento(almacen, documento=documento, rev=1, tipo="mapa"),
        lambda: turnar_documento(almacen, documento=documento, rev=1, a="Archivo"),
        lambda: retirar_documento(almacen, documento=documento, rev=1),
        lambda: adjuntar_archivo(almacen, documento=documento, rev=1, archivo=archivo),
        lambda: sustituir_archivo(almacen, documento=documento, rev=1, archivo=archivo),
        lambda: quitar_archivo(almacen, documento=documento, rev=1),
    ]
    for intento in intentos:
        with pytest.raises(ErrorDeNegocio, match="cambió después"):
            intento()
    assert volcado(almacen) == antes
    assert _guardados(almacen) == []


def test_un_documento_no_entra_a_una_reunion_cerrada_ni_sale_de_ella(almacen: Almacen) -> None:
    caso, suelto = completa(almacen), _registrado(almacen)
    cerrar(almacen, caso.reunion)
    with pytest.raises(ErrorDeNegocio, match="está cerrada"):
        cambiar_documento(almacen, documento=suelto, rev=1, reunion=caso.reunion)
    with pytest.raises(ErrorDeNegocio, match="está cerrada"):
        cambiar_documento(almacen, documento=caso.documento, rev=1, reunion=None)
    cambiar_documento(almacen, documento=suelto, rev=1, acuerdo=caso.acuerdo)
    assert fila_de(almacen, "documento", suelto)["acuerdo"] == str(caso.acuerdo)


def test_no_cumple_un_acuerdo_retirado(almacen: Almacen) -> None:
    caso = completa(almacen)
    retirar_acuerdo(almacen, acuerdo=caso.acuerdo, rev=1)
    with pytest.raises(ErrorDeNegocio, match="se retiró"):
        _registrado(almacen, acuerdo=caso.acuerdo)


def test_turnar_guarda_a_todos_por_quienes_paso(almacen: Almacen) -> None:
    documento = _registrado(almacen)
    turnar_documento(almacen, documento=documento, rev=1, a=" Archivo ")
    turnar_documento(almacen, documento=documento, rev=2, a="Vecinos")
    assert fila_de(almacen, "documento", documento)["turnado_a"] == "Archivo; Vecinos"
    with pytest.raises(ErrorDeNegocio, match="Ya consta"):
        turnar_documento(almacen, documento=documento, rev=3, a="ARCHIVO")
    with pytest.raises(ErrorDeNegocio, match="a quién"):
        turnar_documento(almacen, documento=documento, rev=3, a=" ")


def test_el_archivo_se_adjunta_y_se_quita(almacen: Almacen, tmp_path: Path) -> None:
    documento = _registrado(almacen)
    with pytest.raises(ErrorDeNegocio, match="no tiene archivo"):
        quitar_archivo(almacen, documento=documento, rev=1)
    adjuntar_archivo(almacen, documento=documento, rev=1, archivo=escrito(tmp_path, "uno.pdf", PDF))
    with pytest.raises(ErrorDeNegocio, match=r"ya tiene el archivo «uno\.pdf»"):
        adjuntar_archivo(almacen, documento=documento, rev=2, archivo=escrito(tmp_path, "dos.pdf", PDF + b"2"))
    assert len(_guardados(almacen)) == 1
    fila = fila_de(almacen, "documento", documento)
    assert (fila["archivo"], fila["sha256"]) == ("uno.pdf", hashlib.sha256(PDF).hexdigest())
    quitar_archivo(almacen, documento=documento, rev=2)
    fila = fila_de(almacen, "documento", documento)
    assert (fila["archivo"], fila["sha256"]) == (None, None)
    assert len(_guardados(almacen)) == 1


def test_el_que_cumple_un_acuerdo_lo_marca_en_la_misma_operacion(almacen: Almacen, tmp_path: Path) -> None:
    acuerdo = principal(agregar_acuerdo(almacen, reunion=nueva(almacen), texto="Entregar el plano"))
    plano = escrito(tmp_path, "plano.pdf", PDF)
    documento = _registrado(almacen, cumple=acuerdo, archivo=plano)
    assert fila_de(almacen, "documento", documento)["acuerdo"] == str(acuerdo)
    (entrada,) = almacen.lectura.filas("SELECT estado, cumple_documento FROM seguimiento")
    assert (entrada["estado"], entrada["cumple_documento"]) == ("cumplido", str(documento))
    sql = "SELECT DISTINCT operacion FROM bitacora WHERE tabla IN ('documento', 'seguimiento')"
    hechas = almacen.lectura.filas(sql)
    assert len(hechas) == 1


def test_el_que_cumple_en_una_reunion_lo_cumple_ese_dia(almacen: Almacen) -> None:
    acuerdo = principal(agregar_acuerdo(almacen, reunion=nueva(almacen), texto="Entregar el plano"))
    entrega = nueva(almacen, fecha=date(2017, 9, 5))
    _registrado(almacen, cumple=acuerdo, reunion=entrega)
    (entrada,) = almacen.lectura.filas("SELECT fecha FROM seguimiento")
    assert entrada["fecha"] == "2017-09-05"


def test_un_acuerdo_retirado_no_se_cumple_y_no_queda_nada(almacen: Almacen, tmp_path: Path) -> None:
    acuerdo = principal(agregar_acuerdo(almacen, reunion=nueva(almacen), texto="Entregar el plano"))
    retirar_acuerdo(almacen, acuerdo=acuerdo, rev=1)
    with pytest.raises(ErrorDeNegocio, match="se retiró"):
        _registrado(almacen, cumple=acuerdo, archivo=escrito(tmp_path, "plano.pdf", PDF))
    assert _guardados(almacen) == []
    assert almacen.lectura.filas("SELECT uuid FROM documento") == []


def test_sustituir_el_archivo_es_una_operacion_y_deshacerla_devuelve_el_anterior(
    almacen: Almacen, tmp_path: Path
) -> None:
    uno, dos = escrito(tmp_path, "uno.pdf", PDF), escrito(tmp_path, "dos.pdf", PDF + b"2")
    documento = _registrado(almacen)
    with pytest.raises(ErrorDeNegocio, match="no tiene archivo"):
        sustituir_archivo(almacen, documento=documento, rev=1, archivo=dos)
    assert _guardados(almacen) == []
    adjuntar_archivo(almacen, documento=documento, rev=1, archivo=uno)
    sustituir_archivo(almacen, documento=documento, rev=2, archivo=dos)
    fila = fila_de(almacen, "documento", documento)
    assert (fila["archivo"], fila["sha256"], fila["rev"]) == ("dos.pdf", hashlib.sha256(PDF + b"2").hexdigest(), 3)
    (hecha,) = almacen.lectura.filas("SELECT operacion FROM bitacora ORDER BY secuencia DESC LIMIT 1")
    deshacer(almacen, operacion=UUID(hecha["operacion"]))
    fila = fila_de(almacen, "documento", documento)
    assert (fila["archivo"], fila["sha256"]) == ("uno.pdf", hashlib.sha256(PDF).hexdigest())


def test_lo_que_no_se_puede_leer_no_cuesta_el_archivo_que_estaba(almacen: Almacen, tmp_path: Path) -> None:
    documento = _registrado(almacen, archivo=escrito(tmp_path, "uno.pdf", PDF))
    antes = volcado(almacen)
    with pytest.raises(ErrorDeEnlace):
        sustituir_archivo(almacen, documento=documento, rev=1, archivo=tmp_path)
    assert volcado(almacen) == antes


def test_lo_retirado_ya_no_cambia(almacen: Almacen) -> None:
    documento = _registrado(almacen)
    retirar_documento(almacen, documento=documento, rev=1)
    with pytest.raises(ErrorDeNegocio, match="ya se retiró"):
        turnar_documento(almacen, documento=documento, rev=2, a="Archivo")


@pytest.mark.parametrize(
    ("nombre", "guardado", "tipo"),
    [
        ("漢 foto.jpg", "_ foto.jpg", "jpg"),
        ("informe\u202efdp.exe", "informefdp.exe", "exe"),
        ("CON.pdf", "_CON.pdf", "pdf"),
        ("plano: final?.pdf", "plano_ final_.pdf", "pdf"),
        ("relacio\u0301n.PDF", "relación.PDF", "pdf"),
        ("..plano", "plano", ""),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows no deja crear estos nombres")
def test_un_nombre_hostil_se_guarda_inofensivo(
    almacen: Almacen, tmp_path: Path, nombre: str, guardado: str, tipo: str
) -> None:
    documento = _registrado(almacen, archivo=escrito(tmp_path, nombre, PDF))
    assert fila_de(almacen, "documento", documento)["archivo"] == guardado
    assert almacen.lectura.filas("SELECT nombre, tipo FROM adjunto") == [{"nombre": guardado, "tipo": tipo}]


def test_el_documento_de_otro_sitio_no_se_toca_ni_se_copia_su_archivo(almacen: Almacen, tmp_path: Path) -> None:
    with almacen.escribir("Recibir") as u:
        ajeno = Documento(folio="NTE-A1-D0001", sentido="entrega", tipo="plano", origen=uuid4())
        u.agregar(ajeno)
        uuid = ajeno.uuid
    with pytest.raises(ErrorDeNegocio, match="es de otro sitio"):
        adjuntar_archivo(almacen, documento=uuid, rev=1, archivo=escrito(tmp_path, "plano.pdf", PDF))
    assert _guardados(almacen) == []
