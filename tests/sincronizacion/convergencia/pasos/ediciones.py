"""Corrections of what an enlace recorded, and of catalogues, where they travel as proposals."""

from datetime import date, timedelta
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.servicios.acuerdos import corregir_acuerdo, derivar_de
from enlace_app.servicios.asistencias import corregir_asistencia
from enlace_app.servicios.compromisos import anotar_avance
from enlace_app.servicios.documentos import cambiar_documento
from enlace_app.servicios.nombramientos import terminar_nombramiento
from enlace_app.servicios.organizaciones import agregar_alias, cambiar_organizacion, quitar_alias
from enlace_app.servicios.puntos import mover_punto, redactar_punto
from enlace_app.servicios.reuniones import cambiar_datos, dar_paso, vincular_compromisos, vincular_regiones
from enlace_app.servicios.votaciones import corregir_votacion
from tests.servicios.escenario import vuelta
from tests.sincronizacion.convergencia.pasos.altas import PUBLICADA
from tests.sincronizacion.convergencia.pasos.paso import Fila, clave, elegir


def reunion(almacen: Almacen, cual: int, n: int) -> object:
    fila = elegir(almacen, "reunion", cual)
    if fila is None:
        return False
    uuid, rev = clave(fila)
    return cambiar_datos(almacen, reunion=uuid, rev=rev, sede=f"+Sede {n}", resumen=f"Resumen\n{n}" if n % 2 else None)


def listas_de_reunion(almacen: Almacen, cual: int, n: int) -> object:
    fila = elegir(almacen, "reunion", cual)
    if fila is None:
        return False
    uuid, rev = clave(fila)
    if n % 2:
        compromisos = _algunos(almacen, "compromiso", n)
        return vincular_compromisos(almacen, reunion=uuid, rev=rev, compromisos=compromisos)
    return vincular_regiones(almacen, reunion=uuid, rev=rev, regiones=_algunos(almacen, "region", n))


def paso_de_reunion(almacen: Almacen, cual: int, n: int) -> object:
    fila = elegir(almacen, "reunion", cual, "NOT baja AND estado IN ('borrador', 'convocada', 'celebrada')")
    if fila is None:
        return False
    uuid, rev = clave(fila)
    return dar_paso(
        almacen, reunion=uuid, rev=rev, estado=("celebrada", "en_revision", "celebrada", "no_celebrada")[n % 4]
    )


def asistencia(almacen: Almacen, cual: int, n: int) -> object:
    fila = elegir(almacen, "asistencia", cual)
    if fila is None:
        return False
    uuid, rev = clave(fila)
    if n % 3 == 0:
        return corregir_asistencia(almacen, asistencia=uuid, rev=rev, consiente_publicar=bool(n % 2))
    return corregir_asistencia(almacen, asistencia=uuid, rev=rev, cargo=f"Cargo {n}", ausente=bool(n % 2))


def punto(almacen: Almacen, cual: int, n: int) -> object:
    fila = elegir(almacen, "punto_orden_dia", cual)
    if fila is None:
        return False
    uuid, rev = clave(fila)
    if n % 3 == 0:
        return mover_punto(almacen, punto=uuid, rev=rev, posicion=1 + n % 2)
    return redactar_punto(almacen, punto=uuid, rev=rev, desarrollo=f"Se dijo {n}.")


def votacion(almacen: Almacen, cual: int, n: int) -> object:
    fila = elegir(almacen, "votacion", cual)
    if fila is None:
        return False
    uuid, rev = clave(fila)
    sentido = ("a favor", "abstención")[n % 2]
    return corregir_votacion(
        almacen, votacion=uuid, rev=rev, sentido_por_parte={"sociedad civil": "a favor", "autoridad local": sentido}
    )


def acuerdo(almacen: Almacen, cual: int, n: int) -> object:
    fila = elegir(almacen, "acuerdo", cual)
    if fila is None:
        return False
    uuid, rev = clave(fila)
    if n % 3 == 0:
        return corregir_acuerdo(almacen, acuerdo=uuid, rev=rev, responsables=[f"Responsable {n % 4}", "Otra; más"])
    if n % 3 == 1:
        return corregir_acuerdo(almacen, acuerdo=uuid, rev=rev, plazo=f"{1 + n % 28} de noviembre de 2017")
    return corregir_acuerdo(almacen, acuerdo=uuid, rev=rev, texto=f"-Texto {n}")


