"""What a noun must tell so that its rows can be imported, and a row on its way in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from enlace_app.servicios.importacion.celdas import Celdas, Rechazo

if TYPE_CHECKING:
    from enlace_app.datos.unidad import Procedencia
    from enlace_app.dominio.registros import Constancia, Registro
    from enlace_app.dominio.reuniones import Reunion
    from enlace_app.servicios.importacion.fuentes import Renglon
    from enlace_app.servicios.importacion.lote import Lote

Valores = dict[str, Any]


@dataclass
class Entrada:
    """A row on its way in: `registro` is what it changes, None while it is new.

    `enlaces` are the records that it belongs to, by column; `reuniones` the meetings whose acta would tell of it.
    """

    celdas: Celdas
    lote: Lote
    enlaces: Mapping[str, UUID | None] = field(default_factory=dict)
    uuid: UUID | None = None
    registro: Any = None
    clave: str = ""
    huella: str = ""
    recordada: bool = False
    sustituye: Procedencia | None = None
    """What was remembered of a row without mark that was changed where it stood."""
    rechazada: bool = False
    ajena: bool = False
    """Whether the row took the mark of a record that it is not, or may not be."""
    valores: Valores = field(default_factory=dict)
    reuniones: list[Reunion] = field(default_factory=list)

    @property
    def renglon(self) -> Renglon:
        """The row as it was read."""
        return self.celdas.renglon

    @property
    def nueva(self) -> bool:
        """Whether there is no record of it yet."""
        return self.registro is None

    def poner(self, atributo: str, leer: Callable[[str], Any], columna: str | None = None) -> None:
        """Read a column into an attribute, if the file has it: what is absent is not emptied."""
        if self.celdas.tiene(columna or atributo):
            self.valores[atributo] = leer(columna or atributo)

    def poner_textos(self, *columnas: str) -> None:
        """Read columns that are kept as they are written."""
        for columna in columnas:
            self.poner(columna, self.celdas.texto)

    def poner_nombres(self, *columnas: str) -> None:
        """Read columns that say who; «no precisado» is empty."""
        for columna in columnas:
            self.poner(columna, self.celdas.nombre)

    def poner_exigido(self, columna: str) -> None:
        """Read a column without which there is no record; a change may leave it out, but not empty it."""
        if self.nueva or self.celdas.tiene(columna):
            self.valores[columna] = self.celdas.exigir(columna)

    def guardado(self, atributo: str) -> Any:
        """Return what the record will have: the file's value, or the one that it already has."""
        return self.valores.get(atributo, getattr(self.registro, atributo, None))

    def exigir_abiertas(self) -> None:
        """Reject the row if the acta of one of its meetings is closed."""
        for reunion in self.reuniones:
            if reunion.baja:
                raise Rechazo(
                    "reunion" if self.celdas.tiene("reunion") else None,
                    f"la reunión {reunion.folio_visible} se retiró y no recibe nada más",
                )
            if reunion.congelada:
                raise Rechazo(
                    "reunion" if self.celdas.tiene("reunion") else None,
                    f"el acta de la reunión {reunion.folio_visible} está {reunion.estado.etiqueta} y no cambia; "
                    "si hace falta, reábrala en el programa o asiéntelo con un seguimiento o un acta aclaratoria",
                )


def _sin_cambios(_: Entrada) -> Mapping[str, Any]:
    return {}


def _sin_enlaces(_: Entrada) -> Mapping[str, UUID | None]:
    return {}


def _nada(_: Any, __: Entrada) -> None:
    return


@dataclass(frozen=True)
class Materia:
    """One sheet of the format and how its rows become records.

    `clave` gives a published row its v5 identity within `tabla`; `natural` names the column by which a captured row
    that nobody remembers means a record that is already there. `leer` fills `Entrada.valores`. `completar` gives a new
    record its folio and number just before it is stored. `interna` names the attribute that points to another row of
    the same sheet.
    `senas`: a captured row in which two or more of these were and are filled in, and all of those differ, is not the
    row that its mark stood for, but that of another workbook. `fechada` says what a row of the sheet is called where
    its day tells it from others, and `hijas` which sheets hang on it (see `continuidad`).
    `con_el_tiempo` gives what changes of a record without its row having changed, and remarks again what is still
    wrong with the row.
    """

    hoja: str
    clase: type[Registro | Constancia]
    tabla: str
    leer: Callable[[Entrada], None]
    clave: Callable[[Entrada], str]
    enlaces: Callable[[Entrada], Mapping[str, UUID | None]] = _sin_enlaces
    natural: str | None = None
    completar: Callable[[Any, Entrada], None] = _nada
    interna: str | None = None
    senas: tuple[str, ...] = ()
    solo_se_agrega: bool = False
    fechada: str | None = None
    hijas: tuple[str, ...] = ()
    con_el_tiempo: Callable[[Entrada], Mapping[str, Any]] = _sin_cambios
    narrada: bool = False
    """Whether the report tells what each changed row was before."""
    con_fuente: bool = True
    """Whether published rows of one key but another source are other records, instead of a new version."""
