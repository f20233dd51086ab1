import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.excel.libro import escribir_libro
from enlace_app.sincronizacion import lectura_libro
from enlace_app.sincronizacion.filas import Valor
from enlace_app.sincronizacion.formato import leer_formato
from enlace_app.sincronizacion.lectura_libro import LibroLeido, leer_libro
from enlace_app.sincronizacion.plantilla import hojas_de_plantilla

FORMATO = leer_formato(Path(__file__).parents[2] / "recursos" / "formato_paquete.csv")


def libro_de(ruta: Path, hoja: str, *filas: Sequence[object]) -> Path:
    libro = openpyxl.Workbook()
    activa = libro.worksheets[0]
    activa.title = hoja
    for fila in filas:
        activa.append(list(fila))
    libro.save(ruta)
    return ruta


def leer(ruta: Path) -> LibroLeido:
    return leer_libro(ruta, FORMATO)


def leer_celda(ruta: Path, columna: str, valor: object, formato: str | None = None) -> tuple[Valor, list[str]]:
    """Read one cell of Documentos back: its value and the reasons given."""
    libro = openpyxl.Workbook()
    hoja = libro.worksheets[0]
    hoja.title = "Documentos"
    hoja.append(["fuente", columna])
    celda = hoja.cell(2, 2)
    celda.value = valor  # type: ignore[assignment]
    if formato:
        celda.number_format = formato
    hoja["A2"] = "F"
    libro.save(ruta)
    leido = leer(ruta)
    return leido.filas("Documentos")[0].valores[columna], [p.motivo for p in leido.problemas if p.fila == 2]


@pytest.fixture
def ruta(tmp_path: Path) -> Path:
    return tmp_path / "captura.xlsx"


def test_un_libro_de_captura_con_lo_minimo(ruta: Path) -> None:
    libro_de(
        ruta,
        "Reuniones",
        ["ref", "tipo", "fecha", "sede"],
        ["r1", "reunion_trabajo", date(2017, 7, 18), None],
        [None, None, None, None],
        ["r2", "taller", "noviembre de 2017", "05028"],
    )
    leido = leer(ruta)
    assert leido.problemas == () and leido.portada is None
    primera, segunda = leido.filas("Reuniones")
    assert (primera.numero, primera.ref, primera.archivo) == (2, "r1", "captura.xlsx")
    assert primera.valores == {"tipo": "reunion_trabajo", "fecha": date(2017, 7, 18), "sede": None}
    assert (segunda.numero, segunda.valores["fecha"], segunda.valores["sede"]) == (4, "noviembre de 2017", "05028")
    assert leido.hojas["Reuniones"].columnas == ("ref", "tipo", "fecha", "sede")
    assert leido.filas("Acuerdos") == ()


def test_la_plantilla_vacia_se_lee_sin_problemas(ruta: Path) -> None:
    escribir_libro(ruta, list(hojas_de_plantilla(FORMATO)))
    leido = leer(ruta)
    assert leido.problemas == ()
    assert leido.filas("Reuniones") == () and len(leido.filas("Diccionario")) > 50


def test_los_nombres_se_reconocen_como_la_gente_los_escribe(ruta: Path) -> None:
    libro_de(ruta, "Orden del día", ["Reunión", " N ", "ASUNTO"], ["r1", 1, "Lista de asistencia"])
    leido = leer(ruta)
    assert leido.problemas == ()
    assert leido.filas("OrdenDelDia")[0].valores == {"reunion": "r1", "n": 1, "asunto": "Lista de asistencia"}


@pytest.mark.parametrize(
    ("columna", "valor", "esperado"),
    [
        ("fecha", date(2017, 7, 18), date(2017, 7, 18)),
        ("fecha", datetime(2017, 7, 18), date(2017, 7, 18)),  # noqa: DTZ001
        ("fecha", "18/07/2017", "18/07/2017"),
        ("fecha", "2017-11", "2017-11"),
        ("fecha", 2017, "2017"),
        ("fojas", 5, 5),
        ("fojas", 5.0, 5),
        ("fojas", "12", 12),
        ("fojas", "más de 20", "más de 20"),
        ("folio", 5, "5"),
        ("archivo", 5.0, "5"),
        ("periodo", date(2017, 7, 18), "2017-07-18"),
        ("descripcion", "uno\r\ndos\rtres\tcuatro", "uno\ndos\ntres cuatro"),
        ("descripcion", "pegado en Excel_x000D_\nsegundo", "pegado en Excel\nsegundo"),
        ("descripcion", "  con  espacios ", "  con  espacios "),
    ],
)
def test_valores_que_se_aceptan(ruta: Path, columna: str, valor: object, esperado: Valor) -> None:
    leido, motivos = leer_celda(ruta, columna, valor)
    assert motivos == []
    assert leido == esperado and type(leido) is type(esperado)


