"""What a person types to narrow a list, turned into the key that it means; what means nothing is refused."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.organizaciones import plegar
from enlace_app.errores import ErrorDeNegocio


class Catalogo(StrEnum):
    """Tables of which a filter takes a row; the value is the table's name."""

    REGION = "region"
    TIPO = "tipo_reunion"
    COMPROMISO = "compromiso"
    EJERCICIO = "ejercicio"


_NOMBRE = {Catalogo.COMPROMISO: "titulo"}
_DICHO = {
    Catalogo.REGION: "la región",
    Catalogo.TIPO: "el tipo de reunión",
    Catalogo.COMPROMISO: "el compromiso",
    Catalogo.EJERCICIO: "el ejercicio",
}


def clave_de(lectura: Lectura, catalogo: Catalogo, escrito: str | None) -> str | None:
    """Return the key that was typed as key or name, whatever its case and accents; None where nothing was typed.

    Raises:
        ErrorDeNegocio: there is none such; the message lists the keys that there are.
    """
    if escrito is None:
        return None
    filas = lectura.filas(
        f"SELECT clave, {_NOMBRE.get(catalogo, 'nombre')} AS nombre FROM {catalogo} WHERE NOT baja ORDER BY clave"
    )
    por_nombre = {plegar(f["nombre"] or ""): f["clave"] for f in filas} | {
        plegar(f["clave"]): f["clave"] for f in filas
    }
    return _elegir(por_nombre, _DICHO[catalogo], escrito, (f["clave"] for f in filas))


def estado_de(
    estados: type[StrEnum], escrito: str | None, *, aparte: Mapping[str, str] = MappingProxyType({})
) -> str | None:
    """Return the state that was typed, «en proceso» for `en_proceso` too; raises like `clave_de`.

    `aparte` names what people take for a state, and the option that asks for it.
    """
    if escrito is None:
        return None
    por_nombre = {plegar(nombre): str(estado) for estado in estados for nombre in (estado, estado.replace("_", " "))}
    opcion = next((opcion for dicho, opcion in aparte.items() if plegar(escrito).startswith(dicho)), None)
    if opcion:
        raise ErrorDeNegocio(f"«{escrito}» no es un estado que se anote: pídalo con {opcion}.")
    return _elegir(por_nombre, "el estado", escrito, estados)


def _elegir(por_nombre: Mapping[str, str], dicho: str, escrito: str, claves: Iterable[str]) -> str:
    elegida = por_nombre.get(plegar(escrito))
    if elegida is None:
        raise ErrorDeNegocio(f"No existe {dicho} «{escrito}». Puede ser: {', '.join(claves) or 'ninguno todavía'}.")
    return elegida
