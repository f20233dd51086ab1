"""Linking names with the directory: what was written stays, one operation, nothing closed moves."""

from datetime import date
from uuid import UUID

import pytest

from enlace_app.consultas.nombres_sueltos import nombres_sueltos
from enlace_app.datos.almacen import Almacen
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.deshacer import deshacer
from enlace_app.servicios.documentos import registrar_documento
from enlace_app.servicios.nombramientos import nombrar
from enlace_app.servicios.nombres_sueltos import desvincular_nombre, vincular_nombre
from enlace_app.servicios.organizaciones import agregar_organizacion, viaja_como_propuesta
from enlace_app.servicios.personas import agregar_persona
from tests.servicios.escenario import celebrada, cerrar, fila_de, nueva, principal, volcado

MAL_ESCRITO = "Comite de Pruebas"
LIGAS = {
    "asistencia": "organizacion_registrada",
    "acuerdo_responsable": "organizacion",
    "documento": "remitente_registrado",
}


def sembrar(almacen: Almacen, reunion: UUID) -> None:
    """The same slip in an attendance, a responsible and a sender."""
    registrar_asistencia(almacen, reunion=reunion, organizacion=MAL_ESCRITO)
    agregar_acuerdo(
        almacen, reunion=reunion, texto="Revisar.", responsables=["Vecinos", "COMITE de Pruebas"], plazo="sin plazo: x"
    )
    registrar_documento(
        almacen, sentido="entrega", tipo="oficio", fecha=date(2017, 7, 1), remitente=MAL_ESCRITO, reunion=reunion
    )


def ligadas(almacen: Almacen, organizacion: UUID) -> dict[str, int]:
    return {
        tabla: len(almacen.lectura.filas(f"SELECT 1 FROM {tabla} WHERE {liga} = :o", {"o": str(organizacion)}))
        for tabla, liga in LIGAS.items()
    }


def sueltos(almacen: Almacen) -> set[str]:
    return {n.literal for n in nombres_sueltos(almacen.lectura)}


def sin_bitacora(almacen: Almacen) -> dict[str, list[str]]:
    """All that is stored but the log, what counts changes, and the numbers of rows that are only replaced."""
    fuera = {"rev", "modificado", "id"}
    return {
        tabla: sorted(str(sorted((c, v) for c, v in fila.items() if c not in fuera)) for fila in filas)
        for tabla, filas in volcado(almacen).items()
        if tabla in {"organizacion_alias", "organizacion", *LIGAS, "persona"}
    }


def test_vincular_liga_todo_y_se_deshace_entero(almacen: Almacen) -> None:
    comite = principal(agregar_organizacion(almacen, nombre="Comité de Prueba"))
    sembrar(almacen, celebrada(almacen))
    antes = sin_bitacora(almacen)
    hecho = vincular_nombre(almacen, literal=f" {MAL_ESCRITO} ", organizacion=comite)
    assert ligadas(almacen, comite) == {"asistencia": 1, "acuerdo_responsable": 1, "documento": 1}
    assert MAL_ESCRITO not in sueltos(almacen)
    literales = {f["literal"] for f in almacen.lectura.filas("SELECT literal FROM acuerdo_responsable")}
    assert literales == {"Vecinos", "COMITE de Pruebas"}, "lo escrito queda como se escribió"
    assert (hecho.principal, viaja_como_propuesta(hecho)) == (comite, False)
    (operacion,) = almacen.lectura.filas("SELECT DISTINCT operacion FROM bitacora WHERE intencion LIKE 'Vincular%'")
    deshacer(almacen, operacion=UUID(operacion["operacion"]))
    assert sin_bitacora(almacen) == antes


def test_desvincular_deja_las_cosas_como_estaban(almacen: Almacen) -> None:
    comite = principal(agregar_organizacion(almacen, nombre="Comité de Prueba"))
    sembrar(almacen, celebrada(almacen))
    antes = sin_bitacora(almacen)
    vincular_nombre(almacen, literal=MAL_ESCRITO, organizacion=comite)
    desvincular_nombre(almacen, literal=MAL_ESCRITO, organizacion=comite)
    assert sin_bitacora(almacen) == antes
    with pytest.raises(ErrorDeNegocio, match="no estaba vinculado"):
        desvincular_nombre(almacen, literal=MAL_ESCRITO, organizacion=comite)


