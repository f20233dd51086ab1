"""Reads a template from TOML; what is wrong in it is told with file, block and reason."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from reportlab.lib.units import mm

from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
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
from enlace_app.salida.pdf.redaccion import Expresion, Frases, Redactor, Texto

_TAMANOS_MM: Final[Mapping[str, tuple[float, float]]] = {"carta": (215.9, 279.4), "oficio": (216.0, 340.0)}


def leer_plantilla(ruta: Path) -> Plantilla:
    """Read and compile a template.

    Raises:
        ErrorDeNegocio: it is not valid TOML, a key is missing, unknown or of another type, or a wording is faulty.
        ErrorDeEntorno: the file cannot be read.
    """
    try:
        datos = tomllib.loads(ruta.read_text(encoding="utf-8"))
    except OSError as error:
        raise ErrorDeEntorno(f"No se puede leer la plantilla {ruta.name}; revise que exista y sus permisos.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ErrorDeNegocio(f"{ruta.name}: no es un archivo TOML válido ({error}).") from error
    raiz = _Tabla(ruta.name, datos)
    frases = raiz.tabla("frases")
    etiquetas = raiz.etiquetas("etiquetas")
    redactor = Redactor(Frases(frases.texto("sin_dato"), frases.texto("si"), frases.texto("no"), etiquetas))
    frases.terminar()
    redactor.incluir_comunes(f"{ruta.name}, comunes", raiz.texto("comunes", ""))
    plantilla = Plantilla(
        ruta=ruta,
        pagina=_pagina(raiz.tabla("pagina")),
        letra=_letra(raiz.tabla("letra")),
        mobiliario=_mobiliario(raiz.tabla("cada_hoja"), redactor),
        bloques=tuple(_bloque(t, redactor) for t in raiz.tablas("bloque", nombrar="clave")),
    )
    raiz.terminar()
    return plantilla


class _Tabla:
    """A TOML table that knows its place and whose unread keys are errors."""

    def __init__(self, lugar: str, datos: dict[str, Any]) -> None:
        self.lugar = lugar
        self._datos = dict(datos)

    def valor(self, clave: str, tipo: type | tuple[type, ...], defecto: Any = None) -> Any:
        if clave not in self._datos:
            if defecto is None:
                raise ErrorDeNegocio(f"{self.lugar}: falta la clave «{clave}».")
            return defecto
        valor = self._datos.pop(clave)
        if not isinstance(valor, tipo) or (isinstance(valor, bool) and tipo is not bool):
            raise ErrorDeNegocio(f"{self.lugar}: la clave «{clave}» no es del tipo esperado.")
        return valor

    def texto(self, clave: str, defecto: str | None = None) -> str:
        return str(self.valor(clave, str, defecto))

    def numero(self, clave: str, minimo: float, maximo: float) -> float:
        valor = float(self.valor(clave, (int, float)))
        if not minimo <= valor <= maximo:
            raise ErrorDeNegocio(f"{self.lugar}: «{clave}» va de {minimo:g} a {maximo:g}.")
        return valor

    def si_no(self, clave: str) -> bool:
        return bool(self.valor(clave, bool, False))

    def redaccion(self, clave: str, redactor: Redactor) -> Texto:
        return redactor.texto(f"{self.lugar}, «{clave}»", self.texto(clave))

    def redaccion_opcional(self, clave: str, redactor: Redactor) -> Texto | None:
        return self.redaccion(clave, redactor) if clave in self._datos else None

    def expresion(self, clave: str, redactor: Redactor) -> Expresion:
        return redactor.expresion(f"{self.lugar}, «{clave}»", self.texto(clave))

    def expresion_opcional(self, clave: str, redactor: Redactor) -> Expresion | None:
        return self.expresion(clave, redactor) if clave in self._datos else None

    def etiquetas(self, clave: str) -> Mapping[str, str]:
        tabla = self.tabla(clave)
        return {nombre: tabla.texto(nombre) for nombre in list(tabla._datos)}

    def tabla(self, clave: str) -> "_Tabla":
        return _Tabla(f"{self.lugar}, {clave}", self.valor(clave, dict))

    def tablas(self, clave: str, nombrar: str | None = None) -> "list[_Tabla]":
        listas = self.valor(clave, list)
        if not all(isinstance(datos, dict) for datos in listas):
            raise ErrorDeNegocio(f"{self.lugar}: «{clave}» debe ser una lista de tablas.")
        return [
            _Tabla(
                f"{self.lugar}, {clave} «{datos.get(nombrar, n)}»" if nombrar else f"{self.lugar}, {clave} {n}", datos
            )
            for n, datos in enumerate(listas, start=1)
        ]

    def terminar(self) -> None:
        if self._datos:
            raise ErrorDeNegocio(f"{self.lugar}: no se conoce la clave «{min(self._datos)}».")


def _pagina(tabla: _Tabla) -> Pagina:
    tamano = tabla.texto("tamano")
    if tamano not in _TAMANOS_MM:
        raise ErrorDeNegocio(f"{tabla.lugar}: el tamaño debe ser {' u '.join(_TAMANOS_MM)}.")
    ancho, alto = _TAMANOS_MM[tamano]
    margenes = {lado: tabla.numero(f"margen_{lado}_mm", 15, 60) * mm for lado in ("superior", "inferior", "izquierdo")}
    derecho, franja = tabla.numero("margen_derecho_mm", 10, 60), tabla.numero("franja_mm", 0, 40)
    if franja and derecho < franja + 8:
        raise ErrorDeNegocio(f"{tabla.lugar}: la franja no cabe en el margen derecho (deje 8 mm más que ella).")
    tabla.terminar()
    return Pagina(ancho=ancho * mm, alto=alto * mm, derecho=derecho * mm, franja=franja * mm, **margenes)


def _letra(tabla: _Tabla) -> Letra:
    letra = Letra(cuerpo=tabla.numero("cuerpo_pt", 7, 16), interlinea=tabla.numero("interlinea_pt", 8, 32))
    tabla.terminar()
    return letra


def _mobiliario(tabla: _Tabla, redactor: Redactor) -> Mobiliario:
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


def _bloque(tabla: _Tabla, redactor: Redactor) -> Bloque:
    bloque = Bloque(
        clave=tabla.texto("clave"),
        titulo=tabla.redaccion_opcional("titulo", redactor),
        cuando=tabla.expresion_opcional("cuando", redactor),
        vacio=tabla.redaccion_opcional("vacio", redactor),
        hoja_nueva=tabla.si_no("hoja_nueva"),
        junto_al_anterior=tabla.si_no("junto_al_anterior"),
        partes=tuple(_parte(parte, redactor) for parte in tabla.tablas("parte")),
    )
    tabla.terminar()
    return bloque


def _parte(tabla: _Tabla, redactor: Redactor) -> Parte:
    parte: Parte
    match tipo := tabla.texto("tipo"):
        case "texto":
            parte = ParteTexto(tabla.redaccion("texto", redactor), tabla.redaccion_opcional("qr", redactor))
        case "tabla":
            columnas = tuple(_columna(columna, redactor) for columna in tabla.tablas("columnas"))
            parte = ParteTabla(tabla.expresion("filas", redactor), columnas)
        case "firmas":
            parte = ParteFirmas(
                firmantes=tabla.expresion("firmantes", redactor),
                identificacion=tabla.redaccion("identificacion", redactor),
                firma=tabla.redaccion("firma", redactor),
                por_renglon=int(tabla.numero("por_renglon", 1, 4)),
            )
        case _:
            raise ErrorDeNegocio(f"{tabla.lugar}: no existe el tipo de parte «{tipo}»; use texto, tabla o firmas.")
    tabla.terminar()
    return parte


def _columna(tabla: _Tabla, redactor: Redactor) -> Columna:
    columna = Columna(
        titulo=tabla.redaccion("titulo", redactor),
        ancho=tabla.numero("ancho", 0.1, 100),
        celda=tabla.redaccion("celda", redactor),
    )
    tabla.terminar()
    return columna
