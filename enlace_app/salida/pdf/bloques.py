"""From a template's blocks and a document's content to the flowables of its story."""

from collections.abc import Mapping
from typing import Any, Final

from reportlab.platypus import Flowable, PageBreak, TableStyle

from enlace_app.salida.pdf.etiquetas import Acomodo, Figura, Nodo, figuras, fijar_niveles, nodos
from enlace_app.salida.pdf.firmas import rejilla_de_firmas
from enlace_app.salida.pdf.fuentes import NORMAL
from enlace_app.salida.pdf.logos import encabezado_de_logos
from enlace_app.salida.pdf.marcado import Trozo, parrafos
from enlace_app.salida.pdf.parrafos import Compositor
from enlace_app.salida.pdf.plantilla import Bloque, Parte, ParteFirmas, ParteTabla, ParteTexto, Plantilla
from enlace_app.salida.pdf.qr import CodigoQR
from enlace_app.salida.pdf.redaccion import Texto, con_lugar
from enlace_app.salida.pdf.reserva import Reserva, comienzo, con_reservas
from enlace_app.salida.pdf.tablas import tabla

_LADO_QR: Final = 92.0


def historia(plantilla: Plantilla, contexto: Mapping[str, Any], compositor: Compositor) -> tuple[list[Flowable], Nodo]:
    """Return the story (logos, all blocks that have something to say, in the template's order) and its structure."""
    ancho = plantilla.pagina.ancho_util
    salida = figuras(encabezado_de_logos(plantilla.logos, ancho))
    arbol = Nodo("Document", nodos(salida))
    previos: list[Flowable] = []
    for bloque in plantilla.bloques:
        actuales = figuras(_bloque(bloque, contexto, compositor, ancho))
        if not actuales:
            continue
        arbol.hijos.append(Nodo("Sect", nodos(actuales)))
        if bloque.junto_al_anterior and previos:
            del salida[len(salida) - len(previos) :]
            salida += _juntar(previos, actuales)
        if bloque.hoja_nueva and salida:
            salida.append(PageBreak())
        salida += actuales
        previos = actuales
    fijar_niveles(arbol)
    return list(con_reservas(salida)), arbol


def _juntar(previos: list[Flowable], siguientes: list[Flowable]) -> list[Flowable]:
    """Return the earlier block, kept on the page of what follows: whole if it fits, else its last paragraph."""
    inicio, ultimo = comienzo(siguientes), previos[-1:]
    todo = [Reserva([*previos, *inicio]), *previos]
    return todo if len(previos) <= 2 else [*todo[:-1], Reserva([*ultimo, *inicio]), *ultimo]


def _bloque(bloque: Bloque, contexto: Mapping[str, Any], compositor: Compositor, ancho: float) -> list[Flowable]:
    if bloque.cuando is not None and not bloque.cuando.evaluar(contexto):
        return []
    cuerpo = [f for parte in bloque.partes for f in _parte(parte, contexto, compositor, ancho)]
    if not cuerpo and bloque.vacio is not None:
        cuerpo = _parrafos(bloque.vacio, contexto, compositor)
    if not cuerpo or bloque.titulo is None:
        return cuerpo
    titulo, lugar = bloque.titulo.rendir_linea(contexto), bloque.titulo.lugar
    return [con_lugar(lugar, lambda: compositor.parrafo(Trozo("titulo", titulo))), *cuerpo]


def _parte(parte: Parte, contexto: Mapping[str, Any], compositor: Compositor, ancho: float) -> list[Flowable]:
    match parte:
        case ParteTexto():
            cuerpo = _parrafos(parte.texto, contexto, compositor)
            codigo = _codigo(parte.qr, contexto)
            return [_con_codigo(cuerpo, codigo, ancho)] if codigo and cuerpo else cuerpo
        case ParteTabla():
            return tabla(parte, contexto, compositor, ancho)
        case ParteFirmas():
            return rejilla_de_firmas(parte, contexto, compositor, ancho)


def _parrafos(texto: Texto, contexto: Mapping[str, Any], compositor: Compositor) -> list[Flowable]:
    marcado = texto.rendir(contexto)
    return con_lugar(texto.lugar, lambda: compositor.parrafos(parrafos(marcado)))


def _codigo(texto: Texto | None, contexto: Mapping[str, Any]) -> Figura | None:
    contenido = texto.rendir_llano(contexto) if texto is not None else ""
    return Figura(CodigoQR(contenido, _LADO_QR)) if contenido else None


def _con_codigo(cuerpo: list[Flowable], codigo: Figura, ancho: float) -> Acomodo:
    acomodo = Acomodo(
        [[cuerpo, codigo]],
        colWidths=[ancho - _LADO_QR - 6, _LADO_QR + 6],
        splitInRow=1,
        style=TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), NORMAL),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("ALIGN", (1, 0), (1, 0), "RIGHT"),
                *((lado, (0, 0), (-1, -1), 0) for lado in ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING")),
            ]
        ),
    )
    acomodo.nodo = Nodo("Div", nodos([*cuerpo, codigo]))
    return acomodo
