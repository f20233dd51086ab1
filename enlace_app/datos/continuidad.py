"""What must not go back when the data go back to a backup: what was already given out to others.

A folio stands on paper that somebody signed and a sequence in a workbook that somebody received: a restore forgets the
records, but neither may ever be given to another record.
"""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from enlace_app.datos.conexion import Conexion, abrir_conexion, traducir_errores
from enlace_app.errores import ErrorDeEnlace

_FOLIO = "folio, serie, anio, consecutivo, reunion, creado"


@dataclass
class LoDado:
    """Folios, counters and época that databases of this site have given out."""

    epoca: int = 0
    folios: dict[str, tuple[object, ...]] = field(default_factory=dict)
    contadores: dict[str, int] = field(default_factory=dict)


def recordar_lo_dado(bases: Iterable[Path], clave: str | None) -> LoDado:
    """Read it from every database that can still be read; the damaged ones are passed over."""
    dado = LoDado()
    for base in bases:
        try:
            with closing(abrir_conexion(base, clave=clave, solo_lectura=True)) as conexion, traducir_errores(base):
                _sumar(dado, conexion)
        except (ErrorDeEnlace, sqlite.Error):
            continue
    return dado


def _sumar(dado: LoDado, conexion: Conexion) -> None:
    epoca = conexion.execute("SELECT max(epoca) FROM sitio").fetchone()[0]
    dado.epoca = max(dado.epoca, epoca or 0)
    dado.folios |= {fila[0]: fila for fila in conexion.execute(f"SELECT {_FOLIO} FROM folio_emitido")}
    for nombre, valor in conexion.execute("SELECT clave, valor FROM contador"):
        dado.contadores[nombre] = max(valor, dado.contadores.get(nombre, 0))


def continuar(conexion: Conexion, dado: LoDado) -> None:
    """Bring it into a restored database, and begin a new época; call inside its transaction.

    The clock takes part in the época so that it is new even where nothing else could be read any more.
    """
    _sumar(dado, conexion)
    reloj = int(datetime.now(UTC).strftime("%y%m%d%H%M%S"))
    conexion.execute("UPDATE sitio SET epoca = ?", (max(dado.epoca + 1, reloj),))
    propios = {fila[0] for fila in conexion.execute("SELECT folio FROM folio_emitido")}
    conexion.executemany(
        f"INSERT INTO folio_emitido ({_FOLIO}) VALUES (?, ?, ?, ?, ?, ?)",
        [fila for folio, fila in sorted(dado.folios.items()) if folio not in propios],
    )
    conexion.execute("DELETE FROM contador")
    conexion.executemany("INSERT INTO contador (clave, valor) VALUES (?, ?)", sorted(dado.contadores.items()))
