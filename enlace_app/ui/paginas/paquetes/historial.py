"""The packages that were made here."""

from enlace_app.consultas.paquetes import FilaPaquete, listado
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.lista import Lista
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.paquetes import columnas_de_paquetes
from enlace_app.ui.tema import Icono


def crear_historial(entorno: Entorno) -> Lista[FilaPaquete]:
    """Return the list of them."""
    return Lista(
        entorno,
        nombre="paquetes",
        que="paquetes",
        listado=listado(),
        columnas=columnas_de_paquetes(entorno.sitio.zona),
        vacio=EstadoVacio(
            Icono.PAQUETES,
            "Aquí quedan los paquetes hechos",
            "Cada uno con su número, su fecha y su archivo. En esta computadora todavía no se ha hecho ninguno.",
        ),
    )
