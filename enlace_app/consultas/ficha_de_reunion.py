"""All about one meeting."""

from datetime import date

from enlace_app.consultas import actas, acuerdos, asistencias, documentos
from enlace_app.consultas.observaciones import observaciones
from enlace_app.consultas.partes_de_reunion import VotacionDeReunion
from enlace_app.consultas.registro_de_reunion import RegistroDeReunion, traer
from enlace_app.consultas.secciones import Ficha, Seccion, componer, con_contenido, escribir_fojas, juntar
from enlace_app.consultas.valores import FilaDePaquete, unir
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.actas import ClaseDeActa
from enlace_app.dominio.cantidades import escribir_minimo
from enlace_app.dominio.correcciones import nombre_de_documento
from enlace_app.dominio.fechas import escribir_fecha
from enlace_app.dominio.intervenciones import ClaseDeIntervencion
from enlace_app.dominio.registros import etiqueta
from enlace_app.dominio.reuniones import EstadoReunion, Reunion


def componer_ficha(lectura: Lectura, uuid: str, hoy: date) -> Ficha:
    """Return its data, attendance, agenda, votes, agreements with their state, documents and actas with signatures."""
    registro = traer(lectura, uuid)
    secciones = (
        componer(f"Reunión {registro.folio}", _datos(registro)),
        _asistencia(lectura, uuid),
        _orden_del_dia(registro),
        _votaciones(registro),
        _intervenciones(registro),
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
        *(seccion_de_acta(acta) for acta in actas.listar(lectura, reunion=registro.parte_de or uuid)),
        *(seccion_de_acta(acta) for acta in actas.correcciones(lectura, reunion=registro.parte_de or uuid)),
        _observaciones(lectura, uuid),
    )
    return Ficha("reunion", uuid, registro.folio, con_contenido(secciones))


def estado_escrito(acuerdo: acuerdos.FilaAcuerdo) -> str:
    """Return an agreement's state in words, overdue said aloud."""
    estado = acuerdo.estado.replace("_", " ")
    return f"{estado}, VENCIDO" if acuerdo.vencido else estado


