"""The list that every section shows, asked from elsewhere in the window."""

from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from enlace_app.consultas import acuerdos, documentos, reuniones
from enlace_app.consultas.listado import Listado, Pedido
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.componentes.lista import TEXTO, Lista
from enlace_app.ui.navegacion import Destino, Seccion

HOY = date(2017, 11, 21)
SECCIONES: dict[Seccion, tuple[Listado[Any], tuple[str, str]]] = {
    Seccion.REUNIONES: (reuniones.listado(), ("estado", "borrador")),
    Seccion.ACUERDOS: (acuerdos.listado(hoy=HOY), ("vencidos", "1")),
    Seccion.DOCUMENTOS: (documentos.listado(), ("sentido", "entrega")),
}
"""The list of each section, and another filter that stood in it before."""


@pytest.mark.parametrize("seccion", SECCIONES)
def test_las_palabras_de_un_destino_quedan_en_la_linea_y_quitan_lo_demas(
    qtbot: QtBot, programa_real: Programa, seccion: Seccion
) -> None:
    navegacion, lectura = programa_real.entorno.navegacion, programa_real.entorno.contexto.almacen.lectura
    listado, otro = SECCIONES[seccion]
    navegacion.ir(Destino(seccion, filtro=otro))
    navegacion.ir(Destino(seccion, filtro=(TEXTO, "sabinas")))
    pagina = programa_real.ventana.pagina_actual if programa_real.ventana else None
    assert pagina is not None
    lista = pagina.findChild(Lista)
    assert lista is not None
    assert lista.buscador.text() == "sabinas"
    assert lista.modelo.pedido == Pedido(texto="sabinas", filtros={})
    assert 0 < lista.modelo.rowCount() == listado.contar(lectura, Pedido(texto="sabinas"))
    assert lista.modelo.rowCount() < listado.contar(lectura, Pedido())
