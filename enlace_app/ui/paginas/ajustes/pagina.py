"""Settings: who uses this computer, how packages and actas name people, how the window looks, and the backups."""

from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.ajustes import Ajustes
from enlace_app.consultas import sitios as consulta_de_sitios
from enlace_app.consultas.regiones import nombre_de_region
from enlace_app.servicios import sitios
from enlace_app.ui import tema
from enlace_app.ui.aplicacion import PREFERENCIA_DE_TEMA
from enlace_app.ui.componentes.area import AreaDeFormulario
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.componentes.campos import CampoDeNumero, CampoDeTexto
from enlace_app.ui.componentes.eleccion import Eleccion
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.formulario import Formulario
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.navegacion import Destino
from enlace_app.ui.paginas.ajustes.respaldos import PanelDeRespaldos
from enlace_app.ui.paginas.pagina import Pagina
from enlace_app.ui.tema import Icono, Preferencia

_MAXIMO = 3650
_CIFRADO = (
    "La base de datos está cifrada con contraseña; nadie puede recuperarla si se pierde. Los archivos adjuntos y lo "
    "que se exporta (actas, libros) no se cifran."
)
_SIN_CIFRAR = (
    "Los datos no están cifrados: quien pueda abrir esta carpeta puede leerlos. Proteja el equipo con la contraseña "
    "de su usuario y, si puede, con el cifrado de disco del sistema."
)


class _SinRueda(QComboBox):
    """Whoever scrolls the page with the mouse over it does not mean to choose."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the page."""
        event.ignore()


