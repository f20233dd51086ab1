"""How much a workbook that was mailed to us may ask for; beyond it, it is refused. Read by both processes."""

MB = 2**20

ARCHIVO = 100 * MB
SOBRE = 2_000 * MB
"""A zip with a workbook and attachments: as large as one can be without the fields for long sizes."""
ADJUNTOS = 20_000
"""Entries of such a zip."""
DIRECTORIO_DE_SOBRE = 3 * MB
SOBRE_DESCOMPRIMIDO = 2 * SOBRE
ADJUNTO = 200 * MB
"""Each attachment; here nobody could have stored a larger one (`dominio.adjuntos`)."""
BLOQUE = MB
"""Bytes of an attachment that are handed over at once."""
PARTES = 1_000
DIRECTORIO = MB
"""The zip directory itself, before anybody looks into it: a million entries would cost a gigabyte."""
DESCOMPRIMIDO = 400 * MB
RAZON = 250
"""How many times larger than the file its content may be; a sheet of ours is 10 to 25 times larger."""
RAZON_DESDE = 16 * MB
PARTE_MENOR = 16 * MB
"""Each part that is not a sheet nor the shared texts."""
MEMORIA_DE_TEXTOS = 80 * MB
"""What the shared texts may take while the sheets are read."""

HONDURA = 64
"""Nested tags; a workbook has about ten."""
HOJAS = 100
ESTILOS = 65_490
"""Excel's own limit."""
NOMBRES_DEFINIDOS = 5_000
ADORNOS = 50_000
"""Tags of a sheet outside its cells: widths, dropdowns, conditional formats."""
COMBINADAS = 100_000
"""Cells under one merged range."""
FILAS = 200_000
FILAS_EN_TODAS = 110_000
FILAS_DE_EXCEL = 1_048_576
COLUMNAS = 220
"""Columns in which something may stand: the widest sheet has 27, and people add some."""
COLUMNAS_DE_EXCEL = 16_384
TEXTO = 65_534
"""UTF-16 units of one cell with room to spare: the reader of cells names what is longer than Excel's 32,767."""
CELDAS = 1_400_000
SALIDA = 64 * MB
"""Bytes that the reading process may hand over in all."""
RENGLON_DE_SALIDA = 16 * MB

MEMORIA = 190 * MB
"""Over what the reading process had when it started."""


def segundos(tamano: int) -> int:
    """Return how long the processor may work on a file of that many bytes: what was mailed pays for its reading."""
    return min(2 + 6 * tamano // MB, 60)


def espera(tamano: int) -> int:
    """Return how long to wait for it in all; other programs may keep the processor busy."""
    return 8 + 5 * segundos(tamano)