def _datos(registro: RegistroDeReunion) -> list[tuple[str, str | int | None]]:
    horas = " a ".join(h for h in (registro.hora_inicio, registro.hora_fin) if h)
    presentes = registro.presentes_n
    return [
        (etiqueta(Reunion, "tipo"), registro.tipo_nombre),
        (etiqueta(Reunion, "numero"), registro.numero),
        ("Folio provisional", registro.folio_provisional if registro.folio != registro.folio_provisional else None),
        ("Estado", juntar(EstadoReunion(registro.estado).etiqueta, registro.motivo_estado)),
        ("Dada de baja", "sí" if registro.baja else None),
        (etiqueta(Reunion, "ejercicio"), registro.ejercicio_nombre),
        ("Fecha", escribir_fecha(registro.fecha)),
        ("Fecha programada", registro.programada.isoformat() if registro.programada else None),
        ("Hora programada", registro.hora_programada),
        ("Fecha de la convocatoria", registro.convocada_el.isoformat() if registro.convocada_el else None),
        ("Horario", juntar(horas, registro.zona if horas else None)),
        *(("Receso", juntar(" a ".join(h for h in (r.inicio, r.fin) if h), r.motivo)) for r in registro.recesos),
        ("Lugar", juntar(registro.municipio_nombre or registro.ciudad, registro.sede)),
        ("Regiones", unir(region.clave for region in registro.regiones)),
        ("Compromisos", unir(compromiso.clave for compromiso in registro.compromisos)),
        *(
            (etiqueta(Reunion, nombre), getattr(registro, nombre))
            for nombre in ("modalidad", "convoca", "preside", "facilitador")
        ),
        (
            etiqueta(Reunion, "presentes_n"),
            None if presentes is None else escribir_minimo(presentes, es_minimo=registro.presentes_es_minimo),
        ),
        ("Presentes", registro.presentes_nota),
        ("Comparte acta con", registro.folio_anfitriona),
        *(("Comparte su acta", visita.clave) for visita in registro.visitas),
        *(
            (etiqueta(Reunion, nombre), getattr(registro, nombre))
            for nombre in ("resumen", "asuntos_generales", "fuente")
        ),
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


def _orden_del_dia(registro: RegistroDeReunion) -> Seccion:
    return componer(
        "Orden del día", ((f"{p.n}. {p.asunto}", p.desarrollo or "sin desarrollo") for p in registro.puntos)
    )


def _votaciones(registro: RegistroDeReunion) -> Seccion:
    asuntos = {p.uuid: f"{p.n}. {p.asunto}" for p in registro.puntos}
    return componer("Votaciones", ((asuntos.get(v.punto or "", "Votación"), _voto(v)) for v in registro.votaciones))


def _intervenciones(registro: RegistroDeReunion) -> Seccion:
    dichas = ((f"{ClaseDeIntervencion(i.clase).nombre} de {i.persona}", i.texto) for i in registro.intervenciones)
    return componer("Lo que se pidió que constara", dichas)


def _voto(votacion: VotacionDeReunion) -> str | None:
    cuentas = (
        ("a favor", votacion.a_favor),
        ("en contra", votacion.en_contra),
        ("abstenciones", votacion.abstenciones),
        ("presentes sin votar", votacion.presentes_sin_votar),
    )
    return juntar(
        f"{votacion.asunto}: {votacion.resultado}" if votacion.asunto else votacion.resultado,
        votacion.modalidad.replace("mayoria", "mayoría"),
        *(f"{cuenta} {nombre}" for nombre, cuenta in cuentas if cuenta is not None),
        unir(f"{parte}: {sentido}" for parte, sentido in votacion.sentidos),
        f"se excusó {unir(quien for quien, _ in votacion.excusas)}" if votacion.excusas else None,
        f"disenso: {votacion.disenso}" if votacion.disenso else None,
    )


def seccion_de_acta(acta: actas.FilaActa) -> Seccion:
    """Return what is known of a closed acta or of a document that mends one."""
    correccion = acta.clase != ClaseDeActa.ACTA
    titulo = nombre_de_documento(ClaseDeActa(acta.clase)).capitalize() if correccion else "Acta"
    return componer(
        f"{titulo} {acta.folio}" if correccion else f"Acta {acta.folio}, versión {acta.version}",
        [
            ("Cerrada", acta.cerrada),
            ("Motivo" if correccion else "Motivo de la versión", acta.motivo),
            ("Firmada", acta.firmada),
            ("Huella", acta.sha256),
            ("Huella del acta anterior", acta.anterior_sha256),
            ("Huella del PDF", acta.pdf_sha256),
            *((f"Firma de {f.nombre}", _firma(f)) for f in acta.firmas),
        ],
    )


def _firma(firma: actas.FilaFirma) -> str | None:
    return juntar(
        f"{firma.resultado} a las {firma.hora}" if firma.hora else firma.resultado,
        firma.motivo,
        firma.clase,
        firma.instante,
        f"escaneo {firma.adjunto_sha256}" if firma.adjunto_sha256 else None,
        f"certificado a nombre de {firma.titular}, número {firma.certificado}" if firma.certificado else None,
    )


def _observaciones(lectura: Lectura, uuid: str) -> Seccion:
    return componer(
        "Observaciones",
        (
            (
                f"{o.n}. {o.autor}, versión {o.version}",
                juntar(o.seccion, o.texto, o.resultado or "ABIERTA", o.respuesta),
            )
            for o in observaciones(lectura, uuid)
        ),
    )


def _de(filas: list[FilaDePaquete], reunion: str) -> list[FilaDePaquete]:
    return [fila for fila in filas if fila["reunion"] == reunion and fila["baja"] == "no"]
