"""What all steps of a run have in common."""

from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.errores import ErrorDeNegocio

if TYPE_CHECKING:
    from tests.sincronizacion.convergencia.mundo import Mundo

Fila = dict[str, Any]
_SUYA = "origen = (SELECT uuid FROM sitio)"


class Paso(Protocol):
    """One step; its `repr` is the Python that makes it again.

    Records are named by counting through those that there are when the step is taken: so a step means something in
    whatever run it stands, also after others were taken out of it.
    """

    def dar(self, mundo: "Mundo") -> None:
        """Take it; nothing happens where there is nothing to take it on."""


def elegir(almacen: Almacen, tabla: str, cual: int, donde: str = "NOT baja", *, ajenas: bool = False) -> Fila | None:
    """Return one of the records of this site (with `ajenas`, of any), counted in the order in which they came."""
    duenio = "" if ajenas else f" AND {_SUYA}"
    filas = almacen.lectura.filas(f"SELECT * FROM {tabla} WHERE ({donde}){duenio} ORDER BY rowid")
    return filas[cual % len(filas)] if filas else None


def clave(fila: Fila) -> tuple[UUID, int]:
    """Identity and `rev` of a record as it was seen."""
    return UUID(fila["uuid"]), int(fila["rev"])


def intentar(mundo: "Mundo", que: str, hacer: Any) -> None:
    """Do what a person does; a refusal in words is an answer too."""
    try:
        hecho = hacer()
    except ErrorDeNegocio:
        mundo.cuentas["rehusado"] += 1
        mundo.cuentas[f"  {que}: rehusado"] += 1
        return
    mundo.cuentas["sin objeto" if hecho is False else que] += 1
