"""F4: an agreement in one line; what will be kept of it stands beneath before Enter is pressed."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.partes_de_reunion import AcuerdoDeReunion
from enlace_app.dominio.renglon_de_acuerdo import RenglonDeAcuerdo, leer_renglon
from enlace_app.dominio.sugerencias import sugerencias
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.completado import Sugerencia
from enlace_app.ui.componentes.escritura import escribir_dia
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.paginas.sesion.linea import CampoDeLinea
from enlace_app.ui.paginas.sesion.sesion_abierta import SesionAbierta

_INVITA = "Acuerdo · @responsable · fecha como se dice: «8 nov», «en dos semanas» · Enter lo agrega"
SIN_RESPONSABLE = "sin responsable"
SIN_FECHA = "sin fecha: quedará pendiente"


class AcuerdoEnLinea(QWidget):
    """Enter adds and stays for the next one. `corregir` puts an agreement into the line, Esc takes it out again."""

    abandonado = Signal()
    """Esc with nothing to give up."""

    def __init__(
        self, sesion: SesionAbierta, conocidos: Callable[[], dict[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sesion, self._conocidos = sesion, conocidos
        self._corregido: AcuerdoDeReunion | None = None
        self._a_medias = ""
        self.rotulo = Etiqueta("F4")
        self.campo = CampoDeLinea(self._sugerir, prefijo="@", sugerencia=_INVITA)
        self.campo.setAccessibleName("Acuerdo nuevo")
        self.texto = EtiquetaElidida("", RolDeEtiqueta.TENUE)
        self.responsables = EtiquetaElidida("")
        self.plazo = Etiqueta("")
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.error.hide()
        arriba, abajo = QHBoxLayout(), QHBoxLayout()
        arriba.addWidget(self.rotulo)
        arriba.addWidget(self.campo, 1)
        abajo.addWidget(self.texto, 3)
        abajo.addWidget(self.responsables, 2)
        abajo.addWidget(self.plazo)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(2)
        caja.addLayout(arriba)
        caja.addLayout(abajo)
        caja.addWidget(self.error)
        self.campo.textChanged.connect(self._mostrar)
        self.campo.tecleada.connect(self._entrar)
        self.campo.abandonado.connect(self._abandonar)
        self._mostrar()

    def refrescar(self) -> None:
        """The number that the next one will get may be another one."""
        corregido = self._corregido
        if corregido is None:
            return
        vigente = next((a for a in self._sesion.registro.acuerdos if a.uuid == corregido.uuid), None)
        if vigente is None:
            self._terminar()
        else:
            self._corregido = vigente

    def leido(self) -> RenglonDeAcuerdo:
        """What will be kept of the line."""
        return leer_renglon(
            self.campo.valor(), referencia=self._sesion.registro.fecha.fecha, conocidos=self._conocidos()
        )

    def capturas(self) -> dict[str, str]:
        """What a power cut must not take."""
        if self._corregido is None:
            return {"acuerdo": self.campo.text()}
        return {
            "acuerdo": self._a_medias,
            "acuerdo_corregido": self._corregido.uuid,
            "acuerdo_correccion": self.campo.text(),
        }

    def recuperar(self, capturas: dict[str, str]) -> None:
        """Put back what an earlier run was typing, unless it was added just before the power went."""
        self.campo.setText(capturas.get("acuerdo", ""))
        ultimos = {a.texto for a in self._sesion.registro.acuerdos[-1:]}
        if self.campo.text() and self.leido().texto in ultimos:
            self.campo.clear()
        corregido = capturas.get("acuerdo_corregido", "")
        if corregido:
            self.corregir(corregido)
            if self._corregido is not None:
                self.campo.setText(capturas.get("acuerdo_correccion", self.campo.text()))

    def corregir(self, uuid: str) -> None:
        """Put an agreement of this meeting into the line."""
        acuerdo = next((a for a in self._sesion.registro.acuerdos if a.uuid == uuid), None)
        if acuerdo is None:
            return
        if self._corregido is None:
            self._a_medias = self.campo.text()
        self._corregido = acuerdo
        self.rotulo.setText(f"Corrige {cola_de_folio(acuerdo.folio)}")
        self.campo.setAccessibleName(f"Corregir el acuerdo {cola_de_folio(acuerdo.folio)}")
        self.campo.setText(_componer(acuerdo))
        self.tomar_teclado()

    def tomar_teclado(self) -> None:
        """Take the keyboard at the end of the line."""
        self.campo.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.campo.end(False)

    def _sugerir(self, texto: str) -> list[Sugerencia]:
        conocidos = self._conocidos()
        halladas = sugerencias(conocidos, texto) if texto else list(dict.fromkeys(conocidos.values()))[:8]
        return [Sugerencia(nombre) for nombre in halladas]

    def _mostrar(self) -> None:
        self.error.hide()
        hay = bool(self.campo.valor())
        leido = self.leido() if hay else None
        self.texto.setText(f"Se anota: {leido.texto}" if leido else "")
        quienes = f"A cargo de {', '.join(leido.responsables)}" if leido and leido.responsables else SIN_RESPONSABLE
        self.responsables.setText(quienes if leido else "")
        self.plazo.setText(escribir_plazo(leido) if leido else "")
        if leido:
            self.campo.setAccessibleDescription(f"{self.responsables.texto_completo()}. {self.plazo.text()}")

    def _entrar(self) -> None:
        if not self.campo.valor():
            return
        if self._corregido is not None:
            self._cambiar(self._corregido)
            return
        sesion, leido = self._sesion, self.leido()

        def agregar() -> object:
            from enlace_app.servicios.acuerdos import agregar_acuerdo

            return agregar_acuerdo(
                sesion.almacen,
                reunion=sesion.uuid,
                texto=leido.texto,
                responsables=leido.responsables,
                plazo=leido.plazo_literal,
                punto=sesion.uuid_de_punto,
            )

        if sesion.hacer(agregar, al_rehusar=self._rehusar) is not None:
            self.campo.clear()
            sesion.asentar_capturas()

    def _cambiar(self, acuerdo: AcuerdoDeReunion) -> None:
        """Write only what became another; an untouched line changes nothing, however it would be read."""
        from enlace_app.servicios import acuerdos as servicio

        sesion, leido, uuid = self._sesion, self.leido(), UUID(acuerdo.uuid)
        if self.campo.valor() != _componer(acuerdo):
            if leido.texto != acuerdo.texto and not self._hacer(
                lambda rev: servicio.cambiar_texto(sesion.almacen, acuerdo=uuid, rev=rev, texto=leido.texto)
            ):
                return
            if leido.responsables != acuerdo.responsables and not self._hacer(
                lambda rev: servicio.nombrar_responsables(
                    sesion.almacen, acuerdo=uuid, rev=rev, responsables=leido.responsables
                )
            ):
                return
            if leido.plazo_literal != acuerdo.plazo_literal and not self._hacer(
                lambda rev: servicio.fijar_plazo(sesion.almacen, acuerdo=uuid, rev=rev, plazo=leido.plazo_literal)
            ):
                return
        self._terminar()
        sesion.asentar_capturas()

    def _hacer(self, accion: Callable[[int], object]) -> bool:
        """Run one of several changes, each on the revision that the one before left."""
        rev = self._corregido.rev if self._corregido else 0
        return self._sesion.hacer(lambda: accion(rev), al_rehusar=self._rehusar) is not None

    def _rehusar(self, error: ErrorDeEnlace) -> None:
        self.error.setText(str(error))
        self.error.show()

    def _terminar(self) -> None:
        self._corregido = None
        self.rotulo.setText("F4")
        self.campo.setAccessibleName("Acuerdo nuevo")
        self.campo.setText(self._a_medias)
        self._a_medias = ""

    def _abandonar(self) -> None:
        if self._corregido is not None:
            self._terminar()
        else:
            self.abandonado.emit()


def cola_de_folio(folio: str) -> str:
    """The part of an agreement's folio that tells it from others of the meeting: «/01»."""
    return f"/{folio.rpartition('/')[2]}"


def escribir_plazo(leido: RenglonDeAcuerdo) -> str:
    """Say until when, as it will be kept."""
    if leido.plazo is not None:
        return f"Plazo: {escribir_dia(leido.plazo)}"
    return f"Plazo: «{leido.plazo_literal}», sin día" if leido.plazo_literal else SIN_FECHA


def _componer(acuerdo: AcuerdoDeReunion) -> str:
    nombres = [f'@"{nombre}"' if '"' not in nombre else f"@«{nombre}»" for nombre in acuerdo.responsables]
    return " ".join([acuerdo.texto, *nombres, *([acuerdo.plazo_literal] if acuerdo.plazo_literal else [])])
