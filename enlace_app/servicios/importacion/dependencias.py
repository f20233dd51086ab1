"""Rows that stay out only because another one does: which, and on whose account."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from enlace_app.dominio.organizaciones import plegar
from enlace_app.servicios.importacion.celdas import Lugar
from enlace_app.servicios.importacion.continuidad import conserva_su_dia

if TYPE_CHECKING:
    from enlace_app.servicios.importacion.celdas import Rechazo
    from enlace_app.servicios.importacion.fuentes import Renglon
    from enlace_app.servicios.importacion.materia import Entrada, Materia


class Dependencias:
    """The rejected rows of an import, by the names under which others may refer to them."""

    def __init__(self) -> None:
        self._registros: dict[tuple[str, UUID], Lugar] = {}
        self._marcas: dict[tuple[str, str, str], Lugar] = {}

    def raiz(self, renglon: Renglon, hoja: str, marca: str, uuid: UUID | None) -> Lugar | None:
        """Return the rejected row that a reference means, in the end; None if it means something that got in."""
        if uuid is not None:
            return self._registros.get((renglon.grupo, uuid))
        return self._marcas.get((renglon.grupo, hoja, plegar(marca)))

    def anotar(self, materia: Materia, entrada: Entrada, rechazo: Rechazo) -> None:
        """Take note of a rejected row, unless what refers to it may still enter.

        A known record that keeps its day only misses this change. Where the day is another, or cannot be read, the rows
        that hang on it may be another meeting's.
        """
        fila, grupo = entrada.renglon.fila, entrada.renglon.grupo
        lugar = rechazo.raiz or Lugar(fila.archivo, fila.hoja, fila.numero)
        if entrada.uuid is None:
            self.anotar_marca(entrada.renglon, lugar)
        elif entrada.nueva or entrada.ajena:
            self._registros[grupo, entrada.uuid] = lugar
        elif materia.hijas and not entrada.renglon.publicado and not conserva_su_dia(entrada):
            entrada.ajena = True
            self._registros[grupo, entrada.uuid] = lugar

    def anotar_registro(self, renglon: Renglon, uuid: UUID, lugar: Lugar) -> None:
        """Take note that nothing of these files may refer to a record."""
        self._registros[renglon.grupo, uuid] = lugar

    def anotar_marca(self, renglon: Renglon, lugar: Lugar) -> None:
        """Take note of a row that was rejected before anybody knew which record it is."""
        if renglon.fila.ref:
            self._marcas[renglon.grupo, renglon.fila.hoja, plegar(renglon.fila.ref)] = lugar
