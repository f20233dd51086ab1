"""The documents around a meeting: the call, the list to sign by hand, the agreements and the extract of one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from enlace_app.archivos import escribir_atomico
from enlace_app.consultas import cadena_de_acuerdo, nombramientos, registro_de_acuerdo, registro_de_reunion
from enlace_app.consultas.cadena_de_acuerdo import EntradaDeCadena, Eslabon
from enlace_app.consultas.partes_de_reunion import AcuerdoDeReunion
from enlace_app.consultas.seguimientos import entradas_de
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lectura import Lectura
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.actas import ClaseDeActa, componer_reunion
from enlace_app.dominio.nombramientos import Rol, Roles
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.reuniones import CONGELADOS, EstadoReunion, Reunion
from enlace_app.dominio.seguimientos import ordenados
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.destinos import es_pdf_de_enlace, exigir_destino
from enlace_app.servicios.imprenta import Imprenta

CONVOCATORIA: Final = "convocatoria"
LISTA_DE_ASISTENCIA: Final = "lista_de_asistencia"
RELACION_DE_ACUERDOS: Final = "relacion_de_acuerdos"
EXTRACTO_DE_ACUERDO: Final = "extracto_de_acuerdo"
DOCUMENTOS: Final[Mapping[str, str]] = {
    CONVOCATORIA: "Convocatoria",
    LISTA_DE_ASISTENCIA: "Lista de asistencia",
    RELACION_DE_ACUERDOS: "Relación de acuerdos",
    EXTRACTO_DE_ACUERDO: "Extracto de acuerdo",
}
"""What each document is called; its template has the same key as name."""
_ACTA_DE = """
SELECT acta.folio, acta.version, acta.sha256, acta.cerrada, reunion.estado, reunion.zona
FROM acta JOIN reunion ON reunion.uuid = acta.reunion
WHERE acta.reunion = coalesce((SELECT parte_de FROM reunion WHERE uuid = :reunion), :reunion) AND acta.clase = :clase
ORDER BY acta.version DESC LIMIT 1
"""
_SIN_NOMBRE: Final[Mapping[str, str | None]] = {"nombre": None, "organizacion": None, "cargo": None, "calidad": None}


@dataclass(frozen=True)
class DocumentoExportado:
    """A PDF that was written; `avisos` are templates of the institution that could not be used."""

    ruta: Path
    folio: str
    avisos: tuple[str, ...]


def convocatoria(almacen: Almacen, reunion: UUID, *, ahora: datetime | None = None) -> dict[str, Any]:
    """Return the call to a meeting: when, where, who calls whom, what for; nothing that is not recorded is made up."""
    with almacen.consultar() as u:
        encontrada = _traer(u, reunion)
        dia = encontrada.programada or encontrada.fecha
        hora = encontrada.hora_programada or (encontrada.hora_inicio if encontrada.programada is None else None)
        del_mismo_dia = encontrada.fecha == dia and hora is not None and (encontrada.hora_fin or "") > hora
        return _comun(u, encontrada, CONVOCATORIA, ahora) | {
            "revision": encontrada.rev,
            "dia": _iso(dia),
            "hora": hora,
            "termina": encontrada.hora_fin if del_mismo_dia else None,
            "aviso": _aviso(encontrada),
            "convocados": esperados(u, almacen.lectura, encontrada, dia),
            "orden_del_dia": [
                {"n": n, "asunto": punto.asunto} for n, punto in enumerate(encontrada.puntos_vigentes(), start=1)
            ],
            "convocan": [{"firmante": {**_SIN_NOMBRE, "nombre": encontrada.convoca}}],
        }


def lista_de_asistencia(
    almacen: Almacen, reunion: UUID, *, aviso_privacidad: str | None, ahora: datetime | None = None
) -> dict[str, Any]:
    """Return the list to sign by hand: who is expected, and the privacy notice that whoever signs reads first."""
    with almacen.consultar() as u:
        encontrada = _traer(u, reunion)
        dia = encontrada.fecha or encontrada.programada
        return _comun(u, encontrada, LISTA_DE_ASISTENCIA, ahora) | {
            "dia": _iso(dia),
            "hora": encontrada.hora_inicio or encontrada.hora_programada,
            "esperados": esperados(u, almacen.lectura, encontrada, dia),
            "aviso_privacidad": aviso_privacidad,
        }


def relacion_de_acuerdos(almacen: Almacen, reunion: UUID, *, ahora: datetime | None = None) -> dict[str, Any]:
    """Return the agreements of a meeting and of the visits that share its acta, each as it stands now."""
    with almacen.consultar() as u:
        contenido = _comun(u, _traer(u, reunion), RELACION_DE_ACUERDOS, ahora)
    lectura, hoy = almacen.lectura, datetime.fromisoformat(contenido["emitida"]).date()
    registro = registro_de_reunion.traer(lectura, str(reunion))
    visitas = (registro_de_reunion.traer(lectura, visita.uuid) for visita in registro.visitas)
    acuerdos = [acuerdo for suyo in (registro, *visitas) for acuerdo in suyo.acuerdos]
    return contenido | {
        "acta": _acta_de(lectura, str(reunion)),
        "acuerdos": [_acuerdo(lectura, n, acuerdo, hoy) for n, acuerdo in enumerate(acuerdos, start=1)],
    }


def extracto_de_acuerdo(almacen: Almacen, acuerdo: UUID, *, ahora: datetime | None = None) -> dict[str, Any]:
    """Return one agreement as its acta has it, what it derives from, and what happened since.

    Raises:
        ErrorDeNegocio: there is no such agreement, it was withdrawn, or it belongs to no meeting.
    """
    lectura = almacen.lectura
    registro = registro_de_acuerdo.traer(lectura, str(acuerdo))
    eslabones = cadena_de_acuerdo.cadena(lectura, str(acuerdo))
    if registro is None or eslabones is None or registro.baja:
        raise ErrorDeNegocio("Ese acuerdo ya no existe en estos datos, o se retiró; no hay de qué hacer un extracto.")
    if registro.reunion is None:
        raise ErrorDeNegocio(f"El acuerdo {registro.folio} no es de ninguna reunión; no hay acta de la cual extraerlo.")
    with almacen.consultar() as u:
        contenido = _comun(u, _traer(u, UUID(registro.reunion)), EXTRACTO_DE_ACUERDO, ahora)
    de_la_reunion = registro_de_reunion.traer(lectura, registro.reunion).acuerdos
    suyo = next(a for a in de_la_reunion if a.uuid == registro.uuid)
    hoy = datetime.fromisoformat(contenido["emitida"]).date()
    return contenido | {
        "acta": _acta_de(lectura, registro.reunion),
        "acuerdo": _acuerdo(lectura, suyo.n, suyo, hoy) | {"punto": registro.punto},
        "antecedentes": [_eslabon(e) for e in eslabones.antecedentes],
        "derivados": [_eslabon(e) for e in eslabones.derivados],
        "documentos": [_eslabon(e) for e in eslabones.documentos],
        "seguimiento": [_entrada(e) for e in eslabones.entradas],
    }


def exportar_documento(
    almacen: Almacen, *, destino: Path, imprenta: Imprenta, contenido: Mapping[str, Any]
) -> DocumentoExportado:
    """Print a content of this module to a file; replaces an earlier PDF of ours, no other file."""
    exigir_destino(almacen.carpeta, destino, ".pdf", es_pdf_de_enlace)
    datos = imprenta.documento(str(contenido["clase"]), contenido)
    escribir_atomico(destino, datos)
    return DocumentoExportado(destino, str(contenido["folio"]), tuple(imprenta.avisos))


def exportar_calendario(almacen: Almacen, *, destino: Path, contenido: Mapping[str, Any]) -> Path:
    """Write the calendar file of a `convocatoria`; replaces an earlier one of ours, no other file."""
    from enlace_app.salida.calendario import calendario_de

    exigir_destino(almacen.carpeta, destino, ".ics", _es_calendario_de_enlace)
    escribir_atomico(destino, calendario_de(contenido))
    return destino


def _es_calendario_de_enlace(ruta: Path) -> bool:
    from enlace_app.salida.calendario import PRODUCTO

    try:
        with ruta.open("rb") as archivo:
            comienzo = archivo.read(512)
    except OSError:
        return False
    return comienzo.startswith(b"BEGIN:VCALENDAR") and PRODUCTO.encode() in comienzo


def nombre_de_documento(clase: str, folio: str) -> str:
    """Return the file name that a document takes: what it is and the folio, without what file systems refuse."""
    return f"{DOCUMENTOS[clase].replace(' ', '-').lower()}-{folio.replace('/', '_')}.pdf"


def esperados(u: Unidad, lectura: Lectura, reunion: Reunion, dia: date | None) -> list[dict[str, Any]]:
    """Return who is expected: whom the attendance names and, where there is quorum, who has a voice by office that day.

    Source: decision of ours; the published calls do not tell to whom they went.
    """
    noms: dict[str, dict[str, Any]] = {}
    for a in reunion.asistencias_vigentes():
        suyo = {"nombre": a.persona, "organizacion": a.organizacion, "cargo": a.cargo, "parte": a.parte}
        noms.setdefault(plegar(a.persona or a.organizacion or ""), suyo | {"calidad": a.calidad})
    if not reunion.tipo.con_quorum or dia is None or reunion.ejercicio is None:
        return list(noms.values())
    roles = Roles(u.varios(Rol, baja=False))
    for puesto in reversed(nombramientos.listar(lectura, hoy=dia)):
        rol = roles.de(puesto.rol)
        voz = puesto.voz if puesto.voz is not None else rol is not None and rol.voz
        propio = puesto.ejercicio in {None, reunion.ejercicio.clave} and puesto.vigente is not False
        if propio and voz and puesto.nombre:
            suyo = {"nombre": puesto.nombre, "organizacion": puesto.organo, "cargo": puesto.rol, "parte": puesto.parte}
            noms.setdefault(plegar(puesto.nombre), suyo | {"calidad": puesto.calidad})
    return list(noms.values())


def _traer(u: Unidad, reunion: UUID) -> Reunion:
    encontrada = u.traer(Reunion, reunion)
    if encontrada.baja:
        raise ErrorDeNegocio("Esa reunión se retiró; no se imprime nada de ella.")
    return encontrada


def _comun(u: Unidad, reunion: Reunion, clase: str, ahora: datetime | None) -> dict[str, Any]:
    """Return what all of these documents tell; `emitida` is the instant of printing in the meeting's zone."""
    emitida = (ahora or datetime.now(UTC)).astimezone(ZoneInfo(reunion.zona))
    ejercicio = reunion.ejercicio
    return {
        "formato": f"enlace-{clase.replace('_', '-')}/1",
        "clase": clase,
        "documento": DOCUMENTOS[clase].lower(),
        "ejemplo": u.sitio.ejemplo,
        "folio": reunion.folio_visible,
        "emitida": emitida.isoformat(timespec="seconds"),
        "ejercicio": {"clave": ejercicio.clave, "nombre": ejercicio.nombre} if ejercicio else None,
        "reunion": componer_reunion(reunion) | {"estado": str(reunion.estado.etiqueta)},
    }


