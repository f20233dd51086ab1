"""The remarks on the drafts of a meeting's acta, and what became of each."""

from dataclasses import dataclass

from enlace_app.consultas.valores import instante_local
from enlace_app.datos.lectura import Lectura

_OBSERVACIONES = """
SELECT o.uuid, o.version, o.borrador_sha256, o.autor, o.seccion, o.texto, o.creado, reunion.zona,
  r.resultado, r.respuesta, r.persona, r.creado AS resuelta,
  (SELECT coalesce(max(acta.version), 0) FROM acta WHERE acta.reunion = o.reunion AND acta.clase = 'acta') AS cerradas
FROM observacion o
JOIN reunion ON reunion.uuid = o.reunion
LEFT JOIN resolucion r ON r.observacion = o.uuid
WHERE o.reunion = :reunion
ORDER BY o.creado, o.uuid, r.creado DESC
"""


@dataclass(frozen=True, slots=True)
class FilaObservacion:
    """A remark; `n` counts those of the meeting from 1, instants are ISO 8601 in the meeting's zone.

    `resultado` is None while it is open; `versiones_atras` how many versions were closed since the draft it is about.
    """

    n: int
    uuid: str
    version: int
    versiones_atras: int
    borrador_sha256: str
    autor: str
    seccion: str | None
    texto: str
    creada: str
    resultado: str | None
    respuesta: str | None
    persona: str | None
    resuelta: str | None

    @property
    def abierta(self) -> bool:
        """Whether nobody resolved it yet; such a one blocks the closing."""
        return self.resultado is None


def observaciones(lectura: Lectura, reunion: str) -> list[FilaObservacion]:
    """Return the remarks on a meeting's acta in the order in which they were made."""
    por_uuid = {f["uuid"]: f for f in reversed(lectura.filas(_OBSERVACIONES, {"reunion": reunion}))}
    return [
        FilaObservacion(
            n=n,
            uuid=f["uuid"],
            version=f["version"],
            versiones_atras=max(f["cerradas"] - f["version"] + 1, 0),
            borrador_sha256=f["borrador_sha256"],
            autor=f["autor"],
            seccion=f["seccion"],
            texto=f["texto"],
            creada=instante_local(f["creado"], f["zona"]) or "",
            resultado=f["resultado"],
            respuesta=f["respuesta"],
            persona=f["persona"],
            resuelta=instante_local(f["resuelta"], f["zona"]),
        )
        for n, f in enumerate(reversed(por_uuid.values()), start=1)
    ]
