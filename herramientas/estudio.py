"""The real window on a folder that goes away: keys are pressed in it, and it is photographed."""

import csv
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Self, TypeVar, cast
from unittest.mock import patch
from uuid import UUID
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from time_machine import Traveller, travel

from enlace_app.dominio.sitios import RolDeSitio
from enlace_app.rutas import carpeta_recursos
from enlace_app.servicios.contexto import Contexto
from enlace_app.servicios.importacion.importacion import importar
from enlace_app.servicios.sitios import iniciar
from enlace_app.ui.aplicacion import Programa, crear_aplicacion
from enlace_app.ui.navegacion import Destino
from enlace_app.ui.ventana_principal import VentanaPrincipal

ANCHO, ALTO = 1366, 768
AHORA = datetime(2017, 11, 21, 10, 5, tzinfo=ZoneInfo("America/Monterrey"))
"""A Tuesday morning in Sabinas, in the days of the published data."""
_PRIMERA = UUID("015d9b17-9400-7000-8000-00000000c3d4").int
"""It tells an instant too: the first of August of that year, for what seems to be written tomorrow is not taken in."""
_ESCRITO = "2017-10-31"
_COLORES = 256
W = TypeVar("W", bound=QWidget)
_Color = tuple[int, int, int]
_RESPIRO_MILISEGUNDOS = 60
_VECES = 1000


def aplicacion() -> QApplication:
    """Return Qt's application with a cursor that does not blink, so that a picture comes out as it did before."""
    app = crear_aplicacion()
    app.setCursorFlashTime(0)
    return app


def reloj_de_muestra() -> travel:
    """The clock of the pictures: it stands still until it is moved."""
    return travel(AHORA, tick=False)


@contextmanager
def azar_de_muestra() -> Iterator[None]:
    """Identities and signing keys count upwards instead of being drawn: marks, words and hashes are always the same."""
    numeros, llaves = count(_PRIMERA), count(1)
    with (
        patch("enlace_app.dominio.identidad.uuid7", side_effect=lambda: UUID(int=next(numeros))),
        patch.object(
            Ed25519PrivateKey,
            "generate",
            side_effect=lambda: Ed25519PrivateKey.from_private_bytes(next(llaves).to_bytes(32)),
        ),
    ):
        yield


def historia_de_entonces(raiz: Path) -> Path:
    """Copy the published data without what came of an agreement after `_ESCRITO`: nobody knew of it in the pictures."""
    historia = Path(shutil.copytree(carpeta_recursos() / "ejemplo", raiz / "historia"))
    acuerdos = historia / "acuerdos.csv"
    with acuerdos.open(encoding="utf-8", newline="") as leido:
        lector = csv.DictReader(leido)
        filas = [f for f in lector if (f["fecha_resultado"] or f["fecha_reunion"]) <= _ESCRITO]
    with acuerdos.open("w", encoding="utf-8", newline="") as escrito:
        escritor = csv.DictWriter(escrito, lector.fieldnames or ())
        escritor.writeheader()
        escritor.writerows(filas)
    return historia


def fundar(
    contexto: Contexto, *, nombre: str, region: str | None, historia: Path | None = None, rol: RolDeSitio | None = None
) -> None:
    """Begin a data folder as an example, of an enlace unless `rol` says otherwise, with the `historia` of a folder."""
    iniciar(contexto.almacen, nombre=nombre, rol=rol or RolDeSitio.ENLACE, region=region, ejemplo=True)
    if historia is not None:
        importar(contexto.almacen, [historia], formato=contexto.formato)


