"""One answer about a PDF, held against the record: genuine, superseded, altered, unknown here, or not ours."""

import hashlib
import json
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf
import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.actas import canonico, huella
from enlace_app.dominio.correcciones import Errata
from enlace_app.dominio.textos import Alfabeto
from enlace_app.dominio.verificacion import Dictamen, Juicio, Veredicto
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos
from enlace_app.salida.efirma.ejemplo import AutoridadDeEjemplo
from enlace_app.salida.efirma.firma import firmar as poner_efirma
from enlace_app.salida.pdf.imprenta import ImprentaDePlantillas
from enlace_app.salida.verificacion.examen import FIRMAS
from enlace_app.servicios import comprobaciones as checar
from enlace_app.servicios.actas import reabrir_acta
from enlace_app.servicios.correcciones import hacer_fe_de_erratas
from enlace_app.servicios.firmas import firmar_con_escaneo, firmar_simple
from enlace_app.servicios.reuniones import compartir_acta
from enlace_app.servicios.sitios import iniciar
from enlace_app.servicios.verificacion import verificar_archivo
from tests.efirmas import AHORA, DESDE, TRES, autoridad, clave, efirma
from tests.salida.verificacion.muestras import cambiar_json, con_pikepdf, editar_hoja
from tests.servicios.actas_por_verificar import (
    ConEfirmas,
    acta_con_efirmas,
    acta_sin_efirma,
    imprenta_real,
    rendiciones,
)
from tests.servicios.escenario import FIRMANTE, celebrada, cerrar, completa, escrito, rev_de

VOLTEOS = 300
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF escaneo \xff\xd9"


@dataclass
class Mundo:
    """A record that is only read, and what was printed from it."""

    almacen: Almacen
    imprenta: ImprentaDePlantillas
    firmada: ConEfirmas
    cerrada: UUID
    papel: bytes


