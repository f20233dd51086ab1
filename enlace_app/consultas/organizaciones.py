"""The directory of institutions and organisations: its rows in a package, and the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from enlace_app.consultas.conjuntos import agrupar, uno_de
from enlace_app.consultas.listado import Condicion, Filtro, Listado, Pedido, Termino
from enlace_app.consultas.listado_expresiones import plegado
from enlace_app.consultas.valores import FilaDePaquete, leer_fecha, si_no, unir
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.organizaciones import plegar

_JUNTAS = {"anterior": "LEFT JOIN organizacion AS anterior ON anterior.uuid = organizacion.sucede_a"}
_CAMPOS = f"""
SELECT organizacion.uuid, organizacion.rev, organizacion.baja, organizacion.nombre, organizacion.sigla,
  organizacion.sector, organizacion.ambito, organizacion.papel, organizacion.desde, organizacion.hasta,
  organizacion.sucede_a, anterior.nombre AS sucede_a_nombre
FROM organizacion {" ".join(_JUNTAS.values())}
"""
_ALIAS = "SELECT organizacion AS duenio, alias AS miembro FROM organizacion_alias {donde} ORDER BY organizacion, id"
_ORDENES = {
    "nombre": plegado("organizacion.nombre"),
    "sigla": plegado("organizacion.sigla"),
    "sector": plegado("organizacion.sector"),
    "ambito": plegado("organizacion.ambito"),
    "papel": plegado("organizacion.papel"),
    "desde": "organizacion.desde",
    "hasta": "organizacion.hasta",
    "sucede_a": plegado("anterior.nombre"),
}


def _con_parte(lectura: Lectura, parte: str) -> Condicion:
    """Entries one of whose names has that part; folded as only Python does, the directory is short."""
    nombres = lectura.filas(
        "SELECT uuid, nombre FROM organizacion UNION ALL SELECT uuid, sigla FROM organizacion WHERE sigla IS NOT NULL "
        "UNION ALL SELECT organizacion, alias FROM organizacion_alias"
    )
    buscado = plegar(parte)
    lista, parametros = uno_de("parecida", sorted({f["uuid"] for f in nombres if buscado in plegar(f["nombre"])}))
    return Condicion(f"organizacion.uuid IN {lista}", parametros)


_FILTROS: dict[str, Filtro] = {
    "nombre": _con_parte,
    "sector": "organizacion.sector = :sector",
    "ambito": "organizacion.ambito = :ambito",
    "vigente_el": "(organizacion.desde IS NULL OR organizacion.desde <= :vigente_el) "
    "AND (organizacion.hasta IS NULL OR organizacion.hasta >= :vigente_el)",
}
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
    alias = agrupar(lectura, _ALIAS.format(donde=""))
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
    return listado().todas(lectura, Pedido(filtros={"nombre": texto}))


def listado() -> Listado[FilaOrganizacion]:
    """Return the directory by name, without the withdrawn entries."""
    return Listado(
        tabla="organizacion",
        juntas=_JUNTAS,
        condicion="NOT organizacion.baja",
        natural=[Termino(_ORDENES["nombre"])],
        ordenes=_ORDENES,
        filtros=_FILTROS,
        componer=_componer,
    )


def _componer(lectura: Lectura, uuids: Sequence[str]) -> dict[str, FilaOrganizacion]:
    lista, parametros = uno_de("organizacion", uuids)
    alias = agrupar(lectura, _ALIAS.format(donde=f"WHERE organizacion IN {lista}"), parametros)
    return {
        fila["uuid"]: FilaOrganizacion(
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
        for fila in lectura.filas(f"{_CAMPOS} WHERE organizacion.uuid IN {lista}", parametros)
    }
