"""What the list of institutions shows of each."""

from enlace_app.consultas.organizaciones import FilaOrganizacion
from enlace_app.ui.componentes.escritura import escribir_dia_o_nada
from enlace_app.ui.modelos_tabla.columna import Columna

COLUMNAS_DE_ORGANIZACIONES: tuple[Columna[FilaOrganizacion], ...] = (
    Columna("nombre", "Nombre", lambda f: " ".join(f.nombre.split()), ancho=30, estira=True),
    Columna("sigla", "Sigla", lambda f: f.sigla or "", ancho=12),
    Columna("sector", "Sector", lambda f: f.sector or "", ancho=18),
    Columna("hasta", "Existió hasta", lambda f: escribir_dia_o_nada(f.hasta), ancho=12),
    Columna("alias", "Otros nombres", lambda f: ", ".join(f.alias), ancho=24, visible=False),
    Columna("ambito", "Ámbito", lambda f: f.ambito or "", ancho=12, visible=False),
    Columna("papel", "Papel", lambda f: f.papel or "", ancho=24, visible=False),
    Columna("desde", "Existe desde", lambda f: escribir_dia_o_nada(f.desde), ancho=12, visible=False),
    Columna("sucede_a", "Sucede a", lambda f: f.sucede_a or "", ancho=24, visible=False),
)
