"""Where an agreement came from, what happened to it and what came of it: each link leads to its record."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.cadena_de_acuerdo import Cadena, EntradaDeCadena, Eslabon
from enlace_app.ui.componentes.botones import Enlace
from enlace_app.ui.componentes.escritura import escribir_dia
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta, texto_de_ayuda
from enlace_app.ui.componentes.senales import Senal, aspecto_de_acuerdo
from enlace_app.ui.entorno import Entorno

_SOLO_SE_AGREGA = (
    "Lo anotado no se edita ni se borra. Si algo está mal, agregue arriba otro seguimiento que lo corrija."
)
_LARGO = 60
_QUE_ES = {"acuerdo": "Acuerdo", "reunion": "Reunión", "documento": "Documento"}


class CadenaDeAcuerdo(QWidget):
    """Drawn anew only when it is another one, so that the keyboard stays where it is."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._cadena: Cadena | None = None
        self._dentro: QWidget | None = None
        self._caja = QVBoxLayout(self)
        self._caja.setContentsMargins(0, 0, 0, 0)

    def mostrar(self, cadena: Cadena) -> None:
        """Show the chain of an agreement."""
        if cadena == self._cadena:
            return
        self._cadena = cadena
        if self._dentro is not None:
            self._caja.removeWidget(self._dentro)
            self._dentro.hide()
            self._dentro.deleteLater()
        self._dentro = QWidget()
        caja = QVBoxLayout(self._dentro)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(3)
        self._escribir(caja, cadena)
        self._caja.addWidget(self._dentro)

    def _escribir(self, caja: QVBoxLayout, cadena: Cadena) -> None:
        origen = [*reversed(cadena.antecedentes), *([cadena.reunion] if cadena.reunion else [])]
        self._seccion(caja, "De dónde viene", origen)
        caja.addWidget(_subtitulo("Lo que ha pasado"))
        caja.addWidget(_parrafo(_SOLO_SE_AGREGA, RolDeEtiqueta.DETALLE))
        if not cadena.entradas:
            caja.addWidget(_parrafo("Todavía no hay seguimiento.", RolDeEtiqueta.TENUE))
        for entrada in reversed(cadena.entradas):
            caja.addWidget(self._entrada(entrada))
        self._seccion(caja, "Documentos de este acuerdo", cadena.documentos)
        self._seccion(caja, "Acuerdos que derivan de él", cadena.derivados)

    def _seccion(self, caja: QVBoxLayout, titulo: str, eslabones: Iterable[Eslabon]) -> None:
        hay = list(eslabones)
        if hay:
            caja.addWidget(_subtitulo(titulo))
        for eslabon in hay:
            caja.addWidget(self._eslabon(eslabon))

    def _eslabon(self, eslabon: Eslabon, antes: str = "") -> QWidget:
        renglon = QWidget()
        fila = QHBoxLayout(renglon)
        fila.setContentsMargins(0, 0, 0, 0)
        if antes:
            fila.addWidget(Etiqueta(antes, RolDeEtiqueta.TENUE))
        que = _QUE_ES.get(eslabon.tabla, "")
        enlace = Enlace(_corto(eslabon.folio), al_activar=lambda: self._ir(eslabon))
        enlace.setAccessibleName(f"Abrir {que.lower()} {_corto(eslabon.folio)}")
        if eslabon.texto:
            enlace.setToolTip(texto_de_ayuda(eslabon.texto[:400]))
        fila.addWidget(enlace)
        dicho = f"(retirado) {eslabon.texto or ''}" if eslabon.retirado else eslabon.texto or ""
        fila.addWidget(EtiquetaElidida(dicho, RolDeEtiqueta.TENUE), 1)
        return renglon

    def _ir(self, eslabon: Eslabon) -> None:
        self._entorno.navegacion.abrir(eslabon.tabla, eslabon.uuid)

    def _entrada(self, entrada: EntradaDeCadena) -> QWidget:
        tarjeta = QFrame()
        tarjeta.setProperty("papel", "tarjeta")
        caja = QVBoxLayout(tarjeta)
        alto = self.fontMetrics().height()
        caja.setContentsMargins(alto // 2, alto // 4, alto // 2, alto // 4)
        caja.setSpacing(2)
        cabeza = QHBoxLayout()
        cabeza.setSpacing(alto // 2)
        cabeza.addWidget(Etiqueta(escribir_dia(entrada.fecha) if entrada.fecha else "Sin fecha"))
        if entrada.estado is not None:
            cabeza.addWidget(Senal(aspecto_de_acuerdo(entrada.estado)))
        informa = f"informa {entrada.autor}" if entrada.autor else ""
        cabeza.addWidget(EtiquetaElidida(informa, RolDeEtiqueta.TENUE), 1)
        caja.addLayout(cabeza)
        if entrada.plazo_nuevo is not None:
            caja.addWidget(Etiqueta(f"Nuevo plazo: {escribir_dia(entrada.plazo_nuevo)}"))
        if entrada.nota:
            caja.addWidget(_parrafo(entrada.nota))
        if entrada.cumple_literal and not entrada.cumple:
            caja.addWidget(_parrafo(f"Se cumplió con: {entrada.cumple_literal}"))
        for eslabon in entrada.cumple:
            caja.addWidget(self._eslabon(eslabon, antes="Se cumplió con"))
        if entrada.evidencia:
            caja.addWidget(_parrafo(f"Evidencia: {entrada.evidencia}"))
        for eslabon in entrada.sustento:
            caja.addWidget(self._eslabon(eslabon, antes=_QUE_ES.get(eslabon.tabla, "")))
        return tarjeta


def _subtitulo(texto: str) -> Etiqueta:
    etiqueta = Etiqueta(texto, RolDeEtiqueta.SUBTITULO)
    etiqueta.setContentsMargins(0, etiqueta.fontMetrics().height() // 3, 0, 0)
    return etiqueta


def _parrafo(texto: str, rol: RolDeEtiqueta = RolDeEtiqueta.NORMAL) -> Etiqueta:
    etiqueta = Etiqueta(texto, rol, ajustar=True)
    etiqueta.setMinimumWidth(1)  # one word of ten thousand letters must not widen the page
    etiqueta.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return etiqueta


def _corto(folio: str) -> str:
    return folio if len(folio) <= _LARGO else f"{folio[:_LARGO]}…"
