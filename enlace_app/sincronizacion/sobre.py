"""The file that is handed over: the workbook alone, under a password, or in a zip with its attachments."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from enlace_app.consultas.nombres_reservados import PARTICULAR
from enlace_app.consultas.paquetes import Queda
from enlace_app.consultas.valores import SEPARADOR
from enlace_app.dominio.documentos import es_publico
from enlace_app.sincronizacion.avance import Progreso
from enlace_app.sincronizacion.contenido import Contenido
from enlace_app.sincronizacion.exportar import escribir_paquete
from enlace_app.sincronizacion.formato import Formato
from enlace_app.sincronizacion.portada import Envio

CARPETA_DE_ADJUNTOS = "adjuntos"
Volcar = Callable[[str, IO[bytes]], None]
"""Writes the content with that SHA-256 into an open file, proved against it."""

_CON_NOMBRES = ("remitente", "receptor", "con_copia", "turnado_a")


@dataclass(frozen=True, slots=True)
class Adjuntos:
    """Which files go with a package: `van` are their SHA-256 in order, each once; `quedan` what stays and why."""

    van: tuple[str, ...] = ()
    quedan: tuple[Queda, ...] = ()


@dataclass(frozen=True, slots=True)
class Sobre:
    """How a package is handed over: `nombre` is the workbook's name; with `adjuntos` (SHA-256) it goes in a zip.

    The workbook goes first in the zip, each file under `adjuntos/ab/abcdef…`. A password is for the workbook alone.
    """

    nombre: str
    volcar: Volcar
    adjuntos: Sequence[str] | None = None
    contrasena: str | None = None


def adjuntos_de(contenido: Contenido) -> Adjuntos:
    """Return the files of the documents that travel.

    A file stays here when its document is withdrawn, bears any classification but `pública`, or has a name that is
    withheld: nobody knows what else the file tells of that person. A content that stays for one document stays for all.
    """
    return repartir_adjuntos(contenido.hojas["Documentos"])


def repartir_adjuntos(filas: Iterable[Mapping[str, object]]) -> Adjuntos:
    """Return the same of the rows of a package's Documentos, whoever made it; empty columns may be missing."""
    documentos = [fila for fila in filas if fila.get("sha256") and fila.get("baja") != "sí"]
    quedan = {
        str(fila["sha256"]): Queda(
            "documento", str(fila["uuid"]), str(fila.get("folio")), f"su archivo no va: {motivo}"
        )
        for fila in documentos
        if (motivo := _motivo(fila))
    }
    van = {str(fila["sha256"]) for fila in documentos} - quedan.keys()
    return Adjuntos(tuple(sorted(van)), tuple(sorted(quedan.values(), key=lambda queda: (queda.folio, queda.uuid))))


def _motivo(documento: Mapping[str, object]) -> str | None:
    clasificacion = documento.get("clasificacion")
    if not es_publico(None if clasificacion is None else str(clasificacion)):
        return f"es información {clasificacion}"
    nombres = [n for columna in _CON_NOMBRES for n in str(documento.get(columna) or "").split(SEPARADOR.strip())]
    if any(nombre.strip() == PARTICULAR for nombre in nombres):
        return "puede decir quién es una persona particular"
    return None


def escribir_sobre(
    archivo: IO[bytes],
    envio: Envio,
    contenido: Contenido,
    formato: Formato,
    sobre: Sobre,
    *,
    progreso: Progreso | None = None,
) -> None:
    """Write the package into an open file, files one block at a time.

    Without a password the same envio, content and files give the same bytes. `progreso` counts rows and then files.

    Raises:
        ErrorDeNegocio: a value would not survive in a cell, or the password cannot be used.
        OSError: the disk refused.
    """
    if sobre.adjuntos is None and sobre.contrasena is None:
        escribir_paquete(archivo, envio, contenido, formato, progreso)
        return
    filas = sum(map(len, contenido.hojas.values()))
    adjuntos = sobre.adjuntos or ()

    def avisar(n: int, _: int = 0) -> None:
        if progreso is not None:
            progreso(n, filas + len(adjuntos))

    libro = BytesIO()
    escribir_paquete(libro, envio, contenido, formato, avisar)
    if sobre.contrasena is None:
        _comprimir(archivo, libro, envio.generado, sobre, al_empezar=lambda n: avisar(filas + n))
        return
    from enlace_app.salida.excel.cifrado import cifrar

    cifrar(libro.getvalue(), archivo, sobre.contrasena)


def _comprimir(
    archivo: IO[bytes], libro: BytesIO, generado: datetime, sobre: Sobre, *, al_empezar: Callable[[int], None]
) -> None:
    fecha = (*generado.timetuple()[:5], generado.second // 2 * 2)
    with ZipFile(archivo, "w") as comprimido:
        with comprimido.open(_entrada(sobre.nombre, fecha, ZIP_STORED), "w") as destino:  # compressed already
            destino.write(libro.getbuffer())
        for n, huella in enumerate(sobre.adjuntos or ()):
            al_empezar(n)
            ruta = f"{CARPETA_DE_ADJUNTOS}/{huella[:2]}/{huella}"
            with comprimido.open(_entrada(ruta, fecha, ZIP_DEFLATED), "w", force_zip64=True) as destino:
                sobre.volcar(huella, destino)


def _entrada(nombre: str, fecha: tuple[int, int, int, int, int, int], compresion: int) -> ZipInfo:
    entrada = ZipInfo(nombre, fecha)
    entrada.compress_type = compresion
    return entrada
