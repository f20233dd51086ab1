"""Whether there is a quorum, and what is missing for one, in a sentence above the attendance."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from enlace_app.consultas.derechos import leer_sala
from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.asistencias import PRIMERA_HORA
from enlace_app.dominio.quorum import enumerar, evaluar
from enlace_app.dominio.votantes import votantes
from enlace_app.ui.componentes.etiquetas import Etiqueta
from enlace_app.ui.componentes.senales import Aspecto, Senal
from enlace_app.ui.tema import Icono, Rol

if TYPE_CHECKING:
    from enlace_app.servicios.derechos import DerechosDeReunion

HAY = Aspecto("Hay quórum", Icono.CUMPLIDO, Rol.BIEN)
NO_HAY = Aspecto("No hay quórum", Icono.ERROR, Rol.PELIGRO)
SIN_REGLA = Aspecto("Quórum sin regla", Icono.ALERTA, Rol.AVISO)


def juzgar(almacen: Almacen, registro: RegistroDeReunion) -> "tuple[DerechosDeReunion, str | None]":
    """Return the rights as the room stands, or of a session that is over at the hour at which it had its quorum.

    Once people have left, the room of the end says nothing about the session: the hour comes second, None for now.
    """
    from enlace_app.servicios.derechos import derechos

    reunion = UUID(registro.uuid)
    ahora = derechos(almacen, reunion=reunion)
    se_acabo = registro.hora_fin is not None or (not ahora.presentes and any(a.salida for a in registro.asistencias))
    if not se_acabo or not registro.asistencias:
        return ahora, None
    hora = _hora_del_quorum(almacen, registro)
    return derechos(almacen, reunion=reunion, hora=hora), None if hora == PRIMERA_HORA else hora


def _hora_del_quorum(almacen: Almacen, registro: RegistroDeReunion) -> str:
    """Return the hour at which it was reached, or else that of the opening."""
    sala, directorio = leer_sala(almacen.lectura, registro.uuid)
    inicio = registro.hora_inicio or PRIMERA_HORA
    regla = sala.ejercicio.regla if sala.ejercicio and registro.con_quorum else None
    return (evaluar(regla, votantes(sala, directorio), registro.hora_inicio).desde or inicio) if regla else inicio


def escribir_quorum(juicio: "DerechosDeReunion", hora: str | None, *, con_quorum: bool) -> str:
    """Say it in words: who is there for which party, who is missing, what to do."""
    if not con_quorum:
        return ""
    if juicio.hay_quorum is None:
        return "El ejercicio de esta reunión no dice qué partes hacen quórum: elija el ejercicio en la pestaña Datos."
    cuando = f"A las {hora} h, " if hora else ""
    if juicio.hay_quorum:
        dicho = juicio.explicacion
    else:
        falta = "falta la parte" if len(juicio.partes_que_faltan) == 1 else "faltan las partes"
        imprescindibles = [p for p in juicio.partes_que_faltan if p in juicio.indispensables]
        sin_ellas = f" Sin {_citar(imprescindibles)} no puede haberlo." if imprescindibles else ""
        dicho = (
            f"{falta} {_citar(juicio.partes_que_faltan)}.{sin_ellas} Anote a su titular, o a quien lo suple con "
            "«Suple a»"
        )
    texto = f"{cuando}{dicho}."
    return texto[:1].upper() + texto[1:]


def _citar(partes: Sequence[str]) -> str:
    return enumerar([f"«{parte}»" for parte in partes])


class FranjaDeQuorum(QWidget):
    """Sign, word and sentence; hidden in the kinds of meeting that need no quorum."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.senal = Senal(SIN_REGLA)
        self.frase = Etiqueta("", ajustar=True)
        fila = QHBoxLayout(self)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.addWidget(self.senal)
        fila.addWidget(self.frase, 1)

    def poner(self, juicio: "DerechosDeReunion", hora: str | None, *, con_quorum: bool) -> None:
        """Show what was judged."""
        self.setVisible(con_quorum)
        self.senal.poner({True: HAY, False: NO_HAY, None: SIN_REGLA}[juicio.hay_quorum])
        self.frase.setText(escribir_quorum(juicio, hora, con_quorum=con_quorum))
