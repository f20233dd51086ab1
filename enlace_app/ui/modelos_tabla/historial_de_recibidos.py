"""What the history of what arrived shows of each package."""

from enlace_app.consultas.historial_de_recibidos import FilaRecibida
from enlace_app.dominio.recepcion import EstadoDeRecepcion
from enlace_app.ui.componentes.escritura import escribir_dia, escribir_instante
from enlace_app.ui.componentes.senales import Aspecto
from enlace_app.ui.modelos_tabla.columna import DERECHA, Columna
from enlace_app.ui.modelos_tabla.remitentes import cuando, numero
from enlace_app.ui.tema import Icono, Rol

ASPECTOS = {
    EstadoDeRecepcion.APLICADO: Aspecto("Aplicado", Icono.EXITO, Rol.BIEN),
    EstadoDeRecepcion.RETENIDO: Aspecto("En espera", Icono.PENDIENTE, Rol.AVISO),
    EstadoDeRecepcion.EN_CONFLICTO: Aspecto("En conflicto", Icono.ERROR, Rol.PELIGRO),
}


def _acuses(fila: FilaRecibida) -> str:
    if fila.acuses:
        return f"{fila.acuses}"
    return "falta" if fila.estado == EstadoDeRecepcion.APLICADO else ""


def columnas_de_recibidos(zona: str) -> tuple[Columna[FilaRecibida], ...]:
    """Return the columns; moments are written in that time zone."""

    def aspecto(fila: FilaRecibida) -> Aspecto:
        return ASPECTOS[EstadoDeRecepcion(fila.estado)]

    return (
        Columna("estado", "Estado", lambda f: aspecto(f).palabra, ancho=12, senal=aspecto),
        Columna("region", "Región", lambda f: f.nombre_de_region or f.region or "sin región", ancho=11),
        Columna("secuencia", "Paquete", lambda f: numero(f.epoca, f.secuencia), ancho=7),
        Columna("remitente", "De quién", lambda f: " ".join(f.remitente.split()), ancho=14),
        Columna("llegada", "Llegó", lambda f: escribir_dia(cuando(f.llegada, zona).date()), ancho=11),
        Columna("acuses", "Acuses", _acuses, ancho=6),
        Columna("archivo", "Archivo", lambda f: f.archivo, ancho=20, visible=False),
        Columna("generado", "Hecho el", lambda f: escribir_instante(cuando(f.generado, zona)), ancho=18, visible=False),
        Columna("filas", "Filas", lambda f: f"{f.filas:,}", ancho=7, alineacion=DERECHA, visible=False),
    )
