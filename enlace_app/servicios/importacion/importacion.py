"""One import call from the files to the report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from enlace_app.consultas.sitios import faltan_causales, quedo_a_medias
from enlace_app.errores import ErrorDeEntorno
from enlace_app.rutas import carpeta_recursos
from enlace_app.servicios.importacion.fuentes import Fuentes, Renglon, de_catalogo, leer_fuentes
from enlace_app.servicios.importacion.informe import Cuenta, Informe
from enlace_app.sincronizacion.lectura_csv import leer_carpeta
from enlace_app.sincronizacion.problemas import Problema

if TYPE_CHECKING:
    from enlace_app.datos.almacen import Almacen
    from enlace_app.datos.unidad import Unidad
    from enlace_app.servicios.importacion.materia import Materia
    from enlace_app.sincronizacion.formato import Formato

Avance = Callable[[int, int], None]
HOJA_DE_CAUSALES = "Causales"


class _SoloRevision(Exception):
    """Leaves the transaction without keeping anything."""


def importar(
    almacen: Almacen,
    rutas: Sequence[Path],
    *,
    formato: Formato,
    solo_revisar: bool = False,
    avance: Avance | None = None,
) -> Informe:
    """Take in folders and files of published data and capture workbooks, all of them in one operation.

    What is wrong with a row or a file keeps that one out and stands in the report. With `solo_revisar` all is done but
    nothing is kept: the report is the one that the import would give. `avance` gets rows done and rows in all; what
    it raises stops the import, and nothing of it is kept.

    Raises:
        ErrorDeNegocio: the data folder has no owner yet.
        ErrorDeEntorno: a file that exists could not be opened, or the data could not be written.
    """
    completar_catalogos(almacen)
    cuenta = Cuenta()
    fuentes = leer_fuentes(rutas, formato, cuenta)
    nombres = ", ".join(dict.fromkeys(Path(r).name for r in rutas))
    intencion = f"Importar {nombres.encode('utf-8', 'backslashreplace').decode('utf-8')}"
    with suppress(_SoloRevision), almacen.escribir(intencion) as unidad:
        asentar(unidad, fuentes, cuenta, avance)
        if solo_revisar:
            raise _SoloRevision
    return cuenta.cerrar([m.hoja for m in _materias()], fuentes.omitidos, solo_revisar=solo_revisar)


def cargar_catalogos(almacen: Almacen, *, solo: Collection[str] | None = None) -> Informe:
    """Load or bring up to date what the program brings along; rows that did not change are left alone.

    `solo` names the sheets to load: the others may be what the institution made of them.
    """
    cuenta = Cuenta()
    renglones = [r for r in leer_catalogos() if solo is None or r.fila.hoja in solo]
    with almacen.escribir("Cargar catálogos") as unidad:
        asentar(unidad, Fuentes(tuple(renglones), ()), cuenta, None)
        graves = [p for p in cuenta.problemas if p.grave]
        if graves:
            raise _catalogos_danados(graves[0])
    return cuenta.cerrar([m.hoja for m in _materias()], (), solo_revisar=False)


def completar_catalogos(almacen: Almacen) -> None:
    """Load the catalogues that are missing: the program may have died right after the site was founded.

    Data of an earlier version have no reasons for a public version yet.
    """
    if quedo_a_medias(almacen.lectura):
        cargar_catalogos(almacen)
    elif faltan_causales(almacen.lectura):
        cargar_catalogos(almacen, solo={HOJA_DE_CAUSALES})


def leer_catalogos() -> list[Renglon]:
    """Return the rows of every catalogue of the program."""
    carpeta = carpeta_recursos() / "catalogos"
    lectura = leer_carpeta(carpeta)
    if lectura.graves:
        raise _catalogos_danados(lectura.graves[0])
    return de_catalogo(lectura)


def _catalogos_danados(problema: Problema) -> ErrorDeEntorno:
    return ErrorDeEntorno(f"Los catálogos del programa están dañados: {problema}. Vuelva a instalar Enlace.")


def asentar(unidad: Unidad, fuentes: Fuentes, cuenta: Cuenta, avance: Avance | None) -> None:
    """Take in rows under the unit's operation and write them at once; what they did stands in `cuenta`."""
    from enlace_app.dominio.seguimientos import Seguimiento
    from enlace_app.servicios.importacion.acuerdos import primeros_seguimientos
    from enlace_app.servicios.importacion.ausentes import avisar_de_ausentes
    from enlace_app.servicios.importacion.lote import Lote

    renglones = fuentes.renglones
    hechas = 0

    def contar() -> None:
        nonlocal hechas
        hechas += 1
        if avance is not None:
            avance(hechas, len(renglones))

    lote = Lote(unidad, cuenta, contar, renglones=renglones, caidos=fuentes.caidos)
    acuerdos = []
    for materia in _materias():
        nuevas = lote.procesar(materia, [r for r in renglones if r.fila.hoja == materia.hoja])
        if materia.hoja == "Acuerdos":
            acuerdos = nuevas
    primeros_seguimientos(acuerdos, lote.directorio.todos(Seguimiento))
    lote.avisar_de_lo_omitido()
    avisar_de_ausentes(lote, fuentes.libros, _materias())
    _avisar_de_hojas_ajenas(renglones, cuenta)
    unidad.asentar()


def _avisar_de_hojas_ajenas(renglones: Sequence[Renglon], cuenta: Cuenta) -> None:
    # The template brings its Diccionario along: that nobody imports it is no news.
    conocidas = {*(m.hoja for m in _materias()), "Diccionario"}
    lugares = dict.fromkeys((r.fila.archivo, r.fila.hoja) for r in renglones if r.fila.hoja not in conocidas)
    for archivo, hoja in lugares:
        motivo = "las filas de esta hoja no se importan: las escribe el programa"
        cuenta.problemas.append(Problema(archivo, hoja, None, None, motivo, grave=False))


def _materias() -> tuple[Materia, ...]:
    """Every sheet that is imported, in the order in which rows may refer to each other."""
    from enlace_app.servicios.importacion import (
        acuerdos,
        asistencias,
        catalogos,
        compromisos,
        documentos,
        nombramientos,
        orden_del_dia,
        organizaciones,
        reuniones,
        seguimientos,
        votaciones,
    )

    return (
        catalogos.REGLAS,
        catalogos.EJERCICIOS,
        catalogos.REGIONES,
        catalogos.MUNICIPIOS,
        catalogos.TIPOS,
        catalogos.ROLES,
        catalogos.CAUSALES,
        organizaciones.MATERIA,
        compromisos.MATERIA,
        compromisos.ACTIVIDADES,
        nombramientos.MATERIA,
        reuniones.MATERIA,
        orden_del_dia.MATERIA,
        votaciones.MATERIA,
        asistencias.MATERIA,
        acuerdos.MATERIA,
        documentos.MATERIA,
        seguimientos.MATERIA,
    )
