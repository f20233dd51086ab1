"""The parts of a workbook around its sheets: which there are, their shared texts, which numbers are dates."""

import posixpath
import re
from collections.abc import Mapping
from sys import getsizeof
from typing import NamedTuple
from zipfile import ZipFile

from enlace_app.sincronizacion.lector import limites
from enlace_app.sincronizacion.lector.analisis import (
    PRINCIPAL,
    Atributos,
    Hondura,
    analizar,
    partir,
    roto_es_dano,
)
from enlace_app.sincronizacion.lector.rechazo import Rechazo

LIBRO = "xl/workbook.xml"
TIPOS = "[Content_Types].xml"
_TIPO_DE_LIBRO = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_TIPOS_MALOS = (
    ("macroenabled", "macros"),
    ("vbaproject", "macros"),
    ("macrosheet", "macros"),
    ("dialogsheet", "macros"),
    ("externallink", "vínculos a otros archivos"),
    ("oleobject", "archivos incrustados"),
    ("activex", "controles"),
    ("controlproperties", "controles"),
    ("connections", "conexiones a otros programas"),
    ("querytable", "consultas a otros programas"),
    ("wordprocessingml", "otro documento dentro"),
    ("presentationml", "otro documento dentro"),
)
_ENLACE_DE_CELDA = re.compile(r"(https?|mailto):[^\\\s]+", re.IGNORECASE)
_FECHAS_DE_EXCEL = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_DE_FECHA = re.compile(r"[dmyhsgebaj]", re.IGNORECASE)
_ADORNO_DE_FORMATO = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


class Pestana(NamedTuple):
    """A sheet as the workbook lists it: its name, whether it shows, and its part."""

    nombre: str
    visible: bool
    parte: str


class Libro:
    """What the workbook lists: sheets in their order, and whether days count from 1904."""

    def __init__(self) -> None:
        self.pestanas: list[Pestana] = []
        self.desde_1904 = False


class _Tipos(Hondura):
    def __init__(self) -> None:
        super().__init__()
        self.libro = False

    def empezar(self, _nombre: str, atributos: Atributos) -> None:
        self.entrar()
        tipo = atributos.get("ContentType", "").lower()
        for marca, que in _TIPOS_MALOS:
            if marca in tipo:
                raise Rechazo("macros") if que == "macros" else Rechazo("ajeno", detalle=que)
        if atributos.get("PartName", "").lower() == f"/{LIBRO}":
            self.libro = tipo == _TIPO_DE_LIBRO

    def terminar(self, _nombre: str) -> None:
        self.hondura -= 1

    def leer(self, _texto: str) -> None:
        pass


def revisar_tipos(comprimido: ZipFile) -> None:
    """Refuse content types that a package never has, or a main part that is no workbook."""
    tipos = _Tipos()
    with roto_es_dano(), comprimido.open(TIPOS) as origen:
        analizar(origen, tipos)
    if not tipos.libro:
        raise Rechazo("no_es_libro")


class _Relaciones(Hondura):
    def __init__(self, de: str) -> None:
        super().__init__()
        self.de = de
        self.destinos: dict[str, tuple[str, str]] = {}

    def empezar(self, nombre: str, atributos: Atributos) -> None:
        self.entrar()
        if partir(nombre)[1] != "Relationship":
            return
        tipo, destino = atributos.get("Type", ""), atributos.get("Target", "")
        if atributos.get("TargetMode", "").lower() == "external":
            # what a spreadsheet program makes of an address that somebody typed; nobody here follows it
            if not (tipo.endswith("/hyperlink") and _ENLACE_DE_CELDA.fullmatch(destino)):
                raise Rechazo("ajeno", detalle="vínculos a otros archivos")
            return
        ruta = destino[1:] if destino.startswith("/") else posixpath.normpath(posixpath.join(self.de, destino))
        if ruta.startswith("..") or "\\" in ruta or ":" in ruta:
            raise Rechazo("enganoso", detalle="nombres de partes")
        if atributos.get("Id", "") in self.destinos or len(self.destinos) >= limites.PARTES:
            raise Rechazo("enganoso", detalle="relaciones")
        self.destinos[atributos.get("Id", "")] = (tipo, ruta)

    def terminar(self, _nombre: str) -> None:
        self.hondura -= 1

    def leer(self, _texto: str) -> None:
        pass


def revisar_relaciones(comprimido: ZipFile, parte: str) -> dict[str, tuple[str, str]]:
    """Return type and target by id of one `.rels` part; it must stay inside the file."""
    relaciones = _Relaciones(posixpath.dirname(posixpath.dirname(parte)))
    with roto_es_dano(), comprimido.open(parte) as origen:
        analizar(origen, relaciones)
    return relaciones.destinos


