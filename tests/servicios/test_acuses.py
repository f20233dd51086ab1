"""The answer: what the authority says reaches the records that it is about, once, and no other answer passes for it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from enlace_app.consultas import acuses as consulta
from enlace_app.consultas import duplicados, propuestas
from enlace_app.consultas.respuesta_de_autoridad import Envio, respuesta_de
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.identidad import uuid_publicado
from enlace_app.dominio.organizaciones import Alias, Organizacion
from enlace_app.dominio.paquetes import Paquete
from enlace_app.dominio.recepcion import ClaseDeVinculo, Resultado
from enlace_app.dominio.regiones import Municipio
from enlace_app.dominio.reuniones import EstadoReunion, Reunion
from enlace_app.dominio.textos import Alfabeto
from enlace_app.dominio.tipos_reunion import TipoReunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios.acuses import (
    asignar_folio_oficial,
    contenido_de_acuse,
    hacer_acuse,
    observar_registro,
)
from enlace_app.servicios.acuses_recibidos import leer_archivo_de_acuse, recibir_acuse
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.propuestas import declinar_propuesta, tomar_propuesta
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.recepcion import recibir_paquete
from enlace_app.servicios.respaldos import restaurar_respaldo
from enlace_app.servicios.vinculos import deshacer_vinculo, vincular
from enlace_app.sincronizacion.acuse import portada_de_acuse
from enlace_app.sincronizacion.formato import Formato, leer_formato
from enlace_app.sincronizacion.paquete import PaqueteLeido
from tests.servicios.escenario import (
    FECHA,
    Completa,
    cerrar,
    completa,
    fila_de,
    firmar,
    municipio_de,
    principal,
    rev_de,
    uuid_de,
    volcado,
)
from tests.sincronizacion.envios import armar_acuse, con_portada, empaquetar

ORGANIZACION = uuid_publicado("organizacion", "Organización de Prueba")


@pytest.fixture(scope="module")
def formato() -> Formato:
    return leer_formato(carpeta_recursos() / "formato_paquete.csv")


@pytest.fixture
def garante(molde_garante: Path, tmp_path: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    raiz = Path(shutil.copytree(molde_garante, tmp_path / "garante"))
    with Almacen(CarpetaDatos(raiz), alfabeto=alfabeto) as almacen:
        yield almacen


@pytest.fixture
def publicada(almacen: Almacen, garante: Almacen) -> UUID:
    """One row of a catalogue that both have, and that the region changed."""
    for sitio in (almacen, garante):
        with sitio.escribir("Catálogo de prueba") as u:
            u.agregar(Organizacion(uuid=ORGANIZACION, nombre="Organización de Prueba", alias=[Alias(alias="OP")]))
    with almacen.escribir("Corregir") as u:
        organizacion = u.traer(Organizacion, ORGANIZACION)
        organizacion.sigla = "ODP"
        organizacion.alias = [*organizacion.alias, Alias(alias="La Organización")]
    return ORGANIZACION


def enviar(almacen: Almacen, formato: Formato, secuencia: int) -> PaqueteLeido:
    """What the site would send, and its own memory of having sent it."""
    paquete = empaquetar(almacen, formato, secuencia=secuencia)
    hasta = almacen.lectura.filas("SELECT max(secuencia) AS n FROM bitacora")[0]["n"]
    with almacen.escribir("Enviar") as u:
        u.agregar(
            Paquete(
                uuid=UUID(str(paquete.portada["paquete_uuid"])),
                epoca=1,
                secuencia=secuencia,
                generado=datetime.now(UTC),
                contenido_sha256=str(paquete.portada["contenido_sha256"]),
                archivo="p.xlsx",
                bitacora_hasta=hasta,
            )
        )
    return paquete


@pytest.fixture
def caso(almacen: Almacen) -> Completa:
    return completa(almacen)


@pytest.fixture
def recibido(almacen: Almacen, garante: Almacen, formato: Formato, caso: Completa) -> str:
    return recibir_paquete(garante, enviar(almacen, formato, 1), formato=formato).recibido


def traer(garante: Almacen, recibido: str, carpeta: Path) -> Path:
    archivo = carpeta / "acuse.xlsx"
    archivo.write_bytes(hacer_acuse(garante, recibido=recibido).datos)
    return archivo


def test_da_la_vuelta_completa(
    almacen: Almacen, garante: Almacen, caso: Completa, recibido: str, tmp_path: Path
) -> None:
    observar_registro(garante, registro=caso.reunion, texto="Falta la lista de asistencia.")
    asignar_folio_oficial(garante, registro=caso.acuerdo, folio="OFICIAL/1")
    assert respuesta_de(almacen.lectura, str(caso.reunion)).envio is Envio.SIN_ACUSE
    archivo = traer(garante, recibido, tmp_path)
    tomado = recibir_acuse(almacen, leer_archivo_de_acuse(archivo), archivo=archivo)
    assert (tomado.observaciones, tomado.folios, tomado.repetido) == (1, 1, False)
    assert respuesta_de(almacen.lectura, str(caso.reunion)).envio is Envio.RECIBIDO
    assert [o.texto for o in consulta.observaciones(almacen.lectura, [str(caso.reunion)])] == [
        "Falta la lista de asistencia."
    ]
    assert consulta.folios_oficiales(almacen.lectura) == {str(caso.acuerdo): "OFICIAL/1"}
    dicho = consulta.resultado_de(almacen.lectura, str(caso.reunion))
    assert dicho is not None
    assert dicho.resultado == Resultado.OBSERVADO
    observar_registro(garante, registro=caso.reunion, texto="Otra cosa.")
    assert recibir_acuse(almacen, leer_archivo_de_acuse(traer(garante, recibido, tmp_path))).observaciones == 1
    dichas = [o.texto for o in consulta.observaciones(almacen.lectura, [str(caso.reunion)])]
    assert dichas == ["Falta la lista de asistencia.", "Otra cosa."], "what a later receipt repeats is not said twice"


def test_el_folio_oficial_queda_junto_al_propio(
    almacen: Almacen, garante: Almacen, caso: Completa, recibido: str, formato: Formato, tmp_path: Path
) -> None:
    cerrar(almacen, caso.reunion)
    firmar(almacen, caso.reunion)
    propio = fila_de(almacen, "reunion", caso.reunion)["folio"]
    asignar_folio_oficial(garante, registro=caso.reunion, folio="OFICIAL/2")
    recibir_acuse(almacen, leer_archivo_de_acuse(traer(garante, recibido, tmp_path)))
    (fila,) = empaquetar(almacen, formato, secuencia=2).filas("Reuniones")
    assert (fila["folio"], fila["folio_oficial"]) == (propio, "OFICIAL/2")


def test_el_mismo_acuse_son_los_mismos_bytes(garante: Almacen, recibido: str, caso: Completa) -> None:
    primero = hacer_acuse(garante, recibido=recibido)
    antes = volcado(garante)
    otra_vez = hacer_acuse(garante, recibido=recibido)
    assert (otra_vez.datos, otra_vez.nuevo) == (primero.datos, False)
    assert volcado(garante) == antes
    observar_registro(garante, registro=caso.reunion, texto="Otra cosa.")
    assert hacer_acuse(garante, recibido=recibido).numero == 2


def test_uno_repetido_no_cambia_nada_y_uno_viejo_se_rechaza(
    almacen: Almacen, garante: Almacen, caso: Completa, recibido: str, tmp_path: Path
) -> None:
    viejo = leer_archivo_de_acuse(traer(garante, recibido, tmp_path))
    observar_registro(garante, registro=caso.reunion, texto="Falta algo.")
    recibir_acuse(almacen, leer_archivo_de_acuse(traer(garante, recibido, tmp_path)))
    antes = volcado(almacen)
    assert recibir_acuse(almacen, leer_archivo_de_acuse(traer(garante, recibido, tmp_path))).repetido
    with pytest.raises(ErrorDeNegocio, match="posterior"):
        recibir_acuse(almacen, viejo)
    assert volcado(almacen) == antes


def test_tras_recuperar_un_respaldo_la_autoridad_sigue_numerando(
    almacen: Almacen, molde_garante: Path, alfabeto: Alfabeto, formato: Formato, tmp_path: Path
) -> None:
    """Its receipts are forgotten, but not their numbers: the enlace would take the next one for an older one."""
    caso = completa(almacen)
    paquete = enviar(almacen, formato, 1)
    carpeta = CarpetaDatos(Path(shutil.copytree(molde_garante, tmp_path / "autoridad")))
    with Almacen(carpeta, alfabeto=alfabeto) as autoridad:
        recibido = recibir_paquete(autoridad, paquete, formato=formato).recibido
        recibir_acuse(almacen, leer_archivo_de_acuse(traer(autoridad, recibido, tmp_path)))
        respaldo = autoridad.respaldar("salida")
        observar_registro(autoridad, registro=caso.reunion, texto="Falta algo.")
        recibir_acuse(almacen, leer_archivo_de_acuse(traer(autoridad, recibido, tmp_path)))
    restaurar_respaldo(carpeta, respaldo.ruta, None)
    with Almacen(carpeta, alfabeto=alfabeto) as autoridad:
        observar_registro(autoridad, registro=caso.reunion, texto="Otra cosa.")
        assert hacer_acuse(autoridad, recibido=recibido).numero == 3
        recibir_acuse(almacen, leer_archivo_de_acuse(traer(autoridad, recibido, tmp_path)))
    assert "Otra cosa." in {o.texto for o in consulta.observaciones(almacen.lectura)}


def test_el_de_otro_se_rechaza(almacen: Almacen, garante: Almacen, recibido: str, tmp_path: Path) -> None:
    bueno = leer_archivo_de_acuse(traer(garante, recibido, tmp_path))
    antes = volcado(almacen)
    ajeno = replace(bueno, encabezado=replace(bueno.encabezado, sitio=str(uuid4())))
    with pytest.raises(ErrorDeNegocio, match="otro equipo"):
        recibir_acuse(almacen, ajeno)
    e = bueno.encabezado
    for perdido in (replace(e, paquete=str(uuid4())), replace(e, contenido_sha256="c" * 64)):
        with pytest.raises(ErrorDeNegocio, match="no se hizo con estos datos"):
            recibir_acuse(almacen, replace(bueno, encabezado=perdido))
    assert volcado(almacen) == antes


def test_un_acuse_alterado_se_descubre(almacen: Almacen, garante: Almacen, recibido: str, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    archivo = traer(garante, recibido, tmp_path)
    libro = load_workbook(archivo)
    libro["Resultado"].cell(row=2, column=3, value="rechazado")
    libro.save(archivo)
    with pytest.raises(ErrorDeNegocio, match="Resultado"):
        recibir_acuse(almacen, leer_archivo_de_acuse(archivo))


@pytest.mark.parametrize(
    ("ajena", "campos"),
    [(uuid4(), {}), (None, {"numero": 10**30}), (None, {"numero": 0}), (None, {"epoca": 10**20})],
)
def test_un_acuse_no_dice_lo_que_ninguno_dice(
    garante: Almacen, caso: Completa, recibido: str, tmp_path: Path, ajena: UUID | None, campos: dict[str, int]
) -> None:
    """It observes what its package brought, and has a number that there is."""
    observar_registro(garante, registro=caso.reunion, texto="Falta la lista.")
    bueno = leer_archivo_de_acuse(traer(garante, recibido, tmp_path))
    (dicha,) = bueno.contenido.observaciones
    contenido = replace(bueno.contenido, observaciones=[dict(dicha) | {"uuid": str(ajena or caso.reunion)}])
    portada = portada_de_acuse(bueno.encabezado, contenido) | campos
    with pytest.raises(ErrorDeNegocio, match="incompleta"):
        armar_acuse("acuse.xlsx", portada, contenido.hojas)


def test_un_acuse_sin_firma_o_de_una_region_conocida_no_se_toma(
    almacen: Almacen, garante: Almacen, recibido: str, tmp_path: Path
) -> None:
    bueno = leer_archivo_de_acuse(traer(garante, recibido, tmp_path))
    with pytest.raises(ErrorDeNegocio, match="no viene firmado"):
        recibir_acuse(almacen, bueno, comprobar_firma=lambda _: None)
    recibir_acuse(almacen, bueno)
    region = str(uuid4())
    with almacen.escribir("Conocer a otra región") as u:
        u.filas(
            "INSERT INTO remitente (sitio, nombre, clave_publica, conocida) "
            "VALUES (:s, 'Otra', :c, :i) RETURNING sitio",
            {"s": region, "c": "a" * 64, "i": "2026-01-05T12:00:00.000000+00:00"},
        )
    suyo = replace(bueno, encabezado=replace(bueno.encabezado, acuse=str(uuid4()), numero=2, autoridad=region))
    with pytest.raises(ErrorDeNegocio, match="otro equipo"):
        recibir_acuse(almacen, suyo, comprobar_firma=lambda _: "a" * 64)


def test_el_folio_oficial_es_el_ultimo_que_se_dio_en_cualquier_orden(
    almacen: Almacen, garante: Almacen, formato: Formato, caso: Completa, recibido: str, tmp_path: Path
) -> None:
    segundo = recibir_paquete(garante, enviar(almacen, formato, 2), formato=formato).recibido
    acuses = []
    for folio, de in (("OFICIAL/1", recibido), ("OFICIAL/2", segundo)):
        asignar_folio_oficial(garante, registro=caso.acuerdo, folio=folio, motivo="Se corrigió.")
        acuses.append(leer_archivo_de_acuse(traer(garante, de, tmp_path)))
    for acuse in reversed(acuses):
        recibir_acuse(almacen, acuse)
    assert consulta.folios_oficiales(almacen.lectura) == {str(caso.acuerdo): "OFICIAL/2"}


def test_lo_publicado_llega_como_propuesta(
    almacen: Almacen, garante: Almacen, formato: Formato, publicada: UUID
) -> None:
    hecha = recibir_paquete(garante, enviar(almacen, formato, 1), formato=formato)
    assert hecha.cuentas[Resultado.PROPUESTO] == 1
    assert fila_de(garante, "organizacion", publicada)["sigla"] is None
    (propuesta,) = propuestas.listar(garante.lectura)
    assert propuesta.remitente == "Persona Uno"
    assert set(propuesta.campos) == {("sigla", None, "ODP"), ("alias", "OP", "OP; La Organización")}
    recibir_paquete(garante, enviar(almacen, formato, 2), formato=formato)
    assert len(propuestas.listar(garante.lectura)) == 1, "la misma propuesta otra vez no es otra"


def test_tomar_una_propuesta_y_decirlo(almacen: Almacen, garante: Almacen, formato: Formato, publicada: UUID) -> None:
    recibido = recibir_paquete(garante, enviar(almacen, formato, 1), formato=formato).recibido
    (propuesta,) = propuestas.listar(garante.lectura)
    antes = rev_de(garante, "organizacion", publicada)
    tomar_propuesta(garante, propuesta=UUID(propuesta.uuid), rev=propuesta.rev, formato=formato)
    fila = fila_de(garante, "organizacion", publicada)
    alias = garante.lectura.filas("SELECT alias FROM organizacion_alias WHERE organizacion = :u", {"u": str(publicada)})
    assert (fila["sigla"], fila["rev"]) == ("ODP", antes + 1)
    assert {a["alias"] for a in alias} == {"OP", "La Organización"}
    dicho = next(f for f in contenido_de_acuse(garante.lectura, recibido).resultado if f["uuid"] == str(publicada))
    assert dicho["resultado"] == Resultado.ACTUALIZADO
    assert "se tomó" in str(dicho["motivo"])
    with pytest.raises(ErrorDeNegocio):
        tomar_propuesta(garante, propuesta=UUID(propuesta.uuid), rev=propuesta.rev, formato=formato)
    siguiente = recibir_paquete(garante, enviar(almacen, formato, 2), formato=formato)
    assert siguiente.cuentas[Resultado.PROPUESTO] == 0


def test_lo_que_se_toma_de_una_region_no_lo_deshace_la_de_otra(
    almacen: Almacen, garante: Almacen, formato: Formato, publicada: UUID
) -> None:
    """Each was made about the row as it stood: of it only its own fields are taken."""
    de_una = enviar(almacen, formato, 1)
    fila: dict[str, str | int] = {
        "uuid": str(publicada),
        "rev": 2,
        "baja": "no",
        "nombre": "Organización de Prueba",
        "alias": "OP",
    }
    hojas = {"Organizaciones": [fila | {"sector": "social"}]}
    al_final = "ffffffff-ffff-7fff-bfff-ffffffffffff"
    de_otra = con_portada(de_una, formato, hojas, paquete_uuid=str(uuid4()), sitio_uuid=al_final)
    for paquete in (de_una, de_otra):
        recibir_paquete(garante, paquete, formato=formato, comprobar_firma=lambda _: None)
    for propuesta in propuestas.listar(garante.lectura):
        tomar_propuesta(garante, propuesta=UUID(propuesta.uuid), rev=propuesta.rev, formato=formato)
    tomada = fila_de(garante, "organizacion", publicada)
    assert (tomada["sigla"], tomada["sector"]) == ("ODP", "social")
    alias = garante.lectura.filas("SELECT alias FROM organizacion_alias WHERE organizacion = :u", {"u": str(publicada)})
    assert {f["alias"] for f in alias} == {"OP", "La Organización"}, "the second one's row has the alias of before"


def test_declinar_una_propuesta_y_decir_por_que(
    almacen: Almacen, garante: Almacen, formato: Formato, publicada: UUID
) -> None:
    recibido = recibir_paquete(garante, enviar(almacen, formato, 1), formato=formato).recibido
    (propuesta,) = propuestas.listar(garante.lectura)
    with pytest.raises(ErrorDeNegocio, match="por qué"):
        declinar_propuesta(garante, propuesta=UUID(propuesta.uuid), rev=propuesta.rev, respuesta=" ")
    declinar_propuesta(garante, propuesta=UUID(propuesta.uuid), rev=propuesta.rev, respuesta="No es su sigla.")
    assert fila_de(garante, "organizacion", publicada)["sigla"] is None
    dicho = next(f for f in contenido_de_acuse(garante.lectura, recibido).resultado if f["uuid"] == str(publicada))
    assert dicho["resultado"] == Resultado.RECHAZADO
    assert "No es su sigla." in str(dicho["motivo"])
    recibir_paquete(garante, enviar(almacen, formato, 2), formato=formato)
    assert propuestas.listar(garante.lectura) == [], "lo declinado no se vuelve a preguntar"


def test_lo_parecido_se_ofrece_y_el_vinculo_se_deshace(garante: Almacen) -> None:
    with garante.escribir("Dos nombres") as u:
        una, otra = Organizacion(nombre="Agua de Prueba"), Organizacion(nombre="AGUA DE  PRUEBA")
        uuids = (una.uuid, otra.uuid)
        u.agregar(una)
        u.agregar(otra)
    antes = [fila_de(garante, "organizacion", uuid) for uuid in uuids]
    (posible,) = [d for d in duplicados.posibles_duplicados(garante.lectura) if d.uno in map(str, uuids)]
    hecho = vincular(garante, clase=ClaseDeVinculo.INSTITUCION, uno=UUID(posible.uno), otro=UUID(posible.otro))
    assert posible not in duplicados.posibles_duplicados(garante.lectura)
    assert [fila_de(garante, "organizacion", uuid) for uuid in uuids] == antes, "vincular no cambia a ninguna"
    deshacer_vinculo(garante, vinculo=principal(hecho), rev=1)
    assert posible in duplicados.posibles_duplicados(garante.lectura)


PUBLICADA = uuid_publicado("reunion", "PAL1-R900")


@pytest.fixture
def reunion_publicada(almacen: Almacen, garante: Almacen) -> UUID:
    """A meeting of the published history, the same on both computers."""
    for sitio in (almacen, garante):
        tipo, sabinas = uuid_de(sitio, "tipo_reunion", "reunion_trabajo"), municipio_de(sitio, "Sabinas")
        with sitio.escribir("Historia publicada") as u:
            u.agregar(
                Reunion(
                    uuid=PUBLICADA,
                    folio_provisional="PAL1-R900",
                    tipo=u.traer(TipoReunion, tipo),
                    municipio=u.traer(Municipio, sabinas),
                    fecha=FECHA,
                    zona="America/Monterrey",
                    estado=EstadoReunion.CELEBRADA,
                )
            )
    return PUBLICADA


def test_cerrar_una_reunion_publicada_llega_como_propuesta(
    almacen: Almacen, garante: Almacen, formato: Formato, reunion_publicada: UUID
) -> None:
    """Its attendance is the region's own and comes at once; that it is closed is for the authority to take."""
    registrar_asistencia(almacen, reunion=reunion_publicada, persona="Persona Dos", cargo="Vocal")
    agregar_punto(almacen, reunion=reunion_publicada, asunto="Único", desarrollo="Se trató.")
    cerrar(almacen, reunion_publicada)
    recibir_paquete(garante, enviar(almacen, formato, 1), formato=formato)
    assert fila_de(garante, "reunion", reunion_publicada)["estado"] == "celebrada"
    assert len(garante.lectura.filas("SELECT 1 FROM asistencia")) == 1
    (propuesta,) = [p for p in propuestas.listar(garante.lectura) if p.hoja == "Reuniones"]
    tomar_propuesta(garante, propuesta=UUID(propuesta.uuid), rev=propuesta.rev, formato=formato)
    fila = fila_de(garante, "reunion", reunion_publicada)
    folio = fila_de(almacen, "reunion", reunion_publicada)["folio"]
    assert (fila["estado"], fila["folio"], fila["folio_provisional"]) == ("cerrada", folio, "PAL1-R900")
    with pytest.raises(ErrorDeNegocio):
        registrar_asistencia(garante, reunion=reunion_publicada, persona="Persona Tres")
    firmar(almacen, reunion_publicada, "Persona Dos")
    recibir_paquete(garante, enviar(almacen, formato, 2), formato=formato)
    (propuesta,) = [p for p in propuestas.listar(garante.lectura) if p.hoja == "Reuniones"]
    tomar_propuesta(garante, propuesta=UUID(propuesta.uuid), rev=propuesta.rev, formato=formato)
    assert fila_de(garante, "reunion", reunion_publicada)["estado"] == "firmada"


def test_una_propuesta_que_ya_no_se_hace_se_retira(
    almacen: Almacen, garante: Almacen, formato: Formato, publicada: UUID
) -> None:
    recibir_paquete(garante, enviar(almacen, formato, 1), formato=formato)
    with almacen.escribir("Volver a como estaba") as u:
        organizacion = u.traer(Organizacion, publicada)
        organizacion.sigla = None
        organizacion.alias = organizacion.alias[:1]
    recibir_paquete(garante, enviar(almacen, formato, 2), formato=formato)
    assert propuestas.listar(garante.lectura, estado=None) == []
