"""How a person knows a record of which only the identity is at hand, and where the window opens it."""

from collections.abc import Collection
from dataclasses import dataclass

from enlace_app.consultas.conjuntos import uno_de
from enlace_app.consultas.expedientes import Lector
from enlace_app.datos.lotes import en_lotes

_FOLIO = "coalesce({0}.folio, {0}.folio_provisional)"
_REUNION = "JOIN reunion ON reunion.uuid = {0}.reunion"
_DE_SU_REUNION = f"' · reunión ' || {_FOLIO.format('reunion')}"
_NOMBRES = {
    "reunion": (
        "'Reunión ' || " + _FOLIO.format("registro") + " || ' · ' || tipo_reunion.nombre",
        "JOIN tipo_reunion ON tipo_reunion.uuid = registro.tipo",
    ),
    "acuerdo": ("'Acuerdo ' || " + _FOLIO.format("registro") + " || ' · ' || registro.texto", ""),
    "documento": ("'Documento ' || registro.folio || ' · ' || coalesce(registro.remitente, registro.tipo)", ""),
    "compromiso": ("'Compromiso ' || registro.clave || ' · ' || registro.titulo", ""),
    "organizacion": ("registro.nombre", ""),
    "asistencia": (
        f"'Asistencia de ' || coalesce(registro.persona, registro.organizacion, '') || {_DE_SU_REUNION}",
        _REUNION.format("registro"),
    ),
    "punto_orden_dia": (f"'Punto «' || registro.asunto || '»' || {_DE_SU_REUNION}", _REUNION.format("registro")),
    "votacion": (f"'Votación' || {_DE_SU_REUNION}", _REUNION.format("registro")),
    "acta": (f"'Acta' || {_DE_SU_REUNION}", _REUNION.format("registro")),
    "seguimiento": (
        "'Seguimiento del ' || registro.fecha || ' · acuerdo ' || " + _FOLIO.format("acuerdo"),
        "JOIN acuerdo ON acuerdo.uuid = registro.acuerdo",
    ),
    "actividad": (
        "'Actividad «' || registro.actividad || '» · compromiso ' || compromiso.clave",
        "JOIN compromiso ON compromiso.uuid = registro.compromiso",
    ),
    "nombramiento": (
        "'Nombramiento de ' || persona.nombre || ' · ' || registro.rol",
        "JOIN persona ON persona.uuid = registro.persona",
    ),
}
_ABRE = {"acta": ("reunion", "registro.reunion")}
"""What has no place of its own in the window, and what is opened instead."""
_LARGO = 160


@dataclass(frozen=True, slots=True)
class RegistroNombrado:
    """`tabla` and `uuid` are what the window opens for it."""

    tabla: str
    uuid: str
    nombre: str


def nombrar(lector: Lector, registros: Collection[str]) -> dict[str, RegistroNombrado]:
    """Return those of these records that are here, withdrawn ones too, each with a name of one short line."""
    nombrados: dict[str, RegistroNombrado] = {}
    for lote in en_lotes(set(registros)):
        lista, parametros = uno_de("registro", lote)
        for tabla, (nombre, junta) in _NOMBRES.items():
            abre, suyo = _ABRE.get(tabla, (tabla, "registro.uuid"))
            sql = (
                f"SELECT registro.uuid AS registro, {suyo} AS uuid, {nombre} AS nombre "
                f"FROM {tabla} AS registro {junta} WHERE registro.uuid IN {lista}"
            )
            for fila in lector.filas(sql, parametros):
                dicho = " ".join(str(fila["nombre"]).split())
                corto = dicho if len(dicho) <= _LARGO else f"{dicho[: _LARGO - 1]}…"
                nombrados[fila["registro"]] = RegistroNombrado(abre, fila["uuid"], corto)
    return nombrados
