"""The catalogues that every laptop ships with."""

import csv
import hashlib
import string
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from enlace_app.dominio.nombramientos import DerechoDeVoto
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.tipos_reunion import QuienNumera
from enlace_app.sincronizacion.lectura_csv import leer_carpeta

RECURSOS = Path(__file__).parents[2] / "recursos"
CATALOGOS = RECURSOS / "catalogos"
EJEMPLO = RECURSOS / "ejemplo"
SI_NO = {"sí", "no"}


def _filas(ruta: Path) -> list[dict[str, str]]:
    with ruta.open(encoding="utf-8", newline="") as archivo:
        return [dict(fila) for fila in csv.DictReader(archivo, strict=True)]


@pytest.mark.parametrize(
    ("nombre", "clave", "cuantas"),
    [
        ("regiones.csv", "clave", 5),
        ("municipios.csv", "cvegeo", 38),
        ("ejercicios.csv", "clave", 2),
        ("organizaciones.csv", "nombre", 68),
        ("compromisos.csv", "clave", 12),
        ("reglas.csv", "ejercicio", 2),
        ("tipos_reunion.csv", "clave", 21),
        ("roles.csv", "clave", 14),
        ("textos.csv", "clave", 9),
        ("causales.csv", "clave", 11),
    ],
)
def test_cada_catalogo_esta_completo_y_sin_claves_repetidas(nombre: str, clave: str, cuantas: int) -> None:
    claves = [fila[clave] for fila in _filas(CATALOGOS / nombre)]
    assert len(claves) == cuantas
    assert len(set(claves)) == cuantas
    assert all(claves)


@pytest.mark.parametrize(
    "nombre", ["regiones.csv", "municipios.csv", "ejercicios.csv", "organizaciones.csv", "compromisos.csv"]
)
def test_lo_que_el_catalogo_comparte_con_los_datos_es_identico(nombre: str) -> None:
    """A later import of the published data must find nothing to change."""
    catalogo, datos = _filas(CATALOGOS / nombre), _filas(EJEMPLO / nombre)
    compartidas = catalogo[0].keys() & datos[0].keys()
    assert len(compartidas) >= len(datos[0]) - 1
    assert [{c: f[c] for c in compartidas} for f in catalogo] == [{c: f[c] for c in compartidas} for f in datos]


def test_el_lector_de_datos_publicados_lee_los_catalogos_y_no_encuentra_nada_grave() -> None:
    catalogos, ejemplo = leer_carpeta(CATALOGOS), leer_carpeta(EJEMPLO)
    assert not catalogos.graves
    for hoja in ("Regiones", "Municipios", "Ejercicios", "Compromisos"):
        assert [(f.ref, f.valores) for f in catalogos.de(hoja)] == [(f.ref, f.valores) for f in ejemplo.de(hoja)]
    for completa, publicada in zip(catalogos.de("Organizaciones"), ejemplo.de("Organizaciones"), strict=True):
        assert completa.valores.items() >= publicada.valores.items()


def test_los_catalogos_no_llevan_nombres_de_personas() -> None:
    personas = {fila["persona"] for fila in _filas(EJEMPLO / "personas_roles.csv")} - {"(no publicado)"}
    todo = "\n".join(ruta.read_text(encoding="utf-8") for ruta in CATALOGOS.glob("*.csv"))
    assert personas
    assert not [persona for persona in personas if persona in todo]


def test_los_tipos_cubren_los_datos_y_sus_series_no_chocan() -> None:
    tipos = _filas(CATALOGOS / "tipos_reunion.csv")
    usados = {fila["tipo"] for fila in _filas(EJEMPLO / "reuniones.csv")}
    assert usados <= {tipo["clave"] for tipo in tipos}
    assert len({tipo["serie"] for tipo in tipos}) == len(tipos)
    assert len({tipo["nombre"] for tipo in tipos}) == len(tipos)
    assert {tipo["clave"] for tipo in tipos if tipo["ordinaria"] == "sí"} == {"sesion_ordinaria"}
    for tipo in tipos:
        assert tipo["documento"] in {"acta", "minuta"}
        assert {tipo["con_quorum"], tipo["con_votacion"], tipo["ordinaria"]} <= SI_NO
        assert tipo["numera"] in set(QuienNumera)


def test_cada_formato_de_folio_distingue_a_quien_numera() -> None:
    """Two laptops that close meetings of one kind, region and year must not give the same folio."""
    for tipo in _filas(CATALOGOS / "tipos_reunion.csv"):
        formato = tipo["formato_folio"]
        campos = {campo for _, campo, _, _ in string.Formatter().parse(formato) if campo}
        if tipo["numera"] == QuienNumera.STGA:
            assert campos == {"serie", "numero", "anio"}
        else:
            assert campos == {"serie", "region", "marca", "anio", "consecutivo"}
        datos = {"serie": tipo["serie"], "region": "NTE", "marca": "A1", "anio": 2017, "consecutivo": 3, "numero": 5}
        assert formato.format_map(datos) in {f"STGA/{tipo['serie']}-05/2017", f"{tipo['serie']}/NTE-A1/2017-003"}


