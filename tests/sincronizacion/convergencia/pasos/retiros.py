"""What an enlace withdraws."""

from enlace_app.datos.almacen import Almacen
from enlace_app.servicios.acuerdos import retirar_acuerdo
from enlace_app.servicios.asistencias import retirar_asistencia
from enlace_app.servicios.documentos import retirar_documento
from enlace_app.servicios.nombramientos import retirar_nombramiento
from enlace_app.servicios.organizaciones import retirar_organizacion
from enlace_app.servicios.puntos import retirar_punto
from enlace_app.servicios.reuniones import retirar_reunion
from enlace_app.servicios.votaciones import retirar_votacion
from tests.sincronizacion.convergencia.pasos.paso import clave, elegir


def reunion(almacen: Almacen, cual: int, n: int) -> object:
    if (fila := elegir(almacen, "reunion", cual)) is None:
        return False
    uuid, rev = clave(fila)
    return retirar_reunion(almacen, reunion=uuid, rev=rev)


def asistencia(almacen: Almacen, cual: int, n: int) -> object:
    if (fila := elegir(almacen, "asistencia", cual)) is None:
        return False
    uuid, rev = clave(fila)
    return retirar_asistencia(almacen, asistencia=uuid, rev=rev)


def punto(almacen: Almacen, cual: int, n: int) -> object:
    if (fila := elegir(almacen, "punto_orden_dia", cual)) is None:
        return False
    uuid, rev = clave(fila)
    return retirar_punto(almacen, punto=uuid, rev=rev)


def votacion(almacen: Almacen, cual: int, n: int) -> object:
    if (fila := elegir(almacen, "votacion", cual)) is None:
        return False
    uuid, rev = clave(fila)
    return retirar_votacion(almacen, votacion=uuid, rev=rev)


def acuerdo(almacen: Almacen, cual: int, n: int) -> object:
    if (fila := elegir(almacen, "acuerdo", cual)) is None:
        return False
    uuid, rev = clave(fila)
    return retirar_acuerdo(almacen, acuerdo=uuid, rev=rev)


def documento(almacen: Almacen, cual: int, n: int) -> object:
    if (fila := elegir(almacen, "documento", cual)) is None:
        return False
    uuid, rev = clave(fila)
    return retirar_documento(almacen, documento=uuid, rev=rev)


def organizacion(almacen: Almacen, cual: int, n: int) -> object:
    if (fila := elegir(almacen, "organizacion", cual)) is None:
        return False
    uuid, rev = clave(fila)
    return retirar_organizacion(almacen, organizacion=uuid, rev=rev)


def nombramiento(almacen: Almacen, cual: int, n: int) -> object:
    if (fila := elegir(almacen, "nombramiento", cual)) is None:
        return False
    uuid, rev = clave(fila)
    return retirar_nombramiento(almacen, nombramiento=uuid, rev=rev)
