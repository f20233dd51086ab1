"""The demonstration: the main job once, from the published history to signed actas, and a package there and back."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from enlace_app.archivos import explicar_oserror
from enlace_app.consultas.folios import buscar_folio
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.reuniones import EstadoReunion, Reunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.actas import ActaExportada, cerrar_acta, exportar_acta
from enlace_app.servicios.contexto import Contexto
from enlace_app.servicios.ejemplo_con_efirma import hacer_sesion
from enlace_app.servicios.ejemplo_de_circulo import Circulo, cerrar_circulo
from enlace_app.servicios.firmas import firmar_simple
from enlace_app.servicios.importacion import Informe, importar
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.reuniones import compartir_acta
from enlace_app.servicios.sitios import iniciar

FIRMANTE = "EJEMPLO"
"""The only signatory: nobody real signs in a demonstration."""


@dataclass(frozen=True)
class Demostracion:
    """What the demonstration wrote."""

    informe: Informe
    actas: tuple[ActaExportada, ...]
    version_publica: Path
    circulo: Circulo


@dataclass(frozen=True)
class Equipos:
    """The three computers of the demonstration: a region with the published history, another one, the authority."""

    region: Contexto
    otra: Contexto
    autoridad: Contexto


def demostrar(equipos: Equipos, *, ejemplo: Path, salida: Path) -> Demostracion:
    """Import the published history of `ejemplo`, complete and sign off its two days, send it and read the answer.

    Everything is written to `salida`. Runs again without harm: what is closed stays closed, the files are written
    anew. Refuses data that are not an example.
    """
    contexto = equipos.region
    almacen = contexto.almacen
    for equipo in (equipos.otra, equipos.autoridad, contexto):
        exigir_ejemplo(equipo.almacen)
    if almacen.lectura.fila("SELECT ejemplo FROM sitio") is None:
        iniciar(almacen, nombre="Ejemplo", rol="facilitador", region="NTE", ejemplo=True)
    try:
        salida.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explicar_oserror(error, salida) from error
    informe = importar(almacen, [ejemplo], formato=contexto.formato)
    guion = tomllib.loads((ejemplo / "demostracion.toml").read_text(encoding="utf-8"))
    actas = tuple(_hacer_acta(contexto, parte, salida) for parte in guion["actas"])
    sesion, version_publica = hacer_sesion(contexto, guion["sesion"], salida)
    circulo = cerrar_circulo(
        contexto, equipos.otra, equipos.autoridad, ejemplo=ejemplo, guion=guion["circulo"], salida=salida
    )
    return Demostracion(informe, (*actas, sesion), version_publica, circulo)


def exigir_ejemplo(almacen: Almacen) -> None:
    """Raise `ErrorDeNegocio` where somebody works with these data: the demonstration does not touch them."""
    sitio = almacen.lectura.fila("SELECT ejemplo FROM sitio")
    if sitio is not None and not sitio["ejemplo"]:
        raise ErrorDeNegocio(
            f"La carpeta «{almacen.carpeta.raiz}» tiene datos de trabajo; la demostración no los toca. "
            "Use otra carpeta con --datos."
        )


def _hacer_acta(contexto: Contexto, parte: dict[str, Any], salida: Path) -> ActaExportada:
    almacen = contexto.almacen
    reunion, visita = (_uuid(almacen, parte[clave]) for clave in ("reunion", "visita"))
    estado, rev_visita = _situacion(almacen, reunion, visita)
    if estado not in {EstadoReunion.CERRADA, EstadoReunion.FIRMADA}:
        _completar(almacen, parte, reunion, visita, rev_visita)
        cerrar_acta(almacen, reunion=reunion, imprenta=contexto.imprenta, aviso_privacidad=contexto.aviso_privacidad)
    if estado != EstadoReunion.FIRMADA:
        firmar_simple(almacen, reunion=reunion, nombre=FIRMANTE, imprenta=contexto.imprenta)
    return exportar_acta(
        almacen,
        reunion=reunion,
        destino=salida / parte["archivo"],
        imprenta=contexto.imprenta,
        aviso_privacidad=contexto.aviso_privacidad,
    )


def _completar(almacen: Almacen, parte: dict[str, Any], reunion: UUID, visita: UUID, rev_visita: int) -> None:
    """Add what the acta still needs; a run that was cut off goes on where it stopped."""
    with almacen.consultar() as u:
        escritos = {p.asunto for r in (reunion, visita) for p in u.traer(Reunion, r).puntos_vigentes()}
        comparte = u.traer(Reunion, visita).parte_de is not None
    if not comparte:
        compartir_acta(almacen, reunion=visita, rev=rev_visita, con=reunion)
    for clave, donde in (("puntos", reunion), ("puntos_visita", visita)):
        for punto in parte[clave]:
            if punto["asunto"] not in escritos:
                agregar_punto(almacen, reunion=donde, asunto=punto["asunto"], desarrollo=punto["desarrollo"])


def _uuid(almacen: Almacen, folio: str) -> UUID:
    encontrado = buscar_folio(almacen.lectura, folio)
    if encontrado is None:
        raise ErrorDeNegocio(f"Los datos del ejemplo están incompletos: falta {folio}. Use otra carpeta con --datos.")
    return UUID(encontrado.uuid)


def _situacion(almacen: Almacen, reunion: UUID, visita: UUID) -> tuple[EstadoReunion, int]:
    with almacen.consultar() as u:
        return u.traer(Reunion, reunion).estado, u.traer(Reunion, visita).rev
