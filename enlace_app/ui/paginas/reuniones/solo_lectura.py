"""How a record shows that it is only to be read, and what one can do instead."""

from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.dominio.reuniones import EstadoReunion

ESTILO_DE_SOLO_LECTURA = """
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] {
  border: 1px dashed palette(mid); background: transparent;
}
"""
"""For the sheet of a form: what can be read and copied but not changed does not look like a field to type into."""


def explicar_cierre(registro: RegistroDeReunion) -> str:
    """Say why the content of a meeting can no longer change, and the way out; empty while it can."""
    if registro.editable:
        return ""
    if registro.baja:
        return "Esta reunión se retiró. Ctrl+Z la recupera mientras sea lo último que se hizo."
    if not registro.propia:
        return "Esta reunión es de otro sitio: aquí sólo se lee. Lo que se agrega son seguimientos, desde cada acuerdo."
    return {
        EstadoReunion.CERRADA: (
            "El acta está cerrada y ya no cambia. Si hay un error, use Más acciones → Reabrir con motivo: se conserva "
            "esta versión y se hace otra."
        ),
        EstadoReunion.FIRMADA: (
            "El acta está firmada y ya no se reabre. Un error se corrige con una fe de erratas o un acta aclaratoria; "
            "lo que pasó después se anota como seguimiento de sus acuerdos."
        ),
        EstadoReunion.CANCELADA: (
            f"La reunión se canceló y ya no se modifica. Motivo: {registro.motivo_estado or 'no se anotó'}. "
            "Para volver a convocarla, use «Nueva a partir de esta»."
        ),
        EstadoReunion.NO_CELEBRADA: (
            "No se celebró por falta de quórum y ya no se modifica. Para convocarla de nuevo, use «Nueva a partir de "
            "esta»."
        ),
    }[EstadoReunion(registro.estado)]
