"""What a person does to a meeting before its acta is closed."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.actas import reabrir_acta
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.servicios.asistencias import corregir_asistencia, registrar_asistencia
from enlace_app.servicios.documentos import registrar_documento
from enlace_app.servicios.nombramientos import nombrar
from enlace_app.servicios.personas import agregar_persona
from enlace_app.servicios.reuniones import (
    anotar_receso,
    cambiar_clase,
    cambiar_datos,
    cambiar_ejercicio,
    cambiar_fecha,
    cancelar_reunion,
    compartir_acta,
    crear_reunion,
    dar_paso,
    nueva_desde,
    quitar_receso,
    retirar_reunion,
    situar_reunion,
    vincular_compromisos,
    vincular_regiones,
)
from enlace_app.servicios.seguimientos import dar_seguimiento
from tests.servicios.escenario import (
    celebrada,
    cerrar,
    completa,
    fila_de,
    municipio_de,
    nueva,
    principal,
    rev_de,
    uuid_de,
    volcado,
)


def test_para_empezar_basta_el_tipo(almacen: Almacen) -> None:
    reunion = principal(crear_reunion(almacen, tipo=uuid_de(almacen, "tipo_reunion", "mesa_regional")))
    fila = fila_de(almacen, "reunion", reunion)
    sitio = almacen.lectura.fila("SELECT marca, zona FROM sitio")
    assert sitio is not None
    assert fila["folio_provisional"] == f"CAR-{sitio['marca']}-0001"
    assert (fila["estado"], fila["precision"], fila["folio"]) == ("borrador", "no_indicada", None)
    assert (fila["zona"], fila["zona_supuesta"]) == (sitio["zona"], 1)
    otra = fila_de(almacen, "reunion", nueva(almacen))
    assert otra["folio_provisional"].endswith("-0002")


def test_el_municipio_da_la_hora(almacen: Almacen) -> None:
    reunion = nueva(almacen, municipio=municipio_de(almacen, "Piedras Negras"))
    assert fila_de(almacen, "reunion", reunion)["zona"] == "America/Matamoros"
    situar_reunion(almacen, reunion=reunion, rev=1, municipio=None)
    assert fila_de(almacen, "reunion", reunion)["zona_supuesta"] == 1


def test_se_llena_lo_que_se_da_y_lo_demas_queda(almacen: Almacen) -> None:
    reunion = nueva(almacen, sede="Sala", hora_inicio="9:30 a. m.")
    cambiar_datos(almacen, reunion=reunion, rev=1, hora_fin="13 h", sede="  Otra sala ")
    fila = fila_de(almacen, "reunion", reunion)
    assert (fila["hora_inicio"], fila["hora_fin"], fila["sede"]) == ("09:30", "13:00", "Otra sala")


@pytest.mark.parametrize("vacio", ["", "   ", "\n", None])
def test_lo_que_se_vacia_queda_sin_registro(almacen: Almacen, vacio: str | None) -> None:
    reunion = nueva(almacen, sede="Sala", hora_inicio="10:00", preside="Persona Dos")
    cambiar_datos(almacen, reunion=reunion, rev=1, sede=vacio, hora_inicio=vacio, preside=vacio)
    fila = fila_de(almacen, "reunion", reunion)
    assert (fila["sede"], fila["hora_inicio"], fila["preside"]) == (None, None, None)


@pytest.mark.parametrize(
    ("datos", "pista"),
    [
        ({"hora_inicio": "mañana"}, "«mañana» no es una hora"),
        ({"hora_fin": "25:00"}, "no es una hora"),
        ({"presentes_n": -1}, "negativo"),
        ({"programada": date(217, 7, 18)}, "Fecha programada: el año 217"),
        ({"sede": "漢"}, "^Sede: "),
    ],
)
def test_lo_que_no_puede_ser_se_rechaza_y_nada_cambia(almacen: Almacen, datos: dict[str, Any], pista: str) -> None:
    reunion = nueva(almacen)
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match=pista):
        cambiar_datos(almacen, reunion=reunion, rev=1, **datos)
    assert volcado(almacen) == antes


@pytest.mark.parametrize("anio", [1, 217, 1899, 2201, 9999])
def test_un_anio_imposible_se_rechaza(almacen: Almacen, anio: int) -> None:
    reunion = nueva(almacen)
    with pytest.raises(ErrorDeNegocio, match=f"el año {anio} no es posible"):
        cambiar_fecha(almacen, reunion=reunion, rev=1, fecha=date(anio, 2, 1))
    with pytest.raises(ErrorDeNegocio, match="no es posible"):
        nueva(almacen, fecha=date(anio, 2, 1))
    cambiar_fecha(almacen, reunion=reunion, rev=1, fecha=date(2017, 7, 19))
    assert fila_de(almacen, "reunion", reunion)["fecha"] == "2017-07-19"


def test_los_recesos_se_anotan_en_orden_o_se_rechazan(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    with pytest.raises(ErrorDeNegocio, match="antes de empezar"):
        anotar_receso(almacen, reunion=reunion, rev=1, inicio="11:00", fin="10:00", motivo=None)
    anotar_receso(almacen, reunion=reunion, rev=1, inicio="11:00", fin=None, motivo=" ")
    assert rev_de(almacen, "reunion", reunion) == 2, "un receso es un cambio de la reunión"
    (receso,) = almacen.lectura.filas("SELECT inicio, fin, motivo FROM receso")
    assert receso == {"inicio": "11:00", "fin": None, "motivo": None}


def test_los_pasos_y_los_que_tienen_orden_propia(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    for rev, estado in enumerate(("convocada", "celebrada", "en_revision", "celebrada"), start=1):
        dar_paso(almacen, reunion=reunion, rev=rev, estado=estado)
    for estado in ("cerrada", "firmada", "cancelada"):
        with pytest.raises(ErrorDeNegocio, match="su propia orden"):
            dar_paso(almacen, reunion=reunion, rev=5, estado=estado)
    with pytest.raises(ErrorDeNegocio, match="No existe el estado «lista»"):
        dar_paso(almacen, reunion=reunion, rev=5, estado="lista")
    with pytest.raises(ErrorDeNegocio, match="no puede pasar a convocada"):
        dar_paso(almacen, reunion=reunion, rev=5, estado="convocada")


def test_lo_cancelado_ya_no_se_modifica(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    with pytest.raises(ErrorDeNegocio, match="motivo"):
        cancelar_reunion(almacen, reunion=reunion, rev=1, motivo=" ")
    cancelar_reunion(almacen, reunion=reunion, rev=1, motivo="Lluvia.")
    with pytest.raises(ErrorDeNegocio, match="ya no se modifica"):
        cambiar_datos(almacen, reunion=reunion, rev=2, sede="Sala")
    with pytest.raises(ErrorDeNegocio, match="ya no se modifica"):
        dar_paso(almacen, reunion=reunion, rev=2, estado="celebrada")


def test_una_visita_comparte_el_acta_y_vuelve_a_tener_la_suya(almacen: Almacen) -> None:
    anfitriona, visita, tercera = (celebrada(almacen) for _ in range(3))

    def compartir(reunion: Any, con: Any) -> None:
        compartir_acta(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), con=con)

    compartir(visita, anfitriona)
    assert fila_de(almacen, "reunion", visita)["parte_de"] == str(anfitriona)
    with pytest.raises(ErrorDeNegocio, match="parte de sí misma"):
        compartir(tercera, tercera)
    with pytest.raises(ErrorDeNegocio, match="ya es parte de otra acta"):
        compartir(tercera, visita)
    with pytest.raises(ErrorDeNegocio, match="no puede ceder la suya"):
        compartir(anfitriona, tercera)
    compartir(visita, None)
    assert fila_de(almacen, "reunion", visita)["parte_de"] is None
    cerrar(almacen, anfitriona)
    with pytest.raises(ErrorDeNegocio, match="está cerrada"):
        compartir(visita, anfitriona)


def test_el_estado_se_lee_como_lo_dice_la_gente() -> None:
    assert EstadoReunion.EN_REVISION.etiqueta == "en revisión"
    assert EstadoReunion.NO_CELEBRADA.etiqueta == "no celebrada por falta de quórum"
    assert EstadoReunion.CERRADA.etiqueta == "cerrada"


def derechos(almacen: Almacen, asistencia: UUID) -> tuple[int | None, int | None]:
    fila = fila_de(almacen, "asistencia", asistencia)
    return fila["voz"], fila["voto"]


def con_votante(almacen: Almacen, **datos: Any) -> tuple[UUID, UUID]:
    """A session attended by someone whose seat in it ended on 31 July 2017."""
    dos = principal(agregar_persona(almacen, nombre="Persona Dos"))
    nombrar(almacen, persona=dos, rol="representante", parte="sociedad civil", hasta=date(2017, 7, 31))
    reunion = nueva(almacen, "sesion_ordinaria", **datos)
    return reunion, principal(registrar_asistencia(almacen, reunion=reunion, persona="Persona Dos"))


def test_al_mover_la_fecha_vota_quien_tiene_nombramiento_ese_dia(almacen: Almacen) -> None:
    reunion, asistencia = con_votante(almacen)
    assert derechos(almacen, asistencia) == (1, 1)
    cambiar_fecha(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), fecha=date(2017, 8, 1))
    assert derechos(almacen, asistencia) == (0, 0)
    cambiar_fecha(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), fecha=date(2017, 7, 31))
    assert derechos(almacen, asistencia) == (1, 1)


def test_lo_que_se_escribio_de_los_derechos_no_se_mueve(almacen: Almacen) -> None:
    reunion, asistencia = con_votante(almacen)
    corregir_asistencia(almacen, asistencia=asistencia, rev=rev_de(almacen, "asistencia", asistencia), voto=False)
    cambiar_fecha(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), fecha=date(2017, 8, 1))
    assert derechos(almacen, asistencia) == (1, 0), "lo expreso queda, aunque la regla diga otra cosa"


def test_quien_facilita_deja_de_votar_y_al_quitarlo_vuelve(almacen: Almacen) -> None:
    reunion, asistencia = con_votante(almacen)
    cambiar_datos(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), facilitador="Persona Dos")
    assert derechos(almacen, asistencia) == (1, 0)
    cambiar_datos(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), facilitador=None)
    assert derechos(almacen, asistencia) == (1, 1)


def test_el_tipo_cambia_mientras_no_haya_folio(almacen: Almacen) -> None:
    reunion, asistencia = con_votante(almacen)
    eleccion = almacen.lectura.fila("SELECT uuid FROM tipo_reunion WHERE con_votacion AND NOT con_quorum")
    assert eleccion is not None
    cambiar_clase(almacen, reunion=reunion, rev=1, tipo=UUID(eleccion["uuid"]))
    assert derechos(almacen, asistencia) == (None, None), "ahí vota quien se anota"
    cerrada = celebrada(almacen)
    cerrar(almacen, cerrada)
    reabrir_acta(almacen, reunion=cerrada, motivo="Faltó una hora.")
    with pytest.raises(ErrorDeNegocio, match="su folio dice qué tipo"):
        cambiar_clase(
            almacen,
            reunion=cerrada,
            rev=rev_de(almacen, "reunion", cerrada),
            tipo=uuid_de(almacen, "tipo_reunion", "taller"),
        )


def test_el_ejercicio_decide_que_nombramientos_valen(almacen: Almacen) -> None:
    dos = principal(agregar_persona(almacen, nombre="Persona Dos"))
    pal1 = uuid_de(almacen, "ejercicio", "PAL1")
    nombrar(almacen, persona=dos, rol="representante", parte="sociedad civil", ejercicio=pal1)
    reunion = nueva(almacen, "sesion_ordinaria")
    asistencia = principal(registrar_asistencia(almacen, reunion=reunion, persona="Persona Dos"))
    assert derechos(almacen, asistencia) == (1, 1)
    cambiar_ejercicio(almacen, reunion=reunion, rev=1, ejercicio=uuid_de(almacen, "ejercicio", "PAL2"))
    assert derechos(almacen, asistencia)[1] != 1


def test_regiones_y_compromisos_se_ponen_todos_a_la_vez(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    regiones = [uuid_de(almacen, "region", clave) for clave in ("CAR", "NTE")]
    compromisos = [uuid_de(almacen, "compromiso", "PAL1-C6")]
    vincular_regiones(almacen, reunion=reunion, rev=1, regiones=[*regiones, regiones[0]])
    vincular_compromisos(almacen, reunion=reunion, rev=2, compromisos=compromisos)
    assert fila_de(almacen, "reunion", reunion)["rev"] == 3, "un enlace también cuenta como cambio"
    vincular_regiones(almacen, reunion=reunion, rev=3, regiones=regiones[1:])
    enlaces = almacen.lectura.filas("SELECT region FROM reunion_region")
    assert [e["region"] for e in enlaces] == [str(regiones[1])]
    with pytest.raises(ErrorDeNegocio, match="cambió después"):
        vincular_regiones(almacen, reunion=reunion, rev=3, regiones=())


def test_un_receso_anotado_despues_se_quita(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    with pytest.raises(ErrorDeNegocio, match="no puede terminar"):
        anotar_receso(almacen, reunion=reunion, rev=1, inicio="11:00", fin="10:30", motivo=None)
    anotar_receso(almacen, reunion=reunion, rev=1, inicio="11:00", fin="11:20", motivo="Comida")
    with pytest.raises(ErrorDeNegocio, match="10:00"):
        quitar_receso(almacen, reunion=reunion, rev=2, inicio="10 h")
    quitar_receso(almacen, reunion=reunion, rev=2, inicio="11 h")
    assert almacen.lectura.filas("SELECT 1 FROM receso") == []


def test_una_nueva_desde_otra_no_inventa_lo_que_paso(almacen: Almacen) -> None:
    caso = completa(almacen, preside="Persona Tres", convoca="Persona Cuatro", modalidad="presencial")
    hecha = nueva_desde(almacen, reunion=caso.reunion, fecha=date(2017, 9, 18))
    reunion = principal(hecha)
    antes, despues = fila_de(almacen, "reunion", caso.reunion), fila_de(almacen, "reunion", reunion)
    iguales = ("tipo", "ejercicio", "municipio", "zona", "sede", "modalidad")
    assert {n: despues[n] for n in iguales} == {n: antes[n] for n in iguales}
    vacios = ("hora_inicio", "hora_fin", "convoca", "preside", "facilitador", "numero", "presentes_n", "folio")
    assert {despues[n] for n in vacios} == {None}
    assert (despues["estado"], despues["fecha"]) == ("borrador", "2017-09-18")
    assert despues["folio_provisional"] != antes["folio_provisional"]
    puntos = almacen.lectura.filas(
        "SELECT asunto, desarrollo FROM punto_orden_dia WHERE reunion = :r", {"r": str(reunion)}
    )
    assert puntos == [{"asunto": "Primero", "desarrollo": None}]
    for tabla in ("asistencia", "acuerdo", "votacion", "documento", "receso"):
        assert almacen.lectura.filas(f"SELECT 1 FROM {tabla} WHERE reunion = :r", {"r": str(reunion)}) == [], tabla
    for tabla in ("reunion_region", "reunion_compromiso"):
        assert len(almacen.lectura.filas(f"SELECT 1 FROM {tabla} WHERE reunion = :r", {"r": str(reunion)})) == 1, tabla


def test_un_borrador_por_error_se_retira_con_lo_suyo_de_una_vez(almacen: Almacen) -> None:
    reunion = celebrada(almacen)
    agregar_acuerdo(almacen, reunion=reunion, texto="Nada.", responsables=["Vecinos"], plazo="sin plazo: de prueba")
    retirar_reunion(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion))
    for tabla in ("reunion", "asistencia", "punto_orden_dia", "acuerdo"):
        assert [f["baja"] for f in almacen.lectura.filas(f"SELECT baja FROM {tabla}")] == [1], tabla
    with pytest.raises(ErrorDeNegocio, match="se retiró; ya no se modifica"):
        retirar_reunion(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion))
    operaciones = almacen.lectura.filas("SELECT DISTINCT operacion FROM bitacora WHERE intencion = 'Retirar reunión'")
    assert len(operaciones) == 1, "una sola operación, para que se pueda deshacer entera"


def test_no_se_retira_lo_que_otros_citan(almacen: Almacen) -> None:
    reunion = celebrada(almacen)
    acuerdo = principal(
        agregar_acuerdo(almacen, reunion=reunion, texto="Uno.", responsables=["Vecinos"], plazo="sin plazo: de prueba")
    )
    dar_seguimiento(almacen, acuerdo=acuerdo, fecha=date(2017, 8, 1), nota="Va.")
    agregar_acuerdo(
        almacen,
        reunion=celebrada(almacen),
        texto="Dos.",
        responsables=["Vecinos"],
        plazo="sin plazo: de prueba",
        deriva_de=acuerdo,
    )
    registrar_documento(almacen, sentido="entrega", tipo="oficio", fecha=date(2017, 8, 1), reunion=reunion)
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio) as error:
        retirar_reunion(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion))
    for pista in ("tiene documentos", "ya tienen seguimiento", "derivan los de otras"):
        assert pista in str(error.value)
    assert volcado(almacen) == antes


def test_lo_que_se_cerro_una_vez_no_se_retira(almacen: Almacen) -> None:
    reunion = celebrada(almacen)
    cerrar(almacen, reunion)
    with pytest.raises(ErrorDeNegocio, match="está cerrada"):
        retirar_reunion(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion))
    reabrir_acta(almacen, reunion=reunion, motivo="Faltó una hora.")
    with pytest.raises(ErrorDeNegocio, match="su folio no se borra"):
        retirar_reunion(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion))
