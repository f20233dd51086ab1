"""The backups of this folder: what there is, one more now, and proof that one is good."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from enlace_app.servicios import respaldos
from enlace_app.servicios.respaldos import Respaldo, Verificacion
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.componentes.escritura import escribir_instante
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.tema import Icono

_RESPALDO = Qt.ItemDataRole.UserRole
_MOTIVOS = {
    "salida": "al cerrar",
    "migracion": "antes de actualizar Enlace",
    "manual": "hecho a mano",
    "restauracion": "antes de recuperar otro",
}


class PanelDeRespaldos(QWidget):
    """A list with its two buttons; both kinds of work run beside the window."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self.lista = QListWidget()
        self.lista.setAccessibleName("Respaldos")
        self.lista.setMinimumHeight(self.fontMetrics().height() * 8)
        self.crear = BotonSecundario("Respaldar ahora", con_icono=Icono.RESPALDO, al_pulsar=self._crear)
        self.verificar = BotonSecundario("Verificar el elegido", con_icono=Icono.CUMPLIDO, al_pulsar=self._verificar)
        self.resultado = Etiqueta("", ajustar=True)
        self.resultado.hide()
        botones = QHBoxLayout()
        botones.addWidget(self.crear)
        botones.addWidget(self.verificar)
        botones.addStretch(1)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(self.lista)
        caja.addLayout(botones)
        caja.addWidget(self.resultado)
        caja.addWidget(
            Etiqueta(
                "Al cerrar Enlace se hace uno si algo cambió. No incluyen los archivos adjuntos y están en este mismo "
                "disco: copie de vez en cuando la carpeta completa a una memoria o a otro disco. Si los datos se "
                "dañaran, Enlace ofrece al abrir recuperar uno de éstos.",
                RolDeEtiqueta.DETALLE,
                ajustar=True,
            )
        )

    def leer(self) -> None:
        """Show what is in the folder now; the chosen one stays chosen."""
        elegido = self._elegido()
        self.lista.clear()
        for respaldo in respaldos.listar(self._entorno.contexto.almacen.carpeta):
            renglon = QListWidgetItem(_escribir(respaldo))
            renglon.setData(_RESPALDO, respaldo.ruta)
            self.lista.addItem(renglon)
            if respaldo.ruta == elegido:
                self.lista.setCurrentItem(renglon)
        if self.lista.currentItem() is None and self.lista.count():
            self.lista.setCurrentRow(0)
        self.verificar.setEnabled(self.lista.count() > 0)

    def _elegido(self) -> Path | None:
        renglon = self.lista.currentItem()
        return Path(renglon.data(_RESPALDO)) if renglon is not None else None

    def _crear(self) -> None:
        contexto = self._entorno.contexto
        self._entorno.operaciones.en_tarea(
            "Respaldando",
            lambda _: respaldos.crear(contexto.almacen, contexto.ajustes),
            al_terminar=self._creado,
        )

    def _creado(self, respaldo: Respaldo) -> None:
        self._entorno.avisos.hecho(f"Se hizo y se revisó un respaldo: {_escribir(respaldo)}.")
        self.leer()
        self.lista.setCurrentRow(0)

    def _verificar(self) -> None:
        ruta, almacen = self._elegido(), self._entorno.contexto.almacen
        if ruta is not None:
            self._entorno.operaciones.en_tarea(
                "Verificando el respaldo",
                lambda _: respaldos.verificar_abierta(almacen, ruta),
                al_terminar=self._decir_resultado,
            )

    def _decir_resultado(self, hecha: Verificacion) -> None:
        self.resultado.setText(_dictamen(hecha))
        self.resultado.show()


def _dictamen(hecha: Verificacion) -> str:
    nombre = hecha.ruta.name
    if not hecha.correcta:
        return f"✗ «{nombre}» no sirve: {'; '.join(hecha.problemas)}. Haga otro respaldo ahora."
    avisos = f" Conviene saber: {'; '.join(hecha.avisos)}." if hecha.avisos else ""
    faltan = len(hecha.adjuntos_faltantes)
    adjuntos = f" Le faltan {faltan} archivos adjuntos que ya no están en la carpeta." if faltan else ""
    filas = sum(hecha.filas.values())
    return f"✓ «{nombre}» está completo y se puede recuperar ({filas:,} renglones).{adjuntos}{avisos}"


def _escribir(respaldo: Respaldo) -> str:
    return f"{escribir_instante(respaldo.instante)} · {_MOTIVOS[respaldo.motivo]} · {_tamano(respaldo.tamano)}"


def _tamano(octetos: int) -> str:
    return f"{octetos / 1_000_000:,.1f} MB" if octetos >= 1_000_000 else f"{max(octetos // 1000, 1)} KB"
