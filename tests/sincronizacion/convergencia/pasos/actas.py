"""Actas closed, signed, opened again and shared, with PDFs that are not the point."""

from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.servicios.actas import reabrir_acta
from enlace_app.servicios.reuniones import compartir_acta
from tests.servicios.escenario import FIRMANTE
from tests.servicios.escenario import cerrar as cerrar_reunion
from tests.servicios.escenario import firmar as firmar_reunion
from tests.sincronizacion.convergencia.pasos.paso import clave, elegir

_LISTA = "NOT baja AND estado IN ('celebrada', 'en_revision')"
_CERRADA = "estado = 'cerrada'"


def cerrar(almacen: Almacen, cual: int, n: int) -> object:
    fila = elegir(almacen, "reunion", cual, _LISTA)
    return cerrar_reunion(almacen, UUID(fila["uuid"])) if fila else False


def firmar(almacen: Almacen, cual: int, n: int) -> object:
    fila = elegir(almacen, "reunion", cual, _CERRADA)
    return _firmar(almacen, UUID(fila["uuid"]), n) if fila else False


def reabrir(almacen: Almacen, cual: int, n: int) -> object:
    fila = elegir(almacen, "reunion", cual, _CERRADA)
    return reabrir_acta(almacen, reunion=UUID(fila["uuid"]), motivo=f"Faltó {n}") if fila else False


def compartir(almacen: Almacen, cual: int, n: int) -> object:
    visita, otra = elegir(almacen, "reunion", cual, _LISTA), elegir(almacen, "reunion", n, _LISTA)
    if visita is None or otra is None:
        return False
    uuid, rev = clave(visita)
    return compartir_acta(almacen, reunion=uuid, rev=rev, con=UUID(otra["uuid"]) if n % 5 else None)


def _firmar(almacen: Almacen, reunion: UUID, n: int) -> bool:
    firmar_reunion(almacen, reunion, FIRMANTE if n % 3 else f"Persona {n}")
    return True
