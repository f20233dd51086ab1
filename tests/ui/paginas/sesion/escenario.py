"""A meeting in session mode and the keys that are pressed in it; all persons are invented."""

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from enlace_app.consultas.registro_de_reunion import RegistroDeReunion, traer
from enlace_app.datos.almacen import Almacen
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.reuniones import crear_reunion
from enlace_app.ui.aplicacion import Programa
from enlace_app.ui.paginas.sesion.pagina import PaginaDeSesion

HOY = date(2017, 11, 21)
HORA = "10:30"
"""`AHORA` of the windows under test, in Sabinas."""
PUNTOS = ("Lista de asistencia", "Concesiones en el cauce", "Asuntos generales")
Modificador = Qt.KeyboardModifier


def uuid_de(almacen: Almacen, tabla: str, clave: str, columna: str = "clave") -> UUID:
    fila = almacen.lectura.fila(f"SELECT uuid FROM {tabla} WHERE {columna} = :clave", {"clave": clave})
    assert fila is not None, f"{clave} no está en {tabla}"
    return UUID(fila["uuid"])


def nueva_reunion(
    almacen: Almacen, *, tipo: str = "reunion_trabajo", fecha: date | None = HOY, puntos: tuple[str, ...] = PUNTOS
) -> UUID:
    reunion = crear_reunion(
        almacen,
        tipo=uuid_de(almacen, "tipo_reunion", tipo),
        fecha=fecha,
        ejercicio=uuid_de(almacen, "ejercicio", "PAL1"),
        municipio=uuid_de(almacen, "municipio", "Sabinas", "nombre"),
        regiones=(uuid_de(almacen, "region", "CAR"),),
    ).principal
    assert reunion is not None
    for asunto in puntos:
        agregar_punto(almacen, reunion=reunion, asunto=asunto)
    return reunion


class Mesa:
    """The enlace's two hands: keys go to whatever has the keyboard, and are counted."""

    def __init__(self, programa: Programa, reunion: UUID) -> None:
        assert programa.ventana is not None
        self.programa, self.reunion = programa, reunion
        self.ventana = programa.ventana
        self.almacen = programa.entorno.contexto.almacen
        self.teclas = 0
        QTest.qWaitForWindowActive(programa.ventana)
        programa.entorno.operaciones.anunciar()
        programa.entorno.navegacion.sesion(str(reunion))

    @property
    def pagina(self) -> PaginaDeSesion:
        pagina = self.ventana.pagina_actual
        assert isinstance(pagina, PaginaDeSesion)
        return pagina

    @property
    def registro(self) -> RegistroDeReunion:
        return traer(self.almacen.lectura, str(self.reunion))

    def tecla(self, *teclas: Qt.Key, con: Modificador = Modificador.NoModifier) -> None:
        for tecla in teclas:
            self.teclas += 1
            QTest.keyClick(QApplication.focusWidget() or self.ventana, tecla, con)

    def escribir(self, texto: str) -> None:
        """Type; letters that a keyboard event cannot carry one by one come in as an input method sends them."""
        for letra in texto:
            self.teclas += 1
            foco = QApplication.focusWidget()
            assert foco is not None
            if letra.isascii():
                QTest.keyClicks(foco, letra)
            else:
                evento = QInputMethodEvent()
                evento.setCommitString(letra)
                QApplication.sendEvent(foco, evento)

    def avisos(self) -> list[str]:
        return [aviso.texto for aviso in self.programa.avisos.recientes]

    def fila(self, sql: str) -> dict[str, Any]:
        fila = self.almacen.lectura.fila(sql)
        assert fila is not None
        return fila

    def cuantas(self, tabla: str) -> int:
        """How many rows of a table were not withdrawn."""
        return int(self.fila(f"SELECT count(*) AS n FROM {tabla} WHERE NOT baja")["n"])
