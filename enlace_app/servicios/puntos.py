"""The agenda: points, their order and what was said about each."""

from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios
from enlace_app.dominio.puntos import PuntoOrdenDia
from enlace_app.servicios.edicion import exigir_texto, parte_editable, reunion_editable, texto_o_nada


def agregar_punto(almacen: Almacen, *, reunion: UUID, asunto: str, desarrollo: str | None = None) -> Cambios:
    """Add a point at the end of the agenda."""
    limpio = exigir_texto(asunto, "Escriba el asunto del punto.")
    with almacen.escribir("Agregar punto") as u:
        encontrada = reunion_editable(u, reunion)
        punto = PuntoOrdenDia(
            reunion=reunion,
            n=max((p.n for p in encontrada.puntos_vigentes()), default=0) + 1,
            asunto=limpio,
            desarrollo=texto_o_nada(desarrollo),
        )
        u.agregar(punto)
        u.principal = punto.uuid
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
