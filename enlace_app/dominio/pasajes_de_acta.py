"""The texts of a frozen acta one by one: where each stands, in the words of who reads it, and how to change it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

_SECCIONES: Final = (
    "ejercicio",
    "motivo_version",
    "reunion",
    "asistencia",
    "ausencias",
    "presentes_nota",
    "quorum",
    "acta_anterior",
    "acuerdos_anteriores",
    "orden_del_dia",
    "votaciones",
    "intervenciones",
    "acuerdos",
    "documentos",
    "visitas",
    "firmantes",
    "anexos",
    "aviso_privacidad",
)
"""The keys in the order in which the acta prints them; others follow."""

_NOMBRES_DE_SECCION: Final[Mapping[str, str]] = {
    "reunion": "Datos de la reunión",
    "presentes_nota": "Asistencia, nota",
    "quorum": "Quórum",
    "acta_anterior": "Acta anterior",
    "acuerdos_anteriores": "Acuerdo anterior",
    "orden_del_dia": "Punto",
    "votaciones": "Votación",
    "intervenciones": "Intervención",
    "acuerdos": "Acuerdo",
    "documentos": "Documento",
    "visitas": "Visita",
    "firmantes": "Firmante",
    "anexos": "Anexo",
    "ausencias": "Ausencia",
    "asistencia": "Asistente",
    "aviso_privacidad": "Aviso de privacidad",
    "motivo_version": "Motivo de la versión",
    "erratas": "Errata",
    "aclaraciones": "Aclaración",
}
_NOMBRES_DE_CAMPO: Final[Mapping[str, str]] = {
    "persona": "nombre",
    "organizacion": "organización",
    "suple_a": "a quién suple",
    "convoca": "quién convoca",
    "preside": "quién preside",
    "facilitador": "quién facilita",
    "explicacion": "explicación",
    "declaracion": "declaración",
    "plazo_literal": "plazo",
    "descripcion": "descripción",
    "debe_decir": "debe decir",
    "sentido_por_parte": "parte",
    "habilitados": "con derecho a votar",
    "excusas": "excusa",
    "recesos": "receso",
    "responsables": "responsable",
    "hora_inicio": "hora de inicio",
    "hora_fin": "hora de término",
    "intervenciones": "intervención",
    "turnado_a": "a quién se turnó",
}
_DE_PERSONAS: Final = frozenset(
    {"persona", "suple_a", "convoca", "preside", "facilitador", "remitente", "receptor", "turnado_a", "responsables"}
)
_FIJAS_DE_RAIZ: Final = frozenset(
    {"formato", "clase", "documento", "folio", "cerrada", "ejercicio", "version", "ejemplo", "corrige"}
)
_FIJAS: Final = frozenset({"municipio", "regiones", "compromisos", "zona", "precision", "uuid", "clase"})
_CON_TIPO_DE_CATALOGO: Final = frozenset({"reunion", "visitas"})
_CLAVES_DE_HUELLA: Final = ("sha256", "huella", "certificado")


@dataclass(frozen=True, slots=True)
class Pasaje:
    """A text of the content: `ruta` is its JSON pointer, `donde` tells the place without telling anything of it."""

    ruta: str
    donde: str
    texto: str
    de_persona: bool
    """Whether the field says who."""
    fijo: bool
    """Whether it says which document this is, or comes from a catalogue: nobody's datum, and never left out."""


def es_huella(clave: str) -> bool:
    """Whether a value under this key would let a guess at what is left out be confirmed."""
    return any(parte in clave for parte in _CLAVES_DE_HUELLA)


def pasajes(contenido: Mapping[str, Any]) -> list[Pasaje]:
    """Return every text of the content in the order in which the acta prints it; hashes are not among them."""
    orden = {clave: n for n, clave in enumerate(_SECCIONES)}
    claves = sorted(contenido, key=lambda clave: (orden.get(clave, len(orden)), clave))
    return [pasaje for clave in claves for pasaje in _recorrer(contenido[clave], (clave,), (contenido[clave],))]


def _recorrer(valor: Any, lugar: tuple[str | int, ...], valores: tuple[Any, ...]) -> Iterator[Pasaje]:
    if isinstance(lugar[-1], str) and es_huella(lugar[-1]):
        return
    if isinstance(valor, str):
        nombre = next(parte for parte in reversed(lugar) if isinstance(parte, str))
        yield Pasaje(
            ruta=ruta_de(lugar),
            donde=_donde(lugar, valores),
            texto=valor,
            de_persona=nombre in _DE_PERSONAS or (nombre == "nombre" and lugar[0] == "firmantes"),
            fijo=lugar[0] in _FIJAS_DE_RAIZ
            or not _FIJAS.isdisjoint(lugar[1:])
            or (lugar[0] in _CON_TIPO_DE_CATALOGO and "tipo" in lugar),
        )
    elif isinstance(valor, Mapping):
        for clave, dentro in valor.items():
            yield from _recorrer(dentro, (*lugar, clave), (*valores, dentro))
    elif isinstance(valor, list):
        for n, dentro in enumerate(valor):
            yield from _recorrer(dentro, (*lugar, n), (*valores, dentro))


def ruta_de(lugar: tuple[str | int, ...]) -> str:
    """Return the JSON pointer (RFC 6901) of a place."""
    return "".join("/" + str(parte).replace("~", "~0").replace("/", "~1") for parte in lugar)


def _donde(lugar: tuple[str | int, ...], valores: tuple[Any, ...]) -> str:
    """«Acuerdo 2, texto»: the number is the one that the acta prints, or else the place in the list."""
    dichas: list[str] = []
    for n, (parte, valor) in enumerate(zip(lugar, valores, strict=True)):
        if isinstance(parte, int):
            propio = valor.get("n") if isinstance(valor, Mapping) else None
            dichas[-1] += f" {propio if isinstance(propio, int) else parte + 1}"
        elif n == 0:
            dichas.append(_NOMBRES_DE_SECCION.get(parte, parte.replace("_", " ").capitalize()))
        else:
            dichas.append(_NOMBRES_DE_CAMPO.get(parte, parte.replace("_", " ")))
    return ", ".join(dichas)


def con_textos(contenido: Mapping[str, Any], textos: Mapping[str, str]) -> dict[str, Any]:
    """Return a copy with other texts at these pointers, and with nothing under any key of a hash."""
    return {clave: _cambiar(valor, (clave,), textos) for clave, valor in contenido.items()}


def _cambiar(valor: Any, lugar: tuple[str | int, ...], textos: Mapping[str, str]) -> Any:
    if isinstance(lugar[-1], str) and es_huella(lugar[-1]):
        return None
    if isinstance(valor, str):
        return textos.get(ruta_de(lugar), valor)
    if isinstance(valor, Mapping):
        return {clave: _cambiar(dentro, (*lugar, clave), textos) for clave, dentro in valor.items()}
    if isinstance(valor, list):
        return [_cambiar(dentro, (*lugar, n), textos) for n, dentro in enumerate(valor)]
    return valor
