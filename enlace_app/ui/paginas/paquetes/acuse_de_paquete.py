"""One package that was sent: its proof, the receipts that came for it, and the answer line by line."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.respuesta_a_un_envio import Detalle, RenglonDeRespuesta, decir_acuse, detalle
from enlace_app.ui.componentes.botones import BotonDeIcono, BotonSecundario
from enlace_app.ui.componentes.escritura import escribir_dia
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.paquetes import COLUMNAS_DE_RESPUESTA, escribir_hecho
from enlace_app.ui.observaciones_leidas import ObservacionesLeidas
from enlace_app.ui.paginas.paquetes import palabras
from enlace_app.ui.paginas.paquetes.tabla_de_filas import TablaDeFilas
from enlace_app.ui.tema import Icono

_PRIMEROS = 3
"""Receipts of one package that are told at once, the last ones; who has more wants only those."""


class AcuseDePaquete(QWidget):
    """Hidden until a package is shown."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._leidas = ObservacionesLeidas(entorno.memoria)
        self.detalle: Detalle | None = None
        self.titulo = EtiquetaElidida("", RolDeEtiqueta.SUBTITULO)
        self.huella = EtiquetaElidida("", RolDeEtiqueta.DETALLE)
        self.copiar = BotonDeIcono(Icono.COPIAR, "Copiar la huella del paquete", al_pulsar=self._copiar)
        self.pasos = Etiqueta("", ajustar=True)
        self.respuesta: TablaDeFilas[RenglonDeRespuesta] = TablaDeFilas(
            entorno, que="respuestas", columnas=COLUMNAS_DE_RESPUESTA, con_detalle=True
        )
        self.abrir = BotonSecundario("Abrir el registro", con_icono=Icono.ABRIR, al_pulsar=self._abrir)
        self._armar()
        tabla = self.respuesta.tabla
        tabla.doubleClicked.connect(lambda _: self._abrir())
        tecla = QShortcut(QKeySequence(Qt.Key.Key_Return), tabla, context=Qt.ShortcutContext.WidgetShortcut)
        tecla.activated.connect(self._abrir)
        tabla.selectionModel().currentRowChanged.connect(self._cambio_el_renglon)
        self.hide()

    def _armar(self) -> None:
        constancia = QHBoxLayout()
        constancia.addWidget(self.huella, 1)
        constancia.addWidget(self.copiar)
        pie = QHBoxLayout()
        pie.addWidget(self.abrir)
        pie.addStretch(1)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 4, 0, 0)
        caja.addWidget(self.titulo)
        caja.addLayout(constancia)
        caja.addWidget(self.pasos)
        caja.addWidget(self.respuesta, 100)
        caja.addLayout(pie)
        caja.addStretch(1)

    def mostrar(self, paquete: str | None) -> None:
        """Show a package; None shows none."""
        lectura, zona = self._entorno.contexto.almacen.lectura, self._entorno.sitio.zona
        leido = detalle(lectura, paquete) if paquete is not None else None
        otro = leido is None or self.detalle is None or leido.paquete.uuid != self.detalle.paquete.uuid
        igual, self.detalle = leido == self.detalle, leido
        self.setVisible(leido is not None)
        if leido is None or igual:
            return
        fila = leido.paquete
        self.titulo.setText(
            f"Paquete {fila.secuencia} · {palabras.tipo_y_filas(fila.tipo, fila.filas)} · {escribir_hecho(fila, zona)}"
        )
        self.huella.setText(f"Huella, constancia de lo que envió: {fila.contenido_sha256}")
        self.pasos.setText(self._decir_pasos(leido))
        hay = bool(leido.renglones)
        self.respuesta.setVisible(hay)
        self.abrir.setVisible(hay)
        if otro:
            self.respuesta.filtro.clear()
        self.respuesta.poner(leido.renglones)

    def _decir_pasos(self, leido: Detalle) -> str:
        acuses, zona = leido.paquete.acuses, self._entorno.sitio.zona
        if not acuses:
            return "Sin acuse todavía. Cuando la autoridad lo mande, suéltelo en esta página."
        lineas = [f"{self._decir(decir_acuse(a, zona=zona, dia=escribir_dia))} (de {a.quien})" for a in acuses]
        antes = [f"{len(lineas) - _PRIMEROS:,} acuses anteriores"] if len(lineas) > _PRIMEROS else []
        nada = [] if leido.renglones else ["Llegó todo, y la autoridad no observó nada."]
        return "\n".join([*antes, *lineas[-_PRIMEROS:], *nada])

    @staticmethod
    def _decir(texto: str) -> str:
        return f"{texto[0].upper()}{texto[1:]}"

    def _renglon(self) -> RenglonDeRespuesta | None:
        indice = self.respuesta.tabla.currentIndex()
        if not indice.isValid():
            return None
        return self.respuesta.modelo.filas[self.respuesta.vistas.mapToSource(indice).row()]

    def _cambio_el_renglon(self, *_: QModelIndex) -> None:
        renglon = self._renglon()
        self.abrir.setEnabled(renglon is not None and renglon.registro is not None)

    def _abrir(self) -> None:
        renglon = self._renglon()
        if renglon is None or renglon.registro is None:
            return
        if renglon.observacion is not None:
            self._leidas.marcar([renglon.observacion])
        self._entorno.navegacion.abrir(renglon.registro.tabla, renglon.registro.uuid)

    def _copiar(self) -> None:
        if self.detalle is not None:
            QGuiApplication.clipboard().setText(self.detalle.paquete.contenido_sha256)
            self._entorno.avisos.hecho("Se copió la huella del paquete.")

    def enfocar(self) -> None:
        """Put the keyboard on the answer, where there is one."""
        if self.detalle is not None and self.detalle.renglones:
            self.respuesta.tabla.setFocus(Qt.FocusReason.OtherFocusReason)
