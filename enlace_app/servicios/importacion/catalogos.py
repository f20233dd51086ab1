"""Rounds with their rules, regions, municipalities, kinds of meeting and roles."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from string import Formatter
from typing import TypeVar
from zoneinfo import available_timezones

from enlace_app.dominio.ejercicios import Ejercicio, ParteDeRegla, ReglaDecision, ReglaDeQuorum
from enlace_app.dominio.identidad import uuid_publicado
from enlace_app.dominio.nombramientos import DerechoDeVoto, Rol
from enlace_app.dominio.regiones import Municipio, Region
from enlace_app.dominio.testados import Causal
from enlace_app.dominio.tipos_reunion import QuienNumera, TipoReunion
from enlace_app.dominio.version_publica import CONSERVAR
from enlace_app.servicios.importacion.celdas import Rechazo
from enlace_app.servicios.importacion.materia import Entrada, Materia

_FECHAS_DE_EJERCICIO = (
    "declaratoria", "stga_instalado", "compromisos_acordados", "firma_o_adopcion", "publicacion_po", "inicio_trabajos",
    "evaluacion",
)  # fmt: skip


_PARTES_DE_FOLIO = frozenset({"serie", "numero", "anio", "region", "marca", "consecutivo"})
E = TypeVar("E", bound=StrEnum)


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
    partes = celdas.lista("partes")
    sinonimos = _sinonimos(entrada, partes)
    if ajenas := indispensables - set(partes):
        raise Rechazo("partes_indispensables", f"«{min(ajenas)[:60]}» no está entre las partes")
    entrada.valores["partes"] = [
        ParteDeRegla(
            orden=orden,
            parte=parte,
            sinonimos="; ".join(sinonimos.get(parte, "").split(", ")) or None,
            indispensable=parte in indispensables,
        )
        for orden, parte in enumerate(partes, start=1)
    ]
    entrada.valores |= {
        "quorum": _uno_de(entrada, "quorum", ReglaDeQuorum),
        "consenso_primero": celdas.si_no("consenso_primero") is not False,
        "sede_rotativa": bool(celdas.si_no("sede_rotativa")),
    }
    entrada.poner("dias_aviso", celdas.entero)
    entrada.poner("dias_entre_ordinarias", celdas.entero)
    entrada.poner("votos_necesarios", celdas.entero)
    if (necesarios := entrada.guardado("votos_necesarios")) is not None and not 1 <= necesarios <= len(partes):
        raise Rechazo("votos_necesarios", f"con {len(partes)} partes no puede pedir {necesarios} votos a favor")
    entrada.poner_textos("fuente")


def _sinonimos(entrada: Entrada, partes: Sequence[str]) -> dict[str, str]:
    """Return the other names of each party: «órgano garante: instituto, icai»."""
    sinonimos: dict[str, str] = {}
    for elemento in entrada.celdas.lista("sinonimos"):
        parte, _, nombres = elemento.partition(":")
        if parte.strip() not in partes or not nombres.strip():
            motivo = f"«{elemento[:60]}» no dice de qué parte; escriba por ejemplo «órgano garante: instituto, garante»"
            raise Rechazo("sinonimos", motivo)
        sinonimos[parte.strip()] = nombres.strip()
    return sinonimos


def _uno_de(entrada: Entrada, columna: str, opciones: type[E]) -> E:
    texto = entrada.celdas.exigir(columna)
    if texto not in set(opciones):
        raise Rechazo(columna, f"«{texto[:60]}» no es ninguno de los que hay: {', '.join(opciones)}")
    return opciones(texto)


def _leer_ejercicio(entrada: Entrada) -> None:
    entrada.poner_exigido("clave")
    entrada.poner_exigido("nombre")
    for columna in _FECHAS_DE_EJERCICIO:
        entrada.poner(columna, entrada.celdas.dia)
    entrada.poner_textos("cierre", "vigencia", "enfoque", "nota", "fuente")


def _poner_regla(ejercicio: Ejercicio, entrada: Entrada) -> None:
    """The rule of a round is a catalogue of its own, with the round's key; whichever comes second links the two."""
    identidad = uuid_publicado("regla_decision", ejercicio.clave)
    ejercicio.regla = entrada.lote.directorio.de_uuid(ReglaDecision, identidad)


def _dar_a_su_ejercicio(regla: ReglaDecision, entrada: Entrada) -> None:
    ejercicio = entrada.lote.directorio.nombrado(Ejercicio, _clave_de_regla(entrada))
    if ejercicio is not None and ejercicio.regla is None:
        ejercicio.regla = regla


def _clave_de_regla(entrada: Entrada) -> str:
    return entrada.celdas.exigir("ejercicio")


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
    entrada.valores["numera"] = _uno_de(entrada, "numera", QuienNumera)
    _exigir_formato_de_folio(entrada)
    for columna in ("con_quorum", "con_votacion", "ordinaria"):
        entrada.valores[columna] = bool(celdas.si_no(columna))


def _exigir_formato_de_folio(entrada: Entrada) -> None:
    formato = entrada.valores["formato_folio"]
    try:
        campos = {campo for _, campo, _, _ in Formatter().parse(formato) if campo is not None}
        formato.format(serie="S", numero=1, anio=2017, region="CAR", marca="AAAA", consecutivo=1)
    except (ValueError, KeyError, IndexError, AttributeError):
        campos = {"?"}
    propio = "numero" if entrada.valores["numera"] == QuienNumera.STGA else "consecutivo"
    if not campos <= _PARTES_DE_FOLIO or propio not in campos:
        nombres = ", ".join(f"{{{parte}}}" for parte in sorted(_PARTES_DE_FOLIO))
        motivo = f"«{formato[:60]}» no es un formato de folio; puede llevar {nombres}, y aquí hace falta {{{propio}}}"
        raise Rechazo("formato_folio", motivo)


def _leer_rol(entrada: Entrada) -> None:
    celdas = entrada.celdas
    entrada.poner_exigido("clave")
    entrada.poner_exigido("nombre")
    entrada.valores |= {
        "voz": bool(celdas.si_no("voz")),
        "voto": _uno_de(entrada, "voto", DerechoDeVoto),
        "facilita": bool(celdas.si_no("facilita")),
        "firma": bool(celdas.si_no("firma")),
    }
    entrada.poner_textos("variantes", "fuente")


def _leer_causal(entrada: Entrada) -> None:
    entrada.poner_exigido("clave")
    if entrada.guardado("clave") == CONSERVAR:
        raise Rechazo("clave", f"«{CONSERVAR}» significa en el programa que algo no se testa; elija otra clave")
    entrada.poner_exigido("motivo")
    entrada.poner_textos("fundamento")


REGLAS = Materia(
    "Reglas",
    ReglaDecision,
    "regla_decision",
    _leer_regla,
    _clave_de_regla,
    completar=_dar_a_su_ejercicio,
    con_fuente=False,
)
EJERCICIOS = Materia("Ejercicios", Ejercicio, "ejercicio", _leer_ejercicio, _clave, completar=_poner_regla)
REGIONES = Materia("Regiones", Region, "region", _leer_region, _clave)
MUNICIPIOS = Materia("Municipios", Municipio, "municipio", _leer_municipio, lambda e: e.celdas.exigir("cvegeo"))
TIPOS = Materia("Tipos de reunión", TipoReunion, "tipo_reunion", _leer_tipo, _clave, con_fuente=False)
ROLES = Materia("Roles", Rol, "rol", _leer_rol, _clave, con_fuente=False)
CAUSALES = Materia("Causales", Causal, "causal", _leer_causal, _clave, con_fuente=False)
