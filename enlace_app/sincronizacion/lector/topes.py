"""What a reading process takes away from itself before it looks at a file. Runs in that process."""

from contextlib import suppress


def limitar(segundos: int, memoria: int) -> None:
    """Allow so many seconds of processor, so many bytes more than now, and no writing to any file.

    Where the system cannot (Windows), the other process watches alone.
    """
    try:
        import resource
    except ImportError:
        return
    topes = [
        (resource.RLIMIT_CPU, segundos),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 16),
    ]
    with suppress(OSError, ValueError, IndexError):
        with open("/proc/self/statm", encoding="ascii") as archivo:  # noqa: PTH123 - pathlib costs start-up
            paginas = int(archivo.read().split()[0])
        topes.append((resource.RLIMIT_AS, paginas * resource.getpagesize() + memoria))
    for tope, valor in topes:
        with suppress(OSError, ValueError):
            resource.setrlimit(tope, (valor, valor))
