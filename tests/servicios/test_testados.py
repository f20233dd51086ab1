"""Marking by hand on a closed acta, keeping what is proposed, and what neither of them may do."""

from datetime import date
from uuid import UUID

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.version_publica import Tachado
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios import testados as servicio
from enlace_app.servicios.actas import reabrir_acta
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.deshacer import deshacer
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.reuniones import dar_paso
from tests.servicios.escenario import celebrada, cerrar, con_visita, fila_de, nueva, rev_de

VECINA = "Rosa María Ejemplo Prueba"
DESARROLLO = "Habló ROSA EJEMPLO, tel. 844 123 4567, de Calle Inventada 5."


@pytest.fixture
def reunion(almacen: Almacen) -> UUID:
    """A closed acta in which a neighbour who did not consent is named, in two fields and two texts."""
    reunion = nueva(almacen)
    registrar_asistencia(almacen, reunion=reunion, persona="Persona Dos", cargo="Directora", organizacion="Institución")
    registrar_asistencia(almacen, reunion=reunion, persona=VECINA, calidad="particular")
    agregar_punto(almacen, reunion=reunion, asunto="Único", desarrollo=DESARROLLO)
    agregar_acuerdo(
        almacen,
        reunion=reunion,
        texto="Visitar CALLE inventada 5.",
        responsables=[f"{VECINA} (vecina)", "CONAGUA"],
        plazo="31 de octubre de 2017",
    )
    dar_paso(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), estado="celebrada")
    cerrar(almacen, reunion)
    return reunion


def tachados(almacen: Almacen, reunion: UUID) -> tuple[Tachado, ...]:
    return servicio.propuesta_de_version_publica(almacen, reunion).propuesta.tachados


def test_se_propone_lo_que_los_paquetes_reservan_y_los_datos_con_forma(almacen: Almacen, reunion: UUID) -> None:
    assert [(t.n, t.donde, t.dato, t.causal) for t in tachados(almacen, reunion)] == [
        (1, "Asistente 2, nombre", VECINA, "nombre"),
        (2, "Punto 1, desarrollo", "ROSA EJEMPLO", "nombre"),
        (3, "Punto 1, desarrollo", "844 123 4567", "telefono"),
        (4, "Acuerdo 1, responsable 1", f"{VECINA} (vecina)", "nombre"),
    ]
    vista = servicio.propuesta_de_version_publica(almacen, reunion)
    assert {c.fundamento for c in vista.causales} == {None}
    assert vista.propuesta.tachados[0].motivo == "Nombre de un particular que no consintió en publicarlo"


def test_quien_consintio_aparece(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    registrar_asistencia(almacen, reunion=reunion, persona=VECINA, calidad="particular", consiente_publicar=True)
    agregar_punto(almacen, reunion=reunion, asunto="Único", desarrollo="Habló Rosa Ejemplo.")
    dar_paso(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), estado="celebrada")
    cerrar(almacen, reunion)
    assert tachados(almacen, reunion) == ()


def test_se_marca_se_avisa_donde_mas_esta_y_se_quita(almacen: Almacen, reunion: UUID) -> None:
    antes = fila_de(almacen, "reunion", reunion)["rev"]
    desde = DESARROLLO.index("Calle")
    ruta = "/orden_del_dia/0/desarrollo"
    servicio.marcar(
        almacen, reunion=reunion, ruta=ruta, desde=desde, hasta=desde + 17, causal="domicilio", nota=" Ver. "
    )
    vista = servicio.propuesta_de_version_publica(almacen, reunion)
    marcado = next(t for t in vista.propuesta.tachados if t.marca)
    assert (marcado.dato, marcado.motivo, marcado.nota) == ("Calle Inventada 5", "Domicilio personal", "Ver.")
    assert "El mismo texto «Calle Inventada 5» aparece también en: Acuerdo 1, texto." in map(str, vista.avisos)
    assert marcado.marca is not None
    assert fila_de(almacen, "reunion", reunion)["rev"] == antes
    with pytest.raises(ErrorDeNegocio, match="ya está testado"):
        servicio.marcar(almacen, reunion=reunion, ruta=ruta, desde=desde, hasta=desde + 17, causal="domicilio")
    with pytest.raises(ErrorDeNegocio):
        servicio.desmarcar(almacen, testado=marcado.marca, rev=marcado.rev + 1)
    servicio.desmarcar(almacen, testado=marcado.marca, rev=marcado.rev)
    assert not any(t.marca for t in tachados(almacen, reunion))
    operacion = almacen.lectura.filas("SELECT operacion FROM bitacora ORDER BY secuencia DESC LIMIT 1")
    deshacer(almacen, operacion=UUID(operacion[0]["operacion"]))
    assert any(t.marca for t in tachados(almacen, reunion))


def test_un_pasaje_se_testa_dondequiera_o_una_sola_vez(almacen: Almacen, reunion: UUID) -> None:
    assert servicio.marcar_texto(almacen, reunion=reunion, texto="calle inventada", causal="otro", aparicion=2) == 1
    assert [t.donde for t in tachados(almacen, reunion) if t.marca] == ["Acuerdo 1, texto"]
    assert servicio.marcar_texto(almacen, reunion=reunion, texto="calle inventada", causal="domicilio") == 1
    assert servicio.marcar_texto(almacen, reunion=reunion, texto="calle inventada", causal="domicilio") == 0
    assert [t.dato for t in tachados(almacen, reunion) if t.marca] == ["Calle Inventada", "CALLE inventada"]
    with pytest.raises(ErrorDeNegocio, match="No existe la causal «inventada»"):
        servicio.marcar_texto(almacen, reunion=reunion, texto="calle inventada", causal="inventada")
    for vacio in ("", " \n"):
        with pytest.raises(ErrorDeNegocio, match="Escriba el pasaje"):
            servicio.marcar_texto(almacen, reunion=reunion, texto=vacio, causal="domicilio")
    for malo in ({"texto": "no está"}, {"texto": "calle inventada", "aparicion": 3}):
        with pytest.raises(ErrorDeNegocio):
            servicio.marcar_texto(almacen, reunion=reunion, causal="domicilio", **malo)


