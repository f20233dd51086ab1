"""What the pictures show besides the published data: invented people, who are plainly nobody."""

from datetime import date
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.contexto import Contexto
from enlace_app.servicios.documentos import registrar_documento
from enlace_app.servicios.organizaciones import agregar_organizacion
from enlace_app.servicios.paquetes import exportar_paquete
from enlace_app.servicios.personas import agregar_persona
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.reuniones import cambiar_datos, crear_reunion, dar_paso

_ANTERIOR = date(2017, 10, 20)
_ORGANISMO = "Organismo Operador de Ejemplo"
_ASOCIACION = "Asociación Ejemplo del Río"
_INSTITUTO = "Instituto de Ejemplo"
_ASISTENTES = (
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


def poner_muestra(contexto: Contexto) -> None:
    """Add institutions, people, one earlier meeting with agreements, a document, and a package sent on that day."""
    almacen = contexto.almacen
    for nombre, sector in ((_ORGANISMO, "municipal"), (_ASOCIACION, "sociedad civil"), (_INSTITUTO, "estatal")):
        agregar_organizacion(almacen, nombre=nombre, sector=sector, nota="Inventada para el manual")
    for persona, *_ in _ASISTENTES:
        agregar_persona(almacen, nombre=persona)
    exportar_paquete(
        almacen,
        almacen.carpeta.raiz.parent / "enlace-CAR-0001-2017-11-21.xlsx",
        formato=contexto.formato,
        destinatario=contexto.destinatario,
        version_app=contexto.version_app,
    )
    reunion = _reunion_anterior(almacen)
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
        compromisos=(_uuid(almacen, "compromiso", "PAL1-C5"),),
    )


def _reunion_anterior(almacen: Almacen) -> UUID:
    reunion = crear_reunion(
        almacen,
        tipo=_uuid(almacen, "tipo_reunion", "sesion_extraordinaria"),
        fecha=_ANTERIOR,
        ejercicio=_uuid(almacen, "ejercicio", "PAL1"),
        municipio=_uuid(almacen, "municipio", "05028", "cvegeo"),
        regiones=(_uuid(almacen, "region", "CAR"),),
        compromisos=(_uuid(almacen, "compromiso", "PAL1-C5"),),
    ).principal
    if reunion is None:
        raise RuntimeError("crear_reunion no dijo cuál")
    cambiar_datos(
        almacen, reunion=reunion, rev=_rev(almacen, reunion), sede="Biblioteca municipal", hora_inicio="10:00",
        hora_fin="12:30",
    )  # fmt: skip
    for persona, organizacion, cargo, parte, calidad in _ASISTENTES:
        registrar_asistencia(
            almacen, reunion=reunion, persona=persona, organizacion=organizacion, cargo=cargo, parte=parte,
            calidad=calidad,
        )  # fmt: skip
    punto = agregar_punto(
        almacen, reunion=reunion, asunto="Recorrido por el río", desarrollo="Se recorrió el tramo del puente al molino."
    ).principal
    for texto, responsable, plazo in _ACUERDOS:
        agregar_acuerdo(almacen, reunion=reunion, texto=texto, responsables=(responsable,), plazo=plazo, punto=punto)
    dar_paso(almacen, reunion=reunion, rev=_rev(almacen, reunion), estado=EstadoReunion.CELEBRADA)
    return reunion


def _uuid(almacen: Almacen, tabla: str, clave: str, columna: str = "clave") -> UUID:
    fila = almacen.lectura.fila(f"SELECT uuid FROM {tabla} WHERE {columna} = :clave", {"clave": clave})
    if fila is None:
        raise RuntimeError(f"{clave} no está en {tabla}")
    return UUID(fila["uuid"])


def _rev(almacen: Almacen, reunion: UUID) -> int:
    fila = almacen.lectura.fila("SELECT rev FROM reunion WHERE uuid = :uuid", {"uuid": str(reunion)})
    if fila is None:
        raise RuntimeError("la reunión de muestra desapareció")
    return int(fila["rev"])
