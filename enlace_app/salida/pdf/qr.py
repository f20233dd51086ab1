"""A QR code as a drawing: sharp at any size, the same for the same text."""

from typing import Final

import segno
from reportlab.platypus import Flowable

from enlace_app.salida.pdf.estilos import TINTA

_MARGEN_MODULOS: Final = 2
_LARGA: Final = 30


def _en_voz_alta(texto: str) -> str:
    # A hash read out letter by letter tells nobody anything; the text beside the code has it whole.
    return " ".join(p if len(p) <= _LARGA else f"{p[:8]}…" for p in texto.split())


class CodigoQR(Flowable):
    """A square of `lado` points that holds `texto`; who does not see it is told so by `texto_alternativo`."""

    def __init__(self, texto: str, lado: float) -> None:
        super().__init__()
        self._codigo = segno.make_qr(texto, error="m")
        self.texto_alternativo = f"Código QR para leer con un teléfono; dice: {_en_voz_alta(texto)}"
        self.width = self.height = lado

    def wrap(self, ancho: float, alto: float) -> tuple[float, float]:
        """Return its fixed size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw each row's runs of dark modules as one rectangle."""
        filas = [bytes(fila) for fila in self._codigo.matrix_iter(border=_MARGEN_MODULOS)]
        modulo = self.width / len(filas)
        self.canv.setFillColor(TINTA)
        for y, fila in enumerate(filas):
            x = 0
            while x < len(fila):
                largo = len(fila[x:]) - len(fila[x:].lstrip(b"\x01"))
                if largo:
                    base = self.height - (y + 1) * modulo
                    self.canv.rect(x * modulo, base, largo * modulo, modulo, stroke=0, fill=1)
                x += largo or 1
