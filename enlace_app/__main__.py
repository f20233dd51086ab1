"""`enlace` and `python -m enlace_app`: arguments in, exit code out."""

import sys


def main() -> None:
    """Run the program; output is UTF-8 whatever the console's code page."""
    from enlace_app.arranque import ejecutar

    for corriente in (sys.stdout, sys.stderr):
        if hasattr(corriente, "reconfigure"):
            corriente.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(ejecutar(sys.argv[1:]))


if __name__ == "__main__":
    main()
