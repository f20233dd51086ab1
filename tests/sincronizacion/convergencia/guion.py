"""A run as a script that takes the same steps again."""

import sys
from pathlib import Path

from enlace_app.dominio.textos import Alfabeto
from enlace_app.sincronizacion.formato import Formato
from tests.sincronizacion.convergencia.corrida import Corrida, Resultado, repetir
from tests.sincronizacion.convergencia.molde import Molde, hacer_molde, lugar_de_trabajo

_GUION = '''"""{titulo}

Run it from the root of the project: python {archivo}
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path.cwd()))

from tests.sincronizacion.convergencia.corrida import Corrida
from tests.sincronizacion.convergencia.guion import volver_a_correr
{importes}

CORRIDA = Corrida(
    cierre={cierre!r},
    semilla={semilla!r},
    libros={libros!r},
    pasos=(
{pasos}
    ),
)

if __name__ == "__main__":
    sys.exit(volver_a_correr(CORRIDA))
'''


def escribir_guion(resultado: Resultado, archivo: str = "guion.py") -> str:
    """Return the script of a run, what it found in its first lines."""
    corrida = resultado.corrida
    clases = sorted({(type(p).__module__, type(p).__name__) for p in corrida.pasos})
    dicho = (resultado.falla or "Sin falla.").replace("\\", "\\\\").replace('"""', "'''")
    return _GUION.format(
        titulo=dicho.strip(),
        archivo=archivo,
        importes="\n".join(f"from {modulo} import {clase}" for modulo, clase in clases),
        cierre=corrida.cierre,
        semilla=corrida.semilla,
        libros=corrida.libros,
        pasos="\n".join(f"        {paso!r}," for paso in corrida.pasos),
    )


def leer_guion(texto: str) -> Corrida:
    """Return the run of a script without starting it."""
    espacio: dict[str, object] = {"__name__": "guion"}
    exec(compile(texto, "guion.py", "exec"), espacio)
    corrida = espacio["CORRIDA"]
    assert isinstance(corrida, Corrida)
    return corrida


def volver_a_correr(corrida: Corrida) -> int:
    """Take the steps, tell how it ended, and return the exit code."""
    with lugar_de_trabajo() as lugar:
        resultado = repetir(corrida, lambda: preparar_molde(lugar / "molde"))
    sys.stdout.write(f"{resultado.falla or 'Todo converge.'}\n")
    return 1 if resultado.falla else 0


def preparar_molde(raiz: Path) -> Molde:
    """Make the folders with the program's own characters and format."""
    return hacer_molde(raiz, *leer_recursos())


def leer_recursos() -> tuple[Alfabeto, Formato]:
    """Return the characters that may be kept, and the format of packages."""
    from enlace_app.arranque import leer_alfabeto, leer_formato_de_paquete

    return leer_alfabeto(), leer_formato_de_paquete()
