"""The register of documents."""

from __future__ import annotations

from uuid import UUID

from enlace_app.dominio.documentos import Documento, Sentido
from enlace_app.dominio.fechas import Precision, escribir_fecha
from enlace_app.dominio.numeracion import folio_de_documento
from enlace_app.dominio.reuniones import Reunion
from enlace_app.servicios.importacion.materia import Entrada, Materia
from enlace_app.servicios.importacion.referencias import (
    acuerdo_de,
    compromisos_de,
    ejercicio_de,
    repasar_compromisos,
    reunion_de,
)


def _enlaces(entrada: Entrada) -> dict[str, UUID | None]:
    reunion, acuerdo = reunion_de(entrada), acuerdo_de(entrada)
    return {"reunion": reunion.uuid if reunion else None, "acuerdo": acuerdo.uuid if acuerdo else None}


def _leer(entrada: Entrada) -> None:
    celdas, directorio = entrada.celdas, entrada.lote.directorio
    previa = None if entrada.nueva else directorio.de_uuid(Reunion, entrada.registro.reunion)
    if previa is not None:
        entrada.reuniones.append(previa)
    for columna in ("reunion", "acuerdo"):
        entrada.poner(columna, lambda c: entrada.enlaces[c])
    entrada.poner_exigido("tipo")
    if entrada.nueva or celdas.tiene("sentido"):
        celdas.exigir("sentido")
        entrada.valores["sentido"] = celdas.opcion("sentido", Sentido)
    entrada.poner_nombres("remitente", "receptor", "con_copia", "turnado_a", "medio")
    entrada.poner_textos("formato", "periodo", "descripcion", "clasificacion", "archivo", "fuente")
    for quien in ("remitente", "receptor"):
        if celdas.tiene(quien):
            entrada.valores[f"{quien}_registrado"] = directorio.organizacion(entrada.valores[quien])
    entrada.poner("ejercicio", lambda _: ejercicio_de(entrada))
    _poner_fojas(entrada)
    _poner_fecha(entrada)
    # After the day, which may tell of which round «C6» is.
    entrada.poner("compromisos", lambda _: compromisos_de(entrada))


def _poner_fojas(entrada: Entrada) -> None:
    celdas = entrada.celdas
    if not celdas.tiene("fojas"):
        entrada.poner("es_minimo", lambda c: bool(celdas.si_no(c)))
        return
    cantidad = celdas.cantidad("fojas")
    if cantidad and cantidad.nota:
        celdas.avisar("fojas", f"se tomó sólo el número {cantidad.numero} de «{celdas.texto('fojas')}»")
    entrada.valores["fojas"] = cantidad.numero if cantidad else None
    entrada.valores["es_minimo"] = bool(celdas.si_no("es_minimo")) or bool(cantidad and cantidad.es_minimo)


def _poner_fecha(entrada: Entrada) -> None:
    """A document keeps one day and its precision: the end of a range stays as the period that it covers."""
    celdas = entrada.celdas
    if not celdas.tiene("fecha"):
        return
    leida = celdas.fecha("fecha")
    entrada.valores |= {"fecha": leida.fecha, "precision": leida.precision}
    if leida.precision is Precision.rango and not entrada.guardado("periodo"):
        entrada.valores["periodo"] = escribir_fecha(leida)


def _clave(entrada: Entrada) -> str:
    """A published document is known by its round and its key: PAL1-D016."""
    partes = (entrada.celdas.texto("ejercicio"), entrada.renglon.fila.ref)
    return "-".join(parte for parte in partes if parte)


def _completar(documento: Documento, entrada: Entrada) -> None:
    lote, sitio = entrada.lote, entrada.lote.unidad.sitio
    escrito = None if entrada.renglon.publicado else entrada.celdas.texto("folio")
    if entrada.renglon.publicado:
        documento.folio = _clave(entrada)
    elif escrito and lote.directorio.nombrado(Documento, escrito) is None:
        documento.folio = escrito
    else:
        numero = lote.unidad.siguiente("folio_documento")
        documento.folio = folio_de_documento(sitio.region, sitio.marca, numero)
        if escrito:
            entrada.celdas.avisar("folio", f"«{escrito}» ya es de otro documento; a éste se le dio {documento.folio}")


MATERIA = Materia(
    "Documentos",
    Documento,
    "documento",
    _leer,
    _clave,
    enlaces=_enlaces,
    completar=_completar,
    senas=("tipo", "fecha", "remitente", "descripcion"),
    fechada="el documento",
    con_el_tiempo=repasar_compromisos,
)
