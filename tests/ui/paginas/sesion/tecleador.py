"""Types into session mode without pause until it is killed; told what was typed, and when, line by line on stdout.

Arguments: data folder, meeting, first word, words before another field. Words are numbered, so that whoever reads the
folder knows what is missing.
"""

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from enlace_app.ajustes import Ajustes
from enlace_app.arranque import crear_imprenta, leer_alfabeto, leer_formato_de_paquete
from enlace_app.datos.almacen import Almacen
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios.contexto import Contexto
from enlace_app.servicios.textos import TextosInstitucionales
from enlace_app.ui.aplicacion import Programa, crear_aplicacion
from enlace_app.ui.paginas.sesion.pagina import PaginaDeSesion

AHORA = datetime(2017, 11, 21, 16, 30, tzinfo=UTC)


def _abrir(raiz: Path) -> Programa:
    app = crear_aplicacion()
    assert isinstance(app, QApplication)
    almacen = Almacen(CarpetaDatos(raiz), alfabeto=leer_alfabeto(), integridad=False)
    contexto = Contexto(
        almacen=almacen,
        crear_imprenta=crear_imprenta,
        leer_formato=leer_formato_de_paquete,
        textos=TextosInstitucionales.leer(carpeta_recursos() / "catalogos" / "textos.csv"),
        ajustes=Ajustes(),
        version_app="0.0-prueba",
    )
    programa = Programa(app, contexto, ahora=lambda: AHORA)
    programa.abrir()
    return programa


def _decir(*partes: object) -> None:
    print(*partes, flush=True)


def _teclear(pagina: PaginaDeSesion, campo: QWidget, texto: str) -> None:
    campo.setFocus()
    QTest.keyClicks(campo, texto)
    QTest.qWait(30)  # thirty words a second are more than anybody types, and leave this computer something to do


def main() -> None:
    raiz, reunion, n, por_campo = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    programa = _abrir(raiz)
    ventana = programa.ventana
    assert ventana is not None
    if not isinstance(ventana.pagina_actual, PaginaDeSesion):
        assert n == 0, "tras un corte se vuelve a la sesión"
        programa.entorno.navegacion.sesion(reunion)
    pagina = ventana.pagina_actual
    assert isinstance(pagina, PaginaDeSesion)
    assert pagina.sesion is not None
    punto = pagina.sesion.punto
    _decir("listo", punto.asunto if punto else "-", time.monotonic())
    QTest.qWaitForWindowActive(ventana)
    if n == 0:
        QTest.keyClick(pagina.medio.notas, Qt.Key.Key_F2)
    while True:
        # Notes, half an agreement, an agreement that is added, somebody half typed: as it comes in a meeting.
        for campo in (pagina.medio.notas, pagina.medio.acuerdo.campo, pagina.medio.notas, pagina.asistencia.campo):
            for _ in range(por_campo):
                n += 1
                _teclear(pagina, campo, f" p{n:05d}")
                _decir("van", n, time.monotonic())
            if campo is not pagina.medio.notas and n % 5 == 0:
                QTest.keyClick(campo, Qt.Key.Key_Return)


if __name__ == "__main__":
    main()
