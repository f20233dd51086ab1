"""The packages that were made here."""

from enlace_app.consultas.paquetes import CON_ACUSE, POR_REVISAR, SIN_ACUSE, FilaPaquete, listado
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.lista import Filtro, Lista
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.paquetes import columnas_de_paquetes
from enlace_app.ui.tema import Icono

_FILTRO = Filtro(
    "acuse",
    "Acuse",
    (("Sin acuse", SIN_ACUSE), ("Con acuse", CON_ACUSE), ("Con algo por revisar", POR_REVISAR)),
)


def crear_historial(entorno: Entorno) -> Lista[FilaPaquete]:
    """Return the list of them."""
    return Lista(
        entorno,
        nombre="paquetes",
        que="paquetes",
        listado=listado(),
        columnas=columnas_de_paquetes(entorno.sitio.zona),
        filtros=(_FILTRO,),
        vacio=EstadoVacio(
            Icono.PAQUETES,
            "Aquí quedan los paquetes hechos",
            "Cada uno con su número, su fecha, su huella y lo que la autoridad respondió. En esta computadora todavía "
            "no se ha hecho ninguno.",
        ),
    )
