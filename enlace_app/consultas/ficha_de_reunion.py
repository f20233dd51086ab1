"""All about one meeting."""

from datetime import date
from typing import Any

from enlace_app.consultas import actas, acuerdos, asistencias, documentos, puntos, votaciones
from enlace_app.consultas.conjuntos import compromisos_por, regiones_por
from enlace_app.consultas.secciones import Ficha, Seccion, componer, con_contenido, escribir_fojas, juntar
from enlace_app.consultas.valores import FilaDePaquete, leer_fecha, unir
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.fechas import FechaImprecisa, Precision, escribir_fecha
from enlace_app.dominio.registros import etiqueta
from enlace_app.dominio.reuniones import EstadoReunion, Reunion

_DETALLE = """
SELECT reunion.*, tipo_reunion.nombre AS tipo_nombre, ejercicio.nombre AS ejercicio_nombre,
  municipio.nombre AS municipio_nombre, coalesce(anfitriona.folio, anfitriona.folio_provisional) AS comparte_acta
FROM reunion
JOIN tipo_reunion ON tipo_reunion.uuid = reunion.tipo
LEFT JOIN ejercicio ON ejercicio.uuid = reunion.ejercicio
LEFT JOIN municipio ON municipio.uuid = reunion.municipio
LEFT JOIN reunion AS anfitriona ON anfitriona.uuid = reunion.parte_de
WHERE reunion.uuid = :uuid
"""
_RECESOS = "SELECT inicio, fin, motivo FROM receso WHERE reunion = :uuid ORDER BY inicio, id"
_PARTES = "SELECT coalesce(folio, folio_provisional) AS folio, fecha FROM reunion WHERE parte_de = :uuid AND NOT baja"


def componer_ficha(lectura: Lectura, uuid: str, hoy: date) -> Ficha | None:
    """Return its data, attendance, agenda, votes, agreements with their state, documents and actas with signatures."""
    fila = lectura.fila(_DETALLE, {"uuid": uuid})
    if fila is None:
        return None
    folio = str(fila["folio"] or fila["folio_provisional"])
    secciones = (
        componer(f"Reunión {folio}", _datos(lectura, fila)),
        _asistencia(lectura, uuid),
        _orden_del_dia(lectura, uuid),
        _votaciones(lectura, uuid),
        componer(
            "Acuerdos",
            (
                (a.folio, juntar(a.texto, unir(a.responsables), a.plazo or a.plazo_literal, estado_escrito(a)))
                for a in sorted(acuerdos.listar(lectura, hoy=hoy, reunion=uuid), key=lambda a: (len(a.folio), a.folio))
            ),
        ),
        componer(
            "Documentos",
            (
                (
                    d.folio,
                    juntar(
                        d.tipo, d.remitente, escribir_fojas(d.fojas, es_minimo=d.es_minimo), d.descripcion, d.archivo
                    ),
                )
                for d in documentos.listar(lectura, reunion=uuid)
            ),
        ),
        *(_acta(acta) for acta in actas.listar(lectura, reunion=fila["parte_de"] or uuid)),
    )
    return Ficha("reunion", uuid, folio, con_contenido(secciones))


def estado_escrito(acuerdo: acuerdos.FilaAcuerdo) -> str:
    """Return an agreement's state in words, overdue said aloud."""
    estado = acuerdo.estado.replace("_", " ")
    return f"{estado}, VENCIDO" if acuerdo.vencido else estado


