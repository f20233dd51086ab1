"""How many came where not everybody was listed, with the photo of the list that they signed."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.dominio.cantidades import escribir_minimo, leer_minimo
from enlace_app.errores import ErrorDeEnlace, ErrorDeNegocio
from enlace_app.ui.componentes.archivos import pedir_archivo
from enlace_app.ui.componentes.botones import BotonSecundario, Enlace
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.tema import Icono

_FOTOS = "Foto o escaneo de la lista (*.jpg *.jpeg *.png *.pdf *.heic *.tif *.tiff)"


class Escritor(Protocol):
    """Runs one service, as `Operaciones.hacer` does."""

    def __call__(self, accion: Callable[[], object], *, al_rehusar: Callable[[ErrorDeEnlace], object]) -> object:
        """Return what it returned, None where it was refused."""


class ConteoDeAsistentes(QWidget):
    """«31 personas», «más de 30 (sin los niños)», a note and the photo; `guardar` keeps them together.

    With `al_dejar` each is kept as one leaves it, otherwise there is room for the number and the photo only.

    What is being typed, or was refused, stays when the meeting is read again. The photo is copied beside the window
    and becomes a document of the meeting; the file itself stays where it is.
    """

    guardado = Signal()

    def __init__(self, entorno: Entorno, hacer: Escritor, *, al_dejar: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno, self._hacer, self._al_dejar = entorno, hacer, al_dejar
        self._registro: RegistroDeReunion | None = None
        self._foto: Path | None = None
        self._puestos: dict[CampoDeTexto, str] = {}
        self.campo = CampoDeTexto(sugerencia="31 personas, más de 30…")
        self.campo.setAccessibleName("Cuántas personas asistieron en total")
        self.nota = CampoDeTexto(sugerencia="Nota: quiénes, cómo se contaron")
        self.nota.setAccessibleName("Nota sobre cuántos asistieron")
        self.boton = BotonSecundario("Foto…", con_icono=Icono.FOTO, al_pulsar=self.pedir_foto)
        self.boton.setAccessibleName("Elegir la foto de la lista firmada")
        self.lista = Enlace("", al_activar=self._abrir_lista)
        self.foto = EtiquetaElidida("", RolDeEtiqueta.TENUE)
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        fila = QHBoxLayout()
        fila.setSpacing(round(self.fontMetrics().height() * 0.4))
        if al_dejar:
            fila.addWidget(Etiqueta("Asistieron en total"))
        fila.addWidget(self.campo, 2)
        fila.addWidget(self.nota, 3)
        fila.addWidget(self.lista)
        fila.addWidget(self.boton)
        for campo in (self.campo, self.nota) if al_dejar else ():
            campo.dejado.connect(lambda _: self.guardar())
        if not al_dejar:
            self.nota.hide()  # never `show` here: without a parent yet it would open a window of its own
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(2)
        caja.addLayout(fila)
        caja.addWidget(self.foto)
        caja.addWidget(self.error)
        self.setFocusProxy(self.campo)
        self.poner_foto(None)
        self._decir("")

    def poner(self, registro: RegistroDeReunion) -> None:
        """Show what was noted."""
        otra = self._registro is None or self._registro.uuid != registro.uuid
        self._registro = registro
        if otra:
            self._decir("")
            self.poner_foto(None)
        for campo, valor in ((self.campo, _escribir(registro)), (self.nota, registro.presentes_nota or "")):
            if otra or (campo.valor() == self._puestos[campo] and not self.error.text()):
                campo.poner_valor(valor)
                self._puestos[campo] = campo.valor()
            campo.setReadOnly(not registro.editable)
        self.boton.setVisible(registro.editable)
        fotos = self._listas_firmadas()
        self.lista.setVisible(self._al_dejar and bool(fotos))
        self.lista.poner_texto("Lista firmada" if len(fotos) == 1 else f"Lista firmada ({len(fotos)})")

    def reponer(self) -> None:
        """Give back what is stored."""
        registro, self._registro = self._registro, None
        if registro is not None:
            self.poner(registro)

    def poner_foto(self, archivo: Path | None) -> None:
        """Take the photo that the next `guardar` keeps."""
        self._foto = archivo
        self.foto.setText(f"Con la foto {archivo.name}" if archivo else "")
        self.foto.setVisible(archivo is not None)

    def pedir_foto(self) -> None:
        """Ask for the photo beside the window."""
        pedir_archivo(self, "Foto de la lista firmada", _FOTOS, self.elegir_foto)

    def elegir_foto(self, archivo: Path) -> None:
        """Take it as the one that was asked for."""
        self.poner_foto(archivo)
        if self._al_dejar:
            self.guardar()

    def _listas_firmadas(self) -> list[str]:
        from enlace_app.servicios.asistencias import LISTA_FIRMADA

        return [d.uuid for d in self._registro.documentos if d.tipo == LISTA_FIRMADA] if self._registro else []

    def _abrir_lista(self) -> None:
        if fotos := self._listas_firmadas():
            self._entorno.navegacion.abrir("documento", fotos[-1])

    def guardar(self) -> None:
        """Keep what is typed, and the photo with it; `guardado` follows, or the reason why not stands beneath."""
        registro, foto = self._registro, self._foto
        if registro is None or not registro.editable or not self.isEnabled():
            return
        escrito = self.campo.valor()
        try:
            cantidad = leer_minimo(escrito) if escrito else None
        except ErrorDeNegocio as error:
            self._rehusar(error)
            return
        self._decir("")
        nota = "; ".join(n for n in (self.nota.valor(), cantidad.nota if cantidad else None) if n) or None
        numero, es_minimo = (cantidad.numero, cantidad.es_minimo) if cantidad else (None, False)
        iguales = (numero, es_minimo, nota) == (
            registro.presentes_n, registro.presentes_es_minimo and numero is not None, registro.presentes_nota,
        )  # fmt: skip
        if iguales and foto is None:
            self._terminar()
            return
        almacen = self._entorno.contexto.almacen

        def anotar(_: object = None) -> object:
            from enlace_app.servicios.asistencias import anotar_conteo

            return anotar_conteo(
                almacen,
                reunion=UUID(registro.uuid),
                rev=registro.rev,
                presentes_n=numero,
                es_minimo=es_minimo,
                nota=nota,
                foto=foto,
            )

        if foto is None:
            if self._hacer(anotar, al_rehusar=self._rehusar) is not None:
                self._terminar()
            return
        self.setEnabled(False)  # one writing at a time: the next one needs the revision that this one leaves
        self._entorno.operaciones.en_tarea(
            "Guardando la foto de la lista", anotar, al_terminar=lambda _: self._con_foto(), al_rehusar=self._rehusar
        )

    def dejar(self) -> bool:
        """Save what is being typed; False while it is refused."""
        for campo in (self.campo, self.nota):
            campo.confirmar()
        return not self.error.text()

    def _con_foto(self) -> None:
        self._entorno.avisos.hecho("La lista firmada quedó como documento de la reunión.")
        if isValid(self):
            self._terminar()

    def _terminar(self) -> None:
        self.setEnabled(True)
        self.poner_foto(None)
        self.reponer()
        self.guardado.emit()

    def _rehusar(self, error: ErrorDeEnlace) -> None:
        if isValid(self):
            self.setEnabled(True)
            self._decir(str(error))
        else:
            self._entorno.avisos.error(str(error))

    def _decir(self, problema: str) -> None:
        self.error.setText(problema)
        self.error.setVisible(bool(problema))


def _escribir(registro: RegistroDeReunion) -> str:
    n = registro.presentes_n
    return "" if n is None else escribir_minimo(n, es_minimo=registro.presentes_es_minimo)
