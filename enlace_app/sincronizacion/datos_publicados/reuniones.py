"""`reuniones.csv`: the meetings, and one attendance for each institution that a meeting lists."""

from __future__ import annotations

from typing import Final

from enlace_app.sincronizacion.datos_publicados.celdas import como_lista, con_dato, lista
from enlace_app.sincronizacion.datos_publicados.tabla import Forma, Registro, Tabla
from enlace_app.sincronizacion.datos_publicados.traduccion import Traduccion, si_no

FORMA: Final = Forma(
    obligatorias=(
        "id", "fecha", "fecha_fin", "precision", "ejercicio", "tipo", "numero", "modalidad", "ciudad", "cvegeo", "sede",
        "region", "compromiso", "convoca", "presentes", "asistentes_min", "resumen", "fuente",
    ),
    clave="id",
)  # fmt: skip


def traducir(tabla: Tabla) -> Traduccion:
    """Rows of Reuniones, each followed by its rows of Asistencia.

    Beyond the package's columns a meeting has `ciudad`, `presentes_es_minimo` and `presentes_nota`: whatever
    `presentes` and `asistentes_min` say that is neither an institution nor a number.
    """
    traduccion = Traduccion(tabla.archivo)
    for registro in tabla.registros:
        presentes = lista(registro["presentes"])
        _reunion(traduccion, registro, [elemento for elemento in presentes if _remite_a_otra(elemento)])
        _asistencias(traduccion, registro, [elemento for elemento in presentes if not _remite_a_otra(elemento)])
    return traduccion


def _remite_a_otra(elemento: str) -> bool:
    """Whether it names nobody but points at another meeting («Los mismos de la reunión del día»)."""
    return elemento.casefold().startswith(("los mismos", "las mismas"))


def _reunion(traduccion: Traduccion, registro: Registro, notas: list[str]) -> None:
    asistentes = traduccion.cantidad(registro, "asistentes_min")
    if asistentes is not None and asistentes.nota:
        notas.append(asistentes.nota)
    elif asistentes is None and registro["asistentes_min"]:
        notas.append(registro["asistentes_min"])
    valores = {
        "tipo": registro["tipo"],
        "numero": registro["numero"],
        "ejercicio": registro["ejercicio"],
        "fecha": registro["fecha"],
        "precision": registro["precision"],
        "fecha_fin": registro["fecha_fin"],
        "modalidad": con_dato(registro["modalidad"]),
        "cvegeo": traduccion.cvegeo(registro, "cvegeo"),
        "ciudad": registro["ciudad"],
        "sede": registro["sede"],
        "regiones": como_lista(registro["region"]),
        "convoca": con_dato(registro["convoca"]),
        "compromisos": como_lista(registro["compromiso"]),
        "presentes_n": None if asistentes is None else asistentes.numero,
        "presentes_es_minimo": None if asistentes is None else si_no(True),
        "presentes_nota": "; ".join(notas) or None,
        "resumen": registro["resumen"],
        "fuente": registro["fuente"],
    }
    traduccion.agregar("Reuniones", registro, registro["id"], valores)


def _asistencias(traduccion: Traduccion, registro: Registro, instituciones: list[str]) -> None:
    vistas: set[str] = set()
    for literal in instituciones:
        if literal in vistas:
            traduccion.avisar(registro, "presentes", f"«{literal}» está dos veces: se tomó una.")
            continue
        vistas.add(literal)
        ref = f"{registro['id']}/{literal}"
        valores = {"reunion": registro["id"], "organizacion": literal, "n": len(vistas)}
        traduccion.agregar("Asistencia", registro, ref, valores)
