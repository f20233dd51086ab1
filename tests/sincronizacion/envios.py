"""Packages as objects, from one data folder into another: no workbook in between. All persons are invented."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from enlace_app.consultas import sitios
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.sincronizacion.acuse import AcuseLeido, creer_acuse, formato_de_acuse
from enlace_app.sincronizacion.contenido import Contenido, reunir
from enlace_app.sincronizacion.filas import Valor
from enlace_app.sincronizacion.formato import Formato
from enlace_app.sincronizacion.huella import huella_contenido
from enlace_app.sincronizacion.paquete import CampoDePortada, Fila, PaqueteLeido, armar
from enlace_app.sincronizacion.portada import Envio, campos_de_portada

COMIENZO = datetime(2026, 1, 5, 12, tzinfo=UTC)


def empaquetar(
    almacen: Almacen,
    formato: Formato,
    *,
    secuencia: int,
    epoca: int | None = None,
    tipo: TipoPaquete = TipoPaquete.COMPLETO,
    anterior: str | None = None,
    paquete: UUID | None = None,
) -> PaqueteLeido:
    """What the site would send now, unsigned."""
    sitio = sitios.traer(almacen.lectura)
    envio = Envio(
        paquete_uuid=paquete or uuid4(),
        tipo=str(tipo),
        sitio_uuid=sitio.uuid,
        epoca=epoca or sitio.epoca,
        secuencia=secuencia,
        anterior_sha256=anterior,
        region=sitio.region,
        remitente=sitio.nombre,
        destinatario=None,
        ejercicio=None,
        generado=COMIENZO + timedelta(days=secuencia),
        zona_horaria=sitio.zona,
        version_app="0.0",
    )
    return de_contenido(f"{sitio.region}-{secuencia}.xlsx", envio, reunir(almacen.lectura, formato), formato)


def incremento(nuevo: PaqueteLeido, *, foto: PaqueteLeido, base: PaqueteLeido, formato: Formato) -> PaqueteLeido:
    """Of a complete package, only the rows that are not as in `foto`, which shows the state when `base` was made."""
    hojas = {}
    for hoja, filas in nuevo.hojas.items():
        conocidas = [dict(fila) for fila in foto.filas(hoja)]
        hojas[hoja] = [fila for fila in filas if dict(fila) not in conocidas or hoja == "Diccionario"]
    return con_portada(
        nuevo, formato, hojas, tipo=str(TipoPaquete.INCREMENTAL), anterior_sha256=base.portada["contenido_sha256"]
    )


def con_portada(
    paquete: PaqueteLeido,
    formato: Formato,
    hojas: Mapping[str, Sequence[Fila]] | None = None,
    **cambios: CampoDePortada,
) -> PaqueteLeido:
    """The same package with other rows or other fields of its Portada, and the hashes that belong to them."""
    armado = armar(paquete.archivo, {}, paquete.hojas if hojas is None else hojas, formato)
    portada = dict(paquete.portada) | cambios
    for hoja, huella in armado.huellas.items():
        portada |= {f"sha256.{hoja}": huella, f"filas.{hoja}": len(armado.filas(hoja))}
    portada["contenido_sha256"] = huella_contenido(armado.huellas.values())
    return armar(paquete.archivo, portada, armado.hojas, formato)


def de_contenido(archivo: str, envio: Envio, contenido: Contenido, formato: Formato) -> PaqueteLeido:
    """Return the package that a site would send, without a workbook in between."""
    return armar(archivo, dict(campos_de_portada(envio, contenido)), contenido.hojas, formato)


def armar_acuse(
    archivo: str, portada: Mapping[str, CampoDePortada], hojas: Mapping[str, Iterable[Mapping[str, Valor]]]
) -> AcuseLeido:
    """Return a receipt of rows as they are, without a workbook; errors as in `creer_acuse`."""
    return creer_acuse(armar(archivo, portada, hojas, formato_de_acuse()))