@pytest.mark.parametrize(
    ("columna", "valor", "motivo"),
    [
        ("descripcion", "=1+1", "fórmula"),
        ("fecha", "=TODAY()", "fórmula"),
        ("es_minimo", True, "sí"),
        ("descripcion", "#N/A", "error #N/A"),
        ("fojas", 2.5, "decimales"),
        ("fojas", 10**15, "15 cifras"),
        ("descripcion", 12345678901234567, "15 cifras"),
        ("fecha", 42934, "formato de fecha"),
        ("fecha", datetime(2017, 7, 18, 9, 30), "fecha y hora juntas"),  # noqa: DTZ001
        ("fecha", date(1900, 2, 1), "1 de marzo de 1900"),
        ("fecha", time(9, 30), "es una hora"),
        ("fojas", date(2017, 7, 18), "va un número"),
        ("descripcion", "a_x000D_b", "_x000D_"),
        ("descripcion", "a_x005F_b", "x005F_"),
        ("descripcion", "dos\x85tres", r"U\+0085"),
    ],
)
def test_valores_que_se_rechazan_dicen_donde_y_por_que(ruta: Path, columna: str, valor: object, motivo: str) -> None:
    leido, motivos = leer_celda(ruta, columna, valor)
    assert leido is None
    assert len(motivos) == 1
    with pytest.raises(AssertionError, match=motivo):
        raise AssertionError(motivos[0])


def test_un_problema_se_lee_como_una_linea(ruta: Path) -> None:
    libro_de(ruta, "Reuniones", ["tipo", "fecha"], ["taller", "=TODAY()"])
    leido = leer(ruta)
    assert str(leido.problemas[0]).startswith("captura.xlsx, hoja «Reuniones», fila 2, columna «fecha»: la celda tiene")
    assert leido.rechazadas("Reuniones") == {2}
    assert leido.rechazadas("Acuerdos") == frozenset()


@pytest.mark.parametrize(
    ("valor", "formato", "esperado"), [(time(9, 30), None, "09:30"), (0.5, "[h]:mm", "12:00"), ("9:30", None, "9:30")]
)
def test_las_horas_de_excel_quedan_como_texto(ruta: Path, valor: object, formato: str | None, esperado: str) -> None:
    libro = openpyxl.Workbook()
    hoja = libro.worksheets[0]
    hoja.title = "Reuniones"
    hoja.append(["tipo", "fecha", "hora_inicio"])
    hoja.append(["taller", date(2017, 7, 18), valor])
    if formato:
        hoja["C2"].number_format = formato
    libro.save(ruta)
    leido = leer(ruta)
    assert leido.problemas == ()
    assert leido.filas("Reuniones")[0].valores["hora_inicio"] == esperado


def test_un_porcentaje_se_explica(ruta: Path) -> None:
    libro = openpyxl.Workbook()
    hoja = libro.worksheets[0]
    hoja.title = "Compromisos"
    hoja.append(["clave", "avance"])
    hoja.append(["PAL1-C1", 0.5])
    hoja["B2"].number_format = "0%"
    libro.save(ruta)
    assert "sin el signo %" in leer(ruta).problemas[0].motivo


def test_lo_desconocido_se_avisa_y_se_deja(ruta: Path) -> None:
    libro_de(ruta, "Reuniones", ["tipo", "fecha", "clima"], ["taller", "2017-07-18", "soleado"])
    libro = openpyxl.load_workbook(ruta)
    libro.create_sheet("Notas")["A1"] = "=1+1"
    libro.worksheets[0]["F2"] = "suelto"
    libro.save(ruta)
    leido = leer(ruta)
    assert [(p.hoja, p.columna, p.grave) for p in leido.problemas] == [
        ("Reuniones", "clima", False),
        ("Reuniones", None, False),
        ("Notas", None, False),
    ]
    assert leido.filas("Reuniones")[0].valores == {"tipo": "taller", "fecha": "2017-07-18"}


def test_faltan_columnas_obligatorias(ruta: Path) -> None:
    libro_de(ruta, "Documentos", ["fecha", "sentido"], ["2017-07-18", "entrega"])
    assert [(p.columna, p.grave) for p in leer(ruta).problemas] == [("tipo", True), ("remitente", True)]