@pytest.fixture(scope="module")
def mundo(tmp_path_factory: pytest.TempPathFactory, alfabeto: Alfabeto) -> Iterator[Mundo]:
    lugar = tmp_path_factory.mktemp("mundo")
    with Almacen(CarpetaDatos(lugar / "datos"), alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        imprenta = imprenta_real()
        firmada = acta_con_efirmas(almacen, lugar, imprenta)
        cerrada, papel = acta_sin_efirma(almacen, imprenta)
        yield Mundo(almacen, imprenta, firmada, cerrada, papel)


@pytest.fixture
def copia(mundo: Mundo, tmp_path: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    """The same record, to write in."""
    shutil.copytree(mundo.almacen.carpeta.raiz, tmp_path / "copia", ignore=shutil.ignore_patterns("enlace.lock*"))
    with Almacen(CarpetaDatos(tmp_path / "copia"), alfabeto=alfabeto) as almacen:
        yield almacen


def verificar(almacen: Almacen | None, pdf: bytes, lugar: Path, imprenta: Any = None) -> Dictamen:
    ruta = escrito(lugar, "acta.pdf", pdf)
    return verificar_archivo(ruta, lectura=almacen.lectura if almacen else None, imprenta=imprenta or imprenta_real())


def juicios(dictamen: Dictamen) -> dict[str, Juicio]:
    return {c.nombre: c.resultado for c in dictamen.comprobaciones}


def malas(dictamen: Dictamen) -> set[str]:
    return {c.nombre for c in dictamen.comprobaciones if c.resultado is Juicio.MAL}


def encima(pdf: bytes, nombre: str = TRES) -> bytes:
    suya = efirma(nombre)
    return poner_efirma(
        pdf, cer=suya.cer, key=suya.key, contrasena=clave(), casilla=None, instante=AHORA, ultima=False
    ).datos


def test_la_firmada_por_los_dos_es_autentica_y_vigente(mundo: Mundo, tmp_path: Path) -> None:
    dictamen = verificar(mundo.almacen, mundo.firmada.dos, tmp_path)
    assert (dictamen.veredicto, dictamen.version) == (Veredicto.VIGENTE, 1)
    assert set(juicios(dictamen).values()) == {Juicio.BIEN}, dictamen.comprobaciones
    assert juicios(dictamen).keys() >= {checar.EN_REGISTRO, checar.REGISTRO_INTEGRO, checar.BYTES, checar.FIRMANTES}
    assert dictamen.folio is not None
    assert dictamen.folio in dictamen.frase


def test_quien_emitio_los_certificados_solo_lo_dice_la_carpeta_de_autoridades(mundo: Mundo, tmp_path: Path) -> None:
    def dicho(autoridades: Path) -> str:
        ruta = escrito(tmp_path, "acta.pdf", mundo.firmada.dos)
        hecho = verificar_archivo(ruta, lectura=None, imprenta=mundo.imprenta, autoridades=autoridades)
        return next(c.explicacion for c in hecho.comprobaciones if c.nombre == FIRMAS)

    confiables = tmp_path / "autoridades"
    assert "No se comprobó que el SAT" in dicho(confiables)
    confiables.mkdir()
    escrito(confiables, "ejemplo.cer", autoridad().cer)
    assert "una autoridad de las que este equipo tiene por confiables" in dicho(confiables)
    escrito(confiables, "otra.cer", b"no es un certificado")
    with pytest.raises(ErrorDeNegocio, match=r"otra\.cer"):
        dicho(confiables)


def _otra_autoridad(carpeta: Path) -> Path:
    carpeta.mkdir()
    escrito(carpeta, "otra.cer", AutoridadDeEjemplo.crear(DESDE).cer)
    return carpeta


def test_de_otro_emisor_nadie_responde_salvo_el_registro(mundo: Mundo, tmp_path: Path) -> None:
    ruta, otra = escrito(tmp_path, "acta.pdf", mundo.firmada.dos), _otra_autoridad(tmp_path / "otra")
    lejos = verificar_archivo(ruta, lectura=None, imprenta=mundo.imprenta, autoridades=otra)
    assert (lejos.veredicto, malas(lejos)) == (Veredicto.NO_COMPROBABLE, {FIRMAS})
    assert "Nadie responde por quién lo firmó" in lejos.frase
    assert "No se apoye" in lejos.siguiente
    # Anybody makes a certificate with any name; the record noted the numbers when it was signed here.
    aqui = verificar_archivo(ruta, lectura=mundo.almacen.lectura, imprenta=mundo.imprenta, autoridades=otra)
    assert (aqui.veredicto, malas(aqui)) == (Veredicto.VIGENTE, set())
    ajena = escrito(tmp_path, "ajena.pdf", encima(mundo.papel))
    sobre = verificar_archivo(ajena, lectura=mundo.almacen.lectura, imprenta=mundo.imprenta, autoridades=otra)
    assert "Nadie responde" in sobre.frase

    confiables = tmp_path / "autoridades"
    confiables.mkdir()
    escrito(confiables, "ejemplo.cer", autoridad().cer)
    bien = verificar_archivo(ruta, lectura=None, imprenta=mundo.imprenta, autoridades=confiables)
    assert "firmas electrónicas se sostienen" in bien.frase
    assert juicios(bien)[FIRMAS] is Juicio.BIEN


def test_las_copias_con_menos_firmas_son_autenticas_pero_hay_otra(mundo: Mundo, tmp_path: Path) -> None:
    for pdf in (mundo.firmada.una, mundo.firmada.para_firma):
        dictamen = verificar(mundo.almacen, pdf, tmp_path)
        assert dictamen.veredicto is Veredicto.SUPERADA
        assert malas(dictamen) == {checar.COPIA}
        assert "El contenido es el mismo; en la copia posterior sólo se agregaron más firmas" in dictamen.frase
        assert dictamen.siguiente.startswith("El contenido vale igual")


def test_un_reloj_atrasado_entre_dos_firmas_no_cambia_cual_es_la_ultima(
    mundo: Mundo, tmp_path: Path, alfabeto: Alfabeto
) -> None:
    raiz = tmp_path / "copia"
    shutil.copytree(mundo.almacen.carpeta.raiz, raiz, ignore=shutil.ignore_patterns("enlace.lock*"))
    _a_la_fuerza(
        raiz,
        ("UPDATE rendicion SET creado = '2001-01-01T00:00:00+00:00' WHERE pdf_sha256 = :ultima",),
        {"ultima": hashlib.sha256(mundo.firmada.dos).hexdigest()},
    )
    with Almacen(CarpetaDatos(raiz), alfabeto=alfabeto, integridad=False) as almacen:
        assert verificar(almacen, mundo.firmada.dos, tmp_path).veredicto is Veredicto.VIGENTE
        assert verificar(almacen, mundo.firmada.una, tmp_path).veredicto is Veredicto.SUPERADA


def _a_la_fuerza(raiz: Path, sentencias: Iterable[str], datos: Mapping[str, Any]) -> None:
    """Write what no service would: the triggers are dropped."""
    with sqlite3.connect(raiz / "enlace.db") as base:
        for (nombre,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            base.execute(f"DROP TRIGGER {nombre}")
        for sentencia in sentencias:
            assert base.execute(sentencia, datos).rowcount
    base.close()


def test_la_de_papel_se_compara_con_los_bytes_guardados(mundo: Mundo, tmp_path: Path) -> None:
    dictamen = verificar(mundo.almacen, mundo.papel, tmp_path)
    assert dictamen.veredicto is Veredicto.VIGENTE
    assert juicios(dictamen)[checar.BYTES] is Juicio.BIEN
    assert "nadie la ha firmado todavía; se espera a 1 persona" in dictamen.frase
    assert "no lo respalda ninguna firma" in dictamen.siguiente


class _SinImprenta:
    """What is asked here is the record: printing each of them again would only take time."""

    def para_firma(self, _contenido: Mapping[str, Any], _sha256: str) -> bytes:
        raise ErrorDeNegocio("no se imprime")


def test_trescientos_bits_de_la_de_papel(mundo: Mundo, tmp_path: Path) -> None:
    azar, desenlaces = random.Random(20171121), Counter[bool]()
    for _ in range(VOLTEOS):
        volteado = bytearray(mundo.papel)
        volteado[azar.randrange(len(volteado))] ^= 1 << azar.randrange(8)
        dictamen = verificar(mundo.almacen, bytes(volteado), tmp_path, _SinImprenta())
        desenlaces[dictamen.veredicto in {Veredicto.ALTERADA, Veredicto.AJENA}] += 1
    assert desenlaces == {True: VOLTEOS}
    assert verificar(mundo.almacen, mundo.papel, tmp_path, _SinImprenta()).favorable, "control"


def _otro_json(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as documento:
        contenido = json.loads(documento.Root.AF[0].EF.F.read_bytes())
    contenido["orden_del_dia"][0]["desarrollo"] = "Se trató otra cosa."
    return con_pikepdf(pdf, cambiar_json(canonico(contenido)))


def test_lo_alterado_se_dice_con_su_razon(mundo: Mundo, tmp_path: Path) -> None:
    casos = {
        "un byte más": mundo.firmada.dos + b" ",
        "hoja editada, sin firma": con_pikepdf(mundo.papel, editar_hoja),
        "hoja editada, firmada por otro": encima(con_pikepdf(mundo.papel, editar_hoja)),
        "otro json": _otro_json(mundo.papel),
        "otro json, firmado por otro": encima(_otro_json(mundo.papel)),
        "la de papel, guardada con otro programa": con_pikepdf(mundo.papel, lambda _: None),
        "guardada con otro programa, y firmada": encima(con_pikepdf(mundo.papel, lambda _: None)),
    }
    for nombre, pdf in casos.items():
        dictamen = verificar(mundo.almacen, pdf, tmp_path)
        assert dictamen.veredicto is Veredicto.ALTERADA, (nombre, dictamen)
        assert malas(dictamen), nombre
        assert dictamen.siguiente, nombre


def test_una_firma_que_el_registro_perdio_no_es_una_alteracion(mundo: Mundo, tmp_path: Path) -> None:
    """As after an older backup was restored: what is printed is the record's, and the signatures hold."""
    for pdf, de_mas in ((encima(mundo.papel), TRES), (encima(mundo.firmada.una), TRES)):
        dictamen = verificar(mundo.almacen, pdf, tmp_path)
        assert (dictamen.veredicto, malas(dictamen) - {checar.COPIA}) == (Veredicto.NO_COMPROBABLE, set())
        assert "tiene una firma que el registro de este equipo no tiene" in dictamen.frase
        assert de_mas in dictamen.frase
        assert "nadie comprobó quién emitió" in dictamen.frase
        assert "respaldo" in dictamen.siguiente
        assert juicios(dictamen)[checar.BYTES] is juicios(dictamen)[checar.FIRMANTES] is Juicio.NO_COMPROBADO


def test_en_otro_equipo_se_dice_lo_que_no_se_puede(mundo: Mundo, tmp_path: Path) -> None:
    firmada, papel = (verificar(None, pdf, tmp_path) for pdf in (mundo.firmada.dos, mundo.papel))
    assert {firmada.veredicto, papel.veredicto} == {Veredicto.NO_COMPROBABLE}
    assert "nadie comprobó quién emitió los certificados" in firmada.frase
    assert "se sostienen" not in firmada.frase
    assert juicios(firmada)[FIRMAS] is Juicio.NO_COMPROBADO
    assert "por sí mismo no prueba nada" in papel.frase
    assert juicios(papel)[checar.EN_REGISTRO] is Juicio.NO_COMPROBADO
    assert verificar(None, mundo.firmada.dos[:-1], tmp_path).veredicto is Veredicto.ALTERADA


def test_en_el_registro_de_otro(mundo: Mundo, almacen: Almacen, tmp_path: Path) -> None:
    dictamen = verificar(almacen, mundo.firmada.dos, tmp_path)
    assert dictamen.veredicto is Veredicto.NO_COMPROBABLE
    assert "la cerró otro" in str(dictamen.comprobaciones)


def test_hay_una_version_posterior_o_se_esta_haciendo(copia: Almacen, tmp_path: Path) -> None:
    imprenta = imprenta_real()
    reunion = celebrada(copia, fecha=date(2017, 9, 5))
    cerrar(copia, reunion, imprenta)
    primera = rendiciones(copia, reunion)["para_firma"][0]
    reabrir_acta(copia, reunion=reunion, motivo="Faltó un acuerdo")
    reabierta = verificar(copia, primera, tmp_path)
    assert (reabierta.veredicto, malas(reabierta)) == (Veredicto.SUPERADA, {checar.ULTIMA})
    assert "reabrió" in reabierta.frase
    cerrar(copia, reunion, imprenta)
    superada = verificar(copia, primera, tmp_path)
    assert (superada.veredicto, superada.version) == (Veredicto.SUPERADA, 1)
    assert "versión 2" in superada.frase
    assert "Faltó un acuerdo" in superada.frase
    segunda = rendiciones(copia, reunion)["para_firma"][-1]
    assert verificar(copia, segunda, tmp_path).favorable


def test_una_version_retirada_no_vuelve_a_ser_la_ultima(copia: Almacen, tmp_path: Path) -> None:
    """The state of a visit follows that of the meeting whose acta tells of it; its own acta stays withdrawn."""
    imprenta = imprenta_real()
    visita = celebrada(copia, fecha=date(2017, 9, 6))
    cerrar(copia, visita, imprenta)
    primera = rendiciones(copia, visita)["para_firma"][0]
    reabrir_acta(copia, reunion=visita, motivo="Se juntará")
    anfitriona = celebrada(copia, fecha=date(2017, 9, 5))
    compartir_acta(copia, reunion=visita, rev=rev_de(copia, "reunion", visita), con=anfitriona)
    antes = verificar(copia, primera, tmp_path)
    assert (antes.veredicto, malas(antes)) == (Veredicto.SUPERADA, {checar.ULTIMA})
    assert "acta de otra reunión, que aún no se cierra" in antes.frase
    comun = cerrar(copia, anfitriona, imprenta)
    despues = verificar(copia, primera, tmp_path)
    assert (despues.veredicto, malas(despues)) == (Veredicto.SUPERADA, {checar.ULTIMA})
    assert f"el acta {comun.folio}, versión 1" in despues.frase
    assert verificar(copia, rendiciones(copia, anfitriona)["para_firma"][0], tmp_path).favorable


def test_las_correcciones_se_nombran_y_se_verifican_igual(copia: Almacen, tmp_path: Path) -> None:
    imprenta = imprenta_real()
    reunion = completa(copia).reunion
    cerrar(copia, reunion, imprenta)
    firmar_simple(copia, reunion=reunion, nombre=FIRMANTE, imprenta=imprenta)
    fe = hacer_fe_de_erratas(
        copia,
        reunion=reunion,
        erratas=(Errata("Acuerdo 1", "relación de pozos", "relación de norias"),),
        motivo="Se escribió mal.",
        imprenta=imprenta,
    )
    firmada = verificar(copia, rendiciones(copia, reunion)["firmada"][0], tmp_path)
    assert firmada.veredicto is Veredicto.VIGENTE
    assert f"En trámite de firma, y todavía no la corrige: la fe de erratas {fe.folio}" in firmada.frase
    assert "Se lee junto con" not in firmada.frase
    assert "junto con sus correcciones" not in firmada.siguiente
    filas = copia.lectura.filas("SELECT pdf_sha256 FROM rendicion WHERE acta = :acta", {"acta": str(fe.acta)})
    suya = verificar(copia, copia.adjuntos.leer(filas[0]["pdf_sha256"]), tmp_path)
    assert (suya.veredicto, suya.folio) == (Veredicto.VIGENTE, fe.folio)
    assert "Corrige el acta" in suya.frase
    assert "nadie la ha firmado todavía" in suya.frase
    firmar_simple(copia, reunion=reunion, nombre=FIRMANTE, imprenta=imprenta, acta=fe.acta)
    corregida = verificar(copia, rendiciones(copia, reunion)["firmada"][0], tmp_path)
    assert f"Se lee junto con: la fe de erratas {fe.folio}" in corregida.frase
    assert "junto con sus correcciones" in corregida.siguiente
    assert verificar(None, copia.adjuntos.leer(filas[0]["pdf_sha256"]), tmp_path).veredicto is Veredicto.NO_COMPROBABLE


def test_un_escaneo_se_reconoce_por_su_huella(copia: Almacen, tmp_path: Path) -> None:
    reunion = celebrada(copia, fecha=date(2017, 9, 12))
    cerrar(copia, reunion, imprenta_real())
    escaneo = escrito(tmp_path, "escaneo.jpg", JPG)
    firmar_con_escaneo(copia, reunion=reunion, archivo=escaneo, imprenta=imprenta_real())
    dictamen = verificar_archivo(escaneo, lectura=copia.lectura, imprenta=imprenta_real())
    assert (dictamen.veredicto, malas(dictamen)) == (Veredicto.NO_COMPROBABLE, set())
    assert dictamen.frase.startswith("Es el escaneo que se adjuntó al acta ")
    assert "su contenido no lo puede comprobar el programa" in dictamen.frase
    assert juicios(dictamen)[checar.CONTENIDO] is Juicio.NO_COMPROBADO
    assert FIRMANTE in str(dictamen.comprobaciones)
    assert verificar(copia, JPG + b"\xff\xd9", tmp_path).veredicto is Veredicto.AJENA


CAMBIOS = {
    "contenido": "UPDATE acta SET contenido = replace(contenido, 'Se trató', 'Se votó')",
    "contenido y huella": "UPDATE acta SET contenido = :c, sha256 = :h WHERE sha256 = :v",
    "eslabón": "UPDATE acta SET anterior_sha256 = NULL",
    "folio": "UPDATE acta SET folio = folio || '9'",
    "un acta menos": "DELETE FROM acta WHERE anterior_sha256 IS NULL",
}


@pytest.mark.parametrize("que", CAMBIOS)
def test_un_registro_cambiado_se_dice(que: str, mundo: Mundo, tmp_path: Path, alfabeto: Alfabeto) -> None:
    """Somebody got round the triggers with another program: what is held against the PDF must not be believed."""
    raiz = tmp_path / "copia"
    shutil.copytree(mundo.almacen.carpeta.raiz, raiz, ignore=shutil.ignore_patterns("enlace.lock*"))
    datos: dict[str, Any] = {}
    if ":c" in CAMBIOS[que]:
        fila = mundo.almacen.lectura.filas("SELECT contenido, sha256 FROM acta ORDER BY anterior_sha256")[0]
        otro = json.loads(fila["contenido"]) | {"presentes_nota": "Estuvieron todos."}
        datos = {"c": canonico(otro).decode(), "h": huella(otro), "v": fila["sha256"]}
    _a_la_fuerza(raiz, (CAMBIOS[que],), datos)
    with Almacen(CarpetaDatos(raiz), alfabeto=alfabeto, integridad=False) as almacen:
        dictamen = verificar(almacen, mundo.papel, tmp_path)
        assert dictamen.veredicto is Veredicto.NO_COMPROBABLE, (que, dictamen)
        assert checar.REGISTRO_INTEGRO in malas(dictamen)
        assert "no es íntegro" in dictamen.frase
    assert verificar(mundo.almacen, mundo.papel, tmp_path).favorable, "control"


def test_lo_que_no_se_puede_leer(mundo: Mundo, tmp_path: Path) -> None:
    assert verificar(mundo.almacen, b"", tmp_path).veredicto is Veredicto.AJENA
    assert verificar(mundo.almacen, b"hola", tmp_path).veredicto is Veredicto.AJENA
    with pytest.raises(ErrorDeNegocio, match="carpeta"):
        verificar_archivo(tmp_path, lectura=None, imprenta=mundo.imprenta)
    with pytest.raises(ErrorDeEntorno):
        verificar_archivo(tmp_path / "no hay.pdf", lectura=None, imprenta=mundo.imprenta)


def test_un_borrador_no_es_un_acta(copia: Almacen, tmp_path: Path) -> None:
    from enlace_app.servicios.actas import vista_previa

    reunion = celebrada(copia, fecha=date(2017, 9, 19))
    borrador = vista_previa(copia, reunion=reunion, imprenta=imprenta_real(), aviso_privacidad=None)
    dictamen = verificar(copia, borrador, tmp_path)
    assert dictamen.veredicto is Veredicto.NO_COMPROBABLE
    assert "borrador" in dictamen.frase
