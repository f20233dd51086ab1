"""The folder of open data: valid by the standard's own tool, complete, and without what must not leave."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import frictionless
import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.reuniones import Reunion
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.datos_abiertos import DatosAbiertos, exportar_datos_abiertos
from enlace_app.servicios.documentos import registrar_documento, retirar_documento
from enlace_app.servicios.importacion import importar
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.reuniones import dar_paso
from enlace_app.servicios.seguimientos import dar_seguimiento
from enlace_app.sincronizacion.formato import Formato, leer_formato
from tests.servicios.escenario import FECHA, cerrar, completa, firmar, nueva, principal, rev_de, volcado

TEXTO = '=CMD("x"), +1\n"ñ" @a; \N{NO-BREAK SPACE}-b'


@pytest.fixture(scope="module")
def formato() -> Formato:
    return leer_formato(Path(__file__).parents[2] / "recursos" / "formato_paquete.csv")


def _exportar(almacen: Almacen, carpeta: Path, formato: Formato) -> DatosAbiertos:
    return exportar_datos_abiertos(almacen, carpeta, formato=formato, version_app="0.1")


def _csv(carpeta: Path, tabla: str) -> list[dict[str, str]]:
    with (carpeta / "datos" / f"{tabla}.csv").open(encoding="utf-8", newline="") as archivo:
        return list(csv.DictReader(archivo, strict=True))


def _json(carpeta: Path, tabla: str) -> list[dict[str, Any]]:
    leido: list[dict[str, Any]] = json.loads((carpeta / "datos" / f"{tabla}.json").read_text(encoding="utf-8"))
    return leido


def _errores(carpeta: Path) -> list[Any]:
    limite = csv.field_size_limit()
    informe = frictionless.validate(str(carpeta / "datapackage.json"))
    csv.field_size_limit(limite)  # it is the whole process's, the validator raises it, and ours is what is tested
    return [*informe.errors, *(error for tarea in informe.tasks for error in tarea.errors)]


@pytest.fixture
def lleno(almacen: Almacen, formato: Formato, carpeta_datos_reales: Path, tmp_path: Path) -> Almacen:
    """The published data, and what this office wrote: signed, withdrawn, reserved, in draft, withheld."""
    importar(almacen, [carpeta_datos_reales], formato=formato, solo_revisar=False)
    caso = completa(almacen)
    agregar_punto(almacen, reunion=caso.reunion, asunto=TEXTO, desarrollo=TEXTO)
    registrar_asistencia(almacen, reunion=caso.reunion, persona="Vecina Reservada", calidad="particular")
    dar_seguimiento(almacen, acuerdo=caso.acuerdo, estado="parcial", fecha=date(2017, 10, 1), nota=TEXTO)
    borrador = nueva(almacen)
    agregar_punto(almacen, reunion=borrador, asunto="Sólo aquí")
    derivado = agregar_acuerdo(almacen, reunion=borrador, texto="Sólo aquí", responsables=["CEAS"], plazo="mañana")
    assert derivado
    retirar_documento(almacen, documento=caso.documento, rev=rev_de(almacen, "documento", caso.documento))
    for clasificacion in ("confidencial", "Pública", None):
        registrar_documento(
            almacen,
            sentido="entrega",
            tipo="oficio",
            fecha=FECHA,
            remitente="Institución de Prueba",
            descripcion=f"Documento {clasificacion}",
            clasificacion=clasificacion,
        )
    firmada = completa(almacen, date(2017, 9, 1)).reunion
    cerrar(almacen, firmada)
    firmar(almacen, firmada)
    return almacen


def test_el_validador_del_estandar_no_encuentra_errores_y_nada_privado_sale(
    lleno: Almacen, formato: Formato, tmp_path: Path
) -> None:
    antes = volcado(lleno)
    hecho = _exportar(lleno, tmp_path / "abiertos", formato)
    assert volcado(lleno) == antes
    assert _errores(hecho.carpeta) == []

    todo = "\n".join(p.read_text(encoding="utf-8") for p in hecho.carpeta.rglob("*") if p.is_file())
    for secreto in ("Vecina Reservada", "Sólo aquí", "Documento confidencial", "dispositivo", "Persona Uno"):
        assert secreto not in todo, secreto
    assert "particular" in todo
    assert "Documento Pública" in todo and "Documento None" in todo
    assert [q.partition(": ")[2] for q in hecho.quedan] == ["es información confidencial"]
    assert not (hecho.carpeta / "datos" / "bitacora.csv").exists()

    for tabla, cuantas in hecho.filas.items():
        filas, objetos = _csv(hecho.carpeta, tabla), _json(hecho.carpeta, tabla)
        assert len(filas) == len(objetos) == cuantas
        for fila, objeto in zip(filas, objetos, strict=True):
            assert {c: _como_texto(v) for c, v in objeto.items()} == fila
    assert hecho.filas["reuniones"] > 50 and hecho.filas["votaciones"] == 2 and hecho.filas["actas"] == 1
    puntos = [f for f in _csv(hecho.carpeta, "orden_del_dia") if f["asunto"] == TEXTO]
    assert [f["desarrollo"] for f in puntos] == [TEXTO]


def _como_texto(valor: object) -> str:
    if isinstance(valor, bool):
        return "sí" if valor else "no"
    return "" if valor is None else str(valor)


def test_el_validador_si_ve_un_dato_cambiado(almacen: Almacen, formato: Formato, tmp_path: Path) -> None:
    """So that a green validation means something."""
    completa(almacen)
    carpeta = _exportar(almacen, tmp_path / "abiertos", formato).carpeta
    ruta = carpeta / "datos" / "asistencia.csv"
    cabeza, fila, *_ = ruta.read_bytes().decode().split("\r\n")
    nombres, buena = cabeza.split(","), fila.split(",")
    sin_tipo, sin_reunion = list(buena), list(buena)
    sin_tipo[nombres.index("voz")] = "quizá"
    sin_reunion[nombres.index("reunion")] = "00000000-0000-7000-8000-000000000000"
    ruta.write_bytes("\r\n".join([cabeza, fila, ",".join(sin_tipo), ",".join(sin_reunion), ""]).encode())
    errores = {error.type for error in _errores(carpeta)}
    assert errores >= {"type-error", "foreign-key", "primary-key", "byte-count", "hash-count"}


def test_lo_de_un_registro_que_no_se_publica_no_se_publica(almacen: Almacen, formato: Formato, tmp_path: Path) -> None:
    caso = completa(almacen)
    with almacen.escribir("Retirar la reunión") as u:
        u.traer(Reunion, caso.reunion).baja = True
    suelto = principal(
        registrar_documento(almacen, sentido="entrega", tipo="oficio", fecha=FECHA, remitente="Institución de Prueba")
    )
    hecho = _exportar(almacen, tmp_path / "abiertos", formato)
    assert _errores(hecho.carpeta) == []
    assert {t: n for t, n in hecho.filas.items() if t in {"reuniones", "asistencia", "acuerdos", "orden_del_dia"}} == {
        "reuniones": 0,
        "asistencia": 0,
        "acuerdos": 0,
        "orden_del_dia": 0,
    }
    documentos = {f["uuid"]: f["reunion"] for f in _csv(hecho.carpeta, "documentos")}
    assert documentos == {str(caso.documento): "", str(suelto): ""}


def test_se_reemplaza_lo_propio_y_nada_mas(almacen: Almacen, formato: Formato, tmp_path: Path) -> None:
    carpeta = tmp_path / "abiertos"
    _exportar(almacen, carpeta, formato)
    borrador = nueva(almacen)
    dar_paso(almacen, reunion=borrador, rev=rev_de(almacen, "reunion", borrador), estado="celebrada")
    assert _exportar(almacen, carpeta, formato).filas["reuniones"] == 1
    assert len(_csv(carpeta, "reuniones")) == 1
    (carpeta / "notas.txt").write_text("mías", encoding="utf-8")
    for donde in (carpeta, almacen.carpeta.raiz / "abiertos", almacen.carpeta.raiz.parent, carpeta / "notas.txt"):
        with pytest.raises(ErrorDeNegocio):
            _exportar(almacen, donde, formato)
    with pytest.raises(ErrorDeEntorno):
        _exportar(almacen, tmp_path / "no-existe" / "abiertos", formato)
    assert (carpeta / "notas.txt").read_text(encoding="utf-8") == "mías"


class Basta(Exception):
    """What the person's cancelling raises."""


def test_cancelar_no_deja_rastro(almacen: Almacen, formato: Formato, tmp_path: Path) -> None:
    carpeta = tmp_path / "abiertos"
    _exportar(almacen, carpeta, formato)
    antes = {ruta: ruta.read_bytes() for ruta in carpeta.rglob("*") if ruta.is_file()}
    for parte in (0.0, 0.5, 1.0):

        def progreso(n: int, total: int, parte: float = parte) -> None:
            assert 0 <= n <= total
            if n >= parte * total:
                raise Basta

        with pytest.raises(Basta):
            exportar_datos_abiertos(almacen, carpeta, formato=formato, version_app="0.1", progreso=progreso)
        assert {ruta: ruta.read_bytes() for ruta in carpeta.rglob("*") if ruta.is_file()} == antes
        assert sorted(p.name for p in tmp_path.iterdir()) == ["abiertos", "datos-de-prueba"]
