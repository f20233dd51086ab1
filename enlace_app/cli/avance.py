"""How far a long command has come, told at a terminal only: an answer that goes to a file or a program stays clean."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from enlace_app.sincronizacion.avance import Progreso


@contextmanager
def con_avance(que: str) -> Iterator[Progreso | None]:
    """Give what long work tells its progress to: a bar that goes away at the end, or None where nobody watches.

    Ctrl+C stops the work at its next report, like the window's cancel.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columnas = (TextColumn("{task.description}", markup=False), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    with Progress(*columnas, console=Console(stderr=True), transient=True) as barra:
        tarea = barra.add_task(que, total=None)

        def avisar(hecho: int, total: int) -> None:
            barra.update(tarea, completed=hecho, total=total or None)

        yield avisar
