"""All packages that arrived, with search, by region and by state."""

from enlace_app.consultas import opciones
from enlace_app.consultas.historial_de_recibidos import FilaRecibida, listado
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.lista import Filtro, Lista
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.historial_de_recibidos import ASPECTOS, columnas_de_recibidos
from enlace_app.ui.tema import Icono


def crear_historial_de_recibidos(entorno: Entorno) -> Lista[FilaRecibida]:
    """Return the list of them."""
    regiones = opciones.regiones(entorno.contexto.almacen.lectura)
    return Lista(
        entorno,
        nombre="recibidos",
        que="paquetes recibidos",
        listado=listado(),
        columnas=columnas_de_recibidos(entorno.sitio.zona),
        vacio=EstadoVacio(
            Icono.PAQUETES,
            "Aquí quedan los paquetes recibidos",
            "Cada uno con lo que trajo y sus acuses. Suelte en esta página el primero que le envíen.",
        ),
        filtros=[
            Filtro("region", "Región", [(o.nombre, o.clave) for o in regiones]),
            Filtro("estado", "Estado", [(aspecto.palabra, str(estado)) for estado, aspecto in ASPECTOS.items()]),
        ],
    )