def test_lo_propuesto_se_conserva_con_motivo_y_se_vuelve_a_testar(almacen: Almacen, reunion: UUID) -> None:
    telefono = next(t for t in tachados(almacen, reunion) if t.causal == "telefono")
    lugar = {"ruta": telefono.ruta, "desde": telefono.desde, "hasta": telefono.hasta}
    with pytest.raises(ErrorDeNegocio, match="por qué se conserva"):
        servicio.conservar(almacen, reunion=reunion, motivo="  ", **lugar)  # type: ignore[arg-type]
    servicio.conservar(almacen, reunion=reunion, motivo="Es de una oficina.", **lugar)  # type: ignore[arg-type]
    propuesta = servicio.propuesta_de_version_publica(almacen, reunion).propuesta
    assert "844 123 4567" in propuesta.contenido["orden_del_dia"][0]["desarrollo"]
    (conservado,) = propuesta.conservados
    assert conservado.motivo == "Es de una oficina."
    with pytest.raises(ErrorDeNegocio, match="ya no propone"):
        servicio.conservar(almacen, reunion=reunion, motivo="Otra vez.", **lugar)  # type: ignore[arg-type]
    servicio.desmarcar(almacen, testado=conservado.marca, rev=conservado.rev)
    assert telefono in tachados(almacen, reunion)
    # The same datum wherever it stands, in one operation.
    primero = tachados(almacen, reunion)[0]
    lugar = {"ruta": primero.ruta, "desde": primero.desde, "hasta": primero.hasta}
    servicio.conservar(almacen, reunion=reunion, motivo="Consintió después.", todas=True, **lugar)  # type: ignore[arg-type]
    assert [t.dato for t in tachados(almacen, reunion) if t.causal == "nombre"] == [
        "ROSA EJEMPLO",
        f"{VECINA} (vecina)",
    ]


def test_quien_se_reserva_en_otra_reunion_tampoco_aparece_en_esta(almacen: Almacen, reunion: UUID) -> None:
    """Earlier agreements are told in later actas; who came with an office is public in the one that she came to."""
    otra = nueva(almacen, fecha=date(2017, 8, 18))
    registrar_asistencia(almacen, reunion=otra, persona="Persona Dos", cargo="Directora", organizacion="Institución")
    agregar_punto(almacen, reunion=otra, asunto="Único", desarrollo=f"Se recordó lo que dijo {VECINA}.")
    dar_paso(almacen, reunion=otra, rev=rev_de(almacen, "reunion", otra), estado="celebrada")
    cerrar(almacen, otra)
    assert [t.dato for t in tachados(almacen, otra)] == [VECINA]
    con_cargo = nueva(almacen, fecha=date(2017, 9, 18))
    registrar_asistencia(almacen, reunion=con_cargo, persona=VECINA, cargo="Regidora", organizacion="Institución")
    agregar_punto(almacen, reunion=con_cargo, asunto="Único", desarrollo="Habló Rosa Ejemplo.")
    dar_paso(almacen, reunion=con_cargo, rev=rev_de(almacen, "reunion", con_cargo), estado="celebrada")
    cerrar(almacen, con_cargo)
    assert tachados(almacen, con_cargo) == ()


def test_solo_de_lo_cerrado_con_causal_conocida_y_en_un_texto_del_acta(almacen: Almacen, reunion: UUID) -> None:
    with pytest.raises(ErrorDeNegocio, match="No existe la causal «inventada»; las que hay: correo"):
        servicio.marcar(almacen, reunion=reunion, ruta="/acuerdos/0/texto", causal="inventada")
    for ruta in ("/folio", "/anexos/0/sha256", "/acuerdos/9/texto", "/reunion/zona"):
        with pytest.raises(ErrorDeNegocio):
            servicio.marcar(almacen, reunion=reunion, ruta=ruta, causal="otro")
    abierta = celebrada(almacen)
    with pytest.raises(ErrorDeNegocio, match="no está cerrada"):
        servicio.propuesta_de_version_publica(almacen, abierta)
    anfitriona, visita = con_visita(almacen)
    cerrar(almacen, anfitriona.reunion)
    with pytest.raises(ErrorDeNegocio, match="comparte el acta"):
        servicio.propuesta_de_version_publica(almacen, visita.reunion)


def test_lo_marcado_en_una_version_no_pasa_a_la_siguiente_y_se_dice(almacen: Almacen, reunion: UUID) -> None:
    servicio.marcar(almacen, reunion=reunion, ruta="/acuerdos/0/texto", causal="otro")
    reabrir_acta(almacen, reunion=reunion, motivo="Prueba.")
    with pytest.raises(ErrorDeNegocio, match="no está cerrada"):
        servicio.propuesta_de_version_publica(almacen, reunion)
    cerrar(almacen, reunion)
    vista = servicio.propuesta_de_version_publica(almacen, reunion)
    assert vista.version == 2
    assert not any(t.marca for t in vista.propuesta.tachados)
    assert "(1 pasaje); no pasa a esta" in str(vista.avisos[0])
