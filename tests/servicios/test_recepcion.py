"""Receiving: all or nothing, once, from whom it says, and nothing of others' that is not theirs to change."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

import pytest

from enlace_app.consultas import paquetes_recibidos as llegados
from enlace_app.consultas import remitentes
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lote import Lote
from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.dominio.puntos import PuntoOrdenDia
from enlace_app.dominio.recepcion import EstadoDeRecepcion, Resultado
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.textos import Alfabeto
from enlace_app.dominio.tipos_reunion import TipoReunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios.recepcion import recibir_paquete, revisar_paquete
from enlace_app.servicios.remitentes import aceptar_clave
from enlace_app.servicios.seguimientos import dar_seguimiento
from enlace_app.sincronizacion.formato import Formato, leer_formato
from enlace_app.sincronizacion.llegada import Destino
from enlace_app.sincronizacion.paquete import PaqueteLeido
from tests.servicios.escenario import cerrar, completa, fila_de, firmar, volcado
from tests.sincronizacion.envios import con_portada, empaquetar, incremento

CLAVE, OTRA = "a" * 64, "b" * 64


@pytest.fixture(scope="module")
def formato() -> Formato:
    return leer_formato(carpeta_recursos() / "formato_paquete.csv")


@pytest.fixture
def garante(molde_garante: Path, tmp_path: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    raiz = Path(shutil.copytree(molde_garante, tmp_path / "garante"))
    with Almacen(CarpetaDatos(raiz), alfabeto=alfabeto) as almacen:
        yield almacen


def con_fila(paquete: PaqueteLeido, formato: Formato, hoja: str, uuid: UUID, **valores: Any) -> PaqueteLeido:
    """The next package, with other values in one row."""
    filas = [dict(f) | (valores if f["uuid"] == str(uuid) else {}) for f in paquete.filas(hoja)]
    return con_portada(
        paquete,
        formato,
        dict(paquete.hojas) | {hoja: filas},
        paquete_uuid=str(uuid4()),
        secuencia=int(str(paquete.portada["secuencia"])) + 1,
    )


def test_revisar_no_escribe_nada(almacen: Almacen, garante: Almacen, formato: Formato) -> None:
    caso = completa(almacen)
    bytes_antes = garante.carpeta.base.read_bytes()
    revision = revisar_paquete(garante, empaquetar(almacen, formato, secuencia=1), formato=formato)
    assert revision.llegada.destino is Destino.APLICAR
    assert str(caso.reunion) in {r.uuid for r in revision.renglones if r.resultado is Resultado.NUEVO}
    assert garante.carpeta.base.read_bytes() == bytes_antes


def test_el_mismo_otra_vez_no_cambia_nada(almacen: Almacen, garante: Almacen, formato: Formato) -> None:
    completa(almacen)
    paquete = empaquetar(almacen, formato, secuencia=1)
    primera = recibir_paquete(garante, paquete, formato=formato)
    antes = volcado(garante)
    segunda = recibir_paquete(garante, paquete, formato=formato)
    assert (segunda.repetido, segunda.recibido) == (True, primera.recibido)
    assert volcado(garante) == antes


def test_campo_por_campo(almacen: Almacen, garante: Almacen, formato: Formato) -> None:
    caso = completa(almacen)
    paquete = empaquetar(almacen, formato, secuencia=1)
    recibir_paquete(garante, paquete, formato=formato)
    siguiente = con_fila(paquete, formato, "Reuniones", caso.reunion, rev=9, sede="Otra sala")
    revision = revisar_paquete(garante, siguiente, formato=formato)
    (cambiado,) = [r for r in revision.renglones if r.resultado is Resultado.ACTUALIZADO]
    assert [(c.columna, c.antes, c.ahora) for c in cambiado.campos if c.columna != "rev"] == [
        ("sede", "Sala de pruebas", "Otra sala")
    ]
    recibir_paquete(garante, siguiente, formato=formato)
    assert (fila_de(garante, "reunion", caso.reunion)["sede"], fila_de(garante, "reunion", caso.reunion)["rev"]) == (
        "Otra sala",
        9,
    )


def test_lo_recibido_vuelve_a_ser_las_mismas_filas(almacen: Almacen, garante: Almacen, formato: Formato) -> None:
    """What the authority passes on of a region is, cell by cell, what the region sent."""
    caso = completa(almacen)
    cerrar(almacen, caso.reunion)
    firmar(almacen, caso.reunion)
    dar_seguimiento(almacen, acuerdo=caso.acuerdo, fecha=date(2017, 9, 1), estado="en_proceso", nota="Va.")
    enviado = empaquetar(almacen, formato, secuencia=1)
    recibir_paquete(garante, enviado, formato=formato)
    consolidado = empaquetar(garante, formato, secuencia=1)
    for hoja in set(enviado.hojas) - {"Bitacora"}:
        aqui = [dict(fila) for fila in consolidado.filas(hoja)]
        assert [fila for fila in enviado.filas(hoja) if dict(fila) not in aqui] == [], hoja


@pytest.mark.parametrize("paso", ["insertar", "cambiar", "sustituir", "terminar"])
def test_una_falla_a_la_mitad_no_deja_rastro(
    almacen: Almacen, garante: Almacen, formato: Formato, monkeypatch: pytest.MonkeyPatch, paso: str
) -> None:
    caso = completa(almacen)
    paquete = empaquetar(almacen, formato, secuencia=1)
    recibir_paquete(garante, paquete, formato=formato)
    completa(almacen)
    nuevo = con_fila(empaquetar(almacen, formato, secuencia=1), formato, "Reuniones", caso.reunion, rev=7, sede="Otra")
    antes, bytes_antes = volcado(garante), garante.carpeta.base.read_bytes()
    original: Callable[..., None] = getattr(Lote, paso)

    def fallar(*argumentos: Any, **nombrados: Any) -> None:
        original(*argumentos, **nombrados)
        raise RuntimeError("se fue la luz")

    monkeypatch.setattr(Lote, paso, fallar)
    with pytest.raises(RuntimeError, match="se fue la luz"):
        recibir_paquete(garante, nuevo, formato=formato)
    assert volcado(garante) == antes
    assert garante.carpeta.base.read_bytes() == bytes_antes


def test_cancelar_no_deja_rastro(almacen: Almacen, garante: Almacen, formato: Formato) -> None:
    completa(almacen)
    bytes_antes = garante.carpeta.base.read_bytes()

    def cancelar(hechas: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        recibir_paquete(garante, empaquetar(almacen, formato, secuencia=1), formato=formato, progreso=cancelar)
    assert garante.carpeta.base.read_bytes() == bytes_antes


def test_la_misma_identidad_con_otro_contenido_se_rechaza_y_se_guarda(
    almacen: Almacen, garante: Almacen, formato: Formato
) -> None:
    caso = completa(almacen)
    paquete = empaquetar(almacen, formato, secuencia=1)
    recibir_paquete(garante, paquete, formato=formato)
    filas = [dict(f) | {"sede": "Otra"} for f in paquete.filas("Reuniones")]
    otro = con_portada(paquete, formato, dict(paquete.hojas) | {"Reuniones": filas})
    hecha = recibir_paquete(garante, otro, formato=formato)
    assert hecha.estado is EstadoDeRecepcion.EN_CONFLICTO
    assert fila_de(garante, "reunion", caso.reunion)["sede"] == "Sala de pruebas"
    assert len(llegados.con_identidad(garante.lectura, str(paquete.portada["paquete_uuid"]))) == 2
    assert recibir_paquete(garante, otro, formato=formato).repetido
    con_otro_numero = con_portada(otro, formato, secuencia=7)
    assert "misma identidad" in str(recibir_paquete(garante, con_otro_numero, formato=formato).motivo)
    copia = con_portada(otro, formato, paquete_uuid=str(uuid4()))
    assert "dos copias" in str(recibir_paquete(garante, copia, formato=formato).motivo)


def test_un_incremento_espera_a_su_base(almacen: Almacen, garante: Almacen, formato: Formato) -> None:
    completa(almacen)
    primero = empaquetar(almacen, formato, secuencia=1)
    nueva = completa(almacen)
    segundo = incremento(empaquetar(almacen, formato, secuencia=2), foto=primero, base=primero, formato=formato)
    hecha = recibir_paquete(garante, segundo, formato=formato)
    assert hecha.estado is EstadoDeRecepcion.RETENIDO
    assert "el paquete 1" not in str(hecha.motivo), "antes del primero que llega no se sabe qué falta"
    assert garante.lectura.filas("SELECT 1 FROM reunion WHERE uuid = :u", {"u": str(nueva.reunion)}) == []
    liberado = recibir_paquete(garante, primero, formato=formato)
    assert liberado.liberados == ("paquete 2 de Persona Uno",)
    assert fila_de(garante, "reunion", nueva.reunion)["estado"] == "celebrada"
    assert garante.lectura.filas("SELECT * FROM contenido_en_espera") == []


def test_un_numero_que_falta_se_nombra_y_no_detiene(almacen: Almacen, garante: Almacen, formato: Formato) -> None:
    primero = empaquetar(almacen, formato, secuencia=1)
    recibir_paquete(garante, primero, formato=formato)
    completa(almacen)
    tercero = incremento(empaquetar(almacen, formato, secuencia=3), foto=primero, base=primero, formato=formato)
    hecha = recibir_paquete(garante, tercero, formato=formato)
    assert hecha.estado is EstadoDeRecepcion.APLICADO
    assert any("el paquete 2" in aviso for aviso in hecha.avisos)


def test_otro_sitio_no_cambia_lo_que_no_es_suyo(
    almacen: Almacen, garante: Almacen, formato: Formato, tmp_path: Path, alfabeto: Alfabeto
) -> None:
    caso = completa(almacen)
    paquete = empaquetar(almacen, formato, secuencia=1)
    recibir_paquete(garante, paquete, formato=formato)
    intruso = con_portada(
        con_fila(paquete, formato, "Acuerdos", caso.acuerdo, rev=9, texto="No hay nada que entregar."),
        formato,
        {h: f for h, f in paquete.hojas.items() if h != "Bitacora"}
        | {"Acuerdos": [dict(f) | {"rev": 9, "texto": "Nada."} for f in paquete.filas("Acuerdos")]},
        sitio_uuid=str(uuid4()),
        paquete_uuid=str(uuid4()),
    )
    hecha = recibir_paquete(garante, intruso, formato=formato)
    assert hecha.cuentas[Resultado.RECHAZADO] > 0
    assert hecha.cuentas[Resultado.NUEVO] == 0
    assert fila_de(garante, "acuerdo", caso.acuerdo)["texto"] == "Entregar la relación de pozos."


def test_una_reunion_cerrada_solo_la_cambia_quien_la_cerro(
    almacen: Almacen, garante: Almacen, formato: Formato
) -> None:
    caso = completa(almacen)
    cerrar(almacen, caso.reunion)
    paquete = empaquetar(almacen, formato, secuencia=1)
    recibir_paquete(garante, paquete, formato=formato)
    with pytest.raises(ErrorDeNegocio, match="acta cerrada"), garante.escribir("Forzar") as u:
        u.filas("UPDATE reunion SET sede = 'x' WHERE uuid = :u RETURNING uuid", {"u": str(caso.reunion)})
    siguiente = con_fila(paquete, formato, "Reuniones", caso.reunion, rev=20, sede="Otra sala")
    recibir_paquete(garante, siguiente, formato=formato)
    assert fila_de(garante, "reunion", caso.reunion)["sede"] == "Otra sala"
    alterada = con_fila(siguiente, formato, "Actas", UUID(str(paquete.filas("Actas")[0]["uuid"])), sha256="c" * 64)
    assert recibir_paquete(garante, alterada, formato=formato).cuentas[Resultado.RECHAZADO] == 1


@pytest.mark.parametrize("alreves", [False, True])
def test_el_nombre_de_un_autor_que_se_reservo_se_reserva_en_cualquier_orden(
    almacen: Almacen, garante: Almacen, formato: Formato, alreves: bool
) -> None:
    caso = completa(almacen)
    dar_seguimiento(almacen, acuerdo=caso.acuerdo, fecha=date(2017, 9, 1), estado="en_proceso", nota="Va.")
    abierto = empaquetar(almacen, formato, secuencia=1)
    seguimiento = UUID(str(abierto.filas("Seguimiento")[0]["uuid"]))
    abierto = con_fila(abierto, formato, "Seguimiento", seguimiento, autor="Persona Uno")
    reservado = con_fila(abierto, formato, "Seguimiento", seguimiento, autor="particular")
    otra_vez = con_fila(reservado, formato, "Seguimiento", seguimiento, autor="Persona Uno")
    orden = [abierto, reservado, otra_vez]
    for paquete in reversed(orden) if alreves else orden:
        recibir_paquete(garante, paquete, formato=formato)
    assert fila_de(garante, "seguimiento", seguimiento)["autor"] == "particular"
    guardada = garante.lectura.filas("SELECT valores FROM fila_recibida WHERE hoja = 'Seguimiento'")
    assert "Persona Uno" not in str(guardada)
    asientos = garante.lectura.filas("SELECT antes, despues FROM bitacora WHERE tabla = 'seguimiento'")
    assert alreves or all("Persona Uno" not in str(a["antes"]) for a in asientos)


def test_un_seguimiento_no_cambia(almacen: Almacen, garante: Almacen, formato: Formato) -> None:
    caso = completa(almacen)
    dar_seguimiento(almacen, acuerdo=caso.acuerdo, fecha=date(2017, 9, 1), estado="en_proceso", nota="Va.")
    paquete = empaquetar(almacen, formato, secuencia=1)
    recibir_paquete(garante, paquete, formato=formato)
    seguimiento = UUID(str(paquete.filas("Seguimiento")[0]["uuid"]))
    otro = con_fila(paquete, formato, "Seguimiento", seguimiento, nota="Ya está.")
    assert recibir_paquete(garante, otro, formato=formato).cuentas[Resultado.RECHAZADO] == 1
    assert fila_de(garante, "seguimiento", seguimiento)["nota"] == "Va."


def test_un_formato_mas_nuevo_se_rechaza(almacen: Almacen, garante: Almacen, formato: Formato) -> None:
    paquete = con_portada(empaquetar(almacen, formato, secuencia=1), formato, formato_version=2)
    with pytest.raises(ErrorDeNegocio, match="versión más nueva"):
        recibir_paquete(garante, paquete, formato=formato)


def test_un_valor_cambiado_se_descubre(almacen: Almacen, garante: Almacen, formato: Formato) -> None:
    completa(almacen)
    paquete = empaquetar(almacen, formato, secuencia=1)
    filas = [dict(f) | {"sede": "Otra"} for f in paquete.filas("Reuniones")]
    falso = con_portada(paquete, formato, dict(paquete.hojas) | {"Reuniones": filas})
    alterado = PaqueteLeido(falso.archivo, paquete.portada, falso.hojas, falso.huellas)
    with pytest.raises(ErrorDeNegocio, match="Reuniones"):
        recibir_paquete(garante, alterado, formato=formato)


def test_otra_clave_se_rechaza_hasta_que_alguien_la_acepta(
    almacen: Almacen, garante: Almacen, formato: Formato
) -> None:
    def firma(clave: str) -> Callable[[Any], str]:
        return lambda _: clave

    primero = empaquetar(almacen, formato, secuencia=1)
    recibir_paquete(garante, primero, formato=formato, comprobar_firma=firma(CLAVE))
    segundo = empaquetar(almacen, formato, secuencia=2)
    with pytest.raises(ErrorDeNegocio, match="otra clave"):
        recibir_paquete(garante, segundo, formato=formato, comprobar_firma=firma(OTRA))
    with pytest.raises(ErrorDeNegocio, match="no viene firmado"):
        recibir_paquete(garante, segundo, formato=formato, comprobar_firma=lambda _: None)
    aceptar_clave(garante, segundo, comprobar_firma=firma(OTRA))
    assert not recibir_paquete(garante, segundo, formato=formato, comprobar_firma=firma(OTRA)).repetido


def test_la_clave_se_aprende_aunque_antes_llegara_uno_sin_firma(
    almacen: Almacen, garante: Almacen, formato: Formato
) -> None:
    """However high that one was numbered: else no other key would ever be refused."""
    sin_firma, firmado = (empaquetar(almacen, formato, secuencia=n) for n in (9, 1))
    recibir_paquete(garante, sin_firma, formato=formato, comprobar_firma=lambda _: None)
    recibir_paquete(garante, firmado, formato=formato, comprobar_firma=lambda _: CLAVE)
    with pytest.raises(ErrorDeNegocio, match="otra clave"):
        recibir_paquete(
            garante, empaquetar(almacen, formato, secuencia=2), formato=formato, comprobar_firma=lambda _: OTRA
        )


def test_lo_forjado_no_tumba_ni_bloquea(almacen: Almacen, garante: Almacen, formato: Formato) -> None:
    """Numbers and instants that no site gives: told, held or taken as none, never an error nor endless work."""
    caso = completa(almacen)
    paquete = empaquetar(almacen, formato, secuencia=1)
    recibir_paquete(garante, paquete, formato=formato)

    def entrada(uuid: str, fecha: str) -> dict[str, Any]:
        suyo = {"acuerdo": str(caso.acuerdo), "fecha": fecha, "estado": "cumplido"}
        return {"uuid": uuid, "rev": 1, "baja": "no"} | suyo

    forjadas = [
        entrada("ffffffff-ffff-7fff-bfff-ffffffffffff", "2017-09-01"),
        entrada("e677d21f-db00-7fff-bfff-ffffffffffff", "2017-09-01"),
        entrada(str(uuid4()), "9999-12-31"),
    ]
    hojas = dict(paquete.hojas) | {"Seguimiento": forjadas}
    enorme = con_portada(paquete, formato, hojas, paquete_uuid=str(uuid4()), secuencia=10**14)
    hecha = recibir_paquete(garante, enorme, formato=formato)
    assert any("2, 3, 4" in aviso for aviso in hecha.avisos)
    assert remitentes.listar(garante.lectura), "tampoco al contar lo que falta"
    entraron = garante.lectura.filas("SELECT uuid FROM seguimiento")
    assert [f["uuid"] for f in entraron] == [forjadas[0]["uuid"]], "de lo futuro nada podría corregirse"
    dar_seguimiento(garante, acuerdo=caso.acuerdo, fecha=date(2017, 9, 2), estado="en_proceso")
    assert garante.lectura.filas("SELECT estado FROM situacion WHERE acuerdo = :a", {"a": str(caso.acuerdo)}) == [
        {"estado": "en_proceso"}
    ]


def test_lo_que_espera_no_cambia_lo_publicado(almacen: Almacen, garante: Almacen, formato: Formato) -> None:
    """A row under a published identity that waited for its meeting, and the genuine one came otherwise meanwhile."""
    completa(almacen)
    punto, reunion = (str(uuid5(NAMESPACE_URL, nombre)) for nombre in ("punto", "reunion"))
    paquete = empaquetar(almacen, formato, secuencia=1)
    suya: dict[str, str | int] = {
        "uuid": punto,
        "rev": 1,
        "baja": "no",
        "reunion": reunion,
        "n": 1,
        "asunto": "Otro asunto",
    }
    filas = dict(paquete.hojas) | {"OrdenDelDia": [*paquete.filas("OrdenDelDia"), suya]}
    recibir_paquete(garante, con_portada(paquete, formato, filas), formato=formato)
    with garante.escribir("Datos publicados") as u:
        tipo = u.uno(TipoReunion, clave="reunion_trabajo")
        assert tipo is not None
        u.agregar(Reunion(uuid=UUID(reunion), tipo=tipo, zona="America/Mexico_City", folio_provisional="P-1"))
        u.asentar()
        u.agregar(PuntoOrdenDia(uuid=UUID(punto), reunion=UUID(reunion), n=1, asunto="El publicado"))
    recibir_paquete(garante, empaquetar(almacen, formato, secuencia=2), formato=formato)
    assert fila_de(garante, "punto_orden_dia", UUID(punto))["asunto"] == "El publicado"


def test_se_avisa_de_lo_cerrado_que_cambia_y_de_otra_epoca(
    almacen: Almacen, garante: Almacen, formato: Formato
) -> None:
    caso = completa(almacen)
    recibir_paquete(garante, empaquetar(almacen, formato, secuencia=1), formato=formato)
    cerrar(almacen, caso.reunion)
    firmar(almacen, caso.reunion)
    cerrado = empaquetar(almacen, formato, secuencia=2)
    assert not [r for r in revisar_paquete(garante, cerrado, formato=formato).renglones if r.motivo]
    recibir_paquete(garante, cerrado, formato=formato)
    cambiado = con_fila(cerrado, formato, "Acuerdos", caso.acuerdo, rev=9, texto="Otro texto")
    cambiado = con_portada(cambiado, formato, epoca=2, secuencia=1)
    revision = revisar_paquete(garante, cambiado, formato=formato)
    (renglon,) = [r for r in revision.renglones if r.resultado is Resultado.ACTUALIZADO]
    assert "acta cerrada" in str(renglon.motivo)
    hojas = dict(cambiado.hojas) | {"Documentos": []}
    perdido = con_portada(cambiado, formato, hojas, paquete_uuid=str(uuid4()), secuencia=2)
    assert any("Documentos: 1)" in a for a in recibir_paquete(garante, perdido, formato=formato).avisos)
    assert any("respaldo" in aviso for aviso in revision.llegada.avisos)
    tardio = con_portada(cerrado, formato, paquete_uuid=str(uuid4()), secuencia=3)
    assert any("dos equipos" in a for a in revisar_paquete(garante, tardio, formato=formato).llegada.avisos)


def test_un_nombre_que_ya_no_se_consiente_no_queda_en_la_bitacora(
    almacen: Almacen, garante: Almacen, formato: Formato
) -> None:
    caso = completa(almacen)
    paquete = empaquetar(almacen, formato, secuencia=1)
    nombre = "Persona Que Consintió"
    paquete = con_fila(paquete, formato, "Asistencia", caso.asistencia, persona=nombre)
    recibir_paquete(garante, paquete, formato=formato)
    siguiente = con_fila(paquete, formato, "Asistencia", caso.asistencia, rev=9, persona="particular")
    recibir_paquete(garante, siguiente, formato=formato)
    assert fila_de(garante, "asistencia", caso.asistencia)["persona"] == "particular"
    de_ella = {"u": str(caso.asistencia)}
    asientos = garante.lectura.filas("SELECT antes, despues FROM bitacora WHERE uuid = :u", de_ella)
    recibidas = garante.lectura.filas("SELECT valores FROM fila_recibida WHERE uuid = :u", de_ella)
    assert nombre not in str(asientos) + str(recibidas)


def test_lo_que_no_se_puede_imprimir_no_entra(almacen: Almacen, garante: Almacen, formato: Formato) -> None:
    caso = completa(almacen)
    paquete = empaquetar(almacen, formato, secuencia=1)
    malo = con_fila(paquete, formato, "Reuniones", caso.reunion, sede="Sala \u202egnp.exe")
    hecha = recibir_paquete(garante, malo, formato=formato)
    assert hecha.cuentas[Resultado.RECHAZADO] == 1
    assert garante.lectura.filas("SELECT 1 FROM reunion") == []
    bueno = con_fila(malo, formato, "Reuniones", caso.reunion, sede="Sala")
    recibir_paquete(garante, bueno, formato=formato)
    assert fila_de(garante, "asistencia", caso.asistencia)["reunion"] == str(caso.reunion), "lo que esperaba ya entró"


def test_el_propio_no_se_recibe(almacen: Almacen, formato: Formato) -> None:
    with pytest.raises(ErrorDeNegocio, match="este mismo equipo"):
        recibir_paquete(almacen, empaquetar(almacen, formato, secuencia=1, tipo=TipoPaquete.COMPLETO), formato=formato)
