"""What a package holds: the rows of every sheet, read at one moment, with their hashes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from enlace_app.consultas import (
    actas,
    actividades,
    acuerdos,
    asistencias,
    bitacora,
    compromisos,
    documentos,
    expedientes,
    nombramientos,
    organizaciones,
    paquetes,
    puntos,
    reuniones,
    seguimientos,
    sitios,
    votaciones,
)
from enlace_app.consultas.incrementos import Incremento, leer_incremento
from enlace_app.consultas.valores import SEPARADOR, FilaDePaquete
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.sitios import RolDeSitio
from enlace_app.sincronizacion.avance import Progreso, por_partes
from enlace_app.sincronizacion.formato import Formato
from enlace_app.sincronizacion.huella import huella_contenido, huella_hoja
from enlace_app.sincronizacion.lector import limites

MAXIMO_DE_FILAS = limites.FILAS_EN_TODAS - 1_000
"""Rows that whoever receives a workbook reads, with room for its Portada and what people add."""

_CON_EJERCICIO = ("Reuniones", "Acuerdos", "Documentos")


@dataclass(frozen=True, slots=True)
class Contenido:
    """The sheets of a package but Portada, in the format's order, and what its Portada says of them.

    `quedan`: what stays here; `nombres_reservados`: how many names of Asistencia are withheld; `bitacora_hasta`: the
    last entry of the change log that is part of this state. `base` is the package that an increment starts from.
    """

    hojas: Mapping[str, Sequence[FilaDePaquete]]
    huellas: Mapping[str, str]
    contenido_sha256: str
    cadena_actas: str | None
    bitacora_hasta: int
    quedan: Sequence[paquetes.Queda]
    nombres_reservados: int
    base: paquetes.FilaPaquete | None = None

    @property
    def vacio(self) -> bool:
        """Whether no record goes."""
        return not any(filas for hoja, filas in self.hojas.items() if hoja != "Diccionario")

    @property
    def ejercicios(self) -> str | None:
        """The keys of the ejercicios that its records belong to, as one text."""
        claves = {str(fila["ejercicio"]) for hoja in _CON_EJERCICIO for fila in self.hojas[hoja] if fila["ejercicio"]}
        return SEPARADOR.join(sorted(claves)) or None


def reunir(
    lectura: Lectura,
    formato: Formato,
    *,
    base: paquetes.FilaPaquete | None = None,
    progreso: Progreso | None = None,
) -> Contenido:
    """Read all that travels, or with `base` what changed since that package, each row as it is now.

    Meetings that are still borrador or convocada stay, with their attendance, agenda, votes, acuerdos (and their
    follow-up) and documents; so do other sites' records, but in the authority's own workbook, which has them all.
    Everything else goes, withdrawn rows included. A reference to something that stays keeps its uuid: the record
    follows in a later package, or went in an earlier one. `progreso` hears of sheets, read and hashed; what it raises
    stops the work.
    """
    leyendo, sumando = por_partes(progreso, 2, 1)
    with lectura.momento():
        hojas = _filas(lectura, formato, leer_incremento(lectura, base) if base else None, leyendo)
        cadena = expedientes.ultima_huella(lectura, sitios.traer(lectura).uuid)
        hasta = bitacora.ultima_secuencia(lectura)
        quedan = paquetes.quedan(lectura)
    huellas: dict[str, str] = {}
    for n, hoja in enumerate(formato.hojas, start=1):
        huellas[hoja.nombre] = huella_hoja(hoja, hojas[hoja.nombre])
        sumando(n, len(formato.hojas))
    return Contenido(
        hojas=hojas,
        huellas=huellas,
        contenido_sha256=huella_contenido(huellas.values()),
        cadena_actas=cadena,
        bitacora_hasta=hasta,
        quedan=quedan,
        nombres_reservados=sum(f["persona"] == asistencias.PARTICULAR for f in hojas["Asistencia"]),
        base=base,
    )


def _filas(
    lectura: Lectura, formato: Formato, incremento: Incremento | None, progreso: Progreso
) -> dict[str, Sequence[FilaDePaquete]]:
    fuera = paquetes.reuniones_que_quedan(lectura)
    leer: Mapping[str, Callable[[], Sequence[FilaDePaquete]]] = {
        "Reuniones": lambda: reuniones.filas_de_paquete(lectura, fuera=fuera),
        "Actas": lambda: actas.filas_de_paquete(lectura, fuera=fuera),
        "Asistencia": lambda: asistencias.filas_de_paquete(lectura, fuera=fuera),
        "OrdenDelDia": lambda: puntos.filas_de_paquete(lectura, fuera=fuera),
        "Votaciones": lambda: votaciones.filas_de_paquete(lectura, fuera=fuera),
        "Acuerdos": lambda: acuerdos.filas_de_paquete(lectura, fuera=fuera),
        "Seguimiento": lambda: seguimientos.filas_de_paquete(lectura),
        "Documentos": lambda: documentos.filas_de_paquete(lectura, fuera=fuera),
        "Compromisos": lambda: compromisos.filas_de_paquete(lectura),
        "Actividades": lambda: actividades.filas_de_paquete(lectura),
        "Organizaciones": lambda: organizaciones.filas_de_paquete(lectura),
        "Nombramientos": lambda: nombramientos.filas_de_paquete(lectura),
    }
    hojas: dict[str, Sequence[FilaDePaquete]] = {}
    for n, (hoja, filas_de) in enumerate(leer.items(), start=1):
        hojas[hoja] = filas_de()
        progreso(n, len(formato.hojas))
    van = {fila["uuid"] for fila in hojas["Acuerdos"]}
    hojas["Seguimiento"] = [fila for fila in hojas["Seguimiento"] if fila["acuerdo"] in van]
    sitio = sitios.traer(lectura)
    if sitio.rol != RolDeSitio.GARANTE:
        ajenos = paquetes.ajenos(lectura)
        hojas = {hoja: [f for f in filas if f["uuid"] not in ajenos] for hoja, filas in hojas.items()}
    nuevos: set[str] = set()
    if incremento is not None:
        hojas = {hoja: [f for f in filas if incremento.lleva(f)] for hoja, filas in hojas.items()}
        nuevos = {str(f["uuid"]) for filas in hojas.values() for f in filas if incremento.es_nueva(f)}
    enviados = {str(fila["uuid"]) for filas in hojas.values() for fila in filas}
    hojas["Diccionario"] = [dict(fila) for fila in formato.diccionario()]
    asientos = bitacora.filas_de_paquete(
        lectura,
        enviados=enviados,
        desde=incremento.base.bitacora_hasta if incremento else 0,
        desde_siempre=nuevos,
    )
    caben = MAXIMO_DE_FILAS - sum(map(len, hojas.values()))
    hojas["Bitacora"] = los_que_caben(asientos, caben, sitio=sitio.uuid)
    return {hoja.nombre: hojas[hoja.nombre] for hoja in formato.hojas}


def los_que_caben(asientos: Sequence[FilaDePaquete], caben: int, *, sitio: str) -> Sequence[FilaDePaquete]:
    """Return so many entries of the log, in their order: those that say what was made elsewhere, then the latest.

    A log grows for ever and a workbook does not: without this, a site would one day be unable to send at all. Whoever
    receives needs the former; records travel in their own sheets.
    """
    if len(asientos) <= caben:
        return asientos
    de_fuera = [n for n, a in enumerate(asientos) if a["accion"] == "alta" and a["sitio"] != sitio]
    de_aqui = [n for n, a in enumerate(asientos) if a["accion"] != "alta" or a["sitio"] == sitio]
    recientes = sorted(de_aqui, key=lambda n: str(asientos[n]["instante"]))[
        len(de_aqui) - max(0, caben - len(de_fuera)) :
    ]
    return [asientos[n] for n in sorted([*de_fuera, *recientes])]
