"""Every setting of a data folder, declared once: key, type, default, what it is called."""

import json
from dataclasses import dataclass, fields
from dataclasses import field as _field
from pathlib import Path
from typing import Any

from enlace_app.errores import ErrorDeNegocio

ARCHIVO = "ajustes.toml"


def _ajuste(etiqueta: str, default: Any) -> Any:
    return _field(default=default, metadata={"etiqueta": etiqueta})


@dataclass(frozen=True)
class Ajustes:
    """The settings as `ajustes.toml` of the data folder gives them; what it does not name keeps its default."""

    responsable_de_datos: str = _ajuste("Responsable de los datos personales (nombre, domicilio y correo)", "")
    destinatario: str = _ajuste("A quién se envían los paquetes", "")
    unidad_que_clasifica: str = _ajuste("Unidad que clasifica (propone las versiones públicas)", "")
    respaldos_a_conservar: int = _ajuste("Respaldos recientes que se conservan", 10)
    dias_de_respaldos: int = _ajuste("Días de los que se conserva un respaldo", 30)
    dias_entre_paquetes: int = _ajuste("Cada cuántos días se espera un paquete de cada región (para quien recibe)", 31)


def leer_ajustes(carpeta: Path) -> Ajustes:
    """Read the settings of a data folder; raises `ErrorDeNegocio` naming the key that is not right."""
    ruta = carpeta / ARCHIVO
    if not ruta.exists():
        return Ajustes()
    import tomllib  # only where somebody set something: it costs as much as a query

    try:
        leidos = tomllib.loads(ruta.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ErrorDeNegocio(
            f"No se entienden los ajustes de «{ruta}»: {error}. Corríjalos o quite el archivo."
        ) from error
    conocidos = {f.name: type(f.default) for f in fields(Ajustes)}
    for clave, valor in leidos.items():
        if clave not in conocidos:
            validas = ", ".join(conocidos)
            raise ErrorDeNegocio(f"«{ruta}» nombra un ajuste desconocido: «{clave}». Ajustes: {validas}.")
        if type(valor) is not conocidos[clave] or (isinstance(valor, int) and valor < 1):
            esperado = "un texto" if conocidos[clave] is str else "un número entero mayor que cero"
            raise ErrorDeNegocio(f"En «{ruta}», el ajuste «{clave}» debe ser {esperado}.")
    return Ajustes(**leidos)


def en_toml(ajustes: Ajustes) -> str:
    """Return the settings as the text of `ajustes.toml`, each under what it is called; `leer_ajustes` takes it back."""
    lineas = []
    for campo in fields(Ajustes):
        valor = getattr(ajustes, campo.name)
        # Strings of JSON are strings of TOML, but for DEL, which only JSON takes as it is.
        escrito = json.dumps(valor, ensure_ascii=False).replace("\x7f", "\\u007f")
        lineas.append(f"# {campo.metadata['etiqueta']}\n{campo.name} = {escrito}\n")
    return "\n".join(lineas)
