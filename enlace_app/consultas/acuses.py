"""What the authority answered, as both sides keep it: receipts, remarks on records and official folios."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from enlace_app.consultas.conjuntos import uno_de
from enlace_app.consultas.expedientes import Lector
from enlace_app.datos.lotes import en_lotes

_RECIBIDOS = """
SELECT acuse.uuid, acuse.paquete, acuse.numero, acuse.contenido_sha256, acuse.recibido, acuse.quien, acuse.autoridad,
  acuse.acuse_sha256, acuse.archivo_sha256, acuse.creado
FROM acuse
"""
_FOLIOS = "SELECT registro, folio FROM folio_oficial {donde} ORDER BY creado, uuid"
_OBSERVACIONES = (
    "SELECT uuid, registro, texto, autor, creado, acuse FROM observacion_de_autoridad {donde} ORDER BY creado, uuid"
)
_RESULTADOS = """
SELECT resultado.registro, resultado.hoja, resultado.resultado, resultado.motivo, acuse.recibido, acuse.quien,
  acuse.paquete
FROM resultado_de_acuse AS resultado JOIN acuse ON acuse.uuid = resultado.acuse
JOIN paquete ON paquete.uuid = acuse.paquete
WHERE resultado.registro IN {lista} AND NOT EXISTS (SELECT 1 FROM acuse AS otro
  WHERE otro.paquete = acuse.paquete AND otro.numero > acuse.numero)
AND NOT EXISTS (SELECT 1 FROM acuse AS otro JOIN paquete AS suyo ON suyo.uuid = otro.paquete
  WHERE (suyo.epoca, suyo.secuencia) > (paquete.epoca, paquete.secuencia)
  AND (suyo.tipo = 'completo' OR resultado.resultado = 'rechazado'))
ORDER BY acuse.recibido, acuse.numero
"""
_CUENTAS = """
SELECT acuse.uuid, acuse.paquete, acuse.numero, acuse.recibido, acuse.quien, acuse.creado, acuse.llegaron,
  (SELECT count(*) FROM resultado_de_acuse AS fila
    WHERE fila.acuse = acuse.uuid AND fila.resultado IN ('rechazado', 'propuesto', 'observado')) AS por_revisar
FROM acuse WHERE acuse.paquete IN {lista} ORDER BY acuse.creado, acuse.numero
"""


@dataclass(frozen=True, slots=True)
class AcuseRecibido:
    """A receipt that arrived for a package of this site; `recibido` is when the authority received the package."""

    uuid: str
    paquete: str
    numero: int
    contenido_sha256: str
    recibido: str
    quien: str
    autoridad: str
    acuse_sha256: str
    archivo_sha256: str | None
    creado: str


@dataclass(frozen=True, slots=True)
class Observacion:
    """What the authority remarked about a record; `acuse` is the receipt that brought it, None where it was written."""

    uuid: str
    registro: str
    texto: str
    autor: str | None
    creado: str
    acuse: str | None


@dataclass(frozen=True, slots=True)
class ResultadoDeRegistro:
    """What the authority's latest receipt that names a record said of it, when that was not simply that it arrived."""

    hoja: str
    resultado: str
    motivo: str | None
    recibido: str
    quien: str
    paquete: str


@dataclass(frozen=True, slots=True)
class ResumenDeAcuse:
    """A receipt in one line."""

    uuid: str
    paquete: str
    numero: int
    recibido: str
    quien: str
    creado: str
    llegaron: int
    por_revisar: int


def listar(lector: Lector, *, paquete: str | None = None) -> list[AcuseRecibido]:
    """Return the receipts that arrived, all or those of one package, the earlier first."""
    donde, parametros = ("WHERE acuse.paquete = :paquete", {"paquete": paquete}) if paquete else ("", {})
    return [
        AcuseRecibido(**f)
        for f in lector.filas(f"{_RECIBIDOS} {donde} ORDER BY acuse.creado, acuse.numero", parametros)
    ]


def folios_oficiales(lector: Lector, registros: Collection[str] | None = None) -> dict[str, str]:
    """Return the official folio of each record that has one, of all or of these; the latest counts."""
    return {f["registro"]: f["folio"] for f in _de_registros(lector, _FOLIOS, registros)}


def con_folio_posterior(lector: Lector, acuse: str) -> frozenset[str]:
    """Return the records of which a receipt made later than this one told the official folio."""
    filas = lector.filas("SELECT registro FROM folio_oficial WHERE acuse > :acuse", {"acuse": acuse})
    return frozenset(f["registro"] for f in filas)


def observaciones(lector: Lector, registros: Collection[str] | None = None) -> list[Observacion]:
    """Return the authority's remarks on these records (None: on all), the earlier first."""
    return [Observacion(**f) for f in _de_registros(lector, _OBSERVACIONES, registros)]


def resultado_de(lector: Lector, registro: str) -> ResultadoDeRegistro | None:
    """Return what the latest receipt says of a record, None if it simply arrived or never did.

    A later receipt for the same package supersedes it, and so does the receipt of a later package that must have held
    the record: a complete one, or any where it was rejected, for that is sent again.
    """
    return resultados_de(lector, [registro]).get(registro)


def resultados_de(lector: Lector, registros: Collection[str]) -> dict[str, ResultadoDeRegistro]:
    """Return that of each record of which it says something, as `resultado_de`."""
    dichos: dict[str, ResultadoDeRegistro] = {}
    for lote in en_lotes(set(registros)):
        lista, parametros = uno_de("registro", lote)
        for fila in lector.filas(_RESULTADOS.format(lista=lista), parametros):
            registro = fila.pop("registro")
            dichos[registro] = ResultadoDeRegistro(**fila)
    return dichos


def resumenes(lector: Lector, paquetes: Collection[str]) -> dict[str, tuple[ResumenDeAcuse, ...]]:
    """Return the receipts of each of these packages that has any, the earlier first."""
    por_paquete: dict[str, tuple[ResumenDeAcuse, ...]] = {}
    for lote in en_lotes(set(paquetes)):
        lista, parametros = uno_de("paquete", lote)
        for fila in lector.filas(_CUENTAS.format(lista=lista), parametros):
            resumen = ResumenDeAcuse(**fila)
            por_paquete[resumen.paquete] = (*por_paquete.get(resumen.paquete, ()), resumen)
    return por_paquete


def emitidos(lector: Lector, recibido: str) -> list[dict[str, Any]]:
    """Return the receipts that were made here for a received package, the earlier first."""
    return lector.filas(
        "SELECT uuid, numero, contenido_sha256, archivo_sha256, creado FROM acuse_emitido "
        "WHERE recibido = :recibido ORDER BY numero",
        {"recibido": recibido},
    )


def _de_registros(lector: Lector, sql: str, registros: Collection[str] | None) -> list[dict[str, Any]]:
    if registros is None:
        return lector.filas(sql.format(donde=""))
    filas: list[Mapping[str, Any]] = []
    for lote in en_lotes(set(registros)):
        lista, parametros = uno_de("registro", lote)
        filas.extend(lector.filas(sql.format(donde=f"WHERE registro IN {lista}"), parametros))
    return [dict(fila) for fila in filas]
