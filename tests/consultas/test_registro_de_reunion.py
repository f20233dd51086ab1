"""The record of one meeting: all of it, nothing of another, nothing withdrawn."""

from datetime import date
from uuid import UUID

import pytest

from enlace_app.consultas.registro_de_reunion import traer
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.fechas import FechaImprecisa, Precision
from enlace_app.dominio.reuniones import Receso, Reunion
from enlace_app.errores import ErrorDeNegocio
from tests.consultas.conftest import Sembrado


def test_el_encabezado_dice_todo_de_la_reunion(almacen: Almacen, sembrado: Sembrado) -> None:
    registro = traer(almacen.lectura, sembrado.sesion)
    assert (registro.uuid, registro.folio, registro.folio_provisional) == (
        sembrado.sesion,
        "STGA/ORD-05/2026",
        "CAR-A2B3-0001",
    )
    assert (registro.tipo_clave, registro.tipo_nombre, registro.numero) == (
        "sesion_ordinaria",
        "Sesión ordinaria",
        "05",
    )
    assert registro.fecha == FechaImprecisa(date(2026, 7, 18), Precision.dia)
    assert (registro.hora_inicio, registro.hora_fin, registro.zona) == ("09:30", "13:05", "America/Monterrey")
    assert (registro.municipio_nombre, registro.sede) == ("Sabinas", "Casa de la Cultura")
    assert [r.clave for r in registro.regiones] == ["CAR", "NTE"]
    assert [(c.clave, c.nombre) for c in registro.compromisos] == [("PAL9-C10", "Río limpio")]
    assert (registro.presentes_n, registro.presentes_es_minimo) == (40, True)
    assert [(r.inicio, r.fin, r.motivo) for r in registro.recesos] == [("11:00", "11:15", "café")]


def test_cada_parte_trae_su_renglon_con_su_revision(almacen: Almacen, sembrado: Sembrado) -> None:
    registro = traer(almacen.lectura, sembrado.sesion)
    (punto,), (votacion,), (acuerdo,) = registro.puntos, registro.votaciones, registro.acuerdos
    assert (punto.n, punto.asunto, punto.desarrollo, punto.rev) == (1, "Concesiones", "Se expuso.", 1)
    assert [a.quien for a in registro.asistencias] == [
        "Persona Dos",
        "Vecina Reservada",
        "Vecino Público",
        "Persona Cuatro",
    ]
    suplente, *_, ausente = registro.asistencias
    assert (suplente.voto, suplente.suple_a, suplente.llegada, suplente.presente) == (
        True,
        "Persona Tres",
        "09:45",
        True,
    )
    assert (ausente.ausente, ausente.justificada, ausente.presente, ausente.voto) == (True, True, False, None)
    assert votacion.sentidos == (("sociedad civil", "a favor"), ("garante", "en contra"))
    assert registro.votaciones_de(punto.uuid) == (votacion,)
    assert registro.acuerdos_de(punto.uuid) == (acuerdo,)
    assert acuerdo.responsables == ("La Comisión", "Vecinos de Prueba")
    assert (acuerdo.estado, acuerdo.plazo_acordado, acuerdo.plazo) == (
        "en_proceso",
        date(2026, 11, 8),
        date(2026, 11, 20),
    )
    assert (acuerdo.vencido(date(2026, 11, 20)), acuerdo.vencido(date(2026, 11, 21))) == (False, True)
    (documento,) = registro.documentos
    assert (documento.uuid, documento.acuerdo, documento.fojas, documento.es_minimo) == (
        sembrado.oficio,
        sembrado.primero,
        31,
        True,
    )
    assert documento.folio_de_acuerdo == "STGA/ORD-05/2026/01"


def test_lo_derivado_dice_de_donde_viene_y_lo_cumplido_no_vence(almacen: Almacen, sembrado: Sembrado) -> None:
    (segundo,) = traer(almacen.lectura, sembrado.trabajo).acuerdos
    assert (segundo.deriva_de, segundo.folio_de_origen) == (sembrado.primero, "STGA/ORD-05/2026/01")
    assert (segundo.estado, segundo.vencido(date(2030, 1, 1))) == ("cumplido", False)


def test_lo_firmado_no_se_edita_y_el_borrador_si(almacen: Almacen, sembrado: Sembrado) -> None:
    assert not traer(almacen.lectura, sembrado.sesion).editable
    assert traer(almacen.lectura, sembrado.borrador).editable


def test_lo_retirado_no_aparece_y_el_receso_abierto_se_sabe(almacen: Almacen, sembrado: Sembrado) -> None:
    with almacen.escribir("Preparar") as u:
        reunion = u.traer(Reunion, UUID(sembrado.borrador))
        reunion.recesos.append(Receso(inicio="11:00"))
        u.agregar(Asistencia(reunion=reunion.uuid, orden=2, persona="Persona Seis", baja=True))
    registro = traer(almacen.lectura, sembrado.borrador)
    assert [a.persona for a in registro.asistencias] == ["Persona Cinco"]
    assert registro.receso_abierto is not None
    assert registro.receso_abierto.inicio == "11:00"


def test_lo_que_no_existe_se_dice(almacen: Almacen, sembrado: Sembrado) -> None:
    with pytest.raises(ErrorDeNegocio, match="ya no existe"):
        traer(almacen.lectura, "00000000-0000-7000-8000-000000000000")
    # The moment was let go of: the next reading begins its own.
    assert traer(almacen.lectura, sembrado.sesion).rev >= 1
