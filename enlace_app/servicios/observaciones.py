"""The observation round of an acta that is in review: remarks are recorded, and each is resolved before closing."""

from uuid import UUID

from enlace_app.consultas import expedientes as consultas
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios
from enlace_app.dominio.actas import Cierre, componer, huella
from enlace_app.dominio.observaciones import Observacion, Resolucion, ResultadoDeObservacion, exigir_respuesta
from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.actas import version_siguiente
from enlace_app.servicios.edicion import exigir_texto, reunion_editable, texto_o_nada
from enlace_app.servicios.expedientes import reunir_expediente


def observar(almacen: Almacen, *, reunion: UUID, autor: str, texto: str, seccion: str | None = None) -> Cambios:
    """Record a remark on the draft as it stands now.

    Its hash is that of the draft's content, the privacy notice left out: that belongs to the computer, not to what
    was said. Only in review: before, the text is simply changed; after, it is frozen.
    """
    autor = exigir_texto(autor, "Diga quién hace la observación.")
    texto = exigir_texto(texto, "Escriba la observación.")
    with almacen.escribir("Observar el acta") as u:
        abierta = reunion_editable(u, reunion)
        if abierta.estado != EstadoReunion.EN_REVISION:
            raise ErrorDeNegocio(
                f"La reunión {abierta.folio_visible} está {abierta.estado.etiqueta}; las observaciones se anotan "
                f"cuando el acta está en revisión (enlace acta a-revision {abierta.folio_visible})."
            )
        expediente = reunir_expediente(u, reunion, aviso_privacidad=None)
        version, motivo = version_siguiente(u, consultas.versiones(u, reunion))
        borrador = componer(expediente, Cierre(abierta.folio_visible, version, motivo))
        observacion = Observacion(
            reunion=reunion,
            version=version,
            borrador_sha256=huella(borrador),
            autor=autor,
            seccion=texto_o_nada(seccion),
            texto=texto,
        )
        u.agregar(observacion)
        u.principal = observacion.uuid
        u.asentar()
        return u.cambios


def resolver_observacion(
    almacen: Almacen, *, observacion: UUID, resultado: ResultadoDeObservacion | str, respuesta: str | None = None
) -> Cambios:
    """Say what became of a remark, once; why one was not attended to, or not wholly, is part of the answer."""
    cual = ResultadoDeObservacion(resultado)
    contestado = texto_o_nada(respuesta)
    exigir_respuesta(cual, contestado)
    with almacen.escribir("Resolver observación") as u:
        encontrada = u.traer(Observacion, observacion)
        reunion_editable(u, encontrada.reunion)
        previa = u.uno(Resolucion, observacion=observacion)
        if previa is not None:
            raise ErrorDeNegocio(f"La observación de {encontrada.autor} ya se resolvió: {previa.resultado}.")
        u.agregar(Resolucion(observacion=observacion, resultado=cual, respuesta=contestado, persona=u.sitio.nombre))
        u.principal = observacion
        u.asentar()
        return u.cambios
