"""What the history of packages shows of each."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from enlace_app.consultas.paquetes import FilaPaquete
from enlace_app.ui.componentes.escritura import escribir_instante
from enlace_app.ui.modelos_tabla.columna import DERECHA, Columna


def columnas_de_paquetes(zona: str) -> tuple[Columna[FilaPaquete], ...]:
    """Return the columns; moments are written in that time zone."""

    def cuando(fila: FilaPaquete) -> str:
        instante = datetime.fromisoformat(fila.generado)
        en_utc = instante if instante.tzinfo else instante.replace(tzinfo=UTC)
        return escribir_instante(en_utc.astimezone(ZoneInfo(zona)))

    return (
        Columna("secuencia", "Número", lambda f: f"{f.secuencia}", ancho=7, alineacion=DERECHA),
        Columna("generado", "Hecho el", cuando, ancho=19),
        # There is no way yet by which a receipt could come in.
        Columna("acuse", "Acuse", lambda _: "sin acuse", ancho=9),
        Columna("archivo", "Archivo", lambda f: f.archivo, ancho=30, estira=True),
        Columna("huella", "Huella del contenido", lambda f: f.contenido_sha256, ancho=16),
        Columna("epoca", "Época", lambda f: f"{f.epoca}", ancho=6, alineacion=DERECHA, visible=False),
        Columna("tipo", "Tipo", lambda f: f.tipo, ancho=10, visible=False),
    )
