"""Packages that were received: looking into them again, and the receipts of several at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from json import loads
from pathlib import Path

from enlace_app.consultas import recepcion_de_paquetes as llegados
from enlace_app.consultas import sitios
from enlace_app.consultas.recepcion_de_paquetes import Recibido
from enlace_app.consultas.recibidos import filas_guardadas
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.numeracion import SIN_REGION
from enlace_app.dominio.recepcion import Resultado
from enlace_app.servicios.acuses import exportar_acuse
from enlace_app.sincronizacion.avance import Progreso
from enlace_app.sincronizacion.comparar import CampoCambiado, Renglon, comparar, nombre_de_fila
from enlace_app.sincronizacion.formato import Formato
from enlace_app.sincronizacion.manifiesto import leer_manifiesto
from enlace_app.sincronizacion.paquete import Fila, PaqueteLeido, de_json

_SIN_INTERES = frozenset({"uuid", "rev", "baja"})
"""What tells a person nothing of a record that does not change."""


@dataclass(frozen=True, slots=True)
class Contenido:
    """The rows of a package with what became of each, or would become; `filas` are its values by sheet and identity."""

    renglones: tuple[Renglon, ...]
    filas: Mapping[tuple[str, str], Fila]

    def campos(self, renglon: Renglon) -> tuple[CampoCambiado, ...]:
        """Return what a row changes; of a row that is new, or of which no change is known, all its values."""
        if renglon.campos:
            return renglon.campos
        fila = self.filas.get((renglon.hoja, renglon.uuid), {})
        return tuple(CampoCambiado(columna, None, fila[columna]) for columna in fila if columna not in _SIN_INTERES)


def contenido_de(paquete: PaqueteLeido, renglones: Sequence[Renglon]) -> Contenido:
    """Return what there is to see of a package that was compared."""
    filas = {(hoja, str(fila.get("uuid"))): fila for hoja, todas in paquete.hojas.items() for fila in todas}
    return Contenido(tuple(renglones), filas)


def adjuntos_por_agregar(almacen: Almacen, paquete: PaqueteLeido) -> int:
    """Return how many files came in its zip that documents of the package name and that are not stored here."""
    if paquete.sobre is None:
        return 0
    nombrados = {str(d["sha256"]) for d in paquete.filas("Documentos") if d.get("sha256")}
    return sum(not almacen.adjuntos.ruta(h).is_file() for h in nombrados & set(paquete.sobre.adjuntos))


def traer(almacen: Almacen, recibido: str) -> Recibido:
    """Return a received package; raises `KeyError` if there is none."""
    return {r.uuid: r for r in llegados.listar(almacen.lectura)}[recibido]


def contenido_recibido(
    almacen: Almacen, *, recibido: str, formato: Formato, progreso: Progreso | None = None
) -> Contenido:
    """Return what became of the rows of an applied package, or what those of one that is kept would change now.

    Of an applied one the values are those that its site sent last under the same identity; writes nothing.
    """
    guardado = llegados.resultados(almacen.lectura, recibido)
    if guardado is not None:
        return _aplicado(almacen, recibido, loads(guardado), formato)
    paquete = de_json(llegados.contenido_en_espera(almacen.lectura, recibido))
    with almacen.lectura.momento():
        comparacion = comparar(
            almacen.lectura,
            leer_manifiesto(paquete),
            paquete,
            formato,
            alfabeto=almacen.alfabeto,
            zona=sitios.traer(almacen.lectura).zona,
            ahora=datetime.now(UTC),
            progreso=progreso,
        )
    return contenido_de(paquete, comparacion.renglones)


def _aplicado(
    almacen: Almacen, recibido: str, resultados: Sequence[Sequence[str | None]], formato: Formato
) -> Contenido:
    sitio = traer(almacen, recibido).sitio
    por_hoja: dict[str, list[str]] = {}
    for hoja, uuid, _, _ in resultados:
        por_hoja.setdefault(str(hoja), []).append(str(uuid))
    filas = {
        (hoja, uuid): {c.nombre: guardada.valores[c.nombre] for c in columnas if c.nombre in guardada.valores}
        for hoja, uuids in por_hoja.items()
        for columnas in (formato.hoja(hoja).columnas,)
        for uuid, guardada in filas_guardadas(almacen.lectura, sitio=sitio, hoja=hoja, uuids=uuids).items()
    }
    renglones = [
        Renglon(str(h), str(u), nombre_de_fila(filas.get((str(h), str(u)), {})), Resultado(str(r)), motivo)
        for h, u, r, motivo in resultados
    ]
    return Contenido(tuple(renglones), filas)


def nombre_de_acuse(recibido: Recibido, *, cuantos: int = 1) -> str:
    """Return the name under which a receipt is offered; `cuantos` tells several of the same number apart."""
    otro = f"-{cuantos}" if cuantos > 1 else ""
    return f"acuse-{recibido.region or SIN_REGION}-{recibido.secuencia:04d}{otro}.xlsx"


def exportar_acuses(
    almacen: Almacen, *, recibidos: Sequence[str], carpeta: Path, progreso: Progreso | None = None
) -> list[Path]:
    """Write the receipts of these packages into a folder and return their files; errors as in `exportar_acuse`.

    Two sites of a region may have sent the same number: the second one's file gets a number of its own. What was
    written before an error or a cancel stays.
    """
    por_uuid = {r.uuid: r for r in llegados.listar(almacen.lectura)}
    escritos: list[Path] = []
    for hechos, recibido in enumerate(recibidos):
        if progreso is not None:
            progreso(hechos, len(recibidos))
        destino = _libre(carpeta, por_uuid[recibido], escritos)
        exportar_acuse(almacen, recibido=recibido, destino=destino)
        escritos.append(destino)
    return escritos


def _libre(carpeta: Path, recibido: Recibido, escritos: Sequence[Path]) -> Path:
    cuantos = 1
    while (destino := carpeta / nombre_de_acuse(recibido, cuantos=cuantos)) in escritos:
        cuantos += 1
    return destino
