"""What a public version leaves out: the program's proposal, and what a person marks, takes back or keeps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from enlace_app.consultas.versiones_publicas import acta_por_publicar, leer_causales
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.pasajes_de_acta import Pasaje, pasajes
from enlace_app.dominio.por_revisar import Aviso, apariciones
from enlace_app.dominio.testados import Causal, Testado
from enlace_app.dominio.version_publica import CONSERVAR, Propuesta, exigir_lugar, proponer
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.edicion import exigir_texto, exigir_vigente, texto_o_nada
from enlace_app.servicios.importacion.importacion import completar_catalogos


@dataclass(frozen=True)
class PropuestaDeVersionPublica:
    """What the public version of an acta would leave out now; `textos` are all those in which to mark something."""

    acta: UUID
    folio: str
    version: int
    propuesta: Propuesta
    textos: tuple[Pasaje, ...]
    causales: tuple[Causal, ...]
    avisos: tuple[Aviso, ...]


def propuesta_de_version_publica(almacen: Almacen, reunion: UUID) -> PropuestaDeVersionPublica:
    """Return the proposal for the closed acta in force, as it would be written now; writes nothing.

    Raises:
        ErrorDeNegocio: the meeting has no closed acta of its own.
    """
    por_publicar = acta_por_publicar(almacen.lectura, reunion)
    propuesta = proponer(
        por_publicar.contenido,
        reservados=por_publicar.reservados,
        marcas=por_publicar.marcas,
        causales=por_publicar.causales,
    )
    n = por_publicar.de_versiones_anteriores
    de_antes = (
        "La versión anterior del acta tiene lo que se testó o conservó a mano en ella "
        f"({n} {'pasaje' if n == 1 else 'pasajes'}); no pasa a esta: revísela."
    )
    return PropuestaDeVersionPublica(
        acta=por_publicar.acta,
        folio=por_publicar.folio,
        version=por_publicar.version,
        propuesta=propuesta,
        textos=tuple(p for p in pasajes(por_publicar.contenido) if not p.fijo),
        causales=por_publicar.causales,
        avisos=((Aviso("Versión anterior", de_antes, de_antes),) if n else ()) + propuesta.avisos,
    )


def marcar(
    almacen: Almacen,
    *,
    reunion: UUID,
    ruta: str,
    causal: str,
    desde: int | None = None,
    hasta: int | None = None,
    nota: str | None = None,
) -> Cambios:
    """Mark code points of a text of the acta in force, or the whole text, to be left out of its public version.

    `ruta` is the JSON pointer of the text, `causal` the key of a reason of the catalogue. The acta does not change.
    """
    completar_catalogos(almacen)
    acta = _exigir_pasaje(almacen, reunion, ruta, desde, hasta)
    return _asentar(almacen, acta, [(ruta, desde, hasta)], causal, nota)


def marcar_texto(
    almacen: Almacen,
    *,
    reunion: UUID,
    texto: str,
    causal: str,
    aparicion: int | None = None,
    nota: str | None = None,
) -> int:
    """Mark every occurrence of a passage, or only the n-th in the order of the acta (from 1); return how many.

    Case, accents and blanks do not matter. An occurrence that is left out already is not marked again.
    """
    exigir_texto(texto, "Escriba el pasaje que se testa.")
    completar_catalogos(almacen)
    _exigir_causal(leer_causales(almacen.lectura), causal)
    vista = propuesta_de_version_publica(almacen, reunion)
    halladas = [(p, desde, hasta) for p in vista.textos for desde, hasta in apariciones(p, texto)]
    if not halladas:
        raise ErrorDeNegocio(f"El acta no dice «{texto}» en ningún texto que se pueda testar.")
    if aparicion is not None:
        if not 1 <= aparicion <= len(halladas):
            raise ErrorDeNegocio(f"«{texto}» aparece {len(halladas)} veces; no hay una aparición {aparicion}.")
        halladas = [halladas[aparicion - 1]]
    nuevas = [
        (p.ruta, desde, hasta)
        for p, desde, hasta in halladas
        if not any(t.ruta == p.ruta and t.desde <= desde and hasta <= t.hasta for t in vista.propuesta.tachados)
    ]
    if nuevas:
        _asentar(almacen, vista.acta, nuevas, causal, nota)
    return len(nuevas)


def _asentar(
    almacen: Almacen,
    acta: UUID,
    lugares: Sequence[tuple[str, int | None, int | None]],
    causal: str,
    nota: str | None,
) -> Cambios:
    with almacen.escribir("Testar en la versión pública") as u:
        _exigir_causal(u.varios(Causal, baja=False), causal)
        for ruta, desde, hasta in lugares:
            if u.varios(Testado, acta=acta, ruta=ruta, desde=desde, hasta=hasta, causal=causal, baja=False):
                raise ErrorDeNegocio("Ese pasaje ya está testado con esa causal.")
            marca = Testado(acta=acta, ruta=ruta, desde=desde, hasta=hasta, causal=causal, nota=texto_o_nada(nota))
            u.agregar(marca)
            u.principal = marca.uuid
        u.asentar()
        return u.cambios


def _exigir_causal(causales: Iterable[Causal], clave: str) -> None:
    claves = sorted(causal.clave for causal in causales)
    if clave not in claves:
        raise ErrorDeNegocio(f"No existe la causal «{clave}»; las que hay: {', '.join(claves)}.")


def conservar(
    almacen: Almacen, *, reunion: UUID, ruta: str, desde: int, hasta: int, motivo: str, todas: bool = False
) -> Cambios:
    """Keep in the public version a passage that the program proposes to leave out, and say why.

    Meant for the telephone of an office, or a name whose owner consented later; `todas` keeps the same datum wherever
    the program proposes it. It stands in the review with its reason and is taken back like a mark.
    """
    limpio = exigir_texto(motivo, "Escriba por qué se conserva; sin motivo se testa.")
    vista = propuesta_de_version_publica(almacen, reunion)
    propuestos = [t for t in vista.propuesta.tachados if t.marca is None]
    pedido = next((t for t in propuestos if (t.ruta, t.desde, t.hasta) == (ruta, desde, hasta)), None)
    if pedido is None:
        raise ErrorDeNegocio("El programa ya no propone testar ese pasaje; vea la lista otra vez.")
    iguales = [t for t in propuestos if plegar(t.dato) == plegar(pedido.dato)] if todas else [pedido]
    with almacen.escribir("Conservar en la versión pública") as u:
        for t in iguales:
            marca = Testado(acta=vista.acta, ruta=t.ruta, desde=t.desde, hasta=t.hasta, causal=CONSERVAR, nota=limpio)
            u.agregar(marca)
            u.principal = marca.uuid
        u.asentar()
        return u.cambios


def desmarcar(almacen: Almacen, *, testado: UUID, rev: int) -> Cambios:
    """Take back a mark, or the decision to keep something; what the program tells by itself is proposed again."""
    with almacen.escribir("Quitar marca de la versión pública") as u:
        marca = u.traer(Testado, testado)
        exigir_vigente(marca, rev)
        marca.baja = True
        u.principal = testado
        u.asentar()
        return u.cambios


def _exigir_pasaje(almacen: Almacen, reunion: UUID, ruta: str, desde: int | None, hasta: int | None) -> UUID:
    por_publicar = acta_por_publicar(almacen.lectura, reunion)
    pasaje = next((p for p in pasajes(por_publicar.contenido) if p.ruta == ruta), None)
    exigir_lugar(pasaje, desde, hasta)
    return por_publicar.acta
