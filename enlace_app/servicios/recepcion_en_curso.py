"""One arrival inside its transaction: recorded, applied or kept, and the held ones that it lets in."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from enlace_app.consultas import paquetes_recibidos as llegados
from enlace_app.consultas import sitios
from enlace_app.consultas.expedientes import Lector
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lote import Lote, Remitente
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.recepcion import EstadoDeRecepcion, PaqueteRecibido, PasoDePaquete, Resultado
from enlace_app.servicios.adjuntos_recibidos import AdjuntosDelEnvio, ArchivosLlegados
from enlace_app.servicios.paquetes import contar_registros
from enlace_app.sincronizacion.aplicar import aplicar, contar
from enlace_app.sincronizacion.avance import Progreso, detenido, por_partes
from enlace_app.sincronizacion.comparar import Comparacion, comparar
from enlace_app.sincronizacion.formato import Formato
from enlace_app.sincronizacion.llegada import Destino, Historia, Llegada, se_puede_aplicar
from enlace_app.sincronizacion.manifiesto import Manifiesto, leer_manifiesto
from enlace_app.sincronizacion.paquete import PaqueteLeido, a_json, de_json


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


class RecepcionEnCurso:
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
        comparacion = comparar_con_lo_de_aqui(
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


def comparar_con_lo_de_aqui(
    lector: Lector,
    manifiesto: Manifiesto,
    paquete: PaqueteLeido,
    *,
    almacen: Almacen,
    formato: Formato,
    progreso: Progreso | None,
    con_campos: bool = True,
) -> Comparacion:
    """Return what a package would change in this data folder, now."""
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