def test_un_titulo_antes_del_encabezado_se_explica(ruta: Path) -> None:
    libro_de(ruta, "Reuniones", ["Reuniones de 2017"], ["tipo", "fecha"], ["taller", "2017-07-18"])
    leido = leer(ruta)
    assert leido.filas("Reuniones") == ()
    assert "quite títulos" in next(p.motivo for p in leido.problemas if p.grave)


def test_ref_uuid_y_columna_repetidos(ruta: Path) -> None:
    libro_de(
        ruta,
        "Organizaciones",
        ["ref", "uuid", "nombre", "Nombre"],
        ["a", "u1", "Uno", "x"],
        ["a", "u1", "Dos", "y"],
        [1, None, "Tres", None],
        ["1", None, "Cuatro", None],
    )
    leido = leer(ruta)
    assert [(p.fila, p.columna) for p in leido.problemas] == [(1, "Nombre"), (3, "ref"), (3, "uuid"), (5, "ref")]
    assert [f.valores["nombre"] for f in leido.filas("Organizaciones")] == ["Uno", "Dos", "Tres", "Cuatro"]


def test_la_portada_se_lee_como_campos(ruta: Path) -> None:
    libro_de(
        ruta, "Portada", ["campo", "valor"], ["formato", "enlace-paquete"], ["formato_version", 1], ["generado", None]
    )
    leido = leer(ruta)
    assert leido.portada == {"formato": "enlace-paquete", "formato_version": 1, "generado": None}
    assert leido.problemas == ()


def test_la_observacion_puede_llevar_lo_que_sea(ruta: Path) -> None:
    libro_de(ruta, "Acuerdos", ["texto", "observacion"], ["Acuerdo", "=HOY()"])
    assert leer(ruta).problemas == ()


def test_una_hoja_oculta_se_lee_y_se_avisa(ruta: Path) -> None:
    libro_de(ruta, "Reuniones", ["tipo", "fecha"], ["taller", "2017"])
    libro = openpyxl.load_workbook(ruta)
    libro.create_sheet("Vista")
    libro.worksheets[0].sheet_state = "hidden"
    libro.save(ruta)
    leido = leer(ruta)
    assert len(leido.filas("Reuniones")) == 1
    assert "oculta" in leido.problemas[0].motivo


def test_sin_ninguna_hoja_conocida(ruta: Path) -> None:
    libro_de(ruta, "Hoja1", ["a"], ["b"])
    with pytest.raises(ErrorDeNegocio, match=r"ninguna hoja del formato.*Reuniones"):
        leer(ruta)


@pytest.mark.parametrize("dimension", ["A1:XFD1048576", "A1:A1", "tonterias"])
def test_las_dimensiones_declaradas_no_se_creen(ruta: Path, dimension: str) -> None:
    libro_de(ruta, "Reuniones", ["tipo", "fecha"], ["taller", "2017-07-18"])
    with zipfile.ZipFile(ruta) as origen:
        partes = {nombre: origen.read(nombre) for nombre in origen.namelist()}
    hoja = "xl/worksheets/sheet1.xml"
    assert b'ref="A1:B2"' in partes[hoja]
    partes[hoja] = partes[hoja].replace(b'ref="A1:B2"', f'ref="{dimension}"'.encode())
    with zipfile.ZipFile(ruta, "w") as destino:
        for nombre, contenido in partes.items():
            destino.writestr(nombre, contenido)
    try:
        leido = leer(ruta)
    except ErrorDeNegocio as error:
        assert dimension == "tonterias" and "dañado" in str(error)
    else:
        assert len(leido.filas("Reuniones")) == 1


def test_una_celda_perdida_al_final_de_la_hoja_se_lee(ruta: Path) -> None:
    libro_de(ruta, "Reuniones", ["tipo", "fecha"], ["taller", "2017"])
    libro = openpyxl.load_workbook(ruta)
    libro.worksheets[0].cell(1_048_576, 1, "taller")
    libro.save(ruta)
    assert [f.numero for f in leer(ruta).filas("Reuniones")] == [2, 1_048_576]


def test_demasiadas_filas_o_problemas(ruta: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    libro_de(ruta, "Reuniones", ["tipo", "fecha"], *[["taller", "=1"] for _ in range(6)])
    monkeypatch.setattr(lectura_libro, "MAXIMO_PROBLEMAS", 5)
    with pytest.raises(ErrorDeNegocio, match="más de 5 problemas"):
        leer(ruta)
    monkeypatch.setattr(lectura_libro, "MAXIMO_PROBLEMAS", 50)
    monkeypatch.setattr(lectura_libro, "MAXIMO_FILAS", 5)
    with pytest.raises(ErrorDeNegocio, match="pasa de 5 filas"):
        leer(ruta)
