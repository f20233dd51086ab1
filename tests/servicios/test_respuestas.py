"""What the authority answers to a record: only about what arrived, each official folio once, told until it is sent."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from enlace_app.consultas import acuses, propuestas
from enlace_app.consultas.acuses_por_hacer import en_palabras, por_enviar
from enlace_app.consultas.deshacer import exigir_vuelta
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.textos import Alfabeto
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios.acuses import asignar_folio_oficial, hacer_acuse, observar_registro
from enlace_app.servicios.deshacer import deshacer
from enlace_app.servicios.organizaciones import cambiar_organizacion
from enlace_app.servicios.propuestas import al_dia, declinar_propuesta, tomar_propuesta
from enlace_app.sincronizacion.formato import leer_formato
from tests.servicios.autoridad import PUBLICADA, Autoridad
from tests.servicios.escenario import fila_de, nueva, volcado


@pytest.fixture
def garante(molde_de_autoridad: Autoridad, tmp_path: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    with Almacen(CarpetaDatos(molde_de_autoridad.copia(tmp_path / "garante")), alfabeto=alfabeto) as almacen:
        yield almacen


def test_solo_se_responde_a_lo_que_llego(garante: Almacen, molde_de_autoridad: Autoridad) -> None:
    propia = nueva(garante)
    folio = fila_de(garante, "documento", molde_de_autoridad.de_otra.documento)["folio"]
    asignar_folio_oficial(garante, registro=molde_de_autoridad.de_una.acuerdo, folio="  OF/ 1 ")
    observar_registro(garante, registro=molde_de_autoridad.de_una.acuerdo, texto="Falta la firma.")
    antes = volcado(garante)
    for registro in (propia, uuid4()):
        with pytest.raises(ErrorDeNegocio, match="no llegó"):
            observar_registro(garante, registro=registro, texto="Algo.")
        with pytest.raises(ErrorDeNegocio, match="no llegó"):
            asignar_folio_oficial(garante, registro=registro, folio="OF/2")
    for texto, motivo in (
        (" \n", "Escriba"),
        ("Falta la firma.", "eso mismo"),
        ("a\x00b", "Observación"),
        ("x" * 32_768, "Observación"),
    ):
        with pytest.raises(ErrorDeNegocio, match=motivo):
            observar_registro(garante, registro=molde_de_autoridad.de_una.acuerdo, texto=texto)
    for suyo, motivo in (("", "Escriba"), ("OF/ 1", "ya lleva"), ("a\x00b", "Folio oficial")):
        with pytest.raises(ErrorDeNegocio, match=motivo):
            asignar_folio_oficial(garante, registro=molde_de_autoridad.de_una.acuerdo, folio=suyo)
    for ajeno in ("of/ 1", folio):
        with pytest.raises(ErrorDeNegocio, match=r"otro registro \((Acuerdo|Documento) "):
            asignar_folio_oficial(garante, registro=molde_de_autoridad.de_una.reunion, folio=ajeno)
    assert volcado(garante) == antes
    asignar_folio_oficial(garante, registro=molde_de_autoridad.de_una.acuerdo, folio="OF/3", motivo="Se corrigió.")
    assert acuses.folios_oficiales(garante.lectura) == {str(molde_de_autoridad.de_una.acuerdo): "OF/3"}
    with garante.escribir("Como si quien lo envió lo retirara") as u:
        de_una = {"uuid": str(molde_de_autoridad.de_una.acuerdo)}
        u.filas("UPDATE fila_recibida SET retirada = 1 WHERE uuid = :uuid RETURNING uuid", de_una)
    with pytest.raises(ErrorDeNegocio, match="ya lo retiró"):
        observar_registro(garante, registro=molde_de_autoridad.de_una.acuerdo, texto="Otra cosa.")


def test_lo_decidido_espera_su_acuse(garante: Almacen, molde_de_autoridad: Autoridad) -> None:
    primero, segundo = molde_de_autoridad.recibidos
    assert [(p.recibido, p.sin_acuse) for p in por_enviar(garante.lectura)] == [(r, True) for r in _en_orden(garante)]
    for recibido in molde_de_autoridad.recibidos:
        hacer_acuse(garante, recibido=recibido)
    assert (por_enviar(garante.lectura), en_palabras([])) == ([], "")
    observar_registro(garante, registro=molde_de_autoridad.de_una.acuerdo, texto="Falta la firma.")
    observar_registro(garante, registro=molde_de_autoridad.de_una.reunion, texto="Falta la sede.")
    asignar_folio_oficial(garante, registro=molde_de_autoridad.de_una.reunion, folio="OF/1")
    (propuesta,) = propuestas.listar(garante.lectura)
    declinar_propuesta(garante, propuesta=UUID(propuesta.uuid), rev=propuesta.rev, respuesta="No es su sigla.")
    (pendiente,) = por_enviar(garante.lectura)
    assert pendiente.recibido == primero
    assert (pendiente.observaciones, pendiente.folios, pendiente.respuestas) == (2, 1, 1)
    assert en_palabras([pendiente]) == (
        "Sin enviar: 2 observaciones, 1 folio oficial y 1 respuesta a propuestas. "
        "Haga acuse del paquete 1 de Persona Uno (Carbonífera)."
    )
    hacer_acuse(garante, recibido=primero)
    observar_registro(garante, registro=molde_de_autoridad.de_otra.reunion, texto="Falta la sede.")
    assert [p.recibido for p in por_enviar(garante.lectura)] == [segundo]


def _en_orden(garante: Almacen) -> list[str]:
    filas = garante.lectura.filas("SELECT uuid FROM paquete_recibido ORDER BY sitio")
    return [f["uuid"] for f in filas]


def test_lo_respondido_a_una_propuesta_se_deshace_entero(garante: Almacen) -> None:
    formato = leer_formato(carpeta_recursos() / "formato_paquete.csv")
    (propuesta,) = propuestas.listar(garante.lectura)
    assert propuesta.valores["nombre"] == "Organización de Prueba"
    tomar_propuesta(garante, propuesta=UUID(propuesta.uuid), rev=propuesta.rev, formato=formato, respuesta="Gracias.")
    assert fila_de(garante, "organizacion", PUBLICADA)["sigla"] == "ODP"
    operacion = propuestas.operacion_de_respuesta(garante.lectura, propuesta.uuid)
    assert operacion is not None
    deshacer(garante, operacion=UUID(operacion))
    assert fila_de(garante, "organizacion", PUBLICADA)["sigla"] is None
    (otra_vez,) = propuestas.listar(garante.lectura)
    assert (otra_vez.uuid, otra_vez.estado, otra_vez.respuesta, otra_vez.respondida) == (
        propuesta.uuid,
        "pendiente",
        None,
        None,
    )
    declinar_propuesta(garante, propuesta=UUID(propuesta.uuid), rev=otra_vez.rev, respuesta="No es su sigla.")
    operacion = propuestas.operacion_de_respuesta(garante.lectura, propuesta.uuid)
    assert operacion is not None
    with garante.escribir("Corregir") as u:
        from enlace_app.dominio.recepcion import PropuestaDeCatalogo

        u.traer(PropuestaDeCatalogo, UUID(propuesta.uuid)).respuesta = "Otra cosa."
    with pytest.raises(ErrorDeNegocio, match="cambió después"):
        exigir_vuelta(garante.lectura, UUID(operacion))


def test_una_propuesta_dice_lo_que_hay_aqui_ahora(garante: Almacen) -> None:
    formato = leer_formato(carpeta_recursos() / "formato_paquete.csv")
    (antes,) = propuestas.listar(garante.lectura)
    assert al_dia(garante.lectura, [antes], formato) == [antes]
    rev = fila_de(garante, "organizacion", PUBLICADA)["rev"]
    cambiar_organizacion(garante, organizacion=PUBLICADA, rev=rev, sigla="NUEVA")
    (ahora,) = al_dia(garante.lectura, propuestas.listar(garante.lectura), formato)
    assert [(columna, aqui) for columna, aqui, _ in ahora.campos] == [("sigla", "NUEVA")]
    tomar_propuesta(garante, propuesta=UUID(ahora.uuid), rev=ahora.rev, formato=formato)
    (tomada,) = al_dia(garante.lectura, propuestas.listar(garante.lectura, estado=None), formato)
    assert tomada.campos == antes.campos, "what was answered stays as it came"
