"""What goes after a receipt: all that changed, nothing else; and how it is handed over."""

import hashlib
import io
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from enlace_app.consultas import paquetes as consultas
from enlace_app.consultas import sitios
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.identidad import uuid_nuevo
from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.dominio.recepcion import Acuse
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.servicios.documentos import cambiar_documento, registrar_documento, retirar_documento
from enlace_app.servicios.paquetes import PaqueteExportado, exportar_paquete, vista_previa_de_paquete
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.reuniones import dar_paso
from enlace_app.servicios.seguimientos import dar_seguimiento
from enlace_app.sincronizacion.contenido import Contenido, reunir
from enlace_app.sincronizacion.formato import Formato, leer_formato
from enlace_app.sincronizacion.huella import huella_hoja
from enlace_app.sincronizacion.lectura_libro import leer_libro
from tests.servicios.escenario import (
    FECHA,
    cerrar,
    completa,
    escrito,
    firmar,
    nueva,
    principal,
    rev_de,
    volcado,
)
from tests.sincronizacion.libros_leidos import huellas_libro

CLAVE = "tres palabras sueltas ñ"
RECHAZO = "INSERT INTO resultado_de_acuse (acuse, hoja, registro, resultado) VALUES (?, 'Documentos', ?, 'rechazado')"


class Basta(Exception):
    """What the person's cancelling raises."""


@pytest.fixture(scope="module")
def formato() -> Formato:
    return leer_formato(Path(__file__).parents[2] / "recursos" / "formato_paquete.csv")


def _exportar(
    almacen: Almacen,
    destino: Path,
    formato: Formato,
    tipo: TipoPaquete | None = None,
    *,
    con_adjuntos: bool = False,
    contrasena: str | None = None,
) -> PaqueteExportado:
    return exportar_paquete(
        almacen,
        destino,
        formato=formato,
        destinatario=None,
        version_app="0.1",
        tipo=tipo,
        con_adjuntos=con_adjuntos,
        contrasena=contrasena,
    )


def _ultimo(almacen: Almacen) -> consultas.FilaPaquete:
    return consultas.listar(almacen.lectura, sitio=sitios.traer(almacen.lectura).uuid)[0]


def _acusar(almacen: Almacen, paquete: consultas.FilaPaquete, contenido_sha256: str | None = None) -> None:
    with almacen.escribir("Recibir acuse") as u:
        u.agregar(
            Acuse(
                paquete=UUID(paquete.uuid),
                numero=1,
                contenido_sha256=contenido_sha256 or paquete.contenido_sha256,
                recibido=datetime(2026, 1, 1, tzinfo=UTC),
                quien="Persona Garante",
                autoridad=uuid_nuevo(),
                acuse_sha256="0" * 64,
            )
        )


def _sumados(formato: Formato, antes: Contenido, despues: Contenido) -> dict[str, str]:
    """The hash of every sheet at a receiver who had `antes` and takes the rows of `despues` over it."""
    huellas = {}
    for hoja in formato.hojas:
        claves = [c.nombre for c in hoja.identidad]
        filas = {
            tuple(fila[c] for c in claves): fila for parte in (antes, despues) for fila in parte.hojas[hoja.nombre]
        }
        huellas[hoja.nombre] = huella_hoja(hoja, filas.values())
    return huellas


def test_lo_acusado_mas_el_incremento_es_todo_lo_que_hay(almacen: Almacen, formato: Formato, tmp_path: Path) -> None:
    caso, borrador, retirado = completa(almacen), nueva(almacen), completa(almacen, date(2017, 8, 1))
    antes_de_salir = principal(
        agregar_punto(almacen, reunion=borrador, asunto="Escrito antes", desarrollo="Ya estaba.")
    )
    firmada = completa(almacen, date(2017, 9, 1)).reunion
    cerrar(almacen, firmada)
    _exportar(almacen, tmp_path / "1.xlsx", formato)
    base = _ultimo(almacen)
    antes = reunir(almacen.lectura, formato)
    _acusar(almacen, base)

    firmar(almacen, firmada)
    dar_seguimiento(almacen, acuerdo=caso.acuerdo, estado="cumplido", fecha=date(2017, 10, 1), nota="Se entregó.")
    retirar_documento(almacen, documento=retirado.documento, rev=rev_de(almacen, "documento", retirado.documento))
    dar_paso(almacen, reunion=borrador, rev=rev_de(almacen, "reunion", borrador), estado="celebrada")
    otro = nueva(almacen)

    despues = reunir(almacen.lectura, formato, base=base)
    todo = reunir(almacen.lectura, formato)
    assert _sumados(formato, antes, despues) == todo.huellas
    puntos = {fila["uuid"] for fila in despues.hojas["OrdenDelDia"]}
    assert puntos == {str(antes_de_salir)}
    assert {fila["uuid"] for fila in despues.hojas["Reuniones"]} == {str(borrador), str(firmada)}
    assert str(otro) not in str(despues.hojas)
    assert [(f["uuid"], f["baja"]) for f in despues.hojas["Documentos"]] == [(str(retirado.documento), "sí")]
    assert not despues.hojas["Organizaciones"] and not despues.hojas["Asistencia"]


