"""A package written to a file and read back: nothing lost, nothing altered, nothing that must not leave."""

import html
import io
import random
import re
import shutil
import subprocess
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.actas import Acta
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.firmas import ClaseDeFirma, Firma
from enlace_app.dominio.identidad import uuid_nuevo
from enlace_app.dominio.puntos import PuntoOrdenDia
from enlace_app.dominio.regiones import Municipio
from enlace_app.dominio.reuniones import EstadoReunion, Reunion
from enlace_app.dominio.seguimientos import EstadoAcuerdo, Seguimiento
from enlace_app.dominio.tipos_reunion import TipoReunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.sincronizacion.contenido import Contenido, reunir
from enlace_app.sincronizacion.exportar import escribir_paquete
from enlace_app.sincronizacion.formato import Formato, leer_formato
from enlace_app.sincronizacion.huella import huella_contenido
from enlace_app.sincronizacion.lectura_libro import LibroLeido, leer_libro
from enlace_app.sincronizacion.plantilla import hojas_de_plantilla
from enlace_app.sincronizacion.portada import Envio
from tests.sincronizacion.libros_leidos import huellas_libro

TEXTOS = [
    "=CMD()",
    "+52 no es teléfono",
    "-1",
    "@persona",
    "TRUE",
    "1e5",
    "#N/A",
    " con espacios ",
    "dos\nlíneas",
    "ñÑáü «»",
]
ANTES = (
    "formato",
    "formato_version",
    "paquete_uuid",
    "tipo",
    "sitio_uuid",
    "epoca",
    "secuencia",
    "anterior_sha256",
    "region",
    "remitente",
    "destinatario",
    "ejercicio",
    "generado",
    "zona_horaria",
    "version_app",
)
"""The fields of Portada that come before those of each sheet."""

CENTRO = timezone(timedelta(hours=-6))


@pytest.fixture(scope="module")
def formato() -> Formato:
    return leer_formato(Path(__file__).parents[2] / "recursos" / "formato_paquete.csv")


@pytest.fixture
def sembrado(almacen: Almacen) -> Almacen:
    """Two meetings with texts that spreadsheets like to interpret, and a draft."""
    with almacen.escribir("Sembrar") as u:
        tipo = u.uno(TipoReunion, clave="reunion_trabajo")
        sabinas = u.uno(Municipio, cvegeo="05028")
        assert tipo is not None
        reunion = Reunion(
            folio_provisional="CAR-X-0001",
            tipo=tipo,
            municipio=sabinas,
            numero="007",
            fecha=date(2026, 7, 18),
            precision=Precision.dia,
            hora_inicio="09:30",
            estado=EstadoReunion.CELEBRADA,
            resumen="=CMD()",
        )
        borrador = Reunion(folio_provisional="CAR-X-0002", tipo=tipo, resumen="Sólo aquí")
        u.agregar(reunion)
        u.agregar(borrador)
        u.asentar()
        _llenar(u, reunion, borrador)
    return almacen


def _llenar(u: Unidad, reunion: Reunion, borrador: Reunion) -> None:
    for n, texto in enumerate(TEXTOS, start=1):
        u.agregar(PuntoOrdenDia(reunion=reunion.uuid, n=n, asunto=texto, desarrollo=texto))
    u.agregar(Asistencia(reunion=reunion.uuid, persona="Vecina Reservada"))
    u.agregar(Asistencia(reunion=reunion.uuid, persona="Funcionaria Pública", cargo="Directora", aviso_version="v3"))
    u.agregar(PuntoOrdenDia(reunion=borrador.uuid, asunto="Sólo aquí"))
    acuerdo = Acuerdo(folio_provisional="CAR-X-0001/01", reunion=reunion.uuid, texto="Cumplir", plazo=date(2026, 8, 1))
    oculto = Acuerdo(folio_provisional="CAR-X-0002/01", reunion=borrador.uuid, texto="Sólo aquí")
    u.agregar(acuerdo)
    u.agregar(oculto)
    u.agregar(Documento(folio="D1", sentido="entrega", tipo="oficio", fojas=31, es_minimo=True, reunion=reunion.uuid))
    u.asentar()
    u.agregar(Seguimiento(acuerdo=acuerdo.uuid, fecha=date(2026, 7, 30), estado=EstadoAcuerdo.CUMPLIDO))
    u.agregar(Seguimiento(acuerdo=oculto.uuid, fecha=date(2026, 7, 30), nota="Sólo aquí"))
    momento = datetime(2026, 7, 19, tzinfo=CENTRO)
    acta = Acta(reunion=reunion.uuid, folio="F", version=1, contenido="{}", sha256="ab" * 32, cerrada=momento)
    u.agregar(acta)
    u.asentar()
    reunion.estado = EstadoReunion.CERRADA
    u.agregar(Firma(acta=acta.uuid, nombre="Firmante Secreta", clase=ClaseDeFirma.SIMPLE, instante=momento))


