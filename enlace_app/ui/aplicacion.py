"""The window from its first pixel to the backup at its end."""

import gc
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from enlace_app.consultas import sitios
from enlace_app.consultas.regiones import nombre_de_region
from enlace_app.errores import ErrorDeEnlace
from enlace_app.servicios.contexto import Contexto
from enlace_app.ui import tema
from enlace_app.ui.autoguardado import Autoguardado
from enlace_app.ui.avisos import Avisos
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.fallas import Fallas
from enlace_app.ui.lugar import Lugar
from enlace_app.ui.memoria import Memoria
from enlace_app.ui.navegacion import Destino, Navegacion, Seccion
from enlace_app.ui.operaciones import Operaciones
from enlace_app.ui.referencias import asegurar_referencias
from enlace_app.ui.tareas import Tareas
from enlace_app.ui.ventana_principal import VentanaPrincipal

PREFERENCIA_DE_TEMA = "ventana/tema"
_RESPIRO_MILISEGUNDOS = 400
"""Between the window and the imports beside it, which would slow down its first picture."""


def crear_aplicacion() -> QApplication:
    """Return Qt's application, named; made before the data are opened, so that a refusal can be shown in a window."""
    asegurar_referencias()
    existente = QApplication.instance()
    if isinstance(existente, QApplication):
        return existente
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    # The same style everywhere. Told as an argument: asking for it afterwards loads the whole of Qt's style classes.
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName("Enlace")
    app.setApplicationDisplayName("Enlace")
    return app


def hablar_espanol(app: QApplication) -> None:
    """Give Qt's own words (Cancel, Save, menus of text fields) and its dates in Spanish, whatever the system says.

    The first page shows none of them, and the tables of all languages take a moment to load.
    """
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    QLocale.setDefault(QLocale("es_MX"))
    traductor = QTranslator(app)
    if traductor.load(QLocale("es"), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(traductor)


class Programa(QObject):
    """One run of the window on one open data folder."""

    def __init__(
        self,
        app: QApplication,
        contexto: Contexto,
        *,
        ahora: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__()
        self._app = app
        self._contexto = contexto
        self._ahora = ahora
        self.memoria = Memoria(contexto.almacen.carpeta.raiz)
        preferencia = self.memoria.texto_de(PREFERENCIA_DE_TEMA)
        validas = [str(p) for p in tema.Preferencia]
        tema.aplicar(app, tema.Preferencia(preferencia) if preferencia in validas else tema.Preferencia.SISTEMA)
        self.avisos = Avisos(self)
        self.fallas = Fallas(contexto.almacen.carpeta.raiz, self.avisos)
        self.tareas = Tareas(self)
        self.tareas.fallada.connect(self.fallas.contar)
        self.autoguardado = Autoguardado(contexto, self)
        self.ventana: VentanaPrincipal | None = None
        self.dano: ErrorDeEnlace | None = None
        """Why the person closed the window to recover a backup."""
        self._entorno: Entorno | None = None
        self.bienvenida: QObject | None = None

    def abrir(self) -> None:
        """Show the window, or the three questions of a folder that is nobody's yet."""
        lectura = self._contexto.almacen.lectura
        a_medias = sitios.quedo_a_medias(lectura)
        if a_medias or sitios.traer_si_hay(lectura) is None:
            self._dar_la_bienvenida(a_medias=a_medias)
        else:
            self.abrir_ventana()

    def _dar_la_bienvenida(self, *, a_medias: bool) -> None:
        from enlace_app.ui.bienvenida import Bienvenida

        hablar_espanol(self._app)
        bienvenida = Bienvenida(self._contexto, self.tareas, a_medias=a_medias)
        bienvenida.iniciada.connect(self._empezar)
        self.bienvenida = bienvenida
        bienvenida.show()

    def _empezar(self) -> None:
        bienvenida, self.bienvenida = self.bienvenida, None
        self.abrir_ventana()
        if bienvenida is not None:
            bienvenida.deleteLater()

    @property
    def entorno(self) -> Entorno:
        """What the pages are handed, once the window is open."""
        if self._entorno is None:
            raise RuntimeError("la ventana aún no se abre")
        return self._entorno

    def abrir_ventana(self) -> None:
        """Make and show the window; the first page stands complete when this returns, and heavy work begins after."""
        lectura = self._contexto.almacen.lectura
        sitio = sitios.traer(lectura)
        entorno = Entorno(
            contexto=self._contexto,
            sitio=sitio,
            operaciones=Operaciones(self._contexto, self.avisos, self.tareas, self),
            tareas=self.tareas,
            avisos=self.avisos,
            navegacion=Navegacion(self),
            memoria=self.memoria,
            autoguardado=self.autoguardado,
            ahora=self._ahora,
        )
        self._entorno = entorno
        lugar = Lugar(self._contexto, self.autoguardado)
        anterior = lugar.anterior()
        self.ventana = VentanaPrincipal(entorno, region=nombre_de_region(lectura, sitio.region), lugar=lugar)
        entorno.navegacion.ir(anterior or Destino(Seccion.INICIO))
        self.ventana.show()
        if anterior is not None and anterior.seccion is not Seccion.INICIO:
            self.avisos.aviso("Enlace no se cerró bien la vez pasada. Está donde usted iba, con lo que había escrito.")
        QTimer.singleShot(_RESPIRO_MILISEGUNDOS, self, self._preparar_lo_pesado)

    def _preparar_lo_pesado(self) -> None:
        """What the first page does not need: the libraries that write, and the look over the whole file."""
        gc.enable()  # off since the start, see `arranque`
        hablar_espanol(self._app)
        almacen = self._contexto.almacen
        self.tareas.lanzar("Preparando", lambda _: almacen.preparar_escritura(), callada=True)
        self.tareas.lanzar(
            "Revisando los datos", lambda _: almacen.comprobar_integridad(), callada=True, al_fallar=self._mostrar_dano
        )

    def _mostrar_dano(self, error: ErrorDeEnlace) -> None:
        self.avisos.error(str(error), opcion="Cerrar y recuperar un respaldo…", accion=lambda: self._recuperar(error))

    def _recuperar(self, error: ErrorDeEnlace) -> None:
        self.dano = error
        if self.ventana is not None and not self.ventana.close():
            self.dano = None  # something being written was refused: first that

    def terminar(self) -> None:
        """Wait for what runs, and back up what was written since the last backup.

        Raises the damage that the person wants mended: whoever opened the data offers the backups then.
        """
        self.autoguardado.esperar()
        self.tareas.esperar()
        self.memoria.asentar()
        if self.dano is not None:
            raise self.dano
        ajustes, almacen = self._contexto.ajustes, self._contexto.almacen
        if not almacen.cambio_desde_el_respaldo:
            return
        try:
            almacen.respaldar("salida", conservar=ajustes.respaldos_a_conservar, dias=ajustes.dias_de_respaldos)
        except ErrorDeEnlace as error:
            from enlace_app.ui.recuperacion import mostrar_impedimento

            mostrar_impedimento(f"Lo escrito quedó guardado, pero no se pudo respaldar. {error}", "Enlace se cerró")


def ejecutar(app: QApplication, contexto: Contexto) -> int:
    """Run the window until it is closed."""
    programa = Programa(app, contexto)
    programa.fallas.instalar()
    try:
        programa.abrir()
        codigo = app.exec()
        programa.terminar()
    finally:
        programa.fallas.quitar()
    return codigo
