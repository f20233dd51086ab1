"""What the classification of a document allows to leave."""

from enlace_app.dominio.documentos import Clasificacion
from enlace_app.dominio.organizaciones import plegar

_PUBLICA = plegar(Clasificacion.PUBLICA)


def es_publico(clasificacion: object) -> bool:
    """Whether a document of that classification is public; one that nobody classified is. Any other word is none."""
    texto = str(clasificacion or "").strip()
    return not texto or plegar(texto) == _PUBLICA