def _aviso(reunion: Reunion) -> dict[str, Any]:
    """Tell how many days ahead the meeting was called, and how many the rule of its ejercicio asks (None: unknown)."""
    dias, minimo = reunion.dias_de_aviso, reunion.dias_de_aviso_exigidos
    cumplido = None if dias is None or minimo is None else dias >= minimo
    return {"dias": dias, "minimo": minimo, "cumplido": cumplido}


def _acta_de(lectura: Lectura, reunion: str) -> dict[str, Any] | None:
    fila = lectura.fila(_ACTA_DE, {"reunion": reunion, "clase": str(ClaseDeActa.ACTA)})
    if fila is None:
        return None
    cerrada = datetime.fromisoformat(fila["cerrada"]).astimezone(ZoneInfo(fila["zona"]))
    vigente = EstadoReunion(fila["estado"]) in CONGELADOS
    return {
        **{clave: fila[clave] for clave in ("folio", "version", "sha256")},
        "cerrada": cerrada.isoformat(timespec="seconds"),
        "firmada": fila["estado"] == EstadoReunion.FIRMADA,
        "vigente": vigente,
    }


def _acuerdo(lectura: Lectura, n: int, acuerdo: AcuerdoDeReunion, hoy: date) -> dict[str, Any]:
    entradas = ordenados(entradas_de(lectura, acuerdo.uuid))
    ultima = entradas[-1] if entradas else None
    return {
        "n": n,
        "folio": acuerdo.folio,
        "texto": acuerdo.texto,
        "responsables": list(acuerdo.responsables),
        "plazo_literal": acuerdo.plazo_literal,
        "plazo": _iso(acuerdo.plazo_acordado),
        "plazo_vigente": _iso(acuerdo.plazo),
        "estado": acuerdo.estado,
        "vencido": acuerdo.vencido(hoy),
        "compromisos": list(acuerdo.compromisos),
        "deriva_de": acuerdo.folio_de_origen,
        "ultimo": {"fecha": _iso(ultima.fecha), "nota": ultima.nota, "evidencia": ultima.evidencia} if ultima else None,
    }


def _eslabon(eslabon: Eslabon) -> dict[str, Any]:
    return {"folio": eslabon.folio, "texto": eslabon.texto, "retirado": eslabon.retirado}


def _entrada(entrada: EntradaDeCadena) -> dict[str, Any]:
    cumple = [eslabon.folio for eslabon in entrada.cumple]
    return {
        "fecha": _iso(entrada.fecha),
        "estado": str(entrada.estado) if entrada.estado else None,
        "nota": entrada.nota,
        "plazo_nuevo": _iso(entrada.plazo_nuevo),
        "cumple": [*cumple, entrada.cumple_literal] if entrada.cumple_literal else cumple,
        "evidencia": entrada.evidencia,
        "autor": entrada.autor,
    }


def _iso(dia: date | None) -> str | None:
    return dia.isoformat() if dia else None
