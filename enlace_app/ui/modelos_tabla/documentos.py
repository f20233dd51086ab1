"""What the list of documents shows of each."""

from enlace_app.consultas.documentos import FilaDocumento
from enlace_app.dominio.adjuntos import extension
from enlace_app.dominio.cantidades import escribir_minimo
from enlace_app.dominio.documentos import escribir_sentido, escribir_tipo
from enlace_app.ui.componentes.escritura import escribir_fecha
from enlace_app.ui.componentes.senales import Aspecto
from enlace_app.ui.modelos_tabla.columna import DERECHA, Columna
from enlace_app.ui.tema import Icono, Rol

_CON_ARCHIVO = Aspecto("sí", Icono.ADJUNTAR, Rol.NEUTRO)


def _fojas(fila: FilaDocumento) -> str:
    if fila.fojas is None:
        return ""
    return escribir_minimo(fila.fojas, es_minimo=fila.es_minimo)


def _archivo(fila: FilaDocumento) -> str:
    """The kind of its file; only a file that is stored counts."""
    if fila.sha256 is None:
        return ""
    return extension(fila.archivo or "").upper() or _CON_ARCHIVO.palabra


COLUMNAS_DE_DOCUMENTOS: tuple[Columna[FilaDocumento], ...] = (
    Columna("fecha", "Fecha", lambda f: escribir_fecha(f.fecha), ancho=12),
    Columna("remitente", "Remitente", lambda f: f.remitente or "", ancho=22),
    Columna("tipo", "Tipo", lambda f: escribir_tipo(f.tipo), ancho=18),
    Columna("sentido", "Sentido", lambda f: escribir_sentido(f.sentido), ancho=12),
    Columna("fojas", "Fojas", _fojas, ancho=11, alineacion=DERECHA),
    Columna("compromisos", "Compromisos", lambda f: ", ".join(f.compromisos), ancho=13),
    Columna("archivo", "Archivo", _archivo, ancho=9, senal=lambda f: _CON_ARCHIVO if f.sha256 else None),
    Columna("folio", "Folio", lambda f: f.folio, ancho=16),
    Columna("medio", "Medio", lambda f: f.medio or "", ancho=10),
    Columna("turnado_a", "Turnado a", lambda f: f.turnado_a or "", ancho=18),
    Columna("reunion", "Reunión", lambda f: f.folio_reunion or "", ancho=18),
    Columna("descripcion", "Descripción", lambda f: " ".join((f.descripcion or "").split()), ancho=40, visible=False),
    Columna("regiones", "Regiones", lambda f: ", ".join(f.regiones), ancho=10, visible=False),
    Columna("receptor", "Receptor", lambda f: f.receptor or "", ancho=20, visible=False),
    Columna("autoridad", "Autoridad", lambda f: f.autoridad, ancho=18, visible=False),
)