def _envio() -> Envio:
    return Envio(
        paquete_uuid=uuid_nuevo(),
        tipo="completo",
        sitio_uuid=str(uuid_nuevo()),
        epoca=1,
        secuencia=3,
        anterior_sha256=None,
        region="CAR",
        remitente="Persona Uno",
        destinatario="Autoridad de Prueba",
        ejercicio="PAL1",
        generado=datetime(2026, 7, 20, 12, 0, tzinfo=CENTRO),
        zona_horaria="America/Monterrey",
        version_app="0.1",
    )


def _escribir(destino: Path, contenido: Contenido, formato: Formato) -> LibroLeido:
    with destino.open("wb") as archivo:
        escribir_paquete(archivo, _envio(), contenido, formato)
    return leer_libro(destino, formato)


def test_lo_leido_del_archivo_tiene_las_huellas_de_su_portada(
    sembrado: Almacen, formato: Formato, tmp_path: Path
) -> None:
    contenido = reunir(sembrado.lectura, formato)
    libro = _escribir(tmp_path / "p.xlsx", contenido, formato)
    assert libro.problemas == ()
    assert libro.portada is not None
    huellas = huellas_libro(libro, formato)
    assert huellas == {hoja: libro.portada[f"sha256.{hoja}"] for hoja in huellas}
    assert libro.portada["contenido_sha256"] == huella_contenido(huellas.values())
    assert {hoja: len(libro.filas(hoja)) for hoja in huellas} == {h: libro.portada[f"filas.{h}"] for h in huellas}


def test_la_portada_tiene_todos_sus_campos_en_orden(sembrado: Almacen, formato: Formato, tmp_path: Path) -> None:
    contenido = reunir(sembrado.lectura, formato)
    portada = _escribir(tmp_path / "p.xlsx", contenido, formato).portada
    assert portada is not None
    nombres = [hoja.nombre for hoja in formato.hojas]
    assert list(portada) == [
        *ANTES,
        *(f"filas.{n}" for n in nombres),
        *(f"sha256.{n}" for n in nombres),
        *("contenido_sha256", "cadena_actas", "clave_publica", "firma"),
    ]
    assert (portada["formato"], portada["formato_version"], portada["secuencia"]) == ("enlace-paquete", 1, 3)
    assert portada["generado"] == "2026-07-20T12:00:00-06:00"
    assert portada["cadena_actas"] == "ab" * 32
    assert (portada["clave_publica"], portada["firma"]) == (None, None)


def test_todas_las_hojas_estan_en_su_orden_y_a_la_vista(sembrado: Almacen, formato: Formato, tmp_path: Path) -> None:
    _escribir(tmp_path / "p.xlsx", reunir(sembrado.lectura, formato), formato)
    libro = load_workbook(tmp_path / "p.xlsx")
    assert libro.sheetnames == ["Portada", *(hoja.nombre for hoja in formato.hojas)]
    for hoja in formato.hojas:
        pestana = libro[hoja.nombre]
        assert isinstance(pestana, Worksheet)
        assert [celda.value for celda in pestana[1]] == [columna.nombre for columna in hoja.columnas]
        assert pestana.sheet_state == "visible"
        assert len(pestana.tables) == 1
        assert not pestana.merged_cells.ranges
    assert not any(c.data_type in {"f", "b"} for hoja in libro.worksheets for fila in hoja.iter_rows() for c in fila)


def test_los_textos_que_una_hoja_de_calculo_interpretaria_llegan_iguales(
    sembrado: Almacen, formato: Formato, tmp_path: Path
) -> None:
    libro = _escribir(tmp_path / "p.xlsx", reunir(sembrado.lectura, formato), formato)
    assert [fila.valores["asunto"] for fila in libro.filas("OrdenDelDia")] == TEXTOS
    (reunion,) = libro.filas("Reuniones")
    assert (reunion.valores["cvegeo"], reunion.valores["numero"]) == ("05028", "007")
    assert (reunion.valores["fecha"], reunion.valores["hora_inicio"]) == (date(2026, 7, 18), "09:30")
    assert reunion.valores["resumen"] == "=CMD()"


def test_los_borradores_se_quedan_con_todo_lo_suyo(sembrado: Almacen, formato: Formato, tmp_path: Path) -> None:
    contenido = reunir(sembrado.lectura, formato)
    _escribir(tmp_path / "p.xlsx", contenido, formato)
    assert [queda.folio for queda in contenido.quedan] == ["CAR-X-0002"]
    texto = _todo_el_texto(tmp_path / "p.xlsx")
    assert "Funcionaria Pública" in texto
    assert "Sólo aquí" not in texto
    assert contenido.quedan[0].uuid not in texto
    van = {fila["uuid"] for hoja in ("Reuniones", "Acuerdos", "Seguimiento") for fila in contenido.hojas[hoja]}
    assert van <= {fila["uuid"] for fila in contenido.hojas["Bitacora"]}


def test_ningun_nombre_reservado_ni_firma_sale(sembrado: Almacen, formato: Formato, tmp_path: Path) -> None:
    contenido = reunir(sembrado.lectura, formato)
    _escribir(tmp_path / "p.xlsx", contenido, formato)
    texto = _todo_el_texto(tmp_path / "p.xlsx")
    assert contenido.nombres_reservados == 1
    for secreto in ("Vecina Reservada", "Firmante Secreta", "aviso_version"):
        assert secreto not in texto
    assert "Funcionaria Pública" in texto
    prohibidas = re.compile("telefono|correo|domicilio|rfc|curp|firma$", re.IGNORECASE)
    assert not [c.nombre for hoja in formato.hojas for c in hoja.columnas if prohibidas.search(c.nombre)]


