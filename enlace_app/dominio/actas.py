"""The acta: the canonical JSON of a closed meeting, its hash and its place in the chain."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import count
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from enlace_app.dominio.actas_votaciones import intervenciones, numero_de_punto, quorum, votaciones
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.expedientes import AcuerdoAnterior, Expediente
from enlace_app.dominio.numeracion import folio_de_acuerdo
from enlace_app.dominio.regiones import Municipio
from enlace_app.dominio.registros import Constancia, campo
from enlace_app.dominio.reuniones import Reunion

FORMATO = "enlace-acta/2"


class ClaseDeActa(StrEnum):
    """The acta of a meeting, or one of the two documents that may mend a signed one; design section 4."""

    ACTA = "acta"
    FE_DE_ERRATAS = "fe_de_erratas"
    ACTA_ACLARATORIA = "acta_aclaratoria"


class Etapa(StrEnum):
    """Which rendering a stored PDF is; see `Rendicion`."""

    PARA_FIRMA = "para_firma"
    FIRMADA = "firmada"
    EFIRMA = "efirma"
    HOJA_DE_FIRMAS = "hoja_de_firmas"


@dataclass(eq=False, kw_only=True)
class Acta(Constancia):
    """One version of the frozen record of a closed meeting; `contenido` is the canonical JSON that `sha256` covers.

    A fe de erratas and an acta aclaratoria are actas of their own: `corrige` is the one that they mend.
    """

    reunion: UUID
    folio: str
    version: int
    contenido: str
    sha256: str
    anterior_sha256: str | None = None
    cerrada: datetime
    motivo: str | None = campo("Motivo de la versión", default=None)
    clase: ClaseDeActa = ClaseDeActa.ACTA
    corrige: UUID | None = None

    def leer(self) -> dict[str, Any]:
        """Return the content as it was frozen."""
        contenido: dict[str, Any] = json.loads(self.contenido)
        return contenido


@dataclass(eq=False, kw_only=True)
class Reapertura(Constancia):
    """Why a closed acta was opened again; without this row the database lets no closed meeting go back."""

    acta: UUID
    motivo: str = campo("Motivo de la reapertura")
    persona: str | None = campo("Persona", default=None)


@dataclass(eq=False, kw_only=True)
class Rendicion(Constancia):
    """A PDF of an acta, stored as an attachment.

    `etapa` is `para_firma` or `firmada`, each made once; `efirma`, one per electronic signature, each the bytes of the
    one before and an increment; or `hoja_de_firmas`, the sheet of signatures beside those.
    """

    acta: UUID
    etapa: str
    pdf_sha256: str


@dataclass(frozen=True)
class Cierre:
    """What closing adds to an Expediente; all but the folio is empty in a draft."""

    folio: str
    version: int = 1
    motivo: str | None = None
    anterior_sha256: str | None = None
    instante: datetime | None = None


def canonico(contenido: Mapping[str, Any]) -> bytes:
    """Return the bytes that the hash covers: sorted keys, no spaces, UTF-8 (RFC 8785 for text, integers and null)."""
    return json.dumps(contenido, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def huella(contenido: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonico(contenido)).hexdigest()


def componer(expediente: Expediente, cierre: Cierre) -> dict[str, Any]:
    """Return the whole content of the acta, names copied from the catalogues as they read today."""
    reunion = expediente.reunion
    zona = ZoneInfo(reunion.zona)
    return {
        "formato": FORMATO,
        "clase": ClaseDeActa.ACTA.value,
        "ejemplo": expediente.ejemplo,
        "folio": cierre.folio,
        "version": cierre.version,
        "motivo_version": cierre.motivo,
        "anterior_sha256": cierre.anterior_sha256,
        "cerrada": cierre.instante.astimezone(zona).isoformat(timespec="seconds") if cierre.instante else None,
        "documento": "minuta" if reunion.tipo.documento == "minuta" else "acta circunstanciada",
        "ejercicio": (
            {"clave": reunion.ejercicio.clave, "nombre": reunion.ejercicio.nombre} if reunion.ejercicio else None
        ),
        "reunion": componer_reunion(reunion),
        "presentes_n": reunion.presentes_n,
        "presentes_es_minimo": reunion.presentes_es_minimo,
        "presentes_nota": reunion.presentes_nota,
        "asistencia": [_asistencia(a) for a in reunion.asistencias_vigentes() if not a.ausente],
        "ausencias": [
            {"persona": a.persona, "organizacion": a.organizacion, "cargo": a.cargo, "justificada": a.justificada}
            for a in reunion.asistencias_vigentes()
            if a.ausente
        ],
        "quorum": quorum(expediente),
        "acta_anterior": (
            {"folio": expediente.acta_anterior.folio, "fecha": expediente.acta_anterior.fecha}
            if expediente.acta_anterior
            else None
        ),
        "acuerdos_anteriores": [_anterior(a) for a in expediente.anteriores],
        "orden_del_dia": _orden_del_dia(reunion),
        "votaciones": votaciones(expediente),
        "intervenciones": intervenciones(reunion),
        "acuerdos": _acuerdos(expediente, cierre.folio),
        "documentos": [_documento(d) for d in expediente.documentos],
        "visitas": [_visita(v) for v in expediente.visitas],
        "firmantes": [
            {"nombre": f.nombre, "organizacion": f.organizacion, "cargo": f.cargo, "calidad": f.calidad}
            for f in expediente.firmantes()
        ],
        "anexos": [
            {"nombre": d.archivo or d.folio, "sha256": d.sha256} for d in expediente.documentos if d.sha256 is not None
        ],
        "aviso_privacidad": expediente.aviso_privacidad,
    }


def _municipio(municipio: Municipio | None) -> dict[str, Any] | None:
    return {"cvegeo": municipio.cvegeo, "nombre": municipio.nombre} if municipio else None


def _fecha(valor: Any) -> str | None:
    return valor.isoformat() if valor else None


def componer_reunion(reunion: Reunion) -> dict[str, Any]:
    """Return what every document tells about its meeting."""
    tipo = reunion.tipo
    return {
        "uuid": str(reunion.uuid),
        "tipo": {
            "clave": tipo.clave,
            "nombre": tipo.nombre,
            "con_quorum": tipo.con_quorum,
            "con_votacion": tipo.con_votacion,
        },
        "numero": reunion.numero,
        "modalidad": reunion.modalidad,
        "convoca": reunion.convoca,
        "preside": reunion.preside,
        "facilitador": reunion.facilitador,
        "fecha": _fecha(reunion.fecha),
        "precision": str(reunion.precision),
        "fecha_fin": _fecha(reunion.fecha_fin),
        "programada": _fecha(reunion.programada),
        "hora_programada": reunion.hora_programada,
        "convocada_el": _fecha(reunion.convocada_el),
        "hora_inicio": reunion.hora_inicio,
        "hora_fin": reunion.hora_fin,
        "zona": reunion.zona,
        "zona_supuesta": reunion.zona_supuesta,
        "recesos": [
            {"inicio": r.inicio, "fin": r.fin, "motivo": r.motivo}
            for r in sorted(reunion.recesos, key=lambda r: (r.inicio, r.fin or "", r.motivo or ""))
        ],
        "municipio": _municipio(reunion.municipio),
        "ciudad": reunion.ciudad,
        "sede": reunion.sede,
        "regiones": [{"clave": r.clave, "nombre": r.nombre} for r in sorted(reunion.regiones, key=lambda r: r.clave)],
        "compromisos": [
            {"clave": c.clave, "numero": c.numero, "titulo": c.titulo}
            for c in sorted(reunion.compromisos, key=lambda c: c.clave)
        ],
        "resumen": reunion.resumen,
        "asuntos_generales": reunion.asuntos_generales,
    }


def _asistencia(asistencia: Asistencia) -> dict[str, Any]:
    return {
        "persona": asistencia.persona,
        "organizacion": asistencia.organizacion,
        "cargo": asistencia.cargo,
        "parte": asistencia.parte,
        "calidad": asistencia.calidad,
        "voz": asistencia.voz,
        "voto": asistencia.voto,
        "suple_a": asistencia.suple_a,
        "llegada": asistencia.llegada,
        "salida": asistencia.salida,
    }


def _anterior(anterior: AcuerdoAnterior) -> dict[str, Any]:
    return {
        "folio": anterior.acuerdo.folio_visible,
        "texto": anterior.acuerdo.texto,
        "responsables": _responsables(anterior.acuerdo),
        "plazo_literal": anterior.acuerdo.plazo_literal,
        "plazo": _fecha(anterior.plazo),
        "estado": str(anterior.estado),
        "nota": anterior.nota,
        "fecha": _fecha(anterior.fecha),
    }


def _responsables(acuerdo: Acuerdo) -> list[str]:
    return [r.literal for r in sorted(acuerdo.responsables, key=lambda r: r.orden)]


def _orden_del_dia(reunion: Reunion) -> list[dict[str, Any]]:
    return [
        {"n": n, "asunto": punto.asunto, "desarrollo": punto.desarrollo}
        for n, punto in enumerate(reunion.puntos_vigentes(), start=1)
    ]


def acuerdos_del_acta(expediente: Expediente) -> list[Acuerdo]:
    """Return the agreements in the order in which the acta numbers them: the meeting's, then its visits'."""
    reuniones = [expediente.reunion, *expediente.visitas]
    return [acuerdo for reunion in reuniones for acuerdo in reunion.acuerdos_vigentes()]


def acuerdos_numerados(expediente: Expediente, folio: str) -> list[tuple[int, Acuerdo]]:
    """Return the agreements with their number in the acta, in its order.

    A number that an earlier version gave is kept, and that of a withdrawn agreement is not given again: version 1 may
    be printed and sent.
    """
    reuniones = [expediente.reunion, *expediente.visitas]
    dados = {
        a.uuid: int(numero)
        for reunion in reuniones
        for a in reunion.acuerdos
        if a.folio and (numero := a.folio.removeprefix(f"{folio}/")).isdecimal()
    }
    siguientes = count(max(dados.values(), default=0) + 1)
    numerados = [(dados.get(a.uuid) or next(siguientes), a) for a in acuerdos_del_acta(expediente)]
    return sorted(numerados, key=lambda numerado: numerado[0])


def _acuerdos(expediente: Expediente, folio: str) -> list[dict[str, Any]]:
    numerados = acuerdos_numerados(expediente, folio)
    folios = {a.uuid: folio_de_acuerdo(folio, n) for n, a in numerados}
    folios |= expediente.folios_de_origen
    return [
        {
            "n": n,
            "folio": folio_de_acuerdo(folio, n),
            "punto": numero_de_punto(expediente.reunion, acuerdo.punto),
            "texto": acuerdo.texto,
            "responsables": _responsables(acuerdo),
            "plazo_literal": acuerdo.plazo_literal,
            "plazo": _fecha(acuerdo.plazo),
            "compromisos": sorted(c.clave for c in acuerdo.compromisos),
            "deriva_de": folios.get(acuerdo.deriva_de) if acuerdo.deriva_de else None,
        }
        for n, acuerdo in numerados
    ]


def _documento(documento: Documento) -> dict[str, Any]:
    return {
        "folio": documento.folio,
        "fecha": _fecha(documento.fecha),
        "sentido": documento.sentido,
        "tipo": documento.tipo,
        "remitente": documento.remitente,
        "receptor": documento.receptor,
        "turnado_a": documento.turnado_a,
        "medio": documento.medio,
        "fojas": documento.fojas,
        "es_minimo": documento.es_minimo,
        "descripcion": documento.descripcion,
        "sha256": documento.sha256,
    }


def _visita(visita: Reunion) -> dict[str, Any]:
    return {
        "folio": visita.folio_provisional,
        "tipo": visita.tipo.nombre,
        "fecha": _fecha(visita.fecha),
        "hora_inicio": visita.hora_inicio,
        "hora_fin": visita.hora_fin,
        "municipio": _municipio(visita.municipio),
        "ciudad": visita.ciudad,
        "sede": visita.sede,
        "presentes": visita.presentes_nota,
        "presentes_n": visita.presentes_n,
        "resumen": visita.resumen,
        "orden_del_dia": _orden_del_dia(visita),
        # The votes of a visit are not in the acta, so none can be named by its number.
        "intervenciones": [i | {"votacion": None} for i in intervenciones(visita)],
    }
