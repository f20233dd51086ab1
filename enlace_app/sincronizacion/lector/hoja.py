"""One sheet as it streams by: rows of values, each with what kind of cell it stood in. Runs in the reading process."""

import re
from collections.abc import Callable, Sequence

from enlace_app.sincronizacion.lector import limites
from enlace_app.sincronizacion.lector.analisis import PRINCIPAL, Atributos, Hondura, partir
from enlace_app.sincronizacion.lector.rechazo import Rechazo

_LUGAR = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_NUMERO = re.compile(r"[+-]?[0-9]{1,330}(\.[0-9]{0,330})?([eE][+-]?[0-9]{1,4})?")
_ENTERO = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_ZONA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_FECHA = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z?)?")

Entrega = Callable[[int, list[object]], object]
"""Gets the number of a row and, alternating, columns (from 0) and what stands in them.

A text is itself; anything else is a list: kind (`n` number, `d` day number, `%` percentage, `i` ISO date, `b` truth
value, `e` error, `f` formula) and value.
"""


class LectorDeHoja(Hondura):
    """Handles the tags of one sheet; rows and cells must come in order, each at most once."""

    def __init__(self, nombre: str, textos: Sequence[str], clases: Sequence[str], entregar: Entrega) -> None:
        super().__init__()
        self.nombre, self.textos, self.clases, self.entregar = nombre, textos, clases, entregar
        self.columnas: dict[str, int] = {}
        self.fila = self.adornos = 0
        self.columna = -1
        self.renglon: list[object] = []
        self.tipo = self.estilo = ""
        self.con_formula = self.en_datos = self.en_fila = self.en_celda = self.abierto = self.fonetico = False
        self.trozos: list[str] = []
        self.largo = 0
        self.acciones: dict[str, Callable[[Atributos], None]] = {}
        self.finales: dict[str, Callable[[], None]] = {}

    def empezar(self, nombre: str, atributos: Atributos) -> None:
        """Open a tag; `hondura` counts only those that are not of rows and cells, so inside `sheetData` it is 1."""
        if accion := self.acciones.get(nombre):
            accion(atributos)
            return
        self.entrar()
        if self.hondura == 1:
            self._empezar_hoja(nombre)
        elif not self.en_datos:
            self.adornos += 1
            if self.adornos > limites.ADORNOS:
                raise Rechazo("crece", detalle=": formatos")

    def terminar(self, nombre: str) -> None:
        """Close a tag."""
        if final := self.finales.get(nombre):
            final()
        else:
            self.hondura -= 1

    def leer(self, texto: str) -> None:
        """Keep text of a value."""
        if self.abierto:
            self.trozos.append(texto)
            self.largo += len(texto)
            if self.largo > limites.TEXTO:
                raise Rechazo("crece", detalle=": un texto")

    def _empezar_hoja(self, nombre: str) -> None:
        espacio, etiqueta = partir(nombre)
        if etiqueta != "worksheet" or espacio not in PRINCIPAL:
            raise Rechazo("danado", detalle=": una hoja no es de celdas")
        acciones = {
            "sheetData": self._empezar_datos,
            "row": self._empezar_fila,
            "c": self._empezar_celda,
            "f": self._empezar_formula,
            "v": self._empezar_valor,
            "t": self._empezar_texto,
            "rPh": self._empezar_fonetico,
            "mergeCell": self._combinar,
            "oleObject": self._negar,
            "control": self._negar,
        }
        nada = self._nada
        finales = {
            "sheetData": self._terminar_datos,
            "row": self._terminar_fila,
            "c": self._terminar_celda,
            "f": nada,
            "mergeCell": nada,
            "v": self._cerrar,
            "t": self._cerrar,
            "rPh": self._terminar_fonetico,
        }
        self.acciones = {f"{espacio}}}{etiqueta}": accion for etiqueta, accion in acciones.items()}
        self.finales = {f"{espacio}}}{etiqueta}": final for etiqueta, final in finales.items()}

    def _empezar_datos(self, _: Atributos) -> None:
        if self.hondura != 1 or self.en_datos or self.fila:
            raise Rechazo("enganoso", detalle="celdas fuera de lugar")
        self.en_datos = True

    def _terminar_datos(self) -> None:
        self.en_datos = False

    def _empezar_fila(self, atributos: Atributos) -> None:
        if not self.en_datos or self.en_fila or self.hondura != 1:
            raise Rechazo("enganoso", detalle="celdas fuera de lugar")
        numero = atributos.get("r")
        fila = self.fila + 1 if numero is None else int(numero) if numero.isascii() and numero.isdigit() else 0
        if not self.fila < fila <= limites.FILAS_DE_EXCEL:
            raise Rechazo("enganoso", detalle="filas fuera de orden")
        self.fila, self.columna, self.renglon, self.en_fila = fila, -1, [], True

    def _terminar_fila(self) -> None:
        self.en_fila = False
        if self.renglon:
            self.entregar(self.fila, self.renglon)
            self.renglon = []

    def _empezar_celda(self, atributos: Atributos) -> None:
        if not self.en_fila or self.en_celda or self.hondura != 1:
            raise Rechazo("enganoso", detalle="celdas fuera de lugar")
        lugar = atributos.get("r")
        columna = self.columna + 1 if lugar is None else self._columna(lugar)
        if not self.columna < columna < limites.COLUMNAS_DE_EXCEL:
            raise Rechazo("enganoso", detalle="celdas fuera de orden")
        self.columna = columna
        self.tipo, self.estilo = atributos.get("t", "n"), atributos.get("s", "0")
        self.con_formula, self.en_celda = False, True
        self.trozos, self.largo = [], 0

    def _columna(self, lugar: str) -> int:
        """Return the column of a reference such as `B5`, which must be in this row."""
        letras = lugar.rstrip("0123456789")
        columna = self.columnas.get(letras)
        if columna is None:
            if not _LUGAR.fullmatch(lugar):
                raise Rechazo("enganoso", detalle="celdas fuera de orden")
            columna = self.columnas[letras] = _de_letras(letras)
        if lugar[len(letras) :] != str(self.fila):
            raise Rechazo("enganoso", detalle="celdas fuera de orden")
        return columna

    def _empezar_formula(self, _: Atributos) -> None:
        if self.en_celda:  # elsewhere it belongs to a dropdown or a conditional format
            self.con_formula = True

    def _empezar_valor(self, _: Atributos) -> None:
        if not self.en_celda or self.abierto or self.hondura != 1:
            raise Rechazo("enganoso", detalle="celdas fuera de lugar")
        self.abierto = self.tipo != "inlineStr"

    def _empezar_texto(self, _: Atributos) -> None:
        if self.en_celda and self.tipo == "inlineStr":
            self.abierto = not self.fonetico

    def _empezar_fonetico(self, _: Atributos) -> None:
        self.fonetico = True

    def _terminar_fonetico(self) -> None:
        self.fonetico = False

    def _cerrar(self) -> None:
        self.abierto = False

    def _nada(self) -> None:
        """Close what was not counted when it opened."""

    def _terminar_celda(self) -> None:
        self.en_celda = False
        crudo = "".join(self.trozos)
        valor: object
        if self.con_formula:
            valor = ["f", None]
        elif not crudo:
            return
        elif self.tipo == "inlineStr":
            valor = crudo
        elif self.tipo == "s":
            valor = self._compartido(crudo)
            if not valor:
                return
        else:
            valor = self._valor(crudo)
        if self.columna >= limites.COLUMNAS or self.fila > limites.FILAS:
            raise Rechazo("lejos", hoja=self.nombre, celda=f"{en_letras(self.columna)}{self.fila}")
        self.renglon += (self.columna, valor)

    def _compartido(self, crudo: str) -> str:
        try:
            numero = int(crudo)
            return self.textos[numero] if numero >= 0 else self.textos[len(self.textos)]
        except (ValueError, IndexError) as error:
            raise Rechazo("danado") from error

    def _valor(self, crudo: str) -> object:
        if self.tipo == "n":
            return [self._clase(), self._numero(crudo)]
        if self.tipo == "str":  # a formula's text without its formula
            return crudo
        if self.tipo == "b" and crudo in {"0", "1"}:
            return ["b", int(crudo)]
        if self.tipo == "e" and len(crudo) <= 32:
            return ["e", crudo]
        if self.tipo == "d" and _FECHA.fullmatch(crudo):
            return ["i", crudo]
        raise Rechazo("danado", detalle=": una celda de clase desconocida")

    def _clase(self) -> str:
        try:
            return self.clases[int(self.estilo)] if self.clases else "n"
        except (ValueError, IndexError) as error:
            raise Rechazo("danado") from error

    def _numero(self, crudo: str) -> object:
        if _ENTERO.fullmatch(crudo):
            return int(crudo)
        if len(crudo) > 400 or not _NUMERO.fullmatch(crudo):
            raise Rechazo("danado", detalle=": un número que no lo es")
        numero = float(crudo)
        return numero if abs(numero) < 1e300 else 1e300  # beyond any cell: refused there by its place

    def _combinar(self, atributos: Atributos) -> None:
        zona = _ZONA.fullmatch(atributos.get("ref", ""))
        self.adornos += 1
        if zona is None or self.adornos > limites.ADORNOS:
            raise Rechazo("crece", detalle=": celdas combinadas")
        desde, fila, hasta, ultima = zona.group(1), int(zona.group(2)), zona.group(3), zona.group(4)
        ancho = _de_letras(hasta or desde) - _de_letras(desde) + 1
        if ancho * (int(ultima or fila) - fila + 1) > limites.COMBINADAS:
            raise Rechazo("combinada", hoja=self.nombre, celda=zona.group())

    def _negar(self, _: Atributos) -> None:
        raise Rechazo("ajeno", detalle="archivos incrustados")


def _de_letras(letras: str) -> int:
    numero = 0
    for letra in letras:
        numero = numero * 26 + ord(letra) - 64
    return numero - 1


def en_letras(columna: int) -> str:
    """Return the letters of a column counted from 0."""
    letras, resto = "", columna + 1
    while resto:
        resto, cifra = divmod(resto - 1, 26)
        letras = chr(65 + cifra) + letras
    return letras
