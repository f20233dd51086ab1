"""Five founded data folders and one of the authority, made once and copied for every run."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.textos import Alfabeto
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.importacion.importacion import importar
from enlace_app.servicios.sitios import iniciar
from enlace_app.sincronizacion.formato import Formato
from tests.servicios.escenario import completa
from tests.sincronizacion.convergencia.pasos import altas

REGIONES = ("CAR", "CEN", "LAG", "NTE", "SUR")
GARANTE = "autoridad"
_HISTORIA = {
    "reuniones.csv": (
        "id,fecha,fecha_fin,precision,ejercicio,tipo,numero,modalidad,ciudad,cvegeo,sede,region,compromiso,convoca,"
        "presentes,asistentes_min,resumen,fuente",
        "P001,2016-03-09,,dia,PAL1,reunion_trabajo,,presencial,,,Sala,,,,Institución de Prueba,,Lo publicado,Informe",
        "P002,2016-05-09,,dia,PAL1,reunion_trabajo,,presencial,,,,,,,,,Otra que se publicó,Informe",
    ),
    "acuerdos.csv": (
        "id,reunion_id,fecha_reunion,ejercicio,compromiso,parafrasis,responsable,fecha_compromiso,estado_sugerido,"
        "resultado_declarado,fecha_resultado,fuente",
        "Q001,P001,2016-03-09,PAL1,,Entregar algo,Institución de Prueba,,cumplido,Se entregó,2016-04-01,Informe",
        "Q002,P002,2016-05-09,PAL1,,Publicar lo entregado,Institución de Prueba,,,,,Informe",
    ),
}
_EN_MEMORIA = Path("/dev/shm")


@dataclass(frozen=True)
class Molde:
    """A folder with a founded data folder for each region and one for the authority."""

    raiz: Path
    alfabeto: Alfabeto
    formato: Formato

    def copiar(self, raiz: Path) -> None:
        """Make the folders of one run."""
        shutil.copytree(self.raiz, raiz)


@contextmanager
def lugar_de_trabajo() -> Iterator[Path]:
    """A temporary folder, in memory where there is such a place: nothing here is about power cuts."""
    with TemporaryDirectory(prefix="convergencia-", dir=_EN_MEMORIA if _EN_MEMORIA.is_dir() else None) as carpeta:
        yield Path(carpeta)


def hacer_molde(raiz: Path, alfabeto: Alfabeto, formato: Formato) -> Molde:
    """Found all six by the service that `enlace iniciar` uses."""
    historia = _escribir_historia(raiz / "historia")
    for n, region in enumerate(REGIONES):
        _fundar(raiz / str(n), alfabeto, formato, historia, nombre=f"Persona {region}", rol="enlace", region=region)
    _fundar(raiz / GARANTE, alfabeto, formato, historia, nombre="Autoridad de Prueba", rol="garante", region=None)
    return Molde(raiz, alfabeto, formato)


def _fundar(
    raiz: Path, alfabeto: Alfabeto, formato: Formato, historia: Path, *, nombre: str, rol: str, region: str | None
) -> None:
    with Almacen(CarpetaDatos(raiz), alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre=nombre, rol=rol, region=region)
        informe = importar(almacen, [historia], formato=formato)
        assert not any(hoja.rechazadas for hoja in informe.hojas), informe.problemas
        if region:
            _comenzar(almacen)


def _escribir_historia(carpeta: Path) -> Path:
    """Published meetings and agreements, invented, that all have: what a region changes in them it proposes."""
    carpeta.mkdir(parents=True)
    for nombre, renglones in _HISTORIA.items():
        (carpeta / nombre).write_text("\n".join(renglones) + "\n", encoding="utf-8")
    return carpeta


def _comenzar(almacen: Almacen) -> None:
    """Something to change, send and withdraw from the first step on: a meeting with all there can be, and a draft."""
    completa(almacen)
    altas.reunion_celebrada(almacen, 0, 1)
    altas.reunion(almacen, 0, 2)
    for n, hacer in enumerate((altas.asistencia, altas.punto, altas.acuerdo, altas.documento), start=1):
        hacer(almacen, 2, n)  # of the draft
    altas.acuerdo(almacen, 1, 5)
    altas.organizacion(almacen, 0, 1)
    altas.nombramiento(almacen, 0, 1)