def test_el_mismo_contenido_da_los_mismos_bytes(sembrado: Almacen, formato: Formato) -> None:
    envio = _envio()
    hechos = []
    for _ in range(2):
        archivo = io.BytesIO()
        escribir_paquete(archivo, envio, reunir(sembrado.lectura, formato), formato)
        hechos.append(archivo.getvalue())
    assert hechos[0] == hechos[1]


def test_un_cambio_se_ve_en_la_huella_de_su_hoja_y_en_ninguna_otra(sembrado: Almacen, formato: Formato) -> None:
    antes = reunir(sembrado.lectura, formato)
    with sembrado.escribir("Cambiar") as u:
        u.agregar(Documento(folio="D2", sentido="entrega", tipo="oficio"))
    despues = reunir(sembrado.lectura, formato)
    distintas = {hoja for hoja in antes.huellas if antes.huellas[hoja] != despues.huellas[hoja]}
    assert distintas == {"Documentos", "Bitacora"}
    assert antes.contenido_sha256 != despues.contenido_sha256
    assert despues.bitacora_hasta == antes.bitacora_hasta + 1


def test_lo_que_no_cabe_en_una_celda_se_dice_con_su_lugar(almacen: Almacen, formato: Formato, tmp_path: Path) -> None:
    with almacen.escribir("Fecha de otro siglo") as u:
        u.agregar(Documento(folio="D1", sentido="entrega", tipo="acta", fecha=date(1847, 1, 1)))
    with pytest.raises(ErrorDeNegocio, match=r"«Documentos», fila 2, columna «fecha»"):
        _escribir(tmp_path / "p.xlsx", reunir(almacen.lectura, formato), formato)


def test_la_huella_sobrevive_a_libreoffice_y_al_orden_de_las_filas(
    sembrado: Almacen, formato: Formato, tmp_path: Path
) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) no está instalado")
    contenido = reunir(sembrado.lectura, formato)
    _escribir(tmp_path / "p.xlsx", contenido, formato)
    _revolver(tmp_path / "p.xlsx", tmp_path / "revuelto.xlsx")
    orden = [soffice, f"-env:UserInstallation={(tmp_path / 'perfil').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*orden, "--outdir", str(tmp_path / "otra"), str(tmp_path / "revuelto.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    libro = leer_libro(tmp_path / "otra" / "revuelto.xlsx", formato)
    assert huellas_libro(libro, formato) == contenido.huellas


def test_la_plantilla_ofrece_lo_que_se_captura_y_nada_mas(formato: Formato) -> None:
    se_retiran = {"Reuniones", "Asistencia", "OrdenDelDia", "Votaciones", "Acuerdos", "Documentos"}
    hojas = {hoja.nombre: hoja for hoja in hojas_de_plantilla(formato)}
    assert list(hojas) == [hoja.nombre for hoja in formato.hojas if hoja.nombre not in {"Actas", "Bitacora"}]
    for nombre, hoja in hojas.items():
        columnas = [columna.nombre for columna in hoja.columnas]
        obligatorias = {c.nombre for c in formato.hoja(nombre).obligatorias}
        assert {c.nombre for c in hoja.columnas if c.obligatoria} == obligatorias
        if nombre != "Diccionario":
            assert columnas[0] == "ref"
            assert not {"uuid", "rev", "observacion", "folio_reunion"} & set(columnas)
            assert (columnas[-1] == "baja") == (nombre in se_retiran)
            assert list(hoja.filas) == []
    descritas = {(fila[0], fila[1]) for fila in hojas["Diccionario"].filas}
    assert descritas == {
        (nombre, columna.nombre)
        for nombre, hoja in hojas.items()
        if nombre != "Diccionario"
        for columna in hoja.columnas
    }


def _todo_el_texto(ruta: Path) -> str:
    """Every byte that the file holds, so that nothing hides in a property or an unused style."""
    with ZipFile(ruta) as comprimido:
        return "\n".join(html.unescape(comprimido.read(parte).decode()) for parte in comprimido.namelist())


def _revolver(origen: Path, destino: Path) -> None:
    """What an officer does: sort, leave a blank row, note something in the blank column."""
    libro = load_workbook(origen)
    for pestana in libro.worksheets[1:]:
        columnas = [str(celda.value) for celda in pestana[1]]
        valores = [list(fila) for fila in pestana.iter_rows(min_row=2, values_only=True)]
        random.Random(7).shuffle(valores)
        valores.insert(1, [None] * len(columnas))
        for numero, fila in enumerate(valores, start=2):
            for columna, valor in enumerate(fila, start=1):
                celda = pestana.cell(numero, columna)
                celda.value = "revisado" if columnas[columna - 1] == "observacion" and any(fila) else valor
                if isinstance(valor, str):
                    celda.data_type = "s"
    libro.save(destino)
