"""Whatever stands in the cells: a report, never a crash; and the second time nothing."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.textos import Alfabeto
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.importacion.fuentes import Fuentes, Renglon
from enlace_app.servicios.importacion.importacion import asentar
from enlace_app.servicios.importacion.informe import Cuenta, Informe
from enlace_app.servicios.sitios import iniciar
from enlace_app.sincronizacion.filas import FilaLeida, Valor
from enlace_app.sincronizacion.formato import leer_formato

FORMATO = leer_formato(Path(__file__).resolve().parents[2] / "recursos" / "formato_paquete.csv")
HOJAS = [
    "Reuniones", "Reuniones", "Acuerdos", "Asistencia", "OrdenDelDia", "Votaciones", "Seguimiento", "Documentos",
    "Compromisos",
    "Actividades", "Organizaciones", "Nombramientos", "Bitacora", "Regiones", "Municipios", "Ejercicios",
]  # fmt: skip
OTRAS = [
    "clave",
    "nombre",
    "cvegeo",
    "zona",
    "ciudad",
    "declaratoria",
    "presentes_nota",
    "desde_literal",
    "n",
    "region",
]
REFS = ["1", "1", "2", "2", "3", "3", "4", "5", "6", " 1", "x\u0000y", "1/2", "ñ"]
VALORES = [
    *REFS, "sí", "no", "taller", "sesion_ordinaria", "PAL1", "PAL1-C6", "CAR", "norte; CAR", "05028", "ICAI",
    "CNA; SIMAS",
    "9:30", "25:61", "18/07/2017", "2017-11", "dia", "rango", "agregado", "consenso", "mayoría", "cumplido", "cerrada",
    "celebrada", "cancelada", "sin plazo: no se dijo", "sin plazo", "última semana de", "más de 469", "-3", "1e9",
    "sociedad civil: a favor", "No precisado", "(no publicado)", "America/Monterrey", "entrega", "al_suplir", "; ;",
    "00000000-0000-7000-8000-000000000001", "\ud800", "_x000D_", "=1+1", " ", "a" * 40_000,
]  # fmt: skip

celdas: st.SearchStrategy[Valor] = st.integers(0, 9).flatmap(
    lambda n: (
        st.none() if n == 0
        else st.text(max_size=12) if n == 1
        else st.integers(-5, 10**15) if n == 2
        else st.dates(date(1900, 3, 1), date(2200, 12, 31)) if n == 3
        else st.sampled_from(VALORES)
    )
)  # fmt: skip


PUBLICADO = "publicado.csv"


@st.composite
def renglon(draw: st.DrawFn) -> Renglon:
    hoja = draw(st.sampled_from(HOJAS))
    propias = [c.nombre for c in FORMATO.hoja(hoja).columnas] if hoja in {h.nombre for h in FORMATO.hojas} else OTRAS
    valores = draw(st.dictionaries(st.sampled_from(propias), celdas, max_size=4))
    minimos: dict[str, Valor] = {
        "tipo": "taller", "fecha": "18/07/2017", "texto": "Texto", "asunto": "Asunto", "resultado": "aprobado",
        "clave": "C", "nombre": "Nombre", "rol": "Rol", "actividad": "Actividad", "sentido": "entrega",
        "organizacion": "ICAI", "n": 1, "zona": "America/Monterrey", "modalidad": "consenso",
    }  # fmt: skip
    enlaces: dict[str, Valor] = {"reunion": "base", "acuerdo": "base", "compromiso": "PAL1-C6", "uuid": None}
    if draw(st.integers(0, 9)):
        valores |= {c: v for c, v in enlaces.items() if c in propias and (c != "reunion" or hoja != "Documentos")}
    if draw(st.integers(0, 5)):
        valores = {**{c: v for c, v in minimos.items() if c in propias}, **valores}
    archivo = draw(st.sampled_from(["uno.xlsx", "uno.xlsx", PUBLICADO, PUBLICADO, "dos.xlsx", "raro\udcff.xlsx"]))
    publicado = archivo == PUBLICADO  # a whole source is, or is not; then each of its rows has a key
    ref = draw(st.sampled_from(REFS) if publicado else st.one_of(st.none(), st.sampled_from(REFS)))
    fila = FilaLeida(archivo, hoja, draw(st.integers(2, 9)), ref, valores)
    return Renglon(fila, archivo, publicado)


def base() -> list[Renglon]:
    """In each workbook a meeting and an agreement that the drawn rows may belong to."""
    renglones = []
    for archivo in ("uno.xlsx", "dos.xlsx", PUBLICADO):
        reunion: dict[str, Valor] = {"tipo": "taller", "fecha": "18/07/2017", "sede": archivo}
        acuerdo: dict[str, Valor] = {"reunion": "base", "texto": f"Acuerdo de {archivo}"}
        for hoja, valores in (("Reuniones", reunion), ("Acuerdos", acuerdo)):
            renglones.append(
                Renglon(FilaLeida(archivo, hoja, 99, "base", valores), archivo, publicado=archivo == PUBLICADO)
            )
    return renglones


@pytest.fixture(scope="module")
def modelo(tmp_path_factory: pytest.TempPathFactory, alfabeto: Alfabeto) -> Path:
    """A started data folder, closed again, for each example to copy."""
    carpeta = tmp_path_factory.mktemp("modelo") / "datos"
    with Almacen(CarpetaDatos(carpeta), alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
    return carpeta


@contextmanager
def copia_de(modelo: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    with tempfile.TemporaryDirectory() as carpeta:
        copia = shutil.copytree(modelo, Path(carpeta) / "datos")
        with Almacen(CarpetaDatos(copia), alfabeto=alfabeto) as almacen:
            yield almacen


def entrar(almacen: Almacen, renglones: list[Renglon]) -> Informe:
    cuenta = Cuenta()
    with almacen.escribir("Importar") as unidad:
        asentar(unidad, Fuentes(tuple(renglones), ()), cuenta, None)
    return cuenta.cerrar(HOJAS, (), solo_revisar=False)


def asientos(almacen: Almacen) -> int:
    fila = almacen.lectura.fila("SELECT max(secuencia) AS n FROM bitacora")
    assert fila is not None
    return int(fila["n"])


@settings(max_examples=60, deadline=None)
@given(renglones=st.lists(renglon(), max_size=14).map(lambda sacados: base() + sacados))
def test_nada_lo_tumba_y_la_segunda_vez_no_cambia_nada(
    modelo: Path, alfabeto: Alfabeto, renglones: list[Renglon]
) -> None:
    with copia_de(modelo, alfabeto) as casa:
        primera = entrar(casa, renglones)
        conocidas = [r for r in renglones if r.fila.hoja != "Bitacora"]
        assert sum(h.leidas for h in primera.hojas) == len(conocidas), "cada fila se cuenta, y una sola vez"
        assert any(h.rechazadas for h in primera.hojas) == any(p.grave for p in primera.problemas)
        assert all(p.motivo and p.archivo for p in primera.problemas)
        antes = asientos(casa)
        segunda = entrar(casa, renglones)
        assert asientos(casa) == antes
        assert not any(h.nuevas or h.cambiadas for h in segunda.hojas)
        assert [h.rechazadas for h in segunda.hojas] == [h.rechazadas for h in primera.hojas]
        assert casa.lectura.filas("PRAGMA foreign_key_check") == []
