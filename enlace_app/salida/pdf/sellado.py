"""The seal of a printed document: PDF/A-3b with its own source inside, given only if the validator approves it."""

import re
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from enlace_app.errores import ErrorDeEntorno

if TYPE_CHECKING:
    from pikepdf import Pdf
    from pikepdf.pdfa import Report

NOMBRE_DE_FUENTE: Final = "acta.json"
NOMBRE_DE_FUENTE_PUBLICA: Final = "version_publica.json"
_NIVEL: Final = "3b"
_A_LO_MAS: Final = 3
"""How many findings of the validator an error names."""
_FECHA_DE_METADATOS: Final = re.compile(rb"(<xmp:MetadataDate>)[^<]*")


def sellar(
    pdf: bytes,
    *,
    fuente: bytes | None,
    nombre_fuente: str = NOMBRE_DE_FUENTE,
    descripcion: str = "",
    titulo: str,
    idioma: str,
    fecha: datetime,
    validar: bool = True,
) -> bytes:
    """Return the PDF as PDF/A-3b with `fuente` attached as its source; the same bytes for the same arguments.

    `fecha` (with offset) is the only instant in the file. `validar=False` writes without judging: only to measure what
    judging costs.

    Raises:
        ErrorDeEntorno: the validator does not approve what was written; nothing is sealed.
    """
    import pikepdf
    from pikepdf import pdfa

    salida = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as documento:
        with documento.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadatos:
            metadatos["dc:title"] = titulo
            metadatos["dc:language"] = {idioma}
            metadatos["dc:date"] = [fecha.isoformat(timespec="seconds")]
        pdfa.prepare(documento, _NIVEL)
        _fechar(documento, fecha)
        if fuente is not None:
            # Afterwards: to find out whether a file is associated, the preparation would read every object.
            _adjuntar(documento, fuente, nombre_fuente, descripcion, fecha)
        opciones = {"deterministic_id": True, "object_stream_mode": pikepdf.ObjectStreamMode.generate}
        # Not `pdfa.save`, which does the same through a temporary file: what is printed must not lie in the clear.
        documento.save(salida, **pdfa.resolve_save_kwargs(_NIVEL, **opciones))
    if validar:
        informe = pdfa.validate_written(salida, _NIVEL)
        if not informe.passed:
            raise ErrorDeEntorno(_motivo(informe))
    return salida.getvalue()


def _adjuntar(documento: "Pdf", fuente: bytes, nombre: str, descripcion: str, fecha: datetime) -> None:
    import pikepdf
    from pikepdf.models.metadata import encode_pdf_date

    instante = encode_pdf_date(fecha)
    ficha = pikepdf.AttachedFileSpec(
        documento,
        fuente,
        filename=nombre,
        description=descripcion,
        mime_type="application/json",
        creation_date=instante,
        mod_date=instante,
    )
    ficha.relationship = pikepdf.Name.Source
    documento.attachments[nombre] = ficha
    documento.Root.AF = pikepdf.Array([ficha.obj])


def _fechar(documento: "Pdf", fecha: datetime) -> None:
    # The preparation stamps the time at which it runs; nothing else in the file changes from one run to the next.
    instante = fecha.isoformat(timespec="seconds").encode()
    xmp, cambios = _FECHA_DE_METADATOS.subn(rb"\g<1>" + instante, documento.Root.Metadata.read_bytes())
    if cambios != 1:
        raise ErrorDeEntorno("El documento no se selló: los metadatos no tienen una fecha que fijar.")
    documento.Root.Metadata.write(xmp)


def _motivo(informe: "Report") -> str:
    hallazgos = [f"{hallazgo.where}: {hallazgo.message}" for hallazgo in informe.findings]
    resto = len(hallazgos) - _A_LO_MAS
    return (
        f"El documento no se selló porque no cumple con PDF/A-{_NIVEL}; no se guardó ningún archivo. Avise a quien da "
        f"soporte al programa y muéstrele esto: {'; '.join(hallazgos[:_A_LO_MAS])}"
        f"{f' (y {resto} más)' if resto > 0 else ''}."
    )
