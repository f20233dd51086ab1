"""Good packages arrive whole, whatever program saved them; whatever was changed in them shows."""

import random
import re
import zipfile
from datetime import date, datetime, time
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.servicios.paquetes import exportar_paquete
from enlace_app.sincronizacion.firma import comprobar
from enlace_app.sincronizacion.formato import Columna, TipoDeColumna
from enlace_app.sincronizacion.lector import limites, proceso
from enlace_app.sincronizacion.lector.lectura import ErrorDeContrasena, leer_paquete
from enlace_app.sincronizacion.lectura_libro import leer_libro
from enlace_app.sincronizacion.manifiesto import leer_manifiesto
from enlace_app.sincronizacion.paquete import SobreLeido
from tests.sincronizacion.lector.libros import (
    LIBRO,
    OFICINA,
    comprimir,
    con_filas,
    libro,
    partes,
    relaciones,
    texto,
)
from tests.sincronizacion.lector.paquetes import FORMATO, contenido, cualquiera, escribir, identidad
from tests.sincronizacion.libros_leidos import de_libro

PREFIJOS = ["=", "+", "-", "@", "=-", "=+", "==", " =", "'=", "＝"]
CUERPOS = ['CMD|"/c calc"!A0', 'HYPERLINK("http://ejemplo.invalid","x")', "1+1", "SUM(A1:A9)", "A1&<x>\n'\""]
FORMULAS = [prefijo + cuerpo for prefijo in PREFIJOS for cuerpo in CUERPOS]


OBLIGATORIAS = [(None, "tipo", True)]
"""What the small workbooks of these tests lack."""


@pytest.fixture
def ruta(tmp_path: Path) -> Path:
    return tmp_path / "paquete.xlsx"


def problemas(ruta: Path, datos: bytes) -> list[tuple[int | None, str | None, bool]]:
    ruta.write_bytes(datos)
    return [(p.fila, p.columna, p.grave) for p in leer_paquete(ruta, FORMATO).problemas]


def test_lo_exportado_se_lee_con_sus_huellas_y_su_firma(almacen: Almacen, ruta: Path) -> None:
    hecho = exportar_paquete(almacen, ruta, formato=FORMATO, destinatario=None, version_app="1.0")
    leido = leer_paquete(ruta, FORMATO)
    assert leido.problemas == () and leido.archivo == "paquete.xlsx"
    assert {h: len(f) for h, f in leido.hojas.items()} == dict(hecho.filas)
    assert all(leido.portada[f"sha256.{hoja}"] == huella for hoja, huella in leido.huellas.items())
    assert leido.portada["contenido_sha256"] == hecho.contenido_sha256
    assert comprobar(leido.portada) == leido.portada["clave_publica"]


def test_los_dos_lectores_dan_lo_mismo(ruta: Path) -> None:
    """openpyxl's reader, for capture workbooks, and ours: one package, and cells of every kind that Excel has."""
    escribir(ruta, contenido(40))
    assert leer_paquete(ruta, FORMATO) == de_libro(leer_libro(ruta, FORMATO), FORMATO)
    hecho = openpyxl.Workbook()
    hoja = hecho.worksheets[0]
    hoja.title = "Documentos"
    hoja.append(["uuid", "fecha", "descripcion", "fojas"])
    raros = [
        (date(2017, 7, 18), None),
        (datetime(2017, 7, 18, 9, 30, 15), None),  # noqa: DTZ001
        (time(9, 30), None),
        (datetime(1900, 1, 15), None),  # noqa: DTZ001
        (42934, "dd/mm/yyyy"),
        (42934, '"día" d "de" mmmm'),
        (42934.5, "[$-80A]d/m/yy h:mm"),
        (0.25, "[h]:mm:ss"),
        (0.5, "0%"),
        (7, "0.00"),
        (7.25, "#,##0.00"),
        (7, "[Red]0"),
        (1e15, None),
        (-3, "General"),
        (True, None),
        ("=1+1", None),
        ("#N/A", None),
        ("05028", "@"),
        ("con_x000D_\nretorno", None),
        ("x005F_", None),
        (" espacios ", None),
    ]
    azar = random.Random(3)
    for valor, formato in raros:
        hoja.append([identidad(azar), valor, valor, valor])
        for celda in hoja[hoja.max_row][1:]:
            celda.number_format = formato or celda.number_format
    hecho.save(ruta)
    nuestro, suyo = leer_paquete(ruta, FORMATO), de_libro(leer_libro(ruta, FORMATO), FORMATO)
    assert nuestro.problemas and nuestro.filas("Documentos")
    assert nuestro.hojas == suyo.hojas
    assert [str(p) for p in nuestro.problemas] == [str(p) for p in suyo.problemas]


