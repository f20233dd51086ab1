"""The unpacking process: a zip on its standard input, its workbook and attachments on its standard output.

Each comes as a line that names it, then blocks: a line with their length, then the bytes as they are. Nothing is held
in memory, written to a file, or believed: whoever listens compares the bytes with the hash that they bear as a name.
"""

import io
import json
import os
from typing import IO
from zipfile import ZipInfo

from enlace_app.sincronizacion.lector import limites
from enlace_app.sincronizacion.lector.analisis import roto_es_dano
from enlace_app.sincronizacion.lector.rechazo import Rechazo
from enlace_app.sincronizacion.lector.sobre import Sobre, abrir_sobre
from enlace_app.sincronizacion.lector.topes import limitar


def main() -> None:
    """Unpack and end; a refusal is an answer too."""
    entrada: IO[bytes] = io.BufferedReader(io.FileIO(0, closefd=False))
    tamano = os.fstat(0).st_size
    with open(1, "wb", closefd=False) as salida:

        def decir(renglon: object) -> None:
            salida.write(json.dumps(renglon, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")

        def volcar(sobre: Sobre, parte: ZipInfo) -> None:
            with roto_es_dano(), sobre.comprimido.open(parte) as origen:
                while bloque := origen.read(limites.BLOQUE):
                    decir({"bytes": len(bloque)})
                    salida.write(bloque)

        try:
            limitar(limites.segundos(tamano), limites.MEMORIA)
            sobre = abrir_sobre(entrada, tamano)
            if sobre is not None:
                decir({"libro": sobre.libro.filename})
                volcar(sobre, sobre.libro)
                for huella, parte in sobre.adjuntos.items():
                    decir({"adjunto": huella})
                    volcar(sobre, parte)
                decir({"fin": True})
            else:
                decir({"rechazo": "no_es_libro", "datos": {}})
        except Rechazo as rechazo:
            decir({"rechazo": rechazo.clave, "datos": rechazo.datos})
        except (MemoryError, RecursionError):
            decir({"rechazo": "crece", "datos": {}})
