"""The one place where the signing library is set up for certificates of the SAT."""

import logging
from functools import cache


@cache
def preparar_biblioteca() -> None:
    """Make asn1crypto read the SAT's certificates and keep what they say about a person out of the logs.

    OID 2.5.4.45 (the RFC) is a BIT STRING in X.520 and the SAT writes a PrintableString: asn1crypto cannot parse such
    a name ("tag should have been 3, but 19", wbond/asn1crypto #228), so its type becomes one that admits both. It is a
    table of that library, hence of the whole process: set once, before the first certificate, and only by who signs
    or verifies.

    pyHanko writes the whole subject of a certificate, RFC and CURP included, into its warnings, which Python shows
    on the error output where nobody handles them: both loggers are silenced; what they tell is in the results.
    """
    from asn1crypto import core, x509

    class IdentificadorUnico(core.Choice):  # type: ignore[misc]
        """DirectoryString, or the BIT STRING of the standard."""

        _alternatives = [*x509.DirectoryString._alternatives, ("bit_string", core.OctetBitString)]  # noqa: RUF012

    x509.NameTypeAndValue._oid_specs["unique_identifier"] = IdentificadorUnico
    for nombre in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(nombre).setLevel(logging.CRITICAL + 1)
