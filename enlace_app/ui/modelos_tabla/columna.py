"""What a list shows of each row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from PySide6.QtCore import Qt

from enlace_app.ui.componentes.senales import Aspecto

F = TypeVar("F")

IZQUIERDA = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
DERECHA = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Columna(Generic[F]):
    """One column of a list of rows `F`.

    `clave` names it in the memory of the window and, where the list can be sorted by it, among the `ordenes` of its
    `Listado`. `ancho` is in characters. `senal` gives the state that is drawn with colour, sign and word before the
    text; `visible` is whether it shows before anybody chose.
    """

    clave: str
    titulo: str
    texto: Callable[[F], str]
    ancho: int = 16
    alineacion: Qt.AlignmentFlag = IZQUIERDA
    senal: Callable[[F], Aspecto | None] | None = None
    visible: bool = True
    estira: bool = False


def con_regiones(columnas: Sequence[Columna[F]], rol: str) -> tuple[Columna[F], ...]:
    """Return the columns of a list as a site of that role first sees them.

    Who receives from all regions sees whose a record is beside its first column.
    """
    from enlace_app.dominio.sitios import RolDeSitio

    if rol != RolDeSitio.GARANTE:
        return tuple(columnas)
    regiones = [replace(columna, visible=True) for columna in columnas if columna.clave == "regiones"]
    primera, *demas = [columna for columna in columnas if columna.clave != "regiones"]
    return (primera, *regiones, *demas)
