"""What a public version of an acta leaves out: passages marked by hand, each with its reason."""

from dataclasses import dataclass
from uuid import UUID

from enlace_app.dominio.registros import Registro, campo


@dataclass(eq=False, kw_only=True)
class Causal(Registro):
    """Why something is left out; `fundamento` is the legal ground, None where the institution has not given it.

    A catalogue that the institution edits: no ground is written here that was not verified.
    """

    clave: str = campo("Clave de la causal")
    motivo: str = campo("Motivo")
    fundamento: str | None = campo("Fundamento", default=None)


@dataclass(eq=False, kw_only=True)
class Testado(Registro):
    """A passage of a closed acta that its public version leaves out; it hangs on the acta from outside.

    `ruta` is a JSON pointer (RFC 6901) into the canonical content; `desde` and `hasta` are code points of that value,
    both None for the whole of it.
    """

    acta: UUID | None = campo("Acta", default=None)
    ruta: str = campo("Lugar del texto")
    desde: int | None = campo("Desde", default=None)
    hasta: int | None = campo("Hasta", default=None)
    causal: str = campo("Causal")
    nota: str | None = campo("Nota", default=None)
