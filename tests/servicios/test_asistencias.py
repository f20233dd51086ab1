"""Attendance as written, with the rights that each one's nombramiento gives."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.nombramientos import DerechoDeVoto, Nombramiento
from enlace_app.dominio.personas import Persona
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.asistencias import (
    anotar_conteo,
    anotar_llegada,
    anotar_regreso,
    corregir_asistencia,
    registrar_asistencia,
    registrar_salida,
    retirar_asistencia,
)
from tests.servicios.escenario import escrito, fila_de, nueva, principal, rev_de, volcado

CIVIL = "sociedad civil"


def registrada(almacen: Almacen, reunion: UUID, **datos: Any) -> dict[str, Any]:
    return fila_de(almacen, "asistencia", principal(registrar_asistencia(almacen, reunion=reunion, **datos)))


def nombrar(almacen: Almacen, nombre: str, rol: str, **datos: Any) -> UUID:
    with almacen.escribir("Nombrar") as u:
        persona = Persona(nombre=nombre)
        u.agregar(persona)
        u.asentar()
        u.agregar(Nombramiento(persona=persona.uuid, rol=rol, **({"parte": CIVIL} | datos)))
        return persona.uuid


def test_una_institucion_conocida_queda_enlazada_y_otra_como_se_escribio(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    conocida = registrada(almacen, reunion, organizacion="cna")
    otra = registrada(almacen, reunion, organizacion="Vecinos de Prueba")
    assert conocida["organizacion"] == "cna", "el nombre queda como se escribió"
    assert fila_de(almacen, "organizacion", UUID(conocida["organizacion_registrada"]))["sigla"] == "CONAGUA"
    assert otra["organizacion_registrada"] is None
    assert (conocida["orden"], otra["orden"]) == (1, 2)
    assert (conocida["voz"], conocida["voto"]) == (None, None), "sin nombramiento no se inventa un derecho"


@pytest.mark.parametrize("datos", [{}, {"persona": "  "}, {"persona": "", "organizacion": "\t"}])
def test_sin_nombre_no_hay_asistencia(almacen: Almacen, datos: dict[str, str]) -> None:
    reunion = nueva(almacen)
    with pytest.raises(ErrorDeNegocio, match="Escriba el nombre"):
        registrar_asistencia(almacen, reunion=reunion, **datos)  # type: ignore[arg-type]


def test_el_nombramiento_de_ese_dia_da_voz_y_voto(almacen: Almacen) -> None:
    nombrar(almacen, "Persona Titular", "representante", desde=date(2017, 1, 1), hasta=date(2017, 12, 31))
    nombrar(almacen, "Persona Suplente", "suplente")
    nombrar(almacen, "Persona Enlace", "enlace", voto=DerechoDeVoto.NO, voz=True)
    reunion, despues = nueva(almacen), nueva(almacen, fecha=date(2018, 1, 1))
    titular = registrada(almacen, reunion, persona="persona  TITULAR")
    assert (titular["voz"], titular["voto"], titular["parte"]) == (1, 1, CIVIL)
    assert registrada(almacen, despues, persona="Persona Titular")["voto"] == 0, "su nombramiento ya terminó"
    suplente = registrada(almacen, reunion, persona="Persona Suplente")
    assert (suplente["voz"], suplente["voto"]) == (1, 0)
    supliendo = registrada(almacen, nueva(almacen), persona="Persona Suplente", suple_a="Persona Titular")
    assert supliendo["voto"] == 1
    acompanando = registrada(almacen, reunion, persona="Persona Suplente", suple_a="Persona Titular")
    assert acompanando["voto"] == 0, "la titular está presente"
    enlace = registrada(almacen, reunion, persona="Persona Enlace")
    assert (enlace["voz"], enlace["voto"]) == (1, 0)


@pytest.mark.parametrize(
    ("calidad", "voz", "voto"),
    [("titular", 1, 1), ("Observadora", 0, 0), ("Facilitadora", 1, 0), ("suplente", 1, 0), ("vocal", None, None)],
)
def test_sin_nombramiento_decide_la_calidad_segun_el_catalogo(
    almacen: Almacen, calidad: str, voz: int | None, voto: int | None
) -> None:
    fila = registrada(almacen, nueva(almacen), organizacion="Vecinos de Prueba", parte=CIVIL, calidad=calidad)
    assert (fila["voz"], fila["voto"]) == (voz, voto)


def test_a_una_homonima_no_se_le_da_el_voto_de_otra(almacen: Almacen) -> None:
    nombrar(almacen, "Persona Doble", "representante", voto=DerechoDeVoto.SI)
    nombrar(almacen, "Persona Doble", "observador", voto=DerechoDeVoto.NO)
    fila = registrada(almacen, nueva(almacen), persona="Persona Doble")
    assert (fila["persona_registrada"], fila["voto"]) == (None, None)


def test_la_salida_no_es_antes_de_la_llegada(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    asistencia = principal(registrar_asistencia(almacen, reunion=reunion, persona="Persona Dos", llegada="10:30"))
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match="no puede ser antes de la llegada"):
        registrar_salida(almacen, asistencia=asistencia, rev=1, hora="10:00")
    with pytest.raises(ErrorDeNegocio, match="no es una hora"):
        registrar_salida(almacen, asistencia=asistencia, rev=1, hora="tarde")
    assert volcado(almacen) == antes
    registrar_salida(almacen, asistencia=asistencia, rev=1, hora="11.15")
    assert fila_de(almacen, "asistencia", asistencia)["salida"] == "11:15"


def test_lo_retirado_queda_y_ya_no_cambia(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    asistencia = principal(registrar_asistencia(almacen, reunion=reunion, persona="Persona Dos", llegada=" "))
    retirar_asistencia(almacen, asistencia=asistencia, rev=1)
    assert fila_de(almacen, "asistencia", asistencia)["baja"] == 1
    with pytest.raises(ErrorDeNegocio, match="ya se retiró"):
        registrar_salida(almacen, asistencia=asistencia, rev=2, hora="11:00")
    otra = registrada(almacen, reunion, persona="Persona Tres")
    assert otra["orden"] == 2, "el orden de una retirada no se vuelve a usar"


def rev(almacen: Almacen, asistencia: UUID) -> int:
    return rev_de(almacen, "asistencia", asistencia)


def test_quien_vuelve_tiene_dos_estancias_y_la_primera_queda_como_fue(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    primera = principal(
        registrar_asistencia(
            almacen, reunion=reunion, persona="Persona Dos", cargo="Vocal", calidad="titular", llegada="10:00"
        )
    )
    with pytest.raises(ErrorDeNegocio, match="no ha salido"):
        anotar_regreso(almacen, asistencia=primera, rev=1, hora="11:00")
    registrar_salida(almacen, asistencia=primera, rev=1, hora="11:00")
    with pytest.raises(ErrorDeNegocio, match="antes de la salida"):
        anotar_regreso(almacen, asistencia=primera, rev=2, hora="10:50")
    segunda = principal(anotar_regreso(almacen, asistencia=primera, rev=2, hora="11:40"))
    antes, despues = (fila_de(almacen, "asistencia", a) for a in (primera, segunda))
    assert (antes["llegada"], antes["salida"]) == ("10:00", "11:00")
    assert (despues["llegada"], despues["salida"], despues["orden"]) == ("11:40", None, 2)
    iguales = ("persona", "cargo", "calidad", "voz", "voto", "parte", "reunion")
    assert [antes[n] for n in iguales] == [despues[n] for n in iguales]
    with pytest.raises(ErrorDeNegocio, match="Ya consta"):
        anotar_regreso(almacen, asistencia=primera, rev=2, hora="11:50")
    assert rev_de(almacen, "reunion", reunion) == 1, "quien llega no cambia los datos de la reunión"


def test_quien_no_vino_y_llega_deja_de_estar_ausente(almacen: Almacen) -> None:
    asistencia = principal(
        registrar_asistencia(
            almacen, reunion=nueva(almacen), persona="Persona Dos", ausente=True, justificada=True, llegada="10:00"
        )
    )
    fila = fila_de(almacen, "asistencia", asistencia)
    assert (fila["ausente"], fila["justificada"], fila["llegada"]) == (1, 1, None)
    with pytest.raises(ErrorDeNegocio, match="ausente"):
        registrar_salida(almacen, asistencia=asistencia, rev=1, hora="11:00")
    anotar_llegada(almacen, asistencia=asistencia, rev=1, hora="10:20")
    fila = fila_de(almacen, "asistencia", asistencia)
    assert (fila["ausente"], fila["justificada"], fila["llegada"]) == (0, None, "10:20")


def test_corregir_cambia_solo_lo_dado_y_vuelve_a_dar_los_derechos(almacen: Almacen) -> None:
    nombrar(almacen, "Persona Titular", "representante", voto=DerechoDeVoto.SI)
    reunion = nueva(almacen)
    asistencia = principal(
        registrar_asistencia(almacen, reunion=reunion, persona="Persona Titulr", cargo="Vocal", llegada="10:00")
    )
    assert fila_de(almacen, "asistencia", asistencia)["voto"] is None
    corregir_asistencia(almacen, asistencia=asistencia, rev=1, persona="Persona Titular")
    fila = fila_de(almacen, "asistencia", asistencia)
    assert (fila["persona"], fila["voto"], fila["cargo"], fila["llegada"]) == ("Persona Titular", 1, "Vocal", "10:00")
    assert fila["persona_registrada"] is not None
    corregir_asistencia(almacen, asistencia=asistencia, rev=2, voto=False)
    corregir_asistencia(almacen, asistencia=asistencia, rev=3, calidad="Facilitadora")
    assert fila_de(almacen, "asistencia", asistencia)["voto"] == 0, "lo que alguien negó expresamente queda"
    corregir_asistencia(almacen, asistencia=asistencia, rev=4, consiente_publicar=True, aviso_version="2026-1")
    fila = fila_de(almacen, "asistencia", asistencia)
    assert (fila["consiente_publicar"], fila["aviso_version"]) == (1, "2026-1")
    with pytest.raises(ErrorDeNegocio, match="Escriba el nombre"):
        corregir_asistencia(almacen, asistencia=asistencia, rev=5, persona=" ")
    with pytest.raises(ErrorDeNegocio, match="antes de la llegada"):
        corregir_asistencia(almacen, asistencia=asistencia, rev=5, salida="09:00")


def test_el_voto_de_la_suplente_sigue_a_la_titular(almacen: Almacen) -> None:
    nombrar(almacen, "Persona Titular", "representante", voto=DerechoDeVoto.SI)
    nombrar(almacen, "Persona Suplente", "suplente")
    reunion = nueva(almacen)
    suplente = principal(
        registrar_asistencia(almacen, reunion=reunion, persona="Persona Suplente", suple_a="Persona Titular")
    )
    assert fila_de(almacen, "asistencia", suplente)["voto"] == 1
    titular = principal(registrar_asistencia(almacen, reunion=reunion, persona="Persona Titular"))
    assert fila_de(almacen, "asistencia", suplente)["voto"] == 0, "la titular está presente"
    retirar_asistencia(almacen, asistencia=titular, rev=rev(almacen, titular))
    assert fila_de(almacen, "asistencia", suplente)["voto"] == 1
    assert rev_de(almacen, "reunion", reunion) == 1


def test_el_conteo_con_la_foto_de_la_lista_es_un_documento_de_la_reunion(almacen: Almacen, tmp_path: Path) -> None:
    reunion = nueva(almacen)
    foto = escrito(tmp_path, "lista.jpg", b"\xff\xd8\xff lista")
    anotar_conteo(almacen, reunion=reunion, rev=1, presentes_n=30, es_minimo=True, nota=" vecinos ", foto=foto)
    fila = fila_de(almacen, "reunion", reunion)
    assert (fila["presentes_n"], fila["presentes_es_minimo"], fila["presentes_nota"]) == (30, 1, "vecinos")
    (documento,) = almacen.lectura.filas("SELECT * FROM documento WHERE reunion = :uuid", {"uuid": str(reunion)})
    assert (documento["tipo"], documento["archivo"], documento["fecha"]) == (
        "lista de asistencia firmada",
        "lista.jpg",
        fila["fecha"],
    )
    assert almacen.adjuntos.ruta(documento["sha256"]).read_bytes() == foto.read_bytes()
    anotar_conteo(almacen, reunion=reunion, rev=2, presentes_n=None)
    assert fila_de(almacen, "reunion", reunion)["presentes_n"] is None


def test_un_conteo_imposible_no_deja_nada(almacen: Almacen, tmp_path: Path) -> None:
    reunion = nueva(almacen)
    foto = escrito(tmp_path, "lista.jpg", b"lista")
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match="negativo"):
        anotar_conteo(almacen, reunion=reunion, rev=1, presentes_n=-1, foto=foto)
    with pytest.raises(ErrorDeNegocio, match="vuelva a abrirlo"):
        anotar_conteo(almacen, reunion=reunion, rev=9, presentes_n=3, foto=foto)
    assert volcado(almacen) == antes
    assert not [f for f in (almacen.carpeta.raiz / "adjuntos").rglob("*") if f.is_file()]
