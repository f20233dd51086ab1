"""From what a package holds to tables that anyone may have: fewer rows, fewer columns, references that all resolve."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from enlace_app.consultas.paquetes import Queda
from enlace_app.consultas.valores import FilaDePaquete
from enlace_app.dominio.documentos import es_publico
from enlace_app.salida.datos_abiertos.tablas import Campo, ClaseDeCampo, Conjunto, Referencia, Tabla
from enlace_app.sincronizacion.contenido import Contenido
from enlace_app.sincronizacion.formato import Columna, Formato, Hoja, TipoDeColumna

_SIN_PUBLICAR = frozenset({"Bitacora", "Diccionario"})
"""What tells of the work with the program, or of the workbook's columns."""

_DEL_PROGRAMA = frozenset({"rev", "baja", "archivo", "sha256", "autor"})
"""`archivo` is a name that somebody gave a file, and may be a person's; `autor` is who used the program."""

_DE_QUIEN_ES = {
    "Actas": ("reunion", "Reuniones"),
    "Asistencia": ("reunion", "Reuniones"),
    "OrdenDelDia": ("reunion", "Reuniones"),
    "Votaciones": ("reunion", "Reuniones"),
    "Acuerdos": ("reunion", "Reuniones"),
    "Seguimiento": ("acuerdo", "Acuerdos"),
    "Actividades": ("compromiso", "Compromisos"),
}
"""What each row is part of: without that it is not published. An acuerdo may have no meeting."""

_CITAS = {
    "Reuniones": {"parte_de": "Reuniones"},
    "Votaciones": {"punto": "OrdenDelDia"},
    "Acuerdos": {"deriva_de": "Acuerdos"},
    "Documentos": {"reunion": "Reuniones", "acuerdo": "Acuerdos"},
    "Organizaciones": {"sucede_a": "Organizaciones"},
}
"""What a row may name; emptied where the other row is not published."""

_TITULOS = {"OrdenDelDia": "Orden del día"}
_CLASES = {
    TipoDeColumna.ENTERO: ClaseDeCampo.ENTERO,
    TipoDeColumna.FECHA: ClaseDeCampo.FECHA,
    TipoDeColumna.HORA: ClaseDeCampo.HORA,
    TipoDeColumna.INSTANTE: ClaseDeCampo.INSTANTE,
    TipoDeColumna.SI_NO: ClaseDeCampo.SI_NO,
    TipoDeColumna.UUID: ClaseDeCampo.UUID,
}
_CAMPOS_DEL_DICCIONARIO = (
    Campo("tabla", ClaseDeCampo.TEXTO, "Tabla", "Tabla a la que pertenece la columna."),
    Campo("columna", ClaseDeCampo.TEXTO, "Columna", "Nombre de la columna."),
    Campo("titulo", ClaseDeCampo.TEXTO, "Título", "Nombre de la columna para leerlo."),
    Campo("descripcion", ClaseDeCampo.TEXTO, "Descripción", "Qué significa."),
    Campo("tipo", ClaseDeCampo.TEXTO, "Tipo", "Clase de valor."),
    Campo("valores", ClaseDeCampo.TEXTO, "Valores", "Valores previstos, separados con «; »."),
)


@dataclass(frozen=True, slots=True)
class Publicable:
    """The tables, and the documents that are left out because of their classification."""

    tablas: Sequence[Tabla]
    quedan: Sequence[Queda]


def tablas_publicas(contenido: Contenido, formato: Formato) -> Publicable:
    """Return what may be published of a complete content: current rows, public documents, and their dictionary."""
    hojas = [hoja for hoja in formato.hojas if hoja.nombre not in _SIN_PUBLICAR]
    filas = {hoja.nombre: [f for f in contenido.hojas[hoja.nombre] if f.get("baja") != "sí"] for hoja in hojas}
    reservados = [f for f in filas["Documentos"] if not es_publico(f["clasificacion"])]
    filas["Documentos"] = [f for f in filas["Documentos"] if es_publico(f["clasificacion"])]
    publicas = _enlazadas(filas)
    tablas = [_tabla(hoja, publicas[hoja.nombre]) for hoja in hojas]
    return Publicable(
        tablas=[*tablas, _diccionario(tablas)],
        quedan=[
            Queda("documento", str(f["uuid"]), str(f["folio"]), f"es información {f['clasificacion']}")
            for f in reservados
        ],
    )


