"""Packages in any order, lost, repeated or held: the same set of them ends in the same data, and nothing comes back."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.recepcion import Resultado
from enlace_app.dominio.textos import Alfabeto
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios.acuerdos import retirar_acuerdo
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.recepcion import recibir_paquete
from enlace_app.servicios.reuniones import dar_paso
from enlace_app.servicios.seguimientos import dar_seguimiento
from enlace_app.servicios.sitios import iniciar
from enlace_app.sincronizacion import comparar
from enlace_app.sincronizacion.formato import Formato, leer_formato
from enlace_app.sincronizacion.paquete import PaqueteLeido
from tests.servicios.escenario import celebrada, cerrar, completa, fila_de, firmar, rev_de
from tests.sincronizacion.envios import con_portada, empaquetar, incremento

LOCALES = {"modificado", "recibido", "conocida", "id", "creado"}
"""When something arrived here, and by which row it is known."""
QUE_CUENTA = (
    "reunion",
    "asistencia",
    "punto_orden_dia",
    "votacion",
    "votacion_parte",
    "acuerdo",
    "acuerdo_responsable",
    "documento",
    "seguimiento",
    "organizacion",
    "compromiso",
    "actividad",
    "nombramiento",
    "reunion_region",
    "reunion_compromiso",
    "acuerdo_compromiso",
    "documento_compromiso",
    "acta_recibida",
    "situacion",
    "busqueda",
    "fila_recibida",
    "fila_en_espera",
    "permiso_de_recepcion",
    "remitente",
)


@dataclass(frozen=True)
class Envios:
    """What two sites sent, in the order in which they made it."""

    paquetes: tuple[PaqueteLeido, ...]
    retirado: UUID


@contextmanager
def sitio(raiz: Path, alfabeto: Alfabeto, nombre: str, rol: str, region: str | None) -> Iterator[Almacen]:
    with Almacen(CarpetaDatos(raiz), alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre=nombre, rol=rol, region=region)
        yield almacen


@pytest.fixture(scope="module")
def formato() -> Formato:
    return leer_formato(carpeta_recursos() / "formato_paquete.csv")


@pytest.fixture(scope="module")
def envios(tmp_path_factory: pytest.TempPathFactory, alfabeto: Alfabeto, formato: Formato) -> Envios:
    """Six packages: a meeting held, then signed; an acuerdo withdrawn; a follow-up that another site gave."""
    raiz = tmp_path_factory.mktemp("envios")
    with (
        sitio(raiz / "uno", alfabeto, "Persona Uno", "enlace", "CAR") as uno,
        sitio(raiz / "dos", alfabeto, "Persona Dos", "enlace", "NTE") as dos,
    ):
        caso, otra = completa(uno), celebrada(dos)
        caso_a_retirar = completa(uno)
        primero = empaquetar(uno, formato, secuencia=1)
        de_dos = empaquetar(dos, formato, secuencia=1)
        recibir_paquete(dos, primero, formato=formato)
        dar_seguimiento(
            dos, acuerdo=caso.acuerdo, fecha=date(2017, 9, 1), estado="cumplido", nota="Lo entregó la otra."
        )
        de_dos_despues = empaquetar(dos, formato, secuencia=2)
        cerrar(uno, caso.reunion)
        firmar(uno, caso.reunion)
        retirar_acuerdo(uno, acuerdo=caso_a_retirar.acuerdo, rev=rev_de(uno, "acuerdo", caso_a_retirar.acuerdo))
        foto = empaquetar(uno, formato, secuencia=2)
        segundo = incremento(foto, foto=primero, base=primero, formato=formato)
        agregar_punto(uno, reunion=caso_a_retirar.reunion, asunto="Otro punto", desarrollo="Se trató.")
        dar_paso(
            uno,
            reunion=caso_a_retirar.reunion,
            rev=rev_de(uno, "reunion", caso_a_retirar.reunion),
            estado="en_revision",
        )
        despues = empaquetar(uno, formato, secuencia=3)
        tercero = incremento(despues, foto=foto, base=segundo, formato=formato)
        cuarto = empaquetar(uno, formato, secuencia=4)
        assert otra
    return Envios((primero, segundo, tercero, cuarto, de_dos, de_dos_despues), caso_a_retirar.acuerdo)


def volcado(almacen: Almacen) -> dict[str, list[str]]:
    """All that packages bring, without what only tells when it came."""
    return {
        tabla: sorted(
            repr(sorted((c, v) for c, v in fila.items() if c not in LOCALES))
            for fila in almacen.lectura.filas(f"SELECT * FROM {tabla}")
        )
        for tabla in QUE_CUENTA
    }


@contextmanager
def garante(raiz: Path, base: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    """A copy of an authority's empty folder: founding one takes longer than receiving."""
    raiz.mkdir(parents=True)
    (raiz / base.name).write_bytes(base.read_bytes())
    with Almacen(CarpetaDatos(raiz), alfabeto=alfabeto) as almacen:
        yield almacen


@pytest.fixture(scope="module")
def base_de_garante(tmp_path_factory: pytest.TempPathFactory, alfabeto: Alfabeto) -> Path:
    raiz = tmp_path_factory.mktemp("garante") / "datos"
    with sitio(raiz, alfabeto, "Autoridad", "garante", None) as almacen:
        return almacen.carpeta.base


