"""Composition root: the only place that knows everything, and where every error ends."""

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from enlace_app import __version__
from enlace_app.ajustes import leer_ajustes
from enlace_app.archivos import explicar_oserror
from enlace_app.consultas.sitios import faltan_causales
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.conexion import ErrorDeClave
from enlace_app.dominio.textos import Alfabeto
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.rutas import (
    CarpetaDatos,
    carpeta_datos_predeterminada,
    carpeta_plantillas,
    carpeta_recursos,
    senal_de_ventana,
)
from enlace_app.servicios.contexto import Contexto
from enlace_app.servicios.imprenta import Imprenta
from enlace_app.servicios.textos import TextosInstitucionales

if TYPE_CHECKING:
    from enlace_app.sincronizacion.formato import Formato

HECHO, FALLA, USO, NO_SE_PUEDE, ENTORNO = 0, 1, 2, 3, 4
"""Exit codes: done, a bug, wrong usage, the request cannot be done, the environment failed."""
_CTRL_C = 130
"""What typer answers, without a word, when the user interrupts."""


def clave_del_entorno() -> str | None:
    """Return the passphrase of encrypted data; it is never an argument, where other users could read it."""
    return os.environ.get("ENLACE_CLAVE") or None


def leer_alfabeto() -> Alfabeto:
    """Return the characters that the acta's font can print."""
    return Alfabeto.de_lineas((carpeta_recursos() / "caracteres.txt").read_text(encoding="utf-8").splitlines())


def leer_formato_de_paquete() -> "Formato":
    """Return the definition of the workbook."""
    from enlace_app.sincronizacion.formato import leer_formato

    return leer_formato(carpeta_recursos() / "formato_paquete.csv")


def crear_imprenta(carpeta: CarpetaDatos | None = None) -> Imprenta:
    """Return the printer, with the templates of the data folder too; it reads them when it first prints with them."""
    from enlace_app.salida.pdf.imprenta import ImprentaDePlantillas

    return ImprentaDePlantillas(carpeta_plantillas(), carpeta.plantillas if carpeta is not None else None)


def por_que_no_hay_ventana() -> str | None:
    """Return the one line that says what a window on this computer would still need, or None."""
    from enlace_app.ui.pantalla import revisar_pantalla

    # Where a window opened before, with this same library, nothing is missing: the look at each library is spared.
    pantalla = revisar_pantalla(bibliotecas=not senal_de_ventana().exists())
    return None if pantalla.puede_abrir else pantalla.motivo


@contextmanager
def abrir_contexto(carpeta: CarpetaDatos, *, clave: str | None = None, integridad: bool = True) -> Iterator[Contexto]:
    """Open a data folder with all that services need; closed at the end of the block.

    Without `integridad` the look over the whole file is left to whoever opens it: the window does it once it stands.
    """
    clave = clave or clave_del_entorno()
    with Almacen(carpeta, alfabeto=leer_alfabeto(), clave=clave, integridad=integridad) as almacen:
        if faltan_causales(almacen.lectura):
            from enlace_app.servicios.importacion.importacion import completar_catalogos

            completar_catalogos(almacen)
        yield Contexto(
            almacen=almacen,
            crear_imprenta=lambda: crear_imprenta(carpeta),
            leer_formato=leer_formato_de_paquete,
            textos=TextosInstitucionales.leer(carpeta_recursos() / "catalogos" / "textos.csv"),
            ajustes=leer_ajustes(carpeta.raiz),
            version_app=__version__,
        )


def abrir_ventana(carpeta: CarpetaDatos) -> int:
    """Open the window on a data folder and return its exit code once it is closed.

    Raises:
        ErrorDeEntorno: this computer cannot open a window; what else keeps the data from being opened is said in one.
    """
    motivo = por_que_no_hay_ventana()
    if motivo:
        raise ErrorDeEntorno(motivo)
    from enlace_app.ui import aplicacion as ui

    app = ui.crear_aplicacion()
    clave: str | None = None
    while True:
        try:
            with abrir_contexto(carpeta, clave=clave, integridad=False) as contexto:
                senal_de_ventana().touch()
                return ui.ejecutar(app, contexto)
        except ErrorDeClave as error:
            from enlace_app.ui.clave import pedir_clave

            clave = pedir_clave(str(error))
            if clave is None:
                return NO_SE_PUEDE
        except (ErrorDeNegocio, ErrorDeEntorno) as error:
            from enlace_app.ui.recuperacion import ofrecer_recuperacion

            if not ofrecer_recuperacion(carpeta, str(error), clave or clave_del_entorno()):
                return NO_SE_PUEDE if isinstance(error, ErrorDeNegocio) else ENTORNO


