"""What a person does to a meeting: create it, fill in its data, take its steps."""

from collections.abc import Collection
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios, Unidad
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.compromisos import Compromiso
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.ejercicios import Ejercicio
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.numeracion import folio_provisional
from enlace_app.dominio.observaciones import Observacion, Resolucion, abiertas
from enlace_app.dominio.puntos import PuntoOrdenDia
from enlace_app.dominio.quorum import enumerar
from enlace_app.dominio.regiones import Municipio, Region
from enlace_app.dominio.reuniones import EstadoReunion, Receso, Reunion
from enlace_app.dominio.seguimientos import Seguimiento
from enlace_app.dominio.tipos_reunion import TipoReunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.derechos_de_asistencia import derechos_al_dia
from enlace_app.servicios.edicion import exigir_fecha_posible, reunion_editable, texto_o_nada
from enlace_app.servicios.expedientes import observaciones_abiertas
from enlace_app.servicios.horas import leer_hora_escrita


class DatosDeReunion(TypedDict, total=False):
    """What can be filled in; only the keys that are given change. Hours are what `leer_hora_escrita` takes."""

    numero: str | None
    programada: date | None
    hora_programada: str | None
    convocada_el: date | None
    hora_inicio: str | None
    hora_fin: str | None
    ciudad: str | None
    sede: str | None
    modalidad: str | None
    convoca: str | None
    preside: str | None
    facilitador: str | None
    presentes_n: int | None
    presentes_es_minimo: bool
    presentes_nota: str | None
    resumen: str | None
    asuntos_generales: str | None


def crear_reunion(
    almacen: Almacen,
    *,
    tipo: UUID,
    fecha: date | None = None,
    ejercicio: UUID | None = None,
    municipio: UUID | None = None,
    regiones: tuple[UUID, ...] = (),
    compromisos: tuple[UUID, ...] = (),
    **datos: Unpack[DatosDeReunion],
) -> Cambios:
    """Begin a draft with a provisional folio; nothing but its kind is compulsory."""
    exigir_fecha_posible("Fecha de la reunión", fecha)
    with almacen.escribir("Crear reunión") as u:
        reunion = _borrador(u, tipo=u.traer(TipoReunion, tipo), fecha=fecha)
        reunion.ejercicio = u.traer(Ejercicio, ejercicio) if ejercicio else None
        reunion.regiones = [u.traer(Region, region) for region in regiones]
        reunion.compromisos = [u.traer(Compromiso, compromiso) for compromiso in compromisos]
        reunion.situar(u.traer(Municipio, municipio) if municipio else None, u.sitio.zona)
        _llenar(reunion, datos)
        u.agregar(reunion)
        u.asentar()
        return u.cambios


def nueva_desde(almacen: Almacen, *, reunion: UUID, fecha: date | None) -> Cambios:
    """Begin a draft like a former meeting: kind, ejercicio, place, regions, compromisos and the subjects of its agenda.

    What was said there, who came and who called, presided or facilitated is not copied: nobody knows yet.
    """
    exigir_fecha_posible("Fecha de la reunión", fecha)
    with almacen.escribir("Nueva reunión a partir de otra") as u:
        anterior = u.traer(Reunion, reunion)
        if anterior.baja:
            raise ErrorDeNegocio("Esa reunión se retiró; elija otra de la cual partir.")
        nueva = _borrador(u, tipo=anterior.tipo, fecha=fecha)
        nueva.ejercicio = anterior.ejercicio
        nueva.regiones, nueva.compromisos = list(anterior.regiones), list(anterior.compromisos)
        nueva.situar(anterior.municipio, u.sitio.zona)
        nueva.ciudad, nueva.sede, nueva.modalidad = anterior.ciudad, anterior.sede, anterior.modalidad
        u.agregar(nueva)
        for n, punto in enumerate(anterior.puntos_vigentes(), start=1):
            u.agregar(PuntoOrdenDia(reunion=nueva.uuid, n=n, asunto=punto.asunto))
        u.asentar()
        return u.cambios


