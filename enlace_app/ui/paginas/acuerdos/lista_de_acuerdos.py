"""The list of agreements, narrowed by the counters and groups of the page as well as by its own choices."""

from collections.abc import Callable, Mapping
from datetime import date

from enlace_app.consultas import opciones
from enlace_app.consultas.acuerdos import FilaAcuerdo, listado
from enlace_app.consultas.conteos_de_acuerdos import DIAS_POR_VENCER
from enlace_app.dominio.seguimientos import EstadoAcuerdo
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.lista import Filtro, Lista
from enlace_app.ui.componentes.senales import aspecto_de_acuerdo
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.acuerdos import columnas_de_acuerdos
from enlace_app.ui.modelos_tabla.columna import con_regiones

_LETRAS_DE_FILTRO = 5
_DE_LA_PAGINA = (
    Filtro("vencidos", "Vencidos", [("Vencidos", True)]),
    Filtro("por_vencer", "Por vencer", [("Por vencer", DIAS_POR_VENCER)]),
    Filtro("abiertos", "Abiertos", [("Abiertos", True), ("Concluidos", False)]),
    Filtro("responsable", "Responsable", []),
    Filtro("responsable_exacto", "Responsable", []),
)
"""Choices that have a button of their own on the page: kept with the others, so that one button takes all away."""


class ListaDeAcuerdos(Lista[FilaAcuerdo]):
    """`elegir` sets choices and leaves the others as they are."""

    def __init__(self, entorno: Entorno, vacio: EstadoVacio, hoy: Callable[[], date]) -> None:
        lectura = entorno.contexto.almacen.lectura
        propios = (
            Filtro("estado", "Estado", [(aspecto_de_acuerdo(e).palabra, str(e)) for e in EstadoAcuerdo]),
            Filtro("compromiso", "Compromiso", [(_titulo(o), o.clave) for o in opciones.compromisos(lectura)]),
            Filtro("region", "Región", [(o.nombre, o.clave) for o in opciones.regiones(lectura)]),
        )
        super().__init__(
            entorno,
            nombre="acuerdos",
            que="acuerdos",
            listado=listado(hoy=hoy()),
            columnas=con_regiones(columnas_de_acuerdos(hoy), entorno.sitio.rol),
            vacio=vacio,
            filtros=(*propios, *_DE_LA_PAGINA),
        )
        for clave, combo in self._combos.items():
            combo.setMinimumContentsLength(_LETRAS_DE_FILTRO)
            combo.setVisible(clave not in {filtro.clave for filtro in _DE_LA_PAGINA})

    def elegir(self, valores: Mapping[str, object]) -> None:
        """Set choices by their key, None for none, and read the list once."""
        for clave, valor in valores.items():
            combo = self._combos[clave]
            bloqueado = combo.blockSignals(True)
            indice = 0 if valor is None else combo.findData(valor)
            if indice < 0:
                combo.addItem(str(valor), valor)
                indice = combo.count() - 1
            combo.setCurrentIndex(indice)
            combo.blockSignals(bloqueado)
        self._pedir()

    def elegido(self, clave: str) -> object:
        """What is set for a key now, None for none."""
        return self._combos[clave].currentData()


def _titulo(opcion: opciones.Opcion) -> str:
    return f"{opcion.nombre} · {opcion.detalle}" if opcion.detalle else opcion.nombre
