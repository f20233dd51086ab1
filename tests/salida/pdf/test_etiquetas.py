"""What a screen reader is told: everything once, in order, and nothing that is only furniture."""

from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from enlace_app.salida.pdf.etiquetas import Nodo, fijar_niveles
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.plantilla import Plantilla
from tests.salida.pdf import muestra
from tests.salida.pdf.lectura_de_pdf import Elemento, cuerpo, dentro, estructura, hojas, necesita_poppler, sin_blancos

_PRESENTES, _FIRMANTES = 24, 9
PINTAN = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "EI"}


def _texto(elementos: list[Elemento]) -> str:
    return sin_blancos("".join(e.texto for e in elementos))


def _de_clase(elementos: list[Elemento], *clases: str) -> list[Elemento]:
    return [e for e in elementos if e.clase in clases]


@pytest.fixture(scope="module")
def rica(plantilla: Plantilla, fuentes: Fuentes) -> bytes:
    return muestra.imprimir(muestra.acta_rica() | {"ejemplo": False}, muestra.FIRMADA, plantilla, fuentes)


@pytest.fixture(scope="module")
def larga(plantilla: Plantilla, fuentes: Fuentes) -> bytes:
    """Little but a list of those present and a grid of signatures that go on overleaf."""
    muchos = muestra.acta_numerosa()
    propios = {"asistencia": muchos["asistencia"][:_PRESENTES], "firmantes": muchos["firmantes"][:_FIRMANTES]}
    contenido = muestra.acta_minima() | propios | {"cerrada": "2021-08-16T17:40:00-05:00"}
    return muestra.imprimir(contenido, muestra.PARA_FIRMA, plantilla, fuentes)


@pytest.fixture(scope="module")
def larga_leida(larga: bytes, tmp_path_factory: pytest.TempPathFactory) -> list[Elemento]:
    return estructura(larga, tmp_path_factory.mktemp("larga"))


@necesita_poppler
def test_se_lee_lo_mismo_y_en_el_mismo_orden_que_se_imprime(rica: bytes, plantilla: Plantilla, tmp_path: Path) -> None:
    impreso = "".join(cuerpo(rica, tmp_path, plantilla.pagina))
    assert len(impreso) > 5_000
    assert _texto(estructura(rica, tmp_path)) == impreso


@necesita_poppler
def test_cada_titulo_es_un_encabezado_y_ninguno_salta_de_nivel(larga: bytes, larga_leida: list[Elemento]) -> None:
    encabezados = _de_clase(larga_leida, "H1", "H2", "H3")
    assert [(e.clase, e.texto.strip()) for e in encabezados[:2]] == [("H1", "Minuta"), ("H2", "Proemio")]
    segundos = [e.texto.strip() for e in encabezados if e.clase == "H2"]
    assert segundos[1:3] + segundos[-2:] == ["Asistencia", "Presidencia y facilitación", "Firmas al calce", "Anexos"]
    niveles = [int(e.clase[1]) for e in encabezados]
    assert all(despues <= antes + 1 for antes, despues in pairwise(niveles))
    with pikepdf.open(BytesIO(larga)) as documento, documento.open_outline() as esquema:
        assert [rama.title for rama in esquema.root] == segundos


@pytest.mark.parametrize(
    ("rangos", "clases"), [([2, 3, 2], ["H1", "H2", "H1"]), ([1, 3, 2], ["H1", "H2", "H2"]), ([], []), ([3], ["H1"])]
)
def test_los_niveles_empiezan_en_uno_y_no_saltan(rangos: list[int], clases: list[str]) -> None:
    encabezados = [Nodo("P", rango=rango) for rango in rangos]
    fijar_niveles(Nodo("Document", [Nodo("Sect", [Nodo("P"), *encabezados])]))
    assert [nodo.clase for nodo in encabezados] == clases


@necesita_poppler
def test_una_tabla_que_cruza_de_hoja_es_una_con_una_sola_fila_de_encabezados(
    larga: bytes, larga_leida: list[Elemento], tmp_path: Path
) -> None:
    repetido = "NombreOrganizaciónycargoParteycalidadObservaciones"
    assert sum(repetido in hoja for hoja in hojas(larga, tmp_path)) >= 2
    tabla = next(n for n, e in enumerate(larga_leida) if e.clase == "Table")
    filas = [
        n for n, e in enumerate(larga_leida) if e.clase == "TR" and tabla < n <= tabla + len(dentro(larga_leida, tabla))
    ]
    assert len(filas) == 1 + _PRESENTES
    assert [_texto(dentro(larga_leida, n)) for n in (filas[0], filas[-1])] == [
        repetido,
        "PersonaNúmero24InstitucióndeEjemplo24Representanteautoridadlocal—",
    ]
    assert [{e.clase for e in dentro(larga_leida, n)} & {"TH", "TD"} for n in filas] == [
        {"TH"},
        *([{"TD"}] * _PRESENTES),
    ]
    assert _texto(larga_leida).count(repetido) == 1


