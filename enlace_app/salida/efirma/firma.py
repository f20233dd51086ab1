"""Signing a PDF with an e.firma: one more increment on its bytes, PAdES B-B, nothing asked of any network."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from asn1crypto import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.efirma.biblioteca import preparar_biblioteca
from enlace_app.salida.efirma.bloque import LetraIncrustada, estilo_del_bloque, texto_del_bloque
from enlace_app.salida.efirma.casillas import Casilla, casillas_de, ocupadas
from enlace_app.salida.efirma.certificado import CertificadoSAT, exigir_que_pueda_firmar, leer_certificado
from enlace_app.salida.efirma.lectura import MOTIVO, PROTESTA, FirmaElectronica, firmas_de
from enlace_app.salida.efirma.llave import abrir_llave, borrar

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

_RESUMEN: Final = "sha256"


@dataclass(frozen=True, slots=True)
class FirmadoConEfirma:
    """The signed file and who signed it; `casilla` is None where the signature has no visible block."""

    datos: bytes
    nombre: str
    numero: str
    casilla: str | None
    bloquea: bool


class _Incremento(IncrementalPdfFileWriter):  # type: ignore[misc, unused-ignore]
    """Adds a signature and nothing else: title, dates and XMP stay those of the revision that was judged as PDF/A.

    pyHanko would write both anew, with its own name and the system's time.
    """

    def _update_meta(self) -> None:
        pass


class _FirmanteLocal(Signer):  # type: ignore[misc, unused-ignore]
    """Signs with a key that stays in OpenSSL's memory; pyHanko's own would hold it decrypted in Python."""

    def __init__(self, certificado: CertificadoSAT, llave: "RSAPrivateKey") -> None:
        super().__init__(signing_cert=x509.Certificate.load(certificado.der), embed_roots=False)
        self._llave: RSAPrivateKey | None = llave

    def soltar(self) -> None:
        """Drop the key, which wipes it, even where a traceback still holds this object."""
        self._llave = None

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if self._llave is None or digest_algorithm != _RESUMEN:
            raise SigningError("a key and SHA-256 expected")
        if dry_run:
            return bytes(self._llave.key_size // 8)
        return self._llave.sign(data, PKCS1v15(), SHA256())


def firmar(
    pdf: bytes,
    *,
    cer: bytes,
    key: bytes,
    contrasena: bytearray,
    casilla: str | Casilla | None,
    instante: datetime,
    ultima: bool,
    protesta: str | None = None,
) -> FirmadoConEfirma:
    """Return `pdf` with one signature more; its own bytes stay the beginning of the result.

    `contrasena` (UTF-8) is overwritten before this returns or raises. `casilla` names the cell al calce that was left
    for this person; where the document has no such cell, or it is taken, the signature is invisible, and says so in
    the result: the cell of somebody else stays hers. `instante` has the zone that it is printed in. `ultima` locks the
    file: any change after it makes the signature invalid. `protesta` is why she signs under protest: the block says
    that she does, and the signature itself why.

    Raises `ErrorDeNegocio` for a certificate, key or password that will not do, a document that is locked or whose
    signatures do not hold, and a second signature with the same certificate.
    """
    try:
        preparar_biblioteca()
        certificado = leer_certificado(cer)
        exigir_que_pueda_firmar(certificado, instante)
        _exigir_firmable(firmas_de(pdf), certificado)
        firmante = _FirmanteLocal(certificado, abrir_llave(key, contrasena, certificado))
    finally:
        borrar(contrasena)
    try:
        return _incrementar(pdf, certificado, firmante, casilla, instante, ultima=ultima, protesta=protesta)
    except (PdfError, SigningError) as error:
        raise ErrorDeNegocio(
            "El archivo PDF no se puede firmar: su estructura no lo permite. No se cambió nada; vuelva a exportarlo."
        ) from error
    finally:
        firmante.soltar()


def _exigir_firmable(previas: Sequence[FirmaElectronica], certificado: CertificadoSAT) -> None:
    if any(not previa.se_sostiene for previa in previas):
        raise ErrorDeNegocio(
            "El archivo ya lleva una firma electrónica que no se sostiene: se cambió después de firmarlo, o está "
            "dañado. No se firmó."
        )
    if any(previa.bloquea for previa in previas):
        raise ErrorDeNegocio("El archivo está bloqueado: ya lleva la última firma y no admite otra.")
    if any(previa.huella_certificado == certificado.huella for previa in previas):
        raise ErrorDeNegocio(f"{certificado.nombre} ya firmó este archivo con el mismo certificado.")


def _incrementar(
    pdf: bytes,
    certificado: CertificadoSAT,
    firmante: Signer,
    pedida: str | Casilla | None,
    instante: datetime,
    *,
    ultima: bool,
    protesta: str | None,
) -> FirmadoConEfirma:
    escritor = _Incremento(BytesIO(pdf), strict=True)
    lugar = _lugar(escritor.prev, pedida)
    campo = _nombre_de_campo(escritor.prev)
    datos_de_firma = PdfSignatureMetadata(
        field_name=campo,
        md_algorithm=_RESUMEN,
        reason=f"{MOTIVO}{PROTESTA}{protesta}" if protesta else MOTIVO,
        subfilter=SigSeedSubFilter.PADES,
        docmdp_permissions=MDPPerm.NO_CHANGES if ultima else MDPPerm.FILL_FORMS,
    )
    especie = SigFieldSpec(
        sig_field_name=campo,
        on_page=lugar.pagina if lugar else 0,
        box=lugar.entera if lugar else None,
        field_mdp_spec=FieldMDPSpec(FieldMDPAction.ALL) if ultima else None,
        doc_mdp_update_value=MDPPerm.NO_CHANGES if ultima else None,
        readable_field_name=f"e.firma de {certificado.nombre}",
    )
    autor = PdfSigner(
        datos_de_firma,
        firmante,
        stamp_style=estilo_del_bloque(LetraIncrustada.cargar()),
        new_field_spec=especie,
    )
    texto = texto_del_bloque(certificado.nombre, certificado.numero, instante, bajo_protesta=bool(protesta))
    datos = asyncio.run(_firmar(autor, escritor, instante, {"texto": texto}))
    return FirmadoConEfirma(datos, certificado.nombre, certificado.numero, lugar.nombre if lugar else None, ultima)


async def _firmar(autor: PdfSigner, escritor: Any, instante: datetime, textos: dict[str, str]) -> bytes:
    """What pyHanko's own `sign_pdf` does, with the time that is printed instead of a second look at the clock."""
    sesion = autor.init_signing_session(escritor)
    sesion.system_time = instante
    reservado = await sesion.estimate_signature_container_size(None)
    preparado = sesion.prepare_tbs_document(None, bytes_reserved=reservado, appearance_text_params=textos)
    salida = BytesIO()
    resumen, _ = preparado.digest_tbs_document(output=salida)
    await preparado.perform_signature(resumen.document_digest, PdfCMSSignedAttributes())
    return salida.getvalue()


def _lugar(lector: Any, pedida: str | Casilla | None) -> Casilla | None:
    casilla = casillas_de(lector).get(pedida) if isinstance(pedida, str) else pedida
    if casilla is None or any(casilla.ocupada(otra) for otra in ocupadas(lector)):
        return None
    return casilla


def _nombre_de_campo(lector: Any) -> str:
    from pyhanko.sign.fields import enumerate_sig_fields

    usados = {nombre for nombre, _, _ in enumerate_sig_fields(lector)}
    return next(nombre for n in range(1, len(usados) + 2) if (nombre := f"efirma-{n}") not in usados)
