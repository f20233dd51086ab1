"""Saving receipts: that of one package under a name, or all that are missing into a folder."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from enlace_app.consultas import paquetes_recibidos, remitentes
from enlace_app.consultas.acuses_por_hacer import por_enviar
from enlace_app.servicios.acuses import AcuseHecho, exportar_acuse, exportar_acuses, nombre_de_acuse
from enlace_app.ui.componentes.archivos import pedir_carpeta, pedir_destino
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.paquetes.paquete_hecho import mostrar_en_la_carpeta
from enlace_app.ui.tareas import Progreso
from enlace_app.ui.tema import Icono

_CARPETA = "paquetes/carpeta_de_acuses"


class AcusesPorGuardar(BotonSecundario):
    """The button that saves every receipt that was never made or would say more now; gone while there is none."""

    guardado = Signal(str, Path)
    """A received package and where its receipt is now."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__("", con_icono=Icono.CORREO, al_pulsar=self.guardar_todos, parent=parent)
        self._entorno = entorno
        self._faltan: list[str] = []

    def leer(self) -> None:
        """Count again."""
        lectura = self._entorno.contexto.almacen.lectura
        nuevos = [p.recibido for p in por_enviar(lectura)]
        self._faltan = list(dict.fromkeys([*remitentes.sin_acuse(lectura), *nuevos]))
        cuantos = len(self._faltan)
        texto = "Guardar el acuse que falta…" if cuantos == 1 else f"Guardar los {cuantos:,} acuses que faltan…"
        self.setText(texto)
        self.setAccessibleName(texto)
        self.setVisible(bool(cuantos))

    def guardar_todos(self) -> None:
        """Ask for a folder and write every receipt that is missing into it."""
        pedir_carpeta(self.window(), "Dónde guardar los acuses", self.guardar_todos_en)

    def guardar_todos_en(self, carpeta: Path) -> None:
        """Write every receipt that is missing into that folder."""
        almacen, faltan = self._entorno.contexto.almacen, list(self._faltan)
        if not faltan:
            return

        def escribir(progreso: Progreso) -> list[Path]:
            return exportar_acuses(almacen, recibidos=faltan, carpeta=carpeta, progreso=progreso)

        def terminar(escritos: list[Path]) -> None:
            for recibido, ruta in zip(faltan, escritos, strict=True):
                self.guardado.emit(recibido, ruta)
            dicho = "Se guardó 1 acuse" if len(escritos) == 1 else f"Se guardaron {len(escritos):,} acuses"
            self._decir(f"{dicho} en «{carpeta}». Adjunte cada uno a la respuesta de su región.", escritos[-1])

        self._entorno.operaciones.en_tarea(
            "Haciendo los acuses", escribir, al_terminar=terminar, para=self, cancelable=True
        )

    def guardar(self, recibido: str) -> None:
        """Ask where the receipt of one package goes."""
        paquete = paquetes_recibidos.traer(self._entorno.contexto.almacen.lectura, recibido)
        if paquete is None:
            return
        anterior = self._entorno.memoria.texto_de(_CARPETA)
        carpeta = Path(anterior) if anterior else Path.home()
        sugerido = carpeta / nombre_de_acuse(paquete)
        pedir_destino(
            self.window(),
            "Guardar acuse",
            sugerido,
            "Libro de Excel (*.xlsx)",
            lambda destino: self.guardar_en(recibido, destino),
        )

    def guardar_en(self, recibido: str, destino: Path) -> None:
        """Write the receipt of one package to that file: the stored one, or another where there is more to say."""
        almacen = self._entorno.contexto.almacen

        def terminar(hecho: AcuseHecho) -> None:
            self._entorno.memoria.guardar(_CARPETA, str(destino.parent))
            self.guardado.emit(recibido, destino)
            cual = "el acuse" if hecho.numero == 1 else f"el acuse {hecho.numero}"
            igual = "" if hecho.nuevo else " Dice lo mismo que la vez anterior: no hay nada nuevo que decir."
            self._decir(f"Se guardó {cual} en «{destino.name}».{igual}", destino)

        self._entorno.operaciones.en_tarea(
            "Haciendo el acuse",
            lambda _: exportar_acuse(almacen, recibido=recibido, destino=destino),
            al_terminar=terminar,
            para=self,
        )

    def _decir(self, texto: str, archivo: Path) -> None:
        self._entorno.avisos.hecho(texto, opcion="Abrir carpeta", accion=lambda: self.abrir_carpeta(archivo))

    def abrir_carpeta(self, archivo: Path) -> None:
        """Show a saved receipt in its folder."""
        if not mostrar_en_la_carpeta(archivo):
            self._entorno.avisos.error(f"No se pudo abrir la carpeta. El archivo está en: {archivo}")
