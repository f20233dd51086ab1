"""What the agenda of a meeting shows of each point."""

from dataclasses import dataclass

from enlace_app.consultas.partes_de_reunion import PuntoDeReunion
from enlace_app.ui.componentes.senales import Aspecto
from enlace_app.ui.modelos_tabla.columna import DERECHA
from enlace_app.ui.modelos_tabla.modelo_de_partes import ColumnaDePartes
from enlace_app.ui.tema import Icono, Rol

_ESCRITO = Aspecto("Escrito", Icono.CUMPLIDO, Rol.BIEN)
_FALTA = Aspecto("Falta", Icono.PENDIENTE, Rol.AVISO)


@dataclass(frozen=True)
class FilaDePunto:
    """A point with how many agreements and votes it led to."""

    punto: PuntoDeReunion
    acuerdos: int
    votaciones: int

    @property
    def uuid(self) -> str:
        """The key of the point."""
        return self.punto.uuid


def _desarrollo(fila: FilaDePunto) -> Aspecto:
    return _ESCRITO if (fila.punto.desarrollo or "").strip() else _FALTA


COLUMNAS_DE_PUNTOS: tuple[ColumnaDePartes[FilaDePunto], ...] = (
    ColumnaDePartes(
        "asunto", "Asunto", lambda f: f.punto.asunto, ancho=40, estira=True, escrito=lambda f: f.punto.asunto
    ),
    ColumnaDePartes("desarrollo", "Desarrollo", lambda f: _desarrollo(f).palabra, ancho=11, senal=_desarrollo),
    ColumnaDePartes(
        "acuerdos", "Acuerdos", lambda f: str(f.acuerdos) if f.acuerdos else "", ancho=9, alineacion=DERECHA
    ),
    ColumnaDePartes(
        "votaciones", "Votos", lambda f: str(f.votaciones) if f.votaciones else "", ancho=6, alineacion=DERECHA
    ),
)
