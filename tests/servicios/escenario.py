"""Meetings ready to be closed, made with the services themselves; all persons are invented."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.firmas import Firma
from enlace_app.dominio.intervenciones import Intervencion
from enlace_app.dominio.votaciones import Excusa, Habilitado, Votacion
from enlace_app.servicios.actas import ActaCerrada, cerrar_acta
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.deshacer import deshacer
from enlace_app.servicios.destinos import MARCA_PDF
from enlace_app.servicios.documentos import registrar_documento
from enlace_app.servicios.firmas import firmar_simple
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.reuniones import anotar_receso, compartir_acta, crear_reunion, dar_paso
from enlace_app.servicios.votaciones import registrar_votacion

AVISO = "Aviso de prueba."
FECHA = date(2017, 7, 18)
FIRMANTE = "Persona Dos"
RESPONSABLE = "Responsable de Prueba"
PDF = b"%PDF-1.4\n<< /Type /Page >>\nstartxref\n0\n%%EOF\n"


class ImprentaFalsa:
    """Bytes that name the hash, where the PDF is not the point; counts what it was asked for."""

    def __init__(self) -> None:
        self.pedidas: list[str] = []

    def borrador(self, contenido: Mapping[str, Any]) -> bytes:
        return self._hoja("borrador", contenido, "")

    def para_firma(self, contenido: Mapping[str, Any], sha256: str) -> bytes:
        return self._hoja("para_firma", contenido, sha256)

    def firmada(self, contenido: Mapping[str, Any], sha256: str, firmas: Sequence[Firma]) -> bytes:
        nombres = ",".join(f"{f.nombre}={f.clase}" for f in firmas)
        return self._hoja("firmada", contenido, f"{sha256} {nombres}")

    def hoja_de_firmas(self, contenido: Mapping[str, Any], sha256: str, firmas: Sequence[Firma]) -> bytes:
        nombres = ",".join(f"{f.nombre}={f.clase}" for f in firmas)
        return self._hoja("hoja_de_firmas", contenido, f"{sha256} {nombres}")

    def documento(self, nombre: str, contenido: Mapping[str, Any]) -> bytes:
        self.pedidas.append(nombre)
        return f"%PDF-prueba {nombre} {sorted(contenido)}".encode() + b"\n" + MARCA_PDF

    def version_publica(self, contenido: Mapping[str, Any], portada: Mapping[str, Any]) -> bytes:
        return self._hoja("version_publica", contenido, f"{sorted(portada)} {len(contenido['testados'])}")

    @property
    def avisos(self) -> Sequence[str]:
        return ()

    def _hoja(self, etapa: str, contenido: Mapping[str, Any], resto: str) -> bytes:
        self.pedidas.append(etapa)
        texto = f"%PDF-prueba {etapa} {contenido['folio']} v{contenido['version']} {resto}"
        return texto.encode() + b"\n" + MARCA_PDF


@dataclass(frozen=True)
class Completa:
    """A meeting with a row in each table that is frozen with it."""

    reunion: UUID
    asistencia: UUID
    punto: UUID
    votacion: UUID
    acuerdo: UUID
    documento: UUID
    intervencion: UUID
    otro_tipo: UUID
    receso: str = "11:00"


def uuid_de(almacen: Almacen, tabla: str, clave: str) -> UUID:
    """The identity of a row of a catalogue."""
    fila = almacen.lectura.fila(f"SELECT uuid FROM {tabla} WHERE clave = :clave", {"clave": clave})
    assert fila is not None, f"{clave} no está en {tabla}"
    return UUID(fila["uuid"])


def municipio_de(almacen: Almacen, nombre: str) -> UUID:
    fila = almacen.lectura.fila("SELECT uuid FROM municipio WHERE nombre = :nombre", {"nombre": nombre})
    assert fila is not None
    return UUID(fila["uuid"])


def fila_de(almacen: Almacen, tabla: str, uuid: UUID) -> dict[str, Any]:
    fila = almacen.lectura.fila(f"SELECT * FROM {tabla} WHERE uuid = :uuid", {"uuid": str(uuid)})
    assert fila is not None
    return fila


def rev_de(almacen: Almacen, tabla: str, uuid: UUID) -> int:
    return int(fila_de(almacen, tabla, uuid)["rev"])


def vuelta(almacen: Almacen) -> None:
    """Take back the last operation, or do it again if it was itself taken back."""
    fila = almacen.lectura.fila("SELECT operacion FROM bitacora ORDER BY secuencia DESC LIMIT 1")
    assert fila is not None
    deshacer(almacen, operacion=UUID(fila["operacion"]))


def principal(cambios: Any) -> UUID:
    """The record that an operation was about."""
    uuid = cambios.principal
    assert isinstance(uuid, UUID)
    return uuid


def nueva(almacen: Almacen, tipo: str = "reunion_trabajo", fecha: date | None = FECHA, **datos: Any) -> UUID:
    """A draft with its day, in Sabinas."""
    datos = {"municipio": municipio_de(almacen, "Sabinas")} | datos
    cambios = crear_reunion(
        almacen,
        tipo=uuid_de(almacen, "tipo_reunion", tipo),
        fecha=fecha,
        ejercicio=uuid_de(almacen, "ejercicio", "PAL1"),
        **datos,
    )
    return principal(cambios)


def celebrada(almacen: Almacen, tipo: str = "reunion_trabajo", fecha: date = FECHA, **datos: Any) -> UUID:
    """The least that can be closed: held, one person there, one point with its text."""
    reunion = nueva(almacen, tipo, fecha, **datos)
    registrar_asistencia(almacen, reunion=reunion, persona=FIRMANTE, organizacion="Institución de Prueba")
    agregar_punto(almacen, reunion=reunion, asunto="Único", desarrollo="Se trató el punto.")
    dar_paso(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), estado="celebrada")
    return reunion


def completa(almacen: Almacen, fecha: date = FECHA, **datos: Any) -> Completa:
    """A meeting with everything in it, held."""
    compromiso = uuid_de(almacen, "compromiso", "PAL1-C6")
    enlaces: dict[str, Any] = {"regiones": (uuid_de(almacen, "region", "CAR"),), "compromisos": (compromiso,)}
    reunion = nueva(
        almacen, fecha=fecha, hora_inicio="10:00", hora_fin="12:30", sede="Sala de pruebas", **enlaces, **datos
    )
    anotar_receso(
        almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), inicio="11:00", fin="11:15", motivo=None
    )
    asistencia = registrar_asistencia(almacen, reunion=reunion, persona=FIRMANTE, organizacion="Institución de Prueba")
    punto = principal(agregar_punto(almacen, reunion=reunion, asunto="Primero", desarrollo="Se dijo lo necesario."))
    votacion = registrar_votacion(
        almacen,
        reunion=reunion,
        punto=punto,
        modalidad="consenso",
        resultado="aprobado",
        sentido_por_parte={"sociedad civil": "a favor", "autoridad local": "a favor"},
    )
    with almacen.escribir("Completar la votación") as u:
        votada = u.traer(Votacion, principal(votacion))
        votada.habilitados = [Habilitado(persona=FIRMANTE, parte="sociedad civil")]
        votada.excusas = [Excusa(persona="Persona Tres", motivo="Tiene interés en el asunto.")]
        intervencion = Intervencion(reunion=reunion, punto=punto, persona=FIRMANTE, texto="Pide que conste.")
        u.agregar(intervencion)
        dicha = intervencion.uuid
    acuerdo = agregar_acuerdo(
        almacen,
        reunion=reunion,
        texto="Entregar la relación de pozos.",
        responsables=["CONAGUA", "Vecinos de Prueba"],
        plazo="31 de octubre de 2017",
        punto=punto,
    )
    documento = registrar_documento(
        almacen,
        sentido="entrega",
        tipo="oficio",
        fecha=fecha,
        remitente="Institución de Prueba",
        fojas=3,
        reunion=reunion,
        compromisos=(compromiso,),
    )
    dar_paso(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), estado="celebrada")
    partes = (principal(c) for c in (asistencia, votacion, acuerdo, documento))
    suya, voto, acordado, oficio = partes
    return Completa(
        reunion, suya, punto, voto, acordado, oficio, dicha, otro_tipo=uuid_de(almacen, "tipo_reunion", "mesa_regional")
    )


def con_visita(almacen: Almacen) -> tuple[Completa, Completa]:
    """A meeting and the site visit that shares its acta, both complete."""
    anfitriona, visita = completa(almacen), completa(almacen)
    rev = rev_de(almacen, "reunion", visita.reunion)
    compartir_acta(almacen, reunion=visita.reunion, rev=rev, con=anfitriona.reunion)
    return anfitriona, visita


def cerrar(almacen: Almacen, reunion: UUID, imprenta: Any = None) -> ActaCerrada:
    return cerrar_acta(almacen, reunion=reunion, imprenta=imprenta or ImprentaFalsa(), aviso_privacidad=AVISO)


def firmar(almacen: Almacen, reunion: UUID, nombre: str = FIRMANTE) -> None:
    firmar_simple(almacen, reunion=reunion, nombre=nombre, imprenta=ImprentaFalsa())


def escrito(carpeta: Path, nombre: str, datos: bytes) -> Path:
    """A file with these bytes."""
    ruta = carpeta / nombre
    ruta.write_bytes(datos)
    return ruta


def volcado(almacen: Almacen) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table: equal before and after means that nothing was written."""
    tablas = almacen.lectura.filas("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return {t["name"]: almacen.lectura.filas(f"SELECT * FROM {t['name']}") for t in tablas}
