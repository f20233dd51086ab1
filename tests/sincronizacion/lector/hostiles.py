"""Workbooks that mean harm, each with the words by which it may be refused."""

import io
import struct
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple
from zipfile import ZipFile

from tests.sincronizacion.lector.libros import (
    ESTILOS,
    HOJA,
    LIBRO,
    OFICINA,
    PRINCIPAL,
    RELACIONES,
    TEXTOS,
    TIPO,
    TIPOS,
    bueno,
    comprimir,
    con,
    con_entrada,
    con_filas,
    con_medidas,
    hoja,
    hoja_enorme,
    libro,
    partes,
    relaciones,
    texto,
)

MB = 2**20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LETRAS = "abcdefghij"
RISAS = (
    '<!DOCTYPE x [<!ENTITY a "jajajajaja">'
    + "".join(f'<!ENTITY {una} "' + f"&{anterior};" * 10 + '">' for anterior, una in pairwise(LETRAS))
    + "]>"
)
EXTERNA = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PARAMETRO = '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://ejemplo.invalid/x.dtd"> %a;]>'


class Hostil(NamedTuple):
    """`motivos` are the words of `rechazo.MOTIVOS` of which one must be given."""

    nombre: str
    hacer: Callable[[], bytes]
    motivos: str


def con_relacion(tipo: str, destino: str, modo: str = "External") -> bytes:
    una = f'<Relationship Id="x" Type="{OFICINA}/{tipo}" Target="{destino}" TargetMode="{modo}"/>'
    return con({"xl/worksheets/_rels/sheet1.xml.rels": relaciones(una)})


def con_prologo(parte: str, prologo: str) -> bytes:
    base = partes(textos="<si><t>x</t></si>") | {"docProps/core.xml": b"<core>x</core>"}
    return comprimir(base | {parte: prologo.encode() + base[parte].replace(b"x<", b"&a;<")})


def con_tipo(tipo: str) -> bytes:
    tipos = partes()[TIPOS]
    return con(
        {TIPOS: tipos.replace(b"</Types>", f'<Override PartName="/xl/y" ContentType="{tipo}"/></Types>'.encode())}
    )


def repetida(nombre: str) -> bytes:
    archivo = io.BytesIO(bueno())
    with ZipFile(archivo, "a") as comprimido:
        comprimido.writestr("x" * len(nombre), partes()[HOJA])
    return archivo.getvalue().replace(b"x" * len(nombre), nombre.encode())


def local_distinto() -> bytes:
    datos = bueno()
    return datos.replace(HOJA.encode(), b"xl/worksheets/sheet9.xml", 1)


def crc_malo() -> bytes:
    datos = bytearray(bueno())
    for lugar in (datos.find(HOJA.encode()) - 30 + 14, datos.rfind(HOJA.encode()) - 46 + 16):
        datos[lugar] ^= 0xFF
    return bytes(datos)


def encimadas() -> bytes:
    """Two entries of the directory that share the bytes of one part: how a small file unpacks to petabytes."""
    datos = bytearray(bueno())
    de_hoja, de_estilos = datos.rfind(HOJA.encode()) - 46, datos.rfind(ESTILOS.encode()) - 46
    datos[de_estilos + 42 : de_estilos + 46] = datos[de_hoja + 42 : de_hoja + 46]
    return bytes(datos)


def muchas_entradas() -> bytes:
    datos = bueno()
    fin = datos.rfind(b"PK\x05\x06")
    desde = struct.unpack_from("<L", datos, fin + 16)[0]
    entradas = datos[desde:fin] * 40_000
    return (
        datos[:desde] + entradas + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 65_535, 65_535, len(entradas), desde, 0)
    )


def con_zip64() -> bytes:
    datos = bueno()
    fin = datos.rfind(b"PK\x05\x06")
    largo = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 2**40, 2**40, 2**40, 0)
    return datos[:fin] + largo + struct.pack("<4sLQL", b"PK\x06\x07", 0, fin, 1) + datos[fin:]