def _borrador(u: Unidad, *, tipo: TipoReunion, fecha: date | None) -> Reunion:
    """A draft that becomes what the operation is about; its provisional folio is spent only if it is kept."""
    nueva = Reunion(
        folio_provisional=folio_provisional(u.sitio.region, u.sitio.marca, u.siguiente("folio_provisional")),
        tipo=tipo,
        fecha=fecha,
        precision=Precision.dia if fecha else Precision.no_indicada,
    )
    u.principal = nueva.uuid
    return nueva


def cambiar_datos(almacen: Almacen, *, reunion: UUID, rev: int, **datos: Unpack[DatosDeReunion]) -> Cambios:
    """Fill in or correct the data of a meeting that is not closed."""
    with almacen.escribir("Cambiar datos de la reunión") as u:
        abierta = _editable(u, reunion, rev)
        if "facilitador" in datos:  # whoever facilitates does not vote
            with derechos_al_dia(u, abierta):
                _llenar(abierta, datos)
        else:
            _llenar(abierta, datos)
        u.asentar()
        return u.cambios


def cambiar_fecha(almacen: Almacen, *, reunion: UUID, rev: int, fecha: date) -> Cambios:
    """Set the day on which it was held; who votes is told anew, because nombramientos run from a day to a day."""
    exigir_fecha_posible("Fecha de la reunión", fecha)
    with almacen.escribir("Cambiar fecha de la reunión") as u:
        abierta = _editable(u, reunion, rev)
        with derechos_al_dia(u, abierta):
            abierta.fecha, abierta.precision, abierta.fecha_fin = fecha, Precision.dia, None
        u.asentar()
        return u.cambios


def cambiar_clase(almacen: Almacen, *, reunion: UUID, rev: int, tipo: UUID) -> Cambios:
    """Say what kind of meeting it is; a folio that was given out names its kind and holds it fast."""
    with almacen.escribir("Cambiar el tipo de reunión") as u:
        abierta = _editable(u, reunion, rev)
        nuevo = u.traer(TipoReunion, tipo)
        if abierta.folio is not None and nuevo.uuid != abierta.tipo.uuid:
            raise ErrorDeNegocio(
                f"El acta ya se cerró una vez como {abierta.folio}, y su folio dice qué tipo de reunión fue; el tipo "
                "ya no se cambia."
            )
        with derechos_al_dia(u, abierta):
            abierta.tipo = nuevo
        u.asentar()
        return u.cambios


def cambiar_ejercicio(almacen: Almacen, *, reunion: UUID, rev: int, ejercicio: UUID | None) -> Cambios:
    """Say which round it belongs to: its rule tells the quorum, its nombramientos who votes."""
    with almacen.escribir("Cambiar el ejercicio de la reunión") as u:
        abierta = _editable(u, reunion, rev)
        with derechos_al_dia(u, abierta):
            abierta.ejercicio = u.traer(Ejercicio, ejercicio) if ejercicio else None
        u.asentar()
        return u.cambios


def vincular_regiones(almacen: Almacen, *, reunion: UUID, rev: int, regiones: Collection[UUID]) -> Cambios:
    """Set the regions that it concerns, all of them at once."""
    with almacen.escribir("Cambiar las regiones de la reunión") as u:
        abierta = _editable(u, reunion, rev)
        abierta.regiones = [u.traer(Region, region) for region in dict.fromkeys(regiones)]
        u.asentar()
        return u.cambios


def vincular_compromisos(almacen: Almacen, *, reunion: UUID, rev: int, compromisos: Collection[UUID]) -> Cambios:
    """Set the compromisos that it deals with, all of them at once."""
    with almacen.escribir("Cambiar los compromisos de la reunión") as u:
        abierta = _editable(u, reunion, rev)
        abierta.compromisos = [u.traer(Compromiso, compromiso) for compromiso in dict.fromkeys(compromisos)]
        u.asentar()
        return u.cambios


def situar_reunion(almacen: Almacen, *, reunion: UUID, rev: int, municipio: UUID | None) -> Cambios:
    """Set the municipality, and with it the time zone of every hour of the meeting."""
    with almacen.escribir("Situar la reunión") as u:
        _editable(u, reunion, rev).situar(u.traer(Municipio, municipio) if municipio else None, u.sitio.zona)
        u.asentar()
        return u.cambios


