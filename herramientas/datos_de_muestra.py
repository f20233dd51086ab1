"""What the pictures show besides the published data: invented people, who are plainly nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.documentos import registrar_documento
from enlace_app.servicios.organizaciones import agregar_organizacion
from enlace_app.servicios.personas import agregar_persona
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.reuniones import cambiar_datos, crear_reunion, dar_paso

Asistente = tuple[str, str | None, str | None, str | None, str | None]
"""Person, organisation, cargo, parte and calidad."""
_ORGANISMO = "Organismo Operador de Ejemplo"
_ASOCIACION = "Asociación Ejemplo del Río"
_INSTITUTO = "Instituto de Ejemplo"
_ASISTENTES: tuple[Asistente, ...] = (
    ("Persona Uno", None, "Enlace regional", None, "enlace"),
    ("Persona Dos", _ASOCIACION, "Representante", "sociedad civil", "representante"),
    ("Persona Tres", _INSTITUTO, "Titular", "órgano garante", "titular"),
    ("Persona Cuatro", _ORGANISMO, "Director", "autoridad local", "titular"),
    ("Persona Cinco", _ORGANISMO, "Jefa de redes", None, "invitado"),
    ("Persona Seis", "Vecinos del Ejemplo", None, None, None),
)
_ACUERDOS = (
    ("Entregar el plano de la red de drenaje", _ORGANISMO, "8 de noviembre"),
    ("Publicar las fotografías del recorrido", _ASOCIACION, "en dos semanas"),
    ("Presentar el calendario de desazolve", _ORGANISMO, "24 de noviembre"),
    ("Revisar el convenio de mantenimiento", _INSTITUTO, "última semana de noviembre"),
    ("Invitar a los vecinos al recorrido siguiente", _ASOCIACION, "principios de diciembre"),
)


@dataclass(frozen=True)
class Sesion:
    """A meeting to be recorded: where, who was there and what was agreed."""

    municipio: str
    sede: str
    asistentes: Sequence[Asistente]
    acuerdos: Sequence[tuple[str, str, str]]
    compromisos: tuple[str, ...] = ("PAL1-C5",)


ANTERIOR = Sesion("05028", "Biblioteca municipal", _ASISTENTES, _ACUERDOS)


def poner_directorio(almacen: Almacen) -> None:
    """Add the institutions and people of the pictures."""
    for nombre, sector in ((_ORGANISMO, "municipal"), (_ASOCIACION, "sociedad civil"), (_INSTITUTO, "estatal")):
        agregar_organizacion(almacen, nombre=nombre, sector=sector, nota="Inventada para el manual")
    for persona, *_ in _ASISTENTES:
        agregar_persona(almacen, nombre=persona)


def poner_documento(almacen: Almacen, reunion: UUID) -> None:
    """Add one that came after the meeting."""
    registrar_documento(
        almacen,
        sentido="entrega",
        tipo="Oficio",
        fecha=date(2017, 11, 6),
        remitente=_INSTITUTO,
        medio="CD",
        fojas=120,
        es_minimo=True,
        descripcion="Oficio EJ-14 con el inventario de descargas",
        reunion=reunion,
        compromisos=(uuid_de(almacen, "compromiso", "PAL1-C5"),),
    )


def poner_sesion(almacen: Almacen, sesion: Sesion, *, region: str, fecha: date) -> UUID:
    """Record a meeting that was held, its acta not closed yet, and return it."""
    reunion = crear_reunion(
        almacen,
        tipo=uuid_de(almacen, "tipo_reunion", "sesion_extraordinaria"),
        fecha=fecha,
        ejercicio=uuid_de(almacen, "ejercicio", "PAL1"),
        municipio=uuid_de(almacen, "municipio", sesion.municipio, "cvegeo"),
        regiones=(uuid_de(almacen, "region", region),),
        compromisos=tuple(uuid_de(almacen, "compromiso", clave) for clave in sesion.compromisos),
    ).principal
    if reunion is None:
        raise RuntimeError("crear_reunion no dijo cuál")
    cambiar_datos(
        almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), sede=sesion.sede, hora_inicio="10:00",
        hora_fin="12:30",
    )  # fmt: skip
    for persona, organizacion, cargo, parte, calidad in sesion.asistentes:
        registrar_asistencia(
            almacen, reunion=reunion, persona=persona, organizacion=organizacion, cargo=cargo, parte=parte,
            calidad=calidad,
        )  # fmt: skip
    punto = agregar_punto(
        almacen, reunion=reunion, asunto="Recorrido por el río", desarrollo="Se recorrió el tramo del puente al molino."
    ).principal
    for texto, responsable, plazo in sesion.acuerdos:
        agregar_acuerdo(almacen, reunion=reunion, texto=texto, responsables=(responsable,), plazo=plazo, punto=punto)
    dar_paso(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), estado=EstadoReunion.CELEBRADA)
    return reunion


def uuid_de(almacen: Almacen, tabla: str, clave: str, columna: str = "clave") -> UUID:
    """Return the record of that key."""
    fila = almacen.lectura.fila(f"SELECT uuid FROM {tabla} WHERE {columna} = :clave", {"clave": clave})
    if fila is None:
        raise RuntimeError(f"{clave} no está en {tabla}")
    return UUID(fila["uuid"])


def rev_de(almacen: Almacen, tabla: str, uuid: UUID) -> int:
    """Return how often a record was changed."""
    fila = almacen.lectura.fila(f"SELECT rev FROM {tabla} WHERE uuid = :uuid", {"uuid": str(uuid)})
    if fila is None:
        raise RuntimeError(f"{uuid} desapareció de {tabla}")
    return int(fila["rev"])
