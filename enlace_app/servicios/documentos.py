"""The register of documents."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypedDict, Unpack
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios, Unidad
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.cantidades import leer_minimo
from enlace_app.dominio.compromisos import Compromiso
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.fechas import FechaImprecisa, Precision, escribir_fecha, leer_fecha
from enlace_app.dominio.numeracion import folio_de_documento
from enlace_app.dominio.organizaciones import Organizacion, indice_de_nombres, plegar
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.seguimientos import EstadoAcuerdo, Seguimiento
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.adjuntos import guardar_adjunto, registrar_adjunto
from enlace_app.servicios.edicion import (
    exigir_fecha_posible,
    exigir_texto,
    exigir_vigente,
    hoy_en_el_sitio,
    reunion_editable,
    texto_o_nada,
)

_PETICIONES = {
    "tipo": "Escriba qué documento es.",
    "sentido": "Diga qué se hizo con el documento: entrega, solicitud, publicación…",
}
_TEXTOS = ("con_copia", "turnado_a", "medio", "formato", "periodo", "descripcion", "clasificacion")


class DatosDeDocumento(TypedDict, total=False):
    """What can be filled in.

    `fecha` as text is what `leer_fecha` takes («mayo de 2017»), `fojas` as text what `leer_minimo` takes («más de
    469»); `compromisos` are all that it is for.
    """

    fecha: date | str | None
    remitente: str | None
    receptor: str | None
    con_copia: str | None
    turnado_a: str | None
    medio: str | None
    formato: str | None
    periodo: str | None
    fojas: int | str | None
    es_minimo: bool
    reunion: UUID | None
    acuerdo: UUID | None
    compromisos: tuple[UUID, ...]
    descripcion: str | None
    clasificacion: str | None


class CambiosDeDocumento(DatosDeDocumento, total=False):
    """What can be changed; only the keys that are given are."""

    sentido: str
    tipo: str


def registrar_documento(
    almacen: Almacen,
    *,
    sentido: str,
    tipo: str,
    archivo: Path | None = None,
    cumple: UUID | None = None,
    **datos: Unpack[DatosDeDocumento],
) -> Cambios:
    """Register a document, with its file where there is one; the file is stored by its hash, under a harmless name.

    `cumple` is the agreement that it fulfils: it becomes the document's `acuerdo` and gets the follow-up that says so,
    of the day of the document's meeting or else of today.

    Raises:
        ErrorDeNegocio: something is missing or impossible, or its meeting is closed; no file is stored then.
        ErrorDeEntorno: the file cannot be read, or the disk is full.
    """
    todos: CambiosDeDocumento = {"sentido": sentido, "tipo": tipo, **datos}
    if cumple is not None:
        todos["acuerdo"] = cumple
    if archivo is not None:
        with almacen.consultar() as u:  # before a long copy, and so that nothing refused leaves a file behind
            _llenar(u, Documento(sentido=sentido, tipo=tipo), todos)
    guardado = guardar_adjunto(almacen, archivo) if archivo is not None else None
    with almacen.escribir("Registrar documento") as u:
        documento = Documento(sentido=sentido, tipo=tipo)
        _llenar(u, documento, todos)
        if guardado is not None:
            documento.archivo, documento.sha256 = guardado.nombre, guardado.sha256
            registrar_adjunto(u, guardado)
        inscribir(u, documento)
        if cumple is not None:
            _dar_por_cumplido(u, cumple, documento)
        u.principal = documento.uuid
        u.asentar()
        return u.cambios


def inscribir(u: Unidad, documento: Documento) -> None:
    """Give a new document the next folio of this computer and take it in."""
    documento.folio = folio_de_documento(u.sitio.region, u.sitio.marca, u.siguiente("folio_documento"))
    u.agregar(documento)


def _dar_por_cumplido(u: Unidad, acuerdo: UUID, documento: Documento) -> None:
    reunion = u.traer(Reunion, documento.reunion) if documento.reunion else None
    fecha = (reunion.fecha if reunion else None) or hoy_en_el_sitio(u)
    cumplido = EstadoAcuerdo.CUMPLIDO
    entrada = Seguimiento(
        acuerdo=acuerdo, fecha=fecha, estado=cumplido, autor=u.sitio.nombre, cumple_documento=documento.uuid
    )
    u.agregar(entrada)


def cambiar_documento(almacen: Almacen, *, documento: UUID, rev: int, **datos: Unpack[CambiosDeDocumento]) -> Cambios:
    """Fill in or correct what the register says of a document whose meeting is not closed."""
    with almacen.escribir("Cambiar documento") as u:
        _llenar(u, _editable(u, documento, rev), datos)
        u.asentar()
        return u.cambios


def turnar_documento(almacen: Almacen, *, documento: UUID, rev: int, a: str) -> Cambios:
    """Note to whom it was passed on; whoever had it before stays noted."""
    nuevo = exigir_texto(a, "Escriba a quién se turnó.")
    with almacen.escribir("Turnar documento") as u:
        encontrado = _editable(u, documento, rev)
        anteriores = [nombre.strip() for nombre in (encontrado.turnado_a or "").split(";") if nombre.strip()]
        if plegar(nuevo) in {plegar(nombre) for nombre in anteriores}:
            raise ErrorDeNegocio(f"Ya consta que se turnó a {nuevo}.")
        encontrado.turnado_a = "; ".join([*anteriores, nuevo])
        u.asentar()
        return u.cambios


def retirar_documento(almacen: Almacen, *, documento: UUID, rev: int) -> Cambios:
    """Withdraw a document that was registered by mistake; its folio is not given again."""
    with almacen.escribir("Retirar documento") as u:
        _editable(u, documento, rev).baja = True
        u.asentar()
        return u.cambios


def adjuntar_archivo(almacen: Almacen, *, documento: UUID, rev: int, archivo: Path) -> Cambios:
    """Attach the file of a document that has none; errors as in `registrar_documento`."""
    return _poner_archivo(almacen, "Adjuntar archivo", partial(_sin_archivo, documento=documento, rev=rev), archivo)


def sustituir_archivo(almacen: Almacen, *, documento: UUID, rev: int, archivo: Path) -> Cambios:
    """Put another file in the place of the one that a document has, so that one undo brings that one back.

    The content of the former stays stored. Raises as `registrar_documento` does; the document then keeps its file.
    """
    return _poner_archivo(almacen, "Sustituir archivo", partial(_con_archivo, documento=documento, rev=rev), archivo)


def _poner_archivo(almacen: Almacen, intencion: str, traer: Callable[[Unidad], Documento], archivo: Path) -> Cambios:
    with almacen.consultar() as u:  # before a long copy, and so that nothing refused leaves a file behind
        traer(u)
    guardado = guardar_adjunto(almacen, archivo)
    with almacen.escribir(intencion) as u:
        encontrado = traer(u)
        encontrado.archivo, encontrado.sha256 = guardado.nombre, guardado.sha256
        registrar_adjunto(u, guardado)
        u.asentar()
        return u.cambios


def quitar_archivo(almacen: Almacen, *, documento: UUID, rev: int) -> Cambios:
    """Take the file off a document; its content stays stored, so that this can be undone."""
    with almacen.escribir("Quitar archivo") as u:
        encontrado = _con_archivo(u, documento, rev)
        encontrado.archivo = encontrado.sha256 = None
        u.asentar()
        return u.cambios


def _editable(u: Unidad, documento: UUID, rev: int) -> Documento:
    encontrado = u.traer(Documento, documento)
    if encontrado.reunion is not None:
        reunion_editable(u, encontrado.reunion)
    u.exigir_propio(encontrado)
    exigir_vigente(encontrado, rev)
    u.principal = documento
    return encontrado


def _con_archivo(u: Unidad, documento: UUID, rev: int) -> Documento:
    encontrado = _editable(u, documento, rev)
    if encontrado.sha256 is None:
        raise ErrorDeNegocio("Este documento no tiene archivo.")
    return encontrado


def _sin_archivo(u: Unidad, documento: UUID, rev: int) -> Documento:
    encontrado = _editable(u, documento, rev)
    if encontrado.sha256 is not None:
        raise ErrorDeNegocio(
            f"Este documento ya tiene el archivo «{encontrado.archivo}»; quítelo antes, o registre otro documento."
        )
    return encontrado


def _llenar(u: Unidad, documento: Documento, datos: CambiosDeDocumento) -> None:
    for nombre, peticion in _PETICIONES.items():
        if nombre in datos:
            setattr(documento, nombre, exigir_texto(datos[nombre], peticion))  # type: ignore[literal-required]
    for nombre in _TEXTOS:
        if nombre in datos:
            setattr(documento, nombre, texto_o_nada(datos[nombre]))  # type: ignore[literal-required]
    _poner_nombres(u, documento, datos)
    if "fecha" in datos:
        _poner_fecha(documento, datos["fecha"])
    if "fojas" in datos or "es_minimo" in datos:
        _poner_fojas(documento, datos)
    _enlazar(u, documento, datos)


def _poner_nombres(u: Unidad, documento: Documento, datos: CambiosDeDocumento) -> None:
    dados = {nombre: texto_o_nada(datos[nombre]) for nombre in ("remitente", "receptor") if nombre in datos}
    conocidas = indice_de_nombres(u.varios(Organizacion, baja=False)) if any(dados.values()) else {}
    for nombre, escrito in dados.items():
        setattr(documento, nombre, escrito)
        setattr(documento, f"{nombre}_registrado", conocidas.get(plegar(escrito)) if escrito else None)


def _poner_fecha(documento: Documento, dada: date | str | None) -> None:
    """Keep the first day and its precision; the end of a range stays as the period that the document covers."""
    if isinstance(dada, str):
        try:
            leida = leer_fecha(dada)
        except ValueError as error:
            raise ErrorDeNegocio(str(error)) from error
    else:
        exigir_fecha_posible("Fecha del documento", dada)
        leida = FechaImprecisa(dada, Precision.dia if dada else Precision.no_indicada)
    documento.fecha, documento.precision = leida.fecha, leida.precision
    if leida.precision is Precision.rango and not documento.periodo:
        documento.periodo = escribir_fecha(leida)


def _poner_fojas(documento: Documento, datos: CambiosDeDocumento) -> None:
    fojas = datos.get("fojas", documento.fojas)
    es_minimo = datos.get("es_minimo", documento.es_minimo and fojas is not None)
    if isinstance(fojas, str):
        leidas = leer_minimo(fojas) if fojas.strip() else None
        if leidas is not None and leidas.nota:
            raise ErrorDeNegocio(f"Escriba sólo el número de fojas; «{leidas.nota}» va en la descripción.")
        fojas, es_minimo = (leidas.numero, es_minimo or leidas.es_minimo) if leidas else (None, es_minimo)
    if fojas is not None and fojas < 0:
        raise ErrorDeNegocio("El número de fojas no puede ser negativo.")
    if es_minimo and fojas is None:
        raise ErrorDeNegocio("Marcó «más de» sin decir cuántas fojas; escriba el número, o quite la marca.")
    documento.fojas, documento.es_minimo = fojas, es_minimo


def _enlazar(u: Unidad, documento: Documento, datos: CambiosDeDocumento) -> None:
    if "reunion" in datos:
        reunion = reunion_editable(u, datos["reunion"]) if datos["reunion"] else None
        documento.reunion = reunion.uuid if reunion else None
        documento.ejercicio = (reunion.ejercicio if reunion else None) or documento.ejercicio
    if "acuerdo" in datos:
        acuerdo = u.traer(Acuerdo, datos["acuerdo"]) if datos["acuerdo"] else None
        if acuerdo is not None and acuerdo.baja:
            raise ErrorDeNegocio("Ese acuerdo se retiró; elija otro, o ninguno.")
        documento.acuerdo = acuerdo.uuid if acuerdo else None
        documento.ejercicio = documento.ejercicio or (acuerdo.ejercicio if acuerdo else None)
    if "compromisos" in datos:
        documento.compromisos = [u.traer(Compromiso, compromiso) for compromiso in datos["compromisos"]]
        documento.ejercicio = documento.ejercicio or next((c.ejercicio for c in documento.compromisos), None)
