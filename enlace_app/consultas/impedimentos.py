"""Why an operation cannot be undone or redone any more, told with what to do instead."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enlace_app.consultas.bitacora import HOJA_DE_TABLA
from enlace_app.consultas.expedientes import Lector
from enlace_app.consultas.operaciones import CambioDeRegistro, OperacionHecha, traer, valor_en, vigencia
from enlace_app.consultas.paquetes import BORRADORES
from enlace_app.dominio.identidad import ORIGEN_PUBLICADO
from enlace_app.dominio.reuniones import CONGELADOS, EstadoReunion

NOMBRES = {
    "reunion": "coalesce(folio, folio_provisional)",
    "acuerdo": "coalesce(folio, folio_provisional)",
    "documento": "folio",
    "asistencia": "coalesce(persona, organizacion)",
    "punto_orden_dia": "asunto",
    "votacion": "(SELECT coalesce(r.folio, r.folio_provisional) FROM reunion r WHERE r.uuid = votacion.reunion)",
    "intervencion": "persona",
    "testado": "ruta",
    "causal": "motivo",
    "compromiso": "clave",
    "actividad": "actividad",
    "organizacion": "coalesce(sigla, nombre)",
    "persona": "nombre",
    "nombramiento": "coalesce(persona_literal, rol)",
    "region": "nombre",
    "municipio": "nombre",
    "rol": "nombre",
    "ejercicio": "nombre",
    "tipo_reunion": "nombre",
    "regla_decision": "fuente",
    "propuesta_de_catalogo": "remitente",
    "vinculo": "clase",
}
"""The records whose changes can be undone, by table, and how a person knows one of them (SQL)."""

DEPENDIENTES: Mapping[str, Sequence[tuple[str, str]]] = {
    "reunion": (
        ("asistencia", "reunion"),
        ("punto_orden_dia", "reunion"),
        ("votacion", "reunion"),
        ("intervencion", "reunion"),
        ("observacion", "reunion"),
        ("acuerdo", "reunion"),
        ("documento", "reunion"),
        ("reunion", "parte_de"),
        ("acta", "reunion"),
        ("seguimiento", "cumple_reunion"),
    ),
    "punto_orden_dia": (("acuerdo", "punto"), ("votacion", "punto"), ("intervencion", "punto")),
    "votacion": (("intervencion", "votacion"),),
    "acuerdo": (("seguimiento", "acuerdo"), ("acuerdo", "deriva_de"), ("documento", "acuerdo")),
    "documento": (("seguimiento", "cumple_documento"),),
    "persona": (("nombramiento", "persona"), ("asistencia", "persona_registrada")),
    "organizacion": (
        ("organizacion", "sucede_a"),
        ("asistencia", "organizacion_registrada"),
        ("documento", "remitente_registrado"),
        ("documento", "receptor_registrado"),
        ("acuerdo_responsable", "organizacion"),
        ("compromiso_organizacion", "organizacion"),
    ),
    "compromiso": (
        ("actividad", "compromiso"),
        ("reunion_compromiso", "compromiso"),
        ("acuerdo_compromiso", "compromiso"),
        ("documento_compromiso", "compromiso"),
    ),
    "region": (
        ("municipio", "region"),
        ("nombramiento", "region"),
        ("reunion_region", "region"),
        ("compromiso_region", "region"),
    ),
    "municipio": (("reunion", "municipio"),),
    "ejercicio": (
        ("reunion", "ejercicio"),
        ("acuerdo", "ejercicio"),
        ("documento", "ejercicio"),
        ("compromiso", "ejercicio"),
        ("nombramiento", "ejercicio"),
    ),
    "tipo_reunion": (("reunion", "tipo"),),
    "regla_decision": (("ejercicio", "regla"),),
}
"""Which rows (table, column) may point to a record of a table: what keeps its alta from being undone."""

_DUENIOS = {
    "acuerdo_responsable": "acuerdo",
    "compromiso_organizacion": "compromiso",
    "reunion_compromiso": "reunion",
    "acuerdo_compromiso": "acuerdo",
    "documento_compromiso": "documento",
    "reunion_region": "reunion",
    "compromiso_region": "compromiso",
}
"""The record that a row without identity of its own belongs to."""

_SOLO_SE_AGREGAN = {
    "seguimiento": "El seguimiento no se deshace; agregue otro seguimiento que lo corrija.",
    "firma": "Una firma no se deshace; lo firmado sólo se corrige con una fe de erratas o un acta aclaratoria.",
    "acta": "El cierre de un acta no se deshace; para corregirla, reabra el acta con su motivo.",
    "rendicion": "El cierre de un acta no se deshace; para corregirla, reabra el acta con su motivo.",
    "reapertura": "La reapertura de un acta no se deshace; vuelva a cerrarla cuando esté lista.",
    "observacion": "Una observación no se deshace; si ya no procede, resuélvala como retirada.",
    "resolucion": "Lo que se resolvió de una observación no se deshace; anote otra observación.",
    "paquete": "Un paquete que ya se hizo no se deshace; corrija los datos y haga otro.",
}
_DE_UNA_REUNION = frozenset({"asistencia", "punto_orden_dia", "votacion", "intervencion", "acuerdo", "documento"})


@dataclass(frozen=True, slots=True)
class Vuelta:
    """An operation to be undone, or with `rehacer` done again."""

    hecha: OperacionHecha
    rehacer: bool
    cambios: tuple[CambioDeRegistro, ...]

    def valores(self, cambio: CambioDeRegistro) -> Mapping[str, Any]:
        """Return what the record must show again; a record that was new is withdrawn, or taken back."""
        if cambio.alta:
            return {"baja": not self.rehacer}
        return cambio.despues if self.rehacer else cambio.antes


def es_importacion(lector: Lector, hecha: OperacionHecha) -> bool:
    """Whether the operation took rows in from files: it also remembered where they came from."""
    sql = (
        "SELECT 1 AS si FROM bitacora JOIN procedencia ON procedencia.registro = bitacora.uuid "
        "AND procedencia.instante = bitacora.instante WHERE bitacora.operacion = :operacion LIMIT 1"
    )
    return bool(lector.filas(sql, {"operacion": hecha.operacion}))


def impedimento(lector: Lector, vuelta: Vuelta, sitio: str) -> str | None:
    """Return why this cannot be done, in words for a person, or None if it can; `sitio` is whose data these are."""
    if vuelta.hecha.recibida or vuelta.hecha.sitio != sitio:
        return "Ese cambio lo hizo otro sitio; sólo quien lo hizo puede deshacerlo."
    if not vuelta.cambios:
        return "Esa operación no cambió nada que se pueda deshacer."
    for cambio in vuelta.cambios:
        if cambio.tabla not in NOMBRES:
            return _SOLO_SE_AGREGAN.get(cambio.tabla, "Esa operación no se deshace.")
    return next((m for c in vuelta.cambios for m in _de_un_registro(lector, vuelta, c, sitio) if m), None)


def _de_un_registro(lector: Lector, vuelta: Vuelta, cambio: CambioDeRegistro, sitio: str) -> Iterator[str | None]:
    """The reasons that one record gives, each looked for only while there is none before it."""
    filas = lector.filas(f"SELECT * FROM {cambio.tabla} WHERE uuid = :uuid", {"uuid": cambio.uuid})
    if not filas:
        yield "Ese registro ya no existe en estos datos."
        return
    fila = filas[0]
    if fila["origen"] not in {sitio, str(ORIGEN_PUBLICADO)}:
        yield "Ese registro es de otro sitio: sólo quien lo hizo puede cambiarlo; agregue un seguimiento."
    if cambio.alta and fila["origen"] == str(ORIGEN_PUBLICADO):
        yield "Es un registro publicado por la autoridad; no se deshace su alta."
    yield _por_su_reunion(lector, vuelta, cambio, fila)
    yield _por_observaciones(lector, vuelta, cambio, fila)
    yield _por_cambios_posteriores(lector, vuelta, cambio, fila)
    yield _por_lo_enviado(lector, vuelta, cambio, fila, sitio)
    if cambio.alta and not vuelta.rehacer:
        yield _por_dependientes(lector, vuelta, cambio)


def _por_su_reunion(lector: Lector, vuelta: Vuelta, cambio: CambioDeRegistro, fila: Mapping[str, Any]) -> str | None:
    es_parte = cambio.tabla in _DE_UNA_REUNION
    if not es_parte and cambio.tabla != "reunion":
        return None
    columna = "reunion" if es_parte else "parte_de"
    valores = vuelta.valores(cambio)
    ajenas = {fila[columna], valores.get(columna)}
    uuids = {u for u in (*ajenas, None if es_parte else cambio.uuid) if u}
    for uuid in sorted(uuids):
        for reunion in lector.filas(
            "SELECT *, coalesce(folio, folio_provisional) AS visible FROM reunion WHERE uuid = :uuid", {"uuid": uuid}
        ):
            # What the same operation brings back need not be there before it.
            vuelve = any(c.uuid == uuid and vuelta.valores(c).get("baja") is False for c in vuelta.cambios)
            motivo = _por_el_estado(
                {**reunion, "baja": reunion["baja"] and not vuelve}, ajena=es_parte or uuid != cambio.uuid
            )
            if motivo:
                return motivo
    destino = valores.get("parte_de") if not es_parte else None
    return _por_compartir(lector, cambio.uuid, destino) if destino else None


def _por_el_estado(reunion: Mapping[str, Any], *, ajena: bool) -> str | None:
    estado, folio = EstadoReunion(reunion["estado"]), reunion["visible"]
    if estado in CONGELADOS:
        salida = (
            "para corregirla, reabra el acta con su motivo"
            if estado is EstadoReunion.CERRADA
            else "lo firmado sólo se corrige con una fe de erratas o un acta aclaratoria"
        )
        return f"La reunión {folio} está {estado.etiqueta}: ya no se deshace lo que dice; {salida}."
    if ajena and estado in {EstadoReunion.CANCELADA, EstadoReunion.NO_CELEBRADA}:
        return f"La reunión {folio} está {estado.etiqueta} y ya no se modifica."
    if ajena and reunion["baja"]:
        return f"La reunión {folio} se retiró; recupérela primero."
    return None


def _por_observaciones(lector: Lector, vuelta: Vuelta, cambio: CambioDeRegistro, fila: Mapping[str, Any]) -> str | None:
    """What somebody remarked on a draft is not left hanging by taking back the review itself."""
    sale = fila.get("estado") == EstadoReunion.EN_REVISION and vuelta.valores(cambio).get("estado") is not None
    if cambio.tabla != "reunion" or not sale:
        return None
    if not lector.filas("SELECT 1 AS si FROM observacion WHERE reunion = :uuid LIMIT 1", {"uuid": cambio.uuid}):
        return None
    return (
        f"No se puede deshacer «{vuelta.hecha.intencion}»: ya hay observaciones al acta. Si una no procede, "
        "resuélvala como retirada."
    )


def _por_compartir(lector: Lector, visita: str, anfitriona: str) -> str | None:
    """The same limits as when the visit was told to share the acta: no chains."""
    filas = lector.filas(
        "SELECT 1 AS si FROM reunion WHERE (uuid = :anfitriona AND parte_de IS NOT NULL) "
        "OR (parte_de = :visita AND NOT baja)",
        {"anfitriona": anfitriona, "visita": visita},
    )
    return "Otra reunión ya comparte una de esas actas; vuelva a elegir con cuál se comparte." if filas else None


def _por_cambios_posteriores(
    lector: Lector, vuelta: Vuelta, cambio: CambioDeRegistro, fila: Mapping[str, Any]
) -> str | None:
    suya, nombre = vigencia(lector, cambio), f"«{vuelta.hecha.intencion}»"
    previo = suya.antes[vuelta.hecha.operacion]
    esperado, contrario = (previo, vuelta.hecha.operacion) if vuelta.rehacer else (vuelta.hecha.operacion, previo)
    if suya.actual == contrario:
        return f"{nombre} ya está hecho." if vuelta.rehacer else f"{nombre} ya se deshizo."
    anotada = lector.filas(
        "SELECT rev FROM bitacora WHERE uuid = :uuid ORDER BY secuencia DESC LIMIT 1", {"uuid": cambio.uuid}
    )
    if suya.actual == esperado and anotada[0]["rev"] == fila["rev"]:
        return None
    verbo = "rehacer" if vuelta.rehacer else "deshacer"
    despues = traer(lector, suya.ultima)
    if despues is None or suya.actual == esperado:
        return f"Ya no se puede {verbo} {nombre}: el registro cambió después."
    return (
        f"Ya no se puede {verbo} {nombre}: {despues.persona} lo cambió después («{despues.intencion}»). "
        "Deshaga primero ese cambio, o corrija el registro."
    )


def _por_lo_enviado(
    lector: Lector, vuelta: Vuelta, cambio: CambioDeRegistro, fila: Mapping[str, Any], sitio: str
) -> str | None:
    valores, nombre = vuelta.valores(cambio), f"«{vuelta.hecha.intencion}»"
    if cambio.alta and not vuelta.rehacer and _se_envio(lector, cambio, cambio.primera, sitio):
        return f"No se puede deshacer {nombre}: el registro ya se envió en un paquete. Retírelo, para que se sepa."
    if (
        valores.get("baja") is False
        and fila["baja"]
        and _se_envio(lector, cambio, _desde_la_baja(lector, cambio), sitio)
    ):
        return f"El registro de {nombre} ya se envió como retirado y no vuelve; regístrelo de nuevo."
    vuelve_a_borrador = valores.get("estado") in BORRADORES and fila.get("estado") not in BORRADORES
    if cambio.tabla == "reunion" and vuelve_a_borrador and _se_envio(lector, cambio, cambio.primera, sitio):
        return f"No se puede deshacer {nombre}: la reunión ya se envió en un paquete y no vuelve a ser borrador."
    return None


def _desde_la_baja(lector: Lector, cambio: CambioDeRegistro) -> int:
    filas = lector.filas(
        "SELECT max(secuencia) AS ultima FROM bitacora WHERE uuid = :uuid AND accion = 'baja'", {"uuid": cambio.uuid}
    )
    return int(filas[0]["ultima"] or 0)


def _se_envio(lector: Lector, cambio: CambioDeRegistro, desde: int, sitio: str) -> bool:
    """Whether the record travelled in a package made after the entry `desde`: drafts had stayed here."""
    if cambio.tabla not in HOJA_DE_TABLA:
        return False
    paquetes = lector.filas(
        "SELECT bitacora_hasta FROM paquete WHERE origen = :sitio AND bitacora_hasta >= :desde",
        {"sitio": sitio, "desde": desde},
    )
    return any(_viajo(lector, cambio, int(paquete["bitacora_hasta"])) for paquete in paquetes)


def _viajo(lector: Lector, cambio: CambioDeRegistro, hasta: int) -> bool:
    reunion = cambio.uuid if cambio.tabla == "reunion" else None
    if cambio.tabla in _DE_UNA_REUNION:
        reunion = valor_en(lector, cambio.uuid, "reunion", hasta)
    return reunion is None or valor_en(lector, reunion, "estado", hasta) not in BORRADORES


def _por_dependientes(lector: Lector, vuelta: Vuelta, cambio: CambioDeRegistro) -> str | None:
    """A record on which others were written since does not vanish under them."""
    juntos = {c.uuid for c in vuelta.cambios if c.alta}
    for tabla, columna in DEPENDIENTES.get(cambio.tabla, ()):
        duenio = _DUENIOS.get(tabla, tabla)
        origen = duenio if duenio == tabla else f"{tabla} JOIN {duenio} ON {duenio}.uuid = {tabla}.{duenio}"
        vivo = "" if tabla in _SOLO_SE_AGREGAN else f" AND NOT {duenio}.baja"
        filas = lector.filas(
            f"SELECT {duenio}.uuid AS uuid FROM {origen} WHERE {tabla}.{columna} = :uuid{vivo}", {"uuid": cambio.uuid}
        )
        if any(f["uuid"] not in juntos for f in filas):
            return (
                f"No se puede deshacer «{vuelta.hecha.intencion}»: después se registraron otros datos que dependen "
                "de él. Deshaga o retire primero esos."
            )
    return None
