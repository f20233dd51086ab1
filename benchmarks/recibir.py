"""Looking into packages and receiving them, against calamine and raw writing: `python -m benchmarks.recibir`.

Two packages of one region come to an authority: the first, and one in which every record that may change did. Each
contender begins with the workbook and a folder (or a database) of its own. A limit is checked, with exit code 1:
receiving takes at most `LIMITE` times as long as reading with calamine and writing the same records with our own
`datos.lote`.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from python_calamine import CalamineWorkbook

from benchmarks.envios import Banco, copia
from benchmarks.medicion import Contendiente, Trabajo, comparar
from enlace_app.arranque import abrir_contexto, leer_formato_de_paquete
from enlace_app.datos.conexion import Conexion, abrir_conexion
from enlace_app.datos.lote import Lote, Remitente
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.contexto import Contexto
from enlace_app.servicios.recepcion import recibir_paquete, revisar_paquete
from enlace_app.sincronizacion.aplicar import escribir_plan
from enlace_app.sincronizacion.comparar import comparar as comparar_paquete
from enlace_app.sincronizacion.lector.lectura import leer_paquete
from enlace_app.sincronizacion.manifiesto import leer_manifiesto

REPETICIONES = {1_000: 9, 50_000: 3}
LIMITE = 6.0
CRUDO = "calamine, raw executemany into plain tables"
LOTE = "calamine, our datos.lote with the rows at hand"
RECIBIR = "receive"
REVISAR = "inspect"
SOLO_LEER = "calamine, nothing written"
Hoja = tuple[str, list[str], Sequence[Sequence[object]]]
Preparar = Callable[[Banco, bool, Path, ExitStack], Trabajo]


def main() -> None:
    """Print times and memory at each size."""
    if sys.argv[1:2] == ["--uno"]:
        _uno(*sys.argv[2:])
        return
    peor = 0.0
    with tempfile.TemporaryDirectory() as temporal:
        bancos = {filas: Banco.hacer(Path(temporal), filas) for filas in REPETICIONES}
        for filas, banco in bancos.items():
            for otra_vez in (False, True):
                peor = max(peor, _medir_tiempo(banco, otra_vez=otra_vez, repeticiones=REPETICIONES[filas]))
        _medir_memoria(bancos)
    if peor > LIMITE:
        sys.exit(f"receiving took {peor:.2f} x of calamine and datos.lote; at most {LIMITE} x")


def _medir_tiempo(banco: Banco, *, otra_vez: bool, repeticiones: int) -> float:
    """Print the comparison and return how many times calamine and `datos.lote` receiving takes."""
    que = "second complete package, everything changed" if otra_vez else "first receipt"
    with tempfile.TemporaryDirectory() as temporal, ExitStack() as pila:
        raiz = Path(temporal)

        def contendiente(nombre: str) -> Contendiente:
            return Contendiente(nombre, lambda: CONTENDIENTES[nombre](banco, otra_vez, raiz, pila))

        razones = comparar(
            f"{banco.filas} rows, {que}",
            contendiente(CRUDO),
            [contendiente(nombre) for nombre in CONTENDIENTES if nombre != CRUDO],
            repeticiones=repeticiones,
        )
    razon = razones[RECIBIR] / razones[LOTE]
    sys.stdout.write(f"  receive against calamine and datos.lote: {razon:.2f} x (limit {LIMITE})\n")
    sys.stdout.write(f"  inspect against calamine, nothing written: {razones[REVISAR] / razones[SOLO_LEER]:.2f} x\n")
    return razon


@contextmanager
def _autoridad(banco: Banco, otra_vez: bool, raiz: Path) -> Iterator[tuple[Contexto, Path]]:
    """Open a folder of the authority of its own and name the package that comes."""
    carpeta = copia(banco.con_el_primero if otra_vez else banco.vacio, raiz)
    with abrir_contexto(CarpetaDatos(carpeta)) as contexto:
        contexto.almacen.preparar_escritura()
        yield contexto, banco.segundo if otra_vez else banco.primero


def _recibir(banco: Banco, otra_vez: bool, raiz: Path, pila: ExitStack) -> Trabajo:
    contexto, ruta = pila.enter_context(_autoridad(banco, otra_vez, raiz))

    def hacer() -> None:
        paquete = leer_paquete(ruta, contexto.formato)
        recibir_paquete(contexto.almacen, paquete, formato=contexto.formato, archivo=ruta)

    return hacer


def _revisar(banco: Banco, otra_vez: bool, raiz: Path, pila: ExitStack) -> Trabajo:
    contexto, ruta = pila.enter_context(_autoridad(banco, otra_vez, raiz))
    return lambda: revisar_paquete(contexto.almacen, leer_paquete(ruta, contexto.formato), formato=contexto.formato)


def _con_lote(banco: Banco, otra_vez: bool, raiz: Path, pila: ExitStack) -> Trabajo:
    """Write what receiving would, as records with their log and indexes; what to write was found out before."""
    contexto, ruta = pila.enter_context(_autoridad(banco, otra_vez, raiz))
    paquete = leer_paquete(ruta, contexto.formato)
    manifiesto, alfabeto = leer_manifiesto(paquete), contexto.almacen.alfabeto
    plan = comparar_paquete(
        *(contexto.almacen.lectura, manifiesto, paquete, contexto.formato),
        alfabeto=alfabeto,
        zona="America/Monterrey",
        ahora=datetime.now(UTC),
    ).plan
    del paquete

    def hacer() -> None:
        for _ in _con_calamine(ruta):
            pass
        with contexto.almacen.escribir("Recibir") as u:
            lote = Lote(u, Remitente(manifiesto.sitio, manifiesto.epoca, manifiesto.remitente))
            escribir_plan(lote, plan)
            lote.terminar()

    return hacer


def _crudo(banco: Banco, otra_vez: bool, raiz: Path, pila: ExitStack) -> Trabajo:
    """Put every cell in a table like its sheet, whose key is that of the format; the same pragmas as ours."""
    conexion = abrir_conexion(Path(tempfile.mkdtemp(dir=raiz)) / "cruda.db")
    pila.callback(conexion.close)
    claves = {h.nombre: [c.nombre for c in h.identidad] for h in leer_formato_de_paquete().hojas}
    for nombre, encabezado, _ in _con_calamine(banco.primero):
        columnas = ", ".join(f'"{columna}"' for columna in encabezado)
        clave = f", PRIMARY KEY ({', '.join(claves[nombre])})" if nombre in claves else ""
        conexion.execute(f'CREATE TABLE "{nombre}" ({columnas}{clave})')
    if otra_vez:
        _meter(conexion, banco.primero)
    return partial(_meter, conexion, banco.segundo if otra_vez else banco.primero)


def _meter(conexion: Conexion, ruta: Path) -> None:
    conexion.execute("BEGIN IMMEDIATE")
    for nombre, encabezado, filas in _con_calamine(ruta):
        marcas = ", ".join("?" * len(encabezado))
        sql = f'INSERT OR REPLACE INTO "{nombre}" VALUES ({marcas})'
        conexion.executemany(sql, [[str(v) if isinstance(v, date) else v for v in fila] for fila in filas])
    conexion.execute("COMMIT")


def _con_calamine(ruta: Path) -> Iterator[Hoja]:
    libro = CalamineWorkbook.from_path(str(ruta))
    for nombre in libro.sheet_names:
        encabezado, *filas = libro.get_sheet_by_name(nombre).to_python()
        yield nombre, list(map(str, encabezado)), filas


def _solo_leer(banco: Banco, otra_vez: bool, raiz: Path, pila: ExitStack) -> Trabajo:
    ruta = banco.segundo if otra_vez else banco.primero
    return lambda: sum(len(filas) for _, _, filas in _con_calamine(ruta))


CONTENDIENTES: Mapping[str, Preparar] = {
    CRUDO: _crudo,
    LOTE: _con_lote,
    RECIBIR: _recibir,
    SOLO_LEER: _solo_leer,
    REVISAR: _revisar,
}


def _medir_memoria(bancos: Mapping[int, Banco]) -> None:
    """Print the peak of a process per contender over what it had before, by size, and what one more row costs."""
    ancho = max(map(len, CONTENDIENTES))
    filas = [banco.filas for banco in bancos.values()]
    for otra_vez in (False, True):
        sys.stdout.write(f"\nMemory, {'second package' if otra_vez else 'first receipt'}; {filas} rows\n")
        for nombre in CONTENDIENTES:
            if nombre == LOTE:
                continue  # it has the rows at hand before it begins: what it takes would say nothing
            medidas = [_en_otro_proceso(nombre, banco, otra_vez) for banco in bancos.values()]
            por_fila = [1024 * medida / total for medida, total in zip(medidas, filas, strict=True)]
            sys.stdout.write(
                f"  {nombre:<{ancho}}  {' and '.join(f'{medida / 1024:6.1f}' for medida in medidas)} MB: "
                f"{' and '.join(f'{b:6.0f}' for b in por_fila)} bytes a row\n"
            )


def _en_otro_proceso(nombre: str, banco: Banco, otra_vez: bool) -> int:
    """Return KiB: the peak of a process of its own over what it had before it began.

    The process that reads for it is not among them: the program limits that one whatever it reads.
    """
    orden = [sys.executable, "-m", "benchmarks.recibir", "--uno", nombre, str(banco.raiz), str(banco.filas)]
    return int(subprocess.run([*orden, str(int(otra_vez))], capture_output=True, text=True, check=True).stdout)


def _uno(nombre: str, raiz: str, filas: str, otra_vez: str) -> None:
    banco = Banco(Path(raiz), int(filas))
    with tempfile.TemporaryDirectory(dir=raiz) as temporal, ExitStack() as pila:
        trabajo = CONTENDIENTES[nombre](banco, otra_vez == "1", Path(temporal), pila)
        antes = _memoria()
        trabajo()
        sys.stdout.write(f"{_memoria() - antes}\n")


def _memoria() -> int:
    """Return the peak of this process in KiB; what getrusage says of a process began in its parent, before exec."""
    estado = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(linea.split()[1] for linea in estado.splitlines() if linea.startswith("VmHWM:")))


if __name__ == "__main__":
    main()
