"""What the commands share: where the data are, how they are opened, and how answers are written."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from enlace_app.consultas.actas import correcciones
from enlace_app.consultas.folios import buscar_folio
from enlace_app.errores import ErrorDeEnlace, ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.contexto import Contexto
from enlace_app.servicios.imprenta import Imprenta
from enlace_app.sincronizacion.formato import Formato

AbrirContexto = Callable[[CarpetaDatos], AbstractContextManager[Contexto]]

LARGO_DE_CLAVE = 8
"""Characters of an identity that lists show, its last: enough for a person to name the record by."""

MAXIMO_DE_RENGLONES = 200
"""Lines of one list of records that are written for a person; JSON has them all."""


@dataclass(frozen=True)
class Sesion:
    """One run of the program: its data folder and how to open it."""

    carpeta: CarpetaDatos
    elegida: bool
    """Whether the user chose the folder, rather than the default."""
    clave: str | None
    abrir_contexto: AbrirContexto
    leer_formato: Callable[[], Formato]
    crear_imprenta: Callable[[], Imprenta]
    """For what is printed without any data; with data the printer is that of `Contexto`."""
    abrir_ventana: Callable[[CarpetaDatos], int]
    """Returns its exit code once the window is closed; `ErrorDeEntorno` where none can open."""

    def con_carpeta(self, carpeta: CarpetaDatos) -> "Sesion":
        """Return the same session on another data folder."""
        return replace(self, carpeta=carpeta)

    @contextmanager
    def abrir(self, *, exigir: bool = True) -> Iterator[Contexto]:
        """Open the data for one command; what was written is backed up at the end."""
        if exigir and not self.carpeta.base.exists():
            raise ErrorDeNegocio(
                f"En «{self.carpeta.raiz}» no hay datos de Enlace. Comience con «enlace iniciar --nombre …», "
                "o diga dónde están con --datos."
            )
        with self.abrir_contexto(self.carpeta) as contexto:
            yield contexto
            for aviso in contexto.avisos_de_plantillas:
                avisar(f"Aviso: {aviso}")
            if contexto.almacen.cambio_desde_el_respaldo:
                try:
                    contexto.almacen.respaldar(
                        "salida",
                        conservar=contexto.ajustes.respaldos_a_conservar,
                        dias=contexto.ajustes.dias_de_respaldos,
                    )
                except ErrorDeEnlace as error:
                    # What was asked is done and stored: failing now would invite to do it twice.
                    avisar(f"Aviso: lo pedido quedó guardado, pero no se pudo respaldar. {error}")


def decir(texto: str = "") -> None:
    """Write one line of the answer."""
    sys.stdout.write(f"{texto}\n")


def avisar(texto: str) -> None:
    """Write one line beside the answer."""
    sys.stderr.write(f"{texto}\n")


def decir_json(datos: object) -> None:
    """Write one JSON array or object."""
    decir(json.dumps(datos, ensure_ascii=False, indent=2, default=_a_json))


def _a_json(valor: object) -> Any:
    if isinstance(valor, date | datetime):
        return valor.isoformat()
    if isinstance(valor, UUID | Path):
        return str(valor)
    raise TypeError(type(valor).__name__)


def decir_tabla(columnas: Mapping[str, int], filas: Iterable[Mapping[str, object]]) -> int:
    """Write rows under their headings, columns at most that wide; return how many there were."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    tabla = Table(box=None, pad_edge=False, header_style="bold")
    for nombre, ancho in columnas.items():
        tabla.add_column(nombre, max_width=ancho, overflow="fold")
    for fila in filas:
        # Text, not markup: a folio such as [red] is an ordinary word.
        tabla.add_row(*(Text("" if fila[nombre] is None else str(fila[nombre])) for nombre in columnas))
    if tabla.row_count:
        ancho_total = None if sys.stdout.isatty() else sum(columnas.values()) + 2 * len(columnas)
        Console(width=ancho_total, highlight=False).print(tabla)
    return tabla.row_count


@dataclass(frozen=True)
class Localizado:
    """The record that a folio names."""

    tabla: str
    uuid: UUID
    folio: str


def resolver(contexto: Contexto, folio: str, *tablas: str) -> Localizado:
    """Return the record that a folio names, or raise `ErrorDeNegocio` saying how to find it."""
    encontrado = buscar_folio(contexto.almacen.lectura, folio)
    if encontrado is None:
        raise ErrorDeNegocio(f"No hay nada con el folio «{folio}». Vea los que hay con «enlace listar reuniones».")
    if tablas and encontrado.tabla not in tablas:
        raise ErrorDeNegocio(f"«{folio}» es de un registro de {encontrado.tabla}, no de {' ni '.join(tablas)}.")
    return Localizado(encontrado.tabla, UUID(encontrado.uuid), encontrado.folio)


@dataclass(frozen=True)
class ActaLocalizada:
    """The meeting of an acta that a folio names; `correccion` is the document, where it names one that mends it."""

    reunion: UUID
    correccion: UUID | None
    folio: str


def resolver_acta(contexto: Contexto, folio: str) -> ActaLocalizada:
    """Return the acta that a folio names, that of a meeting or one that mends it, or raise `ErrorDeNegocio`."""
    encontrado = resolver(contexto, folio, "reunion", "acta")
    if encontrado.tabla == "reunion":
        return ActaLocalizada(encontrado.uuid, None, encontrado.folio)
    correccion = next(c for c in correcciones(contexto.almacen.lectura) if c.uuid == str(encontrado.uuid))
    return ActaLocalizada(UUID(correccion.reunion), encontrado.uuid, encontrado.folio)
