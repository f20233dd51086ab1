"""What a command or a screen works with: the open data and what services need beside them."""

from dataclasses import dataclass

from enlace_app.ajustes import Ajustes
from enlace_app.datos.almacen import Almacen
from enlace_app.servicios.imprenta import Imprenta
from enlace_app.servicios.textos import TextosInstitucionales
from enlace_app.sincronizacion.formato import Formato


@dataclass(frozen=True)
class Contexto:
    """Handed out by `arranque`, open as long as the command or the window runs."""

    almacen: Almacen
    imprenta: Imprenta
    formato: Formato
    textos: TextosInstitucionales
    ajustes: Ajustes
    version_app: str

    @property
    def aviso_privacidad(self) -> str | None:
        """The notice that actas bear; without the setting, in the name of whoever this site is."""
        responsable = self.ajustes.responsable_de_datos
        if not responsable:
            with self.almacen.consultar() as u:
                responsable = u.sitio.nombre
        return self.textos.aviso_privacidad(responsable)

    @property
    def destinatario(self) -> str | None:
        """Who receives the packages."""
        return self.ajustes.destinatario or self.textos.destinatario
