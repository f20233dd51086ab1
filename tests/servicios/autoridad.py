"""An authority's data folder with something to answer: what two regions sent to it. All persons are invented."""

import pickle
import shutil
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.identidad import uuid_publicado
from enlace_app.dominio.organizaciones import Alias, Organizacion
from enlace_app.dominio.textos import Alfabeto
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios.organizaciones import agregar_organizacion
from enlace_app.servicios.recepcion import recibir_paquete
from enlace_app.servicios.sitios import iniciar
from enlace_app.sincronizacion.formato import leer_formato
from tests.servicios.escenario import Completa, completa, principal
from tests.sincronizacion.envios import empaquetar

PUBLICADA = uuid_publicado("organizacion", "Organización de Prueba")


@dataclass(frozen=True)
class Autoridad:
    """Its folder, and who is who in it: one meeting as each of two regions recorded it, and two like institutions.

    The first region also proposes another acronym for `PUBLICADA`.
    """

    raiz: Path
    de_una: Completa
    de_otra: Completa
    institucion: UUID
    parecida: UUID
    recibidos: tuple[str, str]

    def copia(self, destino: Path) -> Path:
        return Path(shutil.copytree(self.raiz, destino))


def autoridad_comun(base: Path, alfabeto: Alfabeto) -> Autoridad:
    """Make it once for all processes of a test run, which share `base`: the first one does, the others wait."""
    hecha = base / "autoridad.pickle"
    with (base / "autoridad.cerrojo").open("w") as cerrojo:
        flock(cerrojo, LOCK_EX)
        if not hecha.exists():
            hecha.write_bytes(pickle.dumps(hacer_autoridad(base / "autoridad", alfabeto)))
    autoridad = pickle.loads(hecha.read_bytes())
    assert isinstance(autoridad, Autoridad)
    return autoridad


def hacer_autoridad(carpeta: Path, alfabeto: Alfabeto) -> Autoridad:
    """Make the authority and the two regions, and let it receive a package of each."""
    formato = leer_formato(carpeta_recursos() / "formato_paquete.csv")
    roles = (("garante", "Autoridad", None), ("enlace", "Persona Uno", "CAR"), ("enlace", "Persona Cuatro", "NTE"))
    almacenes = [Almacen(CarpetaDatos(carpeta / str(n)), alfabeto=alfabeto) for n in range(3)]
    try:
        garante, una, otra = almacenes
        for almacen, (rol, nombre, region) in zip(almacenes, roles, strict=True):
            iniciar(almacen, nombre=nombre, rol=rol, region=region)
            with almacen.escribir("Catálogo de prueba") as u:
                u.agregar(Organizacion(uuid=PUBLICADA, nombre="Organización de Prueba", alias=[Alias(alias="OP de P")]))
        with una.escribir("Corregir") as u:
            u.traer(Organizacion, PUBLICADA).sigla = "ODP"
        suya = principal(agregar_organizacion(una, nombre="Comité de Aguas del Río Ficticio"))
        parecida = principal(agregar_organizacion(otra, nombre="Comité de Agua de Río Ficticio"))
        reuniones = completa(una), completa(otra)
        hechas = [recibir_paquete(garante, empaquetar(s, formato, secuencia=1), formato=formato) for s in (una, otra)]
        return Autoridad(carpeta / "0", *reuniones, suya, parecida, (hechas[0].recibido, hechas[1].recibido))
    finally:
        for almacen in almacenes:
            almacen.cerrar()
