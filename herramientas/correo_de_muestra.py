"""What five regions and the authority of the pictures sent each other before the day on which these are made."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from time_machine import Traveller

from enlace_app.arranque import abrir_contexto
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.sitios import RolDeSitio
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.acuerdos import corregir_acuerdo
from enlace_app.servicios.acuses import asignar_folio_oficial, exportar_acuse, observar_registro
from enlace_app.servicios.acuses_recibidos import leer_archivo_de_acuse, recibir_acuse
from enlace_app.servicios.compromisos import anotar_avance
from enlace_app.servicios.contexto import Contexto
from enlace_app.servicios.organizaciones import agregar_alias, agregar_organizacion
from enlace_app.servicios.paquetes import exportar_paquete
from enlace_app.servicios.recepcion import recibir_paquete
from enlace_app.servicios.reuniones import cambiar_datos
from enlace_app.servicios.seguimientos import dar_seguimiento
from enlace_app.sincronizacion.lector.lectura import leer_paquete
from herramientas.datos_de_muestra import (
    ANTERIOR,
    Sesion,
    poner_directorio,
    poner_documento,
    poner_sesion,
    rev_de,
    uuid_de,
)
from herramientas.estudio import AHORA, fundar

_SESION = date(2017, 10, 20)
_SECRETARIADO = "Secretariado Técnico de Gobierno Abierto"
_DE_OTRA_REGION = Sesion("05028", "Biblioteca municipal de ejemplo", ANTERIOR.asistentes[1:4], ANTERIOR.acuerdos[:1])
_LAS_DEMAS = {
    "NTE": Sesion("05025", "Sala de ejemplo del norte", ANTERIOR.asistentes[1:3], ANTERIOR.acuerdos[1:3], ()),
    "LAG": Sesion("05035", "Sala de ejemplo de la laguna", ANTERIOR.asistentes[1:3], ANTERIOR.acuerdos[:2], ()),
    "SUR": Sesion("05030", "Sala de ejemplo del sur", ANTERIOR.asistentes[1:3], ANTERIOR.acuerdos[:1], ()),
}
_QUIENES = {"NTE": "Persona Ocho", "LAG": "Persona Nueve", "SUR": "Persona Diez", "CEN": "Persona Once"}


@dataclass(frozen=True)
class Correo:
    """The authority's data folder, and the files that are in its mail on the day of the pictures."""

    autoridad: Path
    llegan: tuple[Path, ...]


class Reparto:
    """Lets days go by, sends and answers; everything lies in one folder that goes away."""

    def __init__(self, raiz: Path, reloj: Traveller) -> None:
        self._raiz, self._reloj = raiz, reloj

    def amanecer(self, mes: int, dia: int) -> None:
        """Move the clock to half past nine of a day."""
        self._reloj.move_to(datetime(2017, mes, dia, 9, 30, tzinfo=AHORA.tzinfo))

    @contextmanager
    def abierta(self, carpeta: str) -> Iterator[Contexto]:
        """Open one of the folders."""
        with abrir_contexto(CarpetaDatos(self._raiz / carpeta)) as contexto:
            yield contexto

    def enviar(self, contexto: Contexto, region: str, numero: int) -> Path:
        """Make a package under the name that the program proposes."""
        ahora = datetime.now(AHORA.tzinfo)
        ruta = self._raiz / f"enlace-{region}-{numero:04}-{ahora:%Y-%m-%d}.xlsx"
        exportar_paquete(
            contexto.almacen, ruta, formato=contexto.formato, destinatario=contexto.destinatario,
            version_app=contexto.version_app,
        )  # fmt: skip
        return ruta

    def recibir(self, autoridad: Contexto, ruta: Path, responder: Callable[[], None] = lambda: None) -> Path:
        """Take a package in at the authority, which answers; return the receipt."""
        paquete = leer_paquete(ruta, autoridad.formato)
        hecha = recibir_paquete(autoridad.almacen, paquete, formato=autoridad.formato, archivo=ruta)
        responder()
        acuse = ruta.with_name(f"acuse-{ruta.name}")
        exportar_acuse(autoridad.almacen, recibido=hecha.recibido, destino=acuse)
        return acuse


def repartir(region: Contexto, raiz: Path, historia: Path, reloj: Traveller) -> Correo:
    """Fill the folder of the pictures with what came before, and make what the authority finds in its mail.

    `region` was founded already, with the same `historia` as the authority; afterwards the clock stands at `AHORA`.
    """
    reparto = Reparto(raiz, reloj)
    reparto.amanecer(10, 20)
    poner_directorio(region.almacen)
    reunion = poner_sesion(region.almacen, ANTERIOR, region="CAR", fecha=_SESION)
    reparto.amanecer(9, 4)
    with ExitStack() as abiertas:
        autoridad, ajena = (abiertas.enter_context(reparto.abierta(sede)) for sede in ("autoridad", "ajena"))
        for sede, suya in ((autoridad, historia), (ajena, None)):
            fundar(sede, nombre="Autoridad de Ejemplo", region=None, historia=suya, rol=RolDeSitio.GARANTE)
        demas = {clave: abiertas.enter_context(reparto.abierta(clave)) for clave in _QUIENES}
        for clave, quien in _QUIENES.items():
            fundar(demas[clave], nombre=quien, region=clave)
        del_sur = _enviar_primeros(reparto, demas, autoridad, ajena)
        reparto.amanecer(10, 31)
        enviado = reparto.enviar(region, "CAR", 1)
        reparto.amanecer(11, 3)
        acuse = reparto.recibir(autoridad, enviado, lambda: _observar(autoridad, region))
        recibir_acuse(region.almacen, leer_archivo_de_acuse(acuse), archivo=acuse)
        llegan = [_enviar_con_propuesta(reparto, demas["CEN"]), *_los_que_no_entran(reparto, demas, ajena)]
    reparto.amanecer(11, 17)
    _seguir(region.almacen, reunion)
    llegan.insert(0, reparto.enviar(region, "CAR", 2))
    reparto.amanecer(11, 20)
    poner_documento(region.almacen, reunion)
    reloj.move_to(AHORA)
    return Correo(raiz / "autoridad", (*llegan, del_sur))


