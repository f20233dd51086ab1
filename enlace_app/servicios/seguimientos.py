"""Follow-up of an agreement: only ever added, before and after its acta is closed, to another site's too."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios, Unidad
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.calendario import citar
from enlace_app.dominio.documentos import Documento, Sentido
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.plazos import leer_plazo
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.seguimientos import EstadoAcuerdo, Seguimiento
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.adjuntos import AdjuntoGuardado, guardar_adjunto, registrar_adjunto
from enlace_app.servicios.documentos import inscribir
from enlace_app.servicios.edicion import exigir_fecha_posible, texto_o_nada

_CUMPLEN = frozenset({EstadoAcuerdo.CUMPLIDO, EstadoAcuerdo.PARCIAL})


def dar_seguimiento(
    almacen: Almacen,
    *,
    acuerdo: UUID,
    fecha: date,
    estado: str | None = None,
    nota: str | None = None,
    plazo_nuevo: date | str | None = None,
    cumple_reunion: UUID | None = None,
    cumple_documento: UUID | None = None,
    evidencia: str | None = None,
    archivos: Sequence[Path] = (),
    documentos: Sequence[UUID] = (),
    reuniones: Sequence[UUID] = (),
) -> Cambios:
    """Add what happened to an agreement; an extended plazo, a day or ordinary Spanish, needs a note with its reason.

    Evidence is a text, files, documents of the register, or meetings; each file becomes a document in the same
    transaction. Of what is cumplido or parcial the first document and the first meeting are what fulfilled it, unless
    `cumple_…` names another; the rest stands in the text of the evidence by its folio.

    Raises:
        ErrorDeNegocio: nothing is said, the plazo has no reason or is not understood, the agreement was withdrawn, or
            a file is refused; nothing is stored then.
        ErrorDeEntorno: a file cannot be read, or the disk is full.
    """
    exigir_fecha_posible("Fecha del seguimiento", fecha)
    plazo = _leer_plazo_nuevo(plazo_nuevo, fecha)
    dicho = _estado(estado) if estado else None
    textos = (texto_o_nada(nota), texto_o_nada(evidencia))
    if not any((dicho, *textos, plazo, cumple_reunion, cumple_documento, archivos, documentos, reuniones)):
        raise ErrorDeNegocio("El seguimiento está vacío: escriba una nota, un estado o un plazo nuevo.")
    if plazo and textos[0] is None:
        raise ErrorDeNegocio("Para ampliar el plazo escriba la razón en la nota.")
    if archivos:
        with almacen.consultar() as u:  # before a long copy, and so that nothing refused leaves a file behind
            _vigente(u, acuerdo)
    guardados = [guardar_adjunto(almacen, archivo) for archivo in archivos]
    with almacen.escribir("Dar seguimiento") as u:
        seguido = _vigente(u, acuerdo)
        entrada = Seguimiento(
            acuerdo=acuerdo, fecha=fecha, estado=dicho, nota=nota, plazo_nuevo=plazo, autor=u.sitio.nombre
        )
        cumple = dicho in _CUMPLEN
        escritos = [_documento(u, uuid) for uuid in documentos]
        escritos += [_inscribir(u, guardado, entrada, seguido, cumple=cumple) for guardado in guardados]
        celebradas = [u.traer(Reunion, uuid) for uuid in reuniones]
        entrada.cumple_documento = u.traer(Documento, cumple_documento).uuid if cumple_documento else None
        entrada.cumple_reunion = u.traer(Reunion, cumple_reunion).uuid if cumple_reunion else None
        if cumple and escritos and entrada.cumple_documento is None:
            entrada.cumple_documento = escritos.pop(0).uuid
        if cumple and celebradas and entrada.cumple_reunion is None:
            entrada.cumple_reunion = celebradas.pop(0).uuid
        entrada.evidencia = _citar_evidencia(textos[1], escritos, celebradas)
        u.agregar(entrada)
        u.principal = acuerdo
        u.asentar()
        return u.cambios


def _vigente(u: Unidad, acuerdo: UUID) -> Acuerdo:
    encontrado = u.traer(Acuerdo, acuerdo)
    if encontrado.baja:
        raise ErrorDeNegocio("Ese acuerdo se retiró; no lleva seguimiento.")
    return encontrado


def _documento(u: Unidad, uuid: UUID) -> Documento:
    encontrado = u.traer(Documento, uuid)
    if encontrado.baja:
        raise ErrorDeNegocio(f"El documento {encontrado.folio} se retiró; elija otro.")
    return encontrado


def _inscribir(
    u: Unidad, guardado: AdjuntoGuardado, entrada: Seguimiento, acuerdo: Acuerdo, *, cumple: bool
) -> Documento:
    """Register a file as the document that fulfils the agreement, or only supports what the entry says."""
    documento = Documento(
        fecha=entrada.fecha,
        precision=Precision.dia,
        ejercicio=acuerdo.ejercicio,
        sentido=Sentido.REFERENCIA,
        tipo="evidencia",
        acuerdo=acuerdo.uuid if cumple else None,
        descripcion=f"Evidencia del acuerdo {acuerdo.folio_visible}",
        archivo=guardado.nombre,
        sha256=guardado.sha256,
        compromisos=list(acuerdo.compromisos),
    )
    registrar_adjunto(u, guardado)
    inscribir(u, documento)
    return documento


def _citar_evidencia(escrita: str | None, documentos: Iterable[Documento], reuniones: Iterable[Reunion]) -> str | None:
    folios = [f"{d.folio} ({d.archivo})" if d.archivo else d.folio for d in documentos]
    partes = [*([escrita] if escrita else []), *folios, *(r.folio_visible for r in reuniones)]
    return "; ".join(partes) or None


def _leer_plazo_nuevo(escrito: date | str | None, fecha: date) -> date | None:
    if not isinstance(escrito, str):
        exigir_fecha_posible("Plazo nuevo", escrito)
        return escrito
    if not escrito.strip():
        return None
    try:
        plazo = leer_plazo(escrito, fecha).fecha
    except ValueError:
        plazo = None
    if plazo is None:
        raise ErrorDeNegocio(
            f"No se entiende hasta cuándo se amplía el plazo ({citar(escrito)}); escriba una fecha, por ejemplo "
            "«8 de noviembre» o «en dos semanas»."
        )
    return plazo


def _estado(escrito: str) -> EstadoAcuerdo:
    try:
        return EstadoAcuerdo(escrito)
    except ValueError:
        raise ErrorDeNegocio(f"No existe el estado «{escrito}»; elija uno de: {', '.join(EstadoAcuerdo)}.") from None
