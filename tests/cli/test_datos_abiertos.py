"""`enlace datos exportar`, a package with its attachments, and the list of what was sent."""

import json
from pathlib import Path
from zipfile import ZipFile

from tests.cli.programa import Programa


def test_datos_abiertos_zip_y_constancia_de_lo_enviado(publicado: Programa) -> None:
    hecho = publicado("datos", "exportar", "-o", "abiertos", "--json").json()
    carpeta = Path(hecho["carpeta"])
    assert carpeta == publicado.lugar / "abiertos"
    descriptor = json.loads((carpeta / "datapackage.json").read_text(encoding="utf-8"))
    assert {recurso["path"] for recurso in descriptor["resources"]} == {
        f"datos/{tabla}.{formato}" for tabla in hecho["filas"] for formato in ("csv", "json")
    }
    assert hecho["filas"]["reuniones"] > 40
    assert "Adjuntos: 0" in publicado("paquete", "exportar", "--con-adjuntos").salida
    (ruta,) = publicado.lugar.glob("enlace-CAR-0001-*.zip")
    with ZipFile(ruta) as sobre:
        assert sobre.namelist() == [ruta.with_suffix(".xlsx").name]
    (enviado,) = publicado("paquete", "enviados", "--json").json()
    assert (enviado["archivo"], enviado["secuencia"], enviado["acuse"]) == (ruta.name, 1, False)
    assert len(enviado["contenido_sha256"]) == 64
