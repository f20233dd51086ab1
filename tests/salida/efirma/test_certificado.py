"""Reading a certificate of the SAT: what it says, and every file or certificate that must not sign."""

from datetime import timedelta

import pytest
from asn1crypto import x509

from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.efirma.biblioteca import preparar_biblioteca
from enlace_app.salida.efirma.certificado import TAMANO_MAXIMO, exigir_que_pueda_firmar, leer_certificado
from enlace_app.salida.efirma.ejemplo import CURP_DE_EJEMPLO, RFC_DE_EJEMPLO
from tests.efirmas import AHORA, DESDE, TRES, UNO, autoridad, certificado, efirma, llave_corta, llave_de, sin_cifrar


def test_dice_de_quien_es_y_el_numero_del_sat() -> None:
    leido = leer_certificado(efirma(UNO).cer)
    assert (leido.nombre, leido.rfc, leido.curp) == (UNO, RFC_DE_EJEMPLO, CURP_DE_EJEMPLO)
    assert len(leido.numero) == 20
    assert leido.numero.startswith("99999")
    assert leido.es_efirma
    assert leido.desde == DESDE
    assert leido.vigente(AHORA)


def test_rfc_y_curp_no_salen_en_repr() -> None:
    leido = leer_certificado(efirma(UNO).cer)
    assert RFC_DE_EJEMPLO not in repr(leido)
    assert CURP_DE_EJEMPLO not in repr(leido)
    assert RFC_DE_EJEMPLO not in repr(efirma(UNO))


def test_pyhanko_admite_el_identificador_como_lo_escribe_el_sat() -> None:
    """Without the change asn1crypto raises "tag should have been 3, but 19" as soon as the subject is read."""
    preparar_biblioteca()
    leido = x509.Certificate.load(efirma(UNO).cer)
    assert leido.subject.native["unique_identifier"] == f"{RFC_DE_EJEMPLO} / {RFC_DE_EJEMPLO}"


def test_el_identificador_de_la_norma_se_sigue_admitiendo() -> None:
    """The same type reads the BIT STRING of X.520: files signed elsewhere may bear it."""
    preparar_biblioteca()
    oid, bits = bytes.fromhex("0603550 42d".replace(" ", "")), bytes.fromhex("030300abcd")
    leido = x509.NameTypeAndValue.load(bytes([0x30, len(oid + bits)]) + oid + bits)
    assert leido["value"].native == b"\xab\xcd"


@pytest.mark.parametrize(
    ("cer", "dice"),
    [
        pytest.param(lambda: certificado(es_efirma=False), "sello digital (CSD)", id="csd"),
        pytest.param(lambda: certificado(hasta=AHORA - timedelta(days=1)), "venció el", id="vencido"),
        pytest.param(lambda: certificado(desde=AHORA + timedelta(days=1)), "empieza a valer", id="futuro"),
        pytest.param(lambda: certificado(llave=llave_corta()), "1024 bits", id="corta"),
        pytest.param(lambda: autoridad().cer, "sello digital", id="autoridad"),
    ],
)
def test_no_puede_firmar(cer: object, dice: str) -> None:
    assert callable(cer)
    leido = leer_certificado(cer())
    with pytest.raises(ErrorDeNegocio) as error:
        exigir_que_pueda_firmar(leido, AHORA)
    assert dice in str(error.value)


def test_vale_hasta_su_ultimo_segundo() -> None:
    leido = leer_certificado(certificado(hasta=AHORA))
    exigir_que_pueda_firmar(leido, AHORA)
    with pytest.raises(ErrorDeNegocio):
        exigir_que_pueda_firmar(leido, AHORA + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("datos", "dice"),
    [
        pytest.param(lambda: b"", "está vacío", id="vacío"),
        pytest.param(lambda: b"\x30" * (TAMANO_MAXIMO + 1), "demasiado grande", id="grande"),
        pytest.param(lambda: efirma(UNO).key, "al revés", id="llave"),
        pytest.param(lambda: sin_cifrar(llave_de(UNO)), "al revés", id="llave sin cifrar"),
        pytest.param(lambda: b"-----BEGIN CERTIFICATE-----\nMII", "(PEM)", id="PEM"),
        pytest.param(lambda: efirma(UNO).cer[:-40], "está dañado", id="cortado"),
        pytest.param(lambda: b"%PDF-1.7 otra cosa", "está dañado", id="otra cosa"),
    ],
)
def test_no_es_un_certificado(datos: object, dice: str) -> None:
    assert callable(datos)
    with pytest.raises(ErrorDeNegocio) as error:
        leer_certificado(datos())
    assert dice in str(error.value)


def test_de_una_empresa_se_separa_su_rfc_del_de_quien_la_representa() -> None:
    leido = leer_certificado(certificado(TRES))
    assert "/" not in (leido.rfc or "")
    assert "/" not in (leido.curp or "")
