"""Packages of other sites: looking into one, and taking it in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from enlace_app.consultas import paquetes_recibidos as llegados
from enlace_app.consultas.expedientes import Lector
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.recepcion import EstadoDeRecepcion, Resultado
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.adjuntos_recibidos import (
    AdjuntosDelEnvio,
    ArchivosLlegados,
    archivos_llegados,
    juzgar_adjuntos,
)
from enlace_app.servicios.recepcion_en_curso import Recepcion, RecepcionEnCurso, comparar_con_lo_de_aqui
from enlace_app.servicios.remitentes import creer_remitente, recordar_remitente
from enlace_app.sincronizacion import firma
from enlace_app.sincronizacion.aplicar import contar
from enlace_app.sincronizacion.avance import Progreso, por_partes
from enlace_app.sincronizacion.comparar import Comparacion, Renglon
from enlace_app.sincronizacion.formato import Formato
from enlace_app.sincronizacion.llegada import Destino, Historia, Llegada, con_ausencias, juzgar
from enlace_app.sincronizacion.manifiesto import Manifiesto
from enlace_app.sincronizacion.paquete import ComprobarFirma, PaqueteLeido
from enlace_app.sincronizacion.problemas import Problema


@dataclass(frozen=True, slots=True)
class Revision:
    """What a package says and what receiving it would do; nothing was written.

    `clave` is the public key that it is signed with, `palabras` its fingerprint as people read it to each other;
    `adjuntos` what a zip says to bring besides.
    """

    manifiesto: Manifiesto
    llegada: Llegada
    renglones: tuple[Renglon, ...]
    cuentas: Mapping[Resultado, int]
    problemas: tuple[Problema, ...]
    clave: str | None
    palabras: tuple[str, ...]
    clave_conocida: bool
    adjuntos: AdjuntosDelEnvio | None = None

    @property
    def se_recibiria(self) -> bool:
        """Whether receiving it would take it in, or has done so before."""
        return self.llegada.destino in {Destino.APLICAR, Destino.REPETIDO}


def revisar_paquete(
    almacen: Almacen,
    paquete: PaqueteLeido,
    *,
    formato: Formato,
    comprobar_firma: ComprobarFirma = firma.comprobar,
    progreso: Progreso | None = None,
) -> Revision:
    """Tell who sent what and what it would change, record by record and field by field; writes nothing at all.

    Raises:
        ErrorDeNegocio: it is no package that this program can take; the message says why and what to do.
    """
    manifiesto, clave = creer_remitente(almacen, paquete, comprobar_firma)
    lectura = almacen.lectura
    with lectura.momento():
        conocido = llegados.conocido(lectura, manifiesto.sitio)
        llegada = juzgar(manifiesto, _historia(lectura, manifiesto), conocido, clave)
        llegada = con_ausencias(lectura, manifiesto, paquete, llegada)
        comparacion = Comparacion()
        if llegada.destino in {Destino.APLICAR, Destino.RETENER}:
            comparacion = comparar_con_lo_de_aqui(
                lectura, manifiesto, paquete, almacen=almacen, formato=formato, progreso=progreso
            )
    return Revision(
        manifiesto=manifiesto,
        llegada=llegada,
        renglones=tuple(comparacion.renglones),
        cuentas=contar(comparacion),
        problemas=paquete.problemas,
        clave=clave,
        palabras=firma.huella_en_palabras(clave) if clave else (),
        clave_conocida=conocido is not None and conocido.clave_publica == clave,
        adjuntos=juzgar_adjuntos(almacen, paquete),
    )


def recibir_paquete(
    almacen: Almacen,
    paquete: PaqueteLeido,
    *,
    formato: Formato,
    archivo: Path | None = None,
    comprobar_firma: ComprobarFirma = firma.comprobar,
    progreso: Progreso | None = None,
) -> Recepcion:
    """Take a package in: all of it or nothing, in one transaction, and held ones that only waited for it.

    The same package again changes nothing, but the files that come with it in a zip are added. `archivo` is what it
    was read from: the workbook's bytes are kept, and those attachments that a document of the package names by their
    hash. `progreso` hears of what is done until just before the end; what it raises leaves neither rows nor files.

    Raises:
        ErrorDeNegocio: it cannot be taken; the message says why and what to do, and nothing was written.
        ErrorDeEntorno: the disk refused, or `archivo` is gone; nothing was written.
    """
    copiando, recibiendo = por_partes(progreso, 1, 19)
    manifiesto, clave = creer_remitente(almacen, paquete, comprobar_firma)
    previa = juzgar(
        manifiesto,
        _historia(almacen.lectura, manifiesto),
        llegados.conocido(almacen.lectura, manifiesto.sitio),
        clave,
    )
    if previa.destino is Destino.CLAVE_DISTINTA:
        raise ErrorDeNegocio(str(previa.motivo))
    if previa.previo is not None:
        hecha = _repetida(manifiesto, previa, previa.previo)
        if previa.destino is Destino.CONFLICTO or paquete.sobre is None:
            return hecha
        with archivos_llegados(almacen, paquete, archivo, copiando) as llegan:
            return replace(hecha, adjuntos=_agregar_adjuntos(almacen, manifiesto, llegan))
    with (
        archivos_llegados(almacen, paquete, archivo, copiando) as llegan,
        almacen.escribir(f"Recibir {manifiesto.nombre}") as u,
    ):
        historia = _historia(u, manifiesto)
        llegada = juzgar(manifiesto, historia, llegados.conocido(u, manifiesto.sitio), clave)
        if llegada.destino is Destino.CLAVE_DISTINTA:
            raise ErrorDeNegocio(str(llegada.motivo))
        llegada = con_ausencias(u, manifiesto, paquete, llegada)
        recepcion = RecepcionEnCurso(u, almacen, formato, recibiendo)
        hecha = recepcion.tomar(manifiesto, paquete, llegada, llegan)
        if llegada.destino is not Destino.CONFLICTO:
            recordar_remitente(u, manifiesto, clave, historia)
        recibiendo(1, 1)  # the last point at which it may be cancelled
        llegan.colocar()  # last of all: by now only the end of the transaction can fail
    return hecha


def _agregar_adjuntos(almacen: Almacen, manifiesto: Manifiesto, llegan: ArchivosLlegados) -> AdjuntosDelEnvio | None:
    if llegan.hay_nuevos:
        with almacen.escribir(f"Recibir los adjuntos del {manifiesto.nombre}") as u:
            llegan.registrar(u)
            llegan.colocar(con_libro=False)
    return llegan.resumen


def _historia(lector: Lector, manifiesto: Manifiesto) -> Historia:
    return Historia(
        del_sitio=llegados.listar(lector, sitio=manifiesto.sitio),
        con_identidad=llegados.con_identidad(lector, manifiesto.paquete),
    )


def _repetida(manifiesto: Manifiesto, llegada: Llegada, previo: llegados.Recibido) -> Recepcion:
    return Recepcion(
        recibido=previo.uuid,
        nombre=manifiesto.nombre,
        estado=EstadoDeRecepcion(previo.estado),
        repetido=True,
        motivo=llegada.motivo,
        avisos=llegada.avisos,
        cuentas=dict.fromkeys(Resultado, 0),
    )
