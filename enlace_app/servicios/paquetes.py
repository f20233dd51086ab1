"""What a person does with packages: make one for the authority, or an empty workbook for someone to fill in."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from enlace_app.archivos import archivo_atomico
from enlace_app.consultas import paquetes, sitios
from enlace_app.consultas.sin_enviar import SinEnviar, contar_sin_enviar
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.identidad import uuid_nuevo
from enlace_app.dominio.numeracion import SIN_REGION
from enlace_app.dominio.paquetes import Paquete, TipoPaquete
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.destinos import es_paquete_de_enlace, exigir_destino
from enlace_app.sincronizacion.contenido import Contenido, reunir
from enlace_app.sincronizacion.exportar import Progreso, escribir_paquete
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


@dataclass(frozen=True, slots=True)
class VistaDePaquete:
    """What a package made now would hold.

    `filas` counts the rows of each sheet; `cambiados` what changed since the last package, by noun; `quedan` what stays
    here and why; `nombres_reservados` the attendances that go without their name. With `igual_al_anterior` the last
    package holds the very same.
    """

    nombre: str
    secuencia: int
    filas: Mapping[str, int]
    cambiados: SinEnviar
    quedan: tuple[paquetes.Queda, ...]
    nombres_reservados: int
    igual_al_anterior: bool


def vista_previa_de_paquete(almacen: Almacen, *, formato: Formato) -> VistaDePaquete:
    """Tell what `exportar_paquete` would write now; writes nothing, spends no number, and may run in any thread."""
    lectura = almacen.lectura
    sitio = sitios.traer(lectura)
    contenido = reunir(lectura, formato)
    ultimo = next(iter(paquetes.listar(lectura, sitio=sitio.uuid)), None)
    secuencia = paquetes.siguiente_secuencia(lectura, sitio=sitio.uuid, epoca=sitio.epoca)
    return VistaDePaquete(
        nombre=nombre_sugerido(sitio.region, secuencia, datetime.now(ZoneInfo(sitio.zona)).date()),
        secuencia=secuencia,
        filas=_contar(contenido),
        cambiados=contar_sin_enviar(lectura, desde=ultimo.bitacora_hasta if ultimo else 0),
        quedan=tuple(contenido.quedan),
        nombres_reservados=contenido.nombres_reservados,
        igual_al_anterior=ultimo is not None and ultimo.contenido_sha256 == contenido.contenido_sha256,
    )


def _contar(contenido: Contenido) -> dict[str, int]:
    return {hoja: len(filas) for hoja, filas in contenido.hojas.items()}


def exportar_paquete(
    almacen: Almacen,
    destino: Path,
    *,
    formato: Formato,
    destinatario: str | None,
    version_app: str,
    progreso: Progreso | None = None,
) -> PaqueteExportado:
    """Write all that travels to `destino`, in place of what was there, and remember that it was sent.

    A `destino` that is a folder gets the file under `nombre_sugerido`. The package is `completo`: there is no
    acknowledged one from which an increment could start.

    The file appears under its name only after the package is recorded, so its `secuencia` never stands for two
    contents; a power cut between the two leaves a recorded package without a file, which the receiver sees as a gap.
    `progreso` hears of rows until just before the record; what it raises leaves neither file nor number behind.

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
    filas = _contar(contenido)
    with archivo_atomico(destino) as archivo:
        escribir_paquete(archivo, envio, contenido, formato, progreso)
        archivo.flush()
        os.fsync(archivo.fileno())  # a full disk must show itself before the number is spent
        if progreso is not None:  # the last point at which it may be cancelled
            progreso(sum(filas.values()), sum(filas.values()))
        _registrar(almacen, envio, contenido, destino.name)
    return PaqueteExportado(
        ruta=destino,
        tipo=envio.tipo,
        secuencia=envio.secuencia,
        contenido_sha256=contenido.contenido_sha256,
        filas=filas,
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
