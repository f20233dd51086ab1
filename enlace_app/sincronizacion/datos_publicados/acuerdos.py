"""`acuerdos.csv`: the agreements, and what the sources say became of each."""

from __future__ import annotations

import hashlib
import json
from typing import Final

from enlace_app.sincronizacion.datos_publicados.celdas import como_lista, fecha_iso
from enlace_app.sincronizacion.datos_publicados.tabla import Forma, Registro, Tabla
from enlace_app.sincronizacion.datos_publicados.traduccion import Traduccion

FORMA: Final = Forma(
    obligatorias=(
        "id", "reunion_id", "fecha_reunion", "ejercicio", "compromiso", "parafrasis", "responsable", "fecha_compromiso",
        "estado_sugerido", "resultado_declarado", "fecha_resultado", "fuente",
    ),
    clave="id",
)  # fmt: skip


def traducir(tabla: Tabla) -> Traduccion:
    """Rows of Acuerdos, each followed by its row of Seguimiento where the file tells a state or a result.

    `estado` stands in both: the Seguimiento is the entry to keep, the agreement's own only repeats it.
    """
    traduccion = Traduccion(tabla.archivo)
    for registro in tabla.registros:
        if registro["parafrasis"] is None:
            traduccion.rechazar(registro, "parafrasis", "Falta el texto del acuerdo. La fila no se leyó.")
            continue
        _acuerdo(traduccion, registro)
        if registro["estado_sugerido"] or registro["resultado_declarado"] or registro["fecha_resultado"]:
            _seguimiento(traduccion, registro)
    return traduccion


def _acuerdo(traduccion: Traduccion, registro: Registro) -> None:
    valores = {
        "reunion": registro["reunion_id"],
        "fecha_reunion": registro["fecha_reunion"],
        "ejercicio": registro["ejercicio"],
        "compromisos": como_lista(registro["compromiso"]),
        "texto": registro["parafrasis"],
        "responsables": como_lista(registro["responsable"]),
        "plazo_literal": registro["fecha_compromiso"],
        "estado": registro["estado_sugerido"],
        "fuente": registro["fuente"],
    }
    traduccion.agregar("Acuerdos", registro, registro["id"], valores)


def _seguimiento(traduccion: Traduccion, registro: Registro) -> None:
    """Add the follow-up, its ref made from its content: entries are only ever added, so a changed one is a new one."""
    valores = {
        "acuerdo": registro["id"],
        "fecha": fecha_iso(registro["fecha_resultado"]) or registro["fecha_resultado"],
        "estado": registro["estado_sugerido"],
        "nota": registro["resultado_declarado"],
    }
    contenido = json.dumps(list(valores.values()), ensure_ascii=False, separators=(",", ":"))
    huella = hashlib.sha256(contenido.encode()).hexdigest()[:16]
    traduccion.agregar("Seguimiento", registro, f"{registro['id']}/{huella}", valores)