def _datos(lectura: Lectura, fila: dict[str, Any]) -> list[tuple[str, str | int | None]]:
    fecha = FechaImprecisa(leer_fecha(fila["fecha"]), Precision(fila["precision"]), leer_fecha(fila["fecha_fin"]))
    horas = " a ".join(h for h in (fila["hora_inicio"], fila["hora_fin"]) if h)
    presentes = fila["presentes_n"]
    recesos = lectura.filas(_RECESOS, {"uuid": fila["uuid"]})
    partes = lectura.filas(_PARTES, {"uuid": fila["uuid"]})
    return [
        (etiqueta(Reunion, "tipo"), fila["tipo_nombre"]),
        (etiqueta(Reunion, "numero"), fila["numero"]),
        ("Folio provisional", fila["folio_provisional"] if fila["folio"] else None),
        ("Estado", juntar(EstadoReunion(fila["estado"]).etiqueta, fila["motivo_estado"])),
        ("Dada de baja", "sí" if fila["baja"] else None),
        (etiqueta(Reunion, "ejercicio"), fila["ejercicio_nombre"]),
        ("Fecha", escribir_fecha(fecha)),
        ("Fecha programada", fila["programada"]),
        ("Horario", juntar(horas, fila["zona"] if horas else None)),
        *(("Receso", juntar(" a ".join(h for h in (r["inicio"], r["fin"]) if h), r["motivo"])) for r in recesos),
        ("Lugar", juntar(fila["municipio_nombre"] or fila["ciudad"], fila["sede"])),
        ("Regiones", unir(regiones_por(lectura, "reunion").get(fila["uuid"], ()))),
        ("Compromisos", unir(compromisos_por(lectura, "reunion").get(fila["uuid"], ()))),
        *((etiqueta(Reunion, nombre), fila[nombre]) for nombre in ("modalidad", "convoca", "preside", "facilitador")),
        (
            etiqueta(Reunion, "presentes_n"),
            None if presentes is None else f"{'más de ' if fila['presentes_es_minimo'] else ''}{presentes}",
        ),
        ("Presentes", fila["presentes_nota"]),
        ("Comparte acta con", fila["comparte_acta"]),
        *(("Comparte su acta", p["folio"]) for p in partes),
        *((etiqueta(Reunion, nombre), fila[nombre]) for nombre in ("resumen", "asuntos_generales", "fuente")),
    ]


def _asistencia(lectura: Lectura, uuid: str) -> Seccion:
    filas = _de(asistencias.filas_de_paquete(lectura, reservar=False), uuid)
    return componer("Asistencia", ((_quien(fila), _como_asistio(fila) or "presente") for fila in filas))


def _quien(fila: FilaDePaquete) -> str:
    return str(fila["persona"] or fila["organizacion"] or "Sin nombre")


def _como_asistio(fila: FilaDePaquete) -> str | None:
    return juntar(
        fila["organizacion"] if fila["persona"] else None,
        fila["cargo"],
        fila["parte"],
        fila["calidad"],
        "con voto" if fila["voto"] == "sí" else None,
        f"suple a {fila['suple_a']}" if fila["suple_a"] else None,
        f"llegó {fila['llegada']}" if fila["llegada"] else None,
        f"salió {fila['salida']}" if fila["salida"] else None,
    )


def _orden_del_dia(lectura: Lectura, uuid: str) -> Seccion:
    filas = _de(puntos.filas_de_paquete(lectura), uuid)
    return componer(
        "Orden del día",
        ((f"{fila['n']}. {fila['asunto']}", fila["desarrollo"] or "sin desarrollo") for fila in filas),
    )


def _votaciones(lectura: Lectura, uuid: str) -> Seccion:
    filas = _de(votaciones.filas_de_paquete(lectura), uuid)
    asuntos = {fila["uuid"]: f"{fila['n']}. {fila['asunto']}" for fila in _de(puntos.filas_de_paquete(lectura), uuid)}
    return componer("Votaciones", ((asuntos.get(fila["punto"], "Votación"), _voto(fila)) for fila in filas))


def _voto(fila: FilaDePaquete) -> str | None:
    cuentas = ("a favor", fila["a_favor"]), ("en contra", fila["en_contra"]), ("abstenciones", fila["abstenciones"])
    return juntar(
        fila["resultado"],
        str(fila["modalidad"]).replace("mayoria", "mayoría"),
        *(f"{cuenta} {nombre}" for nombre, cuenta in cuentas if cuenta is not None),
        fila["sentido_por_parte"],
        f"disenso: {fila['disenso']}" if fila["disenso"] else None,
    )


def _acta(acta: actas.FilaActa) -> Seccion:
    return componer(
        f"Acta {acta.folio}, versión {acta.version}",
        [
            ("Cerrada", acta.cerrada),
            ("Motivo de la versión", acta.motivo),
            ("Firmada", acta.firmada),
            ("Huella", acta.sha256),
            ("Huella del acta anterior", acta.anterior_sha256),
            ("Huella del PDF", acta.pdf_sha256),
            *((f"Firma de {f.nombre}", juntar(f.resultado, f.clase, f.instante)) for f in acta.firmas),
        ],
    )


def _de(filas: list[FilaDePaquete], reunion: str) -> list[FilaDePaquete]:
    return [fila for fila in filas if fila["reunion"] == reunion and fila["baja"] == "no"]
