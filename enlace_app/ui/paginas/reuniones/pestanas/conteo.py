"""How many came where nobody was listed, with the photo of the list that they signed."""

from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.ui.componentes.archivos import pedir_archivo
from enlace_app.ui.componentes.botones import BotonSecundario, Enlace
from enlace_app.ui.componentes.campos import CampoDeNumero, CampoDeTexto
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.tareas import Progreso
from enlace_app.ui.tema import Icono

_FOTOS = "Foto o escaneo de la lista (*.jpg *.jpeg *.png *.pdf *.heic *.tif *.tiff)"


class Conteo(QWidget):
    """Number, «más de», a note and the photo; each is saved as it is left."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._registro: RegistroDeReunion | None = None
        self.minimo = QCheckBox("más de")
        self.minimo.setAccessibleName("Asistieron más de")
        self.numero = CampoDeNumero(maximo=99_999)
        self.numero.setAccessibleName("Cuántos asistieron en total")
        self.numero.setMaximumWidth(self.fontMetrics().averageCharWidth() * 10)
        self.nota = CampoDeTexto(sugerencia="Nota")
        self.nota.setAccessibleName("Nota sobre cuántos asistieron")
        self.foto = BotonSecundario("Foto de la lista firmada…", con_icono=Icono.FOTO, al_pulsar=self.pedir_foto)
        self.lista = Enlace("", al_activar=self._abrir_lista)
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.error.hide()
        fila = QHBoxLayout()
        fila.addWidget(Etiqueta("Asistieron en total"))
        fila.setSpacing(round(self.fontMetrics().height() * 0.4))
        for parte in (self.minimo, self.numero):
            fila.addWidget(parte)
        fila.addWidget(Etiqueta("personas"))
        fila.addWidget(self.nota, 1)
        fila.addWidget(self.lista)
        fila.addWidget(self.foto)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(0)
        caja.addLayout(fila)
        caja.addWidget(self.error)
        self.numero.dejado.connect(lambda _: self._guardar())
        self.nota.dejado.connect(lambda _: self._guardar())
        self.minimo.clicked.connect(lambda _: self._guardar())

    def poner(self, registro: RegistroDeReunion) -> None:
        """Show what was noted; what is being typed, or was refused, stays."""
        otra = self._registro is None or self._registro.uuid != registro.uuid
        self._registro = registro
        if otra:
            self._decir("")
        numero = "" if registro.presentes_n is None else str(registro.presentes_n)
        self._poner(self.numero, numero, otra=otra)
        self._poner(self.nota, registro.presentes_nota or "", otra=otra)
        self.minimo.setChecked(registro.presentes_es_minimo)
        fotos = self._fotos()
        self.lista.setVisible(bool(fotos))
        self.lista.poner_texto("Lista firmada" if len(fotos) == 1 else f"Lista firmada ({len(fotos)})")
        for linea in (self.numero, self.nota):
            linea.setReadOnly(not registro.editable)
        self.minimo.setEnabled(registro.editable)
        self.foto.setVisible(registro.editable)

    def _poner(self, campo: CampoDeTexto, valor: str, *, otra: bool) -> None:
        if otra or not (self._escribiendo(campo) or self.error.text()):
            campo.poner_valor(valor)

    @staticmethod
    def _escribiendo(campo: CampoDeTexto) -> bool:
        return campo.hasFocus() and campo.isModified()

    def _fotos(self) -> list[str]:
        from enlace_app.servicios.asistencias import LISTA_FIRMADA

        return [d.uuid for d in self._registro.documentos if d.tipo == LISTA_FIRMADA] if self._registro else []

    def _abrir_lista(self) -> None:
        if fotos := self._fotos():
            self._entorno.navegacion.abrir("documento", fotos[-1])

    def _guardar(self) -> None:
        registro = self._registro
        if registro is None or not registro.editable:
            return
        if problema := self.numero.problema():
            self._decir(problema)
            return
        from enlace_app.servicios.asistencias import anotar_conteo

        self._decir("")
        numero, minimo, nota = self.numero.numero(), self.minimo.isChecked(), self.nota.valor() or None
        if (numero, nota) == (registro.presentes_n, registro.presentes_nota) and (
            minimo is registro.presentes_es_minimo or numero is None
        ):
            return
        almacen = self._entorno.contexto.almacen
        self._entorno.operaciones.hacer(
            lambda: anotar_conteo(
                almacen,
                reunion=UUID(registro.uuid),
                rev=registro.rev,
                presentes_n=numero,
                es_minimo=minimo,
                nota=nota,
            ),
            al_rehusar=lambda error: self._decir(str(error)),
        )

    def pedir_foto(self) -> None:
        """Ask for the photo beside the window."""
        pedir_archivo(self, "Foto de la lista firmada", _FOTOS, self.guardar_foto)

    def guardar_foto(self, archivo: Path) -> None:
        """Keep that photo as a document of the meeting; the file itself stays where it is."""
        if not self.dejar() or self._registro is None:
            return
        registro, almacen = self._registro, self._entorno.contexto.almacen

        def guardar(_progreso: Progreso) -> object:
            from enlace_app.servicios.asistencias import anotar_conteo

            return anotar_conteo(
                almacen,
                reunion=UUID(registro.uuid),
                rev=registro.rev,
                presentes_n=registro.presentes_n,
                es_minimo=registro.presentes_es_minimo,
                nota=registro.presentes_nota,
                foto=archivo,
            )

        self._entorno.operaciones.en_tarea(
            "Guardando la foto de la lista",
            guardar,
            al_terminar=lambda _: self._entorno.avisos.hecho("La lista firmada quedó como documento de la reunión."),
        )

    def dejar(self) -> bool:
        """Save what is being typed; False while it is refused."""
        for campo in (self.numero, self.nota):
            campo.confirmar()
        return not self.error.text()

    def reponer(self) -> None:
        """Give back what is stored."""
        self._decir("")
        registro, self._registro = self._registro, None
        if registro is not None:
            self.poner(registro)

    def _decir(self, problema: str) -> None:
        self.error.setText(problema)
        self.error.setVisible(bool(problema))
