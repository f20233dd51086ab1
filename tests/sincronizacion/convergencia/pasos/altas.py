"""New records, by the services; all persons are invented."""

from datetime import date, timedelta
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.documentos import registrar_documento
from enlace_app.servicios.nombramientos import nombrar
from enlace_app.servicios.organizaciones import agregar_organizacion
from enlace_app.servicios.personas import agregar_persona
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.seguimientos import dar_seguimiento
from enlace_app.servicios.votaciones import registrar_votacion
from tests.servicios.escenario import celebrada, completa, nueva, principal
from tests.sincronizacion.convergencia.pasos.paso import Fila, elegir

ABIERTA = "NOT baja AND estado IN ('borrador', 'convocada', 'celebrada', 'en_revision')"
PUBLICADA = "NOT baja AND substr(uuid, 15, 1) = '5'"
DIA = date(2017, 7, 18)
_PLAZOS = ("31 de octubre de 2017", "sin plazo: depende de otra autoridad", "en dos semanas", "15/12/2017")
_ESTADOS = ("en_proceso", "cumplido", "parcial", None)


def reunion(almacen: Almacen, cual: int, n: int) -> object:
    return nueva(almacen, fecha=DIA + timedelta(days=n % 300), sede=f"=Sala {n}")


def reunion_celebrada(almacen: Almacen, cual: int, n: int) -> object:
    return celebrada(almacen, fecha=DIA + timedelta(days=n % 300))


def reunion_completa(almacen: Almacen, cual: int, n: int) -> object:
    return completa(almacen, fecha=DIA + timedelta(days=n % 300))


def asistencia(almacen: Almacen, cual: int, n: int) -> object:
    en = elegir(almacen, "reunion", cual, ABIERTA)
    if en is None:
        return False
    return registrar_asistencia(
        almacen,
        reunion=UUID(en["uuid"]),
        persona=f"Persona Inventada {n}",
        organizacion="Institución de Prueba" if n % 3 else None,
        calidad=None if n % 3 else "particular",
        consiente_publicar=bool(n % 2),
    )


def punto(almacen: Almacen, cual: int, n: int) -> object:
    en = elegir(almacen, "reunion", cual, ABIERTA)
    if en is None:
        return False
    posicion = 1 if n % 3 == 0 else None
    return agregar_punto(
        almacen, reunion=UUID(en["uuid"]), asunto=f"Asunto {n}", desarrollo="Se trató.", posicion=posicion
    )


def votacion(almacen: Almacen, cual: int, n: int) -> object:
    en = elegir(almacen, "punto_orden_dia", cual)
    if en is None:
        return False
    return registrar_votacion(
        almacen,
        reunion=UUID(en["reunion"]),
        punto=UUID(en["uuid"]) if n % 2 else None,
        modalidad="consenso",
        resultado="aprobado",
        sentido_por_parte={"sociedad civil": "a favor", "autoridad local": "a favor"},
    )


def acuerdo(almacen: Almacen, cual: int, n: int) -> object:
    en = elegir(almacen, "reunion", cual, ABIERTA)
    if en is None:
        return False
    anterior = elegir(almacen, "acuerdo", n) if n % 4 == 0 else None
    return agregar_acuerdo(
        almacen,
        reunion=UUID(en["uuid"]),
        texto=f"Entregar la relación {n}, «0{n}».",
        responsables=["Institución de Prueba", f"Vecinos de Prueba {n % 5}"][: 1 + n % 2],
        plazo=_PLAZOS[n % len(_PLAZOS)],
        deriva_de=UUID(anterior["uuid"]) if anterior else None,
    )


def seguimiento(almacen: Almacen, cual: int, n: int) -> object:
    de = elegir(almacen, "acuerdo", cual)
    return _seguir(almacen, de, n) if de else False


def seguimiento_ajeno(almacen: Almacen, cual: int, n: int) -> object:
    """What this site did about an agreement of another one."""
    de = elegir(almacen, "acuerdo", cual, "NOT baja AND origen <> (SELECT uuid FROM sitio)", ajenas=True)
    return _seguir(almacen, de, n) if de else False


def _seguir(almacen: Almacen, de: Fila, n: int) -> object:
    documento = elegir(almacen, "documento", n) if n % 3 == 0 else None
    celebrada = elegir(almacen, "reunion", n) if n % 5 == 0 else None
    return dar_seguimiento(
        almacen,
        acuerdo=UUID(de["uuid"]),
        fecha=DIA + timedelta(days=40 + n % 60),
        estado=_ESTADOS[n % len(_ESTADOS)],
        nota=f"Nota {n}",
        plazo_nuevo=date(2018, 1, 1 + n % 28) if n % 7 == 0 else None,
        cumple_documento=UUID(documento["uuid"]) if documento else None,
        cumple_reunion=UUID(celebrada["uuid"]) if celebrada else None,
    )


def documento(almacen: Almacen, cual: int, n: int) -> object:
    en = elegir(almacen, "reunion", cual, ABIERTA) if n % 2 else None
    de = elegir(almacen, "acuerdo", n) if n % 3 == 0 else None
    return registrar_documento(
        almacen,
        sentido="entrega",
        tipo="oficio",
        fecha=DIA,
        remitente="Institución de Prueba",
        fojas=n % 50,
        descripcion=f"Descripción {n}",
        reunion=UUID(en["uuid"]) if en else None,
        acuerdo=UUID(de["uuid"]) if de else None,
    )


def en_lo_publicado(almacen: Almacen, cual: int, n: int) -> object:
    """A region's own records in a meeting that is everybody's."""
    en = elegir(almacen, "reunion", cual, PUBLICADA, ajenas=True)
    if en is None:
        return False
    uuid = UUID(en["uuid"])
    if n % 3 == 0:
        return agregar_punto(almacen, reunion=uuid, asunto=f"Lo que faltó {n}", desarrollo="Se trató.")
    if n % 3 == 1:
        return registrar_asistencia(almacen, reunion=uuid, persona=f"Persona Inventada {n}", organizacion="Otra")
    return agregar_acuerdo(almacen, reunion=uuid, texto=f"Lo acordado {n}", responsables=["Otra"], plazo=_PLAZOS[n % 4])


def organizacion(almacen: Almacen, cual: int, n: int) -> object:
    """Few names, so that two regions come to record the same."""
    return agregar_organizacion(almacen, nombre=f"Asociación Inventada {n % 12}", alias=[f"AI {n % 12}"])


def nombramiento(almacen: Almacen, cual: int, n: int) -> object:
    persona = principal(agregar_persona(almacen, nombre=f"Persona Nombrada {n}", es_homonima=True))
    return nombrar(almacen, persona=persona, rol=f"testigo {n}", desde=DIA)
