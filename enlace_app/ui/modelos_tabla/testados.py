"""What a public version leaves out, row by row, with what was kept and what a person should look at."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from enlace_app.dominio.por_revisar import Aviso
from enlace_app.dominio.version_publica import Propuesta
from enlace_app.ui.componentes.senales import Aspecto
from enlace_app.ui.modelos_tabla.modelo_de_filas import ColumnaDeFilas
from enlace_app.ui.tema import Icono, Rol


class Como(StrEnum):
    """Who decided it."""

    AUTOMATICO = "Lo propone el programa"
    A_MANO = "Testado a mano"
    CONSERVADO = "Se conserva"
    POR_REVISAR = "Por revisar"


_ASPECTOS = {
    Como.AUTOMATICO: Aspecto("Automático", Icono.CANDADO, Rol.NEUTRO),
    Como.A_MANO: Aspecto("A mano", Icono.EDITAR, Rol.ACENTO),
    Como.CONSERVADO: Aspecto("Se conserva", Icono.CUMPLIDO, Rol.BIEN),
    Como.POR_REVISAR: Aspecto("Por revisar", Icono.ALERTA, Rol.AVISO),
}


@dataclass(frozen=True, slots=True)
class RenglonDeTestado:
    """One row; `marca` is what can be taken back, `ruta` and the code points where it stands in the acta."""

    como: Como
    dato: str
    donde: str = ""
    motivo: str = ""
    n: int | None = None
    ruta: str = ""
    desde: int = 0
    hasta: int = 0
    marca: UUID | None = None
    rev: int = 0
    causal: str = ""
    """The one that fits it, empty where none does."""
    explicacion: str = ""
    """The whole of a warning, in sentences."""


def renglones_de_propuesta(propuesta: Propuesta, avisos: tuple[Aviso, ...]) -> list[RenglonDeTestado]:
    """Return what should be looked at first, then what is left out in the order of the acta, then what is kept."""
    return [
        *(
            RenglonDeTestado(
                como=Como.POR_REVISAR,
                dato=aviso.dato,
                donde=aviso.donde,
                motivo=aviso.motivo,
                ruta=aviso.ruta,
                desde=aviso.desde,
                hasta=aviso.hasta,
                causal=aviso.causal,
                explicacion=aviso.frase,
            )
            for aviso in avisos
        ),
        *(
            RenglonDeTestado(
                como=Como.A_MANO if t.marca else Como.AUTOMATICO,
                dato=t.dato,
                donde=t.donde,
                motivo=f"{t.motivo} ({t.nota})" if t.nota else t.motivo,
                n=t.n,
                ruta=t.ruta,
                desde=t.desde,
                hasta=t.hasta,
                marca=t.marca,
                rev=t.rev,
                causal=t.causal,
            )
            for t in propuesta.tachados
        ),
        *(
            RenglonDeTestado(Como.CONSERVADO, c.dato, c.donde, c.motivo, marca=c.marca, rev=c.rev)
            for c in propuesta.conservados
        ),
    ]


COLUMNAS_DE_TESTADOS: tuple[ColumnaDeFilas[RenglonDeTestado], ...] = (
    ColumnaDeFilas("n", "Núm.", lambda r: str(r.n or ""), ancho=4, valor=lambda r: r.n),
    ColumnaDeFilas(
        "como",
        "Cómo",
        lambda r: _ASPECTOS[r.como].palabra,
        ancho=12,
        senal=lambda r: _ASPECTOS[r.como],
    ),
    ColumnaDeFilas("dato", "Dato", lambda r: " ".join(r.dato.split()), ancho=24, estira=True),
    ColumnaDeFilas("donde", "Dónde", lambda r: r.donde, ancho=16),
    ColumnaDeFilas("motivo", "Motivo", lambda r: r.motivo, ancho=29),
)