def test_sin_acuse_va_todo_y_con_el_lo_que_cambio(almacen: Almacen, formato: Formato, tmp_path: Path) -> None:
    caso = completa(almacen)
    primero = _exportar(almacen, tmp_path / "1.xlsx", formato)
    segundo = _exportar(almacen, tmp_path / "2.xlsx", formato)
    assert (primero.tipo, segundo.tipo) == ("completo", "completo")
    _acusar(almacen, _ultimo(almacen))
    assert vista_previa_de_paquete(almacen, formato=formato).igual_al_anterior
    rev = rev_de(almacen, "documento", caso.documento)
    cambiar_documento(almacen, documento=caso.documento, rev=rev, descripcion="Relación corregida")
    vista = vista_previa_de_paquete(almacen, formato=formato)
    hecho = _exportar(almacen, tmp_path / "3.xlsx", formato)
    assert not vista.igual_al_anterior
    assert (vista.filas, vista.base) == (hecho.filas, _ultimo_con(almacen, segundo))
    portada = leer_libro(hecho.ruta, formato).portada
    assert portada is not None
    assert (portada["tipo"], portada["anterior_sha256"]) == ("incremental", segundo.contenido_sha256)
    assert {hoja: n for hoja, n in hecho.filas.items() if n} == {
        "Documentos": 1,
        "Bitacora": 1,
        "Diccionario": primero.filas["Diccionario"],
    }
    assert (_ultimo(almacen).tipo, _ultimo(almacen).anterior_sha256) == ("incremental", segundo.contenido_sha256)
    assert _exportar(almacen, tmp_path / "4.xlsx", formato, TipoPaquete.COMPLETO).tipo == "completo"


def _ultimo_con(almacen: Almacen, hecho: PaqueteExportado) -> consultas.FilaPaquete:
    enviados = consultas.listar(almacen.lectura, sitio=sitios.traer(almacen.lectura).uuid)
    return next(p for p in enviados if p.secuencia == hecho.secuencia)


def test_un_acuse_de_otro_contenido_no_cuenta(almacen: Almacen, formato: Formato, tmp_path: Path) -> None:
    _exportar(almacen, tmp_path / "1.xlsx", formato)
    _acusar(almacen, _ultimo(almacen), "f" * 64)
    with pytest.raises(ErrorDeNegocio, match="acuse"):
        _exportar(almacen, tmp_path / "2.xlsx", formato, TipoPaquete.INCREMENTAL)
    assert _exportar(almacen, tmp_path / "2.xlsx", formato).tipo == "completo"


def test_lo_que_el_acuse_rechazo_se_ofrece_otra_vez(almacen: Almacen, formato: Formato, tmp_path: Path) -> None:
    caso = completa(almacen)
    _exportar(almacen, tmp_path / "1.xlsx", formato)
    base = _ultimo(almacen)
    _acusar(almacen, base)
    assert not reunir(almacen.lectura, formato, base=base).hojas["Documentos"]
    with almacen.escribir("Anotar resultado") as u:
        fila = almacen.lectura.fila("SELECT uuid FROM acuse")
        assert fila is not None
        u.conexion.exec_driver_sql(RECHAZO, (fila["uuid"], str(caso.documento)))
    despues = reunir(almacen.lectura, formato, base=base)
    assert [fila["uuid"] for fila in despues.hojas["Documentos"]] == [str(caso.documento)]


