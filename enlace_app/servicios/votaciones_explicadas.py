"""Why each vote of a meeting came out as it did, and whether whom it keeps as entitled still is: for a screen."""

from dataclasses import dataclass
from uuid import UUID

from enlace_app.consultas.derechos import leer_sala
from enlace_app.consultas.partes_de_reunion import VotacionDeReunion, votaciones
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.habilitados import explicar, lista_distinta
from enlace_app.dominio.votaciones import Excusa, Habilitado, SentidoDeParte, Votacion


@dataclass(frozen=True, slots=True)
class ExplicacionDeVotacion:
    """`podian` is who could vote by the attendance as it is noted now, where that is not whom the vote keeps."""

    explicacion: str
    podian: tuple[str, ...] | None


def explicar_votaciones(almacen: Almacen, *, reunion: UUID) -> dict[str, ExplicacionDeVotacion]:
    """Return the explanation of each vote by its uuid, as the acta will print it."""
    sala, directorio = leer_sala(almacen.lectura, str(reunion))
    explicadas = {}
    for fila in votaciones(almacen.lectura, str(reunion)):
        votacion = _copia(fila)
        distinta = lista_distinta(sala, directorio, votacion)
        explicadas[fila.uuid] = ExplicacionDeVotacion(
            explicar(sala, directorio, votacion).explicacion or "",
            None if distinta is None else tuple(c.persona for c in distinta),
        )
    return explicadas


def _copia(fila: VotacionDeReunion) -> Votacion:
    """A copy for the rules to look at; nothing can be written through it."""
    return Votacion(
        modalidad=fila.modalidad,
        resultado=fila.resultado,
        a_favor=fila.a_favor,
        en_contra=fila.en_contra,
        abstenciones=fila.abstenciones,
        presentes_sin_votar=fila.presentes_sin_votar,
        evidente=fila.evidente,
        disenso=fila.disenso,
        hora=fila.hora,
        sentidos=[SentidoDeParte(orden=n, parte=p, sentido=s) for n, (p, s) in enumerate(fila.sentidos)],
        habilitados=[
            Habilitado(orden=n, persona=persona, parte=parte, suple_a=suple_a)
            for n, (persona, parte, suple_a) in enumerate(fila.habilitados)
        ],
        excusas=[Excusa(orden=n, persona=p, motivo=m) for n, (p, m) in enumerate(fila.excusas)],
    )
