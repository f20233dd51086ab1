"""Settling the signatories of a closed acta: by the scan of the signed paper, or by name."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from enlace_app.consultas.firmas import Firmante, firmantes
from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.dominio.firmas import ClaseDeFirma
from enlace_app.dominio.organizaciones import plegar
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.archivos import pedir_archivo
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.componentes.completado import CampoConSugerencias, Sugerencia, buscador_de
from enlace_app.ui.componentes.escritura import escribir_instante
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.reuniones.paneles import Panel
from enlace_app.ui.tareas import Progreso
from enlace_app.ui.tema import Icono

if TYPE_CHECKING:
    from enlace_app.servicios.firmas import Asiento

_ARCHIVOS = "Acta firmada (*.pdf *.jpg *.jpeg *.png)"
_DICHO = {ClaseDeFirma.ESCANEO: "firmó en papel", ClaseDeFirma.SIMPLE: "firma simple"}
_EXPLICACION = (
    "Lo usual: imprima el acta, que la firmen, y adjunte aquí el escaneo o una foto (PDF, JPG o PNG); también puede "
    "arrastrar el archivo hasta este cuadro. La firma simple sólo asienta nombre, fecha y hora. El PDF siempre dice "
    "cuál de las dos fue."
)
_RENGLONES_A_LA_VISTA = 6


class PanelDeFirma(Panel):
    """Who signed, who is open; the scan counts for those who are ticked."""

    def __init__(self, entorno: Entorno, registro: RegistroDeReunion) -> None:
        super().__init__(f"Firmar el acta {registro.folio}", _EXPLICACION, "Adjuntar el acta firmada…", self._pedir)
        self._entorno, self._registro = entorno, registro
        self._casillas: list[QCheckBox] = []
        self._tambien_firmo = ""
        self.setAcceptDrops(True)
        self._lista = QWidget()
        self._renglones = QVBoxLayout(self._lista)
        self._renglones.setContentsMargins(0, 0, 0, 0)
        self._renglones.setSpacing(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._lista)
        for fondo in (self._area.viewport(), self._lista):
            fondo.setAutoFillBackground(False)
        self.salir.setText("Cerrar  (Esc)")
        self.nombre = CampoConSugerencias(self._sugerir)
        self.nombre.setPlaceholderText("Nombre de quien firma")
        self.nombre.setAccessibleName("Firma simple: nombre de quien firma")
        self.nombre.tecleada.connect(lambda _: self.firmar_simple())
        fila = QHBoxLayout()
        fila.addWidget(Etiqueta("Firma simple:"))
        fila.addWidget(self.nombre, 1)
        fila.addWidget(BotonSecundario("Asentar firma", con_icono=Icono.FIRMA, al_pulsar=self.firmar_simple))
        self.caja.insertWidget(2, self._area)
        self.caja.insertLayout(3, fila)
        self.dibujar()

    def dibujar(self) -> None:
        """Read again who signed."""
        self.firmantes: Sequence[Firmante] = firmantes(self._entorno.contexto.almacen.lectura, self._registro.uuid)
        while (sobra := self._renglones.takeAt(0)) is not None:
            if (widget := sobra.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._casillas = []
        for firmante in self.firmantes:
            self._renglones.addWidget(self._renglon(firmante))
        if not self.firmantes:
            self._renglones.addWidget(Etiqueta("El acta no nombra a nadie que deba firmarla.", RolDeEtiqueta.TENUE))
        alto = self._lista.sizeHint().height()
        renglon = round(self.fontMetrics().height() * 1.5)
        self._area.setFixedHeight(min(alto, renglon * _RENGLONES_A_LA_VISTA))

    def _renglon(self, firmante: Firmante) -> QWidget:
        if firmante.pendiente:
            casilla = QCheckBox(f"{firmante.nombre} — falta".replace("&", "&&"))
            casilla.setAccessibleName(f"{firmante.nombre}, falta por firmar")
            casilla.setChecked(True)
            self._casillas.append(casilla)
            return casilla
        cuando = escribir_instante(datetime.fromisoformat(firmante.instante)) if firmante.instante else ""
        clase = _DICHO[ClaseDeFirma(firmante.clase)] if firmante.clase else ""
        return EtiquetaElidida(f"✓ {firmante.nombre} — {clase}, {cuando}")

    def _sugerir(self, texto: str) -> list[Sugerencia]:
        return buscador_de([Sugerencia(f.nombre, "falta por firmar") for f in self.firmantes if f.pendiente])(texto)

    def _pedir(self) -> bool:
        pedir_archivo(self, "Acta firmada", _ARCHIVOS, self.firmar_con)
        return False

    def firmar_con(self, archivo: Path) -> None:
        """Settle those who are ticked by that scan."""
        faltan = [f.nombre for f in self.firmantes if f.pendiente]
        elegidos = [n for n, c in zip(faltan, self._casillas, strict=True) if c.isChecked()]
        if faltan and not elegidos:
            self.mostrar_error("Marque quiénes firmaron en ese papel.")
            return
        contexto, reunion = self._entorno.contexto, UUID(self._registro.uuid)
        todos = len(elegidos) == len(faltan)

        def firmar(_progreso: Progreso) -> "Asiento":
            from enlace_app.servicios.firmas import firmar_con_escaneo

            return firmar_con_escaneo(
                contexto.almacen,
                reunion=reunion,
                archivo=archivo,
                imprenta=contexto.imprenta,
                firmantes=() if todos else elegidos,
            )

        self._lanzar(firmar)

    def firmar_simple(self) -> None:
        """Settle one person by name."""
        contexto, reunion, nombre = self._entorno.contexto, UUID(self._registro.uuid), self.nombre.valor()

        def firmar(_progreso: Progreso) -> "Asiento":
            from enlace_app.servicios.firmas import firmar_simple

            return firmar_simple(contexto.almacen, reunion=reunion, nombre=nombre, imprenta=contexto.imprenta)

        if not nombre:
            self.mostrar_error("Escriba el nombre de quien firma.")
            self.nombre.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        # A signature cannot be taken back: a few letters and Enter must not make one of nobody.
        esperado = plegar(nombre) in {plegar(f.nombre) for f in self.firmantes}
        if not esperado and nombre != self._tambien_firmo:
            self._tambien_firmo = nombre
            self.mostrar_error(
                f"«{nombre}» no está entre quienes deben firmar, y una firma no se retira. "
                "Enter otra vez: también firmó."
            )
            return
        self._lanzar(firmar)

    def _lanzar(self, firmar: "Callable[[Progreso], Asiento]") -> None:
        self.ocupar("Asentando la firma…")
        self._entorno.operaciones.en_tarea(
            f"Firmando el acta {self._registro.folio}",
            firmar,
            al_terminar=self._terminar,
            al_rehusar=self.mostrar_error,
        )

    def _terminar(self, asiento: "Asiento") -> None:
        quienes = ", ".join(asiento.asentadas)
        if asiento.firmada:
            self._entorno.avisos.hecho(f"El acta {asiento.folio} quedó firmada por todos.")
        else:
            self._entorno.avisos.hecho(f"Se asentó: {quienes}. Faltan {len(asiento.pendientes)}.")
        if not self.vivo:
            return
        if asiento.firmada:
            self.cerrar()
            return
        self.boton.setText("Adjuntar el acta firmada…")
        self.boton.setAccessibleName("Adjuntar el acta firmada…")
        self.boton.setEnabled(True)
        self.nombre.poner_valor("")
        self.dibujar()

    def mostrar_error(self, error: ErrorDeEnlace | str) -> None:
        """Say why it was not done, and let try again."""
        if not self.vivo:
            self._entorno.avisos.error(str(error))
            return
        super().mostrar_error(error)
        self.boton.setText("Adjuntar el acta firmada…")
        self.boton.setAccessibleName("Adjuntar el acta firmada…")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file from the desktop."""
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file that was dropped."""
        event.acceptProposedAction()
        self.firmar_con(Path(event.mimeData().urls()[0].toLocalFile()))
