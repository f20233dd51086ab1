"""The files that came in and were not put away yet: read one after another beside the window, received on demand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from stat import S_ISDIR

from PySide6.QtCore import QObject, Signal

from enlace_app.archivos import traducir_oserror
from enlace_app.errores import ErrorDeEnlace, ErrorDeNegocio
from enlace_app.servicios.adjuntos_recibidos import adjuntos_por_agregar
from enlace_app.servicios.recepcion import Revision, recibir_paquete, revisar_paquete
from enlace_app.servicios.recepcion_en_curso import Recepcion
from enlace_app.servicios.recibidos import Contenido, contenido_de
from enlace_app.servicios.remitentes import aceptar_clave
from enlace_app.sincronizacion.avance import por_partes
from enlace_app.sincronizacion.lector.lectura import ErrorDeContrasena, leer_paquete
from enlace_app.sincronizacion.llegada import Destino
from enlace_app.sincronizacion.paquete import PaqueteLeido
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.tareas import Desenlace, Progreso, Tarea

_CANCELADA = "Se dejó de leer; no se escribió nada. Léalo otra vez cuando quiera."
_FALLADA = "El programa falló al leerlo; no se escribió nada. El aviso de arriba dice qué hacer si se repite."
_PARTES = 100
"""Steps of progress in one package of several."""


class Situacion(StrEnum):
    """Where a file stands."""

    LEYENDO = "leyendo"
    CON_CONTRASENA = "pide contraseña"
    RECHAZADO = "rechazado"
    REVISADO = "revisado"
    RECIBIDO = "recibido"


@dataclass(eq=False)
class Llegado:
    """One file: what it says once it was read, why it was refused, what receiving it did."""

    ruta: Path
    situacion: Situacion = Situacion.LEYENDO
    paquete: PaqueteLeido | None = None
    revision: Revision | None = None
    contenido: Contenido = field(default_factory=lambda: Contenido((), {}))
    motivo: str = ""
    recepcion: Recepcion | None = None
    por_agregar: int = 0
    """How many files of its zip are not here yet."""
    como_se_leyo: tuple[int, int] = (0, 0)
    """Size and time of the file when it was read: what is kept as proof must be what was looked at."""

    @property
    def destino(self) -> Destino | None:
        """What is to be done with it, None unless it was read and waits for the person."""
        return self.revision.llegada.destino if self.revision and self.situacion is Situacion.REVISADO else None

    @property
    def se_puede_recibir(self) -> bool:
        """Whether it belongs to those that are received without another question."""
        return self.destino in {Destino.APLICAR, Destino.RETENER}

    @property
    def sello(self) -> tuple[str, int, int]:
        """Its place among the packages of its sender: they are received in the order in which they were made."""
        m = self.revision.manifiesto if self.revision else None
        return (m.sitio, *m.sello) if m else ("", 0, 0)

    @property
    def contenido_sha256(self) -> str:
        """What it says to hold."""
        return self.revision.manifiesto.contenido_sha256 if self.revision else ""


class Bandeja(QObject):
    """Holds the files; `cambiada` is emitted whenever one of them tells something else, or they are others."""

    cambiada = Signal()
    recibidos = Signal(list)
    """The `Llegado` of a batch that was just received, those that were refused left out."""

    def __init__(self, entorno: Entorno, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._tareas: list[Tarea] = []
        self.archivos: list[Llegado] = []
        self.recibiendo = False

    @property
    def ocupada(self) -> bool:
        """Whether something is being read or received."""
        return bool(self._tareas)

    def por_recibir(self) -> list[Llegado]:
        """Return those that can be received, in the order in which that is done."""
        listos = [a for a in self.archivos if a.se_puede_recibir and not self.tiene_rival(a)]
        return sorted(listos, key=lambda a: a.sello)

    def tiene_rival(self, llegado: Llegado) -> bool:
        """Whether another file waits here under the same number with other content: a person has to choose."""
        return any(
            otro.sello == llegado.sello and otro.contenido_sha256 != llegado.contenido_sha256
            for otro in self.archivos
            if otro.se_puede_recibir and llegado.se_puede_recibir
        )

    def agregar(self, rutas: Sequence[Path]) -> None:
        """Read these files too; one that is here already is read again unless it was received."""
        for ruta in dict.fromkeys(rutas):
            conocido = next((a for a in self.archivos if a.ruta == ruta), None)
            if conocido is None or conocido.situacion is Situacion.RECIBIDO:
                conocido = Llegado(ruta)
                self.archivos.append(conocido)
            elif conocido.situacion is Situacion.LEYENDO:
                continue
            self.leer(conocido)

    def leer(self, llegado: Llegado, contrasena: str | None = None) -> None:
        """Read a file, or read it again, and say what it would change; nothing is written."""
        llegado.situacion, llegado.motivo, llegado.paquete, llegado.revision = Situacion.LEYENDO, "", None, None
        contexto = self._entorno.contexto

        def leer(progreso: Progreso) -> tuple[Revision, Contenido]:
            leyendo, revisando = por_partes(progreso, 2, 1)
            llegado.como_se_leyo = _como_esta(llegado.ruta)
            llegado.paquete = leer_paquete(llegado.ruta, contexto.formato, contrasena=contrasena, progreso=leyendo)
            llegado.por_agregar = adjuntos_por_agregar(contexto.almacen, llegado.paquete)
            revision = revisar_paquete(contexto.almacen, llegado.paquete, formato=contexto.formato, progreso=revisando)
            return revision, contenido_de(llegado.paquete, revision.renglones)

        def poner(leido: tuple[Revision, Contenido]) -> None:
            llegado.revision, llegado.contenido = leido
            llegado.situacion = Situacion.REVISADO

        def rehusar(error: ErrorDeEnlace) -> None:
            pide = isinstance(error, ErrorDeContrasena)
            llegado.situacion = Situacion.CON_CONTRASENA if pide else Situacion.RECHAZADO
            llegado.motivo = str(error)

        def concluir() -> None:
            if llegado.situacion is Situacion.LEYENDO:
                cancelada = tarea.desenlace is Desenlace.CANCELADA
                llegado.situacion, llegado.motivo = Situacion.RECHAZADO, _CANCELADA if cancelada else _FALLADA

        tarea = self._entorno.tareas.lanzar(
            f"Leyendo {llegado.ruta.name}",
            leer,
            al_terminar=poner,
            al_fallar=rehusar,
            para=self,
            cancelable=True,
        )
        self._seguir(tarea, concluir)

    def quitar(self, llegado: Llegado) -> None:
        """Take a file from the list; neither the file nor what was received of it is touched."""
        if llegado in self.archivos and not self.recibiendo:
            self.archivos.remove(llegado)
            self.cambiada.emit()

    def quitar_recibidos(self) -> None:
        """Take those that were received from the list: they are in the history."""
        self.archivos = [a for a in self.archivos if a.situacion is not Situacion.RECIBIDO]
        self.cambiada.emit()

    def cancelar(self) -> None:
        """Stop reading and receiving; what was received before stays."""
        for tarea in self._tareas:
            tarea.cancelar()

    def recibir(self, llegados: Sequence[Llegado]) -> None:
        """Receive these one after another, each whole or not at all; a refusal of one does not stop the others."""
        if self.recibiendo or not llegados:
            return
        self.recibiendo = True
        contexto, hechos = self._entorno.contexto, list[tuple[Llegado, Recepcion | ErrorDeEnlace]]()
        vistos: list[tuple[Llegado, Revision, Contenido]] = []

        def recibir(progreso: Progreso) -> None:
            sitios: set[str] = set()
            for n, llegado in enumerate(llegados):
                avanzar, paquete = _parte(progreso, n, len(llegados)), llegado.paquete
                avanzar(0, 1)
                if paquete is None:
                    continue
                if llegado.sello[0] in sitios:  # what it changes is other than before the one that was just received
                    vistos.append((llegado, *self._revisar(paquete)))
                    if vistos[-1][1].llegada.destino is Destino.CLAVE_DISTINTA:
                        continue  # it waits for a telephone call
                sitios.add(llegado.sello[0])
                try:
                    if _como_esta(llegado.ruta) != llegado.como_se_leyo:
                        raise ErrorDeNegocio(
                            f"{llegado.ruta.name} cambió después de que se leyó. No se recibió; léalo otra vez."
                        )
                    hecha = recibir_paquete(
                        contexto.almacen, paquete, formato=contexto.formato, archivo=llegado.ruta, progreso=avanzar
                    )
                except ErrorDeEnlace as error:
                    hechos.append((llegado, error))
                else:
                    hechos.append((llegado, hecha))

        def concluir() -> None:
            self._poner_vistos(vistos)
            self._anotar(hechos, faltan=len(llegados) - len(hechos))

        titulo = "Recibiendo el paquete" if len(llegados) == 1 else f"Recibiendo {len(llegados)} paquetes"
        tarea = self._entorno.operaciones.en_tarea(titulo, recibir, para=self, cancelable=True)
        self._seguir(tarea, concluir)

    def _revisar(self, paquete: PaqueteLeido) -> tuple[Revision, Contenido]:
        contexto = self._entorno.contexto
        revision = revisar_paquete(contexto.almacen, paquete, formato=contexto.formato)
        return revision, contenido_de(paquete, revision.renglones)

    @staticmethod
    def _poner_vistos(vistos: Sequence[tuple[Llegado, Revision, Contenido]]) -> None:
        for llegado, revision, contenido in vistos:
            if llegado.situacion is Situacion.REVISADO:
                llegado.revision, llegado.contenido = revision, contenido

    def _anotar(self, hechos: Sequence[tuple[Llegado, Recepcion | ErrorDeEnlace]], *, faltan: int) -> None:
        """Also after a cancel: what was received until then is."""
        self.recibiendo = False
        if faltan:
            cuantos = "Un paquete quedó" if faltan == 1 else f"{faltan} paquetes quedaron"
            self._entorno.avisos.aviso(f"{cuantos} sin recibir y sin guardar nada; sigue en la lista lo que falta.")
        for llegado, hecho in hechos:
            if isinstance(hecho, Recepcion):
                llegado.situacion, llegado.recepcion, llegado.motivo = Situacion.RECIBIDO, hecho, ""
            else:
                llegado.situacion, llegado.motivo = Situacion.RECHAZADO, str(hecho)
        self._entorno.operaciones.anunciar()
        if recibidos := [llegado for llegado, hecho in hechos if isinstance(hecho, Recepcion)]:
            self.recibidos.emit(recibidos)
        self._revisar_los_demas()

    def _revisar_los_demas(self) -> None:
        """What was received may be what another one waited for, or contradict it."""
        otros = [a for a in self.archivos if a.situacion is Situacion.REVISADO]

        def revisar(_progreso: Progreso) -> list[tuple[Llegado, Revision, Contenido]]:
            return [(a, *self._revisar(a.paquete)) for a in otros if a.paquete is not None]

        if otros:
            tarea = self._entorno.tareas.lanzar(
                "Revisando", revisar, al_terminar=self._poner_vistos, para=self, callada=True
            )
            self._seguir(tarea, lambda: None)

    def aceptar_clave(self, llegado: Llegado) -> bool:
        """Take the key of this package for its sender's from now on, and look at it again."""
        paquete, contexto = llegado.paquete, self._entorno.contexto
        if paquete is None:
            return False
        aceptada = self._entorno.operaciones.hacer(
            lambda: aceptar_clave(contexto.almacen, paquete), dicho="Se aceptó la clave; ya se puede recibir."
        )
        self._revisar_los_demas()
        return aceptada is not None

    def _seguir(self, tarea: Tarea, concluir: Callable[[], object]) -> None:
        self._tareas.append(tarea)

        def terminar() -> None:
            self._tareas.remove(tarea)
            concluir()
            self.cambiada.emit()

        tarea.al_concluir(terminar, para=self)
        self.cambiada.emit()


def _parte(progreso: Progreso, cual: int, de: int) -> Callable[[int, int], None]:
    """Return the progress of one package of several."""

    def avanzar(hecho: int, total: int) -> None:
        progreso(cual * _PARTES + _PARTES * hecho // max(total, 1), de * _PARTES)

    return avanzar


def _como_esta(ruta: Path) -> tuple[int, int]:
    """Size and time of a file; errors as in `leer_paquete`, and of a folder what to do instead."""
    with traducir_oserror(ruta):
        estado = ruta.stat()
    if S_ISDIR(estado.st_mode):
        raise ErrorDeNegocio(f"«{ruta.name}» es una carpeta. Ábrala y suelte aquí los archivos que tiene dentro.")
    return estado.st_size, estado.st_mtime_ns
