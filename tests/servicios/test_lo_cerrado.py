"""No service changes what is in a closed acta: each is tried on a closed, a shared and a signed one."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.textos import Alfabeto
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios import (
    acuerdos,
    asistencias,
    documentos,
    intervenciones,
    puntos,
    reuniones,
    sesiones,
    votaciones,
)
from enlace_app.servicios.sitios import iniciar
from tests.servicios.escenario import Completa, cerrar, completa, con_visita, firmar, rev_de, volcado

MODULOS: tuple[ModuleType, ...] = (
    reuniones, sesiones, asistencias, puntos, votaciones, intervenciones, acuerdos, documentos,
)  # fmt: skip
QUE_EMPIEZAN = {"crear_reunion", "inscribir", "nueva_desde"}
"""They make something new: there is nothing closed yet that they could change."""
QUE_SOLO_LEEN = {"advertir_anticipacion"}


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
    reunion, asistencia, punto, votacion, acuerdo, documento, intervencion = (
        {nombre: getattr(caso, nombre)}
        for nombre in ("reunion", "asistencia", "punto", "votacion", "acuerdo", "documento", "intervencion")
    )
    return {
        reuniones.cambiar_datos: ("reunion", reunion | {"sede": "Otra"}),
        reuniones.cambiar_fecha: ("reunion", reunion | {"fecha": date(2017, 7, 20)}),
        reuniones.situar_reunion: ("reunion", reunion | {"municipio": None}),
        reuniones.cambiar_clase: ("reunion", reunion | {"tipo": caso.otro_tipo}),
        reuniones.cambiar_ejercicio: ("reunion", reunion | {"ejercicio": None}),
        reuniones.vincular_regiones: ("reunion", reunion | {"regiones": ()}),
        reuniones.vincular_compromisos: ("reunion", reunion | {"compromisos": ()}),
        reuniones.quitar_receso: ("reunion", reunion | {"inicio": caso.receso}),
        reuniones.retirar_reunion: ("reunion", reunion),
        reuniones.compartir_acta: ("reunion", reunion | {"con": abierta.reunion}),
        reuniones.anotar_receso: ("reunion", reunion | {"inicio": "11:30", "fin": None, "motivo": None}),
        reuniones.dar_paso: ("reunion", reunion | {"estado": "en_revision"}),
        reuniones.cancelar_reunion: ("reunion", reunion | {"motivo": "Otro."}),
        sesiones.comenzar_sesion: ("reunion", reunion | {"hora": "09:00"}),
        sesiones.terminar_sesion: ("reunion", reunion | {"hora": "13:00"}),
        sesiones.abrir_receso: ("reunion", reunion | {"hora": "12:00"}),
        sesiones.cerrar_receso: ("reunion", reunion | {"hora": "12:10"}),
        asistencias.corregir_asistencia: ("asistencia", asistencia | {"cargo": "Otro"}),
        asistencias.anotar_llegada: ("asistencia", asistencia | {"hora": "10:30"}),
        asistencias.anotar_regreso: ("asistencia", asistencia | {"hora": "12:10"}),
        asistencias.anotar_conteo: ("reunion", reunion | {"presentes_n": 30, "foto": Path(__file__)}),
        asistencias.registrar_asistencia: ("", reunion | {"persona": "Persona Tres"}),
        asistencias.registrar_salida: ("asistencia", asistencia | {"hora": "12:00"}),
        asistencias.retirar_asistencia: ("asistencia", asistencia),
        puntos.agregar_punto: ("", reunion | {"asunto": "Otro"}),
        puntos.renombrar_punto: ("punto_orden_dia", punto | {"asunto": "Otro"}),
        puntos.mover_punto: ("punto_orden_dia", punto | {"posicion": 1}),
        puntos.redactar_punto: ("punto_orden_dia", punto | {"desarrollo": "Otro."}),
        puntos.retirar_punto: ("punto_orden_dia", punto),
        votaciones.registrar_votacion: ("", reunion | {"modalidad": "consenso", "resultado": "aprobado"}),
        votaciones.votar_consenso: ("", reunion | {"punto": None}),
        votaciones.votar_conteo: ("", reunion | {"a_favor": 1}),
        votaciones.votar_por_parte: ("", reunion | {"sentidos": {"sociedad civil": "a favor"}}),
        votaciones.corregir_votacion: ("votacion", votacion | {"resultado": "no aprobado"}),
        votaciones.votar_evidente: ("", reunion),
        votaciones.actualizar_habilitados: ("votacion", votacion),
        votaciones.retirar_votacion: ("votacion", votacion),
        intervenciones.agregar_intervencion: ("", reunion | {"persona": "Persona Tres", "texto": "Otro."}),
        intervenciones.corregir_intervencion: ("intervencion", intervencion | {"texto": "Otro."}),
        intervenciones.retirar_intervencion: ("intervencion", intervencion),
        acuerdos.agregar_acuerdo: ("", reunion | {"texto": "Otro."}),
        acuerdos.corregir_acuerdo: ("acuerdo", acuerdo | {"texto": "Otro.", "responsables": ["Otros"]}),
        acuerdos.derivar_de: ("acuerdo", acuerdo | {"de": abierta.acuerdo}),
        acuerdos.retirar_acuerdo: ("acuerdo", acuerdo),
        documentos.registrar_documento: ("", reunion | {"sentido": "entrega", "tipo": "plano"}),
        documentos.cambiar_documento: ("documento", documento | {"fojas": 9}),
        documentos.turnar_documento: ("documento", documento | {"a": "Otros"}),
        documentos.retirar_documento: ("documento", documento),
        documentos.adjuntar_archivo: ("documento", documento | {"archivo": Path(__file__)}),
        documentos.sustituir_archivo: ("documento", documento | {"archivo": Path(__file__)}),
        documentos.quitar_archivo: ("documento", documento),
    }


def argumentos(almacen: Almacen, tabla: str, dados: dict[str, Any]) -> dict[str, Any]:
    """With the revision that a person would have seen a moment ago."""
    clave = "punto" if tabla == "punto_orden_dia" else tabla
    return dados | ({"rev": rev_de(almacen, tabla, dados[clave])} if tabla else {})


def test_ningun_servicio_queda_sin_probar() -> None:
    nadie = Completa(*[None] * 8)  # type: ignore[arg-type]
    publicos = {
        funcion
        for modulo in MODULOS
        for nombre, funcion in inspect.getmembers(modulo, inspect.isfunction)
        if funcion.__module__ == modulo.__name__ and not nombre.startswith("_")
    }
    assert {f.__name__ for f in publicos} - QUE_EMPIEZAN - QUE_SOLO_LEEN == {f.__name__ for f in intentos(nadie, nadie)}


NOMBRES = sorted(f.__name__ for f in intentos(Completa(*[None] * 8), Completa(*[None] * 8)))  # type: ignore[arg-type]


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


@pytest.mark.parametrize(
    "nombre",
    [
        n
        for n in NOMBRES
        # They need what this meeting has not: no hour yet, a recess, a departure, a second point, a file, another
        # agreement.
        if n not in {"cancelar_reunion", "compartir_acta", "quitar_archivo", "comenzar_sesion", "cerrar_receso"}
        and n not in {"anotar_regreso", "mover_punto", "sustituir_archivo", "derivar_de"}
        # Its document still refers to it.
        and n != "retirar_reunion"
    ],
)
def test_los_mismos_intentos_valen_en_una_abierta(almacen: Almacen, nombre: str) -> None:
    """Control: it is the closing that refuses them, not their arguments."""
    caso = completa(almacen)
    (funcion, (tabla, dados)) = next((f, a) for f, a in intentos(caso, caso).items() if f.__name__ == nombre)
    antes = volcado(almacen)
    funcion(almacen, **argumentos(almacen, tabla, dados))
    assert volcado(almacen) != antes
