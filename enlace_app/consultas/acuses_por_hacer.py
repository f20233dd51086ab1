"""What was decided about received records and is in no receipt yet: which receipts are to be made anew."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from enlace_app.consultas import acuses
from enlace_app.consultas import paquetes_recibidos as llegados
from enlace_app.consultas.acuses import Observacion
from enlace_app.consultas.expedientes import Lector
from enlace_app.dominio.quorum import enumerar
from enlace_app.dominio.recepcion import EstadoDeRecepcion

_EMITIDOS = "SELECT recibido, max(creado) AS ultimo FROM acuse_emitido GROUP BY recibido"
_DICHO = """
SELECT fila.recibido, dicho.clase, dicho.registro, dicho.cuando FROM (
  SELECT 'observacion' AS clase, registro, NULL AS sitio, creado AS cuando
    FROM observacion_de_autoridad WHERE acuse IS NULL
  UNION ALL SELECT 'folio', registro, NULL, creado FROM folio_oficial WHERE acuse IS NULL
  UNION ALL SELECT 'respuesta', registro, sitio, respondida
    FROM propuesta_de_catalogo WHERE respondida IS NOT NULL AND NOT baja
) AS dicho JOIN fila_recibida AS fila ON fila.uuid = dicho.registro AND coalesce(dicho.sitio, fila.sitio) = fila.sitio
"""
_ORIGEN = """
SELECT paquete.remitente, coalesce(region.nombre, paquete.region) AS region, paquete.secuencia, paquete.creado,
  (SELECT max(emitido.creado) FROM acuse_emitido AS emitido WHERE emitido.recibido = paquete.uuid) AS acusado
FROM fila_recibida AS fila JOIN paquete_recibido AS paquete ON paquete.uuid = fila.recibido
LEFT JOIN region ON region.clave = paquete.region
WHERE fila.uuid = :registro AND NOT fila.retirada ORDER BY paquete.creado DESC
"""
_FOLIO = """
SELECT folio, creado FROM folio_oficial WHERE registro = :registro ORDER BY creado DESC, uuid DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class PorEnviar:
    """A received package whose receipt would say something new; `sin_acuse` if it has none at all.

    The counts are of what was decided since its last receipt about records whose latest version it brought; `region` is
    a name.
    """

    recibido: str
    sitio: str
    remitente: str
    region: str | None
    secuencia: int
    sin_acuse: bool
    observaciones: int
    folios: int
    respuestas: int


def por_enviar(lector: Lector) -> list[PorEnviar]:
    """Return the packages that wait for a receipt, site by site in the order in which they were made.

    What was decided about a record is counted with the latest package that brought it: one receipt is enough to tell.
    One that has none does not wait for it where a later package of the same site has one.
    """
    emitidos = {f["recibido"]: f["ultimo"] for f in lector.filas(_EMITIDOS)}
    aplicados = [r for r in llegados.listar(lector) if r.estado == EstadoDeRecepcion.APLICADO]
    regiones = {f["clave"]: f["nombre"] for f in lector.filas("SELECT clave, nombre FROM region")}
    acusado = {r.sitio: r.sello for r in aplicados if r.uuid in emitidos}  # in order: the latest stays
    dicho: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for f in lector.filas(_DICHO):
        if f["cuando"] > emitidos.get(f["recibido"], ""):
            dicho[f["recibido"]][f["clase"]] += 1
    return [
        PorEnviar(
            recibido=r.uuid,
            sitio=r.sitio,
            remitente=r.remitente,
            region=regiones.get(r.region or "", r.region),
            secuencia=r.secuencia,
            sin_acuse=r.uuid not in emitidos,
            observaciones=dicho[r.uuid]["observacion"],
            folios=dicho[r.uuid]["folio"],
            respuestas=dicho[r.uuid]["respuesta"],
        )
        for r in aplicados
        if r.uuid in dicho or r.sello > acusado.get(r.sitio, (0, 0))
    ]


def en_palabras(pendientes: Sequence[PorEnviar]) -> str:
    """Say what is not sent yet and which receipts tell it; an empty text where nothing is.

    «3 observaciones y 1 folio oficial aún no se envían. Haga acuse de los paquetes 2 y 5 de Carbonífera…»
    """
    if not pendientes:
        return ""
    contadas = [
        f"{cuantas:,} {singular if cuantas == 1 else plural}"
        for cuantas, singular, plural in (
            (sum(p.observaciones for p in pendientes), "observación", "observaciones"),
            (sum(p.folios for p in pendientes), "folio oficial", "folios oficiales"),
            (sum(p.respuestas for p in pendientes), "respuesta a propuestas", "respuestas a propuestas"),
        )
        if cuantas
    ]
    por_sitio: dict[str, list[PorEnviar]] = defaultdict(list)
    for p in pendientes:
        por_sitio[p.sitio].append(p)
    de_cada_uno = [
        f"{'del paquete' if len(suyos) == 1 else 'de los paquetes'} "
        f"{enumerar([str(p.secuencia) for p in suyos])} de {_quien(suyos[-1])}"
        for suyos in por_sitio.values()
    ]
    que = f"Sin enviar: {enumerar(contadas)}. " if contadas else ""
    return f"{que}Haga acuse {enumerar(de_cada_uno)}."


def _quien(p: PorEnviar) -> str:
    return f"{p.remitente} ({p.region})" if p.region else p.remitente


@dataclass(frozen=True, slots=True)
class Respondido:
    """What was answered to who sent a record; `enviado` are the texts that a receipt has told already.

    `de` names who sent it last, `llego` is when, as UTC text.
    """

    de: str
    secuencia: int
    llego: str
    folio: str | None
    observaciones: tuple[Observacion, ...]
    enviado: frozenset[str]


def respondido(lector: Lector, registro: str) -> Respondido | None:
    """Return what was answered about a record, None if no package brought it or who sent it withdrew it."""
    filas = lector.filas(_ORIGEN, {"registro": registro})
    if not filas:
        return None
    ultima = filas[0]
    dichas = tuple(o for o in acuses.observaciones(lector, [registro]) if o.acuse is None)
    folios = lector.filas(_FOLIO, {"registro": registro})
    acusado = max((f["acusado"] or "" for f in filas), default="")
    return Respondido(
        de=f"{ultima['remitente']} ({ultima['region']})" if ultima["region"] else ultima["remitente"],
        secuencia=ultima["secuencia"],
        llego=ultima["creado"],
        folio=folios[0]["folio"] if folios else None,
        observaciones=dichas,
        enviado=frozenset(
            [o.texto for o in dichas if o.creado < acusado] + [f["folio"] for f in folios[:1] if f["creado"] < acusado]
        ),
    )
