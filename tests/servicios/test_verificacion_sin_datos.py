"""An acta whose attached data were taken out, or that was printed before they were attached."""

from pathlib import Path

import pikepdf

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.verificacion import Dictamen, Juicio, Veredicto
from enlace_app.servicios import comprobaciones as checar
from enlace_app.servicios.verificacion import verificar_archivo
from tests.salida.verificacion.muestras import con_pikepdf, editar_hoja, sin_adjunto
from tests.servicios.actas_por_verificar import acta_sin_efirma, imprenta_real
from tests.servicios.escenario import escrito


def como_la_anterior(documento: pikepdf.Pdf) -> None:
    sin_adjunto(documento)
    del documento.Root.Metadata


def verificar(pdf: bytes, lugar: Path, lectura: Lectura | None) -> Dictamen:
    return verificar_archivo(escrito(lugar, "acta.pdf", pdf), lectura=lectura, imprenta=imprenta_real())


def test_a_la_de_esta_forma_se_le_quitaron(almacen: Almacen, tmp_path: Path) -> None:
    _, papel = acta_sin_efirma(almacen, imprenta_real())
    for lectura in (almacen.lectura, None):
        assert verificar(con_pikepdf(papel, sin_adjunto), tmp_path, lectura).veredicto is Veredicto.ALTERADA


def test_la_que_parece_de_la_forma_anterior_no_prueba_nada(almacen: Almacen, tmp_path: Path) -> None:
    _, papel = acta_sin_efirma(almacen, imprenta_real())
    antigua = con_pikepdf(papel, como_la_anterior)
    lejos = verificar(antigua, tmp_path, None)
    assert lejos.veredicto is Veredicto.NO_COMPROBABLE
    assert "dicen ser un acta" in lejos.frase
    aqui = verificar(con_pikepdf(antigua, editar_hoja), tmp_path, almacen.lectura)
    assert not aqui.favorable
    propia = verificar(antigua, tmp_path, almacen.lectura)
    assert propia.veredicto is Veredicto.ALTERADA, (
        "el registro tiene esa acta, y estos bytes no son ninguno de los suyos"
    )
    assert {c.resultado for c in propia.comprobaciones if c.nombre == checar.BYTES} == {Juicio.MAL}
