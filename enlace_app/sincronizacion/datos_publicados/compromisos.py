"""`compromisos.csv`: the commitments of each plan."""

from __future__ import annotations

import re
from typing import Final

from enlace_app.sincronizacion.datos_publicados.celdas import como_lista, con_dato
from enlace_app.sincronizacion.datos_publicados.tabla import Forma, Registro, Tabla
from enlace_app.sincronizacion.datos_publicados.traduccion import Traduccion, si_no
from enlace_app.sincronizacion.filas import Valor

FORMA: Final = Forma(
    obligatorias=(
        "clave", "ejercicio", "numero", "tipo", "titulo_corto", "region", "osc_responsable", "instituciones",
        "objetivo_resumido", "fojas_minimo", "reuniones_declaradas", "producto_o_resultado", "estado_declarado",
        "estado_sugerido", "fuente",
    ),
    clave="clave",
)  # fmt: skip

_ESTATAL: Final = re.compile(r"estatal\s*(?:\((?P<nota>[^)]*)\))?", re.IGNORECASE)


def traducir(tabla: Tabla) -> Traduccion:
    """Rows of Compromisos.

    A statewide one has no `regiones` but `estatal` = sí, with what stood in parentheses in `nota_region`. `estado` is
    the one inferred on the four-step scale, `estado_declarado` what the source says.
    """
    traduccion = Traduccion(tabla.archivo)
    for registro in tabla.registros:
        fojas = traduccion.entero(registro, "fojas_minimo")
        valores = {
            "clave": registro["clave"],
            "ejercicio": registro["ejercicio"],
            "numero": registro["numero"],
            "tipo": registro["tipo"],
            "titulo": registro["titulo_corto"],
            **_ambito(registro),
            "osc": como_lista(registro["osc_responsable"]),
            "instituciones": como_lista(registro["instituciones"]),
            "objetivo": registro["objetivo_resumido"],
            "fojas_declaradas": fojas,
            "fojas_es_minimo": None if fojas is None else si_no(True),
            "reuniones_declaradas": traduccion.entero(registro, "reuniones_declaradas"),
            "producto": registro["producto_o_resultado"],
            "estado_declarado": con_dato(registro["estado_declarado"]),
            "estado": registro["estado_sugerido"],
            "fuente": registro["fuente"],
        }
        traduccion.agregar("Compromisos", registro, registro["clave"], valores)
    return traduccion


def _ambito(registro: Registro) -> dict[str, Valor]:
    estatal = _ESTATAL.fullmatch(registro["region"] or "")
    if estatal is None:
        return {"regiones": como_lista(registro["region"]), "estatal": si_no(False), "nota_region": None}
    return {"regiones": None, "estatal": si_no(True), "nota_region": (estatal["nota"] or "").strip() or None}
