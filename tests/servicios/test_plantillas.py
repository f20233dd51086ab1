from pathlib import Path
from typing import Any

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.actas import Cierre, componer
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos, carpeta_plantillas
from enlace_app.salida.pdf.estante import Estante
from enlace_app.servicios import documentos_de_reunion as documentos
from enlace_app.servicios import plantillas
from enlace_app.servicios.expedientes import reunir_expediente
from tests.servicios.escenario import AVISO, completa


def _claves(datos: Any, ruta: str = "") -> dict[str, frozenset[str]]:
    """The keys of every table inside, told by its place; what a content leaves empty says nothing."""
    if isinstance(datos, list):
        return {k: v for dato in datos for k, v in _claves(dato, f"{ruta}[]").items()}
    if not isinstance(datos, dict):
        return {}
    dentro = [_claves(valor, f"{ruta}.{clave}") for clave, valor in datos.items()]
    return {ruta: frozenset(datos)} | {k: v for parte in dentro for k, v in parte.items()}


def _iguales(ejemplo: Any, real: Any) -> None:
    suyas, de_verdad = _claves(ejemplo), _claves(real)
    assert "" in suyas
    assert {k: v for k, v in suyas.items() if k in de_verdad} == {k: v for k, v in de_verdad.items() if k in suyas}


def test_los_ejemplos_tienen_los_datos_que_tendran_los_documentos(almacen: Almacen) -> None:
    """A template that prints its example must not fail on an acta: nothing may be in one and not in the other."""
    c, estante = completa(almacen), Estante(carpeta_plantillas())
    with almacen.consultar() as u:
        contenido = componer(reunir_expediente(u, c.reunion, aviso_privacidad=AVISO), Cierre("F/1"))
    _iguales(estante.ejemplo("acta"), contenido)
    _iguales(estante.ejemplo("convocatoria"), documentos.convocatoria(almacen, c.reunion))
    _iguales(
        estante.ejemplo("lista_de_asistencia"),
        documentos.lista_de_asistencia(almacen, c.reunion, aviso_privacidad=AVISO),
    )
    _iguales(estante.ejemplo("relacion_de_acuerdos"), documentos.relacion_de_acuerdos(almacen, c.reunion))
    _iguales(estante.ejemplo("extracto_de_acuerdo"), documentos.extracto_de_acuerdo(almacen, c.acuerdo))


def test_se_copia_se_cambia_y_se_revisa(tmp_path: Path) -> None:
    carpeta = CarpetaDatos(tmp_path / "datos")
    carpeta.raiz.mkdir()
    assert plantillas.revisar(carpeta) == []
    copia = plantillas.copiar(carpeta, "convocatoria")
    assert copia == carpeta.plantillas / "convocatoria.toml"
    (revisada,) = plantillas.revisar(carpeta)
    assert (revisada.nombre, revisada.propia, revisada.problema) == ("convocatoria", True, None)
    copia.write_text(copia.read_text(encoding="utf-8").replace("{{ folio }}", "{{ folios }}", 1), encoding="utf-8")
    for cual in (None, "convocatoria", str(copia)):
        (mala,) = plantillas.revisar(carpeta, cual)
        assert "convocatoria.toml, línea 5 (cada_hoja, «titulo»)" in str(mala.problema)
        assert "«folios»" in str(mala.problema)
    with pytest.raises(ErrorDeNegocio, match="no se tocó"):
        plantillas.copiar(carpeta, "convocatoria")


@pytest.mark.parametrize("cual", ["no hay", "../acta", "acta_que_no_existe.toml"])
def test_lo_que_no_existe_se_dice(cual: str, tmp_path: Path) -> None:
    carpeta = CarpetaDatos(tmp_path)
    with pytest.raises(ErrorDeNegocio, match=r"No (hay un documento|existe el archivo)"):
        plantillas.revisar(carpeta, cual)
