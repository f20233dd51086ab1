"""Opening a private key: every encryption of the SAT, every wrong file, and no trace of the password in an error."""

from collections.abc import Callable, Iterator
from types import TracebackType

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.efirma.certificado import TAMANO_MAXIMO, leer_certificado
from enlace_app.salida.efirma.llave import VUELTAS_MAXIMAS, abrir_llave, borrar
from tests.efirmas import (
    CONTRASENA,
    DOS,
    UNO,
    clave,
    como_el_sat,
    con_aes,
    con_md5_y_des,
    con_pbes1,
    efirma,
    llave_de,
    sin_cifrar,
)

OTRA = "No.es.esta-7731-contraseña"


def abrir(key: bytes, contrasena: str = CONTRASENA, nombre: str = UNO) -> RSAPrivateKey:
    return abrir_llave(key, clave(contrasena), leer_certificado(efirma(nombre).cer))


@pytest.mark.parametrize("cifrar", [como_el_sat, con_aes, con_pbes1, con_md5_y_des])
def test_abre_lo_que_el_sat_cifra(cifrar: Callable[[RSAPrivateKey, bytes], bytes]) -> None:
    llave = llave_de(UNO)
    assert abrir(cifrar(llave, CONTRASENA.encode())).private_numbers() == llave.private_numbers()


@pytest.mark.parametrize("cifrar", [como_el_sat, con_aes, con_pbes1, con_md5_y_des])
def test_contrasena_equivocada(cifrar: Callable[[RSAPrivateKey, bytes], bytes]) -> None:
    key = cifrar(llave_de(UNO), CONTRASENA.encode())
    with pytest.raises(ErrorDeNegocio, match="no es la de esa llave"):
        abrir(key, OTRA)


def test_contrasena_con_enie_de_los_programas_viejos() -> None:
    key = como_el_sat(llave_de(UNO), CONTRASENA.encode("latin-1"))
    assert abrir(key).private_numbers() == llave_de(UNO).private_numbers()


@pytest.mark.parametrize(
    ("key", "dice"),
    [
        pytest.param(lambda: b"", "está vacío", id="vacía"),
        pytest.param(lambda: b"\x30" * (TAMANO_MAXIMO + 1), "demasiado grande", id="grande"),
        pytest.param(lambda: efirma(UNO).cer, "al revés", id="certificado"),
        pytest.param(lambda: sin_cifrar(llave_de(UNO)), "protegida con contraseña", id="sin cifrar"),
        pytest.param(lambda: b"-----BEGIN ENCRYPTED PRIVATE KEY-----", "(PEM)", id="PEM"),
        pytest.param(lambda: efirma(UNO).key[:-40], "está dañado", id="cortada"),
        pytest.param(lambda: b"otra cosa", "está dañado", id="otra cosa"),
        pytest.param(
            lambda: como_el_sat(llave_de(UNO), CONTRASENA.encode(), VUELTAS_MAXIMAS + 1), "dañado", id="vueltas"
        ),
    ],
)
def test_no_es_una_llave_del_sat(key: Callable[[], bytes], dice: str) -> None:
    """The last one would keep the program busy for hours before it could say that the password is wrong."""
    with pytest.raises(ErrorDeNegocio) as error:
        abrir(key())
    assert dice in str(error.value)


def test_sin_contrasena() -> None:
    with pytest.raises(ErrorDeNegocio, match="Escriba la contraseña"):
        abrir(efirma(UNO).key, "")


def test_llave_de_otro_certificado() -> None:
    with pytest.raises(ErrorDeNegocio, match="no corresponde a ese certificado"):
        abrir(efirma(DOS).key, nombre=UNO)


def test_borrar_no_deja_nada() -> None:
    secreto = clave()
    borrar(secreto)
    assert set(secreto) == {0}


@pytest.mark.parametrize("cifrar", [como_el_sat, con_pbes1, con_md5_y_des])
def test_el_error_no_lleva_a_la_contrasena(cifrar: Callable[[RSAPrivateKey, bytes], bytes]) -> None:
    """Not in its text, nor in an error behind it, nor in a variable of a frame of its traceback but the caller's."""
    key = cifrar(llave_de(UNO), CONTRASENA.encode())
    secreto = clave(OTRA)
    with pytest.raises(ErrorDeNegocio) as error:
        try:
            abrir_llave(key, secreto, leer_certificado(efirma(UNO).cer))
        finally:
            borrar(secreto)
    for hallado in _encadenados(error.value):
        assert OTRA not in f"{hallado!r} {hallado}"
        for valor in _variables(hallado.__traceback__):
            assert OTRA.encode() not in valor
            assert OTRA.encode("latin-1") not in valor
    assert error.value.__cause__ is None
    assert error.value.__context__ is None


def _encadenados(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _variables(rastro: TracebackType | None) -> Iterator[bytes]:
    while rastro is not None:
        for valor in rastro.tb_frame.f_locals.values():
            yield bytes(valor) if isinstance(valor, bytes | bytearray) else repr(valor).encode(errors="replace")
        rastro = rastro.tb_next