@necesita_poppler
def test_una_celda_mas_larga_que_una_hoja_es_una_sola_celda(
    plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path
) -> None:
    contenido = muestra.acta_minima() | {"asistencia": [muestra.asistente("")]}
    contenido["asistencia"][0]["persona"] = " ".join(f"palabra{n}" for n in range(1_500))
    pdf = muestra.imprimir(contenido, muestra.BORRADOR, plantilla, fuentes)
    celdas = [e for e in estructura(pdf, tmp_path) if "palabra" in e.texto]
    assert [(e.clase, e.texto.split()) for e in celdas] == [("TD", contenido["asistencia"][0]["persona"].split())]


@necesita_poppler
@pytest.mark.parametrize(
    ("estampa", "mobiliario"),
    [(muestra.BORRADOR, ["foja1de", "BORRADOR"]), (muestra.PARA_FIRMA, ["foja1de", "SINVALIDEZ", "Versión1·huella"])],
)
def test_lo_que_lleva_cada_hoja_no_se_lee(
    estampa: Any, mobiliario: list[str], plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path
) -> None:
    contenido = muestra.acta_minima() | {"cerrada": "2021-08-16T17:40:00-05:00"}
    pdf = muestra.imprimir(contenido, estampa, plantilla, fuentes)
    impreso, leido = "".join(hojas(pdf, tmp_path)), _texto(estructura(pdf, tmp_path))
    assert [dicho for dicho in mobiliario if dicho not in impreso or dicho in leido] == []


@necesita_poppler
def test_quienes_firman_son_una_lista_bajo_una_sola_frase(
    larga: bytes, larga_leida: list[Elemento], tmp_path: Path
) -> None:
    frase = "Lasfirmassiguientescorresponden"
    assert sum(frase in hoja for hoja in hojas(larga, tmp_path)) >= 2
    assert _texto(larga_leida).count(frase) == 1
    listas = [dentro(larga_leida, n) for n, e in enumerate(larga_leida) if e.clase == "L"]
    firmas = next(lista for lista in listas if "PersonaNúmero9" in _texto(lista))
    assert len(_de_clase(firmas, "LI")) == len(_de_clase(firmas, "LBody")) == _FIRMANTES


def test_el_codigo_qr_dice_con_palabras_lo_que_contiene(rica: bytes) -> None:
    with pikepdf.open(BytesIO(rica)) as documento:
        figuras = [e for e in _elementos(documento.Root.StructTreeRoot.K) if pikepdf.Name.Figure == e.S]
        (alternativo,) = [str(figura.Alt) for figura in figuras]
        caja = [float(valor) for valor in figuras[0].A.BBox]
    assert "Código QR" in alternativo
    assert "RT/NTE-K7Q2/2021-001" in alternativo
    assert caja[2] - caja[0] == pytest.approx(caja[3] - caja[1])


def _elementos(nodo: Any) -> list[Any]:
    if isinstance(nodo, pikepdf.Array):
        return [e for hijo in nodo for e in _elementos(hijo)]
    if not isinstance(nodo, pikepdf.Dictionary) or "/S" not in nodo:
        return []
    return [nodo, *_elementos(nodo.get("/K", pikepdf.Array()))]


@pytest.mark.parametrize("acta", ["rica", "larga"])
def test_todo_lo_pintado_esta_marcado_y_cada_marca_es_de_un_elemento(acta: str, request: pytest.FixtureRequest) -> None:
    with pikepdf.open(BytesIO(request.getfixturevalue(acta))) as documento:
        raiz = documento.Root.StructTreeRoot
        del_arbol: dict[tuple[tuple[int, int], int], list[Any]] = {}
        for elemento in _elementos(raiz.K):
            for marca in elemento.K if isinstance(elemento.get("/K"), pikepdf.Array) else [elemento.get("/K")]:
                if isinstance(marca, int):
                    del_arbol.setdefault((elemento.Pg.objgen, marca), []).append(elemento)
                elif isinstance(marca, pikepdf.Dictionary) and "/MCID" in marca:
                    del_arbol.setdefault((marca.Pg.objgen, int(marca.MCID)), []).append(elemento)
        regreso = pikepdf.NumberTree(raiz.ParentTree)
        vistas = 0
        hojas_del_pdf: list[Any] = list(documento.pages)
        for n, pagina in enumerate(hojas_del_pdf):
            marcas = _marcas(pagina)
            assert marcas == list(range(len(marcas)))
            assert pagina.StructParents == n
            assert pagina.Tabs == pikepdf.Name.S
            for mcid in marcas:
                (elemento,) = del_arbol[pagina.objgen, mcid]
                assert regreso[n][mcid].objgen == elemento.objgen
            vistas += len(marcas)
        assert vistas == len(del_arbol) > 100


def _marcas(pagina: Any) -> list[int]:
    """Return the MCIDs of a page; fail if something is painted outside of marks, or marks stand in one another."""
    marcas: list[int] = []
    abiertas: list[str] = []
    instrucciones: list[Any] = list(pikepdf.parse_content_stream(pagina))
    for operandos, operador in instrucciones:
        match str(operador):
            case "BDC" | "BMC":
                assert not abiertas
                abiertas.append(str(operandos[0]))
                if abiertas[-1] != "/Artifact":
                    marcas.append(int(operandos[1].MCID))
            case "EMC":
                abiertas.pop()
            case pinta if pinta in PINTAN:
                assert abiertas, pinta
    assert not abiertas
    return marcas
