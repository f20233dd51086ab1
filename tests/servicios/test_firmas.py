"""Signing off: signatory by signatory, by scan or by name, never twice, and firmada only when nobody is open."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf
import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.firmas import Firma
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.rutas import carpeta_plantillas
from enlace_app.salida.pdf.imprenta import ImprentaDePlantillas
from enlace_app.servicios import firmas
from enlace_app.servicios.actas import exportar_acta, reabrir_acta
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.firmas import SIN_NOMBRES, Asiento, firmar_con_escaneo, firmar_simple
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.reuniones import dar_paso
from tests.servicios.escenario import (
    AVISO,
    PDF,
    ImprentaFalsa,
    celebrada,
    cerrar,
    con_visita,
    escrito,
    fila_de,
    firmar,
    nueva,
    rev_de,
    volcado,
)

JPG, PNG = b"\xff\xd8\xff\xe0\x00\x10JFIF\xff\xd9", b"\x89PNG\r\n\x1a\n\x00\x00IEND\xaeB`\x82"


def de_tres(almacen: Almacen) -> UUID:
    """A closed acta that three persons are expected to sign."""
    reunion = celebrada(almacen, preside="Persona Tres", facilitador="Persona Cuatro")
    cerrar(almacen, reunion)
    return reunion


def sin_firmantes(almacen: Almacen) -> UUID:
    """A closed acta of which only institutions are known: nobody is expected by name."""
    reunion = nueva(almacen)
    registrar_asistencia(almacen, reunion=reunion, organizacion="Institución de Prueba")
    agregar_punto(almacen, reunion=reunion, asunto="Único", desarrollo="Se trató.")
    dar_paso(almacen, reunion=reunion, rev=1, estado="celebrada")
    cerrar(almacen, reunion)
    return reunion


def simple(almacen: Almacen, reunion: UUID, nombre: str, imprenta: Any = None) -> Asiento:
    return firmar_simple(almacen, reunion=reunion, nombre=nombre, imprenta=imprenta or ImprentaFalsa())


def escaneo(almacen: Almacen, reunion: UUID, archivo: Path, *firmantes: str, imprenta: Any = None) -> Asiento:
    return firmar_con_escaneo(
        almacen, reunion=reunion, archivo=archivo, imprenta=imprenta or ImprentaFalsa(), firmantes=firmantes
    )


def estado(almacen: Almacen, reunion: UUID) -> str:
    return str(fila_de(almacen, "reunion", reunion)["estado"])


def test_queda_firmada_solo_con_la_ultima_firma(almacen: Almacen) -> None:
    reunion, imprenta = de_tres(almacen), ImprentaFalsa()
    primera = simple(almacen, reunion, "persona  DOS", imprenta)
    assert (primera.asentadas, primera.firmada) == (("Persona Dos",), False), "el nombre es el del acta"
    assert primera.pendientes == ("Persona Tres", "Persona Cuatro")
    simple(almacen, reunion, "Persona Cuatro", imprenta)
    assert (estado(almacen, reunion), imprenta.pedidas) == ("cerrada", [])
    ultima = simple(almacen, reunion, "Persona Tres", imprenta)
    assert (ultima.pendientes, ultima.firmada) == ((), True)
    assert (estado(almacen, reunion), imprenta.pedidas) == ("firmada", ["firmada"])
    assert [r["etapa"] for r in almacen.lectura.filas("SELECT etapa FROM rendicion")] == ["para_firma", "firmada"]


def test_nadie_firma_dos_veces(almacen: Almacen) -> None:
    reunion = de_tres(almacen)
    simple(almacen, reunion, "Persona Dos")
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match="ya firmó el acta"):
        simple(almacen, reunion, "PERSONA dos ")
    for nombre in ("", "   "):
        with pytest.raises(ErrorDeNegocio, match="Escriba el nombre"):
            simple(almacen, reunion, nombre)
    with pytest.raises(ErrorDeNegocio, match="Nombre de quien firma"):
        simple(almacen, reunion, "漢")
    assert volcado(almacen) == antes


def test_quien_no_se_esperaba_se_agrega_y_no_sustituye_a_nadie(almacen: Almacen) -> None:
    reunion = de_tres(almacen)
    asiento = simple(almacen, reunion, "Persona Inesperada")
    assert (asiento.asentadas, len(asiento.pendientes), asiento.firmada) == (("Persona Inesperada",), 3, False)


@pytest.mark.parametrize("datos", [PDF, JPG, PNG], ids=["pdf", "jpg", "png"])
def test_un_escaneo_asienta_a_todos_los_que_faltan(almacen: Almacen, tmp_path: Path, datos: bytes) -> None:
    reunion = de_tres(almacen)
    simple(almacen, reunion, "Persona Tres")
    asiento = escaneo(almacen, reunion, escrito(tmp_path, "escaneo.xyz", datos))
    assert (asiento.asentadas, asiento.firmada) == (("Persona Dos", "Persona Cuatro"), True)
    filas = almacen.lectura.filas(
        "SELECT nombre, clase, resultado, adjunto_nombre, adjunto_sha256 FROM firma ORDER BY rowid"
    )
    assert [(f["nombre"], f["clase"]) for f in filas] == [
        ("Persona Tres", "simple"),
        ("Persona Dos", "escaneo"),
        ("Persona Cuatro", "escaneo"),
    ]
    assert {f["resultado"] for f in filas} == {"firmó"}
    assert almacen.adjuntos.leer(filas[1]["adjunto_sha256"]) == datos
    tipo = almacen.lectura.filas("SELECT tipo FROM adjunto WHERE nombre = 'escaneo.xyz'")
    assert tipo == [{"tipo": {PDF: "pdf", JPG: "jpg", PNG: "png"}[datos]}], "lo dice el contenido, no el nombre"


def test_un_escaneo_puede_ser_de_algunos(almacen: Almacen, tmp_path: Path) -> None:
    reunion, hoja = de_tres(almacen), escrito(tmp_path, "hoja.pdf", PDF)
    with pytest.raises(ErrorDeNegocio, match="«Persona Nadie» no está entre quienes faltan"):
        escaneo(almacen, reunion, hoja, "Persona Nadie")
    asiento = escaneo(almacen, reunion, hoja, "persona tres", "PERSONA TRES", "Persona Dos")
    assert asiento.asentadas == ("Persona Tres", "Persona Dos"), "nombrar dos veces a la misma no la hace firmar dos"
    assert (asiento.pendientes, asiento.firmada) == (("Persona Cuatro",), False)
    with pytest.raises(ErrorDeNegocio, match="no está entre quienes faltan por firmar: Persona Cuatro"):
        escaneo(almacen, reunion, hoja, "Persona Dos")
    assert escaneo(almacen, reunion, hoja).firmada
    with pytest.raises(ErrorDeNegocio, match="ya no falta nadie"):
        escaneo(almacen, reunion, hoja)


@pytest.mark.parametrize(
    ("nombre", "datos"),
    [("nota.pdf", b"Esto es una nota."), ("vacio.pdf", b""), ("foto.jpg", b"GIF89a"), ("corto.png", b"\x89PNG")],
)
def test_lo_que_no_es_un_escaneo_se_rechaza(almacen: Almacen, tmp_path: Path, nombre: str, datos: bytes) -> None:
    reunion = de_tres(almacen)
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match=f"«{nombre}» no es un PDF ni una foto"):
        escaneo(almacen, reunion, escrito(tmp_path, nombre, datos))
    assert volcado(almacen) == antes


@pytest.mark.parametrize(
    ("nombre", "datos"),
    [("basura.pdf", b"%PDF-basura"), ("mitad.pdf", PDF[:-12]), ("mitad.jpg", JPG[:-2]), ("mitad.png", PNG[:-8])],
)
def test_medio_escaneo_no_firma_nada(almacen: Almacen, tmp_path: Path, nombre: str, datos: bytes) -> None:
    """What signs an acta for ever must at least have its end."""
    reunion = de_tres(almacen)
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match=f"«{nombre}» está incompleto"):
        escaneo(almacen, reunion, escrito(tmp_path, nombre, datos))
    assert volcado(almacen) == antes


def test_un_escaneo_de_objetos_comprimidos_es_un_escaneo(almacen: Almacen, tmp_path: Path) -> None:
    """Most scanners write one: its pages cannot be seen in the bytes."""
    reunion, ruta = de_tres(almacen), tmp_path / "escaneo.pdf"
    with pikepdf.new() as hoja:
        hoja.add_blank_page()
        hoja.save(ruta, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"/Page" not in ruta.read_bytes()
    assert escaneo(almacen, reunion, ruta).firmada


def test_un_escaneo_enorme_se_rechaza_sin_leerlo(almacen: Almacen, tmp_path: Path) -> None:
    reunion, ruta = de_tres(almacen), tmp_path / "enorme.pdf"
    with ruta.open("wb") as archivo:
        archivo.write(PDF)
        archivo.truncate(firmas.TAMANO_MAXIMO + 1)  # a hole: takes no room on the disk
    with pytest.raises(ErrorDeNegocio, match="pasa de 50 MB"):
        escaneo(almacen, reunion, ruta)
    assert almacen.lectura.filas("SELECT * FROM firma") == []


def test_un_escaneo_que_no_esta_se_dice(almacen: Almacen, tmp_path: Path) -> None:
    reunion = de_tres(almacen)
    for ruta in (tmp_path / "no-hay.pdf", tmp_path):
        with pytest.raises(ErrorDeEntorno):
            escaneo(almacen, reunion, ruta)


def test_sin_firmantes_esperados_basta_un_escaneo_y_se_dice_que_es(almacen: Almacen, tmp_path: Path) -> None:
    reunion, hoja = sin_firmantes(almacen), escrito(tmp_path, "hoja.pdf", PDF)
    asiento = escaneo(almacen, reunion, hoja)
    assert (asiento.asentadas, asiento.firmada) == ((SIN_NOMBRES,), True)
    with pytest.raises(ErrorDeNegocio, match="ya no falta nadie"):
        escaneo(almacen, reunion, hoja)


def test_sin_firmantes_esperados_basta_un_nombre(almacen: Almacen) -> None:
    assert simple(almacen, sin_firmantes(almacen), "Persona Seis").firmada


def test_una_firma_tardia_se_anota_y_no_cambia_lo_guardado(almacen: Almacen, tmp_path: Path) -> None:
    reunion, imprenta = celebrada(almacen), ImprentaFalsa()
    cerrar(almacen, reunion)
    firmar(almacen, reunion)
    antes = volcado(almacen)
    asiento = simple(almacen, reunion, "Persona Tardía", imprenta)
    assert (asiento.firmada, imprenta.pedidas) == (True, [])
    despues = volcado(almacen)
    assert {t for t in antes if antes[t] != despues[t]} == {"firma", "bitacora", "sqlite_sequence"}
    with pytest.raises(ErrorDeNegocio, match="ya firmó"):
        simple(almacen, reunion, "persona tardia")
    exportada = exportar_acta(
        almacen, reunion=reunion, destino=tmp_path / "a.pdf", imprenta=imprenta, aviso_privacidad=AVISO
    )
    assert exportada.etapa == "firmada"
    assert b"Tard" not in (tmp_path / "a.pdf").read_bytes()


def test_solo_se_firma_lo_cerrado(almacen: Almacen, tmp_path: Path) -> None:
    reunion = celebrada(almacen)
    with pytest.raises(ErrorDeNegocio, match="no está cerrada; ciérrela antes"):
        simple(almacen, reunion, "Persona Dos")
    with pytest.raises(ErrorDeNegocio, match="no está cerrada; ciérrela antes"):
        escaneo(almacen, reunion, escrito(tmp_path, "hoja.pdf", PDF))
    cerrar(almacen, reunion)
    reabrir_acta(almacen, reunion=reunion, motivo="Algo.")
    with pytest.raises(ErrorDeNegocio, match="no está cerrada"):
        simple(almacen, reunion, "Persona Dos")


def test_las_firmas_de_una_version_no_valen_para_la_siguiente(almacen: Almacen) -> None:
    """What was signed was the text of version 1."""
    reunion = de_tres(almacen)
    simple(almacen, reunion, "Persona Dos")
    reabrir_acta(almacen, reunion=reunion, motivo="Faltó un dato.")
    cerrar(almacen, reunion)
    asiento = simple(almacen, reunion, "Persona Dos")
    assert (len(asiento.pendientes), asiento.firmada) == (2, False)
    versiones = almacen.lectura.filas("SELECT a.version FROM firma f JOIN acta a ON a.uuid = f.acta ORDER BY a.version")
    assert [v["version"] for v in versiones] == [1, 2]


def test_la_visita_se_firma_con_su_reunion(almacen: Almacen) -> None:
    anfitriona, visita = con_visita(almacen)
    cerrar(almacen, anfitriona.reunion)
    with pytest.raises(ErrorDeNegocio, match="comparte el acta de"):
        simple(almacen, visita.reunion, "Persona Dos")
    simple(almacen, anfitriona.reunion, "Persona Dos")
    assert estado(almacen, anfitriona.reunion) == estado(almacen, visita.reunion) == "firmada"


class ImprentaQueFirma(ImprentaFalsa):
    """While it prints the signed acta, somebody else signs."""

    def __init__(self, almacen: Almacen, reunion: UUID) -> None:
        super().__init__()
        self.almacen, self.reunion = almacen, reunion

    def firmada(self, contenido: Any, sha256: str, firmas: Any) -> bytes:
        if not any(f.nombre == "Persona Intrusa" for f in firmas):
            firmar_simple(self.almacen, reunion=self.reunion, nombre="Persona Intrusa", imprenta=ImprentaFalsa())
        return super().firmada(contenido, sha256, firmas)


def test_dos_firmas_a_la_vez_no_dejan_una_hoja_sin_una_de_ellas(almacen: Almacen) -> None:
    reunion = celebrada(almacen)
    cerrar(almacen, reunion)
    with pytest.raises(ErrorDeNegocio, match="vuelva a intentarlo"):
        simple(almacen, reunion, "Persona Dos", ImprentaQueFirma(almacen, reunion))
    assert estado(almacen, reunion) == "cerrada"
    assert simple(almacen, reunion, "Persona Dos").firmada
    (rendicion,) = almacen.lectura.filas("SELECT pdf_sha256 FROM rendicion WHERE etapa = 'firmada'")
    assert b"Persona Intrusa=simple,Persona Dos=simple" in almacen.adjuntos.leer(rendicion["pdf_sha256"])


def test_la_hoja_de_firmas_es_la_guardada(almacen: Almacen) -> None:
    """With the real printer: from what is stored the same bytes can be made again, to prove them."""
    imprenta = ImprentaDePlantillas(carpeta_plantillas())
    reunion = celebrada(almacen)
    cerrar(almacen, reunion, imprenta)
    assert simple(almacen, reunion, "Persona Dos", imprenta).firmada
    (rendicion,) = almacen.lectura.filas("SELECT pdf_sha256 FROM rendicion WHERE etapa = 'firmada'")
    (acta,) = almacen.lectura.filas("SELECT uuid, contenido, sha256 FROM acta")
    with almacen.consultar() as u:
        guardadas = u.varios(Firma, acta=UUID(acta["uuid"]))
        otra_vez = imprenta.firmada(json.loads(acta["contenido"]), acta["sha256"], guardadas)
    assert otra_vez == almacen.adjuntos.leer(rendicion["pdf_sha256"])
    assert rev_de(almacen, "reunion", reunion) == 4
