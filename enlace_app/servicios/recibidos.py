"""What a package holds and what became of it, or would: looked into before it is received, and again afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from json import loads

from enlace_app.consultas import paquetes_recibidos as llegados
from enlace_app.consultas import sitios
from enlace_app.consultas.filas_recibidas import filas_guardadas
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.recepcion import Resultado
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
            return tuple(c for c in renglon.campos if c.columna != "rev")
        fila = self.filas.get((renglon.hoja, renglon.uuid), {})
        return tuple(CampoCambiado(columna, None, fila[columna]) for columna in fila if columna not in _SIN_INTERES)


def contenido_de(paquete: PaqueteLeido, renglones: Sequence[Renglon]) -> Contenido:
    """Return what there is to see of a package that was compared."""
    filas = {(hoja, str(fila.get("uuid"))): fila for hoja, todas in paquete.hojas.items() for fila in todas}
    return Contenido(tuple(renglones), filas)


def contenido_recibido(
    almacen: Almacen, *, recibido: str, formato: Formato, progreso: Progreso | None = None
) -> Contenido:
    """Return what became of the rows of an applied package, or what those of one that is kept would change now.

    Of an applied one the values are those that its site sent last under the same identity; writes nothing.
    """
    guardado, llegado = llegados.resultados(almacen.lectura, recibido), llegados.traer(almacen.lectura, recibido)
    if guardado is not None and llegado is not None:
        return _aplicado(almacen, llegado.sitio, loads(guardado), formato)
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


def _aplicado(almacen: Almacen, sitio: str, resultados: Sequence[Sequence[str | None]], formato: Formato) -> Contenido:
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
