"""What mends a signed acta: a fe de erratas for a slip, an acta aclaratoria for the substance; design section 4."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from enlace_app.dominio.actas import ClaseDeActa
from enlace_app.dominio.expedientes import Firmante
from enlace_app.dominio.palabras import fecha_en_palabras, hora_en_palabras
from enlace_app.errores import ErrorDeNegocio

FORMATO_DE_CORRECCION = "enlace-correccion/1"
_SIGLAS = {ClaseDeActa.FE_DE_ERRATAS: "FE", ClaseDeActa.ACTA_ACLARATORIA: "AA"}
_DOCUMENTOS = {ClaseDeActa.FE_DE_ERRATAS: "fe de erratas", ClaseDeActa.ACTA_ACLARATORIA: "acta aclaratoria"}
_DE_LA_REUNION = (
    "uuid",
    "tipo",
    "fecha",
    "precision",
    "fecha_fin",
    "zona",
    "municipio",
    "ciudad",
    "sede",
    "numero",
)
_NO_SE_LEEN = re.compile(r"formato|clave|cvegeo|uuid|zona|precision|.*sha256")
"""Keys whose value nobody reads as text of the acta."""
_DIA = re.compile(r"\d{4}-\d{2}-\d{2}")
_HORA = re.compile(r"\d{2}:\d{2}")


@dataclass(frozen=True)
class Errata:
    """A slip: in which part of the acta, what it says there, and what it should say."""

    donde: str
    dice: str
    debe_decir: str


@dataclass(frozen=True)
class Aclaracion:
    """What is made clear, under its subject."""

    asunto: str
    texto: str


@dataclass(frozen=True)
class Corregida:
    """The signed acta that is mended: its frozen content and the hash of it."""

    contenido: Mapping[str, Any]
    sha256: str


@dataclass(frozen=True)
class Correccion:
    """What a correction says; exactly one of the two lists has something, as its kind demands."""

    clase: ClaseDeActa
    motivo: str
    erratas: Sequence[Errata] = ()
    aclaraciones: Sequence[Aclaracion] = ()
    firmantes: Sequence[str] = ()
    """Who is to sign it; nobody named means those who were expected to sign the acta."""


def folio_de_correccion(folio: str, clase: ClaseDeActa, n: int) -> str:
    """Return the acta's folio + `/FE-01` or `/AA-01`."""
    return f"{folio}/{_SIGLAS[clase]}-{n:02}"


def nombre_de_documento(clase: ClaseDeActa) -> str:
    """Return what such a document is called within a sentence."""
    return _DOCUMENTOS[clase]


def componer_correccion(
    correccion: Correccion, corregida: Corregida, *, folio: str, anterior_sha256: str | None, instante: datetime
) -> dict[str, Any]:
    """Return the whole content of a correction, names and place copied from the acta that it mends."""
    acta = corregida.contenido
    zona = ZoneInfo(acta["reunion"]["zona"])
    return {
        "formato": FORMATO_DE_CORRECCION,
        "clase": correccion.clase.value,
        "documento": nombre_de_documento(correccion.clase),
        "ejemplo": acta["ejemplo"],
        "folio": folio,
        "version": 1,
        "motivo_version": None,
        "anterior_sha256": anterior_sha256,
        "cerrada": instante.astimezone(zona).isoformat(timespec="seconds"),
        "motivo": correccion.motivo,
        "corrige": {
            "folio": acta["folio"],
            "version": acta["version"],
            "sha256": corregida.sha256,
            "cerrada": acta["cerrada"],
            "documento": acta["documento"],
        },
        "reunion": {clave: acta["reunion"][clave] for clave in _DE_LA_REUNION}
        | {"tipo": {clave: acta["reunion"]["tipo"][clave] for clave in ("clave", "nombre")}},
        "erratas": [{"n": n, **asdict(e)} for n, e in enumerate(correccion.erratas, start=1)],
        "aclaraciones": [{"n": n, **asdict(a)} for n, a in enumerate(correccion.aclaraciones, start=1)],
        "firmantes": _firmantes(acta["firmantes"], correccion.firmantes),
        "aviso_privacidad": acta["aviso_privacidad"],
    }


def _firmantes(del_acta: Sequence[Mapping[str, Any]], nombrados: Sequence[str]) -> list[dict[str, Any]]:
    """Those named, with what the acta says of them; without names, all of the acta."""
    if not nombrados:
        return [dict(f) for f in del_acta]
    conocidos = {f["nombre"]: dict(f) for f in del_acta}
    return [conocidos.get(nombre) or asdict(Firmante(nombre)) for nombre in dict.fromkeys(nombrados)]


def exigir_que_corrija(
    correccion: Correccion, corregida: Mapping[str, Any], previas: Sequence[Mapping[str, Any]]
) -> None:
    """Raise `ErrorDeNegocio` unless the correction says what it must, and each errata quotes what is there.

    `previas` are the contents of the earlier corrections: what they put in place can be mended too. Source: decision
    of ours: a fe de erratas that mends what the acta does not say would add to it, which is for an acta aclaratoria.
    """
    if not correccion.motivo:
        raise ErrorDeNegocio("Escriba el motivo de la corrección.")
    if correccion.clase == ClaseDeActa.FE_DE_ERRATAS:
        _exigir_erratas(correccion.erratas, corregida, previas)
    elif not correccion.aclaraciones:
        raise ErrorDeNegocio("Escriba al menos una aclaración.")
    if any(not a.asunto or not a.texto for a in correccion.aclaraciones):
        raise ErrorDeNegocio("Cada aclaración lleva su asunto y su texto.")


def _exigir_erratas(
    erratas: Sequence[Errata], corregida: Mapping[str, Any], previas: Sequence[Mapping[str, Any]]
) -> None:
    if not erratas:
        raise ErrorDeNegocio("Escriba al menos una errata: dónde está, qué dice y qué debe decir.")
    dichos = [_seguido(texto) for texto in textos_de(corregida)]
    dichos += [_seguido(e["debe_decir"]) for previa in previas for e in previa["erratas"]]
    dichos += [_seguido(a["texto"]) for previa in previas for a in previa["aclaraciones"]]
    for errata in erratas:
        if not (errata.donde and errata.dice and errata.debe_decir):
            raise ErrorDeNegocio("Cada errata lleva dónde está, qué dice y qué debe decir.")
        if _seguido(errata.dice) == _seguido(errata.debe_decir):
            raise ErrorDeNegocio(f"La errata «{errata.dice}» dice lo mismo que debe decir.")
        if not any(_seguido(errata.dice) in dicho for dicho in dichos):
            raise ErrorDeNegocio(
                f"El acta {corregida['folio']} no dice «{errata.dice}»; cópielo tal como está en el acta. Lo que el "
                "acta no dice se agrega con un acta aclaratoria."
            )


def _seguido(texto: str) -> str:
    return " ".join(texto.split())


def textos_de(contenido: Any) -> Iterator[str]:
    """Yield each text of an acta as it is read: numbers as figures, dates and hours also in words, as printed."""
    if isinstance(contenido, Mapping):
        for clave, valor in contenido.items():
            if not _NO_SE_LEEN.fullmatch(clave):
                yield from textos_de(valor)
    elif isinstance(contenido, list):
        for valor in contenido:
            yield from textos_de(valor)
    elif isinstance(contenido, str):
        yield contenido
        if _DIA.fullmatch(contenido):
            yield fecha_en_palabras(date.fromisoformat(contenido))
        elif _HORA.fullmatch(contenido):
            yield hora_en_palabras(contenido)
    elif contenido is not None and not isinstance(contenido, bool):
        yield str(contenido)