def derivacion(almacen: Almacen, cual: int, n: int) -> object:
    fila, otro = elegir(almacen, "acuerdo", cual), elegir(almacen, "acuerdo", n, ajenas=True)
    if fila is None:
        return False
    uuid, rev = clave(fila)
    return derivar_de(almacen, acuerdo=uuid, rev=rev, de=UUID(otro["uuid"]) if otro and n % 4 else None)


def documento(almacen: Almacen, cual: int, n: int) -> object:
    fila = elegir(almacen, "documento", cual)
    if fila is None:
        return False
    uuid, rev = clave(fila)
    if n % 4 == 0:
        en = elegir(almacen, "reunion", n)
        return cambiar_documento(almacen, documento=uuid, rev=rev, reunion=UUID(en["uuid"]) if en else None)
    return cambiar_documento(almacen, documento=uuid, rev=rev, descripcion=f"@Descripción {n}", fojas=n % 90)


def organizacion(almacen: Almacen, cual: int, n: int) -> object:
    return _de_organizacion(almacen, elegir(almacen, "organizacion", cual), n)


def catalogo(almacen: Almacen, cual: int, n: int) -> object:
    """A row of the authority's: few of them, so that regions contradict each other."""
    return _de_organizacion(almacen, elegir(almacen, "organizacion", cual % 4, PUBLICADA, ajenas=True), n)


def _de_organizacion(almacen: Almacen, fila: Fila | None, n: int) -> object:
    if fila is None:
        return False
    uuid, rev = clave(fila)
    if n % 3 == 0:
        return agregar_alias(almacen, organizacion=uuid, rev=rev, alias=f"Alias {fila['nombre'][:9]} {n % 3}")
    if n % 3 == 1:
        quitado = f"Alias {fila['nombre'][:9]} {n % 2}"
        return quitar_alias(almacen, organizacion=uuid, rev=rev, alias=quitado)
    return cambiar_organizacion(almacen, organizacion=uuid, rev=rev, ambito=("local", "estatal", None)[n // 3 % 3])


def compromiso(almacen: Almacen, cual: int, n: int) -> object:
    fila = elegir(almacen, "compromiso", cual % 3, ajenas=True)
    if fila is None:
        return False
    uuid, rev = clave(fila)
    return anotar_avance(almacen, compromiso=uuid, rev=rev, avance=(n % 5) * 25)


def publicado(almacen: Almacen, cual: int, n: int) -> object:
    """A published meeting or agreement: what a region changes in it, it proposes."""
    fila = elegir(almacen, "acuerdo" if n % 2 else "reunion", cual, PUBLICADA, ajenas=True)
    if fila is None:
        return False
    uuid, rev = clave(fila)
    if n % 2 == 0 and n % 3 == 0:
        compromisos = _algunos(almacen, "compromiso", n)
        return vincular_compromisos(almacen, reunion=uuid, rev=rev, compromisos=compromisos)
    if n % 2 == 0:
        return cambiar_datos(almacen, reunion=uuid, rev=rev, sede=f"Sede {n % 5}")
    if n % 3 == 0:
        return corregir_acuerdo(almacen, acuerdo=uuid, rev=rev, responsables=[f"Responsable {n % 4}"])
    return corregir_acuerdo(almacen, acuerdo=uuid, rev=rev, texto=f"Texto {n % 5}")


def nombramiento(almacen: Almacen, cual: int, n: int) -> object:
    fila = elegir(almacen, "nombramiento", cual)
    if fila is None:
        return False
    uuid, rev = clave(fila)
    return terminar_nombramiento(almacen, nombramiento=uuid, rev=rev, hasta=date(2017, 12, 1) + timedelta(days=n % 90))


def deshacer_lo_ultimo(almacen: Almacen, cual: int, n: int) -> object:
    vuelta(almacen)
    return True


def _algunos(almacen: Almacen, tabla: str, n: int) -> list[UUID]:
    filas = almacen.lectura.filas(f"SELECT uuid FROM {tabla} WHERE NOT baja ORDER BY uuid")
    return [UUID(fila["uuid"]) for i, fila in enumerate(filas) if n >> (i % 8) & 1]
