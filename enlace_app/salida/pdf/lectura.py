"""Reads a template from TOML; what is wrong in it is told with file, line, block and reason."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from reportlab.lib.units import mm

from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.pdf.logos import Logo, leer_logo
from enlace_app.salida.pdf.plantilla import (
    Bloque,
    Columna,
    Letra,
    Mobiliario,
    Pagina,
    Parte,
    ParteFirmas,
    ParteTabla,
    ParteTexto,
    Plantilla,
)
from enlace_app.salida.pdf.redaccion import Frases, Redactor
from enlace_app.salida.pdf.tabla_toml import TablaToml

_TAMANOS_MM: Final[Mapping[str, tuple[float, float]]] = {"carta": (215.9, 279.4), "oficio": (216.0, 340.0)}
_COMUNES: Final = "comunes"

Hallar = Callable[[str], Path]
"""Gives the file of a template or of a logo by its name; raises `ErrorDeNegocio` where there is none."""


def leer_plantilla(ruta: Path, hallar: Hallar | None = None) -> Plantilla:
    """Read and compile a template.

    What it leaves out (page, letter, furniture, logos, phrases, macros) comes from its `base`, another template, whose
    blocks it may also take (`de_la_base`), on a page of their own or not as it says. `hallar` finds base and logos;
    without it they are looked for beside the file.

    Raises:
        ErrorDeNegocio: it is not valid TOML, a key is missing, unknown or of another type, or a wording is faulty.
        ErrorDeEntorno: the file cannot be read.
    """
    buscar = hallar or (lambda nombre: ruta.parent / nombre)
    propia = TablaToml.leer(ruta)
    base = _base(propia, buscar)
    redactor = _redactor(propia, base)
    for tabla in filter(None, (base, propia)):
        redactor.incluir_comunes(tabla.lugar_de_redaccion(_COMUNES), tabla.texto(_COMUNES, ""))
    plantilla = Plantilla(
        ruta=ruta,
        archivos=tuple((tabla.lugar.archivo, tabla.sha256) for tabla in (propia, base) if tabla is not None),
        pagina=_pagina(_heredada("pagina", propia, base)),
        letra=_letra(_heredada("letra", propia, base)),
        mobiliario=_mobiliario(_heredada("cada_hoja", propia, base), redactor),
        logos=_logos(propia if "logo" in propia or base is None else base, buscar),
        bloques=_bloques(propia, base, redactor),
    )
    propia.terminar()
    return plantilla


def _base(propia: TablaToml, buscar: Hallar) -> TablaToml | None:
    if "base" not in propia:
        return None
    lugar, nombre = propia.lugar_de("base"), propia.nombre_de_archivo("base")
    try:
        base = TablaToml.leer(buscar(nombre))
    except ErrorDeNegocio as error:
        raise ErrorDeNegocio(f"{lugar}: su base no sirve. {error}") from error
    if "base" in base:
        raise ErrorDeNegocio(f"{lugar}: «{nombre}» tiene a su vez una base; tome la de ella.")
    return base


def _redactor(propia: TablaToml, base: TablaToml | None) -> Redactor:
    frases = _heredada("frases", propia, base)
    etiquetas: dict[str, str] = {}
    for tabla in filter(None, (base, propia)):
        if tabla is propia and base is not None and "etiquetas" not in tabla:
            continue
        propias = tabla.tabla("etiquetas")
        etiquetas |= {nombre: propias.texto(nombre) for nombre in propias.claves()}
    redactor = Redactor(Frases(frases.texto("sin_dato"), frases.texto("si"), frases.texto("no"), etiquetas))
    frases.terminar()
    return redactor


def _heredada(clave: str, propia: TablaToml, base: TablaToml | None) -> TablaToml:
    return (base if base is not None and clave not in propia else propia).tabla(clave)


def _bloques(propia: TablaToml, base: TablaToml | None, redactor: Redactor) -> tuple[Bloque, ...]:
    de_la_base = {t.texto("clave"): t for t in base.tablas("bloque", nombrar="clave")} if base is not None else {}
    bloques = []
    for tabla in propia.tablas("bloque", nombrar="clave"):
        if not tabla.si_no("de_la_base"):
            bloques.append(_bloque(tabla.texto("clave"), tabla, redactor))
            continue
        lugar, clave = tabla.lugar_de("clave"), tabla.texto("clave")
        if clave not in de_la_base:
            raise ErrorDeNegocio(f"{lugar}: la base no tiene un bloque «{clave}»; tiene {', '.join(de_la_base)}.")
        suyo = _bloque(clave, de_la_base.pop(clave), redactor)
        if "hoja_nueva" in tabla:
            suyo = replace(suyo, hoja_nueva=tabla.si_no("hoja_nueva"))
        if "junto_al_anterior" in tabla:
            suyo = replace(suyo, junto_al_anterior=tabla.si_no("junto_al_anterior"))
        tabla.terminar()
        bloques.append(suyo)
    return tuple(bloques)


def _logos(tabla: TablaToml, buscar: Hallar) -> tuple[Logo, ...]:
    return tuple(leer_logo(logo, buscar) for logo in tabla.tablas("logo")) if "logo" in tabla else ()


def _pagina(tabla: TablaToml) -> Pagina:
    ancho, alto = tabla.uno_de("tamano", _TAMANOS_MM)
    margenes = {lado: tabla.numero(f"margen_{lado}_mm", 15, 60) * mm for lado in ("superior", "inferior", "izquierdo")}
    derecho, franja = tabla.numero("margen_derecho_mm", 10, 60), tabla.numero("franja_mm", 0, 40)
    if franja and derecho < franja + 8:
        raise tabla.rehusar("franja_mm", "la franja no cabe en el margen derecho (deje 8 mm más que ella).")
    tabla.terminar()
    return Pagina(ancho=ancho * mm, alto=alto * mm, derecho=derecho * mm, franja=franja * mm, **margenes)


def _letra(tabla: TablaToml) -> Letra:
    letra = Letra(cuerpo=tabla.numero("cuerpo_pt", 7, 16), interlinea=tabla.numero("interlinea_pt", 8, 32))
    tabla.terminar()
    return letra


def _mobiliario(tabla: TablaToml, redactor: Redactor) -> Mobiliario:
    mobiliario = Mobiliario(
        titulo=tabla.redaccion("titulo", redactor),
        encabezado=tabla.redaccion("encabezado", redactor),
        foja=tabla.redaccion("foja", redactor),
        pie=tabla.redaccion("pie", redactor),
        pie_derecho=tabla.redaccion("pie_derecho", redactor),
        aviso=tabla.redaccion("aviso", redactor),
        marca_de_agua=tabla.redaccion("marca_de_agua", redactor),
        franja=tabla.redaccion("franja", redactor),
    )
    tabla.terminar()
    return mobiliario


def _bloque(clave: str, tabla: TablaToml, redactor: Redactor) -> Bloque:
    bloque = Bloque(
        clave=clave,
        titulo=tabla.redaccion_opcional("titulo", redactor),
        cuando=tabla.expresion_opcional("cuando", redactor),
        vacio=tabla.redaccion_opcional("vacio", redactor),
        hoja_nueva=tabla.si_no("hoja_nueva"),
        junto_al_anterior=tabla.si_no("junto_al_anterior"),
        partes=tuple(_parte(parte, redactor) for parte in tabla.tablas("parte")),
    )
    tabla.terminar()
    return bloque


def _parte(tabla: TablaToml, redactor: Redactor) -> Parte:
    parte: Parte
    lugar = tabla.lugar_de("tipo")
    match tipo := tabla.texto("tipo"):
        case "texto":
            parte = ParteTexto(tabla.redaccion("texto", redactor), tabla.redaccion_opcional("qr", redactor))
        case "tabla":
            columnas = tuple(_columna(columna, redactor) for columna in tabla.tablas("columnas"))
            parte = ParteTabla(
                filas=tabla.expresion("filas", redactor),
                columnas=columnas,
                filas_en_blanco=int(tabla.numero("filas_en_blanco", 0, 500, 0)),
                alto=tabla.numero("alto_mm", 0, 60, 0) * mm,
            )
        case "firmas":
            parte = ParteFirmas(
                firmantes=tabla.expresion("firmantes", redactor),
                identificacion=tabla.redaccion("identificacion", redactor),
                firma=tabla.redaccion("firma", redactor),
                por_renglon=int(tabla.numero("por_renglon", 1, 4)),
            )
        case _:
            raise ErrorDeNegocio(f"{lugar}: no existe el tipo de parte «{tipo}»; use texto, tabla o firmas.")
    tabla.terminar()
    return parte


def _columna(tabla: TablaToml, redactor: Redactor) -> Columna:
    columna = Columna(
        titulo=tabla.redaccion("titulo", redactor),
        ancho=tabla.numero("ancho", 0.1, 100),
        celda=tabla.redaccion("celda", redactor, ""),
    )
    tabla.terminar()
    return columna