class Estudio:
    """One program on one open folder, with a context's manners: a failure inside the window is not passed over."""

    def __init__(self, contexto: Contexto, reloj: Traveller) -> None:
        self._reloj = reloj
        self.programa = Programa(aplicacion(), contexto)
        self._fallas: list[BaseException] = []
        self._gancho = sys.excepthook
        # What fails while Qt handles an event would otherwise be printed, and the picture made.
        sys.excepthook = lambda _clase, error, _rastro: self._fallas.append(error)
        self.programa.abrir()
        self.esperar()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.cerrar()

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

    def pasar(self, minutos: int) -> None:
        """Let time go by, for the program and for all that it stores."""
        self._reloj.shift(minutos * 60)

    def ir(self, destino: Destino) -> None:
        """Go to a place, as the sidebar does."""
        self.programa.entorno.operaciones.anunciar()
        self.programa.entorno.navegacion.ir(destino)
        self.esperar()

    def esperar(self, hasta: Callable[[], bool] | None = None) -> None:
        """Let the window work until nothing runs beside it, and `hasta` holds."""
        QTest.qWait(_RESPIRO_MILISEGUNDOS)
        for _ in range(_VECES):
            if self._fallas:
                raise RuntimeError("la ventana falló") from self._fallas[0]
            if not self.programa.tareas.ocupada and (hasta is None or hasta()):
                break
            QTest.qWait(_RESPIRO_MILISEGUNDOS)
        else:
            dicho = [aviso.texto for aviso in self.programa.avisos.recientes]
            raise TimeoutError(f"la ventana no terminó lo que hacía; dijo: {dicho}")
        QTest.qWait(_RESPIRO_MILISEGUNDOS)

    def tecla(self, *teclas: Qt.Key, con: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys, one after the other, wherever the keyboard is."""
        for tecla in teclas:
            QTest.keyClick(QApplication.focusWidget() or self.ventana, tecla, con)

    def pulsar(self, widget: QWidget) -> None:
        """Click in the middle of something in the window."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.esperar()

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

    def unico(self, clase: type[W]) -> W:
        """Return the one widget of that class that is in sight."""
        vivos = [w for w in self.ventana.findChildren(clase) if w.isVisible()]
        if len(vivos) != 1:
            raise RuntimeError(f"{len(vivos)} de {clase.__name__} a la vista")
        return vivos[0]

    def callar(self) -> None:
        """Wait until the notice above the page has gone by itself; one that tells an error stays, and is one."""
        self.esperar(lambda: not self.ventana.avisos.isVisible())

    def cerrar(self) -> None:
        """Close the window as its user does."""
        sys.excepthook = self._gancho
        if self.programa.ventana is not None:
            self.programa.ventana.close()
            self.programa.ventana.deleteLater()
        self.programa.autoguardado.esperar()
        self.programa.tareas.esperar()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def guardar(widget: QWidget, archivo: Path, recorte: QRect | None = None) -> None:
    """Photograph a widget into a PNG with a palette: its surfaces keep their colour, rare shades take the nearest."""
    QApplication.processEvents()
    foto = widget.grab(recorte) if recorte is not None else widget.grab()
    foto.save(str(archivo))
    with Image.open(archivo) as leida:
        imagen = leida.convert("RGB")
    colores = cast("list[tuple[int, _Color]]", imagen.getcolors(imagen.width * imagen.height))
    paleta = [color for _, color in sorted(colores, key=_peso, reverse=True)[:_COLORES]]
    lugares = {color: _el_mas_cercano(color, paleta) for _, color in colores}
    con_paleta = Image.new("P", imagen.size)
    con_paleta.putpalette([canal for color in paleta for canal in color])
    con_paleta.putdata([lugares[color] for color in cast("Iterable[_Color]", imagen.get_flattened_data())])
    con_paleta.save(archivo, "PNG", optimize=True)


def _peso(cuantas: tuple[int, _Color]) -> int:
    """Frequent colours first; a small coloured sign counts more than one more grey at the edge of a letter."""
    veces, color = cuantas
    return veces * (8 + max(color) - min(color))


def _el_mas_cercano(color: _Color, paleta: Sequence[_Color]) -> int:
    if color in paleta:
        return paleta.index(color)
    return min(range(len(paleta)), key=lambda n: sum((a - b) ** 2 for a, b in zip(color, paleta[n], strict=True)))
