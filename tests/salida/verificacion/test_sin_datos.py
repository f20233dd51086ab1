"""Files without the data of an acta: what they say to be, and nothing more."""

import hashlib

import pikepdf
import pytest

from enlace_app.dominio.verificacion import Juicio
from enlace_app.salida.verificacion.examen import DATOS, ENTERO, Especie
from tests.efirmas import UNO
from tests.salida.verificacion import muestras
from tests.salida.verificacion.muestras import con_pikepdf, examen, firmado, juicios, para_firma


def test_sin_su_adjunto_no_se_hace_pasar_por_otro_documento() -> None:
    """The words still say that it is an acta, and every sealed acta has its data."""

    def quitar(documento: pikepdf.Pdf) -> None:
        muestras.editar_hoja(documento, -1)
        muestras.sin_adjunto(documento)

    hecho = examen(con_pikepdf(para_firma(), quitar))
    assert hecho.especie is Especie.ACTA_SIN_DATOS
    assert juicios(hecho)[DATOS] is Juicio.MAL
    assert hecho.dicha is not None
    assert (hecho.dicha.folio, hecho.dicha.version, hecho.dicha.huella) == (
        muestras.contenido()["folio"],
        1,
        muestras.HUELLA,
    )


def test_un_titulo_no_hace_una_version_publica_de_un_acta() -> None:
    def disfrazar(documento: pikepdf.Pdf) -> None:
        muestras.sin_adjunto(documento)
        documento.docinfo["/Title"] = "Propuesta de versión pública"

    assert examen(con_pikepdf(para_firma(), disfrazar)).especie is Especie.ACTA_SIN_DATOS


@pytest.mark.parametrize("version", [1, 2])
def test_el_acta_de_la_forma_anterior_se_reconoce_y_no_se_da_por_alterada(version: int) -> None:
    pdf = muestras.de_la_forma_anterior(version)
    hecho = examen(pdf)
    assert (hecho.especie, hecho.alterado) == (Especie.ACTA_SIN_DATOS, False)
    assert hecho.dicha is not None
    assert (hecho.dicha.folio, hecho.dicha.version) == (muestras.contenido()["folio"], version)
    assert hecho.impreso_sha256 == hashlib.sha256(pdf).hexdigest()
    assert juicios(hecho)[DATOS] is Juicio.NO_COMPROBADO


def test_las_efirmas_puestas_en_la_forma_anterior_se_examinan() -> None:
    anterior = muestras.de_la_forma_anterior(1)
    firmada = firmado(anterior, UNO, casilla="firma-1")
    hecho = examen(firmada)
    assert [f.nombre for f in hecho.firmas] == [UNO]
    assert juicios(hecho)[ENTERO] is Juicio.BIEN
    assert hecho.impreso_sha256 == hashlib.sha256(anterior).hexdigest()
    assert examen(firmada + b" ").alterado
