"""What the list of meetings shows of each."""

from enlace_app.consultas.reuniones import FilaReunion
from enlace_app.dominio.cantidades import escribir_minimo
from enlace_app.ui.componentes.escritura import escribir_fecha
from enlace_app.ui.componentes.senales import aspecto_de_reunion
from enlace_app.ui.modelos_tabla.columna import DERECHA, Columna


def _presentes(fila: FilaReunion) -> str:
    if fila.presentes_n is None:
        return ""
    return escribir_minimo(fila.presentes_n, es_minimo=fila.presentes_es_minimo)


def _cuantos(cuantos: int) -> str:
    return f"{cuantos:,}" if cuantos else ""


COLUMNAS_DE_REUNIONES: tuple[Columna[FilaReunion], ...] = (
    Columna("fecha", "Fecha", lambda f: escribir_fecha(f.fecha), ancho=13),
    Columna("tipo", "Tipo", lambda f: f.tipo_nombre, ancho=19),
    Columna("lugar", "Lugar", lambda f: f.lugar or "", ancho=13),
    Columna(
        "estado",
        "Estado",
        lambda f: aspecto_de_reunion(f.estado).palabra,
        ancho=14,
        senal=lambda f: aspecto_de_reunion(f.estado),
    ),
    Columna("folio", "Folio", lambda f: f.folio, ancho=18),
    Columna("acuerdos", "Acuerdos", lambda f: _cuantos(f.acuerdos_n), ancho=9, alineacion=DERECHA),
    Columna("documentos", "Documentos", lambda f: _cuantos(f.documentos_n), ancho=11, alineacion=DERECHA),
    Columna("compromisos", "Compromisos", lambda f: ", ".join(f.compromisos), ancho=16),
    Columna("regiones", "Regiones", lambda f: ", ".join(f.regiones), ancho=10, visible=False),
    Columna("sede", "Sede", lambda f: f.sede or "", ancho=20, visible=False),
    Columna("presentes", "Presentes", _presentes, ancho=10, alineacion=DERECHA, visible=False),
    Columna("numero", "Número", lambda f: f.numero or "", ancho=8, visible=False),
    Columna("ejercicio", "Ejercicio", lambda f: f.ejercicio or "", ancho=9, visible=False),
    Columna("autoridad", "Autoridad", lambda f: f.autoridad, ancho=18, visible=False),
)
