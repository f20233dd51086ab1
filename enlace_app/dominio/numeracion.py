"""Folios: provisional while a meeting is open, definitive from its closing on, never reused."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from string import Formatter
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


def numero_de_sesion(tipo: TipoReunion, *, numero: str | None, anio: int) -> int:
    """Return the number that the secretariat gave, typed alone (`5`) or as the whole folio (`STGA/ORD-05/2016`).

    The whole folio must be of that kind of meeting and year; case and padding do not matter. Raises `ErrorDeNegocio`.
    """
    escrito = (numero or "").strip()
    if not escrito:
        raise ErrorDeNegocio(f"Falta el número que el secretariado dio a esta {tipo.nombre.lower()}.")
    campos = {"serie": re.escape(tipo.serie), "anio": str(anio), "numero": r"0*(\d{1,4})"}
    patron = "".join(
        re.escape(texto) + campos.get(campo or "", "") for texto, campo, _, _ in Formatter().parse(tipo.formato_folio)
    )
    leido = re.fullmatch(patron, escrito, re.IGNORECASE) or re.fullmatch(r"0*(\d{1,4})", escrito)
    if leido is None or int(leido[1]) == 0:
        modelo = _componer(tipo, serie=tipo.serie, numero=5, anio=anio)
        raise ErrorDeNegocio(
            f"El número «{escrito}» no es de una {tipo.nombre.lower()} de {anio}; escriba sólo el número, o el folio "
            f"completo como {modelo}."
        )
    return int(leido[1])


def folio_definitivo(
    tipo: TipoReunion, *, fecha: date, numero: str | None, region: str | None, marca: str, consecutivo: int
) -> FolioEmitido:
    """Return the definitive folio of a meeting held on `fecha`.

    A session bears the number that the secretariat gave (see `numero_de_sesion`); other meetings take this computer's
    next `consecutivo`. Source: the numbering of the acta, design of ours after the folios of comparable bodies.
    """
    if tipo.numera == QuienNumera.STGA:
        folio = _componer(
            tipo, serie=tipo.serie, numero=numero_de_sesion(tipo, numero=numero, anio=fecha.year), anio=fecha.year
        )
        return FolioEmitido(folio, tipo.serie, fecha.year, None)
    folio = _componer(
        tipo,
        serie=tipo.serie,
        anio=fecha.year,
        region=region or SIN_REGION,
        marca=marca,
        consecutivo=consecutivo,
    )
    return FolioEmitido(folio, serie_de_numeracion(tipo, region, marca), fecha.year, consecutivo)


def _componer(tipo: TipoReunion, **partes: str | int) -> str:
    try:
        return tipo.formato_folio.format_map(partes)
    except (KeyError, ValueError, IndexError, AttributeError) as error:
        raise ErrorDeNegocio(
            f"El formato de folio «{tipo.formato_folio}» del tipo «{tipo.nombre}» no es válido: {error}."
        ) from error


def folio_de_documento(region: str | None, marca: str, consecutivo: int) -> str:
    """Return the folio of a document in this computer's register, such as `NTE-K7Q2-D0003`."""
    return f"{region or SIN_REGION}-{marca}-D{consecutivo:04}"
