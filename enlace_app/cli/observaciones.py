"""`enlace acta observar`, `observaciones` and `resolver`: the round before an acta is closed."""

from typing import Annotated
from uuid import UUID

import typer

from enlace_app.cli.sesion import Sesion, decir, decir_json, resolver
from enlace_app.consultas.observaciones import FilaObservacion, observaciones
from enlace_app.dominio.observaciones import ResultadoDeObservacion
from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios import observaciones as servicio
from enlace_app.servicios.reuniones import dar_paso

Folio = Annotated[str, typer.Argument(metavar="FOLIO", help="Folio de la reunión, provisional o definitivo.")]


def a_revision(ctx: typer.Context, folio: Folio) -> None:
    """Pasa a revisión el acta de una reunión celebrada, para anotar observaciones antes de cerrarla."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        almacen, uuid = contexto.almacen, resolver(contexto, folio, "reunion").uuid
        fila = almacen.lectura.fila("SELECT rev FROM reunion WHERE uuid = :uuid", {"uuid": str(uuid)})
        dar_paso(almacen, reunion=uuid, rev=fila["rev"] if fila else 0, estado=EstadoReunion.EN_REVISION)
    decir(f"En revisión. Siga con: enlace acta observar {folio} --autor … --texto …, o enlace acta cerrar {folio}")


def observar(
    ctx: typer.Context,
    folio: Folio,
    autor: Annotated[str, typer.Option("--autor", metavar="NOMBRE", help="Quién observa.")],
    texto: Annotated[str, typer.Option("--texto", help="La observación.")],
    seccion: Annotated[str | None, typer.Option("--seccion", help="De qué parte del acta.")] = None,
) -> None:
    """Anota una observación al borrador de un acta en revisión."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        reunion = resolver(contexto, folio, "reunion")
        servicio.observar(contexto.almacen, reunion=reunion.uuid, autor=autor, texto=texto, seccion=seccion)
        hechas = observaciones(contexto.almacen.lectura, str(reunion.uuid))
    decir(f"Observación {hechas[-1].n} anotada; abiertas: {sum(o.abierta for o in hechas)}.")


def listar(
    ctx: typer.Context,
    folio: Folio,
    como_json: Annotated[bool, typer.Option("--json", help="Responde con una lista JSON.")] = False,
) -> None:
    """Lista las observaciones al acta y cómo quedó cada una."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        reunion = resolver(contexto, folio, "reunion")
        hechas = observaciones(contexto.almacen.lectura, str(reunion.uuid))
    if como_json:
        decir_json([_fila(o) for o in hechas])
        return
    for observacion in hechas:
        parte = f" ({observacion.seccion})" if observacion.seccion else ""
        decir(f"{observacion.n}. {observacion.autor}{parte}, versión {observacion.version}: {observacion.texto}")
        respuesta = f": {observacion.respuesta}" if observacion.respuesta else ""
        decir(f"   {observacion.resultado or 'ABIERTA'}{respuesta}")
    decir(f"Abiertas: {sum(o.abierta for o in hechas)} de {len(hechas)}." if hechas else "No hay observaciones.")


def contestar(
    ctx: typer.Context,
    folio: Folio,
    cual: Annotated[int, typer.Argument(metavar="NÚMERO", help="El que dice «enlace acta observaciones».")],
    resultado: Annotated[
        str, typer.Option("--resultado", help="atendida, «atendida en parte», «no atendida» o retirada.")
    ],
    respuesta: Annotated[str | None, typer.Option("--respuesta", help="Qué se hizo, o por qué no.")] = None,
) -> None:
    """Resuelve una observación."""
    valores = [str(r) for r in ResultadoDeObservacion]
    if resultado not in valores:
        raise typer.BadParameter(f"--resultado es uno de: {', '.join(valores)}")
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        reunion = resolver(contexto, folio, "reunion")
        hechas = observaciones(contexto.almacen.lectura, str(reunion.uuid))
        pedida = next((o for o in hechas if o.n == cual), None)
        if pedida is None:
            raise ErrorDeNegocio(f"No hay una observación {cual} en {reunion.folio}; hay {len(hechas)}.")
        servicio.resolver_observacion(
            contexto.almacen, observacion=UUID(pedida.uuid), resultado=resultado, respuesta=respuesta
        )
    decir(f"Observación {cual}: {resultado}. Abiertas: {sum(o.abierta for o in hechas if o is not pedida)}.")


def _fila(observacion: FilaObservacion) -> dict[str, object]:
    return {nombre: getattr(observacion, nombre) for nombre in FilaObservacion.__slots__}