def test_el_zip_lleva_el_libro_y_los_archivos_publicos_por_su_huella(
    almacen: Almacen, formato: Formato, tmp_path: Path
) -> None:
    contenidos = {clase: f"contenido {clase}".encode() for clase in ("pública", "confidencial", "reservada", "", "x")}
    for n, (clase, datos) in enumerate(contenidos.items()):
        archivo = escrito(tmp_path, f"{n}.txt", datos)
        remitente = "Vecina (particular)" if clase == "x" else "Institución de Prueba"
        clasificacion = None if clase in {"", "x"} else clase
        registrar_documento(
            almacen,
            sentido="entrega",
            tipo="oficio",
            fecha=FECHA,
            remitente=remitente,
            clasificacion=clasificacion,
            archivo=archivo,
        )
    hecho = _exportar(almacen, tmp_path, formato, con_adjuntos=True)
    van = {hashlib.sha256(contenidos[clase]).hexdigest(): contenidos[clase] for clase in ("pública", "")}
    assert hecho.ruta.suffix == ".zip" and hecho.ruta.name.startswith("enlace-CAR-0001-")
    with ZipFile(hecho.ruta) as comprimido:
        libro, *otros = comprimido.namelist()
        assert {n: comprimido.read(n) for n in otros} == {f"adjuntos/{h[:2]}/{h}": datos for h, datos in van.items()}
        assert comprimido.testzip() is None
        (tmp_path / "libro.xlsx").write_bytes(comprimido.read(libro))
    assert libro == hecho.ruta.with_suffix(".xlsx").name
    leido = leer_libro(tmp_path / "libro.xlsx", formato)
    assert leido.portada is not None and leido.portada["contenido_sha256"] == hecho.contenido_sha256
    assert hecho.adjuntos == 2
    assert sorted(q.partition(": ")[2] for q in hecho.quedan) == [
        "su archivo no va: es información confidencial",
        "su archivo no va: es información reservada",
        "su archivo no va: puede decir quién es una persona particular",
    ]
    vista = vista_previa_de_paquete(almacen, formato=formato)
    assert set(vista.adjuntos.van) == set(van)
    _exportar(almacen, hecho.ruta, formato, con_adjuntos=True)  # its own zip may be replaced; another may not
    with ZipFile(tmp_path / "ajeno.zip", "w") as ajeno:
        ajeno.writestr("fotos.txt", "x")
    with pytest.raises(ErrorDeNegocio, match="ya existe"):
        _exportar(almacen, tmp_path / "ajeno.zip", formato, con_adjuntos=True)


def test_si_un_adjunto_falla_no_queda_ni_zip_ni_numero(almacen: Almacen, formato: Formato, tmp_path: Path) -> None:
    archivo = escrito(tmp_path, "a.txt", b"uno")
    registrar_documento(
        almacen, sentido="entrega", tipo="oficio", fecha=FECHA, remitente="Institución", archivo=archivo
    )
    guardado = almacen.adjuntos.ruta(hashlib.sha256(b"uno").hexdigest())
    antes = volcado(almacen)

    def cancelar(n: int, total: int) -> None:
        if 0.99 * total < n < total:  # the rows are written, the file comes now
            raise Basta

    with pytest.raises(Basta):
        exportar_paquete(
            almacen,
            tmp_path / "p.zip",
            formato=formato,
            destinatario=None,
            version_app="0.1",
            con_adjuntos=True,
            progreso=cancelar,
        )
    guardado.write_bytes(b"dos")
    with pytest.raises(ErrorDeEntorno, match="dañado"):
        _exportar(almacen, tmp_path / "p.zip", formato, con_adjuntos=True)
    guardado.unlink()
    with pytest.raises(ErrorDeEntorno, match="Falta"):
        _exportar(almacen, tmp_path / "p.zip", formato, con_adjuntos=True)
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["a.txt"]
    assert volcado(almacen) == antes


def test_con_contrasena_el_libro_se_abre_con_ella_y_sus_huellas_son_las_mismas(
    almacen: Almacen, formato: Formato, tmp_path: Path
) -> None:
    completa(almacen)
    hecho = _exportar(almacen, tmp_path / "p.xlsx", formato, contrasena=CLAVE)
    datos = hecho.ruta.read_bytes()
    assert datos.startswith(bytes.fromhex("d0cf11e0a1b11ae1")) and b"xl/workbook.xml" not in datos
    cifrado = OOXMLFile(io.BytesIO(datos))
    cifrado.load_key(password=CLAVE, verify_password=True)
    with (tmp_path / "abierto.xlsx").open("wb") as abierto:
        cifrado.decrypt(abierto, verify_integrity=True)
    libro = leer_libro(tmp_path / "abierto.xlsx", formato)
    assert libro.portada is not None
    assert libro.portada["contenido_sha256"] == hecho.contenido_sha256
    assert huellas_libro(libro, formato)["Reuniones"] == libro.portada["sha256.Reuniones"]
    assert CLAVE not in str(volcado(almacen))


def test_una_contrasena_que_no_sirve_se_rehusa_antes_de_escribir(
    almacen: Almacen, formato: Formato, tmp_path: Path
) -> None:
    for mala in ("", "corta", " con espacio al principio", "x" * 256, "con un\ttabulador"):
        with pytest.raises(ErrorDeNegocio, match="contraseña"):
            _exportar(almacen, tmp_path / "p.xlsx", formato, contrasena=mala)
    with pytest.raises(ErrorDeNegocio, match="adjuntos irían sin ella"):
        _exportar(almacen, tmp_path / "p.zip", formato, contrasena=CLAVE, con_adjuntos=True)
    assert not [p for p in tmp_path.iterdir() if p.is_file()]
