"""The files that come with a package: which are of its documents, and how they get into the store."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from enlace_app.consultas.adjuntos import esta_registrado
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.provisionales import Guardado, Provisionales, provisionales
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.adjuntos import nombre_imprimible
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.adjuntos import AdjuntoGuardado, registrar_adjunto
from enlace_app.sincronizacion.avance import Progreso
from enlace_app.sincronizacion.lector.adjuntos import Trozo, leer_adjuntos
from enlace_app.sincronizacion.lector.rechazo import explicar
from enlace_app.sincronizacion.paquete import PaqueteLeido
from enlace_app.sincronizacion.sobre import repartir_adjuntos


@dataclass(frozen=True, slots=True)
class AdjuntosDelEnvio:
    """What a zip brings beside its workbook.

    `vienen` counts the files of its documents, `sobran` those of nobody, which stay out; `faltan` names the files that
    neither came nor were here, by the folios of their documents.
    """

    vienen: int
    faltan: tuple[str, ...]
    sobran: int

    def __str__(self) -> str:
        partes = [f"Adjuntos: {_cuantos(self.vienen, 'viene', 'vienen')}"]
        if self.faltan:
            folios = ", ".join(self.faltan[:5]) + ("…" if len(self.faltan) > 5 else "")
            partes.append(f"{_cuantos(len(self.faltan), 'falta', 'faltan')} (de {folios})")
        if self.sobran:
            partes.append(f"{_cuantos(self.sobran, 'no es', 'no son')} de ningún documento del paquete y no se guarda")
        return "; ".join(partes) + "."


def _cuantos(n: int, uno: str, varios: str) -> str:
    return f"{n:,} {uno if n == 1 else varios}"


def juzgar_adjuntos(almacen: Almacen, paquete: PaqueteLeido) -> AdjuntosDelEnvio | None:
    """Tell what a zip says to bring, without unpacking it; None for a workbook alone."""
    if paquete.sobre is None:
        return None
    return _contar(almacen, paquete, frozenset(paquete.sobre.adjuntos))


def adjuntos_por_agregar(almacen: Almacen, paquete: PaqueteLeido) -> int:
    """Return how many files came in its zip that documents of the package name and that are not stored here."""
    if paquete.sobre is None:
        return 0
    return sum(not almacen.adjuntos.ruta(h).is_file() for h in _nombres(paquete).keys() & paquete.sobre.adjuntos.keys())


def _contar(almacen: Almacen, paquete: PaqueteLeido, llegaron: frozenset[str]) -> AdjuntosDelEnvio:
    documentos = paquete.filas("Documentos")
    propios = _nombres(paquete).keys()
    pedidos = set(repartir_adjuntos(documentos).van) - llegaron
    ausentes = {huella for huella in pedidos if not almacen.adjuntos.ruta(huella).is_file()}
    faltan = sorted({str(d.get("folio") or d["uuid"]) for d in documentos if d.get("sha256") in ausentes})
    return AdjuntosDelEnvio(len(llegaron & propios), tuple(faltan), len(llegaron - propios))


def _nombres(paquete: PaqueteLeido) -> Mapping[str, str]:
    """Return the files that belong to documents of the package: SHA-256 and name."""
    documentos = [d for d in paquete.filas("Documentos") if d.get("sha256")]
    return {str(d["sha256"]): str(d.get("archivo") or d.get("folio") or "archivo") for d in documentos}


class ArchivosLlegados:
    """The files of one arrival, waiting to be stored; `libro` is the SHA-256 of the workbook, None if none is kept."""

    def __init__(self, almacen: Almacen, paquete: PaqueteLeido, esperan: Provisionales) -> None:
        self._almacen = almacen
        self._paquete = paquete
        self._esperan = esperan
        self._adjuntos: list[AdjuntoGuardado] = []
        self._registrados: set[str] = set()
        self.libro: str | None = None
        self.resumen: AdjuntosDelEnvio | None = None

    @property
    def nombre(self) -> str:
        """How the workbook is called, harmlessly: in a zip it has a name of its own."""
        sobre = self._paquete.sobre
        return nombre_imprimible(sobre.libro if sobre else self._paquete.archivo, self._almacen.alfabeto)

    @property
    def hay_nuevos(self) -> bool:
        """Whether anything came that is not registered here, or whose file was lost."""
        return any(
            adjunto.sha256 in self._esperan.esperan or not esta_registrado(self._almacen.lectura, adjunto.sha256)
            for adjunto in self._adjuntos
        )

    def tomar(self, archivo: Path, progreso: Progreso | None) -> None:
        """Read the file and let what belongs to the package wait."""
        if self._paquete.sobre is None:
            self.libro = self._esperan.copiar(archivo).huella
            return
        nombres, llegaron = _nombres(self._paquete), set()
        with closing(leer_adjuntos(archivo)) as trozos:
            for huella, suyos in groupby(self._avisando(trozos, progreso), key=attrgetter("huella")):
                if huella is not None:
                    llegaron.add(huella)
                if huella is None or huella in nombres:
                    guardado = self._esperan.guardar(trozo.bytes for trozo in suyos)
                    self._anotar(huella, guardado, nombres)
        self.resumen = _contar(self._almacen, self._paquete, frozenset(llegaron))

    def _avisando(self, trozos: Iterator[Trozo], progreso: Progreso | None) -> Iterator[Trozo]:
        """Count the bytes of the attachments; the workbook is small beside them."""
        sobre = self._paquete.sobre
        hechos, total = 0, max(1, sum(sobre.adjuntos.values()) if sobre else 0)
        for trozo in trozos:
            hechos += len(trozo.bytes) if trozo.huella else 0
            if progreso is not None:
                progreso(min(hechos, total), total)
            yield trozo

    def _anotar(self, huella: str | None, guardado: Guardado, nombres: Mapping[str, str]) -> None:
        if huella is None:
            self.libro = guardado.huella
            return
        if guardado.huella != huella:  # twice the same file: the unpacking process is believed no more than the zip
            raise ErrorDeNegocio(explicar(self._paquete.archivo, "danado", None))
        nombre = nombre_imprimible(nombres[huella], self._almacen.alfabeto)
        self._adjuntos.append(AdjuntoGuardado(huella, nombre, guardado.tamano))

    def registrar(self, u: Unidad) -> None:
        """Name the attachments in the transaction of the package; only then are they stored too."""
        for adjunto in self._adjuntos:
            registrar_adjunto(u, adjunto)
            self._registrados.add(adjunto.sha256)

    def colocar(self, *, con_libro: bool = True) -> None:
        """Store what was registered, and the workbook: the last thing before the transaction ends."""
        self._esperan.colocar(self._registrados | ({self.libro} if con_libro and self.libro else set()))


@contextmanager
def archivos_llegados(
    almacen: Almacen, paquete: PaqueteLeido, archivo: Path | None, progreso: Progreso | None
) -> Iterator[ArchivosLlegados]:
    """Give the files that came with a package; if the block raises, none of them stays.

    Raises:
        ErrorDeNegocio: the zip is refused, or an attachment in it is not what its name says.
        ErrorDeEntorno: the file cannot be read, or the disk is full.
    """
    with provisionales(almacen.adjuntos, almacen.carpeta.adjuntos) as esperan:
        llegados = ArchivosLlegados(almacen, paquete, esperan)
        if archivo is not None:
            llegados.tomar(archivo, progreso)
        yield llegados
