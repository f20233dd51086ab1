"""The agreement's own words, while the acta of its meeting is not closed; each field is saved when one leaves it."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from enlace_app.consultas.candidatos import nombres_conocidos
from enlace_app.consultas.opciones import Opcion
from enlace_app.consultas.registro_de_acuerdo import RegistroDeAcuerdo
from enlace_app.dominio.plazos import leer_plazo
from enlace_app.errores import ErrorDeEnlace
from enlace_app.servicios import acuerdos
from enlace_app.ui.componentes.campos import CampoDeTexto, CampoLargo
from enlace_app.ui.componentes.elegir_varios import ElegirVarios
from enlace_app.ui.componentes.escritura import escribir_dia
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.formulario import Formulario
from enlace_app.ui.entorno import Entorno


class ElegirResponsables(ElegirVarios):
    """Names of the directory, and any other as it is typed."""

    def __init__(self) -> None:
        super().__init__(que="responsable")
        self._nombres: dict[str, Opcion] = {}

    def poner_nombres(self, conocidos: list[str], elegidos: tuple[str, ...]) -> None:
        """Say who is known and who is named."""
        self._nombres = {nombre: Opcion(nombre, nombre, nombre) for nombre in (*elegidos, *conocidos)}
        self.poner(list(self._nombres.values()), elegidos)

    def _agregar_tecleado(self, texto: str) -> None:
        """A name that nobody knows counts as well: it is kept as typed."""
        if not texto or texto in self.elegidos():
            return
        self.linea.poner_valor("")
        self._nombres.setdefault(texto, Opcion(texto, texto, texto))
        self.poner(list(self._nombres.values()), [*self.elegidos(), texto])
        self.cambiado.emit()


class EdicionDeAcuerdo(Formulario):
    """Text, who and by when."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._registro: RegistroDeAcuerdo | None = None
        self._conocidos: dict[str | None, list[str]] = {}
        self.texto = self.agregar("Acuerdo", CampoLargo(minimo=2))
        self.responsables = self.agregar("Responsables", ElegirResponsables())
        self.plazo = self.agregar("Plazo", CampoDeTexto(sugerencia="8 de noviembre · en dos semanas · sin plazo: …"))
        self.entendido = Etiqueta("", RolDeEtiqueta.DETALLE, ajustar=True)
        self._rejilla.addWidget(self.entendido, self._rejilla.rowCount(), 1)
        self.texto.dejado.connect(self._dejar_texto)
        self.responsables.cambiado.connect(self._dejar_responsables)
        self.plazo.dejado.connect(self._dejar_plazo)
        self.plazo.textChanged.connect(self._mostrar_plazo)

    def mostrar(self, registro: RegistroDeAcuerdo) -> None:
        """Show what is stored; what is being typed, or was refused, in the same agreement stays."""
        otro = self._registro is None or self._registro.uuid != registro.uuid
        antes, self._registro = (None if otro else self._registro), registro
        if otro:
            self.limpiar_errores()
        if antes is None or antes.texto == self.texto.valor():
            self.texto.poner_valor(registro.texto)
        if antes is None or (antes.plazo_literal or "") == self.plazo.valor():
            self.plazo.poner_valor(registro.plazo_literal or "")
        if otro or self.responsables.elegidos() != list(registro.responsables):
            self.responsables.poner_nombres(self._nombres(registro.reunion), registro.responsables)
        self._mostrar_plazo()

    def confirmar(self) -> bool:
        """Save what is typed; False if something was refused and would be lost."""
        self.texto.confirmar()
        self.plazo.confirmar()
        return not self.errores()

    def _nombres(self, reunion: str | None) -> list[str]:
        if reunion is None:
            return []
        if reunion not in self._conocidos:
            conocidos = nombres_conocidos(self._entorno.contexto.almacen.lectura, reunion)
            self._conocidos = {reunion: list(dict.fromkeys(conocidos.values()))}
        return self._conocidos[reunion]

    def _mostrar_plazo(self) -> None:
        registro, escrito = self._registro, self.plazo.valor()
        dicho = self._entender(registro, escrito) if registro is not None and escrito else ""
        self.entendido.setText(dicho)
        self.entendido.setVisible(bool(dicho))

    def _entender(self, registro: RegistroDeAcuerdo, escrito: str) -> str:
        fecha = registro.fecha_reunion.fecha if registro.fecha_reunion else self._hoy()
        if fecha is None:
            return "Para calcular el plazo falta la fecha de la reunión."
        try:
            dia = leer_plazo(escrito, fecha).fecha
        except ValueError as error:
            return str(error)
        return f"Hasta el {escribir_dia(dia)}" if dia else "Se guarda como está escrito, sin día fijo."

    def _hoy(self) -> date:
        return self._entorno.ahora_en(None).date()

    def _dejar_texto(self, texto: str) -> None:
        self._guardar(
            self.texto,
            lambda r, u: acuerdos.corregir_acuerdo(self._entorno.contexto.almacen, acuerdo=u, rev=r.rev, texto=texto),
        )

    def _dejar_plazo(self, plazo: str) -> None:
        self._guardar(
            self.plazo,
            lambda r, u: acuerdos.corregir_acuerdo(
                self._entorno.contexto.almacen, acuerdo=u, rev=r.rev, plazo=plazo or None
            ),
        )

    def _dejar_responsables(self) -> None:
        nombres = self.responsables.elegidos()
        self._guardar(
            self.responsables,
            lambda r, u: acuerdos.corregir_acuerdo(
                self._entorno.contexto.almacen, acuerdo=u, rev=r.rev, responsables=nombres
            ),
        )

    def _guardar(self, campo: QWidget, accion: Callable[[RegistroDeAcuerdo, UUID], object]) -> None:
        registro = self._registro
        if registro is None:
            return
        self.mostrar_error(campo, "")

        def rehusar(error: ErrorDeEnlace) -> None:
            self.mostrar_error(campo, str(error))

        self._entorno.operaciones.hacer(lambda: accion(registro, UUID(registro.uuid)), al_rehusar=rehusar)
