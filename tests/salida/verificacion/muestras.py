"""A small acta of nobody, sealed and twice signed, and the ways in which somebody could change it."""

import json
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any
from unittest.mock import patch

import pikepdf

from enlace_app.dominio.actas import canonico, huella
from enlace_app.dominio.verificacion import Juicio
from enlace_app.rutas import carpeta_plantillas
from enlace_app.salida.efirma.firma import firmar as poner_efirma
from enlace_app.salida.pdf.actas import Estampa, FirmaImpresa, acta_en_pdf
from enlace_app.salida.pdf.estante import Estante
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.imprenta import ImprentaDePlantillas
from enlace_app.salida.pdf.plantilla import Plantilla
from enlace_app.salida.verificacion.examen import Examen, examinar
from tests.efirmas import AHORA, DOS, UNO, clave, efirma
from tests.salida.pdf.muestra import acta_minima, acuerdo

TEXTO = "La institución de ejemplo entregará la relación de pozos."


@cache
def imprenta() -> ImprentaDePlantillas:
    return ImprentaDePlantillas(carpeta_plantillas())


def contenido(texto: str = TEXTO) -> dict[str, Any]:
    """What a closed acta of two signatories says; another text makes another acta with the same folio."""
    nadie = {"organizacion": None, "cargo": None, "calidad": None}
    return acta_minima() | {
        "folio": "RT/NTE-K7Q2/2021-001",
        "cerrada": "2021-08-16T17:40:00-05:00",
        "acuerdos": [acuerdo(1, texto), acuerdo(2, "Publicar la relación en el portal.")],
        "firmantes": [{"nombre": UNO, **nadie}, {"nombre": DOS, **nadie}],
    }


HUELLA = huella(contenido())


@cache
def para_firma(texto: str = TEXTO) -> bytes:
    return imprenta().para_firma(contenido(texto), huella(contenido(texto)))


def firmado(pdf: bytes, nombre: str, *, casilla: Any = None, ultima: bool = False) -> bytes:
    suya = efirma(nombre)
    return poner_efirma(
        pdf, cer=suya.cer, key=suya.key, contrasena=clave(), casilla=casilla, instante=AHORA, ultima=ultima
    ).datos


FIRMARON = tuple(FirmaImpresa(nombre, "simple", "firmó", "2021-08-17T10:00:00-05:00") for nombre in (UNO, DOS))


@cache
def _plantilla(nombre: str) -> Plantilla:
    return Estante(carpeta_plantillas(), None).dar(nombre)


@cache
def con_hoja_de_firmas(texto: str = TEXTO) -> bytes:
    """The second print, with the sheet of signatures at its end."""
    estampa = Estampa("firmada", huella(contenido(texto)), FIRMARON)
    return acta_en_pdf(contenido(texto), estampa, _plantilla("acta"), Fuentes.cargar())


@cache
def hoja_sola() -> bytes:
    estampa = Estampa("hoja_de_firmas", huella(contenido()), FIRMARON)
    return acta_en_pdf(contenido(), estampa, _plantilla("hoja_de_firmas"), Fuentes.cargar())


@cache
def de_la_forma_anterior(version: int) -> bytes:
    """As actas were before they were sealed with their data inside."""
    dicho = contenido() | {"version": version, "motivo_version": "Se corrigió un nombre." if version > 1 else None}
    with patch("enlace_app.salida.pdf.documentos.sellar", lambda pdf, **_: pdf):
        return imprenta().para_firma(dicho, huella(dicho))


@cache
def una_firma() -> bytes:
    return firmado(para_firma(), UNO, casilla="firma-1")


@cache
def dos_firmas() -> bytes:
    return firmado(una_firma(), DOS, casilla="firma-2", ultima=True)


def examen(pdf: bytes) -> Examen:
    return examinar(pdf, imprenta().para_firma)


def juicios(hecho: Examen) -> dict[str, Juicio]:
    return {c.nombre: c.resultado for c in hecho.comprobaciones}


def con_pikepdf(pdf: bytes, cambiar: Callable[[pikepdf.Pdf], object]) -> bytes:
    """What somebody with a PDF library makes of it: the whole file written anew."""
    salida = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as documento:
        cambiar(documento)
        documento.save(salida)
    return salida.getvalue()


def con_revision(pdf: bytes, cambiar: Callable[[Any], object]) -> bytes:
    """The same as an increment: every byte that was signed is still there."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    escritor = IncrementalPdfFileWriter(BytesIO(pdf))
    cambiar(escritor)
    salida = BytesIO()
    escritor.write(salida)  # type: ignore[no-untyped-call, unused-ignore]
    return salida.getvalue()


def editar_hoja(documento: pikepdf.Pdf, n: int = 0) -> None:
    """Letters of a page exchanged: each string that is shown is written backwards."""
    hoja = documento.pages[n]
    ordenes = []
    cambios = 0
    for orden in pikepdf.parse_content_stream(hoja):
        nuevos: list[Any] = list(orden.operands)
        if str(orden.operator) == "Tj" and len(bytes(nuevos[0])) > 8:
            letras = bytes(nuevos[0])
            nuevos[0] = pikepdf.String(letras[::-1])
            cambios += 1
        ordenes.append((nuevos, orden.operator))
    assert cambios, "ningún texto que cambiar"
    hoja.Contents = documento.make_stream(pikepdf.unparse_content_stream(ordenes))


def tapar_hoja(documento: pikepdf.Pdf) -> None:
    """A white rectangle over the first page: every word is still in the file."""
    documento.pages[0].contents_add(b"q 1 1 1 rg 72 200 400 300 re f Q")


def cambiar_json(nuevo: bytes) -> Callable[[pikepdf.Pdf], None]:
    def cambiar(documento: pikepdf.Pdf) -> None:
        ficha = documento.Root.AF[0]
        ficha.EF.F.write(nuevo)

    return cambiar


def json_de(texto: str) -> bytes:
    return canonico(contenido(texto))


def desordenado() -> bytes:
    """The same content, not in its canonical form."""
    return json.dumps(contenido(), ensure_ascii=False, indent=1).encode()


def sin_adjunto(documento: pikepdf.Pdf) -> None:
    """The data taken out, wherever they hang."""
    del documento.Root.AF
    del documento.Root.Names


def con_palabras(documento: pikepdf.Pdf, n: int, palabras: str) -> None:
    """More words on a page, in a font that every reader has."""
    hoja = documento.pages[n]
    if "/Font" not in hoja.Resources:
        hoja.Resources.Font = pikepdf.Dictionary()
    hoja.Resources.Font.Ajena = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    hoja.contents_add(b"q BT /Ajena 8 Tf 72 60 Td (" + palabras.encode("ascii") + b") Tj ET Q")


def otro_adjunto(documento: pikepdf.Pdf) -> None:
    ficha: Any = pikepdf.AttachedFileSpec
    documento.attachments["otro.json"] = ficha(documento, b"{}", filename="otro.json")


def cifrado(pdf: bytes, contrasena: str) -> bytes:
    salida = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as documento:
        documento.save(salida, encryption=pikepdf.Encryption(owner="dueña", user=contrasena))
    return salida.getvalue()
