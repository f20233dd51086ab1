"""Which page shows which section; each is imported when it is first opened, so that the first one need not wait."""

from collections.abc import Callable

from enlace_app.ui.entorno import Entorno
from enlace_app.ui.navegacion import Seccion
from enlace_app.ui.paginas.pagina import Pagina


def crear_pagina(seccion: Seccion, entorno: Entorno) -> Pagina:
    """Return the page of a section."""
    return _PAGINAS[seccion](entorno)


def crear_sesion(entorno: Entorno, reunion: str) -> Pagina:
    """Return the session mode of a meeting, which takes the whole window."""
    from enlace_app.ui.paginas.sesion.pagina import PaginaDeSesion

    return PaginaDeSesion(entorno, reunion)


def _inicio(entorno: Entorno) -> Pagina:
    from enlace_app.ui.paginas.inicio.pagina import PaginaDeInicio

    return PaginaDeInicio(entorno)


def _reuniones(entorno: Entorno) -> Pagina:
    from enlace_app.ui.paginas.reuniones.pagina import PaginaDeReuniones

    return PaginaDeReuniones(entorno)


def _acuerdos(entorno: Entorno) -> Pagina:
    from enlace_app.ui.paginas.acuerdos.pagina import PaginaDeAcuerdos

    return PaginaDeAcuerdos(entorno)


def _documentos(entorno: Entorno) -> Pagina:
    from enlace_app.ui.paginas.documentos.pagina import PaginaDeDocumentos

    return PaginaDeDocumentos(entorno)


def _compromisos(entorno: Entorno) -> Pagina:
    from enlace_app.ui.paginas.compromisos.pagina import PaginaDeCompromisos

    return PaginaDeCompromisos(entorno)


def _directorio(entorno: Entorno) -> Pagina:
    from enlace_app.ui.paginas.directorio.pagina import PaginaDeDirectorio

    return PaginaDeDirectorio(entorno)


def _paquetes(entorno: Entorno) -> Pagina:
    from enlace_app.ui.paginas.paquetes.pagina import PaginaDePaquetes

    return PaginaDePaquetes(entorno)


def _informes(entorno: Entorno) -> Pagina:
    from enlace_app.ui.paginas.informes.pagina import PaginaDeInformes

    return PaginaDeInformes(entorno)


def _verificar(entorno: Entorno) -> Pagina:
    from enlace_app.ui.paginas.verificar.pagina import PaginaDeVerificar

    return PaginaDeVerificar(entorno)


def _ajustes(entorno: Entorno) -> Pagina:
    from enlace_app.ui.paginas.ajustes.pagina import PaginaDeAjustes

    return PaginaDeAjustes(entorno)


def _ayuda(entorno: Entorno) -> Pagina:
    from enlace_app.ui.paginas.ayuda.pagina import PaginaDeAyuda

    return PaginaDeAyuda(entorno)


_PAGINAS: dict[Seccion, Callable[[Entorno], Pagina]] = {
    Seccion.INICIO: _inicio,
    Seccion.REUNIONES: _reuniones,
    Seccion.ACUERDOS: _acuerdos,
    Seccion.DOCUMENTOS: _documentos,
    Seccion.COMPROMISOS: _compromisos,
    Seccion.DIRECTORIO: _directorio,
    Seccion.PAQUETES: _paquetes,
    Seccion.INFORMES: _informes,
    Seccion.VERIFICAR: _verificar,
    Seccion.AJUSTES: _ajustes,
    Seccion.AYUDA: _ayuda,
}
