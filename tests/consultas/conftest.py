"""A small data folder with one of everything, all of it invented."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lectura import Lectura
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.actas import Acta, Rendicion
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.compromisos import Actividad, Compromiso, OrganizacionDeCompromiso, PapelEnCompromiso
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.ejercicios import Ejercicio
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.firmas import ClaseDeFirma, Firma
from enlace_app.dominio.nombramientos import DerechoDeVoto, Nombramiento
from enlace_app.dominio.organizaciones import Alias, Organizacion
from enlace_app.dominio.puntos import PuntoOrdenDia
from enlace_app.dominio.regiones import Municipio, Region
from enlace_app.dominio.reuniones import EstadoReunion, Receso, Reunion
from enlace_app.dominio.seguimientos import EstadoAcuerdo, Seguimiento
from enlace_app.dominio.textos import Alfabeto
from enlace_app.dominio.tipos_reunion import QuienNumera, TipoReunion
from enlace_app.dominio.votaciones import SentidoDeParte, Votacion
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios.importacion.importacion import importar
from enlace_app.servicios.sitios import iniciar
from enlace_app.sincronizacion.formato import leer_formato

ALFABETO = Alfabeto(frozenset(range(32, 0x2100)))


@pytest.fixture(scope="session")
def molde_fundado(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with its owner and nothing in it, not even catalogues; copy it, never write to it."""
    raiz = tmp_path_factory.mktemp("molde") / "fundado"
    with Almacen(CarpetaDatos(raiz), alfabeto=ALFABETO) as almacen:
        almacen.fundar(nombre="Persona Uno", rol="enlace", region="CAR", zona="America/Monterrey", ejemplo=False)
    return raiz


@pytest.fixture(scope="session")
def molde_sembrado(molde_fundado: Path) -> tuple[Path, "Sembrado"]:
    """The same with what `sembrado` tells of."""
    raiz = Path(shutil.copytree(molde_fundado, molde_fundado.with_name("sembrado")))
    with Almacen(CarpetaDatos(raiz), alfabeto=ALFABETO) as almacen:
        return raiz, _sembrar(almacen)


@pytest.fixture
def almacen(request: pytest.FixtureRequest, molde_fundado: Path, tmp_path: Path) -> Iterator[Almacen]:
    """A copy of its own of the first folder, or of the second where the test asks for `sembrado` too."""
    molde = molde_fundado
    if "sembrado" in request.fixturenames:
        molde, _ = request.getfixturevalue("molde_sembrado")
    with Almacen(CarpetaDatos(Path(shutil.copytree(molde, tmp_path / "datos"))), alfabeto=ALFABETO) as almacen:
        yield almacen


