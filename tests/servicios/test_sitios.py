"""Founding the site: all or nothing as the user sees it."""

from pathlib import Path

import pytest

from enlace_app.consultas.sitios import traer
from enlace_app.consultas.sitios import traer_si_hay as sitio_si_hay
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.sitios import RolDeSitio
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios import sitios
from enlace_app.servicios.importacion import cargar_catalogos, importar
from enlace_app.sincronizacion.formato import leer_formato
from tests.servicios.escenario import fila_de, nueva

RECURSOS = Path(__file__).resolve().parents[2] / "recursos"


def contar(almacen: Almacen, tabla: str) -> int:
    fila = almacen.lectura.fila(f"SELECT count(*) AS n FROM {tabla}")
    assert fila is not None
    return int(fila["n"])


def test_funda_con_la_zona_de_la_sede_y_carga_los_catalogos(almacen_vacio: Almacen) -> None:
    sitios.iniciar(almacen_vacio, nombre="  Persona Uno ", rol="enlace", region="norte")
    sitio = almacen_vacio.lectura.fila("SELECT * FROM sitio")
    assert sitio is not None
    assert (sitio["nombre"], sitio["region"], sitio["rol"]) == ("Persona Uno", "NTE", "enlace")
    assert sitio["zona"] == "America/Matamoros", "Piedras Negras conserva el horario de verano"
    tablas = {"region": 5, "municipio": 38, "organizacion": 68, "tipo_reunion": 21, "ejercicio": 2, "rol": 14}
    assert {tabla: contar(almacen_vacio, tabla) for tabla in tablas} == tablas
    regla = almacen_vacio.lectura.filas(
        "SELECT e.clave, r.quorum, r.dias_entre_ordinarias AS dias, (SELECT group_concat(parte, '; ') FROM "
        "(SELECT parte FROM parte_de_regla p WHERE p.regla_decision = r.uuid ORDER BY orden)) AS partes "
        "FROM ejercicio e JOIN regla_decision r ON r.uuid = e.regla ORDER BY e.clave"
    )
    assert regla[0] == {
        "clave": "PAL1",
        "quorum": "todas_las_partes",
        "dias": 61,
        "partes": "sociedad civil; órgano garante; autoridad local",
    }
    assert len(regla) == 2


def test_intrac_sucede_al_icai(almacen: Almacen) -> None:
    fila = almacen.lectura.fila(
        "SELECT v.sigla, v.hasta FROM organizacion n JOIN organizacion v ON v.uuid = n.sucede_a "
        "WHERE n.sigla = 'INTRAC'"
    )
    assert fila == {"sigla": "ICAI", "hasta": "2025-09-21"}


@pytest.mark.parametrize(
    ("rol", "region", "zona", "pista"),
    [
        ("enlace", None, None, "CAR, CEN, LAG, NTE, SUR"),
        ("suplente", "XXX", None, "CAR, CEN, LAG, NTE, SUR"),
        ("garante", "CAR", None, "no tiene región"),
        ("jefe", "CAR", None, "enlace, suplente, facilitador, garante"),
        ("enlace", "CAR", "America/Sabinas", "zona horaria"),
    ],
)
def test_lo_imposible_se_explica_y_no_deja_nada(
    almacen_vacio: Almacen, rol: str, region: str | None, zona: str | None, pista: str
) -> None:
    with pytest.raises(ErrorDeNegocio, match=pista):
        sitios.iniciar(almacen_vacio, nombre="Persona Uno", rol=rol, region=region, zona=zona)
    with pytest.raises(ErrorDeNegocio, match="nombre"):
        sitios.iniciar(almacen_vacio, nombre="  ", rol="garante", region=None)
    assert contar(almacen_vacio, "sitio") == 0
    sitios.iniciar(almacen_vacio, nombre="Persona Uno", rol="facilitador", region=None)
    assert contar(almacen_vacio, "sitio") == 1


def test_dos_veces_se_rechaza(almacen: Almacen) -> None:
    with pytest.raises(ErrorDeNegocio, match="ya está iniciada"):
        sitios.iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")


@pytest.mark.parametrize("remedio", ["iniciar", "importar"])
def test_un_corte_entre_fundar_y_cargar_se_completa(almacen_vacio: Almacen, remedio: str) -> None:
    almacen_vacio.fundar(nombre="Persona Uno", rol="enlace", region="CAR", zona="America/Monterrey", ejemplo=False)
    assert contar(almacen_vacio, "tipo_reunion") == 0
    if remedio == "iniciar":
        sitios.iniciar(almacen_vacio, nombre="Persona Uno", rol="enlace", region="CAR")
    else:
        importar(almacen_vacio, [RECURSOS / "ejemplo"], formato=leer_formato(RECURSOS / "formato_paquete.csv"))
    assert contar(almacen_vacio, "tipo_reunion") == 21
    assert contar(almacen_vacio, "sitio") == 1


def test_a_medias_otra_persona_no_se_queda_con_la_carpeta(almacen_vacio: Almacen) -> None:
    almacen_vacio.fundar(nombre="Persona Uno", rol="enlace", region="CAR", zona="America/Monterrey", ejemplo=False)
    with pytest.raises(ErrorDeNegocio, match="ya está iniciada"):
        sitios.iniciar(almacen_vacio, nombre="Persona Dos", rol="enlace", region="NTE")


def test_cargar_los_catalogos_otra_vez_no_anota_nada(almacen: Almacen) -> None:
    antes = contar(almacen, "bitacora")
    informe = cargar_catalogos(almacen)
    assert contar(almacen, "bitacora") == antes
    assert not informe.problemas
    assert all(h.iguales == h.leidas for h in informe.hojas)


def test_las_opciones_del_inicio_son_las_que_iniciar_acepta(almacen_vacio: Almacen) -> None:
    opciones = sitios.opciones_de_inicio()
    assert [r.clave for r in opciones.roles] == list(RolDeSitio)
    assert all(r.etiqueta != r.clave and (r.admite_region or not r.exige_region) for r in opciones.roles)
    assert len({r.clave for r in opciones.regiones}) == len(opciones.regiones) == 5
    norte = next(r for r in opciones.regiones if r.clave == "NTE")
    assert sitio_si_hay(almacen_vacio.lectura) is None
    sitios.iniciar(almacen_vacio, nombre="Persona Uno", rol="enlace", region=norte.clave)
    sitio = sitio_si_hay(almacen_vacio.lectura)
    assert sitio is not None
    assert (sitio.region, sitio.zona) == ("NTE", norte.zona)


def test_cambiar_la_zona_vale_para_lo_nuevo(almacen: Almacen) -> None:
    antes = nueva(almacen, municipio=None)
    de_antes = fila_de(almacen, "reunion", antes)["zona"]
    sitios.cambiar_zona(almacen, zona="America/Matamoros")
    assert traer(almacen.lectura).zona == "America/Matamoros" != de_antes
    assert fila_de(almacen, "reunion", nueva(almacen, municipio=None))["zona"] == "America/Matamoros"
    assert fila_de(almacen, "reunion", antes)["zona"] == de_antes
    with pytest.raises(ErrorDeNegocio, match="No existe la zona"):
        sitios.cambiar_zona(almacen, zona="Marte/Olympus")
    assert traer(almacen.lectura).zona == "America/Matamoros"
