"""The one list of triggers: what is in the hashed JSON of a closed acta is immutable in the database itself.

Dropped before every migration and recreated after it. `RAISE(ABORT)` undoes the statement. `INSERT OR REPLACE` fires
delete triggers only where `recursive_triggers` is on, which another program on this file need not set: so an insert
that would displace a protected row, by its key or its rowid, is refused as an insert.
"""

from sqlalchemy import Table

from enlace_app.datos.tablas import METADATOS
from enlace_app.dominio.actas import Etapa
from enlace_app.dominio.firmas import Resultado
from enlace_app.dominio.paquetes import NOMBRE_RESERVADO

_SOLO_SE_AGREGAN = (
    "acta",
    "reapertura",
    "rendicion",
    "firma",
    "observacion",
    "resolucion",
    "folio_emitido",
    "seguimiento",
    "paquete",
    "bitacora",
    "adjunto",
    "paquete_recibido",
    "paso_de_paquete",
    "acuse_emitido",
    "acuse",
    "folio_oficial",
    "observacion_de_autoridad",
)
_DE_UNA_REUNION = (
    "asistencia",
    "punto_orden_dia",
    "votacion",
    "intervencion",
    "acuerdo",
    "receso",
    "reunion_region",
    "reunion_compromiso",
)
_DE_UN_HIJO = {
    "votacion_parte": "votacion",
    "votacion_habilitado": "votacion",
    "votacion_excusa": "votacion",
    "acuerdo_responsable": "acuerdo",
    "acuerdo_compromiso": "acuerdo",
    "documento_compromiso": "documento",
}
_SIN_PERMISO = "NOT EXISTS (SELECT 1 FROM permiso_de_recepcion AS permiso WHERE permiso.reunion = {reunion})"
_CONGELADA = (
    "EXISTS (SELECT 1 FROM reunion WHERE uuid = {reunion} AND estado IN ('cerrada', 'firmada') "
    f"AND {_SIN_PERMISO.format(reunion='reunion.uuid')})"
)
_LIBRES_DE_REUNION = frozenset({"uuid", "estado", "rev", "modificado"})
_MENSAJE = "acta cerrada: su contenido no cambia"


def sentencias() -> list[str]:
    """Return every CREATE TRIGGER statement, in a stable order."""
    lista = [
        _solo_se_agrega(tabla, accion)
        for tabla in _SOLO_SE_AGREGAN
        for accion in ("UPDATE", "DELETE")
        if (tabla, accion) != ("seguimiento", "UPDATE")
    ]
    lista.append(_seguimiento_se_completa())
    lista += [_no_desplaza(tabla) for tabla in _SOLO_SE_AGREGAN]
    for tabla in (*_DE_UNA_REUNION, "documento"):
        lista += _hija(tabla, "{fila}.reunion")
    for tabla, padre in _DE_UN_HIJO.items():
        lista += _hija(tabla, f"(SELECT reunion FROM {padre} WHERE uuid = {{fila}}.{padre})")
    propios = [*_de_la_reunion(), *_de_las_visitas(), *_de_las_constancias(), *_de_lo_recibido()]
    return [*lista, *propios, *_de_la_busqueda()]


def _disparador(nombre: str, momento: str, tabla: str, condicion: str, mensaje: str) -> str:
    cuando = f" WHEN {condicion}" if condicion else ""
    return f"CREATE TRIGGER {nombre} BEFORE {momento} ON {tabla}{cuando} BEGIN SELECT RAISE(ABORT, '{mensaje}'); END"


def _solo_se_agrega(tabla: str, accion: str) -> str:
    nombre = f"fijo_{tabla}_{accion.lower()}"
    return _disparador(nombre, accion, tabla, "", f"{tabla}: las filas sólo se agregan")