def test_lo_que_excel_agrega_no_estorba(ruta: Path) -> None:
    extras = {
        "xl/printerSettings/printerSettings1.bin": b"MZ" + bytes(200),
        "xl/worksheets/_rels/sheet1.xml.rels": relaciones(
            f'<Relationship Id="a" Type="{OFICINA}/hyperlink" Target="https://ejemplo.invalid/" TargetMode="External"/>'
        ).encode(),
        "xl/comments1.xml": b"<comments/>",
        "xl/theme/theme1.xml": b"<theme/>",
        "docProps/thumbnail.jpeg": b"\xff\xd8\xff\xe0",
    }
    fila = f'<row r="2">{texto("A2", "taller")}</row><row r="1048576"><c r="A1048576" s="1"/></row>'
    adornos = '<mergeCells><mergeCell ref="D1:F2"/></mergeCells><dataValidations><x><f>1</f></x></dataValidations>'
    assert problemas(ruta, comprimir(partes(fila, adornos) | extras)) == OBLIGATORIAS
    assert leer_paquete(ruta, FORMATO).filas("Reuniones") == [{"uuid": "taller"}]


def test_una_hoja_oculta_se_lee_y_se_dice(ruta: Path) -> None:
    oculta = libro('<sheet name="Reuniones" sheetId="1" state="veryHidden" r:id="r1"/>').encode()
    assert (None, None, False) in problemas(ruta, comprimir(partes() | {LIBRO: oculta}))


@pytest.mark.parametrize(
    "celda",
    [
        '<c r="B2"><f>1+1</f><v>2</v></c>',
        '<c r="B2" t="str"><f>CMD()</f><v>x</v></c>',
        '<c r="B2"><f t="shared" si="0"/></c>',
        '<c r="B2" t="s"><f>A1</f><v>0</v></c>',
        '<c r="B2" t="inlineStr"><is><t>x</t></is><f>A1</f></c>',
        '<c r="B2" t="b"><v>1</v></c>',
        '<c r="B2" t="e"><v>#REF!</v></c>',
        '<c r="B2"><v>1e999</v></c>',
        '<c r="B2"><v>1234567890123456</v></c>',
        '<c r="B2" s="1"><v>1e9</v></c>',
        '<c r="B2" s="1"><v>-5</v></c>',
    ],
)
def test_lo_que_no_es_un_dato_se_nombra_por_su_lugar(ruta: Path, celda: str) -> None:
    """A formula is found by its cell, never by its text; so are errors, truth values and numbers that do not fit."""
    fila = f'<row r="2">{texto("A2", "taller")}{celda}</row>'
    assert (2, "fecha", True) in problemas(ruta, con_filas(fila, textos="<si><t>x</t></si>"))


def test_textos_con_partes_y_lectura_fonetica(ruta: Path) -> None:
    rico = "<si><r><t>ta</t></r><r><rPr><b/></rPr><t>ller</t></r><rPh sb='0' eb='1'><t>NO</t></rPh></si>"
    ruta.write_bytes(con_filas('<row r="2"><c r="A2" t="s"><v>0</v></c></row>', textos=rico))
    assert leer_paquete(ruta, FORMATO).filas("Reuniones") == [{"uuid": "taller"}]