def test_los_roles_dan_voto_solo_a_quien_representa() -> None:
    roles = {fila["clave"]: fila for fila in _filas(CATALOGOS / "roles.csv")}
    votos = {clave: DerechoDeVoto(fila["voto"]) for clave, fila in roles.items()}
    assert {clave for clave, voto in votos.items() if voto == DerechoDeVoto.SI} == {
        "titular", "representante", "presidente",
    }  # fmt: skip
    assert {clave for clave, voto in votos.items() if voto == DerechoDeVoto.AL_SUPLIR} == {"suplente"}
    assert all(fila["fuente"] and {fila["voz"], fila["firma"]} <= SI_NO for fila in roles.values())
    assert {clave for clave, fila in roles.items() if fila["facilita"] == "sí"} == {"facilitador"}


def test_cada_nombre_es_de_un_solo_rol() -> None:
    filas = _filas(CATALOGOS / "roles.csv")
    nombres = [
        (plegar(nombre.replace("_", " ")), fila["clave"])
        for fila in filas
        for nombre in (fila["clave"], fila["nombre"], *fila["variantes"].split("; "))
        if nombre
    ]
    assert len({nombre for nombre, _ in set(nombres)}) == len(set(nombres))


def test_las_reglas_son_de_ejercicios_que_existen_y_no_inventan_cifras() -> None:
    ejercicios = {fila["clave"] for fila in _filas(CATALOGOS / "ejercicios.csv")}
    for regla in _filas(CATALOGOS / "reglas.csv"):
        assert regla["ejercicio"] in ejercicios
        partes = regla["partes"].split("; ")
        assert partes == ["sociedad civil", "órgano garante", "autoridad local"]
        assert [s.split(": ")[0] for s in regla["sinonimos"].split("; ")] == partes
        assert set(filter(None, regla["partes_indispensables"].split("; "))) <= set(partes)
        assert regla["quorum"] in {"todas_las_partes", "mayoria_de_partes"}
        assert {regla["consenso_primero"], regla["sede_rotativa"]} <= SI_NO
        assert regla["dias_aviso"] == regla["votos_necesarios"] == ""


def test_las_organizaciones_suceden_a_otras_del_catalogo_sin_traslaparse() -> None:
    organizaciones = {fila["nombre"]: fila for fila in _filas(CATALOGOS / "organizaciones.csv")}
    sucesoras = [fila for fila in organizaciones.values() if fila["sucede_a"]]
    assert {fila["sigla"] or fila["nombre"] for fila in sucesoras} == {"INTRAC", "Transparencia para el Pueblo"}
    for fila in sucesoras:
        assert organizaciones[fila["sucede_a"]]["hasta"] < fila["desde"]
    assert all(f["fuente_vigencia"] for f in organizaciones.values() if f["desde"] or f["hasta"] or f["sucede_a"])


def test_los_municipios_de_la_frontera_conservan_su_huso() -> None:
    municipios = _filas(CATALOGOS / "municipios.csv")
    assert [m["cvegeo"] for m in municipios] == [f"05{n:03}" for n in range(1, 39)]
    assert all(ZoneInfo(m["zona_horaria"]) for m in municipios)
    fronterizos = {m["nombre"] for m in municipios if m["zona_horaria"] == "America/Matamoros"}
    assert len(fronterizos) == 11
    assert {"Piedras Negras", "Ocampo"} <= fronterizos
    assert "Sabinas" not in fronterizos


def test_el_aviso_de_privacidad_deja_en_blanco_al_responsable_y_nombra_los_derechos() -> None:
    textos = {fila["clave"]: fila["texto"] for fila in _filas(CATALOGOS / "textos.csv")}
    for clave in ("aviso_privacidad", "aviso_privacidad_corto"):
        campos = {campo for _, campo, _, _ in string.Formatter().parse(textos[clave]) if campo is not None}
        assert campos == {"responsable"}
        assert "artículo" not in textos[clave].casefold()
    assert "ARCO" in textos["aviso_privacidad"]
    assert "aviso completo" not in textos["aviso_privacidad_corto"], "nothing prints it"
    assert "{" not in textos["aviso_privacidad_sin_responsable"]
    assert "sin registro" in textos["aviso_privacidad_sin_responsable"]


def test_el_ejemplo_son_los_datos_publicados_byte_por_byte() -> None:
    """The sums were taken from the published files when they were copied."""
    lineas = (EJEMPLO / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sumas = {nombre: suma for suma, nombre in (linea.split() for linea in lineas)}
    assert {r.name: hashlib.sha256(r.read_bytes()).hexdigest() for r in EJEMPLO.glob("*.csv")} == sumas
    assert len(sumas) == 12