class _Libro(Hondura):
    def __init__(self, relaciones: Mapping[str, tuple[str, str]]) -> None:
        super().__init__()
        self.libro = Libro()
        self.relaciones = relaciones
        self.nombres = 0

    def empezar(self, nombre: str, atributos: Atributos) -> None:
        self.entrar()
        espacio, etiqueta = partir(nombre)
        if self.hondura == 1 and (etiqueta != "workbook" or espacio not in PRINCIPAL):
            raise Rechazo("no_es_libro")
        if espacio not in PRINCIPAL:
            return
        if etiqueta == "sheet":
            self._agregar(atributos)
        elif etiqueta == "workbookPr":
            self.libro.desde_1904 = atributos.get("date1904", "0").lower() in {"1", "true", "on"}
        elif etiqueta == "externalReference":
            raise Rechazo("ajeno", detalle="vínculos a otros archivos")
        elif etiqueta == "definedName":
            self.nombres += 1
            if self.nombres > limites.NOMBRES_DEFINIDOS:
                raise Rechazo("crece", detalle=": nombres definidos")

    def _agregar(self, atributos: Atributos) -> None:
        nombre = atributos.get("name", "")
        ids = [v for campo, v in atributos.items() if campo.endswith("/relationships}id")]
        tipo, parte = self.relaciones.get(ids[0] if len(ids) == 1 else "", ("", ""))
        if not tipo.endswith("/worksheet"):
            raise Rechazo("danado", detalle=": una hoja no es de celdas")
        if len(self.libro.pestanas) >= limites.HOJAS:
            raise Rechazo("crece", detalle=": hojas")
        if not nombre or any(p.parte == parte for p in self.libro.pestanas):
            raise Rechazo("enganoso", detalle="hojas repetidas")
        self.libro.pestanas.append(Pestana(nombre, atributos.get("state", "visible") == "visible", parte))

    def terminar(self, _nombre: str) -> None:
        self.hondura -= 1

    def leer(self, _texto: str) -> None:
        pass


def leer_libro(comprimido: ZipFile, relaciones: Mapping[str, tuple[str, str]]) -> Libro:
    """Return the sheets that the workbook lists."""
    manejador = _Libro(relaciones)
    with roto_es_dano(), comprimido.open(LIBRO) as origen:
        analizar(origen, manejador)
    if not manejador.libro.pestanas:
        raise Rechazo("danado", detalle=": no tiene hojas")
    return manejador.libro


class _Textos(Hondura):
    def __init__(self) -> None:
        super().__init__()
        self.textos: list[str] = []
        self.trozos: list[str] = []
        self.abierto = self.fonetico = False
        self.memoria = self.largo = 0

    def empezar(self, nombre: str, _atributos: Atributos) -> None:
        self.entrar()
        etiqueta = partir(nombre)[1]
        self.abierto = etiqueta == "t" and not self.fonetico
        if etiqueta == "si":
            self.trozos, self.largo = [], 0
        elif etiqueta == "rPh":
            self.fonetico = True

    def terminar(self, nombre: str) -> None:
        self.hondura -= 1
        self.abierto = False
        etiqueta = partir(nombre)[1]
        if etiqueta == "rPh":
            self.fonetico = False
        elif etiqueta == "si":
            self.textos.append("".join(self.trozos))
            self.memoria += getsizeof(self.textos[-1]) + 16
            if self.memoria > limites.MEMORIA_DE_TEXTOS:
                raise Rechazo("crece", detalle=": textos")

    def leer(self, texto: str) -> None:
        if self.abierto:
            self.trozos.append(texto)
            self.largo += len(texto)
            if self.largo > limites.TEXTO:
                raise Rechazo("crece", detalle=": un texto")


def leer_textos(comprimido: ZipFile, parte: str) -> list[str]:
    """Return the table of shared texts, as they are stored."""
    manejador = _Textos()
    with roto_es_dano(), comprimido.open(parte) as origen:
        analizar(origen, manejador)
    return manejador.textos


class _Estilos(Hondura):
    def __init__(self) -> None:
        super().__init__()
        self.formatos: dict[int, str] = {}
        self.de_celda: list[int] = []
        self.en_celdas = False

    def empezar(self, nombre: str, atributos: Atributos) -> None:
        self.entrar()
        etiqueta = partir(nombre)[1]
        if etiqueta == "cellXfs":
            self.en_celdas = True
        elif etiqueta == "numFmt" and self.hondura == 3:
            self.formatos[int(atributos["numFmtId"])] = atributos.get("formatCode", "")
        elif etiqueta == "xf" and self.en_celdas:
            self.de_celda.append(int(atributos.get("numFmtId", "0")))
        if len(self.de_celda) > limites.ESTILOS or len(self.formatos) > limites.ESTILOS:
            raise Rechazo("crece", detalle=": estilos")

    def terminar(self, nombre: str) -> None:
        self.hondura -= 1
        if partir(nombre)[1] == "cellXfs":
            self.en_celdas = False

    def leer(self, _texto: str) -> None:
        pass


def leer_clases_de_numero(comprimido: ZipFile, parte: str) -> list[str]:
    """Return, for each style of cells, what its numbers are: `d` dates, `%` percentages, `n` numbers."""
    manejador = _Estilos()
    try:
        with roto_es_dano(), comprimido.open(parte) as origen:
            analizar(origen, manejador)
    except KeyError as error:
        raise Rechazo("danado") from error
    return [_clase(n, manejador.formatos.get(n)) for n in manejador.de_celda]


def _clase(numero: int, codigo: str | None) -> str:
    if codigo is None:
        return "d" if numero in _FECHAS_DE_EXCEL else "%" if numero in {9, 10} else "n"
    limpio = _ADORNO_DE_FORMATO.sub("", codigo).split(";")[0]
    if limpio.strip().lower() in {"general", "estándar", "@"}:
        return "n"
    return (
        "%"
        if "%" in limpio
        else "d"
        if _DE_FECHA.search(limpio) and not re.search("[#0?]", limpio.replace("s.0", ""))
        else "n"
    )
