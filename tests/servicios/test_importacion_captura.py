"""Capture workbooks: what a person without the program fills in by hand, imported as often as they like."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest

from enlace_app.consultas.votaciones import filas_de_paquete
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.identidad import uuid_nuevo
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.seguimientos import EstadoAcuerdo, Seguimiento
from enlace_app.servicios.importacion import Informe, importar
from enlace_app.servicios.votaciones import corregir_votacion
from enlace_app.sincronizacion.formato import leer_formato

RECURSOS = Path(__file__).resolve().parents[2] / "recursos"
FORMATO = leer_formato(RECURSOS / "formato_paquete.csv")

Hojas = Mapping[str, Sequence[Mapping[str, Any]]]
Escribir = Callable[[Hojas], Path]


def guardar(ruta: Path, hojas: Hojas) -> Path:
    libro = openpyxl.Workbook()
    libro.remove(libro.worksheets[0])
    for nombre, filas in hojas.items():
        hoja = libro.create_sheet(nombre)
        columnas = list(dict.fromkeys(c for fila in filas for c in fila))
        hoja.append(columnas)
        for fila in filas:
            hoja.append([fila.get(c) for c in columnas])
    libro.save(ruta)
    return ruta


@pytest.fixture
def libro(tmp_path: Path) -> Escribir:
    return lambda hojas: guardar(tmp_path / "captura.xlsx", hojas)


def traer(almacen: Almacen, *rutas: Path, solo_revisar: bool = False) -> Informe:
    return importar(almacen, list(rutas), formato=FORMATO, solo_revisar=solo_revisar)


def filas(almacen: Almacen, sql: str) -> list[dict[str, Any]]:
    return almacen.lectura.filas(sql)


def contar(almacen: Almacen, tabla: str = "bitacora") -> int:
    return int(filas(almacen, f"SELECT count(*) AS n FROM {tabla}")[0]["n"])


def graves(informe: Informe) -> list[tuple[str | None, int | None, str | None]]:
    return [(p.hoja, p.fila, p.columna) for p in informe.problemas if p.grave]


REUNION = {
    "ref": "1", "tipo": "Reunión de trabajo", "fecha": date(2024, 3, 5), "hora_inicio": "9:30", "cvegeo": "05028",
    "ejercicio": "PAL1", "regiones": "Región Carbonífera; norte", "compromisos": "PAL1-C5; C6",
    "sede": "Sala de prueba",
}  # fmt: skip
COMPLETO: Hojas = {
    "Reuniones": [REUNION],
    "OrdenDelDia": [
        {"ref": "p1", "reunion": "1", "n": 1, "asunto": "Lista de asistencia", "desarrollo": "Se pasó lista"},
        {"ref": "p2", "reunion": "1", "n": 2, "asunto": "Plano de drenaje"},
    ],
    "Votaciones": [
        {
            "ref": "v1", "reunion": "1", "punto": "2", "modalidad": "mayoría", "a_favor": 2, "en_contra": 1,
            "sentido_por_parte": "sociedad civil: a favor; órgano garante: en contra", "resultado": "aprobado",
        },
    ],
    "Asistencia": [
        {"ref": "a1", "reunion": "1", "persona": "Persona Dos", "organizacion": "CNA", "voz": "sí", "voto": "no"},
        {"ref": "a2", "reunion": "1", "organizacion": "Vecinos de la colonia", "llegada": "10:15"},
    ],
    "Acuerdos": [
        {
            "ref": "k1", "reunion": "1", "texto": "Entregar el plano", "responsables": "CEAS; vecinos",
            "plazo_literal": "última semana de marzo", "estado": "en proceso",
        },
        {"ref": "k2", "reunion": "1", "texto": "Revisarlo", "plazo": date(2024, 5, 1), "deriva_de": "k3"},
        {"ref": "k3", "reunion": "1", "texto": "Convocar", "plazo_literal": "sin plazo: depende del clima"},
    ],
    "Documentos": [
        {
            "ref": "d1", "fecha": "marzo de 2024", "sentido": "entrega", "tipo": "plano", "remitente": "CEAS",
            "receptor": "No precisado", "fojas": "más de 12", "reunion": "1", "acuerdo": "k1", "compromisos": "PAL1-C5",
        },
    ],
    "Seguimiento": [
        {"ref": "s1", "acuerdo": "k3", "fecha": date(2024, 4, 1), "estado": "cumplido", "cumple_con": "d1"},
    ],
}  # fmt: skip


def test_un_libro_completo(almacen: Almacen, libro: Escribir) -> None:
    informe = traer(almacen, libro(COMPLETO))
    assert not informe.hubo_rechazos, informe.lineas()
    (reunion,) = filas(almacen, "SELECT * FROM reunion")
    (sitio,) = filas(almacen, "SELECT * FROM sitio")
    assert reunion["folio_provisional"] == f"CAR-{sitio['marca']}-0001"
    assert reunion["uuid"][14] == "7"
    assert reunion["origen"] == sitio["uuid"]
    assert (reunion["estado"], reunion["hora_inicio"], reunion["zona"]) == ("celebrada", "09:30", "America/Monterrey")
    assert contar(almacen, "reunion_region") == 2
    assert contar(almacen, "reunion_compromiso") == 2
    acuerdos = filas(almacen, "SELECT * FROM acuerdo ORDER BY n")
    assert [a["folio_provisional"] for a in acuerdos] == [f"{reunion['folio_provisional']}/{n:02}" for n in (1, 2, 3)]
    assert [a["plazo"] for a in acuerdos] == ["2024-03-31", "2024-05-01", None]
    assert acuerdos[1]["deriva_de"] == acuerdos[2]["uuid"]
    assert acuerdos[0]["ejercicio"] == reunion["ejercicio"]
    (votacion,) = filas(almacen, "SELECT v.*, p.n FROM votacion v JOIN punto_orden_dia p ON p.uuid = v.punto")
    assert (votacion["modalidad"], votacion["n"]) == ("mayoria", 2)
    assert [s["sentido"] for s in filas(almacen, "SELECT * FROM votacion_parte ORDER BY orden")] == [
        "a favor",
        "en contra",
    ]
    asistencias = filas(almacen, "SELECT * FROM asistencia ORDER BY orden")
    assert asistencias[0]["organizacion"] == "CNA", "el texto queda como se escribió"
    assert asistencias[0]["organizacion_registrada"] is not None
    assert (asistencias[1]["organizacion_registrada"], asistencias[1]["llegada"]) == (None, "10:15")
    (documento,) = filas(almacen, "SELECT * FROM documento")
    assert documento["folio"] == f"CAR-{sitio['marca']}-D0001"
    assert (documento["fojas"], documento["es_minimo"], documento["receptor"]) == (12, 1, None)
    assert (documento["fecha"], documento["precision"]) == ("2024-03-01", "mes")
    assert documento["acuerdo"] == acuerdos[0]["uuid"]
    seguimientos = filas(almacen, "SELECT * FROM seguimiento ORDER BY fecha")
    assert [(s["acuerdo"], s["estado"]) for s in seguimientos] == [
        (acuerdos[0]["uuid"], "en_proceso"),
        (acuerdos[2]["uuid"], "cumplido"),
    ]
    assert seguimientos[1]["cumple_documento"] == documento["uuid"]


def test_dos_veces_y_con_otro_nombre_no_cambia_nada(almacen: Almacen, libro: Escribir, tmp_path: Path) -> None:
    ruta = libro(COMPLETO)
    primera = traer(almacen, ruta)
    antes = contar(almacen), contar(almacen, "contador")
    for otra in (ruta, shutil.copy(ruta, tmp_path / "copia de captura.xlsx")):
        informe = traer(almacen, Path(otra))
        assert (contar(almacen), contar(almacen, "contador")) == antes
        assert [h.iguales for h in informe.hojas] == [h.nuevas for h in primera.hojas]


def test_el_libro_y_su_copia_en_la_misma_importacion(almacen: Almacen, libro: Escribir, tmp_path: Path) -> None:
    ruta = libro(COMPLETO)
    informe = traer(almacen, ruta, Path(shutil.copy(ruta, tmp_path / "copia.xlsx")))
    assert not informe.hubo_rechazos, informe.lineas()
    assert (informe.de("Acuerdos").nuevas, informe.de("Acuerdos").iguales) == (3, 3)
    assert (contar(almacen, "reunion"), contar(almacen, "acuerdo"), contar(almacen, "seguimiento")) == (1, 3, 2)


def test_revisar_da_el_mismo_informe(almacen: Almacen, libro: Escribir) -> None:
    ruta = libro(COMPLETO)
    antes = contar(almacen)
    revision = traer(almacen, ruta, solo_revisar=True)
    assert contar(almacen) == antes
    real = traer(almacen, ruta)
    assert (revision.hojas, revision.problemas) == (real.hojas, real.problemas)
    assert filas(almacen, "SELECT folio_provisional AS f FROM reunion")[0]["f"].endswith("-0001"), "no gastó folios"


def test_una_fila_cambiada_escribe_solo_las_columnas_del_libro(almacen: Almacen, libro: Escribir) -> None:
    traer(almacen, libro({"Reuniones": [REUNION]}))
    with almacen.escribir("Completar en el programa") as u:
        (reunion,) = u.varios(Reunion)
        reunion.preside = "Persona Tres"
    informe = traer(almacen, libro({"Reuniones": [{**REUNION, "sede": "Otra sala"}]}))
    assert informe.de("Reuniones").cambiadas == 1
    (guardada,) = filas(almacen, "SELECT * FROM reunion")
    assert (guardada["sede"], guardada["preside"]) == ("Otra sala", "Persona Tres")


def test_lo_corregido_en_el_programa_queda_si_el_libro_no_cambio(almacen: Almacen, libro: Escribir) -> None:
    ruta = libro(COMPLETO)
    traer(almacen, ruta)
    with almacen.escribir("Corregir en el programa") as u:
        (reunion,) = u.varios(Reunion)
        reunion.sede = "Sala corregida"
    assert traer(almacen, ruta).de("Reuniones").iguales == 1
    assert filas(almacen, "SELECT sede FROM reunion")[0]["sede"] == "Sala corregida"


def test_dos_libros_con_las_mismas_marcas_no_se_mezclan(almacen: Almacen, tmp_path: Path) -> None:
    """Each has its meeting «1» with the very same line of attendance."""
    asistencia = {"ref": "a1", "reunion": "1", "organizacion": "ICAI"}
    uno = guardar(tmp_path / "uno.xlsx", {"Reuniones": [REUNION], "Asistencia": [asistencia]})
    otra = {**REUNION, "fecha": date(2024, 9, 9)}
    dos = guardar(tmp_path / "dos.xlsx", {"Reuniones": [otra], "Asistencia": [asistencia]})
    traer(almacen, uno)
    informe = traer(almacen, dos)
    assert (informe.de("Reuniones").nuevas, informe.de("Asistencia").nuevas) == (1, 1)
    por_reunion = filas(almacen, "SELECT reunion, count(*) AS n FROM asistencia GROUP BY reunion")
    assert [r["n"] for r in por_reunion] == [1, 1]


def test_otro_libro_con_el_mismo_nombre_no_pisa_al_primero(almacen: Almacen, libro: Escribir) -> None:
    asistencia = [{"ref": "a1", "reunion": "1", "organizacion": "ICAI"}]
    traer(almacen, libro({"Reuniones": [REUNION], "Asistencia": asistencia}))
    ajena = {"ref": "1", "tipo": "taller", "fecha": date(2025, 1, 9), "sede": "Biblioteca", "cvegeo": "05025"}
    otra = [
        {"ref": "a1", "reunion": "1", "organizacion": "SEMA"},
        {"ref": "a2", "reunion": "1", "organizacion": "CEAS"},
    ]
    informe = traer(almacen, libro({"Reuniones": [ajena], "Asistencia": otra}))
    assert informe.de("Reuniones").rechazadas == 1
    assert informe.de("Asistencia").rechazadas == 2
    (problema,) = informe.problemas
    assert "era de la reunión del 5 de marzo de 2024" in problema.motivo
    assert "guarde el libro con otro nombre" in problema.motivo
    assert "2 filas que dependen de ella (Asistencia 2 a 3)" in problema.motivo, "una línea, no una por fila"
    assert filas(almacen, "SELECT organizacion FROM asistencia") == [{"organizacion": "ICAI"}]


def test_sin_ref_se_reconoce_por_su_contenido_y_se_avisa(almacen: Almacen, libro: Escribir) -> None:
    fila = {"tipo": "taller", "fecha": date(2024, 2, 2)}
    ruta = libro({"Reuniones": [fila, fila]})
    informe = traer(almacen, ruta)
    assert informe.de("Reuniones").nuevas == 2, "dos filas iguales son dos reuniones"
    assert [p.columna for p in informe.problemas] == ["ref"]
    antes = contar(almacen)
    assert traer(almacen, ruta).de("Reuniones").iguales == 2
    assert contar(almacen) == antes


def _con_puntos(*desarrollos: str | None) -> list[dict[str, object]]:
    return [
        {"reunion": "1", "n": n, "asunto": f"Asunto {n}", "desarrollo": texto}
        for n, texto in enumerate(desarrollos, start=1)
    ]


def test_una_fila_sin_ref_corregida_en_su_lugar_es_la_misma(almacen: Almacen, libro: Escribir) -> None:
    """Who fills in what «acta revisar» asked for, in the same row, must not end up with the point twice."""
    informe = traer(almacen, libro({"Reuniones": [REUNION], "OrdenDelDia": _con_puntos("Se leyó.", None)}))
    assert not informe.problemas, "una fila de una reunión se reconoce sin marca"
    informe = traer(almacen, libro({"Reuniones": [REUNION], "OrdenDelDia": _con_puntos("Se leyó.", "Nada.")}))
    assert (informe.de("OrdenDelDia").cambiadas, informe.de("OrdenDelDia").iguales) == (1, 1)
    consulta = "SELECT n, desarrollo FROM punto_orden_dia ORDER BY n"
    assert filas(almacen, consulta) == [{"n": 1, "desarrollo": "Se leyó."}, {"n": 2, "desarrollo": "Nada."}]
    informe = traer(almacen, libro({"Reuniones": [REUNION], "OrdenDelDia": _con_puntos("Se leyó.", None)}))
    assert informe.de("OrdenDelDia").cambiadas == 1, "volver al texto de antes también es un cambio"
    assert filas(almacen, consulta)[1] == {"n": 2, "desarrollo": None}


def test_una_fila_sin_ref_que_sólo_se_movió_no_cambia_a_otra(almacen: Almacen, libro: Escribir) -> None:
    """Control: while its old content still stands somewhere in the file, the row in its place is another one."""
    uno, dos = _con_puntos("Se leyó.", "Se aprobó.")
    traer(almacen, libro({"Reuniones": [REUNION], "OrdenDelDia": [uno, dos]}))
    tres = {"reunion": "1", "n": 3, "asunto": "Asunto 3", "desarrollo": "Se cerró."}
    informe = traer(almacen, libro({"Reuniones": [REUNION], "OrdenDelDia": [tres, uno, dos]}))
    assert (informe.de("OrdenDelDia").nuevas, informe.de("OrdenDelDia").iguales) == (1, 2)


def test_referencias_por_folio_y_por_uuid(almacen: Almacen, libro: Escribir, tmp_path: Path) -> None:
    traer(almacen, libro({"Reuniones": [REUNION]}))
    (reunion,) = filas(almacen, "SELECT * FROM reunion")
    otro = guardar(
        tmp_path / "otro.xlsx",
        {
            "Acuerdos": [
                {"ref": "1", "reunion": reunion["folio_provisional"].lower(), "texto": "Por folio"},
                {"ref": "2", "reunion": reunion["uuid"], "texto": "Por uuid"},
                {"ref": "3", "reunion": None, "texto": "Sin reunión"},
                {"ref": "4", "reunion": "CAR-XXXX-0099", "texto": "Que no existe"},
                {"ref": "5", "reunion": None, "texto": "De uno que no entra", "deriva_de": "4"},
                {"ref": "6", "reunion": None, "texto": "De sí mismo", "deriva_de": "6"},
            ]
        },
    )
    informe = traer(almacen, otro)
    assert sorted(graves(informe)) == [
        ("Acuerdos", 5, "reunion"), ("Acuerdos", 7, "deriva_de"),
    ]  # fmt: skip
    assert "1 fila que depende de ella (Acuerdos 6)" in informe.problemas[0].motivo
    assert informe.de("Acuerdos").rechazadas == 3
    acuerdos = filas(almacen, "SELECT texto, folio_provisional FROM acuerdo ORDER BY texto")
    assert [a["texto"] for a in acuerdos] == ["Por folio", "Por uuid", "Sin reunión"]
    assert acuerdos[2]["folio_provisional"].endswith("-A0001")


def test_una_reunion_rechazada_deja_fuera_sus_filas(almacen: Almacen, libro: Escribir) -> None:
    hojas: Hojas = {**COMPLETO, "Reuniones": [{**REUNION, "fecha": "un martes"}]}
    informe = traer(almacen, libro(hojas))
    assert ("Reuniones", 2, "fecha") in graves(informe)
    assert all(h.leidas == h.rechazadas for h in informe.hojas if h.hoja not in {"Documentos", "Seguimiento"})
    assert contar(almacen, "reunion") + contar(almacen, "acuerdo") + contar(almacen, "asistencia") == 0
    corregido = traer(almacen, libro(COMPLETO))
    assert not corregido.hubo_rechazos
    assert contar(almacen, "acuerdo") == 3


@pytest.mark.parametrize(
    ("columna", "valor"),
    [
        ("fecha", "31/02/2024"),
        ("tipo", "merienda"),
        ("hora_inicio", "25:00"),
        ("zona", "America/Sabinas"),
        ("ejercicio", "PAL9"),
        ("presentes_n", "muchos"),
        ("parte_de", "no hay"),
        ("resumen", "tabla \u05d0"),
        ("uuid", "no es"),
        ("uuid", "00000000-0000-7000-8000-000000000000"),
        ("precision", "siglo"),
    ],
)
def test_lo_que_no_se_entiende_rechaza_la_fila_y_dice_la_columna(
    almacen: Almacen, libro: Escribir, columna: str, valor: str
) -> None:
    informe = traer(almacen, libro({"Reuniones": [{**REUNION, columna: valor}, {**REUNION, "ref": "2"}]}))
    (problema,) = [p for p in informe.problemas if p.grave]
    assert (problema.archivo, problema.hoja, problema.fila) == ("captura.xlsx", "Reuniones", 2)
    assert problema.columna in {columna, "fecha"}
    assert (informe.de("Reuniones").nuevas, informe.de("Reuniones").rechazadas) == (1, 1)


@pytest.mark.parametrize(
    ("columna", "valor", "guardado"),
    [
        ("modalidad", "Presencial", "presencial"),
        ("modalidad", "por señas", "por señas"),
        ("regiones", "CAR; Atlántida", None),
        ("compromisos", "PAL1-C99", None),
    ],
)
def test_lo_desconocido_se_avisa_y_no_detiene(
    almacen: Almacen, libro: Escribir, columna: str, valor: str, guardado: str | None
) -> None:
    informe = traer(almacen, libro({"Reuniones": [{**REUNION, columna: valor}]}))
    assert not informe.hubo_rechazos
    assert [p.columna for p in informe.problemas] == ([] if valor == "Presencial" else [columna])
    if guardado:
        assert filas(almacen, "SELECT * FROM reunion")[0][columna] == guardado


@pytest.mark.parametrize(("escrito", "nombre", "avisa"), [(5028, "Sabinas", True), ("sabinas", "Sabinas", False)])
def test_municipio(almacen: Almacen, libro: Escribir, escrito: str | int, nombre: str, avisa: bool) -> None:
    informe = traer(almacen, libro({"Reuniones": [{**REUNION, "cvegeo": escrito}]}))
    assert any(p.columna == "cvegeo" for p in informe.problemas) is avisa
    (fila,) = filas(almacen, "SELECT m.nombre, r.ciudad FROM reunion r JOIN municipio m ON m.uuid = r.municipio")
    assert fila == {"nombre": nombre, "ciudad": None}


def test_municipio_desconocido_queda_como_texto(almacen: Almacen, libro: Escribir) -> None:
    traer(almacen, libro({"Reuniones": [{**REUNION, "cvegeo": "Laredo"}]}))
    (fila,) = filas(almacen, "SELECT municipio, ciudad, zona, zona_supuesta FROM reunion")
    assert fila == {"municipio": None, "ciudad": "Laredo", "zona": "America/Monterrey", "zona_supuesta": 1}


@pytest.mark.parametrize(
    ("estado", "fecha", "esperado", "avisa"),
    [
        ("firmada", date(2024, 1, 1), "celebrada", True),
        ("cerrada", date(2024, 1, 1), "celebrada", True),
        ("En revisión", date(2024, 1, 1), "en_revision", False),
        ("cancelada", date(2024, 1, 1), "cancelada", False),
        (None, date(2024, 1, 1), "celebrada", False),
        (None, date(2199, 1, 1), "borrador", False),
        (None, None, "borrador", False),
    ],
)
def test_estado(
    almacen: Almacen, libro: Escribir, estado: str | None, fecha: date | None, esperado: str, avisa: bool
) -> None:
    informe = traer(almacen, libro({"Reuniones": [{**REUNION, "fecha": fecha, "estado": estado}]}))
    assert not informe.hubo_rechazos
    assert any(p.columna == "estado" for p in informe.problemas) is avisa
    assert filas(almacen, "SELECT estado FROM reunion")[0]["estado"] == esperado


def test_el_estado_del_acuerdo_no_se_repite_ni_deshace_lo_seguido(almacen: Almacen, libro: Escribir) -> None:
    acuerdo = {"ref": "k1", "texto": "Entregar el plano", "estado": "pendiente"}
    traer(almacen, libro({"Acuerdos": [acuerdo]}))
    with almacen.escribir("Dar seguimiento") as u:
        (primero,) = u.varios(Seguimiento)
        u.agregar(Seguimiento(acuerdo=primero.acuerdo, estado=EstadoAcuerdo.CUMPLIDO))
    traer(almacen, libro({"Acuerdos": [{**acuerdo, "texto": "Entregar el plano completo"}]}))
    assert [s["estado"] for s in filas(almacen, "SELECT estado FROM seguimiento ORDER BY creado")] == [
        "pendiente", "cumplido",
    ]  # fmt: skip


def test_votacion_incoherente_se_rechaza_con_su_razon(almacen: Almacen, libro: Escribir) -> None:
    votos: list[dict[str, Any]] = [
        {"ref": "1", "reunion": "1", "modalidad": "consenso", "en_contra": 1, "resultado": "aprobado"},
        {"ref": "2", "reunion": "1", "modalidad": "mayoria", "resultado": "aprobado"},
        {"ref": "3", "reunion": "1", "modalidad": "mayoria", "a_favor": 3, "resultado": "aprobado", "punto": "9"},
        {"ref": "4", "reunion": "1", "modalidad": "consenso", "resultado": "aprobado"},
    ]
    informe = traer(almacen, libro({"Reuniones": [REUNION], "Votaciones": votos}))
    assert graves(informe) == [
        ("Votaciones", 2, "modalidad"), ("Votaciones", 3, "modalidad"), ("Votaciones", 4, "punto"),
    ]  # fmt: skip
    assert contar(almacen, "votacion") == 1
    assert contar(almacen, "votacion_parte") == 0


def test_una_mayoria_evidente_entra_y_lo_que_se_voto_no_se_repite(almacen: Almacen, libro: Escribir) -> None:
    """The sheet has no columns for either: the words of the result carry both, out and in again."""
    voto = {
        "ref": "1",
        "reunion": "1",
        "modalidad": "mayoria",
        "resultado": "Aprobado por mayoría evidente, sin conteo",
    }
    assert graves(traer(almacen, libro({"Reuniones": [REUNION], "Votaciones": [voto]}))) == []
    (guardada,) = filas(almacen, "SELECT * FROM votacion")
    assert (guardada["evidente"], guardada["a_favor"]) == (1, None)
    con_asunto = corregir_votacion(almacen, votacion=UUID(guardada["uuid"]), rev=guardada["rev"], asunto="la sede")
    assert con_asunto.principal is not None
    (exportada,) = filas_de_paquete(almacen.lectura)
    assert exportada["resultado"] == "la sede: Aprobado por mayoría evidente, sin conteo"
    assert exportada["modalidad"] == "mayoria"
    vuelve = voto | {"resultado": exportada["resultado"], "disenso": "Constó después."}
    assert graves(traer(almacen, libro({"Reuniones": [REUNION], "Votaciones": [vuelve]}))) == []
    (guardada,) = filas(almacen, "SELECT * FROM votacion")
    assert (guardada["asunto"], guardada["resultado"], guardada["disenso"], guardada["evidente"]) == (
        "la sede", "Aprobado por mayoría evidente, sin conteo", "Constó después.", 1,
    )  # fmt: skip


def cerrar_por_fuera(almacen: Almacen) -> None:
    """Freeze the meeting as closing does, without the acta that another service makes."""
    from enlace_app.dominio.actas import Acta
    from enlace_app.dominio.reuniones import EstadoReunion

    with almacen.escribir("Cerrar") as u:
        (reunion,) = u.varios(Reunion)
        u.agregar(_acta(Acta, reunion, u.operacion.instante))
        u.asentar()
        reunion.estado = EstadoReunion.CERRADA


def _acta(clase: Any, reunion: Reunion, instante: Any) -> Any:
    from dataclasses import MISSING, fields

    valores: dict[str, Any] = {"reunion": reunion.uuid}
    for f in fields(clase):
        if f.name not in valores and f.default is MISSING and f.default_factory is MISSING:
            tipo = str(f.type)
            valores[f.name] = (
                instante if "datetime" in tipo else 1 if tipo == "int" else date(2024, 1, 1) if "date" in tipo else "x"
            )
    return clase(**valores)


def test_lo_cerrado_no_cambia_y_se_dice(almacen: Almacen, libro: Escribir) -> None:
    traer(almacen, libro(COMPLETO))
    cerrar_por_fuera(almacen)
    antes = contar(almacen)
    assert not traer(almacen, libro(COMPLETO)).hubo_rechazos, "lo que no cambió no estorba"
    cambiado: Hojas = {
        "Reuniones": [{**REUNION, "sede": "Otra"}],
        "Asistencia": [*COMPLETO["Asistencia"], {"ref": "a3", "reunion": "1", "organizacion": "Llegó tarde"}],
        "Acuerdos": [{**COMPLETO["Acuerdos"][0], "texto": "Otra redacción"}, *COMPLETO["Acuerdos"][1:]],
        "Documentos": [{**COMPLETO["Documentos"][0], "fojas": 99}],
    }
    informe = traer(almacen, libro(cambiado))
    assert sorted((h.hoja, h.rechazadas) for h in informe.hojas) == [
        ("Acuerdos", 1), ("Asistencia", 1), ("Documentos", 1), ("Reuniones", 1),
    ]  # fmt: skip
    assert contar(almacen) == antes
    assert "cerrada" in informe.problemas[0].motivo
    nuevo: Hojas = {"Seguimiento": [{"ref": "s9", "acuerdo": "k1", "fecha": date(2024, 6, 1), "estado": "cumplido"}]}
    assert traer(almacen, libro(nuevo)).de("Seguimiento").nuevas == 1, "el seguimiento siempre entra"


def test_lo_de_otro_sitio_no_se_toca(almacen: Almacen, libro: Escribir) -> None:
    with almacen.escribir("Recibir de otro sitio") as u:
        from enlace_app.dominio.acuerdos import Acuerdo

        u.agregar(Acuerdo(texto="De otro sitio", folio_provisional="NTE-A1B2-0001/01", origen=uuid_nuevo()))
    (ajeno,) = filas(almacen, "SELECT * FROM acuerdo")
    informe = traer(almacen, libro({"Acuerdos": [{"uuid": ajeno["uuid"], "texto": "Cambiado"}]}))
    assert informe.de("Acuerdos").rechazadas == 1
    seguimiento = {"ref": "1", "acuerdo": ajeno["folio_provisional"], "fecha": date(2024, 6, 1), "nota": "Se avisó"}
    assert traer(almacen, libro({"Seguimiento": [seguimiento]})).de("Seguimiento").nuevas == 1


def test_marca_repetida_y_columnas_que_no_se_guardan(almacen: Almacen, libro: Escribir) -> None:
    doble = {**REUNION, "folio_oficial": "INTRAC/9", "sede": "Otra"}
    informe = traer(almacen, libro({"Reuniones": [{**REUNION, "folio_oficial": "INTRAC/8"}, doble]}))
    assert graves(informe) == [("Reuniones", 3, "ref")]
    avisos = [p.motivo for p in informe.problemas if not p.grave]
    assert len(avisos) == 1
    assert "folio_oficial" in avisos[0]


def test_directorio_y_nombramientos(almacen: Almacen, libro: Escribir) -> None:
    hojas: Hojas = {
        "Organizaciones": [
            {"ref": "1", "nombre": "Nueva", "alias": "La Nueva; LN", "sucede_a": "Vieja"},
            {"ref": "2", "nombre": "Vieja", "hasta": date(2020, 1, 1)},
            {"ref": "3", "nombre": "comision nacional del agua", "sigla": "CONAGUA"},
        ],
        "Nombramientos": [
            {"ref": "1", "persona": "Persona Dos", "rol": "Enlace regional", "region": "norte", "voto": "al suplir"},
            {"ref": "2", "persona": "PERSONA DOS", "rol": "Facilitadora", "desde": "2024"},
        ],
        "Actividades": [{"ref": "1", "compromiso": "PAL1-C6", "actividad": "Medir", "avance": 40}],
    }
    informe = traer(almacen, libro(hojas))
    assert not informe.hubo_rechazos, informe.lineas()
    (nueva,) = filas(
        almacen,
        "SELECT v.nombre FROM organizacion n JOIN organizacion v ON v.uuid = n.sucede_a WHERE n.nombre = 'Nueva'",
    )
    assert nueva == {"nombre": "Vieja"}
    assert contar(almacen, "organizacion") == 70, "la que ya está en el directorio es la misma"
    assert contar(almacen, "persona") == 1
    nombramientos = filas(almacen, "SELECT voto, desde, desde_literal FROM nombramiento ORDER BY rol")
    assert nombramientos == [
        {"voto": "al_suplir", "desde": None, "desde_literal": None},
        {"voto": None, "desde": "2024-01-01", "desde_literal": "2024"},
    ]
    antes = contar(almacen)
    traer(almacen, libro(hojas))
    assert contar(almacen) == antes


def test_de_un_tipo_desconocido_se_dicen_los_que_hay_por_su_nombre(almacen: Almacen, libro: Escribir) -> None:
    """Each may be written as either of the two that the message says."""
    informe = traer(almacen, libro({"Reuniones": [REUNION | {"tipo": "tertulia"}]}))
    (motivo,) = (p.motivo for p in informe.problemas if "tipo de reunión" in p.motivo)
    assert "«tertulia»" in motivo
    assert "Reunión de trabajo (reunion_trabajo)" in motivo
    for fila in almacen.lectura.filas("SELECT nombre, clave FROM tipo_reunion"):
        assert f"{fila['nombre']} ({fila['clave']})" in motivo


def test_un_paquete_no_es_un_libro_de_captura(almacen: Almacen, libro: Escribir) -> None:
    ruta = libro({"Portada": [{"campo": "formato", "valor": "enlace-paquete"}], "Reuniones": [REUNION]})
    informe = traer(almacen, ruta)
    motivo = informe.problemas[0].motivo
    assert "«Traer acuse…»" in motivo
    assert "No se tomó nada de él" in motivo
    assert contar(almacen, "reunion") == 0


def test_sin_una_columna_obligatoria_no_entra_la_hoja(almacen: Almacen, libro: Escribir) -> None:
    informe = traer(almacen, libro({"Reuniones": [{"ref": "1", "tipo": "taller"}]}))
    assert informe.de("Reuniones").rechazadas == 1
    assert contar(almacen, "reunion") == 0


def test_dos_libros_con_el_mismo_nombre_a_la_vez(almacen: Almacen, libro: Escribir, tmp_path: Path) -> None:
    (tmp_path / "otra").mkdir()
    otro = guardar(tmp_path / "otra" / "captura.xlsx", {"Reuniones": [REUNION]})
    informe = traer(almacen, libro({"Reuniones": [REUNION]}), otro)
    assert informe.hubo_rechazos
    assert contar(almacen, "reunion") == 1
