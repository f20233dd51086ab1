"""Reading a capture workbook or a package: every value or a reason, by sheet, row and column."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from enlace_app.errores import ErrorDeNegocio
from enlace_app.sincronizacion.celdas import Celda, leer_celda
from enlace_app.sincronizacion.filas import FilaLeida, Valor
from enlace_app.sincronizacion.formato import (
    COLUMNA_REF,
    COLUMNAS_DE_PORTADA,
    HOJA_EJEMPLOS,
    HOJA_PORTADA,
    Formato,
    Hoja,
    TipoDeColumna,
)
from enlace_app.sincronizacion.pestanas import Pestana, ancho_de, con_algo
from enlace_app.sincronizacion.problemas import Problema

MAXIMO_FILAS = 200_000
MAXIMO_PROBLEMAS = 10_000
_PARECIDO = 0.84
"""From here on two names are one misspelt: «Asistencias», «Acuerdo», «Votacion» are, «Notas» is not."""


class LibroAjeno(ErrorDeNegocio):
    """None of its sheets is one of the format that was asked for."""


@dataclass(frozen=True, slots=True)
class HojaLeida:
    """A known sheet: its columns as the format names them, in the workbook's order, and its rows that hold anything."""

    nombre: str
    columnas: tuple[str, ...]
    filas: tuple[FilaLeida, ...]


@dataclass(frozen=True, slots=True)
class LibroLeido:
    """What a workbook holds.

    `portada` is None in a capture workbook. `problemas` that are grave name cells that were read as empty, or rows,
    columns and sheets that cannot be taken as they are.
    """

    archivo: str
    portada: Mapping[str, Valor] | None
    hojas: Mapping[str, HojaLeida]
    problemas: tuple[Problema, ...]
    identificador: str | None = None
    """What the template wrote into its properties, unless a program dropped it on saving."""

    def filas(self, hoja: str) -> tuple[FilaLeida, ...]:
        """Return the rows of a sheet, none if the workbook lacks it."""
        leida = self.hojas.get(hoja)
        return leida.filas if leida else ()

    def rechazadas(self, hoja: str) -> frozenset[int]:
        """Return the numbers of the rows of a sheet that have a grave problem of their own."""
        return frozenset(p.fila for p in self.problemas if p.grave and p.hoja == hoja and p.fila is not None)


@dataclass(frozen=True, slots=True)
class _Columna:
    """Where a column stands; `callada` ones are for the reader's comfort, so nothing in them is a problem."""

    posicion: int
    nombre: str
    tipo: TipoDeColumna
    callada: bool = False


@dataclass(slots=True)
class Hallazgos:
    """What was found wrong so far in one file."""

    archivo: str
    lista: list[Problema] = field(default_factory=list)

    def anotar(
        self, motivo: str, hoja: str, fila: int | None = None, columna: str | None = None, *, grave: bool = True
    ) -> None:
        """Note one finding; raises `ErrorDeNegocio` where there are too many to be a slip."""
        if len(self.lista) >= MAXIMO_PROBLEMAS:
            raise ErrorDeNegocio(
                f"{self.archivo} tiene más de {MAXIMO_PROBLEMAS:,} problemas. Revise que sea el libro correcto; "
                f"el último fue: {self.lista[-1]}"
            )
        self.lista.append(Problema(self.archivo, hoja, fila, columna, motivo, grave))


def leer_libro(ruta: Path, formato: Formato) -> LibroLeido:
    """Read every sheet that the format knows; the others are named in `problemas` and left alone.

    Raises:
        ErrorDeNegocio: it is no readable workbook, none of its sheets is known, or it is beyond every measure.
        ErrorDeEntorno: the file cannot be read.
    """
    from enlace_app.sincronizacion.apertura_libro import abrir_libro, identificador_de, pestanas_de

    with abrir_libro(ruta) as libro:
        return leer_pestanas(ruta.name, pestanas_de(ruta.name, libro), formato, identificador_de(libro))


def leer_pestanas(
    archivo: str, pestanas: Iterable[Pestana], formato: Formato, identificador: str | None = None
) -> LibroLeido:
    """Return what the sheets hold, whoever streams them; errors as in `leer_libro`."""
    hallazgos = Hallazgos(archivo)
    portada: Mapping[str, Valor] | None = None
    hojas: dict[str, HojaLeida] = {}
    for leida in leer_hojas(pestanas, formato, hallazgos):
        if isinstance(leida, HojaLeida):
            hojas[leida.nombre] = leida
        else:
            portada = leida
    return LibroLeido(archivo, portada, hojas, tuple(hallazgos.lista), identificador)


