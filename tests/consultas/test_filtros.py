"""What is typed to narrow a list means a key, or is refused with those that there are."""

import pytest

from enlace_app.consultas.filtros import Catalogo, clave_de, estado_de
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.dominio.seguimientos import EstadoAcuerdo
from enlace_app.errores import ErrorDeNegocio


@pytest.mark.parametrize(
    ("catalogo", "escrito", "clave"),
    [
        (Catalogo.REGION, "nte", "NTE"),
        (Catalogo.REGION, None, None),
        (Catalogo.TIPO, "SESION_ORDINARIA", "sesion_ordinaria"),
        (Catalogo.TIPO, "sesión  ordinaria", "sesion_ordinaria"),
        (Catalogo.COMPROMISO, "pal9-c10", "PAL9-C10"),
        (Catalogo.EJERCICIO, "pal9", "PAL9"),
    ],
)
def test_clave_o_nombre_dan_la_clave(
    lectura: Lectura, catalogo: Catalogo, escrito: str | None, clave: str | None
) -> None:
    assert clave_de(lectura, catalogo, escrito) == clave


@pytest.mark.parametrize(
    ("catalogo", "hay"),
    [
        (Catalogo.REGION, "CAR, NTE"),
        (Catalogo.TIPO, "reunion_trabajo, sesion_ordinaria"),
        (Catalogo.COMPROMISO, "PAL9-C10, PAL9-C9"),
        (Catalogo.EJERCICIO, "PAL9"),
    ],
)
def test_lo_que_no_existe_se_rechaza_con_lo_que_hay(lectura: Lectura, catalogo: Catalogo, hay: str) -> None:
    with pytest.raises(ErrorDeNegocio, match=rf"«ZZZ»\. Puede ser: {hay}\."):
        clave_de(lectura, catalogo, "ZZZ")


def test_sin_catalogo_se_dice_que_no_hay_ninguno(almacen: Almacen) -> None:
    with pytest.raises(ErrorDeNegocio, match="ninguno todavía"):
        clave_de(almacen.lectura, Catalogo.COMPROMISO, "PAL9-C9")


def test_un_estado_se_escribe_con_guion_o_sin_el() -> None:
    assert estado_de(EstadoAcuerdo, "En proceso") == estado_de(EstadoAcuerdo, "en_proceso") == "en_proceso"
    assert estado_de(EstadoReunion, None) is None
    with pytest.raises(ErrorDeNegocio, match=r"«lista»\. Puede ser: borrador, convocada, .*no_celebrada"):
        estado_de(EstadoReunion, "lista")
    with pytest.raises(ErrorDeNegocio, match="pídalo con --vencidos"):
        estado_de(EstadoAcuerdo, "vencidos", aparte={"vencido": "--vencidos"})
