"""The pictures of docs/manual.md and of the README, made from the real window.

`python -m herramientas.imagenes_del_manual [carpeta]`: the real program on a folder that goes away, with the published
data and invented people, brought into each state by keys. A picture that nobody names is not made (a test).
"""

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect, Qt
from time_machine import Traveller

from enlace_app.arranque import abrir_contexto
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.contexto import Contexto
from enlace_app.ui import tema
from enlace_app.ui.bienvenida import Bienvenida
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.sesion.pagina import PaginaDeSesion
from herramientas import escenas_de_paquetes as paquetes
from herramientas import escenas_del_acta as acta
from herramientas.correo_de_muestra import repartir
from herramientas.estudio import (
    AHORA,
    Estudio,
    aplicacion,
    azar_de_muestra,
    fundar,
    guardar,
    historia_de_entonces,
    reloj_de_muestra,
)

IMAGENES = Path(__file__).resolve().parents[1] / "docs" / "imagenes"
_ENTER, _CONTROL, _ALT = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_PUNTOS = ("Lista de asistencia", "Mantenimiento de la red", "Asuntos generales")
_NOTAS = (
    "Se pasó lista; Persona Tres dio la bienvenida.",
    "Persona Cuatro expone que faltan por limpiar tres tramos y ofrece traer el plano.",
)
_ACUERDOS = (
    ("Entregar el plano de los tres tramos", "8 dic"),
    ("Limpiar el tramo del puente", "en dos semanas"),
)


def _inicio(e: Estudio) -> None:
    e.ir(Destino(Seccion.INICIO))


def _reunion_nueva(e: Estudio) -> None:
    e.tecla(Qt.Key.Key_N, con=_CONTROL)


def _sesion(e: Estudio) -> None:
    """Enter begins; who is there, the agenda, the notes and two agreements, as they come in a meeting."""
    e.tecla(_ENTER)
    e.esperar(lambda: isinstance(e.ventana.pagina_actual, PaginaDeSesion))
    for quien in ("persona d", "persona t", "persona cu", "persona ci", "Persona Siete, Comité de Ejemplo"):
        _anotar_presencia(e, quien)
        e.pasar(1)
    for asunto in _PUNTOS:
        e.tecla(Qt.Key.Key_P, con=_CONTROL)
        e.escribir(asunto)
        e.tecla(_ENTER)
    e.tecla(Qt.Key.Key_Escape)
    e.escribir(_NOTAS[0])
    e.tecla(Qt.Key.Key_F2)
    e.escribir(_NOTAS[1])
    e.pasar(32)
    for que, cuando in _ACUERDOS:
        _acordar(e, que, cuando)
    _anotar_presencia(e, "persona ci")
    sesion = e.ventana.pagina_actual
    e.esperar(lambda: isinstance(sesion, PaginaDeSesion) and sesion.encabezado.hora.boton.text() == "10:42")


def _acordar(e: Estudio, que: str, cuando: str) -> None:
    e.tecla(Qt.Key.Key_F4)
    e.escribir(f"{que} @organismo op")
    e.tecla(_ENTER)
    e.escribir(cuando)
    e.tecla(_ENTER)


def _anotar_presencia(e: Estudio, quien: str) -> None:
    e.tecla(Qt.Key.Key_F3)
    e.escribir(quien)
    e.tecla(_ENTER)


def _sesion_responsable(e: Estudio) -> None:
    e.tecla(Qt.Key.Key_F4)
    e.escribir("Publicar el calendario de limpieza en una semana @ej")


def _sesion_votar(e: Estudio) -> None:
    e.tecla(_ENTER, _ENTER)
    e.tecla(Qt.Key.Key_F5)


def _registro(e: Estudio) -> None:
    """The end of the session, and the record with what is missing."""
    e.tecla(_ENTER)
    e.tecla(Qt.Key.Key_F10)
    e.tecla(_ENTER)
    e.esperar(lambda: not isinstance(e.ventana.pagina_actual, PaginaDeSesion))
    e.tecla(Qt.Key.Key_7, con=_ALT)
    e.esperar()


def _asistencia(e: Estudio) -> None:
    e.tecla(Qt.Key.Key_2, con=_ALT)


def _acta(e: Estudio) -> None:
    e.tecla(Qt.Key.Key_7, con=_ALT)
    e.tecla(Qt.Key.Key_Backtab, Qt.Key.Key_Space)
    e.tecla(Qt.Key.Key_6, con=_ALT)


def _acuerdos(e: Estudio) -> None:
    e.ir(Destino(Seccion.ACUERDOS, filtro=("vencidos", "1")))


def _documentos(e: Estudio) -> None:
    e.ir(Destino(Seccion.DOCUMENTOS))
    e.tecla(*[Qt.Key.Key_Down] * 3)


def _compromisos(e: Estudio) -> None:
    e.ir(Destino(Seccion.COMPROMISOS))
    e.tecla(*[Qt.Key.Key_Down] * 4)


def _directorio(e: Estudio) -> None:
    e.ir(Destino(Seccion.DIRECTORIO))
    e.tecla(Qt.Key.Key_U, con=_ALT)
    e.escribir("simas")
    e.tecla(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Up)


def _informes(e: Estudio) -> None:
    e.ir(Destino(Seccion.INFORMES))


def _busqueda(e: Estudio) -> None:
    e.ir(Destino(Seccion.INICIO))
    e.tecla(Qt.Key.Key_K, con=_CONTROL)
    e.escribir("desazolve")
    e.esperar(e.ventana.superior.buscador.panel.isVisible)


