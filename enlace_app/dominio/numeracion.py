"""Folios: provisional while a meeting is open, definitive from its closing on, never reused."""

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from enlace_app.dominio.tipos_reunion import QuienNumera, TipoReunion
from enlace_app.errores import ErrorDeNegocio

_LETRAS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_CIFRAS = "23456789"
SIN_REGION = "EST"
"""Stands where a region would, for state-wide meetings."""


@dataclass(frozen=True)
class FolioEmitido:
    """A definitive folio that was given out; `serie` and `anio` say where `consecutivo` counts."""

    folio: str
    serie: str
    anio: int
    consecutivo: int | None


def marca_de_equipo(sitio: UUID) -> str:
    """Return the device mark of a site, such as `K7Q2`: 33,856 of them, so that two laptops do not collide."""
    numero = int.from_bytes(hashlib.sha256(sitio.bytes).digest()[:8], "big")
    marca = ""
    for alfabeto in (_LETRAS, _CIFRAS, _LETRAS, _CIFRAS):
        numero, resto = divmod(numero, len(alfabeto))
        marca += alfabeto[resto]
    return marca


def folio_provisional(region: str | None, marca: str, consecutivo: int) -> str:
    """Return a folio such as `NTE-K7Q2-0007`."""
    return f"{region or SIN_REGION}-{marca}-{consecutivo:04}"


def folio_de_acuerdo(folio: str, n: int) -> str:
    """Return the acta's folio + `/03`."""
    return f"{folio}/{n:02}"


def folio_de_acuerdo_suelto(region: str | None, marca: str, consecutivo: int) -> str:
    """Return a folio such as `NTE-K7Q2-A0001`, for an agreement of which no meeting is known."""
    return f"{region or SIN_REGION}-{marca}-A{consecutivo:04}"


def serie_de_numeracion(tipo: TipoReunion, region: str | None, marca: str) -> str:
    """Return the series in which this computer counts meetings of that kind and region."""
    return f"{tipo.serie}/{region or SIN_REGION}-{marca}"


def folio_definitivo(
    tipo: TipoReunion, *, fecha: date, numero: str | None, region: str | None, marca: str, consecutivo: int
) -> FolioEmitido:
    """Return the definitive folio of a meeting held on `fecha`.

    A number that the secretariat gives is typed, alone (`5`) or already as a whole folio (`STGA/ORD-05/2016`);
    other meetings take this computer's next `consecutivo`. Raises `ErrorDeNegocio` where the typed number is missing.
    """
    serie = serie_de_numeracion(tipo, region, marca)
    escrito = (numero or "").strip()
    if tipo.numera == QuienNumera.STGA:
        if not escrito:
            raise ErrorDeNegocio(f"Falta el número que el secretariado dio a esta {tipo.nombre.lower()}.")
        if "/" in escrito:
            return FolioEmitido(escrito, tipo.serie, fecha.year, None)
    partes: dict[str, str | int] = {
        "serie": tipo.serie,
        "numero": int(escrito) if escrito.isdecimal() else escrito,
        "anio": fecha.year,
        "region": region or SIN_REGION,
        "marca": marca,
        "consecutivo": consecutivo,
    }
    formato = tipo.formato_folio if escrito.isdecimal() else tipo.formato_folio.replace("{numero:02}", "{numero}")
    try:
        folio = formato.format_map(partes)
    except (KeyError, ValueError, IndexError, AttributeError) as error:
        raise ErrorDeNegocio(
            f"El formato de folio «{tipo.formato_folio}» del tipo «{tipo.nombre}» no es válido: {error}."
        ) from error
    return FolioEmitido(folio, serie, fecha.year, None if tipo.numera == QuienNumera.STGA else consecutivo)


def folio_de_documento(region: str | None, marca: str, consecutivo: int) -> str:
    """Return the folio of a document in this computer's register, such as `NTE-K7Q2-D0003`."""
    return f"{region or SIN_REGION}-{marca}-D{consecutivo:04}"