def leer_hojas(
    pestanas: Iterable[Pestana], formato: Formato, hallazgos: Hallazgos
) -> Iterator[HojaLeida | Mapping[str, Valor]]:
    """Yield the known sheets as they are read, each once, and the fields of Portada when it comes by.

    Raises:
        ErrorDeNegocio: none is known, which shows at the end, or there is too much of anything.
    """
    conocidas = {_plegar(hoja.nombre): hoja for hoja in formato.hojas}
    vistas: set[str] = set()
    for pestana in pestanas:
        plegado = _plegar(pestana.titulo)
        if plegado == _plegar(HOJA_EJEMPLOS):
            continue
        hoja = conocidas.get(plegado)
        if plegado == _plegar(HOJA_PORTADA) and HOJA_PORTADA not in vistas:
            vistas.add(HOJA_PORTADA)
            yield _leer_portada(pestana, hallazgos)
        elif hoja is None:
            _anotar_ajena(pestana, [h.nombre for h in formato.hojas], hallazgos)
        elif hoja.nombre in vistas:
            hallazgos.anotar(f"hay dos hojas «{hoja.nombre}»; junte sus filas en una", pestana.titulo)
        else:
            vistas.add(hoja.nombre)
            if not pestana.visible:
                hallazgos.anotar("la hoja está oculta; se leyó de todos modos", pestana.titulo, grave=False)
            yield _leer_hoja(pestana, hoja, hallazgos)
    if not vistas:
        raise LibroAjeno(
            f"{hallazgos.archivo} no tiene ninguna hoja del formato. Se esperaba al menos una de: "
            f"{', '.join(hoja.nombre for hoja in formato.hojas)}."
        )


def _anotar_ajena(pestana: Pestana, nombres: Sequence[str], hallazgos: Hallazgos) -> None:
    """Note a sheet that the format lacks: grave if it holds rows under what must be a misspelt name."""
    plegados = {_plegar(nombre): nombre for nombre in nombres}
    parecidos = get_close_matches(_plegar(pestana.titulo), plegados, n=1, cutoff=_PARECIDO)
    filas = pestana.filas()
    if parecidos and any(any(map(con_algo, celdas)) for numero, celdas in filas if numero > 1):
        hallazgos.anotar(
            f"no es una hoja del formato y no se leyó; si es «{plegados[parecidos[0]]}», póngale ese nombre e importe "
            "de nuevo",
            pestana.titulo,
        )
    else:
        hallazgos.anotar("no es una hoja del formato; se dejó como está", pestana.titulo, grave=False)


def _leer_hoja(pestana: Pestana, hoja: Hoja, hallazgos: Hallazgos) -> HojaLeida:
    filas = pestana.filas()
    encabezado = next(filas, (1, ()))[1]
    ancho = ancho_de(encabezado)
    columnas = _encabezado(encabezado, hoja, hallazgos)
    leidas: list[FilaLeida] = []
    vistas: dict[tuple[str, str], int] = {}
    con_datos = con_sobrantes = False
    for numero, celdas in filas:
        con_datos = con_datos or any(map(con_algo, celdas))
        if not con_sobrantes and any(map(con_algo, celdas[ancho:])):
            con_sobrantes = True
            hallazgos.anotar(
                "hay datos a la derecha del último encabezado; no se leyeron", hoja.nombre, numero, grave=False
            )
        fila = _fila(hoja, columnas, numero, celdas, hallazgos)
        if fila is None:
            continue
        if len(leidas) >= MAXIMO_FILAS:
            raise ErrorDeNegocio(
                f"{hallazgos.archivo}: la hoja «{hoja.nombre}» pasa de {MAXIMO_FILAS:,} filas. Divídala."
            )
        _revisar_repetida(hoja, fila, vistas, hallazgos)
        leidas.append(fila)
    if con_datos:
        _revisar_columnas(hoja, columnas, hallazgos)
    return HojaLeida(hoja.nombre, tuple(c.nombre for c in columnas), tuple(leidas))


def _encabezado(celdas: Sequence[Celda], hoja: Hoja, hallazgos: Hallazgos) -> list[_Columna]:
    conocidas = {_plegar(c.nombre): c for c in hoja.columnas}
    columnas: list[_Columna] = []
    tomadas: set[str] = set()
    for posicion, celda in enumerate(celdas):
        titulo = str(celda.value or "").strip()
        plegado = _plegar(titulo)
        columna = conocidas.get(plegado)
        if plegado in tomadas:
            hallazgos.anotar("la columna está repetida; se leyó sólo la primera", hoja.nombre, 1, titulo)
        elif columna is not None:
            tomadas.add(plegado)
            columnas.append(_Columna(posicion, columna.nombre, columna.tipo, columna.derivada))
        elif plegado == COLUMNA_REF:
            tomadas.add(plegado)
            columnas.append(_Columna(posicion, COLUMNA_REF, TipoDeColumna.TEXTO))
        elif titulo:
            hallazgos.anotar("no es una columna del formato; se dejó como está", hoja.nombre, 1, titulo, grave=False)
    return columnas


