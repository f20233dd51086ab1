"""Agreements counted: in all, by who must do them, by compromiso; withdrawn ones left out as in their list."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from enlace_app.consultas.acuerdos import VIGENTES
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.organizaciones import plegar

DIAS_POR_VENCER = 15
_CUENTAS = """
count(*) AS abiertos,
  sum(CASE WHEN situacion.plazo < :hoy THEN 1 ELSE 0 END) AS vencidos,
  sum(CASE WHEN situacion.plazo >= :hoy AND situacion.plazo <= :cercano THEN 1 ELSE 0 END) AS por_vencer
"""
_ABIERTOS = f"""
FROM situacion JOIN acuerdo ON acuerdo.uuid = situacion.acuerdo
{{junta}}
WHERE situacion.concluido = FALSE AND {VIGENTES}
"""
_TOTALES = f"SELECT {_CUENTAS} {_ABIERTOS.format(junta='')}"
_TODOS = f"SELECT count(*) AS n FROM acuerdo WHERE {VIGENTES}"
_RESPONSABLES = """
JOIN acuerdo_responsable AS suyo ON suyo.acuerdo = acuerdo.uuid
LEFT JOIN organizacion ON organizacion.uuid = suyo.organizacion
"""
_POR_RESPONSABLE = f"""
SELECT acuerdo.uuid AS acuerdo, organizacion.nombre AS enlazado, suyo.literal AS escrito, situacion.plazo
{_ABIERTOS.format(junta=_RESPONSABLES)}
"""
_COMPROMISOS = """
JOIN acuerdo_compromiso AS enlace ON enlace.acuerdo = acuerdo.uuid
JOIN compromiso ON compromiso.uuid = enlace.compromiso
"""
_POR_COMPROMISO = f"""
SELECT compromiso.clave AS clave, compromiso.titulo AS titulo, {_CUENTAS} {_ABIERTOS.format(junta=_COMPROMISOS)}
GROUP BY compromiso.clave, compromiso.titulo
"""


@dataclass(frozen=True, slots=True)
class Conteos:
    """How many agreements there are; overdue and soon due ones are among the open."""

    vencidos: int
    por_vencer: int
    abiertos: int
    concluidos: int


@dataclass(frozen=True, slots=True)
class GrupoDeAcuerdos:
    """The open agreements of one responsible or compromiso, called `nombre` on the screen.

    `clave` is what its list is filtered by: the folded name for `responsable_exacto`, the key for `compromiso`.
    """

    clave: str
    nombre: str
    abiertos: int
    vencidos: int
    por_vencer: int


@dataclass(slots=True)
class _Responsable:
    """What is found of one folded name: its open agreements with their plazo, and how it is spelled."""

    plazos: dict[str, str | None] = field(default_factory=dict)
    enlazados: Counter[str] = field(default_factory=Counter)
    escritos: Counter[str] = field(default_factory=Counter)

    def contar(self, clave: str, *, hoy: str, cercano: str) -> GrupoDeAcuerdos:
        """Return its numbers; days are ISO 8601, which compare as text."""
        veces = self.enlazados or self.escritos
        plazos = [plazo for plazo in self.plazos.values() if plazo]
        return GrupoDeAcuerdos(
            clave=clave,
            nombre=min(veces, key=lambda nombre: (-veces[nombre], nombre)),
            abiertos=len(self.plazos),
            vencidos=sum(plazo < hoy for plazo in plazos),
            por_vencer=sum(hoy <= plazo <= cercano for plazo in plazos),
        )


def conteos(lectura: Lectura, hoy: date, *, dias: int = DIAS_POR_VENCER) -> Conteos:
    """Return the counts as of that day; soon is within that many days."""
    suma, todos = lectura.fila(_TOTALES, _dias(hoy, dias)), lectura.fila(_TODOS)
    if suma is None or todos is None:
        return Conteos(0, 0, 0, 0)
    abiertos = int(suma["abiertos"])
    return Conteos(int(suma["vencidos"] or 0), int(suma["por_vencer"] or 0), abiertos, int(todos["n"]) - abiertos)


def por_responsable(lectura: Lectura, hoy: date, *, dias: int = DIAS_POR_VENCER) -> list[GrupoDeAcuerdos]:
    """Return who has open agreements, those with most overdue first.

    Names linked to one institution are that one's, and spellings that differ in accents, case or spaces are one name:
    the institution's, or the one most written.
    """
    dias_de, grupos = _dias(hoy, dias), dict[str, _Responsable]()
    plegados: dict[str, str] = {}
    for fila in lectura.filas(_POR_RESPONSABLE):
        nombre = fila["enlazado"] or fila["escrito"]
        if nombre not in plegados:
            plegados[nombre] = plegar(nombre)
        grupo = grupos.setdefault(plegados[nombre], _Responsable())
        grupo.plazos[fila["acuerdo"]] = fila["plazo"]  # named twice, an agreement still is one of that name
        (grupo.enlazados if fila["enlazado"] else grupo.escritos)[nombre] += 1
    return _ordenar([grupo.contar(clave, **dias_de) for clave, grupo in grupos.items()])


def por_compromiso(lectura: Lectura, hoy: date, *, dias: int = DIAS_POR_VENCER) -> list[GrupoDeAcuerdos]:
    """Return the compromisos that have open agreements, those with most overdue first."""
    filas = lectura.filas(_POR_COMPROMISO, _dias(hoy, dias))
    return _ordenar([GrupoDeAcuerdos(nombre=f"{fila['clave']} · {fila.pop('titulo')}", **fila) for fila in filas])


def _ordenar(grupos: list[GrupoDeAcuerdos]) -> list[GrupoDeAcuerdos]:
    return sorted(grupos, key=lambda g: (-g.vencidos, -g.abiertos, plegar(g.nombre), g.clave))


def _dias(hoy: date, dias: int) -> dict[str, str]:
    return {"hoy": hoy.isoformat(), "cercano": (hoy + timedelta(days=dias)).isoformat()}
