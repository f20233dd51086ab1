"""A guard against a fault of PySide 6.12.0 that would end the window after some hundred signals.

Each `Signal.emit` takes away one reference to `True` that was never given, and each `None` that a model's `data` gives
to Qt one to `None` (counted: 100 times, 100 references). Before Python 3.12 the interpreter stops when the last one is
gone; from 3.12 on such objects are immortal and nothing happens.
"""

import sys

_DE_SOBRA = 1 << 40
"""References added: at a thousand signals a second they last for more than thirty years."""


def asegurar_referencias() -> None:
    """Give `True`, `False` and `None` so many references that they are never missed, as Python 3.12 does by itself."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    import ctypes

    for valor in (True, False, None):
        # The count is the first field of every object of CPython 3.11, and its address is the object's id.
        cuenta = ctypes.c_ssize_t.from_address(id(valor))
        if cuenta.value < _DE_SOBRA:
            cuenta.value += _DE_SOBRA