def test_lo_cerrado_no_se_toca_y_el_alias_basta(almacen: Almacen) -> None:
    comite = principal(agregar_organizacion(almacen, nombre="Comité de Prueba"))
    cerrada = celebrada(almacen)
    sembrar(almacen, cerrada)
    cerrar(almacen, cerrada)
    actas = almacen.lectura.filas("SELECT contenido, sha256 FROM acta")
    filas = almacen.lectura.filas("SELECT * FROM asistencia")
    vincular_nombre(almacen, literal=MAL_ESCRITO, organizacion=comite)
    assert almacen.lectura.filas("SELECT contenido, sha256 FROM acta") == actas
    assert almacen.lectura.filas("SELECT * FROM asistencia") == filas
    assert ligadas(almacen, comite) == {"asistencia": 0, "acuerdo_responsable": 0, "documento": 0}
    assert MAL_ESCRITO not in sueltos(almacen)


@pytest.mark.parametrize("nadie", ["No precisado", "los mismos", "  "])
def test_lo_que_no_nombra_a_nadie_no_se_vincula(almacen: Almacen, nadie: str) -> None:
    comite = principal(agregar_organizacion(almacen, nombre="Comité de Prueba"))
    with pytest.raises(ErrorDeNegocio):
        vincular_nombre(almacen, literal=nadie, organizacion=comite)


def test_un_nombre_que_ya_es_de_otra_no_se_le_quita(almacen: Almacen) -> None:
    comite = principal(agregar_organizacion(almacen, nombre="Comité de Prueba"))
    with pytest.raises(ErrorDeNegocio, match="ya es un nombre de"):
        vincular_nombre(almacen, literal="conagua", organizacion=comite)


def test_un_nombre_compartido_liga_esas_filas_y_no_da_alias(almacen: Almacen) -> None:
    comite = principal(agregar_organizacion(almacen, nombre="Comité de Prueba"))
    registrar_asistencia(almacen, reunion=nueva(almacen), organizacion="SIMAS")
    vincular_nombre(almacen, literal="SIMAS", organizacion=comite)
    assert ligadas(almacen, comite)["asistencia"] == 1
    assert almacen.lectura.filas("SELECT 1 FROM organizacion_alias WHERE organizacion = :o", {"o": str(comite)}) == []


def test_una_persona_vinculada_tiene_los_derechos_de_su_nombramiento(almacen: Almacen) -> None:
    dos = principal(agregar_persona(almacen, nombre="Persona Dos Pruebas"))
    nombrar(almacen, persona=dos, rol="representante", parte="sociedad civil")
    reunion = nueva(almacen, "sesion_ordinaria")
    asistencia = principal(registrar_asistencia(almacen, reunion=reunion, persona="Persona 2 Pruebas"))
    vincular_nombre(almacen, literal="persona 2 pruebas", persona=dos)
    fila = fila_de(almacen, "asistencia", asistencia)
    assert (fila["persona"], fila["persona_registrada"], fila["voto"]) == ("Persona 2 Pruebas", str(dos), 1)
    assert "Persona 2 Pruebas" not in sueltos(almacen)
    with pytest.raises(ErrorDeNegocio, match="No queda nada por vincular"):
        vincular_nombre(almacen, literal="persona 2 pruebas", persona=dos)
    desvincular_nombre(almacen, literal="Persona 2 Pruebas", persona=dos)
    fila = fila_de(almacen, "asistencia", asistencia)
    assert (fila["persona_registrada"], fila["voto"]) == (None, None)


def test_se_elige_una_organizacion_o_una_persona(almacen: Almacen) -> None:
    with pytest.raises(ErrorDeNegocio, match="Elija"):
        vincular_nombre(almacen, literal="Comité")
