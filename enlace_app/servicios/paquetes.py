"""What a person does with packages: make one for the authority, or an empty workbook for someone to fill in."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from enlace_app.archivos import archivo_atomico
from enlace_app.consultas import incrementos, paquetes, sitios
from enlace_app.consultas.sin_enviar import SinEnviar, contar_sin_enviar
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.identidad import uuid_nuevo
from enlace_app.dominio.numeracion import SIN_REGION
from enlace_app.dominio.paquetes import Paquete, TipoPaquete
from enlace_app.dominio.sitios import RolDeSitio
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios.destinos import es_envio_de_enlace, es_paquete_de_enlace, exigir_destino
from enlace_app.sincronizacion.avance import Progreso, por_partes
from enlace_app.sincronizacion.contenido import MAXIMO_DE_FILAS, Contenido, reunir
from enlace_app.sincronizacion.firma import llave_de_envio
from enlace_app.sincronizacion.formato import Formato
from enlace_app.sincronizacion.lector import limites
from enlace_app.sincronizacion.plantilla import hojas_de_plantilla, leer_ejemplos, propiedades_de_plantilla
from enlace_app.sincronizacion.portada import Envio
from enlace_app.sincronizacion.sobre import Adjuntos, Sobre, adjuntos_de, escribir_sobre

_SIN_REGISTROS = frozenset({"Bitacora", "Diccionario"})


@dataclass(frozen=True, slots=True)
class PaqueteExportado:
    """A package that was written: `filas` counts the rows of each sheet.

    `quedan` names what stays here and why; `nombres_reservados` counts the attendances without their name, `adjuntos`
    the files in the zip.
    """

    ruta: Path
    tipo: str
    secuencia: int
    contenido_sha256: str
    filas: Mapping[str, int]
    quedan: tuple[str, ...]
    nombres_reservados: int
    adjuntos: int = 0


def contar_registros(filas: Mapping[str, int]) -> int:
    """Return how many of the rows of a package are records: what a receipt answers."""
    return sum(cuantas for hoja, cuantas in filas.items() if hoja not in _SIN_REGISTROS)


@dataclass(frozen=True, slots=True)
class VistaDePaquete:
    """What a package made now would hold.

    `filas` counts the rows of each sheet; `cambiados` what changed since the last package, by noun; `quedan` what stays
    here and why; `nombres_reservados` the attendances that go without their name. With `igual_al_anterior` this one
    would tell nothing that the last did not. `base` is the acknowledged package that this one starts from, `acusado`
    the one that an increment could start from; `adjuntos` are the files that would go in a zip, `octetos` their size.
    """

    nombre: str
    secuencia: int
    filas: Mapping[str, int]
    cambiados: SinEnviar
    quedan: tuple[paquetes.Queda, ...]
    nombres_reservados: int
    igual_al_anterior: bool
    base: paquetes.FilaPaquete | None = None
    adjuntos: Adjuntos = field(default_factory=Adjuntos)
    acusado: paquetes.FilaPaquete | None = None
    octetos: int = 0


def vista_previa_de_paquete(almacen: Almacen, *, formato: Formato, tipo: TipoPaquete | None = None) -> VistaDePaquete:
    """Tell what `exportar_paquete` would write now; writes nothing, spends no number, and may run in any thread."""
    lectura = almacen.lectura
    sitio = sitios.traer(lectura)
    contenido = _reunir(almacen, formato, tipo)
    ultimo = next(iter(paquetes.listar(lectura, sitio=sitio.uuid)), None)
    secuencia = paquetes.siguiente_secuencia(lectura, sitio=sitio.uuid, epoca=sitio.epoca)
    adjuntos = adjuntos_de(contenido)
    return VistaDePaquete(
        nombre=nombre_sugerido(sitio.region, secuencia, datetime.now(ZoneInfo(sitio.zona)).date()),
        secuencia=secuencia,
        filas=_contar(contenido),
        cambiados=contar_sin_enviar(lectura, desde=ultimo.bitacora_hasta if ultimo else 0),
        quedan=tuple(contenido.quedan),
        nombres_reservados=contenido.nombres_reservados,
        igual_al_anterior=ultimo is not None
        and (ultimo.contenido_sha256 == contenido.contenido_sha256 or (ultimo == contenido.base and contenido.vacio)),
        base=contenido.base,
        adjuntos=adjuntos,
        acusado=incrementos.base_de_incremento(lectura, sitio=sitio.uuid, epoca=sitio.epoca),
        octetos=sum(almacen.adjuntos.tamano(huella) or 0 for huella in adjuntos.van),
    )


def _reunir(
    almacen: Almacen, formato: Formato, tipo: TipoPaquete | None, progreso: Progreso | None = None
) -> Contenido:
    """Return what goes in a package of that kind; without one, an increment where an acknowledged package allows it."""
    if tipo is TipoPaquete.COMPLETO:
        return reunir(almacen.lectura, formato, progreso=progreso)
    sitio = sitios.traer(almacen.lectura)
    base = incrementos.base_de_incremento(almacen.lectura, sitio=sitio.uuid, epoca=sitio.epoca)
    if base is None and tipo is TipoPaquete.INCREMENTAL:
        raise ErrorDeNegocio(
            "No se puede mandar sólo lo nuevo: ningún paquete hecho con estos datos tiene acuse todavía (los de antes "
            "de recuperar un respaldo no cuentan). Mande todo, o traiga primero el acuse de la autoridad."
        )
    return reunir(almacen.lectura, formato, base=base, progreso=progreso)


def _contar(contenido: Contenido) -> dict[str, int]:
    return {hoja: len(filas) for hoja, filas in contenido.hojas.items()}


def exportar_paquete(
    almacen: Almacen,
    destino: Path,
    *,
    formato: Formato,
    destinatario: str | None,
    version_app: str,
    tipo: TipoPaquete | None = None,
    con_adjuntos: bool = False,
    contrasena: str | None = None,
    progreso: Progreso | None = None,
) -> PaqueteExportado:
    """Write what travels to `destino`, in place of what was there, and remember that it was sent.

    A `destino` that is a folder gets the file under `nombre_sugerido`. Without `tipo` the package holds what changed
    since the last acknowledged one, and everything where there is none. `con_adjuntos` makes a zip with the files of
    its documents (see `adjuntos_de`); `contrasena` keeps the workbook under a password that is stored nowhere.

    The file appears under its name only after the package is recorded, so its `secuencia` never stands for two
    contents; a power cut between the two leaves a recorded package without a file, which the receiver sees as a gap.
    `progreso` hears how far it has come until just before the record; what it raises leaves neither file nor number
    behind.

    Raises:
        ErrorDeNegocio: a text that no cell can hold; more rows than can be received; an increment without acknowledged
            package; a useless password, or one together with attachments, which it would not cover.
        ErrorDeEntorno: the folder or disk refused, or an attachment is missing or damaged; where it did before the
            record, no number is spent.
    """
    if contrasena is not None:
        exigir_contrasena(contrasena)
        if con_adjuntos:
            raise ErrorDeNegocio(
                "La contraseña protege el libro, y los adjuntos irían sin ella. Mande el libro con contraseña y los "
                "archivos aparte, o todo sin contraseña."
            )
    reuniendo, escribiendo = por_partes(progreso, 1, 3)
    contenido = _reunir(almacen, formato, tipo, reuniendo)
    _exigir_que_se_pueda_recibir(almacen, contenido)
    envio = _envio(almacen, contenido, destinatario, version_app)
    adjuntos = adjuntos_de(contenido) if con_adjuntos else None
    sobre = _sobre(almacen, envio, adjuntos, contrasena)
    destino = _exigir_destino(almacen.carpeta, destino, sobre)
    filas = _contar(contenido)
    with archivo_atomico(destino) as archivo:
        escribir_sobre(archivo, envio, contenido, formato, sobre, progreso=escribiendo)
        archivo.flush()
        os.fsync(archivo.fileno())  # a full disk must show itself before the number is spent
        escribiendo(1, 1)  # the last point at which it may be cancelled
        _registrar(almacen, envio, contenido, destino.name)
    return PaqueteExportado(
        ruta=destino,
        tipo=envio.tipo,
        secuencia=envio.secuencia,
        contenido_sha256=contenido.contenido_sha256,
        filas=filas,
        quedan=tuple(map(str, (*contenido.quedan, *(adjuntos.quedan if adjuntos else ())))),
        nombres_reservados=contenido.nombres_reservados,
        adjuntos=len(sobre.adjuntos or ()),
    )


def _envio(almacen: Almacen, contenido: Contenido, destinatario: str | None, version_app: str) -> Envio:
    sitio = sitios.traer(almacen.lectura)
    return Envio(
        paquete_uuid=uuid_nuevo(),
        tipo=str(TipoPaquete.INCREMENTAL if contenido.base else TipoPaquete.COMPLETO),
        sitio_uuid=sitio.uuid,
        epoca=sitio.epoca,
        secuencia=paquetes.siguiente_secuencia(almacen.lectura, sitio=sitio.uuid, epoca=sitio.epoca),
        anterior_sha256=contenido.base.contenido_sha256 if contenido.base else None,
        region=sitio.region,
        remitente=sitio.nombre,
        destinatario=almacen.alfabeto.limpiar("Destinatario", destinatario) if destinatario else None,
        ejercicio=contenido.ejercicios,
        generado=datetime.now(ZoneInfo(sitio.zona)).replace(microsecond=0),
        zona_horaria=sitio.zona,
        version_app=version_app,
        llave=llave_de_envio(almacen),
    )


def _sobre(almacen: Almacen, envio: Envio, adjuntos: Adjuntos | None, contrasena: str | None) -> Sobre:
    if adjuntos is not None:
        _exigir_que_quepan(almacen, adjuntos.van)
    return Sobre(
        nombre=nombre_sugerido(envio.region, envio.secuencia, envio.generado.date()),
        volcar=almacen.adjuntos.volcar,
        adjuntos=None if adjuntos is None else adjuntos.van,
        contrasena=contrasena,
    )


def _exigir_que_se_pueda_recibir(almacen: Almacen, contenido: Contenido) -> None:
    """Refuse to spend a number on a workbook that nobody could receive; the authority's own goes to no program."""
    filas = sum(_contar(contenido).values())
    if filas > MAXIMO_DE_FILAS and sitios.traer(almacen.lectura).rol != RolDeSitio.GARANTE:
        raise ErrorDeNegocio(
            f"El paquete llevaría {filas:,} renglones, y la autoridad recibe hasta {MAXIMO_DE_FILAS:,} en un libro. No "
            "se hizo nada. Mande sólo lo nuevo; si ningún paquete suyo tiene acuse, pídalo primero a la autoridad."
        )


