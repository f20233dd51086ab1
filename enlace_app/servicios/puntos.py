"""The agenda: points, their order and what was said about each."""

from collections.abc import Sequence
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios
from enlace_app.dominio.puntos import PuntoOrdenDia
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.edicion import exigir_texto, parte_editable, reunion_editable, texto_o_nada

_PIDE_ASUNTO = "Escriba el asunto del punto."


def agregar_punto(
    almacen: Almacen, *, reunion: UUID, asunto: str, desarrollo: str | None = None, posicion: int | None = None
) -> Cambios:
    """Add a point at the end of the agenda, or in a place of it (1 is the first); those after it move down."""
    limpio = exigir_texto(asunto, _PIDE_ASUNTO)
    with almacen.escribir("Agregar punto") as u:
        orden = reunion_editable(u, reunion).puntos_vigentes()
        punto = PuntoOrdenDia(reunion=reunion, asunto=limpio, desarrollo=texto_o_nada(desarrollo))
        if posicion is None:
            punto.n = max((p.n for p in orden), default=0) + 1
        else:
            _exigir_lugar(posicion, len(orden) + 1)
            _numerar([*orden[: posicion - 1], punto, *orden[posicion - 1 :]])
        u.agregar(punto)
        u.principal = punto.uuid
        u.asentar()
        return u.cambios


def renombrar_punto(almacen: Almacen, *, punto: UUID, rev: int, asunto: str) -> Cambios:
    """Correct the subject of a point; what was said about it stays."""
    limpio = exigir_texto(asunto, _PIDE_ASUNTO)
    with almacen.escribir("Cambiar asunto del punto") as u:
        parte_editable(u, PuntoOrdenDia, punto, rev).asunto = limpio
        u.asentar()
        return u.cambios


def mover_punto(almacen: Almacen, *, punto: UUID, rev: int, posicion: int) -> Cambios:
    """Move a point to a place of the agenda (1 is the first); only points whose number changes count as changed."""
    with almacen.escribir("Mover punto") as u:
        movido = parte_editable(u, PuntoOrdenDia, punto, rev)
        if movido.reunion is None:
            raise ErrorDeNegocio("Ese punto no es de ninguna reunión.")
        orden = [p for p in reunion_editable(u, movido.reunion).puntos_vigentes() if p is not movido]
        _exigir_lugar(posicion, len(orden) + 1)
        _numerar([*orden[: posicion - 1], movido, *orden[posicion - 1 :]])
        u.asentar()
        return u.cambios


def redactar_punto(almacen: Almacen, *, punto: UUID, rev: int, desarrollo: str) -> Cambios:
    """Write down what was said and done about a point."""
    with almacen.escribir("Redactar punto") as u:
        parte_editable(u, PuntoOrdenDia, punto, rev).desarrollo = desarrollo
        u.asentar()
        return u.cambios


def retirar_punto(almacen: Almacen, *, punto: UUID, rev: int) -> Cambios:
    """Withdraw a point; those after it move up in the acta."""
    with almacen.escribir("Retirar punto") as u:
        parte_editable(u, PuntoOrdenDia, punto, rev).baja = True
        u.asentar()
        return u.cambios


def _exigir_lugar(posicion: int, lugares: int) -> None:
    if not 1 <= posicion <= lugares:
        raise ErrorDeNegocio(f"El orden del día tiene {lugares} lugares; no hay un lugar {posicion}.")


def _numerar(orden: Sequence[PuntoOrdenDia]) -> None:
    for n, punto in enumerate(orden, start=1):
        if punto.n != n:
            punto.n = n
