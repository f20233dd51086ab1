"""Workbooks built part by part, so that any part may be wrong."""

import io
import struct
import zlib
from collections.abc import Mapping
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PRINCIPAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFICINA = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAQUETE = "http://schemas.openxmlformats.org/package/2006"
TIPO = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HOJA = "xl/worksheets/sheet1.xml"
LIBRO = "xl/workbook.xml"
RELACIONES = "xl/_rels/workbook.xml.rels"
TIPOS = "[Content_Types].xml"
TEXTOS = "xl/sharedStrings.xml"
ESTILOS = "xl/styles.xml"
RELLENO = "xl/printerSettings/printerSettings1.bin"
"""What real workbooks have too, and what makes a file long enough for its content not to look like a bomb."""

Partes = dict[str, bytes]


def partes(filas: str = "", despues: str = "", *, textos: str | None = None) -> Partes:
    """Return the parts of a good workbook with one sheet, Reuniones, whose header is `uuid, fecha`."""
    encabezado = '<row r="1">' + texto("A1", "uuid") + texto("B1", "fecha") + "</row>"
    hechas = {
        TIPOS: f'<Types xmlns="{PAQUETE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TIPO}.sheet.main+xml"/></Types>',
        "_rels/.rels": relaciones(f'<Relationship Id="r1" Type="{OFICINA}/officeDocument" Target="xl/workbook.xml"/>'),
        LIBRO: libro('<sheet name="Reuniones" sheetId="1" r:id="r1"/>'),
        RELACIONES: relaciones(
            f'<Relationship Id="r1" Type="{OFICINA}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{OFICINA}/styles" Target="styles.xml"/>'
            f'<Relationship Id="r3" Type="{OFICINA}/sharedStrings" Target="sharedStrings.xml"/>'
        ),
        ESTILOS: f'<styleSheet xmlns="{PRINCIPAL}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
        "</styleSheet>",
        HOJA: hoja(encabezado + (filas or f'<row r="2">{texto("A2", "taller")}</row>'), despues),
    }
    if textos is not None:
        hechas[TEXTOS] = f'<sst xmlns="{PRINCIPAL}">{textos}</sst>'
    return {nombre: xml.encode() for nombre, xml in hechas.items()}


def hoja(filas: str, despues: str = "") -> str:
    return f'<worksheet xmlns="{PRINCIPAL}" xmlns:r="{OFICINA}"><sheetData>{filas}</sheetData>{despues}</worksheet>'


def libro(hojas: str, despues: str = "") -> str:
    return f'<workbook xmlns="{PRINCIPAL}" xmlns:r="{OFICINA}"><sheets>{hojas}</sheets>{despues}</workbook>'


def relaciones(xml: str) -> str:
    return f'<Relationships xmlns="{PAQUETE}/relationships">{xml}</Relationships>'


def texto(lugar: str, valor: str) -> str:
    return f'<c r="{lugar}" t="inlineStr"><is><t>{valor}</t></is></c>'


def comprimir(contenido: Mapping[str, bytes], *, relleno: int = 0) -> bytes:
    """Return the zip; `relleno` bytes that do not compress make it long enough to hide a bomb."""
    archivo = io.BytesIO()
    with ZipFile(archivo, "w", ZIP_DEFLATED, compresslevel=1) as comprimido:
        for nombre, datos in contenido.items():
            comprimido.writestr(ZipInfo(nombre), datos, ZIP_DEFLATED)
        if relleno:
            comprimido.writestr(ZipInfo(RELLENO), Random(1).randbytes(relleno))
    return archivo.getvalue()


def bueno() -> bytes:
    return comprimir(partes())


def con(cambios: Mapping[str, bytes | str], *, relleno: int = 0) -> bytes:
    """Return a good workbook with other or additional parts."""
    nuevos = {n: c if isinstance(c, bytes) else c.encode() for n, c in cambios.items()}
    return comprimir(partes() | nuevos, relleno=relleno)


def con_filas(filas: str, despues: str = "", *, relleno: int = 0, textos: str | None = None) -> bytes:
    return comprimir(partes(filas, despues, textos=textos), relleno=relleno)


def con_entrada(nombre: str, *, atributos: int = 0, marcas: int = 0, crudo: bytes | None = None) -> bytes:
    """Return a good workbook with one more entry, described as badly as wanted; `crudo` is the name in its bytes."""
    archivo = io.BytesIO(bueno())
    with ZipFile(archivo, "a") as comprimido:
        entrada = ZipInfo("x" * len(crudo) if crudo else nombre)
        entrada.external_attr = atributos
        comprimido.writestr(entrada, b"<x/>")
    datos = archivo.getvalue()
    if crudo:
        datos = datos.replace(b"x" * len(crudo), crudo)
    if marcas:
        for firma, lugar in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            donde = datos.rfind(firma) + lugar
            datos = datos[:donde] + struct.pack("<H", marcas) + datos[donde + 2 :]
    return datos


def con_medidas(parte: str, *, local: int | None = None, central: int | None = None) -> bytes:
    """Return a good workbook one part of which says to be of another size, in either or both of its headers."""
    datos = bytearray(bueno())
    nombre = parte.encode()
    lugar = datos.find(nombre)
    if local is not None:
        struct.pack_into("<L", datos, lugar - 30 + 22, local)
    if central is not None:
        struct.pack_into("<L", datos, datos.rfind(nombre) - 46 + 24, central)
    return bytes(datos)


def hoja_enorme(gigas: int, declarado: int | None = None) -> bytes:
    """Return a workbook whose sheet really unpacks to that many GB, without ever having had them anywhere."""
    compresor = zlib.compressobj(9, zlib.DEFLATED, -15)
    bloque = compresor.compress(b" " * 2**20) + compresor.flush(zlib.Z_FULL_FLUSH)
    veces = gigas * 1024
    cuerpo = bloque * veces + b"\x03\x00"
    entero = declarado if declarado is not None else veces * 2**20
    archivo = io.BytesIO()
    with ZipFile(archivo, "w") as comprimido:
        for nombre, contenido in partes().items():
            comprimido.writestr(nombre, cuerpo if nombre == HOJA else contenido)
    datos = bytearray(archivo.getvalue())
    for lugar in (datos.find(HOJA.encode()) - 30 + 8, datos.rfind(HOJA.encode()) - 46 + 10):
        struct.pack_into("<H", datos, lugar, 8)
        struct.pack_into("<L", datos, lugar + 14, entero)
    return bytes(datos)
