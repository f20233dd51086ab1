"""Records that may be one and the same under two identities: offered for linking, never merged."""

from dataclasses import dataclass

from enlace_app.consultas.duplicados_de_instituciones import instituciones_parecidas
from enlace_app.consultas.duplicados_de_reuniones import reuniones_parecidas
from enlace_app.consultas.vinculos import identidades
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.recepcion import ClaseDeVinculo


@dataclass(frozen=True, slots=True)
class PosibleDuplicado:
    """Two records and why they may be the same; `uno` has the lesser identity."""

    clase: ClaseDeVinculo
    uno: str
    nombre_de_uno: str
    otro: str
    nombre_de_otro: str
    motivo: str


def posibles_duplicados(lectura: Lectura) -> list[PosibleDuplicado]:
    """Return the pairs of institutions and of meetings that a person should look at, meetings first.

    What was linked is not asked again, nor what was said to be two: of the records themselves, or of what is the same.
    """
    quienes = identidades(lectura)
    return [
        PosibleDuplicado(clase, uno, nombre_de_uno, otro, nombre_de_otro, motivo)
        for clase, hallados in (
            (ClaseDeVinculo.REUNION, reuniones_parecidas(lectura)),
            (ClaseDeVinculo.INSTITUCION, instituciones_parecidas(lectura)),
        )
        for (uno, otro), (nombre_de_uno, nombre_de_otro, motivo) in sorted(hallados.items(), key=lambda h: h[1])
        if not quienes.son_la_misma(uno, otro) and not quienes.son_distintas(uno, otro)
    ]
