"""The authority's answer to a package: made here for what was received, or taken in for what was sent."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

from enlace_app.consultas import acuses, propuestas, sitios
from enlace_app.consultas import recepcion_de_paquetes as llegados
from enlace_app.consultas.expedientes import Lector
from enlace_app.consultas.recibidos import en_espera
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lote import Guardado, Lote, Remitente
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.recepcion import (
    Acuse,
    AcuseEmitido,
    EstadoDePropuesta,
    EstadoDeRecepcion,
    FolioOficial,
    ObservacionDeAutoridad,
    Resultado,
)
from enlace_app.errores import ErrorDeNegocio
from enlace_app.sincronizacion import firma
from enlace_app.sincronizacion.acuse import (
    AcuseLeido,
    ContenidoDeAcuse,
    EncabezadoDeAcuse,
    creer_acuse,
    escribir_acuse,
    formato_de_acuse,
    huella_de_acuse,
    portada_de_acuse,
)
from enlace_app.sincronizacion.lector.lectura import leer_paquete
from enlace_app.sincronizacion.llegada import por_la_clave
from enlace_app.sincronizacion.paquete import ComprobarFirma, Fila

_SIN_NOVEDAD = frozenset({Resultado.NUEVO, Resultado.ACTUALIZADO, Resultado.IGUAL})


@dataclass(frozen=True, slots=True)
class AcuseHecho:
    """A receipt as it is stored; `nuevo` if it was made just now, because there was something else to say."""

    numero: int
    archivo_sha256: str
    nuevo: bool
    datos: bytes


@dataclass(frozen=True, slots=True)
class AcuseTomado:
    """What a receipt brought: `repetido` if it was known, then nothing changed."""

    secuencia: int
    numero: int
    repetido: bool
    quien: str
    recibido: datetime
    llegaron: int
    por_revisar: int
    observaciones: int
    folios: int


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
    encabezado = _encabezado(almacen, recibido, len(hechos) + 1)
    portada = portada_de_acuse(encabezado, contenido)
    portada |= firma.llave_de_envio(almacen).firmar_portada(portada)
    memoria = BytesIO()
    escribir_acuse(memoria, portada, encabezado, contenido)
    datos = memoria.getvalue()
    archivo = almacen.adjuntos.guardar(datos)
    with almacen.escribir(f"Acusar el paquete {encabezado.secuencia}") as u:
        if len(acuses.emitidos(u, recibido)) != encabezado.numero - 1:
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


def contenido_de_acuse(lector: Lector, recibido: str) -> ContenidoDeAcuse:
    """Return what there is to answer now to a package: what became of its rows, remarks and official folios."""
    guardados = llegados.resultados(lector, recibido)
    if guardados is None:
        raise ErrorDeNegocio("Ese paquete no se ha aplicado: todavía no hay de qué dar acuse.")
    filas = json.loads(guardados)
    uuids = {uuid for _, uuid, _, _ in filas}
    sitio = next(r.sitio for r in llegados.listar(lector) if r.uuid == recibido)
    observadas = acuses.observaciones(lector, uuids)
    con_observacion = {o.registro for o in observadas}
    esperan = {(e.hoja, e.uuid) for e in en_espera(lector) if e.sitio == sitio}
    respondidas = propuestas.de_un_sitio(lector, sitio=sitio, registros=uuids)
    resultado: list[Fila] = []
    for hoja, uuid, dicho, motivo in filas:
        actual, razon = Resultado(dicho), motivo
        if actual is Resultado.OBSERVADO and (hoja, uuid) not in esperan:
            actual, razon = Resultado.NUEVO, "llegó lo que le faltaba"
        if actual is Resultado.PROPUESTO and (suyas := respondidas.get(uuid)):
            actual, razon = _respuesta(suyas[0])
        if actual in _SIN_NOVEDAD and uuid in con_observacion:
            actual, razon = Resultado.OBSERVADO, "vea la hoja Observaciones"
        fila: dict[str, str | int] = {"hoja": hoja, "uuid": uuid, "resultado": str(actual)}
        resultado.append(fila | ({"motivo": razon} if razon else {}))
    return ContenidoDeAcuse(
        resultado=resultado,
        observaciones=[{"uuid": r, "texto": t} for r, t in dict.fromkeys((o.registro, o.texto) for o in observadas)],
        folios=[{"uuid": r, "folio_oficial": f} for r, f in acuses.folios_oficiales(lector, uuids).items()],
    )


def leer_archivo_de_acuse(ruta: Path) -> AcuseLeido:
    """Read a receipt; errors as in `leer_paquete` and `creer_acuse`."""
    return creer_acuse(leer_paquete(ruta, formato_de_acuse()))


def recibir_acuse(
    almacen: Almacen,
    acuse: AcuseLeido,
    *,
    archivo: Path | None = None,
    comprobar_firma: ComprobarFirma = firma.comprobar,
) -> AcuseTomado:
    """Take a receipt in: it marks what arrived and brings remarks and official folios, each kept on its record.

    Raises:
        ErrorDeNegocio: it is for another site or package, older than one that is here, or under another key.
    """
    clave = comprobar_firma(acuse.portada)
    e = acuse.encabezado
    almacen.alfabeto.limpiar("Quién recibió", e.recibio)
    if e.sitio != sitios.traer(almacen.lectura).uuid:
        raise ErrorDeNegocio("Este acuse es para otro equipo. No se tomó nada; pida el de sus propios paquetes.")
    with almacen.escribir(f"Recibir el acuse del paquete {e.secuencia}") as u:
        enviado = u.filas("SELECT contenido_sha256 FROM paquete WHERE uuid = :uuid", {"uuid": e.paquete})
        if not enviado or enviado[0]["contenido_sha256"] != e.contenido_sha256:
            raise ErrorDeNegocio(
                "Este acuse es de un paquete que no se hizo con estos datos (quizá antes de recuperar un respaldo). "
                "No se tomó nada; envíe un paquete completo y traiga su acuse."
            )
        previos = acuses.listar(u, paquete=e.paquete)
        repetido = _exigir_vigente(acuse, previos)
        if motivo := por_la_clave(llegados.conocido(u, e.autoridad), clave):
            raise ErrorDeNegocio(motivo)
        brindados = (0, 0) if repetido else _anotar(u, almacen, acuse, archivo, clave)
    por_revisar = sum(Resultado(str(f["resultado"])) not in _SIN_NOVEDAD for f in acuse.contenido.resultado)
    return AcuseTomado(
        secuencia=e.secuencia,
        numero=e.numero,
        repetido=repetido,
        quien=e.recibio,
        recibido=e.recibido,
        llegaron=len(acuse.contenido.resultado) - por_revisar,
        por_revisar=por_revisar,
        observaciones=brindados[0],
        folios=brindados[1],
    )


def observar_registro(almacen: Almacen, *, registro: UUID, texto: str) -> None:
    """Remark on a record: it goes into the next receipt of every package that brought it."""
    with almacen.escribir("Observar un registro") as u:
        u.agregar(ObservacionDeAutoridad(registro=registro, texto=texto, autor=u.sitio.nombre))


def asignar_folio_oficial(almacen: Almacen, *, registro: UUID, folio: str, motivo: str | None = None) -> None:
    """Assign the official folio that stands beside a record's own; a later one replaces it, and both are kept.

    Raises:
        ErrorDeNegocio: it is another record's.
    """
    with almacen.escribir("Asignar folio oficial") as u:
        dados = acuses.folios_oficiales(u)
        if any(otro != str(registro) and dado == folio.strip() for otro, dado in dados.items()):
            raise ErrorDeNegocio(f"El folio oficial {folio.strip()} ya es de otro registro; revise el número.")
        u.agregar(FolioOficial(registro=registro, folio=folio.strip(), motivo=motivo))


def _respuesta(propuesta: dict[str, object]) -> tuple[Resultado, str]:
    if propuesta["estado"] == EstadoDePropuesta.PENDIENTE:
        return Resultado.PROPUESTO, propuestas.PENDIENTE_DE_RESPUESTA
    tomada = propuesta["estado"] == EstadoDePropuesta.TOMADA
    return (
        Resultado.ACTUALIZADO if tomada else Resultado.RECHAZADO,
        propuestas.respuesta_en_palabras(propuesta),
    )


def _encabezado(almacen: Almacen, recibido: str, numero: int) -> EncabezadoDeAcuse:
    sitio = sitios.traer(almacen.lectura)
    paquete = next((r for r in llegados.listar(almacen.lectura) if r.uuid == recibido), None)
    if paquete is None or paquete.estado != EstadoDeRecepcion.APLICADO:
        raise ErrorDeNegocio("Ese paquete no se ha aplicado: todavía no hay de qué dar acuse.")
    return EncabezadoDeAcuse(
        acuse=str(uuid4()),
        numero=numero,
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


def _exigir_vigente(acuse: AcuseLeido, previos: list[acuses.AcuseRecibido]) -> bool:
    """Whether it is here already; raises `ErrorDeNegocio` where a later one is."""
    e = acuse.encabezado
    for previo in previos:
        if previo.numero == e.numero and previo.autoridad == e.autoridad:
            if previo.acuse_sha256 == acuse.acuse_sha256:
                return True
            raise ErrorDeNegocio(
                f"Ya se tenía otro acuse {e.numero} de ese paquete, con otro contenido. No se tomó nada; pregunte a la "
                "autoridad cuál es el suyo."
            )
    if previos and e.numero < max(p.numero for p in previos):
        raise ErrorDeNegocio("De ese paquete ya se tiene un acuse posterior. No se tomó nada; éste ya no hace falta.")
    return False


def _anotar(u: Unidad, almacen: Almacen, acuse: AcuseLeido, archivo: Path | None, clave: str | None) -> tuple[int, int]:
    e, contenido = acuse.encabezado, acuse.contenido
    uuid = UUID(e.acuse)
    conocidas = {(o.registro, o.texto) for o in acuses.observaciones(u)}
    nuevas = [o for o in contenido.observaciones if (str(o["uuid"]), str(o["texto"])) not in conocidas]
    folios = acuses.folios_oficiales(u)
    cambian = [f for f in contenido.folios if folios.get(str(f["uuid"])) != str(f["folio_oficial"])]
    for observacion in nuevas:
        registro, texto = UUID(str(observacion["uuid"])), str(observacion["texto"])
        u.agregar(ObservacionDeAutoridad(registro=registro, texto=texto, autor=e.recibio, acuse=uuid))
    for folio in cambian:
        u.agregar(FolioOficial(registro=UUID(str(folio["uuid"])), folio=str(folio["folio_oficial"]), acuse=uuid))
    guardado = almacen.adjuntos.guardar_archivo(archivo) if archivo is not None else None
    u.agregar(
        Acuse(
            uuid=uuid,
            paquete=UUID(e.paquete),
            numero=e.numero,
            contenido_sha256=e.contenido_sha256,
            recibido=e.recibido,
            quien=e.recibio,
            autoridad=UUID(e.autoridad),
            acuse_sha256=acuse.acuse_sha256,
            archivo_sha256=guardado,
        )
    )
    u.asentar()
    lote = Lote(u, Remitente(e.autoridad, 0, e.recibio))
    antes = llegados.conocido(u, e.autoridad)
    autoridad: dict[str, Guardado] = {
        "sitio": e.autoridad,
        "nombre": e.recibio,
        "region": None,
        "clave_publica": clave or (antes.clave_publica if antes else None),
        "conocida": antes.conocida if antes else u.operacion.instante.isoformat(timespec="microseconds"),
    }
    lote.guardar("remitente", [autoridad])
    lote.guardar(
        "resultado_de_acuse",
        [
            {
                "acuse": e.acuse,
                "hoja": str(f["hoja"]),
                "registro": str(f["uuid"]),
                "resultado": str(f["resultado"]),
                "motivo": str(f["motivo"]) if "motivo" in f else None,
            }
            for f in contenido.resultado
            if Resultado(str(f["resultado"])) not in _SIN_NOVEDAD
        ],
    )
    lote.terminar()
    u.principal = uuid
    return len(nuevas), len(cambian)
