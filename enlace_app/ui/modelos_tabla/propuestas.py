"""What the list of proposals shows of each."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from enlace_app.consultas.propuestas import FilaPropuesta
from enlace_app.dominio.recepcion import EstadoDePropuesta
from enlace_app.sincronizacion.comparar import nombre_de_fila
from enlace_app.ui.componentes.escritura import escribir_dia
from enlace_app.ui.componentes.senales import Aspecto
from enlace_app.ui.modelos_tabla.modelo_de_filas import ColumnaDeFilas
from enlace_app.ui.modelos_tabla.renglones_de_paquete import campo_en_palabras
from enlace_app.ui.tema import Icono, Rol

_ASPECTOS: Mapping[str, Aspecto] = {
    EstadoDePropuesta.PENDIENTE: Aspecto("Espera", Icono.PENDIENTE, Rol.AVISO),
    EstadoDePropuesta.TOMADA: Aspecto("Tomada", Icono.CUMPLIDO, Rol.BIEN),
    EstadoDePropuesta.DECLINADA: Aspecto("Declinada", Icono.NO_PROCEDE, Rol.NEUTRO),
}
_LARGO = 200


def aspecto_de_propuesta(estado: str) -> Aspecto:
    """The look of how a proposal stands."""
    return _ASPECTOS[estado]


def registro_de(fila: FilaPropuesta) -> str:
    """Name the record that a proposal is about."""
    nombre = " ".join(nombre_de_fila(fila.valores).split())
    return nombre[:_LARGO] or "(sin nombre)"


def quien_propone(fila: FilaPropuesta) -> str:
    """Name who proposes and of which region."""
    quien = " ".join(fila.remitente.split())
    return f"{quien} ({fila.region})" if fila.region else quien


def columnas_de_propuestas(zona: str) -> tuple[ColumnaDeFilas[FilaPropuesta], ...]:
    """Return the columns; `zona` is that of this computer, for the days."""

    def dia(f: FilaPropuesta) -> str:
        return escribir_dia(datetime.fromisoformat(f.creado).astimezone(ZoneInfo(zona)).date())

    return (
        ColumnaDeFilas("estado", "Estado", lambda f: aspecto_de_propuesta(f.estado).palabra, ancho=10, senal=_senal),
        ColumnaDeFilas("registro", "Registro", registro_de, ancho=24, estira=True),
        ColumnaDeFilas("que", "Qué cambia", _que_cambia, ancho=16),
        ColumnaDeFilas("de", "De", quien_propone, ancho=19),
        ColumnaDeFilas("dia", "Llegó", dia, ancho=11, valor=lambda f: f.creado),
    )


def _senal(fila: FilaPropuesta) -> Aspecto:
    return aspecto_de_propuesta(fila.estado)


def _que_cambia(fila: FilaPropuesta) -> str:
    if not fila.existe:
        return "es un registro nuevo"
    return ", ".join(campo_en_palabras(columna).lower() for columna, _, _ in fila.campos)
