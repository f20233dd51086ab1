"""What a command or a screen works with: the open data and what services need beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from enlace_app.ajustes import Ajustes
from enlace_app.datos.almacen import Almacen
from enlace_app.servicios.imprenta import Imprenta
from enlace_app.servicios.textos import TextosInstitucionales

if TYPE_CHECKING:
    from enlace_app.sincronizacion.formato import Formato


@dataclass(eq=False)
class Contexto:
    """Handed out by `arranque`, open as long as the command or the window runs; nobody changes it but by its method."""

    almacen: Almacen
    crear_imprenta: Callable[[], Imprenta]
    leer_formato: "Callable[[], Formato]"
    textos: TextosInstitucionales
    ajustes: Ajustes
    version_app: str

    def cambiar_ajustes(self, ajustes: Ajustes) -> None:
        """Write other settings and work by them from now on; errors as in `guardar_ajustes`, then nothing changed."""
        from enlace_app.servicios.ajustes import guardar_ajustes

        guardar_ajustes(self.almacen.carpeta.raiz, ajustes)
        self.ajustes = ajustes

    @cached_property
    def formato(self) -> "Formato":
        """The definition of the workbook, read when it is first asked for: the window's first page needs none."""
        return self.leer_formato()

    @cached_property
    def imprenta(self) -> Imprenta:
        """The printer, with the libraries that it draws by: nothing to wait for before something is printed."""
        return self.crear_imprenta()

    @property
    def avisos_de_plantillas(self) -> Sequence[str]:
        """Which templates of the institution could not be used since this was opened; the built-in ones served."""
        return self.imprenta.avisos if "imprenta" in vars(self) else ()

    @property
    def aviso_privacidad(self) -> str | None:
        """The notice that actas bear; it names nobody whom the settings do not name as responsible for the data."""
        return self.textos.aviso_privacidad(self.ajustes.responsable_de_datos)

    @property
    def destinatario(self) -> str | None:
        """Who receives the packages."""
        return self.ajustes.destinatario or self.textos.destinatario