def conjunto_publico(
    tablas: Sequence[Tabla], *, region: str | None, creado: datetime, version_app: str, ejemplo: bool
) -> Conjunto:
    """Return the tables with what is said of them together; `ejemplo` data say so of themselves."""
    aviso = "EJEMPLO, SIN VALIDEZ. " if ejemplo else ""
    donde = f", región {region}" if region else ""
    return Conjunto(
        nombre=f"enlace-{(region or 'estatal').lower()}",
        titulo=f"{aviso}Gobierno abierto{donde}: reuniones, acuerdos y documentos",
        descripcion="Reuniones del ejercicio local de gobierno abierto, lo que se acordó, cómo va y qué se entregó.",
        creado=creado,
        version_app=version_app,
        tablas=tablas,
    )


def _enlazadas(filas: Mapping[str, Sequence[FilaDePaquete]]) -> dict[str, list[FilaDePaquete]]:
    """Return the rows whose owner is there, in the order of the sheets: an owner always comes before what is its."""
    publicas: dict[str, list[FilaDePaquete]] = {}
    for hoja, suyas in filas.items():
        quedan = list(suyas)
        if hoja in _DE_QUIEN_ES:
            columna, de = _DE_QUIEN_ES[hoja]
            duenios = {fila["uuid"] for fila in publicas[de]}
            quedan = [f for f in suyas if f[columna] in duenios or (f[columna] is None and hoja == "Acuerdos")]
        publicas[hoja] = quedan
    identidades = {hoja: {fila["uuid"] for fila in suyas} for hoja, suyas in publicas.items()}
    return {
        hoja: [
            {**fila, **{c: fila[c] if fila[c] in identidades[de] else None for c, de in _CITAS.get(hoja, {}).items()}}
            for fila in suyas
        ]
        for hoja, suyas in publicas.items()
    }


def _tabla(hoja: Hoja, filas: Sequence[FilaDePaquete]) -> Tabla:
    columnas = [c for c in hoja.columnas if not c.derivada and c.nombre not in _DEL_PROGRAMA]
    referencias = {**_CITAS.get(hoja.nombre, {})}
    if hoja.nombre in _DE_QUIEN_ES:
        columna, de = _DE_QUIEN_ES[hoja.nombre]
        referencias = {columna: de, **referencias}
    return Tabla(
        nombre=_nombre(hoja.nombre),
        titulo=_TITULOS.get(hoja.nombre, hoja.nombre),
        campos=[_campo(c, con_identidad=c.nombre in referencias) for c in columnas],
        identidad=[c.nombre for c in hoja.identidad],
        filas=sorted(filas, key=lambda fila: str(fila["uuid"])),
        referencias=[Referencia(campo, _nombre(de)) for campo, de in referencias.items()],
    )


def _campo(columna: Columna, *, con_identidad: bool) -> Campo:
    clase = ClaseDeCampo.UUID if con_identidad else _CLASES.get(columna.tipo, ClaseDeCampo.TEXTO)
    return Campo(columna.nombre, clase, columna.etiqueta, columna.descripcion, columna.valores)


def _diccionario(tablas: Sequence[Tabla]) -> Tabla:
    filas: list[FilaDePaquete] = [
        {
            "tabla": tabla.nombre,
            "columna": campo.nombre,
            "titulo": campo.titulo,
            "descripcion": campo.descripcion,
            "tipo": str(campo.clase),
            "valores": "; ".join(campo.valores) or None,
        }
        for tabla in tablas
        for campo in tabla.campos
    ]
    return Tabla("diccionario", "Diccionario", _CAMPOS_DEL_DICCIONARIO, ("tabla", "columna"), filas)


def _nombre(hoja: str) -> str:
    """Return a table's name: OrdenDelDia is orden_del_dia."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", hoja).lower()
