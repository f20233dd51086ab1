"""What a person does with packages: make one for the authority, or an empty workbook for someone to fill in."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from enlace_app.archivos import archivo_atomico
from enlace_app.consultas import paquetes, sitios
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.identidad import uuid_nuevo
from enlace_app.dominio.numeracion import SIN_REGION
from enlace_app.dominio.paquetes import Paquete, TipoPaquete
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.destinos import es_paquete_de_enlace, exigir_destino
from enlace_app.sincronizacion.contenido import Contenido, reunir
from enlace_app.sincronizacion.exportar import escribir_paquete
from enlace_app.sincronizacion.formato import Formato
from enlace_app.sincronizacion.plantilla import hojas_de_plantilla, propiedades_de_plantilla
from enlace_app.sincronizacion.portada import Envio


@dataclass(frozen=True, slots=True)
class PaqueteExportado:
    """A package that was written: `filas` counts the rows of each sheet.

    `quedan` names what stays here and why; `nombres_reservados` counts the attendances without their name.
    """

    ruta: Path
    tipo: str
    secuencia: int
    contenido_sha256: str
    filas: Mapping[str, int]
    quedan: tuple[str, ...]
    nombres_reservados: int


def exportar_paquete(
    almacen: Almacen,
    destino: Path,
    *,
    formato: Formato,
    destinatario: str | None,
    version_app: str,
) -> PaqueteExportado:
    """Write all that travels to `destino`, in place of what was there, and remember that it was sent.

    A `destino` that is a folder gets the file under `nombre_sugerido`. The package is `completo`: there is no
    acknowledged one from which an increment could start.

    The file appears under its name only after the package is recorded, so its `secuencia` never stands for two
    contents; a power cut between the two leaves a recorded package without a file, which the receiver sees as a gap.

    Raises:
        ErrorDeNegocio: a text that no cell can hold.
        ErrorDeEntorno: the folder or disk refused; where it did before the record, no number is spent.
    """
    sitio = sitios.traer(almacen.lectura)
    contenido = reunir(almacen.lectura, formato)
    envio = Envio(
        paquete_uuid=uuid_nuevo(),
        tipo=str(TipoPaquete.COMPLETO),
        sitio_uuid=sitio.uuid,
        epoca=sitio.epoca,
        secuencia=paquetes.siguiente_secuencia(almacen.lectura, sitio=sitio.uuid, epoca=sitio.epoca),
        anterior_sha256=None,
        region=sitio.region,
        remitente=sitio.nombre,
        destinatario=almacen.alfabeto.limpiar("Destinatario", destinatario) if destinatario else None,
        ejercicio=contenido.ejercicios,
        generado=datetime.now(ZoneInfo(sitio.zona)).replace(microsecond=0),
        zona_horaria=sitio.zona,
        version_app=version_app,
    )
    if destino.is_dir():
        destino /= nombre_sugerido(envio.region, envio.secuencia, envio.generado.date())
    exigir_destino(almacen.carpeta, destino, ".xlsx", es_paquete_de_enlace)
    with archivo_atomico(destino) as archivo:
        escribir_paquete(archivo, envio, contenido, formato)
        archivo.flush()
        os.fsync(archivo.fileno())  # a full disk must show itself before the number is spent
        _registrar(almacen, envio, contenido, destino.name)
    return PaqueteExportado(
        ruta=destino,
        tipo=envio.tipo,
        secuencia=envio.secuencia,
        contenido_sha256=contenido.contenido_sha256,
        filas={hoja: len(filas) for hoja, filas in contenido.hojas.items()},
        quedan=tuple(str(queda) for queda in contenido.quedan),
        nombres_reservados=contenido.nombres_reservados,
    )


def plantilla_de_captura(carpeta: CarpetaDatos, destino: Path, formato: Formato) -> None:
    """Write the empty capture workbook that `enlace importar` reads once it is filled in; never over another file."""
    from enlace_app.salida.excel.libro import escribir_libro

    exigir_destino(carpeta, destino, ".xlsx", es_nuestro=lambda _: False)
    escribir_libro(destino, list(hojas_de_plantilla(formato)), propiedades=propiedades_de_plantilla())


def nombre_sugerido(region: str | None, secuencia: int, fecha: date) -> str:
    """Return a file name such as `enlace-CAR-0007-2017-07-18.xlsx`: sorts by region, then by sending."""
    return f"enlace-{region or SIN_REGION}-{secuencia:04}-{fecha.isoformat()}.xlsx"


def _registrar(almacen: Almacen, envio: Envio, contenido: Contenido, archivo: str) -> None:
    with almacen.escribir("Exportar paquete") as u:
        enviados = u.varios(Paquete, origen=u.sitio.uuid, epoca=envio.epoca)
        if u.sitio.epoca != envio.epoca or any(p.secuencia >= envio.secuencia for p in enviados):
            raise ErrorDeNegocio("Mientras se escribía este paquete se hizo otro; no se guardó. Expórtelo de nuevo.")
        u.agregar(
            Paquete(
                uuid=envio.paquete_uuid,
                epoca=envio.epoca,
                secuencia=envio.secuencia,
                tipo=TipoPaquete(envio.tipo),
                generado=envio.generado.astimezone(UTC),
                contenido_sha256=contenido.contenido_sha256,
                anterior_sha256=envio.anterior_sha256,
                archivo=archivo,
                bitacora_hasta=contenido.bitacora_hasta,
            )
        )
        u.principal = envio.paquete_uuid
        u.asentar()
