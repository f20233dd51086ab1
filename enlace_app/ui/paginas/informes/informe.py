"""One report: what it says of itself, its list, and how it is read beside the window."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from enlace_app.ui.componentes.botones import BotonPrimario
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.lista_corta import ListaCorta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.modelo_de_filas import ColumnaDeFilas
from enlace_app.ui.navegacion import Seccion
from enlace_app.ui.tema import Icono

F = TypeVar("F")


class Informe(QWidget, Generic[F]):
    """`leer` runs in a worker and gives the rows and a sentence that sums them up; `abrir` leads to a row's records."""

    def __init__(
        self,
        entorno: Entorno,
        *,
        nombre: str,
        que: str,
        nota: str,
        columnas: Sequence[ColumnaDeFilas[F]],
        leer: Callable[[], tuple[Sequence[F], str]],
        abrir: Callable[[F], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._entorno, self._que, self._leer = entorno, que, leer
        self._leyendo = self._otra_vez = False
        vacio = EstadoVacio(
            Icono.INFORMES,
            "Todavía no hay de qué informar",
            "Este informe se hace solo, con lo que se registra en las reuniones.",
            [
                BotonPrimario(
                    "Nueva reunión  (Ctrl+N)",
                    con_icono=Icono.MAS,
                    al_pulsar=lambda: entorno.navegacion.nuevo(Seccion.REUNIONES),
                )
            ],
        )
        self.suma = Etiqueta("", ajustar=True)
        self.lista: ListaCorta[F] = ListaCorta(
            entorno, nombre=f"informe_{nombre}", que=que, columnas=columnas, vacio=vacio
        )
        self.lista.abierta.connect(abrir)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addWidget(Etiqueta(nota, RolDeEtiqueta.TENUE, ajustar=True))
        caja.addWidget(self.suma)
        caja.addWidget(self.lista, 1)

    def leer(self) -> None:
        """Read it; a change while it is being read asks for one more reading."""
        if self._leyendo:
            self._otra_vez = True
            return
        self._leyendo, self._otra_vez = True, False
        leer = self._leer
        self._entorno.tareas.lanzar(f"Leyendo {self._que}", lambda _: leer(), al_terminar=self._poner, callada=True)

    def _poner(self, leido: tuple[Sequence[F], str]) -> None:
        if not isValid(self):  # the window was closed meanwhile
            return
        self._leyendo = False
        filas, suma = leido
        self.suma.setText(suma)
        self.suma.setVisible(bool(suma))
        self.lista.poner(filas)
        if self._otra_vez:
            self.leer()
