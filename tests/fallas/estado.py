"""What a data folder holds, in a form that two runs of the same command share, and what may not be wrong with it."""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlcipher3.dbapi2 import Error as ErrorDelControlador

from enlace_app.datos.adjuntos import AlmacenAdjuntos
from enlace_app.datos.conexion import Conexion, abrir_conexion
from enlace_app.datos.respaldos import listar_respaldos
from enlace_app.datos.verificacion import verificar_respaldo
from enlace_app.errores import ErrorDeEnlace
from enlace_app.rutas import CarpetaDatos
from enlace_app.sincronizacion.formato import Formato
from enlace_app.sincronizacion.huella import huella_contenido
from enlace_app.sincronizacion.lectura_libro import leer_libro
from tests.sincronizacion.libros_leidos import huellas_libro

Estado = dict[str, tuple[str, ...]]
"""The rows of every table as sorted JSON lines, without what no two runs have in common."""

_PROPIO_DE_LA_CORRIDA = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"  # uuid v7
    r"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"
    r"|\b[0-9a-f]{64}\b"
)
_DE_LA_CORRIDA = {"adjunto": "tamano", "bitacora": "secuencia", "busqueda": "id"}
"""Columns that differ from run to run: a PDF names its hour, and rows of one operation are logged in any order."""

_MEDIO_CERRADA = {
    "reunión cerrada sin acta vigente": """
        SELECT r.uuid FROM reunion r WHERE r.estado IN ('cerrada', 'firmada') AND NOT EXISTS (
            SELECT 1 FROM acta a WHERE a.reunion = coalesce(r.parte_de, r.uuid)
            AND NOT EXISTS (SELECT 1 FROM reapertura x WHERE x.acta = a.uuid))""",
    "acta vigente de una reunión abierta": """
        SELECT a.uuid FROM acta a JOIN reunion r ON r.uuid = a.reunion
        WHERE NOT EXISTS (SELECT 1 FROM reapertura x WHERE x.acta = a.uuid)
        AND (r.estado NOT IN ('cerrada', 'firmada') OR r.folio IS NOT a.folio)""",
    "acta sin su impresión": "SELECT uuid FROM acta WHERE uuid NOT IN (SELECT acta FROM rendicion)",
    "impresión sin su adjunto": "SELECT uuid FROM rendicion WHERE pdf_sha256 NOT IN (SELECT sha256 FROM adjunto)",
    "acta sin folio emitido": """
        SELECT a.uuid FROM acta a WHERE NOT EXISTS (
            SELECT 1 FROM folio_emitido f WHERE f.folio = a.folio AND f.reunion = a.reunion)""",
    "folio emitido sin acta": "SELECT folio FROM folio_emitido WHERE folio NOT IN (SELECT folio FROM acta)",
    "acuerdo de un acta sin su folio": """
        SELECT c.uuid FROM acuerdo c JOIN reunion r ON r.uuid = c.reunion
        WHERE r.estado IN ('cerrada', 'firmada') AND c.folio IS NULL AND NOT c.baja""",
    "número de paquete repetido": "SELECT secuencia FROM paquete GROUP BY origen, epoca, secuencia HAVING count(*) > 1",
}


def leer_estado(datos: Path) -> Estado:
    """Read every table; raises what the driver raises."""
    with closing(abrir_conexion(datos / "enlace.db", solo_lectura=True)) as conexion:
        # The full text is checked against its table in `problemas`; how it is laid out differs from run to run.
        ordinarias = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name"
        tablas = [f[0] for f in conexion.execute(ordinarias)]
        return {tabla: tuple(sorted(_renglones(conexion, tabla))) for tabla in tablas}


def _renglones(conexion: Conexion, tabla: str) -> Iterator[str]:
    cursor = conexion.execute(f"SELECT * FROM {tabla}")
    nombres = [d[0] for d in cursor.description]
    for fila in cursor:
        valores = {n: v for n, v in zip(nombres, fila, strict=True) if _DE_LA_CORRIDA.get(tabla) != n}
        yield _PROPIO_DE_LA_CORRIDA.sub("·", json.dumps(valores, ensure_ascii=False, default=repr))


def problemas(datos: Path) -> list[str]:
    """Say what is wrong with a data folder, nothing if it is whole; opening it undoes what was half-written."""
    carpeta = CarpetaDatos(datos)
    try:
        with closing(abrir_conexion(carpeta.base)) as conexion:
            hallados = [f"integrity_check: {f[0]}" for f in conexion.execute("PRAGMA integrity_check") if f[0] != "ok"]
            hallados += [f"foreign_key_check: {f}" for f in conexion.execute("PRAGMA foreign_key_check")]
            # Raises where the full text is not that of its table.
            conexion.execute("INSERT INTO busqueda_fts (busqueda_fts, rank) VALUES ('integrity-check', 1)")
            for que, sql in _MEDIO_CERRADA.items():
                hallados += [f"{que}: {f[0]}" for f in conexion.execute(sql)]
            hallados += _de_los_archivos(conexion, AlmacenAdjuntos(carpeta.adjuntos))
    except (ErrorDeEnlace, ErrorDelControlador) as error:
        return [f"no abre: {error}"]
    for respaldo in listar_respaldos(carpeta):
        verificacion = verificar_respaldo(respaldo.ruta, clave=None, carpeta=carpeta)
        hallados += [f"respaldo {respaldo.ruta.name}: {p}" for p in verificacion.problemas]
    return hallados


def _de_los_archivos(conexion: Conexion, adjuntos: AlmacenAdjuntos) -> Iterator[str]:
    for contenido, sha256 in conexion.execute("SELECT contenido, sha256 FROM acta"):
        if hashlib.sha256(contenido.encode()).hexdigest() != sha256:
            yield f"el acta no es la de su huella {sha256}"
    for (sha256,) in conexion.execute("SELECT sha256 FROM adjunto UNION SELECT pdf_sha256 FROM rendicion"):
        try:
            adjuntos.leer(sha256)
        except ErrorDeEnlace as error:
            yield str(error)
    for ajeno in adjuntos.revisar():
        if not ajeno.ruta.name.startswith(".enlace-temporal-"):
            yield f"{ajeno.ruta}: {ajeno.motivo}"


def problemas_del_paquete(libro: Path, datos: Path, formato: Formato) -> list[str]:
    """Say what is wrong with the file under a package's name: absent is right, half is not."""
    if not libro.exists():
        return []
    try:
        leido = leer_libro(libro, formato)
    except ErrorDeEnlace as error:
        return [f"no es un libro: {error}"]
    assert leido.portada is not None
    contenido = huella_contenido(huellas_libro(leido, formato).values())
    hallados = [str(p) for p in leido.problemas if p.grave]
    if leido.portada["contenido_sha256"] != contenido:
        hallados.append("la huella de su portada no es la de su contenido")
    with closing(abrir_conexion(datos / "enlace.db", solo_lectura=True)) as conexion:
        registrados = conexion.execute(
            "SELECT uuid, contenido_sha256 FROM paquete WHERE secuencia = ?", (leido.portada["secuencia"],)
        ).fetchall()
    if registrados != [(leido.portada["paquete_uuid"], contenido)]:
        hallados.append(f"el paquete {leido.portada['secuencia']} del archivo no es el registrado")
    return hallados
