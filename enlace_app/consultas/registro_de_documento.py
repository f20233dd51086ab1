"""All that the record of one document shows, and whether it may be changed."""

from dataclasses import dataclass

from enlace_app.consultas.adjuntos import Duplicado, duplicados
from enlace_app.consultas.opciones import Opcion
from enlace_app.consultas.valores import leer_fecha
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.fechas import FechaImprecisa, Precision, escribir_fecha
from enlace_app.dominio.identidad import ORIGEN_PUBLICADO
from enlace_app.dominio.reuniones import CONGELADOS, EstadoReunion

_DOCUMENTO = """
SELECT documento.*, coalesce(reunion.folio, reunion.folio_provisional) AS folio_reunion,
  reunion.estado AS estado_reunion, reunion.fecha AS fecha_reunion, reunion.precision AS precision_reunion,
  coalesce(acuerdo.folio, acuerdo.folio_provisional) AS folio_acuerdo, acuerdo.texto AS texto_acuerdo,
  situacion.concluido AS acuerdo_concluido, adjunto.tamano, adjunto.tipo AS extension, sitio.uuid AS este_sitio
FROM documento
LEFT JOIN reunion ON reunion.uuid = documento.reunion
LEFT JOIN acuerdo ON acuerdo.uuid = documento.acuerdo
LEFT JOIN situacion ON situacion.acuerdo = documento.acuerdo
LEFT JOIN adjunto ON adjunto.sha256 = documento.sha256
CROSS JOIN sitio
WHERE documento.uuid = :uuid
"""
_COMPROMISOS = """
SELECT compromiso.uuid, compromiso.clave, compromiso.clave AS nombre, compromiso.titulo AS detalle
FROM documento_compromiso AS enlace JOIN compromiso ON compromiso.uuid = enlace.compromiso
WHERE enlace.documento = :uuid ORDER BY compromiso.clave, compromiso.uuid
"""
_TEXTOS = ("remitente", "receptor", "con_copia", "turnado_a", "medio", "formato", "periodo", "descripcion")


@dataclass(frozen=True, slots=True)
class Adjunto:
    """The file of a document; `extension` and `tamano` (bytes) are None where only its hash is known here."""

    nombre: str
    sha256: str
    extension: str | None
    tamano: int | None


@dataclass(frozen=True, slots=True)
class RegistroDeDocumento:
    """One document; `impedimento` says in words why it may not be changed, None if it may."""

    uuid: str
    rev: int
    folio: str
    baja: bool
    fecha: FechaImprecisa
    sentido: str
    tipo: str
    remitente: str | None
    receptor: str | None
    con_copia: str | None
    turnado_a: str | None
    medio: str | None
    formato: str | None
    periodo: str | None
    descripcion: str | None
    clasificacion: str | None
    fuente: str | None
    fojas: int | None
    es_minimo: bool
    reunion: Opcion | None
    acuerdo: Opcion | None
    acuerdo_concluido: bool
    compromisos: tuple[Opcion, ...]
    adjunto: Adjunto | None
    duplicados: tuple[Duplicado, ...]
    impedimento: str | None


def traer(lectura: Lectura, uuid: str) -> RegistroDeDocumento | None:
    """Return the document, withdrawn or not; None if there is none such."""
    fila = lectura.fila(_DOCUMENTO, {"uuid": uuid})
    if fila is None:
        return None
    adjunto = Adjunto(fila["archivo"] or "archivo", fila["sha256"], fila["extension"], fila["tamano"])
    tiene = fila["sha256"] is not None
    return RegistroDeDocumento(
        uuid=fila["uuid"],
        rev=fila["rev"],
        folio=fila["folio"],
        baja=bool(fila["baja"]),
        fecha=FechaImprecisa(leer_fecha(fila["fecha"]), Precision(fila["precision"])),
        sentido=fila["sentido"],
        tipo=fila["tipo"],
        **{nombre: fila[nombre] for nombre in _TEXTOS},
        clasificacion=fila["clasificacion"],
        fuente=fila["fuente"],
        fojas=fila["fojas"],
        es_minimo=bool(fila["es_minimo"]),
        reunion=_opcion(fila["reunion"], fila["folio_reunion"], _dia(fila["fecha_reunion"], fila["precision_reunion"])),
        acuerdo=_opcion(fila["acuerdo"], fila["folio_acuerdo"], fila["texto_acuerdo"]),
        acuerdo_concluido=bool(fila["acuerdo_concluido"]),
        compromisos=tuple(Opcion(**c) for c in lectura.filas(_COMPROMISOS, {"uuid": uuid})),
        adjunto=adjunto if tiene else None,
        duplicados=tuple(d for d in duplicados(lectura, fila["sha256"]) if d.uuid != uuid) if tiene else (),
        impedimento=_impedimento(fila),
    )


def _opcion(uuid: str | None, folio: str | None, detalle: str | None) -> Opcion | None:
    return Opcion(uuid, folio or "", folio or "", detalle) if uuid else None


def _dia(fecha: str | None, precision: str | None) -> str | None:
    return escribir_fecha(FechaImprecisa(leer_fecha(fecha), Precision(precision))) if precision else None


def _impedimento(fila: dict[str, object]) -> str | None:
    """Say what the service would refuse, before anybody types."""
    if fila["baja"]:
        return "Este documento se retiró; ya no se cambia."
    estado = EstadoReunion(str(fila["estado_reunion"])) if fila["estado_reunion"] else None
    if estado in CONGELADOS:
        return (
            f"Su reunión {fila['folio_reunion']} está {estado.etiqueta}: el acta ya lo menciona y no se cambia. "
            "Si llegó algo más, o algo está mal, registre otro documento."
        )
    if estado in {EstadoReunion.CANCELADA, EstadoReunion.NO_CELEBRADA}:
        return f"Su reunión {fila['folio_reunion']} está {estado.etiqueta} y ya no se modifica."
    if str(fila["origen"]) not in {str(fila["este_sitio"]), str(ORIGEN_PUBLICADO)}:
        return "Lo registró otra computadora: sólo allá se cambia. Aquí puede verlo y guardar una copia de su archivo."
    return None
