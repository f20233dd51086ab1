"""Search: every word typed, wherever it stands, and no sign of what is typed means anything to the database."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enlace_app.consultas.busqueda import CLASES, Grupo, Hallado, buscar, expresion
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.fuentes_de_busqueda import FUENTES
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.busqueda import palabras
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.organizaciones import Alias, Organizacion
from enlace_app.dominio.personas import Persona
from enlace_app.dominio.puntos import PuntoOrdenDia
from enlace_app.dominio.seguimientos import Seguimiento
from enlace_app.dominio.tipos_reunion import TipoReunion
from enlace_app.servicios.reuniones import crear_reunion
from tests.servicios.escenario import FECHA, principal


def documento(folio: str, descripcion: str) -> Documento:
    return Documento(folio=folio, sentido="recibido", tipo="oficio", descripcion=descripcion)


@pytest.fixture
def reunion(almacen: Almacen) -> str:
    """A meeting with something of every kind that hangs on it."""
    with almacen.escribir("Tipo") as u:
        tipo = TipoReunion(clave="t", nombre="Plática", serie="PL", formato_folio="{serie}-{marca}-{consecutivo:04}")
        u.agregar(tipo)
        uuid_tipo = tipo.uuid
    uuid = principal(crear_reunion(almacen, tipo=uuid_tipo, fecha=FECHA, sede="Salón de la Nogalera"))
    with almacen.escribir("Contenido") as u:
        punto = PuntoOrdenDia(reunion=uuid, n=1, asunto="Nogalera", desarrollo="Se habló de O'Brien y del oficio.")
        acuerdo = Acuerdo(reunion=uuid, folio_provisional="A-1", texto="Reforestar la nogalera del río")
        u.agregar(punto)
        u.agregar(acuerdo)
        u.agregar(Seguimiento(acuerdo=acuerdo.uuid, nota="La nogalera ya se sembró."))
        u.agregar(documento("ICAI/2026", "Respuesta"))
        u.agregar(documento("ICAI/2026/2", "Nogalera: «niños» 100%"))
        u.agregar(Organizacion(nombre="Vivero de Prueba", alias=[Alias(alias="La Nogalera A.C.")]))
        u.agregar(Persona(nombre="Persona Núñez"))
    return str(uuid)


def titulos(grupos: Sequence[Grupo]) -> dict[str, list[str]]:
    return {grupo.tabla: [h.titulo for h in grupo.hallados] for grupo in grupos}


def todos(grupos: Sequence[Grupo]) -> list[Hallado]:
    return [hallado for grupo in grupos for hallado in grupo.hallados]


def test_busca_en_todo_y_dice_que_reunion_lo_abre(almacen: Almacen, reunion: str) -> None:
    grupos = buscar(almacen.lectura, "NOGALERÁ")
    assert list(titulos(grupos)) == [
        "reunion", "acuerdo", "documento", "organizacion", "punto_orden_dia", "seguimiento"
    ]  # fmt: skip
    por_tabla = {h.tabla: h for h in todos(grupos)}
    assert {t: por_tabla[t].reunion for t in ("reunion", "acuerdo", "punto_orden_dia", "seguimiento")} == dict.fromkeys(
        ("reunion", "acuerdo", "punto_orden_dia", "seguimiento"), reunion
    )
    assert (por_tabla["documento"].reunion, por_tabla["organizacion"].titulo) == (None, "Vivero de Prueba")
    assert por_tabla["acuerdo"].folio_reunion == por_tabla["reunion"].titulo
    assert por_tabla["punto_orden_dia"].marcas_titulo == ((0, 8),)


@pytest.mark.parametrize(
    ("texto", "hallado"),
    [
        ("O'Brien", "Nogalera"),
        ("obrien", None),
        ("nogal refores", "A-1"),
        ("nogalera vivero", "Vivero de Prueba"),
        ("nunez", "Persona Núñez"),
        ('"niños', "ICAI/2026/2"),
        ("100%", "ICAI/2026/2"),
        ("nogalera AND niños", None),
        ("NOT nogalera", None),
        ("ogalera", None),
    ],
)
def test_todas_las_palabras_cada_una_por_su_comienzo(
    almacen: Almacen, reunion: str, texto: str, hallado: str | None
) -> None:
    assert [h.titulo for h in todos(buscar(almacen.lectura, texto))] == ([hallado] if hallado else [])


def test_el_folio_entero_va_primero_aunque_haya_otros_mas_nuevos(almacen: Almacen, reunion: str) -> None:
    with almacen.escribir("Muchos") as u:
        for n in range(12):
            u.agregar(documento(f"ICAI/2026/{n + 10}", "Otro"))
        u.agregar(Acuerdo(folio_provisional="A-2", texto="Contestar el oficio ICAI/2026"))
    grupos = buscar(almacen.lectura, " icai-2026 ", limite_por_clase=3)
    assert list(titulos(grupos)) == ["documento", "acuerdo"], "la clase del folio, antes"
    assert (titulos(grupos)["documento"][0], len(grupos[0].hallados), grupos[0].hay_mas) == ("ICAI/2026", 3, True)
    assert not grupos[1].hay_mas


def test_lo_retirado_no_se_halla(almacen: Almacen, reunion: str) -> None:
    with almacen.escribir("Retirar") as u:
        u.varios(Documento, folio="ICAI/2026/2")[0].baja = True
    assert "documento" not in titulos(buscar(almacen.lectura, "nogalera"))


@pytest.mark.parametrize("lejos", ["corto ", "palabra larga " * 900, "x" * 900])
def test_el_fragmento_muestra_lo_hallado_en_un_renglon(almacen: Almacen, lejos: str) -> None:
    with almacen.escribir("Agregar") as u:
        u.agregar(documento("D-1", f"{lejos}\nel Ñandú, su nandú y\nlo demás {lejos}"))
    (hallado,) = todos(buscar(almacen.lectura, "nandu dem"))
    assert [hallado.fragmento[a:b] for a, b in hallado.marcas] == ["Ñandú", "nandú", "demás"]
    assert len(hallado.fragmento) < 240
    assert "\n" not in hallado.fragmento
    assert hallado.fragmento.endswith("…") == (lejos != "corto ")


@pytest.mark.parametrize(
    "texto", ["", " ", '"', "*", "'", "--", "\x00", "\n\t", "()", "…", "NEAR", "a" * 10_000, "a b " * 5_000, "\ud800"]
)
def test_con_cualquier_texto_responde(almacen: Almacen, reunion: str, texto: str) -> None:
    buscar(almacen.lectura, texto)
    assert (expresion(texto) is None) == (not any(c.isalnum() for c in texto))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet=st.characters(max_codepoint=0x2FFF), max_size=60))
def test_ningun_texto_es_sintaxis(almacen: Almacen, reunion: str, texto: str) -> None:
    for hallado in todos(buscar(almacen.lectura, texto)):
        for marcados, marcas in ((hallado.fragmento, hallado.marcas), (hallado.titulo, hallado.marcas_titulo)):
            assert all(0 <= a < b <= len(marcados) for a, b in marcas)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x17F), min_size=1, max_size=60))
def test_lo_guardado_se_halla_con_sus_propias_palabras(almacen: Almacen, texto: str) -> None:
    buscadas = list(palabras(texto))[:5]
    if not buscadas or "_x" in texto or "x005F_" in texto:
        return  # what a workbook would read otherwise is not kept
    with almacen.escribir("Agregar") as u:
        nuevo = documento("D-1", texto)
        u.agregar(nuevo)
        uuid = str(nuevo.uuid)
    pedido = " ".join(texto[p.inicio : p.fin] for p in buscadas)
    assert uuid in {h.uuid for h in todos(buscar(almacen.lectura, pedido, limite_por_clase=1000))}


def test_cada_tabla_que_se_busca_tiene_nombre() -> None:
    """Without one it would never be shown."""
    assert set(CLASES) == set(FUENTES)
