"""The directory of institutions and organisations: its rows in a package, and the list."""

from dataclasses import dataclass
from datetime import date

from enlace_app.consultas.conjuntos import agrupar
from enlace_app.consultas.valores import FilaDePaquete, leer_fecha, si_no, unir
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.organizaciones import plegar

_CAMPOS = """
SELECT organizacion.uuid, organizacion.rev, organizacion.baja, organizacion.nombre, organizacion.sigla,
  organizacion.sector, organizacion.ambito, organizacion.papel, organizacion.desde, organizacion.hasta,
  organizacion.sucede_a, anterior.nombre AS sucede_a_nombre
FROM organizacion LEFT JOIN organizacion AS anterior ON anterior.uuid = organizacion.sucede_a
"""
_ALIAS = "SELECT organizacion AS duenio, alias AS miembro FROM organizacion_alias ORDER BY organizacion, id"
_IGUALES = ["uuid", "rev", "nombre", "sigla", "sector", "ambito", "sucede_a"]


@dataclass(frozen=True, slots=True)
class FilaOrganizacion:
    """An institution or organisation in a list; `sucede_a` is the name of the one before it."""

    uuid: str
    rev: int
    nombre: str
    sigla: str | None
    sector: str | None
    ambito: str | None
    papel: str | None
    alias: tuple[str, ...]
    desde: date | None
    hasta: date | None
    sucede_a: str | None


def filas_de_paquete(lectura: Lectura) -> list[FilaDePaquete]:
    """Return the rows of the sheet Organizaciones by name."""
    alias = agrupar(lectura, _ALIAS)
    return [
        {
            **{nombre: fila[nombre] for nombre in _IGUALES},
            "baja": si_no(fila["baja"]),
            "alias": unir(alias.get(fila["uuid"], ())),
            "desde": leer_fecha(fila["desde"]),
            "hasta": leer_fecha(fila["hasta"]),
        }
        for fila in sorted(lectura.filas(_CAMPOS), key=lambda fila: (plegar(fila["nombre"]), fila["uuid"]))
    ]


def listar(lectura: Lectura, *, texto: str | None = None) -> list[FilaOrganizacion]:
    """Return the directory by name, withdrawn entries left out; `texto` is part of any of an entry's names."""
    alias, buscado = agrupar(lectura, _ALIAS), plegar(texto or "")
    filas = [
        FilaOrganizacion(
            uuid=fila["uuid"],
            rev=fila["rev"],
            nombre=fila["nombre"],
            sigla=fila["sigla"],
            sector=fila["sector"],
            ambito=fila["ambito"],
            papel=fila["papel"],
            alias=alias.get(fila["uuid"], ()),
            desde=leer_fecha(fila["desde"]),
            hasta=leer_fecha(fila["hasta"]),
            sucede_a=fila["sucede_a_nombre"],
        )
        for fila in lectura.filas(_CAMPOS)
        if not fila["baja"]
    ]
    elegidas = [f for f in filas if any(buscado in plegar(n) for n in (f.nombre, f.sigla or "", *f.alias))]
    return sorted(elegidas, key=lambda f: (plegar(f.nombre), f.uuid))