def compartir_acta(almacen: Almacen, *, reunion: UUID, rev: int, con: UUID | None) -> Cambios:
    """Let a site visit share the acta of the meeting that it belongs to; None gives it an acta of its own again."""
    with almacen.escribir("Compartir acta") as u:
        visita = _editable(u, reunion, rev)
        if con is None:
            visita.parte_de = None
            u.asentar()
            return u.cambios
        if con == reunion:
            raise ErrorDeNegocio("Una reunión no puede ser parte de sí misma; elija la reunión que lleva el acta.")
        anfitriona = reunion_editable(u, con)
        if anfitriona.parte_de is not None:
            raise ErrorDeNegocio(f"{anfitriona.folio_visible} ya es parte de otra acta; elija la reunión que la lleva.")
        if u.varios(Reunion, parte_de=reunion):
            raise ErrorDeNegocio(
                f"Otras reuniones comparten el acta de {visita.folio_visible}; no puede ceder la suya."
            )
        if sin_resolver := observaciones_abiertas(u, [reunion]):
            raise ErrorDeNegocio(
                f"{visita.folio_visible} tiene sin resolver la observación de {sin_resolver[0].autor}; resuélvala "
                "antes de que comparta otra acta."
            )
        visita.parte_de = con
        u.asentar()
        return u.cambios


def anotar_receso(
    almacen: Almacen, *, reunion: UUID, rev: int, inicio: str, fin: str | None, motivo: str | None
) -> Cambios:
    """Note a pause after the fact; while it is held, `sesiones` opens and ends it."""
    with almacen.escribir("Anotar receso") as u:
        abierta = _editable(u, reunion, rev)
        hasta = leer_hora_escrita(fin) if fin else None
        desde = leer_hora_escrita(inicio)
        if hasta is not None and hasta < desde:
            raise ErrorDeNegocio(f"El receso no puede terminar ({hasta}) antes de empezar ({desde}).")
        abierta.recesos.append(Receso(inicio=desde, fin=hasta, motivo=texto_o_nada(motivo)))
        u.asentar()
        return u.cambios


def quitar_receso(almacen: Almacen, *, reunion: UUID, rev: int, inicio: str) -> Cambios:
    """Take back a pause that was noted by mistake, told by its hour."""
    with almacen.escribir("Quitar receso") as u:
        abierta = _editable(u, reunion, rev)
        hora = leer_hora_escrita(inicio)
        receso = next((r for r in abierta.recesos if r.inicio == hora), None)
        if receso is None:
            raise ErrorDeNegocio(f"No hay un receso que empiece a las {hora}.")
        abierta.recesos.remove(receso)
        u.asentar()
        return u.cambios


def dar_paso(almacen: Almacen, *, reunion: UUID, rev: int, estado: str) -> Cambios:
    """Take one of the steps before closing: convocada, celebrada, en_revision, no_celebrada."""
    try:
        nuevo = EstadoReunion(estado)
    except ValueError:
        raise ErrorDeNegocio(f"No existe el estado «{estado}»; elija uno de: {', '.join(EstadoReunion)}.") from None
    if nuevo in {EstadoReunion.CERRADA, EstadoReunion.FIRMADA, EstadoReunion.CANCELADA}:
        raise ErrorDeNegocio("Cerrar, firmar y cancelar tienen su propia orden, porque piden más que un paso.")
    with almacen.escribir(f"Pasar a {nuevo.etiqueta}") as u:
        encontrada = _editable(u, reunion, rev)
        if encontrada.estado == EstadoReunion.EN_REVISION:
            _exigir_sin_observaciones_abiertas(u, encontrada)
        encontrada.pasar_a(nuevo)
        u.asentar()
        return u.cambios


def _exigir_sin_observaciones_abiertas(u: Unidad, reunion: Reunion) -> None:
    observaciones = u.varios(Observacion, reunion=reunion.uuid)
    quedan = abiertas(observaciones, u.varios(Resolucion, observacion=[o.uuid for o in observaciones]))
    if quedan:
        cuantas = "una observación abierta" if len(quedan) == 1 else f"{len(quedan)} observaciones abiertas"
        raise ErrorDeNegocio(
            f"El acta de {reunion.folio_visible} tiene {cuantas}; resuélvala{'s' if len(quedan) > 1 else ''} antes de "
            "sacarla de revisión."
        )


