"""What the list of possible duplicates, and of what was said of them, shows of each pair."""

from dataclasses import dataclass

from enlace_app.consultas.duplicados import PosibleDuplicado
from enlace_app.consultas.vinculos import FilaVinculo
from enlace_app.dominio.recepcion import ClaseDeVinculo, DecisionDeVinculo
from enlace_app.ui.componentes.senales import Aspecto
from enlace_app.ui.modelos_tabla.modelo_de_filas import ColumnaDeFilas
from enlace_app.ui.tema import Icono, Rol

ASPECTO_DE_CLASE = {
    ClaseDeVinculo.INSTITUCION: Aspecto("Institución", Icono.INSTITUCION, Rol.NEUTRO),
    ClaseDeVinculo.REUNION: Aspecto("Reunión", Icono.REUNIONES, Rol.NEUTRO),
}
_DECISIONES = {
    DecisionDeVinculo.LA_MISMA: Aspecto("La misma", Icono.CUMPLIDO, Rol.BIEN),
    DecisionDeVinculo.DISTINTAS: Aspecto("Distintas", Icono.NO_PROCEDE, Rol.NEUTRO),
}


@dataclass(frozen=True)
class Pareja:
    """Two records, and what was said of them; None where nobody said anything yet."""

    posible: PosibleDuplicado
    dicho: FilaVinculo | None = None

    @property
    def clave(self) -> tuple[str, str]:
        """Which two they are."""
        return self.posible.uno, self.posible.otro


def aspecto_de_pareja(pareja: Pareja) -> Aspecto:
    """The look of what was said of them, or of what they are."""
    return (
        _DECISIONES[DecisionDeVinculo(pareja.dicho.decision)]
        if pareja.dicho
        else ASPECTO_DE_CLASE[pareja.posible.clase]
    )


def _linea(texto: str) -> str:
    return " ".join(texto.split())[:200]


COLUMNAS_DE_PAREJAS: tuple[ColumnaDeFilas[Pareja], ...] = (
    ColumnaDeFilas("clase", "Qué es", lambda p: aspecto_de_pareja(p).palabra, ancho=13, senal=aspecto_de_pareja),
    ColumnaDeFilas("uno", "Una", lambda p: _linea(p.posible.nombre_de_uno), ancho=22),
    ColumnaDeFilas("otro", "Otra", lambda p: _linea(p.posible.nombre_de_otro), ancho=22),
    ColumnaDeFilas("motivo", "Por qué", lambda p: _linea(p.posible.motivo), ancho=30, estira=True),
)
