"""What the list of names that the directory does not know shows of each."""

from enlace_app.consultas.nombres_sueltos import ClaseDeNombre, NombreSuelto
from enlace_app.ui.modelos_tabla.columna import DERECHA
from enlace_app.ui.modelos_tabla.modelo_de_filas import ColumnaDeFilas

CLASES = {
    ClaseDeNombre.PERSONA: "persona",
    ClaseDeNombre.ORGANIZACION: "institución",
    ClaseDeNombre.CUALQUIERA: "persona o institución",
}
COLUMNAS_DE_NOMBRES_SUELTOS: tuple[ColumnaDeFilas[NombreSuelto], ...] = (
    ColumnaDeFilas("literal", "Como se escribió", lambda f: " ".join(f.literal.split()), ancho=28, estira=True),
    ColumnaDeFilas("veces", "Veces", lambda f: f"{f.veces:,}", ancho=6, alineacion=DERECHA, valor=lambda f: f.veces),
    ColumnaDeFilas("clase", "Puede ser", lambda f: CLASES[f.clase], ancho=19),
    ColumnaDeFilas(
        "sugerencia",
        "Quizá es",
        lambda f: " ".join(f.sugerencias[0].nombre.split()) if f.sugerencias else "",
        ancho=26,
    ),
)
