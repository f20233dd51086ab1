"""Kinds of meeting: what each one implies is data of the catalogue."""

from dataclasses import dataclass
from enum import StrEnum

from enlace_app.dominio.registros import Registro, campo


class QuienNumera(StrEnum):
    """Whether the secretariat gives the number (it is typed) or the computer that closes the acta does."""

    STGA = "stga"
    EQUIPO = "equipo"


@dataclass(eq=False, kw_only=True)
class TipoReunion(Registro):
    """A kind of meeting; `formato_folio` may name serie, numero, anio, region, marca and consecutivo."""

    clave: str = campo("Clave del tipo")
    nombre: str = campo("Tipo de reunión")
    documento: str = campo("Documento que produce", default="acta")
    con_quorum: bool = campo("Requiere quórum", default=False)
    con_votacion: bool = campo("Admite votación", default=False)
    serie: str = campo("Serie")
    numera: QuienNumera = campo("Quién numera", default=QuienNumera.EQUIPO)
    formato_folio: str = campo("Formato del folio")
    ordinaria: bool = campo("Cuenta para el ritmo de sesiones", default=False)
