"""Who sends packages, and with which key: learned with the first one, another key only when a person accepts it."""

from enlace_app.consultas import paquetes_recibidos as llegados
from enlace_app.consultas import sitios
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lote import Guardado, Lote, Remitente
from enlace_app.datos.unidad import Unidad
from enlace_app.errores import ErrorDeNegocio
from enlace_app.sincronizacion import firma
from enlace_app.sincronizacion.llegada import Historia
from enlace_app.sincronizacion.manifiesto import Manifiesto, leer_manifiesto
from enlace_app.sincronizacion.paquete import ComprobarFirma, PaqueteLeido


def aceptar_clave(
    almacen: Almacen,
    paquete: PaqueteLeido,
    *,
    comprobar_firma: ComprobarFirma = firma.comprobar,
) -> tuple[str, ...]:
    """Take the key of this package for its sender's from now on, and return its fingerprint in words.

    For a person who compared the words with the sender by another way than the package came.

    Raises:
        ErrorDeNegocio: it is no package, or bears no signature.
    """
    manifiesto, clave = creer_remitente(almacen, paquete, comprobar_firma)
    if clave is None:
        raise ErrorDeNegocio("Este paquete no viene firmado: no hay clave que aceptar.")
    with almacen.escribir(f"Aceptar la clave de {manifiesto.remitente}") as u:
        lote = Lote(u, Remitente(str(u.sitio.uuid), u.sitio.epoca, u.sitio.nombre))
        lote.guardar("remitente", [_fila_de_remitente(u, manifiesto, clave) | {"aceptada_por": u.sitio.nombre}])
        lote.terminar()
    return firma.huella_en_palabras(clave)


def creer_remitente(
    almacen: Almacen, paquete: PaqueteLeido, comprobar_firma: ComprobarFirma
) -> tuple[Manifiesto, str | None]:
    """Return what a package says of itself and the key that it is signed with, None if it is not.

    Raises:
        ErrorDeNegocio: it is no package, of this very site, falsely signed or of a sender that cannot be written.
    """
    manifiesto = leer_manifiesto(paquete)
    if manifiesto.sitio == sitios.traer(almacen.lectura).uuid:
        raise ErrorDeNegocio("Este paquete lo hizo este mismo equipo; no hay nada que recibir.")
    almacen.alfabeto.limpiar("Remitente", manifiesto.remitente)
    return manifiesto, comprobar_firma(paquete.portada)


def recordar_remitente(u: Unidad, manifiesto: Manifiesto, clave: str | None, historia: Historia) -> None:
    """Learn the sender with the first package; of its name and region the latest package made tells."""
    antes = llegados.conocido(u, manifiesto.sitio)
    sin_clave = antes is not None and antes.clave_publica is None
    # Its first key is learned from any package: one without, numbered high, must not keep it unknown for good.
    if all(r.sello <= manifiesto.sello for r in historia.del_sitio) or (clave and sin_clave):
        lote = Lote(u, Remitente(manifiesto.sitio, manifiesto.epoca, manifiesto.remitente))
        lote.guardar("remitente", [_fila_de_remitente(u, manifiesto, clave)])
        lote.terminar()


def _fila_de_remitente(u: Unidad, manifiesto: Manifiesto, clave: str | None) -> dict[str, Guardado]:
    antes = llegados.conocido(u, manifiesto.sitio)
    return {
        "sitio": manifiesto.sitio,
        "nombre": manifiesto.remitente,
        "region": manifiesto.region,
        "clave_publica": clave or (antes.clave_publica if antes else None),
        "conocida": antes.conocida if antes else u.operacion.instante.isoformat(timespec="microseconds"),
    }