def medida_zip64() -> bytes:
    """A part that says, in the field for long sizes, that it unpacks to a terabyte."""
    datos = bytearray(bueno())
    fin = datos.rfind(b"PK\x05\x06")
    entrada = datos.rfind(HOJA.encode(), 0, fin) - 46
    struct.pack_into("<L", datos, entrada + 24, 0xFFFFFFFF)
    struct.pack_into("<H", datos, entrada + 30, 12)
    lugar = entrada + 46 + len(HOJA)
    datos[lugar:lugar] = struct.pack("<2HQ", 1, 8, 2**40)
    tamano = struct.unpack_from("<L", datos, fin + 12 + 12)[0]
    struct.pack_into("<L", datos, fin + 12 + 12, tamano + 12)
    return bytes(datos)


def dos_finales() -> bytes:
    datos = bueno()
    return datos[:-2] + struct.pack("<H", 22) + b"PK\x05\x06" + bytes(18)


def muchas_hojas() -> bytes:
    return con({LIBRO: libro("".join(f'<sheet name="h{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, 100_001)))})


def doscientas_hojas() -> bytes:
    numeros = range(1, 201)
    enlaces = "".join(
        f'<Relationship Id="r{n}" Type="{OFICINA}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numeros
    )
    hojas = {f"xl/worksheets/sheet{n}.xml": hoja("") for n in numeros}
    listadas = "".join(f'<sheet name="h{n}" sheetId="{n}" r:id="r{n}"/>' for n in numeros)
    return con({LIBRO: libro(listadas), RELACIONES: relaciones(enlaces), **hojas})


def muchas_celdas() -> bytes:
    """Ten million tags without a single value: nothing but work."""
    vacias = hoja("<row><c/><c/><c/><c/></row>" * 1_000_000)
    dos = relaciones(
        "".join(
            f'<Relationship Id="r{n}" Type="{OFICINA}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in (1, 2)
        )
    )
    listadas = '<sheet name="a" sheetId="1" r:id="r1"/><sheet name="b" sheetId="2" r:id="r2"/>'
    return con(
        {LIBRO: libro(listadas), RELACIONES: dos, HOJA: vacias, "xl/worksheets/sheet2.xml": vacias}, relleno=MB // 8
    )


def otro_zip(nombre: str, contenido: bytes = b"x") -> bytes:
    return comprimir({nombre: contenido, "[Content_Types].xml": b"<Types/>"})


def celda(xml: str) -> bytes:
    return con_filas(f'<row r="2">{xml}</row>')


COMENTARIOS = f'<comments xmlns="{PRINCIPAL}">{"<comment><text><t>x</t></text></comment>" * 450_000}</comments>'
LARGA = f"<si><t>{'á' * 30_000}</t></si>"

HOSTILES = (
    Hostil("bomba plana", lambda: con({"xl/media/a.bin": bytes(40 * MB)}), "crece"),
    Hostil("bomba con relleno", lambda: con({"xl/media/a.bin": bytes(40 * MB)}, relleno=MB), "crece"),
    Hostil("bomba anidada", lambda: con({"xl/media/a.bin": otro_zip("b.zip", otro_zip("c", bytes(MB)))}), "ajeno"),
    Hostil("hoja de 2 GB", lambda: hoja_enorme(2), "crece"),
    Hostil("hoja de 2 GB que dice medir poco", lambda: hoja_enorme(2, 2000), "danado"),
    Hostil("hoja que dice medir 2 GB", lambda: con_medidas(HOJA, local=2**31, central=2**31), "crece"),
    Hostil("textos compartidos", lambda: con_filas("", textos=LARGA * 2_800, relleno=MB), "crece"),
    Hostil("textos diminutos", lambda: con_filas("", textos="<si/>" * 2_000_000, relleno=MB), "crece"),
    Hostil(
        "un texto citado mil veces",
        lambda: con_filas(
            "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 4_000)), textos=LARGA
        ),
        "crece",
    ),
    Hostil("un texto de 20 MB", lambda: celda(texto("A2", "á" * 10 * MB)), "crece"),
    Hostil("atributo de 4 MB", lambda: celda(f'<c r="A2" z="{"x" * 4 * MB}"/><c r="A2"/>'), "enganoso crece"),
    Hostil(
        "cien mil atributos",
        lambda: celda("<c " + " ".join(f'a{n}=""' for n in range(10**5)) + "/><c r='A2'/>"),
        "enganoso tarda",
    ),
    Hostil(
        "combinada entera",
        lambda: con_filas("", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "combinada",
    ),
    Hostil("esquina lejana", lambda: con_filas(f'<row r="1048576">{texto("XFD1048576", "x")}</row>'), "lejos"),
    Hostil("columna lejana", lambda: celda(texto("XFD2", "x")), "lejos"),
    Hostil("un millón de columnas", lambda: celda("<c><v>1</v></c>" * 10**6), "lejos"),
    Hostil("columna que no existe", lambda: celda(texto("AAAAAA2", "x")), "enganoso"),
    Hostil("entidades en la hoja", lambda: con_prologo(HOJA, RISAS), "instrucciones"),
    Hostil("entidades en los textos", lambda: con_prologo(TEXTOS, RISAS), "instrucciones"),
    Hostil("entidad externa en el libro", lambda: con_prologo(LIBRO, EXTERNA), "instrucciones"),
    Hostil("entidad externa en los estilos", lambda: con_prologo(ESTILOS, EXTERNA), "instrucciones"),
    Hostil("entidad de parámetro", lambda: con_prologo(RELACIONES, PARAMETRO), "instrucciones"),
    Hostil("entidades donde nadie lee", lambda: con_prologo("docProps/core.xml", RISAS), "instrucciones"),
    Hostil("200,000 etiquetas anidadas en la hoja", lambda: con_filas("<a>" * 200_000 + "</a>" * 200_000), "enganoso"),
    Hostil("200,000 anidadas en los estilos", lambda: con({ESTILOS: "<a>" * 200_000}), "enganoso"),
    Hostil("200,000 anidadas donde nadie lee", lambda: con({"docProps/app.xml": "<a>" * 200_000}), "enganoso"),
    Hostil("partes repetidas", lambda: repetida(HOJA), "enganoso"),
    Hostil("repetida con mayúsculas", lambda: repetida("XL/Worksheets/SHEET1.xml"), "enganoso"),
    Hostil("nombre que sube", lambda: con_entrada("../../../etc/x"), "enganoso"),
    Hostil("nombre absoluto", lambda: con_entrada("/etc/x"), "enganoso"),
    Hostil("nombre de Windows", lambda: con_entrada("C:/Windows/x"), "enganoso"),
    Hostil("nombre con diagonal inversa", lambda: con_entrada("..", crudo=b"..\\..\\Windows\\xy"), "enganoso"),
    Hostil("nombre con NUL", lambda: con_entrada("x", crudo=b"xl/media/a.png\x00.exe"), "enganoso"),
    Hostil("enlace simbólico", lambda: con_entrada("xl/enlace", atributos=0o120777 << 16), "enganoso"),
    Hostil("macros", lambda: con({"xl/vbaProject.bin": OLE}), "macros"),
    Hostil("macros con otro nombre", lambda: con_tipo("application/vnd.ms-office.vbaProject"), "macros"),
    Hostil(
        "tipo de libro con macros", lambda: con_tipo("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "macros"
    ),
    Hostil("hoja de macros antiguas", lambda: con({"xl/macrosheets/sheet1.xml": hoja("")}), "macros"),
    Hostil("programa con otro nombre", lambda: con({"xl/media/imagen.png": b"MZ" + bytes(99)}), "ajeno"),
    Hostil("vínculo externo", lambda: con({"xl/externalLinks/externalLink1.xml": "<externalLink/>"}), "ajeno"),
    Hostil("DDE", lambda: con({"xl/externalLinks/e.xml": '<ddeLink ddeService="cmd" ddeTopic="/c calc"/>'}), "ajeno"),
    Hostil(
        "referencia externa",
        lambda: con({LIBRO: libro('<sheet name="a" r:id="r1"/>', "<externalReference/>")}),
        "ajeno",
    ),
    Hostil("relación a http", lambda: con_relacion("image", "http://ejemplo.invalid/x.png"), "ajeno"),
    Hostil("plantilla de otro equipo", lambda: con_relacion("attachedTemplate", r"\\ejemplo.invalid\x"), "ajeno"),
    Hostil("enlace a un archivo", lambda: con_relacion("hyperlink", "file:///C:/Windows/x.exe"), "ajeno"),
    Hostil("relación que sube", lambda: con_relacion("image", "../../../../etc/passwd", "Internal"), "enganoso"),
    Hostil("objeto incrustado", lambda: con({"xl/embeddings/oleObject1.bin": OLE}), "ajeno"),
    Hostil(
        "objeto en la hoja", lambda: con_filas("", "<oleObjects><oleObject progId='Package'/></oleObjects>"), "ajeno"
    ),
    Hostil("controles", lambda: con({"xl/activeX/activeX1.xml": "<ax/>"}), "ajeno"),
    Hostil("conexiones", lambda: con({"xl/connections.xml": "<connections/>"}), "ajeno"),
    Hostil("consultas", lambda: con({"xl/queryTables/queryTable1.xml": "<queryTable/>"}), "ajeno"),
    Hostil("cortado a la mitad", lambda: bueno()[: len(bueno()) // 2], "danado"),
    Hostil("cortado al final", lambda: bueno()[:-9], "danado"),
    Hostil("con algo después", lambda: bueno() + b"x" * 99, "enganoso"),
    Hostil("con algo antes", lambda: b"%PDF-1.7\n" + bueno(), "no_es_libro"),
    Hostil("dos finales", dos_finales, "enganoso danado no_es_libro"),
    Hostil("cifrado", lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(90), "contrasena"),
    Hostil("entradas cifradas", lambda: con_entrada("xl/x.xml", marcas=1), "contrasena"),
    Hostil("docx", lambda: otro_zip("word/document.xml"), "otro_documento"),
    Hostil("ods", lambda: comprimir({"mimetype": b"application/vnd.oasis", "content.xml": b"<x/>"}), "ods"),
    Hostil("xlsb", lambda: comprimir({TIPOS: b"<Types/>", "xl/workbook.bin": b"x"}), "xls"),
    Hostil("xls", lambda: OLE + bytes(5000), "xls"),
    Hostil("csv", lambda: b"tipo,fecha\ntaller,2017-07-18\n", "no_es_libro"),
    Hostil("html", lambda: b"<html><table><tr><td>x</td></tr></table></html>", "no_es_libro"),
    Hostil("zip", lambda: otro_zip("foto.txt"), "no_es_libro"),
    Hostil("zip vacío", lambda: comprimir({}), "no_es_libro"),
    Hostil("vacío", lambda: b"", "vacio"),
    Hostil("jpg", lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(999), "no_es_libro"),
    Hostil("otro contenido principal", lambda: con({TIPOS: "<Types/>"}), "no_es_libro"),
    Hostil("contenido de Word", lambda: con_tipo(f"{TIPO}.wordprocessingml.document"), "ajeno"),
    Hostil("libro que no lo es", lambda: con({LIBRO: "<workbook><sheets/></workbook>"}), "no_es_libro"),
    Hostil("100,000 hojas", muchas_hojas, "enganoso crece"),
    Hostil("200 hojas", doscientas_hojas, "crece"),
    Hostil(
        "dos hojas en una parte",
        lambda: con({LIBRO: libro('<sheet name="a" r:id="r1"/><sheet name="b" r:id="r1"/>')}),
        "enganoso",
    ),
    Hostil("hoja que falta", lambda: con({RELACIONES: partes()[RELACIONES].replace(b"sheet1", b"sheet7")}), "danado"),
    Hostil("100,000 estilos", lambda: con({ESTILOS: f"<s><cellXfs>{'<xf/>' * 100_000}</cellXfs></s>"}), "crece"),
    Hostil("millones de estilos", lambda: con({ESTILOS: f"<s><cellXfs>{'<xf/>' * 4_000_000}</cellXfs></s>"}), "crece"),
    Hostil("estilo que no existe", lambda: celda('<c r="A2" s="99"><v>1</v></c>'), "danado"),
    Hostil("NaN", lambda: celda('<c r="A2"><v>NaN</v></c>'), "danado"),
    Hostil("número con guiones bajos", lambda: celda('<c r="A2"><v>1_000</v></c>'), "danado"),
    Hostil("número de un millón de cifras", lambda: celda(f'<c r="A2"><v>{"9" * 60_000}</v></c>'), "danado"),
    Hostil("fila negativa", lambda: con_filas('<row r="-5"/>'), "enganoso"),
    Hostil("fila cero", lambda: con_filas('<row r="0"/>'), "enganoso"),
    Hostil("fila de más", lambda: con_filas('<row r="1048577"/>'), "enganoso"),
    Hostil("filas repetidas", lambda: con_filas('<row r="2"/><row r="2"/>'), "enganoso"),
    Hostil("celda repetida", lambda: celda(texto("A2", "una") + texto("A2", "otra")), "enganoso"),
    Hostil("celda de otra fila", lambda: celda(texto("A9", "x")), "enganoso"),
    Hostil("celda dentro de otra", lambda: celda(f'<c r="A2">{texto("B2", "x")}</c>'), "enganoso"),
    Hostil("dos juegos de celdas", lambda: con_filas("", "<sheetData><row r='9'/></sheetData>"), "enganoso"),
    Hostil("clase desconocida", lambda: celda('<c r="A2" t="zz"><v>1</v></c>'), "danado"),
    Hostil(
        "texto compartido -1",
        lambda: con_filas('<row r="2"><c r="A2" t="s"><v>-1</v></c></row>', textos="<si/>"),
        "danado",
    ),
    Hostil(
        "texto que no existe",
        lambda: con_filas('<row r="2"><c r="A2" t="s"><v>7</v></c></row>', textos="<si/>"),
        "danado",
    ),
    Hostil(
        "nombres definidos",
        lambda: con({LIBRO: libro('<sheet name="a" r:id="r1"/>', "<definedName/>" * 10**5)}),
        "crece",
    ),
    Hostil("formatos condicionales", lambda: con_filas("", "<conditionalFormatting/>" * 200_000), "crece"),
    Hostil("comentarios", lambda: con({"xl/comments1.xml": COMENTARIOS}), "crece"),
    Hostil("suma que no coincide", crc_malo, "danado"),
    Hostil("encabezado con otro nombre", local_distinto, "enganoso"),
    Hostil("encabezado con otra medida", lambda: con_medidas(HOJA, local=9), "enganoso"),
    Hostil("partes encimadas", encimadas, "enganoso"),
    Hostil("65,535 partes", muchas_entradas, "crece"),
    Hostil("zip64 de más", con_zip64, "enganoso"),
    Hostil("medida de zip64", medida_zip64, "crece"),
    Hostil("sólo trabajo", muchas_celdas, "tarda"),
    Hostil("XML roto", lambda: con({HOJA: "<worksheet><a></worksheet>"}), "danado"),
    Hostil("binario con nombre de XML", lambda: con({"docProps/app.xml": bytes(range(256)) * 9}), "danado"),
)
