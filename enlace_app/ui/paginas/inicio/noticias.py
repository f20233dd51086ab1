"""The lines of Inicio in words: the next session, what waits to be finished, the last package and the last backup."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from enlace_app.consultas.inicio import EnCurso, Panorama, Ritmo, UltimoPaquete
from enlace_app.ui.componentes.escritura import en_dias, escribir_dia, escribir_instante
from enlace_app.ui.tema import Icono, Rol

_CERCA = 10
"""Days before the limit from which on the line of the next session stands out."""


def proxima_sesion(ritmo: Ritmo | None, hoy: date) -> tuple[Icono, str, Rol]:
    """What to say of the rhythm of ordinary sessions; an empty text where none was held yet."""
    if ritmo is None:
        return Icono.CALENDARIO, "", Rol.TEXTO
    cual = f"({escribir_dia(ritmo.fecha)}{f', {ritmo.lugar}' if ritmo.lugar else ''})"
    proxima = (
        f" La próxima: {escribir_dia(ritmo.proxima)}, {en_dias((ritmo.proxima - hoy).days)}." if ritmo.proxima else ""
    )
    dias = "1 día" if ritmo.dias == 1 else f"{ritmo.dias:,} días"
    if ritmo.maximo is None:
        return Icono.CALENDARIO, f"Próxima sesión: van {dias} desde la última {cual}.{proxima}", Rol.TEXTO
    if ritmo.dias > ritmo.maximo:
        texto = f"Sesión atrasada: van {dias} desde la última {cual}; no deben pasar de {ritmo.maximo}.{proxima}"
        return Icono.ALERTA, texto, Rol.PELIGRO
    texto = f"Próxima sesión: van {ritmo.dias} de {ritmo.maximo} días desde la última {cual}.{proxima}"
    if ritmo.dias > ritmo.maximo - _CERCA and not ritmo.proxima:
        return Icono.POR_VENCER, f"{texto} Falta convocarla.", Rol.AVISO
    return Icono.CALENDARIO, texto, Rol.TEXTO


def sesion_en_curso(en_curso: EnCurso, hoy: date) -> str:
    """What the button says that returns to a session that did not end."""
    if en_curso.fecha == hoy:
        cuando = "la sesión de hoy"
    elif en_curso.fecha is not None:
        cuando = f"la sesión del {escribir_dia(en_curso.fecha)}, que quedó sin terminar"
    else:
        cuando = "la sesión que quedó sin terminar"
    return f"Continuar {cuando}: {en_curso.tipo}, desde las {en_curso.hora_inicio} h"


def por_firmar(panorama: Panorama) -> str:
    """How many actas wait for signatures."""
    return f"Actas por firmar: {panorama.por_firmar}" if panorama.por_firmar else ""


def por_cerrar(panorama: Panorama) -> str:
    """How many meetings were held and not closed."""
    return f"Actas por cerrar: {panorama.por_cerrar}" if panorama.por_cerrar else ""


def borradores(panorama: Panorama) -> str:
    """How many meetings are drafts or were only called."""
    return f"Borradores y convocadas: {panorama.borradores}" if panorama.borradores else ""


def paquete_anterior(paquete: UltimoPaquete | None, zona: str) -> str:
    """When the last package was made and whether it was received."""
    if paquete is None:
        return "Aún no se ha enviado ningún paquete"
    generado = datetime.fromisoformat(paquete.generado)
    dia = (generado if generado.tzinfo else generado.replace(tzinfo=UTC)).astimezone(ZoneInfo(zona)).date()
    if paquete.con_acuse:
        return f"Paquete anterior: {paquete.secuencia}, del {escribir_dia(dia)}, con acuse"
    return f"Paquete anterior: {paquete.secuencia}, sin acuse desde el {escribir_dia(dia)}"


def observaciones_sin_leer(cuantas: int) -> str:
    """How many remarks of the authority nobody read here."""
    if not cuantas:
        return ""
    return f"{cuantas:,} {'observación' if cuantas == 1 else 'observaciones'} de la autoridad sin leer"


def ultimo_respaldo(instante: datetime | None, hoy: date) -> str:
    """When the data were last copied; `instante` is in the computer's own time."""
    if instante is None:
        return "Aún no hay respaldo"
    if instante.date() == hoy:
        return f"Último respaldo: hoy, {instante:%H:%M}"
    return f"Último respaldo: {escribir_instante(instante)}"