def advertir_anticipacion(almacen: Almacen, *, reunion: UUID) -> str | None:
    """Say that a meeting is called later than the rule of its ejercicio asks; None where it is not, or nobody knows."""
    with almacen.consultar() as u:
        convocada = u.traer(Reunion, reunion)
        dias, minimo = convocada.dias_de_aviso, convocada.dias_de_aviso_exigidos
    if dias is None or minimo is None or dias >= minimo:
        return None
    cuantos = "el mismo día" if dias == 0 else f"con {dias} {'día' if dias == 1 else 'días'}" if dias > 0 else "después"
    return (
        f"La regla del ejercicio pide convocar con al menos {minimo} días de anticipación, y esta reunión consta "
        f"convocada {cuantos}{' de anticipación' if dias > 0 else ''}. Revise las fechas o déjelo dicho en el acta."
    )


def cancelar_reunion(almacen: Almacen, *, reunion: UUID, rev: int, motivo: str) -> Cambios:
    """Cancel what was not held, with its reason."""
    with almacen.escribir("Cancelar reunión") as u:
        _editable(u, reunion, rev).cancelar(motivo)
        u.asentar()
        return u.cambios


def retirar_reunion(almacen: Almacen, *, reunion: UUID, rev: int) -> Cambios:
    """Withdraw a meeting recorded by mistake, with its attendance, agenda, votes and agreements.

    Raises:
        ErrorDeNegocio: its acta was closed, or something else still refers to it; the message says what.
    """
    with almacen.escribir("Retirar reunión") as u:
        retirada = _editable(u, reunion, rev)
        if retirada.folio is not None:
            raise ErrorDeNegocio(
                f"El acta de {retirada.folio} ya se cerró una vez y su folio no se borra; la reunión no se retira."
            )
        _exigir_sin_referencias(u, retirada)
        for suyo in (*retirada.asistencias, *retirada.puntos, *retirada.votaciones, *retirada.acuerdos):
            suyo.baja = True
        retirada.baja = True
        u.asentar()
        return u.cambios


def _exigir_sin_referencias(u: Unidad, reunion: Reunion) -> None:
    suyos = [a.uuid for a in reunion.acuerdos]
    razones = {
        "otras reuniones comparten su acta": [v for v in u.varios(Reunion, parte_de=reunion.uuid) if not v.baja],
        "tiene documentos registrados": [d for d in u.varios(Documento, reunion=reunion.uuid) if not d.baja],
        "un seguimiento dice que con ella se cumplió un acuerdo": u.varios(Seguimiento, cumple_reunion=reunion.uuid),
        "sus acuerdos ya tienen seguimiento": u.varios(Seguimiento, acuerdo=suyos),
        "hay documentos que cumplen sus acuerdos": [d for d in u.varios(Documento, acuerdo=suyos) if not d.baja],
        "de sus acuerdos derivan los de otras reuniones": [
            a for a in u.varios(Acuerdo, deriva_de=suyos) if not a.baja and a.reunion != reunion.uuid
        ],
    }
    presentes = [razon for razon, registros in razones.items() if registros]
    if presentes:
        raise ErrorDeNegocio(
            f"{reunion.folio_visible} no se puede retirar: {enumerar(presentes)}. Quite antes esa relación, o cancele "
            "la reunión con su motivo."
        )


def _editable(u: Unidad, reunion: UUID, rev: int) -> Reunion:
    u.principal = reunion
    return reunion_editable(u, reunion, rev)


def _llenar(reunion: Reunion, datos: DatosDeReunion) -> None:
    for nombre, valor in datos.items():
        if isinstance(valor, str):
            limpio = texto_o_nada(valor)
            es_hora = nombre in {"hora_programada", "hora_inicio", "hora_fin"}
            setattr(reunion, nombre, leer_hora_escrita(limpio) if limpio and es_hora else limpio)
        else:
            setattr(reunion, nombre, valor)
    exigir_fecha_posible("Fecha programada", reunion.programada)
    exigir_fecha_posible("Fecha de la convocatoria", reunion.convocada_el)
    if reunion.presentes_n is not None and reunion.presentes_n < 0:
        raise ErrorDeNegocio("El número de presentes no puede ser negativo.")