def test_ningun_texto_que_parece_formula_sale_como_formula(ruta: Path) -> None:
    """Fifty of them in every text field of every sheet: no formula cell in the file, and the same text comes back."""
    assert len(FORMULAS) == 50
    cosas = contenido(50, valores=formula_o_cualquiera)
    escribir(ruta, cosas)
    with zipfile.ZipFile(ruta) as comprimido:
        hojas = [comprimido.read(n).decode() for n in comprimido.namelist() if n.startswith("xl/worksheets/sheet")]
    assert len(hojas) == 15
    dichos = 0
    for xml in hojas:
        datos = xml.partition("<sheetData>")[2].partition("</sheetData>")[0]
        assert not re.search(r"<(\w+:)?f[\s/>]", datos) and not re.search(r'<c [^>]*t="(str|b|e)"', datos)
        dichos += sum(unescape(t) in FORMULAS for t in re.findall(r"<t[^>]*>([^<]*)</t>", datos))
    leido = leer_paquete(ruta, FORMATO)
    assert leido.problemas == () and dict(leido.huellas) == dict(cosas.huellas)
    de_texto = {(h.nombre, c.nombre) for h in FORMATO.hojas for c in h.columnas if es_texto(c)}
    assert dichos == 50 * len(de_texto)
    for hoja, columna in de_texto:
        if not FORMATO.hoja(hoja).columna(columna).derivada:
            assert sorted(str(f[columna]) for f in leido.filas(hoja)) == sorted(FORMULAS), (hoja, columna)


def formula_o_cualquiera(azar: random.Random, hoja: str, columna: Columna, n: int) -> str | int | date | None:
    return FORMULAS[n] if es_texto(columna) else cualquiera(azar, hoja, columna, n)


def es_texto(columna: Columna) -> bool:
    return not columna.identidad and columna.tipo not in {TipoDeColumna.ENTERO, TipoDeColumna.FECHA}


@pytest.mark.parametrize("formula", FORMULAS[::12])
def test_tampoco_en_la_portada(ruta: Path, formula: str) -> None:
    escribir(ruta, contenido(0), formula)
    portada = leer_paquete(ruta, FORMATO).portada
    assert [portada[c] for c in ("region", "remitente", "destinatario", "ejercicio")] == [formula] * 4


