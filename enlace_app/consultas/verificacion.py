"""What the record of this computer knows about a PDF that somebody brings, and whether the record itself is whole."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass

from enlace_app.consultas.valores import instante_local
from enlace_app.datos.lectura import Lectura

_ACTA = """
SELECT acta.uuid, acta.reunion, acta.folio, acta.version, acta.sha256, acta.clase, acta.cerrada, acta.motivo,
  acta.corrige, reunion.zona, reunion.parte_de,
  (SELECT count(*) FROM reapertura WHERE reapertura.acta = acta.uuid) AS reabierta
FROM acta JOIN reunion ON reunion.uuid = acta.reunion
"""
_POR_UUID = f"{_ACTA} WHERE acta.uuid = :valor"
_POR_HUELLA = f"{_ACTA} WHERE acta.sha256 = :valor ORDER BY acta.uuid"
_POR_FOLIO = f"{_ACTA} WHERE acta.folio = :valor ORDER BY acta.version, acta.uuid"
_DE_REUNION = f"{_ACTA} WHERE acta.reunion = :valor AND acta.clase = 'acta' ORDER BY acta.version, acta.uuid"
_CORRECCIONES = f"{_ACTA} WHERE acta.corrige = :valor ORDER BY acta.cerrada, acta.uuid"
_ESCANEO = """
SELECT firma.acta, firma.nombre FROM firma JOIN acta ON acta.uuid = firma.acta
WHERE firma.adjunto_sha256 = :valor ORDER BY acta.version DESC, firma.instante, firma.uuid
"""
_FIRMAS = "SELECT nombre, clase, certificado, titular FROM firma WHERE acta = :valor ORDER BY instante, uuid"
_CADENA = "SELECT folio, version, contenido, sha256, anterior_sha256, origen FROM acta ORDER BY cerrada, uuid"


@dataclass(frozen=True, slots=True)
class ActaRegistrada:
    """A row of the record; `cerrada` is ISO 8601 in the meeting's zone.

    `reabierta`: the version was withdrawn, for good. `parte_de` is the meeting whose acta tells of this one now.
    """

    uuid: str
    reunion: str
    folio: str
    version: int
    sha256: str
    clase: str
    cerrada: str
    motivo: str | None
    corrige: str | None
    parte_de: str | None
    reabierta: bool


@dataclass(frozen=True, slots=True)
class FirmaRegistrada:
    """A signature of the record; `certificado` is the number of an e.firma's, `titular` its name."""

    nombre: str
    clase: str
    certificado: str | None
    titular: str | None


def acta(lectura: Lectura, uuid: str) -> ActaRegistrada | None:
    """Return one acta."""
    return next(iter(_actas(lectura, _POR_UUID, uuid)), None)


def acta_por_huella(lectura: Lectura, sha256: str) -> ActaRegistrada | None:
    """Return the acta whose canonical JSON has this hash."""
    return next(iter(_actas(lectura, _POR_HUELLA, sha256)), None)


def actas_por_folio(lectura: Lectura, folio: str) -> list[ActaRegistrada]:
    """Return the versions that the record has under a folio, the first one first."""
    return _actas(lectura, _POR_FOLIO, folio)


def correcciones(lectura: Lectura, uuid: str) -> list[ActaRegistrada]:
    """Return what mends an acta, oldest first."""
    return _actas(lectura, _CORRECCIONES, uuid)


def actas_de_reunion(lectura: Lectura, reunion: str) -> list[ActaRegistrada]:
    """Return the versions of a meeting's own acta, the first one first."""
    return _actas(lectura, _DE_REUNION, reunion)


def escaneo(lectura: Lectura, sha256: str) -> tuple[str, list[str]] | None:
    """Return the acta that a scanned file was attached to, in its latest version, and who was settled with it."""
    filas = lectura.filas(_ESCANEO, {"valor": sha256})
    return (filas[0]["acta"], [f["nombre"] for f in filas if f["acta"] == filas[0]["acta"]]) if filas else None


def firmas(lectura: Lectura, uuid: str) -> list[FirmaRegistrada]:
    """Return the signatures of an acta in their order."""
    filas = lectura.filas(_FIRMAS, {"valor": uuid})
    return [FirmaRegistrada(f["nombre"], f["clase"], f["certificado"], f["titular"]) for f in filas]


def roturas(lectura: Lectura) -> list[str]:
    """Return where the record of actas is not what was written, in Spanish; empty where it is whole.

    Each stored JSON is hashed again and read for what its row repeats; each link must lead to an acta of the record,
    each chain of a site begin once, and nothing be followed twice.
    """
    filas = lectura.filas(_CADENA)
    halladas = [rotura for fila in filas if (rotura := _del_renglon(fila))]
    huellas = {fila["sha256"] for fila in filas}
    halladas += [
        f"el acta que antecede a {fila['folio']}, versión {fila['version']}, ya no está o cambió"
        for fila in filas
        if fila["anterior_sha256"] is not None and fila["anterior_sha256"] not in huellas
    ]
    eslabones = Counter((fila["origen"], fila["anterior_sha256"]) for fila in filas)
    return halladas + ["hay dos actas que dicen seguir a la misma" for veces in eslabones.values() if veces > 1]


def _del_renglon(fila: dict[str, object]) -> str | None:
    texto = str(fila["contenido"])
    donde = f"el acta {fila['folio']}, versión {fila['version']}"
    if hashlib.sha256(texto.encode()).hexdigest() != fila["sha256"]:
        return f"lo guardado de {donde} ya no es lo que se cerró"
    try:
        contenido = json.loads(texto)
        iguales = all(contenido[c] == fila[c] for c in ("folio", "version", "anterior_sha256"))
    except (ValueError, KeyError, TypeError, RecursionError):
        iguales = False
    return None if iguales else f"el renglón de {donde} no dice lo mismo que su contenido"


def _actas(lectura: Lectura, sql: str, valor: str) -> list[ActaRegistrada]:
    return [
        ActaRegistrada(
            uuid=f["uuid"],
            reunion=f["reunion"],
            folio=f["folio"],
            version=f["version"],
            sha256=f["sha256"],
            clase=f["clase"],
            cerrada=instante_local(f["cerrada"], f["zona"]) or "",
            motivo=f["motivo"],
            corrige=f["corrige"],
            parte_de=f["parte_de"],
            reabierta=bool(f["reabierta"]),
        )
        for f in lectura.filas(sql, {"valor": valor})
    ]