def ejecutar(argumentos: Sequence[str]) -> int:
    """Run one command and return its exit code; no traceback reaches the user unless `--depurar` asks for it."""
    try:
        carpeta = _solo_la_ventana(argumentos)
        if carpeta:
            gc.disable()  # nothing that a start makes is garbage yet; the window turns it on again
        codigo = abrir_ventana(carpeta) if carpeta else _ejecutar_orden(argumentos)
        sys.stdout.flush()  # here a full disk or a closed pipe can still be told
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  # every error ends here
        codigo, mensaje = _clasificar(error)
        _explicar(mensaje, argumentos)
    if codigo == _CTRL_C:
        codigo, mensaje = _clasificar(KeyboardInterrupt())
        _explicar(mensaje, argumentos)
    return codigo if isinstance(codigo, int) else HECHO


def _solo_la_ventana(argumentos: Sequence[str]) -> CarpetaDatos | None:
    """The folder of `enlace [--datos DIR]` alone: the window need not wait for the library of the commands."""
    match list(argumentos):
        case []:
            elegida = os.environ.get("ENLACE_DATOS") or None
        case ["--datos", carpeta] if carpeta and not carpeta.startswith("-"):
            elegida = carpeta
        case _:
            return None
    return CarpetaDatos(Path(elegida or carpeta_datos_predeterminada()).absolute())


def _ejecutar_orden(argumentos: Sequence[str]) -> object:
    from enlace_app.cli.aplicacion import crear_aplicacion

    aplicacion = crear_aplicacion(
        abrir_contexto,
        version=__version__,
        carpeta_predeterminada=carpeta_datos_predeterminada(),
        clave=clave_del_entorno(),
        leer_formato=leer_formato_de_paquete,
        crear_imprenta=crear_imprenta,
        abrir_ventana=abrir_ventana,
    )
    return aplicacion(list(argumentos), prog_name="enlace", standalone_mode=False)


def _clasificar(error: BaseException) -> tuple[int, str]:
    """Return the exit code that an error means, and what the user is told."""
    resultado = (
        FALLA,
        f"Enlace falló por un error propio ({type(error).__name__}); lo que no terminó no se guardó. "
        "Repita la orden con --depurar antes de ella y envíe lo que diga a quien mantiene el programa.",
    )
    uso = _de_uso(error)
    if uso is not None:
        resultado = USO, uso
    elif isinstance(error, ErrorDeNegocio):
        resultado = NO_SE_PUEDE, str(error)
    elif isinstance(error, ErrorDeEntorno):
        resultado = ENTORNO, str(error)
    elif isinstance(error, BrokenPipeError):  # the reader has what it wanted: `enlace listar … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        resultado = HECHO, ""
    elif isinstance(error, OSError):
        resultado = ENTORNO, str(explicar_oserror(error, Path(error.filename or "la salida de esta orden")))
    elif isinstance(error, KeyboardInterrupt | EOFError) or isinstance(error.__cause__, EOFError):
        # the library of the commands gives the end of the input another name
        resultado = NO_SE_PUEDE, "Interrumpido; lo que no se había guardado no se guardó."
    return resultado


def _de_uso(error: BaseException) -> str | None:
    """What a wrong command line is told; without the library of the commands there was none."""
    if "typer" not in sys.modules:
        return None
    from typer.exceptions import TyperException

    from enlace_app.cli.uso import traducir_uso

    return traducir_uso(error.format_message()) if isinstance(error, TyperException) else None


def _explicar(mensaje: str, argumentos: Sequence[str]) -> None:
    if "--depurar" in argumentos and sys.exc_info()[0] is not None:
        import traceback

        traceback.print_exc()
    if mensaje:
        sys.stderr.write(f"{mensaje}\n")