def _seguimiento_se_completa() -> str:
    """A received entry may get what it lacked, or lose its author's name; nothing else of it, and nothing of one's own.

    It may name what is not here yet: once that is here, its literal identity becomes the link. And its sender may
    withhold the name of its author later.
    """
    enlaces = ("cumple_reunion", "cumple_documento", "cumple_literal")
    columnas = [c.name for c in METADATOS.tables["seguimiento"].columns]
    iguales = " AND ".join(f"OLD.{c} IS NEW.{c}" for c in columnas if c not in {*enlaces, "autor"})
    sin_cambio = " AND ".join(f"OLD.{c} IS NEW.{c}" for c in enlaces)
    completa = (
        "OLD.cumple_reunion IS NULL AND OLD.cumple_documento IS NULL AND NEW.cumple_literal IS NULL "
        "AND OLD.cumple_literal IS NOT NULL "
        "AND OLD.cumple_literal IS coalesce(NEW.cumple_reunion, NEW.cumple_documento)"
    )
    tapa = f"NEW.autor = '{NOMBRE_RESERVADO}' AND OLD.origen <> (SELECT uuid FROM sitio)"
    return _disparador(
        "fijo_seguimiento_update",
        "UPDATE",
        "seguimiento",
        f"NOT ({iguales} AND (({sin_cambio}) OR ({completa})) AND (OLD.autor IS NEW.autor OR ({tapa})))",
        "seguimiento: las filas sólo se agregan",
    )


def _desplazada(tabla: str) -> str:
    """The row `vieja` that an insert would displace; NEW.rowid is -1 unless the statement gives one."""
    claves: Table = METADATOS.tables[tabla]
    misma = " AND ".join(f"vieja.{columna.name} = NEW.{columna.name}" for columna in claves.primary_key)
    return f"SELECT 1 FROM {tabla} vieja WHERE (({misma}) OR vieja.rowid = NEW.rowid)"


def _no_desplaza(tabla: str) -> str:
    condicion = f"EXISTS ({_desplazada(tabla)})"
    return _disparador(f"fijo_{tabla}_insert", "INSERT", tabla, condicion, f"{tabla}: las filas sólo se agregan")


def _hija(tabla: str, reunion: str) -> list[str]:
    nueva = _CONGELADA.format(reunion=reunion.format(fila="NEW"))
    vieja = _CONGELADA.format(reunion=reunion.format(fila="OLD"))
    desplaza = f"EXISTS ({_desplazada(tabla)} AND {_CONGELADA.format(reunion=reunion.format(fila='vieja'))})"
    return [
        _disparador(f"cerrada_{tabla}_insert", "INSERT", tabla, f"{nueva} OR {desplaza}", _MENSAJE),
        _disparador(f"cerrada_{tabla}_update", "UPDATE", tabla, f"{vieja} OR {nueva}", _MENSAJE),
        _disparador(f"cerrada_{tabla}_delete", "DELETE", tabla, vieja, _MENSAJE),
    ]


_VIGENTE = (
    "SELECT uuid FROM acta WHERE reunion = coalesce(NEW.parte_de, NEW.uuid) AND clase = 'acta' "
    "AND NOT EXISTS (SELECT 1 FROM reapertura WHERE reapertura.acta = acta.uuid)"
)
"""The acta that a meeting is closed by: its last version, unless that was reopened."""

_RECIBIDA = (
    "EXISTS (SELECT 1 FROM acta_recibida WHERE reunion = coalesce(NEW.parte_de, NEW.uuid){y}) "
    "AND NOT EXISTS (SELECT 1 FROM acta WHERE reunion = coalesce(NEW.parte_de, NEW.uuid))"
)
"""Whether a meeting stands on an acta that another site closed and sent, and on none of this site's own."""

_FIRMARON = ", ".join(f"'{resultado}'" for resultado in Resultado if resultado.firma)
_CON_FIRMAS = f"'{Etapa.FIRMADA}', '{Etapa.HOJA_DE_FIRMAS}'"