class PaginaDeAjustes(Pagina):
    """Everything is kept at once, when one leaves its field; nothing needs a restart."""

    titulo = "Ajustes"
    tablas = frozenset({"sitio"})

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(entorno, parent)
        alto = self.fontMetrics().height()
        cuerpo = QWidget()
        self._caja = QVBoxLayout(cuerpo)
        self._caja.setContentsMargins(alto, alto, alto, alto)
        self._caja.setSpacing(alto * 2 // 3)
        self._caja.addWidget(Etiqueta("Ajustes", RolDeEtiqueta.TITULO))
        self._tarjeta("Este equipo", self._equipo())
        self._tarjeta("Aspecto", self._aspecto())
        self._tarjeta("Actas, paquetes y respaldos", self._valores())
        self._tarjeta("Respaldos", self._respaldos())
        self._tarjeta("Dónde están los datos", self._carpeta())
        self._caja.addStretch(1)
        cuerpo.setMaximumWidth(self.fontMetrics().averageCharWidth() * 130)
        self.area = AreaDeFormulario(cuerpo)
        entera = QVBoxLayout(self)
        entera.setContentsMargins(0, 0, 0, 0)
        entera.addWidget(self.area)

    def _tarjeta(self, titulo: str, contenido: QWidget) -> None:
        tarjeta = QFrame()
        tarjeta.setProperty("papel", "tarjeta")
        caja = QVBoxLayout(tarjeta)
        caja.addWidget(Etiqueta(titulo, RolDeEtiqueta.SUBTITULO))
        caja.addWidget(contenido)
        self._caja.addWidget(tarjeta)

    def _equipo(self) -> QWidget:
        sitio, lectura = self.entorno.sitio, self.entorno.contexto.almacen.lectura
        formulario = self._formulario_de_equipo = Formulario()
        roles = {rol.clave: rol.etiqueta for rol in sitios.roles()}
        for nombre, valor in (
            ("Nombre", sitio.nombre),
            ("Qué hace aquí", roles.get(sitio.rol, sitio.rol)),
            ("Región", nombre_de_region(lectura, sitio.region) or "Ninguna en particular"),
            ("Marca en los folios", sitio.marca),
        ):
            formulario.agregar(nombre, Etiqueta(valor, ajustar=True))
        self.zona = formulario.agregar(
            "&Zona horaria",
            _SinRueda(),
            ayuda="La que llevan las reuniones nuevas sin municipio; las anotadas no cambian.",
        )
        self.zona.activated.connect(lambda _: self._cambiar_zona())
        return formulario

    def _aspecto(self) -> QWidget:
        formulario = Formulario()
        self.tema = formulario.agregar("&Colores", Eleccion([(str(p), p.etiqueta) for p in Preferencia]))
        self.tema.elegida.connect(self._cambiar_tema)
        return formulario

    def _valores(self) -> QWidget:
        self.valores = Formulario()
        self.campos: dict[str, CampoDeTexto] = {}
        for campo in fields(Ajustes):
            es_numero = isinstance(campo.default, int)
            control = CampoDeNumero(minimo=1, maximo=_MAXIMO) if es_numero else CampoDeTexto()
            self.campos[campo.name] = self.valores.agregar(campo.metadata["etiqueta"], control)
            control.dejado.connect(lambda _, nombre=campo.name: self._guardar(nombre))
        return self.valores

    def _respaldos(self) -> QWidget:
        self.respaldos = PanelDeRespaldos(self.entorno)
        return self.respaldos

    def _carpeta(self) -> QWidget:
        almacen = self.entorno.contexto.almacen
        self.carpeta = CampoDeTexto(str(almacen.carpeta.raiz))
        self.carpeta.setReadOnly(True)
        self.carpeta.setAccessibleName("Carpeta de los datos")
        copiar = BotonSecundario("Copiar", con_icono=Icono.COPIAR, al_pulsar=self._copiar_carpeta)
        copiar.setAccessibleName("Copiar la carpeta de los datos")
        linea = QHBoxLayout()
        linea.addWidget(self.carpeta, 1)
        linea.addWidget(copiar)
        contenido = QWidget()
        caja = QVBoxLayout(contenido)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addLayout(linea)
        caja.addWidget(Etiqueta(_CIFRADO if almacen.cifrado else _SIN_CIFRAR, RolDeEtiqueta.DETALLE, ajustar=True))
        return contenido

    def mostrar(self, destino: Destino) -> None:
        """Read again; `campo` names a setting, `respaldos` or `tema`."""
        self.refrescar(frozenset())
        lugares: dict[str, QWidget] = {"respaldos": self.respaldos.lista, "tema": self.tema, **self.campos}
        lugar = lugares.get(destino.campo or "", self.zona)
        lugar.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, lugar, lambda: self.area.ensureWidgetVisible(lugar))  # once the page has its size

    def refrescar(self, tocados: frozenset[tuple[str, str]]) -> None:
        """Show what is kept; a field that one is writing in stays."""
        self._poner_zonas()
        self.tema.poner_valor(str(tema.gestor(self._app()).preferencia))
        for nombre, control in self.campos.items():
            if not control.hasFocus():
                control.poner_valor(str(getattr(self.entorno.contexto.ajustes, nombre)))
        self.respaldos.leer()

    def dejar(self) -> bool:
        """Keep what was typed; what was refused stays in its field, with the reason under it."""
        for control in self.campos.values():
            control.confirmar()
        return not self.valores.errores()

    def _poner_zonas(self) -> None:
        propia = self.entorno.sitio.zona
        zonas = sorted({propia, *consulta_de_sitios.zonas(self.entorno.contexto.almacen.lectura)})
        self.zona.clear()
        for zona in zonas:
            self.zona.addItem(f"{zona} (ahora son las {self.entorno.ahora_en(zona):%H:%M})", zona)
        self.zona.setCurrentIndex(zonas.index(propia))

    def _cambiar_zona(self) -> None:
        elegida, almacen = str(self.zona.currentData()), self.entorno.contexto.almacen
        if elegida == self.entorno.sitio.zona:
            return
        self.entorno.operaciones.hacer(
            lambda: sitios.cambiar_zona(almacen, zona=elegida), dicho="Se cambió la zona horaria de este equipo."
        )
        self.entorno.sitio = consulta_de_sitios.traer(almacen.lectura)
        self._poner_zonas()

    def _cambiar_tema(self, preferencia: str) -> None:
        tema.aplicar(self._app(), Preferencia(preferencia))
        self.entorno.memoria.guardar(PREFERENCIA_DE_TEMA, preferencia)
        self.entorno.memoria.asentar()

    def _guardar(self, nombre: str) -> None:
        control, contexto = self.campos[nombre], self.entorno.contexto
        self.valores.mostrar_error(control, "")
        valor: Any = control.valor()
        if isinstance(control, CampoDeNumero):
            valor = control.numero()
            if valor is None:
                self.valores.mostrar_error(control, control.problema() or "Escriba un número entero mayor que cero.")
                return
        if valor == getattr(contexto.ajustes, nombre):
            return
        self.entorno.operaciones.hacer(
            lambda: contexto.cambiar_ajustes(replace(contexto.ajustes, **{nombre: valor})),
            dicho="Se guardó el ajuste.",
            al_rehusar=lambda error: self.valores.mostrar_error(control, str(error)),
        )

    def _copiar_carpeta(self) -> None:
        QApplication.clipboard().setText(self.carpeta.text())
        self.entorno.avisos.hecho("Se copió la ruta de la carpeta.")

    @staticmethod
    def _app() -> QApplication:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise TypeError("no hay ventana")
        return app
