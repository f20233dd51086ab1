"""The register of documents and their files."""

import hashlib
from pathlib import Path
from uuid import UUID

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.servicios.documentos import registrar_documento
from tests.servicios.escenario import PDF, cerrar, completa, escrito, fila_de, nueva, principal, volcado


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
    [({"fojas": -1}, "negativo"), ({"tipo": " "}, "qué documento es"), ({"sentido": ""}, "qué se hizo")],
)
def test_lo_que_falta_se_pide(almacen: Almacen, datos: dict[str, object], pista: str) -> None:
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match=pista):
        registrar_documento(almacen, **({"sentido": "entrega", "tipo": "plano"} | datos))  # type: ignore[arg-type]
    assert volcado(almacen) == antes


def test_un_archivo_que_no_esta_no_deja_registro(almacen: Almacen, tmp_path: Path) -> None:
    antes = volcado(almacen)
    with pytest.raises(ErrorDeEntorno, match="No se encontró"):
        registrar_documento(almacen, sentido="entrega", tipo="plano", archivo=tmp_path / "no-hay.pdf")
    with pytest.raises(ErrorDeNegocio, match="Nombre del archivo"):
        registrar_documento(almacen, sentido="entrega", tipo="plano", archivo=escrito(tmp_path, "漢.pdf", PDF))
    assert volcado(almacen) == antes


def test_a_un_acta_cerrada_no_se_le_agregan_documentos(almacen: Almacen) -> None:
    caso, abierta = completa(almacen), nueva(almacen)
    cerrar(almacen, caso.reunion)
    with pytest.raises(ErrorDeNegocio, match="está cerrada"):
        registrar_documento(almacen, sentido="entrega", tipo="plano", reunion=caso.reunion)
    registrar_documento(almacen, sentido="entrega", tipo="plano", reunion=abierta)
