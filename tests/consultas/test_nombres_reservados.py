"""Who is withheld, and every column of a package where such a name could stand alone."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from enlace_app.consultas import acuerdos, asistencias, documentos, nombramientos, reuniones, seguimientos
from enlace_app.consultas.nombres_reservados import Calidades, NombresReservados, leer_nombres_reservados
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.nombramientos import DerechoDeVoto, Nombramiento, Rol
from enlace_app.dominio.reuniones import EstadoReunion, Reunion
from enlace_app.dominio.seguimientos import EstadoAcuerdo, Seguimiento
from enlace_app.dominio.tipos_reunion import TipoReunion

NADA: dict[str, Any] = {
    "persona": "Persona Ocho",
    "organizacion": None,
    "organizacion_registrada": None,
    "cargo": None,
    "parte": None,
    "calidad": None,
    "consiente_publicar": False,
}


@pytest.mark.parametrize(
    ("datos", "reservada"),
    [
        ({}, True),
        ({"organizacion": "x"}, True),
        ({"organizacion": "x", "organizacion_registrada": "un-uuid"}, False),
        ({"organizacion": "x", "cargo": " "}, True),
        ({"organizacion": "x", "cargo": "Gerente"}, False),
        ({"parte": "sociedad civil"}, False),
        ({"organizacion": "x", "calidad": "ciudadana"}, True),
        ({"organizacion": "x", "calidad": "Representante"}, False),
        ({"organizacion": "x", "calidad": "PARTICULAR"}, True),
        ({"organizacion": "CAP", "organizacion_registrada": "un-uuid", "calidad": "Particular"}, True),
        ({"cargo": "Gerente", "parte": "autoridad local", "calidad": "a título particular"}, True),
        ({"organizacion": "Particular", "cargo": "Gerente"}, True),
        ({"organizacion": "x", "calidad": "Particular", "consiente_publicar": True}, False),
        ({"persona": None, "organizacion": "x"}, False),
    ],
)
def test_a_quien_se_reserva(datos: dict[str, Any], reservada: bool) -> None:
    assert Calidades([]).reserva(NADA | datos) is reservada


def test_el_catalogo_de_roles_dice_quien_actua_por_otra(almacen: Almacen) -> None:
    with almacen.escribir("Catálogo") as u:
        for clave, nombre, firma in (
            ("particular", "Vecino", True),
            ("enlace_suplente", "Enlace regional suplente", True),
            ("observador", "Observador", False),
        ):
            u.agregar(Rol(clave=clave, nombre=nombre, voz=True, voto=DerechoDeVoto.NO, firma=firma))
    calidades = Calidades.leer(almacen.lectura)
    reservados = {
        calidad: calidades.reserva(NADA | {"calidad": calidad})
        for calidad in ("vecino", "particular", "enlace suplente", "ENLACE REGIONAL SUPLENTE", "observador")
    }
    assert reservados == {
        "vecino": True,
        "particular": True,
        "enlace suplente": False,
        "ENLACE REGIONAL SUPLENTE": False,
        "observador": True,
    }


@pytest.mark.parametrize(
    ("texto", "tapado"),
    [
        ("Vecina Uno", "particular"),
        ("  VECINA  uno ", "particular"),
        ("Vecina Uno (ejido)", "particular"),
        ("CONAGUA; Vecina Uno", "CONAGUA; particular"),
        ("Persona Ajena (Particular)", "particular"),
        ("Vecina Uno entregó un plano", "Vecina Uno entregó un plano"),
        ("CONAGUA;ICAI", "CONAGUA;ICAI"),
        ("Vecina Unos", "Vecina Unos"),
        ("", ""),
        (None, None),
    ],
)
def test_solo_se_tapa_el_valor_entero_o_un_elemento_entero(texto: str | None, tapado: str | None) -> None:
    reservados = NombresReservados({"r": {"vecina uno"}})
    assert reservados.tapar("r", texto) == tapado
    assert NombresReservados(None).tapar("r", texto) == texto


def test_en_otra_reunion_el_mismo_nombre_no_se_tapa() -> None:
    assert NombresReservados({"r": {"vecina uno"}}).tapar("otra", "Vecina Uno") == "Vecina Uno"


@pytest.fixture
def reunion(almacen: Almacen) -> UUID:
    with almacen.escribir("Reunión") as u:
        tipo = TipoReunion(
            clave="reunion_trabajo", nombre="Reunión de trabajo", documento="minuta", serie="RT", formato_folio="x"
        )
        reunion = Reunion(
            folio_provisional="CAR-A2B3-0001",
            tipo=tipo,
            estado=EstadoReunion.CELEBRADA,
            convoca="CEPACI",
            preside="PEDRO  Pé",
            facilitador="Sin Org",
        )
        u.agregar(tipo)
        u.agregar(reunion)
        u.asentar()
        uuid = reunion.uuid
        filas: tuple[dict[str, Any], ...] = (
            {"persona": "Pedro Pé", "organizacion": "x", "calidad": "Particular"},
            {"persona": "Sin Org", "organizacion": "Pedro Pé"},
            {"persona": "Ana Uno", "cargo": "Gerente", "suple_a": "Pedro Pé"},
        )
        for n, datos in enumerate(filas):
            u.agregar(Asistencia(reunion=reunion.uuid, orden=n, **datos))
        acuerdo = Acuerdo(folio_provisional="CAR-A2B3-0001/01", reunion=reunion.uuid, texto="Pedro Pé entregará")
        acuerdo.nombrar_responsables(["Ana Uno", "Pedro Pé"], {})
        u.agregar(acuerdo)
        u.asentar()
        u.agregar(
            Seguimiento(acuerdo=acuerdo.uuid, estado=EstadoAcuerdo.CUMPLIDO, fecha=date(2026, 1, 2), autor="Pedro Pé")
        )
        u.agregar(
            Documento(
                folio="D1",
                sentido="entrega",
                tipo="oficio",
                acuerdo=acuerdo.uuid,
                remitente="Pedro Pé (vecino)",
                receptor="Ana Uno",
                con_copia="Ana Uno; Sin Org",
                turnado_a="Pedro Pé",
                descripcion="Lo trajo Pedro Pé.",
            )
        )
        u.agregar(Nombramiento(persona_literal="Pedro Pé", rol="Particular"))
    return uuid


def _columnas(filas: list[dict[str, Any]], *nombres: str) -> list[tuple[Any, ...]]:
    return [tuple(fila[nombre] for nombre in nombres) for fila in filas]


def test_un_nombre_reservado_no_sale_solo_por_ninguna_columna(almacen: Almacen, reunion: UUID) -> None:
    lectura, p = almacen.lectura, "particular"
    assert _columnas(asistencias.filas_de_paquete(lectura), "persona", "organizacion", "suple_a") == [
        (p, "x", None),
        (p, p, None),
        ("Ana Uno", None, p),
    ]
    assert _columnas(reuniones.filas_de_paquete(lectura), "convoca", "preside", "facilitador") == [("CEPACI", p, p)]
    assert _columnas(acuerdos.filas_de_paquete(lectura), "responsables", "texto") == [
        (f"Ana Uno; {p}", "Pedro Pé entregará")
    ]
    assert _columnas(seguimientos.filas_de_paquete(lectura), "autor") == [(p,)]
    nombres = ("remitente", "receptor", "con_copia", "turnado_a", "descripcion")
    assert _columnas(documentos.filas_de_paquete(lectura), *nombres) == [
        (p, "Ana Uno", f"Ana Uno; {p}", p, "Lo trajo Pedro Pé.")
    ]
    assert _columnas(nombramientos.filas_de_paquete(lectura), "persona") == [(p,)]


def test_en_la_propia_pantalla_se_leen_todos(almacen: Almacen, reunion: UUID) -> None:
    for modulo in (reuniones, acuerdos, documentos, asistencias):
        assert "particular" not in str(modulo.filas_de_paquete(almacen.lectura, reservar=False))


def _asistir(almacen: Almacen, reunion: UUID, **datos: Any) -> None:
    with almacen.escribir("Registrar asistencia") as u:
        u.agregar(Asistencia(reunion=reunion, orden=9, **datos))


def test_el_consentimiento_vale_para_su_nombre_en_toda_la_reunion(almacen: Almacen, reunion: UUID) -> None:
    _asistir(almacen, reunion, persona="Pedro Pé", consiente_publicar=True)
    (fila,) = reuniones.filas_de_paquete(almacen.lectura)
    assert (fila["preside"], fila["facilitador"]) == ("PEDRO  Pé", "particular")


def test_lo_retirado_sigue_reservado_salvo_que_se_haya_corregido(almacen: Almacen, reunion: UUID) -> None:
    _asistir(almacen, reunion, persona="Persona Retirada", baja=True)
    _asistir(almacen, reunion, persona="Persona Corregida", baja=True)
    _asistir(almacen, reunion, persona="Persona Corregida", cargo="Directora")
    _asistir(almacen, reunion, persona="Pedro Pé", cargo="Por error", baja=True)
    reservados = leer_nombres_reservados(almacen.lectura)
    assert reservados.tapar(str(reunion), "Persona Retirada") == "particular"
    assert reservados.tapar(str(reunion), "Persona Corregida") == "Persona Corregida"
    assert "Pedro" not in str([f["persona"] for f in asistencias.filas_de_paquete(almacen.lectura)])


def test_la_visita_que_comparte_acta_reserva_lo_mismo(almacen: Almacen, reunion: UUID) -> None:
    with almacen.escribir("Visita") as u:
        anfitriona = u.traer(Reunion, reunion)
        visita = Reunion(folio_provisional="CAR-A2B3-0002", tipo=anfitriona.tipo, parte_de=reunion, preside="Pedro Pé")
        u.agregar(visita)
    filas = {f["folio"]: f["preside"] for f in reuniones.filas_de_paquete(almacen.lectura)}
    assert filas == {"CAR-A2B3-0001": "particular", "CAR-A2B3-0002": "particular"}
