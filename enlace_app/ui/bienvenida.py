"""The three questions of the first start."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from enlace_app.errores import ErrorDeEnlace, ErrorDeNegocio
from enlace_app.servicios import sitios
from enlace_app.servicios.contexto import Contexto
from enlace_app.servicios.importacion.importacion import completar_catalogos
from enlace_app.ui.componentes.botones import BotonPrimario
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.eleccion import Eleccion
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.formulario import Formulario
from enlace_app.ui.tareas import Progreso, Tareas

_FALLA_PROPIA = (
    "Enlace falló por un error propio y no terminó de prepararse. No quedó nada a medias: cierre esta ventana y abra "
    "Enlace otra vez; si vuelve a pasar, avise a quien lo mantiene."
)


class Bienvenida(QWidget):
    """Asks name, role and region, and founds the site beside the window.

    With `a_medias` the site was founded already, but the power went before its catalogues were loaded: nothing is
    asked, they are loaded at once.
    """

    iniciada = Signal()

    def __init__(self, contexto: Contexto, tareas: Tareas, *, a_medias: bool = False) -> None:
        super().__init__()
        self._contexto = contexto
        self._tareas = tareas
        self._a_medias = a_medias
        self._opciones = sitios.opciones_de_inicio()
        self._roles = {rol.clave: rol for rol in self._opciones.roles}
        self.setWindowTitle("Enlace")
        self._armar_formulario()
        self._armar_espera()
        self._disponer()
        self.resize(640, 540)

    def _armar_formulario(self) -> None:
        self.formulario = Formulario()
        self.nombre = self.formulario.agregar(
            "Su &nombre", CampoDeTexto(), obligatorio=True, ayuda="Nombre y apellidos, como quiere que aparezcan."
        )
        self.rol = self.formulario.agregar(
            "Qué &hace aquí", Eleccion([(rol.clave, rol.etiqueta) for rol in self._opciones.roles])
        )
        self.rol.poner_valor(self._opciones.roles[0].clave)
        self.region = Eleccion([("", "Ninguna en particular"), *((r.clave, r.nombre) for r in self._opciones.regiones)])
        self.formulario.agregar("Su &región", self.region)
        self.nombre.textEdited.connect(lambda _: self.formulario.mostrar_error(self.nombre, ""))
        self.rol.elegida.connect(lambda _: self._ajustar_region())
        self.region.elegida.connect(lambda _: self.formulario.mostrar_error(self.region, ""))
        self._ajustar_region()

    def _armar_espera(self) -> None:
        self.comenzar = BotonPrimario("Comenzar", al_pulsar=self._comenzar)
        self.falla = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.falla.hide()
        self.espera = Etiqueta("Preparando los catálogos…", RolDeEtiqueta.TENUE)
        self.avance = QProgressBar()
        self.avance.setRange(0, 0)
        self.avance.setTextVisible(False)
        self.avance.setAccessibleName("Preparando los catálogos")
        for control in (self.espera, self.avance):
            control.hide()

    def _disponer(self) -> None:
        alto = self.fontMetrics().height()
        caja = QVBoxLayout(self)
        caja.setContentsMargins(alto * 2, alto * 2, alto * 2, alto * 2)
        caja.setSpacing(alto // 2)
        caja.addWidget(Etiqueta("Le damos la bienvenida a Enlace", RolDeEtiqueta.TITULO, ajustar=True))
        explicacion = (
            "La vez pasada no terminó de prepararse; se está terminando ahora."
            if self._a_medias
            else "Tres preguntas, una sola vez en este equipo. Lo que ya tenga en Excel podrá traerlo después."
        )
        caja.addWidget(Etiqueta(explicacion, RolDeEtiqueta.TENUE, ajustar=True))
        caja.addSpacing(alto // 2)
        caja.addWidget(self.formulario)
        caja.addWidget(self.falla)
        caja.addSpacing(alto // 2)
        boton = QHBoxLayout()
        boton.addWidget(self.comenzar)
        boton.addWidget(self.espera)
        boton.addWidget(self.avance, 1)
        boton.addStretch(1)
        caja.addLayout(boton)
        caja.addStretch(1)
        self.formulario.setVisible(not self._a_medias)
        self.comenzar.setVisible(not self._a_medias)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the first question, or with the work where nothing is asked."""
        super().showEvent(event)
        self.nombre.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._a_medias and not self._tareas.ocupada:
            self._trabajar()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next question, and begins after the last."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.nombre.hasFocus():
            if self._revisar_nombre():
                (self.rol.focusProxy() or self.rol).setFocus(Qt.FocusReason.TabFocusReason)
        elif self._pregunta_region() and not self._esta_en(self.region):
            (self.region.focusProxy() or self.region).setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._comenzar()

    def _esta_en(self, eleccion: Eleccion) -> bool:
        foco = self.focusWidget()
        return foco is not None and eleccion.isAncestorOf(foco)

    def _pregunta_region(self) -> bool:
        return self._roles[self.rol.valor() or ""].admite_region

    def _ajustar_region(self) -> None:
        """The region only for who has one; «none» only where that is an answer."""
        rol = self._roles[self.rol.valor() or ""]
        self.rol.poner_valor(rol.clave)
        self.formulario.mostrar_renglon(self.region, visible=rol.admite_region)
        self.region.boton("").setVisible(not rol.exige_region)
        if rol.exige_region and not self.region.valor():
            self.region.limpiar()
        elif not rol.exige_region and self.region.valor() is None:
            self.region.poner_valor("")
        self.formulario.mostrar_error(self.region, "")

    def _revisar_nombre(self) -> bool:
        falta = "" if self.nombre.valor() else "Escriba su nombre y apellidos."
        self.formulario.mostrar_error(self.nombre, falta)
        return not falta

    def _comenzar(self) -> None:
        self._decir_falla("")
        if self._a_medias:
            self._trabajar()
            return
        self._revisar_nombre()
        exige = self._roles[self.rol.valor() or ""].exige_region
        falta = exige and self.region.valor() is None
        self.formulario.mostrar_error(self.region, "Elija su región." if falta else "")
        if not self.formulario.ir_al_primer_error():
            self._trabajar()

    def _trabajar(self) -> None:
        almacen = self._contexto.almacen
        nombre, rol = self.nombre.valor(), self.rol.valor() or ""
        region = (self.region.valor() or None) if self._pregunta_region() else None

        def trabajo(_: Progreso) -> None:
            if self._a_medias:
                completar_catalogos(almacen)
            else:
                sitios.iniciar(almacen, nombre=nombre, rol=rol, region=region)

        self._esperar(en_marcha=True)
        tarea = self._tareas.lanzar(
            "Preparando los catálogos",
            trabajo,
            al_terminar=lambda _: self.iniciada.emit(),
            al_fallar=self._rehusar,
            callada=True,
        )
        tarea.al_fallar(self._contar_falla_propia)

    def _rehusar(self, error: ErrorDeEnlace) -> None:
        self._esperar(en_marcha=False)
        # The one thing written by hand is the name: what the data refuse is it.
        if isinstance(error, ErrorDeNegocio) and not self._a_medias:
            self.formulario.mostrar_error(self.nombre, str(error))
            self.formulario.ir_al_primer_error()
        else:
            self._decir_falla(str(error))

    def _contar_falla_propia(self, error: Exception) -> None:
        if not isinstance(error, ErrorDeEnlace):
            self._esperar(en_marcha=False)
            self._decir_falla(_FALLA_PROPIA)

    def _decir_falla(self, texto: str) -> None:
        self.falla.setText(texto)
        self.falla.setVisible(bool(texto))
        if texto and self._a_medias:
            self.comenzar.show()
            self.comenzar.setText("Intentar otra vez")

    def _esperar(self, *, en_marcha: bool) -> None:
        self.formulario.setEnabled(not en_marcha)
        self.comenzar.setEnabled(not en_marcha)
        self.espera.setVisible(en_marcha)
        self.avance.setVisible(en_marcha)