def _exigir_que_quepan(almacen: Almacen, huellas: Sequence[str]) -> None:
    """Refuse to make what whoever receives it would refuse."""
    rutas = [almacen.adjuntos.ruta(huella) for huella in huellas]
    total = sum(ruta.stat().st_size for ruta in rutas if ruta.is_file())
    maximo = limites.SOBRE - limites.ARCHIVO
    if total > maximo or len(huellas) >= limites.ADJUNTOS:
        raise ErrorDeNegocio(
            f"Los {len(huellas):,} archivos que irían pesan {total // limites.MB:,} MB, y en un envío caben "
            f"{limites.ADJUNTOS - 1:,} archivos y {maximo // limites.MB:,} MB. No se hizo nada: mande el libro sin "
            "adjuntos, y los archivos aparte."
        )


def _exigir_destino(carpeta: CarpetaDatos, destino: Path, sobre: Sobre) -> Path:
    """Return the file to be written: in a folder, under the name of the workbook or of its zip."""
    final, es_nuestro = (".xlsx", es_paquete_de_enlace) if sobre.adjuntos is None else (".zip", es_envio_de_enlace)
    if destino.is_dir():
        destino /= str(Path(sobre.nombre).with_suffix(final))
    exigir_destino(carpeta, destino, final, es_nuestro)
    return destino


def exigir_contrasena(contrasena: str) -> None:
    """Raise `ErrorDeNegocio` unless a package may be kept under this password; for asking before it is made."""
    from enlace_app.salida.excel.cifrado import exigir_contrasena as exigir

    exigir(contrasena)


def plantilla_de_captura(carpeta: CarpetaDatos, destino: Path, formato: Formato) -> None:
    """Write the empty capture workbook that `enlace importar` reads once it is filled in; never over another file."""
    from enlace_app.salida.excel.libro import escribir_libro

    exigir_destino(carpeta, destino, ".xlsx", es_nuestro=lambda _: False)
    ejemplos = leer_ejemplos(carpeta_recursos() / "ejemplos_de_captura.csv")
    escribir_libro(destino, list(hojas_de_plantilla(formato, ejemplos)), propiedades=propiedades_de_plantilla())


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
                filas=contar_registros(_contar(contenido)),
            )
        )
        u.principal = envio.paquete_uuid
        u.asentar()
