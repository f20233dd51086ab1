import os
import sys
from pathlib import Path

import pytest

from enlace_app import rutas
from enlace_app.errores import ErrorDeEntorno
from enlace_app.rutas import CarpetaDatos, carpeta_datos_predeterminada, carpeta_plantillas, carpeta_recursos


def _paquete(monkeypatch: pytest.MonkeyPatch, raiz: Path) -> Path:
    """Pretend that the package lies in ``raiz``."""
    paquete = raiz / "enlace_app"
    paquete.mkdir(parents=True)
    monkeypatch.setattr(rutas, "__file__", str(paquete / "rutas.py"))
    return paquete


def test_encuentra_los_recursos_de_esta_copia_del_codigo() -> None:
    raiz = Path(__file__).parents[1]
    assert carpeta_recursos() == raiz / "recursos"
    assert carpeta_plantillas() == raiz / "plantillas_pdf"


def test_una_rueda_instalada_usa_lo_que_trae_y_no_la_carpeta_vecina(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paquete = _paquete(monkeypatch, tmp_path)
    (tmp_path / "recursos").mkdir()
    (paquete / "_recursos").mkdir()
    (paquete / "_plantillas_pdf").mkdir()
    assert carpeta_recursos() == paquete / "_recursos"
    assert carpeta_plantillas() == paquete / "_plantillas_pdf"


def test_una_instalacion_incompleta_no_toma_la_carpeta_de_otro(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _paquete(monkeypatch, tmp_path)
    (tmp_path / "recursos").mkdir()
    with pytest.raises(ErrorDeEntorno, match="incompleta: falta la carpeta «recursos»"):
        carpeta_recursos()


def test_la_carpeta_predeterminada_es_del_usuario_y_se_llama_enlace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform == "linux":
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
        assert carpeta_datos_predeterminada() == tmp_path / "Enlace"
    assert carpeta_datos_predeterminada().name == "Enlace"


def test_preparar_crea_todo_solo_para_su_dueno_y_no_deja_pruebas(tmp_path: Path) -> None:
    carpeta = CarpetaDatos(tmp_path / "uno" / "año ñ")
    carpeta.preparar()
    carpeta.preparar()
    assert sorted(ruta.name for ruta in carpeta.raiz.rglob("*")) == ["adjuntos", "respaldos"]
    if os.name == "posix":
        assert carpeta.raiz.stat().st_mode & 0o777 == 0o700
    assert (carpeta.base.name, carpeta.cerrojo.name) == ("enlace.db", "enlace.lock")
    assert carpeta.base.parent == carpeta.cerrojo.parent == carpeta.raiz


def test_preparar_respeta_los_permisos_de_una_carpeta_que_ya_estaba(tmp_path: Path) -> None:
    raiz = tmp_path / "compartida"
    raiz.mkdir(mode=0o755)
    modo = raiz.stat().st_mode
    CarpetaDatos(raiz).preparar()
    assert raiz.stat().st_mode == modo


@pytest.mark.parametrize("dentro", ["", "mas/abajo"])
def test_un_archivo_en_el_lugar_de_la_carpeta_se_explica(tmp_path: Path, dentro: str) -> None:
    archivo = tmp_path / "datos"
    archivo.write_text("x")
    with pytest.raises(ErrorDeEntorno, match="hay un archivo con ese nombre") as caso:
        CarpetaDatos(archivo / dentro).preparar()
    assert str(archivo) in str(caso.value)
    assert archivo.read_text() == "x"


# Even root cannot create files in sysfs: a folder that exists and refuses.
@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="necesita el sistema de archivos /sys de Linux")
def test_una_carpeta_donde_no_se_puede_escribir_se_explica() -> None:
    with pytest.raises(
        ErrorDeEntorno, match=r"No se puede escribir en la carpeta de datos «/sys/kernel».*otra carpeta"
    ):
        CarpetaDatos(Path("/sys/kernel")).preparar()
