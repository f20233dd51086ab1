"""Writes the database that the present program leaves behind, once per schema: `python -m tests.datos.bases.hacer`.

A file that was committed is never written again: it stands for what people have on their computers.
"""

import contextlib
import tempfile
from datetime import date
from pathlib import Path

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.conexion import abrir_conexion
from enlace_app.datos.version import ESQUEMA
from enlace_app.dominio.identidad import uuid_publicado
from enlace_app.dominio.textos import Alfabeto
from enlace_app.dominio.tipos_reunion import TipoReunion
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.actas import cerrar_acta
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.firmas import firmar_simple
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.reuniones import crear_reunion, dar_paso
from enlace_app.servicios.seguimientos import dar_seguimiento
from tests.servicios.escenario import ImprentaFalsa, principal


def hacer(destino: Path) -> None:
    """Write a small database with one signed meeting, all of it invented."""
    if destino.exists():
        raise SystemExit(f"{destino} already stands for what people have")
    with tempfile.TemporaryDirectory() as raiz:
        alfabeto = Alfabeto.de_lineas(["0020-007E", "00A0-017F"])
        with Almacen(CarpetaDatos(Path(raiz) / "datos"), alfabeto=alfabeto) as almacen:
            almacen.fundar(nombre="Persona Uno", rol="enlace", region="CAR", zona="America/Monterrey", ejemplo=False)
            _llenar(almacen)
            base = almacen.carpeta.base
        with contextlib.closing(abrir_conexion(base)) as conexion:
            conexion.execute("PRAGMA page_size = 512")
            conexion.execute("VACUUM")
        destino.write_bytes(base.read_bytes())


def _llenar(almacen: Almacen) -> None:
    tipo = uuid_publicado("tipo_reunion", "reunion_trabajo")
    with almacen.escribir("Catálogo de prueba") as u:
        formato = "{serie}/{region}-{marca}/{anio}-{consecutivo:03}"
        u.agregar(TipoReunion(uuid=tipo, clave="reunion_trabajo", nombre="Reunión", serie="RT", formato_folio=formato))
    reunion = principal(crear_reunion(almacen, tipo=tipo, fecha=date(2017, 7, 18), sede="Sala de pruebas"))
    registrar_asistencia(almacen, reunion=reunion, persona="Persona Dos")
    agregar_punto(almacen, reunion=reunion, asunto="Único", desarrollo="Se trató el punto.")
    acuerdo = agregar_acuerdo(
        almacen, reunion=reunion, texto="Entregar algo.", responsables=["Vecinos de Prueba"], plazo="31/10/2017"
    )
    dar_paso(almacen, reunion=reunion, rev=1, estado="celebrada")
    imprenta = ImprentaFalsa()
    cerrar_acta(almacen, reunion=reunion, imprenta=imprenta, aviso_privacidad=None)
    firmar_simple(almacen, reunion=reunion, nombre="Persona Dos", imprenta=imprenta)
    dar_seguimiento(almacen, acuerdo=principal(acuerdo), fecha=date(2017, 11, 1), estado="cumplido", nota="Entregado.")


if __name__ == "__main__":
    hacer(Path(__file__).parent / f"esquema-{ESQUEMA}.db")
