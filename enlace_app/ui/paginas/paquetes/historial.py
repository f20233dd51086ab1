"""The packages that were made here."""

from enlace_app.consultas.paquetes import CON_ACUSE, POR_REVISAR, SIN_ACUSE, FilaPaquete, listado
from enlace_app.dominio.sitios import RolDeSitio
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

_QUE_TIENE = {
    False: "su número, su fecha, su huella y lo que la autoridad respondió",
    True: "su número, su fecha y su huella",
}


def crear_historial(entorno: Entorno) -> Lista[FilaPaquete]:
    """Return the list of them; nobody answers the authority's own."""
    recibe = entorno.sitio.rol == RolDeSitio.GARANTE
    return Lista(
        entorno,
        nombre="paquetes",
        que="paquetes",
        listado=listado(),
        columnas=columnas_de_paquetes(entorno.sitio.zona),
        filtros=() if recibe else (_FILTRO,),
        vacio=EstadoVacio(
            Icono.PAQUETES,
            "Aquí quedan los paquetes hechos",
            f"Cada uno con {_QUE_TIENE[recibe]}. En esta computadora todavía no se ha hecho ninguno.",
        ),
    )