def test_la_contrasena_de_los_datos_no_llega_al_otro_proceso(ruta: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Names alone: a longer detail would be cut before what is looked for.
    guion = (
        "import os, json; vistas = [c for c in ('ENLACE_CLAVE', 'PATH') if c in os.environ]; "
        "print(json.dumps({'rechazo': 'ajeno', 'datos': {'detalle': 've: ' + ' '.join(vistas)}}))"
    )
    monkeypatch.setenv("ENLACE_CLAVE", "secreta")
    monkeypatch.setattr(proceso, "GUION_DE_LECTURA", guion)
    ruta.write_bytes(con_filas(""))
    with pytest.raises(ErrorDeNegocio) as error:
        leer_paquete(ruta, FORMATO)
    assert "no lleva (ve: )" in str(error.value)


@pytest.mark.parametrize(
    ("guion", "dicho"),
    [
        ("import time; time.sleep(99)", "tarda demasiado"),
        ("print('x' * 5)", "dañado"),
        ("print('[' * 100000)", "dañado"),
        ('print(\'{"rechazo": [1], "datos": 7}\')', "dañado"),
        ('print(\'{"hoja": "Reuniones"}\\n[1,[0]]\')', "dañado"),
        ('print(\'{"hoja": "Reuniones"}\\n[1,[-1,"x"]]\')', "dañado"),
        ('print(\'{"hoja": "Reuniones"}\\n[1,[999999999,"x"]]\')', "dañado"),
        ('print(\'{"hoja": "Reuniones"}\\n[1,[0,["d","x"]]]\')', "dañado"),
        ("import os; os.abort()", "crece demasiado"),
        ("raise SystemExit(0)", "dañado"),
    ],
)
def test_un_lector_que_enloquece_no_arrastra_al_programa(
    ruta: Path, monkeypatch: pytest.MonkeyPatch, guion: str, dicho: str
) -> None:
    """What comes from the other process is believed no more than the file: it may have been taken over."""
    monkeypatch.setattr(proceso, "GUION_DE_LECTURA", guion)
    monkeypatch.setattr(limites, "espera", lambda _: 1)
    ruta.write_bytes(con_filas(""))
    with pytest.raises(ErrorDeNegocio, match=dicho):
        leer_paquete(ruta, FORMATO)


def test_quien_deja_de_leer_no_deja_un_proceso_atras(ruta: Path) -> None:
    escribir(ruta, contenido(400))
    with ruta.open("rb") as archivo:
        flujo = proceso.mensajes(archivo, "x", 0)
        assert next(flujo)["hoja"] == "Portada"
        flujo.close()
        assert list(flujo) == []


def test_un_archivo_que_no_esta_es_del_entorno(tmp_path: Path) -> None:
    for ruta in (tmp_path / "nada.xlsx", tmp_path):
        with pytest.raises(ErrorDeEntorno):
            leer_paquete(ruta, FORMATO)


def test_un_libro_sin_nada_del_formato_se_rechaza(ruta: Path) -> None:
    ruta.write_bytes(comprimir(partes() | {LIBRO: libro('<sheet name="Otra" r:id="r1"/>').encode()}))
    with pytest.raises(ErrorDeNegocio, match="ninguna hoja del formato"):
        leer_paquete(ruta, FORMATO)


def test_los_dias_desde_1904(ruta: Path) -> None:
    desde_1904 = libro('<sheet name="Reuniones" r:id="r1"/>', '<workbookPr date1904="1"/>')
    fila = f'<row r="2">{texto("A2", "taller")}<c r="B2" s="1"><v>41472</v></c></row>'
    ruta.write_bytes(comprimir(partes(fila) | {LIBRO: desde_1904.encode()}))
    assert leer_paquete(ruta, FORMATO).filas("Reuniones") == [{"uuid": "taller", "fecha": "2017-07-18"}]


def test_un_libro_con_contrasena_se_abre_con_la_suya(almacen: Almacen, ruta: Path) -> None:
    clave = "tres palabras sueltas ñ"
    exportar_paquete(almacen, ruta, formato=FORMATO, destinatario=None, version_app="1.0", contrasena=clave)
    for otra in (None, "otra cualquiera", ""):
        with pytest.raises(ErrorDeContrasena, match="contraseña"):
            leer_paquete(ruta, FORMATO, contrasena=otra)
    leido = leer_paquete(ruta, FORMATO, contrasena=clave)
    assert comprobar(leido.portada) and leido.problemas == ()
    cifrado = ruta.read_bytes()
    for malo in (cifrado[: len(cifrado) // 2], cifrado[:5000] + bytes(2000) + cifrado[7000:]):
        ruta.write_bytes(malo)
        with pytest.raises(ErrorDeNegocio, match="No se recibió ni se cambió nada"):
            leer_paquete(ruta, FORMATO, contrasena=clave)


def test_la_contrasena_no_estorba_a_un_libro_sin_ella(ruta: Path) -> None:
    escribir(ruta, contenido(1))
    assert leer_paquete(ruta, FORMATO, contrasena="de más").total == len(FORMATO.hojas)


def test_de_un_zip_con_adjuntos_se_lee_el_libro(ruta: Path) -> None:
    escribir(ruta, contenido(1))
    suelto, huella = leer_paquete(ruta, FORMATO), "ab" * 32
    libros = {"enlace-CAR-0001.xlsx": ruta.read_bytes()}
    sobre = ruta.with_suffix(".zip")
    sobre.write_bytes(comprimir(libros | {f"adjuntos/ab/{huella}": b"%PDF-1.7"}))
    assert leer_paquete(sobre, FORMATO).hojas == suelto.hojas
    assert leer_paquete(sobre, FORMATO).sobre == SobreLeido("enlace-CAR-0001.xlsx", {huella: 8})
    for extra in ({f"adjuntos/cd/{huella}": b""}, {"otro.exe": b""}, {"otro.xlsx": b""}, {f"../ab/{huella}": b""}):
        sobre.write_bytes(comprimir(libros | extra))
        with pytest.raises(ErrorDeNegocio, match=r"algo que un envío no lleva|nombres de partes"):
            leer_paquete(sobre, FORMATO)
    sobre.write_bytes(comprimir({"p.xlsx": con_filas("")[:-30]}))
    with pytest.raises(ErrorDeNegocio, match="dañado"):
        leer_paquete(sobre, FORMATO)


def test_un_libro_de_captura_lleno_se_llama_por_su_nombre(ruta: Path) -> None:
    lleno = openpyxl.Workbook()
    hoja = lleno.active
    assert hoja is not None
    hoja.title = "Reuniones"
    hoja.append(["ref", "tipo", "fecha"])
    hoja.append(["R1", "reunion_trabajo", "2017-10-10"])
    lleno.save(ruta)
    with pytest.raises(ErrorDeNegocio, match="Traer lo que ya tengo"):
        leer_manifiesto(leer_paquete(ruta, FORMATO))
