"""No service changes what is in a closed acta: each is tried on a closed, a shared and a signed one."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.textos import Alfabeto
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios import acuerdos, asistencias, documentos, puntos, reuniones, votaciones
from enlace_app.servicios.sitios import iniciar
from tests.servicios.escenario import Completa, cerrar, completa, con_visita, firmar, rev_de, volcado

MODULOS: tuple[ModuleType, ...] = (reuniones, asistencias, puntos, votaciones, acuerdos, documentos)
QUE_EMPIEZAN = {"crear_reunion"}
"""They make a new meeting: there is nothing closed yet that they could change."""


@dataclass(frozen=True)
class Casos:
    almacen: Almacen
    cerrada: Completa
    visita: Completa
    firmada: Completa
    abierta: Completa


@pytest.fixture(scope="module")
def casos(tmp_path_factory: pytest.TempPathFactory, alfabeto: Alfabeto) -> Iterator[Casos]:
    with Almacen(CarpetaDatos(tmp_path_factory.mktemp("cerrado") / "datos"), alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        cerrada, visita = con_visita(almacen)
        firmada, abierta = completa(almacen), completa(almacen)
        for caso in (cerrada, firmada):
            cerrar(almacen, caso.reunion)
        firmar(almacen, firmada.reunion)
        yield Casos(almacen, cerrada, visita, firmada, abierta)


def intentos(caso: Completa, abierta: Completa) -> dict[Callable[..., Any], tuple[str, dict[str, Any]]]:
    """Each service with what it would change, and arguments that it would accept if the meeting were open."""
    reunion, asistencia, punto, votacion, acuerdo = (
        {nombre: getattr(caso, nombre)} for nombre in ("reunion", "asistencia", "punto", "votacion", "acuerdo")
    )
    return {
        reuniones.cambiar_datos: ("reunion", reunion | {"sede": "Otra"}),
        reuniones.cambiar_fecha: ("reunion", reunion | {"fecha": date(2017, 7, 20)}),
        reuniones.situar_reunion: ("reunion", reunion | {"municipio": None}),
        reuniones.compartir_acta: ("reunion", reunion | {"con": abierta.reunion}),
        reuniones.anotar_receso: ("reunion", reunion | {"inicio": "11:30", "fin": None, "motivo": None}),
        reuniones.dar_paso: ("reunion", reunion | {"estado": "en_revision"}),
        reuniones.cancelar_reunion: ("reunion", reunion | {"motivo": "Otro."}),
        asistencias.registrar_asistencia: ("", reunion | {"persona": "Persona Tres"}),
        asistencias.registrar_salida: ("asistencia", asistencia | {"hora": "12:00"}),
        asistencias.retirar_asistencia: ("asistencia", asistencia),
        puntos.agregar_punto: ("", reunion | {"asunto": "Otro"}),
        puntos.redactar_punto: ("punto_orden_dia", punto | {"desarrollo": "Otro."}),
        puntos.retirar_punto: ("punto_orden_dia", punto),
        votaciones.registrar_votacion: ("", reunion | {"modalidad": "consenso", "resultado": "aprobado"}),
        votaciones.retirar_votacion: ("votacion", votacion),
        acuerdos.agregar_acuerdo: ("", reunion | {"texto": "Otro."}),
        acuerdos.cambiar_texto: ("acuerdo", acuerdo | {"texto": "Otro."}),
        acuerdos.fijar_plazo: ("acuerdo", acuerdo | {"plazo": "31 de diciembre de 2017"}),
        acuerdos.nombrar_responsables: ("acuerdo", acuerdo | {"responsables": ["Otros"]}),
        acuerdos.retirar_acuerdo: ("acuerdo", acuerdo),
        documentos.registrar_documento: ("", reunion | {"sentido": "entrega", "tipo": "plano"}),
    }


def argumentos(almacen: Almacen, tabla: str, dados: dict[str, Any]) -> dict[str, Any]:
    """With the revision that a person would have seen a moment ago."""
    clave = "punto" if tabla == "punto_orden_dia" else tabla
    return dados | ({"rev": rev_de(almacen, tabla, dados[clave])} if tabla else {})


def test_ningun_servicio_queda_sin_probar() -> None:
    nadie = Completa(*[None] * 6)  # type: ignore[arg-type]
    publicos = {
        funcion
        for modulo in MODULOS
        for nombre, funcion in inspect.getmembers(modulo, inspect.isfunction)
        if funcion.__module__ == modulo.__name__ and not nombre.startswith("_")
    }
    assert {f.__name__ for f in publicos} - QUE_EMPIEZAN == {f.__name__ for f in intentos(nadie, nadie)}


NOMBRES = sorted(f.__name__ for f in intentos(Completa(*[None] * 6), Completa(*[None] * 6)))  # type: ignore[arg-type]


@pytest.mark.parametrize("clase", ["cerrada", "visita", "firmada"])
@pytest.mark.parametrize("nombre", NOMBRES)
def test_lo_cerrado_no_cambia(casos: Casos, clase: str, nombre: str) -> None:
    almacen = casos.almacen
    (funcion, (tabla, dados)) = next(
        (f, a) for f, a in intentos(getattr(casos, clase), casos.abierta).items() if f.__name__ == nombre
    )
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio) as error:
        funcion(almacen, **argumentos(almacen, tabla, dados))
    estado = "firmada" if clase == "firmada" else "cerrada"
    assert f"está {estado}: " in str(error.value)
    assert ("fe de erratas" if clase == "firmada" else "enlace acta reabrir") in str(error.value)
    assert volcado(almacen) == antes


@pytest.mark.parametrize("nombre", [n for n in NOMBRES if n not in {"cancelar_reunion", "compartir_acta"}])
def test_los_mismos_intentos_valen_en_una_abierta(almacen: Almacen, nombre: str) -> None:
    """Control: it is the closing that refuses them, not their arguments."""
    caso = completa(almacen)
    (funcion, (tabla, dados)) = next((f, a) for f, a in intentos(caso, caso).items() if f.__name__ == nombre)
    antes = volcado(almacen)
    funcion(almacen, **argumentos(almacen, tabla, dados))
    assert volcado(almacen) != antes
