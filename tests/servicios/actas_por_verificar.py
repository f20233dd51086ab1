"""A record with closed, signed and corrected actas, made by the services and printed by the real templates."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.rutas import carpeta_plantillas
from enlace_app.salida.pdf.imprenta import ImprentaDePlantillas
from enlace_app.servicios.firma_electronica import firmar_con_efirma
from tests.efirmas import clave, efirma
from tests.servicios.escenario import FIRMANTE, celebrada, cerrar, completa, escrito

PRESIDE = "Persona Tres"


def imprenta_real() -> ImprentaDePlantillas:
    return ImprentaDePlantillas(carpeta_plantillas())


@dataclass(frozen=True)
class ConEfirmas:
    """An acta that two signed, and its PDF as it was to be signed, with the first signature, and with both."""

    reunion: UUID
    para_firma: bytes
    una: bytes
    dos: bytes


def rendiciones(almacen: Almacen, reunion: UUID) -> dict[str, list[bytes]]:
    """The stored PDFs of a meeting's acta by stage."""
    filas = almacen.lectura.filas(
        "SELECT etapa, pdf_sha256 FROM rendicion JOIN acta ON acta.uuid = rendicion.acta "
        "WHERE acta.reunion = :reunion ORDER BY rendicion.creado, rendicion.uuid",
        {"reunion": str(reunion)},
    )
    halladas: dict[str, list[bytes]] = {}
    for fila in filas:
        halladas.setdefault(fila["etapa"], []).append(almacen.adjuntos.leer(fila["pdf_sha256"]))
    return halladas


def acta_con_efirmas(almacen: Almacen, lugar: Path, imprenta: ImprentaDePlantillas) -> ConEfirmas:
    reunion = celebrada(almacen, fecha=date(2017, 8, 15), preside=PRESIDE)
    cerrar(almacen, reunion, imprenta)
    for nombre in (FIRMANTE, PRESIDE):
        suya = efirma(nombre)
        firmar_con_efirma(
            almacen,
            reunion=reunion,
            cer=escrito(lugar, f"{nombre}.cer", suya.cer),
            key=escrito(lugar, f"{nombre}.key", suya.key),
            contrasena=clave(),
            imprenta=imprenta,
        )
    guardadas = rendiciones(almacen, reunion)
    return ConEfirmas(reunion, guardadas["para_firma"][0], *guardadas["efirma"])


def acta_sin_efirma(almacen: Almacen, imprenta: ImprentaDePlantillas) -> tuple[UUID, bytes]:
    reunion = completa(almacen).reunion
    cerrar(almacen, reunion, imprenta)
    return reunion, rendiciones(almacen, reunion)["para_firma"][0]
