"""What keeps a meeting from being closed, and what is only worth a warning.

Source, where a rule names no other: design (what blocks: no attendance, an empty point, an agreement without
responsible or plazo) and usage of actas circunstanciadas (hours and place, without which one says «sin registro»).
"""

from datetime import date

from enlace_app.dominio.actas import acuerdos_del_acta
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.expedientes import Expediente
from enlace_app.dominio.hallazgos import Gravedad, Hallazgo
from enlace_app.dominio.numeracion import numero_de_sesion
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.quorum import enumerar
from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.dominio.revision_asistencia import revisar_asistencia
from enlace_app.dominio.revision_votaciones import revisar_votaciones
from enlace_app.dominio.tipos_reunion import QuienNumera
from enlace_app.errores import ErrorDeNegocio

__all__ = ["Gravedad", "Hallazgo", "revisar_para_cerrar"]


def revisar_para_cerrar(expediente: Expediente) -> list[Hallazgo]:
    """Return all findings, those that block first."""
    hallazgos = [*_de_la_reunion(expediente), *_de_las_visitas(expediente), *_de_los_puntos(expediente)]
    for acuerdo in acuerdos_del_acta(expediente):
        hallazgos += _del_acuerdo(acuerdo, expediente.reunion.fecha)
    hallazgos += [*revisar_asistencia(expediente), *revisar_votaciones(expediente)]
    hallazgos += [*_de_las_observaciones(expediente), *_del_quorum(expediente), *_del_ritmo(expediente)]
    return sorted(hallazgos, key=lambda h: h.gravedad != Gravedad.BLOQUEA)


def _de_la_reunion(expediente: Expediente) -> list[Hallazgo]:
    reunion = expediente.reunion
    hallazgos = []

    def anotar(gravedad: Gravedad, campo: str, mensaje: str) -> None:
        hallazgos.append(Hallazgo(gravedad, "reunion", reunion.uuid, campo, f"{reunion.folio_visible}: {mensaje}"))

    if reunion.fecha is None:
        anotar(Gravedad.BLOQUEA, "fecha", "falta la fecha de la reunión.")
    if not any(not a.ausente for a in reunion.asistencias_vigentes()) and not reunion.presentes_n:
        anotar(Gravedad.BLOQUEA, "presentes_n", "no hay asistencia; anote quién asistió o cuántas personas estuvieron.")
    if not reunion.puntos_vigentes():
        anotar(Gravedad.BLOQUEA, "orden_del_dia", "el orden del día está vacío; escriba al menos un punto.")
    if reunion.tipo.numera == QuienNumera.STGA and reunion.fecha is not None and not reunion.folio:
        try:
            numero_de_sesion(reunion.tipo, numero=reunion.numero, anio=reunion.fecha.year)
        except ErrorDeNegocio as error:
            mensaje = str(error)
            anotar(Gravedad.BLOQUEA, "numero", mensaje[0].lower() + mensaje[1:])
    for campo, nombre in (("hora_inicio", "hora de inicio"), ("hora_fin", "hora de término"), ("sede", "sede")):
        if not getattr(reunion, campo):
            anotar(Gravedad.ADVIERTE, campo, f"sin {nombre}; el acta dirá «sin registro».")
    if reunion.termina_antes_de_empezar:
        horas = f"{reunion.hora_inicio} a {reunion.hora_fin}"
        anotar(Gravedad.ADVIERTE, "hora_fin", f"termina antes de empezar ({horas}); revise las horas.")
    if reunion.municipio is None:
        anotar(Gravedad.ADVIERTE, "municipio", f"sin municipio; se supone la hora de {reunion.zona}.")
    return hallazgos


def _de_las_visitas(expediente: Expediente) -> list[Hallazgo]:
    """A visit is closed with its meeting, so it must have been held; its own lists are not part of the shared acta."""
    hallazgos = []
    for visita in expediente.visitas:
        if visita.estado not in {EstadoReunion.CELEBRADA, EstadoReunion.EN_REVISION}:
            mensaje = f"comparte esta acta y está {visita.estado.etiqueta}; márquela celebrada, o cancélela."
            hallazgos.append((Gravedad.BLOQUEA, visita, "estado", mensaje))
        if visita.asistencias_vigentes() or visita.votaciones_vigentes():
            mensaje = "su asistencia y sus votaciones no salen en el acta compartida; anótelas también en la reunión."
            hallazgos.append((Gravedad.ADVIERTE, visita, "asistencia", mensaje))
    return [
        Hallazgo(gravedad, "reunion", visita.uuid, campo, f"{visita.folio_visible}: {mensaje}")
        for gravedad, visita, campo, mensaje in hallazgos
    ]


