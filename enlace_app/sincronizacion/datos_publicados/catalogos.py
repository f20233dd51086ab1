"""`ejercicios.csv`, `regiones.csv` and `municipios.csv`: what the other files refer to by key."""

from __future__ import annotations

from typing import Final

from enlace_app.sincronizacion.datos_publicados.celdas import con_dato
from enlace_app.sincronizacion.datos_publicados.tabla import Forma, Registro, Tabla
from enlace_app.sincronizacion.datos_publicados.traduccion import Traduccion

EJERCICIOS: Final = Forma(
    obligatorias=(
        "clave", "nombre", "declaratoria", "stga_instalado", "compromisos_acordados", "firma_o_adopcion",
        "publicacion_po", "inicio_trabajos", "cierre", "evaluacion", "compromisos_n", "proactivos_n",
        "sesiones_ordinarias_n", "sesiones_extraordinarias_n", "reuniones_trabajo_declaradas", "vigencia", "enfoque",
        "nota", "fuente",
    ),
    clave="clave",
)  # fmt: skip
REGIONES: Final = Forma(
    obligatorias=(
        "clave", "nombre", "variantes", "ciudad_sede_habitual", "municipios_n", "enlaces_por_region", "fuente",
    ),
    ignoradas=("enlace_titular_pal1",),
    clave="clave",
)  # fmt: skip
"""Who is enlace of a region is read from `personas_roles.csv`, which tells since when."""

MUNICIPIOS: Final = Forma(
    obligatorias=(
        "cve_ent", "cve_mun", "cvegeo", "nombre", "cabecera", "region", "confianza_region", "poblacion_2020",
        "zona_horaria", "involucrado_compromiso3_pal1", "fuente_region",
    ),
    clave="cvegeo",
)  # fmt: skip

REGLAS: Final = Forma(
    obligatorias=(
        "ejercicio", "partes", "quorum", "consenso_primero", "dias_aviso", "dias_entre_ordinarias", "sede_rotativa",
        "fuente",
    ),
    opcionales=("sinonimos", "partes_indispensables", "votos_necesarios"),
    clave="ejercicio",
)  # fmt: skip
TIPOS: Final = Forma(
    obligatorias=(
        "clave", "nombre", "documento", "con_quorum", "con_votacion", "serie", "numera", "formato_folio", "ordinaria",
    ),
    opcionales=("convoca_a_parte",),
    clave="clave",
)  # fmt: skip
ROLES: Final = Forma(
    obligatorias=("clave", "nombre", "voz", "voto", "firma", "fuente"),
    opcionales=("variantes", "facilita"),
    clave="clave",
)
CAUSALES: Final = Forma(obligatorias=("clave", "motivo", "fundamento"), clave="clave")

_CUENTAS: Final = (
    "compromisos_n", "proactivos_n", "sesiones_ordinarias_n", "sesiones_extraordinarias_n",
    "reuniones_trabajo_declaradas",
)  # fmt: skip


def traducir_ejercicios(tabla: Tabla) -> Traduccion:
    """Rows of Ejercicios under the file's own column names; `cierre` stays as written, the rest are ISO dates."""
    traduccion = Traduccion(tabla.archivo)
    for registro in tabla.registros:
        textos = {c: con_dato(registro[c]) for c in EJERCICIOS.obligatorias if c not in _CUENTAS}
        cuentas = {c: traduccion.entero(registro, c) for c in _CUENTAS}
        traduccion.agregar("Ejercicios", registro, registro["clave"], {**textos, **cuentas})
    return traduccion


def traducir_catalogo(tabla: Tabla, hoja: str, forma: Forma) -> Traduccion:
    """Rows of a catalogue that is written just as the program keeps it, under the file's own column names."""
    traduccion = Traduccion(tabla.archivo)
    for registro in tabla.registros:
        valores = {columna: celda for columna, celda in registro.celdas.items() if columna in forma.conocidas}
        traduccion.agregar(hoja, registro, registro[forma.clave or "clave"], valores)
    return traduccion


def traducir_regiones(tabla: Tabla) -> Traduccion:
    """Rows of Regiones: clave, nombre, variantes, ciudad_sede, municipios_n, enlaces_por_region, fuente."""
    traduccion = Traduccion(tabla.archivo)
    for registro in tabla.registros:
        valores = {
            "clave": registro["clave"],
            "nombre": registro["nombre"],
            "variantes": registro["variantes"],
            "ciudad_sede": registro["ciudad_sede_habitual"],
            "municipios_n": traduccion.entero(registro, "municipios_n"),
            "enlaces_por_region": registro["enlaces_por_region"],
            "fuente": registro["fuente"],
        }
        traduccion.agregar("Regiones", registro, registro["clave"], valores)
    return traduccion


def traducir_municipios(tabla: Tabla) -> Traduccion:
    """Rows of Municipios: cvegeo, nombre, cabecera, region, confianza_region, poblacion, zona, fuente."""
    traduccion = Traduccion(tabla.archivo)
    for registro in tabla.registros:
        cvegeo = traduccion.cvegeo(registro, "cvegeo")
        if not _concuerda(registro, cvegeo):
            motivo = f"«{cvegeo}» no es cve_ent y cve_mun juntas, cinco cifras. La fila no se leyó."
            traduccion.rechazar(registro, "cvegeo", motivo)
            continue
        valores = {
            "cvegeo": cvegeo,
            "nombre": registro["nombre"],
            "cabecera": registro["cabecera"],
            "region": registro["region"],
            "confianza_region": registro["confianza_region"],
            "poblacion": traduccion.entero(registro, "poblacion_2020"),
            "zona": registro["zona_horaria"],
            "fuente": registro["fuente_region"],
        }
        traduccion.agregar("Municipios", registro, cvegeo, valores)
    return traduccion


def _concuerda(registro: Registro, cvegeo: str | None) -> bool:
    return cvegeo == (registro["cve_ent"] or "").zfill(2) + (registro["cve_mun"] or "").zfill(3)
