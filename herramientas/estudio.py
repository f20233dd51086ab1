"""The real window on a folder that goes away: keys are pressed in it, and it is photographed."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

import time_machine
from PIL import Image
from PySide6.QtCore import QBuffer, QEvent, QIODevice, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from enlace_app.arranque import abrir_contexto
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios.contexto import Contexto
from enlace_app.servicios.importacion.importacion import importar
from enlace_app.servicios.sitios import iniciar
from enlace_app.ui.aplicacion import Programa, crear_aplicacion
from enlace_app.ui.navegacion import Destino
from enlace_app.ui.ventana_principal import VentanaPrincipal

ANCHO, ALTO = 1366, 768
AHORA = datetime(2017, 11, 21, 16, 42, tzinfo=UTC)
"""A Tuesday morning in Sabinas, in the days of the published data."""
_SITIO = UUID("01900000-0000-7000-8000-00000000c3d4")
"""Whence the mark in the folios: the same in every run."""
_COLORES = 128
_RESPIRO_MILISEGUNDOS = 60
_VECES = 300


def aplicacion() -> QApplication:
    """Return Qt's application with a cursor that does not blink, so that a picture comes out as it did before."""
    app = crear_aplicacion()
    app.setCursorFlashTime(0)
    return app


@contextmanager
def carpeta_abierta(raiz: Path, *, con_datos: bool) -> Iterator[Contexto]:
    """Open a data folder as an example; `con_datos` founds it and imports the published data of 2015-2017."""
    with time_machine.travel(AHORA), abrir_contexto(CarpetaDatos(raiz)) as contexto:
        if con_datos:
            with patch("enlace_app.datos.almacen.uuid_nuevo", return_value=_SITIO):
                contexto.almacen.fundar(
                    nombre="Persona Uno", rol="enlace", region="CAR", zona="America/Monterrey", ejemplo=True
                )
            iniciar(contexto.almacen, nombre="Persona Uno", rol="enlace", region="CAR", ejemplo=True)
            importar(contexto.almacen, [carpeta_recursos() / "ejemplo"], formato=contexto.formato)
        yield contexto


class Estudio:
    """One program on one open folder. Whoever uses it must call `cerrar`."""

    def __init__(self, contexto: Contexto) -> None:
        self.contexto = contexto
        self.programa = Programa(aplicacion(), contexto, ahora=lambda: AHORA)
        self.programa.abrir()
        self.esperar()

    @property
    def ventana(self) -> VentanaPrincipal:
        """The main window; before the three questions are answered there is none."""
        if self.programa.ventana is None:
            raise RuntimeError("la ventana aún no se abre")
        return self.programa.ventana

    def poner_a_la_medida(self) -> None:
        """Give the window the size of the smallest screen it is made for."""
        self.ventana.resize(ANCHO, ALTO)
        QTest.qWaitForWindowActive(self.ventana)
        self.esperar()

    def ir(self, destino: Destino) -> None:
        """Go to a place, as the sidebar does."""
        self.programa.entorno.operaciones.anunciar()
        self.programa.entorno.navegacion.ir(destino)
        self.esperar()

    def esperar(self, hasta: Callable[[], bool] | None = None) -> None:
        """Let the window work until nothing runs beside it, and `hasta` holds."""
        QTest.qWait(_RESPIRO_MILISEGUNDOS)
        for _ in range(_VECES):
            if not self.programa.tareas.ocupada and (hasta is None or hasta()):
                break
            QTest.qWait(_RESPIRO_MILISEGUNDOS)
        else:
            raise TimeoutError("la ventana no terminó lo que hacía")
        QTest.qWait(_RESPIRO_MILISEGUNDOS)

    def tecla(self, *teclas: Qt.Key, con: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys, one after the other, wherever the keyboard is."""
        for tecla in teclas:
            QTest.keyClick(QApplication.focusWidget() or self.ventana, tecla, con)

    def escribir(self, texto: str) -> None:
        """Type; what a keyboard event cannot carry letter by letter comes in as an input method sends it."""
        for letra in texto:
            foco = QApplication.focusWidget()
            if foco is None:
                raise RuntimeError(f"nada tiene el teclado: {texto}")
            if letra.isascii():
                QTest.keyClicks(foco, letra)
            else:
                evento = QInputMethodEvent()
                evento.setCommitString(letra)
                QApplication.sendEvent(foco, evento)
        self.esperar()

    def cerrar(self) -> None:
        """Close the window as its user does."""
        if self.programa.ventana is not None:
            self.programa.ventana.close()
            self.programa.ventana.deleteLater()
        self.programa.autoguardado.esperar()
        self.programa.tareas.esperar()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def guardar(widget: QWidget, archivo: Path, recorte: QRect | None = None) -> None:
    """Photograph a widget into a PNG with a palette: a fifth of the size, and no eye sees it."""
    QApplication.processEvents()
    foto = widget.grab(recorte) if recorte is not None else widget.grab()
    memoria = QBuffer()
    memoria.open(QIODevice.OpenModeFlag.WriteOnly)
    foto.save(memoria, "PNG")  # type: ignore[call-overload]
    imagen = Image.open(io.BytesIO(bytes(memoria.data().data()))).convert("RGB")
    imagen.quantize(_COLORES, dither=Image.Dither.NONE).save(archivo, "PNG", optimize=True)