def _de_los_puntos(expediente: Expediente) -> list[Hallazgo]:
    return [
        Hallazgo(
            Gravedad.BLOQUEA,
            "punto_orden_dia",
            punto.uuid,
            "desarrollo",
            f"{reunion.folio_visible}: el punto {n} «{punto.asunto}» no tiene desarrollo; escriba qué pasó o retírelo.",
        )
        for reunion in (expediente.reunion, *expediente.visitas)
        for n, punto in enumerate(reunion.puntos_vigentes(), start=1)
        if not (punto.desarrollo or "").strip()
    ]


def _del_acuerdo(acuerdo: Acuerdo, dia: date | None) -> list[Hallazgo]:
    """Published history may lack responsible or plazo: there it only warns."""
    gravedad = Gravedad.ADVIERTE if acuerdo.publicado else Gravedad.BLOQUEA
    faltas = []
    if not acuerdo.tiene_responsable:
        escritos = enumerar([f"«{r.literal}»" for r in acuerdo.responsables])
        nadie = f"dice {escritos} y no nombra a nadie" if escritos else "no tiene responsable"
        faltas.append(("responsables", f"{nadie}; diga quién debe cumplirlo."))
    if not acuerdo.tiene_plazo:
        remedio = "dé una fecha, o «sin plazo: …» con la razón."
        literal = (acuerdo.plazo_literal or "").strip()
        faltas.append(("plazo", f"«{literal}» no es una fecha; {remedio}" if literal else f"no tiene plazo; {remedio}"))
    hallazgos = [
        Hallazgo(gravedad, "acuerdo", acuerdo.uuid, campo, f"El acuerdo {acuerdo.folio_visible} {mensaje}")
        for campo, mensaje in faltas
    ]
    if acuerdo.plazo and dia and acuerdo.plazo < dia:
        mensaje = f"El acuerdo {acuerdo.folio_visible} vence antes de la reunión, el {acuerdo.plazo}; revise el año."
        hallazgos.append(Hallazgo(Gravedad.ADVIERTE, "acuerdo", acuerdo.uuid, "plazo", mensaje))
    return hallazgos


def _de_las_observaciones(expediente: Expediente) -> list[Hallazgo]:
    """A visit's are of this acta too: before it shared this one somebody remarked on a draft of its own."""
    folios = {r.uuid: r.folio_visible for r in (expediente.reunion, *expediente.visitas)}
    return [
        Hallazgo(
            Gravedad.BLOQUEA,
            "observacion",
            observacion.uuid,
            "resultado",
            f"{folios[observacion.reunion]}: la observación de {observacion.autor} está abierta; resuélvala.",
        )
        for observacion in expediente.observaciones
    ]


def _del_quorum(expediente: Expediente) -> list[Hallazgo]:
    """Source: design: life may differ from the rule, so a quorum that was not met is told and forbids nothing."""
    reunion = expediente.reunion
    if not reunion.tipo.con_quorum:
        return []
    quorum = expediente.quorum
    if reunion.ejercicio is None:
        mensaje = "no tiene ejercicio y sin él no se sabe qué quórum requiere: asigne el ejercicio."
    elif quorum is None or not quorum.partes_conocidas:
        mensaje = (
            f"el ejercicio {reunion.ejercicio.clave} no tiene regla que nombre las partes del quórum, y el acta no lo "
            "declarará por usted: escriba en el desarrollo quiénes integraron la sesión."
        )
    elif quorum.reunido:
        return []
    else:
        mensaje = f"no hubo quórum: {quorum.explicacion} (regla: {quorum.regla})."
    return [Hallazgo(Gravedad.ADVIERTE, "reunion", reunion.uuid, "asistencia", f"{reunion.folio_visible}: {mensaje}")]


def _del_ritmo(expediente: Expediente) -> list[Hallazgo]:
    """Ordinary sessions are bimonthly with rotating venues («Informe ICAI, ejercicio local 2015-2017»)."""
    reunion, previa = expediente.reunion, expediente.sesion_previa
    regla = reunion.ejercicio.regla if reunion.ejercicio else None
    if not reunion.tipo.ordinaria or previa is None or regla is None or reunion.fecha is None:
        return []
    hallazgos = []
    dias = (reunion.fecha - previa.fecha).days
    if regla.dias_entre_ordinarias is not None and dias > regla.dias_entre_ordinarias:
        mensaje = f"pasaron {dias} días desde {previa.folio}; el ritmo es de {regla.dias_entre_ordinarias}."
        hallazgos.append(Hallazgo(Gravedad.ADVIERTE, "reunion", reunion.uuid, "fecha", mensaje))
    lugar = reunion.municipio.nombre if reunion.municipio else reunion.ciudad
    if regla.sede_rotativa and lugar and previa.lugar and plegar(lugar) == plegar(previa.lugar):
        mensaje = f"la sede no rotó: {previa.folio} también fue en {lugar}."
        hallazgos.append(Hallazgo(Gravedad.ADVIERTE, "reunion", reunion.uuid, "municipio", mensaje))
    return [Hallazgo(h.gravedad, h.tabla, h.uuid, h.campo, f"{reunion.folio_visible}: {h.mensaje}") for h in hallazgos]