def _enviar_primeros(reparto: Reparto, demas: dict[str, Contexto], autoridad: Contexto, ajena: Contexto) -> Path:
    """What three regions sent in September; return that of the last region, which sent nothing since.

    What the north sends is answered from elsewhere too: so its next but one builds on one that the authority lacks.
    """
    rutas = {}
    for clave, dia in (("LAG", 25), ("NTE", 29), ("SUR", 11)):
        reparto.amanecer(9, dia)
        poner_sesion(demas[clave].almacen, _LAS_DEMAS[clave], region=clave, fecha=date(2017, 9, dia - 4))
        rutas[clave] = reparto.enviar(demas[clave], clave, 1)
        acuse = reparto.recibir(autoridad, rutas[clave])
        if clave == "NTE":
            acuse = reparto.recibir(ajena, rutas[clave])
        recibir_acuse(demas[clave].almacen, leer_archivo_de_acuse(acuse))
    return rutas["SUR"]


def _enviar_con_propuesta(reparto: Reparto, region: Contexto) -> Path:
    """Another region recorded the same meeting, calls an institution almost the same, and proposes two things."""
    almacen = region.almacen
    reparto.amanecer(11, 16)
    poner_sesion(almacen, _DE_OTRA_REGION, region="CEN", fecha=_SESION)
    agregar_organizacion(almacen, nombre="Organismo Operador del Ejemplo", sector="municipal")
    compromiso = uuid_de(almacen, "compromiso", "PAL1-C5")
    anotar_avance(
        almacen, compromiso=compromiso, rev=rev_de(almacen, "compromiso", compromiso), avance=80, estado="sustancial"
    )
    return reparto.enviar(region, "CEN", 1)


def _los_que_no_entran(reparto: Reparto, demas: dict[str, Contexto], ajena: Contexto) -> list[Path]:
    """One that builds on another that was lost, and one from a new computer."""
    nte, lag = demas["NTE"], demas["LAG"]
    poner_sesion(nte.almacen, _LAS_DEMAS["NTE"], region="NTE", fecha=date(2017, 10, 12))
    perdido = reparto.enviar(nte, "NTE", 2)
    recibir_acuse(nte.almacen, leer_archivo_de_acuse(reparto.recibir(ajena, perdido)))
    reparto.amanecer(11, 18)
    poner_sesion(nte.almacen, _LAS_DEMAS["NTE"], region="NTE", fecha=date(2017, 11, 9))
    lag.almacen.carpeta.llave_de_envio.unlink()
    poner_sesion(lag.almacen, _LAS_DEMAS["LAG"], region="LAG", fecha=date(2017, 11, 10))
    return [reparto.enviar(nte, "NTE", 3), reparto.enviar(lag, "LAG", 2)]


def _observar(autoridad: Contexto, region: Contexto) -> None:
    """A remark on an agreement and one on its meeting, and its official folio."""
    acuerdo = uuid_de(region.almacen, "acuerdo", ANTERIOR.acuerdos[0][0], "texto")
    reunion = uuid_de(region.almacen, "reunion", ANTERIOR.sede, "sede")
    observar_registro(autoridad.almacen, registro=acuerdo, texto="Falta decir de qué tramos es el plano.")
    observar_registro(autoridad.almacen, registro=reunion, texto="Falta decir quién convocó a la sesión.")
    asignar_folio_oficial(autoridad.almacen, registro=reunion, folio="EJEMPLO/0014/2017")


def _seguir(almacen: Almacen, reunion: UUID) -> None:
    """What the region corrected and added since its first package."""
    cambiar_datos(
        almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), sede="Biblioteca municipal, planta alta",
        hora_fin="12:45",
    )  # fmt: skip
    observado, otro = (uuid_de(almacen, "acuerdo", texto, "texto") for texto, *_ in ANTERIOR.acuerdos[:2])
    corregir_acuerdo(
        almacen, acuerdo=observado, rev=rev_de(almacen, "acuerdo", observado),
        texto="Entregar el plano de la red de drenaje, del puente al molino",
    )  # fmt: skip
    dar_seguimiento(
        almacen, acuerdo=otro, fecha=date(2017, 11, 15), estado="parcial", nota="Se publicaron las del primer tramo."
    )
    secretariado = uuid_de(almacen, "organizacion", _SECRETARIADO, "nombre")
    agregar_alias(
        almacen, organizacion=secretariado, rev=rev_de(almacen, "organizacion", secretariado),
        alias="Secretariado de ejemplo",
    )  # fmt: skip