def _ajustes(e: Estudio) -> None:
    e.tecla(Qt.Key.Key_Escape)
    e.ir(Destino(Seccion.AJUSTES, campo="respaldos"))
    e.tecla(Qt.Key.Key_Tab, Qt.Key.Key_Space)


def _oscuro(e: Estudio) -> None:
    e.ir(Destino(Seccion.ACUERDOS))
    tema.aplicar(aplicacion(), tema.Preferencia.OSCURO)
    e.esperar()


@dataclass(frozen=True)
class Escena:
    """A picture: its file, and the keys that lead to it from the one before."""

    archivo: str
    llegar: Callable[[Estudio], None]


BIENVENIDA = "bienvenida.png"
ESCENAS = (
    Escena("inicio.png", _inicio),
    Escena("reunion-nueva.png", _reunion_nueva),
    Escena("sesion.png", _sesion),
    Escena("sesion-responsable.png", _sesion_responsable),
    Escena("sesion-votar.png", _sesion_votar),
    Escena("sesion-partes.png", acta.votar_por_parte),
    Escena("sesion-conste.png", acta.pedir_que_conste),
    Escena("registro.png", _registro),
    Escena("asistencia.png", _asistencia),
    Escena("acta.png", _acta),
    Escena("observaciones.png", acta.observaciones),
    Escena("firmar.png", acta.firmar),
    Escena("efirma.png", acta.efirma),
    Escena("version-publica.png", acta.version_publica),
    Escena("verificar.png", acta.verificar),
    Escena("acuerdos.png", _acuerdos),
    Escena("documentos.png", _documentos),
    Escena("compromisos.png", _compromisos),
    Escena("directorio.png", _directorio),
    Escena("paquetes.png", paquetes.enviar),
    Escena("respuesta.png", paquetes.respuesta),
    Escena("informes.png", _informes),
    Escena("busqueda.png", _busqueda),
    Escena("ajustes.png", _ajustes),
    Escena("oscuro.png", _oscuro),
)
DE_LA_AUTORIDAD = (
    Escena("autoridad.png", paquetes.revisar),
    Escena("propuestas.png", paquetes.propuestas),
    Escena("duplicados.png", paquetes.duplicados),
    Escena("libro-del-estado.png", paquetes.libro_del_estado),
    Escena("observar.png", paquetes.observar),
)
"""The files in the mail are dropped before the first of them."""


def hacer(destino: Path) -> list[Path]:
    """Make all pictures in a folder and return them."""
    app = aplicacion()
    with tempfile.TemporaryDirectory() as temporal, reloj_de_muestra() as reloj:
        raiz = Path(temporal)
        historia = historia_de_entonces(raiz)
        hechas = [_hacer_bienvenida(raiz / "nueva", reloj, destino)]
        try:
            with azar_de_muestra():
                with abrir_contexto(CarpetaDatos(raiz / "datos")) as contexto:
                    fundar(contexto, nombre="Persona Uno", region="CAR", historia=historia)
                    correo = repartir(contexto, raiz, historia, reloj)
                    hechas += _retratar_todas(contexto, reloj, ESCENAS, destino)
                reloj.move_to(AHORA)
                with abrir_contexto(CarpetaDatos(correo.autoridad)) as contexto:
                    hechas += _retratar_todas(contexto, reloj, DE_LA_AUTORIDAD, destino, llegan=correo.llegan)
        finally:
            tema.aplicar(app, tema.Preferencia.CLARO)
    return hechas


def _retratar_todas(
    contexto: Contexto, reloj: Traveller, escenas: Sequence[Escena], destino: Path, llegan: Sequence[Path] = ()
) -> list[Path]:
    with Estudio(contexto, reloj) as estudio:
        tema.aplicar(aplicacion(), tema.Preferencia.CLARO)
        estudio.poner_a_la_medida()
        if llegan:
            paquetes.soltar(estudio, llegan)
        return [_retratar(estudio, escena, destino) for escena in escenas]


def _retratar(estudio: Estudio, escena: Escena, destino: Path) -> Path:
    escena.llegar(estudio)
    estudio.callar()
    estudio.esperar()
    guardar(estudio.ventana, destino / escena.archivo)
    return destino / escena.archivo


def _hacer_bienvenida(raiz: Path, reloj: Traveller, destino: Path) -> Path:
    with azar_de_muestra(), abrir_contexto(CarpetaDatos(raiz)) as contexto, Estudio(contexto, reloj) as estudio:
        bienvenida = estudio.programa.bienvenida
        if not isinstance(bienvenida, Bienvenida):
            raise TypeError("una carpeta nueva no dio la bienvenida")
        tema.aplicar(aplicacion(), tema.Preferencia.CLARO)
        estudio.escribir("Persona Uno")
        guardar(bienvenida, destino / BIENVENIDA, QRect(0, 0, bienvenida.width(), 430))
        bienvenida.close()
    return destino / BIENVENIDA


def main() -> int:
    """Make the pictures where the manual expects them, or in the folder that is named."""
    destino = Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGENES
    destino.mkdir(parents=True, exist_ok=True)
    hechas = hacer(destino)
    octetos = sum(hecha.stat().st_size for hecha in hechas)
    sys.stdout.write(f"{len(hechas)} pictures, {octetos / 1_000_000:.2f} MB, in {destino}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