def tras_recibir(
    raiz: Path, base: Path, alfabeto: Alfabeto, formato: Formato, paquetes: Sequence[PaqueteLeido]
) -> dict[str, list[str]]:
    with garante(raiz, base, alfabeto) as almacen:
        for paquete in paquetes:
            recibir_paquete(almacen, paquete, formato=formato)
        return volcado(almacen)


@pytest.fixture(scope="module")
def en_orden(
    envios: Envios,
    base_de_garante: Path,
    alfabeto: Alfabeto,
    formato: Formato,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, list[str]]:
    return tras_recibir(tmp_path_factory.mktemp("orden") / "d", base_de_garante, alfabeto, formato, envios.paquetes)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(datos=st.data())
def test_el_orden_no_importa(
    envios: Envios,
    en_orden: dict[str, list[str]],
    base_de_garante: Path,
    alfabeto: Alfabeto,
    formato: Formato,
    tmp_path_factory: pytest.TempPathFactory,
    datos: st.DataObject,
) -> None:
    """Any order, and any of them twice."""
    orden = datos.draw(st.permutations(envios.paquetes))
    repetidos = datos.draw(st.lists(st.sampled_from(envios.paquetes), max_size=3))
    raiz = tmp_path_factory.mktemp("permutado") / "d"
    assert tras_recibir(raiz, base_de_garante, alfabeto, formato, [*orden, *repetidos]) == en_orden


def test_lo_recibido_es_lo_que_se_envio(en_orden: dict[str, list[str]], envios: Envios) -> None:
    """A control of the others: equal dumps of nothing would be equal too."""
    assert len(en_orden["reunion"]) == 3
    assert any("'firmada'" in fila for fila in en_orden["reunion"])
    assert any("cumplido" in fila for fila in en_orden["situacion"])
    retirado = next(f for f in en_orden["acuerdo"] if str(envios.retirado) in f)
    assert "('baja', 1)" in retirado
    assert en_orden["permiso_de_recepcion"] == []
    assert en_orden["fila_en_espera"] == []


def _sin_sellos(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last to arrive counts."""
    monkeypatch.setattr(comparar, "filas_guardadas", lambda *_, **__: {})


def _sin_retirados(monkeypatch: pytest.MonkeyPatch) -> None:
    """Older rows say nothing, not even that their record was withdrawn."""
    monkeypatch.setattr(
        comparar._Clasificador, "_mas_vieja", lambda yo, hoja, fila, _: yo._decir(hoja, fila, Resultado.IGUAL)
    )


def _sin_esperas(monkeypatch: pytest.MonkeyPatch) -> None:
    """What had to wait is forgotten."""
    monkeypatch.setattr(comparar, "en_espera", lambda _: [])


@pytest.mark.parametrize("apagar", [_sin_sellos, _sin_retirados, _sin_esperas], ids=lambda f: f.__name__)
def test_sin_su_regla_el_orden_importaria(
    envios: Envios,
    restaurado: tuple[PaqueteLeido, ...],
    base_de_garante: Path,
    alfabeto: Alfabeto,
    formato: Formato,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    apagar: Callable[[pytest.MonkeyPatch], None],
) -> None:
    """The control: with a rule switched off the same packages end differently."""
    todos = [*envios.paquetes, *restaurado]
    revuelto = [envios.paquetes[-1], *restaurado, *envios.paquetes[-2::-1]]
    derecho = tras_recibir(tmp_path / "bien" / "d", base_de_garante, alfabeto, formato, todos)
    assert tras_recibir(tmp_path / "igual" / "d", base_de_garante, alfabeto, formato, revuelto) == derecho
    apagar(monkeypatch)
    assert tras_recibir(tmp_path / "mal" / "d", base_de_garante, alfabeto, formato, revuelto) != derecho


@pytest.fixture(scope="module")
def restaurado(envios: Envios, formato: Formato) -> tuple[PaqueteLeido, ...]:
    """The first site goes back to its first backup and sends all of it once more, in a new época."""
    primero = envios.paquetes[0]
    return (con_portada(primero, formato, epoca=2, paquete_uuid=str(uuid4())),)


def test_lo_retirado_no_vuelve_ni_con_un_respaldo(
    envios: Envios,
    restaurado: tuple[PaqueteLeido, ...],
    base_de_garante: Path,
    alfabeto: Alfabeto,
    formato: Formato,
    tmp_path: Path,
) -> None:
    """Nothing of the new época is skipped, and what the old one had withdrawn stays so."""
    with garante(tmp_path / "g" / "d", base_de_garante, alfabeto) as almacen:
        for paquete in (*envios.paquetes, *restaurado):
            ultima = recibir_paquete(almacen, paquete, formato=formato)
        acuerdo = fila_de(almacen, "acuerdo", envios.retirado)
        estados = {f["estado"] for f in almacen.lectura.filas("SELECT estado FROM reunion")}
    assert ultima.cuentas[Resultado.ACTUALIZADO] > 0
    assert ultima.cuentas[Resultado.RECHAZADO] == 1
    assert acuerdo["baja"] == 1
    assert estados == {"celebrada"}, "en la época nueva ninguna está cerrada todavía"