def _de_la_reunion() -> list[str]:
    permitida = _SIN_PERMISO.format(reunion="OLD.uuid")
    congelada = f"OLD.estado IN ('cerrada', 'firmada') AND {permitida}"
    contenido = [c.name for c in METADATOS.tables["reunion"].columns if c.name not in _LIBRES_DE_REUNION]
    cambia = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in ("uuid", *contenido))
    desplaza = f"EXISTS ({_desplazada('reunion')} AND vieja.estado IN ('cerrada', 'firmada'))"
    return [
        _disparador("cerrada_reunion_delete", "DELETE", "reunion", congelada, _MENSAJE),
        _disparador("cerrada_reunion_insert", "INSERT", "reunion", desplaza, _MENSAJE),
        _disparador("cerrada_reunion_contenido", "UPDATE", "reunion", f"{congelada} AND ({cambia})", _MENSAJE),
        *_de_su_salida(),
        *_de_su_cierre(),
    ]


def _de_su_salida() -> list[str]:
    ultima = (
        "SELECT uuid FROM acta WHERE reunion = coalesce(OLD.parte_de, OLD.uuid) AND clase = 'acta' "
        "ORDER BY version DESC LIMIT 1"
    )
    reabierta = f"EXISTS (SELECT 1 FROM reapertura WHERE acta = ({ultima}))"
    permitida = _SIN_PERMISO.format(reunion="OLD.uuid")
    return [
        _disparador(
            "firmada_reunion_estado",
            "UPDATE OF estado",
            "reunion",
            f"OLD.estado = 'firmada' AND NEW.estado <> 'firmada' AND {permitida}",
            "acta firmada: no se reabre",
        ),
        _disparador(
            "cerrada_reunion_estado",
            "UPDATE OF estado",
            "reunion",
            f"OLD.estado = 'cerrada' AND NEW.estado NOT IN ('cerrada', 'firmada') AND NOT {reabierta} AND {permitida}",
            "acta cerrada: se reabre sólo con su motivo",
        ),
    ]


def _de_su_cierre() -> list[str]:
    """No half-closed acta: a meeting is closed only together with its frozen JSON, and signed off with its signatures.

    Signed off: somebody signed the acta in force, and it was printed with its signatures (see `dominio.firmas`).
    """
    sin_firmas = (
        "NEW.estado = 'firmada' AND NOT ("
        f"EXISTS (SELECT 1 FROM firma WHERE resultado IN ({_FIRMARON}) AND acta IN ({_VIGENTE})) "
        f"AND EXISTS (SELECT 1 FROM rendicion WHERE etapa IN ({_CON_FIRMAS}) AND acta IN ({_VIGENTE}))) "
        f"AND NOT ({_RECIBIDA.format(y=' AND firmada IS NOT NULL')})"
    )
    sin_acta = f"NEW.estado IN ('cerrada', 'firmada') AND NOT EXISTS ({_VIGENTE}) AND NOT ({_RECIBIDA.format(y='')})"
    return [
        _disparador("reunion_cerrada_con_acta", "UPDATE OF estado", "reunion", sin_acta, "sin acta no hay cierre"),
        _disparador("reunion_no_nace_cerrada", "INSERT", "reunion", sin_acta, "sin acta no hay cierre"),
        _disparador(
            "reunion_firmada_con_firma",
            "UPDATE OF estado",
            "reunion",
            f"OLD.estado <> 'firmada' AND {sin_firmas}",
            "sin firmas no hay acta firmada",
        ),
        _disparador("reunion_no_nace_firmada", "INSERT", "reunion", sin_firmas, "sin firmas no hay acta firmada"),
    ]


def _de_las_visitas() -> list[str]:
    """Nothing may join or leave an acta that is closed."""
    entra = _CONGELADA.format(reunion="NEW.parte_de")
    return [
        _disparador("cerrada_visita_insert", "INSERT", "reunion", entra, _MENSAJE),
        _disparador(
            "cerrada_visita_update",
            "UPDATE",
            "reunion",
            f"OLD.parte_de IS NOT NEW.parte_de AND {entra}",
            _MENSAJE,
        ),
    ]


