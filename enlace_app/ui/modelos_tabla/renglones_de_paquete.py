"""What the review of a package shows of its rows, and of the fields of one of them."""

from enlace_app.dominio.recepcion import Resultado
from enlace_app.sincronizacion.comparar import CampoCambiado, Renglon
from enlace_app.ui.componentes.senales import Aspecto
from enlace_app.ui.modelos_tabla.modelo_de_filas import ColumnaDeFilas
from enlace_app.ui.tema import Icono, Rol

ASPECTOS = {
    Resultado.NUEVO: Aspecto("Nuevo", Icono.MAS, Rol.BIEN),
    Resultado.ACTUALIZADO: Aspecto("Cambia", Icono.EDITAR, Rol.ACENTO),
    Resultado.PROPUESTO: Aspecto("Propuesta", Icono.INFORMACION, Rol.AVISO),
    Resultado.OBSERVADO: Aspecto("Espera algo", Icono.PENDIENTE, Rol.AVISO),
    Resultado.RECHAZADO: Aspecto("No entra", Icono.ERROR, Rol.PELIGRO),
    Resultado.IGUAL: Aspecto("Ya estaba", Icono.CUMPLIDO, Rol.NEUTRO),
}
"""In the order in which one reads them."""


def campo_en_palabras(columna: str) -> str:
    """Write the name of a column of the package as one says it: «Hora inicio»."""
    return "Se retira" if columna == "baja" else columna.replace("_", " ").capitalize()


def _escrito(valor: str | int | None) -> str:
    return "" if valor is None else str(valor)


COLUMNAS_DE_RENGLONES: tuple[ColumnaDeFilas[Renglon], ...] = (
    ColumnaDeFilas("hoja", "Hoja", lambda r: r.hoja, ancho=13),
    ColumnaDeFilas("nombre", "Registro", lambda r: " ".join(r.nombre.split()) or r.uuid[-8:], ancho=20),
    ColumnaDeFilas(
        "resultado",
        "Resultado",
        lambda r: ASPECTOS[r.resultado].palabra,
        ancho=13,
        senal=lambda r: ASPECTOS[r.resultado],
    ),
    ColumnaDeFilas("motivo", "Por qué", lambda r: r.motivo or "", ancho=30, estira=True),
)
COLUMNAS_DE_CAMPOS: tuple[ColumnaDeFilas[CampoCambiado], ...] = (
    ColumnaDeFilas("campo", "Campo", lambda c: campo_en_palabras(c.columna), ancho=14),
    ColumnaDeFilas("antes", "Antes", lambda c: _escrito(c.antes), ancho=30),
    ColumnaDeFilas("ahora", "Ahora", lambda c: _escrito(c.ahora), ancho=30),
)
