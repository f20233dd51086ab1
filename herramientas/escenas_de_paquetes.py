"""Scenes of packages: what an enlace sends and reads in answer, and the authority's seat."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt

from enlace_app.ui.componentes.respuesta_a_la_region import RespuestaALaRegion
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.paquetes.pagina import PROPUESTAS, PaginaDePaquetes
from enlace_app.ui.paginas.paquetes.recibidos.pestana import RecibidosDeRegiones
from herramientas.datos_de_muestra import ANTERIOR, uuid_de
from herramientas.estudio import Estudio


def enviar(e: Estudio) -> None:
    """What would go, and the package that the authority answered."""
    e.ir(Destino(Seccion.PAQUETES))
    e.unico(PaginaDePaquetes).historial.enfocar()
    e.tecla(Qt.Key.Key_Down)
    e.esperar()


def respuesta(e: Estudio) -> None:
    """The meeting with its official folio, and what the authority says of it."""
    reunion = uuid_de(e.programa.entorno.contexto.almacen, "reunion", f"{ANTERIOR.sede}, planta alta", "sede")
    e.programa.entorno.navegacion.abrir("reunion", str(reunion))
    e.esperar()
    e.tecla(Qt.Key.Key_1, con=Qt.KeyboardModifier.AltModifier)
    e.esperar()


def soltar(e: Estudio, archivos: Sequence[Path]) -> None:
    """Drop the files of the mail on the authority's page, and wait until all were read."""
    e.ir(Destino(Seccion.PAQUETES))
    sede = e.unico(RecibidosDeRegiones)
    sede.recibir_archivos(archivos)
    e.esperar(lambda: not sede.bandeja.ocupada)


def revisar(e: Estudio) -> None:
    """One package looked into, before anything is stored."""
    sede = e.unico(RecibidosDeRegiones)
    e.pulsar(sede.archivos.tabla)
    sede.archivos.enfocar()
    e.tecla(*[Qt.Key.Key_Up] * len(sede.bandeja.archivos))
    e.esperar()
    sede.revision.renglones.lista.tabla.setFocus(Qt.FocusReason.OtherFocusReason)
    e.tecla(Qt.Key.Key_Down, Qt.Key.Key_Down)
    e.esperar()


def propuestas(e: Estudio) -> None:
    """All that can be received were, and a region proposes something."""
    sede = e.unico(RecibidosDeRegiones)
    e.pulsar(sede.todos)
    e.esperar(lambda: not sede.bandeja.ocupada)
    e.ir(Destino(Seccion.PAQUETES, campo=PROPUESTAS))


def duplicados(e: Estudio) -> None:
    """The same meeting, recorded by two regions."""
    pagina = e.unico(PaginaDePaquetes)
    duplicados = pagina.duplicados
    if duplicados is None:
        raise RuntimeError("no es la sede de la autoridad")
    pagina.pestanas.setCurrentWidget(duplicados)
    duplicados.lista.enfocar()
    e.esperar()


def libro_del_estado(e: Estudio) -> None:
    """One workbook with what all regions sent."""
    libro = (pagina := e.unico(PaginaDePaquetes)).libro
    if libro is None:
        raise RuntimeError("no es la sede de la autoridad")
    pagina.pestanas.setCurrentIndex(pagina.pestanas.count() - 2)
    libro.boton.setFocus(Qt.FocusReason.OtherFocusReason)
    e.esperar()


def observar(e: Estudio) -> None:
    """A remark on an agreement that came in."""
    acuerdo = uuid_de(e.programa.entorno.contexto.almacen, "acuerdo", ANTERIOR.acuerdos[3][0], "texto")
    e.programa.entorno.navegacion.abrir("acuerdo", str(acuerdo))
    e.esperar()
    e.pulsar(e.unico(RespuestaALaRegion).observar)
    e.escribir("Falta decir de qué convenio se trata.")
