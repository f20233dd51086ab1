"""Settings that are written are the settings that are read, whatever somebody typed."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enlace_app.ajustes import ARCHIVO, Ajustes, leer_ajustes
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.servicios.ajustes import guardar_ajustes


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ajustes=st.builds(
        Ajustes,
        **{
            c: st.text() if t is str else st.integers(1, 10**6)
            for c, t in {f: type(v) for f, v in vars(Ajustes()).items()}.items()
        },
    )
)
def test_lo_guardado_se_lee_igual(tmp_path: Path, ajustes: Ajustes) -> None:
    guardar_ajustes(tmp_path, ajustes)
    assert leer_ajustes(tmp_path) == ajustes


@pytest.mark.parametrize("texto", ['"', "\\", "\n", "\r\n", "\x7f\x00\x1f", "\u2028\x85", "😀 ñ", "# no", "'''", '"""'])
def test_los_textos_dificiles(tmp_path: Path, texto: str) -> None:
    guardar_ajustes(tmp_path, Ajustes(destinatario=texto))
    assert leer_ajustes(tmp_path).destinatario == texto
    assert [ruta.name for ruta in tmp_path.iterdir()] == [ARCHIVO], "nada queda a medias"


@pytest.mark.parametrize("malos", [Ajustes(respaldos_a_conservar=0), Ajustes(destinatario="\ud800")])
def test_lo_que_no_se_podria_leer_no_se_guarda(tmp_path: Path, malos: Ajustes) -> None:
    guardar_ajustes(tmp_path, Ajustes(destinatario="antes"))
    with pytest.raises(ErrorDeNegocio):
        guardar_ajustes(tmp_path, malos)
    assert leer_ajustes(tmp_path).destinatario == "antes"


def test_sin_carpeta_lo_dice(tmp_path: Path) -> None:
    with pytest.raises(ErrorDeEntorno):
        guardar_ajustes(tmp_path / "no-hay", Ajustes())
