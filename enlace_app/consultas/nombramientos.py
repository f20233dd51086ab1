"""Who holds which role from when to when: rows of a package, and the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from enlace_app.consultas.conjuntos import uno_de
from enlace_app.consultas.nombres_reservados import PARTICULAR, Calidades
from enlace_app.consultas.valores import FilaDePaquete, leer_fecha, si_no
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.identidad import ORIGEN_PUBLICADO

_DESDE = """
FROM nombramiento
LEFT JOIN persona ON persona.uuid = nombramiento.persona
LEFT JOIN region ON region.uuid = nombramiento.region
LEFT JOIN ejercicio ON ejercicio.uuid = nombramiento.ejercicio
"""
_CAMPOS = f"""
SELECT nombramiento.uuid, nombramiento.rev, nombramiento.baja,
  coalesce(nombramiento.persona_literal, persona.nombre) AS persona, nombramiento.rol, nombramiento.organo,
  nombramiento.parte, nombramiento.calidad, region.clave AS region, ejercicio.clave AS ejercicio, nombramiento.desde,
  nombramiento.hasta, nombramiento.voz, nombramiento.voto
{_DESDE}
ORDER BY ejercicio.clave, nombramiento.organo, nombramiento.rol, nombramiento.desde, nombramiento.uuid
"""
_LISTA = f"""
SELECT nombramiento.uuid, nombramiento.rev, nombramiento.origen, nombramiento.persona,
  coalesce(nombramiento.persona_literal, persona.nombre) AS nombre, nombramiento.rol, nombramiento.organo,
  nombramiento.parte, nombramiento.calidad, region.clave AS region, ejercicio.clave AS ejercicio, nombramiento.desde,
  nombramiento.desde_literal, nombramiento.hasta, nombramiento.hasta_literal, nombramiento.voz, nombramiento.voto
{_DESDE}
WHERE NOT nombramiento.baja
"""
_DEL_ULTIMO = """
ORDER BY nombramiento.desde IS NULL, nombramiento.desde DESC, nombramiento.hasta IS NOT NULL, nombramiento.hasta DESC,
  nombramiento.uuid
"""


@dataclass(frozen=True, slots=True)
class FilaNombramiento:
    """A role held from a day to a day; the `_literal` ones keep the source's words.

    `vigente` is as of the day asked; None where the source gives that end in words alone, which no day tells.
    `voz` and `voto` (a `DerechoDeVoto`) are what it says of itself; None leaves them to its role.
    """

    uuid: str
    rev: int
    persona: str | None
    nombre: str | None
    rol: str
    organo: str | None
    parte: str | None
    calidad: str | None
    region: str | None
    ejercicio: str | None
    desde: date | None
    desde_literal: str | None
    hasta: date | None
    hasta_literal: str | None
    voz: bool | None
    voto: str | None
    vigente: bool | None
    publicado: bool


def listar(lectura: Lectura, *, hoy: date, vigentes: bool = False) -> list[FilaNombramiento]:
    """Return the nombramientos, the latest first; with `vigentes` only those that hold on that day for certain."""
    filas = [_fila(fila, hoy) for fila in lectura.filas(_LISTA + _DEL_ULTIMO)]
    return [fila for fila in filas if fila.vigente or not vigentes]


def de_personas(lectura: Lectura, personas: Sequence[str], *, hoy: date) -> list[FilaNombramiento]:
    """Return those of these persons of the directory, the latest first."""
    lista, parametros = uno_de("persona", personas)
    sql = f"{_LISTA} AND nombramiento.persona IN {lista} {_DEL_ULTIMO}"
    return [_fila(fila, hoy) for fila in lectura.filas(sql, parametros)]


def _fila(fila: dict[str, Any], hoy: date) -> FilaNombramiento:
    publicado = fila.pop("origen") == str(ORIGEN_PUBLICADO)
    desde, hasta = leer_fecha(fila.pop("desde")), leer_fecha(fila.pop("hasta"))
    voz = fila.pop("voz")
    vigente: bool | None = (desde is None or desde <= hoy) and (hasta is None or hoy <= hasta)
    sin_dia = (desde is None and fila["desde_literal"]) or (hasta is None and fila["hasta_literal"])
    if vigente and sin_dia:
        vigente = None
    return FilaNombramiento(
        **fila,
        desde=desde,
        hasta=hasta,
        voz=None if voz is None else bool(voz),
        vigente=vigente,
        publicado=publicado,
    )


def filas_de_paquete(lectura: Lectura) -> list[FilaDePaquete]:
    """Return the rows of the sheet Nombramientos; `voto` may be `al_suplir`, who comes for herself `particular`."""
    calidades = Calidades.leer(lectura)
    return [
        {
            **fila,
            "persona": PARTICULAR if fila["persona"] and calidades.es_particular(fila["rol"]) else fila["persona"],
            "baja": si_no(fila["baja"]),
            "desde": leer_fecha(fila["desde"]),
            "hasta": leer_fecha(fila["hasta"]),
            "voz": si_no(fila["voz"]),
        }
        for fila in lectura.filas(_CAMPOS)
    ]
