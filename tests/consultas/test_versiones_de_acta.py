"""The versions of an acta, with the reason for which an older one was opened again."""

from datetime import datetime

from enlace_app.consultas.versiones_de_acta import versiones_de_acta
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lectura import Lectura
from enlace_app.servicios.actas import reabrir_acta
from tests.servicios.escenario import celebrada, cerrar, firmar, municipio_de


def test_cada_version_con_el_motivo_por_el_que_se_reabrio(iniciado: Almacen) -> None:
    almacen = iniciado
    reunion, otra = celebrada(almacen), celebrada(almacen)
    assert versiones_de_acta(almacen.lectura, str(reunion)) == []
    cerrar(almacen, otra)
    cerrar(almacen, reunion)
    reabrir_acta(almacen, reunion=reunion, motivo="Faltó una firma")
    (primera,) = versiones_de_acta(almacen.lectura, str(reunion))
    assert (primera.version, primera.reabierta) == (1, "Faltó una firma")
    cerrar(almacen, reunion)
    versiones = versiones_de_acta(almacen.lectura, str(reunion))
    assert [(v.version, v.reabierta) for v in versiones] == [(1, "Faltó una firma"), (2, None)]


def test_de_varias_reaperturas_cada_version_guarda_la_suya(iniciado: Almacen) -> None:
    reunion = celebrada(iniciado)
    for motivo in ("Primer motivo", "Segundo motivo"):
        cerrar(iniciado, reunion)
        reabrir_acta(iniciado, reunion=reunion, motivo=motivo)
    cerrar(iniciado, reunion)
    firmar(iniciado, reunion)
    versiones = versiones_de_acta(iniciado.lectura, str(reunion))
    assert [v.reabierta for v in versiones] == ["Primer motivo", "Segundo motivo", None]
    assert len({v.uuid for v in versiones}) == 3


def test_la_hora_de_cierre_es_la_del_lugar_de_la_reunion(iniciado: Almacen) -> None:
    """Piedras Negras keeps summer time, Sabinas does not."""
    reuniones = [celebrada(iniciado, municipio=municipio_de(iniciado, m)) for m in ("Sabinas", "Piedras Negras")]
    for reunion in reuniones:
        cerrar(iniciado, reunion)
    zonas = iniciado.lectura.filas("SELECT zona FROM reunion ORDER BY zona")
    assert [z["zona"] for z in zonas] == ["America/Matamoros", "America/Monterrey"]
    for reunion in reuniones:
        (version,) = versiones_de_acta(iniciado.lectura, str(reunion))
        leida = datetime.fromisoformat(version.cerrada)
        (guardada,) = iniciado.lectura.filas("SELECT cerrada FROM acta WHERE reunion = :r", {"r": str(reunion)})
        instante = datetime.fromisoformat(str(guardada["cerrada"]).replace("Z", "+00:00"))
        assert leida.utcoffset() is not None
        assert abs((leida - instante).total_seconds()) < 1, "es el mismo instante"
        assert leida.utcoffset() != instante.utcoffset()


def test_lo_publicado_no_tiene_versiones(historia: Lectura) -> None:
    for fila in historia.filas("SELECT uuid FROM reunion"):
        assert versiones_de_acta(historia, fila["uuid"]) == []
