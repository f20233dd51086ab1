"""Packages of invented data as workbooks: what a region would send twice, everything changed the second time."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from benchmarks.datos_sinteticos import sembrar
from enlace_app.arranque import abrir_contexto, leer_formato_de_paquete
from enlace_app.consultas import sitios
from enlace_app.consultas.valores import FilaDePaquete
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.recepcion import recibir_paquete
from enlace_app.servicios.sitios import iniciar
from enlace_app.sincronizacion.contenido import Contenido, reunir
from enlace_app.sincronizacion.exportar import escribir_paquete
from enlace_app.sincronizacion.formato import Formato
from enlace_app.sincronizacion.huella import huella_contenido, huella_hoja
from enlace_app.sincronizacion.lector.lectura import leer_paquete
from enlace_app.sincronizacion.portada import Envio

_ESPACIO = UUID(int=5)
PRIMERO, SEGUNDO = "primero.xlsx", "segundo.xlsx"
_POR_REUNION = 125
"""Rows that a meeting comes to with all that hangs on it, nearly half of them of the change log."""
_SIEMPRE = 311
"""Rows of any package: its dictionary, compromisos, what was published."""
_FIJAS = frozenset({"Actas", "Seguimiento", "Bitacora", "Diccionario"})
"""Sheets whose rows never change."""
_TEXTO_QUE_CAMBIA: Mapping[str, str] = {
    "Reuniones": "resumen",
    "Asistencia": "cargo",
    "OrdenDelDia": "asunto",
    "Acuerdos": "texto",
    "Documentos": "descripcion",
    "Compromisos": "titulo",
    "Organizaciones": "sector",
    "Nombramientos": "organo",
}


@dataclass(frozen=True)
class Banco:
    """A region's two packages, and folders of an authority: one that received nothing, one that has the first."""

    raiz: Path
    filas: int
    """Of each package."""

    @classmethod
    def hacer(cls, raiz: Path, filas: int) -> "Banco":
        """Make it in a folder of its own; about so many rows in a package."""
        raiz = Path(tempfile.mkdtemp(dir=raiz))
        banco = cls(raiz, _escribir_paquetes(raiz, filas))
        with abrir_contexto(CarpetaDatos(banco.vacio)) as contexto:
            iniciar(contexto.almacen, nombre="Persona Dos", rol="garante", region=None)
        shutil.copytree(banco.vacio, banco.con_el_primero)
        with abrir_contexto(CarpetaDatos(banco.con_el_primero)) as contexto:
            paquete = leer_paquete(banco.primero, contexto.formato)
            recibir_paquete(contexto.almacen, paquete, formato=contexto.formato, archivo=banco.primero)
        return banco

    @property
    def primero(self) -> Path:
        """The first package."""
        return self.raiz / PRIMERO

    @property
    def segundo(self) -> Path:
        """The second package."""
        return self.raiz / SEGUNDO

    @property
    def vacio(self) -> Path:
        """The folder of an authority to which nothing came."""
        return self.raiz / "vacio"

    @property
    def con_el_primero(self) -> Path:
        """The folder of an authority that received the first package."""
        return self.raiz / "con-el-primero"


def copia(carpeta: Path, raiz: Path) -> Path:
    """Return a copy of a data folder that nothing else uses."""
    destino = Path(tempfile.mkdtemp(dir=raiz)) / "datos"
    shutil.copytree(carpeta, destino)
    return destino


def region_con(raiz: Path, filas: int) -> CarpetaDatos:
    """Make the data folder of a region whose complete package has about so many rows, and some institutions more."""
    carpeta = CarpetaDatos(raiz)
    sembrar(carpeta.raiz, anios=1, por_anio=(filas - filas // 50 - _SIEMPRE) // _POR_REUNION)
    return carpeta


def _escribir_paquetes(raiz: Path, filas: int) -> int:
    with tempfile.TemporaryDirectory(dir=raiz) as region:
        carpeta = region_con(Path(region) / "datos", filas)
        with abrir_contexto(carpeta) as contexto:
            sitio = sitios.traer(contexto.almacen.lectura)
            contenido = _con_menos(reunir(contexto.almacen.lectura, contexto.formato), filas // 100)
            _escribir(raiz / PRIMERO, sitio, contenido, contexto.formato, secuencia=1)
            _escribir(raiz / SEGUNDO, sitio, _cambiado(contenido), contexto.formato, secuencia=2)
    return sum(map(len, contenido.hojas.values()))


def _con_menos(contenido: Contenido, cuantas: int) -> Contenido:
    """With only so many of the invented institutions and posts: a small folder has as many as a large one."""
    hojas = dict(contenido.hojas)
    for hoja in ("Organizaciones", "Nombramientos"):
        publicadas = [f for f in hojas[hoja] if str(f["uuid"])[14] == "5"]
        hojas[hoja] = [*publicadas, *(f for f in hojas[hoja] if str(f["uuid"])[14] != "5")][: len(publicadas) + cuantas]
    return _con_hojas(contenido, hojas)


def _con_hojas(contenido: Contenido, hojas: Mapping[str, Sequence[FilaDePaquete]]) -> Contenido:
    formato = leer_formato_de_paquete()
    huellas = {hoja.nombre: huella_hoja(hoja, hojas[hoja.nombre]) for hoja in formato.hojas}
    return replace(contenido, hojas=hojas, huellas=huellas, contenido_sha256=huella_contenido(huellas.values()))


def _cambiado(contenido: Contenido) -> Contenido:
    """Every record that may change with another text and its next `rev`, and the log that tells of it."""
    hojas: dict[str, Sequence[FilaDePaquete]] = {}
    for hoja, filas in contenido.hojas.items():
        columna = _TEXTO_QUE_CAMBIA.get(hoja)
        hojas[hoja] = (
            [{**f, "rev": 2, columna: f"{f[columna] or ''} Cambiado".strip()} for f in filas] if columna else filas
        )
    return _con_hojas(contenido, hojas)


def _escribir(ruta: Path, sitio: sitios.FilaSitio, contenido: Contenido, formato: Formato, *, secuencia: int) -> None:
    envio = Envio(
        paquete_uuid=uuid5(_ESPACIO, f"{ruta}{secuencia}"),
        tipo="completo",
        sitio_uuid=sitio.uuid,
        epoca=sitio.epoca,
        secuencia=secuencia,
        anterior_sha256=None,
        region=sitio.region,
        remitente=sitio.nombre,
        destinatario=None,
        ejercicio=None,
        generado=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=secuencia),
        zona_horaria=sitio.zona,
        version_app="0",
    )
    with ruta.open("wb") as archivo:
        escribir_paquete(archivo, envio, contenido, formato)
