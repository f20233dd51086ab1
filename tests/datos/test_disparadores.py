"""What is in the hashed JSON of a closed acta does not change by SQL either; without its trigger each of these would.

The attacks come through the connection that the program itself uses. Each runs inside a transaction that is undone, so
all share one data folder; each is run twice, once with the triggers and, as control, once without.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlcipher3.dbapi2 as sqlite

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.conexion import Conexion, abrir_conexion
from enlace_app.datos.tablas import METADATOS
from enlace_app.dominio.textos import Alfabeto
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.actas import reabrir_acta
from enlace_app.servicios.seguimientos import dar_seguimiento
from enlace_app.servicios.sitios import iniciar
from tests.servicios.escenario import Completa, cerrar, completa, con_visita, firmar

DE_LA_REUNION = {"asistencia", "punto_orden_dia", "votacion", "intervencion", "acuerdo", "documento", "receso"}
ENLACES = {"reunion_region", "reunion_compromiso", "acuerdo_compromiso", "documento_compromiso"}
NIETAS = {
    "votacion_parte": "votacion",
    "votacion_habilitado": "votacion",
    "votacion_excusa": "votacion",
    "acuerdo_responsable": "acuerdo",
}
SOLO_SE_AGREGAN = {
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
}
RECIBIDO = {
    "acta_recibida",
    "contenido_en_espera",
    "fila_en_espera",
    "fila_recibida",
    "permiso_de_recepcion",
    "propuesta_de_catalogo",
    "remitente",
    "resultado_de_acuse",
    "resultado_de_paquete",
    "vinculo",
}
"""What came from others and what was answered: no acta made here holds it; `acta_recibida` has triggers of its own."""

SIN_CONGELAR = {
    "actividad",
    "causal",
    "compromiso",
    "compromiso_organizacion",
    "compromiso_region",
    "contador",
    "ejercicio",
    "municipio",
    "nombramiento",
    "organizacion",
    "organizacion_alias",
    "parte_de_regla",
    "persona",
    "procedencia",
    "region",
    "regla_decision",
    "rol",
    "sitio",
    "testado",
    "tipo_reunion",
}
"""Catalogues and this site's own counters: their names and texts are copied into the JSON.

