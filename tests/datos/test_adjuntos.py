import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enlace_app.archivos import ruta_temporal
from enlace_app.datos.adjuntos import AlmacenAdjuntos
from enlace_app.errores import ErrorDeEntorno


@pytest.fixture
def almacen(tmp_path: Path) -> AlmacenAdjuntos:
    (tmp_path / "adjuntos").mkdir()
    return AlmacenAdjuntos(tmp_path / "adjuntos")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.binary(max_size=3000))
def test_lo_guardado_se_lee_igual_por_cualquiera_de_los_dos_caminos(
    tmp_path: Path, almacen: AlmacenAdjuntos, datos: bytes
) -> None:
    origen = tmp_path / "origen"
    origen.write_bytes(datos)
    huella = almacen.guardar_archivo(origen)
    assert huella == almacen.guardar(datos) == hashlib.sha256(datos).hexdigest()
    assert almacen.leer(huella) == datos
    assert almacen.ruta(huella) == tmp_path / "adjuntos" / huella[:2] / huella
    assert almacen.revisar() == []


def test_guardar_otra_vez_lo_mismo_no_toca_el_archivo(almacen: AlmacenAdjuntos) -> None:
    ruta = almacen.ruta(almacen.guardar(b"uno"))
    antes = ruta.stat()
    almacen.guardar(b"uno")
    assert (ruta.stat().st_ino, ruta.stat().st_mtime_ns) == (antes.st_ino, antes.st_mtime_ns)


@pytest.mark.parametrize("por_archivo", [False, True])
def test_lo_danado_se_rechaza_al_leer_se_reporta_y_se_repara_al_guardar(
    tmp_path: Path, almacen: AlmacenAdjuntos, por_archivo: bool
) -> None:
    (tmp_path / "origen").write_bytes(b"contenido")
    huella = almacen.guardar(b"contenido")
    almacen.ruta(huella).write_bytes(b"contenidO")
    with pytest.raises(ErrorDeEntorno, match="dañado"):
        almacen.leer(huella)
    assert [(p.ruta, "dañado" in p.motivo) for p in almacen.revisar()] == [(almacen.ruta(huella), True)]
    if por_archivo:
        almacen.guardar_archivo(tmp_path / "origen")
    else:
        almacen.guardar(b"contenido")
    assert almacen.leer(huella) == b"contenido"
    assert almacen.revisar() == []


def test_lo_que_falta_se_explica(almacen: AlmacenAdjuntos) -> None:
    with pytest.raises(ErrorDeEntorno, match="Falta el archivo adjunto"):
        almacen.leer("0" * 64)


@pytest.mark.parametrize(
    "huella",
    ["", "a" * 63, "a" * 65, "A" * 64, "../" + "a" * 61, "/" + "a" * 63, "a" * 63 + "\n", "a" * 64 + "\n", "٠" * 64],
)
def test_un_nombre_que_no_es_huella_no_sale_de_la_carpeta(almacen: AlmacenAdjuntos, huella: str) -> None:
    with pytest.raises(ValueError, match="64 cifras"):
        almacen.ruta(huella)
    with pytest.raises(ValueError, match="64 cifras"):
        almacen.leer(huella)


def test_revisar_reporta_lo_que_no_pertenece_y_barrer_solo_quita_lo_propio(
    tmp_path: Path, almacen: AlmacenAdjuntos
) -> None:
    huella = almacen.guardar(b"uno")
    fuera_de_lugar = tmp_path / "adjuntos" / "zz" / huella
    fuera_de_lugar.parent.mkdir()
    fuera_de_lugar.write_bytes(b"uno")
    a_medias = ruta_temporal(almacen.ruta(huella).parent)
    a_medias.write_bytes(b"u")
    assert {p.ruta for p in almacen.revisar()} == {fuera_de_lugar, a_medias}
    almacen.barrer()
    assert [p.ruta for p in almacen.revisar()] == [fuera_de_lugar]
    assert almacen.leer(huella) == b"uno"


def test_un_archivo_que_cambia_mientras_se_copia_no_se_guarda(
    tmp_path: Path, almacen: AlmacenAdjuntos, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the second hash the store would hold other bytes under the first one's name."""
    origen = tmp_path / "origen"
    origen.write_bytes(b"antes")
    abrir = Path.open

    def cambiar_y_abrir(ruta: Path, *args: str, **kw: str) -> object:
        abiertas.append(ruta)
        if ruta == origen and abiertas.count(origen) == 2:
            with abrir(origen, "wb") as archivo:
                archivo.write(b"despues")
        return abrir(ruta, *args, **kw)  # type: ignore[call-overload]

    abiertas: list[Path] = []
    monkeypatch.setattr(Path, "open", cambiar_y_abrir)
    with pytest.raises(ErrorDeEntorno, match="cambió mientras se copiaba"):
        almacen.guardar_archivo(origen)
    assert almacen.revisar() == []
    assert not any(ruta.is_file() for ruta in (tmp_path / "adjuntos").rglob("*"))


def test_un_origen_que_no_existe_se_nombra(tmp_path: Path, almacen: AlmacenAdjuntos) -> None:
    with pytest.raises(ErrorDeEntorno, match="no-esta"):
        almacen.guardar_archivo(tmp_path / "no-esta.pdf")


@pytest.mark.skipif(os.name != "posix", reason="/dev/full es de POSIX")
def test_una_falla_al_leer_culpa_al_origen_y_no_al_almacen(tmp_path: Path, almacen: AlmacenAdjuntos) -> None:
    with pytest.raises(ErrorDeEntorno, match="es una carpeta") as caso:
        almacen.guardar_archivo(tmp_path)
    assert "adjuntos" not in str(caso.value).removeprefix(str(tmp_path))
