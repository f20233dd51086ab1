"""All about one document that mends a signed acta."""

import json
from datetime import date

from enlace_app.consultas import actas
from enlace_app.consultas.ficha_de_reunion import seccion_de_acta
from enlace_app.consultas.secciones import Ficha, componer, con_contenido, juntar
from enlace_app.datos.lectura import Lectura

_CONTENIDO = "SELECT contenido FROM acta WHERE uuid = :uuid"


def componer_ficha(lectura: Lectura, uuid: str, _hoy: date) -> Ficha | None:
    """Return which acta it mends, what it says, and its signatures; None if there is none such."""
    cual = next((c for c in actas.correcciones(lectura) if c.uuid == uuid), None)
    fila = lectura.fila(_CONTENIDO, {"uuid": uuid})
    if cual is None or fila is None:
        return None
    contenido = json.loads(fila["contenido"])
    corrige = contenido["corrige"]
    secciones = (
        seccion_de_acta(cual),
        componer(
            "Corrige",
            [("Folio", corrige["folio"]), ("Versión", corrige["version"]), ("Huella", corrige["sha256"])],
        ),
        componer(
            "Erratas",
            (
                (f"{e['n']}. {e['donde']}", juntar(f"dice: {e['dice']}", f"debe decir: {e['debe_decir']}"))
                for e in contenido["erratas"]
            ),
        ),
        componer("Aclaraciones", ((f"{a['n']}. {a['asunto']}", a["texto"]) for a in contenido["aclaraciones"])),
        componer("Deben firmarla", ((f["nombre"], f["cargo"] or "firma") for f in contenido["firmantes"])),
    )
    return Ficha("acta", uuid, cual.folio, con_contenido(secciones))