@pytest.fixture
def iniciado(molde_iniciado: Path, tmp_path: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    """A data folder of an enlace with its catalogues, in which the services work."""
    raiz = Path(shutil.copytree(molde_iniciado, tmp_path / "datos-de-prueba"))
    with Almacen(CarpetaDatos(raiz), alfabeto=alfabeto) as almacen:
        yield almacen


@pytest.fixture(scope="session")
def historia(
    tmp_path_factory: pytest.TempPathFactory, alfabeto: Alfabeto, carpeta_datos_reales: Path
) -> Iterator[Lectura]:
    """The published data of 2015-2017, only to be read: every test of the run shares them."""
    with Almacen(CarpetaDatos(tmp_path_factory.mktemp("historia") / "datos"), alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        importar(almacen, [carpeta_datos_reales], formato=leer_formato(carpeta_recursos() / "formato_paquete.csv"))
        yield almacen.lectura


@dataclass(frozen=True)
class Sembrado:
    """The uuids, as text, of what was sown."""

    sesion: str
    trabajo: str
    borrador: str
    primero: str
    segundo: str
    oficio: str
    compromiso: str
    acta: str


@dataclass(frozen=True)
class Catalogos:
    """What meetings refer to."""

    region: Region
    norte: Region
    municipio: Municipio
    ejercicio: Ejercicio
    ordinaria: TipoReunion
    trabajo: TipoReunion
    organizacion: Organizacion
    compromiso: Compromiso


@pytest.fixture
def sembrado(molde_sembrado: tuple[Path, Sembrado]) -> Sembrado:
    """A signed session with everything in it, a working meeting, a draft, a withdrawn meeting."""
    return molde_sembrado[1]


def _sembrar(almacen: Almacen) -> Sembrado:
    with almacen.escribir("Sembrar") as u:
        catalogos = _catalogos(u)
        sesion, mesa, borrador = _reuniones(u, catalogos)
        punto = _hijos(u, sesion, borrador)
        primero, segundo, oculto = _acuerdos(u, catalogos, (sesion, mesa, borrador), punto)
        oficio = _documentos(u, catalogos, sesion, borrador, primero)
        u.agregar(Seguimiento(acuerdo=oculto.uuid, fecha=date(2026, 9, 3), nota="Nota del borrador"))
        acta = _firmada(u, sesion)
        registros = (sesion, mesa, borrador, primero, segundo, oficio, catalogos.compromiso, acta)
        sembrado = Sembrado(*(str(r.uuid) for r in registros))
    _seguir(almacen, sembrado.primero, EstadoAcuerdo.EN_PROCESO, date(2026, 10, 30), plazo_nuevo=date(2026, 11, 20))
    _seguir(
        almacen, sembrado.segundo, EstadoAcuerdo.CUMPLIDO, date(2026, 10, 1), cumple_documento=UUID(sembrado.oficio)
    )
    return sembrado


def _catalogos(u: Unidad) -> Catalogos:
    region, norte = Region(clave="CAR", nombre="Carbonífera"), Region(clave="NTE", nombre="Norte")
    municipio = Municipio(cvegeo="05028", nombre="Sabinas", region=region, zona="America/Monterrey")
    ejercicio = Ejercicio(clave="PAL9", nombre="Noveno plan")
    ordinaria = TipoReunion(
        clave="sesion_ordinaria",
        nombre="Sesión ordinaria",
        serie="STGA/ORD",
        numera=QuienNumera.STGA,
        formato_folio="{serie}-{numero:02}/{anio}",
        ordinaria=True,
    )
    trabajo = TipoReunion(clave="reunion_trabajo", nombre="Reunión de trabajo", serie="RT", formato_folio="{serie}")
    anterior = Organizacion(nombre="Instituto de Pruebas", sigla="IDP", hasta=date(2025, 9, 21))
    organizacion = Organizacion(
        nombre="Comisión de Aguas de Prueba",
        sigla="CAP",
        sector="estatal",
        sucede_a=anterior.uuid,
        alias=[Alias(alias="Aguas de Prueba"), Alias(alias="La Comisión")],
    )
    noveno = Compromiso(
        clave="PAL9-C10",
        ejercicio=ejercicio,
        numero="10",
        titulo="Río limpio",
        regiones=[region],
        estatal=True,
        fojas_declaradas=469,
        fojas_es_minimo=True,
        organizaciones=[
            OrganizacionDeCompromiso(papel=PapelEnCompromiso.OSC, literal="Vecinos de Prueba"),
            OrganizacionDeCompromiso(papel=PapelEnCompromiso.INSTITUCION, literal="CAP", orden=2),
        ],
    )
    octavo = Compromiso(clave="PAL9-C9", ejercicio=ejercicio, titulo="Otro", tipo="proactivo")
    actividad = Actividad(compromiso=noveno.uuid, n=1, actividad="Muestrear", plazo=date(2026, 3, 31))
    nombramiento = Nombramiento(
        persona_literal="Persona Uno",
        rol="Enlace",
        region=region,
        ejercicio=ejercicio,
        voz=True,
        voto=DerechoDeVoto.AL_SUPLIR,
        desde=date(2026, 1, 1),
    )
    for registro in (
        norte,
        municipio,
        ordinaria,
        trabajo,
        anterior,
        organizacion,
        noveno,
        octavo,
        actividad,
        nombramiento,
    ):
        u.agregar(registro)
    return Catalogos(region, norte, municipio, ejercicio, ordinaria, trabajo, organizacion, noveno)


def _reuniones(u: Unidad, c: Catalogos) -> tuple[Reunion, Reunion, Reunion]:
    sesion = Reunion(
        folio_provisional="CAR-A2B3-0001",
        folio="STGA/ORD-05/2026",
        numero="05",
        tipo=c.ordinaria,
        ejercicio=c.ejercicio,
        fecha=date(2026, 7, 18),
        precision=Precision.dia,
        hora_inicio="09:30",
        hora_fin="13:05",
        municipio=c.municipio,
        zona="America/Monterrey",
        sede="Casa de la Cultura",
        regiones=[c.norte, c.region],
        compromisos=[c.compromiso],
        estado=EstadoReunion.CELEBRADA,
        recesos=[Receso(inicio="11:00", fin="11:15", motivo="café")],
        presentes_n=40,
        presentes_es_minimo=True,
    )
    mesa = Reunion(
        folio_provisional="CAR-A2B3-0002",
        tipo=c.trabajo,
        fecha=date(2026, 9, 1),
        precision=Precision.mes,
        regiones=[c.region],
        estado=EstadoReunion.CELEBRADA,
        resumen="=CMD() no es fórmula",
    )
    borrador = Reunion(folio_provisional="CAR-A2B3-0003", tipo=c.trabajo)
    retirada = Reunion(folio_provisional="CAR-A2B3-0004", tipo=c.trabajo, estado=EstadoReunion.CELEBRADA, baja=True)
    for reunion in (sesion, mesa, borrador, retirada):
        u.agregar(reunion)
    u.asentar()
    return sesion, mesa, borrador


def _hijos(u: Unidad, sesion: Reunion, borrador: Reunion) -> PuntoOrdenDia:
    punto = PuntoOrdenDia(reunion=sesion.uuid, n=1, asunto="Concesiones", desarrollo="Se expuso.")
    suplente = Asistencia(
        reunion=sesion.uuid,
        orden=1,
        persona="Persona Dos",
        organizacion="CAP",
        cargo="Directora",
        parte="autoridad local",
        calidad="suplente",
        voz=True,
        voto=True,
        suple_a="Persona Tres",
        llegada="09:45",
    )
    ausente = Asistencia(
        reunion=sesion.uuid,
        orden=4,
        persona="Persona Cuatro",
        calidad="titular",
        parte="órgano garante",
        ausente=True,
        justificada=True,
    )
    votacion = Votacion(
        reunion=sesion.uuid,
        punto=punto.uuid,
        modalidad="mayoria",
        a_favor=2,
        en_contra=1,
        resultado="aprobado",
        sentidos=[
            SentidoDeParte(orden=2, parte="garante", sentido="en contra"),
            SentidoDeParte(orden=1, parte="sociedad civil", sentido="a favor"),
        ],
    )
    for hijo in (
        punto,
        PuntoOrdenDia(reunion=borrador.uuid, n=1, asunto="Secreto del borrador"),
        Asistencia(reunion=borrador.uuid, orden=1, persona="Persona Cinco", organizacion="CAP"),
        Votacion(reunion=borrador.uuid, modalidad="consenso", resultado="Secreto del borrador"),
        suplente,
        Asistencia(reunion=sesion.uuid, orden=2, persona="Vecina Reservada", suple_a="Vecina Ausente", cargo="  "),
        Asistencia(reunion=sesion.uuid, orden=3, persona="Vecino Público", consiente_publicar=True),
        ausente,
        votacion,
    ):
        u.agregar(hijo)
    return punto


def _acuerdos(
    u: Unidad, c: Catalogos, reuniones: tuple[Reunion, Reunion, Reunion], punto: PuntoOrdenDia
) -> tuple[Acuerdo, Acuerdo, Acuerdo]:
    sesion, mesa, borrador = reuniones
    primero = Acuerdo(
        folio_provisional="CAR-A2B3-0001/01",
        folio="STGA/ORD-05/2026/01",
        reunion=sesion.uuid,
        punto=punto.uuid,
        ejercicio=c.ejercicio,
        texto="Entregar la delimitación",
        plazo_literal="8 de noviembre",
        plazo=date(2026, 11, 8),
        compromisos=[c.compromiso],
    )
    primero.nombrar_responsables(["La Comisión", "Vecinos de Prueba"], {"La Comisión": c.organizacion.uuid})
    segundo = Acuerdo(
        folio_provisional="CAR-A2B3-0002/01",
        reunion=mesa.uuid,
        texto="Revisar el plano",
        deriva_de=primero.uuid,
        plazo_literal="sin plazo: depende del deshielo",
    )
    oculto = Acuerdo(folio_provisional="CAR-A2B3-0003/01", reunion=borrador.uuid, texto="Secreto del borrador")
    for acuerdo in (primero, segundo, oculto):
        u.agregar(acuerdo)
    u.asentar()
    return primero, segundo, oculto


def _documentos(u: Unidad, c: Catalogos, sesion: Reunion, borrador: Reunion, primero: Acuerdo) -> Documento:
    oficio = Documento(
        folio="D-CAR-A2B3-0001",
        fecha=date(2026, 10, 20),
        precision=Precision.dia,
        sentido="entrega",
        tipo="plano",
        remitente="Aguas",
        remitente_registrado=c.organizacion.uuid,
        fojas=31,
        es_minimo=True,
        reunion=sesion.uuid,
        acuerdo=primero.uuid,
        compromisos=[c.compromiso],
        archivo="plano.pdf",
        sha256="ab" * 32,
    )
    total = Documento(
        folio="D-CAR-A2B3-0002",
        precision=Precision.agregado,
        sentido="total_declarado",
        tipo="total",
        remitente="Nadie",
        fojas=9999,
        compromisos=[c.compromiso],
    )
    otro = Documento(folio="D-CAR-A2B3-0003", sentido="entrega", tipo="oficio", fojas=9, compromisos=[c.compromiso])
    del_borrador = Documento(folio="D-CAR-A2B3-0004", sentido="entrega", tipo="oficio", reunion=borrador.uuid)
    for documento in (oficio, total, otro, del_borrador):
        u.agregar(documento)
    u.asentar()
    return oficio


def _firmada(u: Unidad, sesion: Reunion) -> Acta:
    acta = Acta(
        reunion=sesion.uuid,
        folio="STGA/ORD-05/2026",
        version=1,
        contenido="{}",
        sha256="cd" * 32,
        cerrada=datetime(2026, 7, 20, 18, 0, tzinfo=UTC),
    )
    u.agregar(acta)
    u.asentar()
    instante = datetime(2026, 7, 21, 18, 0, tzinfo=UTC)
    u.agregar(Firma(acta=acta.uuid, nombre="Persona Dos", clase=ClaseDeFirma.SIMPLE, instante=instante))
    u.agregar(Rendicion(acta=acta.uuid, etapa="para_firma", pdf_sha256="ef" * 32))
    impresa = instante + timedelta(minutes=30)
    u.agregar(Rendicion(acta=acta.uuid, etapa="hoja_de_firmas", pdf_sha256="ab" * 32, creado=impresa))
    u.asentar()
    for estado in (EstadoReunion.CERRADA, EstadoReunion.FIRMADA):
        sesion.estado = estado
        u.asentar()
    return acta


def _seguir(almacen: Almacen, acuerdo: str, estado: EstadoAcuerdo, fecha: date, **datos: Any) -> None:
    with almacen.escribir("Dar seguimiento") as u:
        u.agregar(Seguimiento(acuerdo=UUID(acuerdo), estado=estado, fecha=fecha, nota="Consta", **datos))


@pytest.fixture
def lectura(almacen: Almacen, sembrado: Sembrado) -> Lectura:
    """The plain reads of what was sown."""
    return almacen.lectura
