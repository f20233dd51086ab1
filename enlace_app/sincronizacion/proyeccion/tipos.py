"""What a received row becomes, and why it may not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from enlace_app.datos.lote import Guardado, ListaDeUno
from enlace_app.errores import ErrorDeNegocio
from enlace_app.sincronizacion.paquete import Fila

TABLAS: Mapping[str, str] = {
    "Organizaciones": "organizacion",
    "Compromisos": "compromiso",
    "Actividades": "actividad",
    "Nombramientos": "nombramiento",
    "Actas": "acta_recibida",
    "Reuniones": "reunion",
    "OrdenDelDia": "punto_orden_dia",
    "Asistencia": "asistencia",
    "Votaciones": "votacion",
    "Acuerdos": "acuerdo",
    "Documentos": "documento",
    "Seguimiento": "seguimiento",
}
"""The table of every sheet that holds records, in an order in which nearly all that a row names comes before it."""

LISTAS: Mapping[str, Mapping[str, ListaDeUno]] = {
    "organizacion": {"alias": ListaDeUno("organizacion_alias", "organizacion")},
    "compromiso": {
        "regiones": ListaDeUno("compromiso_region", "compromiso"),
        "organizaciones": ListaDeUno("compromiso_organizacion", "compromiso"),
    },
    "reunion": {
        "regiones": ListaDeUno("reunion_region", "reunion"),
        "compromisos": ListaDeUno("reunion_compromiso", "reunion"),
    },
    "votacion": {"sentidos": ListaDeUno("votacion_parte", "votacion")},
    "acuerdo": {
        "responsables": ListaDeUno("acuerdo_responsable", "acuerdo"),
        "compromisos": ListaDeUno("acuerdo_compromiso", "acuerdo"),
    },
    "documento": {"compromisos": ListaDeUno("documento_compromiso", "documento")},
}
"""Where the lists of a table's records stand, under the names that the mapping gives them."""

SOLO_SE_AGREGA = frozenset({"Seguimiento"})
COLUMNAS_FIJAS_DE_ACTA = ("reunion", "version", "sha256", "anterior_sha256", "cerrada")
"""What an acta's hash covers: never another under the same identity."""

Miembro = dict[str, Guardado]


class FilaRechazada(ErrorDeNegocio):  # a person's word for it
    """A row that cannot be taken as it is; the message says why."""


class FilaEnEspera(ErrorDeNegocio):
    """A row that has to wait for another one; the message says for what."""


@dataclass(frozen=True, slots=True)
class Candidato:
    """A row that is to be written: the latest of its site under that identity."""

    sitio: str
    hoja: str
    fila: Fila

    @property
    def uuid(self) -> str:
        """The record's identity."""
        return str(self.fila["uuid"])

    @property
    def tabla(self) -> str:
        """The table that it goes to."""
        return TABLAS[self.hoja]

    @property
    def clave(self) -> tuple[str, str, str]:
        """What tells it from all other received rows."""
        return self.sitio, self.hoja, self.uuid


@dataclass(slots=True)
class Proyeccion:
    """What a row is in the database; `faltan` names what it refers to that is not here, and stays empty until it is."""

    columnas: dict[str, Guardado]
    listas: dict[str, list[Miembro]] = field(default_factory=dict)
    faltan: list[str] = field(default_factory=list)
