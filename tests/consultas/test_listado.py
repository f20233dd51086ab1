"""The lists of the window: pages that fit together, counts that agree, filters that mean what is typed."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.datos_sinteticos import sembrar
from enlace_app.consultas import acuerdos, compromisos, conteos_de_acuerdos, documentos, organizaciones, reuniones
from enlace_app.consultas.compromisos import orden_de_clave
from enlace_app.consultas.listado import Listado, Pedido
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.fechas import ultimo_dia
from enlace_app.dominio.organizaciones import Alias, Organizacion, plegar
from enlace_app.rutas import CarpetaDatos

HOY = date(2026, 11, 21)
LISTAS: dict[str, Listado[Any]] = {
    "reuniones": reuniones.listado(),
    "acuerdos": acuerdos.listado(hoy=HOY),
    "documentos": documentos.listado(),
    "compromisos": compromisos.listado(),
    "organizaciones": organizaciones.listado(),
}
HOSTILES = ("'", "%", "_", '"', "-x", "; DROP TABLE acuerdo", "\\", "NEAR(", "*", "«»", "AND")


@pytest.fixture(scope="module")
def sembrada(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lectura]:
    """A twentieth of a year of invented data: enough for several pages, with ties in every column."""
    raiz: Path = tmp_path_factory.mktemp("sintetica")
    sembrar(raiz, anios=1, por_anio=25, hoy=HOY)
    lectura = Lectura(CarpetaDatos(raiz).base, None)
    yield lectura
    lectura.cerrar()


def _pedidos(nombre: str) -> st.SearchStrategy[Pedido]:
    filtros: dict[str, dict[str, st.SearchStrategy[Any]]] = {
        "reuniones": {
            "estado": st.sampled_from(["cerrada", "celebrada", "borrador"]),
            "region": st.sampled_from(["CAR", "nte"]),
            "desde": st.dates(date(2025, 11, 1), HOY),
        },
        "acuerdos": {
            "estado": st.sampled_from(["pendiente", "cumplido"]),
            "abiertos": st.booleans(),
            "vencidos": st.booleans(),
            "por_vencer": st.integers(0, 90),
            "responsable": st.sampled_from(["institución 1", "ÍNST", "nadie", *HOSTILES]),
        },
        "documentos": {
            "sentido": st.sampled_from(["entrega", "solicitud"]),
            "con_archivo": st.booleans(),
            "remitente": st.sampled_from(["INSTITUCION 2", *HOSTILES]),
        },
        "compromisos": {"ejercicio": st.sampled_from(["sin1", "PAL1"]), "region": st.sampled_from(["CAR", "SUR"])},
        "organizaciones": {"nombre": st.sampled_from(["la institución 1", "ins3", *HOSTILES])},
    }
    return st.builds(
        Pedido,
        texto=st.sampled_from(["", "", "agua", "INFORM rio", "padrón", *HOSTILES]),
        filtros=st.fixed_dictionaries({}, optional=filtros[nombre]),
        orden=st.sampled_from([None, *LISTAS[nombre].ordenes]),
        descendente=st.booleans(),
    )


@pytest.mark.parametrize("nombre", LISTAS)
@given(datos=st.data(), cuantas=st.integers(7, 60))
@settings(max_examples=40, deadline=None)
def test_las_paginas_encajan_y_la_cuenta_es_la_suya(
    sembrada: Lectura, nombre: str, datos: st.DataObject, cuantas: int
) -> None:
    """No row twice, none left out, and each where `posicion` says."""
    lista, pedido = LISTAS[nombre], datos.draw(_pedidos(nombre))
    total = lista.contar(sembrada, pedido)
    paginas = [lista.pagina(sembrada, pedido, desde, cuantas) for desde in range(0, total + 1, cuantas)]
    uuids = [fila.uuid for pagina in paginas for fila in pagina]
    assert len(uuids) == len(set(uuids)) == total
    assert uuids == [fila.uuid for fila in lista.todas(sembrada, pedido)]
    if uuids:
        n = datos.draw(st.integers(0, total - 1))
        assert lista.posicion(sembrada, pedido, uuids[n]) == n
    assert lista.posicion(sembrada, pedido, "no está") is None


@pytest.mark.parametrize("nombre", LISTAS)
def test_por_cada_columna_lo_vacio_va_al_final_en_los_dos_sentidos(sembrada: Lectura, nombre: str) -> None:
    """Turned around, only what has a value turns."""
    lista = LISTAS[nombre]
    total = lista.contar(sembrada, Pedido())
    for orden in lista.ordenes:
        for descendente in (False, True):
            filas = lista.todas(sembrada, Pedido(orden=orden, descendente=descendente))
            valores = [getattr(fila, orden, None) for fila in filas]
            vacios = [valor is None for valor in valores]
            assert vacios == sorted(vacios), (orden, descendente)
            assert len(filas) == total


def test_una_clave_que_la_lista_no_conoce_es_un_error(sembrada: Lectura) -> None:
    with pytest.raises(KeyError):
        LISTAS["reuniones"].contar(sembrada, Pedido(filtros={"1 = 1 OR": "x"}))
    with pytest.raises(KeyError):
        LISTAS["reuniones"].pagina(sembrada, Pedido(orden="uuid; DROP"), 0, 1)


@given(desde=st.none() | st.dates(date(2025, 11, 1), HOY), dias=st.integers(0, 400))
@settings(max_examples=40, deadline=None)
def test_un_periodo_toma_lo_que_pudo_ser_en_el(sembrada: Lectura, desde: date | None, dias: int) -> None:
    hasta = (desde or date(2026, 1, 1)) + timedelta(days=dias)
    todas = reuniones.listar(sembrada)
    esperadas = [
        f.uuid
        for f in todas
        if f.fecha.fecha and f.fecha.fecha <= hasta and (desde is None or (ultimo_dia(f.fecha) or date.max) >= desde)
    ]
    assert [f.uuid for f in reuniones.listar(sembrada, desde=desde, hasta=hasta)] == esperadas


@pytest.mark.parametrize("parte", ["institucion 12", "INSTITUCIÓN 3", *HOSTILES])
def test_parte_de_un_nombre_se_busca_como_se_escribe(sembrada: Lectura, parte: str) -> None:
    """A sign of the query language is only a sign of the name."""
    acuerdos_con = {
        f.uuid for f in acuerdos.listar(sembrada, hoy=HOY) if any(plegar(parte) in plegar(r) for r in f.responsables)
    }
    assert {f.uuid for f in acuerdos.listar(sembrada, hoy=HOY, responsable=parte)} == acuerdos_con
    documentos_con = {f.uuid for f in documentos.listar(sembrada) if plegar(parte) in plegar(f.remitente or "")}
    assert {f.uuid for f in documentos.listar(sembrada, remitente=parte)} == documentos_con


@pytest.mark.parametrize("texto", ["agua", "ÁGUA", "pozo rio", "-x", "o'brien", 'agua"', "sin/00003"])
def test_las_palabras_de_un_pedido_son_principios_de_palabra(sembrada: Lectura, texto: str) -> None:
    buscadas = plegar(texto).replace("-", " ").replace("'", " ").replace('"', " ").replace("/", " ").split()

    def aparecen(fila: Any) -> bool:
        juntas = " ".join([fila.folio, fila.texto, *fila.responsables, fila.plazo_literal or "", *fila.compromisos])
        palabras = plegar(juntas).replace("-", " ").replace("/", " ").replace(":", " ").split()
        return all(any(p.startswith(b) for p in palabras) for b in buscadas)

    hallados = {f.uuid for f in acuerdos.listado(hoy=HOY).todas(sembrada, Pedido(texto=texto))}
    visibles = {f.uuid for f in acuerdos.listar(sembrada, hoy=HOY) if aparecen(f)}
    assert visibles <= hallados
    assert bool(hallados) == bool(visibles) or texto.startswith("sin/")


def test_los_conteos_de_acuerdos_son_los_de_su_lista(sembrada: Lectura) -> None:
    lista = acuerdos.listado(hoy=HOY)

    def cuenta(**filtros: object) -> int:
        return lista.contar(sembrada, Pedido(filtros=filtros))

    conteos = conteos_de_acuerdos.conteos(sembrada, HOY)
    assert conteos.abiertos == cuenta(abiertos=True) > 0
    assert conteos.concluidos == cuenta(abiertos=False) > 0
    assert conteos.vencidos == cuenta(vencidos=True) > 0
    assert conteos.por_vencer == cuenta(por_vencer=15)
    for grupo in conteos_de_acuerdos.por_compromiso(sembrada, HOY):
        assert grupo.abiertos == cuenta(abiertos=True, compromiso=grupo.clave)
        assert grupo.vencidos == cuenta(vencidos=True, compromiso=grupo.clave)
        assert grupo.por_vencer == cuenta(por_vencer=15, compromiso=grupo.clave)
    abiertos = lista.todas(sembrada, Pedido(filtros={"abiertos": True}))
    for grupo in conteos_de_acuerdos.por_responsable(sembrada, HOY):
        assert grupo.abiertos == sum(grupo.nombre in f.responsables for f in abiertos)
        assert grupo.vencidos == sum(grupo.nombre in f.responsables and f.vencido for f in abiertos)
        assert grupo.por_vencer == cuenta(por_vencer=15, responsable_exacto=grupo.clave)


@given(numeros=st.lists(st.tuples(st.integers(1, 3), st.integers(1, 120)), unique=True, min_size=2, max_size=6))
@settings(max_examples=20, deadline=None)
def test_los_compromisos_van_por_el_numero_de_su_clave(sembrada: Lectura, numeros: list[tuple[int, int]]) -> None:
    claves = [f"PAL{k}-C{n}" for k, n in numeros]
    union = " UNION ALL ".join(f"SELECT '{c}' AS clave" for c in claves)
    orden = ", ".join(t.sql.replace("compromiso.", "") for t in compromisos.NATURAL if "compromiso." in t.sql)
    filas = sembrada.filas(f"SELECT clave FROM ({union}) ORDER BY {orden}")
    assert [fila["clave"] for fila in filas] == sorted(claves, key=orden_de_clave)


def test_lo_que_cuelga_de_un_compromiso_se_cuenta_una_vez(sembrada: Lectura) -> None:
    for fila in compromisos.listar(sembrada):
        suyos = documentos.listar(sembrada, compromiso=fila.clave)
        recibidos = [d for d in suyos if d.sentido == "entrega" and d.fojas is not None]
        esperado = compromisos.Fojas(sum(d.fojas or 0 for d in recibidos), any(d.es_minimo for d in recibidos))
        assert fila.fojas == (esperado if recibidos else None)
        assert fila.documentos_n == len(suyos)


def test_los_nombres_se_ordenan_sin_que_cuenten_los_acentos(almacen: Almacen) -> None:
    """Ábaco must not come after Zapata."""
    with almacen.escribir("Sembrar") as u:
        for nombre in ("Zapata", "Ábaco", "élite", "Nube", "ñame", "Oso"):
            u.agregar(Organizacion(nombre=nombre, alias=[Alias(alias="O'Brien 100%")]))
    filas = organizaciones.listar(almacen.lectura)
    assert [f.nombre for f in filas] == ["Ábaco", "élite", "ñame", "Nube", "Oso", "Zapata"]
    assert len(organizaciones.listar(almacen.lectura, texto="o'brien 100%")) == 6
    assert organizaciones.listar(almacen.lectura, texto="_") == []
