"""Mending a signed acta: a fe de erratas for a slip, an acta aclaratoria for the substance."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.dominio.correcciones import Aclaracion, Errata
from enlace_app.ui.componentes.area import AreaDeFormulario
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.componentes.campos import CampoDeTexto, CampoLargo
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.reuniones.paneles import Panel
from enlace_app.ui.tareas import Progreso
from enlace_app.ui.tema import Icono

if TYPE_CHECKING:
    from enlace_app.servicios.correcciones import CorreccionHecha

Campo = CampoDeTexto | CampoLargo
_A_LA_VISTA = 170


class PanelDeCorreccion(Panel):
    """Rows of fields, one for each thing to mend, and the reason; the document is then signed like an acta."""

    columnas: Sequence[tuple[str, bool]]
    """Name of each field of a row, and whether it takes several lines."""
    boton_de_hacer: str
    otra: str
    para_que: str
    documento: str

    def __init__(self, entorno: Entorno, registro: RegistroDeReunion) -> None:
        super().__init__(f"{self.documento} de {registro.folio}", self.para_que, self.boton_de_hacer, self._aceptar)
        self._entorno, self._registro = entorno, registro
        self.salir.setText("Cancelar  (Esc)")
        self.salir.setAccessibleName("Cancelar")
        self.renglones: list[list[Campo]] = []
        hoja = QWidget()
        self._rejilla = QGridLayout(hoja)
        self._rejilla.setContentsMargins(0, 0, 0, 0)
        for columna, (nombre, largo) in enumerate(self.columnas):
            self._rejilla.addWidget(Etiqueta(nombre, RolDeEtiqueta.TENUE), 0, columna)
            self._rejilla.setColumnStretch(columna, 3 if largo else 2)
        self.area = AreaDeFormulario(hoja)
        for fondo in (self.area.viewport(), hoja):
            fondo.setAutoFillBackground(False)
        self.motivo = CampoDeTexto()
        self.caja.insertWidget(2, self.area)
        fila = QHBoxLayout()
        self.mas = BotonSecundario(self.otra, con_icono=Icono.MAS, al_pulsar=self.agregar_renglon)
        fila.addWidget(self.mas)
        fila.addStretch(1)
        self.caja.insertLayout(3, fila)
        self.pedir("&Motivo", self.motivo)
        self.agregar_renglon()

    def enfocar(self) -> None:
        """Begin with what is to be mended."""
        self.renglones[0][0].setFocus(Qt.FocusReason.OtherFocusReason)

    def agregar_renglon(self) -> None:
        """One more thing to mend."""
        n = len(self.renglones) + 1
        campos: list[Campo] = []
        for columna, (nombre, largo) in enumerate(self.columnas):
            campo: Campo = CampoLargo(minimo=2, maximo=5) if largo else CampoDeTexto()
            campo.setAccessibleName(f"{nombre} {n}")
            self._rejilla.addWidget(campo, n, columna, Qt.AlignmentFlag.AlignTop)
            campo.show()  # at once: what is still hidden has no height
            campos.append(campo)
        self.renglones.append(campos)
        self._ordenar()
        hoja = self.area.widget()
        alto = hoja.sizeHint().height() if hoja is not None else _A_LA_VISTA
        self.area.setFixedHeight(min(alto + 4, _A_LA_VISTA))
        self.area.ensureWidgetVisible(campos[0])
        campos[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _ordenar(self) -> None:
        """Tab goes row by row, whenever its fields were made."""
        todos = [campo for renglon in self.renglones for campo in renglon]
        for antes, despues in pairwise([*todos, self.mas, self.motivo, self.boton, self.salir]):
            QWidget.setTabOrder(antes, despues)

    def partes(self) -> list[list[str]]:
        """What was typed, row by row; rows that were left empty are none."""
        escritas = [[campo.valor().strip() for campo in campos] for campos in self.renglones]
        return [partes for partes in escritas if any(partes)]

    def hacer(self, partes: list[list[str]], motivo: str) -> "CorreccionHecha":
        """Make the document, beside the window."""
        raise NotImplementedError

    def _aceptar(self) -> bool:
        partes, motivo = self.partes(), self.motivo.valor()
        self.ocupar("Haciendo el documento…")

        def trabajo(_progreso: Progreso) -> "CorreccionHecha":
            return self.hacer(partes, motivo)

        self._entorno.operaciones.en_tarea(
            f"{self.documento} de {self._registro.folio}",
            trabajo,
            al_terminar=self._terminar,
            al_rehusar=self.mostrar_error,
            para=self,
        )
        return False

    def _terminar(self, hecha: "CorreccionHecha") -> None:
        self._entorno.avisos.hecho(f"Se hizo {hecha.folio}; imprímala para firmarla.")
        self.cerrar()
        self._entorno.navegacion.abrir("reunion", self._registro.uuid, campo=f"acta:{hecha.acta}")

    def mostrar_error(self, error: object) -> None:
        """Say why it was not made; what was typed stays."""
        super().mostrar_error(str(error))
        self.boton.setText(self.boton_de_hacer)
        self.boton.setAccessibleName(self.boton_de_hacer)


class PanelDeFeDeErratas(PanelDeCorreccion):
    """Where, what it says, what it should say."""

    columnas = (("Dónde está", False), ("Dice", True), ("Debe decir", True))
    boton_de_hacer = "Hacer la fe de erratas"
    otra = "Otra errata"
    documento = "Fe de erratas"
    para_que = (
        "Para un error de escritura. Copie en «Dice» lo que está en el acta, tal cual. El acta firmada no cambia: se "
        "hace otro documento, con su folio, que se firma aparte."
    )

    def hacer(self, partes: list[list[str]], motivo: str) -> "CorreccionHecha":
        """Make the fe de erratas."""
        from enlace_app.servicios.correcciones import hacer_fe_de_erratas

        contexto = self._entorno.contexto
        return hacer_fe_de_erratas(
            contexto.almacen,
            reunion=UUID(self._registro.uuid),
            erratas=[Errata(*parte) for parte in partes],
            motivo=motivo,
            imprenta=contexto.imprenta,
        )


class PanelDeActaAclaratoria(PanelDeCorreccion):
    """What is made clear, under its subject."""

    columnas = (("Asunto", False), ("Aclaración", True))
    boton_de_hacer = "Hacer el acta aclaratoria"
    otra = "Otra aclaración"
    documento = "Acta aclaratoria"
    para_que = (
        "Para el fondo: lo que el acta no dijo o no se entiende. El acta firmada no cambia: se hace otro documento, "
        "con su folio, que se firma aparte."
    )

    def hacer(self, partes: list[list[str]], motivo: str) -> "CorreccionHecha":
        """Make the acta aclaratoria."""
        from enlace_app.servicios.correcciones import hacer_acta_aclaratoria

        contexto = self._entorno.contexto
        return hacer_acta_aclaratoria(
            contexto.almacen,
            reunion=UUID(self._registro.uuid),
            aclaraciones=[Aclaracion(*parte) for parte in partes],
            motivo=motivo,
            imprenta=contexto.imprenta,
        )
