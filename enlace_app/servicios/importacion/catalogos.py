"""Rounds with their rules, regions, municipalities, kinds of meeting and roles."""

from __future__ import annotations

from zoneinfo import available_timezones

from enlace_app.dominio.ejercicios import Ejercicio, ParteDeRegla, ReglaDecision, ReglaDeQuorum
from enlace_app.dominio.identidad import uuid_publicado
from enlace_app.dominio.nombramientos import DerechoDeVoto, Rol
from enlace_app.dominio.regiones import Municipio, Region
from enlace_app.dominio.tipos_reunion import QuienNumera, TipoReunion
from enlace_app.servicios.importacion.celdas import Rechazo
from enlace_app.servicios.importacion.materia import Entrada, Materia

_FECHAS_DE_EJERCICIO = (
    "declaratoria", "stga_instalado", "compromisos_acordados", "firma_o_adopcion", "publicacion_po", "inicio_trabajos",
    "evaluacion",
)  # fmt: skip


def zona_valida(entrada: Entrada, columna: str) -> str:
    """Return an IANA time zone as it is written in the database of zones."""
    texto = entrada.celdas.exigir(columna)
    conocidas = {zona.casefold(): zona for zona in available_timezones()}
    if texto.casefold() not in conocidas:
        raise Rechazo(columna, f"no existe la zona horaria «{texto[:60]}»; escriba por ejemplo America/Monterrey")
    return conocidas[texto.casefold()]


def _clave(entrada: Entrada) -> str:
    return entrada.celdas.exigir("clave")


def _leer_regla(entrada: Entrada) -> None:
    celdas = entrada.celdas
    indispensables = set(celdas.lista("partes_indispensables"))
    entrada.valores["partes"] = [
        ParteDeRegla(orden=orden, parte=parte, indispensable=parte in indispensables)
        for orden, parte in enumerate(celdas.lista("partes"), start=1)
    ]
    quorum = celdas.exigir("quorum")
    if quorum not in set(ReglaDeQuorum):
        raise Rechazo("quorum", f"«{quorum[:60]}» no es una regla de quórum: {', '.join(ReglaDeQuorum)}")
    entrada.valores |= {
        "quorum": ReglaDeQuorum(quorum),
        "consenso_primero": celdas.si_no("consenso_primero") is not False,
        "sede_rotativa": bool(celdas.si_no("sede_rotativa")),
    }
    entrada.poner("dias_aviso", celdas.entero)
    entrada.poner("dias_entre_ordinarias", celdas.entero)
    entrada.poner_textos("fuente")


def _leer_ejercicio(entrada: Entrada) -> None:
    entrada.poner_exigido("clave")
    entrada.poner_exigido("nombre")
    for columna in _FECHAS_DE_EJERCICIO:
        entrada.poner(columna, entrada.celdas.dia)
    entrada.poner_textos("cierre", "vigencia", "enfoque", "nota", "fuente")


def _poner_regla(ejercicio: Ejercicio, entrada: Entrada) -> None:
    """The rule of a round is a catalogue of its own, with the round's key."""
    identidad = uuid_publicado("regla_decision", ejercicio.clave)
    ejercicio.regla = entrada.lote.directorio.de_uuid(ReglaDecision, identidad)


def _leer_region(entrada: Entrada) -> None:
    entrada.poner_exigido("clave")
    entrada.poner_exigido("nombre")
    entrada.poner_textos("variantes", "ciudad_sede", "fuente")


def _leer_municipio(entrada: Entrada) -> None:
    celdas = entrada.celdas
    entrada.poner_exigido("cvegeo")
    entrada.poner_exigido("nombre")
    entrada.poner_textos("cabecera", "confianza_region", "fuente")
    entrada.poner("poblacion", celdas.entero)
    if entrada.nueva or celdas.tiene("zona"):
        entrada.valores["zona"] = zona_valida(entrada, "zona")
    if nombre := celdas.texto("region"):
        region = entrada.lote.directorio.nombrado(Region, nombre)
        if region is None:
            raise Rechazo("region", f"no se conoce la región «{nombre[:60]}»")
        entrada.valores["region"] = region


def _leer_tipo(entrada: Entrada) -> None:
    celdas = entrada.celdas
    for columna in ("clave", "nombre", "documento", "serie", "formato_folio"):
        entrada.poner_exigido(columna)
    entrada.valores["numera"] = QuienNumera(celdas.exigir("numera"))
    for columna in ("con_quorum", "con_votacion", "ordinaria"):
        entrada.valores[columna] = bool(celdas.si_no(columna))


def _leer_rol(entrada: Entrada) -> None:
    celdas = entrada.celdas
    entrada.poner_exigido("clave")
    entrada.poner_exigido("nombre")
    entrada.valores |= {
        "voz": bool(celdas.si_no("voz")),
        "voto": DerechoDeVoto(celdas.exigir("voto")),
        "firma": bool(celdas.si_no("firma")),
    }
    entrada.poner_textos("fuente")


REGLAS = Materia("Reglas", ReglaDecision, "regla_decision", _leer_regla, lambda e: e.celdas.exigir("ejercicio"))
EJERCICIOS = Materia("Ejercicios", Ejercicio, "ejercicio", _leer_ejercicio, _clave, completar=_poner_regla)
REGIONES = Materia("Regiones", Region, "region", _leer_region, _clave)
MUNICIPIOS = Materia("Municipios", Municipio, "municipio", _leer_municipio, lambda e: e.celdas.exigir("cvegeo"))
TIPOS = Materia("Tipos de reunión", TipoReunion, "tipo_reunion", _leer_tipo, _clave)
ROLES = Materia("Roles", Rol, "rol", _leer_rol, _clave)
