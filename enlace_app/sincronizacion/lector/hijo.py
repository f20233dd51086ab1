"""The reading process: a workbook on its standard input, rows as lines of JSON on its standard output.

It gets an open file and gives back data; it knows no path, opens nothing, and stops at its limits. It imports little,
for every reading waits for it.
"""

import io
import json
import os
from collections.abc import Callable
from typing import IO
from zipfile import ZipFile

from enlace_app.sincronizacion.lector import limites
from enlace_app.sincronizacion.lector.analisis import analizar, revisar_entero, roto_es_dano
from enlace_app.sincronizacion.lector.directorio import abrir_directorio
from enlace_app.sincronizacion.lector.hoja import LectorDeHoja
from enlace_app.sincronizacion.lector.partes import (
    LIBRO,
    TIPOS,
    leer_clases_de_numero,
    leer_libro,
    leer_textos,
    revisar_relaciones,
    revisar_tipos,
)
from enlace_app.sincronizacion.lector.rechazo import Rechazo
from enlace_app.sincronizacion.lector.sobre import abrir_sobre
from enlace_app.sincronizacion.lector.topes import limitar

Decir = Callable[[object], None]


def main() -> None:
    """Read what is on standard input and end; a refusal is an answer too."""
    entrada: IO[bytes] = io.BufferedReader(io.FileIO(0, closefd=False))
    tamano = os.fstat(0).st_size
    if not entrada.seekable():  # it comes decrypted out of another process
        entrada = io.BytesIO(entrada.read(limites.ARCHIVO + 1))
        tamano = len(entrada.getbuffer())
    with open(1, "wb", closefd=False) as salida:
        dicho = 0

        def decir(renglon: object) -> None:
            nonlocal dicho
            linea = json.dumps(renglon, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            dicho += len(linea)
            if dicho > limites.SALIDA or len(linea) > limites.RENGLON_DE_SALIDA:
                raise Rechazo("crece", detalle=": datos")
            salida.write(linea)

        try:
            limitar(limites.segundos(tamano), limites.MEMORIA)
            sobre = abrir_sobre(entrada, tamano)
            if sobre is None:
                leer(entrada, tamano, decir)
            else:
                decir({"sobre": sobre.describir()})
                leer(*sobre.extraer_libro(), decir)
        except Rechazo as rechazo:
            dicho = 0
            decir({"rechazo": rechazo.clave, "datos": rechazo.datos})
        except (MemoryError, RecursionError):
            dicho = 0
            decir({"rechazo": "crece", "datos": {}})


def leer(entrada: IO[bytes], tamano: int, decir: Decir) -> None:
    """Say all that a workbook of that many bytes holds: its sheets, their rows, and that this is the end.

    Raises:
        Rechazo: it is refused.
    """
    with abrir_directorio(entrada, tamano) as comprimido:
        nombres = set(comprimido.namelist())
        revisar_tipos(comprimido)
        relaciones = {n: revisar_relaciones(comprimido, n) for n in sorted(nombres) if n.endswith(".rels")}
        del_libro = relaciones.get("xl/_rels/workbook.xml.rels", {})
        libro = leer_libro(comprimido, del_libro)
        usadas = {LIBRO, TIPOS, *relaciones, *(p.parte for p in libro.pestanas)}
        textos = clases = None
        for tipo, parte in del_libro.values():
            if tipo.endswith("/sharedStrings") and textos is None and parte in nombres:
                textos = leer_textos(comprimido, parte)
                usadas.add(parte)
            elif tipo.endswith("/styles") and clases is None and parte in nombres:
                clases = leer_clases_de_numero(comprimido, parte)
                usadas.add(parte)
        _revisar_las_demas(comprimido, nombres - usadas)
        filas = celdas = 0

        def entregar(numero: int, contenido: list[object]) -> None:
            nonlocal filas, celdas
            filas, celdas = filas + 1, celdas + len(contenido) // 2
            if filas > limites.FILAS_EN_TODAS or celdas > limites.CELDAS:
                raise Rechazo("crece", detalle=": filas")
            decir([numero, contenido])

        for pestana in libro.pestanas:
            decir({"hoja": pestana.nombre, "visible": pestana.visible, "desde_1904": libro.desde_1904})
            lector = LectorDeHoja(pestana.nombre, textos or (), clases or (), entregar)
            try:
                with roto_es_dano(), comprimido.open(pestana.parte) as origen:
                    analizar(origen, lector)
            except KeyError as error:
                raise Rechazo("danado", detalle=": falta una hoja") from error
        decir({"fin": True})


def _revisar_las_demas(comprimido: ZipFile, nombres: set[str]) -> None:
    """Read to their end the parts that nobody uses: their checksums, and no instructions in any of them."""
    for nombre in sorted(nombres):
        with roto_es_dano(), comprimido.open(nombre) as origen:
            if nombre.lower().endswith((".xml", ".vml")):
                revisar_entero(origen)
            else:
                while origen.read(1 << 16):
                    pass
