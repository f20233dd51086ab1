"""The authority's answer to a package that was received here: its receipt, remarks and official folios."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

from enlace_app.consultas import acuses, propuestas, sitios
from enlace_app.consultas import paquetes_recibidos as llegados
from enlace_app.consultas.expedientes import Lector
from enlace_app.consultas.filas_recibidas import en_espera
from enlace_app.consultas.nombres_de_registros import nombrar
from enlace_app.consultas.paquetes_recibidos import Recibido
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.identidad import uuid_nuevo
from enlace_app.dominio.numeracion import SIN_REGION
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.recepcion import (
    SIN_NOVEDAD,
    VEA_OBSERVACIONES,
    AcuseEmitido,
    EstadoDePropuesta,
    EstadoDeRecepcion,
    FolioOficial,
    ObservacionDeAutoridad,
    Resultado,
)
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.destinos import es_acuse_de_enlace, exigir_destino
from enlace_app.servicios.edicion import exigir_texto, texto_o_nada
from enlace_app.sincronizacion import firma
from enlace_app.sincronizacion.acuse import (
    ContenidoDeAcuse,
    EncabezadoDeAcuse,
    escribir_acuse,
    huella_de_acuse,
    portada_de_acuse,
)
from enlace_app.sincronizacion.avance import Progreso
from enlace_app.sincronizacion.paquete import Fila

_CON_ESE_FOLIO = tuple(
    f"SELECT uuid FROM {tabla} WHERE folio = :folio AND uuid <> :uuid" for tabla in ("reunion", "acuerdo", "documento")
)


@dataclass(frozen=True, slots=True)
class AcuseHecho:
    """A receipt as it is stored; `nuevo` if it was made just now, because there was something else to say."""

    numero: int
    archivo_sha256: str
    nuevo: bool
    datos: bytes


def hacer_acuse(almacen: Almacen, *, recibido: str) -> AcuseHecho:
    """Return the receipt of a received package: the stored one, or a later one where there is more to say since.

    Raises:
        ErrorDeNegocio: there is no such package, or it was not applied: then there is nothing to acknowledge yet.
    """
    contenido = contenido_de_acuse(almacen.lectura, recibido)
    huella = huella_de_acuse(contenido)
    hechos = acuses.emitidos(almacen.lectura, recibido)
    if hechos and hechos[-1]["contenido_sha256"] == huella:
        ultimo = hechos[-1]
        datos = almacen.adjuntos.leer(ultimo["archivo_sha256"])
        return AcuseHecho(ultimo["numero"], ultimo["archivo_sha256"], False, datos)
    encabezado = _encabezado(almacen, recibido)
    portada = portada_de_acuse(encabezado, contenido)
    portada |= firma.llave_de_envio(almacen).firmar_portada(portada)
    memoria = BytesIO()
    escribir_acuse(memoria, portada, encabezado, contenido)
    datos = memoria.getvalue()
    archivo = almacen.adjuntos.guardar(datos)
    with almacen.escribir(f"Acusar el paquete {encabezado.secuencia}") as u:
        if u.siguiente(_contador(encabezado.paquete)) != encabezado.numero:
            raise ErrorDeNegocio("Mientras se hacía este acuse se hizo otro; pídalo de nuevo.")
        u.agregar(
            AcuseEmitido(
                uuid=UUID(encabezado.acuse),
                recibido=UUID(recibido),
                numero=encabezado.numero,
                contenido_sha256=huella,
                archivo_sha256=archivo,
            )
        )
    return AcuseHecho(encabezado.numero, archivo, True, datos)


def exigir_destino_de_acuse(almacen: Almacen, destino: Path) -> None:
    """Raise `ErrorDeNegocio` unless a receipt may be written there; for asking before a package is received."""
    exigir_destino(almacen.carpeta, destino, ".xlsx", es_acuse_de_enlace)


def exportar_acuse(almacen: Almacen, *, recibido: str, destino: Path) -> AcuseHecho:
    """Write the receipt of a received package to `destino`, in place of an earlier receipt; errors as in `hacer_acuse`.

    Raises:
        ErrorDeNegocio: something else stands under that name, or the receipt cannot be made; nothing was written.
        ErrorDeEntorno: the folder or disk refused.
    """
    exigir_destino_de_acuse(almacen, destino)
    hecho = hacer_acuse(almacen, recibido=recibido)
    almacen.adjuntos.copiar(hecho.archivo_sha256, destino.absolute())
    return hecho


def nombre_de_acuse(recibido: Recibido, *, cuantos: int = 1) -> str:
    """Return the name under which a receipt is offered; `cuantos` tells several of the same number apart."""
    otro = f"-{cuantos}" if cuantos > 1 else ""
    return f"acuse-{recibido.region or SIN_REGION}-{recibido.secuencia:04d}{otro}.xlsx"


def exportar_acuses(
    almacen: Almacen, *, recibidos: Sequence[str], carpeta: Path, progreso: Progreso | None = None
) -> list[Path]:
    """Write the receipts of these packages into a folder and return their files; errors as in `exportar_acuse`.

    Two sites of a region may have sent the same number: the second one's file gets a number of its own. What was
    written before an error or a cancel stays.
    """
    por_uuid = {r.uuid: r for r in llegados.listar(almacen.lectura)}
    escritos: list[Path] = []
    for hechos, recibido in enumerate(recibidos):
        if progreso is not None:
            progreso(hechos, len(recibidos))
        destino = _libre(carpeta, por_uuid[recibido], escritos)
        exportar_acuse(almacen, recibido=recibido, destino=destino)
        escritos.append(destino)
    return escritos


def _libre(carpeta: Path, recibido: Recibido, escritos: Sequence[Path]) -> Path:
    cuantos = 1
    while (destino := carpeta / nombre_de_acuse(recibido, cuantos=cuantos)) in escritos:
        cuantos += 1
    return destino


def contenido_de_acuse(lector: Lector, recibido: str) -> ContenidoDeAcuse:
    """Return what there is to answer now to a package: what became of its rows, remarks and official folios."""
    guardados, paquete = llegados.resultados(lector, recibido), llegados.traer(lector, recibido)
    if guardados is None or paquete is None:
        raise ErrorDeNegocio("Ese paquete no se ha aplicado: todavía no hay de qué dar acuse.")
    filas = json.loads(guardados)
    uuids = {uuid for _, uuid, _, _ in filas}
    observadas = acuses.observaciones(lector, uuids)
    con_observacion = {o.registro for o in observadas}
    esperan = {(e.hoja, e.uuid) for e in en_espera(lector) if e.sitio == paquete.sitio}
    respondidas = propuestas.de_un_sitio(lector, sitio=paquete.sitio, registros=uuids)
    resultado: list[Fila] = []
    for hoja, uuid, dicho, motivo in filas:
        actual, razon = Resultado(dicho), motivo
        if actual is Resultado.OBSERVADO and (hoja, uuid) not in esperan:
            actual, razon = Resultado.NUEVO, "llegó lo que le faltaba"
        if actual is Resultado.PROPUESTO and (suyas := respondidas.get(uuid)):
            actual, razon = _respuesta(suyas[0])
        if actual in SIN_NOVEDAD and uuid in con_observacion:
            actual, razon = Resultado.OBSERVADO, VEA_OBSERVACIONES
        fila: dict[str, str | int] = {"hoja": hoja, "uuid": uuid, "resultado": str(actual)}
        resultado.append(fila | ({"motivo": razon} if razon else {}))
    return ContenidoDeAcuse(
        resultado=resultado,
        observaciones=[{"uuid": r, "texto": t} for r, t in dict.fromkeys((o.registro, o.texto) for o in observadas)],
        folios=[{"uuid": r, "folio_oficial": f} for r, f in acuses.folios_oficiales(lector, uuids).items()],
    )


def observar_registro(almacen: Almacen, *, registro: UUID, texto: str) -> None:
    """Remark on a record that arrived: it goes into the next receipt of every package that brought it.

    Raises:
        ErrorDeNegocio: nothing is said, it was said of that record before, or the record did not arrive from a region.
    """
    dicho = exigir_texto(texto, "Escriba qué se observa: quien envió el registro lo leerá junto a él.")
    with almacen.escribir("Observar un registro") as u:
        _exigir_llegado(u, registro)
        if any(o.texto == dicho for o in acuses.observaciones(u, [str(registro)])):
            raise ErrorDeNegocio("Ya se observó eso mismo en este registro; no se agregó de nuevo.")
        u.agregar(ObservacionDeAutoridad(registro=registro, texto=dicho, autor=u.sitio.nombre))


def asignar_folio_oficial(almacen: Almacen, *, registro: UUID, folio: str, motivo: str | None = None) -> None:
    """Assign the official folio that stands beside a record's own; a later one replaces it, and both are kept.

    Raises:
        ErrorDeNegocio: it is empty, another record's (official or own, in any spelling) or the one that it bears, or
            the record did not arrive from a region.
    """
    pedido = " ".join(exigir_texto(folio, "Escriba el folio oficial que se asigna.").split())
    with almacen.escribir("Asignar folio oficial") as u:
        _exigir_llegado(u, registro)
        dados = acuses.folios_oficiales(u)
        if dados.get(str(registro)) == pedido:
            raise ErrorDeNegocio(f"El registro ya lleva el folio oficial {pedido}; no se cambió nada.")
        ajenos = [otro for otro, dado in dados.items() if otro != str(registro) and plegar(dado) == plegar(pedido)]
        for sql in _CON_ESE_FOLIO:
            ajenos += [str(f["uuid"]) for f in u.filas(sql, {"uuid": str(registro), "folio": pedido})]
        if ajenos:
            suyo = nombrar(u, ajenos[:1]).get(ajenos[0])
            quien = f"otro registro ({suyo.nombre})" if suyo else "otro registro"
            raise ErrorDeNegocio(f"El folio {pedido} ya es de {quien}; revise el número.")
        u.agregar(FolioOficial(registro=registro, folio=pedido, motivo=texto_o_nada(motivo)))


def _exigir_llegado(u: Unidad, registro: UUID) -> None:
    """What nobody sent has nobody who would read the answer."""
    filas = u.filas("SELECT min(retirada) AS retirada FROM fila_recibida WHERE uuid = :uuid", {"uuid": str(registro)})
    if filas[0]["retirada"] is None:
        raise ErrorDeNegocio(
            "Ese registro no llegó en ningún paquete: no hay a quién responder. Si es de aquí, corríjalo directamente."
        )
    if filas[0]["retirada"]:
        raise ErrorDeNegocio("Quien envió ese registro ya lo retiró; no hay qué responder.")


def _respuesta(propuesta: dict[str, object]) -> tuple[Resultado, str]:
    if propuesta["estado"] == EstadoDePropuesta.PENDIENTE:
        return Resultado.PROPUESTO, propuestas.PENDIENTE_DE_RESPUESTA
    tomada = propuesta["estado"] == EstadoDePropuesta.TOMADA
    return (
        Resultado.ACTUALIZADO if tomada else Resultado.RECHAZADO,
        propuestas.respuesta_en_palabras(propuesta),
    )


def _contador(paquete: str) -> str:
    """The counter of the receipts of a package: unlike the receipts themselves, no restored backup takes it back."""
    return f"acuse/{paquete}"


def _encabezado(almacen: Almacen, recibido: str) -> EncabezadoDeAcuse:
    sitio = sitios.traer(almacen.lectura)
    paquete = llegados.traer(almacen.lectura, recibido)
    if paquete is None or paquete.estado != EstadoDeRecepcion.APLICADO:
        raise ErrorDeNegocio("Ese paquete no se ha aplicado: todavía no hay de qué dar acuse.")
    return EncabezadoDeAcuse(
        acuse=str(uuid_nuevo()),  # in time: of two receipts the later one counts, in whatever order they come
        numero=sitios.contador(almacen.lectura, _contador(paquete.paquete)) + 1,
        paquete=paquete.paquete,
        contenido_sha256=paquete.contenido_sha256,
        sitio=paquete.sitio,
        epoca=paquete.epoca,
        secuencia=paquete.secuencia,
        autoridad=sitio.uuid,
        recibio=sitio.nombre,
        recibido=datetime.fromisoformat(paquete.llegada),
        generado=datetime.now(UTC).replace(microsecond=0),
    )