The marks of a public version hang on the acta from outside.
"""
DERIVADAS = {"busqueda", "captura", "situacion"}
"""What is derived from the rest, and what was not confirmed yet: nobody signs it."""

RECIBIDAS: dict[str, dict[str, object]] = {
    "paquete_recibido": dict.fromkeys(("paquete", "sitio", "remitente", "generado", "contenido_sha256", "archivo"), "x")
    | {"tipo": "completo", "epoca": 1, "secuencia": 1, "filas": 1},
    "paso_de_paquete": {"recibido": "x", "estado": "aplicado"},
    "acuse_emitido": {"recibido": "x", "numero": 1, "contenido_sha256": "x", "archivo_sha256": "x"},
    "acuse": dict.fromkeys(("paquete", "contenido_sha256", "recibido", "quien", "autoridad", "acuse_sha256"), "x")
    | {"numero": 1},
    "folio_oficial": {"registro": "x", "folio": "x"},
    "observacion_de_autoridad": {"registro": "x", "texto": "x"},
}
"""One row of each, as columns and values."""

LIBRES = {"estado", "rev", "modificado"}
CLASES = ("cerrada", "visita", "firmada")


@dataclass(frozen=True)
class Casos:
    conexion: Conexion
    cerrada: Completa
    visita: Completa
    firmada: Completa
    abierta: Completa
    reabierta: Completa

    def de(self, clase: str) -> Completa:
        caso = getattr(self, clase)
        assert isinstance(caso, Completa)
        return caso


@pytest.fixture(scope="module")
def casos(tmp_path_factory: pytest.TempPathFactory, alfabeto: Alfabeto) -> Iterator[Casos]:
    raiz: Path = tmp_path_factory.mktemp("disparadores") / "datos"
    with Almacen(CarpetaDatos(raiz), alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        cerrada, visita = con_visita(almacen)
        firmada, abierta, reabierta = completa(almacen), completa(almacen), completa(almacen)
        for caso in (cerrada, firmada, reabierta):
            cerrar(almacen, caso.reunion)
        firmar(almacen, firmada.reunion)
        reabrir_acta(almacen, reunion=reabierta.reunion, motivo="Faltó un dato.")
        dar_seguimiento(almacen, acuerdo=cerrada.acuerdo, fecha=date(2017, 9, 1), nota="Sin novedad.")
        conexion = abrir_conexion(almacen.carpeta.base)
        conexion.execute(
            "INSERT INTO paquete (uuid, creado, origen, epoca, secuencia, tipo, generado, contenido_sha256, archivo, "
            "bitacora_hasta) VALUES ('p', 'x', 'x', 1, 1, 'completo', 'x', 'x', 'x', 1)"
        )
        conexion.execute(
            "INSERT INTO observacion (uuid, creado, origen, reunion, version, borrador_sha256, autor, texto) "
            "VALUES ('o', 'x', 'x', ?, 1, 'x', 'Persona Uno', 'Falta un dato.')",
            (str(reabierta.reunion),),
        )
        for tabla, columnas in RECIBIDAS.items():
            conexion.execute(
                f"INSERT INTO {tabla} (uuid, creado, origen, {', '.join(columnas)}) "
                f"VALUES ('{tabla}', 'x', 'x', {', '.join(map(repr, columnas.values()))})"
            )
        conexion.execute(
            "INSERT INTO resolucion (uuid, creado, origen, observacion, resultado) "
            "VALUES ('r', 'x', 'x', 'o', 'atendida')"
        )
        yield Casos(conexion, cerrada, visita, firmada, abierta, reabierta)
        conexion.close()


@pytest.fixture
def conexion(casos: Casos) -> Iterator[Conexion]:
    """A transaction that is undone."""
    casos.conexion.execute("BEGIN IMMEDIATE")
    yield casos.conexion
    casos.conexion.execute("ROLLBACK")


def rechazado(conexion: Conexion, sql: str, *parametros: object) -> str:
    """The message of the trigger that refuses; then, with all triggers gone, the same statement must change a row."""
    antes = conexion.total_changes
    with pytest.raises(sqlite.IntegrityError) as error:
        conexion.execute(sql, parametros)
    assert "constraint failed" not in str(error.value), "lo rechazó otra regla de la base, no un disparador"
    assert conexion.total_changes == antes
    for (nombre,) in conexion.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        conexion.execute(f"DROP TRIGGER {nombre}")
    conexion.execute(sql, parametros)
    assert conexion.total_changes > antes, "la instrucción no cambia nada ni sin disparadores: la prueba no prueba"
    return str(error.value)


def otro_valor(columna: str, tabla: str) -> object:
    """Something else that the column can hold."""
    tipo = str(METADATOS.tables[tabla].c[columna].type).upper()
    return 987_654 if tipo.startswith(("INT", "BOOL")) else str(uuid4())


def copia(tabla: str, **cambios: str) -> str:
    """SELECT list that copies a row, some columns replaced by an expression."""
    return ", ".join(cambios.get(c.name, c.name) for c in METADATOS.tables[tabla].columns)


def condicion(tabla: str, reunion: UUID) -> str:
    """Which rows of a table belong to a meeting."""
    if tabla in NIETAS or tabla in {"acuerdo_compromiso", "documento_compromiso"}:
        padre = NIETAS.get(tabla, tabla.partition("_")[0])
        return f"{padre} IN (SELECT uuid FROM {padre} WHERE reunion = '{reunion}')"
    return f"reunion = '{reunion}'"


HIJAS = sorted(DE_LA_REUNION | ENLACES | set(NIETAS))


def test_ninguna_tabla_queda_sin_decidir() -> None:
    clasificadas = {"reunion"} | set(HIJAS) | SOLO_SE_AGREGAN | SIN_CONGELAR | DERIVADAS | RECIBIDO
    assert set(METADATOS.tables) - clasificadas == set(), "una tabla nueva: ¿se congela con el acta?"


@pytest.mark.parametrize("clase", CLASES)
@pytest.mark.parametrize("columna", sorted({c.name for c in METADATOS.tables["reunion"].columns} - LIBRES))
def test_ninguna_columna_de_la_reunion_cambia(casos: Casos, conexion: Conexion, clase: str, columna: str) -> None:
    conexion.execute("PRAGMA defer_foreign_keys = ON")
    valor = otro_valor(columna, "reunion")
    uuid = str(casos.de(clase).reunion)
    assert "acta cerrada" in rechazado(conexion, f"UPDATE reunion SET {columna} = ? WHERE uuid = ?", valor, uuid)


@pytest.mark.parametrize("clase", CLASES)
@pytest.mark.parametrize("columna", sorted({c.name for c in METADATOS.tables["reunion"].columns} - LIBRES))
def test_ni_vaciandola(casos: Casos, conexion: Conexion, clase: str, columna: str) -> None:
    """NULL compares as nothing else does: a trigger written with <> would let it pass."""
    if not METADATOS.tables["reunion"].c[columna].nullable:
        return
    uuid = str(casos.de(clase).reunion)
    (antes,) = conexion.execute(f"SELECT {columna} FROM reunion WHERE uuid = ?", (uuid,)).fetchone()
    if antes is not None:
        rechazado(conexion, f"UPDATE reunion SET {columna} = NULL WHERE uuid = ?", uuid)


@pytest.mark.parametrize("clase", CLASES)
def test_la_reunion_no_se_borra_ni_se_reemplaza(casos: Casos, conexion: Conexion, clase: str) -> None:
    uuid = str(casos.de(clase).reunion)
    columnas = copia("reunion", estado="'borrador'")
    with pytest.raises(sqlite.IntegrityError, match="acta cerrada"):
        conexion.execute(f"INSERT OR REPLACE INTO reunion SELECT {columnas} FROM reunion WHERE uuid = ?", (uuid,))
    with pytest.raises(sqlite.IntegrityError, match="acta cerrada"):
        conexion.execute("UPDATE OR REPLACE reunion SET uuid = ? WHERE uuid = ?", (uuid, str(casos.abierta.reunion)))
    rechazado(conexion, "DELETE FROM reunion WHERE uuid = ?", uuid)


@pytest.mark.parametrize("clase", CLASES)
@pytest.mark.parametrize(
    ("tabla", "columna"), [(tabla, c.name) for tabla in HIJAS for c in METADATOS.tables[tabla].columns]
)
def test_ninguna_columna_de_lo_que_le_pertenece_cambia(
    casos: Casos, conexion: Conexion, clase: str, tabla: str, columna: str
) -> None:
    conexion.execute("PRAGMA defer_foreign_keys = ON")
    donde = condicion(tabla, casos.de(clase).reunion)
    clave = METADATOS.tables[tabla].primary_key.columns.values()[0].name
    (una,) = conexion.execute(f"SELECT {clave} FROM {tabla} WHERE {donde}").fetchone()
    rechazado(
        conexion,
        f"UPDATE {tabla} SET {columna} = ? WHERE {clave} = ? AND {donde}",
        otro_valor(columna, tabla),
        una,
    )


@pytest.mark.parametrize("clase", CLASES)
@pytest.mark.parametrize("tabla", HIJAS)
def test_lo_que_le_pertenece_no_se_borra(casos: Casos, conexion: Conexion, clase: str, tabla: str) -> None:
    rechazado(conexion, f"DELETE FROM {tabla} WHERE {condicion(tabla, casos.de(clase).reunion)}")


@pytest.mark.parametrize("clase", CLASES)
@pytest.mark.parametrize("tabla", HIJAS)
def test_lo_que_le_pertenece_no_se_reemplaza(casos: Casos, conexion: Conexion, clase: str, tabla: str) -> None:
    """The new row belongs to an open meeting: only the delete trigger of the old one can refuse it."""
    donde = condicion(tabla, casos.de(clase).reunion)
    if tabla in DE_LA_REUNION:
        cambios = {"reunion": f"'{casos.abierta.reunion}'"}
    elif tabla in ENLACES:
        cambios = {}
    else:
        padre = NIETAS[tabla]
        cambios = {padre: f"'{getattr(casos.abierta, padre)}'"}
    rechazado(conexion, f"INSERT OR REPLACE INTO {tabla} SELECT {copia(tabla, **cambios)} FROM {tabla} WHERE {donde}")


@pytest.mark.parametrize("clase", CLASES)
@pytest.mark.parametrize("tabla", HIJAS)
def test_nada_se_agrega(casos: Casos, conexion: Conexion, clase: str, tabla: str) -> None:
    """What belongs to an open meeting neither is copied into a closed one nor moves there."""
    conexion.execute("PRAGMA defer_foreign_keys = ON")
    suyo, ajeno = casos.de(clase), condicion(tabla, casos.abierta.reunion)
    padre = NIETAS.get(tabla, tabla.partition("_")[0] if tabla in ENLACES else "reunion")
    destino = f"'{getattr(suyo, padre)}'"
    cambios = {padre: destino} | ({"uuid": "'nueva'"} if "uuid" in METADATOS.tables[tabla].c else {"id": "NULL"})
    if tabla in ENLACES:
        ajenos = {"region": "region", "compromiso": "compromiso"}[tabla.partition("_")[2]]
        cambios |= {ajenos: f"(SELECT uuid FROM {ajenos} WHERE clave IN ('SUR', 'PAL1-C1'))"}
    conexion.execute("SAVEPOINT mudar")
    with pytest.raises(sqlite.IntegrityError, match="acta cerrada"):
        conexion.execute(f"UPDATE OR REPLACE {tabla} SET {padre} = {destino} WHERE {ajeno}")
    conexion.execute("ROLLBACK TO mudar")
    rechazado(conexion, f"INSERT INTO {tabla} SELECT {copia(tabla, **cambios)} FROM {tabla} WHERE {ajeno} LIMIT 1")


@pytest.mark.parametrize(
    ("tabla", "columna"),
    [(tabla, c.name) for tabla in sorted(SOLO_SE_AGREGAN) for c in METADATOS.tables[tabla].columns],
)
def test_lo_que_solo_se_agrega_no_cambia(casos: Casos, conexion: Conexion, tabla: str, columna: str) -> None:
    conexion.execute("PRAGMA defer_foreign_keys = ON")
    clave = METADATOS.tables[tabla].primary_key.columns.values()[0].name
    (una,) = conexion.execute(f"SELECT {clave} FROM {tabla} ORDER BY rowid DESC").fetchone()
    mensaje = rechazado(
        conexion, f"UPDATE {tabla} SET {columna} = ? WHERE {clave} = ?", otro_valor(columna, tabla), una
    )
    assert "sólo se agregan" in mensaje


@pytest.mark.parametrize("tabla", sorted(SOLO_SE_AGREGAN))
def test_lo_que_solo_se_agrega_no_se_borra_ni_se_reemplaza(casos: Casos, conexion: Conexion, tabla: str) -> None:
    with pytest.raises(sqlite.IntegrityError):
        conexion.execute(f"INSERT OR REPLACE INTO {tabla} SELECT * FROM {tabla}")
    conexion.execute("PRAGMA defer_foreign_keys = ON")
    rechazado(conexion, f"DELETE FROM {tabla}")


SALIDAS = ("borrador", "convocada", "celebrada", "en_revision", "cancelada", "no_celebrada", "otra cosa", "Cerrada")


@pytest.fixture
def conexion_ajena(conexion: Conexion) -> Iterator[Conexion]:
    """As another program opens the file: there REPLACE fires no delete trigger."""
    conexion.execute("PRAGMA recursive_triggers = OFF")
    conexion.execute("PRAGMA defer_foreign_keys = ON")
    yield conexion
    conexion.execute("PRAGMA recursive_triggers = ON")


@pytest.mark.parametrize("clase", CLASES)
@pytest.mark.parametrize("tabla", HIJAS)
def test_otro_programa_no_reemplaza_lo_que_le_pertenece(
    casos: Casos, conexion_ajena: Conexion, clase: str, tabla: str
) -> None:
    test_lo_que_le_pertenece_no_se_reemplaza(casos, conexion_ajena, clase, tabla)


@pytest.mark.parametrize("clase", CLASES)
def test_otro_programa_no_reemplaza_la_reunion(casos: Casos, conexion_ajena: Conexion, clase: str) -> None:
    columnas = copia("reunion", estado="'borrador'", sede="'otra'")
    sql = f"INSERT OR REPLACE INTO reunion SELECT {columnas} FROM reunion WHERE uuid = ?"
    rechazado(conexion_ajena, sql, str(casos.de(clase).reunion))


@pytest.mark.parametrize("tabla", sorted(SOLO_SE_AGREGAN))
def test_otro_programa_no_reemplaza_lo_que_solo_se_agrega(conexion_ajena: Conexion, tabla: str) -> None:
    rechazado(conexion_ajena, f"INSERT OR REPLACE INTO {tabla} SELECT * FROM {tabla} LIMIT 1")


@pytest.mark.parametrize("tabla", sorted(SOLO_SE_AGREGAN - {"bitacora"}))
def test_ni_por_el_numero_de_fila(conexion_ajena: Conexion, tabla: str) -> None:
    """Another key with the rowid of a protected row displaces that row as well."""
    clave = METADATOS.tables[tabla].primary_key.columns.values()[0].name
    columnas = ", ".join(c.name for c in METADATOS.tables[tabla].columns)
    otras = {"acta": {"version": "99"}, "firma": {"nombre": "'Otra'"}}
    valores = copia(tabla, **{clave: f"'{uuid4()}'"}, **otras.get(tabla, {}))
    rechazado(
        conexion_ajena,
        f"INSERT OR REPLACE INTO {tabla} (rowid, {columnas}) SELECT rowid, {valores} FROM {tabla} LIMIT 1",
    )


@pytest.mark.parametrize("clase", CLASES)
@pytest.mark.parametrize("estado", SALIDAS)
def test_de_lo_cerrado_no_se_sale_cambiando_el_estado(
    casos: Casos, conexion: Conexion, clase: str, estado: str
) -> None:
    uuid = str(casos.de(clase).reunion)
    rechazado(conexion, "UPDATE reunion SET estado = ? WHERE uuid = ?", estado, uuid)


def test_de_lo_firmado_no_se_vuelve_a_cerrada(casos: Casos, conexion: Conexion) -> None:
    uuid = str(casos.firmada.reunion)
    assert "firmada" in rechazado(conexion, "UPDATE reunion SET estado = 'cerrada' WHERE uuid = ?", uuid)


@pytest.mark.parametrize("estado", ["cerrada", "firmada"])
@pytest.mark.parametrize("clase", ["abierta", "reabierta"])
def test_sin_acta_vigente_no_hay_cierre(casos: Casos, conexion: Conexion, clase: str, estado: str) -> None:
    """A reopened acta does not count: the second closing needs a version of its own."""
    uuid = str(casos.de(clase).reunion)
    rechazado(conexion, "UPDATE reunion SET estado = ? WHERE uuid = ?", estado, uuid)


@pytest.mark.parametrize("estado", ["cerrada", "firmada"])
def test_ninguna_reunion_nace_cerrada(casos: Casos, conexion: Conexion, estado: str) -> None:
    columnas = copia("reunion", uuid="'nueva'", estado=f"'{estado}'")
    uuid = str(casos.abierta.reunion)
    rechazado(conexion, f"INSERT INTO reunion SELECT {columnas} FROM reunion WHERE uuid = ?", uuid)


def test_sin_firma_no_hay_acta_firmada(casos: Casos, conexion: Conexion) -> None:
    uuid = str(casos.cerrada.reunion)
    assert "firmas" in rechazado(conexion, FIRMAR, uuid)


FIRMAR = "UPDATE reunion SET estado = 'firmada' WHERE uuid = ?"
ASENTAR = (
    "INSERT INTO firma (uuid, creado, origen, acta, nombre, resultado, clase, instante) "
    "SELECT ?, creado, origen, uuid, ?, ?, 'simple', creado FROM acta WHERE reunion = ?"
)
RENDIR = (
    "INSERT INTO rendicion (uuid, creado, origen, acta, etapa, pdf_sha256) "
    "SELECT 'r', creado, origen, uuid, ?, 'aa' FROM acta WHERE reunion = ?"
)


@pytest.mark.parametrize(
    ("resultado", "etapa"),
    [("firmó", "efirma"), ("se negó", "firmada"), ("se retiró", "hoja_de_firmas"), ("firmó", None), (None, "firmada")],
)
def test_una_constancia_cualquiera_no_hace_firmada_el_acta(
    casos: Casos, conexion: Conexion, resultado: str | None, etapa: str | None
) -> None:
    """Somebody must have signed, and the acta been printed with its signatures."""
    uuid = str(casos.cerrada.reunion)
    if resultado:
        conexion.execute(ASENTAR, ("f", "Persona Dos", resultado, uuid))
    if etapa:
        conexion.execute(RENDIR, (etapa, uuid))
    assert "firmas" in rechazado(conexion, FIRMAR, uuid)


@pytest.mark.parametrize("resultado", ["firmó", "firmó bajo protesta"])
@pytest.mark.parametrize("etapa", ["firmada", "hoja_de_firmas"])
def test_con_firma_e_impresion_si_queda_firmada(casos: Casos, conexion: Conexion, resultado: str, etapa: str) -> None:
    uuid = str(casos.cerrada.reunion)
    conexion.execute(ASENTAR, ("f", "Persona Dos", resultado, uuid))
    conexion.execute(RENDIR, (etapa, uuid))
    assert conexion.execute(FIRMAR, (uuid,)).rowcount == 1


def test_ninguna_reunion_nace_firmada_con_su_acta_puesta_antes(casos: Casos, conexion: Conexion) -> None:
    """References are looked at when the transaction ends: the acta may come before its meeting, signatures not."""
    conexion.execute("PRAGMA defer_foreign_keys = ON")
    acta = copia("acta", uuid="'nueva'", reunion="'nueva'")
    conexion.execute(f"INSERT INTO acta SELECT {acta} FROM acta WHERE reunion = ?", (str(casos.firmada.reunion),))
    reunion = copia("reunion", uuid="'nueva'", estado="'firmada'")
    sql = f"INSERT INTO reunion SELECT {reunion} FROM reunion WHERE uuid = ?"
    assert "firmas" in rechazado(conexion, sql, str(casos.abierta.reunion))


@pytest.mark.parametrize("nombre", ["Persona Dos", "PERSONA DOS"])
def test_nadie_firma_dos_veces_la_misma_acta(casos: Casos, conexion: Conexion, nombre: str) -> None:
    uuid = str(casos.cerrada.reunion)
    conexion.execute(ASENTAR, ("f", "Persona Dos", "firmó", uuid))
    assert "una sola vez" in rechazado(conexion, ASENTAR, "g", nombre, "se negó", uuid)


@pytest.mark.parametrize("clase", ["cerrada", "firmada"])
@pytest.mark.parametrize("estado", ["celebrada", "cerrada", "firmada"])
def test_nada_se_une_a_un_acta_cerrada(casos: Casos, conexion: Conexion, clase: str, estado: str) -> None:
    anfitriona = str(casos.de(clase).reunion)
    suelta = str(casos.abierta.reunion)
    columnas = copia("reunion", uuid="'nueva'", estado=f"'{estado}'", parte_de=f"'{anfitriona}'")
    with pytest.raises(sqlite.IntegrityError, match="acta cerrada"):
        conexion.execute(f"INSERT INTO reunion SELECT {columnas} FROM reunion WHERE uuid = ?", (suelta,))
    rechazado(conexion, "UPDATE reunion SET parte_de = ?, estado = ? WHERE uuid = ?", anfitriona, estado, suelta)


@pytest.mark.parametrize("clase", ["cerrada", "firmada"])
def test_ninguna_version_suplanta_a_la_cerrada(casos: Casos, conexion: Conexion, clase: str) -> None:
    reunion = str(casos.de(clase).reunion)
    columnas = copia("acta", uuid="'nueva'", version="version + 1", contenido="'{}'")
    rechazado(conexion, f"INSERT INTO acta SELECT {columnas} FROM acta WHERE reunion = ?", reunion)


def test_ninguna_version_se_repite(casos: Casos, conexion: Conexion) -> None:
    columnas = copia("acta", uuid="'nueva'")
    reunion = str(casos.reabierta.reunion)
    rechazado(conexion, f"INSERT INTO acta SELECT {columnas} FROM acta WHERE reunion = ?", reunion)


def test_lo_firmado_no_admite_reapertura(casos: Casos, conexion: Conexion) -> None:
    rechazado(
        conexion,
        "INSERT INTO reapertura SELECT 'nueva', creado, origen, uuid, 'motivo', NULL FROM acta WHERE reunion = ?",
        str(casos.firmada.reunion),
    )


@pytest.mark.parametrize("etapa", ["para_firma", "firmada"])
def test_ninguna_rendicion_se_hace_dos_veces(casos: Casos, conexion: Conexion, etapa: str) -> None:
    columnas = copia("rendicion", uuid="'nueva'", pdf_sha256="'otro'")
    sql = f"INSERT INTO rendicion SELECT {columnas} FROM rendicion WHERE etapa = ? LIMIT 1"
    assert "una sola vez" in rechazado(conexion, sql, etapa)


@pytest.mark.parametrize("clase", ["cerrada", "abierta", "reabierta"])
def test_sin_firmar_no_hay_correccion(casos: Casos, conexion: Conexion, clase: str) -> None:
    """What is not signed is reopened; only what is signed needs another document to mend it."""
    firmada, otra = str(casos.firmada.reunion), str(casos.de(clase).reunion)
    columnas = copia(
        "acta", uuid="'nueva'", folio="'F/FE-01'", clase="'fe_de_erratas'", reunion=f"'{otra}'", corrige="uuid"
    )
    conexion.execute("PRAGMA defer_foreign_keys = ON")
    assert "firmada" in rechazado(conexion, f"INSERT INTO acta SELECT {columnas} FROM acta WHERE reunion = ?", firmada)


def test_lo_firmado_si_admite_correcciones_cada_una_con_su_folio(casos: Casos, conexion: Conexion) -> None:
    firmada = str(casos.firmada.reunion)
    primera = copia("acta", uuid="'c1'", folio="'F/FE-01'", clase="'fe_de_erratas'", corrige="uuid")
    conexion.execute(f"INSERT INTO acta SELECT {primera} FROM acta WHERE reunion = ?", (firmada,))
    de_la_fe = copia("acta", uuid="'c2'", folio="'F/FE-02'", corrige="uuid")
    repetida = copia("acta", uuid="'c3'")
    for sql, mensaje in (
        (f"INSERT INTO acta SELECT {de_la_fe} FROM acta WHERE uuid = 'c1'", "firmada"),
        (f"INSERT INTO acta SELECT {repetida} FROM acta WHERE uuid = 'c1'", "folio"),
    ):
        conexion.execute("SAVEPOINT intento")
        assert mensaje in rechazado(conexion, sql)
        conexion.execute("ROLLBACK TO intento")


def test_cada_reapertura_vale_una_vez(almacen: Almacen) -> None:
    """After closing again, the reason given for the first reopening opens nothing more."""
    caso = completa(almacen)
    cerrar(almacen, caso.reunion)
    reabrir_acta(almacen, reunion=caso.reunion, motivo="Faltó un dato.")
    assert cerrar(almacen, caso.reunion).version == 2
    conexion = abrir_conexion(almacen.carpeta.base)
    try:
        abrir = "UPDATE reunion SET estado = 'en_revision' WHERE uuid = ?"
        with pytest.raises(sqlite.IntegrityError, match="sólo con su motivo"):
            conexion.execute(abrir, (str(caso.reunion),))
        conexion.execute(
            "INSERT INTO reapertura SELECT 'otra', creado, origen, uuid, 'Faltó otro dato.', NULL FROM acta "
            "WHERE reunion = ? AND version = 2",
            (str(caso.reunion),),
        )
        assert conexion.execute(abrir, (str(caso.reunion),)).rowcount == 1
    finally:
        conexion.close()


@pytest.mark.parametrize("clase", CLASES)
def test_lo_que_cuelga_de_fuera_se_sigue_agregando(casos: Casos, conexion: Conexion, clase: str) -> None:
    caso = casos.de(clase)
    anfitriona = str(casos.cerrada.reunion if clase == "visita" else caso.reunion)
    ahora = "'2026-01-01T00:00:00.000000+00:00'"
    conexion.execute(
        "INSERT INTO seguimiento (uuid, creado, origen, acuerdo, estado) VALUES "
        f"('s', {ahora}, 'o', '{caso.acuerdo}', 'cumplido')"
    )
    conexion.execute(
        "INSERT INTO firma (uuid, creado, origen, acta, nombre, resultado, clase, instante) "
        f"SELECT 'f', {ahora}, 'o', uuid, 'Persona Tres', 'firmó', 'simple', {ahora} FROM acta "
        f"WHERE reunion = '{anfitriona}'"
    )
    conexion.execute(
        "INSERT INTO rendicion (uuid, creado, origen, acta, etapa, pdf_sha256) "
        f"SELECT 'r', {ahora}, 'o', uuid, 'efirma', 'aa' FROM acta WHERE reunion = '{anfitriona}'"
    )
    contados = conexion.execute(
        "SELECT (SELECT count(*) FROM seguimiento WHERE uuid = 's'), (SELECT count(*) FROM firma WHERE uuid = 'f'), "
        "(SELECT count(*) FROM rendicion WHERE uuid = 'r')"
    ).fetchone()
    assert contados == (1, 1, 1)


def test_una_reunion_abierta_si_cambia(casos: Casos, conexion: Conexion) -> None:
    """Control: what is not closed is not held."""
    for tabla in HIJAS:
        donde = condicion(tabla, casos.abierta.reunion)
        columna = METADATOS.tables[tabla].columns.values()[-1].name
        assert conexion.execute(f"UPDATE {tabla} SET {columna} = {columna} WHERE {donde}").rowcount >= 1, tabla
    uuid = str(casos.abierta.reunion)
    assert conexion.execute("UPDATE reunion SET resumen = 'otro' WHERE uuid = ?", (uuid,)).rowcount == 1


@pytest.mark.parametrize("clase", CLASES)
def test_ningun_permiso_abre_un_acta_hecha_aqui(casos: Casos, conexion: Conexion, clase: str) -> None:
    """The way by which a package of its owner changes a received meeting is closed to the meetings of this site."""
    sql = "INSERT INTO permiso_de_recepcion (reunion) VALUES (?)"
    assert "acta cerrada" in rechazado(conexion, sql, str(casos.de(clase).reunion))


def test_lo_que_cubre_la_huella_de_un_acta_recibida_no_cambia(conexion: Conexion) -> None:
    conexion.execute(
        "INSERT INTO acta_recibida (uuid, reunion, version, sha256, cerrada, origen) "
        "VALUES ('r', 'x', 1, 'y', 'z', 'o')"
    )
    conexion.execute("UPDATE acta_recibida SET firmada = 'hoy', pdf_sha256 = 'p' WHERE uuid = 'r'")
    copia_de_acta = copia("acta_recibida", sha256="'otra'")
    rechazado(conexion, f"INSERT OR REPLACE INTO acta_recibida SELECT {copia_de_acta} FROM acta_recibida")


@pytest.mark.parametrize("sql", ["UPDATE acta_recibida SET sha256 = 'otra'", "DELETE FROM acta_recibida"])
def test_ni_se_cambia_ni_se_borra(conexion: Conexion, sql: str) -> None:
    conexion.execute(
        "INSERT INTO acta_recibida (uuid, reunion, version, sha256, cerrada, origen) "
        "VALUES ('r', 'x', 1, 'y', 'z', 'o')"
    )
    rechazado(conexion, sql)


def test_sin_acta_propia_ni_recibida_no_hay_cierre(casos: Casos, conexion: Conexion) -> None:
    cerrar_la_abierta = "UPDATE reunion SET estado = 'cerrada' WHERE uuid = ?"
    uuid = str(casos.abierta.reunion)
    conexion.execute("SAVEPOINT recibida")
    conexion.execute(
        "INSERT INTO acta_recibida (uuid, reunion, version, sha256, cerrada, origen) VALUES ('r', ?, 1, 'y', 'z', 'o')",
        (uuid,),
    )
    conexion.execute(cerrar_la_abierta, (uuid,))
    with pytest.raises(sqlite.IntegrityError, match="acta cerrada"):
        conexion.execute("UPDATE reunion SET sede = 'otra' WHERE uuid = ?", (uuid,))
    conexion.execute("ROLLBACK TO recibida")
    assert "sin acta" in rechazado(conexion, cerrar_la_abierta, uuid)


def test_un_seguimiento_solo_cambia_su_literal_por_el_enlace(casos: Casos, conexion: Conexion) -> None:
    """What was named by its identity before it came: nothing else of the entry, and no other link."""
    documento, otro = str(casos.abierta.documento), str(casos.firmada.documento)
    conexion.execute(
        "INSERT INTO seguimiento (uuid, creado, origen, acuerdo, cumple_literal) VALUES ('s', 'x', 'x', ?, ?)",
        (str(casos.abierta.acuerdo), documento),
    )
    enlaza = "UPDATE seguimiento SET cumple_documento = ?, cumple_literal = NULL"
    with pytest.raises(sqlite.IntegrityError, match="sólo se agregan"):
        conexion.execute(f"{enlaza} WHERE uuid = 's'", (otro,))
    with pytest.raises(sqlite.IntegrityError, match="sólo se agregan"):
        conexion.execute(f"{enlaza}, nota = 'otra' WHERE uuid = 's'", (documento,))
    conexion.execute(f"{enlaza} WHERE uuid = 's'", (documento,))
    with pytest.raises(sqlite.IntegrityError, match="sólo se agregan"):
        conexion.execute("UPDATE seguimiento SET cumple_literal = ?, cumple_documento = NULL", (documento,))
