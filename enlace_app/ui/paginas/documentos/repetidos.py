"""«El mismo archivo llegó el 12 de mayo»: earlier documents with the same content, one click away."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from enlace_app.consultas.adjuntos import Duplicado
from enlace_app.consultas.secciones import juntar
from enlace_app.ui.componentes.botones import Enlace
from enlace_app.ui.componentes.escritura import escribir_fecha
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta, texto_de_ayuda
from enlace_app.ui.entorno import Entorno

_A_LA_VISTA = 4


class Repetidos(QWidget):
    """Hidden where the file is new."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._renglones: list[QWidget] = []
        self.enlaces: list[Enlace] = []
        self._caja = QVBoxLayout(self)
        self._caja.setContentsMargins(0, 0, 0, 0)
        self._caja.setSpacing(0)
        self.hide()

    def poner(self, duplicados: Sequence[Duplicado]) -> None:
        """Show these."""
        for renglon in self._renglones:
            self._caja.removeWidget(renglon)
            renglon.hide()
            renglon.deleteLater()
        self.enlaces = [self._enlace(duplicado) for duplicado in duplicados[:_A_LA_VISTA]]
        self._renglones = [*self.enlaces]
        if len(duplicados) > _A_LA_VISTA:
            resto = f"… y {len(duplicados) - _A_LA_VISTA:,} veces más."
            self._renglones.append(Etiqueta(resto, RolDeEtiqueta.DETALLE))
        for renglon in self._renglones:
            self._caja.addWidget(renglon)
        self.setVisible(bool(duplicados))

    def _enlace(self, duplicado: Duplicado) -> Enlace:
        fecha = duplicado.fecha
        cuando = f"llegó {'el ' if fecha.fecha else ''}{escribir_fecha(fecha)}"
        enlace = Enlace(
            f"El mismo archivo {cuando}: {duplicado.folio}",
            al_activar=lambda: self._entorno.navegacion.abrir("documento", duplicado.uuid),
        )
        enlace.setToolTip(texto_de_ayuda(juntar(duplicado.tipo, duplicado.remitente, duplicado.archivo) or ""))
        return enlace