def _fila(
    hoja: Hoja, columnas: Iterable[_Columna], numero: int, celdas: Sequence[Celda], hallazgos: Hallazgos
) -> FilaLeida | None:
    """Return the row, or None if no cell under a header holds anything but spaces."""
    presentes = [(c, celdas[c.posicion]) for c in columnas if c.posicion < len(celdas)]
    if not any(con_algo(celda) for _, celda in presentes):
        return None
    valores: dict[str, Valor] = {c.nombre: None for c in columnas}
    for columna, celda in presentes:
        if celda.value is None and celda.data_type == "n":  # nothing in it: half of all cells
            continue
        lectura = leer_celda(columna.tipo, celda)
        valores[columna.nombre] = lectura.valor
        if lectura.motivo and not columna.callada:
            hallazgos.anotar(lectura.motivo, hoja.nombre, numero, columna.nombre, grave=lectura.grave)
    ref = valores.pop(COLUMNA_REF, None)
    return FilaLeida(hallazgos.archivo, hoja.nombre, numero, None if ref is None else str(ref).strip() or None, valores)


def _revisar_repetida(hoja: Hoja, fila: FilaLeida, vistas: dict[tuple[str, str], int], hallazgos: Hallazgos) -> None:
    """Note a `ref` or identity that an earlier row of the sheet already has."""
    columnas = hoja.identidad
    identidad = [fila.texto(c.nombre) for c in columnas]
    marcas = {
        COLUMNA_REF: fila.ref,
        columnas[-1].nombre: None if None in identidad else "\n".join(map(str, identidad)),
    }
    for columna, marca in marcas.items():
        if marca is None:
            continue
        primera = vistas.setdefault((columna, marca), fila.numero)
        if primera != fila.numero:
            hallazgos.anotar(
                f"se repite lo de la fila {primera}; cada fila lleva el suyo", hoja.nombre, fila.numero, columna
            )


def _revisar_columnas(hoja: Hoja, columnas: Iterable[_Columna], hallazgos: Hallazgos) -> None:
    presentes = {c.nombre for c in columnas}
    if not presentes - {COLUMNA_REF}:
        hallazgos.anotar(
            "la fila 1 no tiene los nombres de las columnas; quite títulos o filas que estén antes", hoja.nombre, 1
        )
        return
    for columna in hoja.obligatorias:
        if columna.nombre not in presentes:
            hallazgos.anotar(f"falta esta columna obligatoria ({columna.etiqueta})", hoja.nombre, None, columna.nombre)


def _leer_portada(pestana: Pestana, hallazgos: Hallazgos) -> dict[str, Valor]:
    """Read the fields of Portada; nothing but a text can be a field's name."""
    campos: dict[str, Valor] = {}
    for numero, celdas in pestana.filas():
        if numero == 1 or not celdas or not con_algo(celdas[0]):
            continue
        nombre = leer_celda(TipoDeColumna.TEXTO, celdas[0]).valor
        # a value of any kind: integers stay so, the rest is text
        tipo = TipoDeColumna.ENTERO if len(celdas) > 1 and celdas[1].data_type == "n" else TipoDeColumna.TEXTO
        lectura = leer_celda(tipo, celdas[1]) if len(celdas) > 1 else None
        if lectura and lectura.motivo:
            hallazgos.anotar(lectura.motivo, HOJA_PORTADA, numero, COLUMNAS_DE_PORTADA[1], grave=lectura.grave)
        if not isinstance(nombre, str) or nombre in campos:
            hallazgos.anotar("el campo está repetido o no se puede leer", HOJA_PORTADA, numero, COLUMNAS_DE_PORTADA[0])
            continue
        campos[nombre] = lectura.valor if lectura else None
    return campos


def _plegar(texto: str) -> str:
    """Return a name without accents, case, spaces or signs: «Orden del día» is OrdenDelDia."""
    sin_acentos = (c for c in unicodedata.normalize("NFD", texto) if not unicodedata.combining(c))
    return "".join(c for c in sin_acentos if c.isalnum()).casefold()
