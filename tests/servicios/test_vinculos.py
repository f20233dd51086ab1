"""Saying of two records that they are one, or that they are not: asked once, taken back whole, nothing else changed."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.consultas.deshacer import ultimo_deshacible
from enlace_app.consultas.duplicados import PosibleDuplicado, posibles_duplicados
from enlace_app.consultas.fichas import ficha
from enlace_app.consultas.vinculos import identidades, listar, vinculados_con
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.organizaciones import Organizacion
from enlace_app.dominio.recepcion import ClaseDeVinculo, DecisionDeVinculo
from enlace_app.dominio.textos import Alfabeto
from enlace_app.dominio.vinculos import Identidades, par
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.deshacer import deshacer
from enlace_app.servicios.vinculos import descartar, deshacer_vinculo, vincular
from tests.servicios.autoridad import Autoridad
from tests.servicios.escenario import FECHA, fila_de, principal, vuelta

INSTITUCION, REUNION = ClaseDeVinculo.INSTITUCION, ClaseDeVinculo.REUNION


@pytest.fixture
def garante(molde_de_autoridad: Autoridad, tmp_path: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    with Almacen(CarpetaDatos(molde_de_autoridad.copia(tmp_path / "garante")), alfabeto=alfabeto) as almacen:
        yield almacen


def pares(garante: Almacen) -> dict[ClaseDeVinculo, PosibleDuplicado]:
    return {d.clase: d for d in posibles_duplicados(garante.lectura)}


def test_ofrece_lo_que_dos_regiones_registraron(garante: Almacen, molde_de_autoridad: Autoridad) -> None:
    ofrecidos = pares(garante)
    assert {ofrecidos[REUNION].uno, ofrecidos[REUNION].otro} == {
        str(molde_de_autoridad.de_una.reunion),
        str(molde_de_autoridad.de_otra.reunion),
    }
    for razon in ("mismo día (18 de julio de 2017)", "misma sede", "misma hora", "mismo tipo", "PAL1-C6"):
        assert razon in ofrecidos[REUNION].motivo
    assert "particular" not in ofrecidos[REUNION].motivo, "a quien va sin nombre no se le puede reconocer"
    assert {ofrecidos[INSTITUCION].uno, ofrecidos[INSTITUCION].otro} == {
        str(molde_de_autoridad.institucion),
        str(molde_de_autoridad.parecida),
    }
    assert "tiene las mismas palabras que" in ofrecidos[INSTITUCION].motivo


def test_vincular_no_cambia_a_ninguna_y_se_deshace_de_las_dos_maneras(
    garante: Almacen, molde_de_autoridad: Autoridad
) -> None:
    una, otra = molde_de_autoridad.de_una.reunion, molde_de_autoridad.de_otra.reunion
    antes = [fila_de(garante, "reunion", uuid) for uuid in (una, otra)]
    hecho = vincular(garante, clase=REUNION, uno=otra, otro=una)
    assert REUNION not in pares(garante)
    assert [fila_de(garante, "reunion", uuid) for uuid in (una, otra)] == antes
    (vinculado,) = vinculados_con(garante.lectura, str(una))
    assert (vinculado.uuid, vinculado.de) == (str(otra), "Persona Cuatro (Norte)")
    dicho = [r for s in ficha(garante.lectura, "reunion", str(una), hoy=FECHA).secciones for r in s.renglones]
    assert f"la misma que {vinculado.nombre}, de Persona Cuatro (Norte)" in {r.valor for r in dicho}
    deshacer_vinculo(garante, vinculo=principal(hecho), rev=1)
    assert REUNION in pares(garante)
    vincular(garante, clase=REUNION, uno=una, otro=otra)
    deshacible = ultimo_deshacible(garante.lectura)
    assert deshacible is not None
    deshacer(garante, operacion=deshacible.operacion)
    assert REUNION in pares(garante)
    assert len(garante.lectura.filas("SELECT 1 FROM vinculo")) == 1, "de dos registros hay una sola decisión"


def test_lo_descartado_no_vuelve_hasta_que_se_deshace(garante: Almacen, molde_de_autoridad: Autoridad) -> None:
    descartar(garante, clase=INSTITUCION, uno=molde_de_autoridad.institucion, otro=molde_de_autoridad.parecida)
    assert INSTITUCION not in pares(garante)
    assert vinculados_con(garante.lectura, str(molde_de_autoridad.institucion)) == []
    with pytest.raises(ErrorDeNegocio, match="Deshaga primero"):
        vincular(garante, clase=INSTITUCION, uno=molde_de_autoridad.parecida, otro=molde_de_autoridad.institucion)
    (dicho,) = listar(garante.lectura, decision=DecisionDeVinculo.DISTINTAS)
    deshacer_vinculo(garante, vinculo=UUID(dicho.uuid), rev=dicho.rev)
    with pytest.raises(ErrorDeNegocio, match="ya se había deshecho"):
        deshacer_vinculo(garante, vinculo=UUID(dicho.uuid), rev=dicho.rev + 1)
    assert INSTITUCION in pares(garante)


def test_lo_mismo_que_lo_mismo_es_lo_mismo(garante: Almacen, molde_de_autoridad: Autoridad) -> None:
    """A third one, linked with one of the two, is not asked about again, nor linked against what was said."""
    tercera = Organizacion(nombre="Comité del Agua del Río Ficticio")
    uuid = tercera.uuid
    with garante.escribir("Una tercera") as u:
        u.agregar(tercera)
    assert len([d for d in posibles_duplicados(garante.lectura) if d.clase is INSTITUCION]) == 3
    vincular(garante, clase=INSTITUCION, uno=uuid, otro=molde_de_autoridad.institucion)
    descartar(garante, clase=INSTITUCION, uno=uuid, otro=molde_de_autoridad.parecida)
    assert INSTITUCION not in pares(garante)
    for decidir in (vincular, descartar):
        with pytest.raises(ErrorDeNegocio):
            decidir(garante, clase=INSTITUCION, uno=molde_de_autoridad.institucion, otro=molde_de_autoridad.parecida)
        with pytest.raises(ErrorDeNegocio):
            decidir(garante, clase=INSTITUCION, uno=uuid, otro=uuid)


def test_en_cualquier_orden_de_dos_registros_hay_una_sola_decision(
    garante: Almacen, molde_de_autoridad: Autoridad
) -> None:
    """60 random steps over four likenesses: said, taken back, undone, redone; what is refused leaves no trace."""
    azar, uuids = Random(5), [molde_de_autoridad.institucion, molde_de_autoridad.parecida]
    with garante.escribir("Otras dos") as u:
        for nombre in ("Comité del Agua del Río Ficticio", "Comité de Aguas, Río Ficticio"):
            nueva = Organizacion(nombre=nombre)
            uuids.append(nueva.uuid)
            u.agregar(nueva)
    sql = "SELECT uuid, rev, uno, otro, baja, decision FROM vinculo ORDER BY uuid"
    hechos = 0
    for _ in range(60):
        antes = garante.lectura.filas(sql)
        uno, otro = azar.sample(uuids, 2)
        dichos = listar(garante.lectura, decision=None)
        try:
            match azar.choice(["vincular", "descartar", "deshacer", "vuelta"]):
                case "vincular":
                    vincular(garante, clase=INSTITUCION, uno=uno, otro=otro)
                case "descartar":
                    descartar(garante, clase=INSTITUCION, uno=uno, otro=otro)
                case "deshacer" if dichos:
                    dicho = azar.choice(dichos)
                    deshacer_vinculo(garante, vinculo=UUID(dicho.uuid), rev=dicho.rev)
                case "vuelta" if antes:
                    vuelta(garante)
            hechos += 1
        except ErrorDeNegocio:
            assert garante.lectura.filas(sql) == antes
        filas = garante.lectura.filas(sql)
        assert len({(f["uno"], f["otro"]) for f in filas}) == len(filas)
        assert all(f["uno"] < f["otro"] for f in filas)
        quienes = identidades(garante.lectura)
        ofrecidos = {(p.uno, p.otro) for p in posibles_duplicados(garante.lectura) if p.clase is INSTITUCION}
        todos = {par(str(a), str(b)) for a in uuids for b in uuids if a != b}
        assert ofrecidos == {p for p in todos if not quienes.son_la_misma(*p) and not quienes.son_distintas(*p)}
    assert hechos > 20


PARES = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=12)


@given(mismas=PARES, distintas=PARES)
def test_quien_es_quien_es_una_particion(mismas: list[tuple[str, str]], distintas: list[tuple[str, str]]) -> None:
    """Against the slow way: spread what is the same until nothing changes."""
    grupos = [{letra} for letra in "abcdefgh"]
    for uno, otro in mismas:
        juntos = {letra for g in grupos if g & {uno, otro} for letra in g}
        grupos = [*(g for g in grupos if not g & juntos), juntos]
    quienes = Identidades(mismas, distintas)
    for a in "abcdefgh":
        for b in "abcdefgh":
            (de_a,), (de_b,) = ([g for g in grupos if letra in g] for letra in (a, b))
            assert quienes.son_la_misma(a, b) is (de_a is de_b)
            ajenos = any((x in de_a and y in de_b) or (x in de_b and y in de_a) for x, y in distintas)
            assert quienes.son_distintas(a, b) is ajenos