def _de_las_constancias() -> list[str]:
    """A row that is only added may still not supplant what was frozen: the last acta and its PDF are what counts."""
    reunion_del_acta = "SELECT reunion FROM acta WHERE uuid = NEW.acta"
    return [
        _disparador(
            "acta_de_reunion_abierta",
            "INSERT",
            "acta",
            f"NEW.clase = 'acta' AND ({_CONGELADA.format(reunion='NEW.reunion')} OR EXISTS "
            "(SELECT 1 FROM acta WHERE reunion = NEW.reunion AND clase = 'acta' AND version >= NEW.version))",
            _MENSAJE,
        ),
        # Only what is signed is mended by another document; before that it is reopened.
        _disparador(
            "correccion_de_acta_firmada",
            "INSERT",
            "acta",
            "NEW.clase <> 'acta' AND NOT EXISTS ("
            "SELECT 1 FROM acta AS mala JOIN reunion ON reunion.uuid = mala.reunion "
            "WHERE mala.uuid = NEW.corrige AND mala.clase = 'acta' AND mala.reunion = NEW.reunion "
            "AND reunion.estado = 'firmada')",
            "sólo un acta firmada se corrige con otro documento",
        ),
        _disparador(
            "correccion_folio_unico",
            "INSERT",
            "acta",
            "NEW.clase <> 'acta' AND EXISTS (SELECT 1 FROM acta AS otra WHERE otra.folio = NEW.folio)",
            "ese folio ya es de otro documento",
        ),
        _disparador(
            "reapertura_sin_firmar",
            "INSERT",
            "reapertura",
            f"EXISTS (SELECT 1 FROM reunion WHERE uuid = ({reunion_del_acta}) AND estado = 'firmada')",
            "acta firmada: no se reabre",
        ),
        _disparador(
            "rendicion_unica",
            "INSERT",
            "rendicion",
            "NEW.etapa IN ('para_firma', 'firmada') "
            "AND EXISTS (SELECT 1 FROM rendicion WHERE acta = NEW.acta AND etapa = NEW.etapa)",
            "rendicion: cada una se hace una sola vez",
        ),
        _disparador(
            "firma_unica",
            "INSERT",
            "firma",
            "EXISTS (SELECT 1 FROM firma WHERE acta = NEW.acta AND nombre = NEW.nombre COLLATE NOCASE)",
            "firma: cada quien firma una sola vez",
        ),
    ]


def _de_lo_recibido() -> list[str]:
    """Others' actas: what was hashed stays, and no permit opens a meeting whose acta was made here."""
    fijas = [c.name for c in METADATOS.tables["acta_recibida"].columns if c.name not in {"firmada", "pdf_sha256"}]
    cambia = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in fijas)
    mensaje = "acta recibida: lo que su huella cubre no cambia"
    propia = (
        "EXISTS (SELECT 1 FROM acta WHERE reunion = NEW.reunion "
        "OR reunion = (SELECT parte_de FROM reunion AS visita WHERE visita.uuid = NEW.reunion))"
    )
    return [
        _disparador("fija_acta_recibida_update", "UPDATE", "acta_recibida", cambia, mensaje),
        _disparador("fija_acta_recibida_delete", "DELETE", "acta_recibida", "", mensaje),
        _disparador(
            "fija_acta_recibida_insert", "INSERT", "acta_recibida", f"EXISTS ({_desplazada('acta_recibida')})", mensaje
        ),
        _disparador("permiso_sin_acta_propia", "INSERT", "permiso_de_recepcion", propia, _MENSAJE),
        _disparador("permiso_no_cambia", "UPDATE", "permiso_de_recepcion", "", _MENSAJE),
        # One given while the meeting had no acta yet does not outlive its closing.
        "CREATE TRIGGER permiso_se_acaba AFTER INSERT ON acta BEGIN DELETE FROM permiso_de_recepcion; END",
    ]


def _de_la_busqueda() -> list[str]:
    """The full text follows its table: an index with external content must be told what it loses."""
    quita = "INSERT INTO busqueda_fts (busqueda_fts, rowid, plegado) VALUES ('delete', OLD.id, OLD.plegado);"
    pone = "INSERT INTO busqueda_fts (rowid, plegado) VALUES (NEW.id, NEW.plegado);"
    return [
        f"CREATE TRIGGER busqueda_{accion.lower()} AFTER {accion} ON busqueda BEGIN {cuerpo} END"
        for accion, cuerpo in (("INSERT", pone), ("DELETE", quita), ("UPDATE", f"{quita} {pone}"))
    ]
