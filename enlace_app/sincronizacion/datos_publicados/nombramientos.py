"""`personas_roles.csv`: who held which role, from when to when, with which rights."""

from __future__ import annotations

from typing import Final

from enlace_app.sincronizacion.datos_publicados.celdas import con_dato, lista
from enlace_app.sincronizacion.datos_publicados.tabla import Forma, Registro, Tabla
from enlace_app.sincronizacion.datos_publicados.traduccion import Traduccion
from enlace_app.sincronizacion.datos_publicados.vigencias import Limite, Sesiones, leer_limite
from enlace_app.sincronizacion.filas import Valor

FORMA: Final = Forma(
    obligatorias=(
        "persona", "rol", "organo", "parte", "calidad", "region", "ejercicio", "desde", "hasta", "voz", "voto",
        "fuente",
    ),
)  # fmt: skip

_IDENTIDAD: Final = ("ejercicio", "organo", "rol", "parte", "calidad", "persona")


def traducir(tabla: Tabla, sesiones: Sesiones) -> Traduccion:
    """Rows of Nombramientos, one per region where a cell lists several.

    A row has no key of its own: its ref is made of what tells it from the others. `persona` is None where the source
    publishes no name. Words instead of a date stay in `desde_literal` and `hasta_literal`.
    """
    traduccion = Traduccion(tabla.archivo)
    vistas: dict[str, int] = {}
    for registro in tabla.registros:
        if registro["rol"] is None:
            traduccion.rechazar(registro, "rol", "Falta el papel de la persona. La fila no se leyó.")
            continue
        comunes = _comunes(traduccion, registro, sesiones)
        inicio = comunes["desde_literal"] or comunes["desde"]
        identidad = [*(registro[columna] or "" for columna in _IDENTIDAD), str(inicio or "")]
        for region in lista(registro["region"]) or (None,):
            ref = "/".join([*identidad, region or ""])
            if ref in vistas:
                motivo = f"Repite la persona, el papel y el inicio de la fila {vistas[ref]}. La fila no se leyó."
                traduccion.rechazar(registro, None, motivo)
                continue
            vistas[ref] = registro.numero
            traduccion.agregar("Nombramientos", registro, ref, {**comunes, "region": region})
    return traduccion


def _comunes(traduccion: Traduccion, registro: Registro, sesiones: Sesiones) -> dict[str, Valor]:
    desde = _limite(traduccion, registro, "desde", sesiones)
    hasta = _limite(traduccion, registro, "hasta", sesiones)
    return {
        "persona": con_dato(registro["persona"]),
        "rol": registro["rol"],
        "organo": registro["organo"],
        "parte": registro["parte"],
        "calidad": registro["calidad"],
        "ejercicio": registro["ejercicio"],
        "desde": desde.fecha,
        "desde_literal": desde.literal,
        "hasta": hasta.fecha,
        "hasta_literal": hasta.literal,
        "voz": _voz(traduccion, registro),
        "voto": _voto(traduccion, registro),
        "fuente": registro["fuente"],
    }


def _limite(traduccion: Traduccion, registro: Registro, columna: str, sesiones: Sesiones) -> Limite:
    limite = leer_limite(registro[columna], registro["ejercicio"], sesiones)
    if limite.sin_fecha:
        motivo = f"No se pudo saber qué día es «{limite.literal}»: se conserva el texto, sin fecha."
        traduccion.avisar(registro, columna, motivo)
    return limite


def _voz(traduccion: Traduccion, registro: Registro) -> str | None:
    """Return sí or no; who directs the session («dirige») speaks in it."""
    texto = con_dato(registro["voz"])
    respuesta = _primera_palabra(texto)
    if respuesta in {None, "sí", "no"}:
        return respuesta
    if respuesta == "dirige":
        return "sí"
    traduccion.avisar(registro, "voz", f"«{texto}» no es «sí» ni «no»: quedó sin respuesta.")
    return None


def _voto(traduccion: Traduccion, registro: Registro) -> str | None:
    """Return sí, no or al_suplir («sólo al suplir»); the reason in parentheses is left out."""
    texto = con_dato(registro["voto"])
    respuesta = _primera_palabra(texto)
    if respuesta in {None, "sí", "no"}:
        return respuesta
    if "suplir" in (texto or "").casefold():
        return "al_suplir"
    traduccion.avisar(registro, "voto", f"«{texto}» no es «sí», «no» ni «sólo al suplir»: quedó sin respuesta.")
    return None


def _primera_palabra(texto: str | None) -> str | None:
    if not texto:
        return None
    palabras = texto.replace("(", " ").split() or [texto]
    palabra = palabras[0].strip(",.;").casefold()
    return "sí" if palabra == "si" else palabra
