"""Undo and redo: exactly what was there comes back, whole or not at all, and nothing that others already rely on."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enlace_app.consultas.deshacer import Deshacible, deshacibles, ultimo_deshacible, ultimo_rehacible
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.tablas import METADATOS
from enlace_app.datos.unidad import Cambios
from enlace_app.dominio.compromisos import Compromiso
from enlace_app.dominio.identidad import uuid_nuevo
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.tipos_reunion import TipoReunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios import acuerdos, asistencias, puntos, reuniones, votaciones
from enlace_app.servicios.actas import reabrir_acta
from enlace_app.servicios.deshacer import deshacer
from enlace_app.servicios.documentos import registrar_documento
from enlace_app.servicios.importacion import importar
from enlace_app.servicios.intervenciones import agregar_intervencion
from enlace_app.servicios.paquetes import exportar_paquete
from enlace_app.servicios.seguimientos import dar_seguimiento
from enlace_app.sincronizacion.formato import leer_formato
from tests.servicios.escenario import (
    FIRMANTE,
    celebrada,
    cerrar,
    completa,
    con_visita,
    fila_de,
    firmar,
    municipio_de,
    nueva,
    principal,
    rev_de,
    uuid_de,
    volcado,
)

FORMATO = Path(__file__).resolve().parents[2] / "recursos" / "formato_paquete.csv"
Estado = dict[str, list[dict[str, Any]]]
_NI_CONTAR = {"rev", "modificado", "id"}


def estado(almacen: Almacen) -> Estado:
    """Every column of every record, value and link, but the counts that only ever rise."""
    tablas = [t for t in METADATOS.sorted_tables if {"baja", "id"} & {c.name for c in t.c} or _es_enlace(t.name)]
    leido: Estado = {}
    for tabla in tablas:
        filas = almacen.lectura.filas(f"SELECT * FROM {tabla.name}")
        limpias = [{c: v for c, v in fila.items() if c not in _NI_CONTAR} for fila in filas]
        leido[tabla.name] = sorted(limpias, key=repr)
    return leido


def _es_enlace(tabla: str) -> bool:
    columnas = METADATOS.tables[tabla].c
    return len(columnas) == 2 and all(c.primary_key and c.foreign_keys for c in columnas)


def sin_lo_retirado(ahora: Estado, antes: Estado) -> Estado:
    """`ahora` without the records that `antes` did not know; each of them must be withdrawn."""
    conocidos = {f["uuid"] for filas in antes.values() for f in filas if "uuid" in f}
    nuevos = {f["uuid"] for filas in ahora.values() for f in filas if "uuid" in f} - conocidos
    for filas in ahora.values():
        assert all(f["baja"] for f in filas if f.get("uuid") in nuevos)
    return {
        tabla: [f for f in filas if f.get("uuid") not in nuevos and not ("uuid" not in f and nuevos & set(f.values()))]
        for tabla, filas in ahora.items()
    }


def ultima(almacen: Almacen) -> UUID:
    """The operation that wrote last."""
    fila = almacen.lectura.fila("SELECT operacion FROM bitacora ORDER BY secuencia DESC LIMIT 1")
    assert fila is not None
    return UUID(fila["operacion"])


def operacion_sobre(almacen: Almacen, tabla: str) -> UUID:
    """The last operation that wrote in that table."""
    fila = almacen.lectura.fila(
        "SELECT operacion FROM bitacora WHERE tabla = :tabla ORDER BY secuencia DESC LIMIT 1", {"tabla": tabla}
    )
    assert fila is not None
    return UUID(fila["operacion"])


def por_deshacer(almacen: Almacen) -> Deshacible:
    encontrado = ultimo_deshacible(almacen.lectura)
    assert encontrado is not None
    return encontrado


def exportar(almacen: Almacen, carpeta: Path) -> None:
    exportar_paquete(almacen, carpeta, formato=leer_formato(FORMATO), destinatario=None, version_app="0")


def rehusado(almacen: Almacen, operacion: UUID, pista: str) -> None:
    """It is refused with those words and leaves nothing behind; the list does not offer it either."""
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match=pista):
        deshacer(almacen, operacion=operacion)
    assert volcado(almacen) == antes
    assert operacion not in {d.operacion for d in deshacibles(almacen.lectura, 50)}


def _acuerdos(almacen: Almacen, reunion: UUID) -> list[UUID]:
    filas = almacen.lectura.filas(
        "SELECT uuid FROM acuerdo WHERE reunion = :r AND NOT baja ORDER BY n", {"r": str(reunion)}
    )
    return [UUID(f["uuid"]) for f in filas]


def _enlazar(almacen: Almacen, reunion: UUID, claves: list[str]) -> None:
    with almacen.escribir("Enlazar compromisos") as u:
        u.traer(Reunion, reunion).compromisos = [
            u.traer(Compromiso, uuid_de(almacen, "compromiso", clave)) for clave in claves
        ]


def _quitar_receso(almacen: Almacen, reunion: UUID, cual: int) -> None:
    with almacen.escribir("Quitar receso") as u:
        encontrada = u.traer(Reunion, reunion)
        if encontrada.recesos:
            encontrada.recesos.pop(cual % len(encontrada.recesos))


def _hacer(almacen: Almacen, reunion: UUID, clase: str, n: int, texto: str) -> None:
    """One edit of the kind named, on the meeting or its first agreement."""
    suyos = _acuerdos(almacen, reunion)
    rev = rev_de(almacen, "reunion", reunion)
    if clase.startswith("acuerdo_") and suyos:
        uno = suyos[n % len(suyos)]
        su_rev = rev_de(almacen, "acuerdo", uno)
        {
            "acuerdo_texto": lambda: acuerdos.corregir_acuerdo(almacen, acuerdo=uno, rev=su_rev, texto=texto),
            "acuerdo_plazo": lambda: acuerdos.corregir_acuerdo(
                almacen, acuerdo=uno, rev=su_rev, plazo=[None, "en 15 días", "sin plazo: se revisa", "2018"][n % 4]
            ),
            "acuerdo_responsables": lambda: acuerdos.corregir_acuerdo(
                almacen, acuerdo=uno, rev=su_rev, responsables=["CONAGUA", "Vecinos", "Institución", "CEAS"][: n % 5]
            ),
            "acuerdo_retirar": lambda: acuerdos.retirar_acuerdo(almacen, acuerdo=uno, rev=su_rev),
        }[clase]()
        return
    compromisos = ["PAL1-C6", "PAL1-C5", "PAL1-C4"]
    hacer: dict[str, Callable[[], Any]] = {
        "datos": lambda: reuniones.cambiar_datos(
            almacen, reunion=reunion, rev=rev, sede=texto, presentes_n=n, presentes_es_minimo=n % 2 == 0
        ),
        "fecha": lambda: reuniones.cambiar_fecha(almacen, reunion=reunion, rev=rev, fecha=date(2017, 1, 1 + n)),
        "situar": lambda: reuniones.situar_reunion(
            almacen, reunion=reunion, rev=rev, municipio=[None, municipio_de(almacen, "Acuña")][n % 2]
        ),
        "receso": lambda: reuniones.anotar_receso(
            almacen, reunion=reunion, rev=rev, inicio=f"1{n % 10}:00", fin=None, motivo=texto
        ),
        "quitar_receso": lambda: _quitar_receso(almacen, reunion, n),
        "enlazar": lambda: _enlazar(almacen, reunion, compromisos[: n % 4]),
        "asistencia": lambda: asistencias.registrar_asistencia(almacen, reunion=reunion, persona=texto, llegada="9:30"),
        "punto": lambda: puntos.agregar_punto(almacen, reunion=reunion, asunto=texto),
        "votacion": lambda: votaciones.registrar_votacion(
            almacen,
            reunion=reunion,
            modalidad="consenso",
            resultado="aprobado",
            sentido_por_parte={"sociedad civil": "a favor", "autoridad local": "a favor"},
            excusas={texto: "Tiene interés.", "Otra": None},
        ),
        "intervencion": lambda: agregar_intervencion(almacen, reunion=reunion, persona="Persona Uno", texto=texto),
        "documento": lambda: registrar_documento(
            almacen, sentido="entrega", tipo=texto, fecha=date(2017, 2, 1 + n), reunion=reunion, fojas=n, es_minimo=True
        ),
    }
    hacer.get(clase, lambda: acuerdos.agregar_acuerdo(almacen, reunion=reunion, texto=texto))()


_CLASES = [
    *("acuerdo_texto", "acuerdo_plazo", "acuerdo_responsables", "acuerdo_retirar", "acuerdo"),
    *("datos", "fecha", "situar", "receso", "quitar_receso", "enlazar", "asistencia", "punto", "votacion", "documento"),
    "intervencion",
]
_PASOS = st.tuples(st.sampled_from(_CLASES), st.integers(0, 20), st.sampled_from(["Uno", "Dos «b»", "Tres: 3 €"]))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(pasos=st.lists(_PASOS, min_size=1, max_size=8))
def test_deshacer_y_rehacer_devuelven_exactamente_lo_que_habia(
    almacen: Almacen, pasos: list[tuple[str, int, str]]
) -> None:
    """Any edits, undone one by one with Ctrl+Z and done again one by one: the same states, backwards and forwards."""
    reunion = nueva(almacen, regiones=(uuid_de(almacen, "region", "CAR"),))
    estados, hechas = [estado(almacen)], []
    for clase, n, texto in pasos:
        _hacer(almacen, reunion, clase, n, texto)
        ahora = estado(almacen)
        if ahora != estados[-1]:  # what changed nothing is nothing to undo, though the log may have an entry
            hechas.append(ultima(almacen))
            estados.append(ahora)
    for operacion, antes in zip(reversed(hechas), reversed(estados[:-1]), strict=True):
        assert por_deshacer(almacen).operacion == operacion
        deshacer(almacen, operacion=operacion)
        assert sin_lo_retirado(estado(almacen), antes) == antes
    for despues in estados[1:]:
        siguiente = ultimo_rehacible(almacen.lectura)
        assert siguiente is not None
        deshacer(almacen, operacion=siguiente.operacion)
        assert sin_lo_retirado(estado(almacen), despues) == despues
    assert ultimo_rehacible(almacen.lectura) is None
    assert estado(almacen) == estados[-1]


def test_el_estado_comparado_distingue() -> None:
    """Control: the comparison sees a value that changed, a row that is missing and a new row that is not withdrawn."""
    antes: Estado = {"acuerdo": [{"uuid": "a", "baja": 0, "texto": "x"}], "receso": [{"reunion": "r", "inicio": "1"}]}
    otra = {**antes, "acuerdo": [{"uuid": "a", "baja": 0, "texto": "y"}]}
    assert sin_lo_retirado(otra, antes) != antes
    assert sin_lo_retirado({**antes, "receso": []}, antes) != antes
    with pytest.raises(AssertionError):
        sin_lo_retirado({**antes, "acuerdo": [*antes["acuerdo"], {"uuid": "b", "baja": 0}]}, antes)


def test_deshacer_es_una_operacion_con_su_nombre_y_lo_dice_la_bitacora(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    acuerdo = principal(acuerdos.agregar_acuerdo(almacen, reunion=reunion, texto="Entregar", responsables=["CONAGUA"]))
    ofrecido = por_deshacer(almacen)
    folio = fila_de(almacen, "acuerdo", acuerdo)["folio_provisional"]
    assert (ofrecido.intencion, ofrecido.tabla, ofrecido.sobre) == ("Agregar acuerdo", "acuerdo", folio)
    cambios = deshacer(almacen, operacion=ofrecido.operacion)
    assert cambios == Cambios(acuerdo, frozenset({("acuerdo", acuerdo)}))
    asiento = almacen.lectura.filas("SELECT * FROM bitacora ORDER BY secuencia DESC LIMIT 1")[0]
    assert (asiento["intencion"], asiento["accion"]) == ("Deshacer: Agregar acuerdo", "baja")
    assert (asiento["deshace"], asiento["rev_antes"], asiento["rev"]) == (str(ofrecido.operacion), 1, 2)
    assert por_deshacer(almacen).intencion == "Crear reunión"
    rehacible = ultimo_rehacible(almacen.lectura)
    assert rehacible is not None
    assert (rehacible.intencion, rehacible.sobre) == ("Agregar acuerdo", folio)
    deshacer(almacen, operacion=rehacible.operacion)
    asiento = almacen.lectura.filas("SELECT * FROM bitacora ORDER BY secuencia DESC LIMIT 1")[0]
    assert (asiento["intencion"], asiento["rev"]) == ("Rehacer: Agregar acuerdo", 3)
    assert por_deshacer(almacen).operacion == ofrecido.operacion, "lo rehecho se deshace otra vez"
    deshacer(almacen, operacion=ultima(almacen))
    assert fila_de(almacen, "acuerdo", acuerdo)["baja"] == 1


def test_lo_cambiado_despues_no_se_pisa(almacen: Almacen) -> None:
    reunion = nueva(almacen, sede="A")
    reuniones.cambiar_datos(almacen, reunion=reunion, rev=1, sede="B")
    primera = ultima(almacen)
    reuniones.cambiar_datos(almacen, reunion=reunion, rev=2, ciudad="Sabinas")
    segunda = ultima(almacen)
    rehusado(almacen, primera, "lo cambió después .«Cambiar datos de la reunión»")
    deshacer(almacen, operacion=segunda)
    rehusado(almacen, segunda, "ya se deshizo")
    deshacer(almacen, operacion=primera)
    assert fila_de(almacen, "reunion", reunion)["sede"] == "A"


def test_deshacer_dos_veces_lo_mismo_no_lo_rehace(almacen: Almacen) -> None:
    reunion = nueva(almacen, sede="A")
    reuniones.cambiar_datos(almacen, reunion=reunion, rev=1, sede="B")
    hecha = ultima(almacen)
    deshacer(almacen, operacion=hecha)
    deshecha = ultima(almacen)
    deshacer(almacen, operacion=deshecha)
    with pytest.raises(ErrorDeNegocio, match="ya está hecho"):
        deshacer(almacen, operacion=deshecha)
    assert fila_de(almacen, "reunion", reunion)["sede"] == "B"


def test_otro_trabajo_despues_quita_lo_rehacible(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    puntos.agregar_punto(almacen, reunion=reunion, asunto="Uno")
    deshacer(almacen, operacion=ultima(almacen))
    assert ultimo_rehacible(almacen.lectura) is not None
    puntos.agregar_punto(almacen, reunion=reunion, asunto="Dos")
    assert ultimo_rehacible(almacen.lectura) is None


def test_toda_la_operacion_o_nada(almacen: Almacen) -> None:
    """One of two records changed since: neither goes back."""
    una, otra = nueva(almacen, sede="A"), nueva(almacen, sede="A")
    with almacen.escribir("Mudar las dos") as u:
        u.traer(Reunion, una).sede = "B"
        u.traer(Reunion, otra).sede = "B"
    juntas = ultima(almacen)
    reuniones.cambiar_datos(almacen, reunion=otra, rev=2, ciudad="Sabinas")
    rehusado(almacen, juntas, "lo cambió después")
    deshacer(almacen, operacion=ultima(almacen))
    deshacer(almacen, operacion=juntas)
    assert [fila_de(almacen, "reunion", r)["sede"] for r in (una, otra)] == ["A", "A"]


def test_varias_escrituras_de_una_operacion_vuelven_al_principio(almacen: Almacen) -> None:
    reunion = nueva(almacen, sede="A", ciudad="Sabinas")
    with almacen.escribir("Cambiar en dos veces") as u:
        encontrada = u.traer(Reunion, reunion)
        encontrada.sede = "B"
        u.asentar()
        encontrada.sede, encontrada.ciudad = "C", "Acuña"
        u.asentar()
    deshacer(almacen, operacion=ultima(almacen))
    fila = fila_de(almacen, "reunion", reunion)
    assert (fila["sede"], fila["ciudad"]) == ("A", "Sabinas")


def test_lo_que_solo_se_agrega_dice_que_hacer(almacen: Almacen) -> None:
    c = completa(almacen)
    dar_seguimiento(almacen, acuerdo=c.acuerdo, fecha=date(2017, 9, 1), nota="Va bien.")
    rehusado(almacen, ultima(almacen), "agregue otro seguimiento")
    cerrar(almacen, c.reunion)
    rehusado(almacen, operacion_sobre(almacen, "acta"), "reabra el acta")
    reabrir_acta(almacen, reunion=c.reunion, motivo="Prueba")
    rehusado(almacen, operacion_sobre(almacen, "reapertura"), "vuelva a cerrarla")
    cerrar(almacen, c.reunion)
    firmar(almacen, c.reunion)
    rehusado(almacen, operacion_sobre(almacen, "firma"), "fe de erratas")


def test_nada_de_un_acta_cerrada_o_firmada_se_deshace(almacen: Almacen) -> None:
    anfitriona, _ = con_visita(almacen)
    operaciones = [
        UUID(f["operacion"])
        for f in almacen.lectura.filas(
            "SELECT DISTINCT operacion FROM bitacora WHERE uuid IN (SELECT uuid FROM "
            "acuerdo UNION SELECT uuid FROM reunion UNION SELECT uuid FROM asistencia "
            "UNION SELECT uuid FROM documento)"
        )
    ]
    control = por_deshacer(almacen)
    assert control.intencion == "Compartir acta"
    cerrar(almacen, anfitriona.reunion)
    assert len(operaciones) > 6
    for operacion in operaciones:
        rehusado(almacen, operacion, "está cerrada: ya no se deshace")
    firmar(almacen, anfitriona.reunion)
    rehusado(almacen, control.operacion, "está firmada")
    assert ultimo_deshacible(almacen.lectura) is None


def test_lo_reabierto_tampoco_vuelve_a_antes_del_cierre(almacen: Almacen) -> None:
    """Closing and reopening stand between: what went before is corrected, not undone."""
    reunion = celebrada(almacen)
    paso = ultima(almacen)
    cerrar(almacen, reunion)
    reabrir_acta(almacen, reunion=reunion, motivo="Prueba")
    rehusado(almacen, paso, "lo cambió después .«Reabrir acta»")


def test_lo_enviado_no_se_deshace_pero_si_se_corrige(almacen: Almacen, tmp_path: Path) -> None:
    reunion = celebrada(almacen)
    celebrar = ultima(almacen)
    acuerdo = principal(acuerdos.agregar_acuerdo(almacen, reunion=reunion, texto="Enviado"))
    alta = ultima(almacen)
    exportar(almacen, tmp_path)
    rehusado(almacen, alta, "ya se envió en un paquete. Retírelo")
    rehusado(almacen, celebrar, "no vuelve a ser borrador")
    rehusado(almacen, operacion_sobre(almacen, "paquete"), "haga otro")
    acuerdos.corregir_acuerdo(almacen, acuerdo=acuerdo, rev=1, texto="Corregido")
    deshacer(almacen, operacion=ultima(almacen))
    assert fila_de(almacen, "acuerdo", acuerdo)["texto"] == "Enviado"
    acuerdos.retirar_acuerdo(almacen, acuerdo=acuerdo, rev=3)
    retiro = ultima(almacen)
    exportar(almacen, tmp_path)
    rehusado(almacen, retiro, "ya se envió como retirado")


def test_un_borrador_que_se_quedo_si_se_deshace(almacen: Almacen, tmp_path: Path) -> None:
    """Control of the one above: a package leaves drafts here, with all that is in them."""
    reunion = nueva(almacen)
    punto = principal(puntos.agregar_punto(almacen, reunion=reunion, asunto="Uno"))
    alta = ultima(almacen)
    exportar(almacen, tmp_path)
    deshacer(almacen, operacion=alta)
    assert fila_de(almacen, "punto_orden_dia", punto)["baja"] == 1
    exportar(almacen, tmp_path)
    deshacer(almacen, operacion=ultimo_rehacible_de(almacen, alta))
    assert fila_de(almacen, "punto_orden_dia", punto)["baja"] == 0


def ultimo_rehacible_de(almacen: Almacen, alta: UUID) -> UUID:
    fila = almacen.lectura.fila("SELECT operacion FROM bitacora WHERE deshace = :alta", {"alta": str(alta)})
    assert fila is not None
    return UUID(fila["operacion"])


def test_lo_retirado_que_se_envio_no_se_rehace(almacen: Almacen, tmp_path: Path) -> None:
    reunion = celebrada(almacen)
    acuerdos.agregar_acuerdo(almacen, reunion=reunion, texto="Nunca enviado vivo")
    deshacer(almacen, operacion=ultima(almacen))
    exportar(almacen, tmp_path)
    assert ultimo_rehacible(almacen.lectura) is None
    vuelta = UUID(almacen.lectura.filas("SELECT operacion FROM bitacora WHERE deshace IS NOT NULL")[0]["operacion"])
    rehusado(almacen, vuelta, "como retirado")


def test_un_alta_de_la_que_dependen_otros_no_se_deshace(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    crear = ultima(almacen)
    punto = principal(puntos.agregar_punto(almacen, reunion=reunion, asunto="Uno"))
    de_punto = ultima(almacen)
    acuerdo = principal(acuerdos.agregar_acuerdo(almacen, reunion=reunion, texto="Uno", punto=punto))
    de_acuerdo = ultima(almacen)
    for operacion in (crear, de_punto):
        rehusado(almacen, operacion, "dependen de él")
    dar_seguimiento(almacen, acuerdo=acuerdo, fecha=date(2017, 9, 1), nota="Va bien.")
    rehusado(almacen, de_acuerdo, "dependen de él")


def test_lo_que_cuelga_de_una_reunion_cancelada_o_retirada_no_se_toca(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    crear = ultima(almacen)
    puntos.agregar_punto(almacen, reunion=reunion, asunto="Uno")
    agregar = ultima(almacen)
    reuniones.cancelar_reunion(almacen, reunion=reunion, rev=1, motivo="Lluvia")
    cancelar = ultima(almacen)
    rehusado(almacen, agregar, "está cancelada")
    deshacer(almacen, operacion=cancelar)
    fila = fila_de(almacen, "reunion", reunion)
    assert (fila["estado"], fila["motivo_estado"]) == ("borrador", None)
    deshacer(almacen, operacion=agregar)
    vuelta = ultima(almacen)
    deshacer(almacen, operacion=crear)
    rehusado(almacen, vuelta, "se retiró")


def test_una_importacion_y_lo_publicado_no_se_deshacen(almacen: Almacen, carpeta_datos_reales: Path) -> None:
    catalogos = ultima(almacen)
    rehusado(almacen, catalogos, "importación")
    importar(almacen, [carpeta_datos_reales], formato=leer_formato(FORMATO))
    rehusado(almacen, ultima(almacen), "importación")
    publicada = UUID(almacen.lectura.filas("SELECT uuid FROM reunion ORDER BY uuid LIMIT 1")[0]["uuid"])
    antes = fila_de(almacen, "reunion", publicada)["sede"]
    reuniones.cambiar_datos(almacen, reunion=publicada, rev=1, sede="Otra")
    deshacer(almacen, operacion=ultima(almacen))
    assert fila_de(almacen, "reunion", publicada)["sede"] == antes, "una corrección de lo publicado sí se deshace"


def test_lo_de_otro_sitio_no_se_deshace(almacen: Almacen) -> None:
    with almacen.escribir("Recibir de prueba") as u:
        u.agregar(Reunion(tipo=u.varios(TipoReunion)[0], folio_provisional="NTE-0001", origen=uuid_nuevo()))
    rehusado(almacen, ultima(almacen), "otro sitio")


def test_compartir_acta_no_vuelve_en_cadena(almacen: Almacen) -> None:
    anfitriona, visita = celebrada(almacen), celebrada(almacen)
    reuniones.compartir_acta(almacen, reunion=visita, rev=rev_de(almacen, "reunion", visita), con=anfitriona)
    reuniones.compartir_acta(almacen, reunion=visita, rev=rev_de(almacen, "reunion", visita), con=None)
    separar = ultima(almacen)
    rev = rev_de(almacen, "reunion", anfitriona)
    reuniones.compartir_acta(almacen, reunion=anfitriona, rev=rev, con=celebrada(almacen))
    rehusado(almacen, separar, "ya comparte")


def test_una_operacion_desconocida(almacen: Almacen) -> None:
    with pytest.raises(ErrorDeNegocio, match="ya no está en la bitácora"):
        deshacer(almacen, operacion=uuid_nuevo())


def test_sin_sitio_no_hay_que_deshacer(almacen_vacio: Almacen) -> None:
    assert ultimo_deshacible(almacen_vacio.lectura) is None
    assert ultimo_rehacible(almacen_vacio.lectura) is None


def test_lo_deshecho_de_una_asistencia_dice_su_nombre(almacen: Almacen) -> None:
    asistencias.registrar_asistencia(almacen, reunion=nueva(almacen), persona=FIRMANTE)
    assert por_deshacer(almacen).sobre == FIRMANTE
    puntos.agregar_punto(almacen, reunion=nueva(almacen), asunto="x" * 200)
    sobre = por_deshacer(almacen).sobre
    assert sobre is not None
    assert (len(sobre), sobre[-1]) == (60, "…")


def test_lo_que_al_final_no_cambio_no_se_ofrece(almacen: Almacen) -> None:
    """Unlinked and linked again in one operation: the log has two entries, and there is nothing to take back."""
    reunion = nueva(almacen)
    _enlazar(almacen, reunion, ["PAL1-C5", "PAL1-C6"])
    enlazar = ultima(almacen)
    with almacen.escribir("Quitar y poner") as u:
        encontrada = u.traer(Reunion, reunion)
        primero = encontrada.compromisos.pop(0)
        u.asentar()
        encontrada.compromisos.append(primero)
        u.asentar()
    assert ultima(almacen) != enlazar
    rehusado(almacen, ultima(almacen), "no cambió nada")
    assert por_deshacer(almacen).operacion == enlazar


def test_dos_recesos_iguales_vuelven_los_dos(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    for _ in range(2):
        rev = rev_de(almacen, "reunion", reunion)
        reuniones.anotar_receso(almacen, reunion=reunion, rev=rev, inicio="11:00", fin=None, motivo=None)
    _quitar_receso(almacen, reunion, 0)
    deshacer(almacen, operacion=ultima(almacen))
    filas = almacen.lectura.filas("SELECT inicio FROM receso WHERE reunion = :r", {"r": str(reunion)})
    assert filas == [{"inicio": "11:00"}] * 2
