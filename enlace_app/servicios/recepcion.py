"""Packages of other sites: looking into one, and taking it in."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from enlace_app.consultas import paquetes_recibidos as llegados
from enlace_app.consultas import sitios
from enlace_app.consultas.expedientes import Lector
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lote import Guardado, Lote, Remitente
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.recepcion import EstadoDeRecepcion, PaqueteRecibido, PasoDePaquete, Resultado
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.adjuntos_recibidos import (
    AdjuntosDelEnvio,
    ArchivosLlegados,
    archivos_llegados,
    juzgar_adjuntos,
)
from enlace_app.servicios.paquetes import contar_registros
from enlace_app.sincronizacion import firma
from enlace_app.sincronizacion.aplicar import aplicar, contar
from enlace_app.sincronizacion.avance import Progreso, detenido, por_partes
from enlace_app.sincronizacion.comparar import Comparacion, Renglon, comparar
from enlace_app.sincronizacion.formato import Formato
from enlace_app.sincronizacion.lector.lectura import ErrorDeContrasena, leer_paquete
from enlace_app.sincronizacion.llegada import Destino, Historia, Llegada, con_ausencias, juzgar, se_puede_aplicar
from enlace_app.sincronizacion.manifiesto import Manifiesto, leer_manifiesto
from enlace_app.sincronizacion.paquete import ComprobarFirma, PaqueteLeido, a_json, de_json
from enlace_app.sincronizacion.problemas import Problema

__all__ = [
    "ErrorDeContrasena",
    "Recepcion",
    "Revision",
    "aceptar_clave",
    "leer_paquete",
    "recibir_paquete",
    "revisar_paquete",
]


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


@dataclass(frozen=True, slots=True)
class Recepcion:
    """What receiving did.

    `recibido` names the stored package; `liberados` are held ones that it let in, by name; `adjuntos` what came in a
    zip besides and was stored.
    """

    recibido: str
    nombre: str
    estado: EstadoDeRecepcion
    repetido: bool
    motivo: str | None
    avisos: tuple[str, ...]
    cuentas: Mapping[Resultado, int]
    liberados: tuple[str, ...] = ()
    adjuntos: AdjuntosDelEnvio | None = None


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
    manifiesto, clave = _creer(almacen, paquete, comprobar_firma)
    lectura = almacen.lectura
    with lectura.momento():
        conocido = llegados.conocido(lectura, manifiesto.sitio)
        llegada = juzgar(manifiesto, _historia(lectura, manifiesto), conocido, clave)
        llegada = con_ausencias(lectura, manifiesto, paquete, llegada)
        comparacion = Comparacion()
        if llegada.destino in {Destino.APLICAR, Destino.RETENER}:
            comparacion = _comparar(lectura, manifiesto, paquete, almacen=almacen, formato=formato, progreso=progreso)
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
    manifiesto, clave = _creer(almacen, paquete, comprobar_firma)
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
        recepcion = _Recepcion(u, almacen, formato, recibiendo)
        hecha = recepcion.tomar(manifiesto, paquete, llegada, llegan)
        if llegada.destino is not Destino.CONFLICTO:
            _recordar_remitente(u, manifiesto, clave, historia)
        recibiendo(1, 1)  # the last point at which it may be cancelled
        llegan.colocar()  # last of all: by now only the end of the transaction can fail
    return hecha


def _agregar_adjuntos(almacen: Almacen, manifiesto: Manifiesto, llegan: ArchivosLlegados) -> AdjuntosDelEnvio | None:
    if llegan.hay_nuevos:
        with almacen.escribir(f"Recibir los adjuntos del {manifiesto.nombre}") as u:
            llegan.registrar(u)
            llegan.colocar(con_libro=False)
    return llegan.resumen


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
    manifiesto, clave = _creer(almacen, paquete, comprobar_firma)
    if clave is None:
        raise ErrorDeNegocio("Este paquete no viene firmado: no hay clave que aceptar.")
    with almacen.escribir(f"Aceptar la clave de {manifiesto.remitente}") as u:
        lote = Lote(u, Remitente(str(u.sitio.uuid), u.sitio.epoca, u.sitio.nombre))
        lote.guardar("remitente", [_fila_de_remitente(u, manifiesto, clave) | {"aceptada_por": u.sitio.nombre}])
        lote.terminar()
    return firma.huella_en_palabras(clave)


def _creer(almacen: Almacen, paquete: PaqueteLeido, comprobar_firma: ComprobarFirma) -> tuple[Manifiesto, str | None]:
    manifiesto = leer_manifiesto(paquete)
    if manifiesto.sitio == sitios.traer(almacen.lectura).uuid:
        raise ErrorDeNegocio("Este paquete lo hizo este mismo equipo; no hay nada que recibir.")
    almacen.alfabeto.limpiar("Remitente", manifiesto.remitente)
    return manifiesto, comprobar_firma(paquete.portada)


def _historia(lector: Lector, manifiesto: Manifiesto) -> Historia:
    return Historia(
        del_sitio=llegados.listar(lector, sitio=manifiesto.sitio),
        con_identidad=llegados.con_identidad(lector, manifiesto.paquete),
    )


def _comparar(
    lector: Lector,
    manifiesto: Manifiesto,
    paquete: PaqueteLeido,
    *,
    almacen: Almacen,
    formato: Formato,
    progreso: Progreso | None,
    con_campos: bool = True,
) -> Comparacion:
    return comparar(
        lector,
        manifiesto,
        paquete,
        formato,
        alfabeto=almacen.alfabeto,
        zona=sitios.traer(almacen.lectura).zona,
        ahora=datetime.now(UTC),
        progreso=progreso,
        con_campos=con_campos,
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


class _Recepcion:
    """One arrival, inside its transaction."""

    def __init__(self, u: Unidad, almacen: Almacen, formato: Formato, progreso: Progreso) -> None:
        self._u = u
        self._almacen = almacen
        self._formato = formato
        self._progreso = progreso

    def tomar(
        self, manifiesto: Manifiesto, paquete: PaqueteLeido, llegada: Llegada, llegan: ArchivosLlegados
    ) -> Recepcion:
        """Record the package, apply it or keep its content, and let in what only waited for it."""
        recibido = PaqueteRecibido(
            paquete=UUID(manifiesto.paquete),
            sitio=UUID(manifiesto.sitio),
            remitente=manifiesto.remitente,
            region=manifiesto.region,
            epoca=manifiesto.epoca,
            secuencia=manifiesto.secuencia,
            tipo=manifiesto.tipo,
            anterior_sha256=manifiesto.anterior_sha256,
            generado=manifiesto.generado,
            contenido_sha256=manifiesto.contenido_sha256,
            archivo=llegan.nombre,
            archivo_sha256=llegan.libro,
            filas=contar_registros({hoja: len(filas) for hoja, filas in paquete.hojas.items()}),
        )
        clave = str(recibido.uuid)
        cuentas: Mapping[Resultado, int] = dict.fromkeys(Resultado, 0)
        liberados: tuple[str, ...] = ()
        if llegada.destino is Destino.APLICAR:
            estado = EstadoDeRecepcion.APLICADO
            cuentas = self._aplicar(clave, manifiesto, paquete, self._progreso)
        else:
            retenido = llegada.destino is Destino.RETENER
            estado = EstadoDeRecepcion.RETENIDO if retenido else EstadoDeRecepcion.EN_CONFLICTO
            self._dar_paso(clave, estado, llegada.motivo)
            self._guardar_contenido(manifiesto, clave, a_json(paquete))
        if estado is not EstadoDeRecepcion.EN_CONFLICTO:
            llegan.registrar(self._u)
        self._u.agregar(recibido)
        self._u.principal = recibido.uuid
        self._u.asentar()
        if estado is EstadoDeRecepcion.APLICADO:
            liberados = self._liberar(manifiesto.sitio)
        return Recepcion(
            recibido=clave,
            nombre=manifiesto.nombre,
            estado=estado,
            repetido=False,
            motivo=llegada.motivo,
            avisos=llegada.avisos,
            cuentas=cuentas,
            liberados=liberados,
            adjuntos=llegan.resumen if estado is not EstadoDeRecepcion.EN_CONFLICTO else None,
        )

    def _aplicar(
        self, recibido: str, manifiesto: Manifiesto, paquete: PaqueteLeido, progreso: Progreso
    ) -> Mapping[Resultado, int]:
        comparando, escribiendo = por_partes(progreso, 1, 3)
        comparacion = _comparar(
            self._u,
            manifiesto,
            paquete,
            almacen=self._almacen,
            formato=self._formato,
            progreso=comparando,
            con_campos=False,
        )
        aplicar(self._u, manifiesto, recibido, comparacion, progreso=escribiendo)
        self._dar_paso(recibido, EstadoDeRecepcion.APLICADO, None)
        return contar(comparacion)

    def _liberar(self, sitio: str) -> tuple[str, ...]:
        """Apply the held packages of a site whose turn has come, each perhaps letting in another."""
        liberados: list[str] = []
        while (listo := self._siguiente_retenido(sitio)) is not None:
            paquete = de_json(llegados.contenido_en_espera(self._u, listo.uuid))
            manifiesto = leer_manifiesto(paquete)
            self._aplicar(listo.uuid, manifiesto, paquete, detenido(self._progreso))
            with self._lote(manifiesto) as lote:
                lote.quitar("contenido_en_espera", [{"recibido": listo.uuid}])
            self._u.asentar()
            liberados.append(manifiesto.nombre)
        return tuple(liberados)

    def _siguiente_retenido(self, sitio: str) -> llegados.Recibido | None:
        historia = Historia(llegados.listar(self._u, sitio=sitio))
        return next(
            (
                r
                for r in historia.del_sitio
                if r.estado == EstadoDeRecepcion.RETENIDO
                and se_puede_aplicar(r.tipo, r.sello, r.anterior_sha256, historia.aplicados)
            ),
            None,
        )

    def _dar_paso(self, recibido: str, estado: EstadoDeRecepcion, motivo: str | None) -> None:
        self._u.agregar(PasoDePaquete(recibido=UUID(recibido), estado=estado, motivo=motivo))

    def _guardar_contenido(self, manifiesto: Manifiesto, recibido: str, contenido: str) -> None:
        with self._lote(manifiesto) as lote:
            lote.guardar("contenido_en_espera", [{"recibido": recibido, "contenido": contenido}])

    @contextmanager
    def _lote(self, manifiesto: Manifiesto) -> Iterator[Lote]:
        lote = Lote(self._u, Remitente(manifiesto.sitio, manifiesto.epoca, manifiesto.remitente))
        yield lote
        lote.terminar()


def _recordar_remitente(u: Unidad, manifiesto: Manifiesto, clave: str | None, historia: Historia) -> None:
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
